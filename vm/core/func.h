// SPDX-License-Identifier: MIT
// func.h - what can be called: code objects, script functions, C functions, bound methods; and cells.
#ifndef ASTER_FUNC_H
#define ASTER_FUNC_H

#include "vm/code/code.h"
#include "vm/core/type.h"

// One place in the code where a name is looked up. Which fields count depends on the specialised opcode that stands there.
typedef struct InlineCache {
  Str *name;
  union { Shape *next; Value value; Value *place; } aux;  // borrowed, valid while `version` matches: the shape after SETATTR_ADD,
                           // what the class has, where in a dict's entries the value lies
  uint32_t version;        // of the object's shape, or keys_version of globals or the module; never 0 in a specialised instruction
  uint32_t offset;         // byte offset of the slot; LOADGLOBAL_BUILTIN: keys_version of builtins
  uint16_t misses;         // past a limit the general opcode stays
} InlineCache;

struct Code {
  Object header;
  Insn *insns;
  Value *consts;
  InlineCache *caches;
  Str **names;
  uint16_t nparams, nposonly, nkwonly, nlocals, nregs;
  uint16_t exact_argc;       // argument count of the fast call: nparams where nothing else can be passed and the call just runs; 0xffff: none
  uint32_t flags, first_line;
  uint32_t ninsns, nconsts, ncaches, nnames, ncells, nfrees, nhandlers, positions_len;
  Str **locals;              // nlocals names
  uint16_t *cells;
  Str **frees;
  Handler *handlers;
  uint8_t *positions;
  struct CodeLines *lines;   // of a traced code (codelines.h), else NULL
  Str *name, *qualname, *filename;
  Tuple *static_attributes;  // or NULL
};

struct Function {
  Object header;
  Code *code;
  Dict *globals;
  Dict *builtins;
  Tuple *defaults;      // or NULL
  Dict *kwdefaults;     // or NULL
  Tuple *closure;       // of Cells, or NULL
  Str *name, *qualname;
  Value doc, module;
  Value annotations;    // dict, or V_ABSENT
  Value type_params;    // tuple, or V_ABSENT
  Dict *dict;           // attributes, or NULL
  Object *weakrefs;
};

typedef struct Cell { Object header; Value v; } Cell;
typedef struct Method { Object header; Value function, self; Object *weakrefs; } Method;

typedef struct Native {      // a C function, method of a C type (method descriptor), or bound to `self`
  Object header;
  const NativeDef *def;
  Value self;                // bound: first argument; V_ABSENT: none
  Type *owner;               // method descriptor: the type that self must be of; else NULL
  Value module;              // __module__ of a module's function
  int16_t min_args, max_args;  // from the signature, self included; max -1: *args
  uint8_t nparams;           // fixed parameters, self included
  uint8_t npositional, flags;
  uint8_t op;                // calls of it make native coroutines: which, + 1 (op.c)
} Native;
enum { NATIVE_NEVER = 0x7fff };  // min_args of a function that positional arguments alone never suit: it is bound the long way
static inline bool native_fits(const Native *n, uint32_t argc) { return (int)argc >= n->min_args && argc <= n->npositional; }

static inline Function *as_function(Value v) { return (Function *)as_obj(v); }
static inline Code *as_code(Value v) { return (Code *)as_obj(v); }
Value code_load(VM *vm, const CodeUnit *unit) MUST_USE;     // a Code object
Value code_const_load(VM *vm, const Const *c) MUST_USE;
bool code_const_store(VM *vm, Arena *arena, Value v, Const *out) MUST_USE;  // a constant of exact builtin types; a list becomes a tuple; TypeError
bool code_position_of(const Code *code, uint32_t pc, Position *out);
uint32_t code_line_of(const Code *code, uint32_t pc);       // where the instruction has no line, that of the one before it that has one
Value function_new(VM *vm, Code *code, Dict *globals) MUST_USE;
Value method_new(VM *vm, Value function, Value self) MUST_USE;
Value cell_new(VM *vm, Value v) MUST_USE;
Value native_new(VM *vm, const NativeDef *def, Value self, Type *owner) MUST_USE;  // signature parsed here
Value native_bind(VM *vm, const Native *from, Value self) MUST_USE;
Value native_call(VM *vm, Native *native, Value *args, uint32_t argc, Tuple *kwnames) MUST_USE;  // args: self not included when bound
// Binds raw arguments by a signature text without self, as natives get them, into out[]; for `new`, `init` and `call` slots.
// `name` is no parameter of `sig`, in which only keyword parameters stand: the TypeError, with what may have been meant.
void args_unexpected(VM *vm, const char *fname, const char *sig, const Tuple *kwnames, Str *name);
bool args_bind(VM *vm, const char *fname, const char *sig, const Value *args, uint32_t argc, Tuple *kwnames, Value *out) MUST_USE;
Value native_call_filled(VM *vm, Native *native, Value *args, uint32_t argc) MUST_USE;  // native_fits: with V_ABSENT for what is not given
static inline Value MUST_USE native_call_positional(VM *vm, Native *native, Value *args, uint32_t argc) {  // native_fits: self included
  return argc == native->nparams ? native->def->fn(vm, args, argc) : native_call_filled(vm, native, args, argc);
}
bool func_types_init(VM *vm);  // code, function, builtin_function_or_method, method, cell
#endif
