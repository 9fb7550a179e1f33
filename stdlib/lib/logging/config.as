# SPDX-License-Identifier: MIT
"""Logging set up from a dictionary, or from a file of sections."""
import logging
import logging.handlers
import queue
import re

_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]*", re.IGNORECASE)
_PROTOCOL = re.compile(r"(?P<prefix>[a-z]+)://(?P<suffix>.*)")
_STEP = re.compile(r"\.\s*(?P<name>\w+)\s*|\[(?P<index>[^\[\]]*)\]\s*")


def valid_ident(s):
    """True for an identifier; else a ValueError."""
    if not _IDENTIFIER.fullmatch(s):
        raise ValueError(f"Not a valid Python identifier: {s!r}")
    return True


class BaseConfigurator:
    """Values of a configuration: texts may stand for objects (ext://module.name) or for other parts of it (cfg://handlers.name)."""
    value_converters = {"ext": "ext_convert", "cfg": "cfg_convert"}
    importer = staticmethod(__import__)

    def __init__(self, config):
        self.config = dict(config)

    def resolve(self, s):
        """The object that a dotted name means."""
        used, *rest = s.split(".")
        try:
            found = self.importer(used)
            for name in rest:
                used += "." + name
                try:
                    found = getattr(found, name)
                except AttributeError:
                    self.importer(used)
                    found = getattr(found, name)
            return found
        except ImportError as e:
            raise ValueError(f"Cannot resolve {s!r}: {e}") from e

    def ext_convert(self, value):
        """What ext://value means."""
        return self.resolve(value)

    def cfg_convert(self, value):
        """What cfg://value means."""
        start = re.match(r"\s*(\w+)\s*", value)
        if start is None:
            raise ValueError(f"Unable to convert {value!r}")
        found, rest = self.convert(self.config[start[1]]), value[start.end():]
        while rest:
            step = _STEP.match(rest)
            if step is None:
                raise ValueError(f"Unable to convert {value!r} at {rest!r}")
            rest = rest[step.end():]
            key = step["name"] if step["name"] is not None else step["index"]
            if step["index"] is not None and key.isdecimal():
                try:
                    found = self.convert(found[int(key)])
                    continue
                except (TypeError, KeyError):
                    pass
            found = self.convert(found[key])
        return found

    def convert(self, value):
        """The value with everything in it converted."""
        if isinstance(value, str):
            match = _PROTOCOL.fullmatch(value)
            converter = match and self.value_converters.get(match["prefix"])
            return getattr(self, converter)(match["suffix"]) if converter else value
        if type(value) is dict:
            return {key: self.convert(item) for key, item in value.items()}
        if type(value) in (list, tuple):
            return type(value)(map(self.convert, value))
        return value

    def configure_custom(self, config):
        """What the factory named by "()" makes of the other items; those of "." become its attributes."""
        factory = config.pop("()")
        factory = factory if callable(factory) else self.resolve(factory)
        made = factory(**{name: value for name, value in config.items() if name != "." and valid_ident(name)})
        self._set_properties(made, config)
        return made

    def _set_properties(self, made, config):
        for name, value in (config.pop(".", None) or {}).items():
            setattr(made, name, value)

    def as_tuple(self, value):
        """A list as a tuple."""
        return tuple(value) if isinstance(value, list) else value


class DictConfigurator(BaseConfigurator):
    """Sets up logging as a dictionary says."""

    def configure(self):
        """Do it."""
        if "version" not in self.config:
            raise ValueError("dictionary doesn't specify a version")
        if self.config["version"] != 1:
            raise ValueError(f"Unsupported version: {self.config['version']}")
        incremental = self.config.pop("incremental", False)
        with logging._lock:
            if incremental:
                self._configure_levels()
            else:
                self._configure_all(self.config.pop("disable_existing_loggers", True))

    def _part(self, name):
        """A part of the configuration, as a dictionary that may be changed."""
        found = self.config[name] = dict(self.config.get(name) or {})
        return found

    def _each(self, names, what, function):
        for name in names:
            try:
                function(name)
            except Exception as e:
                raise ValueError(f"Unable to configure {what} {name!r}") from e

    def _configure_levels(self):
        handlers = self._part("handlers")
        for name in handlers:
            if name not in logging._handlers:
                raise ValueError(f"No handler found with name {name!r}")

        def set_level(name):
            level = handlers[name].get("level")
            if level:
                logging._handlers[name].setLevel(logging._checkLevel(self.convert(level)))

        loggers = self._part("loggers")
        self._each(handlers, "handler", set_level)
        self._each(loggers, "logger", lambda name: self.configure_logger(name, self.convert(loggers[name]), True))
        self._root(True)

    def _configure_all(self, disable_existing):
        _clear_handlers()
        formatters, filters, loggers = self._part("formatters"), self._part("filters"), self._part("loggers")

        def formatter(name):
            formatters[name] = self.configure_formatter(self.convert(formatters[name]))

        def filter_(name):
            filters[name] = self.configure_filter(self.convert(filters[name]))

        self._each(list(formatters), "formatter", formatter)
        self._each(list(filters), "filter", filter_)
        self._handlers()
        manager = logging.root.manager
        existing = sorted(manager.loggerDict)
        children = [name for name in existing if any(name.startswith(parent + ".") for parent in loggers)]
        self._each(loggers, "logger", lambda name: self.configure_logger(name, self.convert(loggers[name])))
        for name in existing:
            if name in loggers:
                continue
            logger = manager.loggerDict[name]
            if name in children:
                if not isinstance(logger, logging.PlaceHolder):
                    logger.setLevel(logging.NOTSET)
                    logger.handlers, logger.propagate = [], True
            else:
                logger.disabled = disable_existing
        self._root(False)

    def _handlers(self):
        """Makes the handlers; those that name others wait until the others are made."""
        handlers, waiting = self._part("handlers"), []

        def make(name):
            handlers[name] = handler = self.configure_handler(self.convert(handlers[name]))
            handler.name = name

        for name in sorted(handlers):
            try:
                make(name)
            except Exception as e:
                if " not configured yet" not in str(e.__cause__):
                    raise ValueError(f"Unable to configure handler {name!r}") from e
                waiting.append(name)
        self._each(waiting, "handler", make)

    def _root(self, incremental):
        root = self.config.get("root")
        if root:
            try:
                self.configure_root(self.convert(root), incremental)
            except Exception as e:
                raise ValueError("Unable to configure root logger") from e

    def configure_formatter(self, config):
        """A formatter."""
        if "()" in config:
            factory = config["()"]
            try:
                return self.configure_custom(config)
            except TypeError as e:  # its parameter may be called fmt, as Formatter's is
                if "'format'" not in str(e):
                    raise
            config["fmt"], config["()"] = config.pop("format"), factory
            return self.configure_custom(config)
        cls = self.resolve(config["class"]) if config.get("class") else logging.Formatter
        options = {name: config[name] for name in ("validate", "defaults") if config.get(name) is not None or name in config and name == "validate"}
        return cls(config.get("format"), config.get("datefmt"), config.get("style", "%"), **options)

    def configure_filter(self, config):
        """A filter."""
        return self.configure_custom(config) if "()" in config else logging.Filter(config.get("name", ""))

    def add_filters(self, filterer, filters):
        """Adds filters by name, or as they are."""
        for given in filters:
            try:
                is_filter = callable(given) or callable(getattr(given, "filter", None))
                filterer.addFilter(given if is_filter else self.config["filters"][given])
            except Exception as e:
                raise ValueError(f"Unable to add filter {given!r}") from e

    def _made_handler(self, name, what):
        handler = self.config["handlers"][name]
        if not isinstance(handler, logging.Handler):
            raise TypeError(f"{what} not configured yet")
        return handler

    def _memory_options(self, cls, config):
        if "flushLevel" in config:
            config["flushLevel"] = logging._checkLevel(config["flushLevel"])
        if "target" in config:
            target = config["target"]
            try:
                config["target"] = self._made_handler(target, "target")
            except Exception as e:
                raise ValueError(f"Unable to set target handler {target!r}") from e
        return cls

    def _queue_options(self, cls, config):
        given = config.pop("queue", None)
        if isinstance(given, str):
            given = self.resolve(given)
            if not callable(given):
                raise TypeError(f"Invalid queue specifier {given!r}")
            given = given()
        elif isinstance(given, dict):
            if "()" not in given:
                raise TypeError(f"Invalid queue specifier {given!r}")
            given = self.configure_custom(given)
        elif given is None:
            given = queue.Queue()
        elif not all(callable(getattr(given, name, None)) for name in ("get", "put_nowait", "empty", "full")):
            raise TypeError(f"Invalid queue specifier {given!r}")
        listener = self._listener_factory(config.pop("listener", logging.handlers.QueueListener))
        handlers = []
        for name in config.pop("handlers", []):
            try:
                handlers.append(self._made_handler(name, f"Required handler {name!r} is"))
            except Exception as e:
                raise ValueError(f"Unable to set required handler {name!r}") from e
        made = listener(given, *handlers, respect_handler_level=config.pop("respect_handler_level", False))

        def factory(**options):
            handler = cls(given, **options)
            handler.listener = made
            return handler

        return factory

    def _listener_factory(self, given):
        found = given
        if isinstance(given, str):
            found = self.resolve(given)
        elif isinstance(given, dict) and "()" in given:
            found = self.configure_custom(given)
        if not callable(found) or isinstance(found, type) and not issubclass(found, logging.handlers.QueueListener):
            raise TypeError(f"Invalid listener specifier {given!r}")
        return found

    def configure_handler(self, config):
        """A handler."""
        formatter, level, filters = (config.pop(name, None) for name in ("formatter", "level", "filters"))
        if formatter:
            try:
                formatter = self.config["formatters"][formatter]
            except Exception as e:
                raise ValueError(f"Unable to set formatter {formatter!r}") from e
        made = self._make_handler(config)
        if formatter:
            made.setFormatter(formatter)
        if level is not None:
            made.setLevel(logging._checkLevel(level))
        if filters:
            self.add_filters(made, filters)
        self._set_properties(made, config)
        return made

    def _make_handler(self, config):
        if "()" in config:
            factory = config.pop("()")
            factory = factory if callable(factory) else self.resolve(factory)
        else:
            cls = config.pop("class")
            factory = cls = cls if callable(cls) else self.resolve(cls)
            if issubclass(cls, logging.handlers.MemoryHandler):
                factory = self._memory_options(cls, config)
            elif issubclass(cls, logging.handlers.QueueHandler):
                factory = self._queue_options(cls, config)
            elif issubclass(cls, logging.handlers.SysLogHandler) and "address" in config:
                config["address"] = self.as_tuple(config["address"])
        return factory(**{name: value for name, value in config.items() if name != "." and valid_ident(name)})

    def add_handlers(self, logger, handlers):
        """Adds handlers by name."""
        for name in handlers:
            try:
                logger.addHandler(self.config["handlers"][name])
            except Exception as e:
                raise ValueError(f"Unable to add handler {name!r}") from e

    def common_logger_config(self, logger, config, incremental=False):
        """What root and other loggers have in common."""
        level = config.get("level")
        if level is not None:
            logger.setLevel(logging._checkLevel(level))
        if not incremental:
            for handler in logger.handlers[:]:
                logger.removeHandler(handler)
            self.add_handlers(logger, config.get("handlers") or ())
            self.add_filters(logger, config.get("filters") or ())

    def configure_logger(self, name, config, incremental=False):
        """A logger that is not the root."""
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        logger.disabled = False
        if config.get("propagate") is not None:
            logger.propagate = config["propagate"]

    def configure_root(self, config, incremental=False):
        """The root logger."""
        self.common_logger_config(logging.getLogger(), config, incremental)


def _clear_handlers():
    """Lets all handlers there are go."""
    logging._handlers.clear()
    logging.shutdown(logging._handlerList[:])
    del logging._handlerList[:]


dictConfigClass = DictConfigurator


def dictConfig(config):
    """Set up logging as a dictionary says."""
    dictConfigClass(config).configure()


# ---- from a file: [loggers], [handlers] and [formatters] list keys, and each key has a section: [handler_KEY] and so on

def fileConfig(fname, defaults=None, disable_existing_loggers=True, encoding=None):
    """Set up logging as a configuration file says: a path, a file, or a parser that has read one."""
    file = _read_ini(fname, defaults, encoding)
    formatters = {key: _ini_formatter(section) for key, section in _ini_sections(file, "formatters", "formatter")}
    with logging._lock:
        _clear_handlers()
        handlers = _ini_handlers(file, formatters)
        _ini_loggers(file, handlers, disable_existing_loggers)


def _read_ini(fname, defaults, encoding):
    import configparser
    import os
    if isinstance(fname, configparser.RawConfigParser):
        return fname
    if isinstance(fname, str):
        if not os.path.exists(fname):
            raise FileNotFoundError(f"{fname} doesn't exist")
        if not os.path.getsize(fname):
            raise RuntimeError(f"{fname} is an empty file")
    parser = configparser.ConfigParser(defaults)
    try:
        if hasattr(fname, "readline"):
            parser.read_file(fname)
        else:
            with open(fname, encoding=encoding) as file:
                parser.read_file(file)
    except configparser.ParsingError as e:
        raise RuntimeError(f"{fname} is invalid: {e}") from e
    return parser


def _words(text):
    return [word.strip() for word in text.split(",") if word.strip()]


def _ini_sections(file, listed, prefix):
    for key in _words(file[listed]["keys"]):
        yield key, file[f"{prefix}_{key}"]


def _named(text):
    # What a name means among logging's own, or as the path of a module.
    try:
        return eval(text, vars(logging))
    except (AttributeError, NameError):
        return BaseConfigurator({}).resolve(text)


def _ini_formatter(section):
    raw = {name: section.get(name, raw=True, fallback=None) for name in ("format", "datefmt", "style", "class", "defaults")}
    cls = _named(raw["class"]) if raw["class"] else logging.Formatter
    options = {"defaults": eval(raw["defaults"], vars(logging))} if raw["defaults"] is not None else {}
    return cls(raw["format"], raw["datefmt"], raw["style"] or "%", **options)


def _ini_handlers(file, formatters):
    handlers, targets = {}, {}
    for key, section in _ini_sections(file, "handlers", "handler"):
        arguments, named = (eval(section.get(name, fallback), vars(logging)) for name, fallback in (("args", "()"), ("kwargs", "{}")))
        made = handlers[key] = _named(section["class"])(*arguments, **named)
        made.name = key
        if section.get("level"):
            made.setLevel(section["level"])
        if section.get("formatter"):
            made.setFormatter(formatters[section["formatter"]])
        if isinstance(made, logging.handlers.MemoryHandler) and section.get("target"):
            targets[key] = section["target"]
    for key, target in targets.items():
        handlers[key].setTarget(handlers[target])
    return handlers


def _equip(logger, section, handlers):
    if section.get("level"):
        logger.setLevel(section["level"])
    for handler in logger.handlers[:]:
        logger.removeHandler(handler)
    for key in _words(section["handlers"]):
        logger.addHandler(handlers[key])


def _ini_loggers(file, handlers, disable_existing):
    sections = dict(_ini_sections(file, "loggers", "logger"))
    _equip(logging.root, sections.pop("root"), handlers)
    configured = set()
    known = sorted(logging.root.manager.loggerDict)
    for section in sections.values():
        name = section["qualname"]
        configured.add(name)
        logger = logging.getLogger(name)
        _equip(logger, section, handlers)
        logger.propagate = section.getint("propagate", 1)
        logger.disabled = False
    for name in known:
        if name in configured:
            continue
        logger = logging.root.manager.loggerDict[name]
        if any(name.startswith(parent + ".") for parent in configured):  # goes on as before, through its parent
            logger.level, logger.handlers, logger.propagate = logging.NOTSET, [], True
        else:
            logger.disabled = disable_existing
