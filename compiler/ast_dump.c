// SPDX-License-Identifier: MIT
// ast_dump.c - prints a tree as Python's ast.dump does, from the field table.
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "compiler/ast.h"
#include "vm/base/utf8.h"

static bool printable(uint32_t cp) {
    if (cp < 0x7F)
        return cp >= 0x20;
    switch (utf8proc_category((utf8proc_int32_t)cp)) {
    case UTF8PROC_CATEGORY_CC: case UTF8PROC_CATEGORY_CF: case UTF8PROC_CATEGORY_CS: case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN: case UTF8PROC_CATEGORY_ZL: case UTF8PROC_CATEGORY_ZP: case UTF8PROC_CATEGORY_ZS:
        return false;
    default:
        return true;
    }
}

static void put_escaped(Buf *out, uint32_t cp, char quote, bool bytes) {
    if (cp == (uint32_t)quote || cp == '\\')
        buf_printf(out, "\\%c", (char)cp);
    else if (cp == '\n' || cp == '\r' || cp == '\t')
        buf_printf(out, "\\%c", cp == '\n' ? 'n' : cp == '\r' ? 'r' : 't');
    else if (bytes ? cp >= 0x20 && cp < 0x7F : printable(cp))
        buf_put_utf8(out, cp);
    else if (cp < 0x100)
        buf_printf(out, "\\x%02x", (unsigned)cp);
    else if (cp < 0x10000)
        buf_printf(out, "\\u%04x", (unsigned)cp);
    else
        buf_printf(out, "\\U%08x", (unsigned)cp);
}

static void dump_text(Buf *out, const char *text, size_t len, bool bytes) {
    bool single = memchr(text, '\'', len), twice = memchr(text, '"', len);
    char quote = single && !twice ? '"' : '\'';
    if (bytes)
        buf_putc(out, 'b');
    buf_putc(out, quote);
    for (const char *at = text, *end = text + len; at < end;)
        put_escaped(out, bytes ? (unsigned char)*at++ : utf8_next(&at), quote, bytes);
    buf_putc(out, quote);
}

// Decimal digits of a hexadecimal text, by repeated division of nine-digit groups.
static void dump_hex(Buf *out, const char *digits, size_t len) {
    size_t count = 0, capacity = len / 7 + 2;
    uint32_t *groups = calloc(capacity, sizeof *groups);
    if (!groups) {
        out->failed = true;
        return;
    }
    for (size_t i = 0; i < len; i++) {
        char c = digits[i];
        uint64_t carry = (uint64_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        for (size_t k = 0; k < count || carry; k++) {
            if (k == count)
                count++;
            uint64_t value = (uint64_t)groups[k] * 16 + carry;
            groups[k] = (uint32_t)(value % 1000000000u);
            carry = value / 1000000000u;
        }
    }
    if (!count)
        buf_putc(out, '0');
    for (size_t k = count; k-- > 0;)
        buf_printf(out, k + 1 == count ? "%" PRIu32 : "%09" PRIu32, groups[k]);
    free(groups);
}

// Python's repr of a float: the shortest digits that read back as the same number.
static void dump_double(Buf *out, double value, bool imaginary) {
    char text[40];
    if (isinf(value)) {
        buf_puts(out, "inf");
    } else {
        int digits = 1;
        do
            snprintf(text, sizeof text, "%.*e", digits - 1, value);
        while (strtod(text, NULL) != value && ++digits <= 17);
        int exponent = atoi(strchr(text, 'e') + 1);
        if (exponent >= -4 && exponent < 16) {
            int decimals = digits - 1 - exponent;
            snprintf(text, sizeof text, "%.*f", decimals > 0 ? decimals : imaginary ? 0 : 1, value);
        } else {
            *strchr(text, 'e') = '\0';
            size_t len = strlen(text);
            snprintf(text + len, sizeof text - len, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
        }
        buf_puts(out, text);
    }
    if (imaginary)
        buf_putc(out, 'j');
}

static void dump_const(Buf *out, const AstConst *value) {
    switch ((AstConstType)value->type) {
    case AST_CONST_NONE: buf_puts(out, "None"); break;
    case AST_CONST_FALSE: buf_puts(out, "False"); break;
    case AST_CONST_TRUE: buf_puts(out, "True"); break;
    case AST_CONST_ELLIPSIS: buf_puts(out, "Ellipsis"); break;
    case AST_CONST_INT: buf_printf(out, "%" PRId64, value->as.i); break;
    case AST_CONST_BIGINT:
        if (value->base == 16)
            dump_hex(out, value->as.s.bytes, value->as.s.len);
        else
            buf_append(out, value->as.s.bytes, value->as.s.len);
        break;
    case AST_CONST_FLOAT: dump_double(out, value->as.d, false); break;
    case AST_CONST_COMPLEX: dump_double(out, value->as.d, true); break;
    case AST_CONST_STR: dump_text(out, value->as.s.bytes, value->as.s.len, false); break;
    case AST_CONST_BYTES: dump_text(out, value->as.s.bytes, value->as.s.len, true); break;
    }
}

typedef struct Dumper {
    Buf *out;
    bool full;
} Dumper;

static void dump_node(Dumper *d, const AstNode *node);

static void dump_list(Dumper *d, const AstList *list) {
    buf_putc(d->out, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        if (i)
            buf_puts(d->out, ", ");
        if (list->items[i])
            dump_node(d, list->items[i]);
        else
            buf_puts(d->out, "None");
    }
    buf_putc(d->out, ']');
}

static void dump_names(Buf *out, const AstNameList *names) {
    buf_putc(out, '[');
    for (uint32_t i = 0; i < names->count; i++) {
        if (i)
            buf_puts(out, ", ");
        dump_text(out, names->items[i]->bytes, names->items[i]->len, false);
    }
    buf_putc(out, ']');
}

static void dump_ops(Buf *out, const AstOpList *ops) {
    buf_putc(out, '[');
    for (uint32_t i = 0; i < ops->count; i++)
        buf_printf(out, "%s%s()", i ? ", " : "", ast_op_name((AstOp)ops->items[i]));
    buf_putc(out, ']');
}

// Python leaves out what is empty or absent and has a default.
static bool is_shown(const AstField *field, const void *at) {
    switch ((AstFieldType)field->type) {
    case AST_FIELD_NODE: return *(AstNode *const *)at != NULL;
    case AST_FIELD_NAME: return *(const AstName *const *)at != NULL;
    case AST_FIELD_LIST: return ((const AstList *)at)->count > 0;
    case AST_FIELD_NAMES: return ((const AstNameList *)at)->count > 0;
    case AST_FIELD_UKIND: return *(const uint8_t *)at != 0;
    default: return true;
    }
}

static void dump_field(Dumper *d, const AstField *field, const void *at) {
    static const char *const contexts[] = {"Load()", "Store()", "Del()"};
    switch ((AstFieldType)field->type) {
    case AST_FIELD_NODE: dump_node(d, *(AstNode *const *)at); break;
    case AST_FIELD_LIST: dump_list(d, at); break;
    case AST_FIELD_NAME: {
        const AstName *name = *(const AstName *const *)at;
        dump_text(d->out, name->bytes, name->len, false);
        break;
    }
    case AST_FIELD_NAMES: dump_names(d->out, at); break;
    case AST_FIELD_OP: buf_printf(d->out, "%s()", ast_op_name((AstOp) * (const uint8_t *)at)); break;
    case AST_FIELD_OPS: dump_ops(d->out, at); break;
    case AST_FIELD_INT: buf_printf(d->out, "%" PRId32, *(const int32_t *)at); break;
    case AST_FIELD_CONST: dump_const(d->out, at); break;
    case AST_FIELD_UKIND: buf_puts(d->out, "'u'"); break;
    case AST_FIELD_CTX: buf_puts(d->out, contexts[*(const uint8_t *)at]); break;
    }
}

static bool has_position(const AstNode *node) {
    switch (ast_kind_group((AstKind)node->kind)) {
    case AST_GROUP_MOD:
        return false;
    case AST_GROUP_PART:
        return node->kind != AST_comprehension && node->kind != AST_arguments && node->kind != AST_withitem &&
               node->kind != AST_match_case;
    default:
        return true;
    }
}

static void dump_node(Dumper *d, const AstNode *node) {
    const char *separator = "";
    buf_printf(d->out, "%s(", ast_kind_name((AstKind)node->kind));
    for (const AstField *field = ast_fields((AstKind)node->kind); field->name; field++) {
        const void *at = (const char *)node + field->offset;
        if (!is_shown(field, at))
            continue;
        buf_printf(d->out, "%s%s=", separator, field->name);
        dump_field(d, field, at);
        separator = ", ";
    }
    if (d->full && has_position(node))
        buf_printf(d->out, "%slineno=%u, col_offset=%u, end_lineno=%u, end_col_offset=%u", separator, node->line,
                   node->col, node->end_line, node->end_col);
    buf_putc(d->out, ')');
}

bool ast_dump(const AstNode *node, Buf *out) {
    dump_node(&(Dumper){out, false}, node);
    return !out->failed;
}

bool ast_dump_full(const AstNode *node, Buf *out) {
    dump_node(&(Dumper){out, true}, node);
    return !out->failed;
}
