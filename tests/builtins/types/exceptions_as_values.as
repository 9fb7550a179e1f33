# Exceptions as values: construction, equality, pickled form, copying of args, str of odd args.
es = [Exception(), Exception("a"), Exception("a", 1), ValueError(None), KeyError("k"), KeyError(), OSError(1, "m"), OSError(2, "m", "f"), StopIteration(3), SystemExit(4), UnicodeDecodeError("c", b"x", 0, 1, "r"), SyntaxError("m", ("f", 1, 2, "t")), ImportError("i", name="n"), AttributeError("at", name="q"), NameError("nm"), ExceptionGroup("g", [ValueError(1)]), AssertionError(), ZeroDivisionError("z"), RecursionError("r"), NotImplementedError(), Warning("w"), DeprecationWarning("d")]
for e in es:
    print(type(e).__name__, repr(e), repr(str(e)), e.args, e == type(e)(*e.args) if not isinstance(e, BaseException) else "", e.__reduce__()[1], bool(e))
e = ValueError([1, 2]); e.args[0].append(3); print(e)
class E(ValueError):
    code = 5
    def __init__(self, *a, extra=None): super().__init__(*a); self.extra = extra
x = E(1, 2, extra="x"); print(x, repr(x), x.args, x.extra, x.code, x.__dict__, x.__reduce__()[2], isinstance(x, ValueError))
x.args = "ab"; print(x.args, x)
print(ValueError.__init__ is not Exception.__init__ or "inherited", Exception.__new__(ValueError, 1).args, BaseException.__str__(KeyError("k")), KeyError.__str__(KeyError("k")), Exception.__repr__(x), issubclass(E, Exception), E.__mro__[1:4])
print({ValueError: 1}[ValueError], {x: "hashable"}[x], x == x, ValueError(1) == ValueError(1), ValueError("a") != ValueError("a"))
for text in ["Exception(a=1)", "KeyError(x=1)", "OSError(1, 2, x=3)", "ValueError.args", "Exception().nope", "len(Exception(1, 2))", "Exception(1)[0]", "iter(Exception())", "Exception('a') + 'b'", "'a' + Exception('b')", "Exception() < Exception()", "raise_ = Exception().with_traceback()", "Exception.with_traceback(1, 2)", "Exception().add_note()", "Exception().__setstate__(5)", "UnicodeEncodeError()", "ExceptionGroup()", "SystemExit(x=1)", "StopIteration(x=1)", "SyntaxError('a', 5)", "SyntaxError('a', (1,))", "SyntaxError('a', (1, 2, 3, 4, 5))", "ImportError(x=1)", "BaseException.__new__(int)", "Exception.__init__(5)"]:
    try:
        exec(text); print(text, "ok")
    except BaseException as er:
        print(text, "->", type(er).__name__, er)
