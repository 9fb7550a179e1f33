# InterpreterPoolExecutor: calls in VMs of their own. CPython 3.13 has none yet: its pool of processes pickles in the same way.
import math
import os
import sys

try:
    from concurrent.futures import InterpreterPoolExecutor as Pool
except ImportError:
    from concurrent.futures import ProcessPoolExecutor as Pool

state = ['untouched']


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)


class Odd(Exception):
    pass


def mirror(point):
    return Point(point.y, point.x)


def change(item):
    state.append(item)
    return len(state)


def fail(kind):
    raise kind('inside')


def primes(n):
    return sum(all(i % k for k in range(2, int(i ** 0.5) + 1)) for i in range(2, n))


def greet(name, *, loudly=False):
    return f'hello {name}'.upper() if loudly else f'hello {name}'


def unpicklable():
    return lambda: 1


def setup(value):
    state[0] = value


def first():
    return state[0]


def told(f, *args):
    try:
        print(f(*args))
    except BaseException as e:
        print(type(e).__name__, e)


if __name__ == '__main__':
    with Pool(2) as pool:
        print(pool.submit(pow, 2, 100).result(), pool.submit(math.factorial, 20).result())
        print(pool.submit(mirror, Point(1, 2)).result() == Point(2, 1), type(pool.submit(mirror, Point(1, 2)).result()) is Point)
        print(pool.submit(greet, 'you', loudly=True).result(), list(pool.map(greet, ['a', 'b'])))
        print(pool.submit(change, 'x').result() >= 2, state)
        told(pool.submit(fail, ValueError).result)
        told(pool.submit(fail, Odd).result)
        f = pool.submit(fail, KeyError)
        print(type(f.exception()).__name__, f.exception().__cause__ is not None)
        print(type(pool.submit(unpicklable).exception()) is not None)
        print(type(pool.submit(lambda: 1).exception()) is not None)
        print(list(pool.map(primes, [10, 100, 1000, 2000, 3000])))
        told(list, pool.map(math.sqrt, [4, 9, -1]))
        print(pool.submit(os.path.basename, sys.argv[0]).result())
        print(pool.submit(sum, [10 ** 30, 1]).result(), pool.submit(len, 'x' * 100000).result())
    told(pool.submit, pow, 1, 2)
    with Pool(1, initializer=setup, initargs=('made ready',)) as pool:
        print(pool.submit(first).result(), state)
    print(sys.modules['__main__'].__name__, first())
