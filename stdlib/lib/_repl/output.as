# SPDX-License-Identifier: MIT
"""sys.stdout, sys.stderr and sys.stdin while the prompt is on the screen.

What tasks print then is kept, and put above the prompt in the loop's next iteration: a task that prints a thousand lines causes one redraw.
At other times it goes straight through. Threads may print: the loop is woken safely.
"""

class Output:
    """A text stream in front of the real one; whatever does not write is the real one's."""

    def __init__(self, stream, shared):
        self._stream = stream
        self._shared = shared

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        if text:
            self._shared.write(self._stream, text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        if not self._shared.held:
            self._stream.flush()


class Input:
    """sys.stdin: what is read was echoed with its newline, so that the terminal's line is at its start afterwards."""

    def __init__(self, stream, shared):
        self._stream = stream
        self._shared = shared

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def readline(self, size=-1, /):
        line = self._stream.readline(size)
        self._shared.at_line_start = line.endswith('\n')
        return line

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line


class Shared:
    """What both streams of a session share: where output goes now, and whether the terminal's line is unfinished."""

    def __init__(self, loop, editor):
        self._loop = loop
        self._editor = editor    # it is asked whether the prompt is on the screen
        self.held = []           # text that waits for the next iteration
        self.at_line_start = True
        self._scheduled = False

    def write(self, stream, text):
        if not self._editor.active:
            self.at_line_start = text.endswith('\n')
            stream.write(text)
            if '\n' in text:
                stream.flush()
            return
        self.held.append(text)
        if not self._scheduled:
            self._scheduled = True
            self._loop.call_soon_threadsafe(self.show)

    def show(self):
        """Put what is held above the prompt, or straight out if there is none any more."""
        self._scheduled = False
        if not self.held:
            return
        text, self.held = ''.join(self.held), []
        if self._editor.active:
            self._editor.print_above(text)
        else:
            self.at_line_start = text.endswith('\n')
            self._editor.screen.text(text.replace('\n', '\r\n'))
            self._editor.screen.flush()
