// SPDX-License-Identifier: MIT
// imp.c - the _imp module: which modules lie in the command itself.
#include "vm/core/vm.h"

static Value imp_is_builtin(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[0])) return raise_type(vm, "is_builtin() argument must be str, not %T", args[0]);
  for (const ModuleDef *const *m = vm->config.natives; m && *m; m++) if (str_is(as_str(args[0]), (*m)->name)) return from_int(1);
  return from_int(0);
}

static Value imp_is_frozen(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[0])) return raise_type(vm, "is_frozen() argument must be str, not %T", args[0]);
  for (const FrozenModule *f = vm->config.frozen; f && f->name; f++) if (str_is(as_str(args[0]), f->name)) return V_TRUE;
  return V_FALSE;
}

static Value imp_frozen_module_names(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  Value list = list_new(vm, 128);
  for (const FrozenModule *f = vm->config.frozen; list && f && f->name; f++) {
    Value name = str_from_c(vm, f->name);
    if (!name || !list_append_steal(vm, as_list(list), name)) replace(vm, &list, V_ABSENT);
  }
  return list;
}

static Value imp_get_frozen_object(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[0])) return raise_type(vm, "get_frozen_object() argument 1 must be str, not %T", args[0]);
  return import_frozen_code(vm, as_str(args[0]));
}

static const NativeDef functions[] = {
  {"is_builtin", "(name, /)", imp_is_builtin, 0, "Returns 1 if the module name corresponds to a module in C, else 0."},
  {"is_frozen", "(name, /)", imp_is_frozen, 0, "Returns True if the module name corresponds to a frozen module."},
  {"get_frozen_object", "(name, /)", imp_get_frozen_object, 0, "Create a code object for a frozen module."},
  {"_frozen_module_names", "()", imp_frozen_module_names, 0, "Returns the list of available frozen modules."},
  {0},
};

const ModuleDef imp_module = {"_imp", "Which modules lie in the command itself.", functions, NULL};
