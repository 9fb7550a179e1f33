print(f'hello {x)
