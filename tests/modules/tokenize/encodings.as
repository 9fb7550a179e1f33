# the encoding of source: marks, declarations, errors, tokenize() of bytes, open()
import io
import os
import tempfile
import tokenize

SOURCES = [b"", b"x\n", b"\xef\xbb\xbfx\n", b"# -*- coding: latin-1 -*-\nx='\xe9'\n", b"#!/bin/x\n# vim: set fileencoding=utf_8 :\nx\n",
           b"\n\n# coding: latin-1\n", b"x\n# coding: latin-1\n", b"# coding: no-such\n", b"\xef\xbb\xbf# coding: latin-1\n",
           b"\xef\xbb\xbf# coding: utf-8\n", b"\xff\n", b"# coding=UTF-8-sig\n", b"\xef\xbb\xbf", b"\f # coding=ascii"]
for source in SOURCES:
    try:
        print(source, *tokenize.detect_encoding(io.BytesIO(source).readline))
    except SyntaxError as e:
        print(source, type(e).__name__, e)
lines = iter([b"a = 1\n", b"b\n"])
print(tokenize.detect_encoding(lines.__next__))
for source in SOURCES[:5]:
    print([tuple(t) for t in tokenize.tokenize(io.BytesIO(source).readline)])
with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for source in SOURCES[3], SOURCES[7]:
        with open("source.py", "wb") as file:
            file.write(source)
        try:
            with tokenize.open("source.py") as file:
                print(file.encoding, file.mode, ascii(file.read()))
        except SyntaxError as e:
            print(type(e).__name__, e)
    os.chdir("/")
token = next(tokenize.generate_tokens(io.StringIO("+").readline))
print(token, token.exact_type, token._fields)
try:
    list(tokenize.generate_tokens(io.StringIO("(").readline))
except tokenize.TokenError as e:
    print(repr(e), type(e))
