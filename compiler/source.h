// SPDX-License-Identifier: MIT
// source.h - the text of one source: decoded, checked, its line ends made uniform.
#ifndef ASTER_COMPILER_SOURCE_H
#define ASTER_COMPILER_SOURCE_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>

#include "compiler/diag.h"

typedef struct Source {
    Arena *arena;
    const char *file;
    const char *text; // valid UTF-8 without NULs, lines ended by \n (also the last), a NUL behind
    uint32_t len;
    bool added_newline; // the last line had none
} Source;

// Decodes by BOM or coding cookie (utf-8, latin-1, ascii), refuses NULs and bad bytes. `is_text`: the bytes are UTF-8
// already. False with *diag set on failure.
bool source_open(Source *source, Arena *arena, const char *file, const char *bytes, size_t len, bool is_text,
                 Diag *diag);

// The line numbered `line` (from 1), without its newline; empty when there is no such line.
const char *source_line(const Source *source, uint32_t line, uint32_t *len);

// Sets position and source text. `col` and `end_col` are byte columns from 0 and become character columns from 1.
void source_locate(const Source *source, Diag *diag, uint32_t line, uint32_t col, uint32_t end_line, uint32_t end_col);

// The same with character columns that are right already.
void source_locate_chars(const Source *source, Diag *diag, uint32_t line, int32_t col, uint32_t end_line,
                         int32_t end_col);

#endif
