# open: text and binary files, modes, seeking, iteration, with, errors.
import os
name = "open_test_file.tmp"
with open(name, "w") as f:
    print(f.write("line 1\nline é 2\n"), f.writelines(["a\n", "b"]), f.tell(), f.name, f.mode, f.closed, f.readable(), f.writable(), f.encoding)
print(f.closed)
with open(name) as f:
    print(repr(f.read()), repr(f.read()), f.seek(0), repr(f.readline()), repr(f.read(4)), repr(f.readline()), f.readlines())
with open(name, encoding="utf-8") as f:
    print([line for line in f], f.mode)
with open(name, "rb") as f:
    b = f.read()
    print(b, f.seek(3), f.read(2), f.tell(), f.seek(-2, 2), f.read(), f.seek(0), f.readline(), f.readinto(bytearray(3)), f.mode)
with open(name, "a") as f:
    f.write("appended")
with open(name, "r+") as f:
    f.write("LINE"); f.seek(0); print(f.read().splitlines())
with open(name, "wb") as f:
    print(f.write(b"a\r\nb\rc\n\xff"), f.write(bytearray(b"x")))
with open(name, errors="replace") as f:
    print(ascii(f.read()))
with open(name, newline="", encoding="latin-1") as f:
    print(ascii(f.read()))
try:
    open(name).read()
except UnicodeDecodeError as e:
    print(e)
with open(name, "w", newline="\r\n") as f:
    f.write("x\ny\n")
with open(name, "rb") as f:
    print(f.read())
for action in ["open('no/such/file')", "open(name, 'x')", "open(name, 'q')", "open(name, 'rw')", "open(name, '')", "open(name, 'rb', encoding='utf-8')", "open(name, 'r', encoding='nope')", "open('.')", "open(5.5)", "open(name).write('x')", "open(name, 'w').read()", "open(name, 'rb').write(b'')", "open(name, 'wb').write('str')", "open(name, 'w').write(b'bytes')", "open(name, 'tb')", "open()", "open(name, buffering=0)", "open('')", "open('a\\0b')", "f.read()", "f.write('x')", "next(f)", "open(name, 'w').write(5)"]:
    try:
        r = eval(action)
        print(action, "ok")
        r.close()
    except Exception as e:
        print(action, "->", type(e).__name__, e)
with open(name, "w+") as f:
    print(f.write("hello\nworld"), f.seek(2), f.read(3), f.truncate(4), f.seek(0), f.read())
    for bad in ("f.seek(1, 1)", "f.seek(-1)", "f.seek(0, 9)"):
        try:
            eval(bad)
        except Exception as e:
            print(bad, type(e).__name__, e)
fd = os.open(name, os.O_RDONLY); g = open(fd, "r", closefd=True); print(g.read(), g.close(), g.close())
with open(name) as f:
    it = iter(f); print(it is f, next(it), next(it, "eof"))
f = open(name); f.close(); print(f.closed); print(f.__exit__(None, None, None))
os.remove(name)
print(os.path.exists(name))
