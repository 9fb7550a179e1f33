# raise: classes, instances, from, bare, bad operands.
def attempt(f):
    try:
        f()
    except BaseException as e:
        print(type(e).__name__, e, "| cause", repr(e.__cause__), "| context", repr(e.__context__), "| suppress", e.__suppress_context__)


def r1(): raise ValueError
def r2(): raise ValueError("msg")
def r3(): raise ValueError("a", 1)
def r4(): raise 5
def r5(): raise "string"
def r6(): raise int
def r7(): raise None
def r8(): raise
def r9(): raise ValueError("x") from KeyError("cause")
def r10(): raise ValueError("x") from KeyError
def r11(): raise ValueError("x") from None
def r12(): raise ValueError("x") from 5
def r13(): raise ValueError from int


def r14():
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("new") from e


def r15():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("implicit")


def r16():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("hidden") from None


def r17():
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise e


def r18():
    try:
        1 / 0
    except ZeroDivisionError:
        raise


def r19():
    class NeedsArgs(Exception):
        def __init__(self, a): pass
    raise NeedsArgs


def r20():
    class Odd(Exception):
        def __new__(cls): return 5
    raise Odd


def r21():
    raise ValueError("x") from NotAnException


def r22():
    e = ValueError("self")
    try:
        raise e
    except ValueError:
        raise e from e


def r23():
    try:
        raise KeyError("a")
    except KeyError as a:
        try:
            raise ValueError("b")
        except ValueError as b:
            raise a


class NotAnException:
    pass


def r24(): raise NotAnException
def r25(): raise NotAnException()
def r26(): raise BaseException("base")
def r27(): raise StopIteration(5)
def r28(): raise [ValueError]
def r29(): raise ValueError().with_traceback(None)
def r30(): raise (ValueError("parenthesised"))


def helper():
    raise


def r31():
    try:
        1 / 0
    except ZeroDivisionError:
        helper()


def r32():
    try:
        raise ValueError("1")
    except ValueError:
        pass
    raise


def r33():
    try:
        1 / 0
    finally:
        raise KeyError("in finally")


for f in [r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13, r14, r15, r16, r17, r18, r19, r20, r21, r22, r23, r24, r25, r26, r27, r28, r29, r30, r31, r32, r33]:
    print(f.__name__, end=": ")
    attempt(f)
