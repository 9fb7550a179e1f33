# Private names: where they are mangled and where not.
class A:
    __x = 1
    __dunder__ = 2
    _single = 3

    def __init__(self):
        self.__y = 5

    def get(self):
        return self.__x, self.__y, self.__dunder__

    def __priv(self):
        return "A.__priv"

    def call(self):
        return self.__priv()

    def local(self):
        __v = 9
        return list(locals())

    def kw(self, __k=3, *, __o=4):
        return __k, __o

    def glob(self):
        return __module_level

    def nested(self):
        class Inner:
            __z = 1

            def get(self):
                return self.__z
        return Inner

    def strings(self):
        return hasattr(self, "__x"), hasattr(self, "_A__x"), getattr(self, "_A__y")

    def lam(self):
        return (lambda: self.__x)(), [self.__x for _ in range(2)]

    def other(self, o):
        return o.__y

    def imp(self):
        global __g
        __g = 10

    def ann(self):
        __a: int = 1
        return sorted(locals())

    def delete(self):
        del self.__y


_A__module_level = "mangled global"


class B(A):
    __x = 100

    def __priv(self):
        return "B.__priv"

    def bx(self):
        return self.__x


a, b = A(), B()
print(a.get(), b.get(), b.bx(), a.call(), b.call(), sorted(k for k in A.__dict__ if "__x" in k or "priv" in k))
print(a.local(), a.glob(), a.kw(), a.kw(_A__k=7, _A__o=8), a.nested()._Inner__z, a.nested()().get(), a.strings(), a.lam(), a.other(b))
a.imp()
print(_A__g, a.ann(), a.__dict__)
a.delete()
print(a.__dict__)
try:
    a.kw(__k=1)
except TypeError as e:
    print(e)
try:
    a.__x
except AttributeError as e:
    print(e)


class _Lead:
    __q = 1


class __Two:
    __q = 2


class ___:
    __q = 3


print("_Lead__q" in _Lead.__dict__, "_Two__q" in __Two.__dict__, "__q" in ___.__dict__)


class C:
    def set(self, v):
        self.__v = v
        self.__w, self.__z = v, v
        self.__v += 1
        for self.__i in range(3):
            pass
        with open(__file__) as self.__f:
            pass
        try:
            1 / 0
        except ZeroDivisionError as __e:
            r = str(__e)
        return sorted(k for k in self.__dict__), r, "__e" in locals()


print(C().set(1))


class E:
    class __Hidden:
        pass

    def make(self):
        return E.__Hidden.__name__, self.__Hidden.__qualname__


print(E().make(), hasattr(E, "_E__Hidden"))


class F:
    __slots__ = ("__s",)

    def __init__(self):
        self.__s = 1


print(F()._F__s)


class G:
    def f(self, **kw):
        return kw

    def g(self):
        return self.f(__name=1)


print(G().g())
