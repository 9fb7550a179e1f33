# SPDX-License-Identifier: MIT
"""Running modules by their name, and files and folders by their path, without importing them.

The globals of what runs live in a module of their own, made for the run. Under run_path(), or with alter_sys, that module
stands in sys.modules and the file in sys.argv[0] for as long as it runs; then both are put back.
"""
import _imp
import importlib.util
import os
import sys
from contextlib import contextmanager
from importlib.machinery import PathFinder
from types import ModuleType

__all__ = ["run_module", "run_path"]

_missing = object()


@contextmanager
def _as_running(module, argument):
    """Let sys.modules and sys.argv[0] show what runs."""
    name = module.__name__
    old_module, old_argument = sys.modules.get(name, _missing), sys.argv[0]
    sys.modules[name], sys.argv[0] = module, argument
    try:
        yield
    finally:
        sys.argv[0] = old_argument
        if old_module is _missing:
            sys.modules.pop(name, None)
        else:
            sys.modules[name] = old_module


def _run(code, run_name, init_globals, spec, file, argument):
    """Run code in a new module and give a copy of its globals; an argument says that sys shows the run."""
    module = ModuleType(run_name)
    names = vars(module)
    names.update(init_globals or {})
    names.update(__name__=run_name, __file__=file, __cached__=spec and spec.cached, __doc__=None,
                 __loader__=spec and spec.loader, __spec__=spec,
                 __package__=run_name.rpartition(".")[0] if spec is None else spec.parent)
    if argument is None:
        exec(code, names)
        return names.copy()
    with _as_running(module, argument):
        exec(code, names)
        return names.copy()


# -- by name

def _spec(name, package):
    """The spec of a module, with its loader where a file holds it, for an import leaves none behind; None without one."""
    spec = importlib.util.find_spec(name)
    if spec is not None and spec.loader is None and spec.submodule_search_locations is None:
        path = sys.modules[package].__path__ if package else None
        return PathFinder.find_spec(name, path) or spec
    if spec is None and name.rpartition(".")[2] != "__main__":
        # no file has that name: what can be imported now is a folder without code
        try:
            spec = importlib.import_module(name).__spec__
        except ModuleNotFoundError:
            return None
    return spec


def _code(spec):
    """The code of a module in script, or None."""
    get_code = getattr(spec.loader, "get_code", None)
    if get_code:
        return get_code(spec.name)
    return _imp.get_frozen_object(spec.name) if _imp.is_frozen(spec.name) else None


def _find(name):
    """The spec of a module, whose packages are imported on the way; ImportError says why there is none."""
    if name.startswith("."):
        raise ImportError("Relative module names not supported")
    package = name.rpartition(".")[0]
    if package:
        try:
            __import__(package)
        except ImportError as error:
            # a package that is not there is found_spec's to tell; what fails inside a package is its own affair
            if error.name is None or not (error.name == package or package.startswith(error.name + ".")):
                raise
        _warn_if_imported(name, package)
    try:
        spec = _spec(name, package) if name else None
    except (ImportError, AttributeError, TypeError, ValueError) as error:
        text = f"Error while finding module specification for {name!r} ({type(error).__name__}: {error})"
        if name.endswith(".py"):
            text += f". Try using '{name[:-3]}' instead of '{name}' as the module name."
        raise ImportError(text) from error
    if spec is None:
        raise ImportError(f"No module named {name}")
    return spec


def _warn_if_imported(name, package):
    imported = sys.modules.get(name)
    if imported is not None and not hasattr(imported, "__path__"):
        from warnings import warn
        warn(RuntimeWarning(f"{name!r} found in sys.modules after import of package {package!r}, but prior to execution of "
                            f"{name!r}; this may result in unpredictable behaviour"), stacklevel=4)


def _find_code(name):
    """The spec and the code of a module, or of the __main__ of a package."""
    spec = _find(name)
    if spec.submodule_search_locations is not None:
        if name == "__main__" or name.endswith(".__main__"):
            raise ImportError("Cannot use package as __main__ module")
        try:
            return _find_code(name + ".__main__")
        except ImportError as error:
            if name not in sys.modules:
                raise
            raise ImportError(f"{error}; {name!r} is a package and cannot be directly executed") from None
    code = _code(spec)
    if code is None:
        raise ImportError(f"No code object available for {name}")
    return spec, code


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Run a module, or the __main__ of a package, and return its globals.

    init_globals are set before it runs. Its __name__ is run_name, or else its own name. With alter_sys, sys.modules and
    sys.argv[0] show it while it runs; other threads see that too.
    """
    spec, code = _find_code(mod_name)
    return _run(code, spec.name if run_name is None else run_name, init_globals, spec, spec.origin,
                spec.origin if alter_sys else None)


# -- by path

def run_path(path_name, init_globals=None, run_name=None):
    """Run a file of source, or the __main__ of a folder, and return its globals.

    Its __name__ is run_name, or else '<run_path>'. sys.modules and sys.argv[0] show it while it runs; a folder is the
    first entry of sys.path meanwhile.
    """
    run_name = "<run_path>" if run_name is None else run_name
    path = os.fsdecode(path_name)
    if os.path.isdir(path):
        return _run_folder(path, init_globals, run_name)
    full = os.path.abspath(path)
    with open(full, "rb") as file:
        code = compile(file.read(), path, "exec")
    return _run(code, run_name, init_globals, None, path, path)


def _run_folder(path, init_globals, run_name):
    running = sys.modules.pop("__main__", _missing)
    sys.path.insert(0, path)
    try:
        try:
            spec, code = _find_main(path)
        finally:
            if running is not _missing:
                sys.modules["__main__"] = running
        return _run(code, run_name, init_globals, spec, spec.origin, path)
    finally:
        if path in sys.path:
            sys.path.remove(path)


def _find_main(path):
    try:
        return _find_code("__main__")
    except ImportError as error:
        if "__main__" not in str(error):
            raise
        raise ImportError(f"can't find '__main__' module in {path!r}") from error
