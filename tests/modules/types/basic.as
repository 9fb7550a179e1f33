# types: names, new_class, resolve_bases, DynamicClassAttribute, coroutine.
import types


def f():
    pass


def g():
    yield


async def co():
    pass


async def ag():
    yield


def cell():
    x = 1
    return lambda: x


class C:
    __slots__ = ("s",)

    def m(self):
        pass


c = co()
pairs = [(f, "FunctionType"), (lambda: 0, "LambdaType"), (g(), "GeneratorType"), (c, "CoroutineType"), (ag(), "AsyncGeneratorType"), (f.__code__, "CodeType"), (C.__dict__, "MappingProxyType"), (C().m, "MethodType"), (len, "BuiltinFunctionType"), ([].append, "BuiltinMethodType"), (object.__init__, "WrapperDescriptorType"), (object().__str__, "MethodWrapperType"), (str.join, "MethodDescriptorType"), (dict.__dict__["fromkeys"], "ClassMethodDescriptorType"), (types, "ModuleType"), (C.s, "MemberDescriptorType"), (types.FunctionType.__code__, "GetSetDescriptorType"), (cell().__closure__[0], "CellType"), (list[int], "GenericAlias"), (int | str, "UnionType"), (None, "NoneType"), (..., "EllipsisType"), (NotImplemented, "NotImplementedType"), (types.SimpleNamespace(), "SimpleNamespace")]
for obj, name in pairs:
    print(name, type(obj) is getattr(types, name), getattr(types, name).__name__)
c.close()
try:
    1 / 0
except ZeroDivisionError as e:
    print(type(e.__traceback__) is types.TracebackType, type(e.__traceback__.tb_frame) is types.FrameType)
print(sorted(types.__all__))
ns = types.SimpleNamespace(a=1, b="x")
ns.c = [ns.a]
print(ns, ns == types.SimpleNamespace(a=1, b="x", c=[1]), vars(ns))


class Meta(type):
    @classmethod
    def __prepare__(mcls, name, bases, **kw):
        print("prepare", name, [b.__name__ for b in bases], kw)
        return {"prepared": True}

    def __new__(mcls, name, bases, ns, **kw):
        return super().__new__(mcls, name, bases, dict(ns))

    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)


K = types.new_class("K", (C,), {"metaclass": Meta, "extra": 1}, lambda ns: ns.update(x=5))
print(K.__name__, K.x, K.prepared, type(K).__name__, K.__module__)
print(types.new_class("Plain").__mro__)


class Gen:
    def __mro_entries__(self, bases):
        return (list, dict)[:1]


alias = Gen()
print(types.resolve_bases((int,)) == (int,), types.resolve_bases((alias, str)), types.new_class("L", (alias,)).__orig_bases__[0] is alias)
print(types.get_original_bases(types.new_class("L", (alias,)))[0] is alias, types.get_original_bases(int))
for call in (lambda: types.get_original_bases(5), lambda: types.prepare_class("X", (type("A", (), {}, ),), {"metaclass": 5})[0], lambda: types.prepare_class("X", (K,), {"metaclass": type("M2", (type,), {})}), lambda: types.coroutine(5)):
    try:
        print(call())
    except TypeError as e:
        print(e)


class D:
    def __init__(self):
        self._v = 1

    @types.DynamicClassAttribute
    def v(self):
        "the doc"
        return self._v

    @v.setter
    def v(self, value):
        self._v = value


d = D()
d.v = 5
print(d.v)
for call in (lambda: D.v, lambda: delattr(d, "v")):
    try:
        call()
    except AttributeError as e:
        print("AttributeError", e)


@types.coroutine
def old():
    x = yield 1
    return x


async def main():
    return await old()


m = main()
print(m.send(None))
try:
    m.send("value")
except StopIteration as e:
    print(e.value)
print(types.MappingProxyType({"a": 1})["a"], types.MethodType(f, 3).__self__)
