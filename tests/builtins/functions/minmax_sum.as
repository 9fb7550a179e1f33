# min, max, sum, any, all, abs.
print(min(1, 2), max([3, 1]), min("hello"), max("a", "b", key=lambda c: -ord(c)), min([], default="d"), max({}, default=None), min([[2], [1, 5]]), max((1, "a")[:1]), max([1, 1.0, True]), min([1, 1.0, True]), max(["aa", "b"], key=len), min(iter([3, 2])), max(5, 3, key=None), min({"b": 1, "a": 2}), max(float("nan"), 1), max(1, float("nan")))
print(sum([]), sum([1, 2]), sum([1.5, 2]), sum([1], 10), sum([[1], [2]], []), sum((True, True)), sum([1j, 2]), sum(range(10), start=5), sum([0.1] * 10), sum([1e16, 1, -1e16]), sum([0.1, 0.2, 0.3]), sum([2 ** 70, 1.5]), sum([1, 2 ** 64, -1]), sum([(1,), (2,)], ()), sum([True], False), sum([-0.0]), sum([], -0.0))
print(any([]), all([]), any([0, "", 1]), all([1, "a", []]), any(x > 2 for x in range(4)), all(iter([1, 2])), any({0: 1}), all({1: 0}), any("0"), all([[]]))
log = []
def see(v):
    log.append(v)
    return v
print(any(see(v) for v in [0, 1, 2]), all(see(v) for v in [1, 0, 2]), log)
print(abs(-5), abs(5.5), abs(-0.0), abs(3 + 4j), abs(True), abs(-2 ** 70), abs(float("-inf")))
class N:
    def __add__(self, o): return "added " + str(o)
    def __radd__(self, o): return "radded " + str(o)
    def __abs__(self): return "abs"
print(sum([N()]), sum([5], N()), abs(N()))
for text in ["min()", "min([])", "min(5)", "min(1, 'a')", "max([1, None])", "max(1, 2, default=3)", "max([1], foo=2)", "min([1], key=5)", "sum()", "sum(5)", "sum(['a'])", "sum(['a'], '')", "sum([b'a'], b'')", "sum([bytearray()], bytearray())", "sum([[1]])", "sum([1], None)", "any()", "any(5)", "all(None)", "abs()", "abs('a')", "abs(None)", "max([], [])", "max(*[])", "min(key=len)", "sum([1], 2, 3)", "max([1, 2], key=lambda v: 1 / 0)", "min([], default=5, key=None)", "any([1 / 0 if 0 else 1], 2)"]:
    try:
        print(text, "=", eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
