// SPDX-License-Identifier: MIT
// tree_write.c - a syntax tree as a constant.
#include <string.h>

#include "compiler/gen.h"
#include "compiler/tree.h"

static Const text_const(const char *text) { return const_str(text, (uint32_t)strlen(text)); }

static Const int_const(int64_t n) { return (Const){.kind = CONST_INT, .as.integer = n}; }

static Const name_const(const AstName *name) {
  return name ? const_str(name->bytes, name->len) : (Const){.kind = CONST_NONE};
}

static Const *new_tuple(Arena *arena, uint32_t count, Const *out) {
  Const *items = arena_zalloc(arena, (size_t)count * sizeof *items + 1);
  *out = (Const){.kind = CONST_TUPLE, .as.seq = {items, items ? count : 0}};
  return items;
}

static bool write_list(Arena *arena, const AstList *list, Const *out) {
  Const *items = new_tuple(arena, list->count, out);
  for (uint32_t i = 0; items && i < list->count; i++) {
    if (!list->items[i]) items[i] = (Const){.kind = CONST_NONE};
    else if (!tree_write(arena, list->items[i], &items[i])) return false;
  }
  return items != NULL;
}

static bool write_names(Arena *arena, const AstNameList *list, Const *out) {
  Const *items = new_tuple(arena, list->count, out);
  for (uint32_t i = 0; items && i < list->count; i++) items[i] = name_const(list->items[i]);
  return items != NULL;
}

static bool write_ops(Arena *arena, const AstOpList *list, Const *out) {
  Const *items = new_tuple(arena, list->count, out);
  for (uint32_t i = 0; items && i < list->count; i++) items[i] = text_const(ast_op_name((AstOp)list->items[i]));
  return items != NULL;
}

static bool write_field(Arena *arena, const AstField *field, const void *at, Const *out) {
  static const char *const contexts[] = {"Load", "Store", "Del"};
  switch ((AstFieldType)field->type) {
    case AST_FIELD_NODE: {
      const AstNode *node = *(AstNode *const *)at;
      *out = (Const){.kind = CONST_NONE};
      return !node || tree_write(arena, node, out);
    }
    case AST_FIELD_LIST: return write_list(arena, at, out);
    case AST_FIELD_NAME: *out = name_const(*(const AstName *const *)at); return true;
    case AST_FIELD_NAMES: return write_names(arena, at, out);
    case AST_FIELD_OP: *out = text_const(ast_op_name((AstOp) * (const uint8_t *)at)); return true;
    case AST_FIELD_OPS: return write_ops(arena, at, out);
    case AST_FIELD_INT: *out = int_const(*(const int32_t *)at); return true;
    case AST_FIELD_CONST: *out = const_from_ast(arena, at); return true;
    case AST_FIELD_UKIND: *out = *(const uint8_t *)at ? text_const("u") : (Const){.kind = CONST_NONE}; return true;
    case AST_FIELD_CTX: *out = text_const(contexts[*(const uint8_t *)at]); return true;
  }
  return false;
}

bool tree_write(Arena *arena, const AstNode *node, Const *out) {
  const AstField *fields = ast_fields((AstKind)node->kind);
  uint32_t count = 0;
  while (fields[count].name) count++;
  Const *items = new_tuple(arena, TREE_HEAD + count, out);
  if (!items) return false;
  items[0] = text_const(ast_kind_name((AstKind)node->kind));
  items[1] = int_const(node->line);
  items[2] = int_const(node->col);
  items[3] = int_const(node->end_line);
  items[4] = int_const(node->end_col);
  for (uint32_t i = 0; i < count; i++)
    if (!write_field(arena, &fields[i], (const char *)node + fields[i].offset, &items[TREE_HEAD + i])) return false;
  return !arena->failed;
}
