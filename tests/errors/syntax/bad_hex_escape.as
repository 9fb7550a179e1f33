s = 'abc \x4 def'
