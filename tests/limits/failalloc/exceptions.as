# Exceptions, chaining, groups, with and finally under a failed allocation; uncaught, so that the traceback is printed under it as well.
class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        return False


def inner(n):
    with Manager():
        try:
            return {}[n]
        except KeyError as error:
            raise ValueError(f"bad {n}") from error
        finally:
            n += 1


for i in range(3):
    try:
        inner(i)
    except ValueError as error:
        print(error, repr(error.__cause__))
try:
    raise ExceptionGroup("group", [ValueError(1), TypeError(2)])
except* ValueError as group:
    print(group.exceptions)
except* TypeError as group:
    print(group.exceptions)
