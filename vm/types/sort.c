// SPDX-License-Identifier: MIT
// sort.c - list.sort: a stable natural merge sort that finds the runs in its input and gallops where one run wins.
//
// After Tim Peters' listsort: runs are found (descending ones reversed), short ones grown by binary insertion to `minrun`, and
// merged in the order that powersort (Munro and Wild, 2018) chooses. A merge copies the shorter run aside; once one side has won
// several times in a row it searches exponentially for how far that side goes on winning.
//
// Before it starts, the keys are looked over once: where all are small ints, floats, strs of one byte a character or other strs,
// or tuples whose first items are alike, comparing needs no dispatch. Script code runs in the general comparison only. At every
// moment the two arrays hold each value exactly once, or the merge in progress can put them back, so an exception leaves a
// permutation. Where there are key results, `values` is moved in step with `keys`.
//
// Many ints, floats or one-byte strs in no order to speak of are not merged but distributed (radix.h) by a rank that orders as they
// do: it takes a few steps an item, none of them a guess for the processor. Strs whose first eight bytes agree are merged afterwards.
#include "vm/base/radix.h"
#include "vm/core/vm.h"

typedef enum { LESS_INT, LESS_FLOAT, LESS_LATIN, LESS_STR, LESS_TUPLE, LESS_ANY } LessMode;

typedef struct Run { size_t start, len; int power; } Run;

enum { MAX_RUNS = 85, MIN_GALLOP = 7, POLL_EVERY = 1024 };

typedef struct Sort {
  VM *vm;
  Value *keys, *values;  // values NULL: none
  size_t count;
  LessMode mode, first_mode;  // first_mode: of the tuples' first items
  size_t min_gallop;
  Value *aside;          // scratch: keys, then values
  size_t aside_cap;      // of each
  Run runs[MAX_RUNS];
  size_t nruns;
} Sort;

// ---- comparing

// The first bytes of a text as a big-endian number. The allocator's grain gives every str room for 8 bytes of data, whatever they hold.
static inline uint64_t text_prefix(const Str *s) {
  uint64_t word;
  memcpy(&word, s->data, sizeof word);
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word;
}

static inline int latin_compare(const Str *a, const Str *b) {
  size_t n = a->len < b->len ? a->len : b->len;
  if (n >= 8) {
    uint64_t x = text_prefix(a), y = text_prefix(b);
    if (x != y) return x < y ? -1 : 1;
    int c = memcmp(a->data + 8, b->data + 8, n - 8);
    if (c) return c;
  } else if (n) {
    unsigned unused = 64 - 8 * (unsigned)n;
    uint64_t x = text_prefix(a) >> unused, y = text_prefix(b) >> unused;
    if (x != y) return x < y ? -1 : 1;
  }
  return a->len < b->len ? -1 : a->len > b->len;
}

// Of two first items, both of `mode`: -1, 0, 1.
static inline int first_compare(LessMode mode, Value a, Value b) {
  if (mode == LESS_INT) return as_int(a) < as_int(b) ? -1 : a != b;
  if (mode == LESS_LATIN) return a == b ? 0 : latin_compare(as_str(a), as_str(b));
  if (mode == LESS_STR) return a == b ? 0 : str_compare(as_str(a), as_str(b));
  double x = as_double(a), y = as_double(b);
  return x < y ? -1 : x == y ? 0 : 1;
}

static NOINLINE int tuple_less(const Sort *s, Value a, Value b) {
  Tuple *x = as_tuple(a), *y = as_tuple(b);
  size_t i = 0;
  if (s->first_mode != LESS_ANY) {
    int c = first_compare(s->first_mode, x->items[0], y->items[0]);
    if (c) return c < 0;
    i = 1;
  }
  for (; i < x->len && i < y->len; i++) {
    Value p = x->items[i], q = y->items[i];
    if (is_int2(p, q)) {
      if (p == q) continue;
      return as_int(p) < as_int(q);
    }
    int eq = list_item_equal(s->vm, p, q);
    if (eq < 0) return -1;
    if (!eq) return obj_compare_bool(s->vm, p, q, CMP_LT);
  }
  return x->len < y->len;
}

static inline int less(const Sort *s, Value a, Value b) {
  switch (s->mode) {
    case LESS_INT: return as_int(a) < as_int(b);
    case LESS_FLOAT: return as_double(a) < as_double(b);
    case LESS_LATIN: return latin_compare(as_str(a), as_str(b)) < 0;
    case LESS_STR: return str_compare(as_str(a), as_str(b)) < 0;
    case LESS_TUPLE: return tuple_less(s, a, b);
    case LESS_ANY: break;
  }
  return obj_compare_bool(s->vm, a, b, CMP_LT);
}

static LessMode mode_of(VM *vm, Value v) {
  if (is_int(v)) return LESS_INT;
  if (is_double(v)) return LESS_FLOAT;
  if (!is_heap(v)) return LESS_ANY;
  if (as_obj(v)->shape == vm->shape.str) return as_str(v)->kind == 1 ? LESS_LATIN : LESS_STR;
  if (as_obj(v)->shape == vm->shape.tuple && as_tuple(v)->len) return LESS_TUPLE;
  return LESS_ANY;
}

static LessMode mode_join(LessMode a, LessMode b) {
  if (a == b) return a;
  return (a == LESS_LATIN && b == LESS_STR) || (a == LESS_STR && b == LESS_LATIN) ? LESS_STR : LESS_ANY;
}

static void choose_mode(Sort *s) {
  s->mode = mode_of(s->vm, s->keys[0]);
  for (size_t i = 1; i < s->count && s->mode != LESS_ANY; i++) s->mode = mode_join(s->mode, mode_of(s->vm, s->keys[i]));
  s->first_mode = LESS_ANY;
  if (s->mode != LESS_TUPLE) return;
  s->first_mode = mode_of(s->vm, as_tuple(s->keys[0])->items[0]);
  for (size_t i = 1; i < s->count && s->first_mode != LESS_ANY; i++)
    s->first_mode = mode_join(s->first_mode, mode_of(s->vm, as_tuple(s->keys[i])->items[0]));
  if (s->first_mode == LESS_TUPLE) s->first_mode = LESS_ANY;
}

// ---- moving

static inline void copy_within(Sort *s, size_t to, size_t from, size_t n) {
  memmove(s->keys + to, s->keys + from, n * sizeof(Value));
  if (s->values) memmove(s->values + to, s->values + from, n * sizeof(Value));
}

static inline void copy_item(Sort *s, size_t to, size_t from) {
  s->keys[to] = s->keys[from];
  if (s->values) s->values[to] = s->values[from];
}

static inline void set_aside(Sort *s, size_t from, size_t n) {
  memcpy(s->aside, s->keys + from, n * sizeof(Value));
  if (s->values) memcpy(s->aside + s->aside_cap, s->values + from, n * sizeof(Value));
}

static inline void copy_back(Sort *s, size_t to, size_t aside, size_t n) {
  memcpy(s->keys + to, s->aside + aside, n * sizeof(Value));
  if (s->values) memcpy(s->values + to, s->aside + s->aside_cap + aside, n * sizeof(Value));
}

static inline void item_back(Sort *s, size_t to, size_t aside) {
  s->keys[to] = s->aside[aside];
  if (s->values) s->values[to] = s->aside[s->aside_cap + aside];
}

static void reverse_array(Value *v, size_t n) {
  for (size_t i = 0, j = n; i + 1 < j; i++) {
    Value x = v[i];
    v[i] = v[--j];
    v[j] = x;
  }
}

static void reverse_part(Sort *s, size_t start, size_t n) {
  reverse_array(s->keys + start, n);
  if (s->values) reverse_array(s->values + start, n);
}

static bool reserve_aside(Sort *s, size_t n) {
  if (n <= s->aside_cap) return true;
  VM *vm = s->vm;
  size_t cap = s->count / 2 + 1 < 256 ? s->count / 2 + 1 : n + n / 2;
  if (cap < n) cap = n;
  Value *aside = vm_alloc(vm, 2 * cap * sizeof(Value));
  if (!aside) return false;
  vm_dealloc(vm, s->aside, 2 * s->aside_cap * sizeof(Value));
  s->aside = aside;
  s->aside_cap = cap;
  return true;
}

// ---- runs

// The end of a descending run, whose first `n` items compared equal or descend. Equal neighbours in it are reversed on their own, so
// that reversing the whole run keeps their order. 0: exception.
static size_t descend(Sort *s, size_t start, size_t n, size_t equal) {
  size_t end = start + n;
  for (; end < s->count; end++) {
    int c = less(s, s->keys[end], s->keys[end - 1]);
    if (c < 0) return 0;
    if (c) {
      if (equal) reverse_part(s, end - equal - 1, equal + 1);
      equal = 0;
      continue;
    }
    if ((c = less(s, s->keys[end - 1], s->keys[end])) < 0) return 0;
    if (c) break;
    equal++;
  }
  if (equal) reverse_part(s, end - equal - 1, equal + 1);
  return end;
}

// The length of the run that starts at `start`, made ascending; 0: exception. CPython's order of comparisons.
static size_t find_run(Sort *s, size_t start) {
  size_t end = start + 1;
  int c = 0;
  for (; end < s->count && !c; end++)
    if ((c = less(s, s->keys[end], s->keys[end - 1])) < 0) return 0;
  if (!c) return end - start;
  size_t n = end - 1 - start;  // items before the first that is less than its predecessor
  if (n > 1) {
    if ((c = less(s, s->keys[start], s->keys[start + n - 1])) < 0) return 0;
    if (c) return n;
    reverse_part(s, start, n);  // all equal
  }
  if (!(end = descend(s, start, n + 1, 0))) return 0;
  reverse_part(s, start, end - start);
  for (; end < s->count; end++) {
    if ((c = less(s, s->keys[end], s->keys[end - 1])) < 0) return 0;
    if (c) break;
  }
  return end - start;
}

// Sorts [start, end), whose items before `from` are sorted already.
static bool insert_sort(Sort *s, size_t start, size_t from, size_t end) {
  for (size_t i = from; i < end; i++) {
    Value pivot = s->keys[i];
    size_t low = start, high = i;
    while (low < high) {
      size_t mid = low + (high - low) / 2;
      int c = less(s, pivot, s->keys[mid]);
      if (c < 0) return false;
      if (c) high = mid;
      else low = mid + 1;
    }
    memmove(s->keys + low + 1, s->keys + low, (i - low) * sizeof(Value));
    s->keys[low] = pivot;
    if (!s->values) continue;
    Value v = s->values[i];
    memmove(s->values + low + 1, s->values + low, (i - low) * sizeof(Value));
    s->values[low] = v;
  }
  return true;
}

static size_t min_run(size_t n) {
  size_t odd = 0;
  for (; n >= 64; n >>= 1) odd |= n & 1;
  return n + odd;
}

// ---- galloping

// How many of the n sorted items are less than `key` (left), or not greater (right), looking outwards from `hint`. -1: exception.
static inline int goes_after(Sort *s, Value key, Value item, bool right) {
  if (!right) return less(s, item, key);
  int c = less(s, key, item);
  return c < 0 ? c : !c;
}

static int64_t gallop(Sort *s, Value key, const Value *items, size_t n, size_t hint, bool right) {
  int64_t low, high, step = 1;  // the answer lies in (low, high]
  int c = goes_after(s, key, items[hint], right);
  if (c < 0) return -1;
  if (c) {
    low = (int64_t)hint;
    for (high = low + step; high < (int64_t)n; high = (int64_t)hint + (step = step * 2 + 1)) {
      if ((c = goes_after(s, key, items[high], right)) < 0) return -1;
      if (!c) break;
      low = high;
    }
    if (high > (int64_t)n) high = (int64_t)n;
  } else {
    high = (int64_t)hint;
    for (low = high - step; low >= 0; low = (int64_t)hint - (step = step * 2 + 1)) {
      if ((c = goes_after(s, key, items[low], right)) < 0) return -1;
      if (c) break;
      high = low;
    }
    if (low < -1) low = -1;
  }
  while (high - low > 1) {
    int64_t mid = low + (high - low) / 2;
    if ((c = goes_after(s, key, items[mid], right)) < 0) return -1;
    if (c) low = mid;
    else high = mid;
  }
  return high;
}

// ---- merging

typedef struct Merge {
  size_t a, na;  // what is left of the first run
  size_t b, nb;  // of the second
  size_t to;     // where the next item goes (merge_high: one past it)
} Merge;

// One item at a time, first run aside. Stops when a side is empty (0), one side wins often (1), or at an exception (-1).
static int merge_low_steps(Sort *s, Merge *m) {
  size_t a_wins = 0, b_wins = 0;
  unsigned until_poll = POLL_EVERY;
  do {
    if (UNLIKELY(--until_poll == 0)) {
      until_poll = POLL_EVERY;
      if (!vm_poll(s->vm)) return -1;
    }
    int c = less(s, s->keys[m->b], s->aside[m->a]);
    if (c < 0) return -1;
    if (c) {
      copy_item(s, m->to++, m->b++);
      b_wins++;
      a_wins = 0;
      if (--m->nb == 0) return 0;
    } else {
      item_back(s, m->to++, m->a++);
      a_wins++;
      b_wins = 0;
      if (--m->na == 0) return 0;
    }
  } while ((a_wins | b_wins) < s->min_gallop);
  return 1;
}

static int merge_low_gallop(Sort *s, Merge *m) {
  int64_t k, j;
  do {
    s->min_gallop -= s->min_gallop > 1;
    if ((k = gallop(s, s->keys[m->b], s->aside + m->a, m->na, 0, true)) < 0) return -1;
    copy_back(s, m->to, m->a, (size_t)k);
    m->to += (size_t)k, m->a += (size_t)k, m->na -= (size_t)k;
    if (m->na == 0) return 0;
    copy_item(s, m->to++, m->b++);
    if (--m->nb == 0) return 0;
    if ((j = gallop(s, s->aside[m->a], s->keys + m->b, m->nb, 0, false)) < 0) return -1;
    copy_within(s, m->to, m->b, (size_t)j);
    m->to += (size_t)j, m->b += (size_t)j, m->nb -= (size_t)j;
    if (m->nb == 0) return 0;
    item_back(s, m->to++, m->a++);
    if (--m->na == 0) return 0;
  } while (k >= MIN_GALLOP || j >= MIN_GALLOP);
  s->min_gallop++;
  return 1;
}

// Merges [a, a+na) and [b, b+nb), adjacent, the first one the shorter, from the front.
static bool merge_low(Sort *s, size_t a, size_t na, size_t b, size_t nb) {
  if (!reserve_aside(s, na)) return false;
  set_aside(s, a, na);
  Merge m = {.a = 0, .na = na, .b = b, .nb = nb, .to = a};
  int state;
  do {
    state = merge_low_steps(s, &m);
    if (state == 1) state = merge_low_gallop(s, &m);
  } while (state == 1);
  copy_back(s, m.to, m.a, m.na);  // what is left of b lies in place
  return state == 0;
}

// The mirror image: the second run is aside, and places are filled from the end. m->a and m->b are one past the last item left.
static int merge_high_steps(Sort *s, Merge *m) {
  size_t a_wins = 0, b_wins = 0;
  unsigned until_poll = POLL_EVERY;
  do {
    if (UNLIKELY(--until_poll == 0)) {
      until_poll = POLL_EVERY;
      if (!vm_poll(s->vm)) return -1;
    }
    int c = less(s, s->aside[m->nb - 1], s->keys[m->a - 1]);
    if (c < 0) return -1;
    if (c) {
      copy_item(s, --m->to, --m->a);
      a_wins++;
      b_wins = 0;
      if (--m->na == 0) return 0;
    } else {
      item_back(s, --m->to, --m->nb);
      b_wins++;
      a_wins = 0;
      if (m->nb == 0) return 0;
    }
  } while ((a_wins | b_wins) < s->min_gallop);
  return 1;
}

static int merge_high_gallop(Sort *s, Merge *m) {
  int64_t k, j;
  do {
    s->min_gallop -= s->min_gallop > 1;
    if ((k = gallop(s, s->aside[m->nb - 1], s->keys + m->a - m->na, m->na, m->na - 1, true)) < 0) return -1;
    size_t n = m->na - (size_t)k;
    k = (int64_t)n;
    m->to -= n, m->a -= n, m->na -= n;
    copy_within(s, m->to, m->a, n);
    if (m->na == 0) return 0;
    item_back(s, --m->to, --m->nb);
    if (m->nb == 0) return 0;
    if ((j = gallop(s, s->keys[m->a - 1], s->aside, m->nb, m->nb - 1, false)) < 0) return -1;
    n = m->nb - (size_t)j;
    j = (int64_t)n;
    m->to -= n, m->nb -= n;
    copy_back(s, m->to, m->nb, n);
    if (m->nb == 0) return 0;
    copy_item(s, --m->to, --m->a);
    if (--m->na == 0) return 0;
  } while (k >= MIN_GALLOP || j >= MIN_GALLOP);
  s->min_gallop++;
  return 1;
}

static bool merge_high(Sort *s, size_t a, size_t na, size_t b, size_t nb) {
  if (!reserve_aside(s, nb)) return false;
  set_aside(s, b, nb);
  Merge m = {.a = a + na, .na = na, .nb = nb, .to = b + nb};
  int state;
  do {
    state = merge_high_steps(s, &m);
    if (state == 1) state = merge_high_gallop(s, &m);
  } while (state == 1);
  copy_back(s, m.to - m.nb, 0, m.nb);
  return state == 0;
}

// Merges the two topmost runs.
static bool merge_top(Sort *s) {
  Run *x = &s->runs[s->nruns - 2], *y = x + 1;
  size_t a = x->start, na = x->len, b = y->start, nb = y->len;
  x->len = na + nb;
  s->nruns--;
  int64_t skip = gallop(s, s->keys[b], s->keys + a, na, 0, true);
  if (skip < 0) return false;
  a += (size_t)skip, na -= (size_t)skip;
  if (na == 0) return true;
  int64_t keep = gallop(s, s->keys[a + na - 1], s->keys + b, nb, nb - 1, false);
  if (keep <= 0) return keep == 0;
  nb = (size_t)keep;
  return na <= nb ? merge_low(s, a, na, b, nb) : merge_high(s, a, na, b, nb);
}

// Powersort's node power of the border between two neighbouring runs: the first binary digit in which their midpoints differ.
static int border_power(size_t start, size_t na, size_t nb, size_t count) {
  size_t a = 2 * start + na, b = a + na + nb;
  int power = 0;
  for (;;) {
    power++;
    if (a >= count) a -= count, b -= count;
    else if (b >= count) return power;
    a <<= 1;
    b <<= 1;
  }
}

static bool push_run(Sort *s, size_t start, size_t len) {
  int power = 0;
  if (s->nruns) {
    Run *last = &s->runs[s->nruns - 1];
    power = border_power(last->start, last->len, len, s->count);
    while (s->nruns > 1 && s->runs[s->nruns - 2].power > power)
      if (!merge_top(s)) return false;
    s->runs[s->nruns - 1].power = power;
  }
  s->runs[s->nruns++] = (Run){.start = start, .len = len};
  return true;
}

static bool sort_runs(Sort *s) {
  size_t minimum = min_run(s->count);
  for (size_t at = 0; at < s->count;) {
    size_t len = find_run(s, at);
    if (!len) return false;
    if (len < minimum) {
      size_t forced = s->count - at < minimum ? s->count - at : minimum;
      if (!insert_sort(s, at, at + len, at + forced)) return false;
      len = forced;
    }
    if (!push_run(s, at, len)) return false;
    at += len;
  }
  while (s->nruns > 1)
    if (!merge_top(s)) return false;
  return true;
}

// ---- by rank

enum { RANK_MIN = 256 };

static uint64_t float_rank(double d) {
  uint64_t bits;
  d += 0.0;  // minus zero is equal to zero
  memcpy(&bits, &d, sizeof bits);
  return bits >> 63 ? ~bits : bits | UINT64_C(1) << 63;
}

static uint64_t latin_rank(const Str *s) {
  unsigned unused = s->len < 8 ? 64 - 8 * (unsigned)s->len : 0;
  return unused == 64 ? 0 : text_prefix(s) >> unused << unused;
}

static int64_t least_int(const Value *keys, size_t count) {
  int64_t least = as_int(keys[0]);
  for (size_t i = 1; i < count; i++)
    if (as_int(keys[i]) < least) least = as_int(keys[i]);
  return least;
}

// Gives every key its rank. False: there is a NaN, or the keys are nearly in order, ascending or descending, which merging is best at.
static bool rank_all(const Sort *s, Ranked *items) {
  int64_t least = s->mode == LESS_INT ? least_int(s->keys, s->count) : 0;
  size_t ups = 0, downs = 0;
  for (size_t i = 0; i < s->count; i++) {
    Value v = s->keys[i];
    uint64_t rank = s->mode == LESS_INT ? (uint64_t)(as_int(v) - least) : s->mode == LESS_LATIN ? latin_rank(as_str(v)) : float_rank(as_double(v));
    if (s->mode == LESS_FLOAT && as_double(v) != as_double(v)) return false;
    ups += i && items[i - 1].rank < rank;
    downs += i && items[i - 1].rank > rank;
    items[i] = (Ranked){rank, (uint32_t)i};
  }
  return ups > s->count / 8 && downs > s->count / 8;
}

static void permute(Value *values, const Ranked *order, Value *spare, size_t count) {
  memcpy(spare, values, count * sizeof(Value));
  for (size_t i = 0; i < count; i++) values[i] = spare[order[i].at];
}

// Strs that agree in rank lie together now, as they stood; the rest of their text decides. False: exception (no memory).
static bool merge_equal_ranks(Sort *s, const Ranked *order) {
  for (size_t i = 0, end; i < s->count; i = end) {
    for (end = i + 1; end < s->count && order[end].rank == order[i].rank;) end++;
    if (end - i == 1) continue;
    Sort part = {.vm = s->vm, .keys = s->keys + i, .values = s->values ? s->values + i : NULL, .count = end - i, .mode = s->mode,
                 .min_gallop = MIN_GALLOP};
    bool ok = sort_runs(&part);
    vm_dealloc(s->vm, part.aside, 2 * part.aside_cap * sizeof(Value));
    if (!ok) return false;
  }
  return true;
}

// 1: sorted; 0: not this way, nothing is changed; -1: exception.
static int sort_by_rank(Sort *s) {
  if (s->count < RANK_MIN || s->count > UINT32_MAX || s->mode > LESS_LATIN) return 0;
  size_t bytes = s->count * sizeof(Ranked);
  Ranked *items = mem_alloc(&s->vm->alloc, 2 * bytes), *spare = items + s->count;
  if (!items) return 0;  // merging needs less
  bool ok = true, ranked = rank_all(s, items);
  if (ranked) {
    Ranked *order = radix_sort(items, spare, s->count);
    Value *scratch = (Value *)(order == items ? spare : items);
    permute(s->keys, order, scratch, s->count);
    if (s->values) permute(s->values, order, scratch, s->count);
    ok = s->mode != LESS_LATIN || merge_equal_ranks(s, order);
  }
  vm_dealloc(s->vm, items, 2 * bytes);
  return !ok ? -1 : ranked;
}

bool sort_values(VM *vm, Value *keys, Value *values, size_t count, bool reverse) {
  if (count < 2) return true;
  Sort s = {.vm = vm, .keys = keys, .values = values, .count = count, .min_gallop = MIN_GALLOP};
  choose_mode(&s);
  if (reverse) reverse_part(&s, 0, count);  // twice reversed, equal items keep their order
  int ranked = sort_by_rank(&s);
  bool ok = ranked ? ranked > 0 : sort_runs(&s);
  if (reverse) reverse_part(&s, 0, count);
  vm_dealloc(vm, s.aside, 2 * s.aside_cap * sizeof(Value));
  return ok;
}

// ---- list.sort

static Value *make_keys(VM *vm, Value key, const Value *items, size_t count) {
  Value *keys = vm_alloc(vm, (count ? count : 1) * sizeof(Value));
  if (!keys) return NULL;
  for (size_t i = 0; i < count; i++) {
    if ((keys[i] = obj_call(vm, key, items + i, 1))) continue;
    while (i > 0) release(vm, keys[--i]);
    vm_dealloc(vm, keys, (count ? count : 1) * sizeof(Value));
    return NULL;
  }
  return keys;
}

static bool sort_items(VM *vm, Value *items, size_t count, Value key, bool reverse) {
  if (key == V_ABSENT || key == V_NONE) return sort_values(vm, items, NULL, count, reverse);
  Value *keys = make_keys(vm, key, items, count);
  if (!keys) return false;
  bool ok = sort_values(vm, keys, items, count, reverse);
  for (size_t i = 0; i < count; i++) release(vm, keys[i]);
  vm_dealloc(vm, keys, (count ? count : 1) * sizeof(Value));
  return ok;
}

// The list is empty while it is sorted: what a key function does to it cannot touch the items, and is noticed at the end.
bool list_sort(VM *vm, List *l, Value key, bool reverse) {
  Value *items = l->items;
  size_t len = l->len, cap = l->cap;
  l->items = NULL;
  l->len = l->cap = 0;
  bool ok = sort_items(vm, items, len, key, reverse);
  bool modified = l->cap != 0;
  Value *other = l->items;
  size_t other_len = l->len, other_cap = l->cap;
  l->items = items;
  l->len = len;
  l->cap = cap;
  while (other_len) release(vm, other[--other_len]);
  vm_dealloc(vm, other, other_cap * sizeof(Value));
  if (modified && ok) return raise_value(vm, "list modified during sort"), false;
  return ok;
}
