// SPDX-License-Identifier: MIT
// build.h - what the grammar's actions call to make tree nodes. Internal to the front end.
//
// No builder returns NULL: when memory is out it is the parser's dummy node, so that the actions need no checks; the
// parse stops after the token at hand. Every builder leaves node->depth right.
#ifndef ASTER_COMPILER_BUILD_H
#define ASTER_COMPILER_BUILD_H

#include "compiler/parser.h"

typedef struct DottedName {
    const Token *first, *last;
} DottedName;

typedef enum ParamKind { PARAM_PLAIN, PARAM_SLASH, PARAM_BARE_STAR, PARAM_STAR, PARAM_DSTAR } ParamKind;

typedef struct Param {
    ParamKind kind;
    const Token *token; // the first one
    AstNode *arg;       // NULL for / and a bare *
    AstNode *value;     // the default, or NULL
} Param;

typedef struct ParamList {
    Param *items;
    uint32_t count;
} ParamList;

// ---- spans: SPAN(a, b) runs from the start of a to the end of b, tokens or nodes, parentheses included ----

Pos build_token_start(Parser *P, const Token *token);
Pos build_token_end(Parser *P, const Token *token);
Pos build_node_start(Parser *P, const AstNode *node);
Pos build_node_end(Parser *P, const AstNode *node);
#define START_OF(a) _Generic((a), const Token *: build_token_start, Token *: build_token_start, \
                             AstNode *: build_node_start, const AstNode *: build_node_start)(P, (a))
#define END_OF(a) _Generic((a), const Token *: build_token_end, Token *: build_token_end, \
                           AstNode *: build_node_end, const AstNode *: build_node_end)(P, (a))
#define SPAN(a, b) ((Span){START_OF(a), END_OF(b)})
// The node's own place, without parentheses around it: what error messages underline.
Span build_own_span(const AstNode *node);

// The first token that starts at or behind a place.
const Token *build_token_from(const Parser *P, Pos pos);

// ---- lists and nodes ----

AstNode *build_new(Parser *P, AstKind kind, Span span);
AstNode *build_done(Parser *P, AstNode *node);
AstList list_of(Parser *P, AstNode *node);
AstList list_push(Parser *P, AstList list, AstNode *node);
AstList list_join(Parser *P, AstList list, AstList more);
AstNameList names_push(Parser *P, AstNameList list, const AstName *name);
ParamList params_push(Parser *P, ParamList list, const Param *param);
const AstName *build_intern(Parser *P, const char *bytes, size_t len);
const AstName *build_name_of(Parser *P, const Token *token);

// ---- statements (build_stmt.c) ----

AstNode *build_module(Parser *P, AstKind kind, AstList body);
AstNode *build_expression_module(Parser *P, AstNode *body);
AstNode *build_expr_stmt(Parser *P, AstNode *value);
AstNode *build_assign(Parser *P, AstList chain);
AstNode *build_aug_assign(Parser *P, AstNode *target, const Token *op, AstNode *value);
AstNode *build_ann_assign(Parser *P, AstNode *target, AstNode *annotation, AstNode *value);
AstNode *build_return(Parser *P, const Token *token, AstNode *value);
AstNode *build_raise(Parser *P, const Token *token, AstNode *exc, AstNode *cause);
AstNode *build_scope(Parser *P, AstKind kind, const Token *token, AstNameList names);
AstNode *build_delete(Parser *P, const Token *token, AstNode *targets);
AstNode *build_assert(Parser *P, const Token *token, AstNode *test, AstNode *msg);
AstNode *build_type_alias(Parser *P, const Token *token, const Token *name, AstList params, AstNode *value);
AstNode *build_import(Parser *P, const Token *token, AstList names);
AstNode *build_import_from(Parser *P, const Token *token, int level, const DottedName *module, AstList names,
                           const Token *end);
AstNode *build_alias(Parser *P, const DottedName *name, const Token *asname);
AstNode *build_alias_star(Parser *P, const Token *star);
AstNode *build_if(Parser *P, const Token *token, AstNode *test, AstList body, AstList orelse);
AstNode *build_while(Parser *P, const Token *token, AstNode *test, AstList body, AstList orelse);
AstNode *build_for(Parser *P, const Token *token, AstNode *target, AstNode *iter, AstList body, AstList orelse);
AstNode *build_with(Parser *P, const Token *token, AstList items, AstList body);
AstNode *build_withitem(Parser *P, AstNode *context, AstNode *target);
AstNode *build_async(Parser *P, const Token *token, AstNode *stmt);
AstNode *build_decorated(Parser *P, AstList decorators, AstNode *stmt);
AstNode *build_try(Parser *P, const Token *token, AstList body, AstList handlers, AstList orelse, AstList finalbody);
AstNode *build_handler(Parser *P, const Token *token, const Token *star, AstNode *type, const Token *name, AstList body);
AstList build_add_handler(Parser *P, AstList handlers, AstNode *handler);
AstNode *build_def(Parser *P, const Token *token, const Token *name, AstList type_params, const ParamList *params,
                   AstNode *returns, AstList body);
AstNode *build_class(Parser *P, const Token *token, const Token *name, AstList type_params, AstList args,
                     const Token *paren, AstList body);
AstNode *build_match(Parser *P, const Token *token, AstNode *subject, AstList cases);
AstNode *build_case(Parser *P, const Token *token, AstNode *pattern, AstNode *guard, AstList body);
AstNode *build_subject(Parser *P, AstNode *subject);

// ---- parameters and calls (build_args.c) ----

Param build_param(Parser *P, ParamKind kind, const Token *token, const Token *name, AstNode *annotation,
                  AstNode *value);
AstNode *build_arguments(Parser *P, const ParamList *params, bool is_lambda);
AstNode *build_type_param(Parser *P, AstKind kind, const Token *token, const Token *name, AstNode *bound,
                          AstNode *value);
AstNode *build_call(Parser *P, AstNode *func, const Token *open, AstList args, const Token *close);
AstList build_args_comma(Parser *P, AstList args, const Token *comma);
AstNode *build_bare_genexp(Parser *P, AstNode *elt, AstList generators);
AstNode *build_keyword(Parser *P, AstNode *name, const Token *eq, AstNode *value);
AstNode *build_double_star(Parser *P, const Token *token, AstNode *value);
// Divides call or class arguments into positional ones and keywords, checking their order.
void build_split_args(Parser *P, AstList args, const Token *close, AstList *positional, AstList *keywords);

// ---- expressions (build_expr.c) ----

AstNode *build_name(Parser *P, const Token *token);
AstNode *build_constant(Parser *P, const Token *token, AstConstType type);
AstNode *build_tuple(Parser *P, AstList elts, Span span);
AstNode *build_bare_tuple(Parser *P, AstList elts, const Token *comma);
AstNode *build_paren_tuple(Parser *P, const Token *open, AstList elts, const Token *close);
AstNode *build_list(Parser *P, const Token *open, AstList elts, const Token *close);
AstNode *build_set(Parser *P, const Token *open, AstList elts, const Token *close);
AstNode *build_dict(Parser *P, const Token *open, AstList pairs, const Token *close);
AstNode *build_group(Parser *P, const Token *open, AstNode *inner, const Token *close);
AstNode *build_comp(Parser *P, AstKind kind, const Token *open, AstNode *elt, AstList generators, const Token *close);
AstNode *build_dict_comp(Parser *P, const Token *open, AstNode *key, AstNode *value, AstList generators,
                         const Token *close);
AstNode *build_bad_dict_comp(Parser *P, const Token *star, AstNode *value);
AstNode *build_comp_clause(Parser *P, AstNode *target, AstNode *iter, AstList ifs, int is_async);
AstNode *build_starred(Parser *P, const Token *star, AstNode *value);
AstNode *build_yield(Parser *P, const Token *token, AstNode *value);
AstNode *build_yield_from(Parser *P, const Token *token, AstNode *value);
AstNode *build_await(Parser *P, const Token *token, AstNode *value);
AstNode *build_named(Parser *P, AstNode *target, AstNode *value);
AstNode *build_arg_named(Parser *P, AstNode *target, const Token *walrus, AstNode *value);
AstNode *build_if_exp(Parser *P, AstNode *body, AstNode *test, AstNode *orelse);
AstNode *build_lambda(Parser *P, const Token *token, const ParamList *params, AstNode *body);
AstNode *build_bool_op(Parser *P, AstOp op, AstNode *left, AstNode *right);
AstNode *build_compare(Parser *P, AstNode *left, AstOp op, AstNode *right);
AstNode *build_binary(Parser *P, AstNode *left, AstOp op, AstNode *right);
AstNode *build_unary(Parser *P, const Token *token, AstOp op, AstNode *operand);
AstNode *build_attribute(Parser *P, AstNode *value, const Token *name);
AstNode *build_subscript(Parser *P, AstNode *value, AstNode *slice, const Token *close);
AstNode *build_slice(Parser *P, AstNode *lower, const Token *colon, AstNode *upper, const Token *colon2, AstNode *step);
AstNode *build_only_slice(Parser *P, AstNode *slice);

// ---- targets (target.c) ----

typedef enum TargetUse { TARGET_ASSIGN, TARGET_FOR, TARGET_DEL } TargetUse;

// Sets Store or Del on a target and what is inside it. False, with the error reported, if it is none.
bool target_set(Parser *P, AstNode *node, TargetUse use);
// The first part of `node` that cannot be a target, or NULL.
AstNode *target_find_invalid(AstNode *node, TargetUse use);
// What an expression is called in messages: "function call", "literal".
const char *target_describe(const AstNode *node);
// Targets of for and del, as parsed: one expression or a tuple.
AstNode *build_targets(Parser *P, AstList targets, const Token *comma);

// ---- warnings about code that cannot be meant (lint.c) ----

typedef enum LintUse { LINT_CALL, LINT_SUBSCRIPT } LintUse;

// The type of a literal or display that can be neither called nor (for LINT_SUBSCRIPT) indexed; NULL for all else.
const char *lint_fixed_type(const AstNode *node, LintUse use);
void lint_compare(Parser *P, const AstNode *left, AstOp op, const AstNode *right);
void lint_subscript(Parser *P, const AstNode *value, const AstNode *slice);

// ---- literals (literal.c) and f-strings (fstring.c) ----

AstNode *build_number(Parser *P, const Token *token);
AstNode *build_string(Parser *P, const Token *token);
// Decodes the text of a string's or f-string's part. False with the error reported.
bool literal_decode(Parser *P, const Token *token, const char *text, size_t len, bool raw, bool bytes, bool fstring,
                    AstConst *out);
AstNode *build_strings(Parser *P, AstList parts);
AstNode *build_fstring(Parser *P, const Token *start, AstList values, const Token *end);
AstList build_fstring_text(Parser *P, AstList values, const Token *token);
AstList build_fstring_field_push(Parser *P, AstList values, AstNode *field);
AstNode *build_field(Parser *P, const Token *open, AstNode *value, const Token *debug, const Token *conversion,
                     AstNode *spec, const Token *close);
AstNode *build_spec(Parser *P, const Token *colon, AstList values);

// ---- patterns (build_pattern.c) ----

AstNode *build_open_pattern(Parser *P, AstNode *pattern);
AstNode *build_open_sequence(Parser *P, AstList patterns, const Token *comma);
AstNode *build_sequence_pattern(Parser *P, AstList patterns, Span span);
AstNode *build_group_pattern(Parser *P, const Token *open, AstNode *pattern, const Token *close);
AstNode *build_star_pattern(Parser *P, const Token *star, const Token *name);
AstNode *build_as_pattern(Parser *P, AstNode *pattern, const Token *name);
AstNode *build_or_pattern(Parser *P, AstNode *left, AstNode *right);
AstNode *build_value_pattern(Parser *P, AstNode *value);
AstNode *build_name_pattern(Parser *P, AstNode *name);
AstNode *build_class_pattern(Parser *P, AstNode *cls, AstList args, const Token *close);
AstNode *build_keyword_pattern(Parser *P, const Token *name, AstNode *pattern);
AstNode *build_mapping_pattern(Parser *P, const Token *open, AstList pairs, const Token *close);
AstNode *build_pattern_key(Parser *P, AstNode *name);
AstNode *build_pattern_number(Parser *P, AstNode *number);
AstNode *build_pattern_complex(Parser *P, AstNode *real, const Token *op, const Token *imag);
AstNode *build_pattern_strings(Parser *P, AstList parts);

#endif
