# json.loads and JSONDecoder.
import json, io


def attempt(text, **kw):
    try:
        print(repr(json.loads(text, **kw)))
    except json.JSONDecodeError as e:
        print(f"{e} | {e.msg!r} {e.pos} {e.lineno} {e.colno}")
    except Exception as e:
        print(type(e).__name__, e)


for text in ('{"a": [1, 2.5, -3, 1e5, 1E-2, -0, -0.0, true, false, null], "b": {}, "c": [], "": "x"}', "  [ 1 , { } , [ ] ]  \n", '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\\ud83d"', "NaN", "[Infinity, -Infinity]", "12345678901234567890123", '{"a":1,"a":2}', "0", "-1", '"é"', '"\\u0041\\ud800\\u0041"', "1.0E+2", '"/"'):
    attempt(text)
bad = ["", "  ", "[", "[1", "[1,", "[1,]", "[1 2]", "{", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}', "{a:1}", '{"a" 1}', '{"a":1 "b":2}', "{1:2}", '"abc', '"ab\\', '"ab\\x"', '"\\u12"', '"\\u12g4"', '"\\u 123"', '"a\nb"', '"\\ud83d\\u12"', "tru", "nul", "-", "-x", "01", "1.", "1.e5", ".5", "1e", "+1", "[1] x", "1 2", "'a'", "[,1]", '{"a":}', '{,}', "[1,\n2,\n x]", "\ufeff[]", "[1,\n]", '{"a": [1, {"b": tru}]}', "Nan", "-Inf", '"tab\there"', '{"k": "v\x01"}', '"\\']
for text in bad:
    attempt(text)
attempt('"a\nb\x00"', strict=False)
attempt(b'{"k": "\xc3\xa9"}')
attempt('[1, "\u00e9"]'.encode("utf-16"))
attempt("[1]".encode("utf-16-le"))
attempt("[1]".encode("utf-32-be"))
attempt("{}".encode("utf-8-sig"))
attempt(bytearray(b"[1]"))
attempt(5)
attempt(None)
attempt('{"a": 1, "b": {"c": 2}}', object_hook=lambda d: sorted(d.items()))
attempt('{"a": 1, "b": {"c": 2}}', object_pairs_hook=tuple)
attempt("[1.5, 2, NaN, -Infinity]", parse_float=lambda s: "f" + s, parse_int=lambda s: "i" + s, parse_constant=lambda s: "c" + s)


class Dec(json.JSONDecoder):
    def decode(self, s):
        return "decoded", super().decode(s)


attempt("[1]", cls=Dec)
print(json.load(io.StringIO('{"x": [1, {"y": null}]}')))
d = json.JSONDecoder()
print(d.raw_decode('[1] tail'), d.raw_decode("xx 12", 3), d.decode(" 5 "))
for args in (("x",), (" 1",), ("1", -1)):
    try:
        print(d.raw_decode(*args))
    except ValueError as e:
        print(type(e).__name__, e)
text = json.dumps({"deep": [[[[1, "two", {"three": [4.5, None, True]}]]]]})
print(json.loads(text) == {"deep": [[[[1, "two", {"three": [4.5, None, True]}]]]]}, json.detect_encoding(b"[]"))
err = json.JSONDecodeError("m", "a\nbc", 3)
print(err, err.__reduce__(), isinstance(err, ValueError))
depth = "[" * 300 + "]" * 300
x = json.loads(depth)
n = 0
while x:
    x = x[0]
    n += 1
print(n)
