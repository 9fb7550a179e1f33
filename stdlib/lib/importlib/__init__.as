# SPDX-License-Identifier: MIT
"""Imports by name, at run time."""
import builtins
import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

__import__ = builtins.__import__
_RELOADING = {}


def invalidate_caches():
    """Call the invalidate_caches() method on all meta path finders stored in sys.meta_path (where implemented)."""
    for finder in getattr(sys, "meta_path", ()):
        if hasattr(finder, "invalidate_caches"):
            finder.invalidate_caches()


def _absolute(name, package, level):
    if not isinstance(package, str):
        raise TypeError("__package__ not set to a string")
    if not package:
        raise ImportError("attempted relative import with no known parent package")
    parts = package.rsplit(".", level - 1)
    if len(parts) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{parts[0]}.{name}" if name else parts[0]


def import_module(name, package=None):
    """Import a module; a relative name is taken from the given package."""
    level = len(name) - len(name.lstrip("."))
    if level:
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        name = _absolute(name[level:], package, level)
    if not name:
        raise ValueError("Empty module name")
    __import__(name)
    return sys.modules[name]


def reload(module):
    """Reload the module and return it: its code runs again in the same dict."""
    try:
        name = module.__spec__.name
    except AttributeError:
        try:
            name = module.__name__
        except AttributeError:
            raise TypeError("reload() argument must be a module") from None
    if sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    if name in _RELOADING:
        return _RELOADING[name]
    _RELOADING[name] = module
    try:
        path = getattr(module, "__file__", None)
        if path:
            with open(path, "rb") as file:
                source = file.read()
            exec(compile(source, path, "exec"), module.__dict__)
        return sys.modules[name]
    finally:
        _RELOADING.pop(name, None)


def __getattr__(name):
    if name in ("util", "abc", "machinery"):
        return import_module("importlib." + name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
