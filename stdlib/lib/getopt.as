# SPDX-License-Identifier: MIT
"""Options of a command line, as C's getopt() parses them."""

__all__ = ["GetoptError", "error", "getopt", "gnu_getopt"]


class GetoptError(Exception):
    """An unknown option, or an argument that is missing or too much; msg says it, opt is the option."""

    opt = ""
    msg = ""

    def __init__(self, msg, opt=""):
        self.msg = msg
        self.opt = opt
        Exception.__init__(self, msg, opt)

    def __str__(self):
        return self.msg


error = GetoptError


def getopt(args, shortopts, longopts=[]):
    """The options, as (name, value) pairs, and the rest of the arguments, from the first that is no option."""
    opts = []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    while args and args[0].startswith("-") and args[0] != "-":
        if args[0] == "--":
            args = args[1:]
            break
        args = _option(opts, args, shortopts, longopts)
    return opts, args


def gnu_getopt(args, shortopts, longopts=[]):
    """As getopt(), but options and arguments may be mixed."""
    import os
    opts, others = [], []
    longopts = [longopts] if isinstance(longopts, str) else list(longopts)
    all_first = shortopts.startswith("+")
    if all_first:
        shortopts = shortopts[1:]
    elif os.environ.get("POSIXLY_CORRECT"):
        all_first = True
    while args:
        if args[0] == "--":
            others += args[1:]
            break
        if args[0][:1] == "-" and args[0] != "-":
            args = _option(opts, args, shortopts, longopts)
        elif all_first:
            others += args
            break
        else:
            others.append(args[0])
            args = args[1:]
    return opts, others


def _option(opts, args, shortopts, longopts):
    """Take one argument of options, and its value, off the list."""
    if args[0].startswith("--"):
        return _long(opts, args[0][2:], longopts, args[1:])
    return _short(opts, args[0][1:], shortopts, args[1:])


def _long(opts, opt, longopts, args):
    name, equals, value = opt.partition("=")
    takes, name = long_has_args(name, longopts)
    if takes and not equals:
        if not args:
            raise GetoptError(f"option --{name} requires argument", name)
        value, args = args[0], args[1:]
    elif not takes and equals:
        raise GetoptError(f"option --{name} must not have an argument", name)
    opts.append(("--" + name, value))
    return args


def long_has_args(opt, longopts):
    """Whether a long option, perhaps abbreviated, takes an argument; and its whole name."""
    matches = [name for name in longopts if name.startswith(opt)]
    if not matches:
        raise GetoptError(f"option --{opt} not recognized", opt)
    if opt in matches:
        return False, opt
    if opt + "=" in matches:
        return True, opt
    if len(matches) > 1:
        raise GetoptError(f"option --{opt} not a unique prefix", opt)
    return matches[0].endswith("="), matches[0].removesuffix("=")


def _short(opts, letters, shortopts, args):
    while letters:
        opt, letters = letters[0], letters[1:]
        value = ""
        if short_has_arg(opt, shortopts):
            if not letters:
                if not args:
                    raise GetoptError(f"option -{opt} requires argument", opt)
                letters, args = args[0], args[1:]
            value, letters = letters, ""
        opts.append(("-" + opt, value))
    return args


def short_has_arg(opt, shortopts):
    """Whether a short option takes an argument."""
    for index, char in enumerate(shortopts):
        if opt == char != ":":
            return shortopts.startswith(":", index + 1)
    raise GetoptError(f"option -{opt} not recognized", opt)
