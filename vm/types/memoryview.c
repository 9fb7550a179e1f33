// SPDX-License-Identifier: MIT
// memoryview.c - windows on another object's memory: items of a fixed format, in up to VIEW_DIMS dimensions.
//
// Every view holds a Buffer of the exporter itself (never of another view), so views may be released in any order. Sub-views differ
// in `data`, shape and strides. Multi-dimensional views come from cast() alone and are always contiguous.
#include "vm/base/num.h"
#include "vm/types/bytes_methods.h"
#include "vm/core/func.h"
#include "vm/types/text.h"

enum { VIEW_DIMS = 8 };

typedef struct MemoryView {
  Object header;
  Buffer base;            // owner V_ABSENT: released
  uint8_t *data;          // of the first item
  int64_t shape[VIEW_DIMS], strides[VIEW_DIMS];  // items, bytes
  int64_t hash;           // -1: not computed
  uint32_t exports;       // buffers lent by this view
  uint8_t dims, itemsize;
  char format[4];
  bool readonly;
} MemoryView;

static MemoryView *view_of(Value v) { return (MemoryView *)as_obj(v); }

static bool view_alive(VM *vm, const MemoryView *m) {
  if (m->base.owner != V_ABSENT) return true;
  return raise_value(vm, "operation forbidden on released memoryview object"), false;
}

static int64_t item_count(const MemoryView *m) {
  int64_t n = 1;
  for (unsigned i = 0; i < m->dims; i++) n *= m->shape[i];
  return n;
}

static bool is_contiguous(const MemoryView *m) {
  int64_t step = m->itemsize;
  for (unsigned i = m->dims; i-- > 0;) {
    if (m->shape[i] == 0) return true;
    if (m->shape[i] != 1 && m->strides[i] != step) return false;
    step *= m->shape[i];
  }
  return true;
}

static char format_letter(const char *format) { return format[0] == '@' ? format[1] : format[0]; }

static uint8_t format_size(char letter) {
  switch (letter) {
    case 'B': case 'b': case 'c': case '?': return 1;
    case 'h': case 'H': case 'e': return 2;
    case 'i': case 'I': case 'f': return 4;
    case 'l': case 'L': case 'q': case 'Q': case 'n': case 'N': case 'd': case 'P': return 8;
    default: return 0;
  }
}

// --- items ---

static Value item_unpack(VM *vm, const uint8_t *p, char letter) {
  union { int16_t h; uint16_t H; int32_t i; uint32_t I; int64_t q; uint64_t Q; float f; double d; } u;
  memcpy(&u, p, format_size(letter));
  switch (letter) {
    case 'b': return from_int((int8_t)*p);
    case 'c': return bytes_new(vm, p, 1);
    case '?': return from_bool(*p != 0);
    case 'h': return from_int(u.h);
    case 'H': return from_int(u.H);
    case 'i': return from_int(u.i);
    case 'I': return from_int(u.I);
    case 'l': case 'q': case 'n': return int_from_i64(vm, u.q);
    case 'L': case 'Q': case 'N': case 'P': return int_from_u64(vm, u.Q);
    case 'f': return from_double((double)u.f);
    case 'd': return from_double(u.d);
    case 'e': return from_double(num_half_unpack(u.H));
    default: return from_int(*p);
  }
}

static bool invalid_item(VM *vm, char letter, bool type) {
  if (type) raise_type(vm, "memoryview: invalid type for format '%c'", (unsigned)letter);
  else raise_value(vm, "memoryview: invalid value for format '%c'", (unsigned)letter);
  return false;
}

static bool integer_pack(VM *vm, uint8_t *p, char letter, Value v) {
  Value n = obj_index(vm, v);
  if (n == V_ABSENT) return error_clear_if(vm, EXC_TypeError) ? invalid_item(vm, letter, true) : false;
  unsigned size = format_size(letter);
  bool is_signed = letter >= 'a' && letter <= 'z', fits;
  int64_t small = 0;
  uint64_t bits = 0;
  if (int_to_i64(n, &small)) {
    bits = (uint64_t)small;
    int64_t top = size == 8 ? INT64_MAX : ((int64_t)1 << (size * 8 - 1)) - 1;
    fits = is_signed ? small <= top && small >= -top - 1 : small >= 0 && (size == 8 || small <= 2 * top + 1);
  } else {
    bool sticky;
    int64_t exp;
    fits = !is_signed && size == 8 && int_sign(n) > 0 && int_bit_length(n) <= 64;
    if (fits) bits = int_top_bits(n, &sticky, &exp) << exp;
  }
  release(vm, n);
  if (!fits) return invalid_item(vm, letter, false);
  memcpy(p, &bits, size);
  return true;
}

static bool item_pack(VM *vm, uint8_t *p, char letter, Value v) {
  double d;
  float f;
  int truth;
  switch (letter) {
    case 'c':
      if (!is_bytes(v)) return invalid_item(vm, letter, true);
      if (as_bytes(v)->len != 1) return invalid_item(vm, letter, false);
      *p = as_bytes(v)->data[0];
      return true;
    case '?':
      if ((truth = obj_truthy(vm, v)) < 0) return false;
      *p = (uint8_t)truth;
      return true;
    case 'e': case 'f': case 'd':
      if (!float_coerce(vm, v, &d)) return error_clear_if(vm, EXC_TypeError) ? invalid_item(vm, letter, true) : false;
      if (letter == 'e') {
        uint16_t half;
        if (!num_half_pack(d, &half)) return invalid_item(vm, letter, false);
        memcpy(p, &half, sizeof half);
        return true;
      }
      f = (float)d;
      if (letter == 'f') memcpy(p, &f, sizeof f);
      else memcpy(p, &d, sizeof d);
      return true;
    default: return integer_pack(vm, p, letter, v);
  }
}

// --- making views ---

static MemoryView *view_alloc(VM *vm) {
  MemoryView *m = (MemoryView *)object_new(vm, vm->types.memoryview, sizeof *m);
  if (m) m->hash = -1;
  return m;
}

// A new view like `m`, with a Buffer of its own.
static MemoryView *view_copy(VM *vm, const MemoryView *m) {
  MemoryView *copy = view_alloc(vm);
  if (!copy) return NULL;
  if (!buffer_get(vm, m->base.owner, &copy->base)) return decref(vm, copy), NULL;
  copy->data = m->data;
  memcpy(copy->shape, m->shape, sizeof copy->shape);
  memcpy(copy->strides, m->strides, sizeof copy->strides);
  memcpy(copy->format, m->format, sizeof copy->format);
  copy->dims = m->dims;
  copy->itemsize = m->itemsize;
  copy->readonly = m->readonly;
  return copy;
}

Value memoryview_new(VM *vm, Value exporter) {
  if (is_kind(exporter, KIND_MEMORYVIEW)) {
    return view_alive(vm, view_of(exporter)) ? from_obj(view_copy(vm, view_of(exporter))) : V_ABSENT;
  }
  MemoryView *m = view_alloc(vm);
  if (!m) return V_ABSENT;
  if (!buffer_get(vm, exporter, &m->base)) {
    if (type_lookup_get(vm, type_of_get(vm, exporter), vm->names.dunder_buffer) == V_ABSENT) {
      error_clear(vm);
      raise_type(vm, "memoryview: a bytes-like object is required, not '%T'", exporter);
    }
    decref(vm, m);
    return V_ABSENT;
  }
  m->data = m->base.data;
  m->dims = 1;
  m->itemsize = (uint8_t)m->base.itemsize;
  m->shape[0] = (int64_t)(m->base.len / m->base.itemsize);
  m->strides[0] = m->itemsize;
  memcpy(m->format, m->base.format, 3);
  m->readonly = m->base.readonly;
  return from_obj(m);
}

static Value view_make(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)type;
  Value object;
  if (!args_bind(vm, "memoryview", "(object)", args, argc, kwnames, &object)) return V_ABSENT;
  return memoryview_new(vm, object);
}

static void view_free(VM *vm, Object *o) { buffer_release(vm, &((MemoryView *)o)->base); }

bool memoryview_buffer(VM *vm, Value v, Buffer *out, bool raise_errors) {
  MemoryView *m = view_of(v);
  (void)raise_errors;
  if (!view_alive(vm, m)) return false;
  if (!is_contiguous(m)) return raise(vm, EXC_BufferError, "memoryview: underlying buffer is not C-contiguous"), false;
  m->exports++;
  out->data = m->data;
  out->len = (size_t)(item_count(m) * m->itemsize);
  out->itemsize = m->itemsize;
  memcpy(out->format, m->format, sizeof m->format);
  out->readonly = m->readonly;
  return true;
}

void memoryview_unlock(Value v) { view_of(v)->exports--; }

// Copies the items behind `at`, in dimension `dim` and further, to *out.
static void copy_items(const MemoryView *m, unsigned dim, const uint8_t *at, uint8_t **out) {
  if (dim == m->dims) {
    memcpy(*out, at, m->itemsize);
    *out += m->itemsize;
    return;
  }
  for (int64_t i = 0; i < m->shape[dim]; i++) copy_items(m, dim + 1, at + i * m->strides[dim], out);
}

Value memoryview_tobytes(VM *vm, Value v) {
  MemoryView *m = view_of(v);
  if (!view_alive(vm, m)) return V_ABSENT;
  size_t len = (size_t)(item_count(m) * m->itemsize);
  if (is_contiguous(m)) return bytes_new(vm, len ? m->data : NULL, len);
  Value bytes = bytes_new(vm, NULL, len);
  if (bytes == V_ABSENT || len == 0) return bytes;
  uint8_t *out = as_bytes(bytes)->data;
  copy_items(m, 0, m->data, &out);
  return bytes;
}

// --- subscripts ---

// The item's address; NULL: IndexError.
static uint8_t *item_address(VM *vm, const MemoryView *m, uint8_t *at, unsigned dim, int64_t index) {
  int64_t n = m->shape[dim];
  if (index < 0) index += n;
  if (index < 0 || index >= n) return raise(vm, EXC_IndexError, "index out of bounds on dimension %u", dim + 1), NULL;
  return at + index * m->strides[dim];
}

static uint8_t *key_address(VM *vm, const MemoryView *m, Value key) {
  const Value *keys = is_tuple(key) ? as_tuple(key)->items : &key;
  size_t count = is_tuple(key) ? as_tuple(key)->len : 1;
  uint8_t *at = m->data;
  if (count < m->dims) return raise(vm, EXC_NotImplementedError, m->dims > 1 && !is_tuple(key) ? "multi-dimensional sub-views are not implemented" : "sub-views are not implemented"), NULL;
  if (count > m->dims) {
    return m->dims == 0 ? (raise_type(vm, "invalid indexing of 0-dim memory"), NULL)
                        : (raise_type(vm, "cannot index %u-dimension view with %zu-element tuple", m->dims, count), NULL);
  }
  for (size_t i = 0; at && i < count; i++) {
    int64_t index;
    if (!obj_index_i64(vm, keys[i], &index) || !view_alive(vm, m)) return NULL;
    at = item_address(vm, m, at, (unsigned)i, index);
  }
  return at;
}

static bool is_index_key(VM *vm, Value key) { return is_integer(key) || type_of_get(vm, key)->slots.index; }

static bool is_index_tuple(VM *vm, Value key) {
  if (!is_tuple(key)) return false;
  for (size_t i = 0; i < as_tuple(key)->len; i++) {
    if (!is_index_key(vm, as_tuple(key)->items[i])) return false;
  }
  return true;
}

static MemoryView *view_slice(VM *vm, const MemoryView *m, Value key) {
  int64_t start, stop, step, count;
  if (m->dims != 1) return raise(vm, EXC_NotImplementedError, "multi-dimensional slicing is not implemented"), NULL;
  if (!slice_resolve(vm, key, m->shape[0], &start, &stop, &step, &count) || !view_alive(vm, m)) return NULL;
  MemoryView *part = view_copy(vm, m);
  if (!part) return NULL;
  if (m->data) part->data = m->data + start * m->strides[0];
  part->shape[0] = count;
  part->strides[0] = m->strides[0] * step;
  return part;
}

static Value view_getitem(VM *vm, Value self, Value key) {
  MemoryView *m = view_of(self);
  if (!view_alive(vm, m)) return V_ABSENT;
  if (m->dims == 0 && (key == V_ELLIPSIS || (is_tuple(key) && as_tuple(key)->len == 0))) {
    return key == V_ELLIPSIS ? retain(self) : item_unpack(vm, m->data, format_letter(m->format));
  }
  if (is_kind(key, KIND_SLICE)) return from_obj(view_slice(vm, m, key));
  if (!is_index_key(vm, key) && !is_index_tuple(vm, key)) return raise_type(vm, "memoryview: invalid slice key");
  uint8_t *at = key_address(vm, m, key);
  return at ? item_unpack(vm, at, format_letter(m->format)) : V_ABSENT;
}

static bool assign_slice(VM *vm, MemoryView *m, Value key, Value v) {
  Buffer source;
  if (!buffer_get(vm, v, &source)) return false;
  MemoryView *part = view_slice(vm, m, key);
  bool ok = part != NULL;
  if (ok && (format_letter(source.format) != format_letter(m->format) || source.len != (size_t)(part->shape[0] * m->itemsize))) {
    raise_value(vm, "memoryview assignment: lvalue and rvalue have different structures");
    ok = false;
  }
  if (ok && is_contiguous(part)) {
    if (source.len) memmove(part->data, source.data, source.len);
  } else if (ok) {
    uint8_t *copy = (uint8_t *)vm_alloc(vm, source.len + 1);  // the source may overlap
    ok = copy != NULL;
    if (ok) memcpy(copy, source.data, source.len);
    for (int64_t i = 0; ok && i < part->shape[0]; i++) memcpy(part->data + i * part->strides[0], copy + i * m->itemsize, m->itemsize);
    vm_dealloc(vm, copy, source.len + 1);
  }
  buffer_release(vm, &source);
  xdecref(vm, part);
  return ok;
}

static bool view_setitem(VM *vm, Value self, Value key, Value v) {
  MemoryView *m = view_of(self);
  if (!view_alive(vm, m)) return false;
  if (m->readonly) return raise_type(vm, "cannot modify read-only memory"), false;
  if (v == V_ABSENT) return raise_type(vm, "cannot delete memory"), false;
  if (is_kind(key, KIND_SLICE)) return assign_slice(vm, m, key, v);
  uint8_t *at = m->data;
  if (!(m->dims == 0 && (key == V_ELLIPSIS || (is_tuple(key) && as_tuple(key)->len == 0)))) {
    if (!is_index_key(vm, key) && !is_index_tuple(vm, key)) return raise_type(vm, "memoryview: invalid slice key"), false;
    at = key_address(vm, m, key);
  }
  uint8_t item[8];
  if (!at || !item_pack(vm, item, format_letter(m->format), v) || !view_alive(vm, m)) return false;
  memcpy(at, item, m->itemsize);
  return true;
}

static int64_t view_len(VM *vm, Value self) {
  const MemoryView *m = view_of(self);
  if (!view_alive(vm, m)) return -1;
  if (m->dims == 0) return raise_type(vm, "0-dim memory has no length"), -1;
  return m->shape[0];
}

// --- lists, comparing, hashing ---

static Value items_list(VM *vm, const MemoryView *m, unsigned dim, const uint8_t *at) {
  if (dim == m->dims) return item_unpack(vm, at, format_letter(m->format));
  Value list = list_new(vm, (size_t)m->shape[dim]);
  for (int64_t i = 0; list != V_ABSENT && i < m->shape[dim]; i++) {
    Value item = items_list(vm, m, dim + 1, at + i * m->strides[dim]);
    if (item == V_ABSENT || !list_append_steal(vm, as_list(list), item)) replace(vm, &list, V_ABSENT);
  }
  return list;
}

static Value m_tolist(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return view_alive(vm, view_of(args[0])) ? items_list(vm, view_of(args[0]), 0, view_of(args[0])->data) : V_ABSENT;
}

// 1, 0, -1: error. Items are compared as Python values.
static int views_equal(VM *vm, const MemoryView *a, const MemoryView *b) {
  if (a->dims != b->dims) return 0;
  for (unsigned i = 0; i < a->dims; i++) {
    if (a->shape[i] != b->shape[i]) return 0;
  }
  char x = format_letter(a->format), y = format_letter(b->format);
  if (x == y && x != 'f' && x != 'd' && is_contiguous(a) && is_contiguous(b)) {
    size_t len = (size_t)(item_count(a) * a->itemsize);
    return len == 0 || memcmp(a->data, b->data, len) == 0;
  }
  Value left = items_list(vm, a, 0, a->data), right = left == V_ABSENT ? V_ABSENT : items_list(vm, b, 0, b->data);
  int equal = right == V_ABSENT ? -1 : obj_compare_bool(vm, left, right, CMP_EQ);
  release(vm, left);
  release(vm, right);
  return equal;
}

static Value view_compare(VM *vm, Value a, Value b, CmpOp op) {
  if (!is_kind(a, KIND_MEMORYVIEW) || (op != CMP_EQ && op != CMP_NE)) return V_NOTIMPL;
  bool released = view_of(a)->base.owner == V_ABSENT || (is_kind(b, KIND_MEMORYVIEW) && view_of(b)->base.owner == V_ABSENT);
  if (released) return from_bool((a == b) == (op == CMP_EQ));
  Value other = memoryview_new(vm, b);
  if (other == V_ABSENT) return error_clear_if(vm, EXC_TypeError) ? V_NOTIMPL : V_ABSENT;
  int equal = views_equal(vm, view_of(a), view_of(other));
  release(vm, other);
  return equal < 0 ? V_ABSENT : from_bool(equal == (op == CMP_EQ));
}

static bool view_hash(VM *vm, Value self, int64_t *hash) {
  MemoryView *m = view_of(self);
  if (m->hash == -1) {
    char letter = format_letter(m->format);
    if (!view_alive(vm, m)) return false;
    if (!m->readonly) return raise_value(vm, "cannot hash writable memoryview object"), false;
    if (letter != 'B' && letter != 'b' && letter != 'c') {
      return raise_value(vm, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'"), false;
    }
    Value bytes = memoryview_tobytes(vm, self);
    bool ok = bytes != V_ABSENT && obj_hash(vm, bytes, &m->hash);
    release(vm, bytes);
    if (!ok) return false;
  }
  *hash = m->hash;
  return true;
}

static Value view_repr(VM *vm, Value self) {
  return str_format_c(vm, view_of(self)->base.owner == V_ABSENT ? "<released memory at %p>" : "<memory at %p>", (void *)as_obj(self));
}

static Value view_iter(VM *vm, Value self) {
  return view_alive(vm, view_of(self)) ? seqiter_new(vm, vm->types.seq_iter, self) : V_ABSENT;
}

// --- methods ---

static Value m_tobytes(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value order = args[1];
  bool known = order == V_ABSENT || order == V_NONE || (is_str(order) && (str_is(as_str(order), "C") || str_is(as_str(order), "F") || str_is(as_str(order), "A")));
  return known ? memoryview_tobytes(vm, args[0]) : raise_value(vm, "order must be 'C', 'F' or 'A'");
}

static Value m_hex(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value bytes = memoryview_tobytes(vm, args[0]);
  if (bytes == V_ABSENT) return bytes;
  Value text = bytes_hex(vm, as_bytes(bytes)->data, as_bytes(bytes)->len, args[1], args[2]);
  release(vm, bytes);
  return text;
}

static Value m_release(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  MemoryView *m = view_of(args[0]);
  if (m->exports) {
    return raise(vm, EXC_BufferError, "memoryview has %u exported buffer%s", m->exports, m->exports == 1 ? "" : "s");
  }
  buffer_release(vm, &m->base);
  return V_NONE;
}

static Value m_enter(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return view_alive(vm, view_of(args[0])) ? retain(args[0]) : V_ABSENT;
}

static Value m_toreadonly(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!view_alive(vm, view_of(args[0]))) return V_ABSENT;
  MemoryView *copy = view_copy(vm, view_of(args[0]));
  if (copy) copy->readonly = true;
  return from_obj(copy);
}

static bool set_shape(VM *vm, MemoryView *m, Value shape, int64_t items) {
  if (shape == V_ABSENT) {
    m->dims = 1;
    m->shape[0] = items;
    m->strides[0] = m->itemsize;
    return true;
  }
  if (!is_list(shape) && !is_tuple(shape)) return raise_type(vm, "shape must be a list or a tuple"), false;
  const Value *sizes = is_list(shape) ? as_list(shape)->items : as_tuple(shape)->items;
  size_t dims = is_list(shape) ? as_list(shape)->len : as_tuple(shape)->len;
  if (dims > VIEW_DIMS) return raise_value(vm, "memoryview: number of dimensions must not exceed %d", VIEW_DIMS), false;
  int64_t product = 1;
  for (size_t i = 0; i < dims; i++) {
    if (!is_int(sizes[i])) return raise_type(vm, "memoryview.cast(): elements of shape must be integers"), false;
    m->shape[i] = as_int(sizes[i]);
    if (m->shape[i] <= 0) return raise_value(vm, "memoryview.cast(): elements of shape must be integers > 0"), false;
    if (__builtin_mul_overflow(product, m->shape[i], &product)) product = -1;
  }
  if (product != items) return raise_type(vm, "memoryview: product(shape) * itemsize != buffer size"), false;
  m->dims = (uint8_t)dims;
  int64_t step = m->itemsize;
  for (size_t i = dims; i-- > 0;) {
    m->strides[i] = step;
    step *= m->shape[i];
  }
  return true;
}

static bool cast_format(VM *vm, MemoryView *m, Value format) {
  if (!is_str(format)) return raise_type(vm, "cast() argument 'format' must be str, not %T", format), false;
  if (!is_contiguous(m)) return raise_type(vm, "memoryview: casts are restricted to C-contiguous views"), false;
  const Str *s = as_str(format);
  size_t at = s->ascii && s->len == 2 && s->data[0] == '@';
  char letter = s->ascii && s->len == at + 1 ? (char)s->data[at] : 0;
  uint8_t size = format_size(letter);
  if (!size) {
    raise_value(vm, "memoryview: destination format must be a native single character format prefixed with an optional '@'");
    return false;
  }
  bool from_bytes = strchr("Bbc", format_letter(m->format)) != NULL, to_bytes = strchr("Bbc", letter) != NULL;
  if (!from_bytes && !to_bytes) return raise_type(vm, "memoryview: cannot cast between two non-byte formats"), false;
  if (item_count(m) * m->itemsize % size) return raise_type(vm, "memoryview: length is not a multiple of itemsize"), false;
  memcpy(m->format, s->data, s->len + 1);
  m->itemsize = size;
  return true;
}

static Value m_cast(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!view_alive(vm, view_of(args[0]))) return V_ABSENT;
  MemoryView *copy = view_copy(vm, view_of(args[0]));
  if (!copy) return V_ABSENT;
  int64_t bytes = item_count(copy) * copy->itemsize;
  if (cast_format(vm, copy, args[1]) && set_shape(vm, copy, args[2], bytes / copy->itemsize)) return from_obj(copy);
  decref(vm, copy);
  return V_ABSENT;
}

static Value int_tuple(VM *vm, const int64_t *items, unsigned count) {
  Tuple *t = tuple_new_uninit(vm, count);
  for (unsigned i = 0; t && i < count; i++) t->items[i] = from_int(items[i]);
  return from_obj(t);
}

#define VIEW_GETTER(name, expression) \
  static Value name(VM *vm, Value self) { \
    const MemoryView *m = view_of(self); \
    return view_alive(vm, m) ? (expression) : V_ABSENT; \
  }
VIEW_GETTER(get_obj, retain(m->base.owner))
VIEW_GETTER(get_nbytes, from_int(item_count(m) * m->itemsize))
VIEW_GETTER(get_itemsize, from_int(m->itemsize))
VIEW_GETTER(get_ndim, from_int(m->dims))
VIEW_GETTER(get_shape, int_tuple(vm, m->shape, m->dims))
VIEW_GETTER(get_strides, int_tuple(vm, m->strides, m->dims))
VIEW_GETTER(get_suboffsets, retain_obj(vm->empty_tuple))
VIEW_GETTER(get_readonly, from_bool(m->readonly))
VIEW_GETTER(get_format, str_from_c(vm, m->format))
VIEW_GETTER(get_contiguous, from_bool(is_contiguous(m)))
VIEW_GETTER(get_f_contiguous, from_bool(is_contiguous(m) && m->dims <= 1))

static const GetSetDef view_getset[] = {
  {"obj", get_obj, NULL, "The underlying object of the memoryview."},
  {"nbytes", get_nbytes, NULL, "The amount of space in bytes that the array would use in a contiguous representation."},
  {"readonly", get_readonly, NULL, "A bool indicating whether the memory is read only."},
  {"itemsize", get_itemsize, NULL, "The size in bytes of each element of the memoryview."},
  {"format", get_format, NULL, "A string containing the format for each element in the view."},
  {"ndim", get_ndim, NULL, "An integer indicating how many dimensions of a multi-dimensional array the memory represents."},
  {"shape", get_shape, NULL, "A tuple of ndim integers giving the shape of the memory as an N-dimensional array."},
  {"strides", get_strides, NULL, "A tuple of ndim integers giving the size in bytes to access each element for each dimension of the array."},
  {"suboffsets", get_suboffsets, NULL, "A tuple of integers used internally for PIL-style arrays."},
  {"c_contiguous", get_contiguous, NULL, "A bool indicating whether the memory is C contiguous."},
  {"f_contiguous", get_f_contiguous, NULL, "A bool indicating whether the memory is Fortran contiguous."},
  {"contiguous", get_contiguous, NULL, "A bool indicating whether the memory is contiguous."},
  {0},
};

static const NativeDef view_methods[] = {
  {"release", "($self, /)", m_release, 0, "Release the underlying buffer exposed by the memoryview object."},
  BUFFER_METHODS,
  {"tobytes", "($self, /, order='C')", m_tobytes, 0, "Return the data in the buffer as a byte string."},
  {"hex", "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", m_hex, 0, "Return the data in the buffer as a str of hexadecimal numbers."},
  {"tolist", "($self, /)", m_tolist, 0, "Return the data in the buffer as a list of elements."},
  {"cast", "($self, /, format, shape=<unrepresentable>)", m_cast, 0, "Cast a memoryview to a new format or shape."},
  {"toreadonly", "($self, /)", m_toreadonly, 0, "Return a readonly version of the memoryview."},
  {"__enter__", "($self, /)", m_enter, 0, NULL},
  {"__exit__", "($self, /, *exc_info)", m_release, 0, NULL},
  {0},
};

static const TypeSpec view_spec = {
  .name = "memoryview",
  .doc = "Create a new memoryview object which references the given object.",
  .kind = KIND_MEMORYVIEW,
  .flags = TYPE_SEQUENCE | TYPE_WEAKREF,
  .basicsize = sizeof(MemoryView),
  .methods = view_methods,
  .getset = view_getset,
  .slots = {
    .new = view_make, .free = view_free, .repr = view_repr, .hash = view_hash, .compare = view_compare, .len = view_len,
    .getitem = view_getitem, .setitem = view_setitem, .iter = view_iter,
  },
};

bool memoryview_types_init(VM *vm) {
  vm->types.memoryview = type_from_spec(vm, &view_spec, NULL);
  return vm->types.memoryview != NULL;
}
