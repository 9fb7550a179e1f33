# Unicode identifiers and their normalisation (NFKC).
é = 1
日本 = 2
π, Ω_1, _ß = 3.14, 4, 5
print(é, 日本, π, Ω_1, _ß)
ﬁ = "ligature fi"
print(fi, "fi" in globals(), "ﬁ" in globals())
𝐱 = "bold x"
print(x)
e\
= 5
print(e)


class Ñ:
    größe = 10

    def método(self, añadir=1):
        self.ａ = añadir
        return self.a


n = Ñ()
print(n.größe, n.método(), n.método(añadir=3), n.__dict__, Ñ.__name__)
print(getattr(n, "ａ", "strings are not normalised"), n.ａ)


def ƒ(**kw):
    return kw


print(ƒ(ﬁ=1, 变量=2))
print("é".isidentifier(), "1a".isidentifier(), "a-b".isidentifier(), "日".isidentifier(), "".isidentifier(), "class".isidentifier(), "a·b".isidentifier(), "℘".isidentifier(), "²".isidentifier())
for text in ["a² = 1", "€ = 1", "x = “a”", "a‐b = 1", "x = 1 − 2", "a b", "é́ = 1", "😀 = 1", "\u200bx = 1", "x\u00a0= 1", "x，y = 1", "１ = 2", "x = １"]:
    try:
        exec(text, {})
        print(ascii(text), "ok")
    except SyntaxError as err:
        print(ascii(text), "->", err.msg)
