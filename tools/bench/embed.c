// SPDX-License-Identifier: MIT
// embed.c - what embedding costs, beside Lua: a VM made and freed, script called from C, C called from script. Built by embed.sh, with Lua
// where its headers are installed. Each figure is the best of several runs, which take turns.
#include <aster.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#ifdef WITH_LUA
#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>
#endif

enum { ROUNDS = 7, VMS = 50, CALLS = 1000000 };

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void keep_least(double *best, double start, double count) {
  double spent = (now() - start) / count;
  if (*best == 0 || spent < *best) *best = spent;
}

// ---- Aster

static AsterValue add_one(AsterVM *vm, const AsterRef *args, uint32_t argc) {
  (void)argc;
  int64_t n;
  return aster_get_int(vm, args[0], &n) ? aster_int_new(vm, n + 1) : aster_absent();
}

static const AsterFunction functions[] = {{"add_one", "(n, /)", add_one, 0, NULL}, {0}};
typedef struct Times { double create, into, outof; size_t bytes; } Times;

static void aster_round(Times *t) {
  double start = now();
  for (int i = 0; i < VMS; i++) aster_free(aster_new(NULL));
  keep_least(&t->create, start, VMS);
  AsterVM *vm = aster_new(NULL);
  t->bytes = aster_memory(vm).used;
  aster_release(vm, aster_module_new(vm, "host", NULL, functions));
  aster_release(vm, aster_exec(vm, "from host import add_one\ndef f(n): return n + 1\ndef loop(n):\n  v = 0\n  for i in range(n): v = add_one(v)\n  return v\n", NULL));
  AsterValue f = aster_getattr(vm, aster_main(vm), "f"), loop = aster_getattr(vm, aster_main(vm), "loop"), n = aster_int_new(vm, 0), times = aster_int_new(vm, CALLS);
  start = now();
  for (int i = 0; i < CALLS; i++) {
    AsterRef arg = aster_ref(n);
    AsterValue r = aster_call(vm, aster_ref(f), &arg, 1);
    aster_release(vm, n);
    n = r;
  }
  keep_least(&t->into, start, CALLS);
  AsterRef arg = aster_ref(times);
  start = now();
  aster_release(vm, aster_call(vm, aster_ref(loop), &arg, 1));
  keep_least(&t->outof, start, CALLS);
  aster_release(vm, f);
  aster_release(vm, loop);
  aster_release(vm, n);
  aster_free(vm);
}

// ---- Lua

#ifdef WITH_LUA
static int lua_add_one(lua_State *L) {
  lua_pushinteger(L, luaL_checkinteger(L, 1) + 1);
  return 1;
}

static void lua_round(Times *t) {
  double start = now();
  for (int i = 0; i < VMS; i++) {
    lua_State *L = luaL_newstate();
    luaL_openlibs(L);
    lua_close(L);
  }
  keep_least(&t->create, start, VMS);
  lua_State *L = luaL_newstate();
  luaL_openlibs(L);
  t->bytes = (size_t)lua_gc(L, LUA_GCCOUNT, 0) << 10;
  lua_register(L, "add_one", lua_add_one);
  if (luaL_dostring(L, "local add_one = add_one\nfunction f(n) return n + 1 end\nfunction loop(n) local v = 0 for i = 1, n do v = add_one(v) end return v end")) exit(1);
  lua_Integer n = 0;
  start = now();
  for (int i = 0; i < CALLS; i++) {
    lua_getglobal(L, "f");
    lua_pushinteger(L, n);
    lua_call(L, 1, 1);
    n = lua_tointeger(L, -1);
    lua_pop(L, 1);
  }
  keep_least(&t->into, start, CALLS);
  lua_getglobal(L, "loop");
  lua_pushinteger(L, CALLS);
  start = now();
  lua_call(L, 1, 1);
  keep_least(&t->outof, start, CALLS);
  lua_close(L);
}
#endif

static void row(const char *name, const Times *t) {
  printf("%-8s %8.1f us %8zu KB %8.1f ns %8.1f ns\n", name, t->create * 1e6, t->bytes >> 10, t->into * 1e9, t->outof * 1e9);
}

int main(void) {
  Times aster = {0};
#ifdef WITH_LUA
  Times lua = {0};
#endif
  for (int i = 0; i < ROUNDS; i++) {
    aster_round(&aster);
#ifdef WITH_LUA
    lua_round(&lua);
#endif
  }
  printf("         make+free      memory   C to script  script to C\n");
  row("aster", &aster);
#ifdef WITH_LUA
  row("lua", &lua);
#endif
  return 0;
}
