# slice objects: construction, attributes, indices, comparison, use.
print(slice(5), slice(1, 2), slice(1, 2, 3), slice(None), slice("a", [], ()), repr(slice(None, None, -1)))
s = slice(1, 10, 2)
print(s.start, s.stop, s.step, s.indices(5), s.indices(100), slice(None).indices(3), slice(None, None, -1).indices(5), slice(-3, None).indices(10), slice(10, 2, -3).indices(8), slice(-100, 100).indices(4), slice(5, 1).indices(10), slice(None, -2).indices(5), slice(2 ** 70).indices(10), slice(True).indices(3))
print(slice(1, 2) == slice(1, 2), slice(1, 2) == slice(1, 2, None), slice(1) < slice(2), slice(1, 2) != slice(1, 3), slice(1, 2) <= slice(1, 2), hash(slice(1, 2)) == hash(slice(1, 2)), {slice(1): "v"}[slice(1)], slice(1) is slice(1))
l = list(range(10)); print(l[s], "abcdefghij"[s], tuple(l)[s], range(10)[s], b"abcdefghij"[s], l[slice(None)], l[slice(-2, None)])
l[s] = "vwxyz"; print(l); del l[slice(0, None, 2)]; print(l)


class G:
    def __getitem__(self, k): return k


g = G()
print(g[1:2], g[::], g[:5, ...], g[1:2:3, None], g["a":], g[-1:], g[slice(1)], g[(1, 2)], g[1:2,], g[lambda: 0 : 1].stop if 0 else g[(1):(2)])
for text in ["slice()", "slice(1, 2, 3, 4)", "s.start = 1", "slice(1).indices(-1)", "slice('a').indices(5)", "slice(1, 2, 0).indices(5)", "slice(1).indices('a')", "slice(1) < 5", "slice(1) < slice('a')", "hash(slice([]))", "[1, 2][slice(1.5)]", "slice(1).x", "slice(start=1)", "slice(1)[0]", "iter(slice(1))", "slice(None).indices(1.5)", "class X(slice): pass", "{}[slice([])]"]:
    try:
        exec(text)
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)


class I:
    def __index__(self): return 2


print([1, 2, 3, 4][I():], slice(I()).indices(5), [1, 2, 3][:I()], slice(1, 2).__reduce__()[1])
