# match: sequence patterns, stars, nesting, what counts as a sequence.
def seq(x):
    match x:
        case []:
            return "empty"
        case [a]:
            return ("one", a)
        case [a, b]:
            return ("two", a, b)
        case [1, *rest]:
            return ("starts 1", rest)
        case [*init, 9]:
            return ("ends 9", init)
        case [first, *_, last]:
            return ("ends", first, last)
        case _:
            return "no sequence"


for v in [[], (), [1], (5, 6), [1, 2, 3], (4, 5, 9), (4, 5, 6, 7), "abc", b"abc", bytearray(b"a"), {1, 2}, {}, range(3), range(0), iter([1]), None, memoryview(b"ab"), (i for i in [1])]:
    print(type(v).__name__, "->", seq(v))
match [1, [2, [3, 4]], (5, 6)]:
    case [a, [b, [c, *d]], (e, f)]:
        print(a, b, c, d, e, f)
match (1, 2, 3):
    case (x, *y):
        print(x, y)
match [1, 2, 3, 4, 5]:
    case a, b, *c:
        print(a, b, c)
match ["go", "north", "fast"]:
    case ["stop"]:
        print("stop")
    case ["go", ("north" | "south") as d, *mods]:
        print(d, mods)
match [1, 2]:
    case [x, y] if x == y:
        print("equal")
    case [x, y] as whole if x < y:
        print("less", whole)
match [[1, 2], [3, 4]]:
    case [[a, _], [_, b]]:
        print(a, b)
match ([], {}):
    case [[], {}]:
        print("both empty")
match (1,):
    case 1,:
        print("one-tuple")
match [1, 2, 3]:
    case [*_]:
        print("any sequence")
match [1, 2, 3]:
    case [*everything]:
        print(everything)


class L(list): pass
class S:
    def __len__(self): return 2
    def __getitem__(self, i): return i


print(seq(L([1, 2])), seq(S()))
import_free = (None, True, "s")
match import_free:
    case [None, True, str(s)]:
        print(s)


def commands(c):
    match c.split():
        case ["quit"]:
            return "quit"
        case ["load", name]:
            return f"load {name}"
        case ["save", name, *opts]:
            return f"save {name} {opts}"
        case ["add", *nums] if all(n.isdigit() for n in nums):
            return sum(map(int, nums))
        case [cmd, *_]:
            return f"unknown {cmd}"
        case []:
            return "nothing"


for c in ["quit", "load f", "save f a b", "add 1 2 3", "add 1 x", "zzz", ""]:
    print(commands(c))
