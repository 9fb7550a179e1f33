// SPDX-License-Identifier: MIT
// tracehelp.c - the _traceback module: what the traceback module asks of the VM's own display of errors.
#include "stdlib/native/codetext.h"
#include "vm/core/traceback.h"
#include "vm/io/io.h"
#include "vm/core/vm.h"

// anchors(text): where ^ goes where the rest gets ~, or None.
static Value help_anchors(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[0])) return raise_type(vm, "anchors() argument must be str, not %T", args[0]);
  const Str *text = as_str(args[0]);
  size_t size = (text->len + 1) * sizeof(uint32_t);
  uint32_t *chars = vm_alloc(vm, size);
  if (!chars) return V_ABSENT;
  chars_copy(chars, 4, text->data, text->kind, text->len);
  Anchors a = carets_find(vm, chars, text->len);
  vm_dealloc(vm, chars, size);
  if (!a.found) return V_NONE;
  return tuple_pack(vm, 5, from_int((int64_t)a.left_line), from_int((int64_t)a.left_col), from_int((int64_t)a.right_line),
                    from_int((int64_t)a.right_col), from_bool(a.plain_call));
}

static Value help_suggestion(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_exception(args[0]) || !is_str(args[1])) return V_NONE;
  return suggestion_for(vm, args[0], as_str(args[1]));
}

// position(code, lasti): (line, end_line, column, end_column) of one instruction.
static Value help_position(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t lasti;
  if (!is_kind(args[0], KIND_CODE)) return raise_type(vm, "position() argument 1 must be code, not %T", args[0]);
  if (!obj_index_i64(vm, args[1], &lasti)) return V_ABSENT;
  const Code *code = (const Code *)as_obj(args[0]);
  Position p = {0};
  if (lasti >= 0 && (uint64_t)lasti / 2 < code->ninsns) code_position_of(code, (uint32_t)(lasti / 2), &p);
  if (!p.line) return tuple_pack(vm, 4, V_NONE, V_NONE, V_NONE, V_NONE);
  return tuple_pack(vm, 4, from_int(p.line), from_int(p.end_line), from_int(p.col), from_int(p.end_col));
}

// source(filename): the text of code that has no file, or None.
static Value help_source(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  IoState *io = io_state(vm);
  if (!io || io->sources == V_ABSENT) return V_NONE;
  Value bytes;
  int found = dict_find(vm, as_dict(io->sources), args[0], &bytes);
  if (found < 0) return V_ABSENT;
  return found ? codec_decode(vm, as_bytes(bytes)->data, as_bytes(bytes)->len, "utf-8", "replace") : V_NONE;
}

// keep_source(filename, text): the text of code that has no file, for tracebacks; None: it is needed no longer.
static Value help_keep_source(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[0])) return raise_type(vm, "keep_source() argument 1 must be str, not %T", args[0]);
  if (args[1] == V_NONE) {
    IoState *io = io_state(vm);
    if (io && io->sources != V_ABSENT && dict_remove(vm, as_dict(io->sources), args[0], NULL) < 0) return V_ABSENT;
    return V_NONE;
  }
  if (!is_str(args[1])) return raise_type(vm, "keep_source() argument 2 must be str or None, not %T", args[1]);
  Value bytes = str_encode_utf8(vm, as_str(args[1]), true);
  bool ok = bytes && traceback_source_add(vm, as_str(args[0]), (const char *)as_bytes(bytes)->data, as_bytes(bytes)->len);
  release(vm, bytes);
  return ok ? V_NONE : V_ABSENT;
}

// causes(exc): a tuple of lines about its way through tasks, empty outside debug mode.
static Value help_causes(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const List *causes = is_exception(args[0]) ? (const List *)as_exception(args[0])->causes : NULL;
  return causes ? tuple_from(vm, causes->items, causes->len) : retain_obj(vm->empty_tuple);
}

static const NativeDef help_functions[] = {
  {"causes", "(exc, /)", help_causes, 0, "Debug mode: how an exception came from task to task."},
  {"anchors", "(text, /)", help_anchors, 0, "Where the operator or the brackets of an expression stand."},
  {"suggestion", "(exc, name, /)", help_suggestion, 0, "The name that was meant, or None."},
  {"position", "(code, lasti, /)", help_position, 0, "The source position of an instruction."},
  {"source", "(filename, /)", help_source, 0, "The text of code that has no file, or None."},
  {"disassemble", "(code, source=None, /)", codetext_disassemble, 0, "The bytecode as text, with the lines of the source where it is given."},
  {"keep_source", "(filename, text, /)", help_keep_source, 0, "Keep the text of code that has no file, or (None) forget it."},
  {0},
};

const ModuleDef tracehelp_module = {"_traceback", "What the traceback module asks of the VM.", help_functions, NULL};
