# Line events within expressions and statements that go over several lines.
from _record import trace


def f(*args, **kwargs):
    return len(args) + len(kwargs)


def calls(a, b):
    x = f(
        a,
        b,
    )
    y = f(1,
          2)
    z = f(a, f(
        b))
    return f(
        x=a,
        y=f(),
    )


def displays(a, b):
    x = [
        a,
        b,
    ]
    y = {
        "a": a,
        "b": b,
    }
    z = (
        1,
        2,
    )
    w = [
        1,
        2,
        3,
    ]
    return (
        x, y
    )


def operators(a, b):
    x = (a +
         b)
    y = (a
         + b
         * a)
    z = (a <
         b <
         3)
    w = (a and
         b and
         x)
    return (a
            or
            b)


def strings(a):
    x = (f"{a}"
         "tail"
         f"{a!r}")
    return """
    text
    """ + x


def chains(a):
    return (a
            .upper()
            .replace("a",
                     "b")
            .lower())


def conditions(a, b):
    if (a and
            b):
        x = 1
    if (a or
            b):
        x = 2
    while (a <
           b):
        a += 1
    return x


def subscripts(a):
    a[
        0
    ] = 5
    a[0:
      1] = [
          7]
    return a[
        0]


def targets(a):
    (x,
     y) = a
    x = y = (
        1)
    x, y = (
        y,
        x)
    x += (
        2)
    return x


def semicolons(a): x = 1; y = 2; return x


def one_line(a): return a


def statements(
    a,
    b=1,
):
    import sys
    from os import (
        path,
        sep,
    )
    assert (
        a), (
        b)
    raise ValueError(
        a,
    )


trace(calls, 1, 2)
trace(displays, 1, 2)
trace(operators, 1, 2)
trace(strings, "s")
trace(chains, "abc")
trace(conditions, 1, 2)
trace(subscripts, [1, 2])
trace(targets, (1, 2))
trace(semicolons, 1)
trace(one_line, 1)
trace(statements, 1)
