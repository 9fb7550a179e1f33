# The module _thread.
import _thread
import sys
import threading
import time


def told(f, *args):
    try:
        print(f(*args))
    except BaseException as e:
        print(type(e).__name__, e)


told(_thread.start_new_thread)
told(_thread.start_new_thread, 1, ())
told(_thread.start_new_thread, print, 1)
told(_thread.start_new_thread, print, (), 1)
told(_thread.start_joinable_thread, 1)
told(lambda: _thread.start_joinable_thread(print, handle=1))
for size in (100, -1, 'x', 65536 * 4, 0):
    told(_thread.stack_size, size)
told(_thread.stack_size)
print(_thread.TIMEOUT_MAX, _thread.error, _thread._local is threading.local)

lock = _thread.allocate_lock()
lock.acquire()
out = []


def run(*args, **kwargs):
    out.append((args, kwargs, threading.current_thread().name, threading.current_thread().daemon))
    lock.release()


ident = _thread.start_new_thread(run, (1, 2), {'x': 3})
lock.acquire()
print(out, type(ident))
handle = _thread._ThreadHandle()
print(handle, handle.ident, handle.is_done())
told(handle.join)
_thread.start_joinable_thread(lambda: out.append(_thread.get_ident()), handle=handle)
handle.join()
print(handle.is_done(), handle.ident == out[-1], handle.join(), handle.join(1))
told(lambda: _thread.start_joinable_thread(print, handle=handle))
_thread.start_joinable_thread(_thread.exit).join()
told(_thread.exit)

seen = []
sys.unraisablehook = lambda args: seen.append((args.err_msg.split(' at ')[0], args.exc_type, args.object))


def bad():
    raise KeyError('k')


_thread.start_joinable_thread(bad).join()
print(seen)

try:
    _thread.interrupt_main()
    for _ in range(1000):
        time.sleep(0.01)
except KeyboardInterrupt:
    print('interrupted')
for number in (0, 65, 'x'):
    told(_thread.interrupt_main, number)
while _thread._count():
    time.sleep(0.001)
print(_thread._count(), sys.getswitchinterval())
sys.setswitchinterval(0.001)
print(sys.getswitchinterval())
told(sys.setswitchinterval, 0)
