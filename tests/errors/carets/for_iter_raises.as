class I:
    def __iter__(self):
        return self

    def __next__(self):
        raise OSError('in next')


for x in I():
    pass
