// SPDX-License-Identifier: MIT
// gen_assign.c - assignment in all its forms, and del.
#include "compiler/gen.h"

// self.x = ... in a method: the class gets x into __static_attributes__.
void gen_self_attribute(Gen *g, AstNode *target) {
  AstNode *object = target->as.Attribute.value;
  if (object->kind != AST_Name || object->as.Name.id->len != 4 || __builtin_memcmp(object->as.Name.id->bytes, "self", 4)) return;
  Func *f = g->f;
  while (f && f->scope->kind != SCOPE_CLASS) f = f->outer;
  if (!f || f == g->f) return;
  const AstName *name = gen_mangle(g, target->as.Attribute.attr);
  for (uint32_t i = 0; i < f->nattributes; i++)
    if (f->attributes[i] == name) return;
  if (emit_grow(g->arena, &f->attributes, &f->attributes_capacity, f->nattributes + 1, sizeof *f->attributes))
    f->attributes[f->nattributes++] = name;
}

static void store_attribute(Gen *g, AstNode *target, Operand value) {
  uint32_t top = g->f->top;
  gen_self_attribute(g, target);
  value = gen_hold(g, value, target->as.Attribute.value);
  Operand object = gen_operand(g, target->as.Attribute.value);
  gen_at_attribute(g, target, target);
  emit_abc(em(g), OP_SETATTR, gen_kill(object, KILL_A, NO_REG) | gen_kill(value, KILL_B, NO_REG), object.reg, value.reg,
           emit_cache(em(g), OP_SETATTR, gen_mangle(g, target->as.Attribute.attr)));
  temp_pop_to(g, top);
}

static void store_subscript(Gen *g, AstNode *target, Operand value) {
  uint32_t top = g->f->top;
  value = gen_hold(g, value, target);
  Operand object = gen_hold(g, gen_operand(g, target->as.Subscript.value), target->as.Subscript.slice);
  Operand key = gen_slice(g, target->as.Subscript.slice);
  gen_at(g, target);
  emit_abc(em(g), OP_SETITEM,
           gen_kill(object, KILL_A, NO_REG) | gen_kill(key, KILL_B, NO_REG) | gen_kill(value, KILL_C, NO_REG), object.reg, key.reg, value.reg);
  temp_pop_to(g, top);
}

void gen_store(Gen *g, AstNode *target, Operand value) {
  if (gen_failed(g)) return;
  switch (target->kind) {
    case AST_Name:
      gen_at(g, target);
      gen_store_name(g, target->as.Name.id, value);
      gen_mark(g, target);
      break;
    case AST_Attribute: store_attribute(g, target, value); break;
    case AST_Subscript: store_subscript(g, target, value); break;
    case AST_List: case AST_Tuple: gen_unpack(g, &target->as.Tuple.elts, value, target); break;
    case AST_Starred: gen_error(g, target, "starred assignment target must be in a list or tuple"); break;
    default: gen_error(g, target, "cannot assign to expression here. Maybe you meant '==' instead of '='?"); break;
  }
}

// Plain locals in consecutive registers can be unpacked into at once.
static bool consecutive_locals(Gen *g, const AstList *targets, uint32_t *first) {
  for (uint32_t i = 0; i < targets->count; i++) {
    uint32_t reg;
    if (targets->items[i]->kind != AST_Name || !gen_plain_local(g, targets->items[i], &reg)) return false;
    if (i && reg != *first + i) return false;
    if (!i) *first = reg;
  }
  return targets->count > 0;
}

static bool star_counts(Gen *g, const AstList *targets, uint32_t *before, bool *starred, const AstNode *at) {
  *starred = false;
  *before = targets->count;
  for (uint32_t i = 0; i < targets->count; i++) {
    if (targets->items[i]->kind != AST_Starred) continue;
    if (*starred) {
      gen_error(g, at, "multiple starred expressions in assignment");
      return false;
    }
    *starred = true;
    *before = i;
  }
  if (*starred && (*before > 255 || targets->count - *before - 1 > 255)) {
    gen_error(g, at, "too many expressions in star-unpacking assignment");
    return false;
  }
  return true;
}

void gen_unpack(Gen *g, const AstList *targets, Operand value, const AstNode *at) {
  uint32_t before, first = 0, top = g->f->top;
  bool starred;
  if (!star_counts(g, targets, &before, &starred, at)) return;
  gen_at(g, at);
  unsigned kill = value.temp ? KILL_B : 0;
  if (!starred && consecutive_locals(g, targets, &first) && (value.temp || value.reg < first || value.reg >= first + targets->count)) {
    emit_abc(em(g), OP_UNPACK, kill, first, value.reg, targets->count);
    for (uint32_t i = 0; i < targets->count; i++) {
      gen_bound(g, first + i);
      gen_mark(g, targets->items[i]);
    }
    return;
  }
  if (targets->count >= CODE_MAX_REGS / 2) {
    gen_error(g, at, "too many expressions in assignment");
    return;
  }
  first = temp_push(g, targets->count);
  if (starred)
    emit_abc(em(g), OP_UNPACKEX, kill, first, value.reg, before | (targets->count - before - 1) << 8);
  else
    emit_abc(em(g), OP_UNPACK, kill, first, value.reg, targets->count);
  for (uint32_t i = 0; i < targets->count; i++) {
    AstNode *t = targets->items[i];
    gen_store(g, t->kind == AST_Starred ? t->as.Starred.value : t, (Operand){first + i, true});
  }
  temp_pop_to(g, top);
}

static bool plain_elements(const AstList *elts) {
  for (uint32_t i = 0; i < elts->count; i++)
    if (elts->items[i]->kind == AST_Starred) return false;
  return true;
}

// a, b = x, y without making the tuple.
static bool parallel(Gen *g, AstNode *target, AstNode *value) {
  if ((target->kind != AST_Tuple && target->kind != AST_List) || value->kind != AST_Tuple) return false;
  const AstList *to = &target->as.Tuple.elts, *from = &value->as.Tuple.elts;
  Const c;
  if (to->count != from->count || to->count < 1 || to->count > 8 || !plain_elements(to) || !plain_elements(from)) return false;
  if (fold_expr(g, value, &c) && to->count > 3) return false;
  uint32_t first = g->f->top;
  for (uint32_t i = 0; i < from->count; i++) gen_expr(g, from->items[i], temp_push(g, 1));
  for (uint32_t i = 0; i < to->count; i++) gen_store(g, to->items[i], (Operand){first + i, true});
  temp_pop_to(g, first);
  return true;
}

void gen_assign(Gen *g, AstNode *node) {
  const AstList *targets = &node->as.Assign.targets;
  AstNode *value = node->as.Assign.value;
  uint32_t reg, top = g->f->top;
  if (targets->count == 1) {
    if (targets->items[0]->kind == AST_Name && gen_plain_local(g, targets->items[0], &reg)) {
      gen_expr(g, value, reg);
      gen_bound(g, reg);
      gen_mark(g, targets->items[0]);
      return;
    }
    if (parallel(g, targets->items[0], value)) return;
  }
  Operand o = gen_operand(g, value);
  if (!o.temp && targets->count > 1) {  // a target may rebind the local that holds the value
    uint32_t copy = temp_push(g, 1);
    gen_move(g, copy, o);
    o = (Operand){copy, true};
  }
  for (uint32_t i = 0; i < targets->count; i++) gen_store(g, targets->items[i], (Operand){o.reg, o.temp && i + 1 == targets->count});
  temp_pop_to(g, top);
}

// ---- augmented assignment

static void aug_value(Gen *g, AstNode *node, Operand target, uint32_t dst) {
  Opcode op = gen_binary_op(node->as.AugAssign.op);
  AstNode *value = node->as.AugAssign.value;
  uint32_t index;
  if (gen_const16(g, value, &index)) {
    gen_at(g, node);
    emit_abc(em(g), (Opcode)(op - OP_ADD + OP_ADDK), BIN_INPLACE_BIT | gen_kill(target, KILL_B, dst), dst, target.reg, index);
    return;
  }
  target = gen_hold(g, target, value);
  Operand right = gen_operand(g, value);
  gen_at(g, node);
  emit_abc(em(g), op, BIN_INPLACE_BIT | gen_kill(target, KILL_B, dst) | gen_kill(right, KILL_C, dst), dst, target.reg, right.reg);
}

static void aug_name(Gen *g, AstNode *node) {
  AstNode *target = node->as.AugAssign.target;
  uint32_t reg;
  target->ctx = AST_LOAD;  // read first: it must be bound
  bool local = gen_plain_local(g, target, &reg);
  target->ctx = AST_STORE;
  if (local) {
    gen_mark(g, target);
    aug_value(g, node, (Operand){reg, false}, reg);
    gen_bound(g, reg);
    return;
  }
  reg = temp_push(g, 1);
  gen_at(g, target);
  gen_load_name(g, target->as.Name.id, reg);
  aug_value(g, node, (Operand){reg, true}, reg);
  gen_at(g, target);
  gen_store_name(g, target->as.Name.id, (Operand){reg, true});
}

static void aug_attribute(Gen *g, AstNode *node) {
  AstNode *target = node->as.AugAssign.target;
  const AstName *name = gen_mangle(g, target->as.Attribute.attr);
  gen_self_attribute(g, target);
  Operand object = gen_hold(g, gen_operand(g, target->as.Attribute.value), node->as.AugAssign.value);
  uint32_t value = temp_push(g, 1);
  gen_at_attribute(g, target, target);
  emit_abc(em(g), OP_GETATTR, 0, value, object.reg, emit_cache(em(g), OP_GETATTR, name));
  aug_value(g, node, (Operand){value, true}, value);
  gen_at_attribute(g, target, target);
  emit_abc(em(g), OP_SETATTR, KILL_B | gen_kill(object, KILL_A, NO_REG), object.reg, value, emit_cache(em(g), OP_SETATTR, name));
}

static void aug_subscript(Gen *g, AstNode *node) {
  AstNode *target = node->as.AugAssign.target, *later = node->as.AugAssign.value;
  Operand object = gen_hold(g, gen_operand(g, target->as.Subscript.value), target->as.Subscript.slice);
  object = gen_hold(g, object, later);
  Operand key = gen_hold(g, gen_slice(g, target->as.Subscript.slice), later);
  uint32_t value = temp_push(g, 1);
  gen_at(g, target);
  emit_abc(em(g), OP_GETITEM, 0, value, object.reg, key.reg);
  aug_value(g, node, (Operand){value, true}, value);
  gen_at(g, target);
  emit_abc(em(g), OP_SETITEM, KILL_C | gen_kill(object, KILL_A, NO_REG) | gen_kill(key, KILL_B, NO_REG), object.reg, key.reg, value);
}

void gen_aug_assign(Gen *g, AstNode *node) {
  uint32_t top = g->f->top;
  switch (node->as.AugAssign.target->kind) {
    case AST_Name: aug_name(g, node); break;
    case AST_Attribute: aug_attribute(g, node); break;
    case AST_Subscript: aug_subscript(g, node); break;
    default: gen_error(g, node, "illegal target for augmented assignment"); break;
  }
  temp_pop_to(g, top);
}

// ---- annotated assignment

static void store_annotation(Gen *g, AstNode *target, Operand value) {
  uint32_t dict = temp_push(g, 1), key = temp_push(g, 1);
  gen_load_name(g, g->symbols->known.annotations, dict);
  gen_str(g, gen_mangle(g, target->as.Name.id), key);
  emit_abc(em(g), OP_SETITEM, KILL_A | KILL_B | gen_kill(value, KILL_C, NO_REG), dict, key, value.reg);
}

static void annotation(Gen *g, AstNode *node) {
  AstNode *target = node->as.AnnAssign.target, *text = node->as.AnnAssign.annotation;
  bool in_namespace = g->f->current->kind == SCOPE_MODULE || g->f->current->kind == SCOPE_CLASS;
  if (!in_namespace) return;
  if (!node->as.AnnAssign.simple || target->kind != AST_Name) {
    if (!g->future_annotations) gen_discard(g, text);
    return;
  }
  Operand value = {temp_push(g, 1), true};
  gen_at(g, text);
  if (g->future_annotations) gen_str(g, unparse_expr(g, text), value.reg);
  else gen_expr(g, text, value.reg);
  gen_at(g, node);
  store_annotation(g, target, value);
}

void gen_ann_assign(Gen *g, AstNode *node) {
  AstNode *target = node->as.AnnAssign.target;
  uint32_t top = g->f->top, reg;
  if (node->as.AnnAssign.value) {
    if (gen_plain_local(g, target, &reg)) {
      gen_expr(g, node->as.AnnAssign.value, reg);
      gen_bound(g, reg);
      gen_mark(g, target);
    } else {
      gen_store(g, target, gen_operand(g, node->as.AnnAssign.value));
    }
  } else if (target->kind == AST_Attribute) {
    gen_discard(g, target->as.Attribute.value);
  } else if (target->kind == AST_Subscript) {
    gen_discard(g, target->as.Subscript.value);
    if (target->as.Subscript.slice->kind != AST_Slice) gen_discard(g, target->as.Subscript.slice);
  }
  temp_pop_to(g, top);
  annotation(g, node);
  temp_pop_to(g, top);
}

// ---- del

static void delete_target(Gen *g, AstNode *t) {
  uint32_t top = g->f->top;
  if (gen_failed(g)) return;
  switch (t->kind) {
    case AST_Name:
      gen_at(g, t);
      gen_delete_name(g, t->as.Name.id);
      break;
    case AST_Attribute: {
      Operand o = gen_operand(g, t->as.Attribute.value);
      gen_at_attribute(g, t, t);
      emit_abc(em(g), OP_DELATTR, gen_kill(o, KILL_A, NO_REG), o.reg, emit_name(em(g), gen_mangle(g, t->as.Attribute.attr)), 0);
      break;
    }
    case AST_Subscript: {
      Operand o = gen_hold(g, gen_operand(g, t->as.Subscript.value), t->as.Subscript.slice), key = gen_slice(g, t->as.Subscript.slice);
      gen_at(g, t);
      emit_abc(em(g), OP_DELITEM, gen_kill(o, KILL_A, NO_REG) | gen_kill(key, KILL_B, NO_REG), o.reg, key.reg, 0);
      break;
    }
    case AST_List: case AST_Tuple:
      for (uint32_t i = 0; i < t->as.Tuple.elts.count; i++) delete_target(g, t->as.Tuple.elts.items[i]);
      break;
    default: gen_error(g, t, "cannot delete expression"); break;
  }
  temp_pop_to(g, top);
}

void gen_delete(Gen *g, AstNode *node) {
  for (uint32_t i = 0; i < node->as.Delete.targets.count; i++) delete_target(g, node->as.Delete.targets.items[i]);
}
