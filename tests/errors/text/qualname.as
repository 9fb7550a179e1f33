def f():
    class Local(Exception):
        pass
    raise Local("local class")


f()
