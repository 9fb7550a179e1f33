def deco(f):
    raise ValueError('deco')


@deco
def f():
    pass
