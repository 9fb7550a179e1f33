// SPDX-License-Identifier: MIT
// gen_import.c - import and from ... import.
#include <string.h>

#include "compiler/gen.h"

// R[result] = __import__(name, ..., fromlist, level); the window lies above.
static void import_name(Gen *g, const AstName *name, const Const *fromlist, int level, uint32_t result) {
  uint32_t window = temp_push(g, 2);
  if (fromlist) gen_const(g, fromlist, window);
  else gen_none(g, window);
  gen_int(g, level, window + 1);
  emit_abc(em(g), OP_IMPORTNAME, 0, result, emit_name(em(g), name), window);
  temp_pop_to(g, window);
}

static const AstName *first_part(Gen *g, const AstName *name) {
  const char *dot = memchr(name->bytes, '.', name->len);
  return dot ? ast_names_intern(g->names, name->bytes, (size_t)(dot - name->bytes)) : name;
}

// import a.b.c as m: the module is reached from a by attribute.
static void descend(Gen *g, const AstName *name, uint32_t reg) {
  const char *at = memchr(name->bytes, '.', name->len), *end = name->bytes + name->len;
  while (at && !gen_failed(g)) {
    const char *part = at + 1;
    at = memchr(part, '.', (size_t)(end - part));
    const AstName *attr = ast_names_intern(g->names, part, (size_t)((at ? at : end) - part));
    emit_abc(em(g), OP_IMPORTFROM, 0, reg, reg, emit_name(em(g), attr));
  }
}

void gen_import(Gen *g, AstNode *node) {
  for (uint32_t i = 0; i < node->as.Import.names.count; i++) {
    AstNode *alias = node->as.Import.names.items[i];
    const AstName *name = alias->as.alias.name, *as = alias->as.alias.asname;
    uint32_t reg = temp_push(g, 1);
    gen_at(g, node);
    import_name(g, name, NULL, 0, reg);
    if (as) descend(g, name, reg);
    gen_store_name(g, as ? as : first_part(g, name), (Operand){reg, true});
    temp_pop_to(g, reg);
  }
}

void gen_import_from(Gen *g, AstNode *node) {
  const AstList *names = &node->as.ImportFrom.names;
  const AstName *module = node->as.ImportFrom.module;
  Const list = {.kind = CONST_TUPLE, .as.seq = {arena_alloc(g->arena, names->count * sizeof(Const)), names->count}};
  if (!list.as.seq.items) return;
  for (uint32_t i = 0; i < names->count; i++)
    list.as.seq.items[i] = const_str(names->items[i]->as.alias.name->bytes, names->items[i]->as.alias.name->len);
  gen_at(g, node);
  uint32_t reg = temp_push(g, 1);
  import_name(g, module ? module : gen_intern(g, ""), &list, node->as.ImportFrom.level, reg);
  if (names->count == 1 && names->items[0]->as.alias.name->bytes[0] == '*') {
    emit_abc(em(g), OP_IMPORTSTAR, KILL_A, reg, 0, 0);
    return;
  }
  for (uint32_t i = 0; i < names->count; i++) {
    AstNode *alias = names->items[i];
    uint32_t value = temp_push(g, 1);
    gen_at(g, node);
    emit_abc(em(g), OP_IMPORTFROM, 0, value, reg, emit_name(em(g), alias->as.alias.name));
    gen_store_name(g, alias->as.alias.asname ? alias->as.alias.asname : alias->as.alias.name, (Operand){value, true});
    temp_pop_to(g, value);
  }
  emit_abc(em(g), OP_RELEASE, 0, reg, 0, 0);
}
