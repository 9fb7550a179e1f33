// SPDX-License-Identifier: MIT
// api_tasks.c - snapshots: tasks with their states, stacks and await edges, as text and as JSON.
#include "vm/api/api_tasks.h"

#include <stdio.h>

#include "vm/base/buf.h"

enum { MOST_WAITERS = 64 };

// ---- walking

void task_each_frame(const Task *t, void (*fn)(void *arg, const Frame *frame), void *arg) {
  Value at = t->coro;
  while (is_kind(at, KIND_COROUTINE) || is_kind(at, KIND_GENERATOR) || is_kind(at, KIND_ASYNC_GENERATOR)) {
    const Generator *g = (const Generator *)as_obj(at);
    if (g->state == GEN_CLOSED) return;
    fn(arg, &g->frame);
    at = gen_yield_from_get(g);
  }
}

typedef struct Waiters {
  VM *vm;
  const Future *seen[MOST_WAITERS];
  size_t count;
} Waiters;

static void note_waiter(void *arg, Value owner) {
  Waiters *w = arg;
  if (!is_future(owner) || w->count == MOST_WAITERS) return;
  for (size_t i = 0; i < w->count; i++)
    if (w->seen[i] == as_future(owner)) return;
  w->seen[w->count++] = as_future(owner);
}

void task_each_waiter(VM *vm, const Future *f, bool deep, void (*fn)(void *arg, const Future *waiter), void *arg) {
  Waiters w = {.vm = vm};
  future_each_waiter(f, note_waiter, &w);
  for (size_t i = 0; i < w.count; i++) {
    fn(arg, w.seen[i]);
    if (deep) future_each_waiter(w.seen[i], note_waiter, &w);
  }
}

const char *task_name_text(VM *vm, const Task *t, char *buf, size_t size) {
  const char *utf8 = is_str(t->name) ? str_utf8_get(vm, as_str(t->name), NULL) : NULL;
  if (utf8) snprintf(buf, size, "%s", utf8);
  else if (is_int(t->name)) snprintf(buf, size, "Task-%lld", (long long)as_int(t->name));
  else snprintf(buf, size, "?");
  error_clear(vm);
  return buf;
}

// ---- writing

typedef struct Writer { VM *vm; Buf out; bool json; size_t items; } Writer;

static void put_json_text(Writer *w, const char *text) {
  buf_putc(&w->out, '"');
  for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
    if (*c == '"' || *c == '\\') buf_printf(&w->out, "\\%c", *c);
    else if (*c < 0x20) buf_printf(&w->out, "\\u%04x", *c);
    else buf_putc(&w->out, (char)*c);
  }
  buf_putc(&w->out, '"');
}

static const char *text_of(VM *vm, Str *s) {
  const char *utf8 = s ? str_utf8_get(vm, s, NULL) : "?";
  if (utf8) return utf8;
  error_clear(vm);
  return "?";
}

static void put_frame(void *arg, const Frame *frame) {
  Writer *w = arg;
  Code *code = frame->code;
  if (!w->json) {
    buf_printf(&w->out, "    at %s", text_of(w->vm, code->qualname));
    buf_printf(&w->out, " (%s:%u)\n", text_of(w->vm, code->filename), frame_line(frame));
    return;
  }
  buf_puts(&w->out, w->items++ ? ", {\"function\": " : "{\"function\": ");
  put_json_text(w, text_of(w->vm, code->qualname));
  buf_puts(&w->out, ", \"file\": ");
  put_json_text(w, text_of(w->vm, code->filename));
  buf_printf(&w->out, ", \"line\": %u}", frame_line(frame));
}

static void put_waiter(void *arg, const Future *waiter) {
  Writer *w = arg;
  char name[128];
  bool task = obj_type(&waiter->header)->kind == KIND_TASK;
  const char *text = task ? task_name_text(w->vm, (const Task *)waiter, name, sizeof name) : "gather";
  if (!w->json) {
    buf_printf(&w->out, "%s%s", w->items++ ? ", " : "    awaited by ", text);
    return;
  }
  if (w->items++) buf_puts(&w->out, ", ");
  put_json_text(w, text);
}

static const char *state_of(const Task *t) {
  const Loop *l = (const Loop *)(is_heap(t->future.loop) ? as_obj(t->future.loop) : NULL);
  if (l && obj_type(&l->header)->spec == &loop_spec && l->current == t) return "running";
  return t->waiting == V_ABSENT ? "ready" : "waiting";
}

// When a sleeping future's timer is due, from now. False: it has none.
static bool sleep_left(VM *vm, const Future *f, double *seconds) {
  if (!(f->flags & FUTURE_SLEEP) || !is_loop(vm, f->loop)) return false;
  Loop *l = (Loop *)as_obj(f->loop);
  for (uint32_t i = 0; i < l->ntimers; i++) {
    if ((l->timers[i].node & ~(uintptr_t)NODE_TAG) != (uintptr_t)f) continue;
    double left = l->timers[i].when - loop_now(vm, l);
    return *seconds = left > 0 ? left : 0, true;
  }
  return false;
}

static void put_wait(Writer *w, Value waiting) {
  char name[128];
  double seconds;
  const char *kind = "future";
  bool has_name = is_task(waiting), sleeping = is_future(waiting) && sleep_left(w->vm, as_future(waiting), &seconds);
  if (has_name) kind = "task";
  else if (sleeping) kind = "sleep";
  else if (is_heap(waiting) && obj_type(as_obj(waiting)) == w->vm->aio->gathering_type) kind = "gather";
  if (has_name) task_name_text(w->vm, as_task(waiting), name, sizeof name);
  if (!w->json) {
    buf_printf(&w->out, "    waits for %s", has_name ? name : kind);
    if (sleeping) buf_printf(&w->out, ", %.3f s left", seconds);
    buf_putc(&w->out, '\n');
    return;
  }
  buf_puts(&w->out, "{\"kind\": ");
  put_json_text(w, kind);
  if (has_name) buf_puts(&w->out, ", \"name\": "), put_json_text(w, name);
  if (sleeping) buf_printf(&w->out, ", \"seconds\": %.6f", seconds);
  buf_putc(&w->out, '}');
}

static const char *coroutine_name(VM *vm, const Task *t) {
  bool known = is_kind(t->coro, KIND_COROUTINE) || is_kind(t->coro, KIND_GENERATOR);
  return known ? text_of(vm, gen_qualname_get((Generator *)as_obj(t->coro))) : is_heap(t->coro) ? text_of(vm, type_of_get(vm, t->coro)->name) : "?";
}

static void put_task_text(Writer *w, const Task *t, const char *name) {
  buf_printf(&w->out, "%s %s: %s\n", name, state_of(t), coroutine_name(w->vm, t));
  task_each_frame(t, put_frame, w);
  if (t->waiting != V_ABSENT) put_wait(w, t->waiting);
  w->items = 0;
  task_each_waiter(w->vm, &t->future, false, put_waiter, w);
  if (w->items) buf_putc(&w->out, '\n');
}

static void put_task_json(Writer *w, const Task *t, const char *name) {
  buf_puts(&w->out, "{\"name\": ");
  put_json_text(w, name);
  buf_printf(&w->out, ", \"state\": \"%s\", \"coroutine\": ", state_of(t));
  put_json_text(w, coroutine_name(w->vm, t));
  buf_puts(&w->out, ", \"stack\": [");
  w->items = 0;
  task_each_frame(t, put_frame, w);
  buf_puts(&w->out, "], \"waits_for\": ");
  if (t->waiting != V_ABSENT) put_wait(w, t->waiting);
  else buf_puts(&w->out, "null");
  buf_puts(&w->out, ", \"awaited_by\": [");
  w->items = 0;
  task_each_waiter(w->vm, &t->future, false, put_waiter, w);
  buf_puts(&w->out, "]}");
}

static bool is_pending_task(const Object *o) {
  if (!o || obj_type(o)->kind != KIND_TASK) return false;
  const Task *t = (const Task *)o;
  return t->future.state == FUTURE_PENDING && t->future.loop != V_ABSENT && t->coro != V_ABSENT;
}

// Tasks are tracked by the collector, in the order in which they were made: the frozen first, then the old, then the young.
static size_t put_tasks(Writer *w) {
  const GcList *lists[] = {&w->vm->gc.frozen, &w->vm->gc.old, &w->vm->gc.young};
  size_t count = 0;
  char name[128];
  for (size_t i = 0; w->vm->aio && i < 3; i++)
    for (uint32_t k = 0; k < lists[i]->len; k++) {
      if (!is_pending_task(lists[i]->items[k])) continue;
      const Task *t = (const Task *)lists[i]->items[k];
      task_name_text(w->vm, t, name, sizeof name);
      if (w->json && count) buf_puts(&w->out, ",\n");
      if (w->json) put_task_json(w, t, name);
      else put_task_text(w, t, name);
      count++;
    }
  return count;
}

AsterValue aster_snapshot(AsterVM *vm, bool json) {
  VM *c = core(vm);
  Writer w = {.vm = c, .json = json};
  buf_init(&w.out, vm_arena_alloc, c);
  if (json) buf_puts(&w.out, "{\"tasks\": [");
  put_tasks(&w);
  if (json) buf_puts(&w.out, "]}\n");
  Value text = w.out.failed ? raise_no_memory(c) : codec_decode(c, (const uint8_t *)w.out.data, w.out.len, "utf-8", "replace");
  buf_free(&w.out);
  return own(text);
}
