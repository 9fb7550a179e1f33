// SPDX-License-Identifier: MIT
// gen_expr.c - expressions: the dispatch, operators, attributes, subscripts, conditional values, await and yield.
#include "compiler/gen.h"

Opcode gen_binary_op(AstOp op) {
  switch (op) {
    case AST_OP_Add: return OP_ADD;
    case AST_OP_Sub: return OP_SUB;
    case AST_OP_Mult: return OP_MUL;
    case AST_OP_MatMult: return OP_MATMUL;
    case AST_OP_Div: return OP_TRUEDIV;
    case AST_OP_Mod: return OP_MOD;
    case AST_OP_Pow: return OP_POW;
    case AST_OP_LShift: return OP_LSHIFT;
    case AST_OP_RShift: return OP_RSHIFT;
    case AST_OP_BitOr: return OP_OR;
    case AST_OP_BitXor: return OP_XOR;
    case AST_OP_BitAnd: return OP_AND;
    default: return OP_FLOORDIV;
  }
}

Operand gen_operand_near(Gen *g, AstNode *node, uint32_t dst) {
  uint32_t reg;
  if (gen_plain_local(g, node, &reg)) {
    gen_mark(g, node);
    return (Operand){reg, false};
  }
  reg = temp_scratch(g, dst);
  gen_expr(g, node, reg);
  return (Operand){reg, true};
}

Operand gen_operand(Gen *g, AstNode *node) {
  return gen_operand_near(g, node, NO_REG - 1);
}

void gen_discard(Gen *g, AstNode *node) {
  Const c;
  uint32_t top = g->f->top, reg;
  if (fold_expr(g, node, &c) || gen_plain_local(g, node, &reg)) {
    gen_mark(g, node);
    return;
  }
  reg = temp_push(g, 1);
  gen_expr(g, node, reg);
  gen_at(g, node);
  emit_abc(em(g), OP_RELEASE, 0, reg, 0, 0);
  temp_pop_to(g, top);
}

// ---- operators

static void binary(Gen *g, AstNode *node, Operand left, uint32_t dst) {
  Opcode op = gen_binary_op(node->as.BinOp.op);
  uint32_t index;
  if (gen_const16(g, node->as.BinOp.right, &index)) {
    gen_at(g, node);
    emit_abc(em(g), (Opcode)(op - OP_ADD + OP_ADDK), gen_kill(left, KILL_B, dst), dst, left.reg, index);
    return;
  }
  left = gen_hold(g, left, node->as.BinOp.right);
  Operand right = gen_operand(g, node->as.BinOp.right);
  gen_at(g, node);
  emit_abc(em(g), op, gen_kill(left, KILL_B, dst) | gen_kill(right, KILL_C, dst), dst, left.reg, right.reg);
}

static bool swapped_binary(Gen *g, AstNode *node, uint32_t dst) {
  uint32_t index;
  Const c;
  if (!gen_const16(g, node->as.BinOp.left, &index) || fold_expr(g, node->as.BinOp.right, &c)) return false;
  Operand right = gen_operand_near(g, node->as.BinOp.right, dst);
  gen_at(g, node);
  Opcode op = (Opcode)(gen_binary_op(node->as.BinOp.op) - OP_ADD + OP_ADDK);
  emit_abc(em(g), op, BIN_SWAP_BIT | gen_kill(right, KILL_B, dst), dst, right.reg, index);
  return true;
}

static void gen_binop(Gen *g, AstNode *node, uint32_t dst) {
  if (swapped_binary(g, node, dst)) return;
  Operand left = gen_operand_near(g, node->as.BinOp.left, dst);
  binary(g, node, left, dst);
}

static void gen_unary(Gen *g, AstNode *node, uint32_t dst) {
  Operand o = gen_operand_near(g, node->as.UnaryOp.operand, dst);
  Opcode op = node->as.UnaryOp.op == AST_OP_Not ? OP_NOT : node->as.UnaryOp.op == AST_OP_USub ? OP_NEG
            : node->as.UnaryOp.op == AST_OP_UAdd ? OP_POS : OP_INVERT;
  gen_at(g, node);
  emit_abc(em(g), op, gen_kill(o, KILL_B, dst), dst, o.reg, 0);
}

static void gen_if_exp(Gen *g, AstNode *node, uint32_t dst) {
  Emit *e = em(g);
  int known = fold_truth(g, node->as.IfExp.test);
  if (known >= 0) {
    gen_expr(g, known ? node->as.IfExp.body : node->as.IfExp.orelse, dst);
    return;
  }
  Label orelse = emit_label(e), end = emit_label(e);
  gen_cond(g, node->as.IfExp.test, false, orelse);
  gen_expr(g, node->as.IfExp.body, dst);
  emit_jump(e, OP_JMP, 0, 0, 0, end);
  emit_bind(e, orelse);
  gen_expr(g, node->as.IfExp.orelse, dst);
  emit_bind(e, end);
}

static void gen_named(Gen *g, AstNode *node, uint32_t dst) {
  AstNode *target = node->as.NamedExpr.target;
  uint32_t reg;
  if (gen_plain_local(g, target, &reg)) {
    gen_expr(g, node->as.NamedExpr.value, reg);
    gen_bound(g, reg);
    gen_move(g, dst, (Operand){reg, false});
    return;
  }
  uint32_t value = temp_scratch(g, dst);
  gen_expr(g, node->as.NamedExpr.value, value);
  gen_at(g, target);
  gen_store_name(g, target->as.Name.id, (Operand){value, false});
  gen_move(g, dst, (Operand){value, true});
}

// ---- attributes and subscripts

void gen_at_attribute(Gen *g, const AstNode *node, const AstNode *attr) {
  gen_at(g, node);
  Position *at = &em(g)->at;
  if (at->line == attr->end_line) return;
  uint32_t len = attr->as.Attribute.attr->len;
  at->line = attr->end_line;
  if (len <= attr->end_col) at->col = attr->end_col - len;
  if (at->end_line <= at->line) at->end_line = at->line, at->end_col = attr->end_col;
}

static void gen_attribute(Gen *g, AstNode *node, uint32_t dst) {
  Operand o = gen_operand_near(g, node->as.Attribute.value, dst);
  gen_at_attribute(g, node, node);
  uint32_t cache = emit_cache(em(g), OP_GETATTR, gen_mangle(g, node->as.Attribute.attr));
  emit_abc(em(g), OP_GETATTR, gen_kill(o, KILL_B, dst), dst, o.reg, cache);
}

// A subscript's index in a register; a slice with constant or computed parts is built.
Operand gen_slice(Gen *g, AstNode *node) {
  if (node->kind != AST_Slice) return gen_operand(g, node);
  uint32_t first = g->f->top;
  AstNode *parts[] = {node->as.Slice.lower, node->as.Slice.upper, node->as.Slice.step};
  for (unsigned i = 0; i < 3; i++) {
    uint32_t reg = temp_push(g, 1);
    if (parts[i]) gen_expr(g, parts[i], reg);
    else gen_none(g, reg);
  }
  gen_at(g, node);
  emit_abc(em(g), OP_BUILDSLICE, 0, first, first, 0);
  temp_pop_to(g, first + 1);
  return (Operand){first, true};
}

void gen_subscript_load(Gen *g, AstNode *node, uint32_t dst) {
  Operand object = gen_operand_near(g, node->as.Subscript.value, dst);
  uint32_t index;
  if (gen_const16(g, node->as.Subscript.slice, &index)) {
    gen_at(g, node);
    emit_abc(em(g), OP_GETITEMK, gen_kill(object, KILL_B, dst), dst, object.reg, index);
    return;
  }
  object = gen_hold(g, object, node->as.Subscript.slice);
  Operand key = gen_slice(g, node->as.Subscript.slice);
  gen_at(g, node);
  emit_abc(em(g), OP_GETITEM, gen_kill(object, KILL_B, dst) | gen_kill(key, KILL_C, dst), dst, object.reg, key.reg);
}

// ---- await and yield

bool gen_await_allowed(Gen *g, const AstNode *node, const char *what) {
  for (Scope *s = g->f->current; s; s = s->parent) {
    if (s->is_async || s->kind == SCOPE_GENEXP) return true;
    if (scope_is_comp(s)) continue;
    if (!scope_is_function(s) && what[0] == '\'' && what[1] == 'a' && what[6] == '\'') {
      gen_error(g, node, "%s outside function", what);
      return false;
    }
    break;
  }
  gen_error(g, node, "%s outside async function", what);
  return false;
}

void gen_await(Gen *g, uint32_t reg, unsigned context) {
  Emit *e = em(g);
  uint32_t iter = temp_push(g, 1);
  emit_abc(e, OP_GETAWAITABLE, KILL_B, iter, reg, context);
  gen_none(g, reg);
  emit_abc(e, OP_YIELDFROM, K_FLAG, reg, iter, 0);
  temp_pop_to(g, iter);
}

static void gen_await_expr(Gen *g, AstNode *node, uint32_t dst) {
  if (!gen_await_allowed(g, node, "'await'")) return;
  uint32_t reg = temp_scratch(g, dst);
  gen_expr(g, node->as.Await.value, reg);
  gen_at(g, node);
  gen_await(g, reg, 0);
  gen_move(g, dst, (Operand){reg, true});
}

static void gen_yield(Gen *g, AstNode *node, uint32_t dst) {
  if (!scope_is_function(g->f->scope)) {
    gen_error(g, node, "'yield' outside function");
    return;
  }
  uint32_t reg = temp_scratch(g, dst);
  if (node->as.Yield.value) gen_expr(g, node->as.Yield.value, reg);
  else gen_none(g, reg);
  gen_at(g, node);
  emit_abc(em(g), OP_YIELD, 0, reg, 0, 0);
  gen_move(g, dst, (Operand){reg, true});
}

static void gen_yield_from(Gen *g, AstNode *node, uint32_t dst) {
  if (!scope_is_function(g->f->scope)) {
    gen_error(g, node, "'yield from' outside function");
    return;
  }
  if (g->f->scope->is_async) {
    gen_error(g, node, "'yield from' inside async function");
    return;
  }
  uint32_t reg = temp_scratch(g, dst);
  gen_expr(g, node->as.YieldFrom.value, reg);
  gen_at(g, node);
  uint32_t iter = temp_push(g, 1);
  emit_abc(em(g), OP_GETYIELDFROM, KILL_B, iter, reg, 0);
  gen_none(g, reg);
  emit_abc(em(g), OP_YIELDFROM, 0, reg, iter, 0);
  gen_move(g, dst, (Operand){reg, true});
}

static void gen_starred_error(Gen *g, AstNode *node) {
  gen_error(g, node, "can't use starred expression here");
}

static void gen_value(Gen *g, AstNode *node, uint32_t dst) {
  switch (node->kind) {
    case AST_Name: gen_at(g, node); gen_load_name(g, node->as.Name.id, dst); break;
    case AST_BoolOp: gen_boolop(g, node, dst); break;
    case AST_NamedExpr: gen_named(g, node, dst); break;
    case AST_BinOp: gen_binop(g, node, dst); break;
    case AST_UnaryOp: gen_unary(g, node, dst); break;
    case AST_Lambda: gen_lambda(g, node, dst); break;
    case AST_IfExp: gen_if_exp(g, node, dst); break;
    case AST_Dict: gen_dict(g, node, dst); break;
    case AST_Set: gen_set(g, node, dst); break;
    case AST_ListComp: case AST_SetComp: case AST_DictComp: gen_comp(g, node, dst); break;
    case AST_GeneratorExp: gen_genexp(g, node, dst); break;
    case AST_Await: gen_await_expr(g, node, dst); break;
    case AST_Yield: gen_yield(g, node, dst); break;
    case AST_YieldFrom: gen_yield_from(g, node, dst); break;
    case AST_Compare: gen_compare(g, node, dst); break;
    case AST_Call: gen_call(g, node, dst); break;
    case AST_FormattedValue: gen_formatted(g, node, dst); break;
    case AST_JoinedStr: gen_joined(g, node, dst); break;
    case AST_Attribute: gen_attribute(g, node, dst); break;
    case AST_Subscript: gen_subscript_load(g, node, dst); break;
    case AST_List: gen_at(g, node); gen_list(g, &node->as.List.elts, dst); break;
    case AST_Tuple: gen_at(g, node); gen_tuple(g, &node->as.Tuple.elts, dst); break;
    case AST_Slice: gen_move(g, dst, gen_slice(g, node)); break;
    default: gen_starred_error(g, node); break;
  }
}

void gen_expr(Gen *g, AstNode *node, uint32_t dst) {
  if (gen_failed(g)) return;
  uint32_t top = g->f->top;
  Const c;
  if (fold_expr(g, node, &c)) {
    gen_at(g, node);
    gen_const(g, &c, dst);
  } else {
    gen_value(g, node, dst);
  }
  temp_pop_to(g, top);
}
