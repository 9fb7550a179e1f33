# throw() of a class whose instances are no exceptions; exceptions without a hash in a traceback.
class E(Exception):
    def __new__(cls, *args, **kwargs):
        return cls
def boring():
    yield
g = boring()
try: g.throw(E)
except TypeError as e: print(e, repr(e.__context__))
try: next(g)
except StopIteration: print('stop')
def gen():
    try: yield
    except TypeError as e: print('in', e, repr(e.__context__))
g=gen(); next(g)
try: g.throw(E)
except StopIteration as e: print('SI', repr(e.__context__))
class U(Exception):
    __hash__=None
try:
    try: raise U(1)
    except U as e: raise U(2) from e
except U as e:
    import traceback; print(traceback.format_exc().count('U'))
