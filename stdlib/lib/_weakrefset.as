# SPDX-License-Identifier: MIT
"""A set that does not keep its members alive."""
from _weakref import ref

__all__ = ["WeakSet"]


class WeakSet:
    def __init__(self, data=None):
        self.data = members = set()
        me = ref(self)

        def discard(reference):
            owner = me()
            if owner is None:
                return
            if owner._iterating:
                owner._dead.append(reference)
            else:
                owner.data.discard(reference)

        self._remove = discard
        self._dead = []         # died while somebody iterated
        self._iterating = 0
        if data is not None:
            self.update(data)

    def _sweep(self):
        while self._dead:
            self.data.discard(self._dead.pop())

    def __iter__(self):
        self._iterating += 1
        try:
            for reference in self.data:
                item = reference()
                if item is not None:
                    yield item
        finally:
            self._iterating -= 1
            if not self._iterating:
                self._sweep()

    def __len__(self):
        return len(self.data) - len(self._dead)

    def __contains__(self, item):
        try:
            reference = ref(item)
        except TypeError:
            return False
        return reference in self.data

    def __reduce__(self):
        state = self.__getstate__()
        own, slots = state if isinstance(state, tuple) else (state, None)
        own = {name: value for name, value in own.items() if name not in ("data", "_remove", "_dead", "_iterating")}
        return self.__class__, (list(self),), (own, slots) if slots else own or None

    def add(self, item):
        if self._dead:
            self._sweep()
        self.data.add(ref(item, self._remove))

    def clear(self):
        self._sweep()
        self.data.clear()

    def copy(self):
        return self.__class__(self)

    def pop(self):
        self._sweep()
        while True:
            try:
                reference = self.data.pop()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            item = reference()
            if item is not None:
                return item

    def remove(self, item):
        self._sweep()
        self.data.remove(ref(item))

    def discard(self, item):
        self._sweep()
        self.data.discard(ref(item))

    def update(self, other):
        self._sweep()
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def difference(self, other):
        result = self.copy()
        result.difference_update(other)
        return result

    __sub__ = difference

    def difference_update(self, other):
        self.__isub__(other)

    def __isub__(self, other):
        self._sweep()
        if self is other:
            self.data.clear()
        else:
            self.data.difference_update(ref(item) for item in other)
        return self

    def intersection(self, other):
        return self.__class__(item for item in other if item in self)

    __and__ = intersection

    def intersection_update(self, other):
        self.__iand__(other)

    def __iand__(self, other):
        self._sweep()
        self.data.intersection_update(ref(item) for item in other)
        return self

    def issubset(self, other):
        return self.data.issubset(ref(item) for item in other)

    __le__ = issubset

    def __lt__(self, other):
        return self.data < set(map(ref, other))

    def issuperset(self, other):
        return self.data.issuperset(ref(item) for item in other)

    __ge__ = issuperset

    def __gt__(self, other):
        return self.data > set(map(ref, other))

    def __eq__(self, other):
        if not isinstance(other, self.__class__):
            return NotImplemented
        return self.data == set(map(ref, other))

    def symmetric_difference(self, other):
        result = self.copy()
        result.symmetric_difference_update(other)
        return result

    __xor__ = symmetric_difference

    def symmetric_difference_update(self, other):
        self.__ixor__(other)

    def __ixor__(self, other):
        self._sweep()
        if self is other:
            self.data.clear()
        else:
            self.data.symmetric_difference_update(ref(item, self._remove) for item in other)
        return self

    def union(self, other):
        return self.__class__(item for source in (self, other) for item in source)

    __or__ = union

    def isdisjoint(self, other):
        return len(self.intersection(other)) == 0

    def __repr__(self):
        return repr(self.data)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)
