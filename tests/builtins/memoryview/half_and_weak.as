# The format 'e', and weak references to views.
import struct
import weakref

half = memoryview(struct.pack("3e", 1.5, -2, 0.1)).cast("e")
print(half.tolist(), half[0], half.itemsize, half.format)
out = memoryview(bytearray(4)).cast("e")
out[0] = 2.5
print(out.tolist(), bytes(out))
try:
    out[1] = 1e6
except ValueError as e:
    print(e)
view = memoryview(b"abc")
ref = weakref.ref(view)
print(ref() is view)
del view
print(ref())
