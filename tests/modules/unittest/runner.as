# Suites, fixtures, results and the text runner, with the times taken out.
import io
import re
import sys
import unittest

log = []


def setUpModule():
    log.append("module up")
    unittest.addModuleCleanup(log.append, "module cleanup")


def tearDownModule():
    log.append("module down")


class Basic(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        log.append("class up")
        cls.addClassCleanup(log.append, "class cleanup")

    @classmethod
    def tearDownClass(cls):
        log.append("class down")

    def setUp(self):
        log.append("up " + self._testMethodName)
        self.addCleanup(log.append, "cleanup " + self._testMethodName)

    def tearDown(self):
        log.append("down " + self._testMethodName)

    def test_a_good(self):
        """It works."""

    def test_b_fails(self):
        self.assertEqual(1, 2, "numbers")

    def test_c_error(self):
        {}["missing"]

    @unittest.skip("not today")
    def test_d_skip(self):
        pass

    def test_e_skip_inside(self):
        self.skipTest("inside")

    @unittest.expectedFailure
    def test_f_expected(self):
        self.fail()

    @unittest.expectedFailure
    def test_g_unexpected(self):
        pass

    def test_h_subtests(self):
        for i in range(4):
            with self.subTest("part", i=i):
                with self.subTest(inner=True):
                    if i == 3:
                        self.skipTest("odd one")
                    self.assertNotEqual(i % 2, 1)

    @unittest.skipIf(sys.version_info < (3, 0), "old")
    @unittest.skipUnless(True, "never")
    def test_i_runs(self):
        raise ValueError("deep") from KeyError("cause")


@unittest.skip("whole class")
class Skipped(unittest.TestCase):
    def test_x(self):
        pass


class BadSetUp(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise RuntimeError("no class")

    def test_never(self):
        log.append("never")


class Cleanups(unittest.TestCase):
    def test_order(self):
        self.addCleanup(log.append, 1)
        self.addCleanup(self.fail, "in cleanup")
        self.addCleanup(log.append, 2)
        self.enterContext(Manager())


class Manager:
    def __enter__(self):
        log.append("enter")

    def __exit__(self, *exc):
        log.append("exit")


def run(verbosity, **options):
    log.clear()
    stream = io.StringIO()
    loader = unittest.TestLoader()
    suite = loader.loadTestsFromModule(sys.modules["__main__"])
    print(suite.countTestCases())
    result = unittest.TextTestRunner(stream, verbosity=verbosity, **options).run(suite)
    print(re.sub(r"in \d+\.\d+s", "in TIME", re.sub(r'File ".*?([^/"]*)"', r'File "\1"', stream.getvalue())))
    print(result, result.wasSuccessful(), log)


run(1)
run(2)
run(0, failfast=True)
run(2, descriptions=False, tb_locals=True)

result = unittest.TestResult()
Basic("test_b_fails").run(result)
print(result, result.failures[0][0], Basic("test_a_good").shortDescription(), repr(Basic("test_a_good")))
print(Basic("test_a_good") == Basic("test_a_good"), Basic("test_a_good") == Basic("test_b_fails"))
for bad in lambda: Basic("test_nothing"), lambda: unittest.TestSuite([1]), lambda: unittest.TestSuite("ab"), lambda: unittest.TestSuite([Basic]):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)


class Loud(unittest.TestCase):
    def test_loud(self):
        print("to stdout")
        print("to stderr", file=sys.stderr)
        self.fail("loud")


stream = io.StringIO()
result = unittest.TextTestRunner(stream, buffer=True).run(unittest.defaultTestLoader.loadTestsFromTestCase(Loud))
print(re.sub(r"\d+\.\d+s", "TIME", re.sub(r'File ".*?([^/"]*)"', r'File "\1"', stream.getvalue())))
function = unittest.FunctionTestCase(lambda: log.append("function"), description="a function")
print(function.shortDescription(), function.id())
log.clear()
function.debug()
unittest.TestSuite([Basic("test_a_good")]).debug()
print(log)
loader = unittest.TestLoader()
loader.testNamePatterns = ["*good*"]
print(loader.getTestCaseNames(Basic), loader.loadTestsFromName("Basic.test_c_error", sys.modules["__main__"]))
bad = loader.loadTestsFromName("nowhere.at.all")
print(bad, loader.errors[0].splitlines()[0])
result = unittest.TestResult()
bad.run(result)
print(result)
