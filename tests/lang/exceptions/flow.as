# try/except/else/finally: which block runs when, matching of handlers.
def run(action):
    log = []
    try:
        log.append("try")
        action()
    except (KeyError, IndexError) as e:
        log.append(f"lookup {type(e).__name__}")
    except ZeroDivisionError:
        log.append("zero")
    except Exception as e:
        log.append(f"other {e!r}")
    except BaseException as e:
        log.append(f"base {type(e).__name__}")
    else:
        log.append("else")
    finally:
        log.append("finally")
    return log


def raiser(e):
    def f():
        raise e
    return f


for a in [lambda: 0, lambda: {}[1], lambda: [][1], lambda: 1 / 0, lambda: int("x"), raiser(KeyboardInterrupt), raiser(SystemExit(3)), raiser(GeneratorExit()), raiser(Exception), raiser(ValueError("v"))]:
    print(run(a))
try:
    pass
except undefined_never_evaluated:
    pass
try:
    try:
        1 / 0
    except undefined_name:
        pass
except NameError as e:
    print(e, repr(e.__context__))
for bad in [5, "x", (ValueError, 5), None, int, [ValueError], object]:
    try:
        try:
            raise KeyError(1)
        except bad:
            print("matched")
    except TypeError as e:
        print(e)
    except KeyError:
        print("KeyError passed", bad)
try:
    raise ValueError("x")
except () :
    print("never")
except ((KeyError,), (ValueError, (TypeError,))) if 0 else ValueError:
    print("computed handler")
e = "outer"
try:
    raise ValueError("v")
except ValueError as e:
    print("in handler", e)
print("e" in globals())
try:
    e
except NameError as x:
    print(x)


def unbound():
    try:
        raise ValueError
    except ValueError as err:
        err = "rebound"
    try:
        return err
    except UnboundLocalError as u:
        return str(u)


def deleted():
    try:
        raise ValueError
    except ValueError as err:
        del err
    return "del in handler is fine"


def nested_same_name():
    try:
        raise ValueError("1")
    except ValueError as err:
        try:
            raise KeyError("2")
        except KeyError as err:
            pass
        try:
            return err
        except UnboundLocalError as u:
            return str(u)


print(unbound(), "|", deleted(), "|", nested_same_name())


def loop():
    out = []
    for i in range(6):
        try:
            if i == 1:
                continue
            if i == 4:
                break
            if i == 2:
                raise ValueError(i)
            out.append(("body", i))
        except ValueError:
            out.append(("except", i))
            continue
        else:
            out.append(("else", i))
        finally:
            out.append(("finally", i))
        out.append(("after", i))
    return out


print(loop())
try:
    try:
        raise ValueError("first")
    finally:
        print("cleanup 1")
        try:
            raise KeyError("second")
        except KeyError:
            print("handled second")
except ValueError as e:
    print("still", e, e.__context__)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("in handler")
    else:
        print("not else")
    finally:
        print("finally after handler raised")
except KeyError as e:
    print(repr(e), repr(e.__context__))
try:
    try:
        pass
    except Exception:
        print("no")
    else:
        raise ValueError("from else")
    finally:
        print("fin")
except ValueError as e:
    print(e, e.__context__)
