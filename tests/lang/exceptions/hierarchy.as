# The tree of built-in exceptions, and which names are aliases.
import builtins


def tree(cls, depth=0):
    print("    " * depth + cls.__name__)
    for sub in sorted(cls.__subclasses__(), key=lambda c: c.__name__):
        if sub.__module__ == "builtins":
            tree(sub, depth + 1)


tree(BaseException)
for n in sorted(dir(builtins)):
    v = getattr(builtins, n)
    if isinstance(v, type) and issubclass(v, BaseException):
        print(n, v.__name__, [c.__name__ for c in v.__mro__], v.__module__)
print(issubclass(KeyboardInterrupt, Exception), issubclass(ExceptionGroup, (BaseExceptionGroup, Exception)), ExceptionGroup.__bases__)
