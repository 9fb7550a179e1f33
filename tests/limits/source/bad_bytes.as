# Source that is not text: NULs, bytes that are no UTF-8, unknown encodings, as bytes, as str, and as files.
cases = [b"x = 1\0\n", b"x = '\xff'\n", b"\xef\xbb\xbfx = 1\n", b"# coding: latin-1\nx = '\xe9'\n", b"# coding: nonsense\nx = 1\n",
         b"\xef\xbb\xbf# coding: latin-1\nx = 1\n", b"x = '\xed\xa0\x80'\n", b"x = '\xc0\x80'\n", b"x = '\xf4\x90\x80\x80'\n", b"x = 1\r\ny = 2\rz = 3\n",
         b"\x00", b"", b"#", b"\\", b"\xfe\xff\x00x"]
for source in cases:
    try:
        space = {}
        exec(compile(source, "<bytes>", "exec"), space)
        print(source, sorted((k, v) for k, v in space.items() if k != "__builtins__"))
    except (SyntaxError, ValueError) as error:
        print(source, type(error).__name__)
for source in ("x = 1\0", "\0", "x = '\ud800'"):
    try:
        compile(source, "<str>", "exec")
        print(ascii(source), "compiled")
    except (SyntaxError, ValueError) as error:
        print(ascii(source), type(error).__name__, error)
