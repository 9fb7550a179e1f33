// SPDX-License-Identifier: MIT
// emit.h - builds one CodeUnit: instructions, pools, labels, handlers; and the flow facts that hang on labels.
//
// While code is emitted the emitter follows which locals are surely bound (`state`, one bit a local) and whether the place can be
// reached at all (`dead`). A forward jump joins its facts into its label; binding the label joins them with what falls through. In a
// dead place nothing is emitted, so code behind a return costs nothing and needs no case of its own anywhere.
#ifndef ASTER_COMPILER_EMIT_H
#define ASTER_COMPILER_EMIT_H

#include "compiler/ast.h"
#include "vm/code/code.h"
#include "vm/code/opinfo.h"

typedef uint32_t Label;
enum { NO_PC = UINT32_MAX, NO_INDEX = UINT32_MAX };

typedef struct EmitLabel {
  uint32_t pc;
  uint32_t marks;   // how many marks lie before it
  bool used;        // something jumps here
  uint64_t *state;  // facts common to all jumps so far
} EmitLabel;

typedef struct EmitMark { uint32_t pc, line; } EmitMark;  // code.h
typedef struct EmitJump { uint32_t pc; Label label; } EmitJump;
typedef struct EmitHandler { uint32_t start, end; Label target; uint16_t reg; } EmitHandler;

typedef struct Emit {
  Arena *arena;
  const char *error;  // a limit was passed: the SyntaxError's text
  Insn *insns;
  Position *positions;
  uint32_t count, capacity, positions_capacity;
  Const *consts;
  uint32_t nconsts, consts_capacity;
  uint32_t *const_table, const_table_size;  // open addressing: index + 1
  const AstName **names;
  uint32_t nnames, names_capacity;
  uint32_t *name_table, name_table_size;
  uint32_t *caches, ncaches, caches_capacity;
  struct EmitShared { uint32_t key, cache; } *shared;  // by opcode and name; key 0: free
  EmitLabel *labels;
  uint32_t nlabels, labels_capacity;
  EmitJump *jumps;
  uint32_t njumps, jumps_capacity;
  EmitHandler *handlers;
  uint32_t nhandlers, handlers_capacity;
  EmitMark *marks;
  uint32_t nmarks, marks_capacity;
  bool without_marks;
  uint32_t label_pc; // where a label was bound last
  Position at;       // of the instructions being emitted
  uint32_t nlocals, nregs;
  uint64_t *state;   // bit set: the local is bound here
  uint64_t *deleted; // bit set: some place in the function unbinds the local
  uint32_t words;
  bool dead;
} Emit;

void emit_init(Emit *e, Arena *arena, uint32_t nlocals);
void emit_abc(Emit *e, Opcode op, unsigned k, unsigned a, unsigned b, unsigned c);
void emit_wide(Emit *e, Opcode op, unsigned k, unsigned a, int32_t bc);
// `b` counts only for the opcodes whose jump is in column c.
void emit_jump(Emit *e, Opcode op, unsigned k, unsigned a, unsigned b, Label target);

void emit_mark(Emit *e, uint32_t line);  // a line that has no instruction of its own, for sys.settrace

Label emit_label(Emit *e);               // for jumps forward; bound later
void emit_bind(Emit *e, Label label);
Label emit_loop_head(Emit *e);           // bound here; OP_LOOP goes back to it
void emit_handler(Emit *e, uint32_t start, Label target, unsigned reg, const uint64_t *entry);  // [start, here) is protected
uint64_t *emit_state_copy(Emit *e);      // for emit_handler: the facts where the range begins, less what the function unbinds

// Pool indices. Equal constants share one; names too. Each use has a cache of its own, until they run out in a huge unit: then all
// further uses by one opcode of one name share one.
uint32_t emit_const(Emit *e, const Const *value);
uint32_t emit_name(Emit *e, const AstName *name);
uint32_t emit_cache(Emit *e, Opcode op, const AstName *name);

void emit_local_bound(Emit *e, unsigned reg);
void emit_local_unbound(Emit *e, unsigned reg);
bool emit_local_is_bound(const Emit *e, unsigned reg);
void emit_use_register(Emit *e, uint32_t reg);  // the frame must hold it

// Resolves jumps (lengthening those that are too far) and moves everything into the unit. False: e->error or no memory.
bool emit_finish(Emit *e, CodeUnit *unit);

bool const_equal(const Const *a, const Const *b);
// Makes room for `need` items in an array of the arena's; false when memory is out.
bool emit_grow(Arena *arena, void *items, uint32_t *capacity, uint32_t need, size_t size);

#endif
