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
  struct Traceback *outer;   // the entry whose next this is, borrowed; NULL: none
  Code *code;
  uint32_t pc;               // instruction index: line and columns are looked up when shown
  uint32_t lineno;           // set when script assigned it or it was synthesised; 0: from pc
  Object *frame;             // FrameObject when somebody asked for it, else NULL
  Dict *globals;
  Value *kept;               // the local registers that the frame left behind, code->nlocals of them; NULL: none
  Value locals;              // where a NameError started: a dict of the locals; else V_ABSENT
} Traceback;

typedef struct Exception {   // BaseException; builtin subclasses with attributes of their own (OSError...) keep them in `fields`
  Object header;
  Tuple *args;
  Object *traceback;         // Traceback or NULL
  Object *cause, *context;   // Exception or NULL
  Object *causes;            // debug mode: a List of strs, its way through tasks (causes.h); or NULL
  bool suppress_context;
  uint8_t nfields;           // of the fields that follow, as errtypes.c lists them for the type
  Value fields[];            // V_ABSENT: not set
} Exception;

typedef enum {
#define ERROR(name, base, ...) EXC_##name,
#include "vm/core/errors.def"
  EXC_COUNT
} ExcId;

static inline Exception *as_exception(Value v) { return (Exception *)as_obj(v); }
static inline bool is_exception(Value v) { return is_heap(v) && type_has(as_obj(v)->shape->type, TYPE_EXCEPTION); }

// Fields of the builtin types, in the order of Exception.fields.
enum { SYSTEM_EXIT_CODE, SYSTEM_EXIT_FIELDS };
enum { STOP_ITERATION_VALUE, STOP_ITERATION_FIELDS };
enum { ATTRIBUTE_ERROR_NAME, ATTRIBUTE_ERROR_OBJ, ATTRIBUTE_ERROR_FIELDS };
enum { NAME_ERROR_NAME, NAME_ERROR_FIELDS };
enum { IMPORT_ERROR_MSG, IMPORT_ERROR_NAME, IMPORT_ERROR_PATH, IMPORT_ERROR_NAME_FROM, IMPORT_ERROR_FIELDS };
enum { OS_ERROR_ERRNO, OS_ERROR_STRERROR, OS_ERROR_FILENAME, OS_ERROR_FILENAME2, OS_ERROR_WRITTEN, OS_ERROR_FIELDS };
enum {
  SYNTAX_ERROR_MSG, SYNTAX_ERROR_FILENAME, SYNTAX_ERROR_LINENO, SYNTAX_ERROR_OFFSET, SYNTAX_ERROR_TEXT, SYNTAX_ERROR_END_LINENO,
  SYNTAX_ERROR_END_OFFSET, SYNTAX_ERROR_PRINT_FILE, SYNTAX_ERROR_METADATA, SYNTAX_ERROR_FIELDS
};
enum { UNICODE_ERROR_ENCODING, UNICODE_ERROR_OBJECT, UNICODE_ERROR_START, UNICODE_ERROR_END, UNICODE_ERROR_REASON, UNICODE_ERROR_FIELDS };
enum { GROUP_MESSAGE, GROUP_EXCEPTIONS, GROUP_FIELDS };

// A macro, so that the C library's raise() keeps its name for the linker. Include <signal.h> before this header.
#define raise(...) error_raise(__VA_ARGS__)
Value error_raise(VM *vm, ExcId id, const char *fmt, ...);
Value raise_type(VM *vm, const char *fmt, ...);    // TypeError
Value raise_value(VM *vm, const char *fmt, ...);   // ValueError
Value raise_no_memory(VM *vm);                     // the VM's preallocated MemoryError
Value raise_object(VM *vm, Value exception_or_type);          // as `raise x`
Value raise_with(VM *vm, ExcId id, Value arg_steal);          // id(arg)
Value raise_os(VM *vm, int errnum, Value filename, Value filename2);  // the OSError subclass for errno; V_ABSENT: no file name
Value raise_stop_iteration(VM *vm, Value v);       // StopIteration(v); v V_NONE: no argument
Value error_new(VM *vm, Type *type, Value arg) MUST_USE;      // type(arg), without raising; arg V_ABSENT: type()
Value raise_import(VM *vm, ExcId id, Value message_steal, Value name, Value path, Value name_from);  // V_ABSENT: not given
Value raise_name(VM *vm, ExcId id, Str *name, const char *fmt, ...);        // NameError family with .name
Value raise_attribute(VM *vm, Value obj, Str *name, const char *fmt, ...);  // AttributeError with .name and .obj
bool error_is(VM *vm, ExcId id);                   // the pending exception is an instance
bool exception_is(VM *vm, Value exc, ExcId id);
Value exception_from(VM *vm, Value exception_or_type) MUST_USE;  // what `raise x` raises: an instance, made of a class
bool exception_set_cause(VM *vm, Value exc, Value cause);        // `from cause`: a class is called; TypeError
Value error_handled_get(VM *vm);                   // the exception being handled (sys.exception()), borrowed; V_ABSENT: none
void error_take_context(VM *vm);                   // the pending exception's context is what the running generator itself handles, if anything
void error_restore_steal(VM *vm, Value exc);       // becomes vm->exc as it is; V_ABSENT: none pending
bool error_matches(VM *vm, Value exc, Value type_or_tuple, bool *out) MUST_USE;  // except clause; TypeError for non-exception classes
void error_set_steal(VM *vm, Value exc);           // becomes vm->exc; its context is set to the exception being handled
Value error_take(VM *vm);                          // vm->exc, now none pending. Owned, V_ABSENT: none
void error_clear(VM *vm);
bool error_clear_if(VM *vm, ExcId id);             // clears and says true when the pending exception is an instance
Value error_stop_value(VM *vm);                    // takes a pending StopIteration and gives its value; other errors stay: V_ABSENT
void error_chain_context(VM *vm, Value exc, Value context);
bool error_add_traceback(VM *vm, Value exc, Frame *frame, uint32_t pc);  // false: no memory (vm->exc is left as it was)
void error_unraisable(VM *vm, const char *what, Value obj);   // "Exception ignored in: ..." to stderr through sys.unraisablehook; clears
void error_unraisable_about(VM *vm, const char *what, Value obj);  // the same, the object named in the message: "`what` <obj>:"
void error_unraisable_show(VM *vm, Value exc, Value message, Value obj);  // its text, hook or not; message, obj: V_ABSENT none
// A type of errors.def, borrowed. They are made when first needed (errtypes.c); where there is no memory for one, it is MemoryError,
// which is what should be raised then. vm->exc_types has NULL for one that nothing has needed: no object is of that type.
Type *error_type_get(VM *vm, ExcId id);
Type *error_type_make(VM *vm, ExcId id) MUST_USE;  // the same; NULL: MemoryError set
bool error_types_complete(VM *vm) MUST_USE;        // all of them, with __subclasses__() in the order of errors.def; false: MemoryError
bool error_types_init(VM *vm);    // the exception types, traceback, the preallocated MemoryError
extern const char *const error_type_names[EXC_COUNT];
// excgroup.c: except*. `exc` matched against `types`: *match and *rest owned, V_NONE for nothing.
bool excgroup_match(VM *vm, Value exc, Value types, Value *match, Value *rest) MUST_USE;
Value excgroup_reraise(VM *vm, Value orig, Value parts_list) MUST_USE;  // what except* raises at its end; V_NONE: nothing
int64_t traceback_line(const Traceback *tb);
// traceback.c: CPython's text for an exception, with its chain, groups and notes, carets and suggestions.
Value traceback_format(VM *vm, Value exc) MUST_USE;
Value traceback_format_plain(VM *vm, Value exc) MUST_USE;  // lines and message only
bool traceback_source_add(VM *vm, Str *filename, const char *source, size_t len);  // text of code that has no file ("<string>")
void error_display(VM *vm, Value exc);             // through sys.excepthook, as at the end of a script
void error_print(VM *vm, Value exc);               // to the script's sys.stderr, else the real one
// warnings: through the `warnings` module's filters once it is loaded. false: the filter made it an exception.
bool warn(VM *vm, ExcId category, int stack_level, const char *fmt, ...) MUST_USE;
bool warn_with(VM *vm, Type *category, int stack_level, Value message, Value source) MUST_USE;  // source V_ABSENT: none
bool warn_at(VM *vm, ExcId category, Str *filename, int64_t line, Value message) MUST_USE;      // compiler's SyntaxWarning
#endif
