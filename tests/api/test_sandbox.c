// SPDX-License-Identifier: MIT
// test_sandbox.c - capabilities: what is refused and in which words, hooks in place of the system, and scripts that try to get out.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/api/api.h"

typedef struct Sink { char text[8192]; size_t len; } Sink;

static void to_sink(void *user, AsterStream stream, const char *text, size_t len) {
  Sink *sink = user;
  int n = snprintf(sink->text + sink->len, sizeof sink->text - sink->len, "%d:%.*s", (int)stream, (int)len, text);
  if (n > 0) sink->len += (size_t)n;
}

static void log_to_sink(void *user, AsterLogLevel level, const char *text, size_t len) { to_sink(user, (AsterStream)(level + 10), text, len); }

static AsterVM *open_with(uint32_t allow, const char *root, Sink *sink) {
  AsterConfig config = {.leak_check = true, .sandbox = true, .allow = allow, .root = root};
  if (sink) config.write = to_sink, config.write_user = sink;
  AsterVM *vm = aster_new(&config);
  cr_assert_not_null(vm);
  return vm;
}

// Each line raises PermissionError that names the capability, and works where that one capability is granted.
static const struct { uint32_t capability; const char *name, *expression; } refused[] = {
  {ASTER_CAN_CLOCK, "clock", "time.time()"}, {ASTER_CAN_CLOCK, "clock", "time.perf_counter_ns()"}, {ASTER_CAN_CLOCK, "clock", "time.sleep(0)"},
  {ASTER_CAN_CLOCK, "clock", "time.gmtime()"}, {ASTER_CAN_CLOCK, "clock", "time.localtime(5)"}, {ASTER_CAN_CLOCK, "clock", "time.strftime('%Y')"},
  {ASTER_CAN_CLOCK, "clock", "__import__('datetime').datetime.now()"}, {ASTER_CAN_CLOCK, "clock", "time.clock_gettime(0)"},
  {ASTER_CAN_STDOUT, "stdout", "print(end='', flush=True) or sys.stdout.write('.') and sys.stdout.flush()"},
  {ASTER_CAN_ENVIRONMENT, "environment", "os.putenv('A_NAME', 'x')"}, {ASTER_CAN_ENVIRONMENT, "environment", "os.unsetenv('A_NAME')"},
  {ASTER_CAN_FILES, "files", "open('/dev/null')"}, {ASTER_CAN_FILES, "files", "os.stat('/')"}, {ASTER_CAN_FILES, "files", "os.listdir('/')"},
  {ASTER_CAN_FILES, "files", "os.open('/dev/null', 0)"}, {ASTER_CAN_FILES, "files", "os.getcwd()"}, {ASTER_CAN_FILES, "files", "os.pipe()"},
  {ASTER_CAN_FILES, "files", "open(2, 'w', closefd=False)"}, {ASTER_CAN_FILES, "files", "os.fstat(0)"}, {ASTER_CAN_FILES, "files", "os.access('/', 0)"},
  {ASTER_CAN_PROCESSES, "processes", "os.getpid()"}, {ASTER_CAN_PROCESSES, "processes", "os.uname()"}, {ASTER_CAN_PROCESSES, "processes", "os.cpu_count()"},
  {ASTER_CAN_PROCESSES, "processes", "_signal.alarm(0)"}, {ASTER_CAN_PROCESSES, "processes", "_signal.signal(10, 1)"},
};

Test(api_sandbox, each_capability_by_itself) {
  for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
    char text[100];
    snprintf(text, sizeof text, "the capability '%s' is not granted", refused[i].name);
    AsterVM *vm = open_with(ASTER_CAN_EVERYTHING & ~refused[i].capability, NULL, NULL);
    api_exec(vm, "import time, os, sys, _signal");
    cr_assert(!aster_ok(aster_eval(vm, refused[i].expression, NULL)), "%s", refused[i].expression);
    cr_assert(api_raised(vm, "PermissionError", text), "%s", refused[i].expression);
    aster_free(vm);
    vm = open_with(refused[i].capability, NULL, NULL);
    api_exec(vm, "import time, os, sys, _signal");
    AsterValue v = aster_eval(vm, refused[i].expression, NULL);
    if (!aster_ok(v)) aster_print_error(vm);
    cr_assert(aster_ok(v), "%s", refused[i].expression);
    aster_release(vm, v);
    aster_free(vm);
  }
}

Test(api_sandbox, nothing_granted_still_computes) {
  Sink sink = {0};
  AsterVM *vm = open_with(ASTER_CAN_NOTHING, NULL, &sink);
  api_exec(vm, "import asyncio, json, re, logging, random, os\n"
               "async def f():\n  await asyncio.sleep(0.001)\n  return json.dumps([re.sub('a', 'b', 'abc')])\n"
               "print(asyncio.run(f()), random.random() < 1, dict(os.environ), os.strerror(2), os.path.join('a', 'b'), len(os.urandom(3)))\n"
               "logging.warning('warned')\n");
  cr_assert_str_eq(sink.text, "1:[\"bbc\"] True {} No such file or directory a/b 3\n2:WARNING:root:warned\n");
  aster_free(vm);
}

// ---- hooks

static double at_noon(void *user, AsterClock which) { return which == ASTER_CLOCK_WALL ? 43200.5 : *(double *)user; }
static bool sevens(void *user, void *bytes, size_t len) { return (void)user, memset(bytes, 7, len), true; }
static bool no_chance(void *user, void *bytes, size_t len) { return (void)user, (void)bytes, (void)len, false; }

Test(api_sandbox, hooks) {
  double monotonic = 5;
  Sink sink = {0}, log = {0};
  AsterConfig config = {.leak_check = true, .write = to_sink, .write_user = &sink, .log = log_to_sink, .log_user = &log, .clock = at_noon,
                        .clock_user = &monotonic, .random = sevens};
  AsterVM *vm = aster_new(&config);
  api_exec(vm, "import time, os, sys, random, datetime\nprint(time.time(), time.monotonic(), time.gmtime()[3], os.urandom(4))\n"
               "sys.stderr.write('err\\n')\nprint(datetime.datetime.fromtimestamp(time.time(), datetime.UTC).hour)\nprint('no newline', end='')\n");
  cr_assert(aster_flush(vm));
  cr_assert_str_eq(sink.text, "1:43200.5 5.0 12 b'\\x07\\x07\\x07\\x07'\n2:err\n1:12\n1:no newline");
  aster_raise(vm, "ValueError", "told");
  aster_print_error(vm);
  cr_assert_str_eq(log.text, "12:ValueError: told\n");
  log.len = 0;
  api_exec(vm, "import warnings\nclass D:\n  def __del__(self): 1 // 0\nD()\n");
  cr_assert(strstr(log.text, "12:Exception ignored in:") && strstr(log.text, "ZeroDivisionError"));
  aster_free(vm);
  config = (AsterConfig){.leak_check = true, .random = no_chance};
  vm = aster_new(&config);
  cr_assert(!aster_ok(aster_eval(vm, "__import__('os').urandom(4)", NULL)));
  cr_assert(api_raised(vm, "OSError", NULL));
  aster_free(vm);
}

// ---- the module loader

static void let_go(void *user, AsterModuleText *text) { (void)text, ++*(int *)user; }

static bool load(void *user, AsterVM *vm, const char *name, AsterModuleText *out) {
  if (strcmp(name, "fails") == 0) return aster_raise(vm, "RuntimeError", "not today"), false;
  if (strcmp(name, "silent") == 0) return false;
  static const struct { const char *name, *text; bool package; } modules[] = {
    {"game", "from . import rules\nx = rules.y + 1", true}, {"game.rules", "y = 41", false}, {"broken", "def", false}, {"json", "mine = 1", false},
  };
  for (size_t i = 0; i < 4; i++) {
    if (strcmp(name, modules[i].name) != 0) continue;
    *out = (AsterModuleText){.text = modules[i].text, .len = strlen(modules[i].text), .is_package = modules[i].package, .free = let_go, .user = user};
    if (i == 1) out->filename = "rules.as";
  }
  return true;
}

Test(api_sandbox, loader) {
  int freed = 0;
  AsterConfig config = {.leak_check = true, .load = load, .load_user = &freed, .sandbox = true};
  AsterVM *vm = aster_new(&config);
  api_exec(vm, "import game, game.rules, json");
  cr_assert(api_is(vm, aster_eval(vm, "game.x, game.__name__, game.__file__, game.rules.__file__, hasattr(json, 'mine')", NULL),
                   "(42, 'game', '<game>', 'rules.as', False)"));
  cr_assert_eq(freed, 2);
  cr_assert(!aster_ok(aster_import(vm, "broken")));
  cr_assert(api_raised(vm, "SyntaxError", NULL));
  cr_assert(!aster_ok(aster_import(vm, "fails")));
  cr_assert(api_raised(vm, "RuntimeError", "not today"));
  cr_assert(!aster_ok(aster_import(vm, "silent")));
  cr_assert(api_raised(vm, "ImportError", "the host's loader failed for 'silent'"));
  cr_assert(!aster_ok(aster_import(vm, "nowhere")));
  cr_assert(api_raised(vm, "ModuleNotFoundError", "No module named 'nowhere'"));
  aster_free(vm);
}

// ---- files under a root

static char root[64], outside[96];

static void write_file(const char *path, const char *text) {
  FILE *f = fopen(path, "w");
  cr_assert_not_null(f);
  fputs(text, f);
  fclose(f);
}

static void make_root(void) {
  strcpy(root, "/tmp/aster-root-XXXXXX");
  cr_assert_not_null(mkdtemp(root));
  char path[160];
  snprintf(outside, sizeof outside, "%s-outside", root);
  write_file(outside, "secret");
  static const struct { const char *name, *target; } links[] = {
    {"up", ".."}, {"absolute", "/etc"}, {"loop", "loop"}, {"inner", "folder/file"}, {"to_root", "/"}, {"rooted", "/folder/file"},
  };
  snprintf(path, sizeof path, "%s/folder", root);
  cr_assert_eq(mkdir(path, 0755), 0);
  snprintf(path, sizeof path, "%s/folder/file", root);
  write_file(path, "inside");
  snprintf(path, sizeof path, "%s/mod.as", root);
  write_file(path, "z = 5");
  for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
    snprintf(path, sizeof path, "%s/%s", root, links[i].name);
    cr_assert_eq(symlink(links[i].target, path), 0);
  }
  snprintf(path, sizeof path, "%s/leak", root);
  cr_assert_eq(symlink(outside, path), 0);
}

static void remove_root(void) {
  char command[200];
  snprintf(command, sizeof command, "rm -rf %s %s", root, outside);
  cr_assert_eq(system(command), 0);
}

Test(api_sandbox, files_below_a_root, .init = make_root, .fini = remove_root) {
  AsterVM *vm = open_with(ASTER_CAN_FILES, root, NULL);
  api_exec(vm, "import os, sys");
  static const struct { const char *expression, *result; } rows[] = {
    {"open('folder/file').read()", "'inside'"}, {"open('/folder/file').read()", "'inside'"}, {"open('../../folder/./file').read()", "'inside'"},
    {"open('folder/../folder/file').read()", "'inside'"}, {"open('inner').read()", "'inside'"}, {"open('rooted').read()", "'inside'"},
    {"open('to_root/folder/file').read()", "'inside'"}, {"open('up/folder/file').read()", "'inside'"}, {"os.getcwd()", "'/'"},
    {"sorted(os.listdir('/'))", "['absolute', 'folder', 'inner', 'leak', 'loop', 'mod.as', 'rooted', 'to_root', 'up']"},
    {"sorted(os.listdir('up')) == sorted(os.listdir('/'))", "True"}, {"os.stat('inner').st_size", "6"}, {"os.path.islink('inner')", "True"},
    {"os.path.exists('/etc/passwd'), os.path.exists('absolute/passwd'), os.path.exists('leak')", "(False, False, False)"},
    {"os.access('folder/file', os.R_OK), os.access('leak', os.R_OK)", "(True, False)"},
    {"sorted(e.name for e in os.scandir('.') if e.name != 'loop' and e.is_file())", "['inner', 'mod.as', 'rooted']"},
    {"os.mkdir('/new') or os.mkdir('new/deep') or open('new/deep/x', 'w').write('12345')", "5"},
    {"os.rename('new/deep/x', '/y') or os.stat('y').st_size", "5"}, {"os.unlink('y') or os.rmdir('new/deep') or os.rmdir('../new')", "None"},
    {"sys.path.insert(0, '/') or __import__('mod').z", "5"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) cr_assert(api_is(vm, aster_eval(vm, rows[i].expression, NULL), rows[i].result), "%s", rows[i].expression);
  cr_assert(!aster_ok(aster_eval(vm, "open('loop')", NULL)));
  cr_assert(api_raised(vm, "OSError", "[Errno 40] Too many levels of symbolic links: 'loop'"));
  aster_free(vm);
  AsterConfig config = {.sandbox = true, .allow = ASTER_CAN_FILES, .root = "/no/such/folder"};
  cr_assert_null(aster_new(&config));
}

// ---- hostile scripts: each tries to reach something outside and must end in an error, or with the harmless value it returns

static const char *const hostile_files[] = {
  "open('/etc/passwd')", "open('../../../../etc/passwd')", "open('absolute/passwd')", "open('up/up/up/etc/passwd')", "open('leak').read()",
  "open('leak', 'w')", "open('/proc/self/environ')", "open('/proc/self/mem', 'rb')", "open('/dev/fd/0')", "open('/dev/stdin')", "os.open('folder/file', os.O_RDONLY)",
  "os.read(0, 10)", "os.write(1, b'x')", "os.write(2, b'x')", "os.close(3)", "os.dup(3)", "os.dup2(0, 1)", "open(3, 'rb')", "open(0)", "__import__('io').FileIO(3)",
  "__import__('io').open_code('/etc/passwd')", "sys.stdout.buffer.raw.__init__(3, 'r')", "os.fdopen(3)", "os.symlink('/etc', 'folder/e')", "os.link('leak', 'here')",
  "os.readlink('leak')", "os.chdir('/')", "os.fchdir(3)", "os.rename('leak', 'up/../../x/y')", "os.truncate('leak', 0)", "os.chmod('leak', 0o777)", "os.chown('leak', 0, 0)",
  "os.utime('leak')", "os.mkfifo('fifo')", "os.statvfs('/')", "os.stat(3)", "os.stat('folder', dir_fd=3)", "os.listdir(3)", "os.scandir(3)",
  "os.unlink('leak', dir_fd=3)", "__import__('fcntl').fcntl(0, 1)", "__import__('fcntl').flock(0, 2)", "__import__('termios').tcgetattr(0)", "os.stat('leak').st_size", "open('folder/file', opener=lambda p, f: 3)", "open('\\0/etc/passwd')", "open('folder/file/../../leak')",
  "exec(compile('1/0', '/etc/passwd', 'exec'))", "__import__('shutil').copyfile('leak', 'copy')", "__import__('pathlib').Path('leak').read_text()",
  "__import__('tempfile').mkstemp(dir='/tmp')", "__import__('linecache').getlines('/etc/passwd') or 1 // 0", "os.mkdir('absolute/x')", "os.rmdir('/..')",
};

static const char *const hostile_rest[] = {
  "os.system('true')", "os.fork()", "os.execv('/bin/true', ['true'])", "os._exit(3)", "os.abort()", "os.kill(os.getppid(), 9)", "os.kill(0, 15)", "os.setuid(0)", "os.nice(1)",
  "os.waitpid(-1, 0)", "__import__('subprocess').run(['true'])", "__import__('signal').raise_signal(9)", "__import__('signal').alarm(1)", "__import__('signal').pause()",
  "__import__('signal').signal(2, lambda *a: 0)", "__import__('signal').setitimer(0, 0.001)", "__import__('signal').pthread_sigmask(0, [2])",
  "os.environ['PATH']", "os.putenv('LD_PRELOAD', 'x')", "sys.stdin.read()", "sys.stdin.buffer.raw.read(1)", "os.getlogin()", "os.sysconf('SC_PAGE_SIZE')",
  "__import__('platform').node()", "__import__('asyncio').new_event_loop().add_reader(0, print)", "__import__('asyncio').new_event_loop().add_signal_handler(10, print)",
  "sys.setrecursionlimit(10 ** 9) or (f := lambda n: f(n + 1)) and f(0)", "[0] * 10 ** 12", "'x' * 10 ** 12", "10 ** 10 ** 10", "bytearray(10 ** 12)", "[0].__imul__(10 ** 12)",
  "'%*d' % (10 ** 9, 1)", "f'{1:>1000000000}'", "2 << 10 ** 12", "range(10 ** 9).__reduce__()[0](*[range(10 ** 9)]) and list(range(10 ** 9))",
  "__import__('itertools').tee(range(5), 10 ** 9)", "b'x'.ljust(10 ** 11)", "__import__('struct').pack('1000000000s', b'')", "__import__('array').array('q', [0]) * 10 ** 11",
  "exec('x = ' + '(' * 5000 + ')' * 5000)", "eval('-' * 100000 + '1')", "exec('a = [' * 3000 + ']' * 3000)", "(lambda: 0).__code__.replace(co_code=b'\\xff' * 64)()",
  "type((lambda: 0).__code__)(0, 0, 0, 0, 0, 0, b'', (), (), (), '', '', '', 0, b'', b'')", "__import__('gc').get_objects() and 1 // 0", "sys._getframe().f_back.f_locals",
  "__import__('pickle').loads(b'cos\\nsystem\\n(S\\'true\\'\\ntR.')", "__import__('os').urandom(10 ** 12)", "input()", "quit.__class__.__call__(quit, 3)",
  "__import__('time').sleep(9)", "__import__('_thread').start_new_thread(print, ())", "__import__('ctypes')", "__import__('select').select([0], [], [], 0)", "__import__('select').epoll()",
  "__import__('concurrent.futures').futures.InterpreterPoolExecutor().submit(print).result()", "__import__('asyncio').run(__import__('asyncio').to_thread(print))",
  "__import__('_interpreters').create()", "__import__('threading').Thread(target=print).start()", "__import__('socket').socket()",
};

static void try_hostile(const char *const *scripts, size_t count, uint32_t allow) {
  Sink sink = {0};
  for (size_t i = 0; i < count; i++) {
    AsterConfig config = {.leak_check = true, .sandbox = true, .allow = allow, .root = root, .memory_limit = 64 << 20, .write = to_sink, .write_user = &sink};
    AsterVM *vm = aster_new(&config);
    api_exec(vm, "import os, sys, io");
    AsterValue f = aster_compile(vm, scripts[i], strlen(scripts[i]), "hostile", true), r = aster_absent();
    if (aster_ok(f)) r = aster_run(vm, aster_ref(f), aster_ref(aster_absent()));
    cr_assert(!aster_ok(r), "%s got through", scripts[i]);
    aster_release(vm, f);
    aster_clear_error(vm);
    sink.len = 0;
    aster_free(vm);
  }
}

Test(api_sandbox, hostile_towards_files, .init = make_root, .fini = remove_root, .timeout = 60) {
  try_hostile(hostile_files, sizeof hostile_files / sizeof *hostile_files, ASTER_CAN_FILES);
  FILE *f = fopen(outside, "r");
  char text[20] = "";
  cr_assert(f && fgets(text, sizeof text, f));
  fclose(f);
  cr_assert_str_eq(text, "secret");
}

Test(api_sandbox, hostile_otherwise, .init = make_root, .fini = remove_root, .timeout = 60) {
  try_hostile(hostile_rest, sizeof hostile_rest / sizeof *hostile_rest, ASTER_CAN_NOTHING);
}

// What a script can learn from a traceback of code that claims to be a file outside: nothing.
Test(api_sandbox, tracebacks_read_no_files_outside, .init = make_root, .fini = remove_root) {
  AsterVM *vm = open_with(ASTER_CAN_FILES, root, NULL);
  cr_assert(!aster_ok(aster_eval(vm, "exec(compile('1/0', '/etc/passwd', 'exec'))", NULL)));
  AsterValue exc = aster_take_error(vm), text = aster_error_text(vm, aster_ref(exc));
  cr_assert_null(strstr(aster_get_str(vm, aster_ref(text), NULL), "root:"));
  aster_release(vm, text);
  aster_release(vm, exc);
  aster_free(vm);
}
