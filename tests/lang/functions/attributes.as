# Function objects: attributes, names, code, defaults, methods.
def f(a: int, b: str = "x", *c, d=1, **e) -> float:
    "the docstring"
    local = a
    return local


print(f.__name__, f.__qualname__, f.__doc__, f.__module__, f.__defaults__, f.__kwdefaults__, f.__annotations__)
f.custom = 1
print(f.__dict__, f.custom)
f.__name__ = "renamed"
f.__qualname__ = "Q.renamed"
f.__doc__ = None
print(f.__name__, f.__qualname__, f.__doc__, repr(f).split(" at ")[0])
c = f.__code__
print(c.co_name, c.co_qualname, c.co_argcount, c.co_varnames, c.co_nlocals, c.co_filename, c.co_firstlineno, c.co_consts[0])
for name, value in [("__name__", 1), ("__qualname__", None), ("__defaults__", 1), ("__kwdefaults__", 1), ("__dict__", 1),
                    ("__code__", 1), ("__annotations__", 5), ("__globals__", {}), ("__closure__", None)]:
    try:
        setattr(f, name, value)
        print(name, "ok")
    except Exception as e:
        print(name, type(e).__name__, e)
try:
    f.missing
except AttributeError as e:
    print(e)


class C:
    def m(self, x):
        "mdoc"
        return self, x

    class Inner:
        def deep(self):
            def deeper():
                return lambda: 0
            return deeper


o = C()
m = o.m
print(m.__name__, m.__qualname__, m.__doc__, m.__self__ is o, m.__func__ is C.m, m == o.m, m is o.m, hash(m) == hash(o.m))
print(C.m(o, 1)[1], m(2)[1], C.Inner.deep.__qualname__, C.Inner().deep().__qualname__, C.Inner().deep()().__qualname__)
try:
    m.attr = 1
except AttributeError as e:
    print(e)
C.m.attr = "via function"
print(m.attr)
print((lambda: 0).__name__, (lambda: 0).__qualname__, [x for x in [1]] and 1, type(f).__name__, type(m).__name__, type(len).__name__)
print(len.__name__, len.__qualname__, len.__module__, len.__self__.__name__, [].append.__name__, [].append.__qualname__, str.join.__qualname__)
print(type(str.join).__name__, type([].append).__name__, type(int.__add__).__name__, type((1).__add__).__name__, type(dict.fromkeys).__name__)
print(repr(len), repr(str.join), repr(int.__add__), repr(print))


def same(a):
    return a


def other(a, b=5):
    return a, b


same.__code__ = other.__code__
try:
    same(1)
except TypeError as e:
    print(e)
print(same(1, 2))
g = lambda x, *y: (x, y)
g.__kwdefaults__ = {}
print(g.__call__(1, 2), f.__get__(5).__self__, type(f.__get__(5)).__name__)


def nodoc():
    1


def bytesdoc():
    b"no"


def fdoc():
    f"no"


print(nodoc.__doc__, bytesdoc.__doc__, fdoc.__doc__, f.__globals__ is globals(), f.__builtins__["len"] is len)
