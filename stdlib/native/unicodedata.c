// SPDX-License-Identifier: MIT
// unicodedata.c - the unicodedata module: properties, names, decompositions and normal forms.
//
// Properties and case live in two places: what str's methods need is in vm/types/unicode.c, the rest here (unidata.inc). Hangul
// syllables are (de)composed by arithmetic, as the standard says; normalizing decomposes, sorts marks by class, and recomposes.
#include "vm/base/uninames.h"
#include "vm/types/unicode.h"
#include "vm/core/vm.h"

typedef struct DataRecord { uint8_t category, bidirectional, width, combining, mirrored; } DataRecord;
typedef struct DataRange { uint32_t start; uint16_t record; } DataRange;
typedef struct Decomposition { uint32_t c; uint8_t tag, count; uint16_t at; } Decomposition;  // tag 0: canonical
typedef struct Composition { uint32_t first, second, composed; } Composition;

#include "stdlib/native/unidata.inc"

#define COUNT_OF(table) (sizeof(table) / sizeof *(table))

enum {
  HANGUL_BASE = 0xac00, LEAD_BASE = 0x1100, VOWEL_BASE = 0x1161, TRAIL_BASE = 0x11a7, LEADS = 19, VOWELS = 21, TRAILS = 28,
  SYLLABLES = LEADS * VOWELS * TRAILS, DECOMPOSE_DEPTH = 8
};

static const DataRecord *record_of(uint32_t c) {
  size_t low = 0, high = COUNT_OF(data_ranges);
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (data_ranges[middle].start <= c) low = middle;
    else high = middle;
  }
  return &data_records[data_ranges[low].record];
}

static const Decomposition *decomposition_of(uint32_t c) {
  size_t low = 0, high = COUNT_OF(decompositions);
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (decompositions[middle].c == c) return &decompositions[middle];
    if (decompositions[middle].c < c) low = middle + 1;
    else high = middle;
  }
  return NULL;
}

// The composed character, 0: none.
static uint32_t compose(uint32_t first, uint32_t second) {
  uint32_t lead = first - LEAD_BASE, vowel = second - VOWEL_BASE, syllable = first - HANGUL_BASE, trail = second - TRAIL_BASE;
  if (lead < LEADS && vowel < VOWELS) return HANGUL_BASE + (lead * VOWELS + vowel) * TRAILS;
  if (syllable < SYLLABLES && syllable % TRAILS == 0 && trail - 1 < TRAILS - 1) return first + trail;
  size_t low = 0, high = COUNT_OF(compositions);
  while (low < high) {
    size_t middle = (low + high) / 2;
    const Composition *row = &compositions[middle];
    if (row->first == first && row->second == second) return row->composed;
    if (row->first < first || (row->first == first && row->second < second)) low = middle + 1;
    else high = middle;
  }
  return 0;
}

// --- arguments ---

static bool char_arg(VM *vm, Value v, const char *function, bool numbered, uint32_t *c) {
  if (is_str(v) && as_str(v)->len == 1) return *c = str_char(as_str(v), 0), true;
  raise_type(vm, "%s() argument%s must be a unicode character, not %T", function, numbered ? " 1" : "", v);
  return false;
}

static Value or_default(VM *vm, Value otherwise, const char *message) {
  return otherwise != V_ABSENT ? retain(otherwise) : raise_value(vm, "%s", message);
}

// --- properties ---

static Value category(VM *vm, Value *args, uint32_t argc) {
  uint32_t c;
  (void)argc;
  return char_arg(vm, args[0], "category", false, &c) ? str_from_c(vm, category_names[record_of(c)->category]) : V_ABSENT;
}
static Value bidirectional(VM *vm, Value *args, uint32_t argc) {
  uint32_t c;
  (void)argc;
  return char_arg(vm, args[0], "bidirectional", false, &c) ? str_from_c(vm, bidirectional_names[record_of(c)->bidirectional]) : V_ABSENT;
}
static Value east_asian_width(VM *vm, Value *args, uint32_t argc) {
  uint32_t c;
  (void)argc;
  return char_arg(vm, args[0], "east_asian_width", false, &c) ? str_from_c(vm, east_asian_width_names[record_of(c)->width]) : V_ABSENT;
}
static Value combining(VM *vm, Value *args, uint32_t argc) {
  uint32_t c;
  (void)argc;
  return char_arg(vm, args[0], "combining", false, &c) ? from_int(record_of(c)->combining) : V_ABSENT;
}
static Value mirrored(VM *vm, Value *args, uint32_t argc) {
  uint32_t c;
  (void)argc;
  return char_arg(vm, args[0], "mirrored", false, &c) ? from_int(record_of(c)->mirrored) : V_ABSENT;
}

static Value decomposition(VM *vm, Value *args, uint32_t argc) {
  uint32_t c;
  (void)argc;
  if (!char_arg(vm, args[0], "decomposition", false, &c)) return V_ABSENT;
  const Decomposition *d = decomposition_of(c);
  StrBuilder sb;
  sb_init(&sb, vm);
  if (d) sb_c(&sb, decomposition_tags[d->tag]);
  for (unsigned i = 0; d && i < d->count; i++) {
    Value text = str_format_c(vm, sb.len ? " %04x" : "%04x", decomposition_pool[d->at + i]), upper = V_ABSENT;
    if (text != V_ABSENT) upper = obj_call_method(vm, text, vm->names.upper, NULL, 0);
    release(vm, text);
    if (upper == V_ABSENT) return sb_discard(&sb), V_ABSENT;
    sb_str(&sb, as_str(upper));
    release(vm, upper);
  }
  return sb_finish(&sb);
}

static Value decimal(VM *vm, Value *args, uint32_t argc) {
  uint32_t c;
  (void)argc;
  if (!char_arg(vm, args[0], "decimal", true, &c)) return V_ABSENT;
  int n = uni_decimal(c);
  return n >= 0 ? from_int(n) : or_default(vm, args[1], "not a decimal");
}

static Value digit(VM *vm, Value *args, uint32_t argc) {
  uint32_t c;
  (void)argc;
  if (!char_arg(vm, args[0], "digit", true, &c)) return V_ABSENT;
  int n = uni_digit(c);
  return n >= 0 ? from_int(n) : or_default(vm, args[1], "not a digit");
}

static Value numeric(VM *vm, Value *args, uint32_t argc) {
  uint32_t c;
  int64_t numerator;
  int denominator;
  (void)argc;
  if (!char_arg(vm, args[0], "numeric", true, &c)) return V_ABSENT;
  if (!uni_numeric(c, &numerator, &denominator)) return or_default(vm, args[1], "not a numeric character");
  return from_double((double)numerator / denominator);
}

static Value name(VM *vm, Value *args, uint32_t argc) {
  uint32_t c;
  char text[UNI_NAME_MAX];
  (void)argc;
  if (!char_arg(vm, args[0], "name", true, &c)) return V_ABSENT;
  return uni_name(c, text, sizeof text) ? str_from_c(vm, text) : or_default(vm, args[1], "no such name");
}

static Value lookup(VM *vm, Value *args, uint32_t argc) {
  uint32_t c;
  size_t len;
  (void)argc;
  if (!is_str(args[0])) return raise_type(vm, "lookup() argument must be str, not %T", args[0]);
  const char *text = str_utf8_get(vm, as_str(args[0]), &len);
  if (!text) return V_ABSENT;
  if (uni_lookup(text, len, &c)) return str_from_char(vm, c);
  Value message = str_format_c(vm, "undefined character name '%S'", args[0]);
  return message == V_ABSENT ? message : raise_with(vm, EXC_KeyError, message);
}

// --- normal forms ---

typedef struct Chars { VM *vm; uint32_t *data; size_t len, cap; } Chars;

static bool chars_add(Chars *out, uint32_t c) {
  if (out->len == out->cap) {
    size_t cap = out->cap + out->cap / 2 + 32;
    uint32_t *data = (uint32_t *)vm_realloc(out->vm, out->data, out->cap * sizeof c, cap * sizeof c);
    if (!data) return false;
    out->data = data;
    out->cap = cap;
  }
  out->data[out->len++] = c;
  return true;
}

// Adds the full decomposition of `c`. The tables nest a few levels; DECOMPOSE_DEPTH only guards against a damaged one.
static bool decompose(Chars *out, uint32_t c, bool compatible, int depth) {
  if (c < 0x80) return chars_add(out, c);
  uint32_t syllable = c - HANGUL_BASE;
  if (syllable < SYLLABLES) {
    uint32_t trail = syllable % TRAILS;
    return chars_add(out, LEAD_BASE + syllable / (VOWELS * TRAILS)) && chars_add(out, VOWEL_BASE + syllable / TRAILS % VOWELS) &&
           (trail == 0 || chars_add(out, TRAIL_BASE + trail));
  }
  const Decomposition *d = decomposition_of(c);
  if (!d || (d->tag && !compatible) || depth == 0) return chars_add(out, c);
  for (unsigned i = 0; i < d->count; i++) {
    if (!decompose(out, decomposition_pool[d->at + i], compatible, depth - 1)) return false;
  }
  return true;
}

// Sorts runs of combining marks by their class, keeping the order of equals.
static void reorder(Chars *text) {
  for (size_t i = 1; i < text->len; i++) {
    uint32_t c = text->data[i];
    uint8_t class = c < 0x300 ? 0 : record_of(c)->combining;
    if (!class) continue;
    size_t at = i;
    while (at > 0 && record_of(text->data[at - 1])->combining > class) {
      text->data[at] = text->data[at - 1];
      at--;
    }
    text->data[at] = c;
  }
}

static void recompose(Chars *text) {
  size_t starter = SIZE_MAX, to = 0;
  int last = -1;  // class of the last mark kept behind the starter; -1: none
  for (size_t i = 0; i < text->len; i++) {
    uint32_t c = text->data[i];
    int class = record_of(c)->combining;
    if (starter != SIZE_MAX && last < (class ? class : 1) && (class || last == -1)) {
      uint32_t composed = compose(text->data[starter], c);
      if (composed) {
        text->data[starter] = composed;
        continue;
      }
    }
    if (class == 0) {
      starter = to;
      last = -1;
    } else {
      last = class;
    }
    text->data[to++] = c;
  }
  text->len = to;
}

static Value normal_form(VM *vm, Value text, bool compatible, bool composed) {
  const Str *s = as_str(text);
  Chars out = {.vm = vm};
  bool ok = true;
  if (s->ascii) return from_obj(str_exact(vm, as_str(text)));
  for (size_t i = 0; ok && i < s->len; i++) ok = decompose(&out, str_char(s, i), compatible, DECOMPOSE_DEPTH);
  if (ok) reorder(&out);
  if (ok && composed) recompose(&out);
  Str *result = ok ? str_from_ucs4(vm, out.data, out.len) : NULL;
  vm_dealloc(vm, out.data, out.cap * sizeof *out.data);
  return from_obj(result);
}

static Value normalize_args(VM *vm, const Value *args, const char *function) {
  for (int i = 0; i < 2; i++) {
    if (!is_str(args[i])) return raise_type(vm, "%s() argument %d must be str, not %T", function, i + 1, args[i]);
  }
  const Str *form = as_str(args[0]);
  bool compatible = str_is(form, "NFKC") || str_is(form, "NFKD"), composed = str_is(form, "NFC") || str_is(form, "NFKC");
  if (!compatible && !composed && !str_is(form, "NFD")) return raise_value(vm, "invalid normalization form");
  return normal_form(vm, args[1], compatible, composed);
}

static Value normalize(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value v = normalize_args(vm, args, "normalize");
  if (v == V_ABSENT || !is_str_exact(args[1]) || !str_equal(as_str(v), as_str(args[1]))) return v;
  release(vm, v);
  return retain(args[1]);
}

static Value is_normalized(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value v = normalize_args(vm, args, "is_normalized");
  if (v == V_ABSENT) return v;
  bool same = str_equal(as_str(v), as_str(args[1]));
  release(vm, v);
  return from_bool(same);
}

static const NativeDef functions[] = {
  {"bidirectional", "(chr, /)", bidirectional, 0, "Returns the bidirectional class assigned to the character chr as string."},
  {"category", "(chr, /)", category, 0, "Returns the general category assigned to the character chr as string."},
  {"combining", "(chr, /)", combining, 0, "Returns the canonical combining class assigned to the character chr as integer."},
  {"decimal", "(chr, default=<unrepresentable>, /)", decimal, 0, "Converts a Unicode character into its equivalent decimal value."},
  {"decomposition", "(chr, /)", decomposition, 0, "Returns the character decomposition mapping assigned to the character chr as string."},
  {"digit", "(chr, default=<unrepresentable>, /)", digit, 0, "Converts a Unicode character into its equivalent digit value."},
  {"east_asian_width", "(chr, /)", east_asian_width, 0, "Returns the east asian width assigned to the character chr as string."},
  {"is_normalized", "(form, unistr, /)", is_normalized, 0, "Return whether the Unicode string unistr is in the normal form 'form'."},
  {"lookup", "(name, /)", lookup, 0, "Look up character by name."},
  {"mirrored", "(chr, /)", mirrored, 0, "Returns the mirrored property assigned to the character chr as integer."},
  {"name", "(chr, default=<unrepresentable>, /)", name, 0, "Returns the name assigned to the character chr as a string."},
  {"normalize", "(form, unistr, /)", normalize, 0, "Return the normal form 'form' for the Unicode string unistr."},
  {"numeric", "(chr, default=<unrepresentable>, /)", numeric, 0, "Converts a Unicode character into its equivalent numeric value."},
  {0},
};

static bool module_init(VM *vm, Module *module) { return module_add_str(vm, module, "unidata_version", unidata_version); }

const ModuleDef unicodedata_module = {"unicodedata", "Access to the Unicode Character Database.", functions, module_init};
