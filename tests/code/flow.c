// SPDX-License-Identifier: MIT
// flow.c - abstract interpretation of a unit over the states of its registers: maybe absent, maybe a reference, maybe an immediate.
//
// The rules are those at the head of opcodes.def. States only grow, so the work list ends.
#include "flow.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/code/opinfo.h"

enum { ABSENT = 1, HELD = 2, IMMEDIATE = 4 };

typedef struct Flow {
  const CodeUnit *unit;
  uint8_t *states;   // nregs for each pc; all zero: not reached
  uint8_t *now;
  uint32_t *work;
  uint8_t *queued;
  uint32_t nwork;
  char *why;
  size_t why_size;
  bool failed;
} Flow;

static void fail(Flow *f, uint32_t pc, const char *what, unsigned reg) {
  if (f->failed) return;
  f->failed = true;
  snprintf(f->why, f->why_size, "%.*s: instruction %u (%s): %s r%u", (int)f->unit->qualname.len, f->unit->qualname.bytes, pc,
           opcode_name(insn_op(f->unit->insns[pc])), what, reg);
}

static bool is_temp(const Flow *f, unsigned reg) { return reg >= f->unit->nlocals; }

static void need(Flow *f, uint32_t pc, unsigned reg) {
  if (f->now[reg] & ABSENT) fail(f, pc, is_temp(f, reg) ? "reads absent temporary" : "reads a local that may be unbound", reg);
}

static void consume(Flow *f, uint32_t pc, unsigned reg) {
  need(f, pc, reg);
  f->now[reg] = ABSENT;
}

static void set(Flow *f, unsigned reg, uint8_t state) { f->now[reg] = state; }

static void flow_to(Flow *f, uint32_t pc, int64_t target) {
  uint8_t *to = f->states + (size_t)target * f->unit->nregs;
  bool changed = false;
  for (uint32_t i = 0; i < f->unit->nregs; i++) {
    if ((to[i] | f->now[i]) == to[i]) continue;
    to[i] |= f->now[i];
    changed = true;
  }
  (void)pc;
  if (!changed || f->queued[target]) return;
  f->queued[target] = 1;
  f->work[f->nwork++] = (uint32_t)target;
}

static void flow_to_handler(Flow *f, uint32_t pc) {
  const CodeUnit *u = f->unit;
  for (uint32_t i = 0; i < u->nhandlers; i++) {
    const Handler *h = &u->handlers[i];
    if (pc < h->start || pc >= h->end) continue;
    uint8_t *kept = malloc(u->nregs);
    if (!kept) abort();
    memcpy(kept, f->now, u->nregs);
    for (uint32_t r = h->reg; r < u->nregs; r++) f->now[r] = ABSENT;
    f->now[h->reg] = HELD;
    f->now[h->reg + 1] = HELD;
    flow_to(f, pc, h->target);
    memcpy(f->now, kept, u->nregs);
    free(kept);
    return;
  }
}

static void window(Flow *f, uint32_t pc, unsigned first, unsigned count) {
  for (unsigned i = 0; i < count; i++) consume(f, pc, first + i);
}

static void call(Flow *f, uint32_t pc, Insn insn) {
  Opcode op = insn_op(insn);
  unsigned w = insn_a(insn), argc = insn_b(insn);
  bool method = op == OP_CALLM || (op == OP_CALLKW && insn_k(insn) & K_FLAG);
  for (unsigned i = 1; i < FRAME_SLOTS; i++)
    if (!(method && i == 1) && f->now[w + i] & HELD) fail(f, pc, "the window's header holds", w + i);
  consume(f, pc, w);
  if (method) f->now[w + 1] = f->now[w + FRAME_SLOTS] = ABSENT;
  window(f, pc, w + FRAME_SLOTS + (method ? 1 : 0), argc);
  set(f, op == OP_CALLKW ? w : insn_c(insn), HELD);
}

// Operands read, by role; killed ones become absent.
static void read_operands(Flow *f, uint32_t pc, Insn insn) {
  Opcode op = insn_op(insn);
  unsigned value[3] = {insn_a(insn), insn_b(insn), insn_c(insn)}, k = insn_k(insn);
  for (unsigned i = 0; i < 3; i++) {
    Role role = opinfo_role(op, i);
    if (role != ROLE_SRC && role != ROLE_INOUT) continue;
    if (op == OP_RAISE && (k & 0x40 || (i == 1 && k & K_FLAG))) continue;
    if ((op == OP_FORMAT && i == 2 && k & K_FLAG) || (op == OP_ASSERTFAIL && k & K_FLAG)) continue;
    if (op == OP_CHECK || op == OP_MAKECELL || op == OP_DELLOCAL || (op == OP_WITHEXIT && i == 2)) continue;
    need(f, pc, value[i]);
  }
  for (unsigned i = 0; i < 3; i++)
    if (opinfo_role(op, i) == ROLE_SRC && k & (1u << i)) f->now[value[i]] = ABSENT;
}

static void write_result(Flow *f, Insn insn) {
  unsigned a = insn_a(insn), n = 1;
  switch (insn_op(insn)) {
    case OP_UNPACK: n = insn_c(insn); break;
    case OP_UNPACKEX: n = (insn_c(insn) & 255) + (insn_c(insn) >> 8) + 1; break;
    case OP_EXCSTAR: case OP_WITHENTER: n = 2; break;
    case OP_LOADMETHOD: set(f, a + FRAME_SLOTS, HELD); break;
    case OP_LOADINT: case OP_EXCMATCH: case OP_MATCHSEQ: case OP_MATCHMAP: case OP_IS: case OP_IN: case OP_NOT:
      set(f, a, IMMEDIATE);
      return;
    case OP_LOADCONST: set(f, a, insn_b(insn) == LOADCONST_ABSENT ? ABSENT : IMMEDIATE); return;
    default: break;
  }
  for (unsigned i = 0; i < n; i++) set(f, a + i, HELD);
}

static void consume_windows(Flow *f, uint32_t pc, Insn insn) {
  unsigned a = insn_a(insn), b = insn_b(insn), c = insn_c(insn);
  switch (insn_op(insn)) {
    case OP_BUILDSLICE: case OP_TYPEPARAM: case OP_TYPEALIAS: window(f, pc, b, 3); break;
    case OP_MATCHCLASS: window(f, pc, c, 3); break;
    case OP_IMPORTNAME: window(f, pc, c, 2); break;
    case OP_MAKEFUNC: window(f, pc, c, (unsigned)__builtin_popcount(insn_k(insn) & 31)); break;
    case OP_BUILDLIST: case OP_BUILDTUPLE: case OP_BUILDSET: case OP_BUILDSTR: window(f, pc, b, c); break;
    case OP_BUILDDICT: window(f, pc, b, 2 * c); break;
    case OP_POPEXC: case OP_RERAISE: window(f, pc, a, 2); break;
    case OP_CALLEX: window(f, pc, a, 2); set(f, a + 2, ABSENT); set(f, a, HELD); break;
    case OP_TAKE: f->now[b] = ABSENT; break;
    case OP_ENDASYNCFOR: set(f, a, ABSENT); set(f, a + 1, ABSENT); set(f, b, ABSENT); break;
    case OP_YIELDFROM: set(f, b, ABSENT); set(f, a, HELD); break;
    case OP_YIELD: case OP_MAKECELL: set(f, a, HELD); break;
    case OP_RELEASE: case OP_DELLOCAL: set(f, a, ABSENT); break;
    case OP_CHECK: f->now[a] &= (uint8_t)~ABSENT; break;
    default: break;
  }
}

static void step(Flow *f, uint32_t pc) {
  const CodeUnit *u = f->unit;
  Insn insn = u->insns[pc];
  Opcode op = insn_op(insn);
  memcpy(f->now, f->states + (size_t)pc * u->nregs, u->nregs);
  if (strchr(opinfo[op].effects, 'R')) flow_to_handler(f, pc);
  int64_t target = insn_target(insn, pc);
  if (op == OP_FORNEXT || op == OP_FORNEXTW) {
    need(f, pc, insn_b(insn));
    uint8_t held = f->now[insn_b(insn)];
    f->now[insn_b(insn)] = ABSENT;
    flow_to(f, pc, op == OP_FORNEXT ? target : pc + 1);
    f->now[insn_b(insn)] = held;
    set(f, insn_a(insn), HELD);
    flow_to(f, pc, op == OP_FORNEXT ? pc + 1 : pc + 2);
    return;
  }
  read_operands(f, pc, insn);
  if (op == OP_CALL || op == OP_CALLM || op == OP_CALLKW) call(f, pc, insn);
  else consume_windows(f, pc, insn);
  if (opinfo_role(op, 0) == ROLE_DST && op != OP_RELEASE) write_result(f, insn);
  if (op == OP_RETURN)
    for (uint32_t r = u->nlocals; r < u->nregs; r++)
      if (f->now[r] & HELD) fail(f, pc, "leaves a reference in", r);
  if (target >= 0) flow_to(f, pc, target);
  if (op != OP_RETURN && op != OP_RAISE && op != OP_RERAISE && op != OP_JMP && op != OP_LOOP && op != OP_ASSERTFAIL) flow_to(f, pc, pc + 1);
}

static bool check_unit(const CodeUnit *u, char *why, size_t why_size) {
  Flow f = {.unit = u, .why = why, .why_size = why_size};
  f.states = calloc((size_t)u->ninsns + 1, u->nregs ? u->nregs : 1);
  f.now = calloc(u->nregs + 1u, 1);
  f.work = calloc((size_t)u->ninsns + 1, sizeof *f.work);
  f.queued = calloc((size_t)u->ninsns + 1, 1);
  if (!f.states || !f.now || !f.work || !f.queued) abort();
  uint32_t params = (uint32_t)u->nparams + u->nkwonly + (u->flags & CO_VARARGS ? 1 : 0) + (u->flags & CO_VARKEYWORDS ? 1 : 0);
  for (uint32_t i = 0; i < u->nregs; i++) f.now[i] = i < params ? HELD : ABSENT;
  flow_to(&f, 0, 0);
  if (!u->nregs) f.work[f.nwork++] = 0;
  while (f.nwork && !f.failed) {
    uint32_t pc = f.work[--f.nwork];
    f.queued[pc] = 0;
    step(&f, pc);
  }
  free(f.states), free(f.now), free(f.work), free(f.queued);
  return !f.failed;
}

bool flow_check(const CodeUnit *unit, char *why, size_t why_size) {
  if (!check_unit(unit, why, why_size)) return false;
  for (uint32_t i = 0; i < unit->nconsts; i++)
    if (unit->consts[i].kind == CONST_CODE && !flow_check(unit->consts[i].as.code, why, why_size)) return false;
  return true;
}
