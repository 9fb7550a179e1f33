# The names and helpers of types, in one tour: ordinary use, then the errors.
import types, builtins
print(types.FunctionType, types.LambdaType is types.FunctionType, types.MethodType, types.BuiltinFunctionType, types.GeneratorType, types.CoroutineType, types.AsyncGeneratorType)
print(types.ModuleType, types.NoneType, types.EllipsisType, types.NotImplementedType, types.CellType, types.MappingProxyType, types.SimpleNamespace, types.TracebackType, types.FrameType, types.CodeType, types.GetSetDescriptorType, types.MemberDescriptorType, types.MethodWrapperType, types.WrapperDescriptorType, types.MethodDescriptorType, types.ClassMethodDescriptorType, types.UnionType, types.GenericAlias, types.CapsuleType)
ns = types.SimpleNamespace(a=1, b="x"); print(ns, ns == types.SimpleNamespace(a=1, b="x")); ns.c = []; print(vars(ns)); del ns.a; print(ns)
print(types.SimpleNamespace({"q": 1}, r=2))
m = types.ModuleType("m", "doc"); print(m, m.__doc__, sorted(vars(m)))
mp = types.MappingProxyType({"a": 1}); print(mp, mp["a"], dict(mp), mp | {"b": 2}, list(mp.items()), "a" in mp, len(mp), mp.copy())
try: mp["b"] = 1
except TypeError as e: print(e)
def body(ns): ns["x"] = 5; ns["f"] = lambda self: self.x
C = types.new_class("C", (), {}, body); print(C, C().f(), C.__name__, C.__module__)
class Meta(type): pass
print(types.prepare_class("D", (), {"metaclass": Meta, "k": 1})[0], types.prepare_class("D", (), {"metaclass": Meta, "k": 1})[2])
class E:
    def __mro_entries__(self, bases): return (int,)
print(types.resolve_bases((E(), str)), types.get_original_bases(type("Z", (list,), {})))
def f(a, b=2): return a + b
g = types.FunctionType(f.__code__, globals(), "g", (5,)); print(g(1), g.__name__)
print(types.MethodType(f, 3)(4), types.MethodType(f, 3).__func__ is f, types.MethodType(f,3).__self__)
class P:
    @types.DynamicClassAttribute
    def v(self): return 1
print(P().v)
@types.coroutine
def gen(): 
    r = yield 1
    return r
async def co(): return await gen()
c = co(); print(c.send(None))
try: c.send(7)
except StopIteration as e: print(e.value)
print(int | str, type(int | str), list[int], type(list[int]), isinstance(1, int | str))
print(types.CellType(3).cell_contents, (lambda: g).__closure__)
print(sorted(types.__all__)[:5], len(types.__all__))
