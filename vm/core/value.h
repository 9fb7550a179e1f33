// SPDX-License-Identifier: MIT
// value.h - the 64-bit value: doubles, 49-bit ints, constants and heap pointers, none but the last allocated.
//
//   0000 0000 0000 0000   V_ABSENT: no value. An unbound register, a missing argument; returned by a function: an exception is set
//   0000 pppp pppp pppp   pointer to an Object (48 bits, never 0)
//   0001 0000 0000 000x   None, False, True, Ellipsis, NotImplemented
//   0002 .... - fffa ...  double: its IEEE bits plus 2^49; of NaNs with the sign set only fff8 0000 0000 0000
//   fffe .... - ffff ...  int: 49-bit two's complement payload in the low bits
//
// The tags are chosen so that each hot test is one or two instructions: both operands int <=> (a & b) >= V_INT_TAG; a value owns
// a reference <=> (v - 1) < V_HEAP_MAX (V_ABSENT included in the negative). Bigger ints are heap objects (int.h) and are always
// normalised: an int that fits 49 bits is never on the heap, so ints that differ in bits differ in value.
//
// Ownership: a `Value` returned by a function is owned by the caller, a `Value` parameter is borrowed, unless the function's
// name ends in _steal (consumes the argument) or _get (returns a borrowed value).
#ifndef ASTER_VALUE_H
#define ASTER_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t Value;
typedef struct VM VM;
typedef struct Object Object;

#define V_ABSENT ((Value)0)
#define V_IMM_TAG UINT64_C(0x0001000000000000)
#define V_NONE (V_IMM_TAG | 0)
#define V_FALSE (V_IMM_TAG | 2)
#define V_TRUE (V_IMM_TAG | 3)
#define V_ELLIPSIS (V_IMM_TAG | 4)
#define V_NOTIMPL (V_IMM_TAG | 6)
#define V_HEAP_MAX UINT64_C(0x0000ffffffffffff)
#define V_DOUBLE_OFFSET UINT64_C(0x0002000000000000)
#define V_DOUBLE_NEGATIVE UINT64_C(0xfff0000000000000)  // minus infinity: beyond it lie the NaNs with the sign set
#define V_DOUBLE_NAN UINT64_C(0xfff8000000000000)
#define V_INT_TAG UINT64_C(0xfffe000000000000)
#define V_INT_BITS 49
#define V_INT_MAX ((INT64_C(1) << (V_INT_BITS - 1)) - 1)
#define V_INT_MIN (-(INT64_C(1) << (V_INT_BITS - 1)))

#define LIKELY(x) __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define MUST_USE __attribute__((warn_unused_result))
#define NOINLINE __attribute__((noinline))
#define COLD __attribute__((noinline, cold))

static inline bool is_heap(Value v) { return v - 1 < V_HEAP_MAX; }
static inline bool is_int(Value v) { return v >= V_INT_TAG; }
static inline bool is_int2(Value a, Value b) { return (a & b) >= V_INT_TAG; }
static inline bool is_double(Value v) { return v - V_DOUBLE_OFFSET < V_INT_TAG - V_DOUBLE_OFFSET; }
static inline bool is_bool(Value v) { return (v | 1) == V_TRUE; }

static inline Object *as_obj(Value v) { return (Object *)(uintptr_t)v; }
static inline Value from_obj(const void *object) { return (Value)(uintptr_t)object; }
static inline int64_t as_int(Value v) { return (int64_t)(v << (64 - V_INT_BITS)) >> (64 - V_INT_BITS); }
static inline bool int_fits(int64_t n) { return (uint64_t)n - (uint64_t)V_INT_MIN <= (uint64_t)(V_INT_MAX - V_INT_MIN); }
// `n` must satisfy int_fits; int_from_i64 (int.h) takes any.
static inline Value from_int(int64_t n) { return V_INT_TAG | ((uint64_t)n & ~V_INT_TAG); }
static inline Value from_bool(bool b) { return V_FALSE | (Value)b; }

static inline double as_double(Value v) {
  double d;
  v -= V_DOUBLE_OFFSET;
  memcpy(&d, &v, sizeof d);
  return d;
}

static inline Value from_double(double d) {
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  if (UNLIKELY(bits > V_DOUBLE_NEGATIVE)) bits = V_DOUBLE_NAN;
  return bits + V_DOUBLE_OFFSET;
}

// Of a sum, product or quotient of doubles that were values: a NaN among those is passed on, and the hardware's own is V_DOUBLE_NAN or positive.
static inline Value from_arithmetic(double d) {
  uint64_t bits;
  memcpy(&bits, &d, sizeof bits);
  return bits + V_DOUBLE_OFFSET;
}

#endif
