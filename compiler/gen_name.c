// SPDX-License-Identifier: MIT
// gen_name.c - loading, storing and deleting names, wherever their scope keeps them.
#include <string.h>

#include "compiler/gen.h"

const AstName *gen_mangle(Gen *g, const AstName *name) {
  return symbols_mangle(g->symbols, g->f->mangling, name);
}

static Access access_free(Gen *g, Symbol *symbol, const AstName *name) {
  Symbol *source = symbol->source;
  if (symbol->owner->function == g->f->scope)
    return (Access){source->is_cell ? ACCESS_CELL : ACCESS_LOCAL, source->reg, name, source};
  uint32_t index = 0;
  for (; index < g->f->scope->nfrees; index++)
    if (g->f->scope->frees[index]->source == source) break;
  return (Access){g->f->scope->kind == SCOPE_CLASS ? ACCESS_CLASS_FREE : ACCESS_FREE, index, name, symbol};
}

Access gen_access(Gen *g, const AstName *name) {
  name = gen_mangle(g, name);
  Symbol *symbol = scope_find(g->f->current, name);
  Scope *frame = g->f->scope;
  bool in_function = scope_is_function(frame) || (frame->kind == SCOPE_MODULE && g->request->flags & COMPILE_FLAG_MODULE);
  Access global = {in_function ? ACCESS_GLOBAL : ACCESS_NAME, 0, name, symbol};
  if (!symbol) return global;
  switch (symbol->kind) {
    case SYM_LOCAL:
      if (frame->kind == SCOPE_CLASS && g->f->current == frame) return (Access){ACCESS_NAME, 0, name, symbol};
      return (Access){symbol->is_cell ? ACCESS_CELL : ACCESS_LOCAL, symbol->reg, name, symbol};
    case SYM_FREE: return access_free(g, symbol, name);
    case SYM_GLOBAL_EXPLICIT: global.kind = ACCESS_GLOBAL; return global;
    default:
      if (symbol->from_class) global.kind = ACCESS_CLASS_DICT;
      return global;
  }
}

void gen_bound(Gen *g, uint32_t reg) {
  if (gen_is_local(g, reg)) emit_local_bound(em(g), reg);
}

static void check_bound(Gen *g, uint32_t reg) {
  if (!gen_is_local(g, reg) || emit_local_is_bound(em(g), reg)) return;
  emit_abc(em(g), OP_CHECK, 0, reg, 0, 0);
  emit_local_bound(em(g), reg);
}

bool gen_plain_local(Gen *g, const AstNode *node, uint32_t *reg) {
  if (node->kind != AST_Name) return false;
  Access a = gen_access(g, node->as.Name.id);
  if (a.kind != ACCESS_LOCAL || a.reg == NO_REG) return false;
  *reg = a.reg;
  if (node->ctx != AST_LOAD) return true;
  gen_at(g, node);
  check_bound(g, a.reg);
  return true;
}

// A name that the class around an annotation scope binds: its namespace first, then the globals.
static void load_class_dict(Gen *g, const AstName *name, uint32_t dst) {
  Emit *e = em(g);
  uint32_t top = g->f->top, value = temp_scratch(g, dst), dict = temp_push(g, 1), key = temp_push(g, 1);
  Label missing = emit_label(e), end = emit_label(e);
  gen_load_name(g, g->symbols->known.classdict, dict);
  gen_str(g, name, key);
  emit_jump(e, OP_JIN, 0, key, dict, missing);
  emit_abc(e, OP_GETITEM, KILL_B | KILL_C, value, dict, key);
  emit_jump(e, OP_JMP, 0, 0, 0, end);
  emit_bind(e, missing);
  emit_abc(e, OP_RELEASE, 0, dict, 0, 0);
  emit_abc(e, OP_RELEASE, 0, key, 0, 0);
  emit_abc(e, OP_LOADGLOBAL, 0, value, emit_cache(e, OP_LOADGLOBAL, name), 0);
  emit_bind(e, end);
  gen_move(g, dst, (Operand){value, true});
  temp_pop_to(g, top);
}

void gen_load_name(Gen *g, const AstName *name, uint32_t dst) {
  Emit *e = em(g);
  Access a = gen_access(g, name);
  switch (a.kind) {
    case ACCESS_LOCAL:
      check_bound(g, a.reg);
      gen_move(g, dst, (Operand){a.reg, false});
      break;
    case ACCESS_CELL: emit_abc(e, OP_LOADCELL, 0, dst, a.reg, 0); break;
    case ACCESS_FREE: emit_abc(e, OP_LOADFREE, 0, dst, a.reg, 0); break;
    case ACCESS_CLASS_FREE: emit_abc(e, OP_LOADCLASSFREE, 0, dst, a.reg, emit_name(e, a.name)); break;
    case ACCESS_GLOBAL: emit_abc(e, OP_LOADGLOBAL, 0, dst, emit_cache(e, OP_LOADGLOBAL, a.name), 0); break;
    case ACCESS_NAME: emit_abc(e, OP_LOADNAME, 0, dst, emit_cache(e, OP_LOADNAME, a.name), 0); break;
    case ACCESS_CLASS_DICT: load_class_dict(g, a.name, dst); break;
  }
  gen_bound(g, dst);
}

void gen_store_name(Gen *g, const AstName *name, Operand value) {
  Emit *e = em(g);
  Access a = gen_access(g, name);
  unsigned kill = value.temp ? KILL_A : 0;
  switch (a.kind) {
    case ACCESS_LOCAL:
      gen_move(g, a.reg, value);
      gen_bound(g, a.reg);
      break;
    case ACCESS_CELL: emit_abc(e, OP_STORECELL, value.temp ? KILL_B : 0, a.reg, value.reg, 0); break;
    case ACCESS_FREE: case ACCESS_CLASS_FREE: emit_abc(e, OP_STOREFREE, kill, value.reg, a.reg, 0); break;
    case ACCESS_NAME: emit_abc(e, OP_STORENAME, kill, value.reg, emit_name(e, a.name), 0); break;
    default: emit_abc(e, OP_STOREGLOBAL, kill, value.reg, emit_cache(e, OP_STOREGLOBAL, a.name), 0); break;
  }
}

void gen_delete_name(Gen *g, const AstName *name) {
  Emit *e = em(g);
  Access a = gen_access(g, name);
  switch (a.kind) {
    case ACCESS_LOCAL:
      emit_mark(e, e->at.line);
      emit_abc(e, emit_local_is_bound(e, a.reg) ? OP_RELEASE : OP_DELLOCAL, 0, a.reg, 0, 0);
      emit_local_unbound(e, a.reg);
      break;
    case ACCESS_CELL: emit_abc(e, OP_DELCELL, 0, a.reg, 0, 0); break;
    case ACCESS_FREE: case ACCESS_CLASS_FREE: emit_abc(e, OP_DELFREE, 0, 0, a.reg, 0); break;
    case ACCESS_NAME: emit_abc(e, OP_DELNAME, 0, 0, emit_name(e, a.name), 0); break;
    default: emit_abc(e, OP_DELGLOBAL, 0, 0, emit_name(e, a.name), 0); break;
  }
}

void gen_unset_name(Gen *g, const AstName *name) {
  Access a = gen_access(g, name);
  if (a.kind == ACCESS_LOCAL) {
    emit_abc(em(g), OP_RELEASE, 0, a.reg, 0, 0);
    emit_local_unbound(em(g), a.reg);
    return;
  }
  uint32_t none = temp_push(g, 1);
  gen_none(g, none);
  gen_store_name(g, name, (Operand){none, true});
  temp_pop_to(g, none);
  gen_delete_name(g, name);
}
