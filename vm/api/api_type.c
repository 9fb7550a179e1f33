// SPDX-License-Identifier: MIT
// api_type.c - what scripts can call and hold: functions, modules and classes that the host writes in C.
//
// A class of the host is a native type whose TypeSpec lies in a HostType, made when the class is; the spec is at its start, so that
// `type->spec` of the class and of everything derived from it in script leads back to what the host declared. Instances:
//
//   Object 16 | the host's data, zeroed | what script subclasses add
//
// Dunder methods of the host's table fill the type's slots as a script class's do (slots_compute). HostTypes die with the VM.
#include "vm/api/api.h"
#include "vm/core/call.h"
#include "vm/core/typeslots.h"

AsterValue aster_function_new(AsterVM *vm, const AsterFunction *function, AsterRef self) {
  return own(native_new(core(vm), native_defs(function), val(self), NULL));
}

AsterValue aster_module_new(AsterVM *vm, const char *name, const char *doc, const AsterFunction *functions) {
  VM *c = core(vm);
  ModuleDef def = {.name = name, .doc = doc, .functions = native_defs(functions)};
  Value module = module_from_def(c, &def);
  Str *key = module ? name_of(c, name) : NULL;
  bool ok = key && dict_set_name(c, c->modules, key, module);
  xdecref(c, key);
  if (ok) return own(module);
  release(c, module);
  return aster_absent();
}

// ---- classes

typedef struct HostType {
  TypeSpec spec;              // first: type->spec is this
  const AsterType *def;
  const AsterFunction *init;  // the row "__init__" of its methods, or NULL
} HostType;

struct AsterVisitor { VisitFn visit; void *arg; };

static void *data_of(Object *o) { return o + 1; }
static const HostType *host_type_of(const Object *o) { return (const HostType *)obj_type(o)->spec; }

void aster_visit(AsterVisitor *visitor, AsterValue v) { visitor->visit(visitor->arg, v.bits); }

static Value host_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  const HostType *host = (const HostType *)type->spec;
  if (!host->init && !type_has(type, TYPE_HEAP)) return raise_type(vm, "cannot create '%N' instances", type);
  return instance_new(vm, type);
}

static void host_free(VM *vm, Object *o) {
  const HostType *host = host_type_of(o);
  if (host->def->finalize) host->def->finalize(outer(vm), data_of(o));
  memset(data_of(o), 0, host->def->size);
}

static void host_traverse(Object *o, VisitFn visit, void *arg) {
  AsterVisitor visitor = {visit, arg};
  const HostType *host = host_type_of(o);
  if (host->def->visit) host->def->visit(data_of(o), &visitor);
}

static const AsterFunction *find_init(const AsterFunction *methods) {
  for (; methods && methods->name; methods++)
    if (strcmp(methods->name, "__init__") == 0) return methods;
  return NULL;
}

static void host_type_fill(HostType *host, const AsterType *def) {
  *host = (HostType){
    .spec = {.name = def->name, .doc = def->doc, .kind = KIND_OTHER, .flags = TYPE_GC | (def->subclassable ? TYPE_BASE : 0) | TYPE_WEAKREF,
             .basicsize = (uint32_t)(sizeof(Object) + def->size), .methods = native_defs(def->methods), .getset = (const GetSetDef *)def->properties,
             .slots = {.new = host_new, .free = host_free, .traverse = host_traverse}},
    .def = def,
    .init = find_init(def->methods),
  };
}

AsterValue aster_type_new(AsterVM *vm, const AsterType *def) {
  VM *c = core(vm);
  if (def->size > INT16_MAX) return own(raise_value(c, "%s: instances of %zu bytes are too large", def->name, def->size));
  HostType *host = vm_permanent(c, sizeof *host);
  if (!host) return aster_absent();
  host_type_fill(host, def);
  Type *type = type_from_spec(c, &host->spec, NULL);
  if (!type) return aster_absent();
  slots_compute(c, type);
  type->slots.new = host_new;
  type->slots.free = host_free;
  type->slots.traverse = host_traverse;
  return own(retain_obj(type));  // the other reference is the VM's own: instances do not count theirs
}

AsterValue aster_object_new(AsterVM *vm, AsterRef cls, void **data) {
  VM *c = core(vm);
  Type *type = is_kind(val(cls), KIND_TYPE) ? (Type *)as_obj(val(cls)) : NULL;
  if (!type || type->slots.free != host_free) return own(raise_type(c, "a class of the host is required, not %R", val(cls)));
  Value v = instance_new(c, type);
  if (data) *data = v ? data_of(as_obj(v)) : NULL;
  return own(v);
}

void *aster_data(AsterVM *vm, AsterRef o, const AsterType *type) {
  Value v = val(o);
  if (is_heap(v) && obj_type(as_obj(v))->slots.free == host_free && host_type_of(as_obj(v))->def == type) return data_of(as_obj(v));
  raise_type(core(vm), "a %s object is required, not %T", type->name, v);
  return NULL;
}
