def f(a):
    try:
        return a.b
    except ValueError as e:
        print(e)
    except (A, B):
        raise
    else:
        a = 1
    finally:
        done()

def loops(items):
    for i in items:
        try:
            continue
        finally:
            if i:
                break
            return i

def managed(a):
    with a as b, c():
        return b

def groups():
    try:
        f()
    except* ValueError as e:
        print(e)
