# When the last reference goes: frames, exceptions, closures, containers, default arguments.
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("  del", self.n)


def step(title, f):
    print(title)
    f()
    print("  done")


def exception_keeps():
    def inner():
        local = D("kept by traceback")
        raise ValueError
    try:
        inner()
    except ValueError as e:
        print("  in handler")
    print("  after handler")


def saved_exception():
    def inner():
        local = D("kept by saved exception")
        raise ValueError
    try:
        inner()
    except ValueError as e:
        saved = e
    print("  saved")
    del saved
    print("  dropped")


def closure():
    d = D("in closure")
    f = lambda: d
    del d
    print("  closure alive")
    del f


def bound_method():
    class M:
        def m(self): pass
        def __del__(self): print("  del M")
    m = M().m
    print("  method keeps the object")
    del m


def chain():
    a = [D("a"), [D("b"), {"k": D("c")}]]
    a = None


def arguments():
    def f(x, *args, **kw):
        del x
        print("  x dropped?")
    f(D("x"), D("y"), k=D("z"))


def swap():
    a, b = D("1"), D("2")
    a, b = b, a
    del a
    print("  one left")


def loop():
    for d in (D(i) for i in range(3)):
        print("  body", d.n)


def comprehension():
    [print("  made", d.n) for d in map(D, range(2))]


def expression():
    D("left"), D("right")
    print("  between")
    D("attr").n
    D("cmp") == D("cmp2")


def with_return():
    def f():
        d = D("returned")
        return d
    f()
    print("  ignored result is gone")
    kept = f()
    print("  kept")


def overwrite():
    class O: pass
    o = O()
    o.a = D("old")
    o.a = D("new")
    print("  overwritten")
    o.__dict__.clear()
    print("  cleared")


def slices():
    l = [D(i) for i in range(4)]
    l[1:3] = []
    print("  middle gone")
    del l[0]
    l.pop()
    print("  popped")


def dicts():
    d = {1: D("v1"), 2: D("v2")}
    d[1] = None
    d.pop(2)
    d.setdefault(3, D("v3"))
    d.setdefault(3, D("unused"))
    d.update({3: D("v3b")})
    print("  end of dicts")


def generator():
    def g():
        a = D("gen local")
        yield a.n
        b = D("gen second")
        yield b.n
    it = g()
    print(" ", next(it), next(it))
    it.close()
    print("  closed")


def default():
    def f(x=D("default")): pass
    print("  defined")
    del f


def revive():
    class R:
        def __del__(self):
            keep.append(self)
            print("  revived")
    keep = []
    R()
    print(" ", len(keep))
    keep.clear()
    print("  finalised once")


def args_tuple():
    t = (D("in tuple"),)
    u = t + (D("second"),)
    del t
    print("  tuple one gone, element lives")


for f in (exception_keeps, saved_exception, closure, bound_method, chain, arguments, swap, loop, comprehension, expression, with_return, overwrite, slices, dicts, generator, default, revive, args_tuple):
    step(f.__name__, f)
