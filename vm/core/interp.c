// SPDX-License-Identifier: MIT
// interp.c - the interpreter loop: one short body per opcode; whatever is long or rare is in interp_slow.c or call.c.
//
// Rules of the house
//  1. `pc`, `R`, `K` and `caches` describe the running frame, FP. ENTER_FRAME sets all but pc; nothing else changes R.
//  2. Before anything that can raise, run script code or look at the frame, SAVE stores pc into the frame. A drop to zero
//     references counts as such (finalisers, warnings).
//  3. A body computes its result first, then releases the left operand, stores, and releases the right one: CPython's order.
//  4. A body that fails jumps to `error` with vm->thread.exc set and its operands still in their registers; unwinding clears them.
//  5. Call windows are consumed on every path: after a call instruction no word of the window holds a reference.
//  6. The stack above the running frame holds no references (frame.h): returning scrubs, so that calling need not.
#include "vm/core/interp.h"

#include <math.h>

#include "vm/core/hooks.h"

// The operands of the running instruction are read where they lie, just below pc: one load each, and no register held for them.
#define HERE ((InsnFields *)pc - 1)
#define OPCODE (HERE->op)
#define A ((unsigned)HERE->a)
#define B ((unsigned)HERE->b)
#define C ((unsigned)HERE->c)
#define SC ((int)(int16_t)HERE->c)
#define BC (HERE->bc)
#define KBITS ((unsigned)HERE->k)
#define KBIT(bit) (KBITS & (bit))
// The frame lies before its registers.
#define FP ((Frame *)R - 1)

#define TARGET(op) L_##op
#define NEXT do { pc++; goto *vm->dispatch[OPCODE]; } while (0)
#define SAVE (FP->pc = pc)
#define DROP(v) do { Object *drop_ = as_obj(v); if (--drop_->rc == 0) { SAVE; object_dealloc(vm, drop_); } } while (0)
// is_heap and retain with the bound in a register: nearly every body asks for a reference.
#define HEAP(v) ((v) - 1 < heap_max)
#define RETAIN(v) retain_below(v, heap_max)
#define RELEASE(v) do { Value release_ = (v); if (HEAP(release_)) DROP(release_); } while (0)
#define SET(i, value) do { Value *set_ = &R[i]; Value old_ = *set_; *set_ = (value); if (UNLIKELY(HEAP(old_))) DROP(old_); } while (0)
#define KILL(bit, i) do { if (KBIT(bit)) { Value kill_ = R[i]; R[i] = V_ABSENT; RELEASE(kill_); } } while (0)
// The value of an operand, owned: moved out of a killed temporary, else a new reference.
#define OWNED(bit, i) (KBIT(bit) ? take(&R[i]) : RETAIN(R[i]))
#define ENTER_FRAME(f) do { Frame *enter_ = (f); vm->thread.frame = enter_; R = frame_regs(enter_); \
    K = enter_->code->consts; caches = enter_->code->caches; } while (0)
#define ENTER_CALL(f, its_code) do { SAVE; vm->thread.frame = (f); R = frame_regs(f); K = (its_code)->consts; caches = (its_code)->caches; \
    pc = (its_code)->insns; CHECK_BREAKER; NEXT; } while (0)
#define CHECK_BREAKER do { if (UNLIKELY(breaker_get(vm))) { SAVE; if (!breaker_service(vm)) goto error; } } while (0)

static inline Value retain_below(Value v, uint64_t heap_max) {
  if (HEAP(v)) as_obj(v)->rc++;
  return v;
}

static inline Value take(Value *place) {
  Value v = *place;
  *place = V_ABSENT;
  return v;
}

static inline void frame_fill(Frame *callee, Frame *frame, Code *code, uint32_t argc, FrameKind kind, unsigned result) {
  Value *regs = frame_regs(callee);
  callee->prev = frame;
  callee->code = code;
  callee->locals = V_ABSENT;
  callee->object = NULL;
  callee->result = (uint16_t)result;
  callee->kind = (uint8_t)kind;
  callee->on_heap = false;
  for (Value *local = regs + argc, *end = regs + code->nlocals; local < end; local++) {
    *local = V_ABSENT;
    __asm__("" ::: "memory");  // they are few: no call of memset
  }
}

// A generator's frame calls: the callee moves to the stack.
static NOINLINE Frame *call_frame_moved(VM *vm, Frame *frame, Value *window, Code *code, uint32_t argc, FrameKind kind, unsigned result) {
  Frame *callee = (Frame *)vm->thread.top;
  Value *regs = frame_regs(callee);
  if (UNLIKELY(regs + code->nregs > vm->thread.stack_end || vm->thread.top < vm->thread.stack || vm->thread.depth >= vm->recursion_limit)) return NULL;
  vm->thread.depth++;
  callee->func = take(&window[0]);
  for (uint32_t i = 0; i < argc; i++) regs[i] = take(&window[FRAME_SLOTS + i]);
  frame_fill(callee, frame, code, argc, kind, result);
  return callee;
}

// The callee's frame over its window, arguments in place; NULL when it must be set up by frame_push.
static inline Frame *call_frame(VM *vm, Frame *frame, Value *window, Code *code, uint32_t argc, FrameKind kind, unsigned result) {
  Frame *callee = (Frame *)window;
  Value *regs = frame_regs(callee);
  if (UNLIKELY(frame->on_heap)) return call_frame_moved(vm, frame, window, code, argc, kind, result);
  if (UNLIKELY(regs + code->nregs > vm->thread.stack_end || vm->thread.depth >= vm->recursion_limit)) return NULL;
  vm->thread.depth++;
  frame_fill(callee, frame, code, argc, kind, result);
  return callee;
}

// The window of a call that is done holds nothing any more.
static inline void window_drop(VM *vm, Value *window, unsigned argc) {
  Value callee = window[0];
  for (Value *arg = window + FRAME_SLOTS, *end = arg + argc; arg < end; arg++) replace(vm, arg, V_ABSENT);
  window[0] = V_ABSENT;
  release(vm, callee);
}

// A local whose count has reached zero goes, and the locals after it.
static NOINLINE void locals_drop(VM *vm, Value dead, Value *next, Value *end) {
  object_dealloc(vm, as_obj(dead));
  for (; next < end; next++) replace(vm, next, V_ABSENT);
}

static inline void frame_set_kind(Frame *frame, FrameKind kind, unsigned result) {
  frame->kind = (uint8_t)((frame->kind & FRAME_CHUNK) | kind);
  frame->result = (uint16_t)result;
}

static inline bool both_str(VM *vm, Value x, Value y) {
  return is_heap(x) && is_heap(y) && as_obj(x)->shape == vm->shape.str && as_obj(y)->shape == vm->shape.str;
}
static NOINLINE bool str_same_bytes(const Str *x, const Str *y) { return str_same_text(x, y); }
// Are two strs equal? Most are not, and tell it by their first byte (the terminator's, where there is no other).
static inline bool str_same(Value x, Value y) {
  const Str *s = as_str(x), *t = as_str(y);
  return x == y || (s->data[0] == t->data[0] && s->len == t->len && str_same_bytes(s, t));
}

// What an item is sought in: a dict at once, anything else through the protocol. 0, 1, or -1 with an exception.
static inline int contains(VM *vm, Value container, Value item) {
  Value ignored;
  if (is_heap(container) && as_obj(container)->shape == vm->shape.dict) return dict_find(vm, as_dict(container), item, &ignored);
  return obj_contains(vm, container, item);
}

// Compares strs, and the rest through the protocol. 0, 1, or -1 with an exception.
static NOINLINE int compare_slow(VM *vm, Value x, Value y, CmpOp op) {
  if (both_str(vm, x, y)) {
    int order = str_compare(as_str(x), as_str(y));
    return op == CMP_LT ? order < 0 : op == CMP_LE ? order <= 0 : op == CMP_GT ? order > 0 : op == CMP_GE ? order >= 0 : (order == 0) == (op == CMP_EQ);
  }
  Value r = obj_compare(vm, x, y, op);
  if (r == V_TRUE || r == V_FALSE) return r == V_TRUE;
  if (r == V_ABSENT) return -1;
  int truth = obj_truthy(vm, r);
  release(vm, r);
  return truth;
}

static inline bool both_double(Value x, Value y) { return LIKELY(is_double(x)) && is_double(y); }

static inline bool is_int_and_double(Value x, Value y) { return is_double(x) ? is_int(y) : is_int(x) && is_double(y); }

// The four operators of an int and a float. False: it is another, or raises.
static NOINLINE bool mixed_binary(Value a, Value b, unsigned op, Value *result) {
  double x = is_int(a) ? (double)as_int(a) : as_double(a), y = is_int(b) ? (double)as_int(b) : as_double(b);
  if (op == BIN_ADD) x += y;
  else if (op == BIN_SUB) x -= y;
  else if (op == BIN_MUL) x *= y;
  else if (op == BIN_TRUEDIV && y != 0) x /= y;
  else return false;
  *result = from_arithmetic(x);
  return true;
}

// Python's floor division and modulo of ints; y != 0.
static inline int64_t floor_div(int64_t x, int64_t y) {
  int64_t q = x / y;
  if (UNLIKELY((x ^ y) < 0) && x % y != 0) q--;
  return q;
}
static inline int64_t floor_mod(int64_t x, int64_t y) {
  int64_t r = x % y;
  if (UNLIKELY((r ^ y) < 0) && r != 0) r += y;
  return r;
}

// The frame to run when `resumer` steps a generator. `v` (owned) is what its yield expression gives. NULL: RecursionError; v dropped.
static inline Frame *gen_enter(VM *vm, Generator *g, Frame *resumer, FrameKind kind, unsigned result, Value v) {
  bool started = g->state == GEN_SUSPENDED;
  Frame *frame = gen_link(vm, g, resumer, kind, result);
  if (LIKELY(started && frame)) gen_give(vm, frame, v);
  else release(vm, v);
  return frame;
}

// The function of a method descriptor is called with `self`: is it of the type that the C code expects?
static inline bool native_self_ok(const Native *n, Value self) {
  return is_heap(self) && (as_obj(self)->shape->type == n->owner || type_is_subtype(as_obj(self)->shape->type, n->owner));
}

// Calling the class makes an instance with object.__new__ and runs __init__, nothing else.
static inline bool class_is_plain(const VM *vm, const Type *type) {
  return type->slots.new == vm->types.object->slots.new && obj_type(&type->header)->slots.call == vm->types.type->slots.call &&
         !type_has(type, TYPE_ABSTRACT);
}

static const Handler *find_handler(const Code *code, uint32_t pc) {
  for (const Handler *h = code->handlers, *end = h + code->nhandlers; h < end; h++)
    if (pc >= h->start && pc < h->end) return h;
  return NULL;
}

// A generator's frame is left by an exception or a return: it is closed. StopIteration out of its body becomes RuntimeError.
static void gen_finish(VM *vm, Generator *g, bool raised) {
  bool is_root = g->state != GEN_LINKED, iterated = g->frame.kind == FRAME_ANEXT;
  if (is_root) vm->thread.root = g->outer;
  vm->thread.exc_state = g->exc.prev;
  vm->thread.depth--;
  if (raised) gen_convert_stop(vm, g);
  if (UNLIKELY(iterated && !is_root)) {
    g->running_async = false;
    if (!raised || error_is(vm, EXC_StopAsyncIteration) || error_is(vm, EXC_GeneratorExit)) g->closed = true;
  }
  g->state = GEN_CLOSED;
  replace(vm, &g->exc.handled, V_ABSENT);
  frame_end(vm, &g->frame, raised);  // a return leaves no temporaries
  if (is_root) vm->thread.top = g->saved_top;  // not before: what dies with the locals may run script code above this frame
}

Value interp_run(VM *vm, Frame *frame) {
  static const void *const labels[OPCODE_SLOTS] = {
#define OP(name, ...) [OP_##name] = &&L_##name,
#include "vm/code/opcodes.def"
    [OP_COUNT ... OPCODE_SLOTS - 1] = &&L_NOP,
  };
  if (UNLIKELY(!frame)) {
    for (unsigned op = 0; op < OPCODE_SLOTS; op++) vm->dispatch[op] = vm->hooked ? &&hooked : labels[op];
    return V_ABSENT;
  }
  uint64_t heap_max = V_HEAP_MAX;
  __asm__("" : "+r"(heap_max));
  const Insn *pc;
  Value *R;
  Value *K;
  InlineCache *caches;
  Value bx, by;  // operands on their way to binary_slow
  unsigned bop;
  Value *window; // of a call on its way to call_async or call_op, with its arguments
  unsigned argc;

  ENTER_FRAME(frame);
  pc = frame->pc;
  if (UNLIKELY(has_error(vm))) goto error;
  NEXT;

hooked: {
    SAVE;
    bool ok = hooks_step(vm, FP);
    pc = FP->pc;
    if (UNLIKELY(!ok)) goto error;
    // The FORNEXT that such a LOOP goes back to is told of as well.
    goto *labels[OPCODE == OP_LOOP_RANGE || OPCODE == OP_LOOP_LIST ? OP_LOOP : OPCODE];
  }

  TARGET(NOP): NEXT;
  TARGET(MOVE): { Value v = RETAIN(R[B]); SET(A, v); NEXT; }
  TARGET(TAKE): { Value v = take(&R[B]); SET(A, v); NEXT; }
  TARGET(LOADK): { Value v = RETAIN(K[(uint32_t)BC]); SET(A, v); NEXT; }
  TARGET(LOADINT): { SET(A, from_int(BC)); NEXT; }
  TARGET(LOADCONST): {
    static const Value constants[] = {V_NONE, V_TRUE, V_FALSE, V_ELLIPSIS, V_ABSENT};
    SET(A, constants[B]);
    NEXT;
  }
  TARGET(RELEASE): { SET(A, V_ABSENT); NEXT; }
  TARGET(CHECK): {
    if (LIKELY(R[A] != V_ABSENT)) NEXT;
    SAVE;
    unbound_local(vm, FP->code, A);
    goto error;
  }
  TARGET(DELLOCAL): {
    if (R[A] == V_ABSENT) { SAVE; unbound_local(vm, FP->code, A); goto error; }
    SET(A, V_ABSENT);
    NEXT;
  }

  TARGET(MAKECELL): {
    SAVE;
    Value cell = cell_new(vm, R[A]);
    if (!cell) goto error;
    SET(A, cell);
    NEXT;
  }
  TARGET(LOADCELL): {
    Value v = ((Cell *)as_obj(R[B]))->v;
    if (UNLIKELY(v == V_ABSENT)) { SAVE; unbound_local(vm, FP->code, B); goto error; }
    RETAIN(v);
    SET(A, v);
    NEXT;
  }
  TARGET(STORECELL): {
    Value v = OWNED(KILL_B, B), *place = &((Cell *)as_obj(R[A]))->v, old = *place;
    *place = v;
    RELEASE(old);
    NEXT;
  }
  TARGET(DELCELL): {
    Value *place = &((Cell *)as_obj(R[A]))->v, old = *place;
    if (old == V_ABSENT) { SAVE; unbound_local(vm, FP->code, A); goto error; }
    *place = V_ABSENT;
    RELEASE(old);
    NEXT;
  }
  TARGET(LOADFREE): {
    Value v = ((Cell *)as_obj(frame_function(FP)->closure->items[B]))->v;
    if (UNLIKELY(v == V_ABSENT)) { SAVE; unbound_free(vm, FP->code, B); goto error; }
    RETAIN(v);
    SET(A, v);
    NEXT;
  }
  TARGET(STOREFREE): {
    Value v = OWNED(KILL_A, A), *place = &((Cell *)as_obj(frame_function(FP)->closure->items[B]))->v, old = *place;
    *place = v;
    RELEASE(old);
    NEXT;
  }
  TARGET(DELFREE): {
    Value *place = &((Cell *)as_obj(frame_function(FP)->closure->items[B]))->v, old = *place;
    if (old == V_ABSENT) { SAVE; unbound_free(vm, FP->code, B); goto error; }
    *place = V_ABSENT;
    RELEASE(old);
    NEXT;
  }
  TARGET(FREECELL): { Value v = RETAIN(frame_function(FP)->closure->items[B]); SET(A, v); NEXT; }
  TARGET(LOADCLASSFREE): {
    SAVE;
    Value v = slow_loadclassfree(vm, FP, B, FP->code->names[C]);
    if (!v) goto error;
    SET(A, v);
    NEXT;
  }

  TARGET(LOADGLOBAL_MODULE): {
    const InlineCache *ic = &caches[B];
    if (LIKELY(frame_function(FP)->globals->keys_version == ic->version)) {
      Value v = RETAIN(*ic->aux.place);
      SET(A, v);
      NEXT;
    }
    goto L_LOADGLOBAL;
  }
  TARGET(LOADGLOBAL_BUILTIN): {
    const InlineCache *ic = &caches[B];
    const Function *f = frame_function(FP);
    if (LIKELY(f->globals->keys_version == ic->version && f->builtins->keys_version == ic->offset)) {
      Value v = RETAIN(*ic->aux.place);
      SET(A, v);
      NEXT;
    }
  }
  // fall through
  TARGET(LOADGLOBAL): {
    SAVE;
    Value v = slow_loadglobal(vm, FP, &caches[B], (Insn *)pc - 1);
    if (UNLIKELY(!v)) goto error;
    SET(A, v);
    NEXT;
  }
  TARGET(STOREGLOBAL_FAST): {
    const InlineCache *ic = &caches[B];
    if (LIKELY(frame_function(FP)->globals->keys_version == ic->version)) {
      Value v = OWNED(KILL_A, A), *place = ic->aux.place, old = *place;
      *place = v;
      RELEASE(old);
      NEXT;
    }
  }
  // fall through
  TARGET(STOREGLOBAL): {
    SAVE;
    if (!slow_storeglobal(vm, FP, &caches[B], (Insn *)pc - 1, R[A])) goto error;
    KILL(KILL_A, A);
    NEXT;
  }
  TARGET(DELGLOBAL): { SAVE; if (!slow_delname(vm, FP, FP->code->names[B], true)) goto error; NEXT; }
  TARGET(LOADNAME): {
    SAVE;
    Value v = slow_loadname(vm, FP, &caches[B]);
    if (!v) goto error;
    SET(A, v);
    NEXT;
  }
  TARGET(STORENAME): {
    SAVE;
    if (!slow_storename(vm, FP, FP->code->names[B], R[A])) goto error;
    KILL(KILL_A, A);
    NEXT;
  }
  TARGET(DELNAME): { SAVE; if (!slow_delname(vm, FP, FP->code->names[B], false)) goto error; NEXT; }
  TARGET(LOADLOCALS): {
    SAVE;
    Value v = FP->locals != V_ABSENT ? RETAIN(FP->locals) : retain_obj(frame_function(FP)->globals);
    SET(A, v);
    NEXT;
  }

  TARGET(GETATTR_SLOT): {
    const InlineCache *ic = &caches[C];
    Value o = R[B];
    if (LIKELY(HEAP(o) && as_obj(o)->shape->version == ic->version)) {
      Value v = RETAIN(*(Value *)((char *)as_obj(o) + ic->offset));
      KILL(KILL_B, B);
      SET(A, v);
      NEXT;
    }
    goto L_GETATTR;
  }
  TARGET(GETATTR_MEMBER): {
    InlineCache *ic = &caches[C];
    Value o = R[B];
    if (LIKELY(HEAP(o) && as_obj(o)->shape->version == ic->version)) {
      Value v = *(Value *)((char *)as_obj(o) + ic->offset);
      if (LIKELY(v != V_ABSENT)) {
        RETAIN(v);
        KILL(KILL_B, B);
        SET(A, v);
        NEXT;
      }
    }
    goto L_GETATTR;
  }
  TARGET(GETATTR_EXTRA): {
    InlineCache *ic = &caches[C];
    Value o = R[B];
    if (LIKELY(HEAP(o) && as_obj(o)->shape->version == ic->version)) {
      Value v = RETAIN((*instance_extra(as_obj(o), obj_type(as_obj(o))))[ic->offset]);
      KILL(KILL_B, B);
      SET(A, v);
      NEXT;
    }
    goto L_GETATTR;
  }
  TARGET(GETATTR_CLASS): {
    InlineCache *ic = &caches[C];
    Value o = R[B];
    if (LIKELY(HEAP(o) && as_obj(o)->shape->version == ic->version)) {
      Value v = RETAIN(ic->aux.value);
      KILL(KILL_B, B);
      SET(A, v);
      NEXT;
    }
    goto L_GETATTR;
  }
  TARGET(GETATTR_POLY): {
    Value o = R[B];
    const AttrCacheEntry *entry = HEAP(o) ? attr_cache_find(vm, as_obj(o)->shape, caches[C].name) : NULL;
    if (LIKELY(entry != NULL)) {
      Value v = entry->offset & ATTR_KIND ? entry->offset == ATTR_VALUE ? entry->value : V_ABSENT : *(Value *)((char *)as_obj(o) + entry->offset);
      if (LIKELY(v != V_ABSENT)) {
        RETAIN(v);
        KILL(KILL_B, B);
        SET(A, v);
        NEXT;
      }
    }
    goto L_GETATTR;
  }
  TARGET(GETATTR_MODULE): {
    InlineCache *ic = &caches[C];
    Value o = R[B];
    if (LIKELY(HEAP(o) && as_obj(o)->shape == vm->shape.module)) {
      if (LIKELY(((Module *)as_obj(o))->dict->keys_version == ic->version)) {
        Value v = RETAIN(*ic->aux.place);
        KILL(KILL_B, B);
        SET(A, v);
        NEXT;
      }
    }
  }
  // fall through
  TARGET(GETATTR): {
    SAVE;
    Value v = slow_getattr(vm, R[B], &caches[C], (Insn *)pc - 1);
    if (UNLIKELY(!v)) goto error;
    KILL(KILL_B, B);
    SET(A, v);
    NEXT;
  }
  TARGET(SETATTR_SLOT): {
    InlineCache *ic = &caches[C];
    Value o = R[A];
    if (LIKELY(HEAP(o) && as_obj(o)->shape->version == ic->version)) {
      Value *place = (Value *)((char *)as_obj(o) + ic->offset), old = *place;
      *place = OWNED(KILL_B, B);
      RELEASE(old);
      KILL(KILL_A, A);
      NEXT;
    }
    goto L_SETATTR;
  }
  TARGET(SETATTR_POLY): {
    Value o = R[A];
    const AttrCacheEntry *entry = HEAP(o) ? attr_cache_find(vm, as_obj(o)->shape, caches[C].name) : NULL;
    if (LIKELY(entry && !(entry->offset & (ATTR_VALUE | ATTR_METHOD)) && type_has(obj_type(as_obj(o)), TYPE_PLAIN_SETATTR))) {
      Value *place = (Value *)((char *)as_obj(o) + (entry->offset & ~(uint32_t)ATTR_KIND)), old = V_ABSENT;
      if (entry->offset & ATTR_ADD) as_obj(o)->shape = (Shape *)as_obj(entry->value);
      else old = *place;
      *place = OWNED(KILL_B, B);
      RELEASE(old);
      KILL(KILL_A, A);
      NEXT;
    }
    goto L_SETATTR;
  }
  TARGET(SETATTR_ADD): {
    InlineCache *ic = &caches[C];
    Value o = R[A];
    if (LIKELY(HEAP(o) && as_obj(o)->shape->version == ic->version)) {
      *(Value *)((char *)as_obj(o) + ic->offset) = OWNED(KILL_B, B);
      as_obj(o)->shape = ic->aux.next;
      KILL(KILL_A, A);
      NEXT;
    }
  }
  // fall through
  TARGET(SETATTR): {
    SAVE;
    if (UNLIKELY(!slow_setattr(vm, R[A], R[B], &caches[C], (Insn *)pc - 1))) goto error;
    KILL(KILL_B, B);
    KILL(KILL_A, A);
    NEXT;
  }
  TARGET(DELATTR): {
    SAVE;
    if (!obj_setattr(vm, R[A], FP->code->names[B], V_ABSENT)) goto error;
    KILL(KILL_A, A);
    NEXT;
  }
  TARGET(LOADMETHOD_POLY): {
    Value o = R[B];
    const AttrCacheEntry *entry = HEAP(o) ? attr_cache_find(vm, as_obj(o)->shape, caches[C].name) : NULL;
    if (LIKELY(entry && entry->offset == ATTR_METHOD)) {
      Value self = OWNED(KILL_B, B);
      R[A] = RETAIN(entry->value);
      R[A + FRAME_SLOTS] = self;
      NEXT;
    }
    goto L_LOADMETHOD;
  }
  TARGET(LOADMETHOD_FAST): {
    InlineCache *ic = &caches[C];
    Value o = R[B];
    if (LIKELY(HEAP(o) && as_obj(o)->shape->version == ic->version)) {
      Value self = OWNED(KILL_B, B);
      R[A] = RETAIN(ic->aux.value);
      R[A + FRAME_SLOTS] = self;
      NEXT;
    }
  }
  // fall through
  TARGET(LOADMETHOD): {
    SAVE;
    Value v, self = R[B];
    int unbound = slow_loadmethod(vm, &self, &caches[C], (Insn *)pc - 1, &v);
    if (UNLIKELY(unbound < 0)) goto error;
    if (unbound) RETAIN(self);
    KILL(KILL_B, B);
    if (unbound) {
      R[A] = v;
      R[A + FRAME_SLOTS] = self;
    } else {
      R[A] = V_ABSENT;
      R[A + 1] = v;
    }
    NEXT;
  }
  TARGET(LOADMETHOD_MODULE): {
    const InlineCache *ic = &caches[C];
    Value o = R[B];
    if (LIKELY(HEAP(o) && as_obj(o)->shape == vm->shape.module && ((Module *)as_obj(o))->dict->keys_version == ic->version)) {
      Value v = RETAIN(*ic->aux.place);
      KILL(KILL_B, B);
      R[A] = V_ABSENT;
      R[A + 1] = v;
      NEXT;
    }
    goto L_LOADMETHOD;
  }
  // Items by int: neither the key nor an operand that is not killed has anything to release.
  // INDEX is a small non-negative number for such ints alone, beyond any length for whatever else: one compare proves kind and range.
#define INDEX(key) ((key) - V_INT_TAG)
#define FROM_END(key, len) ((uint64_t)as_int(key) + (len))
#define ITEM_DONE(item) do { Value item_ = (item); KILL(KILL_B, B); SET(A, item_); NEXT; } while (0)
  TARGET(GETITEM): {
    Value o = R[B], key = R[C], v;
    if (LIKELY(HEAP(o))) {
      if (LIKELY(as_obj(o)->shape == vm->shape.list)) {
        const List *l = as_list(o);
        if (LIKELY(INDEX(key) < l->len)) ITEM_DONE(RETAIN(l->items[INDEX(key)]));
        if (is_int(key) && FROM_END(key, l->len) < l->len) ITEM_DONE(RETAIN(l->items[FROM_END(key, l->len)]));
      } else if (as_obj(o)->shape == vm->shape.dict) {
        Value found;
        SAVE;
        int has = dict_find(vm, as_dict(o), key, &found);
        if (LIKELY(has > 0)) {
          v = RETAIN(found);
          goto getitem_done;
        }
        if (has == 0) key_error(vm, key);
        goto error;
      } else if (as_obj(o)->shape == vm->shape.str) {
        const Str *s = as_str(o);
        if (LIKELY(INDEX(key) < s->len && s->kind == 1)) {
          Str *c = vm->latin1[s->data[INDEX(key)]];
          if (LIKELY(c != NULL)) ITEM_DONE(retain_obj(c));
        }
      }
    }
    SAVE;
    v = slow_getitem(vm, o, key);
    if (UNLIKELY(!v)) goto error;
  getitem_done:
    KILL(KILL_C, C);
    ITEM_DONE(v);
  }
  TARGET(GETITEMK): {
    Value o = R[B], key = K[C];
    if (HEAP(o) && is_int(key)) {
      const Value *items = NULL;
      size_t len = 0;
      if (as_obj(o)->shape == vm->shape.list) items = as_list(o)->items, len = as_list(o)->len;
      else if (as_obj(o)->shape == vm->shape.tuple) items = as_tuple(o)->items, len = as_tuple(o)->len;
      int64_t i = as_int(key);
      if (i < 0) i += (int64_t)len;
      if (LIKELY((uint64_t)i < len)) ITEM_DONE(RETAIN(items[i]));
    }
    SAVE;
    Value v = slow_getitem(vm, o, key);
    if (UNLIKELY(!v)) goto error;
    ITEM_DONE(v);
  }
  TARGET(SETITEM): {
    Value o = R[A], key = R[B];
    if (LIKELY(HEAP(o))) {
      if (LIKELY(as_obj(o)->shape == vm->shape.list)) {
        List *l = as_list(o);
        uint64_t i = INDEX(key);
        if (UNLIKELY(i >= l->len) && is_int(key)) i = FROM_END(key, l->len);
        if (LIKELY(i < l->len)) {
          Value old = l->items[i];
          l->items[i] = OWNED(KILL_C, C);
          RELEASE(old);
          KILL(KILL_A, A);
          NEXT;
        }
      } else if (as_obj(o)->shape == vm->shape.dict) {
        SAVE;
        if (UNLIKELY(!dict_set(vm, as_dict(o), key, R[C]))) goto error;
        goto setitem_done;
      }
    }
    SAVE;
    if (UNLIKELY(!obj_setitem(vm, o, key, R[C]))) goto error;
  setitem_done:
    KILL(KILL_C, C);
    KILL(KILL_B, B);
    KILL(KILL_A, A);
    NEXT;
  }
  TARGET(DELITEM): {
    SAVE;
    if (!obj_delitem(vm, R[A], R[B])) goto error;
    KILL(KILL_B, B);
    KILL(KILL_A, A);
    NEXT;
  }
  TARGET(BUILDSLICE_ITEM): {
    // The GETITEM behind it reads the slice and nobody else: the operands are its own from here on.
    unsigned window_at = B;
    pc++;
    SAVE;
    Value v = slow_slice(vm, R[B], &R[window_at]);
    if (LIKELY(v)) {
      for (unsigned i = 0; i < 3; i++) SET(window_at + i, V_ABSENT);
      ITEM_DONE(v);
    }
    if (has_error(vm)) goto error;
    pc--;
  }
  // fall through
  TARGET(BUILDSLICE): {
    SAVE;
    specialize_slice(vm, (Insn *)pc - 1);
    Value v = slice_new(vm, R[B], R[B + 1], R[B + 2]);
    if (!v) goto error;
    for (unsigned i = 0; i < 3; i++) SET(B + i, V_ABSENT);
    SET(A, v);
    NEXT;
  }

// Operands of the register form and of the constant form of a binary operator.
#define LOAD_RR Value x = R[B], y = R[C]
#define LOAD_RK Value x = R[B], y = K[C]; if (UNLIKELY(KBIT(BIN_SWAP_BIT))) { Value swap = x; x = y; y = swap; }
#define BINARY_SLOW(op) do { bx = x; by = y; bop = (op); goto binary_slow; } while (0)
#define BINARY(name, op, INT_BODY, DOUBLE_BODY) \
  TARGET(name): { LOAD_RR; INT_BODY DOUBLE_BODY BINARY_SLOW(op); } \
  TARGET(name##K): { LOAD_RK; INT_BODY DOUBLE_BODY BINARY_SLOW(op); }
#define INT_OVERFLOW(op, builtin, left, right) \
  if (LIKELY(is_int2(x, y))) { \
    int64_t r; \
    if (LIKELY(!builtin((int64_t)(left), (int64_t)(right), &r))) { SET(A, V_INT_TAG | (uint64_t)r >> 15); NEXT; } \
    BINARY_SLOW(op); \
  }
#define DOUBLES(expr) if (both_double(x, y)) { double dx = as_double(x), dy = as_double(y); SET(A, from_arithmetic(expr)); NEXT; }
// An operator that meets two floats becomes the form for these (where the constant is the left operand, only if that is no matter), and
// one that adds or subtracts a constant int becomes the form for that.
#define BECOME_INT(name) if (is_int2(x, y) && !KBIT(BIN_SWAP_BIT) && !vm->config.no_specialize) OPCODE = OP_##name##_INT
#define BECOME_DOUBLE(name) if (both_double(x, y) && !vm->config.no_specialize) OPCODE = OP_##name##_DOUBLE
#define BINARY_DOUBLE(name, expr, commutes) \
  TARGET(name##_DOUBLE): { \
    LOAD_RR; \
    if (LIKELY(both_double(x, y))) { double dx = as_double(x), dy = as_double(y); SET(A, from_arithmetic(expr)); NEXT; } \
    goto L_##name; \
  } \
  TARGET(name##K_DOUBLE): { \
    Value x = R[B]; \
    if (LIKELY(is_double(x))) { double dx = as_double(x), dy = as_double(K[C]); SET(A, from_arithmetic(expr)); NEXT; } \
    goto L_##name##K; \
  } \
  TARGET(name): { LOAD_RR; name##_INTS; BECOME_DOUBLE(name); DOUBLES(expr) BINARY_SLOW(BIN_##name); } \
  TARGET(name##K): { \
    LOAD_RK; \
    name##K_BECOMES_INT; \
    name##_INTS; \
    if (commutes || !KBIT(BIN_SWAP_BIT)) BECOME_DOUBLE(name##K); \
    DOUBLES(expr) \
    BINARY_SLOW(BIN_##name); \
  }
#define NO_BODY

#define ADD_INTS INT_OVERFLOW(BIN_ADD, __builtin_add_overflow, x << 15, y << 15)
#define SUB_INTS INT_OVERFLOW(BIN_SUB, __builtin_sub_overflow, x << 15, y << 15)
#define ADDK_BECOMES_INT BECOME_INT(ADDK)
#define SUBK_BECOMES_INT BECOME_INT(SUBK)
#define MULK_BECOMES_INT
#define MUL_INTS INT_OVERFLOW(BIN_MUL, __builtin_mul_overflow, x << 15, as_int(y))
// A constant int added or subtracted: counters and indices.
#define CONSTANT_INT(name, builtin) \
  TARGET(name##_INT): { \
    Value x = R[B]; \
    int64_t r; \
    if (LIKELY(is_int(x)) && LIKELY(!builtin((int64_t)(x << 15), (int64_t)(K[C] << 15), &r))) { SET(A, V_INT_TAG | (uint64_t)r >> 15); NEXT; } \
    goto L_##name; \
  }
  CONSTANT_INT(ADDK, __builtin_add_overflow)
  CONSTANT_INT(SUBK, __builtin_sub_overflow)
  BINARY_DOUBLE(ADD, dx + dy, true)
  BINARY_DOUBLE(SUB, dx - dy, false)
  BINARY_DOUBLE(MUL, dx * dy, true)
#define INT_TRUEDIV if (is_int2(x, y) && as_int(y) != 0) { SET(A, from_double((double)as_int(x) / (double)as_int(y))); NEXT; }
#define DOUBLE_TRUEDIV if (both_double(x, y) && as_double(y) != 0) { SET(A, from_arithmetic(as_double(x) / as_double(y))); NEXT; }
  BINARY(TRUEDIV, BIN_TRUEDIV, INT_TRUEDIV, DOUBLE_TRUEDIV)
// A quotient of two 49-bit ints overflows only as MIN // -1: left to the slow path.
#define INT_FLOORDIV if (is_int2(x, y) && as_int(y) > 0) { SET(A, from_int(floor_div(as_int(x), as_int(y)))); NEXT; }
  BINARY(FLOORDIV, BIN_FLOORDIV, INT_FLOORDIV, NO_BODY)
#define INT_MOD if (is_int2(x, y) && as_int(y) != 0) { SET(A, from_int(floor_mod(as_int(x), as_int(y)))); NEXT; }
  BINARY(MOD, BIN_MOD, INT_MOD, NO_BODY)
#define DOUBLE_POW if (both_double(x, y)) { SAVE; Value power = float_pow(vm, as_double(x), as_double(y)); if (!power) goto error; SET(A, power); NEXT; }
  BINARY(POW, BIN_POW, NO_BODY, DOUBLE_POW)
  BINARY(MATMUL, BIN_MATMUL, NO_BODY, NO_BODY)
#define INT_LSHIFT \
  if (is_int2(x, y)) { \
    int64_t n = as_int(x), by_ = as_int(y); \
    if ((uint64_t)by_ < V_INT_BITS && (int64_t)((uint64_t)n << (by_ + 15)) >> (by_ + 15) == n) { SET(A, from_int((int64_t)((uint64_t)n << by_))); NEXT; } \
  }
  BINARY(LSHIFT, BIN_LSHIFT, INT_LSHIFT, NO_BODY)
#define INT_RSHIFT if (is_int2(x, y) && (uint64_t)as_int(y) < 64) { SET(A, from_int(as_int(x) >> as_int(y))); NEXT; }
  BINARY(RSHIFT, BIN_RSHIFT, INT_RSHIFT, NO_BODY)
#define INT_AND if (is_int2(x, y)) { SET(A, x & y); NEXT; }
  BINARY(AND, BIN_AND, INT_AND, NO_BODY)
#define INT_OR if (is_int2(x, y)) { SET(A, x | y); NEXT; }
  BINARY(OR, BIN_OR, INT_OR, NO_BODY)
#define INT_XOR if (is_int2(x, y)) { SET(A, (x ^ y) | V_INT_TAG); NEXT; }
  BINARY(XOR, BIN_XOR, INT_XOR, NO_BODY)

binary_slow: {
    if (is_int_and_double(bx, by) && mixed_binary(bx, by, bop, &bx)) { SET(A, bx); NEXT; }
    SAVE;
    Value v;
    // A str about to be overwritten or killed, and held by nobody else, grows in place.
    if (bop == BIN_ADD && HEAP(bx) && as_obj(bx)->shape == vm->shape.str && as_obj(bx)->rc == 1 && bx == R[B] && (A == B || KBIT(KILL_B)) &&
        HEAP(by) && as_obj(by)->shape == vm->shape.str) {
      R[B] = V_ABSENT;
      v = str_append_steal(vm, bx, as_str(by));
    } else {
      v = slow_binary(vm, bx, by, bop | (KBIT(BIN_INPLACE_BIT) ? BIN_INPLACE : 0));
    }
    if (UNLIKELY(!v)) goto error;
    KILL(KILL_B, B);
    SET(A, v);
    KILL(KILL_C, C);
    NEXT;
  }

#define UNARY(name, INT_BODY, op) \
  TARGET(name): { \
    Value x = R[B]; \
    INT_BODY \
    SAVE; \
    Value v = obj_unary(vm, x, op); \
    if (!v) goto error; \
    KILL(KILL_B, B); \
    SET(A, v); \
    NEXT; \
  }
  UNARY(NEG, if (is_double(x)) { SET(A, from_double(-as_double(x))); NEXT; } if (is_int(x) && as_int(x) != V_INT_MIN) { SET(A, from_int(-as_int(x))); NEXT; }, UN_NEG)
  UNARY(POS, if (is_int(x) || is_double(x)) { SET(A, x); NEXT; }, UN_POS)
  UNARY(INVERT, if (is_int(x)) { SET(A, from_int(~as_int(x))); NEXT; }, UN_INVERT)
  TARGET(NOT): {
    Value x = R[B];
    int truth = x == V_TRUE;
    if (!is_bool(x)) {
      SAVE;
      truth = obj_truthy(vm, x);
      if (truth < 0) goto error;
    }
    KILL(KILL_B, B);
    SET(A, from_bool(!truth));
    NEXT;
  }

#define COMPARE(name, cmp, op) \
  TARGET(name): { \
    Value x = R[B], y = R[C]; \
    if (is_int2(x, y)) { SET(A, from_bool((int64_t)(x << 15) op (int64_t)(y << 15))); NEXT; } \
    if (both_double(x, y)) { SET(A, from_bool(as_double(x) op as_double(y))); NEXT; } \
    SAVE; \
    Value v = obj_compare(vm, x, y, cmp); \
    if (UNLIKELY(!v)) goto error; \
    KILL(KILL_B, B); \
    SET(A, v); \
    KILL(KILL_C, C); \
    NEXT; \
  }
  COMPARE(LT, CMP_LT, <)
  COMPARE(LE, CMP_LE, <=)
  COMPARE(EQ, CMP_EQ, ==)
  COMPARE(NE, CMP_NE, !=)
  COMPARE(GT, CMP_GT, >)
  COMPARE(GE, CMP_GE, >=)
  TARGET(IS): {
    Value v = from_bool((R[B] == R[C]) != (KBIT(K_FLAG) != 0));
    KILL(KILL_B, B);
    SET(A, v);
    KILL(KILL_C, C);
    NEXT;
  }
  TARGET(IN): {
    SAVE;
    int in = contains(vm, R[C], R[B]);
    if (UNLIKELY(in < 0)) goto error;
    KILL(KILL_B, B);
    SET(A, from_bool(in != (KBIT(K_FLAG) != 0)));
    KILL(KILL_C, C);
    NEXT;
  }

#define BRANCH(cond) do { if ((cond) == (KBIT(K_FLAG) != 0)) pc += SC; } while (0)
#define COMPARE_JUMP(name, cmp, op, right, KILL_RIGHT) \
  TARGET(name): { \
    Value x = R[A], y = right; \
    if (LIKELY(is_int2(x, y))) { BRANCH((int64_t)(x << 15) op (int64_t)(y << 15)); NEXT; } \
    if ((cmp == CMP_EQ || cmp == CMP_NE) && both_str(vm, x, y)) { \
      bool truth = str_same(x, y) == (cmp == CMP_EQ); \
      KILL(KILL_A, A); \
      KILL_RIGHT \
      BRANCH(truth); \
      NEXT; \
    } \
    if (both_double(x, y)) { BRANCH(as_double(x) op as_double(y)); NEXT; } \
    SAVE; \
    int truth = compare_slow(vm, x, y, cmp); \
    if (UNLIKELY(truth < 0)) goto error; \
    KILL(KILL_A, A); \
    KILL_RIGHT \
    BRANCH(truth != 0); \
    NEXT; \
  }
#define COMPARE_JUMPS(name, cmp, op) \
  COMPARE_JUMP(name, cmp, op, R[B], KILL(KILL_B, B);) \
  COMPARE_JUMP(name##K, cmp, op, K[B], )
  COMPARE_JUMPS(JLT, CMP_LT, <)
  COMPARE_JUMPS(JLE, CMP_LE, <=)
  COMPARE_JUMPS(JEQ, CMP_EQ, ==)
  COMPARE_JUMPS(JNE, CMP_NE, !=)
  COMPARE_JUMPS(JGT, CMP_GT, >)
  COMPARE_JUMPS(JGE, CMP_GE, >=)
  TARGET(JIS): {
    bool is = R[A] == R[B];
    KILL(KILL_A, A);
    KILL(KILL_B, B);
    BRANCH(is);
    NEXT;
  }
  TARGET(JIN): {
    SAVE;
    int in = contains(vm, R[B], R[A]);
    if (UNLIKELY(in < 0)) goto error;
    KILL(KILL_A, A);
    KILL(KILL_B, B);
    BRANCH(in != 0);
    NEXT;
  }
  TARGET(JNONE): {
    bool none = R[A] == V_NONE;
    KILL(KILL_A, A);
    if (none == (KBIT(K_FLAG) != 0)) pc += BC;
    NEXT;
  }
// Truth of R[A] with the killed operand released; jumps to error by itself.
#define TRUTH(truth) \
    Value x = R[A]; \
    int truth = x == V_TRUE; \
    if (!is_bool(x)) { \
      if (is_int(x)) truth = x != V_INT_TAG; \
      else if (x != V_NONE) { \
        SAVE; \
        truth = obj_truthy(vm, x); \
        if (UNLIKELY(truth < 0)) goto error; \
        KILL(KILL_A, A); \
      } \
    }
  TARGET(JTRUE): { TRUTH(truth) if (truth) pc += BC; NEXT; }
  TARGET(JFALSE): { TRUTH(truth) if (!truth) pc += BC; NEXT; }
  TARGET(JMP): { pc += BC; NEXT; }
  TARGET(LOOP): {
    pc += BC;
    CHECK_BREAKER;
    NEXT;
  }

  TARGET(GETITER): {
    SAVE;
    Value v = obj_iter(vm, R[B]);
    if (UNLIKELY(!v)) goto error;
    KILL(KILL_B, B);
    SET(A, v);
    NEXT;
  }
// A step of the two iterators that loops are mostly over; the statement `otherwise` where there is another one.
#define RANGE_STEP(otherwise) do { \
    Value it_ = R[B]; \
    if (UNLIKELY(!HEAP(it_) || as_obj(it_)->shape != vm->shape.range_iter)) otherwise; \
    RangeIter *range_ = (RangeIter *)as_obj(it_); \
    if (UNLIKELY(range_->left == 0)) goto fornext_done; \
    int64_t n_ = range_->next; \
    range_->next = (int64_t)((uint64_t)n_ + (uint64_t)range_->step); \
    range_->left--; \
    SET(A, from_int(n_)); \
    NEXT; \
  } while (0)
#define LIST_STEP(otherwise) do { \
    Value it_ = R[B]; \
    if (UNLIKELY(!HEAP(it_) || as_obj(it_)->shape != vm->shape.list_iter)) otherwise; \
    SeqIter *list_ = (SeqIter *)as_obj(it_); \
    if (UNLIKELY(list_->seq == V_ABSENT || list_->index >= as_list(list_->seq)->len)) goto L_FORNEXT_OTHER; \
    Value item_ = RETAIN(as_list(list_->seq)->items[list_->index++]); \
    SET(A, item_); \
    NEXT; \
  } while (0)
  TARGET(FORNEXT_RANGE): RANGE_STEP(goto L_FORNEXT);
  TARGET(FORNEXT_LIST): LIST_STEP(goto L_FORNEXT);
  // A LOOP that goes back to such a FORNEXT does its work, or lets it do it.
  TARGET(LOOP_RANGE): { pc += BC; CHECK_BREAKER; pc++; RANGE_STEP(goto loop_at_fornext); }
  TARGET(LOOP_LIST): { pc += BC; CHECK_BREAKER; pc++; LIST_STEP(goto loop_at_fornext); }
loop_at_fornext:
  pc--;
  NEXT;
  TARGET(FORNEXT_GEN): {
    Value it = R[B];
    if (UNLIKELY(!HEAP(it) || as_obj(it)->shape != vm->shape.generator)) goto L_FORNEXT;
    Generator *g = (Generator *)as_obj(it);
    if (UNLIKELY(g->state > GEN_SUSPENDED)) goto L_FORNEXT;
    SAVE;
    Frame *entered = gen_enter(vm, g, FP, FRAME_FORNEXT, A, V_NONE);
    if (UNLIKELY(!entered)) goto error;
    ENTER_FRAME(entered);
    pc = FP->pc;
    NEXT;
  }
  TARGET(FORNEXT): {
    if (HEAP(R[B])) specialize_fornext(vm, R[B], (Insn *)pc - 1);
  }
  // fall through
  TARGET(FORNEXT_OTHER): {
    SAVE;
    Value v = obj_next(vm, R[B]);
    if (LIKELY(v)) {
      SET(A, v);
      NEXT;
    }
    if (UNLIKELY(has_error(vm)) && !error_clear_if(vm, EXC_StopIteration)) goto error;
    if (OPCODE == OP_FORNEXT_OTHER) OPCODE = OP_FORNEXT;
  fornext_done:
    SET(B, V_ABSENT);
    pc += SC;
    NEXT;
  }
  TARGET(FORNEXTW): {
    SAVE;
    Value v = obj_next(vm, R[B]);
    if (v) {
      SET(A, v);
      pc++;
      NEXT;
    }
    if (has_error(vm) && !error_clear_if(vm, EXC_StopIteration)) goto error;
    SET(B, V_ABSENT);
    NEXT;
  }
  TARGET(GETAITER): {
    SAVE;
    Value v = slow_getaiter(vm, R[B]);
    if (!v) goto error;
    KILL(KILL_B, B);
    SET(A, v);
    NEXT;
  }
  TARGET(GETANEXT): {
    SAVE;
    if (LIKELY(HEAP(R[B]) && as_obj(R[B])->shape == vm->types.async_generator->root && !vm->config.suspend_stress)) {
      Generator *g = (Generator *)as_obj(R[B]);
      if (LIKELY(g->state <= GEN_SUSPENDED && !g->running_async)) {
        if (UNLIKELY(!asyncgen_begin(vm, g))) goto error;
        R[A] = retain_obj(g);
        bop = insn_a(pc[1]);
        pc += 2;
        SAVE;
        g->running_async = true;
        Frame *entered = gen_enter(vm, g, FP, FRAME_ANEXT, bop, V_NONE);
        if (UNLIKELY(!entered)) goto error;
        ENTER_FRAME(entered);
        pc = entered->pc;
        NEXT;
      }
    }
    Value v = slow_getanext(vm, R[B]);
    if (!v) goto error;
    SET(A, v);
    NEXT;
  }
  TARGET(ENDASYNCFOR): {
    SAVE;
    Value exc = R[A];
    bool stop = false;
    if (!error_matches(vm, exc, from_obj(error_type_get(vm, EXC_StopAsyncIteration)), &stop)) goto error;
    if (!stop) goto reraise;
    replace(vm, &vm->thread.exc_state->handled, take(&R[A + 1]));
    SET(A, V_ABSENT);
    SET(B, V_ABSENT);
    NEXT;
  }

// Of the two forms of a call the second, after LOADMETHOD, has one argument more: self.
#define CALL_OF_FUNCTION(name, self) \
  TARGET(name##_FUNCTION): { \
    Value *window = &R[A], callee = window[0]; \
    if (LIKELY(HEAP(callee) && as_obj(callee)->shape == vm->shape.function)) { \
      Code *code = as_function(callee)->code; \
      if (LIKELY(code->exact_argc == B + self)) { \
        Frame *callee_frame = call_frame(vm, FP, window, code, B + self, FRAME_CALL, C); \
        if (LIKELY(callee_frame != NULL)) ENTER_CALL(callee_frame, code); \
      } \
    } \
    goto L_##name; \
  }
  CALL_OF_FUNCTION(CALL, 0)
  CALL_OF_FUNCTION(CALLM, 1)
  TARGET(CALL_NATIVE): {
    Value *window = &R[A], callee = window[0], *args = window + FRAME_SLOTS;
    if (LIKELY(HEAP(callee) && as_obj(callee)->shape == vm->shape.native)) {
      Native *n = (Native *)as_obj(callee);
      unsigned bound = n->self != V_ABSENT && !(n->flags & NATIVE_STATIC);
      if (LIKELY(native_fits(n, B + bound))) {
        SAVE;
        if (bound) args[-1] = n->self;
        Value v = native_call_positional(vm, n, args - bound, B + bound);
        args[-1] = V_ABSENT;
        window_drop(vm, window, B);
        if (UNLIKELY(!v)) goto error;
        SET(C, v);
        NEXT;
      }
    }
    goto L_CALL;
  }
  TARGET(CALLM_NATIVE): {
    Value *window = &R[A], callee = window[0], *args = window + FRAME_SLOTS;
    if (LIKELY(HEAP(callee) && as_obj(callee)->shape == vm->shape.method_descriptor)) {
      Native *n = (Native *)as_obj(callee);
      if (LIKELY(native_fits(n, B + 1) && native_self_ok(n, args[0]))) {
        SAVE;
        Value v = native_call_positional(vm, n, args, B + 1);
        window_drop(vm, window, B + 1);
        if (UNLIKELY(!v)) goto error;
        SET(C, v);
        NEXT;
      }
    }
    goto L_CALLM;
  }
  TARGET(CALLM_VALUE): {
    window = &R[A + 1];
    if (LIKELY(R[A] == V_ABSENT && HEAP(window[0]))) {
      if (as_obj(window[0])->shape == vm->shape.native) {
        Native *n = (Native *)as_obj(window[0]);
        if (LIKELY((native_fits(n, B) || (n->flags & NATIVE_KW)) && (n->self == V_ABSENT || (n->flags & NATIVE_STATIC)))) {
          SAVE;
          Value v = n->flags & NATIVE_KW ? ((NativeKwFn)(void (*)(void))n->def->fn)(vm, window + FRAME_SLOTS, B, NULL)
                                         : native_call_positional(vm, n, window + FRAME_SLOTS, B);
          window_drop(vm, window, B);
          if (UNLIKELY(!v)) goto error;
          SET(C, v);
          NEXT;
        }
      } else if (as_obj(window[0])->shape == vm->shape.function && as_function(window[0])->code->exact_argc == B) {
        Code *code = as_function(window[0])->code;
        Frame *callee = call_frame(vm, FP, window, code, B, FRAME_CALL, C);
        if (LIKELY(callee != NULL)) ENTER_CALL(callee, code);
      }
    }
    goto L_CALLM;
  }

// The window of a call after LOADMETHOD.
#define CALLM_WINDOW do { window = &R[A]; argc = B; if (window[0] == V_ABSENT) window++; else argc++; } while (0)
  TARGET(CALLM_GEN): {
    CALLM_WINDOW;
    if (LIKELY(HEAP(window[0]) && as_obj(window[0])->shape == vm->shape.function && code_makes_gen(as_function(window[0])->code, argc))) goto call_gen;
    goto L_CALLM;
  }
  TARGET(CALL_GEN): {
    window = &R[A];
    argc = B;
    if (UNLIKELY(!HEAP(window[0]) || as_obj(window[0])->shape != vm->shape.function || !code_makes_gen(as_function(window[0])->code, argc))) goto L_CALL;
  }
call_gen: {
    SAVE;
    Generator *g = gen_new_called(vm, window, argc, true);
    if (UNLIKELY(!g)) goto error;
    SET(C, from_obj(g));
    CHECK_BREAKER;
    NEXT;
  }
  // f(x) and the GETAWAITABLE, LOADCONST, YIELDFROM that follow, as these would leave things for a coroutine that has been entered.
  TARGET(CALLM_ASYNC): {
    CALLM_WINDOW;
    if (UNLIKELY(!HEAP(window[0]) || as_obj(window[0])->shape != vm->shape.function || !code_makes_coroutine(as_function(window[0])->code, argc))) goto L_CALLM;
    goto call_async;
  }
  TARGET(CALL_ASYNC): {
    window = &R[A];
    argc = B;
    if (UNLIKELY(!HEAP(window[0]) || as_obj(window[0])->shape != vm->shape.function || !code_makes_coroutine(as_function(window[0])->code, argc))) goto L_CALL;
  }
call_async: {
    Insn at = pc[2];
    pc += 3;
    SAVE;
    Generator *g = gen_new_called(vm, window, argc, false);
    if (UNLIKELY(!g)) goto error;
    R[insn_b(at)] = from_obj(g);
    g->awaited = true;
    Frame *entered = gen_link(vm, g, FP, FRAME_SEND, insn_a(at));
    if (UNLIKELY(!entered)) goto error;
    ENTER_CALL(entered, entered->code);
  }
  // The same for a native coroutine.
  TARGET(CALLM_OP): {
    CALLM_WINDOW;
    if (LIKELY(HEAP(window[0]) && as_obj(window[0])->shape == vm->shape.method_descriptor)) {
      Native *n = (Native *)as_obj(window[0]);
      if (LIKELY(n->op && native_fits(n, argc) && native_self_ok(n, window[FRAME_SLOTS]))) goto call_op;
    } else if (HEAP(window[0]) && as_obj(window[0])->shape == vm->shape.native) {
      Native *n = (Native *)as_obj(window[0]);
      if (LIKELY(n->op && native_fits(n, argc) && (n->self == V_ABSENT || (n->flags & NATIVE_STATIC)))) goto call_op;
    }
    goto L_CALLM;
  }
  TARGET(CALL_OP): {
    window = &R[A];
    argc = B;
    if (UNLIKELY(!HEAP(window[0]) || as_obj(window[0])->shape != vm->shape.native)) goto L_CALL;
    Native *n = (Native *)as_obj(window[0]);
    if (UNLIKELY(!n->op || !native_fits(n, argc) || (n->self != V_ABSENT && !(n->flags & NATIVE_STATIC)))) goto L_CALL;
  }
call_op: {
    const OpDef *def = op_of_native((Native *)as_obj(window[0]));
    Value *args = window + FRAME_SLOTS;
    if (UNLIKELY(!op_suits(def, args[0]))) { if ((uint8_t)pc[-1] == OP_CALL_OP) goto L_CALL; goto L_CALLM; }
    pc += 3;
    SAVE;
    int status = op_call(vm, def, args[0], argc > 1 ? args[1] : V_ABSENT, &by, &bx);
    window_drop(vm, window, argc);
    argc = (unsigned)status;
  }
op_called: {  // argc: the GenStatus of op_call, for the YIELDFROM before pc
    if (UNLIKELY(argc == GEN_RAISED)) goto error;
    Insn at = pc[-1];
    if (LIKELY(argc == GEN_RETURNED)) {
      SET(insn_a(at), bx);
      NEXT;
    }
    R[insn_b(at)] = by;
    goto suspend_awaiting;
  }
  TARGET(CALL_TYPE): {
    Value *window = &R[A], callee = window[0];
    if (UNLIKELY(!HEAP(callee) || as_obj(callee)->shape != vm->shape.type)) goto L_CALL;
    SAVE;
    Value v = type_call(vm, callee, window + FRAME_SLOTS, B, NULL);
    window_drop(vm, window, B);
    if (UNLIKELY(!v)) goto error;
    SET(C, v);
    NEXT;
  }
  TARGET(CALL_CLASS): {
    Value *window = &R[A], callee = window[0];
    if (LIKELY(HEAP(callee) && as_obj(callee)->shape->type->kind == KIND_TYPE)) {
      Type *type = (Type *)as_obj(callee);
      if (LIKELY(type->init_function != V_ABSENT && class_is_plain(vm, type) && as_function(type->init_function)->code->exact_argc == B + 1 &&
                 !FP->on_heap && window + FRAME_SLOTS + B + 1 < vm->thread.stack_end)) {
        SAVE;
        Value self = instance_new(vm, type);
        if (UNLIKELY(!self)) goto error;
        Value init = RETAIN(type->init_function);
        memmove(window + FRAME_SLOTS + 1, window + FRAME_SLOTS, B * sizeof(Value));
        window[0] = init;
        window[FRAME_SLOTS] = RETAIN(self);
        Code *code = as_function(init)->code;
        Frame *f = call_frame(vm, FP, window, code, B + 1, FRAME_INIT, C);
        if (UNLIKELY(!f) && (f = frame_push_window(vm, window, B + 1, code))) frame_set_kind(f, FRAME_INIT, C);
        RELEASE(callee);
        if (UNLIKELY(!f)) {
          release(vm, self);
          goto error;
        }
        f->locals = self;
        ENTER_CALL(f, code);
      }
    }
  }
  // fall through
  TARGET(CALL): {
    SAVE;
    if (!KBIT(K_FLAG)) specialize_call(vm, R[A], B, (Insn *)pc - 1, CALL_PLAIN);
    Value v;
    CallStatus status = call_window(vm, &R[A], B, NULL, &v);
    if (UNLIKELY(status == CALL_ERROR)) goto error;
    if (status == CALL_DONE) {
      SET(C, v);
      NEXT;
    }
    vm->thread.frame->result = (uint16_t)C;
    goto enter_pushed;
  }
  TARGET(CALLM): {
    SAVE;
    CALLM_WINDOW;
    specialize_call(vm, window[0], argc, (Insn *)pc - 1, argc == B ? CALL_VALUE : CALL_METHOD);
    Value v;
    CallStatus status = call_window(vm, window, argc, NULL, &v);
    if (UNLIKELY(status == CALL_ERROR)) goto error;
    if (status == CALL_DONE) {
      SET(C, v);
      NEXT;
    }
    vm->thread.frame->result = (uint16_t)C;
    goto enter_pushed;
  }
  TARGET(CALLKW): {
    SAVE;
    argc = B;
    window = &R[A];
    if (KBIT(K_FLAG)) {
      if (window[0] == V_ABSENT) window++;
      else argc++;
    }
    Value v;
    Tuple *kwnames = as_tuple(K[C]);
    CallStatus status = call_window(vm, window, argc - (unsigned)kwnames->len, kwnames, &v);
    if (UNLIKELY(status == CALL_ERROR)) goto error;
    if (status == CALL_DONE) {
      SET(A, v);
      NEXT;
    }
    vm->thread.frame->result = (uint16_t)A;
    goto enter_pushed;
  }
  TARGET(CALLEX): {
    SAVE;
    Value v;
    CallStatus status = call_window_ex(vm, &R[A], &v);
    if (UNLIKELY(status == CALL_ERROR)) goto error;
    if (status == CALL_DONE) {
      SET(A, v);
      NEXT;
    }
    vm->thread.frame->result = (uint16_t)A;
  }
enter_pushed:
  ENTER_FRAME(vm->thread.frame);
  pc = FP->code->insns;
  CHECK_BREAKER;
  NEXT;

  TARGET(RETURN): {
    Value v = take(&R[A]);
    const Code *code = FP->code;
    if (LIKELY((FP->kind == FRAME_CALL || (FP->kind == FRAME_INIT && v == V_NONE)) && !FP->object)) {
      if (FP->kind == FRAME_INIT) v = take(&FP->locals);
      for (Value *local = R, *end = R + code->nlocals; local < end; local++) {
        Value dead = *local;
        if (!HEAP(dead)) continue;
        *local = V_ABSENT;
        if (UNLIKELY(--as_obj(dead)->rc == 0)) {
          SAVE;
          locals_drop(vm, dead, local + 1, end);
          break;
        }
      }
      Value func = FP->func;
      Frame *prev = FP->prev;
      unsigned result = FP->result;
      frame_scrub(FP);
      vm->thread.depth--;
      ENTER_FRAME(prev);
      pc = prev->pc;
      DROP(func);
      SET(result, v);
      NEXT;
    }
    SAVE;
    if (FP->on_heap) {
      Generator *g = frame_generator(FP);
      Frame *prev = FP->prev;
      unsigned kind = FP->kind, result = FP->result;
      gen_finish(vm, g, false);
      if (kind == FRAME_ENTRY) {
        vm->thread.frame = prev;
        return v;
      }
      ENTER_FRAME(prev);
      pc = FP->pc;
      Insn at = pc[-1];
      if (UNLIKELY(vm->hooked) && !(kind == FRAME_FORNEXT && v == V_NONE) && kind != FRAME_ANEXT && !hooks_stopped(vm, FP, v)) {
        release(vm, v);
        goto error;
      }
      if (kind == FRAME_FORNEXT) {
        release(vm, v);
        pc += insn_sc(at);
        SET(insn_b(at), V_ABSENT);
        NEXT;
      }
      if (UNLIKELY(kind == FRAME_ANEXT)) {
        release(vm, v);
        Value stop = raise_object(vm, from_obj(error_type_get(vm, EXC_StopAsyncIteration)));
        (void)stop;
        goto error;
      }
      SET(result, v);
      R[insn_b(at)] = V_ABSENT;
      SAVE;
      gen_end_awaited(vm, g);
      NEXT;
    }
    Frame *prev = FP->prev;
    unsigned kind = FP->kind, result = FP->result;
    if ((kind & ~FRAME_CHUNK) == FRAME_INIT) {
      if (v != V_NONE) {
        raise_type(vm, "__init__() should return None, not '%T'", v);
        release(vm, v);
        goto error;
      }
      v = take(&FP->locals);
    }
    frame_end(vm, FP, false);
    vm->thread.depth--;
    if (kind & FRAME_CHUNK) frame_pop_chunk(vm);
    if ((kind & ~FRAME_CHUNK) == FRAME_ENTRY) {
      vm->thread.frame = prev;
      return v;
    }
    ENTER_FRAME(prev);
    pc = FP->pc;
    SET(result, v);
    NEXT;
  }
  TARGET(YIELD): {
    SAVE;
    bx = take(&R[A]);
    if (FP->kind == FRAME_ANEXT) {
      Frame *awaiter = gen_yield_next(vm, frame_generator(FP));
      ENTER_FRAME(awaiter);
      pc = awaiter->pc;
      Insn at = pc[-1];
      SET(insn_a(at), bx);
      SET(insn_b(at), V_ABSENT);
      if (UNLIKELY(vm->hooked) && !hooks_stopped(vm, FP, R[insn_a(at)])) goto error;
      NEXT;
    }
    goto suspend;
  }
  TARGET(YIELDFROM): {
    Value it = R[B], v;
    SAVE;
    if (UNLIKELY(vm->config.suspend_stress) && KBIT(K_FLAG) && sched_gives_way(vm, frame_generator(FP))) {
      bx = V_NONE;
      goto suspend_awaiting;
    }
    if (HEAP(it) && (as_obj(it)->shape == vm->shape.coroutine || as_obj(it)->shape == vm->shape.generator)) {
      Generator *g = (Generator *)as_obj(it);
      if (LIKELY(g->state == GEN_SUSPENDED || (g->state == GEN_CREATED && R[A] == V_NONE))) {
        g->awaited = true;
        Value sent = take(&R[A]);
        Frame *entered = gen_enter(vm, g, FP, FRAME_SEND, A, sent);
        if (UNLIKELY(!entered)) goto error;
        ENTER_FRAME(entered);
        pc = FP->pc;
        NEXT;
      }
    }
    Value sent = take(&R[A]);
    bool native = !HEAP(it) || type_has(obj_type(as_obj(it)), TYPE_STANDS_IN);
    int status = native ? op_go_on(vm, &R[B], sent, &v) : (int)iter_send(vm, it, sent, &v);
    RELEASE(sent);
    if (status == GEN_RAISED) goto error;
    if (status == GEN_YIELDED) {
      bx = v;
      goto suspend_awaiting;
    }
    SET(A, v);
    SET(B, V_ABSENT);
    NEXT;
  }
  // The chain that runs yields bx (owned) to whoever resumed its root.
suspend_awaiting:
  if (UNLIKELY(vm->hooked) && !hooks_suspend(vm, FP, bx)) {
    gen_await_failed(vm, frame_generator(FP));
    release(vm, bx);
    goto error;
  }
suspend:
  {
    Generator *root = vm->thread.root, *leaf = frame_generator(FP);
    Frame *prev = root->frame.prev;
    if (UNLIKELY(!gc_is_tracked(&leaf->header) && !leaf->adopted) && !gen_track_chain(vm, leaf)) {
      gen_await_failed(vm, leaf);
      release(vm, bx);
      goto error;
    }
    gen_suspend(vm, leaf);
    if (root->frame.kind == FRAME_ENTRY) {
      vm->thread.frame = prev;
      return bx;
    }
    ENTER_FRAME(prev);
    pc = FP->pc;
    SET(root->frame.result, bx);
    NEXT;
  }

  // With the LOADCONST and YIELDFROM that follow, where what is awaited can be entered or stepped as it is.
  TARGET(GETAWAITABLE): {
    Value v = R[B];
    SAVE;
    if (LIKELY(HEAP(v) && !vm->config.suspend_stress)) {
      if (UNLIKELY(vm->thread.coroutine_origin_depth > 0) && vm->aio) sched_passed(vm);
      if (as_obj(v)->shape == vm->shape.coroutine) {
        Generator *g = (Generator *)as_obj(v);
        if (LIKELY(g->state == GEN_CREATED)) {
          R[A] = OWNED(KILL_B, B);
          bop = insn_a(pc[1]);
          pc += 2;
          SAVE;
          g->awaited = true;
          Frame *entered = gen_link(vm, g, FP, FRAME_SEND, bop);
          if (UNLIKELY(!entered)) goto error;
          ENTER_CALL(entered, entered->code);
        }
      } else {
        SendFn send = awaitable_send(vm, as_obj(v));
        if (LIKELY(send != NULL)) {
          v = OWNED(KILL_B, B);
          bop = A;
          argc = insn_a(pc[1]);
          pc += 2;
          SAVE;
          R[bop] = v;
          int status = send(vm, v, V_NONE, &bx);
          if (status == GEN_YIELDED) goto suspend_awaiting;
          if (UNLIKELY(status == GEN_RAISED)) goto error;
          SET(argc, bx);
          SET(bop, V_ABSENT);
          NEXT;
        }
      }
    }
    v = slow_getawaitable(vm, R[B], C);
    if (!v) goto error;
    KILL(KILL_B, B);
    SET(A, v);
    NEXT;
  }
  TARGET(GETYIELDFROM): {
    SAVE;
    Value v = slow_getyieldfrom(vm, R[B], FP->code);
    if (!v) goto error;
    KILL(KILL_B, B);
    SET(A, v);
    NEXT;
  }

  TARGET(RAISE): {
    SAVE;
    bool again = KBIT(0x40) && error_handled_get(vm) != V_ABSENT;
    slow_raise(vm, R[A], R[B], KBITS);
    if (again) goto error_reraised;
    goto error;
  }
  TARGET(RERAISE):
  reraise: {
    SAVE;
    Value exc = take(&R[A]), outer = take(&R[A + 1]);
    replace(vm, &vm->thread.exc_state->handled, outer);
    replace(vm, &vm->thread.exc, exc);
    goto error_reraised;
  }
  TARGET(POPEXC): {
    Value outer = take(&R[A + 1]), old = vm->thread.exc_state->handled;
    vm->thread.exc_state->handled = outer;
    RELEASE(old);
    SET(A, V_ABSENT);
    NEXT;
  }
  TARGET(EXCMATCH): {
    SAVE;
    bool match = false;
    if (!error_matches(vm, R[B], R[C], &match)) goto error;
    KILL(KILL_C, C);
    KILL(KILL_B, B);
    SET(A, from_bool(match));
    NEXT;
  }
  TARGET(EXCSTAR): {
    SAVE;
    if (!slow_excstar(vm, R[B], R[C], &R[A])) goto error;
    KILL(KILL_C, C);
    NEXT;
  }
  TARGET(EXCSTAREND): {
    SAVE;
    Value v = slow_excstarend(vm, R[B], R[C]);
    if (!v) goto error;
    KILL(KILL_C, C);
    KILL(KILL_B, B);
    SET(A, v);
    NEXT;
  }
  TARGET(WITHENTER): {
    const OpDef *def = KBIT(K_FLAG) ? op_of_manager(vm, R[B], true) : NULL;
    if (def) {  // the manager itself stands for its __aexit__
      Value manager = OWNED(KILL_B, B);
      SET(A, manager);
      pc += 3;
      SAVE;
      argc = (unsigned)op_call(vm, def, manager, V_ABSENT, &by, &bx);
      goto op_called;
    }
    SAVE;
    Value pair[2] = {V_ABSENT, V_ABSENT};
    if (!slow_withenter(vm, R[B], pair, KBIT(K_FLAG) != 0)) goto error;
    KILL(KILL_B, B);
    SET(A, pair[0]);
    SET(A + 1, pair[1]);
    NEXT;
  }
  TARGET(WITHEXIT): {
    const OpDef *def = op_of_manager(vm, R[B], false);
    if (def) {
      Value manager = R[B];
      pc += 3;
      SAVE;
      argc = (unsigned)op_call(vm, def, manager, V_ABSENT, &by, &bx);
      goto op_called;
    }
    SAVE;
    Value v = slow_withexit(vm, R[B], R[C]);
    if (!v) goto error;
    SET(A, v);
    NEXT;
  }
  TARGET(ASSERTFAIL): {
    SAVE;
    Value exc = error_new(vm, error_type_get(vm, EXC_AssertionError), KBIT(K_FLAG) ? V_ABSENT : R[A]);
    if (exc) error_set_steal(vm, exc);
    goto error;
  }

  TARGET(BUILDLIST): {
    SAVE;
    Value v = list_from_steal(vm, &R[B], C);
    memset(&R[B], 0, C * sizeof(Value));
    if (UNLIKELY(!v)) goto error;
    SET(A, v);
    NEXT;
  }
  TARGET(BUILDTUPLE): {
    SAVE;
    Value v = tuple_from_steal(vm, &R[B], C);
    memset(&R[B], 0, C * sizeof(Value));
    if (UNLIKELY(!v)) goto error;
    SET(A, v);
    NEXT;
  }
  TARGET(BUILDSET): {
    SAVE;
    Value v = set_new(vm);
    if (!v) goto error;
    for (unsigned i = 0; i < C; i++) {
      if (set_add(vm, as_set(v), R[B + i]) < 0) { release(vm, v); goto error; }
      SET(B + i, V_ABSENT);
    }
    SET(A, v);
    NEXT;
  }
  TARGET(BUILDDICT): {
    SAVE;
    Dict *d = dict_new_sized(vm, C);
    if (!d) goto error;
    for (unsigned i = 0; i < 2 * C; i += 2) {
      if (!dict_set(vm, d, R[B + i], R[B + i + 1])) { decref(vm, d); goto error; }
      SET(B + i, V_ABSENT);
      SET(B + i + 1, V_ABSENT);
    }
    SET(A, from_obj(d));
    NEXT;
  }
  TARGET(BUILDSTR): {
    SAVE;
    Value v = str_join(vm, vm->names.empty, &R[B], C);
    if (!v) goto error;
    for (unsigned i = 0; i < C; i++) SET(B + i, V_ABSENT);
    SET(A, v);
    NEXT;
  }
  TARGET(LISTAPPEND): {
    List *l = as_list(R[A]);
    SAVE;
    Value v = OWNED(KILL_B, B);
    if (UNLIKELY(!list_append_steal(vm, l, v))) goto error;
    NEXT;
  }
  TARGET(LISTEXTEND): { SAVE; if (!slow_listextend(vm, R[A], R[B])) goto error; KILL(KILL_B, B); NEXT; }
  TARGET(SETADD): { SAVE; if (set_add(vm, as_set(R[A]), R[B]) < 0) goto error; KILL(KILL_B, B); NEXT; }
  TARGET(SETUPDATE): { SAVE; if (!set_update(vm, as_set(R[A]), R[B])) goto error; KILL(KILL_B, B); NEXT; }
  TARGET(DICTSET): {
    SAVE;
    if (UNLIKELY(!dict_set(vm, as_dict(R[A]), R[B], R[C]))) goto error;
    KILL(KILL_C, C);
    KILL(KILL_B, B);
    NEXT;
  }
  TARGET(DICTUPDATE): { SAVE; if (!slow_dictupdate(vm, R[A], R[B])) goto error; KILL(KILL_B, B); NEXT; }
  TARGET(DICTMERGE): { SAVE; if (!slow_dictmerge(vm, R[A], R[B], R[C])) goto error; KILL(KILL_B, B); NEXT; }
  TARGET(LISTTUPLE): {
    SAVE;
    Value v = list_to_tuple(vm, as_list(R[B]));
    if (!v) goto error;
    KILL(KILL_B, B);
    SET(A, v);
    NEXT;
  }
  TARGET(FORMAT): {
    SAVE;
    Value v = slow_format(vm, R[B], KBIT(K_FLAG) ? V_ABSENT : R[C], KBITS);
    if (!v) goto error;
    if (!KBIT(K_FLAG)) KILL(KILL_C, C);
    KILL(KILL_B, B);
    SET(A, v);
    NEXT;
  }
  TARGET(UNPACK): {
    Value seq = R[B];
    if (HEAP(seq)) {
      const Value *items = NULL;
      if (as_obj(seq)->shape == vm->shape.tuple && as_tuple(seq)->len == C) items = as_tuple(seq)->items;
      else if (as_obj(seq)->shape == vm->shape.list && as_list(seq)->len == C) items = as_list(seq)->items;
      if (LIKELY(items != NULL)) {
        Value held = OWNED(KILL_B, B);
        for (unsigned i = 0; i < C; i++) {
          Value v = RETAIN(items[i]);
          SET(A + i, v);
        }
        RELEASE(held);
        NEXT;
      }
    }
    SAVE;
    Value held = OWNED(KILL_B, B);
    bool ok = slow_unpack(vm, held, &R[A], C);
    RELEASE(held);
    if (!ok) goto error;
    NEXT;
  }
  TARGET(UNPACKEX): {
    SAVE;
    Value held = OWNED(KILL_B, B);
    bool ok = slow_unpackex(vm, held, &R[A], C & 255, C >> 8);
    RELEASE(held);
    if (!ok) goto error;
    NEXT;
  }

  TARGET(MAKEFUNC): {
    SAVE;
    Value v = slow_makefunc(vm, FP, as_code(K[B]), &R[C], KBITS);
    if (!v) goto error;
    SET(A, v);
    NEXT;
  }
  TARGET(BUILDCLASS): {
    SAVE;
    Value v = slow_buildclass(vm, FP);
    if (!v) goto error;
    SET(A, v);
    NEXT;
  }
  TARGET(IMPORTNAME): {
    SAVE;
    Value v = slow_importname(vm, FP, FP->code->names[B], R[C], R[C + 1]);
    if (!v) goto error;
    SET(C, V_ABSENT);
    SET(C + 1, V_ABSENT);
    SET(A, v);
    NEXT;
  }
  TARGET(IMPORTFROM): {
    SAVE;
    Value v = slow_importfrom(vm, R[B], FP->code->names[C]);
    if (!v) goto error;
    SET(A, v);
    NEXT;
  }
  TARGET(IMPORTSTAR): {
    SAVE;
    if (!slow_importstar(vm, FP, R[A])) goto error;
    KILL(KILL_A, A);
    NEXT;
  }

  TARGET(MATCHSEQ): { bool is = slow_matchseq(vm, R[B]); SET(A, from_bool(is)); NEXT; }
  TARGET(MATCHMAP): { bool is = slow_matchmap(vm, R[B]); SET(A, from_bool(is)); NEXT; }
  TARGET(MATCHLEN): {
    SAVE;
    int64_t len = obj_len(vm, R[B]);
    if (len < 0) goto error;
    SET(A, from_int(len));
    NEXT;
  }
  TARGET(MATCHKEYS): {
    SAVE;
    Value v = slow_matchkeys(vm, R[B], R[C]);
    if (!v) goto error;
    SET(A, v);
    NEXT;
  }
  TARGET(MATCHCLASS): {
    SAVE;
    Value v = slow_matchclass(vm, R[B], R[C], R[C + 1], R[C + 2]);
    if (!v) goto error;
    for (unsigned i = 0; i < 3; i++) SET(C + i, V_ABSENT);
    SET(A, v);
    NEXT;
  }
  TARGET(DICTREST): {
    SAVE;
    Value v = slow_dictrest(vm, R[B], R[C]);
    if (!v) goto error;
    SET(A, v);
    NEXT;
  }

  TARGET(PRINTEXPR): { SAVE; if (!slow_printexpr(vm, R[A])) goto error; KILL(KILL_A, A); NEXT; }
  TARGET(SETUPANN): { SAVE; if (!slow_setupann(vm, FP)) goto error; NEXT; }
  TARGET(TYPEPARAM): {
    SAVE;
    Value v = slow_typeparam(vm, &R[B], C);
    for (unsigned i = 0; i < 3; i++) SET(B + i, V_ABSENT);
    if (!v) goto error;
    SET(A, v);
    NEXT;
  }
  TARGET(TYPEALIAS): {
    SAVE;
    Value v = slow_typealias(vm, &R[B]);
    for (unsigned i = 0; i < 3; i++) SET(B + i, V_ABSENT);
    if (!v) goto error;
    SET(A, v);
    NEXT;
  }
  TARGET(GENERICBASE): {
    SAVE;
    Value v = slow_genericbase(vm, R[B]);
    if (!v) goto error;
    KILL(KILL_B, B);
    SET(A, v);
    NEXT;
  }
  TARGET(SETTYPEPARAMS): {
    SAVE;
    if (!obj_setattr(vm, R[A], vm->names.dunder_type_params, R[B])) goto error;
    KILL(KILL_B, B);
    KILL(KILL_A, A);
    NEXT;
  }

error:
  SAVE;
error_here:
  if (!error_add_traceback(vm, vm->thread.exc, FP, frame_pc(FP))) { /* the entry is left out: no memory for it */ }
  if (UNLIKELY(vm->hooked)) hooks_raised(vm, FP);
error_reraised: {  // the FP where it is raised again has its entry already
    // vm->thread.exc holds the exception; frames are left one by one until a handler covers the instruction that failed.
    const Handler *handler = find_handler(FP->code, frame_pc(FP));
    if (handler && LIKELY(!vm->thread.self->ending && !vm->thread.killing)) {
      for (Value *r = R + handler->reg, *end = R + FP->code->nregs; r < end; r++)
        if (*r != V_ABSENT) { Value dead = take(r); release(vm, dead); }
      Value exc = error_take(vm);
      R[handler->reg] = exc;
      R[handler->reg + 1] = vm->thread.exc_state->handled;
      vm->thread.exc_state->handled = RETAIN(exc);
      pc = FP->code->insns + handler->target;
      NEXT;
    }
    if (UNLIKELY(vm->hooked)) hooks_unwound(vm, FP);
    Frame *prev = FP->prev;
    unsigned kind = FP->kind;
    frame_leave_locals(vm, FP);
    if (FP->on_heap) {
      gen_finish(vm, frame_generator(FP), true);
    } else {
      frame_end(vm, FP, true);
      vm->thread.depth--;
      if (kind & FRAME_CHUNK) frame_pop_chunk(vm);
    }
    vm->thread.frame = prev;
    if ((kind & ~FRAME_CHUNK) == FRAME_ENTRY) return V_ABSENT;
    ENTER_FRAME(prev);
    pc = FP->pc;
    if (kind == FRAME_SEND && UNLIKELY(vm->thread.root && vm->thread.root->thrown)) error_take_context(vm);
    goto error_here;
  }
}
