// SPDX-License-Identifier: MIT
// failing.h - running a part of a program with the Nth allocation failing, for N = 1, 2, 3 ... until it gets through: every function of the
// interface reports it, nothing crashes, and the VM ends with all that it had given back.
#ifndef ASTER_TESTS_FAILING_H
#define ASTER_TESTS_FAILING_H

#include "tests/api/api.h"

typedef void (*FailingPart)(AsterVM *vm);
typedef bool (*FailingPrepare)(AsterVM *vm);  // what comes before the part; false: an allocation failed there

// Notes a result, drops it and any exception.
bool failing_note(AsterVM *vm, AsterValue v);
bool failing_note_bool(AsterVM *vm, bool ok);

// Runs `part` over and over. `prepare` (may be NULL) does what all runs begin with: only failures after it are gone through one by one.
void failing_run(FailingPrepare prepare, FailingPart part, const char *name);

#define note failing_note
#define note_bool failing_note_bool
#define note_int(vm, n) failing_note_bool((vm), (n) >= 0)

#endif
