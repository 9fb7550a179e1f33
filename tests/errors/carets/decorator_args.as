def deco(n):
    return n / 0


@deco(
    1)
class C:
    pass
