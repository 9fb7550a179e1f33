// SPDX-License-Identifier: MIT
// api_call.c - calls, and code: compiled, built, loaded, run.
#include "vm/api/api.h"
#include "vm/core/main.h"

// ---- calls

AsterValue aster_call(AsterVM *vm, AsterRef callable, const AsterRef *args, size_t argc) {
  return own(obj_call(script(vm), val(callable), vals(args), (uint32_t)argc));
}

AsterValue aster_call_kw(AsterVM *vm, AsterRef callable, const AsterRef *args, size_t argc, const char *const *names, size_t nkw) {
  VM *c = script(vm);
  if (!nkw) return aster_call(vm, callable, args, argc);
  Tuple *kwnames = tuple_new_uninit(c, nkw);
  bool ok = kwnames != NULL;
  for (size_t i = 0; ok && i < nkw; i++) {
    Str *name = name_of(c, names[i]);
    ok = name != NULL;
    if (ok) kwnames->items[i] = from_obj(name);
  }
  Value v = ok ? obj_call_kw(c, val(callable), vals(args), (uint32_t)argc, kwnames) : V_ABSENT;
  xdecref(c, kwnames);
  return own(v);
}

AsterValue aster_call_method(AsterVM *vm, AsterRef o, const char *name, const AsterRef *args, size_t argc) {
  VM *c = script(vm);
  Str *key = name_of(c, name);
  Value v = key ? obj_call_method(c, val(o), key, vals(args), (uint32_t)argc) : V_ABSENT;
  xdecref(c, key);
  return own(v);
}

AsterValue aster_import(AsterVM *vm, const char *dotted) { return own(import_module(script(vm), dotted)); }

AsterRef aster_main(AsterVM *vm) {
  Module *m = main_module_get(script(vm));
  return lend(m ? from_obj(m) : V_ABSENT);
}

// ---- code

static uint32_t compile_flags(VM *vm, bool expression) {
  uint32_t flags = COMPILE_TOP_AWAIT | (vm->config.optimize ? COMPILE_OPTIMIZE1 : 0);
  return expression ? flags : flags | COMPILE_MODULE;
}

static Value compile_text(VM *vm, const char *source, size_t len, const char *filename, bool expression) {
  if (!filename) filename = "<string>";
  main_keep_source(vm, source, len, filename);
  return vm_compile(vm, source, len, filename, expression ? COMPILE_EVAL : COMPILE_EXEC, compile_flags(vm, expression));
}

AsterValue aster_compile(AsterVM *vm, const char *source, size_t len, const char *filename, bool expression) {
  return own(compile_text(script(vm), source, len, filename, expression));
}

// Runs `code` (taken) in a module's namespace.
static Value run_in(VM *vm, Value code, Module *m) {
  Value v = code && m ? code_run(vm, as_code(code), m->dict, V_ABSENT, NULL) : V_ABSENT;
  release(vm, code);
  return v;
}

AsterValue aster_run(AsterVM *vm, AsterRef code, AsterRef module) {
  VM *c = script(vm);
  if (!is_kind(val(code), KIND_CODE)) return own(raise_type(c, "a code object is required, not %T", val(code)));
  if (as_code(val(code))->nfrees) return own(raise_type(c, "code object may not contain free variables"));
  if (aster_given(module) && !is_kind(val(module), KIND_MODULE)) return own(raise_type(c, "a module is required, not %T", val(module)));
  Module *m = aster_given(module) ? (Module *)as_obj(val(module)) : main_module_get(c);
  return own(run_in(c, retain(val(code)), m));
}

static AsterValue run_text(AsterVM *vm, const char *source, const char *filename, bool expression) {
  VM *c = script(vm);
  return own(run_in(c, compile_text(c, source, strlen(source), filename, expression), main_module_get(c)));
}

AsterValue aster_exec(AsterVM *vm, const char *source, const char *filename) { return run_text(vm, source, filename, false); }
AsterValue aster_eval(AsterVM *vm, const char *expression, const char *filename) { return run_text(vm, expression, filename, true); }

AsterValue aster_load(AsterVM *vm, const void *bytes, size_t len) { return own(vm_load_code(script(vm), (const uint8_t *)bytes, len, "code")); }

AsterValue aster_build(AsterVM *vm, const char *source, size_t len, const char *filename) {
  return own(vm_build_code(script(vm), source, len, filename ? filename : "<string>", compile_flags(script(vm), false)));
}
