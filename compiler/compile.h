// SPDX-License-Identifier: MIT
// compile.h - the compiler's entry: source bytes in, a CodeUnit or a diagnostic out.
#ifndef ASTER_COMPILER_COMPILE_H
#define ASTER_COMPILER_COMPILE_H

#include "compiler/diag.h"
#include "vm/code/code.h"

// The values are those of COMPILE_EXEC ... and COMPILE_MODULE ... in vm/core/vm.h, which this layer must not include.
typedef enum CompileMode { COMPILE_MODE_EXEC, COMPILE_MODE_EVAL, COMPILE_MODE_SINGLE } CompileMode;
typedef enum CompileFlags {
  COMPILE_FLAG_MODULE = 1,              // top-level names are globals
  COMPILE_FLAG_TOP_AWAIT = 2,           // await may stand at top level
  COMPILE_FLAG_FUTURE_ANNOTATIONS = 4,
  COMPILE_FLAG_DONT_IMPLY_DEDENT = 8,   // interactive: a block is complete only behind a blank line
  COMPILE_FLAG_OPTIMIZE1 = 16,          // -O: no assert
  COMPILE_FLAG_OPTIMIZE2 = 32,          // -OO: no docstrings either
  COMPILE_FLAG_TEXT = 64,               // the source is a str in UTF-8: cookies and BOMs mean nothing
  COMPILE_FLAG_ALLOW_INCOMPLETE = 128,  // interactive: an error at the end is DIAG_KIND_INCOMPLETE
  COMPILE_FLAG_CELL = 256,              // interactive: several statements may come; the last one shows its value
  COMPILE_FLAG_ONLY_TREE = 512,         // the unit's only content is constant 0: the syntax tree (tree.h)
  COMPILE_FLAG_ADVISE = 1024,           // the warnings hold advice too (advise.h)
  COMPILE_FLAG_NO_MARKS = 2048          // lines without an instruction are not noted for sys.settrace (code.h): the library's, for its size
} CompileFlags;

typedef struct CompileRequest {
  const char *source;
  size_t len;
  const Const *tree;   // compiled instead of a source, if not NULL (tree.h)
  const char *filename;
  CompileMode mode;
  unsigned flags;
  Arena *arena;        // owns the result and everything on the way
  Diag diag;           // out: the error, when the result is NULL
  DiagList warnings;   // out
  const char *bad_tree;  // out: what is wrong with `tree`, when that is why the result is NULL
} CompileRequest;

// The unit of the whole source, or NULL with request->diag filled. Zero the outputs first.
CodeUnit *compile_source(CompileRequest *request);

#endif
