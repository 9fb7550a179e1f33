// SPDX-License-Identifier: MIT
// alloc.c - the slow paths of the allocator: slabs, large blocks, the limit, the failure injector.
#include "vm/base/alloc.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

enum { FIRST_SLAB = 16 << 10, LAST_SLAB = 256 << 10 };
enum { HUGE_FROM = 16 << 20, HUGE_SLAB = 4 << 20, HUGE_PAGE = 2 << 20 };  // a heap of so many bytes grows by slabs of huge pages

// No machine has more than its addresses: such a request is not even passed on (sanitizers would report it).
static const size_t ADDRESSES = (size_t)1 << 47;

static void *libc_hook(void *user, void *block, size_t old_size, size_t new_size) {
  (void)user, (void)old_size;
  if (new_size > ADDRESSES) return NULL;
  if (new_size == 0) {
    free(block);
    return NULL;
  }
  return realloc(block, new_size);
}

void alloc_init(Alloc *alloc, AllocHook hook, void *user) {
  memset(alloc, 0, sizeof *alloc);
  alloc->hook = hook ? hook : libc_hook;
  alloc->user = user;
  alloc->slab_size = FIRST_SLAB;
}

void alloc_destroy(Alloc *alloc) {
  for (Slab *slab = alloc->slabs, *next; slab; slab = next) {
    next = slab->next;
    alloc->hook(alloc->user, slab, slab->size, 0);
  }
  memset(alloc->free, 0, sizeof alloc->free);
  alloc->slabs = NULL;
  alloc->bump = alloc->bump_end = NULL;
}

// Charges `size` bytes against the limit; false: refused.
static bool charge(Alloc *alloc, size_t size) {
  if (alloc->fail_after && --alloc->fail_after == 0) return false;
  if (alloc->limit && (size > alloc->limit || alloc->used > alloc->limit - size)) return false;
  alloc->used += size;
  if (alloc->used > alloc->peak) alloc->peak = alloc->used;
  return true;
}

// Where there are huge pages: a large heap that grows would spend a third of its time on faults of small ones. NULL: there are none.
static Slab *slab_huge(const Alloc *alloc) {
#ifdef MADV_HUGEPAGE
  if (alloc->hook != libc_hook || alloc->used < HUGE_FROM) return NULL;
  Slab *slab = aligned_alloc(HUGE_PAGE, HUGE_SLAB);
  if (slab) madvise(slab, HUGE_SLAB, MADV_HUGEPAGE);
  return slab;
#else
  (void)alloc;
  return NULL;
#endif
}

static bool slab_new(Alloc *alloc) {
  Slab *slab = slab_huge(alloc);
  size_t size = slab ? HUGE_SLAB : alloc->slab_size;
  if (!slab) slab = (Slab *)alloc->hook(alloc->user, NULL, 0, size);
  if (!slab) return false;
  slab->next = alloc->slabs;
  slab->size = size;
  alloc->slabs = slab;
  alloc->bump = (char *)slab + ALLOC_GRAIN;
  alloc->bump_end = (char *)slab + size;
  if (size < LAST_SLAB) alloc->slab_size = size * 2;
  return true;
}

// What is left of the newest slab is handed to the free lists, so that nothing is lost when a larger class asks.
static void bump_retire(Alloc *alloc) {
  size_t left = (size_t)(alloc->bump_end - alloc->bump);
  while (left >= ALLOC_GRAIN) {
    size_t piece = left <= ALLOC_SMALL_MAX ? left / ALLOC_GRAIN * ALLOC_GRAIN : ALLOC_SMALL_MAX;
    FreeCell *cell = (FreeCell *)alloc->bump;
    cell->next = alloc->free[piece / ALLOC_GRAIN];
    alloc->free[piece / ALLOC_GRAIN] = cell;
    alloc->bump += piece;
    left -= piece;
  }
}

// What the hook is asked for. Text is read eight bytes at a time up to the grain's end, which a block of its own must therefore reach.
static size_t block_size(size_t size) {
  return ALLOC_SMALL_MAX == 0 ? (size + ALLOC_GRAIN - 1) / ALLOC_GRAIN * ALLOC_GRAIN : size;
}

void *alloc_slow(Alloc *alloc, size_t size) {
  if (size > ALLOC_SMALL_MAX) {
    if (size > PTRDIFF_MAX || !charge(alloc, size)) return NULL;
    void *block = alloc->hook(alloc->user, NULL, 0, block_size(size));
    if (!block) alloc->used -= size;
    return block;
  }
  size_t index = (size + ALLOC_GRAIN - 1) / ALLOC_GRAIN, bytes = index * ALLOC_GRAIN;
  if (!charge(alloc, bytes)) return NULL;
  FreeCell *cell = alloc->free[index];
  if (cell) {
    alloc->free[index] = cell->next;
    return cell;
  }
  if ((size_t)(alloc->bump_end - alloc->bump) < bytes) {
    bump_retire(alloc);
    if (!slab_new(alloc)) {
      alloc->used -= bytes;
      return NULL;
    }
  }
  void *block = alloc->bump;
  alloc->bump += bytes;
  return block;
}

void alloc_free_large(Alloc *alloc, void *block, size_t size) {
  alloc->used -= size;
  alloc->hook(alloc->user, block, block_size(size), 0);
}

void mem_retire(Alloc *alloc, void *block, size_t size) {
  if (size <= ALLOC_SMALL_MAX) {
    alloc->used -= (size + ALLOC_GRAIN - 1) / ALLOC_GRAIN * ALLOC_GRAIN;
    return;
  }
  alloc->used -= size;
  Slab *slab = (Slab *)block;
  *slab = (Slab){alloc->slabs, block_size(size)};
  alloc->slabs = slab;
}

void *mem_realloc(Alloc *alloc, void *block, size_t old_size, size_t new_size) {
  if (!block) return mem_alloc(alloc, new_size);
  if (old_size > ALLOC_SMALL_MAX && new_size > ALLOC_SMALL_MAX) {
    if (new_size > PTRDIFF_MAX || (new_size > old_size && !charge(alloc, new_size - old_size))) return NULL;
    void *moved = alloc->hook(alloc->user, block, block_size(old_size), block_size(new_size));
    if (!moved && new_size > old_size) alloc->used -= new_size - old_size;
    if (moved && new_size < old_size) alloc->used -= old_size - new_size;
    return moved;
  }
  size_t old_class = (old_size + ALLOC_GRAIN - 1) / ALLOC_GRAIN, new_class = (new_size + ALLOC_GRAIN - 1) / ALLOC_GRAIN;
  if (old_class == new_class && old_size <= ALLOC_SMALL_MAX && new_size <= ALLOC_SMALL_MAX) return block;
  void *moved = mem_alloc(alloc, new_size);
  if (!moved) return NULL;
  memcpy(moved, block, old_size < new_size ? old_size : new_size);
  mem_free(alloc, block, old_size);
  return moved;
}
