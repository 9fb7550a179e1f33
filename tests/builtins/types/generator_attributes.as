# Attributes of generators, coroutines, async generators, frames, code and methods.
def g(a, b=2):
    "doc"
    x = yield a
    yield x
i = g(1)
print(i.__name__, i.__qualname__, i.gi_code is g.__code__, i.gi_frame.f_lineno, i.gi_frame.f_locals, i.gi_running, i.gi_suspended, i.gi_yieldfrom, i.__doc__, [n for n in dir(i) if not n.startswith("__")])
next(i); print(i.gi_frame.f_lineno, i.gi_suspended, i.send("v"), i.gi_frame.f_locals, next(i, "end"), i.gi_frame, i.gi_suspended)
c = g.__code__
print(c.co_name, c.co_qualname, c.co_argcount, c.co_kwonlyargcount, c.co_posonlyargcount, c.co_nlocals, c.co_varnames, c.co_names, c.co_cellvars, c.co_freevars, c.co_firstlineno, c.co_filename, bool(c.co_flags & 0x20), c.co_consts[0])
async def co(): pass
async def ag(): yield
k = co(); a = ag()
print(type(k).__name__, [n for n in dir(k) if not n.startswith("__")], type(a).__name__, [n for n in dir(a) if not n.startswith("__")], bool(co.__code__.co_flags & 0x80), bool(ag.__code__.co_flags & 0x200))
k.close()
def outer():
    v = 1
    def inner(p, /, q, *r, s, **t): return v
    return inner
f = outer()
print(f.__code__.co_freevars, outer.__code__.co_cellvars, f.__code__.co_varnames, f.__code__.co_argcount, f.__code__.co_posonlyargcount, f.__code__.co_kwonlyargcount, bool(f.__code__.co_flags & 4), bool(f.__code__.co_flags & 8), f.__closure__[0].cell_contents, type(f.__closure__[0]).__name__, f.__closure__[0] == outer().__closure__[0])
f2 = f.__code__.replace(co_name="renamed"); print(f2.co_name, f2 == f.__code__, f.__code__ == outer().__code__)
for text in ["i.gi_frame = 1", "i.gi_running = 1", "i.__name__ = 5", "c.co_name = 'x'", "f.__closure__ = ()", "type(i)()", "type(c)()", "type(f.__closure__[0])(5).cell_contents", "type(f.__closure__[0])().cell_contents", "type(f)(c, {})", "type(f)(5, {})", "type(f.__get__(1))(5, 6)", "type(f.__get__(1))(f, 6).__self__", "i.nope", "type(k)()", "type(a)()", "len(i)", "i[0]", "i()"]:
    try:
        exec(text); print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)
import sys
def frame():
    local = 1
    fr = sys._getframe()
    return fr.f_code.co_name, fr.f_lineno, sorted(fr.f_locals), fr.f_back.f_code.co_name, fr.f_globals is globals(), fr.f_builtins["len"] is len
print(frame())
