"""Module docstring."""
print(__doc__)


def f():
    """One line."""


def g():
    """Multi
    line indented
        deeper

    end
    """


def h():
    "a" "b"


def i():
    f"not {1} a docstring"


def j():
    b"bytes"


def k():
    """doc"""
    """second string"""


def l():
    x = 1
    "not first"


def m(): "one-liner"


def n():
    r"""raw \n doc"""


def o():
    ("parenthesised")


def p():
    "a" + "b"


class C:
    """Class doc
       indented more
    text
    """

    def method(self):
        """Method doc."""

    @property
    def prop(self):
        """Prop doc."""

    attr = 1
    """attribute string is not kept"""


class D(C):
    pass


class E:
    __doc__ = "assigned"


class F:
    "real"
    __doc__ = "overrides"


for fn in (f, g, h, i, j, k, l, m, n, o, p):
    print(fn.__name__, repr(fn.__doc__))
print(repr(C.__doc__), C.method.__doc__, C.prop.__doc__, D.__doc__, E.__doc__, F.__doc__)
C.__doc__ = "changed"
f.__doc__ = "changed f"
print(C.__doc__, f.__doc__, (lambda: "x").__doc__)
try:
    int.__doc__ = "x"
except TypeError as e:
    print(e)
try:
    C.prop.__doc__ = "new prop doc"
    print(C.prop.__doc__)
except AttributeError as e:
    print(e)
print(C().__doc__, D().__doc__, type(C.__doc__).__name__, D.method.__doc__)


async def co():
    """coroutine doc"""


def gen():
    """gen doc"""
    yield


print(co.__doc__, gen.__doc__, gen().__name__)
__doc__ = "rebound"
print(__doc__)
