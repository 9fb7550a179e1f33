# SPDX-License-Identifier: MIT
"""File names that match a pattern, with ** for any depth of folders."""
import os
import stat

__all__ = ["escape", "glob", "iglob", "translate"]


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """The paths that match, as a list in any order."""
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """Iterate over the paths that match."""
    root = os.fspath(root_dir) if root_dir is not None else pathname[:0]
    found = _Search(root, dir_fd, recursive, include_hidden).paths(pathname, False)
    if not pathname or recursive and _is_recursive(pathname[:2]):
        for first in found:
            if first:
                yield first
            break
    yield from found


def has_magic(s):
    """Whether a path is a pattern."""
    return any(char in s for char in ((b"*", b"?", b"[") if isinstance(s, bytes) else "*?["))


def _is_recursive(pattern):
    return pattern == (b"**" if isinstance(pattern, bytes) else "**")


def _is_hidden(name):
    return name[:1] in (".", b".")


class _Search:
    """Paths are below `root`, and that below the folder that is open as `dir_fd`, if those are given."""

    def __init__(self, root, dir_fd, recursive, include_hidden):
        self.root, self.dir_fd, self.recursive, self.include_hidden = root, dir_fd, recursive, include_hidden

    def real(self, path):
        return os.path.join(self.root, path) if self.root else path

    def names(self, folder, only_folders):
        """The names in a folder; none if it cannot be read."""
        here = self.real(folder) or (b"." if isinstance(folder, bytes) else ".")
        opened = None
        try:
            if self.dir_fd is not None:
                opened = os.open(here, os.O_RDONLY | os.O_DIRECTORY, dir_fd=self.dir_fd)
            with os.scandir(here if opened is None else opened) as entries:
                names = [entry.name for entry in entries if not only_folders or entry.is_dir()]
            return [os.fsencode(name) for name in names] if opened is not None and isinstance(folder, bytes) else names
        except OSError:
            return []
        finally:
            if opened is not None:
                os.close(opened)

    def exists(self, path):
        try:
            os.lstat(path, dir_fd=self.dir_fd)
        except (OSError, ValueError):
            return False
        return True

    def is_folder(self, path):
        try:
            return stat.S_ISDIR(os.stat(path, dir_fd=self.dir_fd).st_mode)
        except (OSError, ValueError):
            return False

    def paths(self, pathname, only_folders):
        folder, name = os.path.split(pathname)
        if not has_magic(pathname):
            if name:
                if self.exists(self.real(pathname)):
                    yield pathname
            elif self.is_folder(self.real(folder)):
                yield pathname
            return
        if not folder:
            yield from self.match(folder, name, only_folders)
            return
        folders = self.paths(folder, True) if folder != pathname and has_magic(folder) else [folder]
        for each in folders:
            for found in self.match(each, name, only_folders):
                yield os.path.join(each, found)

    def match(self, folder, name, only_folders):
        if self.recursive and _is_recursive(name):
            if not folder or self.is_folder(self.real(folder)):
                yield name[:0]
            yield from self.below(folder, only_folders)
        elif has_magic(name):
            import fnmatch
            names = self.names(folder, only_folders)
            if not self.include_hidden and not _is_hidden(name):
                names = [each for each in names if not _is_hidden(each)]
            yield from fnmatch.filter(names, name)
        elif not name:
            if self.is_folder(self.real(folder)):
                yield name
        elif self.exists(os.path.join(self.real(folder), name)):
            yield name

    def below(self, folder, only_folders):
        for name in self.names(folder, only_folders):
            if self.include_hidden or not _is_hidden(name):
                yield name
                path = os.path.join(folder, name) if folder else name
                for deeper in self.below(path, only_folders):
                    yield os.path.join(name, deeper)


def escape(pathname):
    """A pattern that matches this path alone."""
    drive, pathname = os.path.splitdrive(pathname)
    if isinstance(pathname, bytes):
        return drive + b"".join(b"[" + c + b"]" if c in b"*?[" else c
                                for c in (pathname[i:i + 1] for i in range(len(pathname))))
    return drive + "".join(f"[{char}]" if char in "*?[" else char for char in pathname)


def translate(pathname, *, recursive=False, include_hidden=False, seps=None):
    """The regular expression of a path's pattern; `seps` are the characters that separate names, os.sep by default."""
    from fnmatch import _parts
    from re import escape as quote, split
    inside = "".join(map(quote, seps or os.sep + (os.altsep or "")))
    sep, other = f"[{inside}]" if len(seps or os.sep) > 1 else inside, f"[^{inside}]"
    last = f"{other}+" if include_hidden else f"[^{inside}.]{other}*"
    folders = f"(?:.+{sep})?" if include_hidden else f"(?:{last}{sep})*"
    parts, result = split(sep, pathname), ""
    for index, part in enumerate(parts):
        at_end = index == len(parts) - 1
        if part == "*":
            result += last if at_end else last + sep
        elif recursive and part == "**":
            if at_end:
                result += ".*" if include_hidden else f"{folders}(?:{last})?"
            elif parts[index + 1] != "**":
                result += folders
        else:
            if part[:1] in ("*", "?") and not include_hidden:
                result += r"(?!\.)"
            result += "".join(f"{other}*" if piece is None else piece for piece in _parts(part, other))
            result += "" if at_end else sep
    return rf"(?s:{result})\Z"
