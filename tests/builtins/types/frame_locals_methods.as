# The methods and errors of the mapping that frame.f_locals is.
import sys
def f(a, b=2):
    c = [1]
    fl = sys._getframe().f_locals
    def t(fn):
        try: print(fn())
        except Exception as e: print(repr(e))
    t(lambda: fl.get())
    t(lambda: fl.get('zz'))
    t(lambda: fl.get('zz', 5, 6))
    t(lambda: fl.setdefault())
    t(lambda: fl.setdefault('q'))
    t(lambda: fl.setdefault('a', 77))
    t(lambda: fl.update(5))
    t(lambda: fl.update([1]))
    t(lambda: fl.update([(1,2)]))
    t(lambda: fl.update(b=3))
    t(lambda: fl.update({'b':3}))
    t(lambda: fl.update(fl))
    t(lambda: fl.__ior__(5))
    t(lambda: fl | 5)

    t(lambda: hash(fl) and 1)
    t(lambda: fl[[]])
    t(lambda: [] in fl)
    t(lambda: fl.__setitem__([], 1))
    t(lambda: (type(fl.keys()), type(fl.items()), type(fl.values()), type(iter(fl)), type(reversed(fl)), type(fl.copy())))
    fl['a'] = 10
    fl['new'] = 1
    print(a, 'new' in fl, fl['new'])
    print(fl == sys._getframe().f_locals, fl is sys._getframe().f_locals, fl == dict(fl), fl == {}, fl != {}, fl == 5)
    t(lambda: fl < fl)
    fl[5] = 6
    print(5 in fl, fl[5], len(fl))
    t(lambda: fl.__delitem__(5))
    print(type(fl|{}), type({}|fl), list(fl), list(reversed(fl)), fl.keys())
    fl |= {'b': 100}
    print(b, type(fl), bool(fl))
f(1)
