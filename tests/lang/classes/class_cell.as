# __class__ cell, __class__ assignment, class scope rules.
class A:
    def cls(self):
        return __class__

    def has(self):
        return "__class__" in self.cls.__code__.co_freevars


class B(A):
    pass


print(A().cls(), B().cls(), A().has())


class X:
    v = "X"

    def hello(self):
        return "hello from " + self.v


class Y:
    v = "Y"

    def hello(self):
        return "bye from " + self.v


o = X()
o.attr = 1
print(o.hello())
o.__class__ = Y
print(o.hello(), type(o).__name__, o.attr, isinstance(o, X), isinstance(o, Y))
for value in [int, 5, list, None]:
    try:
        o.__class__ = value
    except TypeError as e:
        print(e)
try:
    (5).__class__ = Y
except TypeError as e:
    print(e)


class L1(list): pass
class L2(list): pass


l = L1([1])
l.__class__ = L2
print(type(l).__name__, l)
try:
    l.__class__ = Y
except TypeError as e:
    print(e)
x = "module"


class Scope:
    x = "class"
    y = x
    z = [x for _ in range(1)]
    w = (lambda: x)()
    gen = list(x for _ in range(1))
    first = [i for i in x]

    def f(self):
        return x

    class Inner:
        q = x

    n = f.__name__
    del y


print(Scope.z, Scope.w, Scope.gen, "".join(Scope.first), Scope().f(), Scope.Inner.q, Scope.n, hasattr(Scope, "y"))


def outer():
    x = "function"

    class S:
        a = x
        x = "class local" if False else x
        b = x
    return S.a, S.b


try:
    print(outer())
except NameError as e:
    print(e)


def outer2():
    x = "function"

    class S:
        a = x

        def m(self):
            return x
    return S.a, S().m()


print(outer2())


def outer3():
    n = 1

    class S:
        nonlocal n
        n = 2
        m = n
    return n, S.m, "n" in S.__dict__


print(outer3())


class G:
    global gg
    gg = "set globally"


print(gg, "gg" in G.__dict__)


class Cond:
    x = x
    print(x)


class LocalsIn:
    locals()["dynamic"] = 5
    k = dynamic


print(LocalsIn.k, LocalsIn.dynamic)


class ClassVar:
    def __init_subclass__(cls):
        print(__class__.__name__, cls.__name__)


class Sub(ClassVar): pass


class Meta(type):
    def __new__(m, n, b, ns):
        print("__classcell__" in ns)
        cell = ns.get("__classcell__")
        return super().__new__(m, n, b, ns)


class WithCell(metaclass=Meta):
    def f(self): return __class__


class NoCell(metaclass=Meta):
    def f(self): return 1


print(WithCell().f())


class Forget(type):
    def __new__(m, n, b, ns):
        ns.pop("__classcell__", None)
        return super().__new__(m, n, b, ns)


try:
    class Lost(metaclass=Forget):
        def f(self): return __class__
except RuntimeError as e:
    print(type(e).__name__, str(e).split(" for ")[0])
print(A.__static_attributes__, X.__firstlineno__)
