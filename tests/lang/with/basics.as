# with: order, suppression, several items, errors in enter and exit, targets.
class C:
    def __init__(self, name, suppress=False, fail=None):
        self.name, self.suppress, self.fail = name, suppress, fail

    def __enter__(self):
        print("enter", self.name)
        if self.fail == "enter":
            raise RuntimeError("enter " + self.name)
        return self.name.upper()

    def __exit__(self, t, v, tb):
        print("exit", self.name, t.__name__ if t else None, v, tb is not None)
        if self.fail == "exit":
            raise RuntimeError("exit " + self.name)
        return self.suppress


with C("a") as x:
    print("body", x)
with C("a") as x, C("b") as y, C("c"):
    print("body", x, y)
with (C("p1") as x, C("p2") as y,):
    print("paren", x, y)
with (C("single")):
    pass
with C("s", suppress=True):
    raise ValueError("suppressed")
print("continues")


def attempt(f):
    try:
        print("->", f())
    except BaseException as e:
        print("raised", repr(e), "context", repr(e.__context__))


def w1():
    with C("outer"), C("inner"):
        raise ValueError("through")


def w2():
    with C("outer", suppress=True), C("inner"):
        raise ValueError("outer suppresses")
    return "after"


def w3():
    with C("ok"), C("bad", fail="enter"):
        print("never")


def w4():
    with C("ok"), C("bad", fail="exit"):
        return "lost"


def w5():
    with C("outer"), C("bad", fail="exit"):
        raise ValueError("body")


def w6():
    with C("ret"):
        return "returned"


def w7():
    for i in range(3):
        with C(f"loop{i}"):
            if i == 0:
                continue
            break
    return i


def w8():
    with C("x", suppress=True) as v:
        return v
    return "unreachable"


def w9():
    with C("x", suppress="truthy string"):
        1 / 0
    return "suppressed by truth"


def w10():
    with C("gen") as v:
        yield v


for f in (w1, w2, w3, w4, w5, w6, w7, w8, w9, lambda: list(w10())):
    attempt(f)


class NoExit:
    def __enter__(self): pass


class NoEnter:
    def __exit__(self, *a): pass


class Neither: pass


class Async:
    async def __aenter__(self): pass
    async def __aexit__(self, *a): pass


for o in (NoExit(), NoEnter(), Neither(), 5, Async()):
    try:
        with o:
            print("never")
    except Exception as e:
        print(type(e).__name__, e)
i = Neither()
i.__enter__ = lambda: 1
i.__exit__ = lambda *a: 1
try:
    with i:
        pass
except TypeError as e:
    print(e)


class Multi:
    def __enter__(self): return (1, [2, 3])
    def __exit__(self, *a): pass


d = {}
with Multi() as (a, [b, c]), Multi() as d["k"], Multi() as [e, *f]:
    print(a, b, c, d, e, f)


class BadTruth:
    def __bool__(self): raise ValueError("bool of exit result")


try:
    with C("bt", suppress=BadTruth()):
        1 / 0
except ValueError as e:
    print(e, repr(e.__context__))
