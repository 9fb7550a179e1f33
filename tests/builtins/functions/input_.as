# input and sys.stdin with a given standard input.
import sys
print(repr(input()))
print(repr(input("prompt> ")))
print(repr(input(5)))
print(repr(sys.stdin.readline()))
print(repr(sys.stdin.read(3)), repr(sys.stdin.readline()))
for line in sys.stdin:
    print("line", repr(line))
    if "stop" in line:
        break
print(repr(sys.stdin.read()))
try:
    input("at end? ")
except EOFError as e:
    print("\n", type(e).__name__, e)
print(repr(sys.stdin.read()), repr(sys.stdin.readline()), sys.stdin.readable(), list(sys.stdin))
