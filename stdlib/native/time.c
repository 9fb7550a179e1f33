// SPDX-License-Identifier: MIT
// time.c - the time module: clocks, sleep, calendar time.
//
// sleep() waits in one system call, without the VM's lock; a signal ends the wait, its handler runs, and what is left of the time is
// waited for again.
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "vm/core/host.h"
#include "vm/types/structseq.h"
#include "vm/core/vm.h"

#define F(i, name) {name, structseq_get_##i, NULL, NULL}
static const GetSetDef time_fields[] = {
  F(0, "tm_year"), F(1, "tm_mon"), F(2, "tm_mday"), F(3, "tm_hour"), F(4, "tm_min"), F(5, "tm_sec"), F(6, "tm_wday"), F(7, "tm_yday"),
  F(8, "tm_isdst"), F(9, "tm_zone"), F(10, "tm_gmtoff"), {NULL, NULL, NULL, NULL},
};
static const StructSeqSpec time_spec = {.type = {STRUCTSEQ("time.struct_time", 11), .getset = time_fields}, .visible = 9};

// Clocks

static int64_t clock_ns(VM *vm, clockid_t clock) {
  struct timespec t;
  double hooked;
  HostClock which = clock == CLOCK_REALTIME ? CLOCK_WALL : clock == CLOCK_MONOTONIC ? CLOCK_MONO : CLOCK_CPU;
  if (vm_clock(vm, which, &hooked)) return (int64_t)(hooked * 1e9);
  clock_gettime(clock, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}
static Value seconds(int64_t ns) { return from_double((double)ns / 1e9); }

#define CLOCK(name, id) \
  static Value time_##name(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)args, (void)argc, seconds(clock_ns(vm, id)); } \
  static Value time_##name##_ns(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, int_from_i64(vm, clock_ns(vm, id)); }
CLOCK(time, CLOCK_REALTIME)
CLOCK(monotonic, CLOCK_MONOTONIC)
CLOCK(process_time, CLOCK_PROCESS_CPUTIME_ID)
CLOCK(thread_time, CLOCK_THREAD_CPUTIME_ID)

static bool clock_arg(VM *vm, Value v, clockid_t *out) {
  int64_t n;
  if (!obj_index_i64(vm, v, &n)) return false;
  *out = (clockid_t)n;
  return true;
}

static Value clock_read(VM *vm, Value id, bool ns, bool resolution) {
  clockid_t clock;
  struct timespec t;
  if (!clock_arg(vm, id, &clock)) return V_ABSENT;
  if (!resolution && vm->config.clock) {
    int64_t n = clock_ns(vm, clock);
    return ns ? int_from_i64(vm, n) : seconds(n);
  }
  if ((resolution ? clock_getres(clock, &t) : clock_gettime(clock, &t)) < 0) return raise_os(vm, errno, V_ABSENT, V_ABSENT);
  int64_t n = (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
  return ns ? int_from_i64(vm, n) : seconds(n);
}
static Value time_clock_gettime(VM *vm, Value *args, uint32_t argc) { return (void)argc, clock_read(vm, args[0], false, false); }
static Value time_clock_gettime_ns(VM *vm, Value *args, uint32_t argc) { return (void)argc, clock_read(vm, args[0], true, false); }
static Value time_clock_getres(VM *vm, Value *args, uint32_t argc) { return (void)argc, clock_read(vm, args[0], false, true); }

static Value time_get_clock_info(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  static const struct { const char *name, *call; clockid_t id; bool monotonic, adjustable; } clocks[] = {
    {"time", "clock_gettime(CLOCK_REALTIME)", CLOCK_REALTIME, false, true},
    {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", CLOCK_MONOTONIC, true, false},
    {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", CLOCK_MONOTONIC, true, false},
    {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", CLOCK_PROCESS_CPUTIME_ID, true, false},
    {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", CLOCK_THREAD_CPUTIME_ID, true, false},
  };
  if (!is_str(args[0])) return raise_type(vm, "get_clock_info() argument 1 must be str, not %T", args[0]);
  size_t i = 0, count = sizeof clocks / sizeof *clocks;
  while (i < count && !str_is(as_str(args[0]), clocks[i].name)) i++;
  if (i == count) return raise_value(vm, "unknown clock");
  struct timespec t;
  clock_getres(clocks[i].id, &t);
  Value info = obj_call(vm, from_obj(vm->types.simple_namespace), NULL, 0);
  if (info == V_ABSENT) return V_ABSENT;
  const struct { const char *name; Value v; } rows[] = {
    {"implementation", str_from_c(vm, clocks[i].call)}, {"monotonic", from_bool(clocks[i].monotonic)},
    {"adjustable", from_bool(clocks[i].adjustable)}, {"resolution", from_double((double)t.tv_sec + (double)t.tv_nsec * 1e-9)},
  };
  bool ok = rows[0].v != V_ABSENT;
  for (int k = 0; ok && k < 4; k++) {
    Str *name = str_intern(vm, rows[k].name, strlen(rows[k].name));
    ok = name && obj_setattr(vm, info, name, rows[k].v);
    xdecref(vm, name);
  }
  release(vm, rows[0].v);
  if (!ok) replace(vm, &info, V_ABSENT);
  return info;
}

// In pieces, so that an interrupt from another thread is seen, and a fiber whose time is up is suspended.
enum { SLEEP_PIECE = 20000000, FIBER_PIECE = 200000 };
static Value sleep_for(VM *vm, int64_t duration) {
  int64_t until = thread_clock() + duration;
  for (int64_t now = thread_clock(); now < until; now = thread_clock()) {
    int64_t piece = vm->thread.fiber ? FIBER_PIECE : SLEEP_PIECE;
    (void)thread_park(vm, NULL, until - now > piece ? now + piece : until);
    if (!safepoint(vm)) return V_ABSENT;
  }
  return V_NONE;
}

static Value time_sleep(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  double duration;
  if (!is_integer(args[0]) && !is_float(args[0]) && !type_of_get(vm, args[0])->slots.index && !type_of_get(vm, args[0])->slots.as_float)
    return raise_type(vm, "'%T' object cannot be interpreted as an integer", args[0]);
  if (!float_coerce(vm, args[0], &duration)) return V_ABSENT;
  if (duration != duration) return raise_value(vm, "Invalid value NaN (not a number)");
  if (duration < 0) return raise_value(vm, "sleep length must be non-negative");
  if (duration > 9223372036.0) return raise(vm, EXC_OverflowError, "timestamp too large to convert to C PyTime_t");
  if (!signals_checked(vm)) return V_ABSENT;
  return sleep_for(vm, (int64_t)ceil(duration * 1e9));
}

// Calendar time

static Value struct_from(VM *vm, const struct tm *t) {
  Value type = import_attr(vm, "time", "struct_time");
  if (type == V_ABSENT) return V_ABSENT;
  Value v[11] = {
    from_int((int64_t)t->tm_year + 1900), from_int(t->tm_mon + 1), from_int(t->tm_mday), from_int(t->tm_hour), from_int(t->tm_min),
    from_int(t->tm_sec), from_int((t->tm_wday + 6) % 7), from_int(t->tm_yday + 1), from_int(t->tm_isdst),
    str_from_c(vm, t->tm_zone ? t->tm_zone : ""), from_int(t->tm_gmtoff),
  };
  Value r = structseq_from_steal(vm, (Type *)as_obj(type), v);
  release(vm, type);
  return r;
}

static bool seconds_arg(VM *vm, Value v, time_t *out) {
  if (v == V_ABSENT || v == V_NONE) {
    if (!vm_require(vm, CAN_CLOCK)) return false;
    *out = (time_t)(clock_ns(vm, CLOCK_REALTIME) / 1000000000);
    return true;
  }
  int64_t n;
  if (is_float(v)) {
    double d = floor(float_value(v));
    if (d != d) return raise_value(vm, "Invalid value NaN (not a number)"), false;
    if (fabs(d) > 9.2e18) return raise(vm, EXC_OverflowError, "timestamp out of range for platform time_t"), false;
    *out = (time_t)d;
    return true;
  }
  if (!obj_index_i64(vm, v, &n)) {
    if (error_clear_if(vm, EXC_OverflowError)) raise(vm, EXC_OverflowError, "timestamp out of range for platform time_t");
    return false;
  }
  *out = (time_t)n;
  return true;
}

static Value time_localtime(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  time_t when;
  struct tm t;
  if (!seconds_arg(vm, args[0], &when)) return V_ABSENT;
  return localtime_r(&when, &t) ? struct_from(vm, &t) : raise_os(vm, errno, V_ABSENT, V_ABSENT);
}

static Value time_gmtime(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  time_t when;
  struct tm t;
  if (!seconds_arg(vm, args[0], &when)) return V_ABSENT;
  if (!gmtime_r(&when, &t)) return raise_os(vm, errno, V_ABSENT, V_ABSENT);
  return struct_from(vm, &t);
}

static bool tm_from(VM *vm, Value v, const char *function, struct tm *t) {
  memset(t, 0, sizeof *t);
  if (!is_tuple(v)) return raise_type(vm, "Tuple or struct_time argument required"), false;
  if (as_tuple(v)->len != 9) return raise_type(vm, "%s(): illegal time tuple argument", function), false;
  int64_t n[9];
  for (int i = 0; i < 9; i++) {
    if (!obj_index_i64(vm, as_tuple(v)->items[i], &n[i])) return false;
    if (n[i] > INT_MAX || n[i] < INT_MIN) return raise(vm, EXC_OverflowError, "signed integer is greater than maximum"), false;
  }
  if (n[0] < (int64_t)INT_MIN + 1900) return raise(vm, EXC_OverflowError, "year out of range"), false;
  t->tm_year = (int)(n[0] - 1900), t->tm_mon = (int)n[1] - 1, t->tm_mday = (int)n[2], t->tm_hour = (int)n[3], t->tm_min = (int)n[4];
  t->tm_sec = (int)n[5], t->tm_wday = (int)((n[6] + 1) % 7), t->tm_yday = (int)n[7] - 1, t->tm_isdst = (int)n[8];
  Type *type = obj_type(as_obj(v));
  if (type->spec != &time_spec.type) return true;
  const Value *hidden = as_tuple(v)->items + 9;
  if (is_int(hidden[1])) t->tm_gmtoff = as_int(hidden[1]);
  if (is_str(hidden[0]) && as_str(hidden[0])->ascii) t->tm_zone = (const char *)as_str(hidden[0])->data;
  return true;
}

// A zero month, day or day of the year counts as the first.
static bool tm_check(VM *vm, struct tm *t) {
  if (t->tm_mon == -1) t->tm_mon = 0;
  else if (t->tm_mon < 0 || t->tm_mon > 11) return raise_value(vm, "month out of range"), false;
  if (t->tm_mday == 0) t->tm_mday = 1;
  else if (t->tm_mday < 0 || t->tm_mday > 31) return raise_value(vm, "day of month out of range"), false;
  if (t->tm_hour < 0 || t->tm_hour > 23) return raise_value(vm, "hour out of range"), false;
  if (t->tm_min < 0 || t->tm_min > 59) return raise_value(vm, "minute out of range"), false;
  if (t->tm_sec < 0 || t->tm_sec > 61) return raise_value(vm, "seconds out of range"), false;
  if (t->tm_wday < 0) return raise_value(vm, "day of week out of range"), false;
  if (t->tm_yday == -1) t->tm_yday = 0;
  else if (t->tm_yday < 0 || t->tm_yday > 365) return raise_value(vm, "day of year out of range"), false;
  return true;
}

static bool tm_arg(VM *vm, Value v, const char *function, struct tm *t) {
  if (v == V_ABSENT || v == V_NONE) {
    if (!vm_require(vm, CAN_CLOCK)) return false;
    time_t now = (time_t)(clock_ns(vm, CLOCK_REALTIME) / 1000000000);
    localtime_r(&now, t);
    return true;
  }
  return tm_from(vm, v, function, t) && tm_check(vm, t);
}

static Value text_of_time(VM *vm, const struct tm *t) {
  static const char days[] = "SunMonTueWedThuFriSat", months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
  char text[64];
  snprintf(text, sizeof text, "%.3s %.3s%3d %02d:%02d:%02d %lld", days + t->tm_wday * 3, months + t->tm_mon * 3, t->tm_mday, t->tm_hour, t->tm_min,
           t->tm_sec, 1900LL + t->tm_year);
  return str_from_c(vm, text);
}

static Value time_asctime(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  struct tm t;
  return tm_arg(vm, args[0], "asctime", &t) ? text_of_time(vm, &t) : V_ABSENT;
}

static Value time_ctime(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  time_t when;
  struct tm t;
  if (!seconds_arg(vm, args[0], &when)) return V_ABSENT;
  return localtime_r(&when, &t) ? text_of_time(vm, &t) : raise_os(vm, errno, V_ABSENT, V_ABSENT);
}

static Value time_mktime(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  struct tm t;
  if (!tm_from(vm, args[0], "mktime", &t)) return V_ABSENT;
  t.tm_wday = -1;
  time_t when = mktime(&t);
  if (when == (time_t)-1 && t.tm_wday == -1) return raise(vm, EXC_OverflowError, "mktime argument out of range");
  return from_double((double)when);
}

static Value time_strftime(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  struct tm t;
  size_t len;
  if (!is_str(args[0])) return raise_type(vm, "strftime() argument 1 must be str, not %T", args[0]);
  if (!tm_arg(vm, args[1], "strftime", &t)) return V_ABSENT;
  const char *format = str_utf8_get(vm, as_str(args[0]), &len);
  if (!format) return V_ABSENT;
  if (t.tm_isdst < -1) t.tm_isdst = -1;
  else if (t.tm_isdst > 1) t.tm_isdst = 1;
  if (len == 0) return retain_obj(vm->names.empty);
  for (size_t size = 256 + len; ; size *= 2) {
    char *text = vm_alloc(vm, size);
    if (!text) return V_ABSENT;
    text[0] = 1;
    size_t n = strftime(text, size, format, &t);
    Value r = n > 0 || size >= 256 * len ? codec_decode(vm, (const uint8_t *)text, n, "utf-8", "surrogateescape") : V_NONE;
    vm_dealloc(vm, text, size);
    if (r != V_NONE) return r;
  }
}

static Value time_strptime(VM *vm, Value *args, uint32_t argc) {
  Value parse = import_attr(vm, "_strptime", "_strptime_time");
  if (parse == V_ABSENT) return V_ABSENT;
  Value r = obj_call(vm, parse, args, argc > 1 && args[1] != V_ABSENT ? 2 : 1);
  release(vm, parse);
  return r;
}

static bool zone_add(VM *vm, Module *module) {
  if (!vm_can(vm, CAN_CLOCK)) {
    Value utc = str_from_c(vm, "UTC"), both = utc ? tuple_pack(vm, 2, utc, utc) : V_ABSENT;
    release(vm, utc);
    return both && module_add(vm, module, "tzname", both) && module_add_int(vm, module, "timezone", 0) && module_add_int(vm, module, "altzone", 0) &&
           module_add_int(vm, module, "daylight", 0);
  }
  tzset();
  time_t now = time(NULL);
  struct tm winter = {0}, summer = {0}, t;
  localtime_r(&now, &t);
  winter.tm_year = summer.tm_year = t.tm_year;
  winter.tm_mday = summer.tm_mday = 1;
  summer.tm_mon = 6;
  winter.tm_isdst = summer.tm_isdst = -1;
  mktime(&winter);
  mktime(&summer);
  bool south = winter.tm_gmtoff > summer.tm_gmtoff;  // July is their winter
  const struct tm *standard = south ? &summer : &winter, *daylight = south ? &winter : &summer;
  Value names[2] = {str_from_c(vm, standard->tm_zone), str_from_c(vm, daylight->tm_zone)};
  Value pair = names[0] != V_ABSENT && names[1] != V_ABSENT ? tuple_from(vm, names, 2) : V_ABSENT;
  release(vm, names[0]);
  release(vm, names[1]);
  return pair != V_ABSENT && module_add(vm, module, "tzname", pair) && module_add_int(vm, module, "timezone", -standard->tm_gmtoff) &&
         module_add_int(vm, module, "altzone", -daylight->tm_gmtoff) && module_add_int(vm, module, "daylight", standard->tm_gmtoff != daylight->tm_gmtoff);
}

static Value time_tzset(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  Value module = import_module(vm, "time");
  bool ok = module != V_ABSENT && zone_add(vm, (Module *)as_obj(module));
  release(vm, module);
  return ok ? V_NONE : V_ABSENT;
}

static const NativeDef time_functions[] = {
  {"time", "()", time_time, NATIVE_NEEDS(CAN_CLOCK), "Return the current time in seconds since the Epoch."},
  {"time_ns", "()", time_time_ns, NATIVE_NEEDS(CAN_CLOCK), "Return the current time in nanoseconds since the Epoch."},
  {"monotonic", "()", time_monotonic, NATIVE_NEEDS(CAN_CLOCK), "Monotonic clock, cannot go backward."},
  {"monotonic_ns", "()", time_monotonic_ns, NATIVE_NEEDS(CAN_CLOCK), "Monotonic clock, cannot go backward, as nanoseconds."},
  {"perf_counter", "()", time_monotonic, NATIVE_NEEDS(CAN_CLOCK), "Performance counter for benchmarking."},
  {"perf_counter_ns", "()", time_monotonic_ns, NATIVE_NEEDS(CAN_CLOCK), "Performance counter for benchmarking as nanoseconds."},
  {"process_time", "()", time_process_time, NATIVE_NEEDS(CAN_CLOCK), "Process time for profiling: sum of the kernel and user-space CPU time."},
  {"process_time_ns", "()", time_process_time_ns, NATIVE_NEEDS(CAN_CLOCK), "Process time for profiling as nanoseconds."},
  {"thread_time", "()", time_thread_time, NATIVE_NEEDS(CAN_CLOCK), "Thread time for profiling: sum of the kernel and user-space CPU time."},
  {"thread_time_ns", "()", time_thread_time_ns, NATIVE_NEEDS(CAN_CLOCK), "Thread time for profiling as nanoseconds."},
  {"clock_gettime", "(clk_id, /)", time_clock_gettime, NATIVE_NEEDS(CAN_CLOCK), "Return the time of the specified clock clk_id as a float."},
  {"clock_gettime_ns", "(clk_id, /)", time_clock_gettime_ns, NATIVE_NEEDS(CAN_CLOCK), "Return the time of the specified clock clk_id as nanoseconds (int)."},
  {"clock_getres", "(clk_id, /)", time_clock_getres, NATIVE_NEEDS(CAN_CLOCK), "Return the resolution (precision) of the specified clock clk_id."},
  {"get_clock_info", "(name, /)", time_get_clock_info, 0, "Get information of the specified clock."},
  {"sleep", "(seconds, /)", time_sleep, NATIVE_NEEDS(CAN_CLOCK), "Delay execution for a given number of seconds."},
  {"localtime", "(seconds=None, /)", time_localtime, NATIVE_NEEDS(CAN_CLOCK), "Convert seconds since the Epoch to a time tuple expressing local time."},
  {"gmtime", "(seconds=None, /)", time_gmtime, 0, "Convert seconds since the Epoch to a time tuple expressing UTC (a.k.a. GMT)."},
  {"asctime", "(tuple=None, /)", time_asctime, 0, "Convert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'."},
  {"ctime", "(seconds=None, /)", time_ctime, NATIVE_NEEDS(CAN_CLOCK), "Convert a time in seconds since the Epoch to a string in local time."},
  {"mktime", "(tuple, /)", time_mktime, NATIVE_NEEDS(CAN_CLOCK), "Convert a time tuple in local time to seconds since the Epoch."},
  {"strftime", "(format, tuple=None, /)", time_strftime, 0, "Convert a time tuple to a string according to a format specification."},
  {"strptime", "(string, format='%a %b %d %H:%M:%S %Y', /)", time_strptime, 0, "Parse a string to a time tuple according to a format specification."},
  {"tzset", "()", time_tzset, NATIVE_NEEDS(CAN_CLOCK), "Initialize, or reinitialize, the local timezone to the value stored in os.environ['TZ']."},
  {NULL, NULL, NULL, 0, NULL},
};

static bool time_init(VM *vm, Module *module) {
  static const struct { const char *name; int value; } constants[] = {
    {"CLOCK_REALTIME", CLOCK_REALTIME}, {"CLOCK_MONOTONIC", CLOCK_MONOTONIC}, {"CLOCK_PROCESS_CPUTIME_ID", CLOCK_PROCESS_CPUTIME_ID},
    {"CLOCK_THREAD_CPUTIME_ID", CLOCK_THREAD_CPUTIME_ID}, {"CLOCK_MONOTONIC_RAW", 4}, {"CLOCK_BOOTTIME", 7}, {"_STRUCT_TM_ITEMS", 11},
  };
  for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
    if (!module_add_int(vm, module, constants[i].name, constants[i].value)) return false;
  Type *type = structseq_type_new(vm, &time_spec);
  return type && module_add(vm, module, "struct_time", from_obj(type)) && zone_add(vm, module);
}

const ModuleDef time_module = {"time", "Clocks, sleeping, and conversion between times and their texts.", time_functions, time_init};
