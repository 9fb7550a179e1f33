def f(g, o, *args, **kw):
    g()
    x = g(1, o.m(2), k=3)
    o.a.b(*args, 4, z=5, **kw)
    return super().f(x)

@deco(1)
@other
def h(a, /, b=(1, 2), *, c=[]):
    """Doc
      indented
    """
    return lambda: a + b
