# SPDX-License-Identifier: MIT
"""Codecs: looking them up, whole texts and streams through them, error handlers."""
import builtins
import sys
from _codecs import (backslashreplace_errors, decode, encode, ignore_errors, lookup, lookup_error, namereplace_errors, register,
                     register_error, replace_errors, strict_errors, unregister, xmlcharrefreplace_errors)

__all__ = ["register", "lookup", "open", "EncodedFile", "BOM", "BOM_BE", "BOM_LE", "BOM32_BE", "BOM32_LE", "BOM64_BE", "BOM64_LE",
           "BOM_UTF8", "BOM_UTF16", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32", "BOM_UTF32_LE", "BOM_UTF32_BE", "CodecInfo",
           "Codec", "IncrementalEncoder", "IncrementalDecoder", "StreamReader", "StreamWriter", "StreamReaderWriter",
           "StreamRecoder", "getencoder", "getdecoder", "getincrementalencoder", "getincrementaldecoder", "getreader",
           "getwriter", "encode", "decode", "iterencode", "iterdecode", "strict_errors", "ignore_errors", "replace_errors",
           "xmlcharrefreplace_errors", "backslashreplace_errors", "namereplace_errors", "register_error", "lookup_error"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32_LE = b"\xff\xfe\0\0"
BOM_UTF32_BE = b"\0\0\xfe\xff"
BOM = BOM_UTF16 = BOM_UTF16_LE if sys.byteorder == "little" else BOM_UTF16_BE
BOM_UTF32 = BOM_UTF32_LE if sys.byteorder == "little" else BOM_UTF32_BE
BOM32_LE, BOM32_BE, BOM64_LE, BOM64_BE = BOM_UTF16_LE, BOM_UTF16_BE, BOM_UTF32_LE, BOM_UTF32_BE


class CodecInfo(tuple):
    """Codec details when looking up the codec registry."""
    _is_text_encoding = True

    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None, incrementaldecoder=None,
                name=None, *, _is_text_encoding=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name = name
        self.encode, self.decode = encode, decode
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        self.streamreader, self.streamwriter = streamreader, streamwriter
        if _is_text_encoding is not None:
            self._is_text_encoding = _is_text_encoding
        return self

    def __repr__(self):
        return "<%s.%s object for encoding %s at %#x>" % (type(self).__module__, type(self).__qualname__, self.name, id(self))


class Codec:
    """Defines the interface for stateless encoders/decoders."""

    def encode(self, input, errors="strict"):
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        raise NotImplementedError


class IncrementalEncoder(object):
    """An encoder that takes its input in pieces."""

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return 0

    def setstate(self, state):
        pass


class BufferedIncrementalEncoder(IncrementalEncoder):
    """Keeps what could not be encoded yet."""

    def _buffer_encode(self, input, errors, final):
        raise NotImplementedError

    def encode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_encode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        self.buffer = ""

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ""


class IncrementalDecoder(object):
    """A decoder that takes its input in pieces."""

    def __init__(self, errors="strict"):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return b"", 0

    def setstate(self, state):
        pass


class BufferedIncrementalDecoder(IncrementalDecoder):
    """Keeps the bytes of a character that is not complete."""

    def __init__(self, errors="strict"):
        super().__init__(errors)
        self.buffer = b""

    def _buffer_decode(self, input, errors, final):
        raise NotImplementedError

    def decode(self, input, final=False):
        data = self.buffer + bytes(input)
        result, consumed = self._buffer_decode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        self.buffer = b""

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer = state[0]


class StreamWriter(Codec):
    """A stream that encodes what is written."""

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        data, _ = self.encode(object, self.errors)
        self.stream.write(data)

    def writelines(self, list):
        self.write("".join(list))

    def reset(self):
        pass

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        if whence == 0 and offset == 0:
            self.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


class StreamReader(Codec):
    """A stream that decodes what is read."""
    charbuffertype = str

    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors
        self.reset()

    def _more(self, size=-1):
        # Decodes another piece. False at the end of the stream.
        new = self.stream.read(size) if size >= 0 else self.stream.read()
        data = self.bytebuffer + new
        text, used = self.decode(data, self.errors)
        self.bytebuffer = data[used:]
        self.charbuffer += text
        return bool(new)

    def read(self, size=-1, chars=-1, firstline=False):
        if chars < 0 and size < 0:
            while self._more():
                pass
            taken, self.charbuffer = self.charbuffer, self.charbuffer[:0]
            return taken
        if chars < 0:
            if not self.charbuffer:
                self._more(size)
            taken, self.charbuffer = self.charbuffer, self.charbuffer[:0]
            return taken
        while len(self.charbuffer) < chars and self._more(size if size >= 0 else 72):
            pass
        taken, self.charbuffer = self.charbuffer[:chars], self.charbuffer[chars:]
        return taken

    def readline(self, size=None, keepends=True):
        while True:
            lines = self.charbuffer.splitlines(keepends=True)
            whole = len(lines) > 1 or lines and lines[0].splitlines()[0] != lines[0] and not lines[0].endswith("\r")
            if whole or not self._more(72 if size is None else size):
                break
        lines = self.charbuffer.splitlines(keepends=True)
        if not lines:
            return self.charbuffer
        self.charbuffer = self.charbuffer[len(lines[0]):]
        return lines[0] if keepends else lines[0].splitlines()[0]

    def readlines(self, sizehint=None, keepends=True):
        return self.read().splitlines(keepends)

    def reset(self):
        self.bytebuffer = b""
        self.charbuffer = self.charbuffertype()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reset()

    def __next__(self):
        line = self.readline()
        if line:
            return line
        raise StopIteration

    def __iter__(self):
        return self

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()

    def __reduce_ex__(self, proto):
        raise TypeError("can't serialize %s" % self.__class__.__name__)


class StreamReaderWriter:
    """Reads and writes through a pair of stream classes."""
    encoding = "unknown"

    def __init__(self, stream, Reader, Writer, errors="strict"):
        self.stream = stream
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)
        self.errors = errors

    def read(self, size=-1):
        return self.reader.read(size)

    def readline(self, size=None, keepends=True):
        return self.reader.readline(size, keepends)

    def readlines(self, sizehint=None):
        return self.reader.readlines(sizehint)

    def __next__(self):
        return next(self.reader)

    def __iter__(self):
        return self

    def write(self, data):
        return self.writer.write(data)

    def writelines(self, list):
        return self.writer.writelines(list)

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def seek(self, offset, whence=0):
        self.stream.seek(offset, whence)
        self.reader.reset()
        if whence == 0 and offset == 0:
            self.writer.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


class StreamRecoder:
    """Translates between two encodings: what callers see, and what the stream holds."""
    data_encode = data_decode = "unknown"

    def __init__(self, stream, encode, decode, Reader, Writer, errors="strict"):
        self.stream, self.encode, self.decode, self.errors = stream, encode, decode, errors
        self.reader = Reader(stream, errors)
        self.writer = Writer(stream, errors)

    def read(self, size=-1):
        return self.encode(self.reader.read(size), self.errors)[0]

    def readline(self, size=None):
        line = self.reader.readline() if size is None else self.reader.readline(size)
        return self.encode(line, self.errors)[0]

    def readlines(self, sizehint=None):
        return self.read().splitlines(keepends=True)

    def write(self, data):
        return self.writer.write(self.decode(data, self.errors)[0])

    def writelines(self, list):
        return self.write(b"".join(list))

    def reset(self):
        self.reader.reset()
        self.writer.reset()

    def __getattr__(self, name):
        return getattr(self.stream, name)

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.stream.close()


# ---- the codecs of the interpreter

def _incomplete_tail(name, data):
    # How many bytes at the end may be the start of a character.
    if name in ("utf-8", "utf-8-sig"):
        for back in range(1, min(4, len(data) + 1)):
            byte = data[-back]
            if byte >= 0xc0:
                need = 2 if byte < 0xe0 else 3 if byte < 0xf0 else 4
                return back if back < need else 0
            if byte < 0x80:
                return 0
        return 0
    if name.startswith("utf-16"):
        odd = len(data) % 2
        last = data[-2 - odd:len(data) - odd]
        high = last[-1:] if name != "utf-16-be" else last[:1]
        return odd + (2 if len(last) == 2 and high and 0xd8 <= high[0] <= 0xdb else 0)
    return len(data) % 4 if name.startswith("utf-32") else 0


def _make_codec(name):
    bom = {"utf-16": BOM_UTF16, "utf-32": BOM_UTF32, "utf-8-sig": BOM_UTF8}.get(name)
    plain = {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(name, name)

    def encode(input, errors="strict"):
        return str.encode(input, name, errors), len(input)

    def decode(input, errors="strict"):
        return bytes(input).decode(name, errors), len(input)

    class Encoder(IncrementalEncoder):
        _started = False

        def encode(self, input, final=False):
            if not bom or self._started or not (input or name != "utf-8-sig"):
                return input.encode(plain, self.errors)
            self._started = True
            return bom + input.encode(plain, self.errors)

        def reset(self):
            self._started = False

        def getstate(self):
            return int(self._started) if bom else 0

        def setstate(self, state):
            self._started = bool(state)

    class Decoder(BufferedIncrementalDecoder):
        _plain = None if bom else plain

        def _buffer_decode(self, input, errors, final):
            codec = self._plain
            if codec is None:
                if len(input) < len(bom) and not final and (bom.startswith(input) or name != "utf-8-sig"):
                    return "", 0
                codec = name
            tail = 0 if final else _incomplete_tail(codec if codec != name or not bom else plain, input)
            part = input[:len(input) - tail]
            text = part.decode(codec, errors)
            if self._plain is None:
                self._plain = plain
                if input.startswith(BOM_UTF16_BE) and name == "utf-16":
                    self._plain = "utf-16-be"
                elif input.startswith(BOM_UTF32_BE) and name == "utf-32":
                    self._plain = "utf-32-be"
            return text, len(part)

        def reset(self):
            super().reset()
            self._plain = None if bom else plain

    class Writer(StreamWriter):
        def __init__(self, stream, errors="strict"):
            super().__init__(stream, errors)
            self._encoder = Encoder(errors)

        def encode(self, input, errors="strict"):
            return self._encoder.encode(input), len(input)

        def reset(self):
            self._encoder.reset()

    class Reader(StreamReader):
        def decode(self, input, errors="strict"):
            tail = _incomplete_tail(name, bytes(input))
            part = bytes(input)[:len(input) - tail]
            return part.decode(name, errors), len(part)

    for kind, shown in (Encoder, "IncrementalEncoder"), (Decoder, "IncrementalDecoder"), (Writer, "StreamWriter"), (Reader, "StreamReader"):
        kind.__name__ = kind.__qualname__ = shown
    return CodecInfo(encode, decode, Reader, Writer, Encoder, Decoder, name=name)


def _stateless(name, encode, decode, text=False):
    def encoder(input, errors="strict"):
        return encode(input), len(input)

    def decoder(input, errors="strict"):
        return decode(input), len(input)

    return CodecInfo(encoder, decoder, name=name, _is_text_encoding=text)


def _standard(key, native):
    # The codec of a normalised name, or None.
    if native:
        return _make_codec(native)
    if key in ("rot13", "rot_13"):
        import string
        lower, upper = string.ascii_lowercase, string.ascii_uppercase
        table = str.maketrans(lower + upper, lower[13:] + lower[:13] + upper[13:] + upper[:13])
        return _stateless("rot13", lambda s: s.translate(table), lambda s: s.translate(table))
    if key in ("hex", "hex_codec"):
        import binascii
        return _stateless("hex", binascii.b2a_hex, binascii.a2b_hex)
    if key in ("base64", "base_64", "base64_codec"):
        import binascii
        return _stateless("base64", lambda data: b"".join(binascii.b2a_base64(data[i:i + 57]) for i in range(0, len(data), 57)),
                          binascii.a2b_base64)
    try:
        "".encode(key)
    except LookupError:
        return None
    return _make_codec(key.replace("_", "-") if key.startswith("iso") else key)


def getencoder(encoding):
    """Lookup up the codec for the given encoding and return its encoder function."""
    return lookup(encoding).encode


def getdecoder(encoding):
    """Lookup up the codec for the given encoding and return its decoder function."""
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    """Lookup up the codec for the given encoding and return its IncrementalEncoder class."""
    encoder = lookup(encoding).incrementalencoder
    if encoder is None:
        raise LookupError(encoding)
    return encoder


def getincrementaldecoder(encoding):
    """Lookup up the codec for the given encoding and return its IncrementalDecoder class."""
    decoder = lookup(encoding).incrementaldecoder
    if decoder is None:
        raise LookupError(encoding)
    return decoder


def getreader(encoding):
    """Lookup up the codec for the given encoding and return its StreamReader class."""
    return lookup(encoding).streamreader


def getwriter(encoding):
    """Lookup up the codec for the given encoding and return its StreamWriter class."""
    return lookup(encoding).streamwriter


def iterencode(iterator, encoding, errors="strict", **kwargs):
    """Encode the strings of an iterator, piece by piece."""
    encoder = getincrementalencoder(encoding)(errors, **kwargs)
    for piece in iterator:
        output = encoder.encode(piece)
        if output:
            yield output
    output = encoder.encode("", True)
    if output:
        yield output


def iterdecode(iterator, encoding, errors="strict", **kwargs):
    """Decode the bytes of an iterator, piece by piece."""
    decoder = getincrementaldecoder(encoding)(errors, **kwargs)
    for piece in iterator:
        output = decoder.decode(piece)
        if output:
            yield output
    output = decoder.decode(b"", True)
    if output:
        yield output


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    """Open an encoded file using the given mode and return a wrapped version providing transparent encoding/decoding."""
    if encoding is not None and "b" not in mode:
        mode += "b"
    file = builtins.open(filename, mode, buffering)
    if encoding is None:
        return file
    try:
        info = lookup(encoding)
        wrapped = StreamReaderWriter(file, info.streamreader, info.streamwriter, errors)
        wrapped.encoding = encoding
        return wrapped
    except BaseException:
        file.close()
        raise


def EncodedFile(file, data_encoding, file_encoding=None, errors="strict"):
    """Return a wrapped version of file which provides transparent encoding translation."""
    data = lookup(data_encoding)
    inner = lookup(file_encoding or data_encoding)
    wrapped = StreamRecoder(file, data.encode, data.decode, inner.streamreader, inner.streamwriter, errors)
    wrapped.data_encoding, wrapped.file_encoding = data_encoding, file_encoding or data_encoding
    return wrapped


def make_identity_dict(rng):
    """A dictionary where elements of the rng sequence are mapped to themselves."""
    return {i: i for i in rng}


def make_encoding_map(decoding_map):
    """An encoding map from a decoding map; what several bytes decode to is not encodable."""
    result = {}
    for key, value in decoding_map.items():
        result[value] = None if value in result else key
    return result
