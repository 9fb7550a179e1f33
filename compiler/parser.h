// SPDX-License-Identifier: MIT
// parser.h - the state of one parse, shared by the parts of the front end. Not for the code generator.
#ifndef ASTER_COMPILER_PARSER_H
#define ASTER_COMPILER_PARSER_H

#include "compiler/lexer.h"
#include "compiler/parse.h"

enum { PARSER_STATE_BYTES = 128 }; // room for lemon's parser, whose shape only the grammar knows

typedef struct Pos {
    uint32_t line, col;
} Pos;

typedef struct Span {
    Pos start, end;
} Span;

// Where the parentheses around a grouped expression stood: the node itself does not say.
typedef struct Group {
    const AstNode *node;
    Span span;
} Group;

typedef struct Parser {
    ParseRequest *request;
    Arena *arena;
    AstNames *names;
    Source *source;
    Diag *diag;
    Diag deferred;      // an error that CPython's code generator finds: reported if nothing else is wrong
    DiagList *warnings; // may be NULL
    DiagList late;      // warnings that CPython's code generator gives: behind the scanner's and the strings'
    const Token *tokens;
    uint32_t token_count;
    const Token *rejected; // the token that the grammar could not take
    bool failed;           // *diag is set: stop
    bool probing;          // diagnosis is parsing a piece: raise nothing, warn of nothing
    Pos last_end;          // end of the last statement line
    AstNode *result;
    size_t stack_bytes;    // of lemon's stack
    Group *groups;
    uint32_t group_count, group_capacity;
    AstNode dummy;         // stands for nodes that could not be allocated
    AstName dummy_name;
} Parser;

// Reports an error at a span of bytes; the first one counts.
void parser_error(Parser *P, Span span, DiagCode code, ...);
// Reports an error whose end CPython does not give: `end_col` is 0 or -1, `col` counts characters from 1.
void parser_error_open(Parser *P, uint32_t line, int32_t col, int32_t end_col, DiagCode code, ...);
void parser_memory_error(Parser *P);
void parser_defer(Parser *P, Span span, DiagCode code, ...);
// `late`: one of the code generator's, which does not know the source line. The columns count where a filter makes it an error.
void parser_warn(Parser *P, bool late, Span span, DiagCode code, ...);

// Parses tokens[first, stop) as the piece named by `start` (a TK_START_*). NULL when it is not one, and then *bad is
// the index of the token that did not fit (or `stop`). Raises nothing.
AstNode *parser_probe(Parser *P, int start, uint32_t first, uint32_t stop, uint32_t *bad);

// For the grammar.
void parser_reject(Parser *P, const Token *token);
void parser_overflow(Parser *P);
void parser_mark_end(Parser *P, const Token *newline);
void *parser_stack_grow(Parser *P, void *old, size_t size);
void parser_stack_free(Parser *P, void *old);

// softkw.c: turns NAME tokens into MATCH, CASE and TYPE, and ( into WITH_LPAR, where they are meant.
void softkw_run(Token *tokens, uint32_t count, const Source *source);

// explain.c: finds CPython's words for the rejected token and reports them.
void explain_rejection(Parser *P);

#endif
