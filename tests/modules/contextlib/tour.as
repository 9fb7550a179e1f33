# Every context manager, in one tour: ordinary use, then the errors.
import contextlib, io, sys
from contextlib import *
@contextmanager
def cm(x):
    print("enter", x)
    try: yield x * 2
    except ValueError as e: print("caught", e)
    finally: print("exit", x)
with cm(1) as v: print(v); raise ValueError("bad")
try:
    with cm(2): raise KeyError("k")
except KeyError as e: print(repr(e))
@cm(5)
def deco(): print("in deco")
deco(); deco()
@contextmanager
def bad():
    if False: yield
try:
    with bad(): pass
except RuntimeError as e: print(e)
@contextmanager
def twice(): yield 1; yield 2
try:
    with twice(): pass
except RuntimeError as e: print(e)
with suppress(KeyError, ValueError): {}["a"]
b = io.StringIO()
with redirect_stdout(b): print("hidden")
print(repr(b.getvalue()))
with ExitStack() as st:
    st.enter_context(cm(3)); st.callback(print, "cb", 1, sep="-"); st.push(lambda *e: print("push", e[0]) or True); raise OSError
class Cl:
    def close(self): print("closed")
with closing(Cl()) as c: pass
with nullcontext(5) as n: print(n)
class CD(ContextDecorator):
    def __enter__(self): print("in"); return self
    def __exit__(self, *e): print("out")
@CD()
def fn(): print("body")
fn()
s = ExitStack(); s.callback(print, "later"); t = s.pop_all(); s.close(); print("now"); t.close()
@asynccontextmanager
async def acm():
    print("aenter"); yield 1; print("aexit")
import asyncio
async def main():
    async with acm() as a: print(a)
    async with AsyncExitStack() as st:
        await st.enter_async_context(acm()); st.push_async_callback(asyncio.sleep, 0)
    async with aclosing(agen()) as g:
        async for i in g: print(i); break
async def agen():
    try: yield 1; yield 2
    finally: print("agen closed")
asyncio.run(main())
try:
    with ExitStack() as s:
        s.enter_context(5)
except TypeError as e: print(e)
with chdir("/"): import os; print(os.getcwd())
try:
    with cm(9): raise StopIteration("s")
except StopIteration as e: print(repr(e))
with suppress(ValueError): raise ExceptionGroup("g", [ValueError(1)])
