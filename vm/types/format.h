// SPDX-License-Identifier: MIT
// format.h - numbers to text, as format() and % write them.
#ifndef ASTER_FORMAT_H
#define ASTER_FORMAT_H

#include "vm/core/vm.h"

enum { FLOAT_ALTERNATE = 1, FLOAT_DOT_ZERO = 2, FLOAT_NO_NEG_ZERO = 4 };

// A double written out: in `small`, or in a block when that is too short. The sign is not part of the text.
typedef struct FloatText { VM *vm; char *text; size_t len, size; bool negative; char small[128]; } FloatText;
// `type`: e E f F g G, or 'r' for repr (precision then does not count).
bool float_text(VM *vm, FloatText *out, double d, char type, int64_t precision, unsigned flags) MUST_USE;
void float_text_free(FloatText *out);

#endif
