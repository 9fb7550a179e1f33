// SPDX-License-Identifier: MIT
// traceback.c - the traceback type, and the text of an exception with its chain, groups, notes and suggestions.
//
// The order of the output is the reverse of the chain: what was raised first comes first. Each exception is written once; one met
// again is left out, so a chain that runs in a circle ends. Inside a group every line gets a margin: the text of a part is written
// without it and copied line by line.
#include <stdio.h>

#include "vm/core/errtypes.h"
#include "vm/core/traceback.h"
#include "vm/core/vm.h"

enum { GROUP_WIDTH = 15, GROUP_DEPTH = 10 };

// The type

static Traceback *as_tb(Value v) { return (Traceback *)as_obj(v); }

int64_t traceback_line(const Traceback *tb) {
  if (tb->lineno) return tb->lineno;
  return code_line_of(tb->code, tb->pc);
}

static Value tb_get_next(VM *vm, Value self) { return (void)vm, as_tb(self)->next ? retain_obj(as_tb(self)->next) : V_NONE; }

static bool tb_set_next(VM *vm, Value self, Value v) {
  if (v == V_ABSENT) return raise_type(vm, "can't delete tb_next attribute"), false;
  if (v != V_NONE && !is_kind(v, KIND_TRACEBACK)) return raise_type(vm, "expected traceback object, got '%T'", v), false;
  for (Traceback *t = v == V_NONE ? NULL : as_tb(v); t; t = t->next)
    if (t == as_tb(self)) return raise_value(vm, "traceback loop detected"), false;
  Traceback *old = as_tb(self)->next;
  as_tb(self)->next = v == V_NONE ? NULL : as_tb(retain(v));
  xdecref(vm, old);
  return true;
}

static void drop_kept(VM *vm, Traceback *tb) {
  Value *kept = tb->kept;
  uint32_t count = tb->code ? tb->code->nlocals : 0;
  tb->kept = NULL;
  for (uint32_t i = 0; kept && i < count; i++) release(vm, kept[i]);
  vm_dealloc(vm, kept, count * sizeof(Value));
}

// A frame object for an entry whose frame nobody asked for while it ran.
static Value tb_get_frame(VM *vm, Value self) {
  Traceback *tb = as_tb(self);
  if (tb->frame) return retain_obj(tb->frame);
  for (Frame *running = !tb->kept ? vm->thread.frame : NULL; running; running = running->prev)
    if (running->code == tb->code) return frame_object(vm, running);
  Value outer = tb->outer ? tb_get_frame(vm, from_obj(tb->outer)) : V_NONE;
  if (outer == V_ABSENT) return V_ABSENT;
  FrameObject *f = object_new(vm, vm->types.frame, sizeof *f);
  if (!f) return release(vm, outer), V_ABSENT;
  f->back = is_heap(outer) ? (FrameObject *)as_obj(outer) : NULL;
  f->code = tb->code;
  incref(&f->code->header);
  f->globals = tb->globals;
  if (f->globals) incref((Object *)f->globals);
  f->locals = tb->kept ? tuple_from(vm, tb->kept, tb->code->nlocals) : retain(tb->locals);
  if (tb->kept && f->locals != V_ABSENT) drop_kept(vm, tb);  // frame.clear() must find the only reference
  f->pc = tb->pc;
  f->trace_lines = true;
  if (!gc_track(vm, &f->header)) {
    decref(vm, f);
    return V_ABSENT;
  }
  tb->frame = &f->header;
  return retain_obj(f);
}

static Value tb_get_line(VM *vm, Value self) { return (void)vm, from_int(traceback_line(as_tb(self))); }
static Value tb_get_lasti(VM *vm, Value self) { return (void)vm, from_int((int64_t)as_tb(self)->pc * 2); }

static void tb_free(VM *vm, Object *o) {
  Traceback *tb = (Traceback *)o;
  drop_kept(vm, tb);
  CLEAR_REF(vm, tb->code);
  CLEAR_REF(vm, tb->frame);
  CLEAR_REF(vm, tb->globals);
  replace(vm, &tb->locals, V_ABSENT);
  if (tb->next && tb->next->outer == tb) tb->next->outer = NULL;
  CLEAR_REF(vm, tb->next);
}

static void tb_traverse(Object *o, VisitFn visit, void *arg) {
  Traceback *tb = (Traceback *)o;
  Object *owned[] = {(Object *)tb->next, (Object *)tb->code, tb->frame, (Object *)tb->globals};
  for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) if (owned[i]) visit(arg, from_obj(owned[i]));
  visit(arg, tb->locals);
  for (uint32_t i = 0; tb->kept && i < tb->code->nlocals; i++) visit(arg, tb->kept[i]);
}

static Value tb_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  Value in[4];
  int64_t lasti, line;
  if (!args_bind(vm, "TracebackType", "(tb_next, tb_frame, tb_lasti, tb_lineno)", args, argc, kwnames, in)) return V_ABSENT;
  if (in[0] != V_NONE && !is_kind(in[0], KIND_TRACEBACK)) return raise_type(vm, "expected traceback object or None, got '%T'", in[0]);
  if (!is_kind(in[1], KIND_FRAME)) return raise_type(vm, "TracebackType() argument 'tb_frame' must be frame, not %T", in[1]);
  if (!obj_index_i64(vm, in[2], &lasti) || !obj_index_i64(vm, in[3], &line)) return V_ABSENT;
  Traceback *tb = object_new(vm, type, sizeof *tb);
  if (!tb) return V_ABSENT;
  const FrameObject *f = (const FrameObject *)as_obj(in[1]);
  tb->frame = as_obj(retain(in[1]));
  tb->code = f->code;
  incref(&tb->code->header);
  tb->globals = f->globals;
  if (tb->globals) incref((Object *)tb->globals);
  tb->next = in[0] == V_NONE ? NULL : as_tb(retain(in[0]));
  tb->pc = (uint32_t)(lasti / 2);
  tb->lineno = (uint32_t)line;
  if (gc_track(vm, &tb->header)) return from_obj(tb);
  decref(vm, tb);
  return V_ABSENT;
}

static Value tb_dir(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  static const char *const names[] = {"tb_frame", "tb_next", "tb_lasti", "tb_lineno"};
  Value list = list_new(vm, 4);
  for (int i = 0; i < 4 && list != V_ABSENT; i++) {
    Value name = str_from_c(vm, names[i]);
    if (name == V_ABSENT || !list_append_steal(vm, as_list(list), name)) replace(vm, &list, V_ABSENT);
  }
  return list;
}

static const GetSetDef tb_getset[] = {
  {"tb_next", tb_get_next, tb_set_next, NULL}, {"tb_frame", tb_get_frame, NULL, NULL}, {"tb_lineno", tb_get_line, NULL, NULL},
  {"tb_lasti", tb_get_lasti, NULL, NULL}, {NULL, NULL, NULL, NULL},
};
static const NativeDef tb_methods[] = {{"__dir__", "($self, /)", tb_dir, 0, NULL}, {NULL, NULL, NULL, 0, NULL}};
static const TypeSpec tb_spec = {
  .name = "traceback", .doc = "Create a new traceback object.", .kind = KIND_TRACEBACK, .flags = TYPE_GC | TYPE_IMMUTABLE, .basicsize = sizeof(Traceback),
  .getset = tb_getset, .methods = tb_methods, .slots = {.new = tb_new, .free = tb_free, .traverse = tb_traverse},
};

bool traceback_types_init(VM *vm) { return (vm->types.traceback = type_from_spec(vm, &tb_spec, NULL)) != NULL; }

// Text of one exception

typedef struct Show {
  VM *vm;
  StrBuilder out;
  SourceText source;
  Value seen;        // set of the exceptions written or about to be
  unsigned depth;    // of groups
  bool need_close;
} Show;

// str(v), or "<what str() failed>". Owned; V_ABSENT only without memory.
static Value safe_text(VM *vm, Value v, const char *what, bool repr) {
  Value s = repr ? obj_repr(vm, v) : obj_str(vm, v);
  if (s != V_ABSENT) return s;
  error_clear(vm);
  return str_format_c(vm, "<%s %s() failed>", what, repr ? "repr" : "str");
}

static Value type_text(VM *vm, Value exc) {
  Type *type = obj_type(as_obj(exc));
  Value module = obj_getattr(vm, from_obj(type), vm->names.dunder_module);
  if (module == V_ABSENT) error_clear(vm);
  Value r;
  if (module == V_ABSENT || !is_str(module)) r = str_format_c(vm, "<unknown>.%U", type->qualname);
  else if (str_is(as_str(module), "__main__") || str_is(as_str(module), "builtins")) r = retain_obj(type->qualname);
  else r = str_format_c(vm, "%U.%U", as_str(module), type->qualname);
  release(vm, module);
  return r;
}

static bool is_stdlib_name(VM *vm, Value name) {
  Value names = vm->sys ? obj_getattr_c(vm, from_obj(vm->sys), "stdlib_module_names") : V_ABSENT;
  int yes = names != V_ABSENT ? obj_contains(vm, names, name) : 0;
  release(vm, names);
  error_clear(vm);
  return yes > 0;
}

// What str(exc) is followed by: "Did you mean: 'x'?", "Did you forget to import 'x'?"
static Value with_suggestion(VM *vm, Value exc, Value text) {
  bool import = exception_is(vm, exc, EXC_ImportError), name_error = exception_is(vm, exc, EXC_NameError);
  if (!import && !name_error && !exception_is(vm, exc, EXC_AttributeError)) return text;
  Value name = obj_getattr_c(vm, exc, import ? "name_from" : "name");
  if (name == V_ABSENT) error_clear(vm);
  if (name == V_ABSENT || !is_str(name)) return release(vm, name), text;
  Value found = suggestion_for(vm, exc, as_str(name));
  if (found != V_NONE) replace(vm, &text, str_format_c(vm, "%S. Did you mean: '%S'?", text, found));
  if (text != V_ABSENT && name_error && is_stdlib_name(vm, name))
    replace(vm, &text, str_format_c(vm, found != V_NONE ? "%S Or did you forget to import '%S'?" : "%S. Did you forget to import '%S'?", text, name));
  release(vm, found);
  release(vm, name);
  return text;
}

static void put(Show *s, Value text) {
  if (text == V_ABSENT) s->out.failed = true;
  else sb_str(&s->out, as_str(text));
  release(s->vm, text);
}

static bool field_i64(Value v, int64_t *out) { return v != V_ABSENT && is_integer(v) && int_to_i64(v, out); }

// The line of a SyntaxError with ^ under the place. Offsets count from 1 in the line as it stands in the file.
static void syntax_source(Show *s, const Value *f) {
  const Str *text = as_str(f[SYNTAX_ERROR_TEXT]);
  size_t len = text->len, spaces = 0;
  while (len && str_char(text, len - 1) == '\n') len--;
  while (spaces < len && (str_char(text, spaces) == ' ' || str_char(text, spaces) == '\n' || str_char(text, spaces) == '\f')) spaces++;
  sb_c(&s->out, "    ");
  sb_substr(&s->out, text, spaces, len);
  sb_char(&s->out, '\n');
  int64_t offset, end, line = -1, end_line = -2, width = (int64_t)len, total = (int64_t)text->len;
  if (!field_i64(f[SYNTAX_ERROR_OFFSET], &offset)) return;
  bool one_line = field_i64(f[SYNTAX_ERROR_LINENO], &line) && field_i64(f[SYNTAX_ERROR_END_LINENO], &end_line) && line == end_line;
  if (!one_line) end = f[SYNTAX_ERROR_END_LINENO] == V_ABSENT && line < 0 ? offset : width + 1;
  else if (!field_i64(f[SYNTAX_ERROR_END_OFFSET], &end) || end == 0) end = offset;
  if (total && offset > total) offset = width + 1;
  if (total && end > total) end = width + 1;
  if (offset >= end || end < 0) end = offset + 1;
  int64_t col = offset - 1 - (int64_t)spaces, end_col = end - 1 - (int64_t)spaces;
  if (col < 0) return;
  sb_c(&s->out, "    ");
  for (int64_t i = 0; i < col && (size_t)i + spaces < len; i++) {
    uint32_t c = str_char(text, (size_t)i + spaces);
    sb_char(&s->out, space_char(c) ? c : ' ');
  }
  if (end_col > col) sb_fill(&s->out, '^', (size_t)(end_col - col));
  sb_char(&s->out, '\n');
}

static void syntax_show(Show *s, Value exc, Value type) {
  const Value *f = as_exception(exc)->fields;
  Value filename = f[SYNTAX_ERROR_FILENAME], line = f[SYNTAX_ERROR_LINENO], msg = f[SYNTAX_ERROR_MSG];
  bool has_line = line != V_ABSENT && line != V_NONE, has_file = filename != V_ABSENT && filename != V_NONE;
  if (has_line && has_file) put(s, str_format_c(s->vm, "  File \"%S\", line %S\n", filename, line));
  else if (has_line) put(s, str_format_c(s->vm, "  File \"<string>\", line %S\n", line));
  if (f[SYNTAX_ERROR_TEXT] != V_ABSENT && is_str(f[SYNTAX_ERROR_TEXT])) syntax_source(s, f);
  Value text = msg == V_ABSENT || msg == V_NONE ? str_from_c(s->vm, "<no detail available>") : safe_text(s->vm, msg, "exception", false);
  if (text == V_ABSENT) s->out.failed = true;
  else if (has_file && !has_line) put(s, str_format_c(s->vm, "%S: %S (%S)\n", type, text, filename));
  else put(s, str_format_c(s->vm, "%S: %S\n", type, text));
  release(s->vm, text);
}

static void notes_show(Show *s, Value exc) {
  VM *vm = s->vm;
  Value notes = obj_getattr_opt(vm, exc, vm->names.dunder_notes);
  if (notes == V_ABSENT && has_error(vm)) {
    Value e = error_take(vm), text = safe_text(vm, e, "__notes__", true);
    if (text != V_ABSENT) put(s, str_format_c(vm, "Ignored error getting __notes__: %S\n", text));
    release(vm, text);
    release(vm, e);
  }
  if (notes == V_ABSENT || notes == V_NONE) return;
  if (!is_list(notes) && !is_tuple(notes)) {
    Value text = safe_text(vm, notes, "__notes__", true);
    if (text != V_ABSENT) put(s, str_format_c(vm, "%S\n", text));
    release(vm, text);
  } else {
    Value items = sequence_tuple(vm, notes);
    for (size_t i = 0; items != V_ABSENT && i < as_tuple(items)->len; i++) {
      Value text = safe_text(vm, as_tuple(items)->items[i], "note", false);
      if (text != V_ABSENT) put(s, str_format_c(vm, "%S\n", text));
      release(vm, text);
    }
    release(vm, items);
  }
  release(vm, notes);
}

// Debug mode: how it came here through tasks. One line, where it was raised, says something new only inside a group.
static void causes_show(Show *s, Value exc) {
  const List *causes = (const List *)as_exception(exc)->causes;
  if (!causes || (causes->len < 2 && s->depth < 2)) return;
  for (size_t i = 0; i < causes->len; i++) put(s, str_format_c(s->vm, "  %S\n", causes->items[i]));
}

// The last lines: type, message, notes.
static void exception_only(Show *s, Value exc) {
  VM *vm = s->vm;
  Value type = type_text(vm, exc);
  if (type == V_ABSENT) {
    s->out.failed = true;
    return;
  }
  if (exception_is(vm, exc, EXC_SyntaxError)) {
    syntax_show(s, exc, type);
  } else {
    Value text = safe_text(vm, exc, "exception", false);
    if (text != V_ABSENT) text = with_suggestion(vm, exc, text);
    if (text == V_ABSENT) s->out.failed = true;
    else if (as_str(text)->len) put(s, str_format_c(vm, "%S: %S\n", type, text));
    else put(s, str_format_c(vm, "%S\n", type));
    release(vm, text);
  }
  release(vm, type);
  notes_show(s, exc);
  causes_show(s, exc);
}

// Margins

static void indent_put(StrBuilder *sb, unsigned depth) { sb_fill(sb, ' ', 2 * depth); }

// Ends what a nested writer put into s->out: the text goes to `outer` with the margin before each line.
static void margin_end(Show *s, StrBuilder *outer, char margin) {
  Value text = sb_finish(&s->out);
  s->out = *outer;
  if (text == V_ABSENT) {
    s->out.failed = true;
    return;
  }
  const Str *t = as_str(text);
  for (size_t i = 0, start = 0; i < t->len; i++) {
    if (str_char(t, i) != '\n' && i + 1 < t->len) continue;
    indent_put(&s->out, s->depth);
    if (s->depth) sb_char(&s->out, (uint32_t)margin), sb_char(&s->out, ' ');
    sb_substr(&s->out, t, start, i + 1);
    start = i + 1;
  }
  release(s->vm, text);
}

static StrBuilder margin_begin(Show *s) {
  StrBuilder outer = s->out;
  sb_init(&s->out, s->vm);
  return outer;
}

static void line_put(Show *s, const char *text, char margin) {
  StrBuilder outer = margin_begin(s);
  sb_c(&s->out, text);
  margin_end(s, &outer, margin);
}

// Chains and groups

static const char cause_text[] = "\nThe above exception was the direct cause of the following exception:\n\n";
static const char context_text[] = "\nDuring handling of the above exception, another exception occurred:\n\n";

static bool mark_seen(Show *s, Value exc) {
  int added = set_add(s->vm, as_set(s->seen), from_int((int64_t)exc));
  if (added < 0) error_clear(s->vm);
  return added > 0;
}

static void chain_show(Show *s, Value exc);

static void plain_show(Show *s, Value exc) {
  StrBuilder outer = margin_begin(s);
  const Traceback *tb = (const Traceback *)as_exception(exc)->traceback;
  if (tb) {
    sb_c(&s->out, "Traceback (most recent call last):\n");
    if (!frames_format(&s->out, &s->source, tb, true)) s->out.failed = true;
  }
  exception_only(s, exc);
  margin_end(s, &outer, '|');
}

static void part_title(Show *s, size_t index, size_t shown) {
  char text[64];
  indent_put(&s->out, s->depth);
  if (index < GROUP_WIDTH) snprintf(text, sizeof text, "%s+---------------- %zu ----------------\n", index ? "  " : "+-", index + 1);
  else snprintf(text, sizeof text, "%s+---------------- ... ----------------\n", index ? "  " : "+-");
  sb_c(&s->out, text);
  (void)shown;
}

static void parts_show(Show *s, const Tuple *items) {
  size_t n = items->len <= GROUP_WIDTH ? items->len : GROUP_WIDTH + 1;
  s->need_close = false;
  for (size_t i = 0; i < n; i++) {
    bool last = i == n - 1;
    if (last) s->need_close = true;
    part_title(s, i, n);
    s->depth++;
    if (i < GROUP_WIDTH) {
      chain_show(s, items->items[i]);
    } else {
      char text[64];
      size_t more = items->len - GROUP_WIDTH;
      snprintf(text, sizeof text, "and %zu more exception%s\n", more, more > 1 ? "s" : "");
      line_put(s, text, '|');
    }
    if (last && s->need_close) {
      indent_put(&s->out, s->depth);
      sb_c(&s->out, "+------------------------------------\n");
      s->need_close = false;
    }
    s->depth--;
  }
}

static void group_show(Show *s, Value exc) {
  if (s->depth > GROUP_DEPTH) {
    char text[64];
    snprintf(text, sizeof text, "... (max_group_depth is %d)\n", GROUP_DEPTH);
    line_put(s, text, '|');
    return;
  }
  bool top = s->depth == 0;
  if (top) s->depth++;
  const Traceback *tb = (const Traceback *)as_exception(exc)->traceback;
  if (tb) {
    line_put(s, "Exception Group Traceback (most recent call last):\n", top ? '+' : '|');
    StrBuilder outer = margin_begin(s);
    if (!frames_format(&s->out, &s->source, tb, true)) s->out.failed = true;
    margin_end(s, &outer, '|');
  }
  StrBuilder outer = margin_begin(s);
  exception_only(s, exc);
  margin_end(s, &outer, '|');
  const Tuple *items = as_tuple(as_exception(exc)->fields[GROUP_EXCEPTIONS]);
  for (size_t i = 0; i < items->len; i++) (void)mark_seen(s, items->items[i]);
  parts_show(s, items);
  if (top) s->depth = 0;
}

// What led to `exc`, when it is to be shown: borrowed.
static Value previous_get(Show *s, Value exc, const char **text) {
  const Exception *e = as_exception(exc);
  if (e->cause && mark_seen(s, from_obj(e->cause))) {
    *text = cause_text;
    return from_obj(e->cause);
  }
  if (e->context && !e->suppress_context && mark_seen(s, from_obj(e->context))) {
    *text = context_text;
    return from_obj(e->context);
  }
  return V_ABSENT;
}

static void chain_show(Show *s, Value exc) {
  VM *vm = s->vm;
  if (!recursion_enter(vm, " while showing an exception")) {
    error_clear(vm);
    return;
  }
  Value chain = list_new(vm, 4);  // exception, text that links the one before to it, ...
  const char *texts[2] = {cause_text, context_text};
  bool ok = chain != V_ABSENT;
  for (Value e = exc; ok && e != V_ABSENT;) {
    const char *text = NULL;
    Value previous = previous_get(s, e, &text);
    ok = list_append(vm, as_list(chain), e) && list_append(vm, as_list(chain), from_int(!text ? -1 : text == cause_text ? 0 : 1));
    e = previous;
  }
  if (!ok) s->out.failed = true;
  for (size_t i = ok ? as_list(chain)->len : 0; i >= 2; i -= 2) {
    Value e = as_list(chain)->items[i - 2];
    int64_t link = as_int(as_list(chain)->items[i - 1]);
    if (link >= 0) line_put(s, texts[link], '|');
    if (exception_is(vm, e, EXC_BaseExceptionGroup)) group_show(s, e);
    else plain_show(s, e);
  }
  release(vm, chain);
  recursion_leave(vm);
}

Value traceback_format(VM *vm, Value exc) {
  Show s = {.vm = vm};
  if ((s.seen = set_new(vm)) == V_ABSENT) return V_ABSENT;
  sb_init(&s.out, vm);
  source_init(&s.source, vm);
  (void)mark_seen(&s, exc);
  chain_show(&s, exc);
  source_free(&s.source);
  release(vm, s.seen);
  error_clear(vm);
  if (!s.out.failed) return sb_finish(&s.out);
  sb_discard(&s.out);
  return raise_no_memory(vm);
}

// As errors that cannot be raised are shown: no carets, no chain, no notes.
Value traceback_format_plain(VM *vm, Value exc) {
  Show s = {.vm = vm};
  const Traceback *tb = (const Traceback *)as_exception(exc)->traceback;
  sb_init(&s.out, vm);
  source_init(&s.source, vm);
  if (tb) sb_c(&s.out, "Traceback (most recent call last):\n");
  if (tb && !frames_format(&s.out, &s.source, tb, false)) s.out.failed = true;
  source_free(&s.source);
  Value type = type_text(vm, exc), text = safe_text(vm, exc, "exception", false);
  if (type != V_ABSENT && text != V_ABSENT) put(&s, str_format_c(vm, "%S: %S\n", type, text));
  release(vm, type);
  release(vm, text);
  error_clear(vm);
  if (!s.out.failed) return sb_finish(&s.out);
  sb_discard(&s.out);
  return raise_no_memory(vm);
}
