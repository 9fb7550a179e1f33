// SPDX-License-Identifier: MIT
// trail.h - where something was made: (code, pc) pairs of the running frames, turned into lines and text only when they are shown.
//
//   Site    one pair, for every task, always: the innermost frame outside the asyncio package
//   Trail   an object with the innermost TRAIL_DEPTH pairs: _source_traceback and cr_origin of debug mode; of a task also who made it,
//           and that one's trail in turn, TRAIL_LINKS long
//
// Both hold their code alive. A Trail can be part of no cycle: it holds code, a name and other trails. Objects that are made at one place
// again and again share one: the last trail from each place is remembered (TrailCache). Which trail belongs to a future stands in a table
// of the side (TrailBook), so that futures have no room for it when debug mode is off.
#ifndef ASTER_TRAIL_H
#define ASTER_TRAIL_H

#include "vm/core/vm.h"

enum { TRAIL_DEPTH = 10, TRAIL_LINKS = 8 };

typedef struct Site { Code *code; uint32_t pc; } Site;  // code NULL: unknown
typedef struct Trail {
  Object header;
  Value maker;            // the name of the task that was running: a str, or an int for "Task-N"; V_NONE
  struct Trail *before;   // where that task was made, or NULL
  struct Trail *same;     // of a task: the shared trail that has the steps; else NULL
  uint32_t count;
  Site steps[];           // innermost first
} Trail;

enum { TRAIL_CACHE = 32 };
typedef struct TrailCache { Trail *last[TRAIL_CACHE]; } TrailCache;
typedef struct TrailPage { const Object *key; Trail *trail; } TrailPage;           // trail: owned
typedef struct TrailBook { TrailPage *pages; uint32_t count, cap; } TrailBook;     // open addressing

static inline Trail *as_trail(Value v) { return (Trail *)as_obj(v); }
bool is_trail(VM *vm, Value v);
Site site_here(VM *vm);                               // retained
void site_clear(VM *vm, Site *site);
uint32_t site_line(const Site *site);
bool site_in_package(const Site *site);               // of the asyncio package itself
const Site *trail_own_step(const Trail *t);           // the innermost one outside the package, or NULL
Value trail_new(VM *vm, uint32_t depth) MUST_USE;     // of the running frames; shared with others made here
Value trail_new_task(VM *vm, uint32_t depth) MUST_USE;  // the same with room for maker and before, not shared
bool trailbook_add(VM *vm, TrailBook *book, const Object *key, Value trail_steal) MUST_USE;
Trail *trailbook_get(const TrailBook *book, const Object *key);  // borrowed, or NULL
void trailbook_remove(VM *vm, TrailBook *book, const Object *key);
void trailbook_free(VM *vm, TrailBook *book);
void trail_cache_clear(VM *vm, TrailCache *cache);
Value trail_tuples(VM *vm, const Trail *t) MUST_USE;  // ((filename, line, function), ...), innermost first
Value trail_summary(VM *vm, const Trail *t) MUST_USE; // a traceback.StackSummary, outermost first
bool trail_types_init(VM *vm) MUST_USE;

#endif
