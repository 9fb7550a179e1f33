# importlib, __import__, reload, modules made by hand, and functions that import.
import importlib.util
import sys
import types

m = importlib.import_module("pkg.alpha")
print(m.name, importlib.import_module(".sub.deep", "pkg").where(), importlib.import_module("..alpha", "pkg.sub") is m)
print(__import__("pkg.sub.deep").__name__, __import__("pkg.sub.deep", fromlist=["where"]).__name__)
m.name = "changed"
print(importlib.reload(m) is m, m.name)
made = types.ModuleType("made", "by hand")
made.value = 5
sys.modules["made"] = made
from made import value
import made as again
print(value, again is made, made.__doc__, made)


def inner():
    import pkg.beta
    from pkg.sub import deep as local
    return sorted(locals()), local.__name__


print(inner(), "local" in globals())
del sys.modules["pkg.alpha"]
import pkg.alpha
print(pkg.alpha is m, pkg.alpha.name)
print(importlib.util.find_spec("pkg.sub").name, importlib.util.find_spec("nowhere_at_all"))
try:
    importlib.import_module(".x")
except TypeError as e:
    print(e)
try:
    importlib.reload("x")
except TypeError as e:
    print(e)
