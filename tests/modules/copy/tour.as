# copy, weakref, gc and operator, in one tour: ordinary use, then the errors.
import copy, weakref, gc, operator
class A:
    def __init__(s): s.x = [1, [2]]
a = A(); b = copy.copy(a); c = copy.deepcopy(a); print(b.x is a.x, c.x == a.x, c.x is a.x, c.x[1] is a.x[1])
l = [1]; l.append(l); m = copy.deepcopy(l); print(m[1] is m, m)
class B:
    def __copy__(s): return "copied"
    def __deepcopy__(s, memo): return "deep", type(memo).__name__
print(copy.copy(B()), copy.deepcopy(B()), copy.copy(len) is len, copy.deepcopy((1, 2)), copy.copy({1: 2}), copy.deepcopy({"a": {1, 2}}), copy.copy(b"x"), copy.deepcopy(bytearray(b"x")))
class Sl:
    __slots__ = ("p", "q")
s = Sl(); s.p = 1; t = copy.copy(s); print(t.p, hasattr(t, "q"))
try: copy.copy(x for x in [])
except TypeError as e: print(e)
try: copy.deepcopy(__import__("sys"))
except TypeError as e: print(e)
class G:
    def __getstate__(s): return {"st": 1}
    def __setstate__(s, st): s.got = st
print(copy.copy(G()).got)
class R:
    def __reduce__(s): return (list, ((1, 2),))
print(copy.copy(R()), copy.Error)
class W: pass
w = W(); r = weakref.ref(w, lambda r: print("dead", r() is None)); print(r() is w, weakref.getweakrefcount(w)); del w; gc.collect(); print(r(), )
d = weakref.WeakValueDictionary(); k = W(); d["a"] = k; print(list(d), len(d)); del k; gc.collect(); print(list(d), len(d))
wk = weakref.WeakKeyDictionary(); k = W(); wk[k] = 1; print(len(wk), wk[k]); del k; gc.collect(); print(len(wk))
ws = weakref.WeakSet(); k = W(); ws.add(k); print(len(ws), k in ws); del k; gc.collect(); print(len(ws))
k = W(); k.v = 5; p = weakref.proxy(k); print(p.v, type(p)); del k; gc.collect()
try: p.v
except ReferenceError as e: print(e)
class Me:
    def f(self): return "f"
o = Me(); wm = weakref.WeakMethod(o.f); print(wm()()); del o; gc.collect(); print(wm())
fz = weakref.finalize(k := W(), print, "finalized", 1); print(fz.alive); del k; gc.collect(); print(fz.alive, fz())
for bad in (5, "x", (), None, [], {}):
    try: weakref.ref(bad)
    except TypeError as e: print(e)
class Cy: 
    def __del__(s): print("del cy")
c = Cy(); c.me = c; del c; print(gc.collect() > 0, gc.isenabled(), gc.get_threshold()[0] > 0, gc.garbage)
gc.disable(); print(gc.isenabled()); gc.enable(); print(len(gc.get_count()), gc.is_tracked([]), gc.is_tracked(1))
print(operator.itemgetter(1, 0)([5, 6]), operator.attrgetter("__class__.__name__")(5), operator.methodcaller("upper")("a"), operator.itemgetter(1), operator.attrgetter("a.b"), operator.methodcaller("f", 1, k=2), operator.index(True), operator.concat([1], [2]), operator.countOf([1, 1], 1), operator.indexOf([3, 4], 4), operator.length_hint(iter([1, 2])), operator.truth([]), operator.is_not(1, 2), operator.contains([1], 1), operator.iadd([1], [2]), operator.floordiv(7, 2), operator.matmul.__name__, operator.inv(5), operator.setitem.__doc__, operator.call(len, "abc"))
