// SPDX-License-Identifier: MIT
// tracewriter.c - the thread that makes a trace file of records. It knows nothing of the VM and takes nothing of it.
#include "vm/aio/tracewriter.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { BUFFER = 1 << 20, MARGIN = 4096, MAX_NESTED = 64 };

typedef struct Lane {        // of a living task; the next one in its slot gets a new id
  uint32_t id;               // 0: free
  uint32_t waker;            // the lane that woke or made it
  uint64_t arrow;            // number of the arrow to draw when it resumes; 0: none
  uint64_t since, woken;     // suspended, woken at
  const TracePlace *place;   // where and for what it waits, or waited; NULL: it has not begun
  const char *at;            // the last place that has been written
} Lane;

struct TraceWriter {
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  pthread_t thread;
  TraceChunk *first, *last, *spare;  // full ones, in order; empty ones
  uint32_t chunks;
  bool threaded, ending;
  // The rest is the thread's alone.
  int fd;
  bool failed;                // the file takes no more
  char *out;
  size_t len;
  uint64_t start, now;        // ns: when it all began; of the record at hand
  uint32_t lanes_cap, last_id;
  Lane *lanes;                // by slot; slot 0 is the loop, lane 0
  uint64_t arrows;
  struct { uint32_t id; uint64_t since; } running[MAX_NESTED];  // eager tasks run inside others
  uint32_t depth;
};

TraceTime trace_now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (TraceTime){trace_ticks(), (uint64_t)t.tv_sec * UINT64_C(1000000000) + (uint64_t)t.tv_nsec};
}

#if !defined(__x86_64__) && !defined(__aarch64__)
uint64_t trace_clock_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * UINT64_C(1000000000) + (uint64_t)t.tv_nsec;
}
#endif

// ---- text

static void flush(TraceWriter *w) {
  size_t done = 0;
  while (done < w->len && !w->failed) {
    ssize_t n = write(w->fd, w->out + done, w->len - done);
    if (n > 0) done += (size_t)n;
    else if (n < 0 && errno != EINTR) w->failed = true;
  }
  w->len = 0;
}

static inline void put(TraceWriter *w, const char *text, size_t len) {
  memcpy(w->out + w->len, text, len);
  w->len += len;
}
#define PUT(w, literal) put((w), (literal), sizeof(literal) - 1)
static void put_text(TraceWriter *w, const char *text) { put(w, text, strlen(text)); }

// Two digits at a time: numbers are most of what is written.
static void put_number(TraceWriter *w, uint64_t n) {
  static const char pairs[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869"
    "707172737475767778798081828384858687888990919293949596979899";
  char digits[24];
  size_t at = sizeof digits;
  for (; n >= 100; n /= 100) memcpy(digits + (at -= 2), pairs + n % 100 * 2, 2);
  memcpy(digits + (at -= 2), pairs + n * 2, 2);
  if (n < 10) at++;
  put(w, digits + at, sizeof digits - at);
}

// Microseconds with three decimals.
static void put_time(TraceWriter *w, uint64_t ns) {
  put_number(w, ns / 1000);
  char rest[4] = {'.', (char)('0' + ns / 100 % 10), (char)('0' + ns / 10 % 10), (char)('0' + ns % 10)};
  put(w, rest, 4);
}

// A JSON string's inside, at most six bytes for each. Gives where it ends.
static char *escape(char *out, const char *text) {
  for (; *text; text++) {
    unsigned char c = (unsigned char)*text;
    if (c == '"' || c == '\\') *out++ = '\\', *out++ = (char)c;
    else if (c < ' ' || c == '<') out += sprintf(out, "\\u%04x", c);
    else *out++ = (char)c;
  }
  return out;
}

static void put_escaped(TraceWriter *w, const char *text) { w->len = (size_t)(escape(w->out + w->len, text) - w->out); }

char *trace_escaped(const char *text) {
  char *out = malloc(6 * strlen(text) + 1);
  if (out) *escape(out, text) = 0;
  return out;
}

static void put_at(TraceWriter *w, const TracePlace *place) {
  PUT(w, "\"at\":\"");
  put_text(w, place->at);
  PUT(w, "\"");
}

// {"ph":"M","pid":1,"tid":3
static void begin_lane(TraceWriter *w, const char *phase, uint32_t lane) {
  if (w->len > BUFFER - MARGIN) flush(w);
  PUT(w, ",\n{\"ph\":\"");
  put(w, phase, 1);
  PUT(w, "\",\"pid\":1,\"tid\":");
  put_number(w, lane);
}

static void begin(TraceWriter *w, const char *phase, uint32_t lane, uint64_t when) {
  begin_lane(w, phase, lane);
  PUT(w, ",\"ts\":");
  put_time(w, when > w->start ? when - w->start : 0);
}

static void put_duration(TraceWriter *w, uint64_t since, uint64_t until) {
  PUT(w, ",\"dur\":");
  put_time(w, until > since ? until - since : 0);
}

// A name of its own, or "Task-N".
static void put_lane_name(TraceWriter *w, uint32_t lane, const char *text, uint64_t number) {
  begin_lane(w, "M", lane);
  PUT(w, ",\"name\":\"thread_name\",\"args\":{\"name\":\"");
  if (text) put_escaped(w, text);
  else PUT(w, "Task-"), put_number(w, number);
  PUT(w, "\"}}");
}

static void put_arrow(TraceWriter *w, const char *name, uint64_t number, uint32_t from, uint64_t at, uint32_t to) {
  for (int end = 0; end < 2; end++) {
    begin(w, end ? "f" : "s", end ? to : from, end ? w->now : at);
    PUT(w, ",\"id\":");
    put_number(w, number);
    if (end) PUT(w, ",\"bp\":\"e\"");
    PUT(w, ",\"name\":\"");
    put(w, name, 4);
    PUT(w, "\"}");
  }
}

static void put_wait(TraceWriter *w, Lane *lane) {
  begin(w, "X", lane->id, lane->since);
  put_duration(w, lane->since, w->now);
  PUT(w, ",\"cat\":\"wait\",\"name\":\"");
  put_text(w, lane->place->wait);
  PUT(w, "\"");
  if (lane->place->at && lane->place->at != lane->at) PUT(w, ",\"args\":{"), put_at(w, lane->place), PUT(w, "}");
  lane->at = lane->place->at;
  PUT(w, "}");
}

static void put_life(TraceWriter *w, uint32_t lane, const char *name) {
  begin(w, "i", lane, w->now);
  PUT(w, ",\"s\":\"t\",\"cat\":\"life\",\"name\":\"");
  put_text(w, name);
  PUT(w, "\"");
}

// ---- lanes

static uint32_t lane_id(const TraceWriter *w, uint32_t slot) { return slot < w->lanes_cap ? w->lanes[slot].id : 0; }

static bool lanes_grow(TraceWriter *w, uint32_t slot) {
  uint32_t cap = w->lanes_cap;
  while (cap <= slot) cap *= 2;
  Lane *lanes = realloc(w->lanes, cap * sizeof *lanes);
  if (!lanes) return false;
  memset(lanes + w->lanes_cap, 0, (cap - w->lanes_cap) * sizeof *lanes);
  w->lanes = lanes;
  w->lanes_cap = cap;
  return true;
}

// ---- the moments

static void on_made(TraceWriter *w, const TraceRecord *r) {
  if (r->slot >= w->lanes_cap && !lanes_grow(w, r->slot)) return;
  w->lanes[r->slot] = (Lane){.id = ++w->last_id, .waker = lane_id(w, r->other), .woken = w->now, .arrow = ++w->arrows};
  put_life(w, w->last_id, "made");
  PUT(w, ",\"args\":{\"by\":");
  put_number(w, w->lanes[r->slot].waker);
  if (r->place && r->place->at) PUT(w, ","), put_at(w, r->place);
  PUT(w, "}}");
}

static void on_woken(TraceWriter *w, Lane *lane, uint32_t who) {
  lane->waker = who;
  lane->woken = w->now;
  lane->arrow = ++w->arrows;
}

static void on_resumed(TraceWriter *w, Lane *lane) {
  if (lane->place) put_wait(w, lane);
  if (lane->arrow && lane->waker != lane->id) put_arrow(w, lane->place ? "wake" : "made", lane->arrow, lane->waker, lane->woken, lane->id);
  lane->arrow = 0;
  if (w->depth < MAX_NESTED) w->running[w->depth].id = lane->id, w->running[w->depth].since = w->now;
  w->depth++;
}

static void end_run(TraceWriter *w, uint32_t id) {
  if (!w->depth || (--w->depth < MAX_NESTED && w->running[w->depth].id != id) || w->depth >= MAX_NESTED) return;
  begin(w, "X", id, w->running[w->depth].since);
  put_duration(w, w->running[w->depth].since, w->now);
  PUT(w, ",\"name\":\"run\"}");
}

static void on_suspended(TraceWriter *w, Lane *lane, const TracePlace *place) {
  end_run(w, lane->id);
  lane->since = w->now;
  lane->place = place;
}

static void on_end(TraceWriter *w, Lane *lane, const TraceRecord *r) {
  end_run(w, lane->id);
  put_life(w, lane->id, r->kind == TRACE_FAILED ? "failed" : r->kind == TRACE_CANCELLED ? "cancelled" : "done");
  if (r->kind == TRACE_FAILED && r->text) PUT(w, ",\"args\":{\"error\":\""), put_escaped(w, r->text), PUT(w, "\"}");
  PUT(w, "}");
  *lane = (Lane){0};
}

static void take_moment(TraceWriter *w, Lane *lane, const TraceRecord *r) {
  switch ((TraceKind)r->kind) {
    case TRACE_NAME: put_lane_name(w, lane->id, r->text ? r->text : "", 0); break;
    case TRACE_NUMBER: put_lane_name(w, lane->id, NULL, r->number); break;
    case TRACE_WOKEN: on_woken(w, lane, lane_id(w, r->other)); break;
    case TRACE_RESUMED: on_resumed(w, lane); break;
    case TRACE_SUSPENDED: on_suspended(w, lane, r->place); break;
    default: on_end(w, lane, r);
  }
}

static void take(TraceWriter *w, const TraceRecord *r) {
  if (r->kind == TRACE_MADE) on_made(w, r);
  else if (lane_id(w, r->slot)) take_moment(w, &w->lanes[r->slot], r);
  if (r->kind == TRACE_NAME || r->kind == TRACE_FAILED) free(r->text);
}

static void take_chunk(TraceWriter *w, const TraceChunk *c) {
  double ns_per_tick = c->to.ticks > c->from.ticks ? (double)(c->to.ns - c->from.ns) / (double)(c->to.ticks - c->from.ticks) : 0;
  for (uint32_t i = 0; i < c->count; i++) {
    uint64_t ticks = c->records[i].ticks;
    w->now = c->from.ns + (ticks > c->from.ticks ? (uint64_t)((double)(ticks - c->from.ticks) * ns_per_tick) : 0);
    take(w, &c->records[i]);
  }
  w->now = c->to.ns;
}

// ---- the thread

static TraceChunk *wait_for_chunk(TraceWriter *w) {
  pthread_mutex_lock(&w->mutex);
  while (!w->first && !w->ending) pthread_cond_wait(&w->changed, &w->mutex);
  TraceChunk *c = w->first;
  if (c) w->first = c->next;
  if (!w->first) w->last = NULL;
  pthread_mutex_unlock(&w->mutex);
  return c;
}

static void give_back(TraceWriter *w, TraceChunk *c) {
  pthread_mutex_lock(&w->mutex);
  c->next = w->spare;
  w->spare = c;
  pthread_cond_signal(&w->changed);
  pthread_mutex_unlock(&w->mutex);
}

static void *work(void *arg) {
  TraceWriter *w = arg;
  for (TraceChunk *c; (c = wait_for_chunk(w));) {
    take_chunk(w, c);
    give_back(w, c);
  }
  return NULL;
}

static bool thread_start(TraceWriter *w) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);  // signals are the program's
  bool ok = pthread_create(&w->thread, NULL, work, w) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return ok;
}

// ---- the other side

static TraceChunk *chunk_new(TraceWriter *w) {
  TraceChunk *c = malloc(sizeof *c);
  if (c) c->count = 0, w->chunks++;
  return c;
}

static void writer_free(TraceWriter *w) {
  for (TraceChunk *c = w->spare, *next; c; c = next) {
    next = c->next;
    free(c);
  }
  pthread_cond_destroy(&w->changed);
  pthread_mutex_destroy(&w->mutex);
  free(w->lanes);
  free(w->out);
  free(w);
}

TraceWriter *tracewriter_new(int fd, TraceChunk **first) {
  TraceWriter *w = calloc(1, sizeof *w);
  if (!w) return NULL;
  pthread_mutex_init(&w->mutex, NULL);
  pthread_cond_init(&w->changed, NULL);
  w->fd = fd;
  w->out = malloc(BUFFER);
  w->lanes = calloc(w->lanes_cap = 256, sizeof *w->lanes);
  TraceChunk *c = chunk_new(w);
  if (!w->out || !w->lanes || !c) {
    free(c);
    return writer_free(w), NULL;
  }
  c->from = trace_now();
  w->start = w->now = c->from.ns;
  PUT(w, "[{\"ph\":\"M\",\"pid\":1,\"name\":\"process_name\",\"args\":{\"name\":\"aster\"}}");
  put_lane_name(w, 0, "event loop", 0);
  w->threaded = thread_start(w);
  *first = c;
  return w;
}

static void hand_over(TraceWriter *w, TraceChunk *c) {
  c->next = NULL;
  if (w->last) w->last->next = c;
  else w->first = c;
  w->last = c;
  pthread_cond_signal(&w->changed);
}

TraceChunk *tracewriter_next(TraceWriter *w, TraceChunk *full) {
  full->to = trace_now();
  TraceTime from = full->to;
  TraceChunk *c = full;
  if (w->threaded) {
    pthread_mutex_lock(&w->mutex);
    hand_over(w, full);
    c = w->spare || w->chunks == TRACE_CHUNKS ? NULL : chunk_new(w);
    while (!c && !w->spare) pthread_cond_wait(&w->changed, &w->mutex);
    if (!c) c = w->spare, w->spare = c->next;
    pthread_mutex_unlock(&w->mutex);
  } else {
    take_chunk(w, full);
  }
  c->count = 0;
  c->from = from;
  return c;
}

void tracewriter_end(TraceWriter *w, TraceChunk *last) {
  last->to = trace_now();
  if (w->threaded) {
    pthread_mutex_lock(&w->mutex);
    hand_over(w, last);
    w->ending = true;
    pthread_cond_broadcast(&w->changed);
    pthread_mutex_unlock(&w->mutex);
    pthread_join(w->thread, NULL);
  } else {
    take_chunk(w, last);
    give_back(w, last);
  }
  for (uint32_t i = 0; i < w->lanes_cap; i++) {
    if (!w->lanes[i].id) continue;
    if (w->lanes[i].place) put_wait(w, &w->lanes[i]);
    put_life(w, w->lanes[i].id, "pending");
    PUT(w, "}");
  }
  PUT(w, "]\n");
  flush(w);
  writer_free(w);
}
