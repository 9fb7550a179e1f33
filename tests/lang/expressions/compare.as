# Comparisons: chaining, identity, membership, single evaluation.
def v(x):
    print("eval", x, end="; ")
    return x


print(v(1) < v(2) < v(3))
print(v(3) < v(2) < v(1))
print(v(1) < v(3) > v(2) != v(5))
print(1 == 1.0 == True, 0 == False == 0.0, [] is not None, None is None)
print(1 < 2 in [2, 3], 1 in [1] == True, (1 in [1]) == True)
print(not 1 == 2, not 1 in [2], 1 not in [2], not not [])
print("a" < "b", "a" < "B", "abc" < "abd", "" < "a", "é" > "z")
print([1, 2] < [1, 3], [1, 2] < [1, 2, 0], (1,) > (), [] == [], [1] != [1.0])
print((1, "a") == (1, "a"), (1, "a") < (2, None), {1: 2} == {1: 2.0}, {1, 2} == {2, 1})
print({1} < {1, 2}, {1, 2} <= {1, 2}, {1, 3} > {1}, {1} < {2}, frozenset([1]) == {1})
print(float("nan") == float("nan"), float("nan") != float("nan"), float("inf") > 10 ** 400)
n = float("nan")
print(n in [n], [n] == [n], n is n, (n,) == (n,), [n] == [float("nan")])
print(2 ** 53 == float(2 ** 53), 2 ** 53 + 1 == float(2 ** 53), 2 ** 53 + 1 > float(2 ** 53))
print("x" in "xyz", "" in "", "zz" in "xyz", b"x" in b"xyz", 120 in b"xyz")
for text in ["1 < 'a'", "'a' >= 1", "None < None", "[] < ()", "{} < {}", "1j < 2j", "1 in 5", "1 in 'abc'",
             "'a' in b'abc'", "object() < 1 if 0 else [1] < ['a']", "(1, 2) < (1, 'b')", "{1} < [1]", "300 in b'a'",
             "len < print", "int < str", "range(3) < range(4)", "slice(1) < slice('a')"]:
    try:
        print(text, "=", eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
x = 5
print(1 < x < 10, 1 < x < 3, 10 > x >= 5 > 4, x == 5 == x, 1 != x != 1)
print((1 < 3) < 2, 1 < (3 < 2), -1 < (3 > 2) < 2)
