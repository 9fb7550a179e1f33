# What is thrown into a generator keeps its context, unless the generator itself handles an exception where it waits.
def chain(e):
    names = []
    while e is not None:
        names.append(str(e))
        e = e.__context__
    return names


def replace(new):
    try:
        yield
    finally:
        raise new


def handling():
    try:
        raise KeyError("inside")
    except KeyError:
        yield


for make in (lambda: replace(ValueError("new")), handling):
    try:
        raise ValueError("outer")
    except ValueError:
        g = make()
        next(g)
        first, second = Exception("first"), Exception("second")
        second.__context__ = first
        try:
            g.throw(second)
        except Exception as e:
            print(chain(e))

try:
    raise ValueError("outer")
except ValueError:
    for g in (handling(), (x for x in ())):
        list(g) if g.__name__ != "handling" else None
        try:
            g.throw(Exception("alone"))
        except Exception as e:
            print(chain(e))
