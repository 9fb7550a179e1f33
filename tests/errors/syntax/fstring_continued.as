x = 5
y = f'{x \
'
