// SPDX-License-Identifier: MIT
// zlib.c - the zlib module: compressing at once and piece by piece, checksums.
//
// A stream object holds zlib's own state. While it works it leaves the VM's lock, so `busy` keeps a second thread out until it is done.
#include <zlib.h>

#include "stdlib/native/posix.h"

enum { FIRST_ROOM = 16 << 10, MAX_CHUNK = 1 << 30 };

typedef struct Stream {
  Object header;
  z_stream z;
  bool open, deflates, eof, busy;
  Value dict;               // zdict, kept for streams that ask for it; V_ABSENT: none
  Value unused, tail;       // decompressing: bytes behind the end, bytes that max_length left
} Stream;

static inline Stream *as_stream(Value v) { return (Stream *)as_obj(v); }

// ---- errors

static Value zlib_error(VM *vm, const z_stream *z, int code, const char *what) {
  const char *text = z && z->msg ? z->msg : code == Z_BUF_ERROR ? "incomplete or truncated stream" : code == Z_STREAM_ERROR ? "inconsistent stream state"
                     : code == Z_DATA_ERROR ? "invalid input data" : NULL;
  if (code == Z_MEM_ERROR) return raise_no_memory(vm);
  Value type = import_attr(vm, "zlib", "error");
  Value message = !type ? V_ABSENT : text ? str_format_c(vm, "Error %d %s: %s", code, what, text) : str_format_c(vm, "Error %d %s", code, what);
  Value exc = message ? obj_call(vm, type, &message, 1) : V_ABSENT;
  if (exc) raise_object(vm, exc);
  release(vm, exc);
  release(vm, message);
  release(vm, type);
  return V_ABSENT;
}

static Value error_text(VM *vm, const char *text) {
  Value type = import_attr(vm, "zlib", "error"), message = type ? str_from_c(vm, text) : V_ABSENT, exc = message ? obj_call(vm, type, &message, 1) : V_ABSENT;
  if (exc) raise_object(vm, exc);
  release(vm, exc);
  release(vm, message);
  release(vm, type);
  return V_ABSENT;
}

// ---- running a stream

typedef struct Output { uint8_t *data; size_t len, cap; } Output;

static bool output_room(VM *vm, Output *o, size_t most) {
  if (o->len < o->cap) return true;
  size_t cap = o->cap ? o->cap * 2 : FIRST_ROOM;
  if (cap > most) cap = most;
  uint8_t *data = vm_realloc(vm, o->data, o->cap, cap);
  if (!data) return false;
  o->data = data;
  o->cap = cap;
  return true;
}

static Value output_take(VM *vm, Output *o, bool ok) {
  Value bytes = ok ? bytes_new(vm, o->data ? (const void *)o->data : "", o->len) : V_ABSENT;
  vm_dealloc(vm, o->data, o->cap);
  return bytes;
}

// Feeds `len` bytes and collects what comes, at most `most`. The last code of zlib; Z_ERRNO: exception set.
static int run(VM *vm, z_stream *z, bool deflates, int flush, const uint8_t *data, size_t len, size_t most, Output *o) {
  int code = Z_OK;
  z->next_in = (Bytef *)(uintptr_t)data;
  z->avail_in = 0;
  do {
    if (!z->avail_in) {
      z->avail_in = (uInt)(len < MAX_CHUNK ? len : MAX_CHUNK);
      len -= z->avail_in;
    }
    if (o->len >= most) return code;
    if (!output_room(vm, o, most)) return Z_ERRNO;
    size_t room = o->cap - o->len;
    z->next_out = o->data + o->len;
    z->avail_out = (uInt)(room < MAX_CHUNK ? room : MAX_CHUNK);
    uInt had = z->avail_out;
    int mode = len ? Z_NO_FLUSH : flush;
    Thread *self = thread_leave(vm);
    code = deflates ? deflate(z, mode) : inflate(z, mode);
    thread_enter(vm, self);
    o->len += had - z->avail_out;
    if (code == Z_BUF_ERROR && z->avail_out) break;  // no progress: it wants more input
  } while ((code == Z_OK || code == Z_BUF_ERROR) && (z->avail_in || len || !z->avail_out));
  return code;
}

// ---- at once

static Value zlib_compress(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer data;
  int level, wbits;
  z_stream z = {0};
  Output out = {0};
  if (!int32_arg(vm, args[1], -1, &level) || !int32_arg(vm, args[2], MAX_WBITS, &wbits) || !buffer_get(vm, args[0], &data)) return V_ABSENT;
  int code = deflateInit2(&z, level, Z_DEFLATED, wbits, 8, Z_DEFAULT_STRATEGY);
  if (code == Z_OK) {
    code = run(vm, &z, true, Z_FINISH, data.data, data.len, SIZE_MAX, &out);
    deflateEnd(&z);
  } else if (code == Z_STREAM_ERROR) {
    buffer_release(vm, &data);
    return error_text(vm, "Bad compression level");
  }
  buffer_release(vm, &data);
  if (code != Z_STREAM_END && code != Z_ERRNO) zlib_error(vm, &z, code, "while compressing data");
  return output_take(vm, &out, code == Z_STREAM_END);
}

static Value zlib_decompress(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer data;
  int wbits;
  int64_t room;
  z_stream z = {0};
  Output out = {0};
  if (!int32_arg(vm, args[1], MAX_WBITS, &wbits)) return V_ABSENT;
  if (args[2] != V_ABSENT) {
    if (!obj_index_i64(vm, args[2], &room)) return V_ABSENT;
    if (room < 0) return raise_value(vm, "bufsize must be non-negative");
  }
  if (!buffer_get(vm, args[0], &data)) return V_ABSENT;
  int code = inflateInit2(&z, wbits);
  if (code == Z_OK) {
    code = run(vm, &z, false, Z_SYNC_FLUSH, data.data, data.len, SIZE_MAX, &out);
    if (code == Z_OK) code = Z_BUF_ERROR;
    if (code != Z_STREAM_END && code != Z_ERRNO) zlib_error(vm, &z, code, "while decompressing data");
    inflateEnd(&z);
  } else {
    zlib_error(vm, &z, code, "while preparing to decompress data");
  }
  buffer_release(vm, &data);
  return output_take(vm, &out, code == Z_STREAM_END);
}

static Value checksum(VM *vm, Value *args, uLong (*sum)(uLong, const Bytef *, z_size_t), uint32_t start) {
  Buffer data;
  uLong value = start;
  if (args[1] != V_ABSENT) {
    if (!is_integer(args[1])) return raise_type(vm, "'%T' object cannot be interpreted as an integer", args[1]);
    int64_t n;
    value = int_to_i64(args[1], &n) ? (uint32_t)n : 0;
  }
  if (!buffer_get(vm, args[0], &data)) return V_ABSENT;
  Thread *self = thread_leave(vm);
  value = sum(value, data.data ? data.data : (const Bytef *)"", data.len);
  thread_enter(vm, self);
  buffer_release(vm, &data);
  return from_int((int64_t)(uint32_t)value);
}
static Value zlib_crc32(VM *vm, Value *args, uint32_t argc) { return (void)argc, checksum(vm, args, crc32_z, 0); }
static Value zlib_adler32(VM *vm, Value *args, uint32_t argc) { return (void)argc, checksum(vm, args, adler32_z, 1); }

// ---- streams

static Stream *stream_open(VM *vm, const char *type_name, bool deflates, Value dict) {
  Value type = import_attr(vm, "zlib", type_name), empty = type ? bytes_new(vm, "", 0) : V_ABSENT;
  Value v = empty ? instance_new(vm, (Type *)as_obj(type)) : V_ABSENT;
  release(vm, type);
  if (v) {
    Stream *s = as_stream(v);
    s->deflates = deflates;
    s->dict = dict == V_ABSENT || dict == V_NONE ? V_ABSENT : retain(dict);
    s->unused = retain(empty);
    s->tail = retain(empty);
  }
  release(vm, empty);
  return v ? as_stream(v) : NULL;
}

static bool stream_enter(VM *vm, Stream *s) {
  if (s->busy) return error_text(vm, "the stream is used by another thread"), false;
  return s->busy = true;
}

static Value zlib_compressobj(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int level, method, wbits, memory, strategy;
  Buffer dict = {0};
  if (!int32_arg(vm, args[0], -1, &level) || !int32_arg(vm, args[1], Z_DEFLATED, &method) || !int32_arg(vm, args[2], MAX_WBITS, &wbits) ||
      !int32_arg(vm, args[3], 8, &memory) || !int32_arg(vm, args[4], Z_DEFAULT_STRATEGY, &strategy)) return V_ABSENT;
  bool with_dict = args[5] != V_ABSENT && args[5] != V_NONE;
  if (with_dict && !buffer_get(vm, args[5], &dict)) return V_ABSENT;
  Stream *s = stream_open(vm, "_Compress", true, V_ABSENT);
  int code = s ? deflateInit2(&s->z, level, method, wbits, memory, strategy) : Z_ERRNO;
  if (code == Z_OK) s->open = true;
  if (code == Z_OK && with_dict) code = deflateSetDictionary(&s->z, dict.data, (uInt)dict.len);
  buffer_release(vm, &dict);
  if (code == Z_OK) return from_obj(s);
  if (code == Z_STREAM_ERROR) raise_value(vm, with_dict && s->open ? "Invalid dictionary" : "Invalid initialization option");
  else if (code != Z_ERRNO) zlib_error(vm, &s->z, code, "while creating compression object");
  xdecref(vm, s);
  return V_ABSENT;
}

static bool give_dict(VM *vm, Stream *s) {
  Buffer dict;
  if (!buffer_get(vm, s->dict, &dict)) return false;
  int code = inflateSetDictionary(&s->z, dict.data, (uInt)dict.len);
  buffer_release(vm, &dict);
  if (code != Z_OK) zlib_error(vm, &s->z, code, "while setting zdict");
  return code == Z_OK;
}

static Value zlib_decompressobj(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int wbits;
  if (!int32_arg(vm, args[0], MAX_WBITS, &wbits)) return V_ABSENT;
  if (args[1] != V_ABSENT) {
    Buffer dict;
    if (!buffer_try(vm, args[1], &dict)) return error_clear(vm), raise_type(vm, "zdict argument must support the buffer protocol");
    buffer_release(vm, &dict);
  }
  Stream *s = stream_open(vm, "_Decompress", false, args[1]);
  int code = s ? inflateInit2(&s->z, wbits) : Z_ERRNO;
  if (code == Z_OK) s->open = true;
  if (code == Z_OK && (s->dict == V_ABSENT || wbits >= 0 || give_dict(vm, s))) return from_obj(s);
  if (code == Z_STREAM_ERROR) raise_value(vm, "Invalid initialization option");
  else if (code != Z_OK && code != Z_ERRNO) zlib_error(vm, &s->z, code, "while creating decompression object");
  xdecref(vm, s);
  return V_ABSENT;
}

static Value stream_compress(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Stream *s = as_stream(args[0]);
  Buffer data;
  Output out = {0};
  if (!buffer_get(vm, args[1], &data)) return V_ABSENT;
  if (!stream_enter(vm, s)) return buffer_release(vm, &data), V_ABSENT;
  int code = run(vm, &s->z, true, Z_NO_FLUSH, data.data, data.len, SIZE_MAX, &out);
  s->busy = false;
  buffer_release(vm, &data);
  bool ok = code == Z_OK || code == Z_BUF_ERROR;
  if (!ok && code != Z_ERRNO) zlib_error(vm, &s->z, code, "while compressing data");
  return output_take(vm, &out, ok);
}

static Value stream_flush(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Stream *s = as_stream(args[0]);
  Output out = {0};
  int mode;
  if (!int32_arg(vm, args[1], Z_FINISH, &mode)) return V_ABSENT;
  if (mode == Z_NO_FLUSH) return bytes_new(vm, "", 0);
  if (!stream_enter(vm, s)) return V_ABSENT;
  int code = run(vm, &s->z, true, mode, (const uint8_t *)"", 0, SIZE_MAX, &out);
  s->busy = false;
  bool ok = code == Z_OK || code == Z_BUF_ERROR || code == Z_STREAM_END;
  if (!ok && code != Z_ERRNO) zlib_error(vm, &s->z, code, "while flushing");
  if (code == Z_STREAM_END && mode == Z_FINISH) deflateEnd(&s->z), s->open = false;
  return output_take(vm, &out, ok);
}

// What was not used: behind the end of the stream, or left by max_length.
static bool keep_rest(VM *vm, Stream *s, const Buffer *data, int code) {
  size_t left = (size_t)(data->data + data->len - s->z.next_in);
  const uint8_t *rest = s->z.next_in;
  if (code == Z_STREAM_END) {
    s->eof = true;
    Value more = bytes_new(vm, NULL, as_bytes(s->unused)->len + left);
    if (!more) return false;
    memcpy(as_bytes(more)->data, as_bytes(s->unused)->data, as_bytes(s->unused)->len);
    if (left) memcpy(as_bytes(more)->data + as_bytes(s->unused)->len, rest, left);
    replace(vm, &s->unused, more);
    left = 0;
  }
  if (!left && !as_bytes(s->tail)->len) return true;
  Value tail = bytes_new(vm, left ? (const void *)rest : "", left);
  if (!tail) return false;
  replace(vm, &s->tail, tail);
  return true;
}

static Value stream_decompress_with(VM *vm, Stream *s, Value input, size_t most, int flush) {
  Buffer data;
  Output out = {0};
  if (!buffer_get(vm, input, &data)) return V_ABSENT;
  if (!stream_enter(vm, s)) return buffer_release(vm, &data), V_ABSENT;
  int code = run(vm, &s->z, false, flush, data.data, data.len, most, &out);
  if (code == Z_NEED_DICT && s->dict != V_ABSENT) {
    const uint8_t *rest = s->z.next_in;
    code = give_dict(vm, s) ? run(vm, &s->z, false, flush, rest, (size_t)(data.data + data.len - rest), most, &out) : Z_ERRNO;
  }
  s->busy = false;
  bool ok = code == Z_OK || code == Z_BUF_ERROR || code == Z_STREAM_END;
  if (!ok && code != Z_ERRNO) zlib_error(vm, &s->z, code, "while decompressing data");
  ok = ok && keep_rest(vm, s, &data, code);
  buffer_release(vm, &data);
  return output_take(vm, &out, ok);
}

static Value stream_decompress(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t most = 0;
  if (args[2] != V_ABSENT && !obj_index_i64(vm, args[2], &most)) return V_ABSENT;
  if (most < 0) return raise_value(vm, "max_length must be non-negative");
  return stream_decompress_with(vm, as_stream(args[0]), args[1], most ? (size_t)most : SIZE_MAX, Z_SYNC_FLUSH);
}

static Value stream_rest(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Stream *s = as_stream(args[0]);
  int64_t size = 0;
  if (args[1] != V_ABSENT && !obj_index_i64(vm, args[1], &size)) return V_ABSENT;
  if (args[1] != V_ABSENT && size <= 0) return raise_value(vm, "length must be greater than zero");
  Value tail = retain(s->tail), out = stream_decompress_with(vm, s, tail, SIZE_MAX, Z_FINISH);
  release(vm, tail);
  return out;
}

static Value stream_copy(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Stream *from = as_stream(args[0]);
  if (!from->open) return raise_value(vm, "Inconsistent stream state");
  if (!stream_enter(vm, from)) return V_ABSENT;
  Stream *s = stream_open(vm, from->deflates ? "_Compress" : "_Decompress", from->deflates, from->dict);
  int code = !s ? Z_ERRNO : from->deflates ? deflateCopy(&s->z, &from->z) : inflateCopy(&s->z, &from->z);
  from->busy = false;
  if (code == Z_OK) {
    s->open = true;
    s->eof = from->eof;
    replace(vm, &s->unused, retain(from->unused));
    replace(vm, &s->tail, retain(from->tail));
    return from_obj(s);
  }
  if (code != Z_ERRNO) zlib_error(vm, NULL, code, "while copying stream");
  xdecref(vm, s);
  return V_ABSENT;
}

static void stream_free(VM *vm, Object *o) {
  Stream *s = (Stream *)o;
  if (s->open) s->deflates ? deflateEnd(&s->z) : inflateEnd(&s->z);
  s->open = false;
  replace(vm, &s->dict, V_ABSENT);
  replace(vm, &s->unused, V_ABSENT);
  replace(vm, &s->tail, V_ABSENT);
}

static Value get_unused(VM *vm, Value self) { return (void)vm, retain(as_stream(self)->unused); }
static Value get_tail(VM *vm, Value self) { return (void)vm, retain(as_stream(self)->tail); }
static Value get_eof(VM *vm, Value self) { return (void)vm, from_bool(as_stream(self)->eof); }

static const NativeDef compress_methods[] = {
  {"compress", "($self, data, /)", stream_compress, 0, "Returns a bytes object containing compressed data."},
  {"flush", "($self, mode=4, /)", stream_flush, 0, "Return a bytes object containing any remaining compressed data."},
  {"copy", "($self, /)", stream_copy, 0, "Return a copy of the compression object."},
  {"__copy__", "($self, /)", stream_copy, 0, NULL},
  {"__deepcopy__", "($self, memo, /)", stream_copy, 0, NULL},
  {0},
};
static const NativeDef decompress_methods[] = {
  {"decompress", "($self, data, /, max_length=0)", stream_decompress, 0, "Return a bytes object containing the decompressed version of the data."},
  {"flush", "($self, length=16384, /)", stream_rest, 0, "Return a bytes object containing any remaining decompressed data."},
  {"copy", "($self, /)", stream_copy, 0, "Return a copy of the decompression object."},
  {"__copy__", "($self, /)", stream_copy, 0, NULL},
  {"__deepcopy__", "($self, memo, /)", stream_copy, 0, NULL},
  {0},
};
static const GetSetDef decompress_getset[] = {{"unused_data", get_unused, NULL, NULL}, {"unconsumed_tail", get_tail, NULL, NULL}, {"eof", get_eof, NULL, NULL}, {0}};
static const TypeSpec compress_spec = {
  .name = "zlib.Compress", .kind = KIND_OTHER, .flags = TYPE_NO_NEW, .basicsize = sizeof(Stream), .methods = compress_methods, .slots = {.free = stream_free},
};
static const TypeSpec decompress_spec = {
  .name = "zlib.Decompress", .kind = KIND_OTHER, .flags = TYPE_NO_NEW, .basicsize = sizeof(Stream), .methods = decompress_methods, .getset = decompress_getset,
  .slots = {.free = stream_free},
};

// ---- the module

static const NativeDef functions[] = {
  {"compress", "(data, /, level=-1, wbits=15)", zlib_compress, 0, "Returns a bytes object containing compressed data."},
  {"decompress", "(data, /, wbits=15, bufsize=16384)", zlib_decompress, 0, "Returns a bytes object containing the uncompressed data."},
  {"compressobj", "(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)", zlib_compressobj, 0, "Return a compressor object."},
  {"decompressobj", "(wbits=15, zdict=b'')", zlib_decompressobj, 0, "Return a decompressor object."},
  {"crc32", "(data, value=0, /)", zlib_crc32, 0, "Compute a CRC-32 checksum of data."},
  {"adler32", "(data, value=1, /)", zlib_adler32, 0, "Compute an Adler-32 checksum of data."},
  {0},
};

static bool add_error(VM *vm, Module *m) {
  Value args[3] = {str_from_c(vm, "error"), tuple_pack(vm, 1, from_obj(error_type_get(vm, EXC_Exception))), V_ABSENT};
  Dict *ns = dict_new(vm);
  args[2] = from_obj(ns);
  bool ok = args[0] && args[1] && ns && dict_set_c(vm, ns, "__module__", str_from_c(vm, "zlib"));
  Value type = ok ? obj_call(vm, from_obj(vm->types.type), args, 3) : V_ABSENT;
  for (int i = 0; i < 3; i++) release(vm, args[i]);
  return type && module_add(vm, m, "error", type);
}

static bool add_type(VM *vm, Module *m, const char *name, const TypeSpec *spec) {
  Type *type = type_from_spec(vm, spec, NULL);
  return type && module_add(vm, m, name, from_obj(type));
}

static bool init(VM *vm, Module *m) {
#define CONSTANT(name) {#name, name}
  static const struct { const char *name; int value; } table[] = {
    CONSTANT(MAX_WBITS), {"DEFLATED", Z_DEFLATED}, {"DEF_MEM_LEVEL", 8}, {"DEF_BUF_SIZE", 16384}, CONSTANT(Z_BEST_SPEED), CONSTANT(Z_BEST_COMPRESSION),
    CONSTANT(Z_DEFAULT_COMPRESSION), CONSTANT(Z_FILTERED), CONSTANT(Z_HUFFMAN_ONLY), CONSTANT(Z_DEFAULT_STRATEGY), CONSTANT(Z_RLE), CONSTANT(Z_FIXED),
    CONSTANT(Z_NO_COMPRESSION), CONSTANT(Z_NO_FLUSH), CONSTANT(Z_PARTIAL_FLUSH), CONSTANT(Z_SYNC_FLUSH), CONSTANT(Z_FULL_FLUSH), CONSTANT(Z_FINISH),
    CONSTANT(Z_BLOCK), CONSTANT(Z_TREES),
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++)
    if (!module_add_int(vm, m, table[i].name, table[i].value)) return false;
  return add_error(vm, m) && add_type(vm, m, "_Compress", &compress_spec) && add_type(vm, m, "_Decompress", &decompress_spec) &&
         module_add_str(vm, m, "ZLIB_VERSION", ZLIB_VERSION) && module_add_str(vm, m, "ZLIB_RUNTIME_VERSION", zlibVersion()) &&
         module_add_str(vm, m, "__version__", "1.0");
}

const ModuleDef zlib_module = {"zlib", "Compression compatible with gzip, after zlib.", functions, init};
