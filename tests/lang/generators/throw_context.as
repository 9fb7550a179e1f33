# The context of what throw() brings out of generators in generators: each of the outer ones gives its own.
def f(): yield
def g():
    try: raise KeyError('a')
    except Exception: yield from f()
x=g(); x.send(None)
try: x.throw(ValueError)
except ValueError as e: print(repr(e.__context__))
def h():
    try: raise IndexError('h')
    except IndexError: yield from g()
x=h(); x.send(None)
try: x.throw(ValueError)
except ValueError as e: print(repr(e.__context__), repr(e.__context__.__context__))
def k():
    try: yield from f()
    except ValueError as e: print('k', repr(e.__context__)); raise TypeError('t')
def m():
    try: raise KeyError('m')
    except KeyError:
        yield from k()
x=m(); x.send(None)
try: x.throw(ValueError)
except TypeError as e: print(repr(e.__context__), repr(e.__context__.__context__))
import asyncio
async def inner(): await asyncio.sleep(10)
async def outer():
    try: raise LookupError('o')
    except LookupError: await inner()
async def main():
    t = asyncio.create_task(outer()); await asyncio.sleep(0); t.cancel('msg')
    try: await t
    except asyncio.CancelledError as e: print(e.args, repr(e.__context__))
asyncio.run(main())
