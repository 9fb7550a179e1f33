items = [3, 'b', 1]
items.sort(key=lambda v: v + 1)
