# gzip: files, members, text, seeking, one shot, damaged data.
import gzip
import io
import os
import tempfile
import zlib

TEXT = b"".join(b"line %d\n" % i for i in range(3000))


def show(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as e:
        print(type(e).__name__, e)


packed = gzip.compress(TEXT, mtime=0)
print(packed[:10], gzip.decompress(packed) == TEXT, zlib.decompress(packed, 31) == TEXT, gzip.decompress(packed + gzip.compress(b"more", 1) + b"\0\0") == TEXT + b"more")
print(gzip.decompress(gzip.compress(b"")), gzip.decompress(b""))
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "file.gz")
    with gzip.open(path, "wb", compresslevel=5) as f:
        print(f.write(TEXT), f.tell(), f.writable(), f.readable(), f.seekable(), f.closed, f.mode)
    with gzip.open(path, "ab") as f:
        f.write(b"appended\n")
    with gzip.open(path) as f:
        print(f.readline(), f.read(5), f.tell(), f.peek(3)[:3], f.seek(100), f.read(8), f.seek(-10, 1), f.read(10), f.mode, os.path.basename(f.name))
        rest = f.read()
        print(rest.endswith(b"appended\n"), f.read(), f.rewind(), f.readline(), len(f.readlines()), f.seek(0, 2))
        print(f.seek(3), f.read(2), isinstance(f.mtime, int), f.fileno() > 2)
    print(f.closed)
    show(f.read)
    with gzip.open(path, "rt", encoding="ascii") as f:
        print(f.readline(), sum(1 for _ in f))
    with gzip.open(path, "wt", newline="\n") as f:
        print(f.write("täxt\n"), f.mode)
    with gzip.open(path, "rt", encoding="utf-8") as f:
        print(ascii(f.read()))
    with open(path, "rb") as raw:
        data = raw.read()
    print(b"file\0" in data[:40])
    show(gzip.open, path, "rtb")
    show(gzip.open, path, "rb", encoding="x")
    show(gzip.open, 5)
    show(gzip.GzipFile, path, "z")
    show(gzip.open, os.path.join(folder, "none"))
buffer = io.BytesIO()
with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=5) as f:
    f.write(b"one ")
    f.flush()
    f.write(bytearray(b"two"))
    show(f.read)
    print(f.seek(10), f.tell())
    show(f.seek, 0)
print(buffer.getvalue()[4:8], gzip.decompress(buffer.getvalue()))
buffer.seek(0)
with gzip.GzipFile(fileobj=buffer) as f:
    room = bytearray(4)
    print(f.readinto(room), room, f.read1(100), f.read(1))
    show(f.write, b"x")
for bad in (b"not gzip", packed[:20], packed[:-4], packed[:-8] + b"12345678", packed[:2] + b"\x07" + packed[3:], b"\x1f", packed + b"garbage"):
    show(lambda: len(gzip.decompress(bad)))
    show(lambda: len(gzip.GzipFile(fileobj=io.BytesIO(bad)).read()))
