// SPDX-License-Identifier: MIT
// softkw.c - decides by looking ahead where match, case, type and a with statement's ( are more than a name or a group.
//
// The grammar is LALR(1); these four need the rest of the logical line. The tokens are all there, so one pass marks
// them before parsing:
//   match   begins a statement whose line ends in a colon (no other statement that begins with a name can), or is
//           followed by what cannot follow a name
//   case    begins a line directly inside a match statement's block
//   type    begins a statement and a name stands behind it
//   ( after with, when its brackets hold an `as` of their own and a colon follows them
#include "compiler/grammar.h"
#include "compiler/parser.h"

typedef struct SoftPass {
    Token *tokens;
    uint32_t count;
    const Source *source;
    uint32_t depth;                         // open blocks
    bool in_match[LEX_MAX_INDENTS + 1];     // the block belongs to a match statement
    bool match_pending;                     // the next INDENT opens a match statement's block
} SoftPass;

static bool is_word(const SoftPass *s, uint32_t i, const char *word) {
    return s->tokens[i].kind == TK_NAME && lexer_token_is(s->source, &s->tokens[i], word);
}

static bool opens(int kind) {
    return kind == TK_LPAR || kind == TK_LSQB || kind == TK_LBRACE || kind == TK_FLBRACE;
}

static bool closes(int kind) {
    return kind == TK_RPAR || kind == TK_RSQB || kind == TK_RBRACE;
}

static bool line_ends_in_colon(const SoftPass *s, uint32_t i) {
    int kind = TK_NEWLINE;
    for (; s->tokens[i].kind != TK_NEWLINE && s->tokens[i].kind != TK_END && s->tokens[i].kind != TK_EOF_ERROR; i++)
        kind = s->tokens[i].kind;
    return kind == TK_COLON;
}

// match x: pass, wrong as it is, is a match statement to the diagnosis; match: int is an annotation.
static bool has_colon(const SoftPass *s, uint32_t i) {
    for (; s->tokens[i].kind != TK_NEWLINE && s->tokens[i].kind != TK_END && s->tokens[i].kind != TK_EOF_ERROR; i++)
        if (s->tokens[i].kind == TK_COLON && s->tokens[i].level == 0)
            return true;
    return false;
}

// Only as a keyword can `match` have one of these behind it.
static bool starts_operand(int kind) {
    switch (kind) {
    case TK_NAME: case TK_NUMBER: case TK_STRING: case TK_FSTRING_START: case TK_LBRACE: case TK_NONE: case TK_TRUE:
    case TK_FALSE: case TK_LAMBDA: case TK_AWAIT: case TK_TILDE: case TK_ELLIPSIS:
        return true;
    default:
        return false;
    }
}

static bool is_match(const SoftPass *s, uint32_t i) {
    int next = s->tokens[i + 1].kind;
    if (starts_operand(next))
        return has_colon(s, i) || s->tokens[i + 2].kind == TK_NEWLINE;
    switch (next) {
    case TK_LPAR: case TK_LSQB: case TK_MINUS: case TK_PLUS: case TK_STAR: case TK_NOT:
        return line_ends_in_colon(s, i);
    default:
        return false;
    }
}

static bool is_case(const SoftPass *s, uint32_t i) {
    return s->in_match[s->depth] && s->tokens[i + 1].kind != TK_EQ;
}

// with ( ... as ... ):
static bool is_with_items(const SoftPass *s, uint32_t open) {
    int depth = 0;
    bool has_as = false;
    for (uint32_t i = open; i < s->count; i++) {
        depth += opens(s->tokens[i].kind) - closes(s->tokens[i].kind);
        if (depth == 1 && s->tokens[i].kind == TK_AS)
            has_as = true;
        if (depth == 0)
            return has_as && (s->tokens[i + 1].kind == TK_COLON || s->tokens[i + 1].kind == TK_NEWLINE);
    }
    return false;
}

static bool starts_statement(const SoftPass *s, uint32_t i) {
    if (i == 0)
        return true;
    switch (s->tokens[i - 1].kind) {
    case TK_NEWLINE: case TK_INDENT: case TK_DEDENT: case TK_SEMI:
        return true;
    case TK_COLON:
        return s->tokens[i - 1].level == 0;
    default:
        return false;
    }
}

// Compound statements stand at the start of a line only.
static bool starts_line(const SoftPass *s, uint32_t i) {
    int before = i ? s->tokens[i - 1].kind : TK_NEWLINE;
    return before == TK_NEWLINE || before == TK_INDENT || before == TK_DEDENT;
}

static void mark_name(SoftPass *s, uint32_t i) {
    Token *token = &s->tokens[i];
    if (!starts_statement(s, i))
        return;
    if (starts_line(s, i) && is_word(s, i, "match") && is_match(s, i)) {
        token->kind = TK_MATCH;
        s->match_pending = true;
    } else if (starts_line(s, i) && is_word(s, i, "case") && is_case(s, i)) {
        token->kind = TK_CASE;
    } else if (is_word(s, i, "type") && s->tokens[i + 1].kind == TK_NAME) {
        token->kind = TK_TYPE;
    }
}

void softkw_run(Token *tokens, uint32_t count, const Source *source) {
    SoftPass s = {.tokens = tokens, .count = count, .source = source};
    for (uint32_t i = 0; i < count; i++) {
        switch (tokens[i].kind) {
        case TK_INDENT:
            if (s.depth < LEX_MAX_INDENTS)
                s.depth++;
            s.in_match[s.depth] = s.match_pending;
            s.match_pending = false;
            break;
        case TK_DEDENT:
            s.depth -= s.depth > 0;
            break;
        case TK_NEWLINE:
            if (i + 1 < count && tokens[i + 1].kind != TK_INDENT)
                s.match_pending = false;
            break;
        case TK_NAME:
            mark_name(&s, i);
            break;
        case TK_LPAR:
            if (i && tokens[i - 1].kind == TK_WITH && is_with_items(&s, i))
                tokens[i].kind = TK_WITH_LPAR;
            break;
        }
    }
}
