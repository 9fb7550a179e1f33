async def c():
    pass


def f():
    c()


f()
print("after")
x = c()
del x
c().close()
print("end")
