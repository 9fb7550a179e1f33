// SPDX-License-Identifier: MIT
// percent.c - `format % args` for str, bytes and bytearray.
//
// Both families write to a StrBuilder; for bytes every character is one byte. The families differ in what %s, %b, %r and %c take.
#include "vm/types/format.h"
#include "vm/types/text.h"

typedef struct Percent {
  VM *vm;
  Text format;
  size_t at;
  Value args;          // the right operand, or what a (key) selected
  Value keyed;         // owned: the value of the last (key), the only argument from then on
  bool is_mapping, is_tuple;
  size_t used;         // of the tuple, or 1 when the one argument or the value of the key is used
  StrBuilder sb;
} Percent;

typedef struct Conversion {
  bool left, plus, blank, alternate, zero;
  int64_t width, precision;  // -1: none
  uint32_t letter;
} Conversion;

static bool is_bytes_family(const Percent *p) { return p->format.family != TEXT_STR; }

// The next argument, borrowed; V_ABSENT: too few.
static Value next_argument(Percent *p) {
  if (p->keyed != V_ABSENT && p->used == 0) return p->used = 1, p->keyed;
  if (p->is_tuple && p->used < as_tuple(p->args)->len) return as_tuple(p->args)->items[p->used++];
  if (!p->is_tuple && p->keyed == V_ABSENT && p->used == 0) return p->used = 1, p->args;
  return raise_type(p->vm, "not enough arguments for format string");
}

// --- parsing ---

static bool at_end(const Percent *p) { return p->at >= p->format.len; }
static uint32_t peek(const Percent *p) { return at_end(p) ? 0 : text_char(&p->format, p->at); }

// `(key)`: looks the argument up.
static bool read_key(Percent *p) {
  if (peek(p) != '(') return true;
  if (!p->is_mapping) return raise_type(p->vm, "format requires a mapping"), false;
  size_t start = ++p->at;
  for (int open = 1; !at_end(p); p->at++) {
    open += peek(p) == '(' ? 1 : peek(p) == ')' ? -1 : 0;
    if (open == 0) break;
  }
  if (at_end(p)) return raise_value(p->vm, "incomplete format key"), false;
  Value key = is_bytes_family(p) ? bytes_new(p->vm, p->format.chars + start, p->at - start)
                                 : str_slice(p->vm, as_str(p->format.owner), start, p->at);
  if (key == V_ABSENT) return false;
  p->at++;
  Value v = obj_getitem(p->vm, p->args, key);
  release(p->vm, key);
  if (v == V_ABSENT) return false;
  replace(p->vm, &p->keyed, v);
  p->used = 0;
  return true;
}

static void read_flags(Percent *p, Conversion *c) {
  for (;; p->at++) {
    switch (peek(p)) {
      case '-': c->left = true; break;
      case '+': c->plus = true; break;
      case ' ': c->blank = true; break;
      case '#': c->alternate = true; break;
      case '0': c->zero = true; break;
      default: return;
    }
  }
}

// A number or `*`; false: exception.
static bool read_count(Percent *p, int64_t most, const char *too_big, int64_t *out) {
  if (peek(p) == '*') {
    p->at++;
    Value v = next_argument(p);
    if (v == V_ABSENT) return false;
    if (!is_integer(v)) return raise_type(p->vm, "* wants int"), false;
    if (!int_to_i64(v, out) || *out > most || *out < -most) return raise(p->vm, EXC_OverflowError, "Python int too large to convert to C %s", most > INT32_MAX ? "ssize_t" : "int"), false;
    return true;
  }
  int64_t n = 0;
  for (; peek(p) >= '0' && peek(p) <= '9'; p->at++) {
    n = n * 10 + (peek(p) - '0');
    if (n > most / 10 - 9) return raise_value(p->vm, "%s too big", too_big), false;
    *out = n;
  }
  return true;
}

static bool conversion_read(Percent *p, Conversion *c) {
  *c = (Conversion){.width = -1, .precision = -1};
  if (!read_key(p)) return false;
  read_flags(p, c);
  if (!read_count(p, PTRDIFF_MAX, "width", &c->width)) return false;
  if (c->width < -1) {
    c->left = true;
    c->width = -c->width;
  }
  if (peek(p) == '.') {
    p->at++;
    c->precision = 0;
    if (!read_count(p, INT32_MAX, "precision", &c->precision)) return false;
    if (c->precision < 0) c->precision = 0;
  }
  if (peek(p) == 'h' || peek(p) == 'l' || peek(p) == 'L') p->at++;
  if (at_end(p)) return raise_value(p->vm, "incomplete format"), false;
  c->letter = text_char(&p->format, p->at++);
  if (is_bytes_family(p) && c->letter == 'i') c->letter = 'd';
  return true;
}

// --- writing ---

static void write_padded(Percent *p, const Conversion *c, const void *chars, unsigned kind, size_t len) {
  if (c->precision >= 0 && (size_t)c->precision < len) len = (size_t)c->precision;
  size_t pad = c->width > (int64_t)len ? (size_t)c->width - len : 0;
  if (!c->left) sb_fill(&p->sb, ' ', pad);
  sb_chars(&p->sb, chars, kind, len);
  if (c->left) sb_fill(&p->sb, ' ', pad);
}

// Sign, prefix and digits in their field; at least `digits` digits.
static void write_number(Percent *p, const Conversion *c, bool negative, const char *prefix, const char *text, size_t len, size_t digits) {
  char sign = negative ? '-' : c->plus ? '+' : c->blank ? ' ' : 0;
  size_t zeros = digits > len ? digits - len : 0, total = (sign != 0) + strlen(prefix) + zeros + len;
  size_t pad = c->width > (int64_t)total ? (size_t)c->width - total : 0;
  bool zero_fill = c->zero && !c->left;
  if (!c->left && !zero_fill) sb_fill(&p->sb, ' ', pad);
  if (sign) sb_char(&p->sb, (uint8_t)sign);
  sb_c(&p->sb, prefix);
  sb_fill(&p->sb, '0', zeros + (zero_fill ? pad : 0));
  sb_ascii(&p->sb, text, len);
  if (c->left) sb_fill(&p->sb, ' ', pad);
}

// The integer that %d and its kin mean by `v`, owned.
static Value integer_argument(Percent *p, const Conversion *c, Value v) {
  bool strict = c->letter == 'o' || c->letter == 'x' || c->letter == 'X';
  if (is_integer(v)) return retain(v);
  const Type *type = type_of_get(p->vm, v);
  if (strict ? type->slots.index != NULL : is_float(v) || type->slots.index || type->slots.as_int) {
    Value n = strict ? obj_index(p->vm, v) : int_from_value(p->vm, v);
    if (n != V_ABSENT || !error_clear_if(p->vm, EXC_TypeError)) return n;
  }
  return raise_type(p->vm, strict ? "%%%c format: an integer is required, not %T" : "%%%c format: a real number is required, not %T", c->letter, v);
}

static bool write_integer(Percent *p, const Conversion *c, Value v) {
  Value n = integer_argument(p, c, v);
  if (n == V_ABSENT) return false;
  int base = c->letter == 'o' ? 8 : c->letter == 'x' || c->letter == 'X' ? 16 : 10;
  Value text = int_to_str(p->vm, n, base);
  release(p->vm, n);
  if (text == V_ABSENT) return false;
  if (c->letter == 'X') {
    Value upper = obj_call_method(p->vm, text, p->vm->names.upper, NULL, 0);
    release(p->vm, text);
    if ((text = upper) == V_ABSENT) return false;
  }
  const Str *s = as_str(text);
  bool negative = s->data[0] == '-';
  const char *prefix = !c->alternate ? "" : base == 8 ? "0o" : c->letter == 'x' ? "0x" : c->letter == 'X' ? "0X" : "";
  write_number(p, c, negative, prefix, (const char *)s->data + negative, s->len - negative, c->precision > 0 ? (size_t)c->precision : 0);
  release(p->vm, text);
  return true;
}

static bool write_float(Percent *p, const Conversion *c, Value v) {
  double d;
  FloatText text;
  if (!float_coerce(p->vm, v, &d)) {
    if (is_bytes_family(p) && error_clear_if(p->vm, EXC_TypeError)) raise_type(p->vm, "float argument required, not %T", v);
    return false;
  }
  if (!float_text(p->vm, &text, d, (char)c->letter, c->precision < 0 ? 6 : c->precision, c->alternate ? FLOAT_ALTERNATE : 0)) return false;
  write_number(p, c, text.negative, "", text.text, text.len, 0);
  float_text_free(&text);
  return true;
}

static bool write_char(Percent *p, const Conversion *c, Value v) {
  Conversion plain = *c;
  uint32_t ch = UINT32_MAX;
  uint32_t limit = is_bytes_family(p) ? 0x100 : 0x110000;
  plain.precision = -1;
  if (!is_bytes_family(p) && is_str(v)) {
    if (as_str(v)->len == 1) ch = str_char(as_str(v), 0);
  } else if (is_bytes_family(p) && (is_bytes(v) || is_bytearray(v))) {
    if (text_of(v).len == 1) ch = text_of(v).chars[0];
  } else if (is_integer(v) || type_of_get(p->vm, v)->slots.index) {
    int64_t n;
    if (!obj_index_clamped(p->vm, v, &n)) return false;
    if (n < 0 || n >= limit) return raise(p->vm, EXC_OverflowError, "%%c arg not in range(%s)", limit == 0x100 ? "256" : "0x110000"), false;
    ch = (uint32_t)n;
  }
  if (ch == UINT32_MAX) {
    raise_type(p->vm, is_bytes_family(p) ? "%%c requires an integer in range(256) or a single byte" : "%%c requires int or char");
    return false;
  }
  write_padded(p, &plain, &ch, 4, 1);
  return true;
}

static bool write_text_of(Percent *p, const Conversion *c, Value text) {
  if (text == V_ABSENT) return false;
  write_padded(p, c, as_str(text)->data, as_str(text)->kind, as_str(text)->len);
  release(p->vm, text);
  return true;
}

static bool write_bytes_of(Percent *p, const Conversion *c, Value v) {
  Buffer b;
  if (buffer_try(p->vm, v, &b)) {
    write_padded(p, c, b.data, 1, b.len);
    buffer_release(p->vm, &b);
    return true;
  }
  Value made = has_error(p->vm) ? V_ABSENT : obj_call_special(p->vm, v, p->vm->names.dunder_bytes, NULL, 0);
  if (made == V_ABSENT) {
    if (!has_error(p->vm)) raise_type(p->vm, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%T'", v);
    return false;
  }
  bool ok = is_bytes(made);
  if (ok) write_padded(p, c, as_bytes(made)->data, 1, as_bytes(made)->len);
  else raise_type(p->vm, "__bytes__ returned non-bytes (type %T)", made);
  release(p->vm, made);
  return ok;
}

static bool unsupported(Percent *p, uint32_t letter) {
  size_t index = p->at - 1;
  raise_value(p->vm, "unsupported format character '%c' (0x%x) at index %zu", letter > 31 && letter < 127 ? letter : '?', letter, index);
  return false;
}

static bool conversion_write(Percent *p, const Conversion *c) {
  bool bytes = is_bytes_family(p);
  Value v = next_argument(p);
  if (v == V_ABSENT) return false;
  switch (c->letter) {
    case 's':
      if (bytes) return write_bytes_of(p, c, v);
      if (is_str_exact(v)) return write_text_of(p, c, retain(v));
      return write_text_of(p, c, obj_str(p->vm, v));
    case 'b': return bytes ? write_bytes_of(p, c, v) : unsupported(p, c->letter);
    case 'r': return write_text_of(p, c, bytes ? obj_ascii(p->vm, v) : obj_repr(p->vm, v));
    case 'a': return write_text_of(p, c, obj_ascii(p->vm, v));
    case 'c': return write_char(p, c, v);
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X': return write_integer(p, c, v);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': return write_float(p, c, v);
    default: return unsupported(p, c->letter);
  }
}

static bool format_all(Percent *p) {
  while (true) {
    const uint8_t *rest = p->format.chars + p->at * p->format.kind;
    int64_t step = chars_find_char(rest, p->format.kind, p->format.len - p->at, '%');
    size_t plain = step < 0 ? p->format.len - p->at : (size_t)step;
    sb_chars(&p->sb, rest, p->format.kind, plain);
    p->at += plain;
    if (at_end(p)) break;
    p->at++;
    if (peek(p) == '%') {
      sb_char(&p->sb, '%');
      p->at++;
      continue;
    }
    Conversion c;
    if (!conversion_read(p, &c) || !conversion_write(p, &c) || p->sb.failed) return false;
  }
  bool left_over = p->is_tuple ? p->used < as_tuple(p->args)->len : !p->is_mapping && p->used == 0;
  if (!left_over) return true;
  raise_type(p->vm, "not all arguments converted during %s formatting", is_bytes_family(p) ? "bytes" : "string");
  return false;
}

static bool percent_run(Percent *p, VM *vm, Value format, Value args) {
  bool texty = is_str(args) || ((is_bytes(args) || is_bytearray(args)) && !is_str(format));
  *p = (Percent){.vm = vm, .format = text_of(format), .args = args, .keyed = V_ABSENT, .is_tuple = is_tuple(args)};
  p->is_mapping = !p->is_tuple && !texty && type_of_get(vm, args)->slots.getitem;
  sb_init(&p->sb, vm);
  bool ok = format_all(p);
  release(vm, p->keyed);
  if (!ok) sb_discard(&p->sb);
  return ok;
}

Value str_percent(VM *vm, Str *format, Value args) {
  Percent p;
  return percent_run(&p, vm, from_obj(format), args) ? sb_finish(&p.sb) : V_ABSENT;
}

Value bytes_percent(VM *vm, Value format, Value args) {
  Percent p;
  Buffer lock;  // a bytearray must keep its memory while script code runs
  if (!buffer_get(vm, format, &lock)) return V_ABSENT;
  bool ok = percent_run(&p, vm, format, args);
  buffer_release(vm, &lock);
  if (!ok) return V_ABSENT;
  Value out = is_bytes(format) ? bytes_new(vm, p.sb.len ? p.sb.data : (const uint8_t *)"", p.sb.len)
                               : bytearray_new(vm, p.sb.len ? p.sb.data : (const uint8_t *)"", p.sb.len);
  sb_discard(&p.sb);
  return out;
}
