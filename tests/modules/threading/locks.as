# Lock and RLock: states, owners, timeouts, errors, who may release.
import _thread
import threading
from threading import Lock, RLock, Thread


def told(f, *args, **kwargs):
    try:
        print(f(*args, **kwargs))
    except BaseException as e:
        print(type(e).__name__, e)


def shape(lock):
    import re
    text = re.sub(r'0x[0-9a-f]+', 'ADDRESS', repr(lock))
    return text.replace(str(threading.get_ident()), 'ME')


def elsewhere(f, *args, **kwargs):
    t = Thread(target=told, args=(f, *args), kwargs=kwargs)
    t.start()
    t.join()


lock = Lock()
print(shape(lock), lock.locked())
print(lock.acquire(), shape(lock), lock.locked(), lock.acquire(False), lock.acquire(blocking=False), lock.acquire(timeout=0.01), lock.acquire(True, 0))
elsewhere(lock.acquire, False)
elsewhere(lock.acquire, timeout=0.01)
elsewhere(lock.release)
print(lock.locked())
told(lock.release)
with lock as entered:
    print(entered, lock.locked())
print(lock.locked(), lock.acquire(1), lock.release())
for args in ((False, 1), (True, -2), (True, 1e100), (True, float('nan')), ('x', 'y'), (True, 1e10), (False, 0), (1, 2, 3)):
    told(lock.acquire, *args)
told(lock.acquire, timeout=None)
lock = Lock()
try:
    with lock:
        raise KeyError(1)
except KeyError:
    print('released', lock.locked())
told(Lock, 1)
print(Lock is _thread.lock is _thread.LockType is type(_thread.allocate_lock()), Lock.__name__, Lock.__module__)
try:
    class Sub(Lock):
        pass
except TypeError as e:
    print(e)
print(lock.acquire_lock(), lock.locked_lock(), lock.release_lock())

r = RLock()
print(shape(r), r.acquire(), r.acquire(), shape(r), r._is_owned(), r._recursion_count())
elsewhere(r.acquire, False)
elsewhere(r.acquire, timeout=0.01)
elsewhere(r.release)
elsewhere(r._is_owned)
r.release()
print(shape(r))
r.release()
told(r.release)
print(shape(r), r._is_owned(), r._recursion_count())
with r as entered:
    with r:
        print(entered, r._recursion_count())
        state = r._release_save()
        print(state[0], r._is_owned())
        elsewhere(lambda: r.acquire(False) and r.release())
        r._acquire_restore(state)
        print(r._recursion_count())
told(r._release_save)
told(r.acquire, False, 1)
told(r.acquire, True, -3)
print(type(r) is _thread.RLock)

order = []
gate = Lock()
gate.acquire()


def worker(n):
    with gate:
        order.append(n)


threads = []
for n in range(4):
    t = Thread(target=worker, args=(n,))
    t.start()
    threads.append(t)
gate.release()
for t in threads:
    t.join()
print(sorted(order))
