# SPDX-License-Identifier: MIT
"""Paths as objects: PurePath computes with them, Path asks the file system too.

A path is held as its drive, its root and the tuple of its parts below them; its text is made when first asked for.
"""
import os
import posixpath
import sys

__all__ = ["UnsupportedOperation", "PurePath", "PurePosixPath", "PureWindowsPath", "Path", "PosixPath", "WindowsPath"]


class UnsupportedOperation(NotImplementedError):
    """Asked for something that this system does not have."""


class _Parents:
    """The ancestors of a path, as a sequence."""

    __slots__ = ("_path", "_count")

    def __init__(self, path):
        self._path = path
        self._count = len(path._tail)

    def __len__(self):
        return self._count

    def __getitem__(self, index):
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(self._count)))
        if not -self._count <= index < self._count:
            raise IndexError(index)
        path = self._path
        return path._made(path._drv, path._root, path._tail[:-(index % self._count) - 1])

    def __iter__(self):
        return (self[i] for i in range(self._count))

    def __repr__(self):
        return f"<{type(self._path).__name__}.parents>"


_Parents.__name__ = _Parents.__qualname__ = "_PathParents"


class PurePath:
    """A path of which nothing is asked but its text."""

    __slots__ = ("_drv", "_root", "_tail", "_text", "_hash")
    parser = posixpath

    def __new__(cls, *args, **kwargs):
        if cls is PurePath:
            cls = PurePosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        texts = []
        for arg in args:
            if isinstance(arg, PurePath):
                texts.append(str(arg).replace("\\", "/") if arg.parser is not self.parser and self.parser is posixpath
                             else str(arg))
                continue
            try:
                text = os.fspath(arg)
            except TypeError:
                text = arg
            if not isinstance(text, str):
                raise TypeError("argument should be a str or an os.PathLike object where __fspath__ returns a str, "
                                f"not {type(text).__name__!r}")
            texts.append(text)
        self._parse(self.parser.join(*texts) if texts else "")

    def _parse(self, text):
        parser = self.parser
        if parser.altsep:
            text = text.replace(parser.altsep, parser.sep)
        drive, root, rest = parser.splitroot(text)
        if not root and drive.startswith(parser.sep) and not drive.endswith(parser.sep):
            pieces = drive.split(parser.sep)
            if len(pieces) == 4 and pieces[2] not in "?." or len(pieces) == 6:
                root = parser.sep
        self._drv, self._root = drive, root
        self._tail = tuple(part for part in rest.split(parser.sep) if part and part != ".")

    def _made(self, drive, root, tail):
        path = self.with_segments()
        path._drv, path._root, path._tail = drive, root, tuple(tail)
        return path

    def with_segments(self, *pathsegments):
        """A path of the same class, made of these segments; subclasses override it to pass on what they add."""
        return type(self)(*pathsegments)

    def __reduce__(self):
        return self.__class__, self.parts

    def __str__(self):
        try:
            return self._text
        except AttributeError:
            parser = self.parser
            tail = parser.sep.join(self._tail)
            if self._drv or self._root:
                text = self._drv + self._root + tail
            elif self._tail and parser.splitdrive(self._tail[0])[0]:
                text = "." + parser.sep + tail
            else:
                text = tail
            self._text = text or "."
            return self._text

    def __fspath__(self):
        return str(self)

    def __bytes__(self):
        return os.fsencode(self)

    def __repr__(self):
        return f"{type(self).__name__}({self.as_posix()!r})"

    def as_posix(self):
        """The text with slashes."""
        return str(self).replace(self.parser.sep, "/")

    def as_uri(self):
        """A file: URI."""
        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        from urllib.parse import quote_from_bytes
        if self._drv[1:2] == ":":
            return "file:///" + self._drv + quote_from_bytes(os.fsencode(self.as_posix()[2:]))
        return ("file:" if self._drv else "file://") + quote_from_bytes(os.fsencode(self.as_posix()))

    @property
    def _str_normcase(self):
        return str(self) if self.parser is posixpath else str(self).lower()

    @property
    def _case_parts(self):
        return self._str_normcase.split(self.parser.sep)

    def __hash__(self):
        try:
            return self._hash
        except AttributeError:
            self._hash = hash(self._str_normcase)
            return self._hash

    def _comparable(self, other):
        return isinstance(other, PurePath) and self.parser is other.parser

    def __eq__(self, other):
        if not isinstance(other, PurePath):
            return NotImplemented
        return self.parser is other.parser and self._str_normcase == other._str_normcase

    def __lt__(self, other):
        return self._case_parts < other._case_parts if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._case_parts <= other._case_parts if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._case_parts > other._case_parts if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._case_parts >= other._case_parts if self._comparable(other) else NotImplemented

    def __truediv__(self, key):
        try:
            return self.with_segments(self, key)
        except TypeError:
            return NotImplemented

    def __rtruediv__(self, key):
        try:
            return self.with_segments(key, self)
        except TypeError:
            return NotImplemented

    def joinpath(self, *pathsegments):
        """The path with others appended."""
        return self.with_segments(self, *pathsegments)

    @property
    def drive(self):
        """The drive, or ""."""
        return self._drv

    @property
    def root(self):
        """The root, or ""."""
        return self._root

    @property
    def anchor(self):
        """Drive and root together."""
        return self._drv + self._root

    @property
    def parts(self):
        """The anchor and the names, as a tuple."""
        anchor = self._drv + self._root
        return (anchor, *self._tail) if anchor else self._tail

    @property
    def parent(self):
        """The path without its last part."""
        if not self._tail:
            return self
        return self._made(self._drv, self._root, self._tail[:-1])

    @property
    def parents(self):
        """All ancestors, the nearest first."""
        return _Parents(self)

    @property
    def name(self):
        """The last part, or ""."""
        return self._tail[-1] if self._tail else ""

    @property
    def suffix(self):
        """The end of the name from its last dot."""
        name = self.name
        dot = name.rfind(".")
        return name[dot:] if 0 < dot < len(name) - 1 else ""

    @property
    def suffixes(self):
        """All ends of the name that begin with a dot."""
        name = self.name
        if name.endswith("."):
            return []
        return ["." + part for part in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        """The name without its suffix."""
        name = self.name
        dot = name.rfind(".")
        return name[:dot] if 0 < dot < len(name) - 1 else name

    def with_name(self, name):
        """The path with another name."""
        parser = self.parser
        if not name or parser.sep in name or parser.altsep and parser.altsep in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        return self._made(self._drv, self._root, (*self._tail[:-1], name))

    def with_stem(self, stem):
        """The path with another stem."""
        suffix = self.suffix
        if not suffix:
            return self.with_name(stem)
        if not stem:
            raise ValueError(f"{self!r} has a non-empty suffix")
        return self.with_name(stem + suffix)

    def with_suffix(self, suffix):
        """The path with another suffix; "" takes it away."""
        stem = self.stem
        if not stem:
            raise ValueError(f"{self!r} has an empty name")
        if suffix and not (suffix.startswith(".") and len(suffix) > 1):
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(stem + suffix)

    def is_absolute(self):
        """Whether the path begins at a root."""
        return bool(self._root) and (self.parser is posixpath or bool(self._drv))

    def is_reserved(self):
        """Deprecated: whether Windows reserves the name."""
        import warnings
        warnings.warn("pathlib.PurePath.is_reserved() is deprecated and scheduled for removal in Python 3.15. Use "
                      "os.path.isreserved() to detect reserved paths on Windows.", DeprecationWarning, stacklevel=2)
        return False

    def is_relative_to(self, other, *_deprecated):
        """Whether other is an ancestor of the path, or the path itself."""
        other = self.with_segments(other, *_deprecated)
        return other == self or other in self.parents

    def relative_to(self, other, *_deprecated, walk_up=False):
        """The path as seen from other; with walk_up it may begin with .."""
        other = self.with_segments(other, *_deprecated)
        for steps, ancestor in enumerate([other, *other.parents]):
            if ancestor == self or ancestor in self.parents:
                break
            if not walk_up:
                raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
            if ancestor.name == "..":
                raise ValueError(f"'..' segment in {str(other)!r} cannot be walked")
        else:
            raise ValueError(f"{str(self)!r} and {str(other)!r} have different anchors")
        return self._made("", "", (*[".."] * steps, *self._tail[len(ancestor._tail):]))

    def match(self, path_pattern, *, case_sensitive=None):
        """Whether the path, or its end, matches a pattern."""
        pattern = path_pattern if isinstance(path_pattern, PurePath) else self.with_segments(path_pattern)
        mine, wanted = self.parts[::-1], pattern.parts[::-1]
        if not wanted:
            raise ValueError("empty pattern")
        if len(mine) < len(wanted) or len(mine) > len(wanted) and pattern.anchor:
            return False
        return all(_name_matches(part, each, self._sensitive(case_sensitive)) for part, each in zip(mine, wanted))

    def full_match(self, pattern, *, case_sensitive=None):
        """Whether the whole path matches a pattern, in which ** stands for any number of parts."""
        if not isinstance(pattern, PurePath):
            pattern = self.with_segments(pattern)
        return _parts_match(self.parts, pattern.parts, self._sensitive(case_sensitive))

    def _sensitive(self, case_sensitive):
        return self.parser is posixpath if case_sensitive is None else case_sensitive


def _name_matches(name, pattern, sensitive):
    if pattern == "*" or pattern == "**":
        return True
    import fnmatch
    if not sensitive:
        name, pattern = name.lower(), pattern.lower()
    return fnmatch.fnmatchcase(name, pattern)


def _parts_match(parts, pattern, sensitive):
    while pattern:
        if pattern[0] == "**":
            return any(_parts_match(parts[i:], pattern[1:], sensitive) for i in range(len(parts) + 1))
        if not parts or not _name_matches(parts[0], pattern[0], sensitive):
            return False
        parts, pattern = parts[1:], pattern[1:]
    return not parts


os.PathLike.register(PurePath)


class PurePosixPath(PurePath):
    """A path with slashes."""

    __slots__ = ()


class PureWindowsPath(PurePath):
    """A path of Windows: drives, both slashes, and letters whose case does not matter."""

    __slots__ = ()

    @property
    def parser(self):
        import ntpath
        return ntpath


class Path(PurePath):
    """A path in the file system."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        return object.__new__(PosixPath if cls is Path else cls)

    def __init__(self, *args, **kwargs):
        if kwargs:
            import warnings
            warnings._deprecated("pathlib.PurePath(**kwargs)", "support for supplying keyword arguments to pathlib.PurePath "
                                 "is deprecated and scheduled for removal in Python {remove}", remove=(3, 14))
        super().__init__(*args)

    @classmethod
    def cwd(cls):
        """The current folder."""
        return cls(os.getcwd())

    @classmethod
    def home(cls):
        """The user's home folder."""
        return cls("~").expanduser()

    @classmethod
    def from_uri(cls, uri):
        """The path of a file: URI."""
        if not uri.startswith("file:"):
            raise ValueError(f"URI does not start with 'file:': {uri!r}")
        path = uri[5:]
        if path[:12] == "//localhost/":
            path = path[11:]
        elif path[:3] == "///":
            path = path[2:]
        from urllib.parse import unquote_to_bytes
        made = cls(os.fsdecode(unquote_to_bytes(path)))
        if not made.is_absolute():
            raise ValueError(f"URI is not absolute: {uri!r}")
        return made

    def stat(self, *, follow_symlinks=True):
        """os.stat() of the path."""
        return os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        """os.lstat() of the path."""
        return os.lstat(self)

    def _mode(self, follow_symlinks=True):
        try:
            return os.stat(self, follow_symlinks=follow_symlinks).st_mode
        except (OSError, ValueError):
            return 0

    def exists(self, *, follow_symlinks=True):
        """Whether there is anything at the path."""
        return os.path.exists(self) if follow_symlinks else os.path.lexists(self)

    def is_dir(self, *, follow_symlinks=True):
        """Whether it is a folder."""
        return self._mode(follow_symlinks) >> 12 == 4

    def is_file(self, *, follow_symlinks=True):
        """Whether it is a regular file."""
        return self._mode(follow_symlinks) >> 12 == 8

    def is_symlink(self):
        """Whether it is a symbolic link."""
        return os.path.islink(self)

    def is_mount(self):
        """Whether it is where a file system is mounted."""
        return os.path.ismount(self)

    def is_junction(self):
        """Whether it is a junction of Windows."""
        return False

    def is_block_device(self):
        """Whether it is a block device."""
        return self._mode() >> 12 == 6

    def is_char_device(self):
        """Whether it is a character device."""
        return self._mode() >> 12 == 2

    def is_fifo(self):
        """Whether it is a named pipe."""
        return self._mode() >> 12 == 1

    def is_socket(self):
        """Whether it is a socket."""
        return self._mode() >> 12 == 12

    def samefile(self, other_path):
        """Whether both are the same file."""
        other = other_path if hasattr(other_path, "__fspath__") or isinstance(other_path, str) else self.with_segments(other_path)
        return os.path.samefile(self, other)

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        """Open the file."""
        return open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        """The contents."""
        with self.open("rb") as f:
            return f.read()

    def read_text(self, encoding=None, errors=None, newline=None):
        """The contents as text."""
        with self.open("r", encoding=encoding, errors=errors, newline=newline) as f:
            return f.read()

    def write_bytes(self, data):
        """Write bytes to the file, which is made anew."""
        view = memoryview(data)
        with self.open("wb") as f:
            return f.write(view)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        """Write text to the file, which is made anew."""
        if not isinstance(data, str):
            raise TypeError("data must be str, not %s" % data.__class__.__name__)
        with self.open("w", encoding=encoding, errors=errors, newline=newline) as f:
            return f.write(data)

    def iterdir(self):
        """Iterate over what is in the folder."""
        names = os.listdir(self)
        return (self._child(name) for name in names)

    def _child(self, name):
        return self._made(self._drv, self._root, (*self._tail, name))

    def _entries(self):
        try:
            with os.scandir(self) as found:
                return list(found)
        except OSError:
            return []

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """Iterate over the paths below that match a pattern."""
        sys.audit("pathlib.Path.glob", self, pattern)
        given = pattern
        pattern = pattern if isinstance(pattern, PurePath) else self.with_segments(pattern)
        if pattern.anchor:
            raise NotImplementedError("Non-relative patterns are unsupported")
        if not pattern._tail:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        parts = list(pattern._tail)
        if isinstance(given, str) and given.endswith("/"):
            parts.append("")
        return self._glob(parts, self._sensitive(case_sensitive), recurse_symlinks)

    def _glob(self, parts, sensitive, links):
        if not parts:
            yield self
            return
        part, rest = parts[0], parts[1:]
        if part == "":
            if self.is_dir():
                yield self
        elif part == "..":
            yield from self._child("..")._glob(rest, sensitive, links) if self.is_dir() else ()
        elif part == "**":
            while rest and rest[0] == "**":
                rest = rest[1:]
            seen = set()
            for base in self._folders(links) if rest else self._everything(links):
                for found in base._glob(rest, sensitive, links):
                    if found not in seen:
                        seen.add(found)
                        yield found
        elif any(char in part for char in "*?[") or not sensitive:
            for entry in self._entries():
                if _name_matches(entry.name, part, sensitive) and (not rest or entry.is_dir()):
                    yield from self._child(entry.name)._glob(rest, sensitive, links)
        else:
            child = self._child(part)
            if os.path.lexists(child):
                yield from child._glob(rest, sensitive, links)

    def _folders(self, links):
        if self.is_dir():
            yield self
        for entry in self._entries():
            if entry.is_dir(follow_symlinks=links):
                yield from self._child(entry.name)._folders(links)

    def _everything(self, links):
        if os.path.lexists(self):
            yield self
        for entry in self._entries():
            child = self._child(entry.name)
            if entry.is_dir(follow_symlinks=links):
                yield from child._everything(links)
            else:
                yield child

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        """As glob(), with **/ before the pattern."""
        given = pattern
        pattern = pattern if isinstance(pattern, PurePath) else self.with_segments(pattern)
        if pattern.anchor:
            raise NotImplementedError("Non-relative patterns are unsupported")
        parts = ["**", *pattern._tail]
        if isinstance(given, str) and given.endswith("/"):
            parts.append("")
        return self._glob(parts, self._sensitive(case_sensitive), recurse_symlinks)

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        """Iterate over (folder, names of folders, names of files) for all folders below."""
        for folder, folders, files in os.walk(self, top_down, on_error, follow_symlinks):
            yield self.with_segments(folder), folders, files

    def absolute(self):
        """The path from the root, with .. and links as they are."""
        if self.is_absolute():
            return self
        return self.with_segments(os.getcwd(), self)

    def resolve(self, strict=False):
        """The path from the root, without links and .."""
        return self.with_segments(os.path.realpath(self, strict=strict))

    def expanduser(self):
        """The path with ~ and ~user replaced by a home folder."""
        if self._drv or self._root or not self._tail or not self._tail[0].startswith("~"):
            return self
        home = os.path.expanduser(self._tail[0])
        if home.startswith("~"):
            raise RuntimeError("Could not determine home directory.")
        return self.with_segments(home, *self._tail[1:])

    def owner(self, *, follow_symlinks=True):
        """The name of the owner."""
        import pwd
        return pwd.getpwuid(self.stat(follow_symlinks=follow_symlinks).st_uid).pw_name

    def group(self, *, follow_symlinks=True):
        """The name of the group."""
        import grp
        return grp.getgrgid(self.stat(follow_symlinks=follow_symlinks).st_gid).gr_name

    def readlink(self):
        """Where a symbolic link leads."""
        return self.with_segments(os.readlink(self))

    def touch(self, mode=0o666, exist_ok=True):
        """Make the file if there is none; otherwise set its times to now."""
        if exist_ok:
            try:
                os.utime(self, None)
                return
            except OSError:
                pass
        flags = os.O_CREAT | os.O_WRONLY
        os.close(os.open(self, flags if exist_ok else flags | os.O_EXCL, mode))

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        """Make a folder; with parents, those above it too."""
        try:
            os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def chmod(self, mode, *, follow_symlinks=True):
        """Change the permissions."""
        os.chmod(self, mode, follow_symlinks=follow_symlinks)

    def lchmod(self, mode):
        """Change the permissions of a link itself."""
        self.chmod(mode, follow_symlinks=False)

    def unlink(self, missing_ok=False):
        """Remove the file."""
        try:
            os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        """Remove the folder, which must be empty."""
        os.rmdir(self)

    def rename(self, target):
        """Give the file another name; returns the new path."""
        os.rename(self, target)
        return self.with_segments(target)

    def replace(self, target):
        """As rename(), and whatever was there is replaced."""
        os.replace(self, target)
        return self.with_segments(target)

    def symlink_to(self, target, target_is_directory=False):
        """Make this path a symbolic link."""
        os.symlink(target, self, target_is_directory)

    def hardlink_to(self, target):
        """Make this path a hard link."""
        os.link(target, self)


class PosixPath(Path, PurePosixPath):
    """A path in the file system of a POSIX system."""

    __slots__ = ()


class WindowsPath(Path, PureWindowsPath):
    """A path in the file system of Windows."""

    __slots__ = ()

    def __new__(cls, *args, **kwargs):
        raise UnsupportedOperation(f"cannot instantiate {cls.__name__!r} on your system")
