// SPDX-License-Identifier: MIT
// code.c - the opcode table as data, and the position table's encoding.
#include "vm/code/code.h"

#include <string.h>

#include "vm/code/opinfo.h"

const OpInfo opinfo[OP_COUNT] = {
#define OP(name, a, b, c, effects, meaning) {#name, {#a, #b, #c}, effects, meaning},
#include "vm/code/opcodes.def"
};

const char *opcode_name(Opcode op) {
  return (unsigned)op < OP_COUNT ? opinfo[op].name : "?";
}

Role opinfo_role(Opcode op, unsigned column) {
  const char *text = opinfo[op].roles[column];
  switch (text[0]) {
    case 'D': return ROLE_DST;
    case 'S': return ROLE_SRC;
    case 'K': return ROLE_KST;
    case 'N': return ROLE_NAM;
    case 'F': return ROLE_FRE;
    case 'J': return ROLE_JMP;
    case 'W': return text[2] == 'D' ? ROLE_WIDE : ROLE_WIN;
    case 'I': return text[1] == 'C' ? ROLE_IC : text[1] == 'M' ? ROLE_IMM : ROLE_INOUT;
    default: return ROLE_NONE;
  }
}

int64_t insn_target(Insn insn, uint32_t pc) {
  Opcode op = insn_op(insn);
  if (opinfo_role(op, 2) == ROLE_JMP) return (int64_t)pc + 1 + insn_sc(insn);
  if (opinfo_role(op, 1) == ROLE_JMP) return (int64_t)pc + 1 + insn_bc(insn);
  return -1;
}

static void put_varint(Buf *out, uint32_t value) {
  while (value >= 0x80) {
    buf_putc(out, (char)(value | 0x80));
    value >>= 7;
  }
  buf_putc(out, (char)value);
}

static uint32_t zigzag(int32_t value) {
  return (uint32_t)value << 1 ^ (uint32_t)(value >> 31);
}

static int32_t unzigzag(uint32_t value) {
  return (int32_t)(value >> 1) ^ -(int32_t)(value & 1);
}

void code_position_add(Buf *table, Position *last, uint32_t count, const Position *next) {
  bool has_columns = next->line != 0;
  put_varint(table, count);
  put_varint(table, zigzag((int32_t)(next->line - last->line)));
  put_varint(table, zigzag((int32_t)(next->end_line - next->line)));
  put_varint(table, has_columns ? next->col + 1 : 0);
  put_varint(table, has_columns ? next->end_col + 1 : 0);
  *last = *next;
}

// False at the end of the table or when the number is cut off.
static bool get_varint(const uint8_t **at, const uint8_t *end, uint32_t *value) {
  uint32_t result = 0;
  for (unsigned shift = 0; *at < end && shift < 35; shift += 7) {
    uint8_t byte = *(*at)++;
    result |= (uint32_t)(byte & 0x7f) << shift;
    if (!(byte & 0x80)) {
      *value = result;
      return true;
    }
  }
  return false;
}

bool code_position(const uint8_t *table, size_t len, uint32_t first_line, uint32_t pc, Position *out) {
  const uint8_t *at = table, *end = table + len;
  uint32_t covered = 0, line = 0;
  for (;;) {
    uint32_t count, delta, end_delta, col, end_col;
    if (!get_varint(&at, end, &count) || !get_varint(&at, end, &delta) || !get_varint(&at, end, &end_delta) ||
        !get_varint(&at, end, &col) || !get_varint(&at, end, &end_col))
      break;
    line += (uint32_t)unzigzag(delta);
    covered += count;
    if (pc >= covered) continue;
    out->line = line;
    out->end_line = line + (uint32_t)unzigzag(end_delta);
    out->col = col ? col - 1 : 0;
    out->end_col = end_col ? end_col - 1 : 0;
    return line != 0;
  }
  *out = (Position){.line = first_line, .end_line = first_line};
  return false;
}
