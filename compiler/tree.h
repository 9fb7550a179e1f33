// SPDX-License-Identifier: MIT
// tree.h - syntax trees as constants: how the compiler hands a tree to the VM, and takes one from it.
//
// A node is the tuple (kind, line, column, end line, end column, fields...), its kind and operators as their names in ast.def, its
// fields in ast.def's order: a node or None, a tuple for a list, a str or None for a name, an int, a constant, 'Load' 'Store' or 'Del'.
// vm/core turns the constant into Python values and back; the module `ast` makes objects of them.
#ifndef ASTER_COMPILER_TREE_H
#define ASTER_COMPILER_TREE_H

#include "compiler/ast.h"
#include "vm/code/code.h"

enum { TREE_HEAD = 5 };  // what stands before the fields

// False when memory is out.
bool tree_write(Arena *arena, const AstNode *node, Const *out);

// The tree of a constant that came from a script, checked through and through: the code generator may rely on it as it does on a
// tree of the parser. NULL with *why set: what is wrong with it (tree_too_deep if only that); *why is NULL when memory is out.
extern const char tree_too_deep[];
AstNode *tree_read(Arena *arena, AstNames *names, const Const *tree, AstKind root, const char **why);

#endif
