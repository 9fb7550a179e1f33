// SPDX-License-Identifier: MIT
// tree_read.c - a syntax tree from a constant.
//
// What the grammar guarantees of the parser's trees is checked here of a script's: which kinds of node stand where, lists that are
// not empty or equally long, contexts, operators. Errors that the symbol table or the generator find in any tree are left to them.
#include <stdio.h>
#include <string.h>

#include "compiler/gen.h"
#include "compiler/tree.h"

typedef struct Reader {
  Arena *arena;
  AstNames *names;
  const char *why;   // the first thing found wrong
  uint32_t level;
} Reader;

const char tree_too_deep[] = "maximum recursion depth exceeded during compilation";

static bool bad(Reader *r, const char *why) {
  if (!r->why) r->why = why;
  return false;
}

// The same with two words in it.
static bool bad_with(Reader *r, const char *format, const char *first, const char *second) {
  char text[160];
  int len = snprintf(text, sizeof text, format, first, second);
  return bad(r, arena_copy(r->arena, text, (size_t)len));
}

static const char *ctx_name(int ctx) { return ctx == AST_STORE ? "Store" : ctx == AST_DEL ? "Del" : "Load"; }

static bool wrong_ctx(Reader *r, AstCtx wanted, const AstNode *node) {
  return bad_with(r, "expression must have %s context but has %s instead", ctx_name(wanted), ctx_name(node->ctx));
}

static bool text_is(const Const *c, const char *text) {
  return c->kind == CONST_STR && c->as.text.len == strlen(text) && !memcmp(c->as.text.bytes, text, c->as.text.len);
}

// ---- what may stand in a field

enum { ANY_STMT = 200, ANY_EXPR, ANY_PATTERN, ANY_TYPEPARAM };  // beside the kinds of nodes

static bool one_of(const char *name, const char *const *list) {
  for (; *list; list++)
    if (!strcmp(name, *list)) return true;
  return false;
}

static int expected_in(AstKind parent, const char *field) {
  static const char *const bodies[] = {"body", "orelse", "finalbody", NULL}, *const patterns[] = {"pattern", "patterns", "kwd_patterns", NULL};
  static const char *const args[] = {"posonlyargs", "kwonlyargs", "vararg", "kwarg", NULL};
  static const struct { const char *field; int kind; } known[] = {
    {"handlers", AST_ExceptHandler}, {"generators", AST_comprehension}, {"keywords", AST_keyword}, {"items", AST_withitem},
    {"cases", AST_match_case}, {"names", AST_alias}, {"type_params", ANY_TYPEPARAM}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (!strcmp(field, known[i].field)) return known[i].kind;
  if (one_of(field, bodies)) return parent == AST_Expression || parent == AST_Lambda || parent == AST_IfExp ? ANY_EXPR : ANY_STMT;
  if (one_of(field, patterns)) return ANY_PATTERN;
  if (one_of(field, args) || (parent == AST_arguments && !strcmp(field, "args"))) return AST_arg;
  if (!strcmp(field, "args") && parent != AST_Call) return AST_arguments;
  return ANY_EXPR;
}

static bool fits(const AstNode *node, int expected) {
  switch (expected) {
    case ANY_STMT: return ast_kind_group((AstKind)node->kind) == AST_GROUP_STMT;
    case ANY_EXPR: return ast_kind_group((AstKind)node->kind) == AST_GROUP_EXPR;
    case ANY_PATTERN: return ast_kind_group((AstKind)node->kind) == AST_GROUP_PATTERN;
    case ANY_TYPEPARAM: return ast_kind_group((AstKind)node->kind) == AST_GROUP_TYPEPARAM;
    default: return node->kind == expected;
  }
}

// The fields that may be None. Their names mean the same in every kind but one: only a Slice has lower, upper and step.
static bool is_optional(AstKind kind, const char *field) {
  static const char *const always[] = {"returns", "bound", "default_value", "exc", "cause", "msg", "module", "asname", "annotation", "vararg",
                                       "kwarg", "optional_vars", "guard", "rest", "lower", "upper", "step", "format_spec", "type", NULL};
  if (!strcmp(field, "annotation")) return kind == AST_arg;
  if (!strcmp(field, "value")) return kind == AST_Return || kind == AST_AnnAssign || kind == AST_Yield;
  if (!strcmp(field, "name")) return kind == AST_ExceptHandler || kind == AST_MatchStar || kind == AST_MatchAs;
  if (!strcmp(field, "arg")) return kind == AST_keyword;
  if (!strcmp(field, "pattern")) return kind == AST_MatchAs;
  return one_of(field, always);
}

static bool none_in_list(AstKind kind, const char *field) {
  return (kind == AST_Dict && !strcmp(field, "keys")) || (kind == AST_arguments && !strcmp(field, "kw_defaults"));
}

static bool may_be_empty(AstKind kind, const char *field) {
  static const char *const full[] = {"targets", "items", "cases", "names", "ops", "comparators", "generators", NULL};
  if (!strcmp(field, "body")) return kind == AST_Module;
  if (!strcmp(field, "values")) return kind != AST_BoolOp;
  return !one_of(field, full);
}

// ---- fields

static AstNode *read_node(Reader *r, const Const *c);

static bool read_child(Reader *r, const Const *c, AstNode *parent, const AstField *field, AstNode **out) {
  if (c->kind == CONST_NONE) return is_optional((AstKind)parent->kind, field->name) || bad(r, "a required field is None");
  if (!(*out = read_node(r, c))) return false;
  return fits(*out, expected_in((AstKind)parent->kind, field->name)) || bad(r, "a node of another kind was expected");
}

static bool read_list(Reader *r, const Const *c, AstNode *parent, const AstField *field, AstList *out) {
  if (c->kind != CONST_TUPLE) return bad(r, "a list was expected");
  int expected = expected_in((AstKind)parent->kind, field->name);
  *out = (AstList){arena_zalloc(r->arena, (size_t)c->as.seq.count * sizeof(AstNode *) + 1), c->as.seq.count};
  if (!out->items) return false;
  for (uint32_t i = 0; i < out->count; i++) {
    const Const *item = &c->as.seq.items[i];
    if (item->kind == CONST_NONE) {
      if (!none_in_list((AstKind)parent->kind, field->name)) return bad(r, "None disallowed in a list of nodes");
    } else if (!(out->items[i] = read_node(r, item))) {
      return false;
    } else if (!fits(out->items[i], expected)) {
      return bad(r, "a node of another kind was expected in a list");
    }
  }
  return out->count || may_be_empty((AstKind)parent->kind, field->name) || bad_with(r, "empty %s on %s", field->name, ast_kind_name((AstKind)parent->kind));
}

// Names that the compiler makes up for itself begin with a dot or an angle bracket; the constants are no names.
static const AstName *read_name(Reader *r, const Const *c) {
  if (c->kind != CONST_STR || !c->as.text.len || memchr(c->as.text.bytes, 0, c->as.text.len) || c->as.text.bytes[0] == '<' ||
      (c->as.text.bytes[0] == '.' && c->as.text.len > 1)) {
    bad(r, "an identifier must be a non-empty str");
    return NULL;
  }
  static const char *const constants[] = {"None", "True", "False"};
  for (size_t i = 0; i < 3; i++)
    if (text_is(c, constants[i])) return bad_with(r, "identifier field can't represent '%s' constant%s", constants[i], ""), NULL;
  return ast_names_intern(r->names, c->as.text.bytes, c->as.text.len);
}

static bool read_names(Reader *r, const Const *c, AstNameList *out) {
  if (c->kind != CONST_TUPLE) return bad(r, "a list was expected");
  *out = (AstNameList){arena_zalloc(r->arena, (size_t)c->as.seq.count * sizeof(AstName *) + 1), c->as.seq.count};
  for (uint32_t i = 0; out->items && i < out->count; i++)
    if (!(out->items[i] = read_name(r, &c->as.seq.items[i]))) return false;
  return out->items != NULL;
}

static bool read_op(Reader *r, const Const *c, AstKind parent, uint8_t *out) {
  int first = parent == AST_BoolOp ? AST_OP_And : parent == AST_UnaryOp ? AST_OP_Invert : parent == AST_Compare ? AST_OP_Eq : AST_OP_Add;
  int last = parent == AST_BoolOp ? AST_OP_Or : parent == AST_UnaryOp ? AST_OP_USub : parent == AST_Compare ? AST_OP_NotIn : AST_OP_FloorDiv;
  for (int op = first; op <= last; op++)
    if (text_is(c, ast_op_name((AstOp)op))) return *out = (uint8_t)op, true;
  return bad(r, "an operator of another kind was expected");
}

static bool read_ops(Reader *r, const Const *c, AstKind parent, AstOpList *out) {
  if (c->kind != CONST_TUPLE || !c->as.seq.count) return bad(r, "a list of operators was expected");
  *out = (AstOpList){arena_zalloc(r->arena, c->as.seq.count), c->as.seq.count};
  for (uint32_t i = 0; out->items && i < out->count; i++)
    if (!read_op(r, &c->as.seq.items[i], parent, &out->items[i])) return false;
  return out->items != NULL;
}

static bool read_const(Reader *r, const Const *c, AstConst *out) {
  switch ((ConstKind)c->kind) {
    case CONST_NONE: out->type = AST_CONST_NONE; return true;
    case CONST_TRUE: out->type = AST_CONST_TRUE; return true;
    case CONST_FALSE: out->type = AST_CONST_FALSE; return true;
    case CONST_ELLIPSIS: out->type = AST_CONST_ELLIPSIS; return true;
    case CONST_INT: out->type = AST_CONST_INT, out->as.i = c->as.integer; return c->as.integer >= 0 || bad(r, "a constant is negative");
    case CONST_DOUBLE: out->type = AST_CONST_FLOAT, out->as.d = c->as.number; return true;
    case CONST_COMPLEX:
      out->type = AST_CONST_COMPLEX, out->as.d = c->as.complex.imag;
      return c->as.complex.real == 0 || bad(r, "a complex constant has a real part");
    case CONST_BIGINT: out->type = AST_CONST_BIGINT, out->base = 16; break;
    case CONST_STR: out->type = AST_CONST_STR; break;
    case CONST_BYTES: out->type = AST_CONST_BYTES; break;
    default: return bad(r, "got an invalid type in Constant");
  }
  out->as.s.bytes = arena_copy(r->arena, c->as.text.bytes, c->as.text.len);
  out->as.s.len = c->as.text.len;
  if (out->type == AST_CONST_BIGINT && c->as.text.len && c->as.text.bytes[0] == '-') return bad(r, "a constant is negative");
  return out->as.s.bytes != NULL;
}

static bool read_int(Reader *r, const Const *c, int32_t *out) {
  if (c->kind == CONST_TRUE || c->kind == CONST_FALSE) return *out = c->kind == CONST_TRUE, true;
  if (c->kind != CONST_INT || c->as.integer < -1 || c->as.integer > INT32_MAX) return bad(r, "an int is out of range");
  *out = (int32_t)c->as.integer;
  return true;
}

static bool read_field(Reader *r, const Const *c, AstNode *node, const AstField *field) {
  void *at = (char *)node + field->offset;
  AstKind kind = (AstKind)node->kind;
  switch ((AstFieldType)field->type) {
    case AST_FIELD_NODE: return read_child(r, c, node, field, at);
    case AST_FIELD_LIST: return read_list(r, c, node, field, at);
    case AST_FIELD_NAME:
      if (c->kind == CONST_NONE) return is_optional(kind, field->name) || bad(r, "a required field is None");
      return (*(const AstName **)at = read_name(r, c)) != NULL;
    case AST_FIELD_NAMES: return read_names(r, c, at);
    case AST_FIELD_OP: return read_op(r, c, kind, at);
    case AST_FIELD_OPS: return read_ops(r, c, kind, at);
    case AST_FIELD_INT: return read_int(r, c, at);
    case AST_FIELD_CONST: return read_const(r, c, at);
    case AST_FIELD_UKIND: *(uint8_t *)at = text_is(c, "u") ? 'u' : 0; return true;
    case AST_FIELD_CTX:
      node->ctx = text_is(c, "Store") ? AST_STORE : text_is(c, "Del") ? AST_DEL : AST_LOAD;
      return text_is(c, "Load") || node->ctx != AST_LOAD || bad(r, "an expression context was expected");
  }
  return false;
}

// ---- contexts: a target has Store or Del through and through, anything else Load

static bool has_ctx(const AstNode *node) {
  return node->kind == AST_Name || node->kind == AST_Attribute || node->kind == AST_Subscript || node->kind == AST_Starred ||
         node->kind == AST_List || node->kind == AST_Tuple;
}

static bool check_target(Reader *r, const AstNode *node, AstCtx ctx, bool single) {
  if (!has_ctx(node) || (single && (node->kind == AST_Starred || node->kind == AST_List || node->kind == AST_Tuple)))
    return bad_with(r, "expression which can't be assigned to in %s context%s", ctx_name(ctx), "");
  if (node->ctx != ctx) return wrong_ctx(r, ctx, node);
  if (node->kind == AST_Starred) return check_target(r, node->as.Starred.value, ctx, false);
  if (node->kind != AST_List && node->kind != AST_Tuple) return true;
  const AstList *elts = node->kind == AST_List ? &node->as.List.elts : &node->as.Tuple.elts;
  for (uint32_t i = 0; i < elts->count; i++)
    if (!check_target(r, elts->items[i], ctx, false)) return false;
  return true;
}

static bool check_targets(Reader *r, const AstList *list, AstCtx ctx) {
  for (uint32_t i = 0; i < list->count; i++)
    if (!check_target(r, list->items[i], ctx, false)) return false;
  return true;
}

static bool check_loads(Reader *r, const AstNode *node, const AstField *field) {
  const void *at = (const char *)node + field->offset;
  const AstNode *one = field->type == AST_FIELD_NODE ? *(AstNode *const *)at : NULL;
  const AstList *list = field->type == AST_FIELD_LIST ? at : NULL;
  if (one && has_ctx(one) && one->ctx != AST_LOAD) return wrong_ctx(r, AST_LOAD, one);
  for (uint32_t i = 0; list && i < list->count; i++)
    if (list->items[i] && has_ctx(list->items[i]) && list->items[i]->ctx != AST_LOAD) return wrong_ctx(r, AST_LOAD, list->items[i]);
  return true;
}

static bool is_target_field(const AstNode *node, const char *field) {
  if (!strcmp(field, "target") || !strcmp(field, "optional_vars") || !strcmp(field, "targets")) return true;
  if (node->kind == AST_TypeAlias) return !strcmp(field, "name");
  bool display = node->kind == AST_List || node->kind == AST_Tuple || node->kind == AST_Starred;
  return display && node->ctx != AST_LOAD && strcmp(field, "ctx");
}

// ---- whole nodes

static bool check_pairs(Reader *r, uint32_t a, uint32_t b) { return a == b || bad(r, "two lists must be equally long"); }

static bool check_arguments(Reader *r, const AstNode *n) {
  if (n->as.arguments.defaults.count > n->as.arguments.posonlyargs.count + n->as.arguments.args.count)
    return bad(r, "more positional defaults than args on arguments");
  return check_pairs(r, n->as.arguments.kwonlyargs.count, n->as.arguments.kw_defaults.count);
}

static bool is_text(const AstNode *node) { return node->kind == AST_Constant && node->as.Constant.value.type == AST_CONST_STR; }

static bool check_joined(Reader *r, const AstNode *n) {
  for (uint32_t i = 0; i < n->as.JoinedStr.values.count; i++) {
    const AstNode *value = n->as.JoinedStr.values.items[i];
    if (!is_text(value) && value->kind != AST_FormattedValue) return bad(r, "an f-string holds str constants and formatted values");
  }
  return true;
}

static bool check_stars(Reader *r, const AstList *patterns, bool allowed) {
  uint32_t stars = 0;
  for (uint32_t i = 0; i < patterns->count; i++) stars += patterns->items[i]->kind == AST_MatchStar;
  return stars <= allowed || bad(r, "a star pattern stands where none may be");
}

static bool check_pattern(Reader *r, const AstNode *n) {
  switch (n->kind) {
    case AST_MatchSingleton: return n->as.MatchSingleton.value.type <= AST_CONST_TRUE || bad(r, "MatchSingleton can only contain True, False and None");
    case AST_MatchSequence: return check_stars(r, &n->as.MatchSequence.patterns, true);
    case AST_MatchMapping: return check_pairs(r, n->as.MatchMapping.keys.count, n->as.MatchMapping.patterns.count) && check_stars(r, &n->as.MatchMapping.patterns, false);
    case AST_MatchClass:
      return check_pairs(r, n->as.MatchClass.kwd_attrs.count, n->as.MatchClass.kwd_patterns.count) && check_stars(r, &n->as.MatchClass.patterns, false) &&
             check_stars(r, &n->as.MatchClass.kwd_patterns, false);
    case AST_MatchAs: return !n->as.MatchAs.pattern || n->as.MatchAs.name || bad(r, "MatchAs must specify a target name if a pattern is given");
    case AST_MatchOr: return n->as.MatchOr.patterns.count > 1 ? check_stars(r, &n->as.MatchOr.patterns, false) : bad(r, "MatchOr requires at least 2 patterns");
    case AST_MatchValue: {
      AstKind kind = (AstKind)n->as.MatchValue.value->kind;
      bool good = kind == AST_Constant || kind == AST_Attribute || kind == AST_UnaryOp || kind == AST_BinOp || kind == AST_JoinedStr;
      return good || bad(r, "patterns may only match literals and attribute lookups");
    }
    default: return true;
  }
}

static bool check_stmt(Reader *r, const AstNode *n) {
  switch (n->kind) {
    case AST_Assign: return check_targets(r, &n->as.Assign.targets, AST_STORE);
    case AST_Delete: return check_targets(r, &n->as.Delete.targets, AST_DEL);
    case AST_AugAssign: return check_target(r, n->as.AugAssign.target, AST_STORE, true);
    case AST_AnnAssign: return check_target(r, n->as.AnnAssign.target, AST_STORE, true);
    case AST_TypeAlias: return n->as.TypeAlias.name->kind == AST_Name ? check_target(r, n->as.TypeAlias.name, AST_STORE, true) : bad(r, "TypeAlias with non-Name name");
    case AST_For: return check_target(r, n->as.For.target, AST_STORE, false);
    case AST_AsyncFor: return check_target(r, n->as.AsyncFor.target, AST_STORE, false);
    case AST_Raise: return n->as.Raise.exc || !n->as.Raise.cause || bad(r, "Raise with cause but no exception");
    case AST_ImportFrom: return n->as.ImportFrom.level >= 0 || bad(r, "Negative ImportFrom level");
    case AST_Try: case AST_TryStar:
      if (!n->as.Try.handlers.count && !n->as.Try.finalbody.count) return bad(r, "Try has neither handlers nor finalbody");
      if (!n->as.Try.handlers.count && n->as.Try.orelse.count) return bad(r, "Try has orelse but no except handlers");
      for (uint32_t i = 0; n->kind == AST_TryStar && i < n->as.Try.handlers.count; i++)
        if (!n->as.Try.handlers.items[i]->as.ExceptHandler.type) return bad(r, "TryStar has a handler without a type");
      return n->kind == AST_Try || n->as.Try.handlers.count || bad(r, "TryStar has no handlers");
    default: return true;
  }
}

static bool check_expr(Reader *r, const AstNode *n) {
  switch (n->kind) {
    case AST_BoolOp: return n->as.BoolOp.values.count > 1 || bad(r, "BoolOp with less than 2 values");
    case AST_NamedExpr: return n->as.NamedExpr.target->kind == AST_Name ? check_target(r, n->as.NamedExpr.target, AST_STORE, true) : bad(r, "NamedExpr target must be a Name");
    case AST_Compare: return check_pairs(r, n->as.Compare.ops.count, n->as.Compare.comparators.count);
    case AST_Dict: return check_pairs(r, n->as.Dict.keys.count, n->as.Dict.values.count);
    case AST_JoinedStr: return check_joined(r, n);
    case AST_FormattedValue: {
      int32_t how = n->as.FormattedValue.conversion;
      if (how != -1 && how != 's' && how != 'r' && how != 'a') return bad(r, "an unknown conversion in a formatted value");
      const AstNode *spec = n->as.FormattedValue.format_spec;
      return !spec || spec->kind == AST_JoinedStr || bad(r, "the format of a formatted value must be an f-string");
    }
    default: return true;
  }
}

static bool check_node(Reader *r, const AstNode *n, const AstField *fields) {
  for (const AstField *field = fields; field->name; field++)
    if (!is_target_field(n, field->name) && !check_loads(r, n, field)) return false;
  switch (ast_kind_group((AstKind)n->kind)) {
    case AST_GROUP_STMT: return check_stmt(r, n);
    case AST_GROUP_EXPR: return check_expr(r, n);
    case AST_GROUP_PATTERN: return check_pattern(r, n);
    default: break;
  }
  if (n->kind == AST_arguments) return check_arguments(r, n);
  if (n->kind == AST_comprehension) return check_target(r, n->as.comprehension.target, AST_STORE, false);
  if (n->kind == AST_withitem && n->as.withitem.optional_vars) return check_target(r, n->as.withitem.optional_vars, AST_STORE, false);
  return true;
}

static bool read_place(Reader *r, const Const *c, uint32_t *out) {
  if (c->kind != CONST_INT) return bad(r, "a position must be an int");
  *out = c->as.integer < 0 ? 0 : c->as.integer > INT32_MAX / 2 ? INT32_MAX / 2 : (uint32_t)c->as.integer;
  return true;
}

static AstNode *read_whole(Reader *r, const Const *c, AstKind kind) {
  const AstField *fields = ast_fields(kind);
  const Const *items = c->as.seq.items;
  AstNode *node = ast_node(r->arena, kind);
  if (!node) return NULL;
  uint32_t count = 0;
  while (fields[count].name) count++;
  if (c->as.seq.count != TREE_HEAD + count) return bad(r, "a node has the wrong number of fields"), NULL;
  if (!read_place(r, &items[1], &node->line) || !read_place(r, &items[2], &node->col) || !read_place(r, &items[3], &node->end_line) ||
      !read_place(r, &items[4], &node->end_col))
    return NULL;
  for (uint32_t i = 0; i < count; i++)
    if (fields[i].type == AST_FIELD_CTX && !read_field(r, &items[TREE_HEAD + i], node, &fields[i])) return NULL;
  for (uint32_t i = 0; i < count; i++)
    if (fields[i].type != AST_FIELD_CTX && !read_field(r, &items[TREE_HEAD + i], node, &fields[i])) return NULL;
  if (!check_node(r, node, fields)) return NULL;
  ast_set_depth(node);
  return node;
}

static AstNode *read_node(Reader *r, const Const *c) {
  if (c->kind != CONST_TUPLE || c->as.seq.count < TREE_HEAD || c->as.seq.items[0].kind != CONST_STR) return bad(r, "a node was expected"), NULL;
  if (++r->level > ast_depth_limit) return bad(r, tree_too_deep), NULL;
  AstNode *node = NULL;
  for (int kind = 1; kind < AST_KIND_COUNT; kind++) {
    if (!text_is(&c->as.seq.items[0], ast_kind_name((AstKind)kind))) continue;
    node = read_whole(r, c, (AstKind)kind);
    r->level--;
    return node;
  }
  bad(r, "a node of an unknown kind");
  return NULL;
}

AstNode *tree_read(Arena *arena, AstNames *names, const Const *tree, AstKind root, const char **why) {
  Reader r = {arena, names, NULL, 0};
  AstNode *node = read_node(&r, tree);
  if (node && node->kind != root) bad(&r, "the tree does not fit the mode");
  *why = r.why;
  return node && !r.why && !arena->failed ? node : NULL;
}
