# SPDX-License-Identifier: MIT
"""Syntax trees: their classes, and what reads, walks, changes and writes them.

The compiler and this module exchange trees as constants: a node is the tuple (kind, line, column, end line, end column, fields...).
_from_constant() and _to_constant(), which compile() calls, turn them into objects and back, without recursion: trees are deep.
"""
import re
from types import NoneType

PyCF_ALLOW_TOP_LEVEL_AWAIT = 0x2000
PyCF_ONLY_AST = 0x400
PyCF_OPTIMIZED_AST = 0x8400
PyCF_TYPE_COMMENTS = 0x1000

_PLACE = "lineno", "col_offset", "end_lineno", "end_col_offset"

# A line for each group, then its kinds with their fields; `?` is an optional field, `*` a list.
_GRAMMAR = """
mod
Module stmt* body, type_ignore* type_ignores
Interactive stmt* body
Expression expr body
FunctionType expr* argtypes, expr returns
stmt @
FunctionDef identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params
AsyncFunctionDef identifier name, arguments args, stmt* body, expr* decorator_list, expr? returns, string? type_comment, type_param* type_params
ClassDef identifier name, expr* bases, keyword* keywords, stmt* body, expr* decorator_list, type_param* type_params
Return expr? value
Delete expr* targets
Assign expr* targets, expr value, string? type_comment
TypeAlias expr name, type_param* type_params, expr value
AugAssign expr target, operator op, expr value
AnnAssign expr target, expr annotation, expr? value, int simple
For expr target, expr iter, stmt* body, stmt* orelse, string? type_comment
AsyncFor expr target, expr iter, stmt* body, stmt* orelse, string? type_comment
While expr test, stmt* body, stmt* orelse
If expr test, stmt* body, stmt* orelse
With withitem* items, stmt* body, string? type_comment
AsyncWith withitem* items, stmt* body, string? type_comment
Match expr subject, match_case* cases
Raise expr? exc, expr? cause
Try stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody
TryStar stmt* body, excepthandler* handlers, stmt* orelse, stmt* finalbody
Assert expr test, expr? msg
Import alias* names
ImportFrom identifier? module, alias* names, int? level
Global identifier* names
Nonlocal identifier* names
Expr expr value
Pass
Break
Continue
expr @
BoolOp boolop op, expr* values
NamedExpr expr target, expr value
BinOp expr left, operator op, expr right
UnaryOp unaryop op, expr operand
Lambda arguments args, expr body
IfExp expr test, expr body, expr orelse
Dict expr?* keys, expr* values
Set expr* elts
ListComp expr elt, comprehension* generators
SetComp expr elt, comprehension* generators
DictComp expr key, expr value, comprehension* generators
GeneratorExp expr elt, comprehension* generators
Await expr value
Yield expr? value
YieldFrom expr value
Compare expr left, cmpop* ops, expr* comparators
Call expr func, expr* args, keyword* keywords
FormattedValue expr value, int conversion, expr? format_spec
JoinedStr expr* values
Constant constant value, string? kind
Attribute expr value, identifier attr, expr_context ctx
Subscript expr value, expr slice, expr_context ctx
Starred expr value, expr_context ctx
Name identifier id, expr_context ctx
List expr* elts, expr_context ctx
Tuple expr* elts, expr_context ctx
Slice expr? lower, expr? upper, expr? step
expr_context
Load
Store
Del
boolop
And
Or
operator
Add
Sub
Mult
MatMult
Div
Mod
Pow
LShift
RShift
BitOr
BitXor
BitAnd
FloorDiv
unaryop
Invert
Not
UAdd
USub
cmpop
Eq
NotEq
Lt
LtE
Gt
GtE
Is
IsNot
In
NotIn
=comprehension expr target, expr iter, expr* ifs, int is_async
excepthandler @
ExceptHandler expr? type, identifier? name, stmt* body
=arguments arg* posonlyargs, arg* args, arg? vararg, arg* kwonlyargs, expr?* kw_defaults, arg? kwarg, expr* defaults
=arg @ identifier arg, expr? annotation, string? type_comment
=keyword @ identifier? arg, expr value
=alias @ identifier name, identifier? asname
=withitem expr context_expr, expr? optional_vars
=match_case pattern pattern, expr? guard, stmt* body
pattern @
MatchValue expr value
MatchSingleton constant value
MatchSequence pattern* patterns
MatchMapping expr* keys, pattern* patterns, identifier? rest
MatchClass expr cls, pattern* patterns, identifier* kwd_attrs, pattern* kwd_patterns
MatchStar identifier? name
MatchAs pattern? pattern, identifier? name
MatchOr pattern* patterns
type_ignore
TypeIgnore int lineno, string tag
type_param @
TypeVar identifier name, expr? bound, expr? default_value
ParamSpec identifier name, expr? default_value
TypeVarTuple identifier name, expr? default_value
"""


class AST:
    """The base of all nodes. _fields are the names of what a kind of node holds, _attributes those of where it stands."""
    _fields = _attributes = __match_args__ = ()
    _field_types = {}

    def __init__(self, *args, **kwargs):
        cls = type(self)
        fields = cls._fields
        if len(args) > len(fields):
            raise TypeError(f"{cls.__name__} constructor takes at most {len(fields)} positional argument{'' if len(fields) == 1 else 's'}")
        missing = list(fields)
        for name, value in zip(fields, args):
            setattr(self, name, value)
            missing.remove(name)
        for name, value in kwargs.items():
            if name in missing:
                missing.remove(name)
            elif name in fields:
                raise TypeError(f"{cls.__name__} got multiple values for argument {name!r}")
            elif name not in cls._attributes:
                _warn(f"{cls.__name__}.__init__ got an unexpected keyword argument {name!r}. Support for arbitrary keyword arguments is "
                      "deprecated and will be removed in Python 3.15.")
            setattr(self, name, value)
        for name in missing:
            self._set_default(cls, name)

    def _set_default(self, cls, name):
        """What a field is that the constructor was not given: None, a new list, Load(); else there is none, and a warning."""
        kind = cls._field_types.get(name)
        if kind is None:
            _warn(f"Field {name!r} is missing from {cls.__module__}.{cls.__qualname__}._field_types. This will become an error in "
                  "Python 3.15.")
        elif hasattr(kind, "__origin__"):
            setattr(self, name, [])
        elif kind is expr_context:
            setattr(self, name, _CONTEXTS["Load"])
        elif isinstance(kind, type):
            _warn(f"{cls.__name__}.__init__ missing 1 required positional argument: {name!r}. This will become an error in Python 3.15.")

    def __reduce_ex__(self, protocol):
        return _rebuilt, (type(self),), self.__dict__

    def __replace__(self, /, **changes):
        for name in changes:
            if name not in self._fields and name not in self._attributes:
                raise TypeError(f"{type(self).__name__}.__replace__ got an unexpected keyword argument {name!r}.")
        made = _rebuilt(type(self))
        made.__dict__.update(self.__dict__)
        made.__dict__.update(changes)
        return made


def _rebuilt(cls):
    return AST.__new__(cls)


def _warn(message):
    import warnings
    warnings.warn(message, DeprecationWarning, stacklevel=3 if "unexpected" in message else 4)


_fields_of = {}  # class: ((field, type, "" or "?" or "*" or "?*"), ...)


def _make_class(name, base, fields, placed):
    parts = [field.split() for field in fields.split(", ")] if fields else []
    names = tuple(field for _, field in parts)
    shown = ", ".join(f"{kind} {field}" for kind, field in parts).replace("?*", "*")
    space = {"__module__": "ast", "__doc__": f"{name}({shown})" if shown else name, "_fields": names, "__match_args__": names}
    if placed:
        space["_attributes"] = _PLACE
        if name != "type_param":
            space["end_lineno"] = space["end_col_offset"] = None
    for kind, field in parts:
        if kind.endswith("?"):
            space[field] = None
    made = type(name, (base,), space)
    _fields_of[made] = tuple((field, kind.rstrip("?*"), kind[len(kind.rstrip("?*")):]) for kind, field in parts)
    return made


def _make_classes():
    group = None
    for line in _GRAMMAR.strip().split("\n"):
        name, _, fields = line.partition(" ")
        placed = fields.startswith("@")
        fields = fields.lstrip("@ ")
        if name[0] == "=":
            name = name[1:]
            globals()[name] = _make_class(name, AST, fields, placed)
        elif name[0].islower():
            globals()[name] = group = _make_class(name, AST, "", placed)
        else:
            globals()[name] = _make_class(name, group, fields, False)
    simple = {"identifier": str, "string": str, "int": int, "constant": object}
    for cls, fields in _fields_of.items():
        types = cls._field_types = {}
        for name, kind, count in fields:
            kind = simple.get(kind) or globals()[kind]
            types[name] = list[kind] if "*" in count else kind | None if count else kind


_make_classes()
_KINDS = {cls.__name__: cls for cls in _fields_of}
_CONTEXTS = {name: _KINDS[name]() for name in ("Load", "Store", "Del")}
_ENUMS = {cls.__name__: cls() for group in (boolop, operator, unaryop, cmpop) for cls in group.__subclasses__()} | _CONTEXTS
_ENUM_TYPES = {"boolop", "operator", "unaryop", "cmpop", "expr_context"}
_SIMPLE_TYPES = {"identifier", "string", "int", "constant"}
_NOT_SENT = {"type_comment", "type_ignores"}  # fields that the compiler knows nothing of
_SENT = {cls.__name__: (cls, tuple(field for field in fields if field[0] not in _NOT_SENT),
                        bool(cls._attributes)) for cls, fields in _fields_of.items()}


def _constant_get(self):
    _warn("Attribute is deprecated and will be removed in Python 3.14; use value instead")
    return self.value


def _constant_set(self, value):
    _warn("Attribute is deprecated and will be removed in Python 3.14; use value instead")
    self.value = value


Constant.n = Constant.s = property(_constant_get, _constant_set, doc="Deprecated. Use value instead.")


# ---- trees and constants

def _from_constant(tree):
    """The objects of a constant. Each piece of work is a node, and where it goes: a list or a namespace, and the place in it."""
    top = [None]
    todo = [(tree, top, 0)]
    while todo:
        constant, holder, key = todo.pop()
        cls, fields, placed = _SENT[constant[0]]
        node = holder[key] = AST.__new__(cls)
        space = node.__dict__
        for (name, kind, count), value in zip(fields, constant[5:]):
            if kind in _SIMPLE_TYPES:
                space[name] = list(value) if count == "*" else value
            elif kind in _ENUM_TYPES:
                space[name] = [_ENUMS[item] for item in value] if count else _ENUMS[value]
            elif "*" in count:
                space[name] = items = list(value)
                todo += [(item, items, at) for at, item in enumerate(items) if item is not None]
            else:
                space[name] = value
                if value is not None:
                    todo.append((value, space, name))
        for name in _fields_left(cls):
            space[name] = [] if name == "type_ignores" else None
        if placed:
            space["lineno"], space["col_offset"], space["end_lineno"], space["end_col_offset"] = constant[1:5]
    return top[0]


def _fields_left(cls):
    return [name for name in cls._fields if name in _NOT_SENT]


def _to_constant(tree, mode):
    """The constant of a tree, in lists instead of tuples. The mode is the compiler's: 0 exec, 1 eval, 2 single."""
    wanted = (Module, Expression, Interactive)[mode]
    if not isinstance(tree, wanted):
        raise TypeError(f"expected {wanted.__name__} node, got {type(tree).__name__}")
    top = [None]
    todo = [(tree, top, 0, "mod", 1)]
    while todo:
        node, holder, key, group, depth = todo.pop()
        if depth > _MAX_DEPTH:
            raise RecursionError(f"maximum recursion depth exceeded while traversing '{group}' node")
        kind = _kind_of(node, group)
        cls, fields, placed = _SENT[kind]
        if kind == "Constant" and (better := _plain_constant(node)) is not node:
            todo.append((better, holder, key, group, depth))
            continue
        holder[key] = made = [kind, *(_place_of(node, group) if placed else (0, 0, 0, 0))]
        for name, type_name, count in fields:
            value = getattr(node, name, _absent)
            if value is _absent:
                if "?" not in count and "*" not in count:
                    raise TypeError(f'required field "{name}" missing from {kind}')
                value = [] if "*" in count else None
            _add_field(made, todo, depth + 1, kind, name, type_name, count, value)
    return top[0]


_absent = object()
_MAX_DEPTH = 1500  # the compiler goes no deeper; a node may also be inside itself


def _kind_of(node, group):
    for cls in type(node).__mro__:
        kind = cls.__name__
        if _KINDS.get(kind) is cls:
            if issubclass(cls, _KINDS[group]) and kind in _SENT and cls is not _KINDS[group] or kind == group:
                return kind
            break
    raise TypeError(f"expected some sort of {group}, but got {node!r}")


def _place_of(node, group):
    line, column = getattr(node, "lineno", None), getattr(node, "col_offset", None)
    for name, value in ("lineno", line), ("col_offset", column):
        if value is None:
            raise TypeError(f'required field "{name}" missing from {group}')
    end_line, end_column = getattr(node, "end_lineno", None), getattr(node, "end_col_offset", None)
    place = line, column, line if end_line is None else end_line, column if end_column is None else end_column
    for value in place:
        if not isinstance(value, int):
            raise ValueError(f"invalid integer value: {value!r}")
    if place[2] < line or place[2] == line and place[3] < column:
        which = f"line {line}, column {column}-{place[3]}" if place[2] == line else f"line {line}-{place[2]}, column {column}-{place[3]}"
        raise ValueError(f"AST node {which} is not a valid range")
    return [int(value) for value in place]


def _add_field(made, todo, depth, kind, name, type_name, count, value):
    """Adds what a field holds; nodes are left to do."""
    if "*" in count:
        if not isinstance(value, list):
            raise TypeError(f'{kind} field "{name}" must be a list, not a {type(value).__name__}')
        items = [None] * len(value)
        made.append(items)
        for at, item in enumerate(value):
            if item is None and "?" in count:
                continue
            if item is None:
                raise ValueError(f"None disallowed in {'expression' if type_name == 'expr' else 'statement'} list")
            _add_item(items, at, todo, depth, type_name, item)
    else:
        made.append(None)
        if value is not None or type_name == "constant":
            _add_item(made, len(made) - 1, todo, depth, type_name, value)
        elif "?" not in count:
            raise ValueError(f"field '{name}' is required for {kind}")
        elif type_name == "int":
            made[-1] = 0


def _add_item(holder, key, todo, depth, type_name, value):
    if type_name in ("identifier", "string"):
        if not isinstance(value, str):
            raise TypeError(f"AST {type_name} must be of type str")
        holder[key] = str(value)
    elif type_name == "int":
        if not isinstance(value, int):
            raise ValueError(f"invalid integer value: {value!r}")
        holder[key] = int(value)
    elif type_name == "constant":
        holder[key] = value
    elif type_name in _ENUM_TYPES:
        holder[key] = _kind_of(value, type_name)
    else:
        todo.append((value, holder, key, type_name, depth))


def _plain_constant(node):
    """A constant that no literal gives, as an expression that has its value."""
    value = node.value if hasattr(node, "value") else None
    if type(value) is int and value < 0:
        made = UnaryOp(_ENUMS["USub"], Constant(-value))
    elif type(value) is complex and (value.real != 0 or str(value.real)[0] == "-"):
        made = BinOp(Constant(value.real), _ENUMS["Add"], Constant(complex(0.0, value.imag)))
    elif type(value) is tuple:
        made = Tuple([Constant(item) for item in value], _CONTEXTS["Load"])
    elif type(value) in (NoneType, bool, int, float, complex, str, bytes, type(...)):
        return node
    else:
        raise TypeError(f"got an invalid type in Constant: {type(value).__name__}")
    for inner in walk(made):
        copy_location(inner, node)
    return made


# ---- reading

def parse(source, filename="<unknown>", mode="exec", *, type_comments=False, feature_version=None, optimize=-1):
    """The tree of a source text. feature_version is checked and has no effect, type comments are comments."""
    flags = PyCF_OPTIMIZED_AST if optimize > 0 else PyCF_ONLY_AST
    if type_comments:
        flags |= PyCF_TYPE_COMMENTS
    if isinstance(feature_version, tuple) and feature_version[0] != 3:
        raise ValueError(f"Unsupported major version: {feature_version[0]}")
    return compile(source, filename, mode, flags, optimize=optimize)


def literal_eval(node_or_string):
    """The value of an expression, a text or a node, of nothing but literals, tuples, lists, dicts and sets."""
    if isinstance(node_or_string, str):
        node_or_string = parse(node_or_string.lstrip(" \t"), mode="eval")
    return _literal(node_or_string.body if isinstance(node_or_string, Expression) else node_or_string)


def _literal(node):
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Tuple):
        return tuple(map(_literal, node.elts))
    if isinstance(node, List):
        return list(map(_literal, node.elts))
    if isinstance(node, Set):
        return set(map(_literal, node.elts))
    if isinstance(node, Call) and isinstance(node.func, Name) and node.func.id == "set" and node.args == node.keywords == []:
        return set()
    if isinstance(node, Dict):
        if len(node.keys) != len(node.values):
            _malformed(node)
        return dict(zip(map(_literal, node.keys), map(_literal, node.values)))
    if isinstance(node, BinOp) and isinstance(node.op, (Add, Sub)):
        left, right = _signed(node.left), _unsigned(node.right)
        if isinstance(left, (int, float)) and isinstance(right, complex):
            return left + right if isinstance(node.op, Add) else left - right
    return _signed(node)


def _signed(node):
    if isinstance(node, UnaryOp) and isinstance(node.op, (UAdd, USub)):
        value = _unsigned(node.operand)
        return +value if isinstance(node.op, UAdd) else -value
    return _unsigned(node)


def _unsigned(node):
    if not isinstance(node, Constant) or type(node.value) not in (int, float, complex):
        _malformed(node)
    return node.value


def _malformed(node):
    line = getattr(node, "lineno", None)
    raise ValueError(f"malformed node or string{f' on line {line}' if line else ''}: {node!r}")


# ---- showing

def dump(node, annotate_fields=True, include_attributes=False, *, indent=None, show_empty=False):
    """The text of a tree, as an expression that would make it. Empty lists and None are left out unless show_empty."""
    if not isinstance(node, AST):
        raise TypeError(f"expected AST, got {type(node).__name__!r}")
    indent = " " * indent if isinstance(indent, int) else indent
    return _Dump(annotate_fields, include_attributes, indent, show_empty).text(node, 0)[0]


class _Dump:
    def __init__(self, annotate, attributes, indent, show_empty):
        self.annotate, self.attributes, self.indent, self.show_empty = annotate, attributes, indent, show_empty

    def text(self, node, level):
        """(text, whether it is so simple that its holder may stand on one line)"""
        start, between = "", ", "
        if self.indent is not None:
            level += 1
            start, between = "\n" + self.indent * level, ",\n" + self.indent * level
        if isinstance(node, list):
            return (f"[{start}{between.join(self.text(item, level)[0] for item in node)}]", False) if node else ("[]", True)
        if not isinstance(node, AST):
            return repr(node), True
        args, simple = self.fields(node, level)
        name = type(node).__name__
        if simple and len(args) <= 3:
            return f"{name}({', '.join(args)})", not args
        return f"{name}({start}{between.join(args)})", False

    def fields(self, node, level):
        args, left_out, keywords, simple = [], [], self.annotate, True
        for name in node._fields:
            value = getattr(node, name, _absent)
            if value is _absent or value is None and getattr(type(node), name, ...) is None:
                keywords = True
                continue
            if not self.show_empty and (value is None or value == []) and not isinstance(node, (Constant, MatchSingleton)):
                left_out.append(repr(value))
                continue
            if not keywords:
                args += left_out
                left_out = []
            text, is_simple = self.text(value, level)
            simple = simple and is_simple
            args.append(f"{name}={text}" if keywords else text)
        for name in node._attributes if self.attributes else ():
            value = getattr(node, name, _absent)
            if value is not _absent and not (value is None and getattr(type(node), name, ...) is None):
                text, is_simple = self.text(value, level)
                simple = simple and is_simple
                args.append(f"{name}={text}")
        return args, simple


def unparse(ast_obj):
    """Source text whose tree is like this one."""
    from _unparse import Unparser
    if isinstance(ast_obj, list):
        return "".join(unparse(node) for node in ast_obj)
    return Unparser().unparse(ast_obj)


# ---- places

def copy_location(new_node, old_node):
    """Give a node the place of another, and return it."""
    for name in _PLACE:
        if name in old_node._attributes and name in new_node._attributes:
            value = getattr(old_node, name, None)
            if value is not None or hasattr(old_node, name) and name.startswith("end_"):
                setattr(new_node, name, value)
    return new_node


def fix_missing_locations(node):
    """Give nodes without a place that of the node they are in, and return the tree."""
    todo = [(node, 1, 0, 1, 0)]
    while todo:
        inner, *place = todo.pop()
        for at, name in enumerate(_PLACE):
            if name in inner._attributes:
                known = getattr(inner, name, None)
                if known is None and (name.startswith("end_") or not hasattr(inner, name)):
                    setattr(inner, name, place[at])
                else:
                    place[at] = known
        todo += [(child, *place) for child in iter_child_nodes(inner)]
    return node


def increment_lineno(node, n=1):
    """Move a tree down by n lines, and return it."""
    for child in walk(node):
        if isinstance(child, TypeIgnore):
            child.lineno = getattr(child, "lineno", 0) + n
            continue
        if "lineno" in child._attributes:
            child.lineno = getattr(child, "lineno", 0) + n
        if "end_lineno" in child._attributes and (end := getattr(child, "end_lineno", 0)) is not None:
            child.end_lineno = end + n
    return node


def _source_lines(source):
    """Lines as the compiler counts them: ended by a newline, not by a form feed."""
    return re.findall(r"[^\n\r]*(?:\r\n|\r|\n)|[^\n\r]+\Z", source)


def get_source_segment(source, node, *, padded=False):
    """The part of a source that a node stands for; None where its place is unknown. `padded`: with the blanks before its first line."""
    try:
        if node.end_lineno is None or node.end_col_offset is None:
            return None
        first, last, start, end = node.lineno - 1, node.end_lineno - 1, node.col_offset, node.end_col_offset
    except AttributeError:
        return None
    lines = _source_lines(source)[first:last + 1]
    padding = re.sub(r"[^\f\t]", " ", lines[0].encode()[:start].decode()) if padded and first != last else ""
    lines[-1] = lines[-1].encode()[:end].decode()
    lines[0] = padding + lines[0].encode()[start:].decode()
    return "".join(lines)


def get_docstring(node, clean=True):
    """The docstring of a module, class or function, or None."""
    if not isinstance(node, (AsyncFunctionDef, FunctionDef, ClassDef, Module)):
        raise TypeError(f"{type(node).__name__!r} can't have docstrings")
    if not (node.body and isinstance(node.body[0], Expr)):
        return None
    value = node.body[0].value
    if not (isinstance(value, Constant) and isinstance(value.value, str)):
        return None
    if not clean:
        return value.value
    from inspect import cleandoc
    return cleandoc(value.value)


# ---- walking

def iter_fields(node):
    """(name, value) of each field that a node has."""
    for name in node._fields:
        value = getattr(node, name, _absent)
        if value is not _absent:
            yield name, value


def iter_child_nodes(node):
    """The nodes directly in a node."""
    for name, value in iter_fields(node):
        if isinstance(value, AST):
            yield value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, AST):
                    yield item


def walk(node):
    """The node and all below it, level by level."""
    from collections import deque
    todo = deque([node])
    while todo:
        node = todo.popleft()
        todo.extend(iter_child_nodes(node))
        yield node


class NodeVisitor:
    """Calls visit_KIND(node) for each node, generic_visit(node) where there is no such method; that one goes on with the children."""

    def visit(self, node):
        """Visit a node; what its method returns."""
        return getattr(self, "visit_" + type(node).__name__, self.generic_visit)(node)

    def generic_visit(self, node):
        """Visit the nodes in a node."""
        for child in iter_child_nodes(node):
            self.visit(child)

    def visit_Constant(self, node):
        old = _OLD_VISITS.get(type(node.value), "visit_Num" if isinstance(node.value, (int, float, complex)) else None)
        if old is not None and hasattr(self, old):
            import warnings
            warnings.warn(f"{old} is deprecated; add visit_Constant", DeprecationWarning, 2)
            return getattr(self, old)(node)
        return self.generic_visit(node)


_OLD_VISITS = {bool: "visit_NameConstant", NoneType: "visit_NameConstant", str: "visit_Str", bytes: "visit_Bytes",
               type(...): "visit_Ellipsis"}


class NodeTransformer(NodeVisitor):
    """A visitor that puts what a method returns in the node's place: a node, nothing (None), or in a list several nodes."""

    def generic_visit(self, node):
        """Replace the nodes in a node, which is returned."""
        for name, old in iter_fields(node):
            if isinstance(old, list):
                made = []
                for item in old:
                    if isinstance(item, AST):
                        item = self.visit(item)
                        if item is None:
                            continue
                        if not isinstance(item, AST):
                            made.extend(item)
                            continue
                    made.append(item)
                old[:] = made
            elif isinstance(old, AST):
                new = self.visit(old)
                if new is None:
                    delattr(node, name)
                else:
                    setattr(node, name, new)
        return node


# ---- spellings of older versions

class slice(AST):
    """Deprecated AST node class."""


class Index(slice):
    """Deprecated AST node class. Use the index value directly instead."""

    def __new__(cls, value, **kwargs):
        return value


class ExtSlice(slice):
    """Deprecated AST node class. Use ast.Tuple instead."""

    def __new__(cls, dims=(), **kwargs):
        return Tuple(list(dims), _CONTEXTS["Load"], **kwargs)


class Suite(mod):
    """Deprecated AST node class. Unused in Python 3."""


class AugLoad(expr_context):
    """Deprecated AST node class. Unused in Python 3."""


class AugStore(expr_context):
    """Deprecated AST node class. Unused in Python 3."""


class Param(expr_context):
    """Deprecated AST node class. Unused in Python 3."""


class _Old(type):
    """The class of the old names of Constant: instances are those constants whose value is of some types."""

    def __instancecheck__(cls, inst):
        if not isinstance(inst, Constant):
            return type.__instancecheck__(cls, inst)
        if cls.__name__ in ("Num", "Str", "Bytes", "NameConstant", "Ellipsis"):
            _warn_old(cls.__name__)
        value = getattr(inst, "value", _absent)
        return isinstance(value, cls._values) and not isinstance(value, cls._not)


def _warn_old(name):
    import warnings
    warnings.warn(f"ast.{name} is deprecated and will be removed in Python 3.14; use ast.Constant instead", DeprecationWarning, stacklevel=3)


def _old_class(name, values, without=()):
    def __new__(cls, *args, **kwargs):
        for word in "n", "s":
            if word in kwargs:
                kwargs["value"] = kwargs.pop(word)
        if name == "Ellipsis":
            args = (..., *args)
        return Constant(*args, **kwargs)

    return _Old(name, (Constant,), {"__module__": "ast", "__new__": __new__, "_fields": () if name == "Ellipsis" else ("n",) if name == "Num" else
                                    ("s",) if name in ("Str", "Bytes") else ("value", "kind"),
                                    "_values": values, "_not": without, "__doc__": "Deprecated AST node class. Use ast.Constant instead"})


_OLD = {"Num": _old_class("Num", (int, float, complex), bool), "Str": _old_class("Str", str), "Bytes": _old_class("Bytes", bytes),
        "NameConstant": _old_class("NameConstant", (bool, NoneType)), "Ellipsis": _old_class("Ellipsis", type(...))}


def __getattr__(name):
    if name in _OLD:
        _warn_old(name)
        return _OLD[name]
    raise AttributeError(f"module 'ast' has no attribute '{name}'")


def main(args=None):
    """The command `-m ast [FILE]`: shows the tree of a file or of standard input."""
    import argparse
    import sys
    parser = argparse.ArgumentParser()
    parser.add_argument("infile", nargs="?", default="-", help="the file to parse; defaults to stdin")
    parser.add_argument("-m", "--mode", default="exec", choices=("exec", "single", "eval"), help="specify what kind of code must be parsed")
    parser.add_argument("--no-type-comments", default=True, action="store_false", help="don't add information about type comments")
    parser.add_argument("-a", "--include-attributes", action="store_true", help="include attributes such as line numbers and column offsets")
    parser.add_argument("-i", "--indent", type=int, default=3, help="indentation of nodes (number of spaces)")
    options = parser.parse_args(args)
    if options.infile == "-":
        name, source = "<stdin>", sys.stdin.buffer.read()
    else:
        name = options.infile
        with open(name, "rb") as file:
            source = file.read()
    print(dump(parse(source, name, options.mode), include_attributes=options.include_attributes, indent=options.indent))


if __name__ == "__main__":
    main()
