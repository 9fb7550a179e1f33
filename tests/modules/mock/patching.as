# patch in its forms, create_autospec, AsyncMock.
import asyncio
import os
import sys
from unittest import mock
from unittest.mock import AsyncMock, MagicMock, Mock, call, create_autospec, patch


def show(f, *args, **kwargs):
    try:
        print("->", f(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


with patch("os.getcwd") as m:
    m.return_value = "/patched"
    print(os.getcwd(), type(m).__name__, m.call_count)
print(os.getcwd() != "/patched")


@patch("os.path.exists", return_value=True)
@patch("os.getpid")
def decorated(pid, exists, extra=1):
    pid.return_value = 42
    return os.path.exists("/nowhere"), os.getpid(), extra


print(decorated(), decorated(extra=5), os.path.exists("/nowhere/at/all"), decorated.__name__)


class Target:
    value = 1

    def method(self, a):
        return a

    @classmethod
    def cm(cls):
        return "cm"

    @staticmethod
    def sm():
        return "sm"


with patch.object(Target, "value", 2), patch.object(Target, "method", autospec=True) as m, patch.object(Target, "cm") as cm, patch.object(Target, "sm", lambda: "patched"):
    t = Target()
    m.return_value = "auto"
    cm.return_value = "cm patched"
    print(Target.value, t.method(1), m.call_args[0][1:], Target.cm(), Target.sm())
    show(t.method)
print(Target.value, Target().method(3), Target.cm(), Target.sm(), Target.__dict__["cm"].__class__.__name__)
show(lambda: patch.object(Target, "missing").start())
with patch.object(Target, "missing", 5, create=True):
    print(Target.missing)
print(hasattr(Target, "missing"))
for bad in ("nodots", 5):
    show(patch, bad)
show(lambda: patch("no_such_module.x").start())
show(patch, "os.x", new=1, new_callable=dict)
show(lambda: patch("os.getcwd", 1, foo=2).start())
show(patch.object, "str", "x")
with patch.dict(os.environ, {"ASTER_A": "1"}, ASTER_B="2"):
    print(os.environ["ASTER_A"], os.environ["ASTER_B"])
print("ASTER_A" in os.environ)
d = {"x": 1}
with patch.dict(d, {"y": 2}, clear=True) as inside:
    print(d, inside is d)
print(d)
with patch.dict("sys.modules", {"imaginary": MagicMock(value=9)}):
    import imaginary
    print(imaginary.value)


@patch.dict(d, z=3)
def in_dict():
    return d


print(in_dict() == {"x": 1}, d)
with patch.multiple("os", getpid=mock.DEFAULT, getppid=Mock(return_value=2)) as values:
    values["getpid"].return_value = 1
    print(os.getpid(), os.getppid(), list(values))
show(patch.multiple, "os")
p = patch("os.getpid", return_value=77)
p.start()
print(os.getpid())
p.stop()
print(os.getpid() != 77, p.stop())
patch("os.getpid", lambda: 5).start()
patch.object(Target, "value", 9).start()
print(os.getpid(), Target.value)
patch.stopall()
print(os.getpid() != 5, Target.value)


@patch.object(Target, "value", "class")
class Tests:
    def test_one(self):
        return Target.value

    def other(self):
        return Target.value


print(Tests().test_one(), Tests().other())
with patch.object(Target, "method", spec=True) as m:
    show(lambda: m.nonexistent)
with patch.object(sys.modules[__name__], "Target") as T:
    T.return_value.method.return_value = "instance"
    print(Target().method(1), T.mock_calls)
with patch.object(sys.modules[__name__], "Target", new_callable=dict) as T:
    print(T)


def func(a, b, *, c=3):
    "doc of func"


f = create_autospec(func, return_value="ok")
print(f(1, 2), f.__name__, f.__doc__, f.call_args, f.called, f.mock_calls)
show(f, 1)
show(f, 1, 2, d=4)
f.assert_called_once_with(1, b=2)
f.assert_called_once_with(a=1, b=2)
show(f.assert_called_with, 9, 9)
A = create_autospec(Target)
inst = A()
print(isinstance(inst, Target), inst.method(1) is not None)
show(inst.method)
show(lambda: inst.nope)
print(A.mock_calls, inst.method.call_args)
i = create_autospec(Target, instance=True)
show(i)
i.method.return_value = 4
print(i.method(a=1), i.method.mock_calls)


async def main():
    m = AsyncMock(return_value=3)
    print(asyncio.iscoroutinefunction(m), await m(1, a=2), m.await_count, m.await_args, m.await_args_list)
    m.assert_awaited_once_with(1, a=2)
    m.side_effect = [1, ValueError("v")]
    print(await m())
    for _ in range(2):
        try:
            await m()
        except (ValueError, StopAsyncIteration) as e:
            print(type(e).__name__, e)

    async def effect(x):
        return x * 2

    m.side_effect = effect
    print(await m(21))
    c = m(5)
    print(m.call_count, m.await_count)
    await c
    print(m.await_count)
    for check in ("assert_not_awaited", "assert_awaited_once"):
        show(getattr(m, check))
    show(m.assert_awaited_with, 9)
    show(m.assert_any_await, 9)
    m.assert_any_await(21)
    m.assert_has_awaits([call(21), call(5)])
    show(m.assert_has_awaits, [call(5), call(21)])
    fresh = AsyncMock(name="fresh")
    show(fresh.assert_awaited)
    show(fresh.assert_awaited_with, 1)
    show(fresh.assert_awaited_once)

    class Client:
        async def get(self, url):
            return "real"

        def close(self):
            return "closed"

        async def __aenter__(self):
            return self

        async def __aexit__(self, *a):
            pass

        async def __aiter__(self):
            yield 1

    client = MagicMock(spec=Client)
    client.get.return_value = "mocked"
    print(type(client.get).__name__, await client.get("u"), type(client.close).__name__)
    async with client as entered:
        print(entered is client.__aenter__.return_value)
    mm = MagicMock()
    mm.__aiter__.return_value = [1, 2, 3]
    print([x async for x in mm], type(mm.__aenter__).__name__)
    with patch.object(Client, "get") as get:
        get.return_value = "patched"
        print(type(get).__name__, await Client().get("x"))

    @patch.object(Client, "get", AsyncMock(return_value="deco"))
    async def decorated():
        return await Client().get("y")

    print(await decorated(), asyncio.iscoroutinefunction(decorated))


asyncio.run(main())
