raise SyntaxError('by hand', ('other.py', 3, 5, 'some text here\n', 3, 9))
