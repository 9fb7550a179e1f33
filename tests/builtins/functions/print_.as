# print: sep, end, file, flush, odd objects.
import sys
print()
print(1, "a", None, [1], sep="")
print(1, 2, sep="-", end="|\n")
print("x", end="")
print("y", end=None)
print("a", "b", sep=None)
print(*[], sep="x")
print(*"abc", sep="\n")
print("é", "日本", "😀", "\t", "a\\n")
print("flush", flush=True)
print("stdout", file=sys.stdout)
print("none file", file=None)


class W:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
    def flush(self): self.parts.append("FLUSH")


w = W()
print("a", 1, sep="+", end="!", file=w, flush=True)
print(file=w)
print(w.parts)


class S:
    def __str__(self): return "S.str"


class Bad:
    def __str__(self): raise ValueError("no str")


print(S(), [S()] and "list")
for f in [lambda: print(sep=1), lambda: print(end=1), lambda: print(bogus=1), lambda: print("x", file=5), lambda: print("partial", Bad()), lambda: print(file=object()), lambda: print("a", sep=b"x")]:
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
saved = sys.stdout
sys.stdout = w2 = W()
print("captured", 5)
sys.stdout = saved
print(w2.parts)
sys.stdout = None
print("goes nowhere")
sys.stdout = saved
sys.stdout.write("direct\n")
print(sys.stdout.write("count\n"), print("x"), sys.stdout.fileno(), sys.stdout.encoding, sys.stdout.isatty(), sys.stdout.writable(), sys.stdout.name)
