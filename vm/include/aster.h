// SPDX-License-Identifier: MIT
// aster.h - the public interface of the Aster VM.
//
// Everything hangs off an AsterVM; any number of them may exist in a process, each used by one thread at a time.
#ifndef ASTER_H
#define ASTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ASTER_API __attribute__((visibility("default")))
#else
#define ASTER_API
#endif

#define ASTER_VERSION "0.1.0"

typedef struct AsterVM AsterVM;

// The allocation hook: new_size 0 frees `block` (and gives NULL); `block` NULL allocates; NULL back: no memory.
typedef void *(*AsterAllocFn)(void *user, void *block, size_t old_size, size_t new_size);

typedef struct AsterConfig {
  AsterAllocFn alloc;      // NULL: the C library's
  void *alloc_user;
  size_t memory_limit;     // bytes, 0: none; beyond it scripts get MemoryError
  bool hash_seeded;        // str hashes follow from hash_seed; else they are random per VM
  uint64_t hash_seed;
  int optimize;            // 0; 1 leaves out assert; 2 docstrings too
  bool isolated;           // the environment and the script's folder do not count
  bool dev_mode;           // -X dev
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
} AsterConfig;

// A VM with the standard library; NULL: no memory. `config` NULL: defaults.
ASTER_API AsterVM *aster_new(const AsterConfig *config);
// Ends the VM: finalisers run, everything is freed, whatever state it is in.
ASTER_API void aster_free(AsterVM *vm);
// Instead of aster_free when the process ends next: finalisers run and files are flushed, memory is left to the system.
ASTER_API void aster_finish(AsterVM *vm);

// sys.argv (argv[0]: the script), sys.executable, sys.orig_argv. Strings are copied. False: no memory.
ASTER_API bool aster_set_argv(AsterVM *vm, int argc, char *const *argv, const char *executable, int orig_argc, char *const *orig_argv);
ASTER_API bool aster_add_xoption(AsterVM *vm, const char *option);   // "name" or "name=value": sys._xoptions
ASTER_API bool aster_add_warning(AsterVM *vm, const char *filter);   // as -W gives it: sys.warnoptions

typedef enum { ASTER_RUN_FILE, ASTER_RUN_CODE, ASTER_RUN_MODULE, ASTER_RUN_STDIN } AsterRunKind;
// Runs a program as __main__: a file's path, source text, a module's dotted name, or standard input (`what` is unused). Errors are
// printed to the script's stderr as Python does. Returns the exit status; ASTER_INTERRUPTED: an uncaught KeyboardInterrupt.
ASTER_API int aster_run_main(AsterVM *vm, AsterRunKind kind, const char *what);
enum { ASTER_INTERRUPTED = -2 };
// The prompt: runs in __main__ what is typed, until the input's end; with `banner`, opens with the version. Returns the exit status.
ASTER_API int aster_interact(AsterVM *vm, bool banner);
// Writes out what sys.stdout and sys.stderr hold. False: it could not be written (exit status 120 in Python's terms).
ASTER_API bool aster_flush(AsterVM *vm);

#ifdef __cplusplus
}
#endif
#endif
