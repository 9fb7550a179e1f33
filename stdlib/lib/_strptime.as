# SPDX-License-Identifier: MIT
"""Parses dates and times by a format: what time.strptime() and datetime.strptime() stand on."""
import time

_days = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_months = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")
_composite = {"c": "%a %b %d %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S"}

# Digits at most, lowest and highest value.
_numbers = {"d": (2, 1, 31), "H": (2, 0, 23), "I": (2, 1, 12), "j": (3, 1, 366), "m": (2, 1, 12), "M": (2, 0, 59),
            "S": (2, 0, 61), "U": (2, 0, 53), "W": (2, 0, 53), "V": (2, 1, 53), "u": (1, 1, 7), "w": (1, 0, 6),
            "y": (2, 0, 99), "Y": (4, 0, 9999), "G": (4, 0, 9999)}




def _expand(format):
    for code, text in _composite.items():
        format = format.replace("%" + code, text)
    return format


def _tokens(format):
    """The format as a list: one-letter codes as ("%", code), white space as (" ",), other characters as themselves."""
    tokens = []
    position = 0
    while position < len(format):
        char = format[position]
        position += 1
        if char == "%":
            code = format[position:position + 1]
            if not code:
                raise ValueError(f"stray %% in format '{format}'".replace("%%", "%"))
            if code not in _numbers and code not in "aAbBpfzZ%":
                raise ValueError(f"'{code}' is a bad directive in format '{format}'")
            position += 1
            tokens.append(("%", code) if code != "%" else "%")
        elif char.isspace():
            if not tokens or tokens[-1] != (" ",):
                tokens.append((" ",))
        else:
            tokens.append(char)
    return tokens


class _Parser:
    """Matches tokens against a text; a number that took too many digits gives some back."""

    def __init__(self, text):
        self.text = text
        self.lower = text.lower()
        self.found = {}

    def match(self, tokens, position):
        """The end of the match, or -1."""
        if not tokens:
            return position
        token, rest = tokens[0], tokens[1:]
        if token == (" ",):
            end = position
            while end < len(self.text) and self.text[end].isspace():
                end += 1
            return self.match(rest, end) if end > position else -1
        if token[0] != "%" or len(token) == 1:
            same = self.lower[position:position + 1] == token.lower()
            return self.match(rest, position + 1) if same else -1
        for value, end in self.candidates(token[1], position):
            before = self.found.get(token[1])
            self.found[token[1]] = value
            if (result := self.match(rest, end)) >= 0:
                return result
            self.found[token[1]] = before
        return -1

    def candidates(self, code, position):
        """The values that a directive can take here, each with its end; the longest first."""
        if code in _numbers:
            most, low, high = _numbers[code]
            least = 4 if code in "YG" else 2 if code == "y" else 1
            for length in range(most, least - 1, -1):
                digits = self.text[position:position + length]
                if len(digits) == length and digits.isdecimal() and low <= int(digits) <= high:
                    yield int(digits), position + length
        elif code == "f":
            for length in range(6, 0, -1):
                digits = self.text[position:position + length]
                if len(digits) == length and digits.isdecimal() and digits.isascii():
                    yield int(digits.ljust(6, "0")), position + length
        elif code == "z":
            yield from self.offset(position)
        else:
            yield from self.names(code, position)

    def names(self, code, position):
        if code in "aA":
            names = [name[:3] for name in _days] if code == "a" else _days
        elif code in "bB":
            names = [name[:3] for name in _months] if code == "b" else _months
        elif code == "p":
            names = ("am", "pm")
        else:
            names = ("utc", "gmt", *(name.lower() for name in time.tzname))
        for index, name in enumerate(names):
            if self.lower.startswith(name, position):
                yield (self.text[position:position + len(name)] if code == "Z" else index), position + len(name)

    def offset(self, position):
        text = self.text
        if text[position:position + 1] in ("Z", "z"):
            yield (0, 0), position + 1
            return
        if text[position:position + 1] not in ("+", "-"):
            return
        parts, end, colon = [], position + 1, text[position + 3:position + 4] == ":"
        while len(parts) < 3:
            start = end + (colon and bool(parts))
            if parts and colon and text[end:end + 1] != ":":
                break
            digits = text[start:start + 2]
            if len(digits) != 2 or not digits.isdecimal() or parts and int(digits) > 59:
                break
            parts.append(int(digits))
            end = start + 2
        if len(parts) < 2:
            return
        us = 0
        if len(parts) == 3 and text[end:end + 1] == ".":
            last = end + 1
            while last < len(text) and last < end + 7 and text[last].isdecimal():
                last += 1
            if last > end + 1:
                us, end = int(text[end + 1:last].ljust(6, "0")), last
        seconds = parts[0] * 3600 + parts[1] * 60 + (parts[2] if len(parts) == 3 else 0)
        yield ((-seconds, -us) if text[position] == "-" else (seconds, us)), end


def _check_week_directives(found):
    if "G" in found:
        if "j" in found:
            raise ValueError("Day of the year directive '%j' is not compatible with ISO year directive '%G'. Use '%Y' instead.")
        if "V" not in found or not {"A", "a", "w", "u"} & found.keys():
            raise ValueError("ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive "
                             "('%A', '%a', '%w', or '%u').")
    elif "V" in found:
        if not {"A", "a", "w", "u"} & found.keys():
            raise ValueError("ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive "
                             "('%A', '%a', '%w', or '%u').")
        raise ValueError("ISO week directive '%V' is incompatible with the year directive '%Y'. Use the ISO year '%G' instead.")


def _weekday(found):
    for code in "aA":
        if code in found:
            return found[code]
    if "w" in found:
        return (found["w"] - 1) % 7
    return found["u"] - 1 if "u" in found else None


def _hour(found):
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12
        if found.get("p") == 1:
            hour += 12
    return hour


def _day(found, weekday):
    """(year, month, day, julian, weekday) from whatever was given."""
    import datetime
    year = found.get("Y")
    if year is None and "y" in found:
        year = found["y"] + (1900 if found["y"] > 68 else 2000)
    month = found.get("b", found.get("B"))
    month = found.get("m", 1) if month is None else month + 1
    day = found.get("d", 1)
    given = {"m", "b", "B", "d"} & found.keys()
    leap_only = year is None and month == 2 and day == 29
    shown = 1904 if leap_only else 1900 if year is None else year
    when = None
    if "G" in found:
        when = datetime.date.fromisocalendar(found["G"], found["V"], weekday + 1)
    elif "j" in found and not given:
        when = datetime.date(shown, 1, 1) + datetime.timedelta(found["j"] - 1)
    elif year is not None and weekday is not None and ("U" in found or "W" in found) and not given:
        first = datetime.date(year, 1, 1)
        monday = "W" in found
        column = weekday if monday else (weekday + 1) % 7
        start = first.weekday() if monday else (first.weekday() + 1) % 7
        week = found["W"] if monday else found["U"]
        when = first + datetime.timedelta((week - 1) * 7 + column + (7 - start) % 7 if start else week * 7 + column - 7)
    if when is None:
        when = datetime.date(shown, month, day)
    return (1900 if leap_only else when.year, when.month, when.day, found.get("j", when.timetuple().tm_yday),
            when.weekday() if weekday is None else weekday)


def _warn_of_missing_year(level):
    import warnings
    warnings.warn("""\
Parsing dates involving a day of month without a year specified is ambiguious
and fails to parse leap day. The default behavior will change in Python 3.15
to either always raise an exception or to use a different default year (TBD).
To avoid trouble, add a specific year to the input & format.
See https://github.com/python/cpython/issues/70647.""", DeprecationWarning, stacklevel=level + 1)


def _strptime(data_string, format="%a %b %d %H:%M:%S %Y", level=3):
    """The fields of a struct_time, the microsecond, and (zone name, offset, offset's microseconds)."""
    for given in (data_string, format):
        if not isinstance(given, str):
            raise TypeError(f"strptime() argument {0 if given is data_string else 1} must be str, not {type(given)}")
    parser = _Parser(data_string)
    tokens = _tokens(_expand(format))
    codes = {token[1] for token in tokens if len(token) == 2}
    if "d" in codes and not codes & {"Y", "y", "G"}:
        _warn_of_missing_year(level)
    end = parser.match(tokens, 0)
    if end < 0:
        raise ValueError(f"time data {data_string!r} does not match format {format!r}")
    if end != len(data_string):
        raise ValueError(f"unconverted data remains: {data_string[end:]}")
    found = {code: value for code, value in parser.found.items() if value is not None}
    _check_week_directives(found)
    weekday = _weekday(found)
    year, month, day, julian, weekday = _day(found, weekday)
    offset, offset_us = found.get("z", (None, 0))
    name = found.get("Z")
    dst = -1
    if name is not None:
        lower = name.lower()
        if lower in ("utc", "gmt", time.tzname[0].lower()):
            dst = 0
        elif lower == time.tzname[1].lower():
            dst = 1
    fields = (year, month, day, _hour(found), found.get("M", 0), found.get("S", 0), weekday, julian, dst)
    return fields, found.get("f", 0), (name, offset, offset_us)


def _strptime_time(data_string, format="%a %b %d %H:%M:%S %Y"):
    """time.strptime()."""
    fields, _, (name, offset, _) = _strptime(data_string, format)
    return time.struct_time((*fields, name, offset))


def _strptime_datetime(cls, data_string, format="%a %b %d %H:%M:%S %Y"):
    """datetime.strptime()."""
    from datetime import timedelta, timezone
    fields, us, (name, offset, offset_us) = _strptime(data_string, format, 4)
    args = (*fields[:6], us)
    if offset is None:
        return cls(*args)
    delta = timedelta(seconds=offset, microseconds=offset_us)
    return cls(*args, timezone(delta, name) if name else timezone(delta))
