# Mock, MagicMock, AsyncMock, call, sentinel, seal.
import asyncio
import inspect
import re
from unittest.mock import ANY, AsyncMock, DEFAULT, MagicMock, Mock, NonCallableMock, PropertyMock, call, mock_open, seal, sentinel


def show(obj):
    return re.sub(r" id='\d+'", "", repr(obj))


def tell(function, *args, **kw):
    try:
        print(function.__name__ if hasattr(function, "__name__") else "call", "->", show(function(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, show(str(e)))


m = Mock(name="m")
print(show(m), show(m.a.b), show(m()), show(m.a().b(1)), m.a is m.a)
m.reset_mock()
m.a.b(1, k=2)
m(3)
m.a().c()
print(m.mock_calls, m.method_calls, m.call_args, m.call_count, m.called)
print(m.a.b.call_args.args, m.a.b.call_args.kwargs, m.a.b.call_args == ((1,), {"k": 2}))
print(m.mock_calls == [call.a.b(1, k=2), call(3), call.a(), call.a().c()])
tell(m.assert_called_with, 4)
tell(m.assert_called_once_with, 3)
tell(m.a.b.assert_called_with, 1)
tell(m.assert_has_calls, [call(3), call.a()])
tell(m.assert_has_calls, [call(4)])
tell(m.assert_has_calls, [call.a(), call(3)], any_order=True)
tell(m.assert_has_calls, [call(9)], any_order=True)
tell(m.assert_any_call, 3)
tell(m.assert_any_call, 8)
tell(m.assert_not_called)
tell(Mock().assert_called)
tell(Mock().assert_called_once)
tell(lambda: m.asert_foo)
tell(lambda: m.called_once)
print(m.mock_calls[0] == call.a.b(ANY, k=ANY), call(1, 2).args, call.x.y(1).call_list(), show(call.x(1).y), call == call)

effects = Mock(side_effect=[1, ValueError("two"), 3])
for _ in range(4):
    tell(effects)
print(Mock(side_effect=lambda x: x * 2)(4), Mock(side_effect=lambda: DEFAULT, return_value=5)())
tell(Mock(side_effect=KeyError("k")))
conf = Mock(**{"meth.return_value": 3, "attr.sub": 7, "plain": 1})
print(conf.meth(), conf.attr.sub, conf.plain)


class Spec:
    attr = 1

    def meth(self, a, b=2):
        return a

    async def co(self):
        pass

    @property
    def prop(self):
        return 3


s = Mock(spec=Spec)
print(isinstance(s, Spec), s.__class__ is Spec, show(s))
tell(lambda: s.nothing)
s.other = 1
tell(setattr, Mock(spec_set=Spec), "other", 1)
print(inspect.iscoroutinefunction(s.co), isinstance(s.co, AsyncMock), show(Mock(spec=["x"]).x))
tell(lambda: Mock(spec=["x"]).y)
tell(lambda: Mock(spec=Mock()))
tell(NonCallableMock())

mm = MagicMock()
print(len(mm), list(mm), int(mm), bool(mm), mm == mm, mm == 1, mm != 1, 1 in mm, str(mm).startswith("<MagicMock id="))
mm.__getitem__.return_value = "item"
mm.__len__.return_value = 5
mm.__iter__.return_value = iter([1, 2])
print(mm["x"], len(mm), list(mm), mm.__getitem__.call_args)
with mm as entered:
    pass
mm.__enter__.assert_called_once_with()
print(mm.__exit__.call_args, show(mm + 1), show(mm.__add__.call_args))
tell(lambda: mm < 1)
plain = Mock()
tell(lambda: len(plain))
plain.__len__ = lambda self: 9
plain.__str__ = Mock(return_value="text")
print(len(plain), str(plain))
tell(setattr, plain, "__init__", 1)
del mm.gone
tell(lambda: mm.gone)
del mm.__len__
tell(lambda: len(mm))
mm.attach_mock(plain, "child")
mm.child(1)
print(mm.mock_calls[-1])
mm.reset_mock(return_value=True, side_effect=True)
print(mm.mock_calls, show(mm.child))

real = Mock(wraps=Spec())
print(real.meth(5), real.attr is Spec.attr, real.meth.call_args)


class Holder:
    value = PropertyMock(return_value=10)


h = Holder()
h.value = 4
print(h.value, Holder.__dict__["value"].mock_calls)
sealed = Mock()
sealed.known.deep = 2
seal(sealed)
tell(lambda: sealed.unknown)
tell(lambda: sealed.known())
print(sentinel.one, sentinel.one is sentinel.one, repr(ANY), ANY == 3, [ANY] == [object()])
print([name for name in dir(Mock(spec=["x", "y"])) if not name.startswith("assert")])


async def main():
    a = AsyncMock(return_value=4, name="a")
    print(await a(1, k=2), a.await_count, a.await_args, asyncio.iscoroutinefunction(a), inspect.iscoroutinefunction(a), show(a))
    a.assert_awaited_once_with(1, k=2)
    tell(a.assert_not_awaited)
    tell(a.assert_awaited_with, 9)
    tell(a.assert_has_awaits, [call(2)])
    tell(AsyncMock().assert_awaited)
    made = a()
    print(inspect.iscoroutine(made), a.call_count, a.await_count)
    await made
    for effect in [1, 2], ValueError("e"), None:
        b = AsyncMock(side_effect=effect)
        for _ in range(3):
            try:
                print(show(await b()))
            except (Exception, StopAsyncIteration) as e:
                print(type(e).__name__, e)

    async def effect(x):
        return x + 1

    print(await AsyncMock(side_effect=effect)(1), await AsyncMock(wraps=effect)(2))
    ctx = MagicMock()
    async with ctx as value:
        print(show(value))
    ctx.__aiter__.return_value = [1, 2, 3]
    print([i async for i in ctx])


asyncio.run(main())
handle = mock_open(read_data="one\ntwo\n")
with handle("name") as f:
    print(f.read())
print(list(handle()), handle().readlines(), handle().readline(), handle.mock_calls[:2])
