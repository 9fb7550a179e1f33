// SPDX-License-Identifier: MIT
// bind.c - binding of arguments to a script function's parameters, with CPython's words for every mistake.
#include "vm/core/call.h"

static int param_find(const Code *code, const Str *name, uint32_t from, uint32_t to) {
  for (uint32_t i = from; i < to; i++)
    if (code->locals[i] == name) return (int)i;
  for (uint32_t i = from; i < to; i++)
    if (str_equal(code->locals[i], name)) return (int)i;
  return -1;
}

// "'a', 'b', and 'c'" of the parameters [from, to) that are absent.
static Value missing_names(VM *vm, const Code *code, const Value *regs, uint32_t from, uint32_t to, uint32_t count) {
  StrBuilder sb;
  sb_init(&sb, vm);
  uint32_t seen = 0;
  for (uint32_t i = from; i < to; i++) {
    if (regs[i] != V_ABSENT) continue;
    if (seen) sb_c(&sb, count == 2 ? " and " : seen + 1 == count ? ", and " : ", ");
    sb_char(&sb, '\'');
    sb_str(&sb, code->locals[i]);
    sb_char(&sb, '\'');
    seen++;
  }
  return sb_finish(&sb);
}

static bool missing(VM *vm, Function *f, const Value *regs, uint32_t from, uint32_t to, const char *what) {
  uint32_t count = 0;
  for (uint32_t i = from; i < to; i++) count += regs[i] == V_ABSENT;
  if (!count) return true;
  Value names = missing_names(vm, f->code, regs, from, to, count);
  if (names) raise_type(vm, "%U() missing %u required %s argument%s: %S", f->qualname, count, what, count == 1 ? "" : "s", names);
  release(vm, names);
  return false;
}

static bool too_many(VM *vm, Function *f, const Value *regs, uint32_t given) {
  const Code *code = f->code;
  uint32_t ndefaults = f->defaults ? (uint32_t)f->defaults->len : 0, kwonly_given = 0;
  for (uint32_t i = 0; i < code->nkwonly; i++) kwonly_given += regs[code->nparams + i] != V_ABSENT;
  Value takes = ndefaults ? str_format_c(vm, "from %u to %u", code->nparams - ndefaults, code->nparams) : str_format_c(vm, "%u", code->nparams);
  bool plural = ndefaults || code->nparams != 1;
  Value extra = kwonly_given ? str_format_c(vm, " positional argument%s (and %u keyword-only argument%s)", given != 1 ? "s" : "", kwonly_given, kwonly_given != 1 ? "s" : "")
                             : str_format_c(vm, "");
  if (takes && extra)
    raise_type(vm, "%U() takes %S positional argument%s but %u%S %s given", f->qualname, takes, plural ? "s" : "", given, extra,
               given == 1 && !kwonly_given ? "was" : "were");
  release(vm, takes);
  release(vm, extra);
  return false;
}

// All positional-only parameters that were given by keyword, in one message.
static bool posonly_by_keyword(VM *vm, Function *f, Tuple *kwnames) {
  StrBuilder sb;
  sb_init(&sb, vm);
  uint32_t count = 0;
  for (uint32_t p = 0; p < f->code->nposonly; p++) {
    for (size_t i = 0; i < kwnames->len; i++) {
      if (!str_equal(as_str(kwnames->items[i]), f->code->locals[p])) continue;
      if (count++) sb_c(&sb, ", ");
      sb_str(&sb, f->code->locals[p]);
    }
  }
  Value names = sb_finish(&sb);
  if (names && count) raise_type(vm, "%U() got some positional-only arguments passed as keyword arguments: '%S'", f->qualname, names);
  release(vm, names);
  return count > 0;
}

Value suggest_name(VM *vm, Str *name, const Value *candidates, size_t count);  // suggest.c: owned str or V_ABSENT

static bool unexpected_keyword(VM *vm, Function *f, Tuple *kwnames, Str *name) {
  if (f->code->nposonly && posonly_by_keyword(vm, f, kwnames)) return false;
  if (has_error(vm)) return false;
  const Code *code = f->code;
  uint32_t count = code->nparams + code->nkwonly;
  Value suggestion = suggest_name(vm, name, (const Value *)code->locals + code->nposonly, count - code->nposonly);
  if (suggestion) raise_type(vm, "%U() got an unexpected keyword argument '%U'. Did you mean '%S'?", f->qualname, name, suggestion);
  else if (!has_error(vm)) raise_type(vm, "%U() got an unexpected keyword argument '%U'", f->qualname, name);
  release(vm, suggestion);
  return false;
}

static bool bind_keywords(VM *vm, Function *f, Value *regs, const Value *values, Tuple *kwnames, Dict *rest) {
  const Code *code = f->code;
  uint32_t count = code->nparams + code->nkwonly;
  for (size_t i = 0; i < kwnames->len; i++) {
    Str *name = as_str(kwnames->items[i]);
    int index = param_find(code, name, code->nposonly, count);
    if (index < 0) {
      if (!rest) return unexpected_keyword(vm, f, kwnames, name);
      Value interned = from_obj(name);
      if (!dict_set(vm, rest, interned, values[i])) return false;
      continue;
    }
    if (regs[index] != V_ABSENT) {
      raise_type(vm, "%U() got multiple values for argument '%U'", f->qualname, name);
      return false;
    }
    regs[index] = retain(values[i]);
  }
  return true;
}

static bool bind_kwonly_defaults(VM *vm, Function *f, Value *regs) {
  const Code *code = f->code;
  for (uint32_t i = code->nparams; i < code->nparams + code->nkwonly; i++) {
    if (regs[i] != V_ABSENT || !f->kwdefaults) continue;
    Value v = dict_get_name(vm, f->kwdefaults, code->locals[i]);
    if (v) regs[i] = retain(v);
  }
  return missing(vm, f, regs, code->nparams, code->nparams + code->nkwonly, "keyword-only");
}

bool bind_arguments(VM *vm, Function *f, Value *regs, const Value *args, uint32_t argc, Tuple *kwnames) {
  const Code *code = f->code;
  for (uint32_t i = 0; i < code->nlocals; i++) regs[i] = V_ABSENT;
  uint32_t positional = argc < code->nparams ? argc : code->nparams, next = code->nparams + code->nkwonly;
  for (uint32_t i = 0; i < positional; i++) regs[i] = retain(args[i]);
  if (code->flags & CO_VARARGS) {
    Value rest = tuple_from(vm, args + positional, argc - positional);
    if (!rest) return false;
    regs[next++] = rest;
  }
  Dict *kwrest = NULL;
  if (code->flags & CO_VARKEYWORDS) {
    if (!(kwrest = dict_new(vm))) return false;
    regs[next] = from_obj(kwrest);
  }
  if (kwnames && !bind_keywords(vm, f, regs, args + argc, kwnames, kwrest)) return false;
  if (argc > code->nparams && !(code->flags & CO_VARARGS)) return too_many(vm, f, regs, argc);
  uint32_t ndefaults = f->defaults ? (uint32_t)f->defaults->len : 0;
  uint32_t required = code->nparams > ndefaults ? code->nparams - ndefaults : 0;
  if (argc < code->nparams) {
    if (!missing(vm, f, regs, 0, required, "positional")) return false;
    for (uint32_t i = required; i < code->nparams; i++)
      if (regs[i] == V_ABSENT) regs[i] = retain(f->defaults->items[i + ndefaults - code->nparams]);
  }
  return code->nkwonly == 0 || bind_kwonly_defaults(vm, f, regs);
}
