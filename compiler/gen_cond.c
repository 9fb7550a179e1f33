// SPDX-License-Identifier: MIT
// gen_cond.c - comparisons and conditions: as values, and as jumps.
//
// A chain a < b < c keeps b in a register over the first comparison. Where b is a temporary and the chain ends early, it is released
// on the way out.
#include "compiler/gen.h"

static bool is_none(const AstNode *n) {
  return n->kind == AST_Constant && n->as.Constant.value.type == AST_CONST_NONE;
}

static Opcode compare_op(AstOp op, unsigned *flag) {
  *flag = op == AST_OP_IsNot || op == AST_OP_NotIn ? K_FLAG : 0;
  switch (op) {
    case AST_OP_Lt: return OP_LT;
    case AST_OP_LtE: return OP_LE;
    case AST_OP_Eq: return OP_EQ;
    case AST_OP_NotEq: return OP_NE;
    case AST_OP_Gt: return OP_GT;
    case AST_OP_GtE: return OP_GE;
    case AST_OP_Is: case AST_OP_IsNot: return OP_IS;
    default: return OP_IN;
  }
}

// Operand of `in`: a list or set display of constants is a constant tuple or frozenset.
static Operand container(Gen *g, AstNode *node, AstOp op) {
  bool in = op == AST_OP_In || op == AST_OP_NotIn;
  const AstList *elts = node->kind == AST_List ? &node->as.List.elts : node->kind == AST_Set ? &node->as.Set.elts : NULL;
  if (!in || !elts || !elts->count) return gen_operand(g, node);
  Const *items = arena_alloc(g->arena, elts->count * sizeof *items);
  for (uint32_t i = 0; items && i < elts->count; i++)
    if (!fold_expr(g, elts->items[i], &items[i])) {
      if (node->kind == AST_Set) return gen_operand(g, node);
      uint32_t reg = temp_push(g, 1);  // a list is never seen: a tuple is cheaper
      gen_at(g, node);
      gen_tuple(g, elts, reg);
      return (Operand){reg, true};
    }
  if (!items) return gen_operand(g, node);
  Const c = {.kind = node->kind == AST_List ? CONST_TUPLE : CONST_FROZENSET, .as.seq = {items, elts->count}};
  uint32_t reg = temp_push(g, 1);
  gen_at(g, node);
  gen_const(g, &c, reg);
  return (Operand){reg, true};
}

// ---- as a value

static void compare_value(Gen *g, AstNode *node, AstOp op, Operand a, Operand b, bool keep_b, uint32_t dst) {
  unsigned flag;
  Opcode code = compare_op(op, &flag);
  gen_at(g, node);
  emit_abc(em(g), code, flag | gen_kill(a, KILL_B, dst) | (keep_b ? 0 : gen_kill(b, KILL_C, dst)), dst, a.reg, b.reg);
}

static void compare_chain(Gen *g, AstNode *node, uint32_t dst) {
  Emit *e = em(g);
  uint32_t n = node->as.Compare.ops.count, acc = temp_scratch(g, dst);
  Label end = emit_label(e);
  Operand a = gen_operand(g, node->as.Compare.left);
  a = gen_hold(g, a, node->as.Compare.comparators.items[0]);
  for (uint32_t i = 0; i < n; i++) {
    AstNode *right = node->as.Compare.comparators.items[i];
    bool last = i + 1 == n;
    Operand b = container(g, right, node->as.Compare.ops.items[i]);
    if (!last) b = gen_hold(g, b, node->as.Compare.comparators.items[i + 1]);
    compare_value(g, node, node->as.Compare.ops.items[i], a, b, !last, acc);
    if (last) break;
    if (!b.temp) {
      emit_jump(e, OP_JFALSE, 0, acc, 0, end);
    } else {
      Label more = emit_label(e);
      emit_jump(e, OP_JTRUE, 0, acc, 0, more);
      gen_release(g, b);
      emit_jump(e, OP_JMP, 0, 0, 0, end);
      emit_bind(e, more);
    }
    a = b;
  }
  emit_bind(e, end);
  gen_move(g, dst, (Operand){acc, true});
}

void gen_compare(Gen *g, AstNode *node, uint32_t dst) {
  if (node->as.Compare.ops.count > 1) {
    compare_chain(g, node, dst);
    return;
  }
  AstNode *right = node->as.Compare.comparators.items[0];
  Operand a = gen_hold(g, gen_operand_near(g, node->as.Compare.left, dst), right);
  Operand b = container(g, right, node->as.Compare.ops.items[0]);
  compare_value(g, node, node->as.Compare.ops.items[0], a, b, false, dst);
}

// Whether the code of an expression may begin with what does not release the register that it is to fill: a method's lookup,
// which takes the register as the start of a call window. Names, constants and calls of names store there, which releases.
static bool may_begin_window(const AstNode *node) {
  for (;;) {
    switch (node->kind) {
      case AST_Name: case AST_Constant: return false;
      case AST_Attribute: node = node->as.Attribute.value; break;
      case AST_Subscript: node = node->as.Subscript.value; break;
      case AST_BinOp: node = node->as.BinOp.left; break;
      case AST_UnaryOp: node = node->as.UnaryOp.operand; break;
      case AST_Compare: node = node->as.Compare.left; break;
      case AST_Call:
        return node->as.Call.func->kind != AST_Name;
      default: return true;
    }
  }
}

void gen_boolop(Gen *g, AstNode *node, uint32_t dst) {
  Emit *e = em(g);
  const AstList *values = &node->as.BoolOp.values;
  uint32_t acc = temp_scratch(g, dst);
  Label end = emit_label(e);
  bool is_and = node->as.BoolOp.op == AST_OP_And, undecided = false;
  for (uint32_t i = 0; i < values->count; i++) {
    bool last = i + 1 == values->count;
    int known = last ? -1 : fold_truth(g, values->items[i]);
    if (known >= 0 && known == is_and) continue;
    if (undecided && may_begin_window(values->items[i])) emit_abc(e, OP_RELEASE, 0, acc, 0, 0);
    gen_expr(g, values->items[i], acc);
    if (known >= 0) break;
    if (last) break;
    gen_at(g, node);
    emit_jump(e, is_and ? OP_JFALSE : OP_JTRUE, 0, acc, 0, end);
    undecided = true;
  }
  emit_bind(e, end);
  gen_move(g, dst, (Operand){acc, true});
}

// ---- as a jump

static unsigned sense_bit(bool sense) {
  return sense ? K_FLAG : 0;
}

static void jump_compare(Gen *g, AstNode *node, AstOp op, Operand a, Operand b, bool keep_b, bool sense, Label target) {
  unsigned negated, kill = gen_kill(a, KILL_A, NO_REG) | (keep_b ? 0 : gen_kill(b, KILL_B, NO_REG));
  Opcode code = compare_op(op, &negated);
  if (negated) sense = !sense;
  Opcode jump = code == OP_IS ? OP_JIS : code == OP_IN ? OP_JIN : (Opcode)(code - OP_LT + OP_JLT);
  gen_at(g, node);
  emit_jump(em(g), jump, sense_bit(sense) | kill, a.reg, b.reg, target);
}

// The last comparison of a chain, or the only one: a constant right operand has a form of its own.
static void jump_last(Gen *g, AstNode *node, uint32_t i, Operand a, bool sense, Label target) {
  AstOp op = node->as.Compare.ops.items[i];
  AstNode *right = node->as.Compare.comparators.items[i];
  unsigned negated;
  Opcode code = compare_op(op, &negated);
  uint32_t index;
  if (code == OP_IS && is_none(right)) {
    gen_at(g, node);
    emit_jump(em(g), OP_JNONE, sense_bit(negated ? !sense : sense) | gen_kill(a, KILL_A, NO_REG), a.reg, 0, target);
  } else if (code != OP_IS && code != OP_IN && gen_const16(g, right, &index)) {
    gen_at(g, node);
    emit_jump(em(g), (Opcode)(code - OP_LT + OP_JLTK), sense_bit(sense) | gen_kill(a, KILL_A, NO_REG), a.reg, index, target);
  } else {
    a = gen_hold(g, a, right);
    Operand b = container(g, right, op);
    jump_compare(g, node, op, a, b, false, sense, target);
  }
}

static void cond_compare(Gen *g, AstNode *node, bool sense, Label target) {
  Emit *e = em(g);
  uint32_t n = node->as.Compare.ops.count;
  Operand a = gen_operand(g, node->as.Compare.left);
  if (n > 1) a = gen_hold(g, a, node);
  Label fail = emit_label(e);  // without anything to release
  for (uint32_t i = 0; i + 1 < n; i++) {
    Operand b = gen_hold(g, container(g, node->as.Compare.comparators.items[i], node->as.Compare.ops.items[i]),
                         node->as.Compare.comparators.items[i + 1]);
    if (!b.temp) {
      jump_compare(g, node, node->as.Compare.ops.items[i], a, b, true, false, sense ? fail : target);
    } else {
      Label more = emit_label(e);
      jump_compare(g, node, node->as.Compare.ops.items[i], a, b, true, true, more);
      gen_release(g, b);
      emit_jump(e, OP_JMP, 0, 0, 0, sense ? fail : target);
      emit_bind(e, more);
    }
    a = b;
  }
  jump_last(g, node, n - 1, a, sense, target);
  emit_bind(e, fail);
}

static void cond_boolop(Gen *g, AstNode *node, bool sense, Label target) {
  Emit *e = em(g);
  const AstList *values = &node->as.BoolOp.values;
  bool stops_with = node->as.BoolOp.op == AST_OP_Or;  // the truth that decides early
  Label skip = emit_label(e);
  for (uint32_t i = 0; i + 1 < values->count; i++) gen_cond(g, values->items[i], stops_with, sense == stops_with ? target : skip);
  gen_cond(g, values->items[values->count - 1], sense, target);
  emit_bind(e, skip);
}

static void cond_if_exp(Gen *g, AstNode *node, bool sense, Label target) {
  Emit *e = em(g);
  Label orelse = emit_label(e), end = emit_label(e);
  gen_cond(g, node->as.IfExp.test, false, orelse);
  gen_cond(g, node->as.IfExp.body, sense, target);
  emit_jump(e, OP_JMP, 0, 0, 0, end);
  emit_bind(e, orelse);
  gen_cond(g, node->as.IfExp.orelse, sense, target);
  emit_bind(e, end);
}

static void cond_value(Gen *g, AstNode *node, bool sense, Label target) {
  uint32_t reg;
  Operand o;
  if (node->kind == AST_NamedExpr && gen_plain_local(g, node->as.NamedExpr.target, &reg)) {
    gen_expr(g, node, reg);
    o = (Operand){reg, false};
  } else {
    o = gen_operand(g, node);
  }
  gen_at(g, node);
  emit_jump(em(g), sense ? OP_JTRUE : OP_JFALSE, gen_kill(o, KILL_A, NO_REG), o.reg, 0, target);
}

void gen_cond(Gen *g, AstNode *node, bool sense, Label target) {
  if (gen_failed(g)) return;
  uint32_t top = g->f->top;
  int known = fold_truth(g, node);
  if (known >= 0) {
    gen_mark(g, node);
    if (known == sense) emit_jump(em(g), OP_JMP, 0, 0, 0, target);
  } else if (node->kind == AST_UnaryOp && node->as.UnaryOp.op == AST_OP_Not) {
    gen_cond(g, node->as.UnaryOp.operand, !sense, target);
  } else if (node->kind == AST_BoolOp) {
    cond_boolop(g, node, sense, target);
  } else if (node->kind == AST_Compare) {
    cond_compare(g, node, sense, target);
  } else if (node->kind == AST_IfExp) {
    cond_if_exp(g, node, sense, target);
  } else {
    cond_value(g, node, sense, target);
  }
  temp_pop_to(g, top);
}
