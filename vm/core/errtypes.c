// SPDX-License-Identifier: MIT
// errtypes.c - the builtin exception types: BaseException, the small families, and the table that makes them all.
//
// Every exception instance is an Exception followed by the fields of its family, so that C reads them without a lookup. A family
// is inherited: FileNotFoundError is laid out as OSError. The last types, with longer rules, have files of their own (errtypes.h).
#include "vm/core/errtypes.h"

#include "vm/core/typeslots.h"
#include "vm/core/vm.h"

// Fields

Value exc_field_get(VM *vm, Value self, unsigned index) {
  (void)vm;
  Value v = as_exception(self)->fields[index];
  return v == V_ABSENT ? V_NONE : retain(v);
}

bool exc_field_set(VM *vm, Value self, unsigned index, Value v) {
  replace(vm, &as_exception(self)->fields[index], v == V_ABSENT ? V_ABSENT : retain(v));
  return true;
}

bool exc_keywords(VM *vm, const char *fname, const Value *values, Tuple *kwnames, const char *const *names, unsigned n, Value *out) {
  for (unsigned i = 0; i < n; i++) out[i] = V_ABSENT;
  for (size_t k = 0; kwnames && k < kwnames->len; k++) {
    const Str *name = as_str(kwnames->items[k]);
    unsigned i = 0;
    while (i < n && !str_is(name, names[i])) i++;
    if (i == n) {
      raise_type(vm, "%s() got an unexpected keyword argument '%U'", fname, name);
      return false;
    }
    out[i] = values[k];
  }
  return true;
}

// BaseException

Value exc_new(VM *vm, Type *type, unsigned nfields, const Value *args, uint32_t argc) {
  Exception *e = object_new(vm, type, type->basicsize);
  if (!e) return V_ABSENT;
  e->nfields = (uint8_t)nfields;
  Value tuple = tuple_from(vm, args, argc);
  if (tuple == V_ABSENT) {
    decref(vm, e);
    return V_ABSENT;
  }
  e->args = as_tuple(tuple);
  if (!gc_track(vm, &e->header)) {
    decref(vm, e);
    return V_ABSENT;
  }
  return from_obj(e);
}

static Value base_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)kwnames;
  return exc_new(vm, type, 0, args, argc);
}

bool exc_no_keywords(VM *vm, Value self, Tuple *kwnames) {
  if (!kwnames || kwnames->len == 0) return true;
  raise_type(vm, "%T() takes no keyword arguments", self);
  return false;
}

static bool args_set(VM *vm, Value self, const Value *args, uint32_t argc) {
  Exception *e = as_exception(self);
  Tuple *old = e->args;
  if (old && old->len == argc && (argc == 0 || memcmp(old->items, args, argc * sizeof *args) == 0)) return true;
  Value tuple = tuple_from(vm, args, argc);
  if (tuple == V_ABSENT) return false;
  e->args = as_tuple(tuple);
  xdecref(vm, old);
  return true;
}

bool exc_base_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  return exc_no_keywords(vm, self, kwnames) && args_set(vm, self, args, argc);
}

Value exc_base_str(VM *vm, Value self) {
  Tuple *args = as_exception(self)->args;
  if (args->len == 0) return retain_obj(vm->names.empty);
  incref(&args->header);
  Value r = obj_str(vm, args->len == 1 ? args->items[0] : from_obj(args));
  decref(vm, args);
  return r;
}

static Value base_repr(VM *vm, Value self) {
  Tuple *args = as_exception(self)->args;
  const Str *name = obj_type(as_obj(self))->name;
  incref(&args->header);
  Value r = args->len == 1 ? str_format_c(vm, "%U(%R)", name, args->items[0]) : str_format_c(vm, "%U%R", name, from_obj(args));
  decref(vm, args);
  return r;
}

static void base_free(VM *vm, Object *o) {
  Exception *e = (Exception *)o;
  CLEAR_REF(vm, e->args);
  CLEAR_REF(vm, e->traceback);
  CLEAR_REF(vm, e->cause);
  CLEAR_REF(vm, e->context);
  CLEAR_REF(vm, e->causes);
  for (unsigned i = 0; i < e->nfields; i++) replace(vm, &e->fields[i], V_ABSENT);
}

static void base_traverse(Object *o, VisitFn visit, void *arg) {
  Exception *e = (Exception *)o;
  if (e->args) visit(arg, from_obj(e->args));
  if (e->traceback) visit(arg, from_obj(e->traceback));
  if (e->cause) visit(arg, from_obj(e->cause));
  if (e->context) visit(arg, from_obj(e->context));
  if (e->causes) visit(arg, from_obj(e->causes));
  for (unsigned i = 0; i < e->nfields; i++) visit(arg, e->fields[i]);
}

static Value base_get_args(VM *vm, Value self) {
  (void)vm;
  return retain_obj(as_exception(self)->args);
}

static bool base_set_args(VM *vm, Value self, Value v) {
  if (v == V_ABSENT) return raise_type(vm, "args may not be deleted"), false;
  Value tuple = sequence_tuple(vm, v);
  if (tuple == V_ABSENT) return false;
  Tuple *old = as_exception(self)->args;
  as_exception(self)->args = as_tuple(tuple);
  decref(vm, old);
  return true;
}

static Value object_or_none(Object *o) { return o ? retain_obj(o) : V_NONE; }

static Value base_get_traceback(VM *vm, Value self) {
  (void)vm;
  return object_or_none(as_exception(self)->traceback);
}

static bool object_field_set(VM *vm, Object **field, Value v) {
  Object *old = *field;
  *field = v == V_NONE ? NULL : as_obj(retain(v));
  xdecref(vm, old);
  return true;
}

static bool base_set_traceback(VM *vm, Value self, Value v) {
  if (v == V_ABSENT) return raise_type(vm, "__traceback__ may not be deleted"), false;
  if (v != V_NONE && !is_kind(v, KIND_TRACEBACK)) return raise_type(vm, "__traceback__ must be a traceback or None"), false;
  return object_field_set(vm, &as_exception(self)->traceback, v);
}

static Value base_get_cause(VM *vm, Value self) {
  (void)vm;
  return object_or_none(as_exception(self)->cause);
}

static bool base_set_cause(VM *vm, Value self, Value v) {
  if (v == V_ABSENT) return raise_type(vm, "__cause__ may not be deleted"), false;
  if (v != V_NONE && !is_exception(v)) return raise_type(vm, "exception cause must be None or derive from BaseException"), false;
  as_exception(self)->suppress_context = true;
  return object_field_set(vm, &as_exception(self)->cause, v);
}

static Value base_get_context(VM *vm, Value self) {
  (void)vm;
  return object_or_none(as_exception(self)->context);
}

static bool base_set_context(VM *vm, Value self, Value v) {
  if (v == V_ABSENT) return raise_type(vm, "__context__ may not be deleted"), false;
  if (v != V_NONE && !is_exception(v)) return raise_type(vm, "exception context must be None or derive from BaseException"), false;
  return object_field_set(vm, &as_exception(self)->context, v);
}

static Value base_get_suppress(VM *vm, Value self) {
  (void)vm;
  return from_bool(as_exception(self)->suppress_context);
}

static bool base_set_suppress(VM *vm, Value self, Value v) {
  if (v == V_ABSENT) return raise_type(vm, "can't delete numeric/char attribute"), false;
  if (!is_bool(v)) return raise_type(vm, "attribute value type must be bool"), false;
  as_exception(self)->suppress_context = v == V_TRUE;
  return true;
}

static const GetSetDef base_getset[] = {
  {"args", base_get_args, base_set_args, NULL},
  {"__traceback__", base_get_traceback, base_set_traceback, NULL},
  {"__context__", base_get_context, base_set_context, "exception context"},
  {"__cause__", base_get_cause, base_set_cause, "exception cause"},
  {"__suppress_context__", base_get_suppress, base_set_suppress, NULL},
  {NULL, NULL, NULL, NULL},
};

static Value base_with_traceback(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return base_set_traceback(vm, args[0], args[1]) ? retain(args[0]) : V_ABSENT;
}

static Value base_add_note(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[1])) return raise_type(vm, "note must be a str, not '%T'", args[1]);
  Value notes = obj_getattr_opt(vm, args[0], vm->names.dunder_notes);
  if (notes == V_ABSENT) {
    if (has_error(vm)) return V_ABSENT;
    notes = list_new(vm, 1);
    if (notes == V_ABSENT || !obj_setattr(vm, args[0], vm->names.dunder_notes, notes)) {
      release(vm, notes);
      return V_ABSENT;
    }
  }
  Value r = V_NONE;
  if (!is_list(notes)) r = raise_type(vm, "Cannot add note: __notes__ is not a list");
  else if (!list_append(vm, as_list(notes), args[1])) r = V_ABSENT;
  release(vm, notes);
  return r;
}

Value exc_dict_copy(VM *vm, Value self) {
  Value dict = instance_dict_copy(vm, as_obj(self));
  if (dict == V_ABSENT || as_dict(dict)->used) return dict;
  release(vm, dict);
  return V_NONE;
}

static Value base_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value dict = exc_dict_copy(vm, args[0]);
  if (dict == V_ABSENT) return V_ABSENT;
  Value type = from_obj(obj_type(as_obj(args[0]))), exc_args = from_obj(as_exception(args[0])->args);
  Value r = dict == V_NONE ? tuple_pack(vm, 2, type, exc_args) : tuple_pack(vm, 3, type, exc_args, dict);
  release(vm, dict);
  return r;
}

static Value base_setstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (args[1] == V_NONE) return V_NONE;
  if (!is_dict(args[1])) return raise_type(vm, "state is not a dictionary");
  Value items = sequence_list(vm, args[1]);  // setting an attribute may change the dict
  if (items == V_ABSENT) return V_ABSENT;
  const List *keys = as_list(items);
  Value r = V_NONE;
  for (size_t i = 0; i < keys->len && r != V_ABSENT; i++) {
    Value v;
    int found = dict_find(vm, as_dict(args[1]), keys->items[i], &v);
    if (found < 0) r = V_ABSENT;
    if (found <= 0) continue;
    if (!is_str(keys->items[i])) r = raise_type(vm, "attribute name must be string, not '%T'", keys->items[i]);
    else {
      retain(v);
      Str *name = str_intern_steal(vm, as_str(retain(keys->items[i])));
      if (!name || !obj_setattr(vm, args[0], name, v)) r = V_ABSENT;
      xdecref(vm, name);
      release(vm, v);
    }
  }
  release(vm, items);
  return r;
}

static const NativeDef base_methods[] = {
  {"with_traceback", "($self, tb, /)", base_with_traceback, 0, "Set self.__traceback__ to tb and return self."},
  {"add_note", "($self, note, /)", base_add_note, 0, "Add a note to the exception"},
  {"__reduce__", "($self, /)", base_reduce, 0, NULL},
  {"__setstate__", "($self, state, /)", base_setstate, 0, NULL},
  {NULL, NULL, NULL, 0, NULL},
};

// SystemExit, StopIteration: one field, the argument or all of them

static Value first_or_all(Exception *e) {
  return e->args->len == 0 ? V_ABSENT : e->args->len == 1 ? retain(e->args->items[0]) : retain_obj(e->args);
}

static Value exit_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)kwnames;
  return exc_new(vm, type, SYSTEM_EXIT_FIELDS, args, argc);
}

static bool exit_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!exc_base_init(vm, self, args, argc, kwnames)) return false;
  Exception *e = as_exception(self);
  if (argc) replace(vm, &e->fields[SYSTEM_EXIT_CODE], first_or_all(e));
  return true;
}

EXC_FIELD(exit, code, SYSTEM_EXIT_CODE)
static const GetSetDef exit_getset[] = {EXC_FIELD_ROW(exit, code), {NULL, NULL, NULL, NULL}};

static bool stop_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!exc_base_init(vm, self, args, argc, kwnames)) return false;
  replace(vm, &as_exception(self)->fields[STOP_ITERATION_VALUE], argc ? retain(args[0]) : V_NONE);
  return true;
}

EXC_FIELD(stop, value, STOP_ITERATION_VALUE)
static const GetSetDef stop_getset[] = {EXC_FIELD_ROW(stop, value), {NULL, NULL, NULL, NULL}};

// AttributeError, NameError, ImportError: keyword-only fields

static Value attribute_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)kwnames;
  return exc_new(vm, type, ATTRIBUTE_ERROR_FIELDS, args, argc);
}

static bool attribute_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  static const char *const names[] = {"name", "obj"};
  Value out[2];
  if (!args_set(vm, self, args, argc) || !exc_keywords(vm, "AttributeError", args + argc, kwnames, names, 2, out)) return false;
  return exc_field_set(vm, self, ATTRIBUTE_ERROR_NAME, out[0]) && exc_field_set(vm, self, ATTRIBUTE_ERROR_OBJ, out[1]);
}

// (type, args, state): the state has what cannot be rebuilt from args.
static Value reduce_with(VM *vm, Value self, const char *const *names, const Value *values, unsigned n, bool with_args) {
  Value dict = instance_dict_copy(vm, as_obj(self));
  if (dict == V_ABSENT) return V_ABSENT;
  for (unsigned i = 0; i < n; i++)
    if (values[i] != V_ABSENT && !dict_set_c(vm, as_dict(dict), names[i], retain(values[i]))) return release(vm, dict), V_ABSENT;
  Value type = from_obj(obj_type(as_obj(self))), args = from_obj(as_exception(self)->args);
  if (with_args && !dict_set_c(vm, as_dict(dict), "args", retain(args))) return release(vm, dict), V_ABSENT;
  Value r = as_dict(dict)->used ? tuple_pack(vm, 3, type, args, dict) : tuple_pack(vm, 2, type, args);
  release(vm, dict);
  return r;
}

static Value attribute_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  static const char *const names[] = {"name"};
  return reduce_with(vm, args[0], names, &as_exception(args[0])->fields[ATTRIBUTE_ERROR_NAME], 1, true);
}

EXC_FIELD(attribute, name, ATTRIBUTE_ERROR_NAME)
EXC_FIELD(attribute, obj, ATTRIBUTE_ERROR_OBJ)
static const GetSetDef attribute_getset[] = {EXC_FIELD_ROW(attribute, name), EXC_FIELD_ROW(attribute, obj), {NULL, NULL, NULL, NULL}};
static const NativeDef attribute_methods[] = {
  {"__reduce__", "($self, /)", attribute_reduce, 0, NULL},
  {NULL, NULL, NULL, 0, NULL},
};

static Value name_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)kwnames;
  return exc_new(vm, type, NAME_ERROR_FIELDS, args, argc);
}

static bool name_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  static const char *const names[] = {"name"};
  Value out;
  if (!args_set(vm, self, args, argc) || !exc_keywords(vm, "NameError", args + argc, kwnames, names, 1, &out)) return false;
  return exc_field_set(vm, self, NAME_ERROR_NAME, out);
}

EXC_FIELD(name, name, NAME_ERROR_NAME)
static const GetSetDef name_getset[] = {EXC_FIELD_ROW(name, name), {NULL, NULL, NULL, NULL}};

static Value import_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)kwnames;
  return exc_new(vm, type, IMPORT_ERROR_FIELDS, args, argc);
}

static bool import_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  static const char *const names[] = {"name", "path", "name_from"};
  Value out[3];
  if (!args_set(vm, self, args, argc) || !exc_keywords(vm, "ImportError", args + argc, kwnames, names, 3, out)) return false;
  for (unsigned i = 0; i < 3; i++) exc_field_set(vm, self, IMPORT_ERROR_NAME + i, out[i]);
  return exc_field_set(vm, self, IMPORT_ERROR_MSG, argc == 1 ? args[0] : V_ABSENT);
}

static Value import_str(VM *vm, Value self) {
  Value msg = as_exception(self)->fields[IMPORT_ERROR_MSG];
  return is_heap(msg) && as_obj(msg)->shape == vm->types.str->root ? retain(msg) : exc_base_str(vm, self);
}

static Value import_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  static const char *const names[] = {"name", "path", "name_from"};
  return reduce_with(vm, args[0], names, &as_exception(args[0])->fields[IMPORT_ERROR_NAME], 3, false);
}

EXC_FIELD(import, msg, IMPORT_ERROR_MSG)
EXC_FIELD(import, name, IMPORT_ERROR_NAME)
EXC_FIELD(import, path, IMPORT_ERROR_PATH)
EXC_FIELD(import, name_from, IMPORT_ERROR_NAME_FROM)
static const GetSetDef import_getset[] = {
  EXC_FIELD_ROW(import, msg), EXC_FIELD_ROW(import, name), EXC_FIELD_ROW(import, path), EXC_FIELD_ROW(import, name_from), {NULL, NULL, NULL, NULL},
};
static const NativeDef import_methods[] = {{"__reduce__", "($self, /)", import_reduce, 0, NULL}, {NULL, NULL, NULL, 0, NULL}};

static Value key_str(VM *vm, Value self) {
  const Tuple *args = as_exception(self)->args;
  return args->len == 1 ? obj_repr(vm, args->items[0]) : exc_base_str(vm, self);
}

// The table

const char *const error_type_names[EXC_COUNT] = {
#define ERROR(name, base, ...) #name,
#include "vm/core/errors.def"
};

enum { EXC_FLAGS = TYPE_GC | TYPE_BASE | TYPE_HAS_DICT | TYPE_EXCEPTION | TYPE_IMMUTABLE };
#define LAYOUT(nfields) .kind = KIND_EXCEPTION, .flags = EXC_FLAGS, .basicsize = sizeof(Exception) + (nfields) * sizeof(Value)
#define FAMILY_plain LAYOUT(0)
#define FAMILY_os LAYOUT(OS_ERROR_FIELDS)
#define FAMILY_name LAYOUT(NAME_ERROR_FIELDS)
#define FAMILY_import LAYOUT(IMPORT_ERROR_FIELDS)
#define FAMILY_syntax LAYOUT(SYNTAX_ERROR_FIELDS)
#define FAMILY_group LAYOUT(GROUP_FIELDS)
#define FAMILY_KEY LAYOUT(0), .slots = {.str = key_str}
#define FAMILY_BASE LAYOUT(0), .getset = base_getset, .methods = base_methods, \
  .slots = {.new = base_new, .init = exc_base_init, .repr = base_repr, .str = exc_base_str, .free = base_free, .traverse = base_traverse}
#define FAMILY_EXIT LAYOUT(SYSTEM_EXIT_FIELDS), .getset = exit_getset, .slots = {.new = exit_new, .init = exit_init}
#define FAMILY_STOP LAYOUT(STOP_ITERATION_FIELDS), .getset = stop_getset, .slots = {.new = exit_new, .init = stop_init}
#define FAMILY_ATTRIBUTE LAYOUT(ATTRIBUTE_ERROR_FIELDS), .getset = attribute_getset, .methods = attribute_methods, \
  .slots = {.new = attribute_new, .init = attribute_init}
#define FAMILY_NAME LAYOUT(NAME_ERROR_FIELDS), .getset = name_getset, .slots = {.new = name_new, .init = name_init}
#define FAMILY_IMPORT LAYOUT(IMPORT_ERROR_FIELDS), .getset = import_getset, .methods = import_methods, \
  .slots = {.new = import_new, .init = import_init, .str = import_str}
#define FAMILY_OS LAYOUT(OS_ERROR_FIELDS), .getset = os_error_getset, .methods = os_error_methods, \
  .slots = {.new = os_error_new, .init = os_error_init, .str = os_error_str}
#define FAMILY_SYNTAX LAYOUT(SYNTAX_ERROR_FIELDS), .getset = syntax_error_getset, \
  .slots = {.new = syntax_error_new, .init = syntax_error_init, .str = syntax_error_str}
#define FAMILY_DECODE LAYOUT(UNICODE_ERROR_FIELDS), .getset = unicode_error_getset, \
  .slots = {.new = unicode_error_new, .init = decode_error_init, .str = decode_error_str}
#define FAMILY_ENCODE LAYOUT(UNICODE_ERROR_FIELDS), .getset = unicode_error_getset, \
  .slots = {.new = unicode_error_new, .init = encode_error_init, .str = encode_error_str}
#define FAMILY_TRANSLATE LAYOUT(UNICODE_ERROR_FIELDS), .getset = translate_error_getset, \
  .slots = {.new = unicode_error_new, .init = translate_error_init, .str = translate_error_str}
#define FAMILY_GROUP LAYOUT(GROUP_FIELDS), .getset = group_getset, .methods = group_methods, \
  .slots = {.new = group_new, .init = group_init, .str = group_str}

static const TypeSpec specs[EXC_COUNT] = {
#define ERROR(type_name, base, family) [EXC_##type_name] = {.name = #type_name, FAMILY_##family},
#include "vm/core/errors.def"
};

static const uint8_t bases[EXC_COUNT] = {
#define ERROR(name, base, ...) EXC_##base,
#include "vm/core/errors.def"
};

Value error_new(VM *vm, Type *type, Value arg) {
  uint32_t argc = arg == V_ABSENT ? 0 : 1;
  if (type->slots.new == base_new && type->slots.init == exc_base_init) return exc_new(vm, type, 0, &arg, argc);
  return type_call(vm, from_obj(type), &arg, argc, NULL);
}

// ExceptionGroup is a BaseExceptionGroup and an Exception: the one builtin type with two bases.
static Type *group_bases_set(VM *vm, Type *group) {
  Type *plain = vm->exc_types[EXC_Exception];
  Value two = tuple_pack(vm, 2, from_obj(group->base), from_obj(plain));
  Value mro = tuple_pack(vm, 5, from_obj(group), from_obj(group->base), from_obj(plain), from_obj(plain->base), from_obj(vm->types.object));
  Tuple *old_bases = group->bases, *old_mro = group->mro;
  if (two != V_ABSENT && mro != V_ABSENT && type_add_subclass(vm, plain, group)) {
    group->bases = as_tuple(two);
    group->mro = as_tuple(mro);
    decref(vm, old_bases);
    decref(vm, old_mro);
    return group;
  }
  release(vm, two);
  release(vm, mro);
  CLEAR_REF(vm, group->mro);
  decref(vm, group);
  return NULL;
}

Type *error_type_make(VM *vm, ExcId id) {
  if (vm->exc_types[id]) return vm->exc_types[id];
  Type *base = id == EXC_BaseException ? vm->types.object : error_type_make(vm, bases[id]);
  Type *type = base ? type_from_spec(vm, &specs[id], base) : NULL;
  if (type && id == EXC_ExceptionGroup) type = error_type_make(vm, EXC_Exception) ? group_bases_set(vm, type) : NULL;
  return vm->exc_types[id] = type;
}

Type *error_type_get(VM *vm, ExcId id) {
  Type *type = vm->exc_types[id];
  if (LIKELY(type != NULL) || (type = error_type_make(vm, id))) return type;
  error_clear(vm);
  return vm->exc_types[EXC_MemoryError];
}

// Script classes that came before a builtin subclass of the same type are moved behind it.
static bool subclasses_order(VM *vm, Type *type) {
  Dict *old = type->subclasses;
  Value key, v;
  if (!old) return true;
  type->subclasses = NULL;
  bool ok = true;
  for (int heap = 0; ok && heap <= 1; heap++) {
    for (int id = 0; ok && !heap && id < EXC_COUNT; id++)
      if (vm->exc_types[id]->base == type || (id == EXC_ExceptionGroup && type == vm->exc_types[EXC_Exception])) ok = type_add_subclass(vm, type, vm->exc_types[id]);
    for (uint32_t pos = 0; ok && heap && dict_step(old, &pos, &key, &v);) ok = type_add_subclass(vm, type, (Type *)(uintptr_t)as_int(key));
  }
  if (ok) return decref(vm, old), true;
  CLEAR_REF(vm, type->subclasses);
  type->subclasses = old;
  return false;
}

bool error_types_complete(VM *vm) {
  bool made = false;
  for (int id = 0; id < EXC_COUNT; id++) {
    made |= !vm->exc_types[id];
    if (!error_type_make(vm, id)) return false;
  }
  for (int id = 0; made && id < EXC_COUNT; id++)
    if (!subclasses_order(vm, vm->exc_types[id])) return false;
  return true;
}

bool error_types_init(VM *vm) {
  Type *no_memory = error_type_make(vm, EXC_MemoryError);
  if (!no_memory || !traceback_types_init(vm)) return false;
  vm->no_memory_error = exc_new(vm, no_memory, 0, NULL, 0);
  return vm->no_memory_error != V_ABSENT;
}
