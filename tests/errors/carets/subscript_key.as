d = {'a': {}}
print(d['a']['missing'] + 1)
