// SPDX-License-Identifier: MIT
// build_pattern.c - the patterns of match statements.
#include "compiler/build.h"

#include <string.h>

#include "compiler/grammar.h"

static bool is_wildcard(const AstName *name) {
    return name->len == 1 && name->bytes[0] == '_';
}

static const AstName *capture_name(Parser *P, const Token *token) {
    const AstName *name = build_name_of(P, token);
    return is_wildcard(name) ? NULL : name;
}

AstNode *build_sequence_pattern(Parser *P, AstList patterns, Span span) {
    AstNode *node = build_new(P, AST_MatchSequence, span);
    node->as.MatchSequence.patterns = patterns;
    return build_done(P, node);
}

// Without brackets, *a alone is no pattern: it takes a comma to make a sequence.
AstNode *build_open_pattern(Parser *P, AstNode *pattern) {
    if (pattern->kind == AST_MatchStar) {
        const Token *next = build_token_from(P, (Pos){pattern->end_line, pattern->end_col});
        parser_error(P, SPAN(next, next), DIAG_INVALID_SYNTAX);
    }
    return pattern;
}

AstNode *build_open_sequence(Parser *P, AstList patterns, const Token *comma) {
    AstNode *first = patterns.items[0], *last = patterns.items[patterns.count - 1];
    return build_sequence_pattern(P, patterns, comma ? SPAN(first, comma) : SPAN(first, last));
}

AstNode *build_group_pattern(Parser *P, const Token *open, AstNode *pattern, const Token *close) {
    if (pattern->kind == AST_MatchStar) {
        parser_error(P, SPAN(close, close), DIAG_INVALID_SYNTAX);
        return pattern;
    }
    return build_group(P, open, pattern, close);
}

AstNode *build_star_pattern(Parser *P, const Token *star, const Token *name) {
    AstNode *node = build_new(P, AST_MatchStar, SPAN(star, name));
    node->as.MatchStar.name = capture_name(P, name);
    return node;
}

AstNode *build_as_pattern(Parser *P, AstNode *pattern, const Token *name) {
    AstNode *node = build_new(P, AST_MatchAs, SPAN(pattern, name));
    node->as.MatchAs.pattern = pattern;
    node->as.MatchAs.name = capture_name(P, name);
    if (!node->as.MatchAs.name)
        parser_error(P, SPAN(name, name), DIAG_WILDCARD_TARGET);
    return build_done(P, node);
}

AstNode *build_or_pattern(Parser *P, AstNode *left, AstNode *right) {
    Span span = SPAN(left, right);
    AstList patterns = {0};
    if (left->kind == AST_MatchOr && !(left->flags & AST_FLAG_PAREN))
        patterns = left->as.MatchOr.patterns;
    else
        patterns = list_of(P, left);
    AstNode *node = build_new(P, AST_MatchOr, span);
    node->as.MatchOr.patterns = list_push(P, patterns, right);
    return build_done(P, node);
}

AstNode *build_value_pattern(Parser *P, AstNode *value) {
    if (value->kind == AST_Constant && value->as.Constant.value.type <= AST_CONST_TRUE) {
        AstNode *node = build_new(P, AST_MatchSingleton, build_own_span(value));
        node->as.MatchSingleton.value = value->as.Constant.value;
        return node;
    }
    AstNode *node = build_new(P, AST_MatchValue, SPAN(value, value));
    node->as.MatchValue.value = value;
    return build_done(P, node);
}

AstNode *build_name_pattern(Parser *P, AstNode *name) {
    if (name->kind != AST_Name)
        return build_value_pattern(P, name);
    AstNode *node = build_new(P, AST_MatchAs, build_own_span(name));
    node->as.MatchAs.name = is_wildcard(name->as.Name.id) ? NULL : name->as.Name.id;
    return node;
}

AstNode *build_pattern_key(Parser *P, AstNode *name) {
    if (name->kind == AST_Name) { // a plain name is no key; what does not fit is the colon behind it
        const Token *next = build_token_from(P, (Pos){name->end_line, name->end_col});
        parser_error(P, SPAN(next, next), DIAG_INVALID_SYNTAX);
    }
    return name;
}

// Until the class pattern is complete, x=pattern is a keyword node around the pattern.
AstNode *build_keyword_pattern(Parser *P, const Token *name, AstNode *pattern) {
    AstNode *node = build_new(P, AST_keyword, SPAN(name, pattern));
    node->as.keyword.arg = build_name_of(P, name);
    node->as.keyword.value = pattern;
    return build_done(P, node);
}

AstNode *build_class_pattern(Parser *P, AstNode *cls, AstList args, const Token *close) {
    AstNode *node = build_new(P, AST_MatchClass, SPAN(cls, close));
    node->as.MatchClass.cls = cls;
    for (uint32_t i = 0; i < args.count; i++) {
        AstNode *arg = args.items[i];
        if (arg->kind == AST_keyword) {
            node->as.MatchClass.kwd_attrs = names_push(P, node->as.MatchClass.kwd_attrs, arg->as.keyword.arg);
            node->as.MatchClass.kwd_patterns = list_push(P, node->as.MatchClass.kwd_patterns, arg->as.keyword.value);
        } else if (node->as.MatchClass.kwd_patterns.count) {
            uint32_t end = i;
            while (end + 1 < args.count && args.items[end + 1]->kind != AST_keyword)
                end++;
            AstNode *last = args.items[end];
            parser_error(P, (Span){build_own_span(arg).start, build_own_span(last).end}, DIAG_POSITIONAL_PATTERN);
            break;
        } else {
            node->as.MatchClass.patterns = list_push(P, node->as.MatchClass.patterns, arg);
        }
    }
    return build_done(P, node);
}

AstNode *build_mapping_pattern(Parser *P, const Token *open, AstList pairs, const Token *close) {
    AstNode *node = build_new(P, AST_MatchMapping, SPAN(open, close));
    for (uint32_t i = 0; i + 1 < pairs.count; i += 2) {
        AstNode *key = pairs.items[i], *value = pairs.items[i + 1];
        if (key) {
            node->as.MatchMapping.keys = list_push(P, node->as.MatchMapping.keys, key);
            node->as.MatchMapping.patterns = list_push(P, node->as.MatchMapping.patterns, value);
            continue;
        }
        node->as.MatchMapping.rest = value->as.Name.id;
        if (i + 2 < pairs.count || is_wildcard(value->as.Name.id)) {
            // ** must come last, and not be **_
            const Token *next = build_token_from(P, (Pos){value->end_line, value->end_col});
            next = is_wildcard(value->as.Name.id) ? next - 1 : next + 1;
            parser_error(P, SPAN(next, next), DIAG_INVALID_SYNTAX);
        }
    }
    return build_done(P, node);
}

AstNode *build_pattern_number(Parser *P, AstNode *number) {
    (void)P;
    return number;
}

static const AstNode *unsigned_part(const AstNode *number) {
    return number->kind == AST_UnaryOp ? number->as.UnaryOp.operand : number;
}

AstNode *build_pattern_complex(Parser *P, AstNode *real, const Token *op, const Token *imag) {
    AstNode *right = build_number(P, imag);
    const AstNode *left = unsigned_part(real);
    if (left->kind == AST_Constant && left->as.Constant.value.type == AST_CONST_COMPLEX)
        parser_error(P, build_own_span(left), DIAG_PATTERN_REAL);
    else if (right->kind == AST_Constant && right->as.Constant.value.type != AST_CONST_COMPLEX)
        parser_error(P, build_own_span(right), DIAG_PATTERN_IMAGINARY);
    return build_binary(P, real, op->kind == TK_PLUS ? AST_OP_Add : AST_OP_Sub, right);
}

AstNode *build_pattern_strings(Parser *P, AstList parts) {
    return build_strings(P, parts);
}
