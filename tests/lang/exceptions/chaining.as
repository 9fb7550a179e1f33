# __cause__, __context__, __suppress_context__, chains built by hand and by nesting.
def chain(e):
    out = []
    while e is not None:
        out.append(repr(e))
        e = e.__cause__ if e.__cause__ is not None else None if e.__suppress_context__ else e.__context__
    return " <- ".join(out)


try:
    try:
        try:
            {}["a"]
        except KeyError:
            [][1]
    except IndexError:
        1 / 0
except ZeroDivisionError as e:
    print(chain(e))
try:
    try:
        raise KeyError("k")
    except KeyError as k:
        raise ValueError("v") from k
except ValueError as e:
    print(chain(e), e.__cause__ is e.__context__)
e = ValueError("plain")
print(e.__cause__, e.__context__, e.__suppress_context__, e.__traceback__)
e.__cause__ = KeyError("set")
print(e.__cause__, e.__suppress_context__)
e.__cause__ = None
e.__suppress_context__ = False
e.__context__ = TypeError("ctx")
print(chain(e))
for name, value in [("__cause__", 5), ("__context__", "x"), ("__cause__", ValueError), ("__traceback__", 5), ("__suppress_context__", "yes"), ("args", 5), ("args", [1, 2])]:
    try:
        setattr(e, name, value)
        print(name, "ok", getattr(e, name))
    except Exception as x:
        print(name, type(x).__name__, x)
for name in ["__cause__", "__context__", "__traceback__", "args", "__suppress_context__"]:
    try:
        delattr(e, name)
    except Exception as x:
        print(name, type(x).__name__, x)


def context_in_finally():
    try:
        raise ValueError("body")
    finally:
        try:
            raise KeyError("inner")
        except KeyError as k:
            print("inner context", repr(k.__context__))


try:
    context_in_finally()
except ValueError as v:
    print("outer context", v.__context__)


def after_handler():
    try:
        raise ValueError("done")
    except ValueError:
        pass
    raise KeyError("fresh")


try:
    after_handler()
except KeyError as k:
    print("no context", k.__context__)
try:
    try:
        raise ValueError("a")
    except ValueError as a:
        try:
            raise KeyError("b")
        except KeyError as b:
            raise a
except ValueError as x:
    print(chain(x), x.__context__.__context__)


def gen():
    try:
        yield 1
    except ValueError:
        raise KeyError("from gen")


g = gen()
next(g)
try:
    g.throw(ValueError("in"))
except KeyError as k:
    print(chain(k))


class Ctx:
    def __enter__(self): return self
    def __exit__(self, t, v, tb): raise KeyError("exit")


try:
    with Ctx():
        raise ValueError("body")
except KeyError as k:
    print(chain(k))
try:
    try:
        raise ValueError("first")
    except ValueError as first:
        try:
            raise TypeError("second") from None
        except TypeError as t:
            print(t.__suppress_context__, repr(t.__context__))
            raise first from t
except ValueError as e:
    print(repr(e.__cause__), repr(e.__context__))
exc = ValueError("reused")
for i in range(2):
    try:
        try:
            raise KeyError(i)
        except KeyError:
            raise exc
    except ValueError as e:
        print(chain(e))


def f(n):
    if n == 0:
        raise ValueError("bottom")
    try:
        f(n - 1)
    except Exception as e:
        raise RuntimeError(f"level {n}") from e


try:
    f(3)
except RuntimeError as e:
    print(chain(e))
