// SPDX-License-Identifier: MIT
// codecopy.c - code objects compared, hashed, and copied with changes (code.replace).
#include <string.h>

#include "vm/core/codeobj.h"

static bool names_equal(Str **a, Str **b, uint32_t count) {  // interned
  for (uint32_t i = 0; i < count; i++)
    if (a[i] != b[i]) return false;
  return true;
}

static bool same_shape(const Code *a, const Code *b) {
  return a->name == b->name && a->qualname == b->qualname && a->nparams == b->nparams && a->nposonly == b->nposonly && a->nkwonly == b->nkwonly &&
         a->nlocals == b->nlocals && a->nregs == b->nregs && a->flags == b->flags && a->first_line == b->first_line && a->ninsns == b->ninsns &&
         a->nconsts == b->nconsts && a->nnames == b->nnames && a->nfrees == b->nfrees && a->nhandlers == b->nhandlers &&
         a->positions_len == b->positions_len;
}

// Instructions are not compared: they specialise themselves. Positions, names and constants tell codes apart.
Value code_compare(VM *vm, Value left, Value right, CmpOp op) {
  if ((op != CMP_EQ && op != CMP_NE) || !is_kind(left, KIND_CODE) || !is_kind(right, KIND_CODE)) return V_NOTIMPL;
  const Code *a = as_code(left), *b = as_code(right);
  bool same = same_shape(a, b) && names_equal(a->names, b->names, a->nnames) && names_equal(a->locals, b->locals, a->nlocals) &&
              names_equal(a->frees, b->frees, a->nfrees) && memcmp(a->positions, b->positions, a->positions_len) == 0;
  for (uint32_t i = 0; same && i < a->nconsts; i++) {
    if (type_of_get(vm, a->consts[i]) != type_of_get(vm, b->consts[i])) same = false;
    int eq = same ? obj_eq(vm, a->consts[i], b->consts[i]) : 0;
    if (eq < 0) return V_ABSENT;
    same = eq > 0;
  }
  return from_bool(same == (op == CMP_EQ));
}

bool code_hash(VM *vm, Value self, int64_t *hash) {
  const Code *code = as_code(self);
  *hash = (int64_t)(((uint64_t)str_hash(vm, code->name) * 1000003 ^ code->first_line) * 1000003 ^ code->ninsns);
  return true;
}

static void *copy_block(VM *vm, const void *from, size_t bytes, bool *ok) {
  void *block = *ok && bytes ? vm_alloc(vm, bytes) : NULL;
  if (block) memcpy(block, from, bytes);
  else if (bytes) *ok = false;
  return block;
}

static Str **copy_strs(VM *vm, Str **from, uint32_t count, bool *ok) {
  Str **out = copy_block(vm, from, count * sizeof *from, ok);
  for (uint32_t i = 0; out && i < count; i++) incref(&out[i]->header);
  return out;
}

static Str *hold(Str *s) {
  incref(&s->header);
  return s;
}

// Each count is set only once its block is there, so that a half-made copy can be freed.
static Code *code_clone(VM *vm, const Code *from) {
  Code *code = object_new(vm, vm->types.code, sizeof(Code));
  if (!code) return NULL;
  bool ok = true;
  code->nparams = from->nparams, code->nposonly = from->nposonly, code->nkwonly = from->nkwonly, code->nregs = from->nregs;
  code->exact_argc = from->exact_argc, code->flags = from->flags, code->first_line = from->first_line;
  if ((code->insns = copy_block(vm, from->insns, from->ninsns * sizeof(Insn), &ok))) code->ninsns = from->ninsns;
  if ((code->handlers = copy_block(vm, from->handlers, from->nhandlers * sizeof(Handler), &ok))) code->nhandlers = from->nhandlers;
  if ((code->positions = copy_block(vm, from->positions, from->positions_len, &ok))) code->positions_len = from->positions_len;
  if ((code->cells = copy_block(vm, from->cells, from->ncells * sizeof(uint16_t), &ok))) code->ncells = from->ncells;
  if ((code->caches = copy_block(vm, from->caches, from->ncaches * sizeof(InlineCache), &ok))) code->ncaches = from->ncaches;
  if ((code->names = copy_strs(vm, from->names, from->nnames, &ok))) code->nnames = from->nnames;
  if ((code->locals = copy_strs(vm, from->locals, from->nlocals, &ok))) code->nlocals = from->nlocals;
  if ((code->frees = copy_strs(vm, from->frees, from->nfrees, &ok))) code->nfrees = from->nfrees;
  if ((code->consts = copy_block(vm, from->consts, from->nconsts * sizeof(Value), &ok))) code->nconsts = from->nconsts;
  for (uint32_t i = 0; i < code->nconsts; i++) retain(code->consts[i]);
  code->name = hold(from->name), code->qualname = hold(from->qualname), code->filename = hold(from->filename);
  if (from->static_attributes) code->static_attributes = (Tuple *)as_obj(retain_obj(from->static_attributes));
  if (ok) return code;
  decref(vm, code);
  return NULL;
}

static bool replace_str(VM *vm, Str **place, Value v, const char *what) {
  if (v == V_ABSENT) return true;
  if (!is_str(v)) return raise_type(vm, "replace() argument '%s' must be str, not %T", what, v), false;
  Str *name = str_intern_steal(vm, as_str(retain(v))), *old = *place;
  if (!name) return false;
  *place = name;
  decref(vm, old);
  return true;
}

static bool replace_int(VM *vm, uint32_t *place, Value v) {
  int64_t n;
  if (v == V_ABSENT) return true;
  if (!obj_index_i64(vm, v, &n)) return false;
  *place = (uint32_t)n;
  return true;
}

// The constants keep their number: instructions name them by position.
static bool replace_consts(VM *vm, Code *code, Value v) {
  if (v == V_ABSENT) return true;
  if (!is_tuple(v) || as_tuple(v)->len != code->nconsts) return raise_value(vm, "code: co_consts must be a tuple of %u items", code->nconsts), false;
  for (uint32_t i = 0; i < code->nconsts; i++) replace(vm, &code->consts[i], retain(as_tuple(v)->items[i]));
  return true;
}

Value code_replace(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  enum { SELF, NAME, QUALNAME, FILENAME, FIRSTLINE, FLAGS, CONSTS };
  Code *code = code_clone(vm, as_code(args[SELF]));
  if (!code) return V_ABSENT;
  uint32_t visible = 0x1ffffff, flags = code->flags & visible;
  bool ok = replace_str(vm, &code->name, args[NAME], "co_name") && replace_str(vm, &code->qualname, args[QUALNAME], "co_qualname") &&
            replace_str(vm, &code->filename, args[FILENAME], "co_filename") && replace_int(vm, &code->first_line, args[FIRSTLINE]) &&
            replace_int(vm, &flags, args[FLAGS]) && replace_consts(vm, code, args[CONSTS]);
  code->flags = (code->flags & ~visible) | (flags & visible);
  if (ok) return from_obj(code);
  decref(vm, code);
  return V_ABSENT;
}
