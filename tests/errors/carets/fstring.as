x = 5
print(f'value {x + 1} and {x + None} end')
