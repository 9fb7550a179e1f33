# Tests, synchronous and not: aster test examples
import asyncio
import unittest


class Bank:
    def __init__(self):
        self.balances = {}

    async def transfer(self, source, target, amount):
        await asyncio.sleep(0.001)
        if self.balances.get(source, 0) < amount:
            raise ValueError("not enough money")
        self.balances[source] -= amount
        self.balances[target] = self.balances.get(target, 0) + amount


class BankTest(unittest.IsolatedAsyncioTestCase):
    def setUp(self):
        self.bank = Bank()
        self.bank.balances["ann"] = 100

    async def test_transfer(self):
        await self.bank.transfer("ann", "bob", 30)
        self.assertEqual(self.bank.balances, {"ann": 70, "bob": 30})

    async def test_too_much(self):
        with self.assertRaises(ValueError):
            await self.bank.transfer("ann", "bob", 101)


async def test_many_at_once():  # a plain function is a test too
    bank = Bank()
    bank.balances["ann"] = 10
    results = await asyncio.gather(*[bank.transfer("ann", "bob", 4) for _ in range(3)], return_exceptions=True)
    assert bank.balances == {"ann": 2, "bob": 8}
    assert sum(isinstance(result, ValueError) for result in results) == 1


if __name__ == "__main__":
    unittest.main()
