// SPDX-License-Identifier: MIT
// symbols_resolve.c - the second and third pass: what each name means, which comprehensions run in place, registers and closures.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/emit.h"
#include "compiler/symbols.h"

static const Directive *find_directive(const Symbols *s, const Scope *scope, const AstName *name) {
  for (uint32_t i = 0; i < s->ndirectives; i++)
    if (s->directives[i].scope == scope && s->directives[i].name == name) return &s->directives[i];
  return NULL;
}

static void directive_error(Symbols *s, const Scope *scope, const Symbol *symbol, const char *format) {
  const Directive *d = find_directive(s, scope, symbol->name);
  char text[512];
  snprintf(text, sizeof text, format, symbol->name->bytes);
  symbols_error(s, d ? d->node : scope->node, "%s", text);
}

// A class gives its methods __class__, and annotation scopes inside it __classdict__: cells of its own frame.
static Symbol *class_cell(Symbols *s, Scope *scope, const AstName *name) {
  bool is_class = name == s->known.class_;
  if (!is_class && name != s->known.classdict) return NULL;
  if (is_class)
    scope->needs_class_cell = true;
  else
    scope->needs_class_dict = true;
  static const char hidden_class[] = ".__class__", hidden_dict[] = ".__classdict__";
  const AstName *key = ast_names_intern(s->names, is_class ? hidden_class : hidden_dict, is_class ? 10 : 14);
  Symbol *symbol = scope_add(s, scope, key);
  symbol->flags |= DEF_LOCAL;
  symbol->kind = SYM_LOCAL;
  return symbol;
}

// The binding in an enclosing function that `name` means when used in `scope`; NULL: a global.
static Symbol *find_binding(Symbols *s, Scope *scope, const AstName *name, Scope **owner) {
  for (Scope *p = scope->parent; p; p = p->parent) {
    *owner = p;
    if (p->kind == SCOPE_MODULE) return NULL;
    if (p->kind == SCOPE_CLASS) {
      Symbol *cell = class_cell(s, p, name);
      if (cell) return cell;
      continue;
    }
    Symbol *symbol = scope_find(p, name);
    if (!symbol || symbol->flags & DEF_NONLOCAL) continue;
    if (symbol->flags & DEF_GLOBAL) return NULL;
    if (symbol->flags & DEF_BOUND) return symbol;
  }
  return NULL;
}

static void resolve_nonlocal(Symbols *s, Scope *scope, Symbol *symbol) {
  symbol->source = find_binding(s, scope, symbol->name, &symbol->owner);
  symbol->kind = SYM_FREE;
  if (!symbol->source)
    directive_error(s, scope, symbol, "no binding for nonlocal '%s' found");
  else if (symbol->source->flags & DEF_TYPE_PARAM)
    directive_error(s, scope, symbol, "nonlocal binding not allowed for type parameter '%s'");
}

// What the class around an annotation scope does with the name: flags, 0 also where a scope between the two binds it.
static unsigned class_flags(const Scope *scope, const AstName *name) {
  const Scope *p = scope->parent;
  for (; p && scope_is_annotation(p); p = p->parent) {
    const Symbol *symbol = scope_find(p, name);
    if (symbol && symbol->flags & DEF_BOUND) return 0;
  }
  const Symbol *symbol = p && p->kind == SCOPE_CLASS ? scope_find(p, name) : NULL;
  return symbol ? symbol->flags : 0;
}

static void resolve_symbol(Symbols *s, Scope *scope, Symbol *symbol) {
  unsigned flags = symbol->flags;
  bool asks_class = scope->sees_class && !(flags & (DEF_GLOBAL | DEF_NONLOCAL | DEF_BOUND)) && symbol->name != s->known.classdict;
  unsigned outer = asks_class ? class_flags(scope, symbol->name) : 0;
  if (flags & DEF_GLOBAL) {
    if (flags & DEF_NONLOCAL) directive_error(s, scope, symbol, "name '%s' is nonlocal and global");
    symbol->kind = SYM_GLOBAL_EXPLICIT;
  } else if (flags & DEF_NONLOCAL) {
    resolve_nonlocal(s, scope, symbol);
  } else if (flags & DEF_BOUND) {
    symbol->kind = scope->kind == SCOPE_MODULE ? SYM_GLOBAL_IMPLICIT : SYM_LOCAL;
  } else if (outer & DEF_GLOBAL) {
    symbol->kind = SYM_GLOBAL_EXPLICIT;
  } else if (outer & DEF_BOUND && !(outer & DEF_NONLOCAL)) {
    symbol->kind = SYM_GLOBAL_IMPLICIT;
    symbol->from_class = true;
  } else {
    symbol->source = scope->kind == SCOPE_MODULE ? NULL : find_binding(s, scope, symbol->name, &symbol->owner);
    symbol->kind = symbol->source ? SYM_FREE : SYM_GLOBAL_IMPLICIT;
  }
}

// ---- comprehensions that run in place

// A frame of its own lies between the use (in `scope`) and the comprehension `comp` that binds.
static bool is_captured(const Scope *scope, const Scope *comp) {
  for (; scope != comp; scope = scope->parent)
    if (!scope_is_comp(scope) || scope->no_inline) return true;
  return false;
}

static bool refuse_captured(Symbols *s) {
  bool changed = false;
  for (uint32_t i = 0; i < s->nall; i++)
    for (uint32_t j = 0; j < s->all[i]->count; j++) {
      Symbol *symbol = s->all[i]->symbols[j];
      if (symbol->kind != SYM_FREE || !scope_is_comp(symbol->owner) || symbol->owner->no_inline) continue;
      // Also one that is read before its comprehension has bound it: a temporary has no name to complain with.
      if (!is_captured(s->all[i], symbol->owner) && s->all[i]->seq > symbol->source->first_bind) continue;
      symbol->owner->no_inline = changed = true;
    }
  return changed;
}

static void choose_inlined(Symbols *s) {
  for (uint32_t i = 0; i < s->nall; i++) {
    Scope *scope = s->all[i];
    if (!scope_is_comp(scope)) continue;
    for (uint32_t j = 0; j < scope->count; j++) {
      Symbol *symbol = scope->symbols[j];
      if (symbol->kind == SYM_LOCAL && symbol->first_use && symbol->first_use < symbol->first_bind) scope->no_inline = true;
    }
  }
  while (refuse_captured(s)) {
  }
  for (uint32_t i = 0; i < s->nall; i++) {
    Scope *scope = s->all[i];
    scope->inlined = scope_is_comp(scope) && !scope->no_inline;
    scope->function = scope->inlined ? scope->parent->function : scope;
    if (scope->inlined && scope->has_walrus) scope->function->has_walrus = true;
  }
}

// ---- registers and closures

static Symbol *add_free(Symbols *s, Scope *function, Symbol *used) {
  Symbol *symbol = scope_add(s, function, used->name);
  if (symbol->kind == SYM_FREE && symbol->source == used->source) return symbol;
  if (symbol->flags) {  // here the name means something else: a class binds it in its namespace, or it is declared global
    char text[256];
    int len = snprintf(text, sizeof text, ".%s", used->name->bytes);
    symbol = scope_add(s, function, ast_names_intern(s->names, text, (size_t)(len < 256 ? len : 255)));
  }
  symbol->kind = SYM_FREE;
  symbol->owner = used->owner;
  symbol->source = used->source;
  return symbol;
}

static void append_free(Symbols *s, Scope *function, Symbol *symbol) {
  for (uint32_t i = 0; i < function->nfrees; i++)
    if (function->frees[i]->source == symbol->source) return;
  Symbol **grown = arena_alloc(s->arena, (function->nfrees + 1) * sizeof *grown);
  if (!grown) return;
  if (function->nfrees) memcpy(grown, function->frees, function->nfrees * sizeof *grown);
  grown[function->nfrees++] = symbol;
  function->frees = grown;
}

// Every frame between the use and the binding passes the cell on.
static void capture(Symbols *s, Scope *scope, Symbol *symbol) {
  Scope *owner = symbol->owner->function;
  if (scope->function == owner) return;
  symbol->source->is_cell = true;
  for (Scope *f = scope->function; f != owner; f = f->parent->function) append_free(s, f, add_free(s, f, symbol));
}

static int compare_names(const void *a, const void *b) {
  const Symbol *x = *(Symbol *const *)a, *y = *(Symbol *const *)b;
  return strcmp(x->name->bytes, y->name->bytes);
}

static bool in_locals(const Scope *scope) {
  return scope->inlined && scope->asks_locals && scope_is_function(scope->function);
}

static bool is_comp_variable(const Symbol *symbol) {
  return symbol->kind == SYM_LOCAL && !(symbol->flags & DEF_PARAM);
}

static void count_comp_variables(Symbols *s) {
  for (uint32_t i = s->nall; i-- > 0;) {
    Scope *scope = s->all[i];
    if (!in_locals(scope)) continue;
    scope->parent->asks_locals = true;
    for (uint32_t j = 0; j < scope->count; j++) scope->function->nextra += is_comp_variable(scope->symbols[j]);
  }
}

static void number_comp_variables(Scope *scope) {
  Scope *f = scope->function;
  if (!in_locals(scope) || !f->locals) return;
  for (uint32_t j = 0; j < scope->count; j++) {
    if (!is_comp_variable(scope->symbols[j])) continue;
    scope->symbols[j]->reg = f->nlocals;
    f->locals[f->nlocals++] = scope->symbols[j];
  }
}

static void number_registers(Symbols *s, Scope *scope) {
  if (scope->inlined) return;
  if (scope->nfrees) qsort(scope->frees, scope->nfrees, sizeof *scope->frees, compare_names);
  for (uint32_t i = 0; i < scope->nfrees; i++) scope->frees[i]->reg = i;
  scope->locals = arena_alloc(s->arena, (scope->count + scope->nextra + 1) * sizeof *scope->locals);
  if (!scope->locals || scope->kind == SCOPE_MODULE) return;
  for (unsigned pass = 0; pass < 2; pass++)
    for (uint32_t i = 0; i < scope->count; i++) {
      Symbol *symbol = scope->symbols[i];
      bool is_param = (symbol->flags & DEF_PARAM) != 0;
      if (symbol->kind != SYM_LOCAL || is_param != (pass == 0)) continue;
      if (scope->kind == SCOPE_CLASS && !symbol->is_cell) continue;
      symbol->reg = scope->nlocals;
      scope->locals[scope->nlocals++] = symbol;
    }
}

// A `global` statement anywhere makes the name one for the module's own code too, whose names may live elsewhere under exec().
static void spread_globals(Symbols *s) {
  for (uint32_t i = 0; i < s->nall; i++)
    for (uint32_t j = 0; j < s->all[i]->count; j++) {
      const Symbol *symbol = s->all[i]->symbols[j];
      Symbol *outer = symbol->flags & DEF_GLOBAL ? scope_find(s->module, symbol->name) : NULL;
      if (outer) outer->flags |= DEF_GLOBAL;
    }
}

bool symbols_resolve(Symbols *s) {
  spread_globals(s);
  for (uint32_t i = 0; i < s->nall; i++)
    for (uint32_t j = 0; j < s->all[i]->count && !s->error.message; j++) resolve_symbol(s, s->all[i], s->all[i]->symbols[j]);
  if (s->error.message || s->arena->failed) return false;
  choose_inlined(s);
  for (uint32_t i = 0; i < s->nall; i++) {
    uint32_t count = s->all[i]->count;  // capture() may add more
    for (uint32_t j = 0; j < count; j++)
      if (s->all[i]->symbols[j]->kind == SYM_FREE && s->all[i]->symbols[j]->source) capture(s, s->all[i], s->all[i]->symbols[j]);
  }
  count_comp_variables(s);
  for (uint32_t i = 0; i < s->nall; i++) number_registers(s, s->all[i]);
  for (uint32_t i = 0; i < s->nall; i++) number_comp_variables(s->all[i]);
  return !s->arena->failed;
}
