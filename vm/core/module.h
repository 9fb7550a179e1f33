// SPDX-License-Identifier: MIT
// module.h - modules and the import system.
#ifndef ASTER_MODULE_H
#define ASTER_MODULE_H

#include "vm/core/type.h"

typedef struct Module { Object header; Dict *dict; Object *weakrefs; } Module;

// A module in C: functions, then `init` for the rest (types, constants). Rows of stdlib/modules.def name them.
typedef struct ModuleDef {
  const char *name;
  const char *doc;
  const NativeDef *functions;
  bool (*init)(VM *vm, Module *module);
} ModuleDef;

Value module_new(VM *vm, Str *name) MUST_USE;
Value module_from_def(VM *vm, const ModuleDef *def) MUST_USE;
bool module_add(VM *vm, Module *module, const char *name, Value v_steal) MUST_USE;
bool module_add_int(VM *vm, Module *module, const char *name, int64_t n) MUST_USE;
bool module_add_str(VM *vm, Module *module, const char *name, const char *utf8) MUST_USE;
bool module_add_type(VM *vm, Module *module, Type *type) MUST_USE;
bool module_add_functions(VM *vm, Module *module, const NativeDef *functions) MUST_USE;
Value import_module(VM *vm, const char *dotted) MUST_USE;  // the leaf module (importlib.import_module)
Value import_level(VM *vm, Str *name, Dict *globals, Value fromlist, int64_t level) MUST_USE;  // __import__
Value import_attr(VM *vm, const char *module, const char *attr) MUST_USE;
bool module_types_init(VM *vm);
#endif
