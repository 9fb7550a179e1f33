# Large things that do fit.
n = 1_000_000
l = list(range(n))
print(sum(l), l[-1], len(l[::2]), l.index(n - 1), (n - 1) in l)
l.reverse()
l.sort()
print(l[:3])
d = dict.fromkeys(l)
print(len(d), next(reversed(d)))
for i in range(0, n, 2):
    del d[i]
print(len(d), next(iter(d)))
s = set(l)
s -= set(range(0, n, 2))
print(len(s), min(s))
text = "ab" * n
print(len(text), text.count("ba"), text.find("bb"), len(text.split("b")), len(text.replace("a", "xyz")))
parts = [str(i) for i in range(n)]
print(len("".join(parts)))
b = bytes(n) + b"\1"
print(b.find(b"\1"), b.count(0))
x = 3 ** 100_000
print(x % 10**20, x.bit_length(), (x * x) // x == x)
t = tuple(parts)
print(hash(t) == hash(tuple(parts)), t == tuple(parts))
print(len(repr(l)))


def many(*args, **kwargs):
    return len(args), len(kwargs)


print(many(*range(100_000)), many(**{f"k{i}": i for i in range(20_000)}))
