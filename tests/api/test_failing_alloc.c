// SPDX-License-Identifier: MIT
// test_failing_alloc.c - the Nth allocation fails, for N = 1, 2, 3 ... until the program gets through: every function of the interface reports
// it, nothing crashes, and the VM ends with all that it had given back.
#include "tests/api/api.h"

static AsterValue twice(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)argc;
  return aster_operate(vm, args[0], ASTER_ADD, args[0]);
}
static const AsterFunction functions[] = {{"twice", "(v)", twice, 0, NULL}, {0}};
static AsterValue nothing(AsterVM *vm, const AsterRef *args, uint32_t argc) { return (void)args, (void)argc, aster_none(vm); }
static const AsterFunction methods[] = {{"__init__", "($self)", nothing, 0, NULL}, {"__len__", "($self, /)", twice, 0, NULL}, {0}};
static const AsterType type = {"Thing", "doc", 32, true, methods, NULL, NULL, NULL};

static bool failed;  // some call of this run gave an error

// Notes a result, drops it and any exception.
static bool note(AsterVM *vm, AsterValue v) {
  bool ok = aster_ok(v);
  failed |= !ok;
  aster_release(vm, v);
  aster_clear_error(vm);
  return ok;
}

static bool note_bool(AsterVM *vm, bool ok) {
  failed |= !ok;
  aster_clear_error(vm);
  return ok;
}

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

static void run_with(void (*part)(AsterVM *vm), const char *name) {
  int fine = 0;  // runs in a row without an error: some failures are made up for inside
  for (uint64_t n = 1; fine < 20; n++) {
    AsterConfig config = {.leak_check = true, .hash_seeded = true, .hash_seed = 1, .fail_alloc = n};
    AsterVM *vm = aster_new(&config);
    cr_assert_not_null(vm);
    failed = false;
    part(vm);
    aster_free(vm);
    fine = failed ? 0 : fine + 1;
    cr_assert_lt(n, 5000, "%s", name);
  }
}

Test(api_failing_alloc, values, .timeout = 60) { run_with(values, "values"); }
Test(api_failing_alloc, code, .timeout = 60) { run_with(code, "code"); }
Test(api_failing_alloc, errors, .timeout = 60) { run_with(errors, "errors"); }
Test(api_failing_alloc, extending, .timeout = 60) { run_with(extending, "extending"); }
