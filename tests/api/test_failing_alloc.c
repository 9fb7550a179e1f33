// SPDX-License-Identifier: MIT
// test_failing_alloc.c - the Nth allocation fails, in every function of the interface that does not need a loop (test_failing_async.c has those).
#include "tests/api/failing.h"

static AsterValue twice(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)argc;
  return aster_operate(vm, args[0], ASTER_ADD, args[0]);
}
static const AsterFunction functions[] = {{"twice", "(v)", twice, 0, NULL}, {0}};
static AsterValue nothing(AsterVM *vm, const AsterRef *args, uint32_t argc) { return (void)args, (void)argc, aster_none(vm); }
static const AsterFunction methods[] = {{"__init__", "($self)", nothing, 0, NULL}, {"__len__", "($self, /)", twice, 0, NULL}, {0}};
static const AsterType type = {"Thing", "doc", 32, true, methods, NULL, NULL, NULL};

static void values(AsterVM *vm) {
  AsterRef none = aster_ref(aster_none(vm)), items[] = {none, none};
  note(vm, aster_int_new(vm, INT64_MAX));
  note(vm, aster_bigint_new(vm, "0123456789012345678901234567890123456789", 40, true));
  note(vm, aster_str_new(vm, "t\xc3\xa9xt that is long enough for a block of its own", SIZE_MAX));
  note(vm, aster_bytes_new(vm, NULL, 1000));
  note(vm, aster_list_new(vm, items, 2));
  note(vm, aster_tuple_new(vm, items, 2));
  note(vm, aster_set_new(vm, items, 2));
  AsterValue d = aster_dict_new(vm);
  for (int i = 0; aster_ok(d) && i < 20; i++) {
    AsterValue k = aster_int_new(vm, i);
    if (aster_ok(k)) note_bool(vm, aster_setitem(vm, aster_ref(d), aster_ref(k), none));
    aster_release(vm, k);
  }
  if (aster_ok(d)) note(vm, aster_repr(vm, aster_ref(d)));
  if (aster_ok(d)) note(vm, aster_format(vm, aster_ref(d), ""));
  if (aster_ok(d)) note(vm, aster_iter(vm, aster_ref(d)));
  note(vm, d);
}

static void code(AsterVM *vm) {
  note(vm, aster_exec(vm, "class A:\n  def __init__(self, x): self.x = x\ndef f(n):\n  try:\n    return [A(i).x for i in range(n)]\n  finally:\n    pass\n", "x.as"));
  note(vm, aster_eval(vm, "f(5)", NULL));
  AsterValue bytes = aster_build(vm, "a = [1, 'two', (3, 4.5)]", 24, "b.as");
  size_t len;
  const void *data = aster_ok(bytes) ? aster_get_bytes(vm, aster_ref(bytes), &len) : NULL;
  AsterValue loaded = data ? aster_load(vm, data, len) : aster_absent();
  if (aster_ok(loaded)) note(vm, aster_run(vm, aster_ref(loaded), aster_ref(aster_absent())));
  note(vm, loaded);
  note(vm, bytes);
  AsterValue f = aster_getattr(vm, aster_main(vm), "f"), n = aster_int_new(vm, 3);
  const char *names[] = {"n"};
  AsterRef arg = aster_ref(n);
  if (aster_ok(f)) note(vm, aster_call_kw(vm, aster_ref(f), &arg, 0, names, 1));
  AsterFiber *fiber = aster_ok(f) ? aster_fiber_new(vm, aster_ref(f), &arg, 1, 0) : NULL;
  note_bool(vm, fiber != NULL);
  AsterValue r = aster_absent();
  if (fiber) note_bool(vm, aster_fiber_resume(fiber, (AsterBudget){.steps = 2}, &r) != ASTER_FAILED);
  aster_release(vm, r);
  aster_fiber_free(fiber);
  note(vm, f);
}

static void errors(AsterVM *vm) {
  aster_raise(vm, "ValueError", "%d bottles", 99);
  AsterValue exc = aster_take_error(vm);
  AsterError *e = aster_ok(exc) ? aster_error_new(vm, aster_ref(exc)) : NULL;
  note_bool(vm, e != NULL);
  aster_error_free(vm, e);
  if (aster_ok(exc)) note(vm, aster_error_text(vm, aster_ref(exc)));
  note(vm, exc);
}

static void extending(AsterVM *vm) {
  note(vm, aster_module_new(vm, "host", "doc", functions));
  AsterValue cls = aster_type_new(vm, &type);
  if (aster_ok(cls)) note(vm, aster_object_new(vm, aster_ref(cls), NULL));
  if (aster_ok(cls)) note(vm, aster_call(vm, aster_ref(cls), NULL, 0));
  note(vm, cls);
  note(vm, aster_snapshot(vm, true));
  AsterPort *port = aster_port_new(vm);
  note_bool(vm, port != NULL);
  aster_port_release(port);
}

// ---- what runs on things that exist

static const char *const setting =
  "class Thing:\n"
  "  def __init__(self): self.items, self.table = [3, 1, 2], {'a': 1}\n"
  "  def __len__(self): return 3\n"
  "  def __eq__(self, other): return True\n"
  "  def __hash__(self): return hash(('a', 'pair'))\n"
  "  def __add__(self, other): return [self] * 40\n"
  "  def double(self, n): return [n] * 50\n"
  "thing = Thing()\n";

static bool setting_made(AsterVM *vm) {
  AsterValue v = aster_exec(vm, setting, "setting.as");
  aster_release(vm, v);
  return aster_ok(v);
}

static AsterValue part_of(AsterVM *vm, const char *expression) {
  AsterValue v = aster_eval(vm, expression, NULL);
  failing_note_bool(vm, aster_ok(v));
  return v;
}

static void attributes(AsterVM *vm) {
  AsterValue thing = part_of(vm, "thing"), found = aster_absent();
  if (!aster_ok(thing)) return;
  AsterRef o = aster_ref(thing), none = aster_ref(aster_none(vm));
  note_int(vm, aster_findattr(vm, o, "nothing_that_is_there", &found));
  note_int(vm, aster_findattr(vm, o, "items", &found));
  aster_release(vm, found);
  if (note_bool(vm, aster_setattr(vm, o, "an_attribute_more", none))) note_bool(vm, aster_delattr(vm, o, "an_attribute_more"));
  note(vm, aster_getattr(vm, o, "double"));
  note_int(vm, aster_len(vm, o));
  note_int(vm, aster_truthy(vm, o));
  int64_t hash;
  note_bool(vm, aster_hash(vm, o, &hash));
  note(vm, aster_text(vm, o));
  note(vm, aster_operate(vm, o, ASTER_ADD, o));
  note_int(vm, aster_compare(vm, o, ASTER_EQ, o));
  note_int(vm, aster_isinstance(vm, o, aster_type_of(vm, o)));
  note(vm, aster_call_method(vm, o, "double", &o, 1));
  cr_assert_neq(aster_kind(vm, o), ASTER_KIND_INT);
  note(vm, thing);
}

static void items(AsterVM *vm) {
  AsterValue list = part_of(vm, "[5, 6]"), dict = part_of(vm, "{'a': 1}"), out, one = aster_int_new(vm, 1);
  if (aster_ok(list) && aster_ok(dict)) {
    AsterRef l = aster_ref(list), d = aster_ref(dict), key, value;
    for (int i = 0; i < 20; i++) note_bool(vm, aster_append(vm, l, d));
    note(vm, aster_at(vm, l, -1));
    note(vm, aster_getitem(vm, l, aster_ref(one)));
    note_bool(vm, aster_delitem(vm, l, aster_ref(one)));
    note(vm, aster_getkey(vm, d, "a"));
    for (int i = 0; i < 12; i++) note_bool(vm, aster_setkey(vm, d, (const char *[]){"b", "c", "d", "e", "f", "g"}[i % 6], l));
    note_int(vm, aster_contains(vm, d, aster_ref(one)));
    uint32_t pos = 0;
    while (aster_dict_next(vm, d, &pos, &key, &value)) cr_assert(aster_given(key));
    AsterValue it = aster_iter(vm, l);
    int more = 0;
    while (aster_ok(it) && (more = aster_next(vm, aster_ref(it), &out)) > 0) aster_release(vm, out);
    note_int(vm, more);
    note(vm, it);
    note_bool(vm, aster_delitem(vm, d, aster_ref(one)) || aster_error_is(vm, "KeyError"));
    aster_clear_error(vm);
    note(vm, aster_retain(vm, l));
  }
  aster_release(vm, list);
  aster_release(vm, dict);
}

static void readings(AsterVM *vm) {
  AsterValue big = part_of(vm, "-3 ** 100"), text = part_of(vm, "'t\\xe9xt' * 30"), bytes = part_of(vm, "bytearray(600)");
  unsigned char digits[32];
  int64_t i;
  uint64_t u;
  double d;
  AsterBuffer buffer;
  if (aster_ok(big)) {
    note_bool(vm, aster_get_bigint(vm, aster_ref(big), digits, sizeof digits) > 0);
    note_bool(vm, aster_get_float(vm, aster_ref(big), &d));
    note_bool(vm, !aster_get_int(vm, aster_ref(big), &i));
    note_bool(vm, !aster_get_uint(vm, aster_ref(big), &u));
  }
  if (aster_ok(text)) note_bool(vm, aster_get_str(vm, aster_ref(text), NULL) != NULL);
  if (aster_ok(bytes) && note_bool(vm, aster_buffer_open(vm, aster_ref(bytes), true, &buffer))) aster_buffer_close(vm, &buffer);
  note(vm, aster_uint_new(vm, UINT64_MAX));
  note(vm, aster_float_new(vm, 1.5));
  note(vm, aster_bool_new(vm, true));
  aster_release(vm, big);
  aster_release(vm, text);
  aster_release(vm, bytes);
}

static void host(AsterVM *vm) {
  char *argv[] = {"program", "argument"};
  note_bool(vm, aster_set_argv(vm, 2, argv, "program", 2, argv));
  note_bool(vm, aster_add_xoption(vm, "option=value"));
  note_bool(vm, aster_add_warning(vm, "ignore"));
  AsterValue f = aster_function_new(vm, &functions[0], aster_ref(aster_absent())), one = aster_int_new(vm, 1);
  AsterRef arg = aster_ref(one);
  if (note_bool(vm, aster_ok(f))) note(vm, aster_call(vm, aster_ref(f), &arg, 1));
  aster_release(vm, f);
  note(vm, aster_import(vm, "math"));
  AsterValue unit = aster_compile(vm, "1 + 1", 5, "unit.as", true);
  if (note_bool(vm, aster_ok(unit))) note(vm, aster_run(vm, aster_ref(unit), aster_ref(aster_absent())));
  aster_release(vm, unit);
  AsterValue cls = part_of(vm, "LookupError");
  if (aster_ok(cls)) aster_raise_value(vm, aster_ref(cls));
  note_bool(vm, !aster_ok(cls) || aster_error_is(vm, "LookupError"));
  aster_release(vm, cls);
  aster_raise(vm, "ValueError", "text");
  cr_assert(aster_pending(vm));
  aster_print_error(vm);
  aster_interrupt(vm, ASTER_INTERRUPT_RAISE);
  note_bool(vm, !aster_poll(vm));
  note_bool(vm, !aster_suspend(vm));
  note_bool(vm, aster_flush(vm));
  note_bool(vm, aster_run_main(vm, ASTER_RUN_CODE, "print(end='')") == 0);
  aster_collect(vm);
  size_t limit = aster_memory(vm).used;
  aster_set_memory_limit(vm, limit);
  aster_set_memory_limit(vm, 0);
  aster_finish(vm);
}

// ---- a class with everything

static void box_visit(void *data, AsterVisitor *visitor) { aster_visit(visitor, *(AsterValue *)data); }
static void box_finalize(AsterVM *vm, void *data) { aster_release(vm, *(AsterValue *)data); }
static const AsterType box_type = {.name = "Box", .size = sizeof(AsterValue), .subclassable = true, .finalize = box_finalize, .visit = box_visit};

static void classes(AsterVM *vm) {
  AsterValue cls = aster_type_new(vm, &box_type), none = aster_none(vm);
  void *data;
  for (int i = 0; aster_ok(cls) && i < 3; i++) {
    AsterValue box = aster_object_new(vm, aster_ref(cls), &data);
    if (!note_bool(vm, aster_ok(box))) continue;
    cr_assert_eq(aster_data(vm, aster_ref(box), &box_type), data);
    *(AsterValue *)data = i == 1 ? aster_retain(vm, aster_ref(box)) : none;
    aster_release(vm, box);
  }
  aster_collect(vm);
  note(vm, cls);
}

Test(api_failing_alloc, values, .timeout = 60) { failing_run(NULL, values, "values"); }
Test(api_failing_alloc, code, .timeout = 60) { failing_run(NULL, code, "code"); }
Test(api_failing_alloc, errors, .timeout = 60) { failing_run(NULL, errors, "errors"); }
Test(api_failing_alloc, extending, .timeout = 60) { failing_run(NULL, extending, "extending"); }
Test(api_failing_alloc, attributes, .timeout = 60) { failing_run(setting_made, attributes, "attributes"); }
Test(api_failing_alloc, items, .timeout = 60) { failing_run(NULL, items, "items"); }
Test(api_failing_alloc, readings, .timeout = 60) { failing_run(NULL, readings, "readings"); }
Test(api_failing_alloc, host, .timeout = 60) { failing_run(NULL, host, "host"); }
Test(api_failing_alloc, classes, .timeout = 60) { failing_run(NULL, classes, "classes"); }
