# classmethod, staticmethod, property, super as objects.
class C:
    @classmethod
    def c(cls, x=1): "cdoc"; return cls.__name__, x
    @staticmethod
    def s(x=2): "sdoc"; return x
    def m(self): return "m"
class D(C): pass
print(C.c(), D.c(5), C().c(), C.s(), D().s(7), C.c.__self__, D.c.__self__, C.c.__func__.__name__, C.c.__doc__, C.s.__doc__, C.c.__name__, C.s.__name__, C.c.__qualname__)
raw_c, raw_s = C.__dict__["c"], C.__dict__["s"]
print(type(raw_c), type(raw_s), raw_c.__func__(D), raw_s.__func__(3), raw_c.__wrapped__ is raw_c.__func__, raw_c.__isabstractmethod__, raw_s(9), raw_c.__get__(None, D)(), raw_s.__get__(5)(4), raw_c.__name__, raw_c.__doc__, raw_s.__module__, raw_c.__dict__.get("x"), repr(raw_s).split(" at ")[0])
raw_c.attr = 5; print(raw_c.attr, raw_c.__dict__["attr"])
D.extra = classmethod(lambda cls: cls.__name__ + " extra"); D.st = staticmethod(len); print(D.extra(), D().st([1]), classmethod(5).__func__, staticmethod("x").__func__)
for text in ["classmethod()", "staticmethod()", "classmethod(1, 2)", "raw_c()", "classmethod(5)()", "type('X', (), {'f': classmethod(5)})().f", "type('X', (), {'f': classmethod(5)})().f()", "C.c(1, 2)", "C.s(1, 2)", "C.m()", "property(1, 2, 3, 4, 5)", "property().fget", "property(5).__get__(1)", "property().__set__(1, 2)", "property().getter()", "super().x", "super(int).x", "super(5, 5)", "super(int, 'a')", "super(C, D()).m()", "super(C, C()).m()", "super(D, D).c()", "super(D, D()).s()", "super(D, D()).nope", "C.c.x = 1", "C.m.__get__(5)()", "property(lambda s: 1, doc='d').__doc__", "property(x=1)", "staticmethod(len)([1, 2])", "staticmethod(5)()"]:
    try:
        print(text, "=", eval(text))
    except SyntaxError as e:
        print(text, "->", e.msg)
    except Exception as e:
        print(text, "->", type(e).__name__, str(e).split(" at 0x")[0])
class Sub(classmethod):
    def __get__(self, o, c=None): return ("sub get", c.__name__)
class E:
    @Sub
    def f(cls): pass
print(E.f, E().f)
p = property(lambda s: s._v, lambda s, v: setattr(s, "_v", v * 2), lambda s: delattr(s, "_v"), "pdoc")
class F: v = p
f = F(); f.v = 4; print(f.v, f._v, p.__doc__, F.v is p); del f.v; print(hasattr(f, "_v"), p.getter(lambda s: 1).fset is p.fset, p.__name__ if hasattr(p, "__name__") else "no name")
