// SPDX-License-Identifier: MIT
// uninames.c - names of characters.
//
// Names are stored in code point order, each as the codes of its words and a '|'. A code is one, two or three printable characters;
// its number is the word's place in a list, ordered by how often words occur. Offsets of every NAME_STEPth entry and word bound the
// scanning. A name is looked up by encoding it the same way and searching the whole text for it, which costs some 30 microseconds.
// Hangul syllables and the ideographs named by number follow rules.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE  // memmem
#endif
#include "vm/base/uninames.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct NamePrefix { uint32_t first, last; const char *prefix; } NamePrefix;
typedef struct NameRun { uint32_t first, count; } NameRun;
typedef struct NameAlias { const char *name; uint32_t c; } NameAlias;

#include "vm/base/uninames.inc"

#define COUNT_OF(table) (sizeof(table) / sizeof *(table))

enum { HANGUL_FIRST = 0xac00, HANGUL_LAST = 0xd7a3, HANGUL_VOWELS = 21, HANGUL_TRAILS = 28 };
static const char *const hangul_leads[] = {"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"};
static const char *const hangul_vowels[] = {"A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I"};
static const char *const hangul_trails[] = {"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H"};

static int letter_value(char c) {
  const char *at = c ? strchr(name_alphabet, c) : NULL;
  return at ? (int)(at - name_alphabet) : -1;
}

// Reads one code; its word's number.
static unsigned code_read(const char **at) {
  unsigned first = (unsigned)letter_value(*(*at)++), base = NAME_BASE;
  if (first < NAME_SINGLES) return first;
  unsigned second = (unsigned)letter_value(*(*at)++);
  if (first < NAME_SINGLES + NAME_DOUBLES) return NAME_SINGLES + (first - NAME_SINGLES) * base + second;
  unsigned third = (unsigned)letter_value(*(*at)++);
  return NAME_SINGLES + NAME_DOUBLES * base + (first - NAME_SINGLES - NAME_DOUBLES) * base * base + second * base + third;
}

static size_t code_write(unsigned word, char out[3]) {
  unsigned base = NAME_BASE;
  if (word < NAME_SINGLES) return out[0] = name_alphabet[word], 1;
  word -= NAME_SINGLES;
  if (word < NAME_DOUBLES * base) {
    out[0] = name_alphabet[NAME_SINGLES + word / base];
    out[1] = name_alphabet[word % base];
    return 2;
  }
  word -= NAME_DOUBLES * base;
  out[0] = name_alphabet[NAME_SINGLES + NAME_DOUBLES + word / (base * base)];
  out[1] = name_alphabet[word / base % base];
  out[2] = name_alphabet[word % base];
  return 3;
}

static const char *skip(const char *at, unsigned count, char end) {
  while (count--) at = strchr(at, end) + 1;
  return at;
}

static bool append(char *out, size_t size, size_t *len, const char *text, size_t n) {
  if (*len + n >= size) return false;
  memcpy(out + *len, text, n);
  *len += n;
  out[*len] = 0;
  return true;
}

static bool entry_name(uint32_t entry, char *out, size_t size) {
  const char *at = skip(name_codes + name_offsets[entry / NAME_STEP], entry % NAME_STEP, '|');
  size_t len = 0;
  while (*at != '|') {
    unsigned number = code_read(&at);
    const char *word = skip(name_words + word_offsets[number / NAME_STEP], number % NAME_STEP, ' ');
    if (len && !append(out, size, &len, " ", 1)) return false;
    if (!append(out, size, &len, word, strcspn(word, " "))) return false;
  }
  return true;
}

static bool written(int length, size_t size) { return length >= 0 && (size_t)length < size; }

bool uni_name(uint32_t c, char *out, size_t size) {
  if (c >= HANGUL_FIRST && c <= HANGUL_LAST) {
    uint32_t n = c - HANGUL_FIRST;
    return written(snprintf(out, size, "HANGUL SYLLABLE %s%s%s", hangul_leads[n / (HANGUL_VOWELS * HANGUL_TRAILS)],
                            hangul_vowels[n / HANGUL_TRAILS % HANGUL_VOWELS], hangul_trails[n % HANGUL_TRAILS]), size);
  }
  for (size_t i = 0; i < COUNT_OF(name_prefixes); i++) {
    if (c >= name_prefixes[i].first && c <= name_prefixes[i].last) return written(snprintf(out, size, "%s%X", name_prefixes[i].prefix, c), size);
  }
  uint32_t entry = 0;
  for (size_t i = 0; i < COUNT_OF(name_runs) && name_runs[i].first <= c; i++) {
    if (c - name_runs[i].first < name_runs[i].count) return entry_name(entry + c - name_runs[i].first, out, size);
    entry += name_runs[i].count;
  }
  return false;
}

// How many `end`s stand before `at`, with the help of the recorded offsets.
static uint32_t count_before(const char *text, const char *at, char end, const uint32_t *offsets, size_t noffsets) {
  size_t low = 0, high = noffsets;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (text + offsets[middle] <= at) low = middle;
    else high = middle;
  }
  uint32_t count = (uint32_t)low * NAME_STEP;
  for (const char *p = text + offsets[low]; p < at; p++) count += *p == end;
  return count;
}

static bool word_number(const char *word, size_t len, unsigned *number) {
  char pattern[UNI_NAME_MAX + 2] = " ";
  memcpy(pattern + 1, word, len);
  pattern[len + 1] = ' ';
  const char *at = strncmp(name_words, pattern + 1, len + 1) == 0 ? name_words : (const char *)memmem(name_words, sizeof name_words - 1, pattern, len + 2);
  if (!at) return false;
  if (at != name_words || *at == ' ') at++;
  *number = count_before(name_words, at, ' ', word_offsets, COUNT_OF(word_offsets));
  return true;
}

static bool entry_find(const char *name, uint32_t *c) {
  char pattern[3 * UNI_NAME_MAX + 2] = "|";
  size_t len = 1;
  for (const char *at = name; *at;) {
    unsigned number;
    size_t n = strcspn(at, " ");
    if (n == 0 || !word_number(at, n, &number)) return false;
    len += code_write(number, pattern + len);
    at += n;
    if (*at == ' ' && !*++at) return false;
  }
  pattern[len++] = '|';
  const char *at = strncmp(name_codes, pattern + 1, len - 1) == 0 ? name_codes : (const char *)memmem(name_codes, sizeof name_codes - 1, pattern, len);
  if (!at) return false;
  if (*at == '|') at++;
  uint32_t entry = count_before(name_codes, at, '|', name_offsets, COUNT_OF(name_offsets));
  for (size_t i = 0; i < COUNT_OF(name_runs); i++) {
    if (entry < name_runs[i].count) return *c = name_runs[i].first + entry, true;
    entry -= name_runs[i].count;
  }
  return false;
}

static size_t longest_match(const char *at, const char *const *parts, size_t count, unsigned *which) {
  size_t best = 0;
  for (size_t i = 0; i < count; i++) {
    size_t len = strlen(parts[i]);
    if (strncmp(at, parts[i], len) == 0 && (len > best || !len)) {
      if (len >= best) *which = (unsigned)i;
      best = len > best ? len : best;
    }
  }
  return best;
}

static bool hangul_find(const char *at, uint32_t *c) {
  unsigned lead = 0, vowel = 0, trail = 0;
  at += longest_match(at, hangul_leads, COUNT_OF(hangul_leads), &lead);
  size_t n = longest_match(at, hangul_vowels, COUNT_OF(hangul_vowels), &vowel);
  at += n;
  if (!n) return false;
  at += longest_match(at, hangul_trails, COUNT_OF(hangul_trails), &trail);
  *c = HANGUL_FIRST + (lead * HANGUL_VOWELS + vowel) * HANGUL_TRAILS + trail;
  return *at == 0;
}

static bool number_find(const char *name, uint32_t *c) {
  for (size_t i = 0; i < COUNT_OF(name_prefixes); i++) {
    size_t len = strlen(name_prefixes[i].prefix);
    if (strncmp(name, name_prefixes[i].prefix, len) != 0 || strspn(name + len, "0123456789ABCDEF") != strlen(name + len)) continue;
    unsigned long n = strtoul(name + len, NULL, 16);
    if (n >= name_prefixes[i].first && n <= name_prefixes[i].last && name[len] != '0') return *c = (uint32_t)n, true;
  }
  return false;
}

bool uni_lookup(const char *name, size_t len, uint32_t *c) {
  char upper[UNI_NAME_MAX];
  if (len == 0 || len >= sizeof upper) return false;
  for (size_t i = 0; i < len; i++) {
    upper[i] = name[i] >= 'a' && name[i] <= 'z' ? (char)(name[i] ^ 32) : name[i];
    if (!upper[i]) return false;
  }
  upper[len] = 0;
  if (strncmp(upper, "HANGUL SYLLABLE ", 16) == 0) return hangul_find(upper + 16, c);
  if (number_find(upper, c) || entry_find(upper, c)) return true;
  for (size_t i = 0; i < COUNT_OF(name_aliases); i++) {
    if (strcmp(name_aliases[i].name, upper) == 0) return *c = name_aliases[i].c, true;
  }
  return false;
}
