# o[a:b] and o[a:b:c] at one place in the code: every kind of object and of bound, again and again.


def cut(o, a, b):
    try:
        return o[a:b]
    except Exception as e:
        return f"{type(e).__name__}: {e}"


def step(o, a, b, c):
    try:
        return o[a:b:c]
    except Exception as e:
        return f"{type(e).__name__}: {e}"


class Index:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n

    def __repr__(self):
        return f"Index({self.n})"


class Show:
    def __getitem__(self, key):
        return repr(key)


class Text(str):
    pass


class Items(list):
    def __getitem__(self, key):
        return ("mine", list.__getitem__(self, key))


objects = ["héllo", "ascii", "\U0001f600xy", "", [1, 2, 3, 4], [], (1, 2, 3), (), b"bytes", bytearray(b"array"), range(10), Text("text"),
           Items([1, 2, 3]), Show(), 5, None, {1: 2}, memoryview(b"view").tolist()]
bounds = [(0, 2), (1, None), (None, 2), (None, None), (-2, None), (None, -1), (-100, 100), (3, 1), (2, 2), (True, 3), (Index(1), Index(3)),
          (2**70, None), (-2**70, 2**70), (1.5, 2), ("a", None), (None, [])]
for o in objects:
    print([cut(o, a, b) for a, b in bounds])
for o in objects:
    print([step(o, a, b, c) for a, b in ((None, None), (1, 4), (-1, 0)) for c in (None, 1, 2, -1, 0)])

s, t = "whole text", (1, 2)
print(s[:] is s, s[0:100] is s, t[:] is t, t[0:2] is t, [1][:] is [1], s[3:3] == "")


def own(n):
    return [chr(97 + i) * 2 for i in range(n)][1:n - 1], ("x" * n + "y")[n:], tuple(range(n))[:2]


print(own(5), own(1))
word = "abcdef"
for i in range(len(word)):
    print(word[:i] + "|" + word[i:], word[i:i + 2], [*word][i:][:1], end=" ")
print()
