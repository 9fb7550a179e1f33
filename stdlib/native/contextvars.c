// SPDX-License-Identifier: MIT
// contextvars.c - module `_contextvars`: ContextVar, Context, Token and copy_context of the core.
#include "vm/aio/aio.h"

static Value copy_context(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return context_copy(vm);
}

static bool init(VM *vm, Module *m) {
  if (!aio_init(vm)) return false;
  ContextTypes *t = &vm->aio->context;
  return module_add_type(vm, m, t->context) && module_add_type(vm, m, t->var) && module_add_type(vm, m, t->token);
}

static const NativeDef functions[] = {{"copy_context", "()", copy_context, 0, NULL}, {0}};
const ModuleDef contextvars_module = {"_contextvars", "Context Variables", functions, init};
