// SPDX-License-Identifier: MIT
// fold.c - constant expressions, computed while compiling as CPython does.
//
// Only what is exact here is folded: ints whose result fits 64 bits, doubles, complex sums, joined and repeated strings, tuples.
// The rest is computed at run time with the same outcome. A node found not to be constant is marked, so that a deep tree is looked
// at once.
#include <math.h>
#include <string.h>

#include "compiler/gen.h"

enum { NOT_CONST = 0x8000, MAX_REPEAT = 4096, MAX_TUPLE = 256 };

// ---- literals

// The digits of a decimal literal as hexadecimal ones, most significant first.
static CodeStr decimal_to_hex(Arena *arena, const char *digits, uint32_t len) {
  uint32_t limbs = len / 9 + 2, used = 0;
  uint32_t *limb = arena_alloc(arena, limbs * sizeof *limb);
  char *text = arena_alloc(arena, (size_t)limbs * 8 + 1);
  if (!limb || !text) return (CodeStr){"0", 1};
  for (uint32_t i = 0; i < len; i++) {
    uint64_t carry = (uint64_t)(digits[i] - '0');
    for (uint32_t j = 0; j < used; j++) {
      carry += (uint64_t)limb[j] * 10;
      limb[j] = (uint32_t)carry;
      carry >>= 32;
    }
    if (carry) limb[used++] = (uint32_t)carry;
  }
  uint32_t n = 0;
  for (uint32_t j = used; j-- > 0;)
    for (int shift = 28; shift >= 0; shift -= 4) {
      unsigned digit = limb[j] >> shift & 15;
      if (n || digit) text[n++] = "0123456789abcdef"[digit];
    }
  return (CodeStr){text, n};
}

static Const bigint(Arena *arena, const AstConst *v) {
  const char *bytes = v->as.s.bytes;
  uint32_t len = v->as.s.len;
  while (len > 1 && *bytes == '0') bytes++, len--;
  Const c = {.kind = CONST_BIGINT, .as.text = {bytes, len}};
  if (v->base == 10) c.as.text = decimal_to_hex(arena, bytes, len);
  return c;
}

Const const_from_ast(Arena *arena, const AstConst *v) {
  switch (v->type) {
    case AST_CONST_NONE: return (Const){.kind = CONST_NONE};
    case AST_CONST_FALSE: return (Const){.kind = CONST_FALSE};
    case AST_CONST_TRUE: return (Const){.kind = CONST_TRUE};
    case AST_CONST_ELLIPSIS: return (Const){.kind = CONST_ELLIPSIS};
    case AST_CONST_INT: return (Const){.kind = CONST_INT, .as.integer = v->as.i};
    case AST_CONST_BIGINT: return bigint(arena, v);
    case AST_CONST_FLOAT: return (Const){.kind = CONST_DOUBLE, .as.number = v->as.d};
    case AST_CONST_COMPLEX: return (Const){.kind = CONST_COMPLEX, .as.complex = {0.0, v->as.d}};
    case AST_CONST_STR: return const_str(v->as.s.bytes, v->as.s.len);
    default: return (Const){.kind = CONST_BYTES, .as.text = {v->as.s.bytes, v->as.s.len}};
  }
}

// ---- operators

static bool as_int(const Const *c, int64_t *out) {
  if (c->kind == CONST_INT) *out = c->as.integer;
  else if (c->kind == CONST_TRUE || c->kind == CONST_FALSE) *out = c->kind == CONST_TRUE;
  else return false;
  return true;
}

static bool int_floor_div(int64_t a, int64_t b, int64_t *quotient, int64_t *rest) {
  if (b == 0 || (a == INT64_MIN && b == -1)) return false;
  *quotient = a / b;
  *rest = a % b;
  if (*rest && (*rest < 0) != (b < 0)) *rest += b, --*quotient;
  return true;
}

static bool int_power(int64_t base, int64_t exponent, int64_t *out) {
  if (exponent < 0 || exponent > 63) return false;
  *out = 1;
  for (int64_t i = 0; i < exponent; i++)
    if (__builtin_mul_overflow(*out, base, out)) return false;
  return true;
}

static bool fold_int(AstOp op, int64_t a, int64_t b, int64_t *out) {
  int64_t other;
  switch (op) {
    case AST_OP_Add: return !__builtin_add_overflow(a, b, out);
    case AST_OP_Sub: return !__builtin_sub_overflow(a, b, out);
    case AST_OP_Mult: return !__builtin_mul_overflow(a, b, out);
    case AST_OP_FloorDiv: return int_floor_div(a, b, out, &other);
    case AST_OP_Mod: return int_floor_div(a, b, &other, out);
    case AST_OP_Pow: return int_power(a, b, out);
    case AST_OP_LShift:
      if (b < 0 || b > 62 || (a != 0 && (a > INT64_MAX >> b || a < INT64_MIN >> b))) return false;
      *out = (int64_t)((uint64_t)a << b);
      return true;
    case AST_OP_RShift:
      if (b < 0) return false;
      *out = a >> (b > 63 ? 63 : b);
      return true;
    case AST_OP_BitOr: *out = a | b; return true;
    case AST_OP_BitXor: *out = a ^ b; return true;
    case AST_OP_BitAnd: *out = a & b; return true;
    default: return false;
  }
}

static bool as_double(const Const *c, double *out) {
  int64_t i;
  if (c->kind == CONST_DOUBLE) *out = c->as.number;
  else if (as_int(c, &i) && i >= -(1ll << 53) && i <= 1ll << 53) *out = (double)i;
  else return false;
  return true;
}

static bool fold_double(AstOp op, double a, double b, Const *out) {
  double r;
  switch (op) {
    case AST_OP_Add: r = a + b; break;
    case AST_OP_Sub: r = a - b; break;
    case AST_OP_Mult: r = a * b; break;
    case AST_OP_Div:
      if (b == 0) return false;
      r = a / b;
      break;
    case AST_OP_Pow:
      if (!(a > 0)) return false;
      r = pow(a, b);
      if (!isfinite(r)) return false;
      break;
    default: return false;
  }
  *out = (Const){.kind = CONST_DOUBLE, .as.number = r};
  return true;
}

static bool fold_complex(AstOp op, const Const *a, const Const *b, Const *out) {
  double ar, ai = 0, br, bi = 0;
  if (a->kind == CONST_COMPLEX) ar = a->as.complex.real, ai = a->as.complex.imag;
  else if (!as_double(a, &ar)) return false;
  if (b->kind == CONST_COMPLEX) br = b->as.complex.real, bi = b->as.complex.imag;
  else if (!as_double(b, &br)) return false;
  if (op == AST_OP_Add) *out = (Const){.kind = CONST_COMPLEX, .as.complex = {ar + br, ai + bi}};
  else if (op == AST_OP_Sub) *out = (Const){.kind = CONST_COMPLEX, .as.complex = {ar - br, ai - bi}};
  else return false;
  return true;
}

static bool fold_text(Gen *g, AstOp op, const Const *a, const Const *b, Const *out) {
  int64_t times = 1;
  size_t len;
  if (op == AST_OP_Add && a->kind == b->kind) {
    len = (size_t)a->as.text.len + b->as.text.len;
  } else if (op == AST_OP_Mult && as_int(b, &times)) {
    if (times < 0) times = 0;
    if (times > MAX_REPEAT || (size_t)times * a->as.text.len > MAX_REPEAT) return false;
    len = (size_t)times * a->as.text.len;
  } else {
    return false;
  }
  char *text = len < UINT32_MAX ? arena_alloc(g->arena, len + 1) : NULL;
  if (!text) return false;
  char *at = text;
  for (int64_t i = 0; i < times; i++, at += a->as.text.len) memcpy(at, a->as.text.bytes, a->as.text.len);
  if (op == AST_OP_Add) memcpy(at, b->as.text.bytes, b->as.text.len);
  *out = (Const){.kind = a->kind, .as.text = {text, (uint32_t)len}};
  return true;
}

static bool fold_tuples(Gen *g, AstOp op, const Const *a, const Const *b, Const *out) {
  int64_t times = 1;
  uint32_t na = a->as.seq.count, nb = 0;
  if (op == AST_OP_Add && b->kind == CONST_TUPLE) nb = b->as.seq.count;
  else if (op != AST_OP_Mult || !as_int(b, &times)) return false;
  if (times < 0) times = 0;
  if (times > MAX_TUPLE || (uint64_t)times * na + nb > MAX_TUPLE) return false;
  Const *items = arena_alloc(g->arena, ((size_t)times * na + nb) * sizeof *items);
  if (!items) return false;
  uint32_t n = 0;
  for (int64_t i = 0; i < times; i++)
    for (uint32_t j = 0; j < na; j++) items[n++] = a->as.seq.items[j];
  for (uint32_t j = 0; j < nb; j++) items[n++] = b->as.seq.items[j];
  *out = (Const){.kind = CONST_TUPLE, .as.seq = {items, n}};
  return true;
}

static bool fold_binary(Gen *g, AstOp op, const Const *a, const Const *b, Const *out) {
  int64_t i, j;
  double x, y;
  if (as_int(a, &i) && as_int(b, &j)) {
    bool logical = a->kind != CONST_INT && b->kind != CONST_INT && (op == AST_OP_BitOr || op == AST_OP_BitXor || op == AST_OP_BitAnd);
    if (op == AST_OP_Div) return as_double(a, &x) && as_double(b, &y) && fold_double(op, x, y, out);
    if (!fold_int(op, i, j, &i)) return false;
    *out = logical ? (Const){.kind = i ? CONST_TRUE : CONST_FALSE} : (Const){.kind = CONST_INT, .as.integer = i};
    return true;
  }
  if (a->kind == CONST_COMPLEX || b->kind == CONST_COMPLEX) return fold_complex(op, a, b, out);
  if (as_double(a, &x) && as_double(b, &y)) return fold_double(op, x, y, out);
  if (a->kind == CONST_STR || a->kind == CONST_BYTES) return fold_text(g, op, a, b, out);
  if ((b->kind == CONST_STR || b->kind == CONST_BYTES) && op == AST_OP_Mult) return fold_text(g, op, b, a, out);
  if (a->kind == CONST_TUPLE) return fold_tuples(g, op, a, b, out);
  return false;
}

static bool negate_big(Gen *g, const Const *a, Const *out) {
  bool minus = a->as.text.bytes[0] == '-';
  char *text = arena_alloc(g->arena, a->as.text.len + 1);
  if (!text) return false;
  text[0] = '-';
  memcpy(text + !minus, a->as.text.bytes, a->as.text.len);
  *out = (Const){.kind = CONST_BIGINT, .as.text = {text + minus, a->as.text.len + 1 - 2 * minus}};
  return true;
}

static bool fold_negative(Gen *g, const Const *a, Const *out) {
  int64_t i;
  if (as_int(a, &i) && i != INT64_MIN) *out = (Const){.kind = CONST_INT, .as.integer = -i};
  else if (a->kind == CONST_DOUBLE) *out = (Const){.kind = CONST_DOUBLE, .as.number = -a->as.number};
  else if (a->kind == CONST_COMPLEX) *out = (Const){.kind = CONST_COMPLEX, .as.complex = {-a->as.complex.real, -a->as.complex.imag}};
  else if (a->kind == CONST_BIGINT) return negate_big(g, a, out);
  else return false;
  return true;
}

static int const_truth(const Const *c) {
  switch (c->kind) {
    case CONST_NONE: case CONST_FALSE: return 0;
    case CONST_INT: return c->as.integer != 0;
    case CONST_DOUBLE: return c->as.number != 0;
    case CONST_COMPLEX: return c->as.complex.real != 0 || c->as.complex.imag != 0;
    case CONST_STR: case CONST_BYTES: return c->as.text.len != 0;
    case CONST_TUPLE: case CONST_FROZENSET: return c->as.seq.count != 0;
    default: return 1;
  }
}

static bool fold_unary(Gen *g, AstNode *node, Const *out) {
  Const a;
  int64_t i;
  if (!fold_expr(g, node->as.UnaryOp.operand, &a)) return false;
  switch (node->as.UnaryOp.op) {
    case AST_OP_Not: *out = (Const){.kind = const_truth(&a) ? CONST_FALSE : CONST_TRUE}; return true;
    case AST_OP_USub: return fold_negative(g, &a, out);
    case AST_OP_Invert:
      if (!as_int(&a, &i)) return false;
      *out = (Const){.kind = CONST_INT, .as.integer = ~i};
      return true;
    default:
      if (as_int(&a, &i)) *out = (Const){.kind = CONST_INT, .as.integer = i};
      else if (a.kind == CONST_DOUBLE || a.kind == CONST_COMPLEX || a.kind == CONST_BIGINT) *out = a;
      else return false;
      return true;
  }
}

static bool fold_tuple(Gen *g, AstNode *node, Const *out) {
  const AstList *elts = &node->as.Tuple.elts;
  Const c, *items = NULL;
  for (uint32_t i = 0; i < elts->count; i++) {
    if (!fold_expr(g, elts->items[i], &c)) return false;
    if (!items && !(items = arena_alloc(g->arena, elts->count * sizeof *items))) return false;
    items[i] = c;
  }
  *out = (Const){.kind = CONST_TUPLE, .as.seq = {items, elts->count}};
  return node->ctx == AST_LOAD;
}

bool fold_expr(Gen *g, AstNode *node, Const *out) {
  if (node->flags & NOT_CONST) return false;
  Const a, b;
  bool done = false;
  switch (node->kind) {
    case AST_Constant: *out = const_from_ast(g->arena, &node->as.Constant.value); return true;
    case AST_Name:
      if (node->as.Name.id != g->symbols->known.debug || node->ctx != AST_LOAD) return false;
      *out = (Const){.kind = g->request->flags & (COMPILE_FLAG_OPTIMIZE1 | COMPILE_FLAG_OPTIMIZE2) ? CONST_FALSE : CONST_TRUE};
      return true;
    case AST_UnaryOp: done = fold_unary(g, node, out); break;
    case AST_BinOp:
      done = fold_expr(g, node->as.BinOp.right, &b) && fold_expr(g, node->as.BinOp.left, &a) && fold_binary(g, node->as.BinOp.op, &a, &b, out);
      break;
    case AST_Tuple: done = fold_tuple(g, node, out); break;
    default: return false;
  }
  if (!done) node->flags |= NOT_CONST;
  return done;
}

int fold_truth(Gen *g, AstNode *node) {
  Const c;
  return fold_expr(g, node, &c) ? const_truth(&c) : -1;
}
