# select, poll, epoll and selectors over socket pairs.
import select
import selectors
import socket

a, b = socket.socketpair()
print(select.select([a], [], [], 0), select.select([a], [b], [a, b], 0) == ([], [b], []))
b.send(b"x")
print(select.select([a, b], [], []) == ([a], [], []), select.select([a.fileno()], (), (), 1)[0] == [a.fileno()])
for args in ((1, [], []), ([a], [], [], "x"), ([a], [], [], -1), ([-1], [], []), (["x"], [], [])):
    try:
        select.select(*args)
    except Exception as e:
        print(type(e).__name__, e)

p = select.poll()
p.register(a, select.POLLIN)
p.register(b)
print(sorted(p.poll(0)) == sorted([(a.fileno(), 1), (b.fileno(), 4)]))
p.modify(a, select.POLLOUT)
p.unregister(b)
print(p.poll() == [(a.fileno(), 4)])
for call in (lambda: p.unregister(b), lambda: p.modify(b, 1), lambda: p.register("x"), lambda: p.poll("x"), lambda: p.register(a, -1)):
    try:
        call()
    except Exception as e:
        print(type(e).__name__, "KEY" if isinstance(e, KeyError) else e)

with select.epoll() as ep:
    ep.register(a.fileno(), select.EPOLLIN)
    print(ep.poll(0) == [(a.fileno(), select.EPOLLIN)], ep.closed, ep.fileno() > 2)
    ep.modify(a, select.EPOLLOUT | select.EPOLLIN)
    print(ep.poll(timeout=1, maxevents=1) == [(a.fileno(), 5)])
    for call in (lambda: ep.register(a, 1), lambda: ep.unregister(b), lambda: ep.poll(0, 0)):
        try:
            call()
        except Exception as e:
            print(type(e).__name__, e)
    ep.unregister(a)
    print(ep.poll(0))
print(ep.closed)
try:
    ep.poll()
except ValueError as e:
    print(e)

for kind in selectors.SelectSelector, selectors.PollSelector, selectors.EpollSelector:
    with kind() as s:
        key = s.register(a, selectors.EVENT_READ | selectors.EVENT_WRITE, "both")
        print(kind.__name__, key.fileobj is a, key.fd == a.fileno(), key.events, key.data)
        print([(k.data, events) for k, events in s.select(0)])
        s.modify(a, selectors.EVENT_READ, data="read")
        s.register(b.fileno(), selectors.EVENT_READ, "other")
        print([(k.data, events) for k, events in s.select()], len(s.get_map()), s.get_key(a).data, b in s.get_map())
        for call in (lambda: s.register(a, 1), lambda: s.register(b, 9), lambda: s.register("x", 1), lambda: s.register(-3, 1),
                     lambda: s.unregister(99999)):
            try:
                call()
            except Exception as e:
                print(type(e).__name__, "registered" if "registered" in str(e) else e)
        print(s.unregister(a).data, s.unregister(b).data, s.select(0.001))
    print(s.get_map())
print(issubclass(selectors.DefaultSelector, selectors.BaseSelector), selectors.DefaultSelector.__name__)
a.close()
b.close()
