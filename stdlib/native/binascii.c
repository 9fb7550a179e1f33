// SPDX-License-Identifier: MIT
// binascii.c - the binascii module: bytes as text in base 64, hexadecimal, uuencode and quoted-printable, and checksums.
#include "vm/core/vm.h"

// Output that grows; a thin bytearray.
typedef struct Out { VM *vm; uint8_t *data; size_t len, cap; bool failed; } Out;

static void put(Out *out, uint8_t byte) {
  if (out->failed) return;
  if (out->len == out->cap) {
    size_t cap = out->cap + out->cap / 2 + 64;
    uint8_t *data = (uint8_t *)vm_realloc(out->vm, out->data, out->cap, cap);
    if (!data) {
      out->failed = true;
      return;
    }
    out->data = data;
    out->cap = cap;
  }
  out->data[out->len++] = byte;
}

static Value finish(Out *out, bool ok) {
  Value v = ok && !out->failed ? bytes_new(out->vm, out->len ? out->data : NULL, out->len) : V_ABSENT;
  vm_dealloc(out->vm, out->data, out->cap);
  return v;
}

// Raises binascii.Error; false.
static bool fail(VM *vm, const char *fmt, ...) {
  va_list args;
  va_start(args, fmt);
  Value text = str_vformat_c(vm, fmt, args), module = import_module(vm, "binascii"), type = V_ABSENT, exc = V_ABSENT;
  va_end(args);
  if (module != V_ABSENT) type = obj_getattr_c(vm, module, "Error");
  if (text != V_ABSENT && type != V_ABSENT) exc = obj_call(vm, type, &text, 1);
  if (exc != V_ABSENT) raise_object(vm, exc);
  release(vm, exc);
  release(vm, type);
  release(vm, module);
  release(vm, text);
  return false;
}

// A bytes-like object or an ASCII str, as the a2b functions take them.
static bool ascii_get(VM *vm, Value v, Buffer *out) {
  if (is_str(v)) {
    if (!as_str(v)->ascii) return raise_value(vm, "string argument should contain only ASCII characters"), false;
    *out = (Buffer){.data = as_str(v)->data, .len = as_str(v)->len, .owner = V_ABSENT, .readonly = true};
    return true;
  }
  if (buffer_try(vm, v, out)) return true;
  if (!has_error(vm)) raise_type(vm, "argument should be bytes, buffer or ASCII string, not '%T'", v);
  return false;
}

static int truth(VM *vm, Value v, bool otherwise) { return v == V_ABSENT ? otherwise : obj_truthy(vm, v); }

// --- hexadecimal ---

static int hex_value(uint8_t c) {
  if (c >= '0' && c <= '9') return c - '0';
  c |= 32;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static Value hexlify(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer b;
  if (!buffer_get(vm, args[0], &b)) return V_ABSENT;
  Value text = bytes_hex(vm, b.data, b.len, args[1], args[2]), bytes = V_ABSENT;
  buffer_release(vm, &b);
  if (text != V_ABSENT) bytes = bytes_new(vm, as_str(text)->data, as_str(text)->len);
  release(vm, text);
  return bytes;
}

static bool unhex(Out *out, const Buffer *b) {
  if (b->len % 2) return fail(out->vm, "Odd-length string");
  for (size_t i = 0; i < b->len; i += 2) {
    int high = hex_value(b->data[i]), low = hex_value(b->data[i + 1]);
    if (high < 0 || low < 0) return fail(out->vm, "Non-hexadecimal digit found");
    put(out, (uint8_t)(high << 4 | low));
  }
  return true;
}

static Value unhexlify(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer b;
  Out out = {.vm = vm};
  if (!ascii_get(vm, args[0], &b)) return V_ABSENT;
  bool ok = unhex(&out, &b);
  buffer_release(vm, &b);
  return finish(&out, ok);
}

// --- base 64 ---

static const char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int base64_value(uint8_t c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static bool base64_read(Out *out, const Buffer *b, bool strict) {
  unsigned place = 0, pads = 0, held = 0;  // place: characters of the current group of four
  bool padding = false;
  if (strict && b->len && b->data[0] == '=') return fail(out->vm, "Leading padding not allowed");
  for (size_t i = 0; i < b->len; i++) {
    if (b->data[i] == '=') {
      padding = true;
      if (strict && place == 0) return fail(out->vm, "Excess padding not allowed");
      if (place >= 2 && place + ++pads >= 4) {
        return !strict || i + 1 == b->len || fail(out->vm, "Excess data after padding");
      }
      continue;
    }
    int value = base64_value(b->data[i]);
    if (value < 0) {
      if (strict) return fail(out->vm, "Only base64 data is allowed");
      continue;
    }
    if (strict && padding) return fail(out->vm, "Discontinuous padding not allowed");
    pads = 0;
    if (place) put(out, (uint8_t)(held << 2 * place | (unsigned)value >> (6 - 2 * place)));
    held = (unsigned)value & (0x3fu >> 2 * place);
    place = (place + 1) % 4;
  }
  if (place == 1) {
    return fail(out->vm, "Invalid base64-encoded string: number of data characters (%zu) cannot be 1 more than a multiple of 4", out->len / 3 * 4 + 1);
  }
  return place == 0 || fail(out->vm, "Incorrect padding");
}

static Value a2b_base64(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer b;
  Out out = {.vm = vm};
  int strict = truth(vm, args[1], false);
  if (strict < 0 || !ascii_get(vm, args[0], &b)) return V_ABSENT;
  bool ok = base64_read(&out, &b, strict);
  buffer_release(vm, &b);
  return finish(&out, ok);
}

static Value b2a_base64(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer b;
  int newline = truth(vm, args[1], true);
  if (newline < 0 || !buffer_get(vm, args[0], &b)) return V_ABSENT;
  Value v = bytes_new(vm, NULL, (b.len + 2) / 3 * 4 + (size_t)newline);
  uint8_t *to = v == V_ABSENT ? NULL : as_bytes(v)->data;
  for (size_t i = 0; to && i < b.len; i += 3) {
    size_t left = b.len - i;
    uint32_t group = (uint32_t)b.data[i] << 16 | (left > 1 ? (uint32_t)b.data[i + 1] << 8 : 0) | (left > 2 ? b.data[i + 2] : 0);
    *to++ = (uint8_t)base64_digits[group >> 18];
    *to++ = (uint8_t)base64_digits[group >> 12 & 63];
    *to++ = left > 1 ? (uint8_t)base64_digits[group >> 6 & 63] : '=';
    *to++ = left > 2 ? (uint8_t)base64_digits[group & 63] : '=';
  }
  if (to && newline) *to = '\n';
  buffer_release(vm, &b);
  return v;
}

// --- uuencode ---

static bool uu_read(Out *out, const Buffer *b) {
  size_t at = 1, count = ((b->len ? b->data[0] : 0) - 32u) & 63;  // CPython too reads a NUL behind an empty line
  unsigned held = 0, bits = 0;
  while (out->len < count) {
    unsigned c = at < b->len ? b->data[at] : 0;
    at++;
    if (c == '\n' || c == '\r' || at > b->len) c = 0;  // a line may be cut: zeros follow
    else if (c < ' ' || c > ' ' + 64) return fail(out->vm, "Illegal char");
    else c = (c - ' ') & 63;
    held = held << 6 | c;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      put(out, (uint8_t)(held >> bits));
      held &= (1u << bits) - 1;
    }
    if (out->failed) return false;
  }
  for (; at < b->len; at++) {
    uint8_t c = b->data[at];
    if (c != ' ' && c != ' ' + 64 && c != '\n' && c != '\r') return fail(out->vm, "Trailing garbage");
  }
  return true;
}

static Value a2b_uu(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer b;
  Out out = {.vm = vm};
  if (!ascii_get(vm, args[0], &b)) return V_ABSENT;
  bool ok = uu_read(&out, &b);
  buffer_release(vm, &b);
  return finish(&out, ok);
}

static uint8_t uu_digit(unsigned value, bool backtick) { return (uint8_t)(value == 0 && backtick ? '`' : ' ' + value); }

static Value b2a_uu(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer b;
  Out out = {.vm = vm};
  int backtick = truth(vm, args[1], false);
  if (backtick < 0 || !buffer_get(vm, args[0], &b)) return V_ABSENT;
  bool ok = b.len <= 45 || fail(vm, "At most 45 bytes at once");
  if (ok) put(&out, uu_digit((unsigned)b.len, backtick));
  for (size_t i = 0; ok && i < b.len; i += 3) {
    uint32_t group = 0;
    for (size_t k = 0; k < 3; k++) group = group << 8 | (i + k < b.len ? b.data[i + k] : 0);
    for (int shift = 18; shift >= 0; shift -= 6) put(&out, uu_digit(group >> shift & 63, backtick));
  }
  if (ok) put(&out, '\n');
  buffer_release(vm, &b);
  return finish(&out, ok);
}

// --- quoted-printable ---

static void qp_read(Out *out, const Buffer *b, bool header) {
  for (size_t i = 0; i < b->len;) {
    uint8_t c = b->data[i++];
    if (c != '=') {
      put(out, header && c == '_' ? ' ' : c);
      continue;
    }
    if (i >= b->len) break;
    int high = hex_value(b->data[i]), low = i + 1 < b->len ? hex_value(b->data[i + 1]) : -1;
    if (b->data[i] == '\n' || b->data[i] == '\r') {  // a soft line break
      while (i < b->len && b->data[i] != '\n') i++;
      i++;
    } else if (b->data[i] == '=') {
      put(out, '=');
      i++;
    } else if (high >= 0 && low >= 0) {
      put(out, (uint8_t)(high << 4 | low));
      i += 2;
    } else {
      put(out, '=');
    }
  }
}

static Value a2b_qp(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer b;
  Out out = {.vm = vm};
  int header = truth(vm, args[1], false);
  if (header < 0 || !ascii_get(vm, args[0], &b)) return V_ABSENT;
  qp_read(&out, &b, header);
  buffer_release(vm, &b);
  return finish(&out, true);
}

typedef struct QpStyle { bool quote_tabs, is_text, header, crlf; } QpStyle;
enum { QP_LINE = 76 };

static bool qp_must_quote(const Buffer *b, size_t i, size_t column, const QpStyle *style) {
  uint8_t c = b->data[i];
  bool last = i + 1 == b->len;
  if (c > 126 || c == '=' || (style->header && c == '_')) return true;
  if (c == '.' && column == 0 && (last || b->data[i + 1] == '\n' || b->data[i + 1] == '\r' || b->data[i + 1] == 0)) return true;
  if (!style->is_text && (c == '\r' || c == '\n')) return true;
  if ((c == '\t' || c == ' ') && last) return true;
  return c < 33 && c != '\r' && c != '\n' && (style->quote_tabs || (c != '\t' && c != ' '));
}

static void qp_break(Out *out, const QpStyle *style, size_t *column) {
  put(out, '=');
  if (style->crlf) put(out, '\r');
  put(out, '\n');
  *column = 0;
}

static void put_hex(Out *out, uint8_t c) {
  static const char digits[] = "0123456789ABCDEF";
  put(out, '=');
  put(out, (uint8_t)digits[c >> 4]);
  put(out, (uint8_t)digits[c & 15]);
}

// A line's end in text: white space before it is quoted. Returns how many bytes it took.
static size_t qp_newline(Out *out, const Buffer *b, size_t i, const QpStyle *style) {
  uint8_t before = out->len ? out->data[out->len - 1] : 0;
  if (before == ' ' || before == '\t') {
    out->len--;
    put_hex(out, before);
  }
  if (style->crlf) put(out, '\r');
  put(out, '\n');
  return b->data[i] == '\r' ? 2 : 1;
}

static void qp_write(Out *out, const Buffer *b, const QpStyle *style) {
  size_t column = 0;
  for (size_t i = 0; i < b->len;) {
    uint8_t c = b->data[i];
    bool newline = c == '\n' || (c == '\r' && i + 1 < b->len && b->data[i + 1] == '\n');
    if (qp_must_quote(b, i, column, style)) {
      if (column + 3 >= QP_LINE) qp_break(out, style, &column);
      put_hex(out, c);
      column += 3;
      i++;
    } else if (style->is_text && newline) {
      i += qp_newline(out, b, i, style);
      column = 0;
    } else {
      if (i + 1 < b->len && b->data[i + 1] != '\n' && column + 1 >= QP_LINE) qp_break(out, style, &column);
      column++;
      put(out, style->header && c == ' ' ? '_' : c);
      i++;
    }
  }
}

static Value b2a_qp(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer b;
  Out out = {.vm = vm};
  int tabs = truth(vm, args[1], false), text = truth(vm, args[2], true), header = truth(vm, args[3], false);
  if (tabs < 0 || text < 0 || header < 0 || !buffer_get(vm, args[0], &b)) return V_ABSENT;
  const uint8_t *newline = b.len ? (const uint8_t *)memchr(b.data, '\n', b.len) : NULL;
  QpStyle style = {.quote_tabs = tabs, .is_text = text, .header = header, .crlf = newline && newline > b.data && newline[-1] == '\r'};
  qp_write(&out, &b, &style);
  buffer_release(vm, &b);
  return finish(&out, true);
}

// --- checksums ---

static bool start_value(VM *vm, Value v, uint32_t *out) {
  *out = 0;
  if (v == V_ABSENT) return true;
  Value n = obj_index(vm, v), low = n == V_ABSENT ? V_ABSENT : int_binary(vm, n, from_int(0xffffffff), BIN_AND);
  int64_t value = 0;
  bool ok = low != V_ABSENT && int_to_i64(low, &value);
  *out = (uint32_t)value;
  release(vm, n);
  release(vm, low);
  return ok;
}

// CRC-32 of IEEE 802.3, reflected, four bits at a time.
static uint32_t crc32_update(uint32_t crc, const uint8_t *data, size_t len) {
  static const uint32_t table[16] = {
    0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
    0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
  };
  crc = ~crc;
  for (size_t i = 0; i < len; i++) {
    crc ^= data[i];
    crc = crc >> 4 ^ table[crc & 15];
    crc = crc >> 4 ^ table[crc & 15];
  }
  return ~crc;
}

static Value crc32(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer b;
  uint32_t crc;
  if (!start_value(vm, args[1], &crc) || !buffer_get(vm, args[0], &b)) return V_ABSENT;
  crc = crc32_update(crc, b.data, b.len);
  buffer_release(vm, &b);
  return from_int(crc);
}

static Value crc_hqx(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Buffer b;
  uint32_t crc;
  if (!start_value(vm, args[1], &crc) || !buffer_get(vm, args[0], &b)) return V_ABSENT;
  crc &= 0xffff;
  for (size_t i = 0; i < b.len; i++) {
    crc ^= (uint32_t)b.data[i] << 8;
    for (int bit = 0; bit < 8; bit++) crc = (crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  buffer_release(vm, &b);
  return from_int(crc);
}

static const NativeDef functions[] = {
  {"a2b_base64", "(data, /, *, strict_mode=False)", a2b_base64, 0, "Decode a line of base64 data."},
  {"a2b_hex", "(hexstr, /)", unhexlify, 0, "Binary data of hexadecimal representation."},
  {"a2b_qp", "(data, header=False)", a2b_qp, 0, "Decode a string of qp-encoded data."},
  {"a2b_uu", "(data, /)", a2b_uu, 0, "Decode a line of uuencoded data."},
  {"b2a_base64", "(data, /, *, newline=True)", b2a_base64, 0, "Base64-code line of data."},
  {"b2a_hex", "(data, sep=<unrepresentable>, bytes_per_sep=1)", hexlify, 0, "Hexadecimal representation of binary data."},
  {"b2a_qp", "(data, quotetabs=False, istext=True, header=False)", b2a_qp, 0, "Encode a string using quoted-printable encoding."},
  {"b2a_uu", "(data, /, *, backtick=False)", b2a_uu, 0, "Uuencode line of data."},
  {"crc32", "(data, crc=0, /)", crc32, 0, "Compute CRC-32 incrementally."},
  {"crc_hqx", "(data, crc, /)", crc_hqx, 0, "Compute CRC-CCITT incrementally."},
  {"hexlify", "(data, sep=<unrepresentable>, bytes_per_sep=1)", hexlify, 0, "Hexadecimal representation of binary data."},
  {"unhexlify", "(hexstr, /)", unhexlify, 0, "Binary data of hexadecimal representation."},
  {0},
};

// class `name`(base), in the module's name.
static bool add_error(VM *vm, Module *module, const char *name, ExcId base) {
  Value text = str_from_c(vm, name), bases = tuple_pack(vm, 1, from_obj(error_type_get(vm, base))), type = V_ABSENT;
  Dict *ns = dict_new(vm);
  if (text != V_ABSENT && bases != V_ABSENT && ns && dict_set_c(vm, ns, "__module__", str_from_c(vm, "binascii"))) {
    Value args[3] = {text, bases, from_obj(ns)};
    type = obj_call(vm, from_obj(vm->types.type), args, 3);
  }
  release(vm, text);
  release(vm, bases);
  xdecref(vm, ns);
  return type != V_ABSENT && module_add(vm, module, name, type);
}

static bool module_init(VM *vm, Module *module) {
  return add_error(vm, module, "Error", EXC_ValueError) && add_error(vm, module, "Incomplete", EXC_Exception);
}

const ModuleDef binascii_module = {"binascii", "Conversion between binary data and ASCII", functions, module_init};
