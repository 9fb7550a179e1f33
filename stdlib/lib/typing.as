# SPDX-License-Identifier: MIT
"""Names for type hints: special forms, generic classes, protocols, and functions that look at hints."""
import sys
import _collections_abc as _abc
from abc import ABCMeta, abstractmethod
from types import GenericAlias, MethodDescriptorType, MethodType, MethodWrapperType, UnionType, WrapperDescriptorType

__all__ = ["Annotated", "Any", "Callable", "ClassVar", "Concatenate", "Final", "ForwardRef", "Generic", "Literal", "Optional",
           "ParamSpec", "Protocol", "Tuple", "Type", "TypeVar", "TypeVarTuple", "Union", "AbstractSet", "ByteString", "Container",
           "ContextManager", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping", "MappingView",
           "MutableMapping", "MutableSequence", "MutableSet", "Sequence", "Sized", "ValuesView", "Awaitable", "AsyncIterator",
           "AsyncIterable", "Coroutine", "Collection", "AsyncGenerator", "AsyncContextManager", "Reversible", "SupportsAbs",
           "SupportsBytes", "SupportsComplex", "SupportsFloat", "SupportsIndex", "SupportsInt", "SupportsRound", "ChainMap",
           "Counter", "Deque", "Dict", "DefaultDict", "List", "OrderedDict", "Set", "FrozenSet", "NamedTuple", "TypedDict",
           "Generator", "BinaryIO", "IO", "Match", "Pattern", "TextIO", "AnyStr", "assert_type", "assert_never", "cast",
           "clear_overloads", "dataclass_transform", "final", "get_args", "get_origin", "get_overloads", "get_protocol_members",
           "get_type_hints", "is_protocol", "is_typeddict", "LiteralString", "Never", "NewType", "no_type_check",
           "no_type_check_decorator", "NoDefault", "NoReturn", "NotRequired", "overload", "override", "ParamSpecArgs",
           "ParamSpecKwargs", "ReadOnly", "Required", "reveal_type", "runtime_checkable", "Self", "Text", "TYPE_CHECKING",
           "TypeAlias", "TypeGuard", "TypeIs", "TypeAliasType", "Unpack"]


# The types behind the syntax of type parameters.
def _sample[T, *Ts, **P](): pass


TypeVar, TypeVarTuple, ParamSpec = map(type, _sample.__type_params__)
ParamSpecArgs, ParamSpecKwargs = type(_sample.__type_params__[2].args), type(_sample.__type_params__[2].kwargs)
NoDefault = _sample.__type_params__[0].__default__
type _sample = int
TypeAliasType = type(_sample)
del _sample

TYPE_CHECKING = False
Text = str
_NoneType = type(None)
_FunctionType = type(lambda: None)
_TYPE_PARAMETERS = (TypeVar, TypeVarTuple, ParamSpec)


def _caller(depth=1, default="__main__"):
    # The name of the module that called the function which asks.
    try:
        return sys._getframe(depth + 1).f_globals.get("__name__", default)
    except (AttributeError, ValueError):
        return default


# ---- caching: List[int] is List[int]

def _cached(function):
    cache = {}

    def cached(*args):
        # 1 and True are different arguments, though they are equal.
        try:
            kinds = tuple(tuple(map(type, a)) if type(a) is tuple else type(a) for a in args)
            found = cache.get((args, kinds))
        except TypeError:
            return function(*args)
        if found is None:
            found = function(*args)
            if len(cache) >= 512:
                cache.clear()
            cache[args, kinds] = found
        return found

    cached.__wrapped__ = function
    cached.__name__, cached.__qualname__, cached.__doc__ = function.__name__, function.__qualname__, function.__doc__
    _caches.append(cache)
    return cached


_caches = []


# ---- checks and texts

def _type_convert(arg, module=None, *, allow_special_forms=False):
    if arg is None:
        return _NoneType
    if isinstance(arg, str):
        return ForwardRef(arg, module=module, is_class=allow_special_forms)
    return arg


def _type_check(arg, msg, is_argument=True, module=None, *, allow_special_forms=False):
    arg = _type_convert(arg, module=module, allow_special_forms=allow_special_forms)
    forbidden = (Generic, Protocol)
    if not allow_special_forms:
        forbidden += (ClassVar,)
        if is_argument:
            forbidden += (Final,)
    if isinstance(arg, _GenericAlias) and arg.__origin__ in forbidden:
        raise TypeError(f"{arg} is not valid as type argument")
    if arg in (Any, LiteralString, NoReturn, Never, Self, TypeAlias):
        return arg
    if allow_special_forms and arg in (ClassVar, Final):
        return arg
    if isinstance(arg, _SpecialForm) or arg in (Generic, Protocol):
        raise TypeError(f"Plain {arg} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{msg} Got {arg!r:.100}.")
    return arg


def _type_repr(obj):
    if isinstance(obj, type):
        return obj.__qualname__ if obj.__module__ == "builtins" else f"{obj.__module__}.{obj.__qualname__}"
    if obj is ...:
        return "..."
    if isinstance(obj, _FunctionType):
        return obj.__name__
    if isinstance(obj, tuple):
        return "[" + ", ".join(map(_type_repr, obj)) + "]"
    return repr(obj)


def _is_unpacked_typevartuple(x):
    return not isinstance(x, type) and getattr(x, "__typing_is_unpacked_typevartuple__", False)


def _is_param_expr(arg):
    return arg is ... or isinstance(arg, (tuple, list)) or isinstance(arg, (ParamSpec, _ConcatenateGenericAlias))


def _collect_type_parameters(args, *, enforce_default_ordering=True):
    found = []
    default_seen = False

    def add(parameter):
        nonlocal default_seen
        if parameter in found:
            return
        if enforce_default_ordering:
            if parameter.has_default():
                default_seen = True
            elif default_seen:
                raise TypeError(f"Type parameter {parameter!r} without a default"
                                " follows type parameter with a default")
        found.append(parameter)

    for arg in args:
        if isinstance(arg, type):
            continue
        if isinstance(arg, (tuple, list)):
            for parameter in _collect_type_parameters(arg, enforce_default_ordering=enforce_default_ordering):
                if parameter not in found:
                    found.append(parameter)
        elif hasattr(arg, "__typing_subst__"):
            add(arg)
        else:
            for parameter in getattr(arg, "__parameters__", ()):
                add(parameter)
    return tuple(found)


def _flat(args, kind):
    # The arguments, those of members that are themselves of the kind in their place.
    result = []
    for arg in args:
        if isinstance(arg, kind):
            result += arg.__args__
        else:
            result.append(arg)
    return result


def _unique(items):
    result = []
    for item in items:
        if item not in result:
            result.append(item)
    return result


def _unpack_args(args):
    # *tuple[int, str] among the arguments stands for its own arguments.
    result = []
    for arg in args:
        inner = None if isinstance(arg, type) else getattr(arg, "__typing_unpacked_tuple_args__", None)
        if inner is not None and not (inner and inner[-1] is ...):
            result += inner
        else:
            result.append(arg)
    return tuple(result)


# ---- special forms

class _NoPickle:
    __slots__ = ("__weakref__",)

    def __init_subclass__(cls, /, *args, **kwds):
        if "_root" not in kwds:
            raise TypeError("Cannot subclass special typing classes")


class _Immutable:
    __slots__ = ()

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class _SpecialForm(_NoPickle, _root=True):
    # Any name that stands for itself or takes arguments in brackets: typing.Self, typing.Optional.
    __slots__ = ("_name", "__doc__", "_getitem")

    def __init__(self, getitem):
        self._getitem = getitem
        self._name = getitem.__name__
        self.__doc__ = getitem.__doc__

    def __getattr__(self, item):
        if item in {"__name__", "__qualname__"}:
            return self._name
        raise AttributeError(item)

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __call__(self, *args, **kwds):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __getitem__(self, parameters):
        return self._getitem(self, parameters)


class _CachedForm(_SpecialForm, _root=True):
    def __init__(self, getitem):
        super().__init__(getitem)
        self._getitem = _cached(getitem)


class _LiteralForm(_SpecialForm, _root=True):
    def __getitem__(self, parameters):
        return self._getitem(self, *(parameters if isinstance(parameters, tuple) else (parameters,)))


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    """Special type indicating an unconstrained type: compatible with every type."""

    def __new__(cls, *args, **kwargs):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


def _plain(self, parameters):
    raise TypeError(f"{self} is not subscriptable")


def _plain_form(name, doc):
    form = _SpecialForm(_plain)
    form._name, form.__doc__ = name, doc
    return form


NoReturn = _plain_form("NoReturn", "What functions that never return are annotated with.")
Never = _plain_form("Never", "The bottom type, a type that has no members.")
Self = _plain_form("Self", "The class that the method is called on.")
LiteralString = _plain_form("LiteralString", "Any string that is made of literals alone.")
TypeAlias = _plain_form("TypeAlias", "Marks an assignment as the definition of a type alias.")


def _single_argument_form(name, doc, text=None, **options):
    def getitem(self, parameters):
        item = _type_check(parameters, (text or "{} accepts only a single type.").format(self), **options)
        return _GenericAlias(self, (item,))

    getitem.__name__, getitem.__doc__ = name, doc
    return getitem


ClassVar = _CachedForm(_single_argument_form("ClassVar", "Marks class variables.", "{} accepts only single type.",
                                             allow_special_forms=True))
Final = _CachedForm(_single_argument_form("Final", "Marks names that are not to be assigned again.",
                                          "{} accepts only single type.", allow_special_forms=True))
TypeGuard = _CachedForm(_single_argument_form("TypeGuard", "The result of a function that narrows its argument's type.",
                                              "{} accepts only single type."))
TypeIs = _CachedForm(_single_argument_form("TypeIs", "The result of a predicate that tells whether its argument is of the type.",
                                           "{} accepts only single type."))
Required = _CachedForm(_single_argument_form("Required", "Marks a key of a TypedDict that must be there.",
                                             "{} accepts only a single type.", allow_special_forms=True))
NotRequired = _CachedForm(_single_argument_form("NotRequired", "Marks a key of a TypedDict that may be missing.",
                                                "{} accepts only a single type.", allow_special_forms=True))
ReadOnly = _CachedForm(_single_argument_form("ReadOnly", "Marks a key of a TypedDict that is not to be assigned.",
                                             "{} accepts only a single type.", allow_special_forms=True))


@_CachedForm
def Union(self, parameters):
    """Union type; Union[X, Y] means either X or Y."""
    if parameters == ():
        raise TypeError("Cannot take a Union of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    parameters = tuple(_type_check(p, "Union[arg, ...]: each arg must be a type.") for p in parameters)
    parameters = tuple(_unique(_flat(parameters, (_UnionGenericAlias, UnionType))))
    if len(parameters) == 1:
        return parameters[0]
    if len(parameters) == 2 and _NoneType in parameters:
        return _UnionGenericAlias(self, parameters, name="Optional")
    return _UnionGenericAlias(self, parameters)


def _make_union(left, right):
    return Union[left, right]


@_SpecialForm
def Optional(self, parameters):
    """Optional[X] is equivalent to Union[X, None]."""
    return Union[_type_check(parameters, f"{self} requires a single type."), None]


def _value_and_type(items):
    return [(item, type(item)) for item in items]


def _make_literal(self, *parameters):
    flat = _flat(parameters, _LiteralGenericAlias)
    try:
        kept, seen = [], set()
        for pair in _value_and_type(flat):
            if pair not in seen:
                seen.add(pair)
                kept.append(pair[0])
        flat = kept
    except TypeError:
        pass       # not hashable: kept as they are
    return _LiteralGenericAlias(self, tuple(flat))


def _literal_form():
    cached = _cached(_make_literal)

    def Literal(self, *parameters):
        """Special typing form to define literal types: the value is one of those given."""
        return cached(self, *parameters)

    return _LiteralForm(Literal)


@_CachedForm
def Concatenate(self, parameters):
    """Special form for annotating higher-order functions: parameters put before those of a ParamSpec."""
    if parameters == ():
        raise TypeError("Cannot take a Concatenate of no types.")
    if not isinstance(parameters, tuple):
        parameters = (parameters,)
    if not (parameters[-1] is ... or isinstance(parameters[-1], ParamSpec)):
        raise TypeError("The last parameter to Concatenate should be a ParamSpec variable or ellipsis.")
    text = "Concatenate[arg, ...]: each arg must be a type."
    parameters = (*(_type_check(p, text) for p in parameters[:-1]), parameters[-1])
    return _ConcatenateGenericAlias(self, parameters)


@_SpecialForm
def Unpack(self, parameters):
    """Type unpack operator: what a * means in front of a TypeVarTuple or a tuple type."""
    item = _type_check(parameters, f"{self} accepts only single type.")
    return _UnpackGenericAlias(origin=self, args=(item,))


@_SpecialForm
def Annotated(self, params):
    """Add context-specific metadata to a type."""
    if not isinstance(params, tuple) or len(params) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    if _is_unpacked_typevartuple(params[0]):
        raise TypeError("Annotated[...] should not be used with an unpacked TypeVarTuple")
    return _make_annotated(params[0], tuple(params[1:]))


def _annotated(origin, metadata):
    origin = _type_check(origin, "Annotated[t, ...]: t must be a type.", allow_special_forms=True)
    return _AnnotatedAlias(origin, metadata)


_make_annotated = _cached(_annotated)
Literal = _literal_form()


# ---- forward references

class ForwardRef(_NoPickle, _root=True):
    """A type hint that is given as text."""
    __slots__ = ("__forward_arg__", "__forward_code__", "__forward_evaluated__", "__forward_value__", "__forward_is_argument__",
                 "__forward_is_class__", "__forward_module__")

    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        text = f"({arg},)[0]" if arg.startswith("*") else arg
        try:
            code = compile(text, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}")
        self.__forward_arg__ = arg
        self.__forward_code__ = code
        self.__forward_evaluated__ = False
        self.__forward_value__ = None
        self.__forward_is_argument__ = is_argument
        self.__forward_is_class__ = is_class
        self.__forward_module__ = module

    def _evaluate(self, globalns, localns, type_params=(), *, recursive_guard):
        if self.__forward_arg__ in recursive_guard:
            return self
        if self.__forward_evaluated__ and localns is globalns:
            return self.__forward_value__
        if globalns is None and localns is None:
            globalns = localns = {}
        elif globalns is None:
            globalns = localns
        elif localns is None:
            localns = globalns
        if self.__forward_module__ is not None:
            globalns = getattr(sys.modules.get(self.__forward_module__), "__dict__", globalns)
        if type_params:
            globalns, localns = dict(globalns), dict(localns)
            for parameter in type_params:
                if not self.__forward_is_class__ or parameter.__name__ not in globalns:
                    globalns[parameter.__name__] = parameter
                    localns.pop(parameter.__name__, None)
        value = _type_check(eval(self.__forward_code__, globalns, localns), "Forward references must evaluate to types.",
                            is_argument=self.__forward_is_argument__, allow_special_forms=self.__forward_is_class__)
        self.__forward_value__ = _eval_type(value, globalns, localns, type_params,
                                            recursive_guard=recursive_guard | {self.__forward_arg__})
        self.__forward_evaluated__ = True
        return self.__forward_value__

    def __eq__(self, other):
        if not isinstance(other, ForwardRef):
            return NotImplemented
        mine, theirs = (self.__forward_arg__, self.__forward_module__), (other.__forward_arg__, other.__forward_module__)
        if self.__forward_evaluated__ and other.__forward_evaluated__:
            return mine[0] == theirs[0] and self.__forward_value__ == other.__forward_value__
        return mine == theirs

    def __hash__(self):
        return hash((self.__forward_arg__, self.__forward_module__))

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __repr__(self):
        module = "" if self.__forward_module__ is None else f", module={self.__forward_module__!r}"
        return f"ForwardRef({self.__forward_arg__!r}{module})"


def _eval_type(t, globalns, localns, type_params=(), *, recursive_guard=frozenset()):
    # All the forward references inside a type, resolved.
    if isinstance(t, ForwardRef):
        return t._evaluate(globalns, localns, type_params, recursive_guard=recursive_guard)
    if not isinstance(t, (_GenericAlias, GenericAlias, UnionType)):
        return t
    if isinstance(t, GenericAlias):
        args = tuple(ForwardRef(arg) if isinstance(arg, str) else arg for arg in t.__args__)
        unpacked = t.__unpacked__
        if isinstance(t.__origin__, type) and t.__origin__ is _abc.Callable:
            t = _abc.Callable[(args[:-1], args[-1])] if args != t.__args__ else t
        elif args != t.__args__:
            t = t.__origin__[args]
        if unpacked and not t.__unpacked__:
            t = Unpack[t]
    args = tuple(_eval_type(a, globalns, localns, type_params, recursive_guard=recursive_guard) for a in t.__args__)
    if args == t.__args__:
        return t
    if isinstance(t, GenericAlias):
        return GenericAlias(t.__origin__, args)
    if isinstance(t, UnionType):
        result = args[0]
        for arg in args[1:]:
            result = result | arg
        return result
    return t.copy_with(args)


# ---- aliases: Origin[args]

def _is_dunder(name):
    return name.startswith("__") and name.endswith("__")


class _BaseGenericAlias(_NoPickle, _root=True):
    def __init__(self, origin, *, inst=True, name=None):
        self._inst = inst       # whether it can be called
        self._name = name
        self.__origin__ = origin
        self.__slots__ = None   # not a class with slots

    def __call__(self, *args, **kwargs):
        if not self._inst:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        result = self.__origin__(*args, **kwargs)
        try:
            result.__orig_class__ = self
        except Exception:
            pass        # no room for the attribute
        return result

    def __mro_entries__(self, bases):
        entries = []
        if self.__origin__ not in bases:
            entries.append(self.__origin__)
        # Generic comes once, from the last base that needs it.
        for base in bases[bases.index(self) + 1:]:
            if isinstance(base, _BaseGenericAlias) or isinstance(base, type) and issubclass(base, Generic):
                break
        else:
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, attr):
        if "__origin__" in self.__dict__ and not _is_dunder(attr):
            return getattr(self.__origin__, attr)
        if attr in ("__name__", "__qualname__"):
            return self._name or self.__origin__.__name__
        if attr == "__doc__" or attr == "__init__" or "__origin__" not in self.__dict__ or _is_dunder(attr):
            raise AttributeError(attr)
        raise AttributeError(attr)

    def __setattr__(self, attr, value):
        if _is_dunder(attr) or attr in {"_name", "_inst", "_nparams", "_defaults", "_paramspec_tvars", "_typevar_types"}:
            super().__setattr__(attr, value)
        else:
            setattr(self.__origin__, attr, value)

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __dir__(self):
        return list(set(super().__dir__() + [attr for attr in dir(self.__origin__) if not _is_dunder(attr)]))


class _GenericAlias(_BaseGenericAlias, _root=True):
    def __init__(self, origin, args, *, inst=True, name=None):
        super().__init__(origin, inst=inst, name=name)
        if not isinstance(args, tuple):
            args = (args,)
        self.__args__ = tuple(... if a is _Ellipsis else a for a in args)
        self.__parameters__ = _collect_type_parameters(args, enforce_default_ordering=name is None or origin is Generic)
        if not name:
            self.__module__ = origin.__module__

    def __eq__(self, other):
        if not isinstance(other, _GenericAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]

    def __getitem__(self, args):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        if not self.__parameters__:
            raise TypeError(f"{self} is not a generic class")
        return self._subscribe(args)

    def _subscribe(self, args):
        try:
            found = _subscribed.get((self, args))
        except TypeError:
            return self._make(args)
        if found is None:
            found = self._make(args)
            if len(_subscribed) >= 512:
                _subscribed.clear()
            _subscribed[self, args] = found
        return found

    def _make(self, args):
        if not isinstance(args, tuple):
            args = (args,)
        args = _unpack_args(tuple(_type_convert(arg) for arg in args))
        return self.copy_with(self._substituted(args))

    def _substituted(self, args):
        given = args
        parameters = self.__parameters__
        for parameter in parameters:
            prepare = getattr(parameter, "__typing_prepare_subst__", None)
            if prepare is not None:
                args = prepare(self, args)
        if len(args) != len(parameters):
            raise _wrong_count(self, len(given), len(args), len(parameters))
        return tuple(self._replace(self.__args__, dict(zip(parameters, args))))

    def _replace(self, args, mapping):
        result = []
        for old in args:
            if isinstance(old, type):
                result.append(old)
                continue
            if isinstance(old, tuple):
                result.append(tuple(self._replace(old, mapping)))
                continue
            substitute = getattr(old, "__typing_subst__", None)
            if substitute:
                new = substitute(mapping[old])
                if isinstance(new, tuple) and not isinstance(old, ParamSpec):
                    new = _type_check(new, "Parameters to generic types must be types.")
            else:
                inner = getattr(old, "__parameters__", ())
                if not inner:
                    new = old
                else:
                    values = []
                    for parameter in inner:
                        if isinstance(parameter, TypeVarTuple):
                            values.extend(mapping[parameter])
                        else:
                            values.append(mapping[parameter])
                    new = old[tuple(values)]
            if self.__origin__ == _abc.Callable and isinstance(new, tuple):
                result.extend(new)          # the parameters that a ParamSpec stands for
            elif _is_unpacked_typevartuple(old):
                result.extend(new)
            else:
                result.append(new)
        return result

    def copy_with(self, args):
        return self.__class__(self.__origin__, args, name=self._name, inst=self._inst)

    def __repr__(self):
        name = "typing." + self._name if self._name else _type_repr(self.__origin__)
        args = ", ".join(map(_type_repr, self.__args__)) if self.__args__ else "()"
        return f"{name}[{args}]"

    def __reduce__(self):
        import operator
        origin = globals()[self._name] if self._name else self.__origin__
        args = tuple(self.__args__)
        if len(args) == 1 and not isinstance(args[0], tuple):
            args, = args
        return operator.getitem, (origin, args)

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _SpecialForm):
            raise TypeError(f"Cannot subclass {self!r}")
        if self._name:
            return super().__mro_entries__(bases)
        if self.__origin__ is Generic:
            if Protocol in bases:
                return ()
            for base in bases[bases.index(self) + 1:]:
                if isinstance(base, _BaseGenericAlias) and base is not self:
                    return ()
        return (self.__origin__,)

    def __iter__(self):
        yield Unpack[self]


_Ellipsis = object()
_subscribed = {}
_caches.append(_subscribed)


class _UnionGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        return Union[params]

    def __eq__(self, other):
        if not isinstance(other, (_UnionGenericAlias, UnionType)):
            return NotImplemented
        try:
            return set(self.__args__) == set(other.__args__)
        except TypeError:
            return all(a in other.__args__ for a in self.__args__) and len(self.__args__) == len(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _NoneType in args:
            other = args[1] if args[0] is _NoneType else args[0]
            return f"typing.Optional[{_type_repr(other)}]"
        return f"typing.Union[{', '.join(map(_type_repr, args))}]"

    def __instancecheck__(self, obj):
        return any(isinstance(obj, arg) for arg in self.__args__)

    def __subclasscheck__(self, cls):
        return any(issubclass(cls, arg) for arg in self.__args__)

    def __reduce__(self):
        import operator
        return operator.getitem, (Union, self.__args__)


class _LiteralGenericAlias(_GenericAlias, _root=True):
    def __init__(self, origin, args, *, inst=True, name=None):
        _BaseGenericAlias.__init__(self, origin, inst=inst, name=name)
        self.__args__ = args
        self.__parameters__ = ()

    def __eq__(self, other):
        if not isinstance(other, _LiteralGenericAlias):
            return NotImplemented
        return set(_value_and_type(self.__args__)) == set(_value_and_type(other.__args__))

    def __hash__(self):
        return hash(frozenset(_value_and_type(self.__args__)))

    def __repr__(self):
        return f"typing.Literal[{', '.join(map(repr, self.__args__)) or '()'}]"


class _ConcatenateGenericAlias(_GenericAlias, _root=True):
    def copy_with(self, params):
        if isinstance(params[-1], (list, tuple)):
            return (*params[:-1], *params[-1])
        if isinstance(params[-1], _ConcatenateGenericAlias):
            params = (*params[:-1], *params[-1].__args__)
        return super().copy_with(params)


class _CallableGenericAlias(_GenericAlias, _root=True):
    def _is_plain(self):
        return len(self.__args__) == 2 and _is_param_expr(self.__args__[0])

    def __repr__(self):
        if self._is_plain():
            return super().__repr__()
        *args, result = map(_type_repr, self.__args__)
        return f"typing.Callable[[{', '.join(args)}], {result}]"

    def __reduce__(self):
        import operator
        args = self.__args__ if self._is_plain() else (list(self.__args__[:-1]), self.__args__[-1])
        return operator.getitem, (Callable, args)


class _UnpackGenericAlias(_GenericAlias, _root=True):
    def __repr__(self):
        return "typing.Unpack[" + _type_repr(self.__args__[0]) + "]"

    def __getitem__(self, args):
        if self.__typing_is_unpacked_typevartuple__:
            return args
        return super().__getitem__(args)

    @property
    def __typing_unpacked_tuple_args__(self):
        arg, = self.__args__
        if isinstance(arg, (_GenericAlias, GenericAlias)):
            if arg.__origin__ is not tuple:
                raise TypeError("Unpack[...] must be used with a tuple type")
            return arg.__args__
        return None

    @property
    def __typing_is_unpacked_typevartuple__(self):
        return isinstance(self.__args__[0], TypeVarTuple)


class _AnnotatedAlias(_GenericAlias, _root=True):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, origin, name="Annotated")
        self.__metadata__ = metadata

    def copy_with(self, params):
        return type(self)(params[0], self.__metadata__)

    def __repr__(self):
        return "typing.Annotated[{}, {}]".format(_type_repr(self.__origin__), ", ".join(map(repr, self.__metadata__)))

    def __reduce__(self):
        import operator
        return operator.getitem, (Annotated, (self.__origin__,) + self.__metadata__)

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __getattr__(self, attr):
        if attr in {"__name__", "__qualname__"}:
            return "Annotated"
        return super().__getattr__(attr)

    def __mro_entries__(self, bases):
        return (self.__origin__,)


class _SpecialGenericAlias(_BaseGenericAlias, _root=True):
    # typing.List and its like, before they get arguments.
    def __init__(self, origin, nparams, *, inst=True, name=None, defaults=()):
        super().__init__(origin, inst=inst, name=name or origin.__name__)
        self._nparams = nparams
        self._defaults = defaults
        self.__doc__ = f"{'Deprecated alias to' if origin.__module__ == 'builtins' else 'A generic version of'} {origin.__module__}.{origin.__qualname__}."

    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        params = tuple(_type_check(p, "Parameters to generic types must be types.") for p in params)
        if self._defaults and len(params) < self._nparams and len(params) + len(self._defaults) >= self._nparams:
            params = (*params, *self._defaults[len(params) - self._nparams:])
        if len(params) != self._nparams:
            many = "many" if len(params) > self._nparams else "few"
            expected = f"at least {self._nparams - len(self._defaults)}" if self._defaults else self._nparams
            raise TypeError(f"Too {many} arguments for {self}; actual {len(params)}, expected {expected}")
        return self._aliased(params)

    def _aliased(self, params):
        try:
            found = _aliases.get((self._name, params))
        except TypeError:
            return self.copy_with(params)
        if found is None:
            if len(_aliases) >= 512:
                _aliases.clear()
            found = _aliases[self._name, params] = self.copy_with(params)
        return found

    def copy_with(self, params):
        return _GenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __repr__(self):
        return "typing." + self._name

    def __subclasscheck__(self, cls):
        if isinstance(cls, _SpecialGenericAlias):
            return issubclass(cls.__origin__, self.__origin__)
        if not isinstance(cls, _GenericAlias):
            return issubclass(cls, self.__origin__)
        return super().__subclasscheck__(cls)

    def __reduce__(self):
        return self._name

    def __or__(self, right):
        return Union[self, right]

    def __ror__(self, left):
        return Union[left, self]


_aliases = {}
_caches.append(_aliases)


class _TupleType(_SpecialGenericAlias, _root=True):
    def __getitem__(self, params):
        if not isinstance(params, tuple):
            params = (params,)
        if len(params) >= 2 and params[-1] is ...:
            text = "Tuple[t, ...]: t must be a type."
            return self._aliased((*(_type_check(p, text) for p in params[:-1]), ...))
        text = "Tuple[t0, t1, ...]: each t must be a type."
        return self._aliased(tuple(_type_check(p, text) for p in params))


class _CallableType(_SpecialGenericAlias, _root=True):
    def copy_with(self, params):
        return _CallableGenericAlias(self.__origin__, params, name=self._name, inst=self._inst)

    def __getitem__(self, params):
        if not isinstance(params, tuple) or len(params) != 2:
            raise TypeError("Callable must be used as Callable[[arg, ...], result].")
        args, result = params
        result = _type_check(result, "Callable[args, result]: result must be a type.")
        if args is ...:
            return self._aliased((..., result))
        if not isinstance(args, (list, tuple)):
            args = (args,)
        args = tuple(_type_convert(arg) for arg in args)
        return self._aliased(args + (result,))


def _alias(origin, nparams, name=None, inst=True, defaults=()):
    return _SpecialGenericAlias(origin, nparams, inst=inst, name=name, defaults=defaults)


Callable = _CallableType(_abc.Callable, 2)
Callable.__doc__ = "Deprecated alias to collections.abc.Callable."
Tuple = _TupleType(tuple, -1, inst=False, name="Tuple")
Tuple.__doc__ = "Deprecated alias to builtins.tuple."
Hashable = _alias(_abc.Hashable, 0)
Awaitable = _alias(_abc.Awaitable, 1)
Coroutine = _alias(_abc.Coroutine, 3)
AsyncIterable = _alias(_abc.AsyncIterable, 1)
AsyncIterator = _alias(_abc.AsyncIterator, 1)
Iterable = _alias(_abc.Iterable, 1)
Iterator = _alias(_abc.Iterator, 1)
Reversible = _alias(_abc.Reversible, 1)
Sized = _alias(_abc.Sized, 0)
Container = _alias(_abc.Container, 1)
Collection = _alias(_abc.Collection, 1)
AbstractSet = _alias(_abc.Set, 1, name="AbstractSet")
MutableSet = _alias(_abc.MutableSet, 1)
Mapping = _alias(_abc.Mapping, 2)
MutableMapping = _alias(_abc.MutableMapping, 2)
Sequence = _alias(_abc.Sequence, 1)
MutableSequence = _alias(_abc.MutableSequence, 1)
MappingView = _alias(_abc.MappingView, 1)
KeysView = _alias(_abc.KeysView, 1)
ItemsView = _alias(_abc.ItemsView, 2)
ValuesView = _alias(_abc.ValuesView, 1)
List = _alias(list, 1, inst=False, name="List")
Set = _alias(set, 1, inst=False, name="Set")
FrozenSet = _alias(frozenset, 1, inst=False, name="FrozenSet")
Dict = _alias(dict, 2, inst=False, name="Dict")
Type = _alias(type, 1, inst=False, name="Type")
Generator = _alias(_abc.Generator, 3, defaults=(_NoneType, _NoneType))
AsyncGenerator = _alias(_abc.AsyncGenerator, 2, defaults=(_NoneType,))


def _lazy_alias(name):
    if name in ("Pattern", "Match"):
        import re
        return _alias(getattr(re, name), 1)
    if name in ("ContextManager", "AsyncContextManager"):
        import contextlib
        async_ = name[0] == "A"
        return _alias(contextlib.AbstractAsyncContextManager if async_ else contextlib.AbstractContextManager, 2, name=name,
                      defaults=(bool | None,))
    import collections
    if name == "ByteString":
        import warnings
        warnings._deprecated("typing.ByteString", remove=(3, 14))
        return _alias(_abc.ByteString, 0, name="ByteString")
    found = {"Deque": ("deque", 1), "DefaultDict": ("defaultdict", 2), "OrderedDict": ("OrderedDict", 2),
             "Counter": ("Counter", 1), "ChainMap": ("ChainMap", 2)}.get(name)
    return found and _alias(getattr(collections, found[0]), found[1], name=name)


def __getattr__(attr):
    if attr in {"Pattern", "Match", "ContextManager", "AsyncContextManager", "Deque", "DefaultDict", "OrderedDict", "Counter",
                "ChainMap", "ByteString"}:
        value = _lazy_alias(attr)
        if attr != "ByteString":
            globals()[attr] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {attr!r}")


# ---- substitution of parameters, asked for by the types of type parameters

def _typevar_subst(self, arg):
    arg = _type_check(arg, "Parameters to generic types must be types.", is_argument=True)
    if isinstance(arg, (_GenericAlias, GenericAlias)) and getattr(arg, "__unpacked__", False) or isinstance(arg, _UnpackGenericAlias):
        raise TypeError(f"{arg} is not valid as type argument")
    return arg


def _typevartuple_prepare_subst(self, alias, args):
    # The parameter gets as many arguments as the others leave: (before..., (its arguments), after...).
    params = alias.__parameters__
    at = params.index(self)
    if any(isinstance(p, TypeVarTuple) for p in params[at + 1:]):
        raise TypeError(f"More than one TypeVarTuple parameter in {alias}")
    after = len(params) - at - 1
    open_at = fill = None
    for i, arg in enumerate(args):
        inner = None if isinstance(arg, type) else getattr(arg, "__typing_unpacked_tuple_args__", None)
        if inner and len(inner) == 2 and inner[-1] is ...:
            if open_at is not None:
                raise TypeError("More than one unpacked arbitrary-length tuple argument")
            open_at, fill = i, inner[0]
    if open_at is not None:
        left = min(at, open_at)
        right = min(after, len(args) - open_at - 1)
        return (*args[:left], *(fill,) * (at - left), tuple(args[left:len(args) - right]), *(fill,) * (after - right),
                *args[len(args) - right:])
    if at + after > len(args):
        raise TypeError(f"Too few arguments for {alias}; actual {len(args)}, expected at least {len(params) - 1}")
    if at == len(args) and self.has_default():
        return (*args[:at], tuple(self.__default__))
    return (*args[:at], tuple(args[at:len(args) - after]), *args[len(args) - after:])


def _paramspec_subst(self, arg):
    if isinstance(arg, (list, tuple)):
        return tuple(_type_check(a, "Expected a type.") for a in arg)
    if not _is_param_expr(arg):
        raise TypeError(f"Expected a list of types, an ellipsis, ParamSpec, or Concatenate. Got {arg}")
    return arg


def _paramspec_prepare_subst(self, alias, args):
    params = alias.__parameters__
    at = params.index(self)
    if at == len(args) and self.has_default():
        args = (*args, self.__default__)
    if at >= len(args):
        raise TypeError(f"Too few arguments for {alias}")
    if len(params) == 1 and not _is_param_expr(args[0]):
        return (args,)      # X[int, str] is X[[int, str]]
    if isinstance(args[at], list):
        return (*args[:at], tuple(args[at]), *args[at + 1:])
    return args


# ---- Generic

def _wrong_count(of, given, prepared, expected):
    # Of too few, what is said is how many would reach the parameter that misses its argument.
    if prepared > expected:
        return TypeError(f"Too many arguments for {of}; actual {given}, expected {expected}")
    return TypeError(f"Too few arguments for {of}; actual {given}, expected at least {given + 1}")


def _subscribe_class(cls, args):
    if not isinstance(args, tuple):
        args = (args,)
    args = tuple(_type_convert(arg) for arg in args)
    generic = cls in (Generic, Protocol)
    if not generic and not getattr(cls, "__parameters__", ()):
        raise TypeError(f"{cls} is not a generic class")
    if generic:
        if not args:
            raise TypeError(f"Parameter list to {cls.__qualname__}[...] cannot be empty")
        if not all(isinstance(p, (TypeVar, ParamSpec)) or _is_unpacked_typevartuple(p) or isinstance(p, TypeVarTuple) for p in args):
            raise TypeError(f"Parameters to {cls.__name__}[...] must all be type variables or parameter specification variables.")
        if len(set(args)) != len(args):
            raise TypeError(f"Parameters to {cls.__name__}[...] must all be unique")
        return _GenericAlias(cls, args)
    given = args
    for parameter in cls.__parameters__:
        prepare = getattr(parameter, "__typing_prepare_subst__", None)
        if prepare is not None:
            args = prepare(cls, args)
    expected = len(cls.__parameters__)
    if len(args) != expected:
        raise _wrong_count(cls, len(given), len(args), expected)
    final = []
    for parameter, arg in zip(cls.__parameters__, args):
        if isinstance(parameter, TypeVarTuple):
            final.extend(arg)
        elif isinstance(parameter, ParamSpec):
            final.append(tuple(arg) if isinstance(arg, list) else arg)
        else:
            final.append(_type_check(arg, "Parameters to generic types must be types."))
    return _GenericAlias(cls, tuple(final))


_subscribe_cached = _cached(_subscribe_class)


def _own_parameters(cls, orig_bases):
    # The type parameters of a class, in the order of Generic[...] or Protocol[...] where one is given.
    found = _collect_type_parameters(orig_bases)
    listed = None
    for base in orig_bases:
        if isinstance(base, _GenericAlias) and base.__origin__ in (Generic, Protocol):
            if listed is not None and base.__origin__ is Generic:
                raise TypeError("Cannot inherit from Generic[...] multiple times.")
            listed = base.__parameters__
            kind = base.__origin__.__name__
    if listed is None:
        return found
    missing = [str(p) for p in found if p not in listed]
    if missing:
        raise TypeError(f"Some type variables ({', '.join(missing)}) are not listed in {kind}[{', '.join(map(str, listed))}]")
    return tuple(listed)


class Generic:
    """Abstract base class for generic types: class Mapping(Generic[KT, VT])."""
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, args):
        """Parameterizes a generic class."""
        return _subscribe_cached(cls, args)

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if "__orig_bases__" in cls.__dict__:
            bases = cls.__orig_bases__
            plain = Generic in bases
        else:
            bases = ()
            plain = Generic in cls.__bases__ and cls.__name__ != "Protocol"
        if plain:
            raise TypeError("Cannot inherit from plain Generic")
        cls.__parameters__ = _own_parameters(cls, bases) if bases else ()


# ---- protocols

_NOT_MEMBERS = frozenset((
    "__annotations__", "__dict__", "__weakref__", "__doc__", "__module__", "__orig_bases__", "__orig_class__", "__parameters__",
    "__slots__", "__subclasshook__", "__new__", "__init__", "__class_getitem__", "__match_args__", "__static_attributes__",
    "__firstlineno__", "__abstractmethods__", "__dataclass_fields__", "__dataclass_params__", "__protocol_attrs__",
    "__non_callable_proto_members__", "__callable_proto_members_only__", "__type_params__", "__annotate__", "__qualname__",
    "_is_protocol", "_is_runtime_protocol", "_abc_impl", "_MutableMapping__marker"))


def _protocol_members(cls):
    members = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in {"Protocol", "Generic"}:
            continue
        for name in (*base.__dict__, *base.__dict__.get("__annotations__", ())):
            if not name.startswith("_abc_") and name not in _NOT_MEMBERS:
                members.add(name)
    return members


def _no_init_or_replace_init(self, *args, **kwargs):
    cls = type(self)
    if cls._is_protocol:
        raise TypeError("Protocols cannot be instantiated")
    # The class that comes next on the MRO with an __init__ of its own does the work.
    if cls.__init__ is not _no_init_or_replace_init:
        return
    for base in cls.__mro__:
        init = base.__dict__.get("__init__", _no_init_or_replace_init)
        if init is not _no_init_or_replace_init:
            cls.__init__ = init
            break
    else:
        cls.__init__ = object.__init__
    cls.__init__(self, *args, **kwargs)


def _caller_may_check(depth=2):
    # abc and functools look through every class: they get an answer instead of an error.
    return _caller(depth) in {"abc", "_py_abc", "functools", None}


_static = None


def _getattr_static(obj, name):
    global _static
    if _static is None:
        from inspect import getattr_static as _static
    return _static(obj, name)


class _ProtocolMeta(ABCMeta):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        if name == "Protocol" and bases == (Generic,):
            pass
        elif Protocol in bases:
            for base in bases:
                fine = base in (object, Generic) or base.__name__ in _ALLOWED_BASES.get(base.__module__, ()) or \
                    getattr(base, "_is_protocol", False)
                if not fine:
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")
        return super().__new__(mcls, name, bases, namespace, **kwargs)

    def __init__(cls, *args, **kwargs):
        if getattr(cls, "_is_protocol", False):
            cls.__protocol_attrs__ = _protocol_members(cls)

    def __subclasscheck__(cls, other):
        if cls is Protocol:
            return type.__subclasscheck__(cls, other)
        if getattr(cls, "_is_protocol", False) and not _caller_may_check():
            if not getattr(cls, "_is_runtime_protocol", False):
                _check_is_class(other)
                raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
            data = cls.__dict__.get("__non_callable_proto_members__")
            if data:
                _check_is_class(other)
                shown = ", ".join(map(repr, sorted(data)))
                raise TypeError(f"Protocols with non-method members don't support issubclass(). Non-method members: {shown}.")
        return super().__subclasscheck__(other)

    def __instancecheck__(cls, instance):
        if cls is Protocol:
            return type.__instancecheck__(cls, instance)
        if not getattr(cls, "_is_protocol", False):
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False) and not _caller_may_check():
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if super().__instancecheck__(instance):
            return True
        for name in cls.__protocol_attrs__:
            try:
                value = _getattr_static(instance, name)
            except AttributeError:
                return False
            if value is None and name not in cls.__non_callable_proto_members__:
                return False
        return True


def _check_is_class(other):
    if not isinstance(other, type):
        raise TypeError("issubclass() arg 1 must be a class")


_ALLOWED_BASES = {
    "collections.abc": ("Callable", "Awaitable", "Iterable", "Iterator", "AsyncIterable", "AsyncIterator", "Hashable", "Sized",
                        "Container", "Collection", "Reversible", "Buffer"),
    "contextlib": ("AbstractContextManager", "AbstractAsyncContextManager"),
}


def _protocol_hook(cls):
    def __subclasshook__(other):
        if not cls.__dict__.get("_is_protocol", False):
            return NotImplemented
        for name in cls.__protocol_attrs__:
            for base in other.__mro__:
                if name in base.__dict__:
                    if base.__dict__[name] is None:
                        return NotImplemented
                    break
                annotations = base.__dict__.get("__annotations__", {})
                if isinstance(annotations, _abc.Mapping) and name in annotations and getattr(other, "_is_protocol", False):
                    break
            else:
                return NotImplemented
        return True

    return staticmethod(__subclasshook__)


class Protocol(Generic, metaclass=_ProtocolMeta):
    """Base class for protocol classes: what has the members is an instance, whatever it inherits from."""
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **kwargs):
        super().__init_subclass__(*args, **kwargs)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any(base is Protocol for base in cls.__bases__)
        if "__subclasshook__" not in cls.__dict__:
            cls.__subclasshook__ = _protocol_hook(cls)
        if cls._is_protocol and cls.__init__ is Protocol.__init__:
            cls.__init__ = _no_init_or_replace_init


def runtime_checkable(cls):
    """Mark a protocol class as a runtime protocol: isinstance() and issubclass() work with it."""
    if not isinstance(cls, type) or not issubclass(cls, Generic) or not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    cls.__non_callable_proto_members__ = set()
    for name in cls.__protocol_attrs__:
        try:
            is_method = callable(getattr(cls, name, None))
        except Exception as e:
            raise TypeError(f"Failed to determine whether protocol member {name!r} is a method member") from e
        if not is_method:
            cls.__non_callable_proto_members__.add(name)
    return cls


def is_protocol(tp, /):
    """Return True if the given type is a Protocol."""
    return isinstance(tp, type) and getattr(tp, "_is_protocol", False) and tp is not Protocol and tp != Protocol


def get_protocol_members(tp, /):
    """Return the set of members defined in a Protocol."""
    if not is_protocol(tp):
        raise TypeError(f"{tp!r} is not a Protocol")
    return frozenset(tp.__protocol_attrs__)


T = TypeVar("T")
KT = TypeVar("KT")
VT = TypeVar("VT")
T_co = TypeVar("T_co", covariant=True)
T_contra = TypeVar("T_contra", contravariant=True)
AnyStr = TypeVar("AnyStr", bytes, str)
CT_co = TypeVar("CT_co", covariant=True, bound=type)
VT_co = TypeVar("VT_co", covariant=True)
V_co = TypeVar("V_co", covariant=True)


def _supports(name, method, doc, generic=False):
    def __stub__(self):
        pass

    __stub__.__name__, __stub__.__qualname__ = method, f"{name}.{method}"
    namespace = {"__module__": "typing", "__qualname__": name, "__slots__": (), "__doc__": doc, method: abstractmethod(__stub__)}
    if generic:
        namespace["__orig_bases__"] = (Protocol[T_co],)
    return runtime_checkable(_ProtocolMeta(name, (Protocol,), namespace))


SupportsInt = _supports("SupportsInt", "__int__", "An ABC with one abstract method __int__.")
SupportsFloat = _supports("SupportsFloat", "__float__", "An ABC with one abstract method __float__.")
SupportsComplex = _supports("SupportsComplex", "__complex__", "An ABC with one abstract method __complex__.")
SupportsBytes = _supports("SupportsBytes", "__bytes__", "An ABC with one abstract method __bytes__.")
SupportsIndex = _supports("SupportsIndex", "__index__", "An ABC with one abstract method __index__.")
SupportsAbs = _supports("SupportsAbs", "__abs__", "An ABC with one abstract method __abs__ that is covariant in its return type.", True)
SupportsRound = _supports("SupportsRound", "__round__",
                          "An ABC with one abstract method __round__ that is covariant in its return type.", True)


# ---- looking at hints

_SIMPLE = (type(len), _FunctionType, MethodType, type(sys), WrapperDescriptorType, MethodWrapperType, MethodDescriptorType)


def _strip_annotations(t):
    # Without Annotated, Required, NotRequired and ReadOnly, at any depth.
    if isinstance(t, _AnnotatedAlias):
        return _strip_annotations(t.__origin__)
    if hasattr(t, "__origin__") and t.__origin__ in (Required, NotRequired, ReadOnly):
        return _strip_annotations(t.__args__[0])
    if isinstance(t, (_GenericAlias, GenericAlias, UnionType)):
        args = tuple(_strip_annotations(a) for a in t.__args__)
        if args == t.__args__:
            return t
        if isinstance(t, _GenericAlias):
            return t.copy_with(args)
        if isinstance(t, GenericAlias):
            return GenericAlias(t.__origin__, args)
        result = args[0]
        for arg in args[1:]:
            result = result | arg
        return result
    return t


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    """Return type hints for an object: its annotations with those given as text evaluated."""
    if getattr(obj, "__no_type_check__", None):
        return {}
    if isinstance(obj, type):
        hints = _class_hints(obj, globalns, localns)
    else:
        hints = _function_hints(obj, globalns, localns)
    return hints if include_extras else {name: _strip_annotations(t) for name, t in hints.items()}


def _class_hints(cls, globalns, localns):
    hints = {}
    for base in reversed(cls.__mro__):
        annotations = base.__dict__.get("__annotations__", {})
        if not isinstance(annotations, dict):
            continue
        outer = getattr(sys.modules.get(base.__module__, None), "__dict__", {}) if globalns is None else globalns
        inner = dict(vars(base)) if localns is None else localns
        if localns is None and globalns is None:
            outer, inner = inner, outer     # the module's names hide those of the class
        for name, value in annotations.items():
            if value is None:
                value = _NoneType
            if isinstance(value, str):
                value = ForwardRef(value, is_argument=False, is_class=True)
            hints[name] = _eval_type(value, outer, inner, base.__type_params__)
    return hints


def _function_hints(obj, globalns, localns):
    if globalns is None:
        if isinstance(obj, type(sys)):
            globalns = obj.__dict__
        else:
            inner = obj
            while hasattr(inner, "__wrapped__"):
                inner = inner.__wrapped__
            globalns = getattr(inner, "__globals__", {})
        if localns is None:
            localns = globalns
    elif localns is None:
        localns = globalns
    hints = getattr(obj, "__annotations__", None)
    if hints is None:
        if isinstance(obj, _SIMPLE):
            return {}
        raise TypeError("{!r} is not a module, class, method, or function.".format(obj))
    result = {}
    parameters = getattr(obj, "__type_params__", ())
    for name, value in dict(hints).items():
        if value is None:
            value = _NoneType
        if isinstance(value, str):
            value = ForwardRef(value, is_argument=not isinstance(obj, type(sys)), is_class=False)
        result[name] = _eval_type(value, globalns, localns, parameters)
    return result


def get_origin(tp):
    """Get the unsubscripted version of a type."""
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_BaseGenericAlias, GenericAlias, ParamSpecArgs, ParamSpecKwargs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return UnionType if isinstance(tp, UnionType) else None


def get_args(tp):
    """Get type arguments with all substitutions performed."""
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__,) + tp.__metadata__
    if isinstance(tp, (_GenericAlias, GenericAlias)):
        args = tp.__args__
        if tp.__origin__ is _abc.Callable and not (len(args) == 2 and _is_param_expr(args[0])):
            args = (list(args[:-1]), args[-1])
        return args
    return tp.__args__ if isinstance(tp, UnionType) else ()


def is_typeddict(tp):
    """Check if an annotation is a TypedDict class."""
    return isinstance(tp, _TypedDictMeta)


def cast(typ, val):
    """Cast a value to a type: returns the value unchanged."""
    return val


def assert_type(val, typ, /):
    """Ask a static type checker to confirm that the value is of the given type."""
    return val


def assert_never(arg, /):
    """Statically assert that a line of code is unreachable."""
    value = repr(arg)
    if len(value) > 100:
        value = value[:100] + "..."
    raise AssertionError(f"Expected code to be unreachable, but got: {value}")


def reveal_type(obj, /):
    """Ask a static type checker to reveal the inferred type of an expression."""
    print(f"Runtime type is {type(obj).__name__!r}", file=sys.stderr)
    return obj


# ---- decorators

def no_type_check(arg):
    """Decorator to indicate that annotations are not type hints."""
    if isinstance(arg, type):
        for name in dir(arg):
            member = getattr(arg, name)
            if not hasattr(member, "__qualname__") or member.__qualname__ != f"{arg.__qualname__}.{name}" or \
                    getattr(member, "__module__", None) != arg.__module__:
                continue
            if isinstance(member, _FunctionType):
                member.__no_type_check__ = True
            elif isinstance(member, MethodType):
                member.__func__.__no_type_check__ = True
            elif isinstance(member, type):
                no_type_check(member)
    try:
        arg.__no_type_check__ = True
    except TypeError:
        pass        # a class of the interpreter
    return arg


def no_type_check_decorator(decorator):
    """Decorator to give another decorator the @no_type_check effect."""
    import warnings
    warnings._deprecated("typing.no_type_check_decorator", remove=(3, 15))
    from functools import wraps

    @wraps(decorator)
    def wrapped_decorator(*args, **kwds):
        return no_type_check(decorator(*args, **kwds))

    return wrapped_decorator


_overload_registry = {}


def _overload_dummy(*args, **kwds):
    """Helper for @overload to raise when called."""
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions "
                              "outside a stub module should always be followed by an implementation that is not "
                              "@overload-ed.")


def overload(func):
    """Decorator for overloaded functions/methods."""
    inner = getattr(func, "__func__", func)
    try:
        variants = _overload_registry.setdefault((inner.__module__, inner.__qualname__), {})
        variants[inner.__code__.co_firstlineno] = func
    except AttributeError:
        pass
    return _overload_dummy


def get_overloads(func):
    """Return all defined overloads for *func* as a sequence."""
    inner = getattr(func, "__func__", func)
    return list(_overload_registry.get((inner.__module__, inner.__qualname__), {}).values())


def clear_overloads():
    """Clear all overloads in the registry."""
    _overload_registry.clear()


def _mark(obj, name, value=True):
    try:
        setattr(obj, name, value)
    except (AttributeError, TypeError):
        pass        # no room for it
    return obj


def final(f):
    """Decorator to indicate final methods and final classes."""
    return _mark(f, "__final__")


def override(method, /):
    """Indicate that a method is intended to override a method in a base class."""
    return _mark(method, "__override__")


def dataclass_transform(*, eq_default=True, order_default=False, kw_only_default=False, frozen_default=False, field_specifiers=(),
                        **kwargs):
    """Decorator to mark an object as providing dataclass-like behaviour."""
    def decorator(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = {
            "eq_default": eq_default, "order_default": order_default, "kw_only_default": kw_only_default,
            "frozen_default": frozen_default, "field_specifiers": field_specifiers, "kwargs": kwargs}
        return cls_or_fn

    return decorator


# ---- NewType

class NewType:
    """NewType creates simple unique types with almost zero runtime overhead."""

    def __init__(self, name, tp):
        self.__qualname__ = name
        self.__name__ = name.rpartition(".")[2]
        self.__supertype__ = tp
        module = _caller()
        if module != "typing":
            self.__module__ = module

    def __call__(self, x, /):
        return x

    def __mro_entries__(self, bases):
        base = self.__name__

        class Dummy:
            def __init_subclass__(cls):
                raise TypeError("Cannot subclass an instance of NewType. Perhaps you were looking for: "
                                f"`{cls.__name__} = NewType({cls.__name__!r}, {base})`")

        return (Dummy,)

    def __repr__(self):
        return f"{self.__module__}.{self.__qualname__}"

    def __reduce__(self):
        return self.__qualname__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


# ---- NamedTuple

_PROTECTED = frozenset(("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults", "_field_types", "_make",
                        "_replace", "_asdict", "_source"))
_SPECIAL = frozenset(("__module__", "__name__", "__annotations__", "__orig_bases__", "__qualname__", "__static_attributes__",
                      "__firstlineno__", "__type_params__", "__annotate__", "__classcell__"))


def _make_nmtuple(name, fields, module, defaults=()):
    from collections import namedtuple
    types = {n: _type_check(t, f"field {n} annotation must be a type") for n, t in fields}
    made = namedtuple(name, [n for n, _ in fields], defaults=defaults, module=module)
    made.__annotations__ = made.__new__.__annotations__ = types
    return made


class NamedTupleMeta(type):
    def __new__(cls, typename, bases, ns):
        for base in bases:
            if base is not _NamedTuple and base is not Generic:
                raise TypeError("can only inherit from a NamedTuple type and Generic")
        bases = tuple(tuple if base is _NamedTuple else base for base in bases)
        types = ns.get("__annotations__", {})
        with_default = []
        for field in types:
            if field in ns:
                with_default.append(field)
            elif with_default:
                raise TypeError(f"Non-default namedtuple field {field} cannot follow default field"
                                f"{'s' if len(with_default) > 1 else ''} {', '.join(with_default)}")
        made = _make_nmtuple(typename, types.items(), ns["__module__"], [ns[n] for n in with_default])
        made.__bases__ = bases
        if "__orig_bases__" in ns:
            made.__orig_bases__ = ns["__orig_bases__"]
        if Generic in bases:
            made.__class_getitem__ = classmethod(_subscribe_class)
        for key, value in ns.items():
            if key in _PROTECTED:
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key in _SPECIAL or key in made._fields:
                continue
            setattr(made, key, value)
            _set_name(type(value), value, made, key, typename)
        if Generic in bases:
            made.__init_subclass__()
        return made


def _set_name(kind, value, owner, key, typename):
    hook = getattr(kind, "__set_name__", None)
    if hook is None:
        return
    try:
        hook(value, owner, key)
    except BaseException as e:
        e.add_note(f"Error calling __set_name__ on {kind.__name__!r} instance {key!r} in {typename!r}")
        raise


def NamedTuple(typename, fields=NoDefault, /, **kwargs):
    """Typed version of namedtuple."""
    if fields is NoDefault or fields is None:
        import warnings
        if fields is None and kwargs:
            raise TypeError("Cannot pass `None` as the 'fields' parameter and also specify fields using keyword arguments")
        if kwargs:
            what, example = "Creating NamedTuple classes using keyword arguments", "Use the class-based or functional syntax instead."
        else:
            shown = "Passing `None` as the 'fields' parameter" if fields is None else "Failing to pass a value for the 'fields' parameter"
            what, example = shown, f"To create a NamedTuple class with 0 fields using the functional syntax, pass an empty list, e.g. `{typename} = NamedTuple({typename!r}, [])`."
        warnings.warn(f"{what} is deprecated and will be disallowed in Python 3.15. {example}", DeprecationWarning, stacklevel=2)
        fields = kwargs.items()
    elif kwargs:
        raise TypeError("Either list of fields or keywords can be provided to NamedTuple, not both")
    made = _make_nmtuple(typename, list(fields), _caller())
    made.__orig_bases__ = (NamedTuple,)
    return made


_NamedTuple = type.__new__(NamedTupleMeta, "NamedTuple", (), {})


def _namedtuple_mro_entries(bases):
    return (_NamedTuple,)


NamedTuple.__mro_entries__ = _namedtuple_mro_entries


# ---- TypedDict

def _qualifiers(annotation):
    # The names of Required, NotRequired and ReadOnly around an annotation, and the type inside.
    found = []
    while True:
        origin = get_origin(annotation)
        if origin is Annotated:
            args = get_args(annotation)
            if not args:
                break
            annotation = args[0]
        elif origin in (Required, NotRequired, ReadOnly):
            found.append(origin)
            annotation, = get_args(annotation)
        else:
            break
    return found


class _TypedDictMeta(type):
    def __new__(cls, name, bases, ns, total=True):
        for base in bases:
            if type(base) is not _TypedDictMeta and base is not Generic:
                raise TypeError("cannot inherit from both a TypedDict type and a non-TypedDict base class")
        generic = (Generic,) if any(issubclass(base, Generic) for base in bases) else ()
        made = type.__new__(_TypedDictMeta, name, (*generic, dict), ns)
        if not hasattr(made, "__orig_bases__"):
            made.__orig_bases__ = bases
        own = {key: _type_check(value, "TypedDict('Name', {f0: t0, f1: t1, ...}); each t must be a type", module=made.__module__,
                                allow_special_forms=True)
               for key, value in ns.get("__annotations__", {}).items()}
        hints, required, optional, readonly, mutable = {}, set(), set(), set(), set()
        for base in bases:
            fields = base.__dict__
            hints.update(fields.get("__annotations__", {}))
            base_required, base_optional = fields.get("__required_keys__", set()), fields.get("__optional_keys__", set())
            required |= base_required
            optional -= base_required
            required -= base_optional
            optional |= base_optional
            readonly |= fields.get("__readonly_keys__", set())
            mutable |= fields.get("__mutable_keys__", set())
        hints.update(own)
        for key, annotation in own.items():
            marks = _qualifiers(annotation)
            needed = Required in marks or total and NotRequired not in marks
            (required if needed else optional).add(key)
            (optional if needed else required).discard(key)
            if ReadOnly in marks:
                if key in mutable:
                    raise TypeError(f"Cannot override mutable key {key!r} with read-only key")
                readonly.add(key)
            else:
                mutable.add(key)
                readonly.discard(key)
        made.__annotations__ = hints
        made.__required_keys__, made.__optional_keys__ = frozenset(required), frozenset(optional)
        made.__readonly_keys__, made.__mutable_keys__ = frozenset(readonly), frozenset(mutable)
        made.__total__ = total
        return made

    __call__ = dict         # TypedDict("x", ...)(**values) is a plain dict

    def __subclasscheck__(cls, other):
        raise TypeError("TypedDict does not support instance and class checks")

    __instancecheck__ = __subclasscheck__


def TypedDict(typename, fields=NoDefault, /, *, total=True):
    """A simple typed namespace: at run time it is a plain dict."""
    if fields is NoDefault or fields is None:
        import warnings
        shown = "Passing `None` as the 'fields' parameter" if fields is None else "Failing to pass a value for the 'fields' parameter"
        warnings.warn(f"{shown} is deprecated and will be disallowed in Python 3.15. To create a TypedDict class with 0 fields "
                      f"using the functional syntax, pass an empty dictionary, e.g. `{typename} = TypedDict({typename!r}, {{}})`.",
                      DeprecationWarning, stacklevel=2)
        fields = {}
    namespace = {"__annotations__": dict(fields), "__module__": _caller()}
    made = _TypedDictMeta(typename, (), namespace, total=total)
    made.__orig_bases__ = (TypedDict,)
    return made


_TypedDict = type.__new__(_TypedDictMeta, "TypedDict", (), {})
TypedDict.__mro_entries__ = lambda bases: (_TypedDict,)


# ---- files

def _io_class(name, bases, properties, methods, doc):
    namespace = {"__module__": "typing", "__qualname__": name, "__slots__": (), "__doc__": doc}
    for method in (*properties, *methods):
        def stub(self, *args):
            pass
        stub.__name__, stub.__qualname__ = method, f"{name}.{method}"
        stub = abstractmethod(stub)
        namespace[method] = property(stub) if method in properties else stub
    from types import new_class
    return new_class(name, bases, {}, lambda ns: ns.update(namespace))


IO = _io_class("IO", (Generic[AnyStr],), ("mode", "name", "closed"),
               ("close", "fileno", "flush", "isatty", "read", "readable", "readline", "readlines", "seek", "seekable", "tell",
                "truncate", "writable", "write", "writelines", "__enter__", "__exit__"),
               "Generic base class for TextIO and BinaryIO: hints for what open() returns.")
BinaryIO = _io_class("BinaryIO", (IO[bytes],), (), ("write", "__enter__"), "Typed version of the return of open() in binary mode.")
TextIO = _io_class("TextIO", (IO[str],), ("buffer", "encoding", "errors", "line_buffering", "newlines"), ("__enter__",),
                   "Typed version of the return of open() in text mode.")


def _cleanup():
    # Drops the caches, as tests do that look for leaks.
    for cache in _caches:
        cache.clear()
