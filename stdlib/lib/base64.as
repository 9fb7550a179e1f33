# SPDX-License-Identifier: MIT
"""Bytes as text and back: Base64, Base32, Base16, Ascii85 and Base85."""
import binascii

__all__ = ["encode", "decode", "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode", "b32decode",
           "b32hexencode", "b32hexdecode", "b16encode", "b16decode", "b85encode", "b85decode", "a85encode", "a85decode",
           "z85encode", "z85decode", "standard_b64encode", "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode"]

MAXLINESIZE = 76
MAXBINSIZE = MAXLINESIZE // 4 * 3


def _bytes_from_decode_data(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters")
    if isinstance(s, (bytes, bytearray)):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError("argument should be a bytes-like object or ASCII string, not %r" % s.__class__.__name__) from None


def b64encode(s, altchars=None):
    """Base64, with two other characters instead of + and / if given."""
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is None:
        return encoded
    assert len(altchars) == 2, repr(altchars)
    return encoded.translate(bytes.maketrans(b"+/", altchars))


def b64decode(s, altchars=None, validate=False):
    """The bytes of Base64; characters beyond the alphabet are skipped, or an error with validate."""
    s = _bytes_from_decode_data(s)
    if altchars is not None:
        altchars = _bytes_from_decode_data(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    """Base64 with the standard alphabet."""
    return b64encode(s)


def standard_b64decode(s):
    """The bytes of Base64 with the standard alphabet."""
    return b64decode(s)


_url_encode = bytes.maketrans(b"+/", b"-_")
_url_decode = bytes.maketrans(b"-_", b"+/")


def urlsafe_b64encode(s):
    """Base64 with - and _ instead of + and /."""
    return b64encode(s).translate(_url_encode)


def urlsafe_b64decode(s):
    """The bytes of Base64 with - and _ instead of + and /."""
    return b64decode(_bytes_from_decode_data(s).translate(_url_decode))


_b32alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_b32hexalphabet = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"


def _b32encode(alphabet, s):
    if not isinstance(s, (bytes, bytearray)):
        s = memoryview(s).tobytes()
    out = bytearray()
    for start in range(0, len(s), 5):
        group = s[start:start + 5]
        number = int.from_bytes(group.ljust(5, b"\0"))
        digits = bytes(alphabet[number >> shift & 31] for shift in range(35, -1, -5))
        used = (len(group) * 8 + 4) // 5
        out += digits[:used] + b"=" * (8 - used)
    return bytes(out)


def _b32decode(alphabet, s, casefold=False, map01=None):
    s = _bytes_from_decode_data(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        map01 = _bytes_from_decode_data(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        s = s.upper()
    size = len(s)
    s = s.rstrip(b"=")
    padding = size - len(s)
    values = {char: value for value, char in enumerate(alphabet)}
    out = bytearray()
    number = 0
    for start in range(0, len(s), 8):
        group = s[start:start + 8]
        number = 0
        try:
            for char in group:
                number = number << 5 | values[char]
        except KeyError:
            raise binascii.Error("Non-base32 digit found") from None
        number <<= 5 * (8 - len(group))
        out += number.to_bytes(5)
    if size % 8 or padding not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    if padding and out:
        del out[-((padding * 5 + 7) // 8):]
    return bytes(out)


def b32encode(s):
    """Base32."""
    return _b32encode(_b32alphabet, s)


def b32decode(s, casefold=False, map01=None):
    """The bytes of Base32; map01 says what the digit 1 stands for."""
    return _b32decode(_b32alphabet, s, casefold, map01)


def b32hexencode(s):
    """Base32 with the extended hexadecimal alphabet."""
    return _b32encode(_b32hexalphabet, s)


def b32hexdecode(s, casefold=False):
    """The bytes of Base32 with the extended hexadecimal alphabet."""
    return _b32decode(_b32hexalphabet, s, casefold)


def b16encode(s):
    """Base16: hexadecimal digits in upper case."""
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    """The bytes of Base16."""
    s = _bytes_from_decode_data(s)
    if casefold:
        s = s.upper()
    if s.translate(None, delete=b"0123456789ABCDEF"):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


# Base 85: four bytes as five digits.


def _words(b):
    """The groups of four bytes as numbers, the last one padded with zeros; and how many were added."""
    padding = -len(b) % 4
    b = bytes(b) + b"\0" * padding
    return [int.from_bytes(b[i:i + 4]) for i in range(0, len(b), 4)], padding


def _digits85(number, alphabet):
    digits = bytearray(5)
    for place in range(4, -1, -1):
        number, digit = divmod(number, 85)
        digits[place] = alphabet[digit]
    return bytes(digits)


_a85alphabet = bytes(range(33, 118))


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    """Ascii85: y stands for four spaces, lines of wrapcol characters, <~ and ~> around with adobe."""
    if not isinstance(b, (bytes, bytearray)):
        b = memoryview(b).tobytes()
    words, padding = _words(b)
    chunks = [b"z" if not word else b"y" if foldspaces and word == 0x20202020 else _digits85(word, _a85alphabet)
              for word in words]
    if padding and not pad:
        if chunks[-1] == b"z":
            chunks[-1] = b"!!!!!"
        chunks[-1] = chunks[-1][:-padding]
    result = b"".join(chunks)
    if adobe:
        result = b"<~" + result
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [result[i:i + wrapcol] for i in range(0, len(result), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        result = b"\n".join(lines)
    return result + b"~>" if adobe else result


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    """The bytes of Ascii85."""
    b = _bytes_from_decode_data(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    out = bytearray()
    group = []
    for char in b + b"u" * 4:
        if 33 <= char <= 117:
            group.append(char)
            if len(group) == 5:
                number = 0
                for digit in group:
                    number = number * 85 + digit - 33
                if number > 0xFFFFFFFF:
                    raise ValueError("Ascii85 overflow")
                out += number.to_bytes(4)
                group.clear()
        elif char == 122:
            if group:
                raise ValueError("z inside Ascii85 5-tuple")
            out += b"\0\0\0\0"
        elif foldspaces and char == 121:
            if group:
                raise ValueError("y inside Ascii85 5-tuple")
            out += b"    "
        elif char not in ignorechars:
            raise ValueError("Non-Ascii85 digit found: %c" % char)
    padding = 4 - len(group)
    return bytes(out[:-padding] if padding else out)


_b85alphabet = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
_z85alphabet = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
_b85_to_z85 = bytes.maketrans(_b85alphabet, _z85alphabet)
_z85_to_b85 = bytes.maketrans(_z85alphabet + b";_`|~", _b85alphabet + b"\0\0\0\0\0")


def b85encode(b, pad=False):
    """Base85, as git uses it."""
    if not isinstance(b, (bytes, bytearray)):
        b = memoryview(b).tobytes()
    words, padding = _words(b)
    result = b"".join(_digits85(word, _b85alphabet) for word in words)
    return result[:-padding] if padding and not pad else result


def b85decode(b):
    """The bytes of Base85."""
    b = _bytes_from_decode_data(b)
    padding = -len(b) % 5
    b = b + b"~" * padding
    values = {char: value for value, char in enumerate(_b85alphabet)}
    out = bytearray()
    for start in range(0, len(b), 5):
        number = 0
        for place, char in enumerate(b[start:start + 5]):
            if char not in values:
                raise ValueError("bad base85 character at position %d" % (start + place))
            number = number * 85 + values[char]
        if number > 0xFFFFFFFF:
            raise ValueError("base85 overflow in hunk starting at byte %d" % start)
        out += number.to_bytes(4)
    return bytes(out[:-padding] if padding else out)


def z85encode(s):
    """Z85, as ZeroMQ uses it."""
    return b85encode(s).translate(_b85_to_z85)


def z85decode(s):
    """The bytes of Z85."""
    s = _bytes_from_decode_data(s).translate(_z85_to_b85)
    try:
        return b85decode(s)
    except ValueError as e:
        raise ValueError(e.args[0].replace("base85", "z85")) from None


# Files


def encode(input, output):
    """Encode a binary file as lines of Base64."""
    while s := input.read(MAXBINSIZE):
        while len(s) < MAXBINSIZE and (more := input.read(MAXBINSIZE - len(s))):
            s += more
        output.write(binascii.b2a_base64(s))


def decode(input, output):
    """Decode a file of lines of Base64."""
    while line := input.readline():
        output.write(binascii.a2b_base64(line))


def _check_input(s):
    try:
        view = memoryview(s)
    except TypeError as err:
        raise TypeError(f"expected bytes-like object, not {s.__class__.__name__}") from err
    if view.format not in ("c", "b", "B"):
        raise TypeError(f"expected single byte elements, not {view.format!r} from {s.__class__.__name__}")
    if view.ndim != 1:
        raise TypeError(f"expected 1-D data, not {view.ndim}-D data from {s.__class__.__name__}")


def encodebytes(s):
    """Lines of Base64, each with a line end."""
    _check_input(s)
    return b"".join(binascii.b2a_base64(s[i:i + MAXBINSIZE]) for i in range(0, len(s), MAXBINSIZE))


def decodebytes(s):
    """The bytes of lines of Base64."""
    _check_input(s)
    return binascii.a2b_base64(s)
