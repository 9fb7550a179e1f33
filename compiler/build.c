// SPDX-License-Identifier: MIT
// build.c - spans, lists and nodes: what all builders stand on.
#include "compiler/build.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

Pos build_token_start(Parser *P, const Token *token) {
    (void)P;
    return (Pos){token->line, token->col};
}

Pos build_token_end(Parser *P, const Token *token) {
    (void)P;
    return (Pos){token->end_line, token->end_col};
}

// The newest entry wins: ((a)) has two. It lies near the top, for a group is asked for soon after it was made.
static const Group *find_group(const Parser *P, const AstNode *node) {
    for (uint32_t i = P->group_count; i-- > 0;)
        if (P->groups[i].node == node)
            return &P->groups[i];
    return NULL;
}

Pos build_node_start(Parser *P, const AstNode *node) {
    const Group *group = node->flags & AST_FLAG_GROUPED ? find_group(P, node) : NULL;
    return group ? group->span.start : (Pos){node->line, node->col};
}

Pos build_node_end(Parser *P, const AstNode *node) {
    const Group *group = node->flags & AST_FLAG_GROUPED ? find_group(P, node) : NULL;
    return group ? group->span.end : (Pos){node->end_line, node->end_col};
}

Span build_own_span(const AstNode *node) {
    return (Span){{node->line, node->col}, {node->end_line, node->end_col}};
}

const Token *build_token_from(const Parser *P, Pos pos) {
    uint32_t low = 0, high = P->token_count - 1;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const Token *token = &P->tokens[middle];
        if (token->line < pos.line || (token->line == pos.line && token->col < pos.col))
            low = middle + 1;
        else
            high = middle;
    }
    return &P->tokens[low];
}

AstNode *build_new(Parser *P, AstKind kind, Span span) {
    AstNode *node = ast_node(P->arena, kind);
    if (!node) {
        parser_memory_error(P);
        memset(&P->dummy, 0, sizeof P->dummy);
        P->dummy.kind = AST_Pass;
        P->dummy.depth = 1;
        return &P->dummy;
    }
    node->line = span.start.line;
    node->col = span.start.col;
    node->end_line = span.end.line;
    node->end_col = span.end.col;
    return node;
}

AstNode *build_done(Parser *P, AstNode *node) {
    ast_set_depth(node);
    if (node->depth > ast_depth_limit)
        parser_error(P, build_own_span(node), DIAG_TOO_DEEP);
    return node;
}

// Room doubles when the count is a power of two: the capacity need not be stored.
static bool grow(Parser *P, void **items, uint32_t count, size_t size) {
    if (count & (count - 1))
        return true;
    void *grown = arena_alloc(P->arena, (count ? (size_t)count * 2 : 1) * size);
    if (!grown) {
        parser_memory_error(P);
        return false;
    }
    if (count)
        memcpy(grown, *items, count * size);
    *items = grown;
    return true;
}

AstList list_push(Parser *P, AstList list, AstNode *node) {
    void *items = list.items;
    if (!grow(P, &items, list.count, sizeof *list.items))
        return list;
    list.items = items;
    list.items[list.count++] = node;
    return list;
}

AstList list_of(Parser *P, AstNode *node) {
    return list_push(P, (AstList){0}, node);
}

AstList list_join(Parser *P, AstList list, AstList more) {
    for (uint32_t i = 0; i < more.count; i++)
        list = list_push(P, list, more.items[i]);
    return list;
}

AstNameList names_push(Parser *P, AstNameList list, const AstName *name) {
    void *items = list.items;
    if (!grow(P, &items, list.count, sizeof *list.items))
        return list;
    list.items = items;
    list.items[list.count++] = name;
    return list;
}

ParamList params_push(Parser *P, ParamList list, const Param *param) {
    void *items = list.items;
    if (!grow(P, &items, list.count, sizeof *list.items))
        return list;
    list.items = items;
    list.items[list.count++] = *param;
    return list;
}

const AstName *build_intern(Parser *P, const char *bytes, size_t len) {
    const AstName *name = ast_names_intern(P->names, bytes, len);
    if (!name) {
        parser_memory_error(P);
        return &P->dummy_name;
    }
    return name;
}

// Identifiers are compared in NFKC (PEP 3131).
static const AstName *intern_normalised(Parser *P, const char *bytes, size_t len) {
    utf8proc_uint8_t *folded = NULL;
    utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT;
    utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)bytes, (utf8proc_ssize_t)len, &folded, options);
    if (size < 0) {
        parser_memory_error(P);
        return &P->dummy_name;
    }
    const AstName *name = build_intern(P, (const char *)folded, (size_t)size);
    free(folded);
    return name;
}

const AstName *build_name_of(Parser *P, const Token *token) {
    const char *bytes = P->source->text + token->start;
    size_t len = token->end - token->start;
    for (size_t i = 0; i < len; i++)
        if (bytes[i] & 0x80)
            return intern_normalised(P, bytes, len);
    return build_intern(P, bytes, len);
}
