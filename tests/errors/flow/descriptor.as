class D:
    def __get__(self, o, c):
        raise LookupError('descriptor')


class C:
    d = D()


print(C().d)
