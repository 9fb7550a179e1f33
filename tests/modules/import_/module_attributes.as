# What a module has: names, dir(), __getattr__ and __dir__ of a module, deletion, annotations, __main__.
import sys
import math
print(__name__, __doc__, __package__, __annotations__ if "__annotations__" in globals() else "none")
print(math.__name__, type(math), math.__doc__ is not None, "sqrt" in dir(math))
me = sys.modules["__main__"]
me.planted = 3
print(planted, vars(me) is globals(), me.__dict__ is globals())
del me.planted
try:
    planted
except NameError as e:
    print(e)
try:
    math.nothing
except AttributeError as e:
    print(e, e.name, e.obj is math)
try:
    me.sys_
except AttributeError as e:
    print(e)
try:
    del me.nothing
except AttributeError as e:
    print(type(e).__name__)


def __getattr__(name):
    return "from __getattr__: " + name


def __dir__():
    return ["one", "two"]


print(me.anything, dir(me))


x: int = 1
print(__annotations__)
try:
    type(sys)()
except TypeError as e:
    print(e)
print(repr(type(sys)("empty")), sorted(vars(type(sys)("empty"))))
