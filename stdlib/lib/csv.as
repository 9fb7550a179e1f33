# SPDX-License-Identifier: MIT
"""Reading and writing tables as comma-separated values."""
import re
from io import StringIO

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS", "QUOTE_NOTNULL", "Error", "Dialect", "excel", "excel_tab",
           "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer", "unregister_dialect", "DictReader",
           "DictWriter", "unix_dialect"]

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)
__version__ = "1.0"
_dialects = {}
_field_limit = 128 * 1024


class Error(Exception):
    pass


Error.__module__ = "_csv"


def field_size_limit(new_limit=None, /):
    """Set the limit of a field's size; returns the old one."""
    global _field_limit
    old = _field_limit
    if new_limit is not None:
        if not isinstance(new_limit, int):
            raise TypeError("limit must be an integer")
        _field_limit = new_limit
    return old


# ---- dialects

_DEFAULTS = {"delimiter": ",", "doublequote": True, "escapechar": None, "lineterminator": "\r\n", "quotechar": '"', "quoting": QUOTE_MINIMAL,
             "skipinitialspace": False, "strict": False}


def _character(name, value, may_be_none):
    if value is None and may_be_none:
        return None
    if not isinstance(value, str):
        raise TypeError(f'"{name}" must be string{" or None" if may_be_none else ""}, not {type(value).__name__}')
    if len(value) != 1:
        raise TypeError(f'"{name}" must be a 1-character string')
    return value


class _Checked:
    """A dialect whose parts have been checked: what readers and writers work with."""

    def __init__(self, dialect=None, **given):
        for name in given:
            if name not in _DEFAULTS:
                raise TypeError(f"this function got an unexpected keyword argument '{name}'")
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        parts = {name: given[name] if name in given else getattr(dialect, name, default) if dialect is not None else default
                 for name, default in _DEFAULTS.items()}
        self.delimiter = _character("delimiter", parts["delimiter"], False)
        self.escapechar = _character("escapechar", parts["escapechar"], True)
        if not isinstance(parts["lineterminator"], str):
            raise TypeError('"lineterminator" must be a string')
        self.lineterminator = parts["lineterminator"]
        self.quotechar = _character("quotechar", parts["quotechar"], True)
        quoting = self.quoting = parts["quoting"]
        if not isinstance(quoting, int):
            raise TypeError('"quoting" must be an integer')
        if not QUOTE_MINIMAL <= quoting <= QUOTE_NOTNULL:
            raise TypeError('bad "quoting" value')
        if self.quotechar is None and quoting != QUOTE_NONE:
            if "quoting" in given or "quotechar" in given or dialect is not None and getattr(dialect, "quoting", None) is not None:
                raise TypeError("quotechar must be set if quoting enabled")
            self.quoting = QUOTE_NONE
        self.doublequote, self.skipinitialspace, self.strict = (bool(parts[name]) for name in ("doublequote", "skipinitialspace", "strict"))
        self._check_clashes()

    def _check_clashes(self):
        named = ("delimiter", self.delimiter), ("escapechar", self.escapechar), ("quotechar", self.quotechar)
        for name, c in named:
            if c is not None and (c in "\r\n" or c == " " and (name != "delimiter" or self.skipinitialspace)):
                raise ValueError(f"bad {name} value")
        for i, (name, c) in enumerate(named):
            for other, d in named[i + 1:]:
                if c is not None and c == d:
                    raise ValueError(f"bad {name} or {other} value")
        for name, c in named:
            if c is not None and c in self.lineterminator:
                raise ValueError(f"bad {name} or lineterminator value")


class Dialect:
    """Describes a dialect: a subclass sets delimiter, quotechar, escapechar, doublequote, skipinitialspace, lineterminator, quoting."""

    _name = ""
    _valid = False
    delimiter = quotechar = escapechar = doublequote = skipinitialspace = lineterminator = quoting = None

    def __init__(self):
        if type(self) is not Dialect:
            self._valid = True
        try:
            _Checked(self)
        except TypeError as e:
            raise Error(str(e)) from None
        except ValueError as e:
            raise Error(str(e)) from None


class excel(Dialect):
    """Describe the usual properties of Excel-generated CSV files."""
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL


class excel_tab(excel):
    """Describe the usual properties of Excel-generated TAB-delimited files."""
    delimiter = "\t"


class unix_dialect(Dialect):
    """Describe the usual properties of Unix-generated CSV files."""
    delimiter = ","
    quotechar = '"'
    doublequote = True
    skipinitialspace = False
    lineterminator = "\n"
    quoting = QUOTE_ALL


def register_dialect(name, dialect=None, /, **fmtparams):
    """Create a mapping from a string name to a dialect class."""
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Checked(dialect, **fmtparams)


def unregister_dialect(name):
    """Delete the name/dialect mapping associated with a string name."""
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    """Return the dialect instance associated with name."""
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    """Return a list of all known dialect names."""
    return list(_dialects)


# ---- reading

_START, _FIELD, _QUOTED, _AFTER_QUOTE, _ESCAPED, _ESCAPED_QUOTED = range(6)


class reader:
    """An iterator over the rows of an iterable of lines: each a list of strs."""

    def __init__(self, iterable, /, dialect=None, **fmtparams):
        self._lines = iter(iterable)
        self.dialect = _Checked(dialect, **fmtparams)
        self.line_num = 0
        # What ends a run of plain characters, outside of quotes and inside.
        d = self.dialect
        outside = re.escape(d.delimiter + "\r\n\0" + (d.escapechar or ""))
        self._plain = re.compile(f"[^{outside}]+").match
        self._plain_quoted = re.compile(f"[^{re.escape((d.quotechar or '') + (d.escapechar or '') + chr(0))}]+").match

    def __iter__(self):
        return self

    def __next__(self):
        self._row, self._text, self._was_quoted = [], [], False
        self._state = _START
        self._fresh = True  # nothing of the row has been met
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if self._fresh and not self._row:
                    raise
                if self._state == _START and not self._text and not self._row and not self._was_quoted:
                    raise
                if self.dialect.strict and self._state != _FIELD:
                    raise Error("unexpected end of data") from None
                self._end_field()
                break
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
            self.line_num += 1
            if self._line(line):
                break
        row, self._row = self._row, []
        return row

    def _end_field(self):
        text = "".join(self._text)
        d = self.dialect
        quoted = self._was_quoted
        if not quoted and d.quoting in (QUOTE_NONNUMERIC, QUOTE_STRINGS) and text:
            text = float(text)
        elif not quoted and not text and d.quoting in (QUOTE_NOTNULL, QUOTE_STRINGS):
            text = None
        self._row.append(text)
        self._text, self._was_quoted, self._state = [], False, _START

    def _add(self, text):
        self._text.append(text)
        self._size += len(text)
        if self._size > _field_limit:
            raise Error(f"field larger than field limit ({_field_limit})")

    def _line(self, line):
        """Whether the row ends with this line."""
        i, end = 0, len(line)
        self._size = sum(map(len, self._text))
        while i < end:
            if self._state in (_START, _FIELD):
                i, done = self._outside(line, i)
                if done:
                    return self._check_rest(line, i)
            elif self._state == _QUOTED:
                i = self._inside(line, i)
            elif self._state == _AFTER_QUOTE:
                i, done = self._after_quote(line, i)
                if done:
                    return self._check_rest(line, i)
            else:
                self._add(line[i])
                self._state = _FIELD if self._state == _ESCAPED else _QUOTED
                i += 1
            self._fresh = False
        return self._end_of_line()

    def _check_rest(self, line, i):
        if line[i:].strip("\r\n"):
            raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")
        return True

    def _end_of_line(self):
        if self._state == _QUOTED:
            return False
        if self._state in (_ESCAPED, _ESCAPED_QUOTED):
            self._add("\n")
            self._state = _FIELD if self._state == _ESCAPED else _QUOTED
            return False
        if self._state == _START and not self._row and not self._was_quoted and not self._text and self._fresh:
            return True  # an empty line: a row without fields
        self._end_field()
        return True

    def _outside(self, line, i):
        d, c = self.dialect, line[i]
        if self._state == _START:
            if c == " " and d.skipinitialspace:
                return i + 1, False
            if c == d.quotechar and d.quoting != QUOTE_NONE:
                self._was_quoted = True
                self._state, self._size = _QUOTED, 0
                return i + 1, False
        if c == d.delimiter:
            self._end_field()
            self._size = 0
            self._fresh = False
            if i + 1 == len(line):
                self._state = _FIELD
            return i + 1, False
        if c in "\r\n":
            if not (self._state == _START and not self._row and self._fresh):
                self._end_field()
            return i + 1, True
        if c == d.escapechar:
            self._state = _ESCAPED
            return i + 1, False
        self._state = _FIELD
        run = self._plain(line, i)
        text = run[0] if run else c
        self._add(text)
        return i + len(text), False

    def _inside(self, line, i):
        d, c = self.dialect, line[i]
        if c == d.escapechar:
            self._state = _ESCAPED_QUOTED
            return i + 1
        if c == d.quotechar and d.quoting != QUOTE_NONE:
            self._state = _AFTER_QUOTE if d.doublequote else _FIELD
            return i + 1
        run = self._plain_quoted(line, i)
        text = run[0] if run else c
        self._add(text)
        return i + len(text)

    def _after_quote(self, line, i):
        d, c = self.dialect, line[i]
        if c == d.quotechar and d.quoting != QUOTE_NONE:
            self._add(c)
            self._state = _QUOTED
        elif c == d.delimiter:
            self._end_field()
            self._size = 0
            if i + 1 == len(line):
                self._state = _FIELD
        elif c in "\r\n":
            self._end_field()
            return i + 1, True
        elif not d.strict:
            self._add(c)
            self._state = _FIELD
        else:
            raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")
        return i + 1, False


# ---- writing

class writer:
    """Writes rows to an object with a write() method."""

    def __init__(self, fileobj, /, dialect=None, **fmtparams):
        self._write = getattr(fileobj, "write", None)
        if not callable(self._write):
            raise TypeError('argument 1 must have a "write" method')
        self.dialect = d = _Checked(dialect, **fmtparams)
        special = d.delimiter + "\r\n" + (d.escapechar or "") + (d.quotechar or "") + d.lineterminator
        self._special = re.compile(f"[{re.escape(special)}]").search

    def _escaped(self, text, quoted):
        """The text with its special characters escaped, as far as quotes around it do not do that."""
        d, out = self.dialect, []
        for c in text:
            if c == d.quotechar and d.quoting != QUOTE_NONE and d.doublequote and quoted:
                out.append(c)
            elif c == d.escapechar or c == d.quotechar and (d.quoting == QUOTE_NONE or not d.doublequote) or \
                    not quoted and c in d.delimiter + "\r\n" + d.lineterminator:
                if not d.escapechar:
                    raise Error("need to escape, but no escapechar set")
                out.append(d.escapechar)
            out.append(c)
        return "".join(out)

    def _field(self, value, alone):
        d = self.dialect
        text = "" if value is None else value if isinstance(value, str) else str(value)
        quoted = d.quoting == QUOTE_ALL or d.quoting == QUOTE_NONNUMERIC and not isinstance(value, (int, float)) or \
            d.quoting == QUOTE_STRINGS and isinstance(value, str) or d.quoting == QUOTE_NOTNULL and value is not None
        if not self._special(text):
            if not text and alone and d.quoting != QUOTE_ALL and not quoted:
                if d.quoting == QUOTE_NONE or d.quoting in (QUOTE_STRINGS, QUOTE_NOTNULL) and value is None:
                    raise Error("single empty field record must be quoted")
                quoted = True
        elif not quoted and d.quoting != QUOTE_NONE:
            doubling = d.doublequote or d.quotechar not in text
            quoted = any(c in text for c in d.delimiter + "\r\n" + d.lineterminator + (d.quotechar if d.doublequote else ""))
            if not doubling and not d.escapechar:
                raise Error("need to escape, but no escapechar set")
        text = self._escaped(text, quoted) if self._special(text) else text
        return d.quotechar + text + d.quotechar if quoted else text

    def writerow(self, row, /):
        """Construct and write a CSV record from an iterable of fields; returns what write() gave."""
        try:
            fields = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        alone = len(fields) == 1
        text = self.dialect.delimiter.join([self._field(value, alone) for value in fields])
        return self._write(text + self.dialect.lineterminator)

    def writerows(self, rows, /):
        """Construct and write a series of iterables of fields."""
        for row in rows:
            self.writerow(row)


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)


# ---- rows as dictionaries

class DictReader:
    """Rows as dictionaries: the first row names the fields, where fieldnames does not."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey    # of a list of what is too much
        self.restval = restval    # for what is missing
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames
        row = next(self.reader)
        self.line_num = self.reader.line_num
        while row == []:
            row = next(self.reader)
        names = self.fieldnames
        d = dict(zip(names, row))
        if len(names) < len(row):
            d[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            d[name] = self.restval
        return d

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


class DictWriter:
    """Writes dictionaries as rows, their values in the order of fieldnames."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        extrasaction = extrasaction.lower()
        if extrasaction not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _values(self, rowdict):
        if self.extrasaction == "raise":
            wrong = rowdict.keys() - self.fieldnames
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(x) for x in wrong]))
        return (rowdict.get(key, self.restval) for key in self.fieldnames)

    def writerow(self, rowdict):
        return self.writer.writerow(self._values(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._values, rowdicts))

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


# ---- guessing

class Sniffer:
    """Deduces the format of a sample of a CSV file."""

    def __init__(self):
        self.preferred = [",", "\t", ";", " ", ":"]  # where several would do

    def sniff(self, sample, delimiters=None):
        """Returns a dialect (or raises Error) for the sample; delimiters: those that come into question."""
        quotechar, doublequote, delimiter, skip = self._from_quotes(sample, delimiters)
        if not delimiter:
            delimiter, skip = self._from_counts(sample, delimiters)
        if not delimiter:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = "\r\n"
            quoting = QUOTE_MINIMAL

        dialect.doublequote = doublequote
        dialect.delimiter = delimiter
        dialect.quotechar = quotechar or '"'
        dialect.skipinitialspace = skip
        return dialect

    def _from_quotes(self, data, delimiters):
        """What stands beside quoted fields: (quotechar, doublequote, delimiter, skipinitialspace)."""
        found = []
        for pattern in (r"""(?P<delim>[^\w\n"'])(?P<space> ?)(?P<quote>["']).*?(?P=quote)(?P=delim)""",
                        r"""(?:^|\n)(?P<quote>["']).*?(?P=quote)(?P<delim>[^\w\n"'])(?P<space> ?)""",
                        r"""(?P<delim>[^\w\n"'])(?P<space> ?)(?P<quote>["']).*?(?P=quote)(?:$|\n)""",
                        r"""(?:^|\n)(?P<quote>["']).*?(?P=quote)(?:$|\n)"""):
            found = [m.groupdict() for m in re.finditer(pattern, data, re.DOTALL | re.MULTILINE)]
            if found:
                break
        if not found:
            return "", False, None, 0
        quotes, delims, spaces = {}, {}, 0
        for m in found:
            quotes[m["quote"]] = quotes.get(m["quote"], 0) + 1
            delim = m.get("delim")
            if delim and (delimiters is None or delim in delimiters):
                delims[delim] = delims.get(delim, 0) + 1
            if m.get("space"):
                spaces += 1
        quotechar = max(quotes, key=quotes.get)
        delim, skip = "", 0
        if delims:
            delim = max(delims, key=delims.get)
            skip = delims[delim] == spaces
            if delim == "\n":
                delim = ""
        doubled = re.compile(r"((%(d)s)|^)\W*%(q)s[^%(d)s\n]*%(q)s[^%(d)s\n]*%(q)s\W*((%(d)s)|$)" % {"d": re.escape(delim), "q": quotechar}, re.MULTILINE)
        return quotechar, bool(delim and doubled.search(data)), delim, skip

    def _from_counts(self, data, delimiters):
        """The character that occurs equally often in (nearly) every line: (delimiter, skipinitialspace)."""
        lines = list(filter(None, data.split("\n")))
        start, size = 0, min(10, len(lines))
        frequencies = {chr(c): {} for c in range(127)}
        modes, delims, total = {}, {}, 0
        while start < len(lines):
            for line in lines[start:size]:
                for c, counts in frequencies.items():
                    times = line.count(c)
                    counts[times] = counts.get(times, 0) + 1
            for c, counts in frequencies.items():
                items = list(counts.items())
                if len(items) == 1 and items[0][0] == 0:
                    continue
                if len(items) > 1:
                    most = max(items, key=lambda x: x[1])
                    items.remove(most)
                    modes[c] = most[0], most[1] - sum(n for _, n in items)
                else:
                    modes[c] = items[0]
            total = float(min(size if size > total else total, len(lines)))
            consistency = 1.0
            while not delims and consistency >= 0.9:
                for c, (times, lines_with) in modes.items():
                    if times > 0 and lines_with > 0 and lines_with / total >= consistency and (delimiters is None or c in delimiters):
                        delims[c] = times, lines_with
                consistency -= 0.01
            if len(delims) == 1:
                delim = next(iter(delims))
                return delim, lines[0].count(delim) == lines[0].count(f"{delim} ")
            start, size = size, size + 10
        if not delims:
            return "", 0
        for delim in self.preferred:
            if delim in delims:
                return delim, lines[0].count(delim) == lines[0].count(f"{delim} ")
        delim = max((value, c) for c, value in delims.items())[1]
        return delim, lines[0].count(delim) == lines[0].count(f"{delim} ")

    def has_header(self, sample):
        """Whether the first row differs in kind from what is below it."""
        rows = reader(StringIO(sample), self.sniff(sample))
        header = next(rows)
        kinds = dict.fromkeys(range(len(header)))
        checked = 0
        for row in rows:
            if checked > 20:
                break
            checked += 1
            if len(row) != len(header):
                continue
            for column in list(kinds):
                try:
                    complex(row[column])
                    kind = complex
                except (ValueError, OverflowError):
                    kind = len(row[column])
                if kind != kinds[column]:
                    if kinds[column] is None:
                        kinds[column] = kind
                    else:
                        del kinds[column]
        votes = 0
        for column, kind in kinds.items():
            if isinstance(kind, int):
                votes += 1 if len(header[column]) != kind else -1
            else:
                try:
                    kind(header[column])
                except (ValueError, TypeError):
                    votes += 1
                else:
                    votes -= 1
        return votes > 0
