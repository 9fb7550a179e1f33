# __getattr__, __getattribute__, __setattr__, __delattr__, __dir__.
class G:
    real = "real"

    def __getattr__(self, name):
        if name.startswith("bad"):
            raise AttributeError("no " + name)
        return "dyn " + name


g = G()
print(g.real, g.anything, g.x.upper(), hasattr(g, "bad1"), hasattr(g, "good"), getattr(g, "bad2", "dflt"))
try:
    g.bad
except AttributeError as e:
    print(e, e.name, e.obj is None)


class GA:
    def __init__(self):
        object.__setattr__(self, "v", 1)

    def __getattribute__(self, name):
        print("ga", name, end="; ")
        return object.__getattribute__(self, name)

    def method(self):
        return self.v


o = GA()
print(o.v)
print(o.method())
try:
    o.missing
except AttributeError as e:
    print(e)
print(len(o.__dict__))


class Both:
    def __getattribute__(self, name):
        if name == "direct":
            return "direct"
        raise AttributeError(name)

    def __getattr__(self, name):
        return "fallback " + name


print(Both().direct, Both().other, Both().__dict__)


class SA:
    def __setattr__(self, name, v):
        print("set", name, v)
        if name == "keep":
            self.__dict__[name] = v
        elif name == "deny":
            raise AttributeError("denied")

    def __delattr__(self, name):
        print("del", name)


s = SA()
s.a = 1
s.keep = 2
print(s.__dict__)
del s.keep, s.whatever
print(s.__dict__)
try:
    s.deny = 1
except AttributeError as e:
    print(e)
s.keep += 5
setattr(s, "via", 9)
delattr(s, "via2")


class Dir:
    def __dir__(self):
        return ["z", "a", "m"]


print(dir(Dir()))


class BadDir:
    def __dir__(self):
        return 5


try:
    dir(BadDir())
except TypeError as e:
    print(e)


class Meta(type):
    def __setattr__(cls, n, v):
        print("class set", n)
        super().__setattr__(n, v)

    def __getattribute__(cls, n):
        if n == "virtual":
            return "virtual class attr"
        return super().__getattribute__(n)

    def __delattr__(cls, n):
        print("class del", n)
        super().__delattr__(n)


class M(metaclass=Meta):
    pass


M.x = 1
print(M.x, M.virtual)
del M.x
try:
    M().virtual
except AttributeError as e:
    print(e)


class Len:
    def __getattribute__(self, n):
        print("looked up", n)
        return super().__getattribute__(n)

    def __len__(self):
        return 3


print(len(Len()), bool(Len()))
Len().__len__()


class Inst:
    pass


i = Inst()
i.__len__ = lambda: 5
try:
    len(i)
except TypeError as e:
    print(e)
print(i.__len__())
for name in ["__class__", "__doc__", "__module__", "__dict__", "__eq__", "__hash__", "__init__", "__sizeof__", "__reduce__", "__weakref__"]:
    print(name, hasattr(i, name), end="; ")
print()
try:
    setattr(i, 5, 1)
except TypeError as e:
    print(e)
setattr(i, "not an identifier", 1)
print(getattr(i, "not an identifier"), i.__dict__.keys())
try:
    object().x = 1
except AttributeError as e:
    print(e)
try:
    object.__setattr__(5, "x", 1)
except AttributeError as e:
    print(e)
try:
    int.x = 1
except TypeError as e:
    print(e)
try:
    type.__setattr__(int, "x", 1)
except TypeError as e:
    print(e)
