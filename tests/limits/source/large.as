# Sources with many of everything.
def run(source):
    space = {}
    exec(compile(source, "<large>", "exec"), space)
    return space


print(run("\n".join(f"x{i} = {i}" for i in range(20_000)))["x19999"])
print(sum(run("x = [" + ", ".join(map(str, range(50_000))) + "]")["x"]))
print(len(run("x = {" + ", ".join(f"'k{i}': {i}" for i in range(10_000)) + "}")["x"]))
print(run("def f(" + ", ".join(f"a{i}" for i in range(300)) + "): return a299\nx = f(" + ", ".join(map(str, range(300))) + ")")["x"])
print(run("def f(n):\n" + "".join(f"    if n == {i}: return {i * i}\n" for i in range(3000)) + "x = f(2999)")["x"])
print(run("def f():\n" + "".join(f"    v{i} = {i}\n" for i in range(3000)) + "    return v2999\nx = f()")["x"])
print(len(run("x = '''" + "line\n" * 50_000 + "'''")["x"]))
print(run("x = " + "a" * 100_000 + " = 5")["a" * 100_000])
print(run("x = " + " + ".join(["1"] * 1400))["x"])
print(run("x = " + " or ".join(["0"] * 3000 + ["7"]))["x"])
print(run("x = 'a' " + "'b' " * 5000)["x"].count("b"))
print(run("x = f'" + "{1}" * 5000 + "'")["x"].count("1"))
print(run("class C:\n" + "".join(f"    def m{i}(self): return {i}\n" for i in range(2000)) + "x = C().m1999()")["x"])
print(run("\\\n" * 2000 + "x = 1")["x"], run("\n" * 100_000 + "x = 2")["x"])
print(run("x = 1" + "0" * 4000)["x"] % 7)
