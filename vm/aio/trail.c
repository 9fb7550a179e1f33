// SPDX-License-Identifier: MIT
// trail.c - taking down where something is made, and showing it.
#include "vm/aio/aio.h"

bool is_trail(VM *vm, Value v) { return is_heap(v) && obj_type(as_obj(v)) == vm->types.trail; }

static bool is_package(const Code *code) {
  static const char prefix[] = "<frozen asyncio";
  const Str *name = code->filename;
  return name->len >= sizeof prefix && name->kind == 1 && memcmp(name->data, prefix, sizeof prefix - 1) == 0;
}

const Site *trail_own_step(const Trail *t) {
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

static Site site_of(const Frame *f) {
  incref(&f->code->header);
  return (Site){f->code, frame_pc(f)};
}

// Below a suspended coroutine, which has no frame below it, stand those of the loop.
static const Frame *frame_below(VM *vm, const Frame *f) { return f->prev || !f->on_heap ? f->prev : vm->thread.loop_base; }

static Value trail_take(VM *vm, const Frame *from, uint32_t depth) {
  const Frame *base = vm->thread.loop_base;
  uint32_t count = 0;
  for (const Frame *f = from; f && count < depth; f = frame_below(vm, f)) count++;
  Trail *t = object_new(vm, vm->types.trail, sizeof(Trail) + count * sizeof(Site));
  if (!t) return V_ABSENT;
  t->depth = depth;
  for (const Frame *f = from; t->count < count; f = frame_below(vm, f)) {
    if (base && f == base) t->run = vm->thread.loop_run, t->above = t->count;
    t->steps[t->count++] = site_of(f);
  }
  if (base && !t->run && count == depth) t->run = vm->thread.loop_run, t->above = depth;
  return from_obj(t);
}

static inline bool is_here(VM *vm, const Trail *t, const Frame *f, uint32_t depth) {
  bool same_run = vm->thread.loop_base && t->run == vm->thread.loop_run;
  uint32_t compared = same_run ? t->above : t->count;
  for (uint32_t i = 0; i < compared; i++, f = f->prev)
    if (!f || t->steps[i].code != f->code || t->steps[i].pc != frame_pc(f)) return false;
  return t->depth == depth && (compared == depth || f == (same_run ? vm->thread.loop_base : NULL));
}

static inline Trail **trails_remembered(VM *vm, const Frame *f) {
  uint32_t where = (uint32_t)((uintptr_t)f->pc >> 3);
  if (f->prev) where += (uint32_t)((uintptr_t)f->prev->pc >> 3) * 31;
  return vm->aio->trail_cache.trails[(where * UINT32_C(2654435761)) >> 25];
}
_Static_assert(TRAIL_CACHE == 1 << (32 - 25), "the index has as many bits");

static Value trail_remember(VM *vm, Trail **last, const Frame *f, uint32_t depth) {
  Value v = trail_take(vm, f, depth);
  if (!v) return V_ABSENT;
  Trail *old = last[1];
  last[1] = last[0];
  last[0] = as_trail(retain(v));
  xdecref(vm, old);
  return v;
}

static NOINLINE Value trail_any(VM *vm, uint32_t depth) {
  const Frame *f = vm->thread.frame;
  if (UNLIKELY(!f || !vm->aio)) return trail_take(vm, f, depth);
  Trail **last = trails_remembered(vm, f);
  if (LIKELY(last[0] && is_here(vm, last[0], f, depth))) return retain_obj(last[0]);
  if (!last[1] || !is_here(vm, last[1], f, depth)) return trail_remember(vm, last, f, depth);
  Trail *found = last[1];
  last[1] = last[0];
  last[0] = found;
  return retain_obj(found);
}

static NOINLINE Trail *trail_anywhere(VM *vm) {
  Value v = trail_any(vm, TRAIL_DEPTH);
  return v ? as_trail(v) : NULL;
}

// The usual case in one go: the same frames of the same run as last time.
Trail *trail_here(VM *vm) {
  const Frame *f = vm->thread.frame, *base = vm->thread.loop_base;
  Trail *t = f && base ? *trails_remembered(vm, f) : NULL;
  if (UNLIKELY(!t || t->run != vm->thread.loop_run || t->depth != TRAIL_DEPTH)) return trail_anywhere(vm);
  const Site *step = t->steps, *end = step + t->above;
  while (step < end && f && step->code == f->code && step->pc == frame_pc(f)) step++, f = f->prev;
  if (UNLIKELY(step < end || (f != base && t->above < TRAIL_DEPTH))) return trail_anywhere(vm);
  incref(&t->header);
  return t;
}

Value trail_new(VM *vm, uint32_t depth) { return depth == TRAIL_DEPTH ? from_trail(trail_here(vm)) : trail_any(vm, depth); }

Value trail_of_awaiters(VM *vm, const Frame *awaiter, uint32_t depth) { return trail_take(vm, awaiter, depth); }

// ---- who made whom

static uint32_t inherited(const Descent *before) { return !before ? 0 : before->count < MAKERS ? before->count : MAKERS - 1; }

static Value descent_take(VM *vm, Trail *trail_steal, Value maker, const Descent *before) {
  uint32_t count = 1 + inherited(before);
  Descent *d = object_new(vm, vm->types.descent, sizeof(Descent) + count * sizeof(Maker));
  if (!d) return decref(vm, trail_steal), V_ABSENT;
  const Site *site = trail_own_step(trail_steal);
  d->trail = trail_steal;
  for (; d->count < count; d->count++) {
    Maker m = d->count ? before->makers[d->count - 1] : (Maker){site ? *site : (Site){0}, maker};
    if (m.site.code) incref(&m.site.code->header);
    retain(m.name);
    d->makers[d->count] = m;
  }
  return from_obj(d);
}

static bool descends(const Descent *d, const Trail *trail, Value maker, const Descent *before) {
  if (d->trail != trail || d->makers[0].name != maker || d->count != 1 + inherited(before)) return false;
  for (uint32_t i = 1; i < d->count; i++) {
    const Maker *a = &d->makers[i], *b = &before->makers[i - 1];
    if (a->site.code != b->site.code || a->site.pc != b->site.pc || a->name != b->name) return false;
  }
  return true;
}

Value descent_new(VM *vm, uint32_t depth, Value maker, const Descent *before) {
  Value trail = trail_new(vm, depth);
  if (!trail) return V_ABSENT;
  Descent **last = &vm->aio->trail_cache.descents[((uintptr_t)as_trail(trail) >> 4) % DESCENT_CACHE];
  if (LIKELY(*last && descends(*last, as_trail(trail), maker, before))) return release(vm, trail), retain_obj(*last);
  Value v = descent_take(vm, as_trail(trail), maker, before);
  if (!v) return V_ABSENT;
  Descent *old = *last;
  *last = (Descent *)as_obj(retain(v));
  xdecref(vm, old);
  return v;
}

void trail_cache_clear(VM *vm, TrailCache *cache) {
  for (unsigned i = 0; i < TRAIL_CACHE; i++) {
    CLEAR_REF(vm, cache->trails[i][0]);
    CLEAR_REF(vm, cache->trails[i][1]);
  }
  for (unsigned i = 0; i < DESCENT_CACHE; i++) CLEAR_REF(vm, cache->descents[i]);
}

// ---- numbers

enum { FREE_NUMBER = 1 };
_Static_assert(offsetof(Trail, number) == offsetof(Descent, number), "both begin alike");

static bool book_grow(VM *vm, TrailBook *b) {
  uint32_t cap = b->cap ? b->cap * 2 : 64;
  uintptr_t *items = vm_realloc(vm, b->items, b->cap * sizeof *items, cap * sizeof *items);
  if (!items) return false;
  if (!b->count) b->count = 1;
  b->items = items;
  b->cap = cap;
  return true;
}

uint32_t trail_number(VM *vm, Value trail) {
  TrailBook *b = &vm->aio->trails;
  if (!trail) return 0;
  uint32_t *number = &as_trail(trail)->number;
  if (LIKELY(*number)) return *number;
  if (b->free) {
    *number = b->free;
    b->free = (uint32_t)(b->items[*number] >> 1);
  } else if (b->count < b->cap || book_grow(vm, b)) {
    *number = b->count++;
  } else {
    return release(vm, trail), 0;
  }
  b->items[*number] = (uintptr_t)as_obj(trail);
  return *number;
}

static inline Object *numbered(VM *vm, uint32_t number) { return number ? (Object *)vm->aio->trails.items[number] : NULL; }

Trail *trail_numbered(VM *vm, uint32_t number) {
  Object *o = numbered(vm, number);
  return o && obj_type(o) == vm->types.descent ? ((Descent *)o)->trail : (Trail *)o;
}

Descent *descent_numbered(VM *vm, uint32_t number) {
  Object *o = numbered(vm, number);
  return o && obj_type(o) == vm->types.descent ? (Descent *)o : NULL;
}

void trail_number_drop(VM *vm, uint32_t number) { xdecref(vm, numbered(vm, number)); }

// Its object dies: nobody holds the number any longer.
static void number_free(VM *vm, uint32_t number) {
  if (!number || !vm->aio) return;
  vm->aio->trails.items[number] = (uintptr_t)vm->aio->trails.free << 1 | FREE_NUMBER;
  vm->aio->trails.free = number;
}

void trailbook_free(VM *vm) {
  TrailBook *b = &vm->aio->trails;
  vm_dealloc(vm, b->items, b->cap * sizeof *b->items);
  *b = (TrailBook){0};
}

// ---- showing it

Value trail_tuples(VM *vm, const Trail *t) {
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

static size_t descent_size(const Object *o) { return sizeof(Descent) + ((const Descent *)o)->count * sizeof(Maker); }

static void trail_free(VM *vm, Object *o) {
  Trail *t = (Trail *)o;
  number_free(vm, t->number);
  for (uint32_t i = 0; i < t->count; i++) site_clear(vm, &t->steps[i]);
}

static void descent_free(VM *vm, Object *o) {
  Descent *d = (Descent *)o;
  number_free(vm, d->number);
  for (uint32_t i = 0; i < d->count; i++) {
    site_clear(vm, &d->makers[i].site);
    replace(vm, &d->makers[i].name, V_NONE);
  }
  CLEAR_REF(vm, d->trail);
}

static const TypeSpec trail_spec = {
  .name = "_asyncio.trail", .kind = KIND_OTHER, .flags = TYPE_NO_NEW, .size = trail_size, .slots = {.free = trail_free},
};
static const TypeSpec descent_spec = {
  .name = "_asyncio.descent", .kind = KIND_OTHER, .flags = TYPE_NO_NEW, .size = descent_size, .slots = {.free = descent_free},
};

bool trail_types_init(VM *vm) {
  return (vm->types.trail = type_from_spec(vm, &trail_spec, NULL)) && (vm->types.descent = type_from_spec(vm, &descent_spec, NULL));
}
