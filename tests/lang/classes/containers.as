# Container dunders: __getitem__, __setitem__, __delitem__, __contains__, __len__, __iter__, __reversed__, __missing__, __index__, __length_hint__.
class Box:
    def __init__(self): self.d = {}
    def __getitem__(self, k): print("get", k); return self.d[k]
    def __setitem__(self, k, v): print("set", k, v); self.d[k] = v
    def __delitem__(self, k): print("del", k); del self.d[k]
    def __len__(self): return len(self.d)
    def __contains__(self, k): print("in", k); return k in self.d
    def __iter__(self): return iter(sorted(self.d))
    def __reversed__(self): return "reversed!"


b = Box()
b["a"] = 1
b["b"] = 2
b["a"] += 5
print(b["a"], len(b), "a" in b, "z" not in b, list(b), reversed(b), bool(b), [*b])
del b["a"]
try:
    b["zz"]
except KeyError as e:
    print(repr(e))


class D(dict):
    def __missing__(self, k):
        self[k] = v = k * 2
        return v


d = D(a=1)
print(d["a"], d["xy"], d, d.get("nope"), "q" in d)


class DM(dict):
    def __getitem__(self, k):
        return "custom " + super().__getitem__(k)


dm = DM(k="v")
print(dm["k"], dm.get("k"), dict(dm), {**dm}, list(dm.values()), dm)


class Ix:
    def __index__(self):
        return 2


i = Ix()
print([1, 2, 3][i], "abc"[i], (1, 2, 3)[:i], range(10)[i], hex(i), bin(i), [0] * i, "ab" * i, int(i), range(i), [1, 2, 3, 4][::i], chr(i) == "\x02", 5 .__round__(i), bytes(i), float(i), complex(i))
for text in ["i + 1", "[1][B()]", "[1, 2][:B()]", "bytes(B())", "hex(B())", "range(B())", "[1] * N()", "int(N())", "round(1.5, N())"]:
    class B:
        def __index__(self):
            return "no"

    class N:
        pass
    try:
        print(eval(text))
    except TypeError as e:
        print(text, "->", e)


class IntSub(int):
    pass


print([5, 6][IntSub(1)], [5, 6][True])


class LH:
    def __iter__(self): return iter([1, 2, 3])
    def __length_hint__(self): print("hint", end=" "); return 10


print(list(LH()), tuple(LH()))


class NegHint(LH):
    def __length_hint__(self): return -1


class StrHint(LH):
    def __length_hint__(self): return "a"


for c in (NegHint, StrHint):
    try:
        print(list(c()))
    except Exception as e:
        print(type(e).__name__, e)


class Len:
    def __init__(self, n): self.n = n
    def __len__(self): return self.n


for n in [0, 5, True, -1, 2 ** 70, 1.5, None, "a"]:
    try:
        print(len(Len(n)), bool(Len(n)))
    except Exception as e:
        print(type(e).__name__, e)


class Rev:
    def __len__(self): return 3
    def __getitem__(self, i): return i * 10


print(list(reversed(Rev())), list(Rev())[:0] if 0 else "", 20 in Rev())


class RevNone(list):
    __reversed__ = None


try:
    reversed(RevNone())
except TypeError as e:
    print(e)
for text in ["o[0]", "o[0] = 1", "del o[0]", "len(o)", "1 in o", "iter(o)", "reversed(o)", "next(o)", "o()", "o.x", "int(o)", "float(o)", "complex(o)", "round(o)", "abs(o)", "o[1:2]", "[1][o]", "bytes(o)", "hash(o) and 0", "str(o) and 0", "bool(o)"]:
    try:
        exec(text, {"o": object()})
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)
