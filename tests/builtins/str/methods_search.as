# find, index, count, startswith, endswith, replace, partition, removeprefix...
s = "hello world, hello"
print(s.find("hello"), s.find("hello", 1), s.find("z"), s.find(""), s.find("", 5), s.find("", 100), s.find("o", 5, 8), s.find("o", -3), s.find("h", None, None), s.find("hello", -5), s.find("llo", 2, 5), s.find("llo", 2, 4))
print(s.rfind("hello"), s.rfind("hello", 0, 17), s.rfind("z"), s.rfind(""), s.rfind("", 0, 3), s.rfind("o", 0, 5), s.index("w"), s.rindex("l"))
print(s.count("l"), s.count("hello"), s.count(""), s.count("l", 5), s.count("l", 0, 4), "aaaa".count("aa"), "".count(""), "".count("a"), "abc".count("", 1), "abc".count("", 4), "x".count("", 1))
print(s.startswith("hello"), s.startswith("world", 6), s.startswith(("x", "he")), s.startswith(()), s.startswith(""), s.startswith("", 100), s.startswith("", 18), s.endswith("hello"), s.endswith(("a", "o")), s.endswith("hell", 0, -1), s.endswith(""), s.startswith("ello", 1, 3))
print(s.replace("hello", "X"), s.replace("l", ""), s.replace("", "-"), s.replace("l", "L", 2), s.replace("z", "y"), "".replace("", "x"), "".replace("a", "b"), "aaa".replace("a", "b", 0), "aaa".replace("a", "aa"), "abc".replace("", "-", 2), "aaaa".replace("aa", "b"), "abc".replace("b", "é"), "aéa".replace("é", "b", count=1))
print("a-b-c".partition("-"), "a-b-c".rpartition("-"), "abc".partition("-"), "abc".rpartition("-"), "-".partition("-"), "".partition("x"), "a--b".partition("--"))
print("prefix_x".removeprefix("prefix_"), "x".removeprefix("xx"), "x.py".removesuffix(".py"), "x".removesuffix(""), "abab".removeprefix("ab"), "".removesuffix("a"))
print("hé日😀llo".find("日"), "hé日😀llo".index("l"), "hé日😀llo".count("l"), "hé日😀llo".rfind("l"), "hé日😀llo".replace("😀", "!"), "日本日".count("日"), "日本" in "x日本y", "é" in "e", "" in "", "a" in "")
print("abc" * 3, "abc" * 0, "abc" * -1, 2 * "é", "a" + "b" + "日", "abc"[1], "abc"[-1], "hé日😀"[3], "hé日😀"[::-1], "abc"[5:], "x" < "y", "a" < "B", "é" > "z", "日" < "😀", "\uffff" < "\U00010000", max("hello"), min("hello"), sorted("hello"))
for text in ["s.index('z')", "s.rindex('z')", "s.find(1)", "s.find()", "s.count(1)", "s.count()", "s.startswith(1)", "s.startswith((1,))", "s.startswith(['h'])", "s.endswith()", "s.replace('a')", "s.replace('a', 1)", "s.replace(1, 'a')", "s.replace('a', 'b', 'c')", "s.partition('')", "s.partition(1)", "s.rpartition('')", "s.removeprefix(1)", "s.removesuffix()", "s.find('a', 'b')", "s.find('a', 1, 2, 3)", "1 in s", "b'a' in s", "None in s", "s + 1", "s + b'a'", "1 + s", "s * 's'", "s - 'a'", "s[1] + 1", "s['a']", "s[99]", "s.nope", "-s", "s < 1", "s == b'hello'", "s.index('o', 20)", "s % 1"]:
    try:
        print(text, "=", repr(eval(text)))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
big = "ab" * 5000 + "needle" + "ab" * 5000
print(big.find("needle"), big.rfind("needle"), big.count("ab"), big.find("needles"), len(big.replace("ab", "c")), ("a" * 10000 + "b").find("a" * 50 + "b"), ("x" * 1000).count("xx"))
