def add(a, b):
    return a + b

def consts(a):
    x = a * 2 + 1
    x -= 3
    y = 10 - a
    return x ** y, -a, 2 + 3, 1.5 * 2, "ab" * 2

def chain(a, b, c):
    return a < b < c.d

def walrus(a):
    return a + (a := 5)
