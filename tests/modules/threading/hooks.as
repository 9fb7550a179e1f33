# Uncaught exceptions of threads: threading.excepthook, its arguments, a hook that fails, SystemExit; tracing hooks are kept.
import io
import sys
import threading
from threading import Thread


def run(f, **kwargs):
    t = Thread(target=f, **kwargs)
    t.start()
    t.join()


def bad():
    raise ValueError('x')


def show(args):
    print(args.exc_type.__name__, args.exc_value, args.exc_traceback is not None, args.thread.name, len(args))
    print(type(args).__name__, type(args) is threading.ExceptHookArgs)


threading.excepthook = show
run(bad, name='first')
threading.excepthook = threading.__excepthook__


def leave():
    sys.exit(3)


run(leave)
sys.stderr = io.StringIO()
run(bad, name='second')
text = sys.stderr.getvalue().splitlines()
print(text[0], text[1], text[-1], sep=' | ')
threading.excepthook = lambda args: 1 / 0
sys.stderr = io.StringIO()
run(bad, name='third')
text = sys.stderr.getvalue().splitlines()
print(text[0], text[-1], sep=' | ')
threading.excepthook = threading.__excepthook__
sys.stderr = io.StringIO()
t = Thread(name='told')
threading.excepthook(threading.ExceptHookArgs([ValueError, ValueError('v'), None, t]))
print(sys.stderr.getvalue())
sys.stderr = sys.__stderr__
for args in (1, [1]):
    try:
        threading.excepthook(args)
    except TypeError as e:
        print(e)
try:
    threading.ExceptHookArgs((1,))
except TypeError as e:
    print(e)
print(threading.ExceptHookArgs((ValueError, 1, 2, 3)))
threading.excepthook = None
try:
    Thread()
except RuntimeError as e:
    print(e)
threading.excepthook = threading.__excepthook__


def trace(*args):
    return None


threading.settrace(trace)
threading.setprofile(trace)
print(threading.gettrace() is trace, threading.getprofile() is trace)
threading.settrace(None)
threading.setprofile(None)
print(threading.gettrace(), threading.getprofile())
