// SPDX-License-Identifier: MIT
// suggest.c - "Did you mean": the known name that is nearest to a wrong one.
//
// Distance is Levenshtein's with a cost of 2 for inserting, deleting or replacing a character, 1 where only its case differs. At
// most a third of the characters involved may change.
#include "vm/core/builtins.h"
#include "vm/core/traceback.h"
#include "vm/core/vm.h"

enum { MOVE_COST = 2, CASE_COST = 1, MAX_CANDIDATES = 750, MAX_LENGTH = 40 };

static uint32_t lower(uint32_t c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; }

static size_t replace_cost(uint32_t a, uint32_t b) { return a == b ? 0 : lower(a) == lower(b) ? CASE_COST : MOVE_COST; }

typedef struct Span { const Str *s; size_t from, to; } Span;
static uint32_t span_at(const Span *span, size_t i) { return str_char(span->s, span->from + i); }
static size_t span_len(const Span *span) { return span->to - span->from; }

static size_t distance(const Str *x, const Str *y, size_t limit) {
  Span a = {x, 0, x->len}, b = {y, 0, y->len};
  while (span_len(&a) && span_len(&b) && span_at(&a, 0) == span_at(&b, 0)) a.from++, b.from++;
  while (span_len(&a) && span_len(&b) && str_char(x, a.to - 1) == str_char(y, b.to - 1)) a.to--, b.to--;
  if (!span_len(&a) || !span_len(&b)) return MOVE_COST * (span_len(&a) + span_len(&b));
  if (span_len(&a) > MAX_LENGTH || span_len(&b) > MAX_LENGTH) return limit + 1;
  if (span_len(&b) < span_len(&a)) {
    Span c = a;
    a = b;
    b = c;
  }
  size_t n = span_len(&a), m = span_len(&b), row[MAX_LENGTH], result = 0;
  if ((m - n) * MOVE_COST > limit) return limit + 1;
  for (size_t i = 0; i < n; i++) row[i] = MOVE_COST * (i + 1);
  for (size_t j = 0; j < m; j++) {
    size_t diagonal = j * MOVE_COST, least = SIZE_MAX;
    result = diagonal;
    for (size_t i = 0; i < n; i++) {
      size_t replaced = diagonal + replace_cost(span_at(&b, j), span_at(&a, i));
      diagonal = row[i];
      size_t moved = (result < diagonal ? result : diagonal) + MOVE_COST;
      result = row[i] = moved < replaced ? moved : replaced;
      if (result < least) least = result;
    }
    if (least > limit) return limit + 1;
  }
  return result;
}

Value suggest_name(VM *vm, Str *wrong, const Value *names, size_t count) {
  (void)vm;
  if (count > MAX_CANDIDATES || wrong->len > MAX_LENGTH || wrong->len == 0) return V_ABSENT;
  size_t best = SIZE_MAX;
  Value found = V_ABSENT;
  for (size_t i = 0; i < count; i++) {
    if (!is_str(names[i])) continue;
    const Str *name = as_str(names[i]);
    if (str_equal(name, wrong)) continue;
    size_t limit = (name->len + wrong->len + 3) * MOVE_COST / 6;
    if (best != SIZE_MAX && best - 1 < limit) limit = best - 1;
    size_t d = distance(wrong, name, limit);
    if (d > limit || (found != V_ABSENT && d >= best)) continue;
    found = names[i];
    best = d;
    if (best == 0) break;
  }
  return retain(found);
}

Value suggestion_among(VM *vm, Value names_list, Str *wrong) {
  Value found = suggest_name(vm, wrong, as_list(names_list)->items, as_list(names_list)->len);
  return found == V_ABSENT ? V_NONE : found;
}

static bool starts_with_underscore(Value name) { return is_str(name) && as_str(name)->len && str_char(as_str(name), 0) == '_'; }

static bool keys_add(VM *vm, Value list, const Dict *d) {
  Value key, v;
  for (uint32_t pos = 0; dict_step(d, &pos, &key, &v);) if (!list_append(vm, as_list(list), key)) return false;
  return true;
}

static const Traceback *innermost(Value exc) {
  const Traceback *tb = (const Traceback *)as_exception(exc)->traceback;
  while (tb && tb->next) tb = tb->next;
  return tb;
}

static Value self_of(VM *vm, const Traceback *tb) {
  return tb && tb->locals != V_ABSENT && is_dict(tb->locals) ? dict_get_name(vm, as_dict(tb->locals), vm->names.self) : V_ABSENT;
}

static Value name_suggestion(VM *vm, Value exc, Str *wrong) {
  const Traceback *tb = innermost(exc);
  if (!tb) return V_NONE;
  Value self = self_of(vm, tb);
  if (self != V_ABSENT) {
    Value v = obj_getattr_opt(vm, self, wrong);
    error_clear(vm);
    release(vm, v);
    if (v != V_ABSENT) return str_format_c(vm, "self.%U", wrong);
  }
  Value names = list_new(vm, 64);
  bool ok = names != V_ABSENT;
  if (ok && tb->locals != V_ABSENT && is_dict(tb->locals)) ok = keys_add(vm, names, as_dict(tb->locals));
  if (ok && tb->globals) ok = keys_add(vm, names, tb->globals);
  if (ok && vm->builtins) ok = builtins_shown_get(vm, vm->builtins) && keys_add(vm, names, vm->builtins);
  Value r = ok ? suggestion_among(vm, names, wrong) : V_NONE;
  release(vm, names);
  return r;
}

// dir(o), without names that start with _ unless the wrong one does or `all`.
static Value names_of(VM *vm, Value o, const Str *wrong, bool all) {
  Value dir = dict_get_name(vm, vm->builtins, vm->names.dir), names = dir == V_ABSENT ? V_ABSENT : obj_call(vm, dir, &o, 1);
  if (names == V_ABSENT || !is_list(names)) return names;
  if (all || (wrong->len && str_char(wrong, 0) == '_')) return names;
  Value some = list_new(vm, as_list(names)->len);
  for (size_t i = 0; some != V_ABSENT && i < as_list(names)->len; i++) {
    Value name = as_list(names)->items[i];
    if (!starts_with_underscore(name) && !list_append(vm, as_list(some), name)) replace(vm, &some, V_ABSENT);
  }
  release(vm, names);
  return some;
}

static Value attribute_suggestion(VM *vm, Value exc, Str *wrong) {
  Value o = as_exception(exc)->fields[ATTRIBUTE_ERROR_OBJ];
  Value names = names_of(vm, o == V_ABSENT ? V_NONE : o, wrong, o != V_ABSENT && self_of(vm, innermost(exc)) == o);
  Value r = names != V_ABSENT && is_list(names) ? suggestion_among(vm, names, wrong) : V_NONE;
  release(vm, names);
  return r;
}

static Value import_suggestion(VM *vm, Value exc, Str *wrong) {
  Value name = as_exception(exc)->fields[IMPORT_ERROR_NAME], module;
  if (name == V_ABSENT || !is_str(name) || dict_find(vm, vm->modules, name, &module) <= 0) return V_NONE;
  Value names = names_of(vm, module, wrong, false);
  Value r = names != V_ABSENT && is_list(names) ? suggestion_among(vm, names, wrong) : V_NONE;
  release(vm, names);
  return r;
}

Value suggestion_for(VM *vm, Value exc, Str *wrong_name) {
  Value r;
  if (exception_is(vm, exc, EXC_AttributeError)) r = attribute_suggestion(vm, exc, wrong_name);
  else if (exception_is(vm, exc, EXC_ImportError)) r = import_suggestion(vm, exc, wrong_name);
  else r = name_suggestion(vm, exc, wrong_name);
  error_clear(vm);
  return r == V_ABSENT ? V_NONE : r;
}
