# A calculator: text becomes a tree, `match` walks it. Try: aster calculator.as '2 * (3 + 4) ** 2'
import re
import sys
from dataclasses import dataclass


@dataclass
class Binary:
    op: str
    left: object
    right: object


POWER = {"+": 1, "-": 1, "*": 2, "/": 2, "**": 3}


def parse(tokens, minimum=0):
    token = next(tokens)
    if token == "(":
        tree, closing = parse(tokens)
        if closing != ")":
            raise SyntaxError("a bracket is not closed")
        ahead = next(tokens)
    else:
        tree, ahead = float(token), next(tokens)
    while POWER.get(ahead, -1) >= minimum:
        op = ahead
        right, ahead = parse(tokens, POWER[op] + (op != "**"))
        tree = Binary(op, tree, right)
    return tree, ahead


def value(tree):
    match tree:
        case Binary("+", a, b): return value(a) + value(b)
        case Binary("-", a, b): return value(a) - value(b)
        case Binary("*", a, b): return value(a) * value(b)
        case Binary("/", a, b): return value(a) / value(b)
        case Binary("**", a, b): return value(a) ** value(b)
        case float(): return tree


for text in sys.argv[1:] or ["1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "10 / 4 - 1"]:
    tokens = iter(re.findall(r"\d+(?:\.\d+)?|\*\*|[-+*/()]", text) + ["end"])
    print(f"{text} = {value(parse(tokens)[0]):g}")
