# An iterator that has ended stays ended, whichever way it was driven.
def loop(it):
    for _ in it:
        pass


def grow(make, add):
    items = make()
    driven, asked = iter(items), iter(items)
    loop(driven)
    list(asked)
    add(items)
    print(type(items).__name__, list(driven), list(asked), len(items))


grow(lambda: [1, 2], lambda l: l.append(3))
grow(lambda: bytearray(b"ab"), lambda b: b.append(99))
grow(lambda: {1: 2}, lambda d: d.update({3: 4}))
grow(lambda: {1}, lambda s: s.add(2))
items = [1]
back = reversed(items)
loop(back)
items.append(2)
print(list(back))
