// SPDX-License-Identifier: MIT
// gen_match.c - match statements.
//
// The subject is in a temporary. A pattern's own temporaries (elements, attributes, values) stay above it until the whole pattern has
// matched, so a capture merely notes which register to store from: names are bound at the end, all together. When a test fails, every
// temporary that may hold something is released: those from `base` up to the highest one that was live at any failing jump.
#include "compiler/gen.h"

typedef struct Capture { const AstName *name; uint32_t reg; bool own; } Capture;  // own: a temporary of the pattern

typedef struct Pattern {
  Label fail;
  uint32_t base, high;  // what a failure has to release
  Capture *captures;
  uint32_t count, capacity;
} Pattern;

static void match_pattern(Gen *g, Pattern *p, AstNode *node, uint32_t value, bool own);

static Label fail_label(Gen *g, Pattern *p) {
  if (g->f->top > p->high) p->high = g->f->top;
  return p->fail;
}

static void release_failed(Gen *g, const Pattern *p) {
  for (uint32_t reg = p->base; reg < p->high; reg++) emit_abc(em(g), OP_RELEASE, 0, reg, 0, 0);
}

static void capture(Gen *g, Pattern *p, const AstName *name, uint32_t value, bool own, AstNode *at) {
  if (!name) return;
  for (uint32_t i = 0; i < p->count; i++)
    if (p->captures[i].name == name) gen_error(g, at, "multiple assignments to name '%s' in pattern", name->bytes);
  if (!emit_grow(g->arena, &p->captures, &p->capacity, p->count + 1, sizeof *p->captures)) return;
  p->captures[p->count++] = (Capture){name, value, own};
}

static bool is_wildcard(const AstNode *n) {
  return n->kind == AST_MatchAs && !n->as.MatchAs.name;
}

static bool is_star_wildcard(const AstNode *n) {
  return n->kind == AST_MatchStar && !n->as.MatchStar.name;
}

static bool is_literal(const AstNode *n) {
  return n->kind == AST_Constant || n->kind == AST_Attribute || n->kind == AST_UnaryOp || n->kind == AST_BinOp;
}

static void match_value(Gen *g, Pattern *p, AstNode *node, uint32_t value) {
  Emit *e = em(g);
  if (!is_literal(node->as.MatchValue.value)) gen_error(g, node, "patterns may only match literals and attribute lookups");
  uint32_t top = g->f->top, index;
  if (gen_const16(g, node->as.MatchValue.value, &index)) {
    gen_at(g, node);
    emit_jump(e, OP_JEQK, 0, value, index, fail_label(g, p));
    return;
  }
  Operand o = gen_operand(g, node->as.MatchValue.value);
  gen_at(g, node);
  temp_pop_to(g, top);
  emit_jump(e, OP_JEQ, gen_kill(o, KILL_B, NO_REG), value, o.reg, fail_label(g, p));
}

static void match_singleton(Gen *g, Pattern *p, AstNode *node, uint32_t value) {
  Emit *e = em(g);
  Const c = const_from_ast(g->arena, &node->as.MatchSingleton.value);
  gen_at(g, node);
  if (c.kind == CONST_NONE) {
    emit_jump(e, OP_JNONE, 0, value, 0, fail_label(g, p));
    return;
  }
  uint32_t reg = temp_push(g, 1);
  gen_const(g, &c, reg);
  temp_pop_to(g, reg);
  emit_jump(e, OP_JIS, KILL_B, value, reg, fail_label(g, p));
}

// ---- sequences

static void test_kind(Gen *g, Pattern *p, Opcode op, uint32_t value) {
  uint32_t reg = temp_push(g, 1);
  emit_abc(em(g), op, 0, reg, value, 0);
  temp_pop_to(g, reg);
  emit_jump(em(g), OP_JFALSE, KILL_A, reg, 0, fail_label(g, p));
}

// Fails unless len(value) `jump` n, JEQK or JGEK.
static void test_length(Gen *g, Pattern *p, Opcode jump, uint32_t value, uint32_t n) {
  uint32_t reg = temp_push(g, 1);
  Const c = {.kind = CONST_INT, .as.integer = n};
  emit_abc(em(g), OP_MATCHLEN, 0, reg, value, 0);
  uint32_t index = emit_const(em(g), &c);
  temp_pop_to(g, reg);
  if (index > 0xffff) em(g)->error = "too many constants in one code block";
  emit_jump(em(g), jump, KILL_A, reg, index, fail_label(g, p));
}

// Elements around a `*_`, by index: those behind the star counted from the end.
static void sequence_by_index(Gen *g, Pattern *p, AstNode *node, uint32_t star, uint32_t value) {
  const AstList *patterns = &node->as.MatchSequence.patterns;
  for (uint32_t i = 0; i < patterns->count; i++) {
    if (i == star || is_wildcard(patterns->items[i])) continue;
    uint32_t item = temp_push(g, 1), key = temp_push(g, 1);
    if (i < star) {
      gen_int(g, i, key);
    } else {
      Const c = {.kind = CONST_INT, .as.integer = patterns->count - i};
      emit_abc(em(g), OP_MATCHLEN, 0, key, value, 0);
      uint32_t index = emit_const(em(g), &c);
      if (index > 0xffff) em(g)->error = "too many constants in one code block";
      emit_abc(em(g), OP_SUBK, 0, key, key, index);
    }
    emit_abc(em(g), OP_GETITEM, KILL_C, item, value, key);
    temp_pop_to(g, key);
    match_pattern(g, p, patterns->items[i], item, true);
  }
}

static void sequence_by_unpacking(Gen *g, Pattern *p, AstNode *node, uint32_t star, uint32_t value) {
  const AstList *patterns = &node->as.MatchSequence.patterns;
  uint32_t n = patterns->count, first = temp_push(g, n);
  if (star < n && (star > 255 || n - star - 1 > 255)) gen_error(g, node, "too many expressions in star-unpacking sequence pattern");
  if (star < n) emit_abc(em(g), OP_UNPACKEX, 0, first, value, (star & 255) | ((n - star - 1) & 255) << 8);
  else emit_abc(em(g), OP_UNPACK, 0, first, value, n);
  for (uint32_t i = 0; i < n; i++) {
    AstNode *sub = patterns->items[i];
    if (i == star) capture(g, p, sub->as.MatchStar.name, first + i, true, sub);
    else match_pattern(g, p, sub, first + i, true);
  }
}

static void match_sequence(Gen *g, Pattern *p, AstNode *node, uint32_t value) {
  const AstList *patterns = &node->as.MatchSequence.patterns;
  uint32_t n = patterns->count, star = n;
  bool only_wildcards = true, star_wild = false;
  for (uint32_t i = 0; i < n; i++) {
    if (patterns->items[i]->kind == AST_MatchStar) {
      if (star < n) gen_error(g, node, "multiple starred names in sequence pattern");
      star = i;
      star_wild = is_star_wildcard(patterns->items[i]);
      only_wildcards &= star_wild;
    } else {
      only_wildcards &= is_wildcard(patterns->items[i]);
    }
  }
  gen_at(g, node);
  test_kind(g, p, OP_MATCHSEQ, value);
  if (star == n) test_length(g, p, OP_JEQK, value, n);
  else if (n > 1) test_length(g, p, OP_JGEK, value, n - 1);
  if (only_wildcards) return;
  if (star_wild) sequence_by_index(g, p, node, star, value);
  else sequence_by_unpacking(g, p, node, star, value);
}

// ---- mappings and classes

// R[result] holds a tuple of `n` values or None; the values get registers of their own.
static uint32_t unpack_found(Gen *g, Pattern *p, uint32_t result, uint32_t n) {
  emit_jump(em(g), OP_JNONE, K_FLAG, result, 0, fail_label(g, p));
  uint32_t first = temp_push(g, n);
  emit_abc(em(g), OP_UNPACK, KILL_B, first, result, n);
  return first;
}

static bool as_number(const Const *c, double *out) {
  switch (c->kind) {
    case CONST_FALSE: *out = 0; return true;
    case CONST_TRUE: *out = 1; return true;
    case CONST_INT: *out = (double)c->as.integer; return true;
    case CONST_DOUBLE: *out = c->as.number; return true;
    default: return false;
  }
}

// Keys are the same where == says so: 1, 1.0 and True are one.
static bool same_key(const Const *a, const Const *b) {
  double x, y;
  return const_equal(a, b) || (a->kind != b->kind && as_number(a, &x) && as_number(b, &y) && x == y);
}

static void duplicate_key(Gen *g, AstNode *mapping, AstNode *key, const Const *value) {
  if (value->kind == CONST_INT) {
    gen_error(g, mapping, "mapping pattern checks duplicate key (%lld)", (long long)value->as.integer);
    return;
  }
  const AstName *text = unparse_expr(g, key);
  gen_error(g, mapping, "mapping pattern checks duplicate key (%s)", text ? text->bytes : "");
}

static void check_keys(Gen *g, AstNode *node) {
  const AstList *keys = &node->as.MatchMapping.keys;
  Const a, b;
  for (uint32_t i = 0; i < keys->count; i++)
    if (!is_literal(keys->items[i])) gen_error(g, node, "mapping pattern keys may only match literals and attribute lookups");
  for (uint32_t i = 0; i < keys->count && keys->count < 1000; i++)
    for (uint32_t j = i + 1; fold_expr(g, keys->items[i], &a) && j < keys->count; j++)
      if (fold_expr(g, keys->items[j], &b) && same_key(&a, &b)) {
        duplicate_key(g, node, keys->items[j], &b);
      }
}

static void key_tuple(Gen *g, const AstList *keys, uint32_t dst) {
  Const tuple = {.kind = CONST_TUPLE, .as.seq = {arena_alloc(g->arena, keys->count * sizeof(Const)), keys->count}};
  uint32_t n = 0, top = g->f->top;
  while (tuple.as.seq.items && n < keys->count && fold_expr(g, keys->items[n], &tuple.as.seq.items[n])) n++;
  if (n == keys->count) {
    gen_const(g, &tuple, dst);
    return;
  }
  Operand made = {temp_push(g, 1), true};
  gen_tuple(g, keys, made.reg);
  gen_move(g, dst, made);
  temp_pop_to(g, top);
}

static void match_mapping(Gen *g, Pattern *p, AstNode *node, uint32_t value) {
  const AstList *keys = &node->as.MatchMapping.keys;
  const AstName *rest = node->as.MatchMapping.rest;
  check_keys(g, node);
  gen_at(g, node);
  test_kind(g, p, OP_MATCHMAP, value);
  if (keys->count) test_length(g, p, OP_JGEK, value, keys->count);
  if (!keys->count && !rest) return;
  uint32_t tuple = temp_push(g, 1), found = keys->count ? temp_push(g, 1) : 0;
  key_tuple(g, keys, tuple);
  if (keys->count) {
    gen_at(g, node);
    emit_abc(em(g), OP_MATCHKEYS, 0, found, value, tuple);
    uint32_t first = unpack_found(g, p, found, keys->count);
    for (uint32_t i = 0; i < keys->count; i++) match_pattern(g, p, node->as.MatchMapping.patterns.items[i], first + i, true);
  }
  if (!rest) return;
  uint32_t others = temp_push(g, 1);
  gen_at(g, node);
  emit_abc(em(g), OP_DICTREST, 0, others, value, tuple);
  capture(g, p, rest, others, true, node);
}

static void match_class(Gen *g, Pattern *p, AstNode *node, uint32_t value) {
  const AstList *positional = &node->as.MatchClass.patterns, *keyword = &node->as.MatchClass.kwd_patterns;
  const AstNameList *names = &node->as.MatchClass.kwd_attrs;
  uint32_t n = positional->count + keyword->count, result = temp_push(g, 1), window = temp_push(g, 3);
  Const attrs = {.kind = CONST_TUPLE, .as.seq = {arena_alloc(g->arena, names->count * sizeof(Const)), names->count}};
  for (uint32_t i = 0; attrs.as.seq.items && i < names->count; i++) {
    const AstName *name = names->items[i];
    attrs.as.seq.items[i] = const_str(name->bytes, name->len);
    for (uint32_t j = 0; j < i; j++)
      if (names->items[j] == names->items[i]) gen_error(g, keyword->items[i], "attribute name repeated in class pattern: %s", names->items[i]->bytes);
  }
  temp_pop_to(g, window + 1);
  gen_expr(g, node->as.MatchClass.cls, window);
  temp_push(g, 2);
  gen_at(g, node);
  gen_const(g, &attrs, window + 1);
  gen_int(g, positional->count, window + 2);
  emit_abc(em(g), OP_MATCHCLASS, 0, result, value, window);
  temp_pop_to(g, window);
  uint32_t first = unpack_found(g, p, result, n);
  for (uint32_t i = 0; i < n; i++) {
    AstNode *sub = i < positional->count ? positional->items[i] : keyword->items[i - positional->count];
    match_pattern(g, p, sub, first + i, true);
  }
}

// ---- alternatives

static bool same_names(const Pattern *a, const Capture *names, uint32_t count) {
  if (a->count != count) return false;
  for (uint32_t i = 0; i < count; i++) {
    bool found = false;
    for (uint32_t j = 0; j < count; j++) found |= a->captures[j].name == names[i].name;
    if (!found) return false;
  }
  return true;
}

// What the alternative captured goes to the registers that all alternatives share.
static void share_captures(Gen *g, const Pattern *alt, const Capture *names, uint32_t count, uint32_t shared) {
  uint32_t top = g->f->top;
  for (uint32_t i = 0; i < count; i++)
    for (uint32_t j = 0; j < alt->count; j++)
      if (alt->captures[j].name == names[i].name) gen_move(g, shared + i, (Operand){alt->captures[j].reg, alt->captures[j].own});
  for (uint32_t reg = shared + count; reg < top; reg++) emit_abc(em(g), OP_RELEASE, 0, reg, 0, 0);
}

static uint32_t count_captures(const AstNode *n);

static uint32_t count_list(const AstList *list) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < list->count; i++) count += count_captures(list->items[i]);
  return count;
}

static uint32_t count_captures(const AstNode *n) {
  switch (n->kind) {
    case AST_MatchAs: return (n->as.MatchAs.name != NULL) + (n->as.MatchAs.pattern ? count_captures(n->as.MatchAs.pattern) : 0);
    case AST_MatchStar: return n->as.MatchStar.name != NULL;
    case AST_MatchSequence: return count_list(&n->as.MatchSequence.patterns);
    case AST_MatchMapping: return count_list(&n->as.MatchMapping.patterns) + (n->as.MatchMapping.rest != NULL);
    case AST_MatchClass: return count_list(&n->as.MatchClass.patterns) + count_list(&n->as.MatchClass.kwd_patterns);
    case AST_MatchOr: return count_captures(n->as.MatchOr.patterns.items[0]);
    default: return 0;
  }
}

static bool is_irrefutable(const AstNode *n) {
  if (n->kind == AST_MatchAs) return !n->as.MatchAs.pattern || is_irrefutable(n->as.MatchAs.pattern);
  if (n->kind != AST_MatchOr) return false;
  return is_irrefutable(n->as.MatchOr.patterns.items[n->as.MatchOr.patterns.count - 1]);
}

static void irrefutable_error(Gen *g, AstNode *node) {
  while (node->kind == AST_MatchAs && node->as.MatchAs.pattern) node = node->as.MatchAs.pattern;
  if (node->kind == AST_MatchOr) return;
  if (node->as.MatchAs.name) gen_error(g, node, "name capture '%s' makes remaining patterns unreachable", node->as.MatchAs.name->bytes);
  else gen_error(g, node, "wildcard makes remaining patterns unreachable");
}

static void match_or(Gen *g, Pattern *p, AstNode *node, uint32_t value) {
  Emit *e = em(g);
  const AstList *patterns = &node->as.MatchOr.patterns;
  uint32_t count = count_captures(node), shared = temp_push(g, count);
  Capture *names = NULL;
  Label end = emit_label(e);
  for (uint32_t i = 0; i < patterns->count && !gen_failed(g); i++) {
    AstNode *sub = patterns->items[i];
    uint32_t index;
    if (sub->kind == AST_MatchValue && is_literal(sub->as.MatchValue.value) && !count && gen_const16(g, sub->as.MatchValue.value, &index)) {
      gen_at(g, sub);
      emit_jump(e, OP_JEQK, K_FLAG, value, index, end);
      continue;
    }
    Pattern alt = {.fail = emit_label(e), .base = g->f->top, .high = g->f->top};
    if (i + 1 < patterns->count && is_irrefutable(sub)) irrefutable_error(g, sub);
    match_pattern(g, &alt, sub, value, false);
    if (!i) names = alt.captures;
    if (!same_names(&alt, names, count)) {
      gen_error(g, node, "alternative patterns bind different names");
      return;
    }
    share_captures(g, &alt, names, count, shared);
    emit_jump(e, OP_JMP, 0, 0, 0, end);
    temp_pop_to(g, shared + count);
    emit_bind(e, alt.fail);
    release_failed(g, &alt);
  }
  emit_jump(e, OP_JMP, 0, 0, 0, fail_label(g, p));
  emit_bind(e, end);
  for (uint32_t i = 0; i < count && names; i++) capture(g, p, names[i].name, shared + i, true, node);
}

static void match_pattern(Gen *g, Pattern *p, AstNode *node, uint32_t value, bool own) {
  if (gen_failed(g)) return;
  switch (node->kind) {
    case AST_MatchValue: match_value(g, p, node, value); break;
    case AST_MatchSingleton: match_singleton(g, p, node, value); break;
    case AST_MatchSequence: match_sequence(g, p, node, value); break;
    case AST_MatchMapping: match_mapping(g, p, node, value); break;
    case AST_MatchClass: match_class(g, p, node, value); break;
    case AST_MatchOr: match_or(g, p, node, value); break;
    case AST_MatchAs:
      if (node->as.MatchAs.pattern) match_pattern(g, p, node->as.MatchAs.pattern, value, false);
      capture(g, p, node->as.MatchAs.name, value, own && !node->as.MatchAs.pattern, node);
      break;
    default: gen_error(g, node, "star pattern outside of a sequence"); break;
  }
}

static void store_captures(Gen *g, const Pattern *p) {
  for (uint32_t i = 0; i < p->count; i++) gen_store_name(g, p->captures[i].name, (Operand){p->captures[i].reg, p->captures[i].own});
  for (uint32_t reg = p->base; reg < g->f->top; reg++) {
    bool taken = false;
    for (uint32_t i = 0; i < p->count; i++) taken |= p->captures[i].own && p->captures[i].reg == reg;
    if (!taken) emit_abc(em(g), OP_RELEASE, 0, reg, 0, 0);
  }
}

static void match_case(Gen *g, AstNode *c, uint32_t subject, bool last, Label end) {
  Emit *e = em(g);
  AstNode *pattern = c->as.match_case.pattern, *guard = c->as.match_case.guard;
  Pattern p = {.fail = emit_label(e), .base = subject + 1, .high = subject + 1};
  Label next = emit_label(e);
  if (!last && !guard && is_irrefutable(pattern)) irrefutable_error(g, pattern);
  match_pattern(g, &p, pattern, subject, false);
  if (pattern->kind == AST_MatchAs && !pattern->as.MatchAs.name && !pattern->as.MatchAs.pattern) gen_mark(g, pattern);
  gen_at(g, pattern);
  store_captures(g, &p);
  temp_pop_to(g, subject + 1);
  if (guard) gen_cond(g, guard, false, next);
  gen_at(g, pattern);
  emit_abc(e, OP_RELEASE, 0, subject, 0, 0);
  gen_body(g, &c->as.match_case.body);
  emit_jump(e, OP_JMP, 0, 0, 0, end);
  emit_bind(e, p.fail);
  release_failed(g, &p);
  emit_bind(e, next);
}

void gen_match(Gen *g, AstNode *node) {
  const AstList *cases = &node->as.Match.cases;
  uint32_t subject = temp_push(g, 1);
  Label end = emit_label(em(g));
  gen_expr(g, node->as.Match.subject, subject);
  for (uint32_t i = 0; i < cases->count && !gen_failed(g); i++) match_case(g, cases->items[i], subject, i + 1 == cases->count, end);
  emit_abc(em(g), OP_RELEASE, 0, subject, 0, 0);
  emit_bind(em(g), end);
}
