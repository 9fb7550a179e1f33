// SPDX-License-Identifier: MIT
// frameproxy.c - frame.f_locals of a function: a mapping that reads and writes the frame's variables (PEP 667).
//
// The variables lie where the code has them: in registers, in cells, in cells of the closure, or, once the frame has ended, in the tuple
// that its frame object keeps. Keys that the code has no variable for go into a dict of the frame object, FrameObject.extra. What
// concerns all of them is asked of a snapshot, an ordinary dict.
#include "vm/types/dict.h"
#include "vm/core/frame.h"
#include "vm/types/list.h"
#include "vm/core/typeslots.h"

typedef struct FrameProxy { Object header; FrameObject *frame; } FrameProxy;

static FrameObject *frame_of(Value self) { return ((FrameProxy *)as_obj(self))->frame; }
static bool is_proxy(VM *vm, Value v) { return is_heap(v) && obj_type(as_obj(v)) == vm->types.frame_proxy; }

Value frameproxy_new(VM *vm, FrameObject *fo) {
  FrameProxy *p = object_new(vm, vm->types.frame_proxy, sizeof *p);
  if (!p) return V_ABSENT;
  p->frame = fo;
  incref(&fo->header);
  if (gc_track(vm, &p->header)) return from_obj(p);
  decref(vm, p);
  return V_ABSENT;
}

static Value proxy_make(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)type;
  if (kwnames && kwnames->len) return raise_type(vm, "FrameLocalsProxy takes no keyword arguments");
  if (argc != 1) return raise_type(vm, "FrameLocalsProxy expected 1 argument, got %u", argc);
  if (!is_kind(args[0], KIND_FRAME)) return raise_type(vm, "expect frame, not %T", args[0]);
  return frameproxy_new(vm, (FrameObject *)as_obj(args[0]));
}

// The value of `key`, borrowed; V_ABSENT: none. false: exception.
static bool lookup(VM *vm, FrameObject *fo, Value key, Value *out) {
  *out = V_ABSENT;
  if (is_str(key)) {
    const Value *place = frame_variable(fo, as_str(key));
    if (place && *place != V_ABSENT) return *out = *place, true;
  }
  uint64_t hash;
  if (!fo->extra) return dict_key_hash(vm, key, &hash);
  return dict_find(vm, fo->extra, key, out) >= 0;
}

static bool store(VM *vm, FrameObject *fo, Value key, Value v) {
  Value *place = NULL;
  if (is_str(key)) {
    if (!frame_variables_ready(vm, fo)) return false;
    place = frame_variable(fo, as_str(key));
  }
  if (place) return replace(vm, place, retain(v)), true;
  if (!fo->extra && !(fo->extra = dict_new(vm))) return false;
  frame_hold(fo);
  return dict_set(vm, fo->extra, key, v);
}

static Value snapshot(VM *vm, Value self) {
  Dict *d = frame_object_snapshot(vm, frame_of(self));
  return d ? from_obj(d) : V_ABSENT;
}

static Value proxy_getitem(VM *vm, Value self, Value key) {
  Value v;
  if (!lookup(vm, frame_of(self), key, &v)) return V_ABSENT;
  return v != V_ABSENT ? retain(v) : raise(vm, EXC_KeyError, "local variable '%R' is not defined", key);
}

static bool proxy_setitem(VM *vm, Value self, Value key, Value v) {
  if (v == V_ABSENT) return raise_type(vm, "cannot remove variables from FrameLocalsProxy"), false;
  return store(vm, frame_of(self), key, v);
}

static int proxy_contains(VM *vm, Value self, Value key) {
  Value v;
  return lookup(vm, frame_of(self), key, &v) ? v != V_ABSENT : -1;
}

static int64_t proxy_len(VM *vm, Value self) {
  Value d = snapshot(vm, self);
  int64_t len = d ? obj_len(vm, d) : -1;
  release(vm, d);
  return len;
}

static Value proxy_repr(VM *vm, Value self) {
  ReprGuard guard;
  if (!repr_enter(vm, &guard, as_obj(self))) return str_from_c(vm, "{...}");
  Value d = snapshot(vm, self), text = d ? obj_repr(vm, d) : V_ABSENT;
  release(vm, d);
  repr_leave(vm, &guard);
  return text;
}

static Value proxy_compare(VM *vm, Value a, Value b, CmpOp op) {
  if (op != CMP_EQ && op != CMP_NE) return V_NOTIMPL;
  if (is_proxy(vm, a) && is_proxy(vm, b)) return from_bool((frame_of(a) == frame_of(b)) == (op == CMP_EQ));
  if (!is_proxy(vm, a) || !is_dict(b)) return V_NOTIMPL;
  Value d = snapshot(vm, a), result = d ? obj_compare(vm, d, b, op) : V_ABSENT;
  release(vm, d);
  return result;
}

// dict, or a proxy as one: owned. V_NOTIMPL: something else.
static Value as_mapping(VM *vm, Value v) { return is_proxy(vm, v) ? snapshot(vm, v) : is_dict(v) ? retain(v) : V_NOTIMPL; }

static Value proxy_or(VM *vm, Value a, Value b) {
  Value left = as_mapping(vm, a), right = as_mapping(vm, b), result = V_NOTIMPL;
  if (left && right && left != V_NOTIMPL && right != V_NOTIMPL) {
    Dict *d = dict_copy(vm, as_dict(left));
    result = d ? from_obj(d) : V_ABSENT;
    if (d && !dict_merge(vm, d, as_dict(right), true)) replace(vm, &result, V_ABSENT);
  } else if (!left || !right) {
    result = V_ABSENT;
  }
  release(vm, left);
  release(vm, right);
  return result;
}

static bool update_from(VM *vm, Value self, Value dict) {
  Value key, v;
  for (uint32_t pos = 0; dict_step(as_dict(dict), &pos, &key, &v);) {
    retain(key), retain(v);
    bool ok = store(vm, frame_of(self), key, v);
    release(vm, key), release(vm, v);
    if (!ok) return false;
  }
  return true;
}

static Value proxy_ior(VM *vm, Value self, Value other) {
  Value d = as_mapping(vm, other);
  if (d == V_NOTIMPL || !d) return d;
  bool ok = update_from(vm, self, d);
  release(vm, d);
  return ok ? retain(self) : V_ABSENT;
}

static Value proxy_update(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value d = as_mapping(vm, args[1]);
  if (d == V_NOTIMPL) return raise_type(vm, "update() argument must be dict or another FrameLocalsProxy");
  bool ok = d && update_from(vm, args[0], d);
  release(vm, d);
  return ok ? V_NONE : V_ABSENT;
}

static Value proxy_get(VM *vm, Value *args, uint32_t argc) {
  if (argc < 2 || argc > 3) return raise_type(vm, "get expected 1 or 2 arguments");
  Value v;
  if (!lookup(vm, frame_of(args[0]), args[1], &v)) return V_ABSENT;
  return v != V_ABSENT ? retain(v) : argc == 3 ? retain(args[2]) : V_NONE;
}

static Value proxy_setdefault(VM *vm, Value *args, uint32_t argc) {
  if (argc < 2 || argc > 3) return raise_type(vm, "setdefault expected 1 or 2 arguments");
  Value v, fallback = argc == 3 ? args[2] : V_NONE;
  if (!lookup(vm, frame_of(args[0]), args[1], &v)) return V_ABSENT;
  if (v != V_ABSENT) return retain(v);
  return store(vm, frame_of(args[0]), args[1], fallback) ? retain(fallback) : V_ABSENT;
}

static Value list_of(VM *vm, Value self, Type *view_type) {
  Value d = snapshot(vm, self), view = d && view_type ? dict_view_new(vm, view_type, d) : retain(d), list = view ? sequence_list(vm, view) : V_ABSENT;
  release(vm, view);
  release(vm, d);
  return list;
}
static Value proxy_keys(VM *vm, Value *args, uint32_t argc) { return (void)argc, list_of(vm, args[0], NULL); }
static Value proxy_values(VM *vm, Value *args, uint32_t argc) { return (void)argc, list_of(vm, args[0], vm->types.dict_values); }
static Value proxy_items(VM *vm, Value *args, uint32_t argc) { return (void)argc, list_of(vm, args[0], vm->types.dict_items); }
static Value proxy_copy(VM *vm, Value *args, uint32_t argc) { return (void)argc, snapshot(vm, args[0]); }

static Value proxy_iter(VM *vm, Value self) {
  Value list = list_of(vm, self, NULL), it = list ? obj_iter(vm, list) : V_ABSENT;
  release(vm, list);
  return it;
}

static Value proxy_reversed(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value list = list_of(vm, args[0], NULL);
  for (size_t i = 0, n = list ? as_list(list)->len : 0; i < n / 2; i++) {
    Value *items = as_list(list)->items, other = items[n - 1 - i];
    items[n - 1 - i] = items[i];
    items[i] = other;
  }
  return list;
}

static void proxy_free(VM *vm, Object *o) { CLEAR_REF(vm, ((FrameProxy *)o)->frame); }
static void proxy_traverse(Object *o, VisitFn visit, void *arg) { visit(arg, from_obj(((FrameProxy *)o)->frame)); }

static const NativeDef proxy_methods[] = {
  {"get", "($self, *args)", proxy_get, 0, NULL},
  {"setdefault", "($self, *args)", proxy_setdefault, 0, NULL},
  {"update", "($self, other, /)", proxy_update, 0, NULL},
  {"keys", "($self, /)", proxy_keys, 0, NULL},
  {"values", "($self, /)", proxy_values, 0, NULL},
  {"items", "($self, /)", proxy_items, 0, NULL},
  {"copy", "($self, /)", proxy_copy, 0, NULL},
  {"__reversed__", "($self, /)", proxy_reversed, 0, NULL},
  {NULL, NULL, NULL, 0, NULL}};
static const TypeSpec proxy_spec = {
  .name = "FrameLocalsProxy", .kind = KIND_OTHER, .flags = TYPE_GC | TYPE_MAPPING, .basicsize = sizeof(FrameProxy), .methods = proxy_methods,
  .slots = {.new = proxy_make, .repr = proxy_repr, .compare = proxy_compare, .getitem = proxy_getitem, .setitem = proxy_setitem,
            .len = proxy_len, .contains = proxy_contains, .iter = proxy_iter, .binary = {[BIN_OR] = proxy_or},
            .inplace = {[BIN_OR] = proxy_ior}, .free = proxy_free, .traverse = proxy_traverse}};

bool frameproxy_types_init(VM *vm) { return (vm->types.frame_proxy = type_from_spec(vm, &proxy_spec, NULL)) != NULL; }
