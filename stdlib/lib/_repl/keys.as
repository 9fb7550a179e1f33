# SPDX-License-Identifier: MIT
"""What a terminal sends, as keys.

A key is a str: a printable character stands for itself; 'C-a' is Control and a, 'M-a' is Alt (or Escape, then a); 'enter', 'tab', 'backspace',
'up', 'f1' ... have names, with 'C-', 'M-', 'S-' in front where a modifier was held. A bracketed paste comes as Paste, a str of its own type.
Nothing here waits: bytes go in as they come, keys come out when they are whole, so a sequence may arrive in pieces.
"""

_PASTE_BEGIN, _PASTE_END = b'\x1b[200~', b'\x1b[201~'
_FINAL = {'A': 'up', 'B': 'down', 'C': 'right', 'D': 'left', 'F': 'end', 'H': 'home', 'P': 'f1', 'Q': 'f2', 'R': 'f3', 'S': 'f4', 'Z': 'S-tab'}
_TILDE = {1: 'home', 2: 'insert', 3: 'delete', 4: 'end', 5: 'pageup', 6: 'pagedown', 7: 'home', 8: 'end', 11: 'f1', 12: 'f2', 13: 'f3', 14: 'f4',
          15: 'f5', 17: 'f6', 18: 'f7', 19: 'f8', 20: 'f9', 21: 'f10', 23: 'f11', 24: 'f12'}
_CONTROL = {'\r': 'enter', '\n': 'enter', '\t': 'tab', '\x7f': 'backspace', '\x00': 'C-space', '\x1c': 'C-\\', '\x1d': 'C-]', '\x1e': 'C-^',
            '\x1f': 'C-_'}
_SEQUENCE_MAX = 32  # an escape sequence that is longer is noise


class Paste(str):
    """Text that was pasted."""


def _modified(name, code):
    """The name with the modifiers that xterm's parameter (1 + bits) says."""
    bits = code - 1 if 1 < code <= 16 else 0
    return ('C-' if bits & 4 else '') + ('M-' if bits & 2 else '') + ('S-' if bits & 1 else '') + name


def _named(char):
    """The key of one character that is not part of a sequence."""
    if char in _CONTROL:
        return _CONTROL[char]
    return 'C-' + chr(ord(char) + 96) if char < ' ' else char


def _sequence(text):
    """The key of a whole CSI sequence, or None for one that means nothing here."""
    numbers = [int(part) if part.isdigit() and len(part) < 6 else 0 for part in text[2:-1].split(';')]
    modifier = numbers[1] if len(numbers) > 1 else 1
    if text[-1] == '~':
        name = _TILDE.get(numbers[0])
    elif text[-1] == 'u' and numbers[0] in (9, 13, 27, 127):
        name = {9: 'tab', 13: 'enter', 27: 'escape', 127: 'backspace'}[numbers[0]]
    else:
        name = _FINAL.get(text[-1])
    return name and _modified(name, modifier)


class Decoder:
    """Bytes in, keys out."""

    def __init__(self):
        self._bytes = b''      # not decoded yet: a piece of a character, of a sequence or of a paste
        self._pasting = False

    def feed(self, data):
        """The keys that `data` completes."""
        self._bytes += data
        keys = []
        while self._bytes:
            key, used = self._paste() if self._pasting else self._next()
            if used == 0:
                break
            self._bytes = self._bytes[used:]
            if key:
                keys.append(key)
        return keys

    def forget(self):
        """Give up what is not whole. The end of a paste may be lost for good: the terminal throws away what waits when Ctrl-C interrupts a cell."""
        self._bytes = b''
        self._pasting = False

    def _paste(self):
        end = self._bytes.find(_PASTE_END)
        if end < 0:
            return None, 0
        self._pasting = False
        text = self._bytes[:end].decode('utf-8', 'replace').replace('\r\n', '\n').replace('\r', '\n')
        return Paste(text), end + len(_PASTE_END)

    def _next(self):
        """(key, how many bytes it took); 0 bytes: more are needed."""
        if self._bytes[0] != 0x1b:
            char, used = self._char(0)
            return (_named(char) if used else None), used
        if self._bytes[:2] == b'\x1b\x1b' and self._bytes[2:3] in (b'[', b'O'):
            key, used = self._escape(1)   # Alt with a key that has a sequence itself
            return key and 'M-' + key, used and used + 1
        return self._escape(0)

    def _escape(self, at):
        kind = self._bytes[at + 1:at + 2]
        if kind == b'[':
            return self._csi(at)
        if kind == b'O':
            final = self._bytes[at + 2:at + 3]
            return (_FINAL.get(final.decode('latin-1')), 3) if final else (None, 0)
        if not kind:
            return None, 0
        if kind == b'\x1b':
            return 'escape', 2
        char, used = self._char(at + 1)
        return ('M-' + _named(char), used + 1) if used else (None, 0)

    def _csi(self, at):
        for end in range(at + 2, min(len(self._bytes), at + _SEQUENCE_MAX)):
            byte = self._bytes[end]
            if 0x40 <= byte <= 0x7e and not (byte == 0x5b and end == at + 2):
                text = self._bytes[at:end + 1]
                self._pasting = text == _PASTE_BEGIN
                return (None if self._pasting else _sequence(text.decode('latin-1'))), end + 1 - at
            if byte < 0x20:
                return None, end - at  # cut short by something else
        return None, (_SEQUENCE_MAX if len(self._bytes) - at >= _SEQUENCE_MAX else 0)

    def _char(self, at):
        """One character, and its bytes; what is not UTF-8 becomes the replacement character."""
        first = self._bytes[at]
        size = 1 if first < 0xc0 else 2 if first < 0xe0 else 3 if first < 0xf0 else 4 if first < 0xf8 else 1
        piece = self._bytes[at:at + size]
        for i in range(1, len(piece)):
            if piece[i] & 0xc0 != 0x80:
                return '\ufffd', i
        if len(piece) < size:
            return '', 0
        return piece.decode('utf-8', 'replace')[0], size
