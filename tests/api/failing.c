// SPDX-License-Identifier: MIT
// failing.c - see failing.h. Some failures are made up for inside the VM, so that a run without an error is not yet the end: twenty in
// a row are. The number of allocations in `prepare` is found by halving, as the same VM makes the same ones: it passes for every N beyond,
// while a failure before it is made up for only here and there. As every run then costs an import, N grows faster beyond the first EACH.
#include "tests/api/failing.h"

enum { FINE_IN_A_ROW = 20, PASSES_IN_A_ROW = 3, MOST = 200000, EACH = 40, PREPARED_BY = 1 << 16 };

static bool failed;  // some call of this run gave an error

bool failing_note(AsterVM *vm, AsterValue v) {
  bool ok = aster_ok(v);
  failed |= !ok;
  aster_release(vm, v);
  aster_clear_error(vm);
  return ok;
}

bool failing_note_bool(AsterVM *vm, bool ok) {
  failed |= !ok;
  aster_clear_error(vm);
  return ok;
}

static void ignore(void *user, AsterLogLevel level, const char *text, size_t len) { (void)user, (void)level, (void)text, (void)len; }

static bool run_once(uint64_t n, FailingPrepare prepare, FailingPart part) {
  AsterConfig config = {.leak_check = true, .hash_seeded = true, .hash_seed = 1, .fail_alloc = n, .log = ignore};
  AsterVM *vm = aster_new(&config);
  cr_assert_not_null(vm);
  failed = false;
  bool ready = !prepare || prepare(vm);
  aster_clear_error(vm);
  if (!ready) failed = true;
  else if (part) part(vm);
  aster_free(vm);
  return ready;
}

static bool passes_from(uint64_t n, FailingPrepare prepare) {
  int passed = 0;
  while (passed < PASSES_IN_A_ROW && run_once(n + (uint64_t)passed, prepare, NULL)) passed++;
  return passed == PASSES_IN_A_ROW;
}

static uint64_t first_after(FailingPrepare prepare) {
  uint64_t fails = 0, passes = PREPARED_BY;
  while (passes - fails > 1) {
    uint64_t middle = fails + (passes - fails) / 2;
    if (passes_from(middle, prepare)) passes = middle;
    else fails = middle;
  }
  return passes;
}

void failing_run(FailingPrepare prepare, FailingPart part, const char *name) {
  uint64_t first = prepare ? first_after(prepare) : 1;
  int fine = 0;
  for (uint64_t n = first; fine < FINE_IN_A_ROW; n += prepare && n - first > EACH ? (n - first) / EACH * 2 : 1) {
    run_once(n, prepare, part);
    fine = failed ? 0 : fine + 1;
    cr_assert_lt(n - first, MOST, "%s", name);
  }
}
