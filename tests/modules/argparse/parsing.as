# argparse: parsing, actions, types, groups, errors.
# env: COLUMNS=80
import argparse, io, contextlib, sys
from argparse import *


def run(parser, line, **kw):
    err = io.StringIO()
    try:
        with contextlib.redirect_stderr(err), contextlib.redirect_stdout(err):
            print(parser.parse_args(line.split() if isinstance(line, str) else line, **kw))
    except SystemExit as e:
        print("exit", e.code, file=err)
    except ArgumentError as e:
        print("ArgumentError", e, file=err)
    print(repr(line), "=>", err.getvalue().rstrip("\n"))


p = ArgumentParser(prog="prog", description="A test.")
p.add_argument("name")
p.add_argument("-v", "--verbose", action="count", default=0, help="more")
p.add_argument("-n", "--number", type=int, default=3, metavar="N")
p.add_argument("-f", "--flag", action="store_true")
p.add_argument("--no", dest="flag2", action="store_false")
p.add_argument("-o", "--out-file", nargs="?", const="C", default="D")
p.add_argument("-l", "--list", nargs="*")
p.add_argument("-p", "--pair", nargs=2, type=float)
p.add_argument("-a", action="append")
p.add_argument("-e", action="extend", nargs="+")
p.add_argument("--const", action="append_const", const=1, dest="consts")
p.add_argument("--color", choices=["red", "green"])
p.add_argument("--bool", action=BooleanOptionalAction)
p.add_argument("--version", action="version", version="%(prog)s 1.0")
p.add_argument("rest", nargs="*")
for line in ("x", "x -vv -n 5 --flag", "x -vfn7", "x -n=7", "x --number=7 a b", "a b c -o", "a -o X b", "a -l 1 2 3 -p 1 2.5", "x -a 1 -a 2 -e q w -e z", "x --const --const", "x --color red --bool", "x --no-bool", "x --num 4", "-- -x -y", "x -- -v", "x --out=", "x -n -5", "x -oval", "", "-n", "x -n abc", "x --color blue", "x -p 1", "x --nope", "x --no", "x --flag=1", "x -fz", "x -e", "--version", "x --col red", "x -p 1 2 3", "x --c red", "-h"):
    run(p, line)
print(p.parse_known_args(["x", "--zzz", "5", "-q"]), p.parse_args(["x"], Namespace(extra=1)).extra, p.get_default("number"), p)
q = ArgumentParser(prog="q", exit_on_error=False)
g = q.add_mutually_exclusive_group(required=True)
g.add_argument("--a", action="store_true")
g.add_argument("--b", type=int)
for line in ("--a", "--b 1", "--a --b 1", "", "--b x"):
    run(q, line)
s = ArgumentParser(prog="s")
s.add_argument("--top", default="t")
subs = s.add_subparsers(dest="cmd", required=True, title="commands", help="what")
one = subs.add_parser("one", help="first", aliases=["uno"])
one.add_argument("x", type=int)
one.set_defaults(func="F1")
two = subs.add_parser("two", help="second")
two.add_argument("--y")
two.add_argument("more", nargs=REMAINDER)
for line in ("one 5", "--top q uno 6", "two --y 3 a -b --c", "three", "", "one", "one 5 6", "one x"):
    run(s, line)
parent = ArgumentParser(add_help=False)
parent.add_argument("--shared")
child = ArgumentParser(prog="child", parents=[parent], argument_default=SUPPRESS)
child.add_argument("--own")
run(child, "--shared 1")
run(child, "")
t = ArgumentParser(prog="t")
t.add_argument("a")
t.add_argument("b", nargs="?", default="B")
t.add_argument("c", nargs="*", default=[1])
t.add_argument("--o", action="store_true")
for line in ("1", "1 2", "1 2 3 4", "1 --o 2 3", "--o 1 2"):
    run(t, line)
u = ArgumentParser(prog="u")
u.add_argument("files", nargs="+")
u.add_argument("last")
u.add_argument("-x", type=lambda s: s.upper())
for line in ("a b", "a b c -x q", "a", "-x q a b"):
    run(u, line)
i = ArgumentParser(prog="i")
i.add_argument("--foo")
i.add_argument("cmd")
i.add_argument("rest", nargs="*", type=int)
print(i.parse_intermixed_args("doit 1 --foo bar 2 3".split()))
print(Namespace(a=1, b="x"), Namespace(a=1) == Namespace(a=1), "a" in Namespace(a=1), vars(Namespace(z=2)))


def odd(text):
    if int(text) % 2 == 0:
        raise ArgumentTypeError(f"{text} is even")
    return int(text)


w = ArgumentParser(prog="w", prefix_chars="+-")
w.add_argument("+o", type=odd)
w.add_argument("-1", dest="one", action="store_true")
for line in ("+o 3", "+o 4", "+o x", "-1", "-2"):
    run(w, line)
for bad in (lambda: p.add_argument("-v"), lambda: p.add_argument("x", required=True), lambda: p.add_argument("--k", action="nope"), lambda: p.add_argument("--k", nargs=0), lambda: p.add_argument("--k", type=5), lambda: p.add_argument("--"), lambda: p.add_argument("--k", "x"), lambda: s.add_subparsers(), lambda: ArgumentParser(conflict_handler="x"), lambda: g.add_argument("--r", required=True), lambda: p.add_argument("--k", nargs=2, metavar=("A",))):
    try:
        bad()
        print("no error")
    except (ValueError, TypeError, ArgumentError) as e:
        print(type(e).__name__, e)
r = ArgumentParser(prog="r", conflict_handler="resolve")
r.add_argument("-f", "--foo", help="old")
r.add_argument("--foo", help="new")
r.print_help()
print(FileType("r"), p._actions[1], argparse.__all__)
