// SPDX-License-Identifier: MIT
// context.h - context variables: immutable maps, the contexts that hold one each, variables, tokens.
//
// A ContextMap never changes, so copying a context copies a pointer. The current context (vm->thread.context) is a Context, or a
// bare map where nobody has asked for the object: a task that only reads its variables never has one. V_ABSENT is the empty map.
#ifndef ASTER_CONTEXT_H
#define ASTER_CONTEXT_H

#include "vm/core/vm.h"

typedef struct ContextItem { Value var, value; } ContextItem;
typedef struct ContextMap { Object header; uint64_t id; uint32_t count; ContextItem items[]; } ContextMap;
typedef struct Context { Object header; Value map; bool entered; } Context;  // map: a ContextMap or V_ABSENT
typedef struct ContextVar {
  Object header;
  Str *name;
  Value default_value;  // V_ABSENT: none
  uint64_t cached_id;   // of the map that `cached` was found in; 0: none
  Value cached;         // borrowed from that map
} ContextVar;
typedef struct ContextToken { Object header; Value context, var, old; bool used; } ContextToken;  // old V_ABSENT: the variable had no value

typedef struct ContextTypes { Type *map, *context, *var, *token, *missing; Value missing_value; } ContextTypes;

bool context_types_init(VM *vm, ContextTypes *types) MUST_USE;
Value context_map_snapshot(VM *vm);
static inline Value context_snapshot(VM *vm) {      // of the current context: its map or V_ABSENT. Owned
  return LIKELY(vm->thread.context == V_ABSENT) ? V_ABSENT : context_map_snapshot(vm);
}
Value context_copy(VM *vm) MUST_USE;                // copy_context(): a Context
Value context_current(VM *vm) MUST_USE;             // the current Context, made where it is a bare map. Owned
Value context_object(VM *vm, Value *place) MUST_USE; // *place becomes a Context around its map. Owned, besides
bool context_is(VM *vm, Value v);
// Makes `ctx` (a Context or bare map, borrowed) the current one; `saved` takes what was. false: RuntimeError, it is entered already.
bool context_enter(VM *vm, Value ctx, Value *saved) MUST_USE;
Value context_leave(VM *vm, Value saved_steal);     // the context that was current, which may have become a Context: owned

#endif
