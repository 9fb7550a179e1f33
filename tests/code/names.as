x = 1
def outer(a):
    global x
    n = a
    def inner():
        nonlocal n
        n += x
        y = n
        return a
    return inner

def deleted():
    try:
        pass
    except E as e:
        pass
    return e
import a.b.c as d, e.f
from . import g as h
from m import *
