// SPDX-License-Identifier: MIT
// re_engine.c - PCRE2 for text of 1, 2 and 4 bytes a character, without UTF mode: offsets are indexes.
//
// A pattern is compiled to machine code when it has been used a few times or meets a long text: that takes longer than a short match.
#define PCRE2_CODE_UNIT_WIDTH 0
#include <pcre2.h>
#include <stdio.h>

#include "stdlib/native/re.h"

enum { JIT_USES = 4, JIT_TEXT = 512, MATCH_LIMIT = 50 * 1000 * 1000, JIT_STACK = 32 << 20 };

bool engine_must_watch(const VM *vm) { return vm->config.sandbox || vm->fibers; }

static uint32_t compile_options(uint32_t flags, ReMode mode, bool watched) {
  uint32_t o = PCRE2_ALT_CIRCUMFLEX | PCRE2_NEVER_BACKSLASH_C;
  if (flags & RE_IGNORECASE) o |= PCRE2_CASELESS;
  if (flags & RE_MULTILINE) o |= PCRE2_MULTILINE;
  if (flags & RE_DOTALL) o |= PCRE2_DOTALL;
  if (flags & RE_UNICODE) o |= PCRE2_UCP;
  if (mode != RE_SEARCH) o |= PCRE2_ANCHORED;
  if (mode == RE_FULLMATCH) o |= PCRE2_ENDANCHORED;
  if (watched) o |= PCRE2_AUTO_CALLOUT;
  return o;
}

// One set of functions for each library.
#define ENGINE(W, UNIT) \
  static bool compile_##W(Engine *e, const uint32_t *pattern, size_t len, uint32_t options, int *error) { \
    UNIT *units = malloc((len + 1) * sizeof(UNIT)); \
    pcre2_compile_context_##W *context = pcre2_compile_context_create_##W(NULL); \
    size_t at = 0; \
    *error = 0; \
    if (units && context) { \
      for (size_t i = 0; i < len; i++) units[i] = (UNIT)pattern[i]; \
      pcre2_set_newline_##W(context, PCRE2_NEWLINE_LF); \
      pcre2_set_parens_nest_limit_##W(context, 10000); \
      e->code = pcre2_compile_##W(units, len, options, error, &at, context); \
    } \
    if (e->code) e->data = pcre2_match_data_create_from_pattern_##W(e->code, NULL); \
    pcre2_compile_context_free_##W(context); \
    free(units); \
    return e->data != NULL; \
  } \
  static int callout_##W(pcre2_callout_block_##W *block, void *vm) { return (void)block, vm_poll(vm) ? 0 : PCRE2_ERROR_CALLOUT; } \
  static int match_##W(VM *vm, Engine *e, const void *chars, size_t len, size_t start, uint32_t options, const size_t **spans, bool big_stack) { \
    pcre2_match_context_##W *context = pcre2_match_context_create_##W(NULL); \
    pcre2_jit_stack_##W *stack = big_stack ? pcre2_jit_stack_create_##W(64 << 10, JIT_STACK, NULL) : NULL; \
    if (!context) return PCRE2_ERROR_NOMEMORY; \
    pcre2_set_match_limit_##W(context, e->watched ? UINT32_MAX : MATCH_LIMIT); \
    if (e->watched) pcre2_set_callout_##W(context, callout_##W, vm); \
    if (stack) pcre2_jit_stack_assign_##W(context, NULL, stack); \
    /* The data is the call's own while it runs: a fiber suspended in the callout leaves the pattern to others. */ \
    pcre2_match_data_##W *data = e->data ? e->data : pcre2_match_data_create_from_pattern_##W(e->code, NULL); \
    e->data = NULL; \
    int r = data ? pcre2_match_##W(e->code, chars, len, start, options, data, context) : PCRE2_ERROR_NOMEMORY; \
    if (e->data) pcre2_match_data_free_##W(e->data); \
    e->data = data; \
    if (stack) pcre2_jit_stack_free_##W(stack); \
    pcre2_match_context_free_##W(context); \
    *spans = data ? pcre2_get_ovector_pointer_##W(data) : NULL; \
    return r; \
  } \
  static void free_##W(Engine *e) { \
    pcre2_match_data_free_##W(e->data); \
    pcre2_code_free_##W(e->code); \
  }
ENGINE(8, uint8_t)
ENGINE(16, uint16_t)
ENGINE(32, uint32_t)

bool engine_compile(VM *vm, Engine *e, const uint32_t *pattern, size_t len, unsigned kind, uint32_t flags, ReMode mode, int *error) {
  uint32_t options = compile_options(flags, mode, engine_must_watch(vm));
  e->kind = kind;
  e->watched = engine_must_watch(vm);
  bool ok = kind == 1 ? compile_8(e, pattern, len, options, error)
          : kind == 2 ? compile_16(e, pattern, len, options, error) : compile_32(e, pattern, len, options, error);
  if (!ok) {
    if (*error == 0 || *error == PCRE2_ERROR_NOMEMORY || e->code) raise_no_memory(vm), *error = 0;
    engine_free(e);
  }
  return ok;
}

static void make_fast(Engine *e) {
  e->jit = true;
  if (e->kind == 1) pcre2_jit_compile_8(e->code, PCRE2_JIT_COMPLETE);
  else if (e->kind == 2) pcre2_jit_compile_16(e->code, PCRE2_JIT_COMPLETE);
  else pcre2_jit_compile_32(e->code, PCRE2_JIT_COMPLETE);
}

static int match_once(VM *vm, Engine *e, const ReText *text, size_t end, size_t start, uint32_t options, const size_t **spans, bool big_stack) {
  const void *chars = text->chars ? text->chars : "";
  return e->kind == 1 ? match_8(vm, e, chars, end, start, options, spans, big_stack)
       : e->kind == 2 ? match_16(vm, e, chars, end, start, options, spans, big_stack)
                      : match_32(vm, e, chars, end, start, options, spans, big_stack);
}

int engine_match(VM *vm, Engine *e, const ReText *text, size_t start, size_t end, bool advance, const size_t **spans) {
  if (!e->jit && (++e->uses >= JIT_USES || end - start >= JIT_TEXT)) make_fast(e);
  uint32_t options = advance ? PCRE2_NOTEMPTY_ATSTART : 0;
  int r = match_once(vm, e, text, end, start, options, spans, false);
  if (r == PCRE2_ERROR_JIT_STACKLIMIT) r = match_once(vm, e, text, end, start, options, spans, true);
  if (r >= 0) return 1;
  if (has_error(vm)) return -1;
  if (r == PCRE2_ERROR_NOMATCH) return 0;
  if (r == PCRE2_ERROR_NOMEMORY) return raise_no_memory(vm), -1;
  char message[160];
  engine_error_text(r, message, sizeof message);
  raise(vm, EXC_RuntimeError, "the pattern takes too long or too much memory on this text: %s", message);
  return -1;
}

void engine_free(Engine *e) {
  if (e->kind == 1) free_8(e);
  else if (e->kind == 2) free_16(e);
  else if (e->kind == 4) free_32(e);
  *e = (Engine){0};
}

bool engine_error_is_lookbehind(int error) { return error == PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH; }

void engine_error_text(int error, char *out, size_t size) {
  if (pcre2_get_error_message_8(error, (uint8_t *)out, size) < 0) snprintf(out, size, "error %d", error);
}
