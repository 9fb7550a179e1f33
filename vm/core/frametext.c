// SPDX-License-Identifier: MIT
// frametext.c - the entries of a traceback: file, line and name; source lines; and ~~~^^^ under the part that failed.
//
// For an instruction whose position spans several lines only the first, the last and those around the anchors are shown. Columns come
// as UTF-8 bytes; everything here counts code points, and the carets count cells of a terminal, where wide characters take two.
#include <stdio.h>

#include "vm/core/traceback.h"
#include "vm/core/vm.h"

enum { MAX_LINES = 200, REPEAT_CUTOFF = 3 };

typedef struct Snippet {
  VM *vm;
  SourceLine lines[MAX_LINES];
  size_t count;
  size_t start, end;        // columns in the first and in the last line
  Anchors anchors;
  bool carets;
} Snippet;

// Terminal cells

static bool wide_char(uint32_t c) {
  static const uint32_t ranges[][2] = {
    {0x1100, 0x115f}, {0x231a, 0x231b}, {0x2329, 0x232a}, {0x23e9, 0x23ec}, {0x23f0, 0x23f0}, {0x23f3, 0x23f3}, {0x25fd, 0x25fe},
    {0x2614, 0x2615}, {0x2648, 0x2653}, {0x267f, 0x267f}, {0x2693, 0x2693}, {0x26a1, 0x26a1}, {0x26aa, 0x26ab}, {0x26bd, 0x26be},
    {0x26c4, 0x26c5}, {0x26ce, 0x26ce}, {0x26d4, 0x26d4}, {0x26ea, 0x26ea}, {0x26f2, 0x26f3}, {0x26f5, 0x26f5}, {0x26fa, 0x26fa},
    {0x26fd, 0x26fd}, {0x2705, 0x2705}, {0x270a, 0x270b}, {0x2728, 0x2728}, {0x274c, 0x274c}, {0x274e, 0x274e}, {0x2753, 0x2755},
    {0x2757, 0x2757}, {0x2795, 0x2797}, {0x27b0, 0x27b0}, {0x27bf, 0x27bf}, {0x2b1b, 0x2b1c}, {0x2b50, 0x2b50}, {0x2b55, 0x2b55},
    {0x2e80, 0x303e}, {0x3041, 0x33ff}, {0x3400, 0x4dbf}, {0x4e00, 0xa4c6}, {0xa960, 0xa97c}, {0xac00, 0xd7a3}, {0xf900, 0xfaff},
    {0xfe10, 0xfe19}, {0xfe30, 0xfe6b}, {0xff01, 0xff60}, {0xffe0, 0xffe6}, {0x16fe0, 0x18cff}, {0x1aff0, 0x1b2fb}, {0x1f004, 0x1f004},
    {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f200, 0x1f320}, {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c},
    {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca}, {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0}, {0x1f3f4, 0x1f3f4}, {0x1f3f8, 0x1f43e},
    {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d}, {0x1f54b, 0x1f54e}, {0x1f550, 0x1f567}, {0x1f57a, 0x1f57a},
    {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4}, {0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d2},
    {0x1f6d5, 0x1f6d7}, {0x1f6dc, 0x1f6df}, {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc}, {0x1f7e0, 0x1f7eb}, {0x1f7f0, 0x1f7f0},
    {0x1f90c, 0x1f93a}, {0x1f93c, 0x1f945}, {0x1f947, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd},
  };
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges && c >= ranges[i][0]; i++) if (c <= ranges[i][1]) return true;
  return false;
}

static size_t cells(const SourceLine *line, size_t upto) {
  size_t n = 0;
  bool ascii = true;
  for (size_t i = 0; i < line->len && ascii; i++) ascii = line->chars[i] < 128;
  if (ascii) return upto;
  for (size_t i = 0; i < line->len && i < upto; i++) n += wide_char(line->chars[i]) ? 2 : 1;
  return n;
}

static size_t utf8_width(uint32_t c) { return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4; }

// The code point at a byte offset. Offsets past the end (white space was cut off) count on as if there were more.
static size_t column_of(const SourceLine *line, size_t offset) {
  size_t i = 0, bytes = 0;
  while (i < line->len && bytes < offset) bytes += utf8_width(line->chars[i++]);
  return i;
}

// Indentation

static size_t indent_of(const SourceLine *line) {
  size_t i = 0;
  while (i < line->len && (line->chars[i] == ' ' || line->chars[i] == '\t')) i++;
  return i;
}

// The white space that all lines with something in them start with.
static size_t common_indent(const SourceLine *lines, size_t count) {
  const SourceLine *first = NULL;
  size_t n = 0;
  for (size_t i = 0; i < count; i++) {
    size_t own = indent_of(&lines[i]);
    if (own == lines[i].len) continue;
    if (!first) {
      first = &lines[i];
      n = own;
    }
    size_t same = 0;
    while (same < n && same < own && lines[i].chars[same] == first->chars[same]) same++;
    n = same;
  }
  return n;
}

static void cut_indent(SourceLine *line, size_t n) {
  if (line->len < n) n = line->len;
  memmove(line->chars, line->chars + n, (line->len - n) * sizeof *line->chars);
  line->len -= n;
}

// Whether the carets say anything: not when they would underline the whole statement, or the whole call of `x = f(...)`, `return f(...)`.

static bool blank(const SourceLine *line, size_t from, size_t to) {
  for (size_t i = from; i < to && i < line->len; i++) if (!space_char(line->chars[i])) return false;
  return true;
}

static bool statement_ends(const SourceLine *line, size_t from) {
  while (from < line->len && space_char(line->chars[from])) from++;
  return from >= line->len || line->chars[from] == '#' || line->chars[from] == ';';
}

static bool name_char(uint32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c >= 128;
}

// "return " or "name = " before the call, at the start of the line.
static bool assigns_or_returns(const SourceLine *line, size_t end) {
  static const char word[] = "return";
  size_t i = 0, k = 0;
  while (i < end && name_char(line->chars[i])) i++;
  if (i == 0) return false;
  while (k < 6 && k < i && line->chars[k] == (unsigned char)word[k]) k++;
  if (k == 6 && i == 6) return blank(line, i, end);
  while (i < end && space_char(line->chars[i])) i++;
  return i < end && line->chars[i] == '=' && blank(line, i + 1, end);
}

static bool carets_useful(const Snippet *s) {
  const SourceLine *first = &s->lines[0], *last = &s->lines[s->count - 1];
  if (s->anchors.plain_call && assigns_or_returns(first, s->start) && statement_ends(last, s->end)) return false;
  return s->anchors.found || !blank(first, 0, s->start) || !blank(last, s->end, last->len);
}

static void anchors_set(Snippet *s) {
  size_t total = 0;
  for (size_t i = 0; i < s->count; i++) total += s->lines[i].len + 1;
  uint32_t *text = mem_alloc(&s->vm->alloc, (total + 1) * sizeof *text);
  if (!text) return;
  size_t n = 0;
  for (size_t i = 0; i < s->count; i++) {
    size_t from = i == 0 ? s->start : 0, to = i == s->count - 1 ? s->end : s->lines[i].len;
    if (to > s->lines[i].len) to = s->lines[i].len;
    for (size_t k = from; k < to; k++) text[n++] = s->lines[i].chars[k];
    if (i + 1 < s->count) text[n++] = '\n';
  }
  s->anchors = carets_find(s->vm, text, n);
  mem_free(&s->vm->alloc, text, (total + 1) * sizeof *text);
  if (!s->anchors.found) return;
  if (s->anchors.left_line == 0) s->anchors.left_col += s->start;
  if (s->anchors.right_line == 0) s->anchors.right_col += s->start;
}

// Output: lines are gathered, their common indentation is cut once more, then each gets four spaces.

typedef struct Shown { SourceLine lines[MAX_LINES * 2 + 8]; size_t count; bool failed; } Shown;

static SourceLine *shown_add(VM *vm, Shown *out, size_t len) {
  if (out->failed || out->count == sizeof out->lines / sizeof *out->lines) return NULL;
  SourceLine line = {.len = len, .cap = (len + 1) * sizeof(uint32_t)};
  if (!(line.chars = mem_alloc(&vm->alloc, line.cap))) return out->failed = true, NULL;
  out->lines[out->count] = line;
  return &out->lines[out->count++];
}

static bool within_anchors(const Snippet *s, size_t line, size_t col, size_t left, size_t right) {
  const Anchors *a = &s->anchors;
  return a->found && (line > a->left_line || (line == a->left_line && col >= left)) &&
         (line < a->right_line || (line == a->right_line && col < right));
}

static void carets_add(const Snippet *s, Shown *out, size_t number) {
  const SourceLine *line = &s->lines[number];
  size_t width = number == s->count - 1 ? cells(line, s->end) : cells(line, line->len);
  size_t from = number == 0 ? cells(line, s->start) : 0, indent = 0;
  while (indent < line->len && space_char(line->chars[indent])) indent++;
  size_t left = s->anchors.found ? cells(&s->lines[s->anchors.left_line], s->anchors.left_col) : 0;
  size_t right = s->anchors.found ? cells(&s->lines[s->anchors.right_line], s->anchors.right_col) : 0;
  SourceLine *carets = shown_add(s->vm, out, width);
  if (!carets) return;
  for (size_t col = 0; col < width; col++) {
    bool before = col < indent || col < from;
    carets->chars[col] = before ? ' ' : within_anchors(s, number, col, left, right) || !s->anchors.found ? '^' : '~';
  }
}

static void line_add(const Snippet *s, Shown *out, size_t number) {
  const SourceLine *line = &s->lines[number];
  SourceLine *copy = shown_add(s->vm, out, line->len);
  if (!copy) return;
  memcpy(copy->chars, line->chars, line->len * sizeof *line->chars);
  if (s->carets) carets_add(s, out, number);
}

static void gap_add(const Snippet *s, Shown *out, size_t hidden) {
  char text[48];
  int n = snprintf(text, sizeof text, "...<%zu lines>...", hidden);
  SourceLine *line = shown_add(s->vm, out, (size_t)n);
  if (line) for (int i = 0; i < n; i++) line->chars[i] = (unsigned char)text[i];
}

static bool significant(const Snippet *s, size_t number) {
  if (number == 0 || number == s->count - 1) return true;
  const Anchors *a = &s->anchors;
  return a->found && (number + 1 >= a->left_line && number <= a->left_line + 1 ? true : number + 1 >= a->right_line && number <= a->right_line + 1);
}

static void shown_fill(const Snippet *s, Shown *out) {
  size_t previous = 0;
  for (size_t i = 0; i < s->count; i++) {
    if (!significant(s, i)) continue;
    if (i && i - previous == 2) line_add(s, out, i - 1);
    else if (i && i - previous > 2) gap_add(s, out, i - previous - 1);
    line_add(s, out, i);
    previous = i;
  }
}

static void shown_write(VM *vm, StrBuilder *sb, Shown *out) {
  size_t cut = common_indent(out->lines, out->count);
  for (size_t i = 0; i < out->count; i++) {
    SourceLine *line = &out->lines[i];
    sb_c(sb, "    ");
    bool empty = indent_of(line) == line->len;
    for (size_t k = cut; k < line->len && !empty; k++) sb_char(sb, line->chars[k]);
    sb_char(sb, '\n');
    source_line_free(vm, line);
  }
}

static void snippet_show(StrBuilder *sb, Snippet *s, const Position *p) {
  VM *vm = s->vm;
  const SourceLine *first = &s->lines[0], *last = &s->lines[s->count - 1];
  size_t start = column_of(first, p->col), end = column_of(last, p->end_col), cut = common_indent(s->lines, s->count);
  size_t removed = cut < first->len ? cut : first->len;
  for (size_t i = 0; i < s->count; i++) cut_indent(&s->lines[i], cut);
  s->start = start > removed ? start - removed : 0;
  s->end = end > removed ? end - removed : 0;
  anchors_set(s);
  s->carets = carets_useful(s);
  Shown *out = mem_alloc(&vm->alloc, sizeof *out);
  if (!out) return;
  out->count = 0;
  out->failed = false;
  shown_fill(s, out);
  shown_write(vm, sb, out);
  mem_free(&vm->alloc, out, sizeof *out);
}

static void first_line_show(StrBuilder *sb, const SourceLine *line) {
  size_t from = 0;
  while (from < line->len && space_char(line->chars[from])) from++;
  if (from == line->len) return;
  sb_c(sb, "    ");
  for (size_t i = from; i < line->len; i++) sb_char(sb, line->chars[i]);
  sb_char(sb, '\n');
}

static void source_show(StrBuilder *sb, SourceText *source, Str *filename, const Position *p) {  // no columns: the first line only
  VM *vm = sb->vm;
  Snippet *s = mem_alloc(&vm->alloc, sizeof *s);
  if (!s) return;
  s->vm = vm;
  s->count = 0;
  s->anchors = (Anchors){0};
  bool any = false, columns = p->col || p->end_col;
  for (int64_t n = p->line; n <= (int64_t)p->end_line && s->count < MAX_LINES; n++) {
    SourceLine *line = &s->lines[s->count++];
    if (!sourcetext_line(source, filename, n, line) && !line->chars && !(line->chars = mem_alloc(&vm->alloc, line->cap = sizeof(uint32_t)))) s->count--;
    else any = any || line->len;
  }
  if (any && columns) snippet_show(sb, s, p);
  else if (any && s->count) first_line_show(sb, &s->lines[0]);
  for (size_t i = 0; i < s->count; i++) source_line_free(vm, &s->lines[i]);
  mem_free(&vm->alloc, s, sizeof *s);
}

static void entry_show(StrBuilder *sb, SourceText *source, const Traceback *tb, int64_t line, bool carets) {
  Value head = str_format_c(sb->vm, "  File \"%U\", line %ld, in %U\n", tb->code->filename, line, tb->code->name);
  if (head == V_ABSENT) {
    sb->failed = true;
    return;
  }
  sb_str(sb, as_str(head));
  release(sb->vm, head);
  Position p = {0};
  bool known = carets && code_position_of(tb->code, tb->pc, &p) && p.line && !tb->lineno;
  if (!known) p = (Position){.line = (uint32_t)line, .end_line = (uint32_t)line};
  source_show(sb, source, tb->code->filename, &p);
}

static void repeats_show(StrBuilder *sb, size_t count) {
  if (count <= REPEAT_CUTOFF) return;
  char text[80];
  count -= REPEAT_CUTOFF;
  snprintf(text, sizeof text, "  [Previous line repeated %zu more time%s]\n", count, count > 1 ? "s" : "");
  sb_c(sb, text);
}

// How many entries to leave out at the start: sys.tracebacklimit keeps the innermost.
static size_t entries_skipped(VM *vm, const Traceback *tb) {
  Value key = str_from_c(vm, "tracebacklimit"), limit = V_ABSENT;
  int64_t n;
  if (key != V_ABSENT && vm->sys && dict_find(vm, vm->sys->dict, key, &limit) < 0) limit = V_ABSENT;
  release(vm, key);
  error_clear(vm);
  if (limit == V_ABSENT || !is_integer(limit) || !int_to_i64(limit, &n)) return 0;
  size_t count = 0;
  for (; tb; tb = tb->next) count++;
  return n <= 0 ? count : count > (size_t)n ? count - (size_t)n : 0;
}

bool frames_format(StrBuilder *sb, SourceText *source, const Traceback *tb, bool carets) {
  const Str *file = NULL, *name = NULL;
  int64_t line = -1;
  size_t count = 0;
  for (size_t skip = entries_skipped(sb->vm, tb); skip && tb; skip--) tb = tb->next;
  for (; tb && !sb->failed; tb = tb->next) {
    int64_t now = traceback_line(tb);
    if (!file || now != line || !str_equal(file, tb->code->filename) || !str_equal(name, tb->code->name)) {
      repeats_show(sb, count);
      file = tb->code->filename;
      name = tb->code->name;
      line = now;
      count = 0;
    }
    if (++count <= REPEAT_CUTOFF) entry_show(sb, source, tb, now, carets);
  }
  repeats_show(sb, count);
  return !sb->failed;
}
