// SPDX-License-Identifier: MIT
// aster.h - the public interface of the Aster VM.
//
//   AsterVM *vm = aster_new(NULL);
//   AsterValue v = aster_eval(vm, "sum(range(10))", NULL);
//   int64_t n;
//   if (aster_ok(v) && aster_get_int(vm, aster_ref(v), &n)) printf("%lld\n", (long long)n);
//   aster_release(vm, v);
//   aster_free(vm);
//
// WHERE EVERYTHING HANGS. Off an AsterVM. A process may hold any number of them; they share nothing, and there is no state outside.
//
// THREADS. A VM is used by one thread at a time; it may be another one each time. What may be called from any thread at any time, or
// from a signal handler, says so. A value belongs to the VM that made it.
//
// OWNERSHIP is in the types. An AsterValue is owned: whoever holds it gives it to aster_release once, or hands it on to something that
// says that it takes it. An AsterRef is borrowed: it says nothing about who owns, and is good while somebody does (arguments of a C function:
// until it returns). Functions take AsterRef and give AsterValue; where one differs, its comment says so. aster_ref(v) lends an
// owned value; aster_retain makes an owned one of a borrowed one: that is how a value is kept beyond a call.
//
// ERRORS. A function that fails leaves an exception pending in the VM and says so by its result: an absent AsterValue (aster_ok is false),
// NULL, false, or -1. Nothing jumps over C code. A pending exception is returned onwards (a C function returns aster_absent()), or taken
// (aster_take_error), shown (aster_print_error) or dropped (aster_clear_error) before the next call. Releasing and reading stay allowed.
// Any function that makes something can fail with MemoryError; comments name the other errors. Misuse of a type is a TypeError.
//
// MARKS. Each comment ends with what the call may do:
//   [plain]    runs no script code
//   [script]   may run script code: anything borrowed from a container may be gone afterwards, and C functions may be re-entered
//   [any]      from any thread, while the VM (or the handle) exists; takes no lock that script code holds
//   [signal]   as [any], and from a signal handler
// A script that runs under a budget (aster_fiber_new, aster_loop_step) is suspended inside [script] calls, on a C stack of its own:
// the C functions that it called stay suspended with it.
#ifndef ASTER_H
#define ASTER_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ASTER_API __attribute__((visibility("default")))
#define ASTER_MUST_USE __attribute__((warn_unused_result))
#define ASTER_PRINTF(text, first) __attribute__((__format__(__printf__, text, first)))
#else
#define ASTER_API
#define ASTER_MUST_USE
#define ASTER_PRINTF(text, first)
#endif

#define ASTER_VERSION "0.1.0"

typedef struct AsterVM AsterVM;
typedef struct AsterValue { uint64_t bits; } AsterValue;  // owned
typedef struct AsterRef { uint64_t bits; } AsterRef;      // borrowed

static inline AsterRef aster_ref(AsterValue v) { AsterRef r; r.bits = v.bits; return r; }
static inline AsterValue aster_absent(void) { AsterValue v; v.bits = 0; return v; }  // no value; from a C function: the pending exception
static inline bool aster_ok(AsterValue v) { return v.bits != 0; }
static inline bool aster_given(AsterRef arg) { return arg.bits != 0; }               // false: an optional argument that was left out
static inline bool aster_is(AsterRef a, AsterRef b) { return a.bits == b.bits; }     // `a is b`

// ---- the VM's life ------------------------------------------------------------------------------------------------------------

// The allocation hook: new_size 0 frees `block` (and gives NULL); `block` NULL allocates; NULL back: no memory. Aligned to 16 bytes.
typedef void *(*AsterAllocFn)(void *user, void *block, size_t old_size, size_t new_size);

// What a sandboxed VM may do. What is not allowed raises PermissionError, whose text names the capability.
enum {
  ASTER_CAN_NOTHING = 0,
  ASTER_CAN_CLOCK = 1,         // "clock": time and date, time zone, process times (loops time themselves without it)
  ASTER_CAN_STDOUT = 2,        // "stdout": the process's standard streams (what goes to a `write` callback needs no capability)
  ASTER_CAN_ENVIRONMENT = 4,   // "environment": environment variables
  ASTER_CAN_FILES = 8,         // "files": the file system; with `root` set only what lies under it
  ASTER_CAN_NETWORK = 16,      // "network": sockets and name look-up
  ASTER_CAN_PROCESSES = 32,    // "processes": this process and others: signals, ids, starting and ending them
  ASTER_CAN_THREADS = 64,      // "threads": threads of script code
  ASTER_CAN_EVERYTHING = 127
};

typedef enum AsterStream { ASTER_STDOUT = 1, ASTER_STDERR = 2 } AsterStream;
typedef enum AsterLogLevel { ASTER_LOG_WARNING = 1, ASTER_LOG_ERROR = 2 } AsterLogLevel;
typedef enum AsterClock { ASTER_CLOCK_WALL, ASTER_CLOCK_MONOTONIC, ASTER_CLOCK_CPU } AsterClock;

// What a module loader found: source text, or the bytes of a file that `aster build` wrote. The VM copies what it needs at once.
typedef struct AsterModuleText {
  const char *text;      // NULL: there is no such module here; sys.path is tried next
  size_t len;
  const char *filename;  // for tracebacks; NULL: "<name>"
  bool is_package;
  void (*free)(void *user, struct AsterModuleText *text);  // called when the VM is done with it; NULL: nothing to do
  void *user;            // for `free`
} AsterModuleText;

typedef enum { ASTER_ORPHANS_DEFAULT, ASTER_ORPHANS_LOG, ASTER_ORPHANS_CRASH } AsterOrphans;  // default: log in debug mode

typedef struct AsterConfig {
  AsterAllocFn alloc;      // NULL: the C library's
  void *alloc_user;
  size_t memory_limit;     // bytes, 0: none; beyond it scripts get MemoryError
  bool hash_seeded;        // str hashes follow from hash_seed; else they are random per VM
  uint64_t hash_seed;
  int optimize;            // 0; 1 leaves out assert; 2 docstrings too
  bool isolated;           // the environment and the script's folder do not count
  const char *options;     // letters of the command line, each as often as it was given, at most 31: "vvE". u: standard output and error have no
                           // buffers; x: a script's first line is left out; b: BytesWarning is told; the others are for sys.flags alone. NULL: none
  bool dev_mode;           // -X dev
  bool debug;              // event loops start in debug mode; what is compiled is read with advice about its async parts
  AsterOrphans orphans;    // what becomes of errors in tasks that nobody awaits
  // Stress modes, for tests: the same results are expected with each.
  bool suspend_stress;     // every await of a task lets the others run first
  bool no_specialize;      // instructions keep their general form
  bool no_caches;          // inline caches are never filled
  bool gc_stress;          // collect cycles at every chance
  bool leak_check;         // abort when objects are left after aster_free
  const struct AsterHost *host;  // clock and waiting of event loops (aster_host.h); NULL: the library's own
  bool virtual_time;       // loops: the clock stands still while something is ready, and jumps to the next timer when nothing is
  bool shuffle;            // loops: what is ready runs in an order drawn from hash_seed
  uint64_t fail_alloc;     // the Nth allocation after start-up fails, once; 0: off
  void *user;              // aster_user gives it back
  uint32_t frame_limit;    // script calls under way at once: RecursionError beyond; 0: 1000, and scripts may change it
  size_t stack_limit;      // bytes of the C stack that the VM may use below its creator; 0: 8 MB
  // Callbacks; each gets its `..._user`. None may call back into the VM, unless it says so.
  void (*write)(void *user, AsterStream stream, const char *text, size_t len);  // standard output and error of scripts, line by line
  void *write_user;
  void (*log)(void *user, AsterLogLevel level, const char *text, size_t len);   // what the VM itself reports; NULL: to sys.stderr
  void *log_user;
  // Asked for each imported module that the library does not have. May call [plain] functions. False: an exception is pending.
  bool (*load)(void *user, AsterVM *vm, const char *name, AsterModuleText *out);
  void *load_user;
  double (*clock)(void *user, AsterClock which);         // seconds; for loops as well. NULL: the system's
  void *clock_user;
  bool (*random)(void *user, void *bytes, size_t len);   // os.urandom, seeds. NULL: the system's. False: there is none
  void *random_user;
  bool sandbox;            // `allow` and `root` count; else everything is allowed
  uint32_t allow;          // ASTER_CAN_...
  const char *root;        // with ASTER_CAN_FILES: the folder that scripts see as "/" (copied); NULL: the whole file system
} AsterConfig;

// The version of the library that is linked. [any]
ASTER_API const char *aster_version(void);
// A VM with the standard library; NULL: no memory, `config` NULL: defaults. It is copied, but for what its pointers
// point to, which must outlive the VM where it is not said to be copied. [plain]
ASTER_API AsterVM *aster_new(const AsterConfig *config) ASTER_MUST_USE;
// Ends the VM, whatever state it is in: suspended fibers unwind, finalisers run, everything is freed. Owned values need not be released
// before, and must not be used afterwards. Handles for other threads (AsterPort, AsterPromise) stay valid and say that it is gone. [script]
ASTER_API void aster_free(AsterVM *vm);
// Instead of aster_free when the process ends next: finalisers run and files are flushed, memory is left to the system. [script]
ASTER_API void aster_finish(AsterVM *vm);
// AsterConfig.user. [any]
ASTER_API void *aster_user(AsterVM *vm);

typedef struct AsterMemory { size_t used, peak, limit; uint64_t objects; } AsterMemory;  // bytes handed out; objects alive
ASTER_API AsterMemory aster_memory(AsterVM *vm);                       // [plain]
ASTER_API void aster_set_memory_limit(AsterVM *vm, size_t bytes);      // 0: none; may lie below what is used: nothing more is given. [plain]
// Frees what only cycles keep alive. Returns how many objects that were. [script]
ASTER_API int64_t aster_collect(AsterVM *vm);

// ---- values -------------------------------------------------------------------------------------------------------------------

ASTER_API AsterValue aster_retain(AsterVM *vm, AsterRef v) ASTER_MUST_USE;  // one more owner; never fails; absent gives absent. [plain]
ASTER_API void aster_release(AsterVM *vm, AsterValue v);                    // absent is allowed. The last one may run finalisers: [script]

ASTER_API AsterValue aster_none(AsterVM *vm);                       // never fails. [plain]
ASTER_API AsterValue aster_bool_new(AsterVM *vm, bool b);           // never fails. [plain]
ASTER_API AsterValue aster_int_new(AsterVM *vm, int64_t n) ASTER_MUST_USE;   // [plain]
ASTER_API AsterValue aster_uint_new(AsterVM *vm, uint64_t n) ASTER_MUST_USE; // [plain]
// An int of any size from its two's complement bytes, the least significant first. [plain]
ASTER_API AsterValue aster_bigint_new(AsterVM *vm, const void *bytes, size_t len, bool is_signed) ASTER_MUST_USE;
ASTER_API AsterValue aster_float_new(AsterVM *vm, double d);        // never fails. [plain]
// A str from `len` bytes of UTF-8; SIZE_MAX: up to the NUL. UnicodeDecodeError. [plain]
ASTER_API AsterValue aster_str_new(AsterVM *vm, const char *utf8, size_t len) ASTER_MUST_USE;
ASTER_API AsterValue aster_bytes_new(AsterVM *vm, const void *data, size_t len) ASTER_MUST_USE;  // data NULL: zeros. [plain]
// With copies of `count` items; each keeps its owner. items NULL: empty (list, set) or None (tuple). [plain]
ASTER_API AsterValue aster_list_new(AsterVM *vm, const AsterRef *items, size_t count) ASTER_MUST_USE;
ASTER_API AsterValue aster_tuple_new(AsterVM *vm, const AsterRef *items, size_t count) ASTER_MUST_USE;
ASTER_API AsterValue aster_dict_new(AsterVM *vm) ASTER_MUST_USE;    // [plain]
ASTER_API AsterValue aster_set_new(AsterVM *vm, const AsterRef *items, size_t count) ASTER_MUST_USE;  // TypeError: unhashable. [script]

typedef enum AsterKind {
  ASTER_KIND_NONE, ASTER_KIND_BOOL, ASTER_KIND_INT, ASTER_KIND_FLOAT, ASTER_KIND_COMPLEX, ASTER_KIND_STR, ASTER_KIND_BYTES,
  ASTER_KIND_BYTEARRAY, ASTER_KIND_LIST, ASTER_KIND_TUPLE, ASTER_KIND_DICT, ASTER_KIND_SET, ASTER_KIND_FROZENSET, ASTER_KIND_RANGE,
  ASTER_KIND_FUNCTION,   // of script or C, bound or not
  ASTER_KIND_TYPE, ASTER_KIND_MODULE, ASTER_KIND_EXCEPTION, ASTER_KIND_COROUTINE, ASTER_KIND_FUTURE,  // tasks included
  ASTER_KIND_OTHER
} AsterKind;
// What a value is, subclasses included. [plain]
ASTER_API AsterKind aster_kind(AsterVM *vm, AsterRef v);
ASTER_API AsterRef aster_type_of(AsterVM *vm, AsterRef v);          // its class; borrowed: good as long as v. [plain]
// 1, 0, or -1: an exception is pending. [script]
ASTER_API int aster_truthy(AsterVM *vm, AsterRef v) ASTER_MUST_USE;
// An int's or a bool's value. False: TypeError, or OverflowError where it does not fit. [plain]
ASTER_API bool aster_get_int(AsterVM *vm, AsterRef v, int64_t *out) ASTER_MUST_USE;
ASTER_API bool aster_get_uint(AsterVM *vm, AsterRef v, uint64_t *out) ASTER_MUST_USE;
// An int of any size as two's complement, the least significant byte first. Writes at most `cap` bytes, sign-extended up to `cap`, and gives how
// many it needs; 0: TypeError. Enough when the result is at most `cap`. [plain]
ASTER_API size_t aster_get_bigint(AsterVM *vm, AsterRef v, void *bytes, size_t cap);
ASTER_API bool aster_get_float(AsterVM *vm, AsterRef v, double *out) ASTER_MUST_USE;  // a float, int or bool; OverflowError. [plain]
// A str's UTF-8, NUL-terminated; *len (may be NULL) without the NUL. Lent by the VM: good while `v` lives and until the next call that
// is no [plain] reading, so copy what you keep. NULL: TypeError; UnicodeEncodeError (a lone surrogate). [plain]
ASTER_API const char *aster_get_str(AsterVM *vm, AsterRef v, size_t *len);
ASTER_API const void *aster_get_bytes(AsterVM *vm, AsterRef v, size_t *len);  // of bytes: good while `v` lives. NULL: TypeError. [plain]
// The memory of a bytes-like object (bytes, bytearray, memoryview, array...), which cannot be resized until it is closed. False: TypeError;
// BufferError where `writable` is asked for and not to be had. [plain]
typedef struct AsterBuffer { void *data; size_t len; bool readonly; uint64_t hidden[8]; } AsterBuffer;
ASTER_API bool aster_buffer_open(AsterVM *vm, AsterRef v, bool writable, AsterBuffer *out) ASTER_MUST_USE;
ASTER_API void aster_buffer_close(AsterVM *vm, AsterBuffer *buffer);

// ---- attributes, items, operators ---------------------------------------------------------------------------------------------

ASTER_API AsterValue aster_getattr(AsterVM *vm, AsterRef o, const char *name) ASTER_MUST_USE;      // AttributeError. [script]
// 1: *out is owned; 0: there is no such attribute, nothing is pending, *out is absent; -1. [script]
ASTER_API int aster_findattr(AsterVM *vm, AsterRef o, const char *name, AsterValue *out) ASTER_MUST_USE;
ASTER_API bool aster_setattr(AsterVM *vm, AsterRef o, const char *name, AsterRef v) ASTER_MUST_USE;  // [script]
ASTER_API bool aster_delattr(AsterVM *vm, AsterRef o, const char *name) ASTER_MUST_USE;             // [script]
ASTER_API int64_t aster_len(AsterVM *vm, AsterRef o) ASTER_MUST_USE;                                // -1. [script]
ASTER_API AsterValue aster_getitem(AsterVM *vm, AsterRef o, AsterRef key) ASTER_MUST_USE;           // o[key]: KeyError, IndexError. [script]
ASTER_API bool aster_setitem(AsterVM *vm, AsterRef o, AsterRef key, AsterRef v) ASTER_MUST_USE;     // [script]
ASTER_API bool aster_delitem(AsterVM *vm, AsterRef o, AsterRef key) ASTER_MUST_USE;                 // [script]
ASTER_API AsterValue aster_at(AsterVM *vm, AsterRef o, int64_t index) ASTER_MUST_USE;               // o[index]. [script]
ASTER_API AsterValue aster_getkey(AsterVM *vm, AsterRef o, const char *key) ASTER_MUST_USE;         // o["key"]. [script]
ASTER_API bool aster_setkey(AsterVM *vm, AsterRef o, const char *key, AsterRef v) ASTER_MUST_USE;   // o["key"] = v. [script]
ASTER_API int aster_contains(AsterVM *vm, AsterRef o, AsterRef item) ASTER_MUST_USE;                // `item in o`: 1, 0, -1. [script]
ASTER_API bool aster_append(AsterVM *vm, AsterRef list, AsterRef item) ASTER_MUST_USE;              // to a list. [plain]
// Steps through a dict, in order: *pos starts at 0; key and value are borrowed from it. False: the end, or no dict. It must not change
// meanwhile. [plain]
ASTER_API bool aster_dict_next(AsterVM *vm, AsterRef dict, uint32_t *pos, AsterRef *key, AsterRef *value);
ASTER_API AsterValue aster_iter(AsterVM *vm, AsterRef o) ASTER_MUST_USE;                            // iter(o). [script]
ASTER_API int aster_next(AsterVM *vm, AsterRef iterator, AsterValue *out) ASTER_MUST_USE;           // 1: *out owned; 0: the end; -1. [script]

typedef enum AsterCompare { ASTER_LT, ASTER_LE, ASTER_EQ, ASTER_NE, ASTER_GT, ASTER_GE } AsterCompare;
// Whether `a op b` is true: 1, 0, -1. [script]
ASTER_API int aster_compare(AsterVM *vm, AsterRef a, AsterCompare op, AsterRef b) ASTER_MUST_USE;
typedef enum AsterOperator {
  ASTER_ADD, ASTER_SUB, ASTER_MUL, ASTER_TRUEDIV, ASTER_FLOORDIV, ASTER_MOD, ASTER_POW, ASTER_MATMUL, ASTER_LSHIFT, ASTER_RSHIFT,
  ASTER_AND, ASTER_OR, ASTER_XOR
} AsterOperator;
ASTER_API AsterValue aster_operate(AsterVM *vm, AsterRef a, AsterOperator op, AsterRef b) ASTER_MUST_USE;  // `a op b`. [script]
ASTER_API int aster_isinstance(AsterVM *vm, AsterRef o, AsterRef type_or_tuple) ASTER_MUST_USE;     // 1, 0, -1. [script]
ASTER_API bool aster_hash(AsterVM *vm, AsterRef o, int64_t *out) ASTER_MUST_USE;                    // hash(o): TypeError. [script]
ASTER_API AsterValue aster_repr(AsterVM *vm, AsterRef o) ASTER_MUST_USE;                            // repr(o), a str. [script]
ASTER_API AsterValue aster_text(AsterVM *vm, AsterRef o) ASTER_MUST_USE;                            // str(o). [script]
ASTER_API AsterValue aster_format(AsterVM *vm, AsterRef o, const char *spec) ASTER_MUST_USE;        // format(o, spec). [script]

// ---- calls and code -----------------------------------------------------------------------------------------------------------

// callable(*args). args may be NULL where argc is 0. C may call script, which calls C, to any depth within the limits: RecursionError. [script]
ASTER_API AsterValue aster_call(AsterVM *vm, AsterRef callable, const AsterRef *args, size_t argc) ASTER_MUST_USE;
// The last `nkw` of the argc + nkw values in `args` are given by the names in `names`. [script]
ASTER_API AsterValue aster_call_kw(AsterVM *vm, AsterRef callable, const AsterRef *args, size_t argc, const char *const *names, size_t nkw) ASTER_MUST_USE;
ASTER_API AsterValue aster_call_method(AsterVM *vm, AsterRef o, const char *name, const AsterRef *args, size_t argc) ASTER_MUST_USE;  // [script]

ASTER_API AsterValue aster_import(AsterVM *vm, const char *dotted) ASTER_MUST_USE;  // the module that the name ends at; ImportError. [script]
ASTER_API AsterRef aster_main(AsterVM *vm);  // the module __main__, made when it is missing; absent: MemoryError. [plain]
// Runs statements, or evaluates an expression, in `__main__`. `filename` is for tracebacks; NULL: "<string>". SyntaxError. Where the text has an
// await at top level the result is a coroutine, for aster_spawn. [script]
ASTER_API AsterValue aster_exec(AsterVM *vm, const char *source, const char *filename) ASTER_MUST_USE;  // None
ASTER_API AsterValue aster_eval(AsterVM *vm, const char *expression, const char *filename) ASTER_MUST_USE;
// A code object from source, not run yet: `len` bytes in the encoding that the text declares, UTF-8 by default. `expression`: its value is the
// code's result. SyntaxError. [plain, but for filters of warnings]
ASTER_API AsterValue aster_compile(AsterVM *vm, const char *source, size_t len, const char *filename, bool expression) ASTER_MUST_USE;
// A code object from what `aster build` wrote. Checks version and length and runs the verifier: ImportError, whatever the bytes are. [plain]
ASTER_API AsterValue aster_load(AsterVM *vm, const void *bytes, size_t len) ASTER_MUST_USE;
// The bytes that aster_load reads, from source text: a bytes object. [plain, as aster_compile]
ASTER_API AsterValue aster_build(AsterVM *vm, const char *source, size_t len, const char *filename) ASTER_MUST_USE;
// Runs a code object in a module's namespace; absent `module`: __main__. None, an expression's value, or a coroutine. [script]
ASTER_API AsterValue aster_run(AsterVM *vm, AsterRef code, AsterRef module) ASTER_MUST_USE;

// ---- errors -------------------------------------------------------------------------------------------------------------------

// Raises a builtin exception by its name ("ValueError"; an unknown name: SystemError), with a text. Gives absent, so that a C function can `return
// aster_raise(...)`. Chained to the exception being handled, as `raise` does. [plain]
ASTER_API AsterValue aster_raise(AsterVM *vm, const char *type, const char *format, ...) ASTER_PRINTF(3, 4);
ASTER_API AsterValue aster_raise_value(AsterVM *vm, AsterRef exception_or_class);  // `raise x`. Gives absent. [script]
ASTER_API bool aster_pending(AsterVM *vm);                               // is an exception pending? [plain]
ASTER_API AsterValue aster_take_error(AsterVM *vm) ASTER_MUST_USE;       // the pending exception, now none is. Absent: none was. [plain]
ASTER_API void aster_clear_error(AsterVM *vm);                           // [script]
// Is the pending exception an instance of the builtin class of that name? [plain]
ASTER_API bool aster_error_is(AsterVM *vm, const char *type);

typedef struct AsterFrame { const char *file, *function; int line; } AsterFrame;
// Who waits: `task` its name; where it stands, with the call that is nearest to the wait.
typedef struct AsterAwait { const char *task; AsterFrame frame; } AsterAwait;
typedef struct AsterError {
  const char *type, *message;   // qualified class name ("ValueError", "app.errors.Lost"); str() of the exception
  const AsterFrame *frames;     // the traceback, outermost call first
  size_t nframes;
  const AsterAwait *awaits;     // the tasks that wait for the task that runs, the nearest first, and those that wait for them
  size_t nawaits;
  const struct AsterError *cause;  // __cause__, or else the __context__ that is not suppressed; NULL
} AsterError;
// An exception as a structure. `awaits` is known while a task runs: in a C function that it called. NULL: not an exception, or no memory. [script: str(exception)]
ASTER_API AsterError *aster_error_new(AsterVM *vm, AsterRef exception) ASTER_MUST_USE;
ASTER_API void aster_error_free(AsterVM *vm, AsterError *error);         // NULL is allowed. [plain]
// The text that Python prints for it, with its traceback and causes: a str. [script]
ASTER_API AsterValue aster_error_text(AsterVM *vm, AsterRef exception) ASTER_MUST_USE;
ASTER_API void aster_print_error(AsterVM *vm);                           // prints the pending one to `log`, else to sys.stderr, and clears it. [script]

// ---- what scripts can call ----------------------------------------------------------------------------------------------------

// A function in C. Gets one argument for each parameter of its signature, borrowed; one that is optional and was left out is not aster_given.
// Where there is a `*name`, what it takes follows, and argc counts it. Gives an owned value, or absent with an exception pending.
typedef AsterValue (*AsterFn)(AsterVM *vm, const AsterRef *args, uint32_t argc);
enum { ASTER_STATIC_METHOD = 2, ASTER_CLASS_METHOD = 4 };
typedef struct AsterFunction {
  const char *name;       // NULL ends a list
  const char *signature;  // as inspect shows it: "(path, mode='r', *, strict=False)"; of methods "($self, count, /)"; at most 24 parameters
  AsterFn call;
  uint32_t flags;         // of methods
  const char *doc;        // or NULL
} AsterFunction;
// A callable. `self` given: it is the first argument of every call (the signature begins with `$self`): a value, or an object with data of C.
// `function` must outlive the VM. [plain]
ASTER_API AsterValue aster_function_new(AsterVM *vm, const AsterFunction *function, AsterRef self) ASTER_MUST_USE;
// A module that `import name` finds from now on. `functions` (may be NULL) must outlive the VM; more is added with aster_setattr. [plain]
ASTER_API AsterValue aster_module_new(AsterVM *vm, const char *name, const char *doc, const AsterFunction *functions) ASTER_MUST_USE;

typedef struct AsterProperty {
  const char *name;       // NULL ends a list
  AsterValue (*get)(AsterVM *vm, AsterRef self);
  bool (*set)(AsterVM *vm, AsterRef self, AsterRef v);  // NULL: read-only. v not given: `del o.name`
  const char *doc;
} AsterProperty;
typedef struct AsterVisitor AsterVisitor;
// A class whose instances hold `size` bytes of C data, zeroed, aligned to 16. Everything here must outlive the VM.
typedef struct AsterType {
  const char *name;       // "Sprite", or "game.Sprite": what stands before the last dot is __module__
  const char *doc;        // or NULL
  size_t size;
  bool subclassable;      // script may derive from it
  const AsterFunction *methods;     // "__init__" makes instances constructible: its `self` is the new one. "__len__", "__call__", "__add__", ... work as in script
  const AsterProperty *properties;
  void (*finalize)(AsterVM *vm, void *data);  // the instance ends: releases what data owns; must not touch the instance. NULL: nothing
  void (*visit)(void *data, AsterVisitor *visitor);  // gives every AsterValue in data to aster_visit, so that cycles are found. NULL: there are none
} AsterType;
ASTER_API AsterValue aster_type_new(AsterVM *vm, const AsterType *type) ASTER_MUST_USE;  // the class. [plain]
ASTER_API void aster_visit(AsterVisitor *visitor, AsterValue v);                         // only inside AsterType.visit. [plain]
// An instance, without calling __init__; *data (may be NULL) is its C data. TypeError: not a class of aster_type_new. [plain]
ASTER_API AsterValue aster_object_new(AsterVM *vm, AsterRef cls, void **data) ASTER_MUST_USE;
// The C data of an instance of `type` or of a class derived from it. NULL: TypeError. Good while the instance lives. [plain]
ASTER_API void *aster_data(AsterVM *vm, AsterRef o, const AsterType *type);

// ---- slices and interrupts ----------------------------------------------------------------------------------------------------

// A call that runs in slices, on a C stack of its own. Between two slices it is suspended, wherever it was: between two instructions, inside a
// sort, a regular expression or a multiplication of large ints, or in a C function of the host that called script. While it is suspended
// the VM may do anything else and run other fibers: to the suspended one that looks as if it had been done at that point.
typedef struct AsterFiber AsterFiber;
typedef enum AsterStatus {
  ASTER_DONE,       // it ended; the result is there
  ASTER_SUSPENDED,  // the budget is used up, and there is more to do
  ASTER_IDLE,       // a loop: nothing to do now
  ASTER_FAILED      // an exception is pending
} AsterStatus;
// What a slice may use; 0: no limit. One step is a loop iteration, a call, or a few microseconds of long native work: with `steps` alone a
// script stops at the same place in every run. Time is looked at every 16 steps.
typedef struct AsterBudget { uint64_t steps, microseconds; } AsterBudget;
// Nothing runs yet. `stack_size`: bytes of C stack, touched as needed; 0: 256 KB; at least 128 KB. It belongs to the VM and ends with it. [plain]
ASTER_API AsterFiber *aster_fiber_new(AsterVM *vm, AsterRef callable, const AsterRef *args, size_t argc, size_t stack_size) ASTER_MUST_USE;
// Runs the next slice. ASTER_DONE: *result is owned (result NULL: dropped). ASTER_FAILED: what the call raised, or RuntimeError: the
// fiber is running, or has ended. [script]
ASTER_API AsterStatus aster_fiber_resume(AsterFiber *fiber, AsterBudget budget, AsterValue *result) ASTER_MUST_USE;
// Ends it in any state but running: one that is suspended unwinds without running any handler of script. NULL is allowed. [script]
ASTER_API void aster_fiber_free(AsterFiber *fiber);
// From a C function: ends the slice of the fiber that runs it, as if the budget were used up, and returns in the next one. False: no fiber runs. [script]
ASTER_API bool aster_suspend(AsterVM *vm);

// What an interrupt raises in the script that runs, or that runs next: KeyboardInterrupt.
typedef enum AsterInterrupt {
  ASTER_INTERRUPT_RAISE = 1,  // as any exception: the script may catch it
  ASTER_INTERRUPT_KILL = 2    // no handler, `finally` or finaliser of script runs until all script code is left
} AsterInterrupt;
ASTER_API void aster_interrupt(AsterVM *vm, AsterInterrupt kind);  // also ends a loop's waiting. [signal]
// From a C function that works for long: gives interrupts, signals and budgets their turn. False: an exception is pending, to be returned. [script]
ASTER_API bool aster_poll(AsterVM *vm) ASTER_MUST_USE;

// ---- promises, messages, tasks ------------------------------------------------------------------------------------------------

// An async function in C makes a promise, returns its awaitable at once, and settles it later. The handle is the host's: it stays
// valid until aster_promise_release, whatever becomes of the task that waits, of its loop, or of the VM.
typedef struct AsterPromise AsterPromise;
// The awaitable: an asyncio.Future of the loop that runs, or else of the host's loop. *promise is a new handle. [script: imports asyncio]
ASTER_API AsterValue aster_promise_new(AsterVM *vm, AsterPromise **promise) ASTER_MUST_USE;
// Settles it, on the VM's thread. False: nobody waits any more (it was cancelled, settled before, or the VM is gone). Who waits goes on in
// the next iteration of its loop. [plain]
ASTER_API bool aster_promise_resolve(AsterPromise *promise, AsterRef v);
ASTER_API bool aster_promise_reject(AsterPromise *promise, AsterRef exception_or_class);
// Settles it from any thread: `complete` is called on the VM's thread, in a loop's next iteration, and gives the result, owned, or absent
// with the exception pending that the awaiting script gets. Where it is no longer wanted by then, or the VM ends first, `drop` (may be NULL) is
// called instead, once, from the VM's thread. False: the VM is gone or there is no memory; neither will be called. [any]
typedef AsterValue (*AsterCompleteFn)(AsterVM *vm, void *user);
ASTER_API bool aster_promise_post(AsterPromise *promise, AsterCompleteFn complete, void (*drop)(void *user), void *user);
ASTER_API bool aster_promise_wanted(AsterPromise *promise);   // may somebody still wait for it? False is final. [any]
// Gives the handle back. A promise that was never settled raises RuntimeError in who waits. NULL is allowed. [any]
ASTER_API void aster_promise_release(AsterPromise *promise);

// A way to the VM for other threads, which outlives it.
typedef struct AsterPort AsterPort;
ASTER_API AsterPort *aster_port_new(AsterVM *vm) ASTER_MUST_USE;   // NULL: MemoryError. [plain]
// `run` is called on the VM's thread at the next iteration of a loop; `drop` (may be NULL) instead when the VM ends first. An exception that `run`
// leaves is reported and dropped. False: the VM is gone or there is no memory; neither will be called. [any]
ASTER_API bool aster_port_post(AsterPort *port, void (*run)(AsterVM *vm, void *user), void (*drop)(void *user), void *user);
ASTER_API bool aster_port_interrupt(AsterPort *port, AsterInterrupt kind);  // as aster_interrupt. False: the VM is gone. [any]
ASTER_API void aster_port_release(AsterPort *port);                // NULL is allowed. [any]

// Starts a coroutine as a task of the loop that runs, or else of the host's loop: it takes its first step when that loop runs. `name`
// NULL: "Task-N". TypeError: no coroutine. [script: imports asyncio]
ASTER_API AsterValue aster_spawn(AsterVM *vm, AsterRef coroutine, const char *name) ASTER_MUST_USE;
typedef enum AsterTaskState { ASTER_TASK_NONE, ASTER_TASK_PENDING, ASTER_TASK_DONE, ASTER_TASK_FAILED, ASTER_TASK_CANCELLED } AsterTaskState;
// Of a task or future; ASTER_TASK_NONE: TypeError. [plain]
ASTER_API AsterTaskState aster_task_state(AsterVM *vm, AsterRef task);
// Its result, or what it raised; CancelledError where it was cancelled, InvalidStateError while it is pending. [plain]
ASTER_API AsterValue aster_task_result(AsterVM *vm, AsterRef task) ASTER_MUST_USE;
// Asks it to cancel itself, as Task.cancel: 1, or 0 where it is done already, -1. `message` may be NULL. [script]
ASTER_API int aster_task_cancel(AsterVM *vm, AsterRef task, const char *message);
// `fn` is called once, when it is done, by the loop's next iteration; at once where it is done already, in that sense. It may call anything. [plain]
typedef void (*AsterDoneFn)(AsterVM *vm, AsterRef task, void *user);
ASTER_API bool aster_task_on_done(AsterVM *vm, AsterRef task, AsterDoneFn fn, void *user) ASTER_MUST_USE;

// What tasks do, told as it happens. `detail`: CREATED the task that made it; WOKEN the task or handle whose doing it is; RESUMED the
// exception thrown in; SUSPENDED the future that it waits for; each None where there is no such thing.
typedef enum AsterTaskEvent {
  ASTER_TASK_CREATED = 1, ASTER_TASK_WOKEN = 2, ASTER_TASK_RESUMED = 4, ASTER_TASK_SUSPENDED = 8, ASTER_TASK_ENDED = 16
} AsterTaskEvent;
typedef void (*AsterTaskFn)(void *user, AsterVM *vm, AsterTaskEvent event, AsterRef task, AsterRef detail);
// `events`: which, or'ed; 0: none any more. `fn` may call [plain] functions. Costs nothing while unset. False: MemoryError. [plain]
ASTER_API bool aster_watch_tasks(AsterVM *vm, unsigned events, AsterTaskFn fn, void *user);
// All tasks that are not done: name, state, where each stands, what it waits for, who waits for it: lines of text, or JSON
//   {"tasks": [{"name", "state": "running" | "ready" | "waiting", "coroutine", "stack": [{"function", "file", "line"}], "waits_for":
//   {"kind": "task" | "future" | "gather" | "sleep", "name"?, "seconds"?} | null, "awaited_by": [name]}]}
// A str. The stack's outermost call comes first. [plain]
ASTER_API AsterValue aster_snapshot(AsterVM *vm, bool json) ASTER_MUST_USE;

// ---- the loop -----------------------------------------------------------------------------------------------------------------

// The host's loop is an asyncio loop that belongs to the VM; aster_spawn and aster_promise_new use it where no other runs. It waits through
// AsterConfig.host (the library's own stands on libuv), or not at all: aster_loop_step leaves the waiting to the host.

// Runs it until nothing is left that could wake anything: no ready work, timer, watched descriptor or unsettled promise. False: what ended it
// is pending (KeyboardInterrupt, SystemExit, RuntimeError: a loop runs already). What tasks raise stays with them. [script]
ASTER_API bool aster_loop_run(AsterVM *vm) ASTER_MUST_USE;
// Runs it until an awaitable is done, and gives its result. [script]
ASTER_API AsterValue aster_loop_run_until(AsterVM *vm, AsterRef awaitable) ASTER_MUST_USE;
typedef struct AsterIdle {
  double seconds;  // until the next timer; negative: there is none
  int fd;          // a descriptor that becomes readable when there is something to do before that; -1: the host has none
} AsterIdle;
// Runs ready work within the budget, on a fiber, which is suspended where the budget ends; with no limits, one iteration. Never waits.
// ASTER_SUSPENDED: there is more to do now. ASTER_IDLE: step again when idle->fd (may be NULL) is readable, or after idle->seconds.
// ASTER_DONE: nothing is left, as for aster_loop_run. ASTER_FAILED: an exception is pending. [script]
ASTER_API AsterStatus aster_loop_step(AsterVM *vm, AsterBudget budget, AsterIdle *idle) ASTER_MUST_USE;
// Cancels all tasks of the host's loop, runs it until they are done, and ends async generators. aster_free without it just drops them. [script]
ASTER_API bool aster_loop_shutdown(AsterVM *vm);

// ---- programs -----------------------------------------------------------------------------------------------------------------

// Writes the timeline of every task to a file, in the Chrome trace format, until the VM ends. False: errno says why. [plain]
ASTER_API bool aster_trace(AsterVM *vm, const char *path);

// sys.argv (argv[0]: the script), sys.executable, sys.orig_argv. Strings are copied. False: no memory. [plain]
ASTER_API bool aster_set_argv(AsterVM *vm, int argc, char *const *argv, const char *executable, int orig_argc, char *const *orig_argv);
ASTER_API bool aster_add_xoption(AsterVM *vm, const char *option);   // "name" or "name=value": sys._xoptions. [plain]
ASTER_API bool aster_add_warning(AsterVM *vm, const char *filter);   // as -W gives it: sys.warnoptions. [plain]

typedef enum { ASTER_RUN_FILE, ASTER_RUN_CODE, ASTER_RUN_MODULE, ASTER_RUN_STDIN } AsterRunKind;
// Runs a program as __main__: a file's path, source text, a module's dotted name, or standard input (`what` is unused). Errors are
// printed to the script's stderr as Python does. Returns the exit status; ASTER_INTERRUPTED: an uncaught KeyboardInterrupt. [script]
ASTER_API int aster_run_main(AsterVM *vm, AsterRunKind kind, const char *what);
enum { ASTER_INTERRUPTED = -2 };
// The prompt: runs in __main__ what is typed, until the input's end; with `banner`, opens with the version. Returns the exit status. [script]
ASTER_API int aster_interact(AsterVM *vm, bool banner);
// Writes out what sys.stdout and sys.stderr hold. False: it could not be written (exit status 120 in Python's terms). [script]
ASTER_API bool aster_flush(AsterVM *vm);

#ifdef __cplusplus
}
#endif
#endif
