// SPDX-License-Identifier: MIT
// fstring.c - f-strings and the joining of adjacent string literals.
//
// While an f-string is read, its parts collect in one list: Constants (text) and FormattedValues. A debug field {x=} is
// two parts, its source text and its value. Joining merges neighbouring Constants and drops empty ones.
#include <string.h>

#include "compiler/build.h"
#include "compiler/grammar.h"

static AstNode *text_node(Parser *P, Span span, const char *bytes, size_t len) {
    AstNode *node = build_new(P, AST_Constant, span);
    node->as.Constant.value.type = AST_CONST_STR;
    node->as.Constant.value.as.s.bytes = arena_copy(P->arena, bytes, len);
    node->as.Constant.value.as.s.len = (uint32_t)len;
    if (!node->as.Constant.value.as.s.bytes)
        parser_memory_error(P);
    return node;
}

AstList build_fstring_text(Parser *P, AstList values, const Token *token) {
    AstNode *node = build_new(P, AST_Constant, SPAN(token, token));
    AstConst *value = &node->as.Constant.value;
    value->type = AST_CONST_STR;
    value->as.s.bytes = "";
    const char *text = P->source->text + token->start;
    literal_decode(P, token, text, token->end - token->start, token->raw, false, true, value);
    return list_push(P, values, node);
}

// {x=} arrives as a JoinedStr of two parts.
AstList build_fstring_field_push(Parser *P, AstList values, AstNode *field) {
    if (field->kind != AST_JoinedStr)
        return list_push(P, values, field);
    return list_join(P, values, field->as.JoinedStr.values);
}

// The source of a debug field, from behind { to the token behind =, comments cut out.
static AstNode *debug_text(Parser *P, const Token *open, const Token *debug) {
    const char *text = P->source->text + open->end;
    size_t len = (debug + 1)->start - open->end;
    Span span = {END_OF(open), {(debug + 1)->line, (debug + 1)->col}};
    if (!memchr(text, '#', len))
        return text_node(P, span, text, len);
    char *clean = arena_alloc(P->arena, len + 1);
    if (!clean) {
        parser_memory_error(P);
        return text_node(P, span, "", 0);
    }
    size_t used = 0;
    const Token *token = open + 1; // a # inside a string token stays
    for (size_t i = 0; i < len; i++) {
        size_t at = open->end + i;
        while (token < debug && token->end <= at)
            token++;
        if (text[i] == '#' && !(token->start <= at && at < token->end))
            while (i < len && text[i] != '\n')
                i++;
        if (i < len)
            clean[used++] = text[i];
    }
    return text_node(P, span, clean, used);
}

static int32_t conversion_of(Parser *P, const Token *mark) {
    const Token *name = mark + 1;
    char c = P->source->text[name->start];
    if (name->spaced)
        parser_error(P, SPAN(mark, name), DIAG_FSTRING_CONVERSION_SPACE);
    else if (name->end - name->start != 1 || (c != 's' && c != 'r' && c != 'a'))
        parser_error(P, SPAN(name, name), DIAG_FSTRING_CONVERSION, (int)(name->end - name->start),
                     P->source->text + name->start);
    return c;
}

AstNode *build_field(Parser *P, const Token *open, AstNode *value, const Token *debug, const Token *conversion,
                     AstNode *spec, const Token *close) {
    AstNode *node = build_new(P, AST_FormattedValue, SPAN(open, close));
    node->as.FormattedValue.value = value;
    node->as.FormattedValue.conversion = conversion ? conversion_of(P, conversion) : debug && !spec ? 'r' : -1;
    node->as.FormattedValue.format_spec = spec;
    build_done(P, node);
    if (!debug)
        return node;
    AstNode *pair = build_new(P, AST_JoinedStr, SPAN(open, close));
    pair->as.JoinedStr.values = list_push(P, list_of(P, debug_text(P, open, debug)), node);
    return build_done(P, pair);
}

// ---- joining ----

static bool is_text(const AstNode *node) {
    return node->kind == AST_Constant;
}

// Merges parts[from, to), all text, into one Constant that spans them.
static AstNode *merge_text(Parser *P, AstList parts, uint32_t from, uint32_t to) {
    AstNode *first = parts.items[from], *last = parts.items[to - 1];
    if (to - from == 1)
        return first;
    size_t len = 0;
    for (uint32_t i = from; i < to; i++)
        len += parts.items[i]->as.Constant.value.as.s.len;
    AstNode *node = build_new(P, AST_Constant, SPAN(first, last));
    char *bytes = arena_alloc(P->arena, len + 1), *out = bytes;
    if (!bytes) {
        parser_memory_error(P);
        return first;
    }
    for (uint32_t i = from; i < to; i++) {
        const AstConst *value = &parts.items[i]->as.Constant.value;
        memcpy(out, value->as.s.bytes, value->as.s.len);
        out += value->as.s.len;
    }
    *out = '\0';
    node->as.Constant.value = first->as.Constant.value;
    node->as.Constant.value.as.s.bytes = bytes;
    node->as.Constant.value.as.s.len = (uint32_t)len;
    node->as.Constant.ukind = first->as.Constant.ukind;
    return node;
}

static AstList merge_parts(Parser *P, AstList parts) {
    AstList merged = {0};
    for (uint32_t i = 0; i < parts.count;) {
        uint32_t end = i;
        while (end < parts.count && is_text(parts.items[end]))
            end++;
        if (end == i) {
            merged = list_push(P, merged, parts.items[i++]);
            continue;
        }
        AstNode *text = merge_text(P, parts, i, end);
        if (text->as.Constant.value.as.s.len)
            merged = list_push(P, merged, text);
        i = end;
    }
    return merged;
}

AstNode *build_fstring(Parser *P, const Token *start, AstList values, const Token *end) {
    AstNode *node = build_new(P, AST_JoinedStr, SPAN(start, end));
    node->as.JoinedStr.values = values;
    return build_done(P, node);
}

AstNode *build_spec(Parser *P, const Token *colon, AstList values) {
    AstNode *node = build_new(P, AST_JoinedStr, SPAN(colon, colon));
    if (values.count) {
        Pos end = END_OF(values.items[values.count - 1]);
        node->end_line = end.line;
        node->end_col = end.col;
    }
    node->as.JoinedStr.values = merge_parts(P, values);
    return build_done(P, node);
}

static bool is_bytes(const AstNode *part) {
    return part->kind == AST_Constant && part->as.Constant.value.type == AST_CONST_BYTES;
}

// CPython tells of the mix only when it has seen the token behind the strings.
static void complain_mixed(Parser *P, const AstNode *last) {
    const Token *token = build_token_from(P, (Pos){last->end_line, last->end_col});
    parser_error(P, SPAN(token, token), DIAG_MIXED_BYTES);
}

AstNode *build_strings(Parser *P, AstList parts) {
    AstNode *first = parts.items[0], *last = parts.items[parts.count - 1];
    bool formatted = false;
    AstList flat = {0};
    for (uint32_t i = 0; i < parts.count; i++) {
        AstNode *part = parts.items[i];
        if (is_bytes(part) != is_bytes(first)) {
            complain_mixed(P, last);
            return first;
        }
        formatted |= part->kind == AST_JoinedStr;
        flat = part->kind == AST_JoinedStr ? list_join(P, flat, part->as.JoinedStr.values) : list_push(P, flat, part);
    }
    if (!formatted)
        return merge_text(P, flat, 0, flat.count);
    AstNode *node = build_new(P, AST_JoinedStr, SPAN(first, last));
    node->as.JoinedStr.values = merge_parts(P, flat);
    return build_done(P, node);
}
