// SPDX-License-Identifier: MIT
// fetch.c - async functions in C: fetch() starts a thread and returns an awaitable at once; the thread resolves it when it is done. One
// task is cancelled while its thread still works: the late answer finds nobody, and is dropped.
#include <aster.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct Job { AsterPromise *promise; char what[32]; long milliseconds; } Job;
static int dropped;

static AsterValue answer(AsterVM *vm, void *user) {  // on the VM's thread
  Job *job = user;
  char text[64];
  snprintf(text, sizeof text, "contents of %s", job->what);
  AsterValue v = strcmp(job->what, "nowhere") == 0 ? aster_raise(vm, "ConnectionError", "no route to %s", job->what) : aster_str_new(vm, text, SIZE_MAX);
  free(job);
  return v;
}

static void drop(void *user) { free(user), dropped++; }

static void *work(void *arg) {
  Job *job = arg;
  AsterPromise *promise = job->promise;
  nanosleep(&(struct timespec){0, job->milliseconds * 1000000}, NULL);
  if (!aster_promise_post(promise, answer, drop, job)) free(job);
  aster_promise_release(promise);
  return NULL;
}

static AsterValue fetch(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)argc;
  int64_t ms;
  const char *what = aster_get_str(vm, args[0], NULL);
  if (!what || !aster_get_int(vm, args[1], &ms)) return aster_absent();
  Job *job = calloc(1, sizeof *job);
  if (!job) return aster_raise(vm, "MemoryError", "fetch");
  snprintf(job->what, sizeof job->what, "%s", what);
  job->milliseconds = (long)ms;
  AsterValue awaitable = aster_promise_new(vm, &job->promise);
  pthread_t thread;
  if (!aster_ok(awaitable)) return free(job), awaitable;
  pthread_create(&thread, NULL, work, job);
  pthread_detach(thread);
  return awaitable;
}

static const AsterFunction functions[] = {{"fetch", "(what, milliseconds)", fetch, 0, "Fetches something, in a thread."}, {0}};

int main(void) {
  AsterVM *vm = aster_new(NULL);
  aster_release(vm, aster_module_new(vm, "net", "Things far away.", functions));
  AsterValue r = aster_exec(vm,
    "import asyncio, net\n"
    "async def main():\n"
    "    print(await asyncio.gather(net.fetch('a', 20), net.fetch('b', 10)))\n"
    "    try:\n"
    "        await net.fetch('nowhere', 1)\n"
    "    except ConnectionError as e:\n"
    "        print('failed:', e)\n"
    "    try:\n"
    "        await asyncio.wait_for(net.fetch('slow', 60), 0.01)\n"
    "    except TimeoutError:\n"
    "        print('too slow')\n"
    "    await asyncio.sleep(0.1)\n"
    "asyncio.run(main())\n", "fetch.as");
  if (!aster_ok(r)) aster_print_error(vm);
  aster_release(vm, r);
  aster_flush(vm);
  printf("dropped: %d\n", dropped);
  aster_free(vm);
  return 0;
}
