# The assertions of TestCase: what they accept, and what they say when they fail.
import re
import unittest
import warnings
import logging


class Case(unittest.TestCase):
    pass


case = Case()


def tell(name, *args, **kw):
    try:
        result = getattr(case, name)(*args, **kw)
        print(name, "->", result)
    except AssertionError as e:
        print(name, "failed:", str(e))
    except Exception as e:
        print(name, type(e).__name__, e)


tell("assertEqual", 1, 1.0)
tell("assertEqual", 1, 2)
tell("assertEqual", 1, 2, "look")
tell("assertEqual", [1, 2, 3], [1, 5, 3, 4])
tell("assertEqual", (1,), (1, 2))
tell("assertEqual", {"a": 1}, {"a": 2, "b": [1]})
tell("assertEqual", {1, 2}, {2})
tell("assertEqual", frozenset([1]), frozenset())
tell("assertEqual", "one\ntwo\nthree", "one\nTwo\nthree\n")
tell("assertEqual", "x" * 100 + "a", "x" * 100 + "b")
tell("assertEqual", "a" * 50 + "x" * 60, "b" * 60 + "x" * 50)
tell("assertEqual", list(range(100)), list(range(99)) + [0])
tell("assertNotEqual", 1, 1)
tell("assertTrue", [])
tell("assertFalse", "x")
tell("assertIs", [], [])
tell("assertIsNot", None, None)
tell("assertIsNone", 0)
tell("assertIsNotNone", None, "why")
tell("assertIn", 1, [2])
tell("assertNotIn", "a", "abc")
tell("assertIsInstance", 1, str)
tell("assertIsInstance", 1, (str, bytes))
tell("assertNotIsInstance", 1, int)
tell("assertLess", 2, 1)
tell("assertLessEqual", 2, 1)
tell("assertGreater", 1, 2)
tell("assertGreaterEqual", 1, 2)
tell("assertAlmostEqual", 1.0, 1.00000001)
tell("assertAlmostEqual", 1.0, 1.1)
tell("assertAlmostEqual", 1.0, 1.1, places=0)
tell("assertAlmostEqual", 1.0, 2.0, delta=0.5)
tell("assertAlmostEqual", 1.0, 2.0, places=1, delta=0.5)
tell("assertNotAlmostEqual", 1.0, 1.00000001)
tell("assertNotAlmostEqual", 1.0, 1.2, delta=0.5)
tell("assertRegex", "hello", "l+")
tell("assertRegex", "hello", re.compile("z"))
tell("assertNotRegex", "hello", "l+")
tell("assertCountEqual", [1, 2, 2], [2, 1, 2])
tell("assertCountEqual", [1, 2, 2], [2, 1, 1])
tell("assertCountEqual", [{}, []], [[], [1]])
tell("assertSequenceEqual", [1, 2], (1, 2))
tell("assertSequenceEqual", [1, 2], (1, 3), seq_type=list)
tell("assertSequenceEqual", 1, 2)
tell("assertListEqual", [1], (1,))
tell("assertTupleEqual", (1,), [1])
tell("assertDictEqual", {}, [])
tell("assertSetEqual", {1}, [1])
tell("assertSetEqual", [1], {1})
tell("assertMultiLineEqual", "a", 1)
tell("assertRaises", ValueError, int, "x")
tell("assertRaises", ValueError, int, "1")
tell("assertRaises", (ValueError, KeyError), int, "1")
tell("assertRaises", KeyError, int, "x")
tell("assertRaises", 1, int)
tell("assertRaises", ValueError, wrong=1)
tell("assertRaisesRegex", ValueError, "lit.ral", int, "x")
tell("assertRaisesRegex", ValueError, "nothing", int, "x")
tell("assertWarns", UserWarning, warnings.warn, "hey")
tell("assertWarns", DeprecationWarning, len, "")
tell("assertWarnsRegex", UserWarning, "h.y", warnings.warn, "hey")
tell("assertWarnsRegex", UserWarning, "nothing", warnings.warn, "hey")
tell("fail", "because")

with case.assertRaises(KeyError, msg="never") as caught:
    {}[1]
print(repr(caught.exception), caught.exception.__traceback__)
with case.assertWarns(UserWarning) as caught:
    warnings.warn("first")
    warnings.warn("second")
print(caught.warning, caught.lineno, len(caught.warnings))
log = logging.getLogger("some.where")
with case.assertLogs("some", level="INFO") as seen:
    log.info("one %d", 1)
    log.debug("no")
    log.error("two")
print(seen.output, [r.levelname for r in seen.records])
for level in "ERROR", None:
    try:
        with case.assertLogs(log, level):
            log.debug("too low")
    except AssertionError as e:
        print(e)
try:
    with case.assertNoLogs(log):
        log.warning("there")
except AssertionError as e:
    print(e)
with case.assertNoLogs(log, "ERROR"):
    log.warning("below")

case.maxDiff = 10
tell("assertEqual", [1, 2, 3], [1, 5, 3, 4])
case.maxDiff = None
case.longMessage = False
tell("assertEqual", 1, 2, "only this")
case.addTypeEqualityFunc(complex, lambda a, b, msg=None: case.fail(f"mine {a} {b} {msg}"))
tell("assertEqual", 1j, 2j, "note")


class Sub(list):
    pass


tell("assertEqual", Sub([1]), Sub([2]))
