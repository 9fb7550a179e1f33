// SPDX-License-Identifier: MIT
// file.c - the file form of a unit (.asc): magic, version, then the unit depth-first.
//
// Numbers are little-endian of fixed width, texts and arrays have their length in front. Reading checks every length against what is
// left, and the result is verified: a damaged file is refused, never run.
#include <stdio.h>
#include <string.h>

#include "vm/code/opinfo.h"

enum { VERSION = 1, MAX_NESTING = 500 };
static const char magic[4] = {'A', 'S', 'C', '\n'};

// ---- writing

static void put_uint(Buf *out, uint64_t value, unsigned size) {
  for (unsigned i = 0; i < size; i++) buf_putc(out, (char)(value >> (8 * i)));
}

static void put_str(Buf *out, CodeStr text) {
  put_uint(out, text.len, 4);
  buf_append(out, text.bytes, text.len);
}

static void put_strs(Buf *out, const CodeStr *texts, uint32_t count) {
  put_uint(out, count, 4);
  for (uint32_t i = 0; i < count; i++) put_str(out, texts[i]);
}

static void put_double(Buf *out, double number) {
  uint64_t bits;
  memcpy(&bits, &number, sizeof bits);
  put_uint(out, bits, 8);
}

static void put_unit(Buf *out, const CodeUnit *u);

static void put_const(Buf *out, const Const *c) {
  put_uint(out, c->kind, 1);
  switch (c->kind) {
    case CONST_INT: put_uint(out, (uint64_t)c->as.integer, 8); break;
    case CONST_DOUBLE: put_double(out, c->as.number); break;
    case CONST_COMPLEX: put_double(out, c->as.complex.real); put_double(out, c->as.complex.imag); break;
    case CONST_STR: case CONST_BYTES: case CONST_BIGINT: put_str(out, c->as.text); break;
    case CONST_TUPLE: case CONST_FROZENSET:
      put_uint(out, c->as.seq.count, 4);
      for (uint32_t i = 0; i < c->as.seq.count; i++) put_const(out, &c->as.seq.items[i]);
      break;
    case CONST_CODE: put_unit(out, c->as.code); break;
    default: break;
  }
}

static void put_unit(Buf *out, const CodeUnit *u) {
  put_str(out, u->name);
  put_str(out, u->qualname);
  put_str(out, u->filename);
  put_uint(out, u->flags, 4);
  put_uint(out, u->first_line, 4);
  const uint16_t counts[] = {u->nparams, u->nposonly, u->nkwonly, u->nlocals, u->nregs};
  for (unsigned i = 0; i < 5; i++) put_uint(out, counts[i], 2);
  put_uint(out, u->ninsns, 4);
  for (uint32_t i = 0; i < u->ninsns; i++) put_uint(out, u->insns[i], 8);
  put_uint(out, u->nconsts, 4);
  for (uint32_t i = 0; i < u->nconsts; i++) put_const(out, &u->consts[i]);
  put_strs(out, u->names, u->nnames);
  put_uint(out, u->ncaches, 4);
  for (uint32_t i = 0; i < u->ncaches; i++) put_uint(out, u->caches[i], 4);
  for (uint32_t i = 0; i < u->nlocals; i++) put_str(out, u->locals[i]);
  put_uint(out, u->ncells, 4);
  for (uint32_t i = 0; i < u->ncells; i++) put_uint(out, u->cells[i], 2);
  put_strs(out, u->frees, u->nfrees);
  put_uint(out, u->nhandlers, 4);
  for (uint32_t i = 0; i < u->nhandlers; i++) {
    const uint32_t fields[] = {u->handlers[i].start, u->handlers[i].end, u->handlers[i].target, u->handlers[i].reg};
    for (unsigned k = 0; k < 4; k++) put_uint(out, fields[k], 4);
  }
  put_str(out, (CodeStr){(const char *)u->positions, u->positions_len});
  put_strs(out, u->static_attributes, u->nstatic_attributes);
}

bool code_write(const CodeUnit *unit, Buf *out) {
  buf_append(out, magic, sizeof magic);
  put_uint(out, VERSION, 4);
  put_uint(out, OP_COUNT, 4);
  put_unit(out, unit);
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

// A count of things that take at least `size` bytes each in the file.
static uint32_t get_count(Reader *r, unsigned size) {
  uint32_t count = (uint32_t)get_uint(r, 4);
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

static CodeUnit *get_unit(Reader *r);
static void get_const(Reader *r, Const *c);

static void get_seq(Reader *r, Const *c) {
  c->as.seq.count = get_count(r, 1);
  c->as.seq.items = get_room(r, c->as.seq.count, sizeof(Const));
  for (uint32_t i = 0; c->as.seq.items && !r->error && i < c->as.seq.count; i++) get_const(r, &c->as.seq.items[i]);
}

static void get_const(Reader *r, Const *c) {
  if (++r->depth > MAX_NESTING) r->error = "nested too deeply";
  c->kind = (uint8_t)get_uint(r, 1);
  if (r->error) return;
  switch (c->kind) {
    case CONST_NONE: case CONST_TRUE: case CONST_FALSE: case CONST_ELLIPSIS: break;
    case CONST_INT: c->as.integer = (int64_t)get_uint(r, 8); break;
    case CONST_DOUBLE: c->as.number = get_double(r); break;
    case CONST_COMPLEX: c->as.complex.real = get_double(r); c->as.complex.imag = get_double(r); break;
    case CONST_STR: case CONST_BYTES: case CONST_BIGINT: c->as.text = get_str(r); break;
    case CONST_TUPLE: case CONST_FROZENSET: get_seq(r, c); break;
    case CONST_CODE: c->as.code = get_unit(r); break;
    default: r->error = "unknown constant";
  }
  r->depth--;
}

static void get_tables(Reader *r, CodeUnit *u) {
  u->nnames = get_count(r, 4);
  u->names = get_strs(r, u->nnames);
  u->ncaches = get_count(r, 4);
  u->caches = get_room(r, u->ncaches, sizeof *u->caches);
  for (uint32_t i = 0; !r->error && i < u->ncaches; i++) u->caches[i] = (uint32_t)get_uint(r, 4);
  if (!r->error) u->locals = get_strs(r, u->nlocals);
  u->ncells = get_count(r, 2);
  u->cells = get_room(r, u->ncells, sizeof *u->cells);
  for (uint32_t i = 0; !r->error && i < u->ncells; i++) u->cells[i] = (uint16_t)get_uint(r, 2);
  u->nfrees = get_count(r, 4);
  if (!r->error) u->frees = get_strs(r, u->nfrees);
  u->nhandlers = get_count(r, 16);
  u->handlers = get_room(r, u->nhandlers, sizeof *u->handlers);
  for (uint32_t i = 0; !r->error && i < u->nhandlers; i++) {
    Handler *h = &u->handlers[i];
    h->start = (uint32_t)get_uint(r, 4);
    h->end = (uint32_t)get_uint(r, 4);
    h->target = (uint32_t)get_uint(r, 4);
    h->reg = (uint16_t)get_uint(r, 4);
  }
}

static CodeUnit *get_unit(Reader *r) {
  CodeUnit *u = get_room(r, 1, sizeof *u);
  if (!u) return NULL;
  u->name = get_str(r);
  u->qualname = get_str(r);
  u->filename = get_str(r);
  u->flags = (uint32_t)get_uint(r, 4);
  u->first_line = (uint32_t)get_uint(r, 4);
  uint16_t *const counts[] = {&u->nparams, &u->nposonly, &u->nkwonly, &u->nlocals, &u->nregs};
  for (unsigned i = 0; i < 5; i++) *counts[i] = (uint16_t)get_uint(r, 2);
  u->ninsns = get_count(r, 8);
  u->insns = get_room(r, u->ninsns, sizeof *u->insns);
  for (uint32_t i = 0; !r->error && i < u->ninsns; i++) u->insns[i] = get_uint(r, 8);
  u->nconsts = get_count(r, 1);
  u->consts = get_room(r, u->nconsts, sizeof *u->consts);
  for (uint32_t i = 0; !r->error && i < u->nconsts; i++) get_const(r, &u->consts[i]);
  if (!r->error) get_tables(r, u);
  CodeStr positions = get_str(r);
  u->positions = (uint8_t *)(uintptr_t)positions.bytes;
  u->positions_len = positions.len;
  u->nstatic_attributes = get_count(r, 4);
  if (!r->error) u->static_attributes = get_strs(r, u->nstatic_attributes);
  return u;
}

CodeUnit *code_read(Arena *arena, const uint8_t *bytes, size_t len, char *why, size_t why_size) {
  Reader r = {arena, bytes, bytes + len, NULL, 0};
  if (why_size) why[0] = 0;
  if (len < sizeof magic || memcmp(bytes, magic, sizeof magic)) r.error = "not a file of compiled code";
  r.at += r.error ? 0 : sizeof magic;
  if (!r.error && (get_uint(&r, 4) != VERSION || get_uint(&r, 4) != OP_COUNT)) r.error = "written by another version";
  CodeUnit *unit = r.error ? NULL : get_unit(&r);
  if (!r.error && r.at != r.end) r.error = "bytes behind the code";
  if (r.error) snprintf(why, why_size, "%s", r.error);
  return !r.error && code_verify(unit, why, why_size) ? unit : NULL;
}
