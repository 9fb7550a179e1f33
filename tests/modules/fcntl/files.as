# fcntl: flags of descriptors, duplicates, ioctl over each kind of argument, locks
import fcntl
import os
import struct
import tempfile
import termios

r, w = os.pipe()
flags = fcntl.fcntl(r, fcntl.F_GETFL)
print(bool(flags & os.O_NONBLOCK), fcntl.fcntl(r, fcntl.F_SETFL, flags | os.O_NONBLOCK))
print(bool(fcntl.fcntl(r, fcntl.F_GETFL) & os.O_NONBLOCK), os.get_blocking(r))
print(fcntl.fcntl(r, fcntl.F_GETFD) & fcntl.FD_CLOEXEC, fcntl.fcntl(r, fcntl.F_SETFD, 0), os.get_inheritable(r))
copy = fcntl.fcntl(w, fcntl.F_DUPFD, 50)
print(copy >= 50, os.write(copy, b"hello"))

buffer = bytearray(4)
print(fcntl.ioctl(r, termios.FIONREAD, buffer), struct.unpack("i", buffer))
print(fcntl.ioctl(r, termios.FIONREAD, buffer, False) == struct.pack("i", 5))
print(fcntl.ioctl(r, termios.FIONREAD, b"\0\0\0\0") == struct.pack("i", 5))
print(fcntl.ioctl(r, termios.FIONREAD, "\0\0\0\0") == struct.pack("i", 5))
print(fcntl.ioctl(r, termios.FIOCLEX))

with tempfile.TemporaryFile() as file, tempfile.TemporaryFile() as other:
    print(fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB), fcntl.flock(file.fileno(), fcntl.LOCK_UN))
    print(fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 10, 5), fcntl.lockf(file, fcntl.LOCK_UN))
    lock = struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0)
    print(type(fcntl.fcntl(file, fcntl.F_SETLK, lock)).__name__)


def attempt(call):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)


attempt(lambda: fcntl.fcntl(999, fcntl.F_GETFL))
attempt(lambda: fcntl.fcntl(r, fcntl.F_SETFL, 1.5))
attempt(lambda: fcntl.fcntl(r, fcntl.F_GETLK, b"x" * 1025))
attempt(lambda: fcntl.ioctl(r, termios.TIOCGWINSZ, bytearray(8)))
attempt(lambda: fcntl.ioctl(r, termios.FIONREAD, "x" * 1025))
attempt(lambda: fcntl.flock(999, fcntl.LOCK_EX))
attempt(lambda: fcntl.lockf(r, 0))
attempt(lambda: fcntl.fcntl("x", 1))
