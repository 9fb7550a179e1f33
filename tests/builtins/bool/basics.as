# bool: values, arithmetic, bit operations, conversions, subclassing.
print(bool(), bool(0), bool(1), bool(-1), bool(0.0), bool("") , bool("0"), bool([]), bool([0]), bool(None), bool(...), bool(NotImplemented) if 0 else "skipped", bool(object()))
print(True + True, True - False, True * 5, True / 2, True // 2, True % 2, True ** 3, -True, +True, abs(True), divmod(True, 1))
print(True & False, True | False, True ^ True, True & 1, True | 2, 1 ^ True, True << 2, True >> 1, type(True & True), type(True & 1), type(True + 0), type(-True))
print(True == 1, False == 0, True is True, True == 1.0, True < 2, hash(True), hash(False), {1: "a"}[True], [5, 6][True], "ab"[False], True in [1, 2])
print(repr(True), str(False), f"{True}", f"{True:d}", f"{True:>6}", f"{True:5}|", f"{True!r:>6}", "%s %d %r" % (True, True, True), format(True, "b"), format(True, "05"), int(True), float(True), complex(True))
print(bool.__mro__, bool.__base__, isinstance(True, int), issubclass(bool, int), type(True), True.real, True.imag, True.numerator, True.bit_length(), (True).to_bytes(1, "big"), bool.from_bytes(b"\0"), bool.from_bytes(b"\1\2"), True.conjugate(), type(True.real), True.as_integer_ratio(), True.__int__() if hasattr(True, "__int__") else "")
print(sum([True, False, True]), sorted([True, False, 2, -1]), max(True, False), min([True, 0]), [True, False].index(0), [1, True, 1.0].count(True), {True, 1, 1.0}, {True: "t", 1: "one"}, sum(x > 1 for x in range(5)))
print(not True, not not 5, True and "x", False or "y", True if 0 else False, round(True), pow(True, 2), "ab" * True, [1] * False, range(True), chr(True) == "\x01", bytes(True), True.__and__(5), True.__and__(True), True.__rand__(1), True.__or__("x"), True.__xor__(False))
for text in ["class X(bool): pass", "bool(1, 2)", "bool(x=1)", "True.x = 1", "True + 'a'", "True = 1", "del True", "for True in []: pass", "bool.__new__(int)", "bool.__new__(bool, 5)", "int.__new__(bool, 5)", "True.__and__()", "bool('a', 'b')"]:
    try:
        exec(text)
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)
print(None is None, repr(None), str(None), bool(None), hash(None) is not None, type(None), None == False, None.__class__, f"{None}", "%s" % None, [None] * 2, type(None)() is None, None.__eq__(None), None.__bool__(), ..., repr(...), Ellipsis is ..., type(...), type(...)() is ..., NotImplemented, type(NotImplemented)() is NotImplemented)
for text in ["None()", "None.x", "None.x = 1", "None + 1", "None < 1", "None[0]", "for x in None: pass", "len(None)", "type(None)(1)", "None = 1", "class X(type(None)): pass", "... + 1", "type(...)(1)", "hash(NotImplemented) and 0", "NotImplemented()", "NotImplemented.x", "-None", "with None: pass", "None(1)", "int(None)", "*None", "a, b = None", "print(**None)", "'a' in None"]:
    try:
        exec(text.replace("None()", "n()").replace("None[0]", "n[0]").replace("None(1)", "n(1)"), {"n": None})
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)
