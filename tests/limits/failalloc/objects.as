# Classes, attributes, closures, generators: one failed allocation, somewhere, and the rest still works.
class Node:
    def __init__(self, value, next=None):
        self.value = value
        self.next = next

    def __iter__(self):
        while self is not None:
            yield self.value
            self = self.next

    def __repr__(self):
        return f"Node({self.value!r})"


def chain(count):
    node = None
    for i in range(count):
        node = Node(str(i) * 2, node)
    return node


def counter():
    total = 0

    def add(n):
        nonlocal total
        total += n
        return total
    return add


for attempt in range(3):
    try:
        add = counter()
        print(repr(chain(20)), sum(map(len, chain(10))), [add(i) for i in range(5)])
    except MemoryError:
        print("caught")
