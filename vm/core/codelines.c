// SPDX-License-Identifier: MIT
// codelines.c - the lines of a code object, unpacked.
#include "vm/core/codelines.h"

#include <string.h>

#include "vm/code/opinfo.h"

static size_t lines_size(const Code *code, uint32_t nmarks, uint32_t nways) {
  return sizeof(CodeLines) + (code->ninsns + nways) * sizeof(uint32_t) + (nmarks + 1) * sizeof(CodeMark);
}

static void count_marks(const Code *code, uint32_t *nmarks, uint32_t *nways) {
  const uint8_t *at = code->positions;
  PositionRecord r = {0};
  *nmarks = *nways = 0;
  while (code_position_next(&at, code->positions + code->positions_len, &r)) {
    if (r.count) continue;
    if (r.col) ++*nways;
    else ++*nmarks;
  }
}

static void fill_run(const Code *code, CodeLines *lines, const PositionRecord *r) {
  for (uint32_t pc = r->pc; pc < code->ninsns && pc - r->pc < r->count; pc++)
    lines->line[pc] = opcode_is_hidden(insn_op(code->insns[pc])) ? 0 : r->line;
}

const CodeLines *code_lines_get(VM *vm, Code *code) {
  if (LIKELY(code->lines != NULL)) return code->lines;
  uint32_t nmarks, nways, mark = 0, way = 0;
  count_marks(code, &nmarks, &nways);
  CodeLines *lines = vm_alloc(vm, lines_size(code, nmarks, nways));
  if (!lines) return NULL;
  memset(lines, 0, lines_size(code, nmarks, nways));
  lines->nmarks = nmarks;
  lines->nways = nways;
  lines->marks = (CodeMark *)(lines->line + code->ninsns);
  lines->ways = (uint32_t *)(lines->marks + nmarks + 1);
  const uint8_t *at = code->positions;
  PositionRecord r = {0};
  while (code_position_next(&at, code->positions + code->positions_len, &r)) {
    if (r.count) fill_run(code, lines, &r);
    else if (r.col) lines->ways[way++] = r.col - 1;
    else lines->marks[mark++] = (CodeMark){r.pc, r.line, way};
  }
  lines->marks[nmarks] = (CodeMark){UINT32_MAX, 0, nways};
  return code->lines = lines;
}

void code_lines_free(VM *vm, Code *code) {
  if (code->lines) vm_dealloc(vm, code->lines, lines_size(code, code->lines->nmarks, code->lines->nways));
}

static uint32_t first_mark(const CodeLines *lines, uint32_t pc) {
  uint32_t low = 0, high = lines->nmarks;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    if (lines->marks[middle].pc < pc) low = middle + 1;
    else high = middle;
  }
  return low;
}

uint32_t code_lines_passed(const Code *code, uint32_t from, uint32_t pc, uint32_t *end) {
  const CodeLines *lines = code->lines;
  uint32_t first = first_mark(lines, pc);
  for (*end = first; lines->marks[*end].pc == pc; ++*end) {}
  if (first == *end || from >= code->ninsns || insn_target(code->insns[from], from) != pc) return first;
  if (pc == from + 1 && insn_op(code->insns[from]) != OP_JMP) return first;  // the compiler sees to it that it has not jumped
  for (uint32_t mark = first; mark < *end; mark++)
    for (uint32_t way = lines->marks[mark].ways; way < lines->marks[mark + 1].ways; way++)
      if (lines->ways[way] == from) return mark;
  return *end;
}
