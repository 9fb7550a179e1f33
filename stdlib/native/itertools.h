// SPDX-License-Identifier: MIT
// itertools.h - what the files of module `itertools` share.
#ifndef ASTER_ITERTOOLS_H
#define ASTER_ITERTOOLS_H

#include "vm/core/vm.h"

// A row of a type: an iterator with up to four values of its own behind the header, which free and traverse know.
typedef struct IterParts { Object header; Value parts[4]; } IterParts;
void iterparts_free(VM *vm, Object *o);
void iterparts_traverse(Object *o, VisitFn visit, void *arg);

// "name() takes no keyword arguments" for the exact type, and the count of positional ones.
bool iter_args(VM *vm, const char *name, Type *type, uint32_t argc, Tuple *kwnames, uint32_t min, uint32_t max) MUST_USE;

bool itercombine_init(VM *vm, Module *m) MUST_USE;  // product, permutations, combinations, ...
bool itergroup_init(VM *vm, Module *m) MUST_USE;    // groupby, tee, islice, batched, zip_longest, count, repeat
Value tee_of(VM *vm, Value iterable, Value n) MUST_USE;  // tee(iterable, n); n V_ABSENT: 2

#endif
