# SPDX-License-Identifier: MIT
"""Questions about paths whose answers do not depend on how their parts are separated."""
import os
import stat

__all__ = ["commonprefix", "exists", "getatime", "getctime", "getmtime", "getsize", "isdevdrive", "isdir", "isfile",
           "isjunction", "islink", "lexists", "samefile", "sameopenfile", "samestat"]


def _mode(path, stat_function=os.stat):
    # 0 for what cannot be looked at; a path that no file can have counts as missing too.
    try:
        return stat_function(path).st_mode
    except (OSError, ValueError):
        return 0


# ---- what is there

def exists(path):
    """Is there something at the end of the path, symbolic links followed?"""
    return bool(_mode(path))


def lexists(path):
    """Is there something of that name, even if it is a symbolic link that leads nowhere?"""
    return bool(_mode(path, os.lstat))


def isfile(path):
    """Is there a regular file, links followed?"""
    return stat.S_ISREG(_mode(path))


def isdir(s):
    """Is there a directory, links followed?"""
    return stat.S_ISDIR(_mode(s))


def islink(path):
    """Is the path itself a symbolic link?"""
    return stat.S_ISLNK(_mode(path, os.lstat))


def isjunction(path):
    """Is it a junction? Only Windows has them."""
    return os.fspath(path) is None


def isdevdrive(path):
    """Does it lie on a Dev Drive? Only Windows has them."""
    return os.fspath(path) is None


# ---- what stat says

def getsize(filename):
    """Bytes in the file."""
    return os.stat(filename).st_size


def getmtime(filename):
    """When its content was changed last, in seconds of the epoch."""
    return os.stat(filename).st_mtime


def getatime(filename):
    """When it was read last, in seconds of the epoch."""
    return os.stat(filename).st_atime


def getctime(filename):
    """When its status (owner, mode, links ...) was changed last, in seconds of the epoch."""
    return os.stat(filename).st_ctime


# ---- the same file?

def samestat(s1, s2):
    """Are these two results of stat() about one file?"""
    return s1.st_dev == s2.st_dev and s1.st_ino == s2.st_ino


def samefile(f1, f2):
    """Do two paths lead to one file?"""
    first, second = map(os.stat, (f1, f2))
    return samestat(first, second)


def sameopenfile(fp1, fp2):
    """Are two descriptors of one file?"""
    first, second = map(os.fstat, (fp1, fp2))
    return samestat(first, second)


# ---- texts

def commonprefix(m):
    """The longest text, or list of parts, that all of `m` begin with."""
    if not m:
        return ""
    # Lists of parts are compared as they are; anything else is a path.
    if not isinstance(m[0], (list, tuple)):
        m = [os.fspath(path) for path in m]
    low, high = min(m), max(m)  # what these two share, all between them share
    shared = 0
    while shared < min(len(low), len(high)) and low[shared] == high[shared]:
        shared += 1
    return low[:shared]


def _splitext(p, sep, altsep, extsep):
    # The extension starts at the last dot of the last part, unless only dots stand before it.
    start = max(p.rfind(mark) for mark in (sep, altsep) if mark) + 1
    stem, dot, _ = p[start:].rpartition(extsep)
    if dot and stem.strip(extsep):
        cut = start + len(stem)
        return p[:cut], p[cut:]
    return p, p[:0]


def _check_arg_types(funcname, *args):
    kinds = set()
    for arg in args:
        kind = next((base for base in (str, bytes) if isinstance(arg, base)), None)
        if kind is None:
            raise TypeError(f"{funcname}() argument must be str, bytes, or os.PathLike object, "
                            f"not {type(arg).__name__!r}") from None
        kinds.add(kind)
    if len(kinds) > 1:
        raise TypeError("Can't mix strings and bytes in path components") from None
