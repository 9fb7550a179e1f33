// SPDX-License-Identifier: MIT
// opinfo.h - the columns of opcodes.def as data: for the disassembler, the verifier and the emitter's assertions.
#ifndef ASTER_OPINFO_H
#define ASTER_OPINFO_H

#include "vm/code/code.h"

typedef enum { ROLE_NONE, ROLE_DST, ROLE_SRC, ROLE_INOUT, ROLE_WIN, ROLE_KST, ROLE_NAM, ROLE_IC, ROLE_FRE, ROLE_JMP, ROLE_IMM, ROLE_WIDE } Role;

typedef struct OpInfo {
  const char *name;
  const char *roles[3];  // as written in the table
  const char *effects;
  const char *meaning;
} OpInfo;

extern const OpInfo opinfo[OP_COUNT];

Role opinfo_role(Opcode op, unsigned column);
bool opcode_is_hidden(Opcode op);  // effect H
static inline bool role_is_register(Role role) { return role >= ROLE_DST && role <= ROLE_WIN; }
// The pc that an instruction at `pc` jumps to, or -1 when it has no jump operand.
int64_t insn_target(Insn insn, uint32_t pc);

#endif
