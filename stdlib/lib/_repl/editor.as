# SPDX-License-Identifier: MIT
"""The line editor: keys change a buffer, and the screen shows it.

Nothing here waits or reads: `key` takes one key and gives None, or what the session has to do: ACCEPT (the text is entered), EOF, SUSPEND.
Below the text there may be a hint (the signature of the call that is being typed) or a menu of completions; above it, what a background task
printed without ending the line.
"""
from _repl import text as source
from _repl.buffer import Buffer
from _repl.keys import Paste
from _repl.screen import Plain
from _repl.text import char_width, shown, text_width

ACCEPT, EOF, SUSPEND = 'accept', 'eof', 'suspend'
_MENU_ROWS = 8


class Editor:
    def __init__(self, screen, history, *, more, complete, hint, builtins):
        self.screen = screen
        self.history = history
        self.buffer = Buffer()
        self.above = ''            # an unfinished line of output, shown over the prompt
        self.active = False        # the prompt is on the screen
        self.ahead = ''            # the key that follows at once, for telling typed lines from pasted ones
        self._more = more          # more(text): it wants further lines
        self._complete = complete  # complete(text, pos): (start, candidates)
        self._hint = hint          # hint(text, pos): a line to show below, or ''
        self._builtins = builtins  # names that are coloured as such
        self._prompts = ('>>> ', '... ')
        self._known = ('', [])     # a text and its styled pieces
        self._last = None          # the command before, for those that go on with it
        self._reset_modes()

    def _reset_modes(self):
        self._at = len(self.history.entries)   # which entry of the history is shown; its end: none
        self._draft, self._prefix, self._recalled = '', None, None
        self._search = None                    # (pattern, index, direction, what was there before) during C-r
        self._menu = None                      # (start, candidates, chosen or -1)

    # ---- the prompt comes and goes

    def start(self, prompts, text=''):
        """Show the prompt, with a text in it to begin with."""
        self._prompts = prompts
        self.buffer.reset(text)
        self._last = None
        self._reset_modes()
        self.active = True
        self.draw()

    def finish(self):
        """The text stays on the terminal as it was entered, and the cursor goes below it. Gives the text."""
        self._menu = self._search = None
        self._paint('', whole=True)
        self.screen.leave()
        self.active = False
        self.above = ''
        return self.buffer.text

    def clear_line(self):
        """Ctrl-C: what was typed stays to be seen, and a new prompt begins."""
        self.finish()
        self.screen.text('KeyboardInterrupt\r\n')
        self.start(self._prompts)

    def print_above(self, text):
        """Output that belongs over the prompt: whole lines scroll away, an unfinished one waits for its end."""
        text = self.above + text
        lines, _, self.above = text.rpartition('\n')
        self.screen.erase()
        if len(lines) < len(text) - len(self.above):
            self.screen.text(lines.replace('\n', '\r\n') + '\r\n')
        self.draw()

    # ---- showing

    def draw(self):
        self._paint(self._below())

    def _paint(self, below, whole=False):
        lines, cursor = self._lines(cursor=not whole)
        if whole:
            cursor = (len(lines) - 1, 0)   # it moves on to the next line: no row for it behind a full one
        lines.extend(below)
        self.screen.draw(lines, cursor, whole)

    def _lines(self, cursor):
        """The lines of cells that show the text, and the cursor's (line, cell)."""
        text, pos = self.buffer.text, self.buffer.pos
        marks = self._marks(text, pos if cursor else -1)
        lines = [[(shown(c), None) for c in part] for part in self.above.split('\n')] if self.above else []
        place, start = None, 0
        for number, part in enumerate(text.split('\n')):
            prompt = self._search_prompt() if self._search and not number else self._prompts[number > 0]
            line, index = self._line(prompt, part, marks[start:start + len(part)], pos - start)
            if start <= pos <= start + len(part):
                place = (len(lines), index)
            lines.append(line)
            start += len(part) + 1
        return lines, place

    def _line(self, prompt, part, styles, column):
        """(cells, index of the cell at `column`) of one line of the text behind its prompt."""
        if part.isascii() and part.isprintable() and prompt.isascii():
            line = Plain([(c, 'prompt') for c in prompt])
            line += zip(part, styles)
            return line, len(prompt) + column
        line, place = [(c, 'prompt') for c in prompt], None
        for index, char in enumerate(part):
            if index == column:
                place = len(line)
            if line and char > '\x9f' and char_width(char) == 0 and len(line[-1][0]) < 8:
                line[-1] = (line[-1][0] + char, line[-1][1])   # joins the character before it
            else:
                line += [(c, styles[index]) for c in shown(char)]
        return line, len(line) if place is None else place

    def _marks(self, text, pos):
        """The style of each character, a list."""
        marks = [None] * len(text)
        for start, end, style in self._styles(text):
            marks[start:end] = [style] * (end - start)
        if self._search and self._search[0]:
            at = text.find(self._search[0])
            if at >= 0:
                marks[at:at + len(self._search[0])] = ['search'] * len(self._search[0])
        elif pos >= 0:
            for index in source.matching(text, pos):
                marks[index] = 'match'
        return marks

    def _styles(self, text):
        """Styled pieces of the text; the last text's are kept, for moving about in it."""
        if self._known[0] != text:
            self._known = (text, [] if text.startswith(':') else list(source.styles(text, self._builtins)))
        return self._known[1]

    def _below(self):
        """Lines under the text: the menu of completions, or the hint."""
        if self._menu:
            return self._menu_lines()
        if self._search:
            return []
        hint = self._hint(self.buffer.text, self.buffer.pos)
        return [self._cut([(c, 'hint') for c in hint])] if hint else []

    def _cut(self, line):
        """A line that takes one row."""
        width = 0
        for index, (char, style) in enumerate(line):
            width += text_width(char)
            if width >= self.screen.columns:
                return line[:max(index - 1, 0)] + [('…', style)]
        return line

    def _menu_lines(self):
        start, candidates, chosen = self._menu
        names = [name.rpartition('.')[2] or name for name in candidates]
        width = min(max(map(text_width, names)) + 2, max(self.screen.columns, 1))
        across = max(1, self.screen.columns // width)
        rows = max(1, min(_MENU_ROWS, self.screen.height - self.buffer.text.count('\n') - 3))
        first = max(0, chosen // across - rows + 1) * across if chosen >= 0 else 0
        lines = []
        for at in range(first, min(len(names), first + rows * across), across):
            line = []
            for index in range(at, min(at + across, len(names))):
                style = 'chosen' if index == chosen else 'hint'
                line += [(c, style) for c in names[index]] + [(' ', None)] * (width - text_width(names[index]))
            lines.append(self._cut(line[:-1] if line and line[-1] == (' ', None) else line))
        left = len(names) - first - rows * across
        if left > 0:
            lines.append(self._cut([(c, 'hint') for c in f'and {left} more']))
        return lines

    # ---- keys

    def key(self, key):
        """Act on one key; the caller draws. None, ACCEPT, EOF or SUSPEND."""
        if self._search:
            done, outcome = self._search_key(key)
            if done:
                return outcome
        if isinstance(key, Paste):
            self._command('paste')
            return self._paste(key)
        if len(key) == 1:
            self._command('type')
            return self.buffer.insert(key, typing=True)
        name = KEYS.get(key)
        if name is None:
            return None
        self._command(name)
        outcome = getattr(self, name)()
        self._last = name
        return outcome

    def _command(self, name):
        if not name.startswith('complete'):
            self._menu = None
        self.buffer.begin_command(name == 'type', name.startswith('cut_'))
        if name not in ('older', 'newer', 'up', 'down'):
            self._prefix = None
        if name in ('type', 'paste'):
            self._last = name

    # movement
    def left(self):
        self.buffer.pos = max(0, self.buffer.pos - 1)
        self._skip_marks(-1)

    def right(self):
        self.buffer.pos = min(len(self.buffer.text), self.buffer.pos + 1)
        self._skip_marks(1)

    def _skip_marks(self, step):
        """The cursor never stands inside a character and the marks that join it."""
        text = self.buffer.text
        while 0 < self.buffer.pos < len(text) and text[self.buffer.pos] > '\x9f' and char_width(text[self.buffer.pos]) == 0:
            self.buffer.pos += step

    def word_left(self):
        self.buffer.pos = self.buffer.word_before()

    def word_right(self):
        self.buffer.pos = self.buffer.word_after()

    def line_start(self):
        self.buffer.pos = self.buffer.line_start()

    def line_end(self):
        self.buffer.pos = self.buffer.line_end()

    def text_start(self):
        self.buffer.pos = 0

    def text_end(self):
        self.buffer.pos = len(self.buffer.text)

    def up(self):
        if self.buffer.on_first_line():
            self.older()
        else:
            self.buffer.move_line(-1)

    def down(self):
        if self.buffer.on_last_line():
            self.newer()
        else:
            self.buffer.move_line(1)

    # changes
    def backspace(self):
        indent = self.buffer.indent()
        size = (len(indent) - 1) % 4 + 1 if indent else 1
        if self.buffer.pos:
            self.buffer.replace(self.buffer.pos - size, self.buffer.pos, '')

    def delete(self):
        if self.buffer.pos < len(self.buffer.text):
            end = self.buffer.pos + 1
            while end < len(self.buffer.text) and self.buffer.text[end] > '\x9f' and char_width(self.buffer.text[end]) == 0:
                end += 1
            self.buffer.replace(self.buffer.pos, end, '')

    def delete_or_leave(self):
        if not self.buffer.text:
            return EOF
        self.delete()

    def cut_line_end(self):
        end = self.buffer.line_end()
        self.buffer.cut(self.buffer.pos, end if end > self.buffer.pos else min(end + 1, len(self.buffer.text)))

    def cut_line_start(self):
        self.buffer.cut(self.buffer.line_start(), self.buffer.pos)

    def cut_word_left(self):
        self.buffer.cut(self.buffer.word_before(), self.buffer.pos)

    def cut_blank_left(self):
        self.buffer.cut(self.buffer.blank_before(), self.buffer.pos)

    def cut_word_right(self):
        self.buffer.cut(self.buffer.pos, self.buffer.word_after())

    def yank(self):
        self.buffer.yank()

    def yank_older(self):
        if self._last in ('yank', 'yank_older'):
            self.buffer.yank_older()

    def transpose(self):
        self.buffer.transpose()

    def upper_word(self):
        self.buffer.change_word(str.upper)

    def lower_word(self):
        self.buffer.change_word(str.lower)

    def capital_word(self):
        self.buffer.change_word(str.title)

    def undo(self):
        self.buffer.undo()

    def newline(self):
        text, pos = self.buffer.text, self.buffer.pos
        at_end = not text[pos:self.buffer.line_end()].strip()
        self.buffer.insert('\n' + (source.next_indent(text[:pos]) if at_end and self.ahead not in (' ', 'tab') else ''))

    def unindent(self):
        start = self.buffer.line_start()
        line = self.buffer.text[start:self.buffer.line_end()]
        size = min(4, len(line) - len(line.lstrip(' ')))
        pos = self.buffer.pos
        self.buffer.replace(start, start + size, '')
        self.buffer.pos = max(start, pos - size)

    def _paste(self, text):
        text = text.replace('\t', '    ') if self.buffer.indent() is not None else text
        if not self.buffer.text:
            text = _plain_source(text)
        self.buffer.insert(text)

    # the window
    def clear(self):
        self.screen.clear()

    def suspend(self):
        return SUSPEND

    def cancel(self):
        """C-g: away with the menu; it is gone already."""

    # entering
    def enter(self):
        buffer = self.buffer
        if buffer.text == self._recalled and buffer.pos == len(buffer.text):
            return ACCEPT
        if not buffer.on_last_line() or self._more(buffer.text):
            return self.newline()
        return ACCEPT

    def accept(self):
        return ACCEPT

    # ---- the history

    def older(self):
        self._go(-1)

    def newer(self):
        self._go(1)

    def _go(self, step):
        if self._prefix is None:   # the first of a run: what was typed before the cursor is what entries have to begin with
            self._prefix = '' if self.buffer.text == self._recalled else self.buffer.text[:self.buffer.pos]
        if self._at == len(self.history.entries):
            self._draft = self.buffer.text
        at = self._next_entry(step)
        if at is None:
            return
        self._at = at
        here = self.history.entries[at] if at < len(self.history.entries) else self._draft
        self._recalled = here if at < len(self.history.entries) else None
        self.buffer.load(here)

    def _next_entry(self, step):
        """The index of the next entry with the prefix that differs from what is shown; the end when going down; None: there is none."""
        at = self._at + step
        while True:
            at = self.history.find(self._prefix, at, step, True)
            if at < 0:
                return len(self.history.entries) if step > 0 and self._at < len(self.history.entries) else None
            if self.history.entries[at] != self.buffer.text:
                return at
            at += step

    def oldest(self):
        if self.history.entries:
            if self._at == len(self.history.entries):
                self._draft = self.buffer.text
            self._at, self._recalled = 0, self.history.entries[0]
            self.buffer.load(self._recalled)

    def newest(self):
        self._at, self._recalled = len(self.history.entries), None
        self.buffer.load(self._draft)

    # ---- searching it

    def search(self):
        self._begin_search(-1)

    def search_forward(self):
        self._begin_search(1)

    def _begin_search(self, step):
        self._search = ('', self._at, step, (self.buffer.text, self.buffer.pos, self._at, self._recalled))

    def _search_prompt(self):
        pattern, _, step, _ = self._search
        found = not pattern or pattern in self.buffer.text
        return f"({'' if found else 'failed '}search{' forward' if step > 0 else ''} '{pattern}') "

    def _search_key(self, key):
        """(the key is dealt with, the outcome). Other keys end the search and act."""
        pattern, at, step, before = self._search
        if key in ('C-r', 'C-s'):
            step = -1 if key == 'C-r' else 1
            self._find(pattern, at + step, step, before)
        elif isinstance(key, Paste) or len(key) == 1:
            self._find(pattern + str(key).replace('\n', ' '), min(at, len(self.history.entries) - 1), step, before)
        elif key in ('backspace', 'C-h'):
            self._find(pattern[:-1], len(self.history.entries) - 1 if step < 0 else 0, step, before)
        elif key in ('C-g', 'escape'):
            self._search = None
            text, pos, self._at, self._recalled = before
            self.buffer.load(text, pos)
        elif key == 'enter':
            self._search = None
            return True, ACCEPT
        else:
            self._search = None
            return False, None
        return True, None

    def _find(self, pattern, start, step, before):
        at = self.history.find(pattern, start, step, False) if pattern else -1
        if at < 0:
            self._search = (pattern, self._search[1], step, before)
            return
        self._search = (pattern, at, step, before)
        self._at, self._recalled = at, self.history.entries[at]
        self.buffer.load(self._recalled, self._recalled.find(pattern))

    # ---- completion

    def complete(self):
        if self.buffer.indent() is not None and not self._menu:
            column = self.buffer.pos - self.buffer.line_start()
            return self.buffer.insert(' ' * (4 - column % 4))
        if self._menu and len(self._menu[1]) > 1:
            return self._choose(1)
        start, candidates = self._complete(self.buffer.text, self.buffer.pos)
        if not candidates:
            return None
        common = _common_prefix(candidates)
        if len(candidates) == 1 or len(common) > self.buffer.pos - start:
            self.buffer.replace(start, self.buffer.pos, common)
        self._menu = (start, candidates, -1) if len(candidates) > 1 else None

    def complete_back(self):
        if self._menu:
            self._choose(-1)
        else:
            self.unindent()

    def _choose(self, step):
        start, candidates, chosen = self._menu
        chosen = (chosen + step) % len(candidates) if chosen >= 0 or step > 0 else len(candidates) - 1
        self.buffer.replace(start, self.buffer.pos, candidates[chosen])
        self._menu = (start, candidates, chosen)


def _common_prefix(names):
    first, last = min(names), max(names)
    size = 0
    while size < min(len(first), len(last)) and first[size] == last[size]:
        size += 1
    return first[:size]


def _plain_source(text):
    """Pasted text without the prompts of a session it was copied from, and without the indentation of the page around it."""
    lines = text.split('\n')
    first = next((line for line in lines if line.strip()), '')
    blank = first[:len(first) - len(first.lstrip(' \t'))]
    if blank and all([line.startswith(blank) or not line.strip() for line in lines]):
        lines = [line[len(blank):] for line in lines]
    if first.lstrip(' \t').startswith(('>>> ', '>>>\n')):
        lines = [line[4:] for line in lines if line.startswith(('>>> ', '... ')) or line in ('>>>', '...')]
    return '\n'.join(lines)


KEYS = {
    'left': 'left', 'C-b': 'left', 'right': 'right', 'C-f': 'right', 'M-b': 'word_left', 'C-left': 'word_left', 'M-left': 'word_left',
    'M-f': 'word_right', 'C-right': 'word_right', 'M-right': 'word_right', 'home': 'line_start', 'C-a': 'line_start', 'end': 'line_end',
    'C-e': 'line_end', 'up': 'up', 'C-p': 'up', 'down': 'down', 'C-n': 'down', 'M-p': 'older', 'M-n': 'newer', 'C-up': 'older', 'C-down': 'newer',
    'pageup': 'older', 'pagedown': 'newer', 'M-<': 'oldest', 'M->': 'newest', 'C-home': 'text_start', 'C-end': 'text_end',
    'backspace': 'backspace', 'C-h': 'backspace', 'delete': 'delete', 'C-d': 'delete_or_leave', 'C-k': 'cut_line_end', 'C-u': 'cut_line_start',
    'M-backspace': 'cut_word_left', 'M-C-h': 'cut_word_left', 'C-w': 'cut_blank_left', 'M-d': 'cut_word_right', 'C-y': 'yank', 'M-y': 'yank_older',
    'C-t': 'transpose', 'M-u': 'upper_word', 'M-l': 'lower_word', 'M-c': 'capital_word', 'C-_': 'undo', 'C-\\': 'undo', 'M-enter': 'newline',
    'C-o': 'newline', 'C-l': 'clear', 'C-z': 'suspend', 'C-g': 'cancel', 'escape': 'cancel', 'enter': 'enter', 'C-enter': 'accept',
    'C-r': 'search', 'C-s': 'search_forward', 'tab': 'complete', 'S-tab': 'complete_back',
}
