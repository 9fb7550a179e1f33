// SPDX-License-Identifier: MIT
// symbols.c - the first pass: walks the tree and records what every scope does with each name.
#include "compiler/symbols.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "compiler/emit.h"

static void visit_expr(Symbols *s, AstNode *node);
static void visit_exprs(Symbols *s, const AstList *list);
static void visit_body(Symbols *s, const AstList *body);

static bool stopped(const Symbols *s) {
  return s->error.message || s->arena->failed;
}

void symbols_error(Symbols *s, const AstNode *node, const char *format, ...) {
  if (s->error.message) return;
  va_list args;
  va_start(args, format);
  char text[512];
  int len = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (len >= (int)sizeof text) len = sizeof text - 1;
  s->error.message = arena_copy(s->arena, text, (size_t)len);
  s->error.line = node->line;
  s->error.col = node->col;
  s->error.end_line = node->end_line;
  s->error.end_col = node->end_col;
}

// ---- scopes and their tables

static void scope_table_grow(Symbols *s, Scope *scope) {
  uint32_t size = scope->table_size ? scope->table_size * 2 : 8;
  uint32_t *table = arena_zalloc(s->arena, size * sizeof(uint32_t));
  if (!table) return;
  for (uint32_t i = 0; i < scope->count; i++) {
    uint32_t slot = scope->symbols[i]->name->index & (size - 1);
    while (table[slot]) slot = (slot + 1) & (size - 1);
    table[slot] = i + 1;
  }
  scope->table = table;
  scope->table_size = size;
}

Symbol *scope_find(const Scope *scope, const AstName *name) {
  if (!scope->table_size) return NULL;
  uint32_t mask = scope->table_size - 1;
  for (uint32_t slot = name->index & mask; scope->table[slot]; slot = (slot + 1) & mask)
    if (scope->symbols[scope->table[slot] - 1]->name == name) return scope->symbols[scope->table[slot] - 1];
  return NULL;
}

Symbol *scope_add(Symbols *s, Scope *scope, const AstName *name) {
  if (!name) return &s->dummy_symbol;
  Symbol *symbol = scope_find(scope, name);
  if (symbol) return symbol;
  if (scope->count * 2 >= scope->table_size) scope_table_grow(s, scope);
  symbol = arena_zalloc(s->arena, sizeof *symbol);
  if (!symbol || scope->count * 2 >= scope->table_size ||
      !emit_grow(s->arena, &scope->symbols, &scope->capacity, scope->count + 1, sizeof *scope->symbols))
    return &s->dummy_symbol;
  symbol->name = name;
  symbol->reg = NO_REG;
  uint32_t mask = scope->table_size - 1, slot = name->index & mask;
  while (scope->table[slot]) slot = (slot + 1) & mask;
  scope->symbols[scope->count++] = symbol;
  scope->table[slot] = scope->count;
  return symbol;
}

static const void *slot_key(const AstNode *node, unsigned part) {
  return (const char *)node + part;
}

static ScopeSlot *slot_find(const Symbols *s, const void *key) {
  uint32_t mask = s->slots_size - 1, at = (uint32_t)((uintptr_t)key * 0x9e3779b1u >> 4) & mask;
  while (s->slots[at].key && s->slots[at].key != key) at = (at + 1) & mask;
  return &s->slots[at];
}

static bool slots_grow(Symbols *s) {
  ScopeSlot *old = s->slots;
  uint32_t old_size = s->slots_size, size = old_size ? old_size * 2 : 64;
  ScopeSlot *slots = arena_zalloc(s->arena, size * sizeof *slots);
  if (!slots) return false;
  s->slots = slots;
  s->slots_size = size;
  for (uint32_t i = 0; i < old_size; i++)
    if (old[i].key) *slot_find(s, old[i].key) = old[i];
  return true;
}

Scope *symbols_scope(const Symbols *s, const AstNode *node, unsigned part) {
  return s->slots_size ? slot_find(s, slot_key(node, part))->scope : NULL;
}

static Scope *scope_enter(Symbols *s, ScopeKind kind, AstNode *node, unsigned part) {
  Scope *scope = arena_zalloc(s->arena, sizeof *scope);
  if (!scope || (s->slots_used * 2 >= s->slots_size && !slots_grow(s)) ||
      !emit_grow(s->arena, &s->all, &s->all_capacity, s->nall + 1, sizeof *s->all))
    scope = NULL;
  if (!scope) {
    s->arena->failed = true;
    return &s->dummy_scope;
  }
  s->all[s->nall++] = scope;
  *slot_find(s, slot_key(node, part)) = (ScopeSlot){slot_key(node, part), scope};
  s->slots_used++;
  scope->kind = (uint8_t)kind;
  scope->node = node;
  scope->parent = s->current;
  scope->seq = ++s->seq;
  for (Scope *p = scope->parent; p && !scope->nested; p = p->parent) scope->nested = scope_is_function(p);
  if (scope->parent && scope_is_annotation(scope))
    scope->sees_class = scope->parent->kind == SCOPE_CLASS || scope->parent->sees_class;
  s->current = scope;
  return scope;
}

static void scope_leave(Symbols *s, Scope *scope) {
  if (scope->parent || scope == s->current) s->current = scope->parent;
}

// ---- names

static bool needs_mangling(const AstName *name) {
  if (name->len < 3 || name->bytes[0] != '_' || name->bytes[1] != '_') return false;
  if (name->bytes[name->len - 1] == '_' && name->bytes[name->len - 2] == '_') return false;
  return memchr(name->bytes, '.', name->len) == NULL;
}

static const AstName *type_param_name(const AstNode *p) {
  return p->kind == AST_TypeVar ? p->as.TypeVar.name : p->kind == AST_ParamSpec ? p->as.ParamSpec.name : p->as.TypeVarTuple.name;
}

static bool names_type_param(const AstList *params, const AstName *name) {
  for (uint32_t i = 0; i < params->count; i++)
    if (type_param_name(params->items[i]) == name) return true;
  return false;
}

const AstName *symbols_mangle(Symbols *s, Mangling mangling, const AstName *name) {
  const AstName *class_name = mangling.class_name;
  if (!class_name || !name || !needs_mangling(name)) return name;
  if (mangling.only && !names_type_param(mangling.only, name)) return name;
  uint32_t skip = 0;
  while (skip < class_name->len && class_name->bytes[skip] == '_') skip++;
  if (skip == class_name->len) return name;
  uint32_t len = 1 + class_name->len - skip + name->len;
  char *text = arena_alloc(s->arena, len);
  if (!text) return name;
  text[0] = '_';
  memcpy(text + 1, class_name->bytes + skip, class_name->len - skip);
  memcpy(text + 1 + class_name->len - skip, name->bytes, name->len);
  const AstName *mangled = ast_names_intern(s->names, text, len);
  return mangled ? mangled : name;
}

static void check_comp_target(Symbols *s, Symbol *symbol, const AstNode *node) {
  if (symbol->flags & (DEF_GLOBAL | DEF_NONLOCAL))
    symbols_error(s, node, "comprehension inner loop cannot rebind assignment expression target '%s'", symbol->name->bytes);
  symbol->flags |= DEF_COMP_ITER;
}

static Symbol *define_in(Symbols *s, Scope *scope, const AstName *name, unsigned flags, const AstNode *node) {
  Symbol *symbol = scope_add(s, scope, symbols_mangle(s, s->mangling, name));
  if (flags & DEF_PARAM && symbol->flags & DEF_PARAM)
    symbols_error(s, node, "duplicate argument '%s' in function definition", name->bytes);
  if (flags & DEF_TYPE_PARAM && symbol->flags & DEF_TYPE_PARAM)
    symbols_error(s, node, "duplicate type parameter '%s'", name->bytes);
  if (s->in_comp_target && flags & DEF_LOCAL && scope == s->current) check_comp_target(s, symbol, node);
  symbol->flags |= (uint16_t)flags;
  ++s->seq;
  if (flags & DEF_USE && !symbol->first_use) symbol->first_use = s->seq;
  if (flags & DEF_BOUND && !symbol->first_bind) symbol->first_bind = s->seq;
  return symbol;
}

static Symbol *define(Symbols *s, const AstName *name, unsigned flags, const AstNode *node) {
  if (flags & (DEF_BOUND) && name == s->known.debug) symbols_error(s, node, "cannot assign to __debug__");
  return define_in(s, s->current, name, flags, node);
}

static void visit_name(Symbols *s, AstNode *node) {
  const AstName *id = node->as.Name.id;
  if (node->ctx == AST_LOAD) {
    define(s, id, DEF_USE, node);
    for (unsigned i = 0; i < 5; i++) s->current->asks_locals |= id == s->known.asking[i];
    if (id == s->known.super && scope_is_function(s->current)) define(s, s->known.class_, DEF_USE, node);
  } else if (node->ctx == AST_DEL) {
    if (id == s->known.debug) symbols_error(s, node, "cannot delete __debug__");
    define(s, id, DEF_LOCAL | DEF_DELETED, node);
  } else {
    define(s, id, DEF_LOCAL, node);
  }
}

// ---- walrus, yield and await

static const char *annotation_place(const Scope *scope) {
  switch (scope->kind) {
    case SCOPE_BOUND: return "a TypeVar bound";
    case SCOPE_CONSTRAINT: return "a TypeVar constraint";
    case SCOPE_DEFAULT: return "a type parameter default";
    case SCOPE_ALIAS: return "a type alias";
    case SCOPE_ANNOTATION: return "an annotation";
    default: return "the definition of a generic";
  }
}

static bool refuse_in_annotation(Symbols *s, AstNode *node, const char *what) {
  if (!scope_is_annotation(s->current)) return false;
  symbols_error(s, node, "%s cannot be used within %s", what, annotation_place(s->current));
  return true;
}

// Binds a walrus target that stands in a comprehension: in the function, module or lambda around all comprehensions.
static void define_outside(Symbols *s, AstNode *target) {
  const AstName *id = target->as.Name.id, *name = symbols_mangle(s, s->mangling, id);
  for (Scope *scope = s->current; scope; scope = scope->parent) {
    if (scope->kind >= SCOPE_GENEXP && scope->kind <= SCOPE_DICTCOMP) {
      Symbol *symbol = scope_find(scope, name);
      if (symbol && symbol->flags & DEF_COMP_ITER && symbol->flags & DEF_LOCAL)
        symbols_error(s, target, "assignment expression cannot rebind comprehension iteration variable '%s'", id->bytes);
      continue;
    }
    scope->has_walrus = true;
    if (scope->kind == SCOPE_CLASS) {
      symbols_error(s, target, "assignment expression within a comprehension cannot be used in a class body");
    } else if (scope_is_annotation(scope)) {
      symbols_error(s, target, "assignment expression within a comprehension cannot be used within %s", annotation_place(scope));
    } else if (scope->kind == SCOPE_MODULE) {
      define(s, id, DEF_GLOBAL, target);
      define_in(s, scope, id, DEF_GLOBAL, target);
    } else {
      Symbol *outer = scope_find(scope, name);
      define(s, id, outer && outer->flags & DEF_GLOBAL ? DEF_GLOBAL : DEF_NONLOCAL, target);
      if (!outer || !(outer->flags & (DEF_GLOBAL | DEF_NONLOCAL))) define_in(s, scope, id, DEF_LOCAL, target);
    }
    return;
  }
}

static void visit_named(Symbols *s, AstNode *node) {
  if (refuse_in_annotation(s, node, "named expression")) return;
  AstNode *target = node->as.NamedExpr.target;
  if (s->iterable_depth) {
    symbols_error(s, node, "assignment expression cannot be used in a comprehension iterable expression");
    return;
  }
  s->current->has_walrus = true;
  visit_expr(s, node->as.NamedExpr.value);
  if (s->current->kind >= SCOPE_GENEXP && s->current->kind <= SCOPE_DICTCOMP)
    define_outside(s, target);
  else
    visit_expr(s, target);
}

static void refuse_in_comp(Symbols *s, AstNode *node) {
  static const char *const names[] = {"generator expression", "list comprehension", "set comprehension", "dict comprehension"};
  if (s->current->kind >= SCOPE_GENEXP && s->current->kind <= SCOPE_DICTCOMP)
    symbols_error(s, node, "'yield' inside %s", names[s->current->kind - SCOPE_GENEXP]);
}

static void visit_yield(Symbols *s, AstNode *node) {
  if (refuse_in_annotation(s, node, "yield expression")) return;
  AstNode *value = node->kind == AST_Yield ? node->as.Yield.value : node->as.YieldFrom.value;
  if (value) visit_expr(s, value);
  s->current->is_generator = true;
  refuse_in_comp(s, node);
}

static void visit_await(Symbols *s, AstNode *node) {
  if (refuse_in_annotation(s, node, "await expression")) return;
  visit_expr(s, node->as.Await.value);
  s->current->is_coroutine = true;
}

// ---- scopes that expressions open

static void visit_params(Symbols *s, AstNode *args) {
  const AstList *lists[] = {&args->as.arguments.posonlyargs, &args->as.arguments.args, &args->as.arguments.kwonlyargs};
  for (unsigned l = 0; l < 3; l++)
    for (uint32_t i = 0; i < lists[l]->count; i++) define(s, lists[l]->items[i]->as.arg.arg, DEF_PARAM, lists[l]->items[i]);
  AstNode *rest[] = {args->as.arguments.vararg, args->as.arguments.kwarg};
  for (unsigned i = 0; i < 2; i++)
    if (rest[i]) define(s, rest[i]->as.arg.arg, DEF_PARAM, rest[i]);
}

static void visit_defaults(Symbols *s, AstNode *args) {
  visit_exprs(s, &args->as.arguments.defaults);
  const AstList *kw = &args->as.arguments.kw_defaults;
  for (uint32_t i = 0; i < kw->count; i++)
    if (kw->items[i]) visit_expr(s, kw->items[i]);
}

static void visit_lambda(Symbols *s, AstNode *node) {
  visit_defaults(s, node->as.Lambda.args);
  Scope *scope = scope_enter(s, SCOPE_LAMBDA, node, 0);
  visit_params(s, node->as.Lambda.args);
  visit_expr(s, node->as.Lambda.body);
  scope_leave(s, scope);
}

static void visit_comp_target(Symbols *s, AstNode *target) {
  s->in_comp_target = true;
  visit_expr(s, target);
  s->in_comp_target = false;
}

static void visit_iterable(Symbols *s, AstNode *iter) {
  s->iterable_depth++;
  visit_expr(s, iter);
  s->iterable_depth--;
}

static void visit_generators(Symbols *s, Scope *scope, const AstList *generators) {
  for (uint32_t i = 0; i < generators->count; i++) {
    AstNode *g = generators->items[i];
    if (i) visit_iterable(s, g->as.comprehension.iter);
    visit_comp_target(s, g->as.comprehension.target);
    visit_exprs(s, &g->as.comprehension.ifs);
    if (g->as.comprehension.is_async) scope->is_coroutine = true;
  }
}

static void visit_comp(Symbols *s, AstNode *node, ScopeKind kind, const AstList *generators, AstNode *elt, AstNode *value) {
  visit_iterable(s, generators->items[0]->as.comprehension.iter);
  Scope *outer = s->current, *scope = scope_enter(s, kind, node, 0);
  scope->no_inline = kind == SCOPE_GENEXP || outer->kind == SCOPE_CLASS || scope_is_annotation(outer);
  define(s, s->known.dot0, DEF_PARAM, node);
  visit_generators(s, scope, generators);
  visit_expr(s, elt);
  if (value) visit_expr(s, value);
  scope_leave(s, scope);
  if (kind != SCOPE_GENEXP && scope->is_coroutine) outer->is_coroutine = true;
  scope->is_generator = kind == SCOPE_GENEXP;
}

static void visit_compare(Symbols *s, AstNode *node) {
  visit_expr(s, node->as.Compare.left);
  visit_exprs(s, &node->as.Compare.comparators);
}

static void visit_call(Symbols *s, AstNode *node) {
  visit_expr(s, node->as.Call.func);
  visit_exprs(s, &node->as.Call.args);
  for (uint32_t i = 0; i < node->as.Call.keywords.count; i++) visit_expr(s, node->as.Call.keywords.items[i]->as.keyword.value);
}

static void visit_dict(Symbols *s, AstNode *node) {
  for (uint32_t i = 0; i < node->as.Dict.keys.count; i++) {
    if (node->as.Dict.keys.items[i]) visit_expr(s, node->as.Dict.keys.items[i]);
    visit_expr(s, node->as.Dict.values.items[i]);
  }
}

static void visit_slice(Symbols *s, AstNode *node) {
  AstNode *parts[] = {node->as.Slice.lower, node->as.Slice.upper, node->as.Slice.step};
  for (unsigned i = 0; i < 3; i++)
    if (parts[i]) visit_expr(s, parts[i]);
}

static void visit_attribute(Symbols *s, AstNode *node) {
  if (node->ctx != AST_LOAD && node->as.Attribute.attr == s->known.debug)
    symbols_error(s, node, "cannot %s __debug__", node->ctx == AST_DEL ? "delete" : "assign to");
  if (node->as.Attribute.attr == s->known.f_locals) s->current->asks_locals = true;
  bool in_target = s->in_comp_target;
  s->in_comp_target = false;
  visit_expr(s, node->as.Attribute.value);
  s->in_comp_target = in_target;
}

static void visit_subscript(Symbols *s, AstNode *node) {
  bool in_target = s->in_comp_target;
  s->in_comp_target = false;
  visit_expr(s, node->as.Subscript.value);
  visit_expr(s, node->as.Subscript.slice);
  s->in_comp_target = in_target;
}

static void visit_expr(Symbols *s, AstNode *node) {
  if (stopped(s)) return;
  switch (node->kind) {
    case AST_Name: visit_name(s, node); break;
    case AST_Constant: break;
    case AST_BoolOp: visit_exprs(s, &node->as.BoolOp.values); break;
    case AST_NamedExpr: visit_named(s, node); break;
    case AST_BinOp: visit_expr(s, node->as.BinOp.left); visit_expr(s, node->as.BinOp.right); break;
    case AST_UnaryOp: visit_expr(s, node->as.UnaryOp.operand); break;
    case AST_Lambda: visit_lambda(s, node); break;
    case AST_IfExp: visit_expr(s, node->as.IfExp.test); visit_expr(s, node->as.IfExp.body); visit_expr(s, node->as.IfExp.orelse); break;
    case AST_Dict: visit_dict(s, node); break;
    case AST_Set: visit_exprs(s, &node->as.Set.elts); break;
    case AST_ListComp: visit_comp(s, node, SCOPE_LISTCOMP, &node->as.ListComp.generators, node->as.ListComp.elt, NULL); break;
    case AST_SetComp: visit_comp(s, node, SCOPE_SETCOMP, &node->as.SetComp.generators, node->as.SetComp.elt, NULL); break;
    case AST_DictComp: visit_comp(s, node, SCOPE_DICTCOMP, &node->as.DictComp.generators, node->as.DictComp.key, node->as.DictComp.value); break;
    case AST_GeneratorExp: visit_comp(s, node, SCOPE_GENEXP, &node->as.GeneratorExp.generators, node->as.GeneratorExp.elt, NULL); break;
    case AST_Await: visit_await(s, node); break;
    case AST_Yield: case AST_YieldFrom: visit_yield(s, node); break;
    case AST_Compare: visit_compare(s, node); break;
    case AST_Call: visit_call(s, node); break;
    case AST_FormattedValue:
      visit_expr(s, node->as.FormattedValue.value);
      if (node->as.FormattedValue.format_spec) visit_expr(s, node->as.FormattedValue.format_spec);
      break;
    case AST_JoinedStr: visit_exprs(s, &node->as.JoinedStr.values); break;
    case AST_Attribute: visit_attribute(s, node); break;
    case AST_Subscript: visit_subscript(s, node); break;
    case AST_Starred: visit_expr(s, node->as.Starred.value); break;
    case AST_List: visit_exprs(s, &node->as.List.elts); break;
    case AST_Tuple: visit_exprs(s, &node->as.Tuple.elts); break;
    case AST_Slice: visit_slice(s, node); break;
    default: break;
  }
}

static void visit_exprs(Symbols *s, const AstList *list) {
  for (uint32_t i = 0; i < list->count; i++) visit_expr(s, list->items[i]);
}

// ---- statements

// An annotation that stays text is only looked through for what may not stand in it: its scopes are forgotten.
static void visit_annotation(Symbols *s, AstNode *annotation) {
  if (!annotation) return;
  if (!s->future_annotations) {
    visit_expr(s, annotation);
    return;
  }
  uint32_t known = s->nall;
  Scope *scope = scope_enter(s, SCOPE_ANNOTATION, annotation, 3);
  visit_expr(s, annotation);
  scope_leave(s, scope);
  s->nall = known;
}

static void visit_annotations(Symbols *s, AstNode *args, AstNode *returns) {
  const AstList *lists[] = {&args->as.arguments.posonlyargs, &args->as.arguments.args, &args->as.arguments.kwonlyargs};
  for (unsigned l = 0; l < 3; l++)
    for (uint32_t i = 0; i < lists[l]->count; i++) visit_annotation(s, lists[l]->items[i]->as.arg.annotation);
  if (args->as.arguments.vararg) visit_annotation(s, args->as.arguments.vararg->as.arg.annotation);
  if (args->as.arguments.kwarg) visit_annotation(s, args->as.arguments.kwarg->as.arg.annotation);
  visit_annotation(s, returns);
}

static void visit_lazy(Symbols *s, ScopeKind kind, AstNode *owner, unsigned part, AstNode *value) {
  if (!value) return;
  Scope *scope = scope_enter(s, kind, owner, part);
  if (scope->sees_class) define(s, s->known.classdict, DEF_USE, owner);
  visit_expr(s, value);
  scope_leave(s, scope);
}

static void visit_type_params(Symbols *s, const AstList *params) {
  for (uint32_t i = 0; i < params->count && !stopped(s); i++) {
    AstNode *p = params->items[i];
    if (p->kind == AST_TypeVar) {
      define(s, p->as.TypeVar.name, DEF_TYPE_PARAM | DEF_LOCAL, p);
      AstNode *bound = p->as.TypeVar.bound;
      visit_lazy(s, bound && bound->kind == AST_Tuple ? SCOPE_CONSTRAINT : SCOPE_BOUND, p, 0, bound);
      visit_lazy(s, SCOPE_DEFAULT, p, 2, p->as.TypeVar.default_value);
    } else if (p->kind == AST_ParamSpec) {
      define(s, p->as.ParamSpec.name, DEF_TYPE_PARAM | DEF_LOCAL, p);
      visit_lazy(s, SCOPE_DEFAULT, p, 2, p->as.ParamSpec.default_value);
    } else {
      define(s, p->as.TypeVarTuple.name, DEF_TYPE_PARAM | DEF_LOCAL, p);
      visit_lazy(s, SCOPE_DEFAULT, p, 2, p->as.TypeVarTuple.default_value);
    }
  }
}

// Opens the scope that holds a definition's type parameters. `args` NULL: no defaults to pass in.
static Scope *enter_type_params(Symbols *s, AstNode *node, const AstList *params, AstNode *args) {
  if (!params->count) return NULL;
  Scope *scope = scope_enter(s, SCOPE_TYPE_PARAMS, node, 1);
  if (args && args->as.arguments.defaults.count) define(s, s->known.defaults, DEF_PARAM, node);
  bool kw = false;
  for (uint32_t i = 0; args && i < args->as.arguments.kw_defaults.count; i++) kw |= args->as.arguments.kw_defaults.items[i] != NULL;
  if (kw) define(s, s->known.kwdefaults, DEF_PARAM, node);
  if (scope->sees_class) define(s, s->known.classdict, DEF_USE, node);
  visit_type_params(s, params);
  return scope;
}

static void visit_function(Symbols *s, AstNode *node) {
  define(s, node->as.FunctionDef.name, DEF_LOCAL, node);
  AstNode *args = node->as.FunctionDef.args;
  visit_defaults(s, args);
  visit_exprs(s, &node->as.FunctionDef.decorator_list);
  Scope *params = enter_type_params(s, node, &node->as.FunctionDef.type_params, args);
  visit_annotations(s, args, node->as.FunctionDef.returns);
  Scope *scope = scope_enter(s, SCOPE_FUNCTION, node, 0);
  scope->is_async = node->kind == AST_AsyncFunctionDef;
  visit_params(s, args);
  visit_body(s, &node->as.FunctionDef.body);
  scope_leave(s, scope);
  if (params) scope_leave(s, params);
}

static void visit_class(Symbols *s, AstNode *node) {
  define(s, node->as.ClassDef.name, DEF_LOCAL, node);
  visit_exprs(s, &node->as.ClassDef.decorator_list);
  Mangling outer = s->mangling;
  Scope *params = NULL;
  if (node->as.ClassDef.type_params.count) {
    s->mangling = (Mangling){node->as.ClassDef.name, &node->as.ClassDef.type_params};
    params = enter_type_params(s, node, &node->as.ClassDef.type_params, NULL);
    define(s, s->known.type_params, DEF_LOCAL, node);
    define(s, s->known.generic_base, DEF_LOCAL | DEF_USE, node);
  }
  visit_exprs(s, &node->as.ClassDef.bases);
  for (uint32_t i = 0; i < node->as.ClassDef.keywords.count; i++) visit_expr(s, node->as.ClassDef.keywords.items[i]->as.keyword.value);
  Scope *scope = scope_enter(s, SCOPE_CLASS, node, 0);
  s->mangling = (Mangling){node->as.ClassDef.name, NULL};
  if (params) define(s, s->known.type_params, DEF_USE, node);
  visit_body(s, &node->as.ClassDef.body);
  scope_leave(s, scope);
  if (params) scope_leave(s, params);
  s->mangling = outer;
}

static void visit_type_alias(Symbols *s, AstNode *node) {
  visit_expr(s, node->as.TypeAlias.name);
  Scope *params = enter_type_params(s, node, &node->as.TypeAlias.type_params, NULL);
  Scope *scope = scope_enter(s, SCOPE_ALIAS, node, 0);
  if (scope->sees_class) define(s, s->known.classdict, DEF_USE, node);
  visit_expr(s, node->as.TypeAlias.value);
  scope_leave(s, scope);
  if (params) scope_leave(s, params);
}

static void visit_ann_assign(Symbols *s, AstNode *node) {
  AstNode *target = node->as.AnnAssign.target;
  if (target->kind == AST_Name) {
    const AstName *name = target->as.Name.id;
    Symbol *known = scope_find(s->current, symbols_mangle(s, s->mangling, name));
    if (known && known->flags & (DEF_GLOBAL | DEF_NONLOCAL) && s->current != s->module && node->as.AnnAssign.simple)
      symbols_error(s, node, "annotated name '%s' can't be %s", name->bytes, known->flags & DEF_GLOBAL ? "global" : "nonlocal");
    if (node->as.AnnAssign.simple)
      define(s, name, DEF_ANNOT | DEF_LOCAL, target);
    else if (node->as.AnnAssign.value)
      define(s, name, DEF_LOCAL, target);
  } else {
    visit_expr(s, target);
  }
  if (node->as.AnnAssign.simple) s->current->has_annotations = true;
  visit_annotation(s, node->as.AnnAssign.annotation);
  if (node->as.AnnAssign.value) visit_expr(s, node->as.AnnAssign.value);
}

static void visit_directive(Symbols *s, AstNode *node, const AstNameList *names, unsigned flag) {
  const char *word = flag == DEF_GLOBAL ? "global" : "nonlocal";
  for (uint32_t i = 0; i < names->count; i++) {
    const AstName *name = symbols_mangle(s, s->mangling, names->items[i]);
    Symbol *known = scope_find(s->current, name);
    unsigned flags = known ? known->flags : 0;
    if (flags & DEF_PARAM)
      symbols_error(s, node, "name '%s' is parameter and %s", name->bytes, word);
    else if (flags & DEF_ANNOT)
      symbols_error(s, node, "annotated name '%s' can't be %s", name->bytes, word);
    else if (flags & DEF_LOCAL)
      symbols_error(s, node, "name '%s' is assigned to before %s declaration", name->bytes, word);
    else if (flags & DEF_USE)
      symbols_error(s, node, "name '%s' is used prior to %s declaration", name->bytes, word);
    define_in(s, s->current, names->items[i], flag, node);
    if (emit_grow(s->arena, &s->directives, &s->directives_capacity, s->ndirectives + 1, sizeof(Directive)))
      s->directives[s->ndirectives++] = (Directive){s->current, name, node};
  }
}

static void visit_aliases(Symbols *s, AstNode *node, const AstList *names, bool from) {
  for (uint32_t i = 0; i < names->count; i++) {
    AstNode *alias = names->items[i];
    const AstName *name = alias->as.alias.asname ? alias->as.alias.asname : alias->as.alias.name;
    if (from && name->len == 1 && name->bytes[0] == '*') {
      if (s->current->kind != SCOPE_MODULE) symbols_error(s, alias, "import * only allowed at module level");
      s->current->has_star_import = true;
      continue;
    }
    const char *dot = alias->as.alias.asname ? NULL : memchr(name->bytes, '.', name->len);
    if (dot) name = ast_names_intern(s->names, name->bytes, (size_t)(dot - name->bytes));
    if (name) define(s, name, DEF_IMPORT, from ? alias : node);
  }
}

static void visit_pattern(Symbols *s, AstNode *node);

static void visit_patterns(Symbols *s, const AstList *list) {
  for (uint32_t i = 0; i < list->count; i++) visit_pattern(s, list->items[i]);
}

static void visit_pattern(Symbols *s, AstNode *node) {
  if (stopped(s)) return;
  switch (node->kind) {
    case AST_MatchValue: visit_expr(s, node->as.MatchValue.value); break;
    case AST_MatchSequence: visit_patterns(s, &node->as.MatchSequence.patterns); break;
    case AST_MatchMapping:
      visit_exprs(s, &node->as.MatchMapping.keys);
      visit_patterns(s, &node->as.MatchMapping.patterns);
      if (node->as.MatchMapping.rest) define(s, node->as.MatchMapping.rest, DEF_LOCAL, node);
      break;
    case AST_MatchClass:
      visit_expr(s, node->as.MatchClass.cls);
      visit_patterns(s, &node->as.MatchClass.patterns);
      visit_patterns(s, &node->as.MatchClass.kwd_patterns);
      break;
    case AST_MatchStar:
      if (node->as.MatchStar.name) define(s, node->as.MatchStar.name, DEF_LOCAL, node);
      break;
    case AST_MatchAs:
      if (node->as.MatchAs.pattern) visit_pattern(s, node->as.MatchAs.pattern);
      if (node->as.MatchAs.name) define(s, node->as.MatchAs.name, DEF_LOCAL, node);
      break;
    case AST_MatchOr: visit_patterns(s, &node->as.MatchOr.patterns); break;
    default: break;
  }
}

static void visit_handlers(Symbols *s, const AstList *handlers) {
  for (uint32_t i = 0; i < handlers->count; i++) {
    AstNode *h = handlers->items[i];
    if (h->as.ExceptHandler.type) visit_expr(s, h->as.ExceptHandler.type);
    if (h->as.ExceptHandler.name) define(s, h->as.ExceptHandler.name, DEF_LOCAL | DEF_DELETED, h);
    visit_body(s, &h->as.ExceptHandler.body);
  }
}

static void visit_with(Symbols *s, AstNode *node) {
  for (uint32_t i = 0; i < node->as.With.items.count; i++) {
    AstNode *item = node->as.With.items.items[i];
    visit_expr(s, item->as.withitem.context_expr);
    if (item->as.withitem.optional_vars) visit_expr(s, item->as.withitem.optional_vars);
  }
  visit_body(s, &node->as.With.body);
}

static void visit_match(Symbols *s, AstNode *node) {
  visit_expr(s, node->as.Match.subject);
  for (uint32_t i = 0; i < node->as.Match.cases.count; i++) {
    AstNode *c = node->as.Match.cases.items[i];
    visit_pattern(s, c->as.match_case.pattern);
    if (c->as.match_case.guard) visit_expr(s, c->as.match_case.guard);
    visit_body(s, &c->as.match_case.body);
  }
}

static void visit_compound(Symbols *s, AstNode *node) {
  switch (node->kind) {
    case AST_For: case AST_AsyncFor:
      visit_expr(s, node->as.For.target);
      visit_expr(s, node->as.For.iter);
      visit_body(s, &node->as.For.body);
      visit_body(s, &node->as.For.orelse);
      if (node->kind == AST_AsyncFor) s->current->is_coroutine = true;
      break;
    case AST_While:
      visit_expr(s, node->as.While.test);
      visit_body(s, &node->as.While.body);
      visit_body(s, &node->as.While.orelse);
      break;
    case AST_If:
      visit_expr(s, node->as.If.test);
      visit_body(s, &node->as.If.body);
      visit_body(s, &node->as.If.orelse);
      break;
    case AST_With: visit_with(s, node); break;
    case AST_AsyncWith: visit_with(s, node); s->current->is_coroutine = true; break;
    case AST_Match: visit_match(s, node); break;
    default:  // Try, TryStar: one layout
      visit_body(s, &node->as.Try.body);
      visit_handlers(s, &node->as.Try.handlers);
      visit_body(s, &node->as.Try.orelse);
      visit_body(s, &node->as.Try.finalbody);
  }
}

static void visit_stmt(Symbols *s, AstNode *node) {
  if (stopped(s)) return;
  switch (node->kind) {
    case AST_FunctionDef: case AST_AsyncFunctionDef: visit_function(s, node); break;
    case AST_ClassDef: visit_class(s, node); break;
    case AST_TypeAlias: visit_type_alias(s, node); break;
    case AST_Return:
      if (!node->as.Return.value) break;
      visit_expr(s, node->as.Return.value);
      s->current->returns_value = true;
      break;
    case AST_Delete: visit_exprs(s, &node->as.Delete.targets); break;
    case AST_Assign: visit_exprs(s, &node->as.Assign.targets); visit_expr(s, node->as.Assign.value); break;
    case AST_AnnAssign: visit_ann_assign(s, node); break;
    case AST_AugAssign: visit_expr(s, node->as.AugAssign.target); visit_expr(s, node->as.AugAssign.value); break;
    case AST_Raise:
      if (node->as.Raise.exc) visit_expr(s, node->as.Raise.exc);
      if (node->as.Raise.cause) visit_expr(s, node->as.Raise.cause);
      break;
    case AST_Assert:
      visit_expr(s, node->as.Assert.test);
      if (node->as.Assert.msg) visit_expr(s, node->as.Assert.msg);
      break;
    case AST_Import: visit_aliases(s, node, &node->as.Import.names, false); break;
    case AST_ImportFrom: visit_aliases(s, node, &node->as.ImportFrom.names, true); break;
    case AST_Global: visit_directive(s, node, &node->as.Global.names, DEF_GLOBAL); break;
    case AST_Nonlocal:
      if (s->current == s->module) symbols_error(s, node, "nonlocal declaration not allowed at module level");
      visit_directive(s, node, &node->as.Nonlocal.names, DEF_NONLOCAL);
      break;
    case AST_Expr: visit_expr(s, node->as.Expr.value); break;
    case AST_Pass: case AST_Break: case AST_Continue: break;
    default: visit_compound(s, node);
  }
}

static void visit_body(Symbols *s, const AstList *body) {
  for (uint32_t i = 0; i < body->count; i++) visit_stmt(s, body->items[i]);
}

static void intern_known(Symbols *s) {
  const struct { const AstName **to; const char *text; } rows[] = {
      {&s->known.class_, "__class__"}, {&s->known.classdict, "__classdict__"}, {&s->known.super, "super"}, {&s->known.dot0, ".0"},
      {&s->known.debug, "__debug__"}, {&s->known.defaults, ".defaults"}, {&s->known.kwdefaults, ".kwdefaults"},
      {&s->known.annotations, "__annotations__"}, {&s->known.name, "__name__"}, {&s->known.qualname, "__qualname__"},
      {&s->known.module, "__module__"}, {&s->known.doc, "__doc__"}, {&s->known.firstlineno, "__firstlineno__"},
      {&s->known.classcell, "__classcell__"}, {&s->known.assertion, "AssertionError"}, {&s->known.type_params, ".type_params"},
      {&s->known.generic_base, ".generic_base"},
      {&s->known.f_locals, "f_locals"}, {&s->known.asking[0], "locals"}, {&s->known.asking[1], "vars"}, {&s->known.asking[2], "dir"}, {&s->known.asking[3], "eval"},
      {&s->known.asking[4], "exec"}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) *rows[i].to = ast_names_intern(s->names, rows[i].text, strlen(rows[i].text));
}

bool symbols_build(Symbols *s, Arena *arena, AstNames *names, AstNode *tree, bool future_annotations, bool top_await) {
  memset(s, 0, sizeof *s);
  s->arena = arena;
  s->names = names;
  s->future_annotations = future_annotations;
  s->top_await = top_await;
  intern_known(s);
  if (arena->failed) return false;
  s->module = scope_enter(s, SCOPE_MODULE, tree, 0);
  s->module->is_async = top_await;
  if (tree->kind == AST_Expression)
    visit_expr(s, tree->as.Expression.body);
  else
    visit_body(s, tree->kind == AST_Module ? &tree->as.Module.body : &tree->as.Interactive.body);
  return !stopped(s) && symbols_resolve(s);
}
