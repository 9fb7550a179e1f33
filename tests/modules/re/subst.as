# sub, subn, split, findall, finditer: templates, callables, empty matches.
import re


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


print(re.sub("x*", "-", "abxd"), re.sub("", "-", "abc"), re.subn("b|", "X", "abc"), re.sub("a", "b", "aaa", count=2), re.sub("z", "b", "aaa"))
print(re.sub(r"(\w)(\d)", r"\2\1", "a1 b2"), re.sub(r"(?P<x>a)", r"[\g<x>\g<0>\g<1>]", "ba"), re.sub("a", r"\n\t\\\101", "a"), re.sub("(a)|b", r"<\1>", "ab"))
print(re.sub("[a-c]", lambda m: m.group().upper(), "abcd"), re.sub("a", lambda m: "", "banana"), re.sub("a", lambda m: None, "banana"))
show(lambda: re.sub("a", lambda m: 1, "a"))
for repl in r"\2", r"\q", r"\g<n>", r"\g<1", r"\g<", r"\g", r"\g<1a>", r"\400", "\\", r"\g<>", r"\g<99>":
    show(lambda: re.sub("(a)", repl, "a"))
print(re.sub(b"a", b"\\g<0>x", b"banana"), re.subn("a", "b", "banana", count=1))
print(re.split(",", "a,b,,c"), re.split("(,)", "a,b"), re.split(",", "a,b,c", maxsplit=1), re.split("x*", "axbc"), re.split(r"\b", "hi there"), re.split("", "ab"),
      re.split("(a)|b", "xaybz"), re.split(b",", b"a,b"))
print(re.findall("a|", "baab"), re.findall("(a)(b)?", "abaa"), re.findall("(a)", "aa"), re.findall(r"\d*", "a12b"), re.findall("", "ab"))
print([m.span() for m in re.finditer("a*", "baac")], [m.group() for m in re.finditer(r"\w+", "the quick fox")])
print(re.sub(r"(?<=a)b*", "-", "abbab"), re.sub("^", "> ", "a\nb", flags=re.M), re.sub("$", ";", "a\nb\n", flags=re.M))
print(list(re.compile("a").finditer("banana", 2, 5)), re.compile("").split("abc"), re.compile(r"\W").split("a b-c", 1))
s = re.compile(r"(\d)(\w)?").scanner("1a2")
print(s.search(), s.search(), s.search(), s.pattern)
print(re.sub("(?i)B", lambda m: "<%s>" % m[0], "abBA"), re.sub(".", r"\g<0>\g<0>", "añ日😀"))
show(lambda: re.sub("a", "b", "a", 1, 2, 3))
show(lambda: re.split(",", "a,b", maxsplit=-1))
show(lambda: re.sub("(", "", ""))
