// SPDX-License-Identifier: MIT
// re_template.c - replacement texts: \1, \g<name> and escapes, parsed into literals and group numbers.
#include <string.h>

#include "stdlib/native/re.h"

typedef struct Parser {
  VM *vm;
  Pattern *pattern;
  Value repl;
  ReText text;
  size_t at;
  StrBuilder literal;
  size_t count;      // characters of the literal
  List *pieces;
} Parser;

static uint32_t char_at(const Parser *p, size_t i) { return i < p->text.len ? chars_get(p->text.chars, p->text.kind, i) : UINT32_MAX; }
static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }
static bool is_octal(uint32_t c) { return c >= '0' && c <= '7'; }
static bool is_letter(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

static Value part(Parser *p, size_t from, size_t to) {
  StrBuilder sb;
  sb_init(&sb, p->vm);
  for (size_t i = from; i < to && i < p->text.len; i++) sb_char(&sb, char_at(p, i));
  return sb_finish(&sb);
}

static bool fail_part(Parser *p, size_t pos, size_t from, size_t to, const char *fmt) {
  Value piece = part(p, from, to);
  if (piece != V_ABSENT) re_error(p->vm, p->repl, (int64_t)pos, fmt, piece);
  release(p->vm, piece);
  return false;
}

static void add_char(Parser *p, uint32_t c) {
  sb_char(&p->literal, c);
  p->count++;
}

// What was gathered becomes a piece: a str, or bytes.
static bool flush(Parser *p) {
  if (!p->count) return true;
  Value text = sb_finish(&p->literal);
  p->count = 0;
  sb_init(&p->literal, p->vm);
  if (text != V_ABSENT && p->text.is_bytes) {
    Str *s = as_str(text);
    Value bytes = bytes_new(p->vm, s->data, s->len);
    release(p->vm, text);
    text = bytes;
  }
  return text != V_ABSENT && list_append_steal(p->vm, p->pieces, text);
}

static bool add_group(Parser *p, uint64_t number, size_t pos) {
  if (number > p->pattern->ngroups) return re_error(p->vm, p->repl, (int64_t)pos, "invalid group reference %ld", (int64_t)number), false;
  return flush(p) && list_append(p->vm, p->pieces, from_int((int64_t)number));
}

static bool named_group(Parser *p, Value name, size_t start) {
  Value number;
  int found = dict_find(p->vm, p->pattern->names, name, &number);
  if (found < 0) return false;
  if (found) return add_group(p, (uint64_t)as_int(number), start);
  Value method = obj_getattr_c(p->vm, name, "isidentifier"), yes = method ? obj_call(p->vm, method, NULL, 0) : V_ABSENT;
  release(p->vm, method);
  if (yes == V_ABSENT) return false;
  if (yes == V_TRUE) return raise(p->vm, EXC_IndexError, "unknown group name %R", name), false;
  return re_error(p->vm, p->repl, (int64_t)start, "bad character in group name %R", name), false;
}

// \g<...>; p->at is behind the g.
static bool reference(Parser *p) {
  if (char_at(p, p->at) != '<') return re_error(p->vm, p->repl, (int64_t)p->at, "missing <"), false;
  size_t start = ++p->at, end = start;
  while (end < p->text.len && char_at(p, end) != '>') end++;
  if (end == start) return re_error(p->vm, p->repl, (int64_t)start, "missing group name"), false;
  if (end == p->text.len) return re_error(p->vm, p->repl, (int64_t)start, "missing >, unterminated name"), false;
  p->at = end + 1;
  uint64_t number = 0;
  size_t i = start;
  for (; i < end && is_digit(char_at(p, i)) && number < 1000000; i++) number = number * 10 + (char_at(p, i) - '0');
  if (i == end) return add_group(p, number, start);
  Value name = part(p, start, end);
  bool ok = name != V_ABSENT && named_group(p, name, start);
  release(p->vm, name);
  return ok;
}

static bool number_escape(Parser *p, size_t start, uint32_t c) {
  uint32_t value = c - '0';
  if (c == '0') {
    for (int i = 0; i < 2 && is_octal(char_at(p, p->at)); i++) value = value * 8 + (char_at(p, p->at++) - '0');
    return add_char(p, value & 0xff), true;
  }
  uint32_t second = char_at(p, p->at), third = char_at(p, p->at + 1);
  if (!is_digit(second)) return add_group(p, value, start + 1);
  if (is_octal(c) && is_octal(second) && is_octal(third)) {
    p->at += 2;
    value = value * 64 + (second - '0') * 8 + (third - '0');
    if (value > 0xff) return fail_part(p, start, start, p->at, "octal escape value %S outside of range 0-0o377");
    return add_char(p, value), true;
  }
  p->at++;
  return add_group(p, value * 10 + (second - '0'), start + 1);
}

static bool escape(Parser *p) {
  static const char letters[] = "abfnrtv\\", values[] = "\a\b\f\n\r\t\v\\";
  size_t start = p->at++;
  uint32_t c = char_at(p, p->at);
  if (p->at == p->text.len) return re_error(p->vm, p->repl, (int64_t)start, "bad escape (end of pattern)"), false;
  p->at++;
  if (c == 'g') return reference(p);
  if (is_digit(c)) return number_escape(p, start, c);
  const char *found = c && c < 128 ? strchr(letters, (int)c) : NULL;
  if (found) return add_char(p, (unsigned char)values[found - letters]), true;
  if (is_letter(c)) return fail_part(p, start, start, p->at, "bad escape %S");
  add_char(p, '\\');
  add_char(p, c);
  return true;
}

static bool parse(Parser *p) {
  while (p->at < p->text.len) {
    uint32_t c = char_at(p, p->at);
    if (c == '\\') {
      if (!escape(p)) return false;
    } else {
      add_char(p, c);
      p->at++;
    }
  }
  return flush(p);
}

Value template_parse(VM *vm, Pattern *pattern, Value repl) {
  Parser p = {.vm = vm, .pattern = pattern, .repl = repl};
  if (!re_text_open(vm, repl, &p.text)) return V_ABSENT;
  Value pieces = list_new(vm, 4);
  bool ok = pieces != V_ABSENT;
  sb_init(&p.literal, vm);
  if (ok) {
    p.pieces = as_list(pieces);
    ok = parse(&p);
  }
  sb_discard(&p.literal);
  Value r = ok ? list_to_tuple(vm, as_list(pieces)) : V_ABSENT;
  release(vm, pieces);
  re_text_close(vm, &p.text);
  return r;
}

bool template_put(VM *vm, List *out, const Tuple *pieces, const ReText *text, const size_t *spans) {
  for (size_t i = 0; i < pieces->len; i++) {
    Value piece = pieces->items[i];
    if (is_int(piece)) {
      size_t start = spans[as_int(piece) * 2], end = spans[as_int(piece) * 2 + 1];
      if (start == SIZE_MAX || start == end) continue;
      piece = re_text_slice(vm, text, start, end);
      if (piece == V_ABSENT) return false;
    } else {
      retain(piece);
    }
    if (!list_append_steal(vm, out, piece)) return false;
  }
  return true;
}

Value re_join(VM *vm, const List *pieces, bool is_bytes) {
  if (!is_bytes) return str_join(vm, vm->names.empty, pieces->items, pieces->len);
  Value args[1] = {from_obj(pieces)}, join = obj_getattr_c(vm, vm->empty_bytes, "join");
  Value r = join ? obj_call(vm, join, args, 1) : V_ABSENT;
  release(vm, join);
  return r;
}

Value template_expand(VM *vm, const Match *m, Value repl) {
  ReText text;
  Value pieces = template_parse(vm, m->pattern, repl), r = V_ABSENT;
  if (pieces == V_ABSENT) return V_ABSENT;
  Value list = list_new(vm, 4);
  if (list && re_text_open(vm, m->string, &text)) {
    if (template_put(vm, as_list(list), as_tuple(pieces), &text, (const size_t *)m->spans))
      r = re_join(vm, as_list(list), m->pattern->is_bytes);
    re_text_close(vm, &text);
  }
  release(vm, list);
  release(vm, pieces);
  return r;
}
