def f():
    long_variable = 1
    return long_variabel


f()
