# except* with exceptions that cannot be hashed or compared; one exception raised by the only handler.
class U(Exception):
    __hash__ = None
class AE(Exception):
    __hash__ = None
    def __eq__(self, o): return True
class NE(Exception):
    __hash__ = None
    def __eq__(self, o): return False
class BE(Exception):
    __hash__ = None
    def __eq__(self, o): raise RuntimeError()
for E in (U, AE, NE, BE):
    try:
        try: raise ExceptionGroup("eg", [E(1), ValueError(2)])
        except* TypeError: pass
    except Exception as e: print(type(e), [type(x).__name__ for x in e.exceptions])
    try:
        try: raise ExceptionGroup("eg", [E(1), ValueError(2)])
        except* E: pass
    except Exception as e: print(type(e), [type(x).__name__ for x in e.exceptions])
    try:
        try: raise ExceptionGroup("eg", [E(1), ValueError(2)])
        except* E as e: raise
    except Exception as e: print(type(e), [type(x).__name__ for x in e.exceptions])
    try:
        try: raise ExceptionGroup("eg", [E(1), ValueError(2)])
        except* E as e: raise e
    except Exception as e: print(type(e), [type(x).__name__ for x in e.exceptions])
def f():
    orig = ExceptionGroup("eg", [ValueError(1)])
    try:
        try: raise orig
        except* ValueError as e: raise SyntaxError("bad") from e
    except SyntaxError as e: print('SE', e)
    except ExceptionGroup as e: print(repr(e), repr(e.exceptions[0].__cause__), repr(e.exceptions[0].__context__))
    try:
        try: raise orig
        except* (TypeError, ValueError) as e: raise SyntaxError("bad")
    except BaseException as e: print(repr(e), repr(e.__context__))
f()
