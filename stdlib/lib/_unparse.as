# SPDX-License-Identifier: MIT
"""Source text from syntax trees, for ast.unparse().

Expressions become texts, put in parentheses where the place they stand in binds more tightly than they do; statements become lines.
"""
import ast

(NAMED, TUPLE, YIELD, TEST, OR, AND, NOT, COMPARE, BOR, BXOR, BAND, SHIFT, ARITH, TERM, FACTOR, POWER, AWAIT, ATOM) = range(18)

_BINARY = {"Add": ("+", ARITH), "Sub": ("-", ARITH), "Mult": ("*", TERM), "MatMult": ("@", TERM), "Div": ("/", TERM), "Mod": ("%", TERM),
           "FloorDiv": ("//", TERM), "LShift": ("<<", SHIFT), "RShift": (">>", SHIFT), "BitOr": ("|", BOR), "BitXor": ("^", BXOR),
           "BitAnd": ("&", BAND), "Pow": ("**", POWER)}
_UNARY = {"Invert": ("~", FACTOR), "Not": ("not ", NOT), "UAdd": ("+", FACTOR), "USub": ("-", FACTOR)}
_COMPARE = {"Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=", "Is": "is", "IsNot": "is not", "In": "in",
            "NotIn": "not in"}
_SINGLE_QUOTES, _TRIPLE_QUOTES = ("'", '"'), ('"""', "'''")
_QUOTES = _SINGLE_QUOTES + _TRIPLE_QUOTES
_INFINITY = "1e309"


def _name(node):
    return type(node).__name__


def _number(value):
    """The text of a constant; infinity is a number too large, what is no number the difference of two such."""
    text = repr(value)
    if isinstance(value, (float, complex)):
        text = text.replace("inf", _INFINITY).replace("nan", f"({_INFINITY}-{_INFINITY})")
    return text


def _quotable(text, quotes, special):
    """(text with escapes, the quotes that it can stand in); newlines and tabs are escaped only where `special` asks for it."""
    escaped = "".join(c.encode("unicode_escape").decode("ascii")
                      if (c == "\\" or not c.isprintable()) and (special or c not in "\n\t") else c for c in text)
    possible = [q for q in quotes if q not in escaped and ("\n" not in escaped or q in _TRIPLE_QUOTES)]
    if not possible:
        shown = repr(text)
        return shown[1:-1], [next((q for q in quotes if shown[0] in q), shown[0])]
    if escaped:
        possible.sort(key=lambda q: q[0] == escaped[-1])  # not the quote that the text ends with, if there is a choice
        if possible[0][0] == escaped[-1]:
            escaped = f"{escaped[:-1]}\\{escaped[-1]}"
    return escaped, possible


class Unparser:
    def __init__(self):
        self.lines, self.indent, self.comments = [], 0, {}

    def unparse(self, node):
        """The text of any node."""
        method = getattr(self, "_" + _name(node), None)
        if method is None and isinstance(node, ast.AST):  # an operator or context, which has no text by itself
            return ""
        text = method(node) if isinstance(node, ast.stmt | ast.excepthandler | ast.mod | ast.match_case) else self.part(node, TEST)
        return "\n".join(self.lines) if text is None else text

    def part(self, node, place=TEST):
        """The text of an expression, pattern or smaller piece, where `place` is how tightly what is around it binds."""
        result = getattr(self, "_" + _name(node))(node)
        if isinstance(result, str):
            return result
        text, binds = result
        return f"({text})" if place > binds else text

    def parts(self, nodes, place=TEST):
        return ", ".join([self.part(node, place) for node in nodes])

    def items(self, nodes, place=TEST):
        """The inside of a tuple."""
        return self.part(nodes[0], place) + "," if len(nodes) == 1 else self.parts(nodes, place)

    def line(self, text):
        self.lines.append("    " * self.indent + text)

    def block(self, head, body, comment=None):
        self.line(head + ":" + (comment or ""))
        self.indent += 1
        for node in body:
            self.statement(node)
        self.indent -= 1

    def statement(self, node):
        getattr(self, "_" + _name(node))(node)

    def type_comment(self, node):
        comment = self.comments.get(node.lineno) if hasattr(node, "lineno") else None
        comment = comment or getattr(node, "type_comment", None)
        return f" # type: {comment}" if comment is not None else ""

    # ---- modules and definitions

    def body(self, node):
        """Statements of a module, class or function: the first may be a docstring."""
        rest = node.body
        if rest and isinstance(rest[0], ast.Expr) and isinstance(rest[0].value, ast.Constant) and isinstance(rest[0].value.value, str):
            doc = rest[0].value
            text, quotes = _quotable(doc.value, _TRIPLE_QUOTES, False)
            self.line(("u" if doc.kind == "u" else "") + quotes[0] + text + quotes[0])
            rest = rest[1:]
        for statement in rest:
            self.statement(statement)

    def _Module(self, node):
        self.comments = {ignore.lineno: f"ignore{ignore.tag}" for ignore in getattr(node, "type_ignores", ())}
        self.body(node)

    def _Interactive(self, node):
        for statement in node.body:
            self.statement(statement)

    def _Expression(self, node):
        return self.part(node.body)

    def _FunctionType(self, node):
        return f"({self.parts(node.argtypes)}) -> {self.part(node.returns)}"

    def _definition(self, node, head, comment=""):
        if self.lines:
            self.lines.append("")
        for decorator in node.decorator_list:
            self.line("@" + self.part(decorator))
        self.line(head + ":" + comment)
        self.indent += 1
        self.body(node)
        self.indent -= 1

    def _type_params(self, node):
        params = getattr(node, "type_params", None)
        return f"[{self.parts(params)}]" if params else ""

    def _ClassDef(self, node):
        inside = ", ".join(self.part(item) for item in [*node.bases, *node.keywords])
        self._definition(node, f"class {node.name}{self._type_params(node)}" + (f"({inside})" if inside else ""))

    def _FunctionDef(self, node, word="def"):
        returns = f" -> {self.part(node.returns)}" if node.returns else ""
        self._definition(node, f"{word} {node.name}{self._type_params(node)}({self.part(node.args)}){returns}", self.type_comment(node))

    def _AsyncFunctionDef(self, node):
        self._FunctionDef(node, "async def")

    def _TypeVar(self, node, stars=""):
        text = stars + node.name
        if getattr(node, "bound", None):
            text += f": {self.part(node.bound)}"
        return text + (f" = {self.part(node.default_value)}" if node.default_value else "")

    def _TypeVarTuple(self, node):
        return self._TypeVar(node, "*")

    def _ParamSpec(self, node):
        return self._TypeVar(node, "**")

    def _TypeAlias(self, node):
        self.line(f"type {self.part(node.name)}{self._type_params(node)} = {self.part(node.value)}")

    # ---- simple statements

    def _Expr(self, node):
        self.line(self.part(node.value, YIELD))

    def _Assign(self, node):
        targets = "".join(self.part(target, TUPLE) + " = " for target in node.targets)
        self.line(targets + self.part(node.value) + self.type_comment(node))

    def _AugAssign(self, node):
        self.line(f"{self.part(node.target)} {_BINARY[_name(node.op)][0]}= {self.part(node.value)}")

    def _AnnAssign(self, node):
        target = self.part(node.target)
        if not node.simple and isinstance(node.target, ast.Name):
            target = f"({target})"
        self.line(f"{target}: {self.part(node.annotation)}" + (f" = {self.part(node.value)}" if node.value else ""))

    def _Return(self, node):
        self.line("return" + (" " + self.part(node.value) if node.value else ""))

    def _Delete(self, node):
        self.line("del " + self.parts(node.targets))

    def _Assert(self, node):
        self.line("assert " + self.part(node.test) + (", " + self.part(node.msg) if node.msg else ""))

    def _Raise(self, node):
        if not node.exc and node.cause:
            raise ValueError("Node can't use cause without an exception.")
        text = "raise" + (" " + self.part(node.exc) if node.exc else "")
        self.line(text + (" from " + self.part(node.cause) if node.cause else ""))

    def _Global(self, node, word="global "):
        self.line(word + ", ".join(node.names))

    def _Nonlocal(self, node):
        self._Global(node, "nonlocal ")

    def _Pass(self, node):
        self.line("pass")

    def _Break(self, node):
        self.line("break")

    def _Continue(self, node):
        self.line("continue")

    def _Import(self, node):
        self.line("import " + self.parts(node.names))

    def _ImportFrom(self, node):
        self.line(f"from {'.' * (node.level or 0)}{node.module or ''} import {self.parts(node.names)}")

    def _alias(self, node):
        return node.name + (f" as {node.asname}" if node.asname else "")

    # ---- compound statements

    def _If(self, node):
        word = "if"
        while True:
            self.block(f"{word} {self.part(node.test)}", node.body)
            if len(node.orelse) != 1 or not isinstance(node.orelse[0], ast.If):
                break
            node, word = node.orelse[0], "elif"
        self._else(node)

    def _else(self, node, word="else"):
        if node.orelse:
            self.block(word, node.orelse)

    def _While(self, node):
        self.block(f"while {self.part(node.test)}", node.body)
        self._else(node)

    def _For(self, node, word="for"):
        self.block(f"{word} {self.part(node.target, TUPLE)} in {self.part(node.iter)}", node.body, self.type_comment(node))
        self._else(node)

    def _AsyncFor(self, node):
        self._For(node, "async for")

    def _With(self, node, word="with"):
        self.block(f"{word} {self.parts(node.items)}", node.body, self.type_comment(node))

    def _AsyncWith(self, node):
        self._With(node, "async with")

    def _withitem(self, node):
        return self.part(node.context_expr) + (f" as {self.part(node.optional_vars)}" if node.optional_vars else "")

    def _Try(self, node, word="except"):
        self.block("try", node.body)
        for handler in node.handlers:
            self._ExceptHandler(handler, word)
        self._else(node)
        if node.finalbody:
            self.block("finally", node.finalbody)

    def _TryStar(self, node):
        self._Try(node, "except*")

    def _ExceptHandler(self, node, word="except"):
        head = word + (" " + self.part(node.type) if node.type else "") + (f" as {node.name}" if node.name else "")
        self.block(head, node.body)

    def _Match(self, node):
        self.block(f"match {self.part(node.subject)}", node.cases)

    def _match_case(self, node):
        self.block(f"case {self.part(node.pattern)}" + (f" if {self.part(node.guard)}" if node.guard else ""), node.body)

    # ---- patterns

    def _MatchValue(self, node):
        return self.part(node.value)

    def _MatchSingleton(self, node):
        return repr(node.value)

    def _MatchSequence(self, node):
        return f"[{self.parts(node.patterns)}]"

    def _MatchStar(self, node):
        return "*" + ("_" if node.name is None else node.name)

    def _MatchMapping(self, node):
        pairs = [f"{self.part(key)}: {self.part(pattern)}" for key, pattern in zip(node.keys, node.patterns, strict=True)]
        return "{" + ", ".join(pairs + ([] if node.rest is None else [f"**{node.rest}"])) + "}"

    def _MatchClass(self, node):
        inside = [self.part(pattern) for pattern in node.patterns]
        inside += [f"{name}={self.part(pattern)}" for name, pattern in zip(node.kwd_attrs, node.kwd_patterns, strict=True)]
        return f"{self.part(node.cls, ATOM)}({', '.join(inside)})"

    def _MatchAs(self, node):
        if node.name is None:
            return "_"
        return node.name if node.pattern is None else (f"{self.part(node.pattern, BOR)} as {node.name}", TEST)

    def _MatchOr(self, node):
        return " | ".join(self.part(pattern, BOR + 1) for pattern in node.patterns), BOR

    # ---- expressions

    def _BoolOp(self, node):
        word, place = ("and", AND) if isinstance(node.op, ast.And) else ("or", OR)
        # Each operand binds more tightly than the one before, as far as there are levels.
        texts = [self.part(value, min(place + 1 + at, ATOM)) for at, value in enumerate(node.values)]
        return f" {word} ".join(texts), place

    def _NamedExpr(self, node):
        return f"{self.part(node.target, ATOM)} := {self.part(node.value, ATOM)}", NAMED

    def _BinOp(self, node):
        symbol, place = _BINARY[_name(node.op)]
        left, right = (place + 1, place) if symbol == "**" else (place, place + 1)
        return f"{self.part(node.left, left)} {symbol} {self.part(node.right, right)}", place

    def _UnaryOp(self, node):
        symbol, place = _UNARY[_name(node.op)]
        return symbol + self.part(node.operand, place), place

    def _Lambda(self, node):
        args = self.part(node.args)
        return f"lambda{' ' + args if args else ''}: {self.part(node.body)}", TEST

    def _IfExp(self, node):
        return f"{self.part(node.body, OR)} if {self.part(node.test, OR)} else {self.part(node.orelse)}", TEST

    def _Dict(self, node):
        pairs = [f"**{self.part(value, BOR)}" if key is None else f"{self.part(key)}: {self.part(value)}"
                 for key, value in zip(node.keys, node.values)]
        return "{" + ", ".join(pairs) + "}"

    def _Set(self, node):
        return "{" + (self.parts(node.elts) or "*()") + "}"

    def _List(self, node):
        return f"[{self.parts(node.elts)}]"

    def _Tuple(self, node):
        return (self.items(node.elts), TUPLE) if node.elts else "()"

    def _generators(self, node):
        return "".join(map(self.part, node.generators))

    def _ListComp(self, node):
        return f"[{self.part(node.elt)}{self._generators(node)}]"

    def _SetComp(self, node):
        return "{" + self.part(node.elt) + self._generators(node) + "}"

    def _DictComp(self, node):
        return "{" + f"{self.part(node.key)}: {self.part(node.value)}{self._generators(node)}" + "}"

    def _GeneratorExp(self, node):
        return f"({self.part(node.elt)}{self._generators(node)})"

    def _comprehension(self, node):
        text = f"{' async' if node.is_async else ''} for {self.part(node.target, TUPLE)} in {self.part(node.iter, OR)}"
        return text + "".join(f" if {self.part(test, OR)}" for test in node.ifs)

    def _Await(self, node):
        return f"await {self.part(node.value, ATOM)}", AWAIT

    def _Yield(self, node):
        return "yield" + (" " + self.part(node.value, ATOM) if node.value else ""), YIELD

    def _YieldFrom(self, node):
        if not node.value:
            raise ValueError("Node can't be used without a value attribute.")
        return f"yield from {self.part(node.value, ATOM)}", YIELD

    def _Compare(self, node):
        text = self.part(node.left, COMPARE + 1)
        for op, value in zip(node.ops, node.comparators):
            text += f" {_COMPARE[_name(op)]} {self.part(value, COMPARE + 1)}"
        return text, COMPARE

    def _Call(self, node):
        return f"{self.part(node.func, ATOM)}({self.parts([*node.args, *node.keywords])})"

    def _keyword(self, node):
        return ("**" if node.arg is None else node.arg + "=") + self.part(node.value)

    def _Attribute(self, node):
        space = " " if isinstance(node.value, ast.Constant) and isinstance(node.value.value, int) else ""
        return f"{self.part(node.value, ATOM)}{space}.{node.attr}"

    def _Subscript(self, node):
        inside = self.items(node.slice.elts) if isinstance(node.slice, ast.Tuple) and node.slice.elts else self.part(node.slice)
        return f"{self.part(node.value, ATOM)}[{inside}]"

    def _Starred(self, node):
        return "*" + self.part(node.value, BOR)

    def _Slice(self, node):
        lower, upper, step = (self.part(part) if part else "" for part in (node.lower, node.upper, node.step))
        return f"{lower}:{upper}" + (f":{step}" if node.step else "")

    def _Name(self, node):
        return node.id

    def _Constant(self, node):
        value = node.value
        if isinstance(value, tuple):
            texts = [_number(item) for item in value]
            return f"({texts[0]},)" if len(texts) == 1 else f"({', '.join(texts)})"
        if value is ...:
            return "..."
        return ("u" if node.kind == "u" else "") + _number(value)

    def _arg(self, node):
        return node.arg + (f": {self.part(node.annotation)}" if node.annotation else "")

    def _arguments(self, node):
        plain, texts = [*node.posonlyargs, *node.args], []
        defaults = [None] * (len(plain) - len(node.defaults)) + node.defaults
        for index, (arg, default) in enumerate(zip(plain, defaults), 1):
            texts.append(self.part(arg) + (f"={self.part(default)}" if default else ""))
            if index == len(node.posonlyargs):
                texts.append("/")
        if node.vararg or node.kwonlyargs:
            texts.append("*" + (self.part(node.vararg) if node.vararg else ""))
        for arg, default in zip(node.kwonlyargs, node.kw_defaults):
            texts.append(self.part(arg) + (f"={self.part(default)}" if default else ""))
        if node.kwarg:
            texts.append("**" + self.part(node.kwarg))
        return ", ".join(texts)

    # ---- f-strings

    def _JoinedStr(self, node):
        pieces = [(self._inside(value, False), isinstance(value, ast.Constant)) for value in node.values]
        quotes, texts = list(_QUOTES), []
        for text, literal in pieces:
            if literal:
                text, possible = _quotable(text, quotes, True)
                if not set(possible) & set(quotes):
                    return "f'''" + "".join(repr('"' + piece)[2:-1] if plain else piece for piece, plain in pieces) + "'''"
                quotes = possible
            elif "\n" in text:
                quotes = [q for q in quotes if q in _TRIPLE_QUOTES]
            texts.append(text)
        return f"f{quotes[0]}{''.join(texts)}{quotes[0]}"

    def _inside(self, node, in_format):
        """A piece of an f-string, as it stands between the quotes."""
        if isinstance(node, ast.JoinedStr):
            return "".join(self._inside(value, in_format) for value in node.values)
        if isinstance(node, ast.FormattedValue):
            return self._FormattedValue(node)
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            raise ValueError(f"Unexpected node inside JoinedStr, {node!r}")
        text = node.value.replace("{", "{{").replace("}", "}}")
        if in_format:
            for old, new in ("\\", "\\\\"), ("'", "\\'"), ('"', '\\"'), ("\n", "\\n"):
                text = text.replace(old, new)
        return text

    def _FormattedValue(self, node):
        text = self.part(node.value, OR)
        conversion = f"!{chr(node.conversion)}" if node.conversion != -1 else ""
        spec = ":" + self._inside(node.format_spec, True) if node.format_spec else ""
        return "{" + (" " if text.startswith("{") else "") + text + conversion + spec + "}"
