# attributes: read and written on instances, through methods and a property-free class tree.
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y


class Mover(Point):
    def __init__(self, x, y):
        Point.__init__(self, x, y)
        self.steps = 0

    def move(self, dx, dy):
        self.x += dx
        self.y += dy
        self.steps += 1
        return self


def run(n):
    a, b = Mover(0, 0), Mover(1, 1)
    for i in range(n):
        a.move(1, 2)
        b.move(a.x & 3, a.y & 3)
    return a.x, a.y, b.x, b.y, a.steps


print(*run(600_000))
