# Matching, groups, positions, flags, reprs.
import re


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


m = re.match(r"(\w+) (?P<num>\d+)(x)?", "héllo 42 tail")
print(m, m.group(), m.group(1), m.group("num"), m.group(1, 2, 3), m[0], m["num"])
print(m.groups(), m.groups("-"), m.groupdict(), m.groupdict(0), m.span(), m.span(2), m.start("num"), m.end(3))
print(m.lastindex, m.lastgroup, m.regs, m.pos, m.endpos, m.string, m.re.pattern, m.re.groups, dict(m.re.groupindex), m.re.flags)
show(lambda: m.group(9))
show(lambda: m["zz"])
show(lambda: m[1:2])
print(m.expand(r"\2-\g<1>-\g<num>\n"), bool(m))
print(re.search("b+", "abbbc"), re.search("z", "abc"), re.fullmatch("a+", "aaa"), re.fullmatch("a+", "aab"), re.match("b", "ab"))
p = re.compile("o", re.I)
print(p, p.search("hello Oz", 5), p.search("hello Oz", 5, 6), p.match("hOo", 1), p.fullmatch("hoO", 1, 2), p.findall("oOx0o", 1))
for pattern, flags in ("a", 0), ("a", re.M | re.S), (b"a", 0), (b"a", re.I), ("a", re.A), ("a", re.X | re.DEBUG & 0), ("(?im)a", 0), ("(?a)a", 0):
    p = re.compile(pattern, flags)
    print(p, p.flags)
print(re.compile("x" * 300))
print(re.I, repr(re.I), re.I | re.M, repr(re.I | re.M), re.RegexFlag(0), repr(re.RegexFlag(10)), re.NOFLAG, int(re.X))
print(re.compile("a") == re.compile("a"), re.compile("a") == re.compile("a", re.I), hash(re.compile("a")) == hash(re.compile("a")))
print(re.compile("q") is re.compile("q"), re.compile(re.compile("q")).pattern)
show(lambda: re.compile(re.compile("q"), re.I))
print(re.match("(a)|(b)", "b").lastindex, re.match("((a)(b))", "ab").lastindex, re.match("(a)(b)?", "a").lastindex,
      re.match("(?:(a)|(b))*", "ba").lastindex, re.match("x", "x").lastindex, re.match("(?P<q>(a))", "a").lastgroup)
print(re.match(b"(a+)(b)?", b"aab").groups(), re.search(b"\\d+", bytearray(b"ab12")).group(), re.findall(b".", memoryview(b"xy")))
show(lambda: re.match("a", b"a"))
show(lambda: re.match(b"a", "a"))
show(lambda: re.match("a", 5))
show(lambda: re.compile(5))
show(lambda: re.compile(b"a", re.U))
show(lambda: re.compile("a", re.L))
show(lambda: re.compile("a", re.A | re.U))
print(re.match("a(?=b)", "ab"), re.search("(?<=a)b", "ab"), re.search("(?<!a)b", "ab b"), re.match("(?!b)a", "a"))
print(re.search(r"\bfoo\b", "a foo b").span(), re.search(r"\Boo\b", "foo").span(), re.search(r"^b", "a\nb", re.M).span(),
      re.search(r"a$", "a\n").span(), re.search(r"a\Z", "a\n"), re.findall("^", "a\nb\n", re.M), re.findall("$", "a\nb\n", re.M))
print(re.findall(".", "a\nb"), re.findall(".", "a\nb", re.S), re.match("(?s:.)", "\n"), re.match("(?i:A)b", "ab"), re.match("(?i:A)b", "aB"))
print(re.match(r"(a)\1", "aa"), re.match(r"(?P<n>a)(?P=n)", "aa"), re.match(r"(a)?(?(1)b|c)", "ab"), re.match(r"(a)?(?(1)b|c)", "c"))
print(re.match(r"a{2,3}", "aaaa"), re.match(r"a{,2}", "aaaa"), re.match(r"a{2}", "aaaa"), re.match(r"a{2,}", "aaaa"), re.match(r"a{,}", "aaaa"),
      re.match(r"a{}", "a{}"), re.match(r"a{x", "a{x"), re.match("a{1", "a{1"), re.match(r"x{2,3}?", "xxx"))
print(re.match(r"a++b", "aaab"), re.match(r"a*+a", "aaa"), re.match(r"(?>a+)b", "aab"), re.match(r"a?+a", "a"))
print(re.match(r"[]a]+", "]a"), re.match(r"[^]a]+", "bc"), re.match(r"[a\-z]+", "a-z"), re.match(r"[\w.-]+", "a.b-c"),
      re.match(r"[\d\s]+", "1 2"), re.match(r"[^\W\d]+", "ab1"), re.match(r"[\b]", "\b"), re.match(r"[a-]+", "a-"))
print(re.match("""(?x) a  # first
   b [ #]  # second
   \\ c""", "ab# c"), re.match(r"a b", "ab", re.X), re.match("a +", "aaa", re.X))
print(re.match(r"\x41\u0042\U00000043\103\0", "ABCC\0"), re.match(r"\N{LATIN SMALL LETTER A}", "a"), re.match(r"\t\n\r\f\v\a\\", "\t\n\r\f\v\a\\"))
print(re.match("[é-ü]+", "éíü"), re.match("€", "€"), re.search("[a-€]+", "1abc"), re.search("€", "abc"), re.findall("[^€]", "a€b"), re.match("(?i)É", "é"),
      re.findall(r"\w+", "naïve ñandú 日本語 x²"), re.findall(r"\w+", "naïve", re.A), re.findall(r"\d", "1२３"), re.findall(r"\s", "a\x1c\x85\xa0\u2003b"))
print(re.search("😀+", "a😀😀b").span(), re.sub("b", "😀", "abc"), re.findall(".", "a😀é日"), re.search("b", "😀ab").start())
print(re.escape("a.b*c-d e\n#~é_/'\""), re.escape(b"a.b\xff"))
