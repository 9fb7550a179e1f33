// SPDX-License-Identifier: MIT
// explain.c - finds CPython's words for a token that the grammar rejected: statements.
//
// LALR(1) says where the source goes wrong, not why. CPython, on failure, parses a second time with rules for common
// mistakes. Here the tokens around the rejected one are looked at instead: what line it is in, which bracket it stands
// in, what stands before it. Where a rule needs to know that something is a complete expression, that piece alone is
// parsed (parser_probe). The first rule that fits reports; else the text is plain "invalid syntax".
#include "compiler/explain.h"

#include <string.h>

#include "compiler/grammar.h"

// ---- helpers ----

bool explain_opens(int kind) {
    return kind == TK_LPAR || kind == TK_LSQB || kind == TK_LBRACE || kind == TK_FLBRACE || kind == TK_WITH_LPAR;
}

bool explain_closes(int kind) {
    return kind == TK_RPAR || kind == TK_RSQB || kind == TK_RBRACE;
}

uint32_t explain_opener(const Parser *P, uint32_t at, uint32_t first) {
    uint32_t depth = 0;
    for (uint32_t i = at; i-- > first;) {
        if (explain_closes(P->tokens[i].kind))
            depth++;
        else if (explain_opens(P->tokens[i].kind) && depth-- == 0)
            return i;
    }
    return EXPLAIN_NONE;
}

uint32_t explain_past(const Parser *P, uint32_t open) {
    uint32_t depth = 0;
    for (uint32_t i = open; i < P->token_count; i++) {
        if (explain_opens(P->tokens[i].kind))
            depth++;
        else if (explain_closes(P->tokens[i].kind) && --depth == 0)
            return i + 1;
    }
    return P->token_count;
}

AstNode *explain_exact(const Explain *x, int start, uint32_t first, uint32_t stop) {
    uint32_t bad;
    return first < stop ? parser_probe(x->P, start, first, stop, &bad) : NULL;
}

// Tries the most that the parser takes, then less and less of it; a few tries are enough for what people write.
AstNode *explain_longest(const Explain *x, int start, uint32_t first, uint32_t *stop) {
    uint32_t end = first;
    int depth = 0;
    for (; end < x->P->token_count; end++) {
        int kind = x->tokens[end].kind;
        depth += explain_opens(kind) - explain_closes(kind);
        if (depth < 0 || kind == TK_NEWLINE || kind == TK_END || kind == TK_EOF_ERROR)
            break;
    }
    for (int tries = 0; end > first && tries < 32; tries++) {
        uint32_t bad;
        AstNode *node = parser_probe(x->P, start, first, end, &bad);
        *stop = end;
        if (node)
            return node;
        end = bad < end ? bad : end - 1;
    }
    return NULL;
}

void explain_range(const Explain *x, uint32_t first, uint32_t last, DiagCode code) {
    Parser *P = x->P;
    parser_error(P, SPAN(&x->tokens[first], &x->tokens[last]), code);
}

static int32_t char_col(const Explain *x, const Token *token, uint32_t col) {
    Diag diag = {0};
    source_locate(x->P->source, &diag, token->line, col, token->line, col);
    return diag.col;
}

// The scanner's column behind a token is its end, counted from 0.
void explain_open_range(const Explain *x, uint32_t first, uint32_t last, DiagCode code) {
    const Token *from = &x->tokens[first], *to = &x->tokens[last];
    parser_error_open(x->P, from->line, char_col(x, from, from->col), char_col(x, to, to->end_col) - 1, code);
}

static bool at_mark(const Token *token) {
    return token->kind == TK_END || token->kind == TK_DEDENT || token->kind == TK_EOF_ERROR;
}

// Tokens without text have no column in CPython: it reports where the scanner stood.
static void report_token(const Explain *x, DiagCode code, int arg, const char *word) {
    Parser *P = x->P;
    const Token *token = &x->tokens[x->at];
    if (!at_mark(token)) {
        parser_error(P, SPAN(token, token), code, arg ? (const char *)(intptr_t)arg : word);
        return;
    }
    const Token *last = token;
    while (last > x->tokens && (at_mark(last) || last->kind == TK_NEWLINE))
        last--;
    uint32_t len;
    source_line(P->source, last->end_line, &len);
    int32_t col = (int32_t)len + 1;
    bool generic = code == DIAG_INVALID_SYNTAX;
    parser_error_open(P, last->end_line, generic ? 0 : col, generic ? 0 : -1, code, word);
}

static uint32_t logical_line(const Parser *P, uint32_t at) {
    while (at > 0 && P->tokens[at - 1].kind != TK_NEWLINE && P->tokens[at - 1].kind != TK_INDENT &&
           P->tokens[at - 1].kind != TK_DEDENT)
        at--;
    return at;
}

static uint32_t skip_async(const Explain *x, uint32_t line) {
    return x->tokens[line].kind == TK_ASYNC ? line + 1 : line;
}

// ---- blocks ----

static const char *statement_word(const Explain *x, uint32_t head) {
    switch (x->tokens[head].kind) {
    case TK_IF: return "if";
    case TK_ELIF: return "elif";
    case TK_ELSE: return "else";
    case TK_WHILE: return "while";
    case TK_FOR: return "for";
    case TK_WITH: return "with";
    case TK_TRY: return "try";
    case TK_EXCEPT: return x->tokens[head + 1].kind == TK_STAR ? "except*" : "except";
    case TK_FINALLY: return "finally";
    case TK_MATCH: return "match";
    case TK_CASE: return "case";
    default: return NULL;
    }
}

static void report_block(const Explain *x, DiagCode code, const char *word, int line) {
    Parser *P = x->P;
    const Token *token = &x->tokens[x->at];
    int32_t col = 0, end_col = 0;
    uint32_t at_line = token->line;
    if (at_mark(token)) {
        uint32_t len;
        at_line = x->tokens[x->at - 1].line;
        source_line(P->source, at_line, &len);
        col = (int32_t)len + 1;
        end_col = -1;
        if (token->kind == TK_DEDENT && token->line <= P->tokens[P->token_count - 1].line &&
            x->tokens[x->at + 1].kind != TK_END && x->tokens[x->at + 1].kind != TK_DEDENT) {
            at_line = token->line; // CPython stands at the start of the next statement
            col = (int32_t)token->col;
        }
    }
    if (word)
        parser_error(P, SPAN(token, token), code, word, line);
    else
        parser_error(P, SPAN(token, token), code, line);
    if (at_mark(token) && !P->probing)
        source_locate_chars(P->source, P->diag, at_line, col, at_line, end_col);
}

// A header's colon, a newline, and no indentation.
static bool explain_block(const Explain *x) {
    if (x->at < 2 || x->tokens[x->at].kind == TK_INDENT || x->tokens[x->at - 1].kind != TK_NEWLINE ||
        x->tokens[x->at - 2].kind != TK_COLON)
        return false;
    uint32_t head = skip_async(x, logical_line(x->P, x->at - 1));
    const char *word = statement_word(x, head);
    int line = (int)x->tokens[head].line;
    if (word)
        report_block(x, DIAG_EXPECTED_BLOCK, word, line);
    else if (x->tokens[head].kind == TK_DEF)
        report_block(x, DIAG_EXPECTED_BLOCK_DEF, NULL, line);
    else if (x->tokens[head].kind == TK_CLASS)
        report_block(x, DIAG_EXPECTED_BLOCK_CLASS, NULL, line);
    else
        return false;
    return true;
}

static void report_expected(const Explain *x, char c) {
    Parser *P = x->P;
    parser_error(P, SPAN(&x->tokens[x->at], &x->tokens[x->at]), DIAG_EXPECTED_TOKEN, c);
}

// A complete header without its colon: told at the line's end; def, try, else and finally tell it of any token.
static bool explain_colon(const Explain *x) {
    uint32_t head = skip_async(x, x->line);
    int kind = x->tokens[head].kind, bad = x->tokens[x->at].kind;
    if (x->at <= head || bad == TK_COLON || !explain_exact(x, TK_START_HEADER, head, x->at))
        return false;
    bool forced = kind == TK_DEF || kind == TK_TRY || kind == TK_ELSE || kind == TK_FINALLY;
    if (!forced && bad != TK_NEWLINE)
        return false;
    report_expected(x, ':');
    return true;
}

static bool explain_def(const Explain *x) {
    uint32_t head = skip_async(x, x->line);
    if (x->tokens[head].kind != TK_DEF || x->at < head + 2 || x->tokens[head + 1].kind != TK_NAME)
        return false;
    uint32_t paren = head + 2;
    if (x->tokens[paren].kind == TK_LSQB && x->at > paren)
        paren = explain_past(x->P, paren);
    if (paren == x->at) {
        report_expected(x, '(');
        return true;
    }
    if (x->tokens[paren].kind != TK_LPAR || x->open != paren)
        return false;
    if (explain_params(x, paren))
        return true;
    int before = x->tokens[x->at - 2].kind; // a name too many is no forgotten comma
    if (x->tokens[x->at - 1].kind != TK_NAME || (before != TK_LPAR && before != TK_COMMA && before != TK_STAR))
        return false;
    explain_range(x, x->at, x->at, DIAG_INVALID_SYNTAX);
    return true;
}

// The header of the block that ended right before `at`, on the same level.
static uint32_t block_before(const Explain *x) {
    uint32_t i = x->at;
    int depth = 0;
    while (i > 0) {
        i--;
        depth += (x->tokens[i].kind == TK_DEDENT) - (x->tokens[i].kind == TK_INDENT);
        if (depth == 0 && x->tokens[i].kind != TK_INDENT && x->tokens[i].kind != TK_DEDENT) {
            uint32_t line = logical_line(x->P, i);
            return line;
        }
        if (depth < 0)
            return EXPLAIN_NONE;
    }
    return EXPLAIN_NONE;
}

static bool explain_try(const Explain *x) {
    if (x->at < 2 || (x->tokens[x->at - 1].kind != TK_DEDENT && x->tokens[x->at - 1].kind != TK_NEWLINE))
        return false;
    uint32_t head = block_before(x);
    if (head == EXPLAIN_NONE || x->tokens[head].kind != TK_TRY)
        return false;
    report_token(x, DIAG_TRY_ALONE, 0, NULL);
    return true;
}

// ---- lines ----

static bool explain_import(const Explain *x) {
    int first = x->tokens[x->line].kind, bad = x->tokens[x->at].kind, before = x->at ? x->tokens[x->at - 1].kind : 0;
    if (first != TK_IMPORT && first != TK_FROM)
        return false;
    if (bad == TK_NEWLINE && before == TK_IMPORT) {
        explain_open_range(x, x->at, x->at, DIAG_IMPORT_NAMES);
        return true;
    }
    if (first == TK_FROM && bad == TK_NEWLINE && before == TK_COMMA) {
        explain_range(x, x->at, x->at, DIAG_IMPORT_TRAILING);
        return true;
    }
    if (first == TK_IMPORT && bad == TK_FROM && x->tokens[x->at + 1].kind == TK_NAME) {
        uint32_t last = x->at + 1;
        while (x->tokens[last + 1].kind == TK_DOT && x->tokens[last + 2].kind == TK_NAME)
            last += 2;
        explain_open_range(x, x->line, last + 1, DIAG_IMPORT_FROM);
        return true;
    }
    return false;
}

static bool explain_except(const Explain *x) {
    if (x->tokens[x->line].kind != TK_EXCEPT)
        return false;
    uint32_t first = x->line + 1;
    if (x->tokens[first].kind == TK_STAR)
        first++;
    int bad = x->tokens[x->at].kind;
    if (first == x->line + 2 && x->at == first && (bad == TK_COLON || bad == TK_NEWLINE)) {
        explain_range(x, x->at, x->at, DIAG_EXCEPT_STAR_TYPE);
        return true;
    }
    uint32_t stop;
    if (bad != TK_COMMA || !explain_longest(x, TK_START_STAR, first, &stop) || stop <= x->at)
        return false;
    if (x->tokens[stop].kind == TK_AS && x->tokens[stop + 1].kind == TK_NAME)
        stop += 2;
    if (x->tokens[stop].kind != TK_COLON)
        return false;
    explain_open_range(x, first, stop, DIAG_EXCEPT_PAREN);
    return true;
}

static bool explain_for(const Explain *x) {
    uint32_t head = skip_async(x, x->line);
    if (x->tokens[head].kind != TK_FOR || x->open != EXPLAIN_NONE)
        return false;
    AstNode *targets = explain_exact(x, TK_START_STAR, head + 1, x->at);
    AstNode *bad = targets ? target_find_invalid(targets, TARGET_FOR) : NULL;
    if (!bad)
        return false;
    parser_error(x->P, build_own_span(bad), DIAG_CANNOT_ASSIGN, target_describe(bad));
    return true;
}

static bool explain_case(const Explain *x) {
    uint32_t stop;
    if (x->tokens[x->line].kind != TK_CASE || x->tokens[x->at - 1].kind != TK_AS || x->tokens[x->at].kind == TK_NAME ||
        !explain_longest(x, TK_START_EXPR, x->at, &stop))
        return false;
    explain_range(x, x->at, stop - 1, DIAG_PATTERN_TARGET);
    return true;
}

static bool explain_type_params(const Explain *x) {
    uint32_t open = x->open;
    if (open == EXPLAIN_NONE || x->tokens[open].kind != TK_LSQB || open < 2 || x->tokens[open - 1].kind != TK_NAME)
        return false;
    int head = x->tokens[open - 2].kind;
    if (head != TK_DEF && head != TK_CLASS && head != TK_TYPE)
        return false;
    if (x->at == open + 1 && x->tokens[x->at].kind == TK_RSQB) {
        explain_open_range(x, x->at, head == TK_TYPE ? x->at + 1 : x->at, DIAG_TYPE_PARAMS_EMPTY);
        return true;
    }
    int star = x->tokens[x->at - 2].kind;
    uint32_t stop;
    if (x->tokens[x->at].kind != TK_COLON || (star != TK_STAR && star != TK_DSTAR))
        return false;
    AstNode *bound = explain_longest(x, TK_START_EXPR, x->at + 1, &stop);
    if (!bound)
        return false;
    explain_open_range(x, x->at, stop, DIAG_NONE);
    diag_set(x->P->diag, x->P->arena, DIAG_TYPE_PARAM_BOUND, bound->kind == AST_Tuple ? "constraints" : "bound",
             star == TK_STAR ? "TypeVarTuple" : "ParamSpec");
    return true;
}

// ---- the text's end, and the order of it all ----

// The bracket that is still open where the source ends.
static bool explain_unclosed(const Explain *x) {
    Parser *P = x->P;
    if (P->tokens[P->token_count - 1].kind != TK_EOF_ERROR)
        return false;
    uint32_t open = explain_opener(P, P->token_count - 1, 0);
    if (open == EXPLAIN_NONE)
        return false;
    const Token *token = &P->tokens[open];
    if (x->tokens[x->at].kind != TK_EOF_ERROR && x->tokens[x->at].line <= token->line)
        return false;
    int32_t col = char_col(x, token, token->col);
    parser_error_open(P, token->line, col, 0, DIAG_NEVER_CLOSED, P->source->text[token->start]);
    return true;
}

static void explain_indent(const Explain *x) {
    const Token *token = &x->tokens[x->at];
    int32_t width = char_col(x, token, token->col) - 1;
    parser_error_open(x->P, token->line, width, -1, DIAG_UNEXPECTED_INDENT);
}

void explain_rejection(Parser *P) {
    if (P->rejected < P->tokens || P->rejected >= P->tokens + P->token_count) {
        parser_error(P, (Span){{1, 0}, {1, 0}}, DIAG_INVALID_SYNTAX);
        return;
    }
    Explain x = {.P = P, .tokens = P->tokens, .at = (uint32_t)(P->rejected - P->tokens)};
    x.line = logical_line(P, x.at);
    x.open = explain_opener(P, x.at, x.line);
    if (explain_unclosed(&x))
        return;
    if (explain_block(&x) || explain_try(&x))
        return;
    if (x.tokens[x.at].kind == TK_INDENT) {
        explain_indent(&x);
        return;
    }
    if (explain_def(&x) || explain_type_params(&x) || explain_expression(&x) || explain_colon(&x) ||
        explain_import(&x) || explain_except(&x) || explain_for(&x) || explain_case(&x))
        return;
    report_token(&x, DIAG_INVALID_SYNTAX, 0, NULL);
}
