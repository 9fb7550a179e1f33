# The compiler and eval under a failed allocation.
source = """
def f(a, *b, c=1, **d):
    match a:
        case [x, *rest] if x: return x, rest
        case {"k": v}: return v
        case _: return f"{a!r:>10}"
class C[T]:
    x: int = 1
result = [f(i) for i in ([1, 2], {"k": 3}, 4)]
"""
for attempt in range(2):
    try:
        space = {}
        exec(compile(source, "<s>", "exec"), space)
        print(space["result"], eval("1 + 2 * 3"))
    except MemoryError:
        print("caught")
try:
    compile("def f(:\n  pass", "<s>", "exec")
except SyntaxError as error:
    print(error.msg)
except MemoryError:
    print("caught")
