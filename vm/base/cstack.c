// SPDX-License-Identifier: MIT
// cstack.c - C stacks of their own, and the switch between them.
#include "vm/base/cstack.h"

#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define CSTACK_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CSTACK_ASAN 1
#endif
#endif
#ifdef CSTACK_ASAN
void __sanitizer_start_switch_fiber(void **fake_save, const void *bottom, size_t size);
void __sanitizer_finish_switch_fiber(void *fake, const void **bottom_old, size_t *size_old);
#define START_SWITCH(save, bottom, size) __sanitizer_start_switch_fiber(save, bottom, size)
#define FINISH_SWITCH(fake, bottom, size) __sanitizer_finish_switch_fiber(fake, bottom, size)
#else
#define START_SWITCH(save, bottom, size) ((void)(save), (void)(bottom), (void)(size))
#define FINISH_SWITCH(fake, bottom, size) ((void)(fake), (void)(bottom), (void)(size))
#endif

static size_t page_size(void) { return (size_t)sysconf(_SC_PAGESIZE); }

bool cstack_open(CStack *s, size_t size) {
  size_t page = page_size();
  memset(s, 0, sizeof *s);
  size = (size + page - 1) / page * page + page;
  void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) return false;
  if (mprotect(memory, page, PROT_NONE)) {
    munmap(memory, size);
    return false;
  }
  s->memory = memory;
  s->size = size;
  return true;
}

// The first call on a fresh stack arrives here, with the CStack that is being entered.
static void first(CStack *s) {
  FINISH_SWITCH(NULL, &s->outer_bottom, &s->outer_size);
  s->run(s->arg);
  __builtin_unreachable();
}

// Saves what a callee must keep on the old stack and takes it from the new one: registers; on x86-64 the x87 and SSE control words too.
void aster_cstack_switch(void **save, void *to);

#if defined(__x86_64__)
__asm__(
  ".text\n.p2align 4\n.hidden aster_cstack_switch\n.globl aster_cstack_switch\n.type aster_cstack_switch,@function\naster_cstack_switch:\n"
  "  pushq %rbp\n  pushq %rbx\n  pushq %r12\n  pushq %r13\n  pushq %r14\n  pushq %r15\n"
  "  subq $8, %rsp\n  stmxcsr (%rsp)\n  fnstcw 4(%rsp)\n"
  "  movq %rsp, (%rdi)\n  movq %rsi, %rsp\n"
  "  ldmxcsr (%rsp)\n  fldcw 4(%rsp)\n  addq $8, %rsp\n"
  "  popq %r15\n  popq %r14\n  popq %r13\n  popq %r12\n  popq %rbx\n  popq %rbp\n  ret\n"
  ".size aster_cstack_switch,.-aster_cstack_switch\n"
  // The fresh stack's return address: r12 is the CStack, r13 the function.
  ".p2align 4\n.hidden aster_cstack_first\n.globl aster_cstack_first\n.type aster_cstack_first,@function\naster_cstack_first:\n"
  "  xorl %ebp, %ebp\n  movq %r12, %rdi\n  callq *%r13\n  ud2\n"
  ".size aster_cstack_first,.-aster_cstack_first\n");
void aster_cstack_first(void);

static void prepare(CStack *s) {
  uint64_t *sp = (uint64_t *)(s->memory + s->size) - 2;  // 16-byte aligned where aster_cstack_first begins
  *--sp = (uint64_t)(uintptr_t)aster_cstack_first;
  *--sp = 0;                                     // rbp
  *--sp = 0;                                     // rbx
  *--sp = (uint64_t)(uintptr_t)s;                // r12
  *--sp = (uint64_t)(uintptr_t)first;            // r13
  *--sp = 0;                                     // r14
  *--sp = 0;                                     // r15
  uint32_t mxcsr;
  uint16_t control;
  __asm__ volatile("stmxcsr %0" : "=m"(mxcsr));
  __asm__ volatile("fnstcw %0" : "=m"(control));
  *--sp = mxcsr | (uint64_t)control << 32;
  s->inside = sp;
}
#elif defined(__aarch64__)
__asm__(
  ".text\n.p2align 2\n.hidden aster_cstack_switch\n.globl aster_cstack_switch\n.type aster_cstack_switch,%function\naster_cstack_switch:\n"
  "  sub sp, sp, #160\n  stp x19, x20, [sp]\n  stp x21, x22, [sp, #16]\n  stp x23, x24, [sp, #32]\n  stp x25, x26, [sp, #48]\n"
  "  stp x27, x28, [sp, #64]\n  stp x29, x30, [sp, #80]\n  stp d8, d9, [sp, #96]\n  stp d10, d11, [sp, #112]\n"
  "  stp d12, d13, [sp, #128]\n  stp d14, d15, [sp, #144]\n"
  "  mov x9, sp\n  str x9, [x0]\n  mov sp, x1\n"
  "  ldp x19, x20, [sp]\n  ldp x21, x22, [sp, #16]\n  ldp x23, x24, [sp, #32]\n  ldp x25, x26, [sp, #48]\n"
  "  ldp x27, x28, [sp, #64]\n  ldp x29, x30, [sp, #80]\n  ldp d8, d9, [sp, #96]\n  ldp d10, d11, [sp, #112]\n"
  "  ldp d12, d13, [sp, #128]\n  ldp d14, d15, [sp, #144]\n  add sp, sp, #160\n  ret\n"
  ".size aster_cstack_switch,.-aster_cstack_switch\n"
  ".p2align 2\n.hidden aster_cstack_first\n.globl aster_cstack_first\n.type aster_cstack_first,%function\naster_cstack_first:\n"
  "  mov x29, xzr\n  mov x0, x19\n  blr x20\n  brk #1\n"
  ".size aster_cstack_first,.-aster_cstack_first\n");
void aster_cstack_first(void);

static void prepare(CStack *s) {
  uint64_t *sp = (uint64_t *)(s->memory + s->size) - 22;
  memset(sp, 0, 22 * sizeof *sp);
  sp[0] = (uint64_t)(uintptr_t)s;                   // x19
  sp[1] = (uint64_t)(uintptr_t)first;               // x20
  sp[11] = (uint64_t)(uintptr_t)aster_cstack_first;  // x30
  s->inside = sp;
}
#else
#include <ucontext.h>
void aster_cstack_switch(void **save, void *to) {
  ucontext_t here;  // lives on the stack that waits
  *save = &here;
  swapcontext(&here, to);
}

static void first_words(unsigned high, unsigned low) { first((CStack *)(((uintptr_t)high << 16 << 16) | low)); }

static void prepare(CStack *s) {
  ucontext_t *context = (ucontext_t *)(s->memory + s->size) - 1;
  getcontext(context);
  context->uc_stack.ss_sp = s->memory + page_size();
  context->uc_stack.ss_size = s->size - page_size() - sizeof *context - 64;
  context->uc_link = NULL;
  uintptr_t word = (uintptr_t)s;
  makecontext(context, (void (*)(void))first_words, 2, (unsigned)(word >> 16 >> 16), (unsigned)word);
  s->inside = context;
}
#endif

void cstack_close(CStack *s) {
  if (s->memory) munmap(s->memory, s->size);
  s->memory = NULL;
}

void cstack_begin(CStack *s, void (*run)(void *arg), void *arg) {
  s->run = run;
  s->arg = arg;
  prepare(s);
}

void cstack_enter(CStack *s) {
  void *fake = NULL;
  START_SWITCH(&fake, s->memory, s->size);
  aster_cstack_switch(&s->outside, s->inside);
  FINISH_SWITCH(fake, NULL, NULL);
}

void cstack_leave(CStack *s, bool for_good) {
  void *fake = NULL;
  START_SWITCH(for_good ? NULL : &fake, s->outer_bottom, s->outer_size);
  aster_cstack_switch(&s->inside, s->outside);
  FINISH_SWITCH(fake, &s->outer_bottom, &s->outer_size);
}
