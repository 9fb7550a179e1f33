# str.format and format_map in full.
class A:
    x = 5
    def __init__(self): self.d = {"k": [10, 20]}
    def __getitem__(self, k): return ("item", k)
    def __format__(self, s): return f"<{s}>"


a = A()
print("{} {} {}".format(1, "b", None), "{0} {1} {0}".format("x", "y"), "{a} {b}".format(a=1, b=2), "{} {k} {}".format(1, 2, k=3), "{{}} {{{}}}".format(5), "".format(), "{0}{0}{0}".format("ab"))
print("{.x} {0.d[k][1]} {0[key]} {0[0]} {0[ a b ]} {0[1.5]} {0[-1]}".format(a) if 0 else "{0.x} {0.d[k][1]} {0[key]} {0[0]} {0[ a b ]} {0[1.5]} {0[-1]} {0[]!r}".format(a) if 0 else "{0.x} {0.d[k][1]} {0[key]} {0[0]} {0[ a b ]} {0[1.5]} {0[-1]}".format(a))
print("{!r} {!s} {!a} {0!r:>6}".format("é", "é", "é") if 0 else "{!r} {!s} {!a}".format("é", "é", "é"), "{0!r:>6}|{0!s:<4}|{0:^5}|".format("é"), "{:abc} {0!s:.2}".format(a) if 0 else "{:abc}".format(a))
print("{:>{w}}|{:{f}{a}{w}.{p}f}|{:{}}|".format("x", 3.14159, 7, "4", w=8, f="*", a="^", p=2), "{:{}.{}f}".format(2.5, 8, 3), "{0:{1}}".format(5, ">4"), "{a:{b}}".format(a=1, b="03d"))
print("{0[a]} {0[b c]}".format({"a": 1, "b c": 2}), "{0[0]} {0[1][0]}".format([1, [2]]), "{0.real} {0.imag}".format(5), "{0.__class__.__name__}".format(5), "{x.y}".format(x=type("X", (), {"y": 9})))
print("{:d} {:x} {:,} {:.1%} {:e} {:5}| {:<5}| {:s} {:c} {:b} {:+} {:_}".format(5, 255, 12345, 0.5, 1.0, 3, 3, "s", 65, 5, 5, 10000))
print("{a}".format_map({"a": 1}), "{x[y]}".format_map({"x": {"y": 2}}), "{a!r:>5}".format_map({"a": "z"}))


class Default(dict):
    def __missing__(self, k): return "missing " + k


print("{x} {y}".format_map(Default(x=1)), "{}".format("{}"), "{:{}}".format("a", ""), "{:}".format(5), "{!s:.3}".format("abcd"), "{a.x}".format(a=a), "{0:{0}}".format(3), "{:>10}{:<10}|".format("r", "l"), "{:\n>3}".format("a"), "{0:}}".format(1) if 0 else "")
for text in ["'{}'.format()", "'{1}'.format(0)", "'{a}'.format()", "'{'.format()", "'}'.format()", "'{0'.format(1)", "'{}{0}'.format(1)", "'{0}{}'.format(1)", "'{!}'.format(1)", "'{!x}'.format(1)", "'{!rr}'.format(1)", "'{0!r x}'.format(1)", "'{:d}'.format('a')", "'{:s}'.format(5)", "'{0.}'.format(1)", "'{0[}'.format(1)", "'{0[]}'.format([1])", "'{0.nope}'.format(1)", "'{0[5]}'.format([1])", "'{0[a]}'.format([1])", "'{0[k]}'.format({})", "'{0]}'.format(1)", "'{0[0]x}'.format([1])", "'{0:{1:{2:{3}}}}'.format(1, 2, 3, 4)", "'{0:{}}'.format(1, 2)", "'{:{0}}'.format(1, 2)", "'{99999999999999999999}'.format(1)", "'{-1}'.format(1)", "'{ 0 }'.format(1)", "'{a b}'.format(**{'a b': 3})", "'{0 }'.format(1)", "'{!r:d}'.format(5)", "'{:q}'.format(5)", "'{}'.format_map(5)", "'{a}'.format_map([])", "'{0}'.format_map([1])", "'{x}'.format(y=1)", "'{:{}}'.format(1)", "'{0!}'.format(1)", "'{0!r'.format(1)", "'{:}}'.format(1)", "'{{}'.format(1)", "'{}}'.format(1)", "'{[0]}'.format([7])", "'{.real}'.format(7)", "'{.real} {.imag}'.format(7, 8)", "'{:>{}}'.format('a')", "'{0[\\'a\\']}'.format({'a': 1})", "'{0..x}'.format(1)", "'{:10.3}|{:.0}'.format('abcdef', 'x')", "'{:,}'.format('a')", "'{:=5}'.format('a')", "'{:05}'.format('a')", "'{:+}'.format('a')", "'{:#}'.format('a')", "'{: }'.format('a')", "'{:z}'.format('a')", "format('a', '_')", "format('abc', '^9.2s')", "format('日本', '>5')", "format('a', '5\\0')", "'{:.5d}'.format('a')", "'{:x}'.format('a')"]:
    try:
        print(text, "=", repr(eval(text)))
    except Exception as e:
        print(text, "->", type(e).__name__, e)
