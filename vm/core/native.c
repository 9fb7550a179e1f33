// SPDX-License-Identifier: MIT
// native.c - functions in C: their signatures read, their arguments bound.
//
// A signature is text, "($self, sub, start=None, /, *, end=None)", parsed twice: once when the Native object is made, for the
// numbers that the fast path needs, and again when a call names an argument or gets the count wrong.
#include <string.h>

#include "vm/core/call.h"
#include "vm/core/traceback.h"

enum { MAX_PARAMS = 24 };

typedef struct Param { const char *name; uint32_t len; bool optional, keyword_only, positional_only; } Param;

typedef struct Signature {
  Param params[MAX_PARAMS];
  uint32_t count;          // fixed parameters: positional, then keyword-only
  uint32_t positional;     // of them, positional
  uint32_t required;       // positional ones without a default
  bool varargs, varkeywords, has_self;
  bool required_keyword;   // a keyword-only parameter has no default
} Signature;

// The end of one parameter: the comma or the closing parenthesis outside quotes and brackets.
static const char *param_end(const char *p) {
  int depth = 0;
  for (char quote = 0; *p; p++) {
    if (quote) {
      if (*p == '\\' && p[1]) p++;
      else if (*p == quote) quote = 0;
    } else if (*p == '\'' || *p == '"') quote = *p;
    else if (*p == '(' || *p == '[' || *p == '{') depth++;
    else if (*p == ')' || *p == ']' || *p == '}') { if (depth-- == 0) return p; }
    else if (*p == ',' && depth == 0) return p;
  }
  return p;
}

static void signature_add(Signature *sig, const char *start, const char *end, bool *keyword_only) {
  uint32_t len = (uint32_t)(end - start);
  if (len == 1 && *start == '/') {
    for (uint32_t i = 0; i < sig->count; i++) sig->params[i].positional_only = true;
  } else if (len == 1 && *start == '*') {
    *keyword_only = true;
  } else if (start[0] == '*' && start[1] == '*') {
    sig->varkeywords = true;
  } else if (*start == '*') {
    sig->varargs = *keyword_only = true;
  } else if (sig->count < MAX_PARAMS) {
    const char *equals = memchr(start, '=', len);
    Param *p = &sig->params[sig->count++];
    bool self = *start == '$';
    *p = (Param){start + self, (uint32_t)((equals ? equals : end) - start) - self, equals != NULL, *keyword_only, self};
    if (self) sig->has_self = true;
    if (!*keyword_only) {
      sig->positional++;
      sig->required += !equals;
    } else if (!equals) {
      sig->required_keyword = true;
    }
  }
}

static void signature_parse(const char *text, Signature *sig) {
  memset(sig, 0, sizeof *sig);
  bool keyword_only = false;
  const char *p = text && *text == '(' ? text + 1 : "";
  while (*p && *p != ')') {
    while (*p == ' ') p++;
    const char *end = param_end(p), *trimmed = end;
    while (trimmed > p && trimmed[-1] == ' ') trimmed--;
    if (trimmed > p) signature_add(sig, p, trimmed, &keyword_only);
    p = *end == ',' ? end + 1 : end;
  }
}

Value native_new(VM *vm, const NativeDef *def, Value self, Type *owner) {
  Native *n = object_new(vm, owner ? vm->types.method_descriptor : vm->types.native, sizeof(Native));
  if (!n) return V_ABSENT;
  Signature sig;
  signature_parse(def->sig, &sig);
  n->def = def;
  n->self = retain(self);
  n->owner = owner;
  n->module = V_ABSENT;
  n->nparams = (uint8_t)sig.count;
  n->flags = (uint8_t)(def->flags | (sig.varkeywords ? NATIVE_KW : 0));
  bool kwonly = sig.count > sig.positional;
  n->npositional = (uint8_t)sig.positional;
  n->min_args = (int16_t)(sig.required_keyword ? NATIVE_NEVER : sig.required);
  n->max_args = (int16_t)(sig.varargs || kwonly || (n->flags & NATIVE_KW) ? -1 : (int)sig.positional);
  if (sig.varargs || (n->flags & NATIVE_KW)) n->min_args = NATIVE_NEVER;
  if (self != V_ABSENT && !gc_track(vm, &n->header)) {
    decref(vm, n);
    return V_ABSENT;
  }
  return from_obj(n);
}

// The same function bound: what its signature says is known already.
Value native_bind(VM *vm, const Native *from, Value self) {
  Native *n = object_new(vm, vm->types.native, sizeof(Native));
  if (!n) return V_ABSENT;
  Object header = n->header;
  *n = *from;
  n->header = header;
  n->self = retain(self);
  n->owner = NULL;
  n->module = V_ABSENT;
  if (gc_track(vm, &n->header)) return from_obj(n);
  decref(vm, n);
  return V_ABSENT;
}

// The function's name as messages give it: "list.append" for methods, "len" for functions.
typedef struct Callee { const char *name; const Type *owner; } Callee;

static Value callee_name(VM *vm, const Callee *c) {
  return c->owner ? str_format_c(vm, "%N.%s", c->owner, c->name) : str_format_c(vm, "%s", c->name);
}

static bool count_error(VM *vm, const Callee *callee, const Signature *sig, uint32_t given) {
  uint32_t self = sig->has_self, min = sig->required - (self && sig->required), max = sig->positional - self;
  given -= self && given;
  bool only_positional = sig->positional == 0 || sig->params[sig->positional - 1].positional_only;
  Value name = callee_name(vm, callee);
  if (!name) return false;
  if (max == 0 && sig->count > sig->positional) {
    raise_type(vm, "%s() takes no positional arguments", callee->name);
  } else if (only_positional && !sig->varargs && max == 0 && min == 0) {
    raise_type(vm, "%S() takes no arguments (%u given)", name, given);
  } else if (only_positional && max == 1 && min == 1) {
    raise_type(vm, "%S() takes exactly one argument (%u given)", name, given);
  } else if (only_positional) {
    bool few = given < min;
    uint32_t bound = few ? min : max;
    raise_type(vm, "%s expected %s%u argument%s, got %u", callee->name, min == max && !sig->varargs ? "" : few ? "at least " : "at most ", bound,
               bound == 1 ? "" : "s", given);
  } else if (given < min) {
    raise_type(vm, "%s() takes at least %u positional argument%s (%u given)", callee->name, min, min == 1 ? "" : "s", given);
  } else {
    uint32_t all = sig->count - self;
    if (given > all) raise_type(vm, "%s() takes at most %u argument%s (%u given)", callee->name, all, all == 1 ? "" : "s", given);
    else raise_type(vm, "%s() takes %s %u positional argument%s (%u given)", callee->name, min == max ? "exactly" : "at most", max, max == 1 ? "" : "s", given);
  }
  release(vm, name);
  return false;
}

static bool check_required(VM *vm, const Callee *callee, const Signature *sig, const Value *out, uint32_t given) {
  for (uint32_t i = 0; i < sig->count; i++) {
    const Param *p = &sig->params[i];
    if (out[i] != V_ABSENT || p->optional) continue;
    if (p->positional_only) return count_error(vm, callee, sig, given);
    char name[64];
    size_t len = p->len < sizeof name - 1 ? p->len : sizeof name - 1;
    memcpy(name, p->name, len);
    name[len] = 0;
    if (p->keyword_only) raise_type(vm, "%s() missing required keyword-only argument: '%s'", callee->name, name);
    else raise_type(vm, "%s() missing required argument '%s' (pos %u)", callee->name, name, i + 1 - sig->has_self);
    return false;
  }
  return true;
}

static void unexpected_keyword(VM *vm, const Callee *callee, const Signature *sig, Str *name) {
  Value names[MAX_PARAMS];
  uint32_t count = 0;
  for (uint32_t i = 0; i < sig->count; i++) {
    if (sig->params[i].positional_only) continue;
    Str *candidate = str_from_utf8(vm, sig->params[i].name, sig->params[i].len);
    if (!candidate) break;
    names[count++] = from_obj(candidate);
  }
  Value meant = has_error(vm) ? V_ABSENT : suggest_name(vm, name, names, count);
  if (meant != V_ABSENT) raise_type(vm, "%s() got an unexpected keyword argument '%U'. Did you mean '%S'?", callee->name, name, meant);
  else if (!has_error(vm)) raise_type(vm, "%s() got an unexpected keyword argument '%U'", callee->name, name);
  release(vm, meant);
  while (count) release(vm, names[--count]);
}

static bool bind_names(VM *vm, const Callee *callee, const Signature *sig, const Value *values, Tuple *kwnames, Value *out, uint32_t given) {
  Str *unknown = NULL;
  for (size_t i = 0; i < kwnames->len; i++) {
    Str *name = as_str(kwnames->items[i]);
    uint32_t p = 0;
    while (p < sig->count && (sig->params[p].positional_only || name->len != sig->params[p].len || !name->ascii ||
                              memcmp(name->data, sig->params[p].name, name->len) != 0)) p++;
    if (p == sig->count) {
      if (!unknown) unknown = name;
      continue;
    }
    if (out[p] != V_ABSENT) {
      raise_type(vm, "argument for %s() given by name ('%U') and position (%u)", callee->name, name, p + 1 - sig->has_self);
      return false;
    }
    out[p] = values[i];
  }
  if (!unknown) return true;
  if (check_required(vm, callee, sig, out, given)) unexpected_keyword(vm, callee, sig, unknown);
  return false;
}

// Places raw arguments by the signature: out[0 .. sig->count). `positional_used`: how many of args were placed.
static bool signature_bind(VM *vm, const Callee *callee, const Signature *sig, const Value *args, uint32_t argc, Tuple *kwnames, Value *out,
                           uint32_t *positional_used) {
  uint32_t used = argc < sig->positional ? argc : sig->positional;
  for (uint32_t i = 0; i < sig->count; i++) out[i] = i < used ? args[i] : V_ABSENT;
  *positional_used = used;
  size_t nkw = kwnames ? kwnames->len : 0;
  bool only_positional = sig->count == sig->positional && (sig->count == 0 || sig->params[sig->count - 1].positional_only);
  if (nkw && only_positional) {
    Value name = callee_name(vm, callee);
    if (name) raise_type(vm, "%S() takes no keyword arguments", name);
    release(vm, name);
    return false;
  }
  if (argc > sig->positional && !sig->varargs) return count_error(vm, callee, sig, argc);
  if (nkw && argc + nkw > sig->count && !sig->varargs) {
    uint32_t total = argc + (uint32_t)nkw - sig->has_self, max = sig->count - sig->has_self;
    const char *keyword = argc == sig->has_self ? "keyword " : "";
    raise_type(vm, "%s() takes at most %u %sargument%s (%u given)", callee->name, max, keyword, max == 1 ? "" : "s", total);
    return false;
  }
  if (nkw && !bind_names(vm, callee, sig, args + argc, kwnames, out, argc)) return false;
  return check_required(vm, callee, sig, out, argc);
}

bool args_bind(VM *vm, const char *fname, const char *sig_text, const Value *args, uint32_t argc, Tuple *kwnames, Value *out) {
  Signature sig;
  signature_parse(sig_text, &sig);
  Callee callee = {fname, NULL};
  uint32_t used;
  return signature_bind(vm, &callee, &sig, args, argc, kwnames, out, &used);
}

void args_unexpected(VM *vm, const char *fname, const char *sig_text, const Tuple *kwnames, Str *name) {
  Signature sig;
  signature_parse(sig_text, &sig);
  Callee callee = {fname, NULL};
  if (kwnames->len <= sig.count) return unexpected_keyword(vm, &callee, &sig, name);
  raise_type(vm, "%s() takes at most %u keyword argument%s (%zu given)", fname, sig.count, sig.count == 1 ? "" : "s", kwnames->len);
}

static bool check_self(VM *vm, const Native *n, const Value *args, uint32_t argc) {
  if (argc == 0) {
    raise_type(vm, "unbound method %N.%s() needs an argument", n->owner, n->def->name);
    return false;
  }
  Type *type = type_of_get(vm, args[0]);
  if (type == n->owner || type_is_subtype(type, n->owner)) return true;
  raise_type(vm, "descriptor '%s' for '%N' objects doesn't apply to a '%T' object", n->def->name, n->owner, args[0]);
  return false;
}

// Calls with positional arguments only, of a number that fits: what is left out is V_ABSENT.
Value native_call_filled(VM *vm, Native *n, Value *args, uint32_t argc) {
  Value out[MAX_PARAMS];
  for (uint32_t i = 0; i < n->nparams; i++) out[i] = i < argc ? args[i] : V_ABSENT;
  return n->def->fn(vm, out, n->nparams);
}

// The type whose method the function is, in messages; a type's own methods carry the name of the type they are bound to.
static const Type *named_for(VM *vm, const Native *n, const Signature *sig) {
  if (n->owner) return n->owner;
  if (n->self == V_ABSENT || !sig->has_self || is_kind(n->self, KIND_MODULE)) return NULL;
  return is_kind(n->self, KIND_TYPE) ? (const Type *)as_obj(n->self) : type_of_get(vm, n->self);
}

static Value call_bound(VM *vm, Native *n, Value *args, uint32_t argc, Tuple *kwnames) {
  if (n->flags & NATIVE_KW) return ((NativeKwFn)(void (*)(void))n->def->fn)(vm, args, argc, kwnames);
  size_t nkw = kwnames ? kwnames->len : 0;
  if (nkw == 0 && native_fits(n, argc)) return native_call_positional(vm, n, args, argc);
  Signature sig;
  signature_parse(n->def->sig, &sig);
  Callee callee = {n->def->name, named_for(vm, n, &sig)};
  Value out[MAX_PARAMS];
  uint32_t used;
  if (!signature_bind(vm, &callee, &sig, args, argc, kwnames, out, &used)) return V_ABSENT;
  if (!sig.varargs) return n->def->fn(vm, out, sig.count);
  uint32_t rest = argc - used, total = sig.count + rest;
  Value small[MAX_PARAMS * 2], *all = total <= MAX_PARAMS * 2 ? small : vm_alloc(vm, total * sizeof(Value));
  if (!all) return V_ABSENT;
  memcpy(all, out, sig.count * sizeof(Value));
  if (rest) memcpy(all + sig.count, args + used, rest * sizeof(Value));
  Value result = n->def->fn(vm, all, total);
  if (all != small) vm_dealloc(vm, all, total * sizeof(Value));
  return result;
}

Value native_call(VM *vm, Native *n, Value *args, uint32_t argc, Tuple *kwnames) {
  if (n->self == V_ABSENT || (n->flags & NATIVE_STATIC)) {
    if (n->owner && !(n->flags & (NATIVE_STATIC | NATIVE_CLASS)) && !check_self(vm, n, args, argc)) return V_ABSENT;
    return call_bound(vm, n, args, argc, kwnames);
  }
  uint32_t total = argc + 1 + (kwnames ? (uint32_t)kwnames->len : 0);
  Value small[MAX_PARAMS], *all = total <= MAX_PARAMS ? small : vm_alloc(vm, total * sizeof(Value));
  if (!all) return V_ABSENT;
  all[0] = n->self;
  if (total > 1) memcpy(all + 1, args, (total - 1) * sizeof(Value));
  Value result = call_bound(vm, n, all, argc + 1, kwnames);
  if (all != small) vm_dealloc(vm, all, total * sizeof(Value));
  return result;
}
