# property: getters, setters, deleters, inheritance, errors, attributes.
class C:
    def __init__(self):
        self._x = 0

    @property
    def x(self):
        "doc of x"
        return self._x

    @x.setter
    def x(self, v):
        if v < 0:
            raise ValueError("negative")
        self._x = v

    @x.deleter
    def x(self):
        print("deleted")
        self._x = None

    @property
    def ro(self):
        return "ro"

    wo = property(None, lambda self, v: print("wo", v))
    fn = property(lambda self: self._x * 2, doc="explicit doc")
    none = property()


c = C()
c.x = 5
print(c.x, c.fn, c.ro, C.x.__doc__, C.fn.__doc__, C.ro.__doc__)
del c.x
print(c.x)
c.wo = 1


def attempt(text):
    try:
        exec(text, {"c": c, "C": C})
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)


attempt("c.x = -1")
attempt("c.ro = 1")
attempt("del c.ro")
attempt("c.wo")
attempt("c.none")
attempt("c.none = 1")
attempt("del c.none")
attempt("c.x.y")
attempt("C.x.fget = 1")
attempt("C.x.nope")
c.__dict__["x"] = "hidden"
c.x = 9
print(c.x, type(C.x).__name__, C.x.fget.__name__, C.x.fset.__name__, C.ro.fset, C.x.__name__)


class D(C):
    @property
    def ro(self):
        return "D" + super().ro

    @C.x.getter
    def x(self):
        return "D.x"

    @C.ro.setter
    def ro2(self, v):
        print("ro2 set", v)


d = D()
d.x = 4
print(d.ro, d.x, d._x, d.ro2)
d.ro2 = 5


class E:
    @property
    def err(self):
        return self.missing

    @property
    def val(self):
        raise ValueError("inside")


for n in ["err", "val"]:
    try:
        getattr(E(), n)
    except Exception as e:
        print(type(e).__name__, e)
print(hasattr(E(), "err"), getattr(E(), "err", 5))


class F(E):
    def __getattr__(self, n):
        return "ga:" + n


print(F().err)


class Cached(property):
    def __get__(self, obj, cls=None):
        return ("cached", super().__get__(obj, cls)) if obj is not None else self


class G:
    @Cached
    def v(self):
        return 1

    @classmethod
    def cm(cls):
        return cls.__name__


print(G().v, type(G.v).__name__)
p = property(lambda s: 1)
print(p.__get__(5), p.__get__(None, int) is p)
try:
    p.__set__(5, 1)
except AttributeError as e:
    print(e)
p2 = p.setter(lambda s, v: print("p2", v))
p2.__set__(5, 7)
print(p2 is p, p2.fget is p.fget, p.fset)
