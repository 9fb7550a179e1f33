# Statement layout: semicolons, continuation, blank and comment lines, nesting, tabs.
x = 1; y = 2; print(x, y);
if x: pass
if x == 1: print("one"); y = 5
print(y)
def f(a): b = a * 2; return b
class C: z = 3; w = z + 1
print(f(4), C.w)
z = x + \
    y + \
    1
print(z)
lst = [
    1,  # comment

    2,
        3,
  4
]
print(lst)
if (x and
        y):
    print("paren cond")
if x:
	print("tab")
	if y:
		print("two tabs")
if x:
      print("six spaces")
# comment at odd indentation
      # deeper comment
      print("same block")

print({
    "a": [1,
          2],
    "b": (3,
          4)})
def g(
    a,
    b=2,
    *args,
    c,
    **kw,
):
    return a, b, args, c, kw
print(g(
    1,
    c=3,
))
s = """line one
    line two
"""
print(repr(s))
for i in range(2):
    pass
else: print("else")
try: 1 / 0
except ZeroDivisionError: print("caught")
finally: print("fin")
with open(__file__) as fh: first = fh.readline()
print(first, end="")
while True: break
assert x, "no"
lambda_ = lambda: (
    1 +
    2)
print(lambda_())
print("a"
      "b"
      f"{x}"
      "c")
print(1,
      2, end=
      "\n")
match = 1; case = 2; type = 3; _ = 4
print(match, case, type, _)
match[0] if 0 else print("soft keyword as a name")
print(match, (case), [type], -match, match + 1, match * case, match if match else 0)
print.__class__; 5; "string statement"; ...; None
if 1:
    def inner():
        if 1:
            return "deep"
    print(inner())
pass; pass
