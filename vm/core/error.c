// SPDX-License-Identifier: MIT
// error.c - the pending exception: raising from C, chaining, matching, and what is done with one that nobody catches.
//
// vm->thread.exc owns the pending exception. error_set_steal is the one place where implicit chaining happens: it makes the
// exception being handled the context of the new one, after cutting a chain that would otherwise run in a circle.
#include "vm/core/error.h"

#include "vm/core/errtypes.h"
#include "vm/core/host.h"
#include "vm/io/io.h"
#include "vm/core/vm.h"

Value error_handled_get(VM *vm) {
  for (const ExcState *state = vm->thread.exc_state; state; state = state->prev)
    if (state->handled != V_ABSENT && state->handled != V_NONE) return state->handled;
  return V_ABSENT;
}

// Cuts `exc` out of the chain of contexts that starts at `handled`. Chains that already run in a circle are walked once:
// `slow` goes at half the speed.
static void chain_cut(VM *vm, Exception *handled, const Exception *exc) {
  Exception *o = handled, *slow = handled;
  bool step = false;
  while (o->context) {
    Exception *context = (Exception *)o->context;
    if (context == exc) {
      CLEAR_REF(vm, o->context);
      return;
    }
    o = context;
    if (o == slow) return;
    if (step) slow = (Exception *)slow->context;
    step = !step;
  }
}

void error_set_steal(VM *vm, Value exc) {
  Value handled = error_handled_get(vm);
  if (handled != V_ABSENT && handled != exc) {
    chain_cut(vm, as_exception(handled), as_exception(exc));
    Object *old = as_exception(exc)->context;
    incref(as_obj(handled));
    as_exception(exc)->context = as_obj(handled);
    xdecref(vm, old);
  }
  error_restore_steal(vm, exc);
}

// What throw() brings out of the innermost of several generators gets its context anew from each of the outer ones.
void error_take_context(VM *vm) {
  Value handled = vm->thread.exc_state->handled;
  if (is_exception(handled)) error_set_steal(vm, error_take(vm));
}

void error_restore_steal(VM *vm, Value exc) { replace(vm, &vm->thread.exc, exc); }

Value error_take(VM *vm) {
  Value exc = vm->thread.exc;
  vm->thread.exc = V_ABSENT;
  return exc;
}

void error_clear(VM *vm) { replace(vm, &vm->thread.exc, V_ABSENT); }

bool exception_is(VM *vm, Value exc, ExcId id) {
  return is_exception(exc) && vm->exc_types[id] && type_is_subtype(obj_type(as_obj(exc)), vm->exc_types[id]);
}

bool error_is(VM *vm, ExcId id) { return has_error(vm) && exception_is(vm, vm->thread.exc, id); }

bool error_clear_if(VM *vm, ExcId id) {
  if (!error_is(vm, id)) return false;
  error_clear(vm);
  return true;
}

Value error_stop_value(VM *vm) {
  if (!error_is(vm, EXC_StopIteration)) return V_ABSENT;
  Value exc = error_take(vm);
  Value v = as_exception(exc)->fields[STOP_ITERATION_VALUE];
  v = v == V_ABSENT ? V_NONE : retain(v);
  release(vm, exc);
  return v;
}

// Makes `context` the end of exc's chain of contexts, as happens to an error met while another one was on its way.
void error_chain_context(VM *vm, Value exc, Value context) {
  if (context == V_ABSENT || exc == context) return;
  chain_cut(vm, as_exception(context), as_exception(exc));
  Object *old = as_exception(exc)->context;
  incref(as_obj(context));
  as_exception(exc)->context = as_obj(context);
  xdecref(vm, old);
}

// Raising

static Value raise_new(VM *vm, Type *type, Value arg) {
  Value exc = error_new(vm, type, arg);
  if (exc != V_ABSENT) error_set_steal(vm, exc);
  return V_ABSENT;
}

static Value raise_text(VM *vm, ExcId id, const char *fmt, va_list args) {
  Value message = str_vformat_c(vm, fmt, args);
  if (message == V_ABSENT) return V_ABSENT;
  raise_new(vm, error_type_get(vm, id), message);
  release(vm, message);
  return V_ABSENT;
}

Value error_raise(VM *vm, ExcId id, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  raise_text(vm, id, fmt, args);
  va_end(args);
  return V_ABSENT;
}

Value raise_type(VM *vm, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  raise_text(vm, EXC_TypeError, fmt, args);
  va_end(args);
  return V_ABSENT;
}

Value raise_value(VM *vm, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  raise_text(vm, EXC_ValueError, fmt, args);
  va_end(args);
  return V_ABSENT;
}

Value raise_no_memory(VM *vm) {
  if (vm->no_memory_error == V_ABSENT) return V_ABSENT;
  Exception *exc = as_exception(vm->no_memory_error);
  if (exc->header.rc == 1) {  // nobody holds the last one any more
    CLEAR_REF(vm, exc->traceback);
    CLEAR_REF(vm, exc->context);
    CLEAR_REF(vm, exc->cause);
  }
  error_set_steal(vm, retain(vm->no_memory_error));
  return V_ABSENT;
}

Value raise_with(VM *vm, ExcId id, Value arg_steal) {
  if (arg_steal == V_ABSENT) return V_ABSENT;
  raise_new(vm, error_type_get(vm, id), arg_steal);
  release(vm, arg_steal);
  return V_ABSENT;
}

Value raise_stop_iteration(VM *vm, Value v) {
  return raise_new(vm, error_type_get(vm, EXC_StopIteration), v == V_NONE ? V_ABSENT : v);
}

static void field_set(VM *vm, Value exc, unsigned field, Value v) {
  if (v != V_ABSENT) replace(vm, &as_exception(exc)->fields[field], retain(v));
}

Value raise_import(VM *vm, ExcId id, Value message_steal, Value name, Value path, Value name_from) {
  if (message_steal == V_ABSENT) return V_ABSENT;
  Value exc = error_new(vm, error_type_get(vm, id), message_steal);
  release(vm, message_steal);
  if (exc == V_ABSENT) return V_ABSENT;
  field_set(vm, exc, IMPORT_ERROR_NAME, name);
  field_set(vm, exc, IMPORT_ERROR_PATH, path);
  field_set(vm, exc, IMPORT_ERROR_NAME_FROM, name_from);
  error_set_steal(vm, exc);
  return V_ABSENT;
}

Value raise_name(VM *vm, ExcId id, Str *name, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  Value message = str_vformat_c(vm, fmt, args);
  va_end(args);
  if (message == V_ABSENT) return V_ABSENT;
  Value exc = error_new(vm, error_type_get(vm, id), message);
  release(vm, message);
  if (exc == V_ABSENT) return V_ABSENT;
  field_set(vm, exc, NAME_ERROR_NAME, from_obj(name));
  error_set_steal(vm, exc);
  return V_ABSENT;
}

Value raise_attribute(VM *vm, Value obj, Str *name, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  Value message = str_vformat_c(vm, fmt, args);
  va_end(args);
  if (message == V_ABSENT) return V_ABSENT;
  Value exc = error_new(vm, error_type_get(vm, EXC_AttributeError), message);
  release(vm, message);
  if (exc == V_ABSENT) return V_ABSENT;
  field_set(vm, exc, ATTRIBUTE_ERROR_NAME, from_obj(name));
  field_set(vm, exc, ATTRIBUTE_ERROR_OBJ, obj);
  error_set_steal(vm, exc);
  return V_ABSENT;
}

Value raise_os(VM *vm, int errnum, Value filename, Value filename2) {
  Value text = os_error_text(vm, errnum);
  if (text == V_ABSENT) return V_ABSENT;
  Value args[5] = {from_int(errnum), text, filename, V_NONE, filename2};
  uint32_t argc = filename == V_ABSENT ? 2 : filename2 == V_ABSENT ? 3 : 5;
  Value exc = type_call(vm, from_obj(error_type_get(vm, EXC_OSError)), args, argc, NULL);
  release(vm, text);
  if (exc != V_ABSENT) error_set_steal(vm, exc);
  return V_ABSENT;
}

static bool is_exception_class(Value v) { return is_kind(v, KIND_TYPE) && type_has((Type *)as_obj(v), TYPE_EXCEPTION); }

static Value exception_made_by(VM *vm, Value cls) {
  Value exc = obj_call(vm, cls, NULL, 0);
  if (exc == V_ABSENT || is_exception(exc)) return exc;
  raise_type(vm, "calling %R should have returned an instance of BaseException, not %R", cls, from_obj(type_of_get(vm, exc)));
  release(vm, exc);
  return V_ABSENT;
}

Value exception_from(VM *vm, Value v) {
  if (is_exception(v)) return retain(v);
  if (is_exception_class(v)) return exception_made_by(vm, v);
  return raise_type(vm, "exceptions must derive from BaseException");
}

Value raise_object(VM *vm, Value v) {
  Value exc = exception_from(vm, v);
  if (exc != V_ABSENT) error_set_steal(vm, exc);
  return V_ABSENT;
}

bool exception_set_cause(VM *vm, Value exc, Value cause) {
  Value made = V_ABSENT;
  if (is_exception(cause)) made = retain(cause);
  else if (is_exception_class(cause)) made = exception_made_by(vm, cause);
  else if (cause != V_NONE) raise_type(vm, "exception causes must derive from BaseException");
  if (made == V_ABSENT && cause != V_NONE) return false;
  Exception *e = as_exception(exc);
  Object *old = e->cause;
  e->cause = made == V_ABSENT ? NULL : as_obj(made);
  e->suppress_context = true;
  xdecref(vm, old);
  return true;
}

// Matching

static bool matches_one(Value exc, Value type) { return type_is_subtype(obj_type(as_obj(exc)), (Type *)as_obj(type)); }

static bool check_catchable(VM *vm, Value type) {
  if (is_exception_class(type)) return true;
  raise_type(vm, "catching classes that do not inherit from BaseException is not allowed");
  return false;
}

bool error_matches(VM *vm, Value exc, Value type_or_tuple, bool *out) {
  *out = false;
  if (!is_tuple(type_or_tuple)) {
    if (!check_catchable(vm, type_or_tuple)) return false;
    *out = matches_one(exc, type_or_tuple);
    return true;
  }
  const Tuple *types = as_tuple(type_or_tuple);
  for (size_t i = 0; i < types->len; i++)
    if (!check_catchable(vm, types->items[i])) return false;
  for (size_t i = 0; i < types->len && !*out; i++) *out = matches_one(exc, types->items[i]);
  return true;
}

// Tracebacks

// A snapshot of the locals where a NameError starts: "Did you mean" looks among them when the error is shown.
static Value name_error_locals(VM *vm, Frame *frame) {
  if (!(frame->code->flags & CO_OPTIMIZED)) return V_ABSENT;
  Value locals = frame_locals(vm, frame);
  if (locals == V_ABSENT) error_clear(vm);
  return locals;
}

static Traceback *traceback_new(VM *vm, Frame *frame, uint32_t pc, Traceback *next) {
  Traceback *tb = object_new(vm, vm->types.traceback, sizeof *tb);
  if (!tb) return NULL;
  tb->code = frame->code;
  incref(&tb->code->header);
  tb->pc = pc;
  Function *function = frame_function(frame);
  tb->globals = function->globals;
  incref((Object *)tb->globals);
  if (frame->object) {
    tb->frame = frame->object;
    incref(tb->frame);
  }
  tb->next = next;
  if (next) incref(&next->header);
  return tb;
}

bool error_add_traceback(VM *vm, Value exc, Frame *frame, uint32_t pc) {
  Value pending = error_take(vm);
  Exception *e = as_exception(exc);
  Traceback *tb = traceback_new(vm, frame, pc, (Traceback *)e->traceback);
  bool ok = tb != NULL;
  if (ok) {
    if (!tb->next && exception_is(vm, exc, EXC_NameError)) tb->locals = name_error_locals(vm, frame);
    ok = gc_track(vm, &tb->header);
    if (tb->next) tb->next->outer = tb;
    Object *old = e->traceback;
    e->traceback = &tb->header;
    xdecref(vm, old);
  }
  error_restore_steal(vm, pending);  // drops what failed above
  return ok;
}

// Errors that nobody catches

// The hook that a script put into sys; V_ABSENT while it is the one that was there from the start.
static Value sys_hook(VM *vm, Str *name, Str *default_name) {
  if (!vm->sys) return V_ABSENT;
  Value hook = dict_get_name(vm, vm->sys->dict, name);
  Value original = dict_get_name(vm, vm->sys->dict, default_name);
  return hook == V_ABSENT || hook == V_NONE || hook == original ? V_ABSENT : retain(hook);
}

void error_unraisable_show(VM *vm, Value exc, Value message, Value obj) {
  Value head = V_ABSENT;
  if (obj != V_ABSENT && obj != V_NONE) {
    Value repr = obj_repr(vm, obj);
    if (repr == V_ABSENT) {
      error_clear(vm);
      repr = str_from_c(vm, "<object repr() failed>");
    }
    if (repr == V_ABSENT) error_clear(vm);
    else if (message == V_ABSENT) head = str_format_c(vm, "Exception ignored in: %S\n", repr);
    else head = str_format_c(vm, "%S: %S\n", message, repr);
    release(vm, repr);
  } else if (message != V_ABSENT) {
    head = str_format_c(vm, "%S:\n", message);
  }
  if (head != V_ABSENT) vm_log(vm, true, as_str(head));
  release(vm, head);
  error_clear(vm);
  Value text = traceback_format_plain(vm, exc);
  if (text != V_ABSENT) vm_log(vm, true, as_str(text));
  release(vm, text);
  error_clear(vm);
}

static Value unraisable_args(VM *vm, Value exc, Value message, Value obj) {
  Object *tb = as_exception(exc)->traceback;
  Value fields[5] = {from_obj(obj_type(as_obj(exc))), exc, tb ? from_obj(tb) : V_NONE, message == V_ABSENT ? V_NONE : message,
                     obj == V_ABSENT ? V_NONE : obj};
  return io_unraisable_args(vm, fields);
}

static void unraisable_tell(VM *vm, Value exc, Value message, Value obj) {
  if (vm->thread.killing) return;  // a finaliser was cut short, which is nobody's error
  Value hook = sys_hook(vm, vm->names.unraisablehook, vm->names.dunder_unraisablehook);
  if (hook == V_ABSENT) {
    error_unraisable_show(vm, exc, message, obj);
  } else {
    Value args = unraisable_args(vm, exc, message, obj);
    Value r = args == V_ABSENT ? V_ABSENT : obj_call(vm, hook, &args, 1);
    release(vm, args);
    if (r == V_ABSENT) {
      Value inner = error_take(vm);
      Value words = str_from_c(vm, "Exception ignored in sys.unraisablehook");
      if (inner != V_ABSENT) error_unraisable_show(vm, inner, words, hook);
      release(vm, words);
      release(vm, inner);
    }
    release(vm, r);
    release(vm, hook);
  }
  error_clear(vm);
}

// The pending exception; V_ABSENT: there is none, or it is what ends this thread.
static Value unraisable_take(VM *vm) {
  Value exc = error_take(vm);
  if (!vm->thread.self->ending) return exc;
  release(vm, exc);
  return V_ABSENT;
}

// `what` NULL: "Exception ignored in"; else the words before the colon.
void error_unraisable(VM *vm, const char *what, Value obj) {
  Value exc = unraisable_take(vm);
  if (exc == V_ABSENT) return;
  Value message = what ? str_from_c(vm, what) : V_ABSENT;
  error_clear(vm);
  unraisable_tell(vm, exc, message, obj);
  release(vm, message);
  release(vm, exc);
}

void error_unraisable_about(VM *vm, const char *what, Value obj) {
  Value exc = unraisable_take(vm);
  if (exc == V_ABSENT) return;
  Value message = str_format_c(vm, "%s %R", what, obj);
  if (!message) error_clear(vm), message = str_from_c(vm, what);
  error_clear(vm);
  unraisable_tell(vm, exc, message, V_ABSENT);
  release(vm, message);
  release(vm, exc);
}

void error_print(VM *vm, Value exc) {
  Value text = traceback_format(vm, exc);
  if (text == V_ABSENT) {
    error_clear(vm);
    io_stderr_raw(vm, "Aster: an error could not be shown: no memory\n");
    return;
  }
  vm_log(vm, true, as_str(text));
  release(vm, text);
}

static void display_hook_failed(VM *vm, Value exc) {
  Value inner = error_take(vm);
  Value text = str_from_c(vm, "Error in sys.excepthook:\n");
  if (text != V_ABSENT) vm_log(vm, true, as_str(text));
  release(vm, text);
  if (inner != V_ABSENT) error_print(vm, inner);
  release(vm, inner);
  text = str_from_c(vm, "\nOriginal exception was:\n");
  if (text != V_ABSENT) vm_log(vm, true, as_str(text));
  release(vm, text);
  error_clear(vm);
  error_print(vm, exc);
}

void error_display(VM *vm, Value exc) {
  Value hook = sys_hook(vm, vm->names.excepthook, vm->names.dunder_excepthook);
  if (hook == V_ABSENT) {
    error_print(vm, exc);
    return;
  }
  Object *tb = as_exception(exc)->traceback;
  Value args[3] = {from_obj(obj_type(as_obj(exc))), exc, tb ? from_obj(tb) : V_NONE};
  Value r = obj_call(vm, hook, args, 3);
  if (r == V_ABSENT && !error_is(vm, EXC_SystemExit)) display_hook_failed(vm, exc);
  release(vm, r);
  release(vm, hook);
}
