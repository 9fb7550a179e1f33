// SPDX-License-Identifier: MIT
// ast.c - node allocation, the tables made from ast.def, and the table of interned names.
#include "compiler/ast.h"

#include <stddef.h>
#include <string.h>

const uint32_t ast_depth_limit = 1500;

static const uint16_t node_sizes[] = {
    0,
#define AST_NODE(kind, group, fields) (uint16_t)(offsetof(AstNode, as) + sizeof(((AstNode *)0)->as.kind)),
#include "compiler/ast.def"
#undef AST_NODE
};

static const char *const kind_names[] = {
    "?",
#define AST_NODE(kind, group, fields) #kind,
#include "compiler/ast.def"
#undef AST_NODE
};

static const uint8_t kind_groups[] = {
    0,
#define AST_NODE(kind, group, fields) AST_GROUP_##group,
#include "compiler/ast.def"
#undef AST_NODE
};

static const char *const op_names[] = {
    "?",
#define AST_OP(name, text) #name,
#include "compiler/ast.def"
#undef AST_OP
};

static const char *const op_texts[] = {
    "?",
#define AST_OP(name, text) text,
#include "compiler/ast.def"
#undef AST_OP
};

#define FIELD(K, f, t) {#f, t, offsetof(AstNode, as.K.f)},
#define NODE(K, f) FIELD(K, f, AST_FIELD_NODE)
#define OPT(K, f) FIELD(K, f, AST_FIELD_NODE)
#define LIST(K, f) FIELD(K, f, AST_FIELD_LIST)
#define NAME(K, f) FIELD(K, f, AST_FIELD_NAME)
#define OPTNAME(K, f) FIELD(K, f, AST_FIELD_NAME)
#define NAMES(K, f) FIELD(K, f, AST_FIELD_NAMES)
#define OP(K, f) FIELD(K, f, AST_FIELD_OP)
#define OPS(K, f) FIELD(K, f, AST_FIELD_OPS)
#define INT(K, f) FIELD(K, f, AST_FIELD_INT)
#define CONST(K, f) FIELD(K, f, AST_FIELD_CONST)
#define UKIND(K, f) {"kind", AST_FIELD_UKIND, offsetof(AstNode, as.K.f)},
#define CTX(K) {"ctx", AST_FIELD_CTX, offsetof(AstNode, ctx)},
#define AST_NODE(kind, group, fields) static const AstField fields_##kind[] = {fields{NULL, 0, 0}};
#include "compiler/ast.def"
#undef AST_NODE

static const AstField no_fields[] = {{NULL, 0, 0}};

static const AstField *const kind_fields[] = {
    no_fields,
#define AST_NODE(kind, group, fields) fields_##kind,
#include "compiler/ast.def"
#undef AST_NODE
};

const AstField *ast_fields(AstKind kind) {
    return kind_fields[kind];
}

void ast_set_depth(AstNode *node) {
    uint32_t depth = 0;
    for (const AstField *field = kind_fields[node->kind]; field->name; field++) {
        const void *at = (const char *)node + field->offset;
        if (field->type == AST_FIELD_NODE) {
            const AstNode *child = *(AstNode *const *)at;
            if (child && child->depth > depth)
                depth = child->depth;
        } else if (field->type == AST_FIELD_LIST) {
            const AstList *list = at;
            for (uint32_t i = 0; i < list->count; i++)
                if (list->items[i] && list->items[i]->depth > depth)
                    depth = list->items[i]->depth;
        }
    }
    node->depth = depth + 1;
}

AstNode *ast_node(Arena *arena, AstKind kind) {
    AstNode *node = arena_zalloc(arena, node_sizes[kind]);
    if (node) {
        node->kind = (uint8_t)kind;
        node->depth = 1;
    }
    return node;
}

size_t ast_node_size(AstKind kind) {
    return node_sizes[kind];
}

const char *ast_kind_name(AstKind kind) {
    return kind_names[kind];
}

AstGroup ast_kind_group(AstKind kind) {
    return (AstGroup)kind_groups[kind];
}

const char *ast_op_name(AstOp op) {
    return op_names[op];
}

const char *ast_op_text(AstOp op) {
    return op_texts[op];
}

void ast_names_init(AstNames *names, Arena *arena) {
    memset(names, 0, sizeof *names);
    names->arena = arena;
}

// FNV-1a: short keys, no setup.
static uint32_t hash_bytes(const char *bytes, size_t len) {
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 16777619u;
    return hash;
}

static bool names_grow(AstNames *names) {
    uint32_t capacity = names->capacity ? names->capacity * 2 : 256;
    const AstName **slots = arena_zalloc(names->arena, capacity * sizeof *slots);
    if (!slots)
        return false;
    for (uint32_t i = 0; i < names->capacity; i++) {
        const AstName *name = names->slots[i];
        if (!name)
            continue;
        uint32_t at = name->hash & (capacity - 1);
        while (slots[at])
            at = (at + 1) & (capacity - 1);
        slots[at] = name;
    }
    names->slots = slots;
    names->capacity = capacity;
    return true;
}

const AstName *ast_names_intern(AstNames *names, const char *bytes, size_t len) {
    if (names->count >= names->capacity / 2 && !names_grow(names))
        return NULL;
    uint32_t hash = hash_bytes(bytes, len);
    uint32_t at = hash & (names->capacity - 1);
    for (const AstName *name; (name = names->slots[at]); at = (at + 1) & (names->capacity - 1))
        if (name->hash == hash && name->len == len && memcmp(name->bytes, bytes, len) == 0)
            return name;
    AstName *name = arena_alloc(names->arena, sizeof *name);
    char *copy = arena_copy(names->arena, bytes, len);
    if (!name || !copy)
        return NULL;
    *name = (AstName){.bytes = copy, .len = (uint32_t)len, .hash = hash, .index = names->count++};
    names->slots[at] = name;
    return name;
}
