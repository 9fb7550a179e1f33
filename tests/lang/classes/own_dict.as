# The __dict__ descriptor of a class, applied to instances that keep a namespace of their own.
import types


class Base:
    pass


descr = Base.__dict__["__dict__"]


class Meta(type, Base):
    pass


class WithMeta(metaclass=Meta):
    pass


class Mod(types.ModuleType, Base):
    pass


class Error(Base, Exception):
    pass


mod = Mod("spam")
mod.__dict__["egg"] = 1
mod.ham = 2
print(mod.egg, sorted(k for k in vars(mod) if not k.startswith("_")))


def attempt(what, action):
    try:
        result = action()
        print(what, sorted(result)[:2] if hasattr(result, "keys") else result)
    except Exception as e:
        print(what, type(e).__name__, e)


for name, x in (("class", WithMeta), ("error", Error("x")), ("error class", Error), ("int", 3), ("plain", Base())):
    print(name)
    attempt(" get", lambda: descr.__get__(x))
    attempt(" set", lambda: descr.__set__(x, {}))
    attempt(" delete", lambda: descr.__delete__(x))
    attempt(" assign", lambda: setattr(x, "__dict__", {"a": 1}))
    attempt(" del", lambda: delattr(x, "__dict__"))
