# SPDX-License-Identifier: MIT
"""Enumerations: sets of named constants, as members of a class, and flags that combine with | and &.

How a class comes about: its body runs in an EnumDict, which sorts out what is a member; EnumType.__new__ then puts one
_MemberMaker among the attributes, whose __set_name__ makes all members once the class exists, that is, before
__init_subclass__ of the bases runs.
"""
import sys
import builtins as bltns
from types import DynamicClassAttribute, MappingProxyType

__all__ = ["EnumType", "EnumMeta", "EnumDict", "Enum", "IntEnum", "StrEnum", "Flag", "IntFlag", "ReprEnum", "auto", "unique",
           "property", "verify", "member", "nonmember", "FlagBoundary", "STRICT", "CONFORM", "EJECT", "KEEP",
           "global_flag_repr", "global_enum_repr", "global_str", "global_enum", "EnumCheck", "CONTINUOUS", "NAMED_FLAGS",
           "UNIQUE", "pickle_by_global_name", "pickle_by_enum_name"]

Enum = Flag = EJECT = KEEP = ReprEnum = None


class nonmember:
    """Wraps a value of an enum's body that shall not become a member."""

    def __init__(self, value):
        self.value = value


class member:
    """Wraps a value of an enum's body that shall become a member although it does not look like one."""

    def __init__(self, value):
        self.value = value


def _is_descriptor(obj):
    return not isinstance(obj, type) and (hasattr(obj, "__get__") or hasattr(obj, "__set__") or hasattr(obj, "__delete__"))


def _is_dunder(name):
    return len(name) > 4 and name[:2] == name[-2:] == "__" and name[2] != "_" and name[-3] != "_"


def _is_sunder(name):
    return len(name) > 2 and name[0] == name[-1] == "_" and name[1] != "_" and name[-2] != "_"


def _is_internal_class(cls_name, obj):
    """Whether obj is a class defined in the body of the class cls_name."""
    if not isinstance(obj, type):
        return False
    path = getattr(obj, "__qualname__", "").split(".")
    return len(path) > 1 and path[-2] == cls_name


def _is_private(cls_name, name):
    """Whether name is __x, as mangled in the class cls_name."""
    prefix = f"_{cls_name}__"
    return len(name) > len(prefix) and name.startswith(prefix) and name[len(prefix)] != "_" and not name.endswith("__")


def _is_single_bit(num):
    return num > 0 and num & (num - 1) == 0


def _high_bit(value):
    return value.bit_length() - 1


def _iter_bits_lsb(num):
    """The bits of a number, or of a flag, from the lowest."""
    if isinstance(num, Enum):
        num = num.value
    if num < 0:
        raise ValueError(f"{num!r} is not a positive integer")
    while num:
        bit = num & -num
        yield bit
        num ^= bit


def show_flag_values(value):
    """The bits of a number as a list."""
    return list(_iter_bits_lsb(value))


def bin(num, max_bits=None):
    """Like the built-in bin(), but with the sign as a first bit: 0b0 101, 0b1 011."""
    ceiling = 2 ** num.bit_length()
    if num >= 0:
        text, sign = bltns.bin(num + ceiling).replace("1", "0", 1), "0"
    else:
        text, sign = bltns.bin(~num ^ (ceiling - 1) + ceiling), "1"
    digits = text[3:]
    if max_bits is not None and len(digits) < max_bits:
        digits = (sign * max_bits + digits)[-max_bits:]
    return f"{text[:3]} {digits}"


class _not_given:
    def __repr__(self):
        return "<not given>"


_not_given = _not_given()


class _auto_null:
    def __repr__(self):
        return "_auto_null"


_auto_null = _auto_null()


class auto:
    """Stands for a value that _generate_next_value_ finds."""

    def __init__(self, value=_auto_null):
        self.value = value

    def __repr__(self):
        return "auto(%r)" % (self.value,)


class property(DynamicClassAttribute):
    """A property of members; on the class, the same name may be a member."""

    member = None
    _attr_type = None
    _cls_type = None

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            if self.member is None:
                raise AttributeError("%r has no attribute %r" % (ownerclass, self.name))
            return self.member
        if self.fget is not None:
            return self.fget(instance)
        if self._attr_type == "attr":
            return getattr(self._cls_type, self.name)
        if self._attr_type == "desc":
            return getattr(instance._value_, self.name)
        try:
            return ownerclass._member_map_[self.name]
        except KeyError:
            raise AttributeError("%r has no attribute %r" % (ownerclass, self.name)) from None

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("<enum %r> cannot set attribute %r" % (self.clsname, self.name))
        return self.fset(instance, value)

    def __delete__(self, instance):
        if self.fdel is None:
            raise AttributeError("<enum %r> cannot delete attribute %r" % (self.clsname, self.name))
        return self.fdel(instance)

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget = fget
        self.fset = fset
        self.fdel = fdel
        self.__doc__ = doc if doc is not None else fget.__doc__
        self.overwrite_doc = doc is None
        self.__isabstractmethod__ = bool(getattr(fget, "__isabstractmethod__", False))

    def __set_name__(self, ownerclass, name):
        self.name = name
        self.clsname = ownerclass.__name__


# The class body

_sunder_hooks = frozenset(["_order_", "_generate_next_value_", "_numeric_repr_", "_missing_", "_ignore_", "_iter_member_",
                           "_iter_member_by_value_", "_iter_member_by_def_", "_add_alias_", "_add_value_alias_"])


class EnumDict(dict):
    """The namespace of an enum's body: it remembers the members in order and refuses to define one twice."""

    def __init__(self, cls_name=None):
        super().__init__()
        self._member_names = {}
        self._last_values = []
        self._ignore = []
        self._auto_called = False
        self._cls_name = cls_name

    def __setitem__(self, key, value):
        if self._cls_name is not None and _is_private(self._cls_name, key):
            pass
        elif _is_sunder(key):
            value = self._set_sunder(key, value)
        elif _is_dunder(key):
            if key == "__order__":
                key = "_order_"
        elif key in self._member_names:
            raise TypeError("%r already defined as %r" % (key, self[key]))
        elif key in self._ignore:
            pass
        elif isinstance(value, nonmember):
            value = value.value
        elif _is_descriptor(value) or (self._cls_name is not None and _is_internal_class(self._cls_name, value)):
            pass
        else:
            if key in self:
                raise TypeError("%r already defined as %r" % (key, self[key]))
            value = value.value if isinstance(value, member) else value
            resolved = self._new_value(key, value)
            if resolved is value:
                self._last_values.append(value)
            self._member_names[key] = None
            value = resolved
        super().__setitem__(key, value)

    def _set_sunder(self, key, value):
        if key not in _sunder_hooks:
            raise ValueError("_sunder_ names, such as %r, are reserved for future Enum use" % key)
        if key == "_generate_next_value_":
            if self._auto_called:
                raise TypeError("_generate_next_value_ must be defined before members")
            self._generate_next_value = value.__func__ if isinstance(value, staticmethod) else value
        elif key == "_ignore_":
            value = value.replace(",", " ").split() if isinstance(value, str) else list(value)
            self._ignore = value
            already = set(value) & set(self._member_names)
            if already:
                raise ValueError("_ignore_ cannot specify already set names: %r" % already)
        return value

    def _new_value(self, key, value):
        """The value of a member with each auto() in it replaced."""
        if isinstance(value, auto):
            return self._resolve(key, value)
        if type(value) is tuple and any(isinstance(item, auto) for item in value):
            return tuple(self._resolve(key, item) if isinstance(item, auto) else item for item in value)
        if isinstance(value, tuple) and any(isinstance(item, auto) for item in value):
            items = [self._resolve(key, item) if isinstance(item, auto) else item for item in value]
            return type(value)(*items) if hasattr(value, "_fields") else type(value)(items)
        return value

    def _resolve(self, key, value):
        if value.value == _auto_null:
            self._auto_called = True
            value.value = self._generate_next_value(key, 1, len(self._member_names), self._last_values[:])
        self._last_values.append(value.value)
        return value.value

    @bltns.property
    def member_names(self):
        return list(self._member_names)

    def update(self, members, **more_members):
        for name in members.keys() if hasattr(members, "keys") else ():
            self[name] = members[name]
        if not hasattr(members, "keys"):
            for name, value in members:
                self[name] = value
        for name, value in more_members.items():
            self[name] = value


_EnumDict = EnumDict


class _MemberMaker:
    """Sits in the body under the name _member_map_ and, when the class exists, makes the members."""

    def __init__(self, values):
        self.values = values

    def __set_name__(self, cls, attribute):
        type.__setattr__(cls, "_member_map_", {})
        is_flag = Flag is not None and issubclass(cls, Flag)
        known_bits = 0
        if is_flag:
            for value in self.values.values():
                if isinstance(value, int) and value > 0:
                    known_bits |= value
        for name, value in self.values.items():
            if is_flag and isinstance(value, int) and value < 0:
                value = self._negative_flag(cls, value, known_bits)
            self._make(cls, name, value, is_flag)

    def _negative_flag(self, cls, value, known_bits):
        if cls._boundary_ is KEEP or cls._boundary_ is EJECT:
            return max(2 ** known_bits.bit_length(), 2 ** value.bit_length()) + value
        return known_bits & value

    def _make(self, cls, name, value, is_flag):
        args = value if isinstance(value, tuple) else (value,)
        if cls._member_type_ is tuple:
            args = (args,)
        made = cls._new_member_(cls, *args) if cls._use_args_ else cls._new_member_(cls)
        if not hasattr(made, "_value_"):
            made._value_ = value if cls._member_type_ is object else self._data_value(cls, args)
        value = made._value_
        made._name_ = name
        made.__objclass__ = cls
        made.__init__(*args)
        made._sort_order_ = len(cls._member_names_)
        same = _member_with(cls, value)
        if same is not None:
            cls._add_member_(name, same)
            return
        if not is_flag:
            cls._member_names_.append(name)
        elif isinstance(value, int):
            cls._flag_mask_ |= value
            if _is_single_bit(value):
                cls._member_names_.append(name)
                cls._singles_mask_ |= value
            cls._all_bits_ = 2 ** cls._flag_mask_.bit_length() - 1
        elif value is None:
            cls._member_names_.append(name)
        cls._add_member_(name, made)
        try:
            cls._value2member_map_.setdefault(value, made)
        except TypeError:
            cls._unhashable_values_.append(value)
            cls._unhashable_values_map_.setdefault(name, []).append(value)

    def _data_value(self, cls, args):
        try:
            return cls._member_type_(*args)
        except Exception as exc:
            raise TypeError("_value_ not set in __new__, unable to create it") from exc


def _member_with(cls, value):
    """The member that has the value already, or None."""
    try:
        return cls._value2member_map_.get(value)
    except TypeError:
        for found in cls._member_map_.values():
            if found._value_ == value:
                return found
        return None


# The metaclass

_reflected_operators = ("__or__", "__and__", "__xor__", "__ror__", "__rand__", "__rxor__", "__invert__")


def _caller_module(depth):
    try:
        return sys._getframemodulename(depth + 1)
    except AttributeError:
        try:
            return sys._getframe(depth + 1).f_globals["__name__"]
        except (AttributeError, ValueError, KeyError):
            return None


class EnumType(type):
    """The metaclass of enumerations."""

    @classmethod
    def __prepare__(metacls, cls, bases, **kwds):
        metacls._check_for_existing_members_(cls, bases)
        namespace = EnumDict(cls)
        _, first_enum = metacls._get_mixins_(cls, bases)
        if first_enum is not None:
            namespace["_generate_next_value_"] = getattr(first_enum, "_generate_next_value_", None)
        return namespace

    def __new__(metacls, cls, bases, classdict, *, boundary=None, _simple=False, **kwds):
        if _simple:
            return super().__new__(metacls, cls, bases, classdict, **kwds)
        ignored = classdict.setdefault("_ignore_", [])
        ignored.append("_ignore_")
        for name in ignored:
            classdict.pop(name, None)
        names = classdict._member_names
        invalid = set(names) & {"mro", ""}
        if invalid:
            raise ValueError("invalid enum member name(s) %s" % ",".join(map(repr, invalid)))
        order = classdict.pop("_order_", None)
        names = [name for name in names if name in classdict]
        values = {name: classdict[name] for name in names}
        for name in names:
            dict.__setitem__(classdict, name, None)
        generate = classdict.get("_generate_next_value_")
        if generate is not None and not isinstance(generate, staticmethod):
            dict.__setitem__(classdict, "_generate_next_value_", staticmethod(generate))

        member_type, first_enum = metacls._get_mixins_(cls, bases)
        new, save_new, use_args = metacls._find_new_(classdict, member_type, first_enum)
        extra = {
            "_new_member_": new, "_use_args_": use_args, "_member_names_": [], "_member_map_": _MemberMaker(values),
            "_value2member_map_": {}, "_unhashable_values_": [], "_unhashable_values_map_": {}, "_member_type_": member_type,
            "_value_repr_": metacls._find_data_repr_(cls, bases),
        }
        if Flag is not None and any(issubclass(base, Flag) for base in bases) or Enum is not None and Flag is None and cls == "Flag":
            extra |= {"_boundary_": boundary or getattr(first_enum, "_boundary_", None), "_flag_mask_": 0, "_singles_mask_": 0,
                      "_all_bits_": 0, "_inverted_": None}
        for key, value in extra.items():
            dict.__setitem__(classdict, key, value)
        try:
            made = super().__new__(metacls, cls, bases, classdict, **kwds)
        except Exception as e:
            if hasattr(e, "__notes__"):
                del e.__notes__
            raise
        metacls._choose_methods(made, bases, classdict, member_type, first_enum)
        if Enum is not None:
            if save_new:
                made.__new_member__ = new
            made.__new__ = Enum.__new__
        if order is not None:
            metacls._check_order(made, order)
        if Flag is not None and issubclass(made, Flag):
            values = [m._value_ for m in made]
            if values != sorted(values):
                made._iter_member_ = made._iter_member_by_def_
        return made

    def __init__(cls, *args, **kwds):
        super().__init__(*args)

    @staticmethod
    def _choose_methods(cls, bases, classdict, member_type, first_enum):
        """Enum's own methods prevail over those of the data type, which comes earlier in the MRO."""
        if ReprEnum is not None and ReprEnum in bases:
            if "__format__" not in classdict:
                cls.__format__ = member_type.__format__
                classdict["__format__"] = cls.__format__
            if "__str__" not in classdict:
                method = member_type.__str__
                cls.__str__ = member_type.__repr__ if method is object.__str__ else method
                classdict["__str__"] = cls.__str__
        for name in ("__repr__", "__str__", "__format__", "__reduce_ex__"):
            if name in classdict or Enum is None:
                continue
            found = getattr(cls, name)
            if found in (getattr(member_type, name, None), getattr(object, name)):
                setattr(cls, name, getattr(first_enum, name))
        if Flag is not None and issubclass(cls, Flag):
            for name in _reflected_operators:
                if name not in classdict:
                    method = getattr(Flag, name)
                    setattr(cls, name, method)
                    dict.__setitem__(classdict, name, method)

    @staticmethod
    def _check_order(cls, order):
        if isinstance(order, str):
            order = order.replace(",", " ").split()
        order = [name for name in order
                 if name not in cls._member_map_ or cls._member_map_[name]._name_ == name
                 and (name in cls._member_names_ or not issubclass(cls, Flag or ()))]
        if order != cls._member_names_:
            raise TypeError("member order does not match _order_:\n  %r\n  %r" % (cls._member_names_, order))

    def __bool__(cls):
        return True

    def __call__(cls, value=_not_given, names=_not_given, *values, module=None, qualname=None, type=None, start=1,
                 boundary=None):
        """Look a member up by its value, or, on a class without members, make a new enumeration."""
        if value is _not_given and not (cls._member_map_ and names is not _not_given):
            if cls._member_map_ or names is _not_given:
                raise TypeError("EnumType.__call__() missing 1 required positional argument: 'value'")
        if cls._member_map_:
            if names is not _not_given:
                value = (value, names) + values
            return cls.__new__(cls, value)
        if names is _not_given and type is None:
            raise TypeError(f"{cls} has no members; specify `names=()` if you meant to create a new, empty, enum")
        return cls._create_(class_name=value, names=None if names is _not_given else names, module=module, qualname=qualname,
                            type=type, start=start, boundary=boundary)

    def __contains__(cls, value):
        """Whether value is a member, or the value of one."""
        if isinstance(value, cls):
            return True
        if issubclass(cls, Flag):
            try:
                return isinstance(cls._missing_(value), cls)
            except ValueError:
                return False
        try:
            return value in cls._value2member_map_
        except TypeError:
            return value in cls._unhashable_values_

    def __delattr__(cls, attr):
        if attr in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("%r cannot delete member %r." % (cls.__name__, attr))
        super().__delattr__(attr)

    def __dir__(cls):
        names = {"__class__", "__contains__", "__doc__", "__getitem__", "__iter__", "__len__", "__members__", "__module__",
                 "__name__", "__qualname__", *cls._member_names_}
        if cls._new_member_ is not object.__new__:
            names.add("__new__")
        if cls.__init_subclass__ is not object.__init_subclass__:
            names.add("__init_subclass__")
        if cls._member_type_ is not object:
            names.update(dir(cls._member_type_))
        return sorted(names)

    def __getitem__(cls, name):
        return cls._member_map_[name]

    def __iter__(cls):
        members = cls._member_map_
        return (members[name] for name in cls._member_names_)

    def __reversed__(cls):
        members = cls._member_map_
        return (members[name] for name in reversed(cls._member_names_))

    def __len__(cls):
        return len(cls._member_names_)

    @bltns.property
    def __members__(cls):
        """A read-only mapping of all names, aliases too, to members."""
        return MappingProxyType(cls._member_map_)

    def __repr__(cls):
        kind = "flag" if Flag is not None and issubclass(cls, Flag) else "enum"
        return "<%s %r>" % (kind, cls.__name__)

    def __setattr__(cls, name, value):
        if name in cls.__dict__.get("_member_map_", {}):
            raise AttributeError("cannot reassign member %r" % (name,))
        super().__setattr__(name, value)

    def _create_(cls, class_name, names, *, module=None, qualname=None, type=None, start=1, boundary=None):
        """Make an enumeration from names: a string, a sequence, pairs with values, or a mapping."""
        metacls = cls.__class__
        bases = (cls,) if type is None else (type, cls)
        _, first_enum = cls._get_mixins_(class_name, bases)
        classdict = metacls.__prepare__(class_name, bases)
        if isinstance(names, str):
            names = names.replace(",", " ").split()
        if isinstance(names, (tuple, list)) and names and isinstance(names[0], str):
            plain, names, used = names, [], []
            for count, name in enumerate(plain):
                value = first_enum._generate_next_value_(name, start, count, used[:])
                used.append(value)
                names.append((name, value))
        for item in names or ():
            name, value = (item, names[item]) if isinstance(item, str) else item
            classdict[name] = value
        if module is None:
            module = _caller_module(2)
        if module is not None:
            classdict["__module__"] = module
        if qualname is not None:
            classdict["__qualname__"] = qualname
        return metacls.__new__(metacls, class_name, bases, classdict, boundary=boundary)

    def _convert_(cls, name, module, filter, source=None, *, boundary=None, as_global=False):
        """Make an enumeration of the constants of a module that the filter accepts, and put it into the module."""
        module_globals = sys.modules[module].__dict__
        source = module_globals if source is None else source.__dict__
        members = [(key, value) for key, value in source.items() if filter(key)]
        try:
            members.sort(key=lambda pair: (pair[1], pair[0]))
        except TypeError:
            members.sort(key=lambda pair: pair[0])
        namespace = {key: value for key, value in members}
        made = cls(name, namespace, module=module, boundary=boundary or KEEP)
        made.__reduce_ex__ = _reduce_ex_by_global_name
        if as_global:
            global_enum(made)
        else:
            module_globals.update(made.__members__)
        module_globals[name] = made
        return made

    @classmethod
    def _check_for_existing_members_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if isinstance(base, EnumType) and base._member_names_:
                    raise TypeError("<enum %r> cannot extend %r" % (class_name, base))

    @classmethod
    def _get_mixins_(mcls, class_name, bases):
        """The data type of the members, and the enum that is inherited from."""
        if not bases:
            return object, Enum
        first_enum = bases[-1]
        if not isinstance(first_enum, EnumType):
            raise TypeError("new enumerations should be created as `EnumName([mixin_type, ...] [data_type,] enum_type)`")
        return mcls._find_data_type_(class_name, bases) or object, first_enum

    @classmethod
    def _find_data_repr_(mcls, class_name, bases):
        for chain in bases:
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    return base._value_repr_
                if "__repr__" in base.__dict__:
                    if "__dataclass_fields__" in base.__dict__ and "__dataclass_params__" in base.__dict__ \
                            and base.__dict__["__dataclass_params__"].repr:
                        return _dataclass_repr
                    return base.__dict__["__repr__"]
        return None

    @classmethod
    def _find_data_type_(mcls, class_name, bases):
        found = set()
        for chain in bases:
            candidate = None
            for base in chain.__mro__:
                if base is object:
                    continue
                if isinstance(base, EnumType):
                    if base._member_type_ is not object:
                        found.add(base._member_type_)
                        break
                elif "__new__" in base.__dict__ or "__dataclass_fields__" in base.__dict__:
                    found.add(candidate or base)
                    break
                else:
                    candidate = candidate or base
        if len(found) > 1:
            raise TypeError("too many data types for %r: %r" % (class_name, found))
        return found.pop() if found else None

    @classmethod
    def _find_new_(mcls, classdict, member_type, first_enum):
        """The __new__ that makes members, whether to keep it as __new_member__, and whether it takes the value."""
        new = classdict.get("__new__")
        save_new = first_enum is not None and new is not None
        if new is None:
            new = _inherited_new(member_type, first_enum)
        plain = first_enum is None or new in (Enum.__new__, object.__new__)
        return new, save_new, not plain

    def _add_member_(cls, name, member):
        """Bind a name to a member, in the class and in its tables."""
        if name in cls._member_map_:
            if cls._member_map_[name] is not member:
                raise NameError("%r is already bound: %r" % (name, cls._member_map_[name]))
            return
        found, kind, owner = _inherited_attribute(cls, name)
        if found is None:
            setattr(cls, name, member)
        else:
            redirect = property(getattr(found, "fget", None), getattr(found, "fset", None), getattr(found, "fdel", None), "")
            redirect.__doc__ = None
            redirect.member = member
            redirect._attr_type = kind
            redirect._cls_type = owner
            redirect.__set_name__(cls, name)
            setattr(cls, name, redirect)
        cls._member_map_[name] = member


def _inherited_new(member_type, first_enum):
    if first_enum is None:
        return object.__new__
    for method in ("__new_member__", "__new__"):
        for possible in (member_type, first_enum):
            target = getattr(possible, method, None)
            if target not in (None, None.__new__, object.__new__, Enum.__new__):
                return target
    return object.__new__


def _inherited_attribute(cls, name):
    """A descriptor that a member of this name would hide, what kind it is, and whose."""
    found = kind = owner = None
    for base in cls.__mro__[1:]:
        attribute = base.__dict__.get(name)
        if attribute is None:
            continue
        if isinstance(attribute, (property, DynamicClassAttribute)):
            return attribute, "enum", base
        if _is_descriptor(attribute):
            found = found or attribute
            kind = kind or "desc"
            owner = owner or base
        else:
            kind, owner = "attr", base
    return found, kind, owner


EnumMeta = EnumType


class Enum(metaclass=EnumType):
    """A set of named constants: each attribute of the class is a member with a name and a value."""

    @classmethod
    def __signature__(cls):
        if cls._member_names_:
            return "(*values)"
        return "(new_class_name, /, names, *, module=None, qualname=None, type=None, start=1, boundary=None)"

    def __new__(cls, value):
        if type(value) is cls:
            return value
        try:
            return cls._value2member_map_[value]
        except KeyError:
            pass
        except TypeError:
            for name, unhashable in cls._unhashable_values_map_.items():
                if value in unhashable:
                    return cls[name]
            for found in cls._member_map_.values():
                if found._value_ == value:
                    return found
        if not cls._member_map_:
            raise TypeError("%r has no members defined" % cls)
        return _ask_missing(cls, value)

    def __init__(self, *args, **kwds):
        pass

    def _add_alias_(self, name):
        self.__class__._add_member_(name, self)

    def _add_value_alias_(self, value):
        cls = self.__class__
        same = _member_with(cls, value)
        if same is not None:
            if same is not self:
                raise ValueError("%r is already bound: %r" % (value, same))
            return
        try:
            cls._value2member_map_.setdefault(value, self)
        except TypeError:
            cls._unhashable_values_.append(value)
            cls._unhashable_values_map_.setdefault(self.name, []).append(value)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of auto(): one more than the highest so far."""
        if not last_values:
            return start
        try:
            last = max(last_values) if len(last_values) > 1 else last_values[0]
        except TypeError:
            raise TypeError("unable to sort non-numeric values") from None
        try:
            return last + 1
        except TypeError:
            raise TypeError("unable to increment %r" % (last,)) from None

    @classmethod
    def _missing_(cls, value):
        return None

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, show(self._value_))

    def __str__(self):
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __dir__(self):
        names = set() if self.__class__._member_type_ is object else set(object.__dir__(self))
        members = self._member_map_
        names.update(name for name in getattr(self, "__dict__", ()) if name[0] != "_" and name not in members)
        for cls in self.__class__.mro():
            for name, obj in cls.__dict__.items():
                if name[0] == "_":
                    continue
                if name not in members or isinstance(obj, property) and obj.fget is not None:
                    names.add(name)
                elif isinstance(obj, property):
                    names.discard(name)
        return sorted(names | {"__class__", "__doc__", "__eq__", "__hash__", "__module__"})

    def __format__(self, format_spec):
        return str.__format__(str(self), format_spec)

    def __hash__(self):
        return hash(self._name_)

    def __reduce_ex__(self, proto):
        return self.__class__, (self._value_,)

    def __deepcopy__(self, memo):
        return self

    def __copy__(self):
        return self

    @property
    def name(self):
        """The name of the member."""
        return self._name_

    @property
    def value(self):
        """The value of the member."""
        return self._value_


def _ask_missing(cls, value):
    """What _missing_ makes of a value that no member has."""
    try:
        result, problem = cls._missing_(value), None
    except Exception as e:
        result, problem = None, e
    try:
        if isinstance(result, cls) or Flag is not None and issubclass(cls, Flag) and cls._boundary_ is EJECT \
                and isinstance(result, int):
            return result
        invalid = ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        if result is None and problem is None:
            raise invalid
        if problem is None:
            problem = TypeError("error in %s._missing_: returned %r instead of None or a valid member"
                                % (cls.__name__, result))
        if not isinstance(problem, ValueError):
            problem.__context__ = invalid
        raise problem
    finally:
        problem = invalid = None


class ReprEnum(Enum):
    """An Enum that changes only repr(): str() and format() are those of the data type."""


class IntEnum(int, ReprEnum):
    """An Enum whose members are ints."""


class StrEnum(str, ReprEnum):
    """An Enum whose members are strings."""

    def __new__(cls, *values):
        if len(values) > 3:
            raise TypeError("too many arguments for str(): %r" % (values,))
        if len(values) == 1:
            if not isinstance(values[0], str):
                raise TypeError("%r is not a string" % (values[0],))
        if len(values) >= 2:
            if not isinstance(values[1], str):
                raise TypeError("encoding must be a string, not %r" % (values[1],))
        if len(values) == 3:
            if not isinstance(values[2], str):
                raise TypeError("errors must be a string, not %r" % (values[2],))
        value = str(*values)
        made = str.__new__(cls, value)
        made._value_ = value
        return made

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of auto(): the name in lower case."""
        return name.lower()


def pickle_by_global_name(self, proto):
    """A __reduce_ex__ for members that are global constants of their module."""
    return self.name


_reduce_ex_by_global_name = pickle_by_global_name


def pickle_by_enum_name(self, proto):
    """A __reduce_ex__ that uses the member's name instead of its value."""
    return getattr, (self.__class__, self._name_)


class FlagBoundary(StrEnum):
    """What happens to bits that no member has."""

    STRICT = auto()
    CONFORM = auto()
    EJECT = auto()
    KEEP = auto()


STRICT, CONFORM, EJECT, KEEP = FlagBoundary


def _uncombinable(flag, symbol):
    return TypeError(f"'{flag}' cannot be combined with other flags with {symbol}")


class Flag(Enum, boundary=STRICT):
    """An Enum whose members combine with the operators of bits."""

    _numeric_repr_ = staticmethod(repr)

    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        """The value of auto(): the next power of two."""
        if not last_values:
            return start if start is not None else 1
        last = max(last_values)
        try:
            return 2 ** (_high_bit(last) + 1)
        except Exception:
            raise TypeError("invalid flag value %r" % last) from None

    @classmethod
    def _iter_member_by_value_(cls, value):
        """The members in a value, by their bits."""
        for bit in _iter_bits_lsb(value & cls._flag_mask_):
            yield cls._value2member_map_.get(bit)

    _iter_member_ = _iter_member_by_value_

    @classmethod
    def _iter_member_by_def_(cls, value):
        """The members in a value, in the order in which they were defined."""
        yield from sorted(cls._iter_member_by_value_(value), key=lambda m: m._sort_order_)

    @classmethod
    def _missing_(cls, value):
        """A composite member, which is made now, or what the boundary says about unknown bits."""
        if not isinstance(value, int):
            raise ValueError("%r is not a valid %s" % (value, cls.__qualname__))
        mask, all_bits, boundary = cls._flag_mask_, cls._all_bits_, cls._boundary_
        given = value
        if not ~all_bits <= value <= all_bits or value & (all_bits ^ mask):
            if boundary is STRICT:
                bits = max(value.bit_length(), mask.bit_length())
                raise ValueError("%r invalid value %r\n    given %s\n  allowed %s"
                                 % (cls, value, bin(value, bits), bin(mask, bits)))
            if boundary is EJECT:
                return value
            if boundary is CONFORM:
                value &= mask
            elif boundary is not KEEP:
                raise ValueError("%r unknown flag boundary %r" % (cls, boundary))
            elif value < 0:
                value += max(all_bits + 1, 2 ** value.bit_length())
        negative = value if value < 0 else None
        if negative is not None:
            value = all_bits + 1 + value if boundary in (EJECT, KEEP) else cls._singles_mask_ & value
        unknown = value & ~mask
        if unknown and boundary is not KEEP:
            raise ValueError("%s(%r) -->  unknown values %r [%s]" % (cls.__name__, value, unknown, bin(unknown)))
        made = cls._composite(value)
        if negative is not None:
            cls._value2member_map_[negative] = made
        return made

    @classmethod
    def _composite(cls, value):
        if cls._member_type_ is object:
            made = object.__new__(cls)
        else:
            made = cls._member_type_.__new__(cls, value)
        if not hasattr(made, "_value_"):
            made._value_ = value
        singles, aliases = value & cls._singles_mask_, value & ~cls._singles_mask_
        made._name_ = None
        if singles or aliases:
            parts = list(cls._iter_member_(singles))
            if aliases:
                for other in cls._member_map_.values():
                    bits = other._value_
                    if other not in parts and bits and bits & value == bits:
                        parts.append(other)
            covered = 0
            for part in parts:
                covered |= part._value_
            unknown = value ^ covered
            if covered:
                made._name_ = "|".join(part._name_ for part in parts)
                if unknown and cls._boundary_ is STRICT:
                    raise ValueError("%r: no members with value %r" % (cls, unknown))
                if unknown:
                    made._name_ += "|%s" % cls._numeric_repr_(unknown)
        return cls._value2member_map_.setdefault(value, made)

    def __contains__(self, other):
        if not isinstance(other, self.__class__):
            raise TypeError("unsupported operand type(s) for 'in': %r and %r"
                            % (type(other).__qualname__, self.__class__.__qualname__))
        return other._value_ & self._value_ == other._value_

    def __iter__(self):
        """The members that the value is made of."""
        yield from self._iter_member_(self._value_)

    def __len__(self):
        return self._value_.bit_count()

    def __repr__(self):
        show = self.__class__._value_repr_ or repr
        if self._name_ is None:
            return "<%s: %s>" % (self.__class__.__name__, show(self._value_))
        return "<%s.%s: %s>" % (self.__class__.__name__, self._name_, show(self._value_))

    def __str__(self):
        if self._name_ is None:
            return "%s(%r)" % (self.__class__.__name__, self._value_)
        return "%s.%s" % (self.__class__.__name__, self._name_)

    def __bool__(self):
        return bool(self._value_)

    def _get_value(self, flag):
        if isinstance(flag, self.__class__):
            return flag._value_
        if self._member_type_ is not object and isinstance(flag, self._member_type_):
            return flag
        return NotImplemented

    def _bits(self, other, symbol):
        """The values of two operands, or NotImplemented and anything."""
        theirs = self._get_value(other)
        if theirs is NotImplemented:
            return theirs, None
        mine = self._value_
        if mine is None or theirs is None:
            raise _uncombinable(self if mine is None else other, symbol)
        return mine, theirs

    def __or__(self, other):
        mine, theirs = self._bits(other, "|")
        return mine if mine is NotImplemented else self.__class__(mine | theirs)

    def __and__(self, other):
        mine, theirs = self._bits(other, "&")
        return mine if mine is NotImplemented else self.__class__(mine & theirs)

    def __xor__(self, other):
        mine, theirs = self._bits(other, "^")
        return mine if mine is NotImplemented else self.__class__(mine ^ theirs)

    def __invert__(self):
        if self._value_ is None:
            raise TypeError(f"'{self}' cannot be inverted")
        if self._inverted_ is None:
            if self._boundary_ in (EJECT, KEEP):
                self._inverted_ = self.__class__(~self._value_)
            else:
                self._inverted_ = self.__class__(self._singles_mask_ & ~self._value_)
        return self._inverted_

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


class IntFlag(int, ReprEnum, Flag, boundary=KEEP):
    """A Flag whose members are ints."""


# Decorators and checks


def unique(enumeration):
    """A class decorator that refuses aliases."""
    duplicates = [(alias, found.name) for alias, found in enumeration.__members__.items() if alias != found.name]
    if duplicates:
        details = ", ".join("%s -> %s" % pair for pair in duplicates)
        raise ValueError("duplicate values found in %r: %s" % (enumeration, details))
    return enumeration


class EnumCheck(StrEnum):
    """What verify() can check."""

    CONTINUOUS = "no skipped integer values"
    NAMED_FLAGS = "multi-flag aliases may not contain unnamed flags"
    UNIQUE = "one name per value"


CONTINUOUS, NAMED_FLAGS, UNIQUE = EnumCheck


class verify:
    """A class decorator that checks what its arguments, of EnumCheck, say."""

    def __init__(self, *checks):
        self.checks = checks

    def __call__(self, enumeration):
        for check in self.checks:
            if check is UNIQUE:
                self._unique(enumeration)
            elif check is CONTINUOUS:
                self._continuous(enumeration)
            elif check is NAMED_FLAGS:
                self._named_flags(enumeration)
        return enumeration

    def _unique(self, enumeration):
        duplicates = ["%s -> %s" % (name, found.name) for name, found in enumeration.__members__.items()
                      if name != found.name]
        if duplicates:
            raise ValueError("aliases found in %r: %s" % (enumeration, ", ".join(duplicates)))

    def _continuous(self, enumeration):
        values = {m.value for m in enumeration}
        if len(values) < 2:
            return
        low, high = min(values), max(values)
        if issubclass(enumeration, Flag):
            kind = "flag"
            missing = [2 ** bit for bit in range(_high_bit(low) + 1, _high_bit(high)) if 2 ** bit not in values]
        elif issubclass(enumeration, int) or all(isinstance(value, int) for value in values):
            kind = "enum"
            missing = [value for value in range(low + 1, high) if value not in values]
        else:
            raise Exception("verify: unknown type %r" % enumeration)
        if missing:
            raise ValueError(("invalid %s %r: missing values %s"
                              % (kind, enumeration.__name__, ", ".join(map(str, missing))))[:256])

    def _named_flags(self, enumeration):
        single = {m.value for m in enumeration}
        names, missing_names, missing = [], [], 0
        for name, alias in enumeration._member_map_.items():
            if name in enumeration._member_names_ or alias.value < 0:
                continue
            absent = [bit for bit in _iter_bits_lsb(alias.value) if bit not in single]
            if absent:
                missing_names.append(name)
                for bit in absent:
                    missing |= bit
        if not missing_names:
            return
        if len(missing_names) == 1:
            subject = "alias %s is missing" % missing_names[0]
        else:
            subject = "aliases %s and %s are missing" % (", ".join(missing_names[:-1]), missing_names[-1])
        value = "value 0x%x" % missing if _is_single_bit(missing) else "combined values of 0x%x" % missing
        raise ValueError("invalid Flag %r: %s %s [use enum.show_flag_values(value) for details]"
                         % (enumeration.__name__, subject, value))


def _dataclass_repr(self):
    """The fields of a dataclass that is an enum's data type."""
    fields = self.__dataclass_fields__
    return ", ".join("%s=%r" % (name, getattr(self, name)) for name in fields if fields[name].repr)


def global_enum_repr(self):
    """module.NAME, for enums whose members are global constants."""
    return "%s.%s" % (self.__class__.__module__.split(".")[-1], self._name_)


def global_flag_repr(self):
    """module.NAME, or several of them with |."""
    module = self.__class__.__module__.split(".")[-1]
    if self._name_ is None:
        return "%s.%s(%r)" % (module, self.__class__.__name__, self._value_)
    return "|".join(part if part[0].isdigit() else "%s.%s" % (module, part) for part in self._name_.split("|"))


def global_str(self):
    """NAME alone."""
    if self._name_ is None:
        return "%s(%r)" % (self.__class__.__name__, self._value_)
    return self._name_


def global_enum(cls, update_str=False):
    """A class decorator that makes the members global constants of the module and changes repr() to say so."""
    cls.__repr__ = global_flag_repr if issubclass(cls, Flag) else global_enum_repr
    if not issubclass(cls, ReprEnum) or update_str:
        cls.__str__ = global_str
    sys.modules[cls.__module__].__dict__.update(cls.__members__)
    return cls


def _simple_enum(etype=Enum, *, boundary=None, use_args=None):
    """A class decorator that makes an enum of a plain class."""

    def convert(cls):
        classdict = type(etype).__prepare__(cls.__name__, (etype,))
        for name, value in cls.__dict__.items():
            if name not in ("__dict__", "__weakref__", "__firstlineno__", "__static_attributes__"):
                classdict[name] = value
        classdict["__qualname__"] = cls.__qualname__
        return type(etype)(cls.__name__, (etype,), classdict, boundary=boundary)

    return convert
