# A suspended chain of awaits is touched in its middle: send, throw, close, attributes, frames, death.
import gc
import sys


class Gate:
    def __init__(self, name):
        self.name = name

    def __await__(self):
        got = yield self.name
        return got


log = []


async def level(n, name):
    try:
        if n == 0:
            a = await Gate(name + "1")
            b = await Gate(name + "2")
            return (a, b)
        below = level(n - 1, name)
        coros.append(below)
        r = await below
        return (n, r)
    except BaseException as e:
        log.append((n, type(e).__name__, str(e)))
        raise
    finally:
        log.append((n, "left"))


def build(n, name):
    global coros
    coros = []
    root = level(n, name)
    coros.insert(0, root)
    return root


def states():
    return [("r" if c.cr_running else "") + ("s" if c.cr_suspended else "") + ("f" if c.cr_frame else "") for c in coros]


def finish(c, v):
    try:
        return ("yields", c.send(v))
    except StopIteration as e:
        return ("returns", e.value)
    except BaseException as e:
        return ("raises", type(e).__name__, str(e))


def shown(label):
    print(label, states(), log)
    log.clear()


print("-- as a whole")
root = build(4, "a")
print(root.send(None), states())
print([c.cr_await is (coros + [None])[i + 1] for i, c in enumerate(coros)][:-1], type(coros[-1].cr_await).__name__)
print([c.cr_frame.f_back for c in coros], [c.cr_frame.f_lineno for c in coros])
print(finish(root, 10), states())
print(finish(root, 20))
shown("done")
print(finish(root, None))

print("-- a step in the middle, then the root")
root = build(4, "b")
root.send(None)
print(finish(coros[2], 1), states())
print(finish(root, 2), states())
shown("after")

print("-- the middle ends by itself, the root finds it closed")
root = build(4, "c")
root.send(None)
print(finish(coros[2], 1))
print(finish(coros[2], 2), states())
print(finish(root, 3))
shown("after")

print("-- the innermost is stepped, then the middle, then the root")
root = build(4, "d")
root.send(None)
print(finish(coros[4], 1), finish(coros[1], 2), states())
print(finish(root, 3))
shown("after")

print("-- throw into the middle")
root = build(4, "e")
root.send(None)
try:
    coros[2].throw(KeyError("k"))
except KeyError as e:
    tb, lines = e.__traceback__, []
    while tb:
        lines.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    print("out", lines)
shown("thrown")
print(finish(root, 3))
shown("after")

print("-- close the middle, throw into the root")
root = build(4, "f")
root.send(None)
coros[3].close()
shown("closed")
try:
    root.throw(ValueError("v"))
except BaseException as e:
    print(type(e).__name__, e, type(e.__context__).__name__)
shown("thrown")

print("-- close all")
root = build(4, "g")
root.send(None)
root.close()
shown("closed")
root.close()

print("-- throw into the root reaches the leaf")
root = build(4, "h")
root.send(None)
try:
    root.throw(OSError("o"))
except OSError as e:
    tb, lines = e.__traceback__, []
    while tb:
        lines.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    print(lines)
shown("thrown")

print("-- a second awaiter")
root = build(3, "i")
root.send(None)


async def other(c):
    return await c


for c in coros:
    second = other(c)
    print(finish(second, None))
root.close()
log.clear()

print("-- the root dies, a part is held")
root = build(4, "j")
root.send(None)
part = coros[2]
del coros[:]
del root
print(log, part.cr_suspended, part.cr_running)
log.clear()
print(finish(part, 1))

print("-- in a cycle, left to the collector")
root = build(4, "k")
root.send(None)
coros[1].cr_frame.f_locals
cycle = [root, coros]
cycle.append(cycle)
del root, cycle, coros
gc.collect()
print(sorted(log))
log.clear()

print("-- while it runs")


class Spy:
    def __await__(self):
        print("spy", states(), [finish(c, None) for c in coros[:2]])
        try:
            coros[1].close()
        except ValueError as e:
            print(e)
        try:
            coros[0].throw(KeyError)
        except ValueError as e:
            print(e)
        f = sys._getframe()
        print([f.f_back.f_code.co_name, f.f_back.f_back.f_code.co_name])
        yield "spied"
        print("spy again", states())
        return 5


async def inner():
    return await Spy()


async def outer():
    c = inner()
    coros.append(c)
    return await c

coros = []
root = outer()
coros.append(root)
coros.clear()
root2 = outer()
coros.insert(0, root2)
print(finish(root2, None))
print(finish(root2, None))
root.close()

print("-- generators delegate")


def walk(n):
    if n == 0:
        x = yield "leaf"
        yield ("got", x)
        return "end"
    sub = walk(n - 1)
    subs.append(sub)
    r = yield from sub
    return (n, r)


subs = []
g = walk(3)
print(next(g), g.gi_running, g.gi_suspended, subs[0].gi_suspended, g.gi_yieldfrom is subs[0], subs[2].gi_yieldfrom)
print(subs[1].send(7), [s.gi_suspended for s in subs])
print(next(subs[2], "over"), [s.gi_frame is None for s in subs])
print(list(g))
subs = []
g = walk(3)
print(next(g), [x for x in subs[1]], [x for x in g])
subs = []
g = walk(3)
next(g)
for x in subs[0]:
    print("for", x)
    break
try:
    g.throw(ZeroDivisionError("z"))
except ZeroDivisionError as e:
    print("z out", [s.gi_frame for s in subs], g.gi_frame)

print("-- a loop over a generator that delegates, in a generator that delegates")


def pairs(n):
    for a in walk(n):
        for b in walk(1):
            yield (a, b)


def top():
    yield from pairs(2)
    yield from (y for y in pairs(1))


print(list(top()))

print("-- exceptions being handled, per coroutine")


async def handler(n):
    try:
        raise KeyError(n)
    except KeyError:
        if n:
            await handler(n - 1)
        else:
            await Gate("in handler")
        print(n, repr(sys.exception()))
        if n == 2:
            try:
                raise
            except KeyError as e:
                print("again", e)


c = handler(3)
print(c.send(None), sys.exception())
try:
    raise ValueError("outside")
except ValueError:
    print(finish(c, None), repr(sys.exception()))
