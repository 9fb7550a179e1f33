// SPDX-License-Identifier: MIT
// trail.h - where something was made: (code, pc) pairs of the running frames, turned into lines and text only when they are shown.
//
//   Site    one pair, for every task, always: the innermost frame outside the asyncio package
//   Trail   an object with the innermost TRAIL_DEPTH pairs: _source_traceback and cr_origin of debug mode; of a task also who made it,
//           and that one's trail in turn, TRAIL_LINKS long
//
// Both hold their code alive. A Trail can be part of no cycle: it holds code, a name and other trails.
#ifndef ASTER_TRAIL_H
#define ASTER_TRAIL_H

#include "vm/core/vm.h"

enum { TRAIL_DEPTH = 10, TRAIL_LINKS = 8 };

typedef struct Site { Code *code; uint32_t pc; } Site;  // code NULL: unknown
typedef struct Trail {
  Object header;
  Value maker;            // the name of the task that was running: a str, or an int for "Task-N"; V_NONE
  struct Trail *before;   // where that task was made, or NULL
  uint32_t count;
  Site steps[];           // innermost first
} Trail;

static inline Trail *as_trail(Value v) { return (Trail *)as_obj(v); }
bool is_trail(VM *vm, Value v);
Site site_here(VM *vm);                               // retained
void site_clear(VM *vm, Site *site);
uint32_t site_line(const Site *site);
Value trail_new(VM *vm, uint32_t depth) MUST_USE;     // of the running frames
Value trail_tuples(VM *vm, const Trail *t) MUST_USE;  // ((filename, line, function), ...), innermost first
Value trail_summary(VM *vm, const Trail *t) MUST_USE; // a traceback.StackSummary, outermost first
bool trail_types_init(VM *vm) MUST_USE;

#endif
