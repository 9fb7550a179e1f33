// SPDX-License-Identifier: MIT
// cstack.h - a C stack of its own, for code that must stop in the middle and go on later.
//
//   low   guard page | ......... lazily touched memory ......... | first frame   high
//
// Pages cost nothing until they are touched; running over the end hits the guard. Entering and leaving swap the callee-saved registers and
// the stack pointer (x86-64, AArch64: a dozen instructions; elsewhere ucontext). AddressSanitizer is told of each switch.
#ifndef ASTER_BASE_CSTACK_H
#define ASTER_BASE_CSTACK_H

#include <stdbool.h>
#include <stddef.h>

typedef struct CStack {
  char *memory;           // the mapping, guard page first; NULL: not open
  size_t size;            // of the mapping
  void *inside, *outside; // where each side goes on: a stack pointer, or a context
  void (*run)(void *arg);
  void *arg;
  const void *outer_bottom;
  size_t outer_size;
} CStack;

bool cstack_open(CStack *s, size_t size);   // false: no memory; errno is set
void cstack_close(CStack *s);               // what is suspended on it is gone without unwinding
void cstack_begin(CStack *s, void (*run)(void *arg), void *arg);  // the next cstack_enter calls run(arg); it must end with cstack_leave
void cstack_enter(CStack *s);               // runs the inside until it leaves
void cstack_leave(CStack *s, bool for_good);  // from inside: back to who entered
static inline char *cstack_low(const CStack *s) { return s->memory; }

#endif
