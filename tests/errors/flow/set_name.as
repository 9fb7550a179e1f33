class N:
    def __set_name__(self, o, n):
        raise ValueError('set_name')


class C:
    attr = N()
