# graphlib: order, readiness, cycles.
from graphlib import TopologicalSorter, CycleError
ts = TopologicalSorter({"D": {"B": 1, "C": 1}, "B": ["A"], "C": ["A"]})
print(list(ts.static_order()))
ts = TopologicalSorter()
ts.add(3, 2, 1)
ts.add(2, 1)
ts.add(4)
ts.prepare()
while ts:
    ready = ts.get_ready()
    print(ready, ts.get_ready(), ts.is_active())
    ts.done(*ready)
print(ts.is_active(), list(TopologicalSorter().static_order()))
for graph in ({1: [2], 2: [1]}, {1: [1]}, {1: [2], 2: [3], 3: [4], 4: [2]}, {"a": "b", "b": "c", "c": "a", "d": "a"}):
    try:
        print(list(TopologicalSorter(graph).static_order()))
    except CycleError as e:
        print(e.args[0], sorted(map(str, set(e.args[1]))), e.args[1][0] == e.args[1][-1], isinstance(e, ValueError))
ts = TopologicalSorter({1: [2]})
for call in (lambda: ts.get_ready(), lambda: ts.done(1), lambda: ts.is_active(), lambda: ts.prepare(), lambda: ts.prepare(), lambda: ts.add(5), lambda: ts.done(9), lambda: ts.done(1), lambda: ts.get_ready(), lambda: ts.done(2), lambda: ts.done(2)):
    try:
        print(call())
    except ValueError as e:
        print(e)
print(list(TopologicalSorter({3: [2, 1], 5: [3, 4], 9: [5]}).static_order()))
