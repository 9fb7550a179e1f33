# Events of raising, handling and cleaning up: try in all its forms, with, exceptions that pass through frames.
from _record import trace


class Manager:
    def __init__(self, swallow):
        self.swallow = swallow

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return self.swallow


def fail():
    raise ValueError("no")


def handled():
    try:
        fail()
    except TypeError:
        x = 1
    except ValueError as error:
        x = str(error)
    else:
        x = 2
    return x


def unhandled():
    x = 1
    fail()
    return x


def bare():
    try:
        1 / 0
    except:
        pass


def silent():
    try:
        x = 1
    except ValueError:
        x = 2
    else:
        x = 3
    return x


def final(x):
    try:
        if x:
            return x
        y = 1
    finally:
        y = 2
    return y


def final_raises():
    try:
        fail()
    finally:
        x = 1


def nested():
    try:
        try:
            fail()
        except KeyError:
            pass
        finally:
            a = 1
    except ValueError:
        b = 2
    else:
        c = 3
    return a, b


def loops():
    for i in range(3):
        try:
            if i == 0:
                continue
            if i == 2:
                break
        finally:
            j = i
    return j


def again():
    try:
        try:
            fail()
        except ValueError:
            raise
    except ValueError as e:
        raise KeyError("k") from e


def groups():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError as g:
        x = g
    except* TypeError:
        y = 1
    return y


def with_one(swallow):
    with Manager(swallow) as m:
        x = m
    return 1


def with_error(swallow):
    with Manager(swallow):
        fail()
    return 1


def with_two():
    with Manager(True), Manager(False) as b:
        fail()
    with (
        Manager(True) as a,
        Manager(False) as b,
    ):
        x = 1
    return 3


def with_return():
    with Manager(False):
        return 5


def with_loop():
    for i in range(2):
        with Manager(False):
            if i:
                break
            continue


def deep(n):
    if n:
        return deep(n - 1)
    raise IndexError


def stop():
    class It:
        def __iter__(self):
            return self

        def __next__(self):
            raise StopIteration
    for x in It():
        pass
    return [y for y in It()]


for f in handled, unhandled, bare, silent:
    trace(f)
trace(final, 0)
trace(final, 7)
for f in final_raises, nested, loops, again, groups:
    trace(f)
for flag in True, False:
    trace(with_one, flag)
    trace(with_error, flag)
for f in with_two, with_return, with_loop:
    trace(f)
trace(deep, 2)
trace(stop)
