// SPDX-License-Identifier: MIT
// str_methods.c - str as a type: construction, operators, most methods, the iterator.
#include "vm/types/str_methods.h"

#include "vm/types/bytes_methods.h"
#include "vm/core/func.h"
#include "vm/types/text.h"
#include "vm/types/unicode.h"

// --- construction ---

static Value str_decode_arg(VM *vm, Value v, const char *encoding, const char *errors) {
  if (is_str(v)) return raise_type(vm, "decoding str is not supported");
  Buffer b;
  if (!buffer_try(vm, v, &b)) {
    return has_error(vm) ? V_ABSENT : raise_type(vm, "decoding to str: need a bytes-like object, %T found", v);
  }
  Value text = codec_decode(vm, b.data, b.len, encoding ? encoding : "utf-8", errors);
  buffer_release(vm, &b);
  return text;
}

static Value str_as_type(VM *vm, Type *type, Value text_steal) {
  if (text_steal == V_ABSENT || type == vm->types.str) return text_steal;
  const Str *s = as_str(text_steal);
  Str *copy = (Str *)object_new_raw(vm, type, sizeof(Str) + (s->len + 1) * s->kind);
  if (copy) {
    copy->hash = 0;
    copy->kind = s->kind;
    copy->ascii = s->ascii;
    copy->interned = copy->grown = 0;
    copy->len = s->len;
    memcpy(copy->data, s->data, (s->len + 1) * s->kind);
  }
  release(vm, text_steal);
  if (copy && type_has(type, TYPE_GC) && !gc_track(vm, &copy->header)) CLEAR_REF(vm, copy);
  return from_obj(copy);
}

static Value str_make(VM *vm, Type *type, const Value *args, uint32_t argc, Tuple *kwnames) {
  if (LIKELY(argc == 1 && !kwnames && type == vm->types.str)) return obj_str(vm, args[0]);
  Value in[3];
  const char *encoding, *errors;
  if (argc > 3) return raise_type(vm, "str expected at most 3 arguments, got %u", argc);
  if (!args_bind(vm, "str", "(object='', encoding='utf-8', errors='strict')", args, argc, kwnames, in)) return V_ABSENT;
  if (!text_c_arg(vm, in[1], "str", "encoding", &encoding) || !text_c_arg(vm, in[2], "str", "errors", &errors)) return V_ABSENT;
  Value text = in[0] == V_ABSENT ? from_obj(str_empty(vm))
               : encoding || errors ? str_decode_arg(vm, in[0], encoding, errors) : obj_str(vm, in[0]);
  return str_as_type(vm, type, text);
}

// --- slots ---

static Value str_repr_slot(VM *vm, Value self) { return str_repr(vm, as_str(self)); }
static Value str_str_slot(VM *vm, Value self) { return from_obj(str_exact(vm, as_str(self))); }

static bool str_hash_slot(VM *vm, Value self, int64_t *hash) {
  *hash = str_hash(vm, as_str(self));
  return true;
}

static Value str_compare_slot(VM *vm, Value a, Value b, CmpOp op) {
  (void)vm;
  if (!is_str(a) || !is_str(b)) return V_NOTIMPL;
  if (op == CMP_EQ) return from_bool(str_equal(as_str(a), as_str(b)));
  if (op == CMP_NE) return from_bool(!str_equal(as_str(a), as_str(b)));
  return order_result(str_compare(as_str(a), as_str(b)), op);
}

static int64_t str_len_slot(VM *vm, Value self) {
  (void)vm;
  return (int64_t)as_str(self)->len;
}

static Value str_pick(VM *vm, const Str *s, int64_t start, int64_t step, int64_t count) {
  uint8_t *chars = (uint8_t *)vm_alloc(vm, (size_t)count * s->kind + 1);
  if (!chars) return V_ABSENT;
  for (int64_t i = 0, at = start; i < count; i++, at += step) chars_set(chars, s->kind, (size_t)i, str_char(s, (size_t)at));
  Str *piece = str_from_chars(vm, chars, s->kind, (size_t)count);
  vm_dealloc(vm, chars, (size_t)count * s->kind + 1);
  return from_obj(piece);
}

static Value str_getitem_slot(VM *vm, Value self, Value key) {
  Str *s = as_str(self);
  if (LIKELY(is_int(key))) return str_getitem_index(vm, s, as_int(key));
  if (is_kind(key, KIND_SLICE)) {
    int64_t start, stop, step, count;
    if (!slice_resolve(vm, key, (int64_t)s->len, &start, &stop, &step, &count)) return V_ABSENT;
    if (count == 0) return from_obj(str_empty(vm));
    return step == 1 ? str_slice(vm, s, (size_t)start, (size_t)(start + count)) : str_pick(vm, s, start, step, count);
  }
  int64_t index;
  if (!is_integer(key) && !type_of_get(vm, key)->slots.index) {
    return raise_type(vm, "string indices must be integers, not '%T'", key);
  }
  if (obj_index_i64(vm, key, &index)) return str_getitem_index(vm, s, index);
  if (!error_clear_if(vm, EXC_OverflowError)) return V_ABSENT;
  return raise(vm, EXC_IndexError, "cannot fit '%T' into an index-sized integer", key);
}

static int str_contains_slot(VM *vm, Value self, Value item) {
  if (!is_str(item)) return raise_type(vm, "'in <string>' requires string as left operand, not %T", item), -1;
  return str_find(as_str(self), as_str(item), 0, as_str(self)->len) >= 0;
}

static Value str_add_slot(VM *vm, Value a, Value b) {
  if (LIKELY(is_str(a) && is_str(b))) return str_concat(vm, as_str(a), as_str(b));
  if (!is_str(a) || text_defers(vm, b, BIN_ADD)) return V_NOTIMPL;
  return raise_type(vm, "can only concatenate str (not \"%T\") to str", b);
}

static Value str_mul_slot(VM *vm, Value a, Value b) {
  bool left = is_str(a);
  int64_t count;
  int have = sequence_count(vm, left ? b : a, &count);
  if (have <= 0) return have ? V_ABSENT : V_NOTIMPL;
  return str_repeat(vm, as_str(left ? a : b), count);
}

static Value str_mod_slot(VM *vm, Value a, Value b) { return is_str(a) ? str_percent(vm, as_str(a), b) : V_NOTIMPL; }
static Value str_iter_slot(VM *vm, Value self) {
  return seqiter_new(vm, as_str(self)->ascii ? vm->types.str_ascii_iter : vm->types.str_iter, self);
}

// --- searching ---

typedef enum { SEEK_FIRST, SEEK_LAST, SEEK_COUNT } Seek;

// -2: exception.
static int64_t seek(VM *vm, const Value *args, const char *name, Seek how) {
  const Str *s = as_str(args[0]);
  size_t from = 0, to = s->len;
  if (!is_str(args[1])) return raise_type(vm, "%s() argument 1 must be str, not %T", name, args[1]), -2;
  if ((args[2] != V_ABSENT || args[3] != V_ABSENT) && !text_range(vm, args[2], args[3], s->len, &from, &to)) return -2;
  if (how == SEEK_COUNT) return str_count(s, as_str(args[1]), from, to, -1);
  return how == SEEK_FIRST ? str_find(s, as_str(args[1]), from, to) : str_rfind(s, as_str(args[1]), from, to);
}

static Value seek_result(int64_t at) { return at == -2 ? V_ABSENT : from_int(at); }
static Value seek_or_raise(VM *vm, int64_t at) { return at == -1 ? raise_value(vm, "substring not found") : seek_result(at); }
static Value m_find(VM *vm, Value *args, uint32_t argc) { return (void)argc, seek_result(seek(vm, args, "find", SEEK_FIRST)); }
static Value m_rfind(VM *vm, Value *args, uint32_t argc) { return (void)argc, seek_result(seek(vm, args, "rfind", SEEK_LAST)); }
static Value m_count(VM *vm, Value *args, uint32_t argc) { return (void)argc, seek_result(seek(vm, args, "count", SEEK_COUNT)); }
static Value m_index(VM *vm, Value *args, uint32_t argc) { return (void)argc, seek_or_raise(vm, seek(vm, args, "index", SEEK_FIRST)); }
static Value m_rindex(VM *vm, Value *args, uint32_t argc) { return (void)argc, seek_or_raise(vm, seek(vm, args, "rindex", SEEK_LAST)); }

// Whether `affix` stands at `from`, or ends at `to`.
static bool affix_matches(const Str *s, size_t from, size_t to, const Str *affix, bool at_end) {
  if (from > to || affix->len > to - from || affix->kind > s->kind) return false;
  size_t at = at_end ? to - affix->len : from;
  if (affix->kind == s->kind) return memcmp(s->data + at * s->kind, affix->data, affix->len * s->kind) == 0;
  for (size_t i = 0; i < affix->len; i++) {
    if (str_char(s, at + i) != str_char(affix, i)) return false;
  }
  return true;
}

static Value affix_test(VM *vm, Value *args, bool at_end) {
  const Str *s = as_str(args[0]);
  const char *name = at_end ? "endswith" : "startswith";
  size_t from = 0, to = s->len;
  if ((args[2] != V_ABSENT || args[3] != V_ABSENT) && !text_range(vm, args[2], args[3], s->len, &from, &to)) return V_ABSENT;
  if (is_str(args[1])) return from_bool(affix_matches(s, from, to, as_str(args[1]), at_end));
  if (!is_tuple(args[1])) return raise_type(vm, "%s first arg must be str or a tuple of str, not %T", name, args[1]);
  const Tuple *tuple = as_tuple(args[1]);
  for (size_t i = 0; i < tuple->len; i++) {
    if (!is_str(tuple->items[i])) return raise_type(vm, "tuple for %s must only contain str, not %T", name, tuple->items[i]);
    if (affix_matches(s, from, to, as_str(tuple->items[i]), at_end)) return V_TRUE;
  }
  return V_FALSE;
}

static Value m_startswith(VM *vm, Value *args, uint32_t argc) { return (void)argc, affix_test(vm, args, false); }
static Value m_endswith(VM *vm, Value *args, uint32_t argc) { return (void)argc, affix_test(vm, args, true); }

static Value m_removeprefix(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[1])) return raise_type(vm, "removeprefix() argument must be str, not %T", args[1]);
  Str *s = as_str(args[0]);
  bool hit = affix_matches(s, 0, s->len, as_str(args[1]), false);
  return str_slice(vm, s, hit ? as_str(args[1])->len : 0, s->len);
}

static Value m_removesuffix(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (!is_str(args[1])) return raise_type(vm, "removesuffix() argument must be str, not %T", args[1]);
  Str *s = as_str(args[0]);
  bool hit = affix_matches(s, 0, s->len, as_str(args[1]), true);
  return str_slice(vm, s, 0, hit ? s->len - as_str(args[1])->len : s->len);
}

// --- splitting, stripping, joining, replacing ---

static Value split(VM *vm, Value *args, bool from_right) {
  int64_t most;
  Text t = text_of(args[0]), sep;
  if (!text_index(vm, args[2], -1, &most)) return V_ABSENT;
  if (args[1] == V_ABSENT || args[1] == V_NONE) return from_right ? text_rsplit(vm, &t, NULL, most) : text_split(vm, &t, NULL, most);
  if (!is_str(args[1])) return raise_type(vm, "must be str or None, not %T", args[1]);
  sep = text_of(args[1]);
  return from_right ? text_rsplit(vm, &t, &sep, most) : text_split(vm, &t, &sep, most);
}

static Value m_split(VM *vm, Value *args, uint32_t argc) { return (void)argc, split(vm, args, false); }
static Value m_rsplit(VM *vm, Value *args, uint32_t argc) { return (void)argc, split(vm, args, true); }

static Value partition(VM *vm, Value *args, bool from_right) {
  if (!is_str(args[1])) return raise_type(vm, "must be str, not %T", args[1]);
  Text t = text_of(args[0]), sep = text_of(args[1]);
  return text_partition(vm, &t, &sep, from_right);
}

static Value m_partition(VM *vm, Value *args, uint32_t argc) { return (void)argc, partition(vm, args, false); }
static Value m_rpartition(VM *vm, Value *args, uint32_t argc) { return (void)argc, partition(vm, args, true); }

static Value strip(VM *vm, Value *args, const char *name, TextSide side) {
  Text t = text_of(args[0]), set;
  if (args[1] == V_ABSENT || args[1] == V_NONE) return text_strip(vm, &t, NULL, side);
  if (!is_str(args[1])) return raise_type(vm, "%s arg must be None or str", name);
  set = text_of(args[1]);
  return text_strip(vm, &t, &set, side);
}

static Value m_strip(VM *vm, Value *args, uint32_t argc) { return (void)argc, strip(vm, args, "strip", SIDE_BOTH); }
static Value m_lstrip(VM *vm, Value *args, uint32_t argc) { return (void)argc, strip(vm, args, "lstrip", SIDE_LEFT); }
static Value m_rstrip(VM *vm, Value *args, uint32_t argc) { return (void)argc, strip(vm, args, "rstrip", SIDE_RIGHT); }

static Value m_splitlines(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int keep = args[1] == V_ABSENT ? 0 : obj_truthy(vm, args[1]);
  Text t = text_of(args[0]);
  return keep < 0 ? V_ABSENT : text_splitlines(vm, &t, keep);
}

static Value m_join(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  if (is_list(args[1])) return str_join(vm, as_str(args[0]), as_list(args[1])->items, as_list(args[1])->len);
  if (is_tuple(args[1])) return str_join(vm, as_str(args[0]), as_tuple(args[1])->items, as_tuple(args[1])->len);
  Value it = obj_iter(vm, args[1]);
  if (it == V_ABSENT) return error_clear_if(vm, EXC_TypeError) ? raise_type(vm, "can only join an iterable") : V_ABSENT;
  Value list = sequence_list(vm, it);
  release(vm, it);
  Value joined = list == V_ABSENT ? V_ABSENT : str_join(vm, as_str(args[0]), as_list(list)->items, as_list(list)->len);
  release(vm, list);
  return joined;
}

static Value m_replace(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t most;
  for (int i = 1; i <= 2; i++) {
    if (!is_str(args[i])) return raise_type(vm, "replace() argument %d must be str, not %T", i, args[i]);
  }
  if (!text_index(vm, args[3], -1, &most)) return V_ABSENT;
  Text t = text_of(args[0]), from = text_of(args[1]), to = text_of(args[2]);
  return text_replace(vm, &t, &from, &to, most);
}

// --- padding ---

static Value m_expandtabs(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t size;
  Text t = text_of(args[0]);
  return text_index(vm, args[1], 8, &size) ? text_expandtabs(vm, &t, size) : V_ABSENT;
}

static Value pad(VM *vm, Value *args, TextSide side) {
  int64_t width;
  uint32_t fill = ' ';
  if (!text_index(vm, args[1], 0, &width)) return V_ABSENT;
  if (args[2] != V_ABSENT) {
    if (!is_str(args[2])) return raise_type(vm, "The fill character must be a unicode character, not %T", args[2]);
    if (as_str(args[2])->len != 1) return raise_type(vm, "The fill character must be exactly one character long");
    fill = str_char(as_str(args[2]), 0);
  }
  Text t = text_of(args[0]);
  return text_pad(vm, &t, width, fill, side);
}

static Value m_center(VM *vm, Value *args, uint32_t argc) { return (void)argc, pad(vm, args, SIDE_BOTH); }
static Value m_ljust(VM *vm, Value *args, uint32_t argc) { return (void)argc, pad(vm, args, SIDE_RIGHT); }
static Value m_rjust(VM *vm, Value *args, uint32_t argc) { return (void)argc, pad(vm, args, SIDE_LEFT); }

static Value m_zfill(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int64_t width;
  Text t = text_of(args[0]);
  return text_index(vm, args[1], 0, &width) ? text_zfill(vm, &t, width) : V_ABSENT;
}

// --- the rest ---

static Value m_encode(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const char *encoding, *errors;
  if (!text_c_arg(vm, args[1], "encode", "encoding", &encoding) || !text_c_arg(vm, args[2], "encode", "errors", &errors)) return V_ABSENT;
  return codec_encode(vm, as_str(args[0]), encoding ? encoding : "utf-8", errors);
}

static Value m_getnewargs(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  Value plain = from_obj(str_exact(vm, as_str(args[0])));
  return plain == V_ABSENT ? plain : tuple_from_steal(vm, &plain, 1);
}

// CPython's sizes, which scripts sometimes print: a header, larger for text that is not ASCII, and the characters.
static Value m_sizeof(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  const Str *s = as_str(args[0]);
  return int_from_i64(vm, (int64_t)((s->ascii ? 40 : 56) + (s->len + 1) * s->kind));
}

static const NativeDef str_methods[] = {
  {"encode", "($self, /, encoding='utf-8', errors='strict')", m_encode, 0, "Encode the string using the codec registered for encoding."},
  {"replace", "($self, old, new, /, count=-1)", m_replace, 0, "Return a copy with all occurrences of substring old replaced by new."},
  {"split", "($self, /, sep=None, maxsplit=-1)", m_split, 0, "Return a list of the substrings in the string, using sep as the separator string."},
  {"rsplit", "($self, /, sep=None, maxsplit=-1)", m_rsplit, 0, "Return a list of the substrings in the string, using sep as the separator string."},
  {"join", "($self, iterable, /)", m_join, 0, "Concatenate any number of strings."},
  {"capitalize", "($self, /)", str_capitalize_m, 0, "Return a capitalized version of the string."},
  {"casefold", "($self, /)", str_casefold_m, 0, "Return a version of the string suitable for caseless comparisons."},
  {"title", "($self, /)", str_title_m, 0, "Return a version of the string where each word is titlecased."},
  {"center", "($self, width, fillchar=' ', /)", m_center, 0, "Return a centered string of length width."},
  {"count", "($self, sub, start=None, end=None, /)", m_count, 0, "Return the number of non-overlapping occurrences of substring sub."},
  {"expandtabs", "($self, /, tabsize=8)", m_expandtabs, 0, "Return a copy where all tab characters are expanded using spaces."},
  {"find", "($self, sub, start=None, end=None, /)", m_find, 0, "Return the lowest index in S where substring sub is found, or -1."},
  {"partition", "($self, sep, /)", m_partition, 0, "Partition the string into three parts using the given separator."},
  {"index", "($self, sub, start=None, end=None, /)", m_index, 0, "Return the lowest index in S where substring sub is found."},
  {"ljust", "($self, width, fillchar=' ', /)", m_ljust, 0, "Return a left-justified string of length width."},
  {"lower", "($self, /)", str_lower_m, 0, "Return a copy of the string converted to lowercase."},
  {"lstrip", "($self, chars=None, /)", m_lstrip, 0, "Return a copy of the string with leading whitespace removed."},
  {"rfind", "($self, sub, start=None, end=None, /)", m_rfind, 0, "Return the highest index in S where substring sub is found, or -1."},
  {"rindex", "($self, sub, start=None, end=None, /)", m_rindex, 0, "Return the highest index in S where substring sub is found."},
  {"rjust", "($self, width, fillchar=' ', /)", m_rjust, 0, "Return a right-justified string of length width."},
  {"rstrip", "($self, chars=None, /)", m_rstrip, 0, "Return a copy of the string with trailing whitespace removed."},
  {"rpartition", "($self, sep, /)", m_rpartition, 0, "Partition the string into three parts using the given separator."},
  {"splitlines", "($self, /, keepends=False)", m_splitlines, 0, "Return a list of the lines in the string, breaking at line boundaries."},
  {"strip", "($self, chars=None, /)", m_strip, 0, "Return a copy of the string with leading and trailing whitespace removed."},
  {"swapcase", "($self, /)", str_swapcase_m, 0, "Convert uppercase characters to lowercase and lowercase characters to uppercase."},
  {"translate", "($self, table, /)", str_translate_m, 0, "Replace each character in the string using the given translation table."},
  {"upper", "($self, /)", str_upper_m, 0, "Return a copy of the string converted to uppercase."},
  {"startswith", "($self, prefix, start=None, end=None, /)", m_startswith, 0, "Return True if the string starts with the specified prefix, False otherwise."},
  {"endswith", "($self, suffix, start=None, end=None, /)", m_endswith, 0, "Return True if the string ends with the specified suffix, False otherwise."},
  {"removeprefix", "($self, prefix, /)", m_removeprefix, 0, "Return a str with the given prefix string removed if present."},
  {"removesuffix", "($self, suffix, /)", m_removesuffix, 0, "Return a str with the given suffix string removed if present."},
  {"isascii", "($self, /)", str_isascii_m, 0, "Return True if all characters in the string are ASCII, False otherwise."},
  {"islower", "($self, /)", str_islower_m, 0, "Return True if the string is a lowercase string, False otherwise."},
  {"isupper", "($self, /)", str_isupper_m, 0, "Return True if the string is an uppercase string, False otherwise."},
  {"istitle", "($self, /)", str_istitle_m, 0, "Return True if the string is a title-cased string, False otherwise."},
  {"isspace", "($self, /)", str_isspace_m, 0, "Return True if the string is a whitespace string, False otherwise."},
  {"isdecimal", "($self, /)", str_isdecimal_m, 0, "Return True if the string is a decimal string, False otherwise."},
  {"isdigit", "($self, /)", str_isdigit_m, 0, "Return True if the string is a digit string, False otherwise."},
  {"isnumeric", "($self, /)", str_isnumeric_m, 0, "Return True if the string is a numeric string, False otherwise."},
  {"isalpha", "($self, /)", str_isalpha_m, 0, "Return True if the string is an alphabetic string, False otherwise."},
  {"isalnum", "($self, /)", str_isalnum_m, 0, "Return True if the string is an alpha-numeric string, False otherwise."},
  {"isidentifier", "($self, /)", str_isidentifier_m, 0, "Return True if the string is a valid Python identifier, False otherwise."},
  {"isprintable", "($self, /)", str_isprintable_m, 0, "Return True if all characters in the string are printable, False otherwise."},
  {"zfill", "($self, width, /)", m_zfill, 0, "Pad a numeric string with zeros on the left, to fill a field of the given width."},
  {"format", "($self, /, *args, **kwargs)", NATIVE_RAW(str_format_m), NATIVE_KW, "Return a formatted version of the string, using substitutions from args and kwargs."},
  {"format_map", "($self, mapping, /)", str_format_map_m, 0, "Return a formatted version of the string, using substitutions from mapping."},
  {"maketrans", "(x, y=<unrepresentable>, z=<unrepresentable>, /)", str_maketrans_m, NATIVE_STATIC, "Return a translation table usable for str.translate()."},
  {"__format__", "($self, format_spec, /)", str_format_method, 0, "Return a formatted version of the string as described by format_spec."},
  {"__getnewargs__", "($self, /)", m_getnewargs, 0, NULL},
  {"__sizeof__", "($self, /)", m_sizeof, 0, "Return the size of the string in memory, in bytes."},
  {0},
};

static const TypeSpec str_spec = {
  .name = "str",
  .doc = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
         "Create a new string object from the given object. If encoding or\nerrors is specified, then the object must expose a data buffer\n"
         "that will be decoded using the given encoding and error handler.\n"
         "Otherwise, returns the result of object.__str__() (if defined)\nor repr(object).\n"
         "encoding defaults to 'utf-8'.\nerrors defaults to 'strict'.",
  .kind = KIND_STR,
  .flags = TYPE_BASE,
  .size = str_block_size,
  .methods = str_methods,
  .slots = {
    .new = str_make, .repr = str_repr_slot, .str = str_str_slot, .hash = str_hash_slot, .compare = str_compare_slot,
    .len = str_len_slot, .getitem = str_getitem_slot, .contains = str_contains_slot, .iter = str_iter_slot, .free = str_free,
    .binary = {[BIN_ADD] = str_add_slot, [BIN_MUL] = str_mul_slot, [BIN_MOD] = str_mod_slot},
  },
};

// --- iterator ---

static Value str_iter_next(VM *vm, Value self) {
  SeqIter *it = (SeqIter *)as_obj(self);
  if (it->seq == V_ABSENT) return V_ABSENT;
  const Str *s = as_str(it->seq);
  if (it->index < s->len) return str_from_char(vm, str_char(s, it->index++));
  replace(vm, &it->seq, V_ABSENT);
  return V_ABSENT;
}

static const TypeSpec str_iter_spec = {
  .name = "str_iterator", .kind = KIND_ITERATOR, .flags = TYPE_NO_NEW, .basicsize = sizeof(SeqIter),
  .methods = sequence_iter_methods,
  .slots = {.iter = iterator_self, .next = str_iter_next, .free = seqiter_free, .traverse = seqiter_traverse},
};

static const TypeSpec str_ascii_iter_spec = {
  .name = "str_ascii_iterator", .kind = KIND_ITERATOR, .flags = TYPE_NO_NEW, .basicsize = sizeof(SeqIter),
  .methods = sequence_iter_methods,
  .slots = {.iter = iterator_self, .next = str_iter_next, .free = seqiter_free, .traverse = seqiter_traverse},
};

bool str_types_init(VM *vm) {
  vm->types.str = type_from_spec(vm, &str_spec, NULL);
  if (!vm->types.str) return false;
  vm->shape.str = vm->types.str->root;
  vm->types.str_iter = type_from_spec(vm, &str_iter_spec, NULL);
  vm->types.str_ascii_iter = type_from_spec(vm, &str_ascii_iter_spec, NULL);
  return vm->types.str_iter && vm->types.str_ascii_iter;
}
