# A chain that is too deep for where it is resumed: it fails inside, as a call would, and unwinds from there.
import sys


class Gate:
    def __await__(self):
        return (yield "gate")


coros = []


async def level(n):
    c = level(n - 1) if n else Gate()
    coros.append(c)
    try:
        return n + (await c)
    except RecursionError as e:
        seen.append(str(e))
        raise


def deeper(n, f):
    return deeper(n - 1, f) if n else f()


def resume():
    try:
        return root.send(0)
    except StopIteration as e:
        return "returned", e.value
    except RecursionError as e:
        return "raised", str(e)


seen = []
root = level(300)
print(root.send(None))
print(deeper(100, resume), seen)

seen = []
root = level(300)
print(root.send(None))
sys.setrecursionlimit(400)
what, text = deeper(200, resume)
sys.setrecursionlimit(1000)
print(what, text, 50 < len(seen) < 300, set(seen), root.cr_frame)
for c in reversed(coros):
    if not isinstance(c, Gate):
        c.close()
coros.clear()

# the part that was too deep is closed with its awaiters
seen = []
coros = []


async def keep(n):
    c = keep(n - 1) if n else Gate()
    coros.append(c)
    try:
        return await c
    finally:
        seen.append(n)

root = keep(300)
root.send(None)
inner = coros[250]
sys.setrecursionlimit(400)
try:
    deeper(200, lambda: root.send(1))
except RecursionError as e:
    print("out", e)
sys.setrecursionlimit(1000)
print(inner.cr_frame is not None, inner.cr_suspended, len(seen) < 300)
try:
    inner.send(5)
except StopIteration as e:
    print("inner returned", e.value)
for c in reversed(coros):
    if not isinstance(c, Gate):
        c.close()
coros.clear()
