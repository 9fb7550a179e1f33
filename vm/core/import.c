// SPDX-License-Identifier: MIT
// import.c - the import system: sys.modules, then modules in C, frozen ones, and files along sys.path.
//
// A module NAME is looked for as a package NAME/__init__, then NAME.as, then NAME.py, in each folder of sys.path (or of the parent
// package's __path__); folders without __init__ make a namespace package when nothing else is found. A module whose body raises is
// taken out of sys.modules again. `vm->initializing` names the modules whose bodies are running, for the circular-import texts.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>

#include "vm/core/builtins.h"
#include "vm/core/host.h"
#include "vm/core/main.h"
#include "vm/include/aster.h"
#include "vm/core/vm.h"

enum { PATH_MAX_LEN = 4096 };

Value dict_get_c(VM *vm, const Dict *d, const char *name) {
  Str *s = str_intern(vm, name, strlen(name));
  if (!s) {
    error_clear(vm);
    return V_ABSENT;
  }
  Value v = dict_get_name(vm, d, s);
  decref(vm, s);
  return v;
}

bool module_is_initializing(VM *vm, Value module) {
  const List *l = vm->initializing;
  for (size_t i = 0; l && i < l->len; i++)
    if (l->items[i] == module) return true;
  return false;
}

Value import_path_source(VM *vm, const char *path) {
  int fd = root_open_file(vm, path, O_RDONLY | O_CLOEXEC, 0);
  if (fd == -2) return V_ABSENT;
  FILE *f = fd < 0 ? NULL : fdopen(fd, "rb");
  Value name = V_ABSENT;
  if (!f) {
    int saved = errno;
    name = str_from_c(vm, path);
    if (name) raise_os(vm, saved, name, V_ABSENT);
    release(vm, name);
    return V_ABSENT;
  }
  size_t len = 0, cap = 16 << 10;
  char *data = vm_alloc(vm, cap);
  while (data) {
    len += fread(data + len, 1, cap - len, f);
    if (len < cap) break;
    char *grown = vm_realloc(vm, data, cap, cap * 2);
    if (!grown) {
      vm_dealloc(vm, data, cap);
      data = NULL;
    } else {
      data = grown, cap *= 2;
    }
  }
  int failed = ferror(f) ? errno : 0;
  fclose(f);
  if (failed && data) raise_os(vm, failed, V_ABSENT, V_ABSENT);
  Value bytes = data && !failed ? bytes_new(vm, data, len) : V_ABSENT;
  vm_dealloc(vm, data, cap);
  return bytes;
}

// ---- making a module

static bool set_c(VM *vm, Dict *d, const char *name, Value v_steal) { return v_steal != V_ABSENT && dict_set_c(vm, d, name, v_steal); }

// __spec__: a namespace with the fields that code reads. `origin` is the file (`located`), "frozen" or "built-in"; V_NONE for a folder without code.
static bool set_spec(VM *vm, Dict *d, Value name, Value parent, Value origin, bool located, Value locations) {
  Value spec = instance_new(vm, vm->types.simple_namespace);
  if (!spec) return false;
  static const char *const fields[] = {"name", "parent", "origin", "submodule_search_locations", "loader", "cached", "has_location"};
  Value values[] = {name, parent, origin, locations, V_NONE, V_NONE, from_bool(located)};
  bool ok = true;
  for (size_t i = 0; ok && i < sizeof fields / sizeof *fields; i++) {
    Str *field = str_intern(vm, fields[i], strlen(fields[i]));
    ok = field && obj_setattr(vm, spec, field, values[i]);
    xdecref(vm, field);
  }
  ok = ok && dict_set_name(vm, d, vm->names.dunder_spec, spec);
  release(vm, spec);
  return ok;
}

// "a.b" for "a.b.c"; "" for a top-level module.
static Value parent_name(VM *vm, Str *name) {
  for (size_t i = name->len; i-- > 0;)
    if (str_char(name, i) == '.') return str_slice(vm, name, 0, i);
  return retain_obj(vm->names.empty);
}

// Fills in what every imported module has. `file`: V_NONE if it has none. `path` is its folder when it is a package (borrowed list), else V_NONE.
static bool module_describe(VM *vm, Module *m, Str *name, Value origin, Value file, Value path) {
  Value package = path != V_NONE ? retain_obj(name) : parent_name(vm, name);
  bool ok = package && dict_set_name(vm, m->dict, vm->names.dunder_package, package) &&
            (file == V_NONE || set_c(vm, m->dict, "__file__", retain(file))) &&
            (path == V_NONE || dict_set_name(vm, m->dict, vm->names.dunder_path, path)) &&
            set_spec(vm, m->dict, from_obj(name), package, origin, file != V_NONE, path) && set_c(vm, m->dict, "__builtins__", retain(from_obj(builtins_shown_get(vm, vm->builtins))));
  release(vm, package);
  return ok;
}

static bool modules_set(VM *vm, Str *name, Value module) { return dict_set_name(vm, vm->modules, name, module); }

// Runs the module's body. On failure the module is forgotten and the exception stays.
static bool module_execute(VM *vm, Str *name, Value module, Value code) {
  if (!modules_set(vm, name, module)) return false;
  if (!vm->initializing) {
    Value list = list_new(vm, 4);
    if (!list) return false;
    vm->initializing = as_list(list);
  }
  if (!list_append(vm, vm->initializing, module)) return false;
  Value r = code_run(vm, as_code(code), ((Module *)as_obj(module))->dict, V_ABSENT, NULL);
  for (size_t i = vm->initializing->len; i-- > 0;) {
    if (vm->initializing->items[i] != module) continue;
    Value popped = list_pop(vm, vm->initializing, (int64_t)i);
    release(vm, popped);
    break;
  }
  release(vm, r);
  if (r) return true;
  Value exc = error_take(vm);
  int removed = dict_remove(vm, vm->modules, from_obj(name), NULL);
  (void)removed;
  replace(vm, &vm->thread.exc, exc);
  return false;
}

// The module that is in sys.modules after its body ran: the body may have put another one there.
static Value module_finished(VM *vm, Str *name, Value module) {
  Value now = dict_get_name(vm, vm->modules, name);
  if (now != V_ABSENT) retain(now);
  release(vm, module);
  return now != V_ABSENT ? now : raise(vm, EXC_KeyError, "%U", name);
}

static Value module_from_code(VM *vm, Str *name, Value code_steal, Value file, Value path) {
  Value module = module_new(vm, name);
  bool ok = module && module_describe(vm, (Module *)as_obj(module), name, file != V_NONE ? file : from_obj(vm->names.frozen), file, path) && module_execute(vm, name, module, code_steal);
  release(vm, code_steal);
  if (ok) return module_finished(vm, name, module);
  release(vm, module);
  return V_ABSENT;
}

static Value single_item_list(VM *vm, const char *text) {
  Value item = str_from_c(vm, text);
  Value list = item ? list_from(vm, &item, 1) : V_ABSENT;
  release(vm, item);
  return list;
}

static Value load_file(VM *vm, Str *name, const char *file, const char *folder) {
  Value source = import_path_source(vm, file);
  if (!source) return V_ABSENT;
  Value code = vm_compile(vm, (const char *)as_bytes(source)->data, as_bytes(source)->len, file, COMPILE_EXEC, COMPILE_MODULE);
  release(vm, source);
  if (!code) return V_ABSENT;
  Value path = folder ? single_item_list(vm, folder) : V_NONE, file_name = str_from_c(vm, file);
  Value module = path && file_name ? module_from_code(vm, name, code, file_name, path) : (release(vm, code), V_ABSENT);
  release(vm, path);
  release(vm, file_name);
  return module;
}

// ---- finding it

static bool exists(VM *vm, const char *path, bool folder) {
  struct stat st;
  RootPath at;
  if (!vm_can(vm, CAN_FILES) || !root_path(vm, path, true, &at)) return false;
  bool found = fstatat(at.folder, at.name, &st, 0) == 0 && (folder ? S_ISDIR(st.st_mode) : S_ISREG(st.st_mode));
  root_path_done(&at);
  return found;
}

// One folder of the search path. 1: *out is the module; 0: not here; 2: a folder that may be part of a namespace package; -1: exception.
static int find_in_folder(VM *vm, Str *name, const char *folder, const char *leaf, char *base, Value *out) {
  static const char *const endings[] = {".as", ".py"};
  char file[PATH_MAX_LEN + 32];
  int len = snprintf(base, PATH_MAX_LEN, "%s%s%s", *folder ? folder : ".", "/", leaf);
  if (len < 0 || len >= PATH_MAX_LEN) return 0;
  bool is_folder = exists(vm, base, true);
  for (int package = is_folder; package >= 0; package--) {
    for (int i = 0; i < 2; i++) {
      snprintf(file, sizeof file, "%s%s%s", base, package ? "/__init__" : "", endings[i]);
      if (!exists(vm, file, false)) continue;
      *out = load_file(vm, name, file, package ? base : NULL);
      return *out ? 1 : -1;
    }
  }
  return is_folder ? 2 : 0;
}

static Value find_on_path(VM *vm, Str *name, const char *leaf, Value path) {
  char base[PATH_MAX_LEN];
  Value folders = list_new(vm, 0), out = V_ABSENT, item, it = folders ? obj_iter(vm, path) : V_ABSENT;
  int found = it ? 0 : -1;
  while (found == 0 && (item = obj_next(vm, it))) {
    const char *folder = is_str(item) ? str_utf8_get(vm, as_str(item), NULL) : NULL;
    if (folder) {
      found = find_in_folder(vm, name, folder, leaf, base, &out);
      if (found == 2) {
        Value text = str_from_c(vm, base);
        found = text && list_append_steal(vm, as_list(folders), text) ? 0 : -1;
      }
    } else if (is_str(item)) {
      error_clear(vm);
    }
    release(vm, item);
  }
  if (found == 0 && has_error(vm)) found = -1;
  if (found == 0 && folders && as_list(folders)->len) {
    Value module = module_new(vm, name);
    if (module && module_describe(vm, (Module *)as_obj(module), name, V_NONE, V_NONE, folders) && modules_set(vm, name, module)) out = module;
    else release(vm, module);
  }
  release(vm, it);
  release(vm, folders);
  return out;
}

bool module_describe_native(VM *vm, Module *m, Str *name) {
  Value parent = parent_name(vm, name);
  bool ok = parent && dict_set_name(vm, m->dict, vm->names.dunder_package, parent) &&
            set_spec(vm, m->dict, from_obj(name), parent, from_obj(vm->names.built_in), false, V_NONE);
  release(vm, parent);
  return ok;
}

static Value load_native(VM *vm, Str *name, const ModuleDef *def) {
  Value module = module_from_def(vm, def);
  if (!module) return V_ABSENT;
  if (module_describe_native(vm, (Module *)as_obj(module), name) && modules_set(vm, name, module)) return module;
  release(vm, module);
  return V_ABSENT;
}

// The frozen module's bytes, unpacked into the arena where they are packed. NULL: damaged, or no memory.
static const uint8_t *frozen_bytes(VM *vm, const FrozenModule *frozen, Arena *arena) {
  if (!frozen->unpacked) return frozen->bytes;
  uint8_t *out = arena_alloc(arena, frozen->unpacked);
  return out && vm->config.unpack && vm->config.unpack(frozen->bytes, frozen->len, out, frozen->unpacked) ? out : NULL;
}

static Value frozen_code(VM *vm, const FrozenModule *frozen) {
  Arena arena;
  char why[128] = "cannot be unpacked";
  arena_init(&arena, NULL, NULL);
  const uint8_t *bytes = frozen_bytes(vm, frozen, &arena);
  uint32_t len = frozen->unpacked ? frozen->unpacked : frozen->len;
  const CodeUnit *unit = bytes ? code_read_verified(&arena, bytes, len, why, sizeof why) : NULL;
  Value code = unit ? code_load(vm, unit) : raise(vm, EXC_ImportError, "frozen module '%s': %s", frozen->name, why);
  arena_free(&arena);
  return code;
}

static Value load_frozen(VM *vm, Str *name, const FrozenModule *frozen) {
  Value code = frozen_code(vm, frozen);
  if (!code) return V_ABSENT;
  Value path = frozen->is_package ? list_new(vm, 0) : V_NONE;
  Value module = path ? module_from_code(vm, name, code, V_NONE, path) : (release(vm, code), V_ABSENT);
  release(vm, path);
  return module;
}

static const ModuleDef *find_native(VM *vm, const Str *name) {
  for (const ModuleDef *const *def = vm->config.natives; def && *def; def++)
    if (str_is(name, (*def)->name)) return *def;
  return NULL;
}

static const FrozenModule *find_frozen(VM *vm, const char *name, size_t len) {
  for (const FrozenModule *f = vm->config.frozen; f && f->name; f++)
    if (strlen(f->name) == len && memcmp(f->name, name, len) == 0) return f;
  return NULL;
}

// The exception just raised knows which module it is about.
static void error_name_set(VM *vm, Str *name) {
  Value exc = error_take(vm);
  if (obj_setattr(vm, exc, vm->names.name, from_obj(name))) replace(vm, &vm->thread.exc, exc);
  else release(vm, exc);
}

static void no_module(VM *vm, Str *name, const char *extra, Value parent) {
  if (parent != V_ABSENT) raise(vm, EXC_ModuleNotFoundError, "No module named %R; %R is not a package", from_obj(name), parent);
  else raise(vm, EXC_ModuleNotFoundError, "No module named %R%s", from_obj(name), extra);
  error_name_set(vm, name);
}

// What the host's loader has: source text, or compiled code by its magic.
static Value load_hosted(VM *vm, Str *name) {
  AsterModuleText text = {0};
  const char *utf8 = str_utf8_get(vm, name, NULL);
  if (!utf8) return V_ABSENT;
  char copy[512], file[520];
  if (strlen(utf8) >= sizeof copy) return V_ABSENT;
  strcpy(copy, utf8);
  if (!vm->config.load(vm->config.load_user, vm, copy, &text)) {
    if (!has_error(vm)) raise(vm, EXC_ImportError, "the host's loader failed for %R", from_obj(name));
    return V_ABSENT;
  }
  if (!text.text) return V_ABSENT;
  snprintf(file, sizeof file, "<%s>", copy);
  const char *filename = text.filename ? text.filename : file;
  bool compiled = text.len >= 4 && memcmp(text.text, "ASC\n", 4) == 0;
  if (!compiled) main_keep_source(vm, text.text, text.len, filename);
  Value code = compiled ? vm_load_code(vm, (const uint8_t *)text.text, text.len, copy)
                        : vm_compile(vm, text.text, text.len, filename, COMPILE_EXEC, COMPILE_MODULE);
  Value where = code ? str_from_c(vm, filename) : V_ABSENT, path = text.is_package && where ? list_new(vm, 0) : V_NONE;
  if (text.free) text.free(text.user, &text);
  Value module = where && path ? module_from_code(vm, name, code, where, path) : (release(vm, code), V_ABSENT);
  release(vm, where);
  release(vm, path);
  return module;
}

// Finds and loads a module that is not in sys.modules. `path`: where; V_ABSENT: sys.path. V_ABSENT without exception: not found.
static Value load_module(VM *vm, Str *name, Value path) {
  const ModuleDef *native = find_native(vm, name);
  if (native) return load_native(vm, name, native);
  const FrozenModule *frozen = name->kind == 1 ? find_frozen(vm, (const char *)name->data, name->len) : NULL;
  if (frozen) return load_frozen(vm, name, frozen);
  if (vm->config.load) {
    Value loaded = load_hosted(vm, name);
    if (loaded || has_error(vm)) return loaded;
  }
  if (path == V_ABSENT) path = vm->sys ? dict_get_name(vm, vm->sys->dict, vm->names.path) : V_ABSENT;
  if (path == V_ABSENT || path == V_NONE) return V_ABSENT;
  size_t start = 0;
  for (size_t i = 0; i < name->len; i++)
    if (str_char(name, i) == '.') start = i + 1;
  Value leaf = str_slice(vm, name, start, name->len);
  const char *text = leaf ? str_utf8_get(vm, as_str(leaf), NULL) : NULL;
  char copy[256];
  bool fits = text && strlen(text) < sizeof copy;
  if (fits) strcpy(copy, text);
  retain(path);
  Value module = fits ? find_on_path(vm, name, copy, path) : V_ABSENT;
  release(vm, path);
  release(vm, leaf);
  return module;
}

// ---- one thread loads a module, the others wait for it

typedef struct Loading {   // on the C stack of who loads
  struct Loading *next;
  Str *name;               // borrowed
  Thread *owner;
  WaitQueue waiting;
} Loading;

static Loading *loading_find(const VM *vm, const Str *name) {
  Loading *l = vm->loading;
  while (l && l->name != name) l = l->next;
  return l;
}

// Whoever loads it waits in turn for something that this thread loads: a circle, broken by looking at the module as it is.
static bool loading_is_circular(VM *vm, const Loading *l) {
  while (l && l->owner != vm->thread.self) l = l->owner->imports;
  return l != NULL;
}

// Until no other thread is loading the module. false: a signal's handler raised.
static bool loading_wait(VM *vm, Str *name) {
  Thread *self = vm->thread.self;
  for (Loading *l; (l = loading_find(vm, name)) && !loading_is_circular(vm, l);) {
    self->imports = l;
    ParkResult r = thread_park(vm, &l->waiting, WAIT_FOREVER);
    self->imports = NULL;
    if (r == PARK_INTERRUPTED && !safepoint(vm)) return false;
  }
  return true;
}

static Value load_alone(VM *vm, Str *name, Value path) {
  Loading loading = {.next = vm->loading, .name = name, .owner = vm->thread.self}, **at = &vm->loading;
  vm->loading = &loading;
  Value module = load_module(vm, name, path);
  while (*at != &loading) at = &(*at)->next;
  *at = loading.next;
  thread_wake_all(&loading.waiting);
  return module;
}

// The module `name` (absolute, one step: its parent is loaded). Owned.
static Value import_one(VM *vm, Str *name, Value parent, Value parent_text) {
  if (UNLIKELY(vm->loading != NULL) && !loading_wait(vm, name)) return V_ABSENT;
  Value found = dict_get_name(vm, vm->modules, name);
  if (found == V_NONE) {
    raise(vm, EXC_ModuleNotFoundError, "import of %U halted; None in sys.modules", name);
    error_name_set(vm, name);
    return V_ABSENT;
  }
  if (found != V_ABSENT) return retain(found);
  Value path = V_ABSENT, module;
  if (parent != V_ABSENT) {
    path = obj_getattr_opt(vm, parent, vm->names.dunder_path);
    if (!path) {
      if (has_error(vm)) return V_ABSENT;
      no_module(vm, name, "", parent_text);
      return V_ABSENT;
    }
  }
  module = load_alone(vm, name, path);
  release(vm, path);
  if (!module && !has_error(vm)) no_module(vm, name, "", V_ABSENT);
  return module;
}

// "a.b.c": loads a, a.b, a.b.c, each set as an attribute of its parent. The leaf, owned; *top the first one, owned.
static Value import_absolute(VM *vm, Str *name, Value *top) {
  Value parent = V_ABSENT, parent_text = V_ABSENT;
  *top = V_ABSENT;
  for (size_t end = 0, start = 0; end <= name->len; end++) {
    if (end < name->len && str_char(name, end) != '.') continue;
    Value text = str_slice(vm, name, 0, end);
    Str *part = text ? str_intern_steal(vm, as_str(text)) : NULL;
    Value module = part ? import_one(vm, part, parent, parent_text) : V_ABSENT;
    if (module && parent != V_ABSENT) {
      Value leaf = str_slice(vm, name, start, end);
      Str *attr = leaf ? str_intern_steal(vm, as_str(leaf)) : NULL;
      if (!attr || !obj_setattr(vm, parent, attr, module)) release(vm, module), module = V_ABSENT;
      xdecref(vm, attr);
    }
    release(vm, parent);
    release(vm, parent_text);
    parent = module;
    parent_text = part ? from_obj(part) : V_ABSENT;
    if (!module) break;
    if (*top == V_ABSENT) *top = retain(module);
    start = end + 1;
  }
  release(vm, parent_text);
  if (!parent) replace(vm, top, V_ABSENT);
  return parent;
}

// ---- __import__

// The package that a relative import starts from. Owned str.
static Value current_package(VM *vm, Dict *globals) {
  Value package = globals ? dict_get_name(vm, globals, vm->names.dunder_package) : V_ABSENT;
  if (is_str(package)) return retain(package);
  Value name = globals ? dict_get_name(vm, globals, vm->names.dunder_name) : V_ABSENT;
  if (!is_str(name)) return raise(vm, EXC_KeyError, "'__name__' not in globals");
  if (dict_get_name(vm, globals, vm->names.dunder_path) != V_ABSENT) return retain(name);
  return parent_name(vm, as_str(name));
}

static Value resolve(VM *vm, Str *name, Dict *globals, int64_t level) {
  if (level <= 0) return retain_obj(name);
  Value package = current_package(vm, globals);
  if (!package) return V_ABSENT;
  if (as_str(package)->len == 0) {
    release(vm, package);
    return raise(vm, EXC_ImportError, "attempted relative import with no known parent package");
  }
  for (int64_t i = 1; i < level; i++) {
    Value up = parent_name(vm, as_str(package));
    release(vm, package);
    if (!up) return V_ABSENT;
    package = up;
    if (as_str(package)->len == 0) {
      release(vm, package);
      return raise(vm, EXC_ImportError, "attempted relative import beyond top-level package");
    }
  }
  Value full = name->len ? str_format_c(vm, "%S.%U", package, name) : retain(package);
  release(vm, package);
  return full;
}

// Is the pending exception the one that says that `full` itself is not there, rather than something that it imports?
static bool is_missing(VM *vm, Value full) {
  if (!error_is(vm, EXC_ModuleNotFoundError)) return false;
  Value exc = error_take(vm), name = obj_getattr_opt(vm, exc, vm->names.name);
  bool missing = is_str(name) && str_equal(as_str(name), as_str(full)) && dict_get_name(vm, vm->modules, as_str(full)) == V_ABSENT;
  release(vm, name);
  error_restore_steal(vm, exc);
  return missing;
}

// `from package import x` loads the submodule x when the package has no such attribute.
static bool import_submodules(VM *vm, Value module, Str *package, Value fromlist) {
  Value it = obj_iter(vm, fromlist), item;
  bool ok = it != V_ABSENT;
  while (ok && (item = obj_next(vm, it))) {
    if (!is_str(item)) {
      raise_type(vm, "Item in ``from list'' must be str, not %T", item);
      ok = false;
    } else if (str_is(as_str(item), "*")) {
      Value all = obj_getattr_opt(vm, module, vm->names.dunder_all);
      ok = !has_error(vm) && (all == V_ABSENT || import_submodules(vm, module, package, all));
      release(vm, all);
    } else {
      Value attr = obj_getattr_opt(vm, module, as_str(item));
      ok = !has_error(vm);
      if (ok && !attr) {
        Value full = str_format_c(vm, "%U.%S", package, item), top;
        Value sub = full ? import_absolute(vm, as_str(full), &top) : V_ABSENT;
        if (sub) release(vm, sub), release(vm, top);
        else ok = full && is_missing(vm, full);
        if (ok && !sub) error_clear(vm);
        release(vm, full);
      }
      release(vm, attr);
    }
    release(vm, item);
  }
  release(vm, it);
  return ok && !has_error(vm);
}

Value import_level(VM *vm, Str *name, Dict *globals, Value fromlist, int64_t level) {
  if (level < 0) return raise_value(vm, "level must be >= 0");
  if (name->len == 0 && level == 0) return raise_value(vm, "Empty module name");
  Value full = resolve(vm, name, globals, level), top;
  if (!full) return V_ABSENT;
  Value leaf = import_absolute(vm, as_str(full), &top), result = V_ABSENT;
  int wants = leaf && fromlist != V_ABSENT && fromlist != V_NONE ? obj_truthy(vm, fromlist) : 0;
  if (leaf && wants > 0) {
    Value path = obj_getattr_opt(vm, leaf, vm->names.dunder_path);
    if (path ? import_submodules(vm, leaf, as_str(full), fromlist) : !has_error(vm)) result = retain(leaf);
    release(vm, path);
  } else if (leaf && wants == 0) {
    // `import .x` has no syntax; __import__('x.y', level=1) gives the first component of what was named.
    result = level == 0 ? retain(top) : retain(name->len ? leaf : top);
  }
  release(vm, leaf);
  release(vm, top);
  release(vm, full);
  return result;
}

Value import_module(VM *vm, const char *dotted) {
  Str *name = str_intern(vm, dotted, strlen(dotted));
  if (!name) return V_ABSENT;
  Value top, leaf = import_absolute(vm, name, &top);
  release(vm, top);
  decref(vm, name);
  return leaf;
}

Value import_attr(VM *vm, const char *module, const char *attr) {
  Value m = import_module(vm, module);
  if (!m) return V_ABSENT;
  Value v = obj_getattr_c(vm, m, attr);
  release(vm, m);
  return v;
}

void import_call(VM *vm, const char *name, const char *function, const char *told) {
  Value key = vm->modules ? str_from_c(vm, name) : V_ABSENT, module = V_ABSENT;
  if (key && dict_find(vm, vm->modules, key, &module) == 1 && is_kind(module, KIND_MODULE)) {
    Value run = obj_getattr_c(vm, module, function), r = run ? obj_call(vm, run, NULL, 0) : V_ABSENT;
    if (!r && told) error_unraisable(vm, told, V_NONE);
    release(vm, run);
    release(vm, r);
  }
  release(vm, key);
  error_clear(vm);
}

// ---- instructions

static Value cannot_import(VM *vm, Value module, Str *name) {
  Value module_name = obj_getattr_opt(vm, module, vm->names.dunder_name), file = V_ABSENT;
  if (!has_error(vm)) file = is_kind(module, KIND_MODULE) ? retain(dict_get_c(vm, ((Module *)as_obj(module))->dict, "__file__")) : V_ABSENT;
  if (has_error(vm)) error_clear(vm);
  Value shown = is_str(module_name) ? module_name : V_ABSENT, where = is_str(file) ? retain(file) : str_from_c(vm, "unknown location");
  if (!where) return V_ABSENT;
  if (shown == V_ABSENT) raise(vm, EXC_ImportError, "cannot import name %R from '<unknown module name>' (%S)", from_obj(name), where);
  else if (module_is_initializing(vm, module))
    raise(vm, EXC_ImportError, "cannot import name %R from partially initialized module %R (most likely due to a circular import) (%S)", from_obj(name), shown, where);
  else raise(vm, EXC_ImportError, "cannot import name %R from %R (%S)", from_obj(name), shown, where);
  Value exc = error_take(vm);
  Str *path = str_intern(vm, "path", 4), *name_from = str_intern(vm, "name_from", 9);
  bool ok = path && name_from && obj_setattr(vm, exc, vm->names.name, shown == V_ABSENT ? V_NONE : shown) &&
            obj_setattr(vm, exc, path, is_str(file) ? file : V_NONE) && obj_setattr(vm, exc, name_from, from_obj(name));
  if (ok) replace(vm, &vm->thread.exc, exc);
  else release(vm, exc);
  xdecref(vm, path);
  xdecref(vm, name_from);
  release(vm, module_name);
  release(vm, file);
  release(vm, where);
  return V_ABSENT;
}

Value slow_importfrom(VM *vm, Value module, Str *name) {
  Value v = obj_getattr_opt(vm, module, name);
  if (v || has_error(vm)) return v;
  // A circular import: the submodule may be loaded without being an attribute yet.
  Value package = obj_getattr_opt(vm, module, vm->names.dunder_name);
  if (!package && has_error(vm)) return V_ABSENT;
  if (is_str(package)) {
    Value full = str_format_c(vm, "%S.%U", package, name);
    Str *interned = full ? str_intern_steal(vm, as_str(full)) : NULL;
    Value found = interned ? dict_get_name(vm, vm->modules, interned) : V_ABSENT;
    if (found != V_ABSENT) retain(found);
    xdecref(vm, interned);
    release(vm, package);
    return found != V_ABSENT ? found : cannot_import(vm, module, name);
  }
  release(vm, package);
  return cannot_import(vm, module, name);
}

bool slow_importstar(VM *vm, Frame *frame, Value module) {
  Value all = obj_getattr_opt(vm, module, vm->names.dunder_all);
  if (!all && has_error(vm)) return false;
  bool skip_private = all == V_ABSENT;
  Value names = all;
  if (!names) {
    Value dict = obj_getattr_opt(vm, module, vm->names.dunder_dict);
    if (!dict) return has_error(vm) ? false : (raise(vm, EXC_ImportError, "from-import-* object has no __dict__ and no __all__"), false);
    names = sequence_list(vm, dict);
    release(vm, dict);
  }
  Value ns = frame->locals != V_ABSENT ? frame->locals : from_obj(frame_function(frame)->globals);
  Value it = names ? obj_iter(vm, names) : V_ABSENT, name;
  bool ok = it != V_ABSENT;
  while (ok && (name = obj_next(vm, it))) {
    if (!is_str(name)) {
      raise_type(vm, skip_private ? "Key in %R.__dict__ must be str, not %T" : "Item in %R.__all__ must be str, not %T", module, name);
      ok = false;
    } else if (!skip_private || as_str(name)->len == 0 || str_char(as_str(name), 0) != '_') {
      Value v = obj_getattr(vm, module, as_str(name));
      ok = v && obj_setitem(vm, ns, name, v);
      release(vm, v);
    }
    release(vm, name);
  }
  release(vm, it);
  release(vm, names);
  return ok && !has_error(vm);
}

// ---- python -m

// Where along `path` the source of `leaf` lies: a module file, or with `package` its __main__ (then *is_package).
static bool locate(VM *vm, Value path, const char *leaf, char *out, size_t size, bool *is_package) {
  Value it = obj_iter(vm, path), item;
  bool found = false;
  while (it && !found && (item = obj_next(vm, it))) {
    const char *folder = is_str(item) ? str_utf8_get(vm, as_str(item), NULL) : NULL;
    static const char *const forms[] = {"%s/%s/__main__.as", "%s/%s/__main__.py", "%s/%s.as", "%s/%s.py"};
    for (int i = 0; folder && !found && i < 4; i++) {
      snprintf(out, size, forms[i], *folder ? folder : ".", leaf);
      found = exists(vm, out, false);
      *is_package = i < 2;
    }
    release(vm, item);
  }
  release(vm, it);
  return found;
}

Value import_frozen_code(VM *vm, const Str *name) {
  for (const FrozenModule *f = vm->config.frozen; f && f->name; f++) if (str_is(name, f->name)) return frozen_code(vm, f);
  return raise(vm, EXC_ImportError, "No such frozen object named %S", name);
}

Value import_find_code(VM *vm, const char *dotted, Value *file, Value *package) {
  const char *dot = strrchr(dotted, '.'), *leaf = dot ? dot + 1 : dotted;
  Value path = V_ABSENT, code = V_ABSENT;
  Str *parent = str_intern(vm, dotted, dot ? (size_t)(dot - dotted) : 0);
  if (!parent) return V_ABSENT;
  if (dot) {
    Value top, module = import_absolute(vm, parent, &top);
    path = module ? obj_getattr(vm, module, vm->names.dunder_path) : V_ABSENT;
    release(vm, module);
    release(vm, top);
  } else {
    path = retain(dict_get_name(vm, vm->sys->dict, vm->names.path));
  }
  char main_name[256], place[PATH_MAX_LEN];
  snprintf(main_name, sizeof main_name, "%s.__main__", dotted);
  bool is_package = false;
  *file = V_NONE;
  if (path) {
    const FrozenModule *frozen = find_frozen(vm, main_name, strlen(main_name));
    is_package = frozen != NULL;
    if (!frozen) frozen = find_frozen(vm, dotted, strlen(dotted));
    if (frozen) code = frozen_code(vm, frozen);
    if (!code && !has_error(vm) && locate(vm, path, leaf, place, sizeof place, &is_package)) {
      Value source = import_path_source(vm, place);
      if (source) code = vm_compile(vm, (const char *)as_bytes(source)->data, as_bytes(source)->len, place, COMPILE_EXEC, COMPILE_MODULE | COMPILE_TOP_AWAIT);
      release(vm, source);
      if (code) *file = str_from_c(vm, place);
    } else if (!code && !has_error(vm)) {
      raise(vm, EXC_ModuleNotFoundError, "No module named %s", dotted);
    }
  }
  *package = is_package ? str_from_c(vm, dotted) : retain_obj(parent);
  decref(vm, parent);
  release(vm, path);
  return code;
}
