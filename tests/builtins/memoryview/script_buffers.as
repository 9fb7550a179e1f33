# Memory lent by script classes: __buffer__ and __release_buffer__ (PEP 688).
import gc
class B:
    def __init__(s, data): s.data = bytearray(data); s.held = 0
    def __buffer__(s, flags):
        s.held += 1
        return memoryview(s.data)
    def __release_buffer__(s, view):
        print('release', view.tobytes()); s.held -= 1
        view.release()
b = B(b'hello')
m = memoryview(b)
print(m[0], m.tobytes(), m.readonly, len(m), m.nbytes, m.format)
m[0] = 72
print(b.data)
try: b.data.append(1)
except BufferError as e: print(e)
s = m[1:3]
m.release()
print(s.tobytes())
s.release()
b.data.append(33)
print(b.data)
with memoryview(b) as v: print(bytes(v))
print(b'hello!' == memoryview(b), b'Hello!' == memoryview(b))
class N:
    def __buffer__(s, flags): return 5
class E:
    def __buffer__(s, flags): raise KeyError(1)
class Z:
    __buffer__ = None
class R:
    def __buffer__(s, f): return memoryview(b'ro')
for c in N, E, Z, R:
    try: m = memoryview(c()); print(m.tobytes(), m.readonly)
    except Exception as e: print(c.__name__, type(e).__name__, e)
print(type(b'ab'.__buffer__(0)), bytearray(b'x').__buffer__(0).tobytes(), memoryview(b'q').__buffer__(0).tobytes())
ba = bytearray(b'abc'); v = ba.__buffer__(0)
ba.__release_buffer__(v)
try: v[0]
except ValueError as e: print(e)
from collections.abc import Buffer
print(isinstance(b, Buffer), isinstance(R(), Buffer), isinstance(b'', Buffer), isinstance(5, Buffer), issubclass(N, Buffer))
try: memoryview(5)
except TypeError as e: print(e)
del m, v
print(b.held)
