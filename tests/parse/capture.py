# SPDX-License-Identifier: MIT
# capture.py - writes the expectations beside the parser's cases, with CPython 3.13:  python3.13 capture.py *.as
#
# A case's line is ast.dump with positions, or the error's class, text and (lineno, offset, end_lineno, end_offset);
# SyntaxWarnings follow in brackets.
import ast
import sys
import warnings

if sys.version_info[:2] != (3, 13):
    sys.exit("needs CPython 3.13")


def describe_error(error):
    position = (error.lineno, error.offset, error.end_lineno, error.end_offset)
    return "%s: %s (%d, %d, %d, %d)" % (type(error).__name__, error.msg, *(n or 0 for n in position))


def describe(source):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            line = ast.dump(ast.parse(source), include_attributes=True)
        except SyntaxError as error:
            return describe_error(error)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            compile(source, "case", "exec", dont_inherit=True)
        except SyntaxError as error:
            if error.msg.startswith("keyword argument repeated"):
                return describe_error(error)
    for warning in caught:
        line += " [warning %d: %s]" % (warning.lineno, warning.message)
    return line


for path in sys.argv[1:]:
    with open(path, encoding="utf-8", newline="") as file:
        cases = file.read().split("#---\n")
    with open(path.removesuffix(".as") + ".ast", "w", encoding="utf-8", newline="") as file:
        for case in cases:
            file.write(describe(case) + "\n")
