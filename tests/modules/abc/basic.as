# abc: abstract methods, registration, hooks.
import abc
from abc import *
import collections.abc as c


class Shape(ABC):
    @abstractmethod
    def area(self): ...

    @property
    @abstractmethod
    def name(self): ...

    @classmethod
    @abstractmethod
    def make(cls): ...

    @staticmethod
    @abstractmethod
    def helper(): ...


class Half(Shape):
    def area(self):
        return 1


class Full(Half):
    name = "full"
    make = classmethod(lambda cls: cls())
    helper = staticmethod(lambda: 0)


for cls in (Shape, Half, Full):
    try:
        print(cls().area(), sorted(cls.__abstractmethods__))
    except TypeError as e:
        print(e, sorted(cls.__abstractmethods__))
print(isinstance(Full(), Shape), issubclass(Full, Shape), type(Shape), Shape.__mro__[-2:])


class One(metaclass=ABCMeta):
    @abstractmethod
    def f(self): ...


try:
    One()
except TypeError as e:
    print(e)


class V:
    pass


@One.register
class W:
    pass


print(isinstance(V(), One), isinstance(W(), One), issubclass(W, One), One in W.__mro__)
token = get_cache_token()
One.register(V)
print(isinstance(V(), One), get_cache_token() > token, One.register(int), isinstance(True, One), isinstance("s", One))
for call in (lambda: One.register(5), lambda: Shape.register(ABC), lambda: issubclass(5, One), lambda: isinstance(5, 5)):
    try:
        print(call())
    except (TypeError, RuntimeError) as e:
        print(type(e).__name__, e)


class Hook(ABC):
    @classmethod
    def __subclasshook__(cls, C):
        if cls is Hook:
            return any("quack" in b.__dict__ for b in C.__mro__)
        return NotImplemented


class Duck:
    def quack(self): ...


class SubHook(Hook):
    pass


print(isinstance(Duck(), Hook), isinstance(V(), Hook), issubclass(Duck, SubHook), issubclass(SubHook, Hook))


class Late(ABC):
    @abstractmethod
    def g(self): ...


Late.g = lambda self: "g"
try:
    Late()
except TypeError as e:
    print(e)
update_abstractmethods(Late)
print(Late().g(), Late.__abstractmethods__, update_abstractmethods(int))


class Old(ABC):
    @abstractproperty
    def p(self): ...
    @abstractclassmethod
    def c(cls): ...
    @abstractstaticmethod
    def s(): ...


try:
    Old()
except TypeError as e:
    print(e)
print(abstractmethod(lambda: 0).__isabstractmethod__, property(abstractmethod(lambda s: 0)).__isabstractmethod__, hasattr(Full.area, "__isabstractmethod__"))


class Proxy:
    def __init__(self, t):
        self.t = t

    @property
    def __class__(self):
        return type(self.t)


print(isinstance(Proxy(W()), One), isinstance(Proxy("x"), One), isinstance(Proxy([]), c.Sequence))


class Super(ABC):
    @abstractmethod
    def f(self):
        return "base"


class Impl(Super):
    def f(self):
        return super().f() + "+"


print(Impl().f(), ABC.__slots__, ABCMeta.__module__, ABC.__module__)
