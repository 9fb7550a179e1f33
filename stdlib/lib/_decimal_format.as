# SPDX-License-Identifier: MIT
"""format() of decimals."""
import re

from decimal import _make
from _decimal_ints import digits_of, length

_SPEC = re.compile(r"(?:(?P<fill>.)?(?P<align>[<>=^]))?(?P<sign>[-+ ])?(?P<z>z)?(?P<alt>#)?(?P<zeros>0)?(?P<width>(?!0)\d+)?(?P<comma>,)?"
                   r"(?:\.(?P<precision>0|(?!0)\d+))?(?P<type>[eEfFgGn%])?", re.DOTALL)


def format_decimal(number, spec, context):
    """The text of a number by a format specification."""
    match = _SPEC.fullmatch(spec)
    if match is None:
        raise ValueError("invalid format string")
    kind, align, fill = match["type"], match["align"], match["fill"]
    if match["zeros"]:
        if fill is not None or align is not None:
            raise ValueError("invalid format string")
        fill, align = "0", "="
    fill, align = fill or " ", align or ">"
    width = int(match["width"] or 0)
    plus = {None: "", "-": ""}.get(match["sign"], match["sign"])
    if number._special:
        text = number.copy_abs().__str__()
        body, sign = text, "-" if number._sign else plus
        if kind == "%":
            body += "%"
        fill = " " if match["zeros"] else fill
        return _pad(sign, body, fill, align if align != "=" or not match["zeros"] else ">", width)
    sign, whole, tail = _parts(number, match, kind, context)
    comma = match["comma"] or ""
    sign = "-" if sign else plus
    minimum = width - len(sign) - len(tail) if fill == "0" and align == "=" else 1
    whole = _grouped(whole, comma, max(minimum, 1))
    return _pad(sign, whole + tail, fill, align, width)


def _parts(number, match, kind, context):
    """(sign, digits before the point, the rest)"""
    precision = match["precision"]
    precision = int(precision) if precision is not None else None
    if kind in ("g", "G", "n", None) and precision == 0:
        precision = 1
    if kind == "%":
        number = _make(number._sign, number._int, number._exp + 2)
    rounding = context.rounding
    if precision is not None:
        if kind in ("e", "E"):
            number = _figures(number, precision + 1, rounding)
        elif kind in ("f", "F", "%"):
            number = number._to_exponent(-precision, rounding)
        elif length(number._int) > precision:
            number = _figures(number, precision, rounding)
    if not number._int and number._exp > 0 and kind in ("f", "F", "%"):
        number = _make(number._sign, 0, 0)
    sign = number._sign
    if match["z"] and not number._int:
        sign = 0
    digits = digits_of(number._int)
    left = number._exp + len(digits)
    if kind in ("e", "E"):
        point = 1 - precision if not number._int and precision is not None else 1
    elif kind in ("f", "F", "%"):
        point = left
    else:
        point = left if number._exp <= 0 and left > -6 else 1
    if point < 0:
        whole, rest = "0", "0" * -point + digits
    elif point > len(digits):
        whole, rest = digits + "0" * (point - len(digits)), ""
    else:
        whole, rest = digits[:point] or "0", digits[point:]
    tail = "." + rest if rest or match["alt"] else ""
    if left - point or kind in ("e", "E"):
        letter = kind if kind in ("e", "E") else "E" if kind == "G" or kind is None and context.capitals else "e"
        tail += f"{letter}{left - point:+d}"
    return sign, whole, tail + ("%" if kind == "%" else "")


def _figures(number, places, rounding):
    """Rounded to so many digits; filled up with zeros too. A zero stays as it is."""
    if not number._int:
        return number
    made = number._to_exponent(number.adjusted() + 1 - places, rounding)
    if made.adjusted() != number.adjusted():
        made = made._to_exponent(made.adjusted() + 1 - places, rounding)
    return made


def _grouped(digits, comma, minimum):
    if not comma:
        return digits.zfill(minimum)
    groups, room = [], minimum
    while True:
        take = min(max(len(digits), room, 1), 3)
        groups.append(digits[-take:].zfill(take))
        digits, room = digits[:-take], room - take
        if not digits and room <= 0:
            return comma.join(reversed(groups))
        room -= 1


def _pad(sign, body, fill, align, width):
    padding = fill * (width - len(sign) - len(body))
    if align == "<":
        return sign + body + padding
    if align == "=":
        return sign + padding + body
    if align == "^":
        half = len(padding) // 2
        return padding[:half] + sign + body + padding[half:]
    return padding + sign + body
