# urllib.parse: splitting, joining, quoting, queries, str and bytes, errors.
from urllib.parse import *
from urllib import parse


def show(call, *args, **kwargs):
    try:
        print(call(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


URLS = ["http://user:pa%20ss@Host.Example:8080/a/b;p?q=1&r=2#frag", "//host/path", "path/only", "?query", "#frag", "", "mailto:x@y.z", "HTTP://A",
        "http://[::1]:80/x", "http://[fe80::1%25Eth0]/", "http://[v1.abc]/", "file:///etc/hosts", "a:b:c", "1a:b", "http://h:99999/", "http://h:port/", "http://@h/",
        "http://u@h:/x", "tel:+1-2;ext=3", " http://space/\tx\n", "http://h/a;b/c;d", "svn+ssh://h/p", "http:/one", "http:///x", "//a//b", "data:text/plain,x#y?z",
        "http://ü.example/ä?ö#ß", "x://", "http://h?q", "http://h#f", "ws://a/b;c"]
for url in URLS:
    print(url.encode("ascii", "backslashreplace").decode().strip())
    r = urlsplit(url)
    print("  ", r, r.hostname, r.username, r.password, r.geturl() == url, ascii(r.geturl()))
    show(lambda: r.port)
    p = urlparse(url, scheme="dflt")
    print("  ", p, ascii(urlunparse(p)), urldefrag(url))
for bad in ("http://[::1", "http://::1]/", "http://[::1]x/", "http://[1.2.3.4]/", "http://[xyz]/", "http://[v.x]/", "http://a\u2100b/", "http://x[::1]/"):
    show(urlsplit, bad)
print(urlsplit(b"http://h:80/p?q#f"), urlsplit(b"http://h:80/p").port, urlsplit(b"http://U@H/").hostname, urlparse(b"http://h/p;x").decode(),
      urlsplit("http://h/x").encode())
show(urljoin, "http://a", b"b")
show(urlparse, b"x", "y")
show(urlunsplit, ("http", b"x", "", "", ""))
BASE = "http://a/b/c/d;p?q"
for url in ("g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "g;x?y#s", "", ".", "./", "..", "../", "../g", "../..", "../../g",
            "../../../g", "../../../../g", "/./g", "/../g", "g.", ".g", "g..", "..g", "./../g", "./g/.", "g/./h", "g/../h", "g;x=1/./y", "g;x=1/../y", "g?y/./x",
            "g#s/../x", "http:g", "http:", "https://x/y", "mailto:z"):
    print(url, urljoin(BASE, url), end=" | ")
print()
for base, url in (("", "x"), ("x", ""), ("http://a", "b"), ("http://a/", ".."), ("a/b", "c"), ("a", "/c"), ("mailto:x", "y"), ("http://a/b/", "c/../d/"),
                  ("file:///a/b", "c"), ("svn://a/b", "c"), (b"http://a/b", b"c"), ("http://a/b//c", "d"), ("http://a//b", "c")):
    print(urljoin(base, url), end=" ")
print()
for args in (("a b/c~d",), ("ä€😀",), ("a/b", ""), (b"\xff\x00a",), ("a+b c", "+"), ("", ), ("ü", "/", "latin-1"), ("x" * 3 + "%",)):
    print(quote(*args), quote_plus(*args) if len(args) < 3 else "", end="  ")
print()
show(quote, b"x", "/", "utf-8")
show(quote, 5)
show(quote_from_bytes, "x")
show(quote, "\u20ac", "/", "latin-1")
for text in ("a%20b", "%C3%A4%E2%82%AC", "%zz%4", "%ff", "100%", "a+b%2B", "%41%42c", "ä%20ö", "", "%2", "%E2%82", "% 1"):
    print(ascii(unquote(text)), ascii(unquote_plus(text)), unquote_to_bytes(text), end="  ")
print()
print(unquote("%e4", "latin-1"), unquote("%ff", errors="ignore") == "", unquote(b"a%20%C3%A4"), unquote_to_bytes(b"%20"))
show(unquote, 5)
show(unquote_to_bytes, 0)
for qs in ("a=1&b=2&a=3", "a=&b", "a=1;b=2", "a+b=c%20d%26", "&&x=1", "=v", "a=b=c", "ä=ö", ""):
    print(parse_qsl(qs), parse_qs(qs, keep_blank_values=True), parse_qsl(qs, separator=";"), parse_qsl(qs.encode("ascii", "ignore"), True))
show(parse_qs, "a&b=1", strict_parsing=True)
show(parse_qs, "a=1&b=2", max_num_fields=1)
show(parse_qs, "a=1", separator="")
show(parse_qs, "x=%ff", encoding="latin-1")
for query in ({"a": 1, "b c": "d e&f"}, [("x", "ä"), ("y", b"\xff"), (b"z", None)], {"l": [1, "two", b"3"]}, {}, [], {"t": (1.5, True)}, {"s": "str"}):
    print(urlencode(query), urlencode(query, doseq=True), urlencode(query, quote_via=quote), urlencode(query, True, safe=" &"))
show(urlencode, "text")
show(urlencode, [1])
show(urlencode, 5)
print(SplitResult("a", "b", "c", "d", "e")._replace(netloc="x").geturl(), ParseResult(*"abcdef").encode(), sorted(parse.__all__)[:5], urldefrag("a#b").geturl())
print(isinstance(urlsplit("x"), tuple), urlsplit("http://a")[1], urlparse("http://a/b;c").params, hash(urlsplit("x")) == hash(urlsplit("x")))
