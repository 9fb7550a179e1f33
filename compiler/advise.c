// SPDX-License-Identifier: MIT
// advise.c - forgotten awaits and blocking calls.
#include "compiler/advise.h"

#include <stdarg.h>
#include <string.h>

typedef enum { USE_ANY, USE_AWAITED, USE_DROPPED, USE_CONDITION, USE_VALUE } Use;  // what is done with an expression's result

typedef struct Adviser {
  Facts facts;
  const Source *source;
  Arena *arena;
  DiagList *out;
  bool failed;
} Adviser;

typedef struct Place { const Scope *scope; Use use; } Place;

static const char *const coroutine_functions[] = {
  "asyncio.sleep", "asyncio.wait", "asyncio.wait_for", "asyncio.to_thread", "asyncio.open_connection", "asyncio.start_server",
  "asyncio.open_unix_connection", "asyncio.start_unix_server", "asyncio.create_subprocess_exec", "asyncio.create_subprocess_shell", NULL};

typedef struct Blocking { const char *name, *instead; } Blocking;
static const Blocking blocking_functions[] = {
  {"time.sleep", "await asyncio.sleep(...)"},
  {"input", "await asyncio.to_thread(input, ...)"},
  {"os.system", "await asyncio.create_subprocess_shell(...)"},
  {"os.wait", "await process.wait()"},
  {"os.waitpid", "await process.wait()"},
  {"subprocess.run", "await asyncio.create_subprocess_exec(...)"},
  {"subprocess.call", "await asyncio.create_subprocess_exec(...)"},
  {"subprocess.check_call", "await asyncio.create_subprocess_exec(...)"},
  {"subprocess.check_output", "await asyncio.create_subprocess_exec(...)"},
  {"subprocess.getoutput", "await asyncio.create_subprocess_shell(...)"},
  {"socket.create_connection", "await asyncio.open_connection(...)"},
  {"socket.getaddrinfo", "await loop.getaddrinfo(...)"},
  {"socket.gethostbyname", "await loop.getaddrinfo(...)"},
  {"select.select", "loop.add_reader(...)"},
  {"signal.pause", "loop.add_signal_handler(...)"},
  {"urllib.request.urlopen", "await asyncio.to_thread(urllib.request.urlopen, ...)"},
  {"requests.get", "await asyncio.to_thread(requests.get, ...)"},
  {"requests.post", "await asyncio.to_thread(requests.post, ...)"},
  {"requests.request", "await asyncio.to_thread(requests.request, ...)"},
  {"concurrent.futures.wait", "await asyncio.wait(...)"},
  {NULL, NULL}};

// ---- saying it

static void say(Adviser *a, const AstNode *node, DiagCode code, ...) {
  Diag diag = {0};
  va_list args;
  va_start(args, code);
  diag_vset(&diag, a->arena, code, args);
  va_end(args);
  source_locate(a->source, &diag, node->line, node->col, node->end_line, node->end_col);
  if (!diag_list_add(a->out, a->arena, &diag)) a->failed = true;
}

// ---- what a call calls

// The dotted name behind an import: `t.sleep` after `import time as t`. False: none.
static bool dotted_name(const Adviser *a, const AstNode *node, const Scope *scope, char *out, size_t size) {
  if (node->kind == AST_Attribute) {
    if (!dotted_name(a, node->as.Attribute.value, scope, out, size)) return false;
    size_t len = strlen(out), more = node->as.Attribute.attr->len;
    if (len + more + 2 > size) return false;
    out[len] = '.';
    memcpy(out + len + 1, node->as.Attribute.attr->bytes, more + 1);
    return true;
  }
  if (node->kind != AST_Name) return false;
  const Symbol *symbol = facts_resolve(a->facts.symbols, scope, node->as.Name.id, NULL);
  const Fact *fact = facts_find(&a->facts, symbol);
  const char *name = fact && !fact->others && !fact->function ? fact->import : !symbol && !a->facts.symbols->module->has_star_import ? node->as.Name.id->bytes : NULL;
  if (!name || strlen(name) >= size) return false;
  strcpy(out, name);
  return true;
}

static Fact *coroutine_fact(const Adviser *a, const Symbol *symbol) {
  Fact *fact = facts_find(&a->facts, symbol);
  return fact && fact->function && !fact->others && !fact->import ? fact : NULL;
}

static bool has_decorator(const AstNode *function, const char *name) {
  for (uint32_t i = 0; i < function->as.FunctionDef.decorator_list.count; i++) {
    const AstNode *d = function->as.FunctionDef.decorator_list.items[i];
    if (d->kind == AST_Name && strcmp(d->as.Name.id->bytes, name) == 0) return true;
  }
  return false;
}

// The class in which `self` of a method is bound; NULL: it is no such name.
static const Scope *class_of_self(const Adviser *a, const AstName *name, const Scope *scope) {
  const Scope *method = NULL;
  const Symbol *symbol = facts_resolve(a->facts.symbols, scope, name, &method);
  if (!symbol || !(symbol->flags & DEF_PARAM) || method->kind != SCOPE_FUNCTION || !method->parent || method->parent->kind != SCOPE_CLASS) return NULL;
  const Fact *fact = facts_find(&a->facts, symbol);
  const AstNode *args = method->node->as.FunctionDef.args;
  const AstList *list = args->as.arguments.posonlyargs.count ? &args->as.arguments.posonlyargs : &args->as.arguments.args;
  if (!list->count || list->items[0]->as.arg.arg != name || (fact && fact->others > 1)) return NULL;
  return has_decorator(method->node, "staticmethod") ? NULL : method->parent;
}

// The fact about the `async def` that a call runs; NULL: it is not known to be one.
static Fact *called_coroutine(const Adviser *a, const AstNode *func, const Scope *scope) {
  if (func->kind == AST_Name) return coroutine_fact(a, facts_resolve(a->facts.symbols, scope, func->as.Name.id, NULL));
  if (func->kind != AST_Attribute || func->as.Attribute.value->kind != AST_Name || a->facts.assigned[func->as.Attribute.attr->index]) return NULL;
  const Scope *class_ = class_of_self(a, func->as.Attribute.value->as.Name.id, scope);
  return class_ ? coroutine_fact(a, scope_find(class_, func->as.Attribute.attr)) : NULL;
}

// How the function is written at the call: `fetch`, `self.fetch`, `asyncio.sleep`.
static const char *written(Adviser *a, const AstNode *func) {
  if (func->kind == AST_Name) return func->as.Name.id->bytes;
  if (func->kind != AST_Attribute) return "...";
  const char *before = written(a, func->as.Attribute.value), *attr = func->as.Attribute.attr->bytes;
  size_t len = strlen(before), more = strlen(attr);
  char *text = arena_alloc(a->arena, len + more + 2);
  if (!text) return a->failed = true, "...";
  memcpy(text, before, len);
  text[len] = '.';
  memcpy(text + len + 1, attr, more + 1);
  return text;
}

// ---- forgotten awaits

static const Scope *running_function(const Scope *scope) {
  while (scope && scope->function && scope->function != scope) scope = scope->function;
  return scope;
}

// Inside an `async def` itself, where await may stand. At module level await is an extension of Aster: asyncio.run() is the advice.
static bool in_async(const Scope *scope) {
  scope = running_function(scope);
  return scope && scope->is_async && scope->kind == SCOPE_FUNCTION;
}

static void say_misuse(Adviser *a, const AstNode *call, Place at) {
  const char *name = written(a, call->as.Call.func);
  const Scope *function = running_function(at.scope);
  bool module = function && function->kind == SCOPE_MODULE;
  if (at.use == USE_CONDITION) say(a, call, DIAG_ADVICE_CONDITION, name, name);
  else if (at.use == USE_VALUE) say(a, call, DIAG_ADVICE_VALUE, name, name);
  else if (in_async(at.scope)) say(a, call, DIAG_ADVICE_DROPPED, name, name, name);
  else if (module) say(a, call, DIAG_ADVICE_DROPPED_MODULE, name, name);
  else say(a, call, DIAG_ADVICE_DROPPED_PLAIN, name, name, name);
}

static bool is_listed(const char *name, const char *const *list) {
  while (*list && strcmp(*list, name) != 0) list++;
  return *list != NULL;
}

static void look_at_call(Adviser *a, const AstNode *call, Place at) {
  char name[64];
  bool wrong = at.use == USE_DROPPED || at.use == USE_CONDITION || at.use == USE_VALUE;
  Fact *fact = called_coroutine(a, call->as.Call.func, at.scope);
  if (fact) fact->uses++;
  bool known = fact != NULL, dotted = !known && dotted_name(a, call->as.Call.func, at.scope, name, sizeof name);
  if (dotted) known = is_listed(name, coroutine_functions);
  if (known && wrong) {
    if (fact) fact->misuses++;
    say_misuse(a, call, at);
  }
  if (!dotted || !in_async(at.scope)) return;
  const AstList *args = &call->as.Call.args;
  bool zero = args->count == 1 && args->items[0]->kind == AST_Constant && args->items[0]->as.Constant.value.type == AST_CONST_INT && !args->items[0]->as.Constant.value.as.i;
  for (const Blocking *b = blocking_functions; b->name && !zero; b++)
    if (strcmp(b->name, name) == 0) say(a, call, DIAG_ADVICE_BLOCKS, written(a, call->as.Call.func), b->instead);
}

// ---- the walk

static void walk(Adviser *a, const AstNode *node, Place at);

static void walk_list(Adviser *a, const AstList *list, Place at) {
  for (uint32_t i = 0; i < list->count; i++)
    if (list->items[i]) walk(a, list->items[i], at);
}

static void walk_fields(Adviser *a, const AstNode *node, Place at) {
  for (const AstField *field = ast_fields((AstKind)node->kind); field->name; field++) {
    const void *where = (const char *)node + field->offset;
    if (field->type == AST_FIELD_NODE && *(AstNode *const *)where) walk(a, *(AstNode *const *)where, at);
    if (field->type == AST_FIELD_LIST) walk_list(a, where, at);
  }
}

// What coroutine objects themselves can do.
static bool is_coroutine_method(const AstName *attr) {
  static const char *const names[] = {"send", "throw", "close", NULL};
  return is_listed(attr->bytes, names) || strncmp(attr->bytes, "cr_", 3) == 0 || strncmp(attr->bytes, "__", 2) == 0;
}

static bool by_identity(const AstNode *compare) {
  for (uint32_t i = 0; i < compare->as.Compare.ops.count; i++)
    if (compare->as.Compare.ops.items[i] != AST_OP_Is && compare->as.Compare.ops.items[i] != AST_OP_IsNot) return false;
  return true;
}

// A function that is mentioned without being called may be awaited anywhere.
static void look_at_name(Adviser *a, const AstNode *node, const Scope *scope) {
  Fact *fact = node->ctx == AST_LOAD ? called_coroutine(a, node, scope) : NULL;
  if (fact) fact->uses++;
}

static void walk_call(Adviser *a, const AstNode *node, Place at) {
  const AstNode *func = node->as.Call.func;
  Place any = {at.scope, USE_ANY};
  look_at_call(a, node, at);
  if (func->kind == AST_Attribute) walk(a, func->as.Attribute.value, (Place){at.scope, is_coroutine_method(func->as.Attribute.attr) ? USE_ANY : USE_VALUE});
  else if (func->kind != AST_Name) walk(a, func, any);
  walk_list(a, &node->as.Call.args, any);
  walk_list(a, &node->as.Call.keywords, any);
}

static void walk_if(Adviser *a, const AstNode *test, const AstList *body, const AstList *orelse, const Scope *scope) {
  walk(a, test, (Place){scope, USE_CONDITION});
  walk_list(a, body, (Place){scope, USE_ANY});
  walk_list(a, orelse, (Place){scope, USE_ANY});
}

static void walk_for(Adviser *a, const AstNode *node, const Scope *scope) {
  walk(a, node->as.For.target, (Place){scope, USE_ANY});
  walk(a, node->as.For.iter, (Place){scope, USE_VALUE});
  walk_list(a, &node->as.For.body, (Place){scope, USE_ANY});
  walk_list(a, &node->as.For.orelse, (Place){scope, USE_ANY});
}

static void walk_comprehension(Adviser *a, const AstNode *node, const Scope *scope) {
  walk(a, node->as.comprehension.target, (Place){scope, USE_ANY});
  walk(a, node->as.comprehension.iter, (Place){scope, USE_VALUE});
  walk_list(a, &node->as.comprehension.ifs, (Place){scope, USE_CONDITION});
}

static void walk_bool(Adviser *a, const AstNode *node, Place at) {
  const AstList *values = &node->as.BoolOp.values;
  for (uint32_t i = 0; i < values->count; i++) walk(a, values->items[i], i + 1 < values->count ? (Place){at.scope, USE_CONDITION} : at);
}

static void walk_ifexp(Adviser *a, const AstNode *node, Place at) {
  walk(a, node->as.IfExp.test, (Place){at.scope, USE_CONDITION});
  walk(a, node->as.IfExp.body, at);
  walk(a, node->as.IfExp.orelse, at);
}

// Statements. False: an expression or part.
static bool walk_stmt(Adviser *a, const AstNode *node, Place any) {
  const Scope *scope = any.scope;
  switch (node->kind) {
    case AST_Expr: walk(a, node->as.Expr.value, (Place){scope, USE_DROPPED}); return true;
    case AST_If: walk_if(a, node->as.If.test, &node->as.If.body, &node->as.If.orelse, scope); return true;
    case AST_While: walk_if(a, node->as.While.test, &node->as.While.body, &node->as.While.orelse, scope); return true;
    case AST_For: case AST_AsyncFor: walk_for(a, node, scope); return true;
    case AST_Assert:
      walk(a, node->as.Assert.test, (Place){scope, USE_CONDITION});
      if (node->as.Assert.msg) walk(a, node->as.Assert.msg, any);
      return true;
    case AST_AugAssign: walk(a, node->as.AugAssign.value, (Place){scope, USE_VALUE}); return true;
    default: return false;
  }
}

static void walk(Adviser *a, const AstNode *node, Place at) {
  Place any = {facts_scope_of(a->facts.symbols, node, at.scope), USE_ANY}, value = {at.scope, USE_VALUE};
  if (walk_stmt(a, node, any)) return;
  switch (node->kind) {
    case AST_Call: walk_call(a, node, at); break;
    case AST_Name: look_at_name(a, node, at.scope); break;
    case AST_Await: walk(a, node->as.Await.value, (Place){at.scope, USE_AWAITED}); break;
    case AST_BoolOp: walk_bool(a, node, at); break;
    case AST_IfExp: walk_ifexp(a, node, at); break;
    case AST_UnaryOp: walk(a, node->as.UnaryOp.operand, node->as.UnaryOp.op == AST_OP_Not ? (Place){at.scope, USE_CONDITION} : value); break;
    case AST_BinOp: walk_fields(a, node, value); break;
    case AST_Compare: walk_fields(a, node, by_identity(node) ? any : value); break;
    case AST_Subscript: walk(a, node->as.Subscript.value, value), walk(a, node->as.Subscript.slice, any); break;
    case AST_Attribute:
      look_at_name(a, node, at.scope);
      walk(a, node->as.Attribute.value, is_coroutine_method(node->as.Attribute.attr) ? any : value);
      break;
    case AST_FormattedValue: walk_fields(a, node, value); break;
    case AST_Starred: walk(a, node->as.Starred.value, value); break;
    case AST_withitem:
      walk(a, node->as.withitem.context_expr, value);
      if (node->as.withitem.optional_vars) walk(a, node->as.withitem.optional_vars, any);
      break;
    case AST_comprehension: walk_comprehension(a, node, at.scope); break;
    case AST_match_case:
      if (node->as.match_case.guard) walk(a, node->as.match_case.guard, (Place){at.scope, USE_CONDITION});
      walk(a, node->as.match_case.pattern, any), walk_list(a, &node->as.match_case.body, any);
      break;
    default: walk_fields(a, node, any);
  }
}

// ---- the whole

static void look_at_functions(Adviser *a) {
  for (uint32_t i = 0; i < a->facts.capacity; i++) {
    const Fact *fact = &a->facts.items[i];
    if (!fact->symbol || !fact->misuses || fact->misuses != fact->uses) continue;
    AstNode head = {.line = fact->function->line, .col = fact->function->col, .end_line = fact->function->line, .end_col = fact->function->col + 9};
    say(a, &head, DIAG_ADVICE_NEVER_AWAITED, fact->function->as.AsyncFunctionDef.name->bytes);
  }
}

static void sort_by_place(DiagList *list, uint32_t from) {
  for (uint32_t i = from + 1; i < list->count; i++) {
    Diag d = list->items[i];
    uint32_t k = i;
    for (; k > from && (list->items[k - 1].line > d.line || (list->items[k - 1].line == d.line && list->items[k - 1].col > d.col)); k--) list->items[k] = list->items[k - 1];
    list->items[k] = d;
  }
}

bool advise(const Symbols *symbols, AstNode *tree, const Source *source, Arena *arena, DiagList *out) {
  Adviser a = {.source = source, .arena = arena, .out = out};
  uint32_t from = out->count;
  if (!facts_gather(&a.facts, symbols, arena, tree)) return false;
  walk(&a, tree, (Place){symbols->module, USE_ANY});
  look_at_functions(&a);
  sort_by_place(out, from);
  return !a.failed;
}
