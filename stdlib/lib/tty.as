# SPDX-License-Identifier: MIT
"""Terminal modes: raw, and one character at a time."""
from termios import *

__all__ = ["cfmakeraw", "cfmakecbreak", "setraw", "setcbreak"]

# where each part stands in the list that tcgetattr() gives
IFLAG, OFLAG, CFLAG, LFLAG, ISPEED, OSPEED, CC = range(7)


def _without(mode, part, *flags):
    for flag in flags:
        mode[part] &= ~flag


def _one_at_a_time(mode):
    chars = list(mode[CC])
    chars[VMIN], chars[VTIME] = 1, 0
    mode[CC] = chars


def cfmakeraw(mode):
    """Make the list of attributes those of raw mode: bytes as they come, no echo, no signals, no translation."""
    _without(mode, IFLAG, IGNBRK, BRKINT, IGNPAR, PARMRK, INPCK, ISTRIP, INLCR, IGNCR, ICRNL, IXON, IXANY, IXOFF)
    _without(mode, OFLAG, OPOST)
    _without(mode, CFLAG, PARENB, CSIZE)
    mode[CFLAG] |= CS8
    _without(mode, LFLAG, ECHO, ECHOE, ECHOK, ECHONL, ICANON, IEXTEN, ISIG, NOFLSH, TOSTOP)
    _one_at_a_time(mode)


def cfmakecbreak(mode):
    """Make the list of attributes those of cbreak mode: characters as they come, no echo; signals stay."""
    _without(mode, LFLAG, ECHO, ICANON)
    _one_at_a_time(mode)


def _set(make, fd, when):
    mode = tcgetattr(fd)
    before = list(mode)
    make(mode)
    tcsetattr(fd, when, mode)
    return before


def setraw(fd, when=TCSAFLUSH):
    """Put the terminal into raw mode; the attributes that it had come back."""
    return _set(cfmakeraw, fd, when)


def setcbreak(fd, when=TCSAFLUSH):
    """Put the terminal into cbreak mode; the attributes that it had come back."""
    return _set(cfmakecbreak, fd, when)
