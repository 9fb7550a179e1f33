// SPDX-License-Identifier: MIT
// test_alloc.c - the allocator above the embedder's hook, the arena and the growing buffer.
#include "tests/unit/unit.h"

#include "vm/base/arena.h"
#include "vm/base/buf.h"

typedef struct Meter { size_t held, calls, allowed; } Meter;

static void *metered(void *user, void *block, size_t old_size, size_t new_size) {
  Meter *meter = user;
  meter->calls++;
  if (new_size == 0) {
    meter->held -= old_size;
    free(block);
    return NULL;
  }
  if (meter->held - old_size + new_size > meter->allowed) return NULL;
  void *moved = realloc(block, new_size);
  if (moved) meter->held += new_size - old_size;
  return moved;
}

Test(alloc, blocks_are_aligned_and_apart) {
  Alloc alloc;
  alloc_init(&alloc, NULL, NULL);
  unsigned char *blocks[600];
  for (size_t i = 0; i < 600; i++) {
    blocks[i] = mem_alloc(&alloc, i + 1);
    cr_assert_not_null(blocks[i]);
    cr_assert_eq((uintptr_t)blocks[i] % 16, 0);
    memset(blocks[i], (int)(i & 255), i + 1);
  }
  for (size_t i = 0; i < 600; i++) {
    for (size_t j = 0; j <= i; j++) cr_assert_eq(blocks[i][j], i & 255);
    mem_free(&alloc, blocks[i], i + 1);
  }
  cr_assert_eq(alloc.used, 0);
  alloc_destroy(&alloc);
}

Test(alloc, a_freed_block_is_the_next_one) {
  Alloc alloc;
  alloc_init(&alloc, NULL, NULL);
  void *first = mem_alloc(&alloc, 40);
  mem_free(&alloc, first, 40);
  cr_assert_eq(mem_alloc(&alloc, 48), first, "40 and 48 bytes are of one class");
  mem_free(&alloc, first, 48);
  alloc_destroy(&alloc);
}

Test(alloc, everything_goes_back_to_the_hook) {
  Meter meter = {.allowed = SIZE_MAX};
  Alloc alloc;
  alloc_init(&alloc, metered, &meter);
  void *large = mem_alloc(&alloc, 100000);
  for (int i = 0; i < 10000; i++) cr_assert_not_null(mem_alloc(&alloc, 64));
  cr_assert_lt(meter.calls, 200, "small blocks come in slabs");
  mem_free(&alloc, large, 100000);
  alloc_destroy(&alloc);
  cr_assert_eq(meter.held, 0);
}

Test(alloc, realloc_keeps_the_content) {
  Alloc alloc;
  alloc_init(&alloc, NULL, NULL);
  char *block = mem_alloc(&alloc, 10);
  strcpy(block, "content");
  block = mem_realloc(&alloc, block, 10, 5000);
  cr_assert_str_eq(block, "content");
  block = mem_realloc(&alloc, block, 5000, 100000);
  cr_assert_str_eq(block, "content");
  block = mem_realloc(&alloc, block, 100000, 9);
  cr_assert_str_eq(block, "content");
  mem_free(&alloc, block, 9);
  cr_assert_eq(alloc.used, 0);
  alloc_destroy(&alloc);
}

Test(alloc, the_limit_holds_and_the_old_block_stays) {
  Alloc alloc;
  alloc_init(&alloc, NULL, NULL);
  alloc.limit = 100000;
  cr_assert_null(mem_alloc(&alloc, 200000));
  char *block = mem_alloc(&alloc, 50000);
  cr_assert_not_null(block);
  strcpy(block, "kept");
  cr_assert_null(mem_realloc(&alloc, block, 50000, 150000));
  cr_assert_str_eq(block, "kept");
  mem_free(&alloc, block, 50000);
  cr_assert_eq(alloc.used, 0);
  alloc_destroy(&alloc);
}

Test(alloc, a_hook_without_memory_gives_null) {
  Meter meter = {.allowed = 0};
  Alloc alloc;
  alloc_init(&alloc, metered, &meter);
  cr_assert_null(mem_alloc(&alloc, 16));
  cr_assert_null(mem_alloc(&alloc, 4096));
  alloc_destroy(&alloc);
}

Test(alloc, the_nth_allocation_fails_once) {
  Alloc alloc;
  alloc_init(&alloc, NULL, NULL);
  alloc.fail_after = 3;
  void *blocks[5];
  for (int i = 0; i < 5; i++) blocks[i] = mem_alloc(&alloc, 32);
  for (int i = 0; i < 5; i++) cr_assert_eq(blocks[i] == NULL, i == 2);
  for (int i = 0; i < 5; i++)
    if (blocks[i]) mem_free(&alloc, blocks[i], 32);
  alloc_destroy(&alloc);
}

Test(arena, hands_out_aligned_blocks_and_returns_all) {
  Meter meter = {.allowed = SIZE_MAX};
  Arena arena;
  arena_init(&arena, metered, &meter);
  for (size_t i = 0; i < 2000; i++) {
    char *block = arena_alloc(&arena, i % 300);
    cr_assert_not_null(block);
    cr_assert_eq((uintptr_t)block % 8, 0);
    memset(block, 7, i % 300);
  }
  cr_assert_str_eq(arena_copy(&arena, "text+more", 4), "text");
  cr_assert_not(arena.failed);
  arena_free(&arena);
  cr_assert_eq(meter.held, 0);
}

Test(arena, remembers_that_it_failed) {
  Meter meter = {.allowed = 0};
  Arena arena;
  arena_init(&arena, metered, &meter);
  cr_assert_null(arena_alloc(&arena, 8));
  cr_assert(arena.failed);
  arena_free(&arena);
}

Test(buf, grows_and_ends_with_nul) {
  Buf buf;
  buf_init(&buf, NULL, NULL);
  for (int i = 0; i < 1000; i++) cr_assert(buf_printf(&buf, "%d,", i));
  cr_assert_eq(strncmp(buf.data, "0,1,2,", 6), 0);
  cr_assert_eq(buf.len, 3890);
  cr_assert_eq(buf.data[buf.len], 0);
  buf_clear(&buf);
  cr_assert(buf_put_utf8(&buf, 0x20ac) && buf_put_utf8(&buf, 0x1f600));
  cr_assert_str_eq(buf.data, "\xe2\x82\xac\xf0\x9f\x98\x80");
  buf_free(&buf);
}
