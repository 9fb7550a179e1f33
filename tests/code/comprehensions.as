def f(a, b):
    x = [i + b for i in a if i]
    y = {k: v for k, v in a.items()}
    z = {q for p in a for q in p}
    return [lambda: i for i in a], (j for j in a if j > b)
