// SPDX-License-Identifier: MIT
// run_tests.c - run every script that has an expectation beside it, in parallel, and compare.
//
//   run_tests [-v] [-j N] [--aster PATH] [--timeout S] [--env K=V]... [--filter SUBSTR]
//             [--fail-list FILE] [--option WORD]... [--skip-list FILE] DIR-OR-SCRIPT...
//
// A test is a file x.as with an x.out beside it. It runs in its own folder under its bare name, as the leader of a
// process group, which is killed when the leader ends or when the time is up. Its streams go to unlinked temporary
// files: no pipe can fill up, and a forgotten grandchild cannot hold the runner back. The folder's path is cut from
// the output before the comparison, just as tools/capture.py cuts it from the expectation.
// A script that opens with `# transcript` has its stderr compared as transcript.h says; `run_tests --transcript` does that to what it reads.
//
// Tests are started in sorted order and reported in that order, whatever order they end in.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tools/transcript.h"

enum {
  MAX_WORDS = 64,          // arguments and variables of one script
  DIFF_CONTEXT = 2,        // equal lines shown around a difference
  DIFF_LINES = 40,         // lines of one difference shown at most
  DIFF_WIDTH = 200,        // bytes of one line shown at most
  LCS_LIMIT = 1500,        // beyond so many differing lines no alignment is attempted
};
#define OUTPUT_LIMIT (256u << 20)

typedef struct { char *data; size_t len, cap; } Text;
typedef struct { char **items; size_t count, cap; } List;

typedef struct {
  char *path;              // as reported: the folder given, then the way down, without ".as"
  bool known, done, failed;
  Text report;
} Test;

typedef struct { Test *test; pid_t pid; int out, err; double deadline; bool timed_out; } Job;

typedef struct {
  const char *aster, *filter;
  List env, known, skipped, paths, words;  // words: given to the interpreter before the script
  double timeout;
  long jobs;
  bool verbose;
} Options;

// ---- small helpers -------------------------------------------------------------------------------------------------

static _Noreturn void die(const char *format, ...) {
  va_list args;
  va_start(args, format);
  fputs("run_tests: ", stderr);
  vfprintf(stderr, format, args);
  fputc('\n', stderr);
  va_end(args);
  exit(2);
}

static void *grow(void *block, size_t size) {
  void *result = realloc(block, size);
  if (!result) die("out of memory");
  return result;
}

static void list_add(List *list, const char *item) {
  if (list->count == list->cap) {
    list->cap = list->cap ? list->cap * 2 : 16;
    list->items = grow(list->items, list->cap * sizeof *list->items);
  }
  char *copy = strdup(item);
  if (!copy) die("out of memory");
  list->items[list->count++] = copy;
}

static void list_clear(List *list) {
  for (size_t i = 0; i < list->count; i++) free(list->items[i]);
  free(list->items);
  *list = (List){0};
}

static void text_add(Text *text, const char *data, size_t len) {
  if (text->len + len + 1 > text->cap) {
    text->cap = (text->len + len + 1) * 2;
    text->data = grow(text->data, text->cap);
  }
  memcpy(text->data + text->len, data, len);
  text->len += len;
  text->data[text->len] = 0;
}

static void text_print(Text *text, const char *format, ...) {
  char line[1024];
  va_list args;
  va_start(args, format);
  int len = vsnprintf(line, sizeof line, format, args);
  va_end(args);
  if (len > 0) text_add(text, line, (size_t)len < sizeof line ? (size_t)len : sizeof line - 1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static bool ends_with(const char *s, const char *tail) {
  size_t n = strlen(s), m = strlen(tail);
  return n >= m && strcmp(s + n - m, tail) == 0;
}

static char *join(const char *path, const char *suffix) {
  char *result;
  if (asprintf(&result, "%s%s", path, suffix) < 0) die("out of memory");
  return result;
}

static bool read_fd(int fd, Text *text) {
  char block[65536];
  ssize_t n;
  text_add(text, "", 0);
  while ((n = read(fd, block, sizeof block)) > 0) text_add(text, block, (size_t)n);
  return n == 0;
}

// The whole file, or false if there is none.
static bool read_file(const char *path, const char *suffix, Text *text) {
  char *name = join(path, suffix);
  int fd = open(name, O_RDONLY | O_CLOEXEC);
  free(name);
  if (fd < 0) return false;
  bool ok = read_fd(fd, text);
  close(fd);
  return ok;
}

// Cuts every occurrence of `what` out of the text.
static void text_cut(Text *text, const char *what) {
  size_t len = strlen(what), to = 0;
  for (size_t from = 0; from < text->len;) {
    if (text->len - from >= len && memcmp(text->data + from, what, len) == 0) from += len;
    else text->data[to++] = text->data[from++];
  }
  text->len = to;
  if (text->data) text->data[to] = 0;
}

// ---- finding the tests ---------------------------------------------------------------------------------------------

static bool has_expectation(const char *base) {
  char *name = join(base, ".out");
  bool found = access(name, F_OK) == 0;
  free(name);
  return found;
}

static void find_file(const char *path, List *found) {
  if (!ends_with(path, ".as")) return;
  char *base = strndup(path, strlen(path) - 3);
  if (!base) die("out of memory");
  if (has_expectation(base)) list_add(found, base);
  free(base);
}

static void find_tests(const char *path, List *found) {
  struct stat info;
  if (stat(path, &info) < 0) die("%s: %s", path, strerror(errno));
  if (!S_ISDIR(info.st_mode)) {
    find_file(path, found);
    return;
  }
  DIR *dir = opendir(path);
  if (!dir) die("%s: %s", path, strerror(errno));
  for (struct dirent *entry; (entry = readdir(dir));) {
    if (entry->d_name[0] == '.') continue;
    char *child;
    if (asprintf(&child, "%s/%s", path, entry->d_name) < 0) die("out of memory");
    if (entry->d_type != DT_REG || ends_with(child, ".as")) {
      if (stat(child, &info) == 0) find_tests(child, found);
    }
    free(child);
  }
  closedir(dir);
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

static bool is_listed(const List *list, const char *path) {
  for (size_t i = 0; i < list->count; i++) {
    const char *entry = list->items[i];
    if (!ends_with(path, entry)) continue;
    size_t at = strlen(path) - strlen(entry);
    if (at == 0 || path[at - 1] == '/') return true;
  }
  return false;
}

static Test *collect(const Options *options, size_t *count) {
  List found = {0};
  for (size_t i = 0; i < options->paths.count; i++) find_tests(options->paths.items[i], &found);
  if (found.count) qsort(found.items, found.count, sizeof *found.items, by_name);
  Test *tests = calloc(found.count + 1, sizeof *tests);
  if (!tests) die("out of memory");
  *count = 0;
  for (size_t i = 0; i < found.count; i++) {
    const char *path = found.items[i];
    if (i && strcmp(path, found.items[i - 1]) == 0) continue;
    if ((options->filter && !strstr(path, options->filter)) || is_listed(&options->skipped, path)) continue;
    Test *test = &tests[(*count)++];
    test->path = join(path, "");
    test->known = is_listed(&options->known, path);
  }
  list_clear(&found);
  return tests;
}

// ---- running one test ----------------------------------------------------------------------------------------------

// Splits like a shell that knows blanks and quotes only.
static void split_words(char *line, List *words) {
  while (*line) {
    while (isspace((unsigned char)*line)) line++;
    if (!*line) return;
    char *out = line, *start = line, quote = 0;
    for (; *line && (quote || !isspace((unsigned char)*line)); line++) {
      if (quote ? *line == quote : *line == '\'' || *line == '"') quote = quote ? 0 : *line;
      else *out++ = *line;
    }
    bool more = *line != 0;
    *out = 0;
    list_add(words, start);
    if (more) line++;
  }
}

typedef struct { List options, args, env; bool transcript; } Directives;

// What the script's opening comment lines ask for: `# options: ...`, `# args: ...`, `# env: K=V`, `# virtual time`, `# transcript`.
static Directives read_directives(const char *path) {
  Directives d = {0};
  Text script = {0};
  if (!read_file(path, ".as", &script)) die("%s.as: %s", path, strerror(errno));
  char *rest = script.data, *line;
  while ((line = strsep(&rest, "\n")) && line[0] == '#') {
    line += 1 + strspn(line + 1, " ");
    if (strncmp(line, "args:", 5) == 0) split_words(line + 5, &d.args);
    else if (strncmp(line, "options:", 8) == 0) split_words(line + 8, &d.options);
    else if (strncmp(line, "env:", 4) == 0) list_add(&d.env, line + 4 + strspn(line + 4, " "));
    else if (strcmp(line, "virtual time") == 0) list_add(&d.options, "--virtual-time");
    else if (strcmp(line, "transcript") == 0) d.transcript = true;
  }
  free(script.data);
  return d;
}

static void directives_clear(Directives *d) {
  list_clear(&d->options);
  list_clear(&d->args);
  list_clear(&d->env);
}

static bool is_transcript(const char *path) {
  Directives d = read_directives(path);
  directives_clear(&d);
  return d.transcript;
}

static void set_variable(char *assignment) {
  char *equals = strchr(assignment, '=');
  if (!equals) return;
  *equals = 0;
  setenv(assignment, equals + 1, 1);
}

extern char **environ;

// The same surroundings that tools/capture.py gives CPython.
static void set_environment(const Options *options, List *extra) {
  List names = {0};
  for (char **e = environ; *e; e++) {
    if (strncmp(*e, "PYTHON", 6) == 0 || strncmp(*e, "FORCE_COLOR=", 12) == 0) list_add(&names, *e);
  }
  for (size_t i = 0; i < names.count; i++) {
    names.items[i][strcspn(names.items[i], "=")] = 0;
    unsetenv(names.items[i]);
  }
  setenv("PYTHON_COLORS", "0", 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  setenv("TZ", "UTC", 1);
  setenv("ASTER_SLOW_CALLBACK", "30", 1);  // a machine that is busy makes no report
  for (size_t i = 0; i < options->env.count; i++) set_variable(options->env.items[i]);
  for (size_t i = 0; i < extra->count; i++) set_variable(extra->items[i]);
}

static _Noreturn void child(const Options *options, const Job *job) {
  setpgid(0, 0);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  Directives d = read_directives(job->test->path);
  char *stdin_path = join(job->test->path, ".in");
  int in = open(stdin_path, O_RDONLY);
  if (in < 0) in = open("/dev/null", O_RDONLY);
  char *slash = strrchr(job->test->path, '/');
  char *script = join(slash ? slash + 1 : job->test->path, ".as");
  if (slash) *slash = 0;
  if (in < 0 || (slash && chdir(*job->test->path ? job->test->path : "/") < 0)) _exit(126);
  dup2(in, 0);
  dup2(job->out, 1);
  dup2(job->err, 2);
  struct rlimit limit = {OUTPUT_LIMIT, OUTPUT_LIMIT}, core = {0, 0};
  setrlimit(RLIMIT_FSIZE, &limit);
  setrlimit(RLIMIT_CORE, &core);
  signal(SIGINT, SIG_DFL);  // a shell's background jobs ignore them, and hand that on
  signal(SIGQUIT, SIG_DFL);
  set_environment(options, &d.env);
  char *argv[3 * MAX_WORDS + 3] = {(char *)options->aster};
  size_t argc = 1;
  bool command = d.options.count && d.options.items[0][0] != '-';  // `aster check`: takes none of the interpreter's options
  for (size_t i = 0; i < options->words.count && i < MAX_WORDS && !command; i++) argv[argc++] = options->words.items[i];
  for (size_t i = 0; i < d.options.count && i < MAX_WORDS; i++) argv[argc++] = d.options.items[i];
  argv[argc++] = script;
  for (size_t i = 0; i < d.args.count && i < MAX_WORDS; i++) argv[argc++] = d.args.items[i];
  execv(options->aster, argv);
  dprintf(2, "run_tests: cannot run %s: %s\n", options->aster, strerror(errno));
  _exit(127);
}

static int temporary(void) {
  FILE *file = tmpfile();
  if (!file) die("temporary file: %s", strerror(errno));
  int fd = fcntl(fileno(file), F_DUPFD_CLOEXEC, 3);
  fclose(file);
  if (fd < 0) die("temporary file: %s", strerror(errno));
  return fd;
}

static void start(const Options *options, Job *job, Test *test) {
  *job = (Job){.test = test, .out = temporary(), .err = temporary(), .deadline = now() + options->timeout};
  fflush(stdout);
  job->pid = fork();
  if (job->pid < 0) die("fork: %s", strerror(errno));
  if (job->pid == 0) child(options, job);
  setpgid(job->pid, job->pid);
}

// ---- comparing -----------------------------------------------------------------------------------------------------

typedef struct { const char **start; size_t *len; size_t count; } Lines;

static Lines split_lines(const Text *text) {
  Lines lines = {0};
  size_t cap = 1;
  for (size_t i = 0; i < text->len; i++) cap += text->data[i] == '\n';
  lines.start = grow(NULL, cap * sizeof *lines.start);
  lines.len = grow(NULL, cap * sizeof *lines.len);
  for (size_t at = 0; at < text->len;) {
    const char *from = text->data + at;
    const char *end = memchr(from, '\n', text->len - at);
    size_t len = end ? (size_t)(end - from) + 1 : text->len - at;
    lines.start[lines.count] = from;
    lines.len[lines.count++] = len;
    at += len;
  }
  return lines;
}

static void free_lines(Lines *lines) {
  free(lines->start);
  free(lines->len);
}

static bool same_line(const Lines *a, size_t i, const Lines *b, size_t j) {
  return a->len[i] == b->len[j] && memcmp(a->start[i], b->start[j], a->len[i]) == 0;
}

typedef struct { Text *report; int shown; size_t skipped; } Printer;

static void show_line(Printer *printer, char mark, const Lines *lines, size_t i) {
  if (printer->shown >= DIFF_LINES) {
    printer->skipped++;
    return;
  }
  printer->shown++;
  size_t len = lines->len[i];
  bool newline = len && lines->start[i][len - 1] == '\n';
  if (newline) len--;
  text_print(printer->report, "    %c ", mark);
  text_add(printer->report, lines->start[i], len < DIFF_WIDTH ? len : DIFF_WIDTH);
  if (len > DIFF_WIDTH) text_print(printer->report, " [%zu bytes more]", len - DIFF_WIDTH);
  text_print(printer->report, newline ? "\n" : " [no newline]\n");
}

// The table of longest common subsequences of a[from..] and b[from..], row by row, ends excluded.
static uint16_t *lcs_table(const Lines *a, const Lines *b, size_t from, size_t n, size_t m) {
  uint16_t *table = calloc((n + 1) * (m + 1), sizeof *table);
  if (!table) die("out of memory");
  for (size_t i = n; i-- > 0;) {
    for (size_t j = m; j-- > 0;) {
      uint16_t down = table[(i + 1) * (m + 1) + j], right = table[i * (m + 1) + j + 1];
      table[i * (m + 1) + j] = same_line(a, from + i, b, from + j) ? table[(i + 1) * (m + 1) + j + 1] + 1
                               : down > right                      ? down
                                                                   : right;
    }
  }
  return table;
}

static void show_middle(Printer *printer, const Lines *a, const Lines *b, size_t from, size_t n, size_t m) {
  uint16_t *table = n <= LCS_LIMIT && m <= LCS_LIMIT ? lcs_table(a, b, from, n, m) : NULL;
  size_t i = 0, j = 0;
  while (i < n || j < m) {
    bool both = table && i < n && j < m;
    if (both && same_line(a, from + i, b, from + j)) {
      show_line(printer, ' ', a, from + i);
      i++, j++;
    } else if (i < n && (!both || table[(i + 1) * (m + 1) + j] >= table[i * (m + 1) + j + 1])) {
      show_line(printer, '-', a, from + i++);
    } else {
      show_line(printer, '+', b, from + j++);
    }
  }
  free(table);
}

// Adds an excerpt of the difference to the report: `-` was expected, `+` is what came.
static bool compare(const char *what, const Text *expected, const Text *got, Text *report) {
  if (expected->len == got->len && (!got->len || memcmp(expected->data, got->data, got->len) == 0)) return true;
  Lines a = split_lines(expected), b = split_lines(got);
  size_t prefix = 0, suffix = 0;
  while (prefix < a.count && prefix < b.count && same_line(&a, prefix, &b, prefix)) prefix++;
  while (suffix + prefix < a.count && suffix + prefix < b.count &&
         same_line(&a, a.count - 1 - suffix, &b, b.count - 1 - suffix)) suffix++;
  Printer printer = {report, 0, 0};
  text_print(report, "  %s, from line %zu (- expected, + got):\n", what, prefix + 1);
  for (size_t i = prefix > DIFF_CONTEXT ? prefix - DIFF_CONTEXT : 0; i < prefix; i++) show_line(&printer, ' ', &a, i);
  show_middle(&printer, &a, &b, prefix, a.count - prefix - suffix, b.count - prefix - suffix);
  for (size_t i = a.count - suffix; i < a.count && i < a.count - suffix + DIFF_CONTEXT; i++) {
    show_line(&printer, ' ', &a, i);
  }
  if (printer.skipped) text_print(report, "    [%zu lines more]\n", printer.skipped);
  free_lines(&a);
  free_lines(&b);
  return false;
}

static void replace_text(Text *text, char *block, size_t len) {
  if (!block) die("out of memory");
  free(text->data);
  *text = (Text){block, len, len + 1};
}

static void as_transcripts(Text *expected, Text *got) {
  size_t len;
  char *block = transcript_expected(expected->data ? expected->data : "", expected->len, &len);
  replace_text(expected, block, len);
  block = transcript_of(got->data, got->len, &len);
  replace_text(got, block, len);
}

static bool compare_stream(const Test *test, const char *suffix, const char *what, int fd, Text *report) {
  Text expected = {0}, got = {0};
  read_file(test->path, suffix, &expected);
  lseek(fd, 0, SEEK_SET);
  read_fd(fd, &got);
  char *folder = strndup(test->path, strrchr(test->path, '/') ? (size_t)(strrchr(test->path, '/') - test->path) : 0);
  char *absolute = realpath(folder && *folder ? folder : ".", NULL);
  if (absolute) {
    char *prefix = join(absolute, "/");
    text_cut(&got, prefix);
    free(prefix);
  }
  if (strcmp(suffix, ".err") == 0 && is_transcript(test->path)) as_transcripts(&expected, &got);
  bool same = compare(what, &expected, &got, report);
  free(absolute);
  free(folder);
  free(expected.data);
  free(got.data);
  return same;
}

static bool compare_status(const Test *test, int status, Text *report) {
  Text expected = {0};
  int want = read_file(test->path, ".exit", &expected) ? atoi(expected.data) : 0;
  free(expected.data);
  if (WIFSIGNALED(status)) {
    if (want == 256 - WTERMSIG(status)) return true;
    text_print(report, "  killed by signal %d (%s)\n", WTERMSIG(status), strsignal(WTERMSIG(status)));
    return false;
  }
  if (WEXITSTATUS(status) == want) return true;
  text_print(report, "  exit status %d, expected %d\n", WEXITSTATUS(status), want);
  return false;
}

static void finish(const Options *options, Job *job, int status) {
  Test *test = job->test;
  Text report = {0};
  bool ok;
  if (job->timed_out) {
    text_print(&report, "  still running after %g s\n", options->timeout);
    ok = false;
  } else {
    ok = compare_status(test, status, &report);
  }
  ok &= compare_stream(test, ".out", "stdout", job->out, &report);
  ok &= compare_stream(test, ".err", "stderr", job->err, &report);
  close(job->out);
  close(job->err);
  test->done = true;
  test->failed = ok == test->known;
  if (ok && test->known) text_print(&test->report, "FAIL %s: passes, but is listed as a known failure\n", test->path);
  else if (!ok && test->known) text_print(&test->report, options->verbose ? "known %s\n" : "", test->path);
  else if (ok) text_print(&test->report, options->verbose ? "ok   %s\n" : "", test->path);
  else {
    text_print(&test->report, "FAIL %s\n", test->path);
    text_add(&test->report, report.data, report.len);
  }
  free(report.data);
  job->pid = 0;
}

// ---- running them all ----------------------------------------------------------------------------------------------

static void kill_group(pid_t pid) { kill(-pid, SIGKILL); }

// Waits until a child ends or a deadline passes, and settles every child that has ended.
static void wait_some(const Options *options, Job *jobs, sigset_t *signals) {
  double first = now() + 3600;
  for (long i = 0; i < options->jobs; i++) {
    if (!jobs[i].pid) continue;
    if (!jobs[i].timed_out && jobs[i].deadline <= now()) {
      jobs[i].timed_out = true;
      kill_group(jobs[i].pid);
    }
    int status;
    if (waitpid(jobs[i].pid, &status, WNOHANG) == jobs[i].pid) {
      kill_group(jobs[i].pid);
      finish(options, &jobs[i], status);
      return;
    }
    if (!jobs[i].timed_out && jobs[i].deadline < first) first = jobs[i].deadline;
  }
  double pause = first - now();
  if (pause <= 0) return;
  if (pause > 1) pause = 1;
  struct timespec t = {(time_t)pause, (long)((pause - (double)(time_t)pause) * 1e9)};
  sigtimedwait(signals, NULL, &t);
}

static void run_all(const Options *options, Test *tests, size_t count) {
  Job *jobs = calloc((size_t)options->jobs, sizeof *jobs);
  if (!jobs) die("out of memory");
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGCHLD);
  sigprocmask(SIG_BLOCK, &signals, NULL);
  size_t next = 0, reported = 0;
  while (reported < count) {
    for (long i = 0; i < options->jobs && next < count; i++) {
      if (!jobs[i].pid) start(options, &jobs[i], &tests[next++]);
    }
    wait_some(options, jobs, &signals);
    for (; reported < count && tests[reported].done; reported++) {
      if (tests[reported].report.len) fwrite(tests[reported].report.data, 1, tests[reported].report.len, stdout);
    }
  }
  free(jobs);
}

static int summarize(Test *tests, size_t count) {
  size_t failed = 0, known = 0;
  for (size_t i = 0; i < count; i++) {
    failed += tests[i].failed;
    known += tests[i].known && !tests[i].failed;
    free(tests[i].path);
    free(tests[i].report.data);
  }
  free(tests);
  if (known) printf("%zu known failures\n", known);
  printf("%zu passed, %zu failed\n", count - failed - known, failed);
  return failed ? 1 : 0;
}

// ---- options -------------------------------------------------------------------------------------------------------

static void read_list(List *list, const char *path) {
  Text text = {0};
  if (!read_file(path, "", &text)) die("%s: %s", path, strerror(errno));
  char *rest = text.data, *line;
  while ((line = strsep(&rest, "\n"))) {
    line[strcspn(line, "#")] = 0;
    size_t len = strlen(line);
    while (len && isspace((unsigned char)line[len - 1])) line[--len] = 0;
    if (ends_with(line, ".as")) line[len - 3] = 0;
    if (*line) list_add(list, line);
  }
  free(text.data);
}

static _Noreturn void usage(void) {
  fputs("usage: run_tests [-v] [-j N] [--aster PATH] [--timeout S] [--env K=V] [--filter SUBSTR]\n"
        "                 [--fail-list FILE] [--option WORD] [--skip-list FILE] DIR-OR-SCRIPT...\n"
        "       run_tests --transcript\n", stderr);
  exit(2);
}

static void set_option(Options *options, const char *name, const char *value) {
  if (!value) usage();
  if (strcmp(name, "-j") == 0) options->jobs = atol(value);
  else if (strcmp(name, "--aster") == 0) options->aster = value;
  else if (strcmp(name, "--timeout") == 0) options->timeout = atof(value);
  else if (strcmp(name, "--env") == 0) list_add(&options->env, value);
  else if (strcmp(name, "--filter") == 0) options->filter = value;
  else if (strcmp(name, "--fail-list") == 0) read_list(&options->known, value);
  else if (strcmp(name, "--skip-list") == 0) read_list(&options->skipped, value);
  else if (strcmp(name, "--option") == 0) list_add(&options->words, value);
  else usage();
}

static Options parse_options(char **argv) {
  Options options = {.aster = "build/aster", .timeout = 20, .jobs = sysconf(_SC_NPROCESSORS_ONLN)};
  for (argv++; *argv; argv++) {
    size_t len = strlen(*argv);
    if (strcmp(*argv, "-v") == 0) options.verbose = true;
    else if (**argv == '-') {
      set_option(&options, *argv, argv[1]);
      argv++;
    } else {
      while (len > 1 && (*argv)[len - 1] == '/') (*argv)[--len] = 0;
      list_add(&options.paths, *argv);
    }
  }
  if (options.jobs < 1) options.jobs = 1;
  if (!options.paths.count) usage();
  char *absolute = realpath(options.aster, NULL);
  if (!absolute) die("%s: %s", options.aster, strerror(errno));
  options.aster = absolute;
  return options;
}

static int filter_transcript(void) {
  Text text = {0};
  size_t len;
  if (!read_fd(0, &text)) die("standard input: %s", strerror(errno));
  char *block = transcript_of(text.data, text.len, &len);
  if (!block) die("out of memory");
  fwrite(block, 1, len, stdout);
  free(block);
  free(text.data);
  return 0;
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "--transcript") == 0) return filter_transcript();
  Options options = parse_options(argv);
  size_t count;
  Test *tests = collect(&options, &count);
  run_all(&options, tests, count);
  int status = summarize(tests, count);
  list_clear(&options.env);
  list_clear(&options.known);
  list_clear(&options.skipped);
  list_clear(&options.paths);
  list_clear(&options.words);
  free((char *)options.aster);
  return status;
}
