# Configuration files read and written: forms of lines, options of the parser, sections as mappings.
import configparser
import io

TEXT = """\
# a comment
; another
[DEFAULT]
base = /srv
Timeout: 30

[server]
host = localhost
  port : 8080
path = %(base)s/data
long =
    first
    second

    third
spaced key = a = b : c
empty =
percent = 100%%

[other]
host=there   ; not a comment
timeout = 5
"""


def show(parser):
    for name, section in parser.items():
        print(name, section, dict(section))


p = configparser.ConfigParser()
p.read_string(TEXT)
show(p)
print(p.sections(), p.defaults(), len(p), "server" in p, "DEFAULT" in p, "none" in p, list(p))
print(p.options("server"), p.has_option("server", "HOST"), p.has_option("server", "base"), p.has_option("", "base"), p.has_option("none", "base"))
print(p["server"]["Host"], p.get("server", "path"), p.get("server", "path", raw=True), p.get("server", "path", vars={"BASE": "/x"}), p.items("other"))
print(p.getint("other", "timeout"), p["server"].getint("timeout"), p.getfloat("server", "timeout"), p["server"].getint("none"), p["server"].getint("none", 7),
      p.get("server", "none", fallback="f"), p.getint("nowhere", "x", fallback=1), p["server"].get("none", "g"))
for word in "1", "yes", "TRUE", "On", "0", "no", "False", "off":
    p.set("other", "flag", word)
    print(p.getboolean("other", "flag"), end=" ")
print()
out = io.StringIO()
p.write(out)
print(out.getvalue())
out = io.StringIO()
p.write(out, space_around_delimiters=False)
print(len(out.getvalue()))

p["new"] = {"a": "1", "B": "2"}
p["new"]["c"] = "3"
del p["new"]["a"]
print(dict(p["new"]), p.remove_option("new", "b"), p.remove_option("new", "b"), p.remove_section("new"), p.remove_section("new"))
p["server"] = {"only": "this"}
print(dict(p["server"]), p.popitem(), p.sections())
p.clear()
print(p.sections(), p.defaults())

q = configparser.ConfigParser(allow_no_value=True, delimiters=("->",), comment_prefixes=("!",), inline_comment_prefixes=(";", "//"), empty_lines_in_values=False,
                              default_section="common", interpolation=None, strict=False)
q.optionxform = str
q.read_string("""
! comment
[common]
A -> 1
[s]
bare
a -> x ; comment
b -> x;y // gone
c -> one
  two

  three -> 3
[s]
a -> again %(x)s
""")
show(q)
out = io.StringIO()
q.write(out)
print(out.getvalue())

r = configparser.RawConfigParser({"n": 1, "t": "%(x)s"})
r.read_dict({"a": {"x": 1, "y": None}, 5: {"z": 2.5}})
show(r)
r.set("a", "number", 3)
print(r.get("a", "number"), r.get("a", "t"))
u = configparser.ConfigParser(allow_unnamed_section=True)
u.read_string("top = 1\n[s]\nx = 2\n")
print(u.get(configparser.UNNAMED_SECTION, "top"), u.sections(), configparser.UNNAMED_SECTION)
u.write(out := io.StringIO())
print(out.getvalue())

c = configparser.ConfigParser(converters={"list": lambda text: text.split(",")})
c.read_string("[s]\nx = a,b\ny = 3")
print(c.getlist("s", "x"), c["s"].getlist("x"), c["s"].getlist("no", ["d"]), list(c.converters))
c.converters["hex"] = lambda text: int(text, 16)
print(c.gethex("s", "y"), c["s"].gethex("y"))
del c.converters["hex"]
print(hasattr(c, "gethex"), hasattr(c["s"], "gethex"))
import os, tempfile
with tempfile.TemporaryDirectory() as folder:
    name = os.path.join(folder, "a.ini")
    with open(name, "w", encoding="utf-8") as f:
        f.write("[é]\nü = ß\n")
    c = configparser.ConfigParser()
    print(len(c.read([name, os.path.join(folder, "none.ini")], encoding="utf-8")), c["é"]["ü"], c.read(folder + "/no"))
    with open(name, encoding="utf-8") as f:
        c.read_file(f)
