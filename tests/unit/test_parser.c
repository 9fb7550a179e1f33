// SPDX-License-Identifier: MIT
// test_parser.c - trees as ast.dump prints them, diagnostics with their positions; tests/parse holds the many cases.
#include "tests/unit/unit.h"

#include "compiler/parse.h"

typedef struct Parsed { Arena arena; AstNames names; Diag diag; AstNode *tree; } Parsed;

static void parse(Parsed *p, const char *text, size_t len, ParseMode mode, unsigned flags) {
  memset(p, 0, sizeof *p);
  arena_init(&p->arena, NULL, NULL);
  ast_names_init(&p->names, &p->arena);
  ParseRequest request = {.mode = mode, .flags = flags, .file = "<t>", .bytes = text, .len = len, .arena = &p->arena, .names = &p->names,
                          .diag = &p->diag};
  p->tree = parse_source(&request);
}

static void expect(const char *text, const char *dump) {
  Parsed p;
  Buf out;
  buf_init(&out, NULL, NULL);
  parse(&p, text, strlen(text), PARSE_EVAL, PARSE_FLAG_TEXT);
  cr_assert_not_null(p.tree, "%s: %s", text, p.diag.message);
  ast_dump(p.tree, &out);
  cr_assert_str_eq(out.data, dump);
  buf_free(&out);
  arena_free(&p.arena);
}

static void expect_error(const char *text, DiagKind kind, int line, int col, const char *message) {
  Parsed p;
  parse(&p, text, strlen(text), PARSE_EXEC, PARSE_FLAG_TEXT);
  cr_assert_null(p.tree, "%s", text);
  cr_assert_eq(p.diag.kind, kind);
  cr_assert_str_eq(p.diag.message, message);
  cr_assert_eq(p.diag.line, line, "%s: line %d", text, p.diag.line);
  cr_assert_eq(p.diag.col, col, "%s: column %d", text, p.diag.col);
  arena_free(&p.arena);
}

Test(parser, precedence) {
  expect("a + b * c", "Expression(body=BinOp(left=Name(id='a', ctx=Load()), op=Add(), right=BinOp(left=Name(id='b', ctx=Load()), op=Mult(), "
                      "right=Name(id='c', ctx=Load()))))");
  expect("-a ** b", "Expression(body=UnaryOp(op=USub(), operand=BinOp(left=Name(id='a', ctx=Load()), op=Pow(), right=Name(id='b', ctx=Load()))))");
  expect("a < b < c", "Expression(body=Compare(left=Name(id='a', ctx=Load()), ops=[Lt(), Lt()], comparators=[Name(id='b', ctx=Load()), "
                      "Name(id='c', ctx=Load())]))");
}

Test(parser, calls_and_displays) {
  expect("f(a, *b, c=1)", "Expression(body=Call(func=Name(id='f', ctx=Load()), args=[Name(id='a', ctx=Load()), Starred(value=Name(id='b', "
                          "ctx=Load()), ctx=Load())], keywords=[keyword(arg='c', value=Constant(value=1))]))");
  expect("[x for x in y]", "Expression(body=ListComp(elt=Name(id='x', ctx=Load()), generators=[comprehension(target=Name(id='x', ctx=Store()), "
                           "iter=Name(id='y', ctx=Load()), is_async=0)]))");
}

Test(parser, errors_have_cpythons_words_and_places) {
  expect_error("a b\n", DIAG_KIND_SYNTAX_ERROR, 1, 3, "invalid syntax");
  expect_error("if a = 1: pass\n", DIAG_KIND_SYNTAX_ERROR, 1, 4, "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
  expect_error("f() = 1\n", DIAG_KIND_SYNTAX_ERROR, 1, 1, "cannot assign to function call here. Maybe you meant '==' instead of '='?");
  expect_error("class C\n  pass\n", DIAG_KIND_SYNTAX_ERROR, 1, 8, "expected ':'");
  expect_error("def f():\npass\n", DIAG_KIND_INDENTATION_ERROR, 2, 1, "expected an indented block after function definition on line 1");
  expect_error("print 'x'\n", DIAG_KIND_SYNTAX_ERROR, 1, 1, "Missing parentheses in call to 'print'. Did you mean print(...)?");
}

Test(parser, bytes_that_are_no_source) {
  Parsed p;
  parse(&p, "a = 1\0b", 7, PARSE_EXEC, PARSE_FLAG_TEXT);
  cr_assert_null(p.tree);
  cr_assert_str_eq(p.diag.message, "source code string cannot contain null bytes");
  arena_free(&p.arena);
  parse(&p, "a = '\xff'\n", 8, PARSE_EXEC, 0);
  cr_assert_null(p.tree);
  cr_assert_eq(p.diag.kind, DIAG_KIND_SYNTAX_ERROR);
  arena_free(&p.arena);
}

Test(parser, more_lines_may_follow) {
  static const struct { const char *text; bool incomplete; } cases[] = {
    {"if a:\n", true}, {"f(\n", true}, {"'''x\n", true}, {"@d\n", true}, {"a = 1\n", false}, {"a = = 1\n", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Parsed p;
    parse(&p, cases[i].text, strlen(cases[i].text), PARSE_SINGLE, PARSE_FLAG_TEXT | PARSE_FLAG_ALLOW_INCOMPLETE | PARSE_FLAG_NEEDS_BLANK_LINE);
    cr_assert_eq(p.diag.kind == DIAG_KIND_INCOMPLETE, cases[i].incomplete, "%s", cases[i].text);
    arena_free(&p.arena);
  }
}

// Fills `text` with `count` times `piece`, then `tail`.
static char *repeat(const char *piece, size_t count, const char *tail) {
  size_t len = strlen(piece);
  char *text = malloc(len * count + strlen(tail) + 1);
  for (size_t i = 0; i < count; i++) memcpy(text + i * len, piece, len);
  strcpy(text + len * count, tail);
  return text;
}

Test(parser, deep_sources_are_errors_not_crashes) {
  static const struct { const char *piece, *tail; } cases[] = {
    {"(", ""}, {"[", ""}, {"{", ""}, {"-", "1"}, {"not ", "1"}, {"lambda:", "1"}, {"f'{", ""}, {"a.b(", ""}, {"a if b else ", "c"}, {"await ", "x"},
    {"if 1:\n", ""}, {"x=", "1"}, {"1+", "1"}, {"a,", ""}, {"*", "a"}, {"[*", ""}, {"a[", ""}, {"{1:", ""}, {"~(", ""}, {"1 if ", ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char *text = repeat(cases[i].piece, 100000, cases[i].tail);
    Parsed p;
    parse(&p, text, strlen(text), PARSE_EXEC, PARSE_FLAG_TEXT);
    cr_assert(p.tree || p.diag.message, "%s", cases[i].piece);
    arena_free(&p.arena);
    free(text);
  }
}
