// SPDX-License-Identifier: MIT
// file.c - the file form of a unit (.asc): magic, version, then the unit depth-first.
//
// Numbers are LEB128 varints but for doubles, 64-bit ints and the header; texts and arrays have their length in front; an instruction is
// op, k, then a, b, c as varints; a nested unit's file name is left out where it is its parent's. Reading checks every length against
// what is left, and the result is verified: a damaged file is refused, never run.
#include <stdio.h>
#include <string.h>

#include "vm/code/opinfo.h"

enum { VERSION = 3, MAX_NESTING = 500 };
static const char magic[4] = {'A', 'S', 'C', '\n'};

// ---- writing

static void put_uint(Buf *out, uint64_t value, unsigned size) {
  for (unsigned i = 0; i < size; i++) buf_putc(out, (char)(value >> (8 * i)));
}

static void put_var(Buf *out, uint32_t value) {
  for (; value >= 0x80; value >>= 7) buf_putc(out, (char)(value | 0x80));
  buf_putc(out, (char)value);
}

static void put_insn(Buf *out, Insn insn) {
  buf_putc(out, (char)insn_op(insn));
  buf_putc(out, (char)insn_k(insn));
  put_var(out, insn_a(insn));
  put_var(out, insn_b(insn));
  put_var(out, insn_c(insn));
}

static void put_str(Buf *out, CodeStr text) {
  put_var(out, text.len);
  buf_append(out, text.bytes, text.len);
}

static void put_strs(Buf *out, const CodeStr *texts, uint32_t count) {
  put_var(out, count);
  for (uint32_t i = 0; i < count; i++) put_str(out, texts[i]);
}

static void put_double(Buf *out, double number) {
  uint64_t bits;
  memcpy(&bits, &number, sizeof bits);
  put_uint(out, bits, 8);
}

static void put_unit(Buf *out, const CodeUnit *u, const CodeUnit *parent);

static void put_const(Buf *out, const Const *c, const CodeUnit *unit) {
  put_uint(out, c->kind, 1);
  switch (c->kind) {
    case CONST_INT: put_uint(out, (uint64_t)c->as.integer, 8); break;
    case CONST_DOUBLE: put_double(out, c->as.number); break;
    case CONST_COMPLEX: put_double(out, c->as.complex.real); put_double(out, c->as.complex.imag); break;
    case CONST_STR: case CONST_BYTES: case CONST_BIGINT: put_str(out, c->as.text); break;
    case CONST_TUPLE: case CONST_FROZENSET:
      put_var(out, c->as.seq.count);
      for (uint32_t i = 0; i < c->as.seq.count; i++) put_const(out, &c->as.seq.items[i], unit);
      break;
    case CONST_CODE: put_unit(out, c->as.code, unit); break;
    default: break;
  }
}

static bool same_text(CodeStr a, CodeStr b) { return a.len == b.len && memcmp(a.bytes, b.bytes, a.len) == 0; }

static void put_handlers(Buf *out, const CodeUnit *u) {
  put_var(out, u->nhandlers);
  for (uint32_t i = 0; i < u->nhandlers; i++) {
    const Handler *h = &u->handlers[i];
    const uint32_t fields[] = {h->start, h->end, h->target, h->reg};
    for (unsigned k = 0; k < 4; k++) put_var(out, fields[k]);
  }
}

static void put_unit(Buf *out, const CodeUnit *u, const CodeUnit *parent) {
  bool own_file = !parent || !same_text(u->filename, parent->filename);
  put_str(out, u->name);
  put_str(out, u->qualname);
  buf_putc(out, own_file);
  if (own_file) put_str(out, u->filename);
  put_var(out, u->flags);
  put_var(out, u->first_line);
  const uint16_t counts[] = {u->nparams, u->nposonly, u->nkwonly, u->nlocals, u->nregs};
  for (unsigned i = 0; i < 5; i++) put_var(out, counts[i]);
  put_var(out, u->ninsns);
  for (uint32_t i = 0; i < u->ninsns; i++) put_insn(out, u->insns[i]);
  put_var(out, u->nconsts);
  for (uint32_t i = 0; i < u->nconsts; i++) put_const(out, &u->consts[i], u);
  put_strs(out, u->names, u->nnames);
  put_var(out, u->ncaches);
  for (uint32_t i = 0; i < u->ncaches; i++) put_var(out, u->caches[i]);
  for (uint32_t i = 0; i < u->nlocals; i++) put_str(out, u->locals[i]);
  put_var(out, u->ncells);
  for (uint32_t i = 0; i < u->ncells; i++) put_var(out, u->cells[i]);
  put_strs(out, u->frees, u->nfrees);
  put_handlers(out, u);
  put_str(out, (CodeStr){(const char *)u->positions, u->positions_len});
  put_strs(out, u->static_attributes, u->nstatic_attributes);
}

bool code_write(const CodeUnit *unit, Buf *out) {
  buf_append(out, magic, sizeof magic);
  put_uint(out, VERSION, 4);
  put_uint(out, OP_COUNT, 4);
  put_unit(out, unit, NULL);
  return !out->failed;
}

// ---- reading

typedef struct Reader {
  Arena *arena;
  const uint8_t *at, *end;
  const char *error;
  unsigned depth;
} Reader;

static uint64_t get_uint(Reader *r, unsigned size) {
  uint64_t value = 0;
  if ((size_t)(r->end - r->at) < size) {
    r->error = "cut short";
    r->at = r->end;
    return 0;
  }
  for (unsigned i = 0; i < size; i++) value |= (uint64_t)*r->at++ << (8 * i);
  return value;
}

static uint32_t get_var(Reader *r) {
  if (r->at < r->end && *r->at < 0x80) return *r->at++;
  uint64_t value = 0;
  for (unsigned shift = 0; shift < 35; shift += 7) {
    uint64_t byte = get_uint(r, 1);
    value |= (byte & 0x7f) << shift;
    if (!(byte & 0x80)) break;
  }
  if (value <= UINT32_MAX) return (uint32_t)value;
  r->error = "a number is wrong";
  return 0;
}

static uint16_t get_var16(Reader *r) {
  uint32_t value = get_var(r);
  if (value > UINT16_MAX) r->error = "a number is wrong";
  return (uint16_t)value;
}

static Insn get_insn(Reader *r) {
  unsigned op = (unsigned)get_uint(r, 1), k = (unsigned)get_uint(r, 1);
  unsigned a = get_var16(r), b = get_var16(r), c = get_var16(r);
  return insn_abc((Opcode)op, k, a, b, c);
}

// A count of things that take at least `size` bytes each in the file.
static uint32_t get_count(Reader *r, unsigned size) {
  uint32_t count = get_var(r);
  if (count <= (size_t)(r->end - r->at) / size) return count;
  r->error = "a length is wrong";
  return 0;
}

static void *get_room(Reader *r, uint32_t count, size_t size) {
  void *room = arena_zalloc(r->arena, (size_t)count * size + 1);
  if (!room) r->error = "out of memory";
  return room;
}

static CodeStr get_str(Reader *r) {
  uint32_t len = get_count(r, 1);
  const char *copy = arena_copy(r->arena, (const char *)r->at, len);
  if (!copy) {
    r->error = "out of memory";
    return (CodeStr){"", 0};
  }
  r->at += len;
  return (CodeStr){copy, len};
}

static CodeStr *get_strs(Reader *r, uint32_t count) {
  CodeStr *texts = get_room(r, count, sizeof *texts);
  for (uint32_t i = 0; texts && !r->error && i < count; i++) texts[i] = get_str(r);
  return texts;
}

static double get_double(Reader *r) {
  uint64_t bits = get_uint(r, 8);
  double number;
  memcpy(&number, &bits, sizeof number);
  return number;
}

static CodeUnit *get_unit(Reader *r, const CodeUnit *parent);
static void get_const(Reader *r, Const *c, const CodeUnit *unit);

static void get_seq(Reader *r, Const *c, const CodeUnit *unit) {
  c->as.seq.count = get_count(r, 1);
  c->as.seq.items = get_room(r, c->as.seq.count, sizeof(Const));
  for (uint32_t i = 0; c->as.seq.items && !r->error && i < c->as.seq.count; i++) get_const(r, &c->as.seq.items[i], unit);
}

static void get_const(Reader *r, Const *c, const CodeUnit *unit) {
  if (++r->depth > MAX_NESTING) r->error = "nested too deeply";
  c->kind = (uint8_t)get_uint(r, 1);
  if (r->error) return;
  switch (c->kind) {
    case CONST_NONE: case CONST_TRUE: case CONST_FALSE: case CONST_ELLIPSIS: break;
    case CONST_INT: c->as.integer = (int64_t)get_uint(r, 8); break;
    case CONST_DOUBLE: c->as.number = get_double(r); break;
    case CONST_COMPLEX: c->as.complex.real = get_double(r); c->as.complex.imag = get_double(r); break;
    case CONST_STR: case CONST_BYTES: case CONST_BIGINT: c->as.text = get_str(r); break;
    case CONST_TUPLE: case CONST_FROZENSET: get_seq(r, c, unit); break;
    case CONST_CODE: c->as.code = get_unit(r, unit); break;
    default: r->error = "unknown constant";
  }
  r->depth--;
}

static void get_tables(Reader *r, CodeUnit *u) {
  u->nnames = get_count(r, 1);
  u->names = get_strs(r, u->nnames);
  u->ncaches = get_count(r, 1);
  u->caches = get_room(r, u->ncaches, sizeof *u->caches);
  for (uint32_t i = 0; !r->error && i < u->ncaches; i++) u->caches[i] = get_var(r);
  if (!r->error) u->locals = get_strs(r, u->nlocals);
  u->ncells = get_count(r, 1);
  u->cells = get_room(r, u->ncells, sizeof *u->cells);
  for (uint32_t i = 0; !r->error && i < u->ncells; i++) u->cells[i] = get_var16(r);
  u->nfrees = get_count(r, 1);
  if (!r->error) u->frees = get_strs(r, u->nfrees);
  u->nhandlers = get_count(r, 4);
  u->handlers = get_room(r, u->nhandlers, sizeof *u->handlers);
  for (uint32_t i = 0; !r->error && i < u->nhandlers; i++) {
    Handler *h = &u->handlers[i];
    h->start = get_var(r);
    h->end = get_var(r);
    h->target = get_var(r);
    h->reg = get_var16(r);
  }
}

static CodeUnit *get_unit(Reader *r, const CodeUnit *parent) {
  CodeUnit *u = get_room(r, 1, sizeof *u);
  if (!u) return NULL;
  u->name = get_str(r);
  u->qualname = get_str(r);
  bool own_file = get_uint(r, 1) || !parent;
  u->filename = own_file ? get_str(r) : parent->filename;
  u->flags = get_var(r);
  u->first_line = get_var(r);
  uint16_t *const counts[] = {&u->nparams, &u->nposonly, &u->nkwonly, &u->nlocals, &u->nregs};
  for (unsigned i = 0; i < 5; i++) *counts[i] = get_var16(r);
  u->ninsns = get_count(r, 5);
  u->insns = get_room(r, u->ninsns, sizeof *u->insns);
  for (uint32_t i = 0; !r->error && i < u->ninsns; i++) u->insns[i] = get_insn(r);
  u->nconsts = get_count(r, 1);
  u->consts = get_room(r, u->nconsts, sizeof *u->consts);
  for (uint32_t i = 0; !r->error && i < u->nconsts; i++) get_const(r, &u->consts[i], u);
  if (!r->error) get_tables(r, u);
  CodeStr positions = get_str(r);
  u->positions = (uint8_t *)(uintptr_t)positions.bytes;
  u->positions_len = positions.len;
  u->nstatic_attributes = get_count(r, 1);
  if (!r->error) u->static_attributes = get_strs(r, u->nstatic_attributes);
  return u;
}

CodeUnit *code_read_verified(Arena *arena, const uint8_t *bytes, size_t len, char *why, size_t why_size) {
  Reader r = {arena, bytes, bytes + len, NULL, 0};
  if (why_size) why[0] = 0;
  if (len < sizeof magic || memcmp(bytes, magic, sizeof magic)) r.error = "not a file of compiled code";
  r.at += r.error ? 0 : sizeof magic;
  if (!r.error && (get_uint(&r, 4) != VERSION || get_uint(&r, 4) != OP_COUNT)) r.error = "written by another version";
  CodeUnit *unit = r.error ? NULL : get_unit(&r, NULL);
  if (!r.error && r.at != r.end) r.error = "bytes behind the code";
  if (r.error) snprintf(why, why_size, "%s", r.error);
  return r.error ? NULL : unit;
}

CodeUnit *code_read(Arena *arena, const uint8_t *bytes, size_t len, char *why, size_t why_size) {
  CodeUnit *unit = code_read_verified(arena, bytes, len, why, why_size);
  return unit && code_verify(unit, why, why_size) ? unit : NULL;
}
