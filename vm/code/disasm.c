// SPDX-License-Identifier: MIT
// disasm.c - a unit as text: its head, then its instructions under the source lines that they come from, then nested units.
//
//   function f(a, b) nregs=5 line 3
//   locals: 0 a, 1 b
//     3 | def f(a, b):
//       0  ADD        r2 a b!            b! is read for the last time
//       1  JLTK       r2! 10 -> 4
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "vm/code/opinfo.h"

typedef struct Dis {
  const CodeUnit *unit;
  Buf *out;
  const char *source;
  size_t source_len;
  const char *next;     // the source line that comes next, and its number
  uint32_t next_line;
} Dis;

static void put_text(Buf *out, CodeStr text, char quote) {
  buf_putc(out, quote);
  for (uint32_t i = 0; i < text.len && i < 60; i++) {
    unsigned char c = (unsigned char)text.bytes[i];
    if (c == '\n') buf_puts(out, "\\n");
    else if (c < 32 || c == 127) buf_printf(out, "\\x%02x", c);
    else buf_putc(out, (char)c);
  }
  if (text.len > 60) buf_puts(out, "...");
  buf_putc(out, quote);
}

static void put_const(Buf *out, const Const *c) {
  switch (c->kind) {
    case CONST_NONE: buf_puts(out, "None"); break;
    case CONST_TRUE: buf_puts(out, "True"); break;
    case CONST_FALSE: buf_puts(out, "False"); break;
    case CONST_ELLIPSIS: buf_puts(out, "..."); break;
    case CONST_INT: buf_printf(out, "%" PRId64, c->as.integer); break;
    case CONST_DOUBLE: buf_printf(out, "%.17gf", c->as.number); break;
    case CONST_COMPLEX: buf_printf(out, "(%.17g%+.17gj)", c->as.complex.real, c->as.complex.imag); break;
    case CONST_STR: put_text(out, c->as.text, '\''); break;
    case CONST_BYTES: buf_putc(out, 'b'); put_text(out, c->as.text, '\''); break;
    case CONST_BIGINT: buf_printf(out, "0x%.*s", (int)c->as.text.len, c->as.text.bytes); break;
    case CONST_CODE: buf_printf(out, "<code %.*s>", (int)c->as.code->qualname.len, c->as.code->qualname.bytes); break;
    default:
      buf_puts(out, c->kind == CONST_TUPLE ? "(" : "frozenset(");
      for (uint32_t i = 0; i < c->as.seq.count && i < 8; i++) {
        if (i) buf_puts(out, ", ");
        put_const(out, &c->as.seq.items[i]);
      }
      buf_puts(out, c->as.seq.count > 8 ? ", ...)" : ")");
  }
}

static void put_register(Dis *d, unsigned reg, bool killed) {
  if (reg < d->unit->nlocals) buf_printf(d->out, " %.*s", (int)d->unit->locals[reg].len, d->unit->locals[reg].bytes);
  else buf_printf(d->out, " r%u", reg);
  if (killed) buf_putc(d->out, '!');
}

static void put_name_at(Dis *d, uint32_t index) {
  if (index < d->unit->nnames) buf_printf(d->out, " .%.*s", (int)d->unit->names[index].len, d->unit->names[index].bytes);
  else buf_printf(d->out, " .?%u", index);
}

static void put_operand(Dis *d, Insn insn, uint32_t pc, unsigned column) {
  Opcode op = insn_op(insn);
  bool wide = column == 1 && opinfo_role(op, 2) == ROLE_WIDE;
  unsigned value = column == 0 ? insn_a(insn) : column == 1 ? insn_b(insn) : insn_c(insn);
  Role role = opinfo_role(op, column);
  switch (role) {
    case ROLE_DST: case ROLE_SRC: case ROLE_INOUT: put_register(d, value, role == ROLE_SRC && insn_k(insn) & (1u << column)); break;
    case ROLE_WIN: buf_printf(d->out, " [r%u", value); buf_puts(d->out, "...]"); break;
    case ROLE_KST:
      if (wide) value = (unsigned)insn_bc(insn);
      buf_putc(d->out, ' ');
      if (value < d->unit->nconsts) put_const(d->out, &d->unit->consts[value]);
      break;
    case ROLE_NAM: put_name_at(d, value); break;
    case ROLE_IC: put_name_at(d, value < d->unit->ncaches ? d->unit->caches[value] : UINT32_MAX); break;
    case ROLE_FRE:
      if (value < d->unit->nfrees) buf_printf(d->out, " ^%.*s", (int)d->unit->frees[value].len, d->unit->frees[value].bytes);
      break;
    case ROLE_JMP: buf_printf(d->out, " -> %" PRId64, insn_target(insn, pc)); break;
    case ROLE_IMM: buf_printf(d->out, " %d", wide ? insn_bc(insn) : (int)value); break;
    default: break;
  }
}

static void put_insn(Dis *d, uint32_t pc) {
  static const char *const consts[] = {" None", " True", " False", " Ellipsis", " absent"};
  Insn insn = d->unit->insns[pc];
  Opcode op = insn_op(insn);
  buf_printf(d->out, "  %4u  %-14s", pc, opcode_name(op));
  put_operand(d, insn, pc, 0);
  if (op == OP_LOADCONST && insn_b(insn) < 5) buf_puts(d->out, consts[insn_b(insn)]);
  else put_operand(d, insn, pc, 1);
  put_operand(d, insn, pc, 2);
  unsigned rest = insn_k(insn);
  for (unsigned column = 0; column < 3; column++)
    if (opinfo_role(op, column) == ROLE_SRC) rest &= ~(1u << column);
  if (rest) buf_printf(d->out, " k=%u", rest);
  buf_putc(d->out, '\n');
}

// Prints the source lines up to `line` that have not been printed; gaps are left out.
static void put_source(Dis *d, uint32_t line) {
  if (!d->source || line < d->next_line) return;
  const char *end = d->source + d->source_len;
  while (d->next < end && d->next_line < line) {
    const char *newline = memchr(d->next, '\n', (size_t)(end - d->next));
    d->next = newline ? newline + 1 : end;
    d->next_line++;
  }
  if (d->next >= end) return;
  const char *newline = memchr(d->next, '\n', (size_t)(end - d->next)), *stop = newline ? newline : end;
  buf_printf(d->out, "%4u | %.*s\n", line, (int)(stop - d->next), d->next);
  d->next = newline ? newline + 1 : end;
  d->next_line++;
}

static const char *kind_of(const CodeUnit *u) {
  if (u->flags & CO_CLASS_BODY) return "class";
  if (u->flags & CO_ASYNC_GENERATOR) return "async generator";
  if (u->flags & CO_GENERATOR) return "generator";
  if (u->flags & CO_COROUTINE) return "coroutine";
  return u->flags & CO_OPTIMIZED ? "function" : "module";
}

static void put_names(Dis *d, const char *title, const CodeStr *names, uint32_t count) {
  if (!count) return;
  buf_printf(d->out, "  %s:", title);
  for (uint32_t i = 0; i < count; i++) buf_printf(d->out, " %.*s", (int)names[i].len, names[i].bytes);
  buf_putc(d->out, '\n');
}

static void put_head(Dis *d) {
  const CodeUnit *u = d->unit;
  buf_printf(d->out, "%s %.*s: params=%u", kind_of(u), (int)u->qualname.len, u->qualname.bytes, u->nparams);
  if (u->nposonly) buf_printf(d->out, " posonly=%u", u->nposonly);
  if (u->nkwonly) buf_printf(d->out, " kwonly=%u", u->nkwonly);
  if (u->flags & CO_VARARGS) buf_puts(d->out, " *args");
  if (u->flags & CO_VARKEYWORDS) buf_puts(d->out, " **kwargs");
  buf_printf(d->out, " registers=%u line=%u\n", u->nregs, u->first_line);
  put_names(d, "locals", u->locals, u->nlocals);
  put_names(d, "frees", u->frees, u->nfrees);
}

static void put_body(Dis *d) {
  const CodeUnit *u = d->unit;
  uint32_t line = 0;
  for (uint32_t pc = 0; pc < u->ninsns; pc++) {
    Position at;
    if (code_position(u->positions, u->positions_len, u->first_line, pc, &at) && at.line != line) {
      line = at.line;
      put_source(d, line);
    }
    put_insn(d, pc);
  }
  for (uint32_t i = 0; i < u->nhandlers; i++)
    buf_printf(d->out, "  handler %u..%u -> %u r%u\n", u->handlers[i].start, u->handlers[i].end, u->handlers[i].target, u->handlers[i].reg);
}

void code_disassemble(const CodeUnit *unit, Buf *out, const char *source, size_t source_len) {
  Dis d = {unit, out, source, source_len, source, 1};
  put_head(&d);
  put_body(&d);
  for (uint32_t i = 0; i < unit->nconsts; i++) {
    if (unit->consts[i].kind != CONST_CODE) continue;
    buf_putc(out, '\n');
    code_disassemble(unit->consts[i].as.code, out, source, source_len);
  }
}
