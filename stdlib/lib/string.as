# SPDX-License-Identifier: MIT
"""Constants of character classes, and the classes Template and Formatter."""

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits",
           "printable", "punctuation", "whitespace", "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Split into words, capitalize each, and join them again, with single spaces where sep is None."""
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


_not_given = {}


class Template:
    """A string with $name and ${name}, to be filled from a mapping.

    Subclasses may set delimiter, idpattern, braceidpattern, flags, or the whole pattern with the groups escaped, named,
    braced and invalid. A class's pattern is compiled when it is defined, Template's own when it is first used.
    """

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls._compile()

    @classmethod
    def _compile(cls, own=True):
        import re
        if own and "pattern" in cls.__dict__:
            pattern = cls.pattern
        else:
            delimiter = re.escape(cls.delimiter)
            name, braced = cls.idpattern, cls.braceidpattern or cls.idpattern
            pattern = (f"{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{name})|"
                       f"{{(?P<braced>{braced})}}|(?P<invalid>))")
        cls.pattern = re.compile(pattern, cls.flags | re.VERBOSE)
        return cls.pattern

    def __init__(self, template):
        self.template = template

    def _invalid(self, match):
        start = match.start("invalid")
        before = self.template[:start].splitlines(keepends=True)
        line, column = (len(before), start - len("".join(before[:-1]))) if before else (1, 1)
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))

    def _pattern_error(self):
        return ValueError("Unrecognized named group in pattern", self.pattern)

    def _fill(self, args, safe):
        mapping, kws = args
        if mapping is _not_given:
            mapping = kws
        elif kws:
            from collections import ChainMap
            mapping = ChainMap(kws, mapping)

        def convert(match):
            name = match.group("named") or match.group("braced")
            if name is not None:
                if not safe:
                    return str(mapping[name])
                try:
                    return str(mapping[name])
                except KeyError:
                    return match.group()
            if match.group("escaped") is not None:
                return self.delimiter
            if match.group("invalid") is not None:
                return match.group() if safe else self._invalid(match)
            raise self._pattern_error()

        return self.pattern.sub(convert, self.template)

    def substitute(self, mapping=_not_given, /, **kws):
        """Fill in; KeyError for a missing name, ValueError for a stray delimiter."""
        return self._fill((mapping, kws), False)

    def safe_substitute(self, mapping=_not_given, /, **kws):
        """Fill in what there is and leave the rest as it stands."""
        return self._fill((mapping, kws), True)

    def is_valid(self):
        """Whether substitute() would find no stray delimiter."""
        for match in self.pattern.finditer(self.template):
            if match.group("invalid") is not None:
                return False
            if not (match.group("named") or match.group("braced") or match.group("escaped")):
                raise self._pattern_error()
        return True

    def get_identifiers(self):
        """The names in the template, each once, in order."""
        names = {}
        for match in self.pattern.finditer(self.template):
            name = match.group("named") or match.group("braced")
            if name is not None:
                names[name] = True
            elif match.group("invalid") is None and match.group("escaped") is None:
                raise self._pattern_error()
        return list(names)


class _LazyPattern:
    """Stands for Template.pattern until it is needed."""

    def __get__(self, instance, owner):
        return owner._compile(own=False)


class _LazyFlags:
    """Stands for Template.flags, re.IGNORECASE, until it is needed."""

    def __get__(self, instance, owner):
        import re
        Template.flags = re.IGNORECASE
        return re.IGNORECASE


Template.pattern = _LazyPattern()
Template.flags = _LazyFlags()


class Formatter:
    """str.format() as an object, whose steps subclasses can override."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        result = []
        for literal, field, spec, conversion in self.parse(format_string):
            if literal:
                result.append(literal)
            if field is None:
                continue
            field, auto_arg_index = self._number(field, auto_arg_index)
            obj, used = self.get_field(field, args, kwargs)
            used_args.add(used)
            obj = self.convert_field(obj, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1, auto_arg_index)
            result.append(self.format_field(obj, spec))
        return "".join(result), auto_arg_index

    def _number(self, field, auto):
        """The field with its number filled in; `auto` counts, and is False once numbers were given by hand."""
        first = _first_of(field)
        if first == "":
            if auto is False:
                raise ValueError("cannot switch from manual field specification to automatic field numbering")
            return str(auto) + field, auto + 1
        if isinstance(first, int):
            if auto:
                raise ValueError("cannot switch from manual field specification to automatic field numbering")
            return field, False
        return field, auto

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion}")

    def parse(self, format_string):
        """Iterate over (literal text, field name, format spec, conversion)."""
        return _parse(format_string)

    def get_field(self, field_name, args, kwargs):
        """The object that a field like "0.name[key]" means, and its first part."""
        first, rest = _split_field(field_name)
        obj = self.get_value(first, args, kwargs)
        for is_attr, key in rest:
            obj = getattr(obj, key) if is_attr else obj[key]
        return obj, first


def _parse(text):
    literal = []
    position, end = 0, len(text)
    while position < end:
        char = text[position]
        position += 1
        if char not in "{}":
            literal.append(char)
        elif position < end and text[position] == char:
            literal.append(char)
            position += 1
            yield "".join(literal), None, None, None
            literal = []
        elif char == "}":
            raise ValueError("Single '}' encountered in format string")
        elif position >= end:
            raise ValueError("Single '{' encountered in format string")
        else:
            field, spec, conversion, position = _parse_field(text, position)
            yield "".join(literal), field, spec, conversion
            literal = []
    if literal:
        yield "".join(literal), None, None, None


def _parse_field(text, start):
    """What stands between braces, from `start` on: field, spec, conversion, and the position after it."""
    position, end, bracket = start, len(text), False
    while position < end:
        char = text[position]
        if char == "[":
            bracket = True
        elif char == "]":
            bracket = False
        elif char == "{" and not bracket:
            raise ValueError("unexpected '{' in field name")
        elif char in "}:!" and not bracket:
            break
        position += 1
    else:
        raise ValueError("expected '}' before end of string")
    field, conversion = text[start:position], None
    if text[position] == "!":
        if position + 1 >= end:
            raise ValueError("end of string while looking for conversion specifier")
        conversion = text[position + 1]
        position += 2
        if position >= end:
            raise ValueError("unmatched '{' in format spec")
        if text[position] not in ":}":
            raise ValueError("expected ':' after conversion specifier")
    if text[position] == "}":
        return field, "", conversion, position + 1
    position += 1
    start, depth = position, 1
    while position < end:
        depth += (text[position] == "{") - (text[position] == "}")
        position += 1
        if depth == 0:
            return field, text[start:position - 1], conversion, position
    raise ValueError("unmatched '{' in format spec")


def _first_of(field):
    first = field
    for stop in ".[":
        first = first.partition(stop)[0]
    return int(first) if first.isdecimal() else first


def _split_field(field):
    """The first part of a field's name, and the list of (is attribute, key) that follow."""
    position = min((p for p in (field.find("."), field.find("[")) if p >= 0), default=len(field))
    rest = []
    first = field[:position]
    while position < len(field):
        if field[position] == ".":
            end = min((p for p in (field.find(".", position + 1), field.find("[", position + 1)) if p >= 0), default=len(field))
            key = field[position + 1:end]
            rest.append((True, key))
        elif field[position] == "[":
            close = field.find("]", position)
            if close < 0:
                raise ValueError("Missing ']' in format string")
            key, end = field[position + 1:close], close + 1
            rest.append((False, int(key) if key.isdecimal() else key))
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
        if not key:
            raise ValueError("Empty attribute in format string")
        position = end
    return int(first) if first.isdecimal() else first, rest
