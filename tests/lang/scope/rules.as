# Scopes: globals, builtins, class bodies, exec, eval, locals().
x = "global"


def f1():
    return x


def f2():
    x = "local"
    return x


def f3():
    try:
        print(x)
        x = 1
    except UnboundLocalError as e:
        return str(e)


def f4():
    global x
    x = "changed"
    return x


def f5():
    if False:
        x = 1
    try:
        return x
    except UnboundLocalError:
        return "unbound"


def f6():
    for x in []:
        pass
    try:
        return x
    except UnboundLocalError:
        return "unbound loop variable"


def f7(a):
    b = 1
    l = locals()
    c = 2
    return sorted(l), sorted(locals()), l is locals()


def f8():
    exec("y = 5")
    try:
        return y
    except NameError as e:
        return str(e)


def f9():
    z = 1
    l = locals()
    l["z"] = 99
    l["new"] = 1
    return z, "new" in locals()


def f10():
    def inner():
        return len([1])
    return inner()


print(f1(), f2(), f3(), f4(), f1(), f5(), f6(), f7(1), f8(), f9(), f10())


def f11():
    len = lambda v: "shadowed"
    return len([])


print(f11(), len([1]))
len_saved = len
len = lambda v: "module shadow"
print(len([]), f11())
del len
print(len([1, 2]))
print(globals()["x"], "x" in vars(), vars() is globals(), locals() is globals())
globals()["injected"] = 42
print(injected)
ns = {"a": 1}
exec("b = a + 1\ndef h(): return a + b\nc = h()", ns)
print(ns["b"], ns["c"], "__builtins__" in ns, sorted(k for k in ns if not k.startswith("__")))
g, l = {"q": 1}, {"w": 2}
exec("r = q + w\nglobal s\ns = 9", g, l)
print(l, g["s"])
print(eval("q + w", g, l), eval("[w for _ in range(2)]", g, l), eval("x", {"x": 7}), eval(" 1 + 1 "), eval("\t5"))
try:
    exec("def k(): return w\nprint(k())", g, l)
except NameError as e:
    print(e)
try:
    eval("len([1])", {"__builtins__": {}})
except NameError as e:
    print(e)
print(eval("len([1])", {"__builtins__": {"len": lambda v: "custom builtins"}}))


class C:
    x = "class x"
    print(x, sorted(k for k in locals() if not k.startswith("__")))
    exec("dyn = x + ' exec'")
    y = eval("x")
    def m(self): return x


print(C.dyn, C.y, C().m())


def comp_scope():
    v = [locals() for _ in range(1)]
    k = [sorted(locals()) for i in range(1)]
    return sorted(v[0]), k


print(comp_scope())


def eval_scope():
    a, b = 1, 2
    return eval("a + b"), [eval("a") for _ in range(1)], eval("(lambda: a)") and 1, eval("locals()") == {"a": 1, "b": 2}


print(eval_scope())


def eval_closure():
    a = 5
    try:
        return (lambda: eval("a"))()
    except NameError as e:
        return str(e)


print(eval_closure())
code = compile("total = 0\nfor i in range(4): total += i", "<c>", "exec")
out = {}
exec(code, out)
print(out["total"], out["i"])
print(eval(compile("1 + 2", "<e>", "eval")), exec("pass"), eval(compile("t = 1", "<x>", "exec"), {}))
exec(compile("3 + 4\n'shown'\nNone", "<s>", "single")) if 0 else exec(compile("3 + 4", "<s>", "single"))
print(_) if "_" in globals() else print("no underscore")
print(__name__, __doc__, __file__.split("/")[-1], __spec__, __package__)
