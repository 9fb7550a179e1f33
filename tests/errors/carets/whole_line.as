raise_me = ValueError('plain')
raise raise_me
