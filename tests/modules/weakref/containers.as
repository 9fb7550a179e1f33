# WeakMethod, the weak containers, finalize.
import weakref

class O: 
    def m(self): return 5
o=O(); wm=weakref.WeakMethod(o.m); print(wm()(), wm==weakref.WeakMethod(o.m))
d=weakref.WeakValueDictionary(a=o); k=weakref.WeakKeyDictionary({o:1}); s=weakref.WeakSet([o]); fin=weakref.finalize(o,print,'fin')
print(len(d),len(k),len(s),d['a'] is o,k[o],o in s,fin.alive)
del o
print(len(d),len(k),len(s),wm(),fin.alive,list(d.items()))
