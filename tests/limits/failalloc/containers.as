# dict, set, list, tuple, str and big ints under a failed allocation.
def work():
    d = {i: str(i) for i in range(50)}
    d.update({f"k{i}": [i] * 3 for i in range(20)})
    s = {x % 7 for x in range(100)} | set("hello")
    t = tuple(sorted(d.values(), key=str))
    text = ",".join(str(x) for x in t[:5]) + "é" * 10 + "\U0001f600"
    n = 3 ** 300
    return len(d), len(s), text[::-1], n % 1000, str(n)[:5], f"{n:x}"[:5], divmod(n, 7 ** 50)[1] % 100


for attempt in range(3):
    try:
        print(work())
    except MemoryError:
        print("caught")
