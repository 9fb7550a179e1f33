// SPDX-License-Identifier: MIT
// codeobj.c - code objects: a CodeUnit loaded into a VM, with instructions that specialise themselves and inline caches.
#include <string.h>

#include "vm/core/codeobj.h"

#include "vm/core/codelines.h"

static void *copy_block(VM *vm, const void *from, size_t bytes, bool *ok) {
  if (!*ok || bytes == 0) return NULL;
  void *block = vm_alloc(vm, bytes);
  if (block) memcpy(block, from, bytes);
  else *ok = false;
  return block;
}

// Names become interned strs.
static Str **copy_names(VM *vm, const CodeStr *names, uint32_t count, bool *ok) {
  if (!*ok || count == 0) return NULL;
  Str **out = vm_alloc(vm, count * sizeof *out);
  if (!out) return *ok = false, NULL;
  memset(out, 0, count * sizeof *out);
  for (uint32_t i = 0; i < count && *ok; i++) *ok = (out[i] = str_intern(vm, names[i].bytes, names[i].len)) != NULL;
  return out;
}

static Value const_sequence(VM *vm, const Const *c) {
  Tuple *t = tuple_new_uninit(vm, c->as.seq.count);
  if (!t) return V_ABSENT;
  for (uint32_t i = 0; i < c->as.seq.count; i++) {
    if (!(t->items[i] = code_const_load(vm, &c->as.seq.items[i]))) {
      decref(vm, t);
      return V_ABSENT;
    }
  }
  if (c->kind == CONST_TUPLE) return from_obj(t);
  // Twice, as CPython's compiler makes a constant frozenset again from the items of the first: their order shows.
  Value first = set_make(vm, vm->types.frozenset, from_obj(t)), items = first ? sequence_list(vm, first) : V_ABSENT;
  Value set = items ? set_make(vm, vm->types.frozenset, items) : V_ABSENT;
  release(vm, first);
  release(vm, items);
  decref(vm, t);
  return set;
}

// Short strs that look like names are interned, as attribute names and dict keys of scripts are.
static Value const_str(VM *vm, CodeStr text) {
  bool name_like = text.len <= 40;
  for (uint32_t i = 0; i < text.len && name_like; i++) {
    unsigned char ch = (unsigned char)text.bytes[i];
    name_like = ch == '_' || (ch >= '0' && ch <= '9') || (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z');
  }
  Str *s = name_like ? str_intern(vm, text.bytes, text.len) : str_from_utf8(vm, text.bytes, text.len);
  return s ? from_obj(s) : V_ABSENT;
}

Value code_const_load(VM *vm, const Const *c) {
  switch ((ConstKind)c->kind) {
    case CONST_NONE: return V_NONE;
    case CONST_TRUE: return V_TRUE;
    case CONST_FALSE: return V_FALSE;
    case CONST_ELLIPSIS: return V_ELLIPSIS;
    case CONST_INT: return int_from_i64(vm, c->as.integer);
    case CONST_BIGINT: return int_from_digits(vm, c->as.text.bytes, c->as.text.len, 16);
    case CONST_DOUBLE: return from_double(c->as.number);
    case CONST_COMPLEX: return complex_new(vm, c->as.complex.real, c->as.complex.imag);
    case CONST_STR: return const_str(vm, c->as.text);
    case CONST_BYTES: return bytes_new(vm, c->as.text.bytes ? c->as.text.bytes : "", c->as.text.len);
    case CONST_TUPLE:
    case CONST_FROZENSET: return const_sequence(vm, c);
    case CONST_CODE: return code_load(vm, c->as.code);
  }
  return raise_value(vm, "bad constant in bytecode");
}

static bool store_text(VM *vm, Arena *arena, Value bytes_steal, Const *out) {
  if (!bytes_steal) return false;
  const Bytes *b = as_bytes(bytes_steal);
  char *copy = arena_alloc(arena, b->len + 1);
  if (copy) memcpy(copy, b->data, b->len);
  out->as.text = (CodeStr){copy, (uint32_t)b->len};
  bool fits = b->len <= UINT32_MAX;
  release(vm, bytes_steal);
  if (!copy || !fits) raise_no_memory(vm);
  return copy && fits;
}

static bool store_items(VM *vm, Arena *arena, const Value *values, size_t count, Const *out) {
  Const *items = arena_alloc(arena, count * sizeof *items + 1);
  if (!items || count > UINT32_MAX) return raise_no_memory(vm), false;
  if (!recursion_enter(vm, " while making a constant")) return false;
  bool ok = true;
  for (size_t i = 0; ok && i < count; i++) ok = code_const_store(vm, arena, values[i], &items[i]);
  recursion_leave(vm);
  out->as.seq.items = items;
  out->as.seq.count = (uint32_t)count;
  return ok;
}

static bool store_bigint(VM *vm, Arena *arena, Value v, Const *out) {
  Value digits = int_to_str(vm, v, 16);
  if (!digits) return false;
  Value bytes = str_encode_utf8(vm, as_str(digits), false);
  release(vm, digits);
  return store_text(vm, arena, bytes, out);
}

bool code_const_store(VM *vm, Arena *arena, Value v, Const *out) {
  Type *type = type_of_get(vm, v);
  *out = (Const){0};
  if (v == V_NONE) return out->kind = CONST_NONE, true;
  if (v == V_TRUE || v == V_FALSE) return out->kind = v == V_TRUE ? CONST_TRUE : CONST_FALSE, true;
  if (v == V_ELLIPSIS) return out->kind = CONST_ELLIPSIS, true;
  if (type == vm->types.int_ && int_to_i64(v, &out->as.integer)) return out->kind = CONST_INT, true;
  if (type == vm->types.int_) return out->kind = CONST_BIGINT, store_bigint(vm, arena, v, out);
  if (is_double(v)) return out->kind = CONST_DOUBLE, out->as.number = as_double(v), true;
  if (type == vm->types.complex) return out->kind = CONST_COMPLEX, out->as.complex.real = ((Complex *)as_obj(v))->real, out->as.complex.imag = ((Complex *)as_obj(v))->imag, true;
  if (type == vm->types.str) return out->kind = CONST_STR, store_text(vm, arena, str_encode_utf8(vm, as_str(v), true), out);
  if (type == vm->types.bytes) return out->kind = CONST_BYTES, store_text(vm, arena, retain(v), out);
  if (type == vm->types.tuple) return out->kind = CONST_TUPLE, store_items(vm, arena, as_tuple(v)->items, as_tuple(v)->len, out);
  if (type == vm->types.list) return out->kind = CONST_TUPLE, store_items(vm, arena, as_list(v)->items, as_list(v)->len, out);
  return raise_type(vm, "got an invalid type in Constant: %T", v), false;
}

static bool load_consts(VM *vm, Code *code, const CodeUnit *unit) {
  if (unit->nconsts == 0) return true;
  code->consts = vm_alloc(vm, unit->nconsts * sizeof(Value));
  if (!code->consts) return false;
  memset(code->consts, 0, unit->nconsts * sizeof(Value));
  code->nconsts = unit->nconsts;
  for (uint32_t i = 0; i < unit->nconsts; i++)
    if (!(code->consts[i] = code_const_load(vm, &unit->consts[i]))) return false;
  return true;
}

static bool load_caches(VM *vm, Code *code, const CodeUnit *unit) {
  if (unit->ncaches == 0) return true;
  code->caches = vm_alloc(vm, unit->ncaches * sizeof(InlineCache));
  if (!code->caches) return false;
  memset(code->caches, 0, unit->ncaches * sizeof(InlineCache));
  code->ncaches = unit->ncaches;
  for (uint32_t i = 0; i < unit->ncaches; i++) code->caches[i].name = code->names[unit->caches[i]];
  return true;
}

static bool load_static_attributes(VM *vm, Code *code, const CodeUnit *unit) {
  if (!(unit->flags & CO_CLASS_BODY)) return true;
  Tuple *t = tuple_new_uninit(vm, unit->nstatic_attributes);
  if (!t) return false;
  code->static_attributes = t;
  for (uint32_t i = 0; i < unit->nstatic_attributes; i++) {
    Str *s = str_intern(vm, unit->static_attributes[i].bytes, unit->static_attributes[i].len);
    if (!s) return false;
    t->items[i] = from_obj(s);
  }
  return true;
}

static uint16_t exact_argc(const CodeUnit *unit) {
  bool plain = !(unit->flags & (CO_VARARGS | CO_VARKEYWORDS | CO_GENERATOR | CO_COROUTINE | CO_ASYNC_GENERATOR)) && unit->nkwonly == 0;
  return plain ? unit->nparams : 0xffff;
}

// Sizes are set only after their block exists, so that a half-loaded object can be freed.
static bool code_fill(VM *vm, Code *code, const CodeUnit *unit) {
  bool ok = true;
  code->flags = unit->flags;
  code->first_line = unit->first_line;
  code->nparams = unit->nparams, code->nposonly = unit->nposonly, code->nkwonly = unit->nkwonly;
  code->nregs = unit->nregs, code->exact_argc = exact_argc(unit);
  if ((code->insns = copy_block(vm, unit->insns, unit->ninsns * sizeof(Insn), &ok))) code->ninsns = unit->ninsns;
  if ((code->handlers = copy_block(vm, unit->handlers, unit->nhandlers * sizeof(Handler), &ok))) code->nhandlers = unit->nhandlers;
  if ((code->positions = copy_block(vm, unit->positions, unit->positions_len, &ok))) code->positions_len = unit->positions_len;
  if ((code->cells = copy_block(vm, unit->cells, unit->ncells * sizeof(uint16_t), &ok))) code->ncells = unit->ncells;
  if ((code->names = copy_names(vm, unit->names, unit->nnames, &ok))) code->nnames = unit->nnames;
  if ((code->locals = copy_names(vm, unit->locals, unit->nlocals, &ok))) code->nlocals = unit->nlocals;
  if ((code->frees = copy_names(vm, unit->frees, unit->nfrees, &ok))) code->nfrees = unit->nfrees;
  ok = ok && (code->name = str_intern(vm, unit->name.bytes, unit->name.len)) &&
       (code->qualname = str_intern(vm, unit->qualname.bytes, unit->qualname.len)) &&
       (code->filename = str_intern(vm, unit->filename.bytes, unit->filename.len));
  return ok && load_consts(vm, code, unit) && load_caches(vm, code, unit) && load_static_attributes(vm, code, unit);
}

Value code_load(VM *vm, const CodeUnit *unit) {
  if (!recursion_enter(vm, " while loading code")) return V_ABSENT;
  Code *code = object_new(vm, vm->types.code, sizeof(Code));
  bool ok = code && code_fill(vm, code, unit);
  recursion_leave(vm);
  if (ok) return from_obj(code);
  xdecref(vm, code);
  return V_ABSENT;
}

bool code_position_of(const Code *code, uint32_t pc, Position *out) {
  return code_position(code->positions, code->positions_len, code->first_line, pc, out);
}

uint32_t code_line_of(const Code *code, uint32_t pc) {
  const uint8_t *at = code->positions;
  uint32_t line = code->first_line;
  PositionRecord r = {0};
  while (code_position_next(&at, code->positions + code->positions_len, &r) && r.pc <= pc)
    if (r.count && r.line) line = r.line;
  return line;
}

static void free_names(VM *vm, Str **names, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) xdecref(vm, names[i]);
  vm_dealloc(vm, names, count * sizeof *names);
}

static void code_free(VM *vm, Object *o) {
  Code *code = (Code *)o;
  for (uint32_t i = 0; i < code->nconsts; i++) release(vm, code->consts[i]);
  vm_dealloc(vm, code->consts, code->nconsts * sizeof(Value));
  vm_dealloc(vm, code->insns, code->ninsns * sizeof(Insn));
  vm_dealloc(vm, code->handlers, code->nhandlers * sizeof(Handler));
  code_lines_free(vm, code);
  vm_dealloc(vm, code->positions, code->positions_len);
  vm_dealloc(vm, code->cells, code->ncells * sizeof(uint16_t));
  vm_dealloc(vm, code->caches, code->ncaches * sizeof(InlineCache));
  free_names(vm, code->names, code->nnames);
  free_names(vm, code->locals, code->nlocals);
  free_names(vm, code->frees, code->nfrees);
  xdecref(vm, code->name);
  xdecref(vm, code->qualname);
  xdecref(vm, code->filename);
  xdecref(vm, code->static_attributes);
}

static Value code_repr(VM *vm, Value self) {
  Code *code = as_code(self);
  return str_format_c(vm, "<code object %U at %p, file \"%U\", line %u>", code->name, (void *)code, code->filename, code->first_line);
}

static Value names_tuple(VM *vm, Str **names, uint32_t count) { return tuple_from(vm, (const Value *)names, count); }
static Value get_name(VM *vm, Value self) { (void)vm; return retain_obj(as_code(self)->name); }
static Value get_qualname(VM *vm, Value self) { (void)vm; return retain_obj(as_code(self)->qualname); }
static Value get_filename(VM *vm, Value self) { (void)vm; return retain_obj(as_code(self)->filename); }
static Value get_firstlineno(VM *vm, Value self) { (void)vm; return from_int(as_code(self)->first_line); }
static Value get_flags(VM *vm, Value self) { (void)vm; return from_int(as_code(self)->flags & 0x1ffffff); }
static Value get_argcount(VM *vm, Value self) { (void)vm; return from_int(as_code(self)->nparams); }
static Value get_posonly(VM *vm, Value self) { (void)vm; return from_int(as_code(self)->nposonly); }
static Value get_kwonly(VM *vm, Value self) { (void)vm; return from_int(as_code(self)->nkwonly); }
static Value get_stacksize(VM *vm, Value self) { (void)vm; return from_int(as_code(self)->nregs - as_code(self)->nlocals); }
static Value get_names(VM *vm, Value self) { return names_tuple(vm, as_code(self)->names, as_code(self)->nnames); }
static Value get_freevars(VM *vm, Value self) { return names_tuple(vm, as_code(self)->frees, as_code(self)->nfrees); }
static Value get_consts(VM *vm, Value self) { return tuple_from(vm, as_code(self)->consts, as_code(self)->nconsts); }
static Value get_code(VM *vm, Value self) { return bytes_new(vm, as_code(self)->insns, as_code(self)->ninsns * sizeof(Insn)); }

// Hidden locals have names that start with '.'; scripts do not see them.
static Value get_varnames(VM *vm, Value self) {
  Code *code = as_code(self);
  Value list = list_new(vm, code->nlocals);
  for (uint32_t i = 0; list && i < code->nlocals; i++) {
    if (code->locals[i]->len && str_char(code->locals[i], 0) == '.' && i >= code->nparams) continue;
    if (list_append(vm, as_list(list), from_obj(code->locals[i]))) continue;
    release(vm, list);
    return V_ABSENT;
  }
  Value tuple = list ? list_to_tuple(vm, as_list(list)) : V_ABSENT;
  release(vm, list);
  return tuple;
}

static Value get_nlocals(VM *vm, Value self) {
  Value names = get_varnames(vm, self);
  if (!names) return V_ABSENT;
  Value n = from_int((int64_t)as_tuple(names)->len);
  release(vm, names);
  return n;
}

static Value get_cellvars(VM *vm, Value self) {
  Code *code = as_code(self);
  Tuple *t = tuple_new_uninit(vm, code->ncells);
  if (!t) return V_ABSENT;
  for (uint32_t i = 0; i < code->ncells; i++) t->items[i] = retain_obj(code->locals[code->cells[i]]);
  return from_obj(t);
}

// code.co_positions(): (line, end_line, col, end_col) for each instruction, as an iterator.
static Value code_positions(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Code *code = as_code(args[0]);
  Value list = list_new(vm, code->ninsns);
  for (uint32_t pc = 0; list && pc < code->ninsns; pc++) {
    Position p = {0};
    code_position_of(code, pc, &p);
    Value row = tuple_pack(vm, 4, p.line ? from_int(p.line) : V_NONE, p.line ? from_int(p.end_line) : V_NONE, from_int(p.col), from_int(p.end_col));
    if (row && list_append_steal(vm, as_list(list), row)) continue;
    release(vm, list);
    return V_ABSENT;
  }
  Value it = list ? obj_iter(vm, list) : V_ABSENT;
  release(vm, list);
  return it;
}

static Value code_lines(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Code *code = as_code(args[0]);
  Value list = list_new(vm, 0);
  for (uint32_t start = 0, pc = 0, line = 0; list && pc <= code->ninsns; pc++) {
    Position p = {0};
    if (pc < code->ninsns) code_position_of(code, pc, &p);
    if (pc == 0) line = p.line;
    if (pc < code->ninsns && p.line == line) continue;
    Value row = pc > start ? tuple_pack(vm, 3, from_int((int64_t)start * 2), from_int((int64_t)pc * 2), line ? from_int(line) : V_NONE) : V_NONE;
    if (!row || (row != V_NONE && !list_append_steal(vm, as_list(list), row))) {
      release(vm, list);
      return V_ABSENT;
    }
    start = pc, line = p.line;
  }
  Value it = list ? obj_iter(vm, list) : V_ABSENT;
  release(vm, list);
  return it;
}

static const NativeDef code_methods[] = {
  {"co_positions", "($self, /)", code_positions, 0, "An iterator over the source positions of the instructions."},
  {"replace", CODE_REPLACE_SIG, code_replace, 0, "Return a copy of the code object with new values for the specified fields."},
  {"co_lines", "($self, /)", code_lines, 0, "An iterator over (start, end, line) of runs of instructions."},
  {0},
};

static const GetSetDef code_getset[] = {
  {"co_name", get_name, NULL, NULL}, {"co_qualname", get_qualname, NULL, NULL}, {"co_filename", get_filename, NULL, NULL},
  {"co_firstlineno", get_firstlineno, NULL, NULL}, {"co_flags", get_flags, NULL, NULL}, {"co_argcount", get_argcount, NULL, NULL},
  {"co_posonlyargcount", get_posonly, NULL, NULL}, {"co_kwonlyargcount", get_kwonly, NULL, NULL}, {"co_nlocals", get_nlocals, NULL, NULL},
  {"co_stacksize", get_stacksize, NULL, NULL}, {"co_names", get_names, NULL, NULL}, {"co_varnames", get_varnames, NULL, NULL},
  {"co_freevars", get_freevars, NULL, NULL}, {"co_cellvars", get_cellvars, NULL, NULL}, {"co_consts", get_consts, NULL, NULL},
  {"co_code", get_code, NULL, NULL}, {0},
};

const TypeSpec code_spec = {
  .name = "code", .kind = KIND_CODE, .flags = TYPE_NO_NEW, .basicsize = sizeof(Code), .methods = code_methods, .getset = code_getset,
  .slots = {.repr = code_repr, .compare = code_compare, .hash = code_hash, .free = code_free},
};
