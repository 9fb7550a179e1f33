// SPDX-License-Identifier: MIT
// builtins.c - the `builtins` module: its table of functions, the types, the exceptions and the constants.
#include "vm/core/builtins.h"

#include "vm/io/io.h"

// ---- attributes by name

Str *builtins_attr_name(VM *vm, Value v) {
  if (!is_str(v)) return raise_type(vm, "attribute name must be string, not '%T'", v), NULL;
  if (as_str(v)->interned) return as_str(retain(v));
  Str *plain = str_exact(vm, as_str(v));
  return plain ? str_intern_steal(vm, plain) : NULL;
}

static Value f_getattr(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Str *name = builtins_attr_name(vm, args[1]);
  if (!name) return V_ABSENT;
  Value v = args[2] ? obj_getattr_opt(vm, args[0], name) : obj_getattr(vm, args[0], name);
  decref(vm, name);
  return v || has_error(vm) ? v : retain(args[2]);
}

static Value f_hasattr(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Str *name = builtins_attr_name(vm, args[1]);
  if (!name) return V_ABSENT;
  Value v = obj_getattr_opt(vm, args[0], name);
  decref(vm, name);
  if (!v && has_error(vm)) return V_ABSENT;
  release(vm, v);
  return from_bool(v != V_ABSENT);
}

static Value f_setattr(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Str *name = builtins_attr_name(vm, args[1]);
  bool ok = name && obj_setattr(vm, args[0], name, args[2]);
  xdecref(vm, name);
  return ok ? V_NONE : V_ABSENT;
}

static Value f_delattr(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Str *name = builtins_attr_name(vm, args[1]);
  bool ok = name && obj_setattr(vm, args[0], name, V_ABSENT);
  xdecref(vm, name);
  return ok ? V_NONE : V_ABSENT;
}

// ---- iteration

static Value f_iter(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!args[1]) return obj_iter(vm, args[0]);
  if (!obj_is_callable(vm, args[0])) return raise_type(vm, "iter(v, w): v must be callable");
  return calliter_new(vm, args[0], args[1]);
}

// One step that tells what a generator returned; V_ABSENT with or without an exception at the end.
static Value next_step(VM *vm, Value it) {
  if (!is_kind(it, KIND_GENERATOR)) {
    UnaryFn next = type_of_get(vm, it)->slots.next;
    return next ? next(vm, it) : raise_type(vm, "'%T' object is not an iterator", it);
  }
  Value result;
  GenStatus status = gen_send(vm, (Generator *)as_obj(it), V_NONE, &result);
  if (status == GEN_YIELDED) return result;
  if (status == GEN_RAISED) return V_ABSENT;
  raise_stop_iteration(vm, result);
  release(vm, result);
  return V_ABSENT;
}

static Value f_next(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value v = next_step(vm, args[0]);
  if (LIKELY(v != V_ABSENT)) return v;
  if (!args[1]) return has_error(vm) ? V_ABSENT : raise_stop_iteration(vm, V_NONE);
  if (has_error(vm) && !error_clear_if(vm, EXC_StopIteration)) return V_ABSENT;
  return retain(args[1]);
}

// Whether an item has the truth that decides: any() and all().
static Value truth_found(VM *vm, Value iterable, int wanted) {
  Value it = obj_iter(vm, iterable), v;
  if (!it) return V_ABSENT;
  int truth = !wanted;
  while (truth == !wanted && (v = obj_next(vm, it))) {
    truth = obj_truthy(vm, v);
    release(vm, v);
  }
  release(vm, it);
  if (truth < 0 || has_error(vm)) return V_ABSENT;
  return from_bool(truth);
}

static Value f_all(VM *vm, Value *args, uint32_t argc) { return (void)argc, truth_found(vm, args[0], 0); }
static Value f_any(VM *vm, Value *args, uint32_t argc) { return (void)argc, truth_found(vm, args[0], 1); }

static Value f_len(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t len = obj_len(vm, args[0]);
  return len < 0 ? V_ABSENT : int_from_i64(vm, len);
}

static bool sort_keywords(VM *vm, const Value *values, Tuple *kwnames, Value *key, int *reverse) {
  for (size_t i = 0; kwnames && i < kwnames->len; i++) {
    Str *name = as_str(kwnames->items[i]);
    if (str_is(name, "key")) *key = values[i];
    else if (str_is(name, "reverse")) *reverse = obj_truthy(vm, values[i]);
    else return args_unexpected(vm, "sort", "(*, key, reverse)", kwnames, name), false;
    if (*reverse < 0) return false;
  }
  return true;
}

static Value f_sorted(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  Value key = V_ABSENT;
  int reverse = 0;
  if (!args_count(vm, "sorted", argc, 1, 1)) return V_ABSENT;
  Value list = sequence_list(vm, args[0]);
  if (!list) return V_ABSENT;
  if (sort_keywords(vm, args + argc, kwnames, &key, &reverse) && list_sort(vm, as_list(list), key, reverse)) return list;
  release(vm, list);
  return V_ABSENT;
}

// ---- about one object

static Value f_repr(VM *vm, Value *args, uint32_t argc) { return (void)argc, obj_repr(vm, args[0]); }
static Value f_ascii(VM *vm, Value *args, uint32_t argc) { return (void)argc, obj_ascii(vm, args[0]); }

static Value f_format(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (args[1] && !is_str(args[1])) return raise_type(vm, "format() argument 2 must be str, not %T", args[1]);
  return obj_format(vm, args[0], args[1]);
}

static Value f_hash(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t hash;
  return obj_hash(vm, args[0], &hash) ? int_from_i64(vm, hash) : V_ABSENT;
}

// Heap objects are told apart by their address; a value that is its own bits, by those.
static Value f_id(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return int_from_u64(vm, args[0]);
}

static Value f_callable(VM *vm, Value *args, uint32_t argc) { return (void)argc, from_bool(obj_is_callable(vm, args[0])); }

static Value f_isinstance(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int is = obj_isinstance(vm, args[0], args[1]);
  return is < 0 ? V_ABSENT : from_bool(is);
}

static Value f_issubclass(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int is = obj_issubclass(vm, args[0], args[1]);
  return is < 0 ? V_ABSENT : from_bool(is);
}

// exit() and quit(), which CPython's `site` adds.
static Value f_exit(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return raise_with(vm, EXC_SystemExit, args[0] ? retain(args[0]) : V_NONE);
}

static Value say(VM *vm, const char *text) {
  Value line = str_from_c(vm, text), print = line ? builtin_named(vm, "print") : V_ABSENT;
  Value result = print ? obj_call(vm, print, &line, 1) : V_ABSENT;
  release(vm, line);
  release(vm, print);
  return result;
}

static Value f_copyright(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, say(vm, "Copyright (c) the Aster authors."); }
static Value f_credits(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, say(vm, "Aster stands on Python's language and library."); }
static Value f_license(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, say(vm, "Aster is under the MIT licence."); }

// The docstring of an object, under its repr.
static Value f_help(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!args[0]) return say(vm, "Type help(object) for an object's documentation.");
  Value doc = obj_getattr_opt(vm, args[0], vm->names.dunder_doc);
  if (!doc && has_error(vm)) return V_ABSENT;
  Value text = is_str(doc) ? str_format_c(vm, "Help on %R:\n\n%S\n", args[0], doc) : str_format_c(vm, "Help on %R.", args[0]);
  release(vm, doc);
  Value print = text ? builtin_named(vm, "print") : V_ABSENT, result = print ? obj_call(vm, print, &text, 1) : V_ABSENT;
  release(vm, print);
  release(vm, text);
  return result;
}

// ---- the table

static const NativeDef functions[] = {
  {"__build_class__", "(func, name, /, *bases, metaclass=None, **kwds)", NATIVE_RAW(builtin_build_class), NATIVE_KW,
   "__build_class__(func, name, /, *bases, [metaclass], **kwds) -> class\n\nInternal helper function used by the class statement."},
  {"__import__", "(name, globals=None, locals=None, fromlist=(), level=0)", builtin_import, 0,
   "Import a module.\n\nBecause this function is meant for use by the Python\n"
   "interpreter and not for general use, it is better to use\nimportlib.import_module() to programmatically import a module."},
  {"abs", "(x, /)", builtin_abs, 0, "Return the absolute value of the argument."},
  {"aiter", "(async_iterable, /)", builtin_aiter, 0, "Return an AsyncIterator for an AsyncIterable object."},
  {"all", "(iterable, /)", f_all, 0,
   "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True."},
  {"anext", "(aiterator, default=<unrepresentable>, /)", builtin_anext, 0, "Return the next item from the async iterator."},
  {"any", "(iterable, /)", f_any, 0,
   "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False."},
  {"ascii", "(obj, /)", f_ascii, 0, "Return an ASCII-only representation of an object."},
  {"bin", "(number, /)", builtin_bin, 0, "Return the binary representation of an integer.\n\n   >>> bin(2796202)\n   '0b1010101010101010101010'"},
  {"breakpoint", "(*args, **kws)", NATIVE_RAW(builtin_breakpoint), NATIVE_KW, "Call sys.breakpointhook(*args, **kws)."},
  {"callable", "(obj, /)", f_callable, 0, "Return whether the object is callable (i.e., some kind of function)."},
  {"chr", "(i, /)", builtin_chr, 0, "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff."},
  {"compile", "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)", builtin_compile, 0,
   "Compile source into a code object that can be executed by exec() or eval()."},
  {"copyright", "()", f_copyright, 0, "Print who holds the copyright."},
  {"credits", "()", f_credits, 0, "Print whom Aster owes thanks."},
  {"delattr", "(obj, name, /)", f_delattr, 0, "Deletes the named attribute from the given object."},
  {"dir", "(object=<unrepresentable>, /)", builtin_dir, 0, "Return the names in the current scope, or the attributes of an object."},
  {"divmod", "(x, y, /)", builtin_divmod, 0, "Return the tuple (x//y, x%y).  Invariant: div*y + mod == x."},
  {"eval", "(source, /, globals=None, locals=None)", builtin_eval, 0, "Evaluate the given source in the context of globals and locals."},
  {"exec", "(source, /, globals=None, locals=None, *, closure=None)", builtin_exec, 0,
   "Execute the given source in the context of globals and locals."},
  {"exit", "(code=None)", f_exit, 0, "Raise SystemExit(code)."},
  {"format", "(value, format_spec='', /)", f_format, 0, "Return type(value).__format__(value, format_spec)"},
  {"getattr", "(object, name, default=<unrepresentable>, /)", f_getattr, 0,
   "getattr(object, name[, default]) -> value\n\nGet a named attribute from an object; getattr(x, 'y') is equivalent to x.y."},
  {"globals", "()", builtin_globals, 0, "Return the dictionary containing the current scope's global variables."},
  {"hasattr", "(obj, name, /)", f_hasattr, 0, "Return whether the object has an attribute with the given name."},
  {"hash", "(obj, /)", f_hash, 0, "Return the hash value for the given object."},
  {"help", "(object=<unrepresentable>, /)", f_help, 0, "Print the documentation of an object."},
  {"hex", "(number, /)", builtin_hex, 0, "Return the hexadecimal representation of an integer.\n\n   >>> hex(12648430)\n   '0xc0ffee'"},
  {"id", "(obj, /)", f_id, 0, "Return the identity of an object."},
  {"input", BUILTIN_INPUT_SIG, builtin_input, 0, "Read a string from standard input.  The trailing newline is stripped."},
  {"isinstance", "(obj, class_or_tuple, /)", f_isinstance, 0, "Return whether an object is an instance of a class or of a subclass thereof."},
  {"issubclass", "(cls, class_or_tuple, /)", f_issubclass, 0, "Return whether 'cls' is derived from another class or is the same class."},
  {"iter", "(object, sentinel=<unrepresentable>, /)", f_iter, 0,
   "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nGet an iterator from an object."},
  {"len", "(obj, /)", f_len, 0, "Return the number of items in a container."},
  {"license", "()", f_license, 0, "Print the licence."},
  {"locals", "()", builtin_locals, 0, "Return a dictionary containing the current scope's local variables."},
  {"max", "(*args, key=None, default=<unrepresentable>)", NATIVE_RAW(builtin_max), NATIVE_KW,
   "max(iterable, *[, default=obj, key=func]) -> value\nmax(arg1, arg2, *args, *[, key=func]) -> value"},
  {"min", "(*args, key=None, default=<unrepresentable>)", NATIVE_RAW(builtin_min), NATIVE_KW,
   "min(iterable, *[, default=obj, key=func]) -> value\nmin(arg1, arg2, *args, *[, key=func]) -> value"},
  {"next", "(iterator, default=<unrepresentable>, /)", f_next, 0, "next(iterator[, default])\n\nReturn the next item from the iterator."},
  {"oct", "(number, /)", builtin_oct, 0, "Return the octal representation of an integer.\n\n   >>> oct(342391)\n   '0o1234567'"},
  {"open", BUILTIN_OPEN_SIG, builtin_open, 0, "Open file and return a stream.  Raise OSError upon failure."},
  {"ord", "(c, /)", builtin_ord, 0, "Return the Unicode code point for a one-character string."},
  {"pow", "(base, exp, mod=None)", builtin_pow, 0, "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments."},
  {"print", BUILTIN_PRINT_SIG, NATIVE_RAW(builtin_print), NATIVE_KW, "Prints the values to a stream, or to sys.stdout by default."},
  {"quit", "(code=None)", f_exit, 0, "Raise SystemExit(code)."},
  {"repr", "(obj, /)", f_repr, 0, "Return the canonical string representation of the object."},
  {"round", "(number, ndigits=None)", builtin_round, 0, "Round a number to a given precision in decimal digits."},
  {"setattr", "(obj, name, value, /)", f_setattr, 0, "Sets the named attribute on the given object to the specified value."},
  {"sorted", "(iterable, /, *, key=None, reverse=False)", NATIVE_RAW(f_sorted), NATIVE_KW,
   "Return a new list containing all items from the iterable in ascending order."},
  {"sum", "(iterable, /, start=0)", builtin_sum, 0, "Return the sum of a 'start' value (default: 0) plus an iterable of numbers"},
  {"vars", "(object=<unrepresentable>, /)", builtin_vars, 0, "vars([object]) -> dictionary"},
  {NULL, NULL, NULL, 0, NULL},
};

static bool add_functions(VM *vm, Dict *d) {
  for (const NativeDef *def = functions; def->name; def++) {
    Value f = native_new(vm, def, V_ABSENT, NULL);
    if (!f) return false;
    Native *native = (Native *)as_obj(f);
    if (!native->module) native->module = retain_obj(vm->names.builtins);
    if (!dict_set_c(vm, d, def->name, f)) return false;
  }
  return true;
}

static bool add_types(VM *vm, Dict *d) {
  Types *t = &vm->types;
  Type *const types[] = {
    t->bool_, t->bytearray, t->bytes, t->classmethod, t->complex, t->dict, t->enumerate, t->filter, t->float_, t->frozenset, t->int_,
    t->list, t->map, t->memoryview, t->object, t->property, t->range, t->reversed, t->set, t->slice, t->staticmethod, t->str, t->super,
    t->tuple, t->type, t->zip,
  };
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (!dict_set_name(vm, d, types[i]->name, from_obj(types[i]))) return false;
  return true;
}

// ---- exceptions: each is put into the dict when its name is asked for there

static const char *exception_name(int i) { return i < EXC_COUNT ? error_type_names[i] : i == EXC_COUNT ? "EnvironmentError" : "IOError"; }

static bool exception_add(VM *vm, int i) {
  uint64_t bit = UINT64_C(1) << (i & 63), *shown = &vm->exc_shown[i >> 6];
  if (*shown & bit) return true;
  Type *type = error_type_make(vm, i < EXC_COUNT ? (ExcId)i : EXC_OSError);
  if (!type || !dict_set_c(vm, vm->builtins, exception_name(i), retain_obj(type))) return false;
  *shown |= bit;
  return true;
}

bool builtins_rest(VM *vm, Module *module, Str *name) {
  enum { ALL = EXC_COUNT + 2 };
  for (int i = 0; i < ALL; i++) {
    if (name && !str_is(name, exception_name(i))) continue;
    if (!exception_add(vm, i)) return false;
  }
  if (!name && module) module->rest = NULL;
  return true;
}

Value builtins_get(VM *vm, Dict *builtins, Str *name) {
  Value v = dict_get_name(vm, builtins, name);
  if (LIKELY(v != V_ABSENT) || builtins != vm->builtins || !builtins_rest(vm, NULL, name)) return v;
  return dict_get_name(vm, builtins, name);
}

Dict *builtins_shown_get(VM *vm, Dict *builtins) { return builtins != vm->builtins || builtins_rest(vm, NULL, NULL) ? builtins : NULL; }

static bool add_constants(VM *vm, Dict *d) {
  return dict_set_c(vm, d, "None", V_NONE) && dict_set_c(vm, d, "True", V_TRUE) && dict_set_c(vm, d, "False", V_FALSE) &&
         dict_set_c(vm, d, "Ellipsis", V_ELLIPSIS) && dict_set_c(vm, d, "NotImplemented", V_NOTIMPL) &&
         dict_set_c(vm, d, "__debug__", from_bool(!vm->config.optimize)) &&
         dict_set_c(vm, d, "__name__", retain_obj(vm->names.builtins)) && dict_set_c(vm, d, "__package__", retain_obj(vm->names.empty)) &&
         dict_set_c(vm, d, "__loader__", V_NONE) && dict_set_c(vm, d, "__spec__", V_NONE) &&
         dict_set_c(vm, d, "__doc__", str_from_c(vm, "Built-in functions, types, exceptions, and other objects."));
}

bool builtins_init(VM *vm) {
  if (!builtins_types_init(vm)) return false;
  if (!vm->builtins && !(vm->builtins = dict_new_sized(vm, 200))) return false;
  return add_constants(vm, vm->builtins) && add_functions(vm, vm->builtins) && add_types(vm, vm->builtins);
}
