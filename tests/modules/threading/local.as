# threading.local: each thread its own attributes; subclasses initialise them again; what dies with a thread.
import gc
import threading
import weakref
from threading import Thread, local


def told(f, *args):
    try:
        print(f(*args))
    except BaseException as e:
        print(type(e).__name__, e)


def elsewhere(f, *args):
    t = Thread(target=told, args=(f, *args))
    t.start()
    t.join()


x = local()
x.a = 1
print(x.a, x.__dict__, vars(x))
elsewhere(lambda: hasattr(x, 'a'))
elsewhere(lambda: (setattr(x, 'a', 2), x.__dict__))
print(x.a)
told(lambda: x.missing)
told(lambda: delattr(x, 'missing'))
del x.a
print(x.__dict__)
told(local, 1)
told(lambda: local(a=1))
told(lambda: setattr(x, '__dict__', {}))
told(lambda: delattr(x, '__dict__'))
print(type(x), local.__name__, local.__module__)


class Shared(local):
    limit = 10

    def __init__(self, start, *, step=1):
        print('init', start, step)
        self.n = start
        self.step = step

    def bump(self):
        self.n += self.step
        return self.n

    @property
    def twice(self):
        return self.n * 2


s = Shared(5, step=2)
print(s.bump(), s.bump(), s.twice, s.limit)
elsewhere(s.bump)
elsewhere(lambda: (s.bump(), s.bump(), s.twice))
s.limit = 3
elsewhere(lambda: s.limit)
print(s.limit, s.n, sorted(s.__dict__))
told(lambda: setattr(s, 'twice', 1))


class Slotted(local):
    __slots__ = ('shared',)


z = Slotted()
z.shared = 'for all'
z.own = 'mine'
elsewhere(lambda: (z.shared, hasattr(z, 'own')))


class Failing(local):
    tries = 0

    def __init__(self):
        Failing.tries += 1
        if Failing.tries == 2:
            raise ValueError('not today')
        self.ok = Failing.tries


f = Failing()
elsewhere(lambda: f.ok)
elsewhere(lambda: f.ok)
print(f.ok)


class Fallback(local):
    def __getattr__(self, name):
        return f'no {name}'


g = Fallback()
g.here = 1
elsewhere(lambda: (g.here, g.there))
print(g.here)


class Dies:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('dies', self.name)


def keep():
    x.kept = Dies('with its thread')


t = Thread(target=keep)
t.start()
t.join()
print('joined')
x.kept = Dies('with the object')
del x
print('gone')
y = local()
y.me = y
ref = weakref.ref(y)
del y
gc.collect()
print(ref())
