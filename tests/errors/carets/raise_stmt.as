def check(v):
    if v < 0:
        raise ValueError(
            'negative: '
            f'{v}')


check(-1)
