# Who owns a temporary file, who closes and who removes it.
import io
import os
import tempfile
import warnings

with tempfile.TemporaryDirectory() as folder:
    # open() that fails half-way leaves neither a descriptor nor a file
    for kind in tempfile.NamedTemporaryFile, tempfile.TemporaryFile:
        for bad in ({"mode": "w", "encoding": "bad-encoding"}, {"mode": "wr"}, {"mode": "wb", "encoding": "utf-8"}, {"prefix": b"a", "suffix": "b"}):
            try:
                kind(**{"dir": folder, **bad})
            except Exception as error:
                print(type(error).__name__, error, os.listdir(folder))
        with kind("w+", dir=folder, encoding="utf-8") as f:
            f.write("één")
            f.seek(0)
            print(f.read(), f.mode, f.encoding, len(os.listdir(folder)), type(f.name).__name__)
        with kind(dir=folder, buffering=0) as f:
            print(type(f.name).__name__, f.write(b"x"), f.mode)
        with kind("w+", dir=folder, buffering=1, newline="\r\n") as f:
            print(f.write("x\n"), f.seek(0), f.buffer.read(), type(f.name).__name__, oct(os.fstat(f.fileno()).st_mode & 0o777))
    with tempfile.NamedTemporaryFile(dir=os.fsencode(folder), prefix=b"p") as f:
        print(type(f.name).__name__, os.path.basename(f.name)[:1])

    # a method keeps the file it was taken from
    write = tempfile.NamedTemporaryFile(dir=folder, buffering=0).write
    print(write(b"kept"), len(os.listdir(folder)), write.__name__)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        del write
        print([(str(w.message)[:50], w.category.__name__) for w in caught], os.listdir(folder))

    # somebody else may remove the file first
    with tempfile.NamedTemporaryFile(dir=folder, delete_on_close=False) as f:
        f.close()
        print(os.listdir(folder) == [os.path.basename(f.name)])
        os.unlink(f.name)
    f = tempfile.NamedTemporaryFile(dir=folder)
    os.unlink(f.name)
    f.close()
    f.close()
    print(os.listdir(folder))

    # a folder that nobody cleaned
    lost = tempfile.TemporaryDirectory(dir=folder)
    open(os.path.join(lost.name, "a"), "w").close()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        del lost
        print([(str(w.message)[:45], w.category.__name__) for w in caught], os.listdir(folder))
    clean = tempfile.TemporaryDirectory(dir=folder)
    clean.cleanup()
    clean.cleanup()
    kept = tempfile.TemporaryDirectory(dir=folder, delete=False)
    del kept
    print(len(os.listdir(folder)))

# files that move to disk
s = tempfile.SpooledTemporaryFile(max_size=30)
print(isinstance(s, io.IOBase), s.readable(), s.writable(), s.seekable(), s.closed, s.mode, s.name)
write, seek, read = s.write, s.seek, s.read
print(write(b"a" * 20), s._rolled, write(b"b" * 20), s._rolled, seek(0), read(25), read1 := s.read1(3), type(s.name).__name__)
print(s.seek(0), [len(line) for line in s], s.tell(), next(s, None))
buffer = bytearray(4)
print(s.seek(18), s.readinto(buffer), buffer, s.readinto1(buffer), buffer)
s.close()
print(s.closed)
with tempfile.SpooledTemporaryFile(10, "w+", encoding="utf-8", newline="\n") as s:
    print(s.encoding, s.errors, s.newlines, s.isatty())
    s.writelines(["één\n", "twee\n", "drie\n"])
    print(s._rolled, s.seek(0), s.readline(), s.readlines(), s.encoding)
try:
    with s:
        pass
except ValueError as error:
    print(error)
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    s = tempfile.SpooledTemporaryFile()
    del s
    print([(str(w.message)[:40], w.category.__name__) for w in caught])
for missing in "name", "nothing":
    print(hasattr(tempfile.SpooledTemporaryFile(), missing))
