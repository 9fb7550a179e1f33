# e.__traceback__: frames, line numbers, tb_next, with_traceback, frame attributes.
def f():
    g()


def g():
    x = 42
    raise ValueError("deep")


def lines(tb):
    out = []
    while tb:
        out.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return out


try:
    f()
except ValueError as e:
    tb = e.__traceback__
    saved = e
print(type(tb).__name__, lines(tb))
inner = tb
while inner.tb_next:
    inner = inner.tb_next
print(inner.tb_frame.f_locals, inner.tb_frame.f_lineno, inner.tb_frame.f_back.f_code.co_name, inner.tb_frame.f_globals is globals())
try:
    raise saved
except ValueError as e:
    print(lines(e.__traceback__))
try:
    raise saved.with_traceback(None)
except ValueError as e:
    print(lines(e.__traceback__))


def reraise():
    try:
        f()
    except ValueError:
        raise


try:
    reraise()
except ValueError as e:
    print(lines(e.__traceback__))


def reraise_named():
    try:
        f()
    except ValueError as e:
        raise e


try:
    reraise_named()
except ValueError as e:
    print(lines(e.__traceback__))


def with_finally():
    try:
        f()
    finally:
        pass


try:
    with_finally()
except ValueError as e:
    print(lines(e.__traceback__))
    e.__traceback__ = e.__traceback__.tb_next
    print(lines(e.__traceback__))
    e.__traceback__ = None
    print(e.__traceback__)


def gen():
    yield 1
    raise KeyError("gen")


try:
    for _ in gen():
        pass
except KeyError as e:
    print(lines(e.__traceback__))
try:
    [1 / x for x in (1, 0)]
except ZeroDivisionError as e:
    print(lines(e.__traceback__))
try:
    list(1 / x for x in (1, 0))
except ZeroDivisionError as e:
    print(lines(e.__traceback__))
try:
    sorted([1, 2], key=lambda v: v / 0)
except ZeroDivisionError as e:
    print(lines(e.__traceback__))


class C:
    def __add__(self, o):
        return o.missing


try:
    C() + 5
except AttributeError as e:
    print(lines(e.__traceback__))
try:
    class Body:
        y = 1 / 0
except ZeroDivisionError as e:
    print(lines(e.__traceback__))
try:
    exec("def h():\n    1 / 0\n\nh()")
except ZeroDivisionError as e:
    print(lines(e.__traceback__))
e = ValueError("never raised")
print(e.__traceback__, e.with_traceback(tb) is e, lines(e.__traceback__) == lines(tb))
try:
    e.with_traceback(5)
except TypeError as x:
    print(x)
T = type(tb)
t = T(None, tb.tb_frame, 0, 77)
print(t.tb_lineno, t.tb_next, t.tb_lasti)
t.tb_next = tb
print(len(lines(t)))
try:
    tb.tb_next = t
except ValueError as x:
    print(x)
