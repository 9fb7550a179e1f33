x = True
print(~x)
