# __doc__ of property and of its subclasses; __set_name__.
class PropertySub(property):
    """This is a subclass of property"""
print(PropertySub(None, None, None, None).__doc__, PropertySub().__doc__)
class A:
    @PropertySub
    def x(self): pass
    @property
    def y(self): "doc y"
    @y.getter
    def y2(self): "new doc"
    z = property(lambda s: 1, doc='zz')
    @z.getter
    def z2(self): "other"
    @PropertySub
    def w(self): "w doc"
    w2 = w.getter(lambda s: 2)
    w3 = w.setter(lambda s, v: None)
print(A.x.__doc__, A.y.__doc__, A.y2.__doc__, A.z2.__doc__, A.w.__doc__, A.w2.__doc__, A.w3.__doc__)
class S(property):
    __slots__ = ()
try: S(lambda s: 1).__doc__; print('ok')
except AttributeError as e: print(e)
class S(property):
    __slots__ = ("foo",)
try: 
    def f(s): "doc"
    print(S(f).__doc__)
except AttributeError as e: print(e)
class S(property):
    __slots__ = ("__doc__",)
try: 
    print(S(f).__doc__)
    def g(s): pass
    p=S(g)
    print(p.__doc__)
except AttributeError as e: print(e)
p=property(f); p.__doc__='n'; print(p.__doc__); 
for a in ((), (1,), (1,2,3)):
    try: property().__set_name__(*a)
    except TypeError as e: print(e)
class Sub(property):
    @property
    def __doc__(self): return 'x'
try: print(Sub(f).__doc__)
except AttributeError as e: print(e)
print(property(f).__name__, property.__name__)
try: print(property(None).__name__)
except AttributeError as e: print(e)
