# SPDX-License-Identifier: MIT
"""InterpreterPoolExecutor: a ThreadPoolExecutor each of whose threads has a VM of its own, so that they run at the same time.

Calls, results and exceptions travel as pickles. What they name in the program's main module is found in a copy: the inner VM runs the
same file once, under the name __mp_main__, as the processes of multiprocessing do."""

__all__ = ('InterpreterPoolExecutor', 'BrokenInterpreterPool', 'ExecutionFailed')

import io
import itertools
import pickle
import sys

from concurrent.futures import thread as _thread

sys.modules.setdefault('__mp_main__', sys.modules.get('__main__'))


class ExecutionFailed(Exception):
    """A call in an interpreter raised: the cause of that exception here, or what stands for it when it cannot be pickled."""

    def __init__(self, summary, details):
        super().__init__(summary, details)
        self.summary = summary
        self.details = details

    def __str__(self):
        return f'{self.summary}\n\nUncaught in the interpreter:\n\n{self.details.strip()}'


class BrokenInterpreterPool(_thread.BrokenThreadPool):
    """Raised when an interpreter could not be made ready."""


# ---- outside

class _Context:
    """An interpreter, and how calls get into it."""

    def __init__(self, initializer, initargs):
        self.initializer = initializer
        self.initargs = initargs

    def enter(self):
        import _interpreters
        self.interpreter = _interpreters.create()
        main = getattr(sys.modules['__main__'], '__file__', None)
        self.run((_prepare, (list(sys.path), list(sys.argv), main), {}))
        if self.initializer is not None:
            self.run((self.initializer, self.initargs, {}))

    def leave(self):
        self.interpreter.close()

    def run(self, task):
        answer = self.interpreter.call(pickle.dumps(task))
        ok, value = pickle.loads(answer)
        if ok:
            return value
        exc, *told = value
        failed = ExecutionFailed(*told)
        try:
            exc = pickle.loads(exc)
        except Exception:
            raise failed from None
        raise exc from failed


class InterpreterPoolExecutor(_thread.ThreadPoolExecutor):
    """Runs calls in at most max_workers interpreters, each in a thread of its own."""

    _counter = itertools.count().__next__
    _default_prefix = 'InterpreterPoolExecutor'
    _broken_error = BrokenInterpreterPool

    def _make_context(self):
        return _Context(self._initializer, self._initargs)


# ---- inside

_main_file = None


def _prepare(path, argv, main_file):
    global _main_file
    sys.path[:] = path
    sys.argv = argv
    _main_file = main_file


def _main_module():
    """The program's main module, run here once."""
    found = sys.modules.get('__mp_main__')
    if found is None and _main_file is not None:
        found = sys.modules['__main__'] = sys.modules['__mp_main__'] = type(sys)('__mp_main__')
        found.__file__ = _main_file
        with io.open_code(_main_file) as f:
            source = f.read()
        try:
            exec(compile(source, _main_file, 'exec'), vars(found))
        except:
            del sys.modules['__main__'], sys.modules['__mp_main__']
            raise
    return found


class _Unpickler(pickle.Unpickler):
    def find_class(self, module, name):
        if module == '__main__':
            _main_module()
        return super().find_class(module, name)


def _serve(request):
    """A pickled call in, a pickled answer out: (True, result) or (False, what is known of the exception)."""
    try:
        fn, args, kwargs = _Unpickler(io.BytesIO(request)).load()
        return pickle.dumps((True, fn(*args, **kwargs)))
    except BaseException as exc:
        return pickle.dumps((False, _failure(exc)))


def _failure(exc):
    import traceback
    try:
        pickled = pickle.dumps(exc)
    except Exception:
        pickled = b''
    summary = traceback.format_exception_only(exc)[-1].strip()
    return pickled, summary, ''.join(traceback.format_exception(exc))
