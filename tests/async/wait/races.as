# Races in wait_for, timeout, TaskGroup, gather, shield and wait: what ends at the same time as it is cancelled or times out.
# virtual time
import asyncio


def show(t):
    if not t.done():
        return "pending"
    if t.cancelled():
        return "cancelled"
    e = t.exception()
    if isinstance(e, BaseExceptionGroup):
        return f"{type(e).__name__}({[repr(x) for x in e.exceptions]})"
    return repr(e) if e else repr(t.result())


async def turns(n):
    for _ in range(n):
        await asyncio.sleep(0)


async def value(n, v="v"):
    await turns(n)
    return v


async def failing(n, e=None):
    await turns(n)
    raise e or KeyError("k")


async def stubborn(n, v="stubborn"):
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        await turns(n)
        return v


async def swallow_then_raise(e):
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        raise e


async def outcome(aw):
    try:
        return "ok", await aw
    except asyncio.CancelledError as e:
        return "cancelled", e.args, asyncio.current_task().cancelling()
    except BaseException as e:
        return type(e).__name__, e.args, type(e.__cause__).__name__, asyncio.current_task().cancelling()


async def wait_for_races():
    loop = asyncio.get_running_loop()
    print(await outcome(asyncio.wait_for(value(3), 0)))
    print(await outcome(asyncio.wait_for(value(0), 0)))
    print(await outcome(asyncio.wait_for(value(3), -1)))
    print(await outcome(asyncio.wait_for(value(3), None)))
    f = loop.create_future()
    f.set_result(1)
    print(await outcome(asyncio.wait_for(f, 0)), await outcome(asyncio.wait_for(f, -1)))
    print(await outcome(asyncio.wait_for(stubborn(2), 0.001)))
    print(await outcome(asyncio.wait_for(swallow_then_raise(ValueError("late")), 0.001)))
    print(await outcome(asyncio.wait_for(failing(1), 1)))
    for n in range(0, 5):
        f = loop.create_future()
        t = asyncio.create_task(outcome(asyncio.wait_for(f, 10)))
        await turns(2)
        if n == 0: f.set_result("r"); t.cancel("why")
        elif n == 1: t.cancel("why"); f.done() or f.set_result("r")
        elif n == 2: f.set_exception(ValueError("x")); t.cancel("why")
        elif n == 3: f.cancel("inner"); t.cancel("why")
        else: f.cancel("inner")
        await turns(4)
        print(n, show(t), f)
    t = asyncio.create_task(outcome(asyncio.wait_for(stubborn(3), 10)))
    await turns(2)
    t.cancel("first")
    await turns(1)
    t.cancel("second")
    await turns(6)
    print(show(t), t.cancelling())


async def timeout_races():
    loop = asyncio.get_running_loop()

    async def body(delay, act):
        try:
            async with asyncio.timeout(delay) as cm:
                await act(cm)
            return "passed", cm.expired(), asyncio.current_task().cancelling()
        except TimeoutError as e:
            return "timeout", cm.expired(), asyncio.current_task().cancelling(), type(e.__cause__).__name__
        except asyncio.CancelledError as e:
            return "cancelled", e.args, cm.expired(), asyncio.current_task().cancelling()
        except Exception as e:
            return repr(e), cm.expired(), asyncio.current_task().cancelling(), repr(e.__context__)

    async def eats(cm):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            pass

    async def turns_error(cm):
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError:
            raise ValueError("other")

    async def self_cancel(cm):
        asyncio.current_task().cancel("self")
        cm.reschedule(loop.time() - 1)
        await asyncio.sleep(10)

    async def both(cm):
        cm.reschedule(loop.time() - 1)
        await asyncio.sleep(0)
        asyncio.current_task().cancel("both")
        await asyncio.sleep(10)

    async def push(cm):
        cm.reschedule(None)
        await asyncio.sleep(0.005)

    for act in (lambda cm: asyncio.sleep(0), lambda cm: asyncio.sleep(10), eats, turns_error, self_cancel, both, push):
        print(await asyncio.create_task(body(0.001, act)))
    print(await asyncio.create_task(body(0, lambda cm: asyncio.sleep(0))), await asyncio.create_task(body(-1, lambda cm: value(0))))

    async def nested(outer, inner):
        try:
            async with asyncio.timeout(outer) as a:
                try:
                    async with asyncio.timeout(inner) as b:
                        await asyncio.sleep(10)
                except TimeoutError:
                    return "inner", a.expired(), b.expired(), asyncio.current_task().cancelling()
        except TimeoutError:
            return "outer", a.expired(), b.expired(), asyncio.current_task().cancelling()

    for pair in ((10, 0.001), (0.001, 10), (-1, -1), (0, 0), (-1, 5), (5, -1)):
        print(pair, await asyncio.create_task(nested(*pair)))
    cm = asyncio.timeout(5)
    print(cm, type(cm.when()))
    try:
        cm.reschedule(1)
    except RuntimeError as e:
        print(e)
    async with cm:
        print(repr(cm).split(" when")[0])
        try:
            async with cm:
                pass
        except RuntimeError as e:
            print(e)
    print(cm)
    try:
        cm.reschedule(1)
    except RuntimeError as e:
        print(e)


async def group_races():
    async def run(fn):
        try:
            return "returned", await fn(), asyncio.current_task().cancelling()
        except asyncio.CancelledError as e:
            return "cancelled", e.args, asyncio.current_task().cancelling()
        except BaseExceptionGroup as e:
            return type(e).__name__, sorted(repr(x) for x in e.exceptions), asyncio.current_task().cancelling()
        except BaseException as e:
            return repr(e), asyncio.current_task().cancelling()

    async def child_fails_while_parent_is_cancelled():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(failing(1))
            asyncio.current_task().cancel("parent")
            await asyncio.sleep(1)

    async def body_and_child():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(failing(0, ValueError("child")))
            await turns(1)
            raise KeyError("body")

    async def stubborn_child():
        async with asyncio.TaskGroup() as tg:
            s = tg.create_task(stubborn(3))
            tg.create_task(failing(1))
        return s

    async def late_failures():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(swallow_then_raise(ValueError("a")))
            tg.create_task(swallow_then_raise(ValueError("b")))
            tg.create_task(failing(2))

    async def cancelled_child():
        async with asyncio.TaskGroup() as tg:
            t = tg.create_task(value(5))
            await turns(1)
            t.cancel()
            u = tg.create_task(value(2, "u"))
        return t.cancelled(), u.result()

    async def nested_groups():
        async with asyncio.TaskGroup() as a:
            a.create_task(value(1))
            async with asyncio.TaskGroup() as b:
                b.create_task(failing(1))
                await asyncio.sleep(1)

    async def system_exit():
        async with asyncio.TaskGroup() as tg:
            tg.create_task(stubborn(1))
            raise GeneratorExit("base")

    async def after_the_end():
        async with asyncio.TaskGroup() as tg:
            pass
        c = value(1)
        try:
            tg.create_task(c)
        except RuntimeError as e:
            return str(e).split(" at ")[0]

    async def while_ending():
        async def spawn(tg):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                c = value(0)
                try:
                    tg.create_task(c)
                except RuntimeError as e:
                    print("  ", str(e).split(">")[1])
                    raise
        async with asyncio.TaskGroup() as tg:
            tg.create_task(spawn(tg))
            await turns(1)
            raise ValueError("body")

    async def from_child():
        async with asyncio.TaskGroup() as tg:
            async def more():
                await turns(1)
                tg.create_task(failing(1, ValueError("grandchild")))
                return 1
            tg.create_task(more())
            await asyncio.sleep(1)

    async def timeout_inside():
        async with asyncio.timeout(0.001):
            async with asyncio.TaskGroup() as tg:
                tg.create_task(stubborn(1))
                tg.create_task(swallow_then_raise(ValueError("late")))

    for fn in (child_fails_while_parent_is_cancelled, body_and_child, stubborn_child, late_failures, cancelled_child, nested_groups,
               system_exit, after_the_end, while_ending, from_child, timeout_inside):
        print(fn.__name__, await asyncio.create_task(run(fn)))
    tg = asyncio.TaskGroup()
    print(tg)
    try:
        c = value(0)
        tg.create_task(c)
    except RuntimeError as e:
        print(e)
    async with tg:
        print(tg)
        tg.create_task(value(1))
        print(tg)
        try:
            async with tg:
                pass
        except RuntimeError as e:
            print(str(e).split("> ")[-1])

    async def outer_cancel(when):
        async def scene():
            async with asyncio.TaskGroup() as tg:
                tg.create_task(failing(2))
                tg.create_task(stubborn(2))
        t = asyncio.create_task(run(scene))
        await turns(when)
        t.cancel("outer")
        await turns(10)
        return show(t), t.cancelling()
    for when in range(7):
        print(when, await outer_cancel(when))


async def gather_races():
    loop = asyncio.get_running_loop()
    for return_exceptions in (False, True):
        for n in range(5):
            a, b = loop.create_future(), asyncio.create_task(value(2))
            g = asyncio.gather(a, b, return_exceptions=return_exceptions)
            t = asyncio.create_task(outcome(g))
            await turns(1)
            if n == 0: t.cancel("t")
            elif n == 1: g.cancel("g")
            elif n == 2: a.cancel("a")
            elif n == 3: a.set_exception(ValueError("x")); t.cancel("t")
            else: a.set_result(1); await turns(3); g.cancel()
            await turns(6)
            print(return_exceptions, n, show(t), show(a), show(b), show(g))
    g = asyncio.gather()
    print(g, await g)
    a = loop.create_future()
    g = asyncio.gather(a, a, a)
    a.set_result(3)
    print(await g, g)
    g = asyncio.gather(failing(0), failing(1))
    try:
        await g
    except KeyError as e:
        print(repr(e), g)
    await turns(3)


async def shield_races():
    loop = asyncio.get_running_loop()
    logged = []
    loop.set_exception_handler(lambda loop, c: logged.append((c["message"], repr(c.get("exception")))))
    for n in range(5):
        inner = loop.create_future()
        t = asyncio.create_task(outcome(asyncio.shield(inner)))
        await turns(1)
        if n == 0: t.cancel("t"); await turns(2); inner.set_result(1)
        elif n == 1: inner.cancel("i")
        elif n == 2: t.cancel("t"); await turns(2); inner.set_exception(ValueError("lost"))
        elif n == 3: inner.set_result(2); t.cancel("t")
        else: inner.set_exception(ValueError("seen"))
        await turns(4)
        print(n, show(t), show(inner) if n != 2 else inner._state, logged)
        logged.clear()
    loop.set_exception_handler(None)
    done = loop.create_future()
    done.set_result(1)
    print(asyncio.shield(done) is done)


async def wait_races():
    loop = asyncio.get_running_loop()
    a, b, c = [loop.create_future() for _ in range(3)]
    t = asyncio.create_task(asyncio.wait([a, b, c], return_when=asyncio.FIRST_COMPLETED))
    await turns(1)
    a.set_result(1); b.cancel(); t.cancel()
    await turns(3)
    print(show(t), a.done(), b.cancelled(), c.done(), c._callbacks)
    d, p = await asyncio.wait([a, b, c], return_when=asyncio.FIRST_EXCEPTION, timeout=0)
    print(len(d), len(p))
    t = asyncio.create_task(asyncio.wait([c], return_when=asyncio.FIRST_EXCEPTION))
    await turns(1)
    c.set_exception(ValueError("c"))
    d, p = await t
    print(len(d), len(p), c.exception())
    fs = [asyncio.create_task(value(k, k)) for k in (3, 1, 2)]
    out = []
    for f in asyncio.as_completed(fs):
        out.append(await f)
    print(out)
    out = []
    async for f in asyncio.as_completed([asyncio.create_task(value(k, k)) for k in (3, 1, 2)], timeout=1):
        out.append(f.result())
    print(out)
    try:
        for f in asyncio.as_completed([asyncio.create_task(asyncio.sleep(9))], timeout=0.001):
            await f
    except TimeoutError as e:
        print(repr(e))
    for bad in ([], value(0), None):
        try:
            await asyncio.wait(bad)
        except (TypeError, ValueError) as e:
            print(type(e).__name__, e)
            if hasattr(bad, "close"): bad.close()


async def main():
    for part in (wait_for_races, timeout_races, group_races, gather_races, shield_races, wait_races):
        print("--", part.__name__)
        await part()

import re, warnings
warnings.simplefilter("ignore")
_print = print
def print(*args, **kw):
    _print(*[re.sub(r"(0x[0-9a-f]+|Task-\d+|when=[\d.]+)", "#", a if isinstance(a, str) else repr(a)) for a in args], **kw)

asyncio.run(main())
