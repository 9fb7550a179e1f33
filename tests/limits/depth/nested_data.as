# Data nested 100,000 deep: it is built and dropped; what has to go down into it says RecursionError.
import copy
DEPTH = 100_000


def nest(step, bottom):
    for i in range(DEPTH):
        bottom = step(bottom)
    return bottom


class Box:
    def __init__(self, content):
        self.content = content


builders = {
    "list": lambda x: [x],
    "tuple": lambda x: (x,),
    "dict": lambda x: {0: x},
    "object": Box,
    "closure": lambda x: lambda: x,
    "slice": lambda x: slice(x),
    "exception": lambda x: ValueError(x),
    "generator": lambda x: (i for i in [x]),
    "map": lambda x: map(str, [x]),
    "bound method": lambda x: Box(x).__init__,
}
for name, step in builders.items():
    data = nest(step, None)
    del data
    print(name, "built and dropped")

for name in ("list", "tuple", "dict"):
    a, b = nest(builders[name], None), nest(builders[name], None)
    for what, operation in (("repr", lambda: repr(a)), ("==", lambda: a == b), ("deepcopy", lambda: copy.deepcopy(a))):
        try:
            operation()
            print(name, what, "worked")
        except (RecursionError, TypeError) as error:
            print(name, what, type(error).__name__)
a = b = None
try:
    hash(nest(builders["tuple"], None))
except RecursionError:
    pass
print("hash of a tuple: met")
