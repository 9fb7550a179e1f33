# SPDX-License-Identifier: MIT
"""A set that does not keep its members alive."""
from _weakref import ref

__all__ = ["WeakSet"]

_OWN = {"data", "_remove", "_dead", "_iterating"}   # what is no part of a pickled set's state


def _refs(items):
    return {ref(item) for item in items}


class WeakSet:
    # data holds weak references. One that dies takes itself out, or, while somebody iterates, goes to _dead first.

    def __init__(self, data=None):
        whose = ref(self)

        def forget(reference):
            weak_set = whose()
            if weak_set is not None:
                (weak_set._dead.append if weak_set._iterating else weak_set.data.discard)(reference)

        self.data, self._dead, self._iterating, self._remove = set(), [], 0, forget
        if data is not None:
            self.update(data)

    def _swept(self):
        """The set of references, without the dead."""
        references, dead = self.data, self._dead
        while dead:
            references.discard(dead.pop())
        return references

    # One member.

    def add(self, item):
        self._swept().add(ref(item, self._remove))

    def discard(self, item):
        self._swept().discard(ref(item))

    def remove(self, item):
        self._swept().remove(ref(item))

    def pop(self):
        references = self._swept()
        while references:
            item = references.pop()()
            if item is not None:
                return item
        raise KeyError("pop from empty WeakSet")

    def __contains__(self, item):
        try:
            wanted = ref(item)
        except TypeError:   # what cannot be referred to weakly is no member
            return False
        return wanted in self.data

    # All members.

    def __len__(self):
        return len(self.data) - len(self._dead)

    def __iter__(self):
        self._iterating += 1
        try:
            for reference in self.data:
                if (item := reference()) is not None:
                    yield item
        finally:
            self._iterating -= 1
            if self._iterating == 0:
                self._swept()

    def __repr__(self):
        return repr(self.data)

    def __reduce__(self):
        state, slots = self.__getstate__(), None
        if isinstance(state, tuple):
            state, slots = state
        extra = {name: state[name] for name in state if name not in _OWN}
        return self.__class__, (list(self),), (extra, slots) if slots else extra or None

    def copy(self):
        return self.__class__(self)

    def clear(self):
        self._swept().clear()

    # Comparisons: the other side is any iterable.

    def issuperset(self, other):
        return self.data >= _refs(other)

    def issubset(self, other):
        return self.data <= _refs(other)

    def isdisjoint(self, other):
        return not self.intersection(other)

    __ge__, __le__ = issuperset, issubset

    def __gt__(self, other):
        return self.data > _refs(other)

    def __lt__(self, other):
        return self.data < _refs(other)

    def __eq__(self, other):
        return self.data == _refs(other) if isinstance(other, self.__class__) else NotImplemented

    # New sets.

    def _changed(self, change, other):
        result = self.copy()
        getattr(result, change)(other)
        return result

    def union(self, other):
        def both():
            yield from self
            yield from other
        return self.__class__(both())

    def intersection(self, other):
        return self.__class__(filter(self.__contains__, other))

    def difference(self, other):
        return self._changed("difference_update", other)

    def symmetric_difference(self, other):
        return self._changed("symmetric_difference_update", other)

    __or__, __and__, __sub__, __xor__ = union, intersection, difference, symmetric_difference

    # Changes to this one. The update methods are the operators, so that a subclass has one place to change.

    def update(self, other):
        self._swept()
        for item in other:
            self.add(item)

    def __ior__(self, other):
        self.update(other)
        return self

    def __iand__(self, other):
        self._swept().intersection_update(map(ref, other))
        return self

    def __isub__(self, other):
        mine = self._swept()
        mine -= mine.copy() if other is self else _refs(other)
        return self

    def __ixor__(self, other):
        mine = self._swept()
        if other is not self:
            mine ^= {ref(item, self._remove) for item in other}
        else:
            mine.clear()
        return self

    def intersection_update(self, other):
        self.__iand__(other)

    def difference_update(self, other):
        self.__isub__(other)

    def symmetric_difference_update(self, other):
        self.__ixor__(other)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)
