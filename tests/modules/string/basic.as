# string: constants, capwords, Template, Formatter.
import string
from string import Template, Formatter

for name in string.__all__[:3] + ["digits", "hexdigits", "octdigits", "printable", "punctuation", "whitespace"]:
    print(name, repr(getattr(string, name)))
print(string.capwords("hello  big WORLD "), string.capwords("a-b-c", "-"))
t = Template("$who owes ${amount}$$, $Who $1? ${bad")
print(t.safe_substitute(who="tim", amount=5), t.template, t.is_valid(), t.get_identifiers())
print(Template("$a ${b}c $$").substitute({"a": 1}, b=2), Template("$a").substitute({"a": 0}, a=1))
for text in ("$x", "a\nb $", "$-"):
    try:
        print(Template(text).substitute())
    except (KeyError, ValueError) as e:
        print(type(e).__name__, e)


class Percent(Template):
    delimiter = "%"
    idpattern = "[a-z]+_[a-z]+"


print(Percent("%% %with_underscore %notunderscored %{a_b}").safe_substitute(with_underscore=1, a_b=2), Percent.pattern.flags & 2)


class Own(Template):
    pattern = r"@(?:(?P<escaped>@)|(?P<named>[a-z]+)|\[(?P<braced>[a-z]+)\]|(?P<invalid>))"


print(Own("@a @[b] @@").substitute(a=1, b=2))
f = Formatter()
print(f.format("{} {x!r:>5} {0.real} {1[k]} {2[0]:{w}}".replace("{} ", ""), 3, {"k": "v"}, [7], x="q", w=4))
print(f.format("{}-{}-{{}}", 1, 2), f.vformat("{a}", (), {"a": 5}))
print(list(f.parse("a{b!r:c{d}}e{{f}}{0}")), f.get_field("0.real", (5,), {}), f.get_field("x[k][1]", (), {"x": {"k": "ab"}}))
for text, args in (("{} {0}", (1,)), ("{0} {}", (1,)), ("{x", ()), ("x}", ()), ("{!z}", (1,)), ("{5}", ()), ("{q}", ()), ("{:{:{:{}}}}", (1, 2, 3, 4)), ("{", ()), ("{0!}", (1,)), ("{0!rx}", (1,))):
    try:
        print(f.format(text, *args))
    except (ValueError, IndexError, KeyError) as e:
        print(type(e).__name__, e)


class Missing(Formatter):
    def get_value(self, key, args, kwargs):
        return kwargs.get(key, f"<{key}>") if isinstance(key, str) else super().get_value(key, args, kwargs)

    def check_unused_args(self, used, args, kwargs):
        print("used", sorted(map(str, used)))

    def convert_field(self, value, conversion):
        return value.upper() if conversion == "u" else super().convert_field(value, conversion)

    def format_field(self, value, spec):
        return f"({super().format_field(value, spec)})"


print(Missing().format("{a} {b} {0!u}", "up", a=1))
