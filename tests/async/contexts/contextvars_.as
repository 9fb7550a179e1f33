# Context variables: values per task, tokens, contexts as mappings.
import asyncio
import contextvars

var = contextvars.ContextVar('var', default='d')
plain = contextvars.ContextVar('plain')


async def child(tag):
    print(tag, 'sees', var.get())
    var.set(tag)
    await asyncio.sleep(0)
    print(tag, 'has', var.get())


async def main():
    var.set('main')
    await asyncio.gather(child('a'), child('b'))
    print(var.get())
    await child('inline')
    print(var.get())
    t = asyncio.create_task(child('c'))
    ctx = t.get_context()
    await t
    print(ctx[var], ctx.get(plain), plain in ctx, len(ctx))
    own = contextvars.copy_context()
    await asyncio.create_task(child('d'), context=own)
    print(own[var], var.get())
    loop = asyncio.get_running_loop()
    seen = []
    var.set('before')
    loop.call_soon(lambda: seen.append(var.get()))
    f = loop.create_future()
    f.add_done_callback(lambda f: seen.append(var.get()))
    var.set('after')
    f.set_result(1)
    loop.call_soon(lambda: seen.append(var.get()), context=own)
    await asyncio.sleep(0)
    print(seen)


asyncio.run(main())
print(var.get())
try:
    plain.get()
except LookupError as e:
    print('LookupError', e.args[0] is plain)
print(plain.get('given'))
tok = plain.set(1)
print(tok.var is plain, tok.old_value is contextvars.Token.MISSING, contextvars.Token.MISSING)
tok2 = plain.set(2)
print(tok2.old_value, plain.get())
plain.reset(tok2)
print(plain.get())
for op in (lambda: plain.reset(tok2), lambda: var.reset(tok), lambda: contextvars.copy_context().run(plain.reset, tok), lambda: plain.reset(3)):
    try:
        op()
    except (RuntimeError, ValueError, TypeError) as e:
        print(type(e).__name__, str(e).split(' at 0x')[0].split(' var=')[0])
plain.reset(tok)
ctx = contextvars.copy_context()


def inside():
    var.set('inside')
    plain.set('p')
    return var.get(), sorted(v.name for v in contextvars.copy_context())


print(ctx.run(inside), var.get(), ctx[var], sorted(ctx.values()), sorted(v.name for v in ctx.keys()), len(ctx.items()))
print(ctx.copy() == ctx, contextvars.Context() == ctx, list(contextvars.Context()))
try:
    ctx.run(lambda: ctx.run(print))
except RuntimeError as e:
    print(str(e).split(' at 0x')[0], str(e)[-20:])
for bad in (lambda: ctx['x'], lambda: 3 in ctx, lambda: ctx.get(1), lambda: contextvars.ContextVar(3)):
    try:
        bad()
    except TypeError as e:
        print(e)
try:
    contextvars.Context()[var]
except KeyError:
    print('KeyError')
print(var.name, repr(var).split(' at 0x')[0], repr(plain).split(' at 0x')[0])
