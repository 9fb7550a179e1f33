# Special forms, generics, protocols, NamedTuple, TypedDict: reprs, substitution, errors.
import typing, collections.abc
from typing import *
T=TypeVar('T');U=TypeVar('U');P=ParamSpec('P');Ts=TypeVarTuple('Ts')
def p(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
class G(Generic[T,U]): pass
class H(G[int,T]): pass
class Z(Generic[P]): pass
class V(Generic[T,*Ts]): pass
class N(NamedTuple):
    x:int
    y:str='a'
class TD(TypedDict):
    a:int
    b:NotRequired[str]
class TD2(TD,total=False):
    c:'list[int]'
@runtime_checkable
class Pr(Protocol):
    def foo(self)->int: ...
@runtime_checkable
class Pd(Protocol):
    x:int
class Pn(Protocol[T]):
    def q(self): ...
class Impl:
    x=1
    def foo(self): return 1
UserId=NewType('UserId',int)
exprs='''List[int]|Dict[str,List[int]]|Union[int,str]|Union[int]|Union[int,None]|Optional[int]|Optional[Union[int,str]]|Union[int,Union[str,int]]|Callable[[int,str],bool]|Callable[...,int]|Callable[P,int]|Callable[Concatenate[int,P],str]|Tuple[int,...]|Tuple[()]|Tuple[int,str]|Type[int]|Literal[1,'a',True,None]|Literal[1,Literal[2,1]]|Literal[1]==Literal[True]|Annotated[int,'x']|Annotated[Annotated[int,1],2]|ClassVar[int]|Final[int]|List[T][int]|Dict[T,U][int,str]|Dict[T,T][int]|Callable[[T],U][int,str]|Callable[P,T][[int,str],bool]|Callable[P,T][...,bool]|Optional[T][int]|Union[T,int][str]|G[int,str]|H[str]|G[T,int][str]|Z[[int,str]]|Z[int,str]|Z[...]|V[int,str,bool]|V[int]|Tuple[int,*Ts]|Unpack[Ts]|Generic[T]|Protocol[T]|List|Dict|Callable|Any|NoReturn|Self|Optional|Union|T|P|Ts|P.args|List['X']|ForwardRef('a.b')|List[int].__origin__|List[int].__args__|List[T].__parameters__|G.__parameters__|H.__parameters__|H.__orig_bases__|G.__mro__|List[int]==List[int]|List[int] is List[int]|hash(List[int])==hash(List[int])|Union[int,str]==Union[str,int]|Union[int,str]==int.__or__(str)|get_origin(List[int])|get_args(Callable[[int],str])|get_origin(Union[int,str])|get_args(Annotated[int,3])|get_origin(int)|N(1)|N._fields|N.__annotations__|N._field_defaults|TD(a=1)|TD.__required_keys__|sorted(TD2.__optional_keys__)|TD2.__annotations__|TD.__total__|TD2.__total__|isinstance(Impl(),Pr)|isinstance(1,Pr)|issubclass(Impl,Pr)|isinstance(Impl(),Pd)|issubclass(Impl,Pd)|isinstance(1,Pn)|Pn()|UserId|UserId(5)|UserId.__supertype__|get_type_hints(TD2)|get_type_hints(TD,include_extras=True)|get_type_hints(N)|List[int]()|list[T][int]|dict[T,U][int,str]|Generic[int]|Generic[T,T]|List[int,str]|G[int]|Dict[int]|List[1]|List[[1]]|Union[()]|Optional[int,str]|Literal[()]|Callable[int,str]|Callable[int]|isinstance(1,List[int])|isinstance(1,Union[int,str])|isinstance([],List)|issubclass(list,List)|isinstance(1,Any)|Any()|List[int][str]|Self[int]|Any[int]|cast(int,'a')|Annotated[int]|NamedTuple('NN',[('a',int)])(3)|TypedDict('TT',{'a':int}).__annotations__|is_typeddict(TD)|is_protocol(Pr)|sorted(get_protocol_members(Pr))|Iterator[int]|Generator[int]|Generator[int,str,bool]|AsyncGenerator[int]|ContextManager[int]|Pattern[str]|Deque[int]|DefaultDict[int,str]|Counter[str]|OrderedDict|IO[str]|TextIO|BinaryIO.__mro__|IO.__parameters__|SupportsInt|isinstance(3,SupportsInt)|isinstance(3.0,SupportsIndex)|SupportsAbs[int]|isinstance('',SupportsAbs)|T|(T|int)|(int|T)|List[int]|(List[int]|None)|Type|Concatenate[int,...]|Concatenate[int]|TypeGuard[int]|Required[int]|Never|LiteralString|TypeAlias|Hashable|Sized|typing.Text|type(G[int,str]())|Union[int,'Foo']|Union[list[int],List[int]]|Annotated[T,1][int]|Annotated[List[T],'z'][str]|ForwardRef('1 1')|Mapping[str,int]|collections.abc.Mapping[str,int]|Tuple[T,T][int]|NoDefault|TypeVar('D',default=int).__default__|T.__default__|T.__bound__|AnyStr.__constraints__|T_|List[ForwardRef('x')]|ClassVar|Final|Annotated|Unpack[tuple[int,str]]|Tuple[Unpack[tuple[int,str]]]|(lambda: None)|G[int,str].__parameters__|Callable[[T],int].__parameters__|Callable[[int],T].__args__|Pr.__protocol_attrs__|Type[T][int]|Dict[str,Any]|Optional[None]|get_args(Literal[1,2])|Literal['a'].__args__|int|Dict[str,'G[int,str]']'''.split('|')
src=__import__('re').split(r'\|(?![A-Za-z0-9_]+\))', '|'.join(exprs))
for e in src:
    if 'lambda' in e: continue
    print(e,end=' -> '); p(lambda: eval(e))
def bad(s):
    try: exec(s,globals()); print('ok',s)
    except Exception as e: print(type(e).__name__, e)
bad('class A(Generic): pass')
bad('class A(Generic[T],List[U]): pass')
bad('class A(Optional[int]): pass')
bad('class A(Union): pass')
bad('class A(Protocol,Impl): pass')
bad('class A(UserId): pass')
bad('class A(Any): pass\nprint(type(A()))')
bad('class A(List[int]): pass\nprint(A.__mro__,A([1]))')
bad('class A(NamedTuple,Generic[T]):\n x:T\nprint(A(1),A[int])')
bad('class A(NamedTuple):\n x:int=1\n y:int')
bad('class A(TypedDict,Impl): pass')
bad('class A(Iterable[T],Protocol): pass\nprint(A.__parameters__)')
bad('class A(Dict[str,T],Iterable[T]): pass\nprint(A.__mro__,A.__parameters__,A[int])')
bad('class A[T]: pass\nprint(A[int],A.__orig_bases__,A.__parameters__,A.__type_params__)')
bad('class A(Pn[int]):\n def q(self): return 1\nprint(A.__mro__)')
bad('class A(T): pass')
bad('def f(a:"int",b:List["str"]=None,*c:"T")->"None":pass\nprint(get_type_hints(f))')
bad('class C:\n a:"C"\n b:ClassVar["int"]\nprint(get_type_hints(C))')
bad('@overload\ndef f(a:int):...\n@overload\ndef f(a:str):...\ndef f(a):return a\nprint(f(1),len(get_overloads(f)))')
bad('@final\nclass A: pass\nprint(A.__final__)')
bad('@override\ndef f():pass\nprint(f.__override__)')
bad('assert_never(1)')
bad('class A(Protocol):\n x:int\n def __init__(self,x): self.x=x\nclass B(A): pass\nprint(B(1).x)')
bad('runtime_checkable(int)')
bad('type X[T]=List[T]\nprint(X[int],X.__value__,X)')
import pickle,copy
bad('print(pickle.loads(pickle.dumps(List[int])),copy.copy(Optional[int]),pickle.loads(pickle.dumps(Callable[[int],str])),pickle.loads(pickle.dumps(Any)),copy.deepcopy(List[T]))')
print(sorted(set(typing.__all__)-set(dir(typing))-{'Pattern','Match','ContextManager','AsyncContextManager','ByteString'}-{"Deque", "DefaultDict", "OrderedDict", "Counter","ChainMap"}))
