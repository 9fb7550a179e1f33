// SPDX-License-Identifier: MIT
// build_expr.c - expression nodes.
#include "compiler/build.h"

#include <string.h>

AstNode *build_name(Parser *P, const Token *token) {
    AstNode *node = build_new(P, AST_Name, SPAN(token, token));
    node->as.Name.id = build_name_of(P, token);
    return node;
}

AstNode *build_constant(Parser *P, const Token *token, AstConstType type) {
    AstNode *node = build_new(P, AST_Constant, SPAN(token, token));
    node->as.Constant.value.type = (uint8_t)type;
    return node;
}

// ---- displays ----

AstNode *build_tuple(Parser *P, AstList elts, Span span) {
    AstNode *node = build_new(P, AST_Tuple, span);
    node->as.Tuple.elts = elts;
    return build_done(P, node);
}

AstNode *build_bare_tuple(Parser *P, AstList elts, const Token *comma) {
    AstNode *first = elts.items[0], *last = elts.items[elts.count - 1];
    return build_tuple(P, elts, comma ? SPAN(first, comma) : SPAN(first, last));
}

AstNode *build_paren_tuple(Parser *P, const Token *open, AstList elts, const Token *close) {
    AstNode *node = build_tuple(P, elts, SPAN(open, close));
    node->flags |= AST_FLAG_PAREN;
    return node;
}

AstNode *build_list(Parser *P, const Token *open, AstList elts, const Token *close) {
    AstNode *node = build_new(P, AST_List, SPAN(open, close));
    node->as.List.elts = elts;
    return build_done(P, node);
}

AstNode *build_set(Parser *P, const Token *open, AstList elts, const Token *close) {
    AstNode *node = build_new(P, AST_Set, SPAN(open, close));
    node->as.Set.elts = elts;
    return build_done(P, node);
}

AstNode *build_dict(Parser *P, const Token *open, AstList pairs, const Token *close) {
    AstNode *node = build_new(P, AST_Dict, SPAN(open, close));
    for (uint32_t i = 0; i + 1 < pairs.count; i += 2) {
        node->as.Dict.keys = list_push(P, node->as.Dict.keys, pairs.items[i]);
        node->as.Dict.values = list_push(P, node->as.Dict.values, pairs.items[i + 1]);
    }
    return build_done(P, node);
}

static bool remember_group(Parser *P, const AstNode *node, Span span) {
    if (P->group_count == P->group_capacity) {
        uint32_t capacity = P->group_capacity ? P->group_capacity * 2 : 64;
        Group *groups = P->arena->alloc(P->arena->user, P->groups, P->group_capacity * sizeof *groups,
                                        capacity * sizeof *groups);
        if (!groups) {
            parser_memory_error(P);
            return false;
        }
        P->groups = groups;
        P->group_capacity = capacity;
    }
    P->groups[P->group_count++] = (Group){node, span};
    return true;
}

AstNode *build_group(Parser *P, const Token *open, AstNode *inner, const Token *close) {
    if (inner->kind == AST_Starred)
        parser_error(P, build_own_span(inner), DIAG_STARRED_GROUP);
    if (remember_group(P, inner, SPAN(open, close)))
        inner->flags |= AST_FLAG_PAREN | AST_FLAG_GROUPED;
    return inner;
}

// ---- comprehensions ----

AstNode *build_comp(Parser *P, AstKind kind, const Token *open, AstNode *elt, AstList generators, const Token *close) {
    AstNode *node = build_new(P, kind, SPAN(open, close));
    if (elt->kind == AST_Starred)
        parser_error(P, build_own_span(elt), DIAG_UNPACK_IN_COMP);
    node->as.ListComp.elt = elt; // ListComp, SetComp and GeneratorExp have the same shape
    node->as.ListComp.generators = generators;
    if (kind == AST_GeneratorExp)
        node->flags |= AST_FLAG_PAREN;
    return build_done(P, node);
}

AstNode *build_dict_comp(Parser *P, const Token *open, AstNode *key, AstNode *value, AstList generators,
                         const Token *close) {
    AstNode *node = build_new(P, AST_DictComp, SPAN(open, close));
    node->as.DictComp.key = key;
    node->as.DictComp.value = value;
    node->as.DictComp.generators = generators;
    return build_done(P, node);
}

AstNode *build_bad_dict_comp(Parser *P, const Token *star, AstNode *value) {
    parser_error(P, SPAN(star, star), DIAG_DICT_UNPACK_IN_COMP);
    return value;
}

// A clause has no position in Python's tree; here it keeps its end for a generator expression without parentheses.
AstNode *build_comp_clause(Parser *P, AstNode *target, AstNode *iter, AstList ifs, int is_async) {
    target_set(P, target, TARGET_FOR);
    AstNode *last = ifs.count ? ifs.items[ifs.count - 1] : iter;
    AstNode *node = build_new(P, AST_comprehension, SPAN(target, last));
    node->as.comprehension.target = target;
    node->as.comprehension.iter = iter;
    node->as.comprehension.ifs = ifs;
    node->as.comprehension.is_async = is_async;
    return build_done(P, node);
}

// ---- prefixes ----

AstNode *build_starred(Parser *P, const Token *star, AstNode *value) {
    AstNode *node = build_new(P, AST_Starred, SPAN(star, value));
    node->as.Starred.value = value;
    return build_done(P, node);
}

AstNode *build_yield(Parser *P, const Token *token, AstNode *value) {
    AstNode *node = build_new(P, AST_Yield, value ? SPAN(token, value) : SPAN(token, token));
    node->as.Yield.value = value;
    return build_done(P, node);
}

AstNode *build_yield_from(Parser *P, const Token *token, AstNode *value) {
    AstNode *node = build_new(P, AST_YieldFrom, SPAN(token, value));
    node->as.YieldFrom.value = value;
    return build_done(P, node);
}

AstNode *build_await(Parser *P, const Token *token, AstNode *value) {
    AstNode *node = build_new(P, AST_Await, SPAN(token, value));
    node->as.Await.value = value;
    return build_done(P, node);
}

AstNode *build_lambda(Parser *P, const Token *token, const ParamList *params, AstNode *body) {
    AstNode *node = build_new(P, AST_Lambda, SPAN(token, body));
    node->as.Lambda.args = build_arguments(P, params, true);
    node->as.Lambda.body = body;
    return build_done(P, node);
}

AstNode *build_unary(Parser *P, const Token *token, AstOp op, AstNode *operand) {
    AstNode *node = build_new(P, AST_UnaryOp, SPAN(token, operand));
    node->as.UnaryOp.op = (uint8_t)op;
    node->as.UnaryOp.operand = operand;
    return build_done(P, node);
}

// ---- between two ----

AstNode *build_named(Parser *P, AstNode *target, AstNode *value) {
    AstNode *node = build_new(P, AST_NamedExpr, SPAN(target, value));
    if (target->kind == AST_Name && !(target->flags & AST_FLAG_PAREN))
        target->ctx = AST_STORE;
    else
        parser_error(P, build_own_span(target), DIAG_WALRUS_TARGET, target_describe(target));
    node->as.NamedExpr.target = target;
    node->as.NamedExpr.value = value;
    return build_done(P, node);
}

// An argument takes a plain name before := and has no words of its own for anything else.
AstNode *build_arg_named(Parser *P, AstNode *target, const Token *walrus, AstNode *value) {
    if (target->kind != AST_Name || target->flags & AST_FLAG_PAREN)
        parser_error(P, SPAN(walrus, walrus), DIAG_INVALID_SYNTAX);
    return build_named(P, target, value);
}

AstNode *build_if_exp(Parser *P, AstNode *body, AstNode *test, AstNode *orelse) {
    AstNode *node = build_new(P, AST_IfExp, SPAN(body, orelse));
    node->as.IfExp.test = test;
    node->as.IfExp.body = body;
    node->as.IfExp.orelse = orelse;
    return build_done(P, node);
}

// Makes an existing node reach to the end of one more operand, and as deep.
static AstNode *extend(Parser *P, AstNode *node, AstNode *operand) {
    Pos end = END_OF(operand);
    node->end_line = end.line;
    node->end_col = end.col;
    if (operand->depth >= node->depth) {
        node->depth = operand->depth + 1;
        if (node->depth > ast_depth_limit)
            parser_error(P, build_own_span(node), DIAG_TOO_DEEP);
    }
    return node;
}

AstNode *build_bool_op(Parser *P, AstOp op, AstNode *left, AstNode *right) {
    if (left->kind == AST_BoolOp && left->as.BoolOp.op == op && !(left->flags & AST_FLAG_PAREN)) {
        left->as.BoolOp.values = list_push(P, left->as.BoolOp.values, right);
        return extend(P, left, right);
    }
    AstNode *node = build_new(P, AST_BoolOp, SPAN(left, right));
    node->as.BoolOp.op = (uint8_t)op;
    node->as.BoolOp.values = list_push(P, list_of(P, left), right);
    return build_done(P, node);
}

// As list_push, for operators: room doubles at powers of two.
static AstOpList ops_push(Parser *P, AstOpList list, AstOp op) {
    if (!(list.count & (list.count - 1))) {
        uint8_t *items = arena_alloc(P->arena, list.count ? (size_t)list.count * 2 : 1);
        if (!items) {
            parser_memory_error(P);
            return list;
        }
        if (list.count)
            memcpy(items, list.items, list.count);
        list.items = items;
    }
    list.items[list.count++] = (uint8_t)op;
    return list;
}

AstNode *build_compare(Parser *P, AstNode *left, AstOp op, AstNode *right) {
    if (left->kind == AST_Compare && !(left->flags & AST_FLAG_PAREN)) {
        AstList seen = left->as.Compare.comparators;
        lint_compare(P, seen.items[seen.count - 1], op, right);
        left->as.Compare.ops = ops_push(P, left->as.Compare.ops, op);
        left->as.Compare.comparators = list_push(P, seen, right);
        return extend(P, left, right);
    }
    AstNode *node = build_new(P, AST_Compare, SPAN(left, right));
    lint_compare(P, left, op, right);
    node->as.Compare.left = left;
    node->as.Compare.ops = ops_push(P, (AstOpList){0}, op);
    node->as.Compare.comparators = list_of(P, right);
    return build_done(P, node);
}

AstNode *build_binary(Parser *P, AstNode *left, AstOp op, AstNode *right) {
    AstNode *node = build_new(P, AST_BinOp, SPAN(left, right));
    node->as.BinOp.left = left;
    node->as.BinOp.op = (uint8_t)op;
    node->as.BinOp.right = right;
    return build_done(P, node);
}

// ---- suffixes ----

AstNode *build_attribute(Parser *P, AstNode *value, const Token *name) {
    AstNode *node = build_new(P, AST_Attribute, SPAN(value, name));
    node->as.Attribute.value = value;
    node->as.Attribute.attr = build_name_of(P, name);
    return build_done(P, node);
}

AstNode *build_subscript(Parser *P, AstNode *value, AstNode *slice, const Token *close) {
    AstNode *node = build_new(P, AST_Subscript, SPAN(value, close));
    lint_subscript(P, value, slice);
    node->as.Subscript.value = value;
    node->as.Subscript.slice = slice;
    return build_done(P, node);
}

AstNode *build_slice(Parser *P, AstNode *lower, const Token *colon, AstNode *upper, const Token *colon2,
                     AstNode *step) {
    Pos start = lower ? START_OF(lower) : START_OF(colon);
    Pos end = step ? END_OF(step) : colon2 ? END_OF(colon2) : upper ? END_OF(upper) : END_OF(colon);
    AstNode *node = build_new(P, AST_Slice, (Span){start, end});
    node->as.Slice.lower = lower;
    node->as.Slice.upper = upper;
    node->as.Slice.step = step;
    return build_done(P, node);
}

// a[*b] is a[(*b,)].
AstNode *build_only_slice(Parser *P, AstNode *slice) {
    return slice->kind == AST_Starred ? build_tuple(P, list_of(P, slice), SPAN(slice, slice)) : slice;
}
