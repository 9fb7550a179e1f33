// SPDX-License-Identifier: MIT
// generic.h - parameterised types: list[int], int | str, type parameters and type aliases.
#ifndef ASTER_GENERIC_H
#define ASTER_GENERIC_H

#include "vm/types/str.h"
#include "vm/core/type.h"

typedef struct GenericAlias { Object header; Value origin; Tuple *args, *params; bool starred; } GenericAlias;  // params: made when asked for
typedef struct Union { Object header; Tuple *args, *params; } Union;

// TypeVar, ParamSpec and TypeVarTuple. What the `compute` functions give is kept once it has been asked for.
typedef struct TypeParam {
  Object header;
  Str *name;
  Value bound, compute_bound;              // V_ABSENT: none
  Value constraints, compute_constraints;
  Value fallback, compute_fallback;        // __default__
  bool covariant, contravariant, infer_variance;
} TypeParam;

typedef struct TypeAlias { Object header; Str *name; Tuple *params; Value value, compute, module; } TypeAlias;
typedef struct ParamSpecPart { Object header; Value origin; } ParamSpecPart;  // P.args, P.kwargs

enum { PARAM_TYPEVAR, PARAM_PARAMSPEC, PARAM_TYPEVARTUPLE };
// A type parameter of PEP 695. `bound` and `fallback` are functions that compute them, V_NONE: none.
Value typeparam_new(VM *vm, int kind, Value name, Value bound, Value fallback, bool constrained) MUST_USE;
Value typealias_new(VM *vm, Value name, Value params, Value compute) MUST_USE;  // params: tuple or V_NONE
Value no_default_get(VM *vm);                                                     // typing.NoDefault, borrowed
Value generic_params(VM *vm, Tuple *args) MUST_USE;                               // the type parameters in `args`: a tuple
// What `self`, with `args` and `params`, becomes when its parameters are replaced by `item`: a tuple of arguments.
Value generic_substitute(VM *vm, Value self, Tuple *args, Tuple *params, Value item) MUST_USE;
bool generic_repr_item(StrBuilder *sb, Value v) MUST_USE;

#endif
