# by hand
# dis shows Aster's own bytecode: what is asserted here is its shape, not its instructions.
import dis
import io


def f(x, *, k=1):
    for i in x:
        print(i)
    return [k for _ in x]


def text_of(*args, **kwargs):
    out = io.StringIO()
    dis.dis(*args, file=out, **kwargs)
    return out.getvalue()


print(text_of(f).splitlines()[0])
print("for i in x:" in text_of(f), text_of(f) == text_of(f.__code__))
instructions = list(dis.get_instructions(f))
print(len(instructions) == len(f.__code__.co_code) // 8, [i.offset for i in instructions[:3]], instructions[-1].opname)
print(all(i.opcode == f.__code__.co_code[i.offset * 4] for i in instructions))
print([i.offset for i in instructions if i.is_jump_target] == dis.findlabels(f.__code__))
first = f.__code__.co_firstlineno
print([line - first for _, line in dis.findlinestarts(f.__code__)])
print(sorted({i.line_number - first for i in dis.get_instructions(f)}), next(dis.get_instructions(f, first_line=100)).line_number)


class A:
    def m(self):
        return lambda: 1


print([line for line in text_of(A).splitlines() if "isassembly" in line][0], text_of(A).count("Disassembly"), text_of(A, depth=0).count("Disassembly"))
print(text_of("a + b").splitlines()[0], text_of("a = 1").splitlines()[0])
code = dis.Bytecode(f)
print(code.codeobj is f.__code__, len(list(code)) == len(instructions), code.info() == dis.code_info(f))
print(dis.code_info(f).splitlines()[0], dis.pretty_flags(3), dis.pretty_flags(0))
try:
    1 / 0
except ZeroDivisionError as e:
    out = io.StringIO()
    dis.distb(e.__traceback__, file=out)
    print(sum(line.startswith("-->") for line in out.getvalue().splitlines()))
try:
    dis.dis(5)
except TypeError as e:
    print(e)
