# configparser: reading, values, defaults, interpolation, conversions, writing, errors.
import configparser
import io
import os
import tempfile
from configparser import *


def show(f, *args, **kwargs):
    try:
        print("->", f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, str(e), e.args)


TEXT = """
# comment
[DEFAULT]
base = /srv
Level: 3

[one]
path = %(base)s/one
name=value with = sign
empty =
multi = first
    second

    third
; another comment
  indented = yes
flag: On

[two words]
path: %(base)s/%(level)s
rate = 2.5
percent = 50%%
"""
c = ConfigParser()
c.read_string(TEXT)
print(c.sections(), c.options("one"), c.defaults(), len(c), list(c), "one" in c, "DEFAULT" in c, c.has_section("DEFAULT"))
for section in c.sections():
    print(section, c.items(section), c.items(section, raw=True))
print(c["one"], dict(c["one"]), c["one"].name, c["one"].parser is c, len(c["one"]), "path" in c["one"], c["one"].get("nothing"), c["one"].get("nothing", "fb"), c["DEFAULT"]["base"])
print(c.getint("one", "level"), c.getfloat("two words", "rate"), c.getboolean("one", "flag"), c["one"].getboolean("flag"), c["one"].getint("nope"), c["one"].getint("nope", 5),
      c.get("one", "x", fallback="F"), c.getint("zz", "x", fallback=1), c.get("one", "path", raw=True), c.get("one", "path", vars={"BASE": "/v"}))
for f in (lambda: c.get("none", "x"), lambda: c.get("one", "none"), lambda: c["none"], lambda: c["one"]["none"], lambda: c.getint("one", "path"), lambda: c.getboolean("one", "path"), lambda: c.options("none"),
          lambda: c.add_section("one"), lambda: c.add_section("DEFAULT"), lambda: c.set("none", "a", "b"), lambda: c.set("one", "a", 5), lambda: c.set("one", "a", "%bad"), lambda: c.add_section(5),
          lambda: c.items("none"), lambda: c.remove_option("none", "x"), lambda: c.__delitem__("DEFAULT"), lambda: c.__delitem__("none"), lambda: c["one"].__setitem__("x", 1), lambda: ConfigParser(interpolation=5)):
    show(f)
c.set("one", "New", "added %(base)s")
c["three"] = {"A": 1, "b": "two"}
c["one"]["again"] = "x"
print(c["one"]["new"], dict(c["three"]), c.remove_option("one", "new"), c.remove_option("one", "new"), c.remove_section("three"), c.remove_section("three"), c.has_option("one", "base"), c.has_option("zz", "x"))
out = io.StringIO()
c.write(out)
print(out.getvalue())
out = io.StringIO()
c.write(out, space_around_delimiters=False)
d = ConfigParser()
d.read_string(out.getvalue())
print(d == c, out.getvalue().startswith("[DEFAULT]\nbase=/srv"))
del c["one"]
print(c.popitem()[0], c.sections())
show(c.popitem)
e = ConfigParser(interpolation=ExtendedInterpolation())
e.read_string("[a]\nx = 1\ny = ${x}${b:z}$$\n[b]\nz = ${a:x}!\nbad = ${nope}\nworse = $x\nmore = ${a:b:c}\nopen = ${x\nself = ${self}\n")
print(e["a"]["y"], e["b"]["z"])
for name in "bad", "worse", "more", "open", "self":
    show(e.get, "b", name)
show(e.set, "a", "q", "${")
b = ConfigParser()
b.read_string("[s]\nbad = %(nope)s\nworse = %x\nopen = %(x\nself = %(self)s\nok = %%\n")
for name in "bad", "worse", "open", "self", "ok":
    show(b.get, "s", name)
r = RawConfigParser(allow_no_value=True, delimiters=(":=", "->"), comment_prefixes=("//",), inline_comment_prefixes=("#",), default_section="common", strict=False)
r.optionxform = str
r.read_string("[common]\nKey := v # inline\n[s]\nalone\nA -> 1 # c\nA -> 2\n// no\n[s]\nB := x#y\n")
print(r.items("s"), r.get("s", "alone"), r.sections())
r.set("s", "obj", [1])
print(r.get("s", "obj"))
for text in ("a = 1", "[s]\na\n", "[s]\n= x\n", "[s]\na=1\na=2\n", "[s]\n[s]\n", "[s]\njunk line\nmore junk\nok=1\n", "[s\nx=1\n", "[]\nx=1", "[a]b]\nx=1\n"):
    p = ConfigParser()
    show(p.read_string, text)
    print(p.sections())
show(ConfigParser(allow_no_value=True).read_string, "[s]\nkey\n  continued\n")
n = ConfigParser(empty_lines_in_values=False)
n.read_string("[s]\na = 1\n\n  b = 2\n")
print(n.items("s"))
u = ConfigParser(allow_unnamed_section=True)
u.read_string("top = 1\n[s]\nx = 2\n")
print(u.get(UNNAMED_SECTION, "top"), UNNAMED_SECTION)
out = io.StringIO()
u.write(out)
print(out.getvalue())
v = ConfigParser(converters={"list": lambda s: s.split(",")})
v.read_string("[s]\nl = a,b\n")
print(v.getlist("s", "l"), v["s"].getlist("l"), v["s"].getlist("none"), sorted(v.converters))
v.converters["upper"] = str.upper
print(v["s"].getupper("l"), v.getupper("s", "l"))
show(lambda: v.converters.__setitem__("", int))
del v.converters["upper"]
print(hasattr(v, "getupper"))
z = ConfigParser({"d": "1"})
z.read_dict({"s": {"a": 1, "b": None and 2 or "x"}, "t": {}})
print(z.items("s"), z.defaults())
show(z.read_dict, {"s": {"A": 1, "a": 2}})
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "x.ini")
    with open(path, "w") as f:
        z.write(f)
    y = ConfigParser()
    print([os.path.basename(p) for p in y.read([path, os.path.join(folder, "none.ini")])], y.sections(), y.items("s"))
    with open(path) as f:
        y = ConfigParser()
        y.read_file(f)
        print(y["s"]["a"])
print(sorted(configparser.__all__)[:4], configparser.DEFAULTSECT, configparser.MAX_INTERPOLATION_DEPTH, repr(NoSectionError("x")), ParsingError("f").errors)
