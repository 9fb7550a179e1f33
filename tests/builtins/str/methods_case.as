# Case methods with Unicode: lower, upper, title, swapcase, capitalize, casefold.
words = ["", "hello world", "HELLO", "hELLO wORLD", "ǆ", "ß", "ŉ", "ﬁne", "İstanbul", "ΑΣ", "ΑΣ Σ", "i̇", "straße", "it's they're", "x1y2", "ᾳ", "ǅ", "éÉ", "日本", "ÿ", "µ", "ſ", "Ω", "ΌΣΟΣ", "aΣ", "Σ", "𐐀𐐨", "ⅷ", "ﬀ", "ᾼ", "a.b-c_d"]
for w in words:
    print(ascii(w), ascii(w.lower()), ascii(w.upper()), ascii(w.title()), ascii(w.swapcase()), ascii(w.capitalize()), ascii(w.casefold()))
for w in words:
    print(ascii(w), w.islower(), w.isupper(), w.istitle())
print("straße".casefold() == "STRASSE".casefold(), "ß".upper(), len("ß".upper()), "ŉ".upper() == "ʼN", "Hello".lower() == "hello")
