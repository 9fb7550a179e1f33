// SPDX-License-Identifier: MIT
// arena.c - bump allocation over chunks that grow with what has been used.
//
// A chunk is at least FIRST_CHUNK bytes and at most MAX_CHUNK, doubling with each; a request larger than that gets a
// chunk of its own size. What is left of the old chunk is given up.
#include "vm/base/arena.h"

#include <stdlib.h>
#include <string.h>

struct ArenaChunk {
    ArenaChunk *older;
    size_t size; // with this header
};

enum { FIRST_CHUNK = 4096, MAX_CHUNK = 1 << 18, ALIGN = 8 };

void *arena_libc_alloc(void *user, void *ptr, size_t old_size, size_t new_size) {
    (void)user;
    (void)old_size;
    if (new_size == 0) {
        free(ptr);
        return NULL;
    }
    return realloc(ptr, new_size);
}

void arena_init(Arena *arena, ArenaAllocFn alloc, void *user) {
    memset(arena, 0, sizeof *arena);
    arena->alloc = alloc ? alloc : arena_libc_alloc;
    arena->user = user;
}

void arena_free(Arena *arena) {
    ArenaChunk *chunk = arena->chunks;
    while (chunk) {
        ArenaChunk *older = chunk->older;
        arena->alloc(arena->user, chunk, chunk->size, 0);
        chunk = older;
    }
    arena_init(arena, arena->alloc, arena->user);
}

static bool add_chunk(Arena *arena, size_t room) {
    size_t size = arena->chunks ? arena->chunks->size * 2 : FIRST_CHUNK;
    if (size > MAX_CHUNK)
        size = MAX_CHUNK;
    size_t header = (sizeof(ArenaChunk) + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (room > SIZE_MAX - header)
        return false;
    if (size < room + header)
        size = room + header;
    ArenaChunk *chunk = arena->alloc(arena->user, NULL, 0, size);
    if (!chunk)
        return false;
    chunk->older = arena->chunks;
    chunk->size = size;
    arena->chunks = chunk;
    arena->next = (char *)chunk + header;
    arena->limit = (char *)chunk + size;
    arena->total += size;
    return true;
}

void *arena_alloc(Arena *arena, size_t size) {
    if (size > SIZE_MAX - ALIGN) {
        arena->failed = true;
        return NULL;
    }
    size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if (size == 0)
        size = ALIGN;
    if ((size_t)(arena->limit - arena->next) < size && !add_chunk(arena, size)) {
        arena->failed = true;
        return NULL;
    }
    void *result = arena->next;
    arena->next += size;
    return result;
}

void *arena_zalloc(Arena *arena, size_t size) {
    void *result = arena_alloc(arena, size);
    if (result)
        memset(result, 0, size);
    return result;
}

char *arena_copy(Arena *arena, const char *bytes, size_t len) {
    char *copy = arena_alloc(arena, len + 1);
    if (!copy)
        return NULL;
    if (len)
        memcpy(copy, bytes, len);
    copy[len] = '\0';
    return copy;
}
