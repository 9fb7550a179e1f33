# SPDX-License-Identifier: MIT
"""The prompt on a terminal: the editor, fed with keys by the loop."""
import builtins
import posix
import sys

import _signal
from _collections import deque

from _repl import complete
from _repl.editor import ACCEPT, EOF, SUSPEND, Editor
from _repl.history import History, path
from _repl.keys import Decoder
from _repl.screen import Screen
from _repl.terminal import Terminal
from _repl.theme import wanted

_SIGHUP, _SIGTERM, _SIGTSTP, _SIGWINCH = 1, 15, 20, 28


class Front:
    def __init__(self, session):
        self._session = session
        self._terminal = Terminal()
        self._decoder = Decoder()
        self._keys = deque()
        self.history = History(path())
        screen = Screen(self._terminal.write, self._terminal.size, wanted(1), self._terminal.reflows())
        self._hints = complete.Hints(session.namespace)
        self.editor = Editor(screen, self.history, more=session.more, hint=self._hints, builtins=frozenset(dir(builtins)),
                             complete=lambda text, pos: complete.candidates(text, pos, session.namespace, session.commands.names))

    def show(self, prompts):
        """The first prompt, before there is a loop."""
        sys.stdout.flush()
        self._terminal.enter()
        self.editor.start(prompts)

    def attach(self, loop):
        """From now on the loop feeds the editor, and output goes through it."""
        from _repl.output import Input, Output, Shared
        self._loop = loop
        self._streams = (sys.stdout, sys.stderr, sys.stdin)
        self._shared = Shared(loop, self.editor)
        sys.stdout, sys.stderr = Output(sys.stdout, self._shared), Output(sys.stderr, self._shared)
        sys.stdin = Input(sys.stdin, self._shared)
        self._session.catch(_SIGWINCH, lambda number, frame: loop.call_soon_threadsafe(self._resized))
        for number in (_SIGTERM, _SIGHUP):
            self._session.catch(number, self._killed)
        if self.history.error:
            print(self.history.error, file=sys.stderr)

    # ---- what the session asks for

    def ask(self, prompts):
        """Show the prompt and take keys until a text is entered."""
        if not self.editor.active:
            self._shared.show()
            self.fresh_line()
            self._hints.forget()
            self.editor.screen.resize()
            self.editor.screen.forget()
            self.editor.start(prompts)
            self._lines_ahead()
        if self.editor.active:
            self._terminal.enter()
            self._loop.add_reader(self._terminal.fd_in, self._readable)
            if self._keys:
                self._loop.call_soon(self._drain)

    def _lines_ahead(self):
        """Take lines that were typed while a cell ran, one by one: what the next cell reads is left to it."""
        while self.editor.active and (line := self._terminal.line_ahead()):
            self._keys.extend(self._decoder.feed(line))
            self._drain()

    def fresh_line(self):
        """What comes next begins a line."""
        sys.stdout.flush()
        if not self._shared.at_line_start:
            print()

    def echoed(self):
        """The terminal wrote ^C behind what was printed."""
        self._shared.at_line_start = False

    def interrupt(self):
        """Ctrl-C: the signal may have overtaken keys. Those that enter nothing were typed before it; else there is no telling."""
        self._shared.show()
        data = self._terminal.waiting()
        before = data if b'\r' not in data and b'\n' not in data else b''
        self._keys.extend(self._decoder.feed(before))
        self._decoder.forget()
        self._drain()
        if self.editor.active:
            self._keys.clear()
            self.editor.clear_line()
        if data and not before:
            self._keys.extend(self._decoder.feed(data))
            self._drain()

    def stop(self):
        """No more keys: the terminal is as it was."""
        if self.editor.active:
            self.editor.finish()
        self._release()

    def close(self):
        self._shared.show()
        sys.stdout, sys.stderr, sys.stdin = self._streams

    def clear(self):
        self._terminal.write('\x1b[H\x1b[2J')

    # ---- keys

    def _release(self):
        self._loop.remove_reader(self._terminal.fd_in)
        self._terminal.leave()

    def _readable(self):
        data = self._terminal.read()
        if data is None:
            return
        if not data:
            return self._session.end()
        self._keys.extend(self._decoder.feed(data))
        self._drain()

    def _drain(self):
        """Give the editor the keys that have come; it is drawn once, after the last of them."""
        session, editor = self._session, self.editor
        session._busy = True
        try:
            while self._keys and editor.active:
                key = self._keys.popleft()
                editor.ahead = self._keys[0] if self._keys else ''
                self._act(editor.key(key))
            if editor.active:
                editor.draw()
        finally:
            session._busy = False

    def _act(self, outcome):
        if outcome == ACCEPT:
            text = self.editor.finish()
            self._release()
            self.history.add(text.rstrip())
            self._session.entered_text(text)
        elif outcome == EOF:
            self._session.end()
        elif outcome == SUSPEND:
            self._suspend()

    # ---- signals

    def _resized(self):
        if self.editor.active and self.editor.screen.resize():
            self.editor.draw()

    def _suspend(self):
        """Ctrl-Z: the shell takes over; afterwards the prompt comes back with its text."""
        self.editor.screen.leave()
        self._terminal.leave()
        posix.kill(0, _SIGTSTP)
        self._terminal.enter()
        self.editor.screen.resize()
        self.editor.screen.forget()

    def _killed(self, number, frame):
        """The process is asked to end: it does, but leaves the terminal as it was."""
        self._terminal.leave()
        _signal.signal(number, _signal.SIG_DFL)
        posix.kill(posix.getpid(), number)
