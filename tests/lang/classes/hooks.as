# __init_subclass__, __set_name__, __class_getitem__, __instancecheck__, __subclasscheck__.
class Plugin:
    registry = []

    def __init_subclass__(cls, /, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag
        Plugin.registry.append((cls.__name__, tag))


class P1(Plugin, tag="one"): pass
class P2(P1): pass
class P3(Plugin, tag="three"): x = 1


print(Plugin.registry, P2.tag)
try:
    class P4(Plugin, bogus=1): pass
except TypeError as e:
    print(e)


class Named:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)
        self.name = name

    def __get__(self, obj, cls=None):
        return f"value of {self.name}"


shared = Named()


class Holder:
    first = Named()
    second = shared
    third = shared


print(Holder().first, Holder.second)
Holder.late = Named()
try:
    Holder.late
except AttributeError as e:
    print(e)


class BadName:
    def __set_name__(self, owner, name):
        raise ValueError("bad name")


try:
    class UsesBad:
        attr = BadName()
except ValueError as e:
    print(type(e).__name__, e, e.__notes__)


class Gen:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item}]"


class SubGen(Gen):
    pass


print(Gen[int], SubGen[1, 2], Gen[()], Gen[1:2])
try:
    Gen()[0]
except TypeError as e:
    print(e)
try:
    Holder[int]
except TypeError as e:
    print(e)


class DuckMeta(type):
    def __instancecheck__(cls, obj):
        print("instancecheck", end=" ")
        return hasattr(obj, "quack")

    def __subclasscheck__(cls, sub):
        print("subclasscheck", end=" ")
        return hasattr(sub, "quack")


class Duck(metaclass=DuckMeta):
    pass


class Robot:
    def quack(self): pass


print(isinstance(Robot(), Duck), isinstance(5, Duck), issubclass(Robot, Duck), issubclass(int, Duck), isinstance(Robot(), (int, Duck)))
print(isinstance(Duck(), Duck), isinstance(5, (str, (bytes, (int,)))), isinstance(True, int), issubclass(bool, (str, int)))
print(isinstance(5, int | str), isinstance(None, int | None), issubclass(bool, int | str), isinstance([], list | int))
for text in ["isinstance(1, list[int])", "isinstance(1, 'int')", "isinstance(1, (int, 5))", "isinstance('a', (int, 5))", "issubclass(1, int)", "isinstance(1, [int])", "isinstance([], int | list[int])"]:
    try:
        print(text, eval(text))
    except TypeError as e:
        print(text, "->", e)


class Fake:
    @property
    def __class__(self):
        return int


f = Fake()
print(isinstance(f, int), type(f).__name__, isinstance(f, Fake), f.__class__)


class Bases:
    __bases__ = (int,)


print(issubclass(Bases(), int), isinstance(5, Bases)) if 0 else None


class Del:
    def __init_subclass__(cls):
        raise RuntimeError("no subclass " + cls.__name__)


try:
    class Never(Del): pass
except RuntimeError as e:
    print(e)
print(Del.__subclasses__())


class Order(type):
    def __new__(m, n, b, ns):
        print("meta new start")
        c = super().__new__(m, n, b, ns)
        print("meta new end")
        return c


class Base2(metaclass=Order):
    def __init_subclass__(cls):
        print("init_subclass")


class Derived(Base2):
    n = Named()
