// SPDX-License-Identifier: MIT
// verify.c - checks that a unit can be run without looking: every operand in range, every jump on an instruction, every window and
// handler inside the frame, no way off the end.
//
// It trusts the compiler with what needs data flow (which temporaries hold something); a file that is read is checked here before the
// loader sees it.
#include <stdarg.h>
#include <stdio.h>

#include "vm/code/opinfo.h"

typedef struct Verify {
  const CodeUnit *unit;
  char *why;
  size_t why_size;
  uint32_t depth;
} Verify;

enum { MAX_DEPTH = 2000 };

static bool verify_unit(Verify *v);

static bool wrong(Verify *v, uint32_t pc, const char *format, ...) __attribute__((format(printf, 3, 4)));
static bool wrong(Verify *v, uint32_t pc, const char *format, ...) {
  char what[96];
  va_list args;
  va_start(args, format);
  vsnprintf(what, sizeof what, format, args);
  va_end(args);
  const char *op = pc < v->unit->ninsns ? opcode_name(insn_op(v->unit->insns[pc])) : "end";
  snprintf(v->why, v->why_size, "%.*s: instruction %u (%s): %s", (int)v->unit->qualname.len, v->unit->qualname.bytes, pc, op, what);
  return false;
}

// How many consecutive registers a WIN operand covers; for a destination how many it writes.
static uint32_t window_size(Insn insn, unsigned column) {
  switch (insn_op(insn)) {
    case OP_BUILDSLICE: case OP_TYPEPARAM: case OP_TYPEALIAS: case OP_MATCHCLASS: return column == 0 ? 1 : 3;
    case OP_CALL: return FRAME_SLOTS + insn_b(insn);
    case OP_CALLM: return FRAME_SLOTS + insn_b(insn) + 1;
    case OP_CALLKW: return FRAME_SLOTS + insn_b(insn) + (insn_k(insn) & K_FLAG ? 1 : 0);
    case OP_CALLEX: return 3;
    case OP_RERAISE: case OP_POPEXC: case OP_ENDASYNCFOR: return 2;
    case OP_IMPORTNAME: return column == 0 ? 1 : 2;
    case OP_MAKEFUNC: return column == 0 ? 1 : (uint32_t)__builtin_popcount(insn_k(insn) & 31);
    case OP_BUILDLIST: case OP_BUILDTUPLE: case OP_BUILDSET: case OP_BUILDSTR: return column == 0 ? 1 : insn_c(insn);
    case OP_BUILDDICT: return column == 0 ? 1 : 2 * insn_c(insn);
    default: return 1;
  }
}

static uint32_t written_size(Insn insn) {
  switch (insn_op(insn)) {
    case OP_UNPACK: return insn_c(insn);
    case OP_UNPACKEX: return (insn_c(insn) & 255) + (insn_c(insn) >> 8) + 1;
    case OP_LOADMETHOD: return FRAME_SLOTS + 1;
    case OP_EXCSTAR: case OP_WITHENTER: return 2;
    default: return 1;
  }
}

// RAISE, CHECK of k bits: registers that the flags say are not used.
static bool is_unused(Insn insn, unsigned column) {
  unsigned k = insn_k(insn);
  switch (insn_op(insn)) {
    case OP_RAISE: return k & 0x40 || (column == 1 && k & K_FLAG);
    case OP_FORMAT: return column == 2 && k & K_FLAG;
    case OP_ASSERTFAIL: return k & K_FLAG;
    default: return false;
  }
}

static bool check_register(Verify *v, uint32_t pc, unsigned column, unsigned reg, Role role) {
  Insn insn = v->unit->insns[pc];
  if (is_unused(insn, column)) return true;
  uint32_t size = role == ROLE_DST ? written_size(insn) : role == ROLE_WIN || insn_op(insn) == OP_ENDASYNCFOR ? window_size(insn, column) : 1;
  if (insn_op(insn) == OP_ENDASYNCFOR && column == 1) size = 1;
  if (reg + size > v->unit->nregs && !(size == 0 && reg <= v->unit->nregs)) return wrong(v, pc, "register %u (+%u) outside the frame", reg, size);
  if (role == ROLE_WIN && size && reg < v->unit->nlocals) return wrong(v, pc, "window over locals");
  if (insn_k(insn) & (1u << column) && role == ROLE_SRC && reg < v->unit->nlocals) return wrong(v, pc, "kills local %u", reg);
  return true;
}

static bool check_operand(Verify *v, uint32_t pc, unsigned column) {
  Insn insn = v->unit->insns[pc];
  const CodeUnit *u = v->unit;
  Opcode op = insn_op(insn);
  bool wide = column == 1 && opinfo_role(op, 2) == ROLE_WIDE;
  uint32_t value = column == 0 ? insn_a(insn) : wide ? (uint32_t)insn_bc(insn) : column == 1 ? insn_b(insn) : insn_c(insn);
  Role role = opinfo_role(op, column);
  switch (role) {
    case ROLE_DST: case ROLE_SRC: case ROLE_INOUT: case ROLE_WIN: return check_register(v, pc, column, value, role);
    case ROLE_KST: return value < u->nconsts || wrong(v, pc, "constant %u of %u", value, u->nconsts);
    case ROLE_NAM: return value < u->nnames || wrong(v, pc, "name %u of %u", value, u->nnames);
    case ROLE_IC: return value < u->ncaches || wrong(v, pc, "cache %u of %u", value, u->ncaches);
    case ROLE_FRE: return value < u->nfrees || wrong(v, pc, "closure cell %u of %u", value, u->nfrees);
    case ROLE_JMP: {
      int64_t target = insn_target(insn, pc);
      return (target >= 0 && target < u->ninsns) || wrong(v, pc, "jumps out of the code");
    }
    default: return true;
  }
}

static bool check_insn(Verify *v, uint32_t pc) {
  const CodeUnit *u = v->unit;
  Insn insn = u->insns[pc];
  Opcode op = insn_op(insn);
  if ((unsigned)op >= OP_FIRST_SPECIAL) return wrong(v, pc, "not an opcode of a unit");
  for (unsigned column = 0; column < 3; column++)
    if (!check_operand(v, pc, column)) return false;
  if (op == OP_MAKEFUNC && u->consts[insn_b(insn)].kind != CONST_CODE) return wrong(v, pc, "not a code constant");
  if (op == OP_CALLKW && (u->consts[insn_c(insn)].kind != CONST_TUPLE || u->consts[insn_c(insn)].as.seq.count > insn_b(insn)))
    return wrong(v, pc, "names of keywords");
  if (op == OP_LOADCONST && insn_b(insn) > LOADCONST_ABSENT) return wrong(v, pc, "constant number");
  if (op == OP_FORNEXTW && (pc + 1 >= u->ninsns || insn_op(u->insns[pc + 1]) != OP_JMP)) return wrong(v, pc, "no JMP behind it");
  if (op == OP_JMP && insn_bc(insn) < 0) return wrong(v, pc, "JMP backward");
  if (op == OP_LOOP && insn_bc(insn) >= 0) return wrong(v, pc, "LOOP forward");
  return true;
}

static bool ends_flow(Opcode op) {
  return op == OP_RETURN || op == OP_RAISE || op == OP_RERAISE || op == OP_JMP || op == OP_LOOP || op == OP_ASSERTFAIL;
}

static bool check_tables(Verify *v) {
  const CodeUnit *u = v->unit;
  for (uint32_t i = 0; i < u->nhandlers; i++) {
    const Handler *h = &u->handlers[i];
    if (h->start >= h->end || h->end > u->ninsns || h->target >= u->ninsns) return wrong(v, h->start, "handler %u: range", i);
    if (h->reg < u->nlocals || h->reg + 2u > u->nregs) return wrong(v, h->start, "handler %u: register %u", i, h->reg);
  }
  for (uint32_t i = 0; i < u->ncaches; i++)
    if (u->caches[i] >= u->nnames) return wrong(v, 0, "cache %u has no name", i);
  for (uint32_t i = 0; i < u->ncells; i++)
    if (u->cells[i] >= u->nlocals) return wrong(v, 0, "cell %u is no local", i);
  return true;
}

static bool check_head(Verify *v) {
  const CodeUnit *u = v->unit;
  uint32_t params = (uint32_t)u->nparams + u->nkwonly + (u->flags & CO_VARARGS ? 1 : 0) + (u->flags & CO_VARKEYWORDS ? 1 : 0);
  if (u->nposonly > u->nparams || params > u->nlocals || u->nlocals > u->nregs || u->nregs > CODE_MAX_REGS) return wrong(v, 0, "register counts");
  if (u->flags & CO_HAS_DOCSTRING && (!u->nconsts || u->consts[0].kind != CONST_STR)) return wrong(v, 0, "docstring");
  if (!u->ninsns || !ends_flow(insn_op(u->insns[u->ninsns - 1]))) return wrong(v, u->ninsns, "runs off the end");
  return true;
}

static bool verify_unit(Verify *v) {
  if (!check_head(v) || !check_tables(v)) return false;
  for (uint32_t pc = 0; pc < v->unit->ninsns; pc++)
    if (!check_insn(v, pc)) return false;
  const CodeUnit *unit = v->unit;
  if (++v->depth > MAX_DEPTH) return wrong(v, 0, "nested too deeply");
  for (uint32_t i = 0; i < unit->nconsts; i++) {
    if (unit->consts[i].kind != CONST_CODE) continue;
    v->unit = unit->consts[i].as.code;
    if (!verify_unit(v)) return false;
    v->unit = unit;
  }
  v->depth--;
  return true;
}

bool code_verify(const CodeUnit *unit, char *why, size_t why_size) {
  Verify v = {unit, why, why_size, 0};
  if (why_size) why[0] = 0;
  return verify_unit(&v);
}
