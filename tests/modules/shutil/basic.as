# shutil, tempfile and glob: copying, moving, removing, finding.
import glob, io, os, shutil, tempfile

root = tempfile.mkdtemp(prefix="pre", suffix="suf")
print(os.path.basename(root).startswith("pre"), root.endswith("suf"), os.path.isdir(root), oct(os.stat(root).st_mode & 0o777))
j = lambda *p: os.path.join(root, *p)
with open(j("a.txt"), "w") as f:
    f.write("hello")
os.chmod(j("a.txt"), 0o640)
os.makedirs(j("d", "e", "f"))
for name in ("d/x.py", "d/y.txt", "d/e/z.py", "d/e/f/w.py", "d/.hid"):
    open(j(name), "w").close()
os.symlink("x.py", j("d", "link"))
rel = lambda p: os.path.relpath(p, root)
print(rel(shutil.copy(j("a.txt"), j("b.txt"))), oct(os.stat(j("b.txt")).st_mode & 0o777), rel(shutil.copy2(j("a.txt"), j("d"))), os.stat(j("d", "a.txt")).st_mtime_ns == os.stat(j("a.txt")).st_mtime_ns)
print(rel(shutil.copyfile(j("a.txt"), j("c.txt"))), open(j("c.txt")).read())
print(rel(shutil.copytree(j("d"), j("copy"), ignore=shutil.ignore_patterns("*.txt"), symlinks=True)), sorted(rel(p) for p in glob.glob(j("copy", "**"), recursive=True)))
print(os.path.islink(j("copy", "link")), sorted(glob.glob("**/*.py", root_dir=root, recursive=True)), sorted(glob.glob("*.txt", root_dir=root)), sorted(glob.glob("d/.*", root_dir=root)), glob.glob("nope*", root_dir=root), sorted(glob.glob("d/**/", root_dir=root, recursive=True)), sorted(glob.iglob("d/*", root_dir=root, include_hidden=True)), glob.glob("d/e/z.py", root_dir=root), sorted(glob.glob("*/e/?.py", root_dir=root)), glob.escape("a[1]*?"), glob.has_magic("a*"))
print(rel(shutil.move(j("copy"), j("moved"))), os.path.exists(j("copy")), rel(shutil.move(j("c.txt"), j("d"))), os.path.exists(j("d", "c.txt")))


def attempt(f):
    try:
        print("->", f())
    except OSError as e:
        print(type(e).__name__, str(e).replace(root, "R"))


attempt(lambda: shutil.copyfile(j("a.txt"), j("a.txt")))
attempt(lambda: shutil.copyfile(j("none"), j("q")))
attempt(lambda: shutil.move(j("a.txt"), j("d")))
attempt(lambda: shutil.copytree(j("d"), j("moved")))
attempt(lambda: shutil.rmtree(j("none")))
attempt(lambda: shutil.rmtree(j("none"), ignore_errors=True))
attempt(lambda: shutil.move(j("d"), j("d", "e")))
shutil.rmtree(j("moved"))
print(os.path.exists(j("moved")), shutil.which("sh") is not None, shutil.which("no-such-command"), shutil.get_terminal_size.__name__)
src, dst = io.BytesIO(b"x" * 10), io.BytesIO()
shutil.copyfileobj(src, dst, 3)
print(dst.getvalue(), shutil.disk_usage("/")._fields)
with tempfile.TemporaryDirectory() as d:
    open(os.path.join(d, "f"), "w").close()
    print(os.listdir(d))
print(os.path.exists(d))
with tempfile.NamedTemporaryFile("w+", suffix=".txt", dir=root) as f:
    f.write("text")
    f.seek(0)
    print(f.read(), f.name.endswith(".txt"), os.path.exists(f.name))
print(os.path.exists(f.name))
with tempfile.NamedTemporaryFile(delete_on_close=False) as f:
    f.write(b"1")
    f.close()
    print(os.path.exists(f.name))
print(os.path.exists(f.name))
with tempfile.TemporaryFile() as f:
    f.write(b"abc")
    f.seek(1)
    print(f.read())
with tempfile.SpooledTemporaryFile(max_size=4, mode="w+") as f:
    f.write("abc")
    print(f._rolled)
    f.write("defg")
    print(f._rolled)
    f.seek(0)
    print(f.read())
fd, path = tempfile.mkstemp(dir=root)
os.close(fd)
print(oct(os.stat(path).st_mode & 0o777), tempfile.gettempprefix(), type(tempfile.gettempdirb()).__name__)
try:
    tempfile.mkstemp(prefix=b"x", suffix="y")
except TypeError as e:
    print(e)
shutil.rmtree(root)
print(os.path.exists(root))
