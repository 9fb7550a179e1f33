// SPDX-License-Identifier: MIT
// pool.c - a pool of threads, a VM in each: jobs of script run in parallel and share nothing.
#include <aster.h>
#include <pthread.h>
#include <stdio.h>

enum { THREADS = 4, JOBS = 20 };
static const char script[] = "def job(n):\n    return sum(i * i % (n + 1) for i in range(2000))\n";
static int next_job;
static int64_t results[JOBS];

static void *worker(void *arg) {
  (void)arg;
  AsterVM *vm = aster_new(NULL);
  aster_release(vm, aster_exec(vm, script, "job.as"));
  AsterValue job = aster_getattr(vm, aster_main(vm), "job");
  for (int i; (i = __atomic_fetch_add(&next_job, 1, __ATOMIC_RELAXED)) < JOBS;) {
    AsterValue n = aster_int_new(vm, i);
    AsterRef arg_n = aster_ref(n);
    AsterValue r = aster_call(vm, aster_ref(job), &arg_n, 1);
    if (!aster_ok(r) || !aster_get_int(vm, aster_ref(r), &results[i])) aster_print_error(vm);
    aster_release(vm, r);
    aster_release(vm, n);
  }
  aster_release(vm, job);
  aster_free(vm);
  return NULL;
}

int main(void) {
  pthread_t threads[THREADS];
  for (int i = 0; i < THREADS; i++) pthread_create(&threads[i], NULL, worker, NULL);
  for (int i = 0; i < THREADS; i++) pthread_join(threads[i], NULL);
  for (int i = 0; i < JOBS; i += 5) printf("job %d: %lld\n", i, (long long)results[i]);
  return 0;
}
