# runpy.run_path(): files, folders with __main__, what sys shows meanwhile, errors
import os
import pathlib
import runpy
import sys
import tempfile

SHOW = """
import sys
print(" in", __name__, repr(__package__), __spec__ and __spec__.name, __file__.rpartition("/")[2], sys.argv[0], __loader__ is None)
print(" in", [n for n in sorted(globals()) if not n.startswith("__")], __doc__, vars(sys.modules[__name__]) is globals())
made = len(__name__)
"""
FILES = {"mod.py": SHOW, "script": SHOW, "dirm/__main__.py": SHOW + "import near\nprint(near.x)\n", "dirm/near.py": "x = 5\n",
         "empty/readme": "", "zero.py": "1/0", "text.py": "x = (", "latin.py": "# coding: latin-1\nprint(ascii('\xe9'))\n", "mainless/__init__.py": "",
         "boom/__main__.py": "import nosuch"}


def show(path, *args, **options):
    print("--", path, args, options)
    try:
        names = runpy.run_path(path, *args, **options)
        print({k: v for k, v in sorted(names.items()) if isinstance(v, (int, str)) and k not in ("__file__", "__cached__")})
        print(type(names["__spec__"]).__name__, names["__doc__"])
    except BaseException as e:
        print(type(e).__name__, e.msg if isinstance(e, SyntaxError) else str(e).replace(folder, ""), "from", repr(e.__cause__))
    print(sys.argv[0] == argument, sys.path == before, sys.modules["__main__"] is main, "<run_path>" in sys.modules)


argument, before, main = sys.argv[0], sys.path[:], sys.modules["__main__"]
with tempfile.TemporaryDirectory() as folder:
    folder = os.path.realpath(folder)
    for name, text in FILES.items():
        os.makedirs(os.path.join(folder, os.path.dirname(name)), exist_ok=True)
        with open(os.path.join(folder, name), "wb") as file:
            file.write(text.encode("latin-1"))
    os.chdir(folder)
    for path in ["mod.py", "script", "dirm", "dirm/", "empty", "mainless", "zero.py", "text.py", "latin.py", "nosuch.py", "boom", b"mod.py",
                 pathlib.Path("mod.py"), 3]:
        show(path)
    show("mod.py", {"z": 1, "__file__": "lost"}, "a.b")
    show("mod.py", run_name="__main__")
    show("dirm", {"y": 2}, run_name="__main__")
    os.chdir("/")
