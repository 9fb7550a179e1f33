# contextmanager, ExitStack and the small managers.
import contextlib, io, sys
from contextlib import *


@contextmanager
def tag(name, swallow=()):
    "a tag"
    print("<", name)
    try:
        yield name.upper()
    except swallow as e:
        print("swallowed", repr(e))
    finally:
        print(">", name)


with tag("a") as t, tag("b"):
    print(t)
with tag("s", (ValueError,)):
    raise ValueError(1)
try:
    with tag("k", (ValueError,)):
        raise KeyError("k")
except KeyError as e:
    print("out", e)
print(tag.__name__, tag.__doc__, type(tag("x")).__name__, tag("x").__doc__)


@tag("deco")
def f(x):
    return x * 2


print(f(4), f(5), f.__name__)


def attempt(gen, exc=None):
    try:
        with contextmanager(gen)():
            if exc:
                raise exc
    except BaseException as e:
        print(type(e).__name__, e, repr(e.__cause__), repr(e.__context__))


def none():
    if 0:
        yield


def twice():
    yield 1
    yield 2


def again():
    try:
        yield
    except ValueError:
        yield


def replace():
    try:
        yield
    except ValueError as e:
        raise KeyError("new") from e


attempt(none)
attempt(twice)
attempt(again, ValueError("v"))
attempt(replace, ValueError("v"))
attempt(lambda: (yield), StopIteration("si"))
attempt(lambda: (yield), RuntimeError("rt"))


class Thing:
    def close(self):
        print("closed")


with closing(Thing()) as c:
    print(type(c).__name__)
with suppress(KeyError, ValueError):
    {}["x"]
with suppress(ValueError):
    raise ExceptionGroup("g", [ValueError(1), ValueError(2)])
try:
    with suppress(ValueError):
        raise ExceptionGroup("g", [ValueError(1), KeyError(2)])
except ExceptionGroup as g:
    print(repr(g))
with nullcontext(5) as n:
    print(n)
buf = io.StringIO()
with redirect_stdout(buf):
    print("hidden")
print(repr(buf.getvalue()))
with redirect_stderr(buf):
    print("err", file=sys.stderr)
print(repr(buf.getvalue()))

with ExitStack() as stack:
    print(stack.enter_context(tag("one")))
    stack.callback(print, "callback", 1, sep="-")
    stack.push(lambda *exc: print("exit", exc))
    stack.push(tag("pushed").__exit__) if False else None
with ExitStack() as stack:
    stack.push(lambda t, v, tb: print("sees", t, v) or True)
    raise ValueError("gone")
print("after")
stack = ExitStack()
stack.callback(print, "later")
moved = stack.pop_all()
stack.close()
print("closing")
moved.close()
try:
    with ExitStack() as s:
        s.enter_context(5)
except TypeError as e:
    print(e)


def bad(*exc):
    print("bad sees", exc[1])
    raise KeyError("from exit")


try:
    with ExitStack() as s:
        s.push(lambda t, v, tb: print("outer sees", repr(v), repr(v.__context__)))
        s.push(bad)
        raise ValueError("body")
except KeyError as e:
    print(repr(e), repr(e.__context__))
try:
    with ExitStack() as s:
        s.push(lambda *e: True)
        s.push(bad)
        raise ValueError("body")
    print("suppressed")
except KeyError as e:
    print("not reached")


class Deco(ContextDecorator):
    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, *exc):
        print("leave")
        return False


@Deco()
def g():
    print("body")


g()
print(isinstance(Deco(), AbstractContextManager), issubclass(int, AbstractContextManager), isinstance(nullcontext(), AbstractAsyncContextManager))


class Impl(AbstractContextManager):
    def __exit__(self, *a):
        return None


with Impl() as i:
    print(type(i).__name__)
try:
    AbstractContextManager()
except TypeError as e:
    print(e)
import os, tempfile
old = os.getcwd()
with chdir("/"):
    print(os.getcwd())
print(os.getcwd() == old, sorted(contextlib.__all__))
