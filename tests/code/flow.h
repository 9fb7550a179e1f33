// SPDX-License-Identifier: MIT
// flow.h - a checker of generated code that follows what every register may hold, instruction by instruction.
#ifndef ASTER_TESTS_FLOW_H
#define ASTER_TESTS_FLOW_H

#include "vm/code/code.h"

// Nested units too. False: `why` tells of a temporary read while absent, overwritten or left behind while it holds a reference, or of
// a local read where it may be unbound.
bool flow_check(const CodeUnit *unit, char *why, size_t why_size);

#endif
