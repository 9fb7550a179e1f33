# Class statements: attributes, instances, namespaces, methods, inheritance.
class A:
    """A doc."""
    x = 1
    lst = []

    def __init__(self, v=0):
        self.v = v

    def get(self):
        return self.v

    def who(self):
        return "A"


class B(A):
    x = 2

    def who(self):
        return "B" + super().who()


class C(B):
    pass


a, b, c = A(1), B(2), C(3)
print(a.get(), b.get(), c.get(), a.who(), b.who(), c.who(), a.x, b.x, c.x)
a.x = 10
print(a.x, A.x, b.x)
A.x = 5
print(A.x, B.x, a.x, a.__dict__, C.__dict__.get("x"))
a.lst.append(1)
print(b.lst, A.lst is B.lst)
print(A.__name__, A.__qualname__, A.__module__, A.__doc__, B.__doc__, A.__bases__, C.__mro__, C.mro() == list(C.__mro__))
print(A.__base__, C.__base__, A.__class__, a.__class__, type(a) is A, type(A) is type, type(type) is type)
print(isinstance(c, A), issubclass(C, A), isinstance(a, B), A.__subclasses__(), B.__subclasses__())
print(repr(A), str(A), f"{A}", repr(a).split(" at ")[0])
A.new = lambda self: "patched " + self.who()
print(c.new())
del A.new
try:
    c.new()
except AttributeError as e:
    print(e)
a.get = lambda: "instance"
print(a.get(), A.get(b))


class D:
    y = [i for i in range(3)]
    z = len(y)
    if z > 2:
        big = True
    else:
        small = True
    for i in range(2):
        pass
    w = x = z + 1
    print("in body", __name__, __qualname__, sorted(k for k in locals() if not k.startswith("__")))


print(D.y, D.z, D.big, hasattr(D, "small"), D.i, D.w)


class E: pass


class F(): pass


class G(object,): pass


print(E.__bases__, F.__bases__, G.__bases__, sorted(E.__dict__))


def make(n):
    class Local:
        num = n

        def get(self):
            return n
    return Local


L1, L2 = make(1), make(2)
print(L1.num, L2().get(), L1 is L2, L1.__qualname__)


class Outer:
    class Inner:
        v = "inner"

    alias = Inner
    w = Inner.v


print(Outer.Inner.v, Outer.alias is Outer.Inner, Outer.w, Outer.Inner.__qualname__)
E.attr = 1
e = E()
e.__dict__["dyn"] = 5
print(e.dyn, e.attr, vars(e), "dyn" in dir(e))
e.__dict__ = {"replaced": 1}
print(e.replaced, hasattr(e, "dyn"))
for bad in ["class X(5): pass", "class X(A, A): pass", "class X(A, B): pass", "class X(bool): pass", "class X(type(None)): pass",
            "class X(int, str): pass", "class X(*[A]): pass", "class X(undefined): pass", "class X(A, foo=1): pass", "class X(lambda: 0): pass",
            "class X(type(len)): pass", "class X(range): pass", "class X(slice): pass", "class X(type(lambda: 0)): pass", "class X(memoryview): pass"]:
    try:
        exec(bad)
        print(bad, "ok")
    except Exception as ex:
        print(bad, "->", type(ex).__name__, ex)
