// SPDX-License-Identifier: MIT
// parse.h - the front end's entry: source bytes in, syntax tree or diagnostic out.
#ifndef ASTER_COMPILER_PARSE_H
#define ASTER_COMPILER_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include "compiler/ast.h"
#include "compiler/diag.h"

typedef enum ParseMode {
    PARSE_EXEC,   // a file: Module
    PARSE_EVAL,   // one expression: Expression
    PARSE_SINGLE, // one interactive statement: Interactive
} ParseMode;

enum {
    // A str, not a file: the bytes are UTF-8 whatever a coding cookie says, and a BOM is an ordinary character.
    PARSE_FLAG_TEXT = 1,
    // Interactive mode: an indented block that the source's end closes is incomplete until a blank line follows it.
    PARSE_FLAG_NEEDS_BLANK_LINE = 2,
    // Interactive mode: an error at the source's end is reported as DIAG_KIND_INCOMPLETE.
    PARSE_FLAG_ALLOW_INCOMPLETE = 4,
    // Interactive mode: several statements may come in one source.
    PARSE_FLAG_CELL = 8,
};

enum { PARSE_NAME_MAX = 8 }; // code points that one Unicode name may stand for

// Finds the character (or named sequence) that \N{...} means: writes its code points and returns how many, 0 if the name
// is unknown. `name` is as written.
typedef size_t (*ParseUnicodeNameFn)(void *user, const char *name, size_t len, uint32_t out[PARSE_NAME_MAX]);

typedef struct ParseRequest {
    ParseMode mode;
    unsigned flags;
    const char *file;    // for messages only
    const char *bytes;   // any bytes, `len` of them; need no NUL behind
    size_t len;
    Arena *arena;        // owns the tree, names, messages; scratch memory comes from the arena's hook and is returned
    AstNames *names;     // initialised by the caller on the same arena
    Diag *diag;          // out: the error, when the result is NULL
    ParseUnicodeNameFn unicode_name; // may be NULL: then every name is unknown
    void *unicode_user;
    DiagList *warnings;  // out, may be NULL: SyntaxWarnings in the order in which CPython gives them
} ParseRequest;

// The tree, or NULL with *diag filled (DIAG_KIND_MEMORY_ERROR when memory ran out).
AstNode *parse_source(ParseRequest *request);

#endif
