# dicts: counting with int and str keys, membership, deletion.
def run(n):
    counts = {}
    x = 12345
    for i in range(n):
        x = (x * 1103515245 + 12345) % 2147483648
        key = x % 5000
        if key in counts:
            counts[key] += 1
        else:
            counts[key] = 1
    names = {f"key{i}": i for i in range(5000)}
    total = 0
    for _ in range(n // 20000):
        for name in names:
            total += names[name]
    for key in range(0, 5000, 3):
        if key in counts:
            del counts[key]
    return len(counts), total, max(counts.values()) > 0


print(*run(1_000_000))
