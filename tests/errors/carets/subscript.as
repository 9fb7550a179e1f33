d = {'a': {'b': None}}
print(d['a']['b']['c'])
