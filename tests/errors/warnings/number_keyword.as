print(1if 1else 2)
print(0x1for x in [1]) if 0 else None
