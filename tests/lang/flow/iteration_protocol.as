# How for finds an iterator: __iter__, __getitem__, errors on the way.
class Count:
    def __init__(self, n):
        self.n, self.i = n, 0

    def __iter__(self):
        print("iter", end=" ")
        return self

    def __next__(self):
        if self.i >= self.n:
            raise StopIteration("done")
        self.i += 1
        return self.i


class Seq:
    def __getitem__(self, i):
        if i > 3:
            raise IndexError("end")
        return i * i


class NotIter:
    __iter__ = None

    def __getitem__(self, i):
        return i


class BadIter:
    def __iter__(self):
        return 5


class Raises:
    def __getitem__(self, i):
        raise KeyError(i)


class NoNext:
    def __iter__(self):
        return object()


class InstanceNext:
    def __init__(self):
        self.__next__ = lambda: 1

    def __iter__(self):
        return self


c = Count(3)
print([x for x in c], list(c))
print(list(Seq()), 9 in Seq(), 10 in Seq(), tuple(Seq()), sum(Seq()), max(Seq()))
a, b, c, d = Seq()
print(a, b, c, d)
for cls in (NotIter, BadIter, Raises, NoNext, InstanceNext, object):
    try:
        for x in cls():
            print(x)
            break
    except Exception as e:
        print(cls.__name__, type(e).__name__, e)
it = iter([1, 2])
print(next(it), next(it), next(it, "default"))
try:
    next(it)
except StopIteration as e:
    print("stop", e.value, e.args)
it = iter(Seq())
print(type(it).__name__, next(it), next(it), list(it), list(it))
try:
    next(Count(0).__iter__())
except StopIteration as e:
    print(e.value)
try:
    next([1])
except TypeError as e:
    print(e)
calls = []
print(list(iter(lambda: calls.append(1) or len(calls), 4)), list(iter(iter([1, 2, None, 3]).__next__, None)))
l = [1, 2, 3]
it = iter(l)
next(it)
l.clear()
print(list(it))
l += [1, 2, 3]
print(list(it))
it = reversed([1, 2, 3])
print(next(it), it.__length_hint__(), list(it))
print(iter(it) is it, type(iter("a")).__name__, type(iter("é")).__name__, type(iter({})).__name__, type(iter(())).__name__,
      type(iter(range(1))).__name__, type(iter(range(2 ** 70))).__name__, type(iter(set())).__name__, type(iter(b"")).__name__,
      type(iter(int, 0)).__name__, type(iter({}.items())).__name__, type(iter({}.values())).__name__, type(reversed({})).__name__)


class Contains:
    def __contains__(self, x):
        return x


class ContNone(list):
    __contains__ = None


print(5 in Contains(), [] in Contains(), 0 not in Contains())
try:
    1 in ContNone([1])
except TypeError as e:
    print(e)
