// SPDX-License-Identifier: MIT
// bytearray.c - the mutable sequence of bytes.
//
//   block [ removed prefix | data, len bytes | room ]  cap bytes in all
//
// Deleting a prefix moves `data` forward and copies nothing, so that a buffer that is filled at one end and consumed at the other
// costs what its traffic costs. A resize gives the prefix back before it asks for memory.
#include "vm/types/bytes_methods.h"
#include "vm/core/func.h"
#include "vm/types/text.h"

static ByteArray *array_of(Value v) { return as_bytearray(v); }

static ByteArray *bytearray_blank(VM *vm, Type *type) {
  ByteArray *b = (ByteArray *)object_new(vm, type, sizeof *b);
  if (b && type_has(type, TYPE_GC) && !gc_track(vm, &b->header)) CLEAR_REF(vm, b);
  return b;
}

Value bytearray_new(VM *vm, const void *data, size_t len) {
  ByteArray *b = bytearray_blank(vm, vm->types.bytearray);
  if (!b || len == 0) return from_obj(b);
  if (!bytearray_resize(vm, b, len)) {
    decref(vm, b);
    return V_ABSENT;
  }
  if (data) memcpy(b->data, data, len);
  else memset(b->data, 0, len);
  return from_obj(b);
}

// Gives the array a block of `cap` bytes (at least len) with the data at its start.
static bool array_reblock(VM *vm, ByteArray *b, size_t cap) {
  if (b->len) memmove(b->block, b->data, b->len);
  if (b->block) b->data = b->block;
  uint8_t *block = (uint8_t *)vm_realloc(vm, b->block, b->cap, cap);
  if (!block) return false;
  b->block = b->data = block;
  b->cap = cap;
  return true;
}

bool bytearray_resize(VM *vm, ByteArray *b, size_t len) {
  if (len == b->len) return true;
  if (b->exports) return raise(vm, EXC_BufferError, "Existing exports of data: object cannot be re-sized"), false;
  size_t room = b->cap - (size_t)(b->data - b->block);
  if (len > PTRDIFF_MAX / 2) return raise_no_memory(vm), false;
  if (len > b->cap) {
    if (!array_reblock(vm, b, len + len / 4 + 16)) return false;
  } else if (len > room) {
    memmove(b->block, b->data, b->len);
    b->data = b->block;
  } else if (b->cap > 256 && len < b->cap / 4) {
    if (b->len > len) b->len = len;
    if (!array_reblock(vm, b, len + len / 4 + 16)) error_clear(vm);  // the old block does as well
  }
  b->len = len;
  return true;
}

static void bytearray_free(VM *vm, Object *o) {
  ByteArray *b = (ByteArray *)o;
  vm_dealloc(vm, b->block, b->cap);
  b->block = b->data = NULL;
  b->len = b->cap = 0;
}

// Replaces [start, stop) by n bytes, which must not lie in the array itself.
static bool array_splice(VM *vm, ByteArray *b, size_t start, size_t stop, const uint8_t *bytes, size_t n) {
  size_t cut = stop - start, tail = b->len - stop;
  if (n < cut && start == 0 && !b->exports) {
    b->data += cut - n;
    b->len -= cut - n;
    if (b->len < b->cap / 4 && b->cap > 256 && !array_reblock(vm, b, b->len + b->len / 4 + 16)) error_clear(vm);
  } else if (n < cut) {
    if (b->exports) return bytearray_resize(vm, b, b->len - cut + n);
    memmove(b->data + start + n, b->data + stop, tail);
    if (!bytearray_resize(vm, b, b->len - cut + n)) return false;
  } else if (n > cut) {
    if (!bytearray_resize(vm, b, b->len - cut + n)) return false;
    memmove(b->data + start + n, b->data + start + cut, tail);
  }
  if (n) memcpy(b->data + start, bytes, n);
  return true;
}

// --- filling ---

static bool array_push(VM *vm, ByteArray *b, uint8_t byte) {
  if (!bytearray_resize(vm, b, b->len + 1)) return false;
  b->data[b->len - 1] = byte;
  return true;
}

static bool array_push_all(VM *vm, ByteArray *b, Value iterator) {
  Value item;
  while ((item = obj_next(vm, iterator)) != V_ABSENT) {
    uint8_t byte;
    bool ok = byte_value(vm, item, "byte must be in range(0, 256)", &byte) && array_push(vm, b, byte);
    release(vm, item);
    if (!ok) return false;
  }
  return !has_error(vm);
}

static bool array_append_bytes(VM *vm, ByteArray *b, const Buffer *more) {
  size_t old = b->len;
  if (!bytearray_resize(vm, b, old + more->len)) return false;
  if (more->len) memcpy(b->data + old, more->data, more->len);
  return true;
}

static bool array_fill_count(VM *vm, ByteArray *b, Value v) {
  int64_t count;
  if (!obj_index_i64(vm, v, &count)) {
    if (error_clear_if(vm, EXC_OverflowError)) raise(vm, EXC_OverflowError, "cannot fit '%T' into an index-sized integer", v);
    return false;
  }
  if (count < 0) return raise_value(vm, "negative count"), false;
  if (!bytearray_resize(vm, b, (size_t)count)) return false;
  if (count) memset(b->data, 0, (size_t)count);
  return true;
}

// The constructor's source without encoding.
static bool array_fill(VM *vm, ByteArray *b, Value v) {
  if (is_str(v)) return raise_type(vm, "string argument without an encoding"), false;
  if (is_integer(v) || type_of_get(vm, v)->slots.index) {
    if (array_fill_count(vm, b, v)) return true;
    if (is_integer(v) || !error_clear_if(vm, EXC_TypeError)) return false;
  }
  Buffer source;
  if (is_kind(v, KIND_MEMORYVIEW)) {
    Value bytes = memoryview_tobytes(vm, v);
    bool ok = bytes != V_ABSENT && array_splice(vm, b, 0, b->len, as_bytes(bytes)->data, as_bytes(bytes)->len);
    release(vm, bytes);
    return ok;
  }
  if (buffer_try(vm, v, &source)) {
    bool ok = array_append_bytes(vm, b, &source);
    buffer_release(vm, &source);
    return ok;
  }
  Value it = has_error(vm) ? V_ABSENT : obj_iter(vm, v);
  if (it == V_ABSENT) {
    if (error_clear_if(vm, EXC_TypeError)) raise_type(vm, "cannot convert '%T' object to bytearray", v);
    return false;
  }
  bool ok = array_push_all(vm, b, it);
  release(vm, it);
  return ok;
}

static Value bytearray_make(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)args, (void)argc, (void)kwnames;
  return from_obj(bytearray_blank(vm, type));
}

static bool bytearray_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[3];
  if (!args_bind(vm, "bytearray", "(source=b'', encoding='', errors='')", args, argc, kwnames, in)) return false;
  ByteArray *b = array_of(self);
  if (!bytearray_resize(vm, b, 0)) return false;
  Value text = bytes_from_text(vm, in, "bytearray");
  if (text == V_ABSENT) return !has_error(vm) && (in[0] == V_ABSENT || array_fill(vm, b, in[0]));
  bool ok = array_splice(vm, b, 0, b->len, as_bytes(text)->data, as_bytes(text)->len);
  release(vm, text);
  return ok;
}

// --- slots ---

static Value bytearray_repr(VM *vm, Value self) {
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_str(&sb, obj_type(as_obj(self))->name);
  sb_char(&sb, '(');
  sb_repr_bytearray(&sb, array_of(self)->data, array_of(self)->len);
  sb_char(&sb, ')');
  return sb_finish(&sb);
}

static Value bytearray_compare(VM *vm, Value a, Value b, CmpOp op) {
  if (!is_bytearray(a)) return V_NOTIMPL;
  if (is_str(b) && (op == CMP_EQ || op == CMP_NE)) return bytes_mixed(vm, "bytearray", b) ? V_NOTIMPL : V_ABSENT;
  Buffer other;
  if (!buffer_try(vm, b, &other)) return has_error(vm) ? V_ABSENT : V_NOTIMPL;
  const ByteArray *self = array_of(a);
  int order = (op == CMP_EQ || op == CMP_NE) && self->len != other.len ? 1 : 0;
  if (!order && (self->len || other.len)) {
    order = self->len && other.len ? bytes_order(self->data, self->len, other.data, other.len) : self->len ? 1 : -1;
  }
  buffer_release(vm, &other);
  return order_result(order, op);
}

static int64_t bytearray_length(VM *vm, Value self) {
  (void)vm;
  return (int64_t)array_of(self)->len;
}

// An int subscript; false: exception.
static bool array_index(VM *vm, Value self, Value key, size_t *at) {
  int64_t index;
  if (is_int(key)) index = as_int(key);
  else if (!is_integer(key) && !type_of_get(vm, key)->slots.index) {
    return raise_type(vm, "bytearray indices must be integers or slices, not %T", key), false;
  } else if (!obj_index_i64(vm, key, &index)) return false;
  if (index < 0) index += (int64_t)array_of(self)->len;
  if ((uint64_t)index >= array_of(self)->len) return raise(vm, EXC_IndexError, "bytearray index out of range"), false;
  *at = (size_t)index;
  return true;
}

static Value bytearray_getitem(VM *vm, Value self, Value key) {
  if (is_kind(key, KIND_SLICE)) {
    int64_t start, stop, step, count;
    if (!slice_resolve(vm, key, (int64_t)array_of(self)->len, &start, &stop, &step, &count)) return V_ABSENT;
    Value piece = bytearray_new(vm, NULL, (size_t)count);
    if (piece != V_ABSENT && count) bytes_pick(array_of(piece)->data, array_of(self)->data, start, step, count);
    return piece;
  }
  size_t at;
  return array_index(vm, self, key, &at) ? from_int(array_of(self)->data[at]) : V_ABSENT;
}

static bool array_delete_steps(VM *vm, ByteArray *b, int64_t start, int64_t step, int64_t count) {
  if (count == 0) return true;
  if (b->exports) return bytearray_resize(vm, b, b->len - (size_t)count);
  if (step < 0) {
    start += (count - 1) * step;
    step = -step;
  }
  size_t to = (size_t)start;
  for (size_t from = to; from < b->len; from++) {
    size_t away = from - (size_t)start;
    if (away % (size_t)step == 0 && away / (size_t)step < (size_t)count) continue;
    b->data[to++] = b->data[from];
  }
  return bytearray_resize(vm, b, to);
}

static bool array_assign_slice(VM *vm, Value self, Value key, const uint8_t *bytes, size_t n, bool deleting) {
  int64_t start, stop, step, count;
  ByteArray *b = array_of(self);
  if (!slice_resolve(vm, key, (int64_t)b->len, &start, &stop, &step, &count)) return false;
  if (step == 1) return array_splice(vm, b, (size_t)start, (size_t)(start + count), bytes, n);
  if (deleting || n == 0) return array_delete_steps(vm, b, start, step, count);
  if (n != (size_t)count) {
    raise_value(vm, "attempt to assign bytes of size %zu to extended slice of size %ld", n, count);
    return false;
  }
  for (int64_t i = 0; i < count; i++, start += step) b->data[start] = bytes[i];
  return true;
}

static bool bytearray_set_slice(VM *vm, Value self, Value key, Value v) {
  if (v == V_ABSENT) return array_assign_slice(vm, self, key, NULL, 0, true);
  if (is_str(v) || is_integer(v)) {
    return raise_type(vm, "can assign only bytes, buffers, or iterables of ints in range(0, 256)"), false;
  }
  Value source;
  if (v != self && (is_bytes(v) || is_bytearray(v))) {
    source = retain(v);
  } else {
    source = bytearray_new(vm, NULL, 0);
    if (source != V_ABSENT && !array_fill(vm, array_of(source), v)) replace(vm, &source, V_ABSENT);
  }
  if (source == V_ABSENT) return false;
  Text t = text_of(source);
  bool ok = array_assign_slice(vm, self, key, t.chars, t.len, false);
  release(vm, source);
  return ok;
}

static bool bytearray_setitem(VM *vm, Value self, Value key, Value v) {
  if (is_kind(key, KIND_SLICE)) return bytearray_set_slice(vm, self, key, v);
  size_t at;
  uint8_t byte;
  if (!array_index(vm, self, key, &at)) return false;
  ByteArray *b = array_of(self);
  if (v == V_ABSENT) return array_splice(vm, b, at, at + 1, NULL, 0);
  if (!byte_value(vm, v, "byte must be in range(0, 256)", &byte)) return false;
  if (at >= b->len) return raise(vm, EXC_IndexError, "bytearray index out of range"), false;
  b->data[at] = byte;
  return true;
}

static Value bytearray_iadd(VM *vm, Value a, Value b) {
  if (!is_bytearray(a)) return V_NOTIMPL;
  ByteArray *self = array_of(a);
  if (a == b) {
    size_t len = self->len;
    if (!bytearray_resize(vm, self, len * 2)) return V_ABSENT;
    if (len) memcpy(self->data + len, self->data, len);
    return retain(a);
  }
  Buffer more;
  if (!buffer_try(vm, b, &more)) {
    return has_error(vm) ? V_ABSENT : raise_type(vm, "can't concat %T to %T", b, a);
  }
  bool ok = array_append_bytes(vm, self, &more);
  buffer_release(vm, &more);
  return ok ? retain(a) : V_ABSENT;
}

static Value bytearray_imul(VM *vm, Value a, Value b) {
  if (!is_bytearray(a)) return V_NOTIMPL;
  int64_t count;
  int have = sequence_count(vm, b, &count);
  if (have <= 0) return have ? V_ABSENT : V_NOTIMPL;
  ByteArray *self = array_of(a);
  size_t len = self->len;
  if (count < 0) count = 0;
  if (len && (size_t)count > (size_t)PTRDIFF_MAX / len) return raise_no_memory(vm);
  if (!bytearray_resize(vm, self, len * (size_t)count)) return V_ABSENT;
  for (int64_t i = 1; len && i < count; i++) memcpy(self->data + (size_t)i * len, self->data, len);
  return retain(a);
}

static Value bytearray_mod(VM *vm, Value a, Value b) {
  if (!is_bytearray(a)) return V_NOTIMPL;
  return bytes_percent(vm, a, b);
}

static Value bytearray_iter(VM *vm, Value self) { return seqiter_new(vm, vm->types.bytearray_iter, self); }

// --- methods ---

Value bytearray_append_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  uint8_t byte;
  if (!byte_value(vm, args[1], "byte must be in range(0, 256)", &byte)) return V_ABSENT;
  return array_push(vm, array_of(args[0]), byte) ? V_NONE : V_ABSENT;
}

Value bytearray_extend_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer source;
  if (is_bytes(args[1]) || is_bytearray(args[1]) || is_kind(args[1], KIND_MEMORYVIEW)) {
    Value copy = args[1] == args[0] ? bytes_from_object(vm, args[1]) : retain(args[1]);
    if (copy == V_ABSENT || !buffer_get(vm, copy, &source)) return release(vm, copy), V_ABSENT;
    bool ok = array_append_bytes(vm, array_of(args[0]), &source);
    buffer_release(vm, &source);
    release(vm, copy);
    return ok ? V_NONE : V_ABSENT;
  }
  Value it = obj_iter(vm, args[1]);
  if (it == V_ABSENT) {
    return error_clear_if(vm, EXC_TypeError) ? raise_type(vm, "can't extend bytearray with %T", args[1]) : V_ABSENT;
  }
  Value fresh = bytearray_new(vm, NULL, 0);
  bool ok = fresh != V_ABSENT && array_push_all(vm, array_of(fresh), it);
  if (!ok && is_str(args[1]) && error_clear_if(vm, EXC_TypeError)) {
    raise_type(vm, "expected iterable of integers; got: 'str'");
  }
  release(vm, it);
  if (ok && buffer_get(vm, fresh, &source)) {
    ok = array_append_bytes(vm, array_of(args[0]), &source);
    buffer_release(vm, &source);
  }
  release(vm, fresh);
  return ok ? V_NONE : V_ABSENT;
}

Value bytearray_insert_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t at;
  uint8_t byte;
  if (!obj_index_i64(vm, args[1], &at) || !byte_value(vm, args[2], "byte must be in range(0, 256)", &byte)) return V_ABSENT;
  ByteArray *b = array_of(args[0]);
  if (at < 0) at += (int64_t)b->len;
  if (at < 0) at = 0;
  if (at > (int64_t)b->len) at = (int64_t)b->len;
  return array_splice(vm, b, (size_t)at, (size_t)at, &byte, 1) ? V_NONE : V_ABSENT;
}

Value bytearray_pop_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t at;
  ByteArray *b = array_of(args[0]);
  if (!text_index(vm, args[1], -1, &at)) return V_ABSENT;
  if (b->len == 0) return raise(vm, EXC_IndexError, "pop from empty bytearray");
  if (at < 0) at += (int64_t)b->len;
  if ((uint64_t)at >= b->len) return raise(vm, EXC_IndexError, "pop index out of range");
  uint8_t byte = b->data[at];
  return array_splice(vm, b, (size_t)at, (size_t)at + 1, NULL, 0) ? from_int(byte) : V_ABSENT;
}

Value bytearray_remove_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  uint8_t byte;
  if (!byte_value(vm, args[1], "byte must be in range(0, 256)", &byte)) return V_ABSENT;
  ByteArray *b = array_of(args[0]);
  uint8_t *hit = b->len ? (uint8_t *)memchr(b->data, byte, b->len) : NULL;
  if (!hit) return raise_value(vm, "value not found in bytearray");
  size_t at = (size_t)(hit - b->data);
  return array_splice(vm, b, at, at + 1, NULL, 0) ? V_NONE : V_ABSENT;
}

Value bytearray_clear_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return bytearray_resize(vm, array_of(args[0]), 0) ? V_NONE : V_ABSENT;
}

Value bytearray_copy_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return bytearray_new(vm, array_of(args[0])->data, array_of(args[0])->len);
}

Value bytearray_reverse_m(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)argc;
  ByteArray *b = array_of(args[0]);
  for (size_t i = 0, j = b->len; i + 1 < j; i++) {
    uint8_t byte = b->data[i];
    b->data[i] = b->data[--j];
    b->data[j] = byte;
  }
  return V_NONE;
}

Value bytearray_alloc_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return int_from_i64(vm, (int64_t)array_of(args[0])->cap);
}

Value bytearray_reduce_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value bytes = bytes_new(vm, array_of(args[0])->data, array_of(args[0])->len);
  if (bytes == V_ABSENT) return bytes;
  Value inner = tuple_pack(vm, 1, bytes), out = V_ABSENT;
  if (inner != V_ABSENT) out = tuple_pack(vm, 3, from_obj(obj_type(as_obj(args[0]))), inner, V_NONE);
  release(vm, inner);
  release(vm, bytes);
  return out;
}

static const TypeSpec bytearray_iter_spec = {
  .name = "bytearray_iterator", .kind = KIND_ITERATOR, .flags = TYPE_NO_NEW, .basicsize = sizeof(SeqIter),
  .methods = sequence_iter_methods,
  .slots = {.iter = iterator_self, .next = bytes_iter_next, .free = seqiter_free, .traverse = seqiter_traverse},
};

static const TypeSpec bytearray_spec = {
  .name = "bytearray",
  .doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\n"
         "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n"
         "bytearray(int) -> bytes array of size given by the parameter initialized with null bytes\nbytearray() -> empty bytes array",
  .kind = KIND_BYTEARRAY,
  .flags = TYPE_BASE,
  .basicsize = sizeof(ByteArray),
  .methods = bytearray_methods,
  .slots = {
    .new = bytearray_make, .init = bytearray_init, .free = bytearray_free, .repr = bytearray_repr, .str = bytes_str,
    .compare = bytearray_compare, .len = bytearray_length, .getitem = bytearray_getitem, .setitem = bytearray_setitem,
    .contains = bytes_like_contains, .iter = bytearray_iter,
    .binary = {[BIN_ADD] = bytes_like_add, [BIN_MUL] = bytes_like_mul, [BIN_MOD] = bytearray_mod},
    .inplace = {[BIN_ADD] = bytearray_iadd, [BIN_MUL] = bytearray_imul},
  },
};

bool bytearray_types_init(VM *vm) {
  vm->types.bytearray = type_from_spec(vm, &bytearray_spec, NULL);
  if (!vm->types.bytearray) return false;
  vm->types.bytearray_iter = type_from_spec(vm, &bytearray_iter_spec, NULL);
  return vm->types.bytearray_iter != NULL;
}
