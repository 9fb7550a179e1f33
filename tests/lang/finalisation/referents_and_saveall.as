# gc.get_referents of every kind of container; gc.DEBUG_SAVEALL keeps what would be freed.
import gc
class A:
    def __init__(self): self.x=[1]; self.y='s'
a=A()
def names(o): return sorted(type(x).__name__ for x in gc.get_referents(o))
print(names([1,None,'a',2.5,a]), names((1,)), names({'a':1,(1,2):[3]}), names({1,'b'}), names(5), names('s'))
print(names({'k': 'v'}), gc.get_referents([[1]],[2]))
gc.collect(); gc.set_debug(gc.DEBUG_SAVEALL)
class B: pass
b=B(); b.me=b; del b
l=[]; l.append(l); del l
n=gc.collect(); print(n>=2, len(gc.garbage)>=2, [type(o).__name__ for o in gc.garbage if isinstance(o,(B,list))])
gc.set_debug(0)
b=[o for o in gc.garbage if isinstance(o,B)][0]; print(b.me is b)
gc.garbage.clear()
class D:
    def __del__(self): print('del')
gc.set_debug(gc.DEBUG_SAVEALL)
d=D(); d.d=d; del d; gc.collect(); print([type(o).__name__ for o in gc.garbage if isinstance(o,D)])
gc.set_debug(0); gc.garbage.clear(); gc.collect(); print('end')
