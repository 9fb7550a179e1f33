# SPDX-License-Identifier: MIT
"""Classes that are described by their fields: @dataclass writes __init__, __repr__, __eq__ and others from annotations.

The methods are written as source text, all of a class in one piece, and compiled: they run as fast as if written by hand.
"""
import sys
from abc import update_abstractmethods
from keyword import iskeyword
from reprlib import recursive_repr

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]

GenericAlias = type(list[int])
_member_descriptor = type(type("_", (), {"__slots__": "a"}).a)
_mappingproxy = type(type.__dict__)
_FIELDS = "__dataclass_fields__"
_PARAMS = "__dataclass_params__"


class FrozenInstanceError(AttributeError):
    pass


class _HAS_DEFAULT_FACTORY_CLASS:
    def __repr__(self):
        return "<factory>"


_HAS_DEFAULT_FACTORY = _HAS_DEFAULT_FACTORY_CLASS()


class _MISSING_TYPE:
    pass


MISSING = _MISSING_TYPE()


class _KW_ONLY_TYPE:
    pass


KW_ONLY = _KW_ONLY_TYPE()

_NO_METADATA = _mappingproxy({})


class _Kind:
    """What a field is: one of the three below."""

    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


_FIELD = _Kind("_FIELD")
_FIELD_CLASSVAR = _Kind("_FIELD_CLASSVAR")
_FIELD_INITVAR = _Kind("_FIELD_INITVAR")


class InitVar:
    """The annotation InitVar[type]: a parameter of __init__ that is passed on to __post_init__ and not stored."""

    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        name = self.type.__name__ if isinstance(self.type, type) else repr(self.type)
        return f"dataclasses.InitVar[{name}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


_field_slots = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata", "kw_only",
                "_field_type")


class Field:
    """The description of a field: what field() gives, completed with name and type by @dataclass."""

    __slots__ = _field_slots

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = _NO_METADATA if metadata is None else _mappingproxy(metadata)
        self.kw_only = kw_only
        self._field_type = None

    @recursive_repr()
    def __repr__(self):
        return (f"Field(name={self.name!r},type={self.type!r},default={self.default!r},"
                f"default_factory={self.default_factory!r},init={self.init!r},repr={self.repr!r},hash={self.hash!r},"
                f"compare={self.compare!r},metadata={self.metadata!r},kw_only={self.kw_only!r},"
                f"_field_type={self._field_type})")

    def __set_name__(self, owner, name):
        hook = getattr(type(self.default), "__set_name__", None)
        if hook:
            hook(self.default, owner, name)

    __class_getitem__ = classmethod(GenericAlias)


class _DataclassParams:
    """The arguments of @dataclass."""

    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen", "match_args", "kw_only", "slots", "weakref_slot")

    def __init__(self, *values):
        for name, value in zip(self.__slots__, values):
            setattr(self, name, value)

    def __repr__(self):
        return f"_DataclassParams({','.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    """Describe a field beyond its type: its default, and in which methods it takes part."""
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


# What an annotation means


def _is_classvar(annotation, module):
    return annotation is module.ClassVar or getattr(annotation, "__origin__", None) is module.ClassVar


def _is_initvar(annotation, module):
    return annotation is InitVar or type(annotation) is InitVar


def _is_kw_only(annotation, module):
    return annotation is KW_ONLY


def _leading_names(text):
    """("module", "name") for "module.name[...]", (None, "name") for "name[...]", or None."""
    names = []
    text = text.lstrip()
    while len(names) < 2:
        end = 0
        while end < len(text) and (text[end].isalnum() or text[end] == "_"):
            end += 1
        if not end:
            break
        names.append(text[:end])
        text = text[end:].lstrip()
        if not text.startswith("."):
            break
        text = text[1:].lstrip()
    if not names:
        return None
    return (None, names[0]) if len(names) == 1 else (names[0], names[1])


def _means(annotation, cls, module, marker_module, predicate):
    """Whether the annotation, or the text of one, satisfies the predicate."""
    if predicate(annotation, module):
        return True
    if not isinstance(annotation, str):
        return False
    names = _leading_names(annotation)
    if names is None:
        return False
    prefix, name = names
    home = sys.modules.get(cls.__module__)
    if prefix is None:
        namespace = home.__dict__ if home else {}
    elif home and home.__dict__.get(prefix) is module:
        namespace = sys.modules[marker_module].__dict__
    else:
        return False
    return predicate(namespace.get(name), module)


def _complete_field(cls, name, annotation, kw_only):
    """The Field for an annotated name, with all its attributes."""
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        f = default
    else:
        if isinstance(default, _member_descriptor):
            default = MISSING
        f = field(default=default)
    f.name = name
    f.type = annotation
    f._field_type = _FIELD
    typing = sys.modules.get("typing")
    if typing and _means(annotation, cls, typing, "typing", _is_classvar):
        f._field_type = _FIELD_CLASSVAR
    if f._field_type is _FIELD and _means(annotation, cls, sys.modules[__name__], __name__, _is_initvar):
        f._field_type = _FIELD_INITVAR
    if f._field_type is not _FIELD and f.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if f._field_type is not _FIELD_CLASSVAR:
        if f.kw_only is MISSING:
            f.kw_only = kw_only
    elif f.kw_only is not MISSING:
        raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    if f._field_type is _FIELD and f.default.__class__.__hash__ is None:
        raise ValueError(f"mutable default {type(f.default)} for field {name} is not allowed: use default_factory")
    return f


def _own_fields(cls, kw_only):
    """The fields that the class's own annotations describe."""
    annotations = cls.__dict__.get("__annotations__", {})
    found = []
    seen = False
    here = sys.modules[__name__]
    for name, annotation in annotations.items():
        if _means(annotation, cls, here, __name__, _is_kw_only):
            if seen:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen = kw_only = True
        else:
            found.append(_complete_field(cls, name, annotation, kw_only))
    for f in found:
        if isinstance(getattr(cls, f.name, None), Field):
            if f.default is MISSING:
                delattr(cls, f.name)
            else:
                setattr(cls, f.name, f.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    return found


def _inherited_fields(cls, frozen):
    """The fields of the bases; complains if frozen and other classes are mixed."""
    found = {}
    any_frozen = False
    all_frozen = None
    for base in cls.__mro__[-1:0:-1]:
        theirs = getattr(base, _FIELDS, None)
        if theirs is None:
            continue
        found.update(theirs)
        base_frozen = getattr(base, _PARAMS).frozen
        all_frozen = base_frozen if all_frozen is None else all_frozen and base_frozen
        any_frozen = any_frozen or base_frozen
    return found, any_frozen, all_frozen is False


# Writing the methods


class _Writer:
    """Collects the text of methods and the names that it uses, then compiles them together and adds them to the class."""

    def __init__(self, cls):
        self.cls = cls
        self.lines = []
        self.globals = {"MISSING": MISSING, "_HAS_DEFAULT_FACTORY": _HAS_DEFAULT_FACTORY, "_cls": cls,
                        "_FrozenInstanceError": FrozenInstanceError, "_set": object.__setattr__, "_type": type,
                        "_hash": hash, "_super": super, "_NotImplemented": NotImplemented}
        self.methods = []

    def add(self, name, parameters, body, *, annotations=None, replace=False, problem=None, wrap=None):
        self.methods.append((name, annotations, replace, problem, wrap))
        self.lines.append(f" def {name}({', '.join(parameters)}):")
        self.lines.extend(f"  {line}" for line in body)

    def finish(self):
        if not self.methods:
            return
        cls = self.cls
        names = [name for name, *_ in self.methods]
        text = f"def _create({', '.join(self.globals)}):\n" + "\n".join(self.lines) + f"\n return {', '.join(names)},"
        module = sys.modules.get(cls.__module__)
        scope = module.__dict__ if module else {"__builtins__": __builtins__}
        made = {}
        exec(text, scope, made)
        for function, (name, annotations, replace, problem, wrap) in zip(made["_create"](**self.globals), self.methods):
            function.__qualname__ = f"{cls.__qualname__}.{name}"
            if annotations is not None:
                function.__annotations__ = annotations
            if wrap:
                function = wrap(function)
            if replace or name not in cls.__dict__:
                setattr(cls, name, function)
            elif problem is not None:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}{problem}")


def _in_init_order(fields):
    """The parameters of __init__: those by position, and those by keyword only."""
    usual = [f for f in fields if f.init and not f.kw_only]
    return usual, [f for f in fields if f.init and f.kw_only]


def _write_init(writer, fields, frozen, post_init, self_name, slots):
    usual, keyword = _in_init_order(fields)
    first_default = None
    for f in usual:
        if f.default is not MISSING or f.default_factory is not MISSING:
            first_default = f
        elif first_default:
            raise TypeError(f"non-default argument {f.name!r} follows default argument {first_default.name!r}")
    parameters = [self_name, *(_parameter(writer, f) for f in usual)]
    if keyword:
        parameters += ["*", *(_parameter(writer, f) for f in keyword)]
    body = [line for f in fields if (line := _assignment(writer, f, frozen, self_name, slots))]
    if post_init:
        given = ", ".join(f.name for f in fields if f._field_type is _FIELD_INITVAR)
        body.append(f"{self_name}.__post_init__({given})")
    annotations = {f.name: f.type for f in usual + keyword}
    writer.add("__init__", parameters, body or ["pass"], annotations=annotations | {"return": None})


def _parameter(writer, f):
    if f.default is not MISSING:
        writer.globals[f"_dflt_{f.name}"] = f.default
        return f"{f.name}=_dflt_{f.name}"
    if f.default_factory is not MISSING:
        return f"{f.name}=_HAS_DEFAULT_FACTORY"
    return f.name


def _assignment(writer, f, frozen, self_name, slots):
    """The line of __init__ that gives a field its value, or None."""
    default = f"_dflt_{f.name}"
    if f.default_factory is not MISSING:
        writer.globals[default] = f.default_factory
        value = f"{default}() if {f.name} is _HAS_DEFAULT_FACTORY else {f.name}" if f.init else f"{default}()"
    elif f.init:
        value = f.name
    elif slots and f.default is not MISSING:
        writer.globals[default] = f.default
        value = default
    else:
        return None
    if f._field_type is _FIELD_INITVAR:
        return None
    return f"_set({self_name}, {f.name!r}, {value})" if frozen else f"{self_name}.{f.name} = {value}"


def _write_repr(writer, fields):
    shown = ", ".join(f"{f.name}={{self.{f.name}!r}}" for f in fields if f.repr)
    writer.add("__repr__", ["self"], [f'return f"{{self.__class__.__qualname__}}({shown})"'], wrap=recursive_repr())


def _write_eq(writer, fields):
    terms = " and ".join(f"self.{f.name} == other.{f.name}" for f in fields if f.compare) or "True"
    writer.add("__eq__", ["self", "other"], ["if self is other:", " return True", "if other.__class__ is self.__class__:",
                                             f" return {terms}", "return _NotImplemented"])


def _values_of(subject, names):
    return "(" + "".join(f"{subject}.{name}, " for name in names) + ")"


def _write_order(writer, fields):
    names = [f.name for f in fields if f.compare]
    mine, theirs = _values_of("self", names), _values_of("other", names)
    for name, symbol in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
        writer.add(name, ["self", "other"], ["if other.__class__ is self.__class__:", f" return {mine} {symbol} {theirs}",
                                             "return _NotImplemented"],
                   problem=" Consider using functools.total_ordering")


def _write_frozen(writer, fields):
    condition = "_type(self) is _cls"
    if fields:
        condition += f" or name in {{{', '.join(repr(f.name) for f in fields)}}}"
    for name, parameters, verb in (("__setattr__", ["name", "value"], "assign to"), ("__delattr__", ["name"], "delete")):
        writer.add(name, ["self", *parameters],
                   [f"if {condition}:", f' raise _FrozenInstanceError(f"cannot {verb} field {{name!r}}")',
                    f"_super(_cls, self).{name}({', '.join(parameters)})"], problem="")


def _write_hash(writer, cls, params, fields, explicit):
    """By the table of the documentation: whether __hash__ is written, becomes None, or stays."""
    if params.unsafe_hash:
        if explicit:
            raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    elif not params.eq or explicit:
        return
    elif not params.frozen:
        cls.__hash__ = None
        return
    names = [f.name for f in fields if (f.compare if f.hash is None else f.hash)]
    cls.__hash__ = None
    writer.add("__hash__", ["self"], [f"return _hash({_values_of('self', names)})"], replace=True)


# The text of a signature, for the docstring


def _annotation_text(annotation):
    module = getattr(annotation, "__module__", None)
    if module == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        return annotation.__qualname__ if module == "builtins" else f"{module}.{annotation.__qualname__}"
    return repr(annotation)


def _signature_text(fields):
    usual, keyword = _in_init_order(fields)
    parts = [_parameter_text(f) for f in usual]
    if keyword:
        parts += ["*", *(_parameter_text(f) for f in keyword)]
    return f"({', '.join(parts)})"


def _parameter_text(f):
    text = f"{f.name}: {_annotation_text(f.type)}"
    if f.default is not MISSING:
        return f"{text} = {f.default!r}"
    return f"{text} = <factory>" if f.default_factory is not MISSING else text


def _document(cls, fields, written):
    if written and type(cls).__call__ is type.__call__ and cls.__new__ is object.__new__:
        text = _signature_text(fields)
    else:
        import inspect
        try:
            text = str(inspect.signature(cls)).replace(" -> None", "")
        except (TypeError, ValueError):
            text = ""
    cls.__doc__ = cls.__name__ + text


# The decorator


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False, match_args=True,
              kw_only=False, slots=False, weakref_slot=False):
    """Add the methods that the class's annotated fields describe; the arguments say which."""
    params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen, match_args, kw_only, slots, weakref_slot)
    if cls is None:
        return lambda cls: _process(cls, params)
    return _process(cls, params)


def _process(cls, params):
    all_fields, any_frozen_base, unfrozen_base = _inherited_fields(cls, params.frozen)
    setattr(cls, _PARAMS, params)
    for f in _own_fields(cls, params.kw_only):
        all_fields[f.name] = f
    if any_frozen_base and not params.frozen:
        raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
    if unfrozen_base and params.frozen:
        raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    setattr(cls, _FIELDS, all_fields)
    own_hash = cls.__dict__.get("__hash__", MISSING)
    explicit_hash = not (own_hash is MISSING or own_hash is None and "__eq__" in cls.__dict__)
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")
    if "__replace__" not in cls.__dict__:
        cls.__replace__ = _replace

    stored = [f for f in all_fields.values() if f._field_type is _FIELD]
    in_init = [f for f in all_fields.values() if f._field_type is not _FIELD_CLASSVAR]
    writer = _Writer(cls)
    written_init = params.init and "__init__" not in cls.__dict__
    if params.init:
        self_name = "__dataclass_self__" if "self" in all_fields else "self"
        _write_init(writer, in_init, params.frozen, hasattr(cls, "__post_init__"), self_name, params.slots)
    if params.repr:
        _write_repr(writer, stored)
    if params.eq:
        _write_eq(writer, stored)
    if params.order:
        _write_order(writer, stored)
    if params.frozen:
        _write_frozen(writer, stored)
    _write_hash(writer, cls, params, stored, explicit_hash)
    writer.finish()

    if not getattr(cls, "__doc__"):
        _document(cls, in_init, written_init)
    if params.match_args and "__match_args__" not in cls.__dict__:
        cls.__match_args__ = tuple(f.name for f in _in_init_order(in_init)[0])
    if params.weakref_slot and not params.slots:
        raise TypeError("weakref_slot is True but slots is False")
    if params.slots:
        cls = _with_slots(cls, params.frozen, params.weakref_slot)
    update_abstractmethods(cls)
    return cls


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        return ["__weakref__", "__dict__"] if "__dict__" in cls.__dict__ else []
    if isinstance(slots, str):
        return [slots]
    if hasattr(slots, "__iter__") and not hasattr(slots, "__next__"):
        return list(slots)
    raise TypeError(f"Slots of '{cls.__name__}' cannot be determined")


def _with_slots(cls, frozen, weakref_slot):
    """A new class like cls, with __slots__ for its fields."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = tuple(f.name for f in fields(cls))
    inherited = {name for base in cls.__mro__[1:-1] for name in _slots_of(base)}
    namespace["__slots__"] = tuple(name for name in (names + ("__weakref__",) if weakref_slot else names)
                                   if name not in inherited)
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = getattr(cls, "__qualname__", None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        made.__qualname__ = qualname
    if frozen:
        if "__getstate__" not in namespace:
            made.__getstate__ = _dataclass_getstate
        if "__setstate__" not in namespace:
            made.__setstate__ = _dataclass_setstate
    return made


def _dataclass_getstate(self):
    return [getattr(self, f.name) for f in fields(self)]


def _dataclass_setstate(self, state):
    for f, value in zip(fields(self), state):
        object.__setattr__(self, f.name, value)


# Functions for dataclasses and their instances


def fields(class_or_instance):
    """The fields of a dataclass or of an instance of one, as a tuple of Field."""
    try:
        found = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple(f for f in found.values() if f._field_type is _FIELD)


def _is_dataclass_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    """Whether obj is a dataclass or an instance of one."""
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


_atomic = frozenset([type(None), bool, int, float, str, complex, bytes, type(...), type(NotImplemented), type(len),
                     type(lambda: 0), type, range, property])


def asdict(obj, *, dict_factory=dict):
    """The fields as a dictionary; dataclasses, lists, tuples and dicts inside are converted too, other values copied."""
    if not _is_dataclass_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")
    def convert(value):
        if _is_dataclass_instance(value):
            return dict_factory([(f.name, _convert(getattr(value, f.name), convert)) for f in fields(value)])
        return _convert(value, convert)

    return convert(obj)


def astuple(obj, *, tuple_factory=tuple):
    """The fields as a tuple; dataclasses, lists, tuples and dicts inside are converted too, other values copied."""
    if not _is_dataclass_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")

    def convert(value):
        if _is_dataclass_instance(value):
            return tuple_factory([_convert(getattr(value, f.name), convert) for f in fields(value)])
        return _convert(value, convert)

    return convert(obj)


def _convert(value, convert):
    """A copy of a value, with convert() applied to dataclass instances at any depth of it."""
    kind = type(value)
    if kind in _atomic:
        return value
    if hasattr(kind, _FIELDS):
        return convert(value)
    if isinstance(value, (list, tuple)):
        items = [_convert(item, convert) for item in value]
        return kind(*items) if hasattr(value, "_fields") and isinstance(value, tuple) else kind(items)
    if isinstance(value, dict):
        pairs = [(_convert(key, convert), _convert(item, convert)) for key, item in value.items()]
        if not hasattr(kind, "default_factory"):
            return kind(pairs)
        made = kind(value.default_factory)
        for key, item in pairs:
            made[key] = item
        return made
    from copy import deepcopy
    return deepcopy(value)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, init=True, repr=True, eq=True, order=False,
                   unsafe_hash=False, frozen=False, match_args=True, kw_only=False, slots=False, weakref_slot=False,
                   module=None):
    """Make a dataclass of field names, of (name, type) and of (name, type, field()) tuples."""
    import types
    namespace = {} if namespace is None else namespace
    annotations = {}
    defaults = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, defaults[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = kind

    def fill(body):
        body.update(namespace)
        body.update(defaults)
        body["__annotations__"] = annotations

    cls = types.new_class(cls_name, bases, {}, fill)
    if module is None:
        try:
            module = sys._getframemodulename(1) or "__main__"
        except AttributeError:
            module = sys._getframe(1).f_globals.get("__name__", "__main__")
    if module is not None:
        cls.__module__ = module
    return dataclass(cls, init=init, repr=repr, eq=eq, order=order, unsafe_hash=unsafe_hash, frozen=frozen,
                     match_args=match_args, kw_only=kw_only, slots=slots, weakref_slot=weakref_slot)


def replace(obj, /, **changes):
    """A new object of the same class with some fields replaced."""
    if not _is_dataclass_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    return _replace(obj, **changes)


def _replace(self, /, **changes):
    for f in getattr(self, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise TypeError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
        elif f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise TypeError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(self, f.name)
    return self.__class__(**changes)
