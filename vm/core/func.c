// SPDX-License-Identifier: MIT
// func.c - the types of what can be called: script functions, bound methods, C functions; and cells.
#include "vm/core/builtins.h"
#include "vm/core/call.h"

// ---- cells

Value cell_new(VM *vm, Value v) {
  Cell *cell = object_new(vm, vm->types.cell, sizeof(Cell));
  if (!cell) return V_ABSENT;
  cell->v = retain(v);
  if (gc_track(vm, &cell->header)) return from_obj(cell);
  decref(vm, cell);
  return V_ABSENT;
}

static void cell_free(VM *vm, Object *o) { replace(vm, &((Cell *)o)->v, V_ABSENT); }
static void cell_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((Cell *)o)->v); }

static Value cell_repr(VM *vm, Value self) {
  Value v = ((Cell *)as_obj(self))->v;
  if (v == V_ABSENT) return str_format_c(vm, "<cell at %p: empty>", (void *)as_obj(self));
  return str_format_c(vm, "<cell at %p: %T object at %p>", (void *)as_obj(self), v, (void *)as_obj(v));
}

static Value cell_get_contents(VM *vm, Value self) {
  Value v = ((Cell *)as_obj(self))->v;
  return v != V_ABSENT ? retain(v) : raise_value(vm, "Cell is empty");
}

static bool cell_set_contents(VM *vm, Value self, Value v) {
  replace(vm, &((Cell *)as_obj(self))->v, retain(v));
  return true;
}

static Value cell_type_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)type;
  Value out[1];
  if (!args_bind(vm, "cell", "(contents=None, /)", args, argc, kwnames, out)) return V_ABSENT;
  return cell_new(vm, out[0]);
}

static Value cell_compare(VM *vm, Value a, Value b, CmpOp op) {
  if (!is_kind(a, KIND_CELL) || !is_kind(b, KIND_CELL)) return V_NOTIMPL;
  Value x = ((Cell *)as_obj(a))->v, y = ((Cell *)as_obj(b))->v;
  if (x != V_ABSENT && y != V_ABSENT) return obj_compare(vm, x, y, op);
  int64_t left = x != V_ABSENT, right = y != V_ABSENT;
  return obj_compare(vm, from_int(left), from_int(right), op);
}

static const GetSetDef cell_getset[] = {{"cell_contents", cell_get_contents, cell_set_contents, NULL}, {0}};
static const TypeSpec cell_spec = {
  .name = "cell", .kind = KIND_CELL, .flags = TYPE_GC, .basicsize = sizeof(Cell), .getset = cell_getset,
  .slots = {.repr = cell_repr, .compare = cell_compare, .new = cell_type_new, .free = cell_free, .traverse = cell_traverse},
};

// ---- script functions

static Value function_doc(const Code *code) {
  return (code->flags & CO_HAS_DOCSTRING) && code->nconsts ? retain(code->consts[0]) : V_NONE;
}

static const Value absent_place = V_ABSENT;

static const Value *name_place(VM *vm, const Dict *d, Str *name) {
  (void)str_hash(vm, name);
  int64_t at = d->used ? dict_name_position(d, name) : -1;
  return at < 0 ? &absent_place : &d->entries[at].value;
}

// Where globals hold __builtins__ and __name__: functions are mostly made with the globals of the one made before.
static void look_at_globals(VM *vm, Dict *globals) {
  if (LIKELY(globals->keys_version && globals->keys_version == vm->globals_seen.version)) return;
  vm->globals_seen.builtins = name_place(vm, globals, vm->names.dunder_builtins);
  vm->globals_seen.name = name_place(vm, globals, vm->names.dunder_name);
  vm->globals_seen.version = dict_version(vm, globals);
}

static Dict *builtins_of(VM *vm, Value b) {
  if (is_dict(b)) return as_dict(b);
  if (is_kind(b, KIND_MODULE)) return ((Module *)as_obj(b))->dict;
  return vm->builtins;
}

Value function_new(VM *vm, Code *code, Dict *globals) {
  Function *f = object_new_raw(vm, vm->types.function, sizeof(Function));
  if (!f) return V_ABSENT;
  look_at_globals(vm, globals);
  Value module = *vm->globals_seen.name;
  *f = (Function){
    .header = f->header, .code = code, .globals = globals, .builtins = builtins_of(vm, *vm->globals_seen.builtins), .name = code->name,
    .qualname = code->qualname, .doc = function_doc(code), .module = module ? retain(module) : V_NONE,
  };
  incref(&code->header);
  incref((Object *)globals);
  incref((Object *)f->builtins);
  incref((Object *)code->name);
  incref((Object *)code->qualname);
  if (gc_track(vm, &f->header)) return from_obj(f);
  decref(vm, f);
  return V_ABSENT;
}

static void function_free(VM *vm, Object *o) {
  Function *f = (Function *)o;
  CLEAR_REF(vm, f->defaults);
  CLEAR_REF(vm, f->kwdefaults);
  CLEAR_REF(vm, f->closure);
  CLEAR_REF(vm, f->dict);
  replace(vm, &f->annotations, V_ABSENT);
  replace(vm, &f->type_params, V_ABSENT);
  replace(vm, &f->doc, V_ABSENT);
  replace(vm, &f->module, V_ABSENT);
  CLEAR_REF(vm, f->globals);
  CLEAR_REF(vm, f->builtins);
  CLEAR_REF(vm, f->name);
  CLEAR_REF(vm, f->qualname);
  CLEAR_REF(vm, f->code);
}

static void function_traverse(Object *o, VisitFn visit, void *arg) {
  Function *f = (Function *)o;
  visit(arg, from_obj(f->defaults));
  visit(arg, from_obj(f->kwdefaults));
  visit(arg, from_obj(f->closure));
  visit(arg, from_obj(f->dict));
  visit(arg, from_obj(f->globals));
  visit(arg, from_obj(f->builtins));
  visit(arg, f->annotations);
  visit(arg, f->type_params);
  visit(arg, f->doc);
  visit(arg, f->module);
}

static Value function_repr(VM *vm, Value self) {
  return str_format_c(vm, "<function %U at %p>", as_function(self)->qualname, (void *)as_obj(self));
}

static Value function_call_slot(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  return function_call(vm, as_function(self), args, argc, kwnames);
}

// Functions and everything that binds like them: through an instance a bound method, through the class itself.
static Value function_descr_get(VM *vm, Value descr, Value instance, Type *owner) {
  (void)owner;
  return instance == V_ABSENT ? retain(descr) : method_new(vm, descr, instance);
}

static Dict *function_dict(VM *vm, Function *f) {
  if (!f->dict) f->dict = dict_new(vm);
  return f->dict;
}

// The data descriptor of that name that functions have, borrowed; V_ABSENT: none, or no memory.
static Value own_descr_get(VM *vm, Str *name) {
  Value descr = type_lookup_get(vm, vm->types.function, name);
  return is_heap(descr) && obj_type(as_obj(descr))->slots.descr_set ? descr : V_ABSENT;
}

static Value function_getattr(VM *vm, Value self, Str *name) {
  Function *f = as_function(self);
  if (f->dict) {
    Value v = dict_get_name(vm, f->dict, name);
    if (v != V_ABSENT && own_descr_get(vm, name) == V_ABSENT) return has_error(vm) ? V_ABSENT : retain(v);
  }
  return object_attr_get(vm, self, name);
}

static bool function_setattr(VM *vm, Value self, Str *name, Value v) {
  Function *f = as_function(self);
  Value descr = own_descr_get(vm, name);
  if (descr != V_ABSENT) return obj_type(as_obj(descr))->slots.descr_set(vm, descr, self, v);
  Dict *d = has_error(vm) ? NULL : function_dict(vm, f);
  if (!d) return false;
  if (v != V_ABSENT) return dict_set_name(vm, d, name, v);
  int removed = dict_remove(vm, d, from_obj(name), NULL);
  if (removed == 0) attribute_error(vm, self, name);
  return removed > 0;
}

static Value get_opt(void *object) { return object ? retain_obj(object) : V_NONE; }
static Value f_get_code(VM *vm, Value self) { (void)vm; return retain_obj(as_function(self)->code); }
static Value f_get_globals(VM *vm, Value self) { (void)vm; return retain_obj(as_function(self)->globals); }
static Value f_get_builtins(VM *vm, Value self) { return retain(from_obj(builtins_shown_get(vm, as_function(self)->builtins))); }
static Value f_get_closure(VM *vm, Value self) { (void)vm; return get_opt(as_function(self)->closure); }
static Value f_get_defaults(VM *vm, Value self) { (void)vm; return get_opt(as_function(self)->defaults); }
static Value f_get_kwdefaults(VM *vm, Value self) { (void)vm; return get_opt(as_function(self)->kwdefaults); }
static Value f_get_name(VM *vm, Value self) { (void)vm; return retain_obj(as_function(self)->name); }
static Value f_get_qualname(VM *vm, Value self) { (void)vm; return retain_obj(as_function(self)->qualname); }
static Value f_get_doc(VM *vm, Value self) { (void)vm; return retain(as_function(self)->doc); }
static Value f_get_module(VM *vm, Value self) { (void)vm; return retain(as_function(self)->module); }

static Value f_get_dict(VM *vm, Value self) {
  Dict *d = function_dict(vm, as_function(self));
  return d ? retain_obj(d) : V_ABSENT;
}

static Value f_get_annotations(VM *vm, Value self) {
  Function *f = as_function(self);
  if (f->annotations == V_ABSENT) {
    Dict *d = dict_new(vm);
    if (!d) return V_ABSENT;
    f->annotations = from_obj(d);
  }
  return retain(f->annotations);
}

static Value f_get_type_params(VM *vm, Value self) {
  Function *f = as_function(self);
  return f->type_params != V_ABSENT ? retain(f->type_params) : retain_obj(vm->empty_tuple);
}

static bool f_set_type_params(VM *vm, Value self, Value v) {
  if (!is_tuple(v)) return raise_type(vm, "__type_params__ must be set to a tuple"), false;
  replace(vm, &as_function(self)->type_params, retain(v));
  return true;
}

static bool f_set_code(VM *vm, Value self, Value v) {
  Function *f = as_function(self);
  if (!is_kind(v, KIND_CODE)) return raise_type(vm, "__code__ must be set to a code object"), false;
  size_t frees = f->closure ? f->closure->len : 0;
  if (as_code(v)->nfrees != frees) {
    raise_value(vm, "%U() requires a code object with %zu free vars, not %u", f->name, frees, as_code(v)->nfrees);
    return false;
  }
  Code *old = f->code;
  f->code = (Code *)as_obj(retain(v));
  decref(vm, old);
  return true;
}

static bool set_str(VM *vm, Str **place, Value v, const char *what) {
  if (!is_str(v)) return raise_type(vm, "%s must be set to a string object", what), false;
  Str *old = *place;
  *place = as_str(retain(v));
  decref(vm, old);
  return true;
}
static bool f_set_name(VM *vm, Value self, Value v) { return set_str(vm, &as_function(self)->name, v, "__name__"); }
static bool f_set_qualname(VM *vm, Value self, Value v) { return set_str(vm, &as_function(self)->qualname, v, "__qualname__"); }

static bool f_set_doc(VM *vm, Value self, Value v) {
  replace(vm, &as_function(self)->doc, v == V_ABSENT ? V_NONE : retain(v));
  return true;
}
static bool f_set_module(VM *vm, Value self, Value v) {
  replace(vm, &as_function(self)->module, v == V_ABSENT ? V_NONE : retain(v));
  return true;
}

static bool f_set_defaults(VM *vm, Value self, Value v) {
  Function *f = as_function(self);
  if (v != V_ABSENT && v != V_NONE && !is_tuple(v)) return raise_type(vm, "__defaults__ must be set to a tuple object"), false;
  Tuple *old = f->defaults;
  f->defaults = is_heap(v) ? as_tuple(retain(v)) : NULL;
  xdecref(vm, old);
  return true;
}

static bool f_set_kwdefaults(VM *vm, Value self, Value v) {
  Function *f = as_function(self);
  if (v != V_ABSENT && v != V_NONE && !is_dict(v)) return raise_type(vm, "__kwdefaults__ must be set to a dict object"), false;
  Dict *old = f->kwdefaults;
  f->kwdefaults = is_heap(v) ? as_dict(retain(v)) : NULL;
  xdecref(vm, old);
  return true;
}

static bool f_set_annotations(VM *vm, Value self, Value v) {
  if (v != V_ABSENT && v != V_NONE && !is_dict(v)) return raise_type(vm, "__annotations__ must be set to a dict object"), false;
  replace(vm, &as_function(self)->annotations, is_heap(v) ? retain(v) : V_ABSENT);
  return true;
}

static bool f_set_dict(VM *vm, Value self, Value v) {
  if (!is_dict(v)) return raise_type(vm, v == V_ABSENT ? "cannot delete __dict__" : "__dict__ must be set to a dictionary, not a '%T'", v), false;
  Dict *old = as_function(self)->dict;
  as_function(self)->dict = as_dict(retain(v));
  xdecref(vm, old);
  return true;
}

static bool f_read_only(VM *vm, Value self, Value v) {
  (void)self, (void)v;
  raise(vm, EXC_AttributeError, "readonly attribute");
  return false;
}

static const GetSetDef function_getset[] = {
  {"__code__", f_get_code, f_set_code, NULL}, {"__globals__", f_get_globals, f_read_only, NULL}, {"__builtins__", f_get_builtins, f_read_only, NULL},
  {"__closure__", f_get_closure, f_read_only, NULL}, {"__defaults__", f_get_defaults, f_set_defaults, NULL},
  {"__kwdefaults__", f_get_kwdefaults, f_set_kwdefaults, NULL}, {"__name__", f_get_name, f_set_name, NULL},
  {"__qualname__", f_get_qualname, f_set_qualname, NULL}, {"__doc__", f_get_doc, f_set_doc, NULL},
  {"__module__", f_get_module, f_set_module, NULL}, {"__dict__", f_get_dict, f_set_dict, NULL},
  {"__annotations__", f_get_annotations, f_set_annotations, NULL}, {"__type_params__", f_get_type_params, f_set_type_params, NULL}, {0},
};

static bool closure_check(VM *vm, const Code *code, Value closure) {
  size_t given = is_tuple(closure) ? as_tuple(closure)->len : 0;
  if (closure != V_ABSENT && closure != V_NONE && !is_tuple(closure)) return raise_type(vm, "arg 5 (closure) must be tuple"), false;
  if (given != code->nfrees) {
    if (!given) raise_type(vm, "arg 5 (closure) must be tuple");
    else raise_value(vm, "%U requires closure of length %u, not %zu", code->name, code->nfrees, given);
    return false;
  }
  for (size_t i = 0; i < given; i++)
    if (!is_kind(as_tuple(closure)->items[i], KIND_CELL)) return raise_type(vm, "arg 5 (closure) expected cell, found %T", as_tuple(closure)->items[i]), false;
  return true;
}

static Value function_type_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)type;
  Value out[6];
  if (!args_bind(vm, "function", "(code, globals, name=None, argdefs=None, closure=None, kwdefaults=None)", args, argc, kwnames, out)) return V_ABSENT;
  if (!is_kind(out[0], KIND_CODE)) return raise_type(vm, "function() argument 'code' must be code, not %T", out[0]);
  if (!is_dict(out[1])) return raise_type(vm, "function() argument 'globals' must be dict, not %T", out[1]);
  if (!closure_check(vm, as_code(out[0]), out[4])) return V_ABSENT;
  Value f = function_new(vm, as_code(out[0]), as_dict(out[1]));
  if (!f) return V_ABSENT;
  if (is_tuple(out[4])) as_function(f)->closure = as_tuple(retain(out[4]));
  bool ok = (out[2] == V_ABSENT || out[2] == V_NONE || f_set_name(vm, f, out[2])) && f_set_defaults(vm, f, out[3]) && f_set_kwdefaults(vm, f, out[5]);
  if (ok) return f;
  release(vm, f);
  return V_ABSENT;
}

static const TypeSpec function_spec = {
  .name = "function", .kind = KIND_FUNCTION, .flags = TYPE_GC | TYPE_METHOD_DESCR | TYPE_WEAKREF, .basicsize = sizeof(Function), .getset = function_getset,
  .slots = {.repr = function_repr, .call = function_call_slot, .getattr = function_getattr, .setattr = function_setattr, .descr_get = function_descr_get,
            .new = function_type_new, .free = function_free, .traverse = function_traverse},
};

// ---- bound methods

static inline Method *as_method(Value v) { return (Method *)as_obj(v); }

Value method_new(VM *vm, Value function, Value self) {
  Method *m = object_new(vm, vm->types.method, sizeof(Method));
  if (!m) return V_ABSENT;
  m->function = retain(function);
  m->self = retain(self);
  if (gc_track(vm, &m->header)) return from_obj(m);
  decref(vm, m);
  return V_ABSENT;
}

static void method_free(VM *vm, Object *o) {
  replace(vm, &((Method *)o)->function, V_ABSENT);
  replace(vm, &((Method *)o)->self, V_ABSENT);
}

static void method_traverse(Object *o, VisitFn visit, void *arg) {
  visit(arg, ((Method *)o)->function);
  visit(arg, ((Method *)o)->self);
}

static Value method_repr(VM *vm, Value self) {
  Method *m = as_method(self);
  Value name = obj_getattr_opt(vm, m->function, vm->names.dunder_qualname);
  if (!name && has_error(vm)) return V_ABSENT;
  if (!name) name = obj_getattr_opt(vm, m->function, vm->names.dunder_name);
  if (!name && has_error(vm)) return V_ABSENT;
  Value owner = obj_repr(vm, m->self);
  Value text = !owner ? V_ABSENT : is_str(name) ? str_format_c(vm, "<bound method %S of %S>", name, owner) : str_format_c(vm, "<bound method ? of %S>", owner);
  release(vm, name);
  release(vm, owner);
  return text;
}

static Value method_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Method *m = as_method(self);
  enum { SMALL = 16 };
  uint32_t total = argc + 1 + (kwnames ? (uint32_t)kwnames->len : 0);
  Value small[SMALL], *all = total <= SMALL ? small : vm_alloc(vm, total * sizeof(Value));
  if (!all) return V_ABSENT;
  all[0] = m->self;
  if (total > 1) memcpy(all + 1, args, (total - 1) * sizeof(Value));
  Value result = obj_call_kw(vm, m->function, all, argc + 1, kwnames);
  if (all != small) vm_dealloc(vm, all, total * sizeof(Value));
  return result;
}

static Value method_compare(VM *vm, Value a, Value b, CmpOp op) {
  if ((op != CMP_EQ && op != CMP_NE) || !is_kind(a, KIND_METHOD) || !is_kind(b, KIND_METHOD)) return V_NOTIMPL;
  if (as_method(a)->self != as_method(b)->self) return from_bool(op == CMP_NE);
  int eq = obj_eq(vm, as_method(a)->function, as_method(b)->function);
  return eq < 0 ? V_ABSENT : from_bool((eq != 0) == (op == CMP_EQ));
}

static bool method_hash(VM *vm, Value self, int64_t *hash) {
  int64_t of_function;
  if (!obj_hash(vm, as_method(self)->function, &of_function)) return false;
  *hash = of_function ^ (int64_t)(as_method(self)->self >> 4);
  if (*hash == -1) *hash = -2;
  return true;
}

// A bound method shows its function's attributes.
static Value method_getattr(VM *vm, Value self, Str *name) {
  Value v = object_attr_get_opt(vm, self, name);
  if (v || has_error(vm)) return v;
  return obj_getattr(vm, as_method(self)->function, name);
}

static bool method_setattr(VM *vm, Value self, Str *name, Value v) {
  (void)v;
  Value found = obj_getattr_opt(vm, self, name);
  if (found) {
    release(vm, found);
    raise(vm, EXC_AttributeError, "'method' object attribute '%U' is read-only", name);
  } else if (!has_error(vm)) {
    raise(vm, EXC_AttributeError, "'method' object has no attribute '%U' and no __dict__ for setting new attributes", name);
  }
  return false;
}

static Value m_get_func(VM *vm, Value self) { (void)vm; return retain(as_method(self)->function); }
static Value m_get_self(VM *vm, Value self) { (void)vm; return retain(as_method(self)->self); }
static Value m_get_doc(VM *vm, Value self) { return obj_getattr(vm, as_method(self)->function, vm->names.dunder_doc); }

static Value method_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value getattr = dict_get_name(vm, vm->builtins, vm->names.getattr), name = obj_getattr(vm, as_method(args[0])->function, vm->names.dunder_name);
  if (!name) return V_ABSENT;
  Value inner = tuple_pack(vm, 2, as_method(args[0])->self, name);
  Value result = inner ? tuple_pack(vm, 2, getattr ? getattr : V_NONE, inner) : V_ABSENT;
  release(vm, name);
  release(vm, inner);
  return result;
}

static Value method_type_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)type;
  Value out[2];
  if (!args_bind(vm, "method", "(function, instance, /)", args, argc, kwnames, out)) return V_ABSENT;
  if (!obj_is_callable(vm, out[0])) return raise_type(vm, "first argument must be callable");
  if (out[1] == V_NONE) return raise_type(vm, "instance must not be None");
  return method_new(vm, out[0], out[1]);
}

static const NativeDef method_methods[] = {{"__reduce__", "($self, /)", method_reduce, 0, NULL}, {0}};
static const GetSetDef method_getset[] = {
  {"__func__", m_get_func, NULL, NULL}, {"__self__", m_get_self, NULL, NULL}, {"__doc__", m_get_doc, NULL, NULL}, {0},
};
static const TypeSpec method_spec = {
  .name = "method", .kind = KIND_METHOD, .flags = TYPE_GC | TYPE_WEAKREF, .basicsize = sizeof(Method), .methods = method_methods, .getset = method_getset,
  .slots = {.repr = method_repr, .call = method_call, .compare = method_compare, .hash = method_hash, .getattr = method_getattr,
            .setattr = method_setattr, .new = method_type_new, .free = method_free, .traverse = method_traverse},
};

// ---- functions in C

static inline Native *as_native(Value v) { return (Native *)as_obj(v); }

static void native_free(VM *vm, Object *o) {
  replace(vm, &((Native *)o)->self, V_ABSENT);
  replace(vm, &((Native *)o)->module, V_ABSENT);
}

static void native_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((Native *)o)->self); }

static bool native_is_method(Value self) { return self != V_ABSENT && !is_kind(self, KIND_MODULE); }

static Value native_repr(VM *vm, Value v) {
  Native *n = as_native(v);
  if (!native_is_method(n->self)) return str_format_c(vm, "<built-in function %s>", n->def->name);
  return str_format_c(vm, "<built-in method %s of %T object at %p>", n->def->name, n->self, (void *)as_obj(n->self));
}

static Value descriptor_repr(VM *vm, Value v) { return str_format_c(vm, "<method '%s' of '%N' objects>", as_native(v)->def->name, as_native(v)->owner); }

static Value native_call_slot(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  return native_call(vm, as_native(self), (Value *)args, argc, kwnames);
}

// A method descriptor bound to an instance: the same C function with `self`.
static Value descriptor_get(VM *vm, Value descr, Value instance, Type *owner) {
  (void)owner;
  if (instance == V_ABSENT) return retain(descr);
  Native *n = as_native(descr);
  if (!type_is_subtype(type_of_get(vm, instance), n->owner))
    return raise_type(vm, "descriptor '%s' for '%N' objects doesn't apply to a '%T' object", n->def->name, n->owner, instance);
  return native_bind(vm, n, instance);
}

static Value native_compare(VM *vm, Value a, Value b, CmpOp op) {
  (void)vm;
  if ((op != CMP_EQ && op != CMP_NE) || !is_kind(a, KIND_NATIVE) || !is_kind(b, KIND_NATIVE)) return V_NOTIMPL;
  bool same = as_native(a)->def == as_native(b)->def && as_native(a)->self == as_native(b)->self;
  return from_bool(same == (op == CMP_EQ));
}

static bool native_hash(VM *vm, Value self, int64_t *hash) {
  (void)vm;
  *hash = (int64_t)(((uintptr_t)as_native(self)->def >> 4) ^ (as_native(self)->self >> 4));
  return true;
}

static Value n_get_name(VM *vm, Value self) { return str_from_c(vm, as_native(self)->def->name); }
static Value n_get_doc(VM *vm, Value self) { return as_native(self)->def->doc ? str_from_c(vm, as_native(self)->def->doc) : V_NONE; }
static Value n_get_signature(VM *vm, Value self) { return as_native(self)->def->sig ? str_from_c(vm, as_native(self)->def->sig) : V_NONE; }
static Value n_get_objclass(VM *vm, Value self) { (void)vm; return retain_obj(as_native(self)->owner); }
// Of a module's function: the module.
static Value n_get_self(VM *vm, Value self) {
  Native *n = as_native(self);
  if (n->self != V_ABSENT) return retain(n->self);
  Str *module = is_str(n->module) ? as_str(n->module) : vm->names.builtins;
  Value found = module->interned ? dict_get_name(vm, vm->modules, module) : V_ABSENT;
  return found != V_ABSENT ? retain(found) : V_NONE;
}

static Value n_get_module(VM *vm, Value self) {
  Native *n = as_native(self);
  if (n->module != V_ABSENT) return retain(n->module);
  return native_is_method(n->self) || n->owner ? V_NONE : retain_obj(vm->names.builtins);
}

static Value n_get_qualname(VM *vm, Value self) {
  Native *n = as_native(self);
  if (n->owner) return str_format_c(vm, "%U.%s", n->owner->qualname, n->def->name);
  if (!native_is_method(n->self)) return str_from_c(vm, n->def->name);
  Type *type = is_kind(n->self, KIND_TYPE) ? (Type *)as_obj(n->self) : type_of_get(vm, n->self);
  return str_format_c(vm, "%U.%s", type->qualname, n->def->name);
}

static Value native_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Native *n = as_native(args[0]);
  if (!n->owner && !native_is_method(n->self)) return str_from_c(vm, n->def->name);
  Value getattr = dict_get_name(vm, vm->builtins, vm->names.getattr), name = str_from_c(vm, n->def->name);
  Value inner = name ? tuple_pack(vm, 2, n->owner ? from_obj(n->owner) : n->self, name) : V_ABSENT;
  Value result = inner ? tuple_pack(vm, 2, getattr ? getattr : V_NONE, inner) : V_ABSENT;
  release(vm, name);
  release(vm, inner);
  return result;
}

static const NativeDef native_methods[] = {{"__reduce__", "($self, /)", native_reduce, 0, NULL}, {0}};
static const GetSetDef native_getset[] = {
  {"__name__", n_get_name, NULL, NULL}, {"__qualname__", n_get_qualname, NULL, NULL}, {"__doc__", n_get_doc, NULL, NULL},
  {"__self__", n_get_self, NULL, NULL}, {"__module__", n_get_module, NULL, NULL}, {"__text_signature__", n_get_signature, NULL, NULL}, {0},
};
static const GetSetDef descriptor_getset[] = {
  {"__name__", n_get_name, NULL, NULL}, {"__qualname__", n_get_qualname, NULL, NULL}, {"__doc__", n_get_doc, NULL, NULL},
  {"__objclass__", n_get_objclass, NULL, NULL}, {"__text_signature__", n_get_signature, NULL, NULL}, {0},
};
static const TypeSpec native_spec = {
  .name = "builtin_function_or_method", .kind = KIND_NATIVE, .flags = TYPE_GC, .basicsize = sizeof(Native), .methods = native_methods, .getset = native_getset,
  .slots = {.repr = native_repr, .call = native_call_slot, .compare = native_compare, .hash = native_hash, .free = native_free, .traverse = native_traverse},
};
static const TypeSpec method_descriptor_spec = {
  .name = "method_descriptor", .kind = KIND_NATIVE, .flags = TYPE_METHOD_DESCR, .basicsize = sizeof(Native), .methods = native_methods, .getset = descriptor_getset,
  .slots = {.repr = descriptor_repr, .call = native_call_slot, .descr_get = descriptor_get, .free = native_free},
};
extern const TypeSpec code_spec;

bool func_types_init(VM *vm) {
  Types *t = &vm->types;
  return (t->code = type_from_spec(vm, &code_spec, NULL)) && (t->cell = type_from_spec(vm, &cell_spec, NULL)) &&
         (t->function = type_from_spec(vm, &function_spec, NULL)) && (t->method = type_from_spec(vm, &method_spec, NULL)) &&
         (t->native = type_from_spec(vm, &native_spec, NULL)) && (t->method_descriptor = type_from_spec(vm, &method_descriptor_spec, NULL));
}
