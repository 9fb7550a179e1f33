// SPDX-License-Identifier: MIT
// tracer.c - the observer behind --trace. Its tables are the VM's memory; what goes through a chunk is static, or lives as long as they do,
// or is a block of malloc() that the writer frees.
#include "vm/aio/tracer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vm/aio/aiosync.h"
#include "vm/aio/tracewriter.h"

typedef struct Spot { Code *code; uint32_t pc; TracePlace place; } Spot;     // a place with what is waited for there, met before

typedef struct Tracer {
  Observer observer;
  VM *vm;
  int fd;
  pid_t pid;
  TraceWriter *writer;
  TraceChunk *chunk;
  uint32_t last_slot;     // Task.slot says which is whose
  uint32_t *free_slots, free_count, free_cap;
  uint32_t spots_used, spots_cap;
  Spot **spots;           // open addressing by (code, pc, wait); each a block of its own, which stays
} Tracer;

static void *zalloc(VM *vm, size_t size) {
  void *block = mem_alloc(&vm->alloc, size);
  if (block) memset(block, 0, size);
  return block;
}

// ---- records

// A forked child keeps silent: the writer's thread is not in it.
static NOINLINE void next_chunk(Tracer *t) {
  if (getpid() == t->pid) t->chunk = tracewriter_next(t->writer, t->chunk);
  else t->chunk->count = 0;
}

static inline TraceRecord *record(Tracer *t, TraceKind kind, uint32_t slot, uint64_t ticks) {
  if (UNLIKELY(t->chunk->count == TRACE_CHUNK)) next_chunk(t);
  TraceRecord *r = &t->chunk->records[t->chunk->count++];
  *r = (TraceRecord){.kind = kind, .ticks = ticks, .slot = slot};
  return r;
}

// For the writer, cut where it is too long. NULL: no memory.
static char *text_copy(VM *vm, Str *s) {
  size_t len = 0;
  const char *text = str_utf8_get(vm, s, &len);
  if (!text) return error_clear(vm), NULL;
  if (len > TRACE_TEXT)
    for (len = TRACE_TEXT; ((unsigned char)text[len] & 0xc0) == 0x80;) len--;
  char *copy = malloc(len + 1);
  if (copy) memcpy(copy, text, len), copy[len] = 0;
  return copy;
}

static void record_name(Tracer *t, VM *vm, const Task *task, uint64_t ticks) {
  if (is_int(task->name)) record(t, TRACE_NUMBER, task->slot, ticks)->number = (uint64_t)as_int(task->name);
  else if (is_str(task->name)) record(t, TRACE_NAME, task->slot, ticks)->text = text_copy(vm, as_str(task->name));
}

// ---- slots

static uint32_t slot_take(Tracer *t) { return t->free_count ? t->free_slots[--t->free_count] : ++t->last_slot; }

static void slot_give(Tracer *t, uint32_t slot) {
  if (t->free_count == t->free_cap) {
    uint32_t cap = t->free_cap ? t->free_cap * 2 : 256;
    uint32_t *slots = mem_realloc(&t->vm->alloc, t->free_slots, t->free_cap * sizeof *slots, cap * sizeof *slots);
    if (!slots) return;  // it is not used again
    t->free_slots = slots;
    t->free_cap = cap;
  }
  t->free_slots[t->free_count++] = slot;
}

static uint32_t slot_of(Value task) { return is_heap(task) && is_task(task) ? as_task(task)->slot : 0; }

// ---- places

static char *site_text(VM *vm, const Site *site) {
  Value text = str_format_c(vm, "%U:%u in %U", site->code->filename, site_line(site), site->code->qualname);
  char *copy = text ? text_copy(vm, as_str(text)) : NULL, *escaped = copy ? trace_escaped(copy) : NULL;
  if (!text) error_clear(vm);
  release(vm, text);
  free(copy);
  return escaped;
}

static uint32_t spot_place(const Tracer *t, const Code *code, uint32_t pc, const char *wait) {
  uint32_t i = ((uint32_t)((uintptr_t)code >> 4) + pc + (uint32_t)(uintptr_t)wait) * UINT32_C(2654435761) & (t->spots_cap - 1);
  for (const Spot *s; (s = t->spots[i]) && (s->code != code || s->pc != pc || s->place.wait != wait);) i = (i + 1) & (t->spots_cap - 1);
  return i;
}

static bool spots_grow(Tracer *t) {
  Tracer old = *t;
  Spot **spots = zalloc(t->vm, old.spots_cap * 2 * sizeof *spots);
  if (!spots) return false;
  t->spots = spots;
  t->spots_cap = old.spots_cap * 2;
  for (uint32_t i = 0; i < old.spots_cap; i++)
    if (old.spots[i]) t->spots[spot_place(t, old.spots[i]->code, old.spots[i]->pc, old.spots[i]->place.wait)] = old.spots[i];
  vm_dealloc(t->vm, old.spots, old.spots_cap * sizeof *spots);
  return true;
}

static NOINLINE Spot *spot_new(Tracer *t, VM *vm, const Site *site, const char *wait) {
  Spot *spot = zalloc(vm, sizeof *spot);
  if (!spot) return NULL;
  *spot = (Spot){site->code, site->pc, {wait, site->code ? site_text(vm, site) : NULL}};
  if (site->code) incref(&site->code->header);
  t->spots_used++;
  return spot;
}

// NULL: no memory.
static const TracePlace *place_of(Tracer *t, VM *vm, Site site, const char *wait) {
  if (t->spots_used * 2 >= t->spots_cap && !spots_grow(t)) return NULL;
  Spot **spot = &t->spots[spot_place(t, site.code, site.pc, wait)];
  if (UNLIKELY(!*spot)) *spot = spot_new(t, vm, &site, wait);
  return *spot ? &(*spot)->place : NULL;
}

// ---- what a suspended task waits for

static const char *operation_name(const OpDef *def) { return def == &lock_enter_op ? "Lock.acquire" : def->qualname; }

// The innermost generator of a suspended chain, and the awaitable that it waits on.
static Generator *leaf_of(const Task *task, Value *awaited) {
  *awaited = task->coro;  // a native coroutine by itself, or
  if (!is_kind(task->coro, KIND_COROUTINE)) return NULL;
  Generator *g = ((Generator *)as_obj(task->coro))->leaf;
  if (g) *awaited = gen_leaf_awaits_get(g);
  return g;
}

// Where a suspended task awaits: the innermost frame outside the asyncio package.
static Site await_site(const Task *task, const Generator *leaf) {
  const Frame *root = &((Generator *)as_obj(task->coro))->frame, *f = &leaf->frame;
  Site site = {f->code, frame_pc(f)};
  while (site_in_package(&site) && f != root && f->prev) {
    f = f->prev;
    site = (Site){f->code, frame_pc(f)};
  }
  return site;
}

static const char *wait_name(VM *vm, Value awaited, Value future) {
  const Aio *a = vm->aio;
  const Type *type = is_heap(awaited) ? obj_type(as_obj(awaited)) : NULL;
  if (awaited == V_NONE) return operation_name(&sleep_op);
  if (type == a->op_type) return operation_name(((Op *)as_obj(awaited))->def);
  if (type && type == a->wait_type) return operation_name(((Wait *)as_obj(awaited))->def);
  if (future == V_NONE) return "its turn";
  if (is_task(future)) return "a task";
  return is_heap(future) && obj_type(as_obj(future)) == a->gathering_type ? "gather" : "a future";
}

static const TracePlace *place_of_wait(Tracer *t, VM *vm, const Task *task, Value future) {
  Value awaited;
  const Generator *leaf = leaf_of(task, &awaited);
  return place_of(t, vm, leaf ? await_site(task, leaf) : (Site){0}, wait_name(vm, awaited, future));
}

// ---- the moments

static void on_created(Tracer *t, VM *vm, Task *task, Value maker, uint64_t ticks) {
  task->slot = slot_take(t);
  const TracePlace *place = place_of(t, vm, task_site(vm, task), NULL);
  TraceRecord *r = record(t, TRACE_MADE, task->slot, ticks);
  r->other = slot_of(maker);
  r->place = place;
  record_name(t, vm, task, ticks);
}

static void on_done(Tracer *t, VM *vm, Task *task, uint64_t ticks) {
  const Future *f = &task->future;
  bool failed = f->state == FUTURE_FINISHED && (f->flags & FUTURE_ERROR);
  char *error = failed ? text_copy(vm, obj_type(as_obj(f->result))->name) : NULL;
  if (!is_int(task->name)) record_name(t, vm, task, ticks);  // it may have another one by now
  record(t, failed ? TRACE_FAILED : f->state == FUTURE_CANCELLED ? TRACE_CANCELLED : TRACE_DONE, task->slot, ticks)->text = error;
  slot_give(t, task->slot);
  task->slot = 0;
}

static void notify(Observer *self, VM *vm, TaskMoment moment, Task *task, Value detail) {
  Tracer *t = (Tracer *)self;
  uint64_t ticks = trace_ticks();
  if (moment == TASK_CREATED) return on_created(t, vm, task, detail, ticks);
  if (!task->slot) return;
  switch (moment) {
    case TASK_WOKEN: record(t, TRACE_WOKEN, task->slot, ticks)->other = slot_of(detail); break;
    case TASK_RESUMED: record(t, TRACE_RESUMED, task->slot, ticks); break;
    case TASK_SUSPENDED: {
      const TracePlace *place = place_of_wait(t, vm, task, detail);
      record(t, TRACE_SUSPENDED, task->slot, ticks)->place = place;
      break;
    }
    default: on_done(t, vm, task, ticks);
  }
}

// ---- the whole

static void tracer_free(VM *vm, Tracer *t) {
  for (uint32_t i = 0; t->spots && i < t->spots_cap; i++) {
    if (!t->spots[i]) continue;
    free((char *)t->spots[i]->place.at);
    xdecref(vm, t->spots[i]->code);
    vm_dealloc(vm, t->spots[i], sizeof *t->spots[i]);
  }
  vm_dealloc(vm, t->free_slots, t->free_cap * sizeof *t->free_slots);
  vm_dealloc(vm, t->spots, t->spots_cap * sizeof *t->spots);
  vm_dealloc(vm, t, sizeof *t);
}

bool tracer_start(VM *vm, const char *path) {
  Tracer *t = zalloc(vm, sizeof *t);
  if (!t) return errno = ENOMEM, false;
  t->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  t->vm = vm;
  t->spots = zalloc(vm, (t->spots_cap = 256) * sizeof *t->spots);
  if (t->fd >= 0 && t->spots) t->writer = tracewriter_new(t->fd, &t->chunk);
  if (!t->writer) {
    int error = t->fd < 0 ? errno : ENOMEM;
    if (t->fd >= 0) close(t->fd);
    tracer_free(vm, t);
    return errno = error, false;
  }
  t->pid = getpid();
  t->observer = (Observer){.wants = (1u << (TASK_DONE + 1)) - 1, .notify = notify};
  vm->tracer = t;
  observer_add(vm, &t->observer);
  return true;
}

void tracer_stop(VM *vm) {
  Tracer *t = vm->tracer;
  if (!t) return;
  vm->tracer = NULL;
  observer_remove(vm, &t->observer);
  if (getpid() == t->pid) tracewriter_end(t->writer, t->chunk);
  close(t->fd);
  tracer_free(vm, t);
}
