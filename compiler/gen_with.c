// SPDX-License-Identifier: MIT
// gen_with.c - with and async with.
//
// R[exit] holds the bound __exit__ while the body runs; an exception comes to R[exit+1], where the value of __enter__ was.
#include "compiler/gen.h"

static void with_items(Gen *g, AstNode *node, uint32_t i);

static void with_handler(Gen *g, AstNode *at, uint32_t exit, bool is_async, Label end) {
  Emit *e = em(g);
  Label suppressed = emit_label(e), cleanup = emit_label(e);
  temp_pop_to(g, exit + 1);
  temp_push(g, 2);
  uint32_t block = block_push(g, BLOCK_HANDLER, exit + 1, at), result = temp_push(g, 1);
  block_protect(g, block, cleanup, exit + 3);
  gen_at(g, at);
  emit_abc(e, OP_WITHEXIT, 0, result, exit, exit + 1);
  if (is_async) gen_await(g, result, 2);
  emit_jump(e, OP_JTRUE, KILL_A, result, 0, suppressed);
  block_pop(g);
  emit_abc(e, OP_RELEASE, 0, exit, 0, 0);
  emit_abc(e, OP_RERAISE, K_FLAG, exit + 1, 0, 0);
  emit_bind(e, suppressed);
  emit_abc(e, OP_POPEXC, 0, exit + 1, 0, 0);
  emit_abc(e, OP_RELEASE, 0, exit, 0, 0);
  emit_jump(e, OP_JMP, 0, 0, 0, end);
  gen_cleanup(g, cleanup, exit + 1);
}

static void with_item(Gen *g, AstNode *node, uint32_t i) {
  Emit *e = em(g);
  bool is_async = node->kind == AST_AsyncWith;
  AstNode *item = node->as.With.items.items[i], *context = item->as.withitem.context_expr, *vars = item->as.withitem.optional_vars;
  if (block_nested_too_deep(g, node)) return;
  Label handler = emit_label(e), end = emit_label(e);
  uint32_t exit = temp_push(g, 1);
  Operand manager = gen_operand_near(g, context, exit);
  uint32_t value = temp_push(g, 1);
  gen_at(g, context);
  emit_abc(e, OP_WITHENTER, (is_async ? K_FLAG : 0) | gen_kill(manager, KILL_B, exit), exit, manager.reg, 0);
  if (is_async) gen_await(g, value, 1);
  uint32_t block = block_push(g, is_async ? BLOCK_ASYNC_WITH : BLOCK_WITH, exit, context);
  block_protect(g, block, handler, exit + 1);
  if (vars) gen_store(g, vars, (Operand){value, true});
  else emit_abc(e, OP_RELEASE, 0, value, 0, 0);
  temp_pop_to(g, exit + 1);
  with_items(g, node, i + 1);
  uint32_t count = g->f->nblocks;
  if (!count) return;
  block_unwind(g, count - 1, NO_REG);
  g->f->nblocks = count - 1;
  emit_jump(e, OP_JMP, 0, 0, 0, end);
  emit_bind(e, handler);
  with_handler(g, context, exit, is_async, end);
  emit_bind(e, end);
  temp_pop_to(g, exit);
}

static void with_items(Gen *g, AstNode *node, uint32_t i) {
  if (gen_failed(g)) return;
  if (i < node->as.With.items.count) with_item(g, node, i);
  else gen_body(g, &node->as.With.body);
}

void gen_with(Gen *g, AstNode *node) {
  if (node->kind == AST_AsyncWith && !gen_await_allowed(g, node, "'async with'")) return;
  with_items(g, node, 0);
}
