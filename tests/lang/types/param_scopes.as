# Names of type parameters: private ones, and those of classes around them.
class Foo[__T]:
    param = __T
    def meth[__U](self, arg: __T): return (__T, __U)
f=Foo(); print(Foo.__type_params__, Foo.param, f.meth(3))
def fn[__V](): return __V
print(fn(), fn.__type_params__)
class __Base: name='outer'
class Derived(__Base):
    pass
print(Derived.__mro__)
class Y:
    class __X: pass
    print(sorted(k for k in dict(locals()) if 'X' in k))
class Outer:
    T = "class"
    def meth[T](self): return [T for _ in (1,)], list(T for _ in (1,))
    class In[T]:
        a = [T for _ in (1,)]
        b = list(T for _ in (1,))
        c = T
print(Outer().meth(), Outer.In.a, Outer.In.b, Outer.In.c)
x="global"
def outer():
    x="nonlocal"
    class Cls:
        global x
        def meth[T](self: x) -> x: return x
        class Inner[U: x]: 
            y = x
    return Cls
C=outer(); print(C.meth.__annotations__, C.meth(None), C.Inner.y, C.Inner.__type_params__[0].__bound__)
def outer2():
    x="nonlocal"
    class Cls:
        global x
        x = "global from class"
        def meth[T: x](self): return x
    return Cls
C=outer2(); print(C.meth.__type_params__[0].__bound__, x)
class ClassA:
    type T = int
    class In[U: T]: pass
    T2 = float
    def f[V: T2](self, a: V) -> T2: ...
    T2 = str
print(ClassA.In.__type_params__[0].__bound__, ClassA.f.__type_params__[0].__bound__, ClassA.f.__annotations__)
def func():
    class Cls:
        x1 = int
        class Inner[T](list[T]): 
            def g[U](self, v: x1) -> U: return v
        x1 = str
    return Cls
try: print(func().Inner.g.__annotations__)
except NameError as e: print(e)
type Alias[T: (int, str)] = list[T]
print(Alias.__type_params__[0].__constraints__, Alias.__value__, Alias[int])
class NonLoc:
    def outer(self):
        y = 1
        class In[T]:
            nonlocal y
            y = 2
            z = y
        return In.z, y
print(NonLoc().outer())
