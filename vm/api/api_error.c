// SPDX-License-Identifier: MIT
// api_error.c - exceptions: raised from C, taken by C, told as a structure.
#include <stdio.h>

#include "vm/api/api_tasks.h"
#include "vm/io/io.h"
#include "vm/core/typeslots.h"

// ---- raising

static Type *builtin_error(VM *vm, const char *name) {
  for (int i = 0; i < EXC_COUNT; i++)
    if (strcmp(error_type_names[i], name) == 0) return error_type_get(vm, i);
  return NULL;
}

// The text as a str: cut inside a character or given in another encoding, bytes that are no UTF-8 become U+FFFD.
static Value message_text(VM *vm, const char *format, va_list args) {
  char small[512];
  va_list again;
  va_copy(again, args);
  int len = vsnprintf(small, sizeof small, format, args);
  size_t size = len < 0 ? 0 : (size_t)len + 1;
  char *text = size <= sizeof small ? small : (char *)vm_alloc(vm, size);
  if (text && text != small) vsnprintf(text, size, format, again);
  va_end(again);
  Value v = text ? codec_decode(vm, (const uint8_t *)text, size ? size - 1 : 0, "utf-8", "replace") : V_ABSENT;
  if (text != small) vm_dealloc(vm, text, size);
  return v;
}

AsterValue aster_raise(AsterVM *vm, const char *type, const char *format, ...) {
  VM *c = core(vm);
  va_list args;
  va_start(args, format);
  Value text = message_text(c, format, args);
  va_end(args);
  Type *cls = builtin_error(c, type);
  Value exc = text ? error_new(c, cls ? cls : error_type_get(c, EXC_SystemError), text) : V_ABSENT;
  release(c, text);
  if (exc) error_set_steal(c, exc);
  return aster_absent();
}

AsterValue aster_raise_value(AsterVM *vm, AsterRef exception_or_class) { return own(raise_object(script(vm), val(exception_or_class))); }

// ---- the pending one

bool aster_pending(AsterVM *vm) { return has_error(core(vm)); }
AsterValue aster_take_error(AsterVM *vm) { return own(error_take(core(vm))); }
void aster_clear_error(AsterVM *vm) { error_clear(core(vm)); }

bool aster_error_is(AsterVM *vm, const char *type) {
  VM *c = core(vm);
  Type *cls = builtin_error(c, type);
  return cls && is_exception(c->thread.exc) && type_is_subtype(obj_type(as_obj(c->thread.exc)), cls);
}

AsterValue aster_error_text(AsterVM *vm, AsterRef exception) {
  if (!is_exception(val(exception))) return own(raise_type(script(vm), "an exception is required, not %T", val(exception)));
  return own(traceback_format(core(vm), val(exception)));
}

void aster_print_error(AsterVM *vm) {
  VM *c = script(vm);
  if (!has_error(c)) return;
  Value exc = error_take(c);
  error_print(c, exc);
  release(c, exc);
}

// ---- as a structure

enum { MAX_CAUSES = 16 };

typedef struct ErrorBlock { AsterError error; Arena arena; } ErrorBlock;  // `error` and everything in it lies in `arena`, but for this head

static const char *copy_text(VM *vm, Arena *arena, Value text) {
  size_t len;
  const char *utf8 = is_str(text) ? str_utf8_get(vm, as_str(text), &len) : NULL;
  if (utf8) return arena_copy(arena, utf8, len);
  error_clear(vm);
  return arena_copy(arena, "?", 1);
}

static AsterFrame frame_of(VM *vm, Arena *arena, const Code *code, int64_t line) {
  return (AsterFrame){copy_text(vm, arena, from_obj(code->filename)), copy_text(vm, arena, from_obj(code->qualname)), (int)line};
}

static void fill_frames(VM *vm, Arena *arena, const Exception *e, AsterError *out) {
  size_t count = 0;
  for (Traceback *tb = (Traceback *)e->traceback; tb; tb = tb->next) count++;
  AsterFrame *frames = arena_alloc(arena, count * sizeof *frames);
  for (Traceback *tb = (Traceback *)e->traceback; frames && tb; tb = tb->next) frames[out->nframes++] = frame_of(vm, arena, tb->code, traceback_line(tb));
  out->frames = frames;
}

static void fill_error(VM *vm, Arena *arena, Value exc, AsterError *out) {
  memset(out, 0, sizeof *out);
  Value name = type_qualified_name(vm, type_of_get(vm, exc)), text = obj_str(vm, exc);
  if (!text) error_clear(vm);
  out->type = copy_text(vm, arena, name);
  out->message = text ? copy_text(vm, arena, text) : "<exception str() failed>";
  release(vm, name);
  release(vm, text);
  fill_frames(vm, arena, as_exception(exc), out);
}

// ---- who waits

typedef struct Awaits { VM *vm; Arena *arena; AsterAwait *list; size_t count, cap; const Frame *last; } Awaits;

static void count_await(void *arg, const Future *waiter) { ((Awaits *)arg)->cap += obj_type(&waiter->header)->kind == KIND_TASK; }
static void last_frame(void *arg, const Frame *frame) { ((Awaits *)arg)->last = frame; }

static void add_await(void *arg, const Future *waiter) {
  Awaits *a = arg;
  char name[128];
  if (obj_type(&waiter->header)->kind != KIND_TASK || a->count == a->cap) return;
  const Task *t = (const Task *)waiter;
  a->last = NULL;
  task_each_frame(t, last_frame, a);
  task_name_text(a->vm, t, name, sizeof name);
  a->list[a->count].task = arena_copy(a->arena, name, strlen(name));
  a->list[a->count++].frame = a->last ? frame_of(a->vm, a->arena, a->last->code, frame_line(a->last)) : (AsterFrame){"?", "?", 0};
}

static void fill_awaits(VM *vm, Arena *arena, AsterError *out) {
  Value loop = vm->thread.running_loop;
  const Task *current = vm->aio && loop != V_ABSENT && is_loop(vm, loop) ? ((Loop *)as_obj(loop))->current : NULL;
  if (!current) return;
  Awaits a = {.vm = vm, .arena = arena};
  task_each_waiter(vm, &current->future, true, count_await, &a);
  a.list = arena_alloc(arena, a.cap * sizeof *a.list);
  if (a.list) task_each_waiter(vm, &current->future, true, add_await, &a);
  out->awaits = a.list;
  out->nawaits = a.count;
}

static Value cause_of(Value exc) {
  Exception *e = as_exception(exc);
  if (e->cause) return from_obj(e->cause);
  return e->context && !e->suppress_context ? from_obj(e->context) : V_ABSENT;
}

AsterError *aster_error_new(AsterVM *vm, AsterRef exception) {
  VM *c = script(vm);
  Value exc = val(exception);
  if (!is_exception(exc)) return raise_type(c, "an exception is required, not %T", exc), NULL;
  ErrorBlock *block = vm_alloc(c, sizeof *block);
  if (!block) return NULL;
  arena_init(&block->arena, vm_arena_alloc, c);
  AsterError *at = &block->error;
  retain(exc);
  for (int i = 0; at && i < MAX_CAUSES; i++) {
    fill_error(c, &block->arena, exc, at);
    Value next = cause_of(exc);
    if (next != V_ABSENT) retain(next);
    release(c, exc);
    exc = next;
    if (exc == V_ABSENT) break;
    AsterError *cause = i + 1 < MAX_CAUSES ? arena_zalloc(&block->arena, sizeof *cause) : NULL;
    at->cause = cause;
    at = cause;
  }
  release(c, exc);
  fill_awaits(c, &block->arena, &block->error);
  if (!block->arena.failed) return &block->error;
  aster_error_free(vm, &block->error);
  raise_no_memory(c);
  return NULL;
}

void aster_error_free(AsterVM *vm, AsterError *error) {
  if (!error) return;
  ErrorBlock *block = (ErrorBlock *)error;
  arena_free(&block->arena);
  vm_dealloc(core(vm), block, sizeof *block);
}
