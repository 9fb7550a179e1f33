// SPDX-License-Identifier: MIT
// str_format.c - str.format, str.format_map, str.__format__: replacement fields.
//
// A field is `{name!conversion:spec}`; its spec may hold fields itself, one level deep. Names are numbered by hand or automatically,
// never both in one call.
#include "vm/types/str_methods.h"
#include "vm/types/unicode.h"

typedef enum { NUMBERING_NONE, NUMBERING_AUTO, NUMBERING_MANUAL } Numbering;

typedef struct Fields {
  VM *vm;
  const Str *s;           // the format string
  const Value *args;      // positional; NULL: format_map
  uint32_t argc;
  Tuple *kwnames;         // names of the values behind args
  Value mapping;          // format_map's
  Numbering numbering;
  int64_t next;
} Fields;

typedef struct Field { size_t name, name_end, spec, spec_end; uint32_t conversion; bool nested; } Field;

static bool format_range(Fields *f, StrBuilder *sb, size_t start, size_t end, int depth);

// The number that [start, end) spells, -1: it is a name, -2: exception.
static int64_t read_index(Fields *f, size_t start, size_t end) {
  int64_t n = 0;
  if (start == end) return -1;
  for (size_t i = start; i < end; i++) {
    int digit = uni_decimal(str_char(f->s, i));
    if (digit < 0) return -1;
    if (n > (INT64_MAX - digit) / 10) return raise_value(f->vm, "Too many decimal digits in format string"), -2;
    n = n * 10 + digit;
  }
  return n;
}

static bool numbering_ok(Fields *f, bool automatic) {
  Numbering wanted = automatic ? NUMBERING_AUTO : NUMBERING_MANUAL;
  if (f->numbering == NUMBERING_NONE) f->numbering = wanted;
  if (f->numbering == wanted) return true;
  raise_value(f->vm, automatic ? "cannot switch from manual field specification to automatic field numbering"
                               : "cannot switch from automatic field numbering to manual field specification");
  return false;
}

static Value keyword_value(Fields *f, size_t start, size_t end) {
  Value key = str_slice(f->vm, (Str *)(uintptr_t)f->s, start, end), v = V_ABSENT;
  if (key == V_ABSENT) return key;
  if (f->mapping != V_ABSENT) {
    v = obj_getitem(f->vm, f->mapping, key);
  } else {
    size_t count = f->kwnames ? f->kwnames->len : 0, i = 0;
    while (i < count && !str_equal(as_str(f->kwnames->items[i]), as_str(key))) i++;
    if (i < count) v = retain(f->args[f->argc + i]);
    else key_error(f->vm, key);
  }
  release(f->vm, key);
  return v;
}

// The argument that the first part of a field name means.
static Value first_value(Fields *f, size_t start, size_t end) {
  int64_t index = read_index(f, start, end);
  if (index == -2) return V_ABSENT;
  if (index >= 0 || start == end) {
    if (!f->args) return raise_value(f->vm, "Format string contains positional fields");
    if (!numbering_ok(f, start == end)) return V_ABSENT;
    if (start == end) index = f->next++;
    if (index < f->argc) return retain(f->args[index]);
    return raise(f->vm, EXC_IndexError, "Replacement index %ld out of range for positional args tuple", index);
  }
  return keyword_value(f, start, end);
}

static Value subscript(Fields *f, Value v, size_t start, size_t end) {
  int64_t index = read_index(f, start, end);
  if (index == -2) return V_ABSENT;
  Value key = index >= 0 ? int_from_i64(f->vm, index) : str_slice(f->vm, (Str *)(uintptr_t)f->s, start, end);
  if (key == V_ABSENT) return key;
  Value item = obj_getitem(f->vm, v, key);
  release(f->vm, key);
  return item;
}

static Value attribute(Fields *f, Value v, size_t start, size_t end) {
  Value name = str_slice(f->vm, (Str *)(uintptr_t)f->s, start, end);
  Str *interned = name == V_ABSENT ? NULL : str_intern_steal(f->vm, as_str(name));
  if (!interned) return V_ABSENT;
  Value attr = obj_getattr(f->vm, v, interned);
  decref(f->vm, interned);
  return attr;
}

// One `.name` or `[key]` at *at; moves behind it.
static Value next_value(Fields *f, Value v, size_t *at, size_t end) {
  uint32_t opener = str_char(f->s, (*at)++);
  size_t start = *at, stop = start;
  if (opener == '.') {
    while (stop < end && str_char(f->s, stop) != '.' && str_char(f->s, stop) != '[') stop++;
    *at = stop;
  } else if (opener == '[') {
    while (stop < end && str_char(f->s, stop) != ']') stop++;
    if (stop == end) return raise_value(f->vm, "Missing ']' in format string");
    *at = stop + 1;
  } else {
    return raise_value(f->vm, "Only '.' or '[' may follow ']' in format field specifier");
  }
  if (start == stop) return raise_value(f->vm, "Empty attribute in format string");
  return opener == '.' ? attribute(f, v, start, stop) : subscript(f, v, start, stop);
}

static Value field_value(Fields *f, const Field *field) {
  size_t at = field->name;
  while (at < field->name_end && str_char(f->s, at) != '.' && str_char(f->s, at) != '[') at++;
  Value v = first_value(f, field->name, at);
  while (v != V_ABSENT && at < field->name_end) {
    Value inner = next_value(f, v, &at, field->name_end);
    release(f->vm, v);
    v = inner;
  }
  return v;
}

static Value convert(Fields *f, Value v_steal, uint32_t conversion) {
  Value text;
  if (!conversion) return v_steal;
  if (conversion == 'r') text = obj_repr(f->vm, v_steal);
  else if (conversion == 's') text = obj_str(f->vm, v_steal);
  else if (conversion == 'a') text = obj_ascii(f->vm, v_steal);
  else if (conversion > 32 && conversion < 127) text = raise_value(f->vm, "Unknown conversion specifier %c", conversion);
  else text = raise_value(f->vm, "Unknown conversion specifier \\x%x", conversion);
  release(f->vm, v_steal);
  return text;
}

static Value field_spec(Fields *f, const Field *field, int depth) {
  if (!field->nested) return str_slice(f->vm, (Str *)(uintptr_t)f->s, field->spec, field->spec_end);
  StrBuilder sb;
  sb_init(&sb, f->vm);
  if (format_range(f, &sb, field->spec, field->spec_end, depth - 1)) return sb_finish(&sb);
  sb_discard(&sb);
  return V_ABSENT;
}

static bool field_write(Fields *f, StrBuilder *sb, const Field *field, int depth) {
  Value v = field_value(f, field);
  if (v == V_ABSENT) return false;
  v = convert(f, v, field->conversion);
  if (v == V_ABSENT) return false;
  if (field->spec == field->spec_end && is_str_exact(v)) {
    sb_str(sb, as_str(v));
    release(f->vm, v);
    return !sb->failed;
  }
  Value spec = field_spec(f, field, depth), text = spec == V_ABSENT ? V_ABSENT : obj_format(f->vm, v, spec);
  release(f->vm, v);
  release(f->vm, spec);
  if (text == V_ABSENT) return false;
  sb_str(sb, as_str(text));
  release(f->vm, text);
  return !sb->failed;
}

// Reads up to what ends a field's name; the character, or 0 at the end. *at is behind it.
static uint32_t name_end(Fields *f, size_t *at, size_t end) {
  while (*at < end) {
    uint32_t c = str_char(f->s, (*at)++);
    if (c == '{') return raise_value(f->vm, "unexpected '{' in field name"), UINT32_MAX;
    if (c == '}' || c == ':' || c == '!') return c;
    if (c == '[') {
      while (*at < end && str_char(f->s, *at) != ']') ++*at;
    }
  }
  return 0;
}

// Parses the field behind a '{'; *at moves behind its '}'.
static bool field_parse(Fields *f, size_t *at, size_t end, Field *field) {
  *field = (Field){.name = *at};
  uint32_t c = name_end(f, at, end);
  if (c == UINT32_MAX) return false;
  if (c == 0) return raise_value(f->vm, "expected '}' before end of string"), false;
  field->name_end = *at - 1;
  if (c == '}') return true;
  if (c == '!') {
    if (*at >= end) return raise_value(f->vm, "end of string while looking for conversion specifier"), false;
    field->conversion = str_char(f->s, (*at)++);
    if (*at < end) {
      c = str_char(f->s, (*at)++);
      if (c == '}') return true;
      if (c != ':') return raise_value(f->vm, "expected ':' after conversion specifier"), false;
    }
  }
  field->spec = *at;
  for (int open = 1; *at < end;) {
    c = str_char(f->s, (*at)++);
    if (c == '{') field->nested = true, open++;
    if (c == '}' && --open == 0) return field->spec_end = *at - 1, true;
  }
  return raise_value(f->vm, "unmatched '{' in format spec"), false;
}

static bool format_range(Fields *f, StrBuilder *sb, size_t start, size_t end, int depth) {
  if (depth <= 0) return raise_value(f->vm, "Max string recursion exceeded"), false;
  for (size_t at = start; at < end;) {
    size_t plain = at;
    uint32_t c = 0;
    while (at < end && (c = str_char(f->s, at)) != '{' && c != '}') at++;
    sb_substr(sb, f->s, plain, at);
    if (at++ == end) break;
    bool doubled = at < end && str_char(f->s, at) == c;
    if (doubled) {
      sb_char(sb, c);
      at++;
      continue;
    }
    if (c == '}' || at == end) return raise_value(f->vm, "Single '%c' encountered in format string", c), false;
    Field field;
    if (!field_parse(f, &at, end, &field) || !field_write(f, sb, &field, depth)) return false;
  }
  return !sb->failed;
}

static Value format_all(Fields *f) {
  StrBuilder sb;
  sb_init(&sb, f->vm);
  if (format_range(f, &sb, 0, f->s->len, 2)) return sb_finish(&sb);
  sb_discard(&sb);
  return V_ABSENT;
}

Value str_format_m(VM *vm, Value *args, uint32_t argc, Tuple *kwnames) {
  Fields f = {.vm = vm, .s = as_str(args[0]), .args = args + 1, .argc = argc - 1, .kwnames = kwnames};
  return format_all(&f);
}

Value str_format_map_m(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Fields f = {.vm = vm, .s = as_str(args[0]), .mapping = args[1]};
  return format_all(&f);
}

Value str_format_method(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[1])) return raise_type(vm, "__format__() argument must be str, not %T", args[1]);
  return format_str(vm, as_str(args[0]), as_str(args[1]));
}
