raise KeyError('quoted key')
