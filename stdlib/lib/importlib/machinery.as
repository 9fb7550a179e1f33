# SPDX-License-Identifier: MIT
"""What imports are made of: specifications of modules, loaders of files."""
import sys

SOURCE_SUFFIXES = [".as", ".py"]
DEBUG_BYTECODE_SUFFIXES = [".pyc"]
OPTIMIZED_BYTECODE_SUFFIXES = [".pyc"]
BYTECODE_SUFFIXES = [".pyc"]
EXTENSION_SUFFIXES = []


def all_suffixes():
    """Returns a list of all recognized module suffixes for this process"""
    return SOURCE_SUFFIXES + BYTECODE_SUFFIXES + EXTENSION_SUFFIXES


class ModuleSpec:
    """The specification for a module, used for loading."""

    def __init__(self, name, loader, *, origin=None, loader_state=None, is_package=None):
        self.name, self.loader, self.origin, self.loader_state = name, loader, origin, loader_state
        self.submodule_search_locations = [] if is_package else None
        self._set_fileattr = False
        self._cached = None

    @property
    def parent(self):
        return self.name.rpartition(".")[0] if self.submodule_search_locations is None else self.name

    @property
    def has_location(self):
        return self._set_fileattr

    @has_location.setter
    def has_location(self, value):
        self._set_fileattr = bool(value)

    @property
    def cached(self):
        return self._cached

    @cached.setter
    def cached(self, value):
        self._cached = value

    def __repr__(self):
        args = [f"name={self.name!r}", f"loader={self.loader!r}"]
        if self.origin is not None:
            args.append(f"origin={self.origin!r}")
        if self.submodule_search_locations is not None:
            args.append(f"submodule_search_locations={self.submodule_search_locations}")
        return f"{self.__class__.__name__}({', '.join(args)})"

    def __eq__(self, other):
        try:
            return (self.name == other.name and self.loader == other.loader and self.origin == other.origin and
                    self.submodule_search_locations == other.submodule_search_locations and self.cached == other.cached and
                    self.has_location == other.has_location)
        except AttributeError:
            return NotImplemented

    __hash__ = None


class SourceFileLoader:
    """Loads a module from the file with its source."""

    def __init__(self, fullname, path):
        self.name, self.path = fullname, path

    def is_package(self, fullname):
        return self.path.rpartition("/")[2].rpartition(".")[0] == "__init__"

    def create_module(self, spec):
        return None

    def get_filename(self, name=None):
        return self.path

    def get_data(self, path):
        with open(path, "rb") as file:
            return file.read()

    def get_source(self, fullname):
        import importlib.util
        return importlib.util.decode_source(self.get_data(self.path))

    def get_code(self, fullname):
        return compile(self.get_data(self.path), self.path, "exec", dont_inherit=True)

    def source_to_code(self, data, path, *, _optimize=-1):
        return compile(data, path, "exec", dont_inherit=True, optimize=_optimize)

    def exec_module(self, module):
        exec(self.get_code(self.name), module.__dict__)

    def __eq__(self, other):
        return self.__class__ == other.__class__ and self.__dict__ == other.__dict__

    def __hash__(self):
        return hash(self.name) ^ hash(self.path)


class SourcelessFileLoader(SourceFileLoader):
    """Bytecode in files is not loaded."""


class ExtensionFileLoader(SourceFileLoader):
    """Extensions for another interpreter's ABI are not loaded."""

    def exec_module(self, module):
        raise ImportError("extension modules are not supported", name=self.name, path=self.path)


class BuiltinImporter:
    """Modules that are part of the interpreter."""

    @staticmethod
    def find_spec(fullname, path=None, target=None):
        return ModuleSpec(fullname, BuiltinImporter, origin="built-in") if fullname in sys.builtin_module_names else None


class FrozenImporter:
    """Modules of the library that are frozen into the interpreter."""

    @staticmethod
    def find_spec(fullname, path=None, target=None):
        return None


class PathFinder:
    """Looks along sys.path, or a package's __path__."""

    @staticmethod
    def invalidate_caches():
        pass

    @staticmethod
    def find_spec(fullname, path=None, target=None):
        import os
        leaf = fullname.rpartition(".")[2]
        for folder in sys.path if path is None else path:
            base = os.path.join(folder or os.getcwd(), leaf)
            for package in (True, False):
                for suffix in SOURCE_SUFFIXES:
                    file = os.path.join(base, "__init__" + suffix) if package else base + suffix
                    if os.path.isfile(file):
                        spec = ModuleSpec(fullname, SourceFileLoader(fullname, file), origin=file, is_package=package)
                        if package:
                            spec.submodule_search_locations = [base]
                        spec.has_location = True
                        return spec
        return None


class FileFinder:
    """Looks in one folder."""

    def __init__(self, path, *loader_details):
        self.path = path or "."

    def find_spec(self, fullname, target=None):
        return PathFinder.find_spec(fullname, [self.path])

    def invalidate_caches(self):
        pass

    def __repr__(self):
        return f"FileFinder({self.path!r})"
