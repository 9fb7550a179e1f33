# Says hello, to whoever is named: aster hello.as Ada Grace
import sys

for name in sys.argv[1:] or ["world"]:
    print(f"Hello, {name}!")
