// SPDX-License-Identifier: MIT
// warn.c - warnings: the filters that decide, the text that is shown; and the `_warnings` module on which `warnings` stands.
//
// While no script has imported `warnings`, filters, default action and registry are those kept in vm->warnings_state (a list, made when
// first needed). Once it is imported, its attributes of the same names count, and its _showwarnmsg shows what is to be shown.
#include "vm/core/warn.h"

#include "vm/core/host.h"
#include "vm/io/io.h"
#include "vm/core/traceback.h"
#include "vm/core/vm.h"

enum { STATE_FILTERS, STATE_DEFAULT, STATE_ONCE, STATE_VERSION, STATE_COUNT };

// State

static Value filter_new(VM *vm, const char *action, ExcId category, const char *module) {
  Value name = str_from_c(vm, action), mod = module ? str_from_c(vm, module) : V_NONE, r = V_ABSENT;
  if (name != V_ABSENT && mod != V_ABSENT) r = tuple_pack(vm, 5, name, V_NONE, from_obj(error_type_get(vm, category)), mod, from_int(0));
  release(vm, name);
  release(vm, mod);
  return r;
}

static Value filters_new(VM *vm) {
  static const struct { const char *action; ExcId category; const char *module; } rows[] = {
    {"default", EXC_DeprecationWarning, "__main__"}, {"ignore", EXC_DeprecationWarning, NULL}, {"ignore", EXC_PendingDeprecationWarning, NULL},
    {"ignore", EXC_ImportWarning, NULL}, {"ignore", EXC_ResourceWarning, NULL},
  };
  Value list = list_new(vm, 8);
  if (list == V_ABSENT) return V_ABSENT;
  bool dev = vm->config.dev_mode, ok = true;
  if (dev) ok = list_append_steal(vm, as_list(list), filter_new(vm, "default", EXC_Warning, NULL));
  for (size_t i = 0; ok && !dev && i < sizeof rows / sizeof *rows; i++) {
    Value row = filter_new(vm, rows[i].action, rows[i].category, rows[i].module);
    ok = row != V_ABSENT && list_append_steal(vm, as_list(list), row);
  }
  if (!ok) replace(vm, &list, V_ABSENT);
  return list;
}

static Value *state_get(VM *vm) {
  if (vm->warnings_state != V_ABSENT) return as_list(vm->warnings_state)->items;
  Value items[STATE_COUNT] = {filters_new(vm), str_from_c(vm, "default"), from_obj(dict_new(vm)), from_int(0)};
  if (has_error(vm)) {
    for (int i = 0; i < STATE_COUNT; i++) release(vm, items[i]);
    return NULL;
  }
  vm->warnings_state = list_from_steal(vm, items, STATE_COUNT);
  return vm->warnings_state == V_ABSENT ? NULL : as_list(vm->warnings_state)->items;
}

static Value key_get(VM *vm, Dict *dict, const char *key) {  // borrowed, V_ABSENT: not there
  Value name = str_from_c(vm, key), v = V_ABSENT;
  if (name == V_ABSENT || dict_find(vm, dict, name, &v) <= 0) {
    error_clear(vm);
    v = V_ABSENT;
  }
  release(vm, name);
  return v;
}

// An attribute of the loaded `warnings` module: owned, V_ABSENT without exception when there is none.
static Value loaded_attr(VM *vm, const char *attr) {
  Value module = vm->modules ? key_get(vm, vm->modules, "warnings") : V_ABSENT;
  if (module == V_ABSENT || !is_kind(module, KIND_MODULE)) return V_ABSENT;
  Value v = key_get(vm, ((Module *)as_obj(module))->dict, attr);
  return v == V_ABSENT || v == V_NONE ? V_ABSENT : retain(v);
}

static Value setting(VM *vm, const char *attr, int index) {
  Value v = loaded_attr(vm, attr);
  Value *state = v == V_ABSENT ? state_get(vm) : NULL;
  return v != V_ABSENT ? v : state ? retain(state[index]) : V_ABSENT;
}

// What a warning is about

typedef struct Warning {
  Type *category;
  Value text, message;      // owned: str(message), and the instance
  Value filename, module;   // strs, owned
  Value registry;           // dict, V_NONE; owned
  Value source;             // borrowed or V_ABSENT
  int64_t line;
} Warning;

static void warning_free(VM *vm, Warning *w) {
  Value *owned[] = {&w->text, &w->message, &w->filename, &w->module, &w->registry};
  for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) replace(vm, owned[i], V_ABSENT);
}

static bool registry_version_check(VM *vm, Dict *registry) {
  Value *state = state_get(vm);
  if (!state) return false;
  Value version = key_get(vm, registry, "version");
  if (version == state[STATE_VERSION]) return true;
  dict_clear(vm, registry);
  return dict_set_c(vm, registry, "version", state[STATE_VERSION]);
}

// 1: the key was there; 0: not, and now it is when `add`; -1.
static int already_warned(VM *vm, Value registry, Value key, bool add) {
  if (registry == V_NONE || !is_dict(registry)) return 0;
  if (!registry_version_check(vm, as_dict(registry))) return -1;
  Value v;
  int found = dict_find(vm, as_dict(registry), key, &v), yes = found > 0 ? obj_truthy(vm, v) : found;
  if (yes != 0 || !add) return yes;
  return dict_set(vm, as_dict(registry), key, V_TRUE) ? 0 : -1;
}

static int field_matches(VM *vm, Value pattern, Value text) {
  if (pattern == V_NONE) return 1;
  if (is_str(pattern)) return str_equal(as_str(pattern), as_str(text));
  Value r = io_call(vm, pattern, "match", &text, 1);
  int yes = r == V_ABSENT ? -1 : obj_truthy(vm, r);
  release(vm, r);
  return yes;
}

static int filter_matches(VM *vm, const Value *f, const Warning *w) {
  int64_t line = 0;
  int yes = field_matches(vm, f[1], w->text);
  if (yes == 1) yes = obj_issubclass(vm, from_obj(w->category), f[2]);
  if (yes == 1) yes = field_matches(vm, f[3], w->module);
  if (yes == 1 && !obj_index_i64(vm, f[4], &line)) yes = -1;
  return yes == 1 ? line == 0 || line == w->line : yes;
}

// The action, a str: owned.
static Value action_find(VM *vm, const Warning *w) {
  Value filters = setting(vm, "filters", STATE_FILTERS);
  if (filters == V_ABSENT) return V_ABSENT;
  if (!is_list(filters)) {
    release(vm, filters);
    return raise_value(vm, "_warnings.filters must be a list");
  }
  Value action = V_ABSENT;
  for (size_t i = 0; action == V_ABSENT && !has_error(vm) && i < as_list(filters)->len; i++) {
    Value row = retain(as_list(filters)->items[i]);
    if (!is_tuple(row) || as_tuple(row)->len != 5) raise_value(vm, "_warnings.filters item %zu isn't a 5-tuple", i);
    else if (!is_str(as_tuple(row)->items[0])) raise_type(vm, "action must be a string, not '%T'", as_tuple(row)->items[0]);
    else if (filter_matches(vm, as_tuple(row)->items, w) == 1) action = retain(as_tuple(row)->items[0]);
    release(vm, row);
  }
  release(vm, filters);
  if (action != V_ABSENT || has_error(vm)) return action;
  return setting(vm, "defaultaction", STATE_DEFAULT);
}

// Showing

static void source_show(VM *vm, StrBuilder *sb, Str *filename, int64_t line) {
  SourceText source;
  SourceLine text;
  source_init(&source, vm);
  if (sourcetext_line(&source, filename, line, &text)) {
    size_t from = 0;
    while (from < text.len && space_char(text.chars[from])) from++;
    if (from < text.len) {
      sb_c(sb, "  ");
      for (size_t i = from; i < text.len; i++) sb_char(sb, text.chars[i]);
      sb_char(sb, '\n');
    }
  }
  source_line_free(vm, &text);
  source_free(&source);
}

static bool show_plain(VM *vm, const Warning *w) {
  Value head = str_format_c(vm, "%S:%ld: %N: %S\n", w->filename, w->line, w->category, w->text);
  if (head == V_ABSENT) return false;
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_str(&sb, as_str(head));
  release(vm, head);
  source_show(vm, &sb, as_str(w->filename), w->line);
  Value text = sb_finish(&sb);
  if (text == V_ABSENT) return false;
  vm_log(vm, false, as_str(text));
  release(vm, text);
  return true;
}

static bool show(VM *vm, const Warning *w) {
  Value hook = loaded_attr(vm, "_showwarnmsg"), cls = hook == V_ABSENT ? V_ABSENT : loaded_attr(vm, "WarningMessage");
  if (cls == V_ABSENT) {
    release(vm, hook);
    return show_plain(vm, w);
  }
  Value args[7] = {w->message, from_obj(w->category), w->filename, int_from_i64(vm, w->line), V_NONE, V_NONE, w->source == V_ABSENT ? V_NONE : w->source};
  Value msg = obj_call(vm, cls, args, 7), r = msg == V_ABSENT ? V_ABSENT : obj_call(vm, hook, &msg, 1);
  release(vm, msg);
  release(vm, cls);
  release(vm, hook);
  release(vm, r);
  return r != V_ABSENT;
}

// Deciding

static int once(VM *vm, const Warning *w, Value registry) {
  Value key = tuple_pack(vm, 2, w->text, from_obj(w->category));
  int r = key == V_ABSENT ? -1 : already_warned(vm, registry, key, true);
  release(vm, key);
  return r;
}

static bool act(VM *vm, const Warning *w, Value action, Value key) {
  const Str *a = as_str(action);
  if (str_is(a, "error")) {
    error_set_steal(vm, retain(w->message));
    return false;
  }
  if (str_is(a, "ignore")) return true;
  if (str_is(a, "always") || str_is(a, "all")) return show(vm, w);
  int seen = 0;
  if (w->registry != V_NONE && already_warned(vm, w->registry, key, true) < 0) return false;
  if (str_is(a, "once")) {
    Value registry = w->registry != V_NONE ? setting(vm, "onceregistry", STATE_ONCE) : setting(vm, "onceregistry", STATE_ONCE);
    seen = registry == V_ABSENT ? -1 : once(vm, w, registry);
    release(vm, registry);
  } else if (str_is(a, "module")) {
    seen = w->registry == V_NONE ? 0 : once(vm, w, w->registry);
  } else if (!str_is(a, "default")) {
    raise(vm, EXC_RuntimeError, "Unrecognized action (%R) in warnings.filters:\n %R", action, V_NONE);
    return false;
  }
  return seen < 0 ? false : seen ? true : show(vm, w);
}

static bool decide(VM *vm, Warning *w) {
  if (w->registry != V_NONE && !is_dict(w->registry)) return raise_type(vm, "'registry' must be a dict or None, not '%T'", w->registry), false;
  Value key = tuple_pack(vm, 3, w->text, from_obj(w->category), int_from_i64(vm, w->line));
  if (key == V_ABSENT) return false;
  int seen = already_warned(vm, w->registry, key, false);
  bool ok = seen >= 0;
  if (seen == 0) {
    Value action = action_find(vm, w);
    ok = action != V_ABSENT && is_str(action) && act(vm, w, action, key);
    release(vm, action);
  }
  release(vm, key);
  return ok;
}

// message: a str or a Warning. Fills in category, text and instance.
static bool message_set(VM *vm, Warning *w, Value message) {
  if (exception_is(vm, message, EXC_Warning)) {
    w->category = obj_type(as_obj(message));
    w->message = retain(message);
    return (w->text = obj_str(vm, message)) != V_ABSENT;
  }
  w->text = retain(message);
  w->message = obj_call(vm, from_obj(w->category), &message, 1);
  return w->message != V_ABSENT;
}

static bool internal_frame(const Frame *frame) {
  const Str *name = frame->code->filename;
  static const char prefix[] = "<frozen importlib";
  for (size_t i = 0; i < sizeof prefix - 1; i++) if (i >= name->len || str_char(name, i) != (unsigned char)prefix[i]) return false;
  return true;
}

static bool skipped_frame(const Frame *frame, Value prefixes) {
  if (internal_frame(frame)) return true;
  for (size_t i = 0; prefixes != V_ABSENT && i < as_tuple(prefixes)->len; i++) {
    const Str *prefix = as_str(as_tuple(prefixes)->items[i]);
    if (str_find(frame->code->filename, prefix, 0, prefix->len) == 0) return true;
  }
  return false;
}

// The frame that stack_level names: 1 is the one that runs.
static Frame *frame_at_level(VM *vm, int64_t level, Value prefixes) {
  uint32_t depth = 0;
  Frame *frame = frame_caller(vm, depth);
  bool plain = level <= 0 || (frame && internal_frame(frame));
  while (frame && --level > 0) {
    do frame = frame_caller(vm, ++depth);
    while (frame && !plain && skipped_frame(frame, prefixes));
  }
  return frame;
}

static bool place_set(VM *vm, Warning *w, int64_t level, Value prefixes) {
  Frame *frame = frame_at_level(vm, level, prefixes);
  Dict *globals = frame ? frame_function(frame)->globals : vm->sys ? vm->sys->dict : vm->builtins;
  w->line = frame ? frame_line(frame) : 0;
  w->filename = frame ? retain_obj(frame->code->filename) : str_from_c(vm, "<sys>");
  if (w->filename == V_ABSENT) return false;
  Value registry = key_get(vm, globals, "__warningregistry__");
  if (registry == V_ABSENT) {
    Dict *made = dict_new(vm);
    if (!made || !dict_set_c(vm, globals, "__warningregistry__", retain_obj(made))) return xdecref(vm, made), false;
    w->registry = from_obj(made);
  } else {
    w->registry = retain(registry);
  }
  Value name = dict_get_name(vm, globals, vm->names.dunder_name);
  w->module = name != V_ABSENT && is_str(name) ? retain(name) : str_from_c(vm, "<string>");
  return w->filename != V_ABSENT && w->module != V_ABSENT;
}

static bool warn_from(VM *vm, Type *category, int64_t level, Value message, Value source, Value prefixes) {
  Warning w = {.category = category, .source = source};
  bool ok = message_set(vm, &w, message) && place_set(vm, &w, level, prefixes) && decide(vm, &w);
  warning_free(vm, &w);
  return ok;
}

bool warn_with(VM *vm, Type *category, int stack_level, Value message, Value source) {
  return warn_from(vm, category, stack_level, message, source, V_ABSENT);
}

bool warn(VM *vm, ExcId category, int stack_level, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  Value message = str_vformat_c(vm, fmt, args);
  va_end(args);
  bool ok = message != V_ABSENT && warn_with(vm, error_type_get(vm, category), stack_level, message, V_ABSENT);
  release(vm, message);
  return ok;
}

// The module that a file name stands for when nothing else is known.
static Value module_of_file(VM *vm, Str *filename) {
  if (filename->len == 0) return str_from_c(vm, "<unknown>");
  size_t len = filename->len;
  if (len >= 3 && str_char(filename, len - 3) == '.' && (str_char(filename, len - 2) == 'p' || str_char(filename, len - 2) == 'a')) len -= 3;
  return str_slice(vm, filename, 0, len);
}

bool warn_at(VM *vm, ExcId category, Str *filename, int64_t line, Value message) {
  Warning w = {.category = error_type_get(vm, category), .filename = retain_obj(filename), .registry = V_NONE, .line = line};
  w.module = module_of_file(vm, filename);
  bool ok = w.module != V_ABSENT && message_set(vm, &w, message) && decide(vm, &w);
  warning_free(vm, &w);
  return ok;
}

// The module

static Type *category_arg(VM *vm, Value message, Value category) {
  if (exception_is(vm, message, EXC_Warning)) return obj_type(as_obj(message));
  if (category == V_ABSENT || category == V_NONE) return error_type_get(vm, EXC_UserWarning);
  if (is_kind(category, KIND_TYPE) && type_is_subtype((Type *)as_obj(category), error_type_get(vm, EXC_Warning))) return (Type *)as_obj(category);
  raise_type(vm, "category must be a Warning subclass, not '%T'", category);
  return NULL;
}

static Value warnings_warn(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Type *category = category_arg(vm, args[0], args[1]);
  int64_t level = 1;
  Value prefixes = args[4];
  if (!category || (args[2] != V_ABSENT && !obj_index_i64(vm, args[2], &level))) return V_ABSENT;
  if (prefixes != V_ABSENT) {
    if (!is_tuple(prefixes)) return raise_type(vm, "warn() argument 'skip_file_prefixes' must be tuple, not %T", prefixes);
    for (size_t i = 0; i < as_tuple(prefixes)->len; i++)
      if (!is_str(as_tuple(prefixes)->items[i]))
        return raise_type(vm, "Found non-str '%T' in skip_file_prefixes.", as_tuple(prefixes)->items[i]);
    if (as_tuple(prefixes)->len && level < 2) level = 2;
  }
  Value source = args[3] == V_NONE ? V_ABSENT : args[3];
  return warn_from(vm, category, level, args[0], source, prefixes) ? V_NONE : V_ABSENT;
}

static Value warnings_warn_explicit(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Warning w = {.category = category_arg(vm, args[0], args[1]), .source = args[7] == V_NONE ? V_ABSENT : args[7]};
  if (!w.category || !obj_index_i64(vm, args[3], &w.line)) return V_ABSENT;
  if (!is_str(args[2])) return raise_type(vm, "warn_explicit() argument 'filename' must be str, not %T", args[2]);
  w.filename = retain(args[2]);
  w.registry = args[5] == V_ABSENT ? V_NONE : retain(args[5]);
  w.module = args[4] != V_ABSENT && is_str(args[4]) ? retain(args[4]) : module_of_file(vm, as_str(args[2]));
  bool ok = w.module != V_ABSENT && message_set(vm, &w, args[0]) && decide(vm, &w);
  warning_free(vm, &w);
  return ok ? V_NONE : V_ABSENT;
}

static Value warnings_filters_mutated(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  Value *state = state_get(vm);
  if (!state) return V_ABSENT;
  state[STATE_VERSION] = from_int(as_int(state[STATE_VERSION]) + 1);
  return V_NONE;
}

static const NativeDef warnings_functions[] = {
  {"warn", "(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=())", warnings_warn, 0,
   "Issue a warning, or maybe ignore it or raise an exception."},
  {"warn_explicit", "(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None)",
   warnings_warn_explicit, 0, "Issue a warning, or maybe ignore it or raise an exception."},
  {"_filters_mutated", "()", warnings_filters_mutated, 0, NULL},
  {NULL, NULL, NULL, 0, NULL},
};

static bool warnings_init(VM *vm, Module *module) {
  Value *state = state_get(vm);
  return state && module_add(vm, module, "filters", retain(state[STATE_FILTERS])) &&
         module_add(vm, module, "_defaultaction", retain(state[STATE_DEFAULT])) && module_add(vm, module, "_onceregistry", retain(state[STATE_ONCE]));
}

const ModuleDef warnings_native_module = {"_warnings", "Basics of the warnings module.", warnings_functions, warnings_init};
