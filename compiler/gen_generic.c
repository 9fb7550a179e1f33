// SPDX-License-Identifier: MIT
// gen_generic.c - type parameters and type aliases.
//
// What has type parameters is made in a hidden function, "<generic parameters of f>", whose variables they are; bounds, constraints,
// defaults and the values of aliases are functions that are called when somebody asks.
#include <string.h>

#include "compiler/gen.h"

// A function of no arguments that gives the value of `expr`.
static void lazy(Gen *g, AstNode *owner, unsigned part, const AstName *name, AstNode *expr, uint32_t dst) {
  Scope *scope = symbols_scope(g->symbols, owner, part);
  if (!scope || !func_enter(g, scope, (CodeStr){name->bytes, name->len}, expr)) return;
  uint32_t reg = temp_push(g, 1);
  if (expr->kind == AST_Starred) {
    gen_expr(g, expr->as.Starred.value, reg);
    gen_at(g, expr);
    emit_abc(em(g), OP_UNPACK, 0, reg, reg, 1);
  } else {
    gen_expr(g, expr, reg);
  }
  gen_at(g, expr);
  emit_abc(em(g), OP_RETURN, KILL_A, reg, 0, 0);
  CodeUnit *unit = func_leave(g);
  uint32_t top = g->f->top;
  gen_at(g, expr);
  gen_make_function(g, unit, scope, 0, NO_REG, top, dst);
  temp_pop_to(g, top);
}

static void type_param(Gen *g, AstNode *p, uint32_t dst) {
  const AstName *name = p->as.TypeVar.name;  // the first field of all three kinds
  AstNode *bound = p->kind == AST_TypeVar ? p->as.TypeVar.bound : NULL;
  AstNode *fallback = p->kind == AST_TypeVar ? p->as.TypeVar.default_value
                    : p->kind == AST_ParamSpec ? p->as.ParamSpec.default_value : p->as.TypeVarTuple.default_value;
  unsigned kind = p->kind == AST_TypeVar ? 0 : p->kind == AST_ParamSpec ? 1 : 2;
  if (bound && bound->kind == AST_Tuple) kind |= 16;
  uint32_t window = temp_push(g, 3);
  gen_at(g, p);
  gen_str(g, name, window);
  if (bound) lazy(g, p, 0, name, bound, window + 1);
  else gen_none(g, window + 1);
  if (fallback) lazy(g, p, 2, name, fallback, window + 2);
  else gen_none(g, window + 2);
  gen_at(g, p);
  emit_abc(em(g), OP_TYPEPARAM, 0, dst, window, kind);
  temp_pop_to(g, window);
  gen_store_name(g, name, (Operand){dst, false});
}

static void type_params_tuple(Gen *g, const AstList *params, uint32_t dst) {
  uint32_t top = g->f->top, seen_default = 0;
  for (uint32_t i = 0; i < params->count; i++) {
    AstNode *p = params->items[i];
    bool has_default = (p->kind == AST_TypeVar ? p->as.TypeVar.default_value : p->kind == AST_ParamSpec ? p->as.ParamSpec.default_value
                                                                              : p->as.TypeVarTuple.default_value) != NULL;
    if (has_default) seen_default = 1;
    else if (seen_default) gen_error(g, p, "non-default type parameter '%s' follows default type parameter", p->as.TypeVar.name->bytes);
    type_param(g, p, temp_push(g, 1));
  }
  emit_abc(em(g), OP_BUILDTUPLE, 0, dst, top, params->count);
  temp_pop_to(g, top);
}

// Enters "<generic parameters of name>"; R[result] of its frame holds the tuple of the parameters.
static bool enter_generic(Gen *g, AstNode *node, const AstName *name, const AstList *params, uint32_t *tuple) {
  static const char head[] = "<generic parameters of ";
  char *text = arena_alloc(g->arena, sizeof head + name->len + 1);
  if (!text) return false;
  memcpy(text, head, sizeof head - 1);
  memcpy(text + sizeof head - 1, name->bytes, name->len);
  memcpy(text + sizeof head - 1 + name->len, ">", 2);
  if (!func_enter(g, symbols_scope(g->symbols, node, 1), (CodeStr){text, (uint32_t)(sizeof head + name->len)}, node)) return false;
  if (node->kind == AST_ClassDef) g->f->mangling = (Mangling){name, params};
  *tuple = temp_push(g, 1);
  type_params_tuple(g, params, *tuple);
  return true;
}

static void leave_generic(Gen *g, AstNode *node, uint32_t tuple, uint32_t value) {
  gen_at(g, node);
  emit_abc(em(g), OP_RELEASE, 0, tuple, 0, 0);
  emit_abc(em(g), OP_RETURN, KILL_A, value, 0, 0);
}

static uint32_t param_register(Gen *g, const AstName *name) {
  Symbol *symbol = scope_find(g->f->scope, name);
  if (!symbol) return NO_REG;
  g->f->unit->nparams++;
  return symbol->reg;
}

// Calls the unit just left: the callee goes to w, `argc` arguments are pushed by the caller through `args`.
static void call_generic(Gen *g, AstNode *node, CodeUnit *unit, AstNode *args, uint32_t dst) {
  uint32_t top = g->f->top, w = temp_window(g, dst);
  temp_push(g, 1);
  gen_at(g, node);
  gen_make_function(g, unit, symbols_scope(g->symbols, node, 1), 0, NO_REG, w + 1, w);
  temp_pop_to(g, w + 1);
  temp_push(g, FRAME_SLOTS - 1);
  uint32_t argc = 0;
  if (args) argc = (uint32_t)gen_defaults(g, args);
  if (args) argc += (uint32_t)gen_kw_defaults(g, args);
  gen_at(g, node);
  gen_call0(g, w, argc, dst);
  temp_pop_to(g, top);
}

void gen_function_in_params(Gen *g, AstNode *node, uint32_t dst) {
  uint32_t tuple;
  if (!enter_generic(g, node, node->as.FunctionDef.name, &node->as.FunctionDef.type_params, &tuple)) return;
  FuncParts parts = {true, param_register(g, g->symbols->known.defaults), param_register(g, g->symbols->known.kwdefaults), tuple};
  uint32_t value = temp_push(g, 1);
  gen_function_value(g, node, parts, value);
  leave_generic(g, node, tuple, value);
  call_generic(g, node, func_leave(g), node->as.FunctionDef.args, dst);
}

void gen_class_in_params(Gen *g, AstNode *node, uint32_t dst) {
  uint32_t tuple;
  const WellKnown *known = &g->symbols->known;
  if (!enter_generic(g, node, node->as.ClassDef.name, &node->as.ClassDef.type_params, &tuple)) return;
  gen_store_name(g, known->type_params, (Operand){tuple, false});
  uint32_t value = temp_push(g, 1);
  emit_abc(em(g), OP_GENERICBASE, 0, value, tuple, 0);
  gen_store_name(g, known->generic_base, (Operand){value, true});
  gen_class_value(g, node, tuple, value);
  leave_generic(g, node, tuple, value);
  call_generic(g, node, func_leave(g), NULL, dst);
}

static void alias_value(Gen *g, AstNode *node, uint32_t tuple, uint32_t dst) {
  const AstName *name = node->as.TypeAlias.name->as.Name.id;
  uint32_t window = temp_push(g, 3);
  gen_at(g, node);
  gen_str(g, name, window);
  if (tuple == NO_REG) gen_none(g, window + 1);
  else gen_move(g, window + 1, (Operand){tuple, false});
  lazy(g, node, 0, name, node->as.TypeAlias.value, window + 2);
  gen_at(g, node);
  emit_abc(em(g), OP_TYPEALIAS, 0, dst, window, 0);
  temp_pop_to(g, window);
}

void gen_type_alias(Gen *g, AstNode *node) {
  AstNode *name = node->as.TypeAlias.name;
  uint32_t value = temp_push(g, 1), tuple;
  if (!node->as.TypeAlias.type_params.count) {
    alias_value(g, node, NO_REG, value);
  } else {
    if (!enter_generic(g, node, name->as.Name.id, &node->as.TypeAlias.type_params, &tuple)) return;
    uint32_t inner = temp_push(g, 1);
    alias_value(g, node, tuple, inner);
    leave_generic(g, node, tuple, inner);
    call_generic(g, node, func_leave(g), NULL, value);
  }
  gen_at(g, node);
  gen_store_name(g, name->as.Name.id, (Operand){value, true});
}
