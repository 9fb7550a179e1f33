// SPDX-License-Identifier: MIT
// advise_facts.c - what binds each variable of a source.
#include <string.h>

#include "compiler/advise.h"

// ---- the table

static uint32_t place(const Facts *f, const Symbol *symbol) {
  uint32_t i = (uint32_t)((uintptr_t)symbol >> 4) * UINT32_C(2654435761) & (f->capacity - 1);
  while (f->items[i].symbol && f->items[i].symbol != symbol) i = (i + 1) & (f->capacity - 1);
  return i;
}

Fact *facts_find(const Facts *f, const Symbol *symbol) {
  if (!symbol || !f->capacity) return NULL;
  Fact *fact = &f->items[place(f, symbol)];
  return fact->symbol ? fact : NULL;
}

static bool grow(Facts *f) {
  Facts old = *f;
  f->capacity = old.capacity ? old.capacity * 2 : 64;
  f->items = arena_zalloc(f->arena, f->capacity * sizeof *f->items);
  if (!f->items) return false;
  for (uint32_t i = 0; i < old.capacity; i++)
    if (old.items[i].symbol) f->items[place(f, old.items[i].symbol)] = old.items[i];
  return true;
}

static Fact *fact_of(Facts *f, const Scope *scope, const AstName *name) {
  const Symbol *symbol = facts_resolve(f->symbols, scope, name, NULL);
  if (!symbol) return &f->nowhere;
  if (f->count * 2 >= f->capacity && !grow(f)) return NULL;
  Fact *fact = &f->items[place(f, symbol)];
  if (!fact->symbol) {
    fact->symbol = symbol;
    f->count++;
  }
  return fact;
}

// ---- names and scopes

const Symbol *facts_resolve(const Symbols *s, const Scope *scope, const AstName *name, const Scope **owner) {
  for (const Scope *at = scope; at; at = at->parent) {
    if (at->kind == SCOPE_CLASS && at != scope) continue;
    const Symbol *symbol = scope_find(at, name);
    if (!symbol) continue;
    bool global = symbol->kind == SYM_GLOBAL_EXPLICIT || symbol->kind == SYM_GLOBAL_IMPLICIT;
    const Scope *home = global ? s->module : symbol->kind == SYM_FREE ? symbol->owner : at;
    if (owner) *owner = home;
    symbol = global ? scope_find(s->module, name) : symbol->kind == SYM_FREE ? symbol->source : symbol;
    return symbol && (symbol->flags & DEF_BOUND) ? symbol : NULL;
  }
  return NULL;
}

const Scope *facts_scope_of(const Symbols *s, const AstNode *node, const Scope *scope) {
  switch (node->kind) {
    case AST_FunctionDef: case AST_AsyncFunctionDef: case AST_Lambda: case AST_ClassDef: case AST_ListComp: case AST_SetComp:
    case AST_DictComp: case AST_GeneratorExp: {
      const Scope *own = symbols_scope(s, node, 0);
      return own ? own : scope;
    }
    default: return scope;
  }
}

// ---- bindings

static bool bound(Facts *f, const Scope *scope, const AstName *name) {
  Fact *fact = name ? fact_of(f, scope, name) : NULL;
  if (fact && fact->symbol) fact->others++;
  return fact || !name;
}

static bool imported(Facts *f, const Scope *scope, const AstName *name, const char *dotted) {
  Fact *fact = fact_of(f, scope, name);
  if (!fact) return false;
  if (!fact->symbol) return true;
  if (fact->import && strcmp(fact->import, dotted) != 0) fact->others++;
  fact->import = dotted;
  return true;
}

static bool gather_import(Facts *f, const AstNode *node, const Scope *scope) {
  for (uint32_t i = 0; i < node->as.Import.names.count; i++) {
    const AstNode *alias = node->as.Import.names.items[i];
    const AstName *name = alias->as.alias.name, *as = alias->as.alias.asname;
    const char *dot = strchr(name->bytes, '.');
    if (as || !dot) {
      if (!imported(f, scope, as ? as : name, name->bytes)) return false;
      continue;
    }
    AstName *first = (AstName *)ast_names_intern(f->symbols->names, name->bytes, (size_t)(dot - name->bytes));  // import a.b binds a
    if (!first || !imported(f, scope, first, first->bytes)) return false;
  }
  return true;
}

static bool gather_import_from(Facts *f, const AstNode *node, const Scope *scope) {
  const AstName *module = node->as.ImportFrom.module;
  for (uint32_t i = 0; i < node->as.ImportFrom.names.count; i++) {
    const AstNode *alias = node->as.ImportFrom.names.items[i];
    const AstName *name = alias->as.alias.name, *as = alias->as.alias.asname ? alias->as.alias.asname : name;
    if (strcmp(name->bytes, "*") == 0) continue;
    if (!module || node->as.ImportFrom.level) {
      if (!bound(f, scope, as)) return false;
      continue;
    }
    char *dotted = arena_alloc(f->arena, module->len + name->len + 2);
    if (!dotted) return false;
    memcpy(dotted, module->bytes, module->len);
    dotted[module->len] = '.';
    memcpy(dotted + module->len + 1, name->bytes, name->len + 1);
    if (!imported(f, scope, as, dotted)) return false;
  }
  return true;
}

static bool gather_function(Facts *f, const AstNode *node, const Scope *scope) {
  const Scope *own = symbols_scope(f->symbols, node, 0);
  bool plain = !node->as.AsyncFunctionDef.decorator_list.count && own && !own->is_generator;
  Fact *fact = fact_of(f, scope, node->as.AsyncFunctionDef.name);
  if (!fact || !fact->symbol) return fact != NULL;
  if (!plain) fact->others++;
  else if (!fact->function) fact->function = node;
  return true;
}

static bool gather(Facts *f, const AstNode *node, const Scope *scope);

static bool gather_children(Facts *f, const AstNode *node, const Scope *scope) {
  for (const AstField *field = ast_fields((AstKind)node->kind); field->name; field++) {
    const void *at = (const char *)node + field->offset;
    if (field->type == AST_FIELD_NODE) {
      const AstNode *child = *(AstNode *const *)at;
      if (child && !gather(f, child, scope)) return false;
    } else if (field->type == AST_FIELD_LIST) {
      const AstList *list = at;
      for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i] && !gather(f, list->items[i], scope)) return false;
    }
  }
  return true;
}

static bool gather(Facts *f, const AstNode *node, const Scope *scope) {
  const Scope *inside = facts_scope_of(f->symbols, node, scope);
  bool ok = true;
  switch (node->kind) {
    case AST_AsyncFunctionDef: ok = gather_function(f, node, scope); break;
    case AST_FunctionDef: ok = bound(f, scope, node->as.FunctionDef.name); break;
    case AST_ClassDef: ok = bound(f, scope, node->as.ClassDef.name); break;
    case AST_Import: ok = gather_import(f, node, scope); break;
    case AST_ImportFrom: ok = gather_import_from(f, node, scope); break;
    case AST_Name: ok = node->ctx == AST_LOAD || bound(f, scope, node->as.Name.id); break;
    case AST_Attribute:
      if (node->ctx != AST_LOAD) f->assigned[node->as.Attribute.attr->index] = true;
      break;
    case AST_arg: ok = bound(f, scope, node->as.arg.arg); break;
    case AST_ExceptHandler: ok = bound(f, scope, node->as.ExceptHandler.name); break;
    case AST_MatchStar: ok = bound(f, scope, node->as.MatchStar.name); break;
    case AST_MatchAs: ok = bound(f, scope, node->as.MatchAs.name); break;
    case AST_MatchMapping: ok = bound(f, scope, node->as.MatchMapping.rest); break;
    default: break;
  }
  return ok && gather_children(f, node, inside);
}

bool facts_gather(Facts *f, const Symbols *symbols, Arena *arena, const AstNode *tree) {
  *f = (Facts){.symbols = symbols, .arena = arena};
  f->assigned = arena_zalloc(arena, symbols->names->count + 1);
  return f->assigned && grow(f) && gather(f, tree, symbols->module);
}
