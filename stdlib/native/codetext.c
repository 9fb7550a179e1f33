// SPDX-License-Identifier: MIT
// codetext.c - _traceback.disassemble: a code object as it stands now, specialised instructions included, as the text that `aster dis` shows.
//
// A code unit that borrows the code object's arrays is put together in an arena for the disassembler. Constants are turned back as far as
// showing them needs: what the disassembler has no form for travels as the text of its repr.
#include "stdlib/native/codetext.h"

#include "vm/base/arena.h"
#include "vm/base/buf.h"

typedef struct Making { VM *vm; Arena arena; bool failed; } Making;

static void *take(Making *m, size_t size) {
  void *block = m->failed ? NULL : arena_alloc(&m->arena, size ? size : 1);
  if (!block && !m->failed) m->failed = true, raise_no_memory(m->vm);
  if (block) memset(block, 0, size);
  return block;
}

static CodeStr text_of(Making *m, Str *s) {
  size_t len = 0;
  const char *bytes = m->failed ? NULL : str_utf8_get(m->vm, s, &len);
  char *copy = bytes ? take(m, len + 1) : NULL;
  if (!copy) return m->failed = true, (CodeStr){"", 0};
  memcpy(copy, bytes, len);
  return (CodeStr){copy, (uint32_t)len};
}

static CodeStr *texts_of(Making *m, Str **from, uint32_t count) {
  CodeStr *out = take(m, count * sizeof *out);
  for (uint32_t i = 0; out && i < count; i++) out[i] = text_of(m, from[i]);
  return out;
}

static CodeUnit *unit_of(Making *m, Code *code);

static Const const_of(Making *m, Value v);

static Const tuple_of(Making *m, const Tuple *t) {
  Const c = {.kind = CONST_TUPLE};
  c.as.seq.items = take(m, t->len * sizeof(Const));
  for (size_t i = 0; c.as.seq.items && i < t->len; i++) c.as.seq.items[i] = const_of(m, t->items[i]);
  if (c.as.seq.items) c.as.seq.count = (uint32_t)t->len;
  return c;
}

static Const const_of(Making *m, Value v) {
  int64_t n;
  if (v == V_NONE) return (Const){.kind = CONST_NONE};
  if (v == V_TRUE || v == V_FALSE) return (Const){.kind = v == V_TRUE ? CONST_TRUE : CONST_FALSE};
  if (is_double(v)) return (Const){.kind = CONST_DOUBLE, .as.number = as_double(v)};
  if (is_integer(v) && int_to_i64(v, &n)) return (Const){.kind = CONST_INT, .as.integer = n};
  if (is_str(v)) return (Const){.kind = CONST_STR, .as.text = text_of(m, as_str(v))};
  if (is_bytes(v)) return (Const){.kind = CONST_BYTES, .as.text = {(const char *)as_bytes(v)->data, (uint32_t)as_bytes(v)->len}};
  if (is_tuple(v)) return tuple_of(m, as_tuple(v));
  if (is_kind(v, KIND_CODE)) {
    CodeUnit *unit = unit_of(m, as_code(v));
    return unit ? (Const){.kind = CONST_CODE, .as.code = unit} : (Const){.kind = CONST_NONE};
  }
  Value repr = m->failed ? V_ABSENT : obj_repr(m->vm, v);
  Const c = {.kind = CONST_STR, .as.text = {"", 0}};
  if (repr) c.as.text = text_of(m, as_str(repr));
  else m->failed = true;
  release(m->vm, repr);
  return c;
}

static CodeUnit *unit_of(Making *m, Code *code) {
  CodeUnit *u = take(m, sizeof *u);
  if (!u) return NULL;
  *u = (CodeUnit){.name = text_of(m, code->name), .qualname = text_of(m, code->qualname), .filename = text_of(m, code->filename),
                  .flags = code->flags, .first_line = code->first_line, .nparams = code->nparams, .nposonly = code->nposonly,
                  .nkwonly = code->nkwonly, .nlocals = code->nlocals, .nregs = code->nregs, .insns = code->insns, .ninsns = code->ninsns,
                  .cells = code->cells, .ncells = code->ncells, .handlers = code->handlers, .nhandlers = code->nhandlers,
                  .positions = code->positions, .positions_len = code->positions_len};
  u->names = texts_of(m, code->names, code->nnames);
  u->locals = texts_of(m, code->locals, code->nlocals);
  u->frees = texts_of(m, code->frees, code->nfrees);
  u->consts = take(m, code->nconsts * sizeof(Const));
  u->caches = take(m, code->ncaches * sizeof(uint32_t));
  if (m->failed) return NULL;
  u->nnames = code->nnames;
  u->nfrees = code->nfrees;
  for (uint32_t i = 0; i < code->nconsts; i++) u->consts[i] = const_of(m, code->consts[i]);
  u->nconsts = code->nconsts;
  for (uint32_t i = 0; i < code->ncaches; i++) {  // a cache knows its name, the disassembler its index
    while (u->caches[i] < code->nnames && code->names[u->caches[i]] != code->caches[i].name) u->caches[i]++;
  }
  u->ncaches = code->ncaches;
  return u;
}

// disassemble(code, source=None)
Value codetext_disassemble(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_kind(args[0], KIND_CODE)) return raise_type(vm, "disassemble() argument 1 must be code, not %T", args[0]);
  Making m = {.vm = vm};
  Buf out;
  arena_init(&m.arena, NULL, NULL);
  buf_init(&out, NULL, NULL);
  CodeUnit *unit = unit_of(&m, as_code(args[0]));
  size_t len = 0;
  const char *source = unit && args[1] && is_str(args[1]) ? str_utf8_get(vm, as_str(args[1]), &len) : NULL;
  Value r = V_ABSENT;
  if (unit && !m.failed) {
    code_disassemble(unit, &out, source, len);
    r = codec_decode(vm, (const uint8_t *)out.data, out.len, "utf-8", "replace");
  }
  buf_free(&out);
  arena_free(&m.arena);
  return r;
}
