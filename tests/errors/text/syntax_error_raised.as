raise SyntaxError('by hand')
