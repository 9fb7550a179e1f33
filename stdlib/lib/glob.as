# SPDX-License-Identifier: MIT
"""File names that match a pattern, with ** for any depth of folders."""
import os

__all__ = ["escape", "glob", "iglob"]


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """The paths that match, as a list in any order."""
    return list(iglob(pathname, root_dir=root_dir, dir_fd=dir_fd, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    """Iterate over the paths that match."""
    root = os.fspath(root_dir) if root_dir is not None else pathname[:0]
    found = _Search(root, recursive, include_hidden).paths(pathname, False)
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
    def __init__(self, root, recursive, include_hidden):
        self.root, self.recursive, self.include_hidden = root, recursive, include_hidden

    def real(self, path):
        return os.path.join(self.root, path) if self.root else path

    def names(self, folder, only_folders):
        """The names in a folder; none if it cannot be read."""
        here = self.real(folder) or (b"." if isinstance(folder, bytes) else ".")
        try:
            with os.scandir(here) as entries:
                return [entry.name for entry in entries if not only_folders or entry.is_dir()]
        except OSError:
            return []

    def paths(self, pathname, only_folders):
        folder, name = os.path.split(pathname)
        if not has_magic(pathname):
            if name:
                if os.path.lexists(self.real(pathname)):
                    yield pathname
            elif os.path.isdir(self.real(folder)):
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
            if not folder or os.path.isdir(self.real(folder)):
                yield name[:0]
            yield from self.below(folder, only_folders)
        elif has_magic(name):
            import fnmatch
            names = self.names(folder, only_folders)
            if not self.include_hidden and not _is_hidden(name):
                names = [each for each in names if not _is_hidden(each)]
            yield from fnmatch.filter(names, name)
        elif not name:
            if os.path.isdir(self.real(folder)):
                yield name
        elif os.path.lexists(os.path.join(self.real(folder), name)):
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
