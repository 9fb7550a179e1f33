# split, rsplit, splitlines, join, strip, expandtabs, padding, zfill.
print("a b  c ".split(), " a  b ".split(" "), "a,b,,c".split(","), "".split(), "".split(","), "a,b,c".split(",", 1), "a b c".split(None, 1), "  a b  c  ".split(None, 1), "a<>b<>c".split("<>"), "abc".split("x"), "a,b".split(",", -1), "a,b".split(",", 0), " a b".split(None, 0), "a\u2003b\u00a0c\x1cd".split(), "a b".split(maxsplit=1), "aXbXc".split(sep="X", maxsplit=1))
print("a b  c ".rsplit(), "a,b,c".rsplit(",", 1), "  a b  c  ".rsplit(None, 1), "a,b,,c".rsplit(","), "".rsplit(), "aaa".rsplit("a"), "aaaa".split("aa"), "abc".rsplit(None, 0))
print("a\nb\r\nc\rd".splitlines(), "a\nb\r\nc\rd".splitlines(True), "a\n".splitlines(), "\n".splitlines(), "".splitlines(), "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i".splitlines(), "a\n\nb".splitlines(keepends=True), "a\r\r\nb".splitlines())
print(",".join(["a", "b"]), "".join([]), ",".join("abc"), "-".join(("x",)), "é".join(["日", "a"]), ", ".join(str(i) for i in range(3)), "x".join({"k": 1}), "".join(["a"] * 5), "ab".join(["", "", ""]))
print(repr("  a b \t\n".strip()), repr("  a ".lstrip()), repr("  a ".rstrip()), "xxaxbxx".strip("x"), "abcba".strip("ab"), "abcba".lstrip("ab"), "abcba".rstrip("ba"), "a".strip(""), repr("\u00a0a\u2003".strip()), "".strip(), "xyx".strip("xy"), repr(" a ".strip(None)), "日a日".strip("日"))
print(repr("a\tb\tc".expandtabs()), repr("a\tb".expandtabs(4)), repr("\t\t".expandtabs(2)), repr("ab\tc\n\td".expandtabs(4)), repr("a\tb".expandtabs(0)), repr("a\tb".expandtabs(-1)), repr("é\tx".expandtabs(tabsize=3)), repr("a\r\tb".expandtabs(4)))
print("a".center(5) + "|", "ab".center(5, "*"), "abc".center(6, "-"), "abc".center(2), "a".ljust(4, ".") + "|", "a".rjust(4, "."), "é".center(4, "日"), "abcd".ljust(2), "a".center(4) + "|", "ab".center(7, "x"))
print("42".zfill(5), "-42".zfill(5), "+42".zfill(6), "".zfill(3), "abc".zfill(2), "--1".zfill(5), "é".zfill(3), "-".zfill(3))
print("abc".translate({97: "X", 98: None, 99: 100}), "abc".translate(str.maketrans("ab", "xy")), "abc".translate(str.maketrans("a", "b", "c")), str.maketrans({"a": 1, 98: "z"}), str.maketrans("ab", "xy", "q"), "é日".translate({233: "e", 0x65e5: "sun"}), "abc".translate({}), "aaa".translate({97: "bb"}))


class T:
    def __getitem__(self, k):
        if k == 98:
            raise LookupError
        return chr(k).upper() * 2


print("abc".translate(T()), "abc".translate("\0" * 97 + "XYZ"), "abc".translate(["q"] * 98))
for text in ["'a'.split('')", "'a'.split(1)", "'a'.split(',', 'x')", "'a'.rsplit('')", "'a'.splitlines(1, 2)", "','.join([1])", "','.join(['a', None])", "','.join(1)", "','.join()", "','.join([b'a'])", "'a'.strip(1)", "'a'.center()", "'a'.center('x')", "'a'.center(5, '')", "'a'.center(5, 'ab')", "'a'.center(5, 1)", "'a'.zfill()", "'a'.zfill('x')", "'a'.expandtabs('x')", "'a'.translate()", "'a'.translate(5)", "'a'.translate({97: 'x', 98: 1.5})", "'b'.translate({98: 1.5})", "'b'.translate({98: 0x110000})", "str.maketrans('a', 'bc')", "str.maketrans('a')", "str.maketrans({'ab': 1})", "str.maketrans({1.5: 1})", "str.maketrans(1, 2)", "str.maketrans()", "'a'.ljust(2 ** 70)", "'a'.split(sep=None, maxsplit=None)", "'a'.strip('a', 'b')", "'a'.splitlines(keepends='x')", "'a'.join('b', 'c')"]:
    try:
        print(text, "=", repr(eval(text)))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
