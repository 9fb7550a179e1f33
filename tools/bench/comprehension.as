# comprehension: lists, sets, dicts, nested, with conditions.
def run(n):
    total = 0
    for _ in range(n):
        squares = [i * i for i in range(1000)]
        even = [i for i in squares if not i & 1]
        pairs = {i: j for i, j in zip(even, squares)}
        table = [[r * c for c in range(30)] for r in range(30)]
        total += len({i % 97 for i in even}) + len(pairs) + sum(sum(row) for row in table)
    return total


print(run(600))
