# SPDX-License-Identifier: MIT
"""Fractions: exact rational numbers."""
import math
import numbers
import operator
import re
import sys

__all__ = ["Fraction"]

# "[sign] digits / digits", or a decimal number with an exponent; single underscores between digits.
_DIGITS = r"\d+(?:_\d+)*"
_LITERAL = re.compile(rf"""
    \s* (?P<sign>[-+]?) (?=\d|\.\d)
    (?P<whole>(?:{_DIGITS})?)
    (?: \s*/\s* (?P<under>{_DIGITS})
      | (?: \. (?P<part>(?:{_DIGITS})?) )? (?: [eE] (?P<exponent>[-+]?{_DIGITS}) )? )
    \s*""", re.VERBOSE).fullmatch
_SPEC = re.compile(r"""
    (?: (?P<fill>.)? (?P<align>[<>=^]) )? (?P<sign>[-+\ ]?) (?P<no_neg_zero>z)? (?P<alt>\#)? (?P<zero>0(?=[0-9]))?
    (?P<width>0|[1-9][0-9]*)? (?P<comma>[,_])? (?: \. (?P<precision>0|[1-9][0-9]*) )? (?P<kind>[eEfFgG%])?""",
                   re.VERBOSE | re.DOTALL).fullmatch


def _nearest(n, d):
    """n / d as an int, halves to even; d > 0."""
    whole, rest = divmod(n, d)
    return whole + (2 * rest > d or 2 * rest == d and whole & 1)


def _scaled(n, d, exponent):
    """n / d in units of 10 ** exponent, rounded."""
    return _nearest(n, d * 10 ** exponent) if exponent >= 0 else _nearest(n * 10 ** -exponent, d)


def _figures(n, d, count):
    """(digits, exponent): n / d as digits * 10 ** exponent, with `count` figures; n >= 0."""
    if n == 0:
        return 0, 1 - count
    exponent = len(str(n)) - len(str(d)) - count
    digits = _scaled(n, d, exponent)
    while len(str(digits)) > count:  # the estimate was too low, or rounding gave another figure
        exponent += 1
        digits = _scaled(n, d, exponent)
    return digits, exponent


def _grouped(digits, comma):
    if not comma:
        return digits
    start = len(digits) % 3 or 3
    return comma.join([digits[:start], *(digits[i:i + 3] for i in range(start, len(digits), 3))])


def _padded(sign, body, fill, align, width):
    padding = fill * (width - len(sign) - len(body))
    if align == "<":
        return sign + body + padding
    if align == "=":
        return sign + padding + body
    if align == "^":
        half = len(padding) // 2
        return padding[:half] + sign + body + padding[half:]
    return padding + sign + body


def _mixed(exact, operate, complex_too=True):
    """The two methods of an operator: exact on rationals, else on floats or complex numbers as the other operand asks."""
    def forward(a, b):
        if isinstance(b, Fraction):
            return exact(a, b)
        if isinstance(b, int):
            return exact(a, Fraction(b))
        if isinstance(b, float):
            return operate(float(a), b)
        if complex_too and isinstance(b, complex):
            return operate(complex(a), b)
        return NotImplemented

    def reverse(b, a):
        if isinstance(a, numbers.Rational):
            return exact(Fraction(a), b)
        if isinstance(a, numbers.Real):
            return operate(float(a), float(b))
        if complex_too and isinstance(a, numbers.Complex):
            return operate(complex(a), complex(b))
        return NotImplemented

    forward.__name__, reverse.__name__ = f"__{operate.__name__}__", f"__r{operate.__name__}__"
    return forward, reverse


class Fraction(numbers.Rational):
    """A rational number in lowest terms: Fraction(8, 6), Fraction("4/3"), Fraction("1.25e-3"), Fraction(0.5)."""

    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = super().__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                n, d = numerator, 1
            elif isinstance(numerator, numbers.Rational):
                n, d = numerator.numerator, numerator.denominator
            elif isinstance(numerator, float) or hasattr(numerator, "as_integer_ratio") and type(numerator).__name__ == "Decimal":
                n, d = numerator.as_integer_ratio()
            elif isinstance(numerator, str):
                n, d = cls._parse(numerator)
            else:
                raise TypeError("argument should be a string or a Rational instance")
            self._numerator, self._denominator = n, d
            return self
        if type(numerator) is int is type(denominator):
            n, d = numerator, denominator
        elif isinstance(numerator, numbers.Rational) and isinstance(denominator, numbers.Rational):
            n, d = numerator.numerator * denominator.denominator, denominator.numerator * numerator.denominator
        else:
            raise TypeError("both arguments should be Rational instances")
        if d == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % n)
        return self._set(n, d)

    def _set(self, n, d):
        divisor = math.gcd(n, d)
        if d < 0:
            divisor = -divisor
        self._numerator, self._denominator = n // divisor, d // divisor
        return self

    @classmethod
    def _parse(cls, text):
        m = _LITERAL(text)
        if m is None:
            raise ValueError("Invalid literal for Fraction: %r" % text)
        n, d = int(m["whole"] or "0"), 1
        if m["under"]:
            d = int(m["under"])
            if d == 0:
                raise ZeroDivisionError("Fraction(%s, 0)" % (-n if m["sign"] == "-" else n))
        elif m["part"] or m["exponent"]:
            part = (m["part"] or "").replace("_", "")
            d = 10 ** len(part)
            n = n * d + int(part or "0")
            exponent = int(m["exponent"] or "0")
            if exponent >= 0:
                n *= 10 ** exponent
            else:
                d *= 10 ** -exponent
        divisor = math.gcd(n, d)
        return (-n if m["sign"] == "-" else n) // divisor, d // divisor

    @classmethod
    def _make(cls, n, d):
        """From a numerator and a positive denominator in lowest terms."""
        self = super(Fraction, cls).__new__(cls)
        self._numerator, self._denominator = n, d
        return self

    _from_coprime_ints = _make

    @classmethod
    def from_float(cls, f):
        """Converts a finite float to a rational number, exactly."""
        if isinstance(f, numbers.Integral):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("%s.from_float() only takes floats, not %r (%s)" % (cls.__name__, f, type(f).__name__))
        return cls._make(*f.as_integer_ratio())

    @classmethod
    def from_decimal(cls, dec):
        """Converts a finite Decimal instance to a rational number, exactly."""
        if isinstance(dec, numbers.Integral):
            return cls(int(dec))
        if type(dec).__name__ != "Decimal":
            raise TypeError("%s.from_decimal() only takes Decimals, not %r (%s)" % (cls.__name__, dec, type(dec).__name__))
        return cls._make(*dec.as_integer_ratio())

    def is_integer(self):
        """Return True if the Fraction is an integer."""
        return self._denominator == 1

    def as_integer_ratio(self):
        """Return a pair of integers, whose ratio is equal to the original Fraction."""
        return self._numerator, self._denominator

    def limit_denominator(self, max_denominator=1000000):
        """Closest Fraction to self with denominator at most max_denominator."""
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        # Convergents of the continued fraction, until the next would have too big a denominator.
        before, last = (0, 1), (1, 0)
        n, d = self._numerator, self._denominator
        while True:
            a, rest = divmod(n, d)
            if before[1] + a * last[1] > max_denominator:
                break
            before, last = last, (before[0] + a * last[0], before[1] + a * last[1])
            n, d = d, rest
        k = (max_denominator - before[1]) // last[1]
        between = Fraction._make(before[0] + k * last[0], before[1] + k * last[1])
        convergent = Fraction._make(*last)
        return convergent if abs(convergent - self) <= abs(between - self) else between

    @property
    def numerator(a):
        return a._numerator

    @property
    def denominator(a):
        return a._denominator

    def __repr__(self):
        return "%s(%s, %s)" % (type(self).__name__, self._numerator, self._denominator)

    def __str__(self):
        return str(self._numerator) if self._denominator == 1 else "%s/%s" % (self._numerator, self._denominator)

    # ---- formatting

    def __format__(self, format_spec, /):
        m = _SPEC(format_spec)
        if m is None or m["zero"] and (m["align"] or not m["kind"]) or not m["kind"] and (m["precision"] or m["no_neg_zero"]):
            raise ValueError(f"Invalid format specifier {format_spec!r} for object of type {type(self).__name__!r}")
        return self._format_float(m) if m["kind"] else self._format_plain(m)

    def _format_plain(self, m):
        comma = m["comma"] or ""
        n, d = self._numerator, self._denominator
        body = _grouped(str(abs(n)), comma)
        if d > 1 or m["alt"]:
            body += "/" + _grouped(str(d), comma)
        sign = "-" if n < 0 else m["sign"].replace("-", "")
        return _padded(sign, body, m["fill"] or " ", m["align"], int(m["width"] or "0"))

    def _digits(self, kind, precision):
        """(the digits, how many of them follow the point, what follows the number)"""
        n, d = abs(self._numerator), self._denominator
        if kind in "fF%":
            return _scaled(n, d, -precision - 2 * (kind == "%")), precision, "%" if kind == "%" else ""
        count = max(precision, 1) if kind in "gG" else precision + 1
        digits, exponent = _figures(n, d, count)
        if kind in "gG" and -4 < exponent + count and exponent <= 0:
            return digits, -exponent, ""
        return digits, count - 1, f"{'e' if kind in 'eg' else 'E'}{exponent + count - 1:+03d}"

    def _format_float(self, m):
        kind, comma, width = m["kind"], m["comma"], int(m["width"] or "0")
        digits, places, suffix = self._digits(kind, int(m["precision"] or "6"))
        negative = self._numerator < 0 and not (m["no_neg_zero"] and digits == 0)
        sign = "-" if negative else m["sign"].replace("-", "")
        text = f"{digits:0{places + 1}d}"
        whole, part = text[:len(text) - places], text[len(text) - places:]
        if kind in "gG" and not m["alt"]:
            part = part.rstrip("0")
        tail = ("." if part or m["alt"] else "") + part + suffix
        if m["zero"]:
            room = width - len(sign) - len(tail)
            whole = whole.zfill(3 * room // 4 + 1 if comma else room)
        return _padded(sign, _grouped(whole, comma) + tail, m["fill"] or " ", m["align"], width)

    # ---- arithmetic

    def _add(a, b):
        return Fraction(a._numerator * b._denominator + b._numerator * a._denominator, a._denominator * b._denominator)

    def _sub(a, b):
        return Fraction(a._numerator * b._denominator - b._numerator * a._denominator, a._denominator * b._denominator)

    def _mul(a, b):
        return Fraction(a._numerator * b._numerator, a._denominator * b._denominator)

    def _div(a, b):
        if b._numerator == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % b._denominator)
        return Fraction(a._numerator * b._denominator, a._denominator * b._numerator)

    def _floordiv(a, b):
        return a._numerator * b._denominator // (a._denominator * b._numerator)

    def _mod(a, b):
        return Fraction(a._numerator * b._denominator % (b._numerator * a._denominator), a._denominator * b._denominator)

    def _divmod(a, b):
        return Fraction._floordiv(a, b), Fraction._mod(a, b)

    __add__, __radd__ = _mixed(_add, operator.add)
    __sub__, __rsub__ = _mixed(_sub, operator.sub)
    __mul__, __rmul__ = _mixed(_mul, operator.mul)
    __truediv__, __rtruediv__ = _mixed(_div, operator.truediv)
    __floordiv__, __rfloordiv__ = _mixed(_floordiv, operator.floordiv, False)
    __divmod__, __rdivmod__ = _mixed(_divmod, divmod, False)
    __mod__, __rmod__ = _mixed(_mod, operator.mod, False)

    def __pow__(a, b):
        """a ** b: rational for an integer b, else a float or complex."""
        if isinstance(b, numbers.Rational):
            if b.denominator != 1:
                return float(a) ** float(b)
            power, n, d = b.numerator, a._numerator, a._denominator
            if power < 0:
                power, n, d = -power, d, n
                if d == 0:
                    raise ZeroDivisionError("Fraction(%s, 0)" % n ** power)
                if d < 0:
                    n, d = -n, -d
            return Fraction._make(n ** power, d ** power)
        if isinstance(b, (float, complex)):
            return float(a) ** b
        return NotImplemented

    def __rpow__(b, a):
        """a ** b"""
        if b._denominator == 1 and b._numerator >= 0:
            return a ** b._numerator
        if isinstance(a, numbers.Rational):
            return Fraction(a.numerator, a.denominator) ** b
        return a ** (b._numerator if b._denominator == 1 else float(b))

    def __pos__(a):
        return Fraction._make(a._numerator, a._denominator)

    def __neg__(a):
        return Fraction._make(-a._numerator, a._denominator)

    def __abs__(a):
        return Fraction._make(abs(a._numerator), a._denominator)

    def __trunc__(a):
        whole = abs(a._numerator) // a._denominator
        return -whole if a._numerator < 0 else whole

    def __int__(a):
        return int(a.__trunc__())

    def __floor__(a):
        return a._numerator // a._denominator

    def __ceil__(a):
        return -(-a._numerator // a._denominator)

    def __round__(self, ndigits=None):
        """round(self, ndigits): halves to even."""
        if ndigits is None:
            return _nearest(self._numerator, self._denominator)
        rounded = _scaled(self._numerator, self._denominator, -ndigits)
        return Fraction(rounded, 10 ** ndigits) if ndigits > 0 else Fraction(rounded * 10 ** -ndigits)

    # ---- comparing

    def __hash__(self):
        """As of every number that compares equal."""
        modulus = sys.hash_info.modulus
        try:
            inverse = pow(self._denominator, -1, modulus)
        except ValueError:
            value = sys.hash_info.inf
        else:
            value = hash(hash(abs(self._numerator)) * inverse)
        value = value if self._numerator >= 0 else -value
        return -2 if value == -1 else value

    def __eq__(a, b):
        if isinstance(b, numbers.Rational):
            return a._numerator == b.numerator and a._denominator == b.denominator
        if isinstance(b, numbers.Complex) and b.imag == 0:
            b = b.real
        if not isinstance(b, float):
            return NotImplemented
        return a == a.from_float(b) if math.isfinite(b) else 0.0 == b

    def _compare(a, b, operate):
        if isinstance(b, numbers.Rational):
            return operate(a._numerator * b.denominator, a._denominator * b.numerator)
        if not isinstance(b, float):
            return NotImplemented
        return operate(a, a.from_float(b)) if math.isfinite(b) else operate(0.0, b)

    def __lt__(a, b):
        return a._compare(b, operator.lt)

    def __gt__(a, b):
        return a._compare(b, operator.gt)

    def __le__(a, b):
        return a._compare(b, operator.le)

    def __ge__(a, b):
        return a._compare(b, operator.ge)

    def __bool__(a):
        return a._numerator != 0

    def __reduce__(self):
        return type(self), (self._numerator, self._denominator)

    def __copy__(self):
        return self if type(self) is Fraction else type(self)(self._numerator, self._denominator)

    def __deepcopy__(self, memo):
        return self.__copy__()
