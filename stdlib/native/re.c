// SPDX-License-Identifier: MIT
// re.c - the _re module: compiled patterns and what can be done with them.
//
// A pattern is translated and compiled for the kind of text and the way of matching when they are first needed: nine engines at
// most. The first, for the pattern's own kind of text, is made at once, so that mistakes are told.
#include "stdlib/native/re.h"

// ---- text

bool re_text_open(VM *vm, Value v, ReText *out) {
  *out = (ReText){.object = v, .kind = 1};
  if (is_str(v)) {
    const Str *s = as_str(v);
    out->chars = s->data;
    out->kind = s->kind;
    out->len = s->len;
    return true;
  }
  if (!buffer_try(vm, v, &out->buffer)) {
    error_clear(vm);
    return raise_type(vm, "expected string or bytes-like object, got '%T'", v), false;
  }
  out->is_bytes = true;
  out->chars = out->buffer.data;
  out->len = out->buffer.len;
  return true;
}

void re_text_close(VM *vm, ReText *text) {
  if (text->is_bytes) buffer_release(vm, &text->buffer);
}

Value re_text_slice(VM *vm, const ReText *text, size_t start, size_t end) {
  if (text->is_bytes) {
    if (is_bytes(text->object) && start == 0 && end == text->len) return retain(text->object);
    return bytes_new(vm, (const uint8_t *)text->chars + start, end - start);
  }
  if (start == 0 && end == text->len && is_str_exact(text->object)) return retain(text->object);
  return str_slice(vm, as_str(text->object), start, end);
}

static bool subject_open(VM *vm, const Pattern *p, Value v, ReText *out) {
  if (!re_text_open(vm, v, out)) return false;
  if (out->is_bytes == p->is_bytes) return true;
  re_text_close(vm, out);
  return raise_type(vm, p->is_bytes ? "cannot use a bytes pattern on a string-like object" : "cannot use a string pattern on a bytes-like object"), false;
}

// ---- compiling

static uint32_t widest(unsigned kind) { return kind == 1 ? 0xff : kind == 2 ? 0xffff : 0x10ffff; }
static unsigned kind_index(unsigned kind) { return kind == 4 ? 2 : kind - 1; }

static Engine *engine_get(VM *vm, Pattern *p, unsigned kind, ReMode mode) {
  Engine *e = &p->engines[kind_index(kind)][mode];
  if (LIKELY(e->code != NULL) && LIKELY(e->watched || !engine_must_watch(vm))) return e;
  if (e->code) engine_free(e);
  ReText source;
  ReProgram program;
  int error = 0;
  if (!re_text_open(vm, p->source, &source)) return NULL;
  bool ok = re_translate(vm, p->source, &source, p->flags, widest(kind), &program);
  re_text_close(vm, &source);
  if (!ok) return NULL;
  ok = engine_compile(vm, e, program.text, program.len, kind, p->flags, mode, &error);
  re_program_free(vm, &program);
  if (ok) return e;
  if (engine_error_is_lookbehind(error)) re_error(vm, V_NONE, -1, "look-behind requires fixed-width pattern");
  else if (error) {
    char text[160];
    engine_error_text(error, text, sizeof text);
    re_error(vm, p->source, -1, "%s", text);
  }
  return NULL;
}

static bool check_flags(VM *vm, bool is_bytes, uint32_t *flags) {
  if (is_bytes) {
    if (*flags & RE_UNICODE) return raise_value(vm, "cannot use UNICODE flag with a bytes pattern"), false;
    if ((*flags & RE_LOCALE) && (*flags & RE_ASCII)) return raise_value(vm, "ASCII and LOCALE flags are incompatible"), false;
    return true;
  }
  if (*flags & RE_LOCALE) return raise_value(vm, "cannot use LOCALE flag with a str pattern"), false;
  if ((*flags & RE_ASCII) && (*flags & RE_UNICODE)) return raise_value(vm, "ASCII and UNICODE flags are incompatible"), false;
  if (!(*flags & RE_ASCII)) *flags |= RE_UNICODE;
  return true;
}

static bool pattern_fill(VM *vm, Pattern *p, const ReProgram *program) {
  p->flags = program->flags;
  p->ngroups = (uint32_t)program->ngroups - 1;
  p->names = as_dict(retain_obj(program->names));
  p->parents = vm_alloc(vm, program->ngroups * sizeof *p->parents);
  if (!p->parents) return false;
  for (size_t i = 0; i < program->ngroups; i++) p->parents[i] = program->groups[i].parent;
  return true;
}

static Type *module_type(VM *vm, const char *name) {
  Value v = import_attr(vm, "_re", name);
  release(vm, v);      // the module keeps it
  return v == V_ABSENT ? NULL : (Type *)as_obj(v);
}

// compile(pattern, flags)
static Value re_compile(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  ReText source;
  ReProgram program;
  int64_t given;
  if (!is_str(args[0]) && !is_kind(args[0], KIND_BYTES) && !is_kind(args[0], KIND_BYTEARRAY) && !is_kind(args[0], KIND_MEMORYVIEW))
    return raise_type(vm, "first argument must be string or compiled pattern");
  if (!obj_index_i64(vm, args[1], &given) || !re_text_open(vm, args[0], &source)) return V_ABSENT;
  uint32_t flags = (uint32_t)given;
  bool ok = check_flags(vm, source.is_bytes, &flags) && re_translate(vm, args[0], &source, flags, widest(source.kind), &program);
  unsigned kind = source.kind;
  bool is_bytes = source.is_bytes;
  re_text_close(vm, &source);
  if (!ok) return V_ABSENT;
  Type *type = module_type(vm, "Pattern"), *match_type = module_type(vm, "Match");
  Pattern *p = type && match_type ? object_new(vm, type, sizeof *p) : NULL;
  if (p) {
    p->source = retain(args[0]);
    p->is_bytes = is_bytes;
    p->match_type = match_type;
    if (!pattern_fill(vm, p, &program) || !engine_get(vm, p, kind, RE_SEARCH)) CLEAR_REF(vm, p);
  }
  re_program_free(vm, &program);
  return p ? from_obj(p) : V_ABSENT;
}

static void pattern_free(VM *vm, Object *o) {
  Pattern *p = (Pattern *)o;
  for (int i = 0; i < 3; i++) for (int k = 0; k < RE_MODES; k++) engine_free(&p->engines[i][k]);
  vm_dealloc(vm, p->parents, (p->ngroups + 1) * sizeof *p->parents);
  p->parents = NULL;
  CLEAR_REF(vm, p->names);
  replace(vm, &p->source, V_ABSENT);
}

// ---- walking over the matches of a text

typedef struct Scan {
  VM *vm;
  Pattern *pattern;
  ReText text;
  size_t pos, end, at;
  bool advance;          // an empty match at `at` was found before
  const size_t *spans;
} Scan;

static size_t clamp(int64_t n, size_t len) { return n < 0 ? 0 : (uint64_t)n > len ? len : (size_t)n; }

static bool scan_open(VM *vm, Scan *s, Value pattern, Value string, Value pos, Value endpos) {
  int64_t from = 0, to = INT64_MAX;
  *s = (Scan){.vm = vm, .pattern = as_pattern(pattern)};
  if (pos != V_ABSENT && !obj_index_clamped(vm, pos, &from)) return false;
  if (endpos != V_ABSENT && !obj_index_clamped(vm, endpos, &to)) return false;
  if (!subject_open(vm, s->pattern, string, &s->text)) return false;
  s->pos = clamp(from, s->text.len);
  s->end = clamp(to, s->text.len);
  s->at = s->pos;
  return true;
}

static void scan_close(Scan *s) { re_text_close(s->vm, &s->text); }

// 1: found, and the next search starts behind it; 0; -1.
static int scan_next(Scan *s, ReMode mode) {
  if (s->at > s->end) return 0;
  Engine *e = engine_get(s->vm, s->pattern, s->text.kind, mode);
  if (!e) return -1;
  int found = engine_match(s->vm, e, &s->text, s->at, s->end, s->advance, &s->spans);
  if (found > 0) {
    s->at = s->spans[1];
    s->advance = s->spans[0] == s->spans[1];
  }
  return found;
}

static Value scan_match(Scan *s) { return match_new(s->vm, s->pattern, &s->text, s->pos, s->end, s->spans); }

static Value match_once(VM *vm, Value *args, ReMode mode) {
  Scan s;
  if (!scan_open(vm, &s, args[0], args[1], args[2], args[3])) return V_ABSENT;
  int found = scan_next(&s, mode);
  Value r = found > 0 ? scan_match(&s) : found ? V_ABSENT : V_NONE;
  scan_close(&s);
  return r;
}

static Value pattern_search(VM *vm, Value *args, uint32_t argc) { return (void)argc, match_once(vm, args, RE_SEARCH); }
static Value pattern_match(VM *vm, Value *args, uint32_t argc) { return (void)argc, match_once(vm, args, RE_MATCH); }
static Value pattern_fullmatch(VM *vm, Value *args, uint32_t argc) { return (void)argc, match_once(vm, args, RE_FULLMATCH); }

static Value span_text(const Scan *s, size_t group, Value otherwise) {
  size_t start = s->spans[group * 2], end = s->spans[group * 2 + 1];
  return start == SIZE_MAX ? retain(otherwise) : re_text_slice(s->vm, &s->text, start, end);
}

// What findall gives for one match: the text, the only group, or a tuple of groups.
static Value findall_item(const Scan *s) {
  VM *vm = s->vm;
  size_t n = s->pattern->ngroups;
  Value empty = s->text.is_bytes ? vm->empty_bytes : from_obj(vm->names.empty);
  if (n <= 1) return span_text(s, n, empty);
  Tuple *t = tuple_new_uninit(vm, n);
  for (size_t i = 0; t && i < n; i++) if ((t->items[i] = span_text(s, i + 1, empty)) == V_ABSENT) CLEAR_REF(vm, t);
  return t ? from_obj(t) : V_ABSENT;
}

static Value pattern_findall(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Scan s;
  int found = 0;
  if (!scan_open(vm, &s, args[0], args[1], args[2], args[3])) return V_ABSENT;
  Value list = list_new(vm, 0);
  while (list && (found = scan_next(&s, RE_SEARCH)) > 0) {
    Value item = findall_item(&s);
    if (item == V_ABSENT || !list_append_steal(vm, as_list(list), item)) break;
  }
  scan_close(&s);
  if (found == 0) return list;
  release(vm, list);
  return V_ABSENT;
}

static bool add_slice(const Scan *s, Value list, size_t start, size_t end) {
  Value item = re_text_slice(s->vm, &s->text, start, end);
  return item != V_ABSENT && list_append_steal(s->vm, as_list(list), item);
}

static Value pattern_split(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Scan s;
  int64_t most = 0;
  if (args[2] != V_ABSENT && !obj_index_clamped(vm, args[2], &most)) return V_ABSENT;
  if (!scan_open(vm, &s, args[0], args[1], V_ABSENT, V_ABSENT)) return V_ABSENT;
  Value list = list_new(vm, 0);
  size_t last = 0;
  bool ok = list != V_ABSENT;
  for (int64_t n = 0; ok && (most == 0 || n < most); n++) {
    int found = scan_next(&s, RE_SEARCH);
    ok = found >= 0;
    if (found <= 0) break;
    ok = add_slice(&s, list, last, s.spans[0]);
    last = s.spans[1];
    for (size_t i = 1; ok && i <= s.pattern->ngroups; i++) {
      Value item = span_text(&s, i, V_NONE);
      ok = item != V_ABSENT && list_append_steal(vm, as_list(list), item);
    }
  }
  ok = ok && add_slice(&s, list, last, s.text.len);
  scan_close(&s);
  if (ok) return list;
  release(vm, list);
  return V_ABSENT;
}

// ---- sub

typedef struct Sub { Scan s; Value out, repl; Tuple *pieces; size_t last; int64_t count; } Sub;

static bool sub_put_call(Sub *b) {
  VM *vm = b->s.vm;
  Value m = scan_match(&b->s);
  Value item = m == V_ABSENT ? V_ABSENT : obj_call(vm, b->repl, &m, 1);
  release(vm, m);
  if (item == V_ABSENT) return false;
  if (item == V_NONE) return true;
  return list_append_steal(vm, as_list(b->out), item);
}

static bool sub_run(Sub *b, int64_t most) {
  VM *vm = b->s.vm;
  while (most == 0 || b->count < most) {
    int found = scan_next(&b->s, RE_SEARCH);
    if (found <= 0) return found == 0;
    size_t start = b->s.spans[0], end = b->s.spans[1];
    if (b->last < start && !add_slice(&b->s, b->out, b->last, start)) return false;
    bool ok = b->pieces ? template_put(vm, as_list(b->out), b->pieces, &b->s.text, b->s.spans) : sub_put_call(b);
    if (!ok) return false;
    b->last = end;
    b->count++;
  }
  return true;
}

// The pieces of a replacement text, or NULL with `repl` to be called.
static bool sub_prepare(VM *vm, Sub *b, Value repl) {
  b->repl = repl;
  if (!is_str(repl) && obj_is_callable(vm, repl)) return true;
  Value pieces = template_parse(vm, b->s.pattern, repl);
  if (pieces == V_ABSENT) return false;
  b->pieces = as_tuple(pieces);
  return true;
}

// sub and subn(repl, string, count): the text; *count how many were replaced.
static Value substitute(VM *vm, Value *args, int64_t *count) {
  Sub b = {0};
  int64_t most = 0;
  if (args[3] != V_ABSENT && !obj_index_clamped(vm, args[3], &most)) return V_ABSENT;
  if (!scan_open(vm, &b.s, args[0], args[2], V_ABSENT, V_ABSENT)) return V_ABSENT;
  bool ok = sub_prepare(vm, &b, args[1]) && (b.out = list_new(vm, 8)) != V_ABSENT && sub_run(&b, most);
  Value r = V_ABSENT;
  if (ok && !b.count && (is_str_exact(args[2]) || is_kind(args[2], KIND_BYTES))) r = retain(args[2]);
  else if (ok && (b.last >= b.s.text.len || add_slice(&b.s, b.out, b.last, b.s.text.len))) r = re_join(vm, as_list(b.out), b.s.text.is_bytes);
  *count = b.count;
  release(vm, b.out);
  xdecref(vm, b.pieces);
  scan_close(&b.s);
  return r;
}

static Value pattern_sub(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t count;
  return substitute(vm, args, &count);
}

static Value pattern_subn(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t count;
  Value text = substitute(vm, args, &count);
  if (text == V_ABSENT) return V_ABSENT;
  Value r = tuple_pack(vm, 2, text, from_int(count));
  release(vm, text);
  return r;
}

// ---- finditer and scanner

typedef struct Finder { Object header; Pattern *pattern; Value string; size_t pos, end, at; bool advance; } Finder;

static Value finder_new(VM *vm, Value *args, const char *type_name) {
  Scan s;
  if (!scan_open(vm, &s, args[0], args[1], args[2], args[3])) return V_ABSENT;
  Type *type = module_type(vm, type_name);
  Finder *f = type ? object_new(vm, type, sizeof *f) : NULL;
  if (f) {
    incref(as_obj(args[0]));
    f->pattern = s.pattern;
    f->string = retain(args[1]);
    f->pos = f->at = s.pos;
    f->end = s.end;
  }
  scan_close(&s);
  return f ? from_obj(f) : V_ABSENT;
}

// The next match, V_NONE for none.
static Value finder_step(VM *vm, Finder *f, ReMode mode) {
  Scan s = {.vm = vm, .pattern = f->pattern, .pos = f->pos, .at = f->at, .advance = f->advance};
  if (!subject_open(vm, f->pattern, f->string, &s.text)) return V_ABSENT;
  s.end = f->end > s.text.len ? s.text.len : f->end;
  int found = scan_next(&s, mode);
  Value r = found > 0 ? scan_match(&s) : found ? V_ABSENT : V_NONE;
  f->at = found > 0 ? s.at : SIZE_MAX;
  f->advance = s.advance;
  scan_close(&s);
  return r;
}

static Value finder_next(VM *vm, Value self) {
  Value m = finder_step(vm, (Finder *)as_obj(self), RE_SEARCH);
  return m == V_NONE ? V_ABSENT : m;
}

static void finder_free(VM *vm, Object *o) {
  Finder *f = (Finder *)o;
  CLEAR_REF(vm, f->pattern);
  replace(vm, &f->string, V_ABSENT);
}

static Value pattern_finditer(VM *vm, Value *args, uint32_t argc) { return (void)argc, finder_new(vm, args, "_Finder"); }
static Value pattern_scanner(VM *vm, Value *args, uint32_t argc) { return (void)argc, finder_new(vm, args, "_Scanner"); }
static Value scanner_search(VM *vm, Value *args, uint32_t argc) { return (void)argc, finder_step(vm, (Finder *)as_obj(args[0]), RE_SEARCH); }
static Value scanner_match(VM *vm, Value *args, uint32_t argc) { return (void)argc, finder_step(vm, (Finder *)as_obj(args[0]), RE_MATCH); }
static Value scanner_pattern(VM *vm, Value self) { return (void)vm, retain_obj(((Finder *)as_obj(self))->pattern); }

static const NativeDef scanner_methods[] = {{"search", "($self, /)", scanner_search, 0, NULL}, {"match", "($self, /)", scanner_match, 0, NULL}, {0}};
static const GetSetDef scanner_getset[] = {{"pattern", scanner_pattern, NULL, NULL}, {0}};
static const TypeSpec finder_spec = {
  .name = "_re._Finder", .kind = KIND_ITERATOR, .flags = TYPE_NO_NEW, .basicsize = sizeof(Finder),
  .slots = {.iter = iterator_self, .next = finder_next, .free = finder_free}};
static const TypeSpec scanner_spec = {
  .name = "_re._Scanner", .kind = KIND_OTHER, .flags = TYPE_NO_NEW, .basicsize = sizeof(Finder), .methods = scanner_methods,
  .getset = scanner_getset, .slots = {.free = finder_free}};

// ---- Pattern

static Value pattern_repr(VM *vm, Value self) {
  static const struct { uint32_t flag; const char *name; } names[] = {
    {RE_IGNORECASE, "re.IGNORECASE"}, {RE_LOCALE, "re.LOCALE"}, {RE_MULTILINE, "re.MULTILINE"}, {RE_DOTALL, "re.DOTALL"},
    {RE_UNICODE, "re.UNICODE"}, {RE_VERBOSE, "re.VERBOSE"}, {RE_DEBUG, "re.DEBUG"}, {RE_ASCII, "re.ASCII"}};
  const Pattern *p = as_pattern(self);
  uint32_t flags = p->flags;
  if (!p->is_bytes && (flags & (RE_LOCALE | RE_UNICODE | RE_ASCII)) == RE_UNICODE) flags &= ~(uint32_t)RE_UNICODE;
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_c(&sb, "re.compile(");
  Value source = obj_repr(vm, p->source);
  if (source == V_ABSENT) return sb_discard(&sb), V_ABSENT;
  sb_substr(&sb, as_str(source), 0, as_str(source)->len < 200 ? as_str(source)->len : 200);
  release(vm, source);
  const char *joint = ", ";
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!(flags & names[i].flag)) continue;
    sb_c(&sb, joint);
    sb_c(&sb, names[i].name);
    joint = "|";
  }
  sb_char(&sb, ')');
  return sb_finish(&sb);
}

static Value pattern_compare(VM *vm, Value a, Value b, CmpOp op) {
  if ((op != CMP_EQ && op != CMP_NE) || type_of_get(vm, a) != type_of_get(vm, b)) return V_NOTIMPL;
  const Pattern *p = as_pattern(a), *q = as_pattern(b);
  int same = p->flags == q->flags && p->is_bytes == q->is_bytes ? obj_eq(vm, p->source, q->source) : 0;
  return same < 0 ? V_ABSENT : from_bool((same == 1) == (op == CMP_EQ));
}

static bool pattern_hash(VM *vm, Value self, int64_t *hash) {
  if (!obj_hash(vm, as_pattern(self)->source, hash)) return false;
  *hash ^= (int64_t)as_pattern(self)->flags * 1000003;
  return true;
}

static Value pattern_copy(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, retain(args[0]); }
static Value pattern_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Pattern *p = as_pattern(args[0]);
  Value compile = import_attr(vm, "re", "_compile"), in = compile ? tuple_pack(vm, 2, p->source, from_int(p->flags)) : V_ABSENT;
  Value r = in ? tuple_pack(vm, 2, compile, in) : V_ABSENT;
  release(vm, compile);
  release(vm, in);
  return r;
}
static Value get_flags(VM *vm, Value self) { return (void)vm, from_int(as_pattern(self)->flags); }
static Value get_groups(VM *vm, Value self) { return (void)vm, from_int(as_pattern(self)->ngroups); }
static Value get_pattern(VM *vm, Value self) { return (void)vm, retain(as_pattern(self)->source); }
static Value get_groupindex(VM *vm, Value self) {
  Value names = from_obj(as_pattern(self)->names);
  return obj_call(vm, from_obj(vm->types.mappingproxy), &names, 1);
}

#define RANGE "($self, /, string, pos=0, endpos=sys.maxsize)"
static const NativeDef pattern_methods[] = {
  {"match", RANGE, pattern_match, 0, "Matches zero or more characters at the beginning of the string."},
  {"fullmatch", RANGE, pattern_fullmatch, 0, "Matches against all of the string."},
  {"search", RANGE, pattern_search, 0, "Scan through string looking for a match, and return a corresponding match object instance."},
  {"findall", RANGE, pattern_findall, 0, "Return a list of all non-overlapping matches of pattern in string."},
  {"finditer", RANGE, pattern_finditer, 0, "Return an iterator over all non-overlapping matches for the RE pattern in string."},
  {"scanner", RANGE, pattern_scanner, 0, NULL},
  {"split", "($self, /, string, maxsplit=0)", pattern_split, 0, "Split string by the occurrences of pattern."},
  {"sub", "($self, /, repl, string, count=0)", pattern_sub, 0, "Return the string obtained by replacing the matches of pattern by repl."},
  {"subn", "($self, /, repl, string, count=0)", pattern_subn, 0, "Return the tuple (new_string, number_of_subs_made)."},
  {"__copy__", "($self, /)", pattern_copy, 0, NULL},
  {"__deepcopy__", "($self, memo, /)", pattern_copy, 0, NULL},
  {"__reduce__", "($self, /)", pattern_reduce, 0, NULL},
  {"__class_getitem__", "($type, item, /)", generic_class_getitem, NATIVE_CLASS, "See PEP 585"},
  {0},
};

static const GetSetDef pattern_getset[] = {
  {"flags", get_flags, NULL, "The regex matching flags."}, {"groups", get_groups, NULL, "The number of capturing groups in the pattern."},
  {"groupindex", get_groupindex, NULL, "A dictionary mapping group names to group numbers."},
  {"pattern", get_pattern, NULL, "The pattern string from which the RE object was compiled."}, {0},
};

static const TypeSpec pattern_spec = {
  .name = "re.Pattern", .doc = "Compiled regular expression object.", .kind = KIND_OTHER, .flags = TYPE_NO_NEW | TYPE_WEAKREF,
  .basicsize = sizeof(Pattern), .methods = pattern_methods, .getset = pattern_getset,
  .slots = {.repr = pattern_repr, .compare = pattern_compare, .hash = pattern_hash, .free = pattern_free},
};

// template(pattern, repl): the pieces, for re._parser-like users
static Value re_template(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Type *type = module_type(vm, "Pattern");
  if (!type) return V_ABSENT;
  if (type_of_get(vm, args[0]) != type) return raise_type(vm, "template() argument 1 must be re.Pattern, not %T", args[0]);
  return template_parse(vm, as_pattern(args[0]), args[1]);
}

static const NativeDef re_functions[] = {
  {"compile", "(pattern, flags, /)", re_compile, 0, "A compiled pattern."},
  {"template", "(pattern, repl, /)", re_template, 0, "The literals and group numbers of a replacement text."},
  {0},
};

static bool add(VM *vm, Module *module, const TypeSpec *spec) {
  Type *type = type_from_spec(vm, spec, NULL);
  bool ok = type && module_add_type(vm, module, type);
  xdecref(vm, type);
  return ok;
}

static bool re_init(VM *vm, Module *module) {
  return add(vm, module, &pattern_spec) && add(vm, module, &match_spec) && add(vm, module, &finder_spec) && add(vm, module, &scanner_spec);
}

const ModuleDef re_module = {"_re", "Regular expressions, on PCRE2.", re_functions, re_init};
