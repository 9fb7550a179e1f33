# SPDX-License-Identifier: MIT
"""help(object) and :doc: what an object is, how it is called, and what its author says about it."""
import inspect
import types


def _doc(found):
    try:
        return inspect.getdoc(found) or ''
    except Exception:   # the object's own code failed
        return ''


def _indented(text):
    return '\n'.join(['    ' + line if line else '' for line in text.split('\n')])


def _signature(found):
    from _repl import complete
    return complete.signature(found) or '(...)'


def _module_of(found):
    name = getattr(found, '__module__', None)
    return f' in module {name}' if isinstance(name, str) else ''


def _function(found, name):
    prefix = 'async ' if inspect.iscoroutinefunction(found) else ''
    return f'{prefix}{name}{_signature(found)}'


def _members(found):
    """One line for each public member: its call or its kind, and the first line of its docstring."""
    lines = []
    for name in sorted(dir(found)):
        if name.startswith('_'):
            continue
        try:
            member = inspect.getattr_static(found, name)
        except AttributeError:
            continue
        member = getattr(member, '__func__', member)
        if isinstance(found, types.ModuleType) and isinstance(member, types.ModuleType):
            continue
        shown = _function(member, name) if callable(member) and not isinstance(member, type) else name
        first = _doc(member).partition('\n')[0] if callable(member) or isinstance(member, property) else ''
        lines.append(f'    {shown}' + (f'\n        {first}' if first else ''))
    return lines


def _sections(title, body, doc, members):
    parts = [title + ':', '']
    if body:
        parts += [body]
    if doc:
        parts += [_indented(doc)]
    if members:
        parts += ['', *members]
    return '\n'.join(parts).rstrip()


def describe(found):
    """The help text of an object."""
    if isinstance(found, str) and found.isidentifier():
        import importlib
        try:
            found = importlib.import_module(found)
        except ImportError:
            pass
    name = getattr(found, '__name__', None)
    if isinstance(found, types.ModuleType):
        return _sections(f'Help on module {name}', '', _doc(found), _members(found))
    if isinstance(found, type):
        bases = ', '.join([base.__name__ for base in found.__bases__ if base is not object])
        return _sections(f'Help on class {name}{_module_of(found)}', f'class {name}({bases})' if bases else f'class {name}', _doc(found), _members(found))
    if callable(found) and isinstance(name, str):
        kind = 'method' if hasattr(found, '__self__') and not isinstance(found.__self__, types.ModuleType) else 'function'
        built = 'built-in ' if isinstance(found, types.BuiltinFunctionType) else ''
        return _sections(f'Help on {built}{kind} {name}{_module_of(found)}', _function(found, name), _doc(found), ())
    kind = type(found)
    return _sections(f'Help on {kind.__name__} object', f'class {kind.__name__}', _doc(kind), _members(kind))
