// SPDX-License-Identifier: MIT
// posixprocess.c - the posix module: processes, users, the environment, the machine.
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "stdlib/native/posix.h"
#include "stdlib/native/thread.h"

#define F(i, name) {name, structseq_get_##i, NULL, NULL}
static const GetSetDef uname_fields[] = {F(0, "sysname"), F(1, "nodename"), F(2, "release"), F(3, "version"), F(4, "machine"), {NULL, NULL, NULL, NULL}};
static const StructSeqSpec uname_spec = {.type = {STRUCTSEQ("posix.uname_result", 5), .getset = uname_fields}, .visible = 5};
static const GetSetDef times_fields[] = {
  F(0, "user"), F(1, "system"), F(2, "children_user"), F(3, "children_system"), F(4, "elapsed"), {NULL, NULL, NULL, NULL},
};
static const StructSeqSpec times_spec = {.type = {STRUCTSEQ("posix.times_result", 5), .getset = times_fields}, .visible = 5};

#define ID(name) static Value posix_##name(VM *vm, Value *args, uint32_t argc) { return (void)args, (void)argc, int_from_i64(vm, (int64_t)name()); }
ID(getpid)
ID(getppid)
ID(getuid)
ID(geteuid)
ID(getgid)
ID(getegid)
ID(getpgrp)
ID(setsid)

#define SET_ID(name, type) \
  static Value posix_##name(VM *vm, Value *args, uint32_t argc) { \
    (void)argc; \
    int id; \
    if (!int32_arg(vm, args[0], -1, &id)) return V_ABSENT; \
    return name((type)id) < 0 ? os_error_now(vm) : V_NONE; \
  }
SET_ID(setuid, uid_t)
SET_ID(setgid, gid_t)

static Value posix_getpgid(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int pid;
  if (!int32_arg(vm, args[0], 0, &pid)) return V_ABSENT;
  int64_t r = getpgid(pid);
  return r < 0 ? os_error_now(vm) : from_int(r);
}

static Value posix_setpgid(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int pid, group;
  if (!int32_arg(vm, args[0], 0, &pid) || !int32_arg(vm, args[1], 0, &group)) return V_ABSENT;
  return setpgid(pid, group) < 0 ? os_error_now(vm) : V_NONE;
}

static Value posix_getlogin(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  char name[256];
  int error = getlogin_r(name, sizeof name);
  return error ? raise_os(vm, error, V_ABSENT, V_ABSENT) : str_from_c(vm, name);
}

static Value posix_kill(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int pid, number;
  if (!int32_arg(vm, args[0], 0, &pid) || !int32_arg(vm, args[1], 0, &number)) return V_ABSENT;
  if (kill(pid, number) < 0) return os_error_now(vm);
  return os_retry(vm) ? V_NONE : V_ABSENT;
}

static Value posix_killpg(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int group, number;
  if (!int32_arg(vm, args[0], 0, &group) || !int32_arg(vm, args[1], 0, &number)) return V_ABSENT;
  if (killpg(group, number) < 0) return os_error_now(vm);
  return os_retry(vm) ? V_NONE : V_ABSENT;
}

static Value posix_fork(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  pid_t pid = fork();
  if (pid == 0) {
    threads_forked(vm);
    signals_forked(vm);
    import_call(vm, "threading", "_after_fork", "Exception ignored after fork");
  }
  return pid < 0 ? os_error_now(vm) : from_int(pid);
}

static Value posix_exit_now(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int status;
  if (!int32_arg(vm, args[0], 0, &status)) return V_ABSENT;
  _exit(status);
}

static Value posix_abort(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)args, (void)argc;
  abort();
}

static Value posix_pidfd_open(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int pid, flags;
  if (!int32_arg(vm, args[0], 0, &pid) || !int32_arg(vm, args[1], 0, &flags)) return V_ABSENT;
  long fd = syscall(SYS_pidfd_open, pid, flags);
  return fd < 0 ? os_error_now(vm) : from_int(fd);
}

static Value posix_waitpid(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int pid, options, status = 0;
  pid_t r;
  if (!int32_arg(vm, args[0], -1, &pid) || !int32_arg(vm, args[1], 0, &options)) return V_ABSENT;
  RETRY(r, waitpid(pid, &status, options));
  if (has_error(vm)) return V_ABSENT;
  return r < 0 ? os_error_now(vm) : tuple_pack(vm, 2, from_int(r), from_int(status));
}

static Value posix_wait(VM *vm, Value *args, uint32_t argc) {
  (void)args;
  Value call[2] = {from_int(-1), from_int(0)};
  return posix_waitpid(vm, call, argc);
}

#define STATUS(name, value, make) \
  static Value posix_##name(VM *vm, Value *args, uint32_t argc) { \
    (void)argc; \
    int status; \
    return int32_arg(vm, args[0], 0, &status) ? make(value) : V_ABSENT; \
  }
STATUS(WIFEXITED, WIFEXITED(status), from_bool)
STATUS(WIFSIGNALED, WIFSIGNALED(status), from_bool)
STATUS(WIFSTOPPED, WIFSTOPPED(status), from_bool)
STATUS(WIFCONTINUED, WIFCONTINUED(status), from_bool)
STATUS(WCOREDUMP, WCOREDUMP(status), from_bool)
STATUS(WEXITSTATUS, WEXITSTATUS(status), from_int)
STATUS(WTERMSIG, WTERMSIG(status), from_int)
STATUS(WSTOPSIG, WSTOPSIG(status), from_int)

static Value posix_exitcode(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int status;
  if (!int32_arg(vm, args[0], 0, &status)) return V_ABSENT;
  if (WIFEXITED(status)) return from_int(WEXITSTATUS(status));
  if (WIFSIGNALED(status)) return from_int(-WTERMSIG(status));
  if (WIFSTOPPED(status)) return raise_value(vm, "process stopped by delivery of signal %d", WSTOPSIG(status));
  return raise_value(vm, "invalid wait status: %d", status);
}

static Value posix_system(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg command;
  if (!path_arg(vm, args[0], false, &command)) return V_ABSENT;
  int r;
  THREAD_BLOCKING(vm, r, system(command.c));
  path_done(vm, &command);
  return from_int(r);
}

// A NULL-terminated array of C strings made from a sequence; its texts are bytes objects kept in *owner.
static char **strings_of(VM *vm, Value sequence, Value *owner) {
  Value items = sequence_list(vm, sequence);
  *owner = items;
  if (items == V_ABSENT) return NULL;
  size_t count = as_list(items)->len;
  char **texts = vm_alloc(vm, (count + 1) * sizeof *texts);
  for (size_t i = 0; texts && i < count; i++) {
    Value path = io_path_arg(vm, as_list(items)->items[i], false);
    Value bytes = path == V_ABSENT ? V_ABSENT : is_bytes(path) ? retain(path) : codec_encode(vm, as_str(path), "utf-8", "surrogateescape");
    release(vm, path);
    if (bytes != V_ABSENT && memchr(as_bytes(bytes)->data, 0, as_bytes(bytes)->len)) {
      release(vm, bytes);
      bytes = raise_value(vm, "embedded null byte");
    }
    if (bytes == V_ABSENT) {
      vm_dealloc(vm, texts, (count + 1) * sizeof *texts);
      texts = NULL;
      break;
    }
    replace(vm, &as_list(items)->items[i], bytes);
    texts[i] = (char *)as_bytes(bytes)->data;
  }
  if (texts) texts[count] = NULL;
  return texts;
}

static void strings_free(VM *vm, char **texts, Value owner) {
  if (texts) vm_dealloc(vm, texts, (as_list(owner)->len + 1) * sizeof *texts);
  release(vm, owner);
}

// The environment as "NAME=value" texts.
static Value environment_list(VM *vm, Value mapping) {
  Value keys = sequence_list(vm, mapping), list = keys == V_ABSENT ? V_ABSENT : list_new(vm, as_list(keys)->len);
  for (size_t i = 0; list != V_ABSENT && i < as_list(keys)->len; i++) {
    PathArg key = {.v = V_ABSENT}, value;
    Value v = obj_getitem(vm, mapping, as_list(keys)->items[i]);
    bool ok = v != V_ABSENT && path_arg(vm, as_list(keys)->items[i], false, &key);
    if (ok && (!*key.c || strchr(key.c + 1, '='))) ok = false, raise_value(vm, "illegal environment variable name");
    if (ok && (ok = path_arg(vm, v, false, &value))) {
      size_t len = strlen(key.c), size = len + strlen(value.c) + 1;
      Value text = bytes_new(vm, NULL, size);
      ok = text != V_ABSENT;
      if (ok) {
        memcpy(as_bytes(text)->data, key.c, len);
        as_bytes(text)->data[len] = '=';
        memcpy(as_bytes(text)->data + len + 1, value.c, size - len - 1);
        ok = list_append_steal(vm, as_list(list), text);
      }
      path_done(vm, &value);
    }
    if (v != V_ABSENT && key.v != V_ABSENT) path_done(vm, &key);
    release(vm, v);
    if (!ok) replace(vm, &list, V_ABSENT);
  }
  release(vm, keys);
  return list;
}

static Value exec_with(VM *vm, Value file, Value arguments, Value environment) {
  PathArg path;
  Value owner = V_ABSENT, env_owner = V_ABSENT, list = V_ABSENT;
  char **texts = NULL, **env = environ;
  if (!is_list(arguments) && !is_tuple(arguments)) return raise_type(vm, "%s must be a tuple or list", environment == V_ABSENT ? "execv() arg 2" : "execve: argv");
  if (obj_len(vm, arguments) < 1) return raise_value(vm, "%s arg 2 must not be empty", environment == V_ABSENT ? "execv()" : "execve:");
  if (!path_arg(vm, file, false, &path)) return V_ABSENT;
  bool ok = (texts = strings_of(vm, arguments, &owner)) != NULL;
  if (ok && !*texts[0]) ok = false, raise_value(vm, "%s arg 2 first element cannot be empty", environment == V_ABSENT ? "execv()" : "execve:");
  if (ok && environment != V_ABSENT) {
    list = environment_list(vm, environment);
    ok = list != V_ABSENT && (env = strings_of(vm, list, &env_owner)) != NULL;
  }
  if (ok) {
    execve(path.c, texts, env);
    raise_os(vm, errno, path.v, V_ABSENT);
  }
  if (owner != V_ABSENT) strings_free(vm, texts, owner);
  if (env_owner != V_ABSENT) strings_free(vm, env, env_owner);
  release(vm, list);
  path_done(vm, &path);
  return V_ABSENT;
}
static Value posix_execv(VM *vm, Value *args, uint32_t argc) { return (void)argc, exec_with(vm, args[0], args[1], V_ABSENT); }
static Value posix_execve(VM *vm, Value *args, uint32_t argc) { return (void)argc, exec_with(vm, args[0], args[1], args[2]); }

static Value posix_putenv(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg name, value;
  if (!path_arg(vm, args[0], false, &name)) return V_ABSENT;
  if (!path_arg(vm, args[1], false, &value)) return path_done(vm, &name), V_ABSENT;
  int r = strchr(name.c, '=') ? -2 : setenv(name.c, value.c, 1);
  path_done(vm, &name);
  path_done(vm, &value);
  if (r == -2) return raise_value(vm, "illegal environment variable name");
  return r < 0 ? os_error_now(vm) : V_NONE;
}

static Value posix_unsetenv(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  PathArg name;
  if (!path_arg(vm, args[0], false, &name)) return V_ABSENT;
  int r = unsetenv(name.c);
  path_done(vm, &name);
  return r < 0 ? os_error_now(vm) : V_NONE;
}

static Value posix_strerror(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int number;
  return int32_arg(vm, args[0], 0, &number) ? str_from_c(vm, strerror(number)) : V_ABSENT;
}

static Value posix_cpu_count(VM *vm, Value *args, uint32_t argc) {
  (void)vm, (void)args, (void)argc;
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n < 1 ? V_NONE : from_int(n);
}

static Value posix_sched_getaffinity(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int pid;
  cpu_set_t cpus;
  if (!int32_arg(vm, args[0], 0, &pid)) return V_ABSENT;
  if (sched_getaffinity(pid, sizeof cpus, &cpus) < 0) return os_error_now(vm);
  Value set = set_new(vm);
  for (int i = 0; set != V_ABSENT && i < CPU_SETSIZE; i++)
    if (CPU_ISSET(i, &cpus) && set_add(vm, as_set(set), from_int(i)) < 0) replace(vm, &set, V_ABSENT);
  return set;
}

static Value posix_sched_yield(VM *vm, Value *args, uint32_t argc) { return (void)vm, (void)args, (void)argc, sched_yield(), V_NONE; }

static Value posix_nice(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  int by;
  if (!int32_arg(vm, args[0], 0, &by)) return V_ABSENT;
  errno = 0;
  int r = nice(by);
  return r == -1 && errno ? os_error_now(vm) : from_int(r);
}

static Value posix_getloadavg(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  double load[3];
  if (getloadavg(load, 3) != 3) return raise(vm, EXC_OSError, "Load averages are unobtainable");
  return tuple_pack(vm, 3, from_double(load[0]), from_double(load[1]), from_double(load[2]));
}

static Value made(VM *vm, const char *type_name, Value *values) {
  Value type = import_attr(vm, "posix", type_name);
  if (type == V_ABSENT) {
    for (int i = 0; i < 5; i++) release(vm, values[i]);
    return V_ABSENT;
  }
  Value r = structseq_from_steal(vm, (Type *)as_obj(type), values);
  release(vm, type);
  return r;
}

static Value posix_uname(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  struct utsname u;
  if (uname(&u) < 0) return os_error_now(vm);
  Value v[5] = {str_from_c(vm, u.sysname), str_from_c(vm, u.nodename), str_from_c(vm, u.release), str_from_c(vm, u.version), str_from_c(vm, u.machine)};
  return made(vm, "uname_result", v);
}

static Value posix_times(VM *vm, Value *args, uint32_t argc) {
  (void)args, (void)argc;
  struct tms t;
  clock_t now = times(&t);
  if (now == (clock_t)-1) return os_error_now(vm);
  double tick = (double)sysconf(_SC_CLK_TCK);
  Value v[5] = {from_double((double)t.tms_utime / tick), from_double((double)t.tms_stime / tick), from_double((double)t.tms_cutime / tick),
                from_double((double)t.tms_cstime / tick), from_double((double)now / tick)};
  return made(vm, "times_result", v);
}

static Value posix_sysconf(VM *vm, Value *args, uint32_t argc) {
  (void)argc;
  static const struct { const char *name; int value; } names[] = {
    {"SC_NPROCESSORS_ONLN", _SC_NPROCESSORS_ONLN}, {"SC_NPROCESSORS_CONF", _SC_NPROCESSORS_CONF}, {"SC_PAGE_SIZE", _SC_PAGESIZE},
    {"SC_PAGESIZE", _SC_PAGESIZE}, {"SC_PHYS_PAGES", _SC_PHYS_PAGES}, {"SC_OPEN_MAX", _SC_OPEN_MAX}, {"SC_CLK_TCK", _SC_CLK_TCK},
    {"SC_IOV_MAX", _SC_IOV_MAX}, {"SC_ARG_MAX", _SC_ARG_MAX},
  };
  int name = -1;
  if (is_str(args[0])) {
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) if (str_is(as_str(args[0]), names[i].name)) name = names[i].value;
    if (name < 0) return raise_value(vm, "unrecognized configuration name");
  } else if (!int32_arg(vm, args[0], 0, &name)) {
    return V_ABSENT;
  }
  errno = 0;
  long r = sysconf(name);
  return r < 0 && errno ? os_error_now(vm) : int_from_i64(vm, r);
}

const NativeDef posix_process_functions[] = {
  {"getpid", "()", posix_getpid, 0, "Return the current process id."},
  {"getppid", "()", posix_getppid, 0, "Return the parent's process id."},
  {"getuid", "()", posix_getuid, 0, "Return the current process's user id."},
  {"geteuid", "()", posix_geteuid, 0, "Return the current process's effective user id."},
  {"getgid", "()", posix_getgid, 0, "Return the current process's group id."},
  {"getegid", "()", posix_getegid, 0, "Return the current process's effective group id."},
  {"getpgrp", "()", posix_getpgrp, 0, "Return the current process group id."},
  {"getpgid", "(pid)", posix_getpgid, 0, "Call the system call getpgid(), and return the result."},
  {"setpgid", "(pid, pgrp, /)", posix_setpgid, 0, "Call the system call setpgid(pid, pgrp)."},
  {"setsid", "()", posix_setsid, 0, "Call the system call setsid()."},
  {"setuid", "(uid, /)", posix_setuid, 0, "Set the current process's user id."},
  {"setgid", "(gid, /)", posix_setgid, 0, "Set the current process's group id."},
  {"getlogin", "()", posix_getlogin, 0, "Return the actual login name."},
  {"kill", "(pid, signal, /)", posix_kill, 0, "Kill a process with a signal."},
  {"killpg", "(pgid, signal, /)", posix_killpg, 0, "Kill a process group with a signal."},
  {"fork", "()", posix_fork, 0, "Fork a child process."},
  {"_exit", "(status)", posix_exit_now, 0, "Exit to the system with specified status, without normal exit processing."},
  {"abort", "()", posix_abort, 0, "Abort the interpreter immediately."},
  {"pidfd_open", "(pid, flags=0)", posix_pidfd_open, 0, "Return a file descriptor referring to the process pid."},
  {"waitpid", "(pid, options, /)", posix_waitpid, 0, "Wait for completion of a given child process."},
  {"wait", "()", posix_wait, 0, "Wait for completion of a child process."},
  {"WIFEXITED", "(status)", posix_WIFEXITED, NATIVE_PURE, NULL}, {"WIFSIGNALED", "(status)", posix_WIFSIGNALED, NATIVE_PURE, NULL},
  {"WIFSTOPPED", "(status)", posix_WIFSTOPPED, NATIVE_PURE, NULL}, {"WIFCONTINUED", "(status)", posix_WIFCONTINUED, NATIVE_PURE, NULL},
  {"WCOREDUMP", "(status, /)", posix_WCOREDUMP, NATIVE_PURE, NULL}, {"WEXITSTATUS", "(status)", posix_WEXITSTATUS, NATIVE_PURE, NULL},
  {"WTERMSIG", "(status)", posix_WTERMSIG, NATIVE_PURE, NULL}, {"WSTOPSIG", "(status)", posix_WSTOPSIG, NATIVE_PURE, NULL},
  {"waitstatus_to_exitcode", "(status)", posix_exitcode, NATIVE_PURE, "Convert a wait status to an exit code."},
  {"system", "(command)", posix_system, 0, "Execute the command in a subshell."},
  {"execv", "(path, argv, /)", posix_execv, 0, "Execute an executable path with arguments, replacing current process."},
  {"execve", "(path, argv, env)", posix_execve, 0, "Execute an executable path with arguments, replacing current process."},
  {"putenv", "(name, value, /)", posix_putenv, NATIVE_NEEDS(CAN_ENVIRONMENT), "Change or add an environment variable."},
  {"unsetenv", "(name, /)", posix_unsetenv, NATIVE_NEEDS(CAN_ENVIRONMENT), "Delete an environment variable."},
  {"strerror", "(code, /)", posix_strerror, NATIVE_PURE, "Translate an error code to a message string."},
  {"cpu_count", "()", posix_cpu_count, 0, "Return the number of logical CPUs in the system."},
  {"sched_getaffinity", "(pid, /)", posix_sched_getaffinity, 0, "Return the affinity of the process identified by pid (or the current process if zero)."},
  {"sched_yield", "()", posix_sched_yield, 0, "Voluntarily relinquish the CPU."},
  {"nice", "(increment, /)", posix_nice, 0, "Add increment to the priority of process and return the new priority."},
  {"getloadavg", "()", posix_getloadavg, 0, "Return average recent system load information."},
  {"uname", "()", posix_uname, 0, "Return an object identifying the current operating system."},
  {"times", "()", posix_times, 0, "Return a collection containing process timing information."},
  {"sysconf", "(name, /)", posix_sysconf, 0, "Return an integer-valued system configuration variable."},
  {NULL, NULL, NULL, 0, NULL},
};

static Value environment_new(VM *vm) {
  Dict *dict = dict_new(vm);
  for (char **e = environ; dict && *e; e++) {
    const char *equals = strchr(*e, '=');
    if (!equals) continue;
    Value key = bytes_new(vm, *e, (size_t)(equals - *e)), value = bytes_new(vm, equals + 1, strlen(equals + 1)), old;
    if (key != V_ABSENT && value != V_ABSENT && dict_find(vm, dict, key, &old) == 0) {
      if (!dict_set(vm, dict, key, value)) CLEAR_REF(vm, dict);
    }
    release(vm, key);
    release(vm, value);
  }
  return dict ? from_obj(dict) : V_ABSENT;
}

static Value empty_environment(VM *vm) {
  Dict *d = dict_new(vm);
  return d ? from_obj(d) : V_ABSENT;
}

bool posix_process_init(VM *vm, Module *module) {
  static const struct { const char *name; int value; } constants[] = {
    {"WNOHANG", WNOHANG}, {"WUNTRACED", WUNTRACED}, {"WCONTINUED", WCONTINUED}, {"EX_OK", 0}, {"EX_USAGE", 64}, {"EX_DATAERR", 65},
    {"EX_NOINPUT", 66}, {"EX_UNAVAILABLE", 69}, {"EX_SOFTWARE", 70}, {"EX_OSERR", 71}, {"EX_OSFILE", 72}, {"EX_CANTCREAT", 73},
    {"EX_IOERR", 74}, {"EX_TEMPFAIL", 75}, {"EX_PROTOCOL", 76}, {"EX_NOPERM", 77}, {"EX_CONFIG", 78}, {"NGROUPS_MAX", 65536},
  };
  for (size_t i = 0; i < sizeof constants / sizeof *constants; i++)
    if (!module_add_int(vm, module, constants[i].name, constants[i].value)) return false;
  return module_add(vm, module, "uname_result", from_obj(structseq_type_new(vm, &uname_spec))) &&
         module_add(vm, module, "times_result", from_obj(structseq_type_new(vm, &times_spec))) &&
         module_add(vm, module, "environ", vm_can(vm, CAN_ENVIRONMENT) ? environment_new(vm) : empty_environment(vm));
}
