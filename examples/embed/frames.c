// SPDX-License-Identifier: MIT
// frames.c - a game's frame loop: each of 1,000 scripts gets 50 microseconds a frame, and goes on in the next frame where it was stopped. Some
// finish at once, some work for many frames, some never end: no frame waits for any of them.
#include <aster.h>
#include <stdio.h>

enum { SCRIPTS = 1000 };
static const char script[] =
  "finished = 0\n"
  "def creature(n):\n"
  "    global finished\n"
  "    if n % 100 == 99:\n"
  "        while True: pass\n"                        // a bug: never ends
  "    path = sorted((x * 7919 + n) % 1000 for x in range(10 + n % 50 * 200))\n"
  "    finished += 1\n"
  "    return path[0]\n";

int main(void) {
  AsterVM *vm = aster_new(NULL);
  static AsterFiber *fibers[SCRIPTS];
  aster_release(vm, aster_exec(vm, script, "creatures.as"));
  AsterValue creature = aster_getattr(vm, aster_main(vm), "creature");
  for (int i = 0; i < SCRIPTS; i++) {
    AsterValue n = aster_int_new(vm, i);
    AsterRef arg = aster_ref(n);
    fibers[i] = aster_fiber_new(vm, aster_ref(creature), &arg, 1, 128 << 10);
    aster_release(vm, n);
  }
  int left = SCRIPTS, frames = 0;
  for (; left > 10 && frames < 10000; frames++)
    for (int i = 0; i < SCRIPTS; i++) {
      if (!fibers[i]) continue;
      AsterStatus status = aster_fiber_resume(fibers[i], (AsterBudget){.microseconds = 50}, NULL);
      if (status == ASTER_SUSPENDED) continue;
      if (status == ASTER_FAILED) aster_print_error(vm);
      aster_fiber_free(fibers[i]);
      fibers[i] = NULL;
      left--;
    }
  AsterValue finished = aster_eval(vm, "finished", NULL);
  int64_t n = 0;
  if (!aster_get_int(vm, aster_ref(finished), &n)) aster_print_error(vm);
  printf("%lld finished, %d still run, more than one frame: %s\n", (long long)n, left, frames > 1 ? "yes" : "no");
  aster_release(vm, finished);
  aster_release(vm, creature);
  aster_free(vm);  // the ones that never end unwind
  return 0;
}
