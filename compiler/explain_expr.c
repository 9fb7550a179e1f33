// SPDX-License-Identifier: MIT
// explain_expr.c - finds CPython's words for a token that the grammar rejected: expressions, calls, parameters.
#include "compiler/explain.h"
#include "compiler/grammar.h"

static int kind_at(const Explain *x, uint32_t i) {
    return x->tokens[i].kind;
}

// ---- where an expression begins ----

typedef enum Context {
    CTX_NONE,       // what stands before is not the start of a whole expression
    CTX_EXPRESSION, // := needs parentheses here
    CTX_NAMED,      // := may stand here
} Context;

static Context context_behind(const Explain *x, uint32_t before) {
    switch (kind_at(x, before)) {
    case TK_LPAR: case TK_LSQB: case TK_LBRACE: case TK_COMMA: case TK_IF: case TK_ELIF: case TK_WHILE:
    case TK_WITH_LPAR:
        return CTX_NAMED;
    case TK_EQ: case TK_WALRUS: case TK_COLON: case TK_ELSE: case TK_RETURN: case TK_YIELD: case TK_FROM: case TK_SEMI:
    case TK_ASSERT: case TK_RAISE: case TK_DEL: case TK_IN: case TK_FLBRACE: case TK_WITH: case TK_EXCEPT:
    case TK_ARROW: case TK_PLUSEQ: case TK_MINUSEQ: case TK_STAREQ: case TK_SLASHEQ: case TK_DSLASHEQ:
    case TK_PERCENTEQ: case TK_ATEQ: case TK_DSTAREQ: case TK_VBAREQ: case TK_AMPEREQ: case TK_CARETEQ:
    case TK_LSHIFTEQ: case TK_RSHIFTEQ: case TK_AT:
        return CTX_EXPRESSION;
    default:
        return CTX_NONE;
    }
}

// Is the `in` at i a for's? Then a `for` stands before it in the same bracket, with no other `in` between.
static bool is_for_in(const Explain *x, uint32_t i, uint32_t floor) {
    uint32_t depth = 0;
    while (i-- > floor) {
        int kind = kind_at(x, i);
        if (explain_closes(kind))
            depth++;
        else if (explain_opens(kind) && depth-- == 0)
            return false;
        else if (depth == 0 && kind == TK_FOR)
            return true;
        else if (depth == 0 && (kind == TK_IN || kind == TK_COLON))
            return false;
    }
    return false;
}

// The `if` at i follows an operand: it is a conditional expression's or a comprehension's.
static bool is_infix_if(const Explain *x, uint32_t i) {
    return i > x->line && context_behind(x, i - 1) == CTX_NONE;
}

// Goes back from `end` to where the expression around it begins, in the same bracket. *context tells what kind of place
// that is: CTX_NONE inside a comprehension's clauses, which take no whole expression.
static uint32_t expression_start(const Explain *x, uint32_t end, Context *context) {
    uint32_t depth = 0;
    for (uint32_t i = end; i-- > x->line;) {
        int kind = kind_at(x, i);
        if (explain_closes(kind)) {
            depth++;
        } else if (explain_opens(kind) && depth-- == 0) {
            *context = context_behind(x, i);
            return i + 1;
        } else if (depth == 0 && (kind == TK_FSTRING_START || kind == TK_FOR)) {
            *context = CTX_NONE;
            return i + 1;
        } else if (depth == 0 && kind == TK_IN) {
            if (!is_for_in(x, i, x->line))
                continue;
            *context = x->open == EXPLAIN_NONE ? CTX_EXPRESSION : CTX_NONE;
            return i + 1;
        } else if (depth == 0 && kind == TK_IF && is_infix_if(x, i)) {
            continue;
        } else if (depth == 0 && kind != TK_AT && context_behind(x, i) != CTX_NONE) {
            bool bare_comma = kind == TK_COMMA && x->open == EXPLAIN_NONE;
            *context = bare_comma ? CTX_EXPRESSION : context_behind(x, i);
            return i + 1;
        }
    }
    *context = CTX_EXPRESSION;
    return x->line;
}

static bool is_disjunction(const AstNode *node) {
    return node && (node->flags & AST_FLAG_PAREN || (node->kind != AST_IfExp && node->kind != AST_Lambda));
}

static bool is_operand(const AstNode *node) { // CPython's bitwise_or
    if (!node || node->flags & AST_FLAG_PAREN)
        return node != NULL;
    return node->kind != AST_IfExp && node->kind != AST_Lambda && node->kind != AST_Compare &&
           node->kind != AST_BoolOp && !(node->kind == AST_UnaryOp && node->as.UnaryOp.op == AST_OP_Not);
}

static bool is_name_text(const Explain *x, uint32_t i, const char *text) {
    return kind_at(x, i) == TK_NAME && lexer_token_is(x->P->source, &x->tokens[i], text);
}

static bool is_legacy(const Explain *x, uint32_t i) {
    return is_name_text(x, i, "print") || is_name_text(x, i, "exec");
}

static void report_nodes(const Explain *x, const AstNode *from, const AstNode *to, DiagCode code) {
    parser_error(x->P, (Span){build_own_span(from).start, build_own_span(to).end}, code);
}

static bool report_at(const Explain *x, DiagCode code) {
    explain_range(x, x->at, x->at, code);
    return true;
}

// ---- one operand too many ----

static bool explain_legacy(const Explain *x) {
    uint32_t name = x->at - 1, stop;
    if (x->at <= x->line || !is_legacy(x, name) || (name > x->line && kind_at(x, name - 1) == TK_DOT))
        return false;
    AstNode *rest = explain_longest(x, TK_START_STAR, x->at, &stop);
    if (!rest)
        return false;
    const Token *token = &x->tokens[name];
    int len = (int)(token->end - token->start);
    const char *text = x->P->source->text + token->start;
    parser_error(x->P, (Span){{token->line, token->col}, build_own_span(rest).end}, DIAG_MISSING_PARENS, len, text, len,
                 text);
    return true;
}

static bool explain_comma(const Explain *x, uint32_t first, AstNode *left) {
    if (x->open == EXPLAIN_NONE || !is_disjunction(left) || is_legacy(x, x->at - 1))
        return false;
    int second = kind_at(x, first + 1);
    if (kind_at(x, first) == TK_NAME && (second == TK_STRING || is_name_text(x, first, "match") ||
                                         is_name_text(x, first, "case") || is_name_text(x, first, "type") ||
                                         is_name_text(x, first, "_")))
        return false;
    uint32_t stop;
    AstNode *right = explain_longest(x, TK_START_EXPR, x->at, &stop);
    if (!right || x->tokens[stop - 1].level == 0)
        return false;
    report_nodes(x, left, right, DIAG_FORGOT_COMMA);
    return true;
}

// a if b without else: the `if` splits tokens[first, at) into two operands.
static bool explain_else(const Explain *x, uint32_t first) {
    int bad = kind_at(x, x->at);
    if (bad == TK_ELSE || bad == TK_COLON)
        return false;
    for (uint32_t i = x->at; i-- > first + 1;) {
        if (kind_at(x, i) != TK_IF)
            continue;
        AstNode *left = explain_exact(x, TK_START_EXPR, first, i);
        AstNode *test = explain_exact(x, TK_START_EXPR, i + 1, x->at);
        if (!is_disjunction(left) || !is_disjunction(test))
            continue;
        report_nodes(x, left, test, DIAG_EXPECTED_ELSE);
        return true;
    }
    return false;
}

static bool explain_not(const Explain *x) {
    if (kind_at(x, x->at) != TK_NOT || x->at == x->line)
        return false;
    switch (kind_at(x, x->at - 1)) {
    case TK_PLUS: case TK_MINUS: case TK_STAR: case TK_SLASH: case TK_PERCENT: case TK_DSLASH: case TK_AT: case TK_TILDE:
        break;
    default:
        return false;
    }
    uint32_t stop;
    AstNode *operand = explain_longest(x, TK_START_EXPR, x->at, &stop);
    if (!operand)
        return false;
    explain_range(x, x->at, stop - 1, DIAG_NOT_AFTER_OPERATOR);
    return true;
}

// (x = 1), if x = 1:
static bool explain_equals(const Explain *x, uint32_t first, AstNode *left, Context context) {
    if (kind_at(x, x->at) != TK_EQ || context != CTX_NAMED || !is_operand(left))
        return false;
    uint32_t stop;
    AstNode *right = explain_longest(x, TK_START_OPERAND, x->at + 1, &stop);
    if (!right || kind_at(x, stop) == TK_EQ || kind_at(x, stop) == TK_WALRUS)
        return false;
    if (first + 1 == x->at && left->kind == AST_Name) {
        report_nodes(x, left, right, DIAG_MAYBE_WALRUS);
        return true;
    }
    if (left->kind == AST_List || left->kind == AST_Tuple || left->kind == AST_GeneratorExp ||
        (left->kind == AST_Constant && left->as.Constant.value.type <= AST_CONST_TRUE))
        return false;
    parser_error(x->P, build_own_span(left), DIAG_CANNOT_ASSIGN_HERE, target_describe(left));
    return true;
}

// ---- brackets ----

static bool has_in_behind(const Explain *x) {
    uint32_t stop = explain_past(x->P, x->open);
    int depth = 0;
    for (uint32_t i = x->at; i < stop; i++) {
        depth += explain_opens(kind_at(x, i)) - explain_closes(kind_at(x, i));
        if (depth == 0 && kind_at(x, i) == TK_IN)
            return true;
    }
    return false;
}

// The `for` whose targets run up to the rejected token, in the same bracket.
static uint32_t for_before(const Explain *x) {
    uint32_t depth = 0;
    for (uint32_t i = x->at; i-- > x->open + 1;) {
        int kind = kind_at(x, i);
        if (explain_closes(kind))
            depth++;
        else if (explain_opens(kind))
            depth--;
        else if (depth == 0 && kind == TK_FOR)
            return i;
        else if (depth == 0 && kind == TK_IN)
            return EXPLAIN_NONE;
    }
    return EXPLAIN_NONE;
}

static bool explain_comp(const Explain *x) {
    if (kind_at(x, x->at) == TK_FOR && (kind_at(x, x->open) == TK_LSQB || kind_at(x, x->open) == TK_LBRACE)) {
        if (!explain_exact(x, TK_START_STAR, x->open + 1, x->at) || !has_in_behind(x))
            return false;
        explain_range(x, x->open + 1, x->at - 1, DIAG_COMP_TARGET_PARENS);
        return true;
    }
    uint32_t head = for_before(x);
    if (head != EXPLAIN_NONE && kind_at(x, x->at) != TK_IN &&
        explain_exact(x, TK_START_TARGETS, head + 1, x->at)) {
        explain_range(x, x->at, x->at, DIAG_IN_EXPECTED);
        return true;
    }
    return false;
}

// Is the brace a dict's: does its first entry have a colon or **?
static bool is_dict(const Explain *x) {
    if (kind_at(x, x->open + 1) == TK_DSTAR)
        return true;
    int depth = 0;
    for (uint32_t i = x->open + 1; i < x->at; i++) {
        depth += explain_opens(kind_at(x, i)) - explain_closes(kind_at(x, i));
        if (depth == 0 && kind_at(x, i) == TK_COLON)
            return true;
        if (depth == 0 && kind_at(x, i) == TK_COMMA)
            return false;
    }
    return false;
}

static bool explain_dict(const Explain *x, uint32_t first, AstNode *left) {
    if (kind_at(x, x->open) != TK_LBRACE || !is_dict(x))
        return false;
    int bad = kind_at(x, x->at), before = kind_at(x, x->at - 1);
    if (before == TK_COLON && (bad == TK_RBRACE || bad == TK_COMMA)) {
        explain_range(x, x->at - 1, x->at - 1, DIAG_DICT_VALUE);
        return true;
    }
    if (before == TK_COLON && bad == TK_STAR) {
        uint32_t stop;
        if (!explain_longest(x, TK_START_OPERAND, x->at + 1, &stop))
            return false;
        explain_open_range(x, x->at, stop, DIAG_DICT_STARRED_VALUE);
        return true;
    }
    if (left && kind_at(x, first - 1) == TK_COMMA) {
        Diag place = {0};
        source_locate(x->P->source, &place, left->end_line, left->end_col, left->end_line, left->end_col);
        parser_error_open(x->P, left->line, place.col - 1, 0, DIAG_DICT_COLON);
        return true;
    }
    return false;
}

static bool is_call(const Explain *x) {
    if (kind_at(x, x->open) != TK_LPAR || x->open == x->line)
        return false;
    int before = kind_at(x, x->open - 1);
    if (x->open >= 2 && kind_at(x, x->open - 2) == TK_DEF)
        return false;
    return before == TK_NAME || explain_closes(before) || before == TK_STRING || before == TK_FSTRING_END;
}

// The start of the argument that the rejected token is in.
static uint32_t argument_start(const Explain *x) {
    uint32_t depth = 0;
    for (uint32_t i = x->at; i-- > x->open + 1;) {
        if (explain_closes(kind_at(x, i)))
            depth++;
        else if (explain_opens(kind_at(x, i)))
            depth--;
        else if (depth == 0 && kind_at(x, i) == TK_COMMA)
            return i + 1;
    }
    return x->open + 1;
}

static bool explain_call(const Explain *x) {
    if (!is_call(x))
        return false;
    int bad = kind_at(x, x->at);
    uint32_t arg = argument_start(x), stop;
    bool keyword = kind_at(x, arg) == TK_NAME && kind_at(x, arg + 1) == TK_EQ && arg + 1 < x->at;
    if (keyword && arg + 2 == x->at && (bad == TK_RPAR || bad == TK_COMMA)) {
        explain_range(x, arg, arg + 1, DIAG_KEYWORD_VALUE);
        return true;
    }
    if (keyword && (bad == TK_FOR || bad == TK_ASYNC) && has_in_behind(x)) {
        explain_range(x, arg, arg + 1, DIAG_MAYBE_WALRUS);
        return true;
    }
    bool star = kind_at(x, arg) == TK_STAR, dstar = kind_at(x, arg) == TK_DSTAR;
    if (bad == TK_EQ && (star || dstar) && explain_longest(x, TK_START_EXPR, x->at + 1, &stop)) {
        explain_range(x, arg, stop - 1, star ? DIAG_ASSIGN_UNPACKING : DIAG_ASSIGN_DOUBLE_UNPACKING);
        return true;
    }
    return false;
}

// f(*), A[*]: a star with nothing to unpack.
static bool explain_star(const Explain *x) {
    if (x->at < x->open + 2 || kind_at(x, x->at - 1) != TK_STAR)
        return false;
    int before = kind_at(x, x->at - 2);
    bool subscript = kind_at(x, x->open) == TK_LSQB && x->open > x->line && context_behind(x, x->open - 1) == CTX_NONE;
    if ((!is_call(x) && !subscript) || (before != TK_COMMA && x->open + 2 != x->at))
        return false;
    return report_at(x, DIAG_INVALID_STAR);
}

static bool explain_group(const Explain *x) {
    uint32_t stop;
    if (kind_at(x, x->at) != TK_DSTAR || x->open + 1 != x->at || kind_at(x, x->open) != TK_LPAR || is_call(x))
        return false;
    if (!explain_longest(x, TK_START_EXPR, x->at + 1, &stop) || kind_at(x, stop) != TK_RPAR)
        return false;
    explain_range(x, x->at, x->at, DIAG_DOUBLE_STARRED_GROUP);
    return true;
}

// ---- f-strings ----

static bool is_required_mark(int kind) {
    return kind == TK_EQ || kind == TK_EXCLAM || kind == TK_COLON || kind == TK_RBRACE;
}

static bool explain_field_start(const Explain *x) {
    const Token *token = &x->tokens[x->at];
    if (!is_required_mark(token->kind))
        return report_at(x, DIAG_FSTRING_EXPECTING_EXPRESSION);
    parser_error(x->P, (Span){{token->line, token->col}, {token->end_line, token->end_col}}, DIAG_FSTRING_REQUIRED,
                 x->P->source->text[token->start]);
    return true;
}

static bool explain_field_lambda(const Explain *x) {
    int bad = kind_at(x, x->at);
    if ((bad != TK_FSTRING_MIDDLE && bad != TK_RBRACE) || kind_at(x, x->at - 1) != TK_COLON)
        return false;
    for (uint32_t i = x->at - 1; i > x->open; i--)
        if (kind_at(x, i) == TK_LAMBDA) {
            explain_range(x, i, x->at - 1, DIAG_FSTRING_LAMBDA);
            return true;
        }
    return false;
}

static bool explain_field(const Explain *x) {
    int before = kind_at(x, x->at - 1), bad = kind_at(x, x->at);
    uint32_t stop;
    if (x->at == x->open + 1)
        return explain_field_start(x);
    if (explain_field_lambda(x))
        return true;
    if (!explain_longest(x, TK_START_STAR, x->open + 1, &stop)) {
        explain_range(x, x->open + 1, x->open + 1, DIAG_FSTRING_EXPECTING_EXPRESSION);
        return true;
    }
    if (stop == x->at)
        return report_at(x, DIAG_FSTRING_EXPECTING_ANY);
    if (before == TK_EQ)
        return report_at(x, DIAG_FSTRING_AFTER_DEBUG);
    if (before == TK_EXCLAM)
        return report_at(x, bad == TK_COLON || bad == TK_RBRACE ? DIAG_FSTRING_CONVERSION_MISSING
                                                                : DIAG_FSTRING_CONVERSION_INVALID);
    if (before == TK_NAME && kind_at(x, x->at - 2) == TK_EXCLAM)
        return report_at(x, DIAG_FSTRING_AFTER_CONVERSION);
    if (stop < x->at && (kind_at(x, stop) == TK_COLON || kind_at(x, stop) == TK_EXCLAM))
        return report_at(x, DIAG_FSTRING_AFTER_SPEC);
    if (stop >= x->at || is_required_mark(kind_at(x, stop)))
        return false;
    explain_range(x, stop, stop, DIAG_FSTRING_EXPECTING_ANY);
    return true;
}

// ---- parameters ----

static bool all_names(const Explain *x, uint32_t first, uint32_t stop) {
    for (uint32_t i = first; i < stop; i++)
        if (kind_at(x, i) != TK_NAME && kind_at(x, i) != TK_COMMA)
            return false;
    return true;
}

static bool explain_param(const Explain *x, uint32_t first, bool is_lambda) {
    int bad = kind_at(x, x->at), before = kind_at(x, x->at - 1);
    int star = x->at >= first + 2 ? kind_at(x, x->at - 2) : 0;
    if (before == TK_EQ && (bad == TK_COMMA || bad == (is_lambda ? TK_COLON : TK_RPAR))) {
        explain_range(x, x->at - 1, x->at - 1, DIAG_DEFAULT_VALUE);
        return true;
    }
    if (!is_lambda) // an annotation may stand between
        star = kind_at(x, argument_start(x));
    if (bad == TK_EQ && (star == TK_STAR || star == TK_DSTAR))
        return report_at(x, star == TK_STAR ? DIAG_STAR_DEFAULT : DIAG_DSTAR_DEFAULT);
    if (bad == TK_STAR && before == TK_SLASH)
        return report_at(x, DIAG_SLASH_COMMA);
    if (bad == TK_LPAR && (before == TK_COMMA || x->at == first)) {
        uint32_t past = explain_past(x->P, x->at);
        if (past <= x->at + 2 || !all_names(x, x->at + 1, past - 1) || !all_names(x, first, x->at))
            return false;
        explain_range(x, x->at, past - 1, is_lambda ? DIAG_LAMBDA_PARAMS_PAREN : DIAG_PARAMS_PAREN);
        return true;
    }
    return false;
}

bool explain_params(const Explain *x, uint32_t open) {
    return explain_param(x, open + 1, false);
}

// Is the rejected token among a lambda's parameters?
static bool explain_lambda(const Explain *x) {
    uint32_t depth = 0;
    for (uint32_t i = x->at; i-- > x->line;) {
        int kind = kind_at(x, i);
        if (explain_closes(kind))
            depth++;
        else if (explain_opens(kind) && depth-- == 0)
            return false;
        else if (depth == 0 && kind == TK_COLON)
            return false;
        else if (depth == 0 && kind == TK_LAMBDA)
            return explain_param(x, i + 1, true);
    }
    return false;
}

// ---- the order ----

bool explain_expression(const Explain *x) {
    if (x->at == x->line)
        return false;
    Context context;
    uint32_t first = expression_start(x, x->at, &context);
    AstNode *left = first < x->at ? explain_exact(x, TK_START_EXPR, first, x->at) : NULL;
    if (explain_not(x) || explain_lambda(x))
        return true;
    if (context != CTX_NONE && left &&
        (explain_comma(x, first, left) || explain_equals(x, first, left, context)))
        return true;
    if (context != CTX_NONE && (explain_else(x, first) || explain_legacy(x)))
        return true;
    if (x->open == EXPLAIN_NONE)
        return false;
    if (kind_at(x, x->open) == TK_FLBRACE)
        return explain_field(x);
    return explain_star(x) || explain_call(x) || explain_comp(x) || explain_dict(x, first, left) || explain_group(x);
}
