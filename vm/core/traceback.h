// SPDX-License-Identifier: MIT
// traceback.h - what the files that show errors share.
#ifndef ASTER_TRACEBACK_H
#define ASTER_TRACEBACK_H

#include "vm/core/error.h"
#include "vm/types/str.h"

// carets.c: which part of an expression deserves ^ where the rest gets ~. Lines count from 0 within the text; columns are code points.
typedef struct Anchors { bool found, plain_call; size_t left_line, left_col, right_line, right_col; } Anchors;
Anchors carets_find(VM *vm, const uint32_t *text, size_t len);  // plain_call: the text is name(...)

// sourcetext.c: lines of source files. Holds the file that was asked for last.
typedef struct SourceText { VM *vm; Str *filename; char *data; size_t len, cap; } SourceText;
void source_init(SourceText *s, VM *vm);
void source_free(SourceText *s);
// Code points of a line (from 1), without the white space at its end; false: there is none. *out is owned (vm_alloc'd, *len + 1 elements).
typedef struct SourceLine { uint32_t *chars; size_t len, cap; } SourceLine;
bool sourcetext_line(SourceText *s, Str *filename, int64_t number, SourceLine *out);
void source_line_free(VM *vm, SourceLine *line);

// frametext.c: the entries of a traceback, as text.
bool frames_format(StrBuilder *sb, SourceText *source, const Traceback *tb, bool carets) MUST_USE;
bool space_char(uint32_t c);

// suggest.c: "Did you mean" for an error about a name. A str, V_NONE for nothing; never fails with an exception.
Value suggestion_for(VM *vm, Value exc, Str *wrong_name);
Value suggest_name(VM *vm, Str *wrong_name, const Value *names, size_t count);  // V_ABSENT: none
Value suggestion_among(VM *vm, Value names_list, Str *wrong_name);  // the closest, or V_NONE

#endif
