# doctest: finding, running and reporting examples; text files, unittest suites, scripts of examples.
"""Module doc.

>>> 1 + 1
2
>>> f(3)
4
"""
def f(x):
    """
    >>> f(1)
    3
    >>> f(2)
    3
    >>> f('a')
    Traceback (most recent call last):
        ...
    TypeError: can only concatenate str (not "int") to str
    >>> print('a\\n\\nb')
    a
    <BLANKLINE>
    b
    >>> for i in range(2):
    ...     print(i)
    0
    1
    >>> list(range(20)) # doctest: +ELLIPSIS
    [0, 1, ..., 19]
    >>> 1/0 # doctest: +SKIP
    """
    return x + 1
class C:
    """
    >>> C().m()
    'x'
    """
    def m(self):
        """
        >>> raise ValueError('multi') #doctest: +IGNORE_EXCEPTION_DETAIL
        Traceback (most recent call last):
        ValueError: other
        >>> print("a  b   c") #doctest: +NORMALIZE_WHITESPACE
        a b c
        >>> [1,2,
        ...  3]
        [1, 2]
        """
        return 'x'
    @staticmethod
    def s():
        ">>> 5\n5"
    @property
    def p(self):
        ">>> 6\n7"
def nodoc(): pass
__test__ = {'extra': '>>> 7\n7\n', 'fn': nodoc}

import doctest
import sys
import unittest

for flags in 0, doctest.REPORT_NDIFF, doctest.REPORT_UDIFF, doctest.REPORT_CDIFF, doctest.REPORT_ONLY_FIRST_FAILURE, doctest.FAIL_FAST:
    print("==", flags)
    print(doctest.testmod(optionflags=flags))
print(doctest.testmod(verbose=True))
print("== one")
doctest.run_docstring_examples(f, {"f": f})
doctest.run_docstring_examples(C.s, globals(), verbose=True, name="C.s")
print("== script")
print(doctest.script_from_examples(f.__doc__), end="")
print("== parser")
parser = doctest.DocTestParser()
for text in ">>>1", "  >>> 1\n 2", ">>> 1 # doctest: +NOPE", ">>> 1\n...2":
    try:
        print([(e.source, e.want) for e in parser.get_examples(text, "t")])
    except ValueError as e:
        print(e)
for e in parser.get_examples("Text.\n\n    >>> a = 1\n    >>> if a:\n    ...     b\n    3\n\nMore\n>>> c  # doctest: +SKIP, -ELLIPSIS\n"):
    print(repr(e.source), repr(e.want), e.lineno, e.indent, e.options, e.exc_msg)
print(parser.parse("a\n>>> 1\n1\n\nb")[0::2])
test = parser.get_doctest(">>> x\n5\n", {"x": 5}, "name", "file", 3)
print(test, test.examples[0] == doctest.Example("x", "5"), hash(test) == hash(test))
print(doctest.DocTestRunner(verbose=False).run(test))
print("== checker")
check = doctest.OutputChecker().check_output
for want, got, flags in (("1\n", "True\n", 0), ("1\n", "True\n", doctest.DONT_ACCEPT_TRUE_FOR_1), ("a...z\n", "abcz\n", 0),
                         ("a...z\n", "abcz\n", doctest.ELLIPSIS), ("a...b...z", "az", doctest.ELLIPSIS), ("aa...aa", "aaa", doctest.ELLIPSIS),
                         ("a b\n", "a  b\n", doctest.NORMALIZE_WHITESPACE), ("<BLANKLINE>\n", "\n", 0),
                         ("<BLANKLINE>\n", "\n", doctest.DONT_ACCEPT_BLANKLINE), ("...", "anything\n", doctest.ELLIPSIS)):
    print(repr(want), repr(got), flags, check(want, got, flags))
print("== debug")
for source in ">>> 1\n2\n", ">>> 1/0\n":
    try:
        doctest.DebugRunner(verbose=False).run(parser.get_doctest(source, {}, "d", "f", 0))
    except doctest.DocTestFailure as e:
        print("failure", repr(e.example.want), repr(e.got))
    except doctest.UnexpectedException as e:
        print("exception", e.exc_info[0].__name__)
print("== suite")
suite = doctest.DocTestSuite()
print(suite.countTestCases(), [t.id() for t in suite])
result = unittest.TestResult()
suite.run(result)
print(result.testsRun, len(result.failures), len(result.errors))
print(doctest.set_unittest_reportflags(doctest.REPORT_NDIFF), doctest.set_unittest_reportflags(0) == doctest.REPORT_NDIFF)
print("== file")
print(doctest.testfile("_examples.txt", globs={"given": 4}))
