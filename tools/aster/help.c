// SPDX-License-Identifier: MIT
// help.c - what `aster --help` and `aster help TOPIC` say. Every page fits a screen of 24 lines and 80 columns (tests/cli checks it).
#include "tools/aster/help.h"

#include <string.h>

static const char first_page[] =
  "usage: aster [options] [FILE | -c CODE | -m MODULE | -] [arguments]\n"
  "\n"
  "  aster                      a prompt: await works there, :help tells more\n"
  "  aster hello.as Ada         run a script with arguments\n"
  "  aster -c 'print(6 * 7)'    run a line of code\n"
  "  aster -m timeit '2 ** 64'  run a module\n"
  "\n"
  "commands\n"
  "  run FILE         the same as aster FILE     check FILE...  compile only\n"
  "  test [PATH...]   find tests and run them    dis FILE...    show bytecode\n"
  "  bench FILE...    time scripts, functions    help TOPIC     more about it\n"
  "  ps PID, pstree PID   what a program's tasks wait for (aster help debug)\n"
  "topics: run prompt test bench check build dis options environment debug modules\n"
  "\n"
  "options\n"
  "  -i  a prompt after the script    -O  without assert     -W FILTER  warnings\n"
  "  -q  a prompt without banner      -I  isolated           -X OPTION\n"
  "  -V  the version                  -h  this page\n"
  "  --debug         the debug mode: mistakes are named, hangs explained\n"
  "  --virtual-time  loops jump to the next timer instead of waiting\n"
  "  --seed N        hashes and choices are those of the last run with this seed\n"
  "  --shuffle       what is ready runs in an order drawn from the seed\n";

typedef struct Topic { const char *name, *text; } Topic;

static const Topic topics[] = {
  {"run",
   "aster FILE [arguments], aster run FILE [arguments]\n"
   "\n"
   "Runs a script. The language is Python 3.13's, and `await` may stand at the top\n"
   "level. `import name` finds name.as, then name.py, first beside the script.\n"
   "\n"
   "  aster hello.as Ada            sys.argv is ['hello.as', 'Ada']\n"
   "  aster run test.as             for a script that is named as a command is\n"
   "  aster -i hello.as             a prompt afterwards, with the script's names\n"
   "  echo 'print(1)' | aster       standard input, as aster - is\n"
   "  aster --virtual-time day.as   sleeps take no time\n"
   "\n"
   "The exit status is that of sys.exit(), 1 after an uncaught exception, 130\n"
   "after Ctrl-C, 2 if the file cannot be read.\n"},
  {"prompt",
   "aster\n"
   "\n"
   "A prompt that runs in an event loop: `await` works, tasks go on while you type.\n"
   "\n"
   "  >>> t = asyncio.create_task(asyncio.sleep(5, 'done'))\n"
   "  >>> :tasks                  what runs, and what it waits for\n"
   "  >>> await t                 Ctrl-C cancels this cell, not the task's loop\n"
   "  >>> _, __, _3               the last value, the one before, that of cell 3\n"
   "\n"
   "Tab completes, Up recalls what begins as the line does, Ctrl-R searches,\n"
   "Ctrl-_ undoes, Alt-Enter adds a line, Ctrl-D leaves. :help lists the commands\n"
   ":tasks :tree :why :cancel :time :dis :doc :load :save :history :debug.\n"
   "\n"
   "-q leaves out the banner. ASTERSTARTUP names a file that runs first,\n"
   "ASTER_HISTORY where entries are kept (~/.aster_history; empty: nowhere).\n"
   "NO_COLOR=1 or TERM=dumb turn colours off; ASTER_BASIC_REPL=1, a dumb\n"
   "terminal or none make it a plain prompt of lines.\n"},
  {"test",
   "aster test [options] [PATH...]\n"
   "\n"
   "Runs the tests of files test_NAME.as in the paths and below them (here: .):\n"
   "classes of unittest, functions test_NAME, async ones too; a file without any\n"
   "is a test itself, passed if it runs to its end.\n"
   "\n"
   "  aster test                          all of this folder\n"
   "  aster test tests/test_bank.as -k transfer -v\n"
   "  aster test --virtual-time           sleeps and timeouts take no time\n"
   "  aster test --shuffle --seed 7       another order of what is ready\n"
   "\n"
   "  -v  name each test       -k TEXT  those whose name has the text\n"
   "  -x  stop at a failure    -s       show what tests print\n"
   "  --list  only name them   --timeout SECONDS  for each async function\n"
   "\n"
   "Status 0: all passed. 1: one failed. 5: there were none.\n"},
  {"bench",
   "aster bench [options] FILE...\n"
   "\n"
   "Times functions bench_NAME of a file (async ones too), or else the whole\n"
   "script as a process. Several take turns; ratios are to the first, or to the\n"
   "first function of the same name.\n"
   "\n"
   "  aster bench sort.as                 its functions bench_NAME, or all of it\n"
   "  aster bench before.as after.as      two scripts compared\n"
   "  aster bench x.as --with python3     two interpreters compared\n"
   "\n"
   "  -n REPEATS  how often each is measured (7)    -k TEXT  only those\n"
   "\n"
   "The least time says what the code costs, the median how much the machine\n"
   "disturbed it. Compare least times.\n"},
  {"check",
   "aster check FILE...\n"
   "\n"
   "Compiles files without running them, and shows errors and warnings; advice too,\n"
   "on coroutines that nobody awaits and on calls that block in an async def.\n"
   "\n"
   "  aster check *.as && echo fine\n"
   "\n"
   "Status 0: all compile. 1: one does not.\n"},
  {"build",
   "aster build FILE -o FILE.asc | FILE.c\n"
   "\n"
   "Compiles a script to a file: its bytecode, which `aster FILE.asc` runs and C\n"
   "programs load with aster_load; or the same bytes as an array of C.\n"
   "\n"
   "  aster build game.as -o game.asc && aster game.asc\n"
   "\n"
   "It must be run by the same version of Aster; any other file is refused.\n"},
  {"dis",
   "aster dis FILE...\n"
   "\n"
   "Shows the bytecode under the lines that it comes from. `!` marks the last\n"
   "reading of a register. At the prompt, :dis NAME shows a function as it has\n"
   "specialised itself.\n"
   "\n"
   "  aster dis hello.as | less\n"},
  {"options",
   "Options stand before the script or command; what follows it is its own.\n"
   "\n"
   "  -c CODE, -m MODULE, -       what to run\n"
   "  -i                          a prompt after it\n"
   "  -q                          no banner\n"
   "  -O                          assert statements are left out\n"
   "  -I                          no environment, no folder of the script\n"
   "  -P                          the script's folder is not in sys.path\n"
   "  -W FILTER                   default, error, always, once, ignore ...\n"
   "  -X dev                      more warnings, and the debug mode\n"
   "  --debug                     the debug mode (aster help debug)\n"
   "  --virtual-time              loops jump to the next timer\n"
   "  --seed N, --shuffle         reproducible choices; a shuffled order\n"
   "  -u                          standard output and error have no buffers\n"
   "  -x                          the script's first line is left out\n"
   "  -E                          the environment is not read\n"
   "  -b, -bb                     warnings, errors where bytes are taken for text\n"
   "  -B -s -S -v -d              for sys.flags alone\n"
   "\n"
   "  aster -W error -O -c 'print(__debug__)'\n"},
  {"environment",
   "Variables that aster reads:\n"
   "\n"
   "  ASTERSTARTUP          a file that the prompt runs first\n"
   "  ASTER_HISTORY         the prompt's history; empty: it is not kept\n"
   "  ASTER_BASIC_REPL      a plain prompt (PYTHON_BASIC_REPL too)\n"
   "  NO_COLOR, FORCE_COLOR, PYTHON_COLORS=0|1, TERM\n"
   "                        whether there are colours\n"
   "  PYTHONPATH            folders with modules, separated by colons\n"
   "  PYTHONWARNINGS        filters as for -W, separated by commas\n"
   "  PYTHONHASHSEED        a number, or random\n"
   "  PYTHONDEVMODE, PYTHONINSPECT, PYTHONOPTIMIZE, PYTHONSAFEPATH,\n"
   "  PYTHONUNBUFFERED      1: as -X dev, -i, -O, -P, -u\n"
   "  ASTER_DEBUG, PYTHONASYNCIODEBUG\n"
   "                        1: loops are in debug mode\n"
   "  ASTER_SLOW_CALLBACK   seconds after which debug mode calls a step slow\n"
   "\n"
   "  PYTHONHASHSEED=1 aster x.as\n"},
  {"debug",
   "The debug mode says what goes wrong in a loop: coroutines never awaited, where\n"
   "tasks were made, steps that block, errors that nobody sees, who holds a lock.\n"
   "\n"
   "  aster --debug server.as        ASTER_DEBUG=1 and PYTHONASYNCIODEBUG=1 too\n"
   "  aster -X dev server.as         with more warnings\n"
   "  asyncio.run(main(), debug=True), loop.set_debug(True)\n"
   "  >>> :debug on                  at the prompt\n"
   "  --orphan-errors=log|crash      errors in tasks that nobody awaits\n"
   "  --fair                         a task that never waits lets others run\n"
   "  aster --trace t.json x.as, aster trace-report t.json -o t.html   a timeline\n"
   "\n"
   "What does everybody wait for? At the prompt :tree shows it, and :why TASK; in\n"
   "a program asyncio.print_call_graph(task). A program in debug mode prints it at\n"
   "SIGUSR1 and at Ctrl-\\, and tells `aster ps PID` and `aster pstree PID`.\n"},
  {"modules",
   "`import name` takes, in this order: a module of the library, name.as or name.py\n"
   "beside the script, then along sys.path; a folder with __init__.as is a package.\n"
   "\n"
   "  aster -c 'help(\"asyncio\")'     what a module has\n"
   "  aster -m NAME arguments       run one as a program\n"
   "  >>> import <Tab>              at the prompt: all that there are\n"},
};
enum { TOPICS = sizeof topics / sizeof *topics };

static const char *const commands[] = {"run", "test", "bench", "check", "build", "dis", "ps", "pstree", "trace-report", "help"};

int help_usage(FILE *out, int status) {
  fputs(first_page, out);
  return status;
}

// How many letters differ, with one transposition as one: the small distance of a slip.
static int distance(const char *a, const char *b) {
  size_t n = strlen(a), m = strlen(b);
  if (n > 12 || m > 12) return 99;
  int d[14][14];
  for (size_t i = 0; i <= n; i++) d[i][0] = (int)i;
  for (size_t j = 0; j <= m; j++) d[0][j] = (int)j;
  for (size_t i = 1; i <= n; i++) {
    for (size_t j = 1; j <= m; j++) {
      int best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
      if (d[i - 1][j] + 1 < best) best = d[i - 1][j] + 1;
      if (d[i][j - 1] + 1 < best) best = d[i][j - 1] + 1;
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best) best = d[i - 2][j - 2] + 1;
      d[i][j] = best;
    }
  }
  return d[n][m];
}

void help_suggest(const char *word) {
  const char *near = NULL;
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) if (distance(word, commands[i]) <= 2) near = commands[i];
  if (near && strlen(word) > 2) fprintf(stderr, "Did you mean the command `aster %s'?\n", near);
  else fputs("`aster --help' shows what can be run.\n", stderr);
}

int command_help(int argc, char **argv) {
  if (argc == 0) return help_usage(stdout, 0);
  const char *near = NULL;
  for (int i = 0; i < TOPICS; i++) {
    if (strcmp(argv[0], topics[i].name) == 0 || (strcmp(argv[0], "repl") == 0 && strcmp(topics[i].name, "prompt") == 0)) {
      return fputs(topics[i].text, stdout), 0;
    }
    if (distance(argv[0], topics[i].name) <= 2) near = topics[i].name;
  }
  fprintf(stderr, "aster help: there is no topic %s;", argv[0]);
  if (near) fprintf(stderr, " did you mean %s?", near);
  fputs("\ntopics:", stderr);
  for (int i = 0; i < TOPICS; i++) fprintf(stderr, " %s", topics[i].name);
  fputc('\n', stderr);
  return 2;
}
