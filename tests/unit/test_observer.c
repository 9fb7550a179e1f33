// SPDX-License-Identifier: MIT
// test_observer.c - the moments of tasks, as observers are told them: which, in which order, with what detail.
#include "unit.h"
#include "vm/aio/observer.h"

// Writes down each moment of tasks that have a name of their own, but for main: "t created(main), t resumed(), t suspended(future) ...".
typedef struct Notes {
  Observer observer;
  char log[2048];
  uint32_t leave_at;  // a moment at which it removes itself; 0: none
} Notes;

static const char *task_name(const Task *t) { return is_str(t->name) ? (const char *)as_str(t->name)->data : NULL; }

static const char *kind_of(Value detail) {
  if (detail == V_NONE) return "";
  if (is_task(detail)) return task_name(as_task(detail)) ? task_name(as_task(detail)) : "task";
  return is_future(detail) ? "future" : is_exception(detail) ? "exception" : "handle";
}

static void note(Observer *self, VM *vm, TaskMoment moment, Task *task, Value detail) {
  static const char *const words[] = {"created", "woken", "resumed", "suspended", "done"};
  Notes *n = (Notes *)self;
  size_t len = strlen(n->log);
  const char *name = task_name(task);
  if (!name || strcmp(name, "main") == 0) return;
  snprintf(n->log + len, sizeof n->log - len, "%s%s %s(%s)", len ? ", " : "", name, words[moment], kind_of(detail));
  if (n->leave_at == 1u << moment) observer_remove(vm, self);
}

// Runs the body of an `async def main()`, itself in a task named main, with the observers told.
static void run_main(VM *vm, const char *body) {
  char source[2048];
  int len = snprintf(source, sizeof source,
    "import asyncio\nasync def main():\n  asyncio.current_task().set_name('main')\n  loop = asyncio.get_running_loop()\n%s\nasyncio.run(main())\n", body);
  cr_assert(len > 0 && (size_t)len < sizeof source);
  Dict *globals = dict_new(vm);
  Value r = unit_run(vm, globals, source, COMPILE_EXEC);
  if (!r) error_print(vm, vm->thread.exc);
  cr_assert(r != V_ABSENT);
  release(vm, r);
  decref(vm, globals);
}

static const uint32_t all = (1u << (TASK_DONE + 1)) - 1;

// What one observer of `wants` hears.
static void hears(uint32_t wants, const char *body, const char *expected) {
  VM *vm = vm_open();
  Notes n = {.observer = {.wants = wants, .notify = note}};
  run_main(vm, "  await asyncio.sleep(0)");  // asyncio is there
  observer_add(vm, &n.observer);
  run_main(vm, body);
  observer_remove(vm, &n.observer);
  cr_expect_str_eq(n.log, expected);
  cr_expect_eq(vm->observed, 0);
  vm_close(vm);
}

Test(observer, a_task_that_only_lets_others_run) {
  hears(all, "  async def f(): await asyncio.sleep(0)\n  await asyncio.create_task(f(), name='t')",
        "t created(main), t resumed(), t suspended(), t resumed(), t done()");
}

Test(observer, who_wakes_a_task) {
  hears(all,
        "  f = loop.create_future()\n  async def g(): await f\n"
        "  async def setter(): f.set_result(1)\n"
        "  t = asyncio.create_task(g(), name='t')\n  await asyncio.sleep(0)\n"
        "  await asyncio.create_task(setter(), name='u')\n  await t",
        "t created(main), t resumed(), t suspended(future), u created(main), u resumed(), t woken(u), u done(), t resumed(), t done()");
}

Test(observer, a_timer_wakes_it_for_the_loop) {
  hears(1u << TASK_CREATED | 1u << TASK_WOKEN | 1u << TASK_SUSPENDED,
        "  await asyncio.create_task(asyncio.sleep(0.001), name='t')", "t created(main), t suspended(future), t woken()");
}

Test(observer, a_callback_wakes_it) {
  hears(1u << TASK_CREATED | 1u << TASK_WOKEN,
        "  a, b = loop.create_future(), loop.create_future()\n  a.add_done_callback(lambda a: b.set_result(1))\n"
        "  async def g(): await b\n  t = asyncio.create_task(g(), name='t')\n  await asyncio.sleep(0)\n  a.set_result(1)\n  await t",
        "t created(main), t woken(future)");
}

Test(observer, an_exception_is_thrown_in) {
  hears(all,
        "  async def f():\n    try: await loop.create_future()\n    except asyncio.CancelledError: pass\n"
        "  t = asyncio.create_task(f(), name='t')\n  await asyncio.sleep(0)\n  t.cancel()\n  await t",
        "t created(main), t resumed(), t suspended(future), t woken(main), t resumed(), t done()");
  hears(all, "  async def f(): pass\n  t = asyncio.create_task(f(), name='t')\n  t.cancel()\n  await asyncio.sleep(0)",
        "t created(main), t resumed(exception), t done()");
}

Test(observer, an_eager_task_runs_inside_its_maker) {
  hears(all, "  async def f(): pass\n  asyncio.Task(f(), name='t', eager_start=True)", "t created(main), t resumed(), t done()");
}

Test(observer, a_task_that_fails) {
  hears(all, "  async def f(): raise ValueError\n  await asyncio.gather(asyncio.create_task(f(), name='t'), return_exceptions=True)",
        "t created(main), t resumed(), t done()");
}

Test(observer, several_in_order_and_one_that_leaves) {
  VM *vm = vm_open();
  Notes first = {.observer = {.wants = all, .notify = note}}, second = first, third = first;
  first.leave_at = 1u << TASK_SUSPENDED;
  second.observer.wants = 1u << TASK_DONE;
  observer_add(vm, &first.observer);
  observer_add(vm, &second.observer);
  observer_add(vm, &third.observer);
  observer_add(vm, &third.observer);  // once is enough
  cr_expect_eq(vm->observed, all);
  run_main(vm, "  await asyncio.create_task(asyncio.sleep(0), name='t')");
  cr_expect(strstr(first.log, "suspended") && !strstr(first.log, "done"), "%s", first.log);
  cr_expect(strstr(second.log, "t done()") && !strstr(second.log, "created"), "%s", second.log);
  cr_expect(strstr(third.log, "t created(main), t resumed(), t suspended(), t resumed(), t done()"), "%s", third.log);
  observer_remove(vm, &third.observer);
  cr_expect_eq(vm->observed, 1u << TASK_DONE);
  observer_remove(vm, &third.observer);
  observer_remove(vm, &second.observer);
  cr_expect_eq(vm->observed, 0);
  cr_expect_null(vm->observers);
  run_main(vm, "  await asyncio.create_task(asyncio.sleep(0), name='t')");
  cr_expect(!strstr(strstr(second.log, "t done()") + 1, "t done()"));
  vm_close(vm);
}
