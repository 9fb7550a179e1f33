// SPDX-License-Identifier: MIT
// trail.c - taking down where something is made, and showing it.
#include "vm/core/aio.h"

bool is_trail(VM *vm, Value v) { return is_heap(v) && obj_type(as_obj(v)) == vm->types.trail; }

static bool is_package(const Code *code) {
  static const char prefix[] = "<frozen asyncio";
  const Str *name = code->filename;
  return name->len >= sizeof prefix && name->kind == 1 && memcmp(name->data, prefix, sizeof prefix - 1) == 0;
}

const Site *trail_own_step(const Trail *t) {
  if (t->same) t = t->same;
  for (uint32_t i = 0; i < t->count; i++)
    if (!is_package(t->steps[i].code)) return &t->steps[i];
  return NULL;
}

bool site_in_package(const Site *site) { return is_package(site->code); }

Site site_here(VM *vm) {
  const Frame *frame = vm->thread.frame;
  while (frame && is_package(frame->code)) frame = frame->prev;
  if (!frame) return (Site){0};
  incref(&frame->code->header);
  return (Site){frame->code, frame_pc(frame)};
}

void site_clear(VM *vm, Site *site) {
  Code *code = site->code;
  *site = (Site){0};
  xdecref(vm, code);
}

uint32_t site_line(const Site *site) {
  return code_line_of(site->code, site->pc);
}

static Value trail_take(VM *vm, uint32_t depth) {
  uint32_t count = 0;
  for (const Frame *f = vm->thread.frame; f && count < depth; f = f->prev) count++;
  Trail *t = object_new(vm, vm->types.trail, sizeof(Trail) + count * sizeof(Site));
  if (!t) return V_ABSENT;
  t->maker = V_NONE;
  for (const Frame *f = vm->thread.frame; t->count < count; f = f->prev) {
    incref(&f->code->header);
    t->steps[t->count++] = (Site){f->code, frame_pc(f)};
  }
  return from_obj(t);
}

static bool is_here(VM *vm, const Trail *t, uint32_t depth) {
  const Frame *f = vm->thread.frame;
  for (uint32_t i = 0; i < t->count; i++, f = f->prev)
    if (!f || t->steps[i].code != f->code || t->steps[i].pc != frame_pc(f)) return false;
  return !f || t->count == depth;
}

Value trail_new(VM *vm, uint32_t depth) {
  const Frame *f = vm->thread.frame;
  if (!f || !vm->aio) return trail_take(vm, depth);
  Trail **last = &vm->aio->trail_cache.last[((uintptr_t)f->pc >> 3) % TRAIL_CACHE];
  if (*last && is_here(vm, *last, depth)) return retain_obj(*last);
  Value v = trail_take(vm, depth);
  if (!v) return V_ABSENT;
  Trail *old = *last;
  *last = as_trail(retain(v));
  xdecref(vm, old);
  return v;
}

Value trail_new_task(VM *vm, uint32_t depth) {
  Value shared = trail_new(vm, depth);
  if (!shared) return V_ABSENT;
  Trail *t = object_new(vm, vm->types.trail, sizeof(Trail));
  if (!t) return release(vm, shared), V_ABSENT;
  t->maker = V_NONE;
  t->same = as_trail(shared);
  return from_obj(t);
}

void trail_cache_clear(VM *vm, TrailCache *cache) {
  for (unsigned i = 0; i < TRAIL_CACHE; i++) CLEAR_REF(vm, cache->last[i]);
}

// ---- whose trail it is

static uint32_t page_of(const TrailBook *b, const Object *key) {
  uint32_t i = (uint32_t)((uintptr_t)key >> 4) & (b->cap - 1);
  while (b->pages[i].key && b->pages[i].key != key) i = (i + 1) & (b->cap - 1);
  return i;
}

static bool book_grow(VM *vm, TrailBook *b) {
  TrailBook old = *b;
  uint32_t cap = old.cap ? old.cap * 2 : 64;
  TrailPage *pages = vm_alloc(vm, cap * sizeof *pages);
  if (!pages) return false;
  memset(pages, 0, cap * sizeof *pages);
  b->pages = pages;
  b->cap = cap;
  for (uint32_t i = 0; i < old.cap; i++)
    if (old.pages[i].key) b->pages[page_of(b, old.pages[i].key)] = old.pages[i];
  vm_dealloc(vm, old.pages, old.cap * sizeof *pages);
  return true;
}

bool trailbook_add(VM *vm, TrailBook *b, const Object *key, Value trail) {
  if (!trail || (b->count * 2 >= b->cap && !book_grow(vm, b))) return release(vm, trail), false;
  TrailPage *page = &b->pages[page_of(b, key)];
  Trail *old = page->trail;
  if (!page->key) b->count++;
  *page = (TrailPage){key, as_trail(trail)};
  xdecref(vm, old);
  return true;
}

Trail *trailbook_get(const TrailBook *b, const Object *key) { return b->cap ? b->pages[page_of(b, key)].trail : NULL; }

void trailbook_remove(VM *vm, TrailBook *b, const Object *key) {
  uint32_t hole = b->cap ? page_of(b, key) : 0;
  if (!b->cap || !b->pages[hole].key) return;
  Trail *old = b->pages[hole].trail;
  b->pages[hole] = (TrailPage){0};
  b->count--;
  for (uint32_t i = (hole + 1) & (b->cap - 1); b->pages[i].key; i = (i + 1) & (b->cap - 1)) {
    TrailPage moved = b->pages[i];
    b->pages[i] = (TrailPage){0};
    b->pages[page_of(b, moved.key)] = moved;
  }
  decref(vm, old);
}

void trailbook_free(VM *vm, TrailBook *b) {
  for (uint32_t i = 0; i < b->cap; i++) xdecref(vm, b->pages[i].trail);
  vm_dealloc(vm, b->pages, b->cap * sizeof *b->pages);
  *b = (TrailBook){0};
}

// ---- showing it

Value trail_tuples(VM *vm, const Trail *t) {
  if (t->same) t = t->same;
  Tuple *all = tuple_new_uninit(vm, t->count);
  for (uint32_t i = 0; all && i < t->count; i++) {
    const Site *site = &t->steps[i];
    Value parts[3] = {from_obj(site->code->filename), from_int(site_line(site)), from_obj(site->code->name)};
    if (!(all->items[i] = tuple_from(vm, parts, 3))) CLEAR_REF(vm, all);
  }
  return all ? from_obj(all) : V_ABSENT;
}

Value trail_summary(VM *vm, const Trail *t) {
  Value tuples = trail_tuples(vm, t), make = tuples ? import_attr(vm, "asyncio.format_helpers", "_summary_of") : V_ABSENT;
  Value r = make ? obj_call(vm, make, &tuples, 1) : V_ABSENT;
  release(vm, make);
  release(vm, tuples);
  return r;
}

static size_t trail_size(const Object *o) { return sizeof(Trail) + ((const Trail *)o)->count * sizeof(Site); }

static void trail_free(VM *vm, Object *o) {
  Trail *t = (Trail *)o;
  for (uint32_t i = 0; i < t->count; i++) site_clear(vm, &t->steps[i]);
  replace(vm, &t->maker, V_NONE);
  CLEAR_REF(vm, t->before);
  CLEAR_REF(vm, t->same);
}

static const TypeSpec trail_spec = {
  .name = "_asyncio.trail", .kind = KIND_OTHER, .flags = TYPE_NO_NEW, .size = trail_size, .slots = {.free = trail_free},
};

bool trail_types_init(VM *vm) { return (vm->types.trail = type_from_spec(vm, &trail_spec, NULL)) != NULL; }
