// SPDX-License-Identifier: MIT
// main.c - the `aster` command: options as Python's, and subcommands.
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/aster/commands.h"
#include "tools/aster/help.h"
#include "tools/aster/options.h"

static int bad_option(const char *option) {
  fprintf(stderr, "Unknown option: %s\n", option);
  fprintf(stderr, "usage: aster [option] ... [-c code | -m module | file | -] [arg] ...\nTry `aster -h' for more information.\n");
  return 2;
}

bool option_letter(Options *o, char c) {
  size_t known = strlen(o->letters);
  if (known + 1 < sizeof o->letters) o->letters[known] = c;
  switch (c) {
    case 'i': o->inspect = true; return true;
    case 'O': o->config.optimize++; return true;
    case 'I': case 'P': o->config.isolated = true; return true;
    case 'B': case 'E': case 's': case 'S': case 'u': case 'v': case 'b': case 'd': case 'x': return true;
    case 'q': o->quiet = true; return true;
    default: return false;
  }
}

void option_x(AsterConfig *config, const char *text) {
  if (strcmp(text, "dev") == 0) config->dev_mode = config->debug = true;
  else if (strcmp(text, "stress=nospecialize") == 0) config->no_specialize = true;
  else if (strcmp(text, "stress=nocaches") == 0) config->no_caches = true;
  else if (strcmp(text, "stress=gc") == 0) config->gc_stress = true;
  else if (strcmp(text, "stress=suspend") == 0) config->suspend_stress = true;
  else if (strcmp(text, "leakcheck") == 0) config->leak_check = true;
  else if (strcmp(text, "virtual-time") == 0) config->virtual_time = true;
  else if (strcmp(text, "shuffle") == 0) config->shuffle = true;
  else if (strncmp(text, "failalloc=", 10) == 0) config->fail_alloc = strtoull(text + 10, NULL, 10);
}

// -c, -m, -W, -X with their argument. Returns how many words were used, 0: there is no argument.
static int argument_option(Options *o, char c, const char *attached, const char *next) {
  const char *value = *attached ? attached : next;
  if (!value) return 0;
  if (c == 'c') o->kind = ASTER_RUN_CODE, o->what = value;
  if (c == 'm') o->kind = ASTER_RUN_MODULE, o->what = value;
  if (c == 'W' && o->nwarnings < 32) o->warnings[o->nwarnings++] = value;
  if (c == 'X') {
    if (o->nxoptions < 32) o->xoptions[o->nxoptions++] = value;
    option_x(&o->config, value);
  }
  return *attached ? 1 : 2;
}

// --virtual-time, --seed N, --shuffle: how event loops run. Returns how many words were used, 0: it is another option.
static int long_option(Options *o, const char *word, const char *next) {
  if (strcmp(word, "--virtual-time") == 0) return o->config.virtual_time = true, 1;
  if (strcmp(word, "--fair") == 0) return o->config.suspend_stress = o->fair = true, 1;
  if (strcmp(word, "--debug") == 0) return o->config.debug = true, 1;
  if (strcmp(word, "--orphan-errors=log") == 0) return o->config.orphans = ASTER_ORPHANS_LOG, 1;
  if (strcmp(word, "--orphan-errors=crash") == 0) return o->config.orphans = ASTER_ORPHANS_CRASH, 1;
  if (strcmp(word, "--shuffle") == 0) return o->config.shuffle = true, 1;
  if (strcmp(word, "--trace") == 0 && next) return o->trace = next, 2;
  if (strcmp(word, "--seed") != 0 || !next) return 0;
  o->config.hash_seeded = true;
  o->config.hash_seed = strtoull(next, NULL, 10);
  return 2;
}

// Reads the options; -1: go on, else the exit status.
static int parse_options(int argc, char **argv, Options *o) {
  int i = 1;
  for (; i < argc && argv[i][0] == '-' && argv[i][1]; i++) {
    const char *word = argv[i];
    if (strcmp(word, "--") == 0) { i++; break; }
    if (strcmp(word, "--help") == 0) return help_usage(stdout, 0);
    if (strcmp(word, "--version") == 0) return puts("Aster " ASTER_VERSION " (Python 3.13)"), 0;
    int used_words = long_option(o, word, i + 1 < argc ? argv[i + 1] : NULL);
    if (used_words) { i += used_words - 1; continue; }
    if (word[1] == '-') return bad_option(word);
    for (const char *p = word + 1; *p; p++) {
      if (*p == 'h' || *p == '?') return help_usage(stdout, 0);
      if (*p == 'V') return puts("Aster " ASTER_VERSION " (Python 3.13)"), 0;
      if (option_letter(o, *p)) continue;
      if (!strchr("cmWX", *p)) {
        char text[3] = {'-', *p, 0};
        return bad_option(text);
      }
      int used = argument_option(o, *p, p + 1, i + 1 < argc ? argv[i + 1] : NULL);
      if (!used) {
        fprintf(stderr, "Argument expected for the -%c option\n", *p);
        return fputs("usage: aster [option] ... [-c code | -m module | file | -] [arg] ...\nTry `aster -h' for more information.\n", stderr), 2;
      }
      i += used - 1;
      if (o->what) { o->rest = i + 1; return -1; }
      break;
    }
  }
  o->rest = i;
  if (i < argc) {
    bool from_stdin = strcmp(argv[i], "-") == 0;
    o->kind = from_stdin ? ASTER_RUN_STDIN : ASTER_RUN_FILE;
    o->what = argv[i];
    o->rest = i + 1;
  } else {
    o->kind = ASTER_RUN_STDIN;
  }
  return -1;
}

static bool give_argv(AsterVM *vm, const Options *o, int argc, char **argv) {
  int count = o->argc - o->rest + 1;
  char **list = calloc((size_t)count + 1, sizeof *list);
  if (!list) return false;
  list[0] = o->kind == ASTER_RUN_FILE ? (char *)o->what : o->kind == ASTER_RUN_CODE ? "-c" : o->kind == ASTER_RUN_MODULE ? "-m" : o->what ? "-" : "";
  for (int i = 1; i < count; i++) list[i] = argv[o->rest + i - 1];
  char self[4096];
  ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
  self[len > 0 ? len : 0] = 0;
  bool ok = aster_set_argv(vm, count, list, len > 0 ? self : argv[0], argc, argv);
  free(list);
  if (ok && o->fair) ok = aster_add_xoption(vm, "fair");
  if (ok && o->config.debug) ok = aster_add_xoption(vm, "watch");  // a timer and signals of the process may serve debug mode
  for (int i = 0; ok && i < o->nxoptions; i++) ok = aster_add_xoption(vm, o->xoptions[i]);
  ok = ok && environment_give(vm, o);
  for (int i = 0; ok && i < o->nwarnings; i++) ok = aster_add_warning(vm, o->warnings[i]);
  const char *bytes = strchr(o->letters, 'b');
  return ok && (!bytes || aster_add_warning(vm, strchr(bytes + 1, 'b') ? "error::BytesWarning" : "default::BytesWarning"));
}

// Commands that are programs of the library in script: options of the VM may stand among their words.
static void script_command(int argc, char **argv, const char *module, Options *o) {
  int kept = o->rest;
  for (int i = o->rest, used; i < argc; i += used ? used : 1) {
    used = long_option(o, argv[i], i + 1 < argc ? argv[i + 1] : NULL);
    if (!used) argv[kept++] = argv[i];
  }
  o->kind = ASTER_RUN_MODULE;
  o->what = module;
  o->argc = kept;
}

// The first word that is no option may be a command. -1: go on, else the exit status.
static int find_command(int argc, char **argv, Options *o) {
  if (o->kind != ASTER_RUN_FILE) return -1;
  if (strcmp(o->what, "dis") == 0) return command_dis(argc - o->rest, argv + o->rest);
  if (strcmp(o->what, "check") == 0) return command_check(argc - o->rest, argv + o->rest);
  if (strcmp(o->what, "build") == 0) return command_build(argc - o->rest, argv + o->rest);
  if (strcmp(o->what, "trace-report") == 0) return command_trace_report(argc - o->rest, argv + o->rest);
  if (strcmp(o->what, "help") == 0) return command_help(argc - o->rest, argv + o->rest);
  if (strcmp(o->what, "test") == 0) return script_command(argc, argv, "_command.test", o), -1;
  if (strcmp(o->what, "ps") == 0) return script_command(argc, argv, "_command.ps", o), -1;
  if (strcmp(o->what, "pstree") == 0) return script_command(argc, argv, "_command.pstree", o), -1;
  if (strcmp(o->what, "bench") == 0) return script_command(argc, argv, "_command.bench", o), -1;
  if (strcmp(o->what, "run") != 0) return -1;
  if (o->rest == argc) {
    fputs("aster run: which file? For example: aster run hello.as\n", stderr);
    return 2;
  }
  o->what = argv[o->rest++];
  return -1;
}

int main(int argc, char **argv) {
  Options options = {.argc = argc};
  int status = parse_options(argc, argv, &options);
  if (status < 0) status = find_command(argc, argv, &options);
  if (status >= 0) return status;
  environment_read(&options);
  options.config.options = options.letters;
  signal(SIGPIPE, SIG_IGN);
  AsterVM *vm = aster_new(&options.config);
  if (!vm || !give_argv(vm, &options, argc, argv)) {
    fputs("aster: not enough memory to start\n", stderr);
    return 1;
  }
  if (options.trace && !aster_trace(vm, options.trace)) {
    fprintf(stderr, "aster: can't write '%s': [Errno %d] %s\n", options.trace, errno, strerror(errno));
    aster_free(vm);
    return 2;
  }
  bool prompt = options.kind == ASTER_RUN_STDIN && !options.what && (options.inspect || isatty(STDIN_FILENO));
  status = prompt ? 0 : aster_run_main(vm, options.kind, options.what);
  if (status == 2 && options.kind == ASTER_RUN_FILE && access(options.what, F_OK) != 0) help_suggest(options.what);
  if (prompt || (options.inspect && options.what)) status = aster_interact(vm, !options.what && !options.quiet);
  if (!aster_flush(vm) && status == 0) status = 120;
#ifdef __SANITIZE_ADDRESS__
  options.config.leak_check = true;  // LeakSanitizer wants everything back
#endif
  if (options.config.leak_check) aster_free(vm);
  else aster_finish(vm);
  if (status == ASTER_INTERRUPTED) {  // ends as the signal would have ended it, so that a shell sees an interrupted program
    signal(SIGINT, SIG_DFL);
    raise(SIGINT);
    status = 130;
  }
  return status;
}
