# SPDX-License-Identifier: MIT
"""How errors are shown at the prompt: tracebacks without the prompt's own frames, in colour where there are colours."""
import sys

_OWN = '<frozen _repl'


def _without_own_frames(exc, seen):
    """Cuts the prompt's frames from the traceback's ends, for the exception and those it is chained to."""
    while exc is not None and id(exc) not in seen:
        seen.add(id(exc))
        tb = exc.__traceback__
        while tb is not None and tb.tb_frame.f_code.co_filename.startswith(_OWN):
            tb = tb.tb_next
        exc.__traceback__ = tb
        while tb is not None and tb.tb_next is not None:   # Ctrl-C is raised by the prompt's handler: its frame is the innermost
            if tb.tb_next.tb_frame.f_code.co_filename.startswith(_OWN):
                tb.tb_next = None
            tb = tb.tb_next
        for inner in getattr(exc, 'exceptions', ()) if isinstance(exc, BaseExceptionGroup) else ():
            _without_own_frames(inner, seen)
        if exc.__cause__ is not None:
            _without_own_frames(exc.__cause__, seen)
        exc = exc.__context__


def _coloured(line, theme):
    """One line of a traceback with its parts in colour."""
    bare = line.lstrip(' |+')
    pad = line[:len(line) - len(bare)]
    if bare.startswith('File "') and '", line ' in bare:
        name, _, rest = bare[6:].partition('", line ')
        number, _, rest = rest.partition(',')
        return f"{pad}File {theme(f'\"{name}\"', 'file')}, line {theme(number, 'file')}" + (f',{rest}' if rest else '')
    if bare and not bare.strip('^~ '):
        return pad + theme(bare, 'caret')
    return line


def _coloured_end(line, theme):
    """`Type: message`."""
    name, colon, message = line.partition(': ')
    if name.replace('.', '').replace('_', '').isalnum():
        return theme(name, 'error') + colon + (theme(message, 'message') if message else '')
    return line


def text_of(exc, theme):
    """The traceback as text."""
    import traceback
    shown = traceback.TracebackException.from_exception(exc)
    text = ''.join(shown.format())
    if not theme.colours:
        return text
    ends = {line for part in shown.format_exception_only() for line in part.split('\n')[:1]} if not isinstance(exc, SyntaxError) else \
        {''.join(shown.format_exception_only()).rstrip('\n').rpartition('\n')[2]}
    return '\n'.join([_coloured_end(line, theme) if line in ends else _coloured(line, theme) for line in text.split('\n')])


def show(exc, theme):
    """Print the error as an uncaught one, through sys.excepthook if somebody has set it."""
    _without_own_frames(exc, set())
    sys.last_exc, sys.last_type, sys.last_value, sys.last_traceback = exc, type(exc), exc, exc.__traceback__
    if sys.excepthook is not sys.__excepthook__:
        sys.excepthook(type(exc), exc, exc.__traceback__)
        return
    print(text_of(exc, theme), end='', file=sys.stderr)
