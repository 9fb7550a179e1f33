# SPDX-License-Identifier: MIT
"""Configuration files: sections of options, as in .ini files.

    [server]            a section
    host = localhost    an option; ':' will do as well
    path = /srv
        /data           an indented line goes on with the value
    # and a comment

A parser is a mapping of sections, each a mapping of options; options that a section lacks are looked for in the section DEFAULT. _Lines reads a
file's lines into plain dicts, the interpolations replace references in values, and the parser keeps it all.
"""
import functools
import re
import sys
from collections import ChainMap
from collections.abc import MutableMapping

__all__ = ('NoSectionError', 'DuplicateOptionError', 'DuplicateSectionError', 'NoOptionError', 'InterpolationError', 'InterpolationDepthError',
           'InterpolationMissingOptionError', 'InterpolationSyntaxError', 'ParsingError', 'MissingSectionHeaderError', 'MultilineContinuationError',
           'ConfigParser', 'RawConfigParser', 'Interpolation', 'BasicInterpolation',
           'ExtendedInterpolation', 'SectionProxy', 'ConverterMapping', 'DEFAULTSECT', 'MAX_INTERPOLATION_DEPTH', 'UNNAMED_SECTION')

DEFAULTSECT = 'DEFAULT'
MAX_INTERPOLATION_DEPTH = 10

_UNSET = object()


class _UnnamedSection:
    """The name of the section before any header, with allow_unnamed_section=True."""

    def __repr__(self):
        return '<UNNAMED_SECTION>'


UNNAMED_SECTION = _UnnamedSection()


# ---- errors

class Error(Exception):
    """What configuration files can have wrong; `message` tells it."""

    def __init__(self, msg=''):
        self.message = msg
        Exception.__init__(self, msg)

    def __repr__(self):
        return self.message

    __str__ = __repr__


class NoSectionError(Error):
    """There is no section of that name."""

    def __init__(self, section):
        Error.__init__(self, f'No section: {section!r}')
        self.section = section
        self.args = (section,)


def _place(what, source, lineno, rest):
    """'Option ... already exists', with the file and line where these are known."""
    if source is None:
        return f'{what.capitalize()} {rest}'
    line = '' if lineno is None else f' [line {lineno:2d}]'
    return f'While reading from {source!r}{line}: {what} {rest}'


class DuplicateSectionError(Error):
    """A section is there already: in the same file, where the parser is strict, or for add_section()."""

    def __init__(self, section, source=None, lineno=None):
        Error.__init__(self, _place('section', source, lineno, f'{section!r} already exists'))
        self.section, self.source, self.lineno = section, source, lineno
        self.args = (section, source, lineno)


class DuplicateOptionError(Error):
    """An option comes twice in one section of a file."""

    def __init__(self, section, option, source=None, lineno=None):
        Error.__init__(self, _place('option', source, lineno, f'{option!r} in section {section!r} already exists'))
        self.section, self.option, self.source, self.lineno = section, option, source, lineno
        self.args = (section, option, source, lineno)


class NoOptionError(Error):
    """A section has no option of that name."""

    def __init__(self, option, section):
        Error.__init__(self, f'No option {option!r} in section: {section!r}')
        self.option, self.section = option, section
        self.args = (option, section)


class InterpolationError(Error):
    """A reference in a value cannot be replaced."""

    def __init__(self, option, section, msg):
        Error.__init__(self, msg)
        self.option, self.section = option, section
        self.args = (option, section, msg)


class InterpolationMissingOptionError(InterpolationError):
    """A reference names an option that there is not."""

    def __init__(self, option, section, rawval, reference):
        super().__init__(option, section, f'Bad value substitution: option {option!r} in section {section!r} contains an interpolation key '
                                          f'{reference!r} which is not a valid option name. Raw value: {rawval!r}')
        self.reference = reference
        self.args = (option, section, rawval, reference)


class InterpolationSyntaxError(InterpolationError):
    """A value has the sign of a reference, and none follows."""


class InterpolationDepthError(InterpolationError):
    """References lead to references, and to no end."""

    def __init__(self, option, section, rawval):
        super().__init__(option, section, f'Recursion limit exceeded in value substitution: option {option!r} in section {section!r} contains an '
                                          f'interpolation key which cannot be substituted in {MAX_INTERPOLATION_DEPTH} steps. Raw value: {rawval!r}')
        self.args = (option, section, rawval)


class ParsingError(Error):
    """Lines that are neither header nor option; `errors` lists them as (number, repr of the line)."""

    def __init__(self, source, *args):
        super().__init__(f'Source contains parsing errors: {source!r}')
        self.source = source
        self.errors = []
        self.args = (source,)
        if args:
            self.append(*args)

    def append(self, lineno, line):
        self.errors.append((lineno, line))
        self.message += f'\n\t[line {lineno:2d}]: {line!r}'

    def combine(self, others):
        for other in others:
            for error in other.errors:
                self.append(*error)
        return self

    @staticmethod
    def _raise_all(exceptions):
        """Raise the errors as one, if there are any."""
        exceptions = iter(exceptions)
        for first in exceptions:
            raise first.combine(exceptions)


class MissingSectionHeaderError(ParsingError):
    """An option stands before the first header."""

    def __init__(self, filename, lineno, line):
        Error.__init__(self, f'File contains no section headers.\nfile: {filename!r}, line: {lineno}\n{line!r}')
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


class MultilineContinuationError(ParsingError):
    """An option without a value is followed by an indented line."""

    def __init__(self, filename, lineno, line):
        Error.__init__(self, f'Key without value continued with an indented line.\nfile: {filename!r}, line: {lineno}\n{line!r}')
        self.source, self.lineno, self.line = filename, lineno, line
        self.args = (filename, lineno, line)


# ---- references in values

class Interpolation:
    """How values change on their way: this one leaves them as they are."""

    def before_get(self, parser, section, option, value, defaults):
        return value

    def before_set(self, parser, section, option, value):
        return value

    def before_read(self, parser, section, option, value):
        return value

    def before_write(self, parser, section, option, value):
        return value


class _References(Interpolation):
    """What both kinds of references share: a sign, doubled for itself, or followed by a name between brackets."""

    _sign = _bracket = None
    _reference = None   # a regular expression

    def before_get(self, parser, section, option, value, defaults):
        return self._replaced(parser, option, section, value, value, defaults, 1)

    def before_set(self, parser, section, option, value):
        left = self._reference.sub('', value.replace(self._sign * 2, ''))
        if self._sign in left:
            raise ValueError(f'invalid interpolation syntax in {value!r} at position {left.find(self._sign)}')
        return value

    def _replaced(self, parser, option, section, raw, text, defaults, depth):
        if depth > MAX_INTERPOLATION_DEPTH:
            raise InterpolationDepthError(option, section, raw)
        pieces, at = [], 0
        while (sign := text.find(self._sign, at)) >= 0:
            pieces.append(text[at:sign])
            follower = text[sign + 1:sign + 2]
            if follower == self._sign:
                pieces.append(self._sign)
                at = sign + 2
                continue
            if follower != self._bracket:
                raise InterpolationSyntaxError(option, section, f"{self._sign!r} must be followed by {self._sign!r} or {self._bracket!r}, found: {text[sign:]!r}")
            match = self._reference.match(text, sign)
            if match is None:
                raise InterpolationSyntaxError(option, section, f'bad interpolation variable reference {text[sign:]!r}')
            pieces.append(self._value(parser, option, section, raw, match.group(1), text[match.end():], defaults, depth))
            at = match.end()
        return ''.join(pieces) + text[at:]


class BasicInterpolation(_References):
    """%(name)s stands for the value of another option in the section or in DEFAULT; %% for a %."""

    _sign, _bracket = '%', '('
    _reference = re.compile(r'%\(([^)]+)\)s')

    def _value(self, parser, option, section, raw, name, rest, defaults, depth):
        name = parser.optionxform(name)
        try:
            value = defaults[name]
        except KeyError:
            raise InterpolationMissingOptionError(option, section, raw, name) from None
        return self._replaced(parser, option, section, raw, value, defaults, depth + 1) if '%' in value else value


class ExtendedInterpolation(_References):
    """${name} and ${section:name}; $$ for a $."""

    _sign, _bracket = '$', '{'
    _reference = re.compile(r'\$\{([^}]+)\}')

    def _value(self, parser, option, section, raw, name, rest, defaults, depth):
        parts = name.split(':')
        if len(parts) > 2:
            raise InterpolationSyntaxError(option, section, f"More than one ':' found: {rest!r}")
        place, key = section, parser.optionxform(parts[-1])
        try:
            if len(parts) == 1:
                value = defaults[key]
            else:
                place = parts[0]
                value = parser.get(place, key, raw=True)
        except (KeyError, NoSectionError, NoOptionError):
            raise InterpolationMissingOptionError(option, section, raw, ':'.join(parts)) from None
        if '$' not in value:
            return value
        inner = defaults if place == section else dict(parser.items(place, raw=True))
        return self._replaced(parser, key, place, raw, value, inner, depth + 1)


# ---- reading

class _Lines:
    """Reads the lines of one file into the sections of a parser."""

    def __init__(self, parser, name):
        self.parser = parser
        self.name = name
        self.sections_seen, self.options_seen = set(), set()
        self.section = None      # the dict of the section that is being read
        self.title = None
        self.option = None       # to which an indented line belongs; None: to none
        self.depth = 0           # of the last option's indentation
        self.errors = []
        self.touched = []        # sections whose values are lists of lines as yet

    def read(self, lines):
        if self.parser._allow_unnamed_section:
            self.begin(UNNAMED_SECTION, 0)
        try:
            for number, line in enumerate(lines, 1):
                self.line(line, number)
        finally:
            self.join()
        ParsingError._raise_all(self.errors)

    def line(self, line, number):
        text, blank = self.without_comments(line)
        if not text:
            return self.empty(blank)
        depth = len(line) - len(line.lstrip())
        if self.section is not None and self.option is not None and depth > self.depth:
            self.go_on(text, number, line)
        else:
            self.depth = depth
            self.statement(text, number, line)

    def without_comments(self, line):
        """(the line's text, whether it is blank and not just a comment)"""
        stripped = line.strip()
        if stripped.startswith(self.parser._comment_prefixes):
            return '', False
        end = len(line)
        for prefix in self.parser._inline_comment_prefixes:
            at = line.find(prefix)
            while at >= 0 and at < end:
                if at == 0 or line[at - 1].isspace():
                    end = at
                at = line.find(prefix, at + 1)
        text = line[:end].strip()
        return text, not text and end == len(line)

    def empty(self, blank):
        if not self.parser._empty_lines_in_values:
            self.depth = sys.maxsize       # it ends the value
        elif blank and self.option is not None and self.section is not None and self.section[self.option] is not None:
            self.section[self.option].append('')

    def go_on(self, text, number, line):
        if self.section[self.option] is None:
            raise MultilineContinuationError(self.name, number, line)
        self.section[self.option].append(text)

    def statement(self, text, number, line):
        header = self.parser.SECTCRE.match(text)
        if header:
            return self.begin(header.group('header'), number)
        if self.section is None:
            raise MissingSectionHeaderError(self.name, number, line)
        match = self.parser._optcre.match(text)
        if match is None or not match.group('option'):
            self.errors.append(ParsingError(self.name, number, line))
            if match is None:
                return
        self.put(match, number)

    def begin(self, title, number):
        parser = self.parser
        self.title, self.option = title, None
        if title in parser._sections:
            if parser._strict and title in self.sections_seen:
                raise DuplicateSectionError(title, self.name, number)
            self.section = parser._sections[title]
        elif title == parser.default_section:
            self.section = parser._defaults
        else:
            self.section = parser._make_section(title)
        self.sections_seen.add(title)
        if self.section not in self.touched:
            self.touched.append(self.section)

    def put(self, match, number):
        option = self.option = self.parser.optionxform(match.group('option').rstrip())
        if self.parser._strict and (self.title, option) in self.options_seen:
            raise DuplicateOptionError(self.title, option, self.name, number)
        self.options_seen.add((self.title, option))
        value = match.group('value')
        self.section[option] = None if value is None else [value.strip()]

    def join(self):
        parser = self.parser
        for title, section in [(parser.default_section, parser._defaults), *parser._sections.items()]:
            for option, value in section.items():
                if isinstance(value, list):
                    value = '\n'.join(value).rstrip()
                section[option] = parser._interpolation.before_read(parser, title, option, value)


# ---- the parsers

class RawConfigParser(MutableMapping):
    """A mapping of sections that is read from files and written to them. It replaces no references unless it is told how.

    defaults                  options of the section DEFAULT; dict_type makes the dicts
    allow_no_value            an option may stand without delimiter and value: it is None
    delimiters                what may stand between option and value
    comment_prefixes          what begins a line that is a comment; inline_comment_prefixes: a comment behind something, after a space
    strict                    a section or an option that comes twice in a file is an error
    empty_lines_in_values     an empty line may be part of a value that goes on
    converters                {'name': function}: get<name>() gives function(value)
    """

    SECTCRE = re.compile(r'\[(?P<header>.+)\]')
    BOOLEAN_STATES = {'1': True, 'yes': True, 'true': True, 'on': True, '0': False, 'no': False, 'false': False, 'off': False}
    NONSPACECRE = re.compile(r'\S')
    _DEFAULT_INTERPOLATION = Interpolation()

    def __init__(self, defaults=None, dict_type=dict, allow_no_value=False, *, delimiters=('=', ':'), comment_prefixes=('#', ';'),
                 inline_comment_prefixes=None, strict=True, empty_lines_in_values=True, default_section=DEFAULTSECT, interpolation=_UNSET,
                 converters=_UNSET, allow_unnamed_section=False):
        self._dict = dict_type
        self._sections = dict_type()
        self._defaults = dict_type()
        self._proxies = dict_type()
        self._proxies[default_section] = SectionProxy(self, default_section)
        self.default_section = default_section
        self._delimiters = tuple(delimiters)
        self._comment_prefixes = tuple(comment_prefixes or ())
        self._inline_comment_prefixes = tuple(inline_comment_prefixes or ())
        self._strict = strict
        self._allow_no_value = allow_no_value
        self._empty_lines_in_values = empty_lines_in_values
        self._allow_unnamed_section = allow_unnamed_section
        self._optcre = self._option_form()
        self._interpolation = self._interpolation_of(interpolation)
        self._converters = ConverterMapping(self)
        if converters is not _UNSET:
            self._converters.update(converters)
        if defaults:
            self._read_defaults(defaults)

    def _read_defaults(self, defaults):
        for key, value in defaults.items():
            self._defaults[self.optionxform(key)] = value

    def _option_form(self):
        sign = '|'.join(map(re.escape, self._delimiters))
        if self._allow_no_value:
            return re.compile(rf'(?P<option>.*?)\s*(?:(?P<vi>{sign})\s*(?P<value>.*))?$')
        return re.compile(rf'(?P<option>.*?)\s*(?P<vi>{sign})\s*(?P<value>.*)$')

    def _interpolation_of(self, given):
        if given is _UNSET:
            given = self._DEFAULT_INTERPOLATION
        if given is None:
            return Interpolation()
        if not isinstance(given, Interpolation):
            raise TypeError(f'interpolation= must be None or an instance of Interpolation; got an object of type {type(given)}')
        return given

    def _make_section(self, name):
        self._sections[name] = self._dict()
        self._proxies[name] = SectionProxy(self, name)
        return self._sections[name]

    def _section_of(self, name):
        """The dict of a section, DEFAULT too; NoSectionError."""
        if name == self.default_section:
            return self._defaults
        try:
            return self._sections[name]
        except KeyError:
            raise NoSectionError(name) from None

    # ---- sections and options

    def defaults(self):
        """The options of DEFAULT."""
        return self._defaults

    def sections(self):
        """The names of the sections, DEFAULT left out."""
        return list(self._sections)

    def add_section(self, section):
        """Make a section; DuplicateSectionError if it is there, ValueError for DEFAULT."""
        if section == self.default_section:
            raise ValueError(f'Invalid section name: {section!r}')
        if section in self._sections:
            raise DuplicateSectionError(section)
        self._make_section(section)

    def has_section(self, section):
        """Whether there is that section; DEFAULT does not count."""
        return section in self._sections

    def options(self, section):
        """The names of a section's options, with those of DEFAULT."""
        if section not in self._sections:
            raise NoSectionError(section) from None
        return list(self._sections[section] | self._defaults)

    def has_option(self, section, option):
        """Whether there is that option in the section or in DEFAULT."""
        option = self.optionxform(option)
        if not section or section == self.default_section:
            return option in self._defaults
        return section in self._sections and (option in self._sections[section] or option in self._defaults)

    def optionxform(self, optionstr):
        """The form in which an option's name is kept: lower case. May be replaced."""
        return optionstr.lower()

    def remove_option(self, section, option):
        """Remove an option; whether it was there."""
        values = self._defaults if not section else self._section_of(section)
        return values.pop(self.optionxform(option), _UNSET) is not _UNSET

    def remove_section(self, section):
        """Remove a section; whether it was there."""
        found = section in self._sections
        if found:
            del self._sections[section], self._proxies[section]
        return found

    # ---- reading

    def read(self, filenames, encoding=None):
        """Read the files that can be opened; their names."""
        import os
        if isinstance(filenames, (str, bytes, os.PathLike)):
            filenames = [filenames]
        done = []
        for filename in filenames:
            try:
                with open(filename, encoding=encoding) as file:
                    self._read(file, filename)
            except OSError:
                continue
            done.append(os.fspath(filename))
        return done

    def read_file(self, f, source=None):
        """Read lines from a file or another iterable; `source` is its name in errors."""
        self._read(f, getattr(f, 'name', '<???>') if source is None else source)

    def read_string(self, string, source='<string>'):
        """Read a text."""
        import io
        self.read_file(io.StringIO(string), source)

    def _read(self, lines, name):
        _Lines(self, name).read(lines)

    def read_dict(self, dictionary, source='<dict>'):
        """Take over sections from a dict of dicts; keys and values become str."""
        seen = set()
        for section, options in dictionary.items():
            section = section if section is UNNAMED_SECTION else str(section)
            try:
                self.add_section(section)
            except (DuplicateSectionError, ValueError):
                if self._strict and section in seen:
                    raise
            seen.add(section)
            for key, value in options.items():
                key = self.optionxform(str(key))
                if self._strict and (section, key) in seen:
                    raise DuplicateOptionError(section, key, source)
                seen.add((section, key))
                self.set(section, key, None if value is None else str(value))

    # ---- values

    def _values(self, section, vars):
        """A section's options over those of DEFAULT, under `vars`."""
        try:
            own = self._sections[section]
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
            own = {}
        given = {self.optionxform(key): None if value is None else str(value) for key, value in (vars or {}).items()}
        return ChainMap(given, own, self._defaults)

    def get(self, section, option, *, raw=False, vars=None, fallback=_UNSET):
        """The value of an option. `vars` goes before what is in the file, `fallback` stands in for what is nowhere."""
        try:
            values = self._values(section, vars)
        except NoSectionError:
            if fallback is _UNSET:
                raise
            return fallback
        option = self.optionxform(option)
        if option not in values:
            if fallback is _UNSET:
                raise NoOptionError(option, section) from None
            return fallback
        value = values[option]
        return value if raw or value is None else self._interpolation.before_get(self, section, option, value, values)

    def _get_conv(self, section, option, conv, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        try:
            return conv(self.get(section, option, raw=raw, vars=vars, **kwargs))
        except (NoSectionError, NoOptionError):
            if fallback is _UNSET:
                raise
            return fallback

    def getint(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """get() as an int."""
        return self._get_conv(section, option, int, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getfloat(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """get() as a float."""
        return self._get_conv(section, option, float, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def getboolean(self, section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
        """get() as a bool: 1, yes, true, on or 0, no, false, off."""
        return self._get_conv(section, option, self._convert_to_boolean, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def _convert_to_boolean(self, value):
        try:
            return self.BOOLEAN_STATES[value.lower()]
        except KeyError:
            raise ValueError(f'Not a boolean: {value}') from None

    def items(self, section=_UNSET, raw=False, vars=None):
        """The (option, value) pairs of a section with those of DEFAULT; without one, the (name, section) pairs."""
        if section is _UNSET:
            return super().items()
        values = dict(self._defaults)
        try:
            values |= self._sections[section]
        except KeyError:
            if section != self.default_section:
                raise NoSectionError(section) from None
        names = list(values)
        if vars:
            values |= {self.optionxform(key): value for key, value in vars.items()}
        if raw:
            return [(name, values[name]) for name in names]
        return [(name, None if values[name] is None else self._interpolation.before_get(self, section, name, values[name], values)) for name in names]

    def set(self, section, option, value=None):
        """Set an option."""
        if value:
            value = self._interpolation.before_set(self, section, option, value)
        (self._defaults if not section else self._section_of(section))[self.optionxform(option)] = value

    # ---- writing

    def write(self, fp, space_around_delimiters=True):
        """Write everything to a text file; comments are gone."""
        sign = f' {self._delimiters[0]} ' if space_around_delimiters else self._delimiters[0]
        if self._defaults:
            self._write_section(fp, self.default_section, self._defaults.items(), sign)
        if UNNAMED_SECTION in self._sections:
            self._write_section(fp, UNNAMED_SECTION, self._sections[UNNAMED_SECTION].items(), sign)
        for section, options in self._sections.items():
            if section is not UNNAMED_SECTION:
                self._write_section(fp, section, options.items(), sign)

    def _write_section(self, fp, section, options, sign):
        if section is not UNNAMED_SECTION:
            fp.write(f'[{section}]\n')
        for option, value in options:
            value = self._interpolation.before_write(self, section, option, value)
            bare = value is None and self._allow_no_value
            fp.write(f'{option}\n' if bare else f'{option}{sign}' + str(value).replace('\n', '\n\t') + '\n')
        fp.write('\n')

    # ---- a mapping

    def __getitem__(self, key):
        if key != self.default_section and key not in self._sections:
            raise KeyError(key)
        return self._proxies[key]

    def __setitem__(self, key, value):
        if key in self and self[key] is value:
            return
        if key == self.default_section:
            self._defaults.clear()
        elif key in self._sections:
            self._sections[key].clear()
        self.read_dict({key: value})

    def __delitem__(self, key):
        if key == self.default_section:
            raise ValueError('Cannot remove the default section.')
        if not self.remove_section(key):
            raise KeyError(key)

    def __contains__(self, key):
        return key == self.default_section or key in self._sections

    def __len__(self):
        return len(self._sections) + 1

    def __iter__(self):
        yield self.default_section
        yield from self._sections

    def popitem(self):
        """Remove a section and return its name and the section; DEFAULT stays."""
        for name in self._sections:
            proxy = self[name]
            del self[name]
            return name, proxy
        raise KeyError

    @property
    def converters(self):
        """The functions behind getint() and its like, a mapping: what is added here becomes a method."""
        return self._converters


class ConfigParser(RawConfigParser):
    """A parser that replaces %(name)s in values, and takes nothing but str."""

    _DEFAULT_INTERPOLATION = BasicInterpolation()

    def _check(self, **texts):
        for message, text in texts.items():
            if not isinstance(text, str):
                raise TypeError(f'{message.replace("_", " ")} must be strings')

    def set(self, section, option, value=None):
        """Set an option; TypeError for what is no str."""
        self._check(option_keys=option)
        if value or not self._allow_no_value:
            self._check(option_values=value)
        super().set(section, option, value)

    def _read_defaults(self, defaults):
        """They may hold what looks like references, and is replaced only when it is read."""
        interpolation, self._interpolation = self._interpolation, Interpolation()
        try:
            self.read_dict({self.default_section: defaults})
        finally:
            self._interpolation = interpolation

    def add_section(self, section):
        """Make a section; TypeError for a name that is no str."""
        if section is not UNNAMED_SECTION:
            self._check(section_names=section)
        super().add_section(section)


class SectionProxy(MutableMapping):
    """One section of a parser as a mapping; get(), getint() and so on as the parser's, without the section."""

    def __init__(self, parser, name):
        self._parser = parser
        self._name = name
        for kind in getattr(parser, '_converters', ()):
            self._add_getter(kind)

    def _add_getter(self, kind):
        setattr(self, f'get{kind}', functools.partial(self.get, _impl=getattr(self._parser, f'get{kind}')))

    @property
    def parser(self):
        return self._parser

    @property
    def name(self):
        return self._name

    def _options(self):
        return self._parser.options(self._name) if self._name != self._parser.default_section else list(self._parser.defaults())

    def get(self, option, fallback=None, *, raw=False, vars=None, _impl=None, **kwargs):
        """The value of an option, or the fallback."""
        return (_impl or self._parser.get)(self._name, option, raw=raw, vars=vars, fallback=fallback, **kwargs)

    def __getitem__(self, key):
        if not self._parser.has_option(self._name, key):
            raise KeyError(key)
        return self._parser.get(self._name, key)

    def __setitem__(self, key, value):
        if isinstance(self._parser, ConfigParser):
            self._parser._check(option_keys=key)
        self._parser.set(self._name, key, value)

    def __delitem__(self, key):
        if not (self._parser.has_option(self._name, key) and self._parser.remove_option(self._name, key)):
            raise KeyError(key)

    def __contains__(self, key):
        return self._parser.has_option(self._name, key)

    def __len__(self):
        return len(self._options())

    def __iter__(self):
        return iter(self._options())

    def __repr__(self):
        return f'<Section: {self._name}>'


class ConverterMapping(MutableMapping):
    """name: function; the parser and its sections have get<name>() for each."""

    def __init__(self, parser):
        self._parser = parser
        self._functions = {}    # None for the getters that the parser's class has
        for name in dir(parser):
            if name.startswith('get') and len(name) > 3 and callable(getattr(parser, name)):
                self._functions[name[3:]] = None
        for proxy in parser._proxies.values():
            for kind in self._functions:
                proxy._add_getter(kind)

    def __getitem__(self, key):
        return self._functions[key]

    def __setitem__(self, key, value):
        if not isinstance(key, str) or not key.isidentifier() and not f'get{key}'.isidentifier():
            raise ValueError(f'Incompatible key: {key} (type: {type(key)}); should be a string')
        if not key:
            raise ValueError('Incompatible key: cannot use "" as a name')
        parser = self._parser

        def getter(section, option, *, raw=False, vars=None, fallback=_UNSET, **kwargs):
            return parser._get_conv(section, option, value, raw=raw, vars=vars, fallback=fallback, **kwargs)
        getter.converter = value
        self._functions[key] = getter
        setattr(parser, f'get{key}', getter)
        for proxy in parser._proxies.values():
            proxy._add_getter(key)

    def __delitem__(self, key):
        if key not in self._functions or not key:
            raise KeyError(key)
        del self._functions[key]
        for owner in (self._parser, *self._parser._proxies.values()):
            vars(owner).pop(f'get{key}', None)

    def __iter__(self):
        return iter(self._functions)

    def __len__(self):
        return len(self._functions)
