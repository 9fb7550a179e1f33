# map, filter, zip, enumerate, reversed, iter, next.
print(list(map(str, [1, 2])), list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(int, "123")), list(map(max, [1, 5], [3, 2], [2, 9])), type(map(str, [])).__name__)
print(list(filter(None, [0, 1, "", "a", []])), list(filter(lambda v: v % 2, range(6))), list(filter(str.isdigit, "a1b2")), type(filter(None, [])).__name__)
print(list(zip()), list(zip([1])), list(zip([1, 2], "ab", (True, False))), list(zip([1, 2, 3], [1])), list(zip([1, 2], [3, 4], strict=True)), dict(zip("ab", [1, 2])), list(zip(*[(1, 2), (3, 4)])), list(zip(range(3), iter("abcdef"))))
print(list(enumerate("ab")), list(enumerate("ab", 5)), list(enumerate("ab", start=-1)), list(enumerate([], 1)), next(enumerate("x", 2 ** 70)), type(enumerate([])).__name__)
print(list(reversed([1, 2])), list(reversed("ab")), list(reversed(range(3))), list(reversed({"a": 1, "b": 2})), list(reversed((1, 2))), list(reversed(b"ab")), type(reversed([])).__name__, type(reversed(())).__name__)
for text in ["list(zip([1, 2], [1], strict=True))", "list(zip([1], [1, 2], strict=True))", "list(zip([1], [1], [], strict=True))", "list(zip([], [1], strict=True))", "zip(1)", "zip([1], 2)", "zip([1], foo=1)", "map()", "map(str)", "map(str, 5)", "list(map(5, [1]))", "list(map(lambda a: a, [1], [2]))", "filter(None)", "filter(None, 5)", "list(filter(5, [1]))", "enumerate()", "enumerate(5)", "enumerate([], 'a')", "enumerate([], 1, 2)", "enumerate([], foo=1)", "reversed(5)", "reversed({1})", "reversed(iter([]))", "reversed()", "reversed([], 1)", "iter()", "iter(5)", "iter(5, 1)", "next()", "next(5)", "next([])", "next(iter([]))", "next(iter([]), 1, 2)", "list(map(lambda v: 1 / v, [1, 0]))", "map(str, [], foo=1)", "next(zip())", "reversed(map(str, []))", "len(map(str, []))", "map(str, [])[0]"]:
    try:
        r = eval(text)
        print(text, "=", r if isinstance(r, (list, int)) else type(r).__name__)
    except BaseException as e:
        print(text, "->", type(e).__name__, e)
it = iter([1, 2, 3]); print(list(zip(it, it)), next(it, "left"))
it = iter(range(5)); z = zip(it, "ab"); print(list(z), list(it))
m = map(lambda v: v * 2, iter([1, 2])); print(iter(m) is m, next(m), list(m), next(m, None))
log = []
def noisy(n, name):
    for i in range(n):
        log.append(name + str(i))
        yield i
list(zip(noisy(2, "a"), noisy(1, "b"))); print(log)
log.clear(); g = map(lambda v: log.append(v), [1, 2]); print(log, next(g), log)
print(list(iter([1, 2, 0, 3].pop, 0)) if 0 else list(iter(iter([1, 2, 0, 3]).__next__, 0)), [*iter("ab")], next(iter("z")), list(iter(lambda: 5, 5)), sum(map(len, ["a", "bb"])), max(map(abs, [-3, 2])), any(map(str.isupper, "aB")), list(enumerate(zip("ab", "cd"))))
class R:
    def __reversed__(self): return iter("custom")
    def __len__(self): return 1
    def __getitem__(self, i): return i
print(list(reversed(R())), [i for i, v in enumerate("abc") if v != "b"])
class Hint:
    def __iter__(self): return self
    def __next__(self): raise KeyError("from next")
for f in (lambda: list(map(str, Hint())), lambda: list(zip(Hint())), lambda: list(filter(None, Hint())), lambda: [*enumerate(Hint())], lambda: next(Hint(), "default")):
    try:
        print(f())
    except KeyError as e:
        print(repr(e))
