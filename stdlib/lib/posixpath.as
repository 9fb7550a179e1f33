# SPDX-License-Identifier: MIT
"""Paths of POSIX systems: taking them apart, joining and normalising them."""
__all__ = ["normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext", "basename", "dirname", "commonprefix",
           "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount",
           "expanduser", "expandvars", "normpath", "abspath", "samefile", "sameopenfile", "samestat", "curdir", "pardir", "sep",
           "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath", "supports_unicode_filenames", "relpath",
           "commonpath", "isjunction", "isdevdrive"]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"

# After the constants: os asks for them while it is being imported.
import os
import sys
import stat
import genericpath
from genericpath import (commonprefix, exists, getatime, getctime, getmtime, getsize, isdevdrive, isdir, isfile, isjunction,
                         islink, lexists, samefile, sameopenfile, samestat)

supports_unicode_filenames = sys.platform == "darwin"


def _get_sep(path):
    return b"/" if isinstance(path, bytes) else "/"


def normcase(s):
    """Normalize case of pathname.  Has no effect under Posix"""
    return os.fspath(s)


def isabs(s):
    """Test whether a path is absolute"""
    s = os.fspath(s)
    return s.startswith(_get_sep(s))


def join(a, *p):
    """Join pathname components; an absolute one discards what comes before it."""
    path = os.fspath(a)
    slash = _get_sep(path)
    try:
        for part in map(os.fspath, p):
            if part.startswith(slash) or not path:
                path = part
            else:
                path = path + part if path.endswith(slash) else path + slash + part
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types("join", a, *p)
        raise
    return path


def split(p):
    """Split a pathname: everything before the last slash, and everything after it."""
    p = os.fspath(p)
    slash = _get_sep(p)
    at = p.rfind(slash) + 1
    head, tail = p[:at], p[at:]
    return head.rstrip(slash) or head, tail


def splitext(p):
    """Split the extension from a pathname."""
    p = os.fspath(p)
    if isinstance(p, bytes):
        return genericpath._splitext(p, b"/", None, b".")
    return genericpath._splitext(p, "/", None, ".")


def splitdrive(p):
    """Split a pathname into drive and path. On Posix, drive is always empty."""
    p = os.fspath(p)
    return p[:0], p


def splitroot(p):
    """Split a pathname into drive (always empty), root ('', '/' or '//') and tail."""
    p = os.fspath(p)
    slash = _get_sep(p)
    count = len(p) - len(p.lstrip(slash))
    root = 2 if count == 2 else min(count, 1)   # exactly two slashes mean something of their own
    return p[:0], p[:root], p[root:]


def basename(p):
    """Returns the final component of a pathname"""
    p = os.fspath(p)
    return p[p.rfind(_get_sep(p)) + 1:]


def dirname(p):
    """Returns the directory component of a pathname"""
    return split(p)[0]


def ismount(path):
    """Test whether a path is a mount point"""
    try:
        here = os.lstat(path)
    except (OSError, ValueError):
        return False
    if stat.S_ISLNK(here.st_mode):
        return False
    path = os.fspath(path)
    parent = join(path, b".." if isinstance(path, bytes) else "..")
    try:
        above = os.lstat(realpath(parent))
    except OSError:
        return False
    return here.st_dev != above.st_dev or here.st_ino == above.st_ino


def _home_of(user):
    # The home directory as a str, or None where nothing is known of the user ('' is oneself).
    if not user and "HOME" in os.environ:
        return os.environ["HOME"]
    try:
        import pwd
    except ImportError:
        return None
    try:
        return (pwd.getpwnam(user) if user else pwd.getpwuid(os.getuid())).pw_dir
    except KeyError:
        return None


def expanduser(path):
    """Expand ~ and ~user constructions.  If user or $HOME is unknown, do nothing."""
    path = os.fspath(path)
    is_bytes = isinstance(path, bytes)
    slash = _get_sep(path)
    if not path.startswith(b"~" if is_bytes else "~"):
        return path
    end = path.find(slash, 1)
    if end < 0:
        end = len(path)
    user = path[1:end]
    home = _home_of(os.fsdecode(user))
    if home is None:
        return path
    if is_bytes:
        home = os.fsencode(home)
    return home.rstrip(slash) + path[end:] or slash


def _variable_at(text, at):
    # text[at] is "$". Returns (name, end), or None where no variable stands there.
    if text.startswith("{", at + 1):
        end = text.find("}", at + 2)
        return None if end < 0 else (text[at + 2:end], end + 1)
    end = at + 1
    while end < len(text) and text[end].isascii() and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return None if end == at + 1 else (text[at + 1:end], end)


def expandvars(path):
    """Expand shell variables of form $var and ${var}.  Unknown variables are left unchanged."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(expandvars(os.fsdecode(path))) if b"$" in path else path
    done, pieces = 0, []
    at = path.find("$")
    while at >= 0:
        found = _variable_at(path, at)
        if found and found[0] in os.environ:
            pieces += path[done:at], os.environ[found[0]]
            done = found[1]
        at = path.find("$", found[1] if found else at + 1)
    return "".join(pieces) + path[done:]


def normpath(path):
    """Normalize path, eliminating double slashes, etc."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(normpath(os.fsdecode(path)))
    _, root, tail = splitroot(path)
    kept = []
    for part in tail.split("/"):
        if part == "" or part == ".":
            continue
        if part == ".." and (kept and kept[-1] != ".."):
            kept.pop()
        elif part != ".." or not root:
            kept.append(part)
    return root + "/".join(kept) or "."


def abspath(path):
    """Return an absolute path."""
    path = os.fspath(path)
    if not isabs(path):
        path = join(os.getcwdb() if isinstance(path, bytes) else os.getcwd(), path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """Return the canonical path of the specified filename, eliminating any symbolic links encountered in the path."""
    filename = os.fspath(filename)
    if isinstance(filename, bytes):
        return os.fsencode(realpath(os.fsdecode(filename), strict=strict))
    done = "/" if filename.startswith("/") else os.getcwd()
    todo = filename.split("/")[::-1]
    known = {}          # link -> where it leads; None while it is being followed
    leaving = object()
    while todo:
        part = todo.pop()
        if part is leaving:
            known[todo.pop()] = done
            continue
        if not part or part == ".":
            continue
        if part == "..":
            done = dirname(done)
            continue
        here = done + part if done == "/" else done + "/" + part
        try:
            if not stat.S_ISLNK(os.lstat(here).st_mode):
                done = here
                continue
            if here in known:
                if known[here] is not None:
                    done = known[here]
                    continue
                if strict:
                    os.stat(here)      # raises: too many levels
                done = here
                continue
            target = os.readlink(here)
        except OSError:
            if strict:
                raise
            done = here
            continue
        known[here] = None
        todo += here, leaving
        todo += target.split("/")[::-1]
        if target.startswith("/"):
            done = "/"
    return done


def relpath(path, start=None):
    """Return a relative version of a path"""
    path = os.fspath(path)
    if not path:
        raise ValueError("no path specified")
    if isinstance(path, bytes):
        here, up, slash = b".", b"..", b"/"
    else:
        here, up, slash = ".", "..", "/"
    start = here if start is None else os.fspath(start)
    try:
        from_parts = [x for x in abspath(start).split(slash) if x]
        to_parts = [x for x in abspath(path).split(slash) if x]
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types("relpath", path, start)
        raise
    try:
        shared = len(commonprefix([from_parts, to_parts]))
        return slash.join([up] * (len(from_parts) - shared) + to_parts[shared:]) or here
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types("relpath", path, start)
        raise


def commonpath(paths):
    """Given a sequence of path names, returns the longest common sub-path."""
    paths = tuple(map(os.fspath, paths))
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    slash, dot = (b"/", b".") if isinstance(paths[0], bytes) else ("/", ".")
    try:
        if len({path.startswith(slash) for path in paths}) != 1:
            raise ValueError("Can't mix absolute and relative paths")
        parts = [[part for part in path.split(slash) if part and part != dot] for path in paths]
        return (slash if paths[0].startswith(slash) else slash[:0]) + slash.join(commonprefix(parts))
    except (TypeError, AttributeError):
        genericpath._check_arg_types("commonpath", *paths)
        raise
