# repr and ascii of strings; constructor; comparison, hashing identity, iteration.
for s in ["", "a", "it's", 'q"q', "both ' and \"", "\\", "\n\t\r", "\x00\x07\x1b\x7f", "\x80\x9f\xa0\xad", "é", "日本", "\u200b\u2028\ue000", "😀", "\U0010ffff", "\ud800\udfff", "\u0378", "a\\'b", "\x1f ~\x7e", "\u0301", "\ufeff", "\ufffe\uffff", "\U000e0001"]:
    print(repr(s) if s.isprintable() or "\ud800" not in s else ascii(repr(s)), ascii(s), len(s))
print(str(), str(5), str(None), str("x"), str([1, "a"]), str(1.0), str(b"b"), str(object="kw"), str(b"abc", encoding="ascii"), str(type), str(Ellipsis), str({"k": "v"}), str(("t",)))
print("a" "b" == "ab", "é" == "e\u0301", "é" != "é", "ab" > "aa", "" < "a", "Z" < "a", "10" < "9")
print(list("hé😀"), [c for c in ""], tuple("ab"), "a" in "abc", len("😀"), len("é日"), "x".__len__(), "abc".__contains__("b"), "abc".__getitem__(1), "a".__mul__(3), "a".__add__("b"), "%s".__mod__(1), "a".__eq__("a"), "a".__eq__(1), "a".__hash__() == hash("a"))
print(hash("abc") == hash("ab" + "c"), {"a": 1}["a"], hash("é") == hash("é"), "abc".__str__(), "abc".__repr__(), "abc".__format__(">5"), "abc".__sizeof__() > 0, "x".__class__)
s = "immutable"
try:
    s[0] = "I"
except TypeError as e:
    print(e)
try:
    s.x = 1
except AttributeError as e:
    print(e)
print([m for m in dir(str) if not m.startswith("_")])
print("abc".__iter__().__next__(), list(reversed("añb")), list(enumerate("ab")), list(zip("ab", "cd")), dict(zip("ab", range(2))), sorted("bca", reverse=True), max("a", "b"), sum(map(ord, "abc")), "".join(sorted("hello", key=lambda c: -ord(c))))
t = ""
for i in range(1000):
    t += str(i % 10)
print(len(t), t[:20], t[-5:], t.count("9"))
u = "é" * 3 + "日" + "a"
print(u[3], u[4], u[-1], u[1:4], u.encode(), len(u.encode()))
