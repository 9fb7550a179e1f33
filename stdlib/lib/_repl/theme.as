# SPDX-License-Identifier: MIT
"""Colours of the prompt: which style is which escape sequence, and whether there are any."""
import posix

RESET = '\x1b[0m'
SGR = {
    'prompt': '\x1b[1;35m', 'keyword': '\x1b[1;34m', 'builtin': '\x1b[36m', 'constant': '\x1b[1;34m', 'definition': '\x1b[1m', 'string': '\x1b[32m',
    'number': '\x1b[33m', 'comment': '\x1b[31m', 'decorator': '\x1b[35m', 'match': '\x1b[1;4m', 'hint': '\x1b[2m', 'chosen': '\x1b[7m',
    'file': '\x1b[35m', 'error': '\x1b[1;35m', 'message': '\x1b[35m', 'caret': '\x1b[1;31m', 'search': '\x1b[4m',
}


def environment(name):
    """A variable of the environment as text, '' where it is not set."""
    value = posix.environ.get(name.encode(), b'')
    return value.decode('utf-8', 'surrogateescape')


def wanted(fd):
    """Whether what is written to the descriptor may have colours: NO_COLOR, FORCE_COLOR and PYTHON_COLORS decide before the terminal does."""
    choice = environment('PYTHON_COLORS')
    if choice in ('0', '1'):
        return choice == '1'
    if environment('NO_COLOR'):
        return False
    if environment('FORCE_COLOR'):
        return True
    return environment('TERM') != 'dumb' and posix.isatty(fd)


class Theme:
    """Puts text into colour, or leaves it as it is."""

    def __init__(self, colours):
        self.colours = colours

    def __call__(self, text, style):
        return f'{SGR[style]}{text}{RESET}' if self.colours and style in SGR else text
