# SPDX-License-Identifier: MIT
"""Decimal floating point of any precision, by the General Decimal Arithmetic Specification.

A number is a sign, a coefficient (an int) and an exponent; of special ones the exponent is "F" (infinity), "n" or "N" (not a number, quiet
or signaling, its payload in the coefficient). Operations compute exactly, or with some digits to spare, and end in _fix(), which
rounds to the context and raises its signals.
"""
import math
import numbers
import re
import sys
from collections import namedtuple
from contextvars import ContextVar

from _decimal_signals import *
from _decimal_signals import _ROUNDINGS
from _decimal_ints import digits_of, exp_digits, int_of, length, log_digits, nth_root, round_off

__all__ = ["Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext", "ExtendedContext", "DecimalException", "Clamped",
           "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal", "Overflow", "Underflow", "FloatOperation",
           "DivisionImpossible", "InvalidContext", "ConversionSyntax", "DivisionUndefined", "ROUND_DOWN", "ROUND_HALF_UP",
           "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP", "setcontext", "getcontext",
           "localcontext", "MAX_PREC", "MAX_EMAX", "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS", "HAVE_CONTEXTVAR"]

__version__ = "1.70"
__libmpdec_version__ = "2.4.2"

DecimalTuple = namedtuple("DecimalTuple", "sign digits exponent", module="decimal")


_TEXT = re.compile(r"(?P<sign>[-+])?(?:(?=\d|\.\d)(?P<int>\d*)(?:\.(?P<frac>\d*))?(?:E(?P<exp>[-+]?\d+))?|Inf(?:inity)?"
                   r"|(?P<signal>s)?NaN(?P<payload>\d*))", re.IGNORECASE)


def _make(sign, coefficient, exponent):
    made = object.__new__(Decimal)
    made._sign, made._int, made._exp = sign, coefficient, exponent
    return made


def _context(context):
    if context is None:
        return getcontext()
    if not isinstance(context, Context):
        raise TypeError("optional argument must be a context")
    return context


def _operand(other):
    """A Decimal of an int, or NotImplemented."""
    if isinstance(other, Decimal):
        return other
    return _make(int(other < 0), abs(int(other)), 0) if isinstance(other, int) else NotImplemented


def _operand_or_error(other):
    other = _operand(other)
    if other is NotImplemented:
        raise TypeError("conversion from argument to Decimal is not supported")
    return other


def _parse(text):
    """(sign, coefficient, exponent) of a text, or None."""
    match = _TEXT.fullmatch(text.strip().replace("_", ""))
    if match is None:
        return None
    sign = int(match["sign"] == "-")
    if match["int"] is not None:
        frac = match["frac"] or ""
        return sign, int_of((match["int"] + frac) or "0"), _exponent_of(match["exp"]) - len(frac)
    if match["payload"] is not None:
        return sign, int_of(match["payload"] or "0"), "N" if match["signal"] else "n"
    return sign, 0, "F"


def _exponent_of(text):
    if not text:
        return 0
    sign = -1 if text[0] == "-" else 1
    return sign * min(int_of(text.lstrip("+-")), 10 ** 21)  # beyond any context: an overflow or an underflow


def _of_tuple(value):
    if len(value) != 3:
        raise ValueError("argument must be a sequence of length 3")
    sign, digits, exponent = value
    if not isinstance(sign, int) or sign not in (0, 1):
        raise ValueError("sign must be an integer with the value 0 or 1")
    if exponent == "F":
        return sign, 0, "F"
    if exponent not in ("n", "N") and not isinstance(exponent, int):
        raise ValueError("string argument in the third position must be 'F', 'n' or 'N'" if isinstance(exponent, str) else
                         "exponent must be an integer")
    if any(not isinstance(digit, int) or not 0 <= digit <= 9 for digit in digits):
        raise ValueError("coefficient must be a tuple of digits")
    return sign, int_of("".join(map(str, digits)) or "0"), exponent


class Decimal:
    """A decimal number: of a text, an int, a float (exactly), another Decimal, or (sign, digits, exponent)."""
    __slots__ = ("_sign", "_int", "_exp")

    def __new__(cls, value="0", context=None):
        self = object.__new__(cls)
        if isinstance(value, str):
            parts = _parse(value)
            if parts is None:
                made = _context(context)._raise(ConversionSyntax)
                parts = made._sign, made._int, made._exp
        elif isinstance(value, Decimal):
            parts = value._sign, value._int, value._exp
        elif isinstance(value, int):
            parts = int(value < 0), abs(int(value)), 0
        elif isinstance(value, (list, tuple)):
            parts = _of_tuple(value)
        elif isinstance(value, float):
            _context(context)._raise(FloatOperation)
            made = Decimal.from_float(value)
            parts = made._sign, made._int, made._exp
        else:
            raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
        self._sign, self._int, self._exp = parts
        if not isinstance(self._exp, str) and (self._exp < MIN_ETINY or self.adjusted() > MAX_EMAX):
            made = _context(context)._raise(InvalidOperation)
            self._sign, self._int, self._exp = made._sign, made._int, made._exp
        return self

    @classmethod
    def from_float(cls, f):
        """The exact value of a float or int."""
        if isinstance(f, int):
            made = _make(int(f < 0), abs(int(f)), 0)
        elif not isinstance(f, float):
            raise TypeError("argument must be int or float")
        elif not math.isfinite(f):
            made = Decimal(repr(f))
        else:
            n, d = abs(f).as_integer_ratio()
            k = d.bit_length() - 1
            made = _make(int(math.copysign(1.0, f) < 0), n * 5 ** k, -k)
        return made if cls is Decimal else cls(made)

    # -- what it is

    @property
    def _special(self):
        return isinstance(self._exp, str)

    def _nan(self):
        return self._exp == "n" or self._exp == "N"

    def is_nan(self):
        """Whether it is no number."""
        return self._nan()

    def is_qnan(self):
        """Whether it is a quiet NaN."""
        return self._exp == "n"

    def is_snan(self):
        """Whether it is a signaling NaN."""
        return self._exp == "N"

    def is_infinite(self):
        """Whether it is infinite."""
        return self._exp == "F"

    def is_finite(self):
        """Whether it is neither infinite nor NaN."""
        return not self._special

    def is_signed(self):
        """Whether it has the negative sign."""
        return self._sign == 1

    def is_zero(self):
        """Whether it is 0 or -0."""
        return not self._special and not self._int

    def is_canonical(self):
        """True."""
        return True

    def is_normal(self, context=None):
        """Whether it is finite, not zero, and not subnormal."""
        return not self._special and bool(self._int) and _context(context).Emin <= self.adjusted()

    def is_subnormal(self, context=None):
        """Whether it is finite, not zero, and its exponent below Emin."""
        return not self._special and bool(self._int) and self.adjusted() < _context(context).Emin

    def number_class(self, context=None):
        """The kind of number, as a text such as "+Normal"."""
        if self._nan():
            return "sNaN" if self._exp == "N" else "NaN"
        sign = "-" if self._sign else "+"
        if self._exp == "F":
            return sign + "Infinity"
        return sign + ("Zero" if not self._int else "Subnormal" if self.is_subnormal(context) else "Normal")

    def adjusted(self):
        """The exponent of the first digit; 0 for special numbers."""
        return 0 if self._special else self._exp + length(self._int) - 1

    def as_tuple(self):
        """(sign, digits, exponent)"""
        return DecimalTuple(self._sign, () if self._nan() and not self._int else tuple(map(int, digits_of(self._int))), self._exp)

    def as_integer_ratio(self):
        """(numerator, denominator) in lowest terms."""
        if self._exp == "F":
            raise OverflowError("cannot convert Infinity to integer ratio")
        if self._special:
            raise ValueError("cannot convert NaN to integer ratio")
        n, d = self._int, 1
        if self._exp >= 0:
            n *= 10 ** self._exp
        elif n:
            d = 10 ** -self._exp
            g = math.gcd(n, d)
            n, d = n // g, d // g
        return -n if self._sign else n, d

    def radix(self):
        """10"""
        return Decimal(10)

    def canonical(self):
        """The number itself."""
        return self

    def conjugate(self):
        """The number itself."""
        return self

    @property
    def real(self):
        return self

    @property
    def imag(self):
        return Decimal(0)

    def __reduce__(self):
        return self.__class__, (str(self),)

    def __copy__(self):
        return self if type(self) is Decimal else self.__class__(str(self))

    def __deepcopy__(self, memo):
        return self.__copy__()

    def __bool__(self):
        return self._special or bool(self._int)

    # -- texts

    def __repr__(self):
        return f"Decimal('{self}')"

    def __str__(self, eng=False, context=None):
        sign = "-" if self._sign else ""
        if self._special:
            if self._exp == "F":
                return sign + "Infinity"
            return sign + ("NaN" if self._exp == "n" else "sNaN") + (digits_of(self._int) if self._int else "")
        digits = digits_of(self._int)
        left = self._exp + len(digits)  # where the point is, from the first digit
        if self._exp <= 0 and left > -6:
            point = left
        elif not eng:
            point = 1
        elif not self._int:
            point = (left + 1) % 3 - 1
        else:
            point = (left - 1) % 3 + 1
        if point <= 0:
            text = "0." + "0" * -point + digits
        elif point >= len(digits):
            text = digits + "0" * (point - len(digits))
        else:
            text = digits[:point] + "." + digits[point:]
        if left == point:
            return sign + text
        return f"{sign}{text}{'E' if _context(context).capitals else 'e'}{left - point:+d}"

    def to_eng_string(self, context=None):
        """The text with an exponent that is a multiple of three."""
        return self.__str__(eng=True, context=context)

    def __format__(self, spec, context=None):
        from _decimal_format import format_decimal
        return format_decimal(self, spec, _context(context))

    # -- NaNs

    def _check_nans(self, other=None, context=None):
        """The result where an operand is NaN, else None; a signaling one raises InvalidOperation."""
        mine, theirs = self._special and self._nan(), other is not None and other._special and other._nan()
        if not mine and not theirs:
            return None
        context = _context(context)
        for number, is_nan in (self, mine), (other, theirs):
            if is_nan and number._exp == "N":
                return context._raise(InvalidOperation, number)
        return (self if mine else other)._fix_nan(context)

    def _fix_nan(self, context):
        room = context.prec - context.clamp
        if self._int and length(self._int) > room:
            return _make(self._sign, self._int % 10 ** room, self._exp)
        return self if type(self) is Decimal else _make(self._sign, self._int, self._exp)

    def _no_nan_compare(self, other, context):
        """For <, <= and so on: True if they are not ordered."""
        if self._special or other._special:
            for number in self, other:
                if number._exp == "N":
                    context._raise(InvalidOperation, self)
                    return True
            for number in self, other:
                if number._exp == "n":
                    context._raise(InvalidOperation, self)
                    return True
        return False

    # -- rounding to a context

    def _fix(self, context):
        if self._special:
            return self._fix_nan(context) if self._nan() else _make(self._sign, 0, "F")
        etiny, etop = context.Etiny(), context.Etop()
        n, e = self._int, self._exp
        if not n:
            fitting = min(max(e, etiny), etop if context.clamp else context.Emax)
            if fitting != e:
                context._raise(Clamped)
            return _make(self._sign, 0, fitting)
        size = length(n)
        least = size + e - context.prec  # the exponent that a coefficient of full length has
        if least > etop:
            return self._overflow(context)
        subnormal = least < etiny
        least = max(least, etiny)
        if e < least:
            return self._rounded(context, n, e, size, least, subnormal)
        if subnormal:
            context._raise(Subnormal)
        if context.clamp and e > etop:
            context._raise(Clamped)
            return _make(self._sign, n * 10 ** (e - etop), etop)
        return self if type(self) is Decimal else _make(self._sign, n, e)

    def _rounded(self, context, n, e, size, least, subnormal):
        drop = least - e
        if drop > size:  # far too small: any digit behind the last one does
            n, drop = 1, 2
        n, changed = round_off(n, drop, self._sign, context.rounding)
        if length(n) > context.prec:
            n, least = n // 10, least + 1
        result = self._overflow(context) if least > context.Etop() else _make(self._sign, n, least)
        if changed and subnormal:
            context._raise(Underflow)
        if subnormal:
            context._raise(Subnormal)
        if changed:
            context._raise(Inexact)
        context._raise(Rounded)
        if not result:
            context._raise(Clamped)
        return result

    def _overflow(self, context):
        result = context._raise(Overflow, None, self._sign)
        context._raise(Inexact)
        context._raise(Rounded)
        return result

    def _to_exponent(self, exponent, rounding):
        """A finite number with that exponent."""
        if not self._int:
            return _make(self._sign, 0, exponent)
        if self._exp >= exponent:
            return _make(self._sign, self._int * 10 ** (self._exp - exponent), exponent)
        drop = exponent - self._exp
        n, size = self._int, length(self._int)
        if drop > size:
            n, drop = 1, 2
        return _make(self._sign, round_off(n, drop, self._sign, rounding)[0], exponent)

    # -- comparing

    def _cmp(self, other):
        """-1, 0 or 1 of two that are not NaN."""
        if self._special or other._special:
            mine = (-1 if self._sign else 1) if self._exp == "F" else 0
            theirs = (-1 if other._sign else 1) if other._exp == "F" else 0
            return (mine > theirs) - (mine < theirs)
        if not self._int or not other._int:
            mine = 0 if not self._int else -1 if self._sign else 1
            theirs = 0 if not other._int else -1 if other._sign else 1
            return (mine > theirs) - (mine < theirs)
        if self._sign != other._sign:
            return -1 if self._sign else 1
        sign = -1 if self._sign else 1
        a, b = self.adjusted(), other.adjusted()
        if a == b:
            shift = self._exp - other._exp
            a, b = self._int * 10 ** max(shift, 0), other._int * 10 ** max(-shift, 0)
        return sign * ((a > b) - (a < b))

    def _comparable(self, other, equality=False):
        """The other number for a comparison, exactly; floats are compared by value."""
        if isinstance(other, numbers.Rational) and not isinstance(other, int):
            return _make(self._sign, self._int * other.denominator, self._exp) if not self._special else self, Decimal(other.numerator)
        if equality and isinstance(other, numbers.Complex) and not isinstance(other, numbers.Real) and other.imag == 0:
            other = other.real
        if isinstance(other, float):
            context = getcontext()
            if equality:
                context.flags[FloatOperation] = True
            else:
                context._raise(FloatOperation)
            return self, Decimal.from_float(other)
        return self, _operand(other)

    def __eq__(self, other):
        a, b = self._comparable(other, equality=True)
        if b is NotImplemented:
            return b
        if a._special and a._nan() or b._special and b._nan():
            a._check_nans(b)
            return False
        return a._cmp(b) == 0

    def _order(self, other, test):
        a, b = self._comparable(other)
        if b is NotImplemented:
            return b
        return False if a._no_nan_compare(b, getcontext()) else test(a._cmp(b))

    def __lt__(self, other):
        return self._order(other, lambda c: c < 0)

    def __le__(self, other):
        return self._order(other, lambda c: c <= 0)

    def __gt__(self, other):
        return self._order(other, lambda c: c > 0)

    def __ge__(self, other):
        return self._order(other, lambda c: c >= 0)

    def compare(self, other, context=None):
        """-1, 0 or 1 as a Decimal, or NaN."""
        other = _operand_or_error(other)
        nan = self._check_nans(other, context)
        return Decimal(self._cmp(other)) if nan is None else nan

    def compare_signal(self, other, context=None):
        """compare(), where every NaN signals."""
        other, context = _operand_or_error(other), _context(context)
        for number in (self, other):
            if number._exp == "N":
                return context._raise(InvalidOperation, number)
        for number in (self, other):
            if number._exp == "n":
                return context._raise(InvalidOperation, number)
        return self.compare(other, context)

    def _total_key(self):
        return {"N": 2, "n": 3, "F": 1}.get(self._exp, 0)

    def compare_total(self, other, context=None):
        """-1, 0 or 1 in an order in which every two different representations differ, NaNs too."""
        other = _operand_or_error(other)
        if self._sign != other._sign:
            return Decimal(-1 if self._sign else 1)
        sign = -1 if self._sign else 1
        a, b = self._total_key(), other._total_key()
        if a != b:
            return Decimal(sign * (1 if a > b else -1))
        if a >= 2:
            a, b = self._int, other._int
        else:
            found = self._cmp(other)
            if found or a:
                return Decimal(found)
            a, b = self._exp, other._exp
        return Decimal(sign * ((a > b) - (a < b)))

    def compare_total_mag(self, other, context=None):
        """compare_total() without the signs."""
        return self.copy_abs().compare_total(_operand_or_error(other).copy_abs())

    def same_quantum(self, other, context=None):
        """Whether both have the same exponent, or are both infinite, or both NaN."""
        other = _operand_or_error(other)
        if self._special or other._special:
            return self._nan() and other._nan() or self._exp == other._exp == "F"
        return self._exp == other._exp

    def __hash__(self):
        if self._special:
            if self._exp == "N":
                raise TypeError("Cannot hash a signaling NaN value")
            return object.__hash__(self) if self._exp == "n" else -314159 if self._sign else 314159
        modulus = sys.hash_info.modulus
        power = pow(10, self._exp, modulus) if self._exp >= 0 else pow(pow(10, -1, modulus), -self._exp, modulus)
        value = self._int * power % modulus
        value = -value if self._sign else value
        return -2 if value == -1 else value

    # -- sign

    def copy_abs(self):
        """The absolute value, NaN or not; no signals."""
        return _make(0, self._int, self._exp)

    def copy_negate(self):
        """The opposite, NaN or not; no signals."""
        return _make(1 - self._sign, self._int, self._exp)

    def copy_sign(self, other, context=None):
        """This number with the sign of the other."""
        return _make(_operand_or_error(other)._sign, self._int, self._exp)

    def __neg__(self, context=None):
        context = _context(context)
        nan = self._check_nans(context=context)
        if nan is not None:
            return nan
        positive = not self and context.rounding != ROUND_FLOOR
        return (self.copy_abs() if positive else self.copy_negate())._fix(context)

    def __pos__(self, context=None):
        context = _context(context)
        nan = self._check_nans(context=context)
        if nan is not None:
            return nan
        return (self.copy_abs() if not self and context.rounding != ROUND_FLOOR else self)._fix(context)

    def __abs__(self, round=True, context=None):
        if not round:
            return self.copy_abs()
        return self.__neg__(context) if self._sign else self.__pos__(context)

    # -- arithmetic

    def __add__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = _context(context)
        if self._special or other._special:
            nan = self._check_nans(other, context)
            if nan is not None:
                return nan
            if self._exp == "F":
                return context._raise(InvalidOperation) if other._exp == "F" and self._sign != other._sign else _make(self._sign, 0, "F")
            return _make(other._sign, 0, "F")
        return self._sum(other, context)._fix(context)

    def _sum(self, other, context):
        """The exact sum of finite numbers, or one that is rounded to the context in the same way."""
        exponent = min(self._exp, other._exp)
        if not self._int and not other._int:
            sign = self._sign if self._sign == other._sign else int(context.rounding == ROUND_FLOOR)
            return _make(sign, 0, exponent)
        for zero, number in (self, other), (other, self):
            if not zero._int:
                return number._to_exponent(max(exponent, number._exp - context.prec - 1), context.rounding)
        a, b = (self, other) if self.adjusted() >= other.adjusted() else (other, self)
        # What lies far below the last digit counts as one in a place that decides nothing else.
        limit = a.adjusted() - context.prec - 2 + min(0, a._exp - a.adjusted() + context.prec - 1)
        if b.adjusted() < min(limit, a._exp - 2):
            low = min(limit, a._exp - 2)
            b = _make(b._sign, 1, low)
        exponent = min(a._exp, b._exp)
        x = a._int * 10 ** (a._exp - exponent)
        y = b._int * 10 ** (b._exp - exponent)
        total = (-x if a._sign else x) + (-y if b._sign else y)
        if not total:
            return _make(int(context.rounding == ROUND_FLOOR), 0, exponent)
        return _make(int(total < 0), abs(total), exponent)

    __radd__ = __add__

    def __sub__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        nan = self._check_nans(other, context) if self._special or other._special else None
        return self.__add__(other.copy_negate(), context) if nan is None else nan

    def __rsub__(self, other, context=None):
        other = _operand(other)
        return other if other is NotImplemented else other.__sub__(self, context)

    def __mul__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context, sign = _context(context), self._sign ^ other._sign
        if self._special or other._special:
            nan = self._check_nans(other, context)
            if nan is not None:
                return nan
            return _make(sign, 0, "F") if self and other else context._raise(InvalidOperation)
        return _make(sign, self._int * other._int, self._exp + other._exp)._fix(context)

    __rmul__ = __mul__

    def __truediv__(self, other, context=None):
        other = _operand(other)
        if other is NotImplemented:
            return other
        context, sign = _context(context), self._sign ^ other._sign
        if self._special or other._special:
            nan = self._check_nans(other, context)
            if nan is not None:
                return nan
            if self._exp == "F":
                return context._raise(InvalidOperation) if other._exp == "F" else _make(sign, 0, "F")
            context._raise(Clamped)
            return _make(sign, 0, context.Etiny())
        if not other._int:
            return context._raise(DivisionByZero, None, sign) if self._int else context._raise(DivisionUndefined)
        ideal = self._exp - other._exp
        if not self._int:
            return _make(sign, 0, ideal)._fix(context)
        shift = length(other._int) - length(self._int) + context.prec + 1
        exponent = ideal - shift
        q, rest = divmod(self._int * 10 ** max(shift, 0), other._int * 10 ** max(-shift, 0))
        if rest:
            q += q % 5 == 0  # a digit behind the last one that says "not exact", and decides nothing else
        else:
            while exponent < ideal and q % 10 == 0:
                q, exponent = q // 10, exponent + 1
        return _make(sign, q, exponent)._fix(context)

    def __rtruediv__(self, other, context=None):
        other = _operand(other)
        return other if other is NotImplemented else other.__truediv__(self, context)

    def _divide(self, other, context):
        """(the whole part of the quotient, the remainder), neither rounded; the operands are numbers, other is not zero."""
        sign = self._sign ^ other._sign
        ideal = self._exp if other._exp == "F" else min(self._exp, other._exp)
        if not self._int or other._exp == "F" or self.adjusted() - other.adjusted() <= -2:
            return _make(sign, 0, 0), self._to_exponent(ideal, context.rounding) if ideal < self._exp else self
        if self.adjusted() - other.adjusted() <= context.prec:
            q, r = divmod(self._int * 10 ** max(0, self._exp - other._exp), other._int * 10 ** max(0, other._exp - self._exp))
            if length(q) <= context.prec:
                return _make(sign, q, 0), _make(self._sign, r, ideal)
        nan = context._raise(DivisionImpossible)
        return nan, nan

    def _whole_division(self, other, context, want):
        """What // (0), % (1) and divmod (2) have in common."""
        other = _operand(other)
        if other is NotImplemented:
            return other
        context = _context(context)
        nan = self._check_nans(other, context) if self._special or other._special else None
        if nan is not None:
            return (nan, nan) if want == 2 else nan
        sign = self._sign ^ other._sign
        if self._exp == "F":
            invalid = lambda: context._raise(InvalidOperation)
            if want == 1:
                return invalid()
            whole = invalid() if other._exp == "F" else _make(sign, 0, "F")
            return whole if want == 0 else (whole, whole if other._exp == "F" else invalid())
        if not other:
            if not self:
                nan = context._raise(DivisionUndefined)
                return (nan, nan) if want == 2 else nan
            if want == 1:
                return context._raise(InvalidOperation)
            if want == 0:
                return context._raise(DivisionByZero, None, sign)
            context.flags[DivisionByZero] = True
            return _make(sign, 0, "F"), context._raise([InvalidOperation, DivisionByZero])
        whole, rest = self._divide(other, context)
        if not rest._special:
            rest = rest._fix(context) if want else rest
        return whole if want == 0 else rest if want == 1 else (whole, rest)

    def __floordiv__(self, other, context=None):
        return self._whole_division(other, context, 0)

    def __mod__(self, other, context=None):
        return self._whole_division(other, context, 1)

    def __divmod__(self, other, context=None):
        return self._whole_division(other, context, 2)

    def __rfloordiv__(self, other, context=None):
        other = _operand(other)
        return other if other is NotImplemented else other.__floordiv__(self, context)

    def __rmod__(self, other, context=None):
        other = _operand(other)
        return other if other is NotImplemented else other.__mod__(self, context)

    def __rdivmod__(self, other, context=None):
        other = _operand(other)
        return other if other is NotImplemented else other.__divmod__(self, context)

    def remainder_near(self, other, context=None):
        """What is left of self when the nearest multiple of other is taken off."""
        other, context = _operand_or_error(other), _context(context)
        nan = self._check_nans(other, context)
        if nan is not None:
            return nan
        if self._exp == "F" or not other:
            return context._raise(InvalidOperation if self or self._exp == "F" else DivisionUndefined)
        if other._exp == "F":
            return self._fix(context)
        ideal = min(self._exp, other._exp)
        if not self._int:
            return _make(self._sign, 0, ideal)._fix(context)
        if self.adjusted() - other.adjusted() > context.prec + 1:
            return context._raise(DivisionImpossible)
        if self.adjusted() - other.adjusted() <= -2:
            return self._to_exponent(ideal, context.rounding)._fix(context)
        a, b = self._int * 10 ** max(0, self._exp - other._exp), other._int * 10 ** max(0, other._exp - self._exp)
        q, r = divmod(a, b)
        sign = self._sign
        if 2 * r + (q & 1) > b:
            r, q = r - b, q + 1
        if length(q) > context.prec:
            return context._raise(DivisionImpossible)
        return _make(1 - sign if r < 0 else sign, abs(r), ideal)._fix(context)

    def fma(self, other, third, context=None):
        """self * other + third, rounded once."""
        other, third, context = _operand_or_error(other), _operand_or_error(third), _context(context)
        if self._special or other._special:
            for number in self, other:
                if number._exp == "N":
                    return context._raise(InvalidOperation, number)
            if self._exp == "n" or other._exp == "n":
                product = self if self._exp == "n" else other
            elif not self or not other:
                return context._raise(InvalidOperation)
            else:
                product = _make(self._sign ^ other._sign, 0, "F")
        else:
            product = _make(self._sign ^ other._sign, self._int * other._int, self._exp + other._exp)
        return product.__add__(third, context)

    # -- powers and their kin

    def sqrt(self, context=None):
        """The square root."""
        context = _context(context)
        if self._special:
            nan = self._check_nans(context=context)
            if nan is not None:
                return nan
            if not self._sign:
                return _make(0, 0, "F")
        elif not self._int:
            return _make(self._sign, 0, self._exp >> 1)._fix(context)
        if self._sign:
            return context._raise(InvalidOperation)
        prec, ideal = context.prec + 1, self._exp >> 1
        n = self._int * (10 if self._exp & 1 else 1)
        size = (length(n) + 1) >> 1
        shift = prec - size
        exact = True
        if shift >= 0:
            n *= 100 ** shift
        else:
            n, rest = divmod(n, 100 ** -shift)
            exact = not rest
        root = math.isqrt(n)
        exact = exact and root * root == n
        exponent = ideal - shift
        if exact:
            root, exponent = (root // 10 ** shift, ideal) if shift >= 0 else (root * 10 ** -shift, ideal)
        else:
            root += root % 5 == 0
        return _nearest(context, _make(0, root, exponent))

    def exp(self, context=None):
        """e to the power of this number."""
        context = _context(context)
        nan = self._check_nans(context=context)
        if nan is not None:
            return nan
        if self._exp == "F":
            return _make(0, 0, 0) if self._sign else self
        if not self._int:
            return _make(0, 1, 0)
        prec, adjusted = context.prec, self.adjusted()
        if not self._sign and adjusted > length((context.Emax + 1) * 3):
            made = _make(0, 1, context.Emax + 1)
        elif self._sign and adjusted > length((-context.Etiny() + 1) * 3):
            made = _make(0, 1, context.Etiny() - 1)
        elif not self._sign and adjusted < -prec:
            made = _make(0, 10 ** (prec + 1) + 1, -prec - 1)
        elif self._sign and adjusted < -prec - 1:
            made = _make(0, 10 ** (prec + 1) - 1, -prec - 1)
        else:
            c = -self._int if self._sign else self._int
            made = _safe(prec, lambda places: exp_digits(c, self._exp, places))
        return _nearest(context, made)

    def _log_special(self, context):
        nan = self._check_nans(context=context)
        if nan is not None:
            return nan
        if not self:
            return _make(1, 0, "F")
        if self._exp == "F" and not self._sign:
            return _make(0, 0, "F")
        return context._raise(InvalidOperation) if self._sign else None

    def ln(self, context=None):
        """The natural logarithm."""
        context = _context(context)
        made = self._log_special(context)
        if made is not None:
            return made
        if self._is_one():
            return _make(0, 0, 0)
        return _nearest(context, self._log(context.prec, None))

    def log10(self, context=None):
        """The logarithm to base 10."""
        context = _context(context)
        made = self._log_special(context)
        if made is not None:
            return made
        digits = digits_of(self._int)
        if digits[0] == "1" and not digits[1:].strip("0"):
            return Decimal(self._exp + len(digits) - 1)._fix(context)
        return _nearest(context, self._log(context.prec, 10))

    def _is_one(self):
        return not self._special and self._cmp(_make(0, 1, 0)) == 0

    def _log(self, prec, base):
        """The logarithm with prec digits that can be rounded."""
        near_one = self.adjusted() in (-1, 0)
        extra = 0
        if near_one:  # the result is about the distance from 1: that many more places are needed
            shift = max(0, -self._exp)
            distance = abs(self._int - 10 ** shift)
            extra = max(0, shift - length(distance)) if distance else 0

        def digits(places):
            places += extra + 2
            n = log_digits(self._int, self._exp, places)
            if base:
                ten = log_digits(1, 1, places)
                n = n * 10 ** places // ten
            return n, -places

        return _safe(prec, digits)

    def logb(self, context=None):
        """The exponent of the first digit, as a number."""
        context = _context(context)
        nan = self._check_nans(context=context)
        if nan is not None:
            return nan
        if self._exp == "F":
            return _make(0, 0, "F")
        return Decimal(self.adjusted())._fix(context) if self else context._raise(DivisionByZero, None, 1)

    def __pow__(self, other, modulo=None, context=None):
        from _decimal_power import modular_power, power
        other = _operand(other)
        if other is NotImplemented:
            return other
        if modulo is None:
            return power(self, other, _context(context))
        modulo = _operand(modulo)
        return modulo if modulo is NotImplemented else modular_power(self, other, modulo, _context(context))

    def __rpow__(self, other, modulo=None, context=None):
        other = _operand(other)
        return other if other is NotImplemented else other.__pow__(self, modulo, context)

    # -- to other types

    def __int__(self):
        if self._special:
            if self._nan():
                raise ValueError("cannot convert NaN to integer")
            raise OverflowError("cannot convert Infinity to integer")
        n = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp if -self._exp < length(self._int) + 1 else 0
        return -n if self._sign else n

    __trunc__ = __int__

    def __float__(self):
        if self._exp == "N":
            raise ValueError("cannot convert signaling NaN to float")
        return float(("-nan" if self._sign else "nan") if self._exp == "n" else str(self))

    def __complex__(self):
        return complex(float(self))

    def _rounded_int(self, rounding):
        if self._special:
            if self._nan():
                raise ValueError("cannot round a NaN" if rounding == ROUND_HALF_EVEN else "cannot convert NaN to integer")
            raise OverflowError("cannot round an infinity" if rounding == ROUND_HALF_EVEN else "cannot convert Infinity to integer")
        return int(self._to_exponent(0, rounding)) if self._exp < 0 else int(self)

    def __round__(self, n=None):
        if n is None:
            return self._rounded_int(ROUND_HALF_EVEN)
        if not isinstance(n, int):
            raise TypeError("optional arg must be an integer")
        return self.quantize(_make(0, 1, -n))

    def __floor__(self):
        return self._rounded_int(ROUND_FLOOR)

    def __ceil__(self):
        return self._rounded_int(ROUND_CEILING)

    # -- other shapes of the same number

    def quantize(self, exp, rounding=None, context=None):
        """The number with the exponent of another."""
        exp, context = _operand_or_error(exp), _context(context)
        rounding = context.rounding if rounding is None else _checked_rounding(rounding)
        if self._special or exp._special:
            nan = self._check_nans(exp, context)
            if nan is not None:
                return nan
            return _make(self._sign, 0, "F") if self._exp == exp._exp == "F" else context._raise(InvalidOperation)
        if not context.Etiny() <= exp._exp <= context.Emax:
            return context._raise(InvalidOperation)
        if not self._int:
            return _make(self._sign, 0, exp._exp)._fix(context)
        if self.adjusted() > context.Emax or self.adjusted() - exp._exp + 1 > context.prec:
            return context._raise(InvalidOperation)
        made = self._to_exponent(exp._exp, rounding)
        if made.adjusted() > context.Emax or length(made._int) > context.prec:
            return context._raise(InvalidOperation)
        if made and made.adjusted() < context.Emin:
            context._raise(Subnormal)
        if made._exp > self._exp:
            if made._cmp(self):
                context._raise(Inexact)
            context._raise(Rounded)
        return made._fix(context)

    def to_integral_exact(self, rounding=None, context=None):
        """The nearest whole number; Inexact and Rounded are signaled."""
        return self._to_integral(rounding, _context(context), True)

    def to_integral_value(self, rounding=None, context=None):
        """The nearest whole number, without signals."""
        return self._to_integral(rounding, _context(context), False)

    to_integral = to_integral_value

    def _to_integral(self, rounding, context, signals):
        rounding = context.rounding if rounding is None else _checked_rounding(rounding)
        if self._special:
            nan = self._check_nans(context=context)
            return _make(self._sign, 0, "F") if nan is None else nan
        if self._exp >= 0:
            return self if type(self) is Decimal else _make(self._sign, self._int, self._exp)
        if not self._int:
            return _make(self._sign, 0, 0)
        made = self._to_exponent(0, rounding)
        if signals:
            if made._cmp(self):
                context._raise(Inexact)
            context._raise(Rounded)
        return made

    def normalize(self, context=None):
        """The number without zeros at its end."""
        context = _context(context)
        nan = self._check_nans(context=context)
        if nan is not None:
            return nan
        made = self._fix(context)
        if made._exp == "F":
            return made
        if not made._int:
            return _make(made._sign, 0, 0)
        n, e, top = made._int, made._exp, context.Etop() if context.clamp else context.Emax
        while n % 10 == 0 and e < top:
            n, e = n // 10, e + 1
        return _make(made._sign, n, e)

    def scaleb(self, other, context=None):
        """The number with other added to its exponent."""
        other, context = _operand_or_error(other), _context(context)
        nan = self._check_nans(other, context)
        if nan is not None:
            return nan
        limit = 2 * (context.Emax + context.prec)
        if other._exp != 0 or not -limit <= int(other) <= limit:
            return context._raise(InvalidOperation)
        return _make(self._sign, 0, "F") if self._exp == "F" else _make(self._sign, self._int, self._exp + int(other))._fix(context)

    def _digits_moved(self, other, context, around):
        other = _operand_or_error(other)
        nan = self._check_nans(other, context)
        if nan is not None:
            return nan
        if other._exp != 0 or not -context.prec <= int(other) <= context.prec:
            return context._raise(InvalidOperation)
        if self._exp == "F":
            return _make(self._sign, 0, "F")
        by, size = int(other), 10 ** context.prec
        n = self._int % size
        if around:
            by %= context.prec
            n = n * 10 ** by % size + n // 10 ** (context.prec - by)
        else:
            n = n // 10 ** -by if by < 0 else n * 10 ** by % size
        return _make(self._sign, n, self._exp)

    def rotate(self, other, context=None):
        """The digits of the coefficient rotated by that many places, to the left if positive."""
        return self._digits_moved(other, _context(context), True)

    def shift(self, other, context=None):
        """The digits of the coefficient moved by that many places, to the left if positive."""
        return self._digits_moved(other, _context(context), False)

    # -- neighbours and extremes

    def next_minus(self, context=None):
        """The largest number in the context that is smaller."""
        return self._next(_context(context), True)

    def next_plus(self, context=None):
        """The smallest number in the context that is larger."""
        return self._next(_context(context), False)

    def _next(self, context, down):
        nan = self._check_nans(context=context)
        if nan is not None:
            return nan
        if self._exp == "F":
            if bool(self._sign) == down:
                return _make(self._sign, 0, "F")
            return _make(self._sign, 10 ** context.prec - 1, context.Etop())
        quiet = context.copy()
        quiet.rounding = ROUND_FLOOR if down else ROUND_CEILING
        quiet.clear_traps()
        made = self._fix(quiet)
        return made if made._cmp(self) else self.__add__(_make(int(down), 1, quiet.Etiny() - 1), quiet)

    def next_toward(self, other, context=None):
        """The next number in the context in the direction of another."""
        other, context = _operand_or_error(other), _context(context)
        nan = self._check_nans(other, context)
        if nan is not None:
            return nan
        way = self._cmp(other)
        if way == 0:
            return self.copy_sign(other)
        made = self._next(context, way > 0)
        if made._exp == "F":
            context._raise(Overflow, None, made._sign)
            context._raise(Inexact)
            context._raise(Rounded)
        elif made.adjusted() < context.Emin:
            for signal in Underflow, Subnormal, Inexact, Rounded:
                context._raise(signal)
            if not made:
                context._raise(Clamped)
        return made

    def _extreme(self, other, context, largest, magnitude):
        other, context = _operand_or_error(other), _context(context)
        if self._special or other._special:
            for number, rest in (self, other), (other, self):  # a quiet NaN gives way to a number
                if number._exp == "n" and not rest._nan():
                    return rest._fix(context)
            nan = self._check_nans(other, context)
            if nan is not None:
                return nan
        way = self.copy_abs()._cmp(other.copy_abs()) if magnitude else self._cmp(other)
        if way == 0:
            way = int(self.compare_total(other))
        return (self if way == 0 or (way > 0) == largest else other)._fix(context)

    def max(self, other, context=None):
        """The larger of the two."""
        return self._extreme(other, context, True, False)

    def min(self, other, context=None):
        """The smaller of the two."""
        return self._extreme(other, context, False, False)

    def max_mag(self, other, context=None):
        """The one with the larger absolute value."""
        return self._extreme(other, context, True, True)

    def min_mag(self, other, context=None):
        """The one with the smaller absolute value."""
        return self._extreme(other, context, False, True)

    # -- digits as bits

    def _bits(self, other, context, function):
        numbers_ = [self] if other is None else [self, _operand_or_error(other)]
        digits = []
        for number in numbers_:
            text = digits_of(number._int)
            if number._special or number._sign or number._exp or text.strip("01"):
                return context._raise(InvalidOperation)
            digits.append(int(text[-context.prec:], 2))
        return _make(0, int_of(f"{function(*digits):b}"), 0)

    def logical_and(self, other, context=None):
        """AND of the digits, which are 0 and 1."""
        return self._bits(other, _context(context), lambda a, b: a & b)

    def logical_or(self, other, context=None):
        """OR of the digits, which are 0 and 1."""
        return self._bits(other, _context(context), lambda a, b: a | b)

    def logical_xor(self, other, context=None):
        """XOR of the digits, which are 0 and 1."""
        return self._bits(other, _context(context), lambda a, b: a ^ b)

    def logical_invert(self, context=None):
        """The digits, which are 0 and 1, turned round; as many as the precision has."""
        context = _context(context)
        return self._bits(None, context, lambda a: a ^ (1 << context.prec) - 1)


def _nearest(context, number):
    """Rounded to the context, half to even: what functions do that are rounded correctly."""
    before, context.rounding = context.rounding, ROUND_HALF_EVEN
    try:
        return number._fix(context)
    finally:
        context.rounding = before


def _safe(prec, digits):
    """The number that digits(places) approximates, with so many places that its rounding to prec digits is certain."""
    places = prec + 3
    while True:
        n, exponent = digits(places)
        size = length(abs(n))
        drop = size - prec - 1  # beyond the digit that decides
        if drop > 2 and 10 < abs(n) % (5 * 10 ** drop) < 5 * 10 ** drop - 10:
            return _make(int(n < 0), abs(n), exponent)
        places += max(3, prec + 4 - size)


def _checked_rounding(rounding):
    if rounding not in _ROUNDINGS:
        raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   ROUND_HALF_UP, "
                        "ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
    return rounding


numbers.Number.register(Decimal)

from _decimal_context import (BasicContext, Context, DefaultContext, ExtendedContext, getcontext, localcontext,  # noqa: needs the above
                              setcontext)
