# json.dumps and JSONEncoder.
import json, io
from collections import OrderedDict, namedtuple
from enum import IntEnum


def attempt(f):
    try:
        print("->", f())
    except Exception as e:
        print(type(e).__name__, e)


data = {"a": [1, 2.5, -0.0, 1e100, True, False, None], "b": {"c": "x\"\\/\b\f\n\r\t\x00\x1f\x7f", "d": []}, "e": {}, "é": "日本 \U0001f600", 1: (1, 2), None: 3, 2.5: 4, True: 5}
print(json.dumps(data))
print(json.dumps(data, ensure_ascii=False, separators=(",", ":")))
print(json.dumps(data, indent=2))
print(json.dumps([[], {}, [1, [2]], {"k": {"l": 1}}], indent="--"))
print(json.dumps({"b": 1, "a": {"z": 1, "y": 2}}, sort_keys=True, indent=None), json.dumps([1, 2], indent=0), json.dumps({"a": 1}, indent=1, separators=(";", "=")))
for v in ("", "plain", 0, -5, 10 ** 30, 1.0, 1e-7, 0.1, True, None, [], (), {}, "\ud800", "\u2028"):
    print(json.dumps(v), end=" ")
print()
print(json.dumps([float("nan"), float("inf"), -float("inf")]))
attempt(lambda: json.dumps(float("nan"), allow_nan=False))
attempt(lambda: json.dumps([float("inf")], allow_nan=False))
attempt(lambda: json.dumps({1, 2}))
attempt(lambda: json.dumps([object]))
attempt(lambda: json.dumps({(1, 2): 3}))
print(json.dumps({(1, 2): 3, "k": 4, b"x": 1}, skipkeys=True))
attempt(lambda: json.dumps({1: 2, "a": 3}, sort_keys=True))
loop = []
loop.append(loop)
attempt(lambda: json.dumps(loop))
d = {}
d["d"] = d
attempt(lambda: json.dumps(d))
print(json.dumps([1 + 2j, {3}], default=lambda o: sorted(o) if isinstance(o, set) else [o.real, o.imag]))


class Enc(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, range):
            return list(o)
        return super().default(o)


print(json.dumps({"r": range(3)}, cls=Enc), Enc(indent=1).encode([range(2)]))
attempt(lambda: json.dumps(b"x", cls=Enc))


class E(IntEnum):
    A = 1


class I(int):
    def __repr__(self):
        return "I!"


class F(float):
    def __repr__(self):
        return "F!"


class S(str):
    pass


print(json.dumps([E.A, I(5), F(1.5), S("s"), {E.A: I(2)}, {I(7): 1, F(2.5): 2}]), json.dumps(OrderedDict(a=1)), json.dumps(namedtuple("N", "a b")(1, 2)))
print(list(json.JSONEncoder().iterencode([1, "a", [2, {}], {"k": [1]}])))
print(list(json.JSONEncoder(indent=1).iterencode({"k": [1], "l": 2})))
f = io.StringIO()
json.dump({"k": [1, None]}, f, indent=1)
print(f.getvalue())
print(json.JSONEncoder.item_separator, json.encoder.encode_basestring_ascii("é\n"), json.encoder.encode_basestring("é\n"))
print(json.__all__)
