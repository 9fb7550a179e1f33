// SPDX-License-Identifier: MIT
// transcript.c - making the stderr of two interpreters comparable, line by line.
#include "tools/transcript.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct { const char *at, *end; } Span;

typedef struct {
  char *out;
  size_t len;
  Span frame;          // what stands before `File` of a frame that is being left out; at NULL: none is
  bool drop_source;    // the next line may be the source line of a warning in the library
} Writer;

static bool starts(Span s, const char *text) {
  size_t len = strlen(text);
  return (size_t)(s.end - s.at) >= len && memcmp(s.at, text, len) == 0;
}

static void put(Writer *w, const char *text, size_t len) {
  memcpy(w->out + w->len, text, len);
  w->len += len;
}
static void put_text(Writer *w, const char *text) { put(w, text, strlen(text)); }

// The end of the digits, or NULL: there are none.
static const char *skip_digits(Span s) {
  const char *p = s.at;
  while (p < s.end && isdigit((unsigned char)*p)) p++;
  return p > s.at ? p : NULL;
}

// `:` and digits. NULL: something else stands there.
static const char *skip_line_number(Span s) {
  return s.at == s.end || *s.at != ':' ? NULL : skip_digits((Span){s.at + 1, s.end});
}

// The end of FILE:LINE, or NULL.
static const char *skip_place(Span s) {
  const char *p = s.at;
  if (starts(s, "<frozen ")) {
    while (p < s.end && *p != '>') p++;
    return p < s.end ? skip_line_number((Span){p + 1, s.end}) : NULL;
  }
  for (; p < s.end && !strchr(" \"'()[]<>,", *p); p++) {
    const char *end = skip_line_number((Span){p, s.end});
    if (end) return end;
  }
  return NULL;
}

static bool is_library(Span path) {
  if (starts(path, "<frozen ")) return true;
  if (path.at == path.end || *path.at != '/') return false;
  for (; path.at < path.end; path.at++)
    if (starts(path, "/lib/python3.")) return true;
  return false;
}

// A frame's line, `  File "x.as", line 3, in f`, with `|` before it in groups.
static bool is_frame(Span line, Span *before, Span *path) {
  const char *p = line.at;
  while (p < line.end && (*p == ' ' || *p == '|')) p++;
  *before = (Span){line.at, p};
  if (p == line.at || !starts((Span){p, line.end}, "File \"")) return false;
  path->at = p + 6;
  path->end = memchr(path->at, '"', (size_t)(line.end - path->at));
  return path->end && starts((Span){path->end, line.end}, "\", line ");
}

// A source line or carets below a frame that is left out.
static bool belongs_to_frame(const Writer *w, Span line) {
  size_t len = (size_t)(w->frame.end - w->frame.at);
  return w->frame.at && (size_t)(line.end - line.at) > len + 2 && memcmp(line.at, w->frame.at, len) == 0 &&
         line.at[len] == ' ' && line.at[len + 1] == ' ';
}

// Digits, a point, digits.
static const char *skip_number(Span s) {
  const char *p = skip_digits(s);
  if (!p || p == s.end || *p != '.') return NULL;
  for (p++; p < s.end && isdigit((unsigned char)*p);) p++;
  return p;
}

// A number with a unit of time. The end of the number, or NULL.
static const char *skip_duration(Span s) {
  const char *p = skip_number(s);
  if (!p) return NULL;
  Span rest = {p, s.end};
  return starts(rest, " seconds") || starts(rest, " ms") || starts(rest, "ms") || starts(rest, " s ") || starts(rest, " s\n") ? p : NULL;
}

// One replacement at the place, or none: the number of bytes that it stands for.
static size_t replaced(Writer *w, Span rest, bool after_digit) {
  const char *end;
  if (starts(rest, "0x") && rest.end - rest.at > 2 && isxdigit((unsigned char)rest.at[2])) {
    for (end = rest.at + 2; end < rest.end && isxdigit((unsigned char)*end);) end++;
    put_text(w, "0x...");
  } else if (starts(rest, " created at ") && (end = skip_place((Span){rest.at + 12, rest.end}))) {
    put_text(w, " created at HERE");
  } else if ((*rest.at == '/' || *rest.at == '<') && (end = skip_place(rest)) && is_library((Span){rest.at, end})) {
    put_text(w, "LIBRARY");
  } else if (starts(rest, "when=") && (end = skip_number((Span){rest.at + 5, rest.end}))) {
    put_text(w, "when=N");
  } else if (starts(rest, "fd=") && (end = skip_digits((Span){rest.at + 3, rest.end}))) {
    put_text(w, "fd=N");
  } else if (starts(rest, "pid=") && (end = skip_digits((Span){rest.at + 4, rest.end}))) {
    put_text(w, "pid=N");
  } else if (!after_digit && (end = skip_duration(rest))) {
    put_text(w, "N");
  } else {
    return 0;
  }
  return (size_t)(end - rest.at);
}

static void put_line(Writer *w, Span line) {
  size_t first = 0;
  for (const char *p = line.at; p < line.end;) {
    bool after_digit = p > line.at && (isdigit((unsigned char)p[-1]) || p[-1] == '.');
    size_t used = replaced(w, (Span){p, line.end}, after_digit);
    if (p == line.at) first = used;
    if (!used) put(w, p, used = 1);
    p += used;
  }
  w->drop_source = first && *line.at != '0';
}

static void take_line(Writer *w, Span line) {
  Span before, path;
  if (belongs_to_frame(w, line)) return;
  w->frame = (Span){NULL, NULL};
  bool source = w->drop_source && starts(line, "  ");
  w->drop_source = false;
  if (source || starts(line, "RuntimeWarning: Enable tracemalloc") || starts(line, "ResourceWarning: Enable tracemalloc")) return;
  if (is_frame(line, &before, &path) && is_library(path)) w->frame = before;
  else put_line(w, line);
}

static Span next_line(Span rest) {
  const char *end = memchr(rest.at, '\n', (size_t)(rest.end - rest.at));
  return (Span){rest.at, end ? end + 1 : rest.end};
}

static char *finish(Writer *w, size_t *out_len) {
  w->out[w->len] = 0;
  *out_len = w->len;
  return w->out;
}

char *transcript_of(const char *text, size_t len, size_t *out_len) {
  Writer w = {.out = malloc(2 * len + 1)};  // no replacement is more than twice as long as what it stands for
  if (!w.out) return NULL;
  Span rest = {text, text + len};
  while (rest.at < rest.end) {
    Span line = next_line(rest);
    take_line(&w, line);
    rest.at = line.end;
  }
  return finish(&w, out_len);
}

char *transcript_expected(const char *text, size_t len, size_t *out_len) {
  Writer w = {.out = malloc(len + 1)};
  if (!w.out) return NULL;
  Span rest = {text, text + len};
  while (rest.at < rest.end) {
    Span line = next_line(rest);
    size_t mark = starts(line, TRANSCRIPT_OURS) ? strlen(TRANSCRIPT_OURS) : 0;
    put(&w, line.at + mark, (size_t)(line.end - line.at) - mark);
    rest.at = line.end;
  }
  return finish(&w, out_len);
}
