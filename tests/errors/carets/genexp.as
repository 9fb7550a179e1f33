values = [1, 'a']
print(sum(v + 1 for v in values))
