# A method slot that ends in itself through wrappers in C is a RecursionError.
class Text:
    pass


Text.__repr__ = Text.__str__


class Called:
    pass


Called.__call__ = Called()
for action in (lambda: str(Text()), lambda: repr(Text()), lambda: Called()()):
    try:
        action()
    except RecursionError as e:
        print(e)
