# What runs when the script ends: atexit, finally in suspended generators, __del__ of globals.
import atexit
atexit.register(lambda: print("atexit 1"))


@atexit.register
def second():
    print("atexit 2")


class D:
    def __init__(self, n): self.n = n
    def __del__(self): print("del", self.n)


atexit.register(print, "with args", 5, sep="-")
d1 = D("first global")


def g():
    try:
        yield 1
    finally:
        print("generator finally at exit")


it = g()
next(it)
unregistered = lambda: print("never")
atexit.register(unregistered)
atexit.unregister(unregistered)
print("end of script")
