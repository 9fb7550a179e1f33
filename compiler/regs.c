// SPDX-License-Identifier: MIT
// regs.c - temporaries, and the small moves between registers.
#include <string.h>

#include "compiler/gen.h"

uint32_t temp_push(Gen *g, uint32_t count) {
  uint32_t first = g->f->top;
  if (first + count >= CODE_MAX_REGS) {
    emit_use_register(em(g), CODE_MAX_REGS);
    return first;
  }
  g->f->top += count;
  if (count) emit_use_register(em(g), g->f->top - 1);
  return first;
}

static bool on_top(Gen *g, uint32_t reg) {
  return reg + 1 == g->f->top && !gen_is_local(g, reg);
}

uint32_t temp_scratch(Gen *g, uint32_t dst) {
  return on_top(g, dst) ? dst : temp_push(g, 1);
}

uint32_t temp_window(Gen *g, uint32_t dst) {
  if (on_top(g, dst)) g->f->top--;
  return g->f->top;
}

void gen_move(Gen *g, uint32_t dst, Operand from) {
  if (from.reg != dst) emit_abc(em(g), from.temp ? OP_TAKE : OP_MOVE, 0, dst, from.reg, 0);
}

void gen_release(Gen *g, Operand o) {
  if (o.temp) emit_abc(em(g), OP_RELEASE, 0, o.reg, 0, 0);
}

void gen_none(Gen *g, uint32_t dst) {
  emit_abc(em(g), OP_LOADCONST, 0, dst, LOADCONST_NONE, 0);
}

void gen_int(Gen *g, int64_t value, uint32_t dst) {
  Const c = {.kind = CONST_INT, .as.integer = value};
  gen_const(g, &c, dst);
}

Const const_str(const char *bytes, uint32_t len) {
  return (Const){.kind = CONST_STR, .as.text = {bytes, len}};
}

void gen_str(Gen *g, const AstName *text, uint32_t dst) {
  if (!text) return;
  Const c = const_str(text->bytes, text->len);
  gen_const(g, &c, dst);
}

void gen_const(Gen *g, const Const *value, uint32_t dst) {
  Emit *e = em(g);
  switch (value->kind) {
    case CONST_NONE: emit_abc(e, OP_LOADCONST, 0, dst, LOADCONST_NONE, 0); return;
    case CONST_TRUE: emit_abc(e, OP_LOADCONST, 0, dst, LOADCONST_TRUE, 0); return;
    case CONST_FALSE: emit_abc(e, OP_LOADCONST, 0, dst, LOADCONST_FALSE, 0); return;
    case CONST_ELLIPSIS: emit_abc(e, OP_LOADCONST, 0, dst, LOADCONST_ELLIPSIS, 0); return;
    case CONST_INT:
      if (value->as.integer >= INT32_MIN && value->as.integer <= INT32_MAX) {
        emit_wide(e, OP_LOADINT, 0, dst, (int32_t)value->as.integer);
        return;
      }
      break;
    default: break;
  }
  emit_wide(e, OP_LOADK, 0, dst, (int32_t)emit_const(e, value));
}

bool gen_const16(Gen *g, AstNode *node, uint32_t *index) {
  Const c;
  if (!fold_expr(g, node, &c)) return false;
  *index = emit_const(em(g), &c);
  gen_mark(g, node);
  return *index <= 0xffff;
}

// ---- what a walrus may do to a local read in place

static bool list_rebinds(const AstList *list, uint32_t depth);

static bool rebinds(const AstNode *n, uint32_t depth) {
  if (!n || !depth) return n != NULL;
  depth--;
  switch (n->kind) {
    case AST_NamedExpr: return true;
    case AST_Name: case AST_Constant: case AST_Lambda: return false;
    case AST_BinOp: return rebinds(n->as.BinOp.left, depth) || rebinds(n->as.BinOp.right, depth);
    case AST_UnaryOp: return rebinds(n->as.UnaryOp.operand, depth);
    case AST_BoolOp: return list_rebinds(&n->as.BoolOp.values, depth);
    case AST_Compare: return rebinds(n->as.Compare.left, depth) || list_rebinds(&n->as.Compare.comparators, depth);
    case AST_Attribute: return rebinds(n->as.Attribute.value, depth);
    case AST_Subscript: return rebinds(n->as.Subscript.value, depth) || rebinds(n->as.Subscript.slice, depth);
    case AST_Call:
      return rebinds(n->as.Call.func, depth) || list_rebinds(&n->as.Call.args, depth) || list_rebinds(&n->as.Call.keywords, depth);
    case AST_keyword: return rebinds(n->as.keyword.value, depth);
    default: return true;  // rare forms: believed to
  }
}

static bool list_rebinds(const AstList *list, uint32_t depth) {
  for (uint32_t i = 0; i < list->count; i++)
    if (rebinds(list->items[i], depth)) return true;
  return false;
}

bool gen_may_rebind(Gen *g, const AstNode *node) {
  return g->f->scope->has_walrus && node && rebinds(node, 24);
}

Operand gen_hold(Gen *g, Operand o, const AstNode *later) {
  if (o.temp || !gen_is_local(g, o.reg) || !gen_may_rebind(g, later)) return o;
  uint32_t copy = temp_push(g, 1);
  gen_move(g, copy, o);
  return (Operand){copy, true};
}
