// SPDX-License-Identifier: MIT
#include "compiler/grammar.h"
#include "compiler/build.h"
void explain_rejection(Parser *P) {
    const Token *t = P->rejected;
    parser_error(P, SPAN(t, t), DIAG_INVALID_SYNTAX);
}
