class D:
    def __del__(self):
        raise ValueError("in del")

    @classmethod
    def __repr__(cls):
        return "fixed"


def make():
    D()
    print("goes on")


import sys
sys.unraisablehook = lambda u: print("unraisable", type(u.exc_value).__name__, u.exc_value, u.err_msg, u.object.__name__)
make()
