# zlib: at once and in pieces, every framing, dictionaries, copies, checksums, errors.
import zlib


def show(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)), end="  ")
    except Exception as e:
        print(type(e).__module__, type(e).__name__, e, end="  ")


TEXT = b"".join(b"line %d of the text\n" % (i * i % 97) for i in range(5000))
for level in range(-1, 10):
    packed = zlib.compress(TEXT, level)
    print(level, zlib.decompress(packed) == TEXT, len(packed) < len(TEXT) or level == 0, end=" ")
print()
for wbits in (15, 9, -15, -9, 31, 25):
    c = zlib.compressobj(wbits=wbits)
    packed = c.compress(TEXT[:1000]) + c.compress(TEXT[1000:]) + c.flush()
    print(wbits, zlib.decompress(packed, wbits) == TEXT, zlib.decompress(packed, wbits=47) == TEXT if wbits > 0 else "", end=" ")
print(zlib.decompress(zlib.compress(b"")), zlib.decompress(zlib.compress(b"", wbits=-15), -15), zlib.decompress(memoryview(zlib.compress(bytearray(b"buffer")))))
c = zlib.compressobj(9, zlib.DEFLATED, 15, 9, zlib.Z_RLE)
data = b""
for i in range(0, len(TEXT), 777):
    data += c.compress(TEXT[i:i + 777])
    if i % 5 == 0:
        data += c.flush(zlib.Z_SYNC_FLUSH)
data += c.flush()
d = zlib.decompressobj()
out = b""
for i in range(0, len(data), 100):
    out += d.decompress(data[i:i + 100])
print(out == TEXT, d.eof, d.unused_data, d.unconsumed_tail, d.flush())
d = zlib.decompressobj()
print(d.decompress(data + b"extra") == TEXT, d.eof, d.unused_data, d.decompress(b" more"), d.unused_data)
d = zlib.decompressobj()
first = d.decompress(data, 50)
rest = first
while d.unconsumed_tail:
    rest += d.decompress(d.unconsumed_tail, max_length=10_000)
rest += d.flush()
print(len(first), rest == TEXT, d.eof)
d = zlib.decompressobj()
part = d.decompress(data[:500])
other = d.copy()
print((part + d.decompress(data[500:])) == TEXT, (part + other.decompress(data[500:])) == TEXT)
c = zlib.compressobj()
start = c.compress(b"shared " * 100)
k = c.copy()
a, b = start + c.compress(b"one") + c.flush(), start + k.compress(b"two") + k.flush()
print(zlib.decompress(a)[-3:], zlib.decompress(b)[-3:])
c = zlib.compressobj(zdict=b"line of the text")
packed = c.compress(b"line 5 of the text") + c.flush()
d = zlib.decompressobj(zdict=b"line of the text")
print(d.decompress(packed), len(packed) < 30)
c = zlib.compressobj(wbits=-15, zdict=b"raw dictionary")
packed = c.compress(b"raw dictionary raw") + c.flush()
print(zlib.decompressobj(-15, zdict=b"raw dictionary").decompress(packed))
print(zlib.crc32(b"hello"), zlib.crc32(b"lo", zlib.crc32(b"hel")), zlib.adler32(b"hello"), zlib.adler32(b"lo", zlib.adler32(b"hel")), zlib.crc32(b""), zlib.adler32(b""), zlib.crc32(b"x", -1))
for f in (lambda: zlib.decompress(b"not compressed"), lambda: zlib.decompress(b""), lambda: zlib.decompress(zlib.compress(TEXT)[:-10]), lambda: zlib.compress("text"),
          lambda: zlib.compress(b"", 99), lambda: zlib.decompress(5), lambda: zlib.compressobj(99), lambda: zlib.compressobj(wbits=99), lambda: zlib.decompressobj(wbits=99),
          lambda: zlib.decompressobj().decompress(b"bad data"), lambda: zlib.decompressobj().decompress(b"", -1), lambda: zlib.decompressobj().flush(0), lambda: zlib.crc32("x"),
          lambda: zlib.decompress(zlib.compress(b"x") + b"trailing"), lambda: zlib.decompressobj(zdict="x"), lambda: zlib.decompress(zlib.compress(b"x", wbits=-15)),
          lambda: zlib.decompress(b"x", bufsize=-1)):
    show(f)
print()
print(zlib.MAX_WBITS, zlib.DEFLATED, zlib.Z_BEST_COMPRESSION, zlib.Z_FINISH, zlib.error.__module__, type(zlib.compressobj()).__name__, type(zlib.decompressobj()))
