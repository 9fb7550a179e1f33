# Subscripts and slices: reading, writing, deleting.
s = list(range(10))
print(s[2:5], s[:3], s[7:], s[:], s[::2], s[1::3], s[::-1], s[8:2:-2], s[-3:], s[:-3], s[-1:-4:-1])
print(s[100:], s[-100:2], s[5:2], s[2:5:-1], s[3:3], s[None:None:None], s[True:3])
print("hello"[1:4], "hello"[::-1], b"hello"[1:3], (1, 2, 3)[1:], range(10)[2:8:3], "héllo"[1], "x"[0:0] == "")
s[2:4] = ["a", "b", "c"]
print(s)
s[:0] = [-1]
s[len(s):] = [99]
print(s)
s[::2] = [0] * len(s[::2])
print(s)
s[1:3] = []
print(s)
del s[0], s[-1]
del s[::3]
print(s)
s[:] = range(3)
print(s)
s[1:1] = s
print(s)
s[5:1] = "xy"
print(s)
del s[:]
print(s)


class S:
    def __getitem__(self, k):
        return ("get", k)

    def __setitem__(self, k, v):
        print("set", k, v)

    def __delitem__(self, k):
        print("del", k)


o = S()
print(o[1], o[1:2], o[1:2:3], o[::], o[1, 2], o[1:2, ::3], o[...], o[()], o[(1, 2)], o["a":"b"], o[None:])
o[1] = 2
o[1:2] = 3
o[1, 2:3] = 4
del o[1], o[:, ...]
o[0], o[1] = "x", "y"
for text in ["[1][1]", "[1][-2]", "(1,)[5]", "'a'[1]", "b'a'[3]", "l['a']", "l[1.0]", "st['b']", "tu[None]",
             "{}['k']", "{}[[]]", "n[0]", "no[0]", "[1][::0]", "[1]['a':]", "range(3)[5]", "range(3)['a']",
             "se[0]", "len[0]", "int[0]", "[1][2 ** 100]", "[1, 2][-2 ** 100:2 ** 100]", "(1).x[0]"]:
    try:
        print(text, "=", eval(text, {"l": [1], "st": "a", "tu": (1,), "n": 5, "no": None, "se": {1}}))
    except Exception as e:
        print(text, "->", type(e).__name__, e)


def run(text):
    x, t, d = [1, 2, 3, 4], (1, 2), {}
    try:
        exec(text, {"x": x, "t": t, "d": d})
        print(text, x, d)
    except Exception as e:
        print(text, "->", type(e).__name__, e)


run("x[4] = 1")
run("x[::2] = [1]")
run("x[::2] = [1, 2]")
run("x[0:1] = 5")
run("x['a'] = 1")
run("t[0] = 1")
run("del t[0]")
run("del x[10]")
run("del x['a']")
run("del d['a']")
run("'abc'[0] = 'x'")
run("del 'abc'[0]")
run("x[-1] += 10")
run("x[::-1] = x")
run("x[3:0:-1] = 'abc'")
