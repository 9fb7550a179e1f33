sorted([1, 2], key=lambda v: int('x'))
