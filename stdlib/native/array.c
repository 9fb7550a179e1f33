// SPDX-License-Identifier: MIT
// array.c - the array module: sequences of machine numbers or of characters, packed.
//
// Every access goes through load_item and store_item, which know the type codes. While a buffer is lent (exports > 0) the block must
// not move: every change of length asks array_resize first.
#include <limits.h>

#include "vm/core/vm.h"

typedef struct Array {
  Object header;
  uint8_t *data;
  size_t len, cap;  // items
  uint32_t exports;
  uint8_t code, itemsize;
} Array;

static const TypeSpec array_spec;
static const char type_codes[] = "bBuwhHiIlLqQfd";
static const uint8_t item_sizes[] = {1, 1, 4, 4, 2, 2, 4, 4, 8, 8, 8, 8, 4, 8};

static Array *as_array(Value v) { return (Array *)as_obj(v); }
static bool is_array(VM *vm, Value v) { return is_heap(v) && type_of_get(vm, v)->spec == &array_spec; }
static bool is_text_code(int code) { return code == 'u' || code == 'w'; }
static uint8_t *item(const Array *a, size_t i) { return a->data + i * a->itemsize; }

// The module's own type, whichever subclass `type` is.
static Type *base_type(Type *type) {
  while (type->flags & TYPE_HEAP) type = type->base;
  return type;
}

// ---- items

#define LOAD(type) __extension__({ type loaded; memcpy(&loaded, at, sizeof loaded); loaded; })
#define STORE(type, v) do { type stored = (type)(v); memcpy(at, &stored, sizeof stored); } while (0)

static Value load_item(VM *vm, const Array *a, size_t i) {
  const uint8_t *at = item(a, i);
  switch (a->code) {
    case 'b': return from_int((int8_t)*at);
    case 'B': return from_int(*at);
    case 'u':
    case 'w': return str_from_char(vm, LOAD(uint32_t));
    case 'h': return from_int(LOAD(int16_t));
    case 'H': return from_int(LOAD(uint16_t));
    case 'i': return from_int(LOAD(int32_t));
    case 'I': return from_int(LOAD(uint32_t));
    case 'l':
    case 'q': return int_from_i64(vm, LOAD(int64_t));
    case 'L':
    case 'Q': return int_from_u64(vm, LOAD(uint64_t));
    case 'f': return from_double(LOAD(float));
    default: return from_double(LOAD(double));
  }
}

static bool out_of_range(VM *vm, const char *what, bool low) {
  return raise(vm, EXC_OverflowError, "%s is %s", what, low ? "less than minimum" : "greater than maximum"), false;
}

static bool in_range(VM *vm, int64_t n, int64_t min, int64_t max, const char *what) {
  return (n >= min && n <= max) || out_of_range(vm, what, n < min);
}

// Small signed codes are read as a C short or int first, and messages name that type.
static bool store_small(VM *vm, int code, uint8_t *at, int64_t n) {
  bool is_short = code == 'b' || code == 'B' || code == 'h';
  if (is_short ? !in_range(vm, n, SHRT_MIN, SHRT_MAX, "signed short integer") : !in_range(vm, n, INT_MIN, INT_MAX, "signed integer"))
    return false;
  switch (code) {
    case 'b':
      if (!in_range(vm, n, SCHAR_MIN, SCHAR_MAX, "signed char")) return false;
      STORE(int8_t, n);
      return true;
    case 'B':
      if (!in_range(vm, n, 0, UCHAR_MAX, "unsigned byte integer")) return false;
      STORE(uint8_t, n);
      return true;
    case 'H':
      if (!in_range(vm, n, 0, USHRT_MAX, "unsigned short")) return false;
      STORE(uint16_t, n);
      return true;
    case 'h': STORE(int16_t, n); return true;
    default: STORE(int32_t, n); return true;
  }
}

static bool store_unsigned(VM *vm, int code, uint8_t *at, Value n) {
  bool quad = code == 'Q';
  if (int_sign(n) < 0)
    return raise(vm, EXC_OverflowError, quad ? "can't convert negative int to unsigned" : "can't convert negative value to unsigned int"), false;
  if (int_bit_length(n) > 64)
    return raise(vm, EXC_OverflowError, quad ? "int too big to convert" : "Python int too large to convert to C unsigned long"), false;
  bool sticky;
  int64_t exp;
  uint64_t word = int_top_bits(n, &sticky, &exp);
  if (code == 'I') {
    if (word > UINT_MAX) return out_of_range(vm, "unsigned int", false);
    STORE(uint32_t, word);
  } else {
    STORE(uint64_t, word);
  }
  return true;
}

static bool store_int(VM *vm, int code, uint8_t *at, Value v) {
  Value n = obj_index(vm, v);
  if (n == V_ABSENT) return false;
  bool ok;
  int64_t word;
  if (code == 'I' || code == 'L' || code == 'Q') {
    ok = store_unsigned(vm, code, at, n);
  } else if (!int_to_i64(n, &word)) {
    ok = (raise(vm, EXC_OverflowError, code == 'q' ? "int too big to convert" : "Python int too large to convert to C long"), false);
  } else if (code == 'l' || code == 'q') {
    STORE(int64_t, word);
    ok = true;
  } else {
    ok = store_small(vm, code, at, word);
  }
  release(vm, n);
  return ok;
}

// Converting may run script code that changes the array: callers convert into a temporary first.
static bool store_item(VM *vm, int code, uint8_t *at, Value v) {
  double d;
  if (is_text_code(code)) {
    if (!is_str(v) || as_str(v)->len != 1) return raise_type(vm, "array item must be unicode character"), false;
    STORE(uint32_t, str_char(as_str(v), 0));
    return true;
  }
  if (code != 'f' && code != 'd') return store_int(vm, code, at, v);
  if (!float_coerce(vm, v, &d)) return false;
  if (code == 'f') STORE(float, d);
  else STORE(double, d);
  return true;
}

// ---- length

static bool array_resize(VM *vm, Array *a, size_t len) {
  if (len == a->len) return true;
  if (a->exports) return raise(vm, EXC_BufferError, "cannot resize an array that is exporting buffers"), false;
  if (len > a->cap || (len == 0 && a->cap > 64)) {
    size_t cap = len > a->cap ? len + (len >> 3) + (len ? 8 : 0) : 0;
    if (cap > (size_t)INT64_MAX / 16) return raise_no_memory(vm), false;
    if (!cap) {
      vm_dealloc(vm, a->data, a->cap * a->itemsize);
      a->data = NULL;
    } else {
      uint8_t *moved = a->data ? vm_realloc(vm, a->data, a->cap * a->itemsize, cap * a->itemsize) : vm_alloc(vm, cap * a->itemsize);
      if (!moved) return false;
      a->data = moved;
    }
    a->cap = cap;
  }
  a->len = len;
  return true;
}

static Value array_make(VM *vm, Type *type, int code, size_t len) {
  Value v = instance_new(vm, type);
  if (v == V_ABSENT) return V_ABSENT;
  Array *a = as_array(v);
  a->code = (uint8_t)code;
  a->itemsize = item_sizes[strchr(type_codes, code) - type_codes];
  return array_resize(vm, a, len) ? v : (release(vm, v), V_ABSENT);
}

static Value array_like(VM *vm, const Array *a, size_t len) { return array_make(vm, base_type(obj_type(&a->header)), a->code, len); }

static bool insert_at(VM *vm, Array *a, int64_t index, Value v) {
  uint8_t bytes[8];
  if (!store_item(vm, a->code, bytes, v)) return false;
  size_t len = a->len;
  if (index < 0) index = index + (int64_t)len < 0 ? 0 : index + (int64_t)len;
  if (index > (int64_t)len) index = (int64_t)len;
  if (!array_resize(vm, a, len + 1)) return false;
  memmove(item(a, (size_t)index + 1), item(a, (size_t)index), (len - (size_t)index) * a->itemsize);
  memcpy(item(a, (size_t)index), bytes, a->itemsize);
  return true;
}

// Replaces `count` items from `at` on by room for `fresh` ones, whose content is left open.
static bool splice(VM *vm, Array *a, size_t at, size_t count, size_t fresh) {
  size_t len = a->len, tail = len - at - count;
  if (count == fresh) return true;
  if (fresh < count) {
    if (a->exports) return raise(vm, EXC_BufferError, "cannot resize an array that is exporting buffers"), false;
    memmove(item(a, at + fresh), item(a, at + count), tail * a->itemsize);
    return array_resize(vm, a, len - count + fresh);
  }
  if (!array_resize(vm, a, len - count + fresh)) return false;
  memmove(item(a, at + fresh), item(a, at + count), tail * a->itemsize);
  return true;
}

// ---- filling

static bool extend_bytes(VM *vm, Array *a, const uint8_t *bytes, size_t len) {
  if (len % a->itemsize) return raise_value(vm, "bytes length not a multiple of item size"), false;
  size_t at = a->len;
  if (!array_resize(vm, a, at + len / a->itemsize)) return false;
  if (len) memcpy(item(a, at), bytes, len);
  return true;
}

static bool extend_text(VM *vm, Array *a, const Str *s) {
  size_t at = a->len;
  if (!array_resize(vm, a, at + s->len)) return false;
  for (size_t i = 0; i < s->len; i++) {
    uint32_t c = str_char(s, i);
    memcpy(item(a, at + i), &c, sizeof c);
  }
  return true;
}

static bool extend_iterable(VM *vm, Array *a, Value source) {
  Value it = obj_iter(vm, source);
  if (it == V_ABSENT) return false;
  for (;;) {
    Value v = obj_next(vm, it);
    if (v == V_ABSENT) break;
    bool ok = insert_at(vm, a, INT64_MAX, v);
    release(vm, v);
    if (!ok) break;
  }
  release(vm, it);
  return !has_error(vm);
}

static bool extend_any(VM *vm, Array *a, Value source) {
  if (!is_array(vm, source)) return extend_iterable(vm, a, source);
  const Array *b = as_array(source);
  if (b->code != a->code) return raise_type(vm, "can only extend with array of same kind"), false;
  size_t at = a->len, count = b->len;
  if (!array_resize(vm, a, at + count)) return false;
  if (count) memmove(item(a, at), b->data, count * a->itemsize);  // b may be a: its block is read after the move
  return true;
}

static bool fill(VM *vm, Array *a, Value source) {
  if (is_str(source)) {
    if (is_text_code(a->code)) return extend_text(vm, a, as_str(source));
    return raise_type(vm, "cannot use a str to initialize an array with typecode '%c'", (uint32_t)a->code), false;
  }
  if (is_array(vm, source)) {
    const Array *b = as_array(source);
    if (is_text_code(b->code) && !is_text_code(a->code))
      return raise_type(vm, "cannot use a unicode array to initialize an array with typecode '%c'", (uint32_t)a->code), false;
    return b->code == a->code ? extend_any(vm, a, source) : extend_iterable(vm, a, source);
  }
  Buffer buffer;
  if ((is_bytes(source) || is_bytearray(source)) && buffer_try(vm, source, &buffer)) {
    bool ok = extend_bytes(vm, a, buffer.data, buffer.len);
    buffer_release(vm, &buffer);
    return ok;
  }
  return !has_error(vm) && extend_iterable(vm, a, source);
}

static bool code_from(VM *vm, Value v, int *code) {
  if (!is_str(v) || as_str(v)->len != 1) return raise_type(vm, "array() argument 1 must be a unicode character, not %T", v), false;
  uint32_t c = str_char(as_str(v), 0);
  if (c == 0 || c > 127 || !strchr(type_codes, (int)c))
    return raise_value(vm, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)"), false;
  *code = (int)c;
  return c != 'u' || warn(vm, EXC_DeprecationWarning, 1, "The 'u' type code is deprecated and will be removed in Python 3.16");
}

static Value array_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  int code;
  if (kwnames && kwnames->len && !(type->flags & TYPE_HEAP)) return raise_type(vm, "array.array() takes no keyword arguments");
  if (argc < 1) return raise_type(vm, "array() takes at least 1 argument (0 given)");
  if (argc > 2) return raise_type(vm, "array() takes at most 2 arguments (%u given)", argc);
  if (!code_from(vm, args[0], &code)) return V_ABSENT;
  Value v = array_make(vm, type, code, 0);
  if (v != V_ABSENT && argc == 2 && !fill(vm, as_array(v), args[1])) return release(vm, v), V_ABSENT;
  return v;
}

static void array_free(VM *vm, Object *o) {
  Array *a = (Array *)o;
  vm_dealloc(vm, a->data, a->cap * a->itemsize);
  a->data = NULL;
  a->len = a->cap = 0;
}

// ---- slots

static int64_t array_len(VM *vm, Value v) {
  (void)vm;
  return (int64_t)as_array(v)->len;
}

static Value to_text(VM *vm, const Array *a) {
  return from_obj(str_from_ucs4(vm, (const uint32_t *)(const void *)a->data, a->len));
}

static Value to_list(VM *vm, const Array *a) {
  Value list = list_new(vm, a->len);
  for (size_t i = 0; list != V_ABSENT && i < a->len; i++) {
    Value v = load_item(vm, a, i);
    if (v == V_ABSENT || !list_append_steal(vm, as_list(list), v)) return release(vm, list), V_ABSENT;
  }
  return list;
}

static Value array_repr(VM *vm, Value v) {
  const Array *a = as_array(v);
  Type *type = type_of_get(vm, v);
  if (!a->len) return str_format_c(vm, "%U('%c')", type->name, (uint32_t)a->code);
  Value content = is_text_code(a->code) ? to_text(vm, a) : to_list(vm, a);
  if (content == V_ABSENT) return V_ABSENT;
  Value text = str_format_c(vm, "%U('%c', %R)", type->name, (uint32_t)a->code, content);
  release(vm, content);
  return text;
}

static Value array_compare(VM *vm, Value x, Value y, CmpOp op) {
  if (!is_array(vm, x) || !is_array(vm, y)) return V_NOTIMPL;
  Array *a = as_array(x), *b = as_array(y);
  if (a->len != b->len && (op == CMP_EQ || op == CMP_NE)) return from_bool(op == CMP_NE);
  for (size_t i = 0; i < a->len && i < b->len; i++) {
    Value p = load_item(vm, a, i), q = p == V_ABSENT ? V_ABSENT : load_item(vm, b, i);
    int equal = q == V_ABSENT ? -1 : obj_compare_bool(vm, p, q, CMP_EQ);
    Value r = equal == 0 && op != CMP_EQ && op != CMP_NE ? obj_compare(vm, p, q, op) : from_bool(op == CMP_NE);
    release(vm, p);
    release(vm, q);
    if (equal < 0) return V_ABSENT;
    if (equal == 0) return r;
  }
  int64_t order = (int64_t)a->len - (int64_t)b->len;
  return from_bool(op == CMP_LT ? order < 0 : op == CMP_LE ? order <= 0 : op == CMP_EQ ? order == 0
                   : op == CMP_NE ? order != 0 : op == CMP_GT ? order > 0 : order >= 0);
}

// Position of a subscript that is an index: false with an error when it is none or outside.
static bool position(VM *vm, const Array *a, Value key, const char *outside, size_t *out) {
  int64_t i;
  if (!is_integer(key) && !type_of_get(vm, key)->slots.index) return raise_type(vm, "array indices must be integers"), false;
  if (!obj_index_i64(vm, key, &i)) return false;
  if (i < 0) i += (int64_t)a->len;
  if (i < 0 || i >= (int64_t)a->len) return raise(vm, EXC_IndexError, "%s", outside), false;
  *out = (size_t)i;
  return true;
}

static Value array_getitem(VM *vm, Value self, Value key) {
  Array *a = as_array(self);
  if (!is_kind(key, KIND_SLICE)) {
    size_t i;
    return position(vm, a, key, "array index out of range", &i) ? load_item(vm, a, i) : V_ABSENT;
  }
  int64_t start, stop, step, count;
  if (!slice_resolve(vm, key, (int64_t)a->len, &start, &stop, &step, &count)) return V_ABSENT;
  Value v = array_like(vm, a, (size_t)count);
  if (v == V_ABSENT) return V_ABSENT;
  for (int64_t i = 0; i < count; i++) memcpy(item(as_array(v), (size_t)i), item(a, (size_t)(start + i * step)), a->itemsize);
  return v;
}

static bool delete_stepped(VM *vm, Array *a, int64_t start, int64_t step, int64_t count) {
  if (count == 0) return true;
  if (a->exports) return raise(vm, EXC_BufferError, "cannot resize an array that is exporting buffers"), false;
  if (step < 0) {
    start += step * (count - 1);
    step = -step;
  }
  size_t to = (size_t)start;
  int64_t gone = 0;
  for (size_t i = to; i < a->len; i++) {
    if (gone < count && (int64_t)i == start + gone * step) gone++;
    else memcpy(item(a, to++), item(a, i), a->itemsize);
  }
  return array_resize(vm, a, to);
}

static bool assign_slice(VM *vm, Array *a, Value key, Value v) {
  int64_t start, stop, step, count;
  Value copy = V_ABSENT;
  size_t fresh = 0;
  if (v != V_ABSENT) {
    if (!is_array(vm, v)) return raise_type(vm, "can only assign array (not \"%T\") to array slice", v), false;
    if (as_array(v)->code != a->code) return raise_type(vm, "bad argument type for built-in operation"), false;
    fresh = as_array(v)->len;
  }
  if (!slice_resolve(vm, key, (int64_t)a->len, &start, &stop, &step, &count)) return false;
  if (v == V_ABSENT) return delete_stepped(vm, a, start, step, count);
  if (step != 1 && (size_t)count != fresh)
    return raise_value(vm, "attempt to assign array of size %zu to extended slice of size %ld", fresh, count), false;
  if (as_array(v) == a) {  // the block moves under its own content
    Value full = slice_new(vm, V_NONE, V_NONE, V_NONE);
    copy = full == V_ABSENT ? V_ABSENT : array_getitem(vm, v, full);
    release(vm, full);
    if (copy == V_ABSENT) return false;
    v = copy;
  }
  bool ok = step != 1 || splice(vm, a, (size_t)start, (size_t)count, fresh);
  for (size_t i = 0; ok && i < fresh; i++) memcpy(item(a, (size_t)(start + (int64_t)i * step)), item(as_array(v), i), a->itemsize);
  release(vm, copy);
  return ok;
}

static bool array_setitem(VM *vm, Value self, Value key, Value v) {
  Array *a = as_array(self);
  if (is_kind(key, KIND_SLICE)) return assign_slice(vm, a, key, v);
  size_t i;
  uint8_t bytes[8];
  if (!position(vm, a, key, "array assignment index out of range", &i)) return false;
  if (v == V_ABSENT) return splice(vm, a, i, 1, 0);
  if (!store_item(vm, a->code, bytes, v)) return false;
  if (i >= a->len) return raise(vm, EXC_IndexError, "array assignment index out of range"), false;
  memcpy(item(a, i), bytes, a->itemsize);
  return true;
}

static int64_t find(VM *vm, Array *a, Value v, int64_t start, int64_t stop) {
  for (int64_t i = start; i < stop && (size_t)i < a->len; i++) {
    Value x = load_item(vm, a, (size_t)i);
    int equal = x == V_ABSENT ? -1 : obj_compare_bool(vm, x, v, CMP_EQ);
    release(vm, x);
    if (equal < 0) return -2;
    if (equal) return i;
  }
  return -1;
}

static int array_contains(VM *vm, Value self, Value v) {
  int64_t i = find(vm, as_array(self), v, 0, INT64_MAX);
  return i == -2 ? -1 : i >= 0;
}

static Value array_iter(VM *vm, Value self) { return seqiter_new(vm, vm->types.seq_iter, self); }

static Value array_add(VM *vm, Value x, Value y) {
  if (!is_array(vm, x)) return V_NOTIMPL;
  if (!is_array(vm, y)) {
    if (type_of_get(vm, y)->flags & TYPE_HEAP) return V_NOTIMPL;
    return raise_type(vm, "can only append array (not \"%T\") to array", y);
  }
  const Array *a = as_array(x), *b = as_array(y);
  if (a->code != b->code) return raise_type(vm, "bad argument type for built-in operation");
  Value v = array_like(vm, a, a->len + b->len);
  if (v == V_ABSENT) return V_ABSENT;
  if (a->len) memcpy(as_array(v)->data, a->data, a->len * a->itemsize);
  if (b->len) memcpy(item(as_array(v), a->len), b->data, b->len * a->itemsize);
  return v;
}

static Value array_iadd(VM *vm, Value x, Value y) {
  if (!is_array(vm, y)) return raise_type(vm, "can only extend array with array (not \"%T\")", y);
  return extend_any(vm, as_array(x), y) ? retain(x) : V_ABSENT;
}

static bool repeat_count(VM *vm, Value v, const Array *a, int64_t *count) {
  if (!is_integer(v) && !type_of_get(vm, v)->slots.index)
    return raise_type(vm, "can't multiply sequence by non-int of type '%T'", v), false;
  if (!obj_index_i64(vm, v, count)) return false;
  if (*count < 0) *count = 0;
  if (a->len && *count > INT64_MAX / 16 / (int64_t)a->len) return raise_no_memory(vm), false;
  return true;
}

static void repeat_into(uint8_t *to, const uint8_t *from, size_t size, int64_t count) {
  for (int64_t i = 0; size && i < count; i++, to += size) memcpy(to, from, size);
}

static Value array_mul(VM *vm, Value x, Value y) {
  if (!is_array(vm, x)) {
    Value swap = x;
    x = y;
    y = swap;
  }
  int64_t count;
  const Array *a = as_array(x);
  if (!repeat_count(vm, y, a, &count)) return V_ABSENT;
  Value v = array_like(vm, a, a->len * (size_t)count);
  if (v != V_ABSENT) repeat_into(as_array(v)->data, a->data, a->len * a->itemsize, count);
  return v;
}

static Value array_imul(VM *vm, Value x, Value y) {
  Array *a = as_array(x);
  int64_t count;
  if (!repeat_count(vm, y, a, &count)) return V_ABSENT;
  size_t len = a->len;
  if (!array_resize(vm, a, len * (size_t)count)) return V_ABSENT;
  if (count > 1) repeat_into(item(a, len), a->data, len * a->itemsize, count - 1);
  return retain(x);
}

static bool array_lend(VM *vm, Value self, Buffer *out) {
  (void)vm;
  Array *a = as_array(self);
  a->exports++;
  out->data = a->data ? a->data : (uint8_t *)"";
  out->len = a->len * a->itemsize;
  out->itemsize = a->itemsize;
  out->format[0] = (char)a->code;
  out->format[1] = 0;
  out->readonly = false;
  return true;
}

static void array_lend_end(Value self) { as_array(self)->exports--; }

// ---- methods

static Value method_append(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return insert_at(vm, as_array(args[0]), INT64_MAX, args[1]) ? V_NONE : V_ABSENT;
}

static Value method_insert(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t i;
  return obj_index_i64(vm, args[1], &i) && insert_at(vm, as_array(args[0]), i, args[2]) ? V_NONE : V_ABSENT;
}

static Value method_extend(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return extend_any(vm, as_array(args[0]), args[1]) ? V_NONE : V_ABSENT;
}

static Value method_pop(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Array *a = as_array(args[0]);
  int64_t i = -1;
  if (args[1] != V_ABSENT && !obj_index_i64(vm, args[1], &i)) return V_ABSENT;
  if (!a->len) return raise(vm, EXC_IndexError, "pop from empty array");
  if (i < 0) i += (int64_t)a->len;
  if (i < 0 || i >= (int64_t)a->len) return raise(vm, EXC_IndexError, "pop index out of range");
  Value v = load_item(vm, a, (size_t)i);
  if (v != V_ABSENT && !splice(vm, a, (size_t)i, 1, 0)) return release(vm, v), V_ABSENT;
  return v;
}

static Value method_remove(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Array *a = as_array(args[0]);
  int64_t i = find(vm, a, args[1], 0, INT64_MAX);
  if (i == -2) return V_ABSENT;
  if (i < 0 || (size_t)i >= a->len) return raise_value(vm, "array.remove(x): x not in array");
  return splice(vm, a, (size_t)i, 1, 0) ? V_NONE : V_ABSENT;
}

static Value method_index(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Array *a = as_array(args[0]);
  int64_t bounds[2] = {0, INT64_MAX};
  for (int k = 0; k < 2; k++) {
    if (args[2 + k] == V_ABSENT) continue;
    if (!obj_index_clamped(vm, args[2 + k], &bounds[k])) return V_ABSENT;
    if (bounds[k] < 0) bounds[k] = bounds[k] + (int64_t)a->len < 0 ? 0 : bounds[k] + (int64_t)a->len;
  }
  int64_t i = find(vm, a, args[1], bounds[0], bounds[1]);
  if (i == -1) return raise_value(vm, "array.index(x): x not in array");
  return i < 0 ? V_ABSENT : int_from_i64(vm, i);
}

static Value method_count(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t count = 0, i = -1;
  while ((i = find(vm, as_array(args[0]), args[1], i + 1, INT64_MAX)) >= 0) count++;
  return i == -2 ? V_ABSENT : int_from_i64(vm, count);
}

static void swap_bytes(uint8_t *at, size_t size) {
  for (size_t i = 0, j = size - 1; i < j; i++, j--) {
    uint8_t byte = at[i];
    at[i] = at[j];
    at[j] = byte;
  }
}

static Value method_reverse(VM *vm, Value *args, uint32_t argc) {
  (void)vm;
  (void)argc;
  Array *a = as_array(args[0]);
  uint8_t bytes[8];
  for (size_t i = 0, j = a->len; i + 1 < j--; i++) {
    memcpy(bytes, item(a, i), a->itemsize);
    memcpy(item(a, i), item(a, j), a->itemsize);
    memcpy(item(a, j), bytes, a->itemsize);
  }
  return V_NONE;
}

static Value method_byteswap(VM *vm, Value *args, uint32_t argc) {
  (void)vm;
  (void)argc;
  Array *a = as_array(args[0]);
  for (size_t i = 0; i < a->len; i++) swap_bytes(item(a, i), a->itemsize);
  return V_NONE;
}

static Value method_clear(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return array_resize(vm, as_array(args[0]), 0) ? V_NONE : V_ABSENT;
}

static Value method_buffer_info(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Array *a = as_array(args[0]);
  Value pair[2] = {int_from_u64(vm, (uint64_t)(uintptr_t)a->data), int_from_u64(vm, a->len)};
  if (pair[0] == V_ABSENT || pair[1] == V_ABSENT) return release(vm, pair[0]), V_ABSENT;
  return tuple_from_steal(vm, pair, 2);
}

static Value method_copy(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Array *a = as_array(args[0]);
  Value v = array_like(vm, a, a->len);
  if (v != V_ABSENT && a->len) memcpy(as_array(v)->data, a->data, a->len * a->itemsize);
  return v;
}

static Value method_tolist(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return to_list(vm, as_array(args[0]));
}

static Value method_fromlist(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_list(args[1])) return raise_type(vm, "arg must be list");
  Array *a = as_array(args[0]);
  List *l = as_list(args[1]);
  size_t before = a->len, count = l->len;
  for (size_t i = 0; i < count; i++) {
    Value v = retain(l->items[i]);
    bool ok = insert_at(vm, a, INT64_MAX, v);
    release(vm, v);
    if (ok && l->len != count) ok = (raise(vm, EXC_RuntimeError, "list changed size during iteration"), false);
    if (!ok) {
      if (a->len > before && !a->exports) a->len = before;
      return V_ABSENT;
    }
  }
  return V_NONE;
}

static Value method_tobytes(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Array *a = as_array(args[0]);
  return bytes_new(vm, a->data, a->len * a->itemsize);
}

static Value method_frombytes(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer buffer;
  if (!buffer_get(vm, args[1], &buffer)) return V_ABSENT;
  bool ok = extend_bytes(vm, as_array(args[0]), buffer.data, buffer.len);
  buffer_release(vm, &buffer);
  return ok ? V_NONE : V_ABSENT;
}

static Value method_tounicode(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Array *a = as_array(args[0]);
  if (!is_text_code(a->code)) return raise_value(vm, "tounicode() may only be called on unicode type arrays ('u' or 'w')");
  return to_text(vm, a);
}

static Value method_fromunicode(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Array *a = as_array(args[0]);
  if (!is_str(args[1])) return raise_type(vm, "fromunicode() argument must be str, not %T", args[1]);
  if (!is_text_code(a->code)) return raise_value(vm, "fromunicode() may only be called on unicode type arrays ('u' or 'w')");
  return extend_text(vm, a, as_str(args[1])) ? V_NONE : V_ABSENT;
}

static Value method_tofile(VM *vm, Value *args, uint32_t argc) {
  Value bytes = method_tobytes(vm, args, argc);
  if (bytes == V_ABSENT) return V_ABSENT;
  Value r = obj_call_method(vm, args[1], vm->names.write, &bytes, 1);
  release(vm, bytes);
  if (r == V_ABSENT) return V_ABSENT;
  release(vm, r);
  return V_NONE;
}

static Value method_fromfile(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Array *a = as_array(args[0]);
  int64_t count;
  if (!obj_index_i64(vm, args[2], &count)) return V_ABSENT;
  if (count < 0) return raise_value(vm, "negative count");
  if (count > INT64_MAX / 16) return raise_no_memory(vm);
  Value size = int_from_i64(vm, count * a->itemsize);
  Value bytes = size == V_ABSENT ? V_ABSENT : obj_call_method(vm, args[1], vm->names.read, &size, 1);
  release(vm, size);
  if (bytes == V_ABSENT) return V_ABSENT;
  bool ok = is_bytes(bytes);
  if (!ok) raise_type(vm, "read() didn't return bytes");
  bool enough = ok && as_bytes(bytes)->len == (size_t)count * a->itemsize;
  ok = ok && extend_bytes(vm, a, as_bytes(bytes)->data, as_bytes(bytes)->len);
  release(vm, bytes);
  if (ok && !enough) return raise(vm, EXC_EOFError, "read() didn't return enough bytes");
  return ok ? V_NONE : V_ABSENT;
}

static Value method_sizeof(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Array *a = as_array(args[0]);
  return int_from_u64(vm, 64 + a->len * a->itemsize);
}

static Value method_class_getitem(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value parts[2] = {args[0], args[1]};
  return obj_call(vm, from_obj(vm->types.generic_alias), parts, 2);
}

// ---- pickling

enum { FORMAT_U8, FORMAT_S8, FORMAT_INTS = 2, FORMAT_FLOAT = 14, FORMAT_DOUBLE = 16, FORMAT_UTF16 = 18, FORMAT_UTF32 = 20, FORMAT_END = 22 };

// A number for the layout of the bytes; those of integers: 2 + 4 * log2(size / 2) + 2 * signed + big-endian.
static int machine_format(int code) {
  switch (code) {
    case 'b': return FORMAT_S8;
    case 'B': return FORMAT_U8;
    case 'H': return FORMAT_INTS;
    case 'h': return FORMAT_INTS + 2;
    case 'I': return FORMAT_INTS + 4;
    case 'i': return FORMAT_INTS + 6;
    case 'L':
    case 'Q': return FORMAT_INTS + 8;
    case 'l':
    case 'q': return FORMAT_INTS + 10;
    case 'f': return FORMAT_FLOAT;
    case 'd': return FORMAT_DOUBLE;
    default: return FORMAT_UTF32;
  }
}

static Value reduce_args(VM *vm, const Array *a, bool with_bytes) {
  Value type = from_obj(obj_type(&a->header)), code = str_from_char(vm, a->code), content, args = V_ABSENT;
  content = with_bytes ? bytes_new(vm, a->data, a->len * a->itemsize) : to_list(vm, a);
  if (code != V_ABSENT && content != V_ABSENT)
    args = with_bytes ? tuple_pack(vm, 4, type, code, from_int(machine_format(a->code)), content) : tuple_pack(vm, 2, code, content);
  release(vm, code);
  release(vm, content);
  return args;
}

static Value method_reduce_ex(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Array *a = as_array(args[0]);
  int64_t protocol;
  if (!obj_index_clamped(vm, args[1], &protocol)) return V_ABSENT;
  Value parts[3];
  parts[2] = obj_getattr_opt(vm, args[0], vm->names.dunder_dict);
  if (parts[2] == V_ABSENT) {
    if (has_error(vm)) return V_ABSENT;
    parts[2] = V_NONE;
  }
  parts[0] = protocol < 3 ? retain_obj(obj_type(&a->header)) : import_attr(vm, "array", "_array_reconstructor");
  parts[1] = parts[0] == V_ABSENT ? V_ABSENT : reduce_args(vm, a, protocol >= 3);
  if (parts[1] == V_ABSENT) return release(vm, parts[0]), release(vm, parts[2]), V_ABSENT;
  return tuple_from_steal(vm, parts, 3);
}

static bool rebuild_numbers(VM *vm, Array *a, int format, const uint8_t *bytes, size_t len) {
  bool floats = format >= FORMAT_FLOAT, big = format >= FORMAT_INTS && (format & 1);
  bool is_signed = format == FORMAT_S8 || (!floats && format >= FORMAT_INTS && (format - FORMAT_INTS) & 2);
  size_t size = format < FORMAT_INTS ? 1 : format == FORMAT_FLOAT || format == FORMAT_FLOAT + 1 ? 4 : floats ? 8
                : (size_t)2 << (format - FORMAT_INTS) / 4;
  if (len % size) return raise_value(vm, "bytes length not a multiple of item size"), false;
  for (size_t i = 0; i < len; i += size) {
    Value v;
    if (floats) {
      uint8_t copy[8];
      memcpy(copy, bytes + i, size);
      if (big) swap_bytes(copy, size);
      const uint8_t *at = copy;
      v = from_double(size == 4 ? (double)LOAD(float) : LOAD(double));
    } else {
      v = int_from_bytes(vm, bytes + i, size, !big, is_signed);
    }
    bool ok = v != V_ABSENT && insert_at(vm, a, INT64_MAX, v);
    release(vm, v);
    if (!ok) return false;
  }
  return true;
}

static bool rebuild(VM *vm, Array *a, int format, const Bytes *bytes) {
  if (format == machine_format(a->code)) return extend_bytes(vm, a, bytes->data, bytes->len);
  if (format < FORMAT_UTF16) return rebuild_numbers(vm, a, format, bytes->data, bytes->len);
  static const char *const names[] = {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"};
  Value text = codec_decode(vm, bytes->data, bytes->len, names[format - FORMAT_UTF16], NULL);
  bool ok = text != V_ABSENT && fill(vm, a, text);
  release(vm, text);
  return ok;
}

static Value array_reconstructor(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int code;
  int64_t format;
  if (!is_kind(args[0], KIND_TYPE)) return raise_type(vm, "first argument must be a type object, not %T", args[0]);
  Type *type = (Type *)as_obj(args[0]);
  if (type->spec != &array_spec) return raise_type(vm, "%N is not a subtype of array.array", type);
  if (!is_str(args[1]) || as_str(args[1])->len != 1)
    return raise_type(vm, "_array_reconstructor() argument 2 must be a unicode character, not %T", args[1]);
  if (!strchr(type_codes, (int)(str_char(as_str(args[1]), 0) & 127))) return raise_value(vm, "second argument must be a valid type code");
  code = (int)str_char(as_str(args[1]), 0);
  if (!obj_index_i64(vm, args[2], &format)) return V_ABSENT;
  if (format < 0 || format >= FORMAT_END) return raise_value(vm, "third argument must be a valid machine format code.");
  if (!is_bytes(args[3])) return raise_type(vm, "fourth argument should be bytes, not %T", args[3]);
  Value v = array_make(vm, type, code, 0);
  if (v != V_ABSENT && !rebuild(vm, as_array(v), (int)format, as_bytes(args[3]))) return release(vm, v), V_ABSENT;
  return v;
}

// ---- the module

static Value get_typecode(VM *vm, Value v) { return str_from_char(vm, as_array(v)->code); }
static Value get_itemsize(VM *vm, Value v) {
  (void)vm;
  return from_int(as_array(v)->itemsize);
}

static const NativeDef array_methods[] = {
    BUFFER_METHODS,
    {"append", "($self, v, /)", method_append, 0, "Adds an item at the end."},
    {"buffer_info", "($self, /)", method_buffer_info, 0, "Address and number of items."},
    {"byteswap", "($self, /)", method_byteswap, 0, "Reverses the bytes of every item."},
    {"clear", "($self, /)", method_clear, 0, "Removes all items."},
    {"count", "($self, v, /)", method_count, 0, "How often a value occurs."},
    {"extend", "($self, bb, /)", method_extend, 0, "Adds the items of an array of the same kind or of an iterable."},
    {"frombytes", "($self, buffer, /)", method_frombytes, 0, "Adds items from their bytes."},
    {"fromfile", "($self, f, n, /)", method_fromfile, 0, "Adds n items read from a file."},
    {"fromlist", "($self, list, /)", method_fromlist, 0, "Adds the items of a list, or none of them."},
    {"fromunicode", "($self, ustr, /)", method_fromunicode, 0, "Adds the characters of a text."},
    {"index", "($self, v, start=0, stop=9223372036854775807, /)", method_index, 0, "Position of the first item equal to v."},
    {"insert", "($self, i, v, /)", method_insert, 0, "Puts an item before position i."},
    {"pop", "($self, i=-1, /)", method_pop, 0, "Removes the item at i and gives it."},
    {"remove", "($self, v, /)", method_remove, 0, "Removes the first item equal to v."},
    {"reverse", "($self, /)", method_reverse, 0, "Reverses the order of the items."},
    {"tobytes", "($self, /)", method_tobytes, 0, "The items' bytes."},
    {"tofile", "($self, f, /)", method_tofile, 0, "Writes the items' bytes to a file."},
    {"tolist", "($self, /)", method_tolist, 0, "A list of the items."},
    {"tounicode", "($self, /)", method_tounicode, 0, "The characters as a text."},
    {"__copy__", "($self, /)", method_copy, 0, "A copy."},
    {"__deepcopy__", "($self, unused, /)", method_copy, 0, "A copy."},
    {"__reduce_ex__", "($self, value, /)", method_reduce_ex, 0, "State for pickling."},
    {"__sizeof__", "($self, /)", method_sizeof, 0, "Size in memory, in bytes."},
    {"__class_getitem__", "($type, object, /)", method_class_getitem, NATIVE_CLASS, "See PEP 585"},
    {0},
};

static const GetSetDef array_getset[] = {
    {"typecode", get_typecode, NULL, "the typecode character used to create the array"},
    {"itemsize", get_itemsize, NULL, "the size, in bytes, of one array item"},
    {0},
};

static const TypeSpec array_spec = {
    .name = "array.array",
    .doc = "array(typecode [, initializer]) -> array\n\nA sequence of numbers or characters of one machine type.",
    .kind = KIND_OTHER,
    .flags = TYPE_BASE | TYPE_SEQUENCE | TYPE_WEAKREF,
    .basicsize = sizeof(Array),
    .methods = array_methods,
    .getset = array_getset,
    .slots = {.repr = array_repr, .compare = array_compare, .iter = array_iter, .len = array_len, .getitem = array_getitem,
              .setitem = array_setitem, .contains = array_contains, .new = array_new, .free = array_free,
              .binary = {[BIN_ADD] = array_add, [BIN_MUL] = array_mul}, .inplace = {[BIN_ADD] = array_iadd, [BIN_MUL] = array_imul}},
    .lend = array_lend,
    .lend_end = array_lend_end,
};

static const NativeDef array_functions[] = {
    {"_array_reconstructor", "(arraytype, typecode, mformat_code, items, /)", array_reconstructor, 0, "Internal. Used for pickling support."},
    {0},
};

// array is a MutableSequence, as far as isinstance() knows.
static bool register_type(VM *vm, Type *type) {
  Value abc = import_attr(vm, "_collections_abc", "MutableSequence"), method = abc ? obj_getattr_c(vm, abc, "register") : V_ABSENT;
  Value self = from_obj(type), done = method ? obj_call(vm, method, &self, 1) : V_ABSENT;
  release(vm, abc);
  release(vm, method);
  release(vm, done);
  return done != V_ABSENT;
}

static bool array_module_init(VM *vm, Module *module) {
  Type *type = type_from_spec(vm, &array_spec, NULL);
  if (!type) return false;
  bool ok = module_add_type(vm, module, type) && register_type(vm, type) && module_add(vm, module, "ArrayType", retain_obj(type)) && module_add_str(vm, module, "typecodes", type_codes);
  decref(vm, type);
  return ok;
}

const ModuleDef array_module = {"array", "Packed sequences of numbers or characters.", array_functions, array_module_init};
