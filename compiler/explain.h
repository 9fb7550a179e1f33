// SPDX-License-Identifier: MIT
// explain.h - what the two halves of diagnosis share. Internal to the front end.
#ifndef ASTER_COMPILER_EXPLAIN_H
#define ASTER_COMPILER_EXPLAIN_H

#include "compiler/build.h"

// The rejected token and its surroundings, as indexes into P->tokens.
typedef struct Explain {
    Parser *P;
    const Token *tokens;
    uint32_t at;    // the rejected token
    uint32_t line;  // first token of its logical line
    uint32_t open;  // innermost bracket open before it, or EXPLAIN_NONE
} Explain;

enum { EXPLAIN_NONE = UINT32_MAX };

bool explain_opens(int kind);
bool explain_closes(int kind);
// The innermost bracket open before token `at`, not looking before `first`.
uint32_t explain_opener(const Parser *P, uint32_t at, uint32_t first);
// The token behind the bracket that `open` opens, or the end of the source.
uint32_t explain_past(const Parser *P, uint32_t open);
// The longest piece of kind `start` (TK_START_*) that begins at `first`; *stop is the token behind it. NULL if none.
AstNode *explain_longest(const Explain *x, int start, uint32_t first, uint32_t *stop);
// tokens[first, stop) as a piece of that kind, or NULL.
AstNode *explain_exact(const Explain *x, int start, uint32_t first, uint32_t stop);
// Reports from a token to a token, or at a token with the end where the scanner stood behind `last`.
void explain_range(const Explain *x, uint32_t first, uint32_t last, DiagCode code);
void explain_open_range(const Explain *x, uint32_t first, uint32_t last, DiagCode code);

// explain_expr.c: true if it has reported.
bool explain_expression(const Explain *x);
bool explain_params(const Explain *x, uint32_t open);

#endif
