# What a configuration file can have wrong, and references between options.
import configparser
import pickle


def attempt(call):
    try:
        print(repr(call()))
    except (configparser.Error, ValueError, TypeError, KeyError) as e:
        print(type(e).__name__, e, e.args if isinstance(e, configparser.Error) else "")
        if isinstance(e, configparser.Error):
            again = pickle.loads(pickle.dumps(e))
            print("   ", type(again) is type(e), str(again) == str(e), [vars(again).get(name) for name in ("section", "option", "source", "lineno")])


def parse(text, **options):
    p = configparser.ConfigParser(**options)
    p.read_string(text)
    return p


attempt(lambda: parse("a = 1"))
attempt(lambda: parse("[s]\na\n"))
attempt(lambda: parse("[s]\na\nb\nc = 1\n= 2"))
attempt(lambda: parse("[s]\na = 1\n[s]\n"))
attempt(lambda: parse("[s]\na = 1\nA = 2\n"))
attempt(lambda: parse("[s]\na\n  b\n", allow_no_value=True))
attempt(lambda: parse("[]\na = 1"))
p = parse("[s]\na = 1\nbad = %(no)s\nloop = %(loop)s\nopen = %(a\nsign = 5 %\nname = %(a)d\n[t]\n")
for option in "none", "bad", "loop", "open", "sign", "name":
    attempt(lambda: p.get("s", option))
attempt(lambda: p.get("none", "a"))
attempt(lambda: p.options("none"))
attempt(lambda: p.items("none"))
attempt(lambda: p["none"])
attempt(lambda: p["s"]["none"])
attempt(lambda: p.add_section("s"))
attempt(lambda: p.add_section("DEFAULT"))
attempt(lambda: p.add_section(5))
attempt(lambda: p.set("s", "a", 5))
attempt(lambda: p.set("s", 5, "a"))
attempt(lambda: p.set("s", "a", "5 % 3"))
attempt(lambda: p.set("none", "a", "5"))
attempt(lambda: p.set("s", "a", "%(b)s %%"))
attempt(lambda: p.getint("s", "loop"))
attempt(lambda: p.getboolean("s", "name", raw=True))
attempt(lambda: p.remove_option("none", "a"))
attempt(lambda: p.__delitem__("DEFAULT"))
attempt(lambda: p.__delitem__("none"))
attempt(lambda: configparser.ConfigParser(interpolation=5))
attempt(lambda: p.read_dict({"x": {"a": 1, "A": 2}}))

e = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation())
e.read_string("[paths]\nhome = /home\nme = ${home}/me\n[s]\nfile = ${paths:me}/x\nown = ${file}.txt\ndollar = $$5\nbad = ${paths:no}\nmany = ${a:b:c}\n"
              "open = ${x\nsign = $x\nloop = ${s:loop}\nnowhere = ${q:x}\n")
for option in e["s"]:
    attempt(lambda: e["s"][option])
attempt(lambda: e.set("s", "x", "$ 5"))
attempt(lambda: e.set("s", "x", "${a} $$"))
chained = parse("[s]\n" + "\n".join(f"k{i} = %(k{i + 1})s" for i in range(12)) + "\nk12 = end\n")
for i in (2, 3, 4):
    attempt(lambda: chained["s"][f"k{i}"])
print(configparser.MissingSectionHeaderError.__mro__[1:3], configparser.DuplicateSectionError("s"), configparser.DuplicateOptionError("s", "o"), configparser.ParsingError("f", 3, "x\n"))
