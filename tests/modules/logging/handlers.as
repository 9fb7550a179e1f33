# Files that rotate by size and time, buffers, queues, a watched file, syslog's numbers.
import datetime
import io
import logging
import logging.handlers as h
import os
import queue
import tempfile
import time


def record(text, level=logging.INFO):
    return logging.LogRecord("name", level, "path", 1, text, (), None)


def files(folder):
    shown = {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name)) as f:
            shown[name] = f.read()
    return shown


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "log")
    handler = h.RotatingFileHandler(path, maxBytes=20, backupCount=2)
    for n in range(8):
        handler.emit(record(f"message {n}"))
    handler.close()
    print(files(folder))
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "log")
    handler = h.RotatingFileHandler(path, maxBytes=20, backupCount=3)
    handler.namer = lambda name: name + ".old"
    handler.rotator = lambda source, dest: (os.rename(source, dest), print("rotated", os.path.basename(source), os.path.basename(dest)))
    for n in range(5):
        handler.emit(record(f"message {n}"))
    handler.close()
    print(files(folder))
with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "log")
    handler = h.TimedRotatingFileHandler(path, when="S", backupCount=1, utc=True)
    handler.emit(record("first"))
    handler.rolloverAt = 1700000001
    handler.emit(record("second"))
    handler.close()
    print(files(folder), handler.shouldRollover(None) in (True, False))
    noon = 1700049600 - 1700049600 % 86400 + 43200
    for when in "S", "M", "H", "D", "MIDNIGHT", "W0", "W3", "W6":
        for at in None, datetime.time(6, 30), datetime.time(18):
            t = h.TimedRotatingFileHandler(path, when=when, utc=True, atTime=at, delay=True)
            print(when, at, t.computeRollover(noon) - noon, t.suffix, end="; ")
            t.close()
    print()
    for when in "X", "W", "W7":
        try:
            h.TimedRotatingFileHandler(path, when=when, delay=True)
        except ValueError as e:
            print(e)
    watched = h.WatchedFileHandler(path + "2")
    watched.emit(record("one"))
    os.rename(path + "2", path + "3")
    watched.emit(record("two"))
    watched.close()
    print({k: v for k, v in files(folder).items() if k[-1] in "23"})

out = io.StringIO()
target = logging.StreamHandler(out)
memory = h.MemoryHandler(3, target=target)
for n in range(4):
    memory.emit(record(f"m{n}"))
print(repr(out.getvalue()), len(memory.buffer))
memory.emit(record("bad", logging.ERROR))
memory.emit(record("last"))
memory.close()
print(repr(out.getvalue()))

q = queue.Queue()
handler = h.QueueHandler(q)
handler.setFormatter(logging.Formatter("[%(message)s]"))
log = logging.Logger("queued")
log.addHandler(handler)
got = []


class Keep(logging.Handler):
    def emit(self, record):
        got.append((record.getMessage(), record.levelname, record.args))


listener = h.QueueListener(q, Keep(), Keep(logging.ERROR), respect_handler_level=True)
listener.start()
log.info("a %d", 1)
log.error("b %s", "x")
listener.stop()
listener.stop()
print(got)
syslog = h.SysLogHandler
print(syslog.LOG_LOCAL7, syslog.LOG_DEBUG, syslog.encodePriority(syslog, "local0", "err"), syslog.encodePriority(syslog, 1, 6), syslog.mapPriority(syslog, "CRITICAL"), syslog.mapPriority(syslog, "X"))
