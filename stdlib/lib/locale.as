# SPDX-License-Identifier: MIT
"""Customs of countries: how numbers are written, texts sorted, and where that is set.

Aster knows one locale, that of the C language with UTF-8, under its names C, POSIX and C.UTF-8; to ask for another one is an Error, as on
a machine where it is not installed. The functions work with whatever localeconv() says, so a script can put another one in its place.
"""
import functools
import os
import re
from builtins import str as _builtin_str

__all__ = ["getlocale", "getdefaultlocale", "getpreferredencoding", "getencoding", "Error", "setlocale", "localeconv", "strcoll", "strxfrm", "str",
           "atof", "atoi", "format_string", "currency", "normalize", "delocalize", "localize", "LC_CTYPE", "LC_COLLATE", "LC_MESSAGES",
           "LC_TIME", "LC_MONETARY", "LC_NUMERIC", "LC_ALL", "CHAR_MAX"]

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127
Error = type("Error", (Exception,), {"__module__": __name__, "__doc__": "There is no such locale."})

_VARIABLES = {LC_CTYPE: "LC_CTYPE", LC_NUMERIC: "LC_NUMERIC", LC_TIME: "LC_TIME", LC_COLLATE: "LC_COLLATE", LC_MONETARY: "LC_MONETARY",
              LC_MESSAGES: "LC_MESSAGES"}
_known = {"C": "C", "POSIX": "C", "C.UTF-8": "C.UTF-8", "C.utf8": "C.UTF-8"}
_current = {category: "C" for category in _VARIABLES} | {LC_CTYPE: "C.UTF-8"}

# ---- which one

def _from_environment(category):
    name = os.environ.get("LC_ALL") or os.environ.get(_VARIABLES[category]) or os.environ.get("LANG") or "C"
    return name


def setlocale(category, locale=None):
    """Set the locale of a category, '' for what the environment says, and give its name; without one, only give it."""
    if category not in _VARIABLES and category != LC_ALL:
        raise Error("invalid locale category")
    categories = list(_VARIABLES) if category == LC_ALL else [category]
    if locale is not None:
        if not isinstance(locale, _builtin_str):
            language, encoding = locale
            locale = (language or "C") + (f".{encoding}" if encoding else "")
        given = dict(part.partition("=")[::2] for part in locale.split(";")) if "=" in locale else {}
        chosen = {}
        for one in categories:
            name = given.get(_VARIABLES[one], _current[one]) if given else locale or _from_environment(one)
            if name not in _known:
                raise Error("unsupported locale setting")
            chosen[one] = _known[name]
        _current.update(chosen)
    names = [_current[one] for one in categories]
    if len(set(names)) == 1:
        return names[0]
    return ";".join(f"{_VARIABLES[one]}={_current[one]}" for one in categories)


def getlocale(category=LC_CTYPE):
    """The locale of a category as a pair of language and encoding; (None, None) for C."""
    if category == LC_ALL:
        raise TypeError("category LC_ALL is not supported")
    return ("en_US", "UTF-8") if _current[category] == "C.UTF-8" else (None, None)


def getdefaultlocale(envvars=("LC_ALL", "LC_CTYPE", "LANG", "LANGUAGE")):
    """What the first of these variables that is set says, as a pair of language and encoding."""
    import warnings
    warnings.warn("'locale.getdefaultlocale' is deprecated and slated for removal in Python 3.15. Use setlocale(), "
                  "getencoding() and getlocale() instead.", DeprecationWarning, stacklevel=2)
    name = next(filter(None, map(os.environ.get, envvars)), "C").partition(":")[0]
    language, _, encoding = name.partition(".")
    return (None, None) if language in ("C", "POSIX") and not encoding else (language, encoding or None)


def getencoding():
    """The encoding of files and streams."""
    return "UTF-8"


def getpreferredencoding(do_setlocale=True):
    """The encoding that a script should use for text."""
    return "UTF-8"


def normalize(localename):
    """The usual spelling of a locale's name: language_COUNTRY.ENCODING."""
    name, _, modifier = localename.partition("@")
    language, _, encoding = name.partition(".")
    if language.upper() in ("C", "POSIX"):
        return "C.UTF-8" if encoding else "C"
    plain = encoding.lower().replace("-", "").replace("_", "")
    encoding = {"utf8": "UTF-8", "": ""}.get(plain, re.sub(r"^iso8859(\d+)$", r"ISO8859-\1", plain)) or "ISO8859-1"
    code, _, country = language.partition("_")
    return f"{code.lower()}_{country.upper()}.{encoding}" if country else localename


# ---- numbers

def localeconv():
    """The customs of numbers and money. In the C locale there are none beyond the decimal point."""
    money = dict.fromkeys(("int_frac_digits", "frac_digits", "p_cs_precedes", "p_sep_by_space", "n_cs_precedes", "n_sep_by_space", "p_sign_posn",
                           "n_sign_posn"), CHAR_MAX)
    texts = dict.fromkeys(("int_curr_symbol", "currency_symbol", "mon_decimal_point", "mon_thousands_sep", "positive_sign", "negative_sign",
                           "thousands_sep"), "")
    return {"decimal_point": ".", "grouping": [], "mon_grouping": [], **texts, **money}


def _group_sizes(grouping):
    # [3, 2, 0]: groups of 3, then 2, and so on; CHAR_MAX ends grouping.
    size = None
    for number in grouping:
        if number == CHAR_MAX:
            return
        if number == 0:
            break
        size = number
        yield size
    while size:
        yield size


def _grouped(digits, monetary=False):
    customs = localeconv()
    separator = customs["mon_thousands_sep" if monetary else "thousands_sep"]
    groups = []
    for size in _group_sizes(customs["mon_grouping" if monetary else "grouping"]):
        if len(digits) <= size:
            break
        groups.insert(0, digits[-size:])
        digits = digits[:-size]
    return separator.join([digits, *groups])


def localize(string, grouping=False, monetary=False):
    """A number written in the usual way, as the locale writes it."""
    customs = localeconv()
    sign = string[:1] if string[:1] in "+-" else ""
    whole, point, fraction = string[len(sign):].partition(".")
    if grouping:
        whole = _grouped(whole, monetary)
    return sign + whole + (customs["mon_decimal_point" if monetary else "decimal_point"] + fraction if point else "")


def delocalize(string):
    """A number as the locale writes it, written in the usual way."""
    customs = localeconv()
    if customs["thousands_sep"]:
        string = string.replace(customs["thousands_sep"], "")
    return string.replace(customs["decimal_point"], ".") if customs["decimal_point"] else string


_DIRECTIVE = re.compile(r"%(?:\((?P<key>.*?)\))?(?P<modifiers>[-#0-9 +*.hlL]*?)(?P<kind>[eEfFgGdiouxXcrs%])")


def format_string(f, val, grouping=False, monetary=False):
    """f % val, with numbers as the locale writes them."""
    from collections.abc import Mapping
    values = val if isinstance(val, Mapping) else list(val) if isinstance(val, tuple) else [val]

    def shown(directive):
        if directive["kind"] == "%":
            return "%"
        if isinstance(values, Mapping):
            text = directive[0] % values
        else:
            count = directive["modifiers"].count("*") + 1
            text = directive[0] % tuple(values[:count])
            del values[:count]
        if directive["kind"] not in "eEfFgGdiu":
            return text
        number = localize(text.strip(), grouping, monetary)
        return number.ljust(len(text)) if "-" in directive["modifiers"] else number.rjust(len(text))

    return _DIRECTIVE.sub(shown, f)


def currency(val, symbol=True, grouping=False, international=False):
    """An amount of money as the locale writes it."""
    customs = localeconv()
    digits = customs["int_frac_digits" if international else "frac_digits"]
    if digits == CHAR_MAX:
        raise ValueError("Currency formatting is not possible using the 'C' locale.")
    text = localize(f"{abs(val):.{digits}f}", grouping, monetary=True)
    side = "n" if val < 0 else "p"
    if symbol:
        name = customs["int_curr_symbol" if international else "currency_symbol"]
        gap = " " if customs[f"{side}_sep_by_space"] else ""
        if customs[f"{side}_cs_precedes"]:
            text = name.rstrip() + (gap or " " * international) + text
        else:
            text += gap + name.rstrip()
    sign = customs["negative_sign" if val < 0 else "positive_sign"]
    where = customs[f"{side}_sign_posn"]
    return f"({text})" if where == 0 else text + sign if where == 2 else sign + text


def str(val):
    """A float as a text."""
    return localize(_builtin_str(val) if float(val) != int(val) else f"{val:.12g}") if abs(val) < 1e16 else f"{val:.12g}"


def atof(string, func=float):
    """The number that a text means."""
    return func(delocalize(string))


def atoi(string):
    """The whole number that a text means."""
    return int(delocalize(string))


# ---- texts

def strcoll(os1, os2, /):
    """Below, at or above 0 as the first text sorts before, with or after the second."""
    return (os1 > os2) - (os1 < os2)


def strxfrm(string, /):
    """A text that sorts plainly as the given one sorts in the locale."""
    return string
