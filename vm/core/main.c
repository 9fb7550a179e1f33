// SPDX-License-Identifier: MIT
// main.c - programs: code run as __main__, its errors printed, its exit status found.
#include "vm/core/main.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "vm/core/host.h"
#include "vm/io/io.h"

static uint32_t main_flags(VM *vm) {
  return COMPILE_MODULE | COMPILE_TOP_AWAIT | (vm->config.optimize ? COMPILE_OPTIMIZE1 : 0);
}

Module *main_module_get(VM *vm) {
  Value found = dict_get_name(vm, vm->modules, vm->names.dunder_main);
  if (found != V_ABSENT) return (Module *)as_obj(found);
  Value m = module_new(vm, vm->names.dunder_main), builtins = import_module(vm, "builtins");
  bool ok = m && builtins && dict_set_c(vm, ((Module *)as_obj(m))->dict, "__builtins__", retain(builtins)) &&
            dict_set_name(vm, vm->modules, vm->names.dunder_main, m);
  release(vm, builtins);
  release(vm, m);
  return ok ? (Module *)as_obj(m) : NULL;
}

static void import_for_effect(VM *vm, const char *name) {
  Value module = import_module(vm, name);
  if (!module) error_clear(vm);
  release(vm, module);
}

// The module of a program: Ctrl-C becomes KeyboardInterrupt while it runs, and the filters that -W gives are in force from the start.
static Module *program_module(VM *vm) {
  import_for_effect(vm, "_signal");
  Value options = dict_get_c(vm, vm->sys->dict, "warnoptions");
  if (is_list(options) && as_list(options)->len) import_for_effect(vm, "warnings");
  return main_module_get(vm);
}

bool main_path_prepend(VM *vm, const char *folder) {
  Value path = dict_get_name(vm, vm->sys->dict, vm->names.path), text = str_from_c(vm, folder), zero = from_int(0);
  if (!text || !is_list(path)) return release(vm, text), true;
  Value slice = slice_new(vm, zero, zero, V_NONE), items = list_from(vm, &text, 1);
  bool ok = slice && items && obj_setitem(vm, path, slice, items);
  release(vm, slice);
  release(vm, items);
  release(vm, text);
  return ok;
}

static int status_of_code(VM *vm, Value code) {
  if (code == V_NONE || code == V_ABSENT) return 0;
  int64_t n;
  if (is_integer(code)) return int_to_i64(code, &n) ? (int)(n & 0xff) : 255;
  Value text = obj_str(vm, code);
  if (text) {
    Value line = str_format_c(vm, "%S\n", text);
    if (line) io_stderr_write(vm, as_str(line));
    release(vm, line);
  }
  error_clear(vm);
  release(vm, text);
  return 1;
}

// An uncaught exception: sys.excepthook decides how it is shown.
static void main_report(VM *vm, Value exc) {
  Value hook = vm->sys ? dict_get_name(vm, vm->sys->dict, vm->names.excepthook) : V_ABSENT;
  if (is_heap(hook) && as_obj(hook)->shape != vm->shape.native && is_exception(exc)) {
    Object *tb = as_exception(exc)->traceback;
    Value args[3] = {from_obj(type_of_get(vm, exc)), exc, tb ? from_obj(tb) : V_NONE}, r = obj_call(vm, hook, args, 3);
    release(vm, r);
    if (r) return;
    Value second = error_take(vm);
    io_stderr_raw(vm, "Error in sys.excepthook:\n");
    error_print(vm, second);
    release(vm, second);
    io_stderr_raw(vm, "\nOriginal exception was:\n");
  }
  error_print(vm, exc);
}

int main_exit_status(VM *vm) {
  if (error_is(vm, EXC_SystemExit)) {
    Value exc = error_take(vm), code = obj_getattr_c(vm, exc, "code");
    int status = status_of_code(vm, code);
    release(vm, code);
    release(vm, exc);
    return status;
  }
  bool interrupted = error_is(vm, EXC_KeyboardInterrupt);
  Value exc = error_take(vm);
  main_report(vm, exc);
  release(vm, exc);
  return interrupted ? MAIN_INTERRUPTED : 1;
}

// A module body with top-level await is a coroutine: the runtime's loop runs it.
static Value run_body(VM *vm, Value code, Dict *globals) {
  Value r = code_run(vm, as_code(code), globals, V_ABSENT, NULL);
  if (!r || !(as_code(code)->flags & CO_COROUTINE)) return r;
  Value run = import_attr(vm, "asyncio", "run"), result = run ? obj_call(vm, run, &r, 1) : V_ABSENT;
  release(vm, run);
  release(vm, r);
  return result;
}

static int run_code(VM *vm, Value code_steal, Module *m) {
  Value r = code_steal ? run_body(vm, code_steal, m->dict) : V_ABSENT;
  release(vm, code_steal);
  release(vm, r);
  return r ? 0 : main_exit_status(vm);
}

void main_keep_source(VM *vm, const char *source, size_t len, const char *filename) {
  Str *name = str_intern(vm, filename, strlen(filename));
  if (!name || !traceback_source_add(vm, name, source, len)) error_clear(vm);
  xdecref(vm, name);
}

int main_run_source(VM *vm, const char *source, size_t len, const char *filename) {
  Module *m = program_module(vm);
  if (m && !vm->config.isolated && !main_path_prepend(vm, "")) return main_exit_status(vm);  // "": the folder that is current at an import
  Value code = m ? vm_compile(vm, source, len, filename, COMPILE_EXEC, main_flags(vm)) : V_ABSENT;
  if (code) main_keep_source(vm, source, len, filename);  // not before: CPython's warnings of the compiler show no line of it
  return run_code(vm, code, m);
}

static bool folder_of(const char *path, char *out, size_t size) {
  char resolved[PATH_MAX];
  if (!realpath(path, resolved)) return false;
  char *slash = strrchr(resolved, '/');
  size_t len = slash == resolved ? 1 : slash ? (size_t)(slash - resolved) : 0;
  if (len >= size) return false;
  memcpy(out, resolved, len);
  out[len] = 0;
  return true;
}

// As CPython does it: in front of a relative path stands the current folder; nothing is resolved.
static const char *absolute_path(const char *path, char *out, size_t size) {
  if (*path == '/' || !getcwd(out, size)) return path;
  size_t len = strlen(out);
  int rest = snprintf(out + len, size - len, "%s%s", out[len - 1] == '/' ? "" : "/", path);
  return rest >= 0 && (size_t)rest < size - len ? out : path;
}

// Source text, or what `aster build` wrote.
static Value file_code(VM *vm, const Bytes *content, const char *path) {
  if (content->len >= 4 && memcmp(content->data, "ASC\n", 4) == 0) return vm_load_code(vm, content->data, content->len, path);
  const char *text = (const char *)content->data, *end = text + content->len;
  if (vm_option_count(&vm->config, "x")) {  // the first line counts, and is empty
    const char *newline = memchr(text, '\n', content->len);
    text = newline ? newline : end;
  }
  return vm_compile(vm, text, (size_t)(end - text), path, COMPILE_EXEC, main_flags(vm));
}

int main_run_file(VM *vm, const char *given) {
  char folder[PATH_MAX], absolute[PATH_MAX];
  const char *path = absolute_path(given, absolute, sizeof absolute);
  Value source = import_path_source(vm, path);
  if (!source) {
    int number = errno;
    if (!error_is(vm, EXC_OSError)) return main_exit_status(vm);
    error_clear(vm);
    Value executable = dict_get_c(vm, vm->sys->dict, "executable");
    const char *name = is_str(executable) ? str_utf8_get(vm, as_str(executable), NULL) : NULL;
    fprintf(stderr, "%s: can't open file '%s': [Errno %d] %s\n", name && *name ? name : "aster", path, number, strerror(number));
    return 2;
  }
  Module *m = program_module(vm);
  bool ok = m && (!folder_of(path, folder, sizeof folder) || vm->config.isolated || main_path_prepend(vm, folder)) &&
            dict_set_c(vm, m->dict, "__file__", str_from_c(vm, path)) && dict_set_c(vm, m->dict, "__cached__", V_NONE);
  Value code = ok ? file_code(vm, as_bytes(source), path) : V_ABSENT;
  release(vm, source);
  return run_code(vm, code, m);
}

// sys.argv[0] for a module that has no file: what programs show as their name.
static Value script_name(VM *vm, const char *dotted) {
  const char *dot = strrchr(dotted, '.');
  return str_format_c(vm, "%s.py", dot ? dot + 1 : dotted);
}

int main_run_module(VM *vm, const char *dotted) {
  Module *m = program_module(vm);
  char here[PATH_MAX];
  if (!m || (!vm->config.isolated && getcwd(here, sizeof here) && !main_path_prepend(vm, here))) return main_exit_status(vm);
  Value file = V_ABSENT, package = V_ABSENT, code = import_find_code(vm, dotted, &file, &package);
  if (!code) {
    release(vm, file);
    release(vm, package);
    if (error_is(vm, EXC_ModuleNotFoundError)) {
      Value exc = error_take(vm), text = obj_str(vm, exc);
      Value executable = dict_get_c(vm, vm->sys->dict, "executable");
      Value line = text && is_str(executable) ? str_format_c(vm, "%S: %S\n", executable, text) : V_ABSENT;
      if (line) io_stderr_write(vm, as_str(line));
      error_clear(vm);
      release(vm, line);
      release(vm, text);
      release(vm, exc);
      return 1;
    }
    return main_exit_status(vm);
  }
  bool ok = dict_set_name(vm, m->dict, vm->names.dunder_package, package) && (file == V_NONE || dict_set_c(vm, m->dict, "__file__", retain(file)));
  if (ok && file == V_NONE) file = script_name(vm, dotted);
  Value argv = dict_get_c(vm, vm->sys->dict, "argv");
  if (ok && is_list(argv) && as_list(argv)->len) ok = file && obj_setitem(vm, argv, from_int(0), file);
  release(vm, file);
  release(vm, package);
  if (ok) return run_code(vm, code, m);
  release(vm, code);
  return main_exit_status(vm);
}

// ---- the prompt: the module _repl, in script

int main_interact(VM *vm, bool banner) {
  bool alone = dict_get_name(vm, vm->modules, vm->names.dunder_main) == V_ABSENT;  // else a script ran before, and has set the path
  Module *m = program_module(vm);
  if (m && alone && !vm->config.isolated && !main_path_prepend(vm, "")) return main_exit_status(vm);
  Value run = m ? import_attr(vm, "_repl", "interact") : V_ABSENT, args[2] = {m ? from_obj(m) : V_NONE, from_bool(banner)};
  Value r = run ? obj_call(vm, run, args, 2) : V_ABSENT;
  int64_t status = 0;
  bool ok = r && obj_index_i64(vm, r, &status);
  release(vm, r);
  release(vm, run);
  return ok ? (int)(status & 0xff) : main_exit_status(vm);
}
