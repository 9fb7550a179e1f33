# and/or/not yield operands, stop early, and test truth once.
class T:
    def __init__(self, name, truth):
        self.name, self.truth = name, truth

    def __bool__(self):
        print("?" + self.name, end=" ")
        return self.truth

    def __repr__(self):
        return f"<{self.name}>"


t, f, u = T("t", True), T("f", False), T("u", True)
print(t and f)
print(f and t)
print(t or f)
print(f or t)
print(t and u and f)
print(f or f or t)
print(not t, not f)
print(t and f or u)
print(f and t or f)
print(not (t and f))
if t and not f:
    print("if taken")
while f or f:
    print("never")
print((t or f) and (f or u))
print([] or {} or () or "" or 0 or None)
print(1 and "a" and [2])
print(0 and 1 / 0, 1 or 1 / 0)
print(() and 1, "x" and "y", None or "d", 0.0 or 0j, not "", not "a")
x = t if f else u
print(x)
print("a" if 0 else "b" if 0 else "c", ("a" if 1 else "b") if 0 else "z")
print([i if i % 2 else -i for i in range(5)])
print((lambda: 1 if 0 else 2)(), 1 if 1 else 1 / 0)
print(bool(t), bool([]), bool([0]), bool("0"), bool(0.0), bool(float("nan")), bool(range(0)))


class L:
    def __len__(self):
        return 0


class Bad:
    def __bool__(self):
        return 2


class BadLen:
    def __len__(self):
        return -1


class Str:
    def __len__(self):
        return "x"


print(bool(L()), not L(), L() or "empty")
for c in (Bad, BadLen, Str):
    try:
        print(not c())
    except Exception as e:
        print(type(e).__name__, e)
