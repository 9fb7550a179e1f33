try:
    x = 1
except ValueError:
    pass
else:
    x.foo
