# SPDX-License-Identifier: MIT
"""Handlers beyond streams and files: files that rotate, buffers, queues, sockets, syslog."""
import copy
import logging
import os
import pickle
import queue
import re
import socket
import struct
import threading
import time

DEFAULT_TCP_LOGGING_PORT = 9020
DEFAULT_UDP_LOGGING_PORT = 9021
DEFAULT_HTTP_LOGGING_PORT = 9022
DEFAULT_SOAP_LOGGING_PORT = 9023
SYSLOG_UDP_PORT = SYSLOG_TCP_PORT = 514
_DAY = 24 * 60 * 60


class BaseRotatingHandler(logging.FileHandler):
    """The base of handlers that change files. `namer` may make another name of a backup's, `rotator` may do the renaming."""
    namer = rotator = None

    def __init__(self, filename, mode, encoding=None, delay=False, errors=None):
        super().__init__(filename, mode=mode, encoding=encoding, delay=delay, errors=errors)

    def emit(self, record):
        """Write the record, into a new file if it is time for one."""
        try:
            if self.shouldRollover(record):
                self.doRollover()
            super().emit(record)
        except Exception:
            self.handleError(record)

    def rotation_filename(self, default_name):
        """The name of a backup."""
        return self.namer(default_name) if callable(self.namer) else default_name

    def rotate(self, source, dest):
        """Make the current file a backup."""
        if callable(self.rotator):
            self.rotator(source, dest)
        elif os.path.exists(source):
            os.rename(source, dest)

    def _is_special(self):
        return os.path.exists(self.baseFilename) and not os.path.isfile(self.baseFilename)

    def _close_stream(self):
        if self.stream:
            self.stream.close()
            self.stream = None


class RotatingFileHandler(BaseRotatingHandler):
    """Begins a new file where the old one would grow to maxBytes; backupCount old ones stay, as NAME.1 (the newest), NAME.2 and so on."""

    def __init__(self, filename, mode="a", maxBytes=0, backupCount=0, encoding=None, delay=False, errors=None):
        super().__init__(filename, "a" if maxBytes > 0 else mode, encoding=encoding, delay=delay, errors=errors)
        self.maxBytes, self.backupCount = maxBytes, backupCount

    def doRollover(self):
        """Begin a new file now."""
        self._close_stream()
        for number in range(self.backupCount - 1, 0, -1):
            self._move(self.rotation_filename(f"{self.baseFilename}.{number}"), self.rotation_filename(f"{self.baseFilename}.{number + 1}"))
        if self.backupCount > 0:
            newest = self.rotation_filename(self.baseFilename + ".1")
            if os.path.exists(newest):
                os.remove(newest)
            self.rotate(self.baseFilename, newest)
        if not self.delay:
            self.stream = self._open()

    def _move(self, source, dest):
        if os.path.exists(source):
            if os.path.exists(dest):
                os.remove(dest)
            os.rename(source, dest)

    def shouldRollover(self, record):
        """Whether this record would make the file too large."""
        if self.stream is None:
            self.stream = self._open()
        if self.maxBytes <= 0:
            return False
        size = self.stream.tell()
        return bool(size) and size + len(self.format(record) + "\n") >= self.maxBytes and not self._is_special()


_PERIODS = {"S": (1, "%Y-%m-%d_%H-%M-%S", r"\d{4}-\d{2}-\d{2}_\d{2}-\d{2}-\d{2}"), "M": (60, "%Y-%m-%d_%H-%M", r"\d{4}-\d{2}-\d{2}_\d{2}-\d{2}"),
            "H": (3600, "%Y-%m-%d_%H", r"\d{4}-\d{2}-\d{2}_\d{2}"), "D": (_DAY, "%Y-%m-%d", r"\d{4}-\d{2}-\d{2}"),
            "MIDNIGHT": (_DAY, "%Y-%m-%d", r"\d{4}-\d{2}-\d{2}"), "W": (7 * _DAY, "%Y-%m-%d", r"\d{4}-\d{2}-\d{2}")}


class TimedRotatingFileHandler(BaseRotatingHandler):
    """Begins a new file every `interval` seconds, minutes, hours, days (S M H D), at midnight, or on a weekday (W0 is Monday).

    The old file gets the time at which it began to its name; backupCount of them stay, or all.
    """

    def __init__(self, filename, when="h", interval=1, backupCount=0, encoding=None, delay=False, utc=False, atTime=None, errors=None):
        super().__init__(filename, "a", encoding=encoding, delay=delay, errors=errors)
        self.when, self.backupCount, self.utc, self.atTime = when.upper(), backupCount, utc, atTime
        kind = self.when
        if kind.startswith("W"):
            if len(kind) != 2:
                raise ValueError(f"You must specify a day for weekly rollover from 0 to 6 (0 is Monday): {kind}")
            if not "0" <= kind[1] <= "6":
                raise ValueError(f"Invalid day specified for weekly rollover: {kind}")
            self.dayOfWeek, kind = int(kind[1]), "W"
        if kind not in _PERIODS:
            raise ValueError(f"Invalid rollover interval specified: {kind}")
        seconds, self.suffix, pattern = _PERIODS[kind]
        self.extMatch = re.compile(rf"(?<!\d){pattern}(?!\d)", re.ASCII)
        self.interval = seconds * interval
        began = os.stat(self.baseFilename).st_mtime if os.path.exists(self.baseFilename) else time.time()
        self.rolloverAt = self.computeRollover(int(began))

    def computeRollover(self, currentTime):
        """When the file that is begun at this time ends."""
        if self.when != "MIDNIGHT" and not self.when.startswith("W"):
            return currentTime + self.interval
        now = time.gmtime(currentTime) if self.utc else time.localtime(currentTime)
        at = _DAY if self.atTime is None else (self.atTime.hour * 60 + self.atTime.minute) * 60 + self.atTime.second
        left, day = at - ((now.tm_hour * 60 + now.tm_min) * 60 + now.tm_sec), now.tm_wday
        if left <= 0:
            left, day = left + _DAY, (day + 1) % 7
        result = currentTime + left
        if self.when.startswith("W"):
            result += (self.dayOfWeek - day) % 7 * _DAY + self.interval - 7 * _DAY
        else:
            result += self.interval - _DAY
        return result if self.utc else result + self._clock_change(now.tm_isdst, result)

    def _clock_change(self, summer_now, result):
        """What to add where summer time begins or ends before then."""
        summer_then = time.localtime(result).tm_isdst
        if summer_now == summer_then:
            return 0
        if summer_now:
            return 3600
        return -3600 if time.localtime(result - 3600).tm_isdst else 0

    def shouldRollover(self, record):
        """Whether the time has come."""
        now = int(time.time())
        if now < self.rolloverAt:
            return False
        if self._is_special():
            self.rolloverAt = self.computeRollover(now)
            return False
        return True

    def getFilesToDelete(self):
        """The backups that are too many, the oldest first."""
        folder, base = os.path.split(self.baseFilename)
        found = sorted(os.path.join(folder, name) for name in os.listdir(folder) if self._is_backup(name, base))
        return found[:len(found) - self.backupCount] if len(found) >= self.backupCount else []

    def _is_backup(self, name, base):
        if self.namer is None:
            return name.startswith(base + ".") and self.extMatch.fullmatch(name[len(base) + 1:]) is not None
        at = 0
        while match := self.extMatch.search(name, at):
            if os.path.basename(self.namer(f"{self.baseFilename}.{match[0]}")) == name:
                return True
            at = match.start() + 1
        return False

    def doRollover(self):
        """Begin a new file now; the old one is named for the start of its period."""
        now, began = int(time.time()), self.rolloverAt - self.interval
        if self.utc:
            start = time.gmtime(began)
        else:
            start, summer = time.localtime(began), time.localtime(now).tm_isdst
            if summer != start.tm_isdst:
                start = time.localtime(began + (3600 if summer else -3600))
        backup = self.rotation_filename(f"{self.baseFilename}.{time.strftime(self.suffix, start)}")
        if os.path.exists(backup):
            return
        self._close_stream()
        self.rotate(self.baseFilename, backup)
        if self.backupCount > 0:
            for path in self.getFilesToDelete():
                os.remove(path)
        if not self.delay:
            self.stream = self._open()
        self.rolloverAt = self.computeRollover(now)


class WatchedFileHandler(logging.FileHandler):
    """Opens its file again when another program has moved or removed it."""

    def __init__(self, filename, mode="a", encoding=None, delay=False, errors=None):
        super().__init__(filename, mode=mode, encoding=encoding, delay=delay, errors=errors)
        self.dev = self.ino = -1
        self._statstream()

    def _statstream(self):
        if self.stream is not None:
            found = os.fstat(self.stream.fileno())
            self.dev, self.ino = found.st_dev, found.st_ino

    def reopenIfNeeded(self):
        """Open the file again if the name means another one, or none."""
        if self.stream is None:
            return
        try:
            found = os.stat(self.baseFilename)
            same = (found.st_dev, found.st_ino) == (self.dev, self.ino)
        except FileNotFoundError:
            same = False
        if not same:
            self.stream.flush()
            self.stream.close()
            self.stream = None
            self.stream = self._open()
            self._statstream()

    def emit(self, record):
        """Write the record, into the file that has the name now."""
        self.reopenIfNeeded()
        super().emit(record)


class SocketHandler(logging.Handler):
    """Sends records, pickled as dictionaries with their length in front, over TCP; to a Unix socket if port is None.

    A connection that fails is tried again when the next record comes, after a time that grows from retryStart to retryMax seconds.
    """

    def __init__(self, host, port):
        super().__init__()
        self.host, self.port = host, port
        self.address = host if port is None else (host, port)
        self.sock = self.retryTime = None
        self.closeOnError = False
        self.retryStart, self.retryMax, self.retryFactor = 1.0, 30.0, 2.0

    def makeSocket(self, timeout=1):
        """A connected socket."""
        if self.port is not None:
            return socket.create_connection(self.address, timeout=timeout)
        made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        made.settimeout(timeout)
        try:
            made.connect(self.address)
        except OSError:
            made.close()
            raise
        return made

    def createSocket(self):
        """Connect, unless that failed too short a time ago."""
        now = time.time()
        if self.retryTime is not None and now < self.retryTime:
            return
        try:
            self.sock = self.makeSocket()
            self.retryTime = None
        except OSError:
            self.retryPeriod = self.retryStart if self.retryTime is None else min(self.retryPeriod * self.retryFactor, self.retryMax)
            self.retryTime = now + self.retryPeriod

    def send(self, s):
        """Send bytes; they are lost where there is no connection."""
        if self.sock is None:
            self.createSocket()
        if self.sock:
            try:
                self.sock.sendall(s)
            except OSError:
                self.sock.close()
                self.sock = None

    def makePickle(self, record):
        """A record as bytes."""
        if record.exc_info:
            self.format(record)  # for exc_text
        attributes = dict(record.__dict__, msg=record.getMessage(), args=None, exc_info=None)
        attributes.pop("message", None)
        data = pickle.dumps(attributes, 1)
        return struct.pack(">L", len(data)) + data

    def handleError(self, record):
        if self.closeOnError and self.sock:
            self.sock.close()
            self.sock = None
        else:
            super().handleError(record)

    def emit(self, record):
        """Send the record."""
        try:
            self.send(self.makePickle(record))
        except Exception:
            self.handleError(record)

    def close(self):
        """Close the connection."""
        with self.lock:
            connected, self.sock = self.sock, None
            if connected:
                connected.close()
            super().close()


class DatagramHandler(SocketHandler):
    """The same over UDP."""

    def __init__(self, host, port):
        super().__init__(host, port)
        self.closeOnError = False

    def makeSocket(self):
        """A socket for datagrams."""
        return socket.socket(socket.AF_UNIX if self.port is None else socket.AF_INET, socket.SOCK_DGRAM)

    def send(self, s):
        """Send bytes as a datagram."""
        if self.sock is None:
            self.createSocket()
        self.sock.sendto(s, self.address)


class SysLogHandler(logging.Handler):
    """Sends records to a syslog daemon: (host, port) by UDP or TCP (socktype), or the path of its socket."""
    LOG_EMERG, LOG_ALERT, LOG_CRIT, LOG_ERR, LOG_WARNING, LOG_NOTICE, LOG_INFO, LOG_DEBUG = range(8)
    LOG_KERN, LOG_USER, LOG_MAIL, LOG_DAEMON, LOG_AUTH, LOG_SYSLOG, LOG_LPR, LOG_NEWS, LOG_UUCP, LOG_CRON, LOG_AUTHPRIV, LOG_FTP, LOG_NTP, \
        LOG_SECURITY, LOG_CONSOLE, LOG_SOLCRON, LOG_LOCAL0, LOG_LOCAL1, LOG_LOCAL2, LOG_LOCAL3, LOG_LOCAL4, LOG_LOCAL5, LOG_LOCAL6, \
        LOG_LOCAL7 = range(24)
    priority_names = {"alert": 1, "crit": 2, "critical": 2, "debug": 7, "emerg": 0, "err": 3, "error": 3, "info": 6, "notice": 5, "panic": 0,
                      "warn": 4, "warning": 4}
    facility_names = {"auth": 4, "authpriv": 10, "console": 14, "cron": 9, "daemon": 3, "ftp": 11, "kern": 0, "lpr": 6, "mail": 2, "news": 7,
                      "ntp": 12, "security": 13, "solaris-cron": 15, "syslog": 5, "user": 1, "uucp": 8,
                      **{f"local{n}": 16 + n for n in range(8)}}
    priority_map = {"DEBUG": "debug", "INFO": "info", "WARNING": "warning", "ERROR": "error", "CRITICAL": "critical"}
    ident, append_nul = "", True

    def __init__(self, address=("localhost", SYSLOG_UDP_PORT), facility=LOG_USER, socktype=None):
        super().__init__()
        self.address, self.facility, self.socktype, self.socket = address, facility, socktype, None
        self.unixsocket = isinstance(address, str)
        self.createSocket()

    def createSocket(self):
        """Connect to the daemon."""
        if not self.unixsocket:
            self.socktype = self.socktype or socket.SOCK_DGRAM
            self.socket = self._connected(*self.address)
            return
        kinds = [self.socktype] if self.socktype is not None else [socket.SOCK_DGRAM, socket.SOCK_STREAM]
        for kind in kinds:
            made = socket.socket(socket.AF_UNIX, kind)
            try:
                made.connect(self.address)
                self.socket, self.socktype = made, kind
                return
            except OSError:
                made.close()
                if kind == kinds[-1]:
                    if self.socktype is None:
                        return  # the daemon may come later
                    raise

    def _connected(self, host, port):
        problem = OSError("getaddrinfo returns an empty list")
        for family, kind, protocol, _, address in socket.getaddrinfo(host, port, 0, self.socktype):
            made = None
            try:
                made = socket.socket(family, kind, protocol)
                if kind == socket.SOCK_STREAM:
                    made.connect(address)
                return made
            except OSError as e:
                problem = e
                if made is not None:
                    made.close()
        raise problem

    def encodePriority(self, facility, priority):
        """The number that begins a message: both as numbers or names."""
        facility = self.facility_names[facility] if isinstance(facility, str) else facility
        priority = self.priority_names[priority] if isinstance(priority, str) else priority
        return facility << 3 | priority

    def mapPriority(self, levelName):
        """The priority of a level."""
        return self.priority_map.get(levelName, "warning")

    def emit(self, record):
        """Send the record."""
        try:
            text = (self.ident or "") + self.format(record) + ("\0" if self.append_nul else "")
            data = f"<{self.encodePriority(self.facility, self.mapPriority(record.levelname))}>".encode() + text.encode()
            if not self.socket:
                self.createSocket()
            if self.unixsocket:
                self._send_unix(data)
            elif self.socktype == socket.SOCK_DGRAM:
                self.socket.sendto(data, self.address)
            else:
                self.socket.sendall(data)
        except Exception:
            self.handleError(record)

    def _send_unix(self, data):
        try:
            self.socket.send(data)
        except OSError:  # the daemon was started again
            self.socket.close()
            self.createSocket()
            self.socket.send(data)

    def close(self):
        """Close the connection."""
        with self.lock:
            connected, self.socket = self.socket, None
            if connected:
                connected.close()
            super().close()


class BufferingHandler(logging.Handler):
    """Keeps records until there are `capacity` of them; flush(), here, forgets them."""

    def __init__(self, capacity):
        super().__init__()
        self.capacity, self.buffer = capacity, []

    def shouldFlush(self, record):
        """Whether it is time to flush."""
        return len(self.buffer) >= self.capacity

    def emit(self, record):
        """Keep the record."""
        self.buffer.append(record)
        if self.shouldFlush(record):
            self.flush()

    def flush(self):
        with self.lock:
            self.buffer.clear()

    def close(self):
        try:
            self.flush()
        finally:
            super().close()


class MemoryHandler(BufferingHandler):
    """Keeps records, and passes them to the target when there are many or one is of flushLevel or higher."""

    def __init__(self, capacity, flushLevel=logging.ERROR, target=None, flushOnClose=True):
        super().__init__(capacity)
        self.flushLevel, self.target, self.flushOnClose = flushLevel, target, flushOnClose

    def shouldFlush(self, record):
        """Whether it is time to flush."""
        return len(self.buffer) >= self.capacity or record.levelno >= self.flushLevel

    def setTarget(self, target):
        """Where the records go."""
        with self.lock:
            self.target = target

    def flush(self):
        """Pass the records on, if there is a target."""
        with self.lock:
            if self.target:
                for record in self.buffer:
                    self.target.handle(record)
                self.buffer.clear()

    def close(self):
        """Flush, if so wanted, and let the target go."""
        try:
            if self.flushOnClose:
                self.flush()
        finally:
            with self.lock:
                self.target = None
                logging.Handler.close(self)


class QueueHandler(logging.Handler):
    """Puts records, formatted, into a queue."""

    def __init__(self, queue):
        super().__init__()
        self.queue, self.listener = queue, None

    def enqueue(self, record):
        """Put it into the queue."""
        self.queue.put_nowait(record)

    def prepare(self, record):
        """A copy that can be pickled: its message merged with its arguments."""
        text = self.format(record)
        record = copy.copy(record)
        record.message = record.msg = text
        record.args = record.exc_info = record.exc_text = record.stack_info = None
        return record

    def emit(self, record):
        """Put the record into the queue."""
        try:
            self.enqueue(self.prepare(record))
        except Exception:
            self.handleError(record)


class QueueListener:
    """A thread that takes records out of a queue and gives them to handlers."""
    _sentinel = None

    def __init__(self, queue, *handlers, respect_handler_level=False):
        self.queue, self.handlers, self.respect_handler_level = queue, handlers, respect_handler_level
        self._thread = None

    def dequeue(self, block):
        """The next record."""
        return self.queue.get(block)

    def start(self):
        """Begin."""
        self._thread = threading.Thread(target=self._monitor)
        self._thread.daemon = True
        self._thread.start()

    def prepare(self, record):
        """A hook: the record that the handlers get."""
        return record

    def handle(self, record):
        """Give a record to the handlers."""
        record = self.prepare(record)
        for handler in self.handlers:
            if not self.respect_handler_level or record.levelno >= handler.level:
                handler.handle(record)

    def _monitor(self):
        done = getattr(self.queue, "task_done", lambda: None)
        while True:
            try:
                record = self.dequeue(True)
            except queue.Empty:
                break
            if record is self._sentinel:
                done()
                break
            self.handle(record)
            done()

    def enqueue_sentinel(self):
        """Put what ends the thread into the queue."""
        self.queue.put_nowait(self._sentinel)

    def stop(self):
        """End the thread, when it has handled what is in the queue."""
        if self._thread:
            self.enqueue_sentinel()
            self._thread.join()
            self._thread = None
