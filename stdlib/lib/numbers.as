# SPDX-License-Identifier: MIT
"""The numeric tower, as classes to be derived from or registered with: Number > Complex > Real > Rational > Integral.

What a class leaves to those below it is a list of names and parameters; what follows from that is written out.
"""
import abc

__all__ = ["Number", "Complex", "Real", "Rational", "Integral"]


def _missing(*operands):
    # The methods of one signature each need a function of their own: they are renamed by whoever calls this.
    if operands == ("self",):
        def required(self):
            raise NotImplementedError
    elif operands == ("self", "exponent", "modulus"):
        def required(self, exponent, modulus=None):
            raise NotImplementedError
    elif operands == ("self", "ndigits"):
        def required(self, ndigits=None):
            raise NotImplementedError
    else:
        def required(self, other):
            raise NotImplementedError
    return required


def _leaves_open(unary="", binary="", properties="", **others):
    """A class decorator: the class gets abstract methods of these names."""
    signatures = {name: ("self",) for name in (unary + " " + properties).split()}
    signatures |= {name: ("self", "other") for name in binary.split()}
    signatures |= others
    attributes = set(properties.split())

    def complete(cls):
        for name, operands in signatures.items():
            method = _missing(*operands)
            method.__name__, method.__qualname__ = name, f"{cls.__qualname__}.{name}"
            method = abc.abstractmethod(method)
            setattr(cls, name, property(method) if name in attributes else method)
        return abc.update_abstractmethods(cls)

    return complete


class Number(metaclass=abc.ABCMeta):
    """Is this a number of any kind? isinstance(x, Number) answers."""
    __slots__ = ()
    __hash__ = None  # each kind of number says itself how it is hashed


@_leaves_open(unary="__complex__ __neg__ __pos__ __abs__ conjugate", properties="real imag",
              binary="__add__ __radd__ __mul__ __rmul__ __truediv__ __rtruediv__ __pow__ __rpow__ __eq__")
class Complex(Number):
    """Numbers with a real and an imaginary part: they add, multiply, divide, and have no order."""
    __slots__ = ()

    def __sub__(self, other):
        negated = -other
        return self + negated

    def __rsub__(self, other):
        negated = -self
        return negated + other

    def __bool__(self):
        return not self == 0


@_leaves_open(unary="__float__ __trunc__ __floor__ __ceil__", __round__=("self", "ndigits"),
              binary="__floordiv__ __rfloordiv__ __mod__ __rmod__ __lt__ __le__")
class Real(Complex):
    """Complex numbers on the real line: ordered, rounded, divided with a remainder."""
    __slots__ = ()

    real = property(lambda self: +self, doc="the number itself")
    imag = property(lambda self: 0, doc="nothing")

    def conjugate(self):
        """The number itself, which has no imaginary part to negate."""
        return +self

    def __complex__(self):
        x = float(self)
        return complex(x)

    def __divmod__(self, other):
        quotient = self // other
        return quotient, self % other

    def __rdivmod__(self, other):
        quotient = other // self
        return quotient, other % self


@_leaves_open(properties="numerator denominator")
class Rational(Real):
    """Real numbers that are a quotient of two integers, in lowest terms."""
    __slots__ = ()

    def __float__(self):
        above, below = int(self.numerator), int(self.denominator)
        return above / below


@_leaves_open(unary="__int__ __invert__", __pow__=("self", "exponent", "modulus"),
              binary="__lshift__ __rlshift__ __rshift__ __rrshift__ __and__ __rand__ __xor__ __rxor__ __or__ __ror__")
class Integral(Rational):
    """Whole numbers: they have bits, and serve as indices."""
    __slots__ = ()

    numerator = property(lambda self: +self, doc="the number itself")
    denominator = property(lambda self: 1, doc="one")

    def __index__(self):
        return int(self)

    def __float__(self):
        return float(self.__index__())


for _kind, _type in (Complex, complex), (Real, float), (Integral, int):
    _kind.register(_type)
del _kind, _type
