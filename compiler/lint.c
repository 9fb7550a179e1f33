// SPDX-License-Identifier: MIT
// lint.c - SyntaxWarnings for expressions that cannot do what they seem to, as CPython's code generator gives them.
#include "compiler/build.h"

static const char *constant_type(const AstNode *node) {
    switch (node->as.Constant.value.type) {
    case AST_CONST_NONE: return "NoneType";
    case AST_CONST_FALSE: case AST_CONST_TRUE: return "bool";
    case AST_CONST_ELLIPSIS: return "ellipsis";
    case AST_CONST_INT: case AST_CONST_BIGINT: return "int";
    case AST_CONST_FLOAT: return "float";
    case AST_CONST_COMPLEX: return "complex";
    case AST_CONST_STR: return "str";
    default: return "bytes";
    }
}

const char *lint_fixed_type(const AstNode *node, LintUse use) {
    bool subscript = use == LINT_SUBSCRIPT;
    switch (node->kind) {
    case AST_Constant:
        if (subscript && node->as.Constant.value.type >= AST_CONST_STR)
            return NULL;
        return constant_type(node);
    case AST_Tuple: return subscript ? NULL : "tuple";
    case AST_List: case AST_ListComp: return subscript ? NULL : "list";
    case AST_Dict: case AST_DictComp: return subscript ? NULL : "dict";
    case AST_JoinedStr: case AST_FormattedValue: return subscript ? NULL : "str";
    case AST_Set: case AST_SetComp: return "set";
    case AST_GeneratorExp: return "generator";
    case AST_Lambda: return subscript ? "function" : NULL;
    default: return NULL;
    }
}

// `is` compares identity: literals have none to speak of, but for None, True, False and ....
static const char *literal_without_identity(const AstNode *node) {
    if (node->kind == AST_Tuple) {
        for (uint32_t i = 0; i < node->as.Tuple.elts.count; i++)
            if (node->as.Tuple.elts.items[i]->kind != AST_Constant)
                return NULL;
        return "tuple";
    }
    if (node->kind == AST_Constant && node->as.Constant.value.type > AST_CONST_ELLIPSIS)
        return constant_type(node);
    return NULL;
}

void lint_compare(Parser *P, const AstNode *left, AstOp op, const AstNode *right) {
    if (op != AST_OP_Is && op != AST_OP_IsNot)
        return;
    const char *type = literal_without_identity(left);
    if (!type)
        type = literal_without_identity(right);
    if (type)
        parser_warn(P, true, SPAN(left, right), op == AST_OP_Is ? DIAG_WARN_IS : DIAG_WARN_IS_NOT, type);
}

static bool is_sequence_literal(const AstNode *node, const char **type) {
    switch (node->kind) {
    case AST_Constant:
        *type = constant_type(node);
        return node->as.Constant.value.type >= AST_CONST_STR;
    case AST_Tuple: *type = "tuple"; return true;
    case AST_List: case AST_ListComp: *type = "list"; return true;
    case AST_JoinedStr: case AST_FormattedValue: *type = "str"; return true;
    default: return false;
    }
}

// The type of an index that no sequence takes, NULL where it may be right.
static const char *bad_index_type(const AstNode *node) {
    switch (node->kind) {
    case AST_Constant:
        if (node->as.Constant.value.type == AST_CONST_INT || node->as.Constant.value.type == AST_CONST_BIGINT ||
            node->as.Constant.value.type == AST_CONST_TRUE || node->as.Constant.value.type == AST_CONST_FALSE)
            return NULL;
        return constant_type(node);
    case AST_Tuple: return "tuple";
    case AST_List: case AST_ListComp: return "list";
    case AST_Dict: case AST_DictComp: return "dict";
    case AST_Set: case AST_SetComp: return "set";
    case AST_GeneratorExp: return "generator";
    case AST_Lambda: return "function";
    case AST_JoinedStr: case AST_FormattedValue: return "str";
    default: return NULL;
    }
}

void lint_subscript(Parser *P, const AstNode *value, const AstNode *slice) {
    const char *type = lint_fixed_type(value, LINT_SUBSCRIPT);
    if (type) {
        parser_warn(P, true, SPAN(value, value), DIAG_WARN_NOT_SUBSCRIPTABLE, type);
        return;
    }
    const char *index = bad_index_type(slice);
    if (index && is_sequence_literal(value, &type))
        parser_warn(P, true, SPAN(value, value), DIAG_WARN_INDEX, type, index);
}
