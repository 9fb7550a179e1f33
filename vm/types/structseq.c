// SPDX-License-Identifier: MIT
// structseq.c - tuples with named fields.
//
// An instance is a Tuple whose block has room for all fields; `len` counts only the visible ones, so that it prints, compares and
// unpacks as a tuple of those. The hidden ones follow in the same block. Each field's getter is one of a family of functions that
// know their index, so that the type is plain constant data.
#include "vm/types/structseq.h"

#include "vm/core/vm.h"

static const StructSeqSpec *spec_of(const Type *type) { return (const StructSeqSpec *)(const void *)type->spec; }
static uint32_t total_of(const Type *type) { return (uint32_t)((type->spec->basicsize - sizeof(Tuple)) / sizeof(Value)); }

static Value field_get(Value self, uint32_t index) {
  Value v = as_tuple(self)->items[index];
  return v == V_ABSENT ? V_NONE : retain(v);
}

#define X(i) Value structseq_get_##i(VM *vm, Value self) { (void)vm; return field_get(self, i); }
STRUCTSEQ_INDICES(X)
#undef X

typedef Value (*FieldGet)(VM *vm, Value self);
#define X(i) structseq_get_##i,
static const FieldGet field_getters[] = {STRUCTSEQ_INDICES(X)};
#undef X

// The name that reads field `index`; NULL: the field is seen by its place alone (the whole seconds of os.stat_result).
static const char *field_name(const Type *type, uint32_t index) {
  for (const GetSetDef *def = type->spec->getset; def && def->name; def++)
    if (def->get == field_getters[index]) return def->name;
  return NULL;
}

void structseq_free(VM *vm, Object *o) {
  Tuple *t = (Tuple *)o;
  uint32_t total = total_of(obj_type(o));
  for (uint32_t i = 0; i < total; i++) replace(vm, &t->items[i], V_ABSENT);
}

void structseq_traverse(Object *o, VisitFn visit, void *arg) {
  Tuple *t = (Tuple *)o;
  uint32_t total = total_of(obj_type(o));
  for (uint32_t i = 0; i < total; i++) visit(arg, t->items[i]);
}

Value structseq_repr(VM *vm, Value self) {
  const Type *type = obj_type(as_obj(self));
  const Tuple *t = as_tuple(self);
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_c(&sb, type->spec->name);
  sb_char(&sb, '(');
  bool ok = true;
  for (uint32_t i = 0; ok && i < t->len; i++) {
    if (i) sb_c(&sb, ", ");
    sb_c(&sb, type->spec->getset[i].name);
    sb_char(&sb, '=');
    ok = sb_value_repr(&sb, t->items[i]);
  }
  if (!ok) {
    sb_discard(&sb);
    return V_ABSENT;
  }
  sb_char(&sb, ')');
  return sb_finish(&sb);
}

Value structseq_from_steal(VM *vm, Type *type, Value *values) {
  uint32_t total = total_of(type);
  bool ok = true;
  for (uint32_t i = 0; i < total; i++) ok = ok && values[i] != V_ABSENT;
  Tuple *t = ok ? object_new(vm, type, type->basicsize) : NULL;
  if (!t) {
    for (uint32_t i = 0; i < total; i++) release(vm, values[i]);
    return V_ABSENT;
  }
  t->len = spec_of(type)->visible;
  memcpy(t->items, values, total * sizeof *values);
  if (gc_track(vm, &t->header)) return from_obj(t);
  decref(vm, t);
  return V_ABSENT;
}

static Value from_sequence(VM *vm, Type *type, const Tuple *items, Value dict) {
  uint32_t visible = spec_of(type)->visible, total = total_of(type);
  const char *name = type->spec->name;
  if (items->len < visible || items->len > total) {
    const char *bound = visible == total ? "a" : items->len < visible ? "an at least" : "an at most";
    return raise_type(vm, "%s() takes %s %u-sequence (%zu-sequence given)", name, bound, items->len < visible ? visible : total, items->len);
  }
  Value values[STRUCTSEQ_MAX];
  uint32_t named = 0;
  for (uint32_t i = 0; i < total; i++) {
    values[i] = i < items->len ? retain(items->items[i]) : V_NONE;
    const char *field = i < items->len || dict == V_ABSENT ? NULL : field_name(type, i);
    Value v = field ? dict_get_c(vm, as_dict(dict), field) : V_ABSENT;
    named += v != V_ABSENT;
    if (v != V_ABSENT) values[i] = retain(v);
  }
  if (dict != V_ABSENT && !has_error(vm) && named < as_dict(dict)->used) raise_type(vm, "%s() got duplicate or unexpected field name(s)", name);
  if (has_error(vm)) replace(vm, &values[0], V_ABSENT);
  return structseq_from_steal(vm, type, values);
}

Value structseq_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  const char *name = type->spec->name, *dot = strrchr(name, '.');
  if (spec_of(type)->no_new) return raise_type(vm, "cannot create '%s' instances", name);
  Value out[2];
  if (!args_bind(vm, dot ? dot + 1 : name, "(sequence, dict={})", args, argc, kwnames, out)) return V_ABSENT;
  if (out[1] != V_ABSENT && !is_dict(out[1])) return raise_type(vm, "%s() takes a dict as second arg, if any", name);
  Value items = sequence_tuple(vm, out[0]);
  if (items == V_ABSENT) {
    if (error_clear_if(vm, EXC_TypeError)) raise_type(vm, "constructor requires a sequence");
    return V_ABSENT;
  }
  Value r = from_sequence(vm, type, as_tuple(items), out[1]);
  release(vm, items);
  return r;
}

static Value structseq_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Type *type = obj_type(as_obj(args[0]));
  const Tuple *t = as_tuple(args[0]);
  Value items = tuple_from(vm, t->items, t->len), dict = from_obj(dict_new(vm)), r = V_ABSENT;
  bool ok = items != V_ABSENT && dict != V_ABSENT;
  uint32_t total = total_of(type);
  for (uint32_t i = (uint32_t)t->len; ok && i < total && type->spec->getset[i].name; i++)
    ok = dict_set_c(vm, as_dict(dict), type->spec->getset[i].name, field_get(args[0], i));
  Value inner = ok ? tuple_pack(vm, 2, items, dict) : V_ABSENT;
  if (inner != V_ABSENT) r = tuple_pack(vm, 2, from_obj(type), inner);
  release(vm, inner);
  release(vm, items);
  release(vm, dict);
  return r;
}

const NativeDef structseq_methods[] = {
  {"__reduce__", "($self, /)", structseq_reduce, 0, NULL},
  {NULL, NULL, NULL, 0, NULL},
};

static bool match_args_set(VM *vm, Type *type, uint32_t visible) {
  Value names = list_new(vm, visible);
  if (names == V_ABSENT) return false;
  bool ok = true;
  for (uint32_t i = 0; ok && i < visible && type->spec->getset[i].name; i++) {
    Value name = str_from_c(vm, type->spec->getset[i].name);
    ok = name != V_ABSENT && list_append_steal(vm, as_list(names), name);
  }
  Value tuple = ok ? list_to_tuple(vm, as_list(names)) : V_ABSENT;
  release(vm, names);
  return tuple != V_ABSENT && type_set_attr_c(vm, type, "__match_args__", tuple);
}

Type *structseq_type_new(VM *vm, const StructSeqSpec *spec) {
  Type *type = type_from_spec(vm, &spec->type, vm->types.tuple);
  if (!type) return NULL;
  uint32_t total = total_of(type), named = 0;
  while (spec->type.getset[named].name) named++;
  bool ok = type_set_attr_c(vm, type, "n_fields", from_int(total)) && type_set_attr_c(vm, type, "n_sequence_fields", from_int(spec->visible)) &&
            type_set_attr_c(vm, type, "n_unnamed_fields", from_int(total - named)) && match_args_set(vm, type, spec->visible);
  if (ok) return type;
  decref(vm, type);
  return NULL;
}
