print('\477' == 'x')
