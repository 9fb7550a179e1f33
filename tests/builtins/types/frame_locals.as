# frame.f_locals of functions: a mapping that writes through (PEP 667); locals() snapshots; frame.clear().
import sys
def gen():
    x = 1
    yield
    print("x", x)
g = gen(); next(g)
fr = g.gi_frame
fr.f_locals['x'] = 42
print(fr.f_locals)
try: fr.clear()
except Exception as e: print(repr(e))
try: next(g)
except StopIteration: pass
print(fr.f_locals, g.gi_frame)
try: fr.clear()
except Exception as e: print(repr(e))
g2 = gen(); f2 = g2.gi_frame; f2.clear(); print(f2.f_locals)
try: next(g2)
except StopIteration: print("stop")
def running():
    try: sys._getframe().clear()
    except RuntimeError as e: print(e)
running()
def outer():
    v = 1
    def inner():
        nonlocal v
        fl = sys._getframe().f_locals
        fl['v'] = 9
        print(v, fl)
        return sys._getframe()
    f = inner()
    print(v, f.f_locals)
    f.f_locals['v'] = 11
    print(v)
    f.clear()
    print(f.f_locals, v)
outer()
def unbound():
    fl = sys._getframe().f_locals
    print('later' in fl, list(fl))
    fl['later'] = 3
    print(later)
    later = 4
    del later
    print('later' in fl, fl.get('later', 'none'))
unbound()
class C:
    fl = sys._getframe().f_locals
    print(type(fl), fl is sys._getframe().f_locals)
    fl['made'] = 1
print(C.made)
def ended():
    a = 1
    b = [a]
    return sys._getframe()
f = ended()
p = f.f_locals
p['a'] = 2
p['extra'] = 3
print(p, f.f_locals, f.f_locals == p)
def comp():
    y = 5
    r = [sys._getframe().f_locals['i'] for i in range(3)]
    s = [sorted(sys._getframe().f_locals) for i in range(1)]
    t = [sorted(locals()) for i in range(1)]
    print(r, s, t)
comp()
def lo():
    a = 1
    l1 = locals(); l2 = locals()
    print(l1 is l2, l1 == l2)
    sys._getframe().f_locals['zz'] = 1
    print(locals())
    exec("q = 1")
    print('q' in locals())
lo()
try:
    1/0
except ZeroDivisionError as e:
    tb = e.__traceback__
    print(type(tb.tb_frame.f_locals), tb.tb_frame.f_locals is globals())
def fails():
    local = 1
    raise KeyError
try: fails()
except KeyError as e:
    f = e.__traceback__.tb_next.tb_frame
    print(f.f_locals)
    f.clear()
    print(f.f_locals)
match sys._getframe().f_locals:
    case {}: print("mapping")
def m():
    x=1
    match sys._getframe().f_locals:
        case {"x": v}: print("mapping", v)
    from collections.abc import Mapping, MutableMapping
    print(isinstance(sys._getframe().f_locals, Mapping), isinstance(sys._getframe().f_locals, MutableMapping))
    exec("x = 7; nn = 8", globals(), sys._getframe().f_locals)
    print(x, sys._getframe().f_locals)
    print(eval("x", {}, sys._getframe().f_locals))
    print({**sys._getframe().f_locals}, dict(sys._getframe().f_locals), "%(x)d" % sys._getframe().f_locals)
m()
