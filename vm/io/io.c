// SPDX-License-Identifier: MIT
// io.c - the `_io` module: its types, open(), the standard streams, and helpers that the layers share.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "vm/core/host.h"
#include "vm/io/io.h"
#include "vm/types/structseq.h"

// Helpers

Value io_call(VM *vm, Value o, const char *method, const Value *args, uint32_t argc) {
  Str *name = str_intern(vm, method, strlen(method));
  if (!name) return V_ABSENT;
  Value r = obj_call_method(vm, o, name, args, argc);
  decref(vm, name);
  return r;
}

Value io_closed_error(VM *vm) { return raise_value(vm, "I/O operation on closed file."); }

Value io_unsupported(VM *vm, const char *text) {
  Value message = str_from_c(vm, text);
  if (message == V_ABSENT) return V_ABSENT;
  Type *type = io_unsupported_type_get(vm);
  Value exc = type ? error_new(vm, type, message) : V_ABSENT;
  release(vm, message);
  if (exc != V_ABSENT) error_set_steal(vm, exc);
  return V_ABSENT;
}

bool io_is_exact(VM *vm, Value v, IoTypeId id) {
  IoState *io = io_state(vm);  // NULL at the VM's end, when a stream outlives the module
  return io && is_heap(v) && obj_type(as_obj(v)) == io->types[id];
}
bool io_is(VM *vm, Value v, IoTypeId id) { return is_heap(v) && type_is_subtype(obj_type(as_obj(v)), io_state(vm)->types[id]); }

int io_is_closed(VM *vm, Value o) {
  Value closed = obj_getattr(vm, o, vm->names.closed);
  if (closed == V_ABSENT) return -1;
  int yes = obj_truthy(vm, closed);
  release(vm, closed);
  return yes;
}

bool io_size_arg(VM *vm, Value v, int64_t *out) {
  *out = -1;
  if (v == V_ABSENT || v == V_NONE) return true;
  if (is_integer(v) || type_of_get(vm, v)->slots.index) return obj_index_i64(vm, v, out);
  raise_type(vm, "argument should be integer or None, not '%T'", v);
  return false;
}

Value io_path_arg(VM *vm, Value path, bool allow_fd) {
  if (is_str(path) || is_bytes(path) || (allow_fd && is_integer(path))) return retain(path);
  Str *fspath = str_intern(vm, "__fspath__", 10);
  if (!fspath) return V_ABSENT;
  Value r = obj_call_special(vm, path, fspath, NULL, 0);
  decref(vm, fspath);
  if (r == V_ABSENT) {
    if (has_error(vm)) return V_ABSENT;
    if (allow_fd && type_of_get(vm, path)->slots.index) return obj_index(vm, path);
    return raise_type(vm, "expected str, bytes or os.PathLike object, not %T", path);
  }
  if (is_str(r) || is_bytes(r)) return r;
  raise_type(vm, "expected %T.__fspath__() to return str or bytes, not %T", path, r);
  release(vm, r);
  return V_ABSENT;
}

bool io_path_c(VM *vm, Value path, char *out, size_t size) {
  Value bytes = is_str(path) ? codec_encode(vm, as_str(path), "utf-8", "surrogateescape") : retain(path);
  if (bytes == V_ABSENT) return false;
  size_t len = as_bytes(bytes)->len;
  bool ok = false;
  if (memchr(as_bytes(bytes)->data, 0, len)) raise_value(vm, "embedded null byte");
  else if (len >= size) raise_os(vm, 36, path, V_ABSENT);  // ENAMETOOLONG
  else ok = true;
  if (ok) memcpy(out, as_bytes(bytes)->data, len), out[len] = 0;
  release(vm, bytes);
  return ok;
}

// open()

typedef struct OpenMode { bool reading, writing, appending, creating, updating, text, binary; char raw[8]; } OpenMode;

static bool open_mode_parse(VM *vm, const char *mode, OpenMode *m) {
  *m = (OpenMode){0};
  for (const char *c = mode; *c; c++) {
    bool *flag = NULL;
    switch (*c) {
      case 'r': flag = &m->reading; break;
      case 'w': flag = &m->writing; break;
      case 'a': flag = &m->appending; break;
      case 'x': flag = &m->creating; break;
      case '+': flag = &m->updating; break;
      case 't': flag = &m->text; break;
      case 'b': flag = &m->binary; break;
      default: break;
    }
    if (!flag || *flag) return raise_value(vm, "invalid mode: '%s'", mode), false;
    *flag = true;
  }
  char *raw = m->raw;
  if (m->creating) *raw++ = 'x';
  if (m->reading) *raw++ = 'r';
  if (m->writing) *raw++ = 'w';
  if (m->appending) *raw++ = 'a';
  if (m->updating) *raw++ = '+';
  *raw = 0;
  if (m->text && m->binary) return raise_value(vm, "can't have text and binary mode at once"), false;
  if (m->creating + m->reading + m->writing + m->appending > 1)
    return raise_value(vm, "must have exactly one of create/read/write/append mode"), false;
  return true;
}

static bool given(Value v) { return v != V_ABSENT && v != V_NONE; }

static bool binary_check(VM *vm, const OpenMode *m, Value encoding, Value errors, Value newline, int64_t buffering) {
  if (!m->binary) return true;
  if (given(encoding)) return raise_value(vm, "binary mode doesn't take an encoding argument"), false;
  if (given(errors)) return raise_value(vm, "binary mode doesn't take an errors argument"), false;
  if (given(newline)) return raise_value(vm, "binary mode doesn't take a newline argument"), false;
  return buffering != 1 || warn(vm, EXC_RuntimeWarning, 1,
                                "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used");
}

typedef struct OpenArgs { Value file, encoding, errors, newline, opener; int64_t buffering; bool closefd; const char *mode; } OpenArgs;

// The layers above `raw`, which is released on failure only by its last owner.
static Value layers_open(VM *vm, const OpenMode *m, const OpenArgs *a, Value raw) {
  FileIO *file = (FileIO *)as_obj(raw);
  bool line = a->buffering == 1 && !m->binary;
  int64_t size = a->buffering;
  if (size < 0 && fileio_isatty(file)) size = -1, line = true;
  if (size < 0 || size == 1) size = file->block_size;
  if (size == 0) return m->binary ? retain(raw) : raise_value(vm, "can't have unbuffered text I/O");
  if (!m->reading && !m->writing && !m->appending && !m->creating) return raise_value(vm, "unknown mode: '%s'", a->mode);
  Value buffer;
  if (m->updating && lseek(file->fd, 0, SEEK_CUR) < 0) return io_unsupported(vm, "File or stream is not seekable.");
  buffer = buffered_open(vm, m->updating ? IO_RANDOM : m->reading ? IO_READER : IO_WRITER, raw, (size_t)size);
  if (buffer == V_ABSENT || m->binary) return buffer;
  Value text = textio_open(vm, buffer, a->encoding, a->errors, a->newline, line, false);
  release(vm, buffer);
  if (text == V_ABSENT) return V_ABSENT;
  Value mode = str_from_c(vm, a->mode);
  if (mode == V_ABSENT) return release(vm, text), V_ABSENT;
  replace(vm, &((TextIO *)as_obj(text))->mode, mode);
  return text;
}

static Value open_with(VM *vm, OpenArgs *a) {
  OpenMode m;
  if (!open_mode_parse(vm, a->mode, &m) || !binary_check(vm, &m, a->encoding, a->errors, a->newline, a->buffering)) return V_ABSENT;
  Value file = io_path_arg(vm, a->file, true);
  if (file == V_ABSENT) return V_ABSENT;
  Value raw = fileio_open(vm, file, m.raw, a->closefd, a->opener);
  release(vm, file);
  if (raw == V_ABSENT) return V_ABSENT;
  Value r = layers_open(vm, &m, a, raw);
  if (r == V_ABSENT) {
    Value exc = error_take(vm), closed = io_call(vm, raw, "close", NULL, 0);
    release(vm, closed);
    error_restore_steal(vm, exc);
  }
  release(vm, raw);
  return r;
}

Value builtin_open(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  char mode[32] = "r";
  if (args[1] != V_ABSENT) {
    if (!is_str(args[1])) return raise_type(vm, "open() argument 'mode' must be str, not %T", args[1]);
    size_t len;
    const char *text = str_utf8_get(vm, as_str(args[1]), &len);
    if (!text) return V_ABSENT;
    if (len >= sizeof mode) return raise_value(vm, "invalid mode: '%S'", args[1]);
    memcpy(mode, text, len + 1);
  }
  static const char *const names[] = {"encoding", "errors", "newline"};
  for (int i = 0; i < 3; i++)
    if (given(args[3 + i]) && !is_str(args[3 + i])) return raise_type(vm, "open() argument '%s' must be str or None, not %T", names[i], args[3 + i]);
  OpenArgs a = {args[0], args[3], args[4], args[5], args[7], -1, true, mode};
  if (args[2] != V_ABSENT && !obj_index_i64(vm, args[2], &a.buffering)) return V_ABSENT;
  if (args[6] != V_ABSENT) {
    int closefd = obj_truthy(vm, args[6]);
    if (closefd < 0) return V_ABSENT;
    a.closefd = closefd;
  }
  return open_with(vm, &a);
}

Value io_open(VM *vm, Value file, const char *mode, Value buffering, Value encoding, Value errors, Value newline) {
  OpenArgs a = {file, encoding, errors, newline, V_ABSENT, -1, true, mode};
  if (given(buffering) && !obj_index_i64(vm, buffering, &a.buffering)) return V_ABSENT;
  return open_with(vm, &a);
}

// Standard streams

static bool locale_is_c(void) {
  const char *names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (int i = 0; i < 3; i++) {
    const char *v = getenv(names[i]);
    if (v && *v) return strcmp(v, "C") == 0 || strcmp(v, "POSIX") == 0;
  }
  return true;
}

static Value stream_open(VM *vm, int fd) {
  static const char *const names[] = {"<stdin>", "<stdout>", "<stderr>"};
  const char *name = names[fd], *mode = fd ? "w" : "r";
  Value raw = fileio_standard_new(vm, fd, mode);
  if (raw == V_ABSENT) return V_ABSENT;
  FileIO *file = (FileIO *)as_obj(raw);
  Value text = str_from_c(vm, name), buffer = V_ABSENT, r = V_ABSENT;
  replace(vm, &file->name, text);
  bool unbuffered = fd && vm_option_count(&vm->config, "u");
  if (text != V_ABSENT) buffer = unbuffered ? retain(raw) : buffered_open(vm, fd ? IO_WRITER : IO_READER, raw, file->block_size);
  const char *errors = fd == 2 ? "backslashreplace" : locale_is_c() ? "surrogateescape" : "strict";
  Value encoding = str_from_c(vm, "utf-8"), error_name = str_from_c(vm, errors), mode_name = str_from_c(vm, mode);
  Value newline = fd == 0 ? V_NONE : str_from_c(vm, "\n");
  bool lines = !unbuffered && (io_state(vm)->std[fd].tty || fd == 2);  // are written as they end
  if (buffer != V_ABSENT && !has_error(vm)) r = textio_open(vm, buffer, encoding, error_name, newline, lines, unbuffered);
  if (r != V_ABSENT) replace(vm, &((TextIO *)as_obj(r))->mode, retain(mode_name));
  release(vm, newline);
  release(vm, encoding);
  release(vm, error_name);
  release(vm, mode_name);
  release(vm, buffer);
  release(vm, raw);
  return r;
}

Value io_stream_get(VM *vm, int fd) {
  IoState *io = io_state(vm);
  if (io->streams[fd] != V_ABSENT) return io->streams[fd];
  Value stream = io->std[fd].open ? stream_open(vm, fd) : V_NONE;
  if (io->streams[fd] == V_ABSENT) io->streams[fd] = stream;
  else release(vm, stream);  // another thread was faster
  return io->streams[fd];
}

static void flush_stream(VM *vm, Str *name) {
  Value stream = vm->sys ? dict_get_name(vm, vm->sys->dict, name) : V_ABSENT;
  if (stream == V_ABSENT || stream == V_NONE) return;
  retain(stream);
  int closed = io_is_closed(vm, stream);
  if (closed < 0) error_clear(vm);
  Value r = closed > 0 ? V_NONE : io_call(vm, stream, "flush", NULL, 0);
  if (r == V_ABSENT) error_unraisable(vm, NULL, stream);
  release(vm, r);
  release(vm, stream);
}

void io_flush_std(VM *vm) {
  Value pending = error_take(vm);
  flush_stream(vm, vm->names.stdout);
  flush_stream(vm, vm->names.stderr);
  error_restore_steal(vm, pending);
}

static void stderr_bytes(VM *vm, const void *bytes, size_t len) {
  if (vm->config.write) vm->config.write(vm->config.write_user, 2, (const char *)bytes, len);
  else if (vm_can(vm, CAN_STDOUT)) (void)!fd_write_all(2, bytes, len);
}

void io_stderr_raw(VM *vm, const char *text) { stderr_bytes(vm, text, strlen(text)); }

static void stderr_descriptor(VM *vm, const Str *text) {
  Value bytes = str_encode_utf8(vm, (Str *)text, true);
  if (bytes != V_ABSENT) stderr_bytes(vm, as_bytes(bytes)->data, as_bytes(bytes)->len);
  release(vm, bytes);
  error_clear(vm);
}

void io_stderr_write(VM *vm, const Str *text) {
  Value pending = error_take(vm);
  Value stream = vm->sys ? module_get(vm, vm->sys, vm->names.stderr) : V_ABSENT, v = from_obj(text);
  if (stream == V_ABSENT) error_clear(vm);
  if (stream == V_NONE) {
    error_restore_steal(vm, pending);
    return;
  }
  if (stream == V_ABSENT) {
    stderr_descriptor(vm, text);
  } else {
    retain(stream);
    Value r = obj_call_method(vm, stream, vm->names.write, &v, 1);
    if (r == V_ABSENT) error_clear(vm);
    release(vm, r);
    r = io_call(vm, stream, "flush", NULL, 0);
    if (r == V_ABSENT) error_clear(vm);
    release(vm, r);
    release(vm, stream);
  }
  error_restore_steal(vm, pending);
}

// The module

static const GetSetDef unraisable_fields[] = {
  {"exc_type", structseq_get_0, NULL, "Exception type"}, {"exc_value", structseq_get_1, NULL, "Exception value"},
  {"exc_traceback", structseq_get_2, NULL, "Exception traceback"}, {"err_msg", structseq_get_3, NULL, "Error message"},
  {"object", structseq_get_4, NULL, "Object causing the exception"}, {NULL, NULL, NULL, NULL},
};
static const StructSeqSpec unraisable_spec = {.type = {STRUCTSEQ("sys.UnraisableHookArgs", 5), .getset = unraisable_fields}, .visible = 5};

Type *io_unraisable_type_get(VM *vm) {
  Type **place = &io_state(vm)->types[IO_UNRAISABLE];
  if (!*place) *place = structseq_type_new(vm, &unraisable_spec);
  return *place;
}

Value io_unraisable_args(VM *vm, const Value fields[5]) {
  Type *type = io_unraisable_type_get(vm);
  if (!type) return V_ABSENT;
  Value owned[5];
  for (int i = 0; i < 5; i++) owned[i] = retain(fields[i]);
  return structseq_from_steal(vm, type, owned);
}

static const struct { IoTypeId id, base; const TypeSpec *spec; } type_table[] = {
  {IO_BASE, IO_TYPE_COUNT, &iobase_spec}, {IO_RAW_BASE, IO_BASE, &rawiobase_spec}, {IO_BUFFERED_BASE, IO_BASE, &bufferediobase_spec},
  {IO_TEXT_BASE, IO_BASE, &textiobase_spec}, {IO_FILE, IO_RAW_BASE, &fileio_spec}, {IO_READER, IO_BUFFERED_BASE, &bufreader_spec},
  {IO_WRITER, IO_BUFFERED_BASE, &bufwriter_spec}, {IO_RANDOM, IO_BUFFERED_BASE, &bufrandom_spec},
  {IO_PAIR, IO_BUFFERED_BASE, &bufpair_spec}, {IO_BYTES, IO_BUFFERED_BASE, &bytesio_spec}, {IO_STRING, IO_TEXT_BASE, &stringio_spec},
  {IO_TEXT, IO_TEXT_BASE, &textio_spec}, {IO_NEWLINES, IO_TYPE_COUNT, &newlines_spec},
};

// class UnsupportedOperation(OSError, ValueError)
static Value unsupported_new(VM *vm) {
  Value name = str_from_c(vm, "UnsupportedOperation"), module = str_from_c(vm, "io"), r = V_ABSENT;
  Value bases = tuple_pack(vm, 2, from_obj(error_type_get(vm, EXC_OSError)), from_obj(error_type_get(vm, EXC_ValueError)));
  Dict *ns = dict_new(vm);
  if (name != V_ABSENT && module != V_ABSENT && bases != V_ABSENT && ns && dict_set_name(vm, ns, vm->names.dunder_module, module))
    r = type_build(vm, vm->types.type, name, as_tuple(bases), ns, NULL, NULL);
  release(vm, name);
  release(vm, module);
  release(vm, bases);
  xdecref(vm, ns);
  return r;
}

Type *io_unsupported_type_get(VM *vm) {
  IoState *io = io_state(vm);
  if (io->unsupported == V_ABSENT) io->unsupported = unsupported_new(vm);
  return io->unsupported != V_ABSENT ? (Type *)as_obj(io->unsupported) : NULL;
}

bool io_init(VM *vm) {
  IoState *io = vm_alloc(vm, sizeof *io);
  if (!io) return false;
  memset(io, 0, sizeof *io);
  vm->io = io;
  for (size_t i = 0; i < sizeof type_table / sizeof *type_table; i++) {
    Type *base = type_table[i].base == IO_TYPE_COUNT ? NULL : io->types[type_table[i].base];
    if (!(io->types[type_table[i].id] = type_from_spec(vm, type_table[i].spec, base))) return false;
  }
  for (int fd = 0; fd < 3; fd++) io->std[fd] = fileio_standard_probe(vm, fd);
  return true;
}

void io_free(VM *vm) {
  IoState *io = io_state(vm);
  if (!io) return;
  for (int i = 0; i < 3; i++) replace(vm, &io->streams[i], V_ABSENT);
  Value *values[] = {&io->sources, &io->audit_hooks, &io->hooks_type, &io->kept};
  for (size_t i = 0; i < sizeof values / sizeof *values; i++) replace(vm, values[i], V_ABSENT);
  replace(vm, &io->unsupported, V_ABSENT);
  for (int i = IO_TYPE_COUNT; i-- > 0;) CLEAR_REF(vm, io->types[i]);
  vm->io = NULL;
  vm_dealloc(vm, io, sizeof *io);
}

static Value io_open_code(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[0])) return raise_type(vm, "open_code() argument 'path' must be str, not %T", args[0]);
  return io_open(vm, args[0], "rb", V_ABSENT, V_ABSENT, V_ABSENT, V_ABSENT);
}

static Value io_text_encoding(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return args[0] != V_NONE ? retain(args[0]) : str_from_c(vm, "locale");
}

static const NativeDef io_functions[] = {
  {"open", BUILTIN_OPEN_SIG, builtin_open, 0, "Open file and return a stream.  Raise OSError upon failure."},
  {"open_code", "(path)", io_open_code, 0, "Opens the provided file with the intent to import the contents."},
  {"text_encoding", "(encoding, stacklevel=2, /)", io_text_encoding, 0, "A helper function to choose the text encoding."},
  {NULL, NULL, NULL, 0, NULL},
};

static bool io_module_init(VM *vm, Module *module) {
  IoState *io = io_state(vm);
  for (int i = 0; i < IO_UNRAISABLE; i++) if (!module_add_type(vm, module, io->types[i])) return false;
  return io_unsupported_type_get(vm) && module_add(vm, module, "UnsupportedOperation", retain(io->unsupported)) && module_add_int(vm, module, "DEFAULT_BUFFER_SIZE", 8192) &&
         module_add(vm, module, "BlockingIOError", retain_obj(error_type_get(vm, EXC_BlockingIOError)));
}

const ModuleDef io_module = {"_io", "Files, buffers and text streams.", io_functions, io_module_init};
