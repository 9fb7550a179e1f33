# fnmatch: patterns.
import fnmatch
names = ["a.py", "b.txt", "A.PY", ".hidden", "c.py.bak", "x[1]", "a-b", "é.py", "ab", ""]
for pat in ("*.py", "?.*", "*", "[ab]*", "[!a]*", "[a-c].*", "x[[]1]", "a-b", "[", "[]a]*", "[!]a]*", "*[.]*", "**.py", "a*b", "[-a]*", "[a-]*", "[z-a]*", "?", "", "*.*.*", "[!z-a]*", "[a-c-e]*", "[[]*", "[^a]*", "a[", "a*b*c*"):
    print(repr(pat), fnmatch.filter(names, pat), repr(fnmatch.translate(pat)))
print(fnmatch.fnmatch("A", "a"), fnmatch.fnmatchcase("a", "A"), fnmatch.fnmatch(b"a.py", b"*.py"), fnmatch.fnmatch("a\nb", "a*b"), fnmatch.__all__)
