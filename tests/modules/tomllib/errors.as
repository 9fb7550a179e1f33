# What is not TOML: the message and the place.
import tomllib

for text in (
        "a", "a =", "a = 1 b = 2", "= 1", "a.", ".a = 1", "a b = 1", "a = 1\na = 2", "[a", "[a]]", "[[a]", "[]", "[a.]", "[a]\n[a]", "a = 1\n[a]", "a = 1\n[a.b]",
        "a.b = 1\n[a]", "[a.b]\n[a]\nb.c = 1", "[a]\nb.c = 1\n[a.b]", "[a]\nb.c = 1\n[x]\n[a.b.d]", "a.b = 1\na.b.c = 2", "[[a]]\n[a]", "a = []\n[[a]]", "[a]\n[[a]]",
        "a = {}\n[a.b]", "a = {}\na.b = 1", "a = {b = 1, b = 2}", "a = {b = {}, b.c = 1}", "a = {b = 1, b.c = 2}", "a = {b = 1,}", "a = {b = 1", "a = {b = 1\n}", "a = [1", "a = [1 2]",
        "a = [,]", "a = tru", "a = True", "a = 01", "a = 1_", "a = 1__0", "a = 0x", "a = .5", "a = 5.", "a = 1e", "a = +0x1", "a = infinity", "a = 1979-13-01", "a = 1979-02-30",
        "a = 1979-05-27T25:00:00", "a = 12:60:00", "a = \"x", "a = \"x\ny\"", "a = \"\\q\"", "a = \"\\u12\"", "a = \"\\ud800\"", "a = \"\\U00110000\"", "a = \"x\\", "a = \"\x01\"", "a = 'x",
        "a = 'x\ny'", "a = '\x7f'", "a = '''x", "a = '''\x02'''", 'a = """x', 'a = """x\\ y"""', 'a = """\x00"""', "# \x01", "a = 1 # \x7f", "a = 1\rb = 2", "\"\"\"a\"\"\" = 1", "'a\nb' = 1", "é = 1",
        "[a]\nx = 1\n\n[b]\ny = @"):
    try:
        print(repr(text), tomllib.loads(text))
    except tomllib.TOMLDecodeError as e:
        print(repr(text), "->", e)
print(tomllib.TOMLDecodeError.__mro__)
