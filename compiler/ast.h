// SPDX-License-Identifier: MIT
// ast.h - the syntax tree: one tagged struct, one union member per kind, everything in an arena.
//
// The shape is that of Python's `ast` module, kind for kind and field for field (ast.def), so that ast_dump prints what
// ast.dump prints. A node is allocated with the room its own kind needs, not the union's: never copy one by assignment.
// Lines count from 1; columns are UTF-8 byte offsets from 0. Names are interned per compile: one pointer is one name.
#ifndef ASTER_COMPILER_AST_H
#define ASTER_COMPILER_AST_H

#include <stdbool.h>
#include <stdint.h>

#include "vm/base/arena.h"
#include "vm/base/buf.h"

typedef struct AstNode AstNode;

// A name in its NFKC form. `index` counts names from 0 in the order they were met: side tables can be plain arrays.
typedef struct AstName {
    const char *bytes; // UTF-8 with a NUL behind it
    uint32_t len;
    uint32_t hash;
    uint32_t index;
} AstName;

typedef struct AstNames {
    Arena *arena;
    const AstName **slots; // open addressing; capacity is a power of two
    uint32_t capacity;
    uint32_t count;
} AstNames;

// The table starts empty and lives as long as its arena.
void ast_names_init(AstNames *names, Arena *arena);
// `bytes` must be normalised already. NULL when memory is out.
const AstName *ast_names_intern(AstNames *names, const char *bytes, size_t len);

typedef struct AstList {
    AstNode **items;
    uint32_t count;
} AstList;

typedef struct AstNameList {
    const AstName **items;
    uint32_t count;
} AstNameList;

typedef struct AstOpList {
    uint8_t *items; // AstOp
    uint32_t count;
} AstOpList;

typedef enum AstConstType {
    AST_CONST_NONE,
    AST_CONST_FALSE,
    AST_CONST_TRUE,
    AST_CONST_ELLIPSIS,
    AST_CONST_INT,     // as.i: fits in int64 (never negative: the sign is a UnaryOp)
    AST_CONST_BIGINT,  // as.s: digits without underscores or prefix, in `base` 10 or 16
    AST_CONST_FLOAT,   // as.d
    AST_CONST_COMPLEX, // as.d: the imaginary part
    AST_CONST_STR,     // as.s: UTF-8, surrogates from escapes as three bytes (WTF-8)
    AST_CONST_BYTES,   // as.s
} AstConstType;

typedef struct AstConst {
    uint8_t type; // AstConstType
    uint8_t base; // AST_CONST_BIGINT: 10 or 16
    union {
        int64_t i;
        double d;
        struct {
            const char *bytes; // has a NUL behind it; may hold NULs
            uint32_t len;
        } s;
    } as;
} AstConst;

typedef enum AstCtx { AST_LOAD, AST_STORE, AST_DEL } AstCtx;

typedef enum AstOp {
    AST_OP_NONE,
#define AST_OP(name, text) AST_OP_##name,
#include "compiler/ast.def"
#undef AST_OP
} AstOp;

// AST_BinOp, AST_Name, ...
typedef enum AstKind {
    AST_NONE,
#define AST_NODE(kind, group, fields) AST_##kind,
#include "compiler/ast.def"
#undef AST_NODE
    AST_KIND_COUNT
} AstKind;

typedef enum AstGroup {
    AST_GROUP_MOD,
    AST_GROUP_STMT,
    AST_GROUP_EXPR,
    AST_GROUP_PART,
    AST_GROUP_PATTERN,
    AST_GROUP_TYPEPARAM,
} AstGroup;

enum {
    AST_FLAG_PAREN = 1,   // the expression stood in parentheses, a tuple's own included
    AST_FLAG_GROUPED = 2, // ... in parentheses that are not part of it
    AST_FLAG_BARE = 4,    // a generator expression written without parentheses, as in f(x for x in y)
};

// The fields' C types, for the union below.
#define NODE(K, f) AstNode *f;
#define OPT(K, f) AstNode *f;
#define LIST(K, f) AstList f;
#define NAME(K, f) const AstName *f;
#define OPTNAME(K, f) const AstName *f;
#define NAMES(K, f) AstNameList f;
#define OP(K, f) uint8_t f;
#define OPS(K, f) AstOpList f;
#define INT(K, f) int32_t f;
#define CONST(K, f) AstConst f;
#define UKIND(K, f) uint8_t f;
#define CTX(K)

struct AstNode {
    uint8_t kind;    // AstKind
    uint8_t ctx;     // AstCtx, for the kinds that have one
    uint16_t flags;  // AST_FLAG_*
    uint32_t depth;  // 1 + the deepest child's: how far a recursive walk goes down. At most ast_depth_limit.
    uint32_t line, col, end_line, end_col;
    union {
#define AST_NODE(kind, group, fields) struct { fields } kind;
#include "compiler/ast.def"
#undef AST_NODE
    } as;
};

#undef NODE
#undef OPT
#undef LIST
#undef NAME
#undef OPTNAME
#undef NAMES
#undef OP
#undef OPS
#undef INT
#undef CONST
#undef UKIND
#undef CTX

// No tree that the parser returns is deeper than this, statements and expressions together, so a walker may recurse
// freely if its C stack allows this many frames. An operator chain (a+a+...) counts one level for each operator, an
// elif one level for each branch, as they nest in the tree.
extern const uint32_t ast_depth_limit;

// A node with its fields cleared and its position unset; NULL when memory is out.
AstNode *ast_node(Arena *arena, AstKind kind);
// How many bytes a node of this kind takes.
size_t ast_node_size(AstKind kind);
const char *ast_kind_name(AstKind kind);
AstGroup ast_kind_group(AstKind kind);
const char *ast_op_name(AstOp op);
const char *ast_op_text(AstOp op);

// What a node of a kind holds, for generic walks: the fields in order, ended by a row without a name.
typedef enum AstFieldType {
    AST_FIELD_NODE,    // AstNode *, maybe NULL
    AST_FIELD_LIST,    // AstList
    AST_FIELD_NAME,    // const AstName *, maybe NULL
    AST_FIELD_NAMES,   // AstNameList
    AST_FIELD_OP,      // uint8_t
    AST_FIELD_OPS,     // AstOpList
    AST_FIELD_INT,     // int32_t
    AST_FIELD_CONST,   // AstConst
    AST_FIELD_UKIND,   // uint8_t
    AST_FIELD_CTX,     // AstNode.ctx
} AstFieldType;

typedef struct AstField {
    const char *name;
    uint8_t type; // AstFieldType
    uint16_t offset; // from the start of the AstNode
} AstField;

const AstField *ast_fields(AstKind kind);

// Computes node->depth from its children's.
void ast_set_depth(AstNode *node);

// Appends what Python's ast.dump(tree) prints. Returns false when memory is out.
bool ast_dump(const AstNode *node, Buf *out);
// The same as ast.dump(tree, include_attributes=True).
bool ast_dump_full(const AstNode *node, Buf *out);

#endif
