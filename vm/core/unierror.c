// SPDX-License-Identifier: MIT
// unierror.c - UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError: what could not be converted, and where.
#include <stdio.h>

#include "vm/core/errtypes.h"
#include "vm/core/vm.h"

Value unicode_error_new(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  (void)kwnames;
  return exc_new(vm, type, UNICODE_ERROR_FIELDS, args, argc);
}

static bool str_argument(VM *vm, Value v, int place) {
  if (is_str(v)) return true;
  raise_type(vm, "argument %d must be str, not %T", place, v);
  return false;
}

// start, end and reason from args[0..2], the first of them being argument `place` for the user.
static bool range_set(VM *vm, Value self, const Value *args, int place) {
  int64_t start, end;
  if (!obj_index_i64(vm, args[0], &start) || !obj_index_i64(vm, args[1], &end) || !str_argument(vm, args[2], place + 2)) return false;
  Exception *e = as_exception(self);
  replace(vm, &e->fields[UNICODE_ERROR_START], from_int(start));
  replace(vm, &e->fields[UNICODE_ERROR_END], from_int(end));
  return exc_field_set(vm, self, UNICODE_ERROR_REASON, args[2]);
}

static bool count_check(VM *vm, uint32_t argc, uint32_t want) {
  if (argc == want) return true;
  raise_type(vm, "function takes exactly %u arguments (%u given)", want, argc);
  return false;
}

bool encode_error_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!exc_base_init(vm, self, args, argc, kwnames) || !count_check(vm, argc, 5)) return false;
  if (!str_argument(vm, args[0], 1) || !str_argument(vm, args[1], 2) || !range_set(vm, self, args + 2, 3)) return false;
  return exc_field_set(vm, self, UNICODE_ERROR_ENCODING, args[0]) && exc_field_set(vm, self, UNICODE_ERROR_OBJECT, args[1]);
}

bool decode_error_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!exc_base_init(vm, self, args, argc, kwnames) || !count_check(vm, argc, 5)) return false;
  if (!str_argument(vm, args[0], 1) || !range_set(vm, self, args + 2, 3)) return false;
  Value object = args[1];
  if (is_bytes(object)) {
    exc_field_set(vm, self, UNICODE_ERROR_OBJECT, object);
  } else {
    Buffer buffer;
    if (!buffer_get(vm, object, &buffer)) return false;
    Value copy = bytes_new(vm, buffer.data, buffer.len);
    buffer_release(vm, &buffer);
    if (copy == V_ABSENT) return false;
    replace(vm, &as_exception(self)->fields[UNICODE_ERROR_OBJECT], copy);
  }
  return exc_field_set(vm, self, UNICODE_ERROR_ENCODING, args[0]);
}

bool translate_error_init(VM *vm, Value self, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (!exc_base_init(vm, self, args, argc, kwnames) || !count_check(vm, argc, 4)) return false;
  if (!str_argument(vm, args[0], 1) || !range_set(vm, self, args + 1, 2)) return false;
  return exc_field_set(vm, self, UNICODE_ERROR_OBJECT, args[0]);
}

// start and end as the texts show them, brought into the object's bounds.
static void range_get(const Exception *e, int64_t len, int64_t *start, int64_t *end) {
  *start = *end = 0;
  int_to_i64(e->fields[UNICODE_ERROR_START], start);
  int_to_i64(e->fields[UNICODE_ERROR_END], end);
  if (*start < 0) *start = 0;
  if (*end > len) *end = len;
}

static void escape_put(char *text, size_t size, uint32_t c) {
  if (c <= 0xff) snprintf(text, size, "\\x%02x", c);
  else if (c <= 0xffff) snprintf(text, size, "\\u%04x", c);
  else snprintf(text, size, "\\U%08x", c);
}

Value decode_error_str(VM *vm, Value self) {
  const Exception *e = as_exception(self);
  if (e->fields[UNICODE_ERROR_OBJECT] == V_ABSENT) return retain_obj(vm->names.empty);
  const Bytes *object = as_bytes(e->fields[UNICODE_ERROR_OBJECT]);
  Value encoding = e->fields[UNICODE_ERROR_ENCODING], reason = e->fields[UNICODE_ERROR_REASON];
  int64_t start, end;
  range_get(e, (int64_t)object->len, &start, &end);
  if (start < (int64_t)object->len && end == start + 1) {
    char byte[8];
    snprintf(byte, sizeof byte, "0x%02x", object->data[start]);
    return str_format_c(vm, "'%S' codec can't decode byte %s in position %ld: %S", encoding, byte, start, reason);
  }
  return str_format_c(vm, "'%S' codec can't decode bytes in position %ld-%ld: %S", encoding, start, end - 1, reason);
}

static Value characters_str(VM *vm, const Exception *e, const char *verb) {
  const Str *object = as_str(e->fields[UNICODE_ERROR_OBJECT]);
  Value reason = e->fields[UNICODE_ERROR_REASON];
  int64_t start, end;
  range_get(e, (int64_t)object->len, &start, &end);
  if (start < (int64_t)object->len && end == start + 1) {
    char text[16];
    uint32_t c = str_char(object, (size_t)start);
    escape_put(text, sizeof text, c);
    return str_format_c(vm, "can't %s character '%s' in position %ld: %S", verb, text, start, reason);
  }
  return str_format_c(vm, "can't %s characters in position %ld-%ld: %S", verb, start, end - 1, reason);
}

Value encode_error_str(VM *vm, Value self) {
  const Exception *e = as_exception(self);
  if (e->fields[UNICODE_ERROR_OBJECT] == V_ABSENT) return retain_obj(vm->names.empty);
  Value rest = characters_str(vm, e, "encode");
  if (rest == V_ABSENT) return V_ABSENT;
  Value r = str_format_c(vm, "'%S' codec %S", e->fields[UNICODE_ERROR_ENCODING], rest);
  release(vm, rest);
  return r;
}

Value translate_error_str(VM *vm, Value self) {
  const Exception *e = as_exception(self);
  if (e->fields[UNICODE_ERROR_OBJECT] == V_ABSENT) return retain_obj(vm->names.empty);
  return characters_str(vm, e, "translate");
}

static bool text_field_set(VM *vm, Value self, unsigned index, Value v) {
  if (v == V_ABSENT) return raise_type(vm, "can't delete this attribute"), false;
  return exc_field_set(vm, self, index, v);
}

#define UNICODE_FIELD(name, index) \
  static Value get_##name(VM *vm, Value self) { return exc_field_get(vm, self, index); } \
  static bool set_##name(VM *vm, Value self, Value v) { return text_field_set(vm, self, index, v); }
UNICODE_FIELD(encoding, UNICODE_ERROR_ENCODING)
UNICODE_FIELD(object, UNICODE_ERROR_OBJECT)
UNICODE_FIELD(reason, UNICODE_ERROR_REASON)

static bool position_set(VM *vm, Value self, unsigned index, Value v) {
  if (v == V_ABSENT) return raise_type(vm, "can't delete numeric/char attribute"), false;
  int64_t n;
  if (!obj_index_i64(vm, v, &n)) return false;
  replace(vm, &as_exception(self)->fields[index], from_int(n));
  return true;
}

static Value get_start(VM *vm, Value self) { return exc_field_get(vm, self, UNICODE_ERROR_START); }
static Value get_end(VM *vm, Value self) { return exc_field_get(vm, self, UNICODE_ERROR_END); }
static bool set_start(VM *vm, Value self, Value v) { return position_set(vm, self, UNICODE_ERROR_START, v); }
static bool set_end(VM *vm, Value self, Value v) { return position_set(vm, self, UNICODE_ERROR_END, v); }

const GetSetDef unicode_error_getset[] = {
  {"encoding", get_encoding, set_encoding, "exception encoding"}, {"object", get_object, set_object, "exception object"},
  {"start", get_start, set_start, "exception start"}, {"end", get_end, set_end, "exception end"},
  {"reason", get_reason, set_reason, "exception reason"}, {NULL, NULL, NULL, NULL},
};
const GetSetDef translate_error_getset[] = {
  {"object", get_object, set_object, "exception object"}, {"start", get_start, set_start, "exception start"},
  {"end", get_end, set_end, "exception end"}, {"reason", get_reason, set_reason, "exception reason"}, {NULL, NULL, NULL, NULL},
};
