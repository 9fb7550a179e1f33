// SPDX-License-Identifier: MIT
// format.c - the format-spec mini-language: [[fill]align][sign][z][#][0][width][,_][.precision][type].
//
// A number is laid out as: left padding, sign, prefix, inner padding, grouped digits, rest, right padding. Zero padding ('0' fill
// with '=' alignment) is part of the grouped digits, so that separators run through it.
#include "vm/types/format.h"

#include <math.h>
#include <stdlib.h>

#include "vm/base/num.h"

typedef struct Spec {
  uint32_t fill, type;
  char align, sign, grouping;  // grouping: ',' '_' or 0
  bool align_given, alternate, no_neg_zero;
  int64_t width, precision;    // -1: not given
} Spec;

// --- parsing ---

static bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

// Reads digits; -1 when there are none, -2 with an exception.
static int64_t read_number(VM *vm, const Str *s, size_t *at) {
  int64_t n = -1;
  for (; *at < s->len; ++*at) {
    uint32_t c = str_char(s, *at);
    if (c < '0' || c > '9') break;
    if (n < 0) n = 0;
    if (n > (INT64_MAX - 9) / 10) return raise_value(vm, "Too many decimal digits in format string"), -2;
    n = n * 10 + (c - '0');
  }
  return n;
}

static bool take(const Str *s, size_t *at, uint32_t c) {
  if (*at >= s->len || str_char(s, *at) != c) return false;
  ++*at;
  return true;
}

static void read_fill_align(const Str *s, size_t *at, Spec *spec, bool *fill_given) {
  if (s->len >= 2 && is_align(str_char(s, 1))) {
    spec->fill = str_char(s, 0);
    spec->align = (char)str_char(s, 1);
    *fill_given = spec->align_given = true;
    *at = 2;
  } else if (s->len >= 1 && is_align(str_char(s, 0))) {
    spec->align = (char)str_char(s, 0);
    spec->align_given = true;
    *at = 1;
  }
}

static bool read_grouping(VM *vm, const Str *s, size_t *at, Spec *spec) {
  if (take(s, at, ',')) spec->grouping = ',';
  if (*at < s->len && str_char(s, *at) == '_') {
    if (spec->grouping) return raise_value(vm, "Cannot specify both ',' and '_'."), false;
    spec->grouping = '_';
    ++*at;
  }
  if (spec->grouping == '_' && *at < s->len && str_char(s, *at) == ',') return raise_value(vm, "Cannot specify both ',' and '_'."), false;
  return true;
}

static bool check_grouping(VM *vm, const Spec *spec) {
  if (!spec->grouping) return true;
  switch (spec->type) {
    case 'd': case 'e': case 'f': case 'g': case 'E': case 'G': case '%': case 'F': case 0: return true;
    case 'b': case 'o': case 'x': case 'X':
      if (spec->grouping == '_') return true;
      break;
    default: break;
  }
  if (spec->type > 32 && spec->type < 128) raise_value(vm, "Cannot specify '%c' with '%c'.", (unsigned)spec->grouping, spec->type);
  else raise_value(vm, "Cannot specify '%c' with '\\x%x'.", (unsigned)spec->grouping, spec->type);
  return false;
}

static bool spec_parse(VM *vm, const Str *s, Spec *spec, uint32_t default_type, char default_align, Type *type) {
  *spec = (Spec){.fill = ' ', .type = default_type, .align = default_align, .width = -1, .precision = -1};
  size_t at = 0;
  bool fill_given = false;
  read_fill_align(s, &at, spec, &fill_given);
  if (at < s->len && (str_char(s, at) == '+' || str_char(s, at) == '-' || str_char(s, at) == ' ')) spec->sign = (char)str_char(s, at++);
  spec->no_neg_zero = take(s, &at, 'z');
  spec->alternate = take(s, &at, '#');
  if (!fill_given && take(s, &at, '0')) {
    spec->fill = '0';
    if (!spec->align_given && default_align == '>') spec->align = '=';
  }
  if ((spec->width = read_number(vm, s, &at)) == -2 || !read_grouping(vm, s, &at, spec)) return false;
  if (take(s, &at, '.')) {
    if ((spec->precision = read_number(vm, s, &at)) == -2) return false;
    if (spec->precision < 0) return raise_value(vm, "Format specifier missing precision"), false;
  }
  if (s->len - at > 1) return raise_value(vm, "Invalid format specifier '%U' for object of type '%N'", s, type), false;
  if (at < s->len) spec->type = str_char(s, at);
  return check_grouping(vm, spec);
}

static Value unknown_type(VM *vm, const Spec *spec, Type *type) {
  if (spec->type > 32 && spec->type < 128) return raise_value(vm, "Unknown format code '%c' for object of type '%N'", spec->type, type);
  return raise_value(vm, "Unknown format code '\\x%x' for object of type '%N'", spec->type, type);
}

// --- padding and grouping ---

static size_t left_padding(const Spec *spec, size_t pad) {
  return spec->align == '>' ? pad : spec->align == '^' ? pad / 2 : 0;
}

static size_t padding(const Spec *spec, size_t len) { return spec->width > (int64_t)len ? (size_t)spec->width - len : 0; }

typedef struct NumberText {
  bool negative;
  const char *prefix;     // "0x", ""
  const char *digits;     // what is grouped
  size_t ndigits;
  const char *rest;       // point, fraction, exponent
  size_t nrest;
  const char *suffix;     // "%", ""
} NumberText;

// Length of `ndigits` digits, zero-filled to `min_width`, with separators.
static size_t grouped_len(size_t ndigits, int64_t min_width, unsigned group) {
  if (!group) return (int64_t)ndigits > min_width ? ndigits : (size_t)min_width;
  size_t len = 0, left = ndigits;
  while (true) {
    int64_t want = (int64_t)left > min_width ? (int64_t)left : min_width;
    if (want < 1) want = ndigits ? 1 : 0;
    size_t take_now = want < (int64_t)group ? (size_t)want : group;
    len += take_now;
    left -= left < take_now ? left : take_now;
    min_width -= (int64_t)take_now;
    if (left == 0 && min_width <= 0) return len;
    len++;
    min_width--;
  }
}

static void sb_grouped(StrBuilder *sb, const NumberText *n, size_t len, const Spec *spec, unsigned group) {
  if (!group) {
    sb_fill(sb, '0', len - n->ndigits);
    sb_ascii(sb, n->digits, n->ndigits);
    return;
  }
  for (size_t i = 0; i < len; i++) {
    size_t from_right = len - 1 - i;
    if (from_right % (group + 1) == group) {
      sb_char(sb, (uint8_t)spec->grouping);
      continue;
    }
    size_t place = from_right - from_right / (group + 1);  // digits to the right of this one
    sb_char(sb, place < n->ndigits ? (uint8_t)n->digits[n->ndigits - 1 - place] : '0');
  }
}

static void sb_number(StrBuilder *sb, const Spec *spec, const NumberText *n) {
  char sign = n->negative ? '-' : spec->sign == '+' || spec->sign == ' ' ? spec->sign : 0;
  unsigned group = !spec->grouping ? 0 : spec->type == 'b' || spec->type == 'o' || spec->type == 'x' || spec->type == 'X' ? 4 : 3;
  size_t fixed = (sign != 0) + strlen(n->prefix) + n->nrest + strlen(n->suffix);
  bool zero_fill = spec->fill == '0' && spec->align == '=' && n->ndigits;
  size_t digits = grouped_len(n->ndigits, zero_fill ? spec->width - (int64_t)fixed : 0, n->ndigits ? group : 0);
  size_t pad = padding(spec, fixed + digits), left = left_padding(spec, pad);
  sb_fill(sb, spec->fill, left);
  if (sign) sb_char(sb, (uint8_t)sign);
  sb_c(sb, n->prefix);
  if (spec->align == '=') sb_fill(sb, spec->fill, pad);
  if (n->ndigits) sb_grouped(sb, n, digits, spec, group);
  sb_ascii(sb, n->rest, n->nrest);
  sb_c(sb, n->suffix);
  if (spec->align != '=') sb_fill(sb, spec->fill, pad - left);
}

// --- str ---

Value format_str(VM *vm, Str *s, Str *text) {
  Spec spec;
  if (text->len == 0) return obj_str(vm, from_obj(s));
  if (!spec_parse(vm, text, &spec, 's', '<', obj_type(&s->header))) return V_ABSENT;
  if (spec.type != 's') return unknown_type(vm, &spec, obj_type(&s->header));
  if (spec.sign) return raise_value(vm, "%s not allowed in string format specifier", spec.sign == ' ' ? "Space" : "Sign");
  if (spec.no_neg_zero) return raise_value(vm, "Negative zero coercion (z) not allowed in string format specifier");
  if (spec.alternate) return raise_value(vm, "Alternate form (#) not allowed in string format specifier");
  if (spec.align == '=') return raise_value(vm, "'=' alignment not allowed in string format specifier");
  size_t len = spec.precision >= 0 && (size_t)spec.precision < s->len ? (size_t)spec.precision : s->len;
  size_t pad = padding(&spec, len), left = left_padding(&spec, pad);
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_fill(&sb, spec.fill, left);
  sb_substr(&sb, s, 0, len);
  sb_fill(&sb, spec.fill, pad - left);
  return sb_finish(&sb);
}

// --- float ---

void float_text_free(FloatText *out) {
  if (out->text != out->small) vm_dealloc(out->vm, out->text, out->size);
}

// Writes num_format's text for `d`, in a larger block where needed.
static bool digits_write(FloatText *out, double d, char conv, int precision, bool alternate) {
  out->len = num_format(d, conv, precision, alternate, out->text, out->size);
  if (out->len < out->size) return true;
  size_t size = out->len + 8;
  char *block = (char *)vm_alloc(out->vm, size);
  if (!block) return false;
  out->text = block;
  out->size = size;
  out->len = num_format(d, conv, precision, alternate, block, size);
  return true;
}

// 'g' that keeps a fraction: exponents start one digit sooner, and an integral value gets ".0".
static bool general_dot_zero(FloatText *out, double d, int precision, bool alternate) {
  if (precision == 0) precision = 1;
  if (!digits_write(out, d, 'e', precision - 1, false)) return false;
  const char *e = memchr(out->text, 'e', out->len);
  int exponent = e ? atoi(e + 1) : 0;
  if (exponent < -4 || exponent + 1 > precision - 1) {
    float_text_free(out);
    out->text = out->small;
    out->size = sizeof out->small;
    if (alternate) return digits_write(out, d, 'e', precision - 1, true);
    if (!digits_write(out, d, 'e', precision - 1, false)) return false;
    char *mark = memchr(out->text, 'e', out->len), *end = mark;
    if (memchr(out->text, '.', (size_t)(mark - out->text))) {
      while (end[-1] == '0') end--;
      if (end[-1] == '.') end--;
    }
    memmove(end, mark, out->len - (size_t)(mark - out->text) + 1);
    out->len -= (size_t)(mark - end);
    return true;
  }
  float_text_free(out);
  out->text = out->small;
  out->size = sizeof out->small;
  if (!digits_write(out, d, 'g', precision, alternate)) return false;
  if (!memchr(out->text, '.', out->len) && out->len + 3 < out->size) {
    memcpy(out->text + out->len, ".0", 3);
    out->len += 2;
  }
  return true;
}

static void repr_alternate(FloatText *out) {
  if (memchr(out->text, '.', out->len)) return;
  char *e = memchr(out->text, 'e', out->len), *at = e ? e : out->text + out->len;
  memmove(at + 1, at, out->len - (size_t)(at - out->text) + 1);
  *at = '.';
  out->len++;
}

static bool is_zero_text(const FloatText *out) {
  for (size_t i = 0; i < out->len && out->text[i] != 'e'; i++) {
    if (out->text[i] >= '1' && out->text[i] <= '9') return false;
  }
  return true;
}

bool float_text(VM *vm, FloatText *out, double d, char type, int64_t precision, unsigned flags) {
  *out = (FloatText){.vm = vm, .text = out->small, .size = sizeof out->small, .negative = signbit(d) && !isnan(d)};
  bool upper = type == 'E' || type == 'F' || type == 'G', ok = true;
  char conv = upper ? (char)(type | 32) : type;
  if (precision > INT32_MAX) return raise_value(vm, "precision too big"), false;
  d = fabs(d);
  if (!isfinite(d)) {
    strcpy(out->text, isnan(d) ? "nan" : "inf");
    out->len = 3;
  } else if (conv == 'r') {
    out->len = num_repr(d, out->text, (flags & FLOAT_DOT_ZERO) != 0);
    if (flags & FLOAT_ALTERNATE) repr_alternate(out);
  } else if (conv == 'g' && (flags & FLOAT_DOT_ZERO)) {
    ok = general_dot_zero(out, d, (int)precision, flags & FLOAT_ALTERNATE);
  } else {
    ok = digits_write(out, d, conv, (int)precision, flags & FLOAT_ALTERNATE);
  }
  if (!ok) return float_text_free(out), false;
  if ((flags & FLOAT_NO_NEG_ZERO) && isfinite(d) && is_zero_text(out)) out->negative = false;
  for (size_t i = 0; upper && i < out->len; i++) {
    if (out->text[i] >= 'a' && out->text[i] <= 'z') out->text[i] ^= 32;
  }
  return true;
}

static void number_from_float(NumberText *n, const FloatText *text) {
  *n = (NumberText){.negative = text->negative, .prefix = "", .digits = text->text, .suffix = ""};
  while (n->ndigits < text->len && text->text[n->ndigits] >= '0' && text->text[n->ndigits] <= '9') n->ndigits++;
  n->rest = text->text + n->ndigits;
  n->nrest = text->len - n->ndigits;
}

static Value float_with_spec(VM *vm, double d, const Spec *spec, Type *type) {
  FloatText text;
  NumberText number;
  unsigned flags = (spec->alternate ? FLOAT_ALTERNATE : 0) | (spec->no_neg_zero ? FLOAT_NO_NEG_ZERO : 0);
  char conv = spec->type == 'n' ? 'g' : (char)spec->type;
  int64_t precision = spec->precision < 0 ? 6 : spec->precision;
  switch (spec->type) {
    case 0:
      conv = spec->precision < 0 ? 'r' : 'g';
      flags |= FLOAT_DOT_ZERO;
      break;
    case '%':
      conv = 'f';
      d *= 100;
      break;
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case 'n': break;
    default: return unknown_type(vm, spec, type);
  }
  if (!float_text(vm, &text, d, conv, precision, flags)) return V_ABSENT;
  number_from_float(&number, &text);
  if (spec->type == '%') number.suffix = "%";
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_number(&sb, spec, &number);
  float_text_free(&text);
  return sb_finish(&sb);
}

Value format_float(VM *vm, double d, Str *text) {
  Spec spec;
  if (text->len == 0) return float_repr(vm, d);
  if (!spec_parse(vm, text, &spec, 0, '>', vm->types.float_)) return V_ABSENT;
  return float_with_spec(vm, d, &spec, vm->types.float_);
}

// --- int ---

static Value format_char(VM *vm, Value n, const Spec *spec) {
  int64_t c;
  if (spec->sign) return raise_value(vm, "Sign not allowed with integer format specifier 'c'");
  if (spec->alternate) return raise_value(vm, "Alternate form (#) not allowed with integer format specifier 'c'");
  if (!int_to_i64(n, &c) || c < 0 || c > 0x10ffff) return raise(vm, EXC_OverflowError, "%%c arg not in range(0x110000)");
  StrBuilder sb;
  sb_init(&sb, vm);
  size_t pad = padding(spec, 1), left = left_padding(spec, pad);
  if (spec->align == '=') left = pad;
  sb_fill(&sb, spec->fill, left);
  sb_char(&sb, (uint32_t)c);
  sb_fill(&sb, spec->fill, pad - left);
  return sb_finish(&sb);
}

static Value int_with_spec(VM *vm, Value n, const Spec *spec) {
  unsigned base = spec->type == 'b' ? 2 : spec->type == 'o' ? 8 : spec->type == 'x' || spec->type == 'X' ? 16 : 10;
  Value text = int_to_str(vm, n, (int)base);
  if (text == V_ABSENT) return text;
  Str *s = as_str(text);
  char *digits = (char *)vm_alloc(vm, s->len + 1);
  if (!digits) return release(vm, text), V_ABSENT;
  memcpy(digits, s->data, s->len);
  for (size_t i = 0; spec->type == 'X' && i < s->len; i++) {
    if (digits[i] >= 'a') digits[i] ^= 32;
  }
  bool negative = digits[0] == '-';
  const char *prefix = !spec->alternate ? "" : spec->type == 'b' ? "0b" : spec->type == 'o' ? "0o" : spec->type == 'x' ? "0x" : spec->type == 'X' ? "0X" : "";
  NumberText number = {
    .negative = negative, .prefix = prefix, .digits = digits + negative, .ndigits = s->len - negative, .rest = "", .suffix = "",
  };
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_number(&sb, spec, &number);
  vm_dealloc(vm, digits, s->len + 1);
  release(vm, text);
  return sb_finish(&sb);
}

Value format_int(VM *vm, Value n, Str *text) {
  Spec spec;
  double d;
  if (text->len == 0) return is_int(n) ? int_to_str(vm, n, 10) : obj_str(vm, n);
  if (!spec_parse(vm, text, &spec, 'd', '>', type_of_get(vm, n))) return V_ABSENT;
  switch (spec.type) {
    case 'b': case 'c': case 'd': case 'o': case 'x': case 'X': case 'n':
      if (spec.precision >= 0) return raise_value(vm, "Precision not allowed in integer format specifier");
      if (spec.no_neg_zero) return raise_value(vm, "Negative zero coercion (z) not allowed in integer format specifier");
      return spec.type == 'c' ? format_char(vm, n, &spec) : int_with_spec(vm, n, &spec);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case '%':
      return int_to_double(vm, n, &d) ? float_with_spec(vm, d, &spec, type_of_get(vm, n)) : V_ABSENT;
    default: return unknown_type(vm, &spec, type_of_get(vm, n));
  }
}

// --- complex ---

static bool complex_part(VM *vm, StrBuilder *sb, double d, const Spec *spec, char sign) {
  FloatText text;
  NumberText number;
  Spec plain = *spec;
  unsigned flags = (spec->alternate ? FLOAT_ALTERNATE : 0) | (spec->no_neg_zero ? FLOAT_NO_NEG_ZERO : 0);
  bool shortest = spec->type == 0 && spec->precision < 0;
  char conv = shortest ? 'r' : spec->type == 0 || spec->type == 'n' ? 'g' : (char)spec->type;
  if (!float_text(vm, &text, d, conv, spec->precision < 0 ? 6 : spec->precision, flags)) return false;
  plain.width = -1;
  plain.sign = sign;
  plain.align = '>';
  number_from_float(&number, &text);
  sb_number(sb, &plain, &number);
  float_text_free(&text);
  return true;
}

Value format_complex(VM *vm, Value c, Str *text) {
  const Complex *z = (const Complex *)as_obj(c);
  Spec spec;
  if (text->len == 0) return obj_str(vm, c);
  if (!spec_parse(vm, text, &spec, 0, '>', obj_type(as_obj(c)))) return V_ABSENT;
  if (spec.type && (spec.type > 127 || !strchr("eEfFgGn", (int)spec.type))) return unknown_type(vm, &spec, obj_type(as_obj(c)));
  if (spec.fill == '0') return raise_value(vm, "Zero padding is not allowed in complex format specifier");
  if (spec.align == '=') return raise_value(vm, "'=' alignment flag is not allowed in complex format specifier");
  bool skip_real = spec.type == 0 && z->real == 0 && !signbit(z->real), parens = spec.type == 0 && !skip_real;
  StrBuilder body;
  sb_init(&body, vm);
  if (parens) sb_char(&body, '(');
  bool ok = skip_real || complex_part(vm, &body, z->real, &spec, spec.sign);
  ok = ok && complex_part(vm, &body, z->imag, &spec, skip_real ? spec.sign : '+');
  if (!ok) return sb_discard(&body), V_ABSENT;
  sb_c(&body, parens ? "j)" : "j");
  size_t pad = padding(&spec, body.len), left = left_padding(&spec, pad);
  StrBuilder sb;
  sb_init(&sb, vm);
  sb_fill(&sb, spec.fill, left);
  sb_chars(&sb, body.data, body.kind, body.len);
  sb_fill(&sb, spec.fill, pad - left);
  sb_discard(&body);
  return sb_finish(&sb);
}
