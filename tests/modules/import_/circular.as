# Modules that import each other: half-made modules are seen, names not there yet are an ImportError.
import cyc.a
print(cyc.a.b.late())
try:
    import cyc.c
except ImportError as e:
    print(type(e).__name__, str(e).partition(" (/")[0], e.name)
import sys
print("cyc.c" in sys.modules, "cyc.d" in sys.modules)
