// SPDX-License-Identifier: MIT
// vm.h - one virtual machine: everything hangs off this struct; there is no mutable state outside it.
//
// Several VMs in a process share nothing. A VM is used by one thread at a time (its lock). What belongs to the running thread of
// script code is in `thread`, which a switch of threads swaps as a whole (thread.h).
#ifndef ASTER_VM_H
#define ASTER_VM_H

#include "vm/base/alloc.h"
#include "vm/types/bytes.h"
#include "vm/core/cycle.h"
#include "vm/types/dict.h"
#include "vm/core/error.h"
#include "vm/types/float.h"
#include "vm/core/frame.h"
#include "vm/core/gen.h"
#include "vm/types/int.h"
#include "vm/types/list.h"
#include "vm/core/module.h"
#include "vm/types/range.h"
#include "vm/types/str.h"
#include "vm/core/thread.h"

typedef struct Names {
#define NAME(field, text) Str *field;
#include "vm/core/names.def"
} Names;

// Every builtin type, filled in by the *_types_init functions. TYPE(field).
#define BUILTIN_TYPES(T) \
  T(object) T(type) T(none) T(notimplemented) T(ellipsis) T(int_) T(bool_) T(float_) T(complex) T(str) T(str_iter) T(str_ascii_iter) T(bytes) \
  T(bytes_iter) T(bytearray) T(bytearray_iter) T(memoryview) T(list) T(list_iter) T(list_reviter) T(tuple) T(tuple_iter) T(dict) \
  T(dict_keys) T(dict_values) T(dict_items) T(dict_iter) T(dict_value_iter) T(dict_item_iter) T(dict_rev_iter) T(dict_rev_value_iter) \
  T(dict_rev_item_iter) T(set) T(frozenset) T(set_iter) T(range) T(range_iter) T(long_range_iter) T(slice) T(seq_iter) T(call_iter) T(enumerate) \
  T(zip) T(map) T(filter) T(reversed) T(code) T(function) T(native) T(method_descriptor) T(wrapper_descriptor) T(method_wrapper) \
  T(classmethod_descriptor) T(getset) T(member) T(method) T(cell) T(module) T(generator) T(coroutine) T(coroutine_wrapper) T(frame_proxy) T(buffer_loan) \
  T(async_generator) T(async_gen_asend) T(async_gen_athrow) T(property) T(classmethod) T(staticmethod) T(super) T(frame) T(traceback) \
  T(mappingproxy) T(simple_namespace) T(weakref) T(weakproxy) T(weakcallableproxy) T(generic_alias) T(union_) T(typevar) T(paramspec) \
  T(typevartuple) T(typealias) T(file) T(anext_awaitable) T(paramspec_args) T(paramspec_kwargs) T(dict_proxy_iter) T(super_proxy) T(no_default) T(generic_alias_iter) \
  T(deque_iter) T(deque_reviter) T(tee) T(grouper) T(cmp_key) T(trail) T(descent)

typedef struct Types {
#define T(field) Type *field;
  BUILTIN_TYPES(T)
#undef T
} Types;

typedef struct Shapes {  // roots of hot types, compared by the interpreter
  Shape *function, *native, *method_descriptor, *method, *list, *tuple, *dict, *str, *range_iter, *list_iter, *tuple_iter, *generator, *coroutine, *module, *big_int, *type;
} Shapes;

enum { OPCODE_SLOTS = 256 };  // whatever an instruction's first byte says
enum { C_RECURSION_LIMIT = 10000 };
enum { METHOD_CACHE_SIZE = 2048 };
typedef struct MethodCacheEntry { Str *name; uint32_t version; Value v; } MethodCacheEntry;  // borrowed

// The attribute caches of places in the code that meet many classes. `offset` is where the value lies in the object, or one of these
// bits; the name is counted, the value borrowed while the version is some shape's.
enum { ATTR_CACHE_SIZE = 512 };
enum { ATTR_VALUE = 1, ATTR_METHOD = 2, ATTR_ADD = 4, ATTR_KIND = 7 };  // the class's `value`; its function; the attribute is added there, `value` is the Shape after
typedef struct AttrCacheEntry { Str *name; Value value; uint32_t version, offset; } AttrCacheEntry;

enum { BREAK_SIGNAL = 1, BREAK_LOCK = 2, BREAK_BUDGET = 4, BREAK_INTERRUPT = 8, BREAK_GC = 16, BREAK_END = 32 };

// Undoes what the freezer did: exactly `size` bytes come out, or false.
typedef bool (*UnpackFn)(const uint8_t *packed, size_t len, uint8_t *out, size_t size);

struct AsterModuleText;
typedef struct VMConfig {
  AllocHook alloc;
  void *alloc_user;
  size_t memory_limit;         // bytes; 0: none
  CompileFn compile;           // NULL: this VM runs bytecode only
  const struct ModuleDef *const *natives;  // NULL-terminated table of modules in C
  const struct AsterHost *host;  // the clock and the waiting of event loops; NULL: none, loops cannot be made
  bool virtual_time, shuffle;    // loops: the clock jumps to the next timer; the order of what is ready is drawn from hash_seed
  const struct FrozenModule *frozen;       // table of frozen modules, ends with a NULL name
  UnpackFn unpack;             // for those of them that are packed; NULL: none is
  uint64_t hash_seed;
  bool hash_seeded;            // hash_seed counts; else str hashes are random per VM
  uint8_t orphans;             // OrphanPolicy: errors of tasks that nobody awaits
  char options[32];            // letters of the command line: u (streams without buffers), x (a script's first line is left out), and what sys.flags tells
  bool optimize, isolated, dev_mode, debug, no_specialize, no_caches, suspend_stress, gc_stress, leak_check;
  void *user;                  // the host's
  void (*write)(void *user, int stream, const char *text, size_t len);  // standard output (1) and error (2); these hooks are aster.h's
  void *write_user;
  void (*log)(void *user, int level, const char *text, size_t len);
  void *log_user;
  bool (*load)(void *user, VM *vm, const char *name, struct AsterModuleText *out);
  void *load_user;
  double (*clock)(void *user, int which);
  void *clock_user;
  bool (*random)(void *user, void *bytes, size_t len);
  void *random_user;
  bool sandbox;                // allow and root count (host.h)
  uint32_t allow;
  const char *root;
  uint32_t frame_limit;        // of script calls, which scripts cannot raise; 0: DEFAULT_RECURSION_LIMIT, and they can
  size_t stack_limit;          // bytes of C stack; 0: C_STACK_SIZE
} VMConfig;
typedef enum { ORPHANS_DEFAULT, ORPHANS_LOG, ORPHANS_CRASH } OrphanPolicy;  // default: log in debug mode
enum { COMPILE_EXEC, COMPILE_EVAL, COMPILE_SINGLE };
enum { COMPILE_MODULE = 1, COMPILE_TOP_AWAIT = 2, COMPILE_FUTURE_ANNOTATIONS = 4, COMPILE_DONT_IMPLY_DEDENT = 8, COMPILE_OPTIMIZE1 = 16, COMPILE_OPTIMIZE2 = 32, COMPILE_TEXT = 64, COMPILE_ALLOW_INCOMPLETE = 128, COMPILE_CELL = 256, COMPILE_ONLY_TREE = 512, COMPILE_ADVISE = 1024 };

// A module compiled when the library was built: the file form of its code (code.h), which passed the verifier then.
// `unpacked`: its size once unpacked; 0: the bytes are the code as they lie.
typedef struct FrozenModule { const char *name; const uint8_t *bytes; uint32_t len, unpacked; bool is_package; } FrozenModule;

typedef struct PermanentBlock PermanentBlock;

struct VM {
  Alloc alloc;
  ThreadState thread;
  uint32_t breaker;            // nonzero: something wants attention at the next loop edge or call; BREAK_* (breaker_get)
  VMLock lock;
  Threads threads;
  uint32_t recursion_limit;
  Shapes shape;
  const void *dispatch[OPCODE_SLOTS];  // where the interpreter's code for each opcode is, or while `hooked` the one place that asks hooks_step
  bool hooked;                 // the thread that runs traces or profiles (hooks.h)
  Types types;
  Names names;
  Type *exc_types[EXC_COUNT];  // read with error_type_get
  uint64_t exc_shown[2];       // which of them builtins has by name (builtins.c)
  Gc gc;
  uint32_t next_version;       // of types and dict keys
  uint64_t nan_count;          // NaNs made by float('nan') (float.c)
  uint64_t live_objects;       // the leak count
  Tuple *empty_tuple;
  Value empty_bytes, empty_frozenset, no_memory_error;
  Str *latin1[256];
  struct { Str **table; uint32_t size, used; } interned;
  MethodCacheEntry method_cache[METHOD_CACHE_SIZE];
  AttrCacheEntry attr_cache[ATTR_CACHE_SIZE];
  uint64_t hash_key[2];
  Dict *builtins;              // of the builtins module
  struct { uint32_t version; const Value *builtins, *name; } globals_seen;  // by function_new (func.c)
  Dict *modules;               // sys.modules
  Module *sys;
  List *initializing;          // modules whose bodies are running; NULL: none yet
  struct Loading *loading;     // what threads are importing (import.c)
  Value warnings_state;        // of the warnings module, V_ABSENT until used
  void *io;                    // io.h: the file types and the standard streams
  struct Observer *observers;  // of tasks (observer.h), and what any of them wants to know
  uint32_t observed;
  struct Tracer *tracer;       // --trace (tracer.h), or NULL
  struct Aio *aio;             // asyncio's types and state (aio.h); NULL until it is imported
  void (*wake)(void *arg);     // ends the main thread's wait for events that is under way, from a signal handler; NULL: none is
  void *wake_arg;
  double socket_timeout;       // of new sockets, in seconds; below 0: none
  uint32_t wakers;             // threads inside vm_wake
  int interrupt;               // INTERRUPT_* (fiber.h) that was asked for
  struct Fiber *fibers;        // all of them
  uint32_t budgets;            // running fibers that have one
  void *signals;               // stdlib/native/signal.c
  bool (*run_signals)(VM *vm); // its handlers of signals that have come; false: exception set
  void *host;                  // of the command
  void *unicode_cache;
  VMConfig config;
  PermanentBlock *permanent;
  struct Inbox *inbox;         // messages from other threads (inbox.h); NULL: nobody can send any
  volatile bool posted;        // some wait in it
  struct ApiState *api;        // of the public interface, and what ends it
  void (*api_end)(VM *vm);
  uint64_t own_fds[16];        // descriptors below 1024 that natives have handed to scripts (host.h)
  int root;                    // descriptor of the folder below which files are; -1: none
  size_t c_stack_room;         // bytes of C stack below where the host calls in
  int32_t int_digits_limit;    // sys.set_int_max_str_digits: 0 the default (INT_MAX_STR_DIGITS), -1 none
  bool ending;                 // modules are being emptied, for the last collections
  bool finalizing;
};

static inline void gclist_trim(GcList *list) {
  while (list->len && !list->items[list->len - 1]) list->len--, list->holes--;
}
// What is tracked and dies soon is often the last of the young: both ways are short then.
static inline bool gc_track(VM *vm, Object *o) {
  Gc *gc = &vm->gc;
  GcList *young = &gc->young;
  if (UNLIKELY((o->gc & GC_INDEX) || young->len == young->cap)) return gc_track_slow(vm, o);
  young->items[young->len++] = o;
  o->gc = (o->gc & GC_FINALIZED) | young->len;
  if (UNLIKELY(young->len - young->holes > gc->threshold || gc->stress)) gc_due(vm);
  return true;
}
static inline void gc_untrack(VM *vm, Object *o) {
  GcList *young = &vm->gc.young;
  if (UNLIKELY((o->gc & ~GC_FINALIZED) != young->len || !young->len)) return gc_untrack_slow(vm, o);
  o->gc &= GC_FINALIZED;
  young->len--;
  if (UNLIKELY(young->holes)) gclist_trim(young);
}

VM *vm_new(const VMConfig *config);
void vm_finish(VM *vm);         // what must happen before a process ends: modules are emptied, finalisers run, files flushed
void vm_free(VM *vm);           // everything, whatever state it is in
void *vm_arena_alloc(void *user, void *block, size_t old_size, size_t new_size);  // an ArenaAllocFn; user: the VM
bool breaker_service(VM *vm);   // at a safepoint: signals, interrupts, budgets, other threads, collector; false: exception set
// The breaker is set from other threads and from signal handlers.
static inline uint32_t breaker_get(const VM *vm) { return __atomic_load_n(&vm->breaker, __ATOMIC_RELAXED); }
static inline void breaker_set(VM *vm, uint32_t bits) { __atomic_or_fetch(&vm->breaker, bits, __ATOMIC_RELAXED); }
static inline void breaker_clear(VM *vm, uint32_t bits) { __atomic_and_fetch(&vm->breaker, ~bits, __ATOMIC_RELAXED); }
// Before a call that may block: signals that have come are not left waiting for its end.
static inline bool signals_checked(VM *vm) { return !UNLIKELY(breaker_get(vm) & BREAK_SIGNAL) || breaker_service(vm); }
static inline bool safepoint(VM *vm) { return !UNLIKELY(breaker_get(vm)) || breaker_service(vm); }  // false: exception set
bool breaker_poll(VM *vm);      // the same inside native work, where no collection may happen
// Long native work asks this once for each unit of its work (some microseconds). It may suspend the fiber that runs. false: exception set.
static inline bool vm_poll(VM *vm) { return LIKELY(!(breaker_get(vm) & ~(uint32_t)BREAK_GC)) || breaker_poll(vm); }
void vm_wake(VM *vm);           // ends the wait for events that is under way; any thread, signal handlers
void vm_wake_end(VM *vm);       // nothing waits any more
void *vm_permanent(VM *vm, size_t size) MUST_USE;  // zeroed; lives until the VM's last moment. NULL: MemoryError
static inline void *vm_alloc(VM *vm, size_t size) {
  void *block = mem_alloc(&vm->alloc, size);
  if (UNLIKELY(!block)) raise_no_memory(vm);
  return block;
}
static inline void vm_dealloc(VM *vm, void *block, size_t size) { if (block) mem_free(&vm->alloc, block, size); }
static inline void *vm_realloc(VM *vm, void *block, size_t old_size, size_t new_size) {
  void *moved = mem_realloc(&vm->alloc, block, old_size, new_size);
  if (UNLIKELY(!moved)) raise_no_memory(vm);
  return moved;
}
static inline bool has_error(const VM *vm) { return vm->thread.exc != V_ABSENT; }
// Source text (bytes of a file; with COMPILE_TEXT the UTF-8 of a str) to a Code object; SyntaxError and its warnings as CPython's.
Value vm_compile(VM *vm, const char *source, size_t len, const char *filename, int mode, uint32_t flags) MUST_USE;  // a Code object
// The same of a syntax tree as a constant (compiler/tree.h). With COMPILE_ONLY_TREE in the flags, vm_compile gives such a constant.
Value vm_compile_tree(VM *vm, Value tree, const char *filename, int mode, uint32_t flags) MUST_USE;
Value vm_build_code(VM *vm, const char *source, size_t len, const char *filename, uint32_t flags) MUST_USE;  // the file form, a bytes object
Value vm_load_code(VM *vm, const uint8_t *bytes, size_t len, const char *what) MUST_USE;  // verified; ImportError "what: why not"

#endif
