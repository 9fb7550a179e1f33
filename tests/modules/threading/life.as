# A thread's life: names, states, daemons, idents, what is refused, and what is told about it.
import threading
from threading import Thread, current_thread, main_thread


def told(f, *args):
    try:
        print(f(*args))
    except BaseException as e:
        print(type(e).__name__, e)


def shape(thread):
    return repr(thread).replace(str(thread.ident), 'IDENT')


def work():
    me = current_thread()
    print(me.name, shape(me), me.is_alive(), me.ident == threading.get_ident(), me.native_id == threading.get_native_id())
    print(threading.active_count(), [t.name for t in threading.enumerate()], me is main_thread())


t = Thread(target=work)
print(shape(t), t.ident, t.native_id, t.is_alive(), t.daemon)
told(t.join)
t.start()
t.join()
print(shape(t), t.is_alive(), t.ident is not None)
told(t.start)
told(t.join)
told(setattr, t, 'daemon', True)
told(current_thread().join)
print(shape(main_thread()), main_thread() is current_thread(), main_thread().ident == threading.get_ident())

named = [Thread(), Thread(target=work), Thread(name='mine'), Thread(name=3), Thread(target=work, name='w'), Thread(target=3)]
print([x.name for x in named])
named[0].name = 7
print(repr(named[0].name), shape(named[0]))

d = Thread(target=lambda: print('daemon', shape(current_thread()), Thread().daemon), daemon=True)
print(shape(d), d.daemon)
d.start()
d.join()
print(shape(d))
d = Thread()
d.daemon = True
print(d.daemon, Thread(daemon=None).daemon, Thread(daemon=0).daemon)

told(lambda: Thread(group=1))
told(lambda: Thread(None, None, None, (), None, True))


class Broken(Thread):
    def __init__(self):
        pass


b = Broken()
for act in (b.start, b.join, b.is_alive, lambda: b.name, lambda: b.ident, lambda: b.native_id, lambda: b.daemon, lambda: repr(b),
            lambda: setattr(b, 'daemon', True), lambda: setattr(b, 'name', 'x')):
    told(act)


class Sub(Thread):
    def __init__(self, n):
        super().__init__(name=f'sub{n}')
        self.n = n

    def run(self):
        self.result = self.n * self.n


subs = [Sub(i) for i in range(5)]
for s in subs:
    s.start()
for s in subs:
    s.join()
print([s.result for s in subs], [s.name for s in subs])

kept = {}
t = Thread(target=lambda *a, **k: kept.update(a=a, k=k), args=[1, 2], kwargs={'x': 3})
t.start()
t.join(10)
print(kept, [hasattr(t, n) for n in ('_target', '_args', '_kwargs')])
told(t.join, 'x')
told(t.join, -1)
print(threading.active_count(), threading.TIMEOUT_MAX)
