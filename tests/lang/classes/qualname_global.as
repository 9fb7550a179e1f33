# A class or function that its scope declares global has a global's qualified name; so has what is inside it.
import pickle


def make():
    global P, q, z

    class P:
        class Inner:
            def m(self):
                def local():
                    pass
                return local

    def q():
        pass

    async def z():
        pass

    class Local:
        pass

    return Local


print(make().__qualname__, P.__qualname__, P.Inner.__qualname__, P.Inner().m().__qualname__, q.__qualname__, z.__qualname__)
P.__module__ = "__main__"
print(type(pickle.loads(pickle.dumps(P()))) is P)


def fn():
    """doc"""


# What a function has itself comes before what is in its dictionary.
fn.__dict__.update(__name__=1, __doc__=2, __module__=3, __defaults__=4, __dict__=5, own=6)
print(fn.__name__, fn.__doc__, fn.__module__, fn.__defaults__, fn.own, sorted(fn.__dict__))
