# Imports that fail: the exception, its attributes, and what is left behind in sys.modules.
import sys


def attempt(statement):
    try:
        exec(statement, {"__name__": "__main__"})
    except BaseException as e:
        print(statement, "->", type(e).__name__, e.msg if isinstance(e, SyntaxError) else e, getattr(e, "name", None))
    else:
        print(statement, "-> fine")


attempt("import nowhere")
attempt("import nowhere.deeper")
attempt("import pkg.nowhere")
attempt("import pkg.alpha.nowhere")
attempt("from pkg import nowhere_at_all")
attempt("from pkg.alpha import missing")
attempt("import pkg.broken")
print("pkg.broken" in sys.modules, hasattr(sys.modules["pkg"], "broken"))
attempt("import pkg.wrong")
attempt("import pkg.sub.beyond")
attempt("from . import x")
attempt("from .x import y")
attempt("__import__('')")
attempt("__import__(5)")
attempt("__import__('x', level=-1)")
sys.modules["blocked"] = None
attempt("import blocked")
sys.modules["given"] = "anything at all"
attempt("import given")
attempt("from given import upper")
attempt("import sys, os.path, collections.abc as c")
sys.path.clear()
attempt("import shadow_main")
try:
    import nowhere
except ImportError as e:
    print(repr(e), e.path, e.name, e.args)
print(repr(ImportError("m", name="n", path="p")), ImportError("m", name="n").msg, ImportError().msg)
