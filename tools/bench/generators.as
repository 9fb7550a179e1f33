# generators: pipelines, delegation, send.
def numbers(n):
    for i in range(n):
        yield i


def odd(source):
    for i in source:
        if i & 1:
            yield i


def tree(depth):
    if depth:
        yield from tree(depth - 1)
        yield depth
        yield from tree(depth - 1)


def average():
    total, count, mean = 0, 0, None
    while True:
        value = yield mean
        total += value
        count += 1
        mean = total // count


a = average()
next(a)
for i in numbers(400_000):
    last = a.send(i)
print(sum(odd(numbers(1_000_000))), sum(tree(15)), last)
