# SPDX-License-Identifier: MIT
"""Powers of decimals."""
import math

from decimal import Decimal, _make, _safe
from _decimal_ints import exp_digits, length, log_digits, nth_root
from _decimal_signals import *


def power(x, y, context):
    """x ** y."""
    nan = x._check_nans(y, context)
    if nan is not None:
        return nan
    if not y:
        return context._raise(InvalidOperation) if not x else _make(0, 1, 0)
    whole = _is_whole(y)
    sign = int(x._sign and whole and _is_odd(y))
    if x._sign and x and not whole:
        return context._raise(InvalidOperation)
    x = x.copy_abs()
    if not x:
        return _make(sign, 0, 0) if not y._sign else _make(sign, 0, "F")
    if x._exp == "F":
        return _make(sign, 0, "F") if not y._sign else _make(sign, 0, 0)
    if x._is_one():
        return _power_of_one(x, y, whole, sign, context)
    above = x.adjusted() >= 0
    if y._exp == "F":
        return _make(0, 0, "F") if above != bool(y._sign) else _make(0, 0, 0)
    if y.adjusted() + length(abs(x.adjusted()) + 1) < -context.prec - 2:  # next to 1
        near = 10 ** (context.prec + 2)
        return _make(0, near + 1 if above != bool(y._sign) else near - 1, -context.prec - 2)._fix(context)
    bound = _bound(x, y, context, above)
    exact = bound is None and _exact(x, y, context)
    if bound is not None:
        made = _make(sign, *bound)
    elif exact:
        coefficient, exponent = exact
        if whole and not y._sign:  # with the exponent of the product, as far as the precision goes
            zeros = max(0, min(exponent - x._exp * int(y), context.prec + 1 - length(coefficient)))
            coefficient, exponent = coefficient * 10 ** zeros, exponent - zeros
        made = _make(sign, coefficient, exponent)
    else:
        found = _inexact(x, y, context)
        made = _make(sign, found._int, found._exp)
    return _finish(made, context, exact and not whole)


def _is_whole(y):
    return y._exp != "F" and (y._exp >= 0 or not y._int or -y._exp < length(y._int) and y._int % 10 ** -y._exp == 0)


def _is_odd(y):
    return y._exp != "F" and (y._int & 1 if y._exp == 0 else y._exp < 0 and y._int // 10 ** -y._exp & 1)


def _power_of_one(x, y, whole, sign, context):
    if whole and y._exp != "F":
        # The exponent is that of an exact power, as far as the precision goes.
        exponent = 0 if y._sign else x._exp * (context.prec if y._cmp(Decimal(context.prec)) > 0 else int(y))
        if exponent < 1 - context.prec:
            exponent = 1 - context.prec
            context._raise(Rounded)
    else:
        context._raise(Inexact)
        context._raise(Rounded)
        exponent = 1 - context.prec
    return _make(sign, 10 ** -exponent, exponent)


def _log10_bound(x):
    """A lower bound of |log10(x)|'s exponent."""
    adjusted = x.adjusted()
    if adjusted >= 1:
        return length(adjusted) - 1
    if adjusted <= -2:
        return length(-1 - adjusted) - 1
    n, e = x._int, x._exp
    if adjusted == 0:
        return length(n - 10 ** -e) + e - 2 if n != 10 ** -e else 0
    return length(10 ** -e - n) + e - 2


def _bound(x, y, context, above):
    """A number far beyond the limits for a power that is; else None."""
    size = _log10_bound(x) + y.adjusted()
    if above != bool(y._sign):
        return (1, context.Emax + 1) if size >= length(context.Emax) else None
    tiny = context.Etiny()
    return (1, tiny - 1) if size >= length(-tiny) else None


def _exact(x, y, context):
    """(coefficient, exponent) of a power that has few enough digits, else None."""
    n, d = y.as_integer_ratio() if y.adjusted() < 40 else (0, 0)
    c, e = x._int, x._exp
    while c % 10 == 0:
        c, e = c // 10, e + 1
    if n and d == 1 and c == 1:
        return 1, e * n
    if not n or abs(n) > 10 ** 7 or d > 10 ** 6:
        return None
    top, bottom = (c * 10 ** e, 1) if 0 <= e <= 2000 else (c, 10 ** -e) if -2000 <= e < 0 else (None, None)
    if d > 1:
        if top is None:
            return None
        g = math.gcd(top, bottom)
        top, bottom = nth_root(top // g, d), nth_root(bottom // g, d)
        if top is None or bottom is None:
            return None
    return _exact_ratio_power(c, e, top, bottom, n, d, context)


def _exact_ratio_power(c, e, top, bottom, n, d, context):
    limit = context.prec + 2
    if d == 1 and n > 0:
        if (length(c) - 1) * n > limit:
            return None
        made = c ** n
        return (made, e * n) if length(made) <= limit else None
    if top is None:
        return None
    if n < 0:
        top, bottom, n = bottom, top, -n
    g = math.gcd(top, bottom)
    top, bottom = top // g, bottom // g
    twos = fives = 0
    while bottom % 2 == 0:
        bottom, twos = bottom // 2, twos + 1
    while bottom % 5 == 0:
        bottom, fives = bottom // 5, fives + 1
    if bottom != 1:
        return None
    zeros = 0
    while top % 10 == 0:
        top, zeros = top // 10, zeros + 1
    tens = max(twos, fives)
    base = top * 2 ** (tens - twos) * 5 ** (tens - fives)
    if (length(base) - 1) * n > limit:
        return None
    made = base ** n
    return (made, (zeros - tens) * n) if length(made) <= limit else None


def _inexact(x, y, context):
    """The power as e to the y * log(x), with digits that can be rounded."""
    yc, ye = (-y._int if y._sign else y._int), y._exp
    extra = max(0, y.adjusted()) + 3
    shift = max(0, -x._exp)
    near = abs(x._int - 10 ** shift) if x.adjusted() in (0, -1) else 0
    extra += max(0, shift - length(near)) if near else 0

    def digits(places):
        work = places + extra + length(abs(x.adjusted()) + 1) + 5
        n = log_digits(x._int, x._exp, work) * yc
        return exp_digits(n, ye - work, places)

    return _safe(context.prec, digits)


def _finish(made, context, padded):
    """Rounded; an exact power with an exponent that is no whole number counts as inexact all the same."""
    if not padded:
        return made._fix(context)
    if length(made._int) <= context.prec:
        more = context.prec + 1 - length(made._int)
        made = _make(made._sign, made._int * 10 ** more, made._exp - more)
    quiet = context.copy()
    quiet.clear_flags()
    quiet.clear_traps()
    result = made._fix(quiet)
    quiet._raise(Inexact)
    if quiet.flags[Subnormal]:
        quiet._raise(Underflow)
    if quiet.flags[Overflow]:
        context._raise(Overflow, None, result._sign)
    for signal in Underflow, Subnormal, Inexact, Rounded, Clamped:
        if quiet.flags[signal]:
            context._raise(signal)
    return result


def modular_power(x, y, modulo, context):
    """x ** y % modulo, of whole numbers."""
    for number in x, y, modulo:
        if number._exp == "N":
            return context._raise(InvalidOperation, number)
    for number in x, y, modulo:
        if number._exp == "n":
            return number._fix_nan(context)
    whole = all(not number._special and _is_whole(number) for number in (x, y, modulo))
    if not whole or y < 0 or not modulo or modulo.adjusted() >= context.prec or not y and not x:
        return context._raise(InvalidOperation)
    sign = int(x._sign and _is_odd(y))
    return _make(sign, pow(abs(int(x)), int(y), abs(int(modulo))), 0)
