// SPDX-License-Identifier: MIT
// trail.c - taking down where something is made, and showing it.
#include "vm/core/trail.h"

bool is_trail(VM *vm, Value v) { return is_heap(v) && obj_type(as_obj(v)) == vm->types.trail; }

static bool is_package(const Code *code) {
  static const char prefix[] = "<frozen asyncio";
  const Str *name = code->filename;
  return name->len >= sizeof prefix && name->kind == 1 && memcmp(name->data, prefix, sizeof prefix - 1) == 0;
}

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
  Position p;
  return code_position_of(site->code, site->pc, &p) && p.line ? p.line : site->code->first_line;
}

Value trail_new(VM *vm, uint32_t depth) {
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

static void trail_free(VM *vm, Object *o) {
  Trail *t = (Trail *)o;
  for (uint32_t i = 0; i < t->count; i++) site_clear(vm, &t->steps[i]);
  replace(vm, &t->maker, V_NONE);
  CLEAR_REF(vm, t->before);
}

static const TypeSpec trail_spec = {
  .name = "_asyncio.trail", .kind = KIND_OTHER, .flags = TYPE_NO_NEW, .size = trail_size, .slots = {.free = trail_free},
};

bool trail_types_init(VM *vm) { return (vm->types.trail = type_from_spec(vm, &trail_spec, NULL)) != NULL; }
