# SPDX-License-Identifier: MIT
"""HTML: escaping text, and finding characters for references."""
import re

__all__ = ["escape", "unescape"]

# Numbers that browsers take for characters of Windows-1252, and others that stand for none.
_REPLACED = {0x00: "\ufffd", 0x0d: "\r"}
for _byte in range(0x80, 0xa0):
    try:
        _REPLACED[_byte] = bytes([_byte]).decode("cp1252")
    except UnicodeDecodeError:
        _REPLACED[_byte] = chr(_byte)
del _byte
_REFERENCE = re.compile(r"&(#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")


def escape(s, quote=True):
    """Replace special characters "&", "<" and ">" to HTML-safe sequences, and both kinds of quotes unless told not to."""
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    if quote:
        s = s.replace('"', "&quot;").replace("'", "&#x27;")
    return s


def _is_invalid(number):
    return (0x1 <= number <= 0x8 or 0xe <= number <= 0x1f or 0x7f <= number <= 0x9f or 0xfdd0 <= number <= 0xfdef or number == 0xb
            or number & 0xfffe == 0xfffe)


def _replace(match):
    from html.entities import html5
    name = match[1]
    if name[0] == "#":
        digits = name[1:].rstrip(";")
        number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        if number in _REPLACED:
            return _REPLACED[number]
        if 0xd800 <= number <= 0xdfff or number > 0x10ffff:
            return "\ufffd"
        return "" if _is_invalid(number) else chr(number)
    if name in html5:
        return html5[name]
    for size in range(len(name) - 1, 1, -1):  # the longest beginning that is a name
        if name[:size] in html5:
            return html5[name[:size]] + name[size:]
    return "&" + name


def unescape(s):
    """Convert all named and numeric character references (&gt;, &#62;, &#x3e;) to the characters."""
    return _REFERENCE.sub(_replace, s) if "&" in s else s
