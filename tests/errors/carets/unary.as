x = 'a'
print(- x)
