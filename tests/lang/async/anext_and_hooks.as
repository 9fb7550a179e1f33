# anext with default, sys.set_asyncgen_hooks, types.coroutine-like wrappers by hand.
import sys


class S:
    def __init__(self, v): self.v = v
    def __await__(self): return (yield self.v)


def run(coro):
    log = []
    try:
        while True:
            log.append(coro.send(None))
    except StopIteration as e:
        return log, e.value


async def agen():
    try:
        yield 1
        yield 2
    finally:
        print("agen finally")


firsts, finals = [], []
old = sys.get_asyncgen_hooks()
print(old)
sys.set_asyncgen_hooks(firstiter=lambda g: firsts.append(g.__name__), finalizer=lambda g: (finals.append(g.__name__), run(g.aclose())))


async def partial():
    async for x in agen():
        return x


print(run(partial()), firsts, finals)


async def full():
    return [x async for x in agen()]


print(run(full()), firsts, finals)
sys.set_asyncgen_hooks(*old)
for kw in [{"firstiter": 5}, {"finalizer": "x"}]:
    try:
        sys.set_asyncgen_hooks(**kw)
    except TypeError as e:
        print(e)


async def default():
    g = agen()
    out = [await anext(g, "d") for _ in range(4)]
    return out


print(run(default()))


class It:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    def __anext__(self):
        self.n += 1
        return self.step(self.n)
    async def step(self, n):
        await S(n)
        if n > 2:
            raise StopAsyncIteration
        return n * 10


async def manual():
    it = It()
    out = []
    while (v := await anext(it, None)) is not None:
        out.append(v)
    return out


print(run(manual()))
a = anext(It(), "dflt")
print(type(a).__name__)
w = a.__await__()
print(w.send(None))
try:
    w.send(None)
except StopIteration as e:
    print(e.value)


async def throw_into():
    try:
        await anext(It(), "d")
    except KeyError as e:
        return "caught " + repr(e)


t = throw_into()
t.send(None)
try:
    t.throw(KeyError("k"))
except StopIteration as e:
    print(e.value)


class Awaitable:
    def __init__(self, *values): self.values = values
    def __await__(self):
        got = []
        for v in self.values:
            got.append((yield v))
        return got


async def multi():
    return await Awaitable("a", "b", "c")


m = multi()
print(m.send(None), m.send(1), m.send(2))
try:
    m.send(3)
except StopIteration as e:
    print(e.value)


def scheduler(*coros):
    queue, out = list(coros), []
    while queue:
        c = queue.pop(0)
        try:
            out.append(c.send(None))
        except StopIteration as e:
            out.append(("done", e.value))
        else:
            queue.append(c)
    return out


async def worker(name, n):
    for i in range(n):
        await S(f"{name}{i}")
    return name


print(scheduler(worker("a", 3), worker("b", 1), worker("c", 2)))
c = worker("x", 1)
print(sys.getrefcount(c) > 0, c.cr_frame.f_locals, c.cr_frame.f_lineno)
c.send(None)
print(sorted(c.cr_frame.f_locals.items()), c.cr_frame.f_lineno, c.cr_await is not None)
c.close()
print(sys.get_coroutine_origin_tracking_depth())
