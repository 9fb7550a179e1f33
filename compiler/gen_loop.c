// SPDX-License-Identifier: MIT
// gen_loop.c - for, async for, while, break, continue.
#include "compiler/gen.h"

static bool loop_begin(Gen *g, AstNode *node, uint32_t iter, Label *exit, Label *brk, uint32_t *block) {
  if (block_nested_too_deep(g, node)) return false;
  *exit = emit_label(em(g));
  *brk = emit_label(em(g));
  *block = block_push(g, BLOCK_LOOP, iter, node);
  Block *b = &g->f->blocks[*block];
  b->brk = *brk;
  b->cont = emit_loop_head(em(g));
  return true;
}

static void loop_end(Gen *g, const AstList *orelse, Label exit, Label brk) {
  block_pop(g);
  emit_bind(em(g), exit);
  gen_body(g, orelse);
  emit_bind(em(g), brk);
}

// R[reg] = iter(...). A display of constants that is only iterated over is a constant tuple.
static void get_iterator(Gen *g, AstNode *iter, uint32_t reg) {
  if (iter->kind != AST_List || !iter->as.List.elts.count) {
    gen_get_iterator(g, iter, false, reg);
    return;
  }
  Const tuple = {.kind = CONST_TUPLE, .as.seq = {arena_alloc(g->arena, iter->as.List.elts.count * sizeof(Const)), iter->as.List.elts.count}};
  for (uint32_t i = 0; i < iter->as.List.elts.count; i++)
    if (!tuple.as.seq.items || !fold_expr(g, iter->as.List.elts.items[i], &tuple.as.seq.items[i])) {
      gen_get_iterator(g, iter, false, reg);
      return;
    }
  gen_at(g, iter);
  gen_const(g, &tuple, reg);
  emit_abc(em(g), OP_GETITER, 0, reg, reg, 0);
}

void gen_get_iterator(Gen *g, AstNode *iter, bool is_async, uint32_t reg) {
  Operand o = gen_operand_near(g, iter, reg);
  gen_at(g, iter);
  emit_abc(em(g), is_async ? OP_GETAITER : OP_GETITER, gen_kill(o, KILL_B, reg), reg, o.reg, 0);
  temp_pop_to(g, reg + 1);
}

void gen_for(Gen *g, AstNode *node) {
  Emit *e = em(g);
  uint32_t it = temp_push(g, 1), block, reg;
  Label exit, brk;
  get_iterator(g, node->as.For.iter, it);
  if (!loop_begin(g, node, it, &exit, &brk, &block)) return;
  Label head = g->f->blocks[block].cont;
  gen_at(g, node->as.For.iter);
  if (node->as.For.target->kind == AST_Name && gen_plain_local(g, node->as.For.target, &reg)) {
    emit_jump(e, OP_FORNEXT, 0, reg, it, exit);
    gen_bound(g, reg);
  } else {
    uint32_t item = temp_push(g, 1);
    emit_jump(e, OP_FORNEXT, 0, item, it, exit);
    gen_store(g, node->as.For.target, (Operand){item, true});
    temp_pop_to(g, it + 1);
  }
  gen_body(g, &node->as.For.body);
  gen_at(g, node);
  emit_jump(e, OP_LOOP, 0, 0, 0, head);
  loop_end(g, &node->as.For.orelse, exit, brk);
}

void gen_anext(Gen *g, uint32_t it, uint32_t dst, Label stop) {
  Emit *e = em(g);
  uint32_t block = block_push(g, BLOCK_TRY, NO_REG, g->f->scope->node), iter = temp_push(g, 1);
  block_protect(g, block, stop, it + 1);
  emit_abc(e, OP_GETANEXT, 0, iter, it, 0);
  gen_none(g, dst);
  emit_abc(e, OP_YIELDFROM, K_FLAG, dst, iter, 0);
  temp_pop_to(g, iter);
  block_pop(g);
}

void gen_async_end(Gen *g, uint32_t it, Label stop, const AstNode *at) {
  emit_bind(em(g), stop);
  gen_at(g, at);
  emit_abc(em(g), OP_ENDASYNCFOR, 0, it + 1, it, 0);
}

void gen_async_for(Gen *g, AstNode *node) {
  Emit *e = em(g);
  if (!gen_await_allowed(g, node, "'async for'")) return;
  uint32_t it = temp_push(g, 1), block;
  Label exit, brk, stop = emit_label(e);
  gen_get_iterator(g, node->as.For.iter, true, it);
  if (!loop_begin(g, node, it, &exit, &brk, &block)) return;
  Label head = g->f->blocks[block].cont;
  gen_at(g, node->as.For.iter);
  uint32_t item = temp_push(g, 1);
  gen_anext(g, it, item, stop);
  gen_store(g, node->as.For.target, (Operand){item, true});
  temp_pop_to(g, it + 1);
  gen_body(g, &node->as.For.body);
  gen_at(g, node);
  emit_jump(e, OP_LOOP, 0, 0, 0, head);
  gen_async_end(g, it, stop, node->as.For.iter);
  loop_end(g, &node->as.For.orelse, exit, brk);
}

void gen_while(Gen *g, AstNode *node) {
  Emit *e = em(g);
  Label exit, brk;
  uint32_t block;
  if (!loop_begin(g, node, NO_REG, &exit, &brk, &block)) return;
  Label head = g->f->blocks[block].cont;
  gen_cond(g, node->as.While.test, false, exit);
  gen_body(g, &node->as.While.body);
  gen_at(g, node);
  emit_jump(e, OP_LOOP, 0, 0, 0, head);
  loop_end(g, &node->as.While.orelse, exit, brk);
}

// The innermost loop's block, or NO_INDEX. `star`: an except* clause lies between.
static uint32_t find_loop(Gen *g, bool *star) {
  *star = false;
  for (uint32_t i = g->f->nblocks; i-- > 0;) {
    if (g->f->blocks[i].kind == BLOCK_LOOP) return i;
    if (g->f->blocks[i].kind == BLOCK_STAR) *star = true;
  }
  return NO_INDEX;
}

static const char star_error[] = "'break', 'continue' and 'return' cannot appear in an except* block";

void gen_break(Gen *g, AstNode *node) {
  bool star;
  uint32_t loop = find_loop(g, &star), count = g->f->nblocks;
  if (star || loop == NO_INDEX) {
    gen_error(g, node, "%s", star ? star_error : "'break' outside loop");
    return;
  }
  gen_mark(g, node);
  gen_at(g, node);
  Label brk = g->f->blocks[loop].brk;
  block_unwind(g, loop, NO_REG);
  gen_at(g, node);
  emit_jump(em(g), OP_JMP, 0, 0, 0, brk);
  block_rewind(g, count);
}

void gen_continue(Gen *g, AstNode *node) {
  bool star;
  uint32_t loop = find_loop(g, &star), count = g->f->nblocks;
  if (star || loop == NO_INDEX) {
    gen_error(g, node, "%s", star ? star_error : "'continue' not properly in loop");
    return;
  }
  gen_mark(g, node);
  gen_at(g, node);
  Label head = g->f->blocks[loop].cont;
  block_unwind(g, loop + 1, NO_REG);
  gen_at(g, node);
  emit_jump(em(g), OP_LOOP, 0, 0, 0, head);
  block_rewind(g, count);
}

void gen_return(Gen *g, AstNode *node) {
  AstNode *value = node->as.Return.value;
  Scope *scope = g->f->scope;
  uint32_t top = g->f->top, count = g->f->nblocks;
  if (scope->kind != SCOPE_FUNCTION) {
    gen_error(g, node, "'return' outside function");
    return;
  }
  if (value && scope->is_async && scope->is_generator) {
    gen_error(g, node, "'return' with value in async generator");
    return;
  }
  for (uint32_t i = 0; i < count; i++)
    if (g->f->blocks[i].kind == BLOCK_STAR) gen_error(g, node, "%s", star_error);
  Operand o = {temp_push(g, count || !value ? 1 : 0), true};
  if (!value) {
    gen_at(g, node);
    gen_none(g, o.reg);
  } else if (count) {
    gen_expr(g, value, o.reg);
  } else {
    o = gen_operand(g, value);
  }
  bool cleaned = false;  // what leaves those stands on no line of the statement
  for (uint32_t i = 0; i < count; i++) cleaned |= g->f->blocks[i].kind > BLOCK_TRY;
  block_unwind(g, 0, o.temp ? o.reg : NO_REG);
  if (cleaned) gen_nowhere(g);
  else gen_at(g, node);
  emit_abc(em(g), OP_RETURN, o.temp ? KILL_A : 0, o.reg, 0, 0);
  block_rewind(g, count);
  temp_pop_to(g, top);
}
