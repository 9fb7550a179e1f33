// SPDX-License-Identifier: MIT
// gen_stmt.c - statements: the dispatch, and the simple ones.
#include "compiler/gen.h"

static void gen_if(Gen *g, AstNode *node) {
  Emit *e = em(g);
  Label end = emit_label(e);
  for (;;) {  // down the elif chain
    Label orelse = emit_label(e);
    gen_cond(g, node->as.If.test, false, orelse);
    gen_body(g, &node->as.If.body);
    const AstList *rest = &node->as.If.orelse;
    if (rest->count) emit_jump(e, OP_JMP, 0, 0, 0, end);
    emit_bind(e, orelse);
    if (rest->count != 1 || rest->items[0]->kind != AST_If) {
      gen_body(g, rest);
      break;
    }
    node = rest->items[0];
  }
  emit_bind(e, end);
}

static void gen_raise(Gen *g, AstNode *node) {
  uint32_t top = g->f->top;
  AstNode *exc = node->as.Raise.exc, *cause = node->as.Raise.cause;
  if (!exc) {
    gen_at(g, node);
    emit_abc(em(g), OP_RAISE, K_FLAG | 0x40, 0, 0, 0);
    return;
  }
  Operand a = gen_operand(g, exc), b = {0, false};
  if (cause) {
    a = gen_hold(g, a, cause);
    b = gen_operand(g, cause);
  }
  gen_at(g, node);
  emit_abc(em(g), OP_RAISE, gen_kill(a, KILL_A, NO_REG) | (cause ? gen_kill(b, KILL_B, NO_REG) : K_FLAG), a.reg, b.reg, 0);
  temp_pop_to(g, top);
}

static void gen_assert(Gen *g, AstNode *node) {
  AstNode *test = node->as.Assert.test, *msg = node->as.Assert.msg;
  if (g->request->flags & (COMPILE_FLAG_OPTIMIZE1 | COMPILE_FLAG_OPTIMIZE2)) return;
  uint32_t top = g->f->top;
  Label end = emit_label(em(g));
  gen_cond(g, test, true, end);
  Operand o = {0, false};
  if (msg) o = gen_operand(g, msg);
  gen_at(g, test);
  emit_abc(em(g), OP_ASSERTFAIL, msg ? gen_kill(o, KILL_A, NO_REG) : K_FLAG, o.reg, 0, 0);
  emit_bind(em(g), end);
  temp_pop_to(g, top);
}

static void gen_expr_stmt(Gen *g, AstNode *node) {
  AstNode *value = node->as.Expr.value;
  if (!g->interactive || g->f->scope->kind != SCOPE_MODULE) {
    gen_discard(g, value);
    return;
  }
  uint32_t reg = temp_push(g, 1);
  gen_expr(g, value, reg);
  gen_at(g, node);
  emit_abc(em(g), OP_PRINTEXPR, KILL_A, reg, 0, 0);
  temp_pop_to(g, reg);
}

static void gen_simple(Gen *g, AstNode *node) {
  switch (node->kind) {
    case AST_Return: gen_return(g, node); break;
    case AST_Delete: gen_delete(g, node); break;
    case AST_Assign: gen_assign(g, node); break;
    case AST_AugAssign: gen_aug_assign(g, node); break;
    case AST_AnnAssign: gen_ann_assign(g, node); break;
    case AST_Raise: gen_raise(g, node); break;
    case AST_Assert: gen_assert(g, node); break;
    case AST_Import: gen_import(g, node); break;
    case AST_ImportFrom: gen_import_from(g, node); break;
    case AST_Expr: gen_expr_stmt(g, node); break;
    case AST_Break: gen_break(g, node); break;
    case AST_Continue: gen_continue(g, node); break;
    case AST_Pass: gen_mark(g, node); break;
    default: break;  // Global, Nonlocal
  }
}

void gen_stmt(Gen *g, AstNode *node) {
  if (gen_failed(g)) return;
  uint32_t top = g->f->top;
  switch (node->kind) {
    case AST_FunctionDef: case AST_AsyncFunctionDef: gen_function(g, node); break;
    case AST_ClassDef: gen_class(g, node); break;
    case AST_TypeAlias: gen_type_alias(g, node); break;
    case AST_For: gen_for(g, node); break;
    case AST_AsyncFor: gen_async_for(g, node); break;
    case AST_While: gen_while(g, node); break;
    case AST_If: gen_if(g, node); break;
    case AST_With: case AST_AsyncWith: gen_with(g, node); break;
    case AST_Match: gen_match(g, node); break;
    case AST_Try: gen_try(g, node); break;
    case AST_TryStar: gen_try_star(g, node); break;
    default: gen_simple(g, node); break;
  }
  temp_pop_to(g, top);
}

void gen_body(Gen *g, const AstList *body) {
  for (uint32_t i = 0; i < body->count; i++) gen_stmt(g, body->items[i]);
}
