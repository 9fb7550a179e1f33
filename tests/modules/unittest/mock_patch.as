# patch in all its forms, and create_autospec.
import asyncio
import os
import re
import sys
from unittest.mock import AsyncMock, DEFAULT, MagicMock, Mock, NonCallableMagicMock, create_autospec, call, patch, sentinel


def show(obj):
    return re.sub(r" at 0x[0-9a-f]+", "", re.sub(r" id='\d+'", "", str(obj)))


def tell(function, *args, **kw):
    try:
        print("->", show(function(*args, **kw)))
    except Exception as e:
        print(type(e).__name__, show(e))


class Target:
    attr = "original"

    def meth(self, a, b=1):
        return a

    @staticmethod
    def static(x):
        return x

    @classmethod
    def cls(cls, x):
        return x

    async def co(self, x):
        return x

    def __call__(self, z):
        return z


def function(a, *, b=2):
    return a


async def coro(a):
    return a


HERE = __name__
here = sys.modules[HERE]

with patch(HERE + ".function") as f:
    print(show(f), show(function(1)), f.mock_calls)
print(function(1))
with patch(HERE + ".coro") as f:
    print(type(f).__name__)
with patch.object(Target, "attr", "patched"):
    print(Target.attr)
print(Target.attr)
t = Target()
with patch.object(t, "attr", sentinel.x):
    print(t.attr, t.__dict__)
print(t.attr, t.__dict__)


@patch.object(Target, "meth")
@patch(HERE + ".function", return_value=7)
def decorated(first, second, extra=1):
    print(show(first), show(second), extra, function(), show(Target().meth()))


decorated(extra=2)


@patch.multiple(Target, attr=DEFAULT, cls=1)
def multiple(attr):
    print(show(attr), Target.cls, show(Target.attr))


multiple()


@patch.dict(os.environ, {"ONE": "1"})
def env():
    return os.environ.get("ONE")


print(env(), os.environ.get("ONE"))
d = {"a": 1, "b": 2}
with patch.dict(d, {"c": 3}, clear=True, e=5) as inside:
    print(d, inside is d)
with patch.dict(d, a=9):
    del d["b"]
print(d)


@patch(HERE + ".function")
class Tests:
    def test_one(self, f):
        return f is function

    def other(self):
        return function(3)


print(Tests().test_one(), Tests().other())
patcher = patch(HERE + ".function", new_callable=lambda: lambda: "new")
patcher.start()
print(function())
patcher.stop()
print(patcher.stop())
patch(HERE + ".function").start()
patch.dict(d, z=1).start()
patch.stopall()
print(function(4), d)


@patch(HERE + ".function")
async def async_decorated(f):
    await asyncio.sleep(0)
    return show(f)


print(asyncio.run(async_decorated()))
tell(patch, "nodots")
tell(patch("nowhere.at.all").start)
tell(patch(HERE + ".missing").start)
with patch(HERE + ".missing", create=True, new=5):
    print(missing)
print(hasattr(here, "missing"))
tell(patch, HERE + ".function", new=1, new_callable=Mock)
tell(patch, HERE + ".function", autospect=True)
tell(patch(HERE + ".function", new=1, autospec=True).start)
tell(patch.object, "text", "attr")
tell(patch.multiple, Target)

with patch(HERE + ".Target", spec=True) as T:
    print(show(T), show(T.return_value), isinstance(T(), Target) if isinstance(Target, type) else type(T()).__name__)
    tell(lambda: T.nothing)
with patch(HERE + ".Target", autospec=True) as T:
    tell(lambda: T().meth(1, 2, 3))
    tell(lambda: T(1))
    T().meth(5)
    print(T.mock_calls, show(T().meth))

spec = create_autospec(function)
tell(spec)
print(show(spec(1, b=3)), spec.call_args, spec.__name__)
tell(spec.assert_called_once_with, 1, b=3)
tell(spec.assert_called_once_with, 1)
spec.return_value = 3
print(spec(2), spec.call_count)
spec.reset_mock()
print(spec.call_count, spec.mock_calls)
inst = create_autospec(Target, instance=True)
tell(inst.meth)
tell(inst)
tell(inst.static, 1, 2)
tell(inst.cls)
inst.meth(1)
tell(inst.meth.assert_called_with, a=1)
tell(lambda: inst.nothing)
print(type(inst.co).__name__, isinstance(inst, Target))
co = create_autospec(coro)
co().close()
co.return_value = 8
print(asyncio.run(co(1)), co.await_count)
co.assert_awaited_once_with(1)
print(isinstance(create_autospec([1]), list), isinstance(create_autospec(5), int), type(create_autospec(5)).__name__ in ("int", "NonCallableMagicMock"))
tell(setattr, create_autospec(Target, spec_set=True), "nothing", 1)
tell(create_autospec, Mock())
parent = Mock()
parent.attach_mock(create_autospec(function), "f")
parent.f(1, b=9)
parent.assert_has_calls([call.f(a=1, b=9)])
print(parent.mock_calls)
