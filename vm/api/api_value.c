// SPDX-License-Identifier: MIT
// api_value.c - values made in C and read in C.
#include "vm/api/api.h"
#include "vm/base/utf8.h"
#include "vm/aio/op.h"

AsterValue aster_retain(AsterVM *vm, AsterRef v) { return (void)vm, own(retain(val(v))); }
void aster_release(AsterVM *vm, AsterValue v) { release(script(vm), v.bits); }

// ---- making

AsterValue aster_none(AsterVM *vm) { return (void)vm, own(V_NONE); }
AsterValue aster_bool_new(AsterVM *vm, bool b) { return (void)vm, own(from_bool(b)); }
AsterValue aster_int_new(AsterVM *vm, int64_t n) { return own(int_from_i64(core(vm), n)); }
AsterValue aster_uint_new(AsterVM *vm, uint64_t n) { return own(int_from_u64(core(vm), n)); }
AsterValue aster_float_new(AsterVM *vm, double d) { return (void)vm, own(from_double(d)); }

AsterValue aster_bigint_new(AsterVM *vm, const void *bytes, size_t len, bool is_signed) {
  return own(int_from_bytes(core(vm), (const uint8_t *)bytes, len, true, is_signed));
}

AsterValue aster_str_new(AsterVM *vm, const char *utf8, size_t len) {
  if (len == SIZE_MAX) len = strlen(utf8);
  if (!utf8_check(utf8, len, NULL)) return own(codec_decode(core(vm), (const uint8_t *)utf8, len, "utf-8", NULL));
  Str *s = str_from_utf8(core(vm), utf8, len);
  return own(s ? from_obj(s) : V_ABSENT);
}

AsterValue aster_bytes_new(AsterVM *vm, const void *data, size_t len) { return own(bytes_new(core(vm), data, len)); }

AsterValue aster_list_new(AsterVM *vm, const AsterRef *items, size_t count) {
  return own(items ? list_from(core(vm), vals(items), count) : list_new(core(vm), count));
}

AsterValue aster_tuple_new(AsterVM *vm, const AsterRef *items, size_t count) {
  if (items || !count) return own(tuple_from(core(vm), vals(items), count));
  Tuple *t = tuple_new_uninit(core(vm), count);
  for (size_t i = 0; t && i < count; i++) t->items[i] = V_NONE;
  return own(t ? from_obj(t) : V_ABSENT);
}

AsterValue aster_dict_new(AsterVM *vm) {
  Dict *d = dict_new(core(vm));
  return own(d ? from_obj(d) : V_ABSENT);
}

AsterValue aster_set_new(AsterVM *vm, const AsterRef *items, size_t count) {
  VM *c = script(vm);
  Value set = set_new(c);
  for (size_t i = 0; set && items && i < count; i++)
    if (set_add(c, as_set(set), val(items[i])) < 0) release(c, set), set = V_ABSENT;
  return own(set);
}

// ---- what it is

static const uint8_t kinds[] = {
  [KIND_OBJECT] = ASTER_KIND_OTHER, [KIND_TYPE] = ASTER_KIND_TYPE, [KIND_INT] = ASTER_KIND_INT, [KIND_BOOL] = ASTER_KIND_BOOL,
  [KIND_FLOAT] = ASTER_KIND_FLOAT, [KIND_COMPLEX] = ASTER_KIND_COMPLEX, [KIND_STR] = ASTER_KIND_STR, [KIND_BYTES] = ASTER_KIND_BYTES,
  [KIND_BYTEARRAY] = ASTER_KIND_BYTEARRAY, [KIND_MEMORYVIEW] = ASTER_KIND_OTHER, [KIND_LIST] = ASTER_KIND_LIST,
  [KIND_TUPLE] = ASTER_KIND_TUPLE, [KIND_DICT] = ASTER_KIND_DICT, [KIND_SET] = ASTER_KIND_SET, [KIND_FROZENSET] = ASTER_KIND_FROZENSET,
  [KIND_RANGE] = ASTER_KIND_RANGE, [KIND_SLICE] = ASTER_KIND_OTHER, [KIND_FUNCTION] = ASTER_KIND_FUNCTION,
  [KIND_METHOD] = ASTER_KIND_FUNCTION, [KIND_NATIVE] = ASTER_KIND_FUNCTION, [KIND_CODE] = ASTER_KIND_OTHER, [KIND_CELL] = ASTER_KIND_OTHER,
  [KIND_MODULE] = ASTER_KIND_MODULE, [KIND_GENERATOR] = ASTER_KIND_OTHER, [KIND_COROUTINE] = ASTER_KIND_COROUTINE,
  [KIND_ASYNC_GENERATOR] = ASTER_KIND_OTHER, [KIND_PROPERTY] = ASTER_KIND_OTHER, [KIND_CLASSMETHOD] = ASTER_KIND_OTHER,
  [KIND_STATICMETHOD] = ASTER_KIND_OTHER, [KIND_EXCEPTION] = ASTER_KIND_EXCEPTION, [KIND_TRACEBACK] = ASTER_KIND_OTHER,
  [KIND_FRAME] = ASTER_KIND_OTHER, [KIND_ITERATOR] = ASTER_KIND_OTHER, [KIND_FUTURE] = ASTER_KIND_FUTURE, [KIND_TASK] = ASTER_KIND_FUTURE,
  [KIND_OTHER] = ASTER_KIND_OTHER,
};

AsterKind aster_kind(AsterVM *vm, AsterRef r) {
  (void)vm;
  Value v = val(r);
  if (v == V_NONE) return ASTER_KIND_NONE;
  if (is_bool(v)) return ASTER_KIND_BOOL;
  if (is_int(v)) return ASTER_KIND_INT;
  if (is_double(v)) return ASTER_KIND_FLOAT;
  if (!is_heap(v)) return ASTER_KIND_OTHER;
  if (is_op(core(vm), v)) return ASTER_KIND_COROUTINE;
  return (AsterKind)kinds[obj_type(as_obj(v))->kind];
}

AsterRef aster_type_of(AsterVM *vm, AsterRef v) { return lend(from_obj(type_of_get(core(vm), val(v)))); }
int aster_truthy(AsterVM *vm, AsterRef v) { return obj_truthy(script(vm), val(v)); }

// ---- reading

static bool integer_expected(VM *vm, Value v) {
  if (is_integer(v)) return true;
  raise_type(vm, "an int is required, not %T", v);
  return false;
}

bool aster_get_int(AsterVM *vm, AsterRef v, int64_t *out) {
  if (!integer_expected(core(vm), val(v))) return false;
  if (int_to_i64(val(v), out)) return true;
  raise(core(vm), EXC_OverflowError, "int too large to convert to a 64-bit one");
  return false;
}

bool aster_get_uint(AsterVM *vm, AsterRef v, uint64_t *out) {
  VM *c = core(vm);
  int64_t n;
  if (!integer_expected(c, val(v))) return false;
  if (int_to_i64(val(v), &n) && n >= 0) return *out = (uint64_t)n, true;
  if (int_sign(val(v)) >= 0 && int_bit_length(val(v)) <= 64) {
    IntView view;
    return *out = mp_get_u64(int_view(val(v), &view)), true;
  }
  raise(c, EXC_OverflowError, int_sign(val(v)) < 0 ? "can't convert negative int to unsigned" : "int too large to convert to a 64-bit one");
  return false;
}

// |n| - 1 has the bits of n's two's complement inverted, where n is negative: so bytes are found without a number wider than n.
size_t aster_get_bigint(AsterVM *vm, AsterRef v, void *bytes, size_t cap) {
  if (!integer_expected(core(vm), val(v))) return 0;
  IntView view;
  const mp_int *n = int_view(val(v), &view);
  bool negative = n->sign == MP_NEG, borrow = negative;
  uint8_t *out = (uint8_t *)bytes, invert = negative ? 0xff : 0;
  size_t bits = (size_t)int_bit_length(val(v)), need = bits / 8 + 1, at = 0;
  unsigned __int128 window = 0;
  int held = 0;
  for (int i = 0; i < n->used && at < cap; i++) {
    mp_digit digit = n->dp[i];
    if (borrow) borrow = digit == 0, digit = (digit - 1) & MP_MASK;
    window |= (unsigned __int128)digit << held;
    for (held += MP_DIGIT_BIT; held >= 8 && at < cap; held -= 8, window >>= 8) out[at++] = (uint8_t)window ^ invert;
  }
  while (at < cap) out[at++] = (uint8_t)window ^ invert, window = (uint64_t)window >> 8;
  // A negative power of two fits one bit less: -128 in one byte.
  if (negative && bits % 8 == 0 && mp_cnt_lsb(n) == (int)bits - 1) need--;
  return need;
}

bool aster_get_float(AsterVM *vm, AsterRef v, double *out) {
  Value n = val(v);
  if (is_double(n)) return *out = as_double(n), true;
  if (is_integer(n)) return int_to_double(core(vm), n, out);
  if (is_kind(n, KIND_FLOAT)) return float_coerce(core(vm), n, out);
  raise_type(core(vm), "a float is required, not %T", n);
  return false;
}

const char *aster_get_str(AsterVM *vm, AsterRef v, size_t *len) {
  if (is_str(val(v))) return str_utf8_get(core(vm), as_str(val(v)), len);
  raise_type(core(vm), "a str is required, not %T", val(v));
  return NULL;
}

const void *aster_get_bytes(AsterVM *vm, AsterRef v, size_t *len) {
  if (is_bytes(val(v))) {
    if (len) *len = as_bytes(val(v))->len;
    return as_bytes(val(v))->data;
  }
  raise_type(core(vm), "a bytes object is required, not %T", val(v));
  return NULL;
}

_Static_assert(sizeof(Buffer) <= sizeof((AsterBuffer *)0)->hidden, "AsterBuffer hides a Buffer");

bool aster_buffer_open(AsterVM *vm, AsterRef v, bool writable, AsterBuffer *out) {
  Buffer *inner = (Buffer *)out->hidden;
  memset(out, 0, sizeof *out);
  if (!buffer_get(core(vm), val(v), inner)) return false;
  if (writable && inner->readonly) {
    buffer_release(core(vm), inner);
    raise(core(vm), EXC_BufferError, "Object is not writable.");
    return false;
  }
  out->data = inner->data;
  out->len = inner->len;
  out->readonly = inner->readonly;
  return true;
}

void aster_buffer_close(AsterVM *vm, AsterBuffer *buffer) {
  if (buffer->data || buffer->len || ((Buffer *)buffer->hidden)->owner) buffer_release(core(vm), (Buffer *)buffer->hidden);
  memset(buffer, 0, sizeof *buffer);
}
