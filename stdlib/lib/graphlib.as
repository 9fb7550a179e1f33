# SPDX-License-Identifier: MIT
"""Topological sorting: an order in which every node comes after those that it depends on."""

__all__ = ["TopologicalSorter", "CycleError"]

_OUT, _DONE = -1, -2


class CycleError(ValueError):
    """The graph has a cycle; the second argument is one, its first node repeated at the end."""


class _Node:
    """A node, how many of its predecessors are not done (or _OUT, _DONE), and its successors."""

    __slots__ = ("node", "waiting", "successors")

    def __init__(self, node):
        self.node = node
        self.waiting = 0
        self.successors = []


class TopologicalSorter:
    """Sorts a graph, given as a mapping from nodes to their predecessors."""

    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._passed_out = 0
        self._finished = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def _get(self, node):
        if (found := self._nodes.get(node)) is None:
            self._nodes[node] = found = _Node(node)
        return found

    def add(self, node, *predecessors):
        """Add a node, or more predecessors of one."""
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        entry = self._get(node)
        entry.waiting += len(predecessors)
        for predecessor in predecessors:
            self._get(predecessor).successors.append(node)

    def prepare(self):
        """Check for cycles; after it no nodes can be added."""
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [entry.node for entry in self._nodes.values() if entry.waiting == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def get_ready(self):
        """The nodes that have become ready since the last call."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        result = tuple(self._ready)
        for node in result:
            self._nodes[node].waiting = _OUT
        self._ready.clear()
        self._passed_out += len(result)
        return result

    def is_active(self):
        """Whether there are nodes to get or to be done with."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return self._finished < self._passed_out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """Say that nodes from get_ready() are done: their successors may become ready."""
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        for node in nodes:
            if (entry := self._nodes.get(node)) is None:
                raise ValueError(f"node {node!r} was not added using add()")
            if entry.waiting != _OUT:
                if entry.waiting >= 0:
                    raise ValueError(f"node {node!r} was not passed out (still not ready)")
                raise ValueError(f"node {node!r} was already marked done")
            entry.waiting = _DONE
            for successor in entry.successors:
                follower = self._nodes[successor]
                follower.waiting -= 1
                if follower.waiting == 0:
                    self._ready.append(successor)
            self._finished += 1

    def _find_cycle(self):
        """Depth first along successors: a node met again on the path closes a cycle."""
        seen = set()
        for start in self._nodes:
            if start in seen:
                continue
            path, places, branches = [], {}, []
            node = start
            while True:
                if node in places:
                    return path[places[node]:] + [node]
                if node not in seen:
                    seen.add(node)
                    places[node] = len(path)
                    path.append(node)
                    branches.append(iter(self._nodes[node].successors))
                while branches:
                    for node in branches[-1]:
                        break
                    else:
                        branches.pop()
                        del places[path.pop()]
                        continue
                    break
                else:
                    break
        return None

    def static_order(self):
        """Iterate over all nodes in order."""
        self.prepare()
        while self.is_active():
            group = self.get_ready()
            yield from group
            self.done(*group)

    __class_getitem__ = classmethod(type(list[int]))
