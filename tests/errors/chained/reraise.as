def f():
    raise ValueError("original")


try:
    f()
except ValueError as e:
    print("handling")
    raise
