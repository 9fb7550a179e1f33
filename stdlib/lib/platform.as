# SPDX-License-Identifier: MIT
"""What the program runs on: system, machine, version of the language."""
import os
import sys
from collections import namedtuple

uname_result = namedtuple("uname_result", "system node release version machine processor")


def uname():
    """The system's name, node, release, version, machine and processor."""
    system, node, release, version, machine = os.uname()
    return uname_result(system, node, release, version, machine, "")


def system():
    """The system's name: 'Linux'."""
    return os.uname()[0]


def node():
    """The computer's network name."""
    return os.uname()[1]


def release():
    """The system's release."""
    return os.uname()[2]


def version():
    """The system's version."""
    return os.uname()[3]


def machine():
    """The machine type: 'x86_64'."""
    return os.uname()[4]


def processor():
    """The processor's name; '' where it is not known."""
    return ""


def architecture(executable=sys.executable, bits="", linkage=""):
    """(bits, linkage) of the interpreter."""
    return bits or ("64bit" if sys.maxsize > 1 << 32 else "32bit"), linkage or "ELF"


def platform(aliased=False, terse=False):
    """One string that names the platform."""
    import re
    system, _, release, _, machine = os.uname()
    return re.sub(r"[^\w.-]+", "-", f"{system}-{release}" if terse else f"{system}-{release}-{machine}")


def python_implementation():
    """The name of the implementation."""
    return "CPython"


def python_version():
    """The version of the language: '3.13.0'."""
    return "%d.%d.%d" % sys.version_info[:3]


def python_version_tuple():
    """The version of the language as three strings."""
    return tuple(map(str, sys.version_info[:3]))


def python_branch():
    return ""


def python_revision():
    return ""


def python_build():
    return "", ""


def python_compiler():
    return ""
