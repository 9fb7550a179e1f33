compile('def f(:\n  pass', 'name.py', 'exec')
