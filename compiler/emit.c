// SPDX-License-Identifier: MIT
// emit.c - appends instructions, keeps the pools and labels of a unit, and resolves its jumps.
//
// Jumps in column c reach 32,767 instructions. They are emitted short; when resolving finds one too far, it becomes two
// instructions (the test inverted over a wide JMP, or FORNEXTW with its JMP) and everything behind moves. Moving can push other
// jumps over the limit, so lengths are settled first, in rounds, and the code is rewritten once.
#include "compiler/emit.h"

#include <assert.h>
#include <string.h>

bool emit_grow(Arena *arena, void *items, uint32_t *capacity, uint32_t need, size_t size) {
  if (need <= *capacity) return true;
  uint32_t grown = *capacity ? *capacity * 2 : 8;
  while (grown < need) grown *= 2;
  void *old;
  memcpy(&old, items, sizeof old);
  void *fresh = arena_alloc(arena, (size_t)grown * size);
  if (!fresh) return false;
  if (*capacity) memcpy(fresh, old, (size_t)*capacity * size);
  memcpy(items, &fresh, sizeof fresh);
  *capacity = grown;
  return true;
}

void emit_init(Emit *e, Arena *arena, uint32_t nlocals) {
  memset(e, 0, sizeof *e);
  e->arena = arena;
  e->nlocals = e->nregs = nlocals;
  e->words = (nlocals + 63) / 64;
  e->state = arena_zalloc(arena, e->words * sizeof(uint64_t));
  e->deleted = arena_zalloc(arena, e->words * sizeof(uint64_t));
  if (!e->state || !e->deleted) e->words = 0;
}

static void emit_raw(Emit *e, Insn insn) {
  uint32_t need = e->count + 1;
  if (!emit_grow(e->arena, &e->insns, &e->capacity, need, sizeof(Insn))) return;
  if (!emit_grow(e->arena, &e->positions, &e->positions_capacity, need, sizeof(Position))) return;
  e->insns[e->count] = insn;
  e->positions[e->count++] = e->at;
}

// What follows an unconditional jump, return or raise is dead until a label that is used.
static bool ends_flow(Opcode op) {
  return op == OP_JMP || op == OP_LOOP || op == OP_RETURN || op == OP_RAISE || op == OP_RERAISE || op == OP_ASSERTFAIL;
}

static void check_operands(Opcode op, unsigned k, unsigned a, unsigned b, unsigned c) {
#ifndef NDEBUG
  unsigned value[3] = {a, b, c}, kill[3] = {KILL_A, KILL_B, KILL_C};
  bool wide = opinfo_role(op, 2) == ROLE_WIDE;
  for (unsigned i = 0; i < 3; i++) {
    Role role = opinfo_role(op, i);
    assert(wide || value[i] <= 0xffff);
    assert(!role_is_register(role) || value[i] < CODE_MAX_REGS);
    assert(!(k & kill[i]) || role == ROLE_SRC || op == OP_MAKEFUNC);
  }
  assert((unsigned)op < OP_FIRST_SPECIAL);
#else
  (void)op, (void)k, (void)a, (void)b, (void)c;
#endif
}

void emit_use_register(Emit *e, uint32_t reg) {
  if (reg >= CODE_MAX_REGS) {
    if (!e->error) e->error = "too many local variables and nested expressions";
    return;
  }
  if (reg + 1 > e->nregs) e->nregs = reg + 1;
}

void emit_abc(Emit *e, Opcode op, unsigned k, unsigned a, unsigned b, unsigned c) {
  if (e->dead || e->error) return;
  check_operands(op, k, a, b, c);
  emit_raw(e, insn_abc(op, k, a, b, c));
  if (ends_flow(op)) e->dead = true;
}

void emit_wide(Emit *e, Opcode op, unsigned k, unsigned a, int32_t bc) {
  if (e->dead || e->error) return;
  check_operands(op, k, a, 0, 0);
  emit_raw(e, insn_wide(op, k, a, bc));
  if (ends_flow(op)) e->dead = true;
}

// Is the instruction before, from which alone the place is reached so far, of that line?
static bool follows_line(const Emit *e, uint32_t line) {
  return e->count && e->label_pc != e->count && !(e->nmarks && e->marks[e->nmarks - 1].pc == e->count) && e->positions[e->count - 1].line == line &&
         !opcode_is_hidden(insn_op(e->insns[e->count - 1]));
}

void emit_mark(Emit *e, uint32_t line) {
  if (e->without_marks || e->dead || e->error || !line || follows_line(e, line)) return;
  if (!emit_grow(e->arena, &e->marks, &e->marks_capacity, e->nmarks + 1, sizeof(EmitMark))) return;
  e->marks[e->nmarks++] = (EmitMark){e->count, line};
}

static void join_into(Emit *e, EmitLabel *label, const uint64_t *state) {
  if (!label->used) {
    label->used = true;
    label->state = arena_alloc(e->arena, e->words * sizeof(uint64_t));
    if (label->state && e->words) memcpy(label->state, state, e->words * sizeof(uint64_t));
    return;
  }
  if (!label->state) return;
  for (uint32_t i = 0; i < e->words; i++) label->state[i] &= state[i];
}

void emit_jump(Emit *e, Opcode op, unsigned k, unsigned a, unsigned b, Label target) {
  if (e->dead || e->error || target >= e->nlabels) return;
  if (!emit_grow(e->arena, &e->jumps, &e->jumps_capacity, e->njumps + 1, sizeof(EmitJump))) return;
  EmitLabel *label = &e->labels[target];
  if (label->pc == NO_PC) join_into(e, label, e->state);
  e->jumps[e->njumps++] = (EmitJump){e->count, target};
  if (opinfo_role(op, 2) == ROLE_JMP)
    emit_abc(e, op, k, a, b, 0);
  else
    emit_wide(e, op, k, a, 0);
}

Label emit_label(Emit *e) {
  if (!emit_grow(e->arena, &e->labels, &e->labels_capacity, e->nlabels + 1, sizeof(EmitLabel))) return NO_INDEX;
  e->labels[e->nlabels] = (EmitLabel){.pc = NO_PC};
  return e->nlabels++;
}

// Would a conditional jump to here, taken or not, come to the same instruction, but for a mark that it passes only if not?
static bool hides_mark(const Emit *e, Label label) {
  return e->nmarks && e->marks[e->nmarks - 1].pc == e->count && e->njumps && e->jumps[e->njumps - 1].pc + 1 == e->count &&
         e->jumps[e->njumps - 1].label == label && !ends_flow(insn_op(e->insns[e->count - 1])) && !e->dead;
}

void emit_bind(Emit *e, Label label) {
  if (label >= e->nlabels) return;
  if (hides_mark(e, label)) emit_abc(e, OP_NOP, 0, 0, 0, 0);
  EmitLabel *l = &e->labels[label];
  l->pc = e->label_pc = e->count;
  l->marks = e->nmarks;
  if (!l->used) return;
  if (l->state)
    for (uint32_t i = 0; i < e->words; i++) e->state[i] = e->dead ? l->state[i] : e->state[i] & l->state[i];
  e->dead = false;
}

// A later turn of the loop may come with anything unbound that the function unbinds anywhere.
Label emit_loop_head(Emit *e) {
  Label head = emit_label(e);
  emit_bind(e, head);
  for (uint32_t i = 0; i < e->words; i++) e->state[i] &= ~e->deleted[i];
  return head;
}

uint64_t *emit_state_copy(Emit *e) {
  uint64_t *copy = arena_alloc(e->arena, e->words * sizeof(uint64_t));
  if (copy)
    for (uint32_t i = 0; i < e->words; i++) copy[i] = e->state[i] & ~e->deleted[i];
  return copy;
}

void emit_handler(Emit *e, uint32_t start, Label target, unsigned reg, const uint64_t *entry) {
  if (start >= e->count || target >= e->nlabels) return;
  if (!emit_grow(e->arena, &e->handlers, &e->handlers_capacity, e->nhandlers + 1, sizeof(EmitHandler))) return;
  emit_use_register(e, reg + 1);
  if (entry) join_into(e, &e->labels[target], entry);
  e->handlers[e->nhandlers++] = (EmitHandler){start, e->count, target, (uint16_t)reg};
}

void emit_local_bound(Emit *e, unsigned reg) {
  if (reg / 64 < e->words) e->state[reg / 64] |= 1ull << (reg & 63);
}

void emit_local_unbound(Emit *e, unsigned reg) {
  if (reg / 64 < e->words) e->state[reg / 64] &= ~(1ull << (reg & 63));
}

bool emit_local_is_bound(const Emit *e, unsigned reg) {
  return e->dead || reg / 64 >= e->words || (e->state[reg / 64] >> (reg & 63) & 1);
}

// ---- pools

static uint32_t mix(uint32_t hash, uint64_t value) {
  value ^= value >> 32;
  return (hash ^ (uint32_t)value) * 0x01000193u;
}

static uint32_t const_hash(const Const *c) {
  uint32_t hash = mix(0x811c9dc5u, c->kind);
  uint64_t bits;
  switch (c->kind) {
    case CONST_INT: return mix(hash, (uint64_t)c->as.integer * 0x9e3779b97f4a7c15ull);
    case CONST_DOUBLE: memcpy(&bits, &c->as.number, 8); return mix(hash, bits * 0x9e3779b97f4a7c15ull);
    case CONST_COMPLEX: memcpy(&bits, &c->as.complex.imag, 8); return mix(hash, bits * 0x9e3779b97f4a7c15ull);
    case CONST_STR: case CONST_BYTES: case CONST_BIGINT:
      for (uint32_t i = 0; i < c->as.text.len; i++) hash = mix(hash, (uint8_t)c->as.text.bytes[i]);
      return hash;
    case CONST_TUPLE: case CONST_FROZENSET:
      for (uint32_t i = 0; i < c->as.seq.count; i++) hash = mix(hash, const_hash(&c->as.seq.items[i]));
      return hash;
    case CONST_CODE: return mix(hash, (uintptr_t)c->as.code >> 4);
    default: return hash;
  }
}

static bool seq_equal(const Const *a, const Const *b) {
  if (a->as.seq.count != b->as.seq.count) return false;
  for (uint32_t i = 0; i < a->as.seq.count; i++)
    if (!const_equal(&a->as.seq.items[i], &b->as.seq.items[i])) return false;
  return true;
}

bool const_equal(const Const *a, const Const *b) {
  if (a->kind != b->kind) return false;
  switch (a->kind) {
    case CONST_INT: return a->as.integer == b->as.integer;
    case CONST_DOUBLE: return !memcmp(&a->as.number, &b->as.number, sizeof(double));
    case CONST_COMPLEX: return !memcmp(&a->as.complex, &b->as.complex, sizeof a->as.complex);
    case CONST_STR: case CONST_BYTES: case CONST_BIGINT:
      return a->as.text.len == b->as.text.len && !memcmp(a->as.text.bytes, b->as.text.bytes, a->as.text.len);
    case CONST_TUPLE: case CONST_FROZENSET: return seq_equal(a, b);
    case CONST_CODE: return a->as.code == b->as.code;
    default: return true;
  }
}

static bool const_table_grow(Emit *e) {
  uint32_t size = e->const_table_size ? e->const_table_size * 2 : 16;
  uint32_t *table = arena_zalloc(e->arena, size * sizeof(uint32_t));
  if (!table) return false;
  for (uint32_t i = 0; i < e->nconsts; i++) {
    uint32_t slot = const_hash(&e->consts[i]) & (size - 1);
    while (table[slot]) slot = (slot + 1) & (size - 1);
    table[slot] = i + 1;
  }
  e->const_table = table;
  e->const_table_size = size;
  return true;
}

uint32_t emit_const(Emit *e, const Const *value) {
  if (e->dead) return 0;
  if (e->nconsts * 2 >= e->const_table_size && !const_table_grow(e)) return 0;
  uint32_t mask = e->const_table_size - 1, slot = const_hash(value) & mask;
  for (; e->const_table[slot]; slot = (slot + 1) & mask)
    if (const_equal(&e->consts[e->const_table[slot] - 1], value)) return e->const_table[slot] - 1;
  if (!emit_grow(e->arena, &e->consts, &e->consts_capacity, e->nconsts + 1, sizeof(Const))) return 0;
  e->consts[e->nconsts] = *value;
  e->const_table[slot] = e->nconsts + 1;
  return e->nconsts++;
}

static bool name_table_grow(Emit *e) {
  uint32_t size = e->name_table_size ? e->name_table_size * 2 : 16;
  uint32_t *table = arena_zalloc(e->arena, size * sizeof(uint32_t));
  if (!table) return false;
  for (uint32_t i = 0; i < e->nnames; i++) {
    uint32_t slot = e->names[i]->index & (size - 1);
    while (table[slot]) slot = (slot + 1) & (size - 1);
    table[slot] = i + 1;
  }
  e->name_table = table;
  e->name_table_size = size;
  return true;
}

uint32_t emit_name(Emit *e, const AstName *name) {
  if (e->dead || !name) return 0;
  if (e->nnames * 2 >= e->name_table_size && !name_table_grow(e)) return 0;
  uint32_t mask = e->name_table_size - 1, slot = name->index & mask;
  for (; e->name_table[slot]; slot = (slot + 1) & mask)
    if (e->names[e->name_table[slot] - 1] == name) return e->name_table[slot] - 1;
  if (e->nnames > 0xffff) {
    if (!e->error) e->error = "too many names in one code block";
    return 0;
  }
  if (!emit_grow(e->arena, &e->names, &e->names_capacity, e->nnames + 1, sizeof *e->names)) return 0;
  e->names[e->nnames] = name;
  e->name_table[slot] = e->nnames + 1;
  return e->nnames++;
}

static uint32_t cache_new(Emit *e, uint32_t name) {
  if (e->ncaches > 0xffff) {
    if (!e->error) e->error = "too many name and attribute accesses in one code block";
    return 0;
  }
  if (!emit_grow(e->arena, &e->caches, &e->caches_capacity, e->ncaches + 1, sizeof(uint32_t))) return 0;
  e->caches[e->ncaches] = name;
  return e->ncaches++;
}

enum { SHARE_FROM = 0xe000, SHARED_SLOTS = 0x8000 };

static uint32_t cache_shared(Emit *e, Opcode op, uint32_t name) {
  if (!e->shared) e->shared = arena_zalloc(e->arena, SHARED_SLOTS * sizeof *e->shared);
  if (!e->shared) return 0;
  uint32_t key = (name << 8 | (uint32_t)op) + 1, slot = key * 0x9e3779b1u >> 17;
  while (e->shared[slot].key && e->shared[slot].key != key) slot = (slot + 1) & (SHARED_SLOTS - 1);
  if (!e->shared[slot].key) e->shared[slot] = (struct EmitShared){key, cache_new(e, name)};
  return e->shared[slot].cache;
}

uint32_t emit_cache(Emit *e, Opcode op, const AstName *name) {
  if (e->dead || e->error) return 0;
  uint32_t index = emit_name(e, name);
  return e->ncaches < SHARE_FROM ? cache_new(e, index) : cache_shared(e, op, index);
}

// ---- finishing

static bool is_short(Insn insn) {
  return opinfo_role(insn_op(insn), 2) == ROLE_JMP;
}

// Where an instruction stands once `grown[i]` jumps before it have become two.
static uint32_t moved(const uint32_t *shift, uint32_t pc) {
  return pc + shift[pc];
}

// shift[pc] = how many jumps before pc are long. True when some short jump had to be made long in this round.
static bool lengthen(Emit *e, uint8_t *is_long, uint32_t *shift) {
  bool changed = false;
  for (uint32_t pc = 0, n = 0; pc <= e->count; pc++) {
    shift[pc] = n;
    if (pc < e->count) n += is_long[pc];
  }
  for (uint32_t i = 0; i < e->njumps; i++) {
    uint32_t pc = e->jumps[i].pc;
    if (is_long[pc] || !is_short(e->insns[pc])) continue;
    int64_t distance = (int64_t)moved(shift, e->labels[e->jumps[i].label].pc) - (int64_t)moved(shift, pc) - 1;
    if (distance < -32768 || distance > 32767) is_long[pc] = 1, changed = true;
  }
  return changed;
}

static Insn long_form(Insn insn) {
  Opcode op = insn_op(insn);
  if (op == OP_FORNEXT) return insn_abc(OP_FORNEXTW, insn_k(insn), insn_a(insn), insn_b(insn), 0);
  return insn_abc(op, insn_k(insn) ^ K_FLAG, insn_a(insn), insn_b(insn), 1);
}

static bool rewrite_long(Emit *e, const uint8_t *is_long, const uint32_t *shift) {
  uint32_t total = e->count + shift[e->count];
  Insn *insns = arena_alloc(e->arena, total * sizeof(Insn));
  Position *positions = arena_alloc(e->arena, total * sizeof(Position));
  if (!insns || !positions) return false;
  for (uint32_t pc = 0; pc < e->count; pc++) {
    uint32_t to = moved(shift, pc);
    insns[to] = is_long[pc] ? long_form(e->insns[pc]) : e->insns[pc];
    positions[to] = e->positions[pc];
    if (!is_long[pc]) continue;
    insns[to + 1] = insn_wide(OP_JMP, 0, 0, 0);
    positions[to + 1] = e->positions[pc];
  }
  for (uint32_t i = 0; i < e->njumps; i++) e->jumps[i].pc = moved(shift, e->jumps[i].pc) + is_long[e->jumps[i].pc];
  for (uint32_t i = 0; i < e->nlabels; i++)
    if (e->labels[i].pc != NO_PC) e->labels[i].pc = moved(shift, e->labels[i].pc);
  for (uint32_t i = 0; i < e->nmarks; i++) e->marks[i].pc = moved(shift, e->marks[i].pc);
  for (uint32_t i = 0; i < e->nhandlers; i++) {
    e->handlers[i].start = moved(shift, e->handlers[i].start);
    e->handlers[i].end = moved(shift, e->handlers[i].end);
  }
  e->insns = insns;
  e->positions = positions;
  e->count = total;
  return true;
}

static bool relax(Emit *e) {
  if (e->count < 32768) return true;
  uint8_t *is_long = arena_zalloc(e->arena, e->count + 1);
  uint32_t *shift = arena_alloc(e->arena, (e->count + 1) * sizeof(uint32_t));
  if (!is_long || !shift) return false;
  while (lengthen(e, is_long, shift)) {
  }
  return shift[e->count] == 0 || rewrite_long(e, is_long, shift);
}

static void patch_jumps(Emit *e) {
  for (uint32_t i = 0; i < e->njumps; i++) {
    uint32_t pc = e->jumps[i].pc;
    Insn insn = e->insns[pc];
    int32_t distance = (int32_t)(e->labels[e->jumps[i].label].pc - pc - 1);
    e->insns[pc] = is_short(insn) ? insn_abc(insn_op(insn), insn_k(insn), insn_a(insn), insn_b(insn), (uint16_t)distance)
                                  : insn_wide(insn_op(insn), insn_k(insn), insn_a(insn), distance);
  }
}

// Is the mark worth a record? Not where what comes next, mark or instruction, tells of the same line.
static bool mark_counts(const Emit *e, uint32_t i) {
  const EmitMark *m = &e->marks[i];
  if (i + 1 < e->nmarks && m[1].pc == m->pc) return m[1].line != m->line;
  return m->pc >= e->count || opcode_is_hidden(insn_op(e->insns[m->pc])) || e->positions[m->pc].line != m->line;
}

// The jumps by the first mark that they pass: first[mark] and next[jump] are indices + 1.
typedef struct Ways { uint32_t *first, *next; } Ways;

static bool ways_find(Emit *e, Ways *w) {
  w->first = arena_zalloc(e->arena, e->nmarks * sizeof(uint32_t));
  w->next = arena_zalloc(e->arena, e->njumps * sizeof(uint32_t));
  if ((e->nmarks && !w->first) || (e->njumps && !w->next)) return false;
  for (uint32_t i = 0; i < e->njumps; i++) {
    const EmitLabel *label = &e->labels[e->jumps[i].label];
    uint32_t mark = label->marks;
    while (mark < e->nmarks && e->marks[mark].pc == label->pc && !mark_counts(e, mark)) mark++;
    if (mark >= e->nmarks || e->marks[mark].pc != label->pc) continue;
    w->next[i] = w->first[mark];
    w->first[mark] = i + 1;
  }
  return true;
}

// The marks before the instruction at `pc`, from number `mark` on; the first one behind them.
static uint32_t write_marks(Emit *e, Buf *table, Position *last, const Ways *w, uint32_t mark, uint32_t pc) {
  for (; mark < e->nmarks && e->marks[mark].pc <= pc; mark++) {
    if (!mark_counts(e, mark)) continue;
    code_mark_add(table, last, e->marks[mark].line);
    for (uint32_t jump = w->first[mark]; jump; jump = w->next[jump - 1]) code_way_add(table, e->jumps[jump - 1].pc);
  }
  return mark;
}

static void write_positions(Emit *e, CodeUnit *unit) {
  Buf table;
  Ways ways;
  if (!ways_find(e, &ways)) return;
  buf_init(&table, e->arena->alloc, e->arena->user);
  Position last = {0};
  for (uint32_t pc = 0, mark = 0; pc < e->count;) {
    uint32_t run = 1;
    mark = write_marks(e, &table, &last, &ways, mark, pc);
    uint32_t until = mark < e->nmarks ? e->marks[mark].pc : e->count;
    while (pc + run < until && !memcmp(&e->positions[pc], &e->positions[pc + run], sizeof(Position))) run++;
    code_position_add(&table, &last, run, &e->positions[pc]);
    pc += run;
  }
  if (table.failed) e->arena->failed = true;
  unit->positions = (uint8_t *)arena_copy(e->arena, table.data ? table.data : "", table.len);
  unit->positions_len = (uint32_t)table.len;
  buf_free(&table);
}

static void write_pools(Emit *e, CodeUnit *unit) {
  unit->insns = e->insns;
  unit->ninsns = e->count;
  unit->consts = e->consts;
  unit->nconsts = e->nconsts;
  unit->caches = e->caches;
  unit->ncaches = e->ncaches;
  unit->names = arena_alloc(e->arena, e->nnames * sizeof(CodeStr));
  unit->nnames = unit->names ? e->nnames : 0;
  for (uint32_t i = 0; i < unit->nnames; i++) unit->names[i] = (CodeStr){e->names[i]->bytes, e->names[i]->len};
  unit->handlers = arena_alloc(e->arena, e->nhandlers * sizeof(Handler));
  unit->nhandlers = unit->handlers ? e->nhandlers : 0;
  for (uint32_t i = 0; i < unit->nhandlers; i++) {
    EmitHandler *h = &e->handlers[i];
    unit->handlers[i] = (Handler){h->start, h->end, e->labels[h->target].pc, h->reg};
  }
}

bool emit_finish(Emit *e, CodeUnit *unit) {
  if (e->error || e->arena->failed) return false;
  if (!relax(e)) return false;
  patch_jumps(e);
  write_pools(e, unit);
  write_positions(e, unit);
  unit->nlocals = (uint16_t)e->nlocals;
  unit->nregs = (uint16_t)e->nregs;
  return !e->arena->failed;
}
