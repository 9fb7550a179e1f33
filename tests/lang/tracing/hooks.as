# The hooks themselves: who is told, what their results mean, the attributes of frames that they use, what happens when they raise.
import sys


def body():
    x = 1
    y = 2
    return x + y


def show(*words):
    print(*words)


# without a local function: calls alone
def only_calls(frame, event, arg):
    show("only", event, frame.f_code.co_name, arg, frame.f_lineno - frame.f_code.co_firstlineno)


sys.settrace(only_calls)
print(sys.gettrace() is only_calls)
body()
sys.settrace(None)
print(sys.gettrace())


# the local function's result takes its place; None leaves it
def first(frame, event, arg):
    show("first", event)
    return second


def second(frame, event, arg):
    show("second", event, frame.f_trace is second)
    return third if frame.f_lineno - frame.f_code.co_firstlineno == 2 else None


def third(frame, event, arg):
    show("third", event, frame.f_trace.__name__)


sys.settrace(first)
body()
sys.settrace(None)


# no lines, opcodes
def no_lines(frame, event, arg):
    show("no_lines", event)
    frame.f_trace_lines = False
    return no_lines


sys.settrace(no_lines)
body()
sys.settrace(None)
opcodes = set()


def with_opcodes(frame, event, arg):
    frame.f_trace_opcodes = True
    opcodes.add(event)
    return with_opcodes


sys.settrace(with_opcodes)
body()
sys.settrace(None)
print(sorted(opcodes))


# attributes
frame = sys._getframe()
print(frame.f_trace, frame.f_trace_lines, frame.f_trace_opcodes)
for name, value in ("f_trace_lines", 1), ("f_trace_opcodes", "x"):
    try:
        setattr(frame, name, value)
    except TypeError as e:
        print(name, e)
frame.f_trace = body
print(frame.f_trace is body)
del frame.f_trace
print(frame.f_trace)


# a frame that ran already: f_trace makes its next lines known
def late():
    def go(frame, event, arg):
        show("late", event, frame.f_lineno - frame.f_code.co_firstlineno)
        return go
    sys.settrace(lambda *args: None)
    sys._getframe().f_trace = go
    a = 1
    b = 2
    sys.settrace(None)
    c = 3


late()


# a hook that raises is taken out, and its exception goes on
def raises_at(wanted):
    def hook(frame, event, arg):
        if event == wanted:
            raise KeyError(event)
        return hook
    return hook


def failing():
    x = 1
    raise ValueError("own")


for wanted, function in ("call", body), ("line", body), ("return", body), ("exception", failing), ("return", failing):
    sys.settrace(raises_at(wanted))
    try:
        function()
    except Exception as e:
        print(wanted, function.__name__, repr(e), sys.gettrace())
    sys.settrace(None)


# locals seen and the order of the stack
def look(frame, event, arg):
    show("look", event, dict(frame.f_locals), frame.f_back.f_code.co_name)
    return look


sys.settrace(look)
body()
sys.settrace(None)


# set in a call, it is no news to the frames that run; they are not asked either when it goes
def inner():
    sys.settrace(only_calls)
    body()


def outer():
    inner()
    body()
    sys.settrace(None)
    body()


outer()


# nothing is told while a hook runs, unless sys.call_tracing says so
def nested(frame, event, arg):
    if event == "call" and frame.f_code is body.__code__:
        show("nested", event)
        other()
        sys.call_tracing(other, ())
        show("nested done")
    else:
        show("within", event, frame.f_code.co_name)


def other():
    return 1


sys.settrace(nested)
body()
sys.settrace(None)
try:
    sys.call_tracing(other, [])
except TypeError as e:
    print("TypeError")


# a hook changes the hook
def once(frame, event, arg):
    show("once", event, frame.f_code.co_name)
    sys.settrace(None)
    return once


sys.settrace(once)
body()
print(sys.gettrace())


# recursion in traced code
def deep(n):
    return deep(n + 1)


count = 0


def counting(frame, event, arg):
    global count
    count += 1
    return counting


sys.settrace(counting)
try:
    deep(0)
except RecursionError as e:
    sys.settrace(None)
    print(e, count > 500)


# code that exec, eval and import run
def module_events(frame, event, arg):
    if frame.f_code.co_filename == "made":
        show(event, frame.f_code.co_name, frame.f_lineno)
        return module_events


source = compile("""x = 1
class A:
    y = 2

    def f(self): pass


for i in range(2):
    A().f()
""", "made", "exec")
sys.settrace(module_events)
exec(source, {"__name__": "made"})
print(eval(compile("[a + 1 for a in (1, 2)]", "made", "eval")))
sys.settrace(None)


# objects that go away
class Dies:
    def __del__(self):
        pass


def lets_go():
    d = Dies()
    d = None
    return 1


def watch(frame, event, arg):
    show(event, frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno)
    return watch


sys.settrace(watch)
lets_go()
sys.settrace(None)
print("done")
