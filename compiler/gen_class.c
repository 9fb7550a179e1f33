// SPDX-License-Identifier: MIT
// gen_class.c - class statements: the body's unit and the call of __build_class__.
#include "compiler/gen.h"

static void set_name(Gen *g, const AstName *name, uint32_t reg) {
  emit_abc(em(g), OP_STORENAME, KILL_A, reg, emit_name(em(g), name), 0);
  temp_pop_to(g, reg);
}

static void body_head(Gen *g, AstNode *node, Scope *scope) {
  const WellKnown *known = &g->symbols->known;
  uint32_t reg = temp_push(g, 1);
  emit_abc(em(g), OP_LOADNAME, 0, reg, emit_cache(em(g), OP_LOADNAME, known->name), 0);
  set_name(g, known->module, reg);
  CodeStr qualname = g->f->unit->qualname;
  Const c = const_str(qualname.bytes, qualname.len), doc;
  gen_const(g, &c, temp_push(g, 1));
  set_name(g, known->qualname, reg);
  gen_int(g, g->f->unit->first_line, temp_push(g, 1));
  set_name(g, known->firstlineno, reg);
  if (scope->needs_class_dict) {
    emit_abc(em(g), OP_LOADLOCALS, 0, temp_push(g, 1), 0, 0);
    emit_abc(em(g), OP_STORECELL, KILL_B, scope_find(scope, gen_intern(g, ".__classdict__"))->reg, reg, 0);
    temp_pop_to(g, reg);
  }
  if (node->as.ClassDef.type_params.count) {
    gen_load_name(g, known->type_params, temp_push(g, 1));
    set_name(g, gen_intern(g, "__type_params__"), reg);
  }
  if (scope->has_annotations) emit_abc(em(g), OP_SETUPANN, 0, 0, 0, 0);
  if (!gen_docstring(g, &node->as.ClassDef.body, &doc)) return;
  gen_at(g, node->as.ClassDef.body.items[0]);
  gen_const(g, &doc, temp_push(g, 1));
  set_name(g, known->doc, reg);
}

// The body returns the cell of __class__, for __build_class__ to fill, or None.
static void body_end(Gen *g, Scope *scope) {
  if (!scope->needs_class_cell) {
    gen_return_none(g);
    return;
  }
  uint32_t cell = scope_find(scope, gen_intern(g, ".__class__"))->reg, copy = temp_push(g, 1);
  gen_nowhere(g);
  emit_abc(em(g), OP_MOVE, 0, copy, cell, 0);
  set_name(g, g->symbols->known.classcell, copy);
  emit_abc(em(g), OP_MOVE, 0, temp_push(g, 1), cell, 0);
  emit_abc(em(g), OP_RETURN, KILL_A, copy, 0, 0);
}

static CodeUnit *class_unit(Gen *g, AstNode *node, Scope *scope) {
  const AstName *name = node->as.ClassDef.name;
  if (!func_enter(g, scope, (CodeStr){name->bytes, name->len}, node)) return NULL;
  g->f->mangling = (Mangling){name, NULL};
  if (node->as.ClassDef.decorator_list.count) g->f->unit->first_line = node->as.ClassDef.decorator_list.items[0]->line;
  em(g)->at.line = em(g)->at.end_line = g->f->unit->first_line;
  body_head(g, node, scope);
  gen_body(g, &node->as.ClassDef.body);
  body_end(g, scope);
  return func_leave(g);
}

static AstList with_generic_base(Gen *g, AstNode *node) {
  AstList bases = node->as.ClassDef.bases;
  AstNode **items = arena_alloc(g->arena, (bases.count + 1) * sizeof *items);
  AstNode *base = ast_node(g->arena, AST_Name);
  if (!items || !base) return bases;
  for (uint32_t i = 0; i < bases.count; i++) items[i] = bases.items[i];
  base->as.Name.id = g->symbols->known.generic_base;
  base->ctx = AST_LOAD;
  base->line = node->line, base->end_line = node->end_line, base->col = node->col, base->end_col = node->end_col;
  items[bases.count] = base;
  return (AstList){items, bases.count + 1};
}

void gen_class_value(Gen *g, AstNode *node, uint32_t type_params, uint32_t dst) {
  uint32_t top = g->f->top, w = temp_window(g, dst);
  const AstName *name = node->as.ClassDef.name;
  Scope *scope = symbols_scope(g->symbols, node, 0);
  if (!scope) return;
  temp_push(g, FRAME_SLOTS);
  gen_at(g, node);
  emit_abc(em(g), OP_BUILDCLASS, 0, w, 0, 0);
  uint32_t function = temp_push(g, 1);
  CodeUnit *unit = class_unit(g, node, scope);
  gen_at(g, node);
  gen_make_function(g, unit, scope, 0, NO_REG, g->f->top, function);
  temp_pop_to(g, function + 1);
  gen_str(g, name, temp_push(g, 1));
  AstList bases = type_params == NO_REG ? node->as.ClassDef.bases : with_generic_base(g, node);
  gen_call_rest(g, w, 2, &bases, &node->as.ClassDef.keywords, node, dst);
  temp_pop_to(g, top);
}

void gen_class(Gen *g, AstNode *node) {
  const AstList *decorators = &node->as.ClassDef.decorator_list;
  const AstName *name = node->as.ClassDef.name;
  uint32_t top = g->f->top, value = gen_begin_decorated(g, decorators, name);
  if (node->as.ClassDef.type_params.count) gen_class_in_params(g, node, value);
  else gen_class_value(g, node, NO_REG, value);
  gen_end_decorated(g, decorators, name, value, node);
  temp_pop_to(g, top);
}
