def f():
    if x:
        while y:
            z = = 1
