// SPDX-License-Identifier: MIT
// functools.c - module `_functools`: partial, reduce, cmp_to_key. The cache of lru_cache is in lrucache.c.
#include "stdlib/native/functools.h"

// ---- partial

typedef struct Partial { Object header; Value function; Tuple *args; Dict *kwargs; } Partial;

static const TypeSpec partial_spec;
static inline Partial *as_partial(Value v) { return (Partial *)as_obj(v); }

static Value partial_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames);

// A partial of nothing but a partial: its parts can be merged into the new one.
static bool is_plain_partial(Value v) {
  if (!is_heap(v) || obj_type(as_obj(v))->slots.call != partial_call) return false;
  return !as_obj(v)->shape->is_dict && as_obj(v)->shape->count == 0;
}

static Tuple *join_args(VM *vm, const Tuple *head, const Value *tail, uint32_t count) {
  size_t n = head ? head->len : 0;
  Tuple *t = tuple_new_uninit(vm, n + count);
  if (!t || t->len == 0) return t;
  for (size_t i = 0; i < n; i++) t->items[i] = retain(head->items[i]);
  for (uint32_t i = 0; i < count; i++) t->items[n + i] = retain(tail[i]);
  return t;
}

static Dict *join_kwargs(VM *vm, Dict *base, const Value *values, Tuple *kwnames) {
  Dict *d = base ? dict_copy(vm, base) : dict_new(vm);
  for (size_t i = 0; d && kwnames && i < kwnames->len; i++) {
    if (dict_set(vm, d, kwnames->items[i], values[i])) continue;
    decref(vm, d);
    return NULL;
  }
  return d;
}

static Value partial_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (argc == 0) return raise_type(vm, "type 'partial' takes at least one argument");
  if (!obj_is_callable(vm, args[0])) return raise_type(vm, "the first argument must be callable");
  Partial *inner = is_plain_partial(args[0]) ? as_partial(args[0]) : NULL;
  Value self = instance_new(vm, type);
  if (!self) return V_ABSENT;
  Partial *p = as_partial(self);
  p->function = retain(inner ? inner->function : args[0]);
  p->args = join_args(vm, inner ? inner->args : NULL, args + 1, argc - 1);
  p->kwargs = p->args ? join_kwargs(vm, inner ? inner->kwargs : NULL, args + argc, kwnames) : NULL;
  if (p->kwargs) return self;
  release(vm, self);
  return V_ABSENT;
}

static Value call_with_kwargs(VM *vm, Partial *p, const Value *args, uint32_t argc, Tuple *kwnames) {
  Tuple *all = join_args(vm, p->args, args, argc);
  Dict *kwargs = all ? join_kwargs(vm, p->kwargs, args + argc, kwnames) : NULL;
  Value result = kwargs ? obj_call_ex(vm, p->function, all, kwargs) : V_ABSENT;
  xdecref(vm, all);
  xdecref(vm, kwargs);
  return result;
}

static Value partial_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Partial *p = as_partial(self);
  if (p->kwargs->used) return call_with_kwargs(vm, p, args, argc, kwnames);
  size_t nkw = kwnames ? kwnames->len : 0, n = p->args->len, total = n + argc + nkw;
  Value few[16], *all = total <= 16 ? few : vm_alloc(vm, total * sizeof(Value));
  if (!all) return V_ABSENT;
  Value function = retain(p->function);
  for (size_t i = 0; i < n; i++) all[i] = retain(p->args->items[i]);
  if (argc + nkw) memcpy(all + n, args, (argc + nkw) * sizeof(Value));
  Value result = obj_call_kw(vm, function, all, (uint32_t)(n + argc), kwnames);
  while (n > 0) release(vm, all[--n]);
  release(vm, function);
  if (all != few) vm_dealloc(vm, all, total * sizeof(Value));
  return result;
}

static bool repr_parts(StrBuilder *sb, Partial *p) {
  bool ok = sb_value_repr(sb, p->function);
  for (size_t i = 0; ok && i < p->args->len; i++) {
    sb_ascii(sb, ", ", 2);
    ok = sb_value_repr(sb, p->args->items[i]);
  }
  Value key, value;
  for (uint32_t pos = 0; ok && dict_step(p->kwargs, &pos, &key, &value);) {
    sb_ascii(sb, ", ", 2);
    ok = sb_value_str(sb, key);
    sb_char(sb, '=');
    ok = ok && sb_value_repr(sb, value);
  }
  return ok;
}

static Value partial_repr(VM *vm, Value self) {
  Partial *p = as_partial(self);
  Type *type = obj_type(&p->header);
  ReprGuard guard;
  if (!repr_enter(vm, &guard, p)) return str_from_c(vm, "...");
  StrBuilder sb;
  sb_init(&sb, vm);
  Value module = obj_getattr_opt(vm, from_obj(type), vm->names.dunder_module);
  bool ok = !has_error(vm);
  if (ok && is_str(module)) {
    sb_str(&sb, as_str(module));
    sb_char(&sb, '.');
  }
  release(vm, module);
  sb_str(&sb, type->qualname);
  sb_char(&sb, '(');
  ok = ok && repr_parts(&sb, p);
  repr_leave(vm, &guard);
  if (!ok) return sb_discard(&sb), V_ABSENT;
  sb_char(&sb, ')');
  return sb_finish(&sb);
}

static Value partial_get(VM *vm, Value self, Value instance, Type *owner) {
  (void)owner;
  if (instance && instance != V_NONE &&
      !warn(vm, EXC_FutureWarning, 1,
            "functools.partial will be a method descriptor in future Python versions; wrap it in staticmethod() if you want to preserve the old behavior"))
    return V_ABSENT;
  return retain(self);
}

static Value partial_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Partial *p = as_partial(args[0]);
  bool bare = !p->header.shape->is_dict && p->header.shape->count == 0;
  Value dict = bare ? V_NONE : obj_getattr(vm, args[0], vm->names.dunder_dict), state = V_ABSENT, result = V_ABSENT;
  Value init = dict ? tuple_pack(vm, 1, p->function) : V_ABSENT;
  if (init) state = tuple_pack(vm, 4, p->function, from_obj(p->args), from_obj(p->kwargs), dict);
  if (state) result = tuple_pack(vm, 3, from_obj(obj_type(&p->header)), init, state);
  release(vm, dict);
  release(vm, init);
  release(vm, state);
  return result;
}

static Value partial_setstate(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Partial *p = as_partial(args[0]);
  Tuple *s = is_tuple(args[1]) ? as_tuple(args[1]) : NULL;
  if (!s || s->len != 4 || !obj_is_callable(vm, s->items[0]) || !is_tuple(s->items[1]) ||
      (s->items[2] != V_NONE && !is_dict(s->items[2])))
    return raise_type(vm, "invalid partial state");
  bool plain = type_of_get(vm, s->items[1]) == vm->types.tuple, shared = type_of_get(vm, s->items[2]) == vm->types.dict;
  Value positional = plain ? retain(s->items[1]) : tuple_from(vm, as_tuple(s->items[1])->items, as_tuple(s->items[1])->len);
  Dict *kwargs = !positional ? NULL : s->items[2] == V_NONE ? dict_new(vm) : shared ? as_dict(retain(s->items[2])) : dict_copy(vm, as_dict(s->items[2]));
  if (!kwargs) return release(vm, positional), V_ABSENT;
  Tuple *old_args = p->args;
  Dict *old_kwargs = p->kwargs;
  p->args = as_tuple(positional);
  p->kwargs = kwargs;
  replace(vm, &p->function, retain(s->items[0]));
  decref(vm, old_args);
  decref(vm, old_kwargs);
  Value state = s->items[3];
  Dict *empty = state == V_NONE ? dict_new(vm) : NULL;
  if (state == V_NONE) state = from_obj(empty);
  bool ok = state && obj_setattr(vm, args[0], vm->names.dunder_dict, state);
  xdecref(vm, empty);
  return ok ? V_NONE : V_ABSENT;
}

static Value get_function(VM *vm, Value self) { return (void)vm, retain(as_partial(self)->function); }
static Value get_args(VM *vm, Value self) { return (void)vm, retain_obj(as_partial(self)->args); }
static Value get_keywords(VM *vm, Value self) { return (void)vm, retain_obj(as_partial(self)->kwargs); }

static bool read_only(VM *vm, Value self, Value v) {
  (void)self, (void)v;
  raise(vm, EXC_AttributeError, "readonly attribute");
  return false;
}

static void partial_free(VM *vm, Object *o) {
  Partial *p = (Partial *)o;
  replace(vm, &p->function, V_ABSENT);
  CLEAR_REF(vm, p->args);
  CLEAR_REF(vm, p->kwargs);
}

static void partial_traverse(Object *o, VisitFn visit, void *arg) {
  Partial *p = (Partial *)o;
  visit(arg, p->function);
  if (p->args) visit(arg, from_obj(p->args));
  if (p->kwargs) visit(arg, from_obj(p->kwargs));
}

static const NativeDef partial_methods[] = {
  {"__reduce__", "($self, /)", partial_reduce, 0, NULL},
  {"__setstate__", "($self, state, /)", partial_setstate, 0, NULL},
  {"__class_getitem__", "($type, object, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {NULL, NULL, NULL, 0, NULL},
};

static const GetSetDef partial_getset[] = {
  {"func", get_function, read_only, "function object to use in future partial calls"},
  {"args", get_args, read_only, "tuple of arguments to future partial calls"},
  {"keywords", get_keywords, read_only, "dictionary of keyword arguments to future partial calls"},
  {NULL, NULL, NULL, NULL},
};

static const TypeSpec partial_spec = {
  .name = "functools.partial",
  .doc = "Create a new function with partial application of the given arguments and keywords.",
  .flags = TYPE_BASE | TYPE_GC | TYPE_HAS_DICT | TYPE_WEAKREF,
  .basicsize = sizeof(Partial),
  .methods = partial_methods,
  .getset = partial_getset,
  .slots = {
    .new = partial_new, .call = partial_call, .repr = partial_repr, .descr_get = partial_get, .free = partial_free,
    .traverse = partial_traverse,
  },
};

// ---- cmp_to_key: K wraps an old-style comparison, K(x) an item

typedef struct KeyWrapper { Object header; Value compare, item; } KeyWrapper;  // item V_ABSENT: K itself

static inline KeyWrapper *as_key(Value v) { return (KeyWrapper *)as_obj(v); }

static Value key_new(VM *vm, Value compare, Value item) {
  KeyWrapper *k = object_new_raw(vm, vm->types.cmp_key, sizeof(KeyWrapper));
  if (!k) return V_ABSENT;
  k->compare = retain(compare);
  k->item = retain(item);
  if (!gc_track(vm, &k->header)) return decref(vm, k), V_ABSENT;
  return from_obj(k);
}

static Value key_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value item;
  if (!args_bind(vm, "K", "(obj)", args, argc, kwnames, &item)) return V_ABSENT;
  return key_new(vm, as_key(self)->compare, item);
}

static Value key_compare(VM *vm, Value a, Value b, CmpOp op) {
  if (!is_heap(b) || obj_type(as_obj(b)) != vm->types.cmp_key) return raise_type(vm, "other argument must be K instance");
  KeyWrapper *x = as_key(a), *y = as_key(b);
  if (!x->item || !y->item) return raise(vm, EXC_AttributeError, "object");
  Value order = obj_call(vm, x->compare, (Value[]){x->item, y->item}, 2);
  if (!order) return V_ABSENT;
  Value result = obj_compare(vm, order, from_int(0), op);
  release(vm, order);
  return result;
}

static Value key_get_item(VM *vm, Value self) {
  Value item = as_key(self)->item;
  return item ? retain(item) : raise(vm, EXC_AttributeError, "obj");
}

static bool key_set_item(VM *vm, Value self, Value v) {
  replace(vm, &as_key(self)->item, v ? retain(v) : V_NONE);
  return true;
}

static void key_free(VM *vm, Object *o) {
  replace(vm, &((KeyWrapper *)o)->compare, V_ABSENT);
  replace(vm, &((KeyWrapper *)o)->item, V_ABSENT);
}

static void key_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((KeyWrapper *)o)->compare);
  visit(arg, ((KeyWrapper *)o)->item);
}

static const GetSetDef key_getset[] = {
  {"obj", key_get_item, key_set_item, "Value wrapped by a key function."},
  {NULL, NULL, NULL, NULL},
};

static const TypeSpec key_spec = {
  .name = "functools.KeyWrapper",
  .flags = TYPE_GC | TYPE_NO_NEW,
  .basicsize = sizeof(KeyWrapper),
  .getset = key_getset,
  .slots = {.call = key_call, .compare = key_compare, .free = key_free, .traverse = key_traverse},
};

static Value f_cmp_to_key(VM *vm, Value *args, uint32_t argc) { return (void)argc, key_new(vm, args[0], V_ABSENT); }

// ---- reduce

static Value f_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value it = obj_iter(vm, args[1]), total = retain(args[2]), v;
  if (!it) {
    release(vm, total);
    if (error_clear_if(vm, EXC_TypeError)) raise_type(vm, "reduce() arg 2 must support iteration");
    return V_ABSENT;
  }
  while ((v = obj_next(vm, it))) {
    Value sum = total ? obj_call(vm, args[0], (Value[]){total, v}, 2) : retain(v);
    release(vm, total);
    release(vm, v);
    if (!(total = sum)) break;
  }
  release(vm, it);
  if (has_error(vm)) return release(vm, total), V_ABSENT;
  return total ? total : raise_type(vm, "reduce() of empty iterable with no initial value");
}

static const NativeDef functools_functions[] = {
  {"cmp_to_key", "(mycmp)", f_cmp_to_key, 0, "Convert a cmp= function into a key= function."},
  {"reduce", "(function, iterable, initial=<unrepresentable>, /)", f_reduce, 0,
   "Apply a function of two arguments cumulatively to the items of an iterable, from left to right."},
  {NULL, NULL, NULL, 0, NULL},
};

static bool functools_init(VM *vm, Module *m) {
  if (!(vm->types.cmp_key = type_from_spec(vm, &key_spec, NULL))) return false;
  return module_add_type(vm, m, type_from_spec(vm, &partial_spec, NULL)) && lrucache_init_type(vm, m);
}

const ModuleDef functools_module = {"_functools", "Tools that operate on functions.", functools_functions, functools_init};
