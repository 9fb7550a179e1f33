# SPDX-License-Identifier: MIT
"""The registries of codecs and error handlers, under the module codecs."""

error_handlers = {}      # the VM's own encoders and decoders look here too
_searchers = []
_found = {}
_NATIVE = {"utf_8": "utf-8", "utf8": "utf-8", "u8": "utf-8", "utf": "utf-8", "cp65001": "utf-8", "utf8_ucs2": "utf-8",
           "utf_8_sig": "utf-8-sig", "utf8_sig": "utf-8-sig", "ascii": "ascii", "us_ascii": "ascii", "646": "ascii", "ansi_x3.4_1968": "ascii",
           "latin_1": "iso8859-1", "latin1": "iso8859-1", "iso8859_1": "iso8859-1", "iso_8859_1": "iso8859-1", "8859": "iso8859-1",
           "l1": "iso8859-1", "latin": "iso8859-1", "iso8859": "iso8859-1", "cp819": "iso8859-1",
           "utf_16": "utf-16", "utf16": "utf-16", "u16": "utf-16", "utf_16_le": "utf-16-le", "utf_16_be": "utf-16-be",
           "utf_16le": "utf-16-le", "utf_16be": "utf-16-be", "utf16_le": "utf-16-le", "utf16_be": "utf-16-be",
           "utf_32": "utf-32", "utf32": "utf-32", "u32": "utf-32", "utf_32_le": "utf-32-le", "utf_32_be": "utf-32-be",
           "utf_32le": "utf-32-le", "utf_32be": "utf-32-be", "raw_unicode_escape": "raw-unicode-escape",
           "unicode_escape": "unicode-escape"}


def register(search_function, /):
    """Register a codec search function."""
    if not callable(search_function):
        raise TypeError("argument must be callable")
    _searchers.append(search_function)


def unregister(search_function, /):
    """Unregister a codec search function and clear the registry's cache."""
    if search_function in _searchers:
        _searchers.remove(search_function)
        _found.clear()


def _normalized(encoding):
    return encoding.lower().replace(" ", "_").replace("-", "_")


def lookup(encoding, /):
    """Looks up a codec in the registry and returns a CodecInfo."""
    key = _normalized(encoding)
    info = _found.get(key)
    if info is not None:
        return info
    import codecs
    info = codecs._standard(key, _NATIVE.get(key))
    for search in _searchers if info is None else ():
        info = search(key)
        if info is not None:
            if not isinstance(info, tuple) or len(info) != 4:
                raise TypeError("codec search functions must return 4-tuples")
            break
    if info is None:
        raise LookupError(f"unknown encoding: {encoding}")
    _found[key] = info
    return info


def encode(obj, encoding="utf-8", errors="strict"):
    """Encodes obj using the codec registered for encoding."""
    return lookup(encoding)[0](obj, errors)[0]


def decode(obj, encoding="utf-8", errors="strict"):
    """Decodes obj using the codec registered for encoding."""
    return lookup(encoding)[1](obj, errors)[0]


def register_error(errors, handler, /):
    """Register the specified error handler under the name errors."""
    if not callable(handler):
        raise TypeError("handler must be callable")
    error_handlers[errors] = handler


def lookup_error(errors, /):
    """Return the error handler registered under a name."""
    try:
        return error_handlers[errors]
    except KeyError:
        raise LookupError(f"unknown error handler name '{errors}'") from None


def _wrong(exc):
    return TypeError(f"don't know how to handle {type(exc).__name__} in error callback")


def strict_errors(exc, /):
    """Implements the 'strict' error handling, which raises a UnicodeError on coding errors."""
    if isinstance(exc, BaseException):
        raise exc
    raise TypeError("codec must pass exception instance")


def ignore_errors(exc, /):
    """Implements the 'ignore' error handling, which ignores malformed data and continues."""
    if not isinstance(exc, UnicodeError):
        raise _wrong(exc)
    return "", exc.end


def replace_errors(exc, /):
    """Implements the 'replace' error handling, which replaces malformed data with a replacement marker."""
    if isinstance(exc, UnicodeEncodeError):
        return "?" * (exc.end - exc.start), exc.end
    if isinstance(exc, UnicodeDecodeError):
        return "\ufffd", exc.end
    if isinstance(exc, UnicodeTranslateError):
        return "\ufffd" * (exc.end - exc.start), exc.end
    raise _wrong(exc)


def xmlcharrefreplace_errors(exc, /):
    """Implements the 'xmlcharrefreplace' error handling: XML character references."""
    if not isinstance(exc, UnicodeEncodeError):
        raise _wrong(exc)
    return "".join(f"&#{ord(c)};" for c in exc.object[exc.start:exc.end]), exc.end


def backslashreplace_errors(exc, /):
    """Implements the 'backslashreplace' error handling: escape sequences."""
    if isinstance(exc, UnicodeDecodeError):
        return "".join(f"\\x{b:02x}" for b in exc.object[exc.start:exc.end]), exc.end
    if not isinstance(exc, (UnicodeEncodeError, UnicodeTranslateError)):
        raise _wrong(exc)
    return "".join(_escaped(c) for c in exc.object[exc.start:exc.end]), exc.end


def _escaped(c):
    n = ord(c)
    return f"\\x{n:02x}" if n < 0x100 else f"\\u{n:04x}" if n < 0x10000 else f"\\U{n:08x}"


def namereplace_errors(exc, /):
    """Implements the 'namereplace' error handling: \\N{...}."""
    if not isinstance(exc, UnicodeEncodeError):
        raise _wrong(exc)
    import unicodedata
    names = [(c, unicodedata.name(c, "")) for c in exc.object[exc.start:exc.end]]
    return "".join("\\N{%s}" % name if name else _escaped(c) for c, name in names), exc.end


def _surrogateescape(exc, /):
    part = exc.object[exc.start:exc.end]
    if isinstance(exc, UnicodeEncodeError):
        if all(0xdc80 <= ord(c) <= 0xdcff for c in part):
            return bytes(ord(c) - 0xdc00 for c in part), exc.end
    elif isinstance(exc, UnicodeDecodeError):
        if part and part[0] >= 0x80:
            return chr(0xdc00 + part[0]), exc.start + 1
    else:
        raise _wrong(exc)
    raise exc


error_handlers.update(strict=strict_errors, ignore=ignore_errors, replace=replace_errors, xmlcharrefreplace=xmlcharrefreplace_errors,
                      backslashreplace=backslashreplace_errors, namereplace=namereplace_errors, surrogateescape=_surrogateescape)
