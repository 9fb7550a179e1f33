# SPDX-License-Identifier: MIT
"""The session behind the prompt: reads a cell, runs it as a task of the loop, shows what comes of it, and asks again.

It is a state machine driven by the loop's callbacks: at the prompt ('prompt'), a cell runs ('cell'), the end ('end'). All cells run in one
context and one namespace. A cell's task is the only one that Ctrl-C cancels; code of a cell that runs without awaiting gets KeyboardInterrupt.

The first prompt is drawn before anything is imported that it does not need; keys that come meanwhile wait in the terminal.
"""
import builtins
import posix
import sys

import _signal
import _traceback

from _repl.theme import Theme, environment, wanted

asyncio = None   # imported behind the first prompt: it is there before the library is

_FLAGS = 0x2000 | 0x200 | 0x4000 | 0x20000000   # top-level await; a block ends with a blank line; incomplete input is told; several statements
_FUTURES = 0x1fe0000
_COROUTINE = 0x80
_SIGHUP, _SIGINT, _SIGTERM, _SIGWINCH = 1, 2, 15, 28
_KEPT_RESULTS = 1000   # _N of earlier cells
_KEPT_SOURCES = 200    # texts of cells that define nothing, for tracebacks


class _Quit:
    """exit and quit: called, they leave; at the prompt their name alone does."""

    def __init__(self, name):
        self._name = name

    def __repr__(self):
        return f'Use {self._name}() or Ctrl-D (i.e. EOF) to exit'

    def __call__(self, code=None):
        raise SystemExit(code)


class _Notice:
    """copyright, credits and license: their repr is the text."""

    def __init__(self, text):
        self._text = text

    def __repr__(self):
        return self._text

    def __call__(self):
        print(self._text)


class _Help:
    """help: help(object) tells about it; alone it says what there is."""

    def __repr__(self):
        return 'Type help(object) for help about object, or :help for the commands of the prompt.'

    def __call__(self, *objects):
        from _repl import about
        if not objects:
            print(self.__repr__())
        for found in objects:
            print(about.describe(found))


_NOTICES = {
    'copyright': 'Aster is free software under the MIT licence.',
    'credits': 'Aster stands on libtommath, utf8proc, libuv, PCRE2 and zlib; its language is Python, its API asyncio: thanks to those who made them.',
    'license': 'MIT licence: use it, change it, pass it on, keep the notice. The text is the file LICENSE of the source.',
}
_BARE = ('exit', 'quit', 'help', 'copyright', 'credits', 'license', 'clear')


class Session:
    def __init__(self, module):
        self.module = module
        self.namespace = module.__dict__
        self.state = 'start'
        self.status = 0
        self.number = 0              # of the cell
        self.entered = []            # cells that ran without error, for :save
        self.cell = None             # the task that runs
        self._code = (None, None)    # (text, code): compiled when it was asked whether more lines are needed
        self._futures = 0
        self._results, self._sources = [], []
        self._interrupts = 0
        self._busy = False           # the prompt's own code runs: Ctrl-C waits
        self._pressed = False        # Ctrl-C at the prompt, not dealt with yet
        self._catching = False       # a KeyboardInterrupt would be caught: it is raised at no other time
        self._handlers = []          # signal handlers to restore

    # ---- from start to end

    def run(self, banner):
        """The whole session. The exit status."""
        terminal = posix.isatty(0) and posix.isatty(1) and environment('TERM') not in ('dumb', '') and \
            not environment('ASTER_BASIC_REPL') and not environment('PYTHON_BASIC_REPL')
        self.theme = Theme(wanted(2))
        if terminal:
            from _repl.front import Front as front
        else:
            from _repl.plain import Plain as front
        self.front = front(self)
        self.catch(_SIGINT, self._on_interrupt)
        if banner:
            self._banner()
        if not self._startup_file():
            self.front.show(self._prompts())
        self._load()
        self.loop.call_soon(self.prompt)
        self._run_loop()
        self._close()
        return self.status

    def _load(self):
        """Everything behind the prompt: the loop, the names, the signals."""
        global asyncio, problems
        import asyncio
        import contextvars
        from _repl import commands, problems
        self._context = contextvars.copy_context()
        self.commands = commands.Commands(self)
        self.loop = asyncio.SelectorEventLoop()
        self._watch_failures()
        asyncio.set_event_loop(self.loop)
        self._name_builtins()
        self._startup()
        self.front.attach(self.loop)

    def _run_loop(self):
        """Keep the loop going until the end, whatever its callbacks raise."""
        while self.state != 'end':
            try:
                self._catching = True
                self.loop.run_forever()
                self._catching = False
            except KeyboardInterrupt:
                self._catching = False
                self._pressed = self.cell is None
                if self._pressed:
                    self.loop.call_soon(self.prompt)   # wherever it was interrupted: keys are read again
                else:
                    print('KeyboardInterrupt', file=sys.stderr)
            except SystemExit as leave:   # from a task in the background
                self._catching = False
                self.end(leave.code)

    def _name_builtins(self):
        for name in ('exit', 'quit'):
            setattr(builtins, name, _Quit(name))
        for name, text in _NOTICES.items():
            setattr(builtins, name, _Notice(text))
        builtins.help = _Help()
        sys.displayhook = self.show_value
        self.namespace.setdefault('asyncio', asyncio)

    def catch(self, number, handler):
        if threading_main() and _signal.getsignal(number) in (_signal.SIG_DFL, _signal.default_int_handler, None):
            self._handlers.append((number, _signal.signal(number, handler)))

    def _banner(self):
        version = sys.version.partition('(aster ')[2].partition(')')[0]
        print(f'Aster {version} (Python {sys.version_info[0]}.{sys.version_info[1]}) on {sys.platform}. await works here; :help shows what else.',
              file=sys.stderr, flush=True)

    def _startup_file(self):
        return '' if sys.flags.ignore_environment or sys.flags.isolated else environment('ASTERSTARTUP')

    def _startup(self):
        """ASTERSTARTUP names a file that runs before the first prompt."""
        filename = self._startup_file()
        if not filename:
            return
        self.state = 'startup'
        try:
            self._catching = True
            with open(filename, 'rb') as file:
                code = compile(file.read(), filename, 'exec', 0, True)
            exec(code, self.namespace)
            self._catching = False
        except OSError as problem:
            print(f'aster: cannot read the startup file: {problem}\nset ASTERSTARTUP to a file that exists, or unset it', file=sys.stderr)
        except SystemExit:
            raise
        except BaseException as problem:
            self._catching = False
            problems.show(problem, self.theme)

    def end(self, code=None):
        """Leave, with what SystemExit was given."""
        if isinstance(code, int):
            self.status = code & 0xff
        elif code is not None:
            print(code, file=sys.stderr)
            self.status = 1
        self.state = 'end'
        self.front.stop()
        self.loop.stop()

    def _close(self):
        """Cancel and name what still runs, wait for it, close the loop."""
        pending = [task for task in asyncio.all_tasks(self.loop) if not task.done()]
        if pending:
            from asyncio import tree
            pending.sort(key=tree.order)
            print('1 task was still running and is cancelled:' if len(pending) == 1 else f'{len(pending)} tasks were still running and are cancelled:',
                  file=sys.stderr)
            for task in pending[:20]:
                print(f'  {tree.headline(task, pending)}', file=sys.stderr)
            if len(pending) > 20:
                print(f'  and {len(pending) - 20} more', file=sys.stderr)
        for task in pending:
            task.cancel()
        self.state = 'closing'
        try:
            self._catching = True
            if pending:
                self.loop.run_until_complete(asyncio.wait(pending))
            self.loop.run_until_complete(self.loop.shutdown_asyncgens())
            self.loop.run_until_complete(self.loop.shutdown_default_executor())
            self._catching = False
        except (KeyboardInterrupt, SystemExit):
            self._catching = False   # Ctrl-C: what does not end is left
        self.front.close()
        sys.displayhook = sys.__displayhook__
        asyncio.set_event_loop(None)
        if not self.loop.is_running():
            self.loop.close()
        for number, handler in self._handlers:
            _signal.signal(number, handler)

    # ---- the prompt

    def prompt(self):
        """Ask for the next cell."""
        if self.state != 'end':
            self.state = 'prompt'
            self.front.ask(self._prompts())
            self._interrupt_prompt()

    def _prompts(self):
        return str(getattr(sys, 'ps1', '>>> ')), str(getattr(sys, 'ps2', '... '))

    def compiled(self, text):
        """The code of a cell; None: more lines are needed, a blank one behind a block. Raises SyntaxError and what else the compiler does."""
        name = f'<input-{self.number + 1}>'
        try:
            code = compile(text, name, 'single', _FLAGS | self._futures, True)
        except _IncompleteInputError:
            return None
        if _opens_block(text):
            return None
        self._code = (text.rstrip(), code)
        return code

    def more(self, text):
        """Whether the editor's text wants another line."""
        last = text[text.rfind('\n') + 1:]
        if not text.strip() or text.lstrip().startswith(':') and '\n' not in text:
            return False
        blank_end = len(last) < len(text) and not last.strip()
        try:
            return self.compiled(text[:len(text) - len(last)] + '\n' if blank_end else text) is None
        except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError):
            return len(last) < len(text) and not blank_end

    def entered_text(self, text):
        """A cell was typed: run it."""
        self.state = 'cell'
        words = text.strip()
        if not words:
            return self.loop.call_soon(self.prompt)
        if words.startswith(':'):
            return self.commands.run(words)
        if words in _BARE and words not in self.namespace:
            return self._bare(words)
        self.run_text(text)

    def _bare(self, name):
        if name in ('exit', 'quit'):
            return self.end()
        if name == 'clear':
            self.front.clear()
        else:
            print(repr(getattr(builtins, name)))
        self.loop.call_soon(self.prompt)

    # ---- cells

    def run_text(self, text, wrap=None):
        """Compile and run a text as the next cell. `wrap(coroutine)`: what to run instead of the cell's coroutine itself."""
        self.state = 'cell'
        self.number += 1
        name = f'<input-{self.number}>'
        try:
            code = self._code[1] if self._code[0] == text.rstrip() else compile(text + '\n', name, 'single', _FLAGS & ~0x4200 | self._futures, True)
        except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError) as problem:
            self._keep_source(name, text)
            problem.__traceback__ = None
            problem.__context__ = None
            problems.show(problem, self.theme)
            return self.loop.call_soon(self.prompt)
        finally:
            self._code = (None, None)
        self._keep_source(name, text)
        self._futures |= code.co_flags & _FUTURES
        self.run_code(code, text, wrap)

    def run_code(self, code, text, wrap=None):
        """Run code as the session's cell."""
        self._interrupts = 0
        self._failure = None
        body = self._body(code)
        self.cell = asyncio.Task(wrap(body) if wrap else body, loop=self.loop, context=self._context, name=f'cell-{self.number}')
        self.cell.add_done_callback(lambda task: self._finished(task, text))

    def _keep_source(self, name, text):
        """Tracebacks show the lines of cells; those that define nothing are soon forgotten, so that a long session does not grow."""
        _traceback.keep_source(name, text)
        if 'def ' in text or 'lambda' in text or 'class ' in text:
            return
        self._sources.append(name)
        if len(self._sources) > _KEPT_SOURCES:
            _traceback.keep_source(self._sources.pop(0), None)

    async def _body(self, code):
        try:
            result = eval(code, self.namespace)
            if code.co_flags & _COROUTINE:
                await result
        except asyncio.CancelledError as problem:
            self._failure = problem
            raise
        except BaseException as problem:
            self._failure = problem

    def _finished(self, task, text):
        """The cell's task is done."""
        self.cell = None
        problem, self._failure = self._failure, None
        if problem is None and not task.cancelled() and task.exception() is not None:
            problem = task.exception()
        if isinstance(problem, SystemExit):
            return self.end(problem.code)
        if problem is not None or task.cancelled():
            self.front.fresh_line()
        if task.cancelled() and (self._interrupts or problem is None):
            print('KeyboardInterrupt' if self._interrupts else 'cancelled', file=sys.stderr)
        elif problem is not None:
            self._show_problem(problem)
        else:
            self.entered.append(text)
            del self.entered[:-10_000]
        self.prompt()

    def _show_problem(self, problem):
        try:
            problems.show(problem, self.theme)
        except SystemExit as leave:
            self.end(leave.code)
        except BaseException as worse:   # sys.excepthook or a repr of the script failed
            print(f'{type(problem).__name__}, and showing it failed: {type(worse).__name__}', file=sys.stderr)
        if isinstance(problem, RuntimeError) and 'cannot be called from a running event loop' in str(problem):
            print('the prompt runs in an event loop already: await the coroutine instead', file=sys.stderr)

    def show_value(self, value):
        """sys.displayhook: prints a value and remembers it as _, __ and _N."""
        if value is None:
            return
        text = repr(value)
        print(text)
        names = builtins.__dict__
        if '_' in names:
            names['__'] = names['_']
        names['_'] = value
        name = f'_{self.number}'
        names[name] = value
        self._results.append(name)
        if len(self._results) > _KEPT_RESULTS:
            names.pop(self._results.pop(0), None)

    # ---- tasks in the background

    def _watch_failures(self):
        """A task that failed with nobody awaiting it is told of at once; --orphan-errors=crash stays as it is."""
        import _aiodebug
        from asyncio import explain
        _aiodebug.watch_orphans()
        explain.report_orphan = self._tell_failure

    def _tell_failure(self, task):
        if self.state == 'closing':
            return
        print(f'{task.get_name()} failed, and nothing waits for it:', file=sys.stderr)
        self._show_problem(task.exception())

    # ---- Ctrl-C

    def _on_interrupt(self, number, frame):
        if self.cell is not None:
            self.front.echoed()
            running = asyncio.current_task(self.loop)
            if running is self.cell or self._interrupts and running is not None:
                raise KeyboardInterrupt
            self._interrupts += 1
            self.cell.cancel()
            self.loop.call_soon_threadsafe(_nothing)    # the loop may be waiting
        elif self._catching and self.state in ('startup', 'closing'):
            self._catching = self._held(frame)          # where it does not hold, the handler of the first might be interrupted by a second
            raise KeyboardInterrupt
        elif self._catching and self._pressed and self._held(frame):
            self._pressed = False
            raise KeyboardInterrupt
        else:
            self._pressed = True
            if self.state == 'prompt' or self.state == 'cell':
                self.loop.call_soon_threadsafe(self._interrupt_prompt)

    def _held(self, frame):
        """Whether the program holds the loop, with a task or a callback. Code of the prompt and the loop lets go by itself, and must not be cut short."""
        if self._busy:
            return False
        if asyncio.current_task(self.loop) is not None:
            return True
        while frame is not None and frame.f_globals is not globals():
            if str(frame.f_globals.get('__name__')).partition('.')[0] not in ('_repl', 'asyncio'):
                return True
            frame = frame.f_back
        return False

    def _interrupt_prompt(self):
        if self._pressed and self.state == 'prompt':
            self.front.interrupt()
        self._pressed = False


_COMPOUND = frozenset(('if', 'elif', 'else', 'for', 'while', 'with', 'try', 'except', 'finally', 'def', 'class', 'async'))


def _opens_block(text):
    """Whether the last line is a compound statement in one line: an else or except may follow, a blank line says that none does."""
    text = text[:-1] if text.endswith('\n') else text
    line = text[text.rfind('\n') + 1:]
    return line[:1].isalpha() and line.replace(':', ' ').split(None, 1)[0] in _COMPOUND


def _nothing():
    pass


def threading_main():
    """Whether this is the thread that has the signals."""
    threading = sys.modules.get('threading')
    return threading is None or threading.current_thread() is threading.main_thread()
