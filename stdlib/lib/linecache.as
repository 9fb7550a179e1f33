# SPDX-License-Identifier: MIT
"""Lines of source files, kept so that tracebacks need not read a file twice."""
import sys

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

# file name -> (size, mtime, lines, full name), or a 1-tuple with a function that gives the source
cache = {}


def clearcache():
    """Clear the cache entirely."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """Get a line for a Python source file from the cache; '' where there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    """Get the lines for a Python source file from the cache."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Discard cache entries that are out of date."""
    import os
    names = list(cache) if filename is None else [filename] if filename in cache else []
    for name in names:
        entry = cache.get(name)
        if entry is None or len(entry) == 1 or entry[1] is None:
            continue      # lazy, or not from a file
        size, mtime, _, fullname = entry
        try:
            status = os.stat(fullname)
        except (OSError, ValueError):
            cache.pop(name, None)
            continue
        if (size, mtime) != (status.st_size, status.st_mtime):
            cache.pop(name, None)


def _is_pseudo(filename):
    return not filename or filename.startswith("<") and filename.endswith(">")


def _registered(filename):
    # Code that has no file: of -c, and of the prompt.
    import _traceback
    source = _traceback.source(filename)
    return [line + "\n" for line in source.splitlines()] if source else []


def _from_loader(filename, module_globals):
    # Asks the lazy entry's loader. The lines, or None.
    if not lazycache(filename, module_globals):
        return None
    try:
        source = cache[filename][0]()
    except (ImportError, OSError):
        return None
    if source is None:
        return []
    cache[filename] = (len(source), None, [line + "\n" for line in source.splitlines()], filename)
    return cache[filename][2]


def _find(filename):
    # (full name, stat) of the file, also along sys.path for relative names; None.
    import os
    try:
        return filename, os.stat(filename)
    except OSError:
        pass
    if os.path.isabs(filename):
        return None
    for folder in sys.path:
        try:
            full = os.path.join(folder, filename)
            return full, os.stat(full)
        except (TypeError, AttributeError, OSError):
            continue
    return None


def updatecache(filename, module_globals=None):
    """Update a cache entry and return its list of lines; an empty list where there is no such file."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        cache.pop(filename, None)
    if _is_pseudo(filename):
        return _registered(filename)
    try:
        found = _find(filename)
        if not found:
            lines = _from_loader(filename, module_globals)
            return lines or []
        lines = _read(found[0])
    except (OSError, ValueError, UnicodeDecodeError, SyntaxError):
        return []
    cache[filename] = (found[1].st_size, found[1].st_mtime, lines, found[0])
    return lines


def _read(path):
    with open(path, "rb") as file:
        data = file.read()
    encoding = "utf-8"
    for line in data.split(b"\n", 2)[:2]:
        if line.lstrip().startswith(b"#") and b"coding" in line:
            word = line.split(b"coding", 1)[1].lstrip(b":= \t").split()
            if word:
                encoding = word[0].decode("ascii", "replace")
    text = data.removeprefix(b"\xef\xbb\xbf").decode(encoding)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    last = lines.pop()
    lines = [line + "\n" for line in lines]
    if last:
        lines.append(last + "\n")
    return lines


def lazycache(filename, module_globals):
    """Seed the cache for filename with module_globals: its loader is asked when the lines are wanted."""
    if filename in cache:
        return len(cache[filename]) == 1
    if _is_pseudo(filename) or not module_globals:
        return False
    spec = module_globals.get("__spec__")
    name = getattr(spec, "name", None) or module_globals.get("__name__")
    loader = getattr(spec, "loader", None) or module_globals.get("__loader__")
    get_source = getattr(loader, "get_source", None)
    if not name or not get_source:
        return False
    cache[filename] = (lambda: get_source(name),)
    return True


def _register_code(code, string, name):
    # The source of code that has no file (the prompt, -c), under its file name.
    cache[code.co_filename] = (len(string), None, [line + "\n" for line in string.splitlines()], name)
