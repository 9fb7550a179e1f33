// SPDX-License-Identifier: MIT
// test_object.c - attributes, items, iteration and operators from C, each with its errors.
#include "tests/api/api.h"

Test(api_object, attributes) {
  AsterVM *vm = api_open();
  api_exec(vm, "class A:\n  x = 1\n  @property\n  def bad(self): raise KeyError('k')\na = A()");
  AsterValue a = api_eval(vm, "a"), n = aster_int_new(vm, 5), out;
  cr_assert(api_is(vm, aster_getattr(vm, aster_ref(a), "x"), "1"));
  cr_assert(aster_setattr(vm, aster_ref(a), "x", aster_ref(n)));
  cr_assert(api_is(vm, aster_getattr(vm, aster_ref(a), "x"), "5"));
  cr_assert(aster_delattr(vm, aster_ref(a), "x"));
  cr_assert(!aster_delattr(vm, aster_ref(a), "x"));
  cr_assert(api_raised(vm, "AttributeError", NULL));
  cr_assert(!aster_ok(aster_getattr(vm, aster_ref(a), "none")));
  cr_assert(api_raised(vm, "AttributeError", "'A' object has no attribute 'none'"));
  cr_assert_eq(aster_findattr(vm, aster_ref(a), "none", &out), 0);
  cr_assert(!aster_ok(out) && !aster_pending(vm));
  cr_assert_eq(aster_findattr(vm, aster_ref(a), "x", &out), 1);
  cr_assert(api_is(vm, out, "1"));
  cr_assert_eq(aster_findattr(vm, aster_ref(a), "bad", &out), -1);
  cr_assert(api_raised(vm, "KeyError", "'k'"));
  cr_assert(!aster_setattr(vm, aster_ref(n), "x", aster_ref(a)));
  cr_assert(api_raised(vm, "AttributeError", NULL));
  aster_release(vm, a);
  aster_free(vm);
}

Test(api_object, items) {
  AsterVM *vm = api_open();
  AsterValue d = aster_dict_new(vm), list = api_eval(vm, "[10, 20]"), k = aster_str_new(vm, "k", 1), n = aster_int_new(vm, 5);
  cr_assert(aster_setitem(vm, aster_ref(d), aster_ref(k), aster_ref(n)));
  cr_assert(api_is(vm, aster_getitem(vm, aster_ref(d), aster_ref(k)), "5"));
  cr_assert(api_is(vm, aster_getkey(vm, aster_ref(d), "k"), "5"));
  cr_assert(aster_setkey(vm, aster_ref(d), "other", aster_ref(list)));
  cr_assert_eq(aster_len(vm, aster_ref(d)), 2);
  cr_assert_eq(aster_contains(vm, aster_ref(d), aster_ref(k)), 1);
  cr_assert(aster_delitem(vm, aster_ref(d), aster_ref(k)));
  cr_assert_eq(aster_contains(vm, aster_ref(d), aster_ref(k)), 0);
  cr_assert(!aster_delitem(vm, aster_ref(d), aster_ref(k)));
  cr_assert(api_raised(vm, "KeyError", "'k'"));
  cr_assert(!aster_ok(aster_getkey(vm, aster_ref(d), "none")));
  cr_assert(api_raised(vm, "KeyError", "'none'"));
  cr_assert(!aster_setitem(vm, aster_ref(d), aster_ref(list), aster_ref(n)));
  cr_assert(api_raised(vm, "TypeError", "unhashable type: 'list'"));
  cr_assert(api_is(vm, aster_at(vm, aster_ref(list), -1), "20"));
  cr_assert(!aster_ok(aster_at(vm, aster_ref(list), 2)));
  cr_assert(api_raised(vm, "IndexError", "list index out of range"));
  cr_assert(aster_append(vm, aster_ref(list), aster_ref(n)));
  cr_assert(!aster_append(vm, aster_ref(d), aster_ref(n)));
  cr_assert(api_raised(vm, "TypeError", "a list is required, not dict"));
  cr_assert_eq(aster_len(vm, aster_ref(n)), -1);
  cr_assert(api_raised(vm, "TypeError", "object of type 'int' has no len()"));
  cr_assert_eq(aster_contains(vm, aster_ref(n), aster_ref(n)), -1);
  cr_assert(api_raised(vm, "TypeError", NULL));
  cr_assert(!aster_ok(aster_getitem(vm, aster_ref(n), aster_ref(n))));
  cr_assert(api_raised(vm, "TypeError", "'int' object is not subscriptable"));
  cr_assert(!aster_setkey(vm, aster_ref(n), "x", aster_ref(n)));
  cr_assert(api_raised(vm, "TypeError", NULL));
  cr_assert(api_is(vm, list, "[10, 20, 5]"));
  aster_release(vm, d);
  aster_release(vm, k);
  aster_free(vm);
}

Test(api_object, iteration) {
  AsterVM *vm = api_open();
  AsterValue v = api_eval(vm, "(i * i for i in range(3))"), it = aster_iter(vm, aster_ref(v)), item;
  int64_t sum = 0, n;
  while (aster_next(vm, aster_ref(it), &item) == 1) {
    cr_assert(aster_get_int(vm, aster_ref(item), &n));
    sum += n;
    aster_release(vm, item);
  }
  cr_assert(!aster_ok(item) && !aster_pending(vm));
  cr_assert_eq(sum, 5);
  aster_release(vm, it);
  aster_release(vm, v);
  AsterValue bad = api_eval(vm, "(1 // 0 for i in range(3))"), none = aster_none(vm);
  cr_assert_eq(aster_next(vm, aster_ref(bad), &item), -1);
  cr_assert(api_raised(vm, "ZeroDivisionError", NULL));
  aster_release(vm, bad);
  cr_assert(!aster_ok(aster_iter(vm, aster_ref(none))));
  cr_assert(api_raised(vm, "TypeError", "'NoneType' object is not iterable"));
  cr_assert_eq(aster_next(vm, aster_ref(none), &item), -1);
  cr_assert(api_raised(vm, "TypeError", "'NoneType' object is not an iterator"));
  AsterValue d = api_eval(vm, "{'a': 1, 'b': 2}");
  AsterRef key, value;
  uint32_t pos = 0, count = 0;
  while (aster_dict_next(vm, aster_ref(d), &pos, &key, &value)) {
    cr_assert(aster_get_str(vm, key, NULL)[0] == "ab"[count]);
    cr_assert(aster_get_int(vm, value, &n) && n == ++count);
  }
  cr_assert_eq(count, 2);
  pos = 0;
  cr_assert(!aster_dict_next(vm, aster_ref(none), &pos, &key, &value));
  aster_release(vm, d);
  aster_free(vm);
}

Test(api_object, operators) {
  AsterVM *vm = api_open();
  AsterValue six = aster_int_new(vm, 6), four = aster_int_new(vm, 4), text = aster_str_new(vm, "x", 1);
  static const struct { AsterOperator op; const char *result; } rows[] = {
    {ASTER_ADD, "10"}, {ASTER_SUB, "2"}, {ASTER_MUL, "24"}, {ASTER_TRUEDIV, "1.5"}, {ASTER_FLOORDIV, "1"}, {ASTER_MOD, "2"}, {ASTER_POW, "1296"},
    {ASTER_LSHIFT, "96"}, {ASTER_RSHIFT, "0"}, {ASTER_AND, "4"}, {ASTER_OR, "6"}, {ASTER_XOR, "2"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    cr_assert(api_is(vm, aster_operate(vm, aster_ref(six), rows[i].op, aster_ref(four)), rows[i].result));
  cr_assert(!aster_ok(aster_operate(vm, aster_ref(six), ASTER_MATMUL, aster_ref(four))));
  cr_assert(api_raised(vm, "TypeError", "unsupported operand type(s) for @: 'int' and 'int'"));
  static const int expected[] = {0, 0, 0, 1, 1, 1};
  for (int op = ASTER_LT; op <= ASTER_GE; op++) cr_assert_eq(aster_compare(vm, aster_ref(six), (AsterCompare)op, aster_ref(four)), expected[op]);
  cr_assert_eq(aster_compare(vm, aster_ref(six), ASTER_LT, aster_ref(text)), -1);
  cr_assert(api_raised(vm, "TypeError", NULL));
  AsterValue type = api_eval(vm, "(str, float)");
  cr_assert_eq(aster_isinstance(vm, aster_ref(text), aster_ref(type)), 1);
  cr_assert_eq(aster_isinstance(vm, aster_ref(six), aster_ref(type)), 0);
  cr_assert_eq(aster_isinstance(vm, aster_ref(six), aster_ref(six)), -1);
  cr_assert(api_raised(vm, "TypeError", NULL));
  int64_t h;
  cr_assert(aster_hash(vm, aster_ref(six), &h) && h == 6);
  AsterValue list = aster_list_new(vm, NULL, 0);
  cr_assert(!aster_hash(vm, aster_ref(list), &h));
  cr_assert(api_raised(vm, "TypeError", "unhashable type: 'list'"));
  cr_assert_eq(aster_truthy(vm, aster_ref(list)), 0);
  cr_assert_eq(aster_truthy(vm, aster_ref(text)), 1);
  api_exec(vm, "class B:\n  def __bool__(self): raise ValueError('no')\n  def __repr__(self): raise ValueError('r')");
  AsterValue b = api_eval(vm, "B()");
  cr_assert_eq(aster_truthy(vm, aster_ref(b)), -1);
  cr_assert(api_raised(vm, "ValueError", "no"));
  cr_assert(!aster_ok(aster_repr(vm, aster_ref(b))));
  cr_assert(api_raised(vm, "ValueError", "r"));
  cr_assert(!aster_ok(aster_text(vm, aster_ref(b))));
  cr_assert(api_raised(vm, "ValueError", "r"));
  cr_assert(api_is(vm, aster_text(vm, aster_ref(text)), "'x'"));
  cr_assert(api_is(vm, aster_format(vm, aster_ref(six), "05.1f"), "'006.0'"));
  cr_assert(api_is(vm, aster_format(vm, aster_ref(six), NULL), "'6'"));
  cr_assert(!aster_ok(aster_format(vm, aster_ref(six), "y")));
  cr_assert(api_raised(vm, "ValueError", "Unknown format code 'y' for object of type 'int'"));
  aster_release(vm, b);
  aster_release(vm, list);
  aster_release(vm, type);
  aster_release(vm, text);
  aster_free(vm);
}
