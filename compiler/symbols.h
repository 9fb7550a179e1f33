// SPDX-License-Identifier: MIT
// symbols.h - which variable each name of a source means: scopes, what they bind, and where free names come from.
//
// One pass over the tree records what every scope does with each name; a second decides, by Python's rules, whether that is a local,
// a cell shared with inner functions, a free variable or a global; a third gives every function its registers. List, set and dict
// comprehensions have scopes of their own, but run inside the enclosing function (`inlined`) when no inner function captures their
// variables: these then live in temporaries of that function.
#ifndef ASTER_COMPILER_SYMBOLS_H
#define ASTER_COMPILER_SYMBOLS_H

#include "compiler/ast.h"

typedef struct Scope Scope;

enum {  // what a scope does with a name
  DEF_GLOBAL = 1, DEF_LOCAL = 2, DEF_PARAM = 4, DEF_NONLOCAL = 8, DEF_USE = 16, DEF_ANNOT = 32, DEF_COMP_ITER = 64, DEF_TYPE_PARAM = 128,
  DEF_DELETED = 256,  // del, or the name of an except clause
  DEF_IMPORT = 512,   // bound by import alone: `global` may still follow
  DEF_BOUND = DEF_LOCAL | DEF_PARAM | DEF_IMPORT
};

typedef enum { SYM_LOCAL, SYM_FREE, SYM_GLOBAL_EXPLICIT, SYM_GLOBAL_IMPLICIT } SymbolKind;

// How private names are spelled: with the name of the class around in front. Where a class has type parameters, these alone are
// private between them and its body, so that its bases can be named as they are.
typedef struct Mangling {
  const AstName *class_name;  // NULL: none
  const AstList *only;        // the type parameters; NULL: every name
} Mangling;

typedef struct Symbol {
  const AstName *name;
  uint16_t flags;
  uint8_t kind;       // SymbolKind
  bool is_cell;       // SYM_LOCAL: an inner function uses it
  bool from_class;    // in an annotation scope inside a class: looked up in the class namespace first
  Scope *owner;       // SYM_FREE: the scope that binds it
  struct Symbol *source;  // SYM_FREE: the binding
  uint32_t first_use, first_bind;  // positions in the order of evaluation, 0: none
  uint32_t reg;       // SYM_LOCAL: register; SYM_FREE in a function's own scope: closure index; NO_REG until known
} Symbol;
#define NO_REG UINT32_MAX

typedef enum {
  SCOPE_MODULE, SCOPE_CLASS, SCOPE_FUNCTION, SCOPE_LAMBDA, SCOPE_GENEXP, SCOPE_LISTCOMP, SCOPE_SETCOMP, SCOPE_DICTCOMP,
  SCOPE_TYPE_PARAMS, SCOPE_BOUND, SCOPE_CONSTRAINT, SCOPE_DEFAULT, SCOPE_ALIAS, SCOPE_ANNOTATION  // annotation scopes, the last one for text that is never run
} ScopeKind;

struct Scope {
  uint8_t kind;
  bool is_async;        // async def, or top level with await allowed
  bool is_generator, is_coroutine;  // holds yield; holds await
  bool returns_value;   // a `return x` stands in it
  bool has_walrus, nested, inlined, no_inline;
  bool asks_locals;     // calls locals(), eval() or the like, or reads some f_locals: an inlined comprehension then has its variables among the locals
  bool has_annotations; // module or class with an annotated assignment
  bool has_star_import;
  bool needs_class_cell, needs_class_dict;
  bool sees_class;      // annotation scope right inside a class
  Scope *parent, *function;  // function: the scope whose frame runs this one (itself unless inlined)
  AstNode *node;
  uint32_t seq;         // when it was entered, in the order of evaluation
  Symbol **symbols;     // in order of appearance
  uint32_t count, capacity;
  uint32_t *table, table_size;
  // after symbols_resolve, for scopes with a frame:
  Symbol **locals;      // by register
  uint32_t nlocals, nextra;  // nextra: of inlined comprehensions
  Symbol **frees;       // by closure index, sorted by name
  uint32_t nfrees;
};

typedef struct SymbolError {
  const char *message;  // NULL: none
  uint32_t line, col, end_line, end_col;
  bool start_only;      // the end is not told
} SymbolError;

typedef struct ScopeSlot { const void *key; Scope *scope; } ScopeSlot;
typedef struct Directive { Scope *scope; const AstName *name; const AstNode *node; } Directive;

typedef struct WellKnown {  // names that the compiler itself uses
  const AstName *class_, *classdict, *super, *dot0, *debug, *defaults, *kwdefaults, *annotations, *name, *qualname, *module, *doc,
      *firstlineno, *classcell, *assertion, *type_params, *generic_base, *f_locals, *asking[5];
} WellKnown;

typedef struct Symbols {
  Arena *arena;
  AstNames *names;
  WellKnown known;
  SymbolError error;
  bool future_annotations, top_await;
  Scope *module, *current;
  Mangling mangling;    // by the class around
  Scope **all;
  uint32_t nall, all_capacity;
  ScopeSlot *slots;
  uint32_t slots_size, slots_used;
  Directive *directives;
  uint32_t ndirectives, directives_capacity;
  uint32_t seq;
  uint32_t iterable_depth;  // inside the iterable of a comprehension
  bool in_comp_target;
  Scope dummy_scope;        // stands in when memory is out
  Symbol dummy_symbol;
} Symbols;

// `tree` is a MOD node. False when s->error is set or memory is out (arena->failed).
bool symbols_build(Symbols *s, Arena *arena, AstNames *names, AstNode *tree, bool future_annotations, bool top_await);
bool symbols_resolve(Symbols *s);  // symbols_resolve.c; called by symbols_build

// The scope that a node opened. `part` tells the scopes of one node apart: 0 its own, 1 that of its type parameters, 2 of a default.
Scope *symbols_scope(const Symbols *s, const AstNode *node, unsigned part);
Symbol *scope_find(const Scope *scope, const AstName *name);  // NULL: unknown
Symbol *scope_add(Symbols *s, Scope *scope, const AstName *name);
const AstName *symbols_mangle(Symbols *s, Mangling mangling, const AstName *name);
void symbols_error(Symbols *s, const AstNode *node, const char *format, ...) __attribute__((format(printf, 3, 4)));
static inline bool scope_is_comp(const Scope *s) { return s->kind >= SCOPE_LISTCOMP && s->kind <= SCOPE_DICTCOMP; }
static inline bool scope_is_function(const Scope *s) { return s->kind >= SCOPE_FUNCTION; }
static inline bool scope_is_annotation(const Scope *s) { return s->kind >= SCOPE_TYPE_PARAMS; }

#endif
