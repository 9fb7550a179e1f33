x = None
print(1 if x is not None else x + 1)
