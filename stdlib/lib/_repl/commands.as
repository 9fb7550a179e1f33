# SPDX-License-Identifier: MIT
"""The commands of the prompt: `:name argument`."""
import asyncio
import sys

_HELP = (
    (':tasks', 'the tasks that are not done, and what each waits for'),
    (':tree', 'the same as a tree: who waits for whom'),
    (':why TASK', 'why a task does not go on, and what would wake it'),
    (':cancel TASK', 'cancel it; * cancels all'),
    (':time EXPR', 'run it and say how long it took'),
    (':dis NAME', 'the bytecode of a function or of a line of code'),
    (':doc NAME', 'what it is, its signature and its docstring'),
    (':load FILE', 'run a file here'),
    (':save FILE', 'write what was entered without error to a file'),
    (':history [N]', 'the last N entries'),
    (':debug on|off', "asyncio's debug mode for this loop"),
    (':help', 'this list'),
)
_KEYS = '''
Tab completes; Up recalls entries that begin as the line does; C-r searches;
M-Enter adds a line; C-_ undoes; C-c clears the line or cancels the cell; C-d
leaves. _ is the last value, __ the one before, _N that of cell N.'''


class _Problem(Exception):
    """Bad use of a command: the text is shown."""


class Commands:
    def __init__(self, session):
        self._session = session

    def names(self):
        """All commands, sorted, for completion."""
        return sorted({usage.split()[0] for usage, _ in _HELP} | {':quit'})

    def run(self, line):
        """Run a command; the prompt comes back unless a cell was started."""
        name, _, argument = line[1:].partition(' ')
        found = [known[1:] for known in self.names() if known[1:] == name] or [known[1:] for known in self.names() if name and known[1:].startswith(name)]
        started = False
        try:
            if len(found) != 1:
                among = ', '.join(':' + known for known in found)
                raise _Problem(f'there is no command :{name}; :help lists them' if not found else f':{name} may be {among}')
            started = getattr(self, '_' + found[0])(argument.strip())
        except _Problem as problem:
            print(problem, file=sys.stderr)
        except OSError as problem:
            print(f':{found[0]}: {problem.strerror}: {problem.filename}', file=sys.stderr)
        if not started and self._session.state != 'end':
            self._session.loop.call_soon(self._session.prompt)

    def _wanted(self, argument, usage):
        if not argument:
            raise _Problem(f'usage: {usage}')
        return argument

    # ---- tasks

    def _pending(self):
        return [task for task in asyncio.all_tasks(self._session.loop) if not task.done()]

    def _tasks(self, _):
        from asyncio import tree
        pending = sorted(self._pending(), key=tree.order)
        for task in pending:
            print(tree.headline(task, pending))
        if not pending:
            print('no tasks; asyncio.create_task(...) starts one')

    def _tree(self, _):
        from asyncio import tree
        print('\n'.join(tree.forest(self._pending()) or ['no tasks; asyncio.create_task(...) starts one']))

    def _task(self, argument, usage):
        """The task of a name, of a number N of Task-N, or of a variable."""
        name = self._wanted(argument, usage)
        for task in self._pending():
            if task.get_name() in (name, f'Task-{name}'):
                return task
        found = self._session.namespace.get(name)
        if isinstance(found, asyncio.Task):
            return found
        raise _Problem(f'there is no task {name}; :tasks lists them')

    def _why(self, argument):
        from asyncio import tree
        print('\n'.join(tree.why(self._task(argument, ':why TASK, a name that :tasks shows'), self._pending())))

    def _cancel(self, argument):
        chosen = self._pending() if argument == '*' else [self._task(argument, ':cancel TASK, a name that :tasks shows, or *')]
        for task in chosen:
            asked = task.cancel()
            print(f"{task.get_name()} {'is being cancelled' if asked else 'has ended already'}")

    # ---- code

    def _time(self, argument):
        text = self._wanted(argument, ':time EXPR, for example :time sum(range(1000))')
        import time

        async def timed(body):
            begun = time.perf_counter()
            try:
                return await body
            finally:
                print(f'{_duration(time.perf_counter() - begun)}', file=sys.stderr)
        self._session.run_text(text, timed)
        return True

    def _resolve(self, argument, usage):
        from _repl import complete
        name = self._wanted(argument, usage)
        try:
            return complete.resolve(name, self._session.namespace)
        except (LookupError, AttributeError):
            raise _Problem(f'there is no {name} here') from None

    def _dis(self, argument):
        import _traceback
        text = self._wanted(argument, ':dis NAME, a function, or a line of code')
        from _repl import complete
        try:
            found = complete.resolve(text, self._session.namespace)
        except (LookupError, AttributeError):
            found = None
        code = getattr(found, '__code__', None) or getattr(getattr(found, '__func__', None), '__code__', None)
        if code is None and found is not None:
            raise _Problem(f'{text} has no bytecode: it is {type(found).__name__}')
        if code is None:
            try:
                code = compile(text, '<dis>', 'single', 0x2000, True)
            except SyntaxError as problem:
                raise _Problem(f'{text}: neither a name that is known here nor code: {problem.msg}') from None
            return print(_traceback.disassemble(code, text + '\n'), end='')
        import linecache
        lines = linecache.getlines(code.co_filename) or (_traceback.source(code.co_filename) or '').splitlines(True)
        print(_traceback.disassemble(code, ''.join(lines)), end='')

    def _doc(self, argument):
        from _repl import about
        print(about.describe(self._resolve(argument, ':doc NAME')))

    def _load(self, argument):
        name = self._wanted(argument, ':load FILE')
        with open(name, 'rb') as file:
            source = file.read()
        session = self._session
        session.number += 1
        try:
            code = compile(source, name, 'exec', 0x2000, True)
        except (SyntaxError, ValueError) as problem:
            from _repl import problems
            problem.__traceback__ = None
            problems.show(problem, session.theme)
            return False
        session.run_code(code, source.decode('utf-8', 'replace'))
        return True

    def _save(self, argument):
        name = self._wanted(argument, ':save FILE')
        with open(name, 'x', encoding='utf-8') as file:
            for text in self._session.entered:
                file.write(text.rstrip() + '\n')
        print(f'{len(self._session.entered)} entries are in {name}')

    def _history(self, argument):
        if argument and not argument.isdigit():
            raise _Problem('usage: :history [N], a number of entries')
        history = getattr(self._session.front, 'history', None)
        for entry in (history.entries if history else self._session.entered)[-int(argument or 20):]:
            print(entry)

    # ---- the session

    def _debug(self, argument):
        if argument not in ('on', 'off', ''):
            raise _Problem('usage: :debug on or :debug off')
        if argument:
            self._session.loop.set_debug(argument == 'on')
        print(f"debug mode is {'on' if self._session.loop.get_debug() else 'off'}")

    def _help(self, _):
        for usage, text in _HELP:
            print(f'{usage:<14} {text}')
        print(_KEYS)

    def _quit(self, _):
        self._session.end()


def _duration(seconds):
    for unit, size in (('s', 1), ('ms', 1e-3), ('µs', 1e-6)):
        if seconds >= size:
            return f'{seconds / size:.3g} {unit}'
    return f'{seconds / 1e-9:.0f} ns'
