# Chains of 100,000 links: linked lists, exceptions' contexts, cycles, iterators' results.
import gc
import weakref
N = 100_000


class Node:
    __slots__ = ("next", "__weakref__")

    def __init__(self, next):
        self.next = next


head = None
for i in range(N):
    head = Node(head)
alive = weakref.ref(head)
head = None
print("chain", alive() is None)

last = first = Node(None)
for i in range(N):
    first = Node(first)
last.next = first
alive = weakref.ref(first)
first = last = None
gc.collect()
print("ring", alive() is None)

error = None
for i in range(N):
    new = ValueError(i)
    new.__context__ = error
    error = new
count = 0
while error is not None:
    count += 1
    error = error.__context__
print("contexts", count)

seen = []


class Loud(Node):
    __slots__ = ()

    def __del__(self):
        seen.append(1)


head = None
for i in range(N):
    head = Loud(head)
head = None
print("finalisers", len(seen))

d = {}
for i in range(N):
    d = {"next": d}
print("dicts", len(d))
d = None
text = "+".join(["1"] * 900)
print("sum", eval(text))
print(len(eval("[" + ",".join(map(str, range(N))) + "]")))
