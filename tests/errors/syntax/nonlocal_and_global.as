def f():
    global x
    def g():
        global x
        nonlocal x
