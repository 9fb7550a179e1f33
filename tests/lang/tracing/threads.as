# Hooks belong to a thread; threading.settrace and setprofile give them to threads to come, the _all_ forms to those that run.
import sys
import threading


def work(x):
    y = x
    return y


def hook_of(log):
    def hook(frame, event, arg):
        if frame.f_code is work.__code__:
            log.append((event, threading.current_thread().name))
        return hook
    return hook


def in_thread(name):
    t = threading.Thread(target=work, args=(1,), name=name)
    t.start()
    t.join()


own, later = [], []
sys.settrace(hook_of(own))
in_thread("one")
work(1)
sys.settrace(None)
print(own)

threading.settrace(hook_of(later))
in_thread("two")
work(1)
threading.settrace(None)
in_thread("three")
print(later, threading.gettrace())

profiled = []
threading.setprofile(hook_of(profiled))
in_thread("four")
threading.setprofile(None)
print(profiled, threading.getprofile())

# threads that run already
everywhere = []
ready, go, ended = threading.Event(), threading.Event(), threading.Event()


def waits():
    ready.set()
    go.wait()
    work(2)
    ended.set()
    go2.wait()
    work(3)


go2 = threading.Event()
t = threading.Thread(target=waits, name="running")
t.start()
ready.wait()
threading.settrace_all_threads(hook_of(everywhere))
go.set()
ended.wait()
threading.settrace_all_threads(None)
go2.set()
t.join()
print(everywhere, sys.gettrace(), threading.gettrace())
