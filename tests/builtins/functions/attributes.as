# getattr, setattr, hasattr, delattr, vars, dir, callable, id, isinstance, issubclass.
class A:
    c = 1
    def __init__(self): self.i = 2
    @property
    def p(self): return self.i * 10
    @property
    def bad(self): raise ValueError("in property")


a = A()
print(getattr(a, "c"), getattr(a, "i"), getattr(a, "p"), getattr(a, "zz", "default"), getattr(A, "c"), hasattr(a, "p"), hasattr(a, "zz"), getattr(a, "zz", None), getattr(5, "real"), getattr([], "append").__name__)
setattr(a, "new", 3); setattr(A, "cls", 4); print(a.new, a.cls, vars(a), delattr(a, "new"), vars(a), setattr(a, "i", 9), a.p)
for text in ["getattr(a, 'bad')", "hasattr(a, 'bad')", "getattr(a, 'bad', 'default')", "getattr(a, 5)", "hasattr(a, 5)", "setattr(a, 5, 1)", "delattr(a, 'zz')", "delattr(a, 5)", "setattr(a, 'p', 1)", "delattr(a, 'p')", "getattr(a)", "getattr()", "getattr(a, 'x', 1, 2)", "setattr(a, 'x')", "hasattr(a)", "setattr(5, 'x', 1)", "setattr(int, 'x', 1)", "delattr(a, 'c')", "vars(5)", "vars(1, 2)", "vars([])", "dir(1, 2)", "callable()", "id()", "isinstance(1)", "issubclass(int)", "getattr(a, 'é', 'none')", "getattr(a, '\\ud800', 'none')", "getattr(a, '')", "delattr(A, 'nothing')"]:
    try:
        print(text, "=", eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
print(vars() is globals(), "a" in dir(), [n for n in dir(a) if n[0] != "_"], [n for n in dir(A) if n[0] != "_"], vars(A)["c"], type(vars(A)).__name__, dir([]) == sorted(dir([])), "append" in dir([]))
def f():
    x, y = 1, 2
    return dir(), vars() == locals()
print(f(), callable(f), callable(A), callable(a), callable(len), callable(5), callable(None), callable(type), callable(lambda: 0), callable(A.__init__), callable(a.__init__))
x = y = []; print(id(x) == id(y), id(x) == id([1]) if 0 else "", id(None) == id(None), type(id(5)).__name__)
print(isinstance(1, int), isinstance(True, int), isinstance(1, (str, int)), isinstance(1, ()), isinstance([], (tuple, (list,))), isinstance(A, type), isinstance(a, object), issubclass(A, object), issubclass(bool, int), issubclass(int, (str, float)), isinstance(1.0, int), isinstance(None, type(None)), isinstance(len, type(len)), isinstance(1, int | str), issubclass(int, int | None))
class D:
    def __dir__(self): return ["b", "a", "c"]
    def __getattr__(self, n): return n.upper()
print(dir(D()), getattr(D(), "dyn"), hasattr(D(), "anything"), D().__dir__())
class E:
    __slots__ = ("s",)
try:
    vars(E())
except TypeError as e:
    print(e)
class F:
    __dict__ = {"fake": 1}
print(vars(F()))
class G:
    def __getattribute__(self, n): raise AttributeError("always " + n)
print(getattr(G(), "x", "dflt"), hasattr(G(), "y"))
