// SPDX-License-Identifier: MIT
// alloc.h - a VM's allocator: size-class free lists above the embedder's hook, with a limit, a count and a failure injector.
//
// Sizes are given again when a block is freed, so small blocks (<= ALLOC_SMALL_MAX bytes) carry no header: they are cut from
// slabs and returned to a free list of their class. Larger ones go to the hook one by one. Slabs are returned when the VM ends. A large
// heap without an embedder's hook grows by slabs that the kernel may back with huge pages.
// Under AddressSanitizer every block goes to the hook: a slab would hide from it who uses what after its end.
#ifndef ASTER_ALLOC_H
#define ASTER_ALLOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ALLOC_GRAIN 16
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ALLOC_SANITIZED 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define ALLOC_SANITIZED 1
#endif
#ifdef ALLOC_SANITIZED
#define ALLOC_SMALL_MAX 0
#else
#define ALLOC_SMALL_MAX 512
#endif
#define ALLOC_CLASSES (ALLOC_SMALL_MAX / ALLOC_GRAIN + 1)

// The hook, after Lua's: new_size 0 frees `block`; block NULL allocates; NULL back means that there is no memory.
typedef void *(*AllocHook)(void *user, void *block, size_t old_size, size_t new_size);

typedef struct FreeCell { struct FreeCell *next; } FreeCell;
typedef struct Slab { struct Slab *next; size_t size; } Slab;

typedef struct Alloc {
  AllocHook hook;
  void *user;
  FreeCell *free[ALLOC_CLASSES];
  char *bump, *bump_end;  // the unused part of the newest slab
  Slab *slabs;
  size_t used, peak, limit;  // bytes handed out; limit 0: none
  size_t slab_size;          // of the next slab: doubles up to 256 KiB
  uint64_t fail_after;       // stress mode: the Nth allocation from now fails, once; 0: off
} Alloc;

void alloc_init(Alloc *alloc, AllocHook hook, void *user);  // hook NULL: the C library's
void alloc_destroy(Alloc *alloc);                           // returns every slab; large blocks must have been freed

void *alloc_slow(Alloc *alloc, size_t size);
void alloc_free_large(Alloc *alloc, void *block, size_t size);
// Takes the block out of the accounts, but gives its address to nobody before the allocator's end. At least sizeof(Slab) bytes.
void mem_retire(Alloc *alloc, void *block, size_t size);
// The block's first min(old, new) bytes are kept. NULL: no memory, and the old block is untouched.
void *mem_realloc(Alloc *alloc, void *block, size_t old_size, size_t new_size);

// Uninitialised memory of `size` bytes (at least 1), aligned to 16; NULL when there is none.
static inline void *mem_alloc(Alloc *alloc, size_t size) {
  if (__builtin_expect(size <= ALLOC_SMALL_MAX && !alloc->fail_after, 1)) {
    size_t index = (size + ALLOC_GRAIN - 1) / ALLOC_GRAIN;
    FreeCell *cell = alloc->free[index];
    if (__builtin_expect(cell != NULL, 1)) {
      alloc->free[index] = cell->next;
      alloc->used += index * ALLOC_GRAIN;
      return cell;
    }
  }
  return alloc_slow(alloc, size);
}

static inline void mem_free(Alloc *alloc, void *block, size_t size) {
  if (__builtin_expect(size <= ALLOC_SMALL_MAX, 1)) {
    size_t index = (size + ALLOC_GRAIN - 1) / ALLOC_GRAIN;
    FreeCell *cell = (FreeCell *)block;
    cell->next = alloc->free[index];
    alloc->free[index] = cell;
    alloc->used -= index * ALLOC_GRAIN;
  } else {
    alloc_free_large(alloc, block, size);
  }
}

#endif
