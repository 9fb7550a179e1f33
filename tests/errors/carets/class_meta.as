class M(type):
    def __new__(m, *a):
        raise TypeError('from meta')


class C(metaclass=M):
    x = 1
