// SPDX-License-Identifier: MIT
// repl_test.c - sessions at the prompt, read from files: keys are sent, screens are waited for (README.md beside it has the format).
//   repl_test ASTER FILE.session...
//   repl_test --random KEYS SEED ASTER       random keys, then the prompt must still answer
//   repl_test --long LINES ASTER             many cells, after which the process must not have grown
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "tests/repl/pty.h"

enum { LIMIT_MS = 30000, ENV_MAX = 24, ROW_BYTES = 8 * 1024, SCREEN_BYTES = 1 << 18 };

typedef struct Session {
  Pty pty;
  const char *aster, *path;
  FILE *file;
  int line;
  char folder[64];
  char *env[ENV_MAX + 1];
  int nenv, columns, rows;
  bool started, failed;
} Session;

static long now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

// ---- the environment of a session

static void set_env(Session *s, const char *text) {
  size_t name = strcspn(text, "=") + 1;
  for (int i = 0; i < s->nenv; i++) {
    if (strncmp(s->env[i], text, name) != 0) continue;
    free(s->env[i]);
    s->env[i] = strdup(text);
    return;
  }
  if (s->nenv < ENV_MAX) s->env[s->nenv++] = strdup(text);
}

static void prepare(Session *s) {
  char text[128];
  strcpy(s->folder, "/tmp/aster-repl-XXXXXX");
  if (!mkdtemp(s->folder)) perror("mkdtemp"), exit(2);
  snprintf(text, sizeof text, "HOME=%s", s->folder);
  set_env(s, text);
  set_env(s, "TERM=xterm-256color");
  set_env(s, "LANG=C.UTF-8");
  set_env(s, "PATH=/usr/bin:/bin");
  set_env(s, "ASTER_NO_REFLOW=1");   // libvterm does not wrap its lines anew
  s->columns = 80;
  s->rows = 24;
}

static void finish(Session *s) {
  char command[128];
  pty_end(&s->pty);
  for (int i = 0; i < s->nenv; i++) free(s->env[i]);
  snprintf(command, sizeof command, "rm -rf '%s'", s->folder);
  if (system(command) != 0) fprintf(stderr, "%s is left\n", s->folder);
}

// ---- waiting

static void show_screen(Session *s) {
  char row[ROW_BYTES];
  int last = s->rows - 1;
  for (; last > 0; last--) {
    pty_row(&s->pty, last, row);
    if (*row) break;
  }
  for (int y = 0; y <= last; y++) {
    pty_row(&s->pty, y, row);
    printf("  |%s\n", row);
  }
  printf("  cursor %d %d\n", s->pty.cursor.row, s->pty.cursor.col);
}

static bool fail(Session *s, const char *what, const char *detail) {
  printf("FAIL repl, %s:%d: %s %s\n", s->path, s->line, what, detail);
  if (s->pty.vt) show_screen(s);
  if (s->pty.vt && s->pty.fd < 0) printf("  it has ended with status %d\n", s->pty.status);
  s->failed = true;
  return false;
}

static bool wait_for(Session *s, bool (*holds)(Session *, const char *), const char *argument) {
  for (long limit = now_ms() + LIMIT_MS; !holds(s, argument);) {
    if (now_ms() > limit) return false;
    if (!pty_pump(&s->pty, 50) && s->pty.fd < 0) return holds(s, argument);
  }
  return true;
}

static bool is_ready(Session *s, const char *unused) { return (void)unused, s->pty.ready; }
static bool has_ended(Session *s, const char *unused) { return (void)unused, s->pty.fd < 0; }

static bool shows(Session *s, const char *wanted, void (*read_row)(Pty *, int, char *)) {
  char row[ROW_BYTES];
  for (int y = 0; y < s->rows; y++) {
    size_t len = strcspn(wanted, "\n");
    read_row(&s->pty, y, row);
    if (strlen(row) != len || memcmp(row, wanted, len) != 0) return false;
    if (wanted[len]) wanted += len + 1;
    else wanted += len;
  }
  return *wanted == 0;
}
static bool shows_text(Session *s, const char *wanted) { return shows(s, wanted, pty_row); }
static bool shows_looks(Session *s, const char *wanted) { return shows(s, wanted, pty_looks); }

static bool contains(Session *s, const char *wanted) {
  char row[ROW_BYTES];
  for (int y = 0; y < s->rows; y++) {
    pty_row(&s->pty, y, row);
    if (strstr(row, wanted)) return true;
  }
  return false;
}

static bool cursor_is(Session *s, const char *wanted) {
  char text[32];
  snprintf(text, sizeof text, "%d %d", s->pty.cursor.row, s->pty.cursor.col);
  return strcmp(text, wanted) == 0;
}

// ---- keys

static const struct { const char *name, *bytes; } names[] = {
  {"Enter", "\r"}, {"Tab", "\t"}, {"S-Tab", "\033[Z"}, {"Backspace", "\177"}, {"Esc", "\033"}, {"Up", "\033[A"}, {"Down", "\033[B"},
  {"Right", "\033[C"}, {"Left", "\033[D"}, {"Home", "\033[H"}, {"End", "\033[F"}, {"Delete", "\033[3~"}, {"C-Left", "\033[1;5D"},
  {"C-Right", "\033[1;5C"}, {"Paste", "\033[200~"}, {"EndPaste", "\033[201~"}, {"Space", " "}, {"lt", "<"}, {"M-lt", "\033<"}, {"M-gt", "\033>"},
};

// `text<Enter>` with names of keys in angle brackets (<C-a>, <M-f> too) as the bytes that a terminal sends.
static size_t read_keys(const char *text, char *out) {
  size_t len = 0;
  while (*text) {
    const char *end = *text == '<' ? strchr(text, '>') : NULL;
    size_t size = end ? (size_t)(end - text - 1) : 0, i = 0;
    for (; end && i < sizeof names / sizeof *names; i++) {
      if (strlen(names[i].name) == size && memcmp(names[i].name, text + 1, size) == 0) break;
    }
    if (end && i < sizeof names / sizeof *names) {
      len += (size_t)sprintf(out + len, "%s", names[i].bytes);
    } else if (end && size == 3 && text[1] == 'C' && text[2] == '-') {
      out[len++] = text[3] & 31;
    } else if (end && size >= 3 && text[1] == 'M' && text[2] == '-') {
      out[len++] = '\033';
      out[len++] = text[3];
    } else {
      out[len++] = *text++;
      continue;
    }
    text = end + 1;
  }
  return len;
}

// ---- steps

// The lines up to `end`, joined; NULL: there is no end.
static char *read_block(Session *s) {
  char *block = calloc(1, SCREEN_BYTES), line[ROW_BYTES];
  size_t len = 0;
  while (block && fgets(line, sizeof line, s->file)) {
    s->line++;
    if (strcmp(line, "end\n") == 0) {
      while (len && block[len - 1] == '\n') block[--len] = 0;
      return block;
    }
    size_t n = strlen(line);
    if (len + n + 1 < SCREEN_BYTES) memcpy(block + len, line, n + 1), len += n;
  }
  free(block);
  fail(s, "a block without", "end");
  return NULL;
}

static bool start(Session *s, const char *options) {
  char *argv[12] = {(char *)s->aster}, words[512], *more = getenv("REPL_OPTIONS");
  int count = 1;
  snprintf(words, sizeof words, "%s %s", more ? more : "", options ? options : "-q");
  for (char *word = strtok(words, " "); word && count < 11; word = strtok(NULL, " ")) argv[count++] = word;
  s->started = true;
  return pty_start(&s->pty, argv, s->env, s->folder, s->columns, s->rows) || fail(s, "cannot start", s->aster);
}

static bool step_block(Session *s, const char *verb, const char *argument) {
  char *block = read_block(s);
  bool ok = block != NULL;
  if (!ok) return false;
  if (strcmp(verb, "file") == 0) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", s->folder, argument);
    FILE *f = fopen(path, "w");
    ok = f && fprintf(f, "%s\n", block) >= 0;
    if (f) fclose(f);
  } else if (strcmp(verb, "paste") == 0) {
    ok = wait_for(s, is_ready, NULL) || fail(s, "no prompt for", verb);
    pty_send(&s->pty, "\033[200~", 6);
    pty_send(&s->pty, block, strlen(block));
    pty_send(&s->pty, "\033[201~", 6);
  } else {
    bool looks = strcmp(verb, "looks") == 0;
    ok = wait_for(s, looks ? shows_looks : shows_text, block) || fail(s, "the screen is not as expected:", looks ? "looks" : "text");
    if (!ok && looks) {
      char row[ROW_BYTES];
      for (int y = 0; y < s->rows; y++) if (pty_looks(&s->pty, y, row), *row) printf("  looks %2d |%s\n", y, row);
    }
  }
  free(block);
  return ok;
}

static bool step_file_is(Session *s, const char *name) {
  char path[256], got[ROW_BYTES] = "";
  char *block = read_block(s);
  snprintf(path, sizeof path, "%s/%s", s->folder, name);
  FILE *f = fopen(path, "r");
  size_t n = f ? fread(got, 1, sizeof got - 1, f) : 0;
  if (f) fclose(f);
  while (n && got[n - 1] == '\n') got[--n] = 0;
  bool ok = block && strcmp(block, got) == 0;
  free(block);
  return ok || fail(s, "the file holds", got);
}

// `KEY TEXT`: the key again and again until the text is shown, for signals, of which the system may make one of several.
static bool step_repeat(Session *s, const char *argument) {
  char key[32], bytes[64];
  const char *text = strchr(argument, ' ');
  if (!text || text - argument >= (long)sizeof key) return fail(s, "repeat needs a key and a text:", argument);
  snprintf(key, sizeof key, "%.*s", (int)(text - argument), argument);
  size_t len = read_keys(key, bytes);
  for (long limit = now_ms() + LIMIT_MS; !contains(s, text + 1);) {
    if (now_ms() > limit) return fail(s, "never shown:", text + 1);
    pty_send(&s->pty, bytes, len);
    for (long pause = now_ms() + 200; now_ms() < pause && !contains(s, text + 1);) pty_pump(&s->pty, 50);
  }
  return true;
}

// Enter may start a cell: what the program writes about that has come before the next keys ask whether it is ready.
static void settle(Session *s) {
  enum { ANSWER_MS = 2000, QUIET_MS = 20 };
  if (!pty_pump(&s->pty, ANSWER_MS)) return;
  while (pty_pump(&s->pty, QUIET_MS)) {}
}

static bool send_keys(Session *s, const char *text, bool typed) {
  char bytes[ROW_BYTES];
  size_t len = read_keys(text, bytes);
  while (typed && pty_pump(&s->pty, 0)) {}   // what it wrote before is no answer
  pty_send(&s->pty, bytes, len);
  if (typed && memchr(bytes, '\r', len)) settle(s);
  return true;
}

static bool step(Session *s, const char *verb, const char *argument) {
  char bytes[ROW_BYTES];
  int a, b;
  if (strcmp(verb, "env") == 0) return set_env(s, argument), true;
  if (strcmp(verb, "size") == 0 && sscanf(argument, "%d %d", &s->columns, &s->rows) == 2) return true;
  if (strcmp(verb, "file") == 0) return step_block(s, verb, argument);
  if (strcmp(verb, "run") == 0) return start(s, argument);
  if (!s->started && !start(s, NULL)) return false;
  if (strcmp(verb, "screen") == 0 || strcmp(verb, "looks") == 0 || strcmp(verb, "paste") == 0) return step_block(s, verb, argument);
  if (strcmp(verb, "repeat") == 0) return step_repeat(s, argument);
  if (strcmp(verb, "file-is") == 0) return step_file_is(s, argument);
  if (strcmp(verb, "keys") == 0 && !wait_for(s, is_ready, NULL)) return fail(s, "no prompt for", argument);
  if (strncmp(verb, "keys", 4) == 0) return send_keys(s, argument, verb[4] == 0);
  if (strcmp(verb, "resize") == 0 && sscanf(argument, "%d %d", &a, &b) == 2) {
    s->columns = a;
    s->rows = b;
    return pty_resize(&s->pty, a, b), true;
  }
  if (strcmp(verb, "wait") == 0) return wait_for(s, contains, argument) || fail(s, "never shown:", argument);
  if (strcmp(verb, "cursor") == 0) return wait_for(s, cursor_is, argument) || fail(s, "the cursor is not at", argument);
  if (strcmp(verb, "exit") == 0) {
    if (!wait_for(s, has_ended, NULL)) return fail(s, "it does not end", "");
    snprintf(bytes, sizeof bytes, "%d", s->pty.status);
    return strcmp(bytes, argument) == 0 || fail(s, "exit status", bytes);
  }
  return fail(s, "unknown step", verb);
}

static bool run_file(const char *aster, const char *path) {
  Session s = {.aster = aster, .path = path, .file = fopen(path, "r")};
  char line[ROW_BYTES];
  if (!s.file) return perror(path), false;
  prepare(&s);
  while (!s.failed && fgets(line, sizeof line, s.file)) {
    s.line++;
    line[strcspn(line, "\n")] = 0;
    if (!*line || *line == '#') continue;
    char *argument = strchr(line, ' ');
    if (argument) *argument++ = 0;
    step(&s, line, argument ? argument : "");
  }
  fclose(s.file);
  finish(&s);
  return !s.failed;
}

// ---- random keys

static const char *const pieces[] = {
  "\r", "\r", "\t", "\033[A", "\033[B", "\033[C", "\033[D", "\033[H", "\033[F", "\033[3~", "\033[1;5D", "\177", "\001", "\005", "\013", "\025", "\031",
  "\033y", "\022", "\023", "\007", "\024", "\027", "\037", "\033b", "\033f", "\033d", "\033\177", "\014", "\003", "\033", "\033[", "\033[200~a = [1,\n2]\033[201~", "(", ")", "[",
  "]", "{", "}", "'", "\"", "\"\"\"", ":", "#", "\\", "a", "if x:", "def f():", "print(", "asyncio.", "1 + 1", "\xe6\xbc\xa2", "e\xcc\x81", "\xf0\x9f\x98\x80",
  "\xff", "\xe6", " ", "    ", "await asyncio.sleep(0)", ":tasks", ":he", "x = 3", "\033[99;99;99~", "\033O", "\033[1;2", "\000",
};

static void send_random(Session *s) {
  static const int sizes[][2] = {{80, 24}, {20, 5}, {200, 50}, {7, 3}, {4, 2}};
  if (!s->pty.ready && rand() % 3) {   // a cell runs, perhaps for ever: a flood of keys would fill the terminal before Ctrl-C gets through
    if (rand() % 8 == 0) pty_send(&s->pty, "\003", 1);
    pty_pump(&s->pty, 2);
    return;
  }
  int choice = rand() % 400;
  if (choice < 5) {
    s->columns = sizes[choice][0];
    s->rows = sizes[choice][1];
    pty_resize(&s->pty, s->columns, s->rows);
    pty_renew(&s->pty);
    return;
  }
  const char *piece = pieces[rand() % (int)(sizeof pieces / sizeof *pieces)];
  pty_send(&s->pty, piece, *piece ? strlen(piece) : 1);
}

// The prompt comes back to life: whatever is half typed is ended and cleared, and a cell is run.
static bool answers(Session *s) {
  s->columns = 80;
  s->rows = 24;
  pty_resize(&s->pty, 80, 24);
  pty_renew(&s->pty);
  pty_send(&s->pty, "\033[201~\007\007\003", 9);
  for (int i = 0; i < 20; i++) {
    while (pty_pump(&s->pty, 200)) {}
    pty_send(&s->pty, "\003", 1);
    if (wait_for(s, is_ready, NULL)) pty_send(&s->pty, "\rprint('ali' + 've')\r", 21);
    for (int k = 0; k < 20 && s->pty.fd >= 0 && !contains(s, "alive"); k++) pty_pump(&s->pty, 100);
    if (contains(s, "alive")) return true;
  }
  return fail(s, "no answer after random keys", "");
}

static bool run_random(const char *aster, int count, unsigned seed) {
  Session s = {.aster = aster, .path = "random keys, seed", .line = (int)seed};
  prepare(&s);
  srand(seed);
  bool ok = start(&s, NULL) && (wait_for(&s, is_ready, NULL) || fail(&s, "no prompt", ""));
  for (int i = 0; ok && i < count && s.pty.fd >= 0; i++) {
    send_random(&s);
    for (int k = 0; k < 8 && pty_pump(&s.pty, 0); k++) {}
  }
  if (ok && s.pty.fd < 0) ok = fail(&s, "it ended", "");
  ok = ok && answers(&s);
  finish(&s);
  return ok;
}

// ---- long sessions

static long resident_kb(pid_t pid) {
  char path[64], line[128];
  long kb = -1;
  snprintf(path, sizeof path, "/proc/%d/status", (int)pid);
  FILE *f = fopen(path, "r");
  while (f && fgets(line, sizeof line, f)) if (sscanf(line, "VmRSS: %ld", &kb) == 1) break;
  if (f) fclose(f);
  return kb;
}

static bool run_long(const char *aster, int count) {
  Session s = {.aster = aster, .path = "a long session"};
  char text[96];
  long middle = 0;
  prepare(&s);
  set_env(&s, "ASTER_HISTORY=");
  bool ok = start(&s, NULL);
  for (int i = 1; ok && i <= count; i++) {
    ok = wait_for(&s, is_ready, NULL) || fail(&s, "no prompt", "");
    s.pty.ready = false;
    int len = snprintf(text, sizeof text, "line = %d; 'number %d'\r", i, i);
    pty_send(&s.pty, text, (size_t)len);
    if (i % 100 == 0) {
      snprintf(text, sizeof text, "'number %d'", i);
      ok = ok && (wait_for(&s, contains, text) || fail(&s, "never shown:", text));
    }
    if (i == count / 2) middle = resident_kb(s.pty.pid);
  }
  long grown = ok ? resident_kb(s.pty.pid) - middle : 0;
  snprintf(text, sizeof text, "%ld kB in the second half of %d lines", grown, count);
  if (ok && grown > 1500) ok = fail(&s, "it grew by", text);
  if (ok && getenv("VERBOSE")) printf("grew by %s\n", text);
  finish(&s);
  return ok;
}

int main(int argc, char **argv) {
  int passed = 0, failed = 0;
  setvbuf(stdout, NULL, _IOLBF, 0);
  if (argc == 5 && strcmp(argv[1], "--random") == 0) {
    run_random(argv[4], atoi(argv[2]), (unsigned)atoi(argv[3])) ? passed++ : failed++;
  } else if (argc == 4 && strcmp(argv[1], "--long") == 0) {
    run_long(argv[3], atoi(argv[2])) ? passed++ : failed++;
  } else if (argc < 3) {
    fprintf(stderr, "usage: repl_test ASTER FILE.session... | --random KEYS SEED ASTER | --long LINES ASTER\n");
    return 2;
  }
  for (int i = 2; i < argc && argv[1][0] != '-'; i++) run_file(argv[1], argv[i]) ? passed++ : failed++;
  printf("%d passed, %d failed\n", passed, failed);
  return failed != 0;
}
