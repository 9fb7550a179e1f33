# SPDX-License-Identifier: MIT
"""Reading and writing files in gzip's format."""
import builtins
import io
import os
import struct
import sys
import time
import zlib

__all__ = ["BadGzipFile", "GzipFile", "open", "compress", "decompress"]

FTEXT, FHCRC, FEXTRA, FNAME, FCOMMENT = 1, 2, 4, 8, 16
READ, WRITE = "rb", "wb"
READ_BUFFER_SIZE = 128 * 1024
_COMPRESS_LEVEL_FAST, _COMPRESS_LEVEL_TRADEOFF, _COMPRESS_LEVEL_BEST = 1, 6, 9


def open(filename, mode="rb", compresslevel=_COMPRESS_LEVEL_BEST, encoding=None, errors=None, newline=None):
    """Open a gzip-compressed file in binary or text mode; filename may be a file object."""
    if "t" in mode:
        if "b" in mode:
            raise ValueError("Invalid mode: %r" % (mode,))
    else:
        for name, value in ("encoding", encoding), ("errors", errors), ("newline", newline):
            if value is not None:
                raise ValueError(f"Argument '{name}' not supported in binary mode")
    binary_mode = mode.replace("t", "")
    if isinstance(filename, (str, bytes, os.PathLike)):
        binary_file = GzipFile(filename, binary_mode, compresslevel)
    elif hasattr(filename, "read") or hasattr(filename, "write"):
        binary_file = GzipFile(None, binary_mode, compresslevel, filename)
    else:
        raise TypeError("filename must be a str or bytes object, or a file")
    if "t" in mode:
        return io.TextIOWrapper(binary_file, io.text_encoding(encoding), errors, newline)
    return binary_file


class BadGzipFile(OSError):
    """Exception raised in some cases for invalid gzip files."""


# ---- members

def _read_exact(fp, n):
    data = fp.read(n)
    while len(data) < n:
        more = fp.read(n - len(data))
        if not more:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        data += more
    return data


def _skip_text(fp):
    while _read_exact(fp, 1) != b"\0":
        pass


def _read_gzip_header(fp):
    """The time in a member's header, which is read; None: the file is at its end."""
    magic = fp.read(2)
    if magic == b"":
        return None
    if magic != b"\037\213":
        raise BadGzipFile("Not a gzipped file (%r)" % magic)
    method, flag, last_mtime = struct.unpack("<BBIxx", _read_exact(fp, 8))
    if method != 8:
        raise BadGzipFile("Unknown compression method")
    if flag & FEXTRA:
        size, = struct.unpack("<H", _read_exact(fp, 2))
        _read_exact(fp, size)
    if flag & FNAME:
        _skip_text(fp)
    if flag & FCOMMENT:
        _skip_text(fp)
    if flag & FHCRC:
        _read_exact(fp, 2)
    return last_mtime


class _GzipReader(io.RawIOBase):
    """The uncompressed bytes of all members, one after the other."""

    def __init__(self, fp):
        self._fp = _Pushback(fp)
        self._decompressor = None
        self._last_mtime = None
        self._pos = 0
        self._ended = False

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self._pos

    def readinto(self, b):
        with memoryview(b) as view, view.cast("B") as room:
            data = self.read(len(room))
            room[:len(data)] = data
        return len(data)

    def read(self, size=-1):
        if size < 0:
            return self.readall()
        if not size:
            return b""
        while not self._ended:
            if self._decompressor is None:
                mtime = _read_gzip_header(self._fp)
                if mtime is None:
                    self._ended = True
                    break
                self._last_mtime = mtime
                self._decompressor = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
                self._crc, self._size = 0, 0
            d = self._decompressor
            block = d.unconsumed_tail or self._fp.read(READ_BUFFER_SIZE)
            data = d.decompress(block, size)
            if not block and not data and not d.eof:
                raise EOFError("Compressed file ended before the end-of-stream marker was reached")
            self._crc = zlib.crc32(data, self._crc)
            self._size += len(data)
            if d.eof:
                self._fp.prepend(d.unused_data)
                self._check_end()
                self._decompressor = None
            if data:
                self._pos += len(data)
                return data
        return b""

    def readall(self):
        blocks = []
        while block := self.read(READ_BUFFER_SIZE):
            blocks.append(block)
        return b"".join(blocks)

    def _check_end(self):
        crc, size = struct.unpack("<II", _read_exact(self._fp, 8))
        if crc != self._crc:
            raise BadGzipFile("CRC check failed %s != %s" % (hex(crc), hex(self._crc)))
        if size != self._size & 0xffffffff:
            raise BadGzipFile("Incorrect length of data produced")
        # Files may be padded with zeros.
        c = b"\0"
        while c == b"\0":
            c = self._fp.read(1)
        if c:
            self._fp.prepend(c)

    def rewind(self):
        self._fp.rewind()
        self._decompressor, self._ended, self._pos = None, False, 0

    def seek(self, offset, whence=io.SEEK_SET):
        if whence == io.SEEK_CUR:
            offset += self._pos
        elif whence == io.SEEK_END:
            while self.read(io.DEFAULT_BUFFER_SIZE):
                pass
            offset += self._pos
        if offset < self._pos:
            self.rewind()
        while self._pos < offset and self.read(min(io.DEFAULT_BUFFER_SIZE, offset - self._pos)):
            pass
        return self._pos


class _Pushback:
    """A file to which bytes that were read too much can be given back."""

    def __init__(self, fp):
        self._fp = fp
        self._back = b""

    def read(self, size):
        if self._back:
            data, self._back = self._back[:size], self._back[size:]
            return data if len(data) == size else data + (self._fp.read(size - len(data)) or b"")
        return self._fp.read(size) or b""

    def prepend(self, data):
        self._back = data + self._back

    def rewind(self):
        self._back = b""
        self._fp.seek(0)


# ---- the file

class GzipFile(io.BufferedIOBase):
    """A file object over a gzip file: reading (several members, too) or writing one."""

    myfileobj = None  # a file that we opened, and close

    def __init__(self, filename=None, mode=None, compresslevel=_COMPRESS_LEVEL_BEST, fileobj=None, mtime=None):
        self.mode = None
        self.fileobj = None
        if mode and ("t" in mode or "U" in mode):
            raise ValueError("Invalid mode: {!r}".format(mode))
        if mode and "b" not in mode:
            mode += "b"
        if fileobj is None:
            fileobj = self.myfileobj = builtins.open(filename, mode or "rb")
        if filename is None:
            filename = getattr(fileobj, "name", "")
            if not isinstance(filename, (str, bytes)):
                filename = ""
        else:
            filename = os.fspath(filename)
        origmode = mode
        if mode is None:
            mode = getattr(fileobj, "mode", "rb")
        if mode.startswith("r"):
            self.mode = READ
            self._raw = _GzipReader(fileobj)
            self._buffer = io.BufferedReader(self._raw)
            self.name = filename
        elif mode.startswith(("w", "a", "x")):
            if origmode is None:
                import warnings
                warnings.warn("GzipFile was opened for writing, but this will change in future Python releases.  Specify the mode argument for opening it for writing.",
                              FutureWarning, 2)
            self.mode = WRITE
            self.name = filename
            self.crc = zlib.crc32(b"")
            self.size = 0
            self.offset = 0
            self.compress = zlib.compressobj(compresslevel, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, 0)
            self._write_mtime = mtime
        else:
            raise ValueError("Invalid mode: {!r}".format(mode))
        self.fileobj = fileobj
        if self.mode == WRITE:
            self._write_gzip_header(compresslevel)

    @property
    def mtime(self):
        """Last modification time read from stream, or None."""
        return self._raw._last_mtime

    def __repr__(self):
        return "<gzip " + repr(self.fileobj)[1:-1] + " " + hex(id(self)) + ">"

    def _write_gzip_header(self, compresslevel):
        name = os.path.basename(self.name)
        try:
            name = name if isinstance(name, bytes) else name.encode("latin-1")
        except UnicodeEncodeError:
            name = b""
        name = name.removesuffix(b".gz")
        mtime = time.time() if self._write_mtime is None else self._write_mtime
        level = b"\002" if compresslevel == _COMPRESS_LEVEL_BEST else b"\004" if compresslevel == _COMPRESS_LEVEL_FAST else b"\000"
        self.fileobj.write(b"\037\213\010" + bytes([FNAME if name else 0]) + struct.pack("<L", int(mtime)) + level + b"\377")
        if name:
            self.fileobj.write(name + b"\0")

    def _check_not_closed(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def _check_readable(self, what):
        self._check_not_closed()
        if self.mode != READ:
            import errno
            raise OSError(errno.EBADF, f"{what}() on write-only GzipFile object")

    def write(self, data):
        self._check_not_closed()
        if self.mode != WRITE:
            import errno
            raise OSError(errno.EBADF, "write() on read-only GzipFile object")
        if self.fileobj is None:
            raise ValueError("write() on closed GzipFile object")
        with memoryview(data) as view:
            size = view.nbytes
            if size:
                data = view.tobytes() if not view.c_contiguous else data
                self.fileobj.write(self.compress.compress(data))
                self.size += size
                self.crc = zlib.crc32(data, self.crc)
                self.offset += size
        return size

    def read(self, size=-1):
        self._check_readable("read")
        return self._buffer.read(size)

    def read1(self, size=-1):
        self._check_readable("read1")
        return self._buffer.read1(io.DEFAULT_BUFFER_SIZE if size < 0 else size)

    def readinto(self, b):
        self._check_readable("readinto")
        return self._buffer.readinto(b)

    def peek(self, n):
        self._check_readable("peek")
        return self._buffer.peek(n)

    def readline(self, size=-1):
        self._check_not_closed()
        return self._buffer.readline(size)

    @property
    def closed(self):
        return self.fileobj is None

    def close(self):
        fileobj = self.fileobj
        if fileobj is None:
            return
        try:
            if self.mode == WRITE:
                fileobj.write(self.compress.flush())
                fileobj.write(struct.pack("<LL", self.crc, self.size & 0xffffffff))
            else:
                self._buffer.close()
        finally:
            self.fileobj = None
            mine, self.myfileobj = self.myfileobj, None
            if mine is not None:
                mine.close()

    def flush(self, zlib_mode=zlib.Z_SYNC_FLUSH):
        self._check_not_closed()
        if self.mode == WRITE:
            self.fileobj.write(self.compress.flush(zlib_mode))
            self.fileobj.flush()

    def fileno(self):
        """The descriptor of the compressed file."""
        return self.fileobj.fileno()

    def rewind(self):
        """Return the uncompressed stream file position indicator to the beginning of the file."""
        if self.mode != READ:
            raise OSError("Can't rewind in write mode")
        self._buffer.seek(0)

    def readable(self):
        return self.mode == READ

    def writable(self):
        return self.mode == WRITE

    def seekable(self):
        return True

    def tell(self):
        self._check_not_closed()
        return self.offset if self.mode == WRITE else self._buffer.tell()

    def seek(self, offset, whence=io.SEEK_SET):
        if self.mode != WRITE:
            self._check_not_closed()
            return self._buffer.seek(offset, whence)
        if whence != io.SEEK_SET:
            if whence != io.SEEK_CUR:
                raise ValueError("Seek from end not supported")
            offset += self.offset
        if offset < self.offset:
            raise OSError("Negative seek in write mode")
        self.write(bytes(offset - self.offset))
        return self.offset


def compress(data, compresslevel=_COMPRESS_LEVEL_BEST, *, mtime=None):
    """Compress data in one shot and return the compressed data; mtime: seconds in the header, 0 for none."""
    if mtime is None:
        mtime = int(time.time())
    packed = zlib.compress(data, level=compresslevel, wbits=-zlib.MAX_WBITS)
    level = b"\2" if compresslevel == 9 else b"\4" if compresslevel == 1 else b"\0"
    return b"\037\213\010\0" + struct.pack("<L", int(mtime)) + level + b"\377" + packed + struct.pack("<LL", zlib.crc32(data), len(memoryview(data).cast("B")) & 0xffffffff)


def decompress(data):
    """Decompress a gzip compressed string in one shot; there may be several members."""
    parts = []
    while True:
        fp = io.BytesIO(data)
        if _read_gzip_header(fp) is None:
            return b"".join(parts)
        d = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
        part = d.decompress(data[fp.tell():])
        if not d.eof or len(d.unused_data) < 8:
            raise EOFError("Compressed file ended before the end-of-stream marker was reached")
        crc, size = struct.unpack("<II", d.unused_data[:8])
        if crc != zlib.crc32(part):
            raise BadGzipFile("CRC check failed")
        if size != len(part) & 0xffffffff:
            raise BadGzipFile("Incorrect length of data produced")
        parts.append(part)
        data = d.unused_data[8:].lstrip(b"\0")
