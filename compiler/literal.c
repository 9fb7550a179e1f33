// SPDX-License-Identifier: MIT
// literal.c - the values of number and string tokens.
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "compiler/build.h"
#include "vm/base/utf8.h"

enum { MAX_DECIMAL_DIGITS = 4300 }; // Python's guard against quadratic conversion

static int digit_value(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : 99;
}

// ---- numbers ----

// Binary and octal digits, regrouped as hexadecimal ones.
static size_t regroup_hex(char *digits, size_t len, unsigned bits_each) {
    size_t bits = len * bits_each, hex_len = (bits + 3) / 4;
    char *out = digits; // hex_len <= len, but the order of writing is from the left: gather first
    char *copy = malloc(len);
    if (!copy)
        return 0;
    memcpy(copy, digits, len);
    size_t lead = hex_len * 4 - bits;
    unsigned nibble = 0, have = (unsigned)lead;
    for (size_t i = 0; i < len; i++)
        for (unsigned b = bits_each; b-- > 0;) {
            nibble = nibble << 1 | ((unsigned)digit_value(copy[i]) >> b & 1);
            if (++have == 4) {
                *out++ = "0123456789abcdef"[nibble];
                nibble = have = 0;
            }
        }
    free(copy);
    return hex_len;
}

static bool set_big(Parser *P, const Token *token, char *digits, size_t len, int base, AstConst *out) {
    if (base == 10 && len > MAX_DECIMAL_DIGITS) {
        parser_error(P, SPAN(token, token), DIAG_INT_TOO_LONG, (int)len);
        return false;
    }
    if (base == 8 || base == 2) {
        len = regroup_hex(digits, len, base == 8 ? 3 : 1);
        if (!len) {
            parser_memory_error(P);
            return false;
        }
        base = 16;
    }
    digits[len] = '\0';
    out->type = AST_CONST_BIGINT;
    out->base = (uint8_t)base;
    out->as.s.bytes = digits;
    out->as.s.len = (uint32_t)len;
    return true;
}

// `digits` has no underscores.
static bool set_int(Parser *P, const Token *token, char *digits, size_t len, int base, AstConst *out) {
    while (len > 1 && *digits == '0')
        digits++, len--;
    uint64_t value = 0;
    for (size_t i = 0; i < len; i++) {
        uint64_t digit = (uint64_t)digit_value(digits[i]);
        if (value > ((uint64_t)INT64_MAX - digit) / (uint64_t)base)
            return set_big(P, token, digits, len, base, out);
        value = value * (uint64_t)base + digit;
    }
    out->type = AST_CONST_INT;
    out->as.i = (int64_t)value;
    return true;
}

// strtod reads the decimal point of the process's locale, which is the host's affair.
static double parse_double(char *digits) {
    char *point = strchr(digits, '.');
    if (point)
        *point = *localeconv()->decimal_point;
    return strtod(digits, NULL);
}

AstNode *build_number(Parser *P, const Token *token) {
    AstNode *node = build_new(P, AST_Constant, SPAN(token, token));
    const char *text = P->source->text + token->start;
    size_t len = 0, size = token->end - token->start;
    char *digits = arena_alloc(P->arena, size + 1);
    if (!digits) {
        parser_memory_error(P);
        return node;
    }
    for (size_t i = 0; i < size; i++)
        if (text[i] != '_')
            digits[len++] = text[i];
    digits[len] = '\0';
    AstConst *value = &node->as.Constant.value;
    char mark = size > 1 && text[0] == '0' ? (char)(text[1] | 0x20) : '0';
    if (mark == 'x' || mark == 'o' || mark == 'b') {
        set_int(P, token, digits + 2, len - 2, mark == 'x' ? 16 : mark == 'o' ? 8 : 2, value);
    } else if (len && (digits[len - 1] | 0x20) == 'j') {
        digits[len - 1] = '\0';
        value->type = AST_CONST_COMPLEX;
        value->as.d = parse_double(digits);
    } else if (strpbrk(digits, ".eE")) {
        value->type = AST_CONST_FLOAT;
        value->as.d = parse_double(digits);
    } else {
        set_int(P, token, digits, len, 10, value);
    }
    return node;
}

// ---- string bodies ----

typedef struct Decoder {
    Parser *P;
    const Token *token; // where errors are reported
    const char *at, *end;
    char *out;
    bool bytes;
    bool fstring;
    bool warned;      // one warning a token
    const char *text; // start of the body
} Decoder;

// CPython decodes a form in which each character beyond ASCII is an escape of ten bytes; its error positions count that.
static size_t error_position(const Decoder *d, const char *at) {
    size_t pos = 0;
    for (const char *p = d->text; p < at;) {
        if (*p & 0x80) {
            utf8_next(&p);
            pos += 10;
        } else {
            p++, pos++;
        }
    }
    return pos;
}

static Span token_span(const Decoder *d) {
    return (Span){{d->token->line, d->token->col}, {d->token->end_line, d->token->end_col}};
}

static bool escape_error(Decoder *d, const char *start, const char *stop, const char *reason) {
    size_t from = error_position(d, start), to = error_position(d, stop) - 1;
    if (to > from)
        parser_error(d->P, token_span(d), DIAG_UNICODE_ESCAPE_RANGE, from, to, reason);
    else
        parser_error(d->P, token_span(d), DIAG_UNICODE_ESCAPE_BYTE, from, reason);
    return false;
}

static void put(Decoder *d, uint32_t cp) {
    if (d->bytes)
        *d->out++ = (char)cp;
    else
        d->out += utf8_encode(cp, d->out);
}

// \xXX, \uXXXX, \UXXXXXXXX: `start` is the backslash, d->at behind the letter.
static bool hex_escape(Decoder *d, const char *start, int digits, const char *reason) {
    uint32_t value = 0;
    for (int i = 0; i < digits; i++, d->at++) {
        if (d->at == d->end || digit_value(*d->at) == 99) {
            if (!d->bytes)
                return escape_error(d, start, d->at, reason);
            parser_error(d->P, token_span(d), DIAG_BYTES_X_ESCAPE, (int)(start - d->text));
            return false;
        }
        value = value << 4 | (uint32_t)digit_value(*d->at);
    }
    if (value > 0x10FFFF)
        return escape_error(d, start, d->at, "illegal Unicode character");
    put(d, value);
    return true;
}

static bool name_escape(Decoder *d, const char *start) {
    const char *close = d->at < d->end && *d->at == '{' ? memchr(d->at, '}', (size_t)(d->end - d->at)) : NULL;
    if (!close || close == d->at + 1) {
        const char *stop = close ? close + 1 : d->at < d->end && *d->at == '{' ? d->end : d->at;
        return escape_error(d, start, stop, "malformed \\N character escape");
    }
    uint32_t cps[PARSE_NAME_MAX];
    const ParseRequest *request = d->P->request;
    size_t count = 0;
    if (request->unicode_name)
        count = request->unicode_name(request->unicode_user, d->at + 1, (size_t)(close - d->at - 1), cps);
    if (!count)
        return escape_error(d, start, close + 1, "unknown Unicode character name");
    for (size_t i = 0; i < count; i++)
        put(d, cps[i]);
    d->at = close + 1;
    return true;
}

static void octal_escape(Decoder *d, const char *start) {
    uint32_t value = (uint32_t)(d->at[-1] - '0');
    for (int i = 0; i < 2 && d->at < d->end && *d->at >= '0' && *d->at <= '7'; i++)
        value = value << 3 | (uint32_t)(*d->at++ - '0');
    if (value > 0377 && !d->warned) {
        parser_warn(d->P, false, token_span(d), DIAG_WARN_OCTAL, (int)(d->at - start), start);
        d->warned = true;
    }
    put(d, d->bytes ? value & 0xFF : value);
}

static void unknown_escape(Decoder *d) {
    const char *start = d->at - 1, *stop = start;
    utf8_next(&stop);
    if (!d->warned) {
        parser_warn(d->P, false, token_span(d), DIAG_WARN_ESCAPE, (int)(stop - start), start);
        d->warned = true;
    }
    put(d, '\\');
    d->at = start; // the character itself is copied as any other
}

static bool decode_escape(Decoder *d) {
    const char *start = d->at++;
    if (d->at == d->end && d->fstring) { // the { behind it opens a field
        d->at++;
        unknown_escape(d);
        return true;
    }
    if (d->at == d->end)
        return escape_error(d, start, d->at, "\\ at end of string");
    switch (*d->at++) {
    case '\n': return true;
    case '\\': put(d, '\\'); return true;
    case '\'': put(d, '\''); return true;
    case '"': put(d, '"'); return true;
    case 'a': put(d, '\a'); return true;
    case 'b': put(d, '\b'); return true;
    case 'f': put(d, '\f'); return true;
    case 'n': put(d, '\n'); return true;
    case 'r': put(d, '\r'); return true;
    case 't': put(d, '\t'); return true;
    case 'v': put(d, '\v'); return true;
    case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7':
        octal_escape(d, start);
        return true;
    case 'x':
        return hex_escape(d, start, 2, "truncated \\xXX escape");
    case 'u':
        if (!d->bytes)
            return hex_escape(d, start, 4, "truncated \\uXXXX escape");
        break;
    case 'U':
        if (!d->bytes)
            return hex_escape(d, start, 8, "truncated \\UXXXXXXXX escape");
        break;
    case 'N':
        if (!d->bytes)
            return name_escape(d, start);
        break;
    }
    unknown_escape(d);
    return true;
}

static bool decode_body(Decoder *d, bool raw, bool fstring) {
    while (d->at < d->end) {
        if (*d->at == '\\' && !raw) {
            if (!decode_escape(d))
                return false;
            continue;
        }
        if (fstring && (*d->at == '{' || *d->at == '}') && d->at + 1 < d->end && d->at[1] == *d->at)
            d->at++; // {{ and }}
        *d->out++ = *d->at++;
    }
    return true;
}

bool literal_decode(Parser *P, const Token *token, const char *text, size_t len, bool raw, bool bytes, bool fstring,
                    AstConst *out) {
    out->type = bytes ? AST_CONST_BYTES : AST_CONST_STR;
    if (raw && !fstring) { // the source's own bytes
        out->as.s.bytes = arena_copy(P->arena, text, len);
        out->as.s.len = (uint32_t)len;
        if (!out->as.s.bytes)
            parser_memory_error(P);
        return out->as.s.bytes != NULL;
    }
    // No escape makes more bytes than it takes: names are longer than what they stand for.
    char *room = arena_alloc(P->arena, len + 1);
    if (!room) {
        parser_memory_error(P);
        return false;
    }
    Decoder d = {P, token, text, text + len, room, bytes, fstring, false, text};
    if (!decode_body(&d, raw, fstring))
        return false;
    *d.out = '\0';
    out->as.s.bytes = room;
    out->as.s.len = (uint32_t)(d.out - room);
    return true;
}

AstNode *build_string(Parser *P, const Token *token) {
    AstNode *node = build_new(P, AST_Constant, SPAN(token, token));
    AstConst *value = &node->as.Constant.value;
    const char *text = P->source->text + token->start, *end = P->source->text + token->end;
    bool raw = false, bytes = false;
    for (; *text != '"' && *text != '\''; text++) {
        raw |= (*text | 0x20) == 'r';
        bytes |= (*text | 0x20) == 'b';
        if (*text == 'u')
            node->as.Constant.ukind = 'u';
    }
    size_t quotes = end - text >= 6 && text[1] == *text && text[2] == *text ? 3 : 1;
    text += quotes;
    size_t len = (size_t)(end - text) - quotes;
    value->type = bytes ? AST_CONST_BYTES : AST_CONST_STR;
    value->as.s.bytes = "";
    for (size_t i = 0; bytes && i < len; i++)
        if (text[i] & 0x80) {
            parser_error(P, SPAN(token, token), DIAG_BYTES_ASCII);
            return node;
        }
    literal_decode(P, token, text, len, raw, bytes, false, value);
    return node;
}
