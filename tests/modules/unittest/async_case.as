# IsolatedAsyncioTestCase: coroutines as set-up, test, tear-down and cleanups, in one context.
import asyncio
import contextvars
import unittest

var = contextvars.ContextVar("var", default="nothing")
log = []


class Async(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        log.append("setUp")
        var.set("from setUp")

    async def asyncSetUp(self):
        log.append(f"asyncSetUp {var.get()}")
        var.set("from asyncSetUp")
        self.loop = asyncio.get_running_loop()

    async def test_a(self):
        await asyncio.sleep(0)
        log.append(f"test {var.get()} {self.loop is asyncio.get_running_loop()} {self.loop.get_debug()}")
        self.addAsyncCleanup(self.clean, 1)
        self.addCleanup(log.append, "plain cleanup")
        log.append(await self.enterAsyncContext(Manager()))

    async def clean(self, n):
        await asyncio.sleep(0)
        log.append(f"clean {n} {var.get()}")

    def test_b_plain(self):
        log.append(f"plain {var.get()}")

    async def test_c_fails(self):
        with self.subTest("one"):
            await asyncio.sleep(0)
            self.fail("no")
        raise KeyError("yes")

    async def asyncTearDown(self):
        log.append("asyncTearDown")

    def tearDown(self):
        log.append("tearDown")


class Manager:
    async def __aenter__(self):
        return "entered"

    async def __aexit__(self, *exc):
        await asyncio.sleep(0)
        log.append("left")


for name in "test_a", "test_b_plain", "test_c_fails":
    log.clear()
    result = Async(name).run()
    print(result.testsRun, len(result.failures), len(result.errors), log)
    for test, text in result.failures + result.errors:
        print(test, text.splitlines()[-1])
log.clear()
Async("test_a").debug()
print(log)
