# SPDX-License-Identifier: MIT
"""What was typed before: kept in a file, one entry a line, so that sessions side by side each add their own.

An entry's newlines are written as \\n and its backslashes as \\\\ in the file. ASTER_HISTORY names the file; empty, there is none.
"""
import posix

from _repl.theme import environment

LIMIT = 10_000           # entries that are kept
_FILE_LIMIT = 2_000_000  # bytes of the file that are read


def path():
    """The file of the history, or None."""
    if b'ASTER_HISTORY' in posix.environ:
        return environment('ASTER_HISTORY') or None
    home = environment('HOME')
    return home.rstrip('/') + '/.aster_history' if home else None


def _encode(entry):
    return entry.replace('\\', '\\\\').replace('\n', '\\n')


def _decode(line):
    if '\\' not in line:
        return line
    parts = line.split('\\\\')
    return '\\'.join([part.replace('\\n', '\n') for part in parts])


class History:
    """Entries, oldest first."""

    def __init__(self, filename):
        self._filename = filename
        self.entries = []
        self.error = None     # why the file cannot be used, told once
        if filename:
            self._load()

    def _load(self):
        try:
            with open(self._filename, 'rb') as file:
                size = file.seek(0, 2)
                file.seek(max(0, size - _FILE_LIMIT))
                data = file.read()
            lines = data.decode('utf-8', 'replace').split('\n')
            if size > _FILE_LIMIT:
                del lines[0]
            self.entries = [_decode(line) for line in lines if line][-LIMIT:]
            if len(lines) > LIMIT + LIMIT // 2 or size > _FILE_LIMIT:
                self._rewrite()
        except FileNotFoundError:
            pass
        except OSError as problem:
            self._give_up(problem)

    def _give_up(self, problem):
        self.error = f'history is not kept: {problem}'
        self._filename = None

    def _rewrite(self):
        """Make the file short again: a new one takes its place, whole."""
        temporary = f'{self._filename}.{posix.getpid()}'
        fd = posix.open(temporary, posix.O_WRONLY | posix.O_CREAT | posix.O_TRUNC, 0o600)
        with open(fd, 'wb') as file:
            file.write(''.join([_encode(entry) + '\n' for entry in self.entries]).encode('utf-8', 'surrogateescape'))
        posix.replace(temporary, self._filename)

    def add(self, entry):
        """Remember an entry, unless it is empty or the same as the one before."""
        if not entry.strip() or self.entries and self.entries[-1] == entry:
            return
        self.entries.append(entry)
        if len(self.entries) > LIMIT:
            del self.entries[:len(self.entries) - LIMIT]
        if not self._filename:
            return
        try:
            fd = posix.open(self._filename, posix.O_WRONLY | posix.O_CREAT | posix.O_APPEND, 0o600)
            try:
                posix.write(fd, (_encode(entry) + '\n').encode('utf-8', 'replace'))
            finally:
                posix.close(fd)
        except OSError as problem:
            self._give_up(problem)

    def find(self, wanted, start, step, prefix):
        """The index of the next entry from `start` on that begins with the text (or holds it), -1 where there is none."""
        at = start
        while 0 <= at < len(self.entries):
            entry = self.entries[at]
            if entry.startswith(wanted) if prefix else wanted in entry:
                return at
            at += step
        return -1
