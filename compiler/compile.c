// SPDX-License-Identifier: MIT
// compile.c - source to unit: parse, future imports, symbols, code; and the diagnostics of the later phases.
#include "compiler/compile.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "compiler/advise.h"
#include "compiler/gen.h"
#include "compiler/parse.h"
#include "compiler/source.h"
#include "compiler/tree.h"
#include "vm/base/uninames.h"

bool gen_failed(const Gen *g) {
  return g->error.message || g->arena->failed;
}

void gen_error(Gen *g, const AstNode *node, const char *format, ...) {
  if (g->error.message) return;
  char text[512];
  va_list args;
  va_start(args, format);
  int len = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (len >= (int)sizeof text) len = sizeof text - 1;
  g->error = (SymbolError){arena_copy(g->arena, text, (size_t)len), node->line, node->col, node->end_line, node->end_col, false};
}

static Source *open_source(CompileRequest *r) {
  Source *source = arena_zalloc(r->arena, sizeof *source);
  Diag unused = {0};
  bool is_text = (r->flags & COMPILE_FLAG_TEXT) != 0;
  return source && source_open(source, r->arena, r->filename, r->source, r->len, is_text, &unused) ? source : NULL;
}

static CodeUnit *fail(CompileRequest *r, const SymbolError *error) {
  Diag *diag = &r->diag;
  memset(diag, 0, sizeof *diag);
  if (!error || !error->message || r->arena->failed) {
    diag->kind = DIAG_KIND_MEMORY_ERROR;
    diag->message = "out of memory";
    return NULL;
  }
  diag->kind = DIAG_KIND_SYNTAX_ERROR;
  diag->message = error->message;
  Source *source = open_source(r);
  if (source) source_locate(source, diag, error->line, error->col, error->end_line, error->end_col);
  if (error->start_only) diag->end_col = 0;
  return NULL;
}

// ---- from __future__ import

static bool is_future(const AstNode *node) {
  return node->kind == AST_ImportFrom && node->as.ImportFrom.module && !node->as.ImportFrom.level &&
         !strcmp(node->as.ImportFrom.module->bytes, "__future__");
}

static void error_at(SymbolError *error, const AstNode *node, const char *message) {
  *error = (SymbolError){message, node->line, node->col, node->end_line, node->end_col, false};
}

static bool read_features(Arena *arena, const AstNode *node, bool *annotations, SymbolError *error) {
  static const char *const known[] = {"nested_scopes", "generators", "division", "absolute_import", "with_statement",
                                      "print_function", "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations"};
  for (uint32_t i = 0; i < node->as.ImportFrom.names.count; i++) {
    const AstNode *alias = node->as.ImportFrom.names.items[i];
    const char *name = alias->as.alias.name->bytes;
    bool found = false;
    for (size_t k = 0; k < sizeof known / sizeof *known; k++) found |= !strcmp(name, known[k]);
    if (!strcmp(name, "annotations")) *annotations = true;
    if (found) continue;
    char text[256];
    int len = strcmp(name, "braces") ? snprintf(text, sizeof text, "future feature %s is not defined", name) : snprintf(text, sizeof text, "not a chance");
    error_at(error, node, arena_copy(arena, text, (size_t)(len < 256 ? len : 255)));
    error->start_only = true;
    return false;
  }
  return true;
}

static bool read_future(Arena *arena, const AstList *body, bool *annotations, SymbolError *error) {
  bool at_start = true;
  for (uint32_t i = 0; i < body->count; i++) {
    const AstNode *node = body->items[i];
    bool doc = i == 0 && node->kind == AST_Expr && node->as.Expr.value->kind == AST_Constant &&
               node->as.Expr.value->as.Constant.value.type == AST_CONST_STR;
    if (!is_future(node)) {
      at_start = at_start && doc;
      continue;
    }
    if (!at_start) {
      error_at(error, node, "from __future__ imports must occur at the beginning of the file");
      return false;
    }
    if (!read_features(arena, node, annotations, error)) return false;
  }
  return true;
}

// ---- the unit of the whole source

static void gen_module(Gen *g, AstNode *tree) {
  const AstList *body = &tree->as.Module.body;
  Const doc;
  gen_nowhere(g);
  if (g->symbols->module->has_annotations) emit_abc(em(g), OP_SETUPANN, 0, 0, 0, 0);
  if (gen_docstring(g, body, &doc)) {
    uint32_t reg = temp_push(g, 1);
    gen_at(g, body->items[0]);
    gen_const(g, &doc, reg);
    gen_store_name(g, g->symbols->known.doc, (Operand){reg, true});
    temp_pop_to(g, reg);
  }
  gen_body(g, body);
}

// What is typed at a prompt: expressions show their value; of a cell's statements, those of the last one.
static void gen_interactive(Gen *g, const AstList *body) {
  gen_nowhere(g);
  if (g->symbols->module->has_annotations) emit_abc(em(g), OP_SETUPANN, 0, 0, 0, 0);
  uint32_t quiet = g->request->flags & COMPILE_FLAG_CELL && body->count ? body->count - 1 : 0;
  AstList first = *body, last = *body;
  first.count = quiet;
  if (quiet) last.items += quiet;
  last.count -= quiet;
  gen_body(g, &first);
  g->interactive = true;
  gen_body(g, &last);
}

static CodeUnit *gen_tree(Gen *g, AstNode *tree) {
  AstNode at = {0};
  at.line = 1;
  if (!func_enter(g, g->symbols->module, (CodeStr){"<module>", 8}, &at)) return NULL;
  if (tree->kind == AST_Expression) {
    uint32_t reg = temp_push(g, 1);
    gen_expr(g, tree->as.Expression.body, reg);
    emit_abc(em(g), OP_RETURN, KILL_A, reg, 0, 0);
  } else if (tree->kind == AST_Module) {
    gen_module(g, tree);
  } else {
    gen_interactive(g, &tree->as.Interactive.body);
  }
  gen_return_none(g);
  return func_leave(g);
}

static size_t unicode_name(void *user, const char *name, size_t len, uint32_t out[PARSE_NAME_MAX]) {
  (void)user;
  return uni_lookup(name, len, out);
}

static AstNode *parse(CompileRequest *r, AstNames *names) {
  ParseRequest p = {.unicode_name = unicode_name, .mode = r->mode == COMPILE_MODE_EVAL ? PARSE_EVAL : r->mode == COMPILE_MODE_SINGLE ? PARSE_SINGLE : PARSE_EXEC,
                    .file = r->filename, .bytes = r->source, .len = r->len, .arena = r->arena, .names = names,
                    .diag = &r->diag, .warnings = &r->warnings};
  if (r->flags & COMPILE_FLAG_TEXT) p.flags |= PARSE_FLAG_TEXT;
  if (r->flags & COMPILE_FLAG_DONT_IMPLY_DEDENT) p.flags |= PARSE_FLAG_NEEDS_BLANK_LINE;
  if (r->flags & COMPILE_FLAG_ALLOW_INCOMPLETE) p.flags |= PARSE_FLAG_ALLOW_INCOMPLETE;
  if (r->flags & COMPILE_FLAG_CELL) p.flags |= PARSE_FLAG_CELL;
  return parse_source(&p);
}

static AstNode *given_tree(CompileRequest *r, AstNames *names) {
  AstKind root = r->mode == COMPILE_MODE_EVAL ? AST_Expression : r->mode == COMPILE_MODE_SINGLE ? AST_Interactive : AST_Module;
  AstNode *tree = tree_read(r->arena, names, r->tree, root, &r->bad_tree);
  if (!tree) fail(r, NULL);
  return tree;
}

// A unit that is not to be run: its one constant is the tree.
static CodeUnit *tree_unit(CompileRequest *r, const AstNode *tree) {
  CodeUnit *unit = arena_zalloc(r->arena, sizeof *unit);
  Const *constant = arena_zalloc(r->arena, sizeof *constant);
  if (!unit || !constant || !tree_write(r->arena, tree, constant)) return fail(r, NULL);
  unit->consts = constant;
  unit->nconsts = 1;
  return unit;
}

CodeUnit *compile_source(CompileRequest *r) {
  AstNames names;
  ast_names_init(&names, r->arena);
  AstNode *tree = r->tree ? given_tree(r, &names) : parse(r, &names);
  if (!tree) return NULL;
  if (r->flags & COMPILE_FLAG_ONLY_TREE) return tree_unit(r, tree);
  bool annotations = (r->flags & COMPILE_FLAG_FUTURE_ANNOTATIONS) != 0;
  SymbolError error = {0};
  if (tree->kind != AST_Expression && !read_future(r->arena, &tree->as.Module.body, &annotations, &error)) return fail(r, &error);
  Symbols symbols;
  if (!symbols_build(&symbols, r->arena, &names, tree, annotations, (r->flags & COMPILE_FLAG_TOP_AWAIT) != 0)) return fail(r, &symbols.error);
  Gen g = {.request = r, .arena = r->arena, .names = &names, .symbols = &symbols, .future_annotations = annotations};
  CodeUnit *unit = gen_tree(&g, tree);
  Source *source = unit && !r->tree && (r->flags & COMPILE_FLAG_ADVISE) ? open_source(r) : NULL;
  if (source && !advise(&symbols, tree, source, r->arena, &r->warnings)) unit = NULL;
  return unit && !gen_failed(&g) ? unit : fail(r, &g.error);
}
