# Signatures, binding, sources, states.
import inspect,functools,sys
from inspect import signature
def p(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
def f(a,/,b,c=1,*args,d,e:int=5,**kw)->str: pass
def g(a,b=2,/): pass
def h(*,x): pass
class A:
    def __init__(self,x,y=1): pass
    def m(self,q): pass
    @classmethod
    def c(cls,z): pass
    @staticmethod
    def s(w): pass
    def __call__(self,k): pass
class B:
    def __new__(cls,n): return object.__new__(cls)
class C(A): pass
class M(type):
    def __call__(cls,zz): pass
class D(metaclass=M): pass
class E: pass
@functools.wraps(f)
def w(*a,**k): pass
async def co(): pass
async def ag(): yield
def gen(): yield 1
for o in (f,g,h,A,A.m,A(1).m,A.c,A.s,A(1),B,C,D,E,w,functools.partial(f,1),functools.partial(f,1,c=3),functools.partial(f,1,b=3),lambda x:x,dict,1,co):
    p(lambda:str(signature(o)))
s=signature(f)
p(lambda:s.bind(1,2,3,4,d=5,z=6)); p(lambda:s.bind(1,2,3,4,d=5,z=6).args);p(lambda:s.bind(1,2,3,4,d=5,z=6).kwargs);p(lambda:s.bind(1)); p(lambda:s.bind()); p(lambda:s.bind(1,2,3)); p(lambda:s.bind(1,2,d=1,a=3)); p(lambda:signature(g).bind(1,b=3)); p(lambda:signature(h).bind(1,x=2)); p(lambda:signature(h).bind(y=2)); p(lambda:signature(h).bind(x=1,y=2)); p(lambda:signature(g).bind(1,2,3)); p(lambda:signature(A).bind(1,x=2))
b=s.bind(1,2,d=4); b.apply_defaults(); print(b)
print(s.parameters['e'],repr(s.parameters['e']),s.parameters['a'].kind,repr(s.parameters['args'].kind),s.return_annotation,s.replace(return_annotation=int))
print(s==signature(f),hash(s)==hash(signature(f)))
p(lambda:inspect.Parameter('1',inspect.Parameter.KEYWORD_ONLY)); p(lambda:inspect.Signature([inspect.Parameter('a',inspect.Parameter.KEYWORD_ONLY),inspect.Parameter('b',inspect.Parameter.POSITIONAL_ONLY)]))
print(inspect.getfullargspec(f)); print(inspect.getcallargs(f,1,2,d=3)); print(inspect.getargs(f.__code__))
print(inspect.getsource(A),inspect.getsource(f),inspect.getsource(w),inspect.getsourcelines(gen))
print([inspect.iscoroutinefunction(x) for x in (co,ag,gen,f)],[inspect.isasyncgenfunction(x) for x in (co,ag,gen)],[inspect.isgeneratorfunction(x) for x in (co,ag,gen)])
c=co(); print(inspect.getcoroutinestate(c),inspect.isawaitable(c)); c.close(); print(inspect.getcoroutinestate(c))
q=gen(); print(inspect.getgeneratorstate(q)); next(q); print(inspect.getgeneratorstate(q),inspect.getgeneratorlocals(q))
print([n for n,_ in inspect.getmembers(A,inspect.isfunction)],inspect.ismethod(A(1).m),inspect.isbuiltin(len),inspect.isclass(A),inspect.isroutine(len),inspect.ismethoddescriptor(str.split),inspect.isdatadescriptor(property()))
print(inspect.cleandoc('a\n   b\n     c\n\n'),inspect.getmodule(f).__name__ if 0 else 0)
print([ (x.function,x.lineno,x.code_context) for x in inspect.stack()][:1])
print(inspect.getframeinfo(inspect.currentframe()).function, inspect.unwrap(w) is f, inspect.getmro(C))
print(inspect.get_annotations(f), inspect.isabstract(A), inspect.getclasstree([A,C]))
def outer():
    z=1
    def inner(): return z, len, foo, sys
    return inner
print(inspect.getclosurevars(outer())[0],inspect.getclosurevars(outer())[2:])
class PM:
    def m(self,a,b,c): pass
    pm=functools.partialmethod(m,1,c=4)
p(lambda:str(signature(PM.pm))); p(lambda:str(signature(PM().pm)))
print([ (a.name,a.kind) for a in inspect.classify_class_attrs(A) if a.name[0]!='_'])
def ann(a:'int',b:list[int]=None,*c:'str')->'A': pass
print(signature(ann),signature(ann,eval_str=True))
