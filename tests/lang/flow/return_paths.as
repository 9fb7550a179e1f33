# return, break and continue through try/finally and with.
def r1():
    try:
        return "try"
    finally:
        print("finally1")


def r2():
    try:
        return "try"
    finally:
        return "finally"


def r3():
    for i in range(3):
        try:
            if i == 1:
                break
            continue
        finally:
            print("f", i)
    return i


def r4():
    try:
        1 / 0
    except ZeroDivisionError:
        return "except"
    else:
        return "else"
    finally:
        print("fin4")


def r5():
    try:
        pass
    except Exception:
        return 1
    else:
        return "else"
    finally:
        print("fin5")


def r6():
    while True:
        try:
            1 / 0
        finally:
            break
    return "swallowed by break"


def r7():
    for i in range(2):
        try:
            raise ValueError(i)
        finally:
            continue
    return "swallowed by continue"


def r8():
    try:
        raise ValueError
    finally:
        return "swallowed by return"


def r9():
    x = 1
    try:
        return x
    finally:
        x = 2


def r10():
    try:
        try:
            return "a"
        finally:
            print("inner")
    finally:
        print("outer")


def r11():
    try:
        try:
            1 / 0
        finally:
            print("cleanup")
    except ZeroDivisionError as e:
        return str(e)


def r12():
    for i in [1, 2]:
        try:
            try:
                continue
            finally:
                print("in", i)
        finally:
            print("out", i)
    else:
        return "else"


def r13():
    l = []
    try:
        return l
    finally:
        l.append("late")


def r14():
    try:
        return [print("evaluated"), "v"][1]
    except Exception:
        pass
    finally:
        print("after")


def r15():
    while True:
        try:
            return 1
        finally:
            break
    return 2


def r16():
    try:
        raise KeyError("k")
    except KeyError:
        try:
            raise ValueError("v")
        except ValueError:
            pass
        try:
            raise
        except KeyError as e:
            return repr(e)


for f in [r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13, r14, r15, r16]:
    print(f.__name__, f())
