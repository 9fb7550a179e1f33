# SPDX-License-Identifier: MIT
"""One wait for many file objects: select(), poll() and epoll behind one interface."""
import abc
import collections
import select
from collections.abc import Mapping
from math import ceil

EVENT_READ, EVENT_WRITE = 1, 2
_BOTH = EVENT_READ | EVENT_WRITE

SelectorKey = collections.namedtuple("SelectorKey", "fileobj fd events data")
SelectorKey.__doc__ = "SelectorKey(fileobj, fd, events, data): a file object with its descriptor, what it waits for, and data attached to it."


def _descriptor(thing):
    """The number behind an integer or an object with fileno()."""
    number = thing
    if not isinstance(thing, int):
        try:
            number = int(thing.fileno())
        except (AttributeError, TypeError, ValueError):
            raise ValueError(f"Invalid file object: {thing!r}") from None
    if number >= 0:
        return number
    raise ValueError(f"Invalid file descriptor: {number}")


def _unknown(fileobj):
    return KeyError(f"{fileobj!r} is not registered")


class BaseSelector(metaclass=abc.ABCMeta):
    """The interface. A subclass gives register(), unregister(), select() and get_map()."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    @abc.abstractmethod
    def get_map(self):
        """The mapping from file objects to their keys; None once closed."""
        raise NotImplementedError

    @abc.abstractmethod
    def select(self, timeout=None):
        """A list of (key, events) for what is ready, after at most `timeout` seconds (None: however long it takes)."""
        raise NotImplementedError

    @abc.abstractmethod
    def register(self, fileobj, events, data=None):
        """Begin to watch fileobj for events. The new key is returned."""
        raise NotImplementedError

    @abc.abstractmethod
    def unregister(self, fileobj):
        """Watch fileobj no longer. The key it had is returned."""
        raise NotImplementedError

    def modify(self, fileobj, events, data=None):
        """Watch for other events, or with other data."""
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    def get_key(self, fileobj):
        """The key of something registered; KeyError for anything else."""
        if (known := self.get_map()) is None:
            raise RuntimeError("Selector is closed")
        try:
            found = known[fileobj]
        except KeyError:
            raise _unknown(fileobj) from None
        return found

    def close(self):
        """Give back what the system lent. The selector is of no use after."""


class _Keys(Mapping):
    """What get_map() returns: a live view of a selector's keys, asked by file object, iterated by descriptor."""

    def __init__(self, owner):
        self._owner = owner

    def __iter__(self):
        return iter(self._owner._keys)

    def __len__(self):
        return len(self._owner._keys)

    def __getitem__(self, fileobj):
        if found := self.get(fileobj):
            return found
        raise _unknown(fileobj)

    def get(self, fileobj, default=None):
        owner = self._owner
        return owner._keys.get(owner._number(fileobj), default)


class _Table(BaseSelector):
    """The bookkeeping of every selector here. What the system must be told goes through three hooks:

    _watch(fd, events) and _forget(fd), called once the table has changed, and _switch(), for other events of a known key.
    """

    def __init__(self):
        self._keys = {}  # by descriptor
        self._view = _Keys(self)

    def get_map(self):
        return self._view

    def close(self):
        self._view = None
        self._keys.clear()

    def _number(self, fileobj):
        try:
            return _descriptor(fileobj)
        except ValueError:
            # Closed since, perhaps: then only the table still knows which number it had.
            held = [key.fd for key in self._keys.values() if key.fileobj is fileobj]
            if not held:
                raise
            return held[0]

    def register(self, fileobj, events, data=None):
        if not events or events & ~_BOTH:
            raise ValueError(f"Invalid events: {events!r}")
        fd = self._number(fileobj)
        if fd in self._keys:
            raise KeyError(f"{fileobj!r} (FD {fd}) is already registered")
        key = self._keys[fd] = SelectorKey(fileobj, fd, events, data)
        try:
            self._watch(fd, events)
        except BaseException:
            del self._keys[fd]
            raise
        return key

    def unregister(self, fileobj):
        key = self._keys.pop(self._number(fileobj), None)
        if key is None:
            raise _unknown(fileobj) from None
        self._forget(key.fd)
        return key

    def modify(self, fileobj, events, data=None):
        key = self._keys.get(self._number(fileobj))
        if key is None:
            raise _unknown(fileobj) from None
        if events != key.events:
            return self._switch(key, fileobj, events, data)
        return key if data == key.data else self._store(key, events, data)

    def _switch(self, key, fileobj, events, data):
        self.unregister(fileobj)
        return self.register(fileobj, events, data)

    def _store(self, key, events, data):
        fd = key.fd
        self._keys[fd] = changed = SelectorKey(key.fileobj, fd, events, data)
        return changed


class SelectSelector(_Table):
    """With select(): everywhere, but only for small descriptors."""

    def __init__(self):
        super().__init__()
        self._wanted = {EVENT_READ: set(), EVENT_WRITE: set()}

    def _watch(self, fd, events):
        for event, fds in self._wanted.items():
            if events & event:
                fds.add(fd)

    def _forget(self, fd):
        for fds in self._wanted.values():
            fds.discard(fd)

    def select(self, timeout=None):
        if timeout is not None and timeout < 0:
            timeout = 0
        try:
            lists = select.select(self._wanted[EVENT_READ], self._wanted[EVENT_WRITE], (), timeout)
        except InterruptedError:
            return []
        seen = {}
        for event, fds in zip(self._wanted, lists):
            for fd in fds:
                seen[fd] = seen.get(fd, 0) | event
        keys = self._keys
        return [(key, events & key.events) for fd, events in seen.items() if (key := keys.get(fd))]


class _Polling(_Table):
    """With an object of the select module that is told of changes as they come. `_IN` and `_OUT` are its bits."""

    def __init__(self):
        super().__init__()
        self._poller = self._make()

    def _bits(self, events):
        bits = 0
        if events & EVENT_READ:
            bits = self._IN
        if events & EVENT_WRITE:
            bits |= self._OUT
        return bits

    def _watch(self, fd, events):
        self._poller.register(fd, self._bits(events))

    def _forget(self, fd):
        try:
            self._poller.unregister(fd)
        except OSError:
            pass  # closing it took it away already

    def _switch(self, key, fileobj, events, data):
        try:
            self._poller.modify(key.fd, self._bits(events))
        except BaseException:
            del self._keys[key.fd]
            raise
        return self._store(key, events, data)

    def select(self, timeout=None):
        # In whole milliseconds, rounded up: a wait that ends early would only be begun again.
        if timeout is not None:
            timeout = ceil(timeout * 1000) if timeout > 0 else 0
        try:
            reports = self._wait(timeout)
        except InterruptedError:
            return []
        keys, not_in, not_out = self._keys, ~self._IN, ~self._OUT
        ready = []
        for fd, bits in reports:
            if key := keys.get(fd):
                # Errors and hang-ups are neither bit, and so count as both.
                ready.append((key, key.events & ((bits & not_out and EVENT_READ) | (bits & not_in and EVENT_WRITE))))
        return ready


class PollSelector(_Polling):
    """With poll()."""
    _make, _IN, _OUT = select.poll, select.POLLIN, select.POLLOUT

    def _wait(self, milliseconds):
        return self._poller.poll(milliseconds)


class EpollSelector(_Polling):
    """With epoll, whose cost is that of what is ready, not of what is watched."""
    _make, _IN, _OUT = select.epoll, select.EPOLLIN, select.EPOLLOUT

    def _wait(self, milliseconds):
        seconds = -1 if milliseconds is None else milliseconds * 1e-3
        return self._poller.poll(seconds, len(self._keys) or 1)

    def fileno(self):
        return self._poller.fileno()

    def close(self):
        self._poller.close()
        super().close()


DefaultSelector = EpollSelector
