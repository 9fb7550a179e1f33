// SPDX-License-Identifier: MIT
// error.h - exceptions: their objects, raising them from C, and tracebacks.
//
// A raised exception is owned by vm->exc until something takes it. C reports an error by its return value (V_ABSENT, NULL, false,
// -1) and never by longjmp. Every raise_* returns V_ABSENT, so that `return raise_type(...)` reads well.
//
// Format directives of raise_* and str_format_c: %s UTF-8 C string, %d int, %u unsigned, %ld int64_t, %zd ssize_t, %zu size_t,
// %c code point, %x unsigned hex, %p pointer; %S str(Value), %R repr(Value), %A ascii(Value), %T name of the Value's type, %N name of a Type*, %U Str*, %%.
#ifndef ASTER_ERROR_H
#define ASTER_ERROR_H

#include "vm/core/type.h"

typedef struct Traceback {   // one entry; `next` is the frame called from here
  Object header;
  struct Traceback *next;
  Code *code;
  uint32_t pc;               // instruction index: line and columns are looked up when shown
  uint32_t lineno;           // set when script assigned it or it was synthesised; 0: from pc
  Object *frame;             // FrameObject when somebody asked for it, else NULL
  Dict *globals;
} Traceback;

typedef struct Exception {   // BaseException; subclasses with fields of their own (OSError...) keep them as attributes in slots
  Object header;
  Tuple *args;
  Object *traceback;         // Traceback or NULL
  Object *cause, *context;   // Exception or NULL
  List *notes;               // __notes__ or NULL
  bool suppress_context;
} Exception;

typedef enum {
#define ERROR(name, base, ...) EXC_##name,
#include "vm/core/errors.def"
  EXC_COUNT
} ExcId;

static inline Exception *as_exception(Value v) { return (Exception *)as_obj(v); }
static inline bool is_exception(Value v) { return is_heap(v) && type_has(as_obj(v)->shape->type, TYPE_EXCEPTION); }

Value raise(VM *vm, ExcId id, const char *fmt, ...);
Value raise_type(VM *vm, const char *fmt, ...);    // TypeError
Value raise_value(VM *vm, const char *fmt, ...);   // ValueError
Value raise_no_memory(VM *vm);                     // the VM's preallocated MemoryError
Value raise_object(VM *vm, Value exception_or_type);          // as `raise x`
Value raise_with(VM *vm, ExcId id, Value arg_steal);          // id(arg)
Value raise_os(VM *vm, int errnum, Value filename, Value filename2);  // the OSError subclass for errno; V_ABSENT: no file name
Value raise_stop_iteration(VM *vm, Value v);       // StopIteration(v); v V_NONE: no argument
Value error_new(VM *vm, Type *type, Value arg) MUST_USE;      // type(arg), without raising; arg V_ABSENT: type()
bool error_is(VM *vm, ExcId id);                   // the pending exception is an instance
bool error_matches(VM *vm, Value exc, Value type_or_tuple, bool *out) MUST_USE;  // except clause; TypeError for non-exception classes
void error_set_steal(VM *vm, Value exc);           // becomes vm->exc; its context is set to the exception being handled
Value error_take(VM *vm);                          // vm->exc, now none pending. Owned, V_ABSENT: none
void error_clear(VM *vm);
bool error_clear_if(VM *vm, ExcId id);             // clears and says true when the pending exception is an instance
Value error_stop_value(VM *vm);                    // takes a pending StopIteration and gives its value; other errors stay: V_ABSENT
void error_chain_context(VM *vm, Value exc, Value context);
bool error_add_traceback(VM *vm, Value exc, Frame *frame, uint32_t pc);
void error_unraisable(VM *vm, const char *what, Value obj);   // "Exception ignored in: ..." to stderr through sys.unraisablehook; clears
Type *error_type_get(VM *vm, ExcId id);
bool error_types_init(VM *vm);
// traceback.c: CPython's text for an exception, with its chain, groups and notes, carets and suggestions.
Value traceback_format(VM *vm, Value exc) MUST_USE;
void error_print(VM *vm, Value exc);               // to the script's sys.stderr, else the real one
// warnings: through the `warnings` module's filters once it is loaded. false: the filter made it an exception.
bool warn(VM *vm, ExcId category, int stack_level, const char *fmt, ...) MUST_USE;
#endif
