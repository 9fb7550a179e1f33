# memoryview over bytes and bytearray: slices, casts, writing, release.
b = bytearray(b"abcdefgh")
m = memoryview(b)
print(len(m), m[0], m[-1], m[1:3].tobytes(), bytes(m[::2]), m.tolist(), m.readonly, m.format, m.itemsize, m.nbytes, m.ndim, m.shape, m.strides, m.contiguous, m.c_contiguous, m.f_contiguous, m.suboffsets, m.obj is b)
m[0] = 65
m[1:3] = b"XY"
print(b, m == b, m == bytes(b), m[1:3] == b"XY", m != b"x", 65 in m, list(reversed(m))[:2], m.hex(), m.hex(":", 2))
r = memoryview(b"readonly")
print(r.readonly, hash(r) == hash(b"readonly"), r.toreadonly().readonly, m.toreadonly().readonly, r[::-1].tobytes(), r[::-1].strides)
c = m.cast("H")
print(c.format, len(c), c.itemsize, c.shape, c.nbytes, c[0] == b[0] | b[1] << 8, c.tolist() == [b[i] | b[i + 1] << 8 for i in range(0, 8, 2)])
s = m.cast("b")
s[0] = -1
print(b[0], s[0], m.cast("c")[1], m.cast("B", [2, 4]).tolist(), m.cast("B", (2, 4)).shape, m.cast("B", (2, 4))[1, 2], m.cast("B", [2, 2, 2]).tolist())
f = memoryview(bytearray(16)).cast("d")
f[0] = 1.5
print(f.tolist(), f.tobytes(), memoryview(bytearray(8)).cast("q").tolist(), memoryview(b"\1\0").cast("?").tolist())
for text in ["r[0] = 1", "m[0] = 256", "m[0] = 'a'", "m[99]", "m[99] = 1", "m[0:2] = b'x'", "m[0:2] = 'xy'", "del m[0]", "m['a']", "memoryview('a')", "memoryview(5)", "memoryview([1])", "memoryview()", "m.cast('z')", "m.cast('I', [3])", "m[:3].cast('H')", "m[::2].cast('B')", "hash(m)", "m < r", "m + m", "m.cast('HH')", "m.x", "m.append", "len(m.cast('B', [2, 4]))", "m.cast('B', [2, 4])[0]", "m.cast('B', [2, 4])[5, 0]", "m.cast('d')['a']", "memoryview(b'').tobytes()", "r.tobytes('A')", "r.tobytes('Z')"]:
    try:
        exec("res = " + text if not ("=" in text and "==" not in text or text.startswith("del")) else text, globals())
        print(text, "ok")
    except Exception as e:
        print(text, "->", type(e).__name__, e)
with memoryview(b"ctx") as v:
    print(v.tobytes())
for text in ["v[0]", "len(v)", "v.tobytes()", "repr(v).split(' at')[0]", "v.release()", "v == v", "v.format", "bytes(v)"]:
    try:
        print(text, eval(text))
    except ValueError as e:
        print(text, "->", e)
a = memoryview(b)[2:]
x = a[1:]
a.release()
print(x.tobytes(), [n for n in dir(memoryview) if not n.startswith("_")])
print(memoryview(memoryview(b"ab")).tobytes(), memoryview(b"ab") == memoryview(b"ab"), list(memoryview(b"ab")), b"".join([memoryview(b"x"), b"y"]), b"ab".startswith(memoryview(b"a")), bytes(memoryview(b"ab")[1:]), int.from_bytes(memoryview(b"\1\0"), "big"))
