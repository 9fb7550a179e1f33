# total_ordering's methods can be pickled, partial's state is shared by copies, wraps takes a class, singledispatch among ABCs.
import collections.abc as c
import contextlib
import copy
import functools
import pickle
import warnings


@functools.total_ordering
class Ordered:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __eq__(self, other):
        return self.n == other.n


for name in "__gt__", "__le__", "__ge__":
    method = getattr(Ordered, name)
    print(name, method.__qualname__, method.__name__, pickle.loads(pickle.dumps(method)) is method, method.__doc__.splitlines()[0])

p = functools.partial(int, base=2)
p.attr = ["x"]
q = copy.copy(p)
print(q.args is p.args, q.keywords is p.keywords, q.attr is p.attr, copy.deepcopy(p).attr)
p.__setstate__((int, (), {"base": 3}, None))
print(p("12"), p.__dict__)


class Sub(functools.partial):
    pass


nested = functools.partial(Sub(print, 1), 2)
print(nested.func is print, nested.args, type(nested).__name__)


@functools.wraps(type)
def wrapper():
    pass


print(wrapper.__name__, wrapper.__doc__.splitlines()[0], wrapper.__wrapped__)


def g(obj):
    return "base"


generic = functools.singledispatch(g)
generic.register(c.Sized, lambda obj: "sized")
generic.register(c.Set, lambda obj: "set")
generic.register(c.Iterable, lambda obj: "iterable")


class Q(c.Sized):
    def __len__(self):
        return 0


print(generic(Q()))
c.Iterable.register(Q)
print(generic(Q()))
c.Set.register(Q)
print(generic(Q()))


class A:
    method = functools.partial(g, 1)


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    A().method
print(seen[0].category.__name__, seen[0].filename.endswith("details.as"))


@contextlib.contextmanager
def replaces(exc):
    try:
        yield
    finally:
        raise exc


def chain(e):
    return [] if e is None else [str(e)] + chain(e.__context__)


try:
    with contextlib.ExitStack() as stack:
        for n in 4, 3, 2:
            stack.enter_context(replaces(Exception(n)))
        raise Exception(1)
except Exception as e:
    print(chain(e))
