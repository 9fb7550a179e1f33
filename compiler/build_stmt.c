// SPDX-License-Identifier: MIT
// build_stmt.c - statement nodes.
#include "compiler/build.h"

#include "compiler/grammar.h"

// A compound statement ends where its last line does.
static Span span_to_block(Parser *P, const Token *token) {
    return (Span){START_OF(token), P->last_end};
}


AstNode *build_module(Parser *P, AstKind kind, AstList body) {
    AstNode *node = build_new(P, kind, (Span){{1, 0}, {1, 0}});
    if (kind == AST_Interactive)
        node->as.Interactive.body = body;
    else
        node->as.Module.body = body;
    return build_done(P, node);
}

// eval() takes no star outside brackets.
static const AstNode *bare_star(const AstNode *body) {
    if (body->kind == AST_Starred)
        return body;
    if (body->kind != AST_Tuple || body->flags & AST_FLAG_PAREN)
        return NULL;
    for (uint32_t i = 0; i < body->as.Tuple.elts.count; i++)
        if (body->as.Tuple.elts.items[i]->kind == AST_Starred)
            return body->as.Tuple.elts.items[i];
    return NULL;
}

AstNode *build_expression_module(Parser *P, AstNode *body) {
    const AstNode *star = bare_star(body);
    if (star)
        parser_error(P, (Span){{star->line, star->col}, {star->line, star->col + 1}}, DIAG_INVALID_SYNTAX);
    AstNode *node = build_new(P, AST_Expression, build_own_span(body));
    node->as.Expression.body = body;
    return build_done(P, node);
}

AstNode *build_expr_stmt(Parser *P, AstNode *value) {
    AstNode *node = build_new(P, AST_Expr, SPAN(value, value));
    node->as.Expr.value = value;
    return build_done(P, node);
}

static bool is_yield(const AstNode *node) {
    return (node->kind == AST_Yield || node->kind == AST_YieldFrom) && !(node->flags & AST_FLAG_PAREN);
}

// f() = 1 reads like a misspelt comparison where the left side is one operand and there is one = only.
static bool looks_like_comparison(const AstNode *target, const AstNode *value, uint32_t count) {
    if (count != 2 || is_yield(value))
        return false;
    switch (target->kind) {
    case AST_List: case AST_Tuple: case AST_GeneratorExp: case AST_Starred: case AST_Compare: case AST_BoolOp:
    case AST_IfExp: case AST_Lambda:
        return false;
    case AST_UnaryOp:
        return target->as.UnaryOp.op != AST_OP_Not;
    case AST_Constant:
        return target->as.Constant.value.type > AST_CONST_TRUE;
    default:
        return true;
    }
}

// x, f() = 1: the last element of a bare tuple is what stands before the =. True if an error was reported.
static bool complain_like_comparison(Parser *P, AstNode *target, AstNode *value, uint32_t count) {
    AstNode *last = target;
    if (target->kind == AST_Tuple && !(target->flags & AST_FLAG_PAREN) && count == 2) {
        last = target->as.Tuple.elts.items[target->as.Tuple.elts.count - 1];
        AstNode *bad = target_find_invalid(target, TARGET_ASSIGN);
        if (bad && last->kind == AST_Name && !(last->flags & AST_FLAG_PAREN) && !is_yield(value)) {
            parser_error(P, SPAN(last, value), DIAG_MAYBE_WALRUS);
            return true;
        }
    }
    if (!target_find_invalid(last, TARGET_ASSIGN) || !looks_like_comparison(last, value, count))
        return false;
    parser_error(P, build_own_span(last), DIAG_CANNOT_ASSIGN_HERE, target_describe(last));
    return true;
}

AstNode *build_assign(Parser *P, AstList chain) {
    AstNode *value = chain.items[chain.count - 1];
    for (uint32_t i = 0; i + 1 < chain.count; i++) {
        AstNode *target = chain.items[i];
        if (is_yield(target)) {
            parser_error(P, build_own_span(target), DIAG_ASSIGN_YIELD);
            break;
        }
        if (i == 0 && complain_like_comparison(P, target, value, chain.count))
            break;
        if (!target_set(P, target, TARGET_ASSIGN))
            break;
    }
    AstNode *node = build_new(P, AST_Assign, SPAN(chain.items[0], value));
    chain.count--;
    node->as.Assign.targets = chain;
    node->as.Assign.value = value;
    return build_done(P, node);
}

static AstOp aug_op(const Token *token) {
    switch (token->kind) {
    case TK_PLUSEQ: return AST_OP_Add;
    case TK_MINUSEQ: return AST_OP_Sub;
    case TK_STAREQ: return AST_OP_Mult;
    case TK_SLASHEQ: return AST_OP_Div;
    case TK_DSLASHEQ: return AST_OP_FloorDiv;
    case TK_PERCENTEQ: return AST_OP_Mod;
    case TK_ATEQ: return AST_OP_MatMult;
    case TK_DSTAREQ: return AST_OP_Pow;
    case TK_VBAREQ: return AST_OP_BitOr;
    case TK_AMPEREQ: return AST_OP_BitAnd;
    case TK_CARETEQ: return AST_OP_BitXor;
    case TK_LSHIFTEQ: return AST_OP_LShift;
    default: return AST_OP_RShift;
    }
}

static bool is_single_target(const AstNode *node) {
    return node->kind == AST_Name || node->kind == AST_Attribute || node->kind == AST_Subscript;
}

AstNode *build_aug_assign(Parser *P, AstNode *target, const Token *op, AstNode *value) {
    if (is_single_target(target))
        target_set(P, target, TARGET_ASSIGN);
    else
        parser_error(P, build_own_span(target), DIAG_AUG_ASSIGN, target_describe(target));
    AstNode *node = build_new(P, AST_AugAssign, SPAN(target, value));
    node->as.AugAssign.target = target;
    node->as.AugAssign.op = (uint8_t)aug_op(op);
    node->as.AugAssign.value = value;
    return build_done(P, node);
}

static void complain_annotation(Parser *P, AstNode *target) {
    if (target->kind == AST_Tuple && !(target->flags & AST_FLAG_PAREN))
        parser_error(P, build_own_span(target->as.Tuple.elts.items[0]), DIAG_ANNOTATE_SINGLE, "tuple");
    else if (target->kind == AST_Tuple || target->kind == AST_List)
        parser_error(P, build_own_span(target), DIAG_ANNOTATE_SINGLE, target_describe(target));
    else
        parser_error(P, build_own_span(target), DIAG_ANNOTATE_ILLEGAL);
}

AstNode *build_ann_assign(Parser *P, AstNode *target, AstNode *annotation, AstNode *value) {
    if (is_single_target(target))
        target_set(P, target, TARGET_ASSIGN);
    else
        complain_annotation(P, target);
    AstNode *node = build_new(P, AST_AnnAssign, SPAN(target, value ? value : annotation));
    node->as.AnnAssign.target = target;
    node->as.AnnAssign.annotation = annotation;
    node->as.AnnAssign.value = value;
    node->as.AnnAssign.simple = target->kind == AST_Name && !(target->flags & AST_FLAG_PAREN);
    return build_done(P, node);
}

AstNode *build_return(Parser *P, const Token *token, AstNode *value) {
    AstNode *node = build_new(P, AST_Return, value ? SPAN(token, value) : SPAN(token, token));
    node->as.Return.value = value;
    return build_done(P, node);
}

AstNode *build_raise(Parser *P, const Token *token, AstNode *exc, AstNode *cause) {
    AstNode *node = build_new(P, AST_Raise, cause ? SPAN(token, cause) : exc ? SPAN(token, exc) : SPAN(token, token));
    node->as.Raise.exc = exc;
    node->as.Raise.cause = cause;
    return build_done(P, node);
}

// The names hold no positions: the last one's end is that of the token before the one that ended the statement.
AstNode *build_scope(Parser *P, AstKind kind, const Token *token, AstNameList names) {
    const Token *last = token + 2 * names.count - 1;
    AstNode *node = build_new(P, kind, SPAN(token, last));
    node->as.Global.names = names; // Nonlocal has the same shape
    return build_done(P, node);
}

AstNode *build_delete(Parser *P, const Token *token, AstNode *targets) {
    bool bare = targets->kind == AST_Tuple && !(targets->flags & AST_FLAG_PAREN);
    AstNode *node = build_new(P, AST_Delete, SPAN(token, targets));
    if (bare)
        node->as.Delete.targets = targets->as.Tuple.elts;
    else
        node->as.Delete.targets = list_of(P, targets);
    target_set(P, targets, TARGET_DEL);
    return build_done(P, node);
}

AstNode *build_assert(Parser *P, const Token *token, AstNode *test, AstNode *msg) {
    AstNode *node = build_new(P, AST_Assert, SPAN(token, msg ? msg : test));
    if (test->kind == AST_Tuple && test->as.Tuple.elts.count)
        parser_warn(P, true, SPAN(token, msg ? msg : test), DIAG_WARN_ASSERT_TUPLE);
    node->as.Assert.test = test;
    node->as.Assert.msg = msg;
    return build_done(P, node);
}

AstNode *build_type_alias(Parser *P, const Token *token, const Token *name, AstList params, AstNode *value) {
    AstNode *node = build_new(P, AST_TypeAlias, SPAN(token, value));
    AstNode *target = build_name(P, name);
    target->ctx = AST_STORE;
    node->as.TypeAlias.name = target;
    node->as.TypeAlias.type_params = params;
    node->as.TypeAlias.value = value;
    return build_done(P, node);
}

// ---- imports ----

// The parts of a.b.c may stand apart (a . b); the name has no blanks.
static const AstName *join_dotted(Parser *P, const DottedName *dotted) {
    if (dotted->first == dotted->last)
        return build_name_of(P, dotted->first);
    Buf buf;
    buf_init(&buf, P->arena->alloc, P->arena->user);
    for (const Token *token = dotted->first; token <= dotted->last; token++) {
        if (token->kind == TK_DOT) {
            buf_putc(&buf, '.');
        } else {
            const AstName *part = build_name_of(P, token);
            buf_append(&buf, part->bytes, part->len);
        }
    }
    const AstName *name = &P->dummy_name;
    if (buf.failed)
        parser_memory_error(P);
    else
        name = build_intern(P, buf.data, buf.len);
    buf_free(&buf);
    return name;
}

AstNode *build_alias(Parser *P, const DottedName *dotted, const Token *asname) {
    AstNode *node = build_new(P, AST_alias, SPAN(dotted->first, asname ? asname : dotted->last));
    node->as.alias.name = join_dotted(P, dotted);
    node->as.alias.asname = asname ? build_name_of(P, asname) : NULL;
    return node;
}

AstNode *build_alias_star(Parser *P, const Token *star) {
    AstNode *node = build_new(P, AST_alias, SPAN(star, star));
    node->as.alias.name = build_intern(P, "*", 1);
    return node;
}

AstNode *build_import(Parser *P, const Token *token, AstList names) {
    AstNode *node = build_new(P, AST_Import, SPAN(token, names.items[names.count - 1]));
    node->as.Import.names = names;
    return build_done(P, node);
}

AstNode *build_import_from(Parser *P, const Token *token, int level, const DottedName *module, AstList names,
                           const Token *end) {
    AstNode *last = names.items[names.count - 1];
    AstNode *node = build_new(P, AST_ImportFrom, end ? SPAN(token, end) : SPAN(token, last));
    node->as.ImportFrom.module = module ? join_dotted(P, module) : NULL;
    node->as.ImportFrom.names = names;
    node->as.ImportFrom.level = level;
    return build_done(P, node);
}

// ---- compound statements ----

AstNode *build_if(Parser *P, const Token *token, AstNode *test, AstList body, AstList orelse) {
    AstNode *node = build_new(P, AST_If, span_to_block(P, token));
    node->as.If.test = test;
    node->as.If.body = body;
    node->as.If.orelse = orelse;
    return build_done(P, node);
}

AstNode *build_while(Parser *P, const Token *token, AstNode *test, AstList body, AstList orelse) {
    AstNode *node = build_new(P, AST_While, span_to_block(P, token));
    node->as.While.test = test;
    node->as.While.body = body;
    node->as.While.orelse = orelse;
    return build_done(P, node);
}

AstNode *build_for(Parser *P, const Token *token, AstNode *target, AstNode *iter, AstList body, AstList orelse) {
    target_set(P, target, TARGET_FOR);
    AstNode *node = build_new(P, AST_For, span_to_block(P, token));
    node->as.For.target = target;
    node->as.For.iter = iter;
    node->as.For.body = body;
    node->as.For.orelse = orelse;
    return build_done(P, node);
}

// with (a, b): has two items where every element could be one; (a, *b) and (a := b, c) are tuples.
static AstList unfold_items(Parser *P, AstList items) {
    if (items.count != 1 || items.items[0]->as.withitem.optional_vars)
        return items;
    AstNode *expr = items.items[0]->as.withitem.context_expr;
    if (expr->kind != AST_Tuple || (expr->flags & (AST_FLAG_PAREN | AST_FLAG_GROUPED)) != AST_FLAG_PAREN)
        return items;
    AstList elts = expr->as.Tuple.elts, result = {0};
    for (uint32_t i = 0; i < elts.count; i++) {
        AstNode *elt = elts.items[i];
        if (elt->kind == AST_Starred || (elt->kind == AST_NamedExpr && !(elt->flags & AST_FLAG_PAREN)))
            return items;
        result = list_push(P, result, build_withitem(P, elt, NULL));
    }
    return result.count ? result : items;
}

AstNode *build_with(Parser *P, const Token *token, AstList items, AstList body) {
    AstNode *node = build_new(P, AST_With, span_to_block(P, token));
    node->as.With.items = unfold_items(P, items);
    node->as.With.body = body;
    return build_done(P, node);
}

AstNode *build_withitem(Parser *P, AstNode *context, AstNode *target) {
    AstNode *node = build_new(P, AST_withitem, SPAN(context, target ? target : context));
    if (target)
        target_set(P, target, TARGET_ASSIGN);
    node->as.withitem.context_expr = context;
    node->as.withitem.optional_vars = target;
    return build_done(P, node);
}

// The asynchronous kinds have the fields of the plain ones.
AstNode *build_async(Parser *P, const Token *token, AstNode *stmt) {
    Pos start = START_OF(token);
    stmt->line = start.line;
    stmt->col = start.col;
    if (stmt->kind == AST_For)
        stmt->kind = AST_AsyncFor;
    else if (stmt->kind == AST_With)
        stmt->kind = AST_AsyncWith;
    else if (stmt->kind == AST_FunctionDef)
        stmt->kind = AST_AsyncFunctionDef;
    return stmt;
}

AstNode *build_decorated(Parser *P, AstList decorators, AstNode *stmt) {
    if (stmt->kind == AST_ClassDef)
        stmt->as.ClassDef.decorator_list = decorators;
    else if (stmt->kind == AST_AsyncFunctionDef)
        stmt->as.AsyncFunctionDef.decorator_list = decorators;
    else if (stmt->kind == AST_FunctionDef)
        stmt->as.FunctionDef.decorator_list = decorators;
    return build_done(P, stmt);
}

// except and except* have one node; a flag that means nothing else there tells which it was.
enum { FLAG_STAR = 0x100 };

AstNode *build_try(Parser *P, const Token *token, AstList body, AstList handlers, AstList orelse, AstList finalbody) {
    bool star = handlers.count && handlers.items[0]->flags & FLAG_STAR;
    AstNode *node = build_new(P, star ? AST_TryStar : AST_Try, span_to_block(P, token));
    node->as.Try.body = body; // TryStar has the same shape
    node->as.Try.handlers = handlers;
    node->as.Try.orelse = orelse;
    node->as.Try.finalbody = finalbody;
    return build_done(P, node);
}

AstNode *build_handler(Parser *P, const Token *token, const Token *star, AstNode *type, const Token *name,
                       AstList body) {
    AstNode *node = build_new(P, AST_ExceptHandler, span_to_block(P, token));
    node->as.ExceptHandler.type = type;
    node->as.ExceptHandler.name = name ? build_name_of(P, name) : NULL;
    node->as.ExceptHandler.body = body;
    if (star)
        node->flags |= FLAG_STAR;
    return build_done(P, node);
}

AstList build_add_handler(Parser *P, AstList handlers, AstNode *handler) {
    bool star = handler->flags & FLAG_STAR;
    if (star != !!(handlers.items[0]->flags & FLAG_STAR)) {
        Pos start = {handler->line, handler->col}; // the word except, and the * where it has one
        parser_error(P, (Span){start, {start.line, start.col + (star ? 7 : 6)}}, DIAG_EXCEPT_MIXED);
    }
    return list_push(P, handlers, handler);
}

AstNode *build_def(Parser *P, const Token *token, const Token *name, AstList type_params, const ParamList *params,
                   AstNode *returns, AstList body) {
    AstNode *node = build_new(P, AST_FunctionDef, span_to_block(P, token));
    node->as.FunctionDef.name = build_name_of(P, name);
    node->as.FunctionDef.args = build_arguments(P, params, false);
    node->as.FunctionDef.body = body;
    node->as.FunctionDef.returns = returns;
    node->as.FunctionDef.type_params = type_params;
    return build_done(P, node);
}

AstNode *build_class(Parser *P, const Token *token, const Token *name, AstList type_params, AstList args,
                     const Token *paren, AstList body) {
    AstNode *node = build_new(P, AST_ClassDef, span_to_block(P, token));
    AstList bases = {0}, keywords = {0};
    build_split_args(P, args, NULL, &bases, &keywords);
    if (paren && bases.count && bases.items[0]->flags & AST_FLAG_BARE) { // what does not fit is the `for`
        AstNode *elt = bases.items[0]->as.GeneratorExp.elt;
        const Token *next = build_token_from(P, END_OF(elt));
        parser_error(P, SPAN(next, next), DIAG_INVALID_SYNTAX);
    }
    node->as.ClassDef.name = build_name_of(P, name);
    node->as.ClassDef.bases = bases;
    node->as.ClassDef.keywords = keywords;
    node->as.ClassDef.body = body;
    node->as.ClassDef.type_params = type_params;
    return build_done(P, node);
}

// ---- match ----

AstNode *build_match(Parser *P, const Token *token, AstNode *subject, AstList cases) {
    AstNode *node = build_new(P, AST_Match, span_to_block(P, token));
    node->as.Match.subject = subject;
    node->as.Match.cases = cases;
    return build_done(P, node);
}

AstNode *build_case(Parser *P, const Token *token, AstNode *pattern, AstNode *guard, AstList body) {
    AstNode *node = build_new(P, AST_match_case, span_to_block(P, token));
    node->as.match_case.pattern = pattern;
    node->as.match_case.guard = guard;
    node->as.match_case.body = body;
    return build_done(P, node);
}

AstNode *build_subject(Parser *P, AstNode *subject) {
    if (subject->kind == AST_Starred)
        parser_error(P, build_own_span(subject), DIAG_INVALID_SYNTAX);
    return subject;
}
