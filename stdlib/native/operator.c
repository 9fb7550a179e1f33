// SPDX-License-Identifier: MIT
// operator.c - module `operator`: Python's operators as functions, and itemgetter, attrgetter, methodcaller.
#include "vm/core/builtins.h"

// ---- operators; each row of a table below makes a function

#define BINARY(name, op) \
  static Value op_##name(VM *vm, Value *args, uint32_t argc) { return (void)argc, obj_binary(vm, args[0], args[1], op); } \
  static Value op_i##name(VM *vm, Value *args, uint32_t argc) { return (void)argc, obj_binary(vm, args[0], args[1], (op) | BIN_INPLACE); }
BINARY(add, BIN_ADD)
BINARY(sub, BIN_SUB)
BINARY(mul, BIN_MUL)
BINARY(truediv, BIN_TRUEDIV)
BINARY(floordiv, BIN_FLOORDIV)
BINARY(mod, BIN_MOD)
BINARY(matmul, BIN_MATMUL)
BINARY(lshift, BIN_LSHIFT)
BINARY(rshift, BIN_RSHIFT)
BINARY(and, BIN_AND)
BINARY(or, BIN_OR)
BINARY(xor, BIN_XOR)
BINARY(pow, BIN_POW)

#define COMPARE(name, op) \
  static Value op_##name(VM *vm, Value *args, uint32_t argc) { return (void)argc, obj_compare(vm, args[0], args[1], op); }
COMPARE(lt, CMP_LT)
COMPARE(le, CMP_LE)
COMPARE(eq, CMP_EQ)
COMPARE(ne, CMP_NE)
COMPARE(ge, CMP_GE)
COMPARE(gt, CMP_GT)

#define UNARY(name, op) \
  static Value op_##name(VM *vm, Value *args, uint32_t argc) { return (void)argc, obj_unary(vm, args[0], op); }
UNARY(neg, UN_NEG)
UNARY(pos, UN_POS)
UNARY(invert, UN_INVERT)
UNARY(abs, UN_ABS)

static Value op_truth(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int truth = obj_truthy(vm, args[0]);
  return truth < 0 ? V_ABSENT : from_bool(truth);
}

static Value op_not(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int truth = obj_truthy(vm, args[0]);
  return truth < 0 ? V_ABSENT : from_bool(!truth);
}

static Value op_is(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, from_bool(args[0] == args[1]); }
static Value op_is_not(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)argc, from_bool(args[0] != args[1]); }
static Value op_index(VM *vm, Value *args, uint32_t argc) { return (void)argc, obj_index(vm, args[0]); }
static Value op_getitem(VM *vm, Value *args, uint32_t argc) { return (void)argc, obj_getitem(vm, args[0], args[1]); }

static Value op_setitem(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return obj_setitem(vm, args[0], args[1], args[2]) ? V_NONE : V_ABSENT;
}

static Value op_delitem(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return obj_delitem(vm, args[0], args[1]) ? V_NONE : V_ABSENT;
}

static Value op_contains(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int in = obj_contains(vm, args[0], args[1]);
  return in < 0 ? V_ABSENT : from_bool(in);
}

static Value concat(VM *vm, Value *args, int op) {
  Type *a = type_of_get(vm, args[0]);
  if (!a->slots.getitem || is_dict(args[0])) return raise_type(vm, "'%T' object can't be concatenated", args[0]);
  return obj_binary(vm, args[0], args[1], op);
}

static Value op_concat(VM *vm, Value *args, uint32_t argc) { return (void)argc, concat(vm, args, BIN_ADD); }
static Value op_iconcat(VM *vm, Value *args, uint32_t argc) { return (void)argc, concat(vm, args, BIN_ADD | BIN_INPLACE); }

// Walks `iterable` for items equal to x: the first one's position, or how many. -1: exception or (position) none.
static Value search(VM *vm, Value iterable, Value x, bool count) {
  Value it = obj_iter(vm, iterable), v;
  if (!it) {
    if (error_clear_if(vm, EXC_TypeError)) raise_type(vm, "argument of type '%T' is not iterable", iterable);
    return V_ABSENT;
  }
  int64_t n = 0, found = 0;
  int eq = 0;
  for (; eq >= 0 && (v = obj_next(vm, it)); n++) {
    eq = list_item_equal(vm, v, x);
    release(vm, v);
    if (eq > 0 && !count) break;
    found += eq > 0;
  }
  release(vm, it);
  if (eq < 0 || has_error(vm)) return V_ABSENT;
  if (count) return from_int(found);
  return eq > 0 ? from_int(n) : raise_value(vm, "sequence.index(x): x not in sequence");
}

static Value op_index_of(VM *vm, Value *args, uint32_t argc) { return (void)argc, search(vm, args[0], args[1], false); }
static Value op_count_of(VM *vm, Value *args, uint32_t argc) { return (void)argc, search(vm, args[0], args[1], true); }

static Value op_length_hint(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t otherwise = 0;
  if (args[1] && !is_integer(args[1])) return raise_type(vm, "'%T' object cannot be interpreted as an integer", args[1]);
  if (args[1] && !obj_index_i64(vm, args[1], &otherwise)) return V_ABSENT;
  int64_t hint = obj_length_hint(vm, args[0], otherwise);
  return hint < 0 && has_error(vm) ? V_ABSENT : int_from_i64(vm, hint);
}

static Value call_with(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  if (argc == 0) return raise_type(vm, "call expected at least 1 argument, got 0");
  return obj_call_kw(vm, args[0], args + 1, argc - 1, kwnames);
}

// Takes the same time wherever two strings of equal length differ.
static Value op_compare_digest(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value a = args[0], b = args[1];
  Buffer x = {.owner = V_ABSENT}, y = {.owner = V_ABSENT};
  bool text = is_str(a) && is_str(b);
  if (text && !(as_str(a)->ascii && as_str(b)->ascii)) return raise_type(vm, "comparing strings with non-ASCII characters is not supported");
  if (!text && (!buffer_try(vm, a, &x) || !buffer_try(vm, b, &y))) {
    if (x.owner) buffer_release(vm, &x);
    return raise_type(vm, "unsupported operand types(s) or combination of types: '%T' and '%T'", a, b);
  }
  const uint8_t *p = text ? as_str(a)->data : x.data, *q = text ? as_str(b)->data : y.data;
  size_t m = text ? as_str(a)->len : x.len, n = text ? as_str(b)->len : y.len;
  unsigned differ = m != n;
  for (size_t i = 0; i < n; i++) differ |= (m == n ? p[i] : q[i]) ^ q[i];
  if (!text) buffer_release(vm, &x), buffer_release(vm, &y);
  return from_bool(differ == 0);
}

// ---- the three kinds of getter: one layout, a tuple of what to get

typedef struct Getter {
  Object header;
  Tuple *what;    // items; dotted names, each a tuple of strs; methodcaller: the arguments
  Str *name;      // methodcaller's
  Dict *kwargs;   // methodcaller's, or NULL
} Getter;

static Getter *as_getter(Value v) { return (Getter *)as_obj(v); }

static void getter_free(VM *vm, Object *o) {
  Getter *g = (Getter *)o;
  CLEAR_REF(vm, g->what);
  CLEAR_REF(vm, g->name);
  CLEAR_REF(vm, g->kwargs);
}

static void getter_traverse(Object *o, VisitFn visit, void *arg) {
  Getter *g = (Getter *)o;
  if (g->what) visit(arg, from_obj(g->what));
  if (g->kwargs) visit(arg, from_obj(g->kwargs));
}

static Value getter_new(VM *vm, Type *type, Value what) {
  Value self = what ? instance_new(vm, type) : V_ABSENT;
  if (!self) return release(vm, what), V_ABSENT;
  as_getter(self)->what = as_tuple(what);
  return self;
}

static bool one_argument(VM *vm, const char *name, uint32_t argc, Tuple *kwnames) {
  if (!args_no_keywords(vm, name, kwnames)) return false;
  return argc == 1 || (raise_type(vm, "%s expected 1 argument, got %u", name, argc), false);
}

// One result, or a tuple of what `get` gives for each part.
static Value gather(VM *vm, Getter *g, Value o, Value (*get)(VM *vm, Value o, Value part)) {
  if (g->what->len == 1) return get(vm, o, g->what->items[0]);
  Tuple *t = tuple_new_uninit(vm, g->what->len);
  for (size_t i = 0; t && i < g->what->len; i++) {
    if ((t->items[i] = get(vm, o, g->what->items[i]))) continue;
    decref(vm, t);
    return V_ABSENT;
  }
  return from_obj(t);
}

static Value itemgetter_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!(type->flags & TYPE_HEAP) && !args_no_keywords(vm, "itemgetter", kwnames)) return V_ABSENT;
  if (argc == 0) return raise_type(vm, "itemgetter expected at least 1 argument, got 0");
  return getter_new(vm, type, tuple_from(vm, args, argc));
}

static Value itemgetter_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!one_argument(vm, "itemgetter", argc, kwnames)) return V_ABSENT;
  Tuple *what = as_getter(self)->what;
  if (what->len == 1 && is_int(what->items[0]) && is_heap(args[0]) && as_obj(args[0])->shape == vm->shape.tuple) {
    int64_t i = as_int(what->items[0]);
    if (i >= 0 && (size_t)i < as_tuple(args[0])->len) return retain(as_tuple(args[0])->items[i]);
  }
  return gather(vm, as_getter(self), args[0], obj_getitem);
}

// "a.b.c" as a tuple of interned strs.
static Value split_name(VM *vm, Value name) {
  if (!is_str(name)) return raise_type(vm, "attribute name must be a string");
  Str *s = as_str(name);
  Value list = list_new(vm, 1);
  bool ok = list != V_ABSENT;
  for (size_t start = 0, end; ok && start <= s->len; start = end + 1) {
    for (end = start; end < s->len && str_char(s, end) != '.';) end++;
    Value part = str_slice(vm, s, start, end);
    Str *interned = part ? str_intern_steal(vm, as_str(part)) : NULL;
    ok = interned && list_append_steal(vm, as_list(list), from_obj(interned));
  }
  Value parts = ok ? list_to_tuple(vm, as_list(list)) : V_ABSENT;
  release(vm, list);
  return parts;
}

static Value attrgetter_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!args_no_keywords(vm, "attrgetter", kwnames)) return V_ABSENT;
  if (argc == 0) return raise_type(vm, "attrgetter expected at least 1 argument, got 0");
  Tuple *what = tuple_new_uninit(vm, argc);
  for (uint32_t i = 0; what && i < argc; i++) {
    if ((what->items[i] = split_name(vm, args[i]))) continue;
    decref(vm, what);
    return V_ABSENT;
  }
  return getter_new(vm, type, from_obj(what));
}

static Value get_dotted(VM *vm, Value o, Value parts) {
  retain(o);
  for (size_t i = 0; o && i < as_tuple(parts)->len; i++) {
    Value next = obj_getattr(vm, o, as_str(as_tuple(parts)->items[i]));
    release(vm, o);
    o = next;
  }
  return o;
}

static Value attrgetter_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!one_argument(vm, "attrgetter", argc, kwnames)) return V_ABSENT;
  return gather(vm, as_getter(self), args[0], get_dotted);
}

static Value methodcaller_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (argc == 0) return raise_type(vm, "methodcaller needs at least one argument, the method name");
  if (!is_str(args[0])) return raise_type(vm, "method name must be a string");
  Value self = getter_new(vm, type, tuple_from(vm, args + 1, argc - 1));
  if (!self) return V_ABSENT;
  Getter *g = as_getter(self);
  bool ok = (g->name = builtins_attr_name(vm, args[0])) != NULL;
  if (ok && kwnames && kwnames->len) {
    ok = (g->kwargs = dict_new(vm)) != NULL;
    for (size_t i = 0; ok && i < kwnames->len; i++) ok = dict_set(vm, g->kwargs, kwnames->items[i], args[argc + i]);
  }
  if (ok) return self;
  release(vm, self);
  return V_ABSENT;
}

static Value methodcaller_call(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!one_argument(vm, "methodcaller", argc, kwnames)) return V_ABSENT;
  Getter *g = as_getter(self);
  if (!g->kwargs) return obj_call_method(vm, args[0], g->name, g->what->items, (uint32_t)g->what->len);
  Value method = obj_getattr(vm, args[0], g->name);
  if (!method) return V_ABSENT;
  Value result = obj_call_ex(vm, method, g->what, g->kwargs);
  release(vm, method);
  return result;
}

// ---- repr and pickling

static bool repr_part(VM *vm, StrBuilder *sb, Value part) {
  if (!is_tuple(part)) return sb_value_repr(sb, part);
  Value dot = str_from_c(vm, "."), name = V_ABSENT;
  if (dot) name = str_join(vm, as_str(dot), as_tuple(part)->items, as_tuple(part)->len);
  bool ok = name && sb_value_repr(sb, name);
  release(vm, dot);
  release(vm, name);
  return ok;
}

static bool repr_keywords(StrBuilder *sb, const Dict *kwargs) {
  Value key, value;
  bool ok = true;
  for (uint32_t pos = 0; ok && kwargs && dict_step(kwargs, &pos, &key, &value);) {
    sb_ascii(sb, ", ", 2);
    sb_str(sb, as_str(key));
    sb_char(sb, '=');
    ok = sb_value_repr(sb, value);
  }
  return ok;
}

static Value getter_repr(VM *vm, Value self) {
  Getter *g = as_getter(self);
  Type *type = obj_type(&g->header);
  ReprGuard guard;
  if (!repr_enter(vm, &guard, g)) return str_format_c(vm, "operator.%U(...)", type->name);
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_c(&sb, "operator.");
  sb_str(&sb, type->name);
  sb_char(&sb, '(');
  bool ok = !g->name || sb_value_repr(&sb, from_obj(g->name));
  bool dotted = str_is(type->name, "attrgetter");
  for (size_t i = 0; ok && i < g->what->len; i++) {
    if (i || g->name) sb_ascii(&sb, ", ", 2);
    ok = dotted ? repr_part(vm, &sb, g->what->items[i]) : sb_value_repr(&sb, g->what->items[i]);
  }
  ok = ok && repr_keywords(&sb, g->kwargs);
  repr_leave(vm, &guard);
  if (!ok) return sb_discard(&sb), V_ABSENT;
  sb_char(&sb, ')');
  return sb_finish(&sb);
}

static Value itemgetter_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  return tuple_pack(vm, 2, from_obj(obj_type(as_obj(args[0]))), from_obj(as_getter(args[0])->what));
}

static Value attrgetter_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Tuple *what = as_getter(args[0])->what, *names = tuple_new_uninit(vm, what->len);
  Value dot = str_from_c(vm, "."), result = V_ABSENT;
  bool ok = names && dot;
  for (size_t i = 0; ok && i < what->len; i++)
    ok = (names->items[i] = str_join(vm, as_str(dot), as_tuple(what->items[i])->items, as_tuple(what->items[i])->len)) != V_ABSENT;
  if (ok) result = tuple_pack(vm, 2, from_obj(obj_type(as_obj(args[0]))), from_obj(names));
  release(vm, dot);
  xdecref(vm, names);
  return result;
}

static Value methodcaller_reduce(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Getter *g = as_getter(args[0]);
  Value type = from_obj(obj_type(&g->header)), result = V_ABSENT;
  Tuple *all = tuple_new_uninit(vm, g->what->len + 1);
  if (!all) return V_ABSENT;
  all->items[0] = retain_obj(g->name);
  for (size_t i = 0; i < g->what->len; i++) all->items[i + 1] = retain(g->what->items[i]);
  if (!g->kwargs) {
    result = tuple_pack(vm, 2, type, from_obj(all));
  } else {
    Value partial = import_attr(vm, "functools", "partial"), head = tuple_pack(vm, 2, type, from_obj(g->name)), maker = V_ABSENT;
    if (partial && head) maker = obj_call_ex(vm, partial, as_tuple(head), g->kwargs);
    if (maker) result = tuple_pack(vm, 2, maker, from_obj(g->what));
    release(vm, partial);
    release(vm, head);
    release(vm, maker);
  }
  decref(vm, all);
  return result;
}

#define GETTER_SPEC(id, text, words, new_fn, call_fn, reduce_fn) \
  static const NativeDef id##_methods[] = { \
    {"__reduce__", "($self, /)", reduce_fn, 0, "Return state information for pickling"}, {NULL, NULL, NULL, 0, NULL}}; \
  static const TypeSpec id##_spec = { \
    .name = "operator." text, .doc = words, .flags = TYPE_BASE | TYPE_GC, .basicsize = sizeof(Getter), .methods = id##_methods, \
    .slots = {.new = new_fn, .call = call_fn, .repr = getter_repr, .free = getter_free, .traverse = getter_traverse}}
GETTER_SPEC(itemgetter, "itemgetter", "Return a callable object that fetches the given item(s) from its operand.", itemgetter_new,
            itemgetter_call, itemgetter_reduce);
GETTER_SPEC(attrgetter, "attrgetter", "Return a callable object that fetches the given attribute(s) from its operand.", attrgetter_new,
            attrgetter_call, attrgetter_reduce);
GETTER_SPEC(methodcaller, "methodcaller", "Return a callable object that calls the given method on its operand.", methodcaller_new,
            methodcaller_call, methodcaller_reduce);

// ---- the module

#define TWO(name, fn, doc) {name, "(a, b, /)", fn, 0, doc}
#define BOTH(text, id, doc) TWO(#text, op_##id, "Same as a " doc " b."), TWO("__" #id "__", op_##id, "Same as a " doc " b."), \
  TWO("i" #id, op_i##id, "Same as a " doc "= b."), TWO("__i" #id "__", op_i##id, "Same as a " doc "= b.")
#define RELATION(id, doc) TWO(#id, op_##id, "Same as a " doc " b."), TWO("__" #id "__", op_##id, "Same as a " doc " b.")
#define ONE(name, fn, doc) {name, "(a, /)", fn, 0, doc}

static const NativeDef operator_functions[] = {
  BOTH(add, add, "+"), BOTH(sub, sub, "-"), BOTH(mul, mul, "*"), BOTH(truediv, truediv, "/"), BOTH(floordiv, floordiv, "//"),
  BOTH(mod, mod, "%"), BOTH(matmul, matmul, "@"), BOTH(lshift, lshift, "<<"), BOTH(rshift, rshift, ">>"), BOTH(and_, and, "&"),
  BOTH(or_, or, "|"), BOTH(xor, xor, "^"), BOTH(pow, pow, "**"),
  RELATION(lt, "<"), RELATION(le, "<="), RELATION(eq, "=="), RELATION(ne, "!="), RELATION(ge, ">="), RELATION(gt, ">"),
  ONE("neg", op_neg, "Same as -a."), ONE("__neg__", op_neg, "Same as -a."), ONE("pos", op_pos, "Same as +a."),
  ONE("__pos__", op_pos, "Same as +a."), ONE("inv", op_invert, "Same as ~a."), ONE("__inv__", op_invert, "Same as ~a."),
  ONE("invert", op_invert, "Same as ~a."), ONE("__invert__", op_invert, "Same as ~a."), ONE("abs", op_abs, "Same as abs(a)."),
  ONE("__abs__", op_abs, "Same as abs(a)."), ONE("truth", op_truth, "Return True if a is true, False otherwise."),
  ONE("not_", op_not, "Same as not a."), ONE("__not__", op_not, "Same as not a."), ONE("index", op_index, "Same as a.__index__()"),
  ONE("__index__", op_index, "Same as a.__index__()"), TWO("is_", op_is, "Same as a is b."), TWO("is_not", op_is_not, "Same as a is not b."),
  TWO("getitem", op_getitem, "Same as a[b]."), TWO("__getitem__", op_getitem, "Same as a[b]."),
  {"setitem", "(a, b, c, /)", op_setitem, 0, "Same as a[b] = c."}, {"__setitem__", "(a, b, c, /)", op_setitem, 0, "Same as a[b] = c."},
  TWO("delitem", op_delitem, "Same as del a[b]."), TWO("__delitem__", op_delitem, "Same as del a[b]."),
  TWO("contains", op_contains, "Same as b in a (note reversed operands)."), TWO("__contains__", op_contains, "Same as b in a (note reversed operands)."),
  TWO("concat", op_concat, "Same as a + b, for a and b sequences."), TWO("__concat__", op_concat, "Same as a + b, for a and b sequences."),
  TWO("iconcat", op_iconcat, "Same as a += b, for a and b sequences."), TWO("__iconcat__", op_iconcat, "Same as a += b, for a and b sequences."),
  TWO("indexOf", op_index_of, "Return the first index of b in a."), TWO("countOf", op_count_of, "Return the number of items in a which are, or which equal, b."),
  {"length_hint", "(obj, default=0, /)", op_length_hint, 0, "Return an estimate of the number of items in obj."},
  {"call", "(obj, /, *args, **kwargs)", NATIVE_RAW(call_with), NATIVE_KW, "Same as obj(*args, **kwargs)."},
  {"__call__", "(obj, /, *args, **kwargs)", NATIVE_RAW(call_with), NATIVE_KW, "Same as obj(*args, **kwargs)."},
  TWO("_compare_digest", op_compare_digest, "Return 'a == b'."),
  {NULL, NULL, NULL, 0, NULL},
};

static const char *const exported[] = {
  "abs", "add", "and_", "attrgetter", "call", "concat", "contains", "countOf", "delitem", "eq", "floordiv", "ge", "getitem", "gt", "iadd",
  "iand", "iconcat", "ifloordiv", "ilshift", "imatmul", "imod", "imul", "index", "indexOf", "inv", "invert", "ior", "ipow", "irshift",
  "is_", "is_not", "isub", "itemgetter", "itruediv", "ixor", "le", "length_hint", "lshift", "lt", "matmul", "methodcaller", "mod", "mul",
  "ne", "neg", "not_", "or_", "pos", "pow", "rshift", "setitem", "sub", "truediv", "truth", "xor",
};

static bool operator_init(VM *vm, Module *m) {
  if (!module_add_type(vm, m, type_from_spec(vm, &itemgetter_spec, NULL)) || !module_add_type(vm, m, type_from_spec(vm, &attrgetter_spec, NULL)) ||
      !module_add_type(vm, m, type_from_spec(vm, &methodcaller_spec, NULL))) return false;
  Value all = list_new(vm, sizeof exported / sizeof *exported);
  for (size_t i = 0; all && i < sizeof exported / sizeof *exported; i++) {
    Value name = str_from_c(vm, exported[i]);
    if (name && list_append_steal(vm, as_list(all), name)) continue;
    release(vm, all);
    return false;
  }
  return module_add(vm, m, "__all__", all);
}

const ModuleDef operator_module = {"operator", "Operator interface.", operator_functions, operator_init};
