// SPDX-License-Identifier: MIT
// genericalias.c - types.GenericAlias (list[int]) and types.UnionType (int | str).
#include "vm/core/generic.h"
#include "vm/core/typeslots.h"

static GenericAlias *as_alias(Value v) { return (GenericAlias *)as_obj(v); }
static Union *as_union(Value v) { return (Union *)as_obj(v); }
static bool is_alias(VM *vm, Value v) { return is_heap(v) && obj_type(as_obj(v))->kind == KIND_OTHER && type_is_subtype(obj_type(as_obj(v)), vm->types.generic_alias); }
static bool is_union(VM *vm, Value v) { return is_heap(v) && obj_type(as_obj(v)) == vm->types.union_; }

static Value attr_opt(VM *vm, Value o, const char *name) {
  Str *s = str_intern(vm, name, strlen(name));
  if (!s) return V_ABSENT;
  Value v = obj_getattr_opt(vm, o, s);
  decref(vm, s);
  return v;
}

// ---- repr

static bool repr_list(StrBuilder *sb, const Value *items, size_t count) {
  for (size_t i = 0; i < count; i++) {
    if (i) sb_c(sb, ", ");
    if (!generic_repr_item(sb, items[i])) return false;
  }
  return true;
}

// A class is shown by its name, with the module unless that is builtins; anything else by its repr.
static int repr_named(StrBuilder *sb, Value v) {
  VM *vm = sb->vm;
  Value parts[] = {attr_opt(vm, v, "__origin__"), attr_opt(vm, v, "__args__")};
  bool plain = parts[0] == V_ABSENT || parts[1] == V_ABSENT;
  release(vm, parts[0]);
  release(vm, parts[1]);
  if (has_error(vm) || !plain) return has_error(vm) ? -1 : 0;
  Value qualname = obj_getattr_opt(vm, v, vm->names.dunder_qualname), module = V_ABSENT;
  if (qualname != V_ABSENT) module = obj_getattr_opt(vm, v, vm->names.dunder_module);
  bool named = is_str(qualname) && module != V_ABSENT && module != V_NONE;
  if (named) {
    Value text = is_str(module) && str_is(as_str(module), "builtins") ? retain(qualname) : str_format_c(vm, "%S.%S", module, qualname);
    if (text != V_ABSENT) sb_str(sb, as_str(text));
    release(vm, text);
  }
  release(vm, qualname);
  release(vm, module);
  return has_error(vm) ? -1 : named;
}

bool generic_repr_item(StrBuilder *sb, Value v) {
  if (v == V_ELLIPSIS) return sb_c(sb, "..."), true;
  if (is_list(v)) {
    sb_char(sb, '[');
    bool ok = repr_list(sb, as_list(v)->items, as_list(v)->len);
    sb_char(sb, ']');
    return ok;
  }
  int named = repr_named(sb, v);
  return named < 0 ? false : named || sb_value_repr(sb, v);
}

static Value finish(StrBuilder *sb, bool ok) {
  if (ok) return sb_finish(sb);
  sb_discard(sb);
  return V_ABSENT;
}

static Value alias_repr(VM *vm, Value self) {
  GenericAlias *a = as_alias(self);
  StrBuilder sb;
  sb_init(&sb, vm);
  if (a->starred) sb_char(&sb, '*');
  bool ok = generic_repr_item(&sb, a->origin);
  sb_char(&sb, '[');
  ok = ok && repr_list(&sb, a->args->items, a->args->len);
  if (!a->args->len) sb_c(&sb, "()");
  sb_char(&sb, ']');
  return finish(&sb, ok);
}

// ---- parameters and their substitution

static bool add_once(VM *vm, List *list, Value v) {
  for (size_t i = 0; i < list->len; i++)
    if (list->items[i] == v) return true;
  return list_append(vm, list, v);
}

static bool add_params(VM *vm, List *out, Value arg) {
  if (is_kind(arg, KIND_TYPE)) return true;
  if (is_tuple(arg) || is_list(arg)) {
    Value inner = is_tuple(arg) ? retain(arg) : list_to_tuple(vm, as_list(arg)), params = V_ABSENT;
    if (inner != V_ABSENT) params = generic_params(vm, as_tuple(inner));
    bool ok = params != V_ABSENT;
    for (size_t i = 0; ok && i < as_tuple(params)->len; i++) ok = add_once(vm, out, as_tuple(params)->items[i]);
    release(vm, params);
    release(vm, inner);
    return ok;
  }
  Value subst = attr_opt(vm, arg, "__typing_subst__");
  if (has_error(vm)) return false;
  if (subst != V_ABSENT) {
    release(vm, subst);
    return add_once(vm, out, arg);
  }
  Value params = attr_opt(vm, arg, "__parameters__");
  bool ok = !has_error(vm);
  for (size_t i = 0; ok && is_tuple(params) && i < as_tuple(params)->len; i++) ok = add_once(vm, out, as_tuple(params)->items[i]);
  release(vm, params);
  return ok;
}

Value generic_params(VM *vm, Tuple *args) {
  if (!recursion_enter(vm, "")) return V_ABSENT;
  Value list = list_new(vm, 0), result = V_ABSENT;
  bool ok = list != V_ABSENT;
  for (size_t i = 0; ok && i < args->len; i++) ok = add_params(vm, as_list(list), args->items[i]);
  if (ok) result = list_to_tuple(vm, as_list(list));
  release(vm, list);
  recursion_leave(vm);
  return result;
}

// Arguments as given: one is wrapped, *tuple[...] among them is spread out.
static Value spread_items(VM *vm, Value item) {
  Value list = list_new(vm, 1);
  bool ok = list != V_ABSENT;
  const Value *items = is_tuple(item) ? as_tuple(item)->items : &item;
  size_t count = is_tuple(item) ? as_tuple(item)->len : 1;
  for (size_t i = 0; ok && i < count; i++) {
    Value inner = is_kind(items[i], KIND_TYPE) ? V_ABSENT : attr_opt(vm, items[i], "__typing_unpacked_tuple_args__");
    bool endless = is_tuple(inner) && as_tuple(inner)->len && as_tuple(inner)->items[as_tuple(inner)->len - 1] == V_ELLIPSIS;
    ok = !has_error(vm) && (is_tuple(inner) && !endless ? list_extend(vm, as_list(list), inner) : list_append(vm, as_list(list), items[i]));
    release(vm, inner);
  }
  Value result = ok ? list_to_tuple(vm, as_list(list)) : V_ABSENT;
  release(vm, list);
  return result;
}

static Value prepare_items(VM *vm, Value self, Tuple *params, Value item) {
  Value items = spread_items(vm, item);
  for (size_t i = 0; items != V_ABSENT && i < params->len; i++) {
    Value prepare = attr_opt(vm, params->items[i], "__typing_prepare_subst__");
    if (prepare == V_ABSENT && !has_error(vm)) continue;
    Value args[] = {self, items};
    Value next = prepare == V_ABSENT ? V_ABSENT : obj_call(vm, prepare, args, 2);
    if (next != V_ABSENT && !is_tuple(next)) {
      Value tuple = sequence_tuple(vm, next);
      release(vm, next);
      next = tuple;
    }
    release(vm, prepare);
    release(vm, items);
    items = next;
  }
  if (items == V_ABSENT || as_tuple(items)->len == params->len) return items;
  bool many = as_tuple(items)->len > params->len;
  raise_type(vm, "Too %s arguments for %R; actual %zu, expected %s%zu", many ? "many" : "few", self, as_tuple(items)->len,
             many ? "" : "at least ", params->len);
  release(vm, items);
  return V_ABSENT;
}

static int64_t position(const Tuple *params, Value v) {
  for (size_t i = 0; i < params->len; i++)
    if (params->items[i] == v) return (int64_t)i;
  return -1;
}

// An argument that has parameters itself is subscripted with what they become.
static Value substitute_inner(VM *vm, Value arg, Tuple *params, Tuple *items) {
  Value own = attr_opt(vm, arg, "__parameters__");
  if (!is_tuple(own) || !as_tuple(own)->len) {
    release(vm, own);
    return has_error(vm) ? V_ABSENT : retain(arg);
  }
  Value list = list_new(vm, as_tuple(own)->len), result = V_ABSENT;
  bool ok = list != V_ABSENT;
  for (size_t i = 0; ok && i < as_tuple(own)->len; i++) {
    int64_t at = position(params, as_tuple(own)->items[i]);
    Value v = at < 0 ? as_tuple(own)->items[i] : items->items[at];
    ok = is_tuple(v) && at >= 0 ? list_extend(vm, as_list(list), v) : list_append(vm, as_list(list), v);
  }
  Value key = ok ? list_to_tuple(vm, as_list(list)) : V_ABSENT;
  if (key != V_ABSENT) result = obj_getitem(vm, arg, key);
  release(vm, key);
  release(vm, list);
  release(vm, own);
  return result;
}

static Value substitute_one(VM *vm, Value arg, Tuple *params, Tuple *items) {
  if (is_kind(arg, KIND_TYPE)) return retain(arg);
  if (is_tuple(arg) || is_list(arg)) {
    Value tuple = is_tuple(arg) ? retain(arg) : list_to_tuple(vm, as_list(arg)), list = list_new(vm, 0);
    bool ok = tuple != V_ABSENT && list != V_ABSENT;
    for (size_t i = 0; ok && i < as_tuple(tuple)->len; i++) {
      Value v = substitute_one(vm, as_tuple(tuple)->items[i], params, items);
      ok = v != V_ABSENT && list_append_steal(vm, as_list(list), v);
    }
    Value result = !ok ? V_ABSENT : is_list(arg) ? retain(list) : list_to_tuple(vm, as_list(list));
    release(vm, list);
    release(vm, tuple);
    return result;
  }
  Value subst = attr_opt(vm, arg, "__typing_subst__");
  if (has_error(vm)) return V_ABSENT;
  int64_t at = position(params, arg);
  if (subst == V_ABSENT || at < 0) {
    release(vm, subst);
    return substitute_inner(vm, arg, params, items);
  }
  Value result = obj_call(vm, subst, &items->items[at], 1);
  release(vm, subst);
  return result;
}

static bool is_unpacked(VM *vm, Value arg) {
  Value v = is_kind(arg, KIND_TYPE) ? V_ABSENT : attr_opt(vm, arg, "__typing_is_unpacked_typevartuple__");
  int truth = v == V_ABSENT ? 0 : obj_truthy(vm, v);
  release(vm, v);
  if (has_error(vm)) error_clear(vm);
  return truth > 0;
}

Value generic_substitute(VM *vm, Value self, Tuple *args, Tuple *params, Value item) {
  if (!params->len) return raise_type(vm, "%R is not a generic class", self);
  Value items = prepare_items(vm, self, params, item);
  if (items == V_ABSENT) return V_ABSENT;
  Value list = list_new(vm, args->len), result = V_ABSENT;
  bool ok = list != V_ABSENT;
  for (size_t i = 0; ok && i < args->len; i++) {
    bool unpacked = is_unpacked(vm, args->items[i]);
    Value v = substitute_one(vm, args->items[i], params, as_tuple(items));
    ok = v != V_ABSENT && (unpacked && is_tuple(v) ? list_extend(vm, as_list(list), v) : list_append(vm, as_list(list), v));
    release(vm, v);
  }
  if (ok) result = list_to_tuple(vm, as_list(list));
  release(vm, list);
  release(vm, items);
  return result;
}

// ---- GenericAlias

static Value alias_make(VM *vm, Type *type, Value origin, Value args, bool starred) {
  GenericAlias *a = object_new(vm, type, sizeof *a);
  if (!a) return V_ABSENT;
  Value tuple = is_tuple(args) ? retain(args) : tuple_from(vm, &args, 1);
  a->origin = retain(origin);
  a->args = tuple == V_ABSENT ? NULL : as_tuple(tuple);
  a->starred = starred;
  if (a->args && gc_track(vm, &a->header)) return from_obj(a);
  decref(vm, a);
  return V_ABSENT;
}

Value generic_alias_new(VM *vm, Value origin, Value args) { return alias_make(vm, vm->types.generic_alias, origin, args, false); }

static Value alias_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!args_no_keywords(vm, "GenericAlias", kwnames) || !args_count(vm, "GenericAlias", argc, 2, 2)) return V_ABSENT;
  return alias_make(vm, type, args[0], args[1], false);
}

static Tuple *alias_params(VM *vm, GenericAlias *a) {
  if (a->params) return a->params;
  Value params = generic_params(vm, a->args);
  if (params == V_ABSENT) return NULL;
  return a->params = as_tuple(params);
}

static Value alias_getitem(VM *vm, Value self, Value item) {
  GenericAlias *a = as_alias(self);
  Tuple *params = alias_params(vm, a);
  Value args = params ? generic_substitute(vm, self, a->args, params, item) : V_ABSENT;
  if (args == V_ABSENT) return V_ABSENT;
  Value r = alias_make(vm, obj_type(&a->header), a->origin, args, a->starred);
  release(vm, args);
  return r;
}

static bool is_own_name(const Str *name) {
  static const char *const own[] = {
    "__class__", "__origin__", "__args__", "__unpacked__", "__parameters__", "__typing_unpacked_tuple_args__", "__mro_entries__",
    "__reduce_ex__", "__reduce__", "__bases__", "__copy__", "__deepcopy__"};
  for (size_t i = 0; i < sizeof own / sizeof *own; i++)
    if (str_is(name, own[i])) return true;
  return false;
}

static Value alias_getattr(VM *vm, Value self, Str *name) {
  return is_own_name(name) ? object_attr_get(vm, self, name) : obj_getattr(vm, as_alias(self)->origin, name);
}

static Value alias_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value r = obj_call_kw(vm, as_alias(self)->origin, args, argc, kwnames);
  if (r == V_ABSENT) return V_ABSENT;
  Str *name = str_intern(vm, "__orig_class__", 14);
  bool ok = name && obj_setattr(vm, r, name, self);
  if (name) decref(vm, name);
  if (ok || error_clear_if(vm, EXC_AttributeError) || error_clear_if(vm, EXC_TypeError)) return r;
  release(vm, r);
  return V_ABSENT;
}

static Value alias_compare(VM *vm, Value x, Value y, CmpOp op) {
  if ((op != CMP_EQ && op != CMP_NE) || !is_alias(vm, x) || !is_alias(vm, y)) return V_NOTIMPL;
  GenericAlias *a = as_alias(x), *b = as_alias(y);
  int same = a->starred == b->starred ? obj_eq(vm, a->origin, b->origin) : 0;
  if (same > 0) same = obj_eq(vm, from_obj(a->args), from_obj(b->args));
  return same < 0 ? V_ABSENT : from_bool(same == (op == CMP_EQ));
}

static bool alias_hash(VM *vm, Value self, int64_t *hash) {
  int64_t h0, h1;
  if (!obj_hash(vm, as_alias(self)->origin, &h0) || !obj_hash(vm, from_obj(as_alias(self)->args), &h1)) return false;
  *hash = h0 ^ h1;
  if (*hash == -1) *hash = -2;
  return true;
}

static Value alias_iter(VM *vm, Value self) {
  GenericAlias *a = as_alias(self);
  Value starred = alias_make(vm, obj_type(&a->header), a->origin, from_obj(a->args), true);
  if (starred == V_ABSENT) return V_ABSENT;
  Value one = tuple_from_steal(vm, &starred, 1);
  if (one == V_ABSENT) return V_ABSENT;
  Value it = seqiter_new(vm, vm->types.generic_alias_iter, one);
  release(vm, one);
  return it;
}

static Value alias_iter_next(VM *vm, Value self) {
  SeqIter *it = (SeqIter *)as_obj(self);
  if (it->seq == V_ABSENT) return V_ABSENT;
  Value v = retain(as_tuple(it->seq)->items[0]);
  replace(vm, &it->seq, V_ABSENT);
  return v;
}


static Value alias_origin(VM *vm, Value self) { (void)vm; return retain(as_alias(self)->origin); }
static Value alias_args(VM *vm, Value self) { (void)vm; return retain_obj(as_alias(self)->args); }
static Value alias_unpacked(VM *vm, Value self) { (void)vm; return from_bool(as_alias(self)->starred); }
static Value alias_parameters(VM *vm, Value self) {
  Tuple *params = alias_params(vm, as_alias(self));
  return params ? retain_obj(params) : V_ABSENT;
}
static Value alias_unpacked_args(VM *vm, Value self) {
  GenericAlias *a = as_alias(self);
  return a->starred && a->origin == from_obj(vm->types.tuple) ? retain_obj(a->args) : V_NONE;
}

static Value alias_mro_entries(VM *vm, Value *args, uint32_t argc) { (void)argc; return tuple_pack(vm, 1, as_alias(args[0])->origin); }

static Value no_check(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return raise_type(vm, "isinstance() argument 2 cannot be a parameterized generic");
}
static Value no_subclass_check(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return raise_type(vm, "issubclass() argument 2 cannot be a parameterized generic");
}

static Value alias_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  GenericAlias *a = as_alias(args[0]);
  if (a->starred) {
    Value plain = alias_make(vm, obj_type(&a->header), a->origin, from_obj(a->args), false);
    Value it = plain == V_ABSENT ? V_ABSENT : obj_iter(vm, plain), next = it == V_ABSENT ? V_ABSENT : builtin_named(vm, "next");
    Value parts = next == V_ABSENT ? V_ABSENT : tuple_pack(vm, 1, it), r = parts == V_ABSENT ? V_ABSENT : tuple_pack(vm, 2, next, parts);
    release(vm, parts);
    release(vm, next);
    release(vm, it);
    release(vm, plain);
    return r;
  }
  Value parts = tuple_pack(vm, 2, a->origin, from_obj(a->args));
  Value r = parts == V_ABSENT ? V_ABSENT : tuple_pack(vm, 2, from_obj(obj_type(&a->header)), parts);
  release(vm, parts);
  return r;
}

static void alias_free(VM *vm, Object *o) {
  GenericAlias *a = (GenericAlias *)o;
  replace(vm, &a->origin, V_ABSENT);
  CLEAR_REF(vm, a->args);
  CLEAR_REF(vm, a->params);
}

static void alias_traverse(Object *o, VisitFn visit, void *arg) {
  GenericAlias *a = (GenericAlias *)o;
  visit(arg, a->origin);
  if (a->args) visit(arg, from_obj(a->args));
  if (a->params) visit(arg, from_obj(a->params));
}

static const NativeDef alias_methods[] = {
  {"__mro_entries__", "($self, bases, /)", alias_mro_entries, 0, NULL}, {"__instancecheck__", "($self, instance, /)", no_check, 0, NULL},
  {"__subclasscheck__", "($self, subclass, /)", no_subclass_check, 0, NULL}, {"__reduce__", "($self, /)", alias_reduce, 0, NULL},
  {NULL, NULL, NULL, 0, NULL}};
static const GetSetDef alias_getset[] = {
  {"__origin__", alias_origin, NULL, NULL}, {"__args__", alias_args, NULL, NULL}, {"__unpacked__", alias_unpacked, NULL, NULL},
  {"__parameters__", alias_parameters, NULL, "Type variables in the GenericAlias."},
  {"__typing_unpacked_tuple_args__", alias_unpacked_args, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const TypeSpec alias_spec = {
  .name = "types.GenericAlias", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_BASE | TYPE_WEAKREF, .basicsize = sizeof(GenericAlias),
  .methods = alias_methods, .getset = alias_getset, .doc = "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
  .slots = {.new = alias_new, .repr = alias_repr, .getattr = alias_getattr, .call = alias_call, .compare = alias_compare, .hash = alias_hash,
            .getitem = alias_getitem, .iter = alias_iter, .binary = {[BIN_OR] = union_from}, .free = alias_free, .traverse = alias_traverse}};
static const TypeSpec alias_iter_spec = {
  .name = "generic_alias_iterator", .kind = KIND_ITERATOR, .flags = TYPE_GC, .basicsize = sizeof(SeqIter),
  .slots = {.iter = iterator_self, .next = alias_iter_next, .free = seqiter_free, .traverse = seqiter_traverse}};

// ---- UnionType

static bool is_unionable(VM *vm, Value v) {
  return v == V_NONE || is_kind(v, KIND_TYPE) || is_alias(vm, v) || is_union(vm, v) || (is_heap(v) && obj_type(as_obj(v)) == vm->types.typealias);
}

static bool union_add(VM *vm, List *out, Value v) {
  if (is_union(vm, v)) {
    for (size_t i = 0; i < as_union(v)->args->len; i++)
      if (!union_add(vm, out, as_union(v)->args->items[i])) return false;
    return true;
  }
  if (v == V_NONE) v = from_obj(vm->types.none);
  for (size_t i = 0; i < out->len; i++) {
    bool comparable = is_alias(vm, v) && is_alias(vm, out->items[i]);
    int same = out->items[i] == v ? 1 : comparable ? obj_eq(vm, out->items[i], v) : 0;
    if (same) return same > 0;
  }
  return list_append(vm, out, v);
}

static Value union_of(VM *vm, List *members) {
  if (members->len == 1) return retain(members->items[0]);
  Union *u = object_new(vm, vm->types.union_, sizeof *u);
  if (!u) return V_ABSENT;
  Value args = list_to_tuple(vm, members);
  u->args = args == V_ABSENT ? NULL : as_tuple(args);
  if (u->args && gc_track(vm, &u->header)) return from_obj(u);
  decref(vm, u);
  return V_ABSENT;
}

Value union_from(VM *vm, Value a, Value b) {
  if (!is_unionable(vm, a) || !is_unionable(vm, b)) return V_NOTIMPL;
  Value list = list_new(vm, 2), r = V_ABSENT;
  if (list != V_ABSENT && union_add(vm, as_list(list), a) && union_add(vm, as_list(list), b)) r = union_of(vm, as_list(list));
  release(vm, list);
  return r;
}

static Value union_repr(VM *vm, Value self) {
  StrBuilder sb;
  sb_init(&sb, vm);
  bool ok = true;
  const Tuple *args = as_union(self)->args;
  for (size_t i = 0; ok && i < args->len; i++) {
    if (i) sb_c(&sb, " | ");
    if (args->items[i] == from_obj(vm->types.none)) sb_c(&sb, "None");
    else ok = generic_repr_item(&sb, args->items[i]);
  }
  return finish(&sb, ok);
}

static Value union_set(VM *vm, Value self) {
  Value arg = from_obj(as_union(self)->args);
  return obj_call(vm, from_obj(vm->types.frozenset), &arg, 1);
}

static Value union_compare(VM *vm, Value a, Value b, CmpOp op) {
  if ((op != CMP_EQ && op != CMP_NE) || !is_union(vm, a) || !is_union(vm, b)) return V_NOTIMPL;
  Value x = union_set(vm, a), y = x == V_ABSENT ? V_ABSENT : union_set(vm, b);
  Value r = y == V_ABSENT ? V_ABSENT : obj_compare(vm, x, y, op);
  release(vm, x);
  release(vm, y);
  return r;
}

static bool union_hash(VM *vm, Value self, int64_t *hash) {
  Value set = union_set(vm, self);
  bool ok = set != V_ABSENT && obj_hash(vm, set, hash);
  release(vm, set);
  return ok;
}

static Tuple *union_params(VM *vm, Union *u) {
  if (u->params) return u->params;
  Value params = generic_params(vm, u->args);
  return params == V_ABSENT ? NULL : (u->params = as_tuple(params));
}

static Value union_getitem(VM *vm, Value self, Value item) {
  Union *u = as_union(self);
  Tuple *params = union_params(vm, u);
  Value args = params ? generic_substitute(vm, self, u->args, params, item) : V_ABSENT;
  if (args == V_ABSENT) return V_ABSENT;
  Value r = retain(as_tuple(args)->items[0]);
  for (size_t i = 1; r != V_ABSENT && i < as_tuple(args)->len; i++) {
    Value next = obj_binary(vm, r, as_tuple(args)->items[i], BIN_OR);
    release(vm, r);
    r = next;
  }
  release(vm, args);
  return r;
}

static Value union_check(VM *vm, Value *args, const char *what, int (*check)(VM *vm, Value v, Value cls)) {
  const Tuple *members = as_union(args[0])->args;
  for (size_t i = 0; i < members->len; i++)
    if (!is_kind(members->items[i], KIND_TYPE)) return raise_type(vm, "%s() argument 2 cannot be a parameterized generic", what);
  int found = 0;
  for (size_t i = 0; !found && i < members->len; i++) found = check(vm, args[1], members->items[i]);
  return found < 0 ? V_ABSENT : from_bool(found);
}

static Value union_instancecheck(VM *vm, Value *args, uint32_t argc) { (void)argc; return union_check(vm, args, "isinstance", obj_isinstance); }
static Value union_subclasscheck(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_kind(args[1], KIND_TYPE)) return raise_type(vm, "issubclass() arg 1 must be a class");
  return union_check(vm, args, "issubclass", obj_issubclass);
}

static Value union_args(VM *vm, Value self) { (void)vm; return retain_obj(as_union(self)->args); }
static Value union_parameters(VM *vm, Value self) {
  Tuple *params = union_params(vm, as_union(self));
  return params ? retain_obj(params) : V_ABSENT;
}

static void union_free(VM *vm, Object *o) {
  CLEAR_REF(vm, ((Union *)o)->args);
  CLEAR_REF(vm, ((Union *)o)->params);
}

static void union_traverse(Object *o, VisitFn visit, void *arg) {
  Union *u = (Union *)o;
  if (u->args) visit(arg, from_obj(u->args));
  if (u->params) visit(arg, from_obj(u->params));
}

static const NativeDef union_methods[] = {
  {"__instancecheck__", "($self, instance, /)", union_instancecheck, 0, NULL},
  {"__subclasscheck__", "($self, subclass, /)", union_subclasscheck, 0, NULL}, {NULL, NULL, NULL, 0, NULL}};
static const GetSetDef union_getset[] = {
  {"__args__", union_args, NULL, NULL}, {"__parameters__", union_parameters, NULL, "Type variables in the types.UnionType."},
  {NULL, NULL, NULL, NULL}};
static const TypeSpec union_spec = {
  .name = "types.UnionType", .kind = KIND_OTHER, .flags = TYPE_GC, .basicsize = sizeof(Union), .methods = union_methods, .getset = union_getset,
  .doc = "Represent a PEP 604 union type\n\nE.g. for int | str",
  .slots = {.repr = union_repr, .compare = union_compare, .hash = union_hash, .getitem = union_getitem, .binary = {[BIN_OR] = union_from},
            .free = union_free, .traverse = union_traverse}};

bool generic_types_init(VM *vm) {
  Types *t = &vm->types;
  return (t->generic_alias = type_from_spec(vm, &alias_spec, NULL)) && (t->generic_alias_iter = type_from_spec(vm, &alias_iter_spec, NULL)) &&
         (t->union_ = type_from_spec(vm, &union_spec, NULL)) && typevar_types_init(vm);
}
