# Child watchers, deprecated as they are: each reports the ends of children.
import asyncio
import warnings

warnings.simplefilter("always")


async def children(n):
    processes = [await asyncio.create_subprocess_shell(f"exit {i + 3}") for i in range(n)]
    return await asyncio.gather(*(p.wait() for p in processes))


def caught(call):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        result = call()
    return type(result).__name__, [str(w.message) for w in seen]


print(caught(asyncio.get_child_watcher))
for kind in (asyncio.PidfdChildWatcher, asyncio.ThreadedChildWatcher, asyncio.SafeChildWatcher, asyncio.MultiLoopChildWatcher, asyncio.FastChildWatcher):
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        watcher = kind()
        asyncio.set_child_watcher(watcher)
    print(kind.__name__, [str(w.message) for w in seen], watcher.is_active(), isinstance(watcher, asyncio.AbstractChildWatcher))
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    watcher.attach_loop(loop)
    print(loop.run_until_complete(children(3)))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        asyncio.set_child_watcher(None)
    asyncio.set_event_loop(None)
    loop.close()
print(caught(lambda: type("Mine", (asyncio.AbstractChildWatcher,), {"__module__": "mine"})()))
for name in "add_child_handler", "is_active", "close":
    try:
        getattr(asyncio.AbstractChildWatcher(), name)(*([1, print] if name.startswith("add") else []))
    except NotImplementedError as e:
        print(name, repr(e))
print(asyncio.run(children(2)))
