// SPDX-License-Identifier: MIT
// lexer.re - the scanner: indentation, brackets, numbers, strings and f-strings.
//
// re2c recognises what is regular (names, keywords, operators, blanks). Numbers and string bodies are read by hand,
// because their error messages point at the byte that is wrong. The text ends in a NUL, which no rule swallows.
//
// f-strings (PEP 701) need no recursion. Every open bracket is on one stack; the { of a replacement field is there too,
// marked `fstring`. The scanner is inside literal text when the innermost f-string has no bracket of its own open, or
// when the top bracket is a replacement field whose format spec has begun:
//
//      f"a{x:>{w}}"        brackets      mode
//      a                   -             text
//      {x                  {             code
//      :                   {spec         text (the spec)
//      >{w                 {spec {       code
//      }}                  -             text
#include "compiler/lexer.h"

#include <stdio.h>
#include <string.h>
#include <utf8proc.h>

#include "compiler/grammar.h"
#include "vm/base/utf8.h"

enum { SKIP = -1, FAIL = -2 }; // beside TK_* in what the scanning functions return

// ---- errors and tokens ----

// CPython points a scanner's error at the last byte that it has read: the column is the count of characters up to `at`.
static int fail_at(Lexer *lx, const char *at, const Diag *diag, int32_t end_col) {
    int32_t col = (int32_t)utf8_count(lx->line_start, (size_t)(at - lx->line_start));
    *lx->diag = *diag;
    source_locate_chars(lx->source, lx->diag, lx->line, col, lx->line, end_col == INT32_MAX ? col : end_col);
    lx->failed = true;
    return FAIL;
}

static int fail(Lexer *lx, const char *at, DiagCode code, ...) {
    Diag diag = {0};
    va_list args;
    va_start(args, code);
    diag_vset(&diag, lx->source->arena, code, args);
    va_end(args);
    return fail_at(lx, at, &diag, INT32_MAX);
}

static int fail_memory(Lexer *lx) {
    diag_set(lx->diag, lx->source->arena, DIAG_OUT_OF_MEMORY);
    lx->failed = true;
    return FAIL;
}

// Where scanning stands, as fail_at.
static bool warn(Lexer *lx, DiagCode code, ...) {
    if (!lx->warnings)
        return true;
    Diag diag = {0};
    va_list args;
    va_start(args, code);
    diag_vset(&diag, lx->source->arena, code, args);
    va_end(args);
    int32_t col = (int32_t)utf8_count(lx->line_start, (size_t)(lx->cur - lx->line_start));
    source_locate_chars(lx->source, &diag, lx->line, col, lx->line, col);
    return diag_list_add(lx->warnings, lx->source->arena, &diag) || (fail_memory(lx), false);
}

static Token *push_token(Lexer *lx) {
    if (lx->count == lx->capacity) {
        uint32_t capacity = lx->capacity ? lx->capacity * 2 : 256;
        Arena *arena = lx->source->arena;
        Token *tokens = arena->alloc(arena->user, lx->tokens, lx->capacity * sizeof *tokens, capacity * sizeof *tokens);
        if (!tokens) {
            fail_memory(lx);
            return NULL;
        }
        lx->tokens = tokens;
        lx->capacity = capacity;
    }
    return &lx->tokens[lx->count++];
}

static bool emit(Lexer *lx, int kind, const char *start, uint32_t line, uint32_t col) {
    Token *token = push_token(lx);
    if (!token)
        return false;
    token->kind = (uint8_t)kind;
    token->level = (uint8_t)lx->level;
    const LexFString *fs = kind == TK_FSTRING_MIDDLE ? &lx->fstrings[lx->fstring_count - 1] : NULL;
    token->raw = fs && fs->raw && lx->level == fs->base_level; // a format spec is never raw in CPython 3.13
    token->spaced = start > lx->source->text && (start[-1] == ' ' || start[-1] == '\t' || start[-1] == '\n');
    token->start = (uint32_t)(start - lx->source->text);
    token->end = (uint32_t)(lx->cur - lx->source->text);
    token->line = line;
    token->col = col;
    token->end_line = lx->line;
    token->end_col = (uint32_t)(lx->cur - lx->line_start);
    return true;
}

// A token without text of its own: INDENT, DEDENT, the end.
static bool emit_mark(Lexer *lx, int kind) {
    return emit(lx, kind, lx->cur, lx->line, (uint32_t)(lx->cur - lx->line_start));
}

static void new_line(Lexer *lx, const char *start) {
    lx->line++;
    lx->line_start = start;
}

bool lexer_token_is(const Source *source, const Token *token, const char *text) {
    size_t len = strlen(text);
    return token->end - token->start == len && memcmp(source->text + token->start, text, len) == 0;
}

// ---- names ----

static bool is_xid_start(uint32_t cp) {
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT: case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_NL:
        return cp != 0x2E2F; // VERTICAL TILDE is Pattern_Syntax
    default: // Other_ID_Start, and the underscore
        return cp == '_' || cp == 0x1885 || cp == 0x1886 || cp == 0x2118 || cp == 0x212E || cp == 0x309B ||
               cp == 0x309C;
    }
}

static bool is_xid_continue(uint32_t cp) {
    if (is_xid_start(cp))
        return true;
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ND: case UTF8PROC_CATEGORY_PC:
        return true;
    default: // Other_ID_Continue
        return cp == 0xB7 || cp == 0x387 || (cp >= 0x1369 && cp <= 0x1371) || cp == 0x19DA || cp == 0x200C ||
               cp == 0x200D || cp == 0x30FB || cp == 0xFF65;
    }
}

static bool is_printable(uint32_t cp) {
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_CC: case UTF8PROC_CATEGORY_CF: case UTF8PROC_CATEGORY_CS: case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN: case UTF8PROC_CATEGORY_ZL: case UTF8PROC_CATEGORY_ZP: case UTF8PROC_CATEGORY_ZS:
        return false;
    default:
        return true;
    }
}

static int check_name(Lexer *lx, const char *start) {
    for (const char *at = start; at < lx->cur;) {
        const char *here = at;
        uint32_t cp = utf8_next(&at);
        if (here == start ? is_xid_start(cp) : is_xid_continue(cp))
            continue;
        if (is_printable(cp))
            return fail(lx, at, DIAG_INVALID_CHARACTER, (int)(at - here), here, (unsigned)cp);
        return fail(lx, at, DIAG_INVALID_UNPRINTABLE, (unsigned)cp);
    }
    return TK_NAME;
}

// ---- numbers ----

static bool is_digit_of(char c, int base) {
    if (base == 16)
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    return c >= '0' && c < '0' + base;
}

static bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c & 0x80);
}

// What may follow a number without a blank, with a warning: and else for if in is not or.
static bool keyword_follows(const char *at) {
    static const char *const words[] = {"and", "else", "for", "if", "in", "is", "not", "or"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strncmp(at, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

static int number_end(Lexer *lx, const char *kind) {
    if (keyword_follows(lx->cur))
        return warn(lx, DIAG_WARN_NUMBER, kind) ? TK_NUMBER : FAIL;
    if (is_name_byte(*lx->cur) && (*lx->cur & 0x80) == 0)
        return fail(lx, lx->cur, DIAG_INVALID_NUMBER, kind);
    return TK_NUMBER;
}

// Digits with single underscores between them; `what` names the literal in messages.
static bool scan_digits(Lexer *lx, int base, const char *what) {
    for (;;) {
        while (is_digit_of(*lx->cur, base))
            lx->cur++;
        if (*lx->cur != '_')
            return true;
        lx->cur++;
        if (!is_digit_of(*lx->cur, base)) {
            if (base != 10 && *lx->cur >= '0' && *lx->cur <= '9')
                fail(lx, lx->cur + 1, DIAG_INVALID_DIGIT, *lx->cur, what);
            else
                fail(lx, lx->cur, DIAG_INVALID_NUMBER, what);
            return false;
        }
    }
}

static int scan_radix(Lexer *lx, int base, const char *what) {
    lx->cur += 2;
    if (*lx->cur == '_')
        lx->cur++;
    if (!is_digit_of(*lx->cur, base)) {
        if (*lx->cur >= '0' && *lx->cur <= '9')
            return fail(lx, lx->cur + 1, DIAG_INVALID_DIGIT, *lx->cur, what);
        return fail(lx, lx->cur, DIAG_INVALID_NUMBER, what);
    }
    if (!scan_digits(lx, base, what))
        return FAIL;
    if (*lx->cur >= '0' && *lx->cur <= '9')
        return fail(lx, lx->cur + 1, DIAG_INVALID_DIGIT, *lx->cur, what);
    return number_end(lx, what);
}

// Behind the integer part: fraction, exponent, j. `is_float` tells the caller that any of them was there.
static int scan_fraction(Lexer *lx, bool *is_float) {
    if (*lx->cur == '.') {
        *is_float = true;
        lx->cur++;
        if (*lx->cur >= '0' && *lx->cur <= '9' && !scan_digits(lx, 10, "decimal"))
            return FAIL;
    }
    if (*lx->cur == 'e' || *lx->cur == 'E') {
        const char *mark = lx->cur;
        bool sign = mark[1] == '+' || mark[1] == '-';
        if (mark[1 + sign] >= '0' && mark[1 + sign] <= '9') {
            *is_float = true;
            lx->cur += 1 + sign;
            if (!scan_digits(lx, 10, "decimal"))
                return FAIL;
        } else if (sign) {
            return fail(lx, mark + 2, DIAG_INVALID_NUMBER, "decimal");
        }
    }
    if (*lx->cur == 'j' || *lx->cur == 'J') {
        *is_float = true;
        lx->cur++;
        return number_end(lx, "imaginary");
    }
    return number_end(lx, "decimal");
}

static int fail_leading_zero(Lexer *lx, const char *start) {
    Diag diag = {0};
    diag_set(&diag, lx->source->arena, DIAG_LEADING_ZEROS);
    const char *digit = start; // the first that is not zero
    while (*digit == '0' || *digit == '_')
        digit++;
    int32_t end = (int32_t)utf8_count(lx->line_start, (size_t)(digit + 1 - lx->line_start));
    return fail_at(lx, start + 1, &diag, end);
}

static int scan_number(Lexer *lx, const char *start) {
    lx->cur = start;
    if (start[0] == '0') {
        switch (start[1]) {
        case 'x': case 'X':
            return scan_radix(lx, 16, "hexadecimal");
        case 'o': case 'O':
            return scan_radix(lx, 8, "octal");
        case 'b': case 'B':
            return scan_radix(lx, 2, "binary");
        }
    }
    if (*start != '.' && !scan_digits(lx, 10, "decimal"))
        return FAIL;
    const char *int_end = lx->cur;
    bool nonzero = false, is_float = false;
    for (const char *at = start; at < int_end; at++)
        nonzero |= *at >= '1' && *at <= '9';
    const char next = *lx->cur;
    if (start[0] == '0' && nonzero && next != '.' && next != 'e' && next != 'E' && next != 'j' && next != 'J')
        return fail_leading_zero(lx, start);
    return scan_fraction(lx, &is_float);
}

// ---- strings ----

static int fail_string(Lexer *lx, const char *start, const char *start_line, uint32_t line, DiagCode code) {
    uint32_t detected = lx->line;
    // The end of the text counts as part of the last line, not as a line of its own.
    if (*lx->cur == '\0' && lx->cur == lx->line_start && detected > line)
        detected--;
    lx->line = line;
    lx->line_start = start_line;
    return fail(lx, start + 1, code, (int)detected);
}

// `quote` is the opening quote's place; the token starts at `start` (with its prefix).
static int scan_string(Lexer *lx, const char *start, const char *quote) {
    const char *line_start = lx->line_start;
    uint32_t line = lx->line;
    char q = *quote;
    bool triple = quote[1] == q && quote[2] == q;
    const char *at = quote + (triple ? 3 : 1);
    bool escaped = false;
    for (;; at++) {
        if (*at == q && (!triple || (at[1] == q && at[2] == q)))
            break;
        if (*at == '\\' && at[1] != '\0')
            escaped |= *++at == q;
        else if (*at == '\0' || (*at == '\n' && !triple)) {
            lx->cur = at;
            if (lx->fstring_count && *at == '\n') {
                LexFString *fs = &lx->fstrings[lx->fstring_count - 1];
                if (fs->quote == q && fs->quote_size == (triple ? 3 : 1)) {
                    lx->line = line;  // of the quote: a continued line may lie in between
                    lx->line_start = line_start;
                    return fail(lx, quote + 1, DIAG_FSTRING_EXPECTING_BRACE);
                }
            }
            return fail_string(lx, start, line_start, line,
                               triple    ? DIAG_UNTERMINATED_TRIPLE
                               : escaped ? DIAG_UNTERMINATED_ESCAPED
                                         : DIAG_UNTERMINATED_STRING);
        }
        if (*at == '\n')
            new_line(lx, at + 1);
    }
    lx->cur = at + (triple ? 3 : 1);
    return TK_STRING;
}

static int open_fstring(Lexer *lx, const char *start, const char *quote) {
    if (lx->fstring_count == LEX_MAX_FSTRINGS)
        return fail(lx, quote + 1, DIAG_TOO_MANY_FSTRINGS);
    LexFString *fs = &lx->fstrings[lx->fstring_count++];
    fs->quote = *quote;
    fs->quote_size = quote[1] == *quote && quote[2] == *quote ? 3 : 1;
    fs->raw = false;
    for (const char *at = start; at < quote; at++)
        fs->raw |= *at == 'r' || *at == 'R';
    fs->base_level = (uint8_t)lx->level;
    fs->line = lx->line;
    fs->start = (uint32_t)(start - lx->source->text);
    lx->cur = quote + fs->quote_size;
    return TK_FSTRING_START;
}

// ---- brackets ----

static int open_paren(Lexer *lx, const char *start, int kind) {
    if (lx->level == LEX_MAX_PARENS)
        return fail(lx, start + 1, DIAG_TOO_MANY_PARENS);
    LexParen *paren = &lx->parens[lx->level++];
    *paren = (LexParen){.c = *start, .line = lx->line, .col = (uint32_t)(start - lx->line_start)};
    return kind;
}

static bool in_replacement(const Lexer *lx) {
    return lx->level && lx->parens[lx->level - 1].fstring && !lx->parens[lx->level - 1].in_spec;
}

static int close_paren(Lexer *lx, const char *start, int kind) {
    char c = *start;
    if (lx->level == 0)
        return fail(lx, start + 1, DIAG_UNMATCHED, c);
    LexParen *open = &lx->parens[lx->level - 1];
    char want = open->c == '(' ? ')' : open->c == '[' ? ']' : '}';
    if (c != want) {
        if (open->fstring)
            return fail(lx, start + 1, DIAG_FSTRING_UNMATCHED, c);
        if (open->line != lx->line)
            return fail(lx, start + 1, DIAG_MISMATCH_LINE, c, open->c, (int)open->line);
        return fail(lx, start + 1, DIAG_MISMATCH, c, open->c);
    }
    lx->level--;
    return kind;
}

// : right inside a replacement field begins its format spec.
static int scan_colon(Lexer *lx) {
    if (in_replacement(lx))
        lx->parens[lx->level - 1].in_spec = true;
    return TK_COLON;
}

// := is two things to an f-string: a colon and a spec that starts with =.
static int scan_walrus(Lexer *lx, const char *start) {
    if (!in_replacement(lx))
        return TK_WALRUS;
    lx->cur = start + 1;
    return scan_colon(lx);
}

// ---- the regular scanner ----

/*!re2c
    re2c:api:style = free-form;
    re2c:define:YYCTYPE = "unsigned char";
    re2c:define:YYCURSOR = cur;
    re2c:define:YYMARKER = mark;
    re2c:yyfill:enable = 0;
    re2c:flags:nested-ifs = 0;

    first   = [a-zA-Z_] | [\x80-\xff];
    more    = [a-zA-Z0-9_] | [\x80-\xff];
    aname   = [a-zA-Z_] [a-zA-Z0-9_]*;
    name    = first more*;
    prefix  = [uUrRbB] | [bB][rR] | [rR][bB];
    fprefix = [fF] | [fF][rR] | [rR][fF];
    quote   = ["'];
*/

static int fail_backslash(Lexer *lx, const char *start) {
    if (start[1] == '\n') {
        Diag diag = {0};
        diag_set(&diag, lx->source->arena, DIAG_UNEXPECTED_EOF);
        return fail_at(lx, start + 2, &diag, -1);
    }
    Diag diag = {0};
    diag_set(&diag, lx->source->arena, DIAG_AFTER_BACKSLASH);
    const char *at = start + 1;
    utf8_next(&at);
    return fail_at(lx, at, &diag, 0);
}

// Names and everything that begins like one. Returns TK_* or FAIL with lx->cur behind the token.
static int scan_word(Lexer *lx, const char *start) {
    const unsigned char *cur = (const unsigned char *)start, *mark __attribute__((unused));
#define WORD(kind) { lx->cur = (const char *)cur; return kind; }
    /*!re2c
    "False"    { WORD(TK_FALSE) }
    "None"     { WORD(TK_NONE) }
    "True"     { WORD(TK_TRUE) }
    "and"      { WORD(TK_AND) }
    "as"       { WORD(TK_AS) }
    "assert"   { WORD(TK_ASSERT) }
    "async"    { WORD(TK_ASYNC) }
    "await"    { WORD(TK_AWAIT) }
    "break"    { WORD(TK_BREAK) }
    "class"    { WORD(TK_CLASS) }
    "continue" { WORD(TK_CONTINUE) }
    "def"      { WORD(TK_DEF) }
    "del"      { WORD(TK_DEL) }
    "elif"     { WORD(TK_ELIF) }
    "else"     { WORD(TK_ELSE) }
    "except"   { WORD(TK_EXCEPT) }
    "finally"  { WORD(TK_FINALLY) }
    "for"      { WORD(TK_FOR) }
    "from"     { WORD(TK_FROM) }
    "global"   { WORD(TK_GLOBAL) }
    "if"       { WORD(TK_IF) }
    "import"   { WORD(TK_IMPORT) }
    "in"       { WORD(TK_IN) }
    "is"       { WORD(TK_IS) }
    "lambda"   { WORD(TK_LAMBDA) }
    "nonlocal" { WORD(TK_NONLOCAL) }
    "not"      { WORD(TK_NOT) }
    "or"       { WORD(TK_OR) }
    "pass"     { WORD(TK_PASS) }
    "raise"    { WORD(TK_RAISE) }
    "return"   { WORD(TK_RETURN) }
    "try"      { WORD(TK_TRY) }
    "while"    { WORD(TK_WHILE) }
    "with"     { WORD(TK_WITH) }
    "yield"    { WORD(TK_YIELD) }
    prefix? quote  { return scan_string(lx, start, (const char *)cur - 1); }
    fprefix quote  { return open_fstring(lx, start, (const char *)cur - 1); }
    aname      { WORD(TK_NAME) }
    name       { lx->cur = (const char *)cur; return check_name(lx, start); }
    *          { WORD(TK_BAD) }
    */
#undef WORD
}

// $ and ? are for the parser to refuse; control characters are told by number.
static int bad_byte(Lexer *lx, const char *start) {
    lx->cur = start + 1;
    if ((unsigned char)*start < 0x20 || *start == 0x7F)
        return fail(lx, start + 1, DIAG_INVALID_UNPRINTABLE, (unsigned)(unsigned char)*start);
    return TK_BAD;
}

// Operators and brackets.
static int scan_operator(Lexer *lx, const char *start) {
    const unsigned char *cur = (const unsigned char *)start, *mark __attribute__((unused));
#define OP(kind) { lx->cur = (const char *)cur; return kind; }
    /*!re2c
    "("   { lx->cur = (const char *)cur; return open_paren(lx, start, TK_LPAR); }
    "["   { lx->cur = (const char *)cur; return open_paren(lx, start, TK_LSQB); }
    "{"   { lx->cur = (const char *)cur; return open_paren(lx, start, TK_LBRACE); }
    ")"   { lx->cur = (const char *)cur; return close_paren(lx, start, TK_RPAR); }
    "]"   { lx->cur = (const char *)cur; return close_paren(lx, start, TK_RSQB); }
    "}"   { lx->cur = (const char *)cur; return close_paren(lx, start, TK_RBRACE); }
    ":"   { lx->cur = (const char *)cur; return scan_colon(lx); }
    ":="  { lx->cur = (const char *)cur; return scan_walrus(lx, start); }
    ","   { OP(TK_COMMA) }
    ";"   { OP(TK_SEMI) }
    "."   { OP(TK_DOT) }
    "..." { OP(TK_ELLIPSIS) }
    "->"  { OP(TK_ARROW) }
    "="   { OP(TK_EQ) }
    "+"   { OP(TK_PLUS) }
    "-"   { OP(TK_MINUS) }
    "*"   { OP(TK_STAR) }
    "/"   { OP(TK_SLASH) }
    "//"  { OP(TK_DSLASH) }
    "%"   { OP(TK_PERCENT) }
    "@"   { OP(TK_AT) }
    "**"  { OP(TK_DSTAR) }
    "|"   { OP(TK_VBAR) }
    "&"   { OP(TK_AMPER) }
    "^"   { OP(TK_CARET) }
    "~"   { OP(TK_TILDE) }
    "<<"  { OP(TK_LSHIFT) }
    ">>"  { OP(TK_RSHIFT) }
    "<"   { OP(TK_LT) }
    ">"   { OP(TK_GT) }
    "<="  { OP(TK_LE) }
    ">="  { OP(TK_GE) }
    "=="  { OP(TK_EQEQ) }
    "!="  { OP(TK_NE) }
    "<>"  { OP(TK_LTGT) }
    "!"   { OP(TK_EXCLAM) }
    "+="  { OP(TK_PLUSEQ) }
    "-="  { OP(TK_MINUSEQ) }
    "*="  { OP(TK_STAREQ) }
    "/="  { OP(TK_SLASHEQ) }
    "//=" { OP(TK_DSLASHEQ) }
    "%="  { OP(TK_PERCENTEQ) }
    "@="  { OP(TK_ATEQ) }
    "**=" { OP(TK_DSTAREQ) }
    "|="  { OP(TK_VBAREQ) }
    "&="  { OP(TK_AMPEREQ) }
    "^="  { OP(TK_CARETEQ) }
    "<<=" { OP(TK_LSHIFTEQ) }
    ">>=" { OP(TK_RSHIFTEQ) }
    *     { return bad_byte(lx, start); }
    */
#undef OP
}

// What the innermost open bracket is, when the text ends inside it, is for the parser to tell.
static int scan_end(Lexer *lx) {
    if (lx->level == 0)
        return TK_END;
    lx->unclosed = true;
    return TK_EOF_ERROR;
}

static int scan_newline(Lexer *lx, const char *start) {
    lx->cur = start + 1;
    if (lx->level) {
        new_line(lx, lx->cur);
        return SKIP;
    }
    return TK_NEWLINE;
}

static int scan_blank(Lexer *lx, const char *start) {
    switch (*start) {
    case '#':
        lx->cur = strchr(start, '\n');
        return SKIP;
    case '\\':
        if (start[1] == '\n' && start[2] == '\0' && lx->level)
            return scan_end(lx);
        if (start[1] != '\n' || start[2] == '\0')
            return fail_backslash(lx, start);
        lx->cur = start + 2;
        new_line(lx, lx->cur);
        return SKIP;
    default:
        while (*lx->cur == ' ' || *lx->cur == '\t' || *lx->cur == '\f')
            lx->cur++;
        return SKIP;
    }
}

// One token of program text. Returns its kind, SKIP for blanks, FAIL.
static int scan_code(Lexer *lx, const char *start) {
    switch ((unsigned char)*start) {
    case '\0':
        return scan_end(lx);
    case '\n':
        return scan_newline(lx, start);
    case ' ': case '\t': case '\f': case '#': case '\\':
        return scan_blank(lx, start);
    case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
        return scan_number(lx, start);
    case '.':
        return start[1] >= '0' && start[1] <= '9' ? scan_number(lx, start) : scan_operator(lx, start);
    case '"': case '\'': case '_':
        return scan_word(lx, start);
    default:
        if (is_name_byte(*start))
            return scan_word(lx, start);
        return scan_operator(lx, start);
    }
}

// ---- f-string text ----

static bool in_fstring_text(const Lexer *lx) {
    if (!lx->fstring_count)
        return false;
    const LexFString *fs = &lx->fstrings[lx->fstring_count - 1];
    if (lx->level == fs->base_level)
        return true;
    return lx->parens[lx->level - 1].fstring && lx->parens[lx->level - 1].in_spec;
}

static bool at_closing_quote(const LexFString *fs, const char *at) {
    return *at == fs->quote && (fs->quote_size == 1 || (at[1] == fs->quote && at[2] == fs->quote));
}

static int fail_fstring(Lexer *lx, const LexFString *fs) {
    // Inside a format spec the open brace is what is missing its end.
    if (lx->level > fs->base_level) {
        lx->unclosed = true;
        return TK_EOF_ERROR;
    }
    const char *start = lx->source->text + fs->start, *line_start = start;
    while (line_start > lx->source->text && line_start[-1] != '\n')
        line_start--;
    return fail_string(lx, start, line_start, fs->line,
                       fs->quote_size == 3 ? DIAG_UNTERMINATED_TRIPLE_FSTRING : DIAG_UNTERMINATED_FSTRING);
}

// Moves lx->cur over literal text up to a brace, the closing quote or the end. False when the text is not ended.
static bool scan_text(Lexer *lx, const LexFString *fs, bool spec) {
    const char *at = lx->cur;
    for (;; at++) {
        if (*at == '\0' || (*at == '\n' && fs->quote_size == 1) || at_closing_quote(fs, at))
            break;
        if (*at == '\n')
            new_line(lx, at + 1);
        else if (*at == '{') {
            if (spec || at[1] != '{')
                break;
            at++;
        } else if (*at == '}') {
            if (spec || at[1] != '}')
                break;
            at++;
        } else if (*at == '\\' && at[1] != '\0') {
            if (!fs->raw && at[1] == 'N' && at[2] == '{') {
                const char *name = at + 3;
                while (*name && *name != '}' && *name != '\n' && *name != fs->quote && *name != '{')
                    name++;
                if (*name == '}') {
                    at = name;
                    continue;
                }
            }
            if (at[1] == '{' || at[1] == '}')
                continue; // a backslash does not hide a brace
            at++;
            if (*at == '\n')
                new_line(lx, at + 1);
        }
    }
    lx->cur = at;
    return *at != '\0' && (*at != '\n' || spec);
}

static int open_replacement(Lexer *lx, const char *start, const LexFString *fs) {
    uint32_t depth = lx->level - fs->base_level;
    lx->cur = start + 1;
    if (depth > LEX_MAX_FSTRING_NESTING)
        return fail(lx, start, DIAG_FSTRING_TOO_DEEP);
    if (open_paren(lx, start, TK_FLBRACE) == FAIL)
        return FAIL;
    lx->parens[lx->level - 1].fstring = true;
    return TK_FLBRACE;
}

// One token of f-string text: TK_FSTRING_MIDDLE, the { or } at its end, or TK_FSTRING_END.
static int scan_fstring(Lexer *lx, const char *start) {
    LexFString *fs = &lx->fstrings[lx->fstring_count - 1];
    bool spec = lx->level > fs->base_level;
    bool ended = scan_text(lx, fs, spec);
    if (!ended)
        return fail_fstring(lx, fs);
    if (lx->cur > start)
        return TK_FSTRING_MIDDLE;
    if (*start == '{')
        return open_replacement(lx, start, fs);
    if (*start == '}') {
        lx->cur = start + 1;
        return spec ? close_paren(lx, start, TK_RBRACE) : fail(lx, start + 1, DIAG_FSTRING_SINGLE_BRACE);
    }
    if (*start == '\n') { // a newline ends a format spec in a single-quoted f-string: what is missing is the brace
        lx->parens[lx->level - 1].in_spec = false;
        return SKIP;
    }
    lx->cur = start + fs->quote_size;
    lx->level = fs->base_level; // inside a spec the parser will miss the brace
    lx->fstring_count--;
    return TK_FSTRING_END;
}

// ---- indentation ----

static int fail_tabs(Lexer *lx) {
    Diag diag = {0};
    diag_set(&diag, lx->source->arena, DIAG_TABS);
    return fail_at(lx, lx->line_start + 1, &diag, 0);
}

static int fail_dedent(Lexer *lx) {
    Diag diag = {0};
    diag_set(&diag, lx->source->arena, DIAG_DEDENT);
    return fail_at(lx, strchr(lx->cur, '\n') + 1, &diag, -1);
}

static bool indent_to(Lexer *lx, uint32_t col, uint32_t alt_col) {
    if (lx->indent_count == LEX_MAX_INDENTS - 1) {
        Diag diag = {0};
        diag_set(&diag, lx->source->arena, DIAG_TOO_MANY_INDENTS);
        fail_at(lx, lx->line_start + 1, &diag, 0);
        return false;
    }
    lx->indents[lx->indent_count].col = col;
    lx->indents[lx->indent_count++].alt_col = alt_col;
    return emit_mark(lx, TK_INDENT);
}

static bool indent_line(Lexer *lx, uint32_t col, uint32_t alt_col) {
    uint32_t top = lx->indent_count ? lx->indents[lx->indent_count - 1].col : 0;
    uint32_t alt_top = lx->indent_count ? lx->indents[lx->indent_count - 1].alt_col : 0;
    if (col == top)
        return alt_col == alt_top || (fail_tabs(lx), false);
    if (col > top) {
        if (alt_col <= alt_top)
            return fail_tabs(lx), false;
        return indent_to(lx, col, alt_col);
    }
    while (lx->indent_count && lx->indents[lx->indent_count - 1].col > col) {
        lx->indent_count--;
        if (!emit_mark(lx, TK_DEDENT))
            return false;
    }
    top = lx->indent_count ? lx->indents[lx->indent_count - 1].col : 0;
    alt_top = lx->indent_count ? lx->indents[lx->indent_count - 1].alt_col : 0;
    if (col != top)
        return fail_dedent(lx), false;
    return alt_col == alt_top || (fail_tabs(lx), false);
}

// Skips blank lines, then measures the next one's indentation and emits INDENT and DEDENTs.
static bool begin_line(Lexer *lx) {
    uint32_t col = 0, alt_col = 0, continued = 0;
    for (const char *at = lx->cur;; at++) {
        switch (*at) {
        case ' ':
            col++, alt_col++;
            continue;
        case '\t':
            col = (col / 8 + 1) * 8, alt_col++;
            continue;
        case '\f':
            col = alt_col = 0;
            continue;
        case '\\': // the indentation of a continued blank is that before the backslash
            lx->cur = at;
            if (at[1] != '\n' || at[2] == '\0')
                return fail_backslash(lx, at), false;
            continued = continued ? continued : col;
            new_line(lx, ++at + 1);
            col = alt_col = 0;
            continue;
        case '#':
            at = strchr(at, '\n');
            // fall through
        case '\n':
            new_line(lx, at + 1);
            lx->cur = at + 1;
            col = alt_col = continued = 0;
            continue;
        case '\0':
            lx->cur = lx->line_start = at;
            return indent_line(lx, 0, 0);
        default:
            lx->cur = at;
            return indent_line(lx, continued ? continued : col, continued ? continued : alt_col);
        }
    }
}

// ---- the whole ----

static bool next_token(Lexer *lx, bool *more) {
    if (lx->at_line_start) {
        lx->at_line_start = false;
        return begin_line(lx);
    }
    const char *start = lx->cur;
    uint32_t line = lx->line, col = (uint32_t)(start - lx->line_start);
    int kind = in_fstring_text(lx) ? scan_fstring(lx, start) : scan_code(lx, start);
    if (kind == SKIP)
        return true;
    if (kind == FAIL || !emit(lx, kind, start, line, col))
        return false;
    *more = kind != TK_END && kind != TK_EOF_ERROR;
    if (kind == TK_NEWLINE) {
        new_line(lx, lx->cur);
        lx->at_line_start = true;
        Token *token = &lx->tokens[lx->count - 1];
        token->end_line = token->line;
        token->end_col = token->col + 1;
    }
    return true;
}

bool lexer_run(Lexer *lx, Source *source, Diag *diag, DiagList *warnings) {
    memset(lx, 0, offsetof(Lexer, parens));
    lx->fstring_count = lx->indent_count = 0;
    lx->source = source;
    lx->diag = diag;
    lx->warnings = warnings;
    lx->cur = lx->line_start = source->text;
    lx->line = 1;
    lx->at_line_start = true;
    for (bool more = true; more;)
        if (!next_token(lx, &more))
            return false;
    return true;
}

bool lexer_add_mark(Lexer *lx) {
    return emit_mark(lx, TK_BAD) && emit_mark(lx, TK_END);
}

void lexer_free(Lexer *lx) {
    Arena *arena = lx->source ? lx->source->arena : NULL;
    if (arena && lx->tokens)
        arena->alloc(arena->user, lx->tokens, lx->capacity * sizeof *lx->tokens, 0);
    lx->tokens = NULL;
    lx->count = lx->capacity = 0;
}
