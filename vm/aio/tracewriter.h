// SPDX-License-Identifier: MIT
// tracewriter.h - from moments of tasks to the Chrome trace format (JSON), in a thread of its own: about://tracing, Perfetto, and
// `aster trace-report` read what it writes.
//
//   tracer.c --records--> chunk ... chunk --> [thread] --JSON--> file        (chunks go back empty; TRACE_CHUNKS bound the memory)
//
// One lane (tid) per task, lane 0 for the loop. Events:
//
//   X  run          a step, from resumed to suspended
//   X  (cat: wait)  from suspended to resumed; name: what for; args.at: the script's line that awaits, left out where it is that of the
//                   lane's wait before
//   s, f made, wake an arrow from the lane that made or woke the task to the task's
//   i  (cat: life)  "made" (args.at, args.by), "done", "failed" (args.error), "cancelled", "pending" at the end
//
// A record is taken down in some 20 ns: the processor's own counter is its clock. Each chunk says what the counter and the real clock were
// at its ends; in between time is what it would be if the counter went evenly.
#ifndef ASTER_TRACEWRITER_H
#define ASTER_TRACEWRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TRACE_CHUNK = 16384, TRACE_CHUNKS = 64, TRACE_TEXT = 512 };  // records in a chunk (of 24 bytes), chunks, bytes of a text

typedef enum { TRACE_MADE, TRACE_NAME, TRACE_NUMBER, TRACE_WOKEN, TRACE_RESUMED, TRACE_SUSPENDED, TRACE_DONE, TRACE_CANCELLED, TRACE_FAILED } TraceKind;

typedef struct TracePlace { const char *wait, *at; } TracePlace;  // what for; "file:line in name", escaped; or NULL. Both outlive the writer

typedef struct TraceRecord {
  uint64_t kind : 4, ticks : 60;
  uint32_t slot;              // of the task: of those that live no two have one, and it is used again. 0 is the loop
  uint32_t other;             // MADE, WOKEN: the slot of who did it
  union {
    const TracePlace *place;  // MADE, SUSPENDED; or NULL
    char *text;               // NAME, FAILED (the error's class): UTF-8 in a block of malloc(), the writer's; or NULL
    uint64_t number;          // NUMBER: of "Task-N"
  };
} TraceRecord;

typedef struct TraceTime { uint64_t ticks, ns; } TraceTime;
typedef struct TraceChunk {
  struct TraceChunk *next;
  TraceTime from, to;
  uint32_t count;
  TraceRecord records[TRACE_CHUNK];
} TraceChunk;

typedef struct TraceWriter TraceWriter;

static inline uint64_t trace_ticks(void) {
#if defined(__x86_64__)
  return __builtin_ia32_rdtsc() & (UINT64_MAX >> 4);
#elif defined(__aarch64__)
  uint64_t ticks;
  __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
  return ticks & (UINT64_MAX >> 4);
#else
  extern uint64_t trace_clock_ns(void);
  return trace_clock_ns();
#endif
}

TraceTime trace_now(void);
char *trace_escaped(const char *text);                           // as the inside of a JSON string, from malloc(); NULL: no memory
TraceWriter *tracewriter_new(int fd, TraceChunk **first);        // NULL: no memory. `first` is to be filled; the descriptor stays the caller's
TraceChunk *tracewriter_next(TraceWriter *w, TraceChunk *full);  // an empty one for it; waits while all are on their way
void tracewriter_end(TraceWriter *w, TraceChunk *last);          // everything is written

#endif
