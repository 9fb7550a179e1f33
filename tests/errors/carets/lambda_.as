f = lambda a, b: a / b
print(list(map(lambda v: f(v, 0), [1])))
