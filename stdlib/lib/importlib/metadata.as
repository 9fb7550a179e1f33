# SPDX-License-Identifier: MIT
"""What is known of installed packages: their versions, dependencies, files and entry points.

A distribution is a folder NAME-VERSION.dist-info (or .egg-info) in a folder of sys.path; its METADATA (PKG-INFO) has the headers of a mail.
"""
import os
import re
import sys
from pathlib import Path, PurePosixPath

__all__ = ['Distribution', 'DistributionFinder', 'PackageMetadata', 'PackageNotFoundError', 'distribution', 'distributions', 'entry_points', 'files',
           'metadata', 'packages_distributions', 'requires', 'version']


class PackageNotFoundError(ModuleNotFoundError):
    """There is no distribution of that name."""

    def __str__(self):
        return f'No package metadata was found for {self.name}'

    @property
    def name(self):
        [name] = self.args
        return name


def _normalized(name):
    """Names of projects are the same if they differ in case, or in the kind of dashes."""
    return re.sub('[-_.]+', '_', name).lower()


# ---- headers

class PackageMetadata:
    """The headers in their order, a mapping whose names ignore case; those that may come several times are had with get_all()."""

    _repeated = frozenset(('classifier', 'obsoletes-dist', 'platform', 'project-url', 'provides-dist', 'provides-extra', 'requires-dist',
                           'requires-external', 'supported-platform', 'dynamic'))

    def __init__(self, text):
        head, _, body = text.replace('\r\n', '\n').partition('\n\n')
        self._headers = []
        for line in head.split('\n'):
            if line[:1] in (' ', '\t') and self._headers:
                name, value = self._headers[-1]
                self._headers[-1] = name, f'{value}\n{line}'
            elif ':' in line:
                name, _, value = line.partition(':')
                self._headers.append((name, value.strip()))
        self._headers = [(name, self._unfolded(value)) for name, value in self._headers]
        if body.strip('\n') and 'Description' not in self:
            self._headers.append(('Description', body))

    @staticmethod
    def _unfolded(value):
        return re.sub(r'\n[ \t]{8}|\n {7}\|', '\n', value)

    def get_all(self, name, failobj=None):
        """The values of all headers of that name, or `failobj`."""
        return [value for known, value in self._headers if known.lower() == name.lower()] or failobj

    def get(self, name, failobj=None):
        """The value of the first header of that name, or `failobj`."""
        return self.get_all(name, [failobj])[0]

    def __getitem__(self, name):
        found = self.get_all(name)
        if found is None:
            import warnings
            warnings.warn('Implicit None on return values is deprecated and will raise KeyErrors.', DeprecationWarning, 2)
            return None
        return found[0]

    def __contains__(self, name):
        return self.get_all(name) is not None

    def __len__(self):
        return len(self._headers)

    def __iter__(self):
        return iter(self.keys())

    def keys(self):
        return [name for name, _ in self._headers]

    def values(self):
        return [value for _, value in self._headers]

    def items(self):
        return list(self._headers)

    @property
    def json(self):
        """The headers as a dict: names in lower case with underscores, repeated ones as lists, keywords split."""
        result = {}
        for name in self.keys():
            low = name.lower()
            value = self.get_all(name) if low in self._repeated else self[name]
            result[low.replace('-', '_')] = re.split(r'\s+', value) if low == 'keywords' else value
        return result


# ---- entry points

class EntryPoint:
    """One line of entry_points.txt: a name, and the object it stands for as 'module:attribute [extras]'."""

    _form = re.compile(r'(?P<module>[\w.]+)\s*(?::\s*(?P<attr>[\w.]+)\s*)?(?:(?P<extras>\[.*\])\s*)?$')

    dist = None

    def __init__(self, name, value, group):
        vars(self).update(name=name, value=value, group=group)

    def _parts(self):
        match = self._form.match(self.value)
        if match is None:
            raise AttributeError(f'Invalid object reference: {self.value!r}')
        return match

    def load(self):
        """Import the module and return the object."""
        import importlib
        found = importlib.import_module(self.module)
        for name in (self.attr or '').split('.'):
            if name:
                found = getattr(found, name)
        return found

    @property
    def module(self):
        return self._parts()['module']

    @property
    def attr(self):
        return self._parts()['attr'] or ''

    @property
    def extras(self):
        return re.findall(r'\w+', self._parts()['extras'] or '')

    def matches(self, **params):
        """Whether the attributes are as given."""
        return all(getattr(self, name) == value for name, value in params.items())

    def _for(self, dist):
        vars(self).update(dist=dist)
        return self

    def _key(self):
        return self.name, self.value, self.group

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, EntryPoint) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if isinstance(other, EntryPoint) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __setattr__(self, name, value):
        raise AttributeError('EntryPoint objects are immutable.')

    def __repr__(self):
        return f'EntryPoint(name={self.name!r}, value={self.value!r}, group={self.group!r})'


class EntryPoints(tuple):
    """Entry points that can be chosen from."""

    __slots__ = ()

    def __getitem__(self, name):
        for point in self.select(name=name):
            return point
        raise KeyError(name)

    def __repr__(self):
        return f'{type(self).__name__}({tuple(self)!r})'

    def select(self, **params):
        """Those whose attributes are as given."""
        return EntryPoints(point for point in self if point.matches(**params))

    @property
    def names(self):
        return {point.name for point in self}

    @property
    def groups(self):
        return {point.group for point in self}


def _points_of(text):
    """The entry points in a text with a [group] over lines of name = value."""
    group = None
    for line in map(str.strip, text.splitlines()):
        if not line or line.startswith('#'):
            continue
        if line.startswith('[') and line.endswith(']'):
            group = line[1:-1]
        elif group is not None:
            name, _, value = map(str.strip, line.partition('='))
            yield EntryPoint(name, value, group)


# ---- files

class FileHash:
    """The hash of a file, as RECORD has it."""

    def __init__(self, spec):
        self.mode, _, self.value = spec.partition('=')

    def __repr__(self):
        return f'<FileHash mode: {self.mode} value: {self.value}>'


class PackagePath(PurePosixPath):
    """A file of a distribution, relative to where that is installed; `hash`, `size` and `dist` tell more."""

    hash = size = dist = None

    def locate(self):
        """The file's own path."""
        return self.dist.locate_file(self)

    def read_text(self, encoding='utf-8'):
        return self.locate().read_text(encoding=encoding)

    def read_binary(self):
        return self.locate().read_bytes()


# ---- distributions

class DistributionFinder:
    """What finds distributions: something on sys.meta_path with find_distributions()."""

    class Context:
        """What is looked for: `name`, None for any, along `path`."""

        name = None

        def __init__(self, **kwargs):
            vars(self).update(kwargs)

        @property
        def path(self):
            return vars(self).get('path', sys.path)

    def find_distributions(self, context=Context()):
        raise NotImplementedError


class Distribution:
    """An installed package. Whoever keeps packages elsewhere than in folders derives from it, with read_text() and locate_file()."""

    def read_text(self, filename):
        """The text of a file among the metadata, None if there is none of that name."""
        raise NotImplementedError

    def locate_file(self, path):
        """Where a file of the package is."""
        raise NotImplementedError

    @classmethod
    def from_name(cls, name):
        """The first distribution of that name."""
        if not name:
            raise ValueError('A distribution name is required.')
        for found in cls.discover(name=name):
            return found
        raise PackageNotFoundError(name)

    @classmethod
    def discover(cls, *, context=None, **kwargs):
        """All distributions, or those that the context, or keywords like name= and path=, describe."""
        if context and kwargs:
            raise ValueError('cannot accept context and kwargs')
        context = context or DistributionFinder.Context(**kwargs)
        for finder in getattr(sys, 'meta_path', ()):
            if hasattr(finder, 'find_distributions') and finder is not MetadataPathFinder:
                yield from finder.find_distributions(context)
        yield from MetadataPathFinder.find_distributions(context)

    @staticmethod
    def at(path):
        """The distribution whose metadata are in a folder."""
        return PathDistribution(Path(path))

    @property
    def metadata(self):
        for filename in ('METADATA', 'PKG-INFO', ''):
            text = self.read_text(filename)
            if text is not None:
                break
        return PackageMetadata(text or '')

    @property
    def name(self):
        return self.metadata['Name']

    @property
    def version(self):
        return self.metadata['Version']

    @property
    def entry_points(self):
        return EntryPoints(point._for(self) for point in _points_of(self.read_text('entry_points.txt') or ''))

    @property
    def files(self):
        """The files that belong to it and are there; None if they were not written down."""
        record = self.read_text('RECORD')
        if record is not None:
            import csv
            rows = csv.reader(record.splitlines())
        else:
            listed = self.read_text('installed-files.txt') or self.read_text('SOURCES.txt')
            if listed is None:
                return None
            rows = [(line.strip('"'),) for line in listed.splitlines() if line]
        return [path for path in (self._file(*row) for row in rows) if path.locate().exists()]

    def _file(self, name, hash='', size=''):
        path = PackagePath(name)
        path.hash = FileHash(hash) if hash else None
        path.size = int(size) if size else None
        path.dist = self
        return path

    @property
    def requires(self):
        """What it depends on, as PEP 508 writes it; None if it says nothing."""
        found = self.metadata.get_all('Requires-Dist')
        if found is None and (text := self.read_text('requires.txt')) is not None:
            found = list(_requirements_of_egg(text))
        return found

    @property
    def origin(self):
        """Where it was installed from (direct_url.json), as an object; None if that is not known."""
        import json
        import types
        text = self.read_text('direct_url.json')
        return text and json.loads(text, object_hook=lambda data: types.SimpleNamespace(**data))


def _requirements_of_egg(text):
    """requires.txt has sections [extra:marker]; a requirement below one holds under both conditions."""
    section = ''
    for line in map(str.strip, text.splitlines()):
        if line.startswith('[') and line.endswith(']'):
            section = line[1:-1]
        elif line and not line.startswith('#'):
            extra, _, marker = section.partition(':')
            conditions = [f'({marker})' if extra and marker else marker] if marker else []
            if extra:
                conditions.append(f'extra == "{extra}"')
            space = ' ' if conditions and '@' in line else ''
            yield line + (f'{space}; ' + ' and '.join(conditions) if conditions else '')


class PathDistribution(Distribution):
    """A distribution whose metadata are files in a folder."""

    def __init__(self, path):
        self._path = path

    def read_text(self, filename):
        try:
            return self._path.joinpath(filename).read_text(encoding='utf-8')
        except (FileNotFoundError, IsADirectoryError, KeyError, NotADirectoryError, PermissionError):
            return None

    def locate_file(self, path):
        return self._path.parent / path


class MetadataPathFinder(DistributionFinder):
    """Finds the distributions in the folders of sys.path."""

    @classmethod
    def find_distributions(cls, context=DistributionFinder.Context()):
        wanted = context.name and _normalized(context.name)
        for folder in context.path:
            try:
                entries = sorted(os.listdir(folder or '.'))
            except OSError:
                continue
            for entry in entries:
                stem, kind = os.path.splitext(entry)
                if kind in ('.dist-info', '.egg-info') and (not wanted or _normalized(stem.partition('-')[0]) == wanted):
                    yield PathDistribution(Path(folder) / entry)

    @classmethod
    def invalidate_caches(cls):
        """Nothing is kept."""


# ---- short ways

def distribution(distribution_name):
    """The distribution of a name; PackageNotFoundError if there is none."""
    return Distribution.from_name(distribution_name)


def distributions(**kwargs):
    """An iterator over all distributions, or those in path=[...]."""
    return Distribution.discover(**kwargs)


def metadata(distribution_name):
    """The headers of a distribution."""
    return distribution(distribution_name).metadata


def version(distribution_name):
    """The version of a distribution, a str."""
    return distribution(distribution_name).version


def requires(distribution_name):
    """What a distribution depends on."""
    return distribution(distribution_name).requires


def files(distribution_name):
    """The files of a distribution."""
    return distribution(distribution_name).files


def entry_points(**params):
    """The entry points of all distributions, each project counted once; those that match group=, name= and so on."""
    seen, points = set(), []
    for dist in distributions():
        name = _normalized(dist.metadata.get('Name') or '')
        if name not in seen:
            seen.add(name)
            points += dist.entry_points
    return EntryPoints(points).select(**params)


def packages_distributions():
    """A dict from the names of top-level packages to the distributions that have them."""
    result = {}
    for dist in distributions():
        declared = dist.read_text('top_level.txt')
        tops = declared.split() if declared is not None else sorted({_top_of(path) for path in dist.files or ()} - {None})
        for top in tops:
            result.setdefault(top, []).append(dist.metadata['Name'])
    return result


def _top_of(path):
    """The name under which a file is imported, None for one that is not."""
    first = path.parts[0]
    if len(path.parts) > 1:
        return first if first.isidentifier() else None
    stem, kind = os.path.splitext(first)
    return stem if kind in ('.py', '.as') and stem.isidentifier() else None
