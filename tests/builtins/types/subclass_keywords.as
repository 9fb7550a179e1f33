# Keyword arguments reach __init__ or __new__ of a subclass of a type in C; without one they are refused.
def show(label, make):
    try:
        u = make()
        print(label, repr(u), getattr(u, "kw", "-"))
    except TypeError as e:
        print(label, type(e).__name__, e)


class InitList(list):
    def __init__(self, items, kw=None):
        super().__init__(items)
        self.kw = kw


class NewList(list):
    def __new__(cls, items, kw=None):
        self = super().__new__(cls, items)
        self.kw = kw
        return self


class PlainList(list): pass
class PlainTuple(tuple): pass
class PlainFloat(float): pass
class PlainSet(set): pass
class PlainFrozen(frozenset): pass
class PlainMap(map): pass


class InitTuple(tuple):
    def __init__(self, items, kw=None):
        self.kw = kw


class InitFloat(float):
    def __init__(self, value, kw=None):
        self.kw = kw


class NewFloat(float):
    def __new__(cls, value, kw=None):
        self = super().__new__(cls, value)
        self.kw = kw
        return self


class InitSet(set):
    def __init__(self, items, kw=None):
        super().__init__(items)
        self.kw = kw


class InitFrozen(frozenset):
    def __init__(self, items, kw=None):
        self.kw = kw


show("list init", lambda: InitList([1, 2], kw=5))
show("list new", lambda: NewList([1, 2], kw=6))
show("list", lambda: PlainList(sequence=()))
show("tuple", lambda: PlainTuple(sequence=()))
show("tuple init", lambda: InitTuple([1], kw=3))
show("float", lambda: PlainFloat(x=0))
show("float init", lambda: InitFloat(1, kw=3))
show("float new", lambda: NewFloat(1, kw=4))
show("set", lambda: PlainSet(items=()))
show("set init", lambda: InitSet([1], kw=3))
show("frozenset", lambda: PlainFrozen(items=()))
show("frozenset init", lambda: InitFrozen([1], kw=3))
show("map", lambda: PlainMap(func=abs))
