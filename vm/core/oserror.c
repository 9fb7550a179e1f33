// SPDX-License-Identifier: MIT
// oserror.c - OSError: its arguments, the subclass that stands for an errno, and its text.
//
// OSError(errno, strerror[, filename[, winerror, filename2]]) sets the fields; args then keeps only the first two. Which of
// __new__ and __init__ does so follows CPython: __new__, unless a script's subclass replaces __init__ but not __new__.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <errno.h>
#include <string.h>

#include "vm/core/errtypes.h"
#include "vm/core/vm.h"

static ExcId id_for_errno(int64_t number) {
  switch (number) {
    case EAGAIN: case EALREADY: case EINPROGRESS: return EXC_BlockingIOError;
#if EWOULDBLOCK != EAGAIN
    case EWOULDBLOCK: return EXC_BlockingIOError;
#endif
    case EPIPE: case ESHUTDOWN: return EXC_BrokenPipeError;
    case ECHILD: return EXC_ChildProcessError;
    case ECONNABORTED: return EXC_ConnectionAbortedError;
    case ECONNREFUSED: return EXC_ConnectionRefusedError;
    case ECONNRESET: return EXC_ConnectionResetError;
    case EEXIST: return EXC_FileExistsError;
    case ENOENT: return EXC_FileNotFoundError;
    case EISDIR: return EXC_IsADirectoryError;
    case ENOTDIR: return EXC_NotADirectoryError;
    case EINTR: return EXC_InterruptedError;
    case EACCES: case EPERM: return EXC_PermissionError;
    case ESRCH: return EXC_ProcessLookupError;
    case ETIMEDOUT: return EXC_TimeoutError;
    default: return EXC_OSError;
  }
}

Value os_error_text(VM *vm, int errnum) {
  char buffer[256];
#ifdef __GLIBC__
  const char *text = strerror_r(errnum, buffer, sizeof buffer);
#else
  const char *text = strerror_r(errnum, buffer, sizeof buffer) == 0 ? buffer : "Unknown error";
#endif
  return str_from_c(vm, text);
}

// A script's subclass with its own __init__ but OSError's __new__ sets the fields when (and if) it calls OSError.__init__.
static bool fields_set_by_init(const Type *type) { return type->slots.init != os_error_init && type->slots.new == os_error_new; }

static bool fields_set(VM *vm, Value self, const Value *args, uint32_t argc) {
  Exception *e = as_exception(self);
  if (argc < 2 || argc > 5) return true;
  exc_field_set(vm, self, OS_ERROR_ERRNO, args[0]);
  exc_field_set(vm, self, OS_ERROR_STRERROR, args[1]);
  if (argc == 2 || args[2] == V_NONE) return true;
  if (type_is_subtype(obj_type(as_obj(self)), error_type_get(vm, EXC_BlockingIOError)) && (is_int(args[2]) || is_bool(args[2]))) {
    exc_field_set(vm, self, OS_ERROR_WRITTEN, args[2]);
    return true;
  }
  exc_field_set(vm, self, OS_ERROR_FILENAME, args[2]);
  if (argc == 5 && args[4] != V_NONE) exc_field_set(vm, self, OS_ERROR_FILENAME2, args[4]);
  Value two = tuple_from(vm, args, 2);
  if (two == V_ABSENT) return false;
  Tuple *old = e->args;
  e->args = as_tuple(two);
  decref(vm, old);
  return true;
}

Value os_error_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  bool by_init = fields_set_by_init(type);
  int64_t number;
  if (!by_init && kwnames && kwnames->len) return raise_type(vm, "%N() takes no keyword arguments", type);
  if (!by_init && type == error_type_get(vm, EXC_OSError) && argc >= 2 && argc <= 5 && is_integer(args[0]) && int_to_i64(args[0], &number))
    type = error_type_get(vm, id_for_errno(number));
  Value self = exc_new(vm, type, OS_ERROR_FIELDS, args, by_init ? 0 : argc);
  if (self == V_ABSENT || by_init || fields_set(vm, self, args, argc)) return self;
  release(vm, self);
  return V_ABSENT;
}

bool os_error_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!fields_set_by_init(obj_type(as_obj(self)))) return true;
  return exc_base_init(vm, self, args, argc, kwnames) && fields_set(vm, self, args, argc);
}

Value os_error_str(VM *vm, Value self) {
  const Value *f = as_exception(self)->fields;
  Value number = f[OS_ERROR_ERRNO] == V_ABSENT ? V_NONE : f[OS_ERROR_ERRNO], text = f[OS_ERROR_STRERROR] == V_ABSENT ? V_NONE : f[OS_ERROR_STRERROR];
  Value file = f[OS_ERROR_FILENAME], file2 = f[OS_ERROR_FILENAME2];
  if (file != V_ABSENT && file2 != V_ABSENT) return str_format_c(vm, "[Errno %S] %S: %R -> %R", number, text, file, file2);
  if (file != V_ABSENT) return str_format_c(vm, "[Errno %S] %S: %R", number, text, file);
  if (f[OS_ERROR_ERRNO] != V_ABSENT && f[OS_ERROR_STRERROR] != V_ABSENT) return str_format_c(vm, "[Errno %S] %S", number, text);
  return exc_base_str(vm, self);
}

static Value written_get(VM *vm, Value self) {
  Value v = as_exception(self)->fields[OS_ERROR_WRITTEN];
  if (v == V_ABSENT) return raise(vm, EXC_AttributeError, "characters_written");
  return retain(v);
}

static bool written_set(VM *vm, Value self, Value v) {
  Value *field = &as_exception(self)->fields[OS_ERROR_WRITTEN];
  if (v == V_ABSENT) {
    if (*field == V_ABSENT) return raise(vm, EXC_AttributeError, "characters_written"), false;
    replace(vm, field, V_ABSENT);
    return true;
  }
  Value n = obj_index(vm, v);
  if (n == V_ABSENT) return false;
  replace(vm, field, n);
  return true;
}

EXC_FIELD(os, number, OS_ERROR_ERRNO)
EXC_FIELD(os, strerror, OS_ERROR_STRERROR)
EXC_FIELD(os, filename, OS_ERROR_FILENAME)
EXC_FIELD(os, filename2, OS_ERROR_FILENAME2)
const GetSetDef os_error_getset[] = {
  {"errno", os_get_number, os_set_number, "POSIX exception code"},
  {"strerror", os_get_strerror, os_set_strerror, "exception strerror"},
  {"filename", os_get_filename, os_set_filename, "exception filename"},
  {"filename2", os_get_filename2, os_set_filename2, "second exception filename"},
  {"characters_written", written_get, written_set, NULL},
  {NULL, NULL, NULL, NULL},
};

static Value os_error_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Exception *e = as_exception(args[0]);
  Value exc_args = retain_obj(e->args);
  Value file = e->fields[OS_ERROR_FILENAME], file2 = e->fields[OS_ERROR_FILENAME2];
  if (e->args->len == 2 && file != V_ABSENT) {
    const Value *a = e->args->items;
    Value all = file2 == V_ABSENT ? tuple_pack(vm, 3, a[0], a[1], file) : tuple_pack(vm, 5, a[0], a[1], file, V_NONE, file2);
    replace(vm, &exc_args, all);
  }
  Value dict = exc_args == V_ABSENT ? V_ABSENT : exc_dict_copy(vm, args[0]);
  Value r = V_ABSENT, type = from_obj(obj_type(as_obj(args[0])));
  if (dict == V_NONE) r = tuple_pack(vm, 2, type, exc_args);
  else if (dict != V_ABSENT) r = tuple_pack(vm, 3, type, exc_args, dict);
  release(vm, dict);
  release(vm, exc_args);
  return r;
}

const NativeDef os_error_methods[] = {{"__reduce__", "($self, /)", os_error_reduce, 0, NULL}, {NULL, NULL, NULL, 0, NULL}};
