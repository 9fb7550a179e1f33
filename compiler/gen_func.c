// SPDX-License-Identifier: MIT
// gen_func.c - units: functions, lambdas, their defaults, annotations, closures and decorators.
#include <string.h>

#include "compiler/gen.h"

const AstName *gen_intern(Gen *g, const char *text) {
  return ast_names_intern(g->names, text, strlen(text));
}

// ---- qualified names

static CodeStr join(Gen *g, CodeStr a, const char *middle, CodeStr b) {
  uint32_t mid = (uint32_t)strlen(middle);
  char *text = arena_alloc(g->arena, (size_t)a.len + mid + b.len + 1);
  if (!text) return b;
  memcpy(text, a.bytes, a.len);
  memcpy(text + a.len, middle, mid);
  memcpy(text + a.len + mid, b.bytes, b.len);
  text[a.len + mid + b.len] = 0;
  return (CodeStr){text, a.len + mid + b.len};
}

CodeStr gen_qualname(Gen *g, const AstName *name) {
  CodeStr own = {name->bytes, name->len};
  Func *parent = g->f;
  while (parent && scope_is_annotation(parent->scope) && parent->scope->kind == SCOPE_TYPE_PARAMS) parent = parent->outer;
  if (!parent || parent->scope->kind == SCOPE_MODULE) return own;
  Symbol *symbol = scope_find(parent->scope, symbols_mangle(g->symbols, parent->mangling, name));
  if (symbol && symbol->kind == SYM_GLOBAL_EXPLICIT) return own;
  return join(g, parent->unit->qualname, parent->scope->kind == SCOPE_CLASS ? "." : ".<locals>.", own);
}

// ---- entering and leaving a unit

static uint32_t unit_flags(Gen *g, const Scope *s) {
  uint32_t flags = g->future_annotations ? CO_FUTURE_ANNOTATIONS : 0;
  if (s->kind == SCOPE_MODULE) {
    if (g->request->flags & COMPILE_FLAG_MODULE) flags |= CO_MODULE;
    if (s->is_async && s->is_coroutine) flags |= CO_TOP_AWAIT | CO_COROUTINE;
    return flags;
  }
  if (s->nested) flags |= CO_NESTED;
  if (s->kind == SCOPE_CLASS) return flags | CO_CLASS_BODY;
  flags |= CO_OPTIMIZED | CO_NEWLOCALS;
  bool is_async = s->is_async || (s->is_coroutine && s->kind >= SCOPE_GENEXP && s->kind <= SCOPE_DICTCOMP);
  if (s->is_generator) return flags | (is_async ? CO_ASYNC_GENERATOR : CO_GENERATOR);
  return is_async ? flags | CO_COROUTINE : flags;
}

// Names that the compiler made up begin with a dot; those that stand for a visible one show without it.
static CodeStr shown(const Symbol *symbol, bool strip) {
  const AstName *n = symbol->name;
  return strip && n->bytes[0] == '.' ? (CodeStr){n->bytes + 1, n->len - 1} : (CodeStr){n->bytes, n->len};
}

static void name_registers(Gen *g, Func *f) {
  Scope *s = f->scope;
  CodeUnit *u = f->unit;
  u->locals = arena_alloc(g->arena, (s->nlocals + 1) * sizeof(CodeStr));
  u->cells = arena_alloc(g->arena, (s->nlocals + 1) * sizeof(uint16_t));
  u->frees = arena_alloc(g->arena, (s->nfrees + 1) * sizeof(CodeStr));
  if (!u->locals || !u->cells || !u->frees) return;
  for (uint32_t i = 0; i < s->nlocals; i++) {
    Symbol *symbol = s->locals[i];
    u->locals[i] = shown(symbol, s->kind == SCOPE_CLASS);
    if (symbol->flags & DEF_PARAM) emit_local_bound(&f->e, i);
    if (symbol->flags & DEF_DELETED && f->e.words) f->e.deleted[i / 64] |= 1ull << (i & 63);
    if (!symbol->is_cell) continue;
    u->cells[u->ncells++] = (uint16_t)i;
    emit_abc(&f->e, OP_MAKECELL, 0, i, 0, 0);
  }
  for (uint32_t i = 0; i < s->nfrees; i++) u->frees[i] = shown(s->frees[i], true);
  u->nfrees = s->nfrees;
}

Func *func_enter(Gen *g, Scope *scope, CodeStr name, const AstNode *at) {
  Func *f = arena_zalloc(g->arena, sizeof *f);
  CodeUnit *unit = arena_zalloc(g->arena, sizeof *unit);
  if (!f || !unit || !scope) {
    g->arena->failed = true;
    return NULL;
  }
  if (scope->nlocals >= CODE_MAX_REGS / 2) gen_error(g, at, "too many local variables");
  f->outer = g->f;
  f->scope = f->current = scope;
  if (g->f) f->mangling = g->f->mangling;
  f->unit = unit;
  unit->name = name;
  const AstName *own = ast_names_intern(g->symbols->names, name.bytes, name.len);
  if (!own) return NULL;
  unit->qualname = name.bytes[0] == '<' && name.len > 9 && !memcmp(name.bytes, "<generic ", 9) ? name : gen_qualname(g, own);
  unit->filename = (CodeStr){g->request->filename, (uint32_t)strlen(g->request->filename)};
  unit->flags = unit_flags(g, scope);
  unit->first_line = at->line;
  emit_init(&f->e, g->arena, scope->nlocals);
  f->e.without_marks = g->request->flags & COMPILE_FLAG_NO_MARKS;
  f->top = scope->nlocals;
  f->e.at = (Position){at->line, at->line, 0, 0};
  name_registers(g, f);
  g->f = f;
  return f;
}

static void list_attributes(Gen *g, Func *f) {
  CodeUnit *u = f->unit;
  u->static_attributes = arena_alloc(g->arena, (f->nattributes + 1) * sizeof(CodeStr));
  if (!u->static_attributes) return;
  for (uint32_t i = 0; i < f->nattributes; i++) u->static_attributes[i] = (CodeStr){f->attributes[i]->bytes, f->attributes[i]->len};
  u->nstatic_attributes = f->nattributes;
}

CodeUnit *func_leave(Gen *g) {
  Func *f = g->f;
  bool done = emit_finish(&f->e, f->unit);
  if (f->e.error) gen_error(g, f->scope->node, "%s", f->e.error);
  list_attributes(g, f);
  g->f = f->outer;
  return done ? f->unit : NULL;
}

void gen_return_none(Gen *g) {
  if (em(g)->dead) return;
  uint32_t reg = temp_push(g, 1);
  gen_nowhere(g);
  gen_none(g, reg);
  emit_abc(em(g), OP_RETURN, KILL_A, reg, 0, 0);
  temp_pop_to(g, reg);
}

// ---- docstrings

// Tabs to columns of 8, as str.expandtabs does.
static void expand_tabs(Buf *out, const char *at, uint32_t len) {
  uint32_t column = 0;
  for (uint32_t i = 0; i < len; i++) {
    if (at[i] == '\t') {
      do buf_putc(out, ' '), column++;
      while (column % 8);
      continue;
    }
    buf_putc(out, at[i]);
    if (at[i] == '\n' || at[i] == '\r') column = 0;
    else if (((unsigned char)at[i] & 0xc0) != 0x80) column++;
  }
}

// The least indentation of the lines behind the first, blank ones left out.
static size_t margin_of(const char *text, size_t len) {
  size_t margin = SIZE_MAX;
  for (size_t i = 0; i < len;) {
    while (i < len && text[i++] != '\n') {
    }
    size_t start = i;
    while (i < len && text[i] == ' ') i++;
    if (i < len && text[i] != '\n' && i - start < margin) margin = i - start;
  }
  return margin == SIZE_MAX ? 0 : margin;
}

static size_t strip_margin(char *text, size_t len) {
  size_t margin = margin_of(text, len), in = 0, out = 0;
  while (in < len && text[in] == ' ') in++;
  while (in < len) {
    while (in < len) {
      char c = text[out++] = text[in++];
      if (c == '\n') break;
    }
    for (size_t i = 0; i < margin && in < len && text[in] == ' '; i++) in++;
  }
  return out;
}

bool gen_docstring(Gen *g, const AstList *body, Const *out) {
  if (!body->count || body->items[0]->kind != AST_Expr || g->request->flags & COMPILE_FLAG_OPTIMIZE2) return false;
  AstNode *value = body->items[0]->as.Expr.value;
  if (value->kind != AST_Constant || value->as.Constant.value.type != AST_CONST_STR) return false;
  Buf text;
  buf_init(&text, g->arena->alloc, g->arena->user);
  expand_tabs(&text, value->as.Constant.value.as.s.bytes, value->as.Constant.value.as.s.len);
  size_t len = text.len ? strip_margin(text.data, text.len) : 0;
  char *copy = arena_copy(g->arena, text.data ? text.data : "", len);
  if (text.failed) g->arena->failed = true;
  buf_free(&text);
  *out = const_str(copy, (uint32_t)len);
  return copy != NULL;
}

// ---- closures and MAKEFUNC

// The cell of a variable, for a closure.
static void push_cell(Gen *g, Symbol *symbol) {
  uint32_t reg = temp_push(g, 1);
  if (symbol->owner->function == g->f->scope) {
    emit_abc(em(g), OP_MOVE, 0, reg, symbol->source->reg, 0);
    return;
  }
  for (uint32_t i = 0; i < g->f->scope->nfrees; i++)
    if (g->f->scope->frees[i]->source == symbol->source) emit_abc(em(g), OP_FREECELL, 0, reg, i, 0);
}

void gen_make_function(Gen *g, CodeUnit *unit, Scope *scope, unsigned flags, uint32_t type_params, uint32_t window, uint32_t dst) {
  if (!unit) return;
  if (scope->nfrees) {
    uint32_t first = g->f->top;
    for (uint32_t i = 0; i < scope->nfrees; i++) push_cell(g, scope->frees[i]);
    emit_abc(em(g), OP_BUILDTUPLE, 0, first, first, scope->nfrees);
    temp_pop_to(g, first + 1);
    flags |= 8;
  }
  if (type_params != NO_REG) {
    gen_move(g, temp_push(g, 1), (Operand){type_params, false});
    flags |= 16;
  }
  Const code = {.kind = CONST_CODE, .as.code = unit};
  uint32_t index = emit_const(em(g), &code);
  if (index > 0xffff) em(g)->error = "too many constants in one code block";
  emit_abc(em(g), OP_MAKEFUNC, flags, dst, index, window);
}

// ---- the parts of a function

bool gen_defaults(Gen *g, AstNode *args) {
  const AstList *defaults = &args->as.arguments.defaults;
  if (!defaults->count) return false;
  uint32_t reg = temp_push(g, 1);
  AstNode *first = defaults->items[0];
  Const *items = arena_alloc(g->arena, defaults->count * sizeof *items);
  uint32_t n = 0;
  while (items && n < defaults->count && fold_expr(g, defaults->items[n], &items[n])) n++;
  gen_at(g, first);
  if (n == defaults->count) {
    Const tuple = {.kind = CONST_TUPLE, .as.seq = {items, n}};
    gen_const(g, &tuple, reg);
  } else {
    gen_tuple(g, defaults, reg);
  }
  return true;
}

bool gen_kw_defaults(Gen *g, AstNode *args) {
  const AstList *names = &args->as.arguments.kwonlyargs, *values = &args->as.arguments.kw_defaults;
  uint32_t count = 0, reg = g->f->top;
  for (uint32_t i = 0; i < values->count; i++) {
    if (!values->items[i]) continue;
    gen_str(g, gen_mangle(g, names->items[i]->as.arg.arg), temp_push(g, 1));
    gen_expr(g, values->items[i], temp_push(g, 1));
    count++;
  }
  if (!count) return false;
  emit_abc(em(g), OP_BUILDDICT, 0, reg, reg, count);
  temp_pop_to(g, reg);
  temp_push(g, 1);
  return true;
}

static uint32_t push_annotation(Gen *g, const AstName *name, AstNode *annotation) {
  if (!annotation) return 0;
  gen_at(g, annotation);
  gen_str(g, gen_mangle(g, name), temp_push(g, 1));
  uint32_t reg = temp_push(g, 1);
  if (g->future_annotations) {
    gen_str(g, unparse_expr(g, annotation), reg);
  } else if (annotation->kind == AST_Starred) {  // *args: *Ts
    uint32_t value = reg;
    gen_expr(g, annotation->as.Starred.value, value);
    emit_abc(em(g), OP_UNPACK, 0, value, value, 1);
  } else {
    gen_expr(g, annotation, reg);
  }
  return 1;
}

static uint32_t push_list_annotations(Gen *g, const AstList *list) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < list->count; i++) count += push_annotation(g, list->items[i]->as.arg.arg, list->items[i]->as.arg.annotation);
  return count;
}

static bool gen_annotations(Gen *g, AstNode *args, AstNode *returns) {
  uint32_t reg = g->f->top, count = push_list_annotations(g, &args->as.arguments.args);
  AstNode *vararg = args->as.arguments.vararg, *kwarg = args->as.arguments.kwarg;
  count += push_list_annotations(g, &args->as.arguments.posonlyargs);
  if (vararg) count += push_annotation(g, vararg->as.arg.arg, vararg->as.arg.annotation);
  count += push_list_annotations(g, &args->as.arguments.kwonlyargs);
  if (kwarg) count += push_annotation(g, kwarg->as.arg.arg, kwarg->as.arg.annotation);
  count += push_annotation(g, gen_intern(g, "return"), returns);
  if (!count) return false;
  emit_abc(em(g), OP_BUILDDICT, 0, reg, reg, count);
  temp_pop_to(g, reg);
  temp_push(g, 1);
  return true;
}

static void set_params(CodeUnit *u, AstNode *args) {
  u->nposonly = (uint16_t)args->as.arguments.posonlyargs.count;
  u->nparams = (uint16_t)(args->as.arguments.posonlyargs.count + args->as.arguments.args.count);
  u->nkwonly = (uint16_t)args->as.arguments.kwonlyargs.count;
  if (args->as.arguments.vararg) u->flags |= CO_VARARGS;
  if (args->as.arguments.kwarg) u->flags |= CO_VARKEYWORDS;
}

static CodeUnit *function_unit(Gen *g, AstNode *node, Scope *scope) {
  const AstName *name = node->as.FunctionDef.name;
  const AstList *decorators = &node->as.FunctionDef.decorator_list;
  if (!func_enter(g, scope, (CodeStr){name->bytes, name->len}, node)) return NULL;
  set_params(g->f->unit, node->as.FunctionDef.args);
  if (decorators->count) g->f->unit->first_line = decorators->items[0]->line;
  AstList body = node->as.FunctionDef.body;
  Const doc;
  if (gen_docstring(g, &body, &doc)) {
    emit_const(em(g), &doc);
    g->f->unit->flags |= CO_HAS_DOCSTRING;
    body.items++, body.count--;
  }
  gen_body(g, &body);
  gen_return_none(g);
  return func_leave(g);
}

void gen_function_value(Gen *g, AstNode *node, FuncParts parts, uint32_t dst) {
  AstNode *args = node->as.FunctionDef.args;
  uint32_t top = g->f->top;
  unsigned flags = 0;
  if (parts.given) {
    if (parts.defaults != NO_REG) gen_move(g, temp_push(g, 1), (Operand){parts.defaults, false}), flags |= 1;
    if (parts.kwdefaults != NO_REG) gen_move(g, temp_push(g, 1), (Operand){parts.kwdefaults, false}), flags |= 2;
  } else {
    if (gen_defaults(g, args)) flags |= 1;
    if (gen_kw_defaults(g, args)) flags |= 2;
  }
  if (gen_annotations(g, args, node->as.FunctionDef.returns)) flags |= 4;
  Scope *scope = symbols_scope(g->symbols, node, 0);
  CodeUnit *unit = function_unit(g, node, scope);
  gen_at(g, node);
  gen_make_function(g, unit, scope, flags, parts.type_params, top, dst);
  temp_pop_to(g, top);
}

void gen_lambda(Gen *g, AstNode *node, uint32_t dst) {
  uint32_t top = g->f->top;
  unsigned flags = gen_defaults(g, node->as.Lambda.args) ? 1 : 0;
  if (gen_kw_defaults(g, node->as.Lambda.args)) flags |= 2;
  Scope *scope = symbols_scope(g->symbols, node, 0);
  if (!func_enter(g, scope, (CodeStr){"<lambda>", 8}, node)) return;
  set_params(g->f->unit, node->as.Lambda.args);
  Operand o = gen_operand(g, node->as.Lambda.body);
  gen_at(g, node->as.Lambda.body);
  if (scope->is_generator) {  // the value of a generator's body is nobody's
    gen_release(g, o);
    gen_return_none(g);
  } else {
    emit_abc(em(g), OP_RETURN, o.temp ? KILL_A : 0, o.reg, 0, 0);
  }
  CodeUnit *unit = func_leave(g);
  gen_at(g, node);
  gen_make_function(g, unit, scope, flags, NO_REG, top, dst);
  temp_pop_to(g, top);
}

// ---- definitions

// Decorator i waits as the callee of window first + i * FRAME_SLOTS; what it decorates is made in its argument, which is where the
// next window begins.
uint32_t gen_begin_decorated(Gen *g, const AstList *decorators, const AstName *name) {
  if (!decorators->count) {
    Access a = gen_access(g, name);
    return a.kind == ACCESS_LOCAL ? a.reg : temp_push(g, 1);
  }
  for (uint32_t i = 0; i < decorators->count; i++) {
    gen_expr(g, decorators->items[i], temp_push(g, 1));
    temp_push(g, FRAME_SLOTS - 1);
  }
  return temp_push(g, 1);
}

void gen_end_decorated(Gen *g, const AstList *decorators, const AstName *name, uint32_t value, const AstNode *at) {
  for (uint32_t i = decorators->count; i-- > 0;) {
    value -= FRAME_SLOTS;
    gen_at(g, decorators->items[i]);
    gen_call0(g, value, 1, value);
    temp_push(g, 1);
  }
  gen_at(g, at);
  if (gen_is_local(g, value)) gen_bound(g, value);
  else gen_store_name(g, name, (Operand){value, true});
  gen_mark(g, at);
}

void gen_function(Gen *g, AstNode *node) {
  const AstList *decorators = &node->as.FunctionDef.decorator_list;
  const AstName *name = node->as.FunctionDef.name;
  uint32_t top = g->f->top, value = gen_begin_decorated(g, decorators, name);
  if (node->as.FunctionDef.type_params.count)
    gen_function_in_params(g, node, value);
  else
    gen_function_value(g, node, (FuncParts){false, NO_REG, NO_REG, NO_REG}, value);
  gen_end_decorated(g, decorators, name, value, node);
  temp_pop_to(g, top);
}
