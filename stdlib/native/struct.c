// SPDX-License-Identifier: MIT
// struct.c - the struct module: C structs and numbers of fixed size as bytes.
//
// A format is compiled to a list of fields, each an offset, an item size and a repeat count; Struct objects keep the list, the
// functions make one on the C stack. The machine is taken to be little-endian with natural alignment.
#include <math.h>

#include "vm/base/num.h"
#include "vm/core/func.h"
#include "vm/core/vm.h"

typedef struct Field { size_t offset, count, size; char code; bool big; } Field;  // 's' and 'p': one item of `size` bytes
enum { FIELDS_INLINE = 16 };
typedef struct Layout { VM *vm; Field *fields; size_t nfields, cap, nitems, size; Field small[FIELDS_INLINE]; } Layout;

typedef struct StructObject { Object header; Str *format; Layout layout; } StructObject;
typedef struct UnpackIter { Object header; Value owner; Buffer buffer; size_t at; } UnpackIter;  // owner: the StructObject

static Value module_attr(VM *vm, const char *name) {
  Str *key = str_intern(vm, name, strlen(name)), *module_name = str_intern(vm, "struct", 6);
  Value module = V_ABSENT, v = V_ABSENT;
  if (key && module_name && dict_find(vm, vm->modules, from_obj(module_name), &module) == 1 && is_kind(module, KIND_MODULE)) {
    v = dict_get_name(vm, ((Module *)as_obj(module))->dict, key);
  }
  xdecref(vm, key);
  xdecref(vm, module_name);
  return v;
}

// Raises struct.error; V_ABSENT.
static Value fail(VM *vm, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  Value text = str_vformat_c(vm, fmt, args), type = module_attr(vm, "error");
  va_end(args);
  Value exc = text == V_ABSENT ? V_ABSENT : obj_call(vm, type == V_ABSENT ? from_obj(error_type_get(vm, EXC_Exception)) : type, &text, 1);
  if (exc != V_ABSENT) raise_object(vm, exc);
  release(vm, exc);
  release(vm, text);
  return V_ABSENT;
}

// --- formats ---

static size_t native_size(char code) {
  switch (code) {
    case 'x': case 'b': case 'B': case 'c': case 's': case 'p': case '?': return 1;
    case 'h': case 'H': case 'e': return 2;
    case 'i': case 'I': case 'f': return 4;
    case 'l': case 'L': case 'q': case 'Q': case 'n': case 'N': case 'd': case 'P': return 8;
    default: return 0;
  }
}

static size_t standard_size(char code) {
  if (code == 'l' || code == 'L') return 4;
  return code == 'n' || code == 'N' || code == 'P' ? 0 : native_size(code);
}

static void layout_free(Layout *layout) {
  if (layout->fields != layout->small) vm_dealloc(layout->vm, layout->fields, layout->cap * sizeof(Field));
}

static bool layout_add(Layout *layout, Field field) {
  if (layout->nfields == layout->cap) {
    size_t cap = layout->cap * 2;
    Field *fields = (Field *)vm_alloc(layout->vm, cap * sizeof(Field));
    if (!fields) return false;
    memcpy(fields, layout->fields, layout->nfields * sizeof(Field));
    layout_free(layout);
    layout->fields = fields;
    layout->cap = cap;
  }
  layout->fields[layout->nfields++] = field;
  return true;
}

static bool too_long(VM *vm) { return fail(vm, "total struct size too long"), false; }

// Reads a repeat count; 1 where there is none.
static bool read_count(VM *vm, const char **at, const char *end, size_t *count) {
  *count = 1;
  if (*at == end || **at < '0' || **at > '9') return true;
  for (*count = 0; *at < end && **at >= '0' && **at <= '9'; ++*at) {
    size_t digit = (size_t)(**at - '0');
    if (*count > (PTRDIFF_MAX - digit) / 10) return too_long(vm);
    *count = *count * 10 + digit;
  }
  return *at < end || (fail(vm, "repeat count given without format specifier"), false);
}

static bool layout_field(Layout *layout, char code, size_t count, bool native, bool big) {
  VM *vm = layout->vm;
  size_t size = native ? native_size(code) : standard_size(code), total;
  if (!size) return fail(vm, "bad char in struct format"), false;
  if (native && size > 1) {
    size_t pad = -layout->size & (size - 1);
    if (layout->size > PTRDIFF_MAX - pad) return too_long(vm);
    layout->size += pad;
  }
  if (__builtin_mul_overflow(count, size, &total) || total > PTRDIFF_MAX - layout->size) return too_long(vm);
  Field field = {.offset = layout->size, .count = count, .size = size, .code = code, .big = big};
  layout->size += total;
  if (code == 's' || code == 'p') {
    field.size = count;
    field.count = 1;
  }
  if (code == 'x' || field.count == 0) return true;
  layout->nitems += field.count;
  return layout_add(layout, field);
}

static bool layout_parse(VM *vm, Layout *layout, const char *at, size_t len) {
  *layout = (Layout){.vm = vm, .cap = FIELDS_INLINE};
  layout->fields = layout->small;
  const char *end = at + len;
  bool native = true, big = false;
  if (len && strchr("@=<>!", *at) && *at) {
    native = *at == '@';
    big = *at == '>' || *at == '!';
    at++;
  }
  while (at < end) {
    size_t count;
    if (*at == ' ' || (*at >= '\t' && *at <= '\r')) {
      at++;
      continue;
    }
    if (!read_count(vm, &at, end, &count) || !layout_field(layout, *at++, count, native, big)) return layout_free(layout), false;
  }
  return true;
}

// The ASCII text of a format argument, owned; NULL: exception.
static Str *format_text(VM *vm, Value format) {
  if (is_bytes(format)) return str_from_chars(vm, as_bytes(format)->data, 1, as_bytes(format)->len);
  if (!is_str(format)) return raise_type(vm, "Struct() argument 1 must be a str or bytes object, not %T", format), NULL;
  if (as_str(format)->ascii) return str_exact(vm, as_str(format));
  return release(vm, codec_encode(vm, as_str(format), "ascii", NULL)), NULL;
}

// --- numbers ---

static void put_bits(uint8_t *to, uint64_t bits, size_t size, bool big) {
  for (size_t i = 0; i < size; i++) to[i] = (uint8_t)(bits >> 8 * (big ? size - 1 - i : i));
}

static uint64_t get_bits(const uint8_t *from, size_t size, bool big) {
  uint64_t bits = 0;
  for (size_t i = 0; i < size; i++) bits |= (uint64_t)from[i] << 8 * (big ? size - 1 - i : i);
  return bits;
}

// The value's low 64 bits and its sign; false: more than 64 bits.
static bool int_bits(Value n, uint64_t *bits, bool *negative) {
  int64_t small;
  *negative = int_sign(n) < 0;
  if (int_to_i64(n, &small)) return *bits = (uint64_t)small, true;
  bool sticky;
  int64_t exp;
  if (*negative || int_bit_length(n) > 64) return false;
  *bits = int_top_bits(n, &sticky, &exp) << exp;
  return true;
}

static bool range_error(VM *vm, const Field *f, bool is_signed) {
  uint64_t top = f->size == 8 ? UINT64_MAX : (UINT64_C(1) << f->size * 8) - 1;
  if (is_signed) fail(vm, "'%c' format requires %ld <= number <= %ld", (unsigned)f->code, -(int64_t)(top / 2) - 1, (int64_t)(top / 2));
  else fail(vm, "'%c' format requires 0 <= number <= %lu", (unsigned)f->code, top);
  return false;
}

static bool pack_int(VM *vm, uint8_t *to, const Field *f, Value v) {
  if (!is_integer(v) && !type_of_get(vm, v)->slots.index) return fail(vm, "required argument is not an integer"), false;
  Value n = obj_index(vm, v);
  if (n == V_ABSENT) return false;
  uint64_t bits = 0;
  bool negative, is_signed = f->code >= 'a', fits = int_bits(n, &bits, &negative);
  release(vm, n);
  if (f->code == 'P') {
    if (!fits) return fail(vm, "int too large to convert"), false;
  } else {
    unsigned width = (unsigned)f->size * 8 - is_signed;  // bits for the magnitude
    uint64_t magnitude = negative ? ~bits : bits;
    fits = fits && (!negative || is_signed) && (width == 64 || magnitude >> width == 0);
    if (!fits) return range_error(vm, f, is_signed);
  }
  put_bits(to, bits, f->size, f->big);
  return true;
}

static bool pack_float(VM *vm, uint8_t *to, const Field *f, Value v, bool native) {
  double d;
  uint64_t bits = 0;
  if (!float_coerce(vm, v, &d)) {
    if (error_clear_if(vm, EXC_TypeError)) fail(vm, "required argument is not a float");
    return false;
  }
  if (f->code == 'd') {
    memcpy(&bits, &d, 8);
  } else if (f->code == 'f') {
    float narrow = (float)d;
    uint32_t word;
    if (isinf(narrow) && isfinite(d) && !native) return raise(vm, EXC_OverflowError, "float too large to pack with f format"), false;
    memcpy(&word, &narrow, 4);
    bits = word;
  } else {
    uint16_t half;
    if (!num_half_pack(d, &half)) return raise(vm, EXC_OverflowError, "float too large to pack with e format"), false;
    bits = half;
  }
  put_bits(to, bits, f->size, f->big);
  return true;
}

static bool pack_text(VM *vm, uint8_t *to, const Field *f, Value v) {
  bool pascal = f->code == 'p';
  if (!is_bytes(v) && !is_bytearray(v)) return fail(vm, "argument for '%c' must be a bytes object", (unsigned)f->code), false;
  const uint8_t *data = is_bytes(v) ? as_bytes(v)->data : as_bytearray(v)->data;
  size_t len = is_bytes(v) ? as_bytes(v)->len : as_bytearray(v)->len, room = f->size - (pascal && f->size);
  if (len > room) len = room;
  if (f->size == 0) return true;
  if (pascal) *to++ = (uint8_t)(len > 255 ? 255 : len);
  if (len) memcpy(to, data, len);
  return true;
}

static bool pack_item(VM *vm, uint8_t *to, const Field *f, Value v, bool native) {
  int truth;
  switch (f->code) {
    case 's': case 'p': return pack_text(vm, to, f, v);
    case 'c':
      if (!is_bytes(v) || as_bytes(v)->len != 1) return fail(vm, "char format requires a bytes object of length 1"), false;
      *to = as_bytes(v)->data[0];
      return true;
    case '?':
      if ((truth = obj_truthy(vm, v)) < 0) return false;
      *to = (uint8_t)truth;
      return true;
    case 'e': case 'f': case 'd': return pack_float(vm, to, f, v, native);
    default: return pack_int(vm, to, f, v);
  }
}

// `to` has layout->size bytes, which are cleared.
static bool pack_all(Layout *layout, uint8_t *to, const Value *values, bool native) {
  memset(to, 0, layout->size);
  for (size_t i = 0; i < layout->nfields; i++) {
    const Field *f = &layout->fields[i];
    for (size_t k = 0; k < f->count; k++) {
      if (!pack_item(layout->vm, to + f->offset + k * f->size, f, *values++, native)) return false;
    }
  }
  return true;
}

static Value unpack_item(VM *vm, const uint8_t *from, const Field *f) {
  if (f->code == 's' || f->code == 'c') return bytes_new(vm, from, f->size);
  if (f->code == 'p') {
    size_t len = f->size ? from[0] : 0;
    return bytes_new(vm, f->size ? from + 1 : from, len < f->size ? len : f->size ? f->size - 1 : 0);
  }
  uint64_t bits = get_bits(from, f->size, f->big);
  uint32_t word = (uint32_t)bits;
  double d;
  float narrow;
  switch (f->code) {
    case '?': return from_bool(bits != 0);
    case 'e': return from_double(num_half_unpack(word));
    case 'f': memcpy(&narrow, &word, 4); return from_double((double)narrow);
    case 'd': memcpy(&d, &bits, 8); return from_double(d);
    case 'B': case 'H': case 'I': case 'L': case 'Q': case 'N': case 'P': return int_from_u64(vm, bits);
    default: return int_from_i64(vm, (int64_t)(bits << (64 - f->size * 8)) >> (64 - f->size * 8));
  }
}

static Value unpack_all(const Layout *layout, const uint8_t *from) {
  Tuple *tuple = tuple_new_uninit(layout->vm, layout->nitems);
  size_t at = 0;
  for (size_t i = 0; tuple && i < layout->nfields; i++) {
    const Field *f = &layout->fields[i];
    for (size_t k = 0; k < f->count; k++) {
      Value v = unpack_item(layout->vm, from + f->offset + k * f->size, f);
      if (v == V_ABSENT) return decref(layout->vm, tuple), V_ABSENT;
      tuple->items[at++] = v;
    }
  }
  return from_obj(tuple);
}

// --- operations on a layout ---

static bool is_native(const Str *format) { return format->len == 0 || !strchr("=<>!", format->data[0]); }

static Value do_pack(Layout *layout, bool native, const Value *values, size_t count) {
  if (count != layout->nitems) return fail(layout->vm, "pack expected %zu items for packing (got %zu)", layout->nitems, count);
  Value bytes = bytes_new(layout->vm, NULL, layout->size);
  if (bytes == V_ABSENT || layout->size == 0 || pack_all(layout, as_bytes(bytes)->data, values, native)) return bytes;
  release(layout->vm, bytes);
  return V_ABSENT;
}

static Value do_unpack(const Layout *layout, Value source) {
  Buffer b;
  VM *vm = layout->vm;
  if (!buffer_get(vm, source, &b)) return V_ABSENT;
  Value v = b.len == layout->size ? unpack_all(layout, b.data) : fail(vm, "unpack requires a buffer of %zu bytes", layout->size);
  buffer_release(vm, &b);
  return v;
}

// Resolves an offset into a buffer; false: struct.error.
static bool offset_check(const Layout *layout, const Buffer *b, int64_t *offset, bool packing) {
  VM *vm = layout->vm;
  int64_t given = *offset, len = (int64_t)b->len, size = (int64_t)layout->size;
  if (given < 0) {
    if (given + size > 0) return fail(vm, packing ? "no space to pack %ld bytes at offset %ld" : "not enough data to unpack %ld bytes at offset %ld", size, given), false;
    if (given + len < 0) return fail(vm, "offset %ld out of range for %ld-byte buffer", given, len), false;
    *offset = given + len;
  }
  if (len - *offset >= size) return true;
  fail(vm, packing ? "pack_into requires a buffer of at least %lu bytes for packing %ld bytes at offset %ld (actual buffer size is %ld)"
                   : "unpack_from requires a buffer of at least %lu bytes for unpacking %ld bytes at offset %ld (actual buffer size is %ld)",
       (uint64_t)size + (uint64_t)*offset, size, *offset, len);
  return false;
}

static Value do_unpack_from(const Layout *layout, Value source, Value offset_arg) {
  Buffer b;
  VM *vm = layout->vm;
  int64_t offset = 0;
  if (offset_arg != V_ABSENT && !obj_index_i64(vm, offset_arg, &offset)) return V_ABSENT;
  if (!buffer_get(vm, source, &b)) return V_ABSENT;
  Value v = offset_check(layout, &b, &offset, false) ? unpack_all(layout, b.data + offset) : V_ABSENT;
  buffer_release(vm, &b);
  return v;
}

// args: buffer, offset, values...
static Value do_pack_into(Layout *layout, bool native, const Value *args, size_t count) {
  VM *vm = layout->vm;
  int64_t offset;
  Buffer b;
  if (count == 0) return fail(vm, "pack_into expected buffer argument");
  if (count == 1) return fail(vm, "pack_into expected offset argument");
  if (count - 2 != layout->nitems) return fail(vm, "pack_into expected %zu items for packing (got %zu)", layout->nitems, count - 2);
  bool lent = buffer_try(vm, args[0], &b);
  if (!lent || b.readonly) {
    if (lent) buffer_release(vm, &b);
    return has_error(vm) ? V_ABSENT : raise_type(vm, "argument must be read-write bytes-like object, not %T", args[0]);
  }
  bool ok = obj_index_i64(vm, args[1], &offset) && offset_check(layout, &b, &offset, true) &&
            (layout->size == 0 || pack_all(layout, b.data + offset, args + 2, native));
  buffer_release(vm, &b);
  return ok ? V_NONE : V_ABSENT;
}

// --- Struct ---

static StructObject *struct_of(Value v) { return (StructObject *)as_obj(v); }

static Value struct_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value format;
  if (!args_bind(vm, "Struct", "(format)", args, argc, kwnames, &format)) return V_ABSENT;
  Str *text = format_text(vm, format);
  StructObject *s = text ? (StructObject *)object_new(vm, type, sizeof *s) : NULL;
  if (!s || !layout_parse(vm, &s->layout, (const char *)text->data, text->len)) {
    if (s) s->layout.fields = s->layout.small;
    xdecref(vm, text);
    xdecref(vm, s);
    return V_ABSENT;
  }
  s->format = text;
  return from_obj(s);
}

static void struct_free(VM *vm, Object *o) {
  StructObject *s = (StructObject *)o;
  layout_free(&s->layout);
  s->layout.fields = s->layout.small;
  CLEAR_REF(vm, s->format);
}

static Value struct_repr(VM *vm, Value self) { return str_format_c(vm, "%U(%R)", obj_type(as_obj(self))->name, from_obj(struct_of(self)->format)); }

static Value s_pack(VM *vm, Value *args, uint32_t argc) {
  (void)vm;
  return do_pack(&struct_of(args[0])->layout, is_native(struct_of(args[0])->format), args + 1, argc - 1);
}
static Value s_pack_into(VM *vm, Value *args, uint32_t argc) {
  (void)vm;
  return do_pack_into(&struct_of(args[0])->layout, is_native(struct_of(args[0])->format), args + 1, argc - 1);
}
static Value s_unpack(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, do_unpack(&struct_of(args[0])->layout, args[1]); }
static Value s_unpack_from(VM *vm, Value *args, uint32_t argc) {
  return (void)vm, (void)argc, do_unpack_from(&struct_of(args[0])->layout, args[1], args[2]);
}

static Value s_iter_unpack(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value type = module_attr(vm, "_unpack_iterator");
  const Layout *layout = &struct_of(args[0])->layout;
  Buffer b;
  if (layout->size == 0) return fail(vm, "cannot iteratively unpack with a struct of length 0");
  if (!buffer_get(vm, args[1], &b)) return V_ABSENT;
  if (type == V_ABSENT || b.len % layout->size) {
    buffer_release(vm, &b);
    return fail(vm, "iterative unpacking requires a buffer of a multiple of %zu bytes", layout->size);
  }
  UnpackIter *it = (UnpackIter *)object_new(vm, (Type *)as_obj(type), sizeof *it);
  if (!it) return buffer_release(vm, &b), V_ABSENT;
  it->owner = retain(args[0]);
  it->buffer = b;
  return from_obj(it);
}

static Value get_size(VM *vm, Value self) { return int_from_i64(vm, (int64_t)struct_of(self)->layout.size); }
static Value get_format(VM *vm, Value self) { return (void)vm, retain_obj(struct_of(self)->format); }

static const NativeDef struct_methods[] = {
  {"pack", "($self, /, *values)", s_pack, 0, "Return a bytes object containing values packed according to the format."},
  {"pack_into", "($self, /, *args)", s_pack_into, 0, "Pack values and write them into a writable buffer at an offset."},
  {"unpack", "($self, buffer, /)", s_unpack, 0, "Return a tuple of the values unpacked from a buffer."},
  {"unpack_from", "($self, /, buffer, offset=0)", s_unpack_from, 0, "Return a tuple of the values unpacked from a buffer, starting at an offset."},
  {"iter_unpack", "($self, buffer, /)", s_iter_unpack, 0, "Return an iterator yielding tuples."},
  {0},
};
static const GetSetDef struct_getset[] = {
  {"format", get_format, NULL, "struct format string"},
  {"size", get_size, NULL, "struct size in bytes"},
  {0},
};
static const TypeSpec struct_spec = {
  .name = "_struct.Struct", .doc = "Create a compiled struct object.", .kind = KIND_OTHER, .flags = TYPE_BASE, .basicsize = sizeof(StructObject),
  .methods = struct_methods, .getset = struct_getset, .slots = {.new = struct_new, .free = struct_free, .repr = struct_repr},
};

// --- iterator ---

static void iter_free(VM *vm, Object *o) {
  UnpackIter *it = (UnpackIter *)o;
  buffer_release(vm, &it->buffer);
  replace(vm, &it->owner, V_ABSENT);
}

static Value iter_next(VM *vm, Value self) {
  UnpackIter *it = (UnpackIter *)as_obj(self);
  if (it->buffer.owner == V_ABSENT) return V_ABSENT;
  const Layout *layout = &struct_of(it->owner)->layout;
  if (it->at >= it->buffer.len) return buffer_release(vm, &it->buffer), V_ABSENT;
  Value v = unpack_all(layout, it->buffer.data + it->at);
  it->at += layout->size;
  return v;
}

static Value iter_self(VM *vm, Value self) { return (void)vm, retain(self); }

static Value iter_hint(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const UnpackIter *it = (const UnpackIter *)as_obj(args[0]);
  size_t left = it->buffer.owner == V_ABSENT ? 0 : (it->buffer.len - it->at) / struct_of(it->owner)->layout.size;
  return int_from_i64(vm, (int64_t)left);
}

static const NativeDef iter_methods[] = {{"__length_hint__", "($self, /)", iter_hint, 0, NULL}, {0}};
static const TypeSpec iter_spec = {
  .name = "_struct.unpack_iterator", .kind = KIND_ITERATOR, .flags = TYPE_NO_NEW, .basicsize = sizeof(UnpackIter), .methods = iter_methods,
  .slots = {.free = iter_free, .next = iter_next, .iter = iter_self},
};

// --- functions ---

// The Layout of a format argument. What it allocates is given back with layout_free.
static bool arg_layout(VM *vm, Value format, Layout *layout, bool *native) {
  Str *text = format_text(vm, format);
  bool ok = text && layout_parse(vm, layout, (const char *)text->data, text->len);
  if (ok) *native = is_native(text);
  xdecref(vm, text);
  return ok;
}

static Value f_pack(VM *vm, Value *args, uint32_t argc) {
  Layout layout;
  bool native;
  if (argc == 0) return raise_type(vm, "missing format argument");
  if (!arg_layout(vm, args[0], &layout, &native)) return V_ABSENT;
  Value v = do_pack(&layout, native, args + 1, argc - 1);
  layout_free(&layout);
  return v;
}

static Value f_pack_into(VM *vm, Value *args, uint32_t argc) {
  Layout layout;
  bool native;
  if (argc == 0) return raise_type(vm, "missing format argument");
  if (!arg_layout(vm, args[0], &layout, &native)) return V_ABSENT;
  Value v = do_pack_into(&layout, native, args + 1, argc - 1);
  layout_free(&layout);
  return v;
}

static Value f_unpack(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Layout layout;
  bool native;
  if (!arg_layout(vm, args[0], &layout, &native)) return V_ABSENT;
  Value v = do_unpack(&layout, args[1]);
  layout_free(&layout);
  return v;
}

static Value f_unpack_from(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Layout layout;
  bool native;
  if (!arg_layout(vm, args[0], &layout, &native)) return V_ABSENT;
  Value v = do_unpack_from(&layout, args[1], args[2]);
  layout_free(&layout);
  return v;
}

static Value f_iter_unpack(VM *vm, Value *args, uint32_t argc) {
  Value type = module_attr(vm, "Struct");
  Value s = type == V_ABSENT ? raise(vm, EXC_RuntimeError, "the struct module is not loaded") : obj_call(vm, type, args, 1);
  if (s == V_ABSENT) return s;
  Value both[2] = {s, args[1]}, it = s_iter_unpack(vm, both, argc);
  release(vm, s);
  return it;
}

static Value f_calcsize(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Layout layout;
  bool native;
  if (!arg_layout(vm, args[0], &layout, &native)) return V_ABSENT;
  size_t size = layout.size;
  layout_free(&layout);
  return int_from_i64(vm, (int64_t)size);
}

static Value f_clearcache(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)args, (void)argc, V_NONE; }

static const NativeDef struct_functions[] = {
  {"calcsize", "(format, /)", f_calcsize, 0, "Return size in bytes of the struct described by the format string."},
  {"pack", "(*args)", f_pack, 0, "pack(format, v1, v2, ...) -> bytes"},
  {"pack_into", "(*args)", f_pack_into, 0, "pack_into(format, buffer, offset, v1, v2, ...)"},
  {"unpack", "(format, buffer, /)", f_unpack, 0, "Return a tuple containing values unpacked according to the format string."},
  {"unpack_from", "(format, /, buffer, offset=0)", f_unpack_from, 0, "Return a tuple containing values unpacked according to the format string."},
  {"iter_unpack", "(format, buffer, /)", f_iter_unpack, 0, "Return an iterator yielding tuples unpacked from the given bytes."},
  {"_clearcache", "()", f_clearcache, 0, "Clear the internal cache."},
  {0},
};

// class error(Exception), in the module's name.
static Value error_type(VM *vm) {
  Value name = str_from_c(vm, "error"), bases = tuple_pack(vm, 1, from_obj(error_type_get(vm, EXC_Exception))), type = V_ABSENT;
  Dict *ns = dict_new(vm);
  if (name != V_ABSENT && bases != V_ABSENT && ns && dict_set_c(vm, ns, "__module__", str_from_c(vm, "struct"))) {
    Value args[3] = {name, bases, from_obj(ns)};
    type = obj_call(vm, from_obj(vm->types.type), args, 3);
  }
  release(vm, name);
  release(vm, bases);
  xdecref(vm, ns);
  return type;
}

static bool struct_module_init(VM *vm, Module *module) {
  static const char *const all[] = {"calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"};
  Type *type = type_from_spec(vm, &struct_spec, NULL), *iter = type ? type_from_spec(vm, &iter_spec, NULL) : NULL;
  bool ok = type && iter && module_add_type(vm, module, type) && module_add(vm, module, "_unpack_iterator", retain_obj(iter));
  xdecref(vm, type);
  xdecref(vm, iter);
  Value error = ok ? error_type(vm) : V_ABSENT, list = error == V_ABSENT ? V_ABSENT : list_new(vm, 8);
  ok = list != V_ABSENT && module_add(vm, module, "error", error);
  for (size_t i = 0; ok && i < sizeof all / sizeof *all; i++) {
    Value name = str_from_c(vm, all[i]);
    ok = name != V_ABSENT && list_append_steal(vm, as_list(list), name);
  }
  return ok && module_add(vm, module, "__all__", list);
}

const ModuleDef struct_module = {"struct", "Functions to convert between Python values and C structs.", struct_functions, struct_module_init};
