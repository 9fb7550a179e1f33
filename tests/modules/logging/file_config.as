# logging.config.fileConfig: loggers, handlers and formatters from a file of sections.
import io
import logging
import logging.config
import sys

TEXT = """
[loggers]
keys = root, app, quiet

[handlers]
keys = out, other, memory

[formatters]
keys = plain, brace

[logger_root]
level = WARNING
handlers = out

[logger_app]
level = DEBUG
handlers = other, memory
qualname = app
propagate = 0

[logger_quiet]
handlers =
qualname = quiet.one

[handler_out]
class = StreamHandler
level = NOTSET
formatter = plain
args = (sys.stdout,)

[handler_other]
class = logging.StreamHandler
formatter = brace
kwargs = {'stream': sys.stdout}

[handler_memory]
class = handlers.MemoryHandler
level = ERROR
target = out
args = (10,)

[formatter_plain]
format = %(levelname)s:%(name)s:%(message)s

[formatter_brace]
format = {name}/{message} {extra}
style = {
defaults = {'extra': '!'}
class = logging.Formatter
"""
import logging.handlers
before, child = logging.getLogger("before"), logging.getLogger("app.child")
child.setLevel(logging.ERROR)
logging.config.fileConfig(io.StringIO(TEXT))
root, app = logging.getLogger(), logging.getLogger("app")
root.info("not shown")
root.warning("shown")
app.debug("debug")
app.error("error")
child.debug("through the parent")
before.error("not shown: disabled")
logging.getLogger("quiet.one").warning("quiet")
print(before.disabled, child.disabled, child.level, app.propagate, root.level, [type(h).__name__ for h in app.handlers], [h.name for h in app.handlers])
logging.config.fileConfig(io.StringIO(TEXT), disable_existing_loggers=False)
print(before.disabled)
before.error("now")
import configparser
parser = configparser.ConfigParser()
parser.read_string(TEXT)
logging.config.fileConfig(parser)
print(before.disabled)
for bad in "nothing_there.ini", io.StringIO("[loggers]\nkeys = root\n"), io.StringIO("no section\n"):
    try:
        logging.config.fileConfig(bad)
    except Exception as e:
        print(type(e).__name__, str(e).splitlines()[0][:40] if isinstance(bad, str) else "")
logging.shutdown()
