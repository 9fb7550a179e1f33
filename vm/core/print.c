// SPDX-License-Identifier: MIT
// print.c - print() and input().
//
// print to a stream that is exactly a TextIOWrapper encodes straight into its buffer: no method call, and no str for small ints.
#include <stdio.h>

#include "vm/io/io.h"

typedef struct PrintArgs { Value sep, end, file; bool flush; } PrintArgs;

static bool str_or_none(VM *vm, Value *v, const char *what) {
  if (*v == V_NONE) *v = V_ABSENT;
  if (*v == V_ABSENT || is_str(*v)) return true;
  raise_type(vm, "%s must be None or a string, not %T", what, *v);
  return false;
}

static bool keywords_read(VM *vm, const Value *values, Tuple *kwnames, PrintArgs *out) {
  *out = (PrintArgs){V_ABSENT, V_ABSENT, V_ABSENT, false};
  for (size_t k = 0; kwnames && k < kwnames->len; k++) {
    Str *name = as_str(kwnames->items[k]);
    if (name == vm->names.sep || str_is(name, "sep")) out->sep = values[k];
    else if (name == vm->names.end || str_is(name, "end")) out->end = values[k];
    else if (str_is(name, "file")) out->file = values[k];
    else if (str_is(name, "flush")) {
      int flush = obj_truthy(vm, values[k]);
      if (flush < 0) return false;
      out->flush = flush;
    } else {
      return args_unexpected(vm, "print", "(*, sep, end, file, flush)", kwnames, name), false;
    }
  }
  return str_or_none(vm, &out->sep, "sep") && str_or_none(vm, &out->end, "end");
}

static bool text_put(VM *vm, TextIO *t, Value v) {
  if (is_str(v)) {
    if (as_obj(v)->shape == vm->types.str->root) return textio_write_str(vm, t, as_str(v));
  }
  Value s = obj_str(vm, v);
  if (s == V_ABSENT) return false;
  bool ok = textio_write_str(vm, t, as_str(s));
  release(vm, s);
  return ok;
}

static Str *newline_str(VM *vm) {
  Value s = str_from_char(vm, '\n');
  return s == V_ABSENT ? NULL : as_str(s);
}

static bool print_text(VM *vm, TextIO *t, const Value *args, uint32_t argc, const PrintArgs *p) {
  Value space = p->sep == V_ABSENT ? str_from_char(vm, ' ') : retain(p->sep);
  Value end = p->end == V_ABSENT ? from_obj(newline_str(vm)) : retain(p->end);
  bool ok = space != V_ABSENT && end != V_ABSENT;
  for (uint32_t i = 0; ok && i < argc; i++) ok = (i == 0 || textio_write_str(vm, t, as_str(space))) && text_put(vm, t, args[i]);
  ok = ok && textio_write_str(vm, t, as_str(end));
  release(vm, space);
  release(vm, end);
  return ok;
}

static bool write_method(VM *vm, Value file, Value text) {
  Value r = obj_call_method(vm, file, vm->names.write, &text, 1);
  release(vm, r);
  return r != V_ABSENT;
}

static bool write_value(VM *vm, Value file, Value v) {
  Value s = obj_str(vm, v);
  bool ok = s != V_ABSENT && write_method(vm, file, s);
  release(vm, s);
  return ok;
}

static bool print_any(VM *vm, Value file, const Value *args, uint32_t argc, const PrintArgs *p) {
  Value space = p->sep == V_ABSENT ? str_from_char(vm, ' ') : retain(p->sep);
  Value end = p->end == V_ABSENT ? from_obj(newline_str(vm)) : retain(p->end);
  bool ok = space != V_ABSENT && end != V_ABSENT;
  for (uint32_t i = 0; ok && i < argc; i++) ok = (i == 0 || write_method(vm, file, space)) && write_value(vm, file, args[i]);
  ok = ok && write_method(vm, file, end);
  release(vm, space);
  release(vm, end);
  return ok;
}

// A stream of sys, owned; V_NONE when there is none.
static Value stream_get(VM *vm, Str *name) {
  Value stream = vm->sys ? module_get(vm, vm->sys, name) : V_ABSENT;
  if (stream == V_ABSENT) return has_error(vm) ? V_ABSENT : raise(vm, EXC_RuntimeError, "lost sys.%U", name);
  return retain(stream);
}

Value builtin_print(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  PrintArgs p;
  if (!keywords_read(vm, args + argc, kwnames, &p)) return V_ABSENT;
  Value file = p.file == V_ABSENT || p.file == V_NONE ? stream_get(vm, vm->names.stdout) : retain(p.file);
  if (file == V_ABSENT || file == V_NONE) return file;
  bool exact = io_is_exact(vm, file, IO_TEXT) && ((TextIO *)as_obj(file))->ready;
  bool ok = exact ? print_text(vm, (TextIO *)as_obj(file), args, argc, &p) : print_any(vm, file, args, argc, &p);
  if (ok && p.flush) {
    Value r = obj_call_method(vm, file, vm->names.flush, NULL, 0);
    ok = r != V_ABSENT;
    release(vm, r);
  }
  release(vm, file);
  return ok ? V_NONE : V_ABSENT;
}

// input()

static void flush_quietly(VM *vm, Value stream) {
  if (stream == V_NONE) return;
  Value r = obj_call_method(vm, stream, vm->names.flush, NULL, 0);
  if (r == V_ABSENT) error_clear(vm);
  release(vm, r);
}

static Value line_read(VM *vm, Value in) {
  Value line = obj_call_method(vm, in, vm->names.readline, NULL, 0);
  if (line == V_ABSENT) return V_ABSENT;
  Value r = V_ABSENT;
  if (!is_str(line)) raise_type(vm, "object.readline() returned non-string");
  else if (as_str(line)->len == 0) raise(vm, EXC_EOFError, "EOF when reading a line");
  else {
    const Str *s = as_str(line);
    size_t len = s->len;
    if (str_char(s, len - 1) == '\n') len--;
    r = len == s->len ? retain(line) : str_slice(vm, as_str(line), 0, len);
  }
  release(vm, line);
  return r;
}

static Value input_from(VM *vm, Value in, Value out, Value prompt) {
  if (in == V_NONE) return raise(vm, EXC_RuntimeError, "input(): lost sys.stdin");
  if (out == V_NONE) return raise(vm, EXC_RuntimeError, "input(): lost sys.stdout");
  if (prompt != V_ABSENT && !write_value(vm, out, prompt)) return V_ABSENT;
  flush_quietly(vm, out);
  return line_read(vm, in);
}

Value builtin_input(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value in = stream_get(vm, vm->names.stdin), out = V_ABSENT, err = V_ABSENT, r = V_ABSENT;
  if (in != V_ABSENT) out = stream_get(vm, vm->names.stdout);
  if (out != V_ABSENT) err = stream_get(vm, vm->names.stderr);
  if (err != V_ABSENT) {
    flush_quietly(vm, err);
    r = input_from(vm, in, out, args[0]);
  }
  release(vm, err);
  release(vm, out);
  release(vm, in);
  return r;
}
