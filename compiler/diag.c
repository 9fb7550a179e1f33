// SPDX-License-Identifier: MIT
// diag.c - formats diagnostics from the table in diag.def.
#include "compiler/diag.h"

#include <stdio.h>
#include <string.h>

typedef struct DiagRow {
    uint8_t kind;
    const char *text;
} DiagRow;

static const DiagRow rows[] = {
    {DIAG_KIND_NONE, ""},
#define DIAG(code, kind, text) {DIAG_KIND_##kind, text},
#include "compiler/diag.def"
#undef DIAG
};

static const char *const kind_names[] = {
    "",
    "SyntaxError",
    "IndentationError",
    "TabError",
    "SyntaxWarning",
    "RecursionError",
    "MemoryError",
    "IncompleteInput",
    "Advice",
};

const char *diag_kind_name(DiagKind kind) {
    return kind_names[kind];
}

DiagKind diag_code_kind(DiagCode code) {
    return (DiagKind)rows[code].kind;
}

void diag_vset(Diag *diag, Arena *arena, DiagCode code, va_list args) {
    va_list again;
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, rows[code].text, args);
    char *message = len < 0 ? NULL : arena_alloc(arena, (size_t)len + 1);
    if (message) {
        vsnprintf(message, (size_t)len + 1, rows[code].text, again);
        diag->message = message;
    } else {
        code = DIAG_OUT_OF_MEMORY;
        diag->message = rows[code].text;
    }
    va_end(again);
    diag->code = (uint16_t)code;
    diag->kind = rows[code].kind;
}

void diag_set(Diag *diag, Arena *arena, DiagCode code, ...) {
    va_list args;
    va_start(args, code);
    diag_vset(diag, arena, code, args);
    va_end(args);
}

bool diag_list_add(DiagList *list, Arena *arena, const Diag *diag) {
    if (list->count == list->capacity) {
        uint32_t capacity = list->capacity ? list->capacity * 2 : 8;
        Diag *items = arena_alloc(arena, capacity * sizeof *items);
        if (!items)
            return false;
        if (list->count)
            memcpy(items, list->items, list->count * sizeof *items);
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = *diag;
    return true;
}
