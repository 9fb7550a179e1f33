// SPDX-License-Identifier: MIT
// module.h - modules and the import system.
#ifndef ASTER_MODULE_H
#define ASTER_MODULE_H

#include "vm/core/type.h"

// A module in C can leave much of itself out until somebody asks for it: `rest` then adds `name`, with whatever else it likes, or,
// for NULL, everything, and sets `rest` to NULL once nothing is missing. It must not touch a name that it has added before: script
// may have changed that. Whoever shows the dict, or looks for a name in it, goes through module_complete or module_get.
typedef struct Module Module;
typedef bool (*ModuleRest)(VM *vm, Module *module, Str *name);
struct Module { Object header; Dict *dict; Object *weakrefs; ModuleRest rest; uint32_t added; };  // added: `rest` keeps its account there

// A module in C: functions, then `init` for the rest (types, constants). Rows of stdlib/modules.def name them.
typedef struct ModuleDef {
  const char *name;
  const char *doc;
  const NativeDef *functions;
  bool (*init)(VM *vm, Module *module);
} ModuleDef;

Value module_new(VM *vm, Str *name) MUST_USE;
Value module_from_def(VM *vm, const ModuleDef *def) MUST_USE;
static inline bool module_complete(VM *vm, Module *module, Str *name) { return !module->rest || module->rest(vm, module, name); }
Value module_get(VM *vm, Module *module, Str *name);  // an attribute of its own, borrowed; V_ABSENT: none, or no memory
bool module_add(VM *vm, Module *module, const char *name, Value v_steal) MUST_USE;
bool module_add_int(VM *vm, Module *module, const char *name, int64_t n) MUST_USE;
bool module_add_str(VM *vm, Module *module, const char *name, const char *utf8) MUST_USE;
bool module_add_type(VM *vm, Module *module, Type *type) MUST_USE;
bool module_add_functions(VM *vm, Module *module, const NativeDef *functions) MUST_USE;
bool module_describe_native(VM *vm, Module *m, Str *name) MUST_USE;  // the __package__ and __spec__ of a module in C
Value import_module(VM *vm, const char *dotted) MUST_USE;  // the leaf module (importlib.import_module)
Value import_level(VM *vm, Str *name, Dict *globals, Value fromlist, int64_t level) MUST_USE;  // __import__
Value import_attr(VM *vm, const char *module, const char *attr) MUST_USE;
// Calls a function of a module that the program has imported. `told`: how what it raises is reported; NULL: not at all.
void import_call(VM *vm, const char *module, const char *function, const char *told);
bool module_is_initializing(VM *vm, Value module);         // its body is still running
Value dict_get_c(VM *vm, const Dict *d, const char *name);  // borrowed, V_ABSENT: not there (or no memory: no exception)
// The code of a module that `-m` runs (of a package: its __main__), found but not run; *file a str or V_NONE, *package a str.
Value import_find_code(VM *vm, const char *dotted, Value *file, Value *package) MUST_USE;
Value import_frozen_code(VM *vm, const Str *name) MUST_USE;  // made anew; ImportError where no frozen module has that name
// import.c: what instructions need
Value slow_importfrom(VM *vm, Value module, Str *name) MUST_USE;
bool slow_importstar(VM *vm, Frame *frame, Value module) MUST_USE;
Value import_path_source(VM *vm, const char *path) MUST_USE;  // the file's bytes as a bytes object; OSError
bool module_types_init(VM *vm);
#endif
