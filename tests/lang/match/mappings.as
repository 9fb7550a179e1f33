# match: mapping patterns, rest, keys, missing keys, subclasses.
def m(x):
    match x:
        case {"type": "point", "x": x0, "y": y0}:
            return ("point", x0, y0)
        case {"type": "list", "items": [first, *rest]}:
            return ("list", first, rest)
        case {"name": str(n), **rest} if rest:
            return ("named", n, rest)
        case {1: one, -2: minus, None: none}:
            return (one, minus, none)
        case {"only": _}:
            return "only"
        case {}:
            return "some mapping"
        case _:
            return "no mapping"


for v in [{"type": "point", "x": 1, "y": 2, "z": 3}, {"type": "point", "x": 1}, {"type": "list", "items": [1, 2]}, {"type": "list", "items": []},
          {"name": "n", "k": 1}, {"name": "n"}, {"name": 5, "k": 1}, {1: "a", -2: "b", None: "c"}, {"only": 1}, {}, [], "x", 5]:
    print(v, "->", m(v))
match {"a": {"b": {"c": 1}}}:
    case {"a": {"b": {"c": x}}}:
        print(x)
match {"k": 1, "l": 2}:
    case {**everything}:
        print(everything)


class K:
    A = "a"
    B = 5


match {"a": 1, 5: 2}:
    case {K.A: v, K.B: w, **rest}:
        print(v, w, rest)


class D(dict):
    def __missing__(self, k):
        return "missing"

    def get(self, k, d=None):
        print("get", k)
        return super().get(k, d)


match D(a=1):
    case {"b": x}:
        print("matched missing", x)
    case {"a": x}:
        print("a", x)


class NotMapping:
    def keys(self): return ["a"]
    def __getitem__(self, k): return 1


match NotMapping():
    case {"a": x}:
        print("mapping")
    case _:
        print("not registered as mapping")
match {True: "t", 2.0: "f"}:
    case {1: x, 2: y}:
        print(x, y)
match {"a": 1}:
    case {"a": 1 | 2 as v, **kw}:
        print(v, kw)
try:
    match {"a": 1}:
        case {K.A: x, "a": y}:
            pass
except ValueError as e:
    print(e)
match {"x": None}:
    case {"x": None, "y": _}:
        print("no")
    case {"x": None}:
        print("None value")
data = {"users": [{"name": "A", "roles": ["admin", "dev"]}, {"name": "B", "roles": []}]}
for u in data["users"]:
    match u:
        case {"name": n, "roles": ["admin", *_]}:
            print(n, "is admin")
        case {"name": n}:
            print(n, "is user")
