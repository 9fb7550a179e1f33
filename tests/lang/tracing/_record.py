# Records what sys.settrace tells of the frames of one file, lines counted from the def of the function under test.
import sys


def show(value):
    if value is None or isinstance(value, (int, str, tuple, list)):
        return repr(value)
    return type(value).__name__


def trace(function, *args, only=None):
    file, base = function.__code__.co_filename, function.__code__.co_firstlineno
    events = []

    def local(frame, event, arg):
        code = frame.f_code
        where = f"{event:9} {code.co_name} {frame.f_lineno - base}"
        if event == "return":
            where += f" {show(arg)}" if not code.co_flags & 0x200 else ""  # what an async generator yields is wrapped in CPython
        elif event == "exception":
            where += f" {arg[0].__name__}: {arg[1]}"
        events.append(where)
        return local

    def start(frame, event, arg):
        if frame.f_code.co_filename != file:
            return None
        return local(frame, event, arg)

    print("--", function.__name__)
    sys.settrace(start)
    try:
        result = function(*args)
    except BaseException as error:
        sys.settrace(None)
        print(*events, sep="\n")
        print("raised", type(error).__name__, error)
        return
    sys.settrace(None)
    print(*events, sep="\n")
    print("gave", show(result))
