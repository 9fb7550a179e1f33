# mro() of a metaclass that uses, extends and changes the class while its order is being made.
def attempt(what, action):
    try:
        print(what, action())
    except Exception as e:
        print(what, type(e).__name__, e)


class Early(type):
    done = False

    def mro(cls):
        if cls.__mro__ is None and not Early.done:
            Early.done = True
            attempt("call", lambda: cls())
            attempt("extend", lambda: type("X", (cls,), {}))
            attempt("super", lambda: super(cls, cls).missing)
            cls.__bases__ += ()
        return type.mro(cls)


class A(metaclass=Early):
    pass


print(A.__mro__)


class Deep(type):
    steps = 0

    def mro(cls):
        if cls.__mro__ is not None and cls.__name__ == "C":
            if Deep.steps < 10:
                Deep.steps += 1
                B.__bases__ += ()
        return type.mro(cls)


class B(metaclass=Deep):
    pass


class C(B):
    pass


C.__bases__ += ()
print(Deep.steps, C.__mro__)


class Cycle(type):
    def mro(cls):
        if ready:
            if cls.__name__ == "D1":
                D2.__bases__ = (D1,)
            if cls.__name__ == "D2":
                D1.__bases__ = (D2,)
        return type.mro(cls)


ready = False


class D(metaclass=Cycle):
    pass


class D1(D):
    pass


class D2(D):
    pass


ready = True
attempt("cycle", lambda: setattr(D1, "__bases__", (D,)))
