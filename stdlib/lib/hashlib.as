# SPDX-License-Identifier: MIT
"""Hash functions: MD5, SHA-1, SHA-2, SHA-3, SHAKE and BLAKE2, by name or as functions; keys from passwords; hashes of files."""
from _hashes import blake2b, blake2s, md5, sha1, sha3_224, sha3_256, sha3_384, sha3_512, shake_128, shake_256
from _sha2 import sha224, sha256, sha384, sha512

_names = ("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "blake2b", "blake2s", "sha3_224", "sha3_256", "sha3_384", "sha3_512",
          "shake_128", "shake_256")
algorithms_guaranteed = set(_names)
algorithms_available = set(_names)
__all__ = _names + ("new", "algorithms_guaranteed", "algorithms_available", "file_digest", "pbkdf2_hmac")


def new(name, data=b"", **kwargs):
    """Return a new hashing object using the named algorithm, fed with data."""
    if not isinstance(name, str):
        raise TypeError(f"new() argument 'name' must be str, not {type(name).__name__}")
    key = name.lower().replace("-", "_") if name.lower().startswith("sha3") else name.lower()
    if key not in algorithms_available:
        raise ValueError("unsupported hash type " + name)
    return globals()[key](data, **kwargs)


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    """Password based key derivation function 2 (PKCS #5 v2.0), with HMAC."""
    if not isinstance(hash_name, str):
        raise TypeError(f"pbkdf2_hmac() argument 'hash_name' must be str, not {type(hash_name).__name__}")
    inner = new(hash_name)
    outer = inner.copy()
    size = inner.block_size
    password, salt = bytes(memoryview(password)), bytes(memoryview(salt))
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    if dklen is None:
        dklen = outer.digest_size
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")
    if len(password) > size:
        password = new(hash_name, password).digest()
    password = password.ljust(size, b"\0")
    inner.update(bytes(c ^ 0x36 for c in password))
    outer.update(bytes(c ^ 0x5c for c in password))

    def hmac(message):
        first, second = inner.copy(), outer.copy()
        first.update(message)
        second.update(first.digest())
        return second.digest()

    key, block = b"", 1
    while len(key) < dklen:
        previous = hmac(salt + block.to_bytes(4, "big"))
        mixed = int.from_bytes(previous, "big")
        for _ in range(iterations - 1):
            previous = hmac(previous)
            mixed ^= int.from_bytes(previous, "big")
        key += mixed.to_bytes(inner.digest_size, "big")
        block += 1
    return key[:dklen]


def file_digest(fileobj, digest, /, *, _bufsize=2 ** 18):
    """Hash the contents of a file-like object in binary mode: a digest object, made by name or by a callable."""
    hasher = new(digest) if isinstance(digest, str) else digest()
    if hasattr(fileobj, "getbuffer"):
        hasher.update(fileobj.getbuffer())
        return hasher
    if not (hasattr(fileobj, "readinto") and hasattr(fileobj, "readable") and fileobj.readable()):
        raise ValueError(f"'{fileobj!r}' is not a file-like object in binary reading mode.")
    buffer = bytearray(_bufsize)
    view = memoryview(buffer)
    while True:
        size = fileobj.readinto(buffer)
        if size is None:
            raise BlockingIOError("I/O operation would block.")
        if size == 0:
            return hasher
        hasher.update(view[:size])
