# User-defined exceptions: hierarchies, args, str and repr, attributes.
class AppError(Exception):
    """Base of the application."""


class Detailed(AppError):
    def __init__(self, code, msg="default"):
        super().__init__(code, msg)
        self.code, self.msg = code, msg

    def __str__(self):
        return f"[{self.code}] {self.msg}"


class NoSuper(AppError):
    def __init__(self, a, b):
        self.a = a


class KwOnly(AppError):
    def __init__(self, *, k):
        super().__init__(f"k={k}")
        self.k = k


class ReprOnly(Exception):
    def __repr__(self):
        return "<ReprOnly>"


class Multi(KeyError, AttributeError):
    pass


for make in [lambda: AppError(), lambda: AppError("m"), lambda: AppError("m", 2), lambda: Detailed(404), lambda: Detailed(500, "boom"), lambda: NoSuper(1, 2), lambda: KwOnly(k=3), lambda: ReprOnly("r"), lambda: Multi("mk")]:
    try:
        raise make()
    except Exception as e:
        print(type(e).__name__, str(e), repr(e), e.args, isinstance(e, AppError))
for cls in (Detailed, AppError, Exception, KeyError):
    try:
        raise Detailed(1)
    except cls as e:
        print("caught as", cls.__name__)
    except Exception:
        print("not as", cls.__name__)
try:
    raise Detailed
except TypeError as e:
    print(e)
try:
    raise Multi("x")
except AttributeError as e:
    print("AttributeError side", e)
e = AppError("a")
e.extra = {"k": 1}
e.args = ("changed", 1)
print(e, e.extra, e.__dict__, e.args)
e.add_note("note 1")
e.add_note("note 2")
print(e.__notes__, e.__dict__.keys())
try:
    e.add_note(5)
except TypeError as x:
    print(x)
try:
    AppError(k=1)
except TypeError as x:
    print(x)
print(AppError("x") == AppError("x"), AppError.__doc__, Exception("a", "b"), Exception(("t",)), Exception([1]), Exception(None), repr(Exception("it's")), repr(Exception('q"')), repr(Exception(1.5, None)))
print(str(KeyError("k")), str(KeyError()), str(KeyError(1, 2)), repr(KeyError("k")), str(KeyError("a\n")), str(ValueError("a\n")))


class Meta(type):
    def __instancecheck__(cls, inst):
        print("instancecheck not used by except")
        return True

    def __subclasscheck__(cls, sub):
        print("subclasscheck not used by except")
        return True


class Odd(Exception, metaclass=Meta):
    pass


try:
    try:
        raise ValueError("v")
    except Odd:
        print("matched Odd")
except ValueError as e:
    print("ValueError passed by")


class Slots(Exception):
    __slots__ = ("x",)


s = Slots("m")
s.x = 1
print(s.x, s)


class StrFails(Exception):
    def __str__(self):
        raise ValueError("str failed")


try:
    str(StrFails())
except ValueError as e:
    print(e)


class Hash(Exception):
    def __eq__(self, o): return True
    __hash__ = None


try:
    raise Hash("unhashable is fine")
except Hash as e:
    print(e)


class New(Exception):
    def __new__(cls, *a):
        self = super().__new__(cls, "from new")
        return self

    def __init__(self, *a):
        pass


print(New(1, 2), New(1).args)
copy = Detailed(7, "copy").__reduce__()
print(copy[0].__name__, copy[1], copy[2])
