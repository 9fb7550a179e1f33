// SPDX-License-Identifier: MIT
// tracer.c - the observer behind --trace.
#include "vm/core/tracer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "vm/core/aiosync.h"

enum { BUFFER = 1 << 20, MARGIN = 4096, MAX_TEXT = 512, MAX_NESTED = 64 };

typedef struct Lane {     // of a living task
  const Task *task;       // NULL: free
  uint32_t id;
  uint32_t waker;         // the lane that woke or made it
  uint64_t arrow;         // number of the arrow to draw when it resumes; 0: none
  uint64_t since, woken;  // suspended, woken at
  const char *wait;       // what it waits for; NULL: it runs, or has not begun
  const char *at;         // JSON text of the place, or NULL
} Lane;

typedef struct Spot { Code *code; uint32_t pc; char *text; } Spot;  // a place that has been written before

typedef struct Tracer {
  Observer observer;
  VM *vm;
  int fd;
  pid_t pid;
  char *out;
  size_t len;
  uint64_t start;
  uint32_t lanes_used, lanes_cap, last_id;
  Lane *lanes;            // open addressing by task
  uint32_t spots_used, spots_cap;
  Spot *spots;            // open addressing by (code, pc)
  uint64_t arrows;
  struct { uint32_t id; uint64_t since; } running[MAX_NESTED];  // eager tasks run inside others
  uint32_t depth;
} Tracer;

static uint64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * UINT64_C(1000000000) + (uint64_t)t.tv_nsec;
}

static void *zalloc(VM *vm, size_t size) {
  void *block = mem_alloc(&vm->alloc, size);
  if (block) memset(block, 0, size);
  return block;
}

// ---- text

static void flush(Tracer *t) {
  size_t done = 0;
  while (done < t->len && getpid() == t->pid) {  // a forked child keeps silent
    ssize_t n = write(t->fd, t->out + done, t->len - done);
    if (n < 0 && errno != EINTR) break;
    if (n > 0) done += (size_t)n;
  }
  t->len = 0;
}

static inline void put(Tracer *t, const char *text, size_t len) {
  memcpy(t->out + t->len, text, len);
  t->len += len;
}
#define PUT(t, literal) put((t), (literal), sizeof(literal) - 1)

static void put_number(Tracer *t, uint64_t n) {
  char digits[24];
  size_t at = sizeof digits;
  do digits[--at] = (char)('0' + n % 10); while (n /= 10);
  put(t, digits + at, sizeof digits - at);
}

// Microseconds with three decimals.
static void put_time(Tracer *t, uint64_t ns) {
  put_number(t, ns / 1000);
  char rest[4] = {'.', (char)('0' + ns / 100 % 10), (char)('0' + ns / 10 % 10), (char)('0' + ns % 10)};
  put(t, rest, 4);
}

// A JSON string's inside, cut where it is too long.
static void put_escaped(Tracer *t, const char *text, size_t len) {
  for (size_t i = 0; i < len && i < MAX_TEXT; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c == '"' || c == '\\') put(t, "\\", 1), put(t, text + i, 1);
    else if (c < ' ' || c == '<') t->len += (size_t)sprintf(t->out + t->len, "\\u%04x", c);
    else put(t, text + i, 1);
  }
}

static void put_str(Tracer *t, VM *vm, Str *s) {
  size_t len = 0;
  const char *text = str_utf8_get(vm, s, &len);
  if (!text) return error_clear(vm);
  while (len > MAX_TEXT && ((unsigned char)text[len = MAX_TEXT] & 0xc0) == 0x80) len--;
  put_escaped(t, text, len);
}

static void put_name(Tracer *t, VM *vm, const Task *task) {
  if (is_int(task->name)) PUT(t, "Task-"), put_number(t, (uint64_t)as_int(task->name));
  else if (is_str(task->name)) put_str(t, vm, as_str(task->name));
}

// {"ph":"X","pid":1,"tid":3,"ts":12.345
static void begin(Tracer *t, const char *phase, uint32_t lane, uint64_t when) {
  if (t->len > BUFFER - MARGIN) flush(t);
  PUT(t, ",\n{\"ph\":\"");
  put(t, phase, 1);
  PUT(t, "\",\"pid\":1,\"tid\":");
  put_number(t, lane);
  PUT(t, ",\"ts\":");
  put_time(t, when - t->start);
}

static void put_lane_name(Tracer *t, VM *vm, uint32_t lane, const Task *task) {
  begin(t, "M", lane, t->start);
  PUT(t, ",\"name\":\"thread_name\",\"args\":{\"name\":\"");
  if (task) put_name(t, vm, task);
  else PUT(t, "event loop");
  PUT(t, "\"}}");
}

static void put_arrow(Tracer *t, const char *category, uint64_t number, uint32_t from, uint64_t at, uint32_t to, uint64_t then) {
  for (int end = 0; end < 2; end++) {
    begin(t, end ? "f" : "s", end ? to : from, end ? then : at);
    PUT(t, ",\"id\":");
    put_number(t, number);
    if (end) PUT(t, ",\"bp\":\"e\"");
    PUT(t, ",\"cat\":\"");
    put(t, category, 4);
    PUT(t, "\",\"name\":\"");
    put(t, category, 4);
    PUT(t, "\"}");
  }
}

static void put_run(Tracer *t, uint32_t lane, uint64_t since, uint64_t until) {
  begin(t, "X", lane, since);
  PUT(t, ",\"dur\":");
  put_time(t, until - since);
  PUT(t, ",\"cat\":\"run\",\"name\":\"run\"}");
}

static void put_wait(Tracer *t, const Lane *lane, uint64_t until) {
  begin(t, "X", lane->id, lane->since);
  PUT(t, ",\"dur\":");
  put_time(t, until - lane->since);
  PUT(t, ",\"cat\":\"wait\",\"name\":\"");
  put(t, lane->wait, strlen(lane->wait));
  PUT(t, "\"");
  if (lane->at) PUT(t, ",\"args\":{\"at\":\""), put(t, lane->at, strlen(lane->at)), PUT(t, "\"}");
  PUT(t, "}");
}

// ---- lanes

static uint32_t lane_place(const Tracer *t, const Task *task) {
  uint32_t i = (uint32_t)((uintptr_t)task >> 4) * UINT32_C(2654435761) & (t->lanes_cap - 1);
  while (t->lanes[i].task && t->lanes[i].task != task) i = (i + 1) & (t->lanes_cap - 1);
  return i;
}

static Lane *lane_find(const Tracer *t, const Task *task) {
  Lane *lane = &t->lanes[lane_place(t, task)];
  return lane->task ? lane : NULL;
}

static bool lanes_grow(Tracer *t) {
  Tracer old = *t;
  Lane *lanes = zalloc(t->vm, old.lanes_cap * 2 * sizeof *lanes);
  if (!lanes) return false;
  t->lanes = lanes;
  t->lanes_cap = old.lanes_cap * 2;
  for (uint32_t i = 0; i < old.lanes_cap; i++)
    if (old.lanes[i].task) t->lanes[lane_place(t, old.lanes[i].task)] = old.lanes[i];
  vm_dealloc(t->vm, old.lanes, old.lanes_cap * sizeof *lanes);
  return true;
}

static Lane *lane_add(Tracer *t, VM *vm, const Task *task) {
  if (t->lanes_used * 2 >= t->lanes_cap && !lanes_grow(t)) return NULL;
  Lane *lane = &t->lanes[lane_place(t, task)];
  if (!lane->task) t->lanes_used++;
  *lane = (Lane){.task = task, .id = ++t->last_id};
  put_lane_name(t, vm, lane->id, task);
  return lane;
}

static void lane_remove(Tracer *t, const Task *task) {
  uint32_t hole = lane_place(t, task);
  if (!t->lanes[hole].task) return;
  t->lanes_used--;
  t->lanes[hole].task = NULL;
  for (uint32_t i = (hole + 1) & (t->lanes_cap - 1); t->lanes[i].task; i = (i + 1) & (t->lanes_cap - 1)) {
    Lane moved = t->lanes[i];
    t->lanes[i].task = NULL;
    t->lanes[lane_place(t, moved.task)] = moved;
  }
}

static uint32_t lane_id(const Tracer *t, Value task) {
  const Lane *lane = is_heap(task) && is_task(task) ? lane_find(t, as_task(task)) : NULL;
  return lane ? lane->id : 0;
}

// ---- places

static char *spot_text(Tracer *t, VM *vm, const Site *site) {
  size_t before = t->len;
  put_str(t, vm, site->code->filename);
  PUT(t, ":");
  put_number(t, site_line(site));
  PUT(t, " in ");
  put_str(t, vm, site->code->qualname);
  char *text = mem_alloc(&vm->alloc, t->len - before + 1);
  if (text) {
    memcpy(text, t->out + before, t->len - before);
    text[t->len - before] = 0;
  }
  t->len = before;
  return text;
}

static uint32_t spot_place(const Tracer *t, const Code *code, uint32_t pc) {
  uint32_t i = ((uint32_t)((uintptr_t)code >> 4) + pc) * UINT32_C(2654435761) & (t->spots_cap - 1);
  while (t->spots[i].code && (t->spots[i].code != code || t->spots[i].pc != pc)) i = (i + 1) & (t->spots_cap - 1);
  return i;
}

static bool spots_grow(Tracer *t) {
  Tracer old = *t;
  Spot *spots = zalloc(t->vm, old.spots_cap * 2 * sizeof *spots);
  if (!spots) return false;
  t->spots = spots;
  t->spots_cap = old.spots_cap * 2;
  for (uint32_t i = 0; i < old.spots_cap; i++)
    if (old.spots[i].code) t->spots[spot_place(t, old.spots[i].code, old.spots[i].pc)] = old.spots[i];
  vm_dealloc(t->vm, old.spots, old.spots_cap * sizeof *spots);
  return true;
}

static const char *spot_of(Tracer *t, VM *vm, const Site *site) {
  if (!site->code || (t->spots_used * 2 >= t->spots_cap && !spots_grow(t))) return NULL;
  if (t->len > BUFFER - MARGIN) flush(t);
  Spot *spot = &t->spots[spot_place(t, site->code, site->pc)];
  if (!spot->code) {
    char *text = spot_text(t, vm, site);
    if (!text) return NULL;
    incref(&site->code->header);
    *spot = (Spot){site->code, site->pc, text};
    t->spots_used++;
  }
  return spot->text;
}

// ---- what a suspended task waits for

static const char *operation_name(const Op *op) { return op->def == &lock_enter_op ? "Lock.acquire" : op->def->qualname; }

// The innermost generator of a suspended chain, and the awaitable that it waits on.
static Generator *leaf_of(const Task *task, Value *awaited) {
  *awaited = task->coro;  // a native coroutine by itself, or
  if (!is_kind(task->coro, KIND_COROUTINE)) return NULL;
  Generator *g = ((Generator *)as_obj(task->coro))->leaf;
  if (g) *awaited = gen_yield_from_get(g);
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
  if (type == a->op_type) return operation_name((Op *)as_obj(awaited));
  if (future == V_NONE) return "its turn";
  if (is_task(future)) return "a task";
  return is_heap(future) && obj_type(as_obj(future)) == a->gathering_type ? "gather" : "a future";
}

static void describe_wait(Tracer *t, VM *vm, Lane *lane, const Task *task, Value future) {
  Value awaited;
  const Generator *leaf = leaf_of(task, &awaited);
  lane->wait = wait_name(vm, awaited, future);
  lane->at = NULL;
  if (!leaf) return;
  Site site = await_site(task, leaf);
  lane->at = spot_of(t, vm, &site);
}

// ---- the moments

static void on_created(Tracer *t, VM *vm, const Task *task, Value maker, uint64_t now) {
  Lane *lane = lane_add(t, vm, task);
  if (!lane) return;
  Site site = task_site(vm, task);
  const char *at = spot_of(t, vm, &site);
  begin(t, "i", lane->id, now);
  PUT(t, ",\"s\":\"t\",\"cat\":\"life\",\"name\":\"made\",\"args\":{\"by\":");
  put_number(t, lane_id(t, maker));
  if (at) PUT(t, ",\"at\":\""), put(t, at, strlen(at)), PUT(t, "\"");
  PUT(t, "}}");
  lane->waker = lane_id(t, maker);
  lane->woken = now;
  lane->arrow = ++t->arrows;
}

static void on_woken(Tracer *t, Lane *lane, Value who, uint64_t now) {
  lane->waker = lane_id(t, who);
  lane->woken = now;
  lane->arrow = ++t->arrows;
}

static void on_resumed(Tracer *t, Lane *lane, uint64_t now) {
  bool first = !lane->wait;
  if (!first) put_wait(t, lane, now);
  if (lane->arrow && lane->waker != lane->id) put_arrow(t, first ? "made" : "wake", lane->arrow, lane->waker, lane->woken, lane->id, now);
  lane->arrow = 0;
  if (t->depth < MAX_NESTED) t->running[t->depth].id = lane->id, t->running[t->depth].since = now;
  t->depth++;
}

static void end_run(Tracer *t, uint32_t id, uint64_t now) {
  if (!t->depth) return;
  t->depth--;
  if (t->depth < MAX_NESTED && t->running[t->depth].id == id) put_run(t, id, t->running[t->depth].since, now);
}

static void on_done(Tracer *t, VM *vm, Lane *lane, const Task *task, uint64_t now) {
  const Future *f = &task->future;
  uint32_t id = lane->id;
  end_run(t, id, now);
  put_lane_name(t, vm, id, task);  // it may have another name by now
  begin(t, "i", id, now);
  bool failed = f->state == FUTURE_FINISHED && (f->flags & FUTURE_ERROR);
  PUT(t, ",\"s\":\"t\",\"cat\":\"life\",\"name\":\"");
  if (failed) PUT(t, "failed\",\"args\":{\"error\":\""), put_str(t, vm, obj_type(as_obj(f->result))->name), PUT(t, "\"}}");
  else if (f->state == FUTURE_CANCELLED) PUT(t, "cancelled\"}");
  else PUT(t, "done\"}");
  lane_remove(t, task);
}

static void notify(Observer *self, VM *vm, TaskMoment moment, Task *task, Value detail) {
  Tracer *t = (Tracer *)self;
  uint64_t now = now_ns();
  if (moment == TASK_CREATED) return on_created(t, vm, task, detail, now);
  Lane *lane = lane_find(t, task);
  if (!lane) return;
  switch (moment) {
    case TASK_WOKEN: on_woken(t, lane, detail, now); break;
    case TASK_RESUMED: on_resumed(t, lane, now); break;
    case TASK_SUSPENDED:
      end_run(t, lane->id, now);
      lane->since = now;
      describe_wait(t, vm, lane, task, detail);
      break;
    default: on_done(t, vm, lane, task, now);
  }
}

// ---- the whole

static void tracer_free(VM *vm, Tracer *t) {
  vm_dealloc(vm, t->out, BUFFER);
  vm_dealloc(vm, t->lanes, t->lanes_cap * sizeof *t->lanes);
  vm_dealloc(vm, t->spots, t->spots_cap * sizeof *t->spots);
  vm_dealloc(vm, t, sizeof *t);
}

bool tracer_start(VM *vm, const char *path) {
  Tracer *t = zalloc(vm, sizeof *t);
  if (!t) return errno = ENOMEM, false;
  t->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  t->vm = vm;
  t->out = mem_alloc(&vm->alloc, BUFFER);
  t->lanes = zalloc(vm, (t->lanes_cap = 256) * sizeof *t->lanes);
  t->spots = zalloc(vm, (t->spots_cap = 256) * sizeof *t->spots);
  if (t->fd < 0 || !t->out || !t->lanes || !t->spots) {
    int error = t->fd < 0 ? errno : ENOMEM;
    if (t->fd >= 0) close(t->fd);
    tracer_free(vm, t);
    return errno = error, false;
  }
  t->pid = getpid();
  t->start = now_ns();
  t->observer = (Observer){.wants = (1u << (TASK_DONE + 1)) - 1, .notify = notify};
  PUT(t, "[{\"ph\":\"M\",\"pid\":1,\"name\":\"process_name\",\"args\":{\"name\":\"aster\"}}");
  put_lane_name(t, vm, 0, NULL);
  vm->tracer = t;
  observer_add(vm, &t->observer);
  return true;
}

void tracer_stop(VM *vm) {
  Tracer *t = vm->tracer;
  if (!t) return;
  vm->tracer = NULL;
  observer_remove(vm, &t->observer);
  uint64_t now = now_ns();
  for (uint32_t i = 0; i < t->lanes_cap; i++) {
    if (!t->lanes[i].task) continue;
    if (t->lanes[i].wait) put_wait(t, &t->lanes[i], now);
    begin(t, "i", t->lanes[i].id, now);
    PUT(t, ",\"s\":\"t\",\"cat\":\"life\",\"name\":\"pending\"}");
  }
  PUT(t, "]\n");
  flush(t);
  close(t->fd);
  for (uint32_t i = 0; i < t->spots_cap; i++) {
    if (!t->spots[i].code) continue;
    vm_dealloc(vm, t->spots[i].text, strlen(t->spots[i].text) + 1);
    decref(vm, t->spots[i].code);
  }
  tracer_free(vm, t);
}
