# format, repr, ascii, str over every builtin type; recursion and depth.
samples = [0, -1, 2 ** 70, 1.5, -0.0, 1e100, float("nan"), 1j, 1 - 2j, True, None, ..., NotImplemented, "it's", b"by", bytearray(b"ba"), [], [1], (), (1,), {}, {"k": [1]}, set(), {1}, frozenset(), frozenset({2}), range(3), range(0, 5, 2), slice(1, 2), int, type, object, ValueError, ValueError("m", 1), len, str.join, int.__add__, int.real, dict.keys, {}.keys(), {}.values(), {}.items(), ValueError(), KeyError("k"), int | str, list[int], type(None)]
for s in samples:
    print(repr(s), "|", str(s), "|", ascii(s), "|", format(s), "|", f"{s!r:.12}")
for s in [[], {}, (), None, {1}, b"", range(1), int, ValueError()]:
    for spec in ["", ">5", "s"]:
        try:
            print(repr(s), repr(spec), repr(format(s, spec)))
        except TypeError as e:
            print(repr(s), repr(spec), e)
l = []; d = {"l": l}; l.append(d); l.append(l); print(l, d)
t = ([],); t[0].append(t); print(t, t[0])
s = {"a": ({"b": [frozenset()]},)}; print(s)
deep = []
for _ in range(200): deep = [deep]
print(len(repr(deep)))
for _ in range(200000): deep = [deep]
try:
    repr(deep)
except RecursionError as e:
    print("RecursionError", str(e).startswith("maximum recursion depth exceeded"))
other = []
for _ in range(200200): other = [other]
try:
    deep == other
except RecursionError as e:
    print("RecursionError", str(e).startswith("maximum recursion depth exceeded"))
while deep: deep = deep[0]
while other: other = other[0]
print(repr("x" * 100)[-5:], ascii(["é", ("日",), {"😀": "\x80"}]), repr({"é": "日"}), str(["é", '"', "'"]), [float("inf"), -float("inf")], {1.0: 1j}, [None, True, ...])
