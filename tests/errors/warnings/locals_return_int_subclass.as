class I:
    def __int__(self):
        return True


print(int(I()))
