// SPDX-License-Identifier: MIT
// test_sched.c - the scheduler on a host whose clock jumps: what it asks the host for, when, and in which order it runs things.
#include "unit.h"
#include "vm/aio/aio.h"
#include "vm/include/aster_host.h"

enum { NOTES = 256 };

typedef struct Fake {
  AsterHost host;
  double now, late;           // late: by how much a wait goes beyond its timeout
  int opened, closed, polls, waits, wakes;
  int masks[16];              // of the descriptors that are watched
  double waited[NOTES];       // timeouts other than 0, in order; negative: without end
  AsterEvent events[8];       // what the next poll finds
  int nevents;
  AsterEvent rescue;          // what ends a wait without end; number -1: nothing, which fails the test
} Fake;

struct AsterLoop { Fake *fake; };

static double fake_now(void *user) { return ((Fake *)user)->now; }

static AsterLoop *fake_open(void *user) {
  AsterLoop *l = malloc(sizeof *l);
  *l = (AsterLoop){user};
  l->fake->opened++;
  return l;
}

static void fake_close(AsterLoop *l) {
  l->fake->closed++;
  free(l);
}

static int fake_poll(AsterLoop *l, double timeout, AsterEvent *events, int capacity) {
  Fake *f = l->fake;
  f->polls++;
  if (timeout != 0 && f->waits < NOTES) f->waited[f->waits++] = timeout;
  int count = f->nevents < capacity ? f->nevents : capacity;
  memcpy(events, f->events, (size_t)count * sizeof *events);
  f->nevents = 0;
  if (count) return count;
  if (timeout > 0) f->now += timeout + f->late;
  if (timeout >= 0) return 0;
  cr_assert(f->rescue.number >= 0, "the loop waits without end");
  events[0] = f->rescue;
  return 1;
}

static void fake_wake(AsterLoop *l) { l->fake->wakes++; }
static int fake_watch(AsterLoop *l, int fd, int mask) { return l->fake->masks[fd] = mask, 0; }
static int fake_watch_signal(AsterLoop *l, int number, bool on) { return (void)l, (void)number, (void)on, 0; }

static void fake_init(Fake *f) {
  *f = (Fake){.now = 1000, .rescue = {ASTER_EVENT_FD, -1, 0}};
  f->host = (AsterHost){f, fake_now, 1e-6, fake_open, fake_close, fake_poll, fake_wake, fake_watch, fake_watch_signal, NULL, NULL};
}

static VM *fake_vm(Fake *f) {
  fake_init(f);
  AsterConfig config = {.leak_check = true, .hash_seeded = true, .hash_seed = 1, .host = &f->host};
  VM *vm = (VM *)aster_new(&config);
  cr_assert_not_null(vm);
  return vm;
}

// Runs the body of an `async def main()`; what it leaves in the list `out` must read `expected`.
static void run_main(VM *vm, const char *body, const char *expected) {
  char source[4096];
  int len = snprintf(source, sizeof source, "import asyncio\nout = []\nasync def main():\n  loop = asyncio.get_running_loop()\n%s\nasyncio.run(main())\n", body);
  cr_assert(len > 0 && (size_t)len < sizeof source);
  Dict *globals = dict_new(vm);
  Value r = unit_run(vm, globals, source, COMPILE_EXEC);
  if (!r) error_print(vm, vm->thread.exc);
  cr_assert(r != V_ABSENT);
  Str *name = str_intern(vm, "out", 3);
  Value out = dict_get_name(vm, globals, name), text = obj_repr(vm, out);
  cr_expect(str_is(as_str(text), expected), "got %s", (const char *)as_str(text)->data);
  release(vm, text);
  xdecref(vm, name);
  release(vm, r);
  decref(vm, globals);
}

static void no_more_than(int what, int most) { cr_expect(what <= most, "%d, more than %d", what, most); }

Test(sched, sleeping_jumps_the_clock) {
  Fake f;
  VM *vm = fake_vm(&f);
  run_main(vm,
           "  t = loop.time()\n"
           "  for d in 5, 0.5, 100: await asyncio.sleep(d); out.append(loop.time() - t)\n",
           "[5.0, 5.5, 105.5]");
  cr_expect(f.waits == 3 && f.waited[0] == 5 && f.waited[1] == 0.5 && f.waited[2] == 100);
  cr_expect(f.opened == 1 && f.closed == 1);
  vm_close(vm);
}

Test(sched, ready_work_makes_no_system_call) {
  Fake f;
  VM *vm = fake_vm(&f);
  run_main(vm,
           "  async def spin(n):\n"
           "    for i in range(n): await asyncio.sleep(0)\n"
           "  await asyncio.gather(*[spin(500) for k in range(10)])\n",
           "[]");
  no_more_than(f.polls, 0);
  vm_close(vm);
}

Test(sched, watched_descriptors_are_looked_at_while_there_is_work) {
  Fake f;
  VM *vm = fake_vm(&f);
  f.nevents = 1;
  f.events[0] = (AsterEvent){ASTER_EVENT_FD, 7, ASTER_READABLE};
  run_main(vm,
           "  loop.add_reader(7, out.append, 'read')\n"
           "  for i in range(4000): await asyncio.sleep(0)\n"
           "  out.append(loop.remove_reader(7))\n",
           "['read', True]");
  cr_expect(f.polls >= 4000 / 32 && f.polls <= 4000 && f.waits == 0, "%d polls", f.polls);
  vm_close(vm);
}

Test(sched, timers_of_one_time_come_in_the_order_of_heapq) {
  Fake f;
  VM *vm = fake_vm(&f);
  run_main(vm,
           "  at = loop.time() + 1\n"
           "  for i in range(12): loop.call_at(at, out.append, i)\n"
           "  await asyncio.sleep(2)\n",
           "[0, 2, 6, 5, 11, 10, 9, 8, 7, 1, 3, 4]");
  vm_close(vm);
}

Test(sched, a_late_clock_runs_all_that_is_due_in_one_iteration) {
  Fake f;
  VM *vm = fake_vm(&f);
  f.late = 50;
  run_main(vm,
           "  n = 0\n"
           "  def each(): \n"
           "    nonlocal n; n += 1; loop.call_soon(each)\n"
           "  for d in 3, 1, 2, 40, 60: loop.call_later(d, lambda d=d: out.append((d, n)))\n"
           "  loop.call_later(1, each)\n"
           "  await asyncio.sleep(30)\n"
           "  out.append('slept')\n",
           "[(1, 0), (2, 1), (3, 1), (40, 1), 'slept']");
  vm_close(vm);
}

Test(sched, timers_within_the_resolution_are_due) {
  Fake f;
  VM *vm = fake_vm(&f);
  f.host.resolution = 0.25;
  run_main(vm,
           "  loop.call_later(1, out.append, 'a'); loop.call_later(1.2, out.append, 'b'); loop.call_later(1.3, out.append, 'c')\n"
           "  await asyncio.sleep(1.1)\n"
           "  await asyncio.sleep(0)\n",
           "['a', 'b']");
  vm_close(vm);
}

Test(sched, cancelled_timers_leave_the_heap) {
  Fake f;
  VM *vm = fake_vm(&f);
  run_main(vm,
           "  handles = [loop.call_later(1000 + i, out.append, i) for i in range(500)]\n"
           "  keep = [loop.call_later(1 + i, out.append, i) for i in range(3)]\n"
           "  for h in handles: h.cancel()\n"
           "  await asyncio.sleep(0)\n"
           "  await asyncio.sleep(10)\n"
           "  out.append(loop.time() < 1100)\n",
           "[0, 1, 2, True]");
  cr_expect(f.waits == 4, "%d waits", f.waits);
  vm_close(vm);
}

Test(sched, sleeps_that_are_cancelled_do_not_hold_the_loop) {
  Fake f;
  VM *vm = fake_vm(&f);
  run_main(vm,
           "  tasks = [asyncio.create_task(asyncio.sleep(10000 + i)) for i in range(300)]\n"
           "  await asyncio.sleep(1)\n"
           "  for t in tasks: t.cancel()\n"
           "  rs = await asyncio.gather(*tasks, return_exceptions=True)\n"
           "  out.append(all(isinstance(r, asyncio.CancelledError) for r in rs))\n"
           "  await asyncio.sleep(1)\n"
           "  out.append(loop.time() < 1100)\n",
           "[True, True]");
  cr_expect(f.waits == 2 && f.waited[1] <= 1);
  vm_close(vm);
}

Test(sched, no_wait_is_longer_than_a_day) {
  Fake f;
  VM *vm = fake_vm(&f);
  run_main(vm, "  await asyncio.sleep(3 * 86400)\n  out.append('three days')\n", "['three days']");
  cr_expect(f.waits == 3);
  for (int i = 0; i < f.waits; i++) cr_expect(f.waited[i] <= 86400);
  vm_close(vm);
}

Test(sched, events_come_in_the_order_of_the_host) {
  Fake f;
  VM *vm = fake_vm(&f);
  f.rescue = (AsterEvent){ASTER_EVENT_FD, 9, ASTER_READABLE};
  f.nevents = 3;
  f.events[0] = (AsterEvent){ASTER_EVENT_FD, 6, ASTER_READABLE | ASTER_WRITABLE};
  f.events[1] = (AsterEvent){ASTER_EVENT_FD, 5, ASTER_READABLE};
  f.events[2] = (AsterEvent){ASTER_EVENT_FD, 8, ASTER_READABLE};  // nobody watches it
  run_main(vm,
           "  done = loop.create_future()\n"
           "  loop.add_reader(5, out.append, 'r5'); loop.add_reader(6, out.append, 'r6'); loop.add_writer(6, out.append, 'w6')\n"
           "  loop.add_reader(9, lambda: done.done() or done.set_result('rescued'))\n"
           "  out.append(await done)\n"
           "  for fd in 5, 6, 9: loop.remove_reader(fd)\n"
           "  loop.remove_writer(6)\n",
           "['r6', 'w6', 'r5', 'rescued']");
  for (int fd = 0; fd < 16; fd++) cr_expect(f.masks[fd] == 0);
  cr_expect(f.waits == 2 && f.waited[0] < 0 && f.waited[1] < 0);
  vm_close(vm);
}

Test(sched, an_iteration_runs_what_was_ready_when_it_began) {
  Fake f;
  VM *vm = fake_vm(&f);
  run_main(vm,
           "  def grow(k):\n"
           "    out.append(k)\n"
           "    if k < 2: loop.call_soon(grow, k + 1)\n"
           "  loop.call_soon(grow, 0)\n"
           "  for i in range(3):\n"
           "    await asyncio.sleep(0); out.append('turn')\n",
           "[0, 'turn', 1, 'turn', 2, 'turn']");
  vm_close(vm);
}

Test(sched, two_machines_keep_their_own_time) {
  Fake f, g;
  VM *a = fake_vm(&f), *b = fake_vm(&g);
  run_main(a, "  await asyncio.sleep(7)\n  out.append(loop.time())\n", "[1007.0]");
  run_main(b, "  await asyncio.sleep(1)\n  out.append(loop.time())\n", "[1001.0]");
  cr_expect(f.now == 1007 && g.now == 1001);
  vm_close(a);
  vm_close(b);
}

Test(sched, what_waits_at_the_end_is_dropped) {
  Fake f;
  VM *vm = fake_vm(&f);
  run_main(vm,
           "  async def forever(): await asyncio.sleep(1e6)\n"
           "  global kept\n"
           "  kept = [asyncio.create_task(forever()) for i in range(50)]\n"
           "  loop.call_later(1e6, print)\n"
           "  loop.call_soon(print)\n"
           "  await asyncio.sleep(0)\n",
           "[]");
  cr_expect(f.closed == f.opened, "closed %d of %d", f.closed, f.opened);
  vm_close(vm);  // aborts when anything is left
}
