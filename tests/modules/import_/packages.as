# Packages: what runs and in which order, relative imports, what a submodule's import binds.
import pkg
print(pkg.__name__, pkg.__package__, pkg.__file__.rpartition("/")[2].partition(".")[0], pkg.alpha.name, pkg.where())
print(hasattr(pkg, "beta"), pkg.lazy)
import pkg.beta
import pkg.sub.deep as d
print(pkg.beta.other, d.__name__, d is pkg.sub.deep)
from pkg import beta as renamed, version
print(renamed.__name__, version)
from pkg import *
print(sorted(name for name in globals() if not name.startswith("__")))
import sys
print(sorted(name for name in sys.modules if name.startswith("pkg")))
print(sys.modules["pkg.sub"].__package__, sys.modules["pkg.sub.deep"].__package__, pkg.__spec__.name, pkg.__spec__.parent, d.__spec__.parent)
import pkg
print("a second import runs nothing")
import space.inner.leaf
print(space.inner.leaf.where, getattr(space, "__file__", None), len(space.__path__))
