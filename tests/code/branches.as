def f(a, b):
    if a < 3 and not b or a is None:
        return 1
    elif a in b or a == b != 4:
        x = 2
    while x > 0:
        x -= 1
        if x == 5:
            break
    else:
        return x
    return x if a else b

def maybe(a):
    if a:
        x = 1
    print(x)
    del x
    for i in a:
        if i:
            continue
        y = i
    return i, y
