# A global statement anywhere concerns the module's own code, also where exec() keeps its names elsewhere; and names declared global keep their own qualified name.
g={};l={}
exec('''
global y
y = 9
z = 8
def f(): return y
r = f()
del y
global q
import sys as q
for y in (4,): pass
with open('/dev/null') as w: pass
''', g, l)
print(sorted(k for k in g if k[0]!='_'), sorted(l), g['y'])
class A:
    global zz
    zz = 3
    def zz2(): pass
    global D
    class D: pass
print(zz, D, hasattr(A,'zz'))
def f():
    global D, E
    class D:
        def m(self): pass
    def E():
        def in2(): pass
        return in2
f()
print(D.__qualname__, E.__qualname__, D.m.__qualname__, E().__qualname__)
class A:
    global F
    class F: 
        def m(self): pass
    global G
    def G(): pass
print(F.__qualname__, F.m.__qualname__, G.__qualname__)
x = "g"


def hidden():
    x = "n"

    class C:
        global x
        y = x

        def m(self):
            return x
    return C


print(hidden().y, hidden().m(None))
