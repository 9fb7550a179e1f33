// SPDX-License-Identifier: MIT
// re_translate.c - patterns in Python's syntax to PCRE2's, with Python's errors.
//
// A recursive descent over the pattern writes the other syntax as it reads. Names of groups become numbers; verbose patterns lose
// their white space here; characters that the text cannot hold become something that fails. The width of each part is kept, for
// look-behind. Flags in effect travel down as arguments.
#include <stdarg.h>
#include <stdio.h>

#include "stdlib/native/re.h"
#include "vm/types/unicode.h"

typedef struct Width { uint64_t min, max; } Width;
static const uint64_t WIDE = UINT64_C(1) << 32;

typedef struct Reader {
  VM *vm;
  Value pattern;
  const ReText *src;
  size_t at;
  uint32_t max_char;
  ReProgram *p;
  uint32_t group;      // innermost open capturing group
  unsigned depth, lookbehind;
  bool restart;        // (?x) at the start: read again as verbose
} Reader;

typedef enum { LAST_NONE, LAST_PLACE, LAST_ITEM, LAST_REPEAT } Last;

static void raise_at(VM *vm, Value pattern, int64_t pos, const char *fmt, va_list args) {
  Value text = str_vformat_c(vm, fmt, args);
  Value type = text == V_ABSENT ? V_ABSENT : import_attr(vm, "re", "PatternError");
  Value in[3] = {text, pattern, pos < 0 ? V_NONE : from_int(pos)};
  Value exc = type == V_ABSENT ? V_ABSENT : obj_call(vm, type, in, 3);
  if (exc != V_ABSENT) raise_object(vm, exc);
  release(vm, exc);
  release(vm, type);
  release(vm, text);
}

Value re_error(VM *vm, Value pattern, int64_t pos, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  raise_at(vm, pattern, pos, fmt, args);
  va_end(args);
  return V_ABSENT;
}

static bool fail(Reader *r, int64_t pos, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  raise_at(r->vm, r->pattern, pos, fmt, args);
  va_end(args);
  return false;
}

// ---- reading and writing

static bool at_end(const Reader *r) { return r->at >= r->src->len; }
static uint32_t char_at(const Reader *r, size_t i) { return i < r->src->len ? chars_get(r->src->chars, r->src->kind, i) : UINT32_MAX; }
static uint32_t peek(const Reader *r) { return char_at(r, r->at); }
static bool take(Reader *r, uint32_t c) { return peek(r) == c ? (r->at++, true) : false; }
static Value source_slice(Reader *r, size_t from, size_t to) {
  StrBuilder sb;
  sb_init(&sb, r->vm);
  for (size_t i = from; i < to && i < r->src->len; i++) sb_char(&sb, char_at(r, i));
  return sb_finish(&sb);
}

static bool fail_slice(Reader *r, size_t pos, size_t from, size_t to, const char *fmt) {
  Value piece = source_slice(r, from, to);
  if (piece != V_ABSENT) re_error(r->vm, r->pattern, (int64_t)pos, fmt, piece);
  release(r->vm, piece);
  return false;
}

static bool put(Reader *r, uint32_t c) {
  ReProgram *p = r->p;
  if (p->len == p->cap) {
    size_t cap = p->cap ? p->cap * 2 : 64;
    uint32_t *text = vm_realloc(r->vm, p->text, p->cap * sizeof *text, cap * sizeof *text);
    if (!text) return false;
    p->text = text;
    p->cap = cap;
  }
  p->text[p->len++] = c;
  return true;
}

static bool puts_c(Reader *r, const char *s) {
  for (; *s; s++) if (!put(r, (unsigned char)*s)) return false;
  return true;
}

static bool putf(Reader *r, const char *fmt, ...) {
  char text[64];
  va_list args;
  va_start(args, fmt);
  vsnprintf(text, sizeof text, fmt, args);
  va_end(args);
  return puts_c(r, text);
}

static bool is_word_ascii(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }
static bool is_letter(uint32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(uint32_t c) { return c >= '0' && c <= '9'; }
static bool is_octal(uint32_t c) { return c >= '0' && c <= '7'; }
static int hex_value(uint32_t c) {
  return c >= '0' && c <= '9' ? (int)c - '0' : c >= 'a' && c <= 'f' ? (int)c - 'a' + 10 : c >= 'A' && c <= 'F' ? (int)c - 'A' + 10 : -1;
}

static bool put_char(Reader *r, uint32_t c) { return is_word_ascii(c) || c == ' ' ? put(r, c) : putf(r, "\\x{%x}", c); }

// A character that is equal to c in another case and that the text can hold; 0: none.
static uint32_t narrow_case(const Reader *r, uint32_t c) {
  static const UniCase cases[] = {UNI_TO_LOWER, UNI_TO_UPPER, UNI_FOLD};
  for (int i = 0; i < 3; i++) {
    uint32_t out[3];
    if (uni_map(c, cases[i], out) == 1 && out[0] <= r->max_char) return out[0];
  }
  return 0;
}

static bool put_literal(Reader *r, uint32_t c, uint32_t flags) {
  if (c <= r->max_char) return put_char(r, c);
  uint32_t other = (flags & RE_IGNORECASE) && (flags & RE_UNICODE) ? narrow_case(r, c) : 0;
  return other ? put_char(r, other) : puts_c(r, "(?!)");
}

static void skip_space(Reader *r, uint32_t flags) {
  while ((flags & RE_VERBOSE) && !at_end(r)) {
    uint32_t c = peek(r);
    if (c == ' ' || (c >= '\t' && c <= '\r')) r->at++;
    else if (c == '#') while (!at_end(r) && char_at(r, r->at++) != '\n') {}
    else break;
  }
}

// ---- groups

static bool group_open(Reader *r, uint32_t *number, size_t pos) {
  ReProgram *p = r->p;
  if (p->ngroups == p->groups_cap) {
    size_t cap = p->groups_cap ? p->groups_cap * 2 : 8;
    ReGroup *groups = vm_realloc(r->vm, p->groups, p->groups_cap * sizeof *groups, cap * sizeof *groups);
    if (!groups) return false;
    p->groups = groups;
    p->groups_cap = cap;
  }
  if (p->ngroups > 60000) return fail(r, (int64_t)pos, "too many groups");
  *number = (uint32_t)p->ngroups;
  p->groups[p->ngroups++] = (ReGroup){.parent = r->group, .open = true};
  return true;
}

static bool check_reference(Reader *r, uint64_t group, size_t pos) {
  if (group >= r->p->ngroups) return fail(r, (int64_t)pos, "invalid group reference %ld", (int64_t)group);
  if (r->p->groups[group].open) return fail(r, (int64_t)pos - 1, "cannot refer to an open group");
  return true;
}

static bool put_reference(Reader *r, uint64_t group, Width *w) {
  w->min = r->p->groups[group].min;
  w->max = r->p->groups[group].max;
  return putf(r, "\\g{%u}", (unsigned)group);
}

// Up to `end`: an owned str in *name, the position behind `end`.
static bool read_name(Reader *r, uint32_t end, const char *what, Value *name, size_t *start) {
  *start = r->at;
  while (!at_end(r) && peek(r) != end) r->at++;
  if (at_end(r)) {
    if (*start == r->at) return fail(r, (int64_t)*start, "missing %s", what);
    return fail(r, (int64_t)*start, "missing %c, unterminated name", end);
  }
  if (*start == r->at) return fail(r, (int64_t)*start, "missing %s", what);
  *name = source_slice(r, *start, r->at);
  r->at++;
  return *name != V_ABSENT;
}

static bool is_identifier(Reader *r, Value name) {
  Value yes = obj_getattr_c(r->vm, name, "isidentifier"), v = yes ? obj_call(r->vm, yes, NULL, 0) : V_ABSENT;
  release(r->vm, yes);
  if (v == V_ABSENT) error_clear(r->vm);
  return v == V_TRUE && (!r->src->is_bytes || as_str(name)->ascii);
}

static bool read_group_name(Reader *r, uint32_t end, Value *name, size_t *start) {
  if (!read_name(r, end, "group name", name, start)) return false;
  if (is_identifier(r, *name)) return true;
  fail(r, (int64_t)*start, r->src->is_bytes ? "bad character in group name %A" : "bad character in group name %R", *name);
  release(r->vm, *name);
  *name = V_ABSENT;
  return false;
}

static bool name_group(Reader *r, Value name, uint32_t number, size_t pos) {
  Value old;
  int found = dict_find(r->vm, r->p->names, name, &old);
  if (found < 0) return false;
  if (found) return fail(r, (int64_t)pos, "redefinition of group name %R as group %u; was group %u", name, number, (unsigned)as_int(old));
  return dict_set(r->vm, r->p->names, name, from_int(number));
}

static bool find_name(Reader *r, Value name, size_t pos, uint64_t *number) {
  Value v;
  int found = dict_find(r->vm, r->p->names, name, &v);
  if (found < 0) return false;
  if (!found) return fail(r, (int64_t)pos, "unknown group name %R", name);
  *number = (uint64_t)as_int(v);
  return true;
}

// ---- escapes

static bool read_hex(Reader *r, size_t start, unsigned digits, uint32_t *out) {
  uint64_t n = 0;
  unsigned i = 0;
  for (; i < digits && hex_value(peek(r)) >= 0; i++) n = n * 16 + (uint64_t)hex_value(char_at(r, r->at++));
  if (i < digits) return fail_slice(r, start, start, r->at, "incomplete escape %S");
  if (n > 0x10ffff) return fail_slice(r, start, start, r->at, "bad escape %S");
  *out = (uint32_t)n;
  return true;
}

static bool read_named_char(Reader *r, size_t start, uint32_t *out) {
  if (!take(r, '{')) return fail(r, (int64_t)r->at, "missing {");
  Value name;
  size_t from;
  if (!read_name(r, '}', "character name", &name, &from)) return false;
  Value lookup = import_attr(r->vm, "unicodedata", "lookup"), c = lookup ? obj_call(r->vm, lookup, &name, 1) : V_ABSENT;
  release(r->vm, lookup);
  bool ok = c != V_ABSENT && is_str(c) && as_str(c)->len == 1;
  if (ok) *out = str_char(as_str(c), 0);
  else {
    error_clear(r->vm);
    fail(r, (int64_t)start, "undefined character name %R", name);
  }
  release(r->vm, c);
  release(r->vm, name);
  return ok;
}

// Escapes that stand for one character, in sets and outside. 1: *out; 0: not one of them; -1: error. r->at is behind the letter.
static int char_escape(Reader *r, size_t start, uint32_t c, uint32_t *out) {
  static const char letters[] = "abfnrtv\\", values[] = "\a\b\f\n\r\t\v\\";
  const char *found = c && c < 128 ? strchr(letters, (int)c) : NULL;
  if (found) {
    *out = (uint32_t)(unsigned char)values[found - letters];
    return 1;
  }
  if (c == 'x') return read_hex(r, start, 2, out) ? 1 : -1;
  if (!r->src->is_bytes && (c == 'u' || c == 'U')) return read_hex(r, start, c == 'u' ? 4 : 8, out) ? 1 : -1;
  if (!r->src->is_bytes && c == 'N') return read_named_char(r, start, out) ? 1 : -1;
  return 0;
}

static bool octal_range(Reader *r, size_t start, uint32_t value) {
  return value <= 0xff || fail_slice(r, start, start, r->at, "octal escape value %S outside of range 0-0o377");
}

// \d \s \w and their opposites. In a set the brackets around it are there already.
static bool put_category(Reader *r, uint32_t c, uint32_t flags, bool in_set) {
  static const char *const ascii[] = {"0-9", " \\t-\\r", "a-zA-Z0-9_"};
  int which = (c | 32) == 'd' ? 0 : (c | 32) == 's' ? 1 : 2;
  bool negative = c < 'a';
  if ((flags & RE_ASCII) && (r->p->flags & RE_UNICODE)) {
    if (in_set && negative) return putf(r, "\\%c", c);
    return in_set ? puts_c(r, ascii[which]) : putf(r, "[%s%s]", negative ? "^" : "", ascii[which]);
  }
  if (which != 1 || !(r->p->flags & RE_UNICODE)) return putf(r, "\\%c", c);
  if (in_set) return negative ? puts_c(r, "\\S") : puts_c(r, "\\s\\x1c-\\x1f");
  return puts_c(r, negative ? "[^\\s\\x1c-\\x1f]" : "[\\s\\x1c-\\x1f]");
}

static bool is_category(uint32_t c) { return c < 128 && c && strchr("dDsSwW", (int)c); }

static bool numeric_escape(Reader *r, size_t start, uint32_t c, uint32_t flags, Width *w) {
  uint32_t value = c - '0';
  if (c == '0') {
    for (int i = 0; i < 2 && is_octal(peek(r)); i++) value = value * 8 + (char_at(r, r->at++) - '0');
    return put_literal(r, value, flags);
  }
  uint32_t second = peek(r), third = char_at(r, r->at + 1);
  if (is_digit(second)) {
    if (is_octal(c) && is_octal(second) && is_octal(third)) {
      r->at += 2;
      value = value * 64 + (second - '0') * 8 + (third - '0');
      return octal_range(r, start, value) && put_literal(r, value, flags);
    }
    r->at++;
    value = value * 10 + (second - '0');
  }
  return check_reference(r, value, start + 1) && put_reference(r, value, w);
}

static bool place_escape(Reader *r, uint32_t c) {
  if (c == 'Z') return puts_c(r, "\\z");
  // \B holds nowhere in an empty text.
  return c == 'B' ? puts_c(r, "(?:(?!\\A\\z)\\B)") : putf(r, "\\%c", c);
}

static bool escape(Reader *r, uint32_t flags, Width *w, Last *last) {
  size_t start = r->at++;
  uint32_t c = peek(r), value;
  if (at_end(r)) return fail(r, (int64_t)start, "bad escape (end of pattern)");
  r->at++;
  *last = LAST_ITEM;
  *w = (Width){1, 1};
  if (c == 'A' || c == 'Z' || c == 'b' || c == 'B') {
    *last = LAST_PLACE;
    *w = (Width){0, 0};
    return place_escape(r, c);
  }
  if (is_category(c)) return put_category(r, c, flags, false);
  if (is_digit(c)) return numeric_escape(r, start, c, flags, w);
  int found = char_escape(r, start, c, &value);
  if (found) return found > 0 && put_literal(r, value, flags);
  if (is_letter(c)) return fail_slice(r, start, start, r->at, "bad escape %S");
  return put_literal(r, c, flags);
}

// ---- sets

typedef struct SetItem { uint32_t c; bool category; } SetItem;

static bool set_escape(Reader *r, SetItem *item) {
  size_t start = r->at++;
  uint32_t c = peek(r);
  if (at_end(r)) return fail(r, (int64_t)start, "bad escape (end of pattern)");
  r->at++;
  if (is_category(c)) {
    *item = (SetItem){c, true};
    return true;
  }
  if (is_octal(c)) {
    uint32_t value = c - '0';
    for (int i = 0; i < 2 && is_octal(peek(r)); i++) value = value * 8 + (char_at(r, r->at++) - '0');
    item->c = value;
    return octal_range(r, start, value);
  }
  int found = char_escape(r, start, c, &item->c);
  if (found) return found > 0;
  if (is_letter(c) || is_digit(c)) return fail_slice(r, start, start, r->at, "bad escape %S");
  item->c = c;
  return true;
}

static bool set_item(Reader *r, size_t open, SetItem *item) {
  *item = (SetItem){0, false};
  if (at_end(r)) return fail(r, (int64_t)open, "unterminated character set");
  if (peek(r) == '\\') return set_escape(r, item);
  item->c = char_at(r, r->at++);
  return true;
}

// A range of the set, as far as the text can hold it. Sets *any when something was written.
static bool put_range(Reader *r, uint32_t low, uint32_t high, uint32_t flags, bool *any) {
  if (low > r->max_char) {
    uint32_t other = low == high && (flags & RE_IGNORECASE) && (flags & RE_UNICODE) ? narrow_case(r, low) : 0;
    if (!other) return true;
    low = high = other;
  }
  if (high > r->max_char) high = r->max_char;
  *any = true;
  if (!putf(r, "\\x{%x}", low)) return false;
  return low == high || putf(r, "-\\x{%x}", high);
}

static bool set_member(Reader *r, size_t open, uint32_t flags, bool *any) {
  size_t start = r->at;
  SetItem low, high;
  if (!set_item(r, open, &low)) return false;
  if (peek(r) != '-') {
    if (low.category) return *any = true, put_category(r, low.c, flags, true);
    return put_range(r, low.c, low.c, flags, any);
  }
  r->at++;
  if (at_end(r)) return fail(r, (int64_t)open, "unterminated character set");
  if (peek(r) == ']') {      // the - stands for itself
    *any = true;
    bool ok = low.category ? put_category(r, low.c, flags, true) : put_range(r, low.c, low.c, flags, any);
    return ok && puts_c(r, "\\-");
  }
  if (!set_item(r, open, &high)) return false;
  if (low.category || high.category || high.c < low.c) return fail_slice(r, start, start, r->at, "bad character range %S");
  return put_range(r, low.c, high.c, flags, any);
}

static bool set(Reader *r, uint32_t flags) {
  size_t open = r->at++, before = r->p->len;
  bool negative = take(r, '^'), any = false, first = true;
  if (!puts_c(r, negative ? "[^" : "[")) return false;
  for (; first || peek(r) != ']'; first = false) {
    if (at_end(r)) return fail(r, (int64_t)open, "unterminated character set");
    if (!set_member(r, open, flags, &any)) return false;
  }
  r->at++;
  if (any) return put(r, ']');
  r->p->len = before;
  return puts_c(r, negative ? "(?s:.)" : "(?!)");
}

// ---- repeats

static uint64_t saturated(uint64_t a, uint64_t b) { return a && b && (a > WIDE / b) ? WIDE : a * b > WIDE ? WIDE : a * b; }

static bool read_count(Reader *r, uint64_t *n, bool *given) {
  *given = false;
  for (*n = 0; is_digit(peek(r)); r->at++) {
    *given = true;
    *n = *n * 10 + (peek(r) - '0');
    if (*n >= UINT32_MAX) return raise(r->vm, EXC_OverflowError, "the repetition number is too large"), false;
  }
  return true;
}

// {n}, {n,}, {,m}, {n,m}: 1; a { that stands for itself: 0 and r->at is as before; -1: error.
static int braces(Reader *r, uint64_t *low, uint64_t *high) {
  size_t start = r->at++;
  bool has_low, has_high = false;
  if (peek(r) == '}') return r->at = start, 0;
  if (!read_count(r, low, &has_low)) return -1;
  *high = *low;
  bool comma = take(r, ',');
  if (comma && !read_count(r, high, &has_high)) return -1;
  if (!take(r, '}')) return r->at = start, 0;
  if (!has_low && !comma) return r->at = start, 0;
  if (comma && !has_high) *high = WIDE;
  if (*high < *low) return fail(r, (int64_t)start + 1, "min repeat greater than max repeat"), -1;
  return 1;
}

static bool put_counts(Reader *r, uint64_t low, uint64_t high) {
  enum { MOST = 65535 };    // of PCRE2
  if (low > MOST) return raise(r->vm, EXC_OverflowError, "the repetition number is too large"), false;
  if (low == 0 && high == WIDE) return put(r, '*');
  if (low == 1 && high == WIDE) return put(r, '+');
  if (low == 0 && high == 1) return put(r, '?');
  if (high > MOST) return putf(r, "{%u,}", (unsigned)low);
  return low == high ? putf(r, "{%u}", (unsigned)low) : putf(r, "{%u,%u}", (unsigned)low, (unsigned)high);
}

// 1: a repeat was read and written; 0: there is none here (a literal { at most).
static int repeat(Reader *r, Last last, Width *w) {
  size_t start = r->at;
  uint32_t c = peek(r);
  uint64_t low = 0, high = WIDE;
  if (c == '{') {
    int found = braces(r, &low, &high);
    if (found <= 0) return found;
  } else if (c == '*' || c == '+' || c == '?') {
    r->at++;
    low = c == '+';
    high = c == '?' ? 1 : WIDE;
  } else {
    return 0;
  }
  if (last == LAST_NONE || last == LAST_PLACE) return fail(r, (int64_t)start, "nothing to repeat"), -1;
  if (last == LAST_REPEAT) return fail(r, (int64_t)start, "multiple repeat"), -1;
  if (!put_counts(r, low, high)) return -1;
  if (peek(r) == '?' || peek(r) == '+') if (!put(r, char_at(r, r->at++))) return -1;
  w->min = saturated(w->min, low);
  w->max = saturated(w->max, high);
  return 1;
}

// ---- ( ... )

static bool alternatives(Reader *r, uint32_t flags, Width *w, bool conditional);

static bool group_close(Reader *r, size_t open) {
  return take(r, ')') ? put(r, ')') : fail(r, (int64_t)open, "missing ), unterminated subpattern");
}

static bool plain_group(Reader *r, size_t open, uint32_t flags, Width *w) {
  return alternatives(r, flags, w, false) && group_close(r, open);
}

static bool capture(Reader *r, size_t open, uint32_t flags, Value name, size_t name_pos, Width *w) {
  uint32_t number, outer = r->group;
  if (!group_open(r, &number, open) || (name && !name_group(r, name, number, name_pos))) return false;
  r->group = number;
  if (!put(r, '(') || !plain_group(r, open, flags, w)) return false;
  r->group = outer;
  ReGroup *g = &r->p->groups[number];
  g->open = false;
  g->min = w->min;
  g->max = w->max;
  return true;
}

static bool named(Reader *r, size_t open, uint32_t flags, Width *w) {
  Value name = V_ABSENT;
  size_t pos;
  bool ok = false;
  if (take(r, '<')) {
    ok = read_group_name(r, '>', &name, &pos) && capture(r, open, flags, name, pos, w);
  } else if (take(r, '=')) {
    uint64_t number;
    ok = read_group_name(r, ')', &name, &pos) && find_name(r, name, pos, &number);
    if (ok && r->p->groups[number].open) ok = fail(r, (int64_t)pos, "cannot refer to an open group");
    ok = ok && put_reference(r, number, w);
  } else if (at_end(r)) {
    fail(r, (int64_t)r->at, "unexpected end of pattern");
  } else {
    r->at++;
    fail_slice(r, open + 1, open + 1, r->at, "unknown extension %S");
  }
  release(r->vm, name);
  return ok;
}

static bool look(Reader *r, size_t open, uint32_t flags, bool behind, Width *w) {
  uint32_t c = char_at(r, r->at++);
  if (!putf(r, "(?%s%c", behind ? "<" : "", c)) return false;
  r->lookbehind += behind;
  if (!plain_group(r, open, flags, w)) return false;
  r->lookbehind -= behind;
  if (behind && w->min != w->max) return re_error(r->vm, V_NONE, -1, "look-behind requires fixed-width pattern"), false;
  *w = (Width){0, 0};
  return true;
}

static bool condition(Reader *r, size_t open, uint32_t flags, Width *w) {
  Value name;
  size_t pos;
  uint64_t number = 0;
  if (!read_name(r, ')', "group name", &name, &pos)) return false;
  bool digits = true, ok = true;
  for (size_t i = 0; i < as_str(name)->len; i++) {
    uint32_t c = str_char(as_str(name), i);
    digits = digits && is_digit(c);
    if (digits && number < WIDE) number = number * 10 + (c - '0');
  }
  if (!digits && !is_identifier(r, name)) ok = fail(r, (int64_t)pos, "bad character in group name %R", name);
  else if (!digits) ok = find_name(r, name, pos, &number);
  else if (!number) ok = fail(r, (int64_t)pos, "bad group number");
  else if (number >= r->p->ngroups && number > 60000) ok = fail(r, (int64_t)pos, "invalid group reference %ld", (int64_t)number);
  release(r->vm, name);
  return ok && putf(r, "(?(%u)", (unsigned)number) && alternatives(r, flags, w, true) && group_close(r, open);
}

static uint32_t flag_of(uint32_t c) {
  switch (c) {
    case 'i': return RE_IGNORECASE;
    case 'L': return RE_LOCALE;
    case 'm': return RE_MULTILINE;
    case 's': return RE_DOTALL;
    case 'x': return RE_VERBOSE;
    case 'a': return RE_ASCII;
    case 'u': return RE_UNICODE;
    default: return 0;
  }
}

enum { KINDS = RE_ASCII | RE_LOCALE | RE_UNICODE };

static bool read_flag_letters(Reader *r, bool removing, uint32_t *flags) {
  for (uint32_t f; (f = flag_of(peek(r))); *flags |= f) {
    r->at++;
    if (removing && (f & KINDS)) return fail(r, (int64_t)r->at, "bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
    if (r->src->is_bytes && f == RE_UNICODE) return fail(r, (int64_t)r->at, "bad inline flags: cannot use 'u' flag with a bytes pattern");
    if (!r->src->is_bytes && f == RE_LOCALE) return fail(r, (int64_t)r->at, "bad inline flags: cannot use 'L' flag with a str pattern");
    if ((f & KINDS) && ((*flags | f) & KINDS) != f) return fail(r, (int64_t)r->at, "bad inline flags: flags 'a', 'u' and 'L' are incompatible");
  }
  return true;
}

// (?ims) for the whole pattern.
static bool global_flags(Reader *r, size_t open, uint32_t add, bool first) {
  r->at++;
  if (!first) return fail(r, (int64_t)open, "global flags not at the start of the expression");
  if ((add & RE_VERBOSE) && !(r->p->flags & RE_VERBOSE)) r->restart = true;
  if (add & RE_ASCII) r->p->flags &= ~(uint32_t)RE_UNICODE;
  r->p->flags |= add;
  return true;
}

static bool put_scope(Reader *r, uint32_t add, uint32_t remove) {
  static const struct { uint32_t flag; char letter; } shared[] = {{RE_IGNORECASE, 'i'}, {RE_MULTILINE, 'm'}, {RE_DOTALL, 's'}};
  if (!puts_c(r, "(?")) return false;
  for (int i = 0; i < 3; i++) if ((add & shared[i].flag) && !put(r, (unsigned char)shared[i].letter)) return false;
  bool dash = false;
  for (int i = 0; i < 3; i++) {
    if (!(remove & shared[i].flag)) continue;
    if (!dash && !put(r, '-')) return false;
    dash = true;
    if (!put(r, (unsigned char)shared[i].letter)) return false;
  }
  return put(r, ':');
}

static bool flag_group(Reader *r, size_t open, uint32_t flags, bool first, Width *w, Last *last) {
  uint32_t add = 0, remove = 0;
  if (!read_flag_letters(r, false, &add)) return false;
  if (peek(r) == ')') return *last = LAST_NONE, global_flags(r, open, add, first);
  if (take(r, '-')) {
    if (at_end(r)) return fail(r, (int64_t)r->at, "missing flag");
    if (!flag_of(peek(r))) return fail(r, (int64_t)r->at, is_letter(peek(r)) ? "unknown flag" : "missing flag");
    if (!read_flag_letters(r, true, &remove)) return false;
  }
  if (at_end(r)) return fail(r, (int64_t)r->at, remove ? "missing :" : "missing -, : or )");
  if (!take(r, ':')) return fail(r, (int64_t)r->at, is_letter(peek(r)) ? "unknown flag" : remove ? "missing :" : "missing -, : or )");
  if (add & remove) return fail(r, (int64_t)r->at - 1, "bad inline flags: flag turned on and off");
  uint32_t inner = (flags | add) & ~remove;
  if (add & RE_ASCII) inner &= ~(uint32_t)RE_UNICODE;
  if (add & RE_UNICODE) inner &= ~(uint32_t)RE_ASCII;
  return put_scope(r, add, remove) && plain_group(r, open, inner, w);
}

static bool comment(Reader *r, size_t open, Last *last) {
  while (!at_end(r) && peek(r) != ')') r->at++;
  *last = LAST_NONE;
  return take(r, ')') || fail(r, (int64_t)open, "missing ), unterminated comment");
}

// What follows "(?".
static bool extension(Reader *r, size_t open, uint32_t flags, bool first, Width *w, Last *last) {
  uint32_t c = peek(r);
  if (at_end(r)) return fail(r, (int64_t)r->at, "unexpected end of pattern");
  if (flag_of(c) || c == '-') return flag_group(r, open, flags, first, w, last);
  if (c == '=' || c == '!') return look(r, open, flags, false, w);
  r->at++;
  switch (c) {
    case 'P': return named(r, open, flags, w);
    case ':': return puts_c(r, "(?:") && plain_group(r, open, flags, w);
    case '>': return puts_c(r, "(?>") && plain_group(r, open, flags, w);
    case '(': return condition(r, open, flags, w);
    case '#': return comment(r, open, last);
    case '<':
      if (at_end(r)) return fail(r, (int64_t)r->at, "unexpected end of pattern");
      if (peek(r) == '=' || peek(r) == '!') return look(r, open, flags, true, w);
      r->at++;
      return fail_slice(r, open + 1, open + 1, r->at, "unknown extension %S");
    default: return fail_slice(r, open + 1, open + 1, r->at, "unknown extension %S");
  }
}

static bool parenthesis(Reader *r, uint32_t flags, bool first, Width *w, Last *last) {
  size_t open = r->at++;
  *last = LAST_ITEM;
  if (++r->depth > 1000) return raise(r->vm, EXC_RecursionError, "maximum recursion depth exceeded during compilation"), false;
  bool ok = take(r, '?') ? extension(r, open, flags, first, w, last) : capture(r, open, flags, V_ABSENT, 0, w);
  r->depth--;
  return ok;
}

// ---- sequences and alternatives

static bool item(Reader *r, uint32_t flags, bool first, Width *w, Last *last) {
  uint32_t c = peek(r);
  *w = (Width){1, 1};
  *last = LAST_ITEM;
  switch (c) {
    case '\\': return escape(r, flags, w, last);
    case '[': return set(r, flags);
    case '(': return *w = (Width){0, 0}, parenthesis(r, flags, first, w, last);
    case '.': return r->at++, put(r, '.');
    case '^': case '$':
      *w = (Width){0, 0};
      *last = LAST_PLACE;
      return r->at++, put(r, c);
    default: return r->at++, put_literal(r, c, flags);
  }
}

static bool sequence(Reader *r, bool inherit, uint32_t flags, Width *w) {
  Last last = LAST_NONE;
  Width one = {0, 0};
  bool first = inherit;
  *w = (Width){0, 0};
  for (;;) {
    if (inherit) flags = r->p->flags;      // of the whole pattern: (?i) may have changed them
    skip_space(r, flags);
    if (at_end(r) || peek(r) == '|' || peek(r) == ')') return true;
    Width old = one;
    int repeated = repeat(r, last, &one);
    if (repeated < 0) return false;
    if (repeated) {
      w->min += one.min - old.min;
      w->max = w->max - old.max + one.max;
      last = LAST_REPEAT;
      continue;
    }
    Last kind;
    Width next;
    if (!item(r, flags, first, &next, &kind)) return false;
    if (r->restart) return true;
    if (kind == LAST_NONE) continue;       // a comment: what stands before can still be repeated
    first = false;
    last = kind;
    one = next;
    w->min = w->min + one.min > WIDE ? WIDE : w->min + one.min;
    w->max = w->max + one.max > WIDE ? WIDE : w->max + one.max;
  }
}

static bool alternatives(Reader *r, uint32_t flags, Width *w, bool conditional) {
  bool inherit = r->depth == 0;
  unsigned count = 0;
  *w = (Width){UINT64_MAX, 0};
  do {
    Width one;
    if (count && conditional && count == 2) return fail(r, (int64_t)r->at - 1, "conditional backref with more than two branches");
    if (count && !put(r, '|')) return false;
    if (!sequence(r, inherit && !count, inherit ? r->p->flags : flags, &one)) return false;
    if (r->restart) return true;
    if (one.min < w->min) w->min = one.min;
    if (one.max > w->max) w->max = one.max;
    count++;
  } while (take(r, '|'));
  if (conditional && count == 1) w->min = 0;
  return true;
}

static bool whole(Reader *r) {
  Width w;
  uint32_t number;
  if (!group_open(r, &number, 0) || !alternatives(r, r->p->flags, &w, false)) return false;
  if (r->restart) return true;
  if (!at_end(r)) return fail(r, (int64_t)r->at, "unbalanced parenthesis");
  return true;
}

bool re_translate(VM *vm, Value pattern, const ReText *source, uint32_t flags, uint32_t max_char, ReProgram *out) {
  *out = (ReProgram){.flags = flags};
  if (!(out->names = dict_new(vm))) return false;
  Reader r = {.vm = vm, .pattern = pattern, .src = source, .max_char = max_char, .p = out};
  bool ok = whole(&r);
  if (ok && r.restart) {
    flags |= out->flags;
    if (out->flags & RE_ASCII) flags &= ~(uint32_t)RE_UNICODE;
    re_program_free(vm, out);
    return re_translate(vm, pattern, source, flags, max_char, out);
  }
  if (!ok) re_program_free(vm, out);
  return ok;
}

void re_program_free(VM *vm, ReProgram *p) {
  vm_dealloc(vm, p->text, p->cap * sizeof *p->text);
  vm_dealloc(vm, p->groups, p->groups_cap * sizeof *p->groups);
  CLEAR_REF(vm, p->names);
  *p = (ReProgram){0};
}
