#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""capture.py - write the expectations beside the test scripts from what CPython prints.

    capture.py [--python PATH] [--check] [--jobs N] [FILE.as | FOLDER]...

Each script is run twice, under its own name, with two hash seeds, in its own folder. From the
output come <name>.out, <name>.err (only if something was written to stderr) and <name>.exit (only
if the status is not 0). A script whose output depends on the seed, shows an object's address, or
does not end in time is refused: such an expectation would prove nothing.

A script's opening comment lines may hold `# options: ...`, `# args: ...` and `# env: K=V`, and
<name>.in is its standard input, just as for run_tests. With `# transcript` stderr is kept as
`run_tests --transcript` shows it; lines that the stored expectation marks as Aster's own stay, if
the rest is as before. `# by hand` marks a script about what CPython has not: it is left alone. The path of the script's folder is cut from the output, so
that an expectation is the same wherever the tree lies.
"""

import argparse
import concurrent.futures
import difflib
import os
import pathlib
import re
import shlex
import subprocess
import sys

SEEDS = ("1", "4242")
ADDRESS = re.compile(rb"\bat 0x[0-9a-fA-F]{5,}|\b0x7(?!f{11})[0-9a-f]{11}\b|\b0x0000[0-9a-f]{12}\b")
FOLDERS = ("tests/lang", "tests/builtins", "tests/errors")


def main():
    options = parse_options()
    interpreter = find_interpreter(options.python)
    scripts = find_scripts(options.paths or [root() / folder for folder in FOLDERS])
    changed = refused = 0
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        results = pool.map(lambda script: capture(interpreter, script, options.timeout), scripts)
        for script, (expected, complaint) in zip(scripts, results):
            if complaint:
                print(f"{script}: refused: {complaint}", file=sys.stderr)
                refused += 1
            elif options.check:
                changed += show_difference(script, expected)
            else:
                changed += write(script, expected)
    verb = "differ" if options.check else "written"
    print(f"{len(scripts)} scripts, {changed} {verb}, {refused} refused")
    return 1 if refused or (options.check and changed) else 0


def parse_options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--python", default="python3.13", help="the CPython to ask")
    parser.add_argument("--check", action="store_true", help="show differences, write nothing")
    parser.add_argument("--jobs", "-j", type=int, default=os.cpu_count())
    parser.add_argument("--timeout", type=float, default=60.0, metavar="SECONDS")
    parser.add_argument("paths", nargs="*", metavar="PATH")
    return parser.parse_args()


def root():
    return pathlib.Path(__file__).resolve().parent.parent


def find_interpreter(name):
    """The interpreter itself, past any wrapper, so that 3.13 can be insisted on."""
    ask = "import sys; print(sys.executable, *sys.version_info[:2])"
    answer = subprocess.run([name, "-c", ask], capture_output=True, text=True, check=True)
    path, major, minor = answer.stdout.rsplit(maxsplit=2)
    if (major, minor) != ("3", "13"):
        sys.exit(f"{name} is Python {major}.{minor}; the expectations come from 3.13")
    return path


def find_scripts(paths):
    found = set()
    for path in map(pathlib.Path, paths):
        if path.is_dir():
            found.update(path.rglob("*.as"))
        elif path.suffix == ".as" and path.is_file():
            found.add(path)
        else:
            sys.exit(f"{path}: neither a folder nor a script")
    return sorted(p.resolve() for p in found if not is_helper(p) and not directives(p)["by hand"])


def is_helper(script):
    """Scripts whose name starts with an underscore are imported by others, not run."""
    return script.name.startswith("_")


def directives(script):
    """What the script's opening comments ask for."""
    asked = {"options": [], "args": [], "env": {}, "transcript": False, "by hand": False}
    for line in script.read_text("utf-8", errors="replace").splitlines():
        if not line.startswith("#"):
            break
        word, _, rest = line[1:].strip().partition(":")
        if word in ("options", "args"):
            asked[word] += shlex.split(rest)
        elif word == "env":
            key, _, value = rest.strip().partition("=")
            asked["env"][key] = value
        elif word in ("transcript", "by hand"):
            asked[word] = True
    return asked


def environment(seed, extra):
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON") and k != "FORCE_COLOR"}
    env |= {"PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1", "PYTHON_COLORS": "0",
            "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    return env | extra


def run(interpreter, script, seed, timeout):
    asked = directives(script)
    given = script.with_suffix(".in")
    stdin = given.read_bytes() if given.exists() else b""
    done = subprocess.run([interpreter, *asked["options"], script.name, *asked["args"]], input=stdin, capture_output=True,
                          cwd=script.parent, env=environment(seed, asked["env"]), timeout=timeout)
    here = os.fsencode(str(script.parent) + os.sep)
    out, err = done.stdout.replace(here, b""), done.stderr.replace(here, b"")
    return out, transcript(err) if asked["transcript"] else err, done.returncode


def transcript(err):
    filter = [root() / "build" / "run_tests", "--transcript"]
    return subprocess.run(filter, input=err, capture_output=True, check=True).stdout


def capture(interpreter, script, timeout):
    """What the script prints, as {suffix: bytes or None}, and why it is unusable, if it is."""
    try:
        first, second = (run(interpreter, script, seed, timeout) for seed in SEEDS)
    except subprocess.TimeoutExpired:
        return None, f"still running after {timeout:g} s"
    if first != second:
        return None, "two runs differ"
    out, err, status = first
    for stream in (out, err):
        if found := ADDRESS.search(stream):
            return None, f"an address in the output: {found[0].decode()}"
    return {".out": out, ".err": err or None,
            ".exit": b"%d\n" % (status % 256) if status else None}, None


def stored(script, suffix):
    path = script.with_suffix(suffix)
    return path.read_bytes() if path.exists() else None


OURS = b"aster| "


def theirs(content):
    """An expectation without the lines that are Aster's own; None: nothing is left."""
    kept = b"".join(line for line in (content or b"").splitlines(keepends=True) if not line.startswith(OURS))
    return kept or None


def same(old, content):
    """Is a stored expectation what CPython prints, but for Aster's own lines?"""
    if old is not None and OURS in old:
        return theirs(old) == (content or None)
    return old == content


def write(script, expected):
    changed = False
    for suffix, content in expected.items():
        if same(stored(script, suffix), content):
            continue
        if OURS in (stored(script, suffix) or b""):
            print(f"{script}: Aster's own lines are gone from {suffix}: put them back", file=sys.stderr)
        changed = True
        if content is None:
            script.with_suffix(suffix).unlink()
        else:
            script.with_suffix(suffix).write_bytes(content)
    return changed


def show_difference(script, expected):
    changed = False
    for suffix, content in expected.items():
        old = stored(script, suffix)
        if same(old, content):
            continue
        old = theirs(old)
        changed = True
        name = os.path.relpath(script.with_suffix(suffix))
        sys.stdout.writelines(difflib.unified_diff(
            lines(old), lines(content), name + " (stored)", name + " (now)"))
    return changed


def lines(content):
    return [line + "\n" for line in (content or b"").decode("utf-8", "backslashreplace").split("\n")]


if __name__ == "__main__":
    sys.exit(main())
