# The same loop over iterables of every kind, one after another: with continue, break, else, growth, and numbers of every size.


def every(it):
    out = []
    for x in it:
        if x == 2:
            continue
        out.append(x)
    else:
        out.append("end")
    return out


def until(it):
    for x in it:
        if x == 3:
            break
    else:
        return "no 3"
    return "3"


class Count:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Old:
    def __getitem__(self, i):
        if i == 4:
            raise IndexError
        return i


def gen(n):
    i = 0
    while i < n:
        yield i
        i += 1


def iterables():
    return [range(5), [1, 2, 3], range(4, 0, -1), (1, 2), {2: 1, 3: 2}, gen(4), iter([5, 2, 6]), Count(4), "ab", Old(), [], range(0),
            {7}, range(3), map(abs, [-2, -3]), [2]]


for _ in range(2):
    for it in iterables():
        print(every(it), end=" ")
    print()
    print([until(it) for it in iterables()])

grows = [1, 2, 3]
for x in grows:
    if len(grows) < 6:
        grows.append(x)
print(grows)
for x in grows:
    del grows[0]
print(grows)

edges = [2**48, -2**48, 2**62, -2**62, 2**63, -2**63, 2**70]
for n in edges:
    for r in (range(n - 2, n + 2), range(n + 1, n - 3, -1), range(0, n, n // 2), range(n, 0, -(n // 2))):
        forward = [x for x in r]
        print(r, len(forward), forward, [x for x in reversed(r)])
print([x for x in range(0, 10, 2**62)], [x for x in range(10, 0, -2**62)], [x for x in range(10, 0, -2**70)])

it = iter(range(10))
for x in it:
    if x == 3:
        break
print(list(it))
it = iter([1, 2, 3, 4])
for x in it:
    for y in it:
        print(x, y)


def nested(n):
    total = 0
    for i in range(n):
        for j in range(i, n):
            if (i + j) % 3 == 0:
                continue
            for k in [i, j]:
                total += k
    return total


print(nested(10), [[i * j for j in range(i)] for i in range(4)], {i: j for i in range(3) for j in [i, i + 1]})


def fails():
    for x in gen_fails():
        print("got", x)


def gen_fails():
    yield 1
    yield 2
    raise ValueError("from the generator")


try:
    fails()
except ValueError as e:
    print(e, e.__traceback__.tb_next.tb_lineno, e.__traceback__.tb_next.tb_next.tb_lineno)


class Bad:
    def __init__(self):
        self.left = 2

    def __iter__(self):
        return self

    def __next__(self):
        self.left -= 1
        if self.left < 0:
            raise KeyError("bad")
        return self.left


def over(it):
    for x in it:
        pass


for it in ([1], range(2), Bad(), [1]):
    try:
        over(it)
    except KeyError as e:
        print("KeyError", e, e.__traceback__.tb_next.tb_lineno)
