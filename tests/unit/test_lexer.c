// SPDX-License-Identifier: MIT
// test_lexer.c - tokens: kinds, positions, indentation, f-string parts, and the errors that the text alone shows.
#include "tests/unit/unit.h"

#include "compiler/grammar.h"
#include "compiler/lexer.h"

typedef struct Lexed { Arena arena; Source source; Lexer lexer; Diag diag; bool ok; } Lexed;

static void lex(Lexed *l, const char *text) {
  memset(l, 0, sizeof *l);
  arena_init(&l->arena, NULL, NULL);
  l->ok = source_open(&l->source, &l->arena, "<t>", text, strlen(text), true, &l->diag) && lexer_run(&l->lexer, &l->source, &l->diag, NULL);
}

static void lex_end(Lexed *l) {
  lexer_free(&l->lexer);
  arena_free(&l->arena);
}

// The texts of all tokens, divided by blanks; NEWLINE, INDENT and DEDENT as \n, > and <.
static void expect(const char *text, const char *tokens) {
  Lexed l;
  char got[512] = "";
  lex(&l, text);
  cr_assert(l.ok, "%s: %s", text, l.diag.message);
  for (uint32_t i = 0; i < l.lexer.count; i++) {
    const Token *t = &l.lexer.tokens[i];
    size_t at = strlen(got);
    if (t->kind == TK_NEWLINE) snprintf(got + at, sizeof got - at, "\\n ");
    else if (t->kind == TK_INDENT) snprintf(got + at, sizeof got - at, "> ");
    else if (t->kind == TK_DEDENT) snprintf(got + at, sizeof got - at, "< ");
    else if (t->end > t->start) snprintf(got + at, sizeof got - at, "%.*s ", (int)(t->end - t->start), l.source.text + t->start);
  }
  cr_assert_str_eq(got, tokens);
  lex_end(&l);
}

static void expect_error(const char *text, DiagKind kind, const char *message) {
  Lexed l;
  lex(&l, text);
  cr_assert_not(l.ok, "%s", text);
  cr_assert_eq(l.diag.kind, kind, "%s", text);
  cr_assert_str_eq(l.diag.message, message);
  lex_end(&l);
}

Test(lexer, operators_take_the_longest) {
  expect("a**=b//c>>=d:=e->f...g!=h", "a **= b // c >>= d := e -> f ... g != h \\n ");
}

Test(lexer, numbers) {
  expect("0 0x_ff 0b10 0o17 1_000 1.5e-3 1. .5 1j 2.5J", "0 0x_ff 0b10 0o17 1_000 1.5e-3 1. .5 1j 2.5J \\n ");
}

Test(lexer, indentation) {
  expect("if a:\n  b\n  if c:\n      d\ne\n", "if a : \\n > b \\n if c : \\n > d \\n < < e \\n ");
}

Test(lexer, blank_lines_and_comments_do_not_count) {
  expect("a\n\n   # comment\n\t\nb # c\n", "a \\n b \\n ");
}

Test(lexer, lines_are_joined) {
  expect("a = (1,\n   2)\nb = 3 + \\\n  4\n", "a = ( 1 , 2 ) \\n b = 3 + 4 \\n ");
}

Test(lexer, identifiers_of_every_script) { expect("\xc3\xa9t\xc3\xa9 = \xd0\xb0\xd0\xb1\n", "\xc3\xa9t\xc3\xa9 = \xd0\xb0\xd0\xb1 \\n "); }

Test(lexer, positions) {
  Lexed l;
  lex(&l, "ab = 1\n  # c\nxyz(2)\n");
  cr_assert(l.ok);
  const Token *t = &l.lexer.tokens[4];
  cr_assert_eq(t->line, 3);
  cr_assert_eq(t->col, 0);
  cr_assert_eq(t->end_col, 3);
  cr_assert_eq(l.lexer.tokens[2].col, 5);
  lex_end(&l);
}

Test(lexer, f_strings_in_parts) {
  Lexed l;
  lex(&l, "f'a{x!r:>{w}}b{{'");
  cr_assert(l.ok);
  bool names[2] = {false};
  for (uint32_t i = 0; i < l.lexer.count; i++) {
    names[0] |= lexer_token_is(&l.source, &l.lexer.tokens[i], "x");
    names[1] |= lexer_token_is(&l.source, &l.lexer.tokens[i], "w");
  }
  cr_assert(names[0] && names[1]);
  lex_end(&l);
}

Test(lexer, errors) {
  expect_error("a = 'abc\n", DIAG_KIND_SYNTAX_ERROR, "unterminated string literal (detected at line 1)");
  expect_error("'''abc\n", DIAG_KIND_SYNTAX_ERROR, "unterminated triple-quoted string literal (detected at line 1)");
  expect_error("a = 0777\n", DIAG_KIND_SYNTAX_ERROR, "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers");
  expect_error("1_\n", DIAG_KIND_SYNTAX_ERROR, "invalid decimal literal");
  expect_error("0b12\n", DIAG_KIND_SYNTAX_ERROR, "invalid digit '2' in binary literal");
  expect_error("a = )\n", DIAG_KIND_SYNTAX_ERROR, "unmatched ')'");
  expect_error("a = (]\n", DIAG_KIND_SYNTAX_ERROR, "closing parenthesis ']' does not match opening parenthesis '('");
  expect_error("if a:\n    b\n  c\n", DIAG_KIND_INDENTATION_ERROR, "unindent does not match any outer indentation level");
  expect_error("if a:\n        b\n\tc\n", DIAG_KIND_TAB_ERROR, "inconsistent use of tabs and spaces in indentation");
  expect_error("a \xe2\x82\xac b\n", DIAG_KIND_SYNTAX_ERROR, "invalid character '\xe2\x82\xac' (U+20AC)");
  expect_error("a\xc2\xa0" "b\n", DIAG_KIND_SYNTAX_ERROR, "invalid non-printable character U+00A0");
}

Test(lexer, depth_is_bounded) {
  char *text = malloc(100002);
  memset(text, '(', 100000);
  strcpy(text + 100000, "\n");
  expect_error(text, DIAG_KIND_SYNTAX_ERROR, "too many nested parentheses");
  free(text);
}
