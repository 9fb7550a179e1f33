# One place in the code that meets objects of many classes, while the classes and the objects change.


class Base:
    kind = "base"

    def __init__(self, n):
        self.n = n
        self.hits = 0

    def name(self):
        return "base"

    def touch(self):
        self.hits += 1
        return self.name() + str(self.n)


def make(i):
    class Sub(Base):
        def name(self):
            return f"sub{i}"
    Sub.__name__ = f"Sub{i}"
    if i % 3 == 0:
        Sub.kind = f"kind{i}"
    return Sub


classes = [make(i) for i in range(12)]


def tour(objects):
    return [(o.touch(), o.kind, o.n, o.hits) for o in objects]


objects = [c(i) for i, c in enumerate(classes)]
for _ in range(4):
    last = tour(objects)
print(last)

# a class changes: its method, its attribute, an attribute that becomes a property
classes[2].name = lambda self: "new2"
classes[3].kind = "changed3"
classes[4].n = property(lambda self: "property4")
Base.kind = "base2"
print(tour(objects))
del classes[2].name
print(tour(objects)[2])

# an object gets the method's name as an attribute of its own, loses an attribute, changes its class
objects[5].name = lambda: "own5"
objects[6].__dict__["hits"] = 100
del objects[7].n
objects[8].__class__ = classes[9]
for i in range(12):
    try:
        print(i, objects[i].touch(), objects[i].hits)
    except AttributeError as e:
        print(i, e)
objects[7].n = "back"
print(tour(objects)[5:9])


# storing: slots, properties, __setattr__, attributes that are added in different orders
class Slots:
    __slots__ = ("n", "x")


class Setter:
    @property
    def n(self):
        return "got"

    @n.setter
    def n(self, v):
        print("set", v)


class Hook:
    def __setattr__(self, name, v):
        print("hook", name, v)
        object.__setattr__(self, name, v)


class Plain:
    pass


def store(o, v):
    o.n = v
    return o.n


for _ in range(3):
    kinds = [Slots(), Setter(), Hook(), Plain(), objects[0], objects[1], classes[1], Plain(), Slots()]
    kinds[3].other = 1
    print([store(o, k) for k, o in enumerate(kinds)])
try:
    print(Slots().n)
except AttributeError as e:
    print(e)


def read(o):
    try:
        return o.x
    except AttributeError as e:
        return str(e)


s = Slots()
for _ in range(3):
    print([read(o) for o in (s, Plain(), objects[0], classes[0], 5, "t", None, s)])
    s.x = 7
Base.x = "late"
print([read(o) for o in (s, Plain(), objects[0], classes[0])])


def call(o):
    try:
        return o.upper()
    except AttributeError as e:
        return str(e)


class Upper:
    def upper(self):
        return "mine"


class Getattr:
    def __getattr__(self, name):
        return lambda: name * 2


for _ in range(3):
    print([call(o) for o in ("a", Upper(), Getattr(), b"x", 3, Plain(), bytearray(b"q"), "z")])
