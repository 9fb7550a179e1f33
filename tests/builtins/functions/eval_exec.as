# eval, exec, compile: modes, namespaces, code objects, errors.
print(eval("1 + 1"), eval("x * 2", {"x": 5}), eval("x + y", {"x": 1}, {"y": 2}), eval("x", {"x": "g"}, {"x": "l"}), eval(b"3 * 3"), eval(bytearray(b"4")), eval("(1,\n2)"), eval("[i for i in range(3)]"), eval("lambda v: v + 1")(1), eval("  \t5  "))
ns = {}
print(exec("a = 1\nb = [a]\ndef f(): return a + 1", ns), ns["a"], ns["b"], ns["f"](), sorted(k for k in ns))
exec("for i in range(3): pass\nelse: j = i", ns); print(ns["i"], ns["j"])
class Map(dict):
    def __missing__(self, k): return "missing " + k
    def __setitem__(self, k, v): print("store", k); super().__setitem__(k, v)
print(eval("zzz", {}, Map()), exec("q = www", {"__builtins__": {}}, Map()))
c = compile("a + b", "<file>", "eval")
print(c.co_filename, c.co_name, c.co_names, type(c).__name__, eval(c, {"a": 1, "b": 2}), c.co_flags & 0, c.co_argcount, repr(c).split(" at ")[0])
c = compile("def g(x):\n    return x\nr = g(5)", "mod.py", "exec"); n2 = {}; exec(c, n2); print(n2["r"], n2["g"].__code__.co_filename, n2["g"].__code__.co_firstlineno, c == compile("def g(x):\n    return x\nr = g(5)", "mod.py", "exec"), c.co_consts[1])
exec(compile("1 + 1\n", "s", "single")); exec(compile("None", "s", "single")); exec(compile("x = 5", "s", "single")); exec(compile("if 1:\n  'shown'\n", "s", "single"))
for text in ["eval('')", "eval('x = 1')", "eval('1 +')", "eval('a b')", "eval('1; 2')", "eval('\\n')", "eval(5)", "eval(None)", "eval('1', 5)", "eval('1', {}, 5)", "exec(5)", "exec('x', [])", "exec('1', {}, 5)", "compile('1')", "compile('1', 'f')", "compile('1', 'f', 'bad')", "compile(5, 'f', 'eval')", "compile('x = 1', 'f', 'eval')", "compile('1; 2', 'f', 'single') and 'ok'", "compile('1\\n2', 'f', 'single')", "compile('', 'f', 'single')", "compile('', 'f', 'exec') and 'empty ok'", "compile('', 'f', 'eval')", "eval('undefined_x')", "eval('1', {}, {}, {})", "eval()", "exec('return 1')", "exec('yield 1')", "exec('await x')", "eval('print')(5)", "eval('x', {'__builtins__': None})", "eval('len', {'__builtins__': {}})", "exec('import nothing_here')", "eval('(yield)')", "compile('1', 5, 'eval')", "eval('1\\0')", "exec('x = \\'')", "eval('__import__')('sys').__name__", "eval('a.b', {'a': 5})", "exec('def f(:')", "exec('  x = 1')", "exec('if 1:\\n  x = 1\\n y = 2')", "eval('1 if 2')", "eval('f(')", "eval(')')", "eval('\"abc')", "eval('0777')", "eval('*a')", "eval('a := 1')", "eval('(a := 1)')", "eval('lambda: (yield)') and 'lambda ok'", "exec(compile('a + 1', 'f', 'eval'), {'a': 1})", "eval(compile('a = 1', 'f', 'exec'), {})"]:
    try:
        print(text, "=", eval(text))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
def closure_test():
    v = 5
    def inner(): return v
    return inner
try:
    exec(closure_test().__code__)
except TypeError as e:
    print(e)
exec(closure_test().__code__, {}, closure=closure_test().__closure__); print("closure ok")
exec("print('in exec', __name__)"); exec("global_made = 1"); print(global_made)
x = 10
def scope():
    x = 20
    return eval("x"), eval("x", globals()), [eval("x", {"x": i}) for i in range(2)], exec("x = 30") or x, locals()["x"]
print(scope(), x, globals() is eval("globals()"), eval("locals()") is locals())
g = {"__builtins__": {"len": lambda v: "fake"}}; print(eval("len(5)", g)); exec("def h(): return len(1)", g); print(g["h"]())
