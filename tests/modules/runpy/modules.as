# runpy.run_module(): what runs sees, what comes back, which errors
import os
import runpy
import sys
import tempfile
import warnings

SHOW = """
import sys
print(" in", __name__, repr(__package__), __spec__ and __spec__.name, __file__.rpartition("/")[2], sys.argv[0].rpartition("/")[2])
print(" in", [n for n in sorted(globals()) if not n.startswith("__")], __doc__)
print(" in", __name__ in sys.modules and vars(sys.modules[__name__]) is globals())
made = len(__name__)
"""
FILES = {"pkg/__init__.py": "print(' init', __name__)", "pkg/__main__.py": SHOW, "pkg/mod.py": SHOW, "plain/__init__.py": "",
         "plain/imp.py": "import nosuch", "broken/__init__.py": "raise ImportError('boo')", "zero.py": "1/0", "ns/mod.py": SHOW,
         "text.py": "(", "sub/__init__.py": "", "sub/__main__/__init__.py": ""}


def show(name, *args, **options):
    print("--", name, args, options)
    try:
        names = runpy.run_module(name, *args, **options)
        print({k: v for k, v in sorted(names.items()) if isinstance(v, (int, str)) and k not in ("__file__", "__cached__")})
        print(type(names["__spec__"]).__name__, names["__doc__"], names["__spec__"].loader is names["__loader__"])
    except BaseException as e:
        print(type(e).__name__, e.msg if isinstance(e, SyntaxError) else e, "from", repr(e.__cause__))
    print(sys.argv[0] == argument, sys.path == path, "__main__" in sys.modules)


argument = sys.argv[0]
warnings.simplefilter("error")
with tempfile.TemporaryDirectory() as folder:
    for name, text in FILES.items():
        os.makedirs(os.path.join(folder, os.path.dirname(name)), exist_ok=True)
        with open(os.path.join(folder, name), "w") as file:
            file.write(text)
    sys.path.insert(0, folder)
    path = sys.path[:]
    for name in ["pkg", "pkg.mod", "pkg.__main__", "plain", "nosuch", "pkg.nosuch", "nosuch.x", ".rel", "", "sys", "zero", "plain.imp",
                 "broken.x", "zero.x", "ns.mod", "text"]:
        show(name)
    show("pkg.mod", {"a": 1, "__name__": "lost"}, "__main__", True)
    show("pkg.mod", {"b": 2}, alter_sys=True)
    show("pkg", run_name="__main__")
    show("pkg.mod", None, "other.name")
    show("zero", alter_sys=True)
    print("zero" in sys.modules, "pkg.mod" in sys.modules)
    import pkg.mod
    show("pkg.mod")
    warnings.simplefilter("ignore")
    show("pkg.mod")
    show("pkg.mod", alter_sys=True)
    print(vars(sys.modules["pkg.mod"]) is vars(pkg.mod))
    show("pkg.mod.py")
    show("mod.py")
    show("plain.py")
print(runpy.run_module("keyword")["iskeyword"]("if"), runpy.__all__)
