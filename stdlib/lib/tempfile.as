# SPDX-License-Identifier: MIT
"""Temporary files and folders, with names that nobody else has."""
import errno as _errno
import functools as _functools
import io as _io
import os as _os
import weakref as _weakref
from types import GenericAlias as _GenericAlias

__all__ = ["NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "TemporaryDirectory", "mkstemp", "mkdtemp",
           "mktemp", "TMP_MAX", "gettempprefix", "tempdir", "gettempdir", "gettempprefixb", "gettempdirb"]

TMP_MAX = 10000
template = "tmp"
tempdir = None

_flags = _os.O_RDWR | _os.O_CREAT | _os.O_EXCL | getattr(_os, "O_NOFOLLOW", 0) | getattr(_os, "O_CLOEXEC", 0)
_letters = "abcdefghijklmnopqrstuvwxyz0123456789_"


def _random_name():
    return "".join(_letters[byte % len(_letters)] for byte in _os.urandom(8))


def _candidate_folders():
    for name in ("TMPDIR", "TEMP", "TMP"):
        if folder := _os.environ.get(name):
            yield _os.path.abspath(folder)
    yield from ("/tmp", "/var/tmp", "/usr/tmp")
    yield _os.getcwd()


def gettempdir():
    """The folder for temporary files."""
    global tempdir
    if tempdir is None:
        tried = []
        for folder in _candidate_folders():
            tried.append(folder)
            if _os.path.isdir(folder) and _os.access(folder, _os.W_OK | _os.X_OK):
                tempdir = folder
                break
        else:
            raise FileNotFoundError(_errno.ENOENT, "No usable temporary directory found in %s" % tried)
    return _os.fsdecode(tempdir)


def gettempdirb():
    """The folder for temporary files, as bytes."""
    return _os.fsencode(gettempdir())


def gettempprefix():
    """What names begin with."""
    return template


def gettempprefixb():
    """What names begin with, as bytes."""
    return _os.fsencode(template)


def _parameters(prefix, suffix, dir):
    """The parts of a name with their defaults, in the type (str or bytes) of those given."""
    kind = None
    for part in (prefix, suffix, dir):
        if part is None:
            continue
        if isinstance(part, _os.PathLike):
            part = _os.fspath(part)
        found = bytes if isinstance(part, bytes) else str
        if kind not in (None, found):
            raise TypeError("Can't mix bytes and non-bytes in path components.")
        kind = found
    encode = _os.fsencode if kind is bytes else _os.fsdecode
    return (encode(template) if prefix is None else prefix, encode("") if suffix is None else suffix,
            encode(gettempdir()) if dir is None else dir, encode)


def _paths(prefix, suffix, folder, encode):
    for _ in range(TMP_MAX):
        yield _os.path.abspath(_os.path.join(folder, prefix + encode(_random_name()) + suffix))


def _open_new(prefix, suffix, folder, encode, flags=_flags):
    for path in _paths(prefix, suffix, folder, encode):
        try:
            return _os.open(path, flags, 0o600), path
        except FileExistsError:
            continue
    raise FileExistsError(_errno.EEXIST, "No usable temporary file name found")


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    """Make a file that only its owner can use; returns its descriptor and path."""
    return _open_new(*_parameters(prefix, suffix, dir))


def mkdtemp(suffix=None, prefix=None, dir=None):
    """Make a folder that only its owner can use; returns its path."""
    for path in _paths(*_parameters(prefix, suffix, dir)):
        try:
            _os.mkdir(path, 0o700)
            return path
        except FileExistsError:
            continue
    raise FileExistsError(_errno.EEXIST, "No usable temporary directory name found")


def mktemp(suffix="", prefix=template, dir=None):
    """Deprecated: a path at which there is nothing yet."""
    for path in _paths(prefix, suffix, gettempdir() if dir is None else dir, _os.fsdecode):
        if not _os.path.lexists(path):
            return path
    raise FileExistsError(_errno.EEXIST, "No usable temporary filename found")


class _Closer:
    # owns the file and its removal: kept by the wrapper and by every method that was taken from it
    def __init__(self, file, name, delete, delete_on_close):
        self.file = file
        self.name = name
        self.delete = delete
        self.delete_on_close = delete_on_close
        self.closed = self.removed = False

    def close(self):
        if not self.closed:
            self.closed = True
            try:
                self.file.close()
            finally:
                if self.delete and self.delete_on_close:
                    self.cleanup()

    def cleanup(self):
        if self.removed:
            return
        self.removed = True
        try:
            if not self.closed:
                self.closed = True
                self.file.close()
        finally:
            if self.delete:
                try:
                    _os.unlink(self.name)
                except FileNotFoundError:
                    pass

    def __del__(self):
        self.cleanup()


class _TemporaryFileWrapper:
    """A file that is removed when it is closed, or when the block ends."""

    def __init__(self, file, name, delete=True, delete_on_close=True):
        self.file = file
        self.name = name
        self.delete = delete
        self._closer = _Closer(file, name, delete, delete_on_close)

    def __getattr__(self, name):
        value = getattr(self.__dict__["file"], name)
        if hasattr(value, "__call__"):
            value = _keeping(self._closer, value)
        if not isinstance(value, int):
            setattr(self, name, value)
        return value

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, exc, value, tb):
        result = self.file.__exit__(exc, value, tb)
        self._closer.cleanup()
        return result

    def close(self):
        """Close the file, and remove it unless it was to be kept."""
        self._closer.close()

    def __iter__(self):
        yield from self.file

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.__dict__['file']!r}>"


def _keeping(closer, method):
    @_functools.wraps(method)
    def call(*args, **kwargs):
        return method(*args, **kwargs)
    call._closer = closer
    return call


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True,
                       *, errors=None, delete_on_close=True):
    """A new file with a name, removed when it is closed unless delete says otherwise."""
    file, name = _opened(mode, (buffering, encoding, errors, newline), suffix, prefix, dir, delete_on_failure=True)
    return _TemporaryFileWrapper(file, name, delete, delete_on_close)


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    """A new file without a name: it is gone when it is closed."""
    return _opened(mode, (buffering, encoding, errors, newline), suffix, prefix, dir, delete_at_once=True)[0]


def _opened(mode, options, suffix, prefix, folder, delete_at_once=False, delete_on_failure=False):
    # open() owns the descriptor from the moment its opener hands it over, and closes it when the rest of it fails
    parameters = _parameters(prefix, suffix, folder)
    fd = name = None

    def opener(*args):
        nonlocal fd, name
        fd, name = _open_new(*parameters)
        if delete_at_once:
            _os.unlink(name)
        return fd

    try:
        file = open(parameters[2], mode, *options, opener=opener)
        buffer = getattr(file, "buffer", file)
        getattr(buffer, "raw", buffer).name = fd if delete_at_once else name
        return file, name
    except BaseException:
        if name is not None and delete_on_failure:
            _os.unlink(name)
        raise


class SpooledTemporaryFile(_io.IOBase):
    """A file in memory that moves to disk when it grows beyond max_size, or when its descriptor is asked for."""

    _rolled = False

    def __init__(self, max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                 errors=None):
        if "b" in mode:
            self._file = _io.BytesIO()
        else:
            self._file = _io.TextIOWrapper(_io.BytesIO(), encoding="utf-8" if encoding is None else encoding, errors=errors,
                                           newline=newline)
        self._max_size = max_size
        self._args = {"mode": mode, "buffering": buffering, "suffix": suffix, "prefix": prefix, "encoding": encoding,
                      "newline": newline, "dir": dir, "errors": errors}

    __class_getitem__ = classmethod(_GenericAlias)

    def _check(self):
        if not self._rolled and self._max_size and self._file.tell() > self._max_size:
            self.rollover()

    def rollover(self):
        """Move to disk."""
        if self._rolled:
            return
        old = self._file
        new = self._file = TemporaryFile(**self._args)
        position = old.tell()
        if hasattr(new, "buffer"):
            old.flush()
            new.buffer.write(old.detach().getvalue())
        else:
            new.write(old.getvalue())
        new.seek(position)
        self._rolled = True

    def fileno(self):
        self.rollover()
        return self._file.fileno()

    def write(self, s):
        result = self._file.write(s)
        self._check()
        return result

    def writelines(self, iterable):
        for line in iterable:
            self.write(line)

    def truncate(self, size=None):
        if size is None:
            return self._file.truncate()
        if size > self._max_size:
            self.rollover()
        return self._file.truncate(size)

    @property
    def name(self):
        try:
            return self._file.name
        except AttributeError:
            return None

    @property
    def mode(self):
        try:
            return self._file.mode
        except AttributeError:
            return self._args["mode"]

    def __enter__(self):
        if self._file.closed:
            raise ValueError("Cannot enter context with closed file")
        return self

    def __exit__(self, exc, value, tb):
        self._file.close()

    def __iter__(self):
        return iter(self._file)

    def __del__(self):
        if "_file" in self.__dict__ and not self.closed:
            import warnings
            warnings.warn(f"Unclosed file {self!r}", ResourceWarning, stacklevel=2, source=self)
            self.close()


def _delegate(name):
    def method(self, *args):
        return getattr(self._file, name)(*args)
    method.__name__ = name
    method.__qualname__ = f"SpooledTemporaryFile.{name}"
    return method


for _name in ("close", "detach", "flush", "isatty", "read", "read1", "readable", "readinto", "readinto1", "readline", "readlines",
              "seek", "seekable", "tell", "writable", "__next__"):
    setattr(SpooledTemporaryFile, _name, _delegate(_name))
for _name in ("closed", "encoding", "errors", "newlines"):
    setattr(SpooledTemporaryFile, _name, property(lambda self, name=_name: getattr(self._file, name)))
del _name


class TemporaryDirectory:
    """A new folder, removed with all that is in it at the end of the block or of the object's life."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_cleanup_errors = ignore_cleanup_errors
        self._delete = delete
        self._finalizer = _weakref.finalize(self, self._implicit, self.name, f"Implicitly cleaning up {self!r}",
                                            ignore_cleanup_errors, delete)

    @staticmethod
    def _implicit(name, message, ignore_errors, delete):
        import warnings
        if delete:
            _remove_folder(name, ignore_errors)
            warnings.warn(message, ResourceWarning)

    def __repr__(self):
        return f"<{self.__class__.__name__} {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        if self._delete:
            self.cleanup()

    def cleanup(self):
        """Remove the folder."""
        if self._finalizer.detach() or _os.path.exists(self.name):
            _remove_folder(self.name, self._ignore_cleanup_errors)

    __class_getitem__ = classmethod(_GenericAlias)


def _remove_folder(name, ignore_errors):
    import shutil
    try:
        shutil.rmtree(name, ignore_errors=ignore_errors)
    except FileNotFoundError:
        pass
