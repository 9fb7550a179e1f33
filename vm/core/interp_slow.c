// SPDX-License-Identifier: MIT
// interp_slow.c - the bodies of instructions that are long or rare.
#include <math.h>

#include "vm/core/interp.h"
#include "vm/core/generic.h"

// ---- operators

static bool to_double(Value v, double *out) {
  if (is_double(v)) *out = as_double(v);
  else if (is_int(v)) *out = (double)as_int(v);
  else return false;
  return true;
}

// Numbers of mixed kinds, and the float cases that the loop leaves out. V_ABSENT without exception: not for this function.
static Value binary_numbers(VM *vm, Value a, Value b, unsigned op) {
  double x, y;
  if (is_int2(a, b)) return int_binary(vm, a, b, (BinOp)op);
  if (op > BIN_POW || !to_double(a, &x) || !to_double(b, &y)) return V_ABSENT;
  switch (op) {
    case BIN_ADD: return from_double(x + y);
    case BIN_SUB: return from_double(x - y);
    case BIN_MUL: return from_double(x * y);
    default: return float_binary(vm, x, y, (BinOp)op);
  }
}

Value slow_binary(VM *vm, Value a, Value b, unsigned op_k) {
  unsigned op = op_k & ~(unsigned)BIN_INPLACE;
  if (!is_heap(a) && !is_heap(b) && op != BIN_MATMUL) {
    Value v = binary_numbers(vm, a, b, op);
    if (v || has_error(vm)) return v;
  } else if (op == BIN_ADD && is_heap(a) && is_heap(b) && as_obj(a)->shape == vm->shape.str && as_obj(b)->shape == vm->shape.str) {
    return str_concat(vm, as_str(a), as_str(b));
  }
  return obj_binary(vm, a, b, (int)op_k);
}

Value slow_getitem(VM *vm, Value o, Value key) {
  if (is_heap(o) && is_int(key)) {
    Shape *shape = as_obj(o)->shape;
    if (shape == vm->shape.str) return str_getitem_index(vm, as_str(o), as_int(key));
    if (shape == vm->shape.tuple) {
      int64_t i = as_int(key), len = (int64_t)as_tuple(o)->len;
      if (i < 0) i += len;
      if (i >= 0 && i < len) return retain(as_tuple(o)->items[i]);
    }
  }
  return obj_getitem(vm, o, key);
}

// A bound of a slice without step, within 0 ... len. False: not an immediate int or None.
static bool slice_bound(Value bound, int64_t len, int64_t otherwise, int64_t *out) {
  if (bound == V_NONE) return *out = otherwise, true;
  if (!is_int(bound)) return false;
  int64_t i = as_int(bound);
  if (i < 0) i += len;
  return *out = i < 0 ? 0 : i > len ? len : i, true;
}

Value slow_slice(VM *vm, Value o, const Value *bounds) {
  if (!is_heap(o) || bounds[2] != V_NONE) return V_ABSENT;
  const Shape *shape = as_obj(o)->shape;
  bool is_text = shape == vm->shape.str, is_a_list = shape == vm->shape.list, is_a_tuple = shape == vm->shape.tuple;
  if (!is_text && !is_a_list && !is_a_tuple) return V_ABSENT;
  int64_t len = (int64_t)(is_text ? as_str(o)->len : is_a_list ? as_list(o)->len : as_tuple(o)->len), start, stop;
  if (!slice_bound(bounds[0], len, 0, &start) || !slice_bound(bounds[1], len, len, &stop)) return V_ABSENT;
  if (stop < start) stop = start;
  if (is_a_list) return list_slice(vm, as_list(o), (size_t)start, (size_t)stop);
  if (start == 0 && stop == len) return retain(o);
  if (is_text) return str_slice(vm, as_str(o), (size_t)start, (size_t)stop);
  return tuple_from(vm, as_tuple(o)->items + start, (size_t)(stop - start));
}

// ---- unpacking

static bool not_unpackable(VM *vm, Value seq) {
  if (error_is(vm, EXC_TypeError) && !type_of_get(vm, seq)->slots.iter && !type_of_get(vm, seq)->slots.getitem) {
    error_clear(vm);
    raise_type(vm, "cannot unpack non-iterable %T object", seq);
  }
  return false;
}

// Takes up to `count` items into regs; *got says how many. False: exception (regs hold what was taken).
static bool take_items(VM *vm, Value it, Value *regs, uint32_t count, uint32_t *got) {
  for (*got = 0; *got < count; (*got)++) {
    Value v = obj_next(vm, it);
    if (!v) return !has_error(vm) || error_clear_if(vm, EXC_StopIteration);
    replace(vm, &regs[*got], v);
  }
  return true;
}

bool slow_unpack(VM *vm, Value seq, Value *regs, uint32_t count) {
  Value it = obj_iter(vm, seq);
  if (!it) return not_unpackable(vm, seq);
  uint32_t got;
  bool ok = take_items(vm, it, regs, count, &got);
  if (ok && got < count) {
    raise_value(vm, "not enough values to unpack (expected %u, got %u)", count, got);
    ok = false;
  } else if (ok) {
    Value extra = obj_next(vm, it);
    if (extra) {
      release(vm, extra);
      raise_value(vm, "too many values to unpack (expected %u)", count);
      ok = false;
    } else {
      ok = !has_error(vm) || error_clear_if(vm, EXC_StopIteration);
    }
  }
  release(vm, it);
  return ok;
}

bool slow_unpackex(VM *vm, Value seq, Value *regs, uint32_t before, uint32_t after) {
  Value it = obj_iter(vm, seq);
  if (!it) return not_unpackable(vm, seq);
  uint32_t got;
  bool ok = take_items(vm, it, regs, before, &got);
  if (ok && got < before) {
    raise_value(vm, "not enough values to unpack (expected at least %u, got %u)", before + after, got);
    ok = false;
  }
  Value rest = ok ? sequence_list(vm, it) : V_ABSENT;
  release(vm, it);
  if (!rest) return false;
  List *l = as_list(rest);
  if (l->len < after) {
    raise_value(vm, "not enough values to unpack (expected at least %u, got %zu)", before + after, before + l->len);
    release(vm, rest);
    return false;
  }
  for (uint32_t i = 0; i < after; i++) replace(vm, &regs[before + 1 + i], l->items[l->len - after + i]);
  l->len -= after;
  replace(vm, &regs[before], rest);
  return true;
}

// ---- functions and classes

Value slow_makefunc(VM *vm, Frame *frame, Code *code, Value *window, unsigned k) {
  Value v = function_new(vm, code, frame_function(frame)->globals);
  if (!v) return V_ABSENT;
  Function *f = as_function(v);
  if (k & 1) f->defaults = as_tuple(*window), *window++ = V_ABSENT;
  if (k & 2) f->kwdefaults = as_dict(*window), *window++ = V_ABSENT;
  if (k & 4) f->annotations = *window, *window++ = V_ABSENT;
  if (k & 8) f->closure = as_tuple(*window), *window++ = V_ABSENT;
  if (k & 16) f->type_params = *window, *window++ = V_ABSENT;
  return v;
}

Value slow_buildclass(VM *vm, Frame *frame) {
  Value v = dict_get_name(vm, frame_function(frame)->builtins, vm->names.dunder_build_class);
  return v != V_ABSENT ? retain(v) : raise(vm, EXC_NameError, "__build_class__ not found");
}

// ---- with

static Value special_bound(VM *vm, Value o, Str *name) {
  Type *type = type_of_get(vm, o);
  Value found = type_lookup_get(vm, type, name);
  if (found == V_ABSENT) return V_ABSENT;
  DescrGetFn get = is_heap(found) ? obj_type(as_obj(found))->slots.descr_get : NULL;
  return get ? get(vm, found, o, type) : retain(found);
}

static bool not_a_manager(VM *vm, Value manager, bool is_async, bool has_enter) {
  if (has_error(vm)) return false;
  const char *kind = is_async ? "asynchronous context manager" : "context manager";
  const char *missing = !has_enter ? "" : is_async ? " (missed __aexit__ method)" : " (missed __exit__ method)";
  raise_type(vm, "'%T' object does not support the %s protocol%s", manager, kind, missing);
  return false;
}

bool slow_withenter(VM *vm, Value manager, Value *regs, bool is_async) {
  Value enter = special_bound(vm, manager, is_async ? vm->names.dunder_aenter : vm->names.dunder_enter);
  if (!enter) return not_a_manager(vm, manager, is_async, false);
  Value exit = special_bound(vm, manager, is_async ? vm->names.dunder_aexit : vm->names.dunder_exit);
  if (!exit) {
    release(vm, enter);
    return not_a_manager(vm, manager, is_async, true);
  }
  Value entered = obj_call(vm, enter, NULL, 0);
  release(vm, enter);
  if (!entered) {
    release(vm, exit);
    return false;
  }
  regs[0] = exit;
  regs[1] = entered;
  return true;
}

Value slow_withexit(VM *vm, Value exit, Value exc) {
  Value args[3] = {V_NONE, V_NONE, V_NONE};
  if (exc != V_ABSENT) {
    args[0] = from_obj(obj_type(as_obj(exc)));
    args[1] = exc;
    if (as_exception(exc)->traceback) args[2] = from_obj(as_exception(exc)->traceback);
  }
  retain(args[2]);
  Value r = obj_call(vm, exit, args, 3);
  release(vm, args[2]);
  return r;
}

// ---- raising

static Value exception_of(VM *vm, Value v, const char *what) {
  if (is_exception(v)) return retain(v);
  if (is_kind(v, KIND_TYPE) && type_has((Type *)as_obj(v), TYPE_EXCEPTION)) {
    Value exc = obj_call(vm, v, NULL, 0);
    if (exc && !is_exception(exc)) {
      raise_type(vm, "calling %R should have returned an instance of BaseException, not %R", v, from_obj(type_of_get(vm, exc)));
      release(vm, exc);
      return V_ABSENT;
    }
    return exc;
  }
  return raise_type(vm, "%s", what);
}

void slow_raise(VM *vm, Value exc, Value cause, unsigned k) {
  if (k & 0x40) {
    ExcState *state = vm->thread.exc_state;
    while (state->handled == V_ABSENT && state->prev) state = state->prev;
    if (state->handled == V_ABSENT) raise(vm, EXC_RuntimeError, "No active exception to reraise");
    else replace(vm, &vm->thread.exc, retain(state->handled));
    return;
  }
  Value e = exception_of(vm, exc, "exceptions must derive from BaseException");
  if (!e) return;
  if (!(k & K_FLAG)) {
    Value from = cause == V_NONE ? V_NONE : exception_of(vm, cause, "exception causes must derive from BaseException");
    if (!from) return release(vm, e);
    Object *old = as_exception(e)->cause;
    as_exception(e)->cause = is_heap(from) ? as_obj(from) : NULL;
    as_exception(e)->suppress_context = true;
    xdecref(vm, old);
  }
  error_set_steal(vm, e);
}

bool slow_excstar(VM *vm, Value exc, Value types, Value *regs) {
  Value match = V_NONE, rest = V_NONE;
  if (!excgroup_match(vm, exc, types, &match, &rest)) return false;
  if (match != V_NONE) replace(vm, &vm->thread.exc_state->handled, retain(match));  // what a bare raise in the handler raises
  replace(vm, &regs[0], match);
  replace(vm, &regs[1], rest);
  return true;
}

Value slow_excstarend(VM *vm, Value orig, Value parts) { return excgroup_reraise(vm, orig, parts); }

// ---- await

SendFn awaitable_send(VM *vm, const Object *o) {
  const Slots *slots = &o->shape->type->slots;
  return slots->await == future_await || is_op(vm, from_obj(o)) ? slots->send : NULL;
}

const OpDef *op_of_manager(VM *vm, Value manager, bool enter) {
  if (!is_heap(manager) || vm->config.suspend_stress || type_has(obj_type(as_obj(manager)), TYPE_HEAP)) return NULL;
  const TypeSpec *spec = obj_type(as_obj(manager))->spec;
  return !spec ? NULL : enter ? spec->enter_op : spec->exit_op;
}

Value slow_getawaitable(VM *vm, Value v, unsigned how) {
  if (is_heap(v) && as_obj(v)->shape == vm->shape.coroutine) {
    if (gen_yield_from_get((Generator *)as_obj(v)) != V_ABSENT) return raise(vm, EXC_RuntimeError, "coroutine is being awaited already");
    return retain(v);
  }
  if (how && !type_of_get(vm, v)->slots.await) {
    const char *method = how == 1 ? "__aenter__" : "__aexit__";
    return raise_type(vm, "'async with' received an object from %s that does not implement __await__: %T", method, v);
  }
  return awaitable_iter(vm, v);
}

Value slow_getaiter(VM *vm, Value v) {
  UnaryFn aiter = type_of_get(vm, v)->slots.aiter;
  if (!aiter) return raise_type(vm, "'async for' requires an object with __aiter__ method, got %T", v);
  Value it = aiter(vm, v);
  if (!it || type_of_get(vm, it)->slots.anext) return it;
  raise_type(vm, "'async for' received an object from __aiter__ that does not implement __anext__: %T", it);
  release(vm, it);
  return V_ABSENT;
}

Value slow_getanext(VM *vm, Value v) {
  UnaryFn anext = type_of_get(vm, v)->slots.anext;
  if (!anext) return raise_type(vm, "'async for' requires an iterator with __anext__ method, got %T", v);
  Value awaitable = anext(vm, v);
  if (!awaitable) return V_ABSENT;
  Value it = awaitable_iter(vm, awaitable);
  if (!it && error_is(vm, EXC_TypeError)) {
    Value cause = error_take(vm);
    raise_type(vm, "'async for' received an invalid object from __anext__: %T", awaitable);
    if (is_exception(vm->thread.exc)) {
      Exception *e = as_exception(vm->thread.exc);
      Object *old = e->cause;
      e->cause = as_obj(retain(cause));
      e->suppress_context = true;
      xdecref(vm, old);
    }
    release(vm, cause);
  }
  release(vm, awaitable);
  return it;
}

Value slow_getyieldfrom(VM *vm, Value v, Code *code) {
  if (is_heap(v) && (as_obj(v)->shape == vm->shape.coroutine || is_op(vm, v))) {
    if (!(code->flags & (CO_COROUTINE | CO_ITERABLE_COROUTINE))) return raise_type(vm, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    return retain(v);
  }
  return is_heap(v) && as_obj(v)->shape == vm->shape.generator ? retain(v) : obj_iter(vm, v);
}

// ---- displays

bool slow_listextend(VM *vm, Value list, Value iterable) {
  Type *type = type_of_get(vm, iterable);
  if (!type->slots.iter && !type->slots.getitem) return raise_type(vm, "Value after * must be an iterable, not %T", iterable), false;
  return list_extend(vm, as_list(list), iterable);
}

bool slow_dictupdate(VM *vm, Value dict, Value mapping) {
  if (!is_dict(mapping) && type_lookup_get(vm, type_of_get(vm, mapping), vm->names.keys) == V_ABSENT) {
    if (has_error(vm)) return false;
    Value keys = obj_getattr_opt(vm, mapping, vm->names.keys);
    if (!keys) return has_error(vm) ? false : (raise_type(vm, "'%T' object is not a mapping", mapping), false);
    release(vm, keys);
  }
  return dict_update(vm, as_dict(dict), mapping);
}

Value call_function_text(VM *vm, Value function) {
  Value name = obj_getattr_opt(vm, function, vm->names.dunder_qualname);
  if (!name) {
    error_clear(vm);
    return obj_str(vm, function);
  }
  Value module = obj_getattr_opt(vm, function, vm->names.dunder_module), text;
  error_clear(vm);
  bool plain = !is_str(module) || str_is(as_str(module), "builtins");
  text = plain ? str_format_c(vm, "%S()", name) : str_format_c(vm, "%S.%S()", module, name);
  release(vm, name);
  release(vm, module);
  return text;
}

bool slow_dictmerge(VM *vm, Value dict, Value mapping, Value function) {
  Value keys = V_ABSENT, key;
  bool is_mapping = is_dict(mapping);
  if (!is_mapping) {
    keys = obj_call_special(vm, mapping, vm->names.keys, NULL, 0);
    if (!keys && has_error(vm)) return false;
    is_mapping = keys != V_ABSENT;
  }
  if (!is_mapping) {
    Value text = call_function_text(vm, function);
    if (text) raise_type(vm, "%S argument after ** must be a mapping, not %T", text, mapping);
    release(vm, text);
    return false;
  }
  Value it = obj_iter(vm, keys != V_ABSENT ? keys : mapping);
  release(vm, keys);
  bool ok = it != V_ABSENT;
  while (ok && (key = obj_next(vm, it))) {
    Value ignored, v = V_ABSENT;
    int has = dict_find(vm, as_dict(dict), key, &ignored);
    if (has > 0) {
      Value text = call_function_text(vm, function);
      if (text && is_str(key)) raise_type(vm, "%S got multiple values for keyword argument '%S'", text, key);
      else if (text) raise_type(vm, "%S keywords must be strings", text);
      release(vm, text);
    }
    ok = has == 0 && (v = obj_getitem(vm, mapping, key)) && dict_set(vm, as_dict(dict), key, v);
    release(vm, v);
    release(vm, key);
  }
  release(vm, it);
  return ok && (!has_error(vm) || error_clear_if(vm, EXC_StopIteration));
}

Value slow_format(VM *vm, Value v, Value spec, unsigned k) {
  unsigned conversion = (k >> 4) & 3;
  Value text = conversion == 1 ? obj_str(vm, v) : conversion == 2 ? obj_repr(vm, v) : conversion == 3 ? obj_ascii(vm, v) : retain(v);
  if (!text) return V_ABSENT;
  if (spec == V_ABSENT && is_heap(text) && as_obj(text)->shape == vm->shape.str) return text;
  if (spec == V_ABSENT && (is_int(text) || is_double(text))) return obj_str(vm, text);
  Value result = obj_format(vm, text, spec);
  release(vm, text);
  return result;
}

// ---- imports

Value slow_importname(VM *vm, Frame *frame, Str *name, Value fromlist, Value level) {
  Function *f = frame_function(frame);
  Value import = dict_get_name(vm, f->builtins, vm->names.dunder_import);
  if (import == V_ABSENT) return raise(vm, EXC_ImportError, "__import__ not found");
  if (is_heap(import) && as_obj(import)->shape == vm->shape.native) return import_level(vm, name, f->globals, fromlist, as_int(level));
  Value locals = frame->locals != V_ABSENT ? frame->locals : V_NONE;
  Value args[5] = {from_obj(name), from_obj(f->globals), locals, fromlist, level};
  return obj_call(vm, import, args, 5);
}

bool slow_printexpr(VM *vm, Value v) {
  Value hook = vm->sys ? dict_get_name(vm, vm->sys->dict, vm->names.displayhook) : V_ABSENT;
  if (hook == V_ABSENT) return raise(vm, EXC_RuntimeError, "lost sys.displayhook"), false;
  Value r = obj_call(vm, hook, &v, 1);
  release(vm, r);
  return r != V_ABSENT;
}

bool slow_setupann(VM *vm, Frame *frame) {
  Value ns = frame->locals != V_ABSENT ? frame->locals : from_obj(frame_function(frame)->globals), key = from_obj(vm->names.dunder_annotations);
  int has = obj_contains(vm, ns, key);
  if (has) return has > 0;
  Dict *d = dict_new(vm);
  if (!d) return false;
  bool ok = obj_setitem(vm, ns, key, from_obj(d));
  decref(vm, d);
  return ok;
}

// ---- type parameters

Value slow_typeparam(VM *vm, Value *window, unsigned c) { return typeparam_new(vm, (int)(c & 15), window[0], window[1], window[2], (c & 16) != 0); }
Value slow_typealias(VM *vm, Value *window) { return typealias_new(vm, window[0], window[1], window[2]); }

// typing.Generic[params]: what PEP 695 adds to the bases.
Value slow_genericbase(VM *vm, Value params) {
  Value generic = import_attr(vm, "typing", "Generic");
  if (!generic) return V_ABSENT;
  Value base = obj_getitem(vm, generic, params);
  release(vm, generic);
  return base;
}
