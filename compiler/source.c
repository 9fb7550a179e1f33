// SPDX-License-Identifier: MIT
// source.c - decodes a source and makes its line ends uniform.
//
// The text is copied once. The NUL behind it is the scanner's end marker: since NULs inside are refused here, the scanner
// needs no other bounds check.
#include "compiler/source.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "vm/base/utf8.h"

typedef enum Encoding { ENC_UTF8, ENC_LATIN1, ENC_ASCII, ENC_UNKNOWN } Encoding;

static Encoding encoding_by_name(const char *name, size_t len) {
    static const struct {
        const char *name;
        Encoding encoding;
    } known[] = {
        {"utf-8", ENC_UTF8},         {"utf8", ENC_UTF8},      {"utf-8-sig", ENC_UTF8},    {"u8", ENC_UTF8},
        {"latin-1", ENC_LATIN1},     {"latin1", ENC_LATIN1},  {"iso-8859-1", ENC_LATIN1}, {"iso8859-1", ENC_LATIN1},
        {"iso-latin-1", ENC_LATIN1}, {"l1", ENC_LATIN1},      {"8859", ENC_LATIN1},       {"cp819", ENC_LATIN1},
        {"ascii", ENC_ASCII},        {"us-ascii", ENC_ASCII}, {"646", ENC_ASCII},
    };
    char folded[32];
    if (len >= sizeof folded)
        return ENC_UNKNOWN;
    for (size_t i = 0; i < len; i++)
        folded[i] = name[i] == '_' ? '-' : (char)tolower((unsigned char)name[i]);
    folded[len] = '\0';
    // utf-8-unix, latin-1-dos and the like: Emacs's line-end suffixes
    if (strncmp(folded, "utf-8-", 6) == 0)
        return ENC_UTF8;
    if (strncmp(folded, "latin-1-", 8) == 0 || strncmp(folded, "iso-8859-1-", 11) == 0)
        return ENC_LATIN1;
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (strcmp(folded, known[i].name) == 0)
            return known[i].encoding;
    return ENC_UNKNOWN;
}

// PEP 263: a comment of its own line with coding[:=]\s*([-\w.]+).
static bool find_cookie(const char *line, const char *end, const char **name, size_t *len) {
    while (line < end && (*line == ' ' || *line == '\t' || *line == '\f'))
        line++;
    if (line == end || *line != '#')
        return false;
    for (; end - line > 6; line++) {
        if (memcmp(line, "coding", 6) != 0 || (line[6] != ':' && line[6] != '='))
            continue;
        const char *at = line + 7;
        while (at < end && (*at == ' ' || *at == '\t'))
            at++;
        const char *start = at;
        while (at < end && (isalnum((unsigned char)*at) || *at == '-' || *at == '_' || *at == '.'))
            at++;
        if (at > start) {
            *name = start;
            *len = (size_t)(at - start);
            return true;
        }
    }
    return false;
}

// The cookie may stand in the first line, or in the second if the first is blank or a comment.
static bool source_cookie(const char *bytes, size_t len, const char **name, size_t *name_len) {
    const char *line = bytes, *stop = bytes + len;
    for (int i = 0; i < 2 && line < stop; i++) {
        const char *end = line;
        while (end < stop && *end != '\n' && *end != '\r')
            end++;
        if (find_cookie(line, end, name, name_len))
            return true;
        const char *at = line;
        while (at < end && (*at == ' ' || *at == '\t' || *at == '\f'))
            at++;
        if (at < end && *at != '#')
            return false;
        line = end < stop && *end == '\r' && end + 1 < stop && end[1] == '\n' ? end + 2 : end + 1;
    }
    return false;
}

static uint32_t line_of(const char *bytes, size_t pos) {
    uint32_t line = 1;
    for (size_t i = 0; i < pos; i++)
        line += bytes[i] == '\n' || (bytes[i] == '\r' && bytes[i + 1] != '\n');
    return line;
}

// A file's bad bytes are told with the file's name; a str's cannot occur unless the host passes rubbish.
static bool check_bytes(Source *source, Encoding encoding, const char *bytes, size_t len, bool is_text, bool declared,
                        Diag *diag) {
    if (encoding == ENC_ASCII) {
        for (size_t i = 0; i < len; i++)
            if ((unsigned char)bytes[i] >= 0x80) {
                diag_set(diag, source->arena, DIAG_ENCODING_UNKNOWN, 5, "ascii");
                return false;
            }
        return true;
    }
    Utf8Error bad;
    if (encoding != ENC_UTF8 || utf8_check(bytes, len, &bad))
        return true;
    uint32_t line = line_of(bytes, bad.pos);
    unsigned byte = (unsigned char)bytes[bad.pos];
    if (!is_text && !declared) {
        diag_set(diag, source->arena, DIAG_DECODE_UNDECLARED, byte, source->file ? source->file : "?", (int)line);
        return false;
    }
    if (declared)
        diag_set(diag, source->arena, DIAG_DECODE_DECLARED, "utf-8", byte, bad.pos, bad.reason);
    else if (bad.len > 1)
        diag_set(diag, source->arena, DIAG_DECODE_RANGE, bad.pos, bad.pos + bad.len - 1, bad.reason);
    else
        diag_set(diag, source->arena, DIAG_DECODE_BYTE, byte, bad.pos, bad.reason);
    diag->line = diag->end_line = (int32_t)line;
    return false;
}

// Copies with \r\n and \r as \n, latin-1 widened. `out` has room for twice the bytes and two more.
static size_t copy_text(char *out, const char *bytes, size_t len, bool latin1) {
    char *to = out;
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c == '\r') {
            *to++ = '\n';
            i += i + 1 < len && bytes[i + 1] == '\n';
        } else if (latin1 && c >= 0x80) {
            to += utf8_encode(c, to);
        } else {
            *to++ = (char)c;
        }
    }
    return (size_t)(to - out);
}

static bool copy_source(Source *source, const char *bytes, size_t len, bool latin1, Diag *diag) {
    char *text = len > UINT32_MAX / 4 ? NULL : arena_alloc(source->arena, (latin1 ? len * 2 : len) + 2);
    if (!text) {
        diag_set(diag, source->arena, DIAG_OUT_OF_MEMORY);
        return false;
    }
    if (latin1 || memchr(bytes, '\r', len)) {
        len = copy_text(text, bytes, len, latin1);
    } else if (len) {
        memcpy(text, bytes, len);
    }
    source->added_newline = len == 0 || text[len - 1] != '\n';
    if (len && source->added_newline)
        text[len++] = '\n';
    text[len] = '\0';
    source->text = text;
    source->len = (uint32_t)len;
    return true;
}

bool source_open(Source *source, Arena *arena, const char *file, const char *bytes, size_t len, bool is_text,
                 Diag *diag) {
    memset(source, 0, sizeof *source);
    source->arena = arena;
    source->file = file;
    if (!bytes)
        bytes = "";
    if (memchr(bytes, '\0', len)) {
        diag_set(diag, arena, is_text ? DIAG_NULL_IN_STRING : DIAG_NULL_BYTES);
        if (!is_text)
            diag->line = diag->end_line = (int32_t)line_of(bytes, (size_t)((char *)memchr(bytes, '\0', len) - bytes));
        return false;
    }
    Encoding encoding = ENC_UTF8;
    bool declared = false;
    if (!is_text) {
        const char *name;
        size_t name_len;
        bool bom = len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
        if (bom) {
            bytes += 3;
            len -= 3;
        }
        if (source_cookie(bytes, len, &name, &name_len)) {
            encoding = encoding_by_name(name, name_len);
            declared = true;
            if (encoding == ENC_UNKNOWN || (bom && encoding != ENC_UTF8)) {
                if (encoding == ENC_LATIN1) {
                    name = "iso-8859-1";
                    name_len = strlen(name);
                }
                diag_set(diag, arena, bom ? DIAG_ENCODING_BOM : DIAG_ENCODING_UNKNOWN, (int)name_len, name);
                return false;
            }
        }
    }
    if (!check_bytes(source, encoding, bytes, len, is_text, declared, diag))
        return false;
    return copy_source(source, bytes, len, encoding == ENC_LATIN1, diag);
}

const char *source_line(const Source *source, uint32_t line, uint32_t *len) {
    const char *at = source->text, *stop = source->text + source->len;
    for (uint32_t i = 1; i < line && at < stop; i++)
        at = (const char *)memchr(at, '\n', (size_t)(stop - at)) + 1;
    const char *end = at < stop ? memchr(at, '\n', (size_t)(stop - at)) : stop;
    *len = (uint32_t)(end - at);
    return at;
}

static int32_t char_column(const Source *source, uint32_t line, uint32_t col) {
    uint32_t len;
    const char *text = source_line(source, line, &len);
    uint32_t inside = col < len ? col : len;
    return (int32_t)(utf8_count(text, inside) + (col - inside)) + 1;
}

void source_locate_chars(const Source *source, Diag *diag, uint32_t line, int32_t col, uint32_t end_line,
                         int32_t end_col) {
    uint32_t len;
    const char *text = source_line(source, line, &len);
    diag->text = arena_copy(source->arena, text, len);
    diag->text_len = diag->text ? len : 0;
    diag->line = (int32_t)line;
    diag->col = col;
    diag->end_line = (int32_t)end_line;
    diag->end_col = end_col;
}

void source_locate(const Source *source, Diag *diag, uint32_t line, uint32_t col, uint32_t end_line, uint32_t end_col) {
    source_locate_chars(source, diag, line, char_column(source, line, col), end_line,
                        char_column(source, end_line, end_col));
}
