// SPDX-License-Identifier: MIT
// sandbox.c - runs a script that nobody trusts: so much memory, so many steps, so much time, no capability. `sandbox FILE` runs a file;
// without it some hostile scripts are tried.
#include <aster.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void show(void *user, AsterStream stream, const char *text, size_t len) {
  (void)user, (void)stream;
  fwrite(text, 1, len, stdout);
}

static const char *run(const char *source, const char *name, char *why, size_t size) {
  AsterConfig config = {.sandbox = true, .allow = ASTER_CAN_NOTHING, .memory_limit = 16 << 20, .frame_limit = 200, .write = show};
  AsterVM *vm = aster_new(&config);
  if (!vm) return "no memory";
  const char *verdict = "ended";
  AsterValue code = aster_compile(vm, source, strlen(source), name, false), exec = aster_ok(code) ? aster_eval(vm, "exec", NULL) : aster_absent();
  AsterStatus status = ASTER_FAILED;
  snprintf(why, size, "%s", "");
  if (aster_ok(exec)) {
    AsterValue globals = aster_getattr(vm, aster_main(vm), "__dict__");
    AsterRef args[] = {aster_ref(code), aster_ref(globals)};
    AsterFiber *fiber = aster_fiber_new(vm, aster_ref(exec), args, 2, 0);
    aster_release(vm, globals);
    for (int slices = 0; fiber && slices < 20; slices++) {  // 20 slices of 50,000 steps or 20 ms
      status = aster_fiber_resume(fiber, (AsterBudget){50000, 20000}, NULL);
      if (status != ASTER_SUSPENDED) break;
    }
    if (status == ASTER_SUSPENDED) verdict = "was stopped: out of budget";
    aster_fiber_free(fiber);
  }
  if (status == ASTER_FAILED) {
    AsterValue exc = aster_take_error(vm);
    AsterError *e = aster_error_new(vm, aster_ref(exc));
    verdict = "failed: ";
    if (e) snprintf(why, size, "%s: %.60s", e->type, e->message);
    aster_error_free(vm, e);
    aster_release(vm, exc);
  }
  aster_release(vm, exec);
  aster_release(vm, code);
  aster_free(vm);
  return verdict;
}

static const char *const hostile[] = {
  "print('harmless', 6 * 7)",
  "while True: pass",
  "def f(): f()\nf()",
  "x = []\nwhile True: x.append('y' * 100000 + str(len(x)))",
  "open('/etc/passwd').read()",
  "import os\nos.system('reboot')",
  "sum(iter(int, 1))",
  "import re\nre.match('(a+)+$', 'a' * 50 + 'b')",
  "while True:\n  try:\n    while True: pass\n  except BaseException: pass",
  "9 ** 9 ** 9",
  "import time\nprint(time.time())",
  "import os\nos.kill(os.getppid(), 9)",
};

int main(int argc, char **argv) {
  char why[200];
  if (argc > 1) {
    static char source[1 << 20];
    FILE *f = fopen(argv[1], "rb");
    size_t n = f ? fread(source, 1, sizeof source - 1, f) : 0;
    if (f) fclose(f);
    source[n] = 0;
    const char *verdict = run(source, argv[1], why, sizeof why);
    printf("%s%s\n", verdict, why);
    return 0;
  }
  for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
    const char *verdict = run(hostile[i], "hostile", why, sizeof why);
    printf("%2zu %s%s\n", i, verdict, why);
  }
  return 0;
}
