# inspect and typing, in one tour: ordinary use, then the errors.
import inspect, typing
from typing import *
def f(a, /, b: int, *args, c=3, **kw) -> str:
    """Doc.

        more
    """
s = inspect.signature(f); print(s, list(s.parameters), s.parameters["c"].default, s.parameters["b"].annotation, s.return_annotation, s.parameters["args"].kind, s.bind(1, 2, 3, c=4, d=5).arguments, inspect.getdoc(f), repr(s.parameters["b"]))
try: s.bind()
except TypeError as e: print(e)
class A:
    def m(self, x): ...
    @classmethod
    def c(cls, y): ...
    @staticmethod
    def s(z=1): ...
    def __init__(self, q): ...
    async def co(self): ...
    def g(self): yield
print(inspect.signature(A), inspect.signature(A.m), inspect.signature(A(1).m), inspect.signature(A.c), inspect.signature(A.s), inspect.iscoroutinefunction(A.co), inspect.isgeneratorfunction(A.g), inspect.isclass(A), inspect.isfunction(A.m), inspect.ismethod(A(1).m), inspect.isbuiltin(len), inspect.ismodule(typing), inspect.getmro(A), [n for n, _ in inspect.getmembers(A, inspect.isfunction)], inspect.isabstract(A))
g = A(1).g(); print(inspect.getgeneratorstate(g), inspect.isgenerator(g), inspect.currentframe().f_lineno, inspect.stack()[0].function, inspect.getmodule(A).__name__, inspect.unwrap(f) is f, inspect.signature(len), inspect.cleandoc(" a\n   b"), inspect.getsource(A.g).strip(), inspect.getfullargspec(f), inspect.Parameter.empty, inspect.iscoroutine(1), inspect.isawaitable(1), inspect.getcallargs(f, 1, 2))
T = TypeVar("T"); K = TypeVar("K", bound=int); 
class G(Generic[T]):
    x: T
    def f(self) -> "G[T]": ...
print(G[int], G[int](), G.__parameters__, get_origin(G[int]), get_args(Dict[str, int]), get_type_hints(G.f), get_type_hints(G), Optional[int], Union[int, str], Callable[[int], str], Any, Literal["a"], T, K.__bound__)  if False else print(G[int], G.__parameters__, get_origin(G[int]), get_args(Dict[str, int]), get_type_hints(G), Optional[int], Union[int, str], Callable[[int], str], Any, Literal["a"], T, K.__bound__)
class TD(TypedDict, total=False):
    a: int
    b: Required[str]
print(TD(a=1, b="x"), TD.__required_keys__, TD.__total__, TD.__annotations__)
class NT(NamedTuple):
    a: int
    b: str = "x"
print(NT(1), NT._fields, NT.__annotations__, NT(1)._replace(b="q"))
@runtime_checkable
class Pr(Protocol):
    def meth(self): ...
class Im:
    def meth(self): ...
print(isinstance(Im(), Pr), isinstance(1, Pr))
try: Pr()
except TypeError as e: print(e)
U = NewType("U", int); print(U(5), U.__name__, U); print(cast(int, "x"), TYPE_CHECKING)
@overload
def ov(a: int) -> int: ...
@overload
def ov(a: str) -> str: ...
def ov(a): return a
print(len(get_overloads(ov)), ov(1))
@final
class Fi: pass
print(Fi.__final__, Annotated[int, 5].__metadata__, get_type_hints(f), assert_type(1, int), reveal_type.__name__, is_typeddict(TD), Self, Never, NoReturn, LiteralString)
try: assert_never(1)
except AssertionError as e: print(e)
def gen[T: int](x: T) -> T: return x
type Al[T] = list[T]
print(gen.__type_params__, Al, Al.__value__, Al[int], gen(1))
for bad in (lambda: Union[()], lambda: Optional[1, 2], lambda: List[int](), lambda: isinstance(1, List[int]), lambda: Generic[int], lambda: Any(), lambda: Dict[int]):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
