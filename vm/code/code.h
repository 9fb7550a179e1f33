// SPDX-License-Identifier: MIT
// code.h - the bytecode contract between compiler and VM: instructions, and the unit that the compiler hands over.
//
// A CodeUnit is plain data without a reference to any VM: the compiler makes it in an arena, the freezer writes it to a file, the
// loader (vm/core/codeobj.c) makes of it a Code object with its own instruction copy, constants and inline caches.
#ifndef ASTER_CODE_H
#define ASTER_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/base/arena.h"
#include "vm/base/buf.h"

typedef uint64_t Insn;

typedef enum {
#define OP(name, a, b, c, effects, meaning) OP_##name,
#include "vm/code/opcodes.def"
  OP_COUNT
} Opcode;
enum { OP_FIRST_SPECIAL = OP_GETATTR_SLOT };

enum { KILL_A = 1, KILL_B = 2, KILL_C = 4, K_FLAG = 0x80, BIN_INPLACE_BIT = 0x80, BIN_SWAP_BIT = 0x40 };
enum { FRAME_SLOTS = 7 };  // a frame header's size in registers; frame.h asserts it
enum { LOADCONST_NONE, LOADCONST_TRUE, LOADCONST_FALSE, LOADCONST_ELLIPSIS, LOADCONST_ABSENT };
enum { CODE_MAX_REGS = 65000 };

// The same 64 bits by field, as they lie in memory.
typedef struct InsnFields {
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  uint8_t op, k;
  uint16_t a;
  union { struct { uint16_t b, c; }; int32_t bc; };
#else
  union { struct { uint16_t c, b; }; int32_t bc; };
  uint16_t a;
  uint8_t k, op;
#endif
} InsnFields;
_Static_assert(sizeof(InsnFields) == sizeof(Insn), "an instruction is 64 bits");

static inline Insn insn_abc(Opcode op, unsigned k, unsigned a, unsigned b, unsigned c) {
  return (Insn)op | (Insn)(k & 255) << 8 | (Insn)(a & 0xffff) << 16 | (Insn)(b & 0xffff) << 32 | (Insn)(c & 0xffff) << 48;
}
static inline Insn insn_wide(Opcode op, unsigned k, unsigned a, int32_t bc) {
  return (Insn)op | (Insn)(k & 255) << 8 | (Insn)(a & 0xffff) << 16 | (Insn)(uint32_t)bc << 32;
}
static inline Opcode insn_op(Insn i) { return (Opcode)(i & 255); }
static inline unsigned insn_k(Insn i) { return (unsigned)(i >> 8) & 255; }
static inline unsigned insn_a(Insn i) { return (unsigned)(i >> 16) & 0xffff; }
static inline unsigned insn_b(Insn i) { return (unsigned)(i >> 32) & 0xffff; }
static inline unsigned insn_c(Insn i) { return (unsigned)(i >> 48); }
static inline int insn_sc(Insn i) { return (int16_t)(i >> 48); }
static inline int32_t insn_bc(Insn i) { return (int32_t)(i >> 32); }

typedef struct CodeStr { const char *bytes; uint32_t len; } CodeStr;  // WTF-8

typedef enum {
  CONST_NONE, CONST_TRUE, CONST_FALSE, CONST_ELLIPSIS, CONST_INT, CONST_BIGINT, CONST_DOUBLE, CONST_COMPLEX, CONST_STR, CONST_BYTES,
  CONST_TUPLE, CONST_FROZENSET, CONST_CODE
} ConstKind;

typedef struct Const {
  uint8_t kind;
  union {
    int64_t integer;
    double number;
    struct { double real, imag; } complex;
    CodeStr text;                                       // STR (WTF-8), BYTES, BIGINT (optional '-', hexadecimal digits)
    struct { struct Const *items; uint32_t count; } seq;  // TUPLE, FROZENSET
    struct CodeUnit *code;
  } as;
} Const;

// A protected range of instructions [start, end): an exception raised there clears every register from `reg` up (temporaries),
// puts the exception in R[reg] and the one being handled before in R[reg+1], and goes on at `target`. Inner ranges come first.
typedef struct Handler { uint32_t start, end, target; uint16_t reg; } Handler;

typedef struct Position { uint32_t line, end_line, col, end_col; } Position;  // line 0: none; columns are UTF-8 byte offsets, 0-based

typedef enum {  // CodeUnit.flags; the low ones are co_flags' own
  CO_OPTIMIZED = 0x1, CO_NEWLOCALS = 0x2, CO_VARARGS = 0x4, CO_VARKEYWORDS = 0x8, CO_NESTED = 0x10, CO_GENERATOR = 0x20,
  CO_COROUTINE = 0x80, CO_ITERABLE_COROUTINE = 0x100, CO_ASYNC_GENERATOR = 0x200, CO_FUTURE_ANNOTATIONS = 0x1000000,
  CO_HAS_DOCSTRING = 0x4000000,  // constant 0 is the docstring
  CO_CLASS_BODY = 0x10000000,    // runs in a namespace of its own
  CO_MODULE = 0x20000000,        // top level: names are globals
  CO_TOP_AWAIT = 0x40000000      // a module body with await at top level: a coroutine
} CodeFlags;

// Registers: positional parameters, keyword-only ones, *args, **kwargs, then the other locals (nlocals in all, each with a name
// in `locals`; hidden ones have names starting with '.'), then temporaries up to nregs. `cells`: the locals that MAKECELL turns
// into cells (names as inner functions see them).
typedef struct CodeUnit {
  CodeStr name, qualname, filename;
  uint32_t flags, first_line;
  uint16_t nparams;    // positional, positional-only ones included; *args and **kwargs not
  uint16_t nposonly, nkwonly;
  uint16_t nlocals, nregs;
  Insn *insns;      uint32_t ninsns;
  Const *consts;    uint32_t nconsts;
  CodeStr *names;   uint32_t nnames;
  uint32_t *caches; uint32_t ncaches;    // the name index of each inline cache
  CodeStr *locals;
  uint16_t *cells;  uint32_t ncells;     // registers
  CodeStr *frees;   uint32_t nfrees;     // names of the closure's cells
  Handler *handlers; uint32_t nhandlers;
  uint8_t *positions; uint32_t positions_len;  // see code_position
  CodeStr *static_attributes; uint32_t nstatic_attributes;  // class bodies: names X assigned as self.X in methods
} CodeUnit;

// How the VM reaches the compiler: a function pointer in its configuration. Lines and columns of a message count from 1, columns in
// characters; a line of 0 is none, an end column of 0 or less is unknown. Everything lives in the arena.
typedef struct SourceMessage {
  const char *type;      // "SyntaxError", "IndentationError", "TabError", "SyntaxWarning", "RecursionError", "MemoryError", "ValueError", "incomplete"
  const char *message;
  const char *text;      // the source line, NULL: unknown
  uint32_t text_len;
  int32_t line, col, end_line, end_col;
  bool late;             // a warning of the code generator's: as an error it shows the source line only of a file that can be read
} SourceMessage;

typedef struct CompileJob {
  const char *source;
  size_t len;
  const Const *tree;     // a syntax tree (compiler/tree.h) instead of the source, or NULL
  const char *filename;
  int mode;              // COMPILE_EXEC ...
  uint32_t flags;        // COMPILE_MODULE ...
  Arena *arena;
  SourceMessage error;   // out, when the result is NULL
  SourceMessage *warnings;
  uint32_t nwarnings;
} CompileJob;
typedef CodeUnit *(*CompileFn)(CompileJob *job);

// The position table: records of (instruction count, line delta zigzag, end-line delta, col + 1, end_col + 1) as LEB128 varints; col 0: no columns.
//
// Marks. sys.settrace tells of lines that have no instruction here: `pass`, `try:`, an operand that is read where it lies. A record of
// no instructions is such a mark, passed on the way to the instruction behind it. What jumps there may pass it or not:
//
//     if x:            JFALSE x -> 2     (0, +1, 0, 0, 0)   the mark of `pass`: falling into it passes it, the JFALSE does not
//         pass                           (0,  0, 0, 7, 0)   a way: the jump at pc 6 does (col = pc + 1), and the marks behind this one
//     y = 1            LOADINT y 1
void code_position_add(Buf *table, Position *last, uint32_t count, const Position *next);  // `last` starts zeroed
void code_mark_add(Buf *table, Position *last, uint32_t line);
void code_way_add(Buf *table, uint32_t jump_pc);
typedef struct PositionRecord { uint32_t pc, count, line, end_line, col, end_col; } PositionRecord;  // as it stands in the table, but for the lines; pc: of its first instruction
bool code_position_next(const uint8_t **at, const uint8_t *end, PositionRecord *record);  // false: the end. `record` starts zeroed
bool code_position(const uint8_t *table, size_t len, uint32_t first_line, uint32_t pc, Position *out);
const char *opcode_name(Opcode op);
void code_disassemble(const CodeUnit *unit, Buf *out, const char *source, size_t source_len);  // nested units follow; source may be NULL
bool code_verify(const CodeUnit *unit, char *why, size_t why_size);  // every operand in range, jumps on instructions, windows inside the frame
// The file form (.asc): magic, version, then the unit depth-first. Reading allocates in `arena` and checks every length.
bool code_write(const CodeUnit *unit, Buf *out);
CodeUnit *code_read(Arena *arena, const uint8_t *bytes, size_t len, char *why, size_t why_size);
CodeUnit *code_read_verified(Arena *arena, const uint8_t *bytes, size_t len, char *why, size_t why_size);  // of code known to pass code_verify

#endif
