# del of names, attributes, items and nested targets.
x = 1
del x
try:
    x
except NameError as e:
    print(e)
a, b, c = 1, 2, 3
del (a, b), [c]
print([n for n in "abc" if n in globals()])
l = [1, 2, 3, 4]
del l[0], l[-1]
print(l)
d = {"a": 1, "b": 2}
del d["a"]
print(d)
del ()
del []


class A:
    v = 1


o = A()
o.w = 2
del o.w
print(o.__dict__)
for stmt in ["del o.w", "del o.v", "del A.v", "del A.v", "del undefined", "del d['q']", "del l[9]", "del len.x", "del (1).real",
             "del o.__class__", "del o.__dict__", "del A.__name__", "del [].append", "del print"]:
    try:
        exec(stmt, {"o": o, "A": A, "d": d, "l": l})
        print(stmt, "ok")
    except Exception as e:
        print(stmt, "->", type(e).__name__, e)


def f():
    y = 1
    del y
    try:
        return y
    except UnboundLocalError as e:
        return str(e)


def g():
    z = 1

    def inner():
        return z

    del z
    try:
        inner()
    except NameError as e:
        return type(e).__name__, str(e)


def h(a, b):
    del a
    try:
        print(a)
    except UnboundLocalError as e:
        print(e)
    a = b
    return a


print(f(), g(), h(1, 2))


def deleter():
    global gg
    gg = 1
    del gg
    return "gg" in globals()


print(deleter())
for text in ["del f()", "del 1", "del (a, 1)", "del a + b", "del *a", "del (*a, b)", "del None", "del a, b.c, d[0]", "del (a), (b), [c, (d)]",
             "del x if y else z", "del {}", "del lambda: 1", "del __debug__", "del a := 1", "del (yield)", "del"]:
    try:
        compile(text, "t", "exec")
        print(text, "ok")
    except SyntaxError as e:
        print(text, "->", e.msg)
