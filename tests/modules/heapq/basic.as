# heapq: all functions against sorting.
import heapq
h = []
for x in (5, 3, 8, 1, 9, 2):
    heapq.heappush(h, x)
print(h, heapq.heappop(h), heapq.heappushpop(h, 0), heapq.heapreplace(h, 10), h)
h = [9, 7, 5, 3, 1, 8]
heapq.heapify(h)
print(h, [heapq.heappop(h) for _ in range(6)])
print(list(heapq.merge([1, 4, 7], [2, 5], [], [3, 3, 9])), list(heapq.merge([7, 4], [9, 5, 1], reverse=True)))
print(list(heapq.merge(["a", "ccc"], ["bb", "dddd"], key=len)), list(heapq.merge()), list(heapq.merge([1])))
print(list(heapq.merge([(1, "a"), (2, "a")], [(1, "b"), (2, "b")], key=lambda p: p[0])))
print(list(heapq.merge([(2, "a"), (1, "a")], [(2, "b"), (1, "b")], key=lambda p: p[0], reverse=True)))
data = [(i * 7919) % 101 for i in range(200)]
for n in (0, -1, 1, 2, 10, 150, 200, 300):
    assert heapq.nsmallest(n, data) == sorted(data)[:max(n, 0)], n
    assert heapq.nlargest(n, data) == sorted(data, reverse=True)[:max(n, 0)], n
    key = lambda x: x % 10
    assert heapq.nsmallest(n, iter(data), key) == sorted(data, key=key)[:max(n, 0)]
    assert heapq.nlargest(n, iter(data), key=key) == sorted(data, key=key, reverse=True)[:max(n, 0)]
print(heapq.nsmallest(3, "hello"), heapq.nlargest(2, {"a": 1, "b": 5}.items(), key=lambda t: t[1]), heapq.nlargest(1, []), heapq.nsmallest(5, []))
for call in (lambda: heapq.heappop([]), lambda: heapq.heapreplace([], 1), lambda: heapq.heappush((), 1), lambda: heapq.heapify([1, "a"])):
    try:
        call()
    except (IndexError, TypeError) as e:
        print(type(e).__name__, e)
print(heapq.heappushpop([], 4), heapq.__all__)
