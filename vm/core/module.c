// SPDX-License-Identifier: MIT
// module.c - module objects, and modules written in C.
#include "vm/core/host.h"
#include "vm/core/module.h"

#include "vm/core/vm.h"

static inline Module *as_module(Value v) { return (Module *)as_obj(v); }

static bool module_defaults(VM *vm, Module *m, Value name) {
  const Names *n = &vm->names;
  return dict_set_name(vm, m->dict, n->dunder_name, name) && dict_set_name(vm, m->dict, n->dunder_doc, V_NONE) &&
         dict_set_name(vm, m->dict, n->dunder_package, V_NONE) && dict_set_name(vm, m->dict, n->dunder_loader, V_NONE) &&
         dict_set_name(vm, m->dict, n->dunder_spec, V_NONE);
}

static Module *module_alloc(VM *vm, Type *type) {
  Value v = instance_new(vm, type);
  if (!v) return NULL;
  if ((as_module(v)->dict = dict_new(vm))) return as_module(v);
  release(vm, v);
  return NULL;
}

Value module_new(VM *vm, Str *name) {
  Module *m = module_alloc(vm, vm->types.module);
  if (!m) return V_ABSENT;
  if (module_defaults(vm, m, from_obj(name))) return from_obj(m);
  decref(vm, m);
  return V_ABSENT;
}

Value module_get(VM *vm, Module *module, Str *name) {
  Value v = dict_get_name(vm, module->dict, name);
  if (LIKELY(v != V_ABSENT) || !module->rest) return v;
  return module->rest(vm, module, name) ? dict_get_name(vm, module->dict, name) : V_ABSENT;
}

bool module_add(VM *vm, Module *module, const char *name, Value v) { return v != V_ABSENT && dict_set_c(vm, module->dict, name, v); }
bool module_add_int(VM *vm, Module *module, const char *name, int64_t n) { return module_add(vm, module, name, int_from_i64(vm, n)); }
bool module_add_str(VM *vm, Module *module, const char *name, const char *utf8) { return module_add(vm, module, name, str_from_c(vm, utf8)); }

bool module_add_type(VM *vm, Module *module, Type *type) {
  return type && dict_set_name(vm, module->dict, type->name, from_obj(type));
}

bool module_add_functions(VM *vm, Module *module, const NativeDef *functions) { return module_add_guarded(vm, module, functions, 0); }

bool module_add_guarded(VM *vm, Module *module, const NativeDef *functions, uint32_t capability) {
  Value name = dict_get_name(vm, module->dict, vm->names.dunder_name);
  for (const NativeDef *def = functions; def && def->name; def++) {
    Value f = native_guarded(vm, def, capability);
    if (!f) return false;
    ((Native *)as_obj(f))->module = retain(name);
    if (!module_add(vm, module, def->name, f)) return false;
  }
  return true;
}

Value module_from_def(VM *vm, const ModuleDef *def) {
  Str *name = str_intern(vm, def->name, strlen(def->name));
  Value v = name ? module_new(vm, name) : V_ABSENT;
  xdecref(vm, name);
  if (!v) return V_ABSENT;
  bool ok = (!def->doc || module_add_str(vm, as_module(v), "__doc__", def->doc)) && module_add_functions(vm, as_module(v), def->functions) &&
            (!def->init || def->init(vm, as_module(v)));
  if (ok) return v;
  release(vm, v);
  return V_ABSENT;
}

// ---- the type

static Value module_type_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  Module *m = module_alloc(vm, type);
  return m ? from_obj(m) : V_ABSENT;
}

static bool module_type_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value out[2];
  if (!args_bind(vm, "module", "(name, doc=None)", args, argc, kwnames, out)) return false;
  if (!is_str(out[0])) return raise_type(vm, "module() argument 'name' must be str, not %T", out[0]), false;
  return module_defaults(vm, as_module(self), out[0]) && (out[1] == V_ABSENT || dict_set_name(vm, as_module(self)->dict, vm->names.dunder_doc, out[1]));
}

// The spec says where a module comes from; one without a spec may have a file.
static Value module_repr(VM *vm, Value self) {
  Dict *d = as_module(self)->dict;
  Value name = dict_get_name(vm, d, vm->names.dunder_name), file = retain(dict_get_c(vm, d, "__file__"));
  Value spec = retain(dict_get_name(vm, d, vm->names.dunder_spec)), origin = V_ABSENT, located = V_ABSENT, text;
  Value shown = is_str(name) ? retain(name) : str_from_c(vm, "?");
  if (spec && spec != V_NONE && (origin = obj_getattr_c(vm, spec, "origin"))) located = obj_getattr_c(vm, spec, "has_location");
  error_clear(vm);
  if (!shown) text = V_ABSENT;
  else if (located == V_FALSE && is_str(origin)) text = str_format_c(vm, "<module %R (%S)>", shown, origin);
  else if (located == V_TRUE) text = str_format_c(vm, "<module %R from %R>", shown, origin);
  else if (is_str(file)) text = str_format_c(vm, "<module %R from %R>", shown, file);
  else text = str_format_c(vm, "<module %R>", shown);
  release(vm, file);
  release(vm, spec);
  release(vm, origin);
  release(vm, located);
  release(vm, shown);
  return text;
}

static Value missing_attribute(VM *vm, Value self, Str *name) {
  Dict *d = as_module(self)->dict;
  Value getter = dict_get_name(vm, d, vm->names.dunder_getattr);
  if (getter != V_ABSENT) {
    Value arg = from_obj(name);
    return obj_call(vm, getter, &arg, 1);
  }
  Value module = dict_get_name(vm, d, vm->names.dunder_name);
  if (!is_str(module)) return raise(vm, EXC_AttributeError, "module has no attribute '%U'", name);
  if (module_is_initializing(vm, self))
    raise(vm, EXC_AttributeError, "partially initialized module '%S' has no attribute '%U' (most likely due to a circular import)", module, name);
  else
    raise(vm, EXC_AttributeError, "module '%S' has no attribute '%U'", module, name);
  Value exc = error_take(vm);
  bool ok = obj_setattr(vm, exc, vm->names.name, from_obj(name)) && obj_setattr(vm, exc, vm->names.obj, self);
  if (ok) replace(vm, &vm->thread.exc, exc);
  else release(vm, exc);
  return V_ABSENT;
}

static Value module_getattr(VM *vm, Value self, Str *name) {
  Type *type = obj_type(as_obj(self));
  Value on_type = type_lookup_get(vm, type, name);
  if (UNLIKELY(on_type == V_ABSENT) && has_error(vm)) return V_ABSENT;
  bool data = on_type != V_ABSENT && is_heap(on_type) && obj_type(as_obj(on_type))->slots.descr_set;
  if (!data) {
    Value v = module_get(vm, as_module(self), name);
    if (v != V_ABSENT) return retain(v);
    if (UNLIKELY(has_error(vm))) return V_ABSENT;
  }
  if (on_type != V_ABSENT) return object_attr_get(vm, self, name);
  return missing_attribute(vm, self, name);
}

static bool module_setattr(VM *vm, Value self, Str *name, Value v) {
  Value on_type = type_lookup_get(vm, obj_type(as_obj(self)), name);
  if (on_type == V_ABSENT && has_error(vm)) return false;
  if (on_type != V_ABSENT && is_heap(on_type) && obj_type(as_obj(on_type))->slots.descr_set)
    return obj_type(as_obj(on_type))->slots.descr_set(vm, on_type, self, v);
  if (!module_complete(vm, as_module(self), name)) return false;
  if (v != V_ABSENT) return dict_set_name(vm, as_module(self)->dict, name, v);
  int removed = dict_remove(vm, as_module(self)->dict, from_obj(name), NULL);
  if (removed == 0) {
    Value r = missing_attribute(vm, self, name);
    release(vm, r);
  }
  return removed > 0;
}

static Value module_get_dict(VM *vm, Value self) {
  return module_complete(vm, as_module(self), NULL) ? retain_obj(as_module(self)->dict) : V_ABSENT;
}

static Value module_get_annotations(VM *vm, Value self) {
  Dict *d = as_module(self)->dict;
  Value v = dict_get_name(vm, d, vm->names.dunder_annotations);
  if (v != V_ABSENT) return retain(v);
  Dict *made = dict_new(vm);
  if (!made) return V_ABSENT;
  if (dict_set_name(vm, d, vm->names.dunder_annotations, from_obj(made))) return from_obj(made);
  decref(vm, made);
  return V_ABSENT;
}

static bool module_set_annotations(VM *vm, Value self, Value v) {
  if (v != V_ABSENT) return dict_set_name(vm, as_module(self)->dict, vm->names.dunder_annotations, v);
  return dict_remove(vm, as_module(self)->dict, from_obj(vm->names.dunder_annotations), NULL) >= 0;
}

static Value module_dir(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!module_complete(vm, as_module(args[0]), NULL)) return V_ABSENT;
  Value getter = dict_get_name(vm, as_module(args[0])->dict, vm->names.dunder_dir);
  return getter != V_ABSENT ? obj_call(vm, getter, NULL, 0) : sequence_list(vm, from_obj(as_module(args[0])->dict));
}

static void module_free(VM *vm, Object *o) { CLEAR_REF(vm, ((Module *)o)->dict); }
static void module_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, from_obj(((Module *)o)->dict)); }

static const NativeDef module_methods[] = {{"__dir__", "($self, /)", module_dir, 0, "__dir__() -> list\nspecialized dir() implementation"}, {0}};
static const GetSetDef module_getset[] = {
  {"__dict__", module_get_dict, NULL, NULL}, {"__annotations__", module_get_annotations, module_set_annotations, NULL}, {0},
};
static const TypeSpec module_spec = {
  .name = "module", .kind = KIND_MODULE, .flags = TYPE_GC | TYPE_BASE | TYPE_WEAKREF, .basicsize = sizeof(Module), .methods = module_methods, .getset = module_getset,
  .slots = {.repr = module_repr, .getattr = module_getattr, .setattr = module_setattr, .new = module_type_new, .init = module_type_init,
            .free = module_free, .traverse = module_traverse},
};

bool module_types_init(VM *vm) { return (vm->types.module = type_from_spec(vm, &module_spec, NULL)) != NULL; }
