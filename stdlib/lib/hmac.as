# SPDX-License-Identifier: MIT
"""Keyed hashing for message authentication (RFC 2104)."""
import hashlib

digest_size = None


class HMAC:
    """An HMAC object; hmac.new() makes one."""

    blocksize = 64
    __slots__ = ("_inner", "_outer", "block_size", "digest_size")

    def __init__(self, key, msg=None, digestmod=""):
        if not isinstance(key, (bytes, bytearray)):
            raise TypeError(f"key: expected bytes or bytearray, but got {type(key).__name__!r}")
        if not digestmod:
            raise TypeError("Missing required argument 'digestmod'.")
        if callable(digestmod):
            make = digestmod
        elif isinstance(digestmod, str):
            make = lambda data=b"": hashlib.new(digestmod, data)
        else:
            make = lambda data=b"": digestmod.new(data)
        self._outer = make()
        self._inner = make()
        self.digest_size = self._inner.digest_size
        self.block_size = getattr(self._inner, "block_size", self.blocksize)
        if len(key) > self.block_size:
            key = make(key).digest()
        key = key.ljust(self.block_size, b"\0")
        self._outer.update(bytes(c ^ 0x5c for c in key))
        self._inner.update(bytes(c ^ 0x36 for c in key))
        if msg is not None:
            self.update(msg)

    @property
    def name(self):
        return f"hmac-{self._inner.name}"

    def update(self, msg):
        """Feed data from msg into this hashing object."""
        self._inner.update(msg)

    def copy(self):
        """Return a separate copy of this hashing object."""
        other = type(self).__new__(type(self))
        other.digest_size, other.block_size = self.digest_size, self.block_size
        other._inner, other._outer = self._inner.copy(), self._outer.copy()
        return other

    def digest(self):
        """Return the hash value of this hashing object."""
        outer = self._outer.copy()
        outer.update(self._inner.digest())
        return outer.digest()

    def hexdigest(self):
        """Like digest(), but returns a string of hexadecimal digits instead."""
        return self.digest().hex()


def new(key, msg=None, digestmod=""):
    """Create a new hashing object and return it: key and msg bytes, digestmod a name or what makes a hash object."""
    return HMAC(key, msg, digestmod)


def digest(key, msg, digest):
    """Fast inline implementation of HMAC."""
    return HMAC(key, msg, digest).digest()


def compare_digest(a, b, /):
    """Return 'a == b', in a time that depends on the lengths only."""
    if isinstance(a, str) and isinstance(b, str):
        if not (a.isascii() and b.isascii()):
            raise TypeError("comparing strings with non-ASCII characters is not supported")
        a, b = a.encode(), b.encode()
    views = []
    for value in a, b:
        try:
            views.append(memoryview(value).cast("B"))
        except TypeError:
            views.append(None)
    if views == [None, None]:
        kinds = type(a).__name__, type(b).__name__
        raise TypeError("unsupported operand types(s) or combination of types: '%s' and '%s'" % kinds)
    if None in views:
        raise TypeError(f"a bytes-like object is required, not '{type((a, b)[views.index(None)]).__name__}'")
    a, b = views
    different = len(a) ^ len(b)
    for x, y in zip(a, b):
        different |= x ^ y
    return different == 0
