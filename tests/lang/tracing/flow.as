# Line events of the statements that steer: if, while, for, break, continue, pass, match, assert.
from _record import trace


def straight(a, b):
    """A docstring is no line."""
    c = a + b
    d = c * 2
    del c
    return d


def branches(x):
    if x > 10:
        y = "big"
    elif x > 5:
        y = "middle"
    else:
        y = "small"
    if x:
        pass
    else:
        y += "!"
    if not x: y = "zero"
    return y


def nothing():
    pass


def passes(x):
    if x:
        pass
    else:
        pass
    ...
    "text"
    x
    global somewhere
    pass


def falls_off(x):
    if x:
        y = 1


def count_up(n):
    total = 0
    while total < n:
        total += 1
        if total == 2:
            continue
        if total == 4:
            break
    else:
        total = -1
    return total


def endless(n):
    while True:
        n -= 1
        if n < 0:
            break
    while 1:
        return n


def short_loops(n):
    for i in range(3): pass
    for i in range(2):
        pass
    return i


def over(items):
    for item in items:
        if item == 1:
            continue
        for inner in item, item:
            if inner == 3:
                break
        else:
            x = item
    else:
        x = None
    return x


def constants():
    if True:
        a = 1
    if 0:
        a = 2
    if __debug__:
        a = 3
    while False:
        a = 4
    return a


def conditional(x, y):
    a = x if y else 0
    b = x and y
    c = x or y
    return a if (
        b
    ) else (
        c
    )


def cases(value):
    match value:
        case 1 | 2:
            r = "small"
        case [a, b]:
            r = a + b
        case {"k": v}:
            r = v
        case str() as s if s:
            r = s
        case int(n):
            r = n
        case _:
            r = None
    return r


def asserts(x):
    assert x
    assert x > 0, "message"
    return x


trace(straight, 1, 2)
for value in 20, 7, 0:
    trace(branches, value)
trace(nothing)
trace(passes, 1)
trace(passes, 0)
trace(falls_off, 1)
trace(falls_off, 0)
trace(count_up, 3)
trace(count_up, 6)
trace(endless, 1)
trace(short_loops, 2)
trace(over, [1, 2, 3])
trace(constants)
trace(conditional, 1, 0)
trace(conditional, 1, 2)
for value in 1, [3, 4], {"k": 5}, "s", "", 9, 2.5:
    trace(cases, value)
trace(asserts, 1)
trace(asserts, -1)
