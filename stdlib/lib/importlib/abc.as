# SPDX-License-Identifier: MIT
"""Abstract base classes of finders and loaders."""
import abc
from importlib import machinery

__all__ = ["Loader", "MetaPathFinder", "PathEntryFinder", "ResourceLoader", "InspectLoader", "ExecutionLoader", "FileLoader",
           "SourceLoader"]


class Loader(metaclass=abc.ABCMeta):
    """Abstract base class for import loaders."""

    def create_module(self, spec):
        return None

    def load_module(self, fullname):
        from importlib.util import module_from_spec, spec_from_loader
        import sys
        module = module_from_spec(spec_from_loader(fullname, self))
        sys.modules[fullname] = module
        self.exec_module(module)
        return sys.modules[fullname]


class MetaPathFinder(metaclass=abc.ABCMeta):
    """Abstract base class for import finders on sys.meta_path."""

    def invalidate_caches(self):
        pass


class PathEntryFinder(metaclass=abc.ABCMeta):
    """Abstract base class for path entry finders."""

    def invalidate_caches(self):
        pass


class ResourceLoader(Loader):
    """A loader that can give data kept beside modules."""

    @abc.abstractmethod
    def get_data(self, path):
        raise OSError


class InspectLoader(Loader):
    """A loader that can give the source and the code of modules."""

    def is_package(self, fullname):
        raise ImportError

    def get_code(self, fullname):
        source = self.get_source(fullname)
        return None if source is None else self.source_to_code(source)

    @abc.abstractmethod
    def get_source(self, fullname):
        raise ImportError

    @staticmethod
    def source_to_code(data, path="<string>"):
        return compile(data, path, "exec", dont_inherit=True)

    def exec_module(self, module):
        code = self.get_code(module.__name__)
        if code is None:
            raise ImportError(f"cannot load module {module.__name__!r} when get_code() returns None")
        exec(code, module.__dict__)


class ExecutionLoader(InspectLoader):
    """A loader of modules that come from files."""

    @abc.abstractmethod
    def get_filename(self, fullname):
        raise ImportError


class FileLoader(machinery.SourceFileLoader, ResourceLoader, ExecutionLoader):
    """A loader that knows its file."""


class SourceLoader(ResourceLoader, ExecutionLoader):
    """A loader that reads source text."""

    def get_source(self, fullname):
        from importlib.util import decode_source
        return decode_source(self.get_data(self.get_filename(fullname)))


for _kind in machinery.SourceFileLoader, machinery.BuiltinImporter, machinery.FrozenImporter:
    InspectLoader.register(_kind)
for _kind in machinery.PathFinder, machinery.BuiltinImporter, machinery.FrozenImporter:
    MetaPathFinder.register(_kind)
PathEntryFinder.register(machinery.FileFinder)
del _kind
