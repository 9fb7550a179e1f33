# SPDX-License-Identifier: MIT
"""Other programs: running them, talking to them through pipes, waiting for them."""
import _signal
import errno
import io
import os
import sys
import time
import warnings

__all__ = ["Popen", "PIPE", "STDOUT", "call", "check_call", "getstatusoutput", "getoutput", "check_output", "run",
           "CalledProcessError", "DEVNULL", "SubprocessError", "TimeoutExpired", "CompletedProcess"]

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    """Raised when run() is called with check=True and the process returns a non-zero exit status."""

    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode, self.cmd, self.output, self.stderr = returncode, cmd, output, stderr

    def __str__(self):
        if self.returncode and self.returncode < 0:
            try:
                import signal
                return "Command '%s' died with %r." % (self.cmd, signal.Signals(-self.returncode))
            except ValueError:
                return "Command '%s' died with unknown signal %d." % (self.cmd, -self.returncode)
        return "Command '%s' returned non-zero exit status %d." % (self.cmd, self.returncode)

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class TimeoutExpired(SubprocessError):
    """Raised when the timeout expires while waiting for a child process."""

    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd, self.timeout, self.output, self.stderr = cmd, timeout, output, stderr

    def __str__(self):
        return "Command '%s' timed out after %s seconds" % (self.cmd, self.timeout)

    @property
    def stdout(self):
        return self.output

    @stdout.setter
    def stdout(self, value):
        self.output = value


class CompletedProcess(object):
    """A process that has finished running."""

    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args, self.returncode, self.stdout, self.stderr = args, returncode, stdout, stderr

    def __repr__(self):
        args = ["args={!r}".format(self.args), "returncode={!r}".format(self.returncode)]
        if self.stdout is not None:
            args.append("stdout={!r}".format(self.stdout))
        if self.stderr is not None:
            args.append("stderr={!r}".format(self.stderr))
        return "{}({})".format(type(self).__name__, ", ".join(args))

    def check_returncode(self):
        """Raise CalledProcessError if the exit code is non-zero."""
        if self.returncode:
            raise CalledProcessError(self.returncode, self.args, self.stdout, self.stderr)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


def list2cmdline(seq):
    """A list of arguments as one command line, quoted as Windows programs take it."""
    words = []
    for arg in map(os.fsdecode, seq):
        quoted = not arg or " " in arg or "\t" in arg
        out, slashes = "", 0
        for c in arg:
            if c == "\\":
                slashes += 1
                continue
            out += "\\" * (slashes * 2 + 1 if c == '"' else slashes) + c
            slashes = 0
        words.append('"' + out + "\\" * slashes * 2 + '"' if quoted else out + "\\" * slashes)
    return " ".join(words)


def _identity(kind, value, module):
    if isinstance(value, str):
        raise ValueError(f"The {kind} parameter cannot be a string on platforms without the {module} module")
    if value is not None and value < 0:
        raise ValueError(f"{kind.title()} ID cannot be negative, got {value}")
    return value


class _Birth:
    """What a new process does to itself between fork and exec."""

    def __init__(self, preexec_fn, new_session, process_group, umask, restore_signals, kept, user, group):
        self.preexec_fn, self.new_session, self.process_group, self.umask = preexec_fn, new_session, process_group, umask
        self.restore_signals, self.kept, self.user, self.group = restore_signals, kept, user, group

    def settle(self):
        if self.restore_signals:  # those that the interpreter ignores
            _signal.signal(_signal.SIGPIPE, _signal.SIG_DFL)
            _signal.signal(_signal.SIGXFSZ, _signal.SIG_DFL)
        if self.new_session:
            os.setsid()
        if self.process_group is not None and self.process_group >= 0:
            os.setpgid(0, self.process_group)
        if self.group is not None:
            os.setgid(self.group)
        if self.user is not None:
            os.setuid(self.user)
        if self.umask >= 0:
            os.umask(self.umask)
        if self.preexec_fn:
            self.preexec_fn()
        if self.kept is not None:
            self._keep_descriptors()

    def _keep_descriptors(self):
        for name in os.listdir("/dev/fd"):
            if (fd := int(name)) > 2:
                try:
                    os.set_inheritable(fd, fd in self.kept)
                except OSError:
                    pass    # that of the listing itself


class Popen:
    """Execute a child program in a new process."""
    _child_created = False

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None, close_fds=True,
                 shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None, creationflags=0, restore_signals=True,
                 start_new_session=False, pass_fds=(), *, user=None, group=None, extra_groups=None, encoding=None, errors=None,
                 text=None, umask=-1, pipesize=-1, process_group=None):
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError("bufsize must be an integer")
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise SubprocessError("Cannot disambiguate when both text and universal_newlines are supplied but different. "
                                  "Pass one or the other.")
        self.args, self.encoding, self.errors = args, encoding, errors
        self.stdin = self.stdout = self.stderr = self.pid = self.returncode = None
        self.text_mode = encoding or errors or text or universal_newlines
        self._communication_started = False
        self._input = None
        if pass_fds and not close_fds:
            warnings.warn("pass_fds overriding close_fds.", RuntimeWarning, stacklevel=2)
        birth = _Birth(preexec_fn, start_new_session, process_group, umask, restore_signals, set(pass_fds) if close_fds or pass_fds else None,
                       _identity("user", user, "pwd"), _identity("group", group, "grp"))
        if extra_groups is not None:
            raise ValueError("The 'extra_groups' parameter is not supported on the current platform")
        ends = self._open_ends(stdin, stdout, stderr)
        try:
            words, program = self._command(args, shell, executable)
            self._start(words, program, ends, cwd, env, birth)
        except BaseException:
            for fd in ends["mine"]:
                if fd is not None:
                    os.close(fd)
            raise
        finally:
            for fd in ends["opened"]:
                os.close(fd)
        self._wrap_ends(ends["mine"], bufsize)

    # ---- pipes

    def _open_ends(self, stdin, stdout, stderr):
        # "child": what becomes 0, 1, 2; "mine": the other ends of pipes; "opened": to be closed here afterwards.
        child, mine, opened = [], [], []
        for number, given in enumerate((stdin, stdout, stderr)):
            own = theirs = None
            if given == PIPE:
                reader, writer = os.pipe()
                theirs, own = (reader, writer) if number == 0 else (writer, reader)
                opened.append(theirs)
            elif given == DEVNULL:
                theirs = os.open(os.devnull, os.O_RDWR)
                opened.append(theirs)
            elif given == STDOUT and number == 2:
                theirs = child[1] if child[1] is not None else 1
            elif isinstance(given, int):
                theirs = given
            elif given is not None:
                theirs = given.fileno()
            child.append(theirs)
            mine.append(own)
        return {"child": child, "mine": mine, "opened": opened}

    def _wrap_ends(self, mine, bufsize):
        line_buffered = bufsize == 1 and self.text_mode
        if bufsize == 1:
            bufsize = -1
        for name, fd, mode in zip(("stdin", "stdout", "stderr"), mine, ("wb", "rb", "rb")):
            if fd is None:
                continue
            stream = io.open(fd, mode, bufsize)
            if self.text_mode:
                extra = {"write_through": True, "line_buffering": bool(line_buffered)} if name == "stdin" else {}
                stream = io.TextIOWrapper(stream, encoding=self.encoding, errors=self.errors, **extra)
            setattr(self, name, stream)

    # ---- starting

    def _command(self, args, shell, executable):
        if isinstance(args, (str, bytes)) or hasattr(args, "__fspath__"):
            args = [args]
        else:
            args = list(args)
        if shell:
            args = ["/bin/sh", "-c"] + args
            if executable:
                args[0] = executable
        return [os.fsencode(arg) for arg in args], os.fsencode(executable or args[0])

    def _start(self, words, program, ends, cwd, env, birth):
        sys.audit("subprocess.Popen", program, words, cwd, env)
        if b"/" in program:
            programs = [program]
        else:
            programs = [os.path.join(os.fsencode(folder), program) for folder in os.get_exec_path(env)]
        environment = None if env is None else {os.fsencode(k): os.fsencode(v) for k, v in env.items()}
        if sys.stdout is not None:
            sys.stdout.flush()
        problem_reader, problem_writer = os.pipe()     # closed by exec: what is read from it is an error
        os.set_inheritable(problem_writer, False)
        try:
            pid = os.fork()
            if pid == 0:
                stage = "exec"
                try:
                    if cwd is not None:
                        stage = "cwd"
                        os.chdir(cwd)
                        stage = "exec"
                    self._child(programs, words, ends["child"], environment, birth)
                except OSError as e:
                    os.write(problem_writer, f"OSError:{e.errno}:{stage}".encode())
                except BaseException as e:
                    os.write(problem_writer, f"SubprocessError:0:{e}".encode())
                finally:
                    os._exit(255)
            os.close(problem_writer)
            problem_writer = None
            self.pid = pid
            self._child_created = True
            report = os.read(problem_reader, 50000)
        finally:
            os.close(problem_reader)
            if problem_writer is not None:
                os.close(problem_writer)
        if report:
            self._failed(report, program, cwd)

    def _failed(self, report, program, cwd):
        os.waitpid(self.pid, 0)
        self._child_created = False
        self.returncode = 255
        kind, number, stage = report.split(b":", 2)
        if kind == b"OSError":
            number = int(number)
            raise OSError(number, os.strerror(number), os.fsdecode(cwd if stage == b"cwd" else program))
        raise SubprocessError("Exception occurred in preexec_fn.")

    def _child(self, programs, words, wanted, environment, birth):
        # In the new process. Descriptors that would be overwritten are moved out of the way first.
        moved = []
        for number, fd in enumerate(wanted):
            while fd is not None and fd <= 2 and fd != number:
                fd = os.dup(fd)
                os.set_inheritable(fd, False)
            moved.append(fd)
        for number, fd in enumerate(moved):
            if fd is None:
                continue
            if fd == number:
                os.set_inheritable(fd, True)
            else:
                os.dup2(fd, number)
        birth.settle()
        problem = None
        for program in programs:
            try:
                if environment is None:
                    os.execv(program, words)
                else:
                    os.execve(program, words, environment)
            except OSError as e:
                if problem is None or e.errno not in (errno.ENOENT, errno.ENOTDIR):
                    problem = e
        raise problem

    # ---- waiting

    def _poll_pid(self, block):
        if self.returncode is None:
            try:
                pid, status = os.waitpid(self.pid, 0 if block else os.WNOHANG)
            except ChildProcessError:
                pid, status = self.pid, 0
            if pid == self.pid:
                self.returncode = os.waitstatus_to_exitcode(status)
        return self.returncode

    def poll(self):
        """Check if child process has terminated. Set and return returncode attribute."""
        return self._poll_pid(False)

    def wait(self, timeout=None):
        """Wait for child process to terminate; returns self.returncode."""
        if timeout is None:
            return self._poll_pid(True)
        end, pause = time.monotonic() + timeout, 0.0005
        while self._poll_pid(False) is None:
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutExpired(self.args, timeout)
            pause = min(pause * 2, left, 0.05)
            time.sleep(pause)
        return self.returncode

    def communicate(self, input=None, timeout=None):
        """Interact with process: send data to stdin and close it, read data from stdout and stderr, wait."""
        if self._communication_started and input:
            raise ValueError("Cannot send input after starting communication")
        streams = [s for s in (self.stdin, self.stdout, self.stderr) if s is not None]
        if timeout is None and len(streams) <= 1:
            return self._communicate_one(input)
        return self._communicate_all(input, timeout)

    def _communicate_one(self, input):
        out = err = None
        if self.stdin:
            self._write_input(input)
        elif self.stdout:
            out = self.stdout.read()
            self.stdout.close()
        elif self.stderr:
            err = self.stderr.read()
            self.stderr.close()
        self.wait()
        return out, err

    def _write_input(self, input):
        try:
            if input:
                self.stdin.write(input)
            self.stdin.close()
        except BrokenPipeError:
            pass

    def _communicate_all(self, input, timeout):
        # Without blocking on any one of the pipes.
        end = None if timeout is None else time.monotonic() + timeout
        if not self._communication_started:
            self._communication_started = True
            self._input = input or b""
            if isinstance(self._input, str):
                self._input = self._input.encode(self.encoding or "utf-8", self.errors or "strict")
            self._collected = {}
            self._open_fds = {}
            for name in "stdout", "stderr":
                stream = getattr(self, name)
                if stream is not None:
                    self._collected[name] = bytearray()
                    self._open_fds[stream.fileno()] = name
                    os.set_blocking(stream.fileno(), False)
            if self.stdin:
                if self._input:
                    os.set_blocking(self.stdin.fileno(), False)
                else:
                    self._write_input(None)
        pause = 0.0002
        while self._open_fds or self._input:
            if self._transfer():
                pause = 0.0002
                continue
            if end is not None and time.monotonic() >= end:
                got = [bytes(self._collected[n]) if n in self._collected else None for n in ("stdout", "stderr")]
                raise TimeoutExpired(self.args, timeout, output=got[0] or None, stderr=got[1] or None)
            time.sleep(pause)
            pause = min(pause * 2, 0.01)
        self.wait(timeout=None if end is None else max(end - time.monotonic(), 0))
        return self._result("stdout"), self._result("stderr")

    def _transfer(self):
        moved = False
        if self._input and self.stdin and not self.stdin.closed:
            try:
                count = os.write(self.stdin.fileno(), bytes(self._input[:65536]))
                self._input = self._input[count:]
                moved = True
            except BlockingIOError:
                pass
            except BrokenPipeError:
                self._input = b""
            if not self._input:
                self._write_input(None)
        for fd, name in list(self._open_fds.items()):
            try:
                data = os.read(fd, 65536)
            except BlockingIOError:
                continue
            moved = True
            if data:
                self._collected[name] += data
            else:
                del self._open_fds[fd]
                getattr(self, name).close()
        return moved

    def _result(self, name):
        if name not in self._collected:
            return None
        data = bytes(self._collected[name])
        if not self.text_mode:
            return data
        text = data.decode(self.encoding or "utf-8", self.errors or "strict")
        return text.replace("\r\n", "\n").replace("\r", "\n")

    # ---- signals, end

    def send_signal(self, sig):
        """Send a signal to the process."""
        self.poll()
        if self.returncode is None:
            try:
                os.kill(self.pid, sig)
            except ProcessLookupError:
                pass

    def terminate(self):
        """Terminate the process with SIGTERM."""
        self.send_signal(15)

    def kill(self):
        """Kill the process with SIGKILL."""
        self.send_signal(9)

    def __enter__(self):
        return self

    def __exit__(self, exc_type, value, traceback):
        for stream in self.stdout, self.stderr:
            if stream:
                stream.close()
        try:
            if self.stdin:
                self.stdin.close()
        finally:
            if exc_type is not KeyboardInterrupt:
                self.wait()

    def __del__(self):
        if self._child_created and self.returncode is None:
            import warnings
            warnings.warn("subprocess %s is still running" % self.pid, ResourceWarning, source=self)
            self._poll_pid(False)

    def __repr__(self):
        text = f"<{self.__class__.__name__}: returncode: {self.returncode} args: {self.args!r}>"
        return text[:76] + "...>" if len(text) > 80 else text

    @property
    def universal_newlines(self):
        return self.text_mode

    @universal_newlines.setter
    def universal_newlines(self, value):
        self.text_mode = bool(value)

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


def run(*popenargs, input=None, capture_output=False, timeout=None, check=False, **kwargs):
    """Run command with arguments and return a CompletedProcess instance."""
    if input is not None:
        if kwargs.get("stdin") is not None:
            raise ValueError("stdin and input arguments may not both be used.")
        kwargs["stdin"] = PIPE
    if capture_output:
        if kwargs.get("stdout") is not None or kwargs.get("stderr") is not None:
            raise ValueError("stdout and stderr arguments may not be used with capture_output.")
        kwargs["stdout"] = kwargs["stderr"] = PIPE
    with Popen(*popenargs, **kwargs) as process:
        try:
            stdout, stderr = process.communicate(input, timeout=timeout)
        except TimeoutExpired:
            process.kill()
            process.wait()
            raise
        except BaseException:
            process.kill()
            raise
        status = process.poll()
    if check and status:
        raise CalledProcessError(status, process.args, output=stdout, stderr=stderr)
    return CompletedProcess(process.args, status, stdout, stderr)


def call(*popenargs, timeout=None, **kwargs):
    """Run command with arguments, wait for it, return its returncode."""
    with Popen(*popenargs, **kwargs) as p:
        try:
            return p.wait(timeout=timeout)
        except BaseException:
            p.kill()
            raise


def check_call(*popenargs, **kwargs):
    """As call(); a non-zero status raises CalledProcessError."""
    status = call(*popenargs, **kwargs)
    if status:
        raise CalledProcessError(status, kwargs.get("args") or popenargs[0])
    return 0


def check_output(*popenargs, timeout=None, **kwargs):
    """Run command with arguments and return its output."""
    for name in "stdout", "check":
        if name in kwargs:
            raise ValueError(f"{name} argument not allowed, it will be overridden.")
    if "input" in kwargs and kwargs["input"] is None:
        text = kwargs.get("universal_newlines") or kwargs.get("text") or kwargs.get("encoding") or kwargs.get("errors")
        kwargs["input"] = "" if text else b""
    return run(*popenargs, stdout=PIPE, timeout=timeout, check=True, **kwargs).stdout


def getstatusoutput(cmd, *, encoding=None, errors=None):
    """Return (exitcode, output) of executing cmd in a shell."""
    try:
        output, status = check_output(cmd, shell=True, text=True, stderr=STDOUT, encoding=encoding, errors=errors), 0
    except CalledProcessError as problem:
        output, status = problem.output, problem.returncode
    return status, output.removesuffix("\n")


def getoutput(cmd, *, encoding=None, errors=None):
    """Return output (stdout or stderr) of executing cmd in a shell."""
    return getstatusoutput(cmd, encoding=encoding, errors=errors)[1]
