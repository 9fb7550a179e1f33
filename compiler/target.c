// SPDX-License-Identifier: MIT
// target.c - expressions that turn out to be targets of assignment, for, with or del.
#include "compiler/build.h"

static const char *describe_constant(const AstNode *node) {
    switch (node->as.Constant.value.type) {
    case AST_CONST_NONE: return "None";
    case AST_CONST_FALSE: return "False";
    case AST_CONST_TRUE: return "True";
    case AST_CONST_ELLIPSIS: return "ellipsis";
    default: return "literal";
    }
}

const char *target_describe(const AstNode *node) {
    switch (node->kind) {
    case AST_Attribute: return "attribute";
    case AST_Subscript: return "subscript";
    case AST_Starred: return "starred";
    case AST_Name: return "name";
    case AST_List: return "list";
    case AST_Tuple: return "tuple";
    case AST_Lambda: return "lambda";
    case AST_Call: return "function call";
    case AST_BoolOp: case AST_BinOp: case AST_UnaryOp: return "expression";
    case AST_GeneratorExp: return "generator expression";
    case AST_Yield: case AST_YieldFrom: return "yield expression";
    case AST_Await: return "await expression";
    case AST_ListComp: return "list comprehension";
    case AST_SetComp: return "set comprehension";
    case AST_DictComp: return "dict comprehension";
    case AST_Dict: return "dict literal";
    case AST_Set: return "set display";
    case AST_JoinedStr: case AST_FormattedValue: return "f-string expression";
    case AST_Constant: return describe_constant(node);
    case AST_Compare: return "comparison";
    case AST_IfExp: return "conditional expression";
    case AST_NamedExpr: return "named expression";
    default: return "expression";
    }
}

static AstNode *find_in_list(AstList list, TargetUse use) {
    for (uint32_t i = 0; i < list.count; i++) {
        AstNode *bad = target_find_invalid(list.items[i], use);
        if (bad)
            return bad;
    }
    return NULL;
}

// Recursion is bounded by ast_depth_limit.
AstNode *target_find_invalid(AstNode *node, TargetUse use) {
    switch (node->kind) {
    case AST_List:
        return find_in_list(node->as.List.elts, use);
    case AST_Tuple:
        return find_in_list(node->as.Tuple.elts, use);
    case AST_Starred:
        return use == TARGET_DEL ? node : target_find_invalid(node->as.Starred.value, use);
    case AST_Compare: // for a in b, read as one expression by diagnosis: the target is what stands before `in`
        if (use != TARGET_FOR)
            return node;
        return node->as.Compare.ops.items[0] == AST_OP_In ? target_find_invalid(node->as.Compare.left, use) : NULL;
    case AST_Name: case AST_Subscript: case AST_Attribute:
    case AST_Pass: // the dummy node of a parse that ran out of memory
        return NULL;
    default:
        return node;
    }
}

static void set_ctx(AstNode *node, AstCtx ctx) {
    node->ctx = (uint8_t)ctx;
    if (node->kind == AST_Starred) {
        set_ctx(node->as.Starred.value, ctx);
    } else if (node->kind == AST_Tuple || node->kind == AST_List) {
        AstList elts = node->kind == AST_Tuple ? node->as.Tuple.elts : node->as.List.elts;
        for (uint32_t i = 0; i < elts.count; i++)
            set_ctx(elts.items[i], ctx);
    }
}

bool target_set(Parser *P, AstNode *node, TargetUse use) {
    AstNode *bad = target_find_invalid(node, use);
    if (bad) {
        parser_error(P, build_own_span(bad), use == TARGET_DEL ? DIAG_CANNOT_DELETE : DIAG_CANNOT_ASSIGN,
                     target_describe(bad));
        return false;
    }
    set_ctx(node, use == TARGET_DEL ? AST_DEL : AST_STORE);
    return true;
}

AstNode *build_targets(Parser *P, AstList targets, const Token *comma) {
    AstNode *first = targets.items[0];
    if (targets.count == 1 && !comma)
        return first;
    return build_bare_tuple(P, targets, comma);
}
