# Text processing: word counts, wrapping, tables, ciphers, run-length, roman numerals, JSON-like output.
text = """It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness"""
counts = {}
for w in text.lower().replace(",", "").split():
    counts[w] = counts.get(w, 0) + 1
for w, n in sorted(counts.items(), key=lambda p: (-p[1], p[0]))[:5]:
    print(f"{w:<8}{n:>3}")


def wrap(s, width):
    line = ""
    for w in s.split():
        if line and len(line) + 1 + len(w) > width:
            yield line
            line = w
        else:
            line = f"{line} {w}" if line else w
    if line:
        yield line


for l in wrap(text, 30):
    print(f"|{l:^30}|")


def rle(s):
    out = []
    for c in s:
        if out and out[-1][0] == c:
            out[-1][1] += 1
        else:
            out.append([c, 1])
    return "".join(c + (str(n) if n > 1 else "") for c, n in out)


def roman(n):
    out = ""
    for v, s in [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]:
        q, n = divmod(n, v)
        out += s * q
    return out


def caesar(s, k):
    return "".join(chr((ord(c) - b + k) % 26 + b) if (b := 97 if c.islower() else 65 if c.isupper() else 0) else c for c in s)


def dump(v, ind=0):
    pad = "  " * ind
    if isinstance(v, dict):
        return "{\n" + ",\n".join(f'{pad}  "{k}": {dump(x, ind + 1)}' for k, x in v.items()) + f"\n{pad}}}" if v else "{}"
    if isinstance(v, (list, tuple)):
        return "[" + ", ".join(dump(x, ind) for x in v) + "]"
    return {True: "true", False: "false"}.get(v) if isinstance(v, bool) else "null" if v is None else f'"{v}"' if isinstance(v, str) else repr(v)


print(rle("aaabccdddd"), [roman(n) for n in (4, 9, 14, 1994, 2026)], caesar("Hello, World", 3), caesar(caesar("Zebra", 7), -7))
print(dump({"a": [1, 2.5, None], "b": {"c": True, "d": {}}, "e": "s"}))


def levenshtein(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        prev, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            prev, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, prev + (x != y))
    return row[-1]


print(levenshtein("kitten", "sitting"), levenshtein("", "abc"), levenshtein("same", "same"))
print("\n".join(" ".join(f"{i * j:3}" for j in range(1, 6)) for i in range(1, 4)))
print(*("Fizz" * (i % 3 == 0) + "Buzz" * (i % 5 == 0) or i for i in range(1, 16)))
print("racecar" == "racecar"[::-1], sorted("listen") == sorted("silent"), "".join(dict.fromkeys("mississippi")), max("banana", key="banana".count), "%s" % " ".join(w[::-1] for w in "abc def".split()), "a-b_c".translate(str.maketrans("-_", "  ")).title())
