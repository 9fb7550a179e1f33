# SPDX-License-Identifier: MIT
"""The prompt without a terminal that could be drawn on: lines in, lines out, prompts to stderr. Tasks run while it waits for a line."""
import posix
import sys


class Plain:
    def __init__(self, session):
        self._session = session
        self._loop = None
        self._text = ''       # lines of a cell that is not complete
        self._bytes = b''     # read, but not a whole line yet
        self._ended = False
        self._watching = False

    def show(self, prompts):
        """The first prompt comes with the first question: lines are read when the loop is there."""

    def attach(self, loop):
        self._loop = loop

    def ask(self, prompts):
        self._prompts = prompts
        self._show(self._prompts[1 if self._text else 0])
        self._next()

    def interrupt(self):
        self._text = ''
        print('\nKeyboardInterrupt', file=sys.stderr)
        self._show(self._prompts[0])

    def fresh_line(self):
        sys.stdout.flush()

    def echoed(self):
        pass

    def stop(self):
        self._unwatch()
        if self._ended:
            print(file=sys.stderr)

    def close(self):
        pass

    def clear(self):
        pass

    def _show(self, prompt):
        sys.stdout.flush()
        sys.stderr.write(prompt)
        sys.stderr.flush()

    # ---- lines

    def _next(self):
        """Go on with a line that is there, or wait for one."""
        end = self._bytes.find(b'\n') + 1
        if end or self._ended:
            self._unwatch()
            line, self._bytes = (self._bytes[:end], self._bytes[end:]) if end else (self._bytes, b'')
            return self._line(line.decode('utf-8', 'replace'))
        if not self._watching:
            try:
                self._loop.add_reader(0, self._readable)
                self._watching = True
            except OSError:      # a file is always readable, and cannot be watched
                self._loop.call_soon(self._readable)

    def _unwatch(self):
        if self._watching:
            self._loop.remove_reader(0)
            self._watching = False

    def _readable(self):
        try:
            data = posix.read(0, 65536)
        except BlockingIOError:
            return
        except OSError:
            data = b''
        self._bytes += data
        self._ended = not data
        self._next()

    def _line(self, line):
        session = self._session
        if not line and self._ended and not self._text:
            return session.end()
        text = self._text + line
        if not self._ended and text.strip() and self._wants_more(text):
            self._text = text
            return self.ask(self._prompts)
        self._text = ''
        session.entered_text(text.rstrip('\n'))

    def _wants_more(self, text):
        try:
            return self._session.compiled(text) is None
        except (SyntaxError, ValueError, OverflowError, MemoryError, RecursionError):
            return False     # the session shows it
