// SPDX-License-Identifier: MIT
// builtins_code.c - the builtin functions about code and namespaces: compile, eval, exec, __build_class__, __import__, globals,
// locals, vars, dir, breakpoint.
#include "vm/core/builtins.h"

// ---- source text

enum { FLAG_ONLY_AST = 0x400, FLAG_DONT_IMPLY_DEDENT = 0x200, FLAG_TYPE_COMMENTS = 0x1000, FLAG_TOP_AWAIT = 0x2000,
       FLAG_ALLOW_INCOMPLETE = 0x4000, FLAG_OPTIMIZED_AST = 0x8400, FLAG_NESTED = 0x10, FLAG_FUTURES = 0x1fe0000,
       FLAG_CELL = 0x20000000 };  // Aster's own, for its prompt: 'single' takes several statements, of which the last shows its value

// What compile, eval and exec take as text: bytes owned by `owner`, or borrowed through `view`.
typedef struct Source { const char *text; size_t len; Value owner; Buffer view; bool viewed; uint32_t flags; } Source;

static bool source_open(VM *vm, Value v, const char *error, Source *out) {
  *out = (Source){.owner = V_ABSENT};
  if (is_str(v)) {
    if (!(out->owner = str_encode_utf8(vm, as_str(v), false))) return false;
    out->text = (const char *)as_bytes(out->owner)->data;
    out->len = as_bytes(out->owner)->len;
    out->flags = COMPILE_TEXT;
  } else if (buffer_try(vm, v, &out->view)) {
    out->viewed = true;
    out->text = (const char *)out->view.data;
    out->len = out->view.len;
  } else {
    return raise_type(vm, "%s", error), false;
  }
  if (!memchr(out->text, 0, out->len)) return true;
  raise(vm, EXC_SyntaxError, "source code string cannot contain null bytes");
  release(vm, out->owner);
  if (out->viewed) buffer_release(vm, &out->view);
  return false;
}

static void source_close(VM *vm, Source *s) {
  release(vm, s->owner);
  if (s->viewed) buffer_release(vm, &s->view);
}

static uint32_t inherited_flags(VM *vm) {
  Frame *frame = frame_caller(vm, 0);
  uint32_t flags = frame && frame->code->flags & CO_FUTURE_ANNOTATIONS ? COMPILE_FUTURE_ANNOTATIONS : 0;
  return flags | (vm->config.optimize ? COMPILE_OPTIMIZE1 : 0);
}

static Value compile_source(VM *vm, Source *s, const char *filename, int mode, uint32_t flags) {
  Value code = vm_compile(vm, s->text, s->len, filename, mode, flags | s->flags);
  source_close(vm, s);
  return code;
}

// ---- compile

static bool compile_mode(VM *vm, Value v, int *mode) {
  if (!is_str(v)) return raise_type(vm, "compile() argument 'mode' must be str, not %T", v), false;
  if (str_is(as_str(v), "exec")) return *mode = COMPILE_EXEC, true;
  if (str_is(as_str(v), "eval")) return *mode = COMPILE_EVAL, true;
  if (str_is(as_str(v), "single")) return *mode = COMPILE_SINGLE, true;
  return raise_value(vm, "compile() mode must be 'exec', 'eval' or 'single'"), false;
}

static bool compile_flags(VM *vm, Value *args, uint32_t *flags) {
  int64_t given = 0, optimize = -1;
  if (args[3] && !obj_index_i64(vm, args[3], &given)) return false;
  int dont_inherit = args[4] ? obj_truthy(vm, args[4]) : 0;
  if (dont_inherit < 0 || (args[5] && !obj_index_i64(vm, args[5], &optimize))) return false;
  const int64_t known = FLAG_ONLY_AST | FLAG_DONT_IMPLY_DEDENT | FLAG_TYPE_COMMENTS | FLAG_TOP_AWAIT | FLAG_ALLOW_INCOMPLETE |
                        FLAG_OPTIMIZED_AST | FLAG_CELL | FLAG_NESTED | FLAG_FUTURES;
  if (given & ~known) return raise_value(vm, "compile(): unrecognised flags"), false;
  if (optimize < -1 || optimize > 2) return raise_value(vm, "compile(): invalid optimize value"), false;
  *flags = dont_inherit ? 0 : inherited_flags(vm);
  if (given & FLAG_ONLY_AST) *flags |= COMPILE_ONLY_TREE;
  if (given & CO_FUTURE_ANNOTATIONS) *flags |= COMPILE_FUTURE_ANNOTATIONS;
  if (given & FLAG_TOP_AWAIT) *flags |= COMPILE_TOP_AWAIT;
  if (given & FLAG_DONT_IMPLY_DEDENT) *flags |= COMPILE_DONT_IMPLY_DEDENT;
  if (given & FLAG_ALLOW_INCOMPLETE) *flags |= COMPILE_ALLOW_INCOMPLETE;
  if (given & FLAG_CELL) *flags |= COMPILE_CELL;
  if (optimize >= 0) *flags &= ~(uint32_t)(COMPILE_OPTIMIZE1 | COMPILE_OPTIMIZE2);
  if (optimize >= 1) *flags |= COMPILE_OPTIMIZE1;
  if (optimize == 2) *flags |= COMPILE_OPTIMIZE2;
  return true;
}

static Value compile_text(VM *vm, Value source, const char *filename, int mode, uint32_t flags) {
  Source s;
  if (!source_open(vm, source, "compile() arg 1 must be a string, bytes or AST object", &s)) return V_ABSENT;
  return compile_source(vm, &s, filename, mode, flags);
}

// Syntax trees are objects of the module `ast`, which knows how to make constants of them and how to make them of constants.
static Value ast_call(VM *vm, const char *function, const Value *args, uint32_t argc) {
  Value f = import_attr(vm, "ast", function);
  Value result = f ? obj_call(vm, f, args, argc) : V_ABSENT;
  release(vm, f);
  return result;
}

static int is_tree(VM *vm, Value source) {
  Str *name = str_intern(vm, "_fields", 7);
  if (!name) return -1;
  Value fields = obj_getattr_opt(vm, source, name);
  decref(vm, name);
  release(vm, fields);
  return has_error(vm) ? -1 : fields != V_ABSENT;
}

static Value compile_tree(VM *vm, Value source, const char *filename, int mode, uint32_t flags) {
  if (flags & COMPILE_ONLY_TREE) return retain(source);
  Value tree = ast_call(vm, "_to_constant", (Value[]){source, from_int(mode)}, 2);
  Value result = tree ? vm_compile_tree(vm, tree, filename, mode, flags) : V_ABSENT;
  release(vm, tree);
  return result;
}

static Value compile_named(VM *vm, Value source, Str *filename, int mode, uint32_t flags) {
  if (is_kind(source, KIND_CODE)) return retain(source);
  Value name = str_encode_utf8(vm, filename, true), result = V_ABSENT;
  if (!name) return V_ABSENT;
  const char *file = (const char *)as_bytes(name)->data;
  int tree = is_str(source) || is_kind(source, KIND_BYTES) ? 0 : is_tree(vm, source);
  if (tree == 1) result = compile_tree(vm, source, file, mode, flags);
  else if (tree == 0) result = compile_text(vm, source, file, mode, flags);
  if (result && !tree && flags & COMPILE_ONLY_TREE) {
    Value constant = result;
    result = ast_call(vm, "_from_constant", &constant, 1);
    release(vm, constant);
  }
  release(vm, name);
  return result;
}

// compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)
Value builtin_compile(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int mode;
  uint32_t flags;
  if (!compile_mode(vm, args[2], &mode) || !compile_flags(vm, args, &flags)) return V_ABSENT;
  Value filename = V_ABSENT;
  Buffer view;
  if (is_str(args[1])) {
    filename = retain(args[1]);
  } else if (buffer_try(vm, args[1], &view)) {
    filename = codec_decode(vm, view.data, view.len, "utf-8", "surrogateescape");
    buffer_release(vm, &view);
  } else {
    filename = obj_call_special(vm, args[1], vm->names.dunder_fspath, NULL, 0);
    if (!filename && !has_error(vm)) raise_type(vm, "expected str, bytes or os.PathLike object, not %T", args[1]);
  }
  if (!filename) return V_ABSENT;
  Value code = is_str(filename) ? compile_named(vm, args[0], as_str(filename), mode, flags)
                                : raise_type(vm, "expected str, bytes or os.PathLike object, not %T", args[1]);
  release(vm, filename);
  return code;
}

// ---- eval and exec

typedef struct Namespaces { Dict *globals; Value locals; } Namespaces;  // owned; locals V_ABSENT: the globals

static void namespaces_drop(VM *vm, Namespaces *ns) {
  xdecref(vm, ns->globals);
  release(vm, ns->locals);
}

static bool is_mapping(VM *vm, Value v) { return type_of_get(vm, v)->slots.getitem != NULL; }

static bool namespaces_checked(VM *vm, const char *function, Value globals, Value locals) {
  bool exec = *function == 'e' && function[1] == 'x';
  if (locals && !is_mapping(vm, locals)) return raise_type(vm, exec ? "locals must be a mapping or None, not %T" : "locals must be a mapping", locals), false;
  if (!globals || is_dict(globals)) return true;
  if (exec) raise_type(vm, "exec() globals must be a dict, not %T", globals);
  else if (is_mapping(vm, globals)) raise_type(vm, "globals must be a real dict; try eval(code, {}, mapping)");
  else raise_type(vm, "globals must be a dict");
  return false;
}

// The namespaces that eval and exec run in, from their arguments or the calling frame.
static bool namespaces_from(VM *vm, const char *function, Value globals, Value locals, Namespaces *out) {
  *out = (Namespaces){NULL, V_ABSENT};
  if (globals == V_NONE) globals = V_ABSENT;
  if (locals == V_NONE) locals = V_ABSENT;
  if (!namespaces_checked(vm, function, globals, locals)) return false;
  Frame *frame = frame_caller(vm, 0);
  if (!globals && !frame) {
    raise(vm, EXC_SystemError, "globals and locals cannot be NULL");
    return false;
  }
  if (globals || locals) retain(locals);
  else if (!(locals = frame_locals(vm, frame))) return false;
  out->globals = globals ? as_dict(globals) : frame_function(frame)->globals;
  incref(&out->globals->header);
  out->locals = locals;
  if (locals == from_obj(out->globals)) {
    release(vm, locals);
    out->locals = V_ABSENT;
  }
  if (dict_get_name(vm, out->globals, vm->names.dunder_builtins)) return true;
  if (builtins_shown_get(vm, vm->builtins) && dict_set_name(vm, out->globals, vm->names.dunder_builtins, from_obj(vm->builtins))) return true;
  namespaces_drop(vm, out);
  return false;
}

static Value eval_code(VM *vm, Value source) {
  if (is_kind(source, KIND_CODE)) {
    if (as_code(source)->nfrees) return raise_type(vm, "code object passed to eval() may not contain free variables");
    return retain(source);
  }
  Source s;
  if (!source_open(vm, source, "eval() arg 1 must be a string, bytes or code object", &s)) return V_ABSENT;
  while (s.len && (*s.text == ' ' || *s.text == '\t')) s.text++, s.len--;
  return compile_source(vm, &s, "<string>", COMPILE_EVAL, inherited_flags(vm));
}

Value builtin_eval(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Namespaces ns;
  if (!namespaces_from(vm, "eval", args[1], args[2], &ns)) return V_ABSENT;
  Value code = eval_code(vm, args[0]);
  Value result = code ? code_run(vm, as_code(code), ns.globals, ns.locals, NULL) : V_ABSENT;
  release(vm, code);
  namespaces_drop(vm, &ns);
  return result;
}

// The closure given to exec: a tuple with a cell for each free variable. false: TypeError.
static bool exec_closure(VM *vm, const Code *code, Value closure, Tuple **out) {
  *out = NULL;
  if (closure == V_NONE) closure = V_ABSENT;
  if (!code->nfrees) {
    if (closure) raise_type(vm, "cannot use a closure with this code object");
    return !closure;
  }
  bool good = closure && is_tuple(closure) && as_tuple(closure)->len == code->nfrees;
  for (uint32_t i = 0; good && i < code->nfrees; i++) good = is_kind(as_tuple(closure)->items[i], KIND_CELL);
  if (!closure) raise_type(vm, "code object passed to exec() may not contain free variables");
  else if (!good) raise_type(vm, "code object requires a closure of exactly length %u", code->nfrees);
  else *out = as_tuple(closure);
  return good;
}

static Value exec_code(VM *vm, Value source, Value closure) {
  if (is_kind(source, KIND_CODE)) return retain(source);
  if (closure && closure != V_NONE) return raise_type(vm, "closure can only be used when source is a code object");
  Source s;
  if (!source_open(vm, source, "exec() arg 1 must be a string, bytes or code object", &s)) return V_ABSENT;
  return compile_source(vm, &s, "<string>", COMPILE_EXEC, inherited_flags(vm));
}

Value builtin_exec(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Namespaces ns;
  Tuple *closure = NULL;
  if (!namespaces_from(vm, "exec", args[1], args[2], &ns)) return V_ABSENT;
  Value code = exec_code(vm, args[0], args[3]), result = V_ABSENT;
  if (code && exec_closure(vm, as_code(code), args[3], &closure)) result = code_run(vm, as_code(code), ns.globals, ns.locals, closure);
  release(vm, code);
  namespaces_drop(vm, &ns);
  if (!result) return V_ABSENT;
  release(vm, result);
  return V_NONE;
}

// ---- class statements

typedef struct ClassMaking {
  Value name, meta;
  Tuple *orig_bases, *bases;  // as written; with __mro_entries__ resolved
  Value *kwargs;              // values of the keywords other than metaclass
  Tuple *kwnames;             // their names, or NULL
} ClassMaking;

static void class_making_drop(VM *vm, ClassMaking *c) {
  release(vm, c->meta);
  xdecref(vm, c->orig_bases);
  xdecref(vm, c->bases);
  xdecref(vm, c->kwnames);
}

// Bases that are no types may stand for others: bases = base.__mro_entries__(bases).
static bool resolve_bases(VM *vm, ClassMaking *c) {
  Value list = V_ABSENT, orig = from_obj(c->orig_bases);
  for (size_t i = 0; i < c->orig_bases->len; i++) {
    Value base = c->orig_bases->items[i], method = V_ABSENT;
    if (!is_kind(base, KIND_TYPE)) method = obj_getattr_opt(vm, base, vm->names.dunder_mro_entries);
    if (!method) {
      if (has_error(vm) || (list && !list_append(vm, as_list(list), base))) return release(vm, list), false;
      continue;
    }
    Value entries = obj_call(vm, method, &orig, 1);
    release(vm, method);
    if (entries && !is_tuple(entries)) {
      release(vm, entries);
      entries = raise_type(vm, "__mro_entries__ must return a tuple");
    }
    if (entries && !list) list = list_from(vm, c->orig_bases->items, i);
    bool ok = entries && list && list_extend(vm, as_list(list), entries);
    release(vm, entries);
    if (!ok) return release(vm, list), false;
  }
  if (!list) return c->bases = as_tuple(retain(orig)), true;
  Value bases = list_to_tuple(vm, as_list(list));
  release(vm, list);
  c->bases = as_tuple(bases);
  return bases != V_ABSENT;
}

// Splits off metaclass=; the values behind it move down in `kwargs`.
static bool take_metaclass(VM *vm, ClassMaking *c, Tuple *kwnames) {
  if (!kwnames || !kwnames->len) return true;
  size_t at = 0;
  while (at < kwnames->len && !str_is(as_str(kwnames->items[at]), "metaclass")) at++;
  if (at == kwnames->len) return c->kwnames = as_tuple(retain_obj(kwnames)), true;
  c->meta = retain(c->kwargs[at]);
  if (kwnames->len == 1) return true;
  if (!(c->kwnames = tuple_new_uninit(vm, kwnames->len - 1))) return false;
  for (size_t i = 0, to = 0; i < kwnames->len; i++)
    if (i != at) c->kwnames->items[to++] = retain(kwnames->items[i]);
  memmove(c->kwargs + at, c->kwargs + at + 1, (kwnames->len - at - 1) * sizeof(Value));
  return true;
}

static bool choose_metaclass(VM *vm, ClassMaking *c) {
  if (!c->meta) {
    Type *meta = c->bases->len ? type_of_get(vm, c->bases->items[0]) : vm->types.type;
    c->meta = retain_obj(meta);
  }
  if (!is_kind(c->meta, KIND_TYPE)) return true;
  Type *winner = type_winner_get(vm, (Type *)as_obj(c->meta), c->bases);
  if (winner && from_obj(winner) != c->meta) replace(vm, &c->meta, retain_obj(winner));
  return winner != NULL;
}

// callee(args..., **the class's keywords)
static Value call_with_keywords(VM *vm, const ClassMaking *c, Value callee, const Value *args, uint32_t argc) {
  size_t nkw = c->kwnames ? c->kwnames->len : 0;
  Value few[12], *all = argc + nkw <= 12 ? few : vm_alloc(vm, (argc + nkw) * sizeof(Value));
  if (!all) return V_ABSENT;
  memcpy(all, args, argc * sizeof(Value));
  if (nkw) memcpy(all + argc, c->kwargs, nkw * sizeof(Value));
  Value result = obj_call_kw(vm, callee, all, argc, c->kwnames);
  if (all != few) vm_dealloc(vm, all, (argc + nkw) * sizeof(Value));
  return result;
}

static Value prepare_namespace(VM *vm, ClassMaking *c) {
  Value prepare = c->meta == from_obj(vm->types.type) ? V_ABSENT : obj_getattr_opt(vm, c->meta, vm->names.dunder_prepare);
  if (!prepare) return has_error(vm) ? V_ABSENT : from_obj(dict_new(vm));
  Value ns = call_with_keywords(vm, c, prepare, (Value[]){c->name, from_obj(c->bases)}, 2);
  release(vm, prepare);
  if (!ns || is_mapping(vm, ns)) return ns;
  if (is_kind(c->meta, KIND_TYPE)) raise_type(vm, "%U.__prepare__() must return a mapping, not %T", ((Type *)as_obj(c->meta))->name, ns);
  else raise_type(vm, "<metaclass>.__prepare__() must return a mapping, not %T", ns);
  release(vm, ns);
  return V_ABSENT;
}

// The cell of __class__ must have been filled with the class by type.__new__.
static bool check_class_cell(VM *vm, Value cls, Value cell, Value name) {
  if (!is_kind(cls, KIND_TYPE) || !is_kind(cell, KIND_CELL)) return true;
  Value content = ((Cell *)as_obj(cell))->v;
  if (content == cls) return true;
  if (content) raise_type(vm, "__class__ set to %R defining %R as %R", content, name, cls);
  else raise(vm, EXC_RuntimeError, "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?", name, cls);
  return false;
}

static Value make_class(VM *vm, ClassMaking *c, Function *body) {
  Value ns = prepare_namespace(vm, c), cls = V_ABSENT;
  if (!ns) return V_ABSENT;
  Value cell = code_run(vm, body->code, body->globals, ns, body->closure);
  bool ok = cell != V_ABSENT;
  if (ok && cell == V_NONE && is_dict(ns)) {
    Value in_namespace = dict_get_name(vm, as_dict(ns), vm->names.dunder_classcell);
    if (in_namespace) cell = retain(in_namespace);
  }
  if (ok && is_dict(ns) && body->code->static_attributes)
    ok = dict_set_name(vm, as_dict(ns), vm->names.dunder_static_attributes, from_obj(body->code->static_attributes));
  if (ok && c->bases != c->orig_bases) {
    Value key = from_obj(vm->names.dunder_orig_bases), orig = from_obj(c->orig_bases);
    ok = is_dict(ns) ? dict_set(vm, as_dict(ns), key, orig) : obj_setitem(vm, ns, key, orig);
  }
  if (ok) cls = call_with_keywords(vm, c, c->meta, (Value[]){c->name, from_obj(c->bases), ns}, 3);
  if (cls && !check_class_cell(vm, cls, cell, c->name)) {
    release(vm, cls);
    cls = V_ABSENT;
  }
  release(vm, cell);
  release(vm, ns);
  return cls;
}

// __build_class__(func, name, /, *bases, metaclass=None, **kwds)
Value builtin_build_class(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  if (argc < 2) return raise_type(vm, "__build_class__: not enough arguments");
  if (!is_kind(args[0], KIND_FUNCTION)) return raise_type(vm, "__build_class__: func must be a function");
  if (!is_str(args[1])) return raise_type(vm, "__build_class__: name is not a string");
  ClassMaking c = {.name = args[1], .meta = V_ABSENT, .kwargs = args + argc};
  c.orig_bases = as_tuple(tuple_from(vm, args + 2, argc - 2));
  size_t nkw = kwnames ? kwnames->len : 0;
  Value few[8], *kwargs = nkw <= 8 ? few : vm_alloc(vm, nkw * sizeof(Value)), cls = V_ABSENT;
  if (kwargs && nkw) c.kwargs = memcpy(kwargs, args + argc, nkw * sizeof(Value));
  if (c.orig_bases && kwargs && resolve_bases(vm, &c) && take_metaclass(vm, &c, kwnames) && choose_metaclass(vm, &c))
    cls = make_class(vm, &c, as_function(args[0]));
  class_making_drop(vm, &c);
  if (kwargs != few) vm_dealloc(vm, kwargs, nkw * sizeof(Value));
  return cls;
}

// ---- imports and namespaces

// __import__(name, globals=None, locals=None, fromlist=(), level=0)
Value builtin_import(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t level = 0;
  if (!is_str(args[0])) return raise_type(vm, "module name must be a string");
  if (args[4] && !obj_index_i64(vm, args[4], &level)) return V_ABSENT;
  Dict *globals = args[1] && is_dict(args[1]) ? as_dict(args[1]) : NULL;
  Str *name = builtins_attr_name(vm, args[0]);
  if (!name) return V_ABSENT;
  Value module = import_level(vm, name, globals, args[3] ? args[3] : from_obj(vm->empty_tuple), level);
  decref(vm, name);
  return module;
}

Value builtin_globals(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  Frame *frame = frame_caller(vm, 0);
  return frame ? retain_obj(frame_function(frame)->globals) : V_NONE;
}

Value builtin_locals(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  Frame *frame = frame_caller(vm, 0);
  if (frame) return frame_locals(vm, frame);
  return raise(vm, EXC_SystemError, "frame does not exist");
}

Value builtin_vars(VM *vm, Value *args, uint32_t argc) {
  if (!args[0]) return builtin_locals(vm, args, argc);
  Value dict = obj_getattr_opt(vm, args[0], vm->names.dunder_dict);
  return dict || has_error(vm) ? dict : raise_type(vm, "vars() argument must have __dict__ attribute");
}

static Value sorted_list_steal(VM *vm, Value iterable) {
  Value list = iterable ? sequence_list(vm, iterable) : V_ABSENT;
  release(vm, iterable);
  if (!list || list_sort(vm, as_list(list), V_ABSENT, false)) return list;
  release(vm, list);
  return V_ABSENT;
}

Value builtin_dir(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!args[0]) {
    Value locals = builtin_locals(vm, args, 0);
    if (!locals) return V_ABSENT;
    Value keys = is_dict(locals) ? retain(locals) : obj_call_method(vm, locals, vm->names.keys, NULL, 0);
    release(vm, locals);
    return sorted_list_steal(vm, keys);
  }
  Value names = obj_call_special(vm, args[0], vm->names.dunder_dir, NULL, 0);
  if (!names && !has_error(vm)) return raise_type(vm, "object does not provide __dir__");
  return sorted_list_steal(vm, names);
}

Value builtin_breakpoint(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  Value hook = import_attr(vm, "sys", "breakpointhook");
  if (!hook) {
    if (error_clear_if(vm, EXC_AttributeError)) raise(vm, EXC_RuntimeError, "lost sys.breakpointhook");
    return V_ABSENT;
  }
  Value result = obj_call_kw(vm, hook, args, argc, kwnames);
  release(vm, hook);
  return result;
}
