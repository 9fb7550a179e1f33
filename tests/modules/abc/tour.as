# Abstract base classes and the collections' own, in one tour: ordinary use, then the errors.
from abc import *
import collections.abc as cabc
class A(ABC):
    @abstractmethod
    def f(self): ...
    @property
    @abstractmethod
    def p(self): ...
for cls in (A,):
    try: cls()
    except TypeError as e: print(e)
class B(A):
    def f(self): return 1
try: B()
except TypeError as e: print(e)
class C(B):
    p = 5
print(C().f(), C.__abstractmethods__, sorted(A.__abstractmethods__))
class D: pass
A.register(D); print(issubclass(D, A), isinstance(D(), A), get_cache_token() >= 0)
class H(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, C): return True if hasattr(C, "hey") else NotImplemented
class X: hey = 1
print(issubclass(X, H), issubclass(int, H))
class It:
    def __iter__(self): return iter([])
print(isinstance(It(), cabc.Iterable), isinstance([], cabc.Sequence), isinstance({}, cabc.MutableMapping), isinstance(1, cabc.Hashable), isinstance([], cabc.Hashable), isinstance(len, cabc.Callable), isinstance(range(3), cabc.Sequence), isinstance("", cabc.Sequence), isinstance(b"", cabc.Buffer))
class Sq(cabc.Sequence):
    def __len__(self): return 3
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * 10
s = Sq(); print(list(s), 20 in s, s.index(10), s.count(0), list(reversed(s)))
class St(cabc.MutableSet):
    def __init__(self, it=()): self.d = list(dict.fromkeys(it))
    def __contains__(self, x): return x in self.d
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
    def add(self, x): self.d.append(x) if x not in self.d else None
    def discard(self, x): self.d.remove(x) if x in self.d else None
a = St([1,2]); b = St([2,3]); print(list(a | b), list(a & b), list(a - b), list(a ^ b), a <= b, a.isdisjoint(b)); a |= b; print(a.pop(), list(a)); a.remove(2)
try: a.remove(99)
except KeyError as e: print(repr(e))
class M(cabc.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M(); m.update(a=1, b=2); print(m.pop("a"), m.get("q"), m.setdefault("z", 5), list(m.items()), type(m.keys()).__name__, "b" in m, m == {"b": 2, "z": 5}, m.popitem())
try: cabc.Sequence()
except TypeError as e: print(e)
print(update_abstractmethods(C) is C, cabc.Generator.__abstractmethods__ == frozenset({"send", "throw"}), cabc.Callable[[int], str], cabc.Iterable[int])
try: A.register(5)
except TypeError as e: print(e)
