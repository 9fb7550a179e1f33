# Every container, in one tour: ordinary use, then the errors.
from collections import *
import collections, collections.abc
d = deque([1,2,3], maxlen=3); d.append(4); d.appendleft(0); d.rotate(1); print(d, d.maxlen, d[0], d.count(2), d.index(2)); d.extend([7,8]); print(d, list(reversed(d)), d.pop(), d.popleft(), d + deque([1]), d * 2, 7 in d); d.insert(0, 9); d.remove(9); d.clear(); print(d, bool(d))
for bad in (lambda: deque().pop(), lambda: deque([1])[5], lambda: deque([1]).remove(3), lambda: deque(maxlen=-1), lambda: deque([1,2], 2).insert(0, 1), lambda: deque([1]).index(4)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
dd = defaultdict(list); dd["a"].append(1); print(dd, dd["b"], dd.default_factory, dd | {"z": 1}, dd.copy()); print(defaultdict(int, a=1), defaultdict(None))
try: defaultdict(None)["x"]
except KeyError as e: print(repr(e))
try: defaultdict(5)
except TypeError as e: print(e)
c = Counter("abracadabra"); print(c, c.most_common(2), c["zz"], sorted(c.elements())[:3], c.total(), c + Counter("ab"), c - Counter("aaa"), c & Counter("ab"), c | Counter("zz"), +Counter(a=-1, b=2), -Counter(a=-1)); c.update("zz"); c.subtract({"a": 10}); print(c); print(Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2)); del c["nope"]
od = OrderedDict(a=1, b=2, c=3); od.move_to_end("a"); print(od, od.popitem(), od.popitem(last=False), od == {"c": 3}, list(reversed(od))); od.move_to_end("c", last=False)
try: od.move_to_end("q")
except KeyError as e: print(repr(e))
P = namedtuple("P", "x y z", defaults=[0]); p = P(1, 2); print(p, p.x, p._replace(y=5), p._asdict(), P._fields, P._field_defaults, P._make([1,2,3]), p == (1,2,0), P.__doc__, P.x.__doc__, P.__match_args__)
for bad in (lambda: P(), lambda: namedtuple("Q", "a a"), lambda: namedtuple("Q", "def"), lambda: namedtuple("Q", "_a"), lambda: p._replace(w=1), lambda: setattr(p, "x", 1), lambda: namedtuple("1x", "a"), lambda: P(1,2,3,4)):
    try: bad()
    except Exception as e: print(type(e).__name__, e)
print(namedtuple("R", "a def a", rename=True)._fields)
cm = ChainMap({"a": 1}, {"a": 2, "b": 3}); print(cm, cm["a"], cm["b"], list(cm), cm.new_child({"c": 4}), cm.parents, len(cm), dict(cm)); cm["z"] = 1; print(cm.maps)
try: del cm["b"]
except KeyError as e: print(repr(e))
class UD(UserDict):
    def __setitem__(self, k, v): super().__setitem__(k, v * 2)
u = UD(a=1); u.update(b=2); print(u, u.data, "a" in u, u | {"c": 1}); print(UserList([3,1,2]) + [4], sorted(UserList([2,1])), UserString("abc").upper(), UserString("a") + "b")
print(collections.abc.Mapping, sorted(collections.__all__)); 
match p:
    case P(x=1, y=y): print("matched", y)
class Sub(P):
    __slots__ = ()
    def total(self): return sum(self)
print(Sub(1,2,3), Sub(1,2,3).total(), hash(P(1,2,3)) == hash((1,2,3)))
