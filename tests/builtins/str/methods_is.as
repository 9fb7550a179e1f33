# The isX family over many kinds of character.
names = "isalnum isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper".split()
samples = ["", "a", "A", "1", "a1", " ", "\t\n", "é", "日", "²", "½", "٣", "Ⅷ", "_", "a b", "-", "\x00", "\x7f", "\u00a0", "\u2028", "\u200b", "ǅ", "ß", "😀", "Abc Def", "abc", "ABC1", "१२", "一", "\ud800", "a\u0301", "ª", "\x1c", "\x85", "\u3000", "①", "🄀", "A1 B2", "\u00ad", "class", "ﬁ", "𝐱"]
print(names)
for s in samples:
    print(ascii(s), "".join("1" if getattr(s, n)() else "0" for n in names))
print("".join("1" if chr(c).isprintable() else "0" for c in range(0, 384)))
print([hex(c) for c in range(0x3100) if chr(c).isspace()])
print([hex(c) for c in range(0x700) if chr(c).isdigit() and not chr(c).isdecimal()], sum(chr(c).isalpha() for c in range(0x600)), sum(chr(c).isnumeric() for c in range(0x600)))
