print('\d \( \.')
print(b'\q')
