class A:
    def __init_subclass__(cls, **k):
        raise TypeError(f'no subclass {cls.__name__}')


class B(A, key=1):
    pass
