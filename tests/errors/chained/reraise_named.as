def f():
    raise ValueError("original")


try:
    f()
except ValueError as e:
    saved = e
raise saved
