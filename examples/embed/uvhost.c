// SPDX-License-Identifier: MIT
// uvhost.c - a libuv program shares its loop with scripts: a poll handle for the VM's descriptor, a timer for its next deadline, and an idle
// handle while there is more to do at once.
#include <aster.h>
#include <stdio.h>
#include <uv.h>

static const char script[] =
  "import asyncio\n"
  "async def main():\n"
  "    for i in range(3):\n"
  "        await asyncio.sleep(0.02)\n"
  "        print('script', i, flush=True)\n";

typedef struct Host { AsterVM *vm; uv_loop_t *loop; uv_poll_t poll; uv_timer_t timer; uv_idle_t more; bool polling; } Host;

static void step(Host *h);
static void on_poll(uv_poll_t *p, int status, int events) { (void)status, (void)events, step(p->data); }
static void on_timer(uv_timer_t *t) { step(t->data); }
static void on_idle(uv_idle_t *i) { step(i->data); }

static void step(Host *h) {
  AsterIdle idle;
  AsterStatus status = aster_loop_step(h->vm, (AsterBudget){.microseconds = 500}, &idle);
  uv_timer_stop(&h->timer);
  if (status == ASTER_SUSPENDED) {
    uv_idle_start(&h->more, on_idle);
    return;
  }
  uv_idle_stop(&h->more);
  if (status == ASTER_FAILED) aster_print_error(h->vm);
  if (status != ASTER_IDLE) {
    if (h->polling) uv_poll_stop(&h->poll);
    return;
  }
  if (!h->polling && idle.fd >= 0 && uv_poll_init(h->loop, &h->poll, idle.fd) == 0) h->polling = uv_poll_start(&h->poll, UV_READABLE, on_poll) == 0;
  if (idle.seconds >= 0) uv_timer_start(&h->timer, on_timer, (uint64_t)(idle.seconds * 1000) + 1, 0);
}

static void on_own(uv_timer_t *t) {
  ++*(int *)t->data;
  if (*(int *)t->data == 3) uv_timer_stop(t);
}

int main(void) {
  uv_loop_t *loop = uv_default_loop();
  Host h = {.vm = aster_new(NULL), .loop = loop};
  int ticks = 0;
  uv_timer_t own;
  aster_release(h.vm, aster_exec(h.vm, script, "app.as"));
  AsterValue coroutine = aster_eval(h.vm, "main()", NULL), task = aster_spawn(h.vm, aster_ref(coroutine), NULL);
  uv_timer_init(loop, &h.timer);
  uv_idle_init(loop, &h.more);
  uv_timer_init(loop, &own);
  h.poll.data = h.timer.data = h.more.data = &h;
  own.data = &ticks;
  uv_timer_start(&own, on_own, 10, 10);
  uv_idle_start(&h.more, on_idle);
  uv_run(loop, UV_RUN_DEFAULT);
  printf("own timer: %d ticks\n", ticks);
  aster_release(h.vm, task);
  aster_release(h.vm, coroutine);
  aster_free(h.vm);
  return 0;
}
