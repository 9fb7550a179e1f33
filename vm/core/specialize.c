// SPDX-License-Identifier: MIT
// specialize.c - names and attributes the general way, and the choice of a faster form for the instruction that asked.
//
// An instruction is rewritten in place when what it met is likely to come again. The fast form checks its guess (a shape, a position
// in a dict) and falls back to the general one, which may choose anew; after IC_MAX_MISSES choices it stays general. An attribute
// that has been met on IC_POLYMORPHIC shapes is from then on looked up in the VM's cache of (shape version, name).
#include "vm/core/builtins.h"
#include "vm/core/descr.h"
#include "vm/core/interp.h"
#include "vm/core/typeslots.h"

static bool may_specialize(VM *vm, InlineCache *ic) {
  return !vm->config.no_specialize && !vm->config.no_caches && ic->misses < IC_MAX_MISSES;
}

static void become(Insn *at, Opcode op) { *at = (*at & ~(Insn)255) | (Insn)op; }

static bool is_data_descriptor(Value v) { return is_heap(v) && obj_type(as_obj(v))->slots.descr_set != NULL; }
static bool is_descriptor(Value v) { return is_heap(v) && (obj_type(as_obj(v))->slots.descr_get || obj_type(as_obj(v))->slots.descr_set); }

// The byte offset of the object's own attribute `name` when it lies inline; 0: no.
static uint32_t inline_offset(const Object *o, const Str *name) {
  const Shape *shape = o->shape;
  if (!shape->has_slots || shape->is_dict) return 0;
  int slot = shape_find(shape, name);
  if (slot < 0 || (uint32_t)slot >= shape->type->slots_cap) return 0;
  return shape->type->slots_offset + (uint32_t)slot * (uint32_t)sizeof(Value);
}

static void fill(InlineCache *ic, uint32_t version, uint32_t offset) {
  ic->version = version;
  ic->offset = offset;
  ic->misses++;
}

// The value of an entry of a dict of names, found again while no key comes or goes.
static void fill_place(VM *vm, InlineCache *ic, Dict *d, int64_t position) {
  fill(ic, dict_version(vm, d), 0);
  ic->aux.place = &d->entries[position].value;
}

// The byte offset of what a member descriptor (__slots__) of `type` stands for; 0: `descr` is none.
static uint32_t member_offset(VM *vm, Value descr, const Type *type) {
  if (!is_heap(descr) || obj_type(as_obj(descr)) != vm->types.member) return 0;
  const Member *m = (const Member *)as_obj(descr);
  return m->offset > 0 && type_is_subtype(type, m->owner) ? (uint32_t)m->offset : 0;
}

// What an attribute's lookup came to, where shape and name decide it: the special form that serves it, OP_NOP if none does.
typedef struct Found { Opcode op; uint32_t version, offset; Value value; } Found;

static Found find_attr(VM *vm, const Object *o, Str *name) {
  const Found nothing = {.op = OP_NOP};
  Shape *shape = o->shape;
  Type *type = shape->type;
  uint32_t version;
  if (!type_has(type, TYPE_PLAIN_GETATTR) || !(version = shape_version_assign(vm, shape))) return nothing;
  Value on_type = type_lookup_get(vm, type, name);
  if (on_type == V_ABSENT && has_error(vm)) return nothing;
  if (on_type != V_ABSENT && is_data_descriptor(on_type)) {
    uint32_t offset = member_offset(vm, on_type, type);
    return offset ? (Found){OP_GETATTR_MEMBER, version, offset, V_ABSENT} : nothing;
  }
  int slot = shape->has_slots && !shape->is_dict ? shape_find(shape, name) : -1;
  if (slot >= 0) {
    uint32_t offset = inline_offset(o, name);
    if (offset) return (Found){OP_GETATTR_SLOT, version, offset, V_ABSENT};
    return (Found){OP_GETATTR_EXTRA, version, (uint32_t)slot - type->slots_cap, V_ABSENT};
  }
  if (on_type == V_ABSENT || is_descriptor(on_type) || shape->is_dict) return nothing;
  return (Found){OP_GETATTR_CLASS, version, 0, on_type};
}

// Where a place meets many classes, the VM's cache remembers; `offset` as AttrCacheEntry has it.
static void remember(VM *vm, Str *name, uint32_t version, uint32_t offset, Value value) {
  AttrCacheEntry *entry = attr_cache_at(vm, version, name);
  Str *old = entry->name;
  incref(&name->header);
  *entry = (AttrCacheEntry){name, value, version, offset};
  xdecref(vm, old);
}

static bool is_polymorphic(const InlineCache *ic) { return ic->misses >= IC_POLYMORPHIC; }

static void specialize_getattr(VM *vm, Object *o, InlineCache *ic, Insn *at) {
  if (o->shape == vm->shape.module) {
    int64_t position = dict_name_position(((Module *)o)->dict, ic->name);
    if (position < 0 || type_lookup_get(vm, o->shape->type, ic->name) != V_ABSENT) return;
    fill_place(vm, ic, ((Module *)o)->dict, position);
    return become(at, OP_GETATTR_MODULE);
  }
  Found found = find_attr(vm, o, ic->name);
  if (found.op == OP_NOP) return;
  if (is_polymorphic(ic) && found.op != OP_GETATTR_EXTRA) {
    remember(vm, ic->name, found.version, found.op == OP_GETATTR_CLASS ? ATTR_VALUE : found.offset, found.value);
    return become(at, OP_GETATTR_POLY);
  }
  fill(ic, found.version, found.offset);
  ic->aux.value = found.value;
  become(at, found.op);
}

Value slow_getattr(VM *vm, Value o, InlineCache *ic, Insn *at) {
  if (is_heap(o) && may_specialize(vm, ic)) {
    specialize_getattr(vm, as_obj(o), ic, at);
    if (UNLIKELY(has_error(vm))) return V_ABSENT;
  }
  return obj_getattr(vm, o, ic->name);
}

// The object had the attribute in `offset` when it had the shape `before`, or gets it there now, with the shape `after`.
static void specialize_setattr(VM *vm, Shape *before, Shape *after, uint32_t offset, InlineCache *ic, Insn *at) {
  bool adds = after != before;
  if (is_polymorphic(ic)) {
    remember(vm, ic->name, before->version, adds ? offset | ATTR_ADD : offset, from_obj(after));
    return become(at, OP_SETATTR_POLY);
  }
  fill(ic, before->version, offset);
  ic->aux.next = after;
  become(at, adds ? OP_SETATTR_ADD : OP_SETATTR_SLOT);
}

bool slow_setattr(VM *vm, Value o, Value v, InlineCache *ic, Insn *at) {
  if (!is_heap(o) || !may_specialize(vm, ic) || !as_obj(o)->shape->has_slots || as_obj(o)->shape->is_dict) return obj_setattr(vm, o, ic->name, v);
  Shape *before = as_obj(o)->shape;
  Type *type = before->type;
  uint32_t version = type_has(type, TYPE_PLAIN_SETATTR) ? shape_version_assign(vm, before) : 0;
  Value on_type = version ? type_lookup_get(vm, type, ic->name) : V_ABSENT;
  if (on_type == V_ABSENT && has_error(vm)) return false;
  bool plain = !is_data_descriptor(on_type);
  uint32_t offset = plain ? 0 : member_offset(vm, on_type, type);
  if (offset) specialize_setattr(vm, before, before, offset, ic, at);
  if (!obj_setattr(vm, o, ic->name, v)) return false;
  Shape *after = as_obj(o)->shape;
  if (!version || !plain || after->type != type || before->version != version) return true;
  offset = inline_offset(as_obj(o), ic->name);
  if (offset && (after == before || after->parent == before)) specialize_setattr(vm, before, after, offset, ic, at);
  return true;
}

static void specialize_loadmethod(VM *vm, Object *o, Value found, InlineCache *ic, Insn *at) {
  uint32_t version = o->shape->is_dict ? 0 : shape_version_assign(vm, o->shape);
  if (!version) return;
  if (is_polymorphic(ic)) {
    remember(vm, ic->name, version, ATTR_METHOD, found);
    return become(at, OP_LOADMETHOD_POLY);
  }
  fill(ic, version, 0);
  ic->aux.value = found;
  become(at, OP_LOADMETHOD_FAST);
}

int slow_loadmethod(VM *vm, Value *self, InlineCache *ic, Insn *at, Value *out) {
  Value o = *self;
  Type *type = type_of_get(vm, o);
  if (type == vm->types.super) {
    if ((*out = super_function_get(vm, o, ic->name, self)) != V_ABSENT) return retain(*out), 1;
    if (has_error(vm)) return -1;
  }
  if (type_has(type, TYPE_PLAIN_GETATTR)) {
    Value found = type_lookup_get(vm, type, ic->name);
    if (found != V_ABSENT && is_heap(found) && type_has(obj_type(as_obj(found)), TYPE_METHOD_DESCR)) {
      Value own = is_heap(o) && as_obj(o)->shape->has_slots ? instance_get_own(vm, as_obj(o), ic->name) : V_ABSENT;
      if (own != V_ABSENT) {
        *out = own;
        return 0;
      }
      if (is_heap(o) && may_specialize(vm, ic)) specialize_loadmethod(vm, as_obj(o), found, ic, at);
      *out = retain(found);
      return 1;
    }
    if (found == V_ABSENT && has_error(vm)) return -1;
  }
  if (is_heap(o) && as_obj(o)->shape == vm->shape.module && may_specialize(vm, ic)) {
    Dict *d = ((Module *)as_obj(o))->dict;
    int64_t position = dict_name_position(d, ic->name);
    if (position >= 0) {
      fill_place(vm, ic, d, position);
      become(at, OP_LOADMETHOD_MODULE);
    }
  }
  *out = obj_getattr(vm, o, ic->name);
  return *out ? 0 : -1;
}

// ---- globals and names

static Value name_error(VM *vm, Str *name) {
  raise(vm, EXC_NameError, "name '%U' is not defined", name);
  if (error_is(vm, EXC_NameError)) {
    Value exc = error_take(vm);
    bool set = obj_setattr(vm, exc, vm->names.name, from_obj(name));
    if (set) replace(vm, &vm->thread.exc, exc);
    else release(vm, exc);
  }
  return V_ABSENT;
}

static Value load_builtin(VM *vm, Function *f, Str *name) {
  Value v = builtins_get(vm, f->builtins, name);
  return v != V_ABSENT || has_error(vm) ? retain(v) : name_error(vm, name);
}

Value slow_loadglobal(VM *vm, Frame *frame, InlineCache *ic, Insn *at) {
  Function *f = frame_function(frame);
  bool rewrite = may_specialize(vm, ic);
  int64_t position = dict_name_position(f->globals, ic->name);
  if (position >= 0) {
    if (rewrite) {
      fill_place(vm, ic, f->globals, position);
      become(at, OP_LOADGLOBAL_MODULE);
    }
    return retain(f->globals->entries[position].value);
  }
  if (as_obj(from_obj(f->globals))->shape != vm->shape.dict) {  // a dict subclass may have __missing__
    Value v = obj_getitem(vm, from_obj(f->globals), from_obj(ic->name));
    if (v || !error_clear_if(vm, EXC_KeyError)) return v;
  }
  Value v = load_builtin(vm, f, ic->name);
  position = v != V_ABSENT && rewrite ? dict_name_position(f->builtins, ic->name) : -1;
  if (position >= 0) {
    fill(ic, dict_version(vm, f->globals), dict_version(vm, f->builtins));
    ic->aux.place = &f->builtins->entries[position].value;
    become(at, OP_LOADGLOBAL_BUILTIN);
  }
  return v;
}

bool slow_storeglobal(VM *vm, Frame *frame, InlineCache *ic, Insn *at, Value v) {
  Dict *globals = frame_function(frame)->globals;
  if (!dict_set_name(vm, globals, ic->name, v)) return false;
  if (may_specialize(vm, ic)) {
    int64_t position = dict_name_position(globals, ic->name);
    if (position >= 0) {
      fill_place(vm, ic, globals, position);
      become(at, OP_STOREGLOBAL_FAST);
    }
  }
  return true;
}

// Looks in the frame's namespace. 1: *out owned; 0: not there; -1: exception.
static int find_in_namespace(VM *vm, Value ns, Str *name, Value *out) {
  if (is_heap(ns) && as_obj(ns)->shape == vm->shape.dict) {
    Value v = dict_get_name(vm, as_dict(ns), name);
    *out = retain(v);
    return v != V_ABSENT;
  }
  *out = obj_getitem(vm, ns, from_obj(name));
  if (*out) return 1;
  return error_clear_if(vm, EXC_KeyError) ? 0 : -1;
}

Value slow_loadname(VM *vm, Frame *frame, InlineCache *ic) {
  if (frame->locals != V_ABSENT) {
    Value v;
    int found = find_in_namespace(vm, frame->locals, ic->name, &v);
    if (found) return found > 0 ? v : V_ABSENT;
  }
  Function *f = frame_function(frame);
  Value v = dict_get_name(vm, f->globals, ic->name);
  return v != V_ABSENT ? retain(v) : load_builtin(vm, f, ic->name);
}

Value slow_loadclassfree(VM *vm, Frame *frame, uint32_t free_index, Str *name) {
  if (frame->locals != V_ABSENT) {
    Value v;
    int found = find_in_namespace(vm, frame->locals, name, &v);
    if (found) return found > 0 ? v : V_ABSENT;
  }
  Value v = ((Cell *)as_obj(frame_function(frame)->closure->items[free_index]))->v;
  if (v != V_ABSENT) return retain(v);
  unbound_free(vm, frame->code, free_index);
  return V_ABSENT;
}

bool slow_storename(VM *vm, Frame *frame, Str *name, Value v) {
  if (frame->locals == V_ABSENT) return dict_set_name(vm, frame_function(frame)->globals, name, v);
  if (as_obj(frame->locals)->shape == vm->shape.dict) return dict_set_name(vm, as_dict(frame->locals), name, v);
  return obj_setitem(vm, frame->locals, from_obj(name), v);
}

bool slow_delname(VM *vm, Frame *frame, Str *name, bool global) {
  if (!global && frame->locals != V_ABSENT && as_obj(frame->locals)->shape != vm->shape.dict) {
    if (obj_delitem(vm, frame->locals, from_obj(name))) return true;
    if (error_clear_if(vm, EXC_KeyError)) name_error(vm, name);
    return false;
  }
  Dict *d = global || frame->locals == V_ABSENT ? frame_function(frame)->globals : as_dict(frame->locals);
  int removed = dict_remove(vm, d, from_obj(name), NULL);
  if (removed == 0) name_error(vm, name);
  return removed > 0;
}

void unbound_local(VM *vm, const Code *code, uint32_t reg) {
  raise(vm, EXC_UnboundLocalError, "cannot access local variable '%U' where it is not associated with a value", code->locals[reg]);
}

void unbound_free(VM *vm, const Code *code, uint32_t index) {
  raise(vm, EXC_NameError, "cannot access free variable '%U' where it is not associated with a value in enclosing scope", code->frees[index]);
}

// ---- iteration and calls

// The LOOP that ends the body of the for loop at `at`, just before its exit, becomes `op`.
static void specialize_loop(Insn *at, Opcode op) {
  Insn *loop = at + insn_sc(*at);
  bool is_loop = insn_op(*loop) == OP_LOOP || insn_op(*loop) == OP_LOOP_RANGE || insn_op(*loop) == OP_LOOP_LIST;
  if (loop > at && is_loop && loop + 1 + insn_bc(*loop) == at) become(loop, op);
}

void specialize_fornext(VM *vm, Value it, Insn *at) {
  if (vm->config.no_specialize) return;
  Shape *shape = as_obj(it)->shape;
  if (shape == vm->shape.range_iter) {
    become(at, OP_FORNEXT_RANGE);
    specialize_loop(at, OP_LOOP_RANGE);
  } else if (shape == vm->shape.list_iter) {
    become(at, OP_FORNEXT_LIST);
    specialize_loop(at, OP_LOOP_LIST);
  } else {
    become(at, shape == vm->shape.generator ? OP_FORNEXT_GEN : OP_FORNEXT_OTHER);
    specialize_loop(at, OP_LOOP);
  }
}

// The forms that take in the await which follows them.
static bool specialize_await(VM *vm, Value callee, uint32_t argc, Insn *at, bool method) {
  if (vm->config.suspend_stress || insn_op(at[1]) != OP_GETAWAITABLE || insn_b(at[1]) != insn_c(at[0])) return false;
  Shape *shape = as_obj(callee)->shape;
  if (shape == vm->shape.function) {
    if (!code_makes_coroutine(as_function(callee)->code, argc)) return false;
    become(at, method ? OP_CALLM_ASYNC : OP_CALL_ASYNC);
    return true;
  }
  if (shape != vm->shape.native && shape != vm->shape.method_descriptor) return false;
  Native *n = (Native *)as_obj(callee);
  if ((n->self != V_ABSENT && !(n->flags & NATIVE_STATIC)) || !native_fits(n, argc) || !op_of_native(n)) return false;
  become(at, method ? OP_CALLM_OP : OP_CALL_OP);
  return true;
}

void specialize_slice(VM *vm, Insn *at) {
  Insn get = at[1];
  bool only_reader = insn_op(get) == OP_GETITEM && insn_c(get) == insn_a(*at) && (insn_k(get) & KILL_C) && insn_b(get) != insn_a(*at);
  if (only_reader && !vm->config.no_specialize) become(at, OP_BUILDSLICE_ITEM);
}

void specialize_call(VM *vm, Value callee, uint32_t argc, Insn *at, CallForm form) {
  if (vm->config.no_specialize || !is_heap(callee) || specialize_await(vm, callee, argc, at, form != CALL_PLAIN)) return;
  Shape *shape = as_obj(callee)->shape;
  if (shape == vm->shape.function) {
    static const uint8_t functions[] = {OP_CALL_FUNCTION, OP_CALLM_FUNCTION, OP_CALLM_VALUE};
    const Code *code = as_function(callee)->code;
    if (code->exact_argc == argc) become(at, functions[form]);
    else if (code_makes_gen(code, argc)) become(at, form == CALL_PLAIN ? OP_CALL_GEN : OP_CALLM_GEN);
    return;
  }
  if (shape == (form == CALL_METHOD ? vm->shape.method_descriptor : vm->shape.native)) {
    static const uint8_t natives[] = {OP_CALL_NATIVE, OP_CALLM_NATIVE, OP_CALLM_VALUE};
    Native *n = (Native *)as_obj(callee);
    if (native_fits(n, argc + (form != CALL_METHOD && n->self != V_ABSENT)) || (form == CALL_VALUE && (n->flags & NATIVE_KW))) become(at, natives[form]);
    return;
  }
  if (form == CALL_PLAIN && shape->type->kind == KIND_TYPE) {
    Type *type = (Type *)as_obj(callee);
    bool plain = type->init_function != V_ABSENT && as_function(type->init_function)->code->exact_argc == argc + 1;
    if (plain) become(at, OP_CALL_CLASS);
    else if (shape == vm->shape.type) become(at, OP_CALL_TYPE);
  }
}
