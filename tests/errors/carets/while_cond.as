class B:
    def __bool__(self):
        raise TypeError('no truth')


while B():
    pass
