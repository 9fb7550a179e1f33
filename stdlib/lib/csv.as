# SPDX-License-Identifier: MIT
"""Tables as text: rows of fields, with a delimiter between them and quotes where they are needed.

Most lines are taken apart by split() or by one regular expression; those that are not so plain go through a machine that looks at
every character.
"""
import re
from io import StringIO
from types import GenericAlias

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "QUOTE_STRINGS", "QUOTE_NOTNULL", "Error", "Dialect", "excel",
           "excel_tab", "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer",
           "unregister_dialect", "DictReader", "DictWriter", "unix_dialect"]

__version__ = "1.0"
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    """The text is no such table, or the row cannot be written in this dialect."""


_dialects = {}
_limit = 131072


def field_size_limit(*args):
    """The longest field that is read; with an argument that becomes the limit, and the old one is returned."""
    global _limit
    if len(args) > 1:
        raise TypeError(f"field_size_limit() takes at most 1 argument ({len(args)} given)")
    old = _limit
    if args:
        if not isinstance(args[0], int):
            raise TypeError("limit must be an integer")
        _limit = args[0]
    return old


# ---- dialects

_DEFAULTS = {"delimiter": ",", "doublequote": True, "escapechar": None, "lineterminator": "\r\n", "quotechar": '"', "quoting": QUOTE_MINIMAL,
             "skipinitialspace": False, "strict": False}
_absent = object()


def _character(name, value, optional):
    if value is None and optional:
        return None
    if not isinstance(value, str):
        raise TypeError(f'"{name}" must be string{" or None" if optional else ""}, not {type(value).__name__}')
    if len(value) != 1:
        raise TypeError(f'"{name}" must be a 1-character string')
    return value


class _Checked:
    """A dialect whose attributes have been checked, once and for all."""
    __slots__ = tuple(_DEFAULTS)

    def __new__(cls, dialect=None, **options):
        for name in options:
            if name not in _DEFAULTS:
                raise TypeError(f"this function got an unexpected keyword argument '{name}'")
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        if type(dialect) is cls and not options:
            return dialect
        self = super().__new__(cls)
        values = {name: options[name] if name in options else getattr(dialect, name, default) for name, default in _DEFAULTS.items()}
        self._fill(values, "quoting" in options)
        return self

    def _fill(self, values, quoting_given):
        put = lambda name, value: object.__setattr__(self, name, value)
        put("delimiter", _character("delimiter", values["delimiter"], False))
        put("escapechar", _character("escapechar", values["escapechar"], True))
        put("quotechar", _character("quotechar", values["quotechar"], True))
        for name in "doublequote", "skipinitialspace", "strict":
            put(name, bool(values[name]))
        quoting, end = values["quoting"], values["lineterminator"]
        if type(quoting) is not int:
            raise TypeError('"quoting" must be an integer')
        if not 0 <= quoting <= QUOTE_NOTNULL:
            raise TypeError('bad "quoting" value')
        if end is None:
            raise TypeError("lineterminator must be set")
        if not isinstance(end, str):
            raise TypeError('"lineterminator" must be a string')
        put("lineterminator", end)
        if self.quotechar is None and not quoting_given:
            quoting = QUOTE_NONE
        put("quoting", quoting)
        if quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")
        self._check_characters()

    def _check_characters(self):
        for name in "delimiter", "escapechar", "quotechar":
            char = getattr(self, name)
            if char in ("\r", "\n") or char == " " and self.skipinitialspace and name != "delimiter":
                raise ValueError(f"bad {name} value")
        for name, other in ("delimiter", "escapechar"), ("delimiter", "quotechar"), ("escapechar", "quotechar"):
            if getattr(self, name) is not None and getattr(self, name) == getattr(self, other):
                raise ValueError(f"bad {name} or {other} value")
        for name in "delimiter", "escapechar", "quotechar":
            char = getattr(self, name)
            if char is not None and char in self.lineterminator:
                raise ValueError(f"bad {name} or lineterminator value")

    def __setattr__(self, name, value):
        plain = name in ("doublequote", "skipinitialspace", "strict")
        raise AttributeError("readonly attribute" if plain else f"attribute '{name}' of '_csv.Dialect' objects is not writable")

    def __delattr__(self, name):
        raise AttributeError(f"attribute '{name}' of '_csv.Dialect' objects is not writable")

    def __reduce_ex__(self, protocol):
        raise TypeError("cannot pickle 'Dialect' instances")


_Checked.__name__ = _Checked.__qualname__ = "Dialect"
_Checked.__module__ = "_csv"


class Dialect:
    """The base of dialects: a subclass sets delimiter, quotechar, escapechar, doublequote, skipinitialspace, lineterminator, quoting."""
    _name = ""
    _valid = False
    delimiter = quotechar = escapechar = doublequote = skipinitialspace = lineterminator = quoting = None

    def __init__(self):
        if type(self) is not Dialect:
            self._valid = True
        self._validate()

    def _validate(self):
        try:
            _Checked(self)
        except TypeError as e:
            raise Error(str(e)) from None


class excel(Dialect):
    """What Excel writes."""
    delimiter, quotechar, doublequote, skipinitialspace, lineterminator, quoting = ",", '"', True, False, "\r\n", QUOTE_MINIMAL


class excel_tab(excel):
    """What Excel writes with tabs."""
    delimiter = "\t"


class unix_dialect(Dialect):
    """Everything in quotes, lines ended by a newline."""
    delimiter, quotechar, doublequote, skipinitialspace, lineterminator, quoting = ",", '"', True, False, "\n", QUOTE_ALL


def register_dialect(name, /, dialect=None, **fmtparams):
    """Give a dialect a name."""
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Checked(dialect, **fmtparams)


def unregister_dialect(name):
    """Forget the name of a dialect."""
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    """The dialect of that name."""
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    """The names of all dialects."""
    return list(_dialects)


# ---- reading

_START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTES, _ESCAPED_IN_QUOTES, _QUOTE_IN_QUOTES, _EAT_NEWLINE, _AFTER_ESCAPED_NEWLINE = \
    range(9)
_END = ""  # the character behind a line's last


class _Reader:
    """Iterates over the rows of an iterable of lines."""

    def __init__(self, iterable, dialect="excel", **fmtparams):
        self.dialect = d = _Checked(dialect, **fmtparams)
        self._lines, self.line_num = iter(iterable), 0
        self._splits = d.quoting in (QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONE) and not d.skipinitialspace
        self._pattern = self._quote = None
        if self._splits and d.quoting != QUOTE_NONE:
            self._quote = d.quotechar
            if d.doublequote and d.escapechar is None:
                sep, quote = re.escape(d.delimiter), re.escape(d.quotechar)
                self._pattern = re.compile(rf"(?:{quote}([^{quote}]*(?:{quote}{quote}[^{quote}]*)*){quote}|([^{quote}{sep}]*))({sep}|\Z)")

    def __iter__(self):
        return self

    def __next__(self):
        line = self._next_line()
        if self._splits and (row := self._plain_row(line)) is not None:
            return row
        self._state, self._fields, self._field, self._size, self._unquoted = _START_RECORD, [], [], 0, True
        while True:
            for char in line:
                self._step(char)
            self._step(_END)
            if self._state == _START_RECORD:
                return self._fields
            try:
                line = self._next_line()
            except StopIteration:
                if not self._field and self._state != _IN_QUOTES:
                    raise
                if self.dialect.strict:
                    raise Error("unexpected end of data") from None
                self._save()
                return self._fields

    def _next_line(self):
        line = next(self._lines)
        if not isinstance(line, str):
            raise Error(f"iterator should return strings, not {type(line).__name__} (the file should be opened in text mode)")
        self.line_num += 1
        return line

    def _plain_row(self, line):
        """The row of a line without surprises, else None."""
        body = line.rstrip("\r\n") if line and line[-1] in "\r\n" else line
        d = self.dialect
        if "\r" in body or "\n" in body or len(body) > _limit or d.escapechar is not None and d.escapechar in body:
            return None
        if not body:
            return []
        if self._quote is None or self._quote not in body:
            return body.split(d.delimiter)
        return self._quoted_row(body) if self._pattern else None

    def _quoted_row(self, body):
        row, at, quote, match = [], 0, self._quote, self._pattern.match
        while found := match(body, at):
            quoted, plain, sep = found.groups()
            row.append(plain if quoted is None else quoted.replace(quote + quote, quote))
            if not sep:
                return row
            at = found.end()
        return None

    def _save(self):
        field, quoting = "".join(self._field), self.dialect.quoting
        if self._unquoted and quoting in (QUOTE_NOTNULL, QUOTE_STRINGS) and not field:
            field = None
        elif self._unquoted and field and quoting in (QUOTE_NONNUMERIC, QUOTE_STRINGS):
            field = float(field)
        self._fields.append(field)
        self._field, self._size = [], 0

    def _add(self, char):
        if self._size >= _limit:
            raise Error(f"field larger than field limit ({_limit})")
        self._field.append(char)
        self._size += 1

    def _end_field(self, char):
        """Saves the field at a newline or at the line's end."""
        self._save()
        self._state = _START_RECORD if char == _END else _EAT_NEWLINE

    def _step(self, char):
        d, state = self.dialect, self._state
        if state == _START_RECORD:
            if char == _END:
                return
            if char in "\r\n":
                self._state = _EAT_NEWLINE
                return
            state = _START_FIELD
        if state == _START_FIELD:
            self._start_field(char, d)
        elif state == _IN_FIELD or state == _AFTER_ESCAPED_NEWLINE:
            if state == _AFTER_ESCAPED_NEWLINE and char == _END:
                return
            self._in_field(char, d)
        elif state == _IN_QUOTES:
            self._in_quotes(char, d)
        elif state == _QUOTE_IN_QUOTES:
            self._quote_in_quotes(char, d)
        elif state == _EAT_NEWLINE:
            if char == _END:
                self._state = _START_RECORD
            elif char not in "\r\n":
                raise Error("new-line character seen in unquoted field - do you need to open the file with newline=''?")
        elif state == _ESCAPED_IN_QUOTES:
            self._add(char or "\n")
            self._state = _IN_QUOTES
        else:
            self._add(char or "\n")
            self._state = _AFTER_ESCAPED_NEWLINE if char and char in "\r\n" else _IN_FIELD

    def _start_field(self, char, d):
        self._unquoted = True
        if char in "\r\n":
            self._end_field(char)
        elif char == d.quotechar and d.quoting != QUOTE_NONE:
            self._unquoted = False
            self._state = _IN_QUOTES
        elif char == d.escapechar:
            self._state = _ESCAPED
        elif char == " " and d.skipinitialspace:
            self._state = _START_FIELD
        elif char == d.delimiter:
            self._save()
            self._state = _START_FIELD
        else:
            self._add(char)
            self._state = _IN_FIELD

    def _in_field(self, char, d):
        if char in "\r\n":
            self._end_field(char)
        elif char == d.escapechar:
            self._state = _ESCAPED
        elif char == d.delimiter:
            self._save()
            self._state = _START_FIELD
        else:
            self._add(char)
            self._state = _IN_FIELD

    def _in_quotes(self, char, d):
        if char == _END:
            return
        if char == d.escapechar:
            self._state = _ESCAPED_IN_QUOTES
        elif char == d.quotechar and d.quoting != QUOTE_NONE:
            self._state = _QUOTE_IN_QUOTES if d.doublequote else _IN_FIELD
        else:
            self._add(char)

    def _quote_in_quotes(self, char, d):
        if d.quoting != QUOTE_NONE and char == d.quotechar:
            self._add(char)
            self._state = _IN_QUOTES
        elif char == d.delimiter:
            self._save()
            self._state = _START_FIELD
        elif char in "\r\n":
            self._end_field(char)
        elif not d.strict:
            self._add(char)
            self._state = _IN_FIELD
        else:
            raise Error(f"'{d.delimiter}' expected after '{d.quotechar}'")


# ---- writing

class _Writer:
    """Writes rows to a file."""

    def __init__(self, fileobj, dialect="excel", **fmtparams):
        self.dialect = d = _Checked(dialect, **fmtparams)
        if not callable(getattr(fileobj, "write", None)):
            raise TypeError('argument 1 must have a "write" method')
        self._write = fileobj.write
        special = {d.delimiter, "\r", "\n", *d.lineterminator} | ({d.escapechar, d.quotechar} - {None})
        self._special = re.compile("[" + re.escape("".join(sorted(special))) + "]")

    def writerow(self, row, /):
        """Write a row: its fields as str() shows them, None as nothing."""
        try:
            fields = iter(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        d, texts, empty = self.dialect, [], False
        for field in fields:
            texts.append(self._text(field, d))
            empty = field is None
        line = d.delimiter.join(texts)
        if texts and not line:
            if d.quoting == QUOTE_NONE or empty and d.quoting in (QUOTE_STRINGS, QUOTE_NOTNULL):
                raise Error("single empty field record must be quoted")
            line = d.quotechar * 2
        return self._write(line + d.lineterminator)

    def writerows(self, rows, /):
        """Write many rows."""
        for row in rows:
            self.writerow(row)

    def _text(self, field, d):
        quoting = d.quoting
        quoted = quoting == QUOTE_ALL or quoting == QUOTE_NONNUMERIC and not _is_number(field) or \
            quoting == QUOTE_STRINGS and isinstance(field, str) or quoting == QUOTE_NOTNULL and field is not None
        text = field if type(field) is str else "" if field is None else str(field)
        if not text and d.delimiter == " " and d.skipinitialspace:
            if quoting == QUOTE_NONE or field is None and quoting in (QUOTE_STRINGS, QUOTE_NOTNULL):
                raise Error("empty field must be quoted if delimiter is a space and skipinitialspace is true")
            quoted = True
        if self._special.search(text):
            text, needs_quotes = self._escaped(text, d)
            quoted = quoted or needs_quotes
        return f"{d.quotechar}{text}{d.quotechar}" if quoted else text

    def _escaped(self, text, d):
        """The text with its special characters escaped or doubled, and whether it needs quotes."""
        needs_quotes = False

        def replace(match):
            nonlocal needs_quotes
            char = match[0]
            if d.quoting != QUOTE_NONE:
                if char == d.quotechar and d.doublequote:
                    needs_quotes = True
                    return char + char
                if char != d.quotechar and char != d.escapechar:
                    needs_quotes = True
                    return char
            return self._escape(char, d)

        return self._special.sub(replace, text), needs_quotes

    def _escape(self, char, d):
        if d.escapechar is None:
            raise Error("need to escape, but no escapechar set")
        return d.escapechar + char


def _is_number(field):
    return hasattr(type(field), "__index__") or hasattr(type(field), "__float__") or isinstance(field, complex)


def reader(iterable, /, dialect="excel", **fmtparams):
    """An iterator over the rows of an iterable of lines, such as a file opened with newline=''."""
    return _Reader(iterable, dialect, **fmtparams)


def writer(fileobj, /, dialect="excel", **fmtparams):
    """A writer of rows to a file opened with newline=''."""
    return _Writer(fileobj, dialect, **fmtparams)


for _class, _name in (_Reader, "reader"), (_Writer, "writer"):
    _class.__name__ = _class.__qualname__ = _name
    _class.__module__ = "_csv"

register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)


# ---- rows as dictionaries

class DictReader:
    """Iterates over rows as dictionaries, with the names given or those of the first row."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = list(fieldnames) if fieldnames is not None and iter(fieldnames) is fieldnames else fieldnames
        self.restkey, self.restval = restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect, self.line_num = dialect, 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        if self.line_num == 0:
            self.fieldnames  # reads the first row, if need be
        row = []
        while row == []:
            row = next(self.reader)
            self.line_num = self.reader.line_num
        names = self.fieldnames
        made = dict(zip(names, row))
        if len(names) < len(row):
            made[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            made[name] = self.restval
        return made

    __class_getitem__ = classmethod(GenericAlias)


class DictWriter:
    """Writes dictionaries as rows, their values in the order of the names."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        self.fieldnames = list(fieldnames) if fieldnames is not None and iter(fieldnames) is fieldnames else fieldnames
        self.restval, self.extrasaction = restval, extrasaction.lower()
        if self.extrasaction not in ("raise", "ignore"):
            raise ValueError(f"extrasaction ({self.extrasaction}) must be 'raise' or 'ignore'")
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _dict_to_list(self, rowdict):
        if self.extrasaction == "raise" and (wrong := rowdict.keys() - self.fieldnames):
            raise ValueError("dict contains fields not in fieldnames: " + ", ".join(map(repr, wrong)))
        return [rowdict.get(name, self.restval) for name in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._dict_to_list(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._dict_to_list, rowdicts))

    __class_getitem__ = classmethod(GenericAlias)


# ---- guessing

class Sniffer:
    """Guesses the dialect of a sample, and whether its first row holds names."""

    def __init__(self):
        self.preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        """The dialect of a sample; the delimiter is one of those, if given."""
        quote, doubled, delim, spaced = self._from_quotes(sample, delimiters)
        if not delim:
            delim, spaced = self._from_counts(sample, delimiters)
        if not delim:
            raise Error("Could not determine delimiter")

        class dialect(Dialect):
            _name, lineterminator, quoting = "sniffed", "\r\n", QUOTE_MINIMAL

        dialect.doublequote, dialect.delimiter, dialect.quotechar, dialect.skipinitialspace = doubled, delim, quote or '"', spaced
        return dialect

    def _from_quotes(self, data, delimiters):
        """(quote, doublequote, delimiter, skipinitialspace) from texts in quotes and what stands beside them."""
        sep, space, text = r"""(?P<delim>[^\w\n"'])""", "(?P<space> ?)", r"""(?P<quote>["']).*?(?P=quote)"""
        for form in f"{sep}{space}{text}(?P=delim)", rf"(?:^|\n){text}{sep}{space}", rf"{sep}{space}{text}(?:$|\n)", rf"(?:^|\n){text}(?:$|\n)":
            found = list(re.compile(form, re.DOTALL | re.MULTILINE).finditer(data))
            if found:
                break
        else:
            return "", False, None, 0
        quotes, delims, spaces = {}, {}, 0
        for match in found:
            groups = match.groupdict()
            quotes[groups["quote"]] = quotes.get(groups["quote"], 0) + 1
            delim = groups.get("delim")
            if delim and (delimiters is None or delim in delimiters):
                delims[delim] = delims.get(delim, 0) + 1
            spaces += bool(groups.get("space"))
        quote, delim, spaced = max(quotes, key=quotes.get), "", 0
        if delims:
            delim = max(delims, key=delims.get)
            spaced = delims[delim] == spaces
            delim = "" if delim == "\n" else delim
        d = re.escape(delim)
        doubled = re.search(rf"(({d})|^)\W*{quote}[^{d}\n]*{quote}[^{d}\n]*{quote}\W*(({d})|$)", data, re.MULTILINE)
        return quote, bool(doubled), delim, spaced

    def _from_counts(self, data, delimiters):
        """(delimiter, skipinitialspace): the character that stands equally often in most lines, ten more of which are read at a time."""
        lines = [line for line in data.split("\n") if line]
        counts, modes, delims = {chr(code): {} for code in range(127)}, {}, {}
        for read in range(10, len(lines) + 10, 10):
            for line in lines[read - 10:read]:
                for char, seen in counts.items():
                    many = line.count(char)
                    seen[many] = seen.get(many, 0) + 1
            for char, seen in counts.items():
                if list(seen) != [0]:
                    usual = max(seen, key=seen.get)
                    modes[char] = usual, 2 * seen[usual] - sum(seen.values())  # how many lines agree, less those that do not
            total, consistency = min(read, len(lines)), 1.0
            while not delims and consistency >= 0.9:
                for char, (many, agree) in modes.items():
                    if many > 0 and agree > 0 and agree / total >= consistency and (delimiters is None or char in delimiters):
                        delims[char] = many, agree
                consistency -= 0.01
            if len(delims) == 1:
                break
        if not delims:
            return "", 0
        delim = next((char for char in self.preferred if char in delims), None) if len(delims) > 1 else None
        if delim is None:
            delim = max(delims, key=lambda char: (delims[char], char))
        return delim, lines[0].count(delim) == lines[0].count(delim + " ")

    def has_header(self, sample):
        """Whether the first row differs from the others: a text above numbers, or another length above texts of one length."""
        rows = reader(StringIO(sample), self.sniff(sample))
        header = next(rows)
        kinds = dict.fromkeys(range(len(header)))
        for number, row in enumerate(rows):
            if number > 20:
                break
            if len(row) != len(header):
                continue
            for column in list(kinds):
                kind = complex if _is_complex(row[column]) else len(row[column])
                if kinds[column] is None:
                    kinds[column] = kind
                elif kind != kinds[column]:
                    del kinds[column]
        votes = 0
        for column, kind in kinds.items():
            if kind is complex or kind is None:
                votes += -1 if kind is complex and _is_complex(header[column]) else 1
            else:
                votes += 1 if len(header[column]) != kind else -1
        return votes > 0


def _is_complex(text):
    try:
        complex(text)
    except (ValueError, OverflowError):
        return False
    return True
