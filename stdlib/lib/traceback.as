# SPDX-License-Identifier: MIT
"""Exceptions and stacks as text, as the interpreter shows them, and the parts that the text is made of."""
import itertools
import sys
import linecache
import _traceback

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack", "format_tb",
           "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb", "clear_frames", "FrameSummary",
           "StackSummary", "TracebackException", "walk_stack", "walk_tb"]

_REPEATS_SHOWN = 3
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"


class _Sentinel:
    def __repr__(self):
        return "<implicit>"


_sentinel = _Sentinel()


# ---- functions

def _write(lines, file):
    file = sys.stderr if file is None else file
    for line in lines:
        print(line, file=file, end="")


def print_list(extracted_list, file=None):
    """Print the list of tuples as returned by extract_tb() or extract_stack() as a formatted stack trace to the given file."""
    _write(StackSummary.from_list(extracted_list).format(), file)


def format_list(extracted_list):
    """Format a list of tuples or FrameSummary objects for printing."""
    return StackSummary.from_list(extracted_list).format()


def print_tb(tb, limit=None, file=None):
    """Print up to 'limit' stack trace entries from the traceback 'tb'."""
    print_list(extract_tb(tb, limit=limit), file=file)


def format_tb(tb, limit=None):
    """A shorthand for 'format_list(extract_tb(tb, limit))'."""
    return extract_tb(tb, limit=limit).format()


def extract_tb(tb, limit=None):
    """Return a StackSummary of the pre-processed entries of a traceback."""
    return StackSummary._extract(_tb_entries(tb), limit=limit)


def _arguments(exc, value, tb):
    if (value is _sentinel) != (tb is _sentinel):
        raise ValueError("Both or neither of value and tb must be given")
    if value is not _sentinel:
        return value, tb
    if exc is None:
        return None, None
    if isinstance(exc, BaseException):
        return exc, exc.__traceback__
    raise TypeError(f"Exception expected for value, {type(exc).__name__} found")


def print_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, file=None, chain=True, **kwargs):
    """Print exception up to 'limit' stack trace entries from 'tb' to 'file'."""
    value, tb = _arguments(exc, value, tb)
    TracebackException(type(value), value, tb, limit=limit, compact=True).print(file=file, chain=chain)


def format_exception(exc, /, value=_sentinel, tb=_sentinel, limit=None, chain=True, **kwargs):
    """Format a stack trace and the exception information: a list of strings, each ending in a newline."""
    value, tb = _arguments(exc, value, tb)
    return list(TracebackException(type(value), value, tb, limit=limit, compact=True).format(chain=chain))


def format_exception_only(exc, /, value=_sentinel, *, show_group=False, **kwargs):
    """Format the exception part of a traceback: a list of strings, each ending in a newline."""
    if value is _sentinel:
        value = exc
    return list(TracebackException(type(value), value, None, compact=True).format_exception_only(show_group=show_group))


def print_exc(limit=None, file=None, chain=True):
    """Shorthand for 'print_exception(sys.exception(), limit=limit, file=file, chain=chain)'."""
    print_exception(sys.exception(), limit=limit, file=file, chain=chain)


def format_exc(limit=None, chain=True):
    """Like print_exc() but return a string."""
    return "".join(format_exception(sys.exception(), limit=limit, chain=chain))


def print_last(limit=None, file=None, chain=True):
    """Print the exception that ended the last statement of a prompt."""
    if not hasattr(sys, "last_exc") and not hasattr(sys, "last_type"):
        raise ValueError("no last exception")
    if hasattr(sys, "last_exc"):
        print_exception(sys.last_exc, limit=limit, file=file, chain=chain)
    else:
        print_exception(sys.last_type, sys.last_value, sys.last_traceback, limit=limit, file=file, chain=chain)


def print_stack(f=None, limit=None, file=None):
    """Print a stack trace from its invocation point."""
    if f is None:
        f = sys._getframe().f_back
    print_list(extract_stack(f, limit=limit), file=file)


def format_stack(f=None, limit=None):
    """Shorthand for 'format_list(extract_stack(f, limit))'."""
    if f is None:
        f = sys._getframe().f_back
    return format_list(extract_stack(f, limit=limit))


def extract_stack(f=None, limit=None):
    """Extract the raw traceback from the current stack frame: oldest frame first."""
    if f is None:
        f = sys._getframe().f_back
    stack = StackSummary.extract(walk_stack(f), limit=limit)
    stack.reverse()
    return stack


def clear_frames(tb):
    """Clear all references to local variables in the frames of a traceback."""
    while tb is not None:
        try:
            tb.tb_frame.clear()
        except RuntimeError:
            pass        # still running
        tb = tb.tb_next


def walk_stack(f):
    """Walk a stack yielding the frame and line number for each frame, the innermost first."""
    if f is None:
        f = sys._getframe().f_back.f_back.f_back.f_back
    while f is not None:
        yield f, f.f_lineno
        f = f.f_back


def walk_tb(tb):
    """Walk a traceback yielding the frame and line number for each frame."""
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _tb_entries(tb):
    while tb is not None:
        place = _traceback.position(tb.tb_frame.f_code, tb.tb_lasti)
        if place[0] != tb.tb_lineno:
            place = (tb.tb_lineno, None, None, None)
        yield tb.tb_frame, place
        tb = tb.tb_next


# ---- one entry

class FrameSummary:
    """Information about a single frame from a traceback."""
    __slots__ = ("filename", "lineno", "end_lineno", "colno", "end_colno", "name", "_text", "locals", "_code")

    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None, colno=None,
                 end_colno=None, **kwargs):
        self.filename = filename
        self.lineno = lineno
        self.end_lineno = lineno if end_lineno is None else end_lineno
        self.colno = colno
        self.end_colno = end_colno
        self.name = name
        self._code = kwargs.get("_code")
        self._text = line       # all its lines, as they stand in the file; None: not looked up yet
        if lookup_line:
            self.line
        self.locals = None if locals is None else {key: _safe_repr(value) for key, value in locals.items()}

    def __eq__(self, other):
        if isinstance(other, FrameSummary):
            return self._key() == other._key() and self.locals == other.locals
        if isinstance(other, tuple):
            return (self.filename, self.lineno, self.name, self.line) == other
        return NotImplemented

    def _key(self):
        return self.filename, self.lineno, self.name

    def __getitem__(self, pos):
        return (self.filename, self.lineno, self.name, self.line)[pos]

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __repr__(self):
        return "<FrameSummary file {}, line {} in {}>".format(self.filename, self.lineno, self.name)

    def __len__(self):
        return 4

    def _source(self):
        if self._text is None and self.lineno is not None and self.end_lineno is not None:
            numbers = range(self.lineno, self.end_lineno + 1)
            self._text = "\n".join(_source_line(self.filename, number).rstrip() for number in numbers) + "\n"
        return self._text

    @property
    def _original_lines(self):
        return self._source()

    @property
    def line(self):
        text = self._source()
        return None if text is None else text.partition("\n")[0].strip()


def _source_line(filename, number):
    line = linecache.getline(filename, number)
    if not line and filename.startswith("<"):
        text = _traceback.source(filename)
        lines = text.split("\n") if text else ()
        if 1 <= number <= len(lines):
            return lines[number - 1]
    return line


def _safe_repr(value):
    try:
        return repr(value)
    except Exception:
        return "<local repr() failed>"


def _safe_string(value, what, func=str):
    try:
        return func(value)
    except BaseException:
        return f"<{what} {func.__name__}() failed>"


# ---- the text of one entry

def _common_indent(lines):
    # The white space that every line with something in it starts with.
    indent = None
    for line in lines:
        body = line.lstrip()
        if not body:
            continue
        own = line[:len(line) - len(body)]
        if indent is None:
            indent = own
        while not own.startswith(indent):
            indent = indent[:-1]
    return indent or ""


def _char_offset(line, byte_offset):
    return len(line.encode("utf-8", "surrogatepass")[:byte_offset].decode("utf-8", "replace"))


def _width(line, offset=None):
    # Cells of a terminal that the text takes.
    if line.isascii():
        return len(line) if offset is None else min(offset, len(line)) if offset > len(line) else offset
    import unicodedata
    part = line if offset is None else line[:offset]
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in part)


class _Snippet:
    # The source lines that a position covers, with ~ and ^ below them.

    def __init__(self, lines, colno, end_colno):
        indent = len(_common_indent(lines))
        first, last = lines[0], lines[-1]
        self.start = max(_char_offset(first, colno) - indent, 0)
        self.end = max(_char_offset(last, end_colno) - indent, 0)
        self.lines = [line[indent:] if line.strip() else "" for line in lines]
        self.anchors = self._find_anchors()
        self.carets = self._worthwhile()

    def _segment(self):
        if len(self.lines) == 1:
            return self.lines[0][self.start:self.end]
        return "\n".join([self.lines[0][self.start:], *self.lines[1:-1], self.lines[-1][:self.end]])

    def _find_anchors(self):
        found = _traceback.anchors(self._segment())
        if not found:
            return None
        left_line, left_col, right_line, right_col, self._plain_call = found
        left = left_line, left_col + (self.start if left_line == 0 else 0)
        right = right_line, right_col + (self.start if right_line == 0 else 0)
        return left, right

    def _worthwhile(self):
        before = self.lines[0][:self.start]
        after = self.lines[-1][self.end:]
        if self.anchors and self._is_call() and (not after.strip() or after.lstrip()[0] in "#;"):
            words = before.strip()
            if words == "return" and self._plain_call:
                return False
            if words.endswith("=") and words[:-1].strip().isidentifier():
                return False
        return bool(self.anchors or before.strip() or after.strip())

    def _is_call(self):
        (line, col), _ = self.anchors
        return self.lines[line][col:col + 1] == "("

    def _shown(self):
        # Numbers of the lines worth showing: both ends and what is around the anchors.
        count = len(self.lines)
        wanted = {0, count - 1}
        if self.anchors:
            for line, _ in self.anchors:
                wanted.update((line - 1, line, line + 1))
        return sorted(number for number in wanted if 0 <= number < count)

    def _marks(self, number):
        line = self.lines[number]
        indent = len(line) - len(line.lstrip())
        start = max(indent, self.start if number == 0 else 0)
        stop = self.end if number == len(self.lines) - 1 else len(line)
        if not self.anchors:
            return " " * _width(line, start) + "^" * (_width(line, stop) - _width(line, start))
        left, right = self.anchors
        left_col = stop if number < left[0] else 0 if number > left[0] else left[1]
        right_col = stop if number < right[0] else 0 if number > right[0] else right[1]
        points = [start, min(max(left_col, start), stop), min(max(right_col, start), stop), stop]
        cells = [_width(line, point) for point in points]
        return (" " * cells[0] + "~" * (cells[1] - cells[0]) + "^" * (cells[2] - cells[1]) + "~" * (cells[3] - cells[2]))

    def text(self):
        rows, previous = [], None
        for number in self._shown():
            if previous is not None:
                hidden = number - previous - 1
                if hidden == 1:
                    rows += self._rows(number - 1)
                elif hidden > 1:
                    rows.append(f"...<{hidden} lines>...")
            rows += self._rows(number)
            previous = number
        indent = len(_common_indent(rows))
        return "".join(f"    {row[indent:]}\n" for row in rows)

    def _rows(self, number):
        return [self.lines[number], self._marks(number)] if self.carets else [self.lines[number]]


# ---- stacks

class StackSummary(list):
    """A list of FrameSummary objects, representing a stack of frames."""

    @classmethod
    def extract(klass, frame_gen, *, limit=None, lookup_lines=True, capture_locals=False):
        """Create a StackSummary from an iterable of (frame, lineno) pairs."""
        entries = ((frame, (lineno, None, None, None)) for frame, lineno in frame_gen)
        return klass._extract(entries, limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals)

    @classmethod
    def _extract(klass, entries, *, limit=None, lookup_lines=True, capture_locals=False):
        if limit is None:
            limit = getattr(sys, "tracebacklimit", None)
            if limit is not None and limit < 0:
                limit = 0
        if limit is not None:
            entries = itertools.islice(entries, limit) if limit >= 0 else _last(entries, -limit)
        result = klass()
        filenames = set()
        for frame, (lineno, end_lineno, colno, end_colno) in entries:
            code = frame.f_code
            filenames.add(code.co_filename)
            linecache.lazycache(code.co_filename, frame.f_globals)
            result.append(FrameSummary(code.co_filename, lineno, code.co_name, lookup_line=False,
                                       locals=frame.f_locals if capture_locals else None,
                                       end_lineno=end_lineno, colno=colno, end_colno=end_colno))
        for filename in filenames:
            linecache.checkcache(filename)
        if lookup_lines:
            for summary in result:
                summary.line
        return result

    @classmethod
    def from_list(klass, a_list):
        """Create a StackSummary from a list of FrameSummary objects or old-style 4-tuples."""
        result = klass()
        for item in a_list:
            if not isinstance(item, FrameSummary):
                filename, lineno, name, line = item
                item = FrameSummary(filename, lineno, name, line=line)
            result.append(item)
        return result

    def format_frame_summary(self, frame_summary, **kwargs):
        """The lines for one frame, as a string; None leaves the frame out."""
        f = frame_summary
        filename = "<stdin>" if f.filename.startswith("<stdin-") else f.filename
        parts = ['  File "{}", line {}, in {}\n'.format(filename, f.lineno, f.name)]
        source = f._original_lines
        if source and source.strip():
            if f.colno is None or f.end_colno is None:
                parts.append("    {}\n".format(f.line))
            else:
                parts.append(_Snippet(source.splitlines(), f.colno, f.end_colno).text())
        for name in sorted(f.locals or ()):
            parts.append(f"    {name} = {f.locals[name]}\n")
        return "".join(parts)

    def format(self, **kwargs):
        """Format the stack ready for printing: a list of strings; entries that repeat are counted after the third."""
        result = []
        last, count = None, 0
        for f in self:
            text = self.format_frame_summary(f)
            if text is None:
                continue
            place = f.filename, f.lineno, f.name
            if place != last or f.filename is None or f.lineno is None or f.name is None:
                result += _repeated(count)
                last, count = place, 0
            count += 1
            if count <= _REPEATS_SHOWN:
                result.append(text)
        return result + _repeated(count)


def _repeated(count):
    more = count - _REPEATS_SHOWN
    if more <= 0:
        return []
    return [f"  [Previous line repeated {more} more time{'s' if more > 1 else ''}]\n"]


def _last(entries, count):
    from collections import deque
    return deque(entries, maxlen=count)


# ---- exceptions

class _Margin:
    # Where lines are written to inside exception groups: each level indents by two, and a bar marks the group.
    def __init__(self):
        self.depth = 0
        self.close = False

    def indent(self):
        return " " * (2 * self.depth)

    def emit(self, text, margin="|"):
        if not self.depth:
            return text
        prefix = self.indent() + margin + " "
        return "".join(prefix + line for line in text.splitlines(keepends=True))


class TracebackException:
    """An exception ready for rendering: everything is captured, nothing of the exception is kept alive."""
    _in_group = False

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, lookup_lines=True, capture_locals=False, compact=False,
                 max_group_width=15, max_group_depth=10, save_exc_type=True, _seen=None):
        top = _seen is None
        seen = {id(exc_value)} if top else _seen
        seen.add(id(exc_value))
        self.max_group_width = max_group_width
        self.max_group_depth = max_group_depth
        self.stack = StackSummary._extract(_tb_entries(exc_traceback), limit=limit, lookup_lines=lookup_lines,
                                           capture_locals=capture_locals)
        self._exc_type = exc_type if save_exc_type else None
        self._str = _safe_string(exc_value, "exception")
        try:
            self.__notes__ = getattr(exc_value, "__notes__", None)
        except Exception as problem:
            self.__notes__ = [f"Ignored error getting __notes__: {_safe_string(problem, '__notes__', repr)}"]
        self._causes = _traceback.causes(exc_value)
        self._is_syntax_error = False
        self._has_exc_type = exc_type is not None
        if exc_type is not None:
            self.exc_type_qualname, self.exc_type_module = exc_type.__qualname__, exc_type.__module__
            self._read_details(exc_type, exc_value, exc_traceback)
        else:
            self.exc_type_qualname = self.exc_type_module = None
        self._set_chain(exc_value, seen, compact, limit=limit, lookup_lines=lookup_lines, capture_locals=capture_locals,
                        max_group_width=max_group_width, max_group_depth=max_group_depth)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        """Create a TracebackException from an exception."""
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def _set_chain(self, exc, seen, compact, **options):
        self.__cause__ = self.__context__ = self.exceptions = None
        self.__suppress_context__ = getattr(exc, "__suppress_context__", False)
        if exc is None:
            return

        def wrap(other):
            try:
                return type(self)(type(other), other, other.__traceback__, _seen=seen, **options)
            except RecursionError:
                return None

        cause, context = exc.__cause__, exc.__context__
        if cause is not None and id(cause) not in seen:
            self.__cause__ = wrap(cause)
        wanted = context is not None and (not compact or cause is None and not exc.__suppress_context__)
        if wanted and id(context) not in seen:
            self.__context__ = wrap(context)
        if isinstance(exc, BaseExceptionGroup):
            self.exceptions = [wrap(part) for part in exc.exceptions]
            for part in self.exceptions:
                part._in_group = True

    def _read_details(self, exc_type, exc, tb):
        if issubclass(exc_type, SyntaxError):
            self._is_syntax_error = True
            self.filename = exc.filename
            self.lineno = None if exc.lineno is None else str(exc.lineno)
            self.end_lineno = None if exc.end_lineno is None else str(exc.end_lineno)
            self.text, self.offset, self.end_offset, self.msg = exc.text, exc.offset, exc.end_offset, exc.msg
        elif issubclass(exc_type, ImportError):
            self._suggest(exc, getattr(exc, "name_from", None))
        elif issubclass(exc_type, (NameError, AttributeError)):
            wrong = getattr(exc, "name", None)
            found = None if tb is None and issubclass(exc_type, NameError) else self._suggest(exc, wrong)
            if issubclass(exc_type, NameError) and wrong in sys.stdlib_module_names:
                self._str += (" Or did you forget to import" if found else ". Did you forget to import") + f" '{wrong}'?"

    def _suggest(self, exc, wrong):
        found = _traceback.suggestion(exc, wrong) if isinstance(wrong, str) else None
        if found:
            self._str += f". Did you mean: '{found}'?"
        return found

    @property
    def exc_type(self):
        import warnings
        warnings.warn("Deprecated in 3.13. Use exc_type_str instead.", DeprecationWarning, stacklevel=2)
        return self._exc_type

    @property
    def exc_type_str(self):
        if not self._has_exc_type:
            return None
        if self.exc_type_module in ("__main__", "builtins"):
            return self.exc_type_qualname
        module = self.exc_type_module if isinstance(self.exc_type_module, str) else "<unknown>"
        return f"{module}.{self.exc_type_qualname}"

    def __eq__(self, other):
        if not isinstance(other, TracebackException):
            return NotImplemented
        return self.__dict__ == other.__dict__

    def __str__(self):
        return self._str

    # ---- the last lines

    def format_exception_only(self, *, show_group=False, _depth=0, **kwargs):
        """Format the exception part of the traceback: lines, each ending in a newline."""
        indent = 3 * _depth * " "
        if not self._has_exc_type:
            yield indent + _final_line(None, self._str)
            return
        if self._is_syntax_error:
            for line in self._syntax_lines():
                yield indent + line
        elif _depth and "\n" in self._str:
            pieces = _final_line(self.exc_type_str, self._str).split("\n")[:-1]
            yield from (indent + piece + "\n" for piece in pieces)
        else:
            yield indent + _final_line(self.exc_type_str, self._str)
        yield from self._note_lines(indent)
        if self.exceptions and show_group:
            for part in self.exceptions:
                yield from part.format_exception_only(show_group=show_group, _depth=_depth + 1)

    def _note_lines(self, indent):
        notes = self.__notes__
        if isinstance(notes, (list, tuple)):
            for note in notes:
                for line in _safe_string(note, "note").split("\n"):
                    yield indent + line + "\n"
        elif notes is not None:
            yield indent + _safe_string(notes, "__notes__", func=repr) + "\n"
        if len(self._causes) > 1 or self._in_group:
            for line in self._causes:
                yield f"{indent}  {line}\n"

    def _syntax_lines(self):
        suffix = ""
        if self.lineno is not None:
            yield '  File "{}", line {}\n'.format(self.filename or "<string>", self.lineno)
        elif self.filename is not None:
            suffix = f" ({self.filename})"
        if isinstance(self.text, str):
            yield from self._syntax_source()
        yield "{}: {}{}\n".format(self.exc_type_str, self.msg or "<no detail available>", suffix)

    def _syntax_source(self):
        line = self.text.rstrip("\n")
        body = line.lstrip(" \n\f")
        spaces = len(line) - len(body)
        yield "    {}\n".format(body)
        if self.offset is None:
            return
        offset = self.offset
        if self.lineno == self.end_lineno:
            end = self.end_offset if self.end_offset not in (None, 0) else offset
        else:
            end = len(line) + 1
        if self.text and offset > len(self.text):
            offset = len(line) + 1
        if self.text and end > len(self.text):
            end = len(line) + 1
        if offset >= end or end < 0:
            end = offset + 1
        column, end_column = offset - 1 - spaces, end - 1 - spaces
        if column >= 0:
            gap = "".join(c if c.isspace() else " " for c in body[:column])
            yield "    {}{}\n".format(gap, "^" * (end_column - column))

    # ---- everything

    def format(self, *, chain=True, _ctx=None, **kwargs):
        """Format the exception: strings, each ending in a newline; those it came from first."""
        ctx = _Margin() if _ctx is None else _ctx
        links, exc = [], self
        while exc is not None:
            joint = None
            if chain:
                if exc.__cause__ is not None:
                    joint, following = _CAUSE, exc.__cause__
                elif exc.__context__ is not None and not exc.__suppress_context__:
                    joint, following = _CONTEXT, exc.__context__
            links.append((joint, exc))
            exc = following if joint else None
        for joint, exc in reversed(links):
            if joint is not None:
                yield ctx.emit(joint)
            if exc.exceptions is None:
                if exc.stack:
                    yield ctx.emit("Traceback (most recent call last):\n")
                    for text in exc.stack.format():
                        yield ctx.emit(text)
                for text in exc.format_exception_only():
                    yield ctx.emit(text)
            elif ctx.depth > self.max_group_depth:
                yield ctx.emit(f"... (max_group_depth is {self.max_group_depth})\n")
            else:
                yield from exc._format_group(ctx, chain)

    def _format_group(self, ctx, chain):
        top = ctx.depth == 0
        if top:
            ctx.depth = 1
        if self.stack:
            yield ctx.emit("Exception Group Traceback (most recent call last):\n", margin="+" if top else "|")
            for text in self.stack.format():
                yield ctx.emit(text)
        for text in self.format_exception_only():
            yield ctx.emit(text)
        total, shown = len(self.exceptions), self.max_group_width
        count = total if total <= shown else shown + 1
        ctx.close = False
        for number in range(count):
            if number == count - 1:
                ctx.close = True
            title = f"{number + 1}" if number < shown else "..."
            yield ctx.indent() + ("+-" if number == 0 else "  ") + f"+---------------- {title} ----------------\n"
            ctx.depth += 1
            if number < shown:
                yield from self.exceptions[number].format(chain=chain, _ctx=ctx)
            else:
                left = total - shown
                yield ctx.emit(f"and {left} more exception{'s' if left > 1 else ''}\n")
            if number == count - 1 and ctx.close:
                yield ctx.indent() + "+------------------------------------\n"
                ctx.close = False
            ctx.depth -= 1
        if top:
            ctx.depth = 0

    def print(self, *, file=None, chain=True, **kwargs):
        """Print the result of self.format(chain=chain) to 'file'."""
        _write(self.format(chain=chain), file)


def _final_line(kind, value):
    text = _safe_string(value, "exception")
    if value is None or not text:
        return f"{kind}\n"
    return f"{kind}: {text}\n"
