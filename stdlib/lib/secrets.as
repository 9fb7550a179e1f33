# SPDX-License-Identifier: MIT
"""Random numbers and tokens for what must stay secret, from the operating system's source."""
from random import SystemRandom

__all__ = ["choice", "randbelow", "randbits", "SystemRandom", "token_bytes", "token_hex", "token_urlsafe", "compare_digest"]

DEFAULT_ENTROPY = 32
_sysrand = SystemRandom()
randbits = _sysrand.getrandbits
choice = _sysrand.choice


def __getattr__(name):
    if name != "compare_digest":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from hmac import compare_digest
    globals()[name] = compare_digest
    return compare_digest


def randbelow(exclusive_upper_bound):
    """A random int from 0 up to, and without, the bound."""
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    return _sysrand.randrange(exclusive_upper_bound)


def token_bytes(nbytes=None):
    """Random bytes, 32 unless told otherwise."""
    import os
    return os.urandom(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    """Random bytes as hexadecimal digits."""
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    """Random bytes as URL-safe Base64."""
    import base64
    return base64.urlsafe_b64encode(token_bytes(nbytes)).rstrip(b"=").decode("ascii")
