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

bool opcode_is_hidden(Opcode op) {
  return strchr(opinfo[op].effects, 'H') != NULL;
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

void code_mark_add(Buf *table, Position *last, uint32_t line) {
  put_varint(table, 0);
  put_varint(table, zigzag((int32_t)(line - last->line)));
  buf_append(table, "\0\0\0", 3);
  last->line = line;
}

void code_way_add(Buf *table, uint32_t jump_pc) {
  buf_append(table, "\0\0\0", 3);
  put_varint(table, jump_pc + 1);
  buf_putc(table, 0);
}

bool code_position_next(const uint8_t **at, const uint8_t *end, PositionRecord *record) {
  uint32_t delta, end_delta;
  record->pc += record->count;
  if (!get_varint(at, end, &record->count) || !get_varint(at, end, &delta) || !get_varint(at, end, &end_delta) ||
      !get_varint(at, end, &record->col) || !get_varint(at, end, &record->end_col))
    return false;
  record->line += (uint32_t)unzigzag(delta);
  record->end_line = record->line + (uint32_t)unzigzag(end_delta);
  return true;
}

bool code_position(const uint8_t *table, size_t len, uint32_t first_line, uint32_t pc, Position *out) {
  const uint8_t *at = table;
  PositionRecord r = {0};
  while (code_position_next(&at, table + len, &r)) {
    if (pc - r.pc >= r.count) continue;
    *out = (Position){r.line, r.end_line, r.col ? r.col - 1 : 0, r.end_col ? r.end_col - 1 : 0};
    return r.line != 0;
  }
  *out = (Position){.line = first_line, .end_line = first_line};
  return false;
}
