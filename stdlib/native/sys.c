// SPDX-License-Identifier: MIT
// sys.c - the sys module: the running VM as scripts see and change it.
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "stdlib/native/sys.h"
#include "vm/core/hooks.h"
#include "vm/core/host.h"
#include "vm/io/io.h"
#include "vm/types/structseq.h"

// Errors

static Value sys_exit(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value status = args[0] == V_ABSENT ? V_NONE : args[0];
  Value type = from_obj(error_type_get(vm, EXC_SystemExit)), exc;
  if (status == V_NONE) exc = type_call(vm, type, NULL, 0, NULL);
  else if (is_tuple(status)) exc = type_call(vm, type, as_tuple(status)->items, (uint32_t)as_tuple(status)->len, NULL);
  else exc = type_call(vm, type, &status, 1, NULL);
  if (exc != V_ABSENT) error_set_steal(vm, exc);
  return V_ABSENT;
}

static Value sys_exception(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  Value exc = error_handled_get(vm);
  return exc == V_ABSENT ? V_NONE : retain(exc);
}

static Value sys_exc_info(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  Value exc = error_handled_get(vm);
  if (exc == V_ABSENT) return tuple_pack(vm, 3, V_NONE, V_NONE, V_NONE);
  Object *tb = as_exception(exc)->traceback;
  return tuple_pack(vm, 3, from_obj(obj_type(as_obj(exc))), exc, tb ? from_obj(tb) : V_NONE);
}

static Value sys_excepthook(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_exception(args[1])) {
    Value text = str_format_c(vm, "TypeError: print_exception(): Exception expected for value, %T found\n", args[1]);
    if (text == V_ABSENT) return V_ABSENT;
    io_stderr_write(vm, as_str(text));
    release(vm, text);
    return V_NONE;
  }
  Exception *e = as_exception(args[1]);
  if (!e->traceback && is_kind(args[2], KIND_TRACEBACK)) e->traceback = as_obj(retain(args[2]));
  error_print(vm, args[1]);
  return V_NONE;
}

static Value sys_unraisablehook(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!io_is_exact(vm, args[0], IO_UNRAISABLE)) return raise_type(vm, "sys.unraisablehook argument type must be UnraisableHookArgs");
  const Value *fields = as_tuple(args[0])->items;
  if (is_exception(fields[1])) error_unraisable_show(vm, fields[1], fields[3] == V_NONE ? V_ABSENT : fields[3], fields[4]);
  return V_NONE;
}

// The interactive value

static Value sys_displayhook(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (args[0] == V_NONE) return V_NONE;
  Str *underscore = str_intern(vm, "_", 1);
  Value out = module_get(vm, vm->sys, vm->names.stdout), text = V_ABSENT, line = V_ABSENT, r = V_ABSENT;
  if (!underscore) return V_ABSENT;
  if (!dict_set_name(vm, vm->builtins, underscore, V_NONE)) out = V_NONE;
  else if (out == V_ABSENT && has_error(vm)) out = V_NONE;
  else if (out == V_ABSENT || out == V_NONE) raise(vm, EXC_RuntimeError, "lost sys.stdout");
  else if ((text = obj_repr(vm, args[0])) != V_ABSENT) line = str_format_c(vm, "%S\n", text);
  if (line != V_ABSENT) {
    retain(out);
    r = obj_call_method(vm, out, vm->names.write, &line, 1);
    release(vm, out);
  }
  release(vm, text);
  release(vm, line);
  if (r != V_ABSENT) {
    release(vm, r);
    r = dict_set_name(vm, vm->builtins, underscore, args[0]) ? V_NONE : V_ABSENT;
  }
  decref(vm, underscore);
  return r;
}

static Value breakpoint_call(VM *vm, const char *name, Value *args, uint32_t argc, Tuple *kwnames) {
  char module[128];
  const char *dot = strrchr(name, '.');
  size_t len = dot ? (size_t)(dot - name) : 0;
  if (len >= sizeof module) len = 0;
  memcpy(module, name, len);
  module[len] = 0;
  Value hook = import_attr(vm, len ? module : "builtins", dot ? dot + 1 : name);
  if (hook == V_ABSENT) {
    if (!error_is(vm, EXC_ImportError) && !error_is(vm, EXC_AttributeError)) return V_ABSENT;
    error_clear(vm);
    return warn(vm, EXC_RuntimeWarning, 1, "Ignoring unimportable $PYTHONBREAKPOINT: \"%s\"", name) ? V_NONE : V_ABSENT;
  }
  Value r = obj_call_kw(vm, hook, args, argc, kwnames);
  release(vm, hook);
  return r;
}

static Value sys_breakpointhook(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  const char *name = vm_can(vm, CAN_ENVIRONMENT) ? getenv("PYTHONBREAKPOINT") : NULL;
  if (!name || !*name) name = "pdb.set_trace";
  return strcmp(name, "0") == 0 ? V_NONE : breakpoint_call(vm, name, args, argc, kwnames);
}

// Limits

static Value sys_getrecursionlimit(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return from_int(vm->recursion_limit);
}

static bool int_arg(VM *vm, Value v, int64_t *out) {
  if (!obj_index_i64(vm, v, out)) return false;
  if (*out >= INT32_MIN && *out <= INT32_MAX) return true;
  raise(vm, EXC_OverflowError, *out > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum");
  return false;
}

static Value sys_setrecursionlimit(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t n;
  if (!int_arg(vm, args[0], &n)) return V_ABSENT;
  if (n < 1) return raise_value(vm, "recursion limit must be greater or equal than 1");
  if (vm->config.frame_limit && n > vm->config.frame_limit) return raise_value(vm, "the host allows a recursion limit of at most %u", vm->config.frame_limit);
  if (vm->thread.depth >= (uint64_t)n)
    return raise(vm, EXC_RecursionError, "cannot set the recursion limit to %ld at the recursion depth %u: the limit is too low", n, vm->thread.depth);
  vm->recursion_limit = (uint32_t)n;
  return V_NONE;
}

static Value sys_get_int_max_str_digits(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return from_int(vm->int_digits_limit < 0 ? 0 : vm->int_digits_limit == 0 ? 4300 : vm->int_digits_limit);
}

static Value sys_set_int_max_str_digits(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t n;
  if (!int_arg(vm, args[0], &n)) return V_ABSENT;
  if (n != 0 && n < 640) return raise_value(vm, "maxdigits must be 0 or larger than 640");
  vm->int_digits_limit = n == 0 ? -1 : (int32_t)n;
  return V_NONE;
}

static Value sys_getswitchinterval(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return from_double((double)vm->lock.interval / 1e9);
}

static Value sys_setswitchinterval(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double interval;
  if (!float_coerce(vm, args[0], &interval)) return V_ABSENT;
  if (!(interval > 0)) return raise_value(vm, "switch interval must be strictly positive");
  __atomic_store_n(&vm->lock.interval, interval < 1e9 ? (int64_t)ceil(interval * 1e9) : INT64_C(1000000000000000000), __ATOMIC_RELAXED);
  return V_NONE;
}

// Objects

static Value sys_getrefcount(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  return from_int(is_heap(args[0]) ? (int64_t)as_obj(args[0])->rc : INT64_C(4294967295));
}

static Value sys_getsizeof(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Str *name = str_intern(vm, "__sizeof__", 10);
  if (!name) return V_ABSENT;
  Value size = obj_call_special(vm, args[0], name, NULL, 0);
  decref(vm, name);
  if (size == V_ABSENT && !has_error(vm)) raise_type(vm, "Type %T doesn't define __sizeof__", args[0]);
  int64_t n = 0;
  if (size != V_ABSENT && !is_integer(size)) {
    raise_type(vm, "'%T' object cannot be interpreted as an integer", size);
    replace(vm, &size, V_ABSENT);
  } else if (size != V_ABSENT && int_to_i64(size, &n) && n < 0) {
    raise_value(vm, "__sizeof__() should return >= 0");
    replace(vm, &size, V_ABSENT);
  }
  if (size != V_ABSENT) {
    release(vm, size);
    return int_from_i64(vm, n + (is_heap(args[0]) && gc_is_tracked(as_obj(args[0])) ? 16 : 0));
  }
  if (args[1] == V_ABSENT || !error_clear_if(vm, EXC_TypeError)) return V_ABSENT;
  return retain(args[1]);
}

static Value sys_intern(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[0])) return raise_type(vm, "intern() argument must be str, not %T", args[0]);
  if (obj_type(as_obj(args[0])) != vm->types.str) return raise_type(vm, "can't intern %T", args[0]);
  Str *s = str_intern_steal(vm, as_str(retain(args[0])));
  return s ? from_obj(s) : V_ABSENT;
}

static Value sys_is_interned(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[0])) return raise_type(vm, "_is_interned() argument must be str, not %T", args[0]);
  return from_bool(as_str(args[0])->interned);
}

// Frames

static Value sys_getframe(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t depth = 0;
  if (args[0] != V_ABSENT && !int_arg(vm, args[0], &depth)) return V_ABSENT;
  Frame *frame = frame_caller(vm, depth < 0 ? 0 : (uint32_t)depth);
  return frame ? frame_object(vm, frame) : raise_value(vm, "call stack is not deep enough");
}

static Value sys_getframemodulename(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t depth = 0;
  if (args[0] != V_ABSENT && !int_arg(vm, args[0], &depth)) return V_ABSENT;
  Frame *frame = frame_caller(vm, depth < 0 ? 0 : (uint32_t)depth);
  if (!frame) return V_NONE;
  Value name = frame_function(frame)->module;
  if (name == V_ABSENT || name == V_NONE) name = dict_get_name(vm, frame_function(frame)->globals, vm->names.dunder_name);
  return name == V_ABSENT ? V_NONE : retain(name);
}

static Value sys_current_frames(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  Dict *frames = dict_new(vm);
  bool ok = frames != NULL;
  for (const Thread *t = vm->threads.all; ok && t; t = t->next) {
    Frame *frame = t == vm->thread.self ? vm->thread.frame : t->saved.frame;
    if (!frame) continue;
    Value ident = int_from_u64(vm, (uint64_t)t->os), o = ident ? frame_object(vm, frame) : V_ABSENT;
    ok = o && dict_set_steal(vm, frames, ident, o);
    release(vm, ident);
  }
  if (ok) return from_obj(frames);
  xdecref(vm, frames);
  return V_ABSENT;
}

// Hooks

static Value kept_get(Value v) { return v == V_ABSENT ? V_NONE : retain(v); }
static Value kept_set(VM *vm, Value *place, Value v) {
  replace(vm, place, v == V_NONE ? V_ABSENT : retain(v));
  return V_NONE;
}

static Value none_if(bool ok) { return ok ? V_NONE : V_ABSENT; }
static Value sys_settrace(VM *vm, Value *args, uint32_t argc) { return (void)argc, none_if(hooks_set(vm, HOOK_TRACE, args[0])); }
static Value sys_gettrace(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, kept_get(hooks_get(vm, HOOK_TRACE)); }
static Value sys_setprofile(VM *vm, Value *args, uint32_t argc) { return (void)argc, none_if(hooks_set(vm, HOOK_PROFILE, args[0])); }
static Value sys_getprofile(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, kept_get(hooks_get(vm, HOOK_PROFILE)); }
static Value sys_settrace_all(VM *vm, Value *args, uint32_t argc) { return (void)argc, none_if(hooks_set_all(vm, HOOK_TRACE, args[0])); }
static Value sys_setprofile_all(VM *vm, Value *args, uint32_t argc) { return (void)argc, none_if(hooks_set_all(vm, HOOK_PROFILE, args[0])); }

static Value sys_call_tracing(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_tuple(args[1])) return raise_type(vm, "call_tracing() argument 2 must be tuple, not %T", args[1]);
  uint32_t inside = 0;
  bool hooked = hooks_inside_set(vm, 0, &inside);
  Value result = obj_call(vm, args[0], as_tuple(args[1])->items, (uint32_t)as_tuple(args[1])->len);
  if (hooked) hooks_inside_set(vm, inside, &inside);
  return result;
}

static Value sys_get_origin_depth(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  return from_int(vm->thread.coroutine_origin_depth);
}

static Value sys_set_origin_depth(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t n;
  if (!int_arg(vm, args[0], &n)) return V_ABSENT;
  if (n < 0) return raise_value(vm, "depth must be >= 0");
  vm->thread.coroutine_origin_depth = (int32_t)n;
  return V_NONE;
}

static const GetSetDef hooks_fields[] = {{"firstiter", structseq_get_0, NULL, NULL}, {"finalizer", structseq_get_1, NULL, NULL}, {NULL, NULL, NULL, NULL}};
static const StructSeqSpec hooks_spec = {.type = {STRUCTSEQ("asyncgen_hooks", 2), .getset = hooks_fields}, .visible = 2};

static Value sys_get_asyncgen_hooks(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  IoState *io = io_state(vm);
  if (io->hooks_type == V_ABSENT) {
    Type *type = structseq_type_new(vm, &hooks_spec);
    if (!type) return V_ABSENT;
    io->hooks_type = from_obj(type);
  }
  Value values[2] = {kept_get(vm->thread.asyncgen_firstiter), kept_get(vm->thread.asyncgen_finalizer)};
  return structseq_from_steal(vm, (Type *)as_obj(io->hooks_type), values);
}

static Value sys_set_asyncgen_hooks(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  static const char *const names[] = {"firstiter", "finalizer"};
  for (int i = 1; i >= 0; i--)
    if (args[i] != V_ABSENT && args[i] != V_NONE && !obj_is_callable(vm, args[i]))
      return raise_type(vm, "callable %s expected, got %T", names[i], args[i]);
  if (args[1] != V_ABSENT) kept_set(vm, &vm->thread.asyncgen_finalizer, args[1]);
  if (args[0] != V_ABSENT) kept_set(vm, &vm->thread.asyncgen_firstiter, args[0]);
  return V_NONE;
}

static Value sys_addaudithook(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  IoState *io = io_state(vm);
  if (io->audit_hooks == V_ABSENT && (io->audit_hooks = list_new(vm, 1)) == V_ABSENT) return V_ABSENT;
  return list_append(vm, as_list(io->audit_hooks), args[0]) ? V_NONE : V_ABSENT;
}

static Value sys_audit(VM *vm, Value *args, uint32_t argc) {
  if (!is_str(args[0])) return raise_type(vm, "audit() argument 1 must be str, not %T", args[0]);
  Value hooks = io_state(vm)->audit_hooks;
  if (hooks == V_ABSENT) return V_NONE;
  Value call[2] = {args[0], tuple_from(vm, args + 1, argc - 1)}, r = V_NONE;
  for (size_t i = 0; call[1] != V_ABSENT && r != V_ABSENT && i < as_list(hooks)->len; i++) {
    release(vm, r);
    Value hook = retain(as_list(hooks)->items[i]);
    r = obj_call(vm, hook, call, 2);
    release(vm, hook);
  }
  release(vm, r);
  bool ok = r != V_ABSENT && call[1] != V_ABSENT;
  release(vm, call[1]);
  return ok ? V_NONE : V_ABSENT;
}

// Small answers

static Value sys_utf8(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, str_from_c(vm, "utf-8"); }
static Value sys_surrogateescape(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, str_from_c(vm, "surrogateescape"); }
static Value sys_is_finalizing(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, from_bool(vm->finalizing); }
static Value sys_getallocatedblocks(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, from_int((int64_t)vm->live_objects); }
static Value sys_gil(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)args, (void)argc, V_TRUE; }
static Value sys_nothing(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)args, (void)argc, V_NONE; }

static const NativeDef sys_hooks[] = {
  {"excepthook", "(exctype, value, traceback, /)", sys_excepthook, 0, "Handle an exception by displaying it with a traceback on sys.stderr."},
  {"unraisablehook", "(unraisable, /)", sys_unraisablehook, 0, "Handle an unraisable exception."},
  {"displayhook", "(object, /)", sys_displayhook, 0, "Print an object to sys.stdout and also save it in builtins._"},
  {"breakpointhook", "(*args, **kwargs)", NATIVE_RAW(sys_breakpointhook), 0, "This hook function is called by built-in breakpoint()."},
  {NULL, NULL, NULL, 0, NULL},
};

static const NativeDef sys_functions[] = {
  {"exit", "(status=None, /)", sys_exit, 0, "Exit the interpreter by raising SystemExit(status)."},
  {"exc_info", "()", sys_exc_info, 0, "Return current exception information: (type, value, traceback)."},
  {"exception", "()", sys_exception, 0, "Return the current exception."},
  {"getrecursionlimit", "()", sys_getrecursionlimit, 0, "Return the current value of the recursion limit."},
  {"setrecursionlimit", "(limit, /)", sys_setrecursionlimit, 0, "Set the maximum depth of calls to n."},
  {"get_int_max_str_digits", "()", sys_get_int_max_str_digits, 0, "Return the maximum string digits limit for non-binary int<->str conversions."},
  {"set_int_max_str_digits", "(maxdigits)", sys_set_int_max_str_digits, 0, "Set the maximum string digits limit for non-binary int<->str conversions."},
  {"getswitchinterval", "()", sys_getswitchinterval, 0, "Return the current thread switch interval."},
  {"setswitchinterval", "(interval, /)", sys_setswitchinterval, 0, "Set the ideal thread switching delay, in seconds."},
  {"getrefcount", "(object, /)", sys_getrefcount, 0, "Return the reference count of object."},
  {"getsizeof", "(object, default=None)", sys_getsizeof, 0, "Return the size of object in bytes."},
  {"intern", "(string, /)", sys_intern, 0, "Intern the given string."},
  {"_is_interned", "(string, /)", sys_is_interned, 0, "Return True if the given string is interned."},
  {"_getframe", "(depth=0, /)", sys_getframe, 0, "Return a frame object from the call stack."},
  {"_getframemodulename", "(depth=0)", sys_getframemodulename, 0, "Return the name of the module for a calling frame."},
  {"_current_frames", "()", sys_current_frames, 0, "Return a dict mapping each thread's id to its current stack frame."},
  {"settrace", "(function, /)", sys_settrace, 0, "Set the function that is told of each call, and names the one that is told of the lines of the call."},
  {"gettrace", "()", sys_gettrace, 0, "Return the global debug tracing function set with sys.settrace."},
  {"setprofile", "(function, /)", sys_setprofile, 0, "Set the function that is told of calls and returns, those of C functions too."},
  {"_settraceallthreads", "(function, /)", sys_settrace_all, 0, "settrace in every thread."},
  {"_setprofileallthreads", "(function, /)", sys_setprofile_all, 0, "setprofile in every thread."},
  {"call_tracing", "(func, args, /)", sys_call_tracing, 0, "Call func(*args) while a trace function runs, told of as if none did."},
  {"getprofile", "()", sys_getprofile, 0, "Return the profiling function set with sys.setprofile."},
  {"get_coroutine_origin_tracking_depth", "()", sys_get_origin_depth, 0, "Check status of origin tracking for coroutine objects."},
  {"set_coroutine_origin_tracking_depth", "(depth)", sys_set_origin_depth, 0, "Enable or disable origin tracking for coroutine objects."},
  {"get_asyncgen_hooks", "()", sys_get_asyncgen_hooks, 0, "Return the installed asynchronous generators hooks."},
  {"set_asyncgen_hooks", "(firstiter=None, finalizer=None)", sys_set_asyncgen_hooks, 0, "Set a finalizer for async generators objects."},
  {"addaudithook", "(hook)", sys_addaudithook, 0, "Adds a new audit hook callback."},
  {"audit", "(event, /, *args)", sys_audit, 0, "Passes the event to any hooks that are attached."},
  {"getdefaultencoding", "()", sys_utf8, 0, "Return the current default encoding used by the Unicode implementation."},
  {"getfilesystemencoding", "()", sys_utf8, 0, "Return the encoding used to convert Unicode filenames to OS filenames."},
  {"getfilesystemencodeerrors", "()", sys_surrogateescape, 0, "Return the error mode used for Unicode to OS filename conversion."},
  {"is_finalizing", "()", sys_is_finalizing, 0, "Return True if the interpreter is exiting."},
  {"getallocatedblocks", "()", sys_getallocatedblocks, 0, "Return the number of objects alive."},
  {"_is_gil_enabled", "()", sys_gil, 0, "Return True if the lock of the VM is enabled."},
  {"_clear_type_cache", "()", sys_nothing, 0, "Clear the internal type lookup cache."},
  {"_clear_internal_caches", "()", sys_nothing, 0, "Clear all internal performance-related caches."},
  {NULL, NULL, NULL, 0, NULL},
};

// The module

bool sys_keep(VM *vm, Module *module, Value v_steal) {
  (void)module;
  IoState *io = io_state(vm);
  if (io->kept == V_ABSENT && (io->kept = list_new(vm, 8)) == V_ABSENT) return release(vm, v_steal), false;
  return list_append_steal(vm, as_list(io->kept), v_steal);
}

static bool hooks_add(VM *vm, Module *module) {
  static const char *const names[][2] = {{"excepthook", "__excepthook__"}, {"unraisablehook", "__unraisablehook__"},
                                         {"displayhook", "__displayhook__"}, {"breakpointhook", "__breakpointhook__"}};
  for (int i = 0; i < 4; i++) {
    Value key = str_from_c(vm, names[i][0]), hook = V_ABSENT;
    int found = key == V_ABSENT ? -1 : dict_find(vm, module->dict, key, &hook);
    release(vm, key);
    if (found <= 0 || !module_add(vm, module, names[i][1], retain(hook))) return false;
  }
  return true;
}

static bool containers_add(VM *vm, Module *module) {
  static const char *const lists[] = {"argv", "orig_argv", "path", "warnoptions", "meta_path", "path_hooks"};
  static const char *const dicts[] = {"_xoptions", "path_importer_cache"};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    Value list = list_new(vm, 0);
    if (list == V_ABSENT || !module_add(vm, module, lists[i], list)) return false;
  }
  for (size_t i = 0; i < sizeof dicts / sizeof *dicts; i++) {
    Dict *dict = dict_new(vm);
    if (!dict || !module_add(vm, module, dicts[i], from_obj(dict))) return false;
  }
  return module_add(vm, module, "modules", retain_obj(vm->modules));
}

// ---- what waits until somebody asks: each standard stream by itself, the rest as one

static const char *const stream_names[][2] = {{"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"}};

static bool stream_add(VM *vm, Module *module, int fd) {
  if (module->added & 1u << fd) return true;
  Value stream = io_stream_get(vm, fd);
  for (int i = 0; i < 2; i++)
    if (stream == V_ABSENT || !module_add(vm, module, stream_names[fd][i], retain(stream))) return false;
  module->added |= 1u << fd;
  return true;
}

static bool sys_rest(VM *vm, Module *module, Str *name) {
  for (int fd = 0; fd < 3; fd++) {
    bool meant = name && (str_is(name, stream_names[fd][0]) || str_is(name, stream_names[fd][1]));
    if (meant || !name) {
      if (!stream_add(vm, module, fd)) return false;
      if (meant) return true;
    }
  }
  if (name) return sys_rest(vm, module, NULL);
  Type *unraisable = io_unraisable_type_get(vm);
  bool ok = unraisable && module_add(vm, module, "UnraisableHookArgs", retain_obj(unraisable)) && sysinfo_add(vm, module) &&
            module_add_functions(vm, module, sys_functions);
  if (ok) module->rest = NULL;
  return ok;
}

static bool sys_init(VM *vm, Module *module) {
  module->rest = sys_rest;
  return hooks_add(vm, module) && containers_add(vm, module) && module_add_str(vm, module, "executable", "") &&
         module_add_str(vm, module, "_base_executable", "");
}

const ModuleDef sys_module = {"sys", "This module provides access to some objects used or maintained by the interpreter.", sys_hooks, sys_init};
