# The mistakes that a pattern can contain, and what the exception tells.
import re

for pattern in ("(", ")", "a)", "(a", "[a", "[", "[]", "[b-a]", r"[\d-z]", "*a", "+", "?", "a**", "a+*", "a{2}{3}", "(*)", "^*", "a|*", r"\q", r"[\q]", "\\", "a\\",
                r"\x1", r"\u12", r"\U0011ffff", r"\400", r"[\400]", r"\1", r"(a)\2", r"(\1)", "(?", "(?P", "(?P<", "(?P<>a)", "(?P<1>a)", "(?P<a", "(?P<a-b>a)", "(?P<a>x)(?P<a>y)",
                "(?P=n)", "(?P=", "(?P<a>(?P=a))", "(?Pz)", "(?z)", "(?<z)", "(?<", "(?#", "(?(1", "(?(a)b)", "(?(0)a)", "(a)(?(1)b|c|d)", "(?(1a)b)", "a{3,2}", "a(?i)b", "(?i", "(?i-",
                "(?-i", "(?i-i:a)", "(?-a:x)", "(?au:x)", "(?L)a", "(?i-z:a)", "(?<=a+)b", "(?<=a|bc)d", "(?<!a*)b", "a\nb(", "(?P<é>a)(", r"\N{x}", r"\N", r"\N{", "(?:a", "(?=a", "(?>a", "()|)",
                "(?P<n>a)\n(?P<n>b)", b"(", b"\\u1234", b"(?u)a", b"\\q", "(?<=(a)|bb)c", "[a-\\d]", "[a", "[^", "x{1,2}{3}", "(?x", "(?x)(", "(?q:a)"):
    try:
        p = re.compile(pattern)
        print(pattern, "->", p.groups)
    except re.error as e:
        print(pattern, "->", e, "|", e.msg, e.pos, e.lineno, e.colno, e.pattern == pattern)
print(re.error is re.PatternError, re.error.__name__, re.error.__module__)
e = re.PatternError("m", "ab\ncd", 4)
print(e, e.msg, e.pos, e.lineno, e.colno, re.PatternError("m"), re.PatternError("m").pos)
