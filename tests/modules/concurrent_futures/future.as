# concurrent.futures.Future: states, results, errors, callbacks; wait() and as_completed() on futures made by hand.
import concurrent.futures as cf
import re
from concurrent.futures import Future


def told(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except BaseException as e:
        print(type(e).__module__, type(e).__name__, shape(e))


def shape(o):
    return re.sub(r'0x[0-9a-f]+', 'ADDRESS', str(o))


f = Future()
print(shape(f), f.done(), f.running(), f.cancelled())
told(f.result, 0)
told(f.result, timeout=0.01)
told(f.exception, 0.01)
print(f.set_running_or_notify_cancel(), shape(f), f.running(), f.cancel())
calls = []
f.add_done_callback(lambda x: calls.append(x is f))
f.set_result(3)
f.add_done_callback(lambda x: calls.append(x.result()))
print(shape(f), f.done(), f.result(), f.exception(), calls, f.cancel())
told(f.set_result, 1)
told(f.set_exception, KeyError())

f = Future()
f.set_exception(KeyError(1))
print(shape(f), repr(f.exception()))
told(f.result)

f = Future()
f.add_done_callback(lambda x: calls.append(x.cancelled()))
print(f.cancel(), shape(f), f.cancelled(), f.done(), f.running(), calls[-1], f.cancel())
told(f.result)
told(f.exception)
told(f.set_result, 1)
print(f.set_running_or_notify_cancel(), shape(f))
for name in ('CancelledError', 'TimeoutError', 'InvalidStateError', 'BrokenExecutor'):
    print([c.__name__ for c in getattr(cf, name).__mro__])
print(Future[int])


def made(result=None, error=None):
    f = Future()
    if error is not None:
        f.set_exception(error)
    elif result is not None:
        f.set_result(result)
    return f


def names(futures):
    return sorted(n for n, f in known.items() if f in futures)


known = {'one': made(1), 'two': made(2), 'bad': made(error=ValueError()), 'open': made()}
every = list(known.values())
for when in (cf.FIRST_COMPLETED, cf.FIRST_EXCEPTION, cf.ALL_COMPLETED):
    done, not_done = cf.wait(every, timeout=0.01, return_when=when)
    print(when, names(done), names(not_done))
print(type(cf.wait([])).__name__, cf.wait([]), cf.wait([], return_when='x'))
told(cf.wait, [made()], return_when='x')
told(cf.wait, [1])
print(names(cf.wait(every[:2] * 3).done))
it = cf.as_completed(every, timeout=0.01)
print(sorted(names([next(it)])[0] for _ in range(3)))
told(next, it)
print(list(cf.as_completed([])))
told(lambda: list(cf.as_completed([made(), made()], 0)))

# cancelled, but nobody has taken notice: not done for those who wait for several
f = made()
f.cancel()
print(len(cf.wait([f], 0.01).done))
f.set_running_or_notify_cancel()
print(len(cf.wait([f], 0.01).done))
