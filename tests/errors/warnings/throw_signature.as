def g():
    try:
        yield 1
    except ValueError as e:
        yield repr(e)


i = g()
next(i)
print(i.throw(ValueError, 'old style'))
