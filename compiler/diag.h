// SPDX-License-Identifier: MIT
// diag.h - what the compiler has to say about a source: errors and warnings, all texts in diag.def.
//
// Positions are those of Python's SyntaxError attributes lineno, offset, end_lineno and end_offset: lines and columns
// count from 1, columns in characters, the end column is one past the last character. A line of 0 means that there is no
// position; an end column of 0 or -1 (CPython has both) means that only the start is known.
#ifndef ASTER_COMPILER_DIAG_H
#define ASTER_COMPILER_DIAG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include "vm/base/arena.h"

typedef enum DiagKind {
    DIAG_KIND_NONE,
    DIAG_KIND_SYNTAX_ERROR,
    DIAG_KIND_INDENTATION_ERROR,
    DIAG_KIND_TAB_ERROR,
    DIAG_KIND_SYNTAX_WARNING,
    DIAG_KIND_RECURSION_ERROR,
    DIAG_KIND_MEMORY_ERROR,
    DIAG_KIND_INCOMPLETE, // the source may become valid with more lines (interactive mode only)
    DIAG_KIND_ADVICE,     // no fault: Aster's own advice about async code (advise.h)
} DiagKind;

typedef enum DiagCode {
    DIAG_NONE,
#define DIAG(code, kind, text) DIAG_##code,
#include "compiler/diag.def"
#undef DIAG
} DiagCode;

typedef struct Diag {
    uint8_t kind;  // DiagKind
    bool late;     // a warning of the code generator's: CPython knows its source line only where it can read the file
    uint16_t code; // DiagCode
    int32_t line, col, end_line, end_col;
    const char *message;
    const char *text; // the source line, without its newline; NULL if unknown
    uint32_t text_len;
} Diag;

typedef struct DiagList {
    Diag *items;
    uint32_t count;
    uint32_t capacity;
} DiagList;

// Sets kind, code and message (formatted from the table's text); leaves the position alone. A message that cannot be
// allocated turns the diagnostic into DIAG_OUT_OF_MEMORY.
void diag_set(Diag *diag, Arena *arena, DiagCode code, ...);
void diag_vset(Diag *diag, Arena *arena, DiagCode code, va_list args);

// Appends a copy; the list's memory is the arena's. False when memory is out.
bool diag_list_add(DiagList *list, Arena *arena, const Diag *diag);

const char *diag_kind_name(DiagKind kind); // "SyntaxError", ...
DiagKind diag_code_kind(DiagCode code);

#endif
