// SPDX-License-Identifier: MIT
// text.h - the algorithms that str, bytes and bytearray share: splitting, stripping, replacing, padding.
//
// A Text is a view of one of the three: code points of some width, and a family that decides what white space is and what the
// results are. It borrows its owner. None of these functions runs script code.
#ifndef ASTER_TEXT_H
#define ASTER_TEXT_H

#include "vm/core/vm.h"

typedef enum { TEXT_STR, TEXT_BYTES, TEXT_BYTEARRAY } TextFamily;
typedef struct Text {
  const uint8_t *chars;
  size_t len;
  Value owner;
  uint8_t kind, family;
} Text;

static inline Text text_of(Value v) {
  if (is_str(v)) return (Text){as_str(v)->data, as_str(v)->len, v, as_str(v)->kind, TEXT_STR};
  if (is_bytes(v)) return (Text){as_bytes(v)->data, as_bytes(v)->len, v, 1, TEXT_BYTES};
  ByteArray *array = (ByteArray *)as_obj(v);
  return (Text){array->data, array->len, v, 1, TEXT_BYTEARRAY};
}
static inline uint32_t text_char(const Text *t, size_t i) { return chars_get(t->chars, t->kind, i); }

Value text_piece(VM *vm, const Text *t, size_t start, size_t stop) MUST_USE;
bool text_is_space(const Text *t, uint32_t c);
typedef enum { SIDE_LEFT = 1, SIDE_RIGHT = 2, SIDE_BOTH = 3 } TextSide;
Value text_strip(VM *vm, const Text *t, const Text *set, TextSide side) MUST_USE;       // set NULL: white space
Value text_split(VM *vm, const Text *t, const Text *sep, int64_t most) MUST_USE;        // sep NULL: white space; most < 0: no limit
Value text_rsplit(VM *vm, const Text *t, const Text *sep, int64_t most) MUST_USE;
Value text_splitlines(VM *vm, const Text *t, bool keep_ends) MUST_USE;
Value text_partition(VM *vm, const Text *t, const Text *sep, bool from_right) MUST_USE;
Value text_replace(VM *vm, const Text *t, const Text *from, const Text *to, int64_t most) MUST_USE;
Value text_expandtabs(VM *vm, const Text *t, int64_t size) MUST_USE;
Value text_pad(VM *vm, const Text *t, int64_t width, uint32_t fill, TextSide side) MUST_USE;  // side: where the padding goes
Value text_zfill(VM *vm, const Text *t, int64_t width) MUST_USE;

// Reads optional start and end arguments (V_ABSENT, None or an index; clipped) against a length. May run script code (__index__).
bool text_range(VM *vm, Value start, Value end, size_t len, size_t *from, size_t *to) MUST_USE;
// An optional index argument.
bool text_index(VM *vm, Value v, int64_t otherwise, int64_t *out) MUST_USE;
// An optional C string argument of `function`; "f() argument 'name' must be str, not X".
bool text_c_arg(VM *vm, Value v, const char *function, const char *name, const char **out) MUST_USE;
// The other operand of a sequence's + or * has an operator of its own that may take over.
bool text_defers(VM *vm, Value other, BinOp op);

#endif
