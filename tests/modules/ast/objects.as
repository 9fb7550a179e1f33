# Nodes made by hand, visitors and transformers, compile() of trees, and what is wrong with some.
import ast
import copy
import pickle
import warnings

warnings.simplefilter("error")


def tell(function, *args, **kw):
    try:
        result = function(*args, **kw)
        print("->", result if isinstance(result, (str, int)) else type(result).__name__)
    except BaseException as e:
        print(type(e).__name__, str(e).split(" object at")[0])


print(ast.BinOp._fields, ast.BinOp._attributes, ast.BinOp.__doc__, ast.BinOp.__match_args__, ast.BinOp.__mro__, ast.BinOp.__module__)
print(ast.FunctionDef._field_types["body"], ast.Return._field_types, ast.Constant._field_types, ast.Name._field_types)
n = ast.FunctionDef("f", ast.arguments(), lineno=3)
print(n.body, n.returns, n.type_params, n.lineno, n.end_lineno, n.args.args, ast.dump(ast.Name("x")), ast.Return().value)
tell(ast.Name, "x", ast.Load(), 3)
tell(ast.Name)
tell(ast.Name, "x", id="y")
tell(ast.Name, "x", nonsense=1)
tell(ast.BinOp, ast.Constant(1), ast.Add())
print(isinstance(ast.Name("x"), ast.expr), isinstance(ast.Add(), ast.operator), issubclass(ast.Load, ast.expr_context))
match ast.Name("q"):
    case ast.Name(id, ctx):
        print(id, type(ctx).__name__)

tree = ast.parse("x = 1\ny = x + 2\nprint(x, y, 'text')\n")


class Names(ast.NodeVisitor):
    def __init__(self):
        self.seen = []

    def visit_Name(self, node):
        self.seen.append((node.id, type(node.ctx).__name__))

    def visit_Constant(self, node):
        self.seen.append(node.value)

    def visit_Assign(self, node):
        self.seen.append("assign")
        self.generic_visit(node)


v = Names()
v.visit(tree)
print(v.seen)


class Change(ast.NodeTransformer):
    def visit_Constant(self, node):
        return ast.copy_location(ast.Constant(node.value * 2), node)

    def visit_Assign(self, node):
        self.generic_visit(node)
        return [node, ast.Expr(ast.Call(ast.Name("print", ast.Load()), [ast.Name(node.targets[0].id, ast.Load())], []))]


changed = ast.fix_missing_locations(Change().visit(copy.deepcopy(tree)))
print(ast.unparse(changed))
exec(compile(changed, "<changed>", "exec"))


class Drop(ast.NodeTransformer):
    def visit_Expr(self, node):
        return None


print(ast.unparse(Drop().visit(copy.deepcopy(tree))), [type(x).__name__ for x in ast.iter_child_nodes(tree)], dict(ast.iter_fields(tree.body[2].value))["keywords"])
moved = ast.increment_lineno(copy.deepcopy(tree), 10)
print([x.lineno for x in moved.body], ast.dump(pickle.loads(pickle.dumps(tree))) == ast.dump(tree))
print(eval(compile(ast.Expression(ast.Constant(42, lineno=1, col_offset=0)), "", "eval")))
bad = ast.parse("def f():\n  1/0\nf()")
ast.increment_lineno(bad, 100)
try:
    exec(compile(bad, "file", "exec"))
except ZeroDivisionError as e:
    print(e.__traceback__.tb_next.tb_lineno, e.__traceback__.tb_next.tb_next.tb_lineno)
exec(compile(ast.Interactive([ast.Expr(ast.Constant("shown", lineno=1, col_offset=0), lineno=1, col_offset=0)]), "", "single"))


def expression(node):
    return compile(ast.fix_missing_locations(ast.Expression(node)), "<made>", "eval")


def module(*body):
    return compile(ast.fix_missing_locations(ast.Module(list(body), [])), "<made>", "exec")


for value in (-5, -2 ** 70, 1 - 2j, (1, (2, "x")), -0.0, "a\x00b\ud800", b"\xff", ..., None, 2 ** 62, -1.5, "é"):
    print(ascii(eval(expression(ast.Constant(value)))))
tell(compile, ast.Expression(ast.Constant(1)), "", "eval")
tell(compile, ast.Module([], []), "", "eval")
tell(compile, ast.Constant(1), "", "exec")
tell(compile, 3, "", "exec")
tell(expression, ast.Constant([1]))
tell(expression, ast.BoolOp(ast.And(), [ast.Constant(1)]))
tell(expression, ast.Name("x", ast.Store()))
tell(expression, ast.Name("None", ast.Load()))
tell(expression, ast.Name(5, ast.Load()))
tell(expression, ast.Name("x", 5))
tell(expression, ast.BinOp(ast.Constant(1), ast.And(), ast.Constant(2)))
tell(expression, ast.BinOp(ast.Pass(), ast.Add(), ast.Constant(2)))
tell(module, ast.Assign([], ast.Constant(1)))
tell(module, ast.While(ast.Constant(1), []))
tell(module, ast.Assign([ast.Name("x", ast.Store())], None))
tell(module, ast.Delete([ast.Name("x", ast.Load())]))
tell(module, ast.Return(ast.Constant(1)))
tell(module, ast.Break())
tell(module, ast.Expr(ast.Yield(None)))
tell(module, None)
loop = ast.UnaryOp(ast.Not(), None)
loop.operand = loop
tell(compile, ast.Expression(ast.copy_location(loop, ast.Constant(1, lineno=1, col_offset=0))), "", "eval")
deep = ast.Constant(1, lineno=1, col_offset=0)
for _ in range(200):
    deep = ast.UnaryOp(ast.USub(), deep, lineno=1, col_offset=0)
print(eval(compile(ast.Expression(deep), "", "eval")))
print(ast.parse(tree) is tree, compile(tree, "", "exec", ast.PyCF_ONLY_AST) is tree, type(compile("1", "", "eval", ast.PyCF_ONLY_AST)).__name__)
warnings.simplefilter("ignore")
print(isinstance(ast.Constant(1), ast.Num), isinstance(ast.Constant("a"), ast.Str), isinstance(ast.Constant(True), ast.Num), ast.dump(ast.Num(3)), ast.Constant(4).n)
