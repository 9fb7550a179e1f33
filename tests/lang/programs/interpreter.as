# A tokenizer, parser and evaluator for a little language, with classes, match and generators.
class Tok:
    __match_args__ = ("kind", "value")

    def __init__(self, kind, value): self.kind, self.value = kind, value
    def __repr__(self): return f"{self.kind}:{self.value}"


def tokens(src):
    i = 0
    while i < len(src):
        c = src[i]
        if c.isspace():
            i += 1
        elif c.isdigit():
            j = i
            while j < len(src) and (src[j].isdigit() or src[j] == "."):
                j += 1
            yield Tok("num", float(src[i:j]) if "." in src[i:j] else int(src[i:j]))
            i = j
        elif c.isalpha():
            j = i
            while j < len(src) and src[j].isalnum():
                j += 1
            yield Tok("name", src[i:j])
            i = j
        elif c in "+-*/()=^":
            yield Tok("op", c)
            i += 1
        else:
            raise SyntaxError(f"bad character {c!r} at {i}")
    yield Tok("end", None)


class Parser:
    prec = {"+": (1, 0), "-": (1, 0), "*": (2, 0), "/": (2, 0), "^": (3, 1)}

    def __init__(self, src):
        self.it = tokens(src)
        self.cur = next(self.it)

    def take(self):
        t, self.cur = self.cur, next(self.it, None)
        return t

    def atom(self):
        match self.take():
            case Tok("num", v): return v
            case Tok("name", n): return ("var", n)
            case Tok("op", "("):
                e = self.expr()
                if self.take().value != ")":
                    raise SyntaxError("expected )")
                return e
            case Tok("op", "-"): return ("neg", self.expr(2))
            case t: raise SyntaxError(f"unexpected {t}")

    def expr(self, least=1):
        left = self.atom()
        while self.cur.kind == "op" and (p := self.prec.get(self.cur.value)) and p[0] >= least:
            op = self.take().value
            left = (op, left, self.expr(p[0] + 1 - p[1]))
        return left

    def statement(self):
        e = self.expr()
        match e, self.cur:
            case ("var", name), Tok("op", "="):
                self.take()
                return ("set", name, self.expr())
        if self.cur.kind != "end":
            raise SyntaxError(f"left over {self.cur}")
        return e


def run(tree, env):
    match tree:
        case int() | float(): return tree
        case ("var", n): return env[n]
        case ("set", n, e):
            env[n] = run(e, env)
            return env[n]
        case ("neg", e): return -run(e, env)
        case (op, a, b):
            x, y = run(a, env), run(b, env)
            return {"+": x.__add__, "-": x.__sub__, "*": x.__mul__, "/": x.__truediv__, "^": x.__pow__}[op](y)


env = {}
for line in ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "x = 10", "y = x * x - 1", "-x + y / 3", "z", "1 +", "2 $ 3", "(1", "8 / 0", "1 2", "x = y = 3", "1.5 * 4", "--3"]:
    try:
        tree = Parser(line).statement()
        print(line, "->", tree, "=", run(tree, env))
    except Exception as e:
        print(line, "->", type(e).__name__, e)
print(list(tokens("a=1")), env)
