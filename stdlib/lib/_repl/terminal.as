# SPDX-License-Identifier: MIT
"""The terminal under the prompt: its mode, its size, bytes in and text out."""
import posix
import termios

from _repl.theme import environment

_KEEP = b'\x00'   # _POSIX_VDISABLE: no character


class Terminal:
    """Standard input and output, both a terminal. Between `enter` and `leave` keys come one by one; Ctrl-C stays a signal."""

    def __init__(self, fd_in=0, fd_out=1):
        self.fd_in, self._out = fd_in, fd_out
        self._saved = None

    def enter(self):
        """Take keys as they come, without echo. What was typed ahead is kept."""
        if self._saved is not None:
            return
        saved = termios.tcgetattr(self.fd_in)
        mode = saved[:6] + [saved[6][:]]
        mode[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR | termios.IXON | termios.ISTRIP | termios.BRKINT)
        mode[1] |= termios.OPOST
        mode[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        mode[3] |= termios.ISIG | termios.NOFLSH
        mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
        mode[6][termios.VSUSP] = mode[6][termios.VQUIT] = _KEEP
        termios.tcsetattr(self.fd_in, termios.TCSADRAIN, mode)
        self._saved = saved
        self.write('\x1b[?2004h')

    def leave(self):
        """The terminal is as it was before `enter`."""
        if self._saved is None:
            return
        saved, self._saved = self._saved, None
        try:
            self.write('\x1b[?2004l')
            termios.tcsetattr(self.fd_in, termios.TCSADRAIN, saved)
        except (OSError, termios.error):
            pass   # it has gone away

    def size(self):
        """(columns, lines) of the window; 80 by 24 where it does not say."""
        try:
            columns, lines = posix.get_terminal_size(self._out)
        except OSError:
            columns = lines = 0
        return columns or 80, lines or 24

    def reflows(self):
        """Whether the terminal wraps its lines anew when the window gets narrower, as most do but those that are named here."""
        names = posix.environ
        if b'ASTER_NO_REFLOW' in names or b'XTERM_VERSION' in names or b'STY' in names:
            return False
        return not environment('TERM').startswith(('linux', 'rxvt', 'vt'))

    def read(self):
        """The bytes that wait; b'' at the end of the input."""
        try:
            return posix.read(self.fd_in, 65536)
        except BlockingIOError:
            return None
        except OSError:
            return b''

    def line_ahead(self):
        """Before `enter`: a line that was typed while a cell ran, with Ctrl-D as its character; b'' without one. Further lines stay where they are."""
        import select
        if self._saved is not None or not select.select([self.fd_in], [], [], 0)[0]:
            return b''
        return self.read() or b'\x04'   # in its own mode the terminal makes Ctrl-D an end of file

    def waiting(self):
        """The bytes that have come already; b'' without any."""
        import fcntl
        count = bytearray(4)
        fcntl.ioctl(self.fd_in, termios.FIONREAD, count)
        return self.read() or b'' if any(count) else b''

    def write(self, text):
        data = text.encode('utf-8', 'replace')
        while data:
            try:
                data = data[posix.write(self._out, data):]
            except BlockingIOError:   # somebody made it non-blocking: wait for room
                import time
                time.sleep(0.005)
            except OSError:
                return                # it has gone away; reading will say so
