// SPDX-License-Identifier: MIT
// gen_try.c - try with except, else and finally; except*.
//
// A handler finds the exception in R[reg] and the one handled before in R[reg+1], reg being the first free register where the try
// began. Its own body is protected by a cleanup that lets an exception raised there take the first one's place.
#include "compiler/gen.h"

typedef struct Handling { uint32_t reg, block; Label cleanup; } Handling;

// At a handler's first instruction: the pair is on the stack, the cleanup guards what follows.
static Handling handler_begin(Gen *g, uint32_t reg, const AstNode *node) {
  Handling h = {reg, 0, emit_label(em(g))};
  temp_pop_to(g, reg);
  temp_push(g, 2);
  h.block = block_push(g, BLOCK_HANDLER, reg, node);
  block_protect(g, h.block, h.cleanup, reg + 2);
  return h;
}

// Re-raising consumes the pair, so the cleanup must not see it.
static void reraise(Gen *g, uint32_t block, uint32_t reg) {
  block_close(g, block);
  emit_abc(em(g), OP_RERAISE, 0, reg, 0, 0);
  block_open(g, block);
}

static void handler_end(Gen *g, const Handling *h) {
  block_pop(g);
  gen_cleanup(g, h->cleanup, h->reg);
  temp_pop_to(g, h->reg);
}

// ---- except clauses

static void match_type(Gen *g, AstNode *handler, uint32_t reg, Label next) {
  AstNode *type = handler->as.ExceptHandler.type;
  if (!type) {
    gen_mark(g, handler);
    return;
  }
  uint32_t top = g->f->top, result = temp_push(g, 1);
  Operand o = gen_operand(g, type);
  gen_at(g, type);
  emit_abc(em(g), OP_EXCMATCH, gen_kill(o, KILL_C, NO_REG), result, reg, o.reg);
  emit_jump(em(g), OP_JFALSE, KILL_A, result, 0, next);
  temp_pop_to(g, top);
}

// The body of `except E as name`: whatever ends it, the name is unset.
static void named_body(Gen *g, AstNode *handler, uint32_t reg, Label end) {
  Emit *e = em(g);
  const AstName *name = handler->as.ExceptHandler.name;
  Label cleanup = emit_label(e);
  gen_at(g, handler);
  gen_store_name(g, name, (Operand){reg, false});
  uint32_t block = block_push(g, BLOCK_NAME, NO_REG, handler);
  g->f->blocks[block].name = name;
  block_protect(g, block, cleanup, reg + 2);
  gen_body(g, &handler->as.ExceptHandler.body);
  block_pop(g);
  gen_nowhere(g);
  uint32_t around = g->f->nblocks - 1;  // its cleanup must not see the pair once it is gone
  block_close(g, around);
  emit_abc(e, OP_POPEXC, 0, reg, 0, 0);
  gen_unset_name(g, name);
  emit_jump(e, OP_JMP, 0, 0, 0, end);
  emit_bind(e, cleanup);
  emit_use_register(e, reg + 3);
  uint32_t top = g->f->top;
  temp_push(g, 2);
  gen_unset_name(g, name);
  temp_pop_to(g, top);
  gen_cleanup(g, emit_label(e), reg);
  block_open(g, around);
}

static void except_clause(Gen *g, AstNode *handler, uint32_t reg, Label end) {
  Emit *e = em(g);
  Label next = emit_label(e);
  gen_at(g, handler);
  match_type(g, handler, reg, next);
  if (handler->as.ExceptHandler.name) {
    named_body(g, handler, reg, end);
  } else {
    gen_body(g, &handler->as.ExceptHandler.body);
    emit_abc(e, OP_POPEXC, 0, reg, 0, 0);
    emit_jump(e, OP_JMP, 0, 0, 0, end);
  }
  emit_bind(e, next);
}

static void except_clauses(Gen *g, AstNode *node, uint32_t reg, Label end) {
  Handling h = handler_begin(g, reg, node);
  const AstList *handlers = &node->as.Try.handlers;
  for (uint32_t i = 0; i < handlers->count; i++) {
    AstNode *handler = handlers->items[i];
    if (!handler->as.ExceptHandler.type && i + 1 < handlers->count) gen_error(g, handler, "default 'except:' must be last");
    except_clause(g, handler, reg, end);
  }
  reraise(g, h.block, reg);
  handler_end(g, &h);
}

// ---- except*

// What a clause's body raises joins the list of parts to raise in the end.
static void star_body(Gen *g, AstNode *handler, uint32_t list, uint32_t match) {
  Emit *e = em(g);
  const AstName *name = handler->as.ExceptHandler.name;
  Label raised = emit_label(e), done = emit_label(e);
  gen_at(g, handler);
  if (name) gen_store_name(g, name, (Operand){match, false});
  uint32_t block = block_push(g, BLOCK_STAR, NO_REG, handler);
  block_protect(g, block, raised, match + 1);
  gen_body(g, &handler->as.ExceptHandler.body);
  block_pop(g);
  emit_jump(e, OP_JMP, 0, 0, 0, done);
  emit_bind(e, raised);
  emit_abc(e, OP_LISTAPPEND, 0, list, match + 1, 0);
  emit_abc(e, OP_POPEXC, 0, match + 1, 0, 0);
  emit_bind(e, done);
  if (name) gen_unset_name(g, name);
}

static void star_clause(Gen *g, AstNode *handler, uint32_t list, uint32_t rest) {
  Emit *e = em(g);
  uint32_t match = temp_push(g, 2);
  Label next = emit_label(e);
  gen_at(g, handler);
  Operand type = gen_operand(g, handler->as.ExceptHandler.type);
  gen_at(g, handler);
  emit_abc(e, OP_EXCSTAR, gen_kill(type, KILL_C, NO_REG), match, rest, type.reg);
  temp_pop_to(g, match + 2);
  emit_abc(e, OP_TAKE, 0, rest, match + 1, 0);
  emit_jump(e, OP_JNONE, K_FLAG, match, 0, next);
  star_body(g, handler, list, match);
  emit_bind(e, next);
  emit_abc(e, OP_RELEASE, 0, match, 0, 0);
  temp_pop_to(g, match);
}

static void star_clauses(Gen *g, AstNode *node, uint32_t reg, Label end) {
  Emit *e = em(g);
  Handling h = handler_begin(g, reg, node);
  uint32_t list = temp_push(g, 1), rest = temp_push(g, 1);
  Label whole = emit_label(e), nothing = emit_label(e);
  gen_nowhere(g);
  emit_abc(e, OP_BUILDLIST, 0, list, list, 0);
  emit_abc(e, OP_MOVE, 0, rest, reg, 0);
  for (uint32_t i = 0; i < node->as.TryStar.handlers.count; i++) star_clause(g, node->as.TryStar.handlers.items[i], list, rest);
  gen_nowhere(g);
  emit_jump(e, OP_JNONE, K_FLAG, rest, 0, whole);
  emit_abc(e, OP_LISTAPPEND, 0, list, rest, 0);
  emit_bind(e, whole);
  emit_abc(e, OP_EXCSTAREND, KILL_C, rest, reg, list);
  emit_jump(e, OP_JNONE, K_FLAG, rest, 0, nothing);
  emit_abc(e, OP_TAKE, 0, reg, rest, 0);
  reraise(g, h.block, reg);
  emit_bind(e, nothing);
  emit_abc(e, OP_RELEASE, 0, rest, 0, 0);
  emit_abc(e, OP_POPEXC, 0, reg, 0, 0);
  emit_jump(e, OP_JMP, 0, 0, 0, end);
  handler_end(g, &h);
}

// ---- the statement

static void try_except(Gen *g, AstNode *node, bool star) {
  Emit *e = em(g);
  uint32_t reg = g->f->top;
  Label handler = emit_label(e), end = emit_label(e);
  uint32_t block = block_push(g, BLOCK_TRY, NO_REG, node);
  block_protect(g, block, handler, reg);
  gen_body(g, &node->as.Try.body);
  block_pop(g);
  gen_body(g, &node->as.Try.orelse);
  emit_jump(e, OP_JMP, 0, 0, 0, end);
  emit_bind(e, handler);
  if (star) star_clauses(g, node, reg, end);
  else except_clauses(g, node, reg, end);
  emit_bind(e, end);
}

static void try_finally(Gen *g, AstNode *node, bool star) {
  Emit *e = em(g);
  uint32_t reg = g->f->top;
  Label handler = emit_label(e), end = emit_label(e);
  uint32_t block = block_push(g, BLOCK_FINALLY, NO_REG, node);
  g->f->blocks[block].finalbody = &node->as.Try.finalbody;
  block_protect(g, block, handler, reg);
  if (node->as.Try.handlers.count) {
    try_except(g, node, star);
  } else {
    gen_body(g, &node->as.Try.body);
    gen_body(g, &node->as.Try.orelse);
  }
  block_pop(g);
  gen_body(g, &node->as.Try.finalbody);
  emit_jump(e, OP_JMP, 0, 0, 0, end);
  emit_bind(e, handler);
  Handling h = handler_begin(g, reg, node);
  gen_body(g, &node->as.Try.finalbody);
  reraise(g, h.block, reg);
  handler_end(g, &h);
  emit_bind(e, end);
}

void gen_try(Gen *g, AstNode *node) {
  if (block_nested_too_deep(g, node)) return;
  gen_mark(g, node);
  if (node->as.Try.finalbody.count) try_finally(g, node, false);
  else try_except(g, node, false);
}

void gen_try_star(Gen *g, AstNode *node) {
  if (block_nested_too_deep(g, node)) return;
  gen_mark(g, node);
  if (node->as.Try.finalbody.count) try_finally(g, node, true);
  else try_except(g, node, true);
}
