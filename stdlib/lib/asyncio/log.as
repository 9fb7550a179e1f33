"""The logger 'asyncio'.

Until the program itself imports logging, warnings and errors go to stderr as logging's handler of last resort would write them;
after that they go through logging.
"""

import sys


class _Logger:
    """Writes through logging.getLogger('asyncio') where logging is in use, else to stderr."""

    def _log(self, level, msg, args, exc_info=None):
        logging = sys.modules.get('logging')
        if logging is not None and hasattr(logging, 'getLogger'):
            logging.getLogger('asyncio').log(level, msg, *args, exc_info=exc_info)
            return
        if level < 30 or sys.stderr is None:
            return
        text = msg % args if args else msg
        if exc_info:
            import traceback
            exc = exc_info[1] if isinstance(exc_info, tuple) else exc_info if isinstance(exc_info, BaseException) else sys.exception()
            if exc is not None:
                text += '\n' + ''.join(traceback.format_exception(exc)).rstrip('\n')
        sys.stderr.write(text + '\n')
        sys.stderr.flush()

    def debug(self, msg, *args, exc_info=None):
        self._log(10, msg, args, exc_info)

    def info(self, msg, *args, exc_info=None):
        self._log(20, msg, args, exc_info)

    def warning(self, msg, *args, exc_info=None):
        self._log(30, msg, args, exc_info)

    def error(self, msg, *args, exc_info=None):
        self._log(40, msg, args, exc_info)

    def log(self, level, msg, *args, exc_info=None):
        self._log(level, msg, args, exc_info)

    def isEnabledFor(self, level):
        logging = sys.modules.get('logging')
        return logging.getLogger('asyncio').isEnabledFor(level) if logging is not None else level >= 30


_logger = _Logger()


def __getattr__(name):
    if name == 'logger':
        import logging
        return logging.getLogger('asyncio')
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}')
