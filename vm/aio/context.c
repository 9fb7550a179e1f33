// SPDX-License-Identifier: MIT
// context.c - context variables: immutable maps, contexts, variables and tokens (the module `_contextvars`).
//
// A map is an array of (variable, value) pairs that never changes: setting a variable makes a new one, looking one up is a scan that
// the variable's own cache, keyed by the map's number, makes rare.
#include "vm/aio/aio.h"

static inline ContextMap *as_map(Value v) { return (ContextMap *)as_obj(v); }
static inline Context *as_context(Value v) { return (Context *)as_obj(v); }
static inline ContextVar *as_var(Value v) { return (ContextVar *)as_obj(v); }
static inline ContextToken *as_token(Value v) { return (ContextToken *)as_obj(v); }
static inline ContextTypes *types_of(VM *vm) { return &vm->aio->context; }

bool context_is(VM *vm, Value v) { return is_heap(v) && obj_type(as_obj(v)) == types_of(vm)->context; }
static bool var_is(VM *vm, Value v) { return is_heap(v) && obj_type(as_obj(v)) == types_of(vm)->var; }

// ---- maps

static size_t map_size(const Object *o) { return sizeof(ContextMap) + ((const ContextMap *)o)->count * sizeof(ContextItem); }

static ContextMap *map_alloc(VM *vm, uint32_t count) {
  ContextMap *m = object_new(vm, types_of(vm)->map, sizeof(ContextMap) + count * sizeof(ContextItem));
  if (!m) return NULL;
  m->count = count;
  m->id = ++vm->aio->map_number;
  return m;
}

static Value map_track(VM *vm, ContextMap *m) {
  if (gc_track(vm, &m->header)) return from_obj(m);
  decref(vm, m);
  return V_ABSENT;
}

static Value map_find(Value map, Value var) {
  if (map == V_ABSENT) return V_ABSENT;
  ContextMap *m = as_map(map);
  for (uint32_t i = 0; i < m->count; i++)
    if (m->items[i].var == var) return m->items[i].value;
  return V_ABSENT;
}

// A map like `map` (may be V_ABSENT) with var set.
static Value map_with(VM *vm, Value map, Value var, Value value) {
  uint32_t count = map == V_ABSENT ? 0 : as_map(map)->count;
  bool replaces = map_find(map, var) != V_ABSENT;
  ContextMap *m = map_alloc(vm, count + !replaces);
  if (!m) return V_ABSENT;
  for (uint32_t i = 0; i < count; i++) {
    ContextItem *item = &as_map(map)->items[i];
    m->items[i] = (ContextItem){retain(item->var), retain(item->var == var ? value : item->value)};
  }
  if (!replaces) m->items[count] = (ContextItem){retain(var), retain(value)};
  return map_track(vm, m);
}

// The same without var. *out V_ABSENT: it is empty now. false: no memory.
static bool map_without(VM *vm, Value map, Value var, Value *out) {
  *out = V_ABSENT;
  uint32_t count = as_map(map)->count;
  if (count == 1) return true;
  ContextMap *m = map_alloc(vm, count - 1);
  if (!m) return false;
  for (uint32_t i = 0, at = 0; i < count; i++) {
    ContextItem *item = &as_map(map)->items[i];
    if (item->var != var) m->items[at++] = (ContextItem){retain(item->var), retain(item->value)};
  }
  *out = map_track(vm, m);
  return *out != V_ABSENT;
}

static void map_free(VM *vm, Object *o) {
  ContextMap *m = (ContextMap *)o;
  for (uint32_t i = 0; i < m->count; i++) {
    replace(vm, &m->items[i].value, V_ABSENT);
    replace(vm, &m->items[i].var, V_ABSENT);
  }
}

static void map_traverse(Object *o, VisitFn visit, void *arg) {
  ContextMap *m = (ContextMap *)o;
  for (uint32_t i = 0; i < m->count; i++) {
    visit(arg, m->items[i].var);
    visit(arg, m->items[i].value);
  }
}

// ---- the current context

static Value context_new(VM *vm, Value map) {
  Value v = instance_new(vm, types_of(vm)->context);
  if (v) as_context(v)->map = retain(map);
  return v;
}

static Value map_of(VM *vm, Value ctx) { return context_is(vm, ctx) ? as_context(ctx)->map : ctx; }

Value context_map_snapshot(VM *vm) { return retain(map_of(vm, vm->thread.context)); }

Value context_copy(VM *vm) { return context_new(vm, map_of(vm, vm->thread.context)); }

Value context_object(VM *vm, Value *place) {
  if (!context_is(vm, *place)) {
    Value v = context_new(vm, *place);
    if (!v) return V_ABSENT;
    replace(vm, place, v);
  }
  return retain(*place);
}

Value context_current(VM *vm) {
  bool bare = !context_is(vm, vm->thread.context);
  Value v = context_object(vm, &vm->thread.context);
  if (v && bare) as_context(v)->entered = true;
  return v;
}

bool context_enter(VM *vm, Value ctx, Value *saved) {
  if (context_is(vm, ctx)) {
    if (as_context(ctx)->entered) return raise(vm, EXC_RuntimeError, "cannot enter context: %R is already entered", ctx), false;
    as_context(ctx)->entered = true;
  }
  *saved = vm->thread.context;
  vm->thread.context = retain(ctx);
  return true;
}

Value context_leave(VM *vm, Value saved) {
  Value ctx = vm->thread.context;
  vm->thread.context = saved;
  if (context_is(vm, ctx)) as_context(ctx)->entered = false;
  return ctx;
}

// ---- Context

static Value context_slot_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)type, (void)args;
  if (argc || (kwnames && kwnames->len)) return raise_type(vm, "Context() does not accept any arguments");
  return context_new(vm, V_ABSENT);
}

static void context_free(VM *vm, Object *o) { replace(vm, &((Context *)o)->map, V_ABSENT); }
static void context_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((Context *)o)->map); }

static Value context_run(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  if (argc < 2) return raise_type(vm, "run() missing 1 required positional argument");
  Value outer = context_current(vm), saved;
  if (!outer) return V_ABSENT;
  release(vm, outer);
  if (!context_enter(vm, args[0], &saved)) return V_ABSENT;
  Value result = obj_call_kw(vm, args[1], args + 2, argc - 2, kwnames);
  release(vm, context_leave(vm, saved));
  return result;
}

static Value context_copy_method(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return context_new(vm, as_context(args[0])->map);
}

static bool check_key(VM *vm, Value key) {
  if (var_is(vm, key)) return true;
  raise_type(vm, "a ContextVar key was expected, got %R", key);
  return false;
}

static Value context_getitem(VM *vm, Value self, Value key) {
  if (!check_key(vm, key)) return V_ABSENT;
  Value v = map_find(as_context(self)->map, key);
  if (v != V_ABSENT) return retain(v);
  key_error(vm, key);
  return V_ABSENT;
}

static int context_contains(VM *vm, Value self, Value key) {
  if (!check_key(vm, key)) return -1;
  return map_find(as_context(self)->map, key) != V_ABSENT;
}

static int64_t context_len(VM *vm, Value self) {
  (void)vm;
  Value map = as_context(self)->map;
  return map == V_ABSENT ? 0 : as_map(map)->count;
}

static Value context_get(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!check_key(vm, args[1])) return V_ABSENT;
  Value v = map_find(as_context(args[0])->map, args[1]);
  return v != V_ABSENT ? retain(v) : args[2] != V_ABSENT ? retain(args[2]) : V_NONE;
}

// A list of keys (1), values (2) or pairs (3).
static Value context_list(VM *vm, Value self, int what) {
  Value map = as_context(self)->map;
  uint32_t count = map == V_ABSENT ? 0 : as_map(map)->count;
  Value list = list_new(vm, count);
  for (uint32_t i = 0; list && i < count; i++) {
    ContextItem *item = &as_map(map)->items[i];
    Value v = what == 1 ? retain(item->var) : what == 2 ? retain(item->value) : tuple_pack(vm, 2, item->var, item->value);
    if (v && list_append_steal(vm, as_list(list), v)) continue;
    replace(vm, &list, V_ABSENT);
  }
  return list;
}

static Value context_iter(VM *vm, Value self) {
  Value list = context_list(vm, self, 1), it = list ? obj_iter(vm, list) : V_ABSENT;
  release(vm, list);
  return it;
}
static Value context_keys(VM *vm, Value *args, uint32_t argc) { return (void)argc, context_list(vm, args[0], 1); }
static Value context_values(VM *vm, Value *args, uint32_t argc) { return (void)argc, context_list(vm, args[0], 2); }
static Value context_items(VM *vm, Value *args, uint32_t argc) { return (void)argc, context_list(vm, args[0], 3); }

static Value context_compare(VM *vm, Value a, Value b, CmpOp op) {
  if (!context_is(vm, a) || !context_is(vm, b) || (op != CMP_EQ && op != CMP_NE)) return V_NOTIMPL;
  Value x = as_context(a)->map, y = as_context(b)->map;
  int equal = x == y || context_len(vm, a) == context_len(vm, b);
  for (uint32_t i = 0; equal == 1 && x != y && x != V_ABSENT && i < as_map(x)->count; i++) {
    Value other = map_find(y, as_map(x)->items[i].var);
    equal = other == V_ABSENT ? 0 : obj_eq(vm, as_map(x)->items[i].value, other);
  }
  return equal < 0 ? V_ABSENT : from_bool((equal == 1) == (op == CMP_EQ));
}

static const NativeDef context_methods[] = {
  {"run", "($self, callable, /, *args, **kwargs)", NATIVE_RAW(context_run), NATIVE_KW, NULL},
  {"copy", "($self, /)", context_copy_method, 0, "Return a shallow copy of the context object."},
  {"get", "($self, key, default=None, /)", context_get, 0, "Return the value for `key` if `key` has the value in the context object."},
  {"keys", "($self, /)", context_keys, 0, "Return a list of all variables in the context object."},
  {"values", "($self, /)", context_values, 0, "Return a list of all variables' values in the context object."},
  {"items", "($self, /)", context_items, 0, "Return all variables and their values in the context object."},
  {0},
};
static const TypeSpec map_spec = {.name = "_contextvars.map", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_NO_NEW, .size = map_size,
                                  .slots = {.free = map_free, .traverse = map_traverse}};
static const TypeSpec context_spec = {
  .name = "_contextvars.Context", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_WEAKREF | TYPE_MAPPING, .basicsize = sizeof(Context), .methods = context_methods,
  .slots = {.new = context_slot_new, .free = context_free, .traverse = context_traverse, .getitem = context_getitem, .contains = context_contains,
            .len = context_len, .iter = context_iter, .compare = context_compare},
};

// ---- ContextVar

static Value var_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value out[2];
  if (!args_bind(vm, "ContextVar", "(name, /, *, default=None)", args, argc, kwnames, out)) return V_ABSENT;
  if (!is_str(out[0])) return raise_type(vm, "context variable name must be a str");
  Value v = instance_new(vm, type);
  if (!v) return V_ABSENT;
  as_var(v)->name = as_str(retain(out[0]));
  as_var(v)->default_value = retain(out[1]);
  return v;
}

static void var_free(VM *vm, Object *o) {
  replace(vm, &((ContextVar *)o)->default_value, V_ABSENT);
  CLEAR_REF(vm, ((ContextVar *)o)->name);
}
static void var_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((ContextVar *)o)->default_value); }

static Value var_find(VM *vm, ContextVar *var) {
  Value map = map_of(vm, vm->thread.context);
  if (map == V_ABSENT) return V_ABSENT;
  if (as_map(map)->id == var->cached_id) return var->cached;
  Value v = map_find(map, from_obj(var));
  if (v != V_ABSENT) {
    var->cached = v;
    var->cached_id = as_map(map)->id;
  }
  return v;
}

static Value var_get(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  ContextVar *var = as_var(args[0]);
  Value v = var_find(vm, var);
  if (v == V_ABSENT) v = args[1] != V_ABSENT ? args[1] : var->default_value;
  if (v != V_ABSENT) return retain(v);
  return raise_with(vm, EXC_LookupError, retain(args[0]));
}

static bool context_put(VM *vm, Context *ctx, Value map_steal) {
  replace(vm, &ctx->map, map_steal);
  return true;
}

static Value var_set(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value ctx = context_current(vm);
  if (!ctx) return V_ABSENT;
  Value token = instance_new(vm, types_of(vm)->token), map = token ? map_with(vm, as_context(ctx)->map, args[0], args[1]) : V_ABSENT;
  if (!map) {
    release(vm, token);
    release(vm, ctx);
    return V_ABSENT;
  }
  ContextToken *t = as_token(token);
  t->var = retain(args[0]);
  t->old = retain(map_find(as_context(ctx)->map, args[0]));
  t->context = ctx;
  context_put(vm, as_context(ctx), map);
  return token;
}

static bool check_token(VM *vm, Value var, Value token, Value ctx) {
  if (!is_heap(token) || obj_type(as_obj(token)) != types_of(vm)->token) return raise_type(vm, "expected an instance of Token, got %R", token), false;
  ContextToken *t = as_token(token);
  if (t->used) return raise(vm, EXC_RuntimeError, "%R has already been used once", token), false;
  if (t->var != var) return raise_value(vm, "%R was created by a different ContextVar", token), false;
  if (t->context != ctx) return raise_value(vm, "%R was created in a different Context", token), false;
  return true;
}

static Value var_reset(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value ctx = context_current(vm), map = V_ABSENT;
  if (!ctx) return V_ABSENT;
  bool ok = check_token(vm, args[0], args[1], ctx);
  if (ok) {
    ContextToken *t = as_token(args[1]);
    Value now = as_context(ctx)->map;
    if (t->old != V_ABSENT) ok = (map = map_with(vm, now, args[0], t->old)) != V_ABSENT;
    else if (map_find(now, args[0]) != V_ABSENT) ok = map_without(vm, now, args[0], &map);
    else map = retain(now);
    if (ok) t->used = context_put(vm, as_context(ctx), map);
  }
  release(vm, ctx);
  return ok ? V_NONE : V_ABSENT;
}

static Value var_repr(VM *vm, Value self) {
  ContextVar *var = as_var(self);
  if (var->default_value == V_ABSENT) return str_format_c(vm, "<ContextVar name=%R at %p>", from_obj(var->name), (void *)var);
  return str_format_c(vm, "<ContextVar name=%R default=%R at %p>", from_obj(var->name), var->default_value, (void *)var);
}

static Value var_name(VM *vm, Value self) { return (void)vm, retain_obj(as_var(self)->name); }

static const NativeDef var_methods[] = {
  {"get", "($self, default=None, /)", var_get, 0, "Return a value for the context variable for the current context."},
  {"set", "($self, value, /)", var_set, 0, "Call to set a new value for the context variable in the current context."},
  {"reset", "($self, token, /)", var_reset, 0, "Reset the context variable."},
  {"__class_getitem__", "($cls, item, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {0},
};
static const GetSetDef var_getset[] = {{"name", var_name, NULL, NULL}, {0}};
static const TypeSpec var_spec = {
  .name = "_contextvars.ContextVar", .kind = KIND_OTHER, .flags = TYPE_GC, .basicsize = sizeof(ContextVar), .methods = var_methods, .getset = var_getset,
  .slots = {.new = var_new, .repr = var_repr, .free = var_free, .traverse = var_traverse},
};

// ---- Token

static Value token_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)type, (void)args, (void)argc, (void)kwnames;
  return raise(vm, EXC_RuntimeError, "Tokens can only be created by ContextVars");
}

static void token_free(VM *vm, Object *o) {
  ContextToken *t = (ContextToken *)o;
  replace(vm, &t->context, V_ABSENT);
  replace(vm, &t->var, V_ABSENT);
  replace(vm, &t->old, V_ABSENT);
}
static void token_traverse(Object *o, VisitFn visit, void *arg) {
  ContextToken *t = (ContextToken *)o;
  visit(arg, t->context);
  visit(arg, t->var);
  visit(arg, t->old);
}

static Value token_repr(VM *vm, Value self) {
  ContextToken *t = as_token(self);
  return str_format_c(vm, "<Token%s var=%R at %p>", t->used ? " used" : "", t->var, (void *)t);
}

static Value token_var(VM *vm, Value self) { return (void)vm, retain(as_token(self)->var); }
static Value token_old(VM *vm, Value self) {
  Value old = as_token(self)->old;
  return retain(old != V_ABSENT ? old : types_of(vm)->missing_value);
}
static Value missing_repr(VM *vm, Value self) { return (void)self, str_from_c(vm, "<Token.MISSING>"); }

static const NativeDef token_methods[] = {{"__class_getitem__", "($cls, item, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"}, {0}};
static const GetSetDef token_getset[] = {{"var", token_var, NULL, NULL}, {"old_value", token_old, NULL, NULL}, {0}};
static const TypeSpec token_spec = {
  .name = "_contextvars.Token", .kind = KIND_OTHER, .flags = TYPE_GC, .basicsize = sizeof(ContextToken), .methods = token_methods, .getset = token_getset,
  .slots = {.new = token_new, .repr = token_repr, .free = token_free, .traverse = token_traverse},
};
static const TypeSpec missing_spec = {.name = "Token.MISSING", .kind = KIND_OTHER, .flags = TYPE_NO_NEW, .basicsize = sizeof(Object), .slots = {.repr = missing_repr}};

bool context_types_init(VM *vm, ContextTypes *t) {
  if (!(t->map = type_from_spec(vm, &map_spec, NULL)) || !(t->context = type_from_spec(vm, &context_spec, NULL)) ||
      !(t->var = type_from_spec(vm, &var_spec, NULL)) || !(t->token = type_from_spec(vm, &token_spec, NULL)) ||
      !(t->missing = type_from_spec(vm, &missing_spec, NULL))) return false;
  if (!(t->missing_value = instance_new(vm, t->missing))) return false;
  return type_set_attr_c(vm, t->token, "MISSING", retain(t->missing_value));
}
