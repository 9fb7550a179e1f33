// SPDX-License-Identifier: MIT
// gen.h - what the gen_*.c files share: the state of code generation, registers, operands, names, blocks.
//
// Registers. Locals have fixed ones; above them temporaries form a stack (`top`). gen_expr leaves a value in the register it is told:
// a local, written by the last instruction alone, or the temporary on top. gen_operand gives the register where a value lies: a local
// in place, or a new temporary. Every temporary is read once more: by an instruction with its KILL bit, as part of a window, or as
// the destination of the instruction that reads it.
#ifndef ASTER_COMPILER_GEN_H
#define ASTER_COMPILER_GEN_H

#include "compiler/compile.h"
#include "compiler/emit.h"
#include "compiler/symbols.h"

typedef struct Operand { uint32_t reg; bool temp; } Operand;

typedef enum {
  BLOCK_LOOP,     // reg: the iterator or NO_REG
  BLOCK_PIN,      // reg: a temporary that lives on
  BLOCK_TRY,      // the body of a try with except clauses
  BLOCK_FINALLY,  // what a finally clause guards
  BLOCK_HANDLER,  // reg: the pair of an exception being handled
  BLOCK_NAME,     // the body of `except E as name`
  BLOCK_STAR,     // an except* clause: no way out but its end
  BLOCK_WITH,     // reg: the __exit__
  BLOCK_ASYNC_WITH
} BlockKind;

typedef struct Block {
  uint8_t kind;
  bool ranged, open;   // instructions from `start` on are protected by `target`
  uint32_t reg;
  Label brk, cont;
  uint32_t start;
  Label target;
  uint32_t handler_reg;
  uint64_t *entry;
  const AstList *finalbody;
  const AstName *name;
  const AstNode *node;
} Block;

typedef struct Func {
  struct Func *outer;
  Scope *scope;      // the one with the frame
  Scope *current;    // it, or a comprehension that runs in it
  Mangling mangling;
  CodeStr qualname;
  CodeUnit *unit;
  Emit e;
  uint32_t top;
  Block *blocks;
  uint32_t nblocks, blocks_capacity;
  const AstName **attributes;  // class bodies: names assigned to self
  uint32_t nattributes, attributes_capacity;
} Func;

typedef struct Gen {
  CompileRequest *request;
  Arena *arena;
  AstNames *names;
  Symbols *symbols;
  Func *f;
  SymbolError error;
  bool future_annotations, interactive;
  Block spare;
} Gen;

typedef enum {
  ACCESS_LOCAL, ACCESS_CELL, ACCESS_FREE, ACCESS_GLOBAL, ACCESS_NAME, ACCESS_CLASS_FREE, ACCESS_CLASS_DICT
} AccessKind;
typedef struct Access {
  AccessKind kind;
  uint32_t reg;  // register or closure index
  const AstName *name;
  Symbol *symbol;
} Access;

static inline Emit *em(Gen *g) { return &g->f->e; }
static inline void gen_at(Gen *g, const AstNode *n) { g->f->e.at = (Position){n->line, n->end_line, n->col, n->end_col}; }
static inline bool gen_is_local(Gen *g, uint32_t reg) { return reg < g->f->e.nlocals; }
static inline unsigned gen_kill(Operand o, unsigned bit, uint32_t dst) { return o.temp && o.reg != dst ? bit : 0; }
static inline void gen_mark(Gen *g, const AstNode *n) { emit_mark(&g->f->e, n->line); }
static inline void gen_nowhere(Gen *g) { g->f->e.at = (Position){0}; }  // what follows belongs to no line
bool gen_failed(const Gen *g);
void gen_error(Gen *g, const AstNode *node, const char *format, ...) __attribute__((format(printf, 3, 4)));

// regs.c
uint32_t temp_push(Gen *g, uint32_t count);          // the first of `count` new temporaries
static inline void temp_pop_to(Gen *g, uint32_t top) { g->f->top = top; }
uint32_t temp_scratch(Gen *g, uint32_t dst);         // dst when it is the temporary on top, else a new one
uint32_t temp_window(Gen *g, uint32_t dst);          // where a window may begin: dst (popped) when it is on top, else top
void gen_move(Gen *g, uint32_t dst, Operand from);   // MOVE or TAKE; nothing when it is there
void gen_release(Gen *g, Operand o);
void gen_none(Gen *g, uint32_t dst);
void gen_const(Gen *g, const Const *value, uint32_t dst);
void gen_int(Gen *g, int64_t value, uint32_t dst);
void gen_str(Gen *g, const AstName *text, uint32_t dst);
Const const_str(const char *bytes, uint32_t len);
bool gen_const16(Gen *g, AstNode *node, uint32_t *index);  // a constant whose index fits 16 bits
bool gen_may_rebind(Gen *g, const AstNode *node);    // evaluating it may assign to a local (walrus)
Operand gen_hold(Gen *g, Operand o, const AstNode *later);  // a copy when `later` may rebind the local it lies in

// fold.c: the constant that an expression is, as CPython folds it.
bool fold_expr(Gen *g, AstNode *node, Const *out);
int fold_truth(Gen *g, AstNode *node);               // 1, 0, or -1: not a constant
Const const_from_ast(Arena *arena, const AstConst *value);

// gen_name.c
Access gen_access(Gen *g, const AstName *name);
void gen_load_name(Gen *g, const AstName *name, uint32_t dst);
void gen_store_name(Gen *g, const AstName *name, Operand value);
void gen_delete_name(Gen *g, const AstName *name);
void gen_unset_name(Gen *g, const AstName *name);    // name = None; del name
bool gen_plain_local(Gen *g, const AstNode *node, uint32_t *reg);  // a Name that lies in a register of its own
void gen_bound(Gen *g, uint32_t reg);                // a local has been written
const AstName *gen_mangle(Gen *g, const AstName *name);

// gen_expr.c, gen_display.c, gen_cond.c, gen_call.c
void gen_expr(Gen *g, AstNode *node, uint32_t dst);
Operand gen_operand(Gen *g, AstNode *node);
Operand gen_operand_near(Gen *g, AstNode *node, uint32_t dst);  // may use dst as its temporary
void gen_discard(Gen *g, AstNode *node);             // for its effects
Opcode gen_binary_op(AstOp op);
// Where a use of an attribute is shown: on the attribute's own line when the object before it begins on an earlier one.
void gen_at_attribute(Gen *g, const AstNode *node, const AstNode *attr);
void gen_await(Gen *g, uint32_t reg, unsigned context);  // R[reg] = await R[reg]; reg is on top
void gen_subscript_load(Gen *g, AstNode *node, uint32_t dst);
Operand gen_slice(Gen *g, AstNode *node);
void gen_list(Gen *g, const AstList *elts, uint32_t dst);
void gen_tuple(Gen *g, const AstList *elts, uint32_t dst);
void gen_set(Gen *g, AstNode *node, uint32_t dst);
void gen_dict(Gen *g, AstNode *node, uint32_t dst);
void gen_joined(Gen *g, AstNode *node, uint32_t dst);
void gen_formatted(Gen *g, AstNode *node, uint32_t dst);
void gen_cond(Gen *g, AstNode *node, bool sense, Label target);  // jumps when the truth is `sense`
void gen_compare(Gen *g, AstNode *node, uint32_t dst);
void gen_boolop(Gen *g, AstNode *node, uint32_t dst);
void gen_call(Gen *g, AstNode *node, uint32_t dst);
// The rest of a call whose callee is in R[w]: arguments, keywords; `extra` values lie in the first argument slots already.
void gen_call_rest(Gen *g, uint32_t w, uint32_t extra, const AstList *args, const AstList *keywords, const AstNode *at, uint32_t dst);
void gen_call0(Gen *g, uint32_t w, uint32_t argc, uint32_t dst);  // the arguments are in place
void gen_comp(Gen *g, AstNode *node, uint32_t dst);  // gen_comp.c
void gen_genexp(Gen *g, AstNode *node, uint32_t dst);

// gen_assign.c
void gen_store(Gen *g, AstNode *target, Operand value);  // consumes a temporary
void gen_assign(Gen *g, AstNode *node);
void gen_aug_assign(Gen *g, AstNode *node);
void gen_ann_assign(Gen *g, AstNode *node);
void gen_delete(Gen *g, AstNode *node);
// Stores what `it` yields next or a window holds: FORNEXT and UNPACK write plain locals directly.
void gen_unpack(Gen *g, const AstList *targets, Operand value, const AstNode *at);

// gen_stmt.c, gen_loop.c, gen_try.c, gen_with.c, gen_match.c, gen_import.c
void gen_body(Gen *g, const AstList *body);
void gen_stmt(Gen *g, AstNode *node);
void gen_for(Gen *g, AstNode *node);
void gen_async_for(Gen *g, AstNode *node);
void gen_while(Gen *g, AstNode *node);
void gen_try(Gen *g, AstNode *node);
void gen_try_star(Gen *g, AstNode *node);
void gen_with(Gen *g, AstNode *node);
void gen_match(Gen *g, AstNode *node);
void gen_import(Gen *g, AstNode *node);
void gen_import_from(Gen *g, AstNode *node);
void gen_get_iterator(Gen *g, AstNode *iter, bool is_async, uint32_t reg);  // reg is on top
void gen_return(Gen *g, AstNode *node);
void gen_break(Gen *g, AstNode *node);
void gen_continue(Gen *g, AstNode *node);
// One step of an async iteration: R[dst] = await anext(R[it]); leaves by `done` when it is exhausted. dst is on top.
void gen_anext(Gen *g, uint32_t it, uint32_t dst, Label stop);
void gen_async_end(Gen *g, uint32_t it, Label stop, const AstNode *at);

// gen_block.c
uint32_t block_push(Gen *g, BlockKind kind, uint32_t reg, const AstNode *node);  // the block's index
void block_protect(Gen *g, uint32_t block, Label target, uint32_t handler_reg);
void block_close(Gen *g, uint32_t block);    // ends the protected range
void block_open(Gen *g, uint32_t block);     // protects again from here
void block_pop(Gen *g);                      // closes it too
// Emits what leaving all blocks above does; `pinned`: a temporary that lives through it, or NO_REG. The caller emits the jump, then:
void block_unwind(Gen *g, uint32_t down_to, uint32_t pinned);
void block_rewind(Gen *g, uint32_t count);   // protects again what block_unwind closed
bool block_nested_too_deep(Gen *g, const AstNode *node);
// Ends a cleanup handler at `cleanup`: the new exception replaces the one at `reg`, then goes on.
void gen_cleanup(Gen *g, Label cleanup, uint32_t reg);

// gen_func.c, gen_class.c, gen_generic.c
void gen_function(Gen *g, AstNode *node);
void gen_lambda(Gen *g, AstNode *node, uint32_t dst);
void gen_class(Gen *g, AstNode *node);
void gen_type_alias(Gen *g, AstNode *node);
void gen_function_in_params(Gen *g, AstNode *node, uint32_t dst);
void gen_class_in_params(Gen *g, AstNode *node, uint32_t dst);
typedef struct FuncParts {  // registers with parts of a function evaluated elsewhere; NO_REG: none there
  bool given;               // defaults are not to be evaluated here
  uint32_t defaults, kwdefaults, type_params;
} FuncParts;
bool gen_defaults(Gen *g, AstNode *args);            // pushes the tuple; false: there are none
bool gen_kw_defaults(Gen *g, AstNode *args);         // pushes the dict
void gen_function_value(Gen *g, AstNode *node, FuncParts parts, uint32_t dst);
void gen_class_value(Gen *g, AstNode *node, uint32_t type_params, uint32_t dst);
Func *func_enter(Gen *g, Scope *scope, CodeStr name, const AstNode *at);
CodeUnit *func_leave(Gen *g);                // NULL: failed
void gen_return_none(Gen *g);
// MAKEFUNC of a finished unit. `flags`: which of defaults, kw-defaults and annotations the window holds already.
void gen_make_function(Gen *g, CodeUnit *unit, Scope *scope, unsigned flags, uint32_t type_params, uint32_t window, uint32_t dst);
CodeStr gen_qualname(Gen *g, const AstName *name);
const AstName *gen_intern(Gen *g, const char *text);
// Decorators first: where the value has to go that gen_end_decorated passes through them and stores as `name`.
uint32_t gen_begin_decorated(Gen *g, const AstList *decorators, const AstName *name);
void gen_end_decorated(Gen *g, const AstList *decorators, const AstName *name, uint32_t value, const AstNode *at);
void gen_self_attribute(Gen *g, AstNode *target);
bool gen_docstring(Gen *g, const AstList *body, Const *out);
bool gen_await_allowed(Gen *g, const AstNode *node, const char *what);

// unparse.c: an expression as ast.unparse writes it.
const AstName *unparse_expr(Gen *g, AstNode *node);

#endif
