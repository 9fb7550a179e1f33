# Operator precedence, associativity and order of evaluation.
print(2 + 3 * 4, (2 + 3) * 4, 2 * 3 ** 2, -2 ** 2, 2 ** -1, 2 ** 3 ** 2, (2 ** 3) ** 2)
print(10 - 3 - 2, 100 / 10 / 5, 2 << 1 + 1, 1 | 2 & 3 ^ 1, 1 + 2 << 3, 7 & 3 == 3)
print(not 1 == 2, not True or True, 1 or 0 and 0, 1 if 0 else 2 if 1 else 3)
print(-5 % 3, -(5 % 3), ~1 + 1, - -3, +-+3, not not 0, ~-1, 5 - -5, 2 ** -2 ** 1)
print(1 < 2 == True, 1 + 1 in [2], not 3 in [3], None is None and 2, "a" "b" * 2, "a" + "b" * 2)
print(lambda: 1 or 2, end="") if 0 else print((lambda x: x if x else "e")(0))
print([1, 2, 3][0] + 1, -[5][0], (1).__add__(2), -1 .__abs__(), 2 .real)
print(1_000 * 2, 3 if True else 4 + 5, (3 if True else 4) + 5)


def v(x):
    print(x, end=" ")
    return x


print("=", v(1) + v(2) * v(3))
print("=", v(1) ** v(2) ** v(3))
print("=", (v(1), v(2))[v(0)])
print("=", {v("k1"): v(1), v("k2"): v(2)})
print("=", v(5) if v(0) else v(6))
print("=", v(1) < v(2) < v(3))
print("=", [v(i) for i in v([1, 2])])


def f(*a, **k):
    return a, k


print("=", f(v(1), *v([2]), k=v(3), **v({"z": 4})))
d = {}


def target():
    print("target", end=" ")
    return d


target()[v("key")] = v("value")
print(d)
x = [0, 0, 0]
i = 0
i, x[i] = 1, 9
print(i, x)


class A:
    pass


def obj(n):
    print("obj", n, end=" ")
    return A


obj(1).a, obj(2).b = v(1), v(2)
print()
obj(1).c = obj(2).d = v(3)
print(A.a, A.b, A.c, A.d)
obj(1).a += v(10)
print(A.a)
lst = [1, 2]
v(lst)[v(0)] += v(5)
print(lst)


def deco(n):
    print("deco", n, end=" ")
    return lambda g: print("apply", n, end=" ") or g


@deco(1)
@deco(2)
def g(a=v("default"), *, b: v("annotation") = v("kwdefault")) -> v("ret"):
    pass


print()
