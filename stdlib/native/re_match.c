// SPDX-License-Identifier: MIT
// re_match.c - re.Match: what a pattern found.
#include "stdlib/native/re.h"

static size_t match_size(const Object *o) {
  const Match *m = (const Match *)o;
  return sizeof *m + (m->pattern->ngroups + 1) * 2 * sizeof *m->spans;
}

Value match_new(VM *vm, Pattern *pattern, const ReText *text, size_t pos, size_t endpos, const size_t *spans) {
  size_t count = (pattern->ngroups + 1) * 2;
  Match *m = object_new(vm, pattern->match_type, sizeof *m + count * sizeof *m->spans);
  if (!m) return V_ABSENT;
  incref(&pattern->header);
  m->pattern = pattern;
  m->string = retain(text->object);
  m->pos = pos;
  m->endpos = endpos;
  for (size_t i = 0; i < count; i++) m->spans[i] = spans[i] == SIZE_MAX ? -1 : (int64_t)spans[i];
  return from_obj(m);
}

static void match_free(VM *vm, Object *o) {
  Match *m = (Match *)o;
  replace(vm, &m->string, V_ABSENT);
  CLEAR_REF(vm, m->pattern);   // the size has been asked for: the pattern says how many groups there are
}

static Value slice(VM *vm, const Match *m, size_t group, Value otherwise) {
  ReText text;
  if (m->spans[group * 2] < 0) return retain(otherwise);
  if (!re_text_open(vm, m->string, &text)) return V_ABSENT;
  size_t start = (size_t)m->spans[group * 2], end = (size_t)m->spans[group * 2 + 1];
  if (end > text.len) end = text.len;
  if (start > end) start = end;
  Value r = re_text_slice(vm, &text, start, end);
  re_text_close(vm, &text);
  return r;
}

bool match_group_number(VM *vm, const Pattern *pattern, Value key, size_t *out) {
  int64_t n = -1;
  Value number;
  if (sequence_has_index(vm, key)) {
    if (!obj_index_clamped(vm, key, &n)) return false;
  } else {
    int found = dict_find(vm, pattern->names, key, &number);
    if (found < 0) error_clear(vm);
    if (found > 0) n = as_int(number);
  }
  if (n < 0 || n > pattern->ngroups) return raise(vm, EXC_IndexError, "no such group"), false;
  *out = (size_t)n;
  return true;
}

static Value group_get(VM *vm, const Match *m, Value key) {
  size_t group;
  return match_group_number(vm, m->pattern, key, &group) ? slice(vm, m, group, V_NONE) : V_ABSENT;
}

static Value match_group(VM *vm, Value *args, uint32_t argc) {
  const Match *m = as_match(args[0]);
  if (argc == 1) return slice(vm, m, 0, V_NONE);
  if (argc == 2) return group_get(vm, m, args[1]);
  Tuple *t = tuple_new_uninit(vm, argc - 1);
  for (uint32_t i = 1; t && i < argc; i++) {
    if ((t->items[i - 1] = group_get(vm, m, args[i])) == V_ABSENT) CLEAR_REF(vm, t);
  }
  return t ? from_obj(t) : V_ABSENT;
}

static Value match_getitem(VM *vm, Value self, Value key) { return group_get(vm, as_match(self), key); }

static Value match_groups(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Match *m = as_match(args[0]);
  Value otherwise = args[1] == V_ABSENT ? V_NONE : args[1];
  Tuple *t = tuple_new_uninit(vm, m->pattern->ngroups);
  for (size_t i = 0; t && i < m->pattern->ngroups; i++)
    if ((t->items[i] = slice(vm, m, i + 1, otherwise)) == V_ABSENT) CLEAR_REF(vm, t);
  return t ? from_obj(t) : V_ABSENT;
}

static Value match_groupdict(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Match *m = as_match(args[0]);
  Value otherwise = args[1] == V_ABSENT ? V_NONE : args[1], name, number;
  Dict *d = dict_new(vm);
  for (uint32_t pos = 0; d && dict_step(m->pattern->names, &pos, &name, &number);) {
    Value v = slice(vm, m, (size_t)as_int(number), otherwise);
    if (v == V_ABSENT || !dict_set_steal(vm, d, retain(name), v)) CLEAR_REF(vm, d);
  }
  return d ? from_obj(d) : V_ABSENT;
}

static bool span_of(VM *vm, Value *args, const int64_t **out) {
  size_t group = 0;
  if (args[1] != V_ABSENT && !match_group_number(vm, as_match(args[0])->pattern, args[1], &group)) return false;
  *out = &as_match(args[0])->spans[group * 2];
  return true;
}

static Value match_start(VM *vm, Value *args, uint32_t argc) {
  const int64_t *s;
  return (void)argc, span_of(vm, args, &s) ? from_int(s[0]) : V_ABSENT;
}

static Value match_end(VM *vm, Value *args, uint32_t argc) {
  const int64_t *s;
  return (void)argc, span_of(vm, args, &s) ? from_int(s[1]) : V_ABSENT;
}

static Value match_span(VM *vm, Value *args, uint32_t argc) {
  const int64_t *s;
  return (void)argc, span_of(vm, args, &s) ? tuple_pack(vm, 2, from_int(s[0]), from_int(s[1])) : V_ABSENT;
}

static Value match_expand(VM *vm, Value *args, uint32_t argc) { return (void)argc, template_expand(vm, as_match(args[0]), args[1]); }
static Value match_copy(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, retain(args[0]); }

static Value match_repr(VM *vm, Value self) {
  const Match *m = as_match(self);
  Value text = slice(vm, m, 0, V_NONE);
  Value r = text == V_ABSENT ? V_ABSENT
                             : str_format_c(vm, "<re.Match object; span=(%ld, %ld), match=%R>", m->spans[0], m->spans[1], text);
  release(vm, text);
  return r;
}

// The group that was closed last. Inner groups close before those around them, so only outermost ones count; of several the one that
// ends furthest, and of those the later one.
static size_t last_index(const Match *m) {
  const Pattern *p = m->pattern;
  size_t best = 0;
  for (size_t i = 1; i <= p->ngroups; i++) {
    if (m->spans[i * 2] < 0) continue;
    uint32_t parent = p->parents[i];
    while (parent && m->spans[parent * 2] < 0) parent = p->parents[parent];
    if (parent) continue;
    if (!best || m->spans[i * 2 + 1] >= m->spans[best * 2 + 1]) best = i;
  }
  return best;
}

static Value get_lastindex(VM *vm, Value self) {
  size_t i = last_index(as_match(self));
  return (void)vm, i ? from_int((int64_t)i) : V_NONE;
}

static Value get_lastgroup(VM *vm, Value self) {
  (void)vm;
  size_t last = last_index(as_match(self));
  Value name, number;
  for (uint32_t pos = 0; last && dict_step(as_match(self)->pattern->names, &pos, &name, &number);)
    if ((size_t)as_int(number) == last) return retain(name);
  return V_NONE;
}

static Value get_regs(VM *vm, Value self) {
  const Match *m = as_match(self);
  Tuple *t = tuple_new_uninit(vm, m->pattern->ngroups + 1);
  for (size_t i = 0; t && i <= m->pattern->ngroups; i++)
    if (!(t->items[i] = tuple_pack(vm, 2, from_int(m->spans[i * 2]), from_int(m->spans[i * 2 + 1])))) CLEAR_REF(vm, t);
  return t ? from_obj(t) : V_ABSENT;
}

static Value get_string(VM *vm, Value self) { return (void)vm, retain(as_match(self)->string); }
static Value get_re(VM *vm, Value self) { return (void)vm, retain_obj(as_match(self)->pattern); }
static Value get_pos(VM *vm, Value self) { return (void)vm, from_int((int64_t)as_match(self)->pos); }
static Value get_endpos(VM *vm, Value self) { return (void)vm, from_int((int64_t)as_match(self)->endpos); }

static const NativeDef match_methods[] = {
  {"group", "($self, /, *args)", match_group, 0, "Return subgroup(s) of the match by indices or names."},
  {"start", "($self, group=0, /)", match_start, 0, "Return index of the start of the substring matched by group."},
  {"end", "($self, group=0, /)", match_end, 0, "Return index of the end of the substring matched by group."},
  {"span", "($self, group=0, /)", match_span, 0, "For match object m, return the 2-tuple (m.start(group), m.end(group))."},
  {"groups", "($self, /, default=None)", match_groups, 0, "Return a tuple containing all the subgroups of the match, from 1."},
  {"groupdict", "($self, /, default=None)", match_groupdict, 0, "Return a dictionary containing all the named subgroups of the match."},
  {"expand", "($self, /, template)", match_expand, 0, "Return the string obtained by doing backslash substitution on the template."},
  {"__copy__", "($self, /)", match_copy, 0, NULL},
  {"__deepcopy__", "($self, memo, /)", match_copy, 0, NULL},
  {"__class_getitem__", "($type, item, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {0},
};

static const GetSetDef match_getset[] = {
  {"string", get_string, NULL, "The string passed to match() or search()."}, {"re", get_re, NULL, "The regular expression object."},
  {"pos", get_pos, NULL, "The index into the string at which the RE engine started looking for a match."},
  {"endpos", get_endpos, NULL, "The index into the string beyond which the RE engine will not go."},
  {"lastindex", get_lastindex, NULL, "The integer index of the last matched capturing group."},
  {"lastgroup", get_lastgroup, NULL, "The name of the last matched capturing group."}, {"regs", get_regs, NULL, NULL}, {0},
};

const TypeSpec match_spec = {
  .name = "re.Match", .doc = "The result of re.match() and re.search().", .kind = KIND_OTHER, .flags = TYPE_NO_NEW,
  .size = match_size, .methods = match_methods, .getset = match_getset,
  .slots = {.repr = match_repr, .getitem = match_getitem, .free = match_free},
};
