# Assignment expressions and where their names live.
if (n := 10) > 5:
    print("n", n)
print((y := 3) + y, y)
print([last := i for i in range(4)], last)
print([(i, s := i * i) for i in range(3)], s)
while (n := n - 3) > 0:
    print(n, end=" ")
print(n)


def f(seq):
    if any((hit := x) > 2 for x in seq):
        return hit
    return None


print(f([1, 2, 3, 4]), f([1]))


def g():
    global glob
    [glob := i for i in range(5)]
    total = 0
    values = [total := total + v for v in range(5)]
    return values, total


print(g(), glob)


def h():
    x = 1

    def inner():
        nonlocal x
        [x := x + i for i in range(4)]

    inner()
    return x


print(h())
print(f"{(z := 7)} {z:=5} {z}")
d = {(k := "a"): (v := 1)}
print(d, k, v)
lst = [1, 2, 3]
print(lst[(i := 1)], i, lst[(a := 0):(b := 2)], a, b)
print((lambda: (q := 5) + q)())
print({(w := 2), w + 1} == {2, 3}, w)
print(dict(a=(b := 3)), b, max((m := 4), m + 1))
print((t := 1, 2), t, (t := (1, 2)), t)
for text in ["[i := 0 for i in range(5)]", "(x.y := 1)", "(x[0] := 1)", "x := 1", "[(j := i) for i in (j := [1])]",
             "(lambda: x := 1)", "f(a := 1, b=2)", "f(a=b:=1)", "((a, b) := (1, 2))", "[[(j := j) for i in range(3)] for j in range(3)]"]:
    try:
        compile(text, "t", "exec")
        print(text, "ok")
    except SyntaxError as e:
        print(text, "->", e.msg)
try:
    exec("class C:\n    x = [y := i for i in range(3)]")
except SyntaxError as e:
    print(e.msg)
