# pathlib: pure paths.
from pathlib import *
import os

P = PurePosixPath
for text in ("", ".", "/", "//", "///", "a", "a/", "./a", "a//b/./c", "a/../b", "/a/b.tar.gz", "..", "a/.hid", "x.", "a.b.", "//host/x", ".a.b", "...", "a/b c"):
    p = P(text)
    print(repr(text), repr(p), str(p), p.parts, repr(p.drive), repr(p.root), repr(p.anchor), repr(p.name), repr(p.stem), repr(p.suffix), p.suffixes, str(p.parent), p.is_absolute(), [str(x) for x in p.parents])
print(P("a", "b/c", P("d")), P("a", "/b"), P("a") / "b" / P("c"), "x" / P("y"), P("a").joinpath("b", "..", "c"), P("/") / "x", P("a") / "", repr(PurePath("q")))


def attempt(f):
    try:
        print("->", f())
    except Exception as e:
        print(type(e).__name__, e)


p = P("/usr/lib/python3.tar.gz")
print(p.with_name("x"), p.with_suffix(".zip"), p.with_suffix(""), p.with_stem("new"), p.relative_to("/usr"), p.is_relative_to("/usr"), p.is_relative_to("/bin"), P("/a/b").relative_to("/a/c/d", walk_up=True), P("a/b").relative_to("a/b"))
for f in (lambda: p.relative_to("/bin"), lambda: p.relative_to("usr", walk_up=True), lambda: p.with_name("a/b"), lambda: p.with_name(""), lambda: P("/").with_name("x"), lambda: p.with_suffix("zip"), lambda: p.with_suffix("."), lambda: P("").with_suffix(".x"), lambda: P(5), lambda: P("a") / 5, lambda: P(b"x"), lambda: P("a") < "b", lambda: P("a").match(""), lambda: P("a/b").relative_to("../x", walk_up=True), lambda: P("a").parents[5], lambda: WindowsPath("x"), lambda: P("a").as_uri()):
    attempt(f)
print(P("a") == P("a/"), P("a") == "a", P("a") != P("b"), hash(P("a")) == hash(P("a/")), P("a") < P("b"), sorted([P("b"), P("a/z"), P("a")]), {P("a"): 1}[P("./a")])
for path, pattern in (("a/b.py", "*.py"), ("a/b.py", "b.*"), ("/a/b.py", "/a/*.py"), ("a/b/c", "b/c"), ("a/b", "x/a/b"), ("a/b/c.py", "a/**/c.py"), ("a/b/c.py", "a/*.py")):
    print(path, pattern, P(path).match(pattern), P(path).full_match(pattern))
print(P("a/b/c/d").full_match("a/**"), P("a").full_match("**/a"), P("a/B").match("a/b", case_sensitive=False), P("/").full_match("/*"))
print(list(P("/a/b/c").parents), P("/a/b/c").parents[-1], P("/a/b/c").parents[:2], len(P("a/b").parents), os.fspath(P("x/y")), bytes(P("x")), P("a b").as_posix(), isinstance(P(), os.PathLike), P("x").__reduce__()[1])
print(Path("a") == PosixPath("a"), type(Path("x")).__name__, type(Path("x") / "y").__name__, Path("a") == P("a"), issubclass(Path, PurePath), repr(Path("a/b").parent))


class My(PurePosixPath):
    def __init__(self, *args, tag=None):
        super().__init__(*args)
        self.tag = tag

    def with_segments(self, *segments):
        return type(self)(*segments, tag=self.tag)


m = My("/a/b", tag="t")
print((m / "c").tag, m.parent.tag, m.with_name("z").tag, repr(m.parent), m.relative_to("/a").tag)
