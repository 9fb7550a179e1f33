# SPDX-License-Identifier: MIT
"""Where things of an installation lie: scripts, modules, data; the platform's and the language's names.

A scheme gives each kind of thing a folder, with variables in braces. They are those of get_config_vars().
"""
import os
import sys

__all__ = ['get_config_h_filename', 'get_config_var', 'get_config_vars', 'get_makefile_filename', 'get_path', 'get_path_names', 'get_paths',
           'get_platform', 'get_python_version', 'get_scheme_names', 'parse_config_h', 'get_default_scheme', 'get_preferred_scheme', 'is_python_build']

_LIBRARY = 'python{py_version_short}{abi_thread}'


def _prefix_scheme(base, platbase, library):
    """The folders below a base, as most schemes have them."""
    return {
        'stdlib': f'{base}/{library}/{_LIBRARY}', 'platstdlib': f'{platbase}/{library}/{_LIBRARY}',
        'purelib': f'{base}/lib/{_LIBRARY}/site-packages', 'platlib': f'{platbase}/{library}/{_LIBRARY}/site-packages',
        'include': f'{{installed_base}}/include/{_LIBRARY}{{abiflags}}', 'platinclude': f'{{installed_platbase}}/include/{_LIBRARY}{{abiflags}}',
        'scripts': f'{base}/bin', 'data': base,
    }


_SCHEMES = {
    'posix_prefix': _prefix_scheme('{base}', '{platbase}', '{platlibdir}')
                    | {'stdlib': f'{{installed_base}}/{{platlibdir}}/{_LIBRARY}'},
    'posix_home': {
        'stdlib': '{installed_base}/lib/python', 'platstdlib': '{base}/lib/python', 'purelib': '{base}/lib/python', 'platlib': '{base}/lib/python',
        'include': '{installed_base}/include/python', 'platinclude': '{installed_base}/include/python', 'scripts': '{base}/bin', 'data': '{base}',
    },
    'posix_user': {
        'stdlib': f'{{userbase}}/{{platlibdir}}/{_LIBRARY}', 'platstdlib': f'{{userbase}}/{{platlibdir}}/{_LIBRARY}',
        'purelib': f'{{userbase}}/lib/{_LIBRARY}/site-packages', 'platlib': f'{{userbase}}/lib/{_LIBRARY}/site-packages',
        'include': f'{{userbase}}/include/{_LIBRARY}', 'scripts': '{userbase}/bin', 'data': '{userbase}',
    },
}
_SCHEMES['posix_venv'] = _SCHEMES['venv'] = _SCHEMES['posix_prefix']
_PATH_NAMES = ('stdlib', 'platstdlib', 'purelib', 'platlib', 'include', 'scripts', 'data')


def get_scheme_names():
    """The names of all schemes, in order."""
    return tuple(sorted(_SCHEMES))


def get_path_names():
    """The kinds of things that have a folder in a scheme."""
    return _PATH_NAMES


def get_preferred_scheme(key):
    """The scheme for a use: 'prefix', 'home' or 'user'. In a virtual environment 'prefix' means that environment."""
    if key == 'prefix' and sys.prefix != sys.base_prefix:
        return 'venv'
    if key not in ('prefix', 'home', 'user'):
        raise ValueError(f'{key!r} returned by _get_preferred_schemes() is not a valid scheme on this platform')
    return f'posix_{key}'


def get_default_scheme():
    """The scheme that get_paths() takes if it is told none."""
    return get_preferred_scheme('prefix')


def get_paths(scheme=None, vars=None, expand=True):
    """A dict of the folders of a scheme. `vars` replaces variables; without `expand` these stay as they are."""
    folders = _SCHEMES[scheme or get_default_scheme()]
    if not expand:
        return dict(folders)
    known = get_config_vars()
    if vars:
        known = known | vars
    return {kind: os.path.normpath(os.path.expanduser(folder.format_map(known))) for kind, folder in folders.items()}


def get_path(name, scheme=None, vars=None, expand=True):
    """One folder of a scheme."""
    return get_paths(scheme, vars, expand)[name]


_variables = None


def _user_base():
    return os.environ.get('PYTHONUSERBASE') or os.path.join(os.path.expanduser('~'), '.local')


def get_config_vars(*names):
    """All variables of the installation as a dict; with names, a list of their values, None for one that is not known."""
    global _variables
    if _variables is None:
        major, minor = sys.version_info[:2]
        prefix, exec_prefix = os.path.normpath(sys.prefix), os.path.normpath(sys.exec_prefix)
        _variables = {
            'prefix': prefix, 'exec_prefix': exec_prefix, 'py_version': sys.version.partition(' ')[0], 'py_version_short': f'{major}.{minor}',
            'py_version_nodot': f'{major}{minor}', 'installed_base': os.path.normpath(sys.base_prefix), 'base': prefix,
            'installed_platbase': os.path.normpath(sys.base_exec_prefix), 'platbase': exec_prefix, 'projectbase': os.path.dirname(sys.executable or '/'),
            'platlibdir': sys.platlibdir, 'abiflags': getattr(sys, 'abiflags', ''), 'abi_thread': '', 'py_version_nodot_plat': '', 'implementation': 'Python',
            'implementation_lower': 'python', 'userbase': _user_base(), 'srcdir': os.path.dirname(sys.executable or '/'), 'BINDIR': f'{exec_prefix}/bin',
            'EXE': '', 'EXT_SUFFIX': None, 'SOABI': None, 'MULTIARCH': '', 'Py_GIL_DISABLED': 0, 'Py_DEBUG': 0, 'HAVE_FORK': 1,
        }
    return [_variables.get(name) for name in names] if names else _variables


def get_config_var(name):
    """The value of one variable, or None."""
    return get_config_vars().get(name)


def get_platform():
    """The platform's name as packages have it, for example 'linux-x86_64'."""
    system, _, release, _, machine = os.uname()
    name = ''.join(char for char in system.lower() if char != '/').replace(' ', '_')
    machine = machine.replace(' ', '_').replace('/', '-')
    return f'{name}-{machine}' if name == 'linux' else f'{name}-{release}-{machine}'


def get_python_version():
    """The version of the language, as 'X.Y'."""
    return get_config_var('py_version_short')


def is_python_build(check_home=None):
    """Whether this runs from the folder where it was built: it does not know of any."""
    return False


def get_makefile_filename():
    """Where CPython's Makefile would be installed."""
    return os.path.join(get_path('stdlib'), f'config-{get_python_version()}{getattr(sys, "abiflags", "")}', 'Makefile')


def get_config_h_filename():
    """Where CPython's pyconfig.h would be installed."""
    return os.path.join(get_path('platinclude'), 'pyconfig.h')


def parse_config_h(fp, vars=None):
    """A dict of the macros in a file like pyconfig.h: #define NAME VALUE, and 0 for a commented #undef NAME."""
    import re
    found = {} if vars is None else vars
    line_form = re.compile(r'#define ([A-Z][A-Za-z0-9_]+) (.*)|/[*] #undef ([A-Z][A-Za-z0-9_]+) [*]/')
    for line in fp:
        match = line_form.match(line)
        if match is None:
            continue
        name, text, absent = match.groups()
        try:
            found[name or absent] = 0 if absent else int(text)
        except ValueError:
            found[name] = text
    return found


def _main():
    """What `-m sysconfig` shows."""
    print(f'Platform: "{get_platform()}"')
    print(f'Python version: "{get_python_version()}"')
    print(f'Current installation scheme: "{get_default_scheme()}"')
    for title, table in (('Paths', get_paths()), ('Variables', get_config_vars())):
        print(f'\n{title}:')
        for name, value in sorted(table.items()):
            print(f'\t{name} = "{value}"')


if __name__ == '__main__':
    _main()
