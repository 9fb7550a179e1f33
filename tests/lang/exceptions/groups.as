# ExceptionGroup and except*.
eg = ExceptionGroup("msg", [ValueError(1), TypeError("t"), ExceptionGroup("nested", [KeyError("k"), ValueError(2)])])
print(eg, repr(eg), eg.message, len(eg.exceptions), eg.args[0], isinstance(eg, Exception), ExceptionGroup.__mro__)
m, r = eg.split(ValueError)
print(repr(m), "|", repr(r))
print(repr(eg.subgroup(KeyError)), eg.subgroup(OSError), repr(eg.subgroup((KeyError, TypeError))), repr(eg.subgroup(lambda e: isinstance(e, ValueError) and e.args[0] == 2)))
print(eg.split(OSError)[0], eg.split(Exception)[1], repr(eg.derive([ValueError(9)])))
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
for args in [(), ("m",), ("m", []), ("m", [5]), ("m", ValueError()), (5, [ValueError()]), ("m", [ValueError]), ("m", [KeyboardInterrupt()]), ("m", (ValueError(),), 3), ("m", "ab"), ("m", {1})]:
    try:
        print(repr(ExceptionGroup(*args)))
    except Exception as e:
        print(args, type(e).__name__, e)


def run(exc):
    try:
        try:
            raise exc
        except* ValueError as e:
            print("  V", repr(e))
        except* (TypeError, KeyError) as e:
            print("  TK", repr(e))
        else:
            print("  else")
        finally:
            print("  finally")
    except BaseException as e:
        print("  left", repr(e), repr(e.__context__))


for exc in [eg, ValueError("naked"), OSError("unmatched"), ExceptionGroup("o", [OSError("x"), ValueError("y")]), BaseExceptionGroup("b", [KeyboardInterrupt(), TypeError("q")])]:
    print(repr(exc))
    run(exc)
try:
    pass
except* ValueError:
    print("no")
else:
    print("else ran")


def reraise():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise
    except* TypeError:
        pass


def raise_new():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)])
    except* ValueError:
        raise KeyError("new")
    except* TypeError as e:
        raise IndexError("new2") from e


def raise_single():
    try:
        raise ValueError("single")
    except* ValueError as e:
        print("wrapped", repr(e), e.exceptions[0].args)
        raise RuntimeError("replaced") from None


for f in (reraise, raise_new, raise_single):
    try:
        f()
    except BaseException as e:
        print(f.__name__, repr(e), repr(e.__context__), repr(e.__cause__))
        for sub in getattr(e, "exceptions", ()):
            print("   ", repr(sub), "cause", repr(sub.__cause__), "context", repr(sub.__context__))


class MyGroup(ExceptionGroup):
    def derive(self, excs):
        return MyGroup(self.message + "+", excs)


mg = MyGroup("mine", [ValueError(1), TypeError(2)])
a, b = mg.split(ValueError)
print(repr(a), repr(b), type(a).__name__)
for bad in ["ExceptionGroup", "(ValueError, ExceptionGroup)", "5", "BaseExceptionGroup"]:
    try:
        exec(f"try:\n  raise ValueError(1)\nexcept* {bad}:\n  pass")
    except BaseException as e:
        print(bad, type(e).__name__, e)
for text in ["try: pass\nexcept*: pass", "try: pass\nexcept* A: pass\nexcept B: pass", "for x in y:\n  try: pass\n  except* A: break", "def f():\n  try: pass\n  except* A: return", "for x in y:\n  try: pass\n  except* A: continue", "try: pass\nexcept* A:\n  for x in y: break", "try: pass\nexcept A: pass\nexcept* B: pass"]:
    try:
        compile(text, "t", "exec")
        print(repr(text), "ok")
    except SyntaxError as e:
        print(repr(text), e.msg)
n = ExceptionGroup("n", [ValueError()])
n.add_note("note")
print(n.__notes__, n.subgroup(ValueError).__notes__)
try:
    try:
        raise eg from OSError("cause")
    except* KeyError as e:
        print(repr(e), repr(e.__cause__))
except ExceptionGroup as e:
    print(repr(e), repr(e.__cause__))
print(ExceptionGroup[int], eg.exceptions is eg.exceptions, hash(eg) == hash(eg))
