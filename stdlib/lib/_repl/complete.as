# SPDX-License-Identifier: MIT
"""Completion of names, attributes, keys and modules, and the signature of the call that is being typed.

No code of the session's objects is run: a property is listed but not asked for its value.
"""
import builtins
import sys

from _repl.text import KEYWORDS, open_brackets

def _tail(text, extra=''):
    """Where the dotted name begins that ends the text."""
    at = len(text)
    while at > 0 and (text[at - 1].isalnum() or text[at - 1] in '_.' or text[at - 1] in extra):
        at -= 1
    return at


def static_get(owner, name):
    """An attribute, unless code would have to run to have it; raises AttributeError."""
    kind = type(owner)
    for base in getattr(kind, '__mro__', ()):
        found = base.__dict__.get(name, builtins)
        if found is builtins:
            continue
        getter = getattr(type(found), '__get__', None)
        if getter is not None and type(getter).__name__ == 'function' or isinstance(found, property):
            raise AttributeError(name)
        break
    if '__getattr__' in dir(kind) and name not in dir(owner):
        raise AttributeError(name)
    return getattr(owner, name)


def resolve(path, namespace):
    """The object of a dotted name; raises LookupError or AttributeError."""
    first, *rest = path.split('.')
    found = namespace[first] if first in namespace else vars(builtins)[first]
    for name in rest:
        found = static_get(found, name)
    return found


def _attributes(owner, prefix):
    names = set(filter(lambda name: isinstance(name, str), dir(owner)))
    names = [name for name in names if name.startswith(prefix)]
    if not prefix:
        names = [name for name in names if not name.startswith('_')] or names
    elif prefix == '_':
        names = [name for name in names if not name.startswith('__')] or names
    return sorted(names)


def _names(namespace, prefix):
    found = {name for name in namespace if isinstance(name, str)} | set(dir(builtins)) | KEYWORDS
    if not prefix.startswith('_'):
        found = {name for name in found if not name.startswith('_')}
    return sorted([name for name in found if name.startswith(prefix)])


def _module_files(folders):
    """Names of modules that lie in folders."""
    import os
    found = set()
    for folder in folders:
        try:
            names = os.listdir(folder or '.')
        except OSError:
            continue
        for name in names:
            stem, dot, end = name.rpartition('.')
            if dot and end in ('as', 'py') and stem.isidentifier() and stem != '__init__':
                found.add(stem)
            elif name.isidentifier() and any(os.path.exists(os.path.join(folder or '.', name, '__init__.' + end)) for end in ('as', 'py')):
                found.add(name)
    return found


def _modules(prefix):
    """Modules that can be imported and begin with the prefix, dotted ones below a package too."""
    package, _, last = prefix.rpartition('.')
    if package:
        try:
            module = __import__(package, None, None, ['*'])
        except Exception:
            return []
        inner = set(_module_files(getattr(module, '__path__', ()) or ()))
        inner |= {name[len(package) + 1:] for name in _library() if name.startswith(package + '.') and '.' not in name[len(package) + 1:]}
        return sorted([f'{package}.{name}' for name in inner if name.startswith(last)])
    found = {name for name in _library() if '.' not in name} | _module_files(sys.path)
    if not prefix.startswith('_'):
        found = {name for name in found if not name.startswith('_')}
    return sorted([name for name in found if name.startswith(prefix)])


def _library():
    """Names of the modules of the library."""
    import _imp
    return _imp._frozen_module_names() + list(sys.builtin_module_names)


def _import_candidates(line):
    """For a line that imports: (start in the line, candidates), else None."""
    words = line.split()
    if not words or words[0] not in ('import', 'from'):
        return None
    start = _tail(line)
    if words[0] == 'from' and 'import' in words[1:]:
        if line[:start].split()[-1:] == ['from'] or len(words) < 3:
            return None
        try:
            module = __import__(words[1], None, None, ['*'])
        except Exception:
            return start, []
        found = set(_attributes(module, line[start:]))
        found |= {name.rpartition('.')[2] for name in _modules(words[1] + '.') if name.rpartition('.')[2].startswith(line[start:])}
        return start, sorted(found)
    if words[0] == 'from' and line[:start].split() != ['from']:
        return start, ['import'] if 'import'.startswith(line[start:]) else []
    return start, _modules(line[start:]) if line[start:start + 1] != '.' else []


def _key_candidates(text, namespace):
    """For `name[` or `name["begun`: (start, candidates), else None."""
    brackets, inside = open_brackets(text)
    if not brackets or text[brackets[-1]] != '[':
        return None
    begun = text[brackets[-1] + 1:]
    start = _tail(text[:brackets[-1]])
    path = text[start:brackets[-1]]
    if not path or begun.strip(' ') and not inside:
        return None
    try:
        owner = resolve(path, namespace)
    except (LookupError, AttributeError):
        return None
    if not isinstance(owner, dict):
        return None
    quote = begun.strip()[:1] or "'"
    keys = [repr(key) for key in owner if isinstance(key, (str, int, bytes)) and type(key) in (str, int, bytes)]
    if quote == '"':
        keys = ['"' + key[1:-1].replace('"', '\\"') + '"' for key in keys if key[0] == "'"]
    return brackets[-1] + 1, sorted([key + ']' for key in keys if key.startswith(begun)])


def candidates(text, pos, namespace, commands):
    """(start, what may stand instead of text[start:pos]), sorted. `commands`: gives the names of the prompt's commands."""
    before = text[:pos]
    line_start = before.rfind('\n') + 1
    line = before[line_start:]
    if line_start == 0 and line.startswith(':') and ' ' not in line:
        return 0, [name for name in commands() if name.startswith(line)]
    found = _import_candidates(line)
    if found is not None:
        return line_start + found[0], found[1]
    found = _key_candidates(before, namespace)
    if found is not None:
        return found
    if open_brackets(before)[1]:
        return pos, []
    start = _tail(before)
    path, dot, prefix = before[start:].rpartition('.')
    if not dot:
        return start, _names(namespace, prefix) if prefix else []
    try:
        owner = resolve(path, namespace)
    except (LookupError, AttributeError):
        return pos, []
    return start, [f'{path}.{name}' for name in _attributes(owner, prefix)]


def signature(found):
    """The parameters of a callable as text, or ''."""
    text = getattr(found, '__text_signature__', None)
    if isinstance(text, str) and not isinstance(found, type):
        return text.replace('($self, ', '(').replace('($self)', '()').replace('($module, ', '(').replace('($module)', '()')
    import inspect
    try:
        return str(inspect.signature(found))
    except Exception:   # none to be had, or the object's own code failed
        return ''


class Hints:
    """The signature of the call around the cursor; what was found last is kept, for the next keys ask the same."""

    def __init__(self, namespace):
        self._namespace = namespace
        self._known = (None, '')

    def __call__(self, text, pos):
        if '(' not in text or len(text) > 5000:
            return ''
        before = text[:pos]
        for at in reversed(open_brackets(before)[0]):
            path = before[_tail(before[:at]):at]
            if before[at] == '(' and path and path[0] != '.' and path not in KEYWORDS:
                break
        else:
            return ''
        if before[:at - len(path)].rstrip(' ').endswith(('def', 'class')):
            return ''
        if self._known[0] != path:
            self._known = (path, self._describe(path))
        return self._known[1]

    def forget(self):
        self._known = (None, '')

    def _describe(self, path):
        try:
            found = resolve(path, self._namespace)
        except (LookupError, AttributeError):
            return ''
        text = signature(found) if callable(found) else ''
        return path.rpartition('.')[2] + text if text else ''
