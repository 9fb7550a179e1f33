# Mocks: calls noted, return values, side effects, specs, special methods, assertions.
from unittest.mock import ANY, DEFAULT, MagicMock, Mock, NonCallableMock, PropertyMock, call, create_autospec, mock_open, seal, sentinel


def show(f, *args, **kwargs):
    try:
        print("->", f(*args, **kwargs))
    except (Exception, AssertionError) as e:
        print(type(e).__name__, e)


m = Mock()
print(m(1, 2, a=3) is m.return_value, m.called, m.call_count, m.call_args, m.call_args.args, m.call_args.kwargs)
m.method(1)
m.attr.deep("x").then(2)
print(m.mock_calls)
print(m.method_calls)
print(m.attr.mock_calls, m.attr.deep.call_args_list)
print(m.call_args == call(1, 2, a=3), m.mock_calls[1] == call.method(1), call.attr.deep("x").then(2).call_list())
m.reset_mock()
print(m.called, m.mock_calls, m.method.called)
m.return_value = 5
m.side_effect = None
print(m(), m())
m.side_effect = [1, ValueError("second"), 3]
show(m)
show(m)
show(m)
show(m)
m.side_effect = lambda x: DEFAULT if x else "effect"
print(m(0), m(1))
m.side_effect = KeyError("k")
show(m)
for name in ("assert_called_with", "assert_called_once_with", "assert_any_call"):
    f = Mock(name="func")
    show(getattr(f, name), 1, b=2)
    f(1, b=2)
    show(getattr(f, name), 1, b=2)
    f(3)
    show(getattr(f, name), 1, b=2)
f = Mock(name="func")
show(f.assert_called)
show(f.assert_called_once)
show(f.assert_not_called)
f(1)
show(f.assert_called)
show(f.assert_called_once)
show(f.assert_not_called)
f(2)
f(3)
show(f.assert_called_once)
show(f.assert_has_calls, [call(1), call(2)])
show(f.assert_has_calls, [call(2), call(1)])
show(f.assert_has_calls, [call(2), call(1)], any_order=True)
show(f.assert_has_calls, [call(2), call(9)], any_order=True)
f.assert_called_with(ANY)
print(ANY == 5, ANY != 5, ANY, sentinel.thing, sentinel.thing is sentinel.thing, sentinel.a == sentinel.b)
show(lambda: f.assert_foo)
show(lambda: f.called_with)
print(repr(Mock(name="bob")).partition(" id=")[0], repr(Mock().a.b()).partition(" id=")[0], repr(MagicMock(spec=dict)).partition(" id=")[0])


class Thing:
    attr = 1

    def method(self, a, b=2):
        "doc"

    def __len__(self):
        return 1


s = Mock(spec=Thing)
print(isinstance(s, Thing), s.method(1) is not None, s.__class__ is Thing)
show(lambda: s.nothing)
s.other = 1
print(s.other)
ss = Mock(spec_set=Thing)
show(setattr, ss, "other", 1)
show(lambda: Mock(spec=["a", "b"]).c)
print(isinstance(MagicMock(spec=Thing()).method, Mock), len(MagicMock(spec=Thing)))
show(len, Mock())
show(lambda: NonCallableMock()())
m = MagicMock()
print(len(m), bool(m), int(m), float(m), complex(m), list(m), 5 in m, str(m).startswith("<MagicMock id="), hash(m) == hash(m), m == m, m == 5, m != m, m[1] is m[2])
m.__len__.return_value = 7
m.__getitem__.side_effect = lambda i: i * 2
m.__iter__.return_value = [1, 2]
m.__contains__.return_value = True
m.__str__.return_value = "text"
m.__eq__.return_value = True
print(len(m), m[21], list(m), list(m), 9 in m, str(m), m == 3)
with m as entered:
    print(entered is m.__enter__.return_value)
print(m.__exit__.call_args, m.__getitem__.call_args_list)
m.__add__.return_value = "sum"
print(m + 1, isinstance(m - 1, MagicMock))
show(lambda: m < 5)
n = Mock()
n.__len__ = Mock(return_value=3)
n.__call__ = lambda self: 1
n.__getitem__ = lambda self, i: ("got", i)
print(len(n), n["x"])
show(setattr, n, "__new__", 1)
del m.gone
show(lambda: m.gone)
m.configure_mock(**{"a.b.return_value": 3, "c": 4, "d.side_effect": OSError("x")})
print(m.a.b(), m.c)
show(m.d)
print(Mock(**{"x.y.return_value": 9, "z": 1}).x.y(), Mock(return_value=2, side_effect=None)())
p = Mock()
child = Mock(return_value="child")
p.attach_mock(child, "kid")
print(p.kid(5), p.mock_calls)
w = Mock(wraps=[3, 1, 2])
print(w.index(1), w.index.call_args, w.sort() is None)
print(sorted(x for x in dir(Mock()) if x.startswith("assert_called")), "foo" in dir(Mock(foo=1)))
q = type("Q", (), {"prop": PropertyMock(return_value=5)})
o = q()
print(o.prop)
o.prop = 6
print(vars(q)["prop"].mock_calls)
sealed = Mock()
sealed.known.return_value = 1
seal(sealed)
print(sealed.known())
show(lambda: sealed.unknown)
show(lambda: sealed.known.deeper)
op = mock_open(read_data="one\ntwo\nthree")
with op("file", "r") as fh:
    print(fh.readline(), fh.read(), fh.read())
print(list(op("again")), op("third").readlines(), op.mock_calls[0], op.call_count)
out = mock_open()
with out("w", "w") as fh:
    fh.write("text")
print(out().write.call_args, out().close.called)
print(call(1, a=2), call.a.b(3), call().x(), call == call, call(1) == call(1, b=2), ("name", (1,), {}) == call.name(1), call.count("a"))
