# SPDX-License-Identifier: MIT
"""Dates and times of the Gregorian calendar, extended in both directions: date, time, datetime, timedelta and time zones.

A date is counted in days: ordinal 1 is 1 January of year 1. Arithmetic goes through ordinals and microseconds, both plain ints.
"""
import time as _time
from operator import index as _index

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")

MINYEAR = 1
MAXYEAR = 9999
_MAXORDINAL = 3652059
_EPOCH = 719163
_DAY_US = 86_400_000_000
_MONTHS = (None, "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_BEFORE = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


# The calendar


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in_month(year, month):
    return 29 if month == 2 and _is_leap(year) else _LENGTHS[month]


def _days_before_year(year):
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400


def _days_before_month(year, month):
    return _BEFORE[month] + (month > 2 and _is_leap(year))


def _ymd2ord(year, month, day):
    return _days_before_year(year) + _days_before_month(year, month) + day


def _ord2ymd(ordinal):
    # Years are counted from 1 March here, so that the leap day is the last of its year.
    days = ordinal + 305
    era, days = divmod(days, 146097)
    year = (days - days // 1460 + days // 36524 - days // 146096) // 365
    days -= 365 * year + year // 4 - year // 100
    shifted = (5 * days + 2) // 153
    day = days - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year + era * 400 + (month <= 2), month, day


def _iso_year_start(year):
    """The ordinal of the Monday of ISO week 1."""
    fourth = _ymd2ord(year, 1, 4)
    return fourth - (fourth + 6) % 7


def _from_iso_week(year, week, day):
    """The (year, month, day) of a day in an ISO week."""
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"Year is out of range: {year}")
    if not 0 < week < 53:
        last = week == 53 and (_iso_year_start(year + 1) - _iso_year_start(year)) // 7 == 53 if year < MAXYEAR else week == 53
        if not last:
            raise ValueError(f"Invalid week: {week}")
    if not 0 < day < 8:
        raise ValueError(f"Invalid day: {day} (range is [1, 7])")
    return _ord2ymd(_iso_year_start(year) + (week - 1) * 7 + day - 1)


# Checks of arguments


def _check_date(year, month, day):
    year, month, day = _index(year), _index(month), _index(day)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second, microsecond = _index(hour), _index(minute), _index(second), _index(microsecond)
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return hour, minute, second, microsecond, fold


def _check_tzinfo(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")


def _check_offset(name, offset):
    if offset is None:
        return None
    if not isinstance(offset, timedelta):
        raise TypeError(f"tzinfo.{name}() must return None or a timedelta, not '{type(offset).__name__}'")
    if not -_DAY_US < offset._us < _DAY_US:
        raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).")
    return offset


# Text


def _format_time(hour, minute, second, microsecond, timespec="auto"):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    if timespec == "hours":
        return f"{hour:02d}"
    if timespec == "minutes":
        return f"{hour:02d}:{minute:02d}"
    if timespec == "seconds":
        return f"{hour:02d}:{minute:02d}:{second:02d}"
    if timespec == "milliseconds":
        return f"{hour:02d}:{minute:02d}:{second:02d}.{microsecond // 1000:03d}"
    if timespec == "microseconds":
        return f"{hour:02d}:{minute:02d}:{second:02d}.{microsecond:06d}"
    raise ValueError("Unknown timespec value")


def _format_offset(offset, colon=":"):
    if offset is None:
        return ""
    us = offset._us
    sign = "-" if us < 0 else "+"
    seconds, us = divmod(abs(us), 1_000_000)
    minutes, seconds = divmod(seconds, 60)
    text = f"{sign}{minutes // 60:02d}{colon}{minutes % 60:02d}"
    if seconds or us:
        text += f"{colon}{seconds:02d}"
    return f"{text}.{us:06d}" if us else text


def _strftime(obj, format, timetuple):
    """time.strftime() with %f, %z, %:z and %Z filled in first."""
    pieces = []
    position = 0
    while (found := format.find("%", position)) >= 0:
        pieces.append(format[position:found])
        code = format[found + 1:found + 2]
        if code == ":" and format[found + 2:found + 3] == "z":
            code = ":z"
        position = found + 1 + len(code)
        if code == "f":
            pieces.append(f"{getattr(obj, 'microsecond', 0):06d}")
        elif code in ("z", ":z"):
            offset = obj.utcoffset() if hasattr(obj, "utcoffset") else None
            pieces.append(_format_offset(offset, ":" if code == ":z" else ""))
        elif code == "Z":
            name = obj.tzname() if hasattr(obj, "tzname") else None
            pieces.append((name or "").replace("%", "%%"))
        else:
            pieces.append("%" + code)
    pieces.append(format[position:])
    return _time.strftime("".join(pieces), timetuple)


def _number(text, start, length):
    digits = text[start:start + length]
    if len(digits) != length or not digits.isascii() or not digits.isdigit():
        raise ValueError
    return int(digits)


def _parse_date(text):
    """The (year, month, day) of an ISO date: YYYY-MM-DD, YYYYMMDD, or with a week."""
    if len(text) not in (7, 8, 10):
        raise ValueError
    year = _number(text, 0, 4)
    dash = text[4] == "-"
    position = 5 if dash else 4
    if text[position] == "W":
        week = _number(text, position + 1, 2)
        position += 3
        if position == len(text):
            return _from_iso_week(year, week, 1)
        if dash:
            if text[position] != "-":
                raise ValueError
            position += 1
        if len(text) != position + 1:
            raise ValueError
        return _from_iso_week(year, week, _number(text, position, 1))
    month = _number(text, position, 2)
    position += 2
    if dash:
        if text[position:position + 1] != "-":
            raise ValueError
        position += 1
    if len(text) != position + 2:
        raise ValueError
    return year, month, _number(text, position, 2)


def _parse_clock(text):
    """[hour, minute, second, microsecond] of HH[:MM[:SS[.ffffff]]], with or without colons."""
    values = [0, 0, 0, 0]
    colon = text[2:3] == ":"
    position = 0
    for part in range(3):
        values[part] = _number(text, position, 2)
        position += 2
        if position == len(text):
            return values
        mark = text[position]
        if part == 2:
            break
        if colon:
            if mark != ":":
                raise ValueError
            position += 1
    if mark not in ".,":
        raise ValueError
    fraction = text[position + 1:]
    if not fraction or not fraction.isascii() or not fraction.isdigit():
        raise ValueError
    values[3] = int(fraction[:6].ljust(6, "0"))
    return values


def _parse_time(text):
    """The clock and the time zone of an ISO time."""
    zone = None
    mark = next((i for i, char in enumerate(text) if char in "+-Zz"), -1)
    if mark < 0:
        return (*_parse_clock(text), None)
    clock, sign, rest = text[:mark], text[mark], text[mark + 1:]
    if sign in "Zz":
        if rest:
            raise ValueError
        zone = timezone.utc
    else:
        if len(rest) in (0, 1, 3):
            raise ValueError
        hour, minute, second, us = _parse_clock(rest)
        offset = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=us)
        zone = timezone(-offset if sign == "-" else offset) if offset._us else timezone.utc
    return (*_parse_clock(clock), zone)


def _date_length(text):
    """How many characters of an ISO date and time are the date."""
    if text[4] == "-":
        if text[5] != "W":
            return 10
        return 10 if text[8:9] == "-" and len(text) > 9 and text[9].isdigit() and not (len(text) > 10 and text[10].isdigit()) \
            else 8
    if text[4] == "W":
        digits = 7
        while digits < len(text) and text[digits].isdigit():
            digits += 1
        return 7 if digits < 9 and digits != 8 else 7 if digits % 2 else 8
    return 8


class timedelta:
    """A span of time: days, seconds (less than a day) and microseconds (less than a second)."""

    __slots__ = ("_us",)

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total, rest = 0, 0.0
        for name, value, unit in (("days", days, _DAY_US), ("seconds", seconds, 1_000_000), ("microseconds", microseconds, 1),
                                  ("milliseconds", milliseconds, 1000), ("minutes", minutes, 60_000_000),
                                  ("hours", hours, 3_600_000_000), ("weeks", weeks, 7 * _DAY_US)):
            if isinstance(value, int):
                total += value * unit
            elif isinstance(value, float):
                whole = int(value)
                part = (value - whole) * unit
                total += whole * unit + int(part)
                rest += part - int(part)
            else:
                raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
        if rest:
            total += _round_beside(rest, total)
        return _make_delta(cls, total)

    @property
    def days(self):
        """The number of days, negative for negative spans."""
        return self._us // _DAY_US

    @property
    def seconds(self):
        """The seconds beyond the days."""
        return self._us % _DAY_US // 1_000_000

    @property
    def microseconds(self):
        """The microseconds beyond the seconds."""
        return self._us % 1_000_000

    def total_seconds(self):
        """The whole span in seconds."""
        return self._us / 10 ** 6

    def __repr__(self):
        parts = [f"{name}={value}" for name in ("days", "seconds", "microseconds") if (value := getattr(self, name))]
        return f"{_full_name(self)}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self.seconds, 60)
        text = f"{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"
        days = self.days
        if days:
            text = f"{days} day{'' if abs(days) == 1 else 's'}, {text}"
        return f"{text}.{self.microseconds:06d}" if self.microseconds else text

    def __add__(self, other):
        return _make_delta(timedelta, self._us + other._us) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return _make_delta(timedelta, self._us - other._us) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return _make_delta(timedelta, other._us - self._us) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return _make_delta(timedelta, -self._us)

    def __pos__(self):
        return _make_delta(timedelta, self._us)

    def __abs__(self):
        return _make_delta(timedelta, abs(self._us))

    def __mul__(self, other):
        if isinstance(other, int):
            return _make_delta(timedelta, self._us * other)
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return _make_delta(timedelta, _divide_nearest(self._us * top, bottom))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._us // other._us
        return _make_delta(timedelta, self._us // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._us / other._us
        if isinstance(other, int):
            return _make_delta(timedelta, _divide_nearest(self._us, other))
        if isinstance(other, float):
            top, bottom = other.as_integer_ratio()
            return _make_delta(timedelta, _divide_nearest(bottom * self._us, top))
        return NotImplemented

    def __mod__(self, other):
        return _make_delta(timedelta, self._us % other._us) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        quotient, rest = divmod(self._us, other._us)
        return quotient, _make_delta(timedelta, rest)

    def __eq__(self, other):
        return self._us == other._us if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._us < other._us if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._us <= other._us if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._us > other._us if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._us >= other._us if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash(("timedelta", self._us))

    def __bool__(self):
        return self._us != 0

    def __reduce__(self):
        return self.__class__, (self.days, self.seconds, self.microseconds)


def _full_name(obj):
    cls = type(obj)
    return f"datetime.{cls.__name__}" if cls.__module__ == "datetime" else cls.__name__


def _make_delta(cls, us):
    days = us // _DAY_US
    if not -999999999 <= days <= 999999999:
        raise OverflowError(f"days={days}; must have magnitude <= 999999999")
    self = object.__new__(cls)
    self._us = us
    return self


def _round_beside(rest, total):
    """rest rounded to the nearest int; in the middle, so that total + rest becomes even."""
    low = int(rest // 1)
    part = rest - low
    if part == 0.5:
        return low + (total + low) % 2
    return low + (part > 0.5)


def _divide_nearest(top, bottom):
    """top / bottom rounded to the nearest int, halves to even."""
    quotient, rest = divmod(top, bottom)
    double = 2 * rest
    if (double > bottom if bottom > 0 else double < bottom) or double == bottom and quotient % 2:
        quotient += 1
    return quotient


timedelta.min = _make_delta(timedelta, -999999999 * _DAY_US)
timedelta.max = _make_delta(timedelta, 10 ** 9 * _DAY_US - 1)
timedelta.resolution = _make_delta(timedelta, 1)


class IsoCalendarDate(tuple):
    """Year, week and weekday of the ISO calendar."""

    __slots__ = ()

    def __new__(cls, year, week, weekday, /):
        return super().__new__(cls, (year, week, weekday))

    @property
    def year(self):
        return self[0]

    @property
    def week(self):
        return self[1]

    @property
    def weekday(self):
        return self[2]

    def __reduce__(self):
        return tuple, (tuple(self),)

    def __repr__(self):
        return f"{_full_name(self)}(year={self[0]}, week={self[1]}, weekday={self[2]})"


class date:
    """A day of the calendar."""

    __slots__ = ("_year", "_month", "_day")

    def __new__(cls, year, month=None, day=None):
        if month is None:
            if isinstance(year, (bytes, str)) and len(year) == 4:
                state = year.encode("latin1") if isinstance(year, str) else year
                if 1 <= state[2] <= 12:
                    return _make_date(cls, state[0] * 256 + state[1], state[2], state[3])
            raise TypeError("function missing required argument 'month' (pos 2)")
        if day is None:
            raise TypeError("function missing required argument 'day' (pos 3)")
        return _make_date(cls, *_check_date(year, month, day))

    @classmethod
    def fromtimestamp(cls, timestamp):
        """The local date at a POSIX time."""
        if timestamp is None:
            raise TypeError("'NoneType' object cannot be interpreted as an integer")
        return cls(*_time.localtime(timestamp)[:3])

    @classmethod
    def today(cls):
        """The local date now."""
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, ordinal, /):
        """The date with this ordinal; 1 is 1 January of year 1."""
        if ordinal < 1:
            raise ValueError("ordinal must be >= 1")
        year, month, day = _ord2ymd(ordinal)
        if year > MAXYEAR:
            raise ValueError(f"year {year} is out of range")
        return cls(year, month, day)

    @classmethod
    def fromisoformat(cls, date_string, /):
        """The date that an ISO 8601 text gives."""
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts = _parse_date(date_string)
        except (ValueError, IndexError):
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        """The date of a day in an ISO week."""
        return cls(*_from_iso_week(year, week, day))

    @property
    def year(self):
        """1 to 9999."""
        return self._year

    @property
    def month(self):
        """1 to 12."""
        return self._month

    @property
    def day(self):
        """1 to the number of days in the month."""
        return self._day

    def ctime(self):
        """As C's ctime()."""
        return f"{_WEEKDAYS[self.weekday()]} {_MONTHS[self._month]} {self._day:2d} 00:00:00 {self._year:04d}"

    def strftime(self, format):
        """The date in a format."""
        return _strftime(self, format, self.timetuple())

    def __format__(self, format, /):
        if not isinstance(format, str):
            raise TypeError(f"__format__() argument 1 must be str, not {type(format).__name__}")
        return self.strftime(format) if format else str(self)

    def isoformat(self):
        """YYYY-MM-DD."""
        return f"{self._year:04d}-{self._month:02d}-{self._day:02d}"

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f"{_full_name(self)}({self._year}, {self._month}, {self._day})"

    def timetuple(self):
        """As time.localtime() would give it, at midnight."""
        return _struct_time(self, 0, 0, 0, -1)

    def toordinal(self):
        """The days since the day before 1 January of year 1."""
        return _ymd2ord(self._year, self._month, self._day)

    def replace(self, year=None, month=None, day=None):
        """The date with other fields."""
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    __replace__ = replace

    def weekday(self):
        """0 for Monday to 6 for Sunday."""
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        """1 for Monday to 7 for Sunday."""
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        """The ISO year, week and weekday."""
        today = _ymd2ord(self._year, self._month, self._day)
        year = self._year
        start = _iso_year_start(year)
        if today < start:
            year -= 1
            start = _iso_year_start(year)
        elif today >= (following := _iso_year_start(year + 1)):
            year += 1
            start = following
        week, day = divmod(today - start, 7)
        return IsoCalendarDate(year, week + 1, day + 1)

    def _fields(self):
        return self._year, self._month, self._day

    def _compare(self, other, operation):
        if isinstance(other, date) and not isinstance(other, datetime):
            return operation(self._fields(), other._fields())
        return NotImplemented

    def __eq__(self, other):
        return self._compare(other, tuple.__eq__)

    def __lt__(self, other):
        return self._compare(other, tuple.__lt__)

    def __le__(self, other):
        return self._compare(other, tuple.__le__)

    def __gt__(self, other):
        return self._compare(other, tuple.__gt__)

    def __ge__(self, other):
        return self._compare(other, tuple.__ge__)

    def __hash__(self):
        return hash(self._fields())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        ordinal = self.toordinal() + other.days
        if not 0 < ordinal <= _MAXORDINAL:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(ordinal)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other.days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def _state(self):
        return bytes([*divmod(self._year, 256), self._month, self._day])

    def __reduce__(self):
        return self.__class__, (self._state(),)


def _make_date(cls, year, month, day):
    self = object.__new__(cls)
    self._year, self._month, self._day = year, month, day
    return self


def _struct_time(day, hour, minute, second, dst):
    year, month = day._year, day._month
    return _time.struct_time((year, month, day._day, hour, minute, second, date.weekday(day),
                              _days_before_month(year, month) + day._day, dst))


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)


class tzinfo:
    """The base of time zones: subclasses say the offset, the name and the daylight saving of a datetime."""

    __slots__ = ()

    def tzname(self, dt):
        """The zone's name at dt."""
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        """The offset from UTC at dt, positive east."""
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        """The part of the offset that is daylight saving."""
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        """The local time for a time in UTC (with self as its zone)."""
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset = dt.utcoffset()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        saving = dt.dst()
        if saving is None:
            raise ValueError("fromutc: non-None dst() result required")
        if standard := offset - saving:
            dt += standard
            saving = dt.dst()
            if saving is None:
                raise ValueError("fromutc: tz.dst() gave inconsistent results; cannot convert")
        return dt + saving

    def __reduce__(self):
        args = getattr(self, "__getinitargs__", tuple)()
        return self.__class__, args, self.__getstate__()


class timezone(tzinfo):
    """A fixed offset from UTC."""

    __slots__ = ("_offset", "_name")

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if name is None:
            if not offset._us and cls is timezone and hasattr(cls, "utc"):
                return cls.utc
        elif not isinstance(name, str):
            raise TypeError(f"timezone() argument 2 must be str, not {type(name).__name__}")
        if not -_DAY_US < offset._us < _DAY_US:
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and "
                             f"timedelta(hours=24), not {offset!r}.")
        self = object.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def __getinitargs__(self):
        return (self._offset,) if self._name is None else (self._offset, self._name)

    def __reduce__(self):
        return self.__class__, self.__getinitargs__()

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        return f"{_full_name(self)}({', '.join(map(repr, self.__getinitargs__()))})"

    def __str__(self):
        return self.tzname(None)

    def _check(self, dt, name):
        if dt is not None and not isinstance(dt, datetime):
            raise TypeError(f"{name}(dt) argument must be a datetime instance or None, not {type(dt).__name__}")

    def utcoffset(self, dt):
        self._check(dt, "utcoffset")
        return self._offset

    def tzname(self, dt):
        self._check(dt, "tzname")
        if self._name is not None:
            return self._name
        return "UTC" + _format_offset(self._offset) if self._offset else "UTC"

    def dst(self, dt):
        self._check(dt, "dst")
        return None

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime instance")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        return dt + self._offset


timezone.utc = UTC = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


class time:
    """A time of day, perhaps with a time zone."""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(hour, (bytes, str)) and len(hour) == 6:
            state = hour.encode("latin1") if isinstance(hour, str) else hour
            return _make_time(cls, state[0] & 127, state[1], state[2], int.from_bytes(state[3:]), minute or None, state[0] >> 7)
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        return _make_time(cls, hour, minute, second, microsecond, tzinfo, fold)

    @classmethod
    def fromisoformat(cls, time_string, /):
        """The time that an ISO 8601 text gives."""
        if not isinstance(time_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts = _parse_time(time_string[1:] if time_string.startswith("T") else time_string)
        except (ValueError, IndexError):
            raise ValueError(f"Invalid isoformat string: {time_string!r}") from None
        return cls(*parts)

    @property
    def hour(self):
        """0 to 23."""
        return self._hour

    @property
    def minute(self):
        """0 to 59."""
        return self._minute

    @property
    def second(self):
        """0 to 59."""
        return self._second

    @property
    def microsecond(self):
        """0 to 999999."""
        return self._microsecond

    @property
    def tzinfo(self):
        """The time zone, or None."""
        return self._tzinfo

    @property
    def fold(self):
        """1 for the second of two equal times when clocks are set back."""
        return self._fold

    def _clock(self):
        return self._hour, self._minute, self._second, self._microsecond

    def _us_of_day(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 1_000_000 + self._microsecond

    def _compare(self, other, operation, equality=False):
        if not isinstance(other, time):
            return NotImplemented
        mine, theirs = self.utcoffset(), other.utcoffset()
        if mine == theirs or self._tzinfo is other._tzinfo:
            return operation(self._clock(), other._clock())
        if mine is None or theirs is None:
            if equality:
                return False
            raise TypeError("can't compare offset-naive and offset-aware times")
        return operation((self._us_of_day() - mine._us,), (other._us_of_day() - theirs._us,))

    def __eq__(self, other):
        return self._compare(other, tuple.__eq__, True)

    def __lt__(self, other):
        return self._compare(other, tuple.__lt__)

    def __le__(self, other):
        return self._compare(other, tuple.__le__)

    def __gt__(self, other):
        return self._compare(other, tuple.__gt__)

    def __ge__(self, other):
        return self._compare(other, tuple.__ge__)

    def __hash__(self):
        offset = self.replace(fold=0).utcoffset()
        return hash(self._us_of_day() - (offset._us if offset else 0))

    def __repr__(self):
        parts = [str(self._hour), str(self._minute)]
        if self._microsecond:
            parts += [str(self._second), str(self._microsecond)]
        elif self._second:
            parts.append(str(self._second))
        return f"{_full_name(self)}({', '.join(parts + _zone_parts(self))})"

    def isoformat(self, timespec="auto"):
        """HH:MM:SS, with microseconds and offset where there are any; timespec says how exact."""
        return _format_time(*self._clock(), timespec) + _format_offset(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def strftime(self, format):
        """The time in a format; the date is 1 January 1900."""
        return _strftime(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))

    __format__ = date.__format__

    def utcoffset(self):
        """The zone's offset from UTC."""
        return None if self._tzinfo is None else _check_offset("utcoffset", self._tzinfo.utcoffset(None))

    def tzname(self):
        """The zone's name."""
        return None if self._tzinfo is None else _check_name(self._tzinfo.tzname(None))

    def dst(self):
        """The zone's daylight saving."""
        return None if self._tzinfo is None else _check_offset("dst", self._tzinfo.dst(None))

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        """The time with other fields."""
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def _state(self, with_fold):
        hour = self._hour | self._fold << 7 if with_fold else self._hour
        return bytes([hour, self._minute, self._second]) + self._microsecond.to_bytes(3)

    def __reduce_ex__(self, protocol):
        state = self._state(protocol > 3)
        return self.__class__, (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce__(self):
        return self.__reduce_ex__(2)


def _make_time(cls, hour, minute, second, microsecond, tz, fold):
    self = object.__new__(cls)
    self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
    self._tzinfo, self._fold = tz, fold
    return self


def _check_name(name):
    if name is not None and not isinstance(name, str):
        raise TypeError(f"tzinfo.tzname() must return None or a string, not '{type(name).__name__}'")
    return name


def _zone_parts(obj):
    parts = []
    if obj._tzinfo is not None:
        parts.append(f"tzinfo={obj._tzinfo!r}")
    if obj._fold:
        parts.append("fold=1")
    return parts


time.min = time(0, 0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)

_date_class, _time_class, _tzinfo_class = date, time, tzinfo


class datetime(date):
    """A date and a time of day, perhaps with a time zone."""

    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if isinstance(year, (bytes, str)) and len(year) == 10:
            state = year.encode("latin1") if isinstance(year, str) else year
            return _make_datetime(cls, state[0] * 256 + state[1], state[2] & 127, state[3], state[4], state[5], state[6],
                                  int.from_bytes(state[7:]), month, state[2] >> 7)
        if month is None:
            raise TypeError("function missing required argument 'month' (pos 2)")
        if day is None:
            raise TypeError("function missing required argument 'day' (pos 3)")
        year, month, day = _check_date(year, month, day)
        hour, minute, second, microsecond, fold = _check_time(hour, minute, second, microsecond, fold)
        _check_tzinfo(tzinfo)
        return _make_datetime(cls, year, month, day, hour, minute, second, microsecond, tzinfo, fold)

    hour = property(lambda self: self._hour, doc="0 to 23.")
    minute = property(lambda self: self._minute, doc="0 to 59.")
    second = property(lambda self: self._second, doc="0 to 59.")
    microsecond = property(lambda self: self._microsecond, doc="0 to 999999.")
    tzinfo = property(lambda self: self._tzinfo, doc="The time zone, or None.")
    fold = property(lambda self: self._fold, doc="1 for the second of two equal times when clocks are set back.")

    @classmethod
    def _from_timestamp(cls, t, utc, tz):
        seconds, us = _split_timestamp(t)
        convert = _time.gmtime if utc else _time.localtime
        year, month, day, hour, minute, second, *_ = convert(seconds)
        result = cls(year, month, day, hour, minute, min(second, 59), us, tz)
        if tz is None and not utc:
            before = convert(seconds - 86400) if seconds >= 86400 else None
            if before and (shift := _offset_of(before) - _offset_of(convert(seconds))) > 0:
                earlier = convert(seconds - shift)
                if tuple(earlier[:6]) == (year, month, day, hour, minute, second):
                    result._fold = 1
        elif tz is not None:
            result = tz.fromutc(result)
        return result

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        """The time at a POSIX time: in tz, or local."""
        _check_tzinfo(tz)
        return cls._from_timestamp(timestamp, tz is not None, tz)

    @classmethod
    def utcfromtimestamp(cls, t, /):
        """Deprecated: the naive time in UTC at a POSIX time."""
        import warnings
        warnings.warn("datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future version. "
                      "Use timezone-aware objects to represent datetimes in UTC: "
                      "datetime.datetime.fromtimestamp(timestamp, datetime.UTC).", DeprecationWarning, stacklevel=2)
        return cls._from_timestamp(t, True, None)

    @classmethod
    def now(cls, tz=None):
        """The time now: in tz, or local."""
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def utcnow(cls):
        """Deprecated: the naive time in UTC now."""
        import warnings
        warnings.warn("datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. "
                      "Use timezone-aware objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).",
                      DeprecationWarning, stacklevel=2)
        return cls._from_timestamp(_time.time(), True, None)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        """A datetime of a date and a time."""
        if not isinstance(date, _date_class):
            raise TypeError(f"combine() argument 1 must be datetime.date, not {type(date).__name__}")
        if not isinstance(time, _time_class):
            raise TypeError(f"combine() argument 2 must be datetime.time, not {type(time).__name__}")
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
                   time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string, /):
        """The datetime that an ISO 8601 text gives."""
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            length = _date_length(date_string)
            day = _parse_date(date_string[:length])
            clock = _parse_time(date_string[length + 1:]) if len(date_string) > length else (0, 0, 0, 0, None)
        except (ValueError, IndexError):
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*day, *clock)

    @classmethod
    def strptime(cls, date_string, format, /):
        """The datetime that a text in a format gives."""
        if not isinstance(date_string, str):
            raise TypeError(f"strptime() argument 1 must be str, not {type(date_string).__name__}")
        if not isinstance(format, str):
            raise TypeError(f"strptime() argument 2 must be str, not {type(format).__name__}")
        import _strptime
        return _strptime._strptime_datetime(cls, date_string, format)

    def timetuple(self):
        """As time.localtime() would give it."""
        saving = self.dst()
        return _struct_time(self, self._hour, self._minute, self._second, -1 if saving is None else 1 if saving else 0)

    def utctimetuple(self):
        """As time.gmtime() would give it."""
        offset = self.utcoffset()
        moment = self - offset if offset else self
        return _struct_time(moment, moment._hour, moment._minute, moment._second, 0)

    def timestamp(self):
        """The POSIX time."""
        if self._tzinfo is None:
            return _local_seconds(self) + self._microsecond / 1e6
        return (self - _epoch).total_seconds()

    def date(self):
        """The date alone."""
        return _date_class(self._year, self._month, self._day)

    def time(self):
        """The time alone, without zone."""
        return _time_class(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        """The time alone, with the zone."""
        return _time_class(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *,
                fold=None):
        """The datetime with other fields."""
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day, self._hour if hour is None else hour,
                          self._minute if minute is None else minute, self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    __replace__ = replace

    def astimezone(self, tz=None):
        """The same moment in another zone; None means the local one."""
        if tz is None:
            tz = self._local_zone()
        elif not isinstance(tz, _tzinfo_class):
            raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")
        mine = self._tzinfo
        if mine is tz:
            return self
        offset = self.utcoffset()
        if mine is None or offset is None:
            offset = self.replace(tzinfo=None)._local_zone().utcoffset(self)
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def _local_zone(self):
        seconds = _local_seconds(self) if self._tzinfo is None else (self - _epoch) // timedelta(seconds=1)
        local = _time.localtime(seconds)
        return timezone(timedelta(seconds=local.tm_gmtoff), local.tm_zone)

    def ctime(self):
        """As C's ctime()."""
        return (f"{_WEEKDAYS[self.weekday()]} {_MONTHS[self._month]} {self._day:2d} "
                f"{self._hour:02d}:{self._minute:02d}:{self._second:02d} {self._year:04d}")

    def isoformat(self, sep="T", timespec="auto"):
        """YYYY-MM-DDTHH:MM:SS, with microseconds and offset where there are any."""
        return (date.isoformat(self) + sep + _format_time(*self._clock(), timespec) + _format_offset(self.utcoffset()))

    def __str__(self):
        return self.isoformat(sep=" ")

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute]
        if self._microsecond:
            parts += [self._second, self._microsecond]
        elif self._second:
            parts.append(self._second)
        return f"{_full_name(self)}({', '.join([*map(str, parts), *_zone_parts(self)])})"

    def utcoffset(self):
        """The zone's offset from UTC at this time."""
        return None if self._tzinfo is None else _check_offset("utcoffset", self._tzinfo.utcoffset(self))

    def tzname(self):
        """The zone's name at this time."""
        return None if self._tzinfo is None else _check_name(self._tzinfo.tzname(self))

    def dst(self):
        """The zone's daylight saving at this time."""
        return None if self._tzinfo is None else _check_offset("dst", self._tzinfo.dst(self))

    _clock = _time_class._clock

    def _us_since_start(self):
        """The microseconds since ordinal 0, as the clock shows it."""
        return _ymd2ord(self._year, self._month, self._day) * _DAY_US + _time_class._us_of_day(self)

    def _compare(self, other, operation, equality=False):
        if not isinstance(other, datetime):
            return NotImplemented
        if self._tzinfo is other._tzinfo:
            return operation((self._us_since_start(),), (other._us_since_start(),))
        mine, theirs = self.utcoffset(), other.utcoffset()
        if equality and (mine != self.replace(fold=not self._fold).utcoffset()
                         or theirs != other.replace(fold=not other._fold).utcoffset()):
            return False
        if mine is None or theirs is None:
            if mine is theirs:
                return operation((self._us_since_start(),), (other._us_since_start(),))
            if equality:
                return False
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return operation((self._us_since_start() - mine._us,), (other._us_since_start() - theirs._us,))

    def __eq__(self, other):
        return self._compare(other, tuple.__eq__, True)

    def __lt__(self, other):
        return self._compare(other, tuple.__lt__)

    def __le__(self, other):
        return self._compare(other, tuple.__le__)

    def __gt__(self, other):
        return self._compare(other, tuple.__gt__)

    def __ge__(self, other):
        return self._compare(other, tuple.__ge__)

    def __hash__(self):
        offset = self.replace(fold=0).utcoffset()
        return hash(self._us_since_start() - (offset._us if offset else 0))

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        ordinal, us = divmod(self._us_since_start() + other._us, _DAY_US)
        if not 0 < ordinal <= _MAXORDINAL:
            raise OverflowError("date value out of range")
        seconds, us = divmod(us, 1_000_000)
        minutes, second = divmod(seconds, 60)
        return type(self)(*_ord2ymd(ordinal), minutes // 60, minutes % 60, second, us, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        us = self._us_since_start() - other._us_since_start()
        if self._tzinfo is not other._tzinfo:
            mine, theirs = self.utcoffset(), other.utcoffset()
            if mine != theirs:
                if mine is None or theirs is None:
                    raise TypeError("can't subtract offset-naive and offset-aware datetimes")
                us += theirs._us - mine._us
        return _make_delta(timedelta, us)

    def _state(self, with_fold):
        month = self._month | self._fold << 7 if with_fold else self._month
        return (bytes([*divmod(self._year, 256), month, self._day, self._hour, self._minute, self._second])
                + self._microsecond.to_bytes(3))

    def __reduce_ex__(self, protocol):
        state = self._state(protocol > 3)
        return self.__class__, (state,) if self._tzinfo is None else (state, self._tzinfo)

    def __reduce__(self):
        return self.__reduce_ex__(2)


def _make_datetime(cls, year, month, day, hour, minute, second, microsecond, tz, fold):
    self = object.__new__(cls)
    self._year, self._month, self._day = year, month, day
    self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
    self._tzinfo, self._fold = tz, fold
    return self


def _split_timestamp(t):
    """Seconds and microseconds, the latter rounded to even and never negative."""
    if isinstance(t, int):
        return int(t), 0
    if t != t:
        raise ValueError("cannot convert float NaN to integer")
    seconds = int(t // 1)
    us = round((t - seconds) * 1e6)
    return (seconds + 1, us - 1_000_000) if us >= 1_000_000 else (seconds, us)


def _offset_of(moment):
    return moment.tm_gmtoff or 0


def _local_seconds(dt):
    """The POSIX time of a local time: fold chooses among two, and decides in a gap."""
    wanted = (dt.replace(tzinfo=None, microsecond=0) - _naive_epoch) // timedelta(seconds=1)

    def shown(seconds):
        return seconds + _offset_of(_time.localtime(seconds))

    first = wanted - (shown(wanted) - wanted)
    hit = shown(first) == wanted
    if hit:
        beyond = first + (86400 if dt._fold else -86400)
        offset = shown(beyond) - beyond
        if offset == wanted - first:
            return first
    else:
        offset = shown(first) - first
    second = wanted - offset
    if shown(second) == wanted:
        return second
    if hit:
        return first
    return min(first, second) if dt._fold else max(first, second)


datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
_epoch = datetime(1970, 1, 1, tzinfo=timezone.utc)
_naive_epoch = datetime(1970, 1, 1)
