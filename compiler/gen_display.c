// SPDX-License-Identifier: MIT
// gen_display.c - lists, tuples, sets, dicts and f-strings.
//
// Elements are computed into a window and built at once; a long display, or one with a star, is built from a first chunk and then
// grows element by element, so that the window stays small.
#include "compiler/gen.h"

enum { CHUNK = 64, CONST_RUN = 4, CONST_SET = 3 };

static bool has_star(const AstList *elts) {
  for (uint32_t i = 0; i < elts->count; i++)
    if (elts->items[i]->kind == AST_Starred) return true;
  return false;
}

static void window_of(Gen *g, const AstList *elts, uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to; i++) gen_expr(g, elts->items[i], temp_push(g, 1));
}

// The elements from `from` on are added to the container in `acc` one by one.
static void extend(Gen *g, const AstList *elts, uint32_t from, uint32_t acc, Opcode one, Opcode many, const Position *display) {
  for (uint32_t i = from; i < elts->count; i++) {
    uint32_t top = g->f->top;
    AstNode *elt = elts->items[i];
    bool star = elt->kind == AST_Starred;
    Operand o = gen_operand(g, star ? elt->as.Starred.value : elt);
    gen_at(g, elt);
    if (star) em(g)->at = *display;
    emit_abc(em(g), star ? many : one, gen_kill(o, KILL_B, NO_REG), acc, o.reg, 0);
    temp_pop_to(g, top);
  }
}

// A list or set grown from the plain elements at its head.
static void build_grown(Gen *g, const AstList *elts, uint32_t acc, Opcode build, Opcode one, Opcode many, const Position *at) {
  uint32_t head = 0, top = g->f->top;
  while (head < elts->count && head < CHUNK && elts->items[head]->kind != AST_Starred) head++;
  uint32_t window = temp_window(g, acc);
  window_of(g, elts, 0, head);
  em(g)->at = *at;
  emit_abc(em(g), build, 0, acc, window, head);
  temp_pop_to(g, top);
  extend(g, elts, head, acc, one, many, at);
}

// A list of three constants, which CPython copies from a tuple: they are three here, but of its one line.
static bool window_of_consts(Gen *g, const AstList *elts, const Position *at) {
  Const items[CONST_RUN - 1];
  if (elts->count != CONST_RUN - 1) return false;
  for (uint32_t i = 0; i < elts->count; i++)
    if (!fold_expr(g, elts->items[i], &items[i])) return false;
  em(g)->at = *at;
  for (uint32_t i = 0; i < elts->count; i++) gen_const(g, &items[i], temp_push(g, 1));
  return true;
}

static void build_plain(Gen *g, const AstList *elts, uint32_t dst, Opcode build, const Position *at) {
  uint32_t top = g->f->top, window = temp_window(g, dst);
  if (build != OP_BUILDLIST || !window_of_consts(g, elts, at)) window_of(g, elts, 0, elts->count);
  em(g)->at = *at;
  emit_abc(em(g), build, 0, dst, window, elts->count);
  temp_pop_to(g, top);
}

// A run of constants becomes a list by copying a constant tuple, a set by copying a constant frozenset: as CPython does from
// three items on, which shows in the order of the set.
static bool display_of_consts(Gen *g, const AstList *elts, uint32_t dst, bool set) {
  if (elts->count < (set ? CONST_SET : CONST_RUN) || em(g)->dead) return false;
  Const *items = NULL, c;
  for (uint32_t i = 0; i < elts->count; i++) {
    if (!fold_expr(g, elts->items[i], &c)) return false;
    if (!items && !(items = arena_alloc(g->arena, elts->count * sizeof *items))) return false;
    items[i] = c;
  }
  Const all = {.kind = set ? CONST_FROZENSET : CONST_TUPLE, .as.seq = {items, elts->count}};
  uint32_t acc = temp_scratch(g, dst), from = temp_push(g, 1);
  emit_abc(em(g), set ? OP_BUILDSET : OP_BUILDLIST, 0, acc, acc, 0);
  gen_const(g, &all, from);
  emit_abc(em(g), set ? OP_SETUPDATE : OP_LISTEXTEND, KILL_B, acc, from, 0);
  gen_move(g, dst, (Operand){acc, true});
  return true;
}

void gen_list(Gen *g, const AstList *elts, uint32_t dst) {
  Position at = em(g)->at;
  if (display_of_consts(g, elts, dst, false)) return;
  if (!has_star(elts) && elts->count <= CHUNK) {
    build_plain(g, elts, dst, OP_BUILDLIST, &at);
    return;
  }
  uint32_t acc = temp_scratch(g, dst);
  build_grown(g, elts, acc, OP_BUILDLIST, OP_LISTAPPEND, OP_LISTEXTEND, &at);
  gen_move(g, dst, (Operand){acc, true});
}

void gen_tuple(Gen *g, const AstList *elts, uint32_t dst) {
  Position at = em(g)->at;
  if (!has_star(elts) && elts->count <= CHUNK) {
    build_plain(g, elts, dst, OP_BUILDTUPLE, &at);
    return;
  }
  uint32_t acc = temp_scratch(g, dst);
  build_grown(g, elts, acc, OP_BUILDLIST, OP_LISTAPPEND, OP_LISTEXTEND, &at);
  emit_abc(em(g), OP_LISTTUPLE, gen_kill((Operand){acc, true}, KILL_B, dst), dst, acc, 0);
}

void gen_set(Gen *g, AstNode *node, uint32_t dst) {
  const AstList *elts = &node->as.Set.elts;
  Position at = {node->line, node->end_line, node->col, node->end_col};
  em(g)->at = at;
  if (display_of_consts(g, elts, dst, true)) return;
  if (!has_star(elts) && elts->count <= CHUNK) {
    build_plain(g, elts, dst, OP_BUILDSET, &at);
    return;
  }
  uint32_t acc = temp_scratch(g, dst);
  build_grown(g, elts, acc, OP_BUILDSET, OP_SETADD, OP_SETUPDATE, &at);
  gen_move(g, dst, (Operand){acc, true});
}

static void dict_pair(Gen *g, AstNode *node, uint32_t i, uint32_t acc) {
  AstNode *key_node = node->as.Dict.keys.items[i], *value_node = node->as.Dict.values.items[i];
  uint32_t top = g->f->top;
  if (!key_node) {
    Operand o = gen_operand(g, value_node);
    gen_at(g, node);
    emit_abc(em(g), OP_DICTUPDATE, gen_kill(o, KILL_B, NO_REG), acc, o.reg, 0);
  } else {
    Operand key = gen_hold(g, gen_operand(g, key_node), value_node), value = gen_operand(g, value_node);
    gen_at(g, node);
    emit_abc(em(g), OP_DICTSET, gen_kill(key, KILL_B, NO_REG) | gen_kill(value, KILL_C, NO_REG), acc, key.reg, value.reg);
  }
  temp_pop_to(g, top);
}

void gen_dict(Gen *g, AstNode *node, uint32_t dst) {
  const AstList *keys = &node->as.Dict.keys, *values = &node->as.Dict.values;
  uint32_t head = 0, top = g->f->top;
  while (head < keys->count && head < CHUNK / 2 && keys->items[head]) head++;
  bool whole = head == keys->count;
  uint32_t acc = whole ? dst : temp_scratch(g, dst), inner = g->f->top, window = temp_window(g, acc);
  for (uint32_t i = 0; i < head; i++) {
    gen_expr(g, keys->items[i], temp_push(g, 1));
    gen_expr(g, values->items[i], temp_push(g, 1));
  }
  gen_at(g, node);
  emit_abc(em(g), OP_BUILDDICT, 0, acc, window, head);
  temp_pop_to(g, inner);
  for (uint32_t i = head; i < keys->count; i++) dict_pair(g, node, i, acc);
  if (!whole) gen_move(g, dst, (Operand){acc, true});
  temp_pop_to(g, top);
}

// ---- f-strings

void gen_formatted(Gen *g, AstNode *node, uint32_t dst) {
  AstNode *spec = node->as.FormattedValue.format_spec;
  unsigned k = 0;
  switch (node->as.FormattedValue.conversion) {
    case 's': k = 1 << 4; break;
    case 'r': k = 2 << 4; break;
    case 'a': k = 3 << 4; break;
    default: break;
  }
  uint32_t top = g->f->top;
  Operand value = gen_operand_near(g, node->as.FormattedValue.value, dst), format = {0, false};
  if (spec) {
    value = gen_hold(g, value, spec);
    format = gen_operand(g, spec);
  }
  gen_at(g, node);
  k |= gen_kill(value, KILL_B, dst) | (spec ? gen_kill(format, KILL_C, dst) : K_FLAG);
  emit_abc(em(g), OP_FORMAT, k, dst, value.reg, format.reg);
  temp_pop_to(g, top);
}

static void joined_long(Gen *g, AstNode *node, uint32_t dst) {
  const AstList *values = &node->as.JoinedStr.values;
  uint32_t acc = temp_scratch(g, dst);
  bool first = true;
  for (uint32_t i = 0; i < values->count;) {
    uint32_t top = g->f->top, window = top, count = 0;
    if (!first) gen_move(g, temp_push(g, 1), (Operand){acc, true}), count++;
    for (; i < values->count && count < CHUNK; i++, count++) gen_expr(g, values->items[i], temp_push(g, 1));
    gen_at(g, node);
    emit_abc(em(g), OP_BUILDSTR, 0, acc, window, count);
    temp_pop_to(g, top);
    first = false;
  }
  gen_move(g, dst, (Operand){acc, true});
}

void gen_joined(Gen *g, AstNode *node, uint32_t dst) {
  const AstList *values = &node->as.JoinedStr.values;
  if (values->count == 0) {
    Const empty = const_str("", 0);
    gen_const(g, &empty, dst);
  } else if (values->count == 1) {
    gen_expr(g, values->items[0], dst);
  } else if (values->count > CHUNK) {
    joined_long(g, node, dst);
  } else {
    Position at = {node->line, node->end_line, node->col, node->end_col};
    build_plain(g, values, dst, OP_BUILDSTR, &at);
  }
}
