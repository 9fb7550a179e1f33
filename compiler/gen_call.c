// SPDX-License-Identifier: MIT
// gen_call.c - calls: the window, methods, keywords, stars.
//
// A window begins with the callee; arguments start FRAME_SLOTS registers above, where the callee's own registers will be, and are
// computed right there. Calls with stars, or with more arguments than fit a window, collect a tuple and a dict for CALLEX.
#include "compiler/gen.h"

enum { WINDOW_ARGS = 250 };

static bool fits_window(const AstList *args, const AstList *keywords) {
  if (args->count + keywords->count > WINDOW_ARGS) return false;
  for (uint32_t i = 0; i < args->count; i++)
    if (args->items[i]->kind == AST_Starred) return false;
  for (uint32_t i = 0; i < keywords->count; i++)
    if (!keywords->items[i]->as.keyword.arg) return false;
  return true;
}

static void check_keywords(Gen *g, const AstList *keywords) {
  for (uint32_t i = 0; i < keywords->count; i++) {
    AstNode *k = keywords->items[i];
    if (k->as.keyword.arg == g->symbols->known.debug) gen_error(g, k, "cannot assign to __debug__");
    for (uint32_t j = i + 1; k->as.keyword.arg && keywords->count <= 512 && j < keywords->count; j++)
      if (keywords->items[j]->as.keyword.arg == k->as.keyword.arg)
        gen_error(g, keywords->items[j], "keyword argument repeated: %s", k->as.keyword.arg->bytes);
  }
}

// The tuple of the keywords' names; false when it cannot be named in 16 bits.
static bool keyword_names(Gen *g, const AstList *keywords, uint32_t *index) {
  Const *names = arena_alloc(g->arena, keywords->count * sizeof *names);
  if (!names) return false;
  for (uint32_t i = 0; i < keywords->count; i++) {
    const AstName *name = keywords->items[i]->as.keyword.arg;
    names[i] = const_str(name->bytes, name->len);
  }
  Const tuple = {.kind = CONST_TUPLE, .as.seq = {names, keywords->count}};
  *index = emit_const(em(g), &tuple);
  return *index <= 0xffff;
}

static void push_arguments(Gen *g, const AstList *args, const AstList *keywords) {
  for (uint32_t i = 0; i < args->count; i++) gen_expr(g, args->items[i], temp_push(g, 1));
  for (uint32_t i = 0; i < keywords->count; i++) gen_expr(g, keywords->items[i]->as.keyword.value, temp_push(g, 1));
}

void gen_call0(Gen *g, uint32_t w, uint32_t argc, uint32_t dst) {
  emit_use_register(em(g), w + FRAME_SLOTS + argc);
  emit_abc(em(g), OP_CALL, 0, w, argc, dst);
  temp_pop_to(g, w);
}

static void call_window(Gen *g, uint32_t w, uint32_t argc, const AstList *keywords, bool method, uint32_t dst) {
  Emit *e = em(g);
  emit_use_register(e, w + FRAME_SLOTS + argc + 1);
  uint32_t names = 0;
  if (!keywords->count) {
    emit_abc(e, method ? OP_CALLM : OP_CALL, 0, w, argc, dst);
  } else if (keyword_names(g, keywords, &names)) {
    emit_abc(e, OP_CALLKW, method ? K_FLAG : 0, w, argc, names);
    gen_move(g, dst, (Operand){w, true});
  } else {
    em(g)->error = "too many constants in one code block";
  }
  temp_pop_to(g, w);
}

// ---- CALLEX

// All positional arguments in R[acc], a tuple or, of a single star, any iterable; `extra` values lie at `window` already.
static void star_tuple(Gen *g, uint32_t acc, uint32_t window, uint32_t extra, const AstList *args, const AstNode *call) {
  Emit *e = em(g);
  if (!extra && args->count == 1 && args->items[0]->kind == AST_Starred) {  // f(*x): CALLEX takes any iterable
    temp_pop_to(g, acc);
    gen_expr(g, args->items[0]->as.Starred.value, temp_push(g, 1));
    return;
  }
  emit_abc(e, OP_BUILDLIST, 0, acc, window, extra);
  temp_pop_to(g, acc + 1);
  for (uint32_t i = 0; i < args->count; i++) {
    uint32_t top = g->f->top;
    AstNode *arg = args->items[i];
    bool star = arg->kind == AST_Starred;
    Operand o = gen_operand(g, star ? arg->as.Starred.value : arg);
    gen_at(g, star ? call : arg);
    emit_abc(e, star ? OP_LISTEXTEND : OP_LISTAPPEND, gen_kill(o, KILL_B, NO_REG), acc, o.reg, 0);
    temp_pop_to(g, top);
  }
  emit_abc(e, OP_LISTTUPLE, 0, acc, acc, 0);
}

enum { PAIRS = 32 };

// A dict of the named arguments from `from` on, at most PAIRS of them, in R[acc]; how far it came.
static uint32_t keyword_run(Gen *g, const AstList *keywords, uint32_t from, uint32_t acc, const AstNode *at) {
  uint32_t top = g->f->top, window = temp_window(g, acc), i = from;
  for (; i < keywords->count && i - from < PAIRS && keywords->items[i]->as.keyword.arg; i++) {
    AstNode *k = keywords->items[i];
    gen_at(g, k);
    gen_str(g, k->as.keyword.arg, temp_push(g, 1));
    gen_expr(g, k->as.keyword.value, temp_push(g, 1));
  }
  gen_at(g, at);
  emit_abc(em(g), OP_BUILDDICT, 0, acc, window, i - from);
  temp_pop_to(g, top);
  return i;
}

static void star_dict(Gen *g, uint32_t acc, uint32_t callee, const AstList *keywords, const AstNode *at) {
  Emit *e = em(g);
  uint32_t i = keyword_run(g, keywords, 0, acc, at);
  while (i < keywords->count && !gen_failed(g)) {
    uint32_t top = g->f->top;
    Operand more;
    if (!keywords->items[i]->as.keyword.arg) {
      more = gen_operand(g, keywords->items[i++]->as.keyword.value);
    } else {
      more = (Operand){temp_push(g, 1), true};
      i = keyword_run(g, keywords, i, more.reg, at);
    }
    gen_at(g, at);
    emit_abc(e, OP_DICTMERGE, gen_kill(more, KILL_B, NO_REG), acc, more.reg, callee);
    temp_pop_to(g, top);
  }
}

static void call_star(Gen *g, uint32_t w, uint32_t extra, const AstList *args, const AstList *keywords, const AstNode *at, uint32_t dst) {
  Emit *e = em(g);
  gen_at(g, at);
  emit_use_register(e, w + FRAME_SLOTS + extra);
  uint32_t window = extra ? w + FRAME_SLOTS : w + 1;
  star_tuple(g, w + 1, window, extra, args, at);
  uint32_t kw = temp_push(g, 1);
  if (keywords->count) star_dict(g, kw, w, keywords, at);
  gen_at(g, at);
  if (!keywords->count) emit_abc(e, OP_LOADCONST, 0, kw, LOADCONST_ABSENT, 0);
  emit_abc(e, OP_CALLEX, 0, w, 0, 0);
  gen_move(g, dst, (Operand){w, true});
  temp_pop_to(g, w);
}

void gen_call_rest(Gen *g, uint32_t w, uint32_t extra, const AstList *args, const AstList *keywords, const AstNode *at, uint32_t dst) {
  check_keywords(g, keywords);
  if (!fits_window(args, keywords)) {
    call_star(g, w, extra, args, keywords, at, dst);
    return;
  }
  push_arguments(g, args, keywords);
  gen_at(g, at);
  call_window(g, w, extra + args->count + keywords->count, keywords, false, dst);
}

// ---- the two forms

static void call_method(Gen *g, AstNode *node, uint32_t dst) {
  AstNode *func = node->as.Call.func;
  const AstList *args = &node->as.Call.args, *keywords = &node->as.Call.keywords;
  uint32_t w = temp_push(g, 1), reg;
  if (!gen_plain_local(g, func->as.Attribute.value, &reg)) {
    gen_expr(g, func->as.Attribute.value, w);
    reg = w;
  } else {
    gen_mark(g, func->as.Attribute.value);
  }
  uint32_t cache = emit_cache(em(g), OP_LOADMETHOD, gen_mangle(g, func->as.Attribute.attr));
  gen_at_attribute(g, func, func);
  emit_use_register(em(g), w + FRAME_SLOTS + 1);
  emit_abc(em(g), OP_LOADMETHOD, reg == w ? KILL_B : 0, w, reg, cache);
  temp_push(g, FRAME_SLOTS);
  push_arguments(g, args, keywords);
  gen_at_attribute(g, node, func);
  call_window(g, w, args->count + keywords->count, keywords, true, dst);
}

void gen_call(Gen *g, AstNode *node, uint32_t dst) {
  uint32_t top = g->f->top;
  AstNode *func = node->as.Call.func;
  const AstList *args = &node->as.Call.args, *keywords = &node->as.Call.keywords;
  temp_window(g, dst);
  if (func->kind == AST_Attribute && fits_window(args, keywords)) {
    check_keywords(g, keywords);
    call_method(g, node, dst);
  } else {
    uint32_t w = temp_push(g, 1);
    gen_expr(g, func, w);
    if (fits_window(args, keywords)) temp_push(g, FRAME_SLOTS - 1);
    gen_call_rest(g, w, 0, args, keywords, node, dst);
  }
  temp_pop_to(g, top);
}
