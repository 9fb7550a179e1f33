// SPDX-License-Identifier: MIT
// unparse.c - an expression as source text, as ast.unparse writes it: annotations under `from __future__ import annotations`.
#include <math.h>
#include <string.h>

#include "compiler/gen.h"
#include "vm/base/num.h"
#include "vm/base/utf8.h"

typedef enum {
  P_NAMED, P_TUPLE, P_YIELD, P_TEST, P_OR, P_AND, P_NOT, P_CMP, P_BOR, P_BXOR, P_BAND, P_SHIFT, P_ARITH, P_TERM, P_FACTOR, P_POWER,
  P_AWAIT, P_ATOM
} Level;

typedef struct Out { Gen *g; Buf text; } Out;

static void put(Out *o, AstNode *node, Level level);

static void open_paren(Out *o, Level level, Level own) {
  if (level > own) buf_putc(&o->text, '(');
}

static void close_paren(Out *o, Level level, Level own) {
  if (level > own) buf_putc(&o->text, ')');
}

static void put_name(Out *o, const AstName *name) {
  buf_append(&o->text, name->bytes, name->len);
}

static void put_list(Out *o, const AstList *list, Level level) {
  for (uint32_t i = 0; i < list->count; i++) {
    if (i) buf_puts(&o->text, ", ");
    put(o, list->items[i], level);
  }
}

// ---- literals

static void put_escaped(Out *o, const char *bytes, uint32_t len, bool is_bytes) {
  const char *at = bytes, *end = bytes + len;
  char quote = memchr(bytes, '\'', len) && !memchr(bytes, '"', len) ? '"' : '\'';
  buf_putc(&o->text, quote);
  while (at < end) {
    uint32_t c = is_bytes ? (uint8_t)*at++ : utf8_next(&at);
    if (c == (uint32_t)quote || c == '\\') buf_printf(&o->text, "\\%c", (int)c);
    else if (c == '\n') buf_puts(&o->text, "\\n");
    else if (c == '\r') buf_puts(&o->text, "\\r");
    else if (c == '\t') buf_puts(&o->text, "\\t");
    else if (c < 32 || c == 127 || (c > 127 && (is_bytes || c < 161))) buf_printf(&o->text, "\\x%02x", (unsigned)c);
    else if (c >= 0xd800 && c < 0xe000) buf_printf(&o->text, "\\u%04x", (unsigned)c);
    else buf_put_utf8(&o->text, c);
  }
  buf_putc(&o->text, quote);
}

static void put_number(Out *o, double d, bool imaginary) {
  char text[NUM_REPR_MAX];
  if (isinf(d)) {
    buf_puts(&o->text, "1e309");
  } else {
    size_t len = num_repr(d, text, !imaginary);
    buf_append(&o->text, text, len);
  }
  if (imaginary) buf_putc(&o->text, 'j');
}

static void put_constant(Out *o, AstNode *node) {
  const AstConst *c = &node->as.Constant.value;
  switch (c->type) {
    case AST_CONST_NONE: buf_puts(&o->text, "None"); break;
    case AST_CONST_FALSE: buf_puts(&o->text, "False"); break;
    case AST_CONST_TRUE: buf_puts(&o->text, "True"); break;
    case AST_CONST_ELLIPSIS: buf_puts(&o->text, "..."); break;
    case AST_CONST_INT: buf_printf(&o->text, "%lld", (long long)c->as.i); break;
    case AST_CONST_BIGINT:
      buf_puts(&o->text, c->base == 16 ? "0x" : "");
      buf_append(&o->text, c->as.s.bytes, c->as.s.len);
      break;
    case AST_CONST_FLOAT: put_number(o, c->as.d, false); break;
    case AST_CONST_COMPLEX: put_number(o, c->as.d, true); break;
    case AST_CONST_BYTES: buf_putc(&o->text, 'b'); put_escaped(o, c->as.s.bytes, c->as.s.len, true); break;
    default:
      if (node->as.Constant.ukind == 'u') buf_putc(&o->text, 'u');
      put_escaped(o, c->as.s.bytes, c->as.s.len, false);
  }
}

// The inside of an f-string with braces doubled; replacement fields unparsed.
static void put_parts(Out *o, AstNode *node) {
  for (uint32_t i = 0; i < node->as.JoinedStr.values.count; i++) {
    AstNode *v = node->as.JoinedStr.values.items[i];
    if (v->kind == AST_Constant) {
      const AstConst *c = &v->as.Constant.value;
      for (uint32_t k = 0; k < c->as.s.len; k++) {
        char b = c->as.s.bytes[k];
        if (b == '{' || b == '}') buf_putc(&o->text, b);
        if (b == '\n') buf_puts(&o->text, "\\n");
        else if (b == '\'' || b == '\\') buf_printf(&o->text, "\\%c", b);
        else buf_putc(&o->text, b);
      }
      continue;
    }
    buf_putc(&o->text, '{');
    put(o, v->as.FormattedValue.value, P_TEST);
    if (v->as.FormattedValue.conversion > 0) buf_printf(&o->text, "!%c", v->as.FormattedValue.conversion);
    if (v->as.FormattedValue.format_spec) {
      buf_putc(&o->text, ':');
      put_parts(o, v->as.FormattedValue.format_spec);
    }
    buf_putc(&o->text, '}');
  }
}

static void put_fstring(Out *o, AstNode *node) {
  buf_puts(&o->text, "f'");
  put_parts(o, node);
  buf_putc(&o->text, '\'');
}

// ---- operators

static Level binary_level(AstOp op) {
  switch (op) {
    case AST_OP_BitOr: return P_BOR;
    case AST_OP_BitXor: return P_BXOR;
    case AST_OP_BitAnd: return P_BAND;
    case AST_OP_LShift: case AST_OP_RShift: return P_SHIFT;
    case AST_OP_Add: case AST_OP_Sub: return P_ARITH;
    case AST_OP_Pow: return P_POWER;
    default: return P_TERM;
  }
}

static void put_binary(Out *o, AstNode *node, Level level) {
  Level own = binary_level(node->as.BinOp.op);
  bool power = own == P_POWER;
  open_paren(o, level, own);
  put(o, node->as.BinOp.left, power ? (Level)(own + 1) : own);
  buf_printf(&o->text, " %s ", ast_op_text(node->as.BinOp.op));
  put(o, node->as.BinOp.right, power ? own : (Level)(own + 1));
  close_paren(o, level, own);
}

static void put_unary(Out *o, AstNode *node, Level level) {
  bool negation = node->as.UnaryOp.op == AST_OP_Not;
  Level own = negation ? P_NOT : P_FACTOR;
  open_paren(o, level, own);
  buf_puts(&o->text, negation ? "not " : ast_op_text(node->as.UnaryOp.op));
  put(o, node->as.UnaryOp.operand, own);
  close_paren(o, level, own);
}

static void put_bool(Out *o, AstNode *node, Level level) {
  Level own = node->as.BoolOp.op == AST_OP_And ? P_AND : P_OR;
  open_paren(o, level, own);
  for (uint32_t i = 0; i < node->as.BoolOp.values.count; i++) {
    if (i) buf_puts(&o->text, own == P_AND ? " and " : " or ");
    put(o, node->as.BoolOp.values.items[i], (Level)(own + 1));
  }
  close_paren(o, level, own);
}

static void put_compare(Out *o, AstNode *node, Level level) {
  open_paren(o, level, P_CMP);
  put(o, node->as.Compare.left, P_BOR);
  for (uint32_t i = 0; i < node->as.Compare.ops.count; i++) {
    buf_printf(&o->text, " %s ", ast_op_text(node->as.Compare.ops.items[i]));
    put(o, node->as.Compare.comparators.items[i], P_BOR);
  }
  close_paren(o, level, P_CMP);
}

static void put_if(Out *o, AstNode *node, Level level) {
  open_paren(o, level, P_TEST);
  put(o, node->as.IfExp.body, P_OR);
  buf_puts(&o->text, " if ");
  put(o, node->as.IfExp.test, P_OR);
  buf_puts(&o->text, " else ");
  put(o, node->as.IfExp.orelse, P_TEST);
  close_paren(o, level, P_TEST);
}

// ---- the rest

static void put_arg(Out *o, AstNode *arg, AstNode *fallback, bool *first, const char *stars) {
  buf_puts(&o->text, *first ? "" : ", ");
  *first = false;
  buf_puts(&o->text, stars);
  put_name(o, arg->as.arg.arg);
  if (!fallback) return;
  buf_putc(&o->text, '=');
  put(o, fallback, P_TEST);
}

static void put_lambda(Out *o, AstNode *node, Level level) {
  AstNode *a = node->as.Lambda.args;
  const AstList *pos = &a->as.arguments.posonlyargs, *args = &a->as.arguments.args, *defaults = &a->as.arguments.defaults;
  uint32_t n = pos->count + args->count;
  bool first = true;
  open_paren(o, level, P_TEST);
  buf_puts(&o->text, "lambda");
  if (n || a->as.arguments.vararg || a->as.arguments.kwonlyargs.count || a->as.arguments.kwarg) buf_putc(&o->text, ' ');
  for (uint32_t i = 0; i < n; i++) {
    AstNode *arg = i < pos->count ? pos->items[i] : args->items[i - pos->count];
    put_arg(o, arg, i + defaults->count >= n ? defaults->items[i + defaults->count - n] : NULL, &first, "");
    if (i + 1 == pos->count) buf_puts(&o->text, ", /");
  }
  if (a->as.arguments.vararg) put_arg(o, a->as.arguments.vararg, NULL, &first, "*");
  else if (a->as.arguments.kwonlyargs.count) buf_puts(&o->text, first ? "*" : ", *"), first = false;
  for (uint32_t i = 0; i < a->as.arguments.kwonlyargs.count; i++)
    put_arg(o, a->as.arguments.kwonlyargs.items[i], a->as.arguments.kw_defaults.items[i], &first, "");
  if (a->as.arguments.kwarg) put_arg(o, a->as.arguments.kwarg, NULL, &first, "**");
  buf_puts(&o->text, ": ");
  put(o, node->as.Lambda.body, P_TEST);
  close_paren(o, level, P_TEST);
}

static void put_call(Out *o, AstNode *node) {
  bool first = true;
  put(o, node->as.Call.func, P_ATOM);
  buf_putc(&o->text, '(');
  for (uint32_t i = 0; i < node->as.Call.args.count; i++, first = false) {
    if (!first) buf_puts(&o->text, ", ");
    put(o, node->as.Call.args.items[i], P_TEST);
  }
  for (uint32_t i = 0; i < node->as.Call.keywords.count; i++, first = false) {
    AstNode *k = node->as.Call.keywords.items[i];
    if (!first) buf_puts(&o->text, ", ");
    if (k->as.keyword.arg) put_name(o, k->as.keyword.arg), buf_putc(&o->text, '=');
    else buf_puts(&o->text, "**");
    put(o, k->as.keyword.value, P_TEST);
  }
  buf_putc(&o->text, ')');
}

static void put_generators(Out *o, const AstList *generators) {
  for (uint32_t i = 0; i < generators->count; i++) {
    AstNode *c = generators->items[i];
    buf_puts(&o->text, c->as.comprehension.is_async ? " async for " : " for ");
    put(o, c->as.comprehension.target, P_TUPLE);
    buf_puts(&o->text, " in ");
    put(o, c->as.comprehension.iter, P_OR);
    for (uint32_t k = 0; k < c->as.comprehension.ifs.count; k++) {
      buf_puts(&o->text, " if ");
      put(o, c->as.comprehension.ifs.items[k], P_OR);
    }
  }
}

static void put_comp(Out *o, AstNode *elt, AstNode *value, const AstList *generators, const char *brackets) {
  buf_putc(&o->text, brackets[0]);
  put(o, elt, P_TEST);
  if (value) buf_puts(&o->text, ": "), put(o, value, P_TEST);
  put_generators(o, generators);
  buf_putc(&o->text, brackets[1]);
}

static void put_dict(Out *o, AstNode *node) {
  buf_putc(&o->text, '{');
  for (uint32_t i = 0; i < node->as.Dict.keys.count; i++) {
    if (i) buf_puts(&o->text, ", ");
    AstNode *key = node->as.Dict.keys.items[i];
    if (key) put(o, key, P_TEST), buf_puts(&o->text, ": ");
    else buf_puts(&o->text, "**");
    put(o, node->as.Dict.values.items[i], key ? P_TEST : P_BOR);
  }
  buf_putc(&o->text, '}');
}

static void put_tuple(Out *o, AstNode *node, Level level) {
  const AstList *elts = &node->as.Tuple.elts;
  bool parens = !elts->count || level > P_TUPLE;
  if (parens) buf_putc(&o->text, '(');
  put_list(o, elts, P_TEST);
  if (elts->count == 1) buf_putc(&o->text, ',');
  if (parens) buf_putc(&o->text, ')');
}

static void put_slice(Out *o, AstNode *node) {
  if (node->as.Slice.lower) put(o, node->as.Slice.lower, P_TEST);
  buf_putc(&o->text, ':');
  if (node->as.Slice.upper) put(o, node->as.Slice.upper, P_TEST);
  if (!node->as.Slice.step) return;
  buf_putc(&o->text, ':');
  put(o, node->as.Slice.step, P_TEST);
}

static void put_subscript(Out *o, AstNode *node) {
  AstNode *slice = node->as.Subscript.slice;
  put(o, node->as.Subscript.value, P_ATOM);
  buf_putc(&o->text, '[');
  put(o, slice, slice->kind == AST_Tuple && slice->as.Tuple.elts.count ? P_TUPLE : P_TEST);
  buf_putc(&o->text, ']');
}

static void put_attribute(Out *o, AstNode *node) {
  AstNode *value = node->as.Attribute.value;
  put(o, value, P_ATOM);
  if (value->kind == AST_Constant && value->as.Constant.value.type == AST_CONST_INT) buf_putc(&o->text, ' ');
  buf_putc(&o->text, '.');
  put_name(o, node->as.Attribute.attr);
}

static void put_prefixed(Out *o, const char *word, AstNode *value, Level level, Level own, Level inner) {
  open_paren(o, level, own);
  buf_puts(&o->text, word);
  if (value) {
    if (word[0] != '*') buf_putc(&o->text, ' ');
    put(o, value, inner);
  }
  close_paren(o, level, own);
}

static void put_named(Out *o, AstNode *node, Level level) {
  open_paren(o, level, P_NAMED);
  put(o, node->as.NamedExpr.target, P_ATOM);
  buf_puts(&o->text, " := ");
  put(o, node->as.NamedExpr.value, P_ATOM);
  close_paren(o, level, P_NAMED);
}

static void put(Out *o, AstNode *n, Level level) {
  switch (n->kind) {
    case AST_Name: put_name(o, n->as.Name.id); break;
    case AST_Constant: put_constant(o, n); break;
    case AST_BoolOp: put_bool(o, n, level); break;
    case AST_NamedExpr: put_named(o, n, level); break;
    case AST_BinOp: put_binary(o, n, level); break;
    case AST_UnaryOp: put_unary(o, n, level); break;
    case AST_Lambda: put_lambda(o, n, level); break;
    case AST_IfExp: put_if(o, n, level); break;
    case AST_Dict: put_dict(o, n); break;
    case AST_Set: buf_putc(&o->text, '{'); put_list(o, &n->as.Set.elts, P_TEST); buf_putc(&o->text, '}'); break;
    case AST_ListComp: put_comp(o, n->as.ListComp.elt, NULL, &n->as.ListComp.generators, "[]"); break;
    case AST_SetComp: put_comp(o, n->as.SetComp.elt, NULL, &n->as.SetComp.generators, "{}"); break;
    case AST_DictComp: put_comp(o, n->as.DictComp.key, n->as.DictComp.value, &n->as.DictComp.generators, "{}"); break;
    case AST_GeneratorExp: put_comp(o, n->as.GeneratorExp.elt, NULL, &n->as.GeneratorExp.generators, "()"); break;
    case AST_Await: put_prefixed(o, "await", n->as.Await.value, level, P_AWAIT, P_ATOM); break;
    case AST_Yield: put_prefixed(o, "yield", n->as.Yield.value, level, P_YIELD, P_ATOM); break;
    case AST_YieldFrom: put_prefixed(o, "yield from", n->as.YieldFrom.value, level, P_YIELD, P_ATOM); break;
    case AST_Compare: put_compare(o, n, level); break;
    case AST_Call: put_call(o, n); break;
    case AST_JoinedStr: put_fstring(o, n); break;
    case AST_Attribute: put_attribute(o, n); break;
    case AST_Subscript: put_subscript(o, n); break;
    case AST_Starred: put_prefixed(o, "*", n->as.Starred.value, P_NAMED, P_NAMED, P_BOR); break;
    case AST_List: buf_putc(&o->text, '['); put_list(o, &n->as.List.elts, P_TEST); buf_putc(&o->text, ']'); break;
    case AST_Tuple: put_tuple(o, n, level); break;
    case AST_Slice: put_slice(o, n); break;
    default: break;
  }
}

const AstName *unparse_expr(Gen *g, AstNode *node) {
  Out o = {.g = g};
  buf_init(&o.text, g->arena->alloc, g->arena->user);
  put(&o, node, P_TEST);
  const AstName *name = o.text.failed ? NULL : ast_names_intern(g->names, o.text.data ? o.text.data : "", o.text.len);
  if (!name) g->arena->failed = true;
  buf_free(&o.text);
  return name;
}
