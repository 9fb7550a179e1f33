// SPDX-License-Identifier: MIT
// re.h - what the files of the _re module share: translation to PCRE2's syntax, the engine, Pattern, Match, templates.
#ifndef ASTER_RE_H
#define ASTER_RE_H

#include "vm/core/vm.h"

enum { RE_IGNORECASE = 2, RE_LOCALE = 4, RE_MULTILINE = 8, RE_DOTALL = 16, RE_UNICODE = 32, RE_VERBOSE = 64, RE_DEBUG = 128, RE_ASCII = 256 };
enum { RE_MODES = 3 };                       // how a match is anchored: search, match, fullmatch
typedef enum { RE_SEARCH, RE_MATCH, RE_FULLMATCH } ReMode;

// Text that is being searched: code units of 1, 2 or 4 bytes.
typedef struct ReText { Value object; const void *chars; unsigned kind; size_t len; Buffer buffer; bool is_bytes; } ReText;

// re_engine.c: PCRE2's three libraries behind one face. A compiled pattern, for text of one kind.
// `watched`: compiled with callouts, at each of which the breaker is looked at, so that a match can be interrupted or its fiber suspended.
typedef struct Engine { void *code, *data; unsigned kind; uint32_t uses; bool jit, watched; } Engine;
bool engine_must_watch(const VM *vm);  // this VM asks for engines that are watched
bool engine_compile(VM *vm, Engine *e, const uint32_t *pattern, size_t len, unsigned kind, uint32_t flags, ReMode mode, int *error);
// Pairs of offsets in *spans. 1: found, 0: not, -1: exception. `advance`: an empty match at `start` does not count.
int engine_match(VM *vm, Engine *e, const ReText *text, size_t start, size_t end, bool advance, const size_t **spans);
void engine_free(Engine *e);
bool engine_error_is_lookbehind(int error);
void engine_error_text(int error, char *out, size_t size);

// re_translate.c
typedef struct ReGroup { uint64_t min, max; uint32_t parent; bool open; } ReGroup;  // width; the group around it
typedef struct ReProgram {   // what a pattern comes to
  uint32_t *text;            // PCRE2 syntax, code points
  size_t len, cap;
  ReGroup *groups;           // [0] is the whole match
  size_t ngroups, groups_cap;
  Dict *names;               // name -> number
  uint32_t flags;            // with those given inline
} ReProgram;
// `max_char`: the widest that text to be searched can hold. false: exception set.
bool re_translate(VM *vm, Value pattern, const ReText *source, uint32_t flags, uint32_t max_char, ReProgram *out);
void re_program_free(VM *vm, ReProgram *p);
Value re_error(VM *vm, Value pattern, int64_t pos, const char *fmt, ...);  // raises re.PatternError; pos < 0: none

typedef struct Pattern {
  Object header;
  Value source;              // str or bytes
  Dict *names;
  uint32_t flags, ngroups;   // groups without the whole match
  uint32_t *parents;         // ngroups + 1
  bool is_bytes;
  Engine engines[3][RE_MODES];
  Type *match_type;
} Pattern;

typedef struct Match {
  Object header;
  Pattern *pattern;
  Value string;
  size_t pos, endpos;
  int64_t spans[];           // start, end of each group; -1: took no part
} Match;

static inline Pattern *as_pattern(Value v) { return (Pattern *)as_obj(v); }
static inline Match *as_match(Value v) { return (Match *)as_obj(v); }

// re.c
bool re_text_open(VM *vm, Value v, ReText *out) MUST_USE;
void re_text_close(VM *vm, ReText *text);
Value re_text_slice(VM *vm, const ReText *text, size_t start, size_t end) MUST_USE;
// re_match.c
Value match_new(VM *vm, Pattern *pattern, const ReText *text, size_t pos, size_t endpos, const size_t *spans) MUST_USE;
bool match_group_number(VM *vm, const Pattern *pattern, Value key, size_t *out) MUST_USE;
extern const TypeSpec match_spec;
// re_template.c: replacement text, parsed
Value template_parse(VM *vm, Pattern *pattern, Value repl) MUST_USE;   // a tuple: literals, and group numbers as ints
bool template_put(VM *vm, List *out, const Tuple *pieces, const ReText *text, const size_t *spans) MUST_USE;
Value template_expand(VM *vm, const Match *m, Value repl) MUST_USE;
Value re_join(VM *vm, const List *pieces, bool is_bytes) MUST_USE;
#endif
