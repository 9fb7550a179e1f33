// SPDX-License-Identifier: MIT
// parse.c - runs a parse: source, tokens, soft keywords, lemon's parser; and what its actions report to.
//
// The order of errors is CPython's: one in the text (lexer) wins over one in the grammar wherever it stands; then what
// the grammar rejects is looked at again by explain.c, which finds the words for it; what the code generator would say
// comes last.
#include "compiler/parse.h"

#include <string.h>

#include "compiler/grammar.h"
#include "compiler/parser.h"

void grammar_Init(void *parser, Parser *P);
void grammar_Finalize(void *parser);
void grammar_(void *parser, int kind, const Token *token);

enum { STACK_LIMIT = 1 << 22 }; // bytes of lemon's stack

// ---- reports ----

void parser_memory_error(Parser *P) {
    if (!P->failed || P->diag->kind != DIAG_KIND_MEMORY_ERROR)
        diag_set(P->diag, P->arena, DIAG_OUT_OF_MEMORY);
    P->failed = true;
}

void parser_error(Parser *P, Span span, DiagCode code, ...) {
    if (P->failed)
        return;
    P->failed = true;
    if (P->probing)
        return;
    va_list args;
    va_start(args, code);
    diag_vset(P->diag, P->arena, code, args);
    va_end(args);
    if (code == DIAG_TOO_DEEP || P->diag->kind == DIAG_KIND_MEMORY_ERROR)
        return;
    source_locate(P->source, P->diag, span.start.line, span.start.col, span.end.line, span.end.col);
}

void parser_error_open(Parser *P, uint32_t line, int32_t col, int32_t end_col, DiagCode code, ...) {
    if (P->failed)
        return;
    P->failed = true;
    va_list args;
    va_start(args, code);
    diag_vset(P->diag, P->arena, code, args);
    va_end(args);
    source_locate_chars(P->source, P->diag, line, col, line, end_col);
}

void parser_defer(Parser *P, Span span, DiagCode code, ...) {
    if (P->deferred.kind || P->probing)
        return;
    va_list args;
    va_start(args, code);
    diag_vset(&P->deferred, P->arena, code, args);
    va_end(args);
    source_locate(P->source, &P->deferred, span.start.line, span.start.col, span.end.line, span.end.col);
}

void parser_warn(Parser *P, bool late, Span span, DiagCode code, ...) {
    if (!P->warnings || P->probing)
        return;
    Diag diag = {0};
    va_list args;
    va_start(args, code);
    diag_vset(&diag, P->arena, code, args);
    va_end(args);
    source_locate(P->source, &diag, span.start.line, span.start.col, span.end.line, span.end.col);
    diag.late = late;
    if (!diag_list_add(late ? &P->late : P->warnings, P->arena, &diag))
        parser_memory_error(P);
}

// ---- called by the grammar ----

void parser_reject(Parser *P, const Token *token) {
    if (!P->rejected)
        P->rejected = token;
}

void parser_overflow(Parser *P) {
    if (P->failed)
        return;
    P->failed = true;
    if (!P->probing)
        diag_set(P->diag, P->arena, P->stack_bytes >= STACK_LIMIT / 2 ? DIAG_TOO_DEEP : DIAG_OUT_OF_MEMORY);
}

void parser_mark_end(Parser *P, const Token *newline) {
    P->last_end = (Pos){newline[-1].end_line, newline[-1].end_col};
    P->group_count = 0;
}

void *parser_stack_grow(Parser *P, void *old, size_t size) {
    if (size > STACK_LIMIT)
        return NULL;
    void *grown = P->arena->alloc(P->arena->user, old, P->stack_bytes, size);
    if (grown)
        P->stack_bytes = size;
    return grown;
}

void parser_stack_free(Parser *P, void *old) {
    P->arena->alloc(P->arena->user, old, P->stack_bytes, 0);
    P->stack_bytes = 0;
}

// ---- running ----

// Feeds `start`, tokens[first, stop) and, if they are taken and the piece is to be `whole`, the end.
static void run_grammar(Parser *P, int start, uint32_t first, uint32_t stop, bool whole) {
    union {
        char room[PARSER_STATE_BYTES];
        void *align;
    } state;
    P->stack_bytes = 0;
    grammar_Init(&state, P);
    const Token end = {.kind = TK_END};
    grammar_(&state, start, &P->tokens[first]);
    for (uint32_t i = first; i < stop && !P->failed && !P->rejected; i++)
        grammar_(&state, P->tokens[i].kind, &P->tokens[i]);
    bool ended = stop > first && P->tokens[stop - 1].kind == TK_END;
    if (!P->failed && !P->rejected && whole && !ended)
        grammar_(&state, TK_END, &end);
    if (!P->failed && !P->rejected && whole)
        grammar_(&state, 0, &end);
    grammar_Finalize(&state);
    if (P->arena->failed)
        parser_memory_error(P);
}

AstNode *parser_probe(Parser *P, int start, uint32_t first, uint32_t stop, uint32_t *bad) {
    Parser saved = *P;
    P->probing = true;
    P->failed = false;
    P->rejected = NULL;
    P->result = NULL;
    run_grammar(P, start, first, stop, true);
    AstNode *result = P->failed || P->rejected ? NULL : P->result;
    bool inside = P->rejected >= P->tokens && P->rejected < P->tokens + P->token_count;
    *bad = P->rejected && inside ? (uint32_t)(P->rejected - P->tokens) : stop;
    saved.groups = P->groups; // it may have moved
    saved.group_capacity = P->group_capacity;
    *P = saved;
    return result;
}

// ---- interactive sources ----

static bool at_source_end(const Parser *P, const Token *token) {
    const Token *stop = P->tokens + P->token_count;
    for (const Token *at = token; at < stop; at++)
        if (at->kind != TK_NEWLINE && at->kind != TK_DEDENT && at->kind != TK_END && at->kind != TK_EOF_ERROR)
            return false;
    return true;
}

// A compound statement is complete when a blank line follows it.
static bool lacks_blank_line(const Parser *P) {
    if (!(P->request->flags & PARSE_FLAG_NEEDS_BLANK_LINE) || P->source->len < 2)
        return false;
    const Token *last = P->tokens + P->token_count - 1;
    if (last < P->tokens + 1 || last[-1].kind != TK_DEDENT)
        return false;
    const char *at = P->source->text + P->source->len - 1; // the last newline
    while (at > P->source->text && (at[-1] == ' ' || at[-1] == '\t'))
        at--;
    return P->source->added_newline || at[-1] != '\n';
}

static void check_single(Parser *P) {
    AstList body = P->result->as.Interactive.body;
    if (lacks_blank_line(P)) {
        diag_set(P->diag, P->arena, DIAG_INCOMPLETE);
        P->failed = true;
        return;
    }
    for (uint32_t i = 1; i < body.count && !(P->request->flags & PARSE_FLAG_CELL); i++)
        if (body.items[i]->line > body.items[i - 1]->end_line) {
            const AstNode *first = body.items[0];
            parser_error_open(P, first->line, (int32_t)first->end_col + 1, 0, DIAG_MULTIPLE_STATEMENTS);
            return;
        }
}

static bool incomplete_allowed(const Parser *P) {
    return P->request->mode == PARSE_SINGLE && P->request->flags & PARSE_FLAG_ALLOW_INCOMPLETE;
}

static int start_token(ParseMode mode) {
    return mode == PARSE_EVAL ? TK_START_EVAL : mode == PARSE_SINGLE ? TK_START_SINGLE : TK_START_FILE;
}

static AstNode *parse_tokens(Parser *P, Lexer *lexer) {
    P->tokens = lexer->tokens;
    P->token_count = lexer->count;
    softkw_run(lexer->tokens, lexer->count, P->source);
    run_grammar(P, start_token(P->request->mode), 0, P->token_count, true);
    if (!P->failed && P->rejected) {
        if (incomplete_allowed(P) && at_source_end(P, P->rejected)) {
            diag_set(P->diag, P->arena, DIAG_INCOMPLETE);
            P->failed = true;
        } else {
            explain_rejection(P);
        }
    }
    if (!P->failed && P->request->mode == PARSE_SINGLE)
        check_single(P);
    if (!P->failed && P->deferred.kind) {
        *P->diag = P->deferred;
        P->failed = true;
    }
    for (uint32_t i = 0; !P->failed && i < P->late.count; i++)
        if (!diag_list_add(P->warnings, P->arena, &P->late.items[i]))
            parser_memory_error(P);
    return P->failed ? NULL : P->result;
}

// A string that is not ended by the source's end may be ended by further lines.
static bool is_open_text(const Diag *diag) {
    return diag->code == DIAG_UNTERMINATED_TRIPLE || diag->code == DIAG_UNTERMINATED_TRIPLE_FSTRING ||
           diag->code == DIAG_UNEXPECTED_EOF;
}

// Most errors in the text win over the grammar's, but not those inside an f-string, nor those that CPython's scanner
// leaves to its parser to tell: then what the grammar says about the tokens so far comes first.
static bool grammar_comes_first(const Lexer *lexer, const Diag *diag) {
    switch (diag->code) {
    case DIAG_AFTER_BACKSLASH: case DIAG_UNEXPECTED_EOF: case DIAG_TABS: case DIAG_DEDENT: case DIAG_TOO_MANY_INDENTS:
        return lexer->count > 0;
    default:
        return lexer->fstring_count > 0 && lexer->count > 0 && diag->kind == DIAG_KIND_SYNTAX_ERROR;
    }
}

static void parse_until_error(Parser *P, Lexer *lexer) {
    Diag diag = {0};
    if (!lexer_add_mark(lexer))
        return;
    P->diag = &diag;
    P->warnings = NULL;
    P->tokens = lexer->tokens;
    P->token_count = lexer->count;
    softkw_run(lexer->tokens, lexer->count, P->source);
    run_grammar(P, start_token(P->request->mode), 0, lexer->count - 2, false);
    if (!P->failed && P->rejected)
        explain_rejection(P);
    if (P->failed)
        *P->request->diag = diag;
}

AstNode *parse_source(ParseRequest *request) {
    memset(request->diag, 0, sizeof *request->diag);
    Source source;
    if (!source_open(&source, request->arena, request->file, request->bytes, request->len,
                     request->flags & PARSE_FLAG_TEXT, request->diag))
        return NULL;
    Parser P = {
        .request = request,
        .arena = request->arena,
        .names = request->names,
        .source = &source,
        .diag = request->diag,
        .warnings = request->warnings,
        .last_end = {1, 0},
        .dummy_name = {.bytes = ""},
    };
    AstNode *result = NULL;
    Lexer *lexer = arena_zalloc(request->arena, sizeof *lexer);
    if (!lexer)
        parser_memory_error(&P);
    else if (lexer_run(lexer, &source, request->diag, request->warnings))
        result = parse_tokens(&P, lexer);
    else if (incomplete_allowed(&P) && is_open_text(request->diag))
        diag_set(request->diag, request->arena, DIAG_INCOMPLETE);
    else if (grammar_comes_first(lexer, request->diag))
        parse_until_error(&P, lexer);
    if (lexer)
        lexer_free(lexer);
    if (P.groups)
        P.arena->alloc(P.arena->user, P.groups, P.group_capacity * sizeof *P.groups, 0);
    return result;
}
