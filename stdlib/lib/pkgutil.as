# SPDX-License-Identifier: MIT
"""Helpers for packages: objects by name, the modules of a folder, data files, packages in several folders."""
import importlib
import os
import re
import sys
from collections import namedtuple

__all__ = ["get_data", "extend_path", "iter_modules", "walk_packages", "resolve_name", "ModuleInfo"]

ModuleInfo = namedtuple("ModuleInfo", "module_finder name ispkg")
ModuleInfo.__doc__ = "A module that was found: its finder, its name, and whether it is a package."

_SUFFIXES = ".as", ".py"
_NAME = re.compile(r"(?P<pkg>(?!\d)\w+(\.(?!\d)\w+)*)(?P<cln>:(?P<obj>(?!\d)\w+(\.(?!\d)\w+)*)?)?")


def resolve_name(name):
    """The object that "package.module:attribute.attribute" or "package.module.attribute" means; what is a module is imported."""
    match = _NAME.fullmatch(name)
    if not match:
        raise ValueError(f"invalid format: {name!r}")
    if match["cln"]:
        found, attributes = importlib.import_module(match["pkg"]), match["obj"].split(".") if match["obj"] else []
    else:
        path, *attributes = name.split(".")
        found = importlib.import_module(path)
        while attributes:
            path = f"{path}.{attributes[0]}"
            try:
                found = importlib.import_module(path)
            except ImportError:
                break
            attributes.pop(0)
    for attribute in attributes:
        found = getattr(found, attribute)
    return found


def _package_file(folder):
    return any(os.path.isfile(os.path.join(folder, "__init__" + suffix)) for suffix in _SUFFIXES)


def _modules_in(folder):
    """(name, is a package) of each module in a folder, sorted."""
    try:
        entries = sorted(os.listdir(folder))
    except OSError:
        return
    seen = {"__init__"}
    for entry in entries:
        name, suffix = os.path.splitext(entry)
        path = os.path.join(folder, entry)
        is_package = os.path.isdir(path)
        if is_package and _package_file(path) or not is_package and suffix in _SUFFIXES:
            if name.isidentifier() and name not in seen:
                seen.add(name)
                yield name, is_package


def iter_modules(path=None, prefix=""):
    """ModuleInfo for each module in the folders of a list (sys.path by default); the prefix is put before the names."""
    if isinstance(path, str):
        raise ValueError("path must be None or list of paths to look for modules in")
    from importlib.machinery import FileFinder, SourceFileLoader
    seen = set()
    for folder in sys.path if path is None else path:
        finder = FileFinder(folder or ".", (SourceFileLoader, list(_SUFFIXES)))
        for name, is_package in _modules_in(folder or "."):
            if name not in seen:
                seen.add(name)
                yield ModuleInfo(finder, prefix + name, is_package)


def walk_packages(path=None, prefix="", onerror=None):
    """iter_modules(), and the same inside the packages found, which are imported.

    onerror(name) is called when that fails; without it ImportErrors are ignored and others raised.
    """
    seen = set()
    for info in iter_modules(path, prefix):
        yield info
        if not info.ispkg:
            continue
        try:
            __import__(info.name)
        except ImportError:
            if onerror is not None:
                onerror(info.name)
        except Exception:
            if onerror is None:
                raise
            onerror(info.name)
        else:
            inside = [folder for folder in getattr(sys.modules[info.name], "__path__", None) or [] if folder not in seen]
            seen.update(inside)
            yield from walk_packages(inside, info.name + ".", onerror)


def extend_path(path, name):
    """A package's __path__ with the folders of the same name in sys.path that are packages too, and those that *.pkg files there list."""
    if not isinstance(path, list):
        return path
    found = path[:]
    parent, _, last = name.rpartition(".")
    for folder in getattr(sys.modules.get(parent), "__path__", ()) if parent else sys.path:
        if not isinstance(folder, str):
            continue
        inside = os.path.join(folder, last)
        if inside not in found and _package_file(inside):
            found.append(inside)
        listing = os.path.join(folder, name + ".pkg")
        if os.path.isfile(listing):
            with open(listing) as file:
                lines = [line.rstrip("\n") for line in file]
            found += [line for line in lines if line and not line.startswith("#")]
    return found


def get_data(package, resource):
    """The bytes of a file in a package's folder; None if it has none. The name is a path with "/", relative and without ".."."""
    importlib.import_module(package)
    file = getattr(sys.modules[package], "__file__", None)
    if file is None:
        return None
    with open(os.path.join(os.path.dirname(file), *resource.split("/")), "rb") as data:
        return data.read()
