// SPDX-License-Identifier: MIT
// str.c - text: making, hashing, interning, comparing, joining.
//
// Block sizes. A str's block is exactly as large as its text, until it is appended to in place (str_append_steal): from then on
// `grown` is set and the block has the size grown_size() computes from the text's: a half-power-of-two step (64, 96, 128, 192 ...),
// so that a loop of `s += x` moves the text O(log n) times and the size can still be derived when the block is freed.
//
// Interning. The table holds its strs weakly: an interned str that dies takes itself out. It is open-addressed by hash with
// linear probing, and deletes by shifting back, so that probes never meet tombstones.
//
// UTF-8 views. An ASCII str is its own; others get a copy in a ring of UTF8_RING blocks (vm->unicode_cache), the oldest dropped.
#include "vm/base/hash.h"
#include "vm/base/utf8.h"
#include "vm/core/vm.h"

enum { UTF8_RING = 64 };
typedef struct Utf8Ring { uint32_t next; struct { char *bytes; size_t size; } views[UTF8_RING]; } Utf8Ring;

static const size_t STR_MAX_BYTES = (size_t)PTRDIFF_MAX / 2;

// --- code points of any width ---

void chars_copy(void *to, unsigned to_kind, const void *from, unsigned from_kind, size_t n) {
  if (to_kind == from_kind) {
    if (n) memcpy(to, from, n * to_kind);
  } else if (to_kind == 2 && from_kind == 1) {
    for (size_t i = 0; i < n; i++) ((uint16_t *)to)[i] = ((const uint8_t *)from)[i];
  } else if (to_kind == 4 && from_kind == 1) {
    for (size_t i = 0; i < n; i++) ((uint32_t *)to)[i] = ((const uint8_t *)from)[i];
  } else if (to_kind == 4) {
    for (size_t i = 0; i < n; i++) ((uint32_t *)to)[i] = ((const uint16_t *)from)[i];
  } else if (to_kind == 1 && from_kind == 2) {
    for (size_t i = 0; i < n; i++) ((uint8_t *)to)[i] = (uint8_t)((const uint16_t *)from)[i];
  } else if (to_kind == 1) {
    for (size_t i = 0; i < n; i++) ((uint8_t *)to)[i] = (uint8_t)((const uint32_t *)from)[i];
  } else {
    for (size_t i = 0; i < n; i++) ((uint16_t *)to)[i] = (uint16_t)((const uint32_t *)from)[i];
  }
}

void chars_fill(void *to, unsigned kind, size_t n, uint32_t c) {
  if (kind == 1) {
    memset(to, (int)c, n);
  } else {
    for (size_t i = 0; i < n; i++) chars_set(to, kind, i, c);
  }
}

static bool bytes_are_ascii(const uint8_t *p, size_t n) {
  size_t i = 0;
  for (; i + 32 <= n; i += 32) {
    uint64_t any = hash_load8(p + i) | hash_load8(p + i + 8) | hash_load8(p + i + 16) | hash_load8(p + i + 24);
    if (any & UINT64_C(0x8080808080808080)) return false;
  }
  for (; i + 8 <= n; i += 8)
    if (hash_load8(p + i) & UINT64_C(0x8080808080808080)) return false;
  uint8_t any = 0;
  for (; i < n; i++) any |= p[i];
  return any < 128;
}

uint32_t chars_max(const void *chars, unsigned kind, size_t n) {
  if (kind == 1) return bytes_are_ascii((const uint8_t *)chars, n) ? 127 : 255;
  uint32_t any = 0;  // or-ing is enough: the classes are separated by bits
  if (kind == 2) {
    for (size_t i = 0; i < n; i++) any |= ((const uint16_t *)chars)[i];
  } else {
    for (size_t i = 0; i < n; i++) any |= ((const uint32_t *)chars)[i];
  }
  return any < 128 ? 127 : any < 256 ? 255 : any < 0x10000 ? 0xffff : 0x10ffff;
}

// --- blocks ---

static size_t grown_size(size_t n) {
  size_t power = (size_t)1 << (63 - __builtin_clzll(n));
  return n == power ? n : n <= power + power / 2 ? power + power / 2 : power * 2;
}

static size_t text_size(size_t len, unsigned kind) { return sizeof(Str) + (len + 1) * kind; }

size_t str_block_size(const Object *o) {
  const Str *s = (const Str *)o;
  size_t n = text_size(s->len, s->kind);
  return s->grown ? grown_size(n) : n;
}

static inline unsigned kind_for(uint32_t max_char) { return max_char < 0x100 ? 1 : max_char < 0x10000 ? 2 : 4; }

static Str *str_alloc(VM *vm, Type *type, size_t len, uint32_t max_char) {
  unsigned kind = kind_for(max_char);
  if (UNLIKELY(len > STR_MAX_BYTES / kind)) return raise_no_memory(vm), NULL;
  bool plain = type == vm->types.str;
  Str *s = (Str *)(plain ? vm_alloc(vm, text_size(len, kind)) : object_new_raw(vm, type, text_size(len, kind)));
  if (UNLIKELY(!s)) return NULL;
  if (plain) {
    s->header = (Object){.rc = 1, .shape = type->root};
    vm->live_objects++;
  }
  s->hash = 0;
  s->kind = (uint8_t)kind;
  s->ascii = max_char < 128;
  s->interned = s->grown = 0;
  s->len = len;
  memset(s->data + len * kind, 0, kind);
  return s;
}

static inline Str *str_share(Str *s) {
  incref(&s->header);
  return s;
}

Str *str_new_uninit(VM *vm, size_t len, uint32_t max_char) {
  if (UNLIKELY(len == 0)) return str_empty(vm);
  return str_alloc(vm, vm->types.str, len, max_char);
}

Str *str_empty(VM *vm) { return vm->names.empty ? str_share(vm->names.empty) : str_alloc(vm, vm->types.str, 0, 0); }

static Str *latin1_get(VM *vm, uint32_t c) {
  Str *s = vm->latin1[c];
  if (LIKELY(s)) return s;
  s = str_alloc(vm, vm->types.str, 1, c);
  if (!s) return NULL;
  s->data[0] = (uint8_t)c;
  return vm->latin1[c] = s;
}

Value str_from_char(VM *vm, uint32_t c) {
  if (c < 256) {
    Str *shared = latin1_get(vm, c);
    return shared ? retain_obj(shared) : V_ABSENT;
  }
  Str *s = str_alloc(vm, vm->types.str, 1, c);
  if (s) chars_set(s->data, s->kind, 0, c);
  return from_obj(s);
}

Str *str_from_chars(VM *vm, const void *chars, unsigned kind, size_t len) {
  if (len <= 1) return len == 0 ? str_empty(vm) : as_str(str_from_char(vm, chars_get(chars, kind, 0)));
  Str *s = str_alloc(vm, vm->types.str, len, chars_max(chars, kind, len));
  if (s) chars_copy(s->data, s->kind, chars, kind, len);
  return s;
}

Str *str_from_ascii(VM *vm, const char *bytes, size_t len) {
  if (len <= 1) return len == 0 ? str_empty(vm) : as_str(str_from_char(vm, (uint8_t)bytes[0]));
  Str *s = str_alloc(vm, vm->types.str, len, 127);
  if (s) memcpy(s->data, bytes, len);
  return s;
}

Str *str_from_ucs4(VM *vm, const uint32_t *chars, size_t len) { return str_from_chars(vm, chars, 4, len); }

Str *str_from_utf8(VM *vm, const char *bytes, size_t len) {
  if (bytes_are_ascii((const uint8_t *)bytes, len)) return str_from_ascii(vm, bytes, len);
  uint32_t any = 0;
  for (const char *at = bytes; at < bytes + len;) any |= utf8_next(&at);
  size_t count = utf8_count(bytes, len);
  if (count == 1) return as_str(str_from_char(vm, any));
  Str *s = str_alloc(vm, vm->types.str, count, any);
  if (!s) return NULL;
  const char *at = bytes;
  for (size_t i = 0; i < count; i++) chars_set(s->data, s->kind, i, utf8_next(&at));
  return s;
}

Value str_from_c(VM *vm, const char *utf8) { return from_obj(str_from_utf8(vm, utf8, strlen(utf8))); }

Str *str_exact(VM *vm, Str *s) {
  if (obj_type(&s->header) == vm->types.str) return str_share(s);
  return str_from_chars(vm, s->data, s->kind, s->len);
}

// --- hashing and interning ---

// hash('') is 0, as in CPython: cheap enough to compute again.
uint32_t str_hash_of(const VM *vm, const void *data, size_t bytes) {
  if (bytes == 0) return 0;
  uint32_t hash = (uint32_t)(hash_bytes(vm->hash_key, data, bytes) >> 17);
  return hash ? hash : 1;
}

uint32_t str_hash_slow(VM *vm, Str *s) { return s->hash = str_hash_of(vm, s->data, s->len * s->kind); }

static bool interned_grow(VM *vm) {
  uint32_t old_size = vm->interned.size, size = old_size ? old_size * 2 : 1024;
  Str **table = (Str **)vm_alloc(vm, size * sizeof(Str *)), **old = vm->interned.table;
  if (!table) return false;
  memset(table, 0, size * sizeof(Str *));
  for (uint32_t i = 0; i < old_size; i++) {
    if (!old[i]) continue;
    uint32_t at = old[i]->hash & (size - 1);
    while (table[at]) at = (at + 1) & (size - 1);
    table[at] = old[i];
  }
  vm_dealloc(vm, old, old_size * sizeof(Str *));
  vm->interned.table = table;
  vm->interned.size = size;
  return true;
}

static bool interned_insert(VM *vm, Str *s) {
  if (vm->interned.used * 3 >= vm->interned.size * 2 && !interned_grow(vm)) return false;
  uint32_t mask = vm->interned.size - 1, at = s->hash & mask;
  while (vm->interned.table[at]) at = (at + 1) & mask;
  vm->interned.table[at] = s;
  vm->interned.used++;
  s->interned = 1;
  return true;
}

static Str *interned_find(const VM *vm, uint32_t hash, const void *data, unsigned kind, size_t len) {
  if (!vm->interned.size) return NULL;
  uint32_t mask = vm->interned.size - 1;
  for (uint32_t at = hash & mask; vm->interned.table[at]; at = (at + 1) & mask) {
    Str *s = vm->interned.table[at];
    if (s->hash == hash && s->len == len && s->kind == kind && memcmp(s->data, data, len * kind) == 0) return s;
  }
  return NULL;
}

static void interned_remove(VM *vm, Str *s) {
  uint32_t mask = vm->interned.size - 1, hole = s->hash & mask;
  Str **table = vm->interned.table;
  if (!table) return;
  while (table[hole] && table[hole] != s) hole = (hole + 1) & mask;
  if (!table[hole]) return;
  for (uint32_t at = (hole + 1) & mask; table[at]; at = (at + 1) & mask) {
    uint32_t home = table[at]->hash & mask;
    if (((at - home) & mask) >= ((at - hole) & mask)) {
      table[hole] = table[at];
      hole = at;
    }
  }
  table[hole] = NULL;
  vm->interned.used--;
}

void str_free(VM *vm, Object *o) {
  if (((Str *)o)->interned) interned_remove(vm, (Str *)o);
}

Str *str_intern_steal(VM *vm, Str *s) {
  if (s->interned) return s;
  if (obj_type(&s->header) != vm->types.str) {
    Str *plain = str_exact(vm, s);
    decref(vm, s);
    if (!plain || plain->interned) return plain;
    s = plain;
  }
  Str *known = interned_find(vm, str_hash(vm, s), s->data, s->kind, s->len);
  if (known) {
    incref(&known->header);
    decref(vm, s);
    return known;
  }
  if (interned_insert(vm, s)) return s;
  decref(vm, s);
  return NULL;
}

Str *str_intern(VM *vm, const char *utf8, size_t len) {
  if (bytes_are_ascii((const uint8_t *)utf8, len)) {
    Str *known = interned_find(vm, str_hash_of(vm, utf8, len), utf8, 1, len);
    if (known) return str_share(known);
  }
  Str *s = str_from_utf8(vm, utf8, len);
  return s ? str_intern_steal(vm, s) : NULL;
}

// --- comparing ---

bool str_equal(const Str *a, const Str *b) {
  if (a == b) return true;
  if (a->len != b->len || a->kind != b->kind) return false;
  if (a->hash && b->hash && a->hash != b->hash) return false;
  return memcmp(a->data, b->data, a->len * a->kind) == 0;
}

int str_compare(const Str *a, const Str *b) {
  size_t shared = a->len < b->len ? a->len : b->len;
  if (a->kind == 1 && b->kind == 1) {
    int order = memcmp(a->data, b->data, shared);
    if (order) return order < 0 ? -1 : 1;
  } else {
    for (size_t i = 0; i < shared; i++) {
      uint32_t x = str_char(a, i), y = str_char(b, i);
      if (x != y) return x < y ? -1 : 1;
    }
  }
  return a->len == b->len ? 0 : a->len < b->len ? -1 : 1;
}

bool str_is(const Str *s, const char *ascii) {
  size_t len = strlen(ascii);
  return s->kind == 1 && s->len == len && memcmp(s->data, ascii, len) == 0;
}

// --- pieces and sums ---

Value str_slice(VM *vm, Str *s, size_t start, size_t stop) {
  size_t len = stop - start;
  if (len == s->len && obj_type(&s->header) == vm->types.str) return retain_obj(s);
  if (len <= 1) return len == 0 ? from_obj(str_empty(vm)) : str_from_char(vm, str_char(s, start));
  if (!s->ascii) return from_obj(str_from_chars(vm, s->data + start * s->kind, s->kind, len));
  Str *piece = str_alloc(vm, vm->types.str, len, 127);
  if (piece) memcpy(piece->data, s->data + start, len);
  return from_obj(piece);
}

Value str_getitem_index(VM *vm, Str *s, int64_t index) {
  if (index < 0) index += (int64_t)s->len;
  if (UNLIKELY((uint64_t)index >= s->len)) return raise(vm, EXC_IndexError, "string index out of range");
  return str_from_char(vm, str_char(s, (size_t)index));
}

static uint32_t max_of(uint32_t a, uint32_t b) { return a > b ? a : b; }

Value str_concat(VM *vm, Str *a, Str *b) {
  if (b->len == 0 && obj_type(&a->header) == vm->types.str) return retain_obj(a);
  if (a->len == 0 && obj_type(&b->header) == vm->types.str) return retain_obj(b);
  if (a->len == 0 && b->len == 0) return from_obj(str_empty(vm));
  Str *sum = str_alloc(vm, vm->types.str, a->len + b->len, max_of(str_max_char(a), str_max_char(b)));
  if (!sum) return V_ABSENT;
  chars_copy(sum->data, sum->kind, a->data, a->kind, a->len);
  chars_copy(sum->data + a->len * sum->kind, sum->kind, b->data, b->kind, b->len);
  return from_obj(sum);
}

// Makes room behind `a`, which nobody else holds. NULL: no memory, and `a` is as it was.
static Str *append_room(VM *vm, Str *a, size_t new_len) {
  size_t old_size = str_block_size(&a->header), need = text_size(new_len, a->kind), new_size = grown_size(need);
  if (new_size != old_size) {
    a = (Str *)vm_realloc(vm, a, old_size, new_size);
    if (!a) return NULL;
  }
  a->grown = 1;
  a->len = new_len;
  a->hash = 0;
  return a;
}

Value str_append_steal(VM *vm, Value left, Str *b) {
  Str *a = as_str(left);
  bool in_place = a->header.rc == 1 && !a->interned && b != a && b->kind <= a->kind && a->len && b->len &&
                  obj_type(&a->header) == vm->types.str && a->len + b->len <= STR_MAX_BYTES / 4;
  if (!in_place) {
    Value sum = str_concat(vm, a, b);
    decref(vm, a);
    return sum;
  }
  size_t old_len = a->len;
  Str *grown = append_room(vm, a, old_len + b->len);
  if (!grown) {
    decref(vm, a);
    return V_ABSENT;
  }
  chars_copy(grown->data + old_len * grown->kind, grown->kind, b->data, b->kind, b->len);
  memset(grown->data + grown->len * grown->kind, 0, grown->kind);
  grown->ascii &= b->ascii;
  return from_obj(grown);
}

// Length and widest character of the joined text; false: an item is no str, or it is too long.
static bool join_measure(VM *vm, const Str *sep, const Value *items, size_t count, size_t *len, uint32_t *max_char) {
  size_t total = 0;
  uint32_t widest = count > 1 && sep->len ? str_max_char(sep) : 0;
  for (size_t i = 0; i < count; i++) {
    if (UNLIKELY(!is_str(items[i]))) {
      raise_type(vm, "sequence item %zu: expected str instance, %T found", i, items[i]);
      return false;
    }
    widest = max_of(widest, str_max_char(as_str(items[i])));
    if (__builtin_add_overflow(total, as_str(items[i])->len, &total) ||
        (i && __builtin_add_overflow(total, sep->len, &total)) || total > STR_MAX_BYTES) {
      raise(vm, EXC_OverflowError, "join() result is too long for a Python string");
      return false;
    }
  }
  *len = total;
  *max_char = widest;
  return true;
}

Value str_join(VM *vm, Str *sep, const Value *items, size_t count) {
  size_t len;
  uint32_t max_char;
  if (!join_measure(vm, sep, items, count, &len, &max_char)) return V_ABSENT;
  if (count == 1 && obj_type(as_obj(items[0])) == vm->types.str) return retain(items[0]);
  Str *out = str_new_uninit(vm, len, max_char);
  if (!out || len == 0) return from_obj(out);
  uint8_t *to = out->data;
  unsigned kind = out->kind;
  for (size_t i = 0; i < count; i++) {
    const Str *item = as_str(items[i]);
    if (i && sep->len) {
      if (sep->len == 1 && kind == 1) *to = sep->data[0];
      else chars_copy(to, kind, sep->data, sep->kind, sep->len);
      to += sep->len * kind;
    }
    chars_copy(to, kind, item->data, item->kind, item->len);
    to += item->len * kind;
  }
  return from_obj(out);
}

Value str_repeat(VM *vm, Str *s, int64_t count) {
  if (count <= 0 || s->len == 0) return from_obj(str_empty(vm));
  if (count == 1 && obj_type(&s->header) == vm->types.str) return retain_obj(s);
  if ((size_t)count > (size_t)INT64_MAX / s->len) return raise(vm, EXC_OverflowError, "repeated string is too long");
  if ((size_t)count > STR_MAX_BYTES / s->len / s->kind) return raise_no_memory(vm);
  Str *out = str_alloc(vm, vm->types.str, s->len * (size_t)count, str_max_char(s));
  if (!out) return V_ABSENT;
  if (s->len == 1) {
    chars_fill(out->data, out->kind, out->len, str_char(s, 0));
    return from_obj(out);
  }
  size_t done = s->len * s->kind, total = out->len * out->kind;
  memcpy(out->data, s->data, done);
  while (done < total) {  // doubles what is there
    size_t step = done < total - done ? done : total - done;
    memcpy(out->data + done, out->data, step);
    done += step;
  }
  return from_obj(out);
}

// --- UTF-8 ---

static size_t utf8_size(const Str *s) {
  size_t size = 0;
  for (size_t i = 0; i < s->len; i++) {
    uint32_t c = str_char(s, i);
    size += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
  return size;
}

static void utf8_write(const Str *s, char *to) {
  for (size_t i = 0; i < s->len; i++) {
    uint32_t c = str_char(s, i);
    if (c < 0x80) *to++ = (char)c;
    else to += utf8_encode(c, to);
  }
}

static bool has_surrogate(const Str *s) {
  if (s->kind == 1) return false;
  for (size_t i = 0; i < s->len; i++) {
    if ((str_char(s, i) & 0xfffff800) == 0xd800) return true;
  }
  return false;
}

Value str_encode_utf8(VM *vm, Str *s, bool wtf) {
  if (s->ascii) return bytes_new(vm, s->data, s->len);
  if (!wtf && has_surrogate(s)) return codec_encode(vm, s, "utf-8", NULL);
  Value bytes = bytes_new(vm, NULL, utf8_size(s));
  if (bytes != V_ABSENT) utf8_write(s, (char *)as_bytes(bytes)->data);
  return bytes;
}

const char *str_utf8_get(VM *vm, Str *s, size_t *len) {
  if (s->ascii) {
    if (len) *len = s->len;
    return (const char *)s->data;
  }
  if (has_surrogate(s)) return release(vm, codec_encode(vm, s, "utf-8", NULL)), NULL;
  Utf8Ring *ring = (Utf8Ring *)vm->unicode_cache;
  if (!ring) {
    ring = (Utf8Ring *)vm_alloc(vm, sizeof *ring);
    if (!ring) return NULL;
    memset(ring, 0, sizeof *ring);
    vm->unicode_cache = ring;
  }
  size_t size = utf8_size(s);
  char *bytes = (char *)vm_alloc(vm, size + 1);
  if (!bytes) return NULL;
  utf8_write(s, bytes);
  bytes[size] = 0;
  uint32_t at = ring->next++ % UTF8_RING;
  vm_dealloc(vm, ring->views[at].bytes, ring->views[at].size);
  ring->views[at].bytes = bytes;
  ring->views[at].size = size + 1;
  if (len) *len = size;
  return bytes;
}

void str_types_free(VM *vm) {
  Utf8Ring *ring = (Utf8Ring *)vm->unicode_cache;
  if (ring) {
    for (uint32_t i = 0; i < UTF8_RING; i++) vm_dealloc(vm, ring->views[i].bytes, ring->views[i].size);
    vm_dealloc(vm, ring, sizeof *ring);
    vm->unicode_cache = NULL;
  }
  for (uint32_t i = 0; i < 256; i++) CLEAR_REF(vm, vm->latin1[i]);
  for (uint32_t i = 0; i < vm->interned.size; i++) {
    if (vm->interned.table[i]) vm->interned.table[i]->interned = 0;
  }
  vm_dealloc(vm, vm->interned.table, vm->interned.size * sizeof(Str *));
  vm->interned.table = NULL;
  vm->interned.size = vm->interned.used = 0;
}
