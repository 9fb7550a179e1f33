# secrets and timeit: shapes of the results.
import secrets, timeit
print(len(secrets.token_bytes()), len(secrets.token_hex(8)), len(secrets.token_urlsafe(16)), 0 <= secrets.randbelow(10) < 10, secrets.choice([5]), secrets.randbits(8) < 256, secrets.token_bytes(0))
for bad in (0, -1):
    try:
        secrets.randbelow(bad)
    except ValueError as e:
        print(e)
t = iter(range(100))
print(timeit.timeit("x += 1", "x = 0", number=3, timer=lambda: next(t)), timeit.repeat(lambda: None, repeat=2, number=1, timer=lambda: next(t)))
hits = []
print(timeit.timeit("f()", number=4, globals={"f": lambda: hits.append(1)}) >= 0, len(hits), timeit.Timer("pass").timeit(1) >= 0)
for args in ((5,), ("pass", 5), ("x = = 1",)):
    try:
        timeit.Timer(*args)
    except (ValueError, SyntaxError) as e:
        print(type(e).__name__, e.args[0])
