print('line 1')
print('no newline', end='')
1 / 0
