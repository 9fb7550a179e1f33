// SPDX-License-Identifier: MIT
// lexer.h - source bytes to an array of tokens, indentation and f-string parts included.
//
// The whole source is cut up before parsing starts: soft keywords and error messages look ahead and back freely, and an
// error in the text wins over one in the grammar, as in CPython. Token numbers come from the grammar (TK_*, generated).
#ifndef ASTER_COMPILER_LEXER_H
#define ASTER_COMPILER_LEXER_H

#include <stdbool.h>
#include <stdint.h>

#include "compiler/diag.h"
#include "compiler/source.h"

enum {
    LEX_MAX_PARENS = 200,
    LEX_MAX_INDENTS = 100,
    LEX_MAX_FSTRINGS = 150,
    LEX_MAX_FSTRING_NESTING = 2, // expressions inside format specs inside format specs
};

typedef struct Token {
    uint8_t kind;   // TK_*
    uint8_t level;  // how many brackets are open behind it
    uint8_t raw;    // text of an f-string with the prefix r, outside format specs
    uint8_t spaced; // white space stands before it (only asked of a conversion in an f-string)
    uint32_t start, end; // offsets into Source.text
    uint32_t line, col, end_line, end_col; // lines from 1, byte columns from 0
} Token;

typedef struct LexParen {
    char c;
    bool fstring; // the { of a replacement field
    bool in_spec; // ... whose format spec is being read
    uint32_t line, col;
} LexParen;

typedef struct LexFString {
    char quote;
    uint8_t quote_size; // 1 or 3
    bool raw;
    uint8_t base_level; // open brackets where it starts
    uint32_t line, start;
} LexFString;

typedef struct Lexer {
    Source *source;
    Diag *diag;
    DiagList *warnings; // may be NULL
    const char *cur;        // next byte
    const char *line_start; // of the line that cur is in
    uint32_t line;
    bool at_line_start;
    bool failed;   // *diag is set
    bool unclosed; // the text ended inside brackets: the last token is TK_EOF_ERROR
    Token *tokens;
    uint32_t count, capacity;
    uint32_t level;
    LexParen parens[LEX_MAX_PARENS];
    uint32_t fstring_count;
    LexFString fstrings[LEX_MAX_FSTRINGS];
    uint32_t indent_count; // open indentation levels above column 0
    struct {
        uint32_t col, alt_col; // tabs to 8, tabs to 1
    } indents[LEX_MAX_INDENTS];
} Lexer;

// Fills `lexer->tokens`; false when *diag has been set. The caller frees with lexer_free in either case.
bool lexer_run(Lexer *lexer, Source *source, Diag *diag, DiagList *warnings);
void lexer_free(Lexer *lexer);

// Adds a token of no kind (TK_BAD) behind the last, for those who look ahead in tokens that an error cut short.
bool lexer_add_mark(Lexer *lexer);

// Is `text` what the token consists of?
bool lexer_token_is(const Source *source, const Token *token, const char *text);

#endif
