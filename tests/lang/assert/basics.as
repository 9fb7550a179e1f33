# assert: messages, evaluation, tuples, __debug__.
def attempt(f):
    try:
        print("ok", f())
    except AssertionError as e:
        print(repr(e), str(e), e.args)


def a1(): assert 1
def a2(): assert 0
def a3(): assert 0, "message"
def a4(): assert [], {"any": "object"}
def a5(): assert 1, print("not evaluated")
def a6(): assert 0, print("evaluated")
def a7(): assert not 1, f"fmt {1 + 1}"
def a8(): assert 0, ("tuple", "msg")
def a9(): assert (x := 5), "walrus"
def a10(): assert 0, ValueError("an exception as message")


for f in (a1, a2, a3, a4, a5, a6, a7, a8, a9, a10):
    attempt(f)
print(__debug__)
try:
    assert undefined_name
except NameError as e:
    print(e)
try:
    assert 0, undefined_name
except NameError as e:
    print(e)
AssertionError_saved, AssertionError = AssertionError, ValueError
try:
    assert 0, "builtin one is used"
except AssertionError_saved as e:
    print(type(e).__name__, e)
try:
    exec("__debug__ = 1")
except SyntaxError as e:
    print(e.msg)
