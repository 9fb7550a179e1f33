# Augmented assignment for each operator and target kind.
x = 10
x += 5; print(x)
x -= 3; print(x)
x *= 2; print(x)
x //= 5; print(x)
x **= 3; print(x)
x %= 50; print(x)
x <<= 3; print(x)
x >>= 1; print(x)
x |= 3; print(x)
x &= 0xfe; print(x)
x ^= 0xff; print(x)
x /= 4; print(x)
s = "a"; s += "b"; s *= 3; print(s)
l = m = [1]; l += (2, 3); l += "x"; l *= 2; print(l, l is m)
t = u = (1,); t += (2,); t *= 2; print(t, u)
q = w = {1}; q |= {2}; q -= {1}; q ^= {5}; q &= {5, 6}; print(q, q is w)
d = e = {"a": 1}; d |= {"b": 2}; d |= [("c", 3)]; print(d, d is e)


class V:
    def __init__(self, log):
        self.log = log

    def __getattr__(self, name):
        print("getattr", name, end=" ")
        return 100

    def __getitem__(self, k):
        print("getitem", k, end=" ")
        return 10

    def __setitem__(self, k, v):
        print("setitem", k, v)


v = V([])
v.n += 1
print(v.n)
v[2] -= 3
v["a", 1] **= 2
v[1:2] *= 3
for name in "iadd isub imul itruediv ifloordiv imod ipow ilshift irshift iand ior ixor imatmul".split():
    pass


class I:
    def __iadd__(self, o):
        return ("iadd", o)

    def __imatmul__(self, o):
        return ("imatmul", o)

    def __isub__(self, o):
        return NotImplemented

    def __sub__(self, o):
        return ("sub", o)


i = I(); i += 1; print(i)
i = I(); i @= 2; print(i)
i = I(); i -= 3; print(i)
t = ([1],)
try:
    t[0] += [2]
except TypeError as e:
    print(e, t)


def fails(text):
    try:
        exec(text, {"a": [1], "s": "x", "n": None})
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)


fails("undefined += 1")
fails("a += 1")
fails("a -= [1]")
fails("s -= 'x'")
fails("s += 1")
fails("n += 1")
fails("n @= 1")
fails("n **= 1")
fails("a *= 'x'")
fails("a |= 1")
fails("n >>= 1")
fails("n.x += 1")
fails("a[5] += 1")
fails("(a, b) += 1")
fails("f() += 1")
fails("a + b += 1")
fails("1 += 1")
fails("None += 1")


def local():
    x += 1


try:
    local()
except UnboundLocalError as e:
    print(e)
