# globals, locals, vars, dir, __import__, and the names in builtins.
import builtins
print(sorted(n for n in dir(builtins) if not n.startswith("_") and n[0].islower()))
print(sorted(n for n in dir(builtins) if n.startswith("__")))
print(__builtins__ is builtins or "dict", builtins.len is len, __name__, __import__("builtins") is builtins, builtins.__name__)
builtins.injected_builtin = 42
print(injected_builtin)
del builtins.injected_builtin
try:
    injected_builtin
except NameError as e:
    print(e)
builtins.len = lambda v: "patched"
print(len([1]))
builtins.len = globals().get("nothing") or type("L", (), {"__call__": lambda s, v: v.__len__()})()
print(len([1, 2]))
def f(a, b=2, *args, c=3, **kw):
    d = 4
    return locals()
print(f(1), f(1, 5, 6, c=7, e=8))
def g():
    if 0:
        never = 1
    x = 1
    def h(): return x
    return sorted(locals())
print(g())
def snap():
    a = 1
    first = locals()
    b = 2
    second = locals()
    return sorted(first), sorted(second), first is second
print(snap())
class C:
    a = 1
    inside = sorted(k for k in locals() if not k.startswith("__"))
    locals()["dyn"] = 2
print(C.inside, C.dyn)
globals()["made"] = 5
print(made, "made" in dir(), globals() is locals(), vars() is locals())
print([sorted(k for k in locals() if k != ".0") for _ in range(1)][0] == sorted(locals()), (lambda a, b: locals())(1, 2))
def gen():
    x = 1
    yield sorted(locals())
    y = 2
    yield sorted(locals())
print(list(gen()))
import sys
print(sys is __import__("sys"), type(sys).__name__, repr(sys), sys.__name__, __import__("sys", fromlist=["x"]) is sys, sys.modules["sys"] is sys, "builtins" in sys.modules, sys.modules["__main__"].__name__)
for text in ["__import__()", "__import__(5)", "__import__('')", "__import__('no_such_zz')", "__import__('sys.nope')", "__import__('sys', level=-1)", "globals(1)", "locals(1)", "import_ = __import__('x', level=1)"]:
    try:
        exec(text)
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)
