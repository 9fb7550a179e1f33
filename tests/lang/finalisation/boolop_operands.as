# The operand that does not decide `and` and `or` dies before the next one is evaluated, whatever that begins with.
class Empty:
    def __init__(self, name): self.name = name
    def __bool__(self): return False
    def __del__(self): print("del", self.name)
    def itself(self): return self
    def text(self): return "text of " + self.name

class Full(Empty):
    def __bool__(self): return True

def show(text):
    print("show", text)
    return text

def strip_both(a, b): return bool(a or b.strip() or a.strip())
def chain(a, b): return a or b.strip() or a or b.strip()

print(strip_both("", ""), strip_both("", " x "), strip_both(str(10 ** 20), ""), repr(chain("", " ")))
kept = Full("kept")
print(show(Empty("first") or kept.text()))
print(show(Full("second") and kept.text()))
print(show(Empty("third") or kept.itself().text() + "!"))
print(show(Empty("fourth") or kept.text()[0:4]))
print(show(Empty("fifth") or not kept.text().strip()))
print(show(Empty("sixth") or Empty("seventh").itself() or kept.text()))
print(show(Empty("eighth") or [kept.text()]))
print(show(Empty("ninth") or (kept.text() == "x")))
print(show(Empty("tenth") or f"{kept.text()}"))
print(show(Full("eleventh") and (lambda: kept.text())()))
print(show(Full("thirteenth") and 1 and kept.text()))
x = Empty("twelfth") or kept.text()
print(x)
del kept
