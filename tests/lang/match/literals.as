# match: literals, values, captures, wildcard, or-patterns, guards, as.
def kind(x):
    match x:
        case 0:
            return "zero"
        case 1 | 2 | 3:
            return "small"
        case -1:
            return "minus one"
        case 1.5 | -2.5:
            return "float"
        case 1 + 2j:
            return "complex plus"
        case -3 - 4j:
            return "complex minus"
        case "hi" | 'ho':
            return "greeting"
        case b"by":
            return "bytes"
        case True:
            return "True"
        case None:
            return "None"
        case "a" "b":
            return "concatenated"
        case int(n) if n > 100:
            return f"big {n}"
        case int() | float() as num:
            return f"number {num}"
        case str(s) if s.startswith("x"):
            return "x-string " + s
        case [] | ():
            return "empty"
        case _:
            return "other"


for v in [0, 1, 2, 3, -1, 1.5, -2.5, 1 + 2j, -3 - 4j, "hi", "ho", b"by", True, False, None, "ab", 101, 50, 2.25, "xyz", "abc", [], (), {}, {1}, object, 0.0, 1.0]:
    print(repr(v), "->", kind(v))


class Color:
    RED = 1
    GREEN = "g"

    class Deep:
        BLUE = (3,)


def color(c):
    match c:
        case Color.RED:
            return "red"
        case Color.GREEN:
            return "green"
        case Color.Deep.BLUE:
            return "blue"
        case x:
            return f"unknown {x}"


print(color(1), color("g"), color((3,)), color(9), color(True))
match 5:
    case x if x > 10:
        print("no")
    case y:
        print("captured", x, y)
match 1, 2:
    case a, b:
        print(a, b)
match (1):
    case (1):
        print("paren")
match [1, 2]:
    case [1, _] | [_, 1]:
        print("or in sequence")
match 3:
    case (1 | 2) as small:
        print("small", small)
    case (3 | 4) as mid if mid == 3:
        print("mid", mid)
match "nothing":
    case 1:
        print("never")
print("fell through")
guard_log = []


def guard(n, r):
    guard_log.append(n)
    return r


match 7:
    case n if guard(1, False):
        pass
    case n if guard(2, True):
        print("guards", guard_log, n)
    case _ if guard(3, True):
        pass
match x := 5:
    case 5:
        print("walrus subject", x)
match = {"case": 1}
match match:
    case {"case": case}:
        print(case)
print(match["case"])


class Eq:
    def __eq__(self, o):
        print("eq", o, end=" ")
        return o == "yes"


match Eq():
    case 1 | "no":
        print("no")
    case "yes":
        print("matched")


def returns(x):
    for i in range(3):
        match x:
            case 1:
                break
            case 2:
                continue
            case 3:
                return i
    return ("end", i)


print(returns(1), returns(2), returns(3), returns(4))
match *range(2), 9:
    case [0, *rest]:
        print(rest)
