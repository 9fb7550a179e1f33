// SPDX-License-Identifier: MIT
// arena.h - memory that is handed out by bumping a pointer and released all at once.
//
// An arena asks its owner's hook for chunks and carves them up. Nothing is freed singly; arena_free gives every chunk
// back. The hook decides what a failure is: arena_alloc then returns NULL, and `failed` stays set so that a caller which
// builds a whole tree may check once, at the end, instead of at every leaf.
#ifndef ASTER_BASE_ARENA_H
#define ASTER_BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The allocation hook: new_size 0 frees `ptr` (and returns NULL), `ptr` NULL allocates, otherwise resizes.
// `old_size` is always what was asked for before. Returns NULL on failure, leaving `ptr` as it was.
typedef void *(*ArenaAllocFn)(void *user, void *ptr, size_t old_size, size_t new_size);

typedef struct ArenaChunk ArenaChunk;

typedef struct Arena {
    ArenaAllocFn alloc;
    void *user;
    char *next;         // first free byte of the current chunk
    char *limit;        // one past its last byte
    ArenaChunk *chunks; // newest first
    size_t total;       // bytes held, for limits and statistics
    bool failed;        // some allocation returned NULL
} Arena;

// `alloc` NULL means the C library's realloc and free.
void arena_init(Arena *arena, ArenaAllocFn alloc, void *user);
void arena_free(Arena *arena);

// Bytes aligned to 8, not cleared; NULL when memory is out. A size of 0 is allowed.
void *arena_alloc(Arena *arena, size_t size);
void *arena_zalloc(Arena *arena, size_t size);

// A copy of `len` bytes with a NUL behind it.
char *arena_copy(Arena *arena, const char *bytes, size_t len);

// The C library's allocator in the hook's shape.
void *arena_libc_alloc(void *user, void *ptr, size_t old_size, size_t new_size);

#endif
