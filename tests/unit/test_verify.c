// SPDX-License-Identifier: MIT
// test_verify.c - code units that were damaged: the verifier and the reader of files refuse them, and never read outside them.
#include "tests/unit/unit.h"

#include "compiler/compile.h"

static const char source[] =
  "import math\n"
  "class C[T](object, metaclass=type):\n"
  "  'doc'\n"
  "  x: int = 1\n"
  "  def m(self, a, /, b=2, *c, d=3, **e):\n"
  "    try:\n"
  "      with open(a) as f: return [i + b for i in f if i]\n"
  "    except (ValueError, OSError) as error: raise RuntimeError(f'{error!r:>10}') from None\n"
  "    finally: self.x += 1\n"
  "def g(n):\n"
  "  total = 0\n"
  "  for i in range(n):\n"
  "    match i:\n"
  "      case [1, *rest] | {'k': rest}: yield rest\n"
  "      case C(x=2): total += 1.5 * i\n"
  "  return (lambda: total + 10**30, b'bytes', {1, 2}, {**{}}, frozenset({1}))\n"
  "async def co():\n"
  "  async with x as y: await y\n";

static CodeUnit *compile_it(Arena *arena) {
  CompileRequest request = {.source = source, .len = sizeof source - 1, .filename = "<unit>", .mode = COMPILE_MODE_EXEC,
                            .flags = COMPILE_FLAG_MODULE, .arena = arena};
  CodeUnit *unit = compile_source(&request);
  cr_assert_not_null(unit, "%s", request.diag.message);
  return unit;
}

static bool verifies(const CodeUnit *unit) {
  char why[200] = "";
  bool ok = code_verify(unit, why, sizeof why);
  cr_assert(ok || *why, "a refusal says why");
  return ok;
}

Test(verify, accepts_what_the_compiler_makes) {
  Arena arena;
  arena_init(&arena, NULL, NULL);
  cr_assert(verifies(compile_it(&arena)));
  arena_free(&arena);
}

static CodeUnit tiny(Insn *insns, uint32_t count) {
  CodeStr name = {"t", 1};
  return (CodeUnit){.name = name, .qualname = name, .filename = name, .first_line = 1, .nregs = 20, .nlocals = 0, .insns = insns, .ninsns = count};
}

Test(verify, refuses_hostile_units) {
  const struct { const char *what; Insn insn; } cases[] = {
    {"register out of range", insn_abc(OP_MOVE, 0, 20, 0, 0)},
    {"source out of range", insn_abc(OP_MOVE, 0, 0, 65535, 0)},
    {"constant out of range", insn_wide(OP_LOADK, 0, 0, 0)},
    {"negative constant", insn_wide(OP_LOADK, 0, 0, -1)},
    {"name out of range", insn_abc(OP_DELGLOBAL, 0, 0, 0, 0)},
    {"cache out of range", insn_abc(OP_LOADGLOBAL, 0, 0, 0, 0)},
    {"closure cell out of range", insn_abc(OP_LOADFREE, 0, 0, 0, 0)},
    {"jump before the start", insn_wide(OP_JMP, 0, 0, -100)},
    {"jump behind the end", insn_wide(OP_JMP, 0, 0, 100)},
    {"unknown opcode", (Insn)OP_COUNT},
    {"specialised opcode", insn_abc((Opcode)OP_FIRST_SPECIAL, 0, 0, 0, 0)},
    {"call window outside the frame", insn_abc(OP_CALL, 0, 15, 60, 0)},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Insn insns[] = {cases[i].insn, insn_wide(OP_LOADINT, 0, 0, 1), insn_abc(OP_RETURN, KILL_A, 0, 0, 0)};
    CodeUnit unit = tiny(insns, 3);
    cr_assert_not(verifies(&unit), "%s", cases[i].what);
  }
}

Test(verify, refuses_code_that_runs_off_its_end) {
  Insn insns[] = {insn_wide(OP_LOADINT, 0, 0, 1)};
  CodeUnit unit = tiny(insns, 1);
  cr_assert_not(verifies(&unit));
  unit.ninsns = 0;
  cr_assert_not(verifies(&unit));
}

Test(verify, refuses_wrong_headers_and_handlers) {
  Insn insns[] = {insn_wide(OP_LOADINT, 0, 0, 1), insn_abc(OP_RETURN, KILL_A, 0, 0, 0)};
  CodeUnit unit = tiny(insns, 2);
  cr_assert(verifies(&unit));
  unit.nlocals = 21;
  cr_assert_not(verifies(&unit), "more locals than registers");
  unit = tiny(insns, 2);
  unit.nparams = 5;
  cr_assert_not(verifies(&unit), "more parameters than locals");
  Handler bad[] = {{0, 2, 1, 20}, {1, 0, 0, 0}, {0, 9, 1, 0}, {0, 1, 9, 0}};
  for (size_t i = 0; i < 4; i++) {
    unit = tiny(insns, 2);
    unit.handlers = &bad[i];
    unit.nhandlers = 1;
    cr_assert_not(verifies(&unit), "handler %zu", i);
  }
}

static void write_it(Buf *out) {
  Arena arena;
  arena_init(&arena, NULL, NULL);
  buf_init(out, NULL, NULL);
  cr_assert(code_write(compile_it(&arena), out));
  arena_free(&arena);
}

// Reads bytes that end exactly at the end of their block, and uses whatever comes out as the VM would.
static bool read_back(const char *bytes, size_t len) {
  char why[200];
  uint8_t *copy = malloc(len ? len : 1);
  memcpy(copy, bytes, len);
  Arena arena;
  arena_init(&arena, NULL, NULL);
  CodeUnit *unit = code_read(&arena, copy, len, why, sizeof why);
  bool ok = unit && code_verify(unit, why, sizeof why);
  if (ok) {
    Buf text;
    buf_init(&text, NULL, NULL);
    code_disassemble(unit, &text, NULL, 0);
    buf_free(&text);
  }
  arena_free(&arena);
  free(copy);
  return ok;
}

Test(file, is_read_as_it_was_written) {
  Buf file;
  write_it(&file);
  cr_assert(read_back(file.data, file.len));
  buf_free(&file);
}

Test(file, no_part_of_it_is_a_file) {
  Buf file;
  write_it(&file);
  for (size_t len = 0; len < file.len; len++) cr_assert_not(read_back(file.data, len), "%zu of %zu bytes", len, file.len);
  buf_free(&file);
}

Test(file, any_flipped_bit_is_met_with_order) {
  Buf file;
  write_it(&file);
  size_t refused = 0;
  for (size_t at = 0; at < file.len; at++) {
    for (int bit = 0; bit < 8; bit++) {
      file.data[at] = (char)(file.data[at] ^ 1 << bit);
      refused += !read_back(file.data, file.len);
      file.data[at] = (char)(file.data[at] ^ 1 << bit);
    }
  }
  cr_assert_gt(refused, file.len, "only %zu of %zu", refused, file.len * 8);
  buf_free(&file);
}

Test(file, random_damage) {
  Buf file;
  write_it(&file);
  uint64_t state = 2024;
  for (int round = 0; round < 3000; round++) {
    char *copy = malloc(file.len);
    memcpy(copy, file.data, file.len);
    for (int i = 0; i < 1 + round % 8; i++) copy[unit_random(&state) % file.len] = (char)unit_random(&state);
    read_back(copy, file.len);
    free(copy);
  }
  buf_free(&file);
}
