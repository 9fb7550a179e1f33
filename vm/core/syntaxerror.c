// SPDX-License-Identifier: MIT
// syntaxerror.c - SyntaxError: SyntaxError(message[, (filename, lineno, offset, text[, end_lineno, end_offset])]).
#include "vm/core/errtypes.h"
#include "vm/core/vm.h"

Value syntax_error_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)kwnames;
  return exc_new(vm, type, SYNTAX_ERROR_FIELDS, args, argc);
}

static bool details_check(VM *vm, const Tuple *details) {
  if (details->len < 4) return raise_type(vm, "function takes at least 4 arguments (%zu given)", details->len), false;
  if (details->len > 6) return raise_type(vm, "function takes at most 6 arguments (%zu given)", details->len), false;
  if (details->len == 5) return raise_type(vm, "end_offset must be provided when end_lineno is provided"), false;
  return true;
}

static bool details_set(VM *vm, Value self, Value details) {
  static const uint8_t order[] = {SYNTAX_ERROR_FILENAME, SYNTAX_ERROR_LINENO, SYNTAX_ERROR_OFFSET, SYNTAX_ERROR_TEXT,
                                  SYNTAX_ERROR_END_LINENO, SYNTAX_ERROR_END_OFFSET, SYNTAX_ERROR_METADATA};
  Value tuple = sequence_tuple(vm, details);
  if (tuple == V_ABSENT) return false;
  const Tuple *t = as_tuple(tuple);
  bool ok = details_check(vm, t);
  for (size_t i = 0; ok && i < sizeof order; i++) exc_field_set(vm, self, order[i], i < t->len ? t->items[i] : V_ABSENT);
  release(vm, tuple);
  return ok;
}

bool syntax_error_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!exc_base_init(vm, self, args, argc, kwnames)) return false;
  if (argc >= 1) exc_field_set(vm, self, SYNTAX_ERROR_MSG, args[0]);
  return argc != 2 || details_set(vm, self, args[1]);
}

static Value base_name(VM *vm, Value filename) {
  Str *path = as_str(filename);
  size_t start = path->len;
  while (start > 0 && str_char(path, start - 1) != '/') start--;
  return str_slice(vm, path, start, path->len);
}

Value syntax_error_str(VM *vm, Value self) {
  const Value *f = as_exception(self)->fields;
  Value msg = f[SYNTAX_ERROR_MSG] == V_ABSENT ? V_NONE : f[SYNTAX_ERROR_MSG], line = f[SYNTAX_ERROR_LINENO];
  int64_t number = 0;
  bool has_line = line != V_ABSENT && is_integer(line) && int_to_i64(line, &number);
  if (f[SYNTAX_ERROR_FILENAME] == V_ABSENT || !is_str(f[SYNTAX_ERROR_FILENAME]))
    return has_line ? str_format_c(vm, "%S (line %ld)", msg, number) : obj_str(vm, msg);
  Value name = base_name(vm, f[SYNTAX_ERROR_FILENAME]);
  if (name == V_ABSENT) return V_ABSENT;
  Value r = has_line ? str_format_c(vm, "%S (%S, line %ld)", msg, name, number) : str_format_c(vm, "%S (%S)", msg, name);
  release(vm, name);
  return r;
}

EXC_FIELD(syntax, msg, SYNTAX_ERROR_MSG)
EXC_FIELD(syntax, filename, SYNTAX_ERROR_FILENAME)
EXC_FIELD(syntax, lineno, SYNTAX_ERROR_LINENO)
EXC_FIELD(syntax, offset, SYNTAX_ERROR_OFFSET)
EXC_FIELD(syntax, text, SYNTAX_ERROR_TEXT)
EXC_FIELD(syntax, end_lineno, SYNTAX_ERROR_END_LINENO)
EXC_FIELD(syntax, end_offset, SYNTAX_ERROR_END_OFFSET)
EXC_FIELD(syntax, print_file_and_line, SYNTAX_ERROR_PRINT_FILE)
EXC_FIELD(syntax, _metadata, SYNTAX_ERROR_METADATA)
const GetSetDef syntax_error_getset[] = {
  EXC_FIELD_ROW(syntax, msg), EXC_FIELD_ROW(syntax, filename), EXC_FIELD_ROW(syntax, lineno), EXC_FIELD_ROW(syntax, offset),
  EXC_FIELD_ROW(syntax, text), EXC_FIELD_ROW(syntax, end_lineno), EXC_FIELD_ROW(syntax, end_offset),
  EXC_FIELD_ROW(syntax, print_file_and_line), EXC_FIELD_ROW(syntax, _metadata), {NULL, NULL, NULL, NULL},
};
