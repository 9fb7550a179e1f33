// SPDX-License-Identifier: MIT
// test_type.c - functions, modules and classes in C, as scripts see them; C that calls script that calls C.
#include "tests/api/api.h"

// ---- functions

static AsterValue add(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)argc;
  int64_t a, b = 10;
  if (!aster_get_int(vm, args[0], &a) || (aster_given(args[1]) && !aster_get_int(vm, args[1], &b))) return aster_absent();
  return aster_int_new(vm, a + b);
}

static AsterValue count_rest(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)args;
  return aster_int_new(vm, argc - 1);
}

static AsterValue again(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)argc;
  return aster_call(vm, args[0], &args[1], 1);
}

static AsterValue fails(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)args, (void)argc;
  return aster_raise(vm, "LookupError", "from C");
}

static const AsterFunction functions[] = {
  {"add", "(a, /, b=10)", add, 0, "Adds."},
  {"count", "(first, *rest)", count_rest, 0, NULL},
  {"again", "(f, x)", again, 0, NULL},
  {"fails", "()", fails, 0, NULL},
  {0},
};

static void expect(AsterVM *vm, const char *expression, const char *repr) {
  cr_assert(api_is(vm, aster_eval(vm, expression, NULL), repr), "%s", expression);
}

static void expect_error(AsterVM *vm, const char *expression, const char *type, const char *text) {
  cr_assert(!aster_ok(aster_eval(vm, expression, NULL)), "%s", expression);
  cr_assert(api_raised(vm, type, text), "%s", expression);
}

Test(api_type, functions) {
  AsterVM *vm = api_open();
  AsterValue m = aster_module_new(vm, "host", "The host.", functions);
  cr_assert(aster_ok(m));
  aster_release(vm, m);
  api_exec(vm, "import host");
  expect(vm, "host.add(1)", "11");
  expect(vm, "host.add(1, b=2)", "3");
  expect(vm, "host.count(1, 2, 3)", "2");
  expect(vm, "host.__doc__, host.add.__doc__, host.__name__", "('The host.', 'Adds.', 'host')");
  expect(vm, "str(__import__('inspect').signature(host.add))", "'(a, /, b=10)'");
  expect_error(vm, "host.add('x')", "TypeError", "an int is required, not str");
  expect_error(vm, "host.add()", "TypeError", NULL);
  expect_error(vm, "host.add(1, c=2)", "TypeError", "add() got an unexpected keyword argument 'c'");
  expect_error(vm, "host.fails()", "LookupError", "from C");
  aster_free(vm);
}

Test(api_type, function_with_self) {
  AsterVM *vm = api_open();
  static const AsterFunction row = {"with_self", "($self, x)", again, 0, NULL};
  AsterValue len = api_eval(vm, "len"), f = aster_function_new(vm, &row, aster_ref(len));
  cr_assert(aster_setattr(vm, aster_main(vm), "f", aster_ref(f)));
  expect(vm, "f([1, 2, 3])", "3");
  aster_release(vm, f);
  aster_release(vm, len);
  aster_free(vm);
}

Test(api_type, reentrant) {
  AsterVM *vm = api_open();
  AsterValue m = aster_module_new(vm, "host", NULL, functions);
  aster_release(vm, m);
  api_exec(vm, "import host, sys\ndef down(n): return host.again(down, n - 1) + 1 if n else 0\ndef raises(n): return host.again(raises, n - 1) if n else 1 // 0");
  expect(vm, "down(300)", "300");
  expect_error(vm, "raises(50)", "ZeroDivisionError", "integer division or modulo by zero");
  expect_error(vm, "down(100000)", "RecursionError", NULL);
  api_exec(vm, "sys.setrecursionlimit(1000000)");
  expect_error(vm, "down(900000)", "RecursionError", NULL);
  aster_free(vm);
}

// An exception keeps its identity, traceback and context on its way through C and back.
Test(api_type, exceptions_pass_through_c) {
  AsterVM *vm = api_open();
  AsterValue m = aster_module_new(vm, "host", NULL, functions);
  aster_release(vm, m);
  api_exec(vm,
    "import host, traceback\n"
    "class E(Exception): pass\n"
    "e = E('x')\n"
    "def thrower(_): raise e\n"
    "def middle(_): host.again(thrower, 1)\n"
    "try:\n"
    "  try:\n"
    "    1 // 0\n"
    "  except ZeroDivisionError:\n"
    "    host.again(middle, 1)\n"
    "except E as caught:\n"
    "  same = caught is e\n"
    "  names = [f.name for f in traceback.extract_tb(e.__traceback__)]\n"
    "  context = type(e.__context__).__name__\n");
  expect(vm, "(same, names, context)", "(True, ['<module>', 'middle', 'thrower'], 'ZeroDivisionError')");
  aster_free(vm);
}

// ---- classes

typedef struct Box { AsterValue item; int64_t size; } Box;
static int finalized;
static const AsterType box_type;

static AsterValue box_init(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)argc;
  Box *box = aster_data(vm, args[0], &box_type);
  if (!box) return aster_absent();
  AsterValue old = box->item;
  box->item = aster_retain(vm, args[1]);
  aster_release(vm, old);
  return aster_none(vm);
}

static AsterValue box_len(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)argc;
  Box *box = aster_data(vm, args[0], &box_type);
  return box ? aster_int_new(vm, box->size) : aster_absent();
}

static AsterValue box_call(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)argc;
  Box *box = aster_data(vm, args[0], &box_type);
  return box ? aster_operate(vm, aster_ref(box->item), ASTER_ADD, args[1]) : aster_absent();
}

static AsterValue box_made(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)argc;
  return aster_call(vm, args[0], &args[1], 1);
}

static AsterValue get_item(AsterVM *vm, AsterRef self) {
  Box *box = aster_data(vm, self, &box_type);
  return box ? aster_retain(vm, aster_ref(box->item)) : aster_absent();
}

static AsterValue get_size(AsterVM *vm, AsterRef self) {
  Box *box = aster_data(vm, self, &box_type);
  return box ? aster_int_new(vm, box->size) : aster_absent();
}

static bool set_size(AsterVM *vm, AsterRef self, AsterRef v) {
  Box *box = aster_data(vm, self, &box_type);
  if (!box) return false;
  if (!aster_given(v)) return aster_raise(vm, "AttributeError", "size stays"), false;
  return aster_get_int(vm, v, &box->size);
}

static void box_finalize(AsterVM *vm, void *data) {
  Box *box = data;
  finalized++;
  AsterValue item = box->item;
  box->item = aster_absent();
  aster_release(vm, item);
}

static void box_visit(void *data, AsterVisitor *visitor) { aster_visit(visitor, ((Box *)data)->item); }

static const AsterFunction box_methods[] = {
  {"__init__", "($self, item=None)", box_init, 0, NULL},
  {"__len__", "($self, /)", box_len, 0, NULL},
  {"__call__", "($self, more)", box_call, 0, NULL},
  {"made", "($cls, item)", box_made, ASTER_CLASS_METHOD, NULL},
  {"plus", "(a, b=10)", add, ASTER_STATIC_METHOD, NULL},
  {0},
};
static const AsterProperty box_properties[] = {{"item", get_item, NULL, "what is in it"}, {"size", get_size, set_size, NULL}, {0}};
static const AsterType box_type = {"store.Box", "A box.", sizeof(Box), true, box_methods, box_properties, box_finalize, box_visit};
static const AsterType sealed_type = {"Sealed", NULL, 8, false, NULL, NULL, NULL, NULL};

static AsterVM *open_with_box(void) {
  AsterVM *vm = api_open();
  AsterValue cls = aster_type_new(vm, &box_type);
  cr_assert(aster_ok(cls) && aster_setattr(vm, aster_main(vm), "Box", aster_ref(cls)));
  aster_release(vm, cls);
  finalized = 0;
  return vm;
}

Test(api_type, classes) {
  AsterVM *vm = open_with_box();
  api_exec(vm, "b = Box([1])\nb.size = 3");
  expect(vm, "len(b), b.item, b([2]), Box.plus(1), bool(b)", "(3, [1], [1, 2], 11, True)");
  expect(vm, "Box, Box.__doc__, Box.__module__, type(Box.made(5)) is Box", "(<class 'store.Box'>, 'A box.', 'store', True)");
  expect_error(vm, "setattr(b, 'item', 1)", "AttributeError", NULL);
  expect_error(vm, "delattr(b, 'size')", "AttributeError", "size stays");
  expect_error(vm, "setattr(b, 'size', 'x')", "TypeError", "an int is required, not str");
  expect_error(vm, "Box.made.__func__(int, 5).size", "AttributeError", NULL);
  expect_error(vm, "Box(1, 2, 3)", "TypeError", NULL);
  expect_error(vm, "Box.item.__get__(5)", "TypeError", NULL);
  aster_free(vm);
}

Test(api_type, subclasses) {
  AsterVM *vm = open_with_box();
  api_exec(vm, "class Big(Box):\n  def __init__(self, item, color):\n    super().__init__(item)\n    self.color = color\n    self.size = 9\n  def __len__(self): return super().__len__() * 2\n"
               "b = Big('x', 'red')");
  expect(vm, "b.item, b.color, len(b), b.size, isinstance(b, Box)", "('x', 'red', 18, 9, True)");
  api_exec(vm, "class Bare(Box):\n  def __init__(self): pass\nbare = Bare()");
  expect(vm, "bare.size", "0");
  api_exec(vm, "del b, bare");
  cr_assert_eq(finalized, 2);
  AsterValue sealed = aster_type_new(vm, &sealed_type);
  cr_assert(aster_setattr(vm, aster_main(vm), "Sealed", aster_ref(sealed)));
  aster_release(vm, sealed);
  expect_error(vm, "Sealed()", "TypeError", "cannot create 'Sealed' instances");
  expect_error(vm, "type('S', (Sealed,), {})", "TypeError", "type 'Sealed' is not an acceptable base type");
  aster_free(vm);
}

Test(api_type, objects_from_c) {
  AsterVM *vm = open_with_box();
  AsterValue cls = api_eval(vm, "Box"), not_cls = api_eval(vm, "int");
  void *data = &data;
  AsterValue b = aster_object_new(vm, aster_ref(cls), &data);
  cr_assert(aster_ok(b) && ((Box *)data)->size == 0);
  ((Box *)data)->item = aster_int_new(vm, 4);
  cr_assert(api_is(vm, aster_getattr(vm, aster_ref(b), "item"), "4"));
  cr_assert_eq(aster_data(vm, aster_ref(b), &box_type), data);
  cr_assert_null(aster_data(vm, aster_ref(b), &sealed_type));
  cr_assert(api_raised(vm, "TypeError", "a Sealed object is required, not store.Box"));
  cr_assert_null(aster_data(vm, aster_ref(cls), &box_type));
  cr_assert(api_raised(vm, "TypeError", "a store.Box object is required, not type"));
  cr_assert(!aster_ok(aster_object_new(vm, aster_ref(not_cls), NULL)));
  cr_assert(api_raised(vm, "TypeError", "a class of the host is required, not <class 'int'>"));
  aster_release(vm, not_cls);
  aster_release(vm, cls);
  aster_release(vm, b);
  cr_assert_eq(finalized, 1);
  aster_free(vm);
}

Test(api_type, cycles_through_c_are_found) {
  AsterVM *vm = open_with_box();
  api_exec(vm, "import gc, weakref\ngc.collect()\nl = []\nb = Box(l)\nl.append(b)\nw = weakref.ref(b)\ndel l, b");
  cr_assert_eq(finalized, 0);
  cr_assert(aster_collect(vm) >= 2);
  cr_assert_eq(finalized, 1);
  expect(vm, "w()", "None");
  api_exec(vm, "b = Box()\nb.__init__(b)");
  aster_free(vm);
  cr_assert_eq(finalized, 2);
}
