# object and type: methods, dir, default behaviours, type().
o = object()
print(type(o), isinstance(o, object), o == o, o != o, o == object(), bool(o), hash(o) == hash(o), repr(o).startswith("<object object at "), str(o) == repr(o), format(o) == str(o), o.__class__, o.__doc__ is not None, o.__dir__() == object.__dir__(o), sorted(dir(object)))
print(object.__mro__, object.__bases__, object.__base__, object.__name__, object.__module__, object.__basicsize__ > 0, object.__subclasshook__(int), o.__eq__(5), o.__ne__(5), o.__lt__(5), o.__init_subclass__(), object.__new__(object) is not o, o.__reduce_ex__(2)[0].__name__, o.__sizeof__() > 0, o.__getstate__())
print(type(5), type(type), type(None), type(print), type(lambda: 0), type((lambda: (yield))()), type(int.__add__), type(o.__str__), type([].append), type(str.join), type(object), type(...), type(NotImplemented), type(range(1)), type({}.keys()), type(iter([])), type(slice(1)), type(property()), type(super), type(type.__dict__["__doc__"]), type(int.__dict__["from_bytes"]), type(object.__dict__["__class__"]), type(compile("1", "", "eval")), type(globals()))
C = type("C", (int,), {"x": 1, "m": lambda self: self + 1, "__doc__": "made"})
print(C, C(4).m(), C.x, C.__doc__, C.__bases__, C.__name__, C.__qualname__, C.__module__, type(C))
D = type("D", (C,), dict(y=2)); print(D.__mro__, D(1).m(), D.y, D.x, issubclass(D, int), C.__subclasses__())
C.__name__ = "Renamed"; C.__qualname__ = "Q.R"; print(C, C.__name__, repr(C(3)))
for text in ["object(1)", "object(x=1)", "o.x = 1", "o < 1", "o + 1", "o[0]", "o()", "len(o)", "iter(o)", "int(o)", "type()", "type(1, 2)", "type('x', (), {}, 1)", "type('x', 1, {})", "type('x', (1,), {})", "type('x', (bool,), {})", "type('x', (), 5)", "type(5)()" , "C.__name__ = 5", "C.__name__ = 'a\\0'", "del C.__name__", "C.__module__ = 5", "C.__bases__ = ()", "C.__mro__ = ()", "int.__name__ = 'x'", "C.__class__ = 5", "C.__dict__ = {}", "C.__dict__['z'] = 1", "type.mro()", "type.mro(int)", "object.__class__ = 5", "type.__call__(int, '5')", "o.__class__ = int", "object.__setattr__(C, 'q', 1)", "type.__getattribute__(C, 'x')", "object.__getattribute__(C(1), 'x')", "object.__getattribute__(5, 'nope')", "int.__init__(5, 'any', x=1)", "int.mro(5)", "C.__doc__ = 'new'", "int.__doc__ = 1", "C.__annotations__ = 5", "type(o)(5)", "C.__abstractmethods__", "C.__type_params__", "o.__dict__", "type.__bases__ = (int,)"]:
    try:
        exec(text)
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)
print(type(C.__dict__).__name__, "x" in C.__dict__, C.__dict__["x"], len(C.__dict__) > 2, [k for k in C.__dict__ if not k.startswith("__")], C.__dict__ | {"q": 1} and "merged", C.__dict__.get("x"), C.__dictoffset__ != 0, C.__weakrefoffset__ != 0 or True, C.__flags__ > 0, C.__instancecheck__(C(1)), C.__subclasscheck__(D), type.__instancecheck__(int, 5))
class E:
    __slots__ = ()
print(E().__reduce_ex__(2)[1:2], dir(E())[:3], "__dict__" in dir(E()), vars(E).get("__slots__"))
