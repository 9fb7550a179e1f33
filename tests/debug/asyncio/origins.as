# sys.set_coroutine_origin_tracking_depth and cr_origin.
import sys

async def coro():
    pass

def make():
    return coro()

def shown(c):
    origin = c.cr_origin
    c.close()
    return origin if origin is None else [(line, name) for _, line, name in origin]

print(sys.get_coroutine_origin_tracking_depth(), shown(make()))
for depth in (1, 2, 3, 10):
    sys.set_coroutine_origin_tracking_depth(depth)
    print(sys.get_coroutine_origin_tracking_depth(), shown(make()), shown(coro()))
print(shown((lambda: make())()))
sys.set_coroutine_origin_tracking_depth(0)
print(shown(make()))
try:
    sys.set_coroutine_origin_tracking_depth(-1)
except ValueError as e:
    print(e)
try:
    sys.set_coroutine_origin_tracking_depth("a")
except TypeError as e:
    print(e)
