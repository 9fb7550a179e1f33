# The operations of locks, queues and sleep() are coroutines in every respect that a program can ask.
# virtual time
import asyncio, types, inspect, collections.abc, weakref, sys
async def main():
    lock = asyncio.Lock(); q = asyncio.Queue(); ev = asyncio.Event()
    for c in [asyncio.sleep(0), lock.acquire(), q.get(), q.put(1), ev.wait(), q.join(), lock.__aenter__()]:
        print(type(c) is types.CoroutineType, type(c), isinstance(c, types.CoroutineType), inspect.iscoroutine(c), inspect.isawaitable(c),
              asyncio.iscoroutine(c), isinstance(c, collections.abc.Coroutine), isinstance(c, collections.abc.Awaitable), c.__class__ is types.CoroutineType, c.__name__, c.__qualname__)
        print(c.cr_running, c.cr_suspended, c.cr_await, c.cr_origin, inspect.getcoroutinestate(c) )
        weakref.ref(c)
        try:
            iter(c)
        except TypeError as e: print(e)
        try: types.CoroutineType.__name__, len(c)
        except TypeError as e: print(e)
        try: c.foo
        except AttributeError as e: print(e)
        try: c.send(3)
        except TypeError as e: print(e)
        c.close(); c.close()
        print(c.cr_suspended, inspect.getcoroutinestate(c))
        try: c.send(None)
        except RuntimeError as e: print(e)
        try: c.throw(KeyError)
        except RuntimeError as e: print(e)
    c = asyncio.sleep(5, 'x')
    f = c.send(None)
    print(type(f), c.cr_suspended, inspect.getcoroutinestate(c), c.cr_await is not None)
    try: c.throw(KeyError('a'))
    except KeyError as e: print(repr(e))
    print(inspect.iscoroutinefunction(asyncio.sleep), inspect.iscoroutinefunction(lock.acquire), inspect.iscoroutinefunction(q.get), asyncio.iscoroutinefunction(asyncio.sleep), asyncio.iscoroutinefunction(q.put))
    match asyncio.sleep(0):
        case types.CoroutineType() as c:
            print("matched"); c.close()
    async def g(): pass
    x = g(); 
    for name in ('send','throw','close','cr_await','cr_running','cr_frame'):
        print(hasattr(types.CoroutineType, name))
    s = asyncio.sleep(0)
    x.close()
    try: types.CoroutineType.close(3)
    except TypeError as e: print(e)
    s.close()
asyncio.run(main())
