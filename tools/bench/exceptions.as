# exceptions: raised and caught near and far, finally, with.
class Stop(Exception):
    def __init__(self, depth):
        self.depth = depth


class Guard:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        return False


def down(n):
    if n == 0:
        raise Stop(n)
    try:
        down(n - 1)
    finally:
        pass


caught = far = 0
for i in range(300_000):
    try:
        if i % 3 == 0:
            raise ValueError(i)
        {}[i]
    except ValueError:
        caught += 1
    except KeyError as error:
        caught += error.args[0] & 1
for i in range(20_000):
    try:
        with Guard():
            down(8)
    except Stop:
        far += 1
print(caught, far)
