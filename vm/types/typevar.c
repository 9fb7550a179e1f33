// SPDX-License-Identifier: MIT
// typevar.c - type parameters (TypeVar, ParamSpec, TypeVarTuple) and type aliases, as PEP 695 syntax makes them.
//
// Bounds, constraints, defaults and the values of aliases are computed when they are first asked for, by functions that the compiler
// makes of their expressions. What is a matter of typing's own rules is left to the module typing, imported when it is needed.
#include "vm/core/generic.h"
#include "vm/core/typeslots.h"

static TypeParam *as_param(Value v) { return (TypeParam *)as_obj(v); }
static TypeAlias *as_typealias(Value v) { return (TypeAlias *)as_obj(v); }
static Value none_is_absent(Value v) { return v == V_NONE ? V_ABSENT : v; }

static Value by_typing(VM *vm, const char *function, const Value *args, uint32_t argc) {
  Value f = import_attr(vm, "typing", function);
  if (f == V_ABSENT) return V_ABSENT;
  Value r = obj_call(vm, f, args, argc);
  release(vm, f);
  return r;
}

// The value kept at *place, computed by *compute the first time; `otherwise` where there is neither. Owned.
static Value computed(VM *vm, Value *place, Value *compute, Value otherwise) {
  if (*place == V_ABSENT && *compute != V_ABSENT) {
    Value f = retain(*compute), v = obj_call(vm, f, NULL, 0);
    release(vm, f);
    if (v == V_ABSENT) return V_ABSENT;
    replace(vm, place, v);
    replace(vm, compute, V_ABSENT);
  }
  return retain(*place == V_ABSENT ? otherwise : *place);
}

static Value caller_module(VM *vm) {
  Frame *frame = vm->thread.frame;
  if (!frame || !is_kind(frame->func, KIND_FUNCTION)) return V_NONE;
  Value name = dict_get_name(vm, frame_function(frame)->globals, vm->names.dunder_name);
  return name == V_ABSENT ? V_NONE : retain(name);
}

// ---- NoDefault

static Value no_default_repr(VM *vm, Value self) { (void)self; return str_from_c(vm, "typing.NoDefault"); }
static Value no_default_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)type, (void)args;
  if (argc || (kwnames && kwnames->len)) return raise_type(vm, "NoDefaultType takes no arguments");
  return retain(no_default_get(vm));
}
static Value no_default_reduce(VM *vm, Value *args, uint32_t argc) { (void)args, (void)argc; return str_from_c(vm, "NoDefault"); }
static const NativeDef no_default_methods[] = {{"__reduce__", "($self, /)", no_default_reduce, 0, NULL}, {NULL, NULL, NULL, 0, NULL}};
static const TypeSpec no_default_spec = {
  .name = "NoDefaultType", .kind = KIND_OTHER, .basicsize = sizeof(Object), .methods = no_default_methods,
  .doc = "The type of the NoDefault singleton.", .slots = {.repr = no_default_repr, .new = no_default_new}};

static const char singleton_name[] = "_instance";

Value no_default_get(VM *vm) {
  Value key, v;
  for (uint32_t pos = 0; dict_step(vm->types.no_default->dict, &pos, &key, &v);)
    if (is_str(key) && str_is(as_str(key), singleton_name)) return v;
  return V_NONE;
}

// ---- the three kinds of parameters

static Type *param_type(VM *vm, int kind) {
  return kind == PARAM_TYPEVAR ? vm->types.typevar : kind == PARAM_PARAMSPEC ? vm->types.paramspec : vm->types.typevartuple;
}

static TypeParam *param_make(VM *vm, Type *type, Value name) {
  if (!is_str(name)) return raise_type(vm, "%N() argument 'name' must be str, not %T", type, name), NULL;
  Value v = instance_new(vm, type);
  if (v == V_ABSENT) return NULL;
  as_param(v)->name = as_str(retain(name));
  return as_param(v);
}

Value typeparam_new(VM *vm, int kind, Value name, Value bound, Value fallback, bool constrained) {
  TypeParam *p = param_make(vm, param_type(vm, kind), name);
  if (!p) return V_ABSENT;
  p->infer_variance = true;
  *(constrained ? &p->compute_constraints : &p->compute_bound) = retain(none_is_absent(bound));
  p->compute_fallback = retain(none_is_absent(fallback));
  return from_obj(p);
}

// What scripts pass to the constructors after the name.
typedef struct ParamOptions { Value bound, fallback; int covariant, contravariant, infer; } ParamOptions;

static bool read_option(VM *vm, Type *type, Str *name, Value v, ParamOptions *out) {
  if (str_is(name, "bound")) out->bound = v;
  else if (str_is(name, "default")) out->fallback = v;
  else if (str_is(name, "covariant")) out->covariant = obj_truthy(vm, v);
  else if (str_is(name, "contravariant")) out->contravariant = obj_truthy(vm, v);
  else if (str_is(name, "infer_variance")) out->infer = obj_truthy(vm, v);
  else return raise_type(vm, "%N() got an unexpected keyword argument '%U'", type, name), false;
  return !has_error(vm);
}

static bool read_options(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames, Value *name, ParamOptions *out) {
  *out = (ParamOptions){.bound = V_ABSENT, .fallback = V_ABSENT};
  *name = argc ? args[0] : V_ABSENT;
  for (size_t i = 0; kwnames && i < kwnames->len; i++) {
    Str *key = as_str(kwnames->items[i]);
    if (str_is(key, "name")) *name = args[argc + i];
    else if (!read_option(vm, type, key, args[argc + i], out)) return false;
  }
  if (*name == V_ABSENT) return raise_type(vm, "%N() missing required argument 'name' (pos 1)", type), false;
  if (out->covariant && out->contravariant) return raise_value(vm, "Bivariant types are not supported."), false;
  if (out->infer && (out->covariant || out->contravariant)) return raise_value(vm, "Variance cannot be specified with infer_variance."), false;
  return true;
}

static Value param_finish(VM *vm, TypeParam *p, const ParamOptions *options) {
  p->bound = retain(none_is_absent(options->bound));
  p->fallback = options->fallback == no_default_get(vm) ? V_ABSENT : retain(options->fallback);
  p->covariant = options->covariant;
  p->contravariant = options->contravariant;
  p->infer_variance = options->infer;
  Value module = caller_module(vm);
  bool ok = instance_set_own(vm, &p->header, vm->names.dunder_module, module);
  release(vm, module);
  if (ok) return from_obj(p);
  decref(vm, p);
  return V_ABSENT;
}

static Value typevar_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  ParamOptions options;
  Value name;
  if (!read_options(vm, type, args, argc, kwnames, &name, &options)) return V_ABSENT;
  if (argc == 2) return raise_type(vm, "A single constraint is not allowed");
  if (argc > 2 && none_is_absent(options.bound) != V_ABSENT) return raise_type(vm, "Constraints cannot be combined with bound=...");
  TypeParam *p = param_make(vm, type, name);
  if (p && argc > 2 && (p->constraints = tuple_from(vm, args + 1, argc - 1)) == V_ABSENT) CLEAR_REF(vm, p);
  return p ? param_finish(vm, p, &options) : V_ABSENT;
}

static Value paramspec_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  ParamOptions options;
  Value name;
  if (!read_options(vm, type, args, argc, kwnames, &name, &options)) return V_ABSENT;
  if (argc > 1) return raise_type(vm, "%N() takes at most 1 positional argument (%u given)", type, argc);
  TypeParam *p = param_make(vm, type, name);
  return p ? param_finish(vm, p, &options) : V_ABSENT;
}

static Value param_repr(VM *vm, Value self) {
  TypeParam *p = as_param(self);
  if (p->infer_variance || obj_type(&p->header) == vm->types.typevartuple) return retain_obj(p->name);
  return str_format_c(vm, "%c%U", p->covariant ? '+' : p->contravariant ? '-' : '~', p->name);
}

static Value param_name(VM *vm, Value self) { (void)vm; return retain_obj(as_param(self)->name); }
static Value param_bound(VM *vm, Value self) { return computed(vm, &as_param(self)->bound, &as_param(self)->compute_bound, V_NONE); }
static Value param_default(VM *vm, Value self) {
  return computed(vm, &as_param(self)->fallback, &as_param(self)->compute_fallback, no_default_get(vm));
}
static Value param_constraints(VM *vm, Value self) {
  return computed(vm, &as_param(self)->constraints, &as_param(self)->compute_constraints, from_obj(vm->empty_tuple));
}
static Value param_covariant(VM *vm, Value self) { (void)vm; return from_bool(as_param(self)->covariant); }
static Value param_contravariant(VM *vm, Value self) { (void)vm; return from_bool(as_param(self)->contravariant); }
static Value param_infer(VM *vm, Value self) { (void)vm; return from_bool(as_param(self)->infer_variance); }

static Value param_has_default(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_bool(as_param(args[0])->fallback != V_ABSENT || as_param(args[0])->compute_fallback != V_ABSENT);
}

static Value param_mro_entries(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return raise_type(vm, "Cannot subclass an instance of %U", obj_type(as_obj(args[0]))->name);
}

static Value param_reduce(VM *vm, Value *args, uint32_t argc) { (void)vm, (void)argc; return retain_obj(as_param(args[0])->name); }
static Value param_or(VM *vm, Value a, Value b) { return by_typing(vm, "_make_union", (Value[]){a, b}, 2); }

static Value typevar_subst(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return args[1] == V_NONE ? retain_obj(vm->types.none) : retain(args[1]);
}

// Where an argument is missing for this parameter its default steps in.
static Value typevar_prepare(VM *vm, Value *args, uint32_t argc) {
  Value params = obj_getattr_c(vm, args[1], "__parameters__");
  if (params == V_ABSENT) return V_ABSENT;
  size_t at = 0, count = is_tuple(args[2]) ? as_tuple(args[2])->len : 0;
  while (is_tuple(params) && at < as_tuple(params)->len && as_tuple(params)->items[at] != args[0]) at++;
  release(vm, params);
  if (at != count || param_has_default(vm, args, argc) == V_FALSE) return retain(args[2]);
  Tuple *all = tuple_new_uninit(vm, count + 1);
  if (!all) return V_ABSENT;
  for (size_t i = 0; i < count; i++) all->items[i] = retain(as_tuple(args[2])->items[i]);
  all->items[count] = param_default(vm, args[0]);
  if (all->items[count] != V_ABSENT) return from_obj(all);
  decref(vm, all);
  return V_ABSENT;
}

static Value tuple_subst(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return raise_type(vm, "Substitution of bare TypeVarTuple is not supported");
}
static Value tuple_prepare(VM *vm, Value *args, uint32_t argc) { (void)argc; return by_typing(vm, "_typevartuple_prepare_subst", args, 3); }
static Value paramspec_subst(VM *vm, Value *args, uint32_t argc) { (void)argc; return by_typing(vm, "_paramspec_subst", args, 2); }
static Value paramspec_prepare(VM *vm, Value *args, uint32_t argc) { (void)argc; return by_typing(vm, "_paramspec_prepare_subst", args, 3); }

static Value typevartuple_iter(VM *vm, Value self) {
  Value unpack = import_attr(vm, "typing", "Unpack");
  Value item = unpack == V_ABSENT ? V_ABSENT : obj_getitem(vm, unpack, self);
  release(vm, unpack);
  if (item == V_ABSENT) return V_ABSENT;
  Value one = tuple_from_steal(vm, &item, 1);
  Value it = one == V_ABSENT ? V_ABSENT : obj_iter(vm, one);
  release(vm, one);
  return it;
}

static void param_free(VM *vm, Object *o) {
  TypeParam *p = (TypeParam *)o;
  CLEAR_REF(vm, p->name);
  Value *fields[] = {&p->bound, &p->compute_bound, &p->constraints, &p->compute_constraints, &p->fallback, &p->compute_fallback};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) replace(vm, fields[i], V_ABSENT);
}

static void param_traverse(Object *o, VisitFn visit, void *arg) {
  TypeParam *p = (TypeParam *)o;
  const Value fields[] = {p->bound, p->compute_bound, p->constraints, p->compute_constraints, p->fallback, p->compute_fallback};
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) visit(arg, fields[i]);
}

// ---- P.args and P.kwargs

static Value part_make(VM *vm, Type *type, Value origin) {
  Value v = instance_new(vm, type);
  if (v != V_ABSENT) ((ParamSpecPart *)as_obj(v))->origin = retain(origin);
  return v;
}

static Value part_origin_get(Value v) { return ((ParamSpecPart *)as_obj(v))->origin; }
static Value part_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value origin;
  return args_bind(vm, type->spec->name, "(origin)", args, argc, kwnames, &origin) ? part_make(vm, type, origin) : V_ABSENT;
}
static Value paramspec_args(VM *vm, Value self) { return part_make(vm, vm->types.paramspec_args, self); }
static Value paramspec_kwargs(VM *vm, Value self) { return part_make(vm, vm->types.paramspec_kwargs, self); }
static Value part_origin(VM *vm, Value self) { (void)vm; return retain(part_origin_get(self)); }

static Value part_repr(VM *vm, Value self) {
  const char *what = obj_type(as_obj(self)) == vm->types.paramspec_args ? "args" : "kwargs";
  Value origin = part_origin_get(self);
  if (is_heap(origin) && obj_type(as_obj(origin)) == vm->types.paramspec) return str_format_c(vm, "%U.%s", as_param(origin)->name, what);
  return str_format_c(vm, "%R.%s", origin, what);
}

static Value part_compare(VM *vm, Value a, Value b, CmpOp op) {
  if ((op != CMP_EQ && op != CMP_NE) || type_of_get(vm, a) != type_of_get(vm, b)) return V_NOTIMPL;
  return obj_compare(vm, part_origin_get(a), part_origin_get(b), op);
}

static Value part_mro_entries(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return raise_type(vm, "Cannot subclass an instance of %U", obj_type(as_obj(args[0]))->name);
}

static void part_free(VM *vm, Object *o) { replace(vm, &((ParamSpecPart *)o)->origin, V_ABSENT); }
static void part_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, ((ParamSpecPart *)o)->origin); }

// ---- type aliases

static TypeAlias *typealias_make(VM *vm, Value name, Value params) {
  Value v = instance_new(vm, vm->types.typealias);
  if (v == V_ABSENT) return NULL;
  TypeAlias *alias = as_typealias(v);
  alias->name = as_str(retain(name));
  if (is_tuple(params) && as_tuple(params)->len) alias->params = as_tuple(retain(params));
  alias->module = caller_module(vm);
  return alias;
}

Value typealias_new(VM *vm, Value name, Value params, Value compute) {
  TypeAlias *alias = typealias_make(vm, name, params);
  if (!alias) return V_ABSENT;
  alias->compute = retain(compute);
  return from_obj(alias);
}

static Value typealias_construct(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)type;
  Value v[3];
  if (!args_bind(vm, "typealias", "(name, value, *, type_params=())", args, argc, kwnames, v)) return V_ABSENT;
  if (!is_str(v[0])) return raise_type(vm, "typealias() argument 'name' must be str, not %T", v[0]);
  if (v[2] != V_ABSENT && !is_tuple(v[2])) return raise_type(vm, "type_params must be a tuple");
  TypeAlias *alias = typealias_make(vm, v[0], v[2]);
  if (!alias) return V_ABSENT;
  alias->value = retain(v[1]);
  return from_obj(alias);
}

static Value typealias_repr(VM *vm, Value self) { (void)vm; return retain_obj(as_typealias(self)->name); }
static Value typealias_value(VM *vm, Value self) { return computed(vm, &as_typealias(self)->value, &as_typealias(self)->compute, V_NONE); }
static Value typealias_module(VM *vm, Value self) { (void)vm; return retain(as_typealias(self)->module); }
static Value typealias_params(VM *vm, Value self) {
  return retain_obj(as_typealias(self)->params ? as_typealias(self)->params : vm->empty_tuple);
}

// The parameters, with *Ts for a TypeVarTuple.
static Value typealias_parameters(VM *vm, Value self) {
  Tuple *params = as_typealias(self)->params;
  Value list = list_new(vm, params ? params->len : 0);
  bool ok = list != V_ABSENT;
  for (size_t i = 0; ok && params && i < params->len; i++) {
    bool many = is_heap(params->items[i]) && obj_type(as_obj(params->items[i])) == vm->types.typevartuple;
    ok = many ? list_extend(vm, as_list(list), params->items[i]) : list_append(vm, as_list(list), params->items[i]);
  }
  Value r = ok ? list_to_tuple(vm, as_list(list)) : V_ABSENT;
  release(vm, list);
  return r;
}

static Value typealias_getitem(VM *vm, Value self, Value item) {
  if (!as_typealias(self)->params) return raise_type(vm, "Only generic type aliases are subscriptable");
  return generic_alias_new(vm, self, item);
}

static Value typealias_reduce(VM *vm, Value *args, uint32_t argc) { (void)vm, (void)argc; return retain_obj(as_typealias(args[0])->name); }

static void typealias_free(VM *vm, Object *o) {
  TypeAlias *alias = (TypeAlias *)o;
  CLEAR_REF(vm, alias->name);
  CLEAR_REF(vm, alias->params);
  replace(vm, &alias->value, V_ABSENT);
  replace(vm, &alias->compute, V_ABSENT);
  replace(vm, &alias->module, V_ABSENT);
}

static void typealias_traverse(Object *o, VisitFn visit, void *arg) {
  TypeAlias *alias = (TypeAlias *)o;
  visit(arg, alias->value);
  visit(arg, alias->compute);
  if (alias->params) visit(arg, from_obj(alias->params));
}

// ---- specs

#define COMMON_METHODS \
  {"has_default", "($self, /)", param_has_default, 0, NULL}, {"__mro_entries__", "($self, bases, /)", param_mro_entries, 0, NULL}, \
  {"__reduce__", "($self, /)", param_reduce, 0, NULL}
#define COMMON_GETSET {"__name__", param_name, NULL, NULL}, {"__default__", param_default, NULL, "The default value, NoDefault if none."}
#define VARIANCE_GETSET \
  {"__bound__", param_bound, NULL, NULL}, {"__covariant__", param_covariant, NULL, NULL}, \
  {"__contravariant__", param_contravariant, NULL, NULL}, {"__infer_variance__", param_infer, NULL, NULL}
#define PARAM_FLAGS .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_HAS_DICT | TYPE_WEAKREF, .basicsize = sizeof(TypeParam)

static const NativeDef typevar_methods[] = {
  COMMON_METHODS, {"__typing_subst__", "($self, arg, /)", typevar_subst, 0, NULL},
  {"__typing_prepare_subst__", "($self, alias, args, /)", typevar_prepare, 0, NULL}, {NULL, NULL, NULL, 0, NULL}};
static const NativeDef paramspec_methods[] = {
  COMMON_METHODS, {"__typing_subst__", "($self, arg, /)", paramspec_subst, 0, NULL},
  {"__typing_prepare_subst__", "($self, alias, args, /)", paramspec_prepare, 0, NULL}, {NULL, NULL, NULL, 0, NULL}};
static const NativeDef typevartuple_methods[] = {
  COMMON_METHODS, {"__typing_subst__", "($self, arg, /)", tuple_subst, 0, NULL},
  {"__typing_prepare_subst__", "($self, alias, args, /)", tuple_prepare, 0, NULL}, {NULL, NULL, NULL, 0, NULL}};
static const GetSetDef typevar_getset[] = {
  COMMON_GETSET, VARIANCE_GETSET, {"__constraints__", param_constraints, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const GetSetDef paramspec_getset[] = {
  COMMON_GETSET, VARIANCE_GETSET, {"args", paramspec_args, NULL, "Represents positional arguments."},
  {"kwargs", paramspec_kwargs, NULL, "Represents keyword arguments."}, {NULL, NULL, NULL, NULL}};
static const GetSetDef typevartuple_getset[] = {COMMON_GETSET, {NULL, NULL, NULL, NULL}};
static const TypeSpec typevar_spec = {
  .name = "typing.TypeVar", PARAM_FLAGS, .methods = typevar_methods, .getset = typevar_getset, .doc = "Type variable.",
  .slots = {.new = typevar_new, .repr = param_repr, .binary = {[BIN_OR] = param_or}, .free = param_free, .traverse = param_traverse}};
static const TypeSpec paramspec_spec = {
  .name = "typing.ParamSpec", PARAM_FLAGS, .methods = paramspec_methods, .getset = paramspec_getset, .doc = "Parameter specification variable.",
  .slots = {.new = paramspec_new, .repr = param_repr, .binary = {[BIN_OR] = param_or}, .free = param_free, .traverse = param_traverse}};
static const TypeSpec typevartuple_spec = {
  .name = "typing.TypeVarTuple", PARAM_FLAGS, .methods = typevartuple_methods, .getset = typevartuple_getset, .doc = "Type variable tuple.",
  .slots = {.new = paramspec_new, .repr = param_repr, .iter = typevartuple_iter, .free = param_free, .traverse = param_traverse}};

static const NativeDef part_methods[] = {{"__mro_entries__", "($self, bases, /)", part_mro_entries, 0, NULL}, {NULL, NULL, NULL, 0, NULL}};
static const GetSetDef part_getset[] = {{"__origin__", part_origin, NULL, NULL}, {NULL, NULL, NULL, NULL}};
#define PART_SPEC \
  .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_WEAKREF, .basicsize = sizeof(ParamSpecPart), .methods = part_methods, .getset = part_getset, \
  .slots = {.new = part_new, .repr = part_repr, .compare = part_compare, .free = part_free, .traverse = part_traverse}
static const TypeSpec args_spec = {.name = "typing.ParamSpecArgs", PART_SPEC};
static const TypeSpec kwargs_spec = {.name = "typing.ParamSpecKwargs", PART_SPEC};

static const NativeDef typealias_methods[] = {{"__reduce__", "($self, /)", typealias_reduce, 0, NULL}, {NULL, NULL, NULL, 0, NULL}};
static const GetSetDef typealias_getset[] = {
  {"__name__", param_name, NULL, NULL}, {"__value__", typealias_value, NULL, NULL}, {"__type_params__", typealias_params, NULL, NULL},
  {"__parameters__", typealias_parameters, NULL, NULL}, {"__module__", typealias_module, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const TypeSpec typealias_spec = {
  .name = "typing.TypeAliasType", .kind = KIND_OTHER, .flags = TYPE_GC, .basicsize = sizeof(TypeAlias), .methods = typealias_methods,
  .getset = typealias_getset, .doc = "Type alias.",
  .slots = {.new = typealias_construct, .repr = typealias_repr, .getitem = typealias_getitem, .binary = {[BIN_OR] = union_from},
            .free = typealias_free, .traverse = typealias_traverse}};
_Static_assert(offsetof(TypeAlias, name) == offsetof(TypeParam, name), "param_name serves both");

static bool in_typing(VM *vm, Type *type) {
  Value name = type ? str_from_c(vm, "typing") : V_ABSENT;
  return name != V_ABSENT && type_set_attr_c(vm, type, "__module__", name);
}

bool typevar_types_init(VM *vm) {
  Types *t = &vm->types;
  if (!(t->no_default = type_from_spec(vm, &no_default_spec, NULL))) return false;
  Object *none = object_new(vm, t->no_default, sizeof *none);
  return none && type_set_attr_c(vm, t->no_default, singleton_name, from_obj(none)) &&
         in_typing(vm, t->typevar = type_from_spec(vm, &typevar_spec, NULL)) &&
         in_typing(vm, t->paramspec = type_from_spec(vm, &paramspec_spec, NULL)) &&
         in_typing(vm, t->typevartuple = type_from_spec(vm, &typevartuple_spec, NULL)) &&
         (t->paramspec_args = type_from_spec(vm, &args_spec, NULL)) && (t->paramspec_kwargs = type_from_spec(vm, &kwargs_spec, NULL)) &&
         (t->typealias = type_from_spec(vm, &typealias_spec, NULL));
}
