# SPDX-License-Identifier: MIT
"""URLs: taking them apart, putting them together, quoting, query strings."""
import functools
import re
import unicodedata
from collections import namedtuple

__all__ = ["urlparse", "urlunparse", "urljoin", "urldefrag", "urlsplit", "urlunsplit", "urlencode", "parse_qs", "parse_qsl", "quote", "quote_plus",
           "quote_from_bytes", "unquote", "unquote_plus", "unquote_to_bytes", "DefragResult", "ParseResult", "SplitResult", "DefragResultBytes",
           "ParseResultBytes", "SplitResultBytes"]

uses_relative = ["", "ftp", "http", "gopher", "nntp", "imap", "wais", "file", "https", "shttp", "mms", "prospero", "rtsp", "rtsps", "rtspu", "sftp",
                 "svn", "svn+ssh", "ws", "wss"]
uses_netloc = ["", "ftp", "http", "gopher", "nntp", "telnet", "imap", "wais", "file", "mms", "https", "shttp", "snews", "prospero", "rtsp", "rtsps",
               "rtspu", "rsync", "svn", "svn+ssh", "sftp", "nfs", "git", "git+ssh", "ws", "wss", "itms-services"]
uses_params = ["", "ftp", "hdl", "prospero", "http", "imap", "https", "shttp", "rtsp", "rtsps", "rtspu", "sip", "sips", "mms", "sftp", "tel"]
non_hierarchical = ["gopher", "hdl", "mailto", "news", "telnet", "wais", "imap", "snews", "sip", "sips"]
uses_query = ["", "http", "wais", "imap", "https", "shttp", "mms", "gopher", "rtsp", "rtsps", "rtspu", "sip", "sips"]
uses_fragment = ["", "ftp", "hdl", "http", "gopher", "news", "nntp", "wais", "https", "shttp", "snews", "file", "prospero"]
scheme_chars = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-."

_CONTROLS_OR_SPACE = "".join(map(chr, range(33)))
_UNSAFE = ("\t", "\r", "\n")  # taken out of URLs, as browsers do
_ALWAYS_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")


def clear_cache():
    """Clear internal performance caches: there are those of urlsplit and of the tables of quote."""
    _split.cache_clear()
    _safe_table.cache_clear()


# ---- str or bytes

def _same(x):
    return x


def _encode_result(value, encoding="ascii", errors="strict"):
    return value.encode(encoding, errors)


def _coerce_args(*args):
    """The arguments as strs, and what makes results of the arguments' type."""
    is_str = isinstance(args[0], str)
    for arg in args[1:]:
        if arg and isinstance(arg, str) != is_str:  # '' stands for either
            raise TypeError("Cannot mix str and non-str arguments")
    if is_str:
        return (*args, _same)
    return (*(x.decode("ascii", "strict") if x else "" for x in args), _encode_result)


class _StrResult:
    __slots__ = ()

    def encode(self, encoding="ascii", errors="strict"):
        return self._encoded_counterpart(*(x.encode(encoding, errors) for x in self))


class _BytesResult:
    __slots__ = ()

    def decode(self, encoding="ascii", errors="strict"):
        return self._decoded_counterpart(*(x.decode(encoding, errors) for x in self))


class _Netloc:
    """username:password@hostname:port"""
    __slots__ = ()

    def _pieces(self):
        colon, at, percent, left, right = (":", "@", "%", "[", "]") if isinstance(self.netloc, str) else (b":", b"@", b"%", b"[", b"]")
        user, has_user, place = self.netloc.rpartition(at)
        name, has_password, password = user.partition(colon)
        _, bracket, inner = place.partition(left)
        if bracket:
            host, _, port = inner.partition(right)
            _, _, port = port.partition(colon)
        else:
            host, _, port = place.partition(colon)
        return name if has_user else None, password if has_user and has_password else None, host, port or None, percent

    @property
    def username(self):
        return self._pieces()[0]

    @property
    def password(self):
        return self._pieces()[1]

    @property
    def hostname(self):
        _, _, host, _, percent = self._pieces()
        if not host:
            return None
        name, mark, zone = host.partition(percent)  # a zone keeps its case
        return name.lower() + mark + zone

    @property
    def port(self):
        port = self._pieces()[3]
        if port is not None:
            if not (port.isdigit() and port.isascii()):
                raise ValueError(f"Port could not be cast to integer value as {port!r}")
            port = int(port)
            if port > 65535:
                raise ValueError("Port out of range 0-65535")
        return port


_Defrag = namedtuple("_DefragResultBase", "url fragment")
_Split = namedtuple("_SplitResultBase", "scheme netloc path query fragment")
_Parse = namedtuple("_ParseResultBase", "scheme netloc path params query fragment")


class DefragResult(_Defrag, _StrResult):
    __slots__ = ()

    def geturl(self):
        return self.url + "#" + self.fragment if self.fragment else self.url


class SplitResult(_Split, _Netloc, _StrResult):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResult(_Parse, _Netloc, _StrResult):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


class DefragResultBytes(_Defrag, _BytesResult):
    __slots__ = ()

    def geturl(self):
        return self.url + b"#" + self.fragment if self.fragment else self.url


class SplitResultBytes(_Split, _Netloc, _BytesResult):
    __slots__ = ()

    def geturl(self):
        return urlunsplit(self)


class ParseResultBytes(_Parse, _Netloc, _BytesResult):
    __slots__ = ()

    def geturl(self):
        return urlunparse(self)


for _text, _bytes in (DefragResult, DefragResultBytes), (SplitResult, SplitResultBytes), (ParseResult, ParseResultBytes):
    _text._encoded_counterpart = _bytes
    _bytes._decoded_counterpart = _text
del _text, _bytes


# ---- taking apart

def urlparse(url, scheme="", allow_fragments=True):
    """Parse a URL into scheme://netloc/path;params?query#fragment."""
    url, scheme, coerce = _coerce_args(url, scheme)
    scheme, netloc, path, query, fragment = urlsplit(url, scheme, allow_fragments)
    params = ""
    if scheme in uses_params and ";" in path:
        path, params = _split_params(path)
    return coerce(ParseResult(scheme, netloc, path, params, query, fragment))


def _split_params(path):
    i = path.find(";", path.rfind("/") + 1 if "/" in path else 0)
    return (path, "") if i < 0 else (path[:i], path[i + 1:])


def _check_netloc(netloc):
    """Characters that normalisation turns into delimiters would make another host of it."""
    if not netloc or netloc.isascii():
        return
    plain = netloc.replace("@", "").replace(":", "").replace("#", "").replace("?", "")
    normal = unicodedata.normalize("NFKC", plain)
    if plain == normal:
        return
    for c in "/?#@:":
        if c in normal:
            raise ValueError("netloc '" + netloc + "' contains invalid characters under NFKC normalization")


def _check_bracketed(netloc):
    inside = netloc.partition("[")[2].partition("]")[0]
    if inside.startswith("v"):
        if not re.fullmatch(r"v[a-fA-F0-9]+\..+", inside):
            raise ValueError("IPvFuture address is invalid")
        return
    import socket
    address = inside.partition("%")[0]
    try:
        socket.inet_pton(socket.AF_INET6, address)
    except OSError:
        try:
            socket.inet_pton(socket.AF_INET, address)
        except OSError:
            raise ValueError(f"{inside!r} does not appear to be an IPv4 or IPv6 address") from None
        raise ValueError("An IPv4 address cannot be in brackets") from None


def urlsplit(url, scheme="", allow_fragments=True):
    """Parse a URL into scheme://netloc/path?query#fragment."""
    url, scheme, coerce = _coerce_args(url, scheme)
    return coerce(_split(url, scheme, bool(allow_fragments)))


@functools.lru_cache(typed=True)
def _split(url, scheme, allow_fragments):
    url = url.lstrip(_CONTROLS_OR_SPACE)
    scheme = scheme.strip(_CONTROLS_OR_SPACE)
    for c in _UNSAFE:
        url = url.replace(c, "")
        scheme = scheme.replace(c, "")
    netloc = query = fragment = ""
    i = url.find(":")
    if i > 0 and url[0].isascii() and url[0].isalpha() and all(c in scheme_chars for c in url[:i]):
        scheme, url = url[:i].lower(), url[i + 1:]
    if url[:2] == "//":
        end = min((place for place in (url.find(c, 2) for c in "/?#") if place >= 0), default=len(url))
        netloc, url = url[2:end], url[end:]
        if ("[" in netloc) != ("]" in netloc):
            raise ValueError("Invalid IPv6 URL")
        if "[" in netloc:
            _check_bracketed(netloc)
    if allow_fragments and "#" in url:
        url, fragment = url.split("#", 1)
    if "?" in url:
        url, query = url.split("?", 1)
    _check_netloc(netloc)
    return SplitResult(scheme, netloc, url, query, fragment)


# ---- putting together

def urlunparse(components):
    """Put a parsed URL back together again."""
    scheme, netloc, url, params, query, fragment, coerce = _coerce_args(*components)
    if params:
        url = f"{url};{params}"
    return coerce(urlunsplit((scheme, netloc, url, query, fragment)))


def urlunsplit(components):
    """Combine the elements of a tuple as returned by urlsplit() into a complete URL as a string."""
    scheme, netloc, url, query, fragment, coerce = _coerce_args(*components)
    if netloc:
        if url and url[:1] != "/":
            url = "/" + url
        url = "//" + netloc + url
    elif url[:2] == "//" or scheme and scheme in uses_netloc and (not url or url[:1] == "/"):
        url = "//" + url
    if scheme:
        url = scheme + ":" + url
    if query:
        url += "?" + query
    if fragment:
        url += "#" + fragment
    return coerce(url)


def _merge_paths(base, path):
    """RFC 3986, 5.2: the path seen from the base's folder, without dots."""
    start = base.split("/")
    if start[-1] != "":
        del start[-1]
    if path[:1] == "/":
        segments = path.split("/")
    else:
        segments = start + path.split("/")
        segments[1:-1] = filter(None, segments[1:-1])
    resolved = []
    for segment in segments:
        if segment == "..":
            if resolved:
                resolved.pop()
        elif segment != ".":
            resolved.append(segment)
    if segments[-1] in (".", ".."):
        resolved.append("")
    return "/".join(resolved) or "/"


def urljoin(base, url, allow_fragments=True):
    """Join a base URL and a possibly relative URL to form an absolute interpretation of the latter."""
    if not base:
        return url
    if not url:
        return base
    base, url, coerce = _coerce_args(base, url)
    b = urlparse(base, "", allow_fragments)
    scheme, netloc, path, params, query, fragment = urlparse(url, b.scheme, allow_fragments)
    if scheme != b.scheme or scheme not in uses_relative:
        return coerce(url)
    if scheme in uses_netloc:
        if netloc:
            return coerce(urlunparse((scheme, netloc, path, params, query, fragment)))
        netloc = b.netloc
    if not path and not params:
        return coerce(urlunparse((scheme, netloc, b.path, b.params, query or b.query, fragment)))
    return coerce(urlunparse((scheme, netloc, _merge_paths(b.path, path), params, query, fragment)))


def urldefrag(url):
    """Removes any existing fragment from URL: (url, fragment)."""
    url, coerce = _coerce_args(url)
    fragment = ""
    if "#" in url:
        scheme, netloc, path, params, query, fragment = urlparse(url)
        url = urlunparse((scheme, netloc, path, params, query, ""))
    return coerce(DefragResult(url, fragment))


# ---- quoting

def unquote_to_bytes(string):
    """unquote_to_bytes('abc%20def') -> b'abc def'"""
    if not string:
        string.split  # the error of what is no str or bytes
        return b""
    if isinstance(string, str):
        string = string.encode("utf-8")
    pieces = string.split(b"%")
    out = [pieces[0]]
    for piece in pieces[1:]:
        try:
            out.append(bytes.fromhex(piece[:2].decode("ascii")) + piece[2:] if len(piece) >= 2 and b" " not in piece[:2] else b"%" + piece)
        except ValueError:
            out.append(b"%" + piece)
    return b"".join(out)


def unquote(string, encoding="utf-8", errors="replace"):
    """Replace %xx escapes by their single-character equivalent."""
    if isinstance(string, bytes):
        return unquote_to_bytes(string).decode("utf-8" if encoding is None else encoding, "replace" if errors is None else errors)
    if "%" not in string:
        string.split
        return string
    encoding = "utf-8" if encoding is None else encoding
    errors = "replace" if errors is None else errors
    return re.sub("[\x00-\x7f]+", lambda m: unquote_to_bytes(m[0]).decode(encoding, errors), string)


def unquote_plus(string, encoding="utf-8", errors="replace"):
    """Like unquote(), but also replace plus signs by spaces."""
    return unquote(string.replace("+", " "), encoding, errors)


@functools.lru_cache
def _safe_table(safe):
    safe = _ALWAYS_SAFE.union(safe)
    return [chr(c) if c in safe else f"%{c:02X}" for c in range(256)]


def quote_from_bytes(bs, safe="/"):
    """Like quote(), but accepts a bytes object rather than a str."""
    if not isinstance(bs, (bytes, bytearray)):
        raise TypeError("quote_from_bytes() expected bytes")
    if not bs:
        return ""
    if isinstance(safe, str):
        safe = safe.encode("ascii", "ignore")
    else:
        safe = bytes(c for c in safe if c < 128)
    table = _safe_table(bytes(safe))
    return "".join([table[c] for c in bs])


def quote(string, safe="/", encoding=None, errors=None):
    """quote('abc def') -> 'abc%20def': letters, digits and _.-~ stay, and what `safe` names."""
    if isinstance(string, str):
        if not string:
            return string
        string = string.encode("utf-8" if encoding is None else encoding, "strict" if errors is None else errors)
    else:
        if encoding is not None:
            raise TypeError("quote() doesn't support 'encoding' for bytes")
        if errors is not None:
            raise TypeError("quote() doesn't support 'errors' for bytes")
    return quote_from_bytes(string, safe)


def quote_plus(string, safe="", encoding=None, errors=None):
    """Quote the query fragment of a URL; replacing ' ' with '+'"""
    space = " " if isinstance(string, str) else b" "
    if space not in string:
        return quote(string, safe, encoding, errors)
    safe += " " if isinstance(safe, str) else b" "
    return quote(string, safe, encoding, errors).replace(" ", "+")


# ---- queries

def parse_qs(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    """Parse a query given as a string argument: a dictionary of lists."""
    result = {}
    for name, value in parse_qsl(qs, keep_blank_values, strict_parsing, encoding=encoding, errors=errors, max_num_fields=max_num_fields,
                                 separator=separator):
        result.setdefault(name, []).append(value)
    return result


def parse_qsl(qs, keep_blank_values=False, strict_parsing=False, encoding="utf-8", errors="replace", max_num_fields=None, separator="&"):
    """Parse a query given as a string argument: a list of (name, value)."""
    if not separator or not isinstance(separator, (str, bytes)):
        raise ValueError("Separator must be of type string or bytes.")
    if isinstance(qs, str):
        if not isinstance(separator, str):
            separator = str(separator, "ascii")
        equals, plus, space, empty = "=", "+", " ", ""
    else:
        if not qs:
            return []
        qs = bytes(memoryview(qs))
        if isinstance(separator, str):
            separator = bytes(separator, "ascii")
        equals, plus, space, empty = b"=", b"+", b" ", b""
    if not qs:
        return []
    if max_num_fields is not None and max_num_fields < 1 + qs.count(separator):
        raise ValueError("Max number of fields exceeded")

    def decoded(text):
        text = text.replace(plus, space)
        return unquote(text, encoding=encoding, errors=errors) if empty == "" else unquote_to_bytes(text)

    result = []
    for field in qs.split(separator):
        if not field and not strict_parsing:
            continue
        name, mark, value = field.partition(equals)
        if not mark and strict_parsing:
            raise ValueError("bad query field: %r" % (field,))
        if value or keep_blank_values:
            result.append((decoded(name), decoded(value)))
    return result


def urlencode(query, doseq=False, safe="", encoding=None, errors=None, quote_via=quote_plus):
    """Encode a dict or sequence of two-element tuples into a URL query string; doseq: each item of a sequence on its own."""
    if hasattr(query, "items"):
        query = query.items()
    else:
        try:
            if len(query) and not isinstance(query[0], tuple):
                raise TypeError
        except TypeError as err:
            raise TypeError("not a valid non-string sequence or mapping object") from err

    def quoted(value):
        if isinstance(value, bytes):
            return quote_via(value, safe)
        return quote_via(value if isinstance(value, str) else str(value), safe, encoding, errors)

    pairs = []
    for name, value in query:
        name = quoted(name)
        items = [value]
        if doseq and not isinstance(value, (bytes, str)):
            try:
                len(value)
                items = value
            except TypeError:
                pass
        pairs.extend(name + "=" + quoted(item) for item in items)
    return "&".join(pairs)
