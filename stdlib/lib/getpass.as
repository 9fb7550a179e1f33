# SPDX-License-Identifier: MIT
"""Asking for a password without echo, and who the user is."""
import os
import sys

__all__ = ["getpass", "getuser", "GetPassWarning"]


class GetPassWarning(UserWarning):
    pass


def getpass(prompt="Password: ", stream=None):
    """Prompt for a password, with echo turned off where the terminal can be told so."""
    try:
        import termios
        fd = sys.stdin.fileno()
        old = termios.tcgetattr(fd)
    except (ImportError, OSError, ValueError):
        import warnings
        warnings.warn("Can not control echo on the terminal.", GetPassWarning, stacklevel=2)
        return _ask(prompt, stream or sys.stderr)
    new = old[:]
    new[3] &= ~termios.ECHO
    try:
        termios.tcsetattr(fd, termios.TCSAFLUSH, new)
        return _ask(prompt, stream or sys.stderr)
    finally:
        termios.tcsetattr(fd, termios.TCSAFLUSH, old)
        (stream or sys.stderr).write("\n")


def _ask(prompt, stream):
    if prompt:
        stream.write(str(prompt))
        stream.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.removesuffix("\n")


def getuser():
    """Get the username from the environment or password database."""
    for name in "LOGNAME", "USER", "LNAME", "USERNAME":
        if os.environ.get(name):
            return os.environ[name]
    try:
        import pwd
        return pwd.getpwuid(os.getuid())[0]
    except (ImportError, KeyError) as problem:
        raise OSError("No username set in the environment") from problem
