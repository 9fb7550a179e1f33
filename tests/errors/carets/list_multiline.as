y = None
x = [
    1,
    y.attr,
    2,
]
