print('x'])
