print({k: v.upper() for k, v in {'a': 'x', 'b': 5}.items()})
