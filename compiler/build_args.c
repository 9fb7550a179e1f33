// SPDX-License-Identifier: MIT
// build_args.c - parameters of functions and lambdas, type parameters, arguments of calls.
#include "compiler/build.h"

#include "compiler/grammar.h"

// ---- parameters ----

Param build_param(Parser *P, ParamKind kind, const Token *token, const Token *name, AstNode *annotation,
                  AstNode *value) {
    Param param = {.kind = kind, .token = token, .value = value};
    if (!name)
        return param;
    param.arg = build_new(P, AST_arg, annotation ? SPAN(name, annotation) : SPAN(name, name));
    param.arg->as.arg.arg = build_name_of(P, name);
    param.arg->as.arg.annotation = annotation;
    build_done(P, param.arg);
    return param;
}

// How far the list has been read.
typedef struct ParamState {
    bool slash, star, bare_star, dstar, has_default;
    uint32_t named_after_star;
} ParamState;

static bool param_error(Parser *P, const Param *param, DiagCode code) {
    parser_error(P, SPAN(param->token, param->token), code);
    return false;
}

// Lambdas tell of it at the token that shows it.
static bool complain_bare_star(Parser *P, const Param *param, bool is_lambda) {
    const Token *token = param->token;
    if (is_lambda)
        token += token[1].kind == TK_COMMA ? 2 : 1;
    parser_error(P, SPAN(token, token), DIAG_NAMED_AFTER_STAR);
    return false;
}

static bool check_star(Parser *P, const ParamList *params, uint32_t i, bool is_lambda, ParamState *state) {
    const Param *param = &params->items[i];
    if (state->star)
        return param_error(P, param, DIAG_STAR_TWICE);
    state->star = true;
    if (param->kind != PARAM_BARE_STAR)
        return true;
    if (i + 1 == params->count || params->items[i + 1].kind == PARAM_DSTAR)
        return complain_bare_star(P, param, is_lambda);
    return true;
}

static bool check_slash(Parser *P, const Param *param, uint32_t i, ParamState *state) {
    if (i == 0)
        return param_error(P, param, param->token[1].kind == TK_COMMA ? DIAG_SLASH_FIRST : DIAG_INVALID_SYNTAX);
    if (state->star)
        return param_error(P, param, DIAG_SLASH_AFTER_STAR);
    if (state->slash)
        return param_error(P, param, DIAG_SLASH_TWICE);
    state->slash = true;
    return true;
}

static bool check_param(Parser *P, const ParamList *params, uint32_t i, bool is_lambda, ParamState *state) {
    const Param *param = &params->items[i];
    if (state->dstar) {
        parser_error(P, SPAN(param->token, param->token), DIAG_AFTER_DSTAR);
        return false;
    }
    switch (param->kind) {
    case PARAM_SLASH:
        return check_slash(P, param, i, state);
    case PARAM_STAR:
    case PARAM_BARE_STAR:
        return check_star(P, params, i, is_lambda, state);
    case PARAM_DSTAR:
        state->dstar = true;
        return true;
    default:
        if (!state->star && state->has_default && !param->value)
            return param_error(P, param, DIAG_DEFAULT_ORDER);
        state->has_default |= param->value != NULL;
        return true;
    }
}

AstNode *build_arguments(Parser *P, const ParamList *params, bool is_lambda) {
    AstNode *node = build_new(P, AST_arguments, (Span){{0, 0}, {0, 0}});
    ParamState state = {0};
    for (uint32_t i = 0; i < params->count; i++) {
        const Param *param = &params->items[i];
        if (!check_param(P, params, i, is_lambda, &state))
            break;
        if (param->kind == PARAM_SLASH) {
            node->as.arguments.posonlyargs = node->as.arguments.args;
            node->as.arguments.args = (AstList){0};
        } else if (param->kind == PARAM_STAR) {
            node->as.arguments.vararg = param->arg;
        } else if (param->kind == PARAM_DSTAR) {
            node->as.arguments.kwarg = param->arg;
        } else if (param->kind == PARAM_PLAIN && state.star) {
            node->as.arguments.kwonlyargs = list_push(P, node->as.arguments.kwonlyargs, param->arg);
            node->as.arguments.kw_defaults = list_push(P, node->as.arguments.kw_defaults, param->value);
        } else if (param->kind == PARAM_PLAIN) {
            node->as.arguments.args = list_push(P, node->as.arguments.args, param->arg);
            if (param->value)
                node->as.arguments.defaults = list_push(P, node->as.arguments.defaults, param->value);
        }
    }
    return build_done(P, node);
}

// ---- type parameters ----

AstNode *build_type_param(Parser *P, AstKind kind, const Token *token, const Token *name, AstNode *bound,
                          AstNode *value) {
    AstNode *last = value ? value : bound;
    AstNode *node = build_new(P, kind, last ? SPAN(token, last) : SPAN(token, name));
    const AstName *id = build_name_of(P, name);
    if (kind == AST_TypeVar) {
        node->as.TypeVar.name = id;
        node->as.TypeVar.bound = bound;
        node->as.TypeVar.default_value = value;
    } else { // ParamSpec and TypeVarTuple have the same shape
        node->as.ParamSpec.name = id;
        node->as.ParamSpec.default_value = value;
    }
    return build_done(P, node);
}

// ---- arguments ----

// Until the call is complete, a keyword carries the name's and value's span, ** one of its own without a name.
AstNode *build_keyword(Parser *P, AstNode *name, const Token *eq, AstNode *value) {
    AstNode *node = build_new(P, AST_keyword, SPAN(name, value));
    node->as.keyword.value = value;
    if (name->kind == AST_Name && !(name->flags & AST_FLAG_PAREN)) {
        node->as.keyword.arg = name->as.Name.id;
    } else {
        Span span = {build_own_span(name).start, END_OF(eq)};
        bool singleton = name->kind == AST_Constant && name->as.Constant.value.type <= AST_CONST_TRUE;
        if (singleton)
            parser_error(P, span, DIAG_CANNOT_ASSIGN, target_describe(name));
        else
            parser_error(P, span, DIAG_KEYWORD_EXPRESSION);
    }
    return build_done(P, node);
}

AstNode *build_double_star(Parser *P, const Token *token, AstNode *value) {
    AstNode *node = build_new(P, AST_keyword, SPAN(token, value));
    node->as.keyword.value = value;
    return build_done(P, node);
}

AstNode *build_bare_genexp(Parser *P, AstNode *elt, AstList generators) {
    AstNode *last = generators.items[generators.count - 1];
    AstNode *node = build_new(P, AST_GeneratorExp, (Span){START_OF(elt), {last->end_line, last->end_col}});
    if (elt->kind == AST_Starred)
        parser_error(P, build_own_span(elt), DIAG_UNPACK_IN_COMP);
    node->as.GeneratorExp.elt = elt;
    node->as.GeneratorExp.generators = generators;
    node->flags |= AST_FLAG_BARE;
    return build_done(P, node);
}

static void complain_bare_genexp(Parser *P, AstNode *arg) {
    parser_error(P, build_own_span(arg), DIAG_GENEXP_PAREN);
}

AstList build_args_comma(Parser *P, AstList args, const Token *comma) {
    (void)comma;
    AstNode *last = args.items[args.count - 1];
    if (last->flags & AST_FLAG_BARE)
        complain_bare_genexp(P, last);
    return args;
}

static void check_repeated(Parser *P, AstList keywords) {
    for (uint32_t i = 1; i < keywords.count; i++) {
        const AstName *name = keywords.items[i]->as.keyword.arg;
        for (uint32_t k = 0; name && k < i; k++)
            if (keywords.items[k]->as.keyword.arg == name) {
                parser_defer(P, build_own_span(keywords.items[i]), DIAG_KEYWORD_REPEATED, name->bytes);
                return;
            }
    }
}

// The place of an ordering error: behind the arguments for a value, from the comma on for an unpacking.
static void complain_order(Parser *P, AstNode *arg, const Token *close, bool after_unpacking) {
    Span span = close ? SPAN(close, close) : build_own_span(arg);
    parser_error(P, span, after_unpacking ? DIAG_POSITIONAL_AFTER_UNPACKING : DIAG_POSITIONAL_AFTER_KEYWORD);
}

void build_split_args(Parser *P, AstList args, const Token *close, AstList *positional, AstList *keywords) {
    bool unpacked = false;
    for (uint32_t i = 0; i < args.count; i++) {
        AstNode *arg = args.items[i];
        if (arg->flags & AST_FLAG_BARE && args.count > 1)
            complain_bare_genexp(P, arg);
        if (arg->kind == AST_keyword) {
            unpacked |= arg->as.keyword.arg == NULL;
            *keywords = list_push(P, *keywords, arg);
            continue;
        }
        if (keywords->count && arg->kind != AST_Starred)
            complain_order(P, arg, close, unpacked);
        else if (unpacked)
            parser_error(P, (Span){END_OF(args.items[i - 1]), END_OF(arg)}, DIAG_UNPACKING_AFTER_UNPACKING);
        *positional = list_push(P, *positional, arg);
    }
    check_repeated(P, *keywords);
}

// x(...) where x cannot be called: a comma is missing more often than not.
static void warn_call(Parser *P, AstNode *func) {
    const char *type = lint_fixed_type(func, LINT_CALL);
    if (type)
        parser_warn(P, true, SPAN(func, func), DIAG_WARN_NOT_CALLABLE, type);
}

AstNode *build_call(Parser *P, AstNode *func, const Token *open, AstList args, const Token *close) {
    AstNode *node = build_new(P, AST_Call, SPAN(func, close));
    AstList positional = {0}, keywords = {0};
    if (args.count == 1 && args.items[0]->flags & AST_FLAG_BARE) { // its parentheses are the call's
        AstNode *genexp = args.items[0];
        genexp->line = open->line;
        genexp->col = open->col;
        genexp->end_line = close->end_line;
        genexp->end_col = close->end_col;
        genexp->flags &= (uint16_t)~AST_FLAG_BARE;
    }
    build_split_args(P, args, close, &positional, &keywords);
    warn_call(P, func);
    node->as.Call.func = func;
    node->as.Call.args = positional;
    node->as.Call.keywords = keywords;
    return build_done(P, node);
}
