# float() of what has __float__, and of bytes: which characters are white space.
class Doubled(float):
    def __new__(cls, value=0.0):
        return float.__new__(cls, 2 * value)

    def __float__(self):
        return 42.0


print(float(Doubled(3)), Doubled(3) + 0.0, repr(Doubled(3)))
for text in (b"\t12\n", b"\v1\f", b"\x1f1", b"123\xa0", "123\xa0", b"\xa0", b"1_0", b"1_", b"1__2", "_1", "nan_"):
    try:
        print(text, float(text))
    except ValueError as e:
        print(text, e)
