// SPDX-License-Identifier: MIT
// gen_comp.c - comprehensions and generator expressions.
//
// An inlined comprehension runs in the enclosing frame: the container, then its variables, then its iterators are temporaries there.
// Others are functions of one parameter, `.0`: the outermost iterator.
#include "compiler/gen.h"

typedef struct Comp {
  AstNode *node;
  const AstList *generators;
  AstNode *elt, *value;
  uint32_t acc;    // the container; unused in a generator expression
} Comp;

static Comp comp_of(AstNode *node) {
  switch (node->kind) {
    case AST_DictComp: return (Comp){node, &node->as.DictComp.generators, node->as.DictComp.key, node->as.DictComp.value, 0};
    case AST_SetComp: return (Comp){node, &node->as.SetComp.generators, node->as.SetComp.elt, NULL, 0};
    case AST_GeneratorExp: return (Comp){node, &node->as.GeneratorExp.generators, node->as.GeneratorExp.elt, NULL, 0};
    default: return (Comp){node, &node->as.ListComp.generators, node->as.ListComp.elt, NULL, 0};
  }
}

static void empty_container(Gen *g, const Comp *c) {
  gen_at(g, c->node);
  Opcode op = c->node->kind == AST_DictComp ? OP_BUILDDICT : c->node->kind == AST_SetComp ? OP_BUILDSET : OP_BUILDLIST;
  if (c->node->kind != AST_GeneratorExp) emit_abc(em(g), op, 0, c->acc, c->acc, 0);
}

static void element(Gen *g, const Comp *c) {
  uint32_t top = g->f->top;
  if (c->node->kind == AST_GeneratorExp) {
    uint32_t reg = temp_push(g, 1);
    gen_expr(g, c->elt, reg);
    gen_at(g, c->elt);
    emit_abc(em(g), OP_YIELD, 0, reg, 0, 0);
    emit_abc(em(g), OP_RELEASE, 0, reg, 0, 0);
  } else {
    Operand o = gen_operand(g, c->elt), v = {0, false};
    if (c->value) {
      o = gen_hold(g, o, c->value);
      v = gen_operand(g, c->value);
    }
    gen_at(g, c->elt);
    if (c->value) emit_abc(em(g), OP_DICTSET, gen_kill(o, KILL_B, NO_REG) | gen_kill(v, KILL_C, NO_REG), c->acc, o.reg, v.reg);
    else emit_abc(em(g), c->node->kind == AST_SetComp ? OP_SETADD : OP_LISTAPPEND, gen_kill(o, KILL_B, NO_REG), c->acc, o.reg, 0);
  }
  temp_pop_to(g, top);
}

static void get_iterator(Gen *g, AstNode *comprehension, uint32_t it) {
  gen_get_iterator(g, comprehension->as.comprehension.iter, comprehension->as.comprehension.is_async, it);
}

static void next_item(Gen *g, AstNode *generator, uint32_t it, Label exit) {
  AstNode *target = generator->as.comprehension.target;
  uint32_t reg;
  gen_at(g, generator->as.comprehension.iter);
  if (!generator->as.comprehension.is_async && target->kind == AST_Name && gen_plain_local(g, target, &reg)) {
    emit_jump(em(g), OP_FORNEXT, 0, reg, it, exit);
    gen_bound(g, reg);
    return;
  }
  uint32_t item = temp_push(g, 1);
  if (generator->as.comprehension.is_async) gen_anext(g, it, item, exit);
  else emit_jump(em(g), OP_FORNEXT, 0, item, it, exit);
  gen_store(g, target, (Operand){item, true});
  temp_pop_to(g, item);
}

// The loops from generator `i` inwards; `it` holds its iterator.
static void loops(Gen *g, const Comp *c, uint32_t i, uint32_t it) {
  Emit *e = em(g);
  AstNode *generator = c->generators->items[i];
  Label exit = emit_label(e), next = emit_label(e), head = emit_loop_head(e);
  next_item(g, generator, it, exit);
  for (uint32_t k = 0; k < generator->as.comprehension.ifs.count; k++) gen_cond(g, generator->as.comprehension.ifs.items[k], false, next);
  if (i + 1 < c->generators->count && !gen_failed(g)) {
    uint32_t inner = temp_push(g, 1);
    get_iterator(g, c->generators->items[i + 1], inner);
    loops(g, c, i + 1, inner);
    temp_pop_to(g, inner);
  } else {
    element(g, c);
  }
  emit_bind(e, next);
  gen_mark(g, c->elt);
  emit_jump(e, OP_LOOP, 0, 0, 0, head);
  if (generator->as.comprehension.is_async) gen_async_end(g, it, exit, generator->as.comprehension.iter);
  else emit_bind(e, exit);
}

static bool async_allowed(Gen *g) {
  Scope *s = g->f->current;
  while (s->inlined) s = s->parent;
  return s->is_async || (s->kind >= SCOPE_GENEXP && s->kind <= SCOPE_DICTCOMP);
}

static bool is_variable(const Symbol *symbol) {
  return symbol->kind == SYM_LOCAL && !(symbol->flags & DEF_PARAM);
}

static void inlined_comp(Gen *g, Comp *c, Scope *scope, uint32_t dst) {
  c->acc = temp_scratch(g, dst);
  bool named = scope->asks_locals && scope_is_function(g->f->scope);
  for (uint32_t i = 0; i < scope->count && !named; i++)
    if (is_variable(scope->symbols[i])) scope->symbols[i]->reg = temp_push(g, 1);
  uint32_t it = temp_push(g, 1);
  get_iterator(g, c->generators->items[0], it);
  empty_container(g, c);
  Scope *outer = g->f->current;
  g->f->current = scope;
  loops(g, c, 0, it);
  g->f->current = outer;
  for (uint32_t i = 0; i < scope->count; i++) {
    if (!is_variable(scope->symbols[i])) continue;
    emit_abc(em(g), OP_RELEASE, 0, scope->symbols[i]->reg, 0, 0);
    if (named) emit_local_unbound(em(g), scope->symbols[i]->reg);
  }
  gen_move(g, dst, (Operand){c->acc, true});
}

static CodeUnit *comp_unit(Gen *g, Comp *c, Scope *scope) {
  static const char *const names[] = {"<genexpr>", "<listcomp>", "<setcomp>", "<dictcomp>"};
  const char *name = names[scope->kind - SCOPE_GENEXP];
  if (!func_enter(g, scope, (CodeStr){name, (uint32_t)__builtin_strlen(name)}, c->node)) return NULL;
  g->f->unit->nparams = 1;
  c->acc = temp_push(g, 1);
  empty_container(g, c);
  uint32_t it = temp_push(g, 1);
  gen_mark(g, c->node);
  emit_abc(em(g), OP_TAKE, 0, it, 0, 0);
  loops(g, c, 0, it);
  gen_at(g, c->node);
  if (c->node->kind == AST_GeneratorExp) gen_return_none(g);
  else emit_abc(em(g), OP_RETURN, KILL_A, c->acc, 0, 0);
  return func_leave(g);
}

static void called_comp(Gen *g, Comp *c, Scope *scope, uint32_t dst) {
  uint32_t top = g->f->top, w = temp_window(g, dst);
  temp_push(g, 1);
  CodeUnit *unit = comp_unit(g, c, scope);
  gen_at(g, c->node);
  gen_make_function(g, unit, scope, 0, NO_REG, w + 1, w);
  temp_pop_to(g, w + 1);
  temp_push(g, FRAME_SLOTS - 1);
  get_iterator(g, c->generators->items[0], temp_push(g, 1));
  gen_at(g, c->node);
  bool awaited = scope->is_coroutine && c->node->kind != AST_GeneratorExp;
  gen_call0(g, w, 1, awaited ? w : dst);
  if (awaited) {
    temp_push(g, 1);
    gen_await(g, w, 0);
    gen_move(g, dst, (Operand){w, true});
  }
  temp_pop_to(g, top);
}

void gen_comp(Gen *g, AstNode *node, uint32_t dst) {
  Scope *scope = symbols_scope(g->symbols, node, 0);
  Comp c = comp_of(node);
  if (!scope) return;
  if (scope->is_coroutine && !async_allowed(g)) {
    gen_error(g, node, "asynchronous comprehension outside of an asynchronous function");
    return;
  }
  if (scope->inlined) inlined_comp(g, &c, scope, dst);
  else called_comp(g, &c, scope, dst);
}

void gen_genexp(Gen *g, AstNode *node, uint32_t dst) {
  Scope *scope = symbols_scope(g->symbols, node, 0);
  Comp c = comp_of(node);
  if (scope) called_comp(g, &c, scope, dst);
}
