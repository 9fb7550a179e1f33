# termios and tty over the master side of a pseudo-terminal, which has attributes of its own
import os
import termios
import tty

fd = os.open("/dev/ptmx", os.O_RDWR | os.O_NOCTTY)
mode = termios.tcgetattr(fd)
print(len(mode), [type(part).__name__ for part in mode], len(mode[6]) == termios.NCCS if hasattr(termios, "NCCS") else True)
print(bool(mode[3] & termios.ICANON), bool(mode[3] & termios.ECHO), mode[6][termios.VINTR], mode[6][termios.VMIN])

changed = [part if not isinstance(part, list) else list(part) for part in mode]
changed[3] &= ~(termios.ICANON | termios.ECHO)
changed[6][termios.VMIN], changed[6][termios.VTIME] = 5, 7
changed[6][termios.VINTR] = b"\x05"
print(termios.tcsetattr(fd, termios.TCSANOW, changed))
now = termios.tcgetattr(fd)
print(bool(now[3] & termios.ICANON), now[6][termios.VMIN], now[6][termios.VTIME], now[6][termios.VINTR])
termios.tcsetattr(fd, termios.TCSADRAIN, mode)
print(termios.tcgetattr(fd) == mode)

print(termios.tcgetwinsize(fd), termios.tcsetwinsize(fd, (40, 100)), termios.tcgetwinsize(fd), tuple(os.get_terminal_size(fd)))
print(termios.tcflush(fd, termios.TCIOFLUSH), termios.tcdrain(fd))

before = tty.setraw(fd)
print(before == mode)
raw = termios.tcgetattr(fd)
print(bool(raw[3] & (termios.ICANON | termios.ECHO | termios.ISIG | termios.IEXTEN)), bool(raw[1] & termios.OPOST), bool(raw[0] & termios.ICRNL),
      raw[2] & termios.CSIZE == termios.CS8, raw[6][termios.VMIN], raw[6][termios.VTIME])
termios.tcsetattr(fd, termios.TCSANOW, before)
before = tty.setcbreak(fd, termios.TCSANOW)
broken = termios.tcgetattr(fd)
print(before == mode, bool(broken[3] & (termios.ICANON | termios.ECHO)), bool(broken[3] & termios.ISIG), bool(broken[1] & termios.OPOST))
print(tty.IFLAG, tty.OFLAG, tty.CFLAG, tty.LFLAG, tty.ISPEED, tty.OSPEED, tty.CC)

with open(fd, "rb+", buffering=0) as file:
    print(termios.tcgetattr(file)[6][termios.VMIN])


def attempt(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, type(e).__module__, e.args)


r, w = os.pipe()
attempt(lambda: termios.tcgetattr(r))
attempt(lambda: termios.tcgetattr(-1))
attempt(lambda: termios.tcgetattr("x"))
attempt(lambda: termios.tcsetattr(r, 0, [1]))
attempt(lambda: termios.tcsetattr(r, 0, mode))
attempt(lambda: termios.tcsetwinsize(r, 5))
attempt(lambda: termios.tcsetwinsize(r, (1, 2)))
attempt(lambda: termios.tcflush(r, 0))
print(issubclass(termios.error, Exception), termios.error.__name__)
