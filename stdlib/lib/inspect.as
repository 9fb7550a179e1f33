# SPDX-License-Identifier: MIT
"""Looking at live objects: signatures, members, sources, frames, the state of generators and coroutines."""
import sys
import linecache
import types
from collections import OrderedDict, namedtuple
from enum import IntEnum, IntFlag

__all__ = ["AGEN_CLOSED", "AGEN_CREATED", "AGEN_RUNNING", "AGEN_SUSPENDED", "ArgInfo", "Arguments", "Attribute", "BlockFinder",
           "BoundArguments", "BufferFlags", "CORO_CLOSED", "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CO_ASYNC_GENERATOR",
           "CO_COROUTINE", "CO_GENERATOR", "CO_ITERABLE_COROUTINE", "CO_NESTED", "CO_NEWLOCALS", "CO_NOFREE", "CO_OPTIMIZED",
           "CO_VARARGS", "CO_VARKEYWORDS", "ClassFoundException", "ClosureVars", "EndOfBlock", "FrameInfo", "FullArgSpec",
           "GEN_CLOSED", "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "Parameter", "Signature", "TPFLAGS_IS_ABSTRACT",
           "Traceback", "classify_class_attrs", "cleandoc", "currentframe", "findsource", "formatannotation",
           "formatannotationrelativeto", "formatargvalues", "get_annotations", "getabsfile", "getargs", "getargvalues",
           "getasyncgenlocals", "getasyncgenstate", "getattr_static", "getblock", "getcallargs", "getclasstree", "getclosurevars",
           "getcomments", "getcoroutinelocals", "getcoroutinestate", "getdoc", "getfile", "getframeinfo", "getfullargspec",
           "getgeneratorlocals", "getgeneratorstate", "getinnerframes", "getlineno", "getmembers", "getmembers_static", "getmodule",
           "getmodulename", "getmro", "getouterframes", "getsource", "getsourcefile", "getsourcelines", "indentsize", "isabstract",
           "isasyncgen", "isasyncgenfunction", "isawaitable", "isbuiltin", "isclass", "iscode", "iscoroutine",
           "iscoroutinefunction", "isdatadescriptor", "isframe", "isfunction", "isgenerator", "isgeneratorfunction",
           "isgetsetdescriptor", "ismemberdescriptor", "ismethod", "ismethoddescriptor", "ismethodwrapper", "ismodule", "isroutine",
           "istraceback", "markcoroutinefunction", "signature", "stack", "trace", "unwrap", "walktree"]

CO_OPTIMIZED, CO_NEWLOCALS, CO_VARARGS, CO_VARKEYWORDS, CO_NESTED, CO_GENERATOR, CO_NOFREE = 1, 2, 4, 8, 16, 32, 64
CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 128, 256, 512
TPFLAGS_IS_ABSTRACT = 1 << 20


# ---- what an object is

def ismodule(object):
    """Return true if the object is a module."""
    return isinstance(object, types.ModuleType)


def isclass(object):
    """Return true if the object is a class."""
    return isinstance(object, type)


def ismethod(object):
    """Return true if the object is an instance method."""
    return isinstance(object, types.MethodType)


def isfunction(object):
    """Return true if the object is a user-defined function."""
    return isinstance(object, types.FunctionType)


def isbuiltin(object):
    """Return true if the object is a built-in function or method."""
    return isinstance(object, types.BuiltinFunctionType)


def iscode(object):
    """Return true if the object is a code object."""
    return isinstance(object, types.CodeType)


def isframe(object):
    """Return true if the object is a frame object."""
    return isinstance(object, types.FrameType)


def istraceback(object):
    """Return true if the object is a traceback."""
    return isinstance(object, types.TracebackType)


def isgenerator(object):
    """Return true if the object is a generator."""
    return isinstance(object, types.GeneratorType)


def iscoroutine(object):
    """Return true if the object is a coroutine."""
    return isinstance(object, types.CoroutineType)


def isasyncgen(object):
    """Return true if the object is an asynchronous generator."""
    return isinstance(object, types.AsyncGeneratorType)


def isawaitable(object):
    """Return true if object can be passed to an ``await`` expression."""
    if isinstance(object, types.CoroutineType):
        return True
    if isinstance(object, types.GeneratorType) and object.gi_code.co_flags & CO_ITERABLE_COROUTINE:
        return True
    from _collections_abc import Awaitable
    return isinstance(object, Awaitable)


def ismethodwrapper(object):
    """Return true if the object is a method wrapper."""
    return isinstance(object, types.MethodWrapperType)


def isgetsetdescriptor(object):
    """Return true if the object is a getset descriptor."""
    return isinstance(object, types.GetSetDescriptorType)


def ismemberdescriptor(object):
    """Return true if the object is a member descriptor."""
    return isinstance(object, types.MemberDescriptorType)


def ismethoddescriptor(object):
    """Return true if the object is a method descriptor: it has __get__, and neither __set__ nor __delete__."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__get__") and not hasattr(kind, "__set__") and not hasattr(kind, "__delete__")


def isdatadescriptor(object):
    """Return true if the object is a data descriptor: it has __set__ or __delete__."""
    if isclass(object) or ismethod(object) or isfunction(object):
        return False
    kind = type(object)
    return hasattr(kind, "__set__") or hasattr(kind, "__delete__")


def isroutine(object):
    """Return true if the object is any kind of function or method."""
    return isbuiltin(object) or isfunction(object) or ismethod(object) or ismethoddescriptor(object) or ismethodwrapper(object)


def isabstract(object):
    """Return true if the object is an abstract base class (ABC)."""
    if not isinstance(object, type):
        return False
    if getattr(object, "__abstractmethods__", None):
        return True
    return False


def _unbound(function):
    # The function inside bound methods and partials.
    partial = _partial_type()
    while True:
        if ismethod(function):
            function = function.__func__
        elif partial and isinstance(function, partial):
            function = function.func
        else:
            return function


def _partial_type():
    module = sys.modules.get("functools")
    return getattr(module, "partial", None)


def _has_code_flag(function, flag):
    function = _unbound(function)
    return (isfunction(function) or _passes_for_function(function)) and bool(function.__code__.co_flags & flag)


def _passes_for_function(obj):
    # Whether an object of some other type has all that a function has.
    return callable(obj) and not isclass(obj) and all(isinstance(getattr(obj, name, False), kinds) for name, kinds in (
        ("__name__", str), ("__code__", types.CodeType), ("__defaults__", (tuple, types.NoneType)),
        ("__kwdefaults__", (dict, types.NoneType)), ("__annotations__", (dict, types.NoneType))))


def isgeneratorfunction(obj):
    """Return true if the object is a user-defined generator function."""
    return _has_code_flag(obj, CO_GENERATOR)


def isasyncgenfunction(obj):
    """Return true if the object is an asynchronous generator function."""
    return _has_code_flag(obj, CO_ASYNC_GENERATOR)


_is_coroutine_mark = object()


def markcoroutinefunction(func):
    """Decorator to ensure callable is recognised as a coroutine function."""
    if hasattr(func, "__func__"):
        func = func.__func__
    func._is_coroutine_marker = _is_coroutine_mark
    return func


def iscoroutinefunction(obj):
    """Return true if the object is a coroutine function: `async def`, or marked as one."""
    if _has_code_flag(obj, CO_COROUTINE):
        return True
    native = sys.modules.get("_asyncio")
    if native and native._makes_coroutine(_unbound(obj)):
        return True
    marked = getattr(_unbound(obj), "_is_coroutine_marker", None)
    return marked is _is_coroutine_mark


# ---- members

Attribute = namedtuple("Attribute", "name kind defining_class object")


def _members(object, predicate, getter):
    mro = (object,) + getmro(object) if isclass(object) else ()
    names = dir(object)
    # Dynamic class attributes hide from dir() of the class.
    for base in getattr(object, "__bases__", ()) if isclass(object) else ():
        for name, value in base.__dict__.items():
            if isinstance(value, types.DynamicClassAttribute):
                names.append(name)
    found, done = [], set()
    for name in names:
        try:
            value = getter(object, name)
            if name in done:
                raise AttributeError
        except AttributeError:
            for base in mro:
                if name in base.__dict__:
                    value = base.__dict__[name]
                    break
            else:
                continue
        if not predicate or predicate(value):
            found.append((name, value))
        done.add(name)
    found.sort(key=lambda pair: pair[0])
    return found


def getmembers(object, predicate=None):
    """Return all members of an object as (name, value) pairs sorted by name."""
    return _members(object, predicate, getattr)


def getmembers_static(object, predicate=None):
    """As getmembers(), without running descriptors, __getattr__ or __getattribute__."""
    return _members(object, predicate, getattr_static)


def classify_class_attrs(cls):
    """Return list of attribute-descriptor tuples: (name, kind, defining class, object)."""
    mro = getmro(cls)
    result = []
    for name in dir(cls):
        home = value = None
        for base in (cls, *mro[1:], *(b for b in getmro(type(cls)) if b not in (type, object))):
            if name in base.__dict__:
                home, value = base, base.__dict__[name]
                break
        if home is None:
            try:
                value = getattr(cls, name)
            except Exception:
                continue
        if isinstance(value, (staticmethod, types.BuiltinMethodType)):
            kind = "static method"
        elif isinstance(value, (classmethod, types.ClassMethodDescriptorType)):
            kind = "class method"
        elif isinstance(value, property):
            kind = "property"
        else:
            kind = "method" if isroutine(value) else "data"
        result.append(Attribute(name, kind, home, value))
    return result


def getmro(cls):
    """Return tuple of base classes (including cls) in method resolution order."""
    return cls.__mro__


def walktree(classes, children, parent):
    """Recursive helper function for getclasstree()."""
    results = []
    for c in sorted(classes, key=lambda c: (c.__module__, c.__name__)):
        results.append((c, c.__bases__))
        if c in children:
            results.append(walktree(children[c], children, c))
    return results


def getclasstree(classes, unique=False):
    """Arrange the given list of classes into a hierarchy of nested lists."""
    children, roots = {}, []
    for c in classes:
        for parent in c.__bases__:
            below = children.setdefault(parent, [])
            if c not in below:
                below.append(c)
            if unique and parent in classes:
                break
        else:
            if not c.__bases__ and c not in roots:
                roots.append(c)
    for parent in children:
        if parent not in classes:
            roots.append(parent)
    return walktree(roots, children, None)


_absent = object()


def _class_dict(cls):
    return type.__dict__["__dict__"].__get__(cls)


def _find_on_mro(cls, name):
    for base in type.__dict__["__mro__"].__get__(cls):
        found = _class_dict(base).get(name, _absent)
        if found is not _absent:
            return found
    return _absent


def _own_dict(obj):
    # The instance's __dict__, unless a class replaces it by something of its own.
    for base in type(obj).__mro__:
        shadow = _class_dict(base).get("__dict__", _absent)
        if shadow is not _absent:
            if type(shadow) is types.GetSetDescriptorType:
                break
            return {}
    try:
        return object.__getattribute__(obj, "__dict__")
    except AttributeError:
        return {}


def getattr_static(obj, attr, default=_absent):
    """Retrieve attributes without triggering dynamic lookup via the descriptor protocol, __getattr__ or __getattribute__."""
    own = _absent
    if isinstance(obj, type):
        kind = obj
        found = _find_on_mro(obj, attr)
    else:
        kind = type(obj)
        own_dict = _own_dict(obj)
        if isinstance(own_dict, dict):
            own = dict.get(own_dict, attr, _absent)
        found = _find_on_mro(kind, attr)
    if own is not _absent and found is not _absent:
        hook = type(found)
        if _find_on_mro(hook, "__get__") is not _absent and (_find_on_mro(hook, "__set__") is not _absent or
                                                              _find_on_mro(hook, "__delete__") is not _absent):
            return found
    if own is not _absent:
        return own
    if found is not _absent:
        return found
    if isinstance(obj, type):
        for base in type(obj).__mro__:
            value = _class_dict(base).get(attr, _absent)
            if value is not _absent:
                return value
    if default is not _absent:
        return default
    raise AttributeError(attr)


def unwrap(func, *, stop=None):
    """Get the object wrapped by *func*, following the chain of __wrapped__ attributes."""
    seen = {id(func)}
    first = func
    while not isinstance(func, type) and hasattr(func, "__wrapped__"):
        if stop is not None and stop(func):
            break
        func = func.__wrapped__
        if id(func) in seen or len(seen) >= sys.getrecursionlimit():
            raise ValueError("wrapper loop when unwrapping {!r}".format(first))
        seen.add(id(func))
    return func


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    """Compute the annotations dict for an object."""
    unwrapped = None
    if isinstance(obj, type):
        annotations = obj.__dict__.get("__annotations__")
        if isinstance(annotations, types.GetSetDescriptorType):
            annotations = None
        module = sys.modules.get(getattr(obj, "__module__", None))
        own_globals, own_locals, unwrapped = getattr(module, "__dict__", None), dict(vars(obj)), obj
    elif isinstance(obj, types.ModuleType):
        annotations = getattr(obj, "__annotations__", None)
        own_globals, own_locals = obj.__dict__, None
    elif callable(obj):
        annotations = getattr(obj, "__annotations__", None)
        own_globals, own_locals, unwrapped = getattr(obj, "__globals__", None), None, obj
    else:
        raise TypeError(f"{obj!r} is not a module, class, or callable.")
    if annotations is None:
        return {}
    if not isinstance(annotations, dict):
        raise ValueError(f"{obj!r}.__annotations__ is neither a dict nor None")
    if not annotations:
        return {}
    if not eval_str:
        return dict(annotations)
    if unwrapped is not None:
        while True:
            partial = _partial_type()
            if hasattr(unwrapped, "__wrapped__"):
                unwrapped = unwrapped.__wrapped__
            elif partial and isinstance(unwrapped, partial):
                unwrapped = unwrapped.func
            else:
                break
        own_globals = getattr(unwrapped, "__globals__", own_globals)
    globals = own_globals if globals is None else globals
    locals = dict(own_locals or {}) if locals is None else locals
    for parameter in getattr(obj, "__type_params__", ()):
        locals.setdefault(parameter.__name__, parameter)
    return {key: eval(value, globals, locals) if isinstance(value, str) else value for key, value in annotations.items()}


# ---- documentation

def indentsize(line):
    """Return the indent size, in spaces, at the start of a line of text."""
    line = line.expandtabs()
    return len(line) - len(line.lstrip())


def _inherited_doc(object):
    if isclass(object):
        for base in object.__mro__[1:]:
            if base is not type and base.__doc__ is not None and "__doc__" in base.__dict__ and base.__dict__["__doc__"] is not None:
                return base.__doc__
        return None
    name, owner = None, None
    if ismethod(object):
        name, owner = object.__func__.__name__, object.__self__
        owner = owner if isclass(owner) else type(owner)
    elif isfunction(object):
        name, owner = object.__name__, _class_of(object)
    elif isinstance(object, property):
        function = object.fget
        if function is None:
            return None
        name, owner = function.__name__, _class_of(function)
    elif isinstance(object, (types.MethodDescriptorType, types.GetSetDescriptorType, types.MemberDescriptorType,
                             types.WrapperDescriptorType)):
        name, owner = object.__name__, object.__objclass__
    if owner is None:
        return None
    for base in owner.__mro__:
        try:
            doc = getattr(base, name).__doc__ if base is not type else None
        except AttributeError:
            continue
        if doc is not None:
            return doc
    return None


def _class_of(function):
    owner = sys.modules.get(function.__module__)
    for part in function.__qualname__.split(".")[:-1]:
        owner = getattr(owner, part, None)
    return owner if isclass(owner) else None


def getdoc(object):
    """Get the documentation string for an object, cleaned; methods and classes inherit it."""
    try:
        doc = object.__doc__
    except AttributeError:
        return None
    if doc is None:
        try:
            doc = _inherited_doc(object)
        except (AttributeError, TypeError):
            return None
    return cleandoc(doc) if isinstance(doc, str) else None


def cleandoc(doc):
    """Clean up indentation from docstrings."""
    lines = doc.expandtabs().split("\n")
    margin = min((len(line) - len(line.lstrip(" ")) for line in lines[1:] if line.strip(" ")), default=0)
    lines = [lines[0].lstrip(" ")] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        del lines[0]
    return "\n".join(lines)


# ---- sources

def getfile(object):
    """Work out which source or compiled file an object was defined in."""
    if ismodule(object):
        if getattr(object, "__file__", None):
            return object.__file__
        raise TypeError("{!r} is a built-in module".format(object))
    if isclass(object):
        if hasattr(object, "__module__"):
            module = sys.modules.get(object.__module__)
            if getattr(module, "__file__", None):
                return module.__file__
            if object.__module__ == "__main__":
                raise OSError("source code not available")
        raise TypeError("{!r} is a built-in class".format(object))
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        return object.co_filename
    raise TypeError("module, class, method, function, traceback, frame, or code object was expected, got {}".format(
        type(object).__name__))


def getmodulename(path):
    """Return the module name for a given file, or None."""
    import os
    name = os.path.basename(path)
    for suffix in ".as", ".py":
        if name.endswith(suffix):
            return name[:-len(suffix)]
    return None


def getsourcefile(object):
    """Return the filename that can be used to locate an object's source; None where there is none."""
    import os
    filename = getfile(object)
    if os.path.exists(filename) or filename in linecache.cache:
        return filename
    module = getmodule(object, filename)
    if getattr(getattr(module, "__spec__", None), "loader", None) is not None:
        return filename
    return None


def getabsfile(object, _filename=None):
    """Return an absolute path to the source or compiled file for an object."""
    import os
    if _filename is None:
        _filename = getsourcefile(object) or getfile(object)
    return os.path.normcase(os.path.abspath(_filename))


def getmodule(object, _filename=None):
    """Return the module an object was defined in, or None if not found."""
    if ismodule(object):
        return object
    if hasattr(object, "__module__"):
        return sys.modules.get(object.__module__)
    try:
        file = getabsfile(object, _filename)
    except (TypeError, FileNotFoundError, OSError):
        return None
    import os
    for module in list(sys.modules.values()):
        path = getattr(module, "__file__", None) if ismodule(module) else None
        if path and os.path.abspath(path) == file:
            return module
    main = sys.modules["__main__"]
    name = getattr(object, "__name__", None)
    if name and getattr(main, name, None) is object:
        return main
    builtin = sys.modules["builtins"]
    if name and getattr(builtin, name, None) is object:
        return builtin
    return None


class ClassFoundException(Exception):
    pass


def findsource(object):
    """Return the entire source file and starting line number for an object."""
    file = getsourcefile(object)
    if file:
        linecache.checkcache(file)
    else:
        file = getfile(object)
        if not (file.startswith("<") and file.endswith(">")) or file not in linecache.cache:
            raise OSError("source code not available")
    module = getmodule(object, file)
    lines = linecache.getlines(file, module.__dict__ if module else None)
    if not lines:
        raise OSError("could not get source code")
    if ismodule(object):
        return lines, 0
    if isclass(object):
        try:
            number = vars(object)["__firstlineno__"] - 1
        except (TypeError, KeyError):
            raise OSError("source code not available")
        if number >= len(lines):
            raise OSError("lineno is out of bounds")
        return lines, number
    if ismethod(object):
        object = object.__func__
    if isfunction(object):
        object = object.__code__
    if istraceback(object):
        object = object.tb_frame
    if isframe(object):
        object = object.f_code
    if iscode(object):
        number = object.co_firstlineno - 1
        if number >= len(lines):
            raise OSError("lineno is out of bounds")
        return lines, number
    raise OSError("could not find code object")


def getcomments(object):
    """Get lines of comments immediately preceding an object's source code, or None."""
    try:
        lines, number = findsource(object)
    except (OSError, TypeError):
        return None
    if ismodule(object):
        start = 1 if lines and lines[0][:2] == "#!" else 0
        while start < len(lines) and lines[start].strip() in ("", "#"):
            start += 1
        end = start
        while end < len(lines) and lines[end][:1] == "#":
            end += 1
        return "".join(line.expandtabs() for line in lines[start:end]) or None
    indent = indentsize(lines[number])
    comments = []
    at = number - 1
    while at >= 0 and lines[at].lstrip()[:1] == "#" and indentsize(lines[at]) == indent:
        comments.insert(0, lines[at].expandtabs().lstrip())
        at -= 1
    return "".join(comments) or None


class EndOfBlock(Exception):
    pass


class BlockFinder:
    """Finds where a block of code ends, from its tokens."""

    def __init__(self):
        self.indent = 0
        self.islambda = self.started = self.passline = self.indecorator = False
        self.last = 1
        self.body_col0 = None


def _string_prefix(word):
    return len(word) <= 2 and all(c in "rbufRBUF" for c in word)


class _LineScanner:
    # Knows of each physical line whether it ends inside brackets, a string or a continued line.
    def __init__(self):
        self.depth = 0
        self.quote = ""

    def feed(self, line):
        at, size = 0, len(line)
        continued = False
        while at < size:
            c = line[at]
            if self.quote:
                if c == "\\":
                    at += 2
                    continue
                if line.startswith(self.quote, at):
                    at += len(self.quote)
                    self.quote = ""
                    continue
                at += 1
                continue
            if c == "#":
                break
            if c in "\"'":
                self.quote = c * 3 if line.startswith(c * 3, at) else c
                at += len(self.quote)
                continue
            if c in "([{":
                self.depth += 1
            elif c in ")]}":
                self.depth = max(self.depth - 1, 0)
            if c == "\\" and not line[at + 1:].strip():
                continued = True
                break
            at += 1
        if len(self.quote) == 1 and not line.rstrip("\n").endswith("\\"):
            self.quote = ""
        return bool(self.depth or self.quote or continued)


def getblock(lines):
    """Extract the block of code at the top of the given list of lines."""
    scanner = _LineScanner()
    first = indentsize(lines[0]) if lines else 0
    end, in_header, open_line, body = 0, True, False, None  # body: the column of its first line
    head = lines[0].lstrip() if lines else ""
    starts_block = head.startswith(("def ", "class ", "async ", "@"))
    for number, line in enumerate(lines):
        text = line.strip()
        if open_line:
            open_line = scanner.feed(line)
            end = number + 1
            if in_header and not open_line and not (starts_block and decorator):
                if not starts_block or not text.split("#")[0].rstrip().endswith(":"):
                    return lines[:end]
                in_header = False
            continue
        if not text or text.startswith("#"):
            if text and body is not None and indentsize(line) >= body:
                end = number + 1
            continue
        if not in_header and indentsize(line) <= first:
            break
        if not in_header and body is None:
            body = indentsize(line)
        open_line = scanner.feed(line)
        end, decorator = number + 1, text.startswith("@")
        if in_header and not open_line:
            if not starts_block:
                return lines[:end]
            if decorator:
                continue
            code = text.split("#")[0].rstrip()
            if not code.endswith(":"):
                return lines[:end]          # def f(): pass
            in_header = False
    return lines[:end]


def getsourcelines(object):
    """Return a list of source lines and starting line number for an object."""
    object = unwrap(object)
    lines, number = findsource(object)
    if istraceback(object):
        object = object.tb_frame
    if ismodule(object) or isframe(object) and object.f_code.co_name == "<module>":
        return lines, 0
    return getblock(lines[number:]), number + 1


def getsource(object):
    """Return the text of the source code for an object."""
    return "".join(getsourcelines(object)[0])


# ---- arguments, the old way

Arguments = namedtuple("Arguments", "args, varargs, varkw")
FullArgSpec = namedtuple("FullArgSpec", "args, varargs, varkw, defaults, kwonlyargs, kwonlydefaults, annotations")
ArgInfo = namedtuple("ArgInfo", "args varargs keywords locals")
ClosureVars = namedtuple("ClosureVars", "nonlocals globals builtins unbound")


def getargs(co):
    """Get information about the arguments accepted by a code object."""
    if not iscode(co):
        raise TypeError("{!r} is not a code object".format(co))
    names = co.co_varnames
    count = co.co_argcount + co.co_kwonlyargcount
    at = count
    varargs = varkw = None
    if co.co_flags & CO_VARARGS:
        varargs = names[at]
        at += 1
    if co.co_flags & CO_VARKEYWORDS:
        varkw = names[at]
    return Arguments(list(names[:count]), varargs, varkw)


def getfullargspec(func):
    """Get the names and default values of a callable object's parameters."""
    try:
        sig = _signature_of(func, follow_wrapped=False, skip_bound=False)
    except Exception as problem:
        raise TypeError("unsupported callable") from problem
    args, kwonly, annotations, defaults, kwdefaults = [], [], {}, (), {}
    varargs = varkw = None
    for parameter in sig.parameters.values():
        kind, name = parameter.kind, parameter.name
        if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
            args.append(name)
            if parameter.default is not parameter.empty:
                defaults += (parameter.default,)
        elif kind is _VAR_POSITIONAL:
            varargs = name
        elif kind is _KEYWORD_ONLY:
            kwonly.append(name)
            if parameter.default is not parameter.empty:
                kwdefaults[name] = parameter.default
        else:
            varkw = name
        if parameter.annotation is not parameter.empty:
            annotations[name] = parameter.annotation
    if sig.return_annotation is not sig.empty:
        annotations = {"return": sig.return_annotation, **annotations}
    return FullArgSpec(args, varargs, varkw, defaults or None, kwonly, kwdefaults or None, annotations)


def getargvalues(frame):
    """Get information about arguments passed into a particular frame."""
    args, varargs, varkw = getargs(frame.f_code)
    return ArgInfo(args, varargs, varkw, frame.f_locals)


def formatannotation(annotation, base_module=None, *, quote_annotation_strings=True):
    """An annotation as it is written in a signature."""
    if not quote_annotation_strings and isinstance(annotation, str):
        return annotation
    if getattr(annotation, "__module__", None) == "typing":
        return repr(annotation).replace("typing.", "")
    if isinstance(annotation, types.GenericAlias):
        return str(annotation)
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", base_module):
            return annotation.__qualname__
        return annotation.__module__ + "." + annotation.__qualname__
    return repr(annotation)


def formatannotationrelativeto(object):
    module = getattr(object, "__module__", None)
    return lambda annotation: formatannotation(annotation, module)


def formatargvalues(args, varargs, varkw, locals, formatarg=str, formatvarargs=lambda name: "*" + name,
                    formatvarkw=lambda name: "**" + name, formatvalue=lambda value: "=" + repr(value)):
    """Format an argument spec from the 4 values returned by getargvalues."""
    specs = [formatarg(name) + formatvalue(locals[name]) for name in args]
    if varargs:
        specs.append(formatvarargs(varargs) + formatvalue(locals[varargs]))
    if varkw:
        specs.append(formatvarkw(varkw) + formatvalue(locals[varkw]))
    return "(" + ", ".join(specs) + ")"


def getcallargs(func, /, *positional, **named):
    """Get the mapping of arguments to values that func(*positional, **named) would use."""
    if ismethod(func) and func.__self__ is not None:
        positional = (func.__self__,) + positional
        func = func.__func__
    sig = _signature_of(func, follow_wrapped=False, skip_bound=False)
    try:
        bound = sig.bind(*positional, **named)
    except TypeError as problem:
        raise TypeError(f"{func.__name__}() {problem}") from None
    given = bound.arguments
    bound.apply_defaults()
    order = {_POSITIONAL_ONLY: 0, _POSITIONAL_OR_KEYWORD: 0, _VAR_POSITIONAL: 1, _VAR_KEYWORD: 2, _KEYWORD_ONLY: 3}
    names = sorted(bound.arguments, key=lambda n: (order[sig.parameters[n].kind] if n in given or order[sig.parameters[n].kind] in (1, 2)
                                                   else 4))
    return {name: bound.arguments[name] for name in names}


def getclosurevars(func):
    """Get the mapping of free variables to their current values."""
    if ismethod(func):
        func = func.__func__
    if not isfunction(func):
        raise TypeError("{!r} is not a Python function".format(func))
    code = func.__code__
    nonlocals = {name: cell.cell_contents for name, cell in zip(code.co_freevars, func.__closure__ or ())}
    outer = func.__globals__
    builtin = outer.get("__builtins__", {})
    if ismodule(builtin):
        builtin = builtin.__dict__
    globals_found, builtins_found, unbound = {}, {}, set()
    for name in code.co_names:
        if name in outer:
            globals_found[name] = outer[name]
        elif name in builtin:
            builtins_found[name] = builtin[name]
        else:
            unbound.add(name)
    return ClosureVars(nonlocals, globals_found, builtins_found, unbound)


# ---- frames


_Traceback = namedtuple("_Traceback", "filename lineno function code_context index")
_FrameInfo = namedtuple("_FrameInfo", ("frame",) + _Traceback._fields)


class Traceback(_Traceback):
    """Where a frame stands, with lines of source around it."""

    def __new__(cls, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    def __repr__(self):
        return ("Traceback(filename={!r}, lineno={!r}, function={!r}, code_context={!r}, index={!r}, positions={!r})".format(
            *self, self.positions))


class FrameInfo(_FrameInfo):
    """A frame and where it stands."""

    def __new__(cls, frame, filename, lineno, function, code_context, index, *, positions=None):
        self = super().__new__(cls, frame, filename, lineno, function, code_context, index)
        self.positions = positions
        return self

    def __repr__(self):
        return ("FrameInfo(frame={!r}, filename={!r}, lineno={!r}, function={!r}, code_context={!r}, index={!r}, "
                "positions={!r})".format(*self, self.positions))


_Positions = namedtuple("Positions", ["lineno", "end_lineno", "col_offset", "end_col_offset"], defaults=[None] * 4)


def getframeinfo(frame, context=1):
    """Get information about a frame or traceback object."""
    import _traceback
    if istraceback(frame):
        place = _traceback.position(frame.tb_frame.f_code, frame.tb_lasti)
        lineno, frame = frame.tb_lineno, frame.tb_frame
    else:
        if not isframe(frame):
            raise TypeError("{!r} is not a frame or traceback object".format(frame))
        place = _traceback.position(frame.f_code, frame.f_lasti)
        lineno = frame.f_lineno
    if place[0] != lineno:
        place = (lineno, *place[1:])
    filename = getsourcefile(frame) or getfile(frame)
    lines = index = None
    if context > 0:
        start = lineno - 1 - context // 2
        try:
            found, _ = findsource(frame)
        except OSError:
            pass
        else:
            start = max(0, min(start, len(found) - context))
            lines = found[start:start + context]
            index = lineno - 1 - start
    return Traceback(filename, lineno, frame.f_code.co_name, lines, index, positions=_Positions(*place))


def getlineno(frame):
    """Get the line number from a frame object, allowing for optimization."""
    return frame.f_lineno


def getouterframes(frame, context=1):
    """Get a list of records for a frame and all higher (calling) frames."""
    found = []
    while frame:
        info = getframeinfo(frame, context)
        found.append(FrameInfo(frame, *info, positions=info.positions))
        frame = frame.f_back
    return found


def getinnerframes(tb, context=1):
    """Get a list of records for a traceback's frame and all lower frames."""
    found = []
    while tb:
        info = getframeinfo(tb, context)
        found.append(FrameInfo(tb.tb_frame, *info, positions=info.positions))
        tb = tb.tb_next
    return found


def currentframe():
    """Return the frame of the caller or None if this is not possible."""
    return sys._getframe(1) if hasattr(sys, "_getframe") else None


def stack(context=1):
    """Return a list of records for the stack above the caller's frame."""
    return getouterframes(sys._getframe(1), context)


def trace(context=1):
    """Return a list of records for the stack below the current exception."""
    problem = sys.exception()
    return getinnerframes(None if problem is None else problem.__traceback__, context)


# ---- generators and coroutines

GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED"
AGEN_CREATED, AGEN_RUNNING, AGEN_SUSPENDED, AGEN_CLOSED = "AGEN_CREATED", "AGEN_RUNNING", "AGEN_SUSPENDED", "AGEN_CLOSED"


def getgeneratorstate(generator):
    """Get current state of a generator-iterator."""
    if generator.gi_running:
        return GEN_RUNNING
    if generator.gi_suspended:
        return GEN_SUSPENDED
    return GEN_CLOSED if generator.gi_frame is None else GEN_CREATED


def getgeneratorlocals(generator):
    """Get the mapping of generator local variables to their current values."""
    if not isgenerator(generator):
        raise TypeError("{!r} is not a Python generator".format(generator))
    frame = generator.gi_frame
    return {} if frame is None else frame.f_locals


def getcoroutinestate(coroutine):
    """Get current state of a coroutine object."""
    if coroutine.cr_running:
        return CORO_RUNNING
    if coroutine.cr_suspended:
        return CORO_SUSPENDED
    if coroutine.cr_code is None:   # one in C: it has no frame
        return CORO_CREATED if coroutine._is_new else CORO_CLOSED
    return CORO_CLOSED if coroutine.cr_frame is None else CORO_CREATED


def getcoroutinelocals(coroutine):
    """Get the mapping of coroutine local variables to their current values."""
    frame = getattr(coroutine, "cr_frame", None)
    return {} if frame is None else frame.f_locals


def getasyncgenstate(agen):
    """Get current state of an asynchronous generator object."""
    if agen.ag_running:
        return AGEN_RUNNING
    if agen.ag_suspended:
        return AGEN_SUSPENDED
    return AGEN_CLOSED if agen.ag_frame is None else AGEN_CREATED


def getasyncgenlocals(agen):
    """Get the mapping of asynchronous generator local variables to their current values."""
    if not isasyncgen(agen):
        raise TypeError(f"{agen!r} is not a Python async generator")
    frame = agen.ag_frame
    return {} if frame is None else frame.f_locals


# ---- signatures

class _void:
    """A private marker."""


class _empty:
    """Marker object for Signature.empty and Parameter.empty."""


class _ParameterKind(IntEnum):
    POSITIONAL_ONLY = "positional-only"
    POSITIONAL_OR_KEYWORD = "positional or keyword"
    VAR_POSITIONAL = "variadic positional"
    KEYWORD_ONLY = "keyword-only"
    VAR_KEYWORD = "variadic keyword"

    def __new__(cls, description):
        value = len(cls.__members__)
        member = int.__new__(cls, value)
        member._value_ = value
        member.description = description
        return member

    def __str__(self):
        return self.name


_POSITIONAL_ONLY = _ParameterKind.POSITIONAL_ONLY
_POSITIONAL_OR_KEYWORD = _ParameterKind.POSITIONAL_OR_KEYWORD
_VAR_POSITIONAL = _ParameterKind.VAR_POSITIONAL
_KEYWORD_ONLY = _ParameterKind.KEYWORD_ONLY
_VAR_KEYWORD = _ParameterKind.VAR_KEYWORD


class Parameter:
    """Represents a parameter in a function signature: name, default, annotation, kind."""
    __slots__ = ("_name", "_kind", "_default", "_annotation")
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _ParameterKind
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        try:
            self._kind = _ParameterKind(kind)
        except ValueError:
            raise ValueError(f"value {kind!r} is not a valid Parameter.kind")
        if default is not _empty and self._kind in (_VAR_POSITIONAL, _VAR_KEYWORD):
            raise ValueError("{} parameters cannot have default values".format(self._kind.description))
        self._default, self._annotation = default, annotation
        if name is _empty:
            raise ValueError("name is a required attribute for Parameter")
        if not isinstance(name, str):
            raise TypeError("name must be a str, not a {}".format(type(name).__name__))
        if name[:1] == "." and name[1:].isdigit():
            # The iterable that a comprehension or generator expression is called with.
            if self._kind != _POSITIONAL_OR_KEYWORD:
                raise ValueError("implicit arguments must be passed as positional or keyword arguments, not {}".format(
                    self._kind.description))
            self._kind = _POSITIONAL_ONLY
            name = "implicit" + name[1:]
        from keyword import iskeyword
        if iskeyword(name) and self._kind is not _POSITIONAL_ONLY or not name.isidentifier():
            raise ValueError("{!r} is not a valid parameter name".format(name))
        self._name = name

    def __reduce__(self):
        return type(self), (self._name, self._kind), {"_default": self._default, "_annotation": self._annotation}

    def __setstate__(self, state):
        self._default, self._annotation = state["_default"], state["_annotation"]

    @property
    def name(self):
        return self._name

    @property
    def default(self):
        return self._default

    @property
    def annotation(self):
        return self._annotation

    @property
    def kind(self):
        return self._kind

    def replace(self, *, name=_void, kind=_void, annotation=_void, default=_void):
        """Creates a customized copy of the Parameter."""
        return type(self)(self._name if name is _void else name, self._kind if kind is _void else kind,
                          default=self._default if default is _void else default,
                          annotation=self._annotation if annotation is _void else annotation)

    __replace__ = replace

    def __str__(self):
        return self._format()

    def _format(self, *, quote_annotation_strings=True):
        text = self._name
        if self._annotation is not _empty:
            text += ": " + formatannotation(self._annotation, quote_annotation_strings=quote_annotation_strings)
        if self._default is not _empty:
            text += (" = " if self._annotation is not _empty else "=") + repr(self._default)
        return {_VAR_POSITIONAL: "*", _VAR_KEYWORD: "**"}.get(self._kind, "") + text

    def __repr__(self):
        return '<{} "{}">'.format(type(self).__name__, self)

    def __hash__(self):
        return hash((self._name, self._kind, self._annotation, self._default))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Parameter):
            return NotImplemented
        return (self._name == other._name and self._kind == other._kind and self._default == other._default and
                self._annotation == other._annotation)


class BoundArguments:
    """Result of Signature.bind: the values of the parameters."""
    __slots__ = ("arguments", "_signature", "__weakref__")

    def __init__(self, signature, arguments):
        self.arguments = arguments
        self._signature = signature

    @property
    def signature(self):
        return self._signature

    @property
    def args(self):
        args = []
        for name, parameter in self._signature.parameters.items():
            if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY) or name not in self.arguments:
                break
            value = self.arguments[name]
            if parameter.kind is _VAR_POSITIONAL:
                args.extend(value)
            else:
                args.append(value)
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        started = False
        for name, parameter in self._signature.parameters.items():
            if not started:
                if parameter.kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
                    started = True
                elif name not in self.arguments:
                    started = True
                    continue
            if not started or name not in self.arguments:
                continue
            if parameter.kind is _VAR_KEYWORD:
                kwargs.update(self.arguments[name])
            elif parameter.kind is not _VAR_POSITIONAL:
                kwargs[name] = self.arguments[name]
        return kwargs

    def apply_defaults(self):
        """Set default values for missing arguments."""
        filled = {}
        for name, parameter in self._signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif parameter.default is not _empty:
                filled[name] = parameter.default
            elif parameter.kind is _VAR_POSITIONAL:
                filled[name] = ()
            elif parameter.kind is _VAR_KEYWORD:
                filled[name] = {}
        self.arguments = filled

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, BoundArguments):
            return NotImplemented
        return self.signature == other.signature and self.arguments == other.arguments

    def __setstate__(self, state):
        self._signature, self.arguments = state["_signature"], state["arguments"]

    def __getstate__(self):
        return {"_signature": self._signature, "arguments": self.arguments}

    def __repr__(self):
        args = ", ".join(f"{name}={value!r}" for name, value in self.arguments.items())
        return "<{} ({})>".format(type(self).__name__, args)


class Signature:
    """A Signature object represents the overall signature of a function."""
    __slots__ = ("_return_annotation", "_parameters")
    _parameter_cls = Parameter
    _bound_arguments_cls = BoundArguments
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty, __validate_parameters__=True):
        found = OrderedDict()
        top, seen_default = _POSITIONAL_ONLY, False
        for parameter in parameters or ():
            if __validate_parameters__:
                kind, name = parameter.kind, parameter.name
                if kind < top:
                    raise ValueError("wrong parameter order: {} parameter before {} parameter".format(
                        top.description, kind.description))
                top = kind
                if kind in (_POSITIONAL_ONLY, _POSITIONAL_OR_KEYWORD):
                    if parameter.default is not _empty:
                        seen_default = True
                    elif seen_default:
                        raise ValueError("non-default argument follows default argument")
                if name in found:
                    raise ValueError("duplicate parameter name: {!r}".format(name))
            found[parameter.name] = parameter
        self._parameters = types.MappingProxyType(found)
        self._return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
        """Constructs Signature for the given callable object."""
        return _signature_of(obj, cls, follow_wrapped, globals=globals, locals=locals, eval_str=eval_str)

    @property
    def parameters(self):
        return self._parameters

    @property
    def return_annotation(self):
        return self._return_annotation

    def replace(self, *, parameters=_void, return_annotation=_void):
        """Creates a customized copy of the Signature."""
        return type(self)(self.parameters.values() if parameters is _void else parameters,
                          return_annotation=self._return_annotation if return_annotation is _void else return_annotation)

    __replace__ = replace

    def _comparable(self):
        positional = tuple(p for p in self.parameters.values() if p.kind != _KEYWORD_ONLY)
        return positional, {p.name: p for p in self.parameters.values() if p.kind == _KEYWORD_ONLY}, self.return_annotation

    def __hash__(self):
        positional, named, annotation = self._comparable()
        return hash((positional, frozenset(named.values()), annotation))

    def __eq__(self, other):
        if self is other:
            return True
        if not isinstance(other, Signature):
            return NotImplemented
        return self._comparable() == other._comparable()

    def _bind(self, args, kwargs, *, partial=False):
        bound = {}
        rest = dict(kwargs)
        at, misplaced = 0, []
        for name, p in self.parameters.items():
            kind = p.kind
            if kind is _VAR_POSITIONAL:
                if at < len(args):
                    bound[name] = tuple(args[at:])
                    at = len(args)
            elif kind is _VAR_KEYWORD:
                continue
            elif kind is not _KEYWORD_ONLY and at < len(args):
                if name in rest and kind is _POSITIONAL_OR_KEYWORD:
                    raise TypeError("multiple values for argument {!r}".format(name))
                bound[name] = args[at]
                at += 1
            elif kind is _POSITIONAL_ONLY:
                if name in rest and not self._takes_any_keyword():
                    misplaced.append(name)
                    continue
                if p.default is _empty and not partial:
                    raise TypeError(self._missing(p))
            elif name in rest:
                if kind is _KEYWORD_ONLY and at < len(args) and not self._takes_any_positional():
                    raise TypeError("too many positional arguments")
                bound[name] = rest.pop(name)
            elif p.default is _empty and not partial:
                if kind is _KEYWORD_ONLY and at < len(args) and not self._takes_any_positional():
                    raise TypeError("too many positional arguments")
                raise TypeError(self._missing(p))
        if at < len(args):
            raise TypeError("too many positional arguments")
        if misplaced:
            raise TypeError("got some positional-only arguments passed as keyword arguments: {!r}".format(", ".join(misplaced)))
        if rest:
            if not self._takes_any_keyword():
                raise TypeError("got an unexpected keyword argument {!r}".format(next(iter(rest))))
            bound[self._takes_any_keyword()] = rest
        return self._bound_arguments_cls(self, bound)

    def _missing(self, parameter):
        named = parameter.kind is _KEYWORD_ONLY and not self._takes_any_positional()
        return f"missing a required{' keyword-only' if named else ''} argument: {parameter.name!r}"

    def _takes_any_keyword(self):
        for name, p in self.parameters.items():
            if p.kind is _VAR_KEYWORD:
                return name
        return None

    def _takes_any_positional(self):
        return any(p.kind is _VAR_POSITIONAL for p in self.parameters.values())

    def bind(self, /, *args, **kwargs):
        """Get a BoundArguments object that maps the passed args and kwargs to the parameters."""
        return self._bind(args, kwargs)

    def bind_partial(self, /, *args, **kwargs):
        """As bind(); arguments may be missing."""
        return self._bind(args, kwargs, partial=True)

    def __reduce__(self):
        return type(self), (tuple(self._parameters.values()),), {"_return_annotation": self._return_annotation}

    def __setstate__(self, state):
        self._return_annotation = state["_return_annotation"]

    def __repr__(self):
        return "<{} {}>".format(type(self).__name__, self)

    def __str__(self):
        return self.format()

    def format(self, *, max_width=None, quote_annotation_strings=True):
        """The signature as text; on one line each where max_width is exceeded."""
        parts = []
        positional_only = starred = False
        for p in self.parameters.values():
            if p.kind == _POSITIONAL_ONLY:
                positional_only = True
            elif positional_only:
                parts.append("/")
                positional_only = False
            if p.kind == _VAR_POSITIONAL:
                starred = True
            elif p.kind == _KEYWORD_ONLY and not starred:
                parts.append("*")
                starred = True
            parts.append(p._format(quote_annotation_strings=quote_annotation_strings))
        if positional_only:
            parts.append("/")
        text = "({})".format(", ".join(parts))
        if max_width is not None and len(text) > max_width:
            text = "(\n    {}\n)".format(",\n    ".join(parts))
        if self.return_annotation is not _empty:
            text += " -> " + formatannotation(self.return_annotation, quote_annotation_strings=quote_annotation_strings)
        return text


def signature(obj, *, follow_wrapped=True, globals=None, locals=None, eval_str=False):
    """Get a signature object for the passed callable."""
    return Signature.from_callable(obj, follow_wrapped=follow_wrapped, globals=globals, locals=locals, eval_str=eval_str)


def _of_function(cls, func, globals=None, locals=None, eval_str=False):
    code = func.__code__
    names = code.co_varnames
    count, positional_only, kwonly = code.co_argcount, code.co_posonlyargcount, code.co_kwonlyargcount
    annotations = get_annotations(func, globals=globals, locals=locals, eval_str=eval_str)
    defaults, kwdefaults = func.__defaults__ or (), func.__kwdefaults__ or {}
    make = cls._parameter_cls
    parameters = []

    def add(name, kind, default=_empty):
        parameters.append(make(name, kind, default=default, annotation=annotations.get(name, _empty)))

    for i in range(count):
        default = defaults[i - count + len(defaults)] if i >= count - len(defaults) else _empty
        add(names[i], _POSITIONAL_ONLY if i < positional_only else _POSITIONAL_OR_KEYWORD, default)
    at = count + kwonly
    if code.co_flags & CO_VARARGS:
        add(names[at], _VAR_POSITIONAL)
        at += 1
    for name in names[count:count + kwonly]:
        add(name, _KEYWORD_ONLY, kwdefaults.get(name, _empty))
    if code.co_flags & CO_VARKEYWORDS:
        add(names[at], _VAR_KEYWORD)
    return cls(parameters, return_annotation=annotations.get("return", _empty), __validate_parameters__=not defaults)


def _of_text(cls, obj, text, skip_bound=True):
    # "($self, a, /, b=1)": the self that $ marks goes when the method is bound.
    header = text.partition(" -> ")[0].strip()
    marked = "$" in header
    module = sys.modules.get(getattr(obj, "__module__", None) or "builtins")
    names = {"__builtins__": __builtins__, **getattr(module, "__dict__", {})}
    try:
        function = eval("lambda " + header.replace("$", "")[1:-1] + ": None", names)
    except (SyntaxError, NameError, AttributeError):
        raise ValueError("{!r} has invalid signature".format(obj))
    sig = _of_function(cls, function)
    if not marked:
        return sig
    parameters = list(sig.parameters.values())
    owner = getattr(obj, "__self__", None)
    if owner is not None and skip_bound:
        parameters.pop(0)
    else:
        parameters[0] = parameters[0].replace(kind=_POSITIONAL_ONLY)
    return sig.replace(parameters=parameters)


def _without_first(sig):
    parameters = tuple(sig.parameters.values())
    if not parameters or parameters[0].kind in (_VAR_KEYWORD, _KEYWORD_ONLY):
        raise ValueError("invalid method signature")
    if parameters[0].kind is not _VAR_POSITIONAL:
        parameters = parameters[1:]
    return sig.replace(parameters=parameters)


def _of_partial(wrapped, partial, extra=()):
    old = wrapped.parameters
    new = OrderedDict(old.items())
    args, named = partial.args or (), partial.keywords or {}
    if extra:
        args = extra + args
    try:
        given = wrapped.bind_partial(*args, **named)
    except TypeError as problem:
        raise ValueError("partial object {!r} has incorrect arguments".format(partial)) from problem
    keyword_from_here = False
    for name, p in old.items():
        if name in given.arguments:
            value = given.arguments[name]
            if p.kind is _POSITIONAL_ONLY:
                new.pop(name)
                continue
            if p.kind is _POSITIONAL_OR_KEYWORD:
                if name not in named:
                    new.pop(name)
                    continue
                keyword_from_here = True
                new[name] = p.replace(default=value)
            elif p.kind is _KEYWORD_ONLY:
                new[name] = p.replace(default=value)
        if keyword_from_here:
            if p.kind is _POSITIONAL_OR_KEYWORD:
                new[name] = new[name].replace(kind=_KEYWORD_ONLY)
                new.move_to_end(name)
            elif p.kind in (_KEYWORD_ONLY, _VAR_KEYWORD):
                new.move_to_end(name)
            elif p.kind is _VAR_POSITIONAL:
                new.pop(name)
    return wrapped.replace(parameters=new.values())


def _of_class(cls, obj, options):
    def of(function):
        return _without_first(_signature_of(function, cls, **{**options, "skip_bound": False}))

    for name, kind in ("__call__", type(obj)), ("__new__", obj), ("__init__", obj):
        for base in kind.__mro__:
            if name in base.__dict__ and base not in (type, object):
                function = base.__dict__[name]
                if isinstance(function, (staticmethod, classmethod)):
                    function = function.__func__
                if isfunction(function) or hasattr(function, "__signature__"):
                    if name != "__new__" or "__init__" not in kind.__dict__ or base is kind or "__new__" in kind.__dict__:
                        return of(function)
                break
    for base in obj.__mro__[:-1]:
        text = getattr(base, "__text_signature__", None)
        if text:
            return _of_text(cls, base, text)
    if type not in obj.__mro__:
        if obj.__init__ is object.__init__ and obj.__new__ is object.__new__:
            return cls()
        raise ValueError("no signature found for builtin type {!r}".format(obj))
    raise ValueError("no signature found for builtin type {!r}".format(obj))


def _signature_of(obj, cls=Signature, follow_wrapped=True, skip_bound=True, globals=None, locals=None, eval_str=False):
    options = dict(follow_wrapped=follow_wrapped, skip_bound=skip_bound, globals=globals, locals=locals, eval_str=eval_str)
    if not callable(obj):
        raise TypeError("{!r} is not a callable object".format(obj))
    if isinstance(obj, types.MethodType):
        sig = _signature_of(obj.__func__, cls, **options)
        return _without_first(sig) if skip_bound else sig
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda f: hasattr(f, "__signature__") or isinstance(f, types.MethodType))
        if isinstance(obj, types.MethodType):
            return _signature_of(obj, cls, **options)
    try:
        sig = obj.__signature__
    except AttributeError:
        pass
    else:
        if sig is not None:
            if not isinstance(sig, Signature) and callable(sig):
                sig = sig()
            if isinstance(sig, str):
                return _of_text(cls, obj, sig)
            if not isinstance(sig, Signature):
                raise TypeError("unexpected object {!r} in __signature__ attribute".format(sig))
            return sig
    method = getattr(obj, "_partialmethod", None) or getattr(obj, "__partialmethod__", None)
    if method is not None:
        functools = sys.modules.get("functools")
        if functools and isinstance(method, functools.partialmethod):
            wrapped = _signature_of(method.func, cls, **options)
            sig = _of_partial(wrapped, method, (None,))
            first = tuple(wrapped.parameters.values())[0]
            if first.kind is _VAR_POSITIONAL:
                return sig
            return sig.replace(parameters=(first,) + tuple(sig.parameters.values()))
    if isfunction(obj) or hasattr(obj, "__code__") and hasattr(obj, "__defaults__") and not isclass(obj):
        return _of_function(cls, obj, globals, locals, eval_str)
    if isbuiltin(obj) or ismethoddescriptor(obj) and not isinstance(obj, _partial_type() or ()) and not hasattr(type(obj), "__call__") \
            or isinstance(obj, (types.WrapperDescriptorType, types.MethodWrapperType, types.MethodDescriptorType,
                                types.ClassMethodDescriptorType)):
        text = getattr(obj, "__text_signature__", None)
        if not text:
            raise ValueError("no signature found for builtin {!r}".format(obj))
        return _of_text(cls, obj, text, skip_bound)
    partial = _partial_type()
    if partial and isinstance(obj, partial):
        return _of_partial(_signature_of(obj.func, cls, **options), obj)
    if isinstance(obj, type):
        return _of_class(cls, obj, options)
    call = getattr_static(type(obj), "__call__", None)
    if call is not None:
        try:
            bound = type(obj).__call__
            sig = _signature_of(bound, cls, **options)
        except ValueError as problem:
            raise ValueError("no signature found for {!r}".format(obj)) from problem
        return _without_first(sig) if skip_bound and not isinstance(call, staticmethod) else sig
    raise ValueError("callable {!r} is not supported by signature".format(obj))


class BufferFlags(IntFlag):
    SIMPLE = 0x0
    WRITABLE = 0x1
    FORMAT = 0x4
    ND = 0x8
    STRIDES = 0x10 | ND
    C_CONTIGUOUS = 0x20 | STRIDES
    F_CONTIGUOUS = 0x40 | STRIDES
    ANY_CONTIGUOUS = 0x80 | STRIDES
    INDIRECT = 0x100 | STRIDES
    CONTIG = ND | WRITABLE
    CONTIG_RO = ND
    STRIDED = STRIDES | WRITABLE
    STRIDED_RO = STRIDES
    RECORDS = STRIDES | WRITABLE | FORMAT
    RECORDS_RO = STRIDES | FORMAT
    FULL = INDIRECT | WRITABLE | FORMAT
    FULL_RO = INDIRECT | FORMAT
    READ = 0x100
    WRITE = 0x200
