class TruncOnly:
    def __trunc__(self): return 4


try:
    print(int(TruncOnly()))
except TypeError as e:
    print(e)
