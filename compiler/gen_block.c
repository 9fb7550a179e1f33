// SPDX-License-Identifier: MIT
// gen_block.c - the stack of blocks that a jump out of a statement has to leave, and their protected ranges.
//
// return, break and continue leave blocks from the inside out: block_unwind closes each one's protected range, then emits its
// cleanup (a finally body is emitted anew for every way out). What follows the jump lies inside the blocks again: block_rewind
// opens the ranges there. A range thus becomes several table entries; inner ones are always appended before outer ones that
// overlap them, as the table demands.
#include "compiler/gen.h"

enum { MAX_NESTED = 20 };

bool block_nested_too_deep(Gen *g, const AstNode *node) {
  uint32_t nested = 0;
  for (uint32_t i = 0; i < g->f->nblocks; i++) nested += g->f->blocks[i].kind != BLOCK_PIN && g->f->blocks[i].kind != BLOCK_STAR;
  if (nested < MAX_NESTED) return false;
  gen_error(g, node, "too many statically nested blocks");
  return true;
}

// Memory is out: some block, for the little that is still done.
static uint32_t spare_block(Gen *g) {
  Func *f = g->f;
  if (!f->blocks) f->blocks = &g->spare, f->blocks_capacity = 1;
  if (!f->nblocks) f->nblocks = 1;
  return f->nblocks - 1;
}

uint32_t block_push(Gen *g, BlockKind kind, uint32_t reg, const AstNode *node) {
  Func *f = g->f;
  block_nested_too_deep(g, node);
  if (!emit_grow(g->arena, &f->blocks, &f->blocks_capacity, f->nblocks + 1, sizeof(Block))) return spare_block(g);
  f->blocks[f->nblocks] = (Block){.kind = (uint8_t)kind, .reg = reg, .node = node};
  return f->nblocks++;
}

static void open_range(Gen *g, Block *b) {
  b->open = true;
  b->start = em(g)->count;
}

void block_protect(Gen *g, uint32_t block, Label target, uint32_t handler_reg) {
  if (block >= g->f->nblocks) return;
  Block *b = &g->f->blocks[block];
  b->ranged = true;
  b->target = target;
  b->handler_reg = handler_reg;
  b->entry = em(g)->dead ? NULL : emit_state_copy(em(g));
  emit_use_register(em(g), handler_reg + 1);
  open_range(g, b);
}

void block_close(Gen *g, uint32_t block) {
  if (block >= g->f->nblocks) return;
  Block *b = &g->f->blocks[block];
  if (!b->open) return;
  b->open = false;
  emit_handler(em(g), b->start, b->target, b->handler_reg, b->entry);
}

void block_open(Gen *g, uint32_t block) {
  if (block < g->f->nblocks && g->f->blocks[block].ranged) open_range(g, &g->f->blocks[block]);
}

void block_pop(Gen *g) {
  if (!g->f->nblocks) return;
  block_close(g, g->f->nblocks - 1);
  g->f->nblocks--;
}

static void leave_with(Gen *g, const Block *b) {
  Emit *e = em(g);
  uint32_t top = g->f->top, result = temp_push(g, 1), none = temp_push(g, 1);
  gen_at(g, b->node);
  emit_abc(e, OP_LOADCONST, 0, none, LOADCONST_ABSENT, 0);
  emit_abc(e, OP_WITHEXIT, 0, result, b->reg, none);
  temp_pop_to(g, none);
  if (b->kind == BLOCK_ASYNC_WITH) gen_await(g, result, 2);
  emit_abc(e, OP_RELEASE, 0, result, 0, 0);
  emit_abc(e, OP_RELEASE, 0, b->reg, 0, 0);
  temp_pop_to(g, top);
}

// A finally body may itself return or break: the value being returned is then released.
static void leave_finally(Gen *g, const Block *b, uint32_t pinned) {
  if (pinned != NO_REG) block_push(g, BLOCK_PIN, pinned, b->node);
  gen_body(g, b->finalbody);
  if (pinned != NO_REG) block_pop(g);
}

static void leave(Gen *g, const Block *b, uint32_t pinned) {
  Emit *e = em(g);
  switch (b->kind) {
    case BLOCK_LOOP: case BLOCK_PIN:
      if (b->reg != NO_REG) emit_abc(e, OP_RELEASE, 0, b->reg, 0, 0);
      break;
    case BLOCK_FINALLY: leave_finally(g, b, pinned); break;
    case BLOCK_HANDLER: emit_abc(e, OP_POPEXC, 0, b->reg, 0, 0); break;
    case BLOCK_NAME: gen_unset_name(g, b->name); break;
    case BLOCK_WITH: case BLOCK_ASYNC_WITH: leave_with(g, b); break;
    default: break;
  }
}

void block_unwind(Gen *g, uint32_t down_to, uint32_t pinned) {
  for (uint32_t i = g->f->nblocks; i-- > down_to;) {
    block_close(g, i);
    Block b = g->f->blocks[i];
    g->f->nblocks = i;  // what the cleanup holds lies in the blocks around
    // The outer blocks stay where they are in the array, but those above are overwritten by blocks in a finally body: keep them.
    uint32_t kept_capacity = g->f->blocks_capacity;
    Block *kept = g->f->blocks;
    if (b.kind == BLOCK_FINALLY) {
      Block *copy = arena_alloc(g->arena, kept_capacity * sizeof *copy);
      if (copy) __builtin_memcpy(copy, kept, i * sizeof *copy), g->f->blocks = copy;
    }
    leave(g, &b, pinned);
    if (g->f->blocks != kept) {
      __builtin_memcpy(kept, g->f->blocks, i * sizeof *kept);  // their ranges may have moved on
      g->f->blocks = kept;
      g->f->blocks_capacity = kept_capacity;
    }
  }
}

void block_rewind(Gen *g, uint32_t count) {
  for (uint32_t i = g->f->nblocks; i < count; i++)
    if (g->f->blocks[i].ranged) open_range(g, &g->f->blocks[i]);
  g->f->nblocks = count;
}

void gen_cleanup(Gen *g, Label cleanup, uint32_t reg) {
  Emit *e = em(g);
  emit_bind(e, cleanup);
  emit_use_register(e, reg + 3);
  emit_abc(e, OP_TAKE, 0, reg, reg + 2, 0);
  emit_abc(e, OP_RELEASE, 0, reg + 3, 0, 0);
  emit_abc(e, OP_RERAISE, 0, reg, 0, 0);
}
