# Changing a dict while iterating, and keys whose __eq__ or __hash__ misbehave.
def attempt(name, f):
    try:
        print(name, "->", f())
    except Exception as e:
        print(name, "->", type(e).__name__, e)


def grow():
    d = {1: 1}
    for k in d:
        d[k + 1] = 0


def shrink():
    d = {1: 1, 2: 2}
    for k in d:
        del d[k]


def replace_value():
    d = {1: 1, 2: 2}
    for k in d:
        d[k] = k * 10
    return d


def same_size():
    d = {i: i for i in range(3)}
    out = []
    for k in d:
        out.append(k)
        del d[k]
        d[k + 10] = 0
    return out, d


def items_grow():
    d = {1: 1}
    for k, v in d.items():
        d[v + 1] = 0


def values_clear():
    d = {1: 1, 2: 2}
    for v in d.values():
        d.clear()


def reversed_grow():
    d = {1: 1, 2: 2}
    for k in reversed(d):
        d[k * 100] = 0


def comp_grow():
    d = {1: 1}
    return [d.setdefault(k + 1, 0) for k in d]


def break_in_time():
    d = {1: 1, 2: 2}
    for k in d:
        d[99] = 1
        break
    return d


def over_copy():
    d = {1: 1, 2: 2}
    for k in list(d):
        del d[k]
    return d


def exhausted_then_grow():
    d = {1: 1}
    it = iter(d)
    next(it)
    d[2] = 2
    return list(it)


def after_error():
    d = {1: 1, 2: 2}
    it = iter(d)
    next(it)
    d[3] = 3
    try:
        next(it)
    except RuntimeError as e:
        del d[3]
        return str(e), next(it, "finished")


def set_grow():
    s = {1}
    for x in s:
        s.add(x + 1)


def set_shrink():
    s = {1, 2, 3}
    for x in s:
        s.discard(x)


def set_same():
    s = {1, 2}
    for x in s:
        s.add(x)
    return s


def list_grow():
    l = [1]
    for x in l:
        if len(l) < 5:
            l.append(x + 1)
    return l


def update_self():
    d = {1: 1, 2: 2}
    d.update(d)
    d |= d
    return d


class Evil:
    d = {}
    def __init__(self, n): self.n = n
    def __hash__(self): return 1
    def __eq__(self, o):
        Evil.d.clear()
        return self.n == getattr(o, "n", None)
    def __repr__(self): return f"E{self.n}"


def clear_in_eq():
    Evil.d = {Evil(1): 1, }
    Evil.d[Evil(2)] = 2
    return Evil.d


def lookup_clear():
    Evil.d = {Evil(1): 1}
    return Evil.d.get(Evil(1), "none"), Evil.d


class EqRaises:
    def __hash__(self): return 5
    def __eq__(self, o): raise ValueError("eq")


class HashRaises:
    def __hash__(self): raise ValueError("hash")


class Changing:
    def __init__(self): self.h = 1
    def __hash__(self): return self.h


def changing():
    c = Changing()
    d = {c: 1}
    c.h = 2
    return c in d, len(d), list(d.values())


def nan_keys():
    n = float("nan")
    d = {n: 1, float("nan"): 2}
    return len(d), d[n], float("nan") in d


for f in (grow, shrink, replace_value, same_size, items_grow, values_clear, reversed_grow, comp_grow, break_in_time, over_copy, exhausted_then_grow, after_error, set_grow, set_shrink, set_same, list_grow, update_self, clear_in_eq, lookup_clear, changing, nan_keys):
    attempt(f.__name__, f)
attempt("eq raises", lambda: {EqRaises(): 1, EqRaises(): 2})
attempt("hash raises", lambda: {HashRaises(): 1})
attempt("hash raises get", lambda: {}.get(HashRaises()))
attempt("hash raises in set", lambda: HashRaises() in {1})
attempt("list eq raises", lambda: [EqRaises()] == [EqRaises()])
