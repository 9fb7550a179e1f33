# A cooperative scheduler over coroutines: tasks, channels, sleep on a virtual clock.
class Op:
    def __init__(self, *what): self.what = what
    def __await__(self): return (yield self.what)


class Channel:
    def __init__(self): self.items, self.waiting = [], []


class Loop:
    def __init__(self):
        self.time, self.ready, self.timers, self.seq = 0, [], [], 0

    def spawn(self, coro):
        t = {"coro": coro, "joiners": [], "done": False, "result": None, "name": coro.__name__}
        self.ready.append((t, None))
        return t

    def run(self):
        while self.ready or self.timers:
            if not self.ready:
                self.timers.sort(key=lambda x: x[:2])
                self.time, _, t = self.timers.pop(0)
                self.ready.append((t, None))
            t, value = self.ready.pop(0)
            try:
                op = t["coro"].throw(value) if isinstance(value, Exception) else t["coro"].send(value)
            except StopIteration as e:
                self.finish(t, e.value)
            except Exception as e:
                print(self.time, t["name"], "failed", repr(e))
                self.finish(t, e)
            else:
                self.handle(t, op)

    def finish(self, t, result):
        t["done"], t["result"] = True, result
        for j in t["joiners"]:
            self.ready.append((j, result))

    def handle(self, t, op):
        match op:
            case ("sleep", n):
                self.seq += 1
                self.timers.append((self.time + n, self.seq, t))
            case ("spawn", coro):
                self.ready.append((t, self.spawn(coro)))
            case ("join", other) if other["done"]:
                self.ready.append((t, other["result"]))
            case ("join", other):
                other["joiners"].append(t)
            case ("put", ch, v):
                if ch.waiting:
                    self.ready.append((ch.waiting.pop(0), v))
                else:
                    ch.items.append(v)
                self.ready.append((t, None))
            case ("get", ch):
                if ch.items:
                    self.ready.append((t, ch.items.pop(0)))
                else:
                    ch.waiting.append(t)
            case ("now",):
                self.ready.append((t, self.time))


async def sleep(n): await Op("sleep", n)
async def now(): return await Op("now")


async def producer(ch, n):
    for i in range(n):
        await sleep(2)
        await Op("put", ch, i)
        print(await now(), "put", i)
    await Op("put", ch, None)
    return "produced"


async def consumer(ch):
    total = 0
    while (v := await Op("get", ch)) is not None:
        print(await now(), "got", v)
        total += v
        await sleep(1)
    return total


async def bad():
    await sleep(3)
    raise ValueError("bad task")


async def ticker():
    for i in range(3):
        yield i
        await sleep(4)


async def main():
    ch = Channel()
    p = await Op("spawn", producer(ch, 3))
    c = await Op("spawn", consumer(ch))
    b = await Op("spawn", bad())
    try:
        await Op("join", b)
    except ValueError as e:
        print("main saw", e)
    print(await Op("join", p), await Op("join", c), await now())
    async for i in ticker():
        print(await now(), "tick", i)
    return "end"


loop = Loop()
m = loop.spawn(main())
loop.run()
print(m["result"], loop.time)
