# Long lists: ints, floats and strs in no order, stable by key and in reverse, equal keys and equal beginnings, signed zeros.
state = 42


def rnd(n):
    global state
    state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
    return (state >> 33) % n


def right(data, key=lambda x: x, reverse=False):
    """Sorted by pairs of key and position: in the general way, which tells equal items apart."""
    pairs = sorted(((key(x), -i if reverse else i, x) for i, x in enumerate(data)), reverse=reverse)
    return [repr(x) for _, _, x in pairs]


def check(data, **how):
    return "ok" if [repr(x) for x in sorted(data, **how)] == right(data, **how) else "WRONG"


def text(alphabet, most):
    return "".join(alphabet[rnd(len(alphabet))] for _ in range(rnd(most + 1)))


inf = float("inf")
latin = "".join(map(chr, range(256)))
makers = {
    "small ints": lambda n: [rnd(2000) - 1000 for _ in range(n)],
    "all ints": lambda n: [rnd(2**31) * rnd(2**18) - 2**47 for _ in range(n)],
    "few ints": lambda n: [rnd(5) for _ in range(n)],
    "big ints": lambda n: [rnd(2**31) * 2**40 - 2**70 for _ in range(n)],
    "floats": lambda n: [(rnd(2**30) - 2**29) * 10.0 ** (rnd(600) - 300) for _ in range(n)],
    "edges": lambda n: [(0.0, -0.0, 1.0, -1.0, inf, -inf, 5e-324, -5e-324)[rnd(8)] for _ in range(n)],
    "numbers": lambda n: [(1, 2.5, 3, True)[rnd(4)] for _ in range(n)],
    "words": lambda n: ["k" + str(rnd(10**9)) for _ in range(n)],
    "short": lambda n: [text("ab\0", 4) for _ in range(n)],
    "alike": lambda n: ["a long beginning " + str(rnd(300)) for _ in range(n)],
    "nul": lambda n: ["abcdefg" + "\0" * rnd(4) for _ in range(n)],
    "latin": lambda n: [text(latin, 12) for _ in range(n)],
    "wide": lambda n: [text("aé\u0100\U0001f600", 5) for _ in range(n)],
    "pairs": lambda n: [(rnd(20), text("xy", 3)) for _ in range(n)],
    "ascending": lambda n: list(range(n)),
    "descending": lambda n: list(range(n, 0, -1)),
    "nearly": lambda n: [i + rnd(3) for i in range(n)],
    "halves": lambda n: list(range(n // 2)) * 2,
    "equal": lambda n: [7] * n,
}
keys = {
    "small ints": [lambda x: x % 10, lambda x: -x, str, lambda x: x / 7, lambda x: (x % 3, x)],
    "words": [len, lambda s: s[::-1], lambda s: s[:3]],
    "floats": [abs, lambda x: -x],
}
for name, make in makers.items():
    for n in (255, 256, 900):
        data = make(n)
        result = [check(data), check(data, reverse=True)]
        for key in keys.get(name, []):
            result += [check(data, key=key), check(data, key=key, reverse=True)]
        print(name, n, *result)

data = [rnd(1000) for _ in range(600)]
total = sum(data)
try:
    data.sort(key=lambda x: 1 / (x - data_middle))
except NameError as e:
    print(e, sum(data) == total, len(data))
mixed = data[:500] + ["x"] + data[500:]
try:
    mixed.sort()
except TypeError as e:
    print(e, len(mixed))
