# SPDX-License-Identifier: MIT
"""The text that is being edited: a string, a place in it, what was cut, and what can be undone.

Every change goes through `replace`, which keeps the state before it; characters typed one after another are undone together.
"""

_UNDO_LIMIT = 500
_CUT_LIMIT = 20


def _is_word(char):
    return char.isalnum() or char == '_'


class Buffer:
    """Text and cursor, with movements and changes; nothing here knows keys or the terminal."""

    def __init__(self):
        self.cuts = []         # what C-k and its kin took, the newest last
        self._cut_at = 0       # which of them M-y shows
        self._yanked = None    # (start, end) of what C-y put in
        self.reset()

    def reset(self, text='', pos=None):
        """Begin with this text; there is nothing to undo."""
        self.text, self.pos = text, len(text) if pos is None else pos
        self._undo, self._typing, self._cutting = [], False, False

    def load(self, text, pos=None):
        """Show another text, in a way that can be undone."""
        self._save()
        self.text, self.pos = text, len(text) if pos is None else pos

    def _save(self):
        self._undo.append((self.text, self.pos))
        if len(self._undo) > _UNDO_LIMIT:
            del self._undo[0]

    def begin_command(self, typing, cutting):
        """Called before each command: a run of typing or of cutting ends with the first command of another kind."""
        self._typing = self._typing and typing
        self._cutting = self._cutting and cutting

    def replace(self, start, end, text, typing=False):
        """Put `text` where start:end was, the cursor behind it."""
        if not (typing and self._typing):
            self._save()
        self._typing = typing
        self.text = self.text[:start] + text + self.text[end:]
        self.pos = start + len(text)

    def insert(self, text, typing=False):
        self.replace(self.pos, self.pos, text, typing)

    def undo(self):
        if self._undo:
            self.text, self.pos = self._undo.pop()
            self._typing = False

    # ---- places

    def line_start(self):
        return self.text.rfind('\n', 0, self.pos) + 1

    def line_end(self):
        end = self.text.find('\n', self.pos)
        return len(self.text) if end < 0 else end

    def on_first_line(self):
        return self.text.find('\n', 0, self.pos) < 0

    def on_last_line(self):
        return self.text.find('\n', self.pos) < 0

    def word_before(self):
        at = self.pos
        while at > 0 and not _is_word(self.text[at - 1]):
            at -= 1
        while at > 0 and _is_word(self.text[at - 1]):
            at -= 1
        return at

    def word_after(self):
        at, size = self.pos, len(self.text)
        while at < size and not _is_word(self.text[at]):
            at += 1
        while at < size and _is_word(self.text[at]):
            at += 1
        return at

    def blank_before(self):
        """Where the run of characters that are not blank begins, left of the cursor."""
        at = self.pos
        while at > 0 and self.text[at - 1].isspace():
            at -= 1
        while at > 0 and not self.text[at - 1].isspace():
            at -= 1
        return at

    def indent(self):
        """The blanks left of the cursor, if nothing else stands on its line before it; else None."""
        before = self.text[self.line_start():self.pos]
        return before if not before.strip(' ') else None

    def move_line(self, step):
        """The cursor goes a line up (-1) or down (1), in the same column where there is one."""
        start = self.line_start()
        column = self.pos - start
        if step < 0:
            target = self.text.rfind('\n', 0, max(start - 1, 0)) + 1
            end = max(start - 1, 0)
        else:
            target = self.line_end() + 1
            end = self.text.find('\n', target)
            end = len(self.text) if end < 0 else end
        self.pos = min(target + column, end)

    # ---- cutting and putting back

    def cut(self, start, end):
        """Take a stretch away, to be put back with `yank`; what is cut without a pause is one piece."""
        if start == end:
            return
        piece = self.text[start:end]
        if self._cutting and self.cuts:
            self.cuts[-1] = piece + self.cuts[-1] if end == self.pos else self.cuts[-1] + piece
        else:
            self.cuts.append(piece)
            del self.cuts[:-_CUT_LIMIT]
        self.replace(start, end, '')
        self._cutting = True

    def yank(self):
        if self.cuts:
            self._cut_at = len(self.cuts) - 1
            self._put(self.pos, self.pos)

    def yank_older(self):
        if self._yanked and self.cuts:
            self._cut_at = (self._cut_at - 1) % len(self.cuts)
            self._put(*self._yanked)

    def _put(self, start, end):
        self.replace(start, end, self.cuts[self._cut_at])
        self._yanked = (start, self.pos)

    def transpose(self):
        if self.pos == 0 or len(self.text) < 2:
            return
        at = self.pos - 1 if self.pos == len(self.text) or self.text[self.pos] == '\n' else self.pos
        if at > 0:
            self.replace(at - 1, at + 1, self.text[at] + self.text[at - 1])

    def change_word(self, change):
        end = self.word_after()
        self.replace(self.pos, end, change(self.text[self.pos:end]))
