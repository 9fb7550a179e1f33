# SPDX-License-Identifier: MIT
"""The operating system: files, processes, the environment, paths (os.path)."""
import abc
import sys
import stat as st
import posix
from posix import *
from posix import _exit
from _collections_abc import Mapping, MutableMapping

name = "posix"
linesep = "\n"
sys.modules.setdefault("os", sys.modules[__name__])
import posixpath as path
sys.modules["os.path"] = path
from posixpath import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

_native = [n for n in dir(posix) if n[0] != "_"]
__all__ = ["altsep", "curdir", "pardir", "sep", "pathsep", "linesep", "defpath", "name", "path", "devnull", "SEEK_SET", "SEEK_CUR",
           "SEEK_END", "fsencode", "fsdecode", "get_exec_path", "fdopen", "extsep", "_exit", "makedirs", "removedirs", "renames",
           "walk", "fwalk", "execl", "execle", "execlp", "execlpe", "execvp", "execvpe", "getenv", "supports_bytes_environ",
           "environb", "getenvb", "P_WAIT", "P_NOWAIT", "P_NOWAITO", "spawnv", "spawnve", "spawnvp", "spawnvpe", "spawnl",
           "spawnle", "spawnlp", "spawnlpe", "popen"] + [n for n in _native if n != "environ"]
__all__.append("environ")

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
P_WAIT, P_NOWAIT, P_NOWAITO = 0, 1, 1
error = OSError


def _supporting(*names):
    return {getattr(posix, n) for n in names if hasattr(posix, n)}


supports_dir_fd = _supporting("access", "chmod", "chown", "link", "mkdir", "mkfifo", "mknod", "open", "readlink", "rename",
                              "stat", "symlink", "unlink", "rmdir", "utime")
supports_effective_ids = _supporting("access")
supports_fd = _supporting("chdir", "chmod", "chown", "listdir", "scandir", "execve", "stat", "truncate", "utime", "statvfs",
                          "pathconf", "getxattr", "listxattr", "setxattr", "removexattr")
supports_follow_symlinks = _supporting("access", "chown", "link", "stat", "utime", "getxattr", "listxattr", "setxattr",
                                       "removexattr")
supports_bytes_environ = True


# ---- names of files

def fsencode(filename):
    """Encode filename (an os.PathLike, bytes, or str) to the filesystem encoding."""
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    """Decode filename (an os.PathLike, bytes, or str) from the filesystem encoding."""
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


if "fspath" not in globals():
    def fspath(path):
        """Return the file system path representation of the object: a str or bytes."""
        if isinstance(path, (str, bytes)):
            return path
        kind = type(path)
        try:
            method = kind.__fspath__
        except AttributeError:
            raise TypeError("expected str, bytes or os.PathLike object, not " + kind.__name__) from None
        found = method(path)
        if not isinstance(found, (str, bytes)):
            raise TypeError(f"expected {kind.__name__}.__fspath__() to return str or bytes, not {type(found).__name__}")
        return found


class PathLike(abc.ABC):
    """Abstract base class for implementing the file system path protocol."""
    __slots__ = ()

    @abc.abstractmethod
    def __fspath__(self):
        """Return the file system path representation of the object."""
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is not PathLike:
            return NotImplemented
        for base in subclass.__mro__:
            if "__fspath__" in base.__dict__:
                return NotImplemented if base.__dict__["__fspath__"] is None else True
        return NotImplemented

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


# ---- the environment

class _Environ(MutableMapping):
    # The variables are kept as bytes in one dict that environ and environb share.
    def __init__(self, data, encodekey, decodekey, encodevalue, decodevalue):
        self.encodekey, self.decodekey = encodekey, decodekey
        self.encodevalue, self.decodevalue = encodevalue, decodevalue
        self._data = data

    def __getitem__(self, key):
        try:
            value = self._data[self.encodekey(key)]
        except KeyError:
            raise KeyError(key) from None
        return self.decodevalue(value)

    def __setitem__(self, key, value):
        key, value = self.encodekey(key), self.encodevalue(value)
        posix.putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        raw = self.encodekey(key)
        posix.unsetenv(raw)
        try:
            del self._data[raw]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        for key in list(self._data):
            yield self.decodekey(key)

    def __len__(self):
        return len(self._data)

    def __repr__(self):
        items = ", ".join(f"{self.decodekey(k)!r}: {self.decodevalue(v)!r}" for k, v in self._data.items())
        return "environ({" + items + "})"

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __or__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return {**self, **other}

    def __ror__(self, other):
        if not isinstance(other, Mapping):
            return NotImplemented
        return {**other, **self}

    def __ior__(self, other):
        self.update(other)
        return self


def _encode_text(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not %s" % type(value).__name__)
    return value.encode("utf-8", "surrogateescape")


def _decode_text(value):
    return value.decode("utf-8", "surrogateescape")


def _check_bytes(value):
    if not isinstance(value, bytes):
        raise TypeError("bytes expected, not %s" % type(value).__name__)
    return value


environ = _Environ({fsencode(k): fsencode(v) for k, v in posix.environ.items()}, _encode_text, _decode_text, _encode_text, _decode_text)
environb = _Environ(environ._data, _check_bytes, bytes, _check_bytes, bytes)


def getenv(key, default=None):
    """Get an environment variable, return None if it doesn't exist."""
    return environ.get(key, default)


def getenvb(key, default=None):
    """Get an environment variable as bytes, return None if it doesn't exist."""
    return environb.get(key, default)


def putenv(name, value, /):
    """Set an environment variable of the process; os.environ does not notice."""
    posix.putenv(fsencode(name), fsencode(value))


def unsetenv(name, /):
    """Remove an environment variable of the process; os.environ does not notice."""
    posix.unsetenv(fsencode(name))


def get_exec_path(env=None):
    """The folders in which a program is looked for, from PATH of env (os.environ by default)."""
    if env is None:
        env = environ
    found = None
    try:
        found = env.get("PATH")
    except TypeError:
        pass
    try:
        raw = env[b"PATH"]
    except (KeyError, TypeError):
        pass
    else:
        if found is not None:
            raise ValueError("env cannot contain 'PATH' and b'PATH' keys")
        found = fsdecode(raw)
    return (defpath if found is None else found).split(pathsep)


# ---- folders

def makedirs(name, mode=0o777, exist_ok=False):
    """Create a directory and the ones above it that do not exist yet."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass        # somebody else was faster
        if tail in (curdir, fsencode(curdir)):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def _prune(name):
    # Removes folders upwards for as long as they are empty.
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            return
        head, tail = path.split(head)


def removedirs(name):
    """Remove a directory, then those above it that have become empty."""
    rmdir(name)
    _prune(name)


def renames(old, new):
    """Rename, creating the folders that the new name needs and removing the old ones that are empty now."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    if path.split(old)[0] and path.split(old)[1]:
        _prune(old)


def _entries(top, onerror, followlinks, topdown):
    # (folders, files, folders to go into) of one directory, None where it cannot be read.
    folders, files, inside = [], [], []
    try:
        with scandir(top) as entries:
            for entry in entries:
                try:
                    is_folder = entry.is_dir()
                except OSError:
                    is_folder = False
                (folders if is_folder else files).append(entry.name)
                if is_folder and not topdown:
                    try:
                        link = not followlinks and entry.is_symlink()
                    except OSError:
                        link = False
                    if not link:
                        inside.append(entry.path)
    except OSError as problem:
        if onerror is not None:
            onerror(problem)
        return None
    return folders, files, inside


def walk(top, topdown=True, onerror=None, followlinks=False):
    """Directory tree generator: (path, names of folders, names of files) for each directory below top."""
    sys.audit("os.walk", top, topdown, onerror, followlinks)
    todo = [fspath(top)]
    while todo:
        item = todo.pop()
        if isinstance(item, tuple):
            yield item
            continue
        found = _entries(item, onerror, followlinks, topdown)
        if found is None:
            continue
        folders, files, inside = found
        if topdown:
            yield item, folders, files
            for folder in reversed(folders):      # as they are now: the caller may have changed them
                below = path.join(item, folder)
                if followlinks or not path.islink(below):
                    todo.append(below)
        else:
            todo.append((item, folders, files))
            todo += reversed(inside)


def fwalk(top=".", topdown=True, onerror=None, *, follow_symlinks=False, dir_fd=None):
    """As walk(), and gives an open descriptor of each directory as a fourth item."""
    for root, folders, files in walk(top, topdown, onerror, follow_symlinks):
        fd = posix.open(root, O_RDONLY, dir_fd=dir_fd)
        try:
            yield root, folders, files, fd
        finally:
            close(fd)


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    """A file object for an open descriptor."""
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    import io
    if "b" not in mode:
        encoding = io.text_encoding(encoding)
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


# ---- processes

def execl(file, *args):
    """Execute the program, replacing this one: execl(file, arg0, arg1, ...)."""
    execv(file, args)


def execle(file, *args):
    """execle(file, arg0, arg1, ..., env)"""
    execve(file, args[:-1], args[-1])


def execlp(file, *args):
    """As execl(), along PATH."""
    execvp(file, args)


def execlpe(file, *args):
    """As execle(), along PATH."""
    execvpe(file, args[:-1], args[-1])


def execvp(file, args):
    """Execute the program (looked for along PATH) with a list of arguments, replacing this one."""
    _exec_along_path(file, args)


def execvpe(file, args, env):
    """As execvp(), with an environment."""
    _exec_along_path(file, args, env)


def _exec_along_path(file, args, env=None):
    run = execv if env is None else lambda program, words: execve(program, words, env)
    if path.dirname(file):
        run(file, args)
        return
    problem = missing = None
    folders = get_exec_path(env)
    if isinstance(file, bytes):
        folders = map(fsencode, folders)
    for folder in folders:
        try:
            run(path.join(folder, file), args)
        except (FileNotFoundError, NotADirectoryError) as e:
            missing = e
        except OSError as e:
            problem = problem or e
    raise problem or missing


def _spawn(mode, file, args, env, along_path):
    if not isinstance(args, (tuple, list)):
        raise TypeError("argv must be a tuple or a list")
    if not args or not args[0]:
        raise ValueError("argv first element cannot be empty")
    pid = fork()
    if not pid:
        try:
            if along_path:
                _exec_along_path(file, args, env)
            elif env is None:
                execv(file, args)
            else:
                execve(file, args, env)
        except BaseException:
            _exit(127)
    if mode == P_NOWAIT:
        return pid
    return waitstatus_to_exitcode(waitpid(pid, 0)[1])


def spawnv(mode, file, args):
    """Run a program; wait for it and give its exit status (P_WAIT), or give its pid (P_NOWAIT)."""
    return _spawn(mode, file, args, None, False)


def spawnve(mode, file, args, env):
    """As spawnv(), with an environment."""
    return _spawn(mode, file, args, env, False)


def spawnvp(mode, file, args):
    """As spawnv(), along PATH."""
    return _spawn(mode, file, args, None, True)


def spawnvpe(mode, file, args, env):
    """As spawnve(), along PATH."""
    return _spawn(mode, file, args, env, True)


def spawnl(mode, file, *args):
    """spawnl(mode, file, arg0, arg1, ...)"""
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """spawnle(mode, file, arg0, arg1, ..., env)"""
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    """As spawnl(), along PATH."""
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """As spawnle(), along PATH."""
    return spawnvpe(mode, file, args[:-1], args[-1])


class _wrap_close:
    # The pipe of popen(): closing it waits for the command.
    def __init__(self, stream, process):
        self._stream, self._proc = stream, process

    def close(self):
        self._stream.close()
        status = self._proc.wait()
        return None if status == 0 else status << 8 if status > 0 else status

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)


def popen(cmd, mode="r", buffering=-1):
    """A pipe to or from a shell command."""
    if not isinstance(cmd, str):
        raise TypeError("invalid cmd type (%s, expected string)" % type(cmd))
    if mode not in ("r", "w"):
        raise ValueError("invalid mode %r" % mode)
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    import subprocess
    if mode == "r":
        process = subprocess.Popen(cmd, shell=True, text=True, stdout=subprocess.PIPE, bufsize=buffering)
        return _wrap_close(process.stdout, process)
    process = subprocess.Popen(cmd, shell=True, text=True, stdin=subprocess.PIPE, bufsize=buffering)
    return _wrap_close(process.stdin, process)


def process_cpu_count():
    """How many CPUs this process may use; None where that is not known."""
    try:
        return len(sched_getaffinity(0)) or None
    except (NameError, OSError):
        return cpu_count()
