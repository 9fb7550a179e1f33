# Sources nested far beyond any limit: an error, never a crash. What kind of error differs between implementations for some, so only
# the fact is shown where CPython says MemoryError for its parser's own limit.
N = 100_000
sources = {
    "(": "(" * N,
    "()": "(" * N + ")" * N,
    "[": "[" * N,
    "{": "{" * N,
    "[]": "[" * N + "]" * N,
    "call": "f(" * N + ")" * N,
    "f-string": "f'{" * N,
    "blocks": "".join(" " * i + "if 1:\n" for i in range(150)) + " " * 150 + "pass",
    "mixed brackets": "([{" * N,
}
for name, source in sources.items():
    try:
        compile(source, "<deep>", "exec")
        print(name, "compiled")
    except (SyntaxError, MemoryError, RecursionError) as error:
        print(name, type(error).__name__, getattr(error, "msg", ""))
for name, source in {"-": "-" * N + "1", "not": "not " * N + "1", "lambda": "lambda: " * N + "1", "await": "x = " * 5000 + "1",
                     "if else": "a if b else " * N + "c", "attributes": "a" + ".b" * N, "subscripts": "a" + "[0]" * N, "calls": "a" + "()" * N,
                     "power": "2 ** " * N + "1", "elif": "if a: pass\n" + "elif a: pass\n" * N, "sum": "1" + " + a" * N}.items():
    try:
        compile(source, "<deep>", "exec")
    except (SyntaxError, MemoryError, RecursionError):
        pass
    print(name, "met")
