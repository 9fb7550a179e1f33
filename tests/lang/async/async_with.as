# async with: order, suppression, several items, errors.
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


class C:
    def __init__(self, name, suppress=False, fail=None):
        self.name, self.suppress, self.fail = name, suppress, fail

    async def __aenter__(self):
        await S("enter " + self.name)
        if self.fail == "enter":
            raise RuntimeError("enter")
        return self.name.upper()

    async def __aexit__(self, t, v, tb):
        await S(f"exit {self.name} {t.__name__ if t else None}")
        if self.fail == "exit":
            raise RuntimeError("exit")
        return self.suppress


async def w1():
    async with C("a") as x:
        return x


async def w2():
    async with C("a") as x, C("b") as y:
        await S("body")
    return x, y


async def w3():
    async with (C("p", suppress=True), C("q")):
        raise ValueError("suppressed")
    return "after"


async def w4():
    async with C("a"):
        raise ValueError("through")


async def w5():
    async with C("a"), C("bad", fail="enter"):
        pass


async def w6():
    async with C("outer"), C("bad", fail="exit"):
        raise KeyError("body")


async def w7():
    for i in range(3):
        async with C(f"l{i}"):
            if i == 0:
                continue
            break
    return i


async def w8():
    async with C("s", suppress=True):
        return await S("in return")
    return "no"


async def w9():
    async with C("s", suppress=True) as v:
        1 / 0
    return "suppressed", v


class Sync:
    def __enter__(self): return "sync"
    def __exit__(self, *a): print("sync exit")


async def w10():
    with Sync() as s:
        async with C("mixed") as m:
            return s, m


for f in (w1, w2, w3, w4, w5, w6, w7, w8, w9, w10):
    try:
        print(f.__name__, run(f()))
    except Exception as e:
        print(f.__name__, repr(e), repr(e.__context__))


async def use(o):
    async with o:
        print("body")


class NoAexit:
    async def __aenter__(self): pass


class NoAenter:
    async def __aexit__(self, *a): pass


class NotAwaitable:
    def __aenter__(self): return 5
    async def __aexit__(self, *a): pass


class ExitNotAwaitable:
    async def __aenter__(self): return 5
    def __aexit__(self, *a): return 6


for o in (NoAexit(), NoAenter(), Sync(), 5, NotAwaitable(), ExitNotAwaitable()):
    try:
        run(use(o))
    except TypeError as e:
        print(e)


async def closing():
    async with C("closed"):
        await S("waiting")


c = closing()
print(c.send(None), c.send(None))
try:
    print("thrown:", c.throw(ValueError("cancel")))
    c.send(None)
except ValueError as e:
    print("ValueError", e)


class Exits:
    async def __aenter__(self): pass
    async def __aexit__(self, t, v, tb):
        print("aexit", t.__name__)


async def closing2():
    async with Exits():
        await S("waiting")


c = closing2()
c.send(None)
c.close()
