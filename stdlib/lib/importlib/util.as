# SPDX-License-Identifier: MIT
"""Helpers for code that imports: specifications, modules made by hand."""
import sys
import types
from importlib import _absolute
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader

MAGIC_NUMBER = b"\xf3\r\r\n"


def decode_source(source_bytes):
    """Decode bytes representing source code and return the string, with universal newlines."""
    import io
    import tokenize
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source_bytes).readline)
    return source_bytes.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


def source_hash(source_bytes):
    """A hash of source code."""
    from binascii import crc32
    return crc32(source_bytes).to_bytes(8, "little")


def cache_from_source(path, debug_override=None, *, optimization=None):
    """Where CPython would keep the compiled form of a source file. Aster keeps none: programs ask in order to skip or delete it."""
    import os
    if debug_override is not None:
        if optimization is not None:
            raise TypeError("debug_override or optimization must be set to None")
        optimization = "" if debug_override else 1
    folder, file = os.path.split(os.fspath(path))
    optimization = sys.flags.optimize or "" if optimization is None else optimization
    if optimization != "" and not str(optimization).isalnum():
        raise ValueError(f"{optimization!r} is not alphanumeric")
    base = file.rpartition(".")[0] or file
    mark = f".opt-{optimization}" if optimization != "" else ""
    return os.path.join(folder, "__pycache__", f"{base}.{_tag()}{mark}.pyc")


def source_from_cache(path):
    """The source file of such a path."""
    import os
    folder, file = os.path.split(os.fspath(path))
    folder, cache = os.path.split(folder)
    if cache != "__pycache__":
        raise ValueError(f"__pycache__ not bottom-level directory in {path!r}")
    parts = file.split(".")
    if len(parts) not in (3, 4):
        raise ValueError(f"expected only 2 or 3 dots in {file!r}")
    if len(parts) == 4 and not (parts[2].startswith("opt-") and parts[2][4:].isalnum()):
        raise ValueError(f"optimization portion of filename does not start with 'opt-' or is not alphanumeric in {file!r}")
    return os.path.join(folder, parts[0] + ".py")


def _tag():
    if sys.implementation.cache_tag is None:
        raise NotImplementedError("sys.implementation.cache_tag is None")
    return sys.implementation.cache_tag


def resolve_name(name, package):
    """Resolve a relative module name to an absolute one."""
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError(f"no package specified for {name!r} (required for relative module names)")
    level = len(name) - len(name.lstrip("."))
    return _absolute(name[level:], package, level)


def find_spec(name, package=None):
    """Return the spec for the specified module; None where there is no such module."""
    fullname = resolve_name(name, package) if name.startswith(".") else name
    if fullname in sys.modules:
        module = sys.modules[fullname]
        if module is None:
            return None
        try:
            spec = module.__spec__
        except AttributeError:
            raise ValueError(f"{name}.__spec__ is not set") from None
        if spec is None:
            raise ValueError(f"{name}.__spec__ is None")
        return spec
    parent = fullname.rpartition(".")[0]
    path = None
    if parent:
        module = __import__(parent, fromlist=["__path__"])
        try:
            path = module.__path__
        except AttributeError as problem:
            raise ModuleNotFoundError(f"__path__ attribute not found on {parent!r} while trying to find {fullname!r}",
                                      name=fullname) from problem
    spec = PathFinder.find_spec(fullname, path)
    if spec is None and (fullname in sys.builtin_module_names or fullname in sys.stdlib_module_names):
        try:
            __import__(fullname)
        except ImportError:
            return None
        spec = getattr(sys.modules[fullname], "__spec__", None) or ModuleSpec(fullname, None, origin="built-in")
    return spec


def module_from_spec(spec):
    """Create a module based on the provided spec."""
    module = None
    if hasattr(spec.loader, "create_module"):
        module = spec.loader.create_module(spec)
    if module is None:
        module = types.ModuleType(spec.name)
    module.__name__, module.__loader__, module.__package__, module.__spec__ = spec.name, spec.loader, spec.parent, spec
    if spec.submodule_search_locations is not None:
        module.__path__ = spec.submodule_search_locations
    if spec.has_location:
        module.__file__ = spec.origin
    return module


def spec_from_loader(name, loader, *, origin=None, is_package=None):
    """Return a module spec based on various loader methods."""
    if is_package is None and hasattr(loader, "is_package"):
        is_package = loader.is_package(name)
    if hasattr(loader, "get_filename"):
        return spec_from_file_location(name, loader=loader, submodule_search_locations=[] if is_package else None)
    return ModuleSpec(name, loader, origin=origin, is_package=bool(is_package))


_default = object()


def spec_from_file_location(name, location=None, *, loader=None, submodule_search_locations=_default):
    """Return a module spec based on a file location."""
    import os
    if location is None:
        location = loader.get_filename(name) if hasattr(loader, "get_filename") else "<unknown>"
    else:
        location = os.path.abspath(os.fspath(location))
    if loader is None:
        if not location.endswith((".as", ".py")):
            return None
        loader = SourceFileLoader(name, location)
    spec = ModuleSpec(name, loader, origin=location)
    spec.has_location = True
    if submodule_search_locations is _default:
        if hasattr(loader, "is_package") and loader.is_package(name):
            spec.submodule_search_locations = []
    else:
        spec.submodule_search_locations = submodule_search_locations
    if spec.submodule_search_locations == []:
        spec.submodule_search_locations.append(os.path.dirname(location))
    return spec


class LazyLoader:
    """Loads at once: laziness would only change when."""

    def __init__(self, loader):
        self.loader = loader

    @classmethod
    def factory(cls, loader):
        return lambda *args, **kwargs: cls(loader(*args, **kwargs))

    def create_module(self, spec):
        return self.loader.create_module(spec)

    def exec_module(self, module):
        self.loader.exec_module(module)
