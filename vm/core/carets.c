// SPDX-License-Identifier: MIT
// carets.c - finds the operator or the brackets that a failing expression is about.
//
// The text is what the position of the failing instruction covers: a whole expression. Only its outermost operation counts, so a scan
// over tokens at bracket depth 0 with the precedence of operators is enough; anything else than arithmetic, a subscript or a call has
// no anchors. The two columns of an operator follow CPython's rule, which also takes the bracket of `a+(b)` for half of one.
#include "vm/core/traceback.h"
#include "vm/core/vm.h"

typedef enum { TOKEN_NAME, TOKEN_NUMBER, TOKEN_STRING, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_OP } TokenKind;
typedef struct Token { uint32_t start, end, match; uint8_t kind, prec; } Token;
typedef struct Scan { const uint32_t *s; size_t len; Token *tokens; size_t count; } Scan;

static bool is_name_char(uint32_t c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c >= 128;
}

static uint32_t at(const Scan *z, size_t i) { return i < z->len ? z->s[i] : 0; }

// Behind the string that starts at its opening quote. Replacement fields of f-strings may hold quotes of the same kind.
static size_t string_end(const Scan *z, size_t i, bool raw, bool formatted) {
  uint32_t quote = z->s[i];
  size_t width = at(z, i + 1) == quote && at(z, i + 2) == quote ? 3 : 1;
  unsigned depth = 0;
  for (i += width; i < z->len;) {
    uint32_t c = z->s[i];
    if (c == '\\' && depth == 0) i += raw && at(z, i + 1) != quote ? 1 : 2;
    else if (formatted && c == '{' && depth == 0 && at(z, i + 1) == '{') i += 2;
    else if (formatted && c == '{') depth++, i++;
    else if (formatted && c == '}' && depth) depth--, i++;
    else if (depth && (c == '"' || c == '\'')) {
      uint32_t inner = c;
      for (i++; i < z->len && z->s[i] != inner; i++) {}
      i++;
    } else if (depth == 0 && c == quote && (width == 1 || (at(z, i + 1) == quote && at(z, i + 2) == quote))) return i + width;
    else i++;
  }
  return z->len;
}

static bool is_string_prefix(const Scan *z, size_t start, size_t end) {
  if (end - start > 2 || (at(z, end) != '"' && at(z, end) != '\'')) return false;
  for (size_t i = start; i < end; i++) {
    uint32_t c = z->s[i] | 32;
    if (c != 'r' && c != 'b' && c != 'u' && c != 'f') return false;
  }
  return true;
}

static bool has_letter(const Scan *z, size_t start, size_t end, uint32_t letter) {
  for (size_t i = start; i < end; i++) if ((z->s[i] | 32) == letter) return true;
  return false;
}

static size_t operator_width(const Scan *z, size_t i) {
  static const char *const two[] = {"**", "//", "<<", ">>", "<=", ">=", "==", "!=", ":=", "->", "+=", "-=", "*=", "/=", "%=", "@=", "&=", "|=", "^="};
  uint32_t a = z->s[i], b = at(z, i + 1);
  for (size_t k = 0; k < sizeof two / sizeof *two; k++)
    if ((uint32_t)two[k][0] == a && (uint32_t)two[k][1] == b) return (k < 4 && at(z, i + 2) == '=') ? 3 : 2;
  return 1;
}

// 0: not a binary operator.
static uint8_t precedence(const Scan *z, size_t start, size_t width) {
  uint32_t a = z->s[start];
  if (width == 2) {
    if (z->s[start + 1] != a) return 0;
    return a == '*' ? 8 : a == '/' ? 6 : a == '<' || a == '>' ? 4 : 0;
  }
  switch (width == 1 ? a : 0) {
    case '|': return 1;
    case '^': return 2;
    case '&': return 3;
    case '+': case '-': return 5;
    case '*': case '/': case '%': case '@': return 6;
    default: return 0;
  }
}

static void token_add(Scan *z, TokenKind kind, size_t start, size_t end) {
  z->tokens[z->count++] = (Token){(uint32_t)start, (uint32_t)end, 0, (uint8_t)kind, 0};
}

static size_t word_scan(Scan *z, size_t start) {
  size_t i = start;
  bool number = z->s[i] >= '0' && z->s[i] <= '9';
  while (i < z->len && (is_name_char(z->s[i]) || (number && z->s[i] == '.'))) {
    uint32_t c = z->s[i++] | 32;
    if (number && c == 'e' && (at(z, i) == '+' || at(z, i) == '-') && !has_letter(z, start, i, 'x')) i++;
  }
  if (!number && is_string_prefix(z, start, i)) {
    size_t end = string_end(z, i, has_letter(z, start, i, 'r'), has_letter(z, start, i, 'f'));
    token_add(z, TOKEN_STRING, start, end);
    return end;
  }
  token_add(z, number ? TOKEN_NUMBER : TOKEN_NAME, start, i);
  return i;
}

static size_t symbol_scan(Scan *z, size_t i) {
  uint32_t c = z->s[i];
  if (c == '(' || c == '[' || c == '{') return token_add(z, TOKEN_OPEN, i, i + 1), i + 1;
  if (c == ')' || c == ']' || c == '}') return token_add(z, TOKEN_CLOSE, i, i + 1), i + 1;
  size_t width = operator_width(z, i);
  token_add(z, TOKEN_OP, i, i + width);
  z->tokens[z->count - 1].prec = precedence(z, i, width);
  return i + width;
}

static void tokenize(Scan *z) {
  for (size_t i = 0; i < z->len;) {
    uint32_t c = z->s[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' || c == '\\') i++;
    else if (c == '#') while (i < z->len && z->s[i] != '\n') i++;
    else if (c == '"' || c == '\'') {
      size_t end = string_end(z, i, false, false);
      token_add(z, TOKEN_STRING, i, end);
      i = end;
    } else if (is_name_char(c)) i = word_scan(z, i);
    else if (c == '.' && at(z, i + 1) >= '0' && at(z, i + 1) <= '9') {
      size_t end = i + 1;
      while (end < z->len && is_name_char(z->s[end])) end++;
      token_add(z, TOKEN_NUMBER, i, end);
      i = end;
    } else if (c == '.' && at(z, i + 1) == '.' && at(z, i + 2) == '.') {
      token_add(z, TOKEN_NUMBER, i, i + 3);
      i += 3;
    } else i = symbol_scan(z, i);
  }
}

// Each bracket learns its partner. false: unbalanced.
static bool brackets_match(Scan *z) {
  uint32_t open = UINT32_MAX;  // innermost open one; its `match` links to the one around it
  for (uint32_t i = 0; i < z->count; i++) {
    Token *t = &z->tokens[i];
    if (t->kind == TOKEN_OPEN) {
      t->match = open;
      open = i;
    } else if (t->kind == TOKEN_CLOSE) {
      if (open == UINT32_MAX) return false;
      uint32_t outer = z->tokens[open].match;
      z->tokens[open].match = i;
      t->match = open;
      open = outer;
    }
  }
  return open == UINT32_MAX;
}

static bool token_is(const Scan *z, const Token *t, const char *text) {
  size_t n = strlen(text);
  if (t->end - t->start != n) return false;
  for (size_t i = 0; i < n; i++) if (z->s[t->start + i] != (unsigned char)text[i]) return false;
  return true;
}

static bool is_keyword(const Scan *z, const Token *t) {
  static const char *const words[] = {"and", "as", "assert", "async", "break", "class", "continue", "def", "del", "elif", "else", "except",
    "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try",
    "while", "with", "yield"};
  if (t->kind != TOKEN_NAME) return false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) if (token_is(z, t, words[i])) return true;
  return false;
}

// Whether the bracket at `open` holds one expression, so that the brackets are no part of it.
static bool is_group(const Scan *z, size_t open) {
  if (!token_is(z, &z->tokens[open], "(") || z->tokens[open].match == open + 1) return false;
  for (size_t i = open + 1; i < z->tokens[open].match; i++) {
    const Token *t = &z->tokens[i];
    if (token_is(z, t, ",") || token_is(z, t, "for") || token_is(z, t, ":=")) return false;
    if (t->kind == TOKEN_OPEN) i = t->match;
  }
  return true;
}

typedef struct Shape1 { bool ok, unary; size_t op; } Shape1;  // op: index of the outermost binary operator; 0: none

static bool binds_looser(const Token *a, const Token *b) { return a->prec < b->prec || (a->prec == b->prec && a->prec != 8); }

static Shape1 expression_shape(const Scan *z, size_t from, size_t to) {
  Shape1 r = {true, false, 0};
  bool operand = true;  // one is expected
  for (size_t i = from; i < to; i++) {
    const Token *t = &z->tokens[i];
    if (is_keyword(z, t)) return (Shape1){0};
    if (t->kind == TOKEN_OP && token_is(z, t, ".") && !operand) {
      i++;
    } else if (t->kind != TOKEN_OP) {
      if (t->kind == TOKEN_NAME && token_is(z, t, "await") && operand) {
        r.unary = r.unary || i == from;
        continue;
      }
      if (t->kind == TOKEN_OPEN) i = t->match;
      operand = false;
    } else if (operand) {
      if (!token_is(z, t, "+") && !token_is(z, t, "-") && !token_is(z, t, "~")) return (Shape1){0};
      r.unary = r.unary || i == from;
    } else {
      if (!t->prec) return (Shape1){0};
      if (!r.op || binds_looser(t, &z->tokens[r.op])) r.op = i;
      operand = true;
    }
  }
  if (operand) return (Shape1){0};
  // -a ** b is the negation of a power, while await binds tighter than any operator.
  if (r.op && r.unary && z->tokens[r.op].prec == 8 && z->tokens[from].kind == TOKEN_OP) r.op = 0;
  return r;
}

static void place(const Scan *z, size_t index, size_t *line, size_t *col) {
  *line = *col = 0;
  for (size_t i = 0; i < index; i++) {
    ++*col;
    if (z->s[i] == '\n') ++*line, *col = 0;
  }
}

static Anchors anchors_between(const Scan *z, size_t start, size_t end) {
  Anchors a = {.found = true};
  place(z, start, &a.left_line, &a.left_col);
  place(z, end, &a.right_line, &a.right_col);
  return a;
}

static Anchors operator_anchors(const Scan *z, size_t op, size_t to) {
  const Token *t = &z->tokens[op], *right = t + 1;
  size_t end = t->end;
  bool touching = right->start == t->end && t->end - t->start == 1;
  if (touching && right->kind == TOKEN_OPEN && right->match == to - 1 && is_group(z, op + 1)) end++;
  return anchors_between(z, t->start, end);
}

static Anchors analyse(const Scan *z) {
  size_t from = 0, to = z->count;
  while (to > from && z->tokens[from].kind == TOKEN_OPEN && z->tokens[from].match == to - 1 && is_group(z, from)) from++, to--;
  Shape1 shape = to > from ? expression_shape(z, from, to) : (Shape1){0};
  if (!shape.ok) return (Anchors){0};
  if (shape.op) return operator_anchors(z, shape.op, to);
  const Token *last = &z->tokens[to - 1];
  if (shape.unary || last->kind != TOKEN_CLOSE || last->match == from || token_is(z, last, "}")) return (Anchors){0};
  Anchors a = anchors_between(z, z->tokens[last->match].start, last->end);
  a.plain_call = from == 0 && token_is(z, last, ")") && last->match == 1 && z->tokens[0].kind == TOKEN_NAME;
  return a;
}

Anchors carets_find(VM *vm, const uint32_t *text, size_t len) {
  Scan z = {text, len, NULL, 0};
  size_t size = (len + 1) * sizeof *z.tokens;
  if (len > 100000 || !(z.tokens = mem_alloc(&vm->alloc, size))) return (Anchors){0};
  tokenize(&z);
  Anchors a = z.count && brackets_match(&z) ? analyse(&z) : (Anchors){0};
  mem_free(&vm->alloc, z.tokens, size);
  return a;
}
