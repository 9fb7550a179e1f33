// SPDX-License-Identifier: MIT
// glibhost.c - a GLib main loop (GTK, GStreamer ...) drives scripts: the VM is a GSource with a descriptor and a deadline.
#include <aster.h>
#include <glib.h>
#include <stdio.h>

static const char script[] =
  "import asyncio\n"
  "async def main():\n"
  "    for i in range(3):\n"
  "        await asyncio.sleep(0.02)\n"
  "        print('script', i, flush=True)\n";

typedef struct VmSource { GSource source; AsterVM *vm; GMainLoop *loop; gpointer tag; } VmSource;

static gboolean dispatch(GSource *source, GSourceFunc callback, gpointer data) {
  (void)callback, (void)data;
  VmSource *s = (VmSource *)source;
  AsterIdle idle;
  AsterStatus status = aster_loop_step(s->vm, (AsterBudget){.microseconds = 500}, &idle);
  if (status == ASTER_FAILED) aster_print_error(s->vm);
  if (status == ASTER_DONE || status == ASTER_FAILED) return g_main_loop_quit(s->loop), G_SOURCE_REMOVE;
  if (status == ASTER_IDLE && !s->tag && idle.fd >= 0) s->tag = g_source_add_unix_fd(source, idle.fd, G_IO_IN);
  g_source_set_ready_time(source, status == ASTER_SUSPENDED ? 0 : idle.seconds < 0 ? -1 : g_get_monotonic_time() + (gint64)(idle.seconds * 1e6) + 1);
  return G_SOURCE_CONTINUE;
}

static gboolean own_tick(gpointer ticks) { return ++*(int *)ticks < 3; }

int main(void) {
  static GSourceFuncs functions = {.dispatch = dispatch};
  AsterVM *vm = aster_new(NULL);
  int ticks = 0;
  aster_release(vm, aster_exec(vm, script, "app.as"));
  AsterValue coroutine = aster_eval(vm, "main()", NULL), task = aster_spawn(vm, aster_ref(coroutine), NULL);
  GMainLoop *loop = g_main_loop_new(NULL, FALSE);
  VmSource *source = (VmSource *)g_source_new(&functions, sizeof *source);
  source->vm = vm;
  source->loop = loop;
  source->tag = NULL;
  g_source_set_ready_time(&source->source, 0);
  g_source_attach(&source->source, NULL);
  g_timeout_add(10, own_tick, &ticks);
  g_main_loop_run(loop);
  printf("own timer: %d ticks\n", ticks);
  g_source_unref(&source->source);
  g_main_loop_unref(loop);
  aster_release(vm, task);
  aster_release(vm, coroutine);
  aster_free(vm);
  return 0;
}
