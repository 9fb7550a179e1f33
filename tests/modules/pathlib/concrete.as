# pathlib: the file system.
from pathlib import Path
import os, tempfile

with tempfile.TemporaryDirectory() as d:
    root = Path(d)
    f = root / "f.txt"
    print(f.exists(), f.write_text("héllo\nworld", encoding="utf-8"), f.read_text("utf-8"), f.write_bytes(b"ab"), f.read_bytes(), f.is_file(), f.is_dir(), f.stat().st_size)
    (root / "x" / "y").mkdir(parents=True)
    (root / "x" / "y" / "z.py").touch()
    (root / "x" / "a.py").write_text("a")
    (root / ".hid").touch()
    (root / "link").symlink_to("x")
    rel = lambda ps: sorted(str(p.relative_to(root)) for p in ps)
    print(rel(root.iterdir()), rel(root.glob("*")), rel(root.glob("**/*.py")), rel(root.rglob("*.py")), rel(root.glob("x/*")), rel(root.glob("*/a.py")), rel(root.glob("**")), rel(root.glob("x/y/z.py")), rel(root.glob("*/")), rel(root.rglob("y")))
    print((root / "link").is_symlink(), (root / "link").readlink(), (root / "link").resolve() == (root / "x").resolve(), (root / "link").is_dir(), (root / "link").is_dir(follow_symlinks=False))
    for folder, folders, files in (root / "x").walk():
        print(folder.relative_to(root), sorted(folders), sorted(files))
    g = f.rename(root / "g.txt")
    print(g.name, f.exists(), g.replace(root / "h.txt").name, (root / "h.txt").samefile(root / "h.txt"))
    (root / "h.txt").chmod(0o600)
    print(oct((root / "h.txt").stat().st_mode & 0o777))
    with (root / "h.txt").open("a") as fh:
        fh.write("!")
    print((root / "h.txt").read_text())

    def attempt(fn):
        try:
            print("->", fn())
        except Exception as e:
            print(type(e).__name__, str(e).replace(d, "D"))

    for fn in (lambda: (root / "x").mkdir(), lambda: (root / "x").mkdir(exist_ok=True), lambda: (root / "q" / "r").mkdir(), lambda: (root / "none").read_text(), lambda: (root / "none").unlink(), lambda: (root / "none").unlink(missing_ok=True), lambda: (root / "x").rmdir(), lambda: (root / "h.txt").touch(exist_ok=False), lambda: list(root.glob("")), lambda: list(root.glob("/x")), lambda: (root / "h.txt").write_text(5), lambda: list((root / "none").iterdir()), lambda: (root / "none").resolve(strict=True), lambda: (root / "h.txt").mkdir(exist_ok=True)):
        attempt(fn)
    old = os.getcwd()
    os.chdir(d)
    print(Path.cwd() == root.resolve(), Path("h.txt").absolute() == Path.cwd() / "h.txt", Path("x/../h.txt").resolve() == Path.cwd() / "h.txt")
    os.chdir(old)
    (root / "h.txt").unlink()
    print(rel(root.iterdir()))
os.environ["HOME"] = "/home/me"
print(Path("~/x").expanduser(), Path.home(), Path("a/~").expanduser(), Path(d).exists())
