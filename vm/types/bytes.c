// SPDX-License-Identifier: MIT
// bytes.c - bytes, and the buffers that bytes-like objects lend.
//
// A Buffer pins its owner by a reference; the owners that could move their memory (bytearray, and memoryview over one) count
// their exports and refuse to resize while there are any.
#include "vm/base/hash.h"
#include "vm/types/bytes_methods.h"
#include "vm/core/func.h"
#include "vm/core/host.h"
#include "vm/types/text.h"

static const size_t BYTES_MAX = (size_t)PTRDIFF_MAX - 4096;

static size_t bytes_block_size(const Object *o) { return sizeof(Bytes) + ((const Bytes *)o)->len + 1; }

static Bytes *bytes_alloc(VM *vm, Type *type, size_t len) {
  if (len > BYTES_MAX) return raise_no_memory(vm), NULL;
  Bytes *b = (Bytes *)object_new_raw(vm, type, sizeof(Bytes) + len + 1);
  if (!b) return NULL;
  b->hash = -1;
  b->len = len;
  b->data[len] = 0;
  return b;
}

Value bytes_new(VM *vm, const void *data, size_t len) {
  if (len == 0 && vm->empty_bytes) return retain(vm->empty_bytes);
  Bytes *b = bytes_alloc(vm, vm->types.bytes, len);
  if (!b) return V_ABSENT;
  if (data) memcpy(b->data, data, len);
  else memset(b->data, 0, len);
  return from_obj(b);
}

// --- buffers ---

static bool buffer_lend(VM *vm, Value v, Buffer *out, bool raise_errors) {
  *out = (Buffer){.owner = V_ABSENT, .itemsize = 1, .format = "B", .readonly = true};
  if (is_bytes(v)) {
    out->data = as_bytes(v)->data;
    out->len = as_bytes(v)->len;
  } else if (is_bytearray(v)) {
    ByteArray *array = as_bytearray(v);
    array->exports++;
    out->data = array->data;
    out->len = array->len;
    out->readonly = false;
  } else if (is_kind(v, KIND_MEMORYVIEW)) {
    if (!memoryview_buffer(vm, v, out, raise_errors)) return false;
  } else {
    const TypeSpec *spec = type_of_get(vm, v)->spec;
    if (!spec || !spec->lend) return loan_buffer(vm, v, out);
    if (!spec->lend(vm, v, out)) return false;
  }
  out->owner = retain(v);
  return true;
}

bool buffer_try(VM *vm, Value v, Buffer *out) {
  if (buffer_lend(vm, v, out, false)) return true;
  error_clear(vm);
  return false;
}

bool buffer_get(VM *vm, Value v, Buffer *out) {
  if (buffer_lend(vm, v, out, true)) return true;
  if (!has_error(vm)) raise_type(vm, "a bytes-like object is required, not '%T'", v);
  return false;
}

void buffer_release(VM *vm, Buffer *buffer) {
  Value owner = buffer->owner;
  if (owner == V_ABSENT) return;
  buffer->owner = V_ABSENT;
  if (is_bytearray(owner)) as_bytearray(owner)->exports--;
  else if (is_kind(owner, KIND_MEMORYVIEW)) memoryview_unlock(owner);
  else if (!is_bytes(owner)) type_of_get(vm, owner)->spec->lend_end(owner);
  release(vm, owner);
}

// --- construction ---

bool byte_value(VM *vm, Value v, const char *range_error, uint8_t *out) {
  int64_t n;
  if (is_int(v)) n = as_int(v);
  else if (!obj_index_clamped(vm, v, &n)) return false;
  if (n < 0 || n > 255) return raise_value(vm, "%s", range_error), false;
  *out = (uint8_t)n;
  return true;
}

static Value bytes_from_iterable(VM *vm, Value v) {
  Value it = obj_iter(vm, v), item;
  if (it == V_ABSENT) {
    if (error_clear_if(vm, EXC_TypeError)) raise_type(vm, "cannot convert '%T' object to bytes", v);
    return V_ABSENT;
  }
  Value out = bytearray_new(vm, NULL, 0);
  while (out != V_ABSENT && (item = obj_next(vm, it)) != V_ABSENT) {
    uint8_t byte;
    ByteArray *array = as_bytearray(out);
    bool ok = byte_value(vm, item, "bytes must be in range(0, 256)", &byte) && bytearray_resize(vm, array, array->len + 1);
    release(vm, item);
    if (ok) array->data[array->len - 1] = byte;
    else break;
  }
  release(vm, it);
  Value bytes = out != V_ABSENT && !has_error(vm) ? bytes_new(vm, as_bytearray(out)->data, as_bytearray(out)->len) : V_ABSENT;
  release(vm, out);
  return bytes;
}

static Value bytes_from_count(VM *vm, Value v) {
  int64_t count;
  if (!obj_index_i64(vm, v, &count)) {
    if (!error_is(vm, EXC_OverflowError)) return V_ABSENT;
    error_clear(vm);
    return raise(vm, EXC_OverflowError, "cannot fit '%T' into an index-sized integer", v);
  }
  return count < 0 ? raise_value(vm, "negative count") : bytes_new(vm, NULL, (size_t)count);
}

// What has no __bytes__: a count, a buffer, an iterable of ints.
static Value bytes_from_plain(VM *vm, Value v) {
  if (is_str(v)) return raise_type(vm, "string argument without an encoding");
  if (is_integer(v) || type_of_get(vm, v)->slots.index) {
    Value bytes = bytes_from_count(vm, v);
    if (bytes != V_ABSENT || is_integer(v) || !error_clear_if(vm, EXC_TypeError)) return bytes;
  }
  if (is_kind(v, KIND_MEMORYVIEW)) return memoryview_tobytes(vm, v);
  Buffer buffer;
  if (buffer_try(vm, v, &buffer)) {
    Value bytes = bytes_new(vm, buffer.data, buffer.len);
    buffer_release(vm, &buffer);
    return bytes;
  }
  return bytes_from_iterable(vm, v);
}

Value bytes_from_object(VM *vm, Value v) {
  if (is_kind(v, KIND_BYTES) && obj_type(as_obj(v)) == vm->types.bytes) return retain(v);
  Value made = obj_call_special(vm, v, vm->names.dunder_bytes, NULL, 0);
  if (made != V_ABSENT) {
    if (is_bytes(made)) return made;
    raise_type(vm, "__bytes__ returned non-bytes (type %T)", made);
    release(vm, made);
    return V_ABSENT;
  }
  return has_error(vm) ? V_ABSENT : bytes_from_plain(vm, v);
}

// The three constructor arguments of bytes and bytearray that are about text; V_ABSENT without exception: no text given.
Value bytes_from_text(VM *vm, const Value *in, const char *function) {
  const char *encoding, *errors;
  if (!text_c_arg(vm, in[1], function, "encoding", &encoding) || !text_c_arg(vm, in[2], function, "errors", &errors)) return V_ABSENT;
  if (!encoding && !errors) return V_ABSENT;
  if (in[0] == V_ABSENT || !is_str(in[0])) return raise_type(vm, "%s without a string argument", encoding ? "encoding" : "errors");
  if (!encoding) return raise_type(vm, "string argument without an encoding");
  return codec_encode(vm, as_str(in[0]), encoding, errors);
}

static Value bytes_make(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[3];
  if (!args_bind(vm, "bytes", "(source=b'', encoding='', errors='')", args, argc, kwnames, in)) return V_ABSENT;
  Value made = bytes_from_text(vm, in, "bytes");
  if (made == V_ABSENT && !has_error(vm)) made = in[0] == V_ABSENT ? bytes_new(vm, NULL, 0) : bytes_from_object(vm, in[0]);
  if (made == V_ABSENT || type == vm->types.bytes) return made;
  Bytes *b = bytes_alloc(vm, type, as_bytes(made)->len);
  if (b) memcpy(b->data, as_bytes(made)->data, b->len);
  release(vm, made);
  if (b && type_has(type, TYPE_GC) && !gc_track(vm, &b->header)) CLEAR_REF(vm, b);
  return from_obj(b);
}

// --- slots ---

static Value bytes_repr(VM *vm, Value self) {
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_repr_bytes(&sb, as_bytes(self)->data, as_bytes(self)->len);
  return sb_finish(&sb);
}

static bool told(VM *vm, const char *format, const char *kind) {
  return !vm_option_count(&vm->config, "b") || warn(vm, EXC_BytesWarning, 1, format, kind);
}

Value bytes_str(VM *vm, Value self) {
  const Type *type = type_of_get(vm, self);
  return told(vm, "str() on a %s instance", type_is_subtype(type, vm->types.bytes) ? "bytes" : "bytearray") ? type->slots.repr(vm, self) : V_ABSENT;
}

bool bytes_mixed(VM *vm, const char *kind, Value other) {
  if (is_str(other)) return told(vm, "Comparison between %s and string", kind);
  return !is_integer(other) || told(vm, "Comparison between %s and int", kind);
}

static bool bytes_hash(VM *vm, Value self, int64_t *hash) {
  Bytes *b = as_bytes(self);
  if (b->hash == -1) b->hash = str_hash_of(vm, b->data, b->len);
  *hash = b->hash;
  return true;
}

int bytes_order(const uint8_t *a, size_t a_len, const uint8_t *b, size_t b_len) {
  int order = memcmp(a, b, a_len < b_len ? a_len : b_len);
  return order ? order : a_len < b_len ? -1 : a_len > b_len;
}

Value order_result(int order, CmpOp op) {
  switch (op) {
    case CMP_LT: return from_bool(order < 0);
    case CMP_LE: return from_bool(order <= 0);
    case CMP_EQ: return from_bool(order == 0);
    case CMP_NE: return from_bool(order != 0);
    case CMP_GT: return from_bool(order > 0);
    default: return from_bool(order >= 0);
  }
}

static Value bytes_compare(VM *vm, Value a, Value b, CmpOp op) {
  if (!is_bytes(a) || !is_bytes(b)) return is_bytes(a) && (op == CMP_EQ || op == CMP_NE) && !bytes_mixed(vm, "bytes", b) ? V_ABSENT : V_NOTIMPL;
  const Bytes *x = as_bytes(a), *y = as_bytes(b);
  if ((op == CMP_EQ || op == CMP_NE) && x->len != y->len) return from_bool(op == CMP_NE);
  return order_result(bytes_order(x->data, x->len, y->data, y->len), op);
}

static int64_t bytes_length(VM *vm, Value self) {
  (void)vm;
  return (int64_t)as_bytes(self)->len;
}

// Every step-th byte of a slice, into `out`.
void bytes_pick(uint8_t *out, const uint8_t *data, int64_t start, int64_t step, int64_t count) {
  if (step == 1) {
    memcpy(out, data + start, (size_t)count);
    return;
  }
  for (int64_t i = 0; i < count; i++, start += step) out[i] = data[start];
}

static Value bytes_getitem(VM *vm, Value self, Value key) {
  const Bytes *b = as_bytes(self);
  if (is_kind(key, KIND_SLICE)) {
    int64_t start, stop, step, count;
    if (!slice_resolve(vm, key, (int64_t)b->len, &start, &stop, &step, &count)) return V_ABSENT;
    if ((size_t)count == b->len && step == 1 && obj_type(&b->header) == vm->types.bytes) return retain(self);
    Value piece = bytes_new(vm, NULL, (size_t)count);
    if (piece != V_ABSENT && count) bytes_pick(as_bytes(piece)->data, b->data, start, step, count);
    return piece;
  }
  int64_t index;
  if (is_int(key)) index = as_int(key);
  else if (!is_integer(key) && !type_of_get(vm, key)->slots.index) {
    return raise_type(vm, "byte indices must be integers or slices, not %T", key);
  } else if (!obj_index_i64(vm, key, &index)) return V_ABSENT;
  if (index < 0) index += (int64_t)b->len;
  if ((uint64_t)index >= b->len) return raise(vm, EXC_IndexError, "index out of range");
  return from_int(b->data[index]);
}

int bytes_like_contains(VM *vm, Value self, Value item) {
  Text t = text_of(self);
  if (is_integer(item) || type_of_get(vm, item)->slots.index) {
    uint8_t byte;
    if (!byte_value(vm, item, "byte must be in range(0, 256)", &byte)) return -1;
    t = text_of(self);
    return t.len && memchr(t.chars, byte, t.len) != NULL;
  }
  Buffer sub;
  if (!buffer_get(vm, item, &sub)) return -1;
  int found = chars_find(t.chars, 1, t.len, sub.data, 1, sub.len) >= 0;
  buffer_release(vm, &sub);
  return found;
}

// a + b where a is bytes or bytearray: the result has a's type.
Value bytes_like_add(VM *vm, Value a, Value b) {
  if (!is_bytes(a) && !is_bytearray(a)) return V_NOTIMPL;
  Buffer left, right;
  if (!buffer_try(vm, b, &right)) {
    if (has_error(vm) || text_defers(vm, b, BIN_ADD)) return has_error(vm) ? V_ABSENT : V_NOTIMPL;
    return raise_type(vm, "can't concat %T to %T", b, a);
  }
  if (!buffer_get(vm, a, &left)) return buffer_release(vm, &right), V_ABSENT;
  Value sum;
  if (is_bytearray(a)) {
    sum = bytearray_new(vm, NULL, left.len + right.len);
  } else if (right.len == 0 && obj_type(as_obj(a)) == vm->types.bytes) {
    sum = retain(a);
  } else if (left.len == 0 && is_bytes(b) && obj_type(as_obj(b)) == vm->types.bytes) {
    sum = retain(b);
  } else {
    sum = bytes_new(vm, NULL, left.len + right.len);
  }
  if (sum != V_ABSENT && sum != a && sum != b && left.len + right.len) {
    uint8_t *to = is_bytes(sum) ? as_bytes(sum)->data : as_bytearray(sum)->data;
    if (left.len) memcpy(to, left.data, left.len);
    if (right.len) memcpy(to + left.len, right.data, right.len);
  }
  buffer_release(vm, &left);
  buffer_release(vm, &right);
  return sum;
}

Value bytes_like_mul(VM *vm, Value a, Value b) {
  Value self = is_bytes(a) || is_bytearray(a) ? a : b;
  int64_t count;
  int have = sequence_count(vm, self == a ? b : a, &count);
  if (have <= 0) return have ? V_ABSENT : V_NOTIMPL;
  Text t = text_of(self);
  if (count < 0) count = 0;
  if (count == 1 && t.family == TEXT_BYTES && obj_type(as_obj(self)) == vm->types.bytes) return retain(self);
  if (t.len && (size_t)count > BYTES_MAX / t.len) return raise_no_memory(vm);
  size_t total = t.len * (size_t)count;
  Value out = t.family == TEXT_BYTES ? bytes_new(vm, NULL, total) : bytearray_new(vm, NULL, total);
  if (out == V_ABSENT || total == 0) return out;
  uint8_t *to = (uint8_t *)(uintptr_t)text_of(out).chars;
  if (t.len == 1) memset(to, t.chars[0], total);
  else {
    memcpy(to, t.chars, t.len);
    for (size_t done = t.len; done < total;) {
      size_t step = done < total - done ? done : total - done;
      memcpy(to + done, to, step);
      done += step;
    }
  }
  return out;
}

static Value bytes_mod(VM *vm, Value a, Value b) {
  return is_bytes(a) || is_bytearray(a) ? bytes_percent(vm, a, b) : V_NOTIMPL;
}

// --- iterator (also bytearray's) ---

static Value bytes_iter(VM *vm, Value self) { return seqiter_new(vm, vm->types.bytes_iter, self); }

Value bytes_iter_next(VM *vm, Value self) {
  SeqIter *it = (SeqIter *)as_obj(self);
  if (it->seq == V_ABSENT) return V_ABSENT;
  Text t = text_of(it->seq);
  if (it->index < t.len) return from_int(t.chars[it->index++]);
  replace(vm, &it->seq, V_ABSENT);
  return V_ABSENT;
}

static const TypeSpec bytes_iter_spec = {
  .name = "bytes_iterator", .kind = KIND_ITERATOR, .flags = TYPE_NO_NEW, .basicsize = sizeof(SeqIter),
  .methods = sequence_iter_methods,
  .slots = {.iter = iterator_self, .next = bytes_iter_next, .free = seqiter_free, .traverse = seqiter_traverse},
};

static const TypeSpec bytes_spec = {
  .name = "bytes",
  .doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\n"
         "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
         "bytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object",
  .kind = KIND_BYTES,
  .flags = TYPE_BASE,
  .size = bytes_block_size,
  .methods = bytes_methods,
  .slots = {
    .new = bytes_make, .repr = bytes_repr, .str = bytes_str, .hash = bytes_hash, .compare = bytes_compare, .len = bytes_length,
    .getitem = bytes_getitem, .contains = bytes_like_contains, .iter = bytes_iter,
    .binary = {[BIN_ADD] = bytes_like_add, [BIN_MUL] = bytes_like_mul, [BIN_MOD] = bytes_mod},
  },
};

bool bytes_types_init(VM *vm) {
  vm->types.bytes = type_from_spec(vm, &bytes_spec, NULL);
  if (!vm->types.bytes) return false;
  vm->types.bytes_iter = type_from_spec(vm, &bytes_iter_spec, NULL);
  if (!vm->types.bytes_iter) return false;
  if (!vm->empty_bytes) vm->empty_bytes = bytes_new(vm, NULL, 0);
  return vm->empty_bytes != V_ABSENT && bytearray_types_init(vm) && memoryview_types_init(vm) && loan_types_init(vm);
}
