# SPDX-License-Identifier: MIT
"""Ints for decimal: digits, rounding, and exp, log and powers in fixed point.

A number in fixed point is an int and a scale: x/one. Each function is off by a few units in the last place at most; decimal asks for more
digits until the rounding is safe.
"""
import math

_CHUNK = 4000  # digits at a time: ints beyond the interpreter's limit become text too


def digits_of(n):
    """The decimal digits of an int that is not negative."""
    try:
        return str(n)
    except ValueError:
        pass
    parts, size = [], 10 ** _CHUNK
    while n:
        n, part = divmod(n, size)
        parts.append(str(part))
    return parts[-1] + "".join(part.zfill(_CHUNK) for part in reversed(parts[:-1]))


def int_of(text):
    """The int of decimal digits, however many."""
    if len(text) <= _CHUNK:
        return int(text)
    half = len(text) // 2
    return int_of(text[:half]) * 10 ** (len(text) - half) + int_of(text[half:])


def length(n):
    """How many digits an int has that is not negative; 1 for 0."""
    if n < 10 ** 15:
        return len(str(n))
    guess = int((n.bit_length() - 1) * 0.30102999566398120)
    while 10 ** guess <= n:
        guess += 1
    return guess


def round_off(n, drop, sign, rounding):
    """n without its last `drop` digits, rounded; and whether anything was lost."""
    unit = 10 ** drop
    q, r = divmod(n, unit)
    if not r:
        return q, False
    if rounding == "ROUND_HALF_EVEN":
        up = 2 * r > unit or 2 * r == unit and q & 1
    elif rounding == "ROUND_HALF_UP":
        up = 2 * r >= unit
    elif rounding == "ROUND_HALF_DOWN":
        up = 2 * r > unit
    elif rounding == "ROUND_DOWN":
        up = False
    elif rounding == "ROUND_UP":
        up = True
    elif rounding == "ROUND_CEILING":
        up = not sign
    elif rounding == "ROUND_FLOOR":
        up = sign
    else:  # ROUND_05UP
        up = q % 5 == 0
    return q + bool(up), True


def fixed_exp(x, one):
    """exp(x/one) * one, for |x| not much larger than one."""
    bits = one.bit_length()
    halvings = max(0, x.bit_length() - bits + 4 + math.isqrt(bits))
    guard = 2 * halvings + 16
    x, unit = (x << guard) >> halvings, one << guard
    term = total = x
    n = 1
    while term:  # exp(x) - 1, which keeps its digits when it is doubled below
        n += 1
        term = term * x // unit // n
        if term == -1:
            break
        total += term
    for _ in range(halvings):
        total = total * (2 * unit + total) // unit
    return (total + unit) >> guard


def fixed_log(x, one):
    """log(x/one) * one, for x/one from about 0.1 to 10."""
    guess = math.log(x / one) if x.bit_length() < 1000 else math.log((x << 64) // one / 2.0 ** 64)
    y, correct, needed = int(guess * 2 ** 52) * one >> 52, 40, one.bit_length()
    while True:  # Newton: each round doubles the correct bits
        y += 2 * one * (x - (e := fixed_exp(y, one))) // (x + e)
        if correct > needed:
            return y
        correct *= 3


_ln10 = {}


def fixed_ln10(digits):
    """log(10) * 10**digits"""
    if digits not in _ln10:
        if len(_ln10) > 50:
            _ln10.clear()
        one = 10 ** (digits + 3)
        _ln10[digits] = (3 * fixed_log(2 * one, one) + fixed_log(one * 5 // 4, one)) // 1000
    return _ln10[digits]


def exp_digits(c, e, places):
    """(n, k): exp(c * 10**e) is about n * 10**k, with at least `places` digits in n."""
    whole = max(0, length(abs(c)) + e)  # digits of the argument before the point
    work = places + whole + 5
    x = c * 10 ** (work + e) if work + e >= 0 else c // 10 ** -(work + e)
    one = 10 ** work
    k, r = divmod(x, fixed_ln10(work))
    return fixed_exp(r, one), k - work


def log_digits(c, e, places):
    """log(c * 10**e) * 10**places as an int, within a few units."""
    size = length(c)
    work = places + length(abs(e + size)) + 5
    one = 10 ** work
    x = c * 10 ** (work - size) if work >= size else c // 10 ** (size - work)  # from 0.1 to 1
    return (fixed_log(x * 3, one) - fixed_log(3 * one, one) + (e + size) * fixed_ln10(work)) // 10 ** 5 // 10 ** (work - places - 5)


def nth_root(x, n):
    """The int that is the n-th root of x, or None if there is none."""
    if x < 2:
        return x
    if n >= x.bit_length():
        return None
    root = 1 << -(-x.bit_length() // n)
    while True:
        better = ((n - 1) * root + x // root ** (n - 1)) // n
        if better >= root:
            return root if root ** n == x else None
        root = better
