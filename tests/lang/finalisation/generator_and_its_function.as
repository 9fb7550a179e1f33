# A suspended generator and the function that made it die in one cycle, with code that nobody else holds.
import gc

source = """
def make():
    def g(n):
        got = yield n
        yield box, got
    box = [g]
    it = g(5)
    next(it)
    box.append(it)
    async def a(n):
        yield box
    box += [a]
"""
for i in range(50):
    names = {}
    exec(source, names)
    names["make"]()
    del names
    if i % 10 == 0:
        print(gc.collect() > 0)
print("done")
