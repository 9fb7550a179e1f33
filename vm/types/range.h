// SPDX-License-Identifier: MIT
// range.h - range, slice, and the iterators of the builtin functions (enumerate, zip, map, filter, reversed, callable-iterator).
#ifndef ASTER_RANGE_H
#define ASTER_RANGE_H

#include "vm/core/type.h"

typedef struct Range { Object header; Value start, stop, step, length; } Range;        // ints of any size
typedef struct RangeIter { Object header; int64_t next, step; uint64_t left; } RangeIter;  // when all fit 64 bits: FORNEXT runs it inline
typedef struct Slice { Object header; Value start, stop, step; } Slice;
// Iterators of list, tuple, str and bytes share one layout: FORNEXT runs list and tuple inline.
typedef struct SeqIter { Object header; Value seq; size_t index; } SeqIter;               // seq V_ABSENT: exhausted
#define SEQITER_SPENT ((size_t)INT64_MAX)  // an index behind any item: what __setstate__(-1) leaves of a list's

Value range_new(VM *vm, Value start, Value stop, Value step) MUST_USE;
Value range_iter(VM *vm, Value range) MUST_USE;
Value slice_new(VM *vm, Value start, Value stop, Value step) MUST_USE;  // V_NONE for what is left out
// Resolves a slice against a length: count of items; false: exception (TypeError, ValueError "slice step cannot be zero").
bool slice_resolve(VM *vm, Value slice, int64_t len, int64_t *start, int64_t *stop, int64_t *step, int64_t *count) MUST_USE;
// The same for a length of any size, as int values: owned on success.
bool slice_resolve_big(VM *vm, Value slice, Value len, Value *start, Value *stop, Value *step) MUST_USE;
Value seqiter_new(VM *vm, Type *type, Value seq) MUST_USE;
Value list_reviter_new(VM *vm, Value list) MUST_USE;
void seqiter_free(VM *vm, Object *o);
void seqiter_traverse(Object *o, VisitFn visit, void *arg);
extern const NativeDef sequence_iter_methods[];   // of the iterators of list, tuple, str, bytes and bytearray
Value calliter_new(VM *vm, Value callee, Value sentinel) MUST_USE;  // iter(callee, sentinel)
bool slice_types_init(VM *vm);    // called by range_types_init, as the next
bool seqiter_types_init(VM *vm);
bool range_types_init(VM *vm);  // range, slice, their iterators, the generic sequence iterator (__getitem__), callable_iterator
bool itertypes_init(VM *vm);    // enumerate, zip, map, filter, reversed
#endif
