// SPDX-License-Identifier: MIT
// advise.h - what a careful reader would say about the async parts of a source that compiles: forgotten awaits, blocking calls.
//
// Two walks over the tree, after the symbols are known. The first gathers facts about variables: which are bound by nothing but
// `async def`, which by one import (advise_facts.c). The second looks at what is done with calls of known coroutine functions, and at
// calls of known blocking functions inside `async def` (advise.c). Silence is the rule: a decorator, a second binding, an attribute
// that is assigned somewhere, a generator, and nothing is claimed.
#ifndef ASTER_COMPILER_ADVISE_H
#define ASTER_COMPILER_ADVISE_H

#include "compiler/diag.h"
#include "compiler/source.h"
#include "compiler/symbols.h"

typedef struct Fact {       // about one variable
  const Symbol *symbol;
  const AstNode *function;  // the first `async def` that binds it
  const char *import;       // the dotted name that an import gives it: "time", "time.sleep"
  uint32_t others;          // bindings of any other kind
  uint32_t uses, misuses;   // of a coroutine function: all, and those that forget await
} Fact;

typedef struct Facts {
  const Symbols *symbols;
  Arena *arena;
  Fact *items;              // open addressing by symbol; capacity is a power of two
  uint32_t count, capacity;
  Fact nowhere;             // stands in for what is no variable
  bool *assigned;           // by AstName.index: some attribute of that name is assigned
} Facts;

bool facts_gather(Facts *f, const Symbols *symbols, Arena *arena, const AstNode *tree);  // false: no memory
Fact *facts_find(const Facts *f, const Symbol *symbol);                                  // NULL: nothing is known
// What a name means in a scope; *owner (may be NULL): the scope that binds it. NULL: a builtin, or unknown.
const Symbol *facts_resolve(const Symbols *s, const Scope *scope, const AstName *name, const Scope **owner);
// The scope in which the children of a node stand, `scope` where it opens none.
const Scope *facts_scope_of(const Symbols *s, const AstNode *node, const Scope *scope);

// Appends to `out` what there is to say. False: no memory.
bool advise(const Symbols *symbols, AstNode *tree, const Source *source, Arena *arena, DiagList *out);

#endif
