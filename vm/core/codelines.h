// SPDX-License-Identifier: MIT
// codelines.h - a code object's lines by instruction, unpacked from its position table for whoever asks at every step.
//
// Made when a frame of the code is first traced, kept until the code dies. Hidden instructions (opcodes.def) have line 0.
#ifndef ASTER_CODELINES_H
#define ASTER_CODELINES_H

#include "vm/core/vm.h"

typedef struct CodeMark { uint32_t pc, line, ways; } CodeMark;  // ways: index of its first one; they end where the next mark's begin

typedef struct CodeLines {
  uint32_t nmarks, nways;
  CodeMark *marks;    // by pc; one more, the end
  uint32_t *ways;     // pcs of jumps
  uint32_t line[];    // by pc
} CodeLines;

const CodeLines *code_lines_get(VM *vm, Code *code) MUST_USE;  // NULL: MemoryError
void code_lines_free(VM *vm, Code *code);
// The marks that are passed by going from the instruction `from` to the one at `pc`: from the one given up to *end.
uint32_t code_lines_passed(const Code *code, uint32_t from, uint32_t pc, uint32_t *end);
#endif
