// SPDX-License-Identifier: MIT
// trail.h - where something was made: (code, pc) pairs of the running frames, turned into lines and text only when they are shown.
//
//   Site      one pair, for every task, always: the innermost frame outside the asyncio package
//   Trail     the innermost pairs, up to a depth: _source_traceback and cr_origin of debug mode
//   Descent   of a task: its Trail, and who made it where, and who made that one ..., MAKERS long
//
// Trails and Descents never change and can be part of no cycle. They hold their codes alive. What is made at one place again and again
// shares one: the last from each place are remembered (TrailCache). Under a running loop only the frames above the loop's own are
// compared for that: those below do not change while it runs.
//
// A future that wants one holds a number of 32 bits in a field that it has anyway (trail_place, aio.h): TrailBook says which it is.
// So futures and tasks are no bigger in debug mode, and nothing is made for each of them.
//
//   Future --number--> TrailBook.items[number] --> Trail, or Descent --> Trail       (each number held stands for one reference)
#ifndef ASTER_TRAIL_H
#define ASTER_TRAIL_H

#include "vm/core/vm.h"

enum { TRAIL_DEPTH = 10, MAKERS = 8 };

typedef struct Site { Code *code; uint32_t pc; } Site;  // code NULL: unknown
typedef struct Trail {
  Object header;
  uint32_t number;        // in the book; 0: not there
  uint32_t depth, count;  // steps that were asked for; that there are
  uint32_t above;         // those that are not of the loop that ran
  uint64_t run;           // that loop's Loop.run; 0: none
  Site steps[];           // innermost first
} Trail;

typedef struct Maker { Site site; Value name; } Maker;  // the task that was running there: a str, or an int for "Task-N"; V_NONE
typedef struct Descent {
  Object header;
  uint32_t number;        // as in a Trail
  uint32_t count;
  Trail *trail;
  Maker makers[];         // nearest first
} Descent;

enum { TRAIL_CACHE = 128, DESCENT_CACHE = 64 };
// Two for each place: the one used last comes first.
typedef struct TrailCache { Trail *trails[TRAIL_CACHE][2]; Descent *descents[DESCENT_CACHE]; } TrailCache;
// items: a Trail or Descent, or free: the next free number with FREE_NUMBER. Number 0 is nobody's.
typedef struct TrailBook { uintptr_t *items; uint32_t count, cap, free; } TrailBook;

static inline Trail *as_trail(Value v) { return (Trail *)as_obj(v); }
static inline Value from_trail(Trail *t) { return t ? from_obj(t) : V_ABSENT; }
bool is_trail(VM *vm, Value v);
Site site_here(VM *vm);                               // retained
void site_clear(VM *vm, Site *site);
uint32_t site_line(const Site *site);
bool site_in_package(const Site *site);               // of the asyncio package itself
const Site *trail_own_step(const Trail *t);           // the innermost one outside the package, or NULL
Value trail_new(VM *vm, uint32_t depth) MUST_USE;     // of the running frames; shared with others made here
Value trail_of_awaiters(VM *vm, const Frame *awaiter, uint32_t depth) MUST_USE;  // of a coroutine's awaiter, and on to the running loop's frames
Value descent_new(VM *vm, uint32_t depth, Value maker, const Descent *before) MUST_USE;  // of a task made here by `maker`, itself of `before`
uint32_t trail_number(VM *vm, Value trail_steal) MUST_USE;  // for a Trail or Descent; 0: no memory
Trail *trail_here(VM *vm) MUST_USE;                   // trail_new(TRAIL_DEPTH), quickly. Owned; NULL: no memory
Trail *trail_numbered(VM *vm, uint32_t number);       // borrowed; 0: NULL
Descent *descent_numbered(VM *vm, uint32_t number);   // borrowed; NULL where it is a mere Trail's
void trail_number_drop(VM *vm, uint32_t number);
void trailbook_free(VM *vm);
void trail_cache_clear(VM *vm, TrailCache *cache);
Value trail_tuples(VM *vm, const Trail *t) MUST_USE;  // ((filename, line, function), ...), innermost first
Value trail_summary(VM *vm, const Trail *t) MUST_USE; // a traceback.StackSummary, outermost first
bool trail_types_init(VM *vm) MUST_USE;

#endif
