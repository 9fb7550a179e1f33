# SPDX-License-Identifier: MIT
"""Bytecode as text. The instructions are Aster's own (vm/code/opcodes.def), with registers instead of a stack: names, numbers and
operands are not CPython's, nor is the layout of the text. What there is to call is the same.
"""
import collections
import io
import linecache
import re
import sys
import types

import _traceback

__all__ = ["code_info", "dis", "disassemble", "distb", "disco", "findlinestarts", "findlabels", "show_code", "get_instructions",
           "Instruction", "Bytecode", "Positions", "COMPILER_FLAG_NAMES", "pretty_flags"]

COMPILER_FLAG_NAMES = {1: "OPTIMIZED", 2: "NEWLOCALS", 4: "VARARGS", 8: "VARKEYWORDS", 16: "NESTED", 32: "GENERATOR", 64: "NOFREE",
                       128: "COROUTINE", 256: "ITERABLE_COROUTINE", 512: "ASYNC_GENERATOR"}

Positions = collections.namedtuple("Positions", "lineno end_lineno col_offset end_col_offset", defaults=(None,) * 4)

_INSTRUCTION = re.compile(r" *(\d+)  (\w+) *(.*)$")
_SIZE = 8  # bytes of an instruction; co_code and offsets count two for each byte code of theirs, f_lasti likewise
_HOLDERS = ("__func__", "__code__", "gi_code", "ag_code", "cr_code")


def _code_of(x):
    """The code object of a function, method, generator, coroutine, text, or the code object that x is."""
    for name in _HOLDERS:
        x = getattr(x, name, x)
    if isinstance(x, str):
        try:
            return compile(x, "<disassembly>", "eval")
        except SyntaxError:
            return compile(x, "<disassembly>", "exec")
    if isinstance(x, types.CodeType):
        return x
    raise TypeError(f"don't know how to disassemble {type(x).__name__} objects")


def _text_of(code):
    """What is shown of the code alone, without those nested in it."""
    lines = linecache.getlines(code.co_filename)
    return _traceback.disassemble(code, "".join(lines) or None).split("\n\n", 1)[0].rstrip("\n") + "\n"


def disassemble(co, lasti=-1, *, file=None, **ignored):
    """Print the bytecode of a code object; an arrow marks the instruction at lasti."""
    at = lasti // 2 if lasti >= 0 else None
    for line in _text_of(co).splitlines():
        found = _INSTRUCTION.match(line)
        arrow = "-->" if found and at == int(found[1]) else "   "
        print(f"{arrow}{line}" if at is not None else line, file=file)


disco = disassemble


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False, show_offsets=False):
    """Print the bytecode of x and of what is nested in it, `depth` levels of it if given; of a class or module, that of its functions."""
    if x is None:
        distb(file=file)
        return
    if isinstance(x, type) or isinstance(x, types.ModuleType):
        for name, value in sorted(vars(x).items()):
            if isinstance(value, (types.FunctionType, types.MethodType, types.CodeType, type, staticmethod, classmethod)):
                print(f"Disassembly of {name}:", file=file)
                dis(value, file=file, depth=depth)
                print(file=file)
        return
    code = _code_of(x)
    disassemble(code, file=file)
    if depth is not None and depth <= 0:
        return
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            print(f"\nDisassembly of {constant!r}:", file=file)
            dis(constant, file=file, depth=None if depth is None else depth - 1)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False, show_offsets=False):
    """Print the bytecode of where a traceback ends, by default that of the last error shown."""
    if tb is None:
        error = getattr(sys, "last_exc", None)
        tb = error.__traceback__ if error is not None else getattr(sys, "last_traceback", None)
        if tb is None:
            raise RuntimeError("no last traceback to disassemble")
    while tb.tb_next is not None:
        tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file)


# ---- as data

class Instruction(collections.namedtuple("Instruction", "opname opcode arg argval argrepr offset start_offset starts_line line_number "
                                                        "label positions")):
    """One instruction: `arg` holds its operands as numbers (flags, a, b, c), `argval` and `argrepr` them as text."""
    __slots__ = ()

    @property
    def is_jump_target(self):
        return self.label is not None

    def __str__(self):
        return f"{self.offset:6}  {self.opname:<14} {self.argrepr}".rstrip()


def findlinestarts(code):
    """Pairs of an offset and the line that begins there."""
    last = object()
    for start, _, line in code.co_lines():
        if line is not None and line != last:
            last = line
            yield start, line


def findlabels(code):
    """The offsets that are jumped to, `code` being a code object."""
    targets = re.findall(r"-> (\d+)", _text_of(code))
    return sorted({int(target) * 2 for target in targets})


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """The instructions of x one by one."""
    code = _code_of(x)
    shift = 0 if first_line is None else first_line - code.co_firstlineno
    labels = {offset: number for number, offset in enumerate(findlabels(code), 1)}
    positions = list(code.co_positions())
    raw, last = code.co_code, None
    for line in _text_of(code).splitlines():
        found = _INSTRUCTION.match(line)
        if not found:
            continue
        at, name, operands = int(found[1]), found[2], found[3]
        word = raw[at * _SIZE:(at + 1) * _SIZE]
        where = Positions(*positions[at])
        number = None if where.lineno is None else where.lineno + shift
        starts = number is not None and number != last
        last = number or last
        fields = word[1], *(int.from_bytes(word[i:i + 2], "little") for i in (2, 4, 6))
        yield Instruction(name, word[0], fields, operands, operands, at * 2, at * 2, starts, number, labels.get(at * 2), where)


class Bytecode:
    """The instructions of a piece of code, and what can be told of it."""

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False, adaptive=False, show_offsets=False):
        self.codeobj, self._original = _code_of(x), x
        self.first_line = self.codeobj.co_firstlineno if first_line is None else first_line
        self.current_offset = current_offset

    @classmethod
    def from_traceback(cls, tb, **options):
        """That of where a traceback ends."""
        while tb.tb_next is not None:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti, **options)

    def __iter__(self):
        return get_instructions(self.codeobj, first_line=self.first_line)

    def __repr__(self):
        return f"{type(self).__name__}({self._original!r})"

    def info(self):
        """code_info() of it."""
        return code_info(self.codeobj)

    def dis(self):
        """What dis() prints of it alone, as a text."""
        out = io.StringIO()
        disassemble(self.codeobj, -1 if self.current_offset is None else self.current_offset, file=out)
        return out.getvalue()


# ---- about the code

def pretty_flags(flags):
    """Names of the bits of co_flags."""
    names = [name for bit, name in COMPILER_FLAG_NAMES.items() if flags & bit]
    rest = flags & ~sum(COMPILER_FLAG_NAMES)
    return ", ".join(names + [hex(rest)] * bool(rest)) or "0x0"


def code_info(x):
    """A text about the code of x: its name, parameters, constants, names and variables."""
    code = _code_of(x)
    rows = [("Name:", code.co_name), ("Filename:", code.co_filename), ("Argument count:", code.co_argcount),
            ("Positional-only arguments:", code.co_posonlyargcount), ("Kw-only arguments:", code.co_kwonlyargcount),
            ("Number of locals:", code.co_nlocals), ("Stack size:", code.co_stacksize), ("Flags:", pretty_flags(code.co_flags))]
    lines = [f"{label:<18} {value}".rstrip() if len(label) < 18 else f"{label} {value}" for label, value in rows]
    for title, values in (("Constants", code.co_consts), ("Names", code.co_names), ("Variable names", code.co_varnames),
                          ("Free variables", code.co_freevars), ("Cell variables", code.co_cellvars)):
        if values:
            lines.append(f"{title}:")
            lines += [f"{number:4}: {value!r}" if title == "Constants" else f"{number:4}: {value}" for number, value in enumerate(values)]
    return "\n".join(lines)


def show_code(co, *, file=None):
    """Print code_info()."""
    print(code_info(co), file=file)


def main():
    """python -m dis [FILE]"""
    import argparse
    parser = argparse.ArgumentParser(prog="dis")
    parser.add_argument("infile", nargs="?", default="-")
    path = parser.parse_args().infile
    if path == "-":
        name, source = "<stdin>", sys.stdin.buffer.read()
    else:
        with open(path, "rb") as file:
            name, source = path, file.read()
    dis(compile(source, name, "exec"))


if __name__ == "__main__":
    main()
