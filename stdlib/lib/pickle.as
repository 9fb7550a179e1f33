# SPDX-License-Identifier: MIT
"""Objects as bytes and back: the pickle protocols 0 to 5."""
import io
import sys
from copyreg import _extension_cache, _extension_registry, _inverted_registry, dispatch_table
from struct import pack, unpack
from types import FunctionType

format_version = "5.0"
compatible_formats = ["1.0", "1.1", "1.2", "1.3", "2.0", "3.0", "4.0", "5.0"]
HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4

_OPCODES = {
    "MARK": b"(", "STOP": b".", "POP": b"0", "POP_MARK": b"1", "DUP": b"2", "FLOAT": b"F", "INT": b"I", "BININT": b"J", "BININT1": b"K",
    "LONG": b"L", "BININT2": b"M", "NONE": b"N", "PERSID": b"P", "BINPERSID": b"Q", "REDUCE": b"R", "STRING": b"S", "BINSTRING": b"T",
    "SHORT_BINSTRING": b"U", "UNICODE": b"V", "BINUNICODE": b"X", "APPEND": b"a", "BUILD": b"b", "GLOBAL": b"c", "DICT": b"d",
    "EMPTY_DICT": b"}", "APPENDS": b"e", "GET": b"g", "BINGET": b"h", "INST": b"i", "LONG_BINGET": b"j", "LIST": b"l",
    "EMPTY_LIST": b"]", "OBJ": b"o", "PUT": b"p", "BINPUT": b"q", "LONG_BINPUT": b"r", "SETITEM": b"s", "TUPLE": b"t",
    "EMPTY_TUPLE": b")", "SETITEMS": b"u", "BINFLOAT": b"G", "TRUE": b"I01\n", "FALSE": b"I00\n", "PROTO": b"\x80", "NEWOBJ": b"\x81",
    "EXT1": b"\x82", "EXT2": b"\x83", "EXT4": b"\x84", "TUPLE1": b"\x85", "TUPLE2": b"\x86", "TUPLE3": b"\x87", "NEWTRUE": b"\x88",
    "NEWFALSE": b"\x89", "LONG1": b"\x8a", "LONG4": b"\x8b", "BINBYTES": b"B", "SHORT_BINBYTES": b"C", "SHORT_BINUNICODE": b"\x8c",
    "BINUNICODE8": b"\x8d", "BINBYTES8": b"\x8e", "EMPTY_SET": b"\x8f", "ADDITEMS": b"\x90", "FROZENSET": b"\x91",
    "NEWOBJ_EX": b"\x92", "STACK_GLOBAL": b"\x93", "MEMOIZE": b"\x94", "FRAME": b"\x95", "BYTEARRAY8": b"\x96", "NEXT_BUFFER": b"\x97",
    "READONLY_BUFFER": b"\x98",
}
globals().update(_OPCODES)

__all__ = ["PickleError", "PicklingError", "UnpicklingError", "Pickler", "Unpickler", "dump", "dumps", "load", "loads", "PickleBuffer",
           "DEFAULT_PROTOCOL", "HIGHEST_PROTOCOL"] + list(_OPCODES)

# What Python 2 called them.
_OLD_MODULES = {"builtins": "__builtin__", "copyreg": "copy_reg", "queue": "Queue", "socketserver": "SocketServer",
                "configparser": "ConfigParser", "pickle": "cPickle"}
_OLD_NAMES = {"range": "xrange", "int": "long", "str": "unicode", "chr": "unichr"}
_FRAME_TARGET = 64 * 1024
_BATCH = 1000
_MISSING = object()


class PickleError(Exception):
    """A common base class for the other pickling exceptions."""


class PicklingError(PickleError):
    """Raised when an unpicklable object is passed to the dump() method."""


class UnpicklingError(PickleError):
    """Raised when there is a problem unpickling an object, such as a security violation."""


for _kind in PickleError, PicklingError, UnpicklingError:
    _kind.__module__ = "_pickle"


class PickleBuffer:
    """Wraps an object with a buffer that may travel apart from the pickle."""

    def __init__(self, object):
        self._view = memoryview(object)

    def raw(self):
        return self._view

    def release(self):
        self._view.release()


class _Stop(Exception):
    def __init__(self, value):
        self.value = value


# ---- helpers

def encode_long(x):
    """The shortest little-endian two's complement bytes of an int."""
    if x == 0:
        return b""
    count = (x.bit_length() >> 3) + 1
    data = x.to_bytes(count, "little", signed=True)
    if x < 0 and count > 1 and data[-1] == 0xff and data[-2] & 0x80:
        data = data[:-1]
    return data


def decode_long(data):
    """An int from encode_long()'s bytes."""
    return int.from_bytes(data, "little", signed=True)


def _walk(obj, dotted):
    parent = None
    for part in dotted.split("."):
        if part == "<locals>":
            raise AttributeError("Can't get local attribute {!r} on {!r}".format(dotted, obj))
        try:
            parent, obj = obj, getattr(obj, part)
        except AttributeError:
            raise AttributeError("Can't get attribute {!r} on {!r}".format(dotted, obj)) from None
    return obj, parent


def whichmodule(obj, name):
    """Find the module an object belong to."""
    module = getattr(obj, "__module__", None)
    if module is not None:
        return module
    for module_name, module in list(sys.modules.items()):
        if module_name in ("__main__", "__mp_main__") or module is None:
            continue
        try:
            if _walk(module, name)[0] is obj:
                return module_name
        except AttributeError:
            pass
    return "__main__"


# ---- writing

class Pickler:
    """Writes pickles of objects to a file."""

    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        if protocol is None:
            protocol = DEFAULT_PROTOCOL
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        elif not 0 <= protocol <= HIGHEST_PROTOCOL:
            raise ValueError("pickle protocol must be <= %d" % HIGHEST_PROTOCOL)
        if buffer_callback is not None and protocol < 5:
            raise ValueError("buffer_callback needs protocol >= 5")
        try:
            self._file_write = file.write
        except AttributeError:
            raise TypeError("file must have a 'write' attribute") from None
        self._buffer_callback = buffer_callback
        self.fix_imports = fix_imports and protocol < 3
        self.proto = int(protocol)
        self.bin = protocol >= 1
        self.fast = 0
        self.memo = {}

    def clear_memo(self):
        """Forgets which objects were written."""
        self.memo.clear()

    def dump(self, obj):
        """Write a pickled representation of obj to the open file."""
        if not hasattr(self, "_file_write"):
            raise PicklingError("Pickler.__init__() was not called by %s.__init__()" % (self.__class__.__name__,))
        self._out = bytearray()
        if self.proto >= 2:
            self._file_write(b"\x80" + pack("<B", self.proto))
        self.save(obj)
        self.write(b".")
        self._commit()

    def write(self, data):
        self._out += data

    def _commit(self):
        data = bytes(self._out)
        self._out.clear()
        if self.proto >= 4 and len(data) >= 4:
            data = b"\x95" + pack("<Q", len(data)) + data
        if data:
            self._file_write(data)

    def _write_large(self, header, payload):
        # Big blocks stand outside of frames.
        self._commit()
        self._file_write(header)
        self._file_write(payload)

    def memoize(self, obj):
        if self.fast:
            return
        index = len(self.memo)
        self.memo[id(obj)] = index, obj
        if self.proto >= 4:
            self.write(b"\x94")
        elif self.bin:
            self.write(b"q" + pack("<B", index) if index < 256 else b"r" + pack("<I", index))
        else:
            self.write(b"p%d\n" % index)

    def get(self, index):
        if self.bin:
            return b"h" + pack("<B", index) if index < 256 else b"j" + pack("<I", index)
        return b"g%d\n" % index

    def persistent_id(self, obj):
        return None

    def save(self, obj, save_persistent_id=True):
        if self.proto >= 4 and len(self._out) >= _FRAME_TARGET:
            self._commit()
        if save_persistent_id:
            pid = self.persistent_id(obj)
            if pid is not None:
                self.save_pers(pid)
                return
        kind = type(obj)
        method = _SAVERS.get(kind)
        if method is not None and kind in _ATOMS:
            method(self, obj)
            return
        known = self.memo.get(id(obj))
        if known is not None:
            self.write(self.get(known[0]))
            return
        value = NotImplemented
        override = getattr(self, "reducer_override", None)
        if method is not None and (override is None or kind not in (FunctionType, type)):
            method(self, obj)
            return
        if override is not None:
            value = override(obj)
        if value is NotImplemented:
            if method is not None:
                method(self, obj)
                return
            value = self._reduce_value(obj, kind)
            if value is None:
                self.save_global(obj)
                return
        if isinstance(value, str):
            self.save_global(obj, value)
            return
        if not isinstance(value, tuple):
            raise PicklingError("%s must return string or tuple" % getattr(obj, "__reduce_ex__", override))
        if not 2 <= len(value) <= 6:
            raise PicklingError("Tuple returned by %s must have two to six elements" % getattr(obj, "__reduce_ex__", override))
        self.save_reduce(obj=obj, *value)

    def _reduce_value(self, obj, kind):
        # What __reduce_ex__ or the registry gives; None: a class, saved by name.
        reduce = getattr(self, "dispatch_table", dispatch_table).get(kind)
        if reduce is not None:
            return reduce(obj)
        if issubclass(kind, type):
            return None
        reduce = getattr(obj, "__reduce_ex__", _MISSING)
        if reduce is not _MISSING:
            return reduce(self.proto)
        reduce = getattr(obj, "__reduce__", _MISSING)
        if reduce is not _MISSING:
            return reduce()
        raise PicklingError("Can't pickle %r object: %r" % (kind.__name__, obj))

    def save_pers(self, pid):
        if self.bin:
            self.save(pid, save_persistent_id=False)
            self.write(b"Q")
            return
        try:
            self.write(b"P" + str(pid).encode("ascii") + b"\n")
        except UnicodeEncodeError:
            raise PicklingError("persistent IDs in protocol 0 must be ASCII strings")

    def save_reduce(self, func, args, state=None, listitems=None, dictitems=None, state_setter=None, *, obj=None):
        if not isinstance(args, tuple):
            raise PicklingError("args from save_reduce() must be a tuple")
        if not callable(func):
            raise PicklingError("func from save_reduce() must be callable")
        name = getattr(func, "__name__", "")
        if self.proto >= 2 and name == "__newobj_ex__":
            self._save_new_ex(obj, *args)
        elif self.proto >= 2 and name == "__newobj__":
            self._save_new(obj, args)
        else:
            self.save(func)
            self.save(args)
            self.write(b"R")
        if obj is not None:
            if id(obj) in self.memo:       # it contains itself
                self.write(b"0" + self.get(self.memo[id(obj)][0]))
            else:
                self.memoize(obj)
        if listitems is not None:
            self._batch_appends(listitems)
        if dictitems is not None:
            self._batch_setitems(dictitems)
        if state is None:
            return
        if state_setter is None:
            self.save(state)
            self.write(b"b")
        else:
            self.save(state_setter)
            self.save(obj)
            self.save(state)
            self.write(b"\x86R0")

    def _save_new(self, obj, args):
        cls, *rest = args
        if not hasattr(cls, "__new__"):
            raise PicklingError("args[0] from __newobj__ args has no __new__")
        if obj is not None and cls is not obj.__class__:
            raise PicklingError("args[0] from __newobj__ args has the wrong class")
        self.save(cls)
        self.save(tuple(rest))
        self.write(b"\x81")

    def _save_new_ex(self, obj, cls, args, kwargs):
        if obj is not None and cls is not obj.__class__:
            raise PicklingError("args[0] from __newobj_ex__ args has the wrong class")
        if self.proto >= 4:
            self.save(cls)
            self.save(args)
            self.save(kwargs)
            self.write(b"\x92")
            return
        from functools import partial
        self.save(partial(cls.__new__, cls, *args, **kwargs))
        self.save(())
        self.write(b"R")

    # ---- by type

    def save_none(self, obj):
        self.write(b"N")

    def save_bool(self, obj):
        if self.proto >= 2:
            self.write(b"\x88" if obj else b"\x89")
        else:
            self.write(b"I01\n" if obj else b"I00\n")

    def save_long(self, obj):
        if self.bin:
            if 0 <= obj <= 0xff:
                return self.write(b"K" + pack("<B", obj))
            if 0 <= obj <= 0xffff:
                return self.write(b"M" + pack("<H", obj))
            if -0x80000000 <= obj <= 0x7fffffff:
                return self.write(b"J" + pack("<i", obj))
        if self.proto >= 2:
            data = encode_long(obj)
            head = b"\x8a" + pack("<B", len(data)) if len(data) < 256 else b"\x8b" + pack("<i", len(data))
            return self.write(head + data)
        if -0x80000000 <= obj <= 0x7fffffff:
            self.write(b"I%d\n" % obj)
        else:
            self.write(b"L%dL\n" % obj)

    def save_float(self, obj):
        self.write(b"G" + pack(">d", obj) if self.bin else b"F" + repr(obj).encode("ascii") + b"\n")

    def save_bytes(self, obj):
        if self.proto < 3:
            if not obj:
                self.save_reduce(bytes, (), obj=obj)
            else:
                import codecs
                self.save_reduce(codecs.encode, (str(obj, "latin1"), "latin1"), obj=obj)
            return
        self._save_block(obj, len(obj), (b"C", b"B", b"\x8e"))
        self.memoize(obj)

    def _save_block(self, data, size, codes):
        if size <= 0xff:
            head = codes[0] + pack("<B", size)
        elif size > 0xffffffff and self.proto >= 4:
            head = codes[2] + pack("<Q", size)
        else:
            head = codes[1] + pack("<I", size)
        if size >= _FRAME_TARGET and self.proto >= 4:
            self._write_large(head, data)
        else:
            self.write(head + data)

    def save_bytearray(self, obj):
        if self.proto < 5:
            self.save_reduce(bytearray, (bytes(obj),) if obj else (), obj=obj)
            return
        head = b"\x96" + pack("<Q", len(obj))
        if len(obj) >= _FRAME_TARGET:
            self._write_large(head, bytes(obj))
        else:
            self.write(head + obj)
        self.memoize(obj)

    def save_picklebuffer(self, obj):
        if self.proto < 5:
            raise PicklingError("PickleBuffer can only be pickled with protocol >= 5")
        view = obj.raw()
        inside = self._buffer_callback is None or bool(self._buffer_callback(obj))
        if inside:
            (self.save_bytes if view.readonly else self.save_bytearray)(bytes(view) if view.readonly else bytearray(view))
        else:
            self.write(b"\x97" + (b"\x98" if view.readonly else b""))

    def save_str(self, obj):
        if self.bin:
            data = obj.encode("utf-8", "surrogatepass")
            if len(data) <= 0xff and self.proto >= 4:
                self.write(b"\x8c" + pack("<B", len(data)) + data)
            elif len(data) <= 0xff:
                self.write(b"X" + pack("<I", len(data)) + data)
            else:
                self._save_block(data, len(data), (b"", b"X", b"\x8d"))
        else:
            text = obj.replace("\\", "\\u005c").replace("\0", "\\u0000").replace("\n", "\\u000a").replace("\r", "\\u000d")
            self.write(b"V" + text.replace("\x1a", "\\u001a").encode("raw-unicode-escape") + b"\n")
        self.memoize(obj)

    def save_tuple(self, obj):
        if not obj:
            return self.write(b")" if self.bin else b"(t")
        small = len(obj) <= 3 and self.proto >= 2
        if not small:
            self.write(b"(")
        for item in obj:
            self.save(item)
        if id(obj) in self.memo:           # it contains itself
            index = self.get(self.memo[id(obj)][0])
            if small:
                self.write(b"0" * len(obj) + index)
            else:
                self.write((b"1" if self.bin else b"0" * (len(obj) + 1)) + index)
            return
        self.write((b"", b"\x85", b"\x86", b"\x87")[len(obj)] if small else b"t")
        self.memoize(obj)

    def save_list(self, obj):
        self.write(b"]" if self.bin else b"(l")
        self.memoize(obj)
        self._batch_appends(obj)

    def _batches(self, items):
        from itertools import islice
        items = iter(items)
        while batch := list(islice(items, _BATCH)):
            yield batch

    def _batch_appends(self, items):
        if not self.bin:
            for item in items:
                self.save(item)
                self.write(b"a")
            return
        for batch in self._batches(items):
            if len(batch) > 1:
                self.write(b"(")
            for item in batch:
                self.save(item)
            self.write(b"e" if len(batch) > 1 else b"a")

    def save_dict(self, obj):
        self.write(b"}" if self.bin else b"(d")
        self.memoize(obj)
        self._batch_setitems(obj.items())

    def _batch_setitems(self, items):
        if not self.bin:
            for key, value in items:
                self.save(key)
                self.save(value)
                self.write(b"s")
            return
        for batch in self._batches(items):
            if len(batch) > 1:
                self.write(b"(")
            for key, value in batch:
                self.save(key)
                self.save(value)
            self.write(b"u" if len(batch) > 1 else b"s")

    def save_set(self, obj):
        if self.proto < 4:
            self.save_reduce(set, (list(obj),), obj=obj)
            return
        self.write(b"\x8f")
        self.memoize(obj)
        for batch in self._batches(obj):
            self.write(b"(")
            for item in batch:
                self.save(item)
            self.write(b"\x90")

    def save_frozenset(self, obj):
        if self.proto < 4:
            self.save_reduce(frozenset, (list(obj),), obj=obj)
            return
        self.write(b"(")
        for item in obj:
            self.save(item)
        if id(obj) in self.memo:
            self.write(b"1" + self.get(self.memo[id(obj)][0]))
            return
        self.write(b"\x91")
        self.memoize(obj)

    def save_global(self, obj, name=None):
        if name is None:
            name = getattr(obj, "__qualname__", None)
        if name is None:
            name = obj.__name__
        module_name = whichmodule(obj, name)
        try:
            __import__(module_name, level=0)
            found, parent = _walk(sys.modules[module_name], name)
        except (ImportError, KeyError, AttributeError) as problem:
            if "<locals>" in name.split("."):
                raise AttributeError(f"Can't get local object {name!r}") from None
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module_name} failed"
                                if not isinstance(problem, ImportError) else
                                f"Can't pickle {obj!r}: import of module {module_name!r} failed") from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
        if self.proto >= 2:
            code = _extension_registry.get((module_name, name), 0)
            if code:
                return self.write(b"\x82" + pack("<B", code) if code <= 0xff else b"\x83" + pack("<H", code) if code <= 0xffff
                                  else b"\x84" + pack("<i", code))
        last = name.rpartition(".")[2]
        if self.proto >= 4:
            self.save(module_name)
            self.save(name)
            self.write(b"\x93")
        elif "." in name:
            self.save_reduce(getattr, (parent, last))
        else:
            if self.proto < 3:
                if self.fix_imports:
                    if module_name == "builtins":
                        name = _OLD_NAMES.get(name, name)
                    module_name = _OLD_MODULES.get(module_name, module_name)
            self.write(b"c" + module_name.encode("utf-8") + b"\n" + name.encode("utf-8") + b"\n")
        self.memoize(obj)

    def save_type(self, obj):
        for value in None, NotImplemented, ...:
            if obj is type(value):
                return self.save_reduce(type, (value,), obj=obj)
        self.save_global(obj)


_ATOMS = {type(None), bool, int, float}
_SAVERS = {type(None): Pickler.save_none, bool: Pickler.save_bool, int: Pickler.save_long, float: Pickler.save_float,
           bytes: Pickler.save_bytes, bytearray: Pickler.save_bytearray, PickleBuffer: Pickler.save_picklebuffer, str: Pickler.save_str,
           tuple: Pickler.save_tuple, list: Pickler.save_list, dict: Pickler.save_dict, set: Pickler.save_set,
           frozenset: Pickler.save_frozenset, FunctionType: Pickler.save_global, type: Pickler.save_type}
Pickler.__module__ = "_pickle"


# ---- reading

class Unpickler:
    """Reads pickles from a file."""

    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
        self._buffers = iter(buffers) if buffers is not None else None
        try:
            self._file_read, self._file_readline = file.read, file.readline
        except AttributeError:
            raise TypeError("file must have 'read', 'readinto' and 'readline' attributes") from None
        self.memo = {}
        self.encoding, self.errors, self.fix_imports = encoding, errors, fix_imports
        self.proto = 0

    def load(self):
        """Read a pickled object representation from the open file."""
        if not hasattr(self, "_file_read"):
            raise UnpicklingError("Unpickler.__init__() was not called by %s.__init__()" % (self.__class__.__name__,))
        self._marks = []
        self.stack = []
        read = self._file_read
        try:
            while True:
                code = read(1)
                if not code:
                    raise EOFError("Ran out of input")
                handler = _LOADERS.get(code)
                if handler is None:
                    raise UnpicklingError(f"invalid load key, '\\x{code[0]:02x}'." if code[0] < 32 or code[0] > 126 else
                                          f"invalid load key, '{code.decode()}'.")
                handler(self)
        except _Stop as stop:
            return stop.value

    def read(self, n):
        data = self._file_read(n)
        if len(data) < n:
            raise UnpicklingError("pickle data was truncated")
        return data

    def readline(self):
        line = self._file_readline()
        if not line.endswith(b"\n"):
            raise UnpicklingError("pickle data was truncated")
        return line[:-1]

    def persistent_load(self, pid):
        raise UnpicklingError("A load persistent id instruction was encountered, but no persistent_load function was specified.")

    def find_class(self, module, name):
        """The object of a name in a module; override it to restrict what can be loaded."""
        sys.audit("pickle.find_class", module, name)
        if self.proto < 3 and self.fix_imports:
            if module == "__builtin__":
                name = {old: new for new, old in _OLD_NAMES.items()}.get(name, name)
            module = {old: new for new, old in _OLD_MODULES.items()}.get(module, module)
        __import__(module, level=0)
        if self.proto >= 4 and "." in name:
            return _walk(sys.modules[module], name)[0]
        try:
            return getattr(sys.modules[module], name)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {name!r} on {sys.modules[module]!r}") from None

    def pop_mark(self):
        items = self.stack
        if not self._marks:
            raise UnpicklingError("could not find MARK")
        self.stack = self._marks.pop()
        return items

    def _pop(self):
        try:
            return self.stack.pop()
        except IndexError:
            raise UnpicklingError("unpickling stack underflow") from None

    def _make(self, cls, args):
        if args or not isinstance(cls, type) or hasattr(cls, "__getinitargs__"):
            try:
                value = cls(*args)
            except TypeError as err:
                raise TypeError("in constructor for %s: %s" % (cls.__name__, str(err)), err.__traceback__)
        else:
            value = cls.__new__(cls)
        self.stack.append(value)

    def _extension(self, code):
        found = _extension_cache.get(code, _MISSING)
        if found is _MISSING:
            key = _inverted_registry.get(code)
            if not key:
                if code <= 0:
                    raise UnpicklingError("EXT specifies code <= 0")
                raise ValueError("unregistered extension code %d" % code)
            found = _extension_cache[code] = self.find_class(*key)
        self.stack.append(found)

    def _memo_get(self, key):
        try:
            self.stack.append(self.memo[key])
        except KeyError:
            raise UnpicklingError(f"Memo value not found at index {key}") from None

    def _text(self, data):
        return data if self.encoding == "bytes" else data.decode(self.encoding, self.errors)

    def _build(self):
        state = self._pop()
        obj = self.stack[-1]
        setter = getattr(obj, "__setstate__", _MISSING)
        if setter is not _MISSING:
            setter(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        if state:
            attributes = obj.__dict__
            for key, value in state.items():
                attributes[sys.intern(key) if type(key) is str else key] = value
        for key, value in (slots or {}).items():
            setattr(obj, key, value)

    def _append_many(self):
        items = self.pop_mark()
        target = self.stack[-1]
        extend = getattr(target, "extend", None)
        if extend is not None:
            extend(items)
        else:
            for item in items:
                target.append(item)

    def _set_many(self):
        items = self.pop_mark()
        target = self.stack[-1]
        for i in range(0, len(items), 2):
            target[items[i]] = items[i + 1]

    def _add_many(self):
        items = self.pop_mark()
        target = self.stack[-1]
        if isinstance(target, set):
            target.update(items)
        else:
            for item in items:
                target.add(item)

    def _next_buffer(self):
        if self._buffers is None:
            raise UnpicklingError("pickle stream refers to out-of-band data but no *buffers* argument was given")
        try:
            self.stack.append(next(self._buffers))
        except StopIteration:
            raise UnpicklingError("not enough out-of-band buffers") from None


def _loaders():
    table = {}

    def on(name):
        def add(function):
            table[_OPCODES[name][:1]] = function
            return function
        return add

    def number(layout, size):
        return lambda self: unpack(layout, self.read(size))[0]

    u1, u2, i4, u4, u8 = number("<B", 1), number("<H", 2), number("<i", 4), number("<I", 4), number("<Q", 8)

    def push(name, value):
        def handler(self):
            made = value(self)      # may change which stack is the current one
            self.stack.append(made)
        table[_OPCODES[name]] = handler

    push("NONE", lambda self: None)
    push("NEWTRUE", lambda self: True)
    push("NEWFALSE", lambda self: False)
    push("BININT", i4)
    push("BININT1", u1)
    push("BININT2", u2)
    push("LONG", lambda self: int(self.readline().removesuffix(b"L"), 0))
    push("LONG1", lambda self: decode_long(self.read(u1(self))))
    push("LONG4", lambda self: decode_long(self.read(i4(self))))
    push("FLOAT", lambda self: float(self.readline()))
    push("BINFLOAT", lambda self: unpack(">d", self.read(8))[0])
    push("BINSTRING", lambda self: self._text(self.read(i4(self))))
    push("SHORT_BINSTRING", lambda self: self._text(self.read(u1(self))))
    push("BINBYTES", lambda self: self.read(u4(self)))
    push("SHORT_BINBYTES", lambda self: self.read(u1(self)))
    push("BINBYTES8", lambda self: self.read(u8(self)))
    push("BYTEARRAY8", lambda self: bytearray(self.read(u8(self))))
    push("UNICODE", lambda self: str(self.readline(), "raw-unicode-escape"))
    push("BINUNICODE", lambda self: str(self.read(u4(self)), "utf-8", "surrogatepass"))
    push("SHORT_BINUNICODE", lambda self: str(self.read(u1(self)), "utf-8", "surrogatepass"))
    push("BINUNICODE8", lambda self: str(self.read(u8(self)), "utf-8", "surrogatepass"))
    push("EMPTY_TUPLE", lambda self: ())
    push("EMPTY_LIST", lambda self: [])
    push("EMPTY_DICT", lambda self: {})
    push("EMPTY_SET", lambda self: set())
    push("TUPLE", lambda self: tuple(self.pop_mark()))
    push("LIST", lambda self: self.pop_mark())
    push("FROZENSET", lambda self: frozenset(self.pop_mark()))
    push("GLOBAL", lambda self: self.find_class(self.readline().decode("utf-8"), self.readline().decode("utf-8")))
    push("PERSID", lambda self: self.persistent_load(self.readline().decode("ascii")))
    push("BINPERSID", lambda self: self.persistent_load(self._pop()))
    push("DUP", lambda self: self.stack[-1])
    table[b"\x82"] = lambda self: self._extension(u1(self))
    table[b"\x83"] = lambda self: self._extension(u2(self))
    table[b"\x84"] = lambda self: self._extension(i4(self))
    table[b"g"] = lambda self: self._memo_get(int(self.readline()))
    table[b"h"] = lambda self: self._memo_get(u1(self))
    table[b"j"] = lambda self: self._memo_get(u4(self))
    table[b"b"], table[b"e"], table[b"u"], table[b"\x90"] = (Unpickler._build, Unpickler._append_many, Unpickler._set_many,
                                                             Unpickler._add_many)
    table[b"\x97"] = Unpickler._next_buffer

    @on("PROTO")
    def proto(self):
        self.proto = u1(self)
        if self.proto > HIGHEST_PROTOCOL:
            raise ValueError("unsupported pickle protocol: %d" % self.proto)

    @on("FRAME")
    def frame(self):
        self.read(8)

    @on("STOP")
    def stop(self):
        raise _Stop(self._pop())

    @on("INT")
    def integer(self):
        line = self.readline()
        self.stack.append({b"00": False, b"01": True}.get(line) if line in (b"00", b"01") else int(line, 0))

    @on("STRING")
    def string(self):
        data = self.readline()
        if len(data) < 2 or data[:1] != data[-1:] or data[:1] not in (b"'", b'"'):
            raise UnpicklingError("the STRING opcode argument must be quoted")
        import codecs
        self.stack.append(self._text(data[1:-1].decode("unicode-escape").encode("latin-1")))

    @on("MARK")
    def mark(self):
        self._marks.append(self.stack)
        self.stack = []

    @on("POP")
    def pop(self):
        if self.stack:
            self.stack.pop()
        else:
            self.pop_mark()

    @on("POP_MARK")
    def pop_mark(self):
        self.pop_mark()

    for size in 1, 2, 3:
        def small(self, size=size):
            self.stack[-size:] = [tuple(self.stack[-size:])]
        table[_OPCODES[f"TUPLE{size}"]] = small

    @on("DICT")
    def dictionary(self):
        items = self.pop_mark()
        self.stack.append({items[i]: items[i + 1] for i in range(0, len(items), 2)})

    @on("INST")
    def inst(self):
        module, name = self.readline().decode("ascii"), self.readline().decode("ascii")
        args = self.pop_mark()
        self._make(self.find_class(module, name), args)

    @on("OBJ")
    def obj(self):
        cls, *args = self.pop_mark()
        self._make(cls, args)

    @on("NEWOBJ")
    def newobj(self):
        args = self._pop()
        cls = self._pop()
        self.stack.append(cls.__new__(cls, *args))

    @on("NEWOBJ_EX")
    def newobj_ex(self):
        kwargs = self._pop()
        args = self._pop()
        cls = self._pop()
        self.stack.append(cls.__new__(cls, *args, **kwargs))

    @on("STACK_GLOBAL")
    def stack_global(self):
        name = self._pop()
        module = self._pop()
        if type(name) is not str or type(module) is not str:
            raise UnpicklingError("STACK_GLOBAL requires str")
        self.stack.append(self.find_class(module, name))

    @on("REDUCE")
    def reduce(self):
        args = self._pop()
        self.stack[-1] = self.stack[-1](*args)

    @on("PUT")
    def put(self):
        index = int(self.readline())
        if index < 0:
            raise ValueError("negative PUT argument")
        self.memo[index] = self.stack[-1]

    @on("BINPUT")
    def binput(self):
        self.memo[u1(self)] = self.stack[-1]

    @on("LONG_BINPUT")
    def long_binput(self):
        self.memo[u4(self)] = self.stack[-1]

    @on("MEMOIZE")
    def memoize(self):
        self.memo[len(self.memo)] = self.stack[-1]

    @on("APPEND")
    def append(self):
        value = self._pop()
        self.stack[-1].append(value)

    @on("SETITEM")
    def setitem(self):
        value = self._pop()
        key = self._pop()
        self.stack[-1][key] = value

    @on("READONLY_BUFFER")
    def readonly(self):
        with memoryview(self.stack[-1]) as view:
            if not view.readonly:
                self.stack[-1] = view.toreadonly()

    return table


_LOADERS = _loaders()
Unpickler.__module__ = "_pickle"
_Pickler, _Unpickler = Pickler, Unpickler


def dump(obj, file, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Write a pickled representation of obj to the open file object file."""
    Pickler(file, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    """Return the pickled representation of the object as a bytes object."""
    out = io.BytesIO()
    Pickler(out, protocol, fix_imports=fix_imports, buffer_callback=buffer_callback).dump(obj)
    return out.getvalue()


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """Read and return an object from the pickle data stored in a file."""
    return Unpickler(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=None):
    """Read and return an object from the given pickle data."""
    if isinstance(data, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return Unpickler(io.BytesIO(data), fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers).load()
