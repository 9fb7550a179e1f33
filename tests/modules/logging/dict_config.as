# dictConfig: formatters, filters, handlers, loggers; custom factories; ext:// and cfg://; increments; what is wrong.
import io
import logging
import logging.config
import sys

stream = io.StringIO()


class OnlyShort(logging.Filter):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def filter(self, record):
        return len(record.getMessage()) <= self.size


class Upper(logging.Formatter):
    def format(self, record):
        return super().format(record).upper()


def make_handler(stream, **kw):
    print("made with", sorted(kw))
    return logging.StreamHandler(stream)


old = logging.getLogger("old.child")
kept = logging.getLogger("app.sub")
kept.setLevel(logging.ERROR)
config = {
    "version": 1,
    "formatters": {"plain": {"format": "%(levelname)s:%(name)s:%(message)s"}, "brace": {"format": "{message}!", "style": "{"},
                   "loud": {"()": Upper, "format": "%(message)s"}, "cls": {"class": "__main__.Upper", "format": "c %(message)s"}},
    "filters": {"short": {"()": "__main__.OnlyShort", "size": 10}, "named": {"name": "app"}},
    "handlers": {
        "out": {"class": "logging.StreamHandler", "stream": "ext://__main__.stream", "formatter": "plain", "level": "INFO", "filters": ["short"]},
        "loud": {"class": "logging.StreamHandler", "stream": "cfg://custom.target[0]", "formatter": "loud", "level": logging.ERROR},
        "made": {"()": "__main__.make_handler", "stream": stream, "extra": 5, "formatter": "brace", ".": {"tag": "x"}},
        "memory": {"class": "logging.handlers.MemoryHandler", "capacity": 1, "flushLevel": "DEBUG", "target": "out"},
        "a_queue": {"class": "logging.handlers.QueueHandler", "handlers": ["out"], "respect_handler_level": True},
    },
    "custom": {"target": ["ext://__main__.stream"]},
    "loggers": {"app": {"level": "DEBUG", "handlers": ["out", "loud"], "propagate": False}, "mem": {"handlers": ["memory"], "level": "INFO"}, "q": {"handlers": ["a_queue"]}},
    "root": {"level": "WARNING", "handlers": ["made"]},
}
logging.config.dictConfig(config)
app = logging.getLogger("app")
app.debug("hidden")
app.info("shown")
app.info("far too long to be shown")
app.error("oh no")
kept.info("child")
logging.getLogger("mem").info("buffered")
logging.getLogger("other").warning("to root")
old.error("disabled")
print(stream.getvalue())
print(old.disabled, kept.disabled, logging.getLevelName(kept.level), logging.getHandlerByName("made").tag, sorted(logging.getHandlerNames()), type(logging.getHandlerByName("a_queue").listener).__name__)
logging.config.dictConfig({"version": 1, "incremental": True, "handlers": {"out": {"level": "ERROR"}}, "loggers": {"app": {"level": "ERROR"}}, "root": {"level": "DEBUG"}})
print(logging.getHandlerByName("out").level, app.level, logging.getLogger().level, len(app.handlers))
for wrong in ({}, {"version": 2}, {"version": 1, "handlers": {"h": {"class": "logging.Nothing"}}}, {"version": 1, "handlers": {"h": {"class": "nowhere.H"}}},
              {"version": 1, "handlers": {"h": {"class": "logging.StreamHandler", "formatter": "none"}}}, {"version": 1, "loggers": {"x": {"handlers": ["none"]}}},
              {"version": 1, "loggers": {"x": {"level": "NOPE"}}}, {"version": 1, "root": {"filters": ["none"]}}, {"version": 1, "filters": {"f": {"()": "logging.none"}}},
              {"version": 1, "incremental": True, "handlers": {"zz": {}}}, {"version": 1, "handlers": {"h": {"class": "logging.handlers.MemoryHandler", "capacity": 1, "target": "none"}}}):
    try:
        logging.config.dictConfig(wrong)
        print("accepted")
    except Exception as e:
        print(type(e).__name__, e, "|", type(e.__cause__).__name__, e.__cause__)
logging.config.dictConfig({"version": 1, "disable_existing_loggers": False})
print(old.disabled, logging.getLogger().handlers)
