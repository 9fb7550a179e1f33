# sys.setprofile: calls and returns of script and of C functions.
import sys

events = []


def name(callee):
    return getattr(callee, "__qualname__", str(callee))


def profile(frame, event, arg):
    if event.startswith("c_"):
        arg = name(arg)
    elif not isinstance(arg, (int, str, type(None))):
        arg = type(arg).__name__
    events.append((event, frame.f_code.co_name, arg))


def run(function, *args):
    print("--", function.__name__)
    events.clear()
    sys.setprofile(profile)
    try:
        function(*args)
    except Exception as e:
        sys.setprofile(None)
        print("raised", repr(e))
    sys.setprofile(None)
    for e in events:
        print(*e)


def plain(x):
    return len([x]) + abs(x)


def methods():
    s = "a b".upper()
    parts = s.split()
    parts.append("c")
    return ",".join(parts)


def unbound():
    return str.upper("x")


def keywords():
    return sorted([2, 1], key=lambda v: -v, reverse=True)


def stars(*args):
    return max(*args)


def fails():
    try:
        ord("ab")
    except TypeError:
        pass
    [].index(1)


def gen():
    yield 1
    return 2


def generators():
    g = gen()
    next(g)
    for x in gen():
        pass
    return list(gen())


def classes():
    class A:
        def __init__(self):
            self.x = 1
    return A().x


def nested():
    return sum(map(plain, [1, 2]))


def raises():
    raise ValueError("v")


def through():
    raises()


def types():
    return int("3") + len(list(range(3))) + len(dict(a=1))


async def co():
    return 1


def coroutine():
    try:
        co().send(None)
    except StopIteration:
        return 0


run(plain, -3)
for f in methods, unbound, keywords:
    run(f)
run(stars, 1, 2)
for f in fails, generators, classes, nested, raises, through, types, coroutine:
    run(f)
print(sys.getprofile())


# both at once, and a profile function that raises
def both():
    return len("x")


def trace(frame, event, arg):
    events.append(("trace", event, frame.f_code.co_name))
    return trace


events.clear()
sys.setprofile(profile)
sys.settrace(trace)
both()
sys.settrace(None)
sys.setprofile(None)
for e in events:
    print(*e)


def bad(frame, event, arg):
    raise ZeroDivisionError(event)


for target in both, through:
    sys.setprofile(bad)
    try:
        target()
    except ZeroDivisionError as e:
        print(e, sys.getprofile())
