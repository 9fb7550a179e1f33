# bytearray: mutation, slices, methods, views, errors.
print(bytearray(), bytearray(3), bytearray(b"abc"), bytearray("é", "utf-8"), bytearray([1, 2]), repr(bytearray(b"a'b\x00")), str(bytearray(b"x")), bytearray.fromhex("4142"), bytearray(b"ab").hex(" "))
b = bytearray(b"hello")
b[0] = 72
b[-1:] = b"O!"
b.append(63)
b.extend(b"xyz")
b.extend([65, 66])
b += b"+"
b.insert(0, 62)
print(b, len(b), b[1], b[1:3], b.pop(), b.pop(0), b)
b.remove(108)
b.reverse()
print(b, b.count(b"l"), b.find(b"e"), 72 in b, b"He" in b)
del b[0], b[::2]
print(b)
b[1:1] = b"INS"
b[::2] = bytes(len(b[::2]))
print(b)
b *= 2
c = b.copy()
b.clear()
print(b, c, c == bytes(c), c is b, bool(b))
d = bytearray(b"abc")
d[:] = d
d[1:2] = d
print(d, d + b"x", b"x" + d, type(d + b"").__name__, type(b"" + d).__name__, d * 2, d.upper(), type(d.upper()).__name__, d.split(b"b"), d.replace(b"a", b"Z"), d.decode(), bytes(d), list(d)[:2], d.partition(b"b"), d.translate(None, b"a"), d.join([b"1", b"2"]))
print(bytearray(b"a") == b"a", bytearray(b"a") < b"b", bytearray(b"a") != "a", bytearray(b"b") > bytearray(b"a"), d.startswith(b"a"), d.title(), d.isalpha(), d.center(9, b"-"), d.zfill(9), d.strip(b"a"))
for text in ["d[99] = 1", "d[0] = 256", "d[0] = -1", "d[0] = 'a'", "d[0] = b'a'", "d['x'] = 1", "d.append(256)", "d.append('a')", "d.extend('a')", "d.extend(5)", "d.extend([256])", "d.pop(99)", "bytearray().pop()", "d.remove(0)", "d.remove(b'a')", "d.insert(0, 300)", "d[::2] = b'x'", "d[0:1] = 5", "d[0:1] = 'a'", "d[0:1] = [1, 'a']", "del d[99]", "hash(d)", "d += 'a'", "d += 5", "d * 'a'", "bytearray('a')", "bytearray(-1)", "bytearray([300])", "{d: 1}", "d.insert('a')", "d.reverse(1)", "d.fromhex('zz')", "d.index(b'zz')", "d < 'a'", "d[:] = 3"]:
    d = bytearray(b"abc")
    try:
        exec(text)
        print(text, d)
    except Exception as e:
        print(text, "->", type(e).__name__, e)
m = memoryview(d)
for text in ["d.append(1)", "d.clear()", "d.extend(b'x')", "del d[0]", "d[0:1] = b''", "d.pop()", "d += b'x'"]:
    try:
        exec(text)
        print(text, "ok")
    except BufferError as e:
        print(text, "->", e)
d[0] = 90
d[0:2] = b"QQ"
print(d, m.tobytes())
m.release()
d.append(1)
it = iter(d)
next(it)
d.append(2)
print(list(it), d, [m for m in dir(bytearray) if not m.startswith("_") and m not in dir(bytes)])
big = bytearray()
for i in range(10000):
    big.append(i & 255)
print(len(big), sum(big), big[-1])
