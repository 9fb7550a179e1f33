def outer():
    def middle():
        def inner():
            return [f() for f in (lambda: 1, lambda: 1 / 0)]
        return inner()
    return middle()


outer()
