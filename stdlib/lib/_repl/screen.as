# SPDX-License-Identifier: MIT
"""The part of the terminal that the prompt occupies, redrawn by difference.

The screen is a list of rows, each a list of cells (text, style); the first row stands where the prompt began. `draw` wraps lines of cells to
the window's width, compares with what is there, and writes only what differs, in one piece. Movements are relative: the screen never needs to
know where on the terminal it lies. What is taller than the window is shown in part, around the cursor.
"""
from _repl.text import text_width
from _repl.theme import SGR, RESET


def _row_width(row):
    return sum([text_width(text) for text, _ in row])


class Plain(list):
    """A line of cells each of which takes one column."""


def _wrap_plain(line, index, columns):
    """(rows, place): a plain line cut to the width; the place of the cell `index`, None without one."""
    rows = [line[at:at + columns] for at in range(0, len(line), columns)] or [[]]
    if index is None:
        return rows, None
    if index == len(line) and index and index % columns == 0:   # behind a full row: the cursor needs a row of its own
        rows.append([])
    return rows, divmod(index, columns)


def wrap(lines, cursor, columns):
    """(rows, (row, column) of the cursor): lines of cells cut to the width; `cursor` is (line, index of the cell) in `lines`."""
    rows, place = [], (0, 0)
    for number, line in enumerate(lines):
        if type(line) is Plain:
            cut, found = _wrap_plain(line, cursor[1] if cursor[0] == number else None, columns)
            if found:
                place = (len(rows) + found[0], found[1])
            rows += cut
            continue
        row, width = [], 0
        for index, cell in enumerate(line):
            size = text_width(cell[0])
            if width + size > columns and row:
                rows.append(row)
                row, width = [], 0
            if cursor == (number, index):
                place = (len(rows), width)
            row.append(cell)
            width += size
        if cursor == (number, len(line)):
            if width >= columns:   # behind a full row: the cursor needs a row of its own
                rows.append(row)
                row, width = [], 0
            place = (len(rows), width)
        rows.append(row)
    return rows, place


class Screen:
    """Rows on a terminal of which only the differences are written."""

    def __init__(self, write, size, colours, reflows):
        self._write = write      # takes the text of one redraw
        self._size = size        # gives (columns, lines)
        self._colours = colours
        self._reflows = reflows  # the terminal wraps lines anew when it gets narrower
        self.columns, self.height = size()
        self._rows = []          # what is on the terminal
        self._y = self._x = 0    # where its cursor is, within the rows
        self._top = 0            # the first row that is shown, of what is taller than the window
        self._out = []

    # ---- drawing

    def draw(self, lines, cursor, whole=False):
        """Show the lines, the cursor at (line, cell). `whole`: all of it, though it be taller than the window."""
        rows, (y, x) = wrap(lines, cursor, self.columns)
        if not whole:
            rows, y = self._visible(rows, y)
        elif self._top:
            self.erase()
        for number, row in enumerate(rows):
            self._draw_row(number, row)
        if len(rows) < len(self._rows):
            self._move(len(rows), 0)
            self._out.append('\x1b[J')
        self._rows = rows
        self._move(y, x)
        self.flush()

    def _visible(self, rows, y):
        if len(rows) <= self.height:
            self._top = 0
            return rows, y
        self._top = min(max(self._top, y - self.height + 1), y, len(rows) - self.height)
        return rows[self._top:self._top + self.height], y - self._top

    def _draw_row(self, number, row):
        old = self._rows[number] if number < len(self._rows) else None
        if old == row:
            return
        same = 0
        if old:
            while same < len(old) and same < len(row) and old[same] == row[same]:
                same += 1
            while same and same < len(row) and text_width(row[same][0]) == 0:
                same -= 1      # a mark that joins the character before it is written with it
        start, width = _row_width(row[:same]), _row_width(row)
        self._move(number, start)
        self._cells(row[same:])
        self._x = width
        if old is None or width < _row_width(old):
            if width < self.columns:
                self._out.append('\x1b[K')

    def _cells(self, cells):
        style = None
        for text, wanted in cells:
            if wanted != style:
                if self._colours:
                    self._out.append((RESET if style else '') + SGR.get(wanted, ''))
                style = wanted
            self._out.append(text)
        if style and self._colours:
            self._out.append(RESET)

    def _move(self, y, x):
        if (y, x) == (self._y, self._x) and x < self.columns:
            return
        if y > max(len(self._rows) - 1, self._y):
            self._down(max(len(self._rows) - 1, self._y))
            self._out.append('\r\n' * (y - self._y))   # makes the rows, and scrolls where the window ends
            self._x = 0
        elif y < self._y:
            self._out.append(f'\x1b[{self._y - y}A')
        else:
            self._down(y)
        self._y = y
        if x != self._x or self._x >= self.columns:
            self._out.append('\r' if x == 0 else f'\r\x1b[{x}C')
        self._x = x

    def _down(self, y):
        if y > self._y:
            self._out.append(f'\x1b[{y - self._y}B')
            self._y = y

    # ---- leaving and coming back

    def erase(self):
        """Take everything off the terminal; the cursor stands where the first row was. Nothing is written before the next flush or draw."""
        if self._y:
            self._out.append(f'\x1b[{self._y}A')
        self._out.append('\r\x1b[J')
        self.forget()

    def forget(self):
        """The screen begins anew, where the cursor is."""
        self._rows = []
        self._y = self._x = self._top = 0

    def leave(self):
        """The rows stay as they are; the cursor goes to the line below them."""
        last = max(len(self._rows) - 1, 0)
        self._move(last, _row_width(self._rows[last]) if self._rows else 0)
        self._out.append('\r\n')
        self.flush()
        self.forget()

    def clear(self):
        """An empty window, the screen on top."""
        self._out.append('\x1b[H\x1b[2J')
        self.forget()

    def text(self, text):
        """Put text out as it is; only where the screen is erased or forgotten."""
        self._out.append(text)

    def flush(self):
        """Write what has gathered."""
        if self._out:
            out, self._out = ''.join(self._out), []
            self._write(out)

    def resize(self):
        """The window has another size: erase what is there, as far as its place can be known. Gives False where nothing changed."""
        columns, height = self._size()
        if (columns, height) == (self.columns, self.height):
            return False
        if columns < self.columns and self._reflows:
            above = sum([max(1, -(-_row_width(row) // columns)) for row in self._rows[:self._y]])
            self._y = above + min(self._x, self.columns - 1) // columns
        self.columns, self.height = columns, height
        self.erase()
        return True
